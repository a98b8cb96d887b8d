//! Tables in the terminal: aligned columns, numbers to the right, one rule under the heading.

use definitions::file::printable;
use std::fmt::Write;
use unicode_width::UnicodeWidthStr;

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
    pub fn row(&mut self, cells: Vec<String>) {
        self.rows.push(cells.iter().map(|cell| printable(cell).into_owned()).collect());
    }

    /// The table as lines, indented by two spaces.
    pub fn render(&self) -> String {
        let empty = String::new();
        let cell = |row: &Vec<String>, at: usize| row.get(at).unwrap_or(&empty).clone();
        let widths: Vec<usize> = (0..self.headings.len())
            .map(|at| {
                let widest = self.rows.iter().map(|row| cell(row, at).width()).max().unwrap_or(0);
                widest.max(self.headings[at].0.width())
            })
            .collect();
        let mut text = String::new();
        let line = |cells: Vec<String>, text: &mut String| {
            let mut line = String::new();
            for (at, content) in cells.into_iter().enumerate() {
                let space = " ".repeat(widths[at].saturating_sub(content.width()));
                let _ = match self.headings[at].1 {
                    Align::Left => write!(line, "  {content}{space}"),
                    Align::Right => write!(line, "  {space}{content}"),
                };
            }
            let _ = writeln!(text, "{}", line.trim_end());
        };
        line(self.headings.iter().map(|(heading, _)| heading.clone()).collect(), &mut text);
        line(widths.iter().map(|width| "─".repeat(*width)).collect(), &mut text);
        for row in &self.rows {
            line((0..widths.len()).map(|at| cell(row, at)).collect(), &mut text);
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_to_the_right_and_words_to_the_left() {
        let mut table = Table::new(&[("Area", Align::Left), ("Value", Align::Right)]);
        table.row(vec!["Luton".to_owned(), "56.7".to_owned()]);
        table.row(vec!["Kingston upon Thames".to_owned(), "7.1".to_owned()]);
        assert_eq!(
            table.render(),
            "  Area                  Value\n  ────────────────────  ─────\n  Luton                  56.7\n  Kingston upon Thames    7.1\n"
        );
    }
}
