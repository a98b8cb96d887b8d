//! Descriptions of published formats: one TOML file of `sources/formats/` each, read into the types here.
//!
//! A description says how a file is recognised, where its headings are, and what its columns mean. Everything that
//! differs from year to year (headings' names, their order, the words for a grade) is in it and not in the code.

mod check;
mod load;
pub mod pattern;
pub mod statistics;

pub use load::{Descriptions, LoadError};

use definitions::At;
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeMap;

/// A published format.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Description {
    /// Its short name, also the name of its file.
    pub id: At<String>,
    /// What the file is, in words.
    pub title: String,
    /// Who publishes it.
    pub publisher: String,
    /// Under which licence.
    pub licence: String,
    /// What reads its rows.
    #[serde(default)]
    pub reader: Reader,
    /// Where the table is in the file.
    #[serde(default)]
    pub table: TableRule,
    /// How the date that the file speaks of is found: the first rule that finds one.
    #[serde(default)]
    pub as_at: Vec<AsAtRule>,
    /// Symbols for missing values, with the reason each stands for. An empty cell is always `blank`.
    #[serde(default)]
    pub missing: BTreeMap<String, At<String>>,
    /// How dates are written, such as `DD/MM/YYYY`: the first form that fits.
    #[serde(default)]
    pub dates: Vec<At<String>>,
    /// The columns, by the names that the rest of the description calls them.
    #[serde(default)]
    pub columns: BTreeMap<String, ColumnRule>,
    /// When a row's facts became public.
    #[serde(default)]
    pub known_from: KnownFromRule,
    /// Rows that are no data or not ours, with the reason that the screening gives.
    #[serde(default)]
    pub ignored: Vec<IgnoredRule>,
    /// Words for the values of judgements.
    #[serde(default)]
    pub values: BTreeMap<String, ValuesRule>,
    /// The setting that a row lists.
    pub setting: Option<SettingRule>,
    /// Which kind of setting: the first rule whose conditions hold.
    #[serde(default)]
    pub remits: Vec<RemitRule>,
    /// Of which remits the file is a complete list.
    pub complete: Option<CompleteRule>,
    /// Inspections that a row reports: the latest, the one before…
    #[serde(default)]
    pub inspections: Vec<InspectionRule>,
    /// Successions of settings that a row reports.
    #[serde(default)]
    pub links: Vec<LinkRule>,
    /// Judgements that stand in a file of their own, by the number of the inspection.
    pub scores: Option<ScoresRule>,
    /// The description whose file holds the judgements of this one's inspections.
    pub scores_from: Option<At<String>>,
    /// Events of whole areas.
    pub area_event: Option<AreaEventRule>,
    /// Where an observation's place is read.
    pub place: Option<statistics::PlaceRule>,
    /// Groups of people, by column.
    #[serde(default)]
    pub groups: Vec<statistics::GroupRule>,
    /// Indicators that the description names.
    #[serde(default)]
    pub indicators: BTreeMap<String, statistics::IndicatorRule>,
    /// Observations that a row reports.
    #[serde(default)]
    pub observations: Vec<statistics::ObservationRule>,
    /// A file of DfE's tidy form, whose indicators and filters are found in the file itself.
    pub tidy: Option<statistics::TidyRule>,
    /// A table whose rows name their indicators.
    pub named: Option<statistics::NamedRule>,
}

/// What reads the rows of a format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Reader {
    /// The description alone.
    #[default]
    Rows,
    /// The benchmarking tool's values, read with their dictionary.
    LaitValues,
    /// The benchmarking tool's dictionary of measures.
    LaitDictionary,
    /// A workbook of statistical neighbours.
    Neighbours,
    /// Recognised, screened and not made into evidence: `sources/` holds what it says.
    Reference,
}

/// Where the table is.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct TableRule {
    /// In how many rows from the top the headings are looked for.
    #[serde(default = "TableRule::default_header_within")]
    pub header_within: usize,
    /// How many rows the headings take; the cells above one another are joined, those of the upper rows carried
    /// to the right over the columns that they span.
    #[serde(default = "TableRule::default_heading_rows")]
    pub heading_rows: usize,
    /// Which sheets of a workbook to read, `*` standing for anything; none given is every sheet that fits.
    #[serde(default)]
    pub sheets: Vec<String>,
    /// What the names of files of this format contain, where the headings alone cannot tell: `*` for anything.
    #[serde(default)]
    pub files: Vec<String>,
}

impl TableRule {
    fn default_header_within() -> usize {
        25
    }

    fn default_heading_rows() -> usize {
        1
    }
}

impl Default for TableRule {
    fn default() -> Self {
        TableRule { header_within: 25, heading_rows: 1, sheets: Vec::new(), files: Vec::new() }
    }
}

/// One way to find the date that a file speaks of.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct AsAtRule {
    /// From a line above the headings: the date after these words, such as `as at`.
    pub title_after: Option<String>,
    /// From the file's name: a year and a month or a whole date; a month means its last day.
    #[serde(default)]
    pub file_name: bool,
    /// The latest date of a column; `date` or `published` of any inspection is written `latest.date`.
    pub latest: Option<At<String>>,
    /// For `latest`: the last day of that date's month.
    #[serde(default)]
    pub end_of_month: bool,
    /// Always this one.
    pub date: Option<At<String>>,
}

/// A column.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct ColumnRule {
    /// Its headings in the years known, in any case and spacing; `#2` is the second column where it has none.
    pub names: Vec<String>,
    /// Whether a file without it is not of this format.
    #[serde(default)]
    pub required: bool,
    /// Symbols for missing values in this column, beside those of the file.
    #[serde(default)]
    pub missing: BTreeMap<String, At<String>>,
    /// Only this many characters from the start count (an area's number at the start of a school's).
    pub take: Option<usize>,
}

/// When facts became public.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct KnownFromRule {
    /// Days after the inspection, where the file gives no date of publication.
    pub lag_days: Option<u16>,
    /// Why that many.
    #[serde(default)]
    pub reason: String,
    /// For observations: the day and month (`08-31`) from which a period's figures were public.
    pub day: Option<At<String>>,
    /// For `day`: in which year after the one in which the period ends; 0 for the same.
    #[serde(default)]
    pub years_after: i16,
    /// For observations: days after the end of the period.
    pub days_after_period: Option<i32>,
    /// Whether nothing of the file can have been public later than the file's own date. True unless said otherwise.
    pub capped: Option<bool>,
}

/// Conditions: each column named must hold one of the words, in any case; a word may end in `*` (after punctuation, such as
/// `Successor - *`, something must follow); `""` is an empty cell.
pub type Conditions = BTreeMap<At<String>, Vec<String>>;

/// Rows to pass over.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct IgnoredRule {
    /// Which.
    pub when: Conditions,
    /// Why, as the screening says it.
    pub reason: String,
}

/// Words for the values of judgements.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct ValuesRule {
    /// The scales that the words may belong to. A word that only one has decides; else the date and the remit do.
    pub scales: Vec<DatedScale>,
    /// Other words for a value, with the scale's own label.
    #[serde(default)]
    pub also: BTreeMap<String, At<String>>,
    /// Whether numbers are the scale's codes.
    #[serde(default)]
    pub codes: bool,
    /// Words for "no such judgement", with the reason.
    #[serde(default)]
    pub missing: BTreeMap<String, At<String>>,
}

/// A scale and when a format's words belong to it.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct DatedScale {
    /// The scale.
    pub scale: At<String>,
    /// First day.
    pub from: Option<At<String>>,
    /// Last day.
    pub until: Option<At<String>>,
    /// Only for settings of these remits.
    #[serde(default)]
    pub remits: Vec<At<String>>,
}

/// The setting that a row lists.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct SettingRule {
    /// The register that its number is of: `urn`, `ukprn`, `la`, `send`.
    pub scheme: String,
    /// The columns of its number, or of the area that it is; the first that is filled.
    pub id: Vec<At<String>>,
    /// Whether the number is an area's, found by number, code or name.
    #[serde(default)]
    pub id_is_area: bool,
    /// Whether rows are of inspections, so that a setting may stand in several; it is listed once.
    #[serde(default)]
    pub repeats: bool,
    /// Whether rows list settings at all; a file of inspections alone says no, and its settings are known elsewhere.
    #[serde(default = "yes")]
    pub listed: bool,
    /// Its name.
    pub name: Option<At<String>>,
    /// Its kind in the publisher's words.
    pub kind: Option<At<String>>,
    /// The columns that may say which area it stands in; the first that does.
    #[serde(default)]
    pub area: Vec<At<String>>,
    /// Who runs it.
    pub sector: Option<At<String>>,
    /// Places for children.
    pub places: Option<At<String>>,
    /// Postcode.
    pub postcode: Option<At<String>>,
    /// The day it opened or was registered.
    pub opened: Option<At<String>>,
    /// The day it closed.
    pub closed: Option<At<String>>,
    /// Which settings are active.
    pub active: Option<ActiveRule>,
    /// Other numbers by which a register knows its settings.
    #[serde(default)]
    pub also: Vec<OtherNumberRule>,
    /// Whether the number is one by which registers know their settings too (`also`): they say whose it was on the day.
    #[serde(default)]
    pub through_registers: bool,
    /// The list that a row belongs to, in a file that holds those of several years.
    pub list_of: Option<ListOfRule>,
}

/// Another number of a setting: the texts of some columns, joined.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct OtherNumberRule {
    /// The register that it is of.
    pub scheme: String,
    /// Its columns, in order; a row without one of them has no such number.
    pub columns: Vec<At<String>>,
}

/// The list that a row belongs to.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct ListOfRule {
    /// The column of the year.
    pub column: At<String>,
    /// What it means: `academic-year`, `calendar-year`…
    pub form: At<String>,
    /// The day of the list, in the year in which that period ends: `01-20`.
    pub day: At<String>,
}

fn yes() -> bool {
    true
}

/// Which settings are active: those whose column holds one of the words.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct ActiveRule {
    /// The column.
    pub column: At<String>,
    /// The words.
    pub values: Vec<String>,
}

/// A kind of setting.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct RemitRule {
    /// Which rows; none given is all.
    #[serde(default)]
    pub when: Conditions,
    /// The remit.
    pub remit: At<String>,
}

/// Of which remits a file is a complete list.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct CompleteRule {
    /// The remits.
    pub remits: Vec<At<String>>,
    /// How many different areas the files of one date must speak of: an extract of one region is not complete.
    #[serde(default)]
    pub areas_at_least: usize,
    /// For how many days the list stands as the count of these remits, where it is a yearly count: until the next one
    /// nothing changes but that settings become others. Without it days of opening and closing count between lists.
    pub stands_days: Option<u32>,
}

/// An inspection that a row reports.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct InspectionRule {
    /// What this description calls it: `latest`, `previous`.
    pub block: At<String>,
    /// Another block whose columns and judgements it has, under its own prefixes.
    pub like: Option<At<String>>,
    /// Words that may stand before a heading of this block, or above it.
    #[serde(default)]
    pub prefixes: Vec<String>,
    /// Whether a heading without such words belongs to another block.
    #[serde(default)]
    pub prefix_needed: bool,
    /// Whether a file without the block is still of this format.
    #[serde(default)]
    pub optional: bool,
    /// The first day of the inspection.
    pub date: Option<ColumnRule>,
    /// The day the report was published.
    pub published: Option<ColumnRule>,
    /// The publisher's number of the event.
    pub number: Option<ColumnRule>,
    /// The number of the setting that was inspected, where it may not be the one that the row lists.
    pub inspected: Option<ColumnRule>,
    /// How the setting inspected is related to the one listed, where they differ.
    pub inspected_link: Option<String>,
    /// A column that says which kind of event it was.
    pub kind_column: Option<ColumnRule>,
    /// Words of that column, with the field's own.
    #[serde(default)]
    pub kinds: BTreeMap<String, String>,
    /// The kind where no column or word says it.
    #[serde(default)]
    pub kind: String,
    /// Words of the kind's column that mean there is no such inspection in this block.
    #[serde(default)]
    pub not_kinds: Vec<String>,
    /// What it judged.
    #[serde(default)]
    pub judgements: Vec<JudgementRule>,
}

/// A judgement that an inspection made.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct JudgementRule {
    /// What about.
    pub aspect: At<String>,
    /// Its column's headings in the years known.
    #[serde(default)]
    pub names: Vec<String>,
    /// Whether a file without it is not of this format.
    #[serde(default)]
    pub required: bool,
    /// The words for its values: a name in `values`.
    pub values: At<String>,
}

/// A succession of settings.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct LinkRule {
    /// Which rows.
    #[serde(default)]
    pub when: Conditions,
    /// The register that both numbers are of.
    pub scheme: String,
    /// The column of the later setting.
    pub successor: At<String>,
    /// The column of the earlier one.
    pub predecessor: At<String>,
    /// The day of the change.
    pub from: Option<At<String>>,
    /// The publisher's words for it.
    pub kind: Option<At<String>>,
    /// Whether the later setting carries on the earlier one. Where several would carry on one, or one several, none does.
    #[serde(default)]
    pub inherits: bool,
}

/// Judgements in a file of their own.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct ScoresRule {
    /// The column of the inspection's number.
    pub number: At<String>,
    /// The column that says what the judgement is about.
    pub about: At<String>,
    /// The column of the value.
    pub value: At<String>,
    /// Words for the aspects, with the aspect and the words for its values.
    pub aspects: BTreeMap<String, ScoreAspect>,
}

/// What a judgement of a file of scores is about.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct ScoreAspect {
    /// The aspect.
    pub aspect: At<String>,
    /// The words for its values: a name in `values`.
    pub values: At<String>,
}

/// Columns of an event of a whole area.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct AreaEventRule {
    /// The area.
    pub area: At<String>,
    /// The day it happened.
    pub date: At<String>,
    /// The day it was public; the day it happened where empty.
    pub known_from: Option<At<String>>,
    /// The kind, as the framework names it.
    pub kind: At<String>,
    /// What came of it.
    pub outcome: At<String>,
    /// Where this is known from.
    pub note: Option<At<String>>,
}
