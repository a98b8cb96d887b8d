//! The parts of a description that make observations.

use super::{ColumnRule, Conditions};
use definitions::At;
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Where an observation's place is read. Area columns are tried first, then regions, then the country; a cell that
/// holds one of `whole` says "not at this level".
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct PlaceRule {
    /// Columns of an area's number, code or name, tried in this order.
    #[serde(default)]
    pub area: Vec<At<String>>,
    /// Columns of a region's code or name.
    #[serde(default)]
    pub region: Vec<At<String>>,
    /// A column that says the level.
    pub level: Option<At<String>>,
    /// Words of that column, with `england`, `region`, `area`, `any` of these or `ignored`.
    #[serde(default)]
    pub levels: BTreeMap<String, At<String>>,
    /// Which rows are England, where a table has several: the row that counts what the rows of areas and regions count.
    /// Any other row that names England is passed over.
    #[serde(default)]
    pub england: Conditions,
    /// Words for "all of them" in the columns of areas and regions, such as `ALL`.
    #[serde(default)]
    pub whole: Vec<String>,
    /// Whether marks of footnotes may be glued to a name: `Cheshire3`, `England1,5`.
    #[serde(default)]
    pub marks: bool,
}

/// A column of groups.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct GroupRule {
    /// The characteristic's name: `fsm`.
    pub name: String,
    /// The column.
    pub column: At<String>,
    /// Its words, with ours; an empty one is everybody. Words not given here are taken as they are, folded.
    #[serde(default)]
    pub values: BTreeMap<String, String>,
    /// Whether a word that is not given here is a mistake.
    #[serde(default)]
    pub only: bool,
}

/// An indicator that a description names.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct IndicatorRule {
    /// What people call it.
    pub name: String,
    /// The family it is published in.
    #[serde(default)]
    pub topic: String,
    /// `high`, `low` or `neither`.
    pub polarity: At<String>,
    /// `percent`, `rate`, `number`, `pounds` or `score`.
    pub unit: At<String>,
    /// The unit in the publisher's words.
    #[serde(default)]
    pub unit_label: String,
    /// Decimal places to show.
    #[serde(default = "one")]
    pub decimals: u8,
    /// Whether bands are made of it.
    #[serde(default = "yes")]
    pub banded: bool,
    /// The smallest number that it can have; that of its unit unless said otherwise.
    pub from: Option<f64>,
    /// The greatest. A percentage that may exceed 100 is no share: its numerator may exceed its denominator.
    pub until: Option<f64>,
}

fn one() -> u8 {
    1
}

fn yes() -> bool {
    true
}

/// Observations that a row reports.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct ObservationRule {
    /// Which rows.
    #[serde(default)]
    pub when: Conditions,
    /// The indicator.
    pub indicator: At<String>,
    /// Its value's headings; `{year}` stands for a year and makes one observation for each column that fits.
    #[serde(default)]
    pub value: ColumnRule,
    /// The numerator's headings.
    pub numerator: Option<ColumnRule>,
    /// The denominator's headings.
    pub denominator: Option<ColumnRule>,
    /// Whether the value is worked out from numerator and denominator: `percent` or `rate` per `per`.
    pub compute: Option<At<String>>,
    /// For a rate: per how many. A published rate with parts is compared with what they make.
    #[serde(default)]
    pub per: Option<f64>,
    /// Whether the publisher rounds numerator and denominator, so that they make the value only roughly.
    #[serde(default)]
    pub rounded: bool,
    /// The period.
    pub period: PeriodRule,
    /// Of whom, beside the columns of groups.
    #[serde(default)]
    pub group: BTreeMap<String, String>,
    /// Whether a file without the column is still of this format.
    #[serde(default)]
    pub optional: bool,
}

/// How a period is known.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct PeriodRule {
    /// The column that holds it.
    pub column: Option<At<String>>,
    /// Always this text.
    pub fixed: Option<String>,
    /// What the text means: `academic-year`, `financial-year`, `calendar-year`, `academic-year-ending`,
    /// `year-to-31-march`, `day`.
    pub form: At<String>,
}

/// A table with one figure in each row, whose indicator a column names.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct LongRule {
    /// The column of the indicator's name.
    pub indicator: At<String>,
    /// The column of the value.
    pub value: At<String>,
    /// The column of the period: an interval such as `2023-08-01/P1Y`, or a text of `form`.
    pub period: At<String>,
    /// What a text of the period means that is no interval.
    pub form: At<String>,
    /// The column that says what is measured: a percentage, a number.
    pub measure: Option<At<String>>,
    /// Its words, with a unit; `*` may end one.
    #[serde(default)]
    pub measures: BTreeMap<String, At<String>>,
    /// The column that says why there is no value.
    pub status: Option<At<String>>,
    /// Its words, with the reason.
    #[serde(default)]
    pub statuses: BTreeMap<String, At<String>>,
    /// The column that says which direction is good.
    pub polarity: Option<At<String>>,
    /// Its words, with `high`, `low` or `neither`.
    #[serde(default)]
    pub polarities: BTreeMap<String, At<String>>,
    /// The column of the lower end of the interval in which the value lies.
    pub lower: Option<At<String>>,
    /// The column of its upper end.
    pub upper: Option<At<String>>,
    /// The topic of indicators that the description does not name.
    pub topic: String,
    /// The publisher's names of indicators that it does.
    #[serde(default)]
    pub known: BTreeMap<String, At<String>>,
}

/// A file of DfE's tidy form.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct TidyRule {
    /// Columns that are neither filters nor indicators, in any spelling; `*` may end one.
    pub standard: Vec<String>,
    /// The column of the period.
    pub period: At<String>,
    /// The column that says what kind of period it is.
    pub period_kind: At<String>,
    /// Its words, with a form of a period.
    pub period_kinds: BTreeMap<String, At<String>>,
    /// Words of a filter for "everybody".
    #[serde(default)]
    pub totals: Vec<String>,
    /// Words in the headings of figures that may be negative, or greater than 100 %.
    #[serde(default)]
    pub signed: Vec<String>,
}

/// A table whose rows name their indicators: figures of an authority's own.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct NamedRule {
    /// What stands before the name in the id of each indicator.
    pub prefix: String,
    /// What stands behind the title of each, to tell it from published ones.
    pub mark: String,
    /// The topic of those for which no column says one.
    pub topic: String,
    /// The column of the area.
    pub area: At<String>,
    /// The column that names the indicator.
    pub indicator: At<String>,
    /// The column of the value.
    pub value: At<String>,
    /// The column of the period.
    pub period: At<String>,
    /// The column of the title.
    pub title: Option<At<String>>,
    /// The column of the topic.
    pub in_topic: Option<At<String>>,
    /// The column of the unit.
    pub unit: Option<At<String>>,
    /// The column that says which direction is good.
    pub polarity: Option<At<String>>,
    /// The column of the decimal places.
    pub decimals: Option<At<String>>,
    /// The column of the group.
    pub group: Option<At<String>>,
    /// The column of the numerator.
    pub numerator: Option<At<String>>,
    /// The column of the denominator.
    pub denominator: Option<At<String>>,
    /// The column of the day from which a figure was public.
    pub published: Option<At<String>>,
    /// Words of the group for everybody.
    #[serde(default)]
    pub everybody: Vec<String>,
    /// How periods are written, the first that fits.
    pub period_forms: Vec<ShapedPeriod>,
    /// Words for units, with ours.
    pub units: BTreeMap<String, At<String>>,
    /// Words for directions, with ours.
    pub polarities: BTreeMap<String, At<String>>,
}

/// A way of writing periods.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct ShapedPeriod {
    /// The shape, in which `9` stands for any digit.
    pub shape: String,
    /// What it means: a form of a period.
    pub form: At<String>,
}
