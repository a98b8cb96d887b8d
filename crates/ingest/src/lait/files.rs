//! How the engine hands over the files of the benchmarking tool, and how values and dictionary come together.

use super::dictionary::{self, Dictionary};
use super::rules::Rules;
use super::values::{self, Meanings, Part};
use super::{KnownFrom, observe};
use crate::description::{Description, Descriptions, Reader};
use crate::error::ImportError;
use crate::import::{Imported, Options, import};
use crate::mapping::{Context, FileFacts, TableResult, source_of};
use crate::matching::FormatMatch;
use crate::read_file::FileResult;
use crate::screening::Tally;
use crate::table::{Rows, Sheet, Unreadable};
use crate::{neighbours, register, vocabulary};
use evidence::{Date, EvidenceBuilder, Missing, SourceIndex};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// The descriptions of the formats that the tool's figures are made of.
const FORMATS: [&str; 4] = ["lait-values", "lait-dictionary", "lait-code-list", "neighbours"];

/// Reads the values, the dictionary and the workbooks of neighbours that are among some files and folders, without
/// a snapshot. Other formats are passed over, or refused where they are named.
pub fn read(paths: &[PathBuf]) -> Result<Imported, ImportError> {
    let vocabulary = vocabulary::builtin();
    let descriptions = Descriptions::some(&FORMATS, &vocabulary)?;
    let options = Options { areas: register::builtin(), vocabulary, descriptions, progress: None };
    import(paths, &options)
}

/// What was read of a file and waits for others: values for their dictionary, the dictionary for its values.
#[derive(Debug, Default)]
pub struct Pending {
    dictionary: Option<Dictionary>,
    values: Vec<Values>,
}

/// Values that wait for their dictionary.
#[derive(Debug)]
struct Values {
    parts: Vec<Part>,
    /// The heading that they stand under.
    column: String,
    source: SourceIndex,
    days_after_period: i32,
}

impl Pending {
    /// Adds what another table of the same file gave.
    pub fn absorb(&mut self, other: Pending) {
        self.dictionary = self.dictionary.take().or(other.dictionary);
        self.values.extend(other.values);
    }
}

/// Reads a table that has a reader of its own.
pub fn read_table(
    fit: &FormatMatch<'_>,
    sheet: &Sheet<'_>,
    file: FileFacts<'_>,
    context: Context<'_>,
    builder: &mut EvidenceBuilder,
) -> Result<TableResult, Unreadable> {
    let columns = &fit.columns.named;
    let mut tally = Tally::default();
    let mut pending = Pending::default();
    let mut source = source_of(fit.description, sheet, file, None);
    match fit.description.reader {
        Reader::LaitValues => {
            let Rows::Parquet(table) = &sheet.rows else {
                return Err(Unreadable("the tool's values are read from Parquet only".to_owned()));
            };
            let meanings = Meanings { areas: context.areas, symbols: symbols(fit.description) };
            let mut parts = values::read(table.bytes(), columns, &meanings)?;
            values::count(&mut parts, &mut tally);
            counted(&tally, &mut source);
            let days_after_period = fit.description.known_from.days_after_period.unwrap_or_default();
            let source = builder.source(source);
            let column = columns.get("value").and_then(|at| fit.headings.published.get(*at));
            let column = column.cloned().unwrap_or_default();
            pending.values.push(Values { parts, column, source, days_after_period });
            return Ok(TableResult { tally, pending, ..TableResult::default() });
        }
        Reader::LaitDictionary => {
            let dictionary =
                dictionary::read(sheet, fit.heading_row, columns, &Rules::builtin(), &mut tally)?;
            source.as_at = dictionary.updated;
            pending.dictionary = Some(dictionary);
        }
        _ => {
            let version = version(file.name)?;
            source.as_at = Some(version);
            let symbols = symbols(fit.description);
            builder.neighbour_set(neighbours::read(
                sheet,
                fit.heading_row,
                columns,
                &symbols,
                context.areas,
                version,
                &mut tally,
            )?);
        }
    }
    counted(&tally, &mut source);
    let as_at = source.as_at;
    builder.source(source);
    Ok(TableResult { as_at, tally, pending, ..TableResult::default() })
}

fn counted(tally: &Tally, source: &mut evidence::Source) {
    let (rows, rejected) = tally.rows();
    source.rows_in_file = rows;
    source.rows_rejected = rejected;
    source.rows_read = rows - rejected;
}

/// Makes observations of all values that wait, with the dictionary that was updated last.
pub fn join(results: &mut [FileResult]) {
    let dictionaries = results.iter_mut().filter_map(|result| result.pending.dictionary.take());
    let dictionary = dictionaries.max_by_key(|dictionary| dictionary.updated).unwrap_or_default();
    for result in results {
        for values in std::mem::take(&mut result.pending.values) {
            result.screening.notes.extend(values::unmatched(&values.parts, &dictionary));
            result.screening.as_at = dictionary.updated;
            result.builder.amend_source(values.source, |source| source.as_at = dictionary.updated);
            let known =
                KnownFrom { days_after_period: values.days_after_period, at_latest: dictionary.updated };
            observe(values.parts, &values.column, &dictionary, values.source, known, &mut result.builder);
        }
    }
}

/// What the symbols of a description stand for.
fn symbols(description: &Description) -> BTreeMap<String, Missing> {
    let reason = |(symbol, name): (&String, &definitions::At<String>)| {
        Some((symbol.clone(), Missing::from_name(name.get_ref())?))
    };
    description.missing.iter().filter_map(reason).collect()
}

/// The month of a workbook of neighbours, which only its name says.
fn version(name: &str) -> Result<Date, Unreadable> {
    crate::dates::date_within(name).ok_or_else(|| {
        Unreadable(
            "neither the workbook nor its name says of which month these neighbours are; put it in the name, as in `sn_may_2025.xlsx`"
                .to_owned(),
        )
    })
}
