//! What a clause is about: from the mentions of a clause, and from the clauses before where it names less.

use super::concepts::{Concept, RemitsMeant};
use super::links::Reach;
use super::mentions::{Mention, What};
use crate::claim::{Cohort, Quantity, Settings, Standard, Subject, When};
use evidence::{AspectId, Group, IndicatorId, RemitId};

/// What earlier clauses spoke of, for pronouns and ellipsis.
#[derive(Debug, Clone, Default)]
pub(crate) struct Context {
    /// The subjects of the last clause that claimed something.
    pub subjects: Vec<Subject>,
    /// Whether that clause stands in the same sentence.
    pub same_sentence: bool,
    /// The settings that general words ("provision", "settings") mean: those last named in the same block.
    pub general: Option<Settings>,
    /// The last measure named, as a position in the lexicon, or an indicator by name.
    pub measure: Option<Named>,
    /// The last group named.
    pub group: Option<Group>,
    /// The last age named.
    pub age: Option<u8>,
    /// The last settings named.
    pub settings: Option<Settings>,
    /// The time of the last claim.
    pub when: When,
    /// What they were last said to be.
    pub standard: Option<Standard>,
    /// The last event named.
    pub event: Option<String>,
}

/// A measure as it was named.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Named {
    /// By the lexicon's words.
    Words(usize),
    /// By its published name.
    Published(IndicatorId),
}

/// Settings with how many of them are meant.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Quantified {
    pub quantity: Option<Quantity>,
    pub settings: Settings,
}

/// What the mentions of a clause name.
#[expect(clippy::struct_excessive_bools, reason = "each says whether one word of its own is there")]
#[derive(Debug, Clone, Default)]
pub(crate) struct Mentioned {
    pub share: bool,
    pub gap: bool,
    pub assessment: bool,
    pub inspection: bool,
    pub pronoun: bool,
    pub event: Option<String>,
    pub measures: Vec<Named>,
    pub hints: Vec<usize>,
    pub age: Option<u8>,
    pub ages: Vec<u8>,
    pub groups: Vec<Group>,
    pub everyone: bool,
    pub peers: bool,
    pub standard: Option<Standard>,
    pub quantified: Vec<Quantified>,
    pub aspect: Option<AspectId>,
}

/// Collects what some mentions name; those that a comparison uses are left out by the caller.
pub(crate) fn named(mentions: &[&Mention], general: Option<&Settings>) -> Mentioned {
    let mut all = Mentioned::default();
    let mut open: Option<Quantity> = None;
    // Whether settings may still be added to those just named: "nurseries and primary schools".
    let mut joins = false;
    let mut both_after = false;
    let mut before_general = general.cloned();
    // Where the last bare count stands.
    let mut open_at: Option<usize> = None;
    for mention in mentions {
        if let What::GroupWritten(group) = &mention.what {
            all.groups.push(group.clone());
            continue;
        }
        if let What::Count { part, whole } = &mention.what {
            let whole = match (&open, whole) {
                // "all six", "both", "none of the five".
                (Some(Quantity::Band(word)), None) if word == "all" => {
                    open = Some(Quantity::Count { part: *part, whole: Some(*part) });
                    continue;
                }
                (Some(Quantity::Band(word)), None) if word == "none" => {
                    open = Some(Quantity::Count { part: 0, whole: Some(*part) });
                    continue;
                }
                (Some(Quantity::Count { part: 0, whole: Some(2) }), None) => continue,
                (_, None) if *part == 1 && mention.definite => Some(1),
                (_, whole) => *whole,
            };
            open_at = whole.is_none().then_some(mention.tokens.end);
            open = Some(Quantity::Count { part: *part, whole });
            joins = false;
            continue;
        }
        let Some(concepts) = concepts(mention) else { continue };
        if let Some(concept) = concepts.first() {
            match concept {
                Concept::Quantity(word) => {
                    // "are usually good": a word after its settings.
                    match all.quantified.last_mut().filter(|last| last.quantity.is_none() && is_adverb(word))
                    {
                        Some(last) => last.quantity = Some(Quantity::Band(word.clone())),
                        None => {
                            open = Some(Quantity::Band(word.clone()));
                            joins = false;
                        }
                    }
                }
                Concept::Both if all.quantified.len() > 1 => both_after = true,
                // "Both primary and secondary schools": of two kinds, not of two schools.
                Concept::Both if several_kinds_next(mentions, mention) => {}
                // "No special school is good."
                Concept::Not if open.is_none() => open = Some(Quantity::Band("none".to_owned())),
                Concept::Both => {
                    open = Some(Quantity::Count { part: 2, whole: Some(2) });
                    joins = false;
                }
                Concept::Neither => {
                    open = Some(Quantity::Count { part: 0, whole: Some(2) });
                    joins = false;
                }
                // "Leadership in secondary schools": spoken of are not the schools.
                Concept::Remits(meant) if mention.reach == Reach::Other => {
                    let remits: Vec<&str> = meant.remits.iter().map(RemitId::as_str).collect();
                    before_general = (!meant.general).then(|| Settings::of(&remits)).or(before_general);
                    open = None;
                }
                Concept::Remits(meant) => {
                    if open_at.is_some_and(|at| too_far(mentions, at, mention)) {
                        open = None;
                    }
                    add_remits(&mut all, meant, mention, &mut open, joins, before_general.as_ref());
                    if let Some(last) = all.quantified.last_mut().filter(|_| mention.reach == Reach::Part) {
                        last.settings.limit = Some(PART.to_owned());
                    }
                    if !meant.general {
                        before_general = all.quantified.last().map(|last| last.settings.clone());
                    }
                    joins = true;
                }
                other => all.take(other),
            }
        }
        // Another mention of settings only joins them across "and" and commas.
        let between = mention.breaks() > 0 || is_remits(mention);
        joins = joins && between;
    }
    of_the(&mut all.quantified, &mut open);
    // "No school is …": a quantity that never found its settings keeps its word for those of the clause before.
    if let Some(quantity) = open.filter(|_| all.quantified.is_empty() && !counts_other(mentions)) {
        all.quantified.push(Quantified { quantity: Some(quantity), settings: Settings::of(&["?"]) });
    }
    if let Some(aspect) = &all.aspect {
        for each in &mut all.quantified {
            each.settings.aspect = aspect.clone();
        }
    }
    merge_repeated(&mut all.quantified, both_after);
    all
}

/// The limit of settings that the words single out and no published list does; the lexicon names it.
const PART: &str = "part";

/// A bare number counts settings that follow it at once: "two years ago, schools" counts none.
const TOKENS_TO_SETTINGS: usize = 3;

fn too_far(mentions: &[&Mention], counted: usize, settings: &Mention) -> bool {
    let standard = |m: &&&Mention| m.find(|c| matches!(c, Concept::Standard(_)).then_some(())).is_some();
    let between: usize = mentions
        .iter()
        .filter(|m| m.tokens.start >= counted && m.tokens.end <= settings.tokens.start)
        .filter(standard)
        .map(|m| m.tokens.len())
        .sum();
    let parted = mentions
        .iter()
        .any(|m| m.tokens.start >= counted && m.tokens.end <= settings.tokens.start && m.breaks() > 0);
    parted || settings.tokens.start > counted + TOKENS_TO_SETTINGS + between
}

/// Whether the last word of quantity counts something that is not known.
fn counts_other(mentions: &[&Mention]) -> bool {
    let counts = |m: &&&Mention| {
        matches!(m.what, What::Count { .. }) || m.find(|c| c.counts().then_some(())).is_some()
    };
    mentions.iter().rev().find(counts).is_some_and(|m| m.apart)
}

/// Whether the next settings after a mention are of several kinds named together.
fn several_kinds_next(mentions: &[&Mention], at: &Mention) -> bool {
    let next = mentions.iter().find(|m| m.tokens.start >= at.tokens.end && is_remits(m));
    next.is_some_and(|m| {
        m.tokens.start <= at.tokens.end + 1
            && m.find(|c| if let Concept::Remits(meant) = c { Some(meant.joined) } else { None })
                .unwrap_or_default()
    })
}

/// "Of the six centres inspected, four are good": a number or a word after the settings is of them.
fn of_the(quantified: &mut [Quantified], open: &mut Option<Quantity>) {
    let [only] = quantified else { return };
    let Some(Quantity::Count { part: whole, whole: None }) = only.quantity else { return };
    match open.take() {
        Some(Quantity::Count { part, whole: None }) if part <= whole => {
            only.quantity = Some(Quantity::Count { part, whole: Some(whole) });
        }
        Some(Quantity::Band(word)) if word == "all" => {
            only.quantity = Some(Quantity::Count { part: whole, whole: Some(whole) });
        }
        Some(Quantity::Band(word)) if word == "none" => {
            only.quantity = Some(Quantity::Count { part: 0, whole: Some(whole) });
        }
        Some(band @ Quantity::Band(_)) => only.quantity = Some(band),
        other => *open = other,
    }
}

fn concepts(mention: &Mention) -> Option<&[Concept]> {
    match &mention.what {
        What::Phrase(concepts) => Some(concepts),
        _ => None,
    }
}

fn is_remits(mention: &Mention) -> bool {
    mention.find(|c| matches!(c, Concept::Remits(_)).then_some(())).is_some()
}

fn is_adverb(word: &str) -> bool {
    word == "usually"
}

impl Mentioned {
    /// "… inspected during the year" is said of all settings named before.
    fn of_cohort(&mut self, cohort: Cohort) {
        for named in &mut self.quantified {
            named.settings.cohort = cohort;
        }
    }

    fn take(&mut self, concept: &Concept) {
        match concept {
            Concept::Limit(limit) => {
                if let Some(last) = self.quantified.last_mut() {
                    last.settings.limit = Some(limit.clone());
                }
            }
            Concept::Judged => self.of_cohort(Cohort::Judged),
            Concept::Inspected => self.of_cohort(Cohort::Inspected),
            Concept::FirstInspected => self.of_cohort(Cohort::FirstInspected),
            Concept::Aspect(aspect) => self.aspect = Some(aspect.clone()),
            Concept::Standard(standard) => self.standard = Some(standard.clone()),
            Concept::Share => self.share = true,
            Concept::Gap => self.gap = true,
            Concept::Assessment => self.assessment = true,
            Concept::InspectionOf => self.inspection = true,
            Concept::Pronoun => self.pronoun = true,
            Concept::Event(kind) => self.event = Some(kind.clone()),
            Concept::Measure(at) => self.measures.push(Named::Words(*at)),
            Concept::Indicator(id) => self.measures.push(Named::Published(id.clone())),
            Concept::Hint(at) => self.hints.push(*at),
            Concept::Age(age) => {
                self.age = self.age.or(Some(*age));
                self.ages.push(*age);
            }
            Concept::Group(group) => self.groups.push(group.clone()),
            Concept::Everyone => self.everyone = true,
            Concept::Peers => self.peers = true,
            _ => {}
        }
    }

    /// Whether settings are named, not only a quantity of those named before.
    pub fn names_settings(&self) -> bool {
        self.quantified.iter().any(|each| !unnamed(&each.settings))
    }
}

/// Whether a quantity stands for settings named earlier.
pub(crate) fn unnamed(settings: &Settings) -> bool {
    settings.remits.first().is_some_and(|remit| remit.as_str() == "?")
}

fn add_remits(
    all: &mut Mentioned,
    meant: &RemitsMeant,
    mention: &Mention,
    open: &mut Option<Quantity>,
    joins: bool,
    general: Option<&Settings>,
) {
    let one = meant.countable && !mention.plural;
    let alone = one && (mention.definite || mention.indefinite) && open.is_none();
    // "the very large majority of provision in nurseries": what is more exact goes before what is general.
    if let Some(last) =
        all.quantified.last_mut().filter(|last| open.is_none() && last.settings.remits.is_empty())
        && !meant.general
        && !alone
    {
        last.settings.remits.clone_from(&meant.remits);
        set_aspect(&mut last.settings, meant);
        return;
    }
    if meant.general && open.is_none() && !all.quantified.is_empty() {
        return;
    }
    if joins
        && open.is_none()
        && !alone
        && let Some(last) = all.quantified.last_mut()
    {
        last.settings.remits.extend(meant.remits.iter().cloned());
        last.settings.remits.sort();
        last.settings.remits.dedup();
        return;
    }
    let quantity = match open.take() {
        Some(quantity) => Some(quantity),
        // "the sixth form college" is the only one; "a pupil referral unit" is some.
        None if alone && mention.definite => Some(Quantity::Count { part: 1, whole: Some(1) }),
        None if alone => Some(Quantity::Band("some".to_owned())),
        None => None,
    };
    let remits: Vec<&str> = meant.remits.iter().map(RemitId::as_str).collect();
    // "Provision" and "settings" are those spoken of just before, where some were; otherwise all.
    let mut settings = match general.filter(|_| meant.general && meant.vague) {
        Some(before) => before.clone(),
        None => Settings::of(&remits),
    };
    set_aspect(&mut settings, meant);
    all.quantified.push(Quantified { quantity, settings });
}

fn set_aspect(settings: &mut Settings, meant: &RemitsMeant) {
    if let Some(aspect) = &meant.aspect {
        settings.aspect = aspect.clone();
    }
}

/// "The secondary sixth form and the special school sixth form are both good": two of two.
fn merge_repeated(quantified: &mut Vec<Quantified>, both: bool) {
    let one = Some(Quantity::Count { part: 1, whole: Some(1) });
    let same = |pair: &[Quantified]| {
        pair[0].settings == pair[1].settings && pair[0].quantity == one && pair[1].quantity == one
    };
    if let [_, _] = quantified.as_slice()
        && same(quantified)
        && both
    {
        quantified.truncate(1);
        quantified[0].quantity = Some(Quantity::Count { part: 2, whole: Some(2) });
    }
}
