//! What a sentence says of a figure: how it compares, how it moved, what it is.

use super::{fill, one_of, pick, with_words};
use crate::claim::{Assertion, Bound, Claim, Pace, Relation, Size, Subject, Way, When};
use crate::facts::{Facts, with_unit};
use crate::lexicon::{MoveWords, RelationWords};
use crate::number::Number;
use evidence::Unit;

/// The predicate of a claim about a figure, without its subject.
pub(super) fn predicate(claim: &Claim, facts: &Facts<'_>) -> String {
    match &claim.assertion {
        Assertion::Value { number, bound } => value(claim, (*number, *bound), facts),
        Assertion::Compared { relation, size, with } => {
            let words = relation_words(*relation, *size, &claim.subject, claim, facts);
            let with = with_words(with, &claim.subject, facts);
            let is = match (past(&claim.when), claim.denied) {
                (true, false) => "was",
                (true, true) => "was not",
                (false, false) => "is",
                (false, true) => "is not",
            };
            let places = [
                ("is", is),
                ("relation", words.as_str()),
                ("with", &with),
                ("when", &when(&claim.when, facts)),
            ];
            fill(one_of(facts, "compared", claim), &places)
        }
        Assertion::Moved { way, size, steadily, from, to } => {
            let verb = move_words((*way, *size, *steadily), claim, facts);
            let span = match (from, to) {
                (None, None) => when(&claim.when, facts),
                _ => from_to(claim, *from, *to, facts),
            };
            format!("{verb}{span}")
        }
        Assertion::Paced { way, pace, than } => {
            let verb = move_words((*way, None, false), claim, facts);
            let pace = pace_words(*pace, claim, facts);
            let with = with_words(than, &claim.subject, facts);
            format!("{verb} {pace} {with}{}", when(&claim.when, facts))
        }
        Assertion::Level { .. }
        | Assertion::Found { .. }
        | Assertion::CameOf { .. }
        | Assertion::Graded { .. } => String::new(),
    }
}

fn value(claim: &Claim, (number, bound): (Number, Option<Bound>), facts: &Facts<'_>) -> String {
    let was = match (past(&claim.when), claim.denied) {
        (true, false) => "was",
        (true, true) => "was not",
        (false, false) => "is",
        (false, true) => "is not",
    };
    let words = &facts.lexicon.structure;
    let roughly = bound.and_then(|bound| match bound {
        Bound::About => words.about.first(),
        Bound::AtLeast => words.over.first(),
        Bound::AtMost => words.under.first(),
    });
    let number = written(claim, number, facts);
    let number = roughly.map_or(number.clone(), |roughly| format!("{roughly} {number}"));
    fill(
        one_of(facts, "value", claim),
        &[("was", was), ("number", &number), ("when", &when(&claim.when, facts))],
    )
}

/// A stated number with the unit of its subject.
fn written(claim: &Claim, number: Number, facts: &Facts<'_>) -> String {
    match &claim.subject {
        Subject::Share { .. } => with_unit(number, Unit::Percent, false),
        Subject::Measure { indicator, group } => {
            let unit = facts.indicator(indicator, group);
            with_unit(number, unit.map_or(Unit::Score, |block| block.unit), false)
        }
        Subject::Gap { indicator, group, .. } => {
            let unit = facts.indicator(indicator, group);
            with_unit(number, unit.map_or(Unit::Percent, |block| block.unit), true)
        }
        _ => number.to_string(),
    }
}

pub(super) fn past(when: &When) -> bool {
    matches!(when, When::In(_) | When::Month { .. })
}

/// When, with a space before it, or nothing.
pub(super) fn when(when: &When, facts: &Facts<'_>) -> String {
    let first = |kind: &str| facts.lexicon.sentences.of(kind).first().cloned().unwrap_or_default();
    match when {
        When::Unsaid => String::new(),
        When::In(period) => fill(&first("in"), &[("period", &period.to_string())]),
        When::Between { from, to } => {
            fill(&first("from-to"), &[("from", &from.to_string()), ("to", &to.to_string())])
        }
        When::Since(from) => fill(&first("since"), &[("from", &from.to_string())]),
        When::LastYear => format!(" {}", span_words(crate::lexicon::Span::LastYear, facts)),
        When::LastYears(years) => {
            let number = facts.lexicon.count_in_words(u32::from(*years));
            format!(" {}", fill(&span_words(crate::lexicon::Span::LastYears, facts), &[("n", &number)]))
        }
        When::Month { year, month } => {
            let name = usize::try_from(*month - 1).ok().and_then(|at| facts.lexicon.structure.months.get(at));
            let places = [("month", name.map_or("", String::as_str)), ("year", &year.to_string())];
            fill(&first("month"), &places)
        }
    }
}

fn span_words(span: crate::lexicon::Span, facts: &Facts<'_>) -> String {
    facts
        .lexicon
        .spans
        .iter()
        .find(|words| words.span == span)
        .map_or_else(String::new, |words| words.say.clone())
}

/// " from 36.5% in 2005/06 to 56.7% in 2010/11".
fn from_to(claim: &Claim, from: Option<Number>, to: Option<Number>, facts: &Facts<'_>) -> String {
    let first = |kind: &str| facts.lexicon.sentences.of(kind).first().cloned().unwrap_or_default();
    let number =
        |number: Option<Number>| number.map_or_else(String::new, |number| written(claim, number, facts));
    match (from, to, &claim.when) {
        (Some(_), Some(_), When::Between { from: start, to: end }) => fill(
            &first("value-from-to"),
            &[
                ("a", &number(from)),
                ("from", &start.to_string()),
                ("b", &number(to)),
                ("to", &end.to_string()),
            ],
        ),
        (Some(_), Some(_), _) => {
            fill(&first("from-to"), &[("from", &number(from)), ("to", &number(to))])
                + &when(&claim.when, facts)
        }
        (None, Some(_), _) => format!(" to {}{}", number(to), when(&claim.when, facts)),
        (Some(_), None, _) => format!(" from {}{}", number(from), when(&claim.when, facts)),
        (None, None, _) => when(&claim.when, facts),
    }
}

/// The words for a relation; gaps have their own where the lexicon has some.
fn relation_words(
    relation: Relation,
    size: Option<Size>,
    subject: &Subject,
    claim: &Claim,
    facts: &Facts<'_>,
) -> String {
    let gap = matches!(subject, Subject::Gap { .. });
    let all = &facts.lexicon.relations;
    let fits =
        |words: &&RelationWords| words.relation == relation && words.size == size && !words.say.is_empty();
    let own = all.iter().filter(fits).find(|words| words.gap == gap);
    let words = own.or_else(|| all.iter().find(fits));
    words.map_or_else(String::new, |words| pick(&words.say, claim).to_owned())
}

fn pace_words(pace: Pace, claim: &Claim, facts: &Facts<'_>) -> String {
    let words = facts.lexicon.paces.iter().find(|words| words.pace == pace);
    words.map_or_else(String::new, |words| pick(&words.say, claim).to_owned())
}

/// The verb of a movement: "rose" where the words name its time, "has risen" otherwise.
fn move_words((way, size, steadily): (Way, Option<Size>, bool), claim: &Claim, facts: &Facts<'_>) -> String {
    let gap = matches!(claim.subject, Subject::Gap { .. });
    let did = matches!(claim.when, When::In(_) | When::Between { .. });
    let ways = |words: &MoveWords| if did { words.say_did.clone() } else { words.say_has.clone() };
    let fits = |words: &&MoveWords| {
        words.way == way && words.size == size && words.steadily == steadily && !words.denied
    };
    let all = &facts.lexicon.moves;
    let own = all.iter().filter(fits).find(|words| words.gap == gap && !ways(words).is_empty());
    let found = own.or_else(|| all.iter().filter(fits).find(|words| !ways(words).is_empty()));
    let verb = found.map_or_else(String::new, |words| pick(&ways(words), claim).to_owned());
    match (claim.denied, did) {
        (false, _) => verb,
        (true, true) => format!("did not see that it {verb}"),
        (true, false) => verb.replacen("has ", "has not ", 1),
    }
}
