//! The terminal: how wide it is, and tables and paragraphs that fit it.

use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, TableStyle, Width};
use definitions::file::printable;
use textwrap::{Options, WordSplitter};
use unicode_width::UnicodeWidthStr;

/// The columns of the terminal that standard output goes to; none where it goes elsewhere.
pub fn width() -> Option<usize> {
    use std::io::IsTerminal;
    if !std::io::stdout().is_terminal() {
        return None;
    }
    let (width, _) = terminal_size::terminal_size()?;
    Some(usize::from(width.0).max(NARROWEST))
}

/// Fewer columns than these are taken for these.
const NARROWEST: usize = 30;

/// How a column is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// A table for people.
#[derive(Debug)]
pub struct Table {
    headings: Vec<(String, Align)>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A table with these columns.
    pub fn new(headings: &[(&str, Align)]) -> Table {
        Table {
            headings: headings.iter().map(|(text, align)| ((*text).to_owned(), *align)).collect(),
            rows: Vec::new(),
        }
    }

    /// Adds a row; short rows are filled with empty cells. Control characters in a cell are escaped.
    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        let cells = cells.into_iter();
        let mut cells: Vec<String> = cells.map(|cell| printable(&cell).into_owned()).collect();
        cells.resize(self.headings.len(), String::new());
        self.rows.push(cells);
    }

    /// The table as lines, indented by two spaces. Where it does not fit the width, cells of words are wrapped; where no
    /// column could keep its longest word, each row becomes a paragraph that names its columns.
    pub fn render(&self, width: Option<usize>) -> String {
        match width {
            Some(width) if self.least_width() > width => self.paragraphs(width),
            _ => self.columns(width),
        }
    }

    /// The columns that the table needs if every cell is wrapped as far as its words allow.
    fn least_width(&self) -> usize {
        (0..self.headings.len()).map(|column| self.least(column) + usize::from(PADDING)).sum()
    }

    /// The longest word of a column; numbers are never wrapped.
    fn least(&self, column: usize) -> usize {
        let cells = self.rows.iter().map(|row| row[column].as_str());
        match self.headings[column].1 {
            Align::Left => widest_word(cells.chain([self.headings[column].0.as_str()])),
            Align::Right => cells
                .map(UnicodeWidthStr::width)
                .max()
                .unwrap_or(0)
                .max(widest_word([self.headings[column].0.as_str()])),
        }
    }

    fn columns(&self, width: Option<usize>) -> String {
        let mut table = comfy_table::Table::new();
        table.load_style(TableStyle::new().header_separator(LineStyle::none().fill('─')));
        table.set_header(self.headings.iter().map(|(heading, _)| heading));
        table.add_rows(&self.rows);
        for (at, (_, align)) in self.headings.iter().enumerate() {
            let least = u16::try_from(self.least(at) + usize::from(PADDING)).unwrap_or(u16::MAX);
            let Some(column) = table.column_mut(at) else { continue };
            column.set_padding((PADDING, 0));
            column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(least)));
            column.set_cell_alignment(match align {
                Align::Left => CellAlignment::Left,
                Align::Right => CellAlignment::Right,
            });
        }
        if let Some(width) = width {
            table.set_content_arrangement(ContentArrangement::Dynamic);
            table.set_width(u16::try_from(width).unwrap_or(u16::MAX));
        }
        let mut text = table.trim_fmt();
        text.push('\n');
        text
    }

    fn paragraphs(&self, width: usize) -> String {
        let mut text = String::new();
        for row in &self.rows {
            let named = self.headings.iter().zip(row).skip(1).filter(|(_, cell)| !cell.is_empty());
            let facts: Vec<String> = named.map(|((heading, _), cell)| format!("{heading} {cell}")).collect();
            text.push_str(&paragraph(&row[0], "  ", "  ", Some(width)));
            text.push_str(&paragraph(&facts.join(" · "), "    ", "    ", Some(width)));
        }
        text
    }
}

/// Columns between two cells.
const PADDING: u16 = 2;

fn widest_word<'a>(cells: impl IntoIterator<Item = &'a str>) -> usize {
    cells.into_iter().flat_map(str::split_whitespace).map(UnicodeWidthStr::width).max().unwrap_or(0)
}

/// A paragraph with its line end: wrapped between words where there is a width, the first line and the others indented.
pub fn paragraph(text: &str, first: &str, others: &str, width: Option<usize>) -> String {
    let Some(width) = width else { return format!("{first}{text}\n") };
    let options = Options::new(width)
        .initial_indent(first)
        .subsequent_indent(others)
        .word_splitter(WordSplitter::NoHyphenation)
        .break_words(false);
    let mut wrapped = textwrap::fill(text, options);
    wrapped.push('\n');
    wrapped
}

/// A text whose lines fit the width: longer ones are wrapped, and what follows stands under their beginning.
pub fn fitted(text: &str, width: Option<usize>) -> String {
    let Some(width) = width else { return text.to_owned() };
    let line = |line: &str| {
        let rest = line.trim_start_matches([' ', '-']);
        let start = &line[..line.len() - rest.len()];
        let indent = " ".repeat(start.len());
        if line.width() <= width { format!("{line}\n") } else { paragraph(rest, start, &indent, Some(width)) }
    };
    text.lines().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        let mut table = Table::new(&[("Area", Align::Left), ("Value", Align::Right), ("Why", Align::Left)]);
        let why = "the proportion of schools that are good or better has risen".to_owned();
        table.row(vec!["Luton".to_owned(), "56.7".to_owned(), why]);
        table.row(vec!["Kingston upon Thames".to_owned(), "7.1".to_owned()]);
        table
    }

    #[test]
    fn numbers_stand_to_the_right_and_words_to_the_left() {
        let mut table = Table::new(&[("Area", Align::Left), ("Value", Align::Right)]);
        table.row(vec!["Luton".to_owned(), "56.7".to_owned()]);
        table.row(vec!["Kingston upon Thames".to_owned(), "7.1".to_owned()]);
        assert_eq!(
            table.render(None),
            "  Area                  Value\n─────────────────────────────\n  Luton                  56.7\n  Kingston upon Thames    7.1\n"
        );
    }

    #[test]
    fn a_table_fits_every_width_and_breaks_no_word() {
        let words: Vec<String> = table().render(None).split_whitespace().map(str::to_owned).collect();
        for width in NARROWEST..120 {
            let text = table().render(Some(width));
            for line in text.lines() {
                assert!(line.width() <= width, "{width}: {line}");
            }
            for word in words.iter().filter(|word| !word.starts_with('─')) {
                assert!(text.split_whitespace().any(|one| one == word), "{width}: {word}\n{text}");
            }
        }
    }

    #[test]
    fn a_long_line_goes_on_under_its_beginning() {
        let text = "Limits\n  - an inspection of safeguarding was inadequate\n";
        assert_eq!(fitted(text, None), text);
        assert_eq!(fitted(text, Some(34)), "Limits\n  - an inspection of safeguarding\n    was inadequate\n");
    }

    #[test]
    fn control_characters_in_cells_are_escaped() {
        let mut table = Table::new(&[("File", Align::Left)]);
        table.row(vec!["a\u{1b}[31m\nb".to_owned()]);
        assert!(table.render(None).contains("a\\u{1b}[31m\\nb"));
    }
}
