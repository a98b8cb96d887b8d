//! A file opened as what it is: text, a workbook, Parquet, or an archive of these.

use crate::archive::{self, Kind};
use crate::encoding::{TextEncoding, decode};
use crate::limits;
use crate::read_csv::DelimitedText;
use crate::read_parquet::ParquetTable;
use crate::table::{Rows, Sheet, Unreadable};
use crate::{read_ods, read_spreadsheet};

/// A file's tables.
#[derive(Debug)]
pub struct Document<'a> {
    /// Its sheets: one for text and Parquet.
    pub sheets: Vec<Sheet<'a>>,
    /// Its encoding, for text.
    pub encoding: Option<TextEncoding>,
    /// What decided the encoding, where it does not declare itself.
    pub evidence: Option<String>,
}

/// What a file is, by its first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// An archive of files.
    Archive,
    /// An `.xlsx` workbook.
    Xlsx,
    /// An `.ods` workbook.
    Ods,
    /// An `.xls` workbook.
    Xls,
    /// Parquet.
    Parquet,
    /// Text, or nothing known.
    Text,
}

/// Tells what a file is; its name's ending plays no part.
pub fn kind(bytes: &[u8]) -> Result<FileKind, Unreadable> {
    if bytes.len() as u64 > limits::FILE_BYTES {
        return Err(Unreadable(format!("{} bytes; the limit is {}", bytes.len(), limits::FILE_BYTES)));
    }
    if bytes.is_empty() {
        return Err(Unreadable("the file is empty".to_owned()));
    }
    if archive::is_zip(bytes) {
        return Ok(match archive::kind(bytes)? {
            Kind::Xlsx => FileKind::Xlsx,
            Kind::Ods => FileKind::Ods,
            Kind::Files => FileKind::Archive,
        });
    }
    Ok(if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        FileKind::Xls
    } else if bytes.starts_with(b"PAR1") {
        FileKind::Parquet
    } else {
        FileKind::Text
    })
}

/// Opens a file that is not an archive of files.
pub fn open(bytes: &[u8], kind: FileKind) -> Result<Document<'_>, Unreadable> {
    let of = |sheets| Ok(Document { sheets, encoding: None, evidence: None });
    match kind {
        FileKind::Xlsx => of(read_spreadsheet::read_xlsx(bytes)?),
        FileKind::Ods => of(read_ods::read_ods(bytes)?),
        FileKind::Xls => of(read_spreadsheet::read_xls(bytes)?),
        FileKind::Parquet => {
            let table = ParquetTable::new(bytes.to_vec())?;
            of(vec![Sheet { name: String::new(), rows: Rows::Parquet(table) }])
        }
        FileKind::Archive => Err(Unreadable("an archive within an archive is not opened".to_owned())),
        FileKind::Text => {
            let decoded = decode(bytes).map_err(|error| Unreadable(error.to_string()))?;
            let rows = Rows::Delimited(DelimitedText::new(decoded.text));
            Ok(Document {
                sheets: vec![Sheet { name: String::new(), rows }],
                encoding: Some(decoded.encoding),
                evidence: decoded.evidence,
            })
        }
    }
}
