//! The shapes of the files that people edit. Each entry says how a thing is written (`say`) and what is
//! understood as it (`hear`, patterns as in [`super::expansions`]).

use super::grammar::Grammar;
use super::ladder::ProportionWords;
use crate::claim::{Comparator, Pace, Relation, Size, Standard, Way, When};
use evidence::{AspectId, IndicatorId, Polarity, RemitId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One file of words; every table may be left out.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub(super) struct LexiconFile {
    pub proportions: Option<ProportionWords>,
    pub structure: Option<Structure>,
    pub grammar: Option<Grammar>,
    pub sentences: Option<Sentences>,
    pub figures: Option<FigureNames>,
    pub numbers: Vec<String>,
    pub tens: Vec<String>,
    pub relations: Vec<RelationWords>,
    pub moves: Vec<MoveWords>,
    pub paces: Vec<PaceWords>,
    pub comparators: Vec<ComparatorWords>,
    pub spans: Vec<SpanWords>,
    pub remits: Vec<RemitWords>,
    pub limits: Vec<LimitWords>,
    pub aspects: Vec<AspectWords>,
    pub standards: Vec<StandardWords>,
    pub measures: Vec<MeasureWords>,
    pub ages: Vec<AgeWords>,
    pub groups: Vec<GroupWords>,
    pub events: Vec<EventWords>,
    pub grades: Vec<GradeWords>,
}

/// Words that hold sentences together.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Structure {
    /// "the proportion of".
    pub share: Vec<String>,
    /// "the gap".
    pub gap: Vec<String>,
    /// "than", "that found".
    pub than: Vec<String>,
    /// Words that change what a clause says in ways that the grammar cannot follow: "twice", "will".
    pub beyond: Vec<String>,
    /// Phrases that would be taken for something else: "most recently".
    pub neutral_phrases: Vec<String>,
    /// "average" without a place.
    pub average: Vec<String>,
    /// Before a figure: "about".
    pub about: Vec<String>,
    /// Before a figure: "more than".
    pub over: Vec<String>,
    /// Before a figure: "less than".
    pub under: Vec<String>,
    /// "not".
    pub not: Vec<String>,
    /// "both".
    pub both: Vec<String>,
    /// "neither".
    pub neither: Vec<String>,
    /// "slightly".
    pub slight: Vec<String>,
    /// "much".
    pub much: Vec<String>,
    /// "steadily", "continues to".
    pub steadily: Vec<String>,
    /// Where a clause may end, the strongest first: `;`, `but`, `and`.
    pub breaks: Vec<Vec<String>>,
    /// "with a judgement in the evidence".
    pub judged: Vec<String>,
    /// "inspected during the year".
    pub inspected: Vec<String>,
    /// "given an overall grade during the year".
    pub graded: Vec<String>,
    /// "inspected for the first time".
    pub first_inspected: Vec<String>,
    /// "their peers", "others".
    pub peers: Vec<String>,
    /// "all young people".
    pub everyone: Vec<String>,
    /// "an inspection of".
    pub inspection_of: Vec<String>,
    /// "the annual assessment".
    pub assessment: Vec<String>,
    /// Words that show a sentence to be about something else: no claim is looked for after them.
    pub not_claims: Vec<String>,
    /// "it", "they": what the clause before was about.
    pub pronouns: Vec<String>,
    /// Ages without a figure and other hints that a place is meant: "in this area".
    pub here: Vec<String>,
    /// Months, January first.
    pub months: Vec<String>,
    /// Names of documents of a year: "assessment".
    pub titles: Vec<String>,
}

/// A way in which two numbers stand to each other.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RelationWords {
    /// Which.
    pub relation: Relation,
    /// By how much, where the words say so.
    #[serde(default)]
    pub size: Option<Size>,
    /// Whether the words are for gaps ("smaller"); others are for any figure.
    #[serde(default)]
    pub gap: bool,
    /// Ways of saying it before comparators such as "in similar areas".
    #[serde(default)]
    pub say: Vec<String>,
    /// What is understood.
    pub hear: Vec<String>,
}

/// A way in which numbers move.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct MoveWords {
    /// Which way.
    pub way: Way,
    /// By how much, where the words say so.
    #[serde(default)]
    pub size: Option<Size>,
    /// Whether the words say that it is steady.
    #[serde(default)]
    pub steadily: bool,
    /// Whether the words deny it: "no improvement".
    #[serde(default)]
    pub denied: bool,
    /// Whether the words are for gaps ("narrowed").
    #[serde(default)]
    pub gap: bool,
    /// "has risen".
    #[serde(default)]
    pub say_has: Vec<String>,
    /// "rose".
    #[serde(default)]
    pub say_did: Vec<String>,
    /// What is understood.
    pub hear: Vec<String>,
}

/// How fast beside others.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PaceWords {
    /// How fast.
    pub pace: Pace,
    /// Ways of saying it.
    pub say: Vec<String>,
    /// What is understood.
    pub hear: Vec<String>,
}

/// What is compared with.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ComparatorWords {
    /// Which.
    pub comparator: Comparator,
    /// After a relation: "in similar areas".
    pub say: String,
    /// As the place of a claim: "in England".
    pub place: String,
    /// As the name of a figure in an appendix: "Statistical neighbours".
    pub name: String,
    /// What is understood.
    pub hear: Vec<String>,
}

/// A stretch of time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SpanWords {
    /// Which; `last-years` takes its number from the word in the place of `{n}`.
    pub span: Span,
    /// A way of saying it.
    pub say: String,
    /// What is understood.
    pub hear: Vec<String>,
}

/// Kinds of stretches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Span {
    /// Over the last year.
    LastYear,
    /// Over the last `{n}` years.
    LastYears,
}

impl Span {
    /// As a claim holds it.
    pub fn when(self, years: u8) -> When {
        match self {
            Span::LastYear => When::LastYear,
            Span::LastYears => When::LastYears(years),
        }
    }
}

/// A kind of setting, or several under one name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RemitWords {
    /// The remits; empty for all.
    #[schemars(with = "Vec<String>")]
    pub remits: Vec<RemitId>,
    /// Several of them: "secondary schools".
    pub say: String,
    /// One of them: "secondary school"; none for words that count nothing ("provision").
    #[serde(default)]
    pub one: Option<String>,
    /// The aspect they are judged by where it is another than overall ("sixth form provision").
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub aspect: Option<AspectId>,
    /// The stage of life under which a letter speaks of them.
    #[serde(default)]
    pub stage: Option<String>,
    /// How much they matter in a letter, 0 to 10.
    #[serde(default)]
    pub weight: u8,
    /// What is understood as the settings spoken of just before, and as these where none were: "provision".
    #[serde(default)]
    pub vague: Vec<String>,
    /// Whether the words are only used when nothing more exact was said ("settings", "provision").
    #[serde(default)]
    pub general: bool,
    /// What is understood.
    pub hear: Vec<String>,
}

/// A limit that the published evidence cannot see.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct LimitWords {
    /// Its name.
    pub id: String,
    /// What the evidence would have to hold.
    pub missing: String,
    /// What is understood.
    pub hear: Vec<String>,
}

/// What a judgement is about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct AspectWords {
    /// Which.
    #[schemars(with = "String")]
    pub id: AspectId,
    /// After a standard: "for behaviour".
    pub say: String,
    /// What is understood.
    pub hear: Vec<String>,
}

/// What settings are said to be.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct StandardWords {
    /// Which.
    pub standard: Standard,
    /// After "are": "good or better".
    pub say: String,
    /// The same of one setting, where that is another word: "kept its previous grade".
    #[serde(default)]
    pub say_one: Option<String>,
    /// Whether the words are a verb of their own, so that no "are" goes before them.
    #[serde(default)]
    pub verb: bool,
    /// Whether the words are also said of provision that is better: "good".
    #[serde(default)]
    pub or_better: bool,
    /// Whether a letter counts such provision apart from what is good or better, in small groups: "outstanding".
    #[serde(default)]
    pub counted_apart: bool,
    /// What is understood.
    pub hear: Vec<String>,
}

/// An indicator.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct MeasureWords {
    /// Its name in this lexicon.
    pub id: String,
    /// The indicators of the evidence that it stands for; the first that an area's profile holds is meant.
    #[schemars(with = "Vec<String>")]
    pub indicators: Vec<IndicatorId>,
    /// Indicators that the publisher keeps apart for a group, by the group's text: `fsm=eligible`.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, String>")]
    pub by_group: BTreeMap<String, IndicatorId>,
    /// The group to which all of them belong, where the measure is of a group alone: `care=looked-after`.
    #[serde(default)]
    pub of_group: Option<String>,
    /// The people: "16-year-olds".
    #[serde(default)]
    pub people: Option<String>,
    /// What they do: "achieving a level 3 qualification". Said as "the proportion of {people} {does}".
    #[serde(default)]
    pub does: Option<String>,
    /// Said instead, for measures that are not shares of people: "the rate of permanent exclusions".
    #[serde(default)]
    pub noun: Option<String>,
    /// The age it speaks of, where weak names of it need one.
    #[serde(default)]
    pub age: Option<u8>,
    /// Which direction is good.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub polarity: Option<Polarity>,
    /// The stage under which a letter speaks of it.
    #[serde(default)]
    pub stage: Option<String>,
    /// How much it matters in a letter, 0 to 10.
    #[serde(default)]
    pub weight: u8,
    /// What is understood as it by itself.
    pub hear: Vec<String>,
    /// What is understood as it where the words around speak of its age: "the expected level".
    #[serde(default)]
    pub hints: Vec<Hint>,
}

/// A weak name of a measure.
pub type Hint = String;

/// An age.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct AgeWords {
    /// In years.
    pub age: u8,
    /// What is understood.
    pub hear: Vec<String>,
}

/// A group of people.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct GroupWords {
    /// The characteristic, as observations name it.
    pub characteristic: String,
    /// Its value.
    pub value: String,
    /// After the people: "from low-income families".
    pub say: String,
    /// How much a letter cares to speak of them apart, 0 to 10.
    #[serde(default)]
    pub weight: u8,
    /// The stage under which a letter speaks of them, where it is another than the measure's.
    #[serde(default)]
    pub stage: Option<String>,
    /// What is understood.
    pub hear: Vec<String>,
}

/// An event of an area.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct EventWords {
    /// Its kind, as the evidence names it.
    pub kind: String,
    /// How it is named in a sentence.
    pub say: String,
    /// What is understood.
    pub hear: Vec<String>,
    /// What can come of it.
    #[serde(default)]
    pub outcomes: Vec<OutcomeWords>,
}

/// What can come of an event.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct OutcomeWords {
    /// Its name, as the evidence has it.
    pub outcome: String,
    /// What it excludes: an inspection without priority action did not find one.
    #[serde(default)]
    pub excludes: Vec<String>,
    /// After the event: "identified no areas for priority action".
    pub say: String,
    /// Whether it speaks well of the area.
    #[serde(default)]
    pub good: Option<bool>,
    /// What is understood.
    pub hear: Vec<String>,
}

/// A grade of the annual assessment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct GradeWords {
    /// Its label in lower case.
    pub label: String,
    /// What is understood.
    pub hear: Vec<String>,
}

/// How sentences are made: for each kind, the ways of saying it, with places in braces.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Sentences(pub BTreeMap<String, Vec<String>>);

impl Sentences {
    /// The ways of saying a kind.
    pub fn of(&self, kind: &str) -> &[String] {
        self.0.get(kind).map_or(&[], Vec::as_slice)
    }
}

/// How figures are named, by what they are, with places in braces.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct FigureNames(pub BTreeMap<String, String>);

impl FigureNames {
    /// The name of a kind.
    pub fn of(&self, kind: &str) -> &str {
        self.0.get(kind).map_or("", String::as_str)
    }
}
