//! What phrases mean, and the tree of all phrases that a profile and the lexicon make understood.

use super::phrases::Phrases;
use crate::claim::{Bound, Comparator, Pace, Relation, Size, Standard, Way, When};
use crate::facts::Facts;
use crate::lexicon::{Lexicon, Preposition, Span, expansions};
use evidence::{AspectId, Group, IndicatorId, RemitId};

/// What a phrase means.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Concept {
    /// "the large majority of".
    Quantity(String),
    /// "both".
    Both,
    /// "neither of".
    Neither,
    /// "secondary schools".
    Remits(RemitsMeant),
    /// "commissioned by the authority".
    Limit(String),
    /// "for behaviour".
    Aspect(AspectId),
    /// "good or better".
    Standard(Standard),
    /// "the proportion of".
    Share,
    /// "the gap".
    Gap,
    /// "achieving a level 3 qualification": a position in the lexicon's measures.
    Measure(usize),
    /// The published name of an indicator.
    Indicator(IndicatorId),
    /// "the expected level": positions in the lexicon's measures.
    Hint(usize),
    /// "16-year-olds".
    Age(u8),
    /// "from low-income families".
    Group(Group),
    /// "all young people".
    Everyone,
    /// "their peers", "others".
    Peers,
    /// "in similar areas".
    Comparator(Comparator),
    /// "higher".
    Relation(Relation, Option<Size>),
    /// "has risen".
    Move { way: Way, size: Option<Size>, steadily: bool, denied: bool },
    /// "more quickly".
    Pace(Pace),
    /// "slightly", "much".
    Size(Size),
    /// "steadily".
    Steadily,
    /// "not".
    Not,
    /// "over the last year".
    Span(When),
    /// "with a judgement in the evidence".
    Judged,
    /// "inspected during the year".
    Inspected,
    /// "given an overall grade during the year".
    GradedInYear,
    /// "inspected for the first time".
    FirstInspected,
    /// "an inspection of".
    InspectionOf,
    /// "the unannounced inspection": its kind.
    Event(String),
    /// "no areas for priority action": kind and outcome.
    Outcome(String, String),
    /// "performs well".
    Grade(String),
    /// "the assessment".
    Assessment,
    /// "June".
    Month(i8),
    /// "it".
    Pronoun,
    /// Shows that the sentence states no finding.
    NotAClaim,
    /// "twice", "will": the clause says what the grammar cannot follow.
    Beyond,
    /// "most recently": means nothing here.
    Nothing,
    /// "average" without a place.
    Average,
    /// "compared with".
    Than,
    /// "about", "over", before a figure.
    Bound(Bound),
    /// Where a clause may end, and how strongly: 4 is strong.
    Break(u8),
    /// "from", "to", "in", "since", "between", "by".
    Preposition(Preposition),
}

impl Concept {
    /// Whether it says how many of what follows: "no youth clubs" speaks of something that is not known.
    pub(crate) fn counts(&self) -> bool {
        matches!(self, Concept::Quantity(_) | Concept::Both | Concept::Neither | Concept::Not)
    }
}

/// Settings that a phrase means.
#[derive(Debug, Clone, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "four properties of a phrase, in any combination")]
pub(crate) struct RemitsMeant {
    pub remits: Vec<RemitId>,
    pub aspect: Option<AspectId>,
    /// Whether the phrase can be used of one ("school") and so can be singular; "provision" cannot.
    pub countable: bool,
    /// Whether the phrase says no more than "settings".
    pub general: bool,
    /// Whether it can mean the settings spoken of just before ("provision"); "services, settings and institutions"
    /// are always all.
    pub vague: bool,
    /// Whether it names several kinds one by one ("primary and secondary schools"), so that "both" can mean the kinds.
    pub joined: bool,
}

/// The most years that "over the last … years" is understood for.
const YEARS_MAX: usize = 20;

/// All phrases that are understood.
pub(super) fn phrases(facts: &Facts<'_>) -> Phrases<Concept> {
    let mut all = Phrases::new();
    let lexicon = facts.lexicon;
    of_words(lexicon, &mut all);
    of_settings(facts, &mut all);
    of_measures(facts, &mut all);
    of_structure(lexicon, &mut all);
    for (preposition, words) in &lexicon.grammar.prepositions {
        for word in words.words() {
            all.add(word, Concept::Preposition(*preposition));
        }
    }
    all.add(&facts.profile.region, Concept::Comparator(Comparator::Region));
    all.add(&format!("the {}", facts.profile.region), Concept::Comparator(Comparator::Region));
    all
}

/// Adds every phrase of some patterns. Patterns were checked when the lexicon was read.
fn hear(all: &mut Phrases<Concept>, patterns: &[String], concept: &Concept) {
    for phrase in patterns.iter().flat_map(|pattern| expansions(pattern).unwrap_or_default()) {
        all.add(&phrase, concept.clone());
    }
}

fn of_words(lexicon: &Lexicon, all: &mut Phrases<Concept>) {
    for step in &lexicon.ladder.steps {
        hear(all, &step.hear, &Concept::Quantity(step.step.clone()));
    }
    for vague in &lexicon.ladder.vague {
        hear(all, &vague.hear, &Concept::Quantity(vague.id.clone()));
    }
    for words in &lexicon.relations {
        let concept = Concept::Relation(words.relation, words.size);
        hear(all, &words.hear, &concept);
        hear(all, &words.say, &concept);
    }
    for words in &lexicon.moves {
        let (way, size, steadily, denied) = (words.way, words.size, words.steadily, words.denied);
        let concept = Concept::Move { way, size, steadily, denied };
        hear(all, &words.hear, &concept);
        hear(all, &words.say_has, &concept);
        hear(all, &words.say_did, &concept);
    }
    for words in &lexicon.paces {
        hear(all, &words.hear, &Concept::Pace(words.pace));
        hear(all, &words.say, &Concept::Pace(words.pace));
    }
    for words in &lexicon.comparators {
        let concept = Concept::Comparator(words.comparator.clone());
        hear(all, &words.hear, &concept);
        hear(all, &[words.say.clone(), words.place.clone()], &concept);
    }
    for words in &lexicon.spans {
        for pattern in &words.hear {
            if words.span == Span::LastYear {
                hear(all, std::slice::from_ref(pattern), &Concept::Span(When::LastYear));
                continue;
            }
            for (years, word) in lexicon.numbers.iter().enumerate().take(YEARS_MAX + 1).skip(2) {
                let Ok(count) = u8::try_from(years) else { continue };
                for written in [word.clone(), years.to_string()] {
                    let pattern = pattern.replace("{n}", &written);
                    hear(all, &[pattern], &Concept::Span(words.span.when(count)));
                }
            }
        }
    }
    for (at, month) in lexicon.structure.months.iter().enumerate() {
        if let Ok(month_number) = i8::try_from(at + 1) {
            all.add(month, Concept::Month(month_number));
        }
    }
}

fn of_settings(facts: &Facts<'_>, all: &mut Phrases<Concept>) {
    let lexicon = facts.lexicon;
    for words in &lexicon.remits {
        let meant = RemitsMeant {
            remits: words.remits.clone(),
            aspect: words.aspect.clone(),
            countable: words.one.is_some(),
            general: words.general,
            vague: false,
            joined: words.say.contains(" and "),
        };
        let concept = Concept::Remits(meant.clone());
        all.add(&words.say, concept.clone());
        if let Some(one) = &words.one {
            all.add(one, concept.clone());
        }
        hear(all, &words.hear, &concept);
        hear(all, &words.vague, &Concept::Remits(RemitsMeant { vague: true, ..meant }));
    }
    for remit in &facts.profile.remits {
        let known = lexicon.remits.iter().any(|words| words.remits == [remit.remit.clone()]);
        let meant = RemitsMeant {
            remits: vec![remit.remit.clone()],
            aspect: None,
            countable: true,
            general: false,
            vague: false,
            joined: false,
        };
        // What the lexicon says goes first: its words may be narrower than the register's.
        if !known {
            all.add(&remit.plural, Concept::Remits(meant.clone()));
            all.add(&remit.singular, Concept::Remits(meant));
        }
        for aspect in &remit.aspects {
            let id = &aspect.aspect;
            if id.as_str() != crate::claim::OVERALL && !lexicon.aspects.iter().any(|words| words.id == *id) {
                all.add(&format!("for {}", id.as_str().replace('-', " ")), Concept::Aspect(id.clone()));
            }
        }
    }
    for words in &lexicon.limits {
        hear(all, &words.hear, &Concept::Limit(words.id.clone()));
    }
    for words in &lexicon.aspects {
        hear(all, &words.hear, &Concept::Aspect(words.id.clone()));
        all.add(&words.say, Concept::Aspect(words.id.clone()));
    }
    for words in &lexicon.standards {
        hear(all, &words.hear, &Concept::Standard(words.standard.clone()));
        all.add(&words.say, Concept::Standard(words.standard.clone()));
    }
    for event in &lexicon.events {
        hear(all, &event.hear, &Concept::Event(event.kind.clone()));
        all.add(&event.say, Concept::Event(event.kind.clone()));
        for outcome in &event.outcomes {
            let concept = Concept::Outcome(event.kind.clone(), outcome.outcome.clone());
            hear(all, &outcome.hear, &concept);
            all.add(&outcome.say, concept);
        }
    }
    for grade in &lexicon.grades {
        hear(all, &grade.hear, &Concept::Grade(grade.label.clone()));
    }
}

fn of_measures(facts: &Facts<'_>, all: &mut Phrases<Concept>) {
    let lexicon = facts.lexicon;
    for (at, words) in lexicon.measures.iter().enumerate() {
        hear(all, &words.hear, &Concept::Measure(at));
        hear(all, &words.hints, &Concept::Hint(at));
        for phrase in words.does.iter().chain(&words.noun) {
            all.add(phrase, Concept::Measure(at));
        }
        if let Some(people) = &words.people {
            all.add(&format!("all {people}"), Concept::Everyone);
        }
    }
    for words in &lexicon.ages {
        hear(all, &words.hear, &Concept::Age(words.age));
    }
    for words in &lexicon.groups {
        let group = Group::of([(words.characteristic.as_str(), words.value.as_str())]);
        hear(all, &words.hear, &Concept::Group(group.clone()));
        all.add(&words.say, Concept::Group(group));
    }
    for indicator in &facts.profile.indicators {
        if let Some(name) = facts.published_name(&indicator.indicator) {
            // A name of one or two words ("Primary", "Asian") says too little without quotation marks.
            if name.split_whitespace().count() > 2 {
                all.add(&name, Concept::Indicator(indicator.indicator.clone()));
            }
        }
    }
}

fn of_structure(lexicon: &Lexicon, all: &mut Phrases<Concept>) {
    let words = &lexicon.structure;
    let simple: [(&[String], Concept); 25] = [
        (&words.share, Concept::Share),
        (&words.gap, Concept::Gap),
        (&words.not, Concept::Not),
        (&words.both, Concept::Both),
        (&words.neither, Concept::Neither),
        (&words.slight, Concept::Size(Size::Slight)),
        (&words.much, Concept::Size(Size::Much)),
        (&words.steadily, Concept::Steadily),
        (&words.judged, Concept::Judged),
        (&words.inspected, Concept::Inspected),
        (&words.graded, Concept::GradedInYear),
        (&words.first_inspected, Concept::FirstInspected),
        (&words.peers, Concept::Peers),
        (&words.everyone, Concept::Everyone),
        (&words.inspection_of, Concept::InspectionOf),
        (&words.assessment, Concept::Assessment),
        (&words.not_claims, Concept::NotAClaim),
        (&words.pronouns, Concept::Pronoun),
        (&words.beyond, Concept::Beyond),
        (&words.neutral_phrases, Concept::Nothing),
        (&words.average, Concept::Average),
        (&words.than, Concept::Than),
        (&words.about, Concept::Bound(Bound::About)),
        (&words.over, Concept::Bound(Bound::AtLeast)),
        (&words.under, Concept::Bound(Bound::AtMost)),
    ];
    for (patterns, concept) in simple {
        hear(all, patterns, &concept);
    }
    for (at, breaks) in words.breaks.iter().enumerate() {
        let strength = u8::try_from(words.breaks.len() - at).unwrap_or(1);
        for word in breaks {
            all.add(word, Concept::Break(strength));
        }
    }
}
