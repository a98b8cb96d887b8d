//! What each column of a table of variables holds: indicator, period and group, and the columns of its parts.

use super::metadata::Metadata;
use super::said::{self, Said};
use super::stem::{Bound, Stem, Values};
use super::units::{has_any, unit_of};
use crate::dates::PeriodForm;
use crate::description::Description;
use crate::description::wide::{KnownVariable, VariablesRule};
use crate::heading::folded;
use crate::mapping::groups::plain;
use crate::mapping::observations::indicator;
use crate::number::Possible;
use evidence::{Indicator, IndicatorId, Missing, Period, Polarity, Unit};
use rustc_hash::FxHashSet;
use std::collections::{BTreeMap, BTreeSet};

/// The longest name that is made of a meaning.
const NAME_CHARACTERS_MAX: usize = 240;

/// A column that may hold a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variable {
    /// Where it is.
    pub at: usize,
    /// Its heading as published; of headings in several rows all of them.
    pub heading: String,
    /// The heading without its period.
    pub stem: String,
    /// The period in it.
    pub said: Option<Said>,
    /// Whether all of its numbers are whole.
    pub whole: bool,
    /// Whether most of them exceed 100.
    pub exceeds_100: bool,
}

/// A figure of every row.
#[derive(Debug, Clone, PartialEq)]
pub struct Planned {
    /// The column of its value, where it is published.
    pub value: Option<usize>,
    /// The columns that make its numerator.
    pub numerator: Vec<usize>,
    /// The column of its denominator.
    pub denominator: Option<usize>,
    /// The indicator.
    pub indicator: Indicator,
    /// The numbers that it can have.
    pub possible: Possible,
    /// The period.
    pub period: Period,
    /// Of whom, by the names of characteristics.
    pub group: Vec<(String, String)>,
    /// What numerator and denominator make where no value is published: so many per that many.
    pub compute: Option<f64>,
    /// Per how many a published value counts its parts.
    pub per: Option<f64>,
    /// What the published number is multiplied by.
    pub scale: f64,
    /// What a denominator of 0 means.
    pub zero: Option<Missing>,
}

/// What comes of a table's headings.
#[derive(Debug, Default)]
pub struct Plan {
    /// The figures.
    pub figures: Vec<Planned>,
    /// Columns that are read or known not to be figures.
    pub known: BTreeSet<usize>,
    /// What a reader of the file should know.
    pub notes: Vec<String>,
}

/// What is known of a file beside its columns.
#[derive(Debug, Clone, Copy)]
pub struct Around<'a> {
    /// Its name.
    pub file: &'a str,
    /// Its path as imported.
    pub path: &'a str,
    /// The lines above the table.
    pub titles: &'a [String],
    /// The text that explains its variables.
    pub metadata: Option<&'a Metadata>,
}

/// Plans a table's figures.
///
/// # Errors
/// Where nothing tells of which period they are.
pub fn plan(
    description: &Description,
    rule: &VariablesRule,
    variables: Vec<Variable>,
    around: Around<'_>,
) -> Result<Plan, String> {
    if rule.needs_text && around.metadata.is_none() {
        return Err("no text beside the file explains its variables: put the one that was published with it, with a \
                    line such as `CINAt310311: Number of children in need at 31 March 2011` for each, into its folder"
            .to_owned());
    }
    let mut planner = Planner::new(description, rule, around);
    let mut variables = variables;
    planner.set_aside(&mut variables);
    planner.explain(&mut variables);
    let own = planner.own_period(&variables)?;
    planner.known(&variables, own)?;
    planner.others(&variables, own)?;
    Ok(planner.plan)
}

struct Planner<'a> {
    description: &'a Description,
    rule: &'a VariablesRule,
    around: Around<'a>,
    values: Values,
    form: PeriodForm,
    forms: Vec<(Stem, PeriodForm)>,
    day: Option<(i8, i8)>,
    /// Folded stems of the text beside the file, with the headings that have them.
    explained: BTreeMap<String, Vec<(String, Option<Said>)>>,
    /// Columns whose value a known variable holds.
    claimed: BTreeSet<usize>,
    /// What was planned: no two figures are of one indicator, period and group.
    taken: FxHashSet<FigureTaken>,
    plan: Plan,
}

/// A figure as planned: its indicator, its period and the values of its group.
type FigureTaken = (IndicatorId, String, Vec<(String, String)>);

impl<'a> Planner<'a> {
    fn new(description: &'a Description, rule: &'a VariablesRule, around: Around<'a>) -> Planner<'a> {
        let day = rule.period.day.as_ref().and_then(|day| {
            let (month, day) = day.get_ref().split_once('-')?;
            Some((month.parse().ok()?, day.parse().ok()?))
        });
        let mut explained: BTreeMap<String, Vec<(String, Option<Said>)>> = BTreeMap::new();
        for heading in around.metadata.into_iter().flat_map(Metadata::headings) {
            let (stem, said) = said::split(heading, rule.period.short_years);
            explained.entry(folded(&stem)).or_default().push((heading.to_owned(), said));
        }
        Planner {
            description,
            rule,
            around,
            values: Values::new(&rule.values),
            form: form(rule.period.form.get_ref()),
            forms: rule
                .period
                .forms
                .iter()
                .flat_map(|other| {
                    other.stems.iter().map(|stem| (Stem::new(stem), form(other.form.get_ref())))
                })
                .collect(),
            day,
            explained,
            claimed: BTreeSet::new(),
            taken: FxHashSet::default(),
            plan: Plan::default(),
        }
    }

    /// Leaves out columns that hold no figures.
    fn set_aside(&mut self, variables: &mut Vec<Variable>) {
        let standard: Vec<Stem> = self.rule.standard.iter().map(|text| Stem::new(text)).collect();
        let aside: Vec<(Stem, &String)> =
            self.rule.aside.iter().map(|(text, what)| (Stem::new(text), what)).collect();
        let mut told: BTreeMap<&String, usize> = BTreeMap::new();
        let values = &self.values;
        let known = &mut self.plan.known;
        variables.retain(|variable| {
            let stem = folded(&variable.stem);
            if standard.iter().any(|standard| standard.fits(&stem, values).is_some()) {
                known.insert(variable.at);
                return false;
            }
            if let Some((_, what)) = aside.iter().find(|(aside, _)| aside.fits(&stem, values).is_some()) {
                *told.entry(what).or_default() += 1;
                known.insert(variable.at);
                return false;
            }
            true
        });
        for (what, columns) in told {
            self.plan.notes.push(format!("{columns} columns are left out: {what}"));
        }
    }

    /// Puts right a year that a heading has wrong: the text beside the file knows the variable with another year only.
    /// Numbered periods get the months that the text gives them.
    fn explain(&mut self, variables: &mut [Variable]) {
        let Some(metadata) = self.around.metadata else { return };
        let mut explained = 0;
        for variable in variables.iter_mut() {
            if let Some(meaning) = metadata.meaning(&variable.heading) {
                explained += 1;
                if self.rule.period.numbered
                    && let Some((_, months)) = said::months(meaning)
                {
                    variable.said = Some(months);
                    variable.stem = without_number(&variable.stem);
                }
                continue;
            }
            let Some(same) = self.explained.get(&folded(&variable.stem)) else { continue };
            explained += 1;
            if let (Some(said), [(heading, Some(right))]) = (variable.said, same.as_slice())
                && said != *right
                && said.ends().abs_diff(right.ends()) == 1
            {
                self.plan.notes.push(format!(
                    "`{}` is read as `{heading}`, which the text beside the file explains: the year in the heading is a slip",
                    variable.heading
                ));
                variable.said = Some(*right);
            }
        }
        let name = &metadata.name;
        self.plan.notes.push(format!("{explained} variables are explained by {name}"));
    }

    /// The period of figures whose headings name none.
    fn own_period(&self, variables: &[Variable]) -> Result<Option<Said>, String> {
        let period = &self.rule.period;
        if period.file_name {
            let folders = self.around.path.rsplit('/').skip(1).filter_map(said::of_name);
            let by_file = period
                .files
                .iter()
                .find(|(begin, _)| self.around.file.to_lowercase().starts_with(&begin.to_lowercase()));
            let by_file = by_file.and_then(|(_, year)| said::of_name(year));
            let named = said::of_name(self.around.file).or(by_file).or_else(|| folders.max());
            if named.is_some() {
                return Ok(named);
            }
        }
        let mut counts: BTreeMap<Said, usize> = BTreeMap::new();
        for said in variables.iter().filter(|one| !self.is_other(one)).filter_map(|one| one.said) {
            *counts.entry(said).or_default() += 1;
        }
        let most = counts.iter().max_by_key(|(said, count)| (**count, **said)).map(|(said, _)| *said);
        let by_title = || self.around.titles.iter().filter_map(|title| said::of_name(title)).max();
        let found = most.or_else(by_title);
        if found.is_none() && variables.iter().any(|variable| variable.said.is_none()) {
            return Err("nothing tells of which period the figures are: neither a heading nor a title, nor the name of the file".to_owned());
        }
        Ok(found)
    }

    fn is_other(&self, variable: &Variable) -> bool {
        let stem = folded(&variable.stem);
        self.rule.period.other.iter().any(|other| Stem::new(other).fits(&stem, &self.values).is_some())
    }

    fn period(&self, variable: &Variable, own: Option<Said>) -> Result<Period, String> {
        let stem = folded(&variable.stem);
        let other = self.forms.iter().find(|(other, _)| other.fits(&stem, &self.values).is_some());
        let form = other.map_or(self.form, |(_, form)| *form);
        variable
            .said
            .or(own)
            .and_then(|said| said.period(form, self.day))
            .ok_or_else(|| format!("`{}` is of no period that can be told", variable.heading))
    }

    /// Variables that make indicators of the description.
    fn known(&mut self, variables: &[Variable], own: Option<Said>) -> Result<(), String> {
        let rule = self.rule;
        for known in &rule.known {
            let anchors = match known.value.as_slice() {
                [] => known.numerator.get(..1).unwrap_or_default(),
                value => value,
            };
            for anchor in anchors {
                let stem = Stem::new(anchor);
                for variable in variables {
                    if let Some(bound) = stem.fits(&folded(&variable.stem), &self.values) {
                        self.known_of(known, variable, &bound, variables, own)?;
                    }
                }
            }
        }
        Ok(())
    }

    fn known_of(
        &mut self,
        known: &KnownVariable,
        anchor: &Variable,
        bound: &Bound,
        variables: &[Variable],
        own: Option<Said>,
    ) -> Result<(), String> {
        let said = anchor.said.or(own);
        let part = |text: &String| {
            let stem = Stem::new(text).with(bound)?;
            let fitting: Vec<&Variable> = variables.iter().filter(|one| folded(&one.stem) == stem).collect();
            // An estimate of the population is of the summer before, where there are several.
            let others: Vec<&Variable> = fitting.iter().copied().filter(|one| self.is_other(one)).collect();
            let before =
                |one: &Variable| one.said.zip(said).is_some_and(|(one, said)| one.ends() + 1 == said.ends());
            let other = match others.as_slice() {
                [only] => Some(*only),
                several => several.iter().copied().find(|one| before(one)),
            };
            let same = || fitting.iter().copied().find(|one| one.said.or(own) == said);
            other.or_else(same).map(|one| one.at)
        };
        let numerator: Option<Vec<usize>> = known.numerator.iter().map(&part).collect();
        let denominator = known.denominator.iter().find_map(&part);
        let (numerator, denominator) = match (numerator, denominator) {
            (Some(numerator), Some(denominator)) if !numerator.is_empty() => (numerator, Some(denominator)),
            _ => (Vec::new(), None),
        };
        let published = !known.value.is_empty();
        if !published && denominator.is_none() {
            return Ok(());
        }
        let id = known.indicator.get_ref();
        let Some(described) = self.description.indicators.get(id) else { return Ok(()) };
        let order = u32::try_from(self.plan.figures.len()).unwrap_or(u32::MAX);
        let indicator = indicator(id, described, order);
        let mut group = self.values.characteristics(bound);
        group.extend(known.group.iter().map(|(name, value)| (name.clone(), value.clone())));
        let per = if indicator.unit == Unit::Percent { Some(100.0) } else { known.per };
        let figure = Planned {
            value: published.then_some(anchor.at),
            numerator,
            denominator,
            possible: Possible::of(indicator.unit).within(described.from, described.until),
            indicator,
            period: self.period(anchor, own)?,
            group,
            compute: known.compute.as_ref().and(per.or(Some(1.0))),
            per,
            scale: known.scale.unwrap_or(1.0),
            zero: known.zero.as_ref().and_then(|reason| Missing::from_name(reason.get_ref())),
        };
        if published {
            self.claimed.insert(anchor.at);
        }
        self.add(figure, anchor);
        Ok(())
    }

    /// Every other variable is an indicator of its own.
    fn others(&mut self, variables: &[Variable], own: Option<Said>) -> Result<(), String> {
        for variable in variables {
            if self.claimed.contains(&variable.at) {
                continue;
            }
            let meaning = self.meaning(variable);
            let name = name_of(meaning.as_deref().unwrap_or(&variable.stem));
            let told = match &meaning {
                Some(meaning) => format!("{} {meaning}", variable.stem),
                None => variable.stem.clone(),
            };
            let unit = match unit_of(&told, variable.whole) {
                Unit::Percent | Unit::Score if variable.exceeds_100 => unit_of("", variable.whole),
                unit => unit,
            };
            let limits = Possible::of(unit);
            let possible = if has_any(&told, &self.rule.signed) {
                limits.within(Some(-Possible::GREATEST), Some(Possible::GREATEST))
            } else if has_any(&told, &self.rule.beyond_100) {
                limits.within(None, Some(Possible::GREATEST))
            } else {
                limits
            };
            let order = u32::try_from(self.plan.figures.len()).unwrap_or(u32::MAX);
            let id = format!(
                "{}:{}",
                self.description.id.get_ref(),
                plain(&variable.stem.replace('%', " percent ").replace('+', " plus "))
            );
            let indicator = Indicator {
                id: IndicatorId(id),
                name,
                code: variable.heading.clone(),
                topic: self.rule.topic.clone(),
                polarity: Polarity::Neither,
                unit,
                unit_label: String::new(),
                decimals: u8::from(unit != Unit::Number),
                // Counts are not compared: a large area has many of everything.
                banded: unit != Unit::Number,
                current: true,
                order,
            };
            let figure = Planned {
                value: Some(variable.at),
                numerator: Vec::new(),
                denominator: None,
                indicator,
                possible,
                period: self.period(variable, own)?,
                group: Vec::new(),
                compute: None,
                per: None,
                scale: 1.0,
                zero: None,
            };
            self.add(figure, variable);
        }
        Ok(())
    }

    fn add(&mut self, mut figure: Planned, column: &Variable) {
        figure.group.sort();
        figure.group.dedup();
        self.plan.known.extend(figure.value);
        self.plan.known.extend(&figure.numerator);
        self.plan.known.extend(figure.denominator);
        let key = (figure.indicator.id.clone(), figure.period.label.clone(), figure.group.clone());
        if self.taken.insert(key) {
            self.plan.figures.push(figure);
        } else {
            self.plan.notes.push(format!("`{}` stands a second time; the first is read", column.heading));
        }
    }

    /// What a variable means: by the text beside the file, else by the description.
    fn meaning(&self, variable: &Variable) -> Option<String> {
        let metadata = self.around.metadata;
        let exactly = || metadata?.meaning(&variable.heading).map(str::to_owned);
        let by_stem = || {
            let (heading, _) = self.explained.get(&folded(&variable.stem))?.first()?;
            metadata?.meaning(heading).map(str::to_owned)
        };
        let stem = folded(&variable.stem);
        let by_description =
            || self.rule.words.iter().find(|(word, _)| folded(word) == stem).map(|(_, words)| words.clone());
        exactly().or_else(by_stem).or_else(by_description)
    }
}

fn form(name: &str) -> PeriodForm {
    PeriodForm::from_name(name).unwrap_or(PeriodForm::Label)
}

/// A stem without the number at its end.
fn without_number(stem: &str) -> String {
    match stem.trim_end().rsplit_once('_') {
        Some((before, digits)) if digits.bytes().all(|byte| byte.is_ascii_digit()) => before.to_owned(),
        _ => stem.to_owned(),
    }
}

/// A name of a meaning: without the year, whose figures are kept apart, and without marks.
fn name_of(meaning: &str) -> String {
    let meaning = said::months(meaning).map_or_else(|| meaning.to_owned(), |(rest, _)| rest);
    let meaning = meaning.replace(['_', '\n'], " ");
    let mut words: Vec<&str> = Vec::new();
    let mut rest = meaning.split_whitespace().peekable();
    while let Some(word) = rest.next() {
        let bare = word.trim_matches(|c: char| ",:;()".contains(c));
        let year = said::split(bare, false);
        if year.1.is_some() && year.0.is_empty() {
            match words.last().map(|before| before.to_lowercase()).as_deref() {
                Some("in" | "during" | "for" | "within") => {
                    words.pop();
                }
                // "Number of 2011-12 referrals" is of the referrals.
                Some("of") if rest.peek().is_none() => {
                    words.pop();
                }
                Some("throughout" | "through") => words.push("the year"),
                _ => {}
            }
            continue;
        }
        words.push(match word {
            "31st" => "31",
            word => word,
        });
    }
    let name = words.join(" ");
    let name = name.trim_matches(|c: char| c == '-' || c == ':' || c.is_whitespace());
    let mut letters = name.chars();
    let capital: String = match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    };
    capital.chars().take(NAME_CHARACTERS_MAX).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_nothing_of_the_year() {
        for (meaning, name) in [
            (
                "Number of Children in Need throughout 2010-11",
                "Number of Children in Need throughout the year",
            ),
            (
                "Number of Children in Need at 31st March 2011 male 1-4 years old",
                "Number of Children in Need at 31 March male 1-4 years old",
            ),
            ("Number of referrals in 2010-11", "Number of referrals"),
            (
                "Number of 2011-12 referrals within 12 months of a previous referral",
                "Number of referrals within 12 months of a previous referral",
            ),
            (
                "Children looked after during the year ending 31 March 2014",
                "Children looked after during the year ending 31 March",
            ),
            ("Overall score Oct-Dec 2008", "Overall score"),
            ("CLA_Fost", "CLA Fost"),
            ("initial assessments, 25th percentile", "Initial assessments, 25th percentile"),
        ] {
            assert_eq!(name_of(meaning), name, "{meaning}");
        }
    }
}
