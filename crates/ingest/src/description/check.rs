//! What a description means: names that lead nowhere and words that mean nothing, each at its place.

use super::pattern::{covers, meet};
use super::statistics::PeriodRule;
use super::{ColumnRule, Conditions, Description, ValuesRule};
use crate::dates::{DateForm, PeriodForm, month_and_day};
use definitions::{At, Mistake, shortened};
use evidence::{Missing, Polarity, Unit, Vocabulary};
use std::collections::BTreeMap;
use std::ops::Range;

/// Looks through a description for names that lead nowhere and words that mean nothing.
pub struct Checker<'a> {
    description: &'a Description,
    vocabulary: &'a Vocabulary,
    mistakes: Vec<Mistake>,
}

impl<'a> Checker<'a> {
    /// Everything wrong with a description's meaning.
    pub fn check(description: &'a Description, vocabulary: &'a Vocabulary) -> Vec<Mistake> {
        let mut checker = Checker { description, vocabulary, mistakes: Vec::new() };
        checker.file_rules();
        checker.setting_rules();
        checker.orders();
        checker.inspection_rules();
        checker.statistics_rules();
        checker.mistakes
    }

    fn incomplete(&mut self, span: Range<usize>, what: &str) {
        self.mistakes.push(Mistake::new("incomplete", span, what, "something belongs to this"));
    }

    fn one_of<'n>(&mut self, asked: &At<String>, what: &str, names: impl Iterator<Item = &'n str>) {
        let names: Vec<&str> = names.collect();
        if !names.contains(&asked.as_str()) {
            let message = format!("there is no {what} `{}`", shortened(asked));
            let mistake = Mistake::new("unknown-name", asked.span(), message, "not known here");
            self.mistakes.push(mistake.nearest(asked, names));
        }
    }

    fn column(&mut self, asked: &At<String>) {
        let description = self.description;
        self.one_of(asked, "column", description.columns.keys().map(String::as_str));
    }

    fn columns<'n>(&mut self, asked: impl IntoIterator<Item = &'n At<String>>) {
        for asked in asked {
            self.column(asked);
        }
    }

    fn reasons(&mut self, symbols: &BTreeMap<String, At<String>>) {
        for reason in symbols.values() {
            self.one_of(reason, "reason for a missing value called", Missing::ALL.iter().map(|m| m.name()));
        }
    }

    fn column_rule(&mut self, rule: &ColumnRule) {
        self.reasons(&rule.missing);
    }

    fn conditions(&mut self, when: &Conditions) {
        self.columns(when.keys());
    }

    fn date(&mut self, text: &At<String>) {
        if text.get_ref().parse::<evidence::Date>().is_err() {
            let message = format!("`{}` is not a date", shortened(text));
            self.mistakes.push(Mistake::new(
                "date",
                text.span(),
                message,
                "expected a date such as 2011-08-31",
            ));
        }
    }

    fn file_rules(&mut self) {
        let description = self.description;
        for form in &description.dates {
            if DateForm::from_name(form).is_none() {
                let known = DateForm::ALL.iter().map(|(name, _)| *name);
                self.one_of(form, "way to write dates called", known);
            }
        }
        self.reasons(&description.missing);
        for rule in description.columns.values() {
            self.column_rule(rule);
        }
        for rule in &description.as_at {
            if let Some(date) = &rule.date {
                self.date(date);
            }
            if let Some(column) = rule.latest.as_ref().filter(|column| !column.get_ref().contains('.')) {
                self.column(column);
            }
        }
        for ignored in &description.ignored {
            self.conditions(&ignored.when);
        }
        for rule in description.values.values() {
            self.values_rule(rule);
        }
    }

    fn values_rule(&mut self, rule: &ValuesRule) {
        let vocabulary = self.vocabulary;
        self.reasons(&rule.missing);
        for dated in &rule.scales {
            self.one_of(&dated.scale, "scale", vocabulary.scales.iter().map(|scale| scale.id.as_str()));
            for date in dated.from.iter().chain(&dated.until) {
                self.date(date);
            }
            for remit in &dated.remits {
                self.remit(remit);
            }
        }
        let labels: Vec<&str> = rule
            .scales
            .iter()
            .filter_map(|dated| vocabulary.scale(dated.scale.get_ref()))
            .flat_map(|(_, scale)| scale.values.iter().map(|value| value.label.as_str()))
            .collect();
        for label in rule.also.values() {
            self.one_of(label, "value on these scales called", labels.iter().copied());
        }
    }

    fn remit(&mut self, remit: &At<String>) {
        let vocabulary = self.vocabulary;
        self.one_of(remit, "remit", vocabulary.remits.iter().map(|remit| remit.id.as_str()));
    }

    fn aspect(&mut self, aspect: &At<String>) {
        let vocabulary = self.vocabulary;
        self.one_of(aspect, "aspect", vocabulary.aspects.iter().map(|aspect| aspect.id.as_str()));
    }

    fn values(&mut self, values: &At<String>) {
        let description = self.description;
        self.one_of(values, "table of values called", description.values.keys().map(String::as_str));
    }

    fn setting_rules(&mut self) {
        let description = self.description;
        if let Some(setting) = &description.setting {
            self.columns(&setting.id);
            self.columns(&setting.area);
            let single = [&setting.name, &setting.kind, &setting.sector, &setting.places, &setting.postcode];
            self.columns(single.into_iter().chain([&setting.opened, &setting.closed]).flatten());
            self.columns(setting.active.iter().map(|active| &active.column));
            self.columns(setting.also.iter().flat_map(|other| &other.columns));
            if let Some(list) = &setting.list_of {
                self.column(&list.column);
                self.form(&list.form);
                if month_and_day(&list.day).is_none() {
                    let message = format!("`{}` is not a day of the year", shortened(&list.day));
                    self.mistakes.push(Mistake::new(
                        "date",
                        list.day.span(),
                        message,
                        "expected a day such as 01-20",
                    ));
                }
            }
        }
        for rule in &description.remits {
            self.conditions(&rule.when);
            self.remit(&rule.remit);
        }
        for remit in description.complete.iter().flat_map(|complete| &complete.remits) {
            self.remit(remit);
        }
        for link in &description.links {
            self.conditions(&link.when);
            self.columns([&link.successor, &link.predecessor]);
            self.columns(link.from.iter().chain(&link.kind));
        }
        if let Some(event) = &description.area_event {
            self.columns([&event.area, &event.date, &event.kind, &event.outcome]);
            self.columns(event.known_from.iter().chain(&event.note));
        }
    }

    /// Rules of which the first that fits is taken: one that an earlier rule covers can never be. And rules of
    /// successions, which all apply: two that may fit one row must not say different things.
    fn orders(&mut self) {
        let description = self.description;
        for (at, rule) in description.remits.iter().enumerate() {
            let earlier = description.remits[..at].iter().find(|earlier| covers(&earlier.when, &rule.when));
            if let Some(earlier) = earlier.filter(|earlier| earlier.remit.get_ref() != rule.remit.get_ref()) {
                let never =
                    format!("an earlier rule, for `{}`, fits all rows of this one", earlier.remit.get_ref());
                self.mistakes.push(Mistake::new(
                    "never",
                    rule.remit.span(),
                    never,
                    "never taken: put it first",
                ));
            }
            self.not_ignored(&rule.when, rule.remit.span());
        }
        for (at, rule) in description.links.iter().enumerate() {
            let says = |rule: &super::LinkRule| {
                (rule.successor.get_ref().clone(), rule.predecessor.get_ref().clone(), rule.inherits)
            };
            let both =
                |earlier: &&super::LinkRule| meet(&earlier.when, &rule.when) && says(earlier) != says(rule);
            if description.links[..at].iter().any(|earlier| both(&earlier)) {
                let message = "a row may fit this rule and an earlier one, which says something else";
                self.mistakes.push(Mistake::new("both", rule.successor.span(), message, "which of the two?"));
            }
            self.not_ignored(&rule.when, rule.successor.span());
        }
    }

    /// Whether rows that a rule is for are passed over before it is asked.
    fn not_ignored(&mut self, when: &Conditions, span: Range<usize>) {
        let ignored = |rule: &&super::IgnoredRule| !rule.when.is_empty() && covers(&rule.when, when);
        if let Some(rule) = self.description.ignored.iter().find(ignored) {
            let message = format!("all rows of this rule are passed over as \"{}\"", shortened(&rule.reason));
            self.mistakes.push(Mistake::new("never", span, message, "never taken"));
        }
    }

    fn inspection_rules(&mut self) {
        let description = self.description;
        for (at, rule) in description.inspections.iter().enumerate() {
            if let Some(like) = &rule.like {
                let before = description.inspections[..at].iter().map(|other| other.block.get_ref().as_str());
                self.one_of(like, "block before this one called", before);
            } else if rule.date.is_none() {
                self.incomplete(rule.block.span(), "an inspection needs a column of its `date`");
            }
            let columns = [&rule.date, &rule.published, &rule.number, &rule.inspected, &rule.kind_column];
            for column in columns.into_iter().flatten() {
                self.column_rule(column);
            }
            for judgement in &rule.judgements {
                self.aspect(&judgement.aspect);
                self.values(&judgement.values);
            }
        }
        if !description.inspections.is_empty() && description.setting.is_none() {
            self.incomplete(description.id.span(), "inspections need a `setting` that says whose they are");
        }
        if let Some(scores) = &description.scores {
            self.columns([&scores.number, &scores.about, &scores.value]);
            for score in scores.aspects.values() {
                self.aspect(&score.aspect);
                self.values(&score.values);
            }
        }
    }

    fn statistics_rules(&mut self) {
        let description = self.description;
        if let Some(place) = &description.place {
            self.columns(place.area.iter().chain(&place.region).chain(&place.level));
            self.conditions(&place.england);
            for level in place.levels.values() {
                self.one_of(level, "level", ["england", "region", "area", "ignored"].into_iter());
            }
        }
        for group in &description.groups {
            self.column(&group.column);
        }
        for indicator in description.indicators.values() {
            if Polarity::from_name(indicator.polarity.get_ref()).is_none() {
                self.one_of(&indicator.polarity, "polarity", ["high", "low", "neither"].into_iter());
            }
            self.one_of(&indicator.unit, "unit", Unit::ALL.iter().map(|unit| unit.name()));
        }
        for observation in &description.observations {
            self.conditions(&observation.when);
            self.one_of(
                &observation.indicator,
                "indicator",
                description.indicators.keys().map(String::as_str),
            );
            self.period(&observation.period);
            if let Some(compute) = &observation.compute {
                self.one_of(compute, "computation", ["percent", "rate"].into_iter());
            }
        }
        let needs_place = !description.observations.is_empty() || description.tidy.is_some();
        if needs_place && description.place.is_none() {
            self.incomplete(description.id.span(), "observations need a `place` that says where they are");
        }
        if let Some(named) = &description.named {
            self.columns([&named.area, &named.indicator, &named.value, &named.period]);
            for maybe in [&named.title, &named.in_topic, &named.unit, &named.polarity, &named.decimals] {
                self.columns(maybe);
            }
            for maybe in [&named.group, &named.numerator, &named.denominator, &named.published] {
                self.columns(maybe);
            }
            for form in &named.period_forms {
                self.form(&form.form);
            }
            for unit in named.units.values() {
                self.one_of(unit, "unit", Unit::ALL.iter().map(|unit| unit.name()));
            }
            for polarity in named.polarities.values() {
                self.one_of(polarity, "polarity", ["high", "low", "neither"].into_iter());
            }
        }
        if let Some(tidy) = &description.tidy {
            self.columns([&tidy.period, &tidy.period_kind]);
            for form in tidy.period_kinds.values() {
                self.form(form);
            }
        }
    }

    fn period(&mut self, period: &PeriodRule) {
        self.columns(&period.column);
        self.form(&period.form);
    }

    fn form(&mut self, form: &At<String>) {
        self.one_of(form, "form of a period called", PeriodForm::ALL.iter().map(|(name, _)| *name));
    }
}
