//! Accepting an edited draft: its statements, checked again; contradictions only where someone lets them stand.

use super::write::title;
use crate::check::{Checked, Verdict, check_statement_with};
use crate::claim::Claim;
use crate::facts::{Facts, FiguresUsed};
use crate::findings::stage_of;
use crate::grounds::{Grounds, is_seen};
use crate::recognise::Recogniser;
use crate::statement::{Section, Statement, StatementId, make_unique};
use crate::text::plain_spaces;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A draft has at most this many bytes: a letter's statements are a few pages.
pub const DRAFT_BYTES_MAX: usize = 1024 * 1024;

/// An edited draft that can become a letter.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Accepted {
    /// Its sections in the order of the file.
    pub sections: Vec<AcceptedSection>,
}

/// A section of a draft.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AcceptedSection {
    /// Its title, as written.
    pub title: String,
    /// Which of the letter's parts it is, if it has the title of one.
    pub section: Option<Section>,
    /// Its statements.
    pub items: Vec<AcceptedItem>,
}

/// A statement of a draft.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AcceptedItem {
    /// Its line in the file.
    pub line: usize,
    /// The statement: its words, what they claim and the figures that decided.
    pub statement: Statement,
    /// The id that the draft gave it, if it still carries one.
    pub drafted_as: Option<StatementId>,
    /// Whether its words still make the claims of that id.
    pub unchanged: bool,
    /// What was found of each of its claims.
    pub checked: Vec<Checked>,
    /// Who lets it stand although the evidence contradicts it, and why.
    pub acknowledged: Option<Acknowledgement>,
}

/// Who lets a contradicted statement stand, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Acknowledgement {
    /// Who.
    pub by: String,
    /// Why.
    pub grounds: Grounds,
}

/// Why an edited draft cannot become a letter; every problem at once.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{}", in_lines(.problems))]
pub struct DraftError {
    /// The problems, in the order of the file.
    pub problems: Vec<Problem>,
}

/// A problem of a draft.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    /// The line it stands in, from 1.
    pub line: usize,
    /// What is wrong, and what to do.
    pub message: String,
}

fn in_lines(problems: &[Problem]) -> String {
    problems
        .iter()
        .map(|problem| format!("line {}: {}", problem.line, problem.message))
        .collect::<Vec<_>>()
        .join("\n")
}

/// Reads an edited draft and checks it again.
pub fn accept(text: &str, facts: &Facts<'_>) -> Result<Accepted, DraftError> {
    if text.len() > DRAFT_BYTES_MAX {
        let message = format!("the draft has {} bytes; at most {DRAFT_BYTES_MAX} are read", text.len());
        return Err(DraftError { problems: vec![Problem { line: 1, message }] });
    }
    let (mut sections, mut problems) = lines_of(text);
    problems.extend(of_another_profile(text, facts));
    let recogniser = Recogniser::new(facts);
    let mut any = false;
    for section in &mut sections {
        let mut stage = String::new();
        for item in &mut section.items {
            any = true;
            check_item(item, section.section, &stage, &recogniser, facts);
            stage.clone_from(&item.statement.stage);
            problems.extend(problem_of(item));
        }
    }
    let items = sections.iter_mut().flat_map(|section| &mut section.items);
    make_unique(&mut items.map(|item| &mut item.statement).collect::<Vec<_>>());
    if !any {
        let message =
            "the draft holds no statement; a statement is an item of a list under a heading".to_owned();
        problems.push(Problem { line: 1, message });
    }
    if problems.is_empty() {
        return Ok(Accepted { sections });
    }
    problems.sort_by_key(|problem| problem.line);
    Err(DraftError { problems })
}

/// Sections and statements by the lines of a draft.
fn lines_of(text: &str) -> (Vec<AcceptedSection>, Vec<Problem>) {
    let mut sections: Vec<AcceptedSection> = Vec::new();
    let mut problems = Vec::new();
    let mut in_comment = false;
    for (at, line) in text.lines().enumerate() {
        let line_number = at + 1;
        let content = line.trim();
        if in_comment || content.starts_with("<!--") {
            in_comment = !content.ends_with("-->");
            continue;
        }
        if let Some(heading) = content.strip_prefix("## ") {
            let known = [Section::Summary, Section::Strengths, Section::Improvement];
            let section =
                known.into_iter().find(|section| title(*section).eq_ignore_ascii_case(heading.trim()));
            sections.push(AcceptedSection { title: heading.trim().to_owned(), section, items: Vec::new() });
        } else if content.is_empty() || content.starts_with('#') {
        } else if let Some(statement) = ["- ", "* "].iter().find_map(|mark| content.strip_prefix(mark)) {
            match sections.last_mut() {
                Some(section) => section.items.push(item(statement, line_number)),
                None => problems.push(Problem {
                    line: line_number,
                    message:
                        "a statement stands before the first heading; put `## Strengths` or the like above it"
                            .to_owned(),
                }),
            }
        } else if let Some(quotation) = content.strip_prefix('>') {
            let last = sections.last_mut().and_then(|section| section.items.last_mut());
            let goes_on = !quotation.trim().starts_with("Acknowledged");
            match (last, acknowledgement(quotation)) {
                (Some(AcceptedItem { acknowledged: Some(known), .. }), _) if goes_on => {
                    known.grounds.continued(quotation);
                }
                (Some(item), Ok(acknowledged)) => item.acknowledged = Some(acknowledged),
                (None, _) => problems.push(Problem {
                    line: line_number,
                    message: "an acknowledgement stands below the statement that it is for".to_owned(),
                }),
                (_, Err(message)) => problems.push(Problem { line: line_number, message }),
            }
        } else if let Some(item) = sections.last_mut().and_then(|section| section.items.last_mut()) {
            // A statement may go on over several lines.
            match item.acknowledged.as_mut() {
                Some(acknowledged) => acknowledged.grounds.continued(content),
                None => *item = item_again(item, content),
            }
        }
    }
    (sections, problems)
}

/// A statement as it stands, not yet checked.
fn item(statement: &str, line: usize) -> AcceptedItem {
    let statement = statement.trim();
    let marked = statement.rsplit_once('[').and_then(|(text, mark)| {
        let id = StatementId::read(mark.strip_suffix(']')?)?;
        Some((text.trim(), id))
    });
    let (text, drafted_as) = match marked {
        Some((text, id)) => (text, Some(id)),
        None => (statement, None),
    };
    let text = plain_spaces(text);
    AcceptedItem {
        line,
        statement: Statement {
            id: StatementId::of(None, &[], &text),
            section: None,
            stage: String::new(),
            text,
            claims: Vec::new(),
            figures: Vec::new(),
            notices: Vec::new(),
            weight: 0,
        },
        drafted_as,
        unchanged: false,
        checked: Vec::new(),
        acknowledged: None,
    }
}

fn item_again(before: &AcceptedItem, more: &str) -> AcceptedItem {
    let whole = item(&format!("{} {more}", before.statement.text), before.line);
    AcceptedItem { drafted_as: whole.drafted_as.or(before.drafted_as), ..whole }
}

fn acknowledgement(quotation: &str) -> Result<Acknowledgement, String> {
    let expected = "expected `> Acknowledged by NAME: GROUNDS`, as in `> Acknowledged by A. Example: the report of \
                    3 October, published after the cut-off date, was seen`";
    let rest = quotation.trim().strip_prefix("Acknowledged by ").ok_or_else(|| expected.to_owned())?;
    let (by, grounds) = rest.split_once(':').ok_or_else(|| expected.to_owned())?;
    let by = by.trim();
    if !by.chars().any(|c| c.is_alphabetic() && is_seen(c)) {
        return Err(format!("the acknowledgement names nobody; {expected}"));
    }
    let grounds = Grounds::new(grounds).map_err(|short| format!("{short}; {expected}"))?;
    Ok(Acknowledgement { by: by.to_owned(), grounds })
}

/// A draft says of which area and date it is; with another profile its ids and figures mean nothing.
fn of_another_profile(text: &str, facts: &Facts<'_>) -> Option<Problem> {
    let (at, mark) =
        text.lines().enumerate().find(|(_, line)| line.trim().starts_with("<!-- kingsway draft"))?;
    let profile = facts.profile;
    let area = format!("area {};", profile.area);
    let date = format!("as at {};", profile.as_at);
    if mark.contains(&area) && mark.contains(&date) {
        return None;
    }
    let in_words = evidence::date::in_words(profile.as_at);
    Some(Problem {
        line: at + 1,
        message: format!(
            "the draft is of another area or date; this profile is of {} ({}) as at {in_words}",
            profile.name, profile.area
        ),
    })
}

/// Checks an item and fills its statement with what the words claim. A statement that claims nothing belongs to the
/// stage of life of the one before it.
fn check_item(
    item: &mut AcceptedItem,
    section: Option<Section>,
    stage_before: &str,
    recogniser: &Recogniser<'_>,
    facts: &Facts<'_>,
) {
    item.checked = check_statement_with(&item.statement.text, recogniser, facts);
    let claims: Vec<Claim> = item.checked.iter().filter_map(|checked| checked.claim.clone()).collect();
    let mut figures = FiguresUsed::default();
    figures.extend(item.checked.iter().flat_map(|checked| checked.figures.iter().cloned()));
    let statement = &mut item.statement;
    statement.stage =
        claims.first().map_or_else(|| stage_before.to_owned(), |claim| stage_of(&claim.subject, facts));
    statement.id = StatementId::of(section, &claims, &statement.text);
    statement.section = section;
    statement.figures = figures.into_vec();
    for notice in item.checked.iter().flat_map(|checked| &checked.notices) {
        if !statement.notices.contains(notice) {
            statement.notices.push(notice.clone());
        }
    }
    // A statement may have been moved to another part of the letter: it still says the same.
    let everywhere = [Section::Summary, Section::Strengths, Section::Improvement].map(Some);
    item.unchanged = item.drafted_as.is_some_and(|id| {
        everywhere.iter().any(|section| StatementId::of(*section, &claims, &statement.text) == id)
    });
    statement.claims = claims;
}

fn problem_of(item: &AcceptedItem) -> Option<Problem> {
    let wrong = item.checked.iter().find(|checked| checked.verdict == Verdict::Contradicted)?;
    if item.acknowledged.is_some() {
        return None;
    }
    let rather =
        wrong.suggestion.as_ref().map_or_else(String::new, |right| format!(" Right would be: {right}"));
    Some(Problem {
        line: item.line,
        message: format!(
            "the evidence contradicts “{}”: {}.{rather} Change it, or let it stand with `> Acknowledged by NAME: \
             GROUNDS` below it",
            wrong.sentence, wrong.because
        ),
    })
}
