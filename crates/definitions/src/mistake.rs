//! Mistakes in a file: where, what, what was expected, what to do. All of them at once.

use crate::names::suggestion;
use crate::place::{line_and_column, visible};
use miette::{Diagnostic, LabeledSpan, NamedSource, Severity, SourceCode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// More mistakes than this are not listed: a person corrects the first ones first, and a hostile file must not
/// make a message of megabytes.
pub const MOST_MISTAKES: usize = 50;
/// More mistakes of syntax than this are not listed: one bracket that is not closed makes a mistake of every line
/// after it.
pub const MOST_SYNTAX_MISTAKES: usize = 5;
/// Longer lines than this are not shown: people write none, and a hostile file must not fill the screen.
const LONGEST_SHOWN: usize = 1_000;
/// The code of mistakes that are not even TOML.
pub(crate) const SYNTAX: &str = "syntax";

/// One mistake at its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// A stable code without the kind of file before it: `unknown-name`.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// The bytes it is about.
    pub span: Range<usize>,
    /// What was expected there, in a few words, written under the place.
    pub label: String,
    /// What to do, if that can be said.
    pub help: Option<String>,
}

impl Mistake {
    /// A mistake without advice.
    pub fn new(
        code: &'static str,
        span: Range<usize>,
        message: impl Into<String>,
        label: impl Into<String>,
    ) -> Mistake {
        Mistake { code, message: message.into(), span, label: label.into(), help: None }
    }

    /// With advice.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Mistake {
        self.help = Some(help.into());
        self
    }

    /// With the names nearest to a wrong one as advice, or all of them where they are few.
    #[must_use]
    pub fn nearest<'a>(self, asked: &str, valid: impl IntoIterator<Item = &'a str>) -> Mistake {
        match suggestion(asked, valid) {
            Some(advice) => self.help(advice),
            None => self,
        }
    }
}

/// Every mistake of a file, in the order of their places.
#[derive(Debug, Clone)]
pub struct Mistakes {
    kind: &'static str,
    file: String,
    text: Arc<NamedSource<String>>,
    mistakes: Vec<Mistake>,
    /// The same, each with the text, for miette.
    each: Vec<Rendered>,
    left_out: usize,
}

impl Mistakes {
    /// The mistakes found in the text of a file. The kind is the first part of their codes: `framework`.
    pub fn new(kind: &'static str, file: &str, text: &str, mut mistakes: Vec<Mistake>) -> Mistakes {
        mistakes.sort_by(|a, b| {
            (a.span.start, a.span.end, a.code, &a.message).cmp(&(
                b.span.start,
                b.span.end,
                b.code,
                &b.message,
            ))
        });
        mistakes.dedup();
        let found = mistakes.len();
        let mut syntax = 0;
        mistakes.retain(|mistake| {
            syntax += usize::from(mistake.code == SYNTAX);
            mistake.code != SYNTAX || syntax <= MOST_SYNTAX_MISTAKES
        });
        mistakes.truncate(MOST_MISTAKES);
        let left_out = found - mistakes.len();
        for mistake in &mut mistakes {
            mistake.span.start = mistake.span.start.min(text.len());
            mistake.span.end = mistake.span.end.clamp(mistake.span.start, text.len());
        }
        let text = Arc::new(NamedSource::new(file, text.to_owned()).with_language("TOML"));
        let each = mistakes.iter().map(|mistake| Rendered {
            code: format!("{kind}::{}", mistake.code),
            text: Arc::clone(&text),
            mistake: mistake.clone(),
        });
        Mistakes { kind, file: file.to_owned(), each: each.collect(), text, mistakes, left_out }
    }

    /// The mistakes.
    pub fn list(&self) -> &[Mistake] {
        &self.mistakes
    }

    /// How many more there are than are listed.
    pub fn left_out(&self) -> usize {
        self.left_out
    }

    /// One line for each: `FILE:LINE:COLUMN: message (help)`. Lines and columns are counted from 1, columns in characters.
    pub fn lines(&self) -> Vec<String> {
        self.mistakes
            .iter()
            .map(|mistake| {
                let help = mistake.help.as_ref().map_or(String::new(), |help| format!(" ({help})"));
                visible(&format!("{}: {}{help}", self.place(mistake), mistake.message))
            })
            .collect()
    }

    /// The mistakes in a form for programs: editors, the site, an API.
    pub fn reports(&self) -> Vec<MistakeReport> {
        let at = |byte| line_and_column(self.text.inner(), byte);
        self.mistakes
            .iter()
            .map(|mistake| {
                let ((line, column), (end_line, end_column)) = (at(mistake.span.start), at(mistake.span.end));
                MistakeReport {
                    code: self.code(mistake),
                    message: visible(&mistake.message),
                    file: self.file.clone(),
                    line,
                    column,
                    end_line,
                    end_column,
                    expected: visible(&mistake.label),
                    help: mistake.help.as_deref().map(visible),
                }
            })
            .collect()
    }

    /// `KIND::CODE`.
    fn code(&self, mistake: &Mistake) -> String {
        format!("{}::{}", self.kind, mistake.code)
    }

    /// `FILE:LINE:COLUMN`.
    fn place(&self, mistake: &Mistake) -> String {
        let (line, column) = line_and_column(self.text.inner(), mistake.span.start);
        format!("{}:{line}:{column}", self.file)
    }

    /// Rendered with the lines of the file and carets, without colour, 100 columns wide: the same everywhere.
    pub fn rendered(&self) -> String {
        let handler = miette::GraphicalReportHandler::new_themed(miette::GraphicalTheme::unicode_nocolor())
            .with_width(100)
            .with_cause_chain();
        let mut out = String::new();
        for one in &self.each {
            let mut rendered = String::new();
            if self.can_be_shown(&one.mistake) && handler.render_report(&mut rendered, one).is_ok() {
                out.push_str(&visible(&rendered));
            } else {
                out.push_str(&visible(&self.without_lines(&one.mistake)));
            }
        }
        if self.left_out > 0 {
            out.push_str(&format!("… and {} more mistakes\n", self.left_out));
        }
        out
    }

    /// Whether the lines that would be shown are of ordinary length.
    fn can_be_shown(&self, mistake: &Mistake) -> bool {
        let text = self.text.inner();
        let (line, _) = line_and_column(text, mistake.span.start);
        let (last, _) = line_and_column(text, mistake.span.end);
        // One line before and one after are shown beside those of the mistake.
        let mut shown = text.lines().skip(line.saturating_sub(2)).take(last - line + 3);
        shown.all(|line| line.len() <= LONGEST_SHOWN)
    }

    fn without_lines(&self, mistake: &Mistake) -> String {
        let place = self.place(mistake);
        let code = self.code(mistake);
        let Mistake { message, label, help, .. } = mistake;
        let help = help.as_ref().map_or_else(String::new, |help| format!("  help: {help}\n"));
        format!("{code}\n\n  × {message}\n     [{place}] (the line is too long to show): {label}\n{help}\n")
    }
}

impl fmt::Display for Mistakes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let many = self.mistakes.len() + self.left_out;
        write!(f, "{}: {many} mistake{}", self.file, if many == 1 { "" } else { "s" })
    }
}

impl std::error::Error for Mistakes {}

impl Diagnostic for Mistakes {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(self.kind))
    }

    fn related<'a>(&'a self) -> Option<Box<dyn Iterator<Item = &'a dyn Diagnostic> + 'a>> {
        Some(Box::new(self.each.iter().map(|one| one as &dyn Diagnostic)))
    }
}

/// One mistake with the text, as miette renders it.
#[derive(Debug, Clone)]
struct Rendered {
    code: String,
    text: Arc<NamedSource<String>>,
    mistake: Mistake,
}

impl fmt::Display for Rendered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.mistake.message)
    }
}

impl std::error::Error for Rendered {}

impl Diagnostic for Rendered {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(&self.code))
    }

    fn severity(&self) -> Option<Severity> {
        Some(Severity::Error)
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.mistake.help.as_ref().map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&*self.text)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let span = self.mistake.span.clone();
        Some(Box::new(std::iter::once(LabeledSpan::new_with_span(Some(self.mistake.label.clone()), span))))
    }
}

/// A mistake in a form for programs. Lines and columns are counted from 1, columns in characters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MistakeReport {
    /// A stable code: `framework::unknown-name`.
    pub code: String,
    /// What is wrong.
    pub message: String,
    /// The file.
    pub file: String,
    /// The line where it begins.
    pub line: usize,
    /// The column where it begins.
    pub column: usize,
    /// The line where it ends.
    pub end_line: usize,
    /// The column after its last character.
    pub end_column: usize,
    /// What was expected there, in a few words.
    pub expected: String,
    /// What to do, if that can be said.
    pub help: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thousand_mistakes_are_not_all_listed() {
        let many = (0..1000).map(|at| Mistake::new("x", at..at, format!("{at}"), "")).collect();
        let mistakes = Mistakes::new("test", "f.toml", &" ".repeat(2000), many);
        assert_eq!((mistakes.list().len(), mistakes.left_out()), (50, 950));
    }

    #[test]
    fn invisible_characters_and_endless_lines_are_not_shown() {
        let text = format!("id = \"\u{202e}A\"\nlong = \"{}\"\n", "x".repeat(5_000));
        let mistakes = Mistakes::new(
            "test",
            "f.toml",
            &text,
            vec![
                Mistake::new("x", 5..10, "`\u{202e}A\u{1b}[31m` is no name", "here").help("do"),
                Mistake::new("y", 20..30, "too long", "this").help("shorten it"),
            ],
        );
        let rendered = mistakes.rendered();
        assert!(!rendered.contains(['\u{202e}', '\u{1b}']), "{rendered}");
        assert!(rendered.contains("[f.toml:1:6]") && rendered.contains("[f.toml:2:"), "{rendered}");
        assert!(rendered.contains("test::y") && rendered.contains("help: shorten it"), "{rendered}");
        assert!(rendered.len() < 1_000, "{} bytes", rendered.len());
    }

    #[test]
    fn the_form_for_programs_gives_code_place_and_advice() {
        let mistake =
            Mistake::new("unknown-key", 3..5, "unknown key `bb`", "no such key").help("did you mean `b`?");
        let mistakes = Mistakes::new("test", "f.toml", "a\n\nbb = 1\n", vec![mistake]);
        let reports = mistakes.reports();
        let MistakeReport { code, line, column, end_line, end_column, .. } = &reports[0];
        assert_eq!(
            (code.as_str(), *line, *column, *end_line, *end_column),
            ("test::unknown-key", 3, 1, 3, 3)
        );
        assert_eq!(reports[0].help.as_deref(), Some("did you mean `b`?"));
    }
}
