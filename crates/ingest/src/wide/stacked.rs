//! Tables whose headings stand in several rows above the first place, as statistical releases print them: a title, groups
//! of columns over columns, marks of footnotes, blank rows and columns between.

use super::said::{self, Said};
use crate::description::Description;
use crate::description::wide::StackedRule;
use crate::heading::{Headings, folded};
use crate::mapping::places::PlaceFinder;
use crate::matching::{Columns, FormatMatch};
use evidence::{AreaNumber, Areas, GssCode, Place};
use std::collections::{BTreeMap, BTreeSet};

/// Names and codes of places stand in one of the first columns.
const PLACE_COLUMNS: usize = 6;

/// So many empty columns end a table: what stands behind them are workings.
const EMPTY_COLUMNS_AFTER: usize = 3;

/// A title and places weigh as much as so many columns that a description requires: more than those that are found by
/// place alone, less than any that names the columns of a publication.
const WEIGHT: usize = 3;

/// A table found among the first rows of a sheet.
struct Found<'h> {
    head: &'h [(u32, Vec<String>)],
    /// The position of the first row of a place.
    first: usize,
    /// The column of names, and that of codes of nine characters.
    name: Option<usize>,
    code: Option<usize>,
    /// The first column after those.
    from: usize,
    /// The column after the last.
    until: usize,
}

/// The fit of a description whose headings are stacked, if the first rows of a sheet are such a table.
pub fn fit<'d>(
    description: &'d Description,
    rule: &StackedRule,
    head: &[(u32, Vec<String>)],
    areas: &Areas,
) -> Option<FormatMatch<'d>> {
    let found = find(rule, head, areas)?;
    let above = &head[..found.first];
    let said = above.iter().flat_map(|(_, row)| row).map(|cell| folded(cell));
    let said: Vec<String> = said.filter(|cell| !cell.is_empty()).collect();
    let longest = rule
        .says
        .iter()
        .map(|says| folded(says))
        .filter(|says| said.iter().any(|cell| cell.contains(says.as_str())))
        .map(|says| says.len())
        .max()?;
    let (headings, said) = found.headings(rule);
    let mut columns = Columns::default();
    columns.named.extend(found.name.map(|at| ("name".to_owned(), at)));
    columns.named.extend(found.code.map(|at| ("code".to_owned(), at)));
    columns.unused = (found.from..found.until).filter(|at| !headings.texts[*at].is_empty()).collect();
    let heading_row = head[found.first].0.saturating_sub(1);
    Some(FormatMatch { description, heading_row, headings, columns, said, weight: (WEIGHT, longest) })
}

/// Looks for the columns of places and the first row of one.
fn find<'h>(rule: &StackedRule, head: &'h [(u32, Vec<String>)], areas: &Areas) -> Option<Found<'h>> {
    let mut finder = PlaceFinder::new(areas, None, true);
    let mut names: BTreeMap<usize, BTreeSet<AreaNumber>> = BTreeMap::new();
    let mut codes: BTreeMap<usize, usize> = BTreeMap::new();
    let mut place = |cell: &str| {
        let cell = cell.trim();
        // Numbers of other schemes than the department's stand in old tables.
        let number = cell.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        if cell.is_empty() || number || cell.parse::<GssCode>().is_ok() { None } else { finder.find(cell) }
    };
    for (_, row) in head {
        for (at, cell) in row.iter().take(PLACE_COLUMNS).enumerate() {
            if cell.trim().parse::<GssCode>().is_ok() {
                *codes.entry(at).or_default() += 1;
            }
            if let Some(area) = place(cell).and_then(Place::area) {
                names.entry(at).or_default().insert(area);
            }
        }
    }
    let (name, most) = names.into_iter().max_by_key(|(at, areas)| (areas.len(), std::cmp::Reverse(*at)))?;
    if most.len() < rule.areas_at_least {
        return None;
    }
    let code =
        codes.into_iter().max_by_key(|(_, count)| *count).filter(|(_, count)| *count >= most.len() / 2);
    let code = code.map(|(at, _)| at);
    let from = name.max(code.unwrap_or(0)) + 1;
    let filled = |row: &Vec<String>| row.iter().skip(from).any(|cell| !cell.trim().is_empty());
    let mut begins = |(_, row): &(u32, Vec<String>)| {
        let named = row.get(name).is_some_and(|cell| place(cell).is_some());
        let coded = code.and_then(|at| row.get(at)).is_some_and(|cell| is_code(cell));
        (named || coded) && filled(row)
    };
    let first = head.iter().position(&mut begins)?;
    let until = end(head, from);
    // One row of headings without a title is a plain table.
    (first > 1).then_some(Found { head, first, name: Some(name), code, from, until })
}

/// Whether a cell holds a code of nine characters, of any place: `E06000032`, `K02000001`.
fn is_code(cell: &str) -> bool {
    let cell = cell.trim();
    cell.len() == 9
        && cell.starts_with(|c: char| c.is_ascii_uppercase())
        && cell[1..].bytes().all(|byte| byte.is_ascii_digit())
}

/// The column after the last of a table.
fn end(head: &[(u32, Vec<String>)], from: usize) -> usize {
    let width = head.iter().map(|(_, row)| row.len()).max().unwrap_or(0);
    let empty = |at: usize| head.iter().all(|(_, row)| row.get(at).is_none_or(|cell| cell.trim().is_empty()));
    let mut run = 0;
    for at in from..width {
        run = if empty(at) { run + 1 } else { 0 };
        if run == EMPTY_COLUMNS_AFTER {
            return at + 1 - EMPTY_COLUMNS_AFTER;
        }
    }
    width
}

impl Found<'_> {
    /// The headings, and for each column its stem and period.
    fn headings(&self, rule: &StackedRule) -> (Headings, Vec<(String, Option<Said>)>) {
        let width = self.head.iter().map(|(_, row)| row.len()).max().unwrap_or(0);
        let rows: Vec<&Vec<String>> =
            self.head[..self.first].iter().map(|(_, row)| row).filter(|row| self.is_heading(row)).collect();
        let title = self.title(rule);
        let mut headings = Headings::at(self.head, self.first.saturating_sub(1), 1);
        for list in [&mut headings.texts, &mut headings.published, &mut headings.folded, &mut headings.above]
        {
            list.clear();
            list.resize(width, String::new());
        }
        let mut stems = vec![(String::new(), None); width];
        for (at, found) in stems.iter_mut().enumerate().take(self.until).skip(self.from) {
            // A column that only separates others has what spans it above, and nothing of its own.
            let own =
                self.head.iter().any(|(_, row)| row.get(at).is_some_and(|cell| !cell.trim().is_empty()));
            let stack = self.stack(&rows, at);
            if stack.is_empty() || !own {
                continue;
            }
            headings.published[at] = published(&rows, at).unwrap_or_default();
            let (stem, said) = stem_of(&title, &stack);
            headings.texts[at] =
                if title.is_empty() { stack.join(": ") } else { format!("{title}: {}", stack.join(": ")) };
            headings.folded[at] = folded(&headings.texts[at]);
            *found = (stem, said);
        }
        (headings, stems)
    }

    /// Whether a row above the table holds headings: more than one, or one over the columns of figures that is no
    /// remark on the units.
    fn is_heading(&self, row: &[String]) -> bool {
        let filled: Vec<usize> = (0..row.len()).filter(|at| !row[*at].trim().is_empty()).collect();
        match filled.as_slice() {
            [] => false,
            [only] => *only >= self.from && *only + 1 < self.until,
            many => many.iter().any(|at| *at >= self.from && *at < self.until) && !is_title(&row[many[0]]),
        }
    }

    /// What stands above a column, from the top: its own cells, and those that span it.
    fn stack(&self, rows: &[&Vec<String>], at: usize) -> Vec<String> {
        let filled = |row: &Vec<String>, at: usize| row.get(at).is_some_and(|cell| !cell.trim().is_empty());
        // A cell spans until another begins in its row, or a group of columns above it does.
        let mut left = self.from;
        let mut stack: Vec<String> = Vec::new();
        for row in rows {
            let begins = (left..=at).rev().find(|at| filled(row, *at));
            if let Some(begins) = begins {
                left = begins;
                let text = without_marks(&row[begins]);
                if !text.is_empty() && stack.last() != Some(&text) {
                    stack.push(text);
                }
            }
        }
        stack
    }

    /// The title, without its number and the words for what the rows are.
    fn title(&self, rule: &StackedRule) -> String {
        let says: Vec<String> = rule.says.iter().map(|says| folded(says)).collect();
        let line = |row: &Vec<String>| {
            let cells: Vec<&str> =
                row.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect();
            let title = cells.len() == 1 || cells.first().is_some_and(|cell| is_title(cell));
            title.then(|| cells.join(" "))
        };
        let lines: Vec<String> = self.head[..self.first].iter().filter_map(|(_, row)| line(row)).collect();
        let telling = lines.iter().find(|line| {
            let line = folded(line);
            says.iter().any(|says| line.contains(says.as_str()))
        });
        let Some(line) = telling else { return String::new() };
        let bare = match line.split_once(':') {
            Some((number, rest)) if is_title(number) => rest,
            _ => line.as_str(),
        };
        let bare = without_marks(bare);
        let lower = bare.to_lowercase();
        let by = [", by local authority", " by local authority"].iter().find_map(|by| lower.find(by));
        bare.get(..by.unwrap_or(bare.len())).unwrap_or(&bare).trim().to_owned()
    }
}

/// `Table LAA1`, `Back to Contents`.
fn is_title(cell: &str) -> bool {
    let cell = cell.trim().to_lowercase();
    cell.starts_with("table ") || cell.starts_with("back to ")
}

/// The lowest cell above a column: its own, else that of the column that spans it.
fn published(rows: &[&Vec<String>], at: usize) -> Option<String> {
    let own =
        rows.iter().rev().find_map(|row| row.get(at).map(|cell| cell.trim()).filter(|cell| !cell.is_empty()));
    let spanning = || {
        rows.iter()
            .rev()
            .find_map(|row| row.iter().take(at).rev().map(|cell| cell.trim()).find(|cell| !cell.is_empty()))
    };
    own.or_else(spanning).map(str::to_owned)
}

/// The stem and period of a column: a heading that begins with a year is its period, else a year within one.
fn stem_of(title: &str, stack: &[String]) -> (String, Option<Said>) {
    let split: Vec<(String, Option<Said>)> = stack.iter().map(|cell| said::split(cell, false)).collect();
    let begins = stack
        .iter()
        .zip(&split)
        .find(|(cell, (_, said))| said.is_some() && cell.starts_with(|c: char| c.is_ascii_digit()));
    let said = begins
        .map(|(_, (_, said))| *said)
        .or_else(|| split.iter().map(|(_, said)| *said).find(Option::is_some));
    let title = said::split(title, false).0;
    let cells = split
        .iter()
        .map(|(stem, _)| stem.trim_matches(|c: char| " -–():".contains(c)))
        .filter(|stem| !stem.is_empty());
    let parts: Vec<&str> =
        Some(title.trim()).filter(|title| !title.is_empty()).into_iter().chain(cells).collect();
    (parts.join(": "), said.flatten())
}

/// A heading without line breaks, and without marks of footnotes glued to its end: `Placed with Parents4`,
/// `Other7,8`. A number after a space, or of a year, is no mark.
fn without_marks(cell: &str) -> String {
    let words: Vec<&str> = cell.split_whitespace().map(without_mark).collect();
    let text = words.join(" ");
    let bare = text.trim_end_matches(|c: char| c.is_ascii_digit() || c == ',');
    let glued =
        bare.ends_with(|c: char| c.is_alphabetic() || ")%:'’".contains(c)) && text.len() - bare.len() <= 6;
    if glued { bare.to_owned() } else { text }
}

/// A word without the mark of a footnote: `months1`, `20132` for 2013.
fn without_mark(word: &str) -> &str {
    let bare = word.trim_end_matches(|c: char| c.is_ascii_digit());
    let marks = word.len() - bare.len();
    let year = bare.is_empty() && word.len() == 5 && (word.starts_with("19") || word.starts_with("20"));
    if bare.len() >= 4 && marks <= 2 && bare.bytes().all(|byte| byte.is_ascii_lowercase()) {
        bare
    } else if year {
        &word[..4]
    } else {
        word
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_footnotes_are_no_part_of_a_heading() {
        for (cell, bare) in [
            ("Placed with\nParents4", "Placed with Parents"),
            ("rates4", "rates"),
            ("2006", "2006"),
            ("at 31 March 2010", "at 31 March 2010"),
            ("% of Children in low-income families1", "% of Children in low-income families"),
            ("aged 5 to 161", "aged 5 to 161"),
            ("for at least 12 months1 at Key Stage 4", "for at least 12 months at Key Stage 4"),
            ("20132", "2013"),
            ("2012 (5 terms)3", "2012 (5 terms)"),
        ] {
            assert_eq!(without_marks(cell), bare, "{cell}");
        }
    }

    #[test]
    fn a_year_at_the_beginning_of_a_heading_is_the_period() {
        let stack = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
        let (stem, said) = stem_of("Children looked after at 31 March", &stack(&["rates", "2009"]));
        assert_eq!(
            (stem.as_str(), said),
            ("Children looked after at 31 March: rates", Some(Said::Year(2009)))
        );
        let (stem, said) = stem_of("Key stage 4", &stack(&["2014 - 2013 methodology", "Number eligible"]));
        assert_eq!(
            (stem.as_str(), said),
            ("Key stage 4: 2013 methodology: Number eligible", Some(Said::Year(2014)))
        );
    }
}
