//! The words of charts: data of whoever draws them, with places in braces for what differs.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Words of the charts and of their text alternatives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ChartWords {
    /// “Figure {number}. {title}”.
    pub caption: String,
    /// “{title}: the figures”.
    pub table_caption: String,
    /// The header above the names of the lines: “Where”.
    pub series: String,
    /// The header above the periods: “Year”.
    pub period: String,
    /// The header above the names of bars.
    pub bar: String,
    /// The header above the numbers that the shares are of: “Number inspected”.
    pub total: String,
    /// The name of the difference in a gap chart.
    pub difference: String,
    /// Text alternative of a trend: “Line chart of {title}, {unit}, {from} to {to}. {series}”.
    pub trend: String,
    /// One line of it: “{name}: {first} in {first_period}, {last} in {last_period}.”
    pub line: String,
    /// A line with one value: “{name}: {last} in {last_period}.”
    pub line_one: String,
    /// A line without values: “{name}: no figures.”
    pub line_none: String,
    /// Added to a line for its periods without a value: “No figure for {periods}.”
    pub line_missing: String,
    /// Added where lines break: “The lines break before {periods}, where figures are no longer comparable.”
    pub lines_broken: String,
    /// Text alternative of a gap chart: “{title}, {unit}, {from} to {to}. {series}”.
    pub gap: String,
    /// Text alternative of bars: “Bars of {title}. {bars}”.
    pub bars: String,
    /// One bar of it: “{name}: {parts} of {total}.”
    pub bar_parts: String,
    /// A bar without figures: “{name}: {reason}.”
    pub bar_none: String,
    /// How two things are joined: “ and ”.
    pub and: String,
    /// The note in a drawing for a line or bar without values: “no figures”.
    pub no_figures: String,
}
