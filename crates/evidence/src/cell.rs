//! Cells of published files: every figure, judgement, listing and event knows the one that it was read from.
//!
//! Millions of figures stand in a few hundred columns and are nearly all plain decimal numbers. So a cell is its
//! file, its row and a [`CellForm`]: the heading of its column together with how its text follows from the value.
//! Each distinct form is stored once, and the text of a plain number is made again from the number.

use crate::{Evidence, FormIndex, SettingIndex, SharedText, SourceIndex, Value};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The most significant digits that every double-precision number gives back as they were written.
const EXACT_DIGITS: usize = 15;

/// The most decimals of a text that is made again from its number.
const MOST_DECIMALS: usize = 30;

/// How a cell's text follows from the value that was read from it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TextForm {
    /// The number with this many decimals.
    Decimals(u8),
    /// The shortest decimal text of the number.
    Shortest,
    /// The number with 17 significant digits, zeros at the end left out, as spreadsheet programs store numbers.
    SeventeenDigits,
    /// The publisher's number of the setting, as it follows the name of the register in its id.
    SettingNumber,
    /// This text: a word, a symbol for a missing value, or a number written in another way.
    Written(String),
}

/// The column of a cell and how its text is written.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct CellForm {
    /// The heading of the column: a cell of the table's head as published.
    pub column: String,
    /// The text.
    pub text: TextForm,
}

impl CellForm {
    /// A cell of words.
    pub fn written(column: &str, text: &str) -> CellForm {
        CellForm { column: column.to_owned(), text: TextForm::Written(text.to_owned()) }
    }
}

/// Where a cell is: its file, its row, and its column with how it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CellPlace {
    /// The file.
    pub source: SourceIndex,
    /// The row of that file, counted as [`Origin::row`] is.
    pub row: u32,
    /// A position in [`Evidence::cell_forms`].
    pub form: FormIndex,
}

/// A cell of a published file, with what its text is made again from. [`Evidence::origin`] tells all of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CellRef {
    place: CellPlace,
    content: Content,
}

/// What was read from a cell, where its text follows from that.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Content {
    /// The bits of a number.
    Number(u64),
    /// A setting's number.
    Setting(SettingIndex),
    /// Words, which the form holds.
    Words,
}

impl CellRef {
    /// The cell of a number, or of a symbol for a missing one.
    pub(crate) fn of_value(place: CellPlace, value: Value) -> CellRef {
        let content = value.number().map_or(Content::Words, |number| Content::Number(number.to_bits()));
        CellRef { place, content }
    }

    /// The cell of a setting's number.
    pub(crate) fn of_setting(place: CellPlace, setting: SettingIndex) -> CellRef {
        CellRef { place, content: Content::Setting(setting) }
    }

    /// A cell of words.
    pub(crate) fn of_words(place: CellPlace) -> CellRef {
        CellRef { place, content: Content::Words }
    }

    /// The file.
    pub fn source(self) -> SourceIndex {
        self.place.source
    }

    /// The row of that file, counted as [`Origin::row`] is.
    pub fn row(self) -> u32 {
        self.place.row
    }
}

/// The cells that a value came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ValueCells {
    /// The cell that holds the value, or the symbol for a missing one.
    Published(CellRef),
    /// The value was worked out from two cells, because the file publishes no value.
    Computed {
        /// How many.
        numerator: CellRef,
        /// Out of how many.
        denominator: CellRef,
    },
}

/// A cell of a published file, written out for readers: enough to find it again in the file.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Origin {
    /// The file's path as imported: relative to the folder that was named, its name where it was named itself,
    /// `archive.zip/inner.csv` for a file of an archive.
    pub file: SharedText,
    /// SHA-256 of the file's bytes, in lower-case hexadecimal.
    pub sha256: SharedText,
    /// The sheet of a workbook; `null` where the file has none.
    pub sheet: Option<SharedText>,
    /// The row, counted from 1 as a spreadsheet program counts, headings included. Of a Parquet file: the number of
    /// the record, counted from 1.
    pub row: u32,
    /// The heading of the column: a cell of the table's head as published.
    pub column: SharedText,
    /// The cell as published; a number of a workbook or of a Parquet file in its shortest decimal form.
    pub text: SharedText,
}

/// Writes cells out. The names of files, sheets and columns are made once and shared by all cells.
#[derive(Debug)]
pub struct Origins<'e> {
    evidence: &'e Evidence,
    sources: Vec<SourceNames>,
    forms: Vec<FormNames>,
}

#[derive(Debug)]
struct SourceNames {
    file: SharedText,
    sha256: SharedText,
    sheet: Option<SharedText>,
}

#[derive(Debug)]
struct FormNames {
    column: SharedText,
    /// The text of a cell that is written as it is.
    written: Option<SharedText>,
}

impl<'e> Origins<'e> {
    /// For the cells of some evidence.
    pub fn of(evidence: &'e Evidence) -> Origins<'e> {
        let source = |source: &crate::Source| SourceNames {
            file: source.file.as_str().into(),
            sha256: source.sha256.as_str().into(),
            sheet: Some(source.sheet.as_str()).filter(|sheet| !sheet.is_empty()).map(SharedText::from),
        };
        let mut forms: Vec<FormNames> = Vec::with_capacity(evidence.cell_forms.len());
        for form in &evidence.cell_forms {
            // Forms are sorted by their columns.
            let before = forms.last().map(|last| &last.column);
            let column = before.filter(|column| column.as_str() == form.column).cloned();
            let written = match &form.text {
                TextForm::Written(text) => Some(SharedText::from(text.as_str())),
                _ => None,
            };
            forms.push(FormNames { column: column.unwrap_or_else(|| form.column.as_str().into()), written });
        }
        Origins { evidence, sources: evidence.sources.iter().map(source).collect(), forms }
    }

    /// The cell written out: file, sheet, row, column and text.
    pub fn origin(&self, cell: CellRef) -> Origin {
        let CellRef { place, content } = cell;
        let source = &self.sources[place.source.index()];
        let form = &self.forms[place.form.index()];
        let text = form.written.clone().unwrap_or_else(|| {
            self.evidence.text(&self.evidence.cell_forms[place.form.index()].text, content).into()
        });
        Origin {
            file: source.file.clone(),
            sha256: source.sha256.clone(),
            sheet: source.sheet.clone(),
            row: place.row,
            column: form.column.clone(),
            text,
        }
    }
}

impl Evidence {
    fn text(&self, form: &TextForm, content: Content) -> String {
        match (form, content) {
            (TextForm::Written(text), _) => text.clone(),
            (TextForm::Decimals(decimals), Content::Number(bits)) => {
                format!("{:.*}", usize::from(*decimals), f64::from_bits(bits))
            }
            (TextForm::SeventeenDigits, Content::Number(bits)) => {
                let number = f64::from_bits(bits);
                seventeen_digits(number).unwrap_or_else(|| shortest(number))
            }
            (_, Content::Number(bits)) => shortest(f64::from_bits(bits)),
            (_, Content::Setting(setting)) => {
                let id = self.settings.get(setting.index());
                id.split_once(':').map_or(id, |(_, number)| number).to_owned()
            }
            // Nothing was read from the cell: it is empty.
            (_, Content::Words) => String::new(),
        }
    }
}

impl TextForm {
    /// The codes of forms other than a number of decimals, which is its own code.
    const SEVENTEEN_DIGITS: u8 = 252;
    const SHORTEST: u8 = 253;
    const SETTING_NUMBER: u8 = 254;
    const WRITTEN: u8 = 255;

    /// The code under which tables store the form, and the text of one that is written out.
    pub(crate) fn code(&self) -> (u8, Option<&str>) {
        match self {
            TextForm::Decimals(decimals) => (*decimals, None),
            TextForm::SeventeenDigits => (TextForm::SEVENTEEN_DIGITS, None),
            TextForm::Shortest => (TextForm::SHORTEST, None),
            TextForm::SettingNumber => (TextForm::SETTING_NUMBER, None),
            TextForm::Written(text) => (TextForm::WRITTEN, Some(text)),
        }
    }

    /// The form of a stored code and text.
    pub(crate) fn from_code(code: u8, text: &str) -> Option<TextForm> {
        match code {
            TextForm::SEVENTEEN_DIGITS => Some(TextForm::SeventeenDigits),
            TextForm::SHORTEST => Some(TextForm::Shortest),
            TextForm::SETTING_NUMBER => Some(TextForm::SettingNumber),
            TextForm::WRITTEN => Some(TextForm::Written(text.to_owned())),
            decimals => (usize::from(decimals) <= MOST_DECIMALS).then_some(TextForm::Decimals(decimals)),
        }
    }
}

/// How the text of a number is made again from it. The number must be what the text reads as.
pub fn number_form(text: &str, number: f64) -> TextForm {
    match plain_decimals(text) {
        Some(decimals) => TextForm::Decimals(decimals),
        None if !text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-')) => {
            TextForm::Written(text.to_owned())
        }
        None if seventeen_digits(number).as_deref() == Some(text) => TextForm::SeventeenDigits,
        None if shortest(number) == text => TextForm::Shortest,
        None => TextForm::Written(text.to_owned()),
    }
}

/// The decimals of a text that is a plain decimal number of at most 15 significant digits, which the number gives
/// back to the digit: no sign but a minus, no leading zeros, no exponent.
pub fn plain_decimals(text: &str) -> Option<u8> {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (whole, decimals) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let point = whole.len() < unsigned.len();
    let leads = whole.len() > 1 && whole.starts_with('0');
    if whole.is_empty() || leads || (point && decimals.is_empty()) || decimals.len() > MOST_DECIMALS {
        return None;
    }
    let digits = || whole.bytes().chain(decimals.bytes());
    if !digits().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let leading = digits().take_while(|digit| *digit == b'0').count();
    let significant = whole.len() + decimals.len() - leading;
    if significant > EXACT_DIGITS { None } else { u8::try_from(decimals.len()).ok() }
}

/// A number as a person would type it: `103120`, not `103120.0`; otherwise the shortest text that reads back.
pub fn shortest(number: f64) -> String {
    if number.fract() == 0.0 && number.abs() < 1e15 { format!("{number:.0}") } else { format!("{number}") }
}

/// A number with 17 significant digits, zeros at the end left out; none where it would need an exponent.
fn seventeen_digits(number: f64) -> Option<String> {
    let written = format!("{:.16e}", number.abs());
    let (digits, exponent) = written.split_once('e')?;
    let exponent: i32 = exponent.parse().ok().filter(|exponent| (-5..17).contains(exponent))?;
    let mut text: String = digits.chars().filter(|c| *c != '.').collect();
    let point = if exponent < 0 {
        let zeros = "0".repeat(exponent.unsigned_abs() as usize);
        text.insert_str(0, &zeros);
        1
    } else {
        exponent.unsigned_abs() as usize + 1
    };
    let decimals = text.split_off(point);
    let decimals = decimals.trim_end_matches('0');
    let sign = if number.is_sign_negative() { "-" } else { "" };
    Some(if decimals.is_empty() { format!("{sign}{text}") } else { format!("{sign}{text}.{decimals}") })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_plain_numbers_are_made_again_from_their_value() {
        for (text, decimals) in [
            ("0", Some(0)),
            ("-0", Some(0)),
            ("12.50", Some(2)),
            ("-3.0", Some(1)),
            ("0.0466666666666667", Some(16)),
            ("123456789012345", Some(0)),
            ("1234567890123456", None),
            ("007", None),
            ("00.5", None),
            (".5", None),
            ("5.", None),
            ("+5", None),
            ("1e5", None),
            ("1,234", None),
            ("12%", None),
            ("", None),
            ("-", None),
            ("c", None),
            ("1.2.3", None),
        ] {
            assert_eq!(plain_decimals(text), decimals, "{text}");
        }
    }

    #[test]
    fn a_number_written_in_another_way_is_kept_as_it_is() {
        assert_eq!(number_form("1,234", 1234.0), TextForm::Written("1,234".into()));
        assert_eq!(
            number_form("4.4130000000000003E-2", 0.044_13),
            TextForm::Written("4.4130000000000003E-2".into())
        );
        assert_eq!(number_form("9.3699999999999992", 9.37), TextForm::SeventeenDigits);
        assert_eq!(number_form("0.63988999999999996", 0.639_89), TextForm::SeventeenDigits);
        assert_eq!(number_form("0.30000000000000004", 0.300_000_000_000_000_04), TextForm::SeventeenDigits);
        assert_eq!(number_form("0.1234567890123456", 0.123_456_789_012_345_6), TextForm::Shortest);
    }

    proptest! {
        #[test]
        fn a_plain_number_gives_its_text_back(text in "-?(0|[1-9][0-9]{0,9})(\\.[0-9]{1,12})?") {
            if let Some(decimals) = plain_decimals(&text) {
                let number: f64 = text.parse().unwrap();
                prop_assert_eq!(format!("{:.*}", usize::from(decimals), number), text);
            }
        }

        #[test]
        fn any_number_of_a_workbook_reads_back_from_its_text(bits in any::<u64>()) {
            let number = f64::from_bits(bits);
            prop_assume!(number.is_finite());
            prop_assert_eq!(shortest(number).parse::<f64>().unwrap().to_bits(), bits);
        }
    }
}
