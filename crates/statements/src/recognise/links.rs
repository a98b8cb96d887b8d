//! How settings and standards stand to the words around them: whether "good" is said of the settings or describes
//! something else ("good support"), and whether all settings of a kind are meant or some that no list tells apart.

use super::concepts::Concept;
use super::mentions::{Mention, What};
use super::tokens::Token;
use crate::lexicon::Structure;

/// Which settings a mention of them means.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Reach {
    /// All of the kind.
    #[default]
    Whole,
    /// Some of the kind that the evidence does not tell apart: "Catholic primary schools".
    Part,
    /// None: something else is spoken of ("leadership in secondary schools").
    Other,
}

/// Marks the settings and the standards of a sentence.
pub(super) fn mark(mentions: &mut [Mention], all: &[Token], words: &Structure, own: &[String]) {
    for at in 0..mentions.len() {
        if has(&mentions[at], |c| matches!(c, Concept::Remits(_))) {
            let before = before_settings(mentions, at, all, words, own);
            let after = after_settings(mentions, at, all, words, own);
            mentions[at].reach = if before == Reach::Whole { after } else { before };
        }
        let counts = matches!(mentions[at].what, What::Count { .. }) || has(&mentions[at], Concept::counts);
        if counts {
            // "Neither college": what is counted is not known.
            let next = mentions[at].tokens.end;
            let known = beginning(mentions, at + 1, next).is_some();
            mentions[at].apart = !known
                && all.get(next).is_some_and(|word| {
                    !is_mark(word)
                        && !listed(&words.links, word)
                        && !listed(&words.fillers, word)
                        && !listed(&words.after_standards, word)
                        && !listed(&words.neutral, word)
                });
        }
        if has(&mentions[at], |c| matches!(c, Concept::Standard(_))) {
            mentions[at].apart = !is_said(mentions, at, all, words);
        }
    }
}

fn has(mention: &Mention, test: impl Fn(&Concept) -> bool) -> bool {
    mention.find(|concept| test(concept).then_some(())).is_some()
}

fn listed(words: &[String], token: &Token) -> bool {
    words.contains(&token.text)
}

fn is_mark(token: &Token) -> bool {
    !token.text.starts_with(char::is_alphanumeric)
}

/// The mention that ends where a token begins, among those before a mention.
fn ending(mentions: &[Mention], before: usize, token: usize) -> Option<&Mention> {
    mentions[..before]
        .iter()
        .rev()
        .find(|mention| mention.tokens.end <= token)
        .filter(|m| m.tokens.end == token)
}

fn beginning(mentions: &[Mention], after: usize, token: usize) -> Option<&Mention> {
    mentions[after..].iter().find(|mention| mention.tokens.start >= token).filter(|m| m.tokens.start == token)
}

/// What stands before settings: nothing but whose they are and how many, or something that makes them others.
fn before_settings(
    mentions: &[Mention],
    at: usize,
    all: &[Token],
    words: &Structure,
    own: &[String],
) -> Reach {
    let mut token = mentions[at].tokens.start;
    while token > 0 {
        if let Some(before) = ending(mentions, at, token) {
            let led = has(before, |c| matches!(c, Concept::Preposition(_)));
            return if led { led_to(mentions, at, before.tokens.start, all, words) } else { Reach::Whole };
        }
        let word = &all[token - 1];
        if is_mark(word) || listed(&words.links, word) {
            return Reach::Whole;
        }
        if matches!(word.text.as_str(), "of" | "at" | "within" | "across" | "among" | "on") {
            return led_to(mentions, at, token - 1, all, words);
        }
        if !listed(&words.neutral, word) && !own.contains(&word.text) && word.number.is_none() {
            let verb = matches!(
                word.text.as_str(),
                "there"
                    | "has"
                    | "have"
                    | "had"
                    | "that"
                    | "which"
                    | "when"
                    | "as"
                    | "than"
                    | "now"
                    | "where"
                    | "because"
            );
            return if verb { Reach::Whole } else { Reach::Part };
        }
        token -= 1;
    }
    Reach::Whole
}

/// Settings after a preposition: "the majority of schools" are themselves meant, "attendance in schools" is not them.
fn led_to(mentions: &[Mention], at: usize, preposition: usize, all: &[Token], words: &Structure) -> Reach {
    match ending(mentions, at, preposition) {
        Some(head) => {
            let other = has(head, |c| {
                matches!(
                    c,
                    Concept::Measure(_)
                        | Concept::Hint(_)
                        | Concept::Group(_)
                        | Concept::Everyone
                        | Concept::Gap
                )
            });
            if other { Reach::Other } else { Reach::Whole }
        }
        // "Of the six centres …, four are good": the settings open the clause.
        None if preposition == 0 || is_mark(&all[preposition - 1]) => {
            if all[preposition].text == "of" || all[preposition].text == "among" {
                Reach::Whole
            } else {
                Reach::Other
            }
        }
        None if listed(&words.here_words, &all[preposition - 1]) => Reach::Whole,
        None => Reach::Other,
    }
}

/// What follows settings: their verb, or words that single some of them out.
fn after_settings(
    mentions: &[Mention],
    at: usize,
    all: &[Token],
    words: &Structure,
    own: &[String],
) -> Reach {
    let token = mentions[at].tokens.end;
    let Some(word) = all.get(token) else { return Reach::Whole };
    let known = beginning(mentions, at + 1, token);
    let plain = known.is_none_or(|next| {
        next.tokens.len() == 1 && has(next, |c| matches!(c, Concept::Break(_) | Concept::Preposition(_)))
    });
    if !plain {
        return Reach::Whole;
    }
    let next = all.get(token + 1);
    let here = |word: Option<&Token>| {
        word.is_some_and(|word| {
            listed(&words.here_words, word) || own.contains(&word.text) || word.period.is_some()
        })
    };
    match word.text.as_str() {
        "in" | "across" | "within" | "throughout" => {
            let article =
                next.is_some_and(|word| matches!(word.text.as_str(), "the" | "this" | "its" | "our"));
            let place = if article { all.get(token + 2) } else { next };
            let local = article && place.is_some_and(|word| word.text == "local");
            let known = beginning(mentions, at + 1, token + 1).is_some();
            let phrase = next
                .is_some_and(|word| matches!(word.text.as_str(), "line" | "general" | "particular" | "term"));
            if here(place) || local || known || phrase { Reach::Whole } else { Reach::Part }
        }
        "that" | "which" | "who" => {
            let goes_on = next.is_some_and(|word| listed(&words.links, word) || word.text == "have")
                || beginning(mentions, at + 1, token + 1).is_some();
            if goes_on { Reach::Whole } else { Reach::Part }
        }
        tail if words.tails.iter().any(|word| word == tail) => Reach::Part,
        "being" | "remaining" | "including" | "continuing" => Reach::Whole,
        tail if tail.ends_with("ing") => Reach::Part,
        _ => Reach::Whole,
    }
}

/// Whether a standard is said of settings: after "are" or the settings themselves, or counted ("has two outstanding
/// schools"), and nothing follows that it would describe instead.
fn is_said(mentions: &[Mention], at: usize, all: &[Token], words: &Structure) -> bool {
    let mention = &mentions[at];
    let first = &all[mention.tokens.start];
    if !is_adjective(first) || listed(&words.links, first) {
        return true;
    }
    let next = all.get(mention.tokens.end);
    match beginning(mentions, at + 1, mention.tokens.end) {
        Some(next) if has(next, |c| matches!(c, Concept::Remits(_))) => return there_are(mentions, at, all),
        Some(next) if has(next, |c| matches!(c, Concept::Aspect(_))) => {
            return has_link(mentions, at, all, words) || holds_it(mentions, at, all);
        }
        Some(next)
            if has(next, |c| {
                matches!(
                    c,
                    Concept::Hint(_)
                        | Concept::Measure(_)
                        | Concept::Group(_)
                        | Concept::Move { .. }
                        | Concept::Everyone
                        | Concept::Standard(_)
                        | Concept::Gap
                )
            }) =>
        {
            return false;
        }
        Some(_) => {}
        None => {
            let describes = next.is_some_and(|word| {
                !is_mark(word) && !listed(&words.after_standards, word) && word.period.is_none()
            });
            if describes {
                return false;
            }
        }
    }
    // "good value", "good and improving leadership": an adjective joined to another that describes.
    has_link(mentions, at, all, words)
}

/// Standards that are words of quality need a link; those with a verb of their own ("have become academies") do not.
fn is_adjective(first: &Token) -> bool {
    !matches!(
        first.text.as_str(),
        "support"
            | "help"
            | "require"
            | "requiring"
            | "need"
            | "meet"
            | "improved"
            | "kept"
            | "held"
            | "maintained"
            | "fell"
            | "declined"
            | "dropped"
            | "has"
            | "have"
            | "became"
            | "converted"
            | "were"
            | "was"
            | "“"
    )
}

/// Whether "are", "judged" or settings stand before, with only small words between.
fn has_link(mentions: &[Mention], at: usize, all: &[Token], words: &Structure) -> bool {
    let mut token = mentions[at].tokens.start;
    // "Expects all schools to be good": wished, not said.
    let mut wished = false;
    while token > 0 {
        if let Some(before) = ending(mentions, at, token) {
            if !wished
                && has(before, |c| {
                    matches!(
                        c,
                        Concept::Remits(_) | Concept::Judged | Concept::Inspected | Concept::FirstInspected
                    )
                })
            {
                return true;
            }
            let passed = has(before, |c| {
                matches!(
                    c,
                    Concept::Not
                        | Concept::Steadily
                        | Concept::Quantity(_)
                        | Concept::Both
                        | Concept::Size(_)
                        | Concept::Nothing
                        | Concept::Span(_)
                        | Concept::Standard(_)
                        | Concept::Comparator(_)
                        | Concept::Bound(_)
                        | Concept::Limit(_)
                        | Concept::Pronoun
                )
            });
            let joined =
                has(before, |c| matches!(c, Concept::Break(_))) && joins_standard(mentions, at, before);
            if passed || joined || matches!(before.what, What::Period(_)) {
                token = before.tokens.start;
                continue;
            }
        }
        let word = &all[token - 1];
        if matches!(word.text.as_str(), "be" | "become") && token > 1 && all[token - 2].text == "to" {
            let found = token > 2 && {
                let verb = &all[token - 3];
                listed(&words.links, verb)
                    || verb.text.starts_with("continu")
                    || verb.text.starts_with("prove")
            };
            if found {
                return true;
            }
            wished = true;
            token -= 2;
            continue;
        }
        if listed(&words.links, word) {
            return true;
        }
        let joining = matches!(word.text.as_str(), "or" | "and" | ",");
        if !listed(&words.fillers, word) && !joining {
            return false;
        }
        token -= 1;
    }
    false
}

/// Whether a break stands directly after another standard: "good or outstanding", "good, and …".
fn joins_standard(mentions: &[Mention], at: usize, joint: &Mention) -> bool {
    ending(mentions, at, joint.tokens.start).is_some_and(|before| {
        has(before, |c| matches!(c, Concept::Standard(_) | Concept::Remits(_) | Concept::Not))
    })
}

/// "have good standards of behaviour".
fn holds_it(mentions: &[Mention], at: usize, all: &[Token]) -> bool {
    let start = mentions[at].tokens.start;
    start > 0 && matches!(all[start - 1].text.as_str(), "have" | "has" | "had" | "with" | "show")
}

/// "There are two outstanding special schools", "has no inadequate schools".
fn there_are(mentions: &[Mention], at: usize, all: &[Token]) -> bool {
    let Some(counted) = at.checked_sub(1).map(|before| &mentions[before]) else { return false };
    let counts = matches!(counted.what, What::Count { .. })
        || has(counted, |c| {
            matches!(c, Concept::Quantity(_) | Concept::Not | Concept::Both | Concept::Neither)
        });
    if !counts || counted.tokens.end != mentions[at].tokens.start {
        return false;
    }
    let start = counted.tokens.start;
    let word = |back: usize| start.checked_sub(back).map(|at| all[at].text.as_str()).unwrap_or_default();
    matches!(word(1), "has" | "have" | "had") || word(2) == "there" || (word(3) == "there")
}
