//! What a clause is about: from the mentions of a clause, and from the clauses before where it names less.

use super::concepts::{Concept, RemitsMeant};
use super::links::Reach;
use super::mentions::{Mention, What};
use crate::claim::{Cohort, OVERALL, Quantity, Settings, Standard, Subject, When};
use crate::facts::Facts;
use crate::lexicon::MeasureWords;
use crate::realise::measure_words;
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
                Concept::Limit(limit) => {
                    if let Some(last) = all.quantified.last_mut() {
                        last.settings.limit = Some(limit.clone());
                    }
                }
                Concept::Judged | Concept::Inspected | Concept::FirstInspected => {
                    let cohort = match concept {
                        Concept::Judged => Cohort::Judged,
                        Concept::Inspected => Cohort::Inspected,
                        _ => Cohort::FirstInspected,
                    };
                    for last in &mut all.quantified {
                        last.settings.cohort = cohort;
                    }
                }
                Concept::Aspect(aspect) => all.aspect = Some(aspect.clone()),
                Concept::Standard(standard) => all.standard = Some(standard.clone()),
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
        matches!(m.what, What::Count { .. })
            || m.find(|c| matches!(c, Concept::Quantity(_) | Concept::Both | Concept::Neither).then_some(()))
                .is_some()
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
    fn take(&mut self, concept: &Concept) {
        match concept {
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

/// The figures that a clause is about; more than one where it names several measures or groups.
pub(crate) fn figures(named: &Mentioned, context: &Context, facts: &Facts<'_>) -> Vec<Subject> {
    let age = named.age.or(context.age);
    let mut measures = named.measures.clone();
    // "Level 2 at the age of seven" is another Level 2.
    if !measures.is_empty() && !named.ages.is_empty() {
        let of_age = |measure: &Named| match measure {
            Named::Words(at) => facts
                .lexicon
                .measures
                .get(*at)
                .is_none_or(|words| words.age.is_none_or(|age| named.ages.contains(&age))),
            Named::Published(_) => true,
        };
        measures.retain(of_age);
        if measures.is_empty() {
            return Vec::new();
        }
    }
    if measures.is_empty() && !(named.names_settings() && named.standard.is_some()) {
        measures.extend(by_hint(&named.hints, age, facts));
        // "Standards in primary schools": of what age, nobody says.
        if measures.is_empty() && !named.hints.is_empty() && !named.gap {
            return Vec::new();
        }
    }
    let groups = groups_of(named);
    if named.gap {
        return gaps(&measures, &groups, named, context, facts);
    }
    let only_measures = groups.is_empty() && !named.share && named.age.is_none() && !named.names_settings();
    if !measures.is_empty() && only_measures && context.same_sentence {
        // "The gap is reducing at level 3, but widened at level 2."
        if let Some(Subject::Gap { .. }) = context.subjects.last() {
            return gaps(&measures, &groups, named, context, facts);
        }
    }
    if !measures.is_empty() {
        let groups = if groups.is_empty() { vec![Group::all()] } else { groups };
        let all = groups.iter().flat_map(|group| measures.iter().map(move |measure| (measure, group)));
        return all.filter_map(|(measure, group)| measured(measure, group, facts)).collect();
    }
    if !groups.is_empty() && !named.names_settings() {
        let by_age = by_hint(&[], named.age, facts);
        let measure = by_age.or_else(|| context.measure.clone());
        return match (context.subjects.last(), measure) {
            (Some(Subject::Gap { .. }), Some(measure)) if !named.share && named.age.is_none() => {
                gaps(&[measure], &groups, named, context, facts)
            }
            (_, Some(measure)) => {
                groups.iter().filter_map(|group| measured(&measure, group, facts)).collect()
            }
            _ => Vec::new(),
        };
    }
    if named.names_settings() {
        return named
            .quantified
            .iter()
            .filter(|each| !unnamed(&each.settings))
            .map(|each| share(each, named))
            .collect();
    }
    if named.share && named.standard.is_some() {
        let settings = context.settings.clone();
        return settings
            .map(|settings| share(&Quantified { quantity: None, settings }, named))
            .into_iter()
            .collect();
    }
    if (named.share || named.age.is_some())
        && let Some(measure) = by_hint(&[], age, facts)
    {
        return measured(&measure, &Group::all(), facts).into_iter().collect();
    }
    Vec::new()
}

fn share(each: &Quantified, named: &Mentioned) -> Subject {
    Subject::Share {
        settings: each.settings.clone(),
        standard: named.standard.clone().unwrap_or(Standard::GoodOrBetter),
    }
}

/// Each group named; different characteristics of one group are one group ("girls from low-income families").
fn groups_of(named: &Mentioned) -> Vec<Group> {
    let mut all: Vec<Vec<&str>> = Vec::new();
    for group in &named.groups {
        let parts: Vec<&str> = group.as_str().split("; ").collect();
        let names = |parts: &[&str]| -> Vec<String> {
            parts.iter().map(|part| part.split('=').next().unwrap_or_default().to_owned()).collect()
        };
        let own = names(&parts);
        match all.last_mut() {
            Some(last) if !names(last).iter().any(|name| own.contains(name)) => last.extend(parts),
            Some(last) if *last == parts => {}
            _ => all.push(parts),
        }
    }
    all.into_iter().map(|parts| Group::of(parts.iter().filter_map(|part| part.split_once('=')))).collect()
}

/// The measure that a weak name means at an age; the first of that age where there is no name at all.
fn by_hint(hints: &[usize], age: Option<u8>, facts: &Facts<'_>) -> Option<Named> {
    let measures = &facts.lexicon.measures;
    let of_age = |at: &usize| measures.get(*at).is_some_and(|words| age.is_some() && words.age == age);
    if !hints.is_empty() {
        return hints.iter().copied().find(of_age).map(Named::Words);
    }
    // "A higher proportion of 11-year-olds …" with nothing more said is not a measure.
    None
}

/// The subject of a named measure and group.
fn measured(named: &Named, group: &Group, facts: &Facts<'_>) -> Option<Subject> {
    match named {
        Named::Published(indicator) => {
            Some(Subject::Measure { indicator: indicator.clone(), group: group.clone() })
        }
        Named::Words(at) => {
            let words = facts.lexicon.measures.get(*at)?;
            let main = main_indicator(words, facts)?;
            let everyone = Group::all();
            let own_group = words.of_group.as_ref().is_some_and(|own| own == group.as_str());
            let group = if own_group { &everyone } else { group };
            let own = facts.indicator(&main, group).is_some();
            match words.by_group.get(group.as_str()).filter(|id| !own && facts.holds(id)) {
                // The publisher keeps this group apart, under an indicator of its own.
                Some(apart) => Some(Subject::Measure { indicator: apart.clone(), group: Group::all() }),
                None => Some(Subject::Measure { indicator: main, group: group.clone() }),
            }
        }
    }
}

fn main_indicator(words: &MeasureWords, facts: &Facts<'_>) -> Option<IndicatorId> {
    words.indicators.iter().find(|id| facts.holds(id)).or(words.indicators.first()).cloned()
}

/// Gaps, with what the clause does not name taken from the clauses before.
fn gaps(
    measures: &[Named],
    groups: &[Group],
    named: &Mentioned,
    context: &Context,
    facts: &Facts<'_>,
) -> Vec<Subject> {
    let before: Vec<(IndicatorId, Group, Option<Group>)> = context
        .subjects
        .iter()
        .filter_map(|subject| match subject {
            Subject::Gap { indicator, group, compared } => {
                Some((indicator.clone(), group.clone(), Some(compared.clone())))
            }
            Subject::Measure { indicator, group } => Some((indicator.clone(), group.clone(), None)),
            _ => None,
        })
        .collect();
    let indicators: Vec<IndicatorId> = if measures.is_empty() {
        before.iter().map(|(indicator, _, _)| indicator.clone()).collect()
    } else {
        let id = |measure: &Named| match measure {
            Named::Published(id) => Some(id.clone()),
            Named::Words(at) => main_indicator(facts.lexicon.measures.get(*at)?, facts),
        };
        measures.iter().filter_map(id).collect()
    };
    let group = groups
        .first()
        .cloned()
        .or_else(|| before.last().map(|(_, group, _)| group.clone()).filter(|group| *group != Group::all()))
        .or_else(|| context.group.clone());
    let Some(group) = group else { return Vec::new() };
    indicators
        .into_iter()
        .map(|indicator| {
            let declared = facts.gaps(&indicator, &group).next().map(|gap| gap.compared.clone());
            let compared = groups.get(1).cloned().or_else(|| {
                if named.everyone {
                    Some(Group::all())
                } else if named.peers {
                    declared.clone()
                } else {
                    before.last().and_then(|(_, _, compared)| compared.clone()).or_else(|| declared.clone())
                }
            });
            Subject::Gap { compared: compared.unwrap_or_else(Group::all), indicator, group: group.clone() }
        })
        .collect()
}

/// The lexicon's words for the indicator of a subject, for the age and measure that later clauses may leave out.
pub(crate) fn remember(subject: &Subject, context: &mut Context, facts: &Facts<'_>) {
    match subject {
        Subject::Measure { indicator, group } | Subject::Gap { indicator, group, .. } => {
            if let Some((words, of_group)) = measure_words(indicator, facts) {
                context.age = words.age.or(context.age);
                context.measure =
                    facts.lexicon.measures.iter().position(|known| known.id == words.id).map(Named::Words);
                context.group = Some(of_group.unwrap_or_else(|| group.clone()));
            } else {
                context.measure = Some(Named::Published(indicator.clone()));
                context.group = Some(group.clone());
            }
        }
        Subject::Settings { settings } | Subject::Share { settings, .. } => {
            let whole =
                Settings { cohort: Cohort::Open, aspect: AspectId::from(OVERALL), ..settings.clone() };
            context.settings = Some(whole);
            if !settings.remits.is_empty() {
                context.general = Some(Settings { cohort: Cohort::Open, limit: None, ..settings.clone() });
            }
        }
        Subject::Event { kind } => context.event = Some(kind.clone()),
        Subject::Assessment => {}
    }
}
