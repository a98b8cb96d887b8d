//! How settings and standards stand to the words around them: whether "good" is said of the settings or describes
//! something else ("good support"), and whether all settings of a kind are meant or some that no list tells apart.

use super::concepts::Concept;
use super::mentions::{Mention, What};
use super::tokens::Token;
use crate::lexicon::{Grammar, WordList};

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
pub(super) fn mark(mentions: &mut [Mention], all: &[Token], words: &Grammar, own: &[String]) {
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

fn listed(words: &WordList, token: &Token) -> bool {
    words.has(&token.text)
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
fn before_settings(mentions: &[Mention], at: usize, all: &[Token], words: &Grammar, own: &[String]) -> Reach {
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
        if listed(&words.leads_to, word) {
            return led_to(mentions, at, token - 1, all, words);
        }
        if !listed(&words.neutral, word) && !own.contains(&word.text) && word.number.is_none() {
            return if listed(&words.before_settings, word) { Reach::Whole } else { Reach::Part };
        }
        token -= 1;
    }
    Reach::Whole
}

/// Settings after a preposition: "the majority of schools" are themselves meant, "attendance in schools" is not them.
fn led_to(mentions: &[Mention], at: usize, preposition: usize, all: &[Token], words: &Grammar) -> Reach {
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
            if listed(&words.leads_to_themselves, &all[preposition]) { Reach::Whole } else { Reach::Other }
        }
        None if listed(&words.here_words, &all[preposition - 1]) => Reach::Whole,
        None => Reach::Other,
    }
}

/// What follows settings: their verb, or words that single some of them out.
fn after_settings(mentions: &[Mention], at: usize, all: &[Token], words: &Grammar, own: &[String]) -> Reach {
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
    if listed(&words.leads_to_place, word) {
        let article = next.is_some_and(|word| listed(&words.definite, word));
        let place = if article { all.get(token + 2) } else { next };
        let local = article && place.is_some_and(|word| listed(&words.local, word));
        let known = beginning(mentions, at + 1, token + 1).is_some();
        let phrase = next.is_some_and(|word| listed(&words.leads_nowhere, word));
        return if here(place) || local || known || phrase { Reach::Whole } else { Reach::Part };
    }
    if listed(&words.relative, word) {
        let goes_on = next
            .is_some_and(|word| listed(&words.links, word) || listed(&words.relative_goes_on, word))
            || beginning(mentions, at + 1, token + 1).is_some();
        return if goes_on { Reach::Whole } else { Reach::Part };
    }
    let participle = word.text.ends_with(&words.participle_ending) && !listed(&words.plain_participles, word);
    if listed(&words.tails, word) || participle { Reach::Part } else { Reach::Whole }
}

/// Whether a standard is said of settings: after "are" or the settings themselves, or counted ("has two outstanding
/// schools"), and nothing follows that it would describe instead.
fn is_said(mentions: &[Mention], at: usize, all: &[Token], words: &Grammar) -> bool {
    let mention = &mentions[at];
    let first = &all[mention.tokens.start];
    // Standards that are words of quality need a link; those with a verb of their own ("have become academies") do not.
    if listed(&words.own_verbs, first) || listed(&words.links, first) {
        return true;
    }
    let next = all.get(mention.tokens.end);
    match beginning(mentions, at + 1, mention.tokens.end) {
        Some(next) if has(next, |c| matches!(c, Concept::Remits(_))) => {
            return there_are(mentions, at, all, words);
        }
        Some(next) if has(next, |c| matches!(c, Concept::Aspect(_))) => {
            return has_link(mentions, at, all, words) || holds_it(mentions, at, all, words);
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

/// Whether "are", "judged" or settings stand before, with only small words between.
fn has_link(mentions: &[Mention], at: usize, all: &[Token], words: &Grammar) -> bool {
    let mut token = mentions[at].tokens.start;
    // "Expects all schools to be good": wished, not said.
    let mut wished = false;
    while token > 0 {
        if let Some(before) = ending(mentions, at, token) {
            if !wished && has(before, names_settings) {
                return true;
            }
            if is_passed(mentions, at, before) {
                token = before.tokens.start;
                continue;
            }
        }
        match small_word(all, token, words) {
            SmallWord::Link => return true,
            SmallWord::Wish => {
                wished = true;
                token -= 2;
            }
            SmallWord::Filler => token -= 1,
            SmallWord::Other => return false,
        }
    }
    false
}

fn names_settings(concept: &Concept) -> bool {
    matches!(
        concept,
        Concept::Remits(_)
            | Concept::Judged
            | Concept::Inspected
            | Concept::GradedInYear
            | Concept::FirstInspected
    )
}

/// Whether a mention may stand between a link and the standard that it leads to.
fn is_passed(mentions: &[Mention], at: usize, between: &Mention) -> bool {
    let small = has(between, |c| {
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
    let joined = || has(between, |c| matches!(c, Concept::Break(_))) && joins_standard(mentions, at, between);
    small || matches!(between.what, What::Period(_)) || joined()
}

/// What the word before a token does on the way from a standard back to its link.
enum SmallWord {
    /// It joins the standard to what stands before: "are", "continue to be".
    Link,
    /// "To be" after a word that wishes: two words.
    Wish,
    /// It says nothing of its own: "also".
    Filler,
    /// Anything else ends the way.
    Other,
}

fn small_word(all: &[Token], token: usize, words: &Grammar) -> SmallWord {
    let back = |steps: usize| token.checked_sub(steps).map(|at| &all[at]);
    let Some(word) = back(1) else { return SmallWord::Other };
    if listed(&words.to_be, word) && back(2).is_some_and(|before| listed(&words.to, before)) {
        let said = back(3)
            .is_some_and(|verb| listed(&words.links, verb) || words.to_be_said_after.begins(&verb.text));
        return if said { SmallWord::Link } else { SmallWord::Wish };
    }
    if listed(&words.links, word) {
        SmallWord::Link
    } else if listed(&words.fillers, word) || listed(&words.joins_adjectives, word) {
        SmallWord::Filler
    } else {
        SmallWord::Other
    }
}

/// Whether a break stands directly after another standard: "good or outstanding", "good, and …".
fn joins_standard(mentions: &[Mention], at: usize, joint: &Mention) -> bool {
    ending(mentions, at, joint.tokens.start).is_some_and(|before| {
        has(before, |c| matches!(c, Concept::Standard(_) | Concept::Remits(_) | Concept::Not))
    })
}

/// "have good standards of behaviour".
fn holds_it(mentions: &[Mention], at: usize, all: &[Token], words: &Grammar) -> bool {
    let start = mentions[at].tokens.start;
    start > 0 && listed(&words.holds, &all[start - 1])
}

/// "There are two outstanding special schools", "has no inadequate schools".
fn there_are(mentions: &[Mention], at: usize, all: &[Token], words: &Grammar) -> bool {
    let Some(counted) = at.checked_sub(1).map(|before| &mentions[before]) else { return false };
    let counts = matches!(counted.what, What::Count { .. })
        || has(counted, |c| {
            matches!(c, Concept::Quantity(_) | Concept::Not | Concept::Both | Concept::Neither)
        });
    if !counts || counted.tokens.end != mentions[at].tokens.start {
        return false;
    }
    let start = counted.tokens.start;
    let is = |back: usize, list: &WordList| start.checked_sub(back).is_some_and(|at| listed(list, &all[at]));
    is(1, &words.has) || is(2, &words.there) || is(3, &words.there)
}
