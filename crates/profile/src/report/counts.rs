//! Counting where two tables of the same evidence differ.

use crate::indicators::{AreaRow, IndicatorTable};
use evidence::Value;

/// How many rows of two tables differ, in each of what they say.
#[derive(Debug, Default)]
pub struct Differences {
    /// Ranks.
    pub ranks: u32,
    /// Bands.
    pub bands: u32,
    /// Verdicts against neighbours.
    pub verdicts: u32,
    /// Changes since the period before.
    pub changes: u32,
    /// The first row that differs.
    pub example: Option<Example>,
}

/// One row that differs.
#[derive(Debug)]
pub struct Example {
    /// The measure.
    pub measure: String,
    /// The area.
    pub area: String,
    /// In what.
    pub what: &'static str,
    /// As the first table has it.
    pub from: String,
    /// As the second has it.
    pub to: String,
}

impl Differences {
    /// Compares two tables row by row.
    pub fn between(from: &IndicatorTable<'_>, to: &IndicatorTable<'_>) -> Differences {
        let mut found = Differences::default();
        for (one, other) in from.measures.iter().zip(&to.measures) {
            debug_assert_eq!(
                one.indicator.id, other.indicator.id,
                "both tables hold the same measures in order"
            );
            for row in &one.rows {
                if let Some(same) = other.rows.iter().find(|same| same.area == row.area) {
                    let area = from.evidence.areas.get(row.area).map_or("", |area| area.label());
                    found.compare(&one.indicator.name, area, row, same);
                }
            }
        }
        found
    }

    fn compare(&mut self, measure: &str, area: &str, from: &AreaRow, to: &AreaRow) {
        let verdict = |row: &AreaRow| format!("{:?}", row.against_neighbours).to_lowercase();
        let text = |value: Option<String>| value.unwrap_or_else(|| "none".to_owned());
        let rank = |row: &AreaRow| text(row.rank.ok().map(|rank| rank.to_string()));
        let band = |row: &AreaRow| text(row.band.ok().map(String::from));
        let change = |row: &AreaRow| match row.change {
            Value::Number(number) => number.to_string(),
            Value::Missing { .. } => "none".to_owned(),
        };
        let parts: [(&'static str, &mut u32, String, String); 4] = [
            ("verdict against neighbours", &mut self.verdicts, verdict(from), verdict(to)),
            ("band", &mut self.bands, band(from), band(to)),
            ("rank", &mut self.ranks, rank(from), rank(to)),
            ("change", &mut self.changes, change(from), change(to)),
        ];
        for (what, count, from, to) in parts {
            if from == to {
                continue;
            }
            *count += 1;
            // "notknown" is the name of a variant, not a word.
            let word = |text: String| text.replace("notknown", "not known");
            self.example.get_or_insert_with(|| Example {
                measure: measure.to_owned(),
                area: area.to_owned(),
                what,
                from: word(from),
                to: word(to),
            });
        }
    }
}
