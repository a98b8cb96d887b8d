//! Plain, accessible web pages for reports: one file, no script, tables that scroll in their own region.

use std::fmt::Write;

const STYLE: &str = "\
:root{color-scheme:light}body{font:1.125rem/1.55 Georgia,'Times New Roman',serif;color:#1a1a1a;background:#fff;\
max-width:62rem;margin:2rem auto;padding:0 1.25rem}h1,h2,h3{line-height:1.2;font-weight:600}\
table{border-collapse:collapse;font:0.95rem/1.4 system-ui,sans-serif;width:100%}\
caption{text-align:left;font-weight:600;padding:.5rem 0}th,td{text-align:left;vertical-align:top;padding:.35rem .75rem .35rem 0;\
border-bottom:1px solid #b5b5b5}td.number,th.number{text-align:right;font-variant-numeric:tabular-nums}\
.scroll{overflow-x:auto;margin:1rem 0}.scroll:focus-visible,a:focus-visible{outline:3px solid #1d4f91;outline-offset:2px}\
@media print{body{max-width:none;margin:0}.scroll{overflow:visible}}";

/// A whole page.
pub fn page(title: &str, body: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n\
         <style>{STYLE}</style>\n</head>\n<body>\n<main>\n{body}</main>\n</body>\n</html>\n",
        escaped(title)
    )
}

/// A table with a caption; columns from `numbers_from` on are numbers.
pub fn table(caption: &str, headings: &[&str], numbers_from: usize, rows: &[Vec<String>]) -> String {
    let class = |at: usize| if at >= numbers_from { " class=\"number\"" } else { "" };
    let label = escaped(caption);
    let mut text = format!(
        "<div class=\"scroll\" role=\"region\" aria-label=\"{label}\" tabindex=\"0\">\n<table>\n<caption>{label}</caption>\n<thead><tr>"
    );
    for (at, heading) in headings.iter().enumerate() {
        let _ = write!(text, "<th scope=\"col\"{}>{}</th>", class(at), escaped(heading));
    }
    text.push_str("</tr></thead>\n<tbody>\n");
    for row in rows {
        text.push_str("<tr>");
        for (at, cell) in row.iter().enumerate() {
            let _ = if at == 0 {
                write!(text, "<th scope=\"row\"{}>{}</th>", class(at), escaped(cell))
            } else {
                write!(text, "<td{}>{}</td>", class(at), escaped(cell))
            };
        }
        text.push_str("</tr>\n");
    }
    text.push_str("</tbody>\n</table>\n</div>\n");
    text
}

/// Text that cannot be taken for markup.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_in_a_value_is_shown_and_not_obeyed() {
        let shown = table("A & B", &["<script>"], 1, &[vec!["\"x\" < y".to_owned()]]);
        assert!(shown.contains("&lt;script&gt;") && shown.contains("&quot;x&quot; &lt; y"));
        assert!(!shown.contains("<script>"));
    }
}
