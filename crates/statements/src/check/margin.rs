//! The report as text: the letter with a mark in the margin of each sentence, and below it what the evidence says.

use super::{Checked, Report, Verdict};
use crate::text::plain_spaces;
use std::fmt::Write as _;
use textwrap::{Options, WordSeparator, WordSplitter};

/// A line of the report, for a terminal to colour as it likes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarginLine {
    /// What stands in the margin.
    pub mark: Mark,
    /// The rest.
    pub text: String,
}

/// What stands in the margin of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// The first line of a sentence with a verdict; `borderline` where a person should look.
    Verdict {
        /// The verdict; of several claims, the gravest.
        verdict: Verdict,
        /// Whether a person should look.
        borderline: bool,
    },
    /// A line that goes on.
    None,
    /// A line of explanation.
    Note(Verdict),
    /// A line about the report as a whole.
    Title,
}

impl Mark {
    /// The margin as text, always eight characters wide.
    pub fn text(self) -> &'static str {
        match self {
            Mark::Verdict { verdict: Verdict::Supported, borderline: false } => "    yes ",
            Mark::Verdict { verdict: Verdict::Supported, borderline: true } => "  yes?  ",
            Mark::Verdict { verdict: Verdict::Contradicted, borderline: false } => "WRONG   ",
            Mark::Verdict { verdict: Verdict::Contradicted, borderline: true } => "WRONG?  ",
            Mark::Verdict { verdict: Verdict::Undecidable, .. } => "      ? ",
            Mark::Verdict { verdict: Verdict::NotAClaim, .. } | Mark::None => "        ",
            Mark::Note(_) => "      > ",
            Mark::Title => "",
        }
    }
}

impl Report {
    /// The lines of the report, wrapped to a width.
    pub fn margin(&self, width: usize) -> Vec<MarginLine> {
        let width = width.clamp(40, 200).saturating_sub(10);
        let mut lines = Vec::new();
        let as_at = evidence::date::in_words(self.as_at);
        push(&mut lines, Mark::Title, &format!("{} as at {as_at}", self.area), width + 8);
        for line in self.mismatches.iter().chain(&self.notices) {
            push(&mut lines, Mark::Title, line, width + 8);
        }
        push(&mut lines, Mark::Title, &self.summary(), width + 8);
        lines.push(MarginLine { mark: Mark::Title, text: String::new() });
        let mut at = 0;
        while at < self.sentences.len() {
            let same =
                self.sentences[at..].iter().take_while(|next| next.span == self.sentences[at].span).count();
            sentence(&self.sentences[at..at + same], width, &mut lines);
            at += same;
        }
        lines
    }

    /// The report as text of a width.
    pub fn text(&self, width: usize) -> String {
        let mut text = String::new();
        for line in self.margin(width) {
            let _ = writeln!(text, "{}", format!("{}{}", line.mark.text(), line.text).trim_end());
        }
        text
    }

    /// "12 supported, 1 contradicted, 3 undecidable, 8 sentences make no claim."
    pub fn summary(&self) -> String {
        let counts = self.counts();
        let looked_at = if counts.borderline > 0 {
            format!(" ({} borderline)", counts.borderline)
        } else {
            String::new()
        };
        format!(
            "{} supported, {} contradicted, {} undecidable{looked_at}; {} sentences make no claim.",
            counts.supported, counts.contradicted, counts.undecidable, counts.not_claims
        )
    }
}

fn sentence(claims: &[Checked], width: usize, lines: &mut Vec<MarginLine>) {
    let gravest = claims
        .iter()
        .map(|checked| (gravity(checked.verdict), checked.verdict))
        .max_by_key(|(gravity, _)| *gravity);
    let Some((_, verdict)) = gravest else { return };
    let borderline = claims.iter().any(|checked| checked.verdict == verdict && checked.borderline.is_some());
    push(lines, Mark::Verdict { verdict, borderline }, &claims[0].sentence, width);
    for checked in claims.iter().filter(|checked| checked.verdict != Verdict::NotAClaim) {
        push(lines, Mark::Note(checked.verdict), &note(checked), width);
    }
}

fn gravity(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::NotAClaim => 0,
        Verdict::Supported => 1,
        Verdict::Undecidable => 2,
        Verdict::Contradicted => 3,
    }
}

/// "contradicted: 0 of 2 are outstanding. Right would be: …"
fn note(checked: &Checked) -> String {
    let mut text = format!("{}: {}", checked.verdict.in_words(), checked.because);
    if let Some(why) = &checked.borderline {
        let _ = write!(text, " (borderline: {why})");
    }
    if let Some(suggestion) = &checked.suggestion {
        let _ = write!(text, ". Right would be: {suggestion}");
    }
    text
}

fn push(lines: &mut Vec<MarginLine>, mark: Mark, text: &str, width: usize) {
    let mut mark = mark;
    for line in textwrap::wrap(&plain_spaces(text), options(width)) {
        lines.push(MarginLine { mark, text: line.into_owned() });
        mark = match mark {
            Mark::Title => Mark::Title,
            _ => Mark::None,
        };
    }
}

/// Lines break at spaces alone; a word longer than a line stands alone.
fn options(width: usize) -> Options<'static> {
    Options::new(width)
        .word_separator(WordSeparator::AsciiSpace)
        .word_splitter(WordSplitter::NoHyphenation)
        .break_words(false)
}
