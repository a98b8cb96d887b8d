//! Where the figures of an entry come from: file, sheet, row and column with the text as published.
//!
//! A few cells are cited one by one. Many are cited by their rows (“rows 12, 40–52 (14 rows)”), and a web page opens that
//! summary to the cells themselves.

use std::collections::BTreeMap;

use document::{Disclosure, Inline, Text, thousands};

use super::{ComposeError, Composer};
use crate::content::{EvidenceEntry, Source};
use crate::figures::{Figure, Origin, cells};

/// So many cells of a figure are cited with their text on paper; more are cited by their rows.
const FEW_CELLS: usize = 3;

/// So many ranges of rows stand in a line; more are cited as “from … to …”.
const FEW_RANGES: usize = 12;

/// So many groups of cells (file, sheet, column) stand in a line; more are cited by their files alone.
const FEW_GROUPS: usize = 4;

/// A web page lists so many cells of a figure with their text; of more it lists the ranges of rows, and the evidence
/// table has each. (All schools of a nation are 20,000 cells.)
const MOST_LISTED: usize = 400;

/// Cells with more text than this are cited by their beginning.
const LONGEST_TEXT: usize = 160;

/// The sources of a letter by file and hash.
pub(super) type Sources<'a> = BTreeMap<(&'a str, &'a str), &'a Source>;

/// Cells of one column, sorted by row.
struct Group<'a> {
    source: &'a Source,
    sheet: Option<&'a str>,
    column: &'a str,
    cells: Vec<&'a Origin>,
}

impl Composer<'_> {
    /// The sources by what an origin says of its file.
    pub(super) fn sources_by_file(&self) -> Sources<'_> {
        let sources = self.content.sources.iter();
        sources.map(|source| ((source.file.as_str(), source.sha256.as_str()), source)).collect()
    }

    /// The citations of an entry, one after another.
    pub(super) fn citations(
        &self,
        entry: &EvidenceEntry,
        sources: &Sources<'_>,
    ) -> Result<Vec<Inline>, ComposeError> {
        let words = &self.content.words.appendix;
        let mut content: Vec<Inline> = Vec::new();
        let mut cited: Vec<Text> = Vec::new();
        for placed in &entry.figures {
            let citation = self.citation(&placed.figure, &entry.id, sources)?;
            let Some(citation) = citation else { continue };
            let summary = match &citation {
                Inline::Disclosure(disclosure) => disclosure.summary.clone(),
                Inline::Text(text) => text.clone(),
                _ => continue,
            };
            // The same cells behind two figures of an entry are cited once.
            if cited.contains(&summary) {
                continue;
            }
            if !content.is_empty() {
                content.push(Inline::Text(Text::new("; ")));
            }
            content.push(citation);
            cited.push(summary);
        }
        if content.is_empty() {
            content.push(Inline::Text(Text::new(self.phrase(&words.no_origin)?)));
        }
        Ok(content)
    }

    /// The citation of one figure; none where it has no cells.
    fn citation(
        &self,
        figure: &Figure,
        entry: &str,
        sources: &Sources<'_>,
    ) -> Result<Option<Inline>, ComposeError> {
        let by_part = cells(figure);
        let cells: Vec<&Origin> = by_part.iter().map(|(origin, _)| *origin).collect();
        if cells.is_empty() {
            return Ok(None);
        }
        let groups = grouped(&cells, entry, sources)?;
        let rows = if cells.len() <= FEW_CELLS { self.cited(&groups)? } else { self.summarised(&groups)? };
        let (parts, rows) = (figure.parts().len().to_string(), rows);
        let phrase = self.content.words.appendix.arithmetic.phrase(figure.arithmetic);
        let summary = self.phrase_with(phrase, &[("parts", &parts), ("cells", &rows)])?;
        if cells.len() <= FEW_CELLS {
            return Ok(Some(Inline::Text(Text::new(summary))));
        }
        let items = self.listed(figure, by_part, entry, sources)?;
        Ok(Some(Inline::Disclosure(Disclosure { summary: Text::new(summary), items })))
    }

    /// The cells for a reader of the web page: those of each part of the figure by themselves.
    fn listed<'f>(
        &self,
        figure: &'f Figure,
        cells: Vec<(&'f Origin, &'f Figure)>,
        entry: &str,
        sources: &Sources<'_>,
    ) -> Result<Vec<Text>, ComposeError> {
        let with_text = cells.len() <= MOST_LISTED;
        let mut parts: Vec<(&Figure, Vec<&Origin>)> = Vec::new();
        for (origin, part) in cells {
            match parts.iter_mut().find(|(known, _)| std::ptr::eq(*known, part) || known.key == part.key) {
                Some((_, cells)) => cells.push(origin),
                None => parts.push((part, vec![origin])),
            }
        }
        let mut items = Vec::new();
        for (part, cells) in parts {
            let groups = grouped(&cells, entry, sources)?;
            let rows = if with_text { self.cited(&groups)? } else { self.ranges(&groups, MOST_LISTED)? };
            items.push(Text::new(if part.key == figure.key {
                rows
            } else {
                let names = &self.content.names.places;
                let place = names.get(&part.key.place).unwrap_or(&part.key.place);
                let places = [
                    ("place", place.as_str()),
                    ("period", part.key.period.as_str()),
                    ("figure", part.shown.as_str()),
                    ("cells", &rows),
                ];
                self.phrase_with(&self.content.words.appendix.part, &places)?
            }));
        }
        Ok(items)
    }

    /// Each cell with its text: “S3, fsm_percent: row 12 “42.5”, row 14 “50.8”” and, where the row is about something
    /// with a name, that: “row 12 “Good” (Icknield Infant School)”.
    fn cited(&self, groups: &[Group<'_>]) -> Result<String, ComposeError> {
        let words = &self.content.words.appendix;
        let mut lines = Vec::new();
        for group in groups {
            let mut rows = Vec::new();
            for cell in &group.cells {
                let (row, text) = (cell.row.to_string(), shortened(&cell.text));
                let places = [("row", row.as_str()), ("text", &text)];
                let cited = match (cell.column.trim().is_empty(), self.name_of_row(cell)) {
                    // A column without a heading is a row of a list that people wrote, such as events.
                    (true, _) => self.phrase_with(&words.row, &places[..1])?,
                    (false, None) => self.phrase_with(&words.cell, &places)?,
                    (false, Some(name)) => {
                        let [row, text] = places;
                        self.phrase_with(&words.named_cell, &[row, text, ("name", name)])?
                    }
                };
                rows.push(cited);
            }
            lines.push(self.placed(group, &rows.join(", "))?);
        }
        Ok(lines.join("; "))
    }

    /// What a cell's row is about, where that has a name other than the cell's own text.
    fn name_of_row(&self, cell: &Origin) -> Option<&str> {
        let rows = &self.content.names.rows;
        let of_cell = (cell.file.as_str(), cell.row);
        let at = rows.binary_search_by(|known| (known.file.as_str(), known.row).cmp(&of_cell)).ok()?;
        let name = rows[at].name.trim();
        (!name.is_empty() && name != cell.text.trim()).then_some(name)
    }

    /// The rows in a line: by ranges where they are few, by files alone where even those are many.
    fn summarised(&self, groups: &[Group<'_>]) -> Result<String, ComposeError> {
        if groups.len() <= FEW_GROUPS {
            return self.ranges(groups, FEW_RANGES);
        }
        let mut ids: Vec<&str> = groups.iter().map(|group| group.source.id.as_str()).collect();
        ids.dedup();
        let count = thousands(groups.iter().map(|group| group.cells.len() as u64).sum());
        let places = [("count", count.as_str()), ("sources", &in_ranges(&ids))];
        Ok(self.phrase_with(&self.content.words.appendix.rows_of_files, &places)?)
    }

    /// “S1, outcome: rows 12, 40–52 (14 rows)”; with more ranges than `most` “14 rows from 12 to 52”.
    fn ranges(&self, groups: &[Group<'_>], most: usize) -> Result<String, ComposeError> {
        let words = &self.content.words.appendix;
        let mut lines = Vec::new();
        for group in groups {
            let mut rows: Vec<u32> = group.cells.iter().map(|cell| cell.row).collect();
            rows.sort_unstable();
            rows.dedup();
            let ranges: Vec<&[u32]> = rows.chunk_by(|one, next| one + 1 == *next).collect();
            let count = thousands(rows.len() as u64);
            let (first, last) = (rows.first().copied(), rows.last().copied());
            let rows = match (ranges.as_slice(), first, last) {
                ([[row]], ..) => self.phrase_with(&words.row, &[("row", &row.to_string())])?,
                (ranges, Some(first), Some(last)) if ranges.len() > most => {
                    let (first, last) = (first.to_string(), last.to_string());
                    let places = [("count", count.as_str()), ("first", &first), ("last", &last)];
                    self.phrase_with(&words.rows_between, &places)?
                }
                (ranges, ..) => {
                    let ranges: Vec<String> = ranges.iter().map(|range| range_of(range)).collect();
                    let places = [("rows", ranges.join(", ")), ("count", count)];
                    self.phrase_with(
                        &words.rows,
                        &places.each_ref().map(|(name, value)| (*name, value.as_str())),
                    )?
                }
            };
            lines.push(self.placed(group, &rows)?);
        }
        Ok(lines.join("; "))
    }

    /// Rows behind the file, sheet and column that they are of.
    fn placed(&self, group: &Group<'_>, rows: &str) -> Result<String, ComposeError> {
        let words = &self.content.words.appendix;
        let column = shortened(group.column);
        let mut places =
            vec![("source", group.source.id.as_str()), ("column", column.as_str()), ("rows", rows)];
        let phrase = match (group.sheet, column.is_empty()) {
            (_, true) => &words.cells_of_file,
            (None, false) => &words.cells_of_column,
            (Some(sheet), false) => {
                places.push(("sheet", sheet));
                &words.cells_of_sheet
            }
        };
        Ok(self.phrase_with(phrase, &places)?)
    }
}

/// The cells by file, sheet and column.
fn grouped<'a>(
    cells: &[&'a Origin],
    entry: &str,
    sources: &Sources<'a>,
) -> Result<Vec<Group<'a>>, ComposeError> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    // The cells of a figure come in runs of one column: most belong to the group of the cell before.
    let mut before: Option<(&Origin, usize)> = None;
    for cell in cells {
        if let Some((last, group)) = before
            && same_column(last, cell)
        {
            groups[group].cells.push(cell);
            continue;
        }
        let source = *sources.get(&(cell.file.as_str(), cell.sha256.as_str())).ok_or_else(|| {
            ComposeError::UnknownSource { entry: entry.to_owned(), file: cell.file.to_string() }
        })?;
        let of = (source.id.as_str(), cell.sheet.as_deref(), cell.column.trim());
        let known =
            groups.iter().position(|group| (group.source.id.as_str(), group.sheet, group.column) == of);
        let group = known.unwrap_or(groups.len());
        if known.is_none() {
            groups.push(Group { source, sheet: of.1, column: of.2, cells: Vec::new() });
        }
        groups[group].cells.push(cell);
        before = Some((cell, group));
    }
    Ok(groups)
}

/// Whether two cells are of one column of one sheet.
fn same_column(one: &Origin, other: &Origin) -> bool {
    (&one.file, &one.sha256, &one.sheet, &one.column)
        == (&other.file, &other.sha256, &other.sheet, &other.column)
}

fn range_of(rows: &[u32]) -> String {
    match rows {
        [first, .., last] => format!("{first}–{last}"),
        [row] => row.to_string(),
        [] => String::new(),
    }
}

fn shortened(text: &str) -> String {
    let text = text.trim();
    if text.chars().count() <= LONGEST_TEXT {
        return text.to_owned();
    }
    text.chars().take(LONGEST_TEXT).chain(['…']).collect()
}

/// `S1 S2 S3 S7` as “S1–S3, S7”.
fn in_ranges(ids: &[&str]) -> String {
    let number =
        |id: &str| id.trim_start_matches(|letter: char| !letter.is_ascii_digit()).parse::<u32>().ok();
    let follows = |one: &&str, next: &&str| {
        number(one).is_some_and(|one| one.checked_add(1).is_some_and(|one| number(next) == Some(one)))
    };
    let ranges = ids.chunk_by(follows).map(|run| match run {
        [first, .., last] => format!("{first}–{last}"),
        [one] => (*one).to_owned(),
        [] => String::new(),
    });
    ranges.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    #[test]
    fn many_sources_are_named_in_ranges() {
        assert_eq!(super::in_ranges(&["S1", "S2", "S3", "S7", "S9", "S10"]), "S1–S3, S7, S9–S10");
        assert_eq!(super::in_ranges(&["S4"]), "S4");
    }
}
