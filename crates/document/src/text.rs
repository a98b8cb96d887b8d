//! The document as plain text for terminals, wrapped at a width.

use std::borrow::Cow;

use textwrap::{Options, WordSeparator, WordSplitter};
use unicode_width::UnicodeWidthStr;

use crate::model::{Block, Cell, ColumnKind, Document, EvidenceId, Inline, Level, Table, plain};

/// Narrower than this no table can be read.
const LEAST_WIDTH: usize = 40;

/// What stands between the columns of a table.
const GUTTER: usize = 2;

/// The document as plain text with lines of at most `width` columns, except where one word is longer.
pub fn render(document: &Document, width: usize) -> String {
    let width = width.max(LEAST_WIDTH);
    let parts = document.parts();
    let mut pieces: Vec<String> = parts.opening.iter().map(|block| piece(block, width)).collect();
    pieces.push(underlined(parts.title.as_str(), '=', width));
    pieces.extend(parts.body.iter().map(|block| piece(block, width)));
    pieces.retain(|piece| !piece.is_empty());
    let mut text = pieces.join("\n\n");
    text.push('\n');
    text
}

/// A block, without an empty line around it.
fn piece(block: &Block, width: usize) -> String {
    match block {
        Block::Heading(heading) => match heading.level {
            Level::One => underlined(heading.text.as_str(), '=', width),
            Level::Two => underlined(heading.text.as_str(), '-', width),
            Level::Three => wrapped(heading.text.as_str(), "", "", width),
        },
        Block::Paragraph(paragraph) => wrapped(&said(&paragraph.content), "", "", width),
        Block::List(list) => {
            let items = list.items.iter().enumerate().map(|(index, item)| {
                let mark = if list.numbered { format!("{}. ", index + 1) } else { "- ".to_owned() };
                wrapped(&said(item), &mark, &" ".repeat(mark.len()), width)
            });
            items.collect::<Vec<_>>().join("\n")
        }
        Block::Table(found) => table(found, width),
        Block::Figure(figure) => {
            let mut lines = vec![
                wrapped(figure.caption.as_str(), "", "", width),
                wrapped(figure.alternative.as_str(), "", "", width),
            ];
            lines.extend(figure.table.as_ref().map(|found| table(found, width)));
            lines.join("\n\n")
        }
        Block::Address(address) => {
            let lines = address.lines.iter().map(|line| wrapped(&said(line), "", "  ", width));
            lines.collect::<Vec<_>>().join("\n")
        }
        Block::Facts(facts) => {
            let lines = facts.facts.iter().map(|fact| {
                wrapped(
                    &format!("{}: {}", fact.term.as_str().trim_end_matches(':'), said(&fact.detail)),
                    "",
                    "  ",
                    width,
                )
            });
            lines.collect::<Vec<_>>().join("\n")
        }
        Block::Notice(notice) => {
            let first = [Inline::Strong(notice.title.clone())];
            let paragraphs =
                std::iter::once(first.as_slice()).chain(notice.paragraphs.iter().map(Vec::as_slice));
            let lines = paragraphs.map(|paragraph| wrapped(&said(paragraph), "| ", "| ", width));
            lines.collect::<Vec<_>>().join("\n")
        }
        Block::Picture(picture) => wrapped(&format!("[{}]", picture.alternative), "", "", width),
    }
}

/// Runs of text as they are said, without marks of form; links show where they lead.
pub fn said(content: &[Inline]) -> String {
    said_with(content, true)
}

/// The same; in a table the addresses of links would take the room of the words.
fn said_with(content: &[Inline], addresses: bool) -> String {
    let mut said = String::new();
    for inline in content {
        match inline {
            Inline::Text(text) | Inline::Strong(text) | Inline::Emphasis(text) | Inline::Code(text) => {
                said.push_str(text.as_str());
            }
            Inline::Link { text, url } => {
                said.push_str(text.as_str());
                let address = url.as_str().trim_start_matches("mailto:");
                if addresses && address.trim_start_matches("https://").trim_end_matches('/') != text.as_str()
                {
                    said.push_str(" <");
                    said.push_str(address);
                    said.push('>');
                }
            }
            Inline::References(ids) => {
                let ids: Vec<&str> = ids.iter().map(EvidenceId::as_str).collect();
                said.push('[');
                said.push_str(&ids.join(", "));
                said.push(']');
            }
            Inline::Entry(id) => said.push_str(id.as_str()),
            Inline::Disclosure(disclosure) => said.push_str(disclosure.summary.as_str()),
        }
    }
    said
}

fn underlined(text: &str, mark: char, width: usize) -> String {
    let lines = wrapped(text, "", "", width);
    let longest = lines.lines().map(UnicodeWidthStr::width).max().unwrap_or(0);
    format!("{lines}\n{}", mark.to_string().repeat(longest.min(width)))
}

/// Text in lines of at most `width` columns, the first behind `first`, the others behind `next`. A word longer than a line
/// stands alone.
fn wrapped(text: &str, first: &str, next: &str, width: usize) -> String {
    textwrap::fill(text, options(width).initial_indent(first).subsequent_indent(next).break_words(false))
}

/// Breaks the text of a cell, cutting words that are longer than the column (hashes).
fn fold_cell(text: &str, width: usize) -> Vec<String> {
    textwrap::wrap(text, options(width).break_words(true)).into_iter().map(Cow::into_owned).collect()
}

/// Lines break at spaces alone: a code, a date or a range of rows stays together.
fn options(width: usize) -> Options<'static> {
    Options::new(width).word_separator(WordSeparator::AsciiSpace).word_splitter(WordSplitter::NoHyphenation)
}

fn table(table: &Table, width: usize) -> String {
    let header: Vec<Cell> = table.columns.iter().map(|column| plain(column.header.as_str())).collect();
    let rows: Vec<Vec<String>> = std::iter::once(&header)
        .chain(&table.rows)
        .map(|row| row.iter().map(|cell| said_with(cell, false)).collect())
        .collect();
    let widths = column_widths(&rows, width);
    let mut text = wrapped(table.caption.as_str(), "", "", width);
    for (index, row) in rows.iter().enumerate() {
        text.push('\n');
        text.push_str(&table_row(row, table, &widths));
        if index == 0 {
            let rule: Vec<String> = widths.iter().map(|width| "-".repeat(*width)).collect();
            text.push('\n');
            text.push_str(&rule.join(&" ".repeat(GUTTER)));
        }
    }
    text
}

/// One row, its cells folded into their columns.
fn table_row(row: &[String], table: &Table, widths: &[usize]) -> String {
    let cells: Vec<Vec<String>> =
        row.iter().zip(widths).map(|(cell, width)| fold_cell(cell, *width)).collect();
    let height = cells.iter().map(Vec::len).max().unwrap_or(0);
    let mut lines = Vec::with_capacity(height);
    for line in 0..height {
        let mut text = String::new();
        for (index, cell) in cells.iter().enumerate() {
            let part = cell.get(line).map_or("", String::as_str);
            let blank = " ".repeat(widths[index].saturating_sub(part.width()));
            if index > 0 {
                text.push_str(&" ".repeat(GUTTER));
            }
            if table.columns[index].kind == ColumnKind::Numbers {
                text.push_str(&blank);
                text.push_str(part);
            } else {
                text.push_str(part);
                text.push_str(&blank);
            }
        }
        lines.push(text.trim_end().to_owned());
    }
    lines.join("\n")
}

/// A column is not narrowed below its longest word up to this: longer ones (hashes) are cut.
const LONGEST_WORD: usize = 14;

/// The widths of columns: as wide as their longest cell, the widest narrowed until the table fits.
fn column_widths(rows: &[Vec<String>], width: usize) -> Vec<usize> {
    let columns = rows.first().map_or(0, Vec::len);
    let longest = |column: usize, of: &dyn Fn(&str) -> usize| {
        rows.iter().map(|row| of(&row[column])).max().unwrap_or(1).max(1)
    };
    let word = |cell: &str| cell.split(' ').map(UnicodeWidthStr::width).max().unwrap_or(1).min(LONGEST_WORD);
    let least: Vec<usize> = (0..columns).map(|column| longest(column, &word)).collect();
    let mut widths: Vec<usize> = (0..columns).map(|column| longest(column, &|cell| cell.width())).collect();
    let room = width.saturating_sub(GUTTER * columns.saturating_sub(1)).max(columns);
    while widths.iter().sum::<usize>() > room {
        // Down to the longest words first; a terminal too narrow even for those cuts them.
        let can =
            (0..columns).filter(|index| widths[*index] > least[*index]).max_by_key(|index| widths[*index]);
        let Some(widest) = can.or_else(|| (0..columns).max_by_key(|index| widths[*index])) else { break };
        if widths[widest] <= 1 {
            break;
        }
        widths[widest] -= 1;
    }
    widths
}
