//! Claims as English sentences. Which of several ways of saying a thing is taken depends on the claim alone, so the
//! same claim always reads the same.

mod predicates;
mod settings;
mod subjects;

pub(crate) use settings::remit_in_words;
pub use settings::standard_words;
pub(crate) use subjects::{measure_words, place_words};

use crate::claim::{Assertion, Claim, Comparator, Relation, Subject, Way};
use crate::facts::Facts;
use crate::text::capitalised;

/// A claim as a sentence.
pub fn realise(claim: &Claim, facts: &Facts<'_>) -> String {
    realise_together(std::slice::from_ref(claim), facts)
}

/// Claims about one subject as one sentence; claims about others follow as sentences of their own.
pub fn realise_together(claims: &[Claim], facts: &Facts<'_>) -> String {
    let mut sentences: Vec<String> = Vec::new();
    let mut at = 0;
    while at < claims.len() {
        let together = 1 + claims[at + 1..].iter().take_while(|next| joins(&claims[at], next)).count();
        let again = at > 0 && is_figure(&claims[at]) && claims[at].subject == claims[at - 1].subject;
        sentences.push(sentence(&claims[at..at + together], again, facts));
        at += together;
    }
    sentences.join(" ")
}

/// Whether a claim can follow another in one sentence without naming its subject again.
fn joins(first: &Claim, next: &Claim) -> bool {
    // From which figure to which something moved is enough for a sentence of its own.
    let tells_figures = matches!(next.assertion, Assertion::Moved { from: Some(_), .. });
    is_figure(first)
        && first.subject == next.subject
        && first.elsewhere.is_none()
        && next.elsewhere.is_none()
        && !tells_figures
}

fn is_figure(claim: &Claim) -> bool {
    matches!(claim.subject, Subject::Share { .. } | Subject::Measure { .. } | Subject::Gap { .. })
}

/// One sentence; where the one before was about the same figure, "it" stands for it.
fn sentence(claims: &[Claim], again: bool, facts: &Facts<'_>) -> String {
    let Some(first) = claims.first() else { return String::new() };
    let text = match &first.subject {
        Subject::Settings { settings } => settings::sentence(first, settings, facts),
        Subject::Event { kind } => settings::event(first, kind, facts),
        Subject::Assessment => settings::assessment(first, facts),
        subject => {
            let mut text = match &first.elsewhere {
                Some(place) => format!("{}, ", place_words(place, facts)),
                None => String::new(),
            };
            if again {
                text.push_str(one_of(facts, "again", first));
            } else {
                text.push_str(&subjects::figure_words(subject, facts));
            }
            text.push(' ');
            text.push_str(&predicates::predicate(first, facts));
            for pair in claims.windows(2) {
                let join = if turns(&pair[0], &pair[1]) { "but" } else { "and" };
                text.push_str(one_of(facts, join, &pair[1]));
                text.push_str(&predicates::predicate(&pair[1], facts));
            }
            text
        }
    };
    format!("{}.", capitalised(&text))
}

/// Whether a second claim about the same figure pulls the other way, so that "but" joins them.
fn turns(first: &Claim, next: &Claim) -> bool {
    let sign = |claim: &Claim| -> i8 {
        let sign = match &claim.assertion {
            Assertion::Compared { relation: Relation::Higher | Relation::Better, .. }
            | Assertion::Moved { way: Way::Up | Way::Improved, .. } => 1,
            Assertion::Compared { relation: Relation::Lower | Relation::Worse, .. }
            | Assertion::Moved { way: Way::Down | Way::Worsened, .. } => -1,
            _ => 0,
        };
        if claim.denied { -sign } else { sign }
    };
    let moves = |claim: &Claim| matches!(claim.assertion, Assertion::Moved { .. });
    sign(first) * sign(next) < 0 || (moves(first) && moves(next) && sign(first) != sign(next))
}

/// One of the ways in which the lexicon says a kind of thing.
pub(crate) fn one_of<'b>(facts: &'b Facts<'_>, kind: &str, claim: &Claim) -> &'b str {
    pick(facts.lexicon.sentences.of(kind), claim)
}

/// One of several texts; the claim decides which.
pub(crate) fn pick<'b>(ways: &'b [String], claim: &Claim) -> &'b str {
    ways.get(claim.id().choice(ways.len())).map_or("", String::as_str)
}

/// A template with its places filled.
pub(crate) fn fill(template: &str, places: &[(&str, &str)]) -> String {
    let mut text = String::with_capacity(template.len() + 40);
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        text.push_str(&rest[..open]);
        let after = &rest[open + 1..];
        let Some(close) = after.find('}') else { break };
        let name = &after[..close];
        text.push_str(places.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value));
        rest = &after[close + 1..];
    }
    text.push_str(rest);
    text
}

/// Comparators in the order in which sentences name them: near before far.
pub(crate) fn with_words(with: &[Comparator], subject: &Subject, facts: &Facts<'_>) -> String {
    let words: Vec<String> = with.iter().map(|one| subjects::comparator_words(one, subject, facts)).collect();
    crate::text::listed(&words)
}
