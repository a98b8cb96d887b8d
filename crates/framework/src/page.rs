//! A page of plain parts, written once and shown as text or as HTML.

use std::fmt::Write;

/// A page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Its title.
    pub title: String,
    /// Its parts.
    pub parts: Vec<Part>,
}

/// A part of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// A heading; 2 for the first level below the title.
    Heading(u8, String),
    /// A paragraph.
    Paragraph(String),
    /// A list.
    List(Vec<String>),
    /// Terms with what is said of them.
    Terms(Vec<(String, String)>),
    /// A table with a caption, a header row and a first column of row headers.
    Table {
        /// What it shows.
        caption: String,
        /// The headers of its columns.
        head: Vec<String>,
        /// Its rows.
        rows: Vec<Vec<String>>,
    },
}

/// The width of pages in text.
const WIDTH: usize = 100;

impl Page {
    /// An empty page.
    pub fn new(title: impl Into<String>) -> Page {
        Page { title: title.into(), parts: Vec::new() }
    }

    /// Adds a heading.
    pub fn heading(&mut self, level: u8, text: impl Into<String>) {
        self.parts.push(Part::Heading(level, text.into()));
    }

    /// Adds a paragraph.
    pub fn paragraph(&mut self, text: impl Into<String>) {
        self.parts.push(Part::Paragraph(text.into()));
    }

    /// Adds a list, if it has entries.
    pub fn list(&mut self, items: Vec<String>) {
        if !items.is_empty() {
            self.parts.push(Part::List(items));
        }
    }

    /// Adds terms, if there are any.
    pub fn terms(&mut self, terms: Vec<(String, String)>) {
        if !terms.is_empty() {
            self.parts.push(Part::Terms(terms));
        }
    }

    /// Adds a table, if it has rows.
    pub fn table(&mut self, caption: &str, head: &[&str], rows: Vec<Vec<String>>) {
        if !rows.is_empty() {
            let head = head.iter().map(|one| (*one).to_owned()).collect();
            self.parts.push(Part::Table { caption: caption.to_owned(), head, rows });
        }
    }

    /// As text, 100 columns wide.
    pub fn text(&self) -> String {
        let mut out = format!("{}\n{}\n", self.title, "=".repeat(self.title.chars().count()));
        for part in &self.parts {
            out.push('\n');
            match part {
                Part::Heading(level, text) => {
                    let line = if *level <= 2 { "-" } else { "." };
                    let _ = writeln!(out, "{text}\n{}", line.repeat(text.chars().count()));
                }
                Part::Paragraph(text) => wrapped(&mut out, text, "", ""),
                Part::List(items) => items.iter().for_each(|item| wrapped(&mut out, item, "- ", "  ")),
                Part::Terms(terms) => {
                    terms
                        .iter()
                        .for_each(|(term, said)| wrapped(&mut out, &format!("{term}: {said}"), "  ", "    "));
                }
                Part::Table { caption, head, rows } => table_as_text(&mut out, caption, head, rows),
            }
        }
        out
    }

    /// As a page of HTML that stands by itself: no script, no file but this one, readable in print.
    pub fn html(&self) -> String {
        let title = escaped(&self.title);
        let mut out = format!(
            "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
             <style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
        );
        for part in &self.parts {
            match part {
                Part::Heading(level, text) => {
                    let _ = writeln!(out, "<h{level}>{}</h{level}>", escaped(text));
                }
                Part::Paragraph(text) => {
                    let _ = writeln!(out, "<p>{}</p>", escaped(text));
                }
                Part::List(items) => {
                    let items: String =
                        items.iter().map(|item| format!("<li>{}</li>\n", escaped(item))).collect();
                    let _ = writeln!(out, "<ul>\n{items}</ul>");
                }
                Part::Terms(terms) => {
                    let of = |(term, said): &(String, String)| {
                        format!("<dt>{}</dt><dd>{}</dd>\n", escaped(term), escaped(said))
                    };
                    let _ = writeln!(out, "<dl>\n{}</dl>", terms.iter().map(of).collect::<String>());
                }
                Part::Table { caption, head, rows } => table_as_html(&mut out, caption, head, rows),
            }
        }
        out.push_str("</main>\n</body>\n</html>\n");
        out
    }
}

const STYLE: &str = "body{font:1.05rem/1.5 system-ui,sans-serif;color:#0b0c0c;background:#fff;margin:0}\
main{max-width:60rem;margin:0 auto;padding:1.5rem}h1,h2,h3,h4{line-height:1.2}h2{margin-top:2.5rem}\
h3{margin-top:1.75rem}dt{font-weight:700}dd{margin:0 0 .5rem 1.5rem}table{border-collapse:collapse;margin:1rem 0}\
caption{text-align:left;font-weight:700;padding:.25rem 0}th,td{border:1px solid #767676;padding:.3rem .6rem;\
text-align:left;vertical-align:top}@media print{main{max-width:none;padding:0}h2,h3,h4{break-after:avoid}\
table,li,dd{break-inside:avoid}}";

fn table_as_html(out: &mut String, caption: &str, head: &[String], rows: &[Vec<String>]) {
    let _ = writeln!(out, "<table>\n<caption>{}</caption>\n<thead>\n<tr>", escaped(caption));
    for cell in head {
        let _ = writeln!(out, "<th scope=\"col\">{}</th>", escaped(cell));
    }
    out.push_str("</tr>\n</thead>\n<tbody>\n");
    for row in rows {
        out.push_str("<tr>");
        for (at, cell) in row.iter().enumerate() {
            let cell = escaped(cell);
            let _ = if at == 0 {
                write!(out, "<th scope=\"row\">{cell}</th>")
            } else {
                write!(out, "<td>{cell}</td>")
            };
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n");
}

fn table_as_text(out: &mut String, caption: &str, head: &[String], rows: &[Vec<String>]) {
    let columns = head.len();
    let width = |at: usize| {
        let cells = std::iter::once(head).chain(rows.iter().map(Vec::as_slice)).filter_map(|row| row.get(at));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let _ = writeln!(out, "{caption}");
    // A table too wide for the page is told row by row.
    if widths.iter().sum::<usize>() + 2 * columns > WIDTH {
        for row in rows {
            let said: Vec<String> =
                head.iter().zip(row).map(|(head, cell)| format!("{head}: {cell}")).collect();
            wrapped(out, &said.join("; "), "- ", "  ");
        }
        return;
    }
    for row in std::iter::once(head).chain(rows.iter().map(Vec::as_slice)) {
        let padded =
            |(cell, width): (&String, &usize)| format!("{cell}{}", " ".repeat(width - cell.chars().count()));
        let line = row.iter().zip(&widths).map(padded).collect::<Vec<_>>().join("  ");
        let _ = writeln!(out, "  {}", line.trim_end());
    }
}

fn wrapped(out: &mut String, text: &str, first: &str, rest: &str) {
    let mut line = first.to_owned();
    let mut empty = true;
    for word in text.split_whitespace() {
        if !empty && line.chars().count() + 1 + word.chars().count() > WIDTH {
            let _ = writeln!(out, "{}", line.trim_end());
            rest.clone_into(&mut line);
            empty = true;
        }
        if !empty {
            line.push(' ');
        }
        line.push_str(word);
        empty = false;
    }
    let _ = writeln!(out, "{}", line.trim_end());
}

/// Text as HTML may hold it. Control characters, which no page may hold, become a replacement sign.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(c),
            c if c.is_control() => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_is_never_markup() {
        let mut page = Page::new("<script>alert(1)</script>");
        page.table("a & b", &["<", ">"], vec![vec!["'\"".to_owned(), "\u{1}".to_owned()]]);
        let html = page.html();
        assert!(!html.contains("<script"));
        assert!(html.contains("&#39;&quot;") && html.contains('\u{fffd}') && html.contains("a &amp; b"));
    }

    #[test]
    fn text_keeps_to_its_width_and_wide_tables_are_told_row_by_row() {
        let mut page = Page::new("t");
        page.paragraph("word ".repeat(60));
        page.table("wide", &["a", "b"], vec![vec!["x".repeat(70), "y".repeat(70)]]);
        assert!(
            page.text().lines().filter(|line| !line.contains('x')).all(|line| line.chars().count() <= WIDTH)
        );
        assert!(page.text().contains("- a: xxx"));
    }
}
