//! From tokens to mentions: what is named in a sentence, in order.

use super::concepts::Concept;
use super::links::{Reach, mark};
use super::phrases::Phrases;
use super::tokens::{Token, tokens};
use crate::claim::{Bound, Standard, When};
use crate::facts::Facts;
use crate::lexicon::{Grammar, Lexicon, Preposition};
use crate::number::Number;
use crate::period_name::PeriodName;
use crate::text::plain_spaces;
use evidence::{Group, IndicatorId};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// A name in quotation marks is looked for within this many bytes of the first mark; the longest published name of an
/// indicator has less than half as many.
const QUOTED_MAX: usize = 400;

/// Something named in a sentence.
#[derive(Debug, Clone, PartialEq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a word that stands beside it or not, in any combination"
)]
pub(crate) struct Mention {
    /// What may be meant.
    pub what: What,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Whether the word before it is "the", "this" or the like.
    pub definite: bool,
    /// Whether the word before it is "a" or "an".
    pub indefinite: bool,
    /// Whether its last word is in the plural.
    pub plural: bool,
    /// Of settings: which of them are meant.
    pub reach: Reach,
    /// Of a standard: whether it describes something else than settings.
    pub apart: bool,
}

/// What follows a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unit {
    /// Nothing.
    Plain,
    /// "%".
    Percent,
    /// "percentage points".
    Points,
    /// A pound sign before it.
    Pounds,
}

/// What is named.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum What {
    /// A phrase with its possible meanings.
    Phrase(Vec<Concept>),
    /// A figure, with what follows it.
    Figure { number: Number, unit: Unit },
    /// "four of the six".
    Count { part: u32, whole: Option<u32> },
    /// A period.
    Period(PeriodName),
    /// A group written out: "(fsm: eligible)".
    GroupWritten(Group),
}

impl Mention {
    /// The first possible meaning that a test takes.
    pub fn find<'b, R>(&'b self, test: impl Fn(&'b Concept) -> Option<R>) -> Option<R> {
        match &self.what {
            What::Phrase(concepts) => concepts.iter().find_map(test),
            _ => None,
        }
    }

    /// Whether a concept may be meant.
    pub fn is(&self, wanted: &Concept) -> bool {
        self.find(|concept| (concept == wanted).then_some(())).is_some()
    }

    /// The strength of the break that it is, or zero.
    pub fn breaks(&self) -> u8 {
        self.find(|concept| if let Concept::Break(strength) = concept { Some(*strength) } else { None })
            .unwrap_or_default()
    }
}

/// Names in quotation marks that are understood whole.
#[derive(Debug, Clone, Default)]
pub(crate) struct QuotedNames {
    indicators: FxHashMap<String, IndicatorId>,
    /// The words of the area's own name.
    own: Vec<String>,
}

impl QuotedNames {
    pub fn of(facts: &Facts<'_>) -> QuotedNames {
        let named = |block: &profile::IndicatorProfile| {
            Some((facts.published_name(&block.indicator)?.to_lowercase(), block.indicator.clone()))
        };
        let own = tokens(&facts.profile.name).into_iter().map(|token| token.text).collect();
        QuotedNames { indicators: facts.profile.indicators.iter().filter_map(named).collect(), own }
    }
}

/// Takes a sentence apart.
pub(super) fn parse(
    sentence: &str,
    phrases: &Phrases<Concept>,
    names: &QuotedNames,
    lexicon: &Lexicon,
) -> Vec<Mention> {
    let mut quoted: Vec<(Range<usize>, What)> = quotations(sentence, names, &lexicon.grammar)
        .into_iter()
        .map(|(range, concept)| (range, What::Phrase(vec![concept])))
        .collect();
    quoted.extend(
        written_groups(sentence).into_iter().map(|(range, group)| (range, What::GroupWritten(group))),
    );
    let all = tokens(sentence);
    let mut mentions: Vec<Mention> = Vec::new();
    let mut at = 0;
    while at < all.len() {
        let begins = all[at].span.start;
        if let Some((range, what)) = quoted.iter().find(|(range, _)| range.contains(&begins)) {
            let end = at + all[at..].iter().take_while(|token| range.contains(&token.span.start)).count();
            mentions.push(mention(what.clone(), at..end, &all, &lexicon.grammar));
            at = end;
            continue;
        }
        let (what, used) = next(&all, at, phrases, lexicon);
        if let Some(what) = what {
            mentions.push(mention(what, at..at + used, &all, &lexicon.grammar));
        }
        at += used;
    }
    mark(&mut mentions, &all, &lexicon.grammar, &names.own);
    mentions
}

fn mention(what: What, range: Range<usize>, all: &[Token], grammar: &Grammar) -> Mention {
    let first = &all[range.start].text;
    let before = range.start.checked_sub(1).map(|at| all[at].text.as_str()).unwrap_or_default();
    Mention {
        definite: grammar.definite.has(before) || grammar.definite.has(first),
        indefinite: grammar.indefinite.has(before) || grammar.indefinite.has(first),
        plural: all[range.end - 1].plural,
        reach: Reach::Whole,
        apart: false,
        tokens: range,
        what,
    }
}

/// What begins at a token, and how many tokens it takes.
fn next(all: &[Token], at: usize, phrases: &Phrases<Concept>, lexicon: &Lexicon) -> (Option<What>, usize) {
    if let Some((used, concepts)) = phrases.longest(&all[at..]) {
        // "One of the three" begins with a word that may be a phrase of one word too ("no"): counts go first.
        let counts = used == 1 && whole_number(all, at, lexicon).is_some();
        if !counts {
            let (used, concepts) = shorter(all, at, used, phrases).unwrap_or((used, concepts));
            return (Some(What::Phrase(concepts.to_vec())), used);
        }
    }
    if let Some((count, used)) = count(all, at, lexicon) {
        return (Some(count), used);
    }
    if let Some(period) = &all[at].period {
        return (Some(What::Period(period.clone())), 1);
    }
    if let Some(number) = all[at].number {
        let pounds = at > 0 && all[at - 1].text == "£";
        let after = |phrases: &[String]| phrases.iter().find_map(|phrase| follows(all, at + 1, phrase));
        let grammar = &lexicon.grammar;
        let (unit, used) = match (after(&grammar.percentage_points), after(&grammar.percent)) {
            (Some(words), _) => (Unit::Points, 1 + words),
            (None, Some(words)) => (Unit::Percent, 1 + words),
            (None, None) if pounds => (Unit::Pounds, 1),
            (None, None) => (Unit::Plain, 1),
        };
        return (Some(What::Figure { number, unit }), used);
    }
    (None, 1)
}

/// How many tokens a phrase of plain words takes from a token on, if it stands there.
fn follows(all: &[Token], at: usize, phrase: &str) -> Option<usize> {
    let mut words = 0;
    for word in phrase.split(' ') {
        if all.get(at + words)?.text != word {
            return None;
        }
        words += 1;
    }
    Some(words)
}

/// A shorter phrase at the same place, where the last word of the longest begins the name of settings: "all children's
/// homes" is not "all children".
fn shorter<'p>(
    all: &[Token],
    at: usize,
    used: usize,
    phrases: &'p Phrases<Concept>,
) -> Option<(usize, &'p [Concept])> {
    let last = at + used - 1;
    let (goes_on, concepts) = phrases.longest(&all[last..])?;
    let settings = concepts.iter().any(|concept| matches!(concept, Concept::Remits(_)));
    if used < 2 || goes_on < 2 || !settings {
        return None;
    }
    phrases.longest(&all[at..last])
}

/// "four of the six", "4 out of 6", or a bare "four".
fn count(all: &[Token], at: usize, lexicon: &Lexicon) -> Option<(What, usize)> {
    let (part, used) = whole_number(all, at, lexicon)?;
    let grammar = &lexicon.grammar;
    let Some(joint) = grammar.part_of.iter().find_map(|phrase| follows(all, at + used, phrase)) else {
        return all[at].number.is_none().then_some((What::Count { part, whole: None }, used));
    };
    // "of the local authority's three": a few words may stand between.
    let mut next = at + used + joint;
    for _ in 0..5 {
        let token = all.get(next)?;
        if let Some((whole, more)) = whole_number(all, next, lexicon) {
            return Some((What::Count { part, whole: Some(whole) }, next + more - at));
        }
        if !grammar.count_between.has(&token.text) {
            break;
        }
        next += 1;
    }
    all[at].number.is_none().then_some((What::Count { part, whole: None }, used))
}

/// A whole number in digits or in the lexicon's words, with how many tokens it takes; zero is "no", which counts
/// nothing by itself.
fn whole_number(all: &[Token], at: usize, lexicon: &Lexicon) -> Option<(u32, usize)> {
    let token = all.get(at)?;
    if let Some(tens) = lexicon.tens.iter().position(|word| *word == token.text) {
        let tens = u32::try_from(tens * 10 + 20).ok()?;
        let unit = all
            .get(at + 1)
            .and_then(|next| lexicon.numbers.iter().take(10).skip(1).position(|word| *word == next.text));
        let unit = unit.and_then(|unit| u32::try_from(unit + 1).ok());
        return Some(unit.map_or((tens, 1), |unit| (tens + unit, 2)));
    }
    small_number(token, lexicon).map(|number| (number, 1))
}

fn small_number(token: &Token, lexicon: &Lexicon) -> Option<u32> {
    if let Some(number) = token.number {
        let whole = number.decimals() == 0 && number.value() >= 0.0 && number.value() < 1_000_000.0;
        return whole.then(|| number.to_string().replace(',', "").parse().ok()).flatten();
    }
    let at = lexicon.numbers.iter().skip(1).position(|word| *word == token.text)?;
    u32::try_from(at + 1).ok()
}

/// "(ethnicity: asian; gender: female)", as groups without words of their own are written.
fn written_groups(sentence: &str) -> Vec<(Range<usize>, Group)> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(open) = sentence[from..].find('(').map(|at| from + at) {
        let inside = open + 1;
        let Some(close) = sentence[inside..].find([')', '(']).map(|at| inside + at) else { break };
        let parts: Option<Vec<(&str, &str)>> = sentence[inside..close]
            .split(';')
            .map(|part| part.split_once(": ").map(|(name, value)| (name.trim(), value.trim())))
            .collect();
        let one_word = |name: &str| !name.is_empty() && !name.contains(char::is_whitespace);
        if let Some(parts) = parts.filter(|parts| parts.iter().all(|(name, _)| one_word(name))) {
            found.push((open..close + 1, Group::of(parts)));
        }
        from = close;
    }
    found
}

/// Names and labels in quotation marks, with what they mean.
fn quotations(sentence: &str, names: &QuotedNames, grammar: &Grammar) -> Vec<(Range<usize>, Concept)> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(open) = sentence[from..].find('“').map(|at| from + at) {
        let inside = open + '“'.len_utf8();
        let window_end = (inside + QUOTED_MAX).min(sentence.len());
        let window_end =
            (inside..=window_end).rev().find(|at| sentence.is_char_boundary(*at)).unwrap_or(inside);
        let Some(close) = sentence[inside..window_end].find('”').map(|at| inside + at) else {
            from = inside;
            continue;
        };
        let name = plain_spaces(&sentence[inside..close]).to_lowercase();
        let whole = open..close + '”'.len_utf8();
        if let Some(indicator) = names.indicators.get(&name) {
            found.push((whole.clone(), Concept::Indicator(indicator.clone())));
        } else if last_word(&sentence[..open]).is_some_and(|word| grammar.quoted_after.has(&word)) {
            found.push((whole.clone(), Concept::Standard(Standard::Value(name))));
        } else if let Some(id) = name.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            found.push((whole.clone(), Concept::Indicator(IndicatorId(id.to_owned()))));
        }
        from = whole.end;
    }
    found
}

/// The last word of a text, in lower case.
fn last_word(text: &str) -> Option<String> {
    text.trim_end().rsplit(|c: char| !c.is_alphanumeric()).next().map(str::to_lowercase)
}

/// The time that some mentions speak of, with the numbers said of its ends.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Timed {
    pub when: When,
    pub from: Option<Number>,
    pub to: Option<Number>,
    /// Figures that are neither end of a movement, by their first token.
    pub others: Vec<usize>,
    /// Whether a figure says by how much, which no claim holds.
    pub amount: bool,
    /// The period up to which something went, where no beginning is named: "had risen by 2010".
    pub until: Option<PeriodName>,
}

/// Reads times and figures of a clause: "from 36.5% in 2005/06 to 56.7% in 2010/11", "since 2009", "in June 2011".
pub(crate) fn timed(mentions: &[&Mention]) -> Timed {
    let mut all = Timed::default();
    let (mut start, mut end): (Option<PeriodName>, Option<PeriodName>) = (None, None);
    // Which end of a movement is being named.
    let mut side = Side::Neither;
    let mut month: Option<i8> = None;
    for (at, mention) in mentions.iter().enumerate() {
        let dated = matches!(mention.what, What::Period(_) | What::Figure { .. });
        let bound = at.checked_sub(1).and_then(|before| bound_of(mentions[before], mention));
        let back = if bound.is_some() { 2 } else { 1 };
        let before = at.checked_sub(back).filter(|_| dated);
        let said = before.and_then(|before| preposition(mentions[before], mentions[at + 1 - back]));
        side = match said {
            Some(Preposition::From | Preposition::Between) => Side::From,
            Some(Preposition::To | Preposition::Until) => Side::To,
            Some(Preposition::Since | Preposition::By | Preposition::For) => Side::Neither,
            _ => side,
        };
        if let Some(when) = mention.find(|c| if let Concept::Span(when) = c { Some(when) } else { None })
            && all.when == When::Unsaid
        {
            all.when = when.clone();
        }
        if let Some(found) = mention.find(|c| if let Concept::Month(month) = c { Some(*month) } else { None })
        {
            month = Some(found);
            continue;
        }
        match &mention.what {
            What::Period(period) => {
                if let Some(month) = month.take() {
                    all.when = When::Month { year: period.end_year(), month };
                } else if said == Some(Preposition::Since) {
                    all.when = When::Since(period.clone());
                } else if side == Side::From && start.is_none() {
                    start = Some(period.clone());
                } else if side != Side::Neither && start.is_some() && end.is_none() {
                    end = Some(period.clone());
                } else if matches!(said, Some(Preposition::By | Preposition::To | Preposition::Until))
                    && start.is_none()
                {
                    all.until = all.until.take().or_else(|| Some(period.clone()));
                } else if all.when == When::Unsaid {
                    all.when = When::In(period.clone());
                }
            }
            // "Rose by 5 points" names neither end.
            What::Figure { .. } if said == Some(Preposition::By) => all.amount = true,
            What::Figure { unit: Unit::Points, .. } if side == Side::Neither => {
                all.others.push(mention.tokens.start);
            }
            What::Figure { number, .. } => match side {
                Side::From if all.from.is_none() && bound.is_none() => all.from = Some(*number),
                Side::To if all.to.is_none() && bound.is_none() => all.to = Some(*number),
                _ => all.others.push(mention.tokens.start),
            },
            _ => {}
        }
    }
    match (start, end) {
        (Some(from), Some(to)) => all.when = When::Between { from, to },
        (Some(from), None) => all.when = When::Since(from),
        _ => {}
    }
    all
}

/// The bound that stands directly before a figure: "over 57%".
pub(crate) fn bound_of(before: &Mention, figure: &Mention) -> Option<Bound> {
    let bound = before.find(|c| if let Concept::Bound(bound) = c { Some(*bound) } else { None })?;
    let follows = matches!(figure.what, What::Figure { .. }) && before.tokens.end == figure.tokens.start;
    follows.then_some(bound)
}

/// An end of a movement.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Neither,
    From,
    To,
}

/// The preposition that stands directly before a mention.
pub(crate) fn preposition(before: &Mention, mention: &Mention) -> Option<Preposition> {
    let word = before.find(|c| if let Concept::Preposition(word) = c { Some(*word) } else { None })?;
    (mention.tokens.start <= before.tokens.end + 1).then_some(word)
}
