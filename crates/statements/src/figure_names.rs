//! Figures in words: what a key means to a reader, and the figures of a statement as entries of an appendix. The words
//! are made here, from the keys, and nowhere before.

use crate::claim::{Comparator, OVERALL, Standard};
use crate::facts::{Facts, group_in_words};
use crate::realise::{fill, remit_in_words, standard_words};
use crate::text::{capitalised, listed};
use evidence::{AspectId, Group, IndicatorId, RemitId};
use profile::figure::{Counted, InspectionOutcome};
use profile::{FigureKey, FigurePlace, FigureSubject, FigureUsed};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// An entry of an appendix: a figure of the area with those beside it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FigureEntry {
    /// What it measures, with the period.
    pub what: String,
    /// The figure.
    pub figure: FigureUsed,
    /// The same elsewhere, or what it is a part of.
    pub beside: Vec<FigureBeside>,
}

/// A figure beside another, with its name there.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FigureBeside {
    /// Whose it is, or what is counted.
    pub name: String,
    /// The figure.
    pub figure: FigureUsed,
}

/// The figures of a statement as entries: figures of one subject and period stand together, those of the area first.
pub fn entries(figures: &[FigureUsed], facts: &Facts<'_>) -> Vec<FigureEntry> {
    let mut entries: Vec<FigureEntry> = Vec::new();
    for figure in figures {
        let known = entries.iter_mut().find(|entry| belongs(&figure.key, &entry.figure.key));
        match known {
            Some(entry) => entry
                .beside
                .push(FigureBeside { name: beside_name(&figure.key, facts), figure: figure.clone() }),
            None => entries.push(FigureEntry {
                what: figure_name(&figure.key, facts),
                figure: figure.clone(),
                beside: Vec::new(),
            }),
        }
    }
    entries
}

/// Whether a figure stands beside another: the same elsewhere, or another count of the same settings.
fn belongs(key: &FigureKey, to: &FigureKey) -> bool {
    if key.period != to.period {
        return false;
    }
    let elsewhere = key.subject == to.subject && key.group == to.group && key.place != to.place;
    elsewhere || (key.place == to.place && same_settings(&key.subject, &to.subject))
}

fn same_settings(one: &FigureSubject, other: &FigureSubject) -> bool {
    match (one, other) {
        (FigureSubject::Settings { of, .. }, FigureSubject::Share { of: others, .. }) => of == others,
        (
            FigureSubject::Inspections { remits, .. },
            FigureSubject::InspectionShare { remits: others, .. },
        ) => remits == others,
        (FigureSubject::Settings { of, .. }, FigureSubject::InspectionShare { remits, .. }) => {
            of.remits == *remits
        }
        _ => false,
    }
}

/// What a figure is beside another: a count by what is counted, any other by whose it is.
fn beside_name(key: &FigureKey, facts: &Facts<'_>) -> String {
    match &key.subject {
        FigureSubject::Settings { counted, .. } => capitalised(&counted_name(counted, facts)),
        FigureSubject::Inspections { outcome, .. } => capitalised(&outcome_name(*outcome, facts)),
        _ => place_name(key.place, facts),
    }
}

/// A figure in words: what it measures, of which group, when, and where it is not the area's own.
pub fn figure_name(key: &FigureKey, facts: &Facts<'_>) -> String {
    let mut name = format!("{}, {}", subject_name(&key.subject, &key.group, facts), period_name(&key.period));
    if key.place != FigurePlace::Area(facts.profile.area) {
        name = format!("{name}, {}", place_name(key.place, facts));
    }
    name
}

/// A place in words.
pub fn place_name(place: FigurePlace, facts: &Facts<'_>) -> String {
    let profile = facts.profile;
    let comparator = |wanted: Comparator| {
        let words = facts.lexicon.comparators.iter().find(|words| words.comparator == wanted);
        words.map_or_else(|| place.to_string(), |words| words.name.clone())
    };
    let area_name = |area| {
        if area == profile.area {
            return profile.name.clone();
        }
        let neighbours = profile.neighbours.iter().flat_map(|used| &used.areas);
        neighbours
            .filter(|(number, _)| *number == area)
            .map(|(_, name)| name.clone())
            .next()
            .unwrap_or_else(|| area.to_string())
    };
    match place {
        FigurePlace::Area(area) => area_name(area),
        FigurePlace::Region(code) if profile.region_code == Some(code) => profile.region.clone(),
        FigurePlace::Region(code) => profile
            .indicators
            .iter()
            .find(|block| block.region_code == Some(code))
            .map_or_else(|| code.to_string(), |block| block.region_used.clone()),
        FigurePlace::England => comparator(Comparator::England),
        FigurePlace::EnglandWithout(area) if area == profile.area => comparator(Comparator::Elsewhere),
        FigurePlace::NeighboursOf(area) if area == profile.area => comparator(Comparator::Neighbours),
        FigurePlace::EnglandWithout(area) => {
            template("england-without", &[("area", &area_name(area))], facts)
        }
        FigurePlace::NeighboursOf(area) => {
            let neighbours = comparator(Comparator::Neighbours);
            template("neighbours-of", &[("neighbours", &neighbours), ("area", &area_name(area))], facts)
        }
    }
}

fn template(kind: &str, places: &[(&str, &str)], facts: &Facts<'_>) -> String {
    fill(facts.lexicon.figures.of(kind), places)
}

/// A day in words; any other period as published.
fn period_name(period: &str) -> String {
    match period.parse::<evidence::Date>() {
        Ok(day) => evidence::date::in_words(day),
        Err(_) => period.to_owned(),
    }
}

fn subject_name(subject: &FigureSubject, group: &Group, facts: &Facts<'_>) -> String {
    let indicator = |kind: &str, id: &IndicatorId| {
        let places = [("name", indicator_name(id, facts))];
        let places = places.each_ref().map(|(name, value)| (*name, value.as_str()));
        template(kind, &places, facts)
    };
    match subject {
        FigureSubject::Indicator(id) if *group == Group::all() => indicator("indicator", id),
        FigureSubject::Indicator(id) => {
            let name = indicator_name(id, facts);
            let group = group_in_words(facts, group);
            template("indicator-of-group", &[("name", &name), ("group", &group)], facts)
        }
        FigureSubject::Numerator(id) => indicator("numerator", id),
        FigureSubject::Denominator(id) => indicator("denominator", id),
        FigureSubject::Rank(id) => indicator("rank", id),
        FigureSubject::Ranked(id) => indicator("ranked", id),
        FigureSubject::Quartile(id) => indicator("quartile", id),
        FigureSubject::Gap(id) => gap_name(id, facts),
        FigureSubject::Settings { of, counted } => {
            of_settings("settings", &of.remits, &of.aspect, &counted_name(counted, facts), facts)
        }
        FigureSubject::Share { of, part, .. } => {
            of_settings("share", &of.remits, &of.aspect, &counted_name(part, facts), facts)
        }
        FigureSubject::MeanPoints { of, .. } => of_settings("mean-points", &of.remits, &of.aspect, "", facts),
        FigureSubject::Inspections { remits, outcome } => {
            of_settings("inspections", remits, &OVERALL.into(), &outcome_name(*outcome, facts), facts)
        }
        FigureSubject::InspectionShare { remits, part, .. } => {
            of_settings("inspection-share", remits, &OVERALL.into(), &outcome_name(*part, facts), facts)
        }
        FigureSubject::Judgement { setting, .. } => {
            let settings = facts.profile.remits.iter().flat_map(|remit| &remit.settings);
            let mut names =
                settings.filter(|known| known.setting == *setting).map(|known| known.name.clone());
            let name = names.find(|name| !name.is_empty());
            let name = name.unwrap_or_else(|| facts.lexicon.figures.of("the-setting").to_owned());
            template("judgement", &[("setting", &name)], facts)
        }
        FigureSubject::Event { kind } => {
            let words = facts.lexicon.events.iter().find(|words| words.kind == *kind);
            let name = words.map_or_else(|| kind.replace('-', " "), |words| words.say.clone());
            capitalised(&template("event", &[("event", &name)], facts))
        }
        FigureSubject::Change { of, since } => {
            let places = [("what", subject_name(of, group, facts)), ("since", period_name(since))];
            template("change", &places.each_ref().map(|(name, value)| (*name, value.as_str())), facts)
        }
        FigureSubject::Difference { of, from } => {
            let places = [("what", subject_name(of, group, facts)), ("place", place_name(*from, facts))];
            template("difference", &places.each_ref().map(|(name, value)| (*name, value.as_str())), facts)
        }
    }
}

fn indicator_name(id: &IndicatorId, facts: &Facts<'_>) -> String {
    let block = facts.profile.indicators.iter().find(|block| block.indicator == *id);
    let gap = || facts.profile.gaps.iter().find(|gap| gap.indicator == *id).map(|gap| gap.name.clone());
    block.map(|block| block.name.clone()).or_else(gap).unwrap_or_else(|| id.to_string())
}

fn gap_name(id: &str, facts: &Facts<'_>) -> String {
    let Some(gap) = facts.profile.gaps.iter().find(|gap| gap.id == id) else { return id.to_owned() };
    let group = group_in_words(facts, &gap.group);
    let compared = group_in_words(facts, &gap.compared);
    template("gap", &[("name", &gap.name), ("group", &group), ("compared", &compared)], facts)
}

fn of_settings(
    kind: &str,
    remits: &[RemitId],
    aspect: &AspectId,
    counted: &str,
    facts: &Facts<'_>,
) -> String {
    let settings = if remits.is_empty() {
        facts.lexicon.figures.of("all-settings").to_owned()
    } else {
        listed(&remits.iter().map(|remit| remit_in_words(remit, facts)).collect::<Vec<_>>())
    };
    let aspect = if aspect.as_str() == OVERALL {
        facts.lexicon.figures.of("overall").to_owned()
    } else {
        aspect.as_str().replace('-', " ")
    };
    let places = [("settings", settings.as_str()), ("aspect", &aspect), ("counted", counted)];
    capitalised(&template(kind, &places, facts))
}

fn counted_name(counted: &Counted, facts: &Facts<'_>) -> String {
    let plain = |kind: &str| facts.lexicon.figures.of(kind).to_owned();
    let labelled = |kind: &str, label: &str| template(kind, &[("label", label)], facts);
    match counted {
        Counted::Open => plain("open"),
        Counted::Judged => plain("judged"),
        Counted::NotJudged => plain("not-judged"),
        Counted::InspectedSince => plain("inspected-since"),
        Counted::GoodOrBetter => standard_words(&Standard::GoodOrBetter, facts.lexicon),
        Counted::GradedGoodOrNot => plain("graded-good-or-not"),
        Counted::Inadequate => standard_words(&Standard::Inadequate, facts.lexicon),
        Counted::Label(label) => standard_words(&Standard::Value(label.clone()), facts.lexicon),
        Counted::OnScalesWith(label) => labelled("on-scales-with", label),
        Counted::Inherited(label) => labelled("inherited", label),
        Counted::Values { .. } => plain("values"),
    }
}

fn outcome_name(outcome: InspectionOutcome, facts: &Facts<'_>) -> String {
    let plain = |kind: &str| facts.lexicon.figures.of(kind).to_owned();
    let standard = |standard: Standard| standard_words(&standard, facts.lexicon);
    match outcome {
        InspectionOutcome::Inspected => plain("inspected"),
        InspectionOutcome::Graded => plain("graded"),
        InspectionOutcome::NotGraded => plain("not-graded"),
        InspectionOutcome::Comparable => plain("comparable"),
        InspectionOutcome::NotComparable => plain("not-comparable"),
        InspectionOutcome::Improved => standard(Standard::Improved),
        InspectionOutcome::Held => standard(Standard::Held),
        InspectionOutcome::HeldOrImproved => standard(Standard::HeldOrImproved),
        InspectionOutcome::Declined => standard(Standard::Declined),
        InspectionOutcome::GoodOrBetter => standard(Standard::GoodOrBetter),
        InspectionOutcome::First => plain("first"),
        InspectionOutcome::FirstGoodOrBetter => plain("first-good-or-better"),
    }
}
