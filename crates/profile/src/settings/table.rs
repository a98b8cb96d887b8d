//! The settings of all areas in one table: one row for each area and remit, a count for each value.

use super::tally::{OVERALL, tally};
use super::{Reach, Reaches, SettingsAsAt, SettingsIndex};
use crate::model::Tally;
use crate::proportions::Proportions;
use crate::row::{Cell, write_csv, write_json};
use evidence::{AreaNumber, Date, Evidence, RemitIndex};
use rayon::prelude::*;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::Arc;

/// The version of the JSON form, [`SettingsTableForm`].
const JSON_VERSION: u32 = 1;

/// The table as JSON: open settings as at a date and what judgement of overall effectiveness stands for them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SettingsTableForm {
    /// The version of this form.
    pub version: u32,
    /// The cut-off date.
    #[schemars(with = "String")]
    pub as_at: Date,
    /// A row for each area and remit.
    pub rows: Vec<SettingsRowForm>,
}

/// A row of the table as JSON.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SettingsRowForm {
    /// The area's name.
    pub area: String,
    /// Its number at the Department for Education.
    pub area_code: String,
    /// The remit.
    pub remit: String,
    /// The cut-off date.
    #[schemars(with = "String")]
    pub as_at: Date,
    /// Open settings.
    pub settings: u32,
    /// Of these, settings with a judgement.
    pub judged: u32,
    /// Of these, settings without one: together with `judged` they are `settings`.
    pub not_judged: u32,
    /// Of these, settings inspected since their last grade, or for the first time, without being given one.
    pub inspected_since: u32,
    /// The day of the latest inspection of the remit that the evidence holds; empty where it holds none.
    pub inspected_until: String,
    /// The date of the latest complete list of such settings; empty where there is none.
    pub listed: String,
    /// Good or better; null where nothing is judged, or something on a scale that draws no such line.
    pub good_or_better: Option<u32>,
    /// Every value of provision that fails, on whatever scale.
    pub inadequate: u32,
    /// The names of the scales present, separated by spaces.
    pub scales: String,
    /// The counts of each scale apart: `ofsted-2005: 16 outstanding, 21 good; ofsted-2012: 3 outstanding`.
    pub by_scale: String,
    /// One key for each value of a scale, such as `outstanding`, `requires_improvement`, `inadequate_grade`; null where
    /// values of several scales have the name, which are never added up. Without nulls their sum is `judged`.
    #[serde(flatten)]
    pub values: BTreeMap<String, Option<u32>>,
}

/// The columns that stand before those of values.
const BEFORE_VALUES: [&str; 12] = [
    "area",
    "area_code",
    "remit",
    "as_at",
    "settings",
    "judged",
    "not_judged",
    "inspected_since",
    "inspected_until",
    "listed",
    "good_or_better",
    "inadequate",
];

/// One row for each area and remit.
#[derive(Debug)]
pub struct SettingsTable {
    evidence: Arc<Evidence>,
    /// The date.
    pub as_at: Date,
    /// The labels of all values, each a column: those of scales in the order of the vocabulary, each label once.
    pub labels: Vec<String>,
    /// Up to when the evidence tells of each remit.
    reaches: Reaches,
    /// The rows, by area and remit.
    pub rows: Vec<(AreaNumber, RemitIndex, Tally)>,
}

impl SettingsTable {
    /// Counts the overall effectiveness of all settings as at a date, of one area where one is given.
    pub fn of(index: &SettingsIndex, settings: &SettingsAsAt, area: Option<AreaNumber>) -> SettingsTable {
        let evidence = index.evidence().clone();
        let overall = evidence.vocabulary.aspect(OVERALL).map(|(at, _)| at).unwrap_or_default();
        let of_area: Vec<_> =
            settings.open.chunk_by(|(a, _), (b, _)| (a.area, a.remit) == (b.area, b.remit)).collect();
        let rows: Vec<_> = of_area
            .into_par_iter()
            .filter_map(|some| {
                let number = some[0].0.area?;
                area.is_none_or(|area| area == number)
                    .then(|| (number, some[0].0.remit, tally(index, some, overall)))
            })
            .collect();
        let reaches = Reaches::of(index, settings.date, &Proportions::builtin().limits);
        SettingsTable { as_at: settings.date, reaches, labels: labels(&evidence, overall), rows, evidence }
    }

    /// The names of the columns, in order: those of values stand before the last two.
    fn columns(&self) -> Vec<&str> {
        let labels = self.labels.iter().map(String::as_str);
        BEFORE_VALUES.into_iter().chain(labels).chain(["scales", "by_scale"]).collect()
    }

    /// The cells of a row, in the order of its columns.
    fn cells<'r>(&'r self, (area, remit, tally): &'r (AreaNumber, RemitIndex, Tally)) -> Vec<Cell<'r>> {
        let good = tally.good_or_better().map(|share| f64::from(share.part()));
        let reach = self.reaches.of_remit(*remit);
        let day = |of: fn(&Reach) -> Option<Date>| {
            reach.and_then(of).map_or_else(String::new, |day| day.to_string())
        };
        let mut cells = vec![
            Cell::text(self.evidence.areas.get(*area).map_or("", |area| area.name.as_str())),
            Cell::text(area.to_string()),
            Cell::text(self.evidence.vocabulary.remits[remit.index()].id.as_str()),
            Cell::text(self.as_at.to_string()),
            Cell::Count(tally.settings),
            Cell::Count(tally.judged()),
            Cell::Count(tally.not_judged),
            Cell::Count(tally.inspected_since),
            Cell::text(day(|reach| reach.inspected_until)),
            Cell::text(day(|reach| reach.listed)),
            Cell::Number(good),
            Cell::Count(tally.inadequate()),
        ];
        cells.extend(self.labels.iter().map(|label| Cell::Number(held(tally, label).map(f64::from))));
        cells.push(Cell::text(scales(tally).join(" ")));
        cells.push(Cell::text(by_scale(tally)));
        cells
    }

    /// Writes the table as CSV.
    pub fn write_csv(&self, mut to: impl Write) -> io::Result<()> {
        let head = self.columns().into_iter().map(Cell::text).collect();
        write_csv(&mut to, std::iter::once(head).chain(self.rows.iter().map(|row| self.cells(row))))
    }

    /// Writes the table as JSON.
    pub fn write_json(&self, mut to: impl Write) -> io::Result<()> {
        write!(to, "{{\"version\":{JSON_VERSION},\"as_at\":\"{}\",\"rows\":[", self.as_at)?;
        write_json(&mut to, &self.columns(), self.rows.iter().map(|row| self.cells(row)))?;
        to.write_all(b"\n]}\n")?;
        to.flush()
    }
}

/// The columns of values: the labels of every scale on which anything in the evidence was judged overall.
fn labels(evidence: &Evidence, overall: evidence::AspectIndex) -> Vec<String> {
    let mut occurs = vec![false; evidence.vocabulary.scales.len()];
    for judgement in &evidence.inspections.judgements {
        if judgement.aspect == overall && judgement.value.is_ok() {
            occurs[judgement.scale.index()] = true;
        }
    }
    let mut labels = Vec::new();
    for (scale, _) in evidence.vocabulary.scales.iter().zip(occurs).filter(|(_, occurs)| *occurs) {
        for value in &scale.values {
            let label = as_column(&value.label);
            if !labels.contains(&label) {
                labels.push(label);
            }
        }
    }
    labels
}

/// "Requires improvement" as a column: `requires_improvement`. The column `inadequate` already counts every value of
/// provision that fails, on whatever scale, so the value of that very name is `inadequate_grade`.
fn as_column(label: &str) -> String {
    let words: Vec<String> = label
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    match words.join("_").as_str() {
        "inadequate" => "inadequate_grade".to_owned(),
        other => other.to_owned(),
    }
}

/// How many hold the value of a label; none where that would add up values of several scales, which are not the same
/// however alike their names are.
fn held(tally: &Tally, label: &str) -> Option<u32> {
    let values = tally.scales.iter().flat_map(|scale| &scale.counts);
    let mut counts = values.filter(|value| as_column(&value.label) == label && value.count > 0);
    let first = counts.next().map_or(0, |value| value.count);
    counts.next().is_none().then_some(first)
}

/// The counts of each scale: `ofsted-2005: 16 outstanding, 21 good; ofsted-2012: 3 outstanding`.
fn by_scale(tally: &Tally) -> String {
    let scales = tally.scales.iter().map(|scale| {
        let counts = scale.counts.iter().filter(|value| value.count > 0);
        let counts: Vec<String> =
            counts.map(|value| format!("{} {}", value.count, as_column(&value.label))).collect();
        format!("{}: {}", scale.scale, counts.join(", "))
    });
    scales.collect::<Vec<_>>().join("; ")
}

fn scales(tally: &Tally) -> Vec<&str> {
    tally.scales.iter().map(|scale| scale.scale.as_str()).collect()
}
