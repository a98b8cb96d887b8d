//! The report as a page: the letter's sentences in order, each with its verdict in words, so that neither colour nor
//! sight is needed.

use super::{Checked, Report, Verdict};
use std::fmt::Write as _;

const STYLE: &str = "body{font:1.05rem/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#0b0c0c;\
background:#fff}h1{font-size:1.6rem}ol{padding:0;list-style:none}li{margin:0 0 .75rem;padding:.25rem 0 .25rem .9rem;\
border-left:.35rem solid #b1b4b6}li.supported{border-color:#00703c}li.contradicted{border-color:#d4351c}\
li.undecidable{border-color:#1d70b8}p{margin:.2rem 0}.verdict{font-weight:700}.note{color:#383f43}\
.mismatch{border:.2rem solid #d4351c;padding:.75rem}dl{margin:.2rem 0 0 1rem}dt{float:left;clear:left;margin-right:.5rem}\
dt::after{content:':'}@media print{body{margin:0}}";

impl Report {
    /// The report as a page of its own.
    pub fn html(&self) -> String {
        let mut page = String::new();
        let title =
            format!("Check of a letter: {} as at {}", self.area, evidence::date::in_words(self.as_at));
        let _ = write!(
            page,
            "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" \
             content=\"width=device-width, initial-scale=1\">\n<title>{0}</title>\n<style>{STYLE}</style>\n</head>\n\
             <body>\n<main>\n<h1>{0}</h1>\n<p>{1}</p>\n",
            escaped(&title),
            escaped(&self.summary())
        );
        for line in &self.mismatches {
            let _ = writeln!(page, "<p class=\"mismatch\" role=\"alert\">{}</p>", escaped(line));
        }
        for line in &self.notices {
            let _ = writeln!(page, "<p>{}</p>", escaped(line));
        }
        page.push_str("<h2>Sentences</h2>\n<ol>\n");
        let mut at = 0;
        while at < self.sentences.len() {
            let same =
                self.sentences[at..].iter().take_while(|next| next.span == self.sentences[at].span).count();
            sentence(&self.sentences[at..at + same], &mut page);
            at += same;
        }
        page.push_str("</ol>\n</main>\n</body>\n</html>\n");
        page
    }
}

fn sentence(claims: &[Checked], page: &mut String) {
    let worst = [Verdict::Contradicted, Verdict::Undecidable, Verdict::Supported]
        .into_iter()
        .find(|verdict| claims.iter().any(|checked| checked.verdict == *verdict));
    let class = match worst {
        Some(Verdict::Contradicted) => " class=\"contradicted\"",
        Some(Verdict::Undecidable) => " class=\"undecidable\"",
        Some(Verdict::Supported) => " class=\"supported\"",
        _ => "",
    };
    let _ = writeln!(page, "<li{class}>\n<p dir=\"auto\">{}</p>", escaped(&claims[0].sentence));
    for checked in claims.iter().filter(|checked| checked.verdict != Verdict::NotAClaim) {
        let _ = write!(
            page,
            "<p class=\"note\"><span class=\"verdict\">{}</span>: {}",
            crate::text::capitalised(checked.verdict.in_words()),
            escaped(&checked.because)
        );
        if let Some(why) = &checked.borderline {
            let _ = write!(page, " Borderline: {}.", escaped(why));
        }
        if let Some(suggestion) = &checked.suggestion {
            let _ = write!(page, " Right would be: {}", escaped(suggestion));
        }
        page.push_str("</p>\n");
        figures(checked, page);
    }
    page.push_str("</li>\n");
}

fn figures(checked: &Checked, page: &mut String) {
    if checked.figures.is_empty() {
        return;
    }
    page.push_str("<details><summary>Figures</summary>\n<dl>\n");
    for figure in &checked.figures {
        let _ = writeln!(
            page,
            "<dt>{}</dt><dd>{}</dd>",
            escaped(&figure.key.subject.to_string()),
            escaped(&figure.shown)
        );
    }
    page.push_str("</dl></details>\n");
}

/// Text made safe for HTML; characters that nobody sees are left out, so that they cannot turn the page around.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars().filter(|letter| !crate::recognise::is_invisible(*letter)) {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            other => safe.push(other),
        }
    }
    safe
}
