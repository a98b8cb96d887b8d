//! The parts of a description of tables with a row for each place and a column for each figure.

use definitions::At;
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The figures of a table whose columns are variables: every column that is not one of the description's own holds
/// one, which its heading names and, where there is one, a text beside the file explains.
///
/// A *stem* is a heading without the period in it, compared without case, spaces and punctuation: `CINAt310311` and
/// `CINAt310312` have the stem `CINAt`. `{name}` in a stem stands for one of the words under `values.name`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct VariablesRule {
    /// The topic of the indicators that the description does not name.
    pub topic: String,
    /// Stems of which the headings must have one, `*` standing for anything: what tells this family from others with
    /// the same columns of places. None is any table with those.
    #[serde(default)]
    pub needs: Vec<String>,
    /// Whether only a text beside the file tells what its variables mean: without one the file is refused.
    #[serde(default)]
    pub needs_text: bool,
    /// The period of each figure.
    pub period: VariablePeriod,
    /// Stems of columns that hold no figures, `*` standing for anything.
    #[serde(default)]
    pub standard: Vec<String>,
    /// Stems of columns that are about other columns, such as how far a figure is to be trusted, with what they are.
    #[serde(default)]
    pub aside: BTreeMap<String, String>,
    /// Words that may stand for `{name}` in stems, with the characteristics that they mean: `gender=female`,
    /// `gender=male; age=1-4`, or nothing for everybody.
    #[serde(default)]
    pub values: BTreeMap<String, BTreeMap<String, String>>,
    /// Variables that make indicators of the description.
    #[serde(default)]
    pub known: Vec<KnownVariable>,
    /// What stems mean, where no text beside the file says it.
    #[serde(default)]
    pub words: BTreeMap<String, String>,
    /// Words in names of figures that may be negative.
    #[serde(default)]
    pub signed: Vec<String>,
    /// Words in names of percentages that may exceed 100, because they are no shares.
    #[serde(default)]
    pub beyond_100: Vec<String>,
    /// Whether counts are rounded, so that they make a share only roughly.
    #[serde(default)]
    pub rounded: bool,
    /// Where the headings stand in several rows, how such a table is recognised.
    pub stacked: Option<StackedRule>,
}

/// How the period of each figure is found: in its heading, else from the other columns, the file's title or name.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct VariablePeriod {
    /// What kind of period it is.
    pub form: At<String>,
    /// Stems of figures whose periods are of another kind, `*` standing for anything; the first that fits.
    #[serde(default)]
    pub forms: Vec<StemForm>,
    /// For `day`: which day of the year, such as `08-31`.
    pub day: Option<At<String>>,
    /// Whether two digits at the end of a heading, after a `_`, are a year.
    #[serde(default)]
    pub short_years: bool,
    /// Whether a number at the end of a heading, after a `_`, numbers a period that the text beside the file names.
    #[serde(default)]
    pub numbered: bool,
    /// Whether the year in the file's name, or in that of its folder, is that of the figures.
    #[serde(default)]
    pub file_name: bool,
    /// Beginnings of file names without a year, with it.
    #[serde(default)]
    pub files: BTreeMap<String, String>,
    /// Stems of columns whose year is another on purpose, such as estimates of the population.
    #[serde(default)]
    pub other: Vec<String>,
}

/// Figures whose periods are of another kind than the table's.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct StemForm {
    /// Their stems.
    pub stems: Vec<String>,
    /// The kind.
    pub form: At<String>,
}

/// A variable that makes an indicator of the description.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct KnownVariable {
    /// The indicator.
    pub indicator: At<String>,
    /// Stems of the column that holds the value.
    #[serde(default)]
    pub value: Vec<String>,
    /// Stems of the columns that make the numerator; several are added up.
    #[serde(default)]
    pub numerator: Vec<String>,
    /// Stems of the column of the denominator, the first that the file has.
    #[serde(default)]
    pub denominator: Vec<String>,
    /// What a denominator of 0 means, where it is no count.
    pub zero: Option<At<String>>,
    /// Whether the value is worked out from numerator and denominator: `percent` or `rate` per `per`.
    pub compute: Option<At<String>>,
    /// For a rate: per how many.
    pub per: Option<f64>,
    /// What the published number is multiplied by: 100 where shares are given as fractions.
    pub scale: Option<f64>,
    /// Of whom, beside what the stem says.
    #[serde(default)]
    pub group: BTreeMap<String, String>,
}

/// A table whose headings stand in several rows above the first place.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct StackedRule {
    /// What the lines above the table or its headings say, `*` standing for anything: one of these must be there.
    pub says: Vec<String>,
    /// In how many different areas a table must have rows.
    pub areas_at_least: usize,
}
