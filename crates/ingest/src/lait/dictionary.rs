//! The dictionary of measures: what each is called, which direction is good, how it is shown, for which years.

use super::periods::YearType;
use super::rules::Rules;
use crate::heading::folded;
use crate::screening::{Rejection, RejectionKind, Tally};
use crate::table::{Row, Sheet, Unreadable};
use evidence::{Date, Indicator, IndicatorId, Polarity};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

/// What stands before the dictionary's short name in an indicator's.
pub(super) const PREFIX: &str = "lait:";

/// Excel counts days from here (with a 29 February 1900 that never was, which no update is as old as).
const EXCEL_EPOCH: Date = jiff::civil::date(1899, 12, 30);

/// A row of the dictionary.
#[derive(Debug, Clone, PartialEq)]
pub struct Measure {
    /// What it describes.
    pub indicator: Indicator,
    /// The last day of the month in which the tool was last given new figures of it.
    pub updated: Option<Date>,
    /// The kind of year its figures are for; `None` where the dictionary's word is not known.
    pub year_type: Option<YearType>,
    /// The row of the file.
    pub row: u32,
}

/// The dictionary.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Dictionary {
    /// The measures of each short name, under which the values are published, in the order of the dictionary.
    pub measures: BTreeMap<String, Vec<Measure>>,
    /// The latest date on which any measure was updated.
    pub updated: Option<Date>,
}

/// Reads the dictionary. `columns` says where each column of the description is, `heading_row` where the headings are.
///
/// A measure listed again under another topic with the same name is the same measure: it is read, and counted in a
/// note. One short name with two names (the tool shows both) makes two indicators of the same values; the second is
/// called `lait:NAME.2`.
pub fn read(
    sheet: &Sheet<'_>,
    heading_row: u32,
    columns: &BTreeMap<String, usize>,
    rules: &Rules,
    tally: &mut Tally,
) -> Result<Dictionary, Unreadable> {
    let mut reader = Reader {
        columns,
        rules,
        dictionary: Dictionary::default(),
        names: BTreeSet::new(),
        order: 0,
        again: 0,
    };
    sheet.each_row(|row| {
        if row.number > heading_row {
            match reader.measure(row) {
                Ok(()) => tally.read(),
                Err(rejection) => tally.reject(rejection),
            }
        }
        ControlFlow::Continue(())
    })?;
    if reader.again > 0 {
        tally.note(format!(
            "{} measures are listed a second time under another topic; the first listing stands",
            reader.again
        ));
    }
    Ok(reader.dictionary)
}

struct Reader<'a> {
    columns: &'a BTreeMap<String, usize>,
    rules: &'a Rules,
    dictionary: Dictionary,
    names: BTreeSet<String>,
    order: u32,
    again: u32,
}

impl Reader<'_> {
    fn text(&self, row: &Row<'_>, column: &str) -> String {
        let text = self.columns.get(column).map(|at| row.cell(*at).text().into_owned()).unwrap_or_default();
        if self.rules.empty.contains(&text) { String::new() } else { text }
    }

    fn measure(&mut self, row: &Row<'_>) -> Result<(), Rejection> {
        let short = self.text(row, "measure");
        let name = self.text(row, "name");
        if short.is_empty() || name.is_empty() {
            return Err(Rejection {
                row: row.number,
                column: String::new(),
                value: String::new(),
                reason: "the row names no measure".to_owned(),
                kind: RejectionKind::PassedOver,
            });
        }
        let updated = updated(&self.text(row, "updated"));
        self.dictionary.updated = self.dictionary.updated.max(updated);
        self.order += 1;
        if !self.names.insert(name.clone()) {
            self.again += 1;
            return Ok(());
        }
        let listed = self.dictionary.measures.get(&short).map_or(0, Vec::len);
        let id =
            if listed == 0 { format!("{PREFIX}{short}") } else { format!("{PREFIX}{short}.{}", listed + 1) };
        let axis = self.text(row, "axis");
        let measure = Measure {
            indicator: Indicator {
                id: IndicatorId(id),
                name,
                code: self.text(row, "code"),
                topic: self.text(row, "topic"),
                polarity: self
                    .rules
                    .polarity
                    .get(&self.text(row, "polarity"))
                    .copied()
                    .unwrap_or(Polarity::Neither),
                unit: self.rules.unit(&axis),
                unit_label: axis,
                decimals: self.text(row, "decimals").parse().unwrap_or(self.rules.decimals),
                banded: !self.rules.not_banded.contains(&self.text(row, "no_quartile")),
                current: !self.rules.discontinued.contains(&self.text(row, "status")),
                order: self.order,
            },
            updated: updated.map(Date::last_of_month),
            year_type: self.year_type(&self.text(row, "year_type")),
            row: row.number,
        };
        self.dictionary.measures.entry(short).or_default().push(measure);
        Ok(())
    }

    fn year_type(&self, text: &str) -> Option<YearType> {
        let asked = folded(text);
        self.rules.year_types.iter().find(|(word, _)| folded(word) == asked).map(|(_, year_type)| *year_type)
    }
}

/// A date of update. Excel's date cells come out of the CSV as counts of days, those of months as their first day;
/// words ("New Data") are none.
fn updated(text: &str) -> Option<Date> {
    match text.parse::<i32>() {
        Ok(days) if (20_000..100_000).contains(&days) => Some(evidence::date::add_days(EXCEL_EPOCH, days)),
        _ => crate::dates::date_within(text),
    }
}
