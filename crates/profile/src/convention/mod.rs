//! Conventions: the choices that comparing areas takes, declared in `sources/conventions.toml` with their effect in
//! words, so that they can be shown beside the figures and changed without a programmer.

mod rules;

pub use rules::{
    Breaks, Change, Counts, CutPoint, Declared, Latest, London, NeighbourSetRule, NeighbourValue,
    PeriodOrder, Scope, SeriesChoice, Similar,
};

use definitions::{Format, Loader, Mistakes};
use evidence::{Indicator, Unit};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The file as it was when the program was built.
const BUILT_IN: &str = include_str!("../../../../sources/conventions.toml");

/// How figures are compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Convention {
    /// Its short name: `lait`, `csc`, `default`.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// In a sentence.
    pub summary: String,
    /// In which order periods stand.
    pub period_order: Declared<PeriodOrder>,
    /// Which period is the latest.
    pub latest: Declared<Latest>,
    /// Between which periods a change is taken.
    pub change: Declared<Change>,
    /// Which set of neighbours is used, where none was chosen.
    pub neighbour_set: Declared<NeighbourSetRule>,
    /// How neighbours are summed up.
    pub neighbour_value: Declared<NeighbourValue>,
    /// Which neighbours count.
    pub neighbours_counted: Declared<Scope>,
    /// How many neighbours must have a value.
    pub minimum_of_neighbours: Declared<u32>,
    /// Which areas are ranked and banded.
    pub ranked: Declared<Scope>,
    /// To which band a value on a cut point belongs.
    pub cut_point: Declared<CutPoint>,
    /// The region of London boroughs.
    pub london: Declared<London>,
    /// When two values are similar.
    pub similar: Declared<Similar>,
    /// Whether numbers of people or things are set beside those of other places.
    pub counts: Declared<Counts>,
    /// Whether breaks in series are respected.
    pub breaks: Declared<Breaks>,
    /// What stands for a measure that is published more than once.
    pub series: Declared<SeriesChoice>,
}

impl Declared<Breaks> {
    /// Whether nothing is compared across a break.
    pub fn respected(&self) -> bool {
        self.rule == Breaks::Respected
    }
}

impl Convention {
    /// Whether an indicator is set beside other places at all.
    pub fn compares(&self, indicator: &Indicator) -> bool {
        indicator.unit != Unit::Number || self.counts.rule == Counts::Compared
    }
}

impl Convention {
    /// Every choice with its rule and its effect, for showing beside figures.
    pub fn choices(&self) -> Vec<(&'static str, String, &str)> {
        vec![
            ("Order of periods", self.period_order.rule.name().to_owned(), &self.period_order.effect),
            ("Latest period", self.latest.rule.name().to_owned(), &self.latest.effect),
            ("Change", self.change.rule.name().to_owned(), &self.change.effect),
            ("Set of neighbours", self.neighbour_set.rule.name().to_owned(), &self.neighbour_set.effect),
            ("Neighbours' value", self.neighbour_value.rule.name().to_owned(), &self.neighbour_value.effect),
            (
                "Neighbours counted",
                self.neighbours_counted.rule.name().to_owned(),
                &self.neighbours_counted.effect,
            ),
            (
                "Fewest neighbours",
                self.minimum_of_neighbours.rule.to_string(),
                &self.minimum_of_neighbours.effect,
            ),
            ("Areas ranked", self.ranked.rule.name().to_owned(), &self.ranked.effect),
            ("On a cut point", self.cut_point.rule.name().to_owned(), &self.cut_point.effect),
            ("London", self.london.rule.name().to_owned(), &self.london.effect),
            ("Similar", self.similar.rule.name().to_owned(), &self.similar.effect),
            ("Numbers", self.counts.rule.name().to_owned(), &self.counts.effect),
            ("Breaks in series", self.breaks.rule.name().to_owned(), &self.breaks.effect),
            ("Measures published twice", self.series.rule.name().to_owned(), &self.series.effect),
        ]
    }
}

impl Convention {
    /// For each choice in which another convention differs: its name, and this convention with that choice alone
    /// taken over.
    pub fn one_choice_of(&self, other: &Convention) -> Vec<(&'static str, Convention)> {
        let take: [fn(&mut Convention, &Convention); 14] = [
            |to, from| to.period_order = from.period_order.clone(),
            |to, from| to.latest = from.latest.clone(),
            |to, from| to.change = from.change.clone(),
            |to, from| to.neighbour_set = from.neighbour_set.clone(),
            |to, from| to.neighbour_value = from.neighbour_value.clone(),
            |to, from| to.neighbours_counted = from.neighbours_counted.clone(),
            |to, from| to.minimum_of_neighbours = from.minimum_of_neighbours.clone(),
            |to, from| to.ranked = from.ranked.clone(),
            |to, from| to.cut_point = from.cut_point.clone(),
            |to, from| to.london = from.london.clone(),
            |to, from| to.similar = from.similar.clone(),
            |to, from| to.counts = from.counts.clone(),
            |to, from| to.breaks = from.breaks.clone(),
            |to, from| to.series = from.series.clone(),
        ];
        let own = self.choices();
        let differing = other.choices().into_iter().enumerate().filter(|(at, choice)| own[*at].1 != choice.1);
        differing
            .map(|(at, choice)| {
                let mut alone = self.clone();
                take[at](&mut alone, other);
                (choice.0, alone)
            })
            .collect()
    }

    /// The convention with what each choice does, for the head of a JSON output.
    pub fn form(&self) -> ConventionForm {
        let choice = |(choice, rule, effect): (&str, String, &str)| ChoiceForm {
            choice: choice.to_owned(),
            rule,
            effect: effect.to_owned(),
        };
        ConventionForm {
            id: self.id.clone(),
            name: self.name.clone(),
            summary: self.summary.clone(),
            choices: self.choices().into_iter().map(choice).collect(),
        }
    }
}

/// A convention as results say it: each choice with what it means for a reader.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConventionForm {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it is, in a sentence.
    pub summary: String,
    /// Its choices.
    pub choices: Vec<ChoiceForm>,
}

/// A choice of a convention.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChoiceForm {
    /// What is chosen.
    pub choice: String,
    /// The rule that is chosen.
    pub rule: String,
    /// What the rule means for a reader.
    pub effect: String,
}

/// All conventions of a file, in its order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Conventions {
    /// The conventions.
    pub conventions: Vec<Convention>,
}

/// No convention has the name that was asked for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no convention is called `{asked}`; choose one of: {}", .known.join(", "))]
pub struct UnknownConvention {
    /// What was asked for.
    pub asked: String,
    /// The names there are.
    pub known: Vec<String>,
}

impl Conventions {
    /// The conventions that come with the program.
    ///
    /// # Panics
    /// Never in a released program: the file is part of it, and the tests read it.
    pub fn builtin() -> Conventions {
        Conventions::parse("sources/conventions.toml", BUILT_IN)
            .expect("the built-in conventions are part of the program and read by its tests")
    }

    /// The conventions of a text in the form of `sources/conventions.toml`, which messages call `file`.
    ///
    /// # Errors
    /// Every mistake in it.
    pub fn parse(file: &str, text: &str) -> Result<Conventions, Mistakes> {
        Loader::new(Format::new("conventions", "a list of conventions")).read(file, text)
    }

    /// The convention of a name.
    pub fn get(&self, id: &str) -> Result<&Convention, UnknownConvention> {
        self.conventions.iter().find(|convention| convention.id == id).ok_or_else(|| UnknownConvention {
            asked: id.to_owned(),
            known: self.conventions.iter().map(|convention| convention.id.clone()).collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_conventions_of_the_design_are_there_and_say_what_each_choice_does() {
        let conventions = Conventions::builtin();
        for id in ["lait", "csc", "default"] {
            let convention = conventions.get(id).unwrap();
            for (what, rule, effect) in convention.choices() {
                assert!(!rule.is_empty() && effect.ends_with('.'), "{id}: {what}");
            }
        }
    }

    #[test]
    fn the_median_is_all_that_sets_csc_apart_from_lait() {
        let conventions = Conventions::builtin();
        let (lait, csc) = (conventions.get("lait").unwrap(), conventions.get("csc").unwrap());
        let differing: Vec<&str> = lait
            .choices()
            .into_iter()
            .zip(csc.choices())
            .filter(|(a, b)| a.1 != b.1)
            .map(|(a, _)| a.0)
            .collect();
        assert_eq!(differing, ["Neighbours' value"]);
    }

    #[test]
    fn an_unknown_name_is_answered_with_those_there_are() {
        let message = Conventions::builtin().get("lait2").unwrap_err().to_string();
        assert_eq!(message, "no convention is called `lait2`; choose one of: lait, csc, default");
    }

    #[test]
    fn a_rule_that_does_not_exist_is_refused_with_the_ones_that_do() {
        let text = BUILT_IN.replacen("rule = \"mean\"", "rule = \"average\"", 1);
        let message = Conventions::parse("mine.toml", &text).unwrap_err().lines().join("\n");
        assert!(message.contains("average") && message.contains("median"), "{message}");
    }
}
