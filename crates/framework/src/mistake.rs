//! Mistakes in a framework file: where, what, what was expected, what to do. All of them at once.

use miette::{Diagnostic, LabeledSpan, NamedSource, Severity, SourceCode};
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// More than this many mistakes are not listed: the first ones are what a person mends, and a hostile file must
/// not make a message of megabytes.
pub const MOST_MISTAKES: usize = 50;
/// Of what is not TOML, this many: one bracket that is not closed makes a mistake of every line after it.
pub const MOST_OF_SYNTAX: usize = 5;
/// Lines longer than this are not drawn: people write none, and a hostile file must not fill the screen.
const LONGEST_DRAWN: usize = 1_000;

/// One mistake at its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// A stable code: `framework::unknown-name`.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// The bytes it stands at.
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
        match nearest_names(asked, valid) {
            Some(advice) => self.help(advice),
            None => self,
        }
    }
}

/// “did you mean `x` or `y`?”, or the list of all valid names where it is short and nothing is near.
pub fn nearest_names<'a>(asked: &str, valid: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let mut valid: Vec<&str> = valid.into_iter().collect();
    valid.sort_unstable();
    valid.dedup();
    // Names in a file are short; a name of a megabyte is compared by its beginning only.
    let asked: String = asked.chars().take(60).collect::<String>().to_lowercase();
    let mut scored: Vec<(f64, &str)> = valid
        .iter()
        .map(|name| (strsim::jaro_winkler(&asked, &name.to_lowercase()), *name))
        .filter(|(likeness, _)| *likeness > 0.8)
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    scored.truncate(3);
    let quoted = |names: &[&str]| names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>();
    if !scored.is_empty() {
        let names: Vec<&str> = scored.into_iter().map(|(_, name)| name).collect();
        return Some(format!("did you mean {}?", quoted(&names).join(" or ")));
    }
    match valid.len() {
        0 => None,
        1..=12 => Some(format!("valid here: {}", quoted(&valid).join(", "))),
        _ => Some(format!("{} names are valid here, none of them near this one", valid.len())),
    }
}

/// Every mistake of a file, in the order of their places.
#[derive(Debug, Clone)]
pub struct Mistakes {
    file: String,
    text: Arc<NamedSource<String>>,
    mistakes: Vec<Mistake>,
    left_out: usize,
}

impl Mistakes {
    /// The mistakes found in the text of a file.
    pub fn new(file: &str, text: &str, mut mistakes: Vec<Mistake>) -> Mistakes {
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
        let mut of_syntax = 0;
        mistakes.retain(|mistake| {
            of_syntax += usize::from(mistake.code == SYNTAX);
            mistake.code != SYNTAX || of_syntax <= MOST_OF_SYNTAX
        });
        mistakes.truncate(MOST_MISTAKES);
        let left_out = found - mistakes.len();
        for mistake in &mut mistakes {
            mistake.span.start = mistake.span.start.min(text.len());
            mistake.span.end = mistake.span.end.clamp(mistake.span.start, text.len());
        }
        Mistakes {
            file: file.to_owned(),
            text: Arc::new(NamedSource::new(file, text.to_owned()).with_language("TOML")),
            mistakes,
            left_out,
        }
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

    /// `FILE:LINE:COLUMN`.
    fn place(&self, mistake: &Mistake) -> String {
        let (line, column) = line_and_column(self.text.inner(), mistake.span.start);
        format!("{}:{line}:{column}", self.file)
    }

    /// Drawn with the lines of the file and carets, without colour, 100 columns wide: the same everywhere.
    pub fn drawn(&self) -> String {
        let handler = miette::GraphicalReportHandler::new_themed(miette::GraphicalTheme::unicode_nocolor())
            .with_width(100)
            .with_cause_chain();
        let mut out = String::new();
        for one in &self.each() {
            let mut drawn = String::new();
            if self.can_be_drawn(&one.mistake) && handler.render_report(&mut drawn, one).is_ok() {
                out.push_str(&visible(&drawn));
            } else {
                out.push_str(&visible(&self.without_the_line(&one.mistake)));
            }
        }
        if self.left_out > 0 {
            out.push_str(&format!("… and {} more mistakes\n", self.left_out));
        }
        out
    }

    /// Whether the lines that would be drawn are of ordinary length.
    fn can_be_drawn(&self, mistake: &Mistake) -> bool {
        let text = self.text.inner();
        let (line, _) = line_and_column(text, mistake.span.start);
        let (last, _) = line_and_column(text, mistake.span.end);
        // One line before and one after are drawn beside those of the mistake.
        let drawn = text.lines().skip(line.saturating_sub(2)).take(last - line + 3);
        drawn.into_iter().all(|line| line.len() <= LONGEST_DRAWN)
    }

    fn without_the_line(&self, mistake: &Mistake) -> String {
        let place = self.place(mistake);
        let Mistake { code, message, label, help, .. } = mistake;
        let help = help.as_ref().map_or_else(String::new, |help| format!("  help: {help}\n"));
        format!(
            "{code}\n\n  × {message}\n     [{place}] (the line is too long to be shown): {label}\n{help}\n"
        )
    }

    fn each(&self) -> Vec<Drawn> {
        self.mistakes
            .iter()
            .map(|mistake| Drawn { text: Arc::clone(&self.text), mistake: mistake.clone() })
            .collect()
    }
}

impl fmt::Display for Mistakes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let many = self.mistakes.len() + self.left_out;
        write!(f, "{}: {many} mistake{}", self.file, if many == 1 { "" } else { "s" })?;
        for line in self.lines() {
            write!(f, "\n{line}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Mistakes {}

impl Diagnostic for Mistakes {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new("framework"))
    }
}

/// One mistake with the text, as miette draws it.
#[derive(Debug, Clone)]
struct Drawn {
    text: Arc<NamedSource<String>>,
    mistake: Mistake,
}

impl fmt::Display for Drawn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.mistake.message)
    }
}

impl std::error::Error for Drawn {}

impl Diagnostic for Drawn {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(self.mistake.code))
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

/// The code of mistakes that are not even TOML.
pub(crate) const SYNTAX: &str = "framework::syntax";

/// Whether a character moves or hides what stands around it: control characters, and marks that turn the direction
/// of writing. A name that holds one could make a message say something else than it does.
pub(crate) fn is_unseen(one: char) -> bool {
    one.is_control()
        || matches!(one, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

fn visible(text: &str) -> String {
    text.chars().map(|one| if one != '\n' && is_unseen(one) { '\u{fffd}' } else { one }).collect()
}

/// Line and column of a byte, counted from 1; columns in characters.
pub fn line_and_column(text: &str, byte: usize) -> (usize, usize) {
    let mut byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    let before = &text[..byte];
    let line = before.bytes().filter(|b| *b == b'\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |last| last.chars().count()) + 1;
    (line, column)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_from_one_and_in_characters() {
        assert_eq!(line_and_column("ab\nçd", 0), (1, 1));
        assert_eq!(line_and_column("ab\nçd", 5), (2, 2));
        assert_eq!(line_and_column("ab\nçd", 99), (2, 3));
    }

    #[test]
    fn near_names_are_offered_and_far_ones_listed_only_where_they_are_few() {
        let valid = ["primary-school", "secondary-school"];
        assert_eq!(nearest_names("primary-shool", valid).unwrap(), "did you mean `primary-school`?");
        assert_eq!(nearest_names("zzz", valid).unwrap(), "valid here: `primary-school`, `secondary-school`");
        assert_eq!(nearest_names("zzz", []), None);
    }

    #[test]
    fn a_thousand_mistakes_are_not_all_listed() {
        let many = (0..1000).map(|at| Mistake::new("framework::x", at..at, format!("{at}"), "")).collect();
        let mistakes = Mistakes::new("f.toml", &" ".repeat(2000), many);
        assert_eq!((mistakes.list().len(), mistakes.left_out()), (50, 950));
    }

    #[test]
    fn what_cannot_be_seen_and_lines_without_end_are_not_drawn() {
        let text = format!("id = \"\u{202e}A\"\nlong = \"{}\"\n", "x".repeat(5_000));
        let mistakes = Mistakes::new(
            "f.toml",
            &text,
            vec![
                Mistake::new("framework::x", 5..10, "`\u{202e}A\u{1b}[31m` is no name", "here").help("do"),
                Mistake::new("framework::y", 20..30, "too long", "this").help("shorten it"),
            ],
        );
        let drawn = mistakes.drawn();
        assert!(!drawn.contains(['\u{202e}', '\u{1b}']), "{drawn}");
        assert!(drawn.contains("[f.toml:1:6]") && drawn.contains("[f.toml:2:"), "{drawn}");
        assert!(drawn.contains("too long") && drawn.contains("help: shorten it"), "{drawn}");
        assert!(drawn.len() < 1_000, "{} bytes", drawn.len());
    }
}
