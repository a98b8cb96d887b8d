//! Titles and fixed phrases of a letter: data of the framework, with places in braces for what differs.

use serde::{Deserialize, Serialize};

use crate::document::DocumentWords;

/// Every title and phrase that the letter's statements do not bring themselves.
///
/// `{area}`, `{year}`, `{date}` and `{as_at}` may stand in any of them; other places are named at the phrase.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LetterWords {
    /// Words of the page.
    pub page: DocumentWords,
    /// Words of the letter's opening and close.
    pub letter: FormWords,
    /// Words of the notice that the letter is a reconstruction.
    pub reconstruction: NoticeWords,
    /// Words of the scale.
    pub scale: ScaleWords,
    /// Words of the outcome.
    pub outcome: OutcomeWords,
    /// Words of the evidence, the sources and the limits.
    pub appendix: AppendixWords,
    /// Words of the charts.
    pub charts: ChartWords,
}

/// Words of the letter's opening and close.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormWords {
    /// “Reference: {reference}”.
    pub reference: String,
    /// “Dear {name}”.
    pub salutation: String,
    /// “Yours sincerely”.
    pub close: String,
    /// What a section without items says.
    pub nothing_stated: String,
}

/// Words of a notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoticeWords {
    /// Its first words.
    pub title: String,
    /// The rest, paragraph by paragraph.
    pub paragraphs: Vec<String>,
}

/// Words of the scale.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScaleWords {
    /// The caption of its table.
    pub caption: String,
    /// The header of the grades' numbers.
    pub grade: String,
    /// The header of their names.
    pub name: String,
    /// The header of their meanings.
    pub meaning: String,
}

/// Words of the outcome.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutcomeWords {
    /// The heading above it.
    pub title: String,
    /// How a grade is written: “{name} ({grade})”.
    pub grade: String,
    /// The term for the judged grade, or for the derived one when nobody has judged.
    pub assessment: String,
    /// The term for the derived grade beside a judged one.
    pub derived: String,
    /// The term that marks a grade as derived by rule, not yet judged, with its detail.
    pub not_judged: TermWords,
    /// The term for the grounds of a departure.
    pub grounds: String,
    /// The term for an earlier grade: “Assessment in {previous_year}”.
    pub previous: String,
    /// The term for the cut-off date, with its detail.
    pub evidence: TermWords,
    /// The detail when no grade is given.
    pub withheld: String,
    /// The term for why no grade is given.
    pub withheld_reason: String,
    /// The caption of the positions.
    pub positions: String,
    /// The header of the blocks.
    pub block: String,
    /// The header of their positions.
    pub position: String,
    /// The header of the reasons.
    pub reasons: String,
}

/// A term and its detail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TermWords {
    /// The term.
    pub term: String,
    /// The detail.
    pub detail: String,
}

/// Words of the evidence, the sources and the limits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AppendixWords {
    /// The heading of the appendix.
    pub title: String,
    /// What is said of it before the table.
    pub introduction: String,
    /// The heading of the entries.
    pub entries: String,
    /// The caption of the entries' table.
    pub entries_caption: String,
    /// The header of the ids.
    pub id: String,
    /// The header of what is measured.
    pub what: String,
    /// The header of the area's figures.
    pub figure: String,
    /// The header of the figures beside them.
    pub comparators: String,
    /// How one of them is written: “{name}: {figure}”.
    pub comparator: String,
    /// What stands where there is none.
    pub no_comparator: String,
    /// The header of the origins.
    pub origin: String,
    /// How an origin is written: “{source}, {rows} rows, file {hash}…”; `{hash}` is the first eight digits.
    pub origin_rows: String,
    /// The same for one row.
    pub origin_row: String,
    /// How many files are named at once: “{rows} rows of {sources}”.
    pub origin_many: String,
    /// The heading of the charts.
    pub charts: String,
    /// The heading of the sources.
    pub sources: String,
    /// The caption of the sources' table.
    pub sources_caption: String,
    /// The header of what was published, by whom.
    pub source: String,
    /// The header of the files with their rows.
    pub file: String,
    /// How a file's rows are written: “{rows} rows”.
    pub file_rows: String,
    /// The header of the hashes.
    pub hash: String,
    /// The header of the licences.
    pub licence: String,
    /// The heading of what the evidence does not hold.
    pub limits: String,
    /// What is said before it.
    pub limits_introduction: String,
    /// What is said where nothing is known to be missing.
    pub no_limits: String,
    /// The heading of what rests on its writer.
    pub by_writer: String,
    /// What is said before it.
    pub by_writer_introduction: String,
}

/// Words of the charts and of their text alternatives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
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

/// A phrase that could not be filled.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WordsError {
    /// A place nothing is known for.
    #[error("the phrase “{phrase}” has a place {{{place}}} that is not known here; known are {known}")]
    UnknownPlace {
        /// The phrase, shortened.
        phrase: String,
        /// The place.
        place: String,
        /// The places known here.
        known: String,
    },
    /// A brace without its partner.
    #[error("the phrase “{phrase}” has an opening brace without a closing one")]
    OpenBrace {
        /// The phrase, shortened.
        phrase: String,
    },
}

/// Puts the values into the places of a phrase. What is put in is never read for places again.
pub fn fill(phrase: &str, values: &[(&str, &str)]) -> Result<String, WordsError> {
    let short = || phrase.chars().take(80).collect::<String>();
    let mut filled = String::with_capacity(phrase.len() + 16);
    let mut rest = phrase;
    while let Some((before, after)) = rest.split_once('{') {
        let (place, after) =
            after.split_once('}').ok_or_else(|| WordsError::OpenBrace { phrase: short() })?;
        let Some((_, value)) = values.iter().find(|(name, _)| *name == place) else {
            let known = values.iter().map(|(name, _)| format!("{{{name}}}")).collect::<Vec<_>>().join(", ");
            let place = place.chars().take(40).collect();
            return Err(WordsError::UnknownPlace { phrase: short(), place, known });
        };
        filled.push_str(before);
        filled.push_str(value);
        rest = after;
    }
    filled.push_str(rest);
    Ok(filled)
}

/// A count with commas between its thousands: 641,070.
pub(crate) fn thousands(count: u64) -> String {
    let digits = count.to_string();
    let mut written = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            written.push(',');
        }
        written.push(digit);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_go_into_their_places_and_are_not_read_again() {
        let filled = fill("{a} and {b}", &[("a", "{b}"), ("b", "two")]).unwrap();
        assert_eq!(filled, "{b} and two");
    }

    #[test]
    fn counts_are_written_with_commas_between_thousands() {
        assert_eq!([0, 999, 1_000, 641_070].map(thousands), ["0", "999", "1,000", "641,070"]);
    }

    #[test]
    fn an_unknown_place_is_named_with_the_known_ones() {
        let message = fill("In {aera}", &[("area", "x"), ("year", "y")]).unwrap_err().to_string();
        assert_eq!(
            message,
            "the phrase “In {aera}” has a place {aera} that is not known here; known are {area}, {year}"
        );
        assert!(fill("In {area", &[("area", "x")]).is_err());
    }
}
