//! Sentences about settings, events and the assessment.

use super::{fill, one_of, pick, predicates};
use crate::claim::{Assertion, Claim, Cohort, OVERALL, Quantity, Settings, Standard};
use crate::facts::Facts;
use crate::lexicon::Lexicon;
use evidence::{AspectId, RemitId};

/// A sentence about settings, without capital and full stop.
pub(super) fn sentence(claim: &Claim, settings: &Settings, facts: &Facts<'_>) -> String {
    match &claim.assertion {
        Assertion::Level { quantity, standard } => level(claim, settings, quantity, standard, facts),
        Assertion::Found { standard } => {
            let (plural, one) = things(settings, facts);
            let service = format!("the {}", one.unwrap_or(plural));
            let places = [
                ("the_service", service.as_str()),
                ("when", &predicates::when(&claim.when, facts)),
                ("standard", &standard_words(standard, facts.lexicon)),
            ];
            fill(one_of(facts, "found", claim), &places)
        }
        _ => String::new(),
    }
}

fn level(
    claim: &Claim,
    settings: &Settings,
    quantity: &Quantity,
    standard: &Standard,
    facts: &Facts<'_>,
) -> String {
    let (counted, singular) = quantity_words(claim, settings, quantity, facts);
    let words = facts.lexicon.standards.iter().find(|words| words.standard == *standard);
    let verb = words.is_some_and(|words| words.verb);
    let past = predicates::past(&claim.when);
    let are = match (verb, singular, past) {
        (true, ..) => "",
        (false, true, false) => "is",
        (false, false, false) => "are",
        (false, true, true) => "was",
        (false, false, true) => "were",
    };
    let are = match (claim.denied, verb) {
        (false, _) => are.to_owned(),
        (true, true) => "did not:".to_owned(),
        (true, false) => format!("{are} not"),
    };
    let standard_said = match words.and_then(|words| words.say_one.as_ref()).filter(|_| singular) {
        Some(one) => one.clone(),
        None => standard_words(standard, facts.lexicon),
    };
    let places = [
        ("quantity", counted.as_str()),
        ("are", are.as_str()),
        ("standard", &standard_said),
        ("aspect", &aspect_words(&settings.aspect, facts)),
        ("when", &predicates::when(&claim.when, facts)),
    ];
    crate::text::plain_spaces(&fill(one_of(facts, "level", claim), &places))
}

/// "four of the six children's centres", with whether one setting is spoken of.
fn quantity_words(
    claim: &Claim,
    settings: &Settings,
    quantity: &Quantity,
    facts: &Facts<'_>,
) -> (String, bool) {
    let (plural, one) = things(settings, facts);
    let one = one.unwrap_or_else(|| plural.clone());
    let (kind, singular) = match quantity {
        Quantity::Band(word) => {
            let ladder = &facts.lexicon.ladder;
            let way = match ladder.named(word) {
                Some(step) => pick(&step.say, claim).to_owned(),
                None => ladder
                    .vague
                    .iter()
                    .find(|vague| vague.id == *word)
                    .and_then(|vague| vague.say.clone())
                    .unwrap_or_else(|| "some {things}".to_owned()),
            };
            return (fill(&way, &[("things", &plural)]), false);
        }
        Quantity::Count { part: 1, whole: Some(1) } => ("count-only", true),
        Quantity::Count { part: 0, whole: Some(1) } => ("count-only-none", true),
        // "Both special schools and units" would be read as of two kinds.
        Quantity::Count { part: 2, whole: Some(2) } if plural.contains(" and ") => ("count-of", false),
        Quantity::Count { part: 2, whole: Some(2) } => ("count-both", false),
        Quantity::Count { part: 0, whole: Some(2) } => ("count-neither", true),
        Quantity::Count { part: 0, whole: Some(_) } => ("count-none", true),
        Quantity::Count { part, whole: Some(whole) } if part == whole => ("count-all", false),
        Quantity::Count { part, whole: Some(_) } => ("count-of", *part == 1),
        Quantity::Count { part, whole: None } => ("count-bare", *part == 1),
    };
    let Quantity::Count { part, whole } = quantity else { return (String::new(), false) };
    let in_words = |count: u32| facts.lexicon.count_in_words(count);
    let bare_one = kind == "count-bare" && singular;
    let places = [
        ("part", in_words(*part)),
        ("whole", in_words(whole.unwrap_or_default())),
        ("things", if bare_one { one.clone() } else { plural }),
        ("thing", one),
    ];
    let places: Vec<(&str, &str)> = places.iter().map(|(name, value)| (*name, value.as_str())).collect();
    (fill(one_of(facts, kind, claim), &places), singular)
}

/// What settings are called, several and one, with "inspected during the year" where that is meant.
pub(crate) fn things(settings: &Settings, facts: &Facts<'_>) -> (String, Option<String>) {
    let (plural, one) = remits_words(&settings.remits, facts);
    let sentences = &facts.lexicon.sentences;
    let cohort = match settings.cohort {
        Cohort::Open => "",
        Cohort::Judged => sentences.of("judged").first().map_or("", String::as_str),
        Cohort::Inspected => sentences.of("inspected").first().map_or("", String::as_str),
        Cohort::Graded => sentences.of("graded").first().map_or("", String::as_str),
        Cohort::FirstInspected => sentences.of("first-inspected").first().map_or("", String::as_str),
    };
    (format!("{plural}{cohort}"), one.map(|one| format!("{one}{cohort}")))
}

fn remits_words(remits: &[RemitId], facts: &Facts<'_>) -> (String, Option<String>) {
    let together = facts.lexicon.remits.iter().find(|words| words.remits == remits && words.aspect.is_none());
    if let Some(words) = together {
        return (words.say.clone(), words.one.clone());
    }
    let each: Vec<String> = remits.iter().map(|remit| remit_in_words(remit, facts)).collect();
    let one = match remits {
        [only] => {
            facts.profile.remits.iter().find(|known| known.remit == *only).map(|known| known.singular.clone())
        }
        _ => None,
    };
    (crate::text::listed(&each), one)
}

/// Several settings of one remit in words.
pub(crate) fn remit_in_words(remit: &RemitId, facts: &Facts<'_>) -> String {
    let own =
        facts.lexicon.remits.iter().find(|words| words.remits == [remit.clone()] && words.aspect.is_none());
    if let Some(words) = own {
        return words.say.clone();
    }
    facts
        .profile
        .remits
        .iter()
        .find(|known| known.remit == *remit)
        .map_or_else(|| remit.as_str().replace('-', " "), |known| known.plural.clone())
}

/// "the proportion of primary schools that are good or better".
pub(super) fn share_words(settings: &Settings, standard: &Standard, facts: &Facts<'_>) -> String {
    let (plural, _) = things(settings, facts);
    let template = facts.lexicon.sentences.of("share").first().cloned().unwrap_or_default();
    let places = [
        ("things", plural.as_str()),
        ("standard", &standard_words(standard, facts.lexicon)),
        ("aspect", &aspect_words(&settings.aspect, facts)),
    ];
    fill(&template, &places)
}

/// What settings are said to be, after "are".
pub fn standard_words(standard: &Standard, lexicon: &Lexicon) -> String {
    let known = lexicon.standards.iter().find(|words| words.standard == *standard);
    match (known, standard) {
        (Some(words), _) => words.say.clone(),
        (None, Standard::Value(label)) => format!("judged “{label}”"),
        (None, other) => format!("{other:?}").to_lowercase(),
    }
}

/// " for behaviour", or nothing for overall effectiveness.
fn aspect_words(aspect: &AspectId, facts: &Facts<'_>) -> String {
    if aspect.as_str() == OVERALL {
        return String::new();
    }
    let known = facts.lexicon.aspects.iter().find(|words| words.id == *aspect);
    match known {
        Some(words) => format!(" {}", words.say),
        None => format!(" for {}", aspect.as_str().replace('-', " ")),
    }
}

/// "the unannounced inspection … identified no areas for priority action".
pub(super) fn event(claim: &Claim, kind: &str, facts: &Facts<'_>) -> String {
    let words = facts.lexicon.events.iter().find(|words| words.kind == kind);
    let named = words.map_or_else(|| format!("the {}", kind.replace('-', " ")), |words| words.say.clone());
    let Assertion::CameOf { outcome } = &claim.assertion else { return named };
    let said = words
        .and_then(|words| words.outcomes.iter().find(|known| known.outcome == *outcome))
        .map_or_else(|| format!("had the outcome “{outcome}”"), |known| known.say.clone());
    let places =
        [("event", named.as_str()), ("when", &predicates::when(&claim.when, facts)), ("outcome", &said)];
    fill(one_of(facts, "event", claim), &places)
}

/// "children's services perform excellently".
pub(super) fn assessment(claim: &Claim, facts: &Facts<'_>) -> String {
    let subject = facts.lexicon.sentences.of("assessment").first().cloned().unwrap_or_default();
    match &claim.assertion {
        Assertion::Graded { grade } => format!("{subject} {grade}{}", predicates::when(&claim.when, facts)),
        _ => format!("{subject} {}", predicates::predicate(claim, facts)),
    }
}
