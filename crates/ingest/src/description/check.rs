//! Mistakes in a description, all at once, each at its line and column.

use super::statistics::PeriodRule;
use super::{ColumnRule, Conditions, Description, ValuesRule};
use crate::dates::{DateForm, PeriodForm};
use evidence::{Missing, Polarity, Unit, Vocabulary};
use miette::{LabeledSpan, NamedSource, SourceSpan};
use std::collections::BTreeMap;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// What is wrong with a description.
#[derive(Debug, thiserror::Error, miette::Diagnostic)]
#[error("{file}: {}", in_words(.labels.len()))]
#[diagnostic(help(
    "what a description may say is set out in the README of the crate `ingest`, with a whole example"
))]
pub struct Mistakes {
    /// The file.
    pub file: String,
    #[source_code]
    text: NamedSource<String>,
    #[label(collection)]
    labels: Vec<LabeledSpan>,
}

fn in_words(mistakes: usize) -> String {
    if mistakes == 1 {
        "a mistake in this description".to_owned()
    } else {
        format!("{mistakes} mistakes in this description")
    }
}

impl Mistakes {
    /// Mistakes at their places; in the order of the file.
    pub fn new(file: &str, text: &str, mut found: Vec<(Range<usize>, String)>) -> Mistakes {
        found.sort_by(|a, b| (a.0.start, &a.1).cmp(&(b.0.start, &b.1)));
        found.dedup();
        Mistakes {
            file: file.to_owned(),
            text: NamedSource::new(file, text.to_owned()).with_language("TOML"),
            labels: found
                .into_iter()
                .map(|(span, what)| LabeledSpan::new_primary_with_span(Some(what), SourceSpan::from(span)))
                .collect(),
        }
    }

    /// The mistakes in words, in the order of the file.
    pub fn messages(&self) -> impl Iterator<Item = &str> {
        self.labels.iter().filter_map(LabeledSpan::label)
    }
}

const COLUMN: &[&str] = &["names", "required", "missing", "take"];

/// Which keys each table may have. `*` in a path stands for a name of the writer's; `[]` for a list's entries.
const KEYS: &[(&str, &[&str])] = &[
    (
        "",
        &[
            "id",
            "title",
            "publisher",
            "licence",
            "reader",
            "table",
            "as_at",
            "missing",
            "dates",
            "columns",
            "known_from",
            "ignored",
            "values",
            "setting",
            "remits",
            "complete",
            "inspections",
            "links",
            "scores",
            "scores_from",
            "area_event",
            "place",
            "groups",
            "indicators",
            "observations",
            "tidy",
        ],
    ),
    ("table", &["header_within", "heading_rows", "sheets", "files"]),
    ("as_at[]", &["title_after", "file_name", "latest", "end_of_month", "date"]),
    ("columns.*", COLUMN),
    ("known_from", &["lag_days", "reason", "day", "years_after", "days_after_period", "capped"]),
    ("ignored[]", &["when", "reason"]),
    ("values.*", &["scales", "also", "codes", "missing"]),
    ("values.*.scales[]", &["scale", "from", "until", "remits"]),
    (
        "setting",
        &[
            "scheme",
            "id",
            "id_is_area",
            "repeats",
            "listed",
            "name",
            "kind",
            "area",
            "sector",
            "places",
            "postcode",
            "opened",
            "closed",
            "active",
        ],
    ),
    ("setting.active", &["column", "values"]),
    ("remits[]", &["when", "remit"]),
    ("complete", &["remits", "areas_at_least"]),
    (
        "inspections[]",
        &[
            "block",
            "like",
            "prefixes",
            "prefix_needed",
            "optional",
            "date",
            "published",
            "number",
            "inspected",
            "inspected_link",
            "kind_column",
            "kinds",
            "kind",
            "not_kinds",
            "judgements",
        ],
    ),
    ("inspections[].date", COLUMN),
    ("inspections[].published", COLUMN),
    ("inspections[].number", COLUMN),
    ("inspections[].inspected", COLUMN),
    ("inspections[].kind_column", COLUMN),
    ("inspections[].judgements[]", &["aspect", "names", "required", "values"]),
    ("links[]", &["when", "scheme", "successor", "predecessor", "from", "kind", "inherits"]),
    ("scores", &["number", "about", "value", "aspects"]),
    ("scores.aspects.*", &["aspect", "values"]),
    ("area_event", &["area", "date", "known_from", "kind", "outcome", "note"]),
    ("place", &["area", "region", "level", "levels", "whole", "marks"]),
    ("groups[]", &["name", "column", "values", "only"]),
    ("indicators.*", &["name", "topic", "polarity", "unit", "unit_label", "decimals", "banded"]),
    (
        "observations[]",
        &[
            "when",
            "indicator",
            "value",
            "numerator",
            "denominator",
            "compute",
            "per",
            "period",
            "group",
            "optional",
        ],
    ),
    ("observations[].value", COLUMN),
    ("observations[].numerator", COLUMN),
    ("observations[].denominator", COLUMN),
    ("observations[].period", &["column", "fixed", "form"]),
    ("tidy", &["standard", "period", "period_kind", "period_kinds", "totals"]),
];

/// Keys that a description may not have, each with the nearest that it may.
pub fn unknown_keys(table: &DeTable<'_>, path: &str, found: &mut Vec<(Range<usize>, String)>) {
    let known = KEYS.iter().find(|(known, _)| *known == path).map(|(_, keys)| *keys);
    let open =
        KEYS.iter().any(|(known, _)| known.strip_prefix(path).is_some_and(|rest| rest.starts_with(".*")));
    for (key, value) in table {
        let name: &str = key.get_ref();
        if let Some(keys) = known
            && !keys.contains(&name)
        {
            found.push((
                key.span(),
                format!("there is no `{name}` here{}", nearest(name, keys.iter().copied())),
            ));
            continue;
        }
        let name = if open { "*" } else { name };
        let path = if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
        descend(value.get_ref(), &path, found);
    }
}

fn descend(value: &DeValue<'_>, path: &str, found: &mut Vec<(Range<usize>, String)>) {
    match value {
        DeValue::Table(table) if KEYS.iter().any(|(known, _)| known.starts_with(path)) => {
            unknown_keys(table, path, found);
        }
        DeValue::Array(entries) => {
            for entry in entries {
                descend(entry.get_ref(), &format!("{path}[]"), found);
            }
        }
        _ => {}
    }
}

/// "; did you mean `x`?", for the nearest of some names, if one is near.
pub fn nearest<'a>(asked: &str, names: impl IntoIterator<Item = &'a str>) -> String {
    names
        .into_iter()
        .map(|name| (strsim::jaro_winkler(asked, name), name))
        .filter(|(likeness, _)| *likeness > 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(a.1)))
        .map_or(String::new(), |(_, name)| format!("; did you mean `{name}`?"))
}

/// Looks through a description for names that lead nowhere and words that mean nothing.
pub struct Checker<'a> {
    description: &'a Description,
    vocabulary: &'a Vocabulary,
    found: Vec<(Range<usize>, String)>,
}

impl<'a> Checker<'a> {
    /// Everything wrong with a description's meaning.
    pub fn check(description: &'a Description, vocabulary: &'a Vocabulary) -> Vec<(Range<usize>, String)> {
        let mut checker = Checker { description, vocabulary, found: Vec::new() };
        checker.file_rules();
        checker.setting_rules();
        checker.inspection_rules();
        checker.statistics_rules();
        checker.found
    }

    fn wrong(&mut self, span: Range<usize>, what: String) {
        self.found.push((span, what));
    }

    fn one_of<'n>(&mut self, asked: &Spanned<String>, what: &str, names: impl Iterator<Item = &'n str>) {
        let names: Vec<&str> = names.collect();
        if !names.contains(&asked.get_ref().as_str()) {
            let near = nearest(asked.get_ref(), names.iter().copied());
            self.wrong(asked.span(), format!("there is no {what} `{}`{near}", asked.get_ref()));
        }
    }

    fn column(&mut self, asked: &Spanned<String>) {
        let description = self.description;
        self.one_of(asked, "column", description.columns.keys().map(String::as_str));
    }

    fn columns<'n>(&mut self, asked: impl IntoIterator<Item = &'n Spanned<String>>) {
        for asked in asked {
            self.column(asked);
        }
    }

    fn reasons(&mut self, symbols: &BTreeMap<String, Spanned<String>>) {
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

    fn date(&mut self, text: &Spanned<String>) {
        if text.get_ref().parse::<evidence::Date>().is_err() {
            self.wrong(text.span(), format!("`{}` is not a date such as 2011-08-31", text.get_ref()));
        }
    }

    fn file_rules(&mut self) {
        let description = self.description;
        for form in &description.dates {
            if DateForm::from_name(form.get_ref()).is_none() {
                let near = nearest(form.get_ref(), DateForm::ALL.iter().map(|(name, _)| *name));
                self.wrong(
                    form.span(),
                    format!("there is no way to write dates called `{}`{near}", form.get_ref()),
                );
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

    fn remit(&mut self, remit: &Spanned<String>) {
        let vocabulary = self.vocabulary;
        self.one_of(remit, "remit", vocabulary.remits.iter().map(|remit| remit.id.as_str()));
    }

    fn aspect(&mut self, aspect: &Spanned<String>) {
        let vocabulary = self.vocabulary;
        self.one_of(aspect, "aspect", vocabulary.aspects.iter().map(|aspect| aspect.id.as_str()));
    }

    fn values(&mut self, values: &Spanned<String>) {
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

    fn inspection_rules(&mut self) {
        let description = self.description;
        for (at, rule) in description.inspections.iter().enumerate() {
            if let Some(like) = &rule.like {
                let before = description.inspections[..at].iter().map(|other| other.block.get_ref().as_str());
                self.one_of(like, "block before this one called", before);
            } else if rule.date.is_none() {
                self.wrong(rule.block.span(), "an inspection needs a column of its `date`".to_owned());
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
            self.wrong(
                description.id.span(),
                "inspections need a `setting` that says whose they are".to_owned(),
            );
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
            self.wrong(
                description.id.span(),
                "observations need a `place` that says where they are".to_owned(),
            );
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

    fn form(&mut self, form: &Spanned<String>) {
        self.one_of(form, "form of a period called", PeriodForm::ALL.iter().map(|(name, _)| *name));
    }
}
