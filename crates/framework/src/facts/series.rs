//! Indicators and gaps: values, changes, differences, trends, ranks.

use super::settings::place;
use super::{Reading, figures};
use crate::language::Truth;
use crate::language::ast::{Beside, Comparator, View, Way};
use crate::model::SeriesRef;
use crate::text::number;
use evidence::{Missing, Polarity, Value};
use profile::figure::{FigurePlace, FigureSubject};
use profile::{
    Direction, FigureKey, FigureUsed, GapProfile, IndicatorProfile, Profile, Relation, SeriesBreak, Trend,
};

/// A series of the profile.
enum Found<'p> {
    Indicator(&'p IndicatorProfile),
    Gap(&'p GapProfile),
}

fn find<'p>(profile: &'p Profile, series: &SeriesRef) -> Result<Found<'p>, String> {
    match series {
        SeriesRef::Indicator { id, group } => {
            profile.indicator(id, group).map(Found::Indicator).ok_or_else(|| {
                let of = if group == "all" { String::new() } else { format!(" for {group}") };
                let name = name_of(profile, id);
                format!("no figure of {name}{of} for this area in the evidence")
            })
        }
        SeriesRef::Gap { id } => profile
            .gaps
            .iter()
            .find(|gap| gap.id == *id)
            .map(Found::Gap)
            .ok_or_else(|| format!("no figures of the gap {id} for this area in the evidence")),
    }
}

/// What people call an indicator of which the area has no such figure; its id where nothing of it was published.
fn name_of(profile: &Profile, id: &str) -> String {
    let of_a_group = profile.indicators.iter().find(|one| one.indicator.as_str() == id).map(|one| &one.name);
    let unpublished =
        || profile.without_value.iter().find(|(one, _)| one.as_str() == id).map(|(_, name)| name);
    of_a_group.or_else(unpublished).map_or_else(|| format!("the indicator {id}"), |name| format!("“{name}”"))
}

impl Found<'_> {
    fn name(&self) -> String {
        match self {
            Found::Indicator(one) if one.group.as_str() == "all" => one.name.clone(),
            Found::Indicator(one) => format!("{} ({})", one.name, one.group.as_str()),
            Found::Gap(gap) => {
                format!("gap in {} between {} and {}", gap.name, gap.compared.as_str(), gap.group.as_str())
            }
        }
    }

    fn decimals(&self) -> usize {
        usize::from(match self {
            Found::Indicator(one) => one.decimals,
            Found::Gap(gap) => gap.decimals,
        })
    }

    fn shown(&self, value: f64) -> String {
        number(value, self.decimals())
    }

    /// With a sign, for changes and differences.
    fn signed(&self, value: f64) -> String {
        let text = self.shown(value);
        if value > 0.0 && text != "0" { format!("+{text}") } else { text }
    }

    fn period(&self) -> &str {
        match self {
            Found::Indicator(one) => &one.latest.period.label,
            Found::Gap(gap) => gap.series.last().map_or("", |point| &point.period.label),
        }
    }

    /// The latest figure's key, at a place.
    fn key(&self, place: FigurePlace) -> FigureKey {
        match self {
            Found::Indicator(one) => FigureKey::indicator(
                one.indicator.as_str(),
                one.group.as_str(),
                &one.latest.period.label,
                place,
            ),
            Found::Gap(gap) => FigureSubject::Gap(gap.id.clone()).at(self.period(), place),
        }
    }

    /// Where a comparator's figures are: the region that stands for an indicator's may be another than the area's.
    fn place(&self, profile: &Profile, comparator: Comparator) -> Option<FigurePlace> {
        match (self, comparator) {
            (Found::Indicator(one), Comparator::Region) => one.region_code.map(FigurePlace::Region),
            _ => figures::elsewhere(profile, comparator),
        }
    }

    /// The value of a period.
    fn in_period(&self, label: &str) -> Value {
        match self {
            Found::Indicator(one) => one
                .series
                .iter()
                .find(|figure| figure.period.label == label)
                .map_or(NOT_PUBLISHED, |figure| figure.value),
            Found::Gap(gap) => gap
                .series
                .iter()
                .find(|point| point.period.label == label)
                .map_or(NOT_PUBLISHED, |point| point.gap),
        }
    }

    /// The label of the period before the latest.
    fn period_before(&self) -> Option<&str> {
        let labels: Vec<&str> = match self {
            Found::Indicator(one) => one.series.iter().map(|figure| figure.period.label.as_str()).collect(),
            Found::Gap(gap) => gap.series.iter().map(|point| point.period.label.as_str()).collect(),
        };
        labels.iter().rev().nth(1).copied()
    }

    /// A figure as it is shown, where it has a value.
    fn used(&self, key: FigureKey, value: Value) -> Option<FigureUsed> {
        Some(FigureUsed::number(key, value.number()?, self.shown(value.number()?)))
    }

    /// A change or difference as it is shown.
    fn used_signed(&self, key: FigureKey, value: f64) -> FigureUsed {
        FigureUsed::number(key, value, self.signed(value))
    }

    /// The area's own figure and that of a comparator.
    fn both(&self, profile: &Profile, comparator: Comparator) -> Vec<FigureUsed> {
        let own = self.used(self.key(figures::own(profile)), self.own());
        let theirs = self
            .place(profile, comparator)
            .and_then(|place| self.used(self.key(place), self.elsewhere(comparator)));
        own.into_iter().chain(theirs).collect()
    }

    /// The change over the years, with the figures at both ends.
    fn change_over_years(&self, profile: &Profile, trend: &Trend) -> Vec<FigureUsed> {
        let key = self.key(figures::own(profile)).in_period(&trend.to.label);
        let ends = [&trend.from.label, &trend.to.label]
            .map(|label| self.used(key.in_period(label), self.in_period(label)));
        let change = self.used_signed(key.change_since(&trend.from.label), trend.change);
        ends.into_iter().flatten().chain([change]).collect()
    }

    fn own(&self) -> Value {
        match self {
            Found::Indicator(one) => one.latest.value,
            Found::Gap(gap) => gap.series.last().map_or(NOT_PUBLISHED, |point| point.gap),
        }
    }

    fn elsewhere(&self, comparator: Comparator) -> Value {
        match (self, comparator) {
            (Found::Indicator(one), Comparator::Neighbours) => one.neighbours.used.value,
            (Found::Indicator(one), Comparator::Region) => one.region.value,
            (Found::Indicator(one), Comparator::England) => one.england.value,
            (Found::Indicator(one), Comparator::Elsewhere) => one.elsewhere,
            (Found::Gap(gap), Comparator::England) => {
                let label = gap.series.last().map(|point| &point.period.label);
                let same = gap.england.iter().find(|point| Some(&point.period.label) == label);
                same.map_or(NOT_PUBLISHED, |point| point.gap)
            }
            (Found::Gap(gap), Comparator::Neighbours) => {
                gap.neighbours_mean.map_or(NOT_PUBLISHED, |(mean, _)| Value::Number(mean))
            }
            (Found::Gap(_), Comparator::Region | Comparator::Elsewhere) => NOT_PUBLISHED,
        }
    }

    fn change(&self, comparator: Option<Comparator>) -> Value {
        match (self, comparator) {
            (Found::Indicator(one), None) => one.change,
            (Found::Indicator(one), Some(Comparator::Neighbours)) => one.neighbours.used.change,
            (Found::Indicator(one), Some(Comparator::Region)) => one.region.change,
            (Found::Indicator(one), Some(Comparator::England)) => one.england.change,
            (Found::Gap(gap), None) => gap.change,
            (Found::Gap(gap), Some(Comparator::England)) => match gap.england.as_slice() {
                _ if gap.change.reason() == Some(Missing::NotComparable) => gap.change,
                [.., before, last] => match (before.gap.number(), last.gap.number()) {
                    (Some(before), Some(last)) => Value::Number(last - before),
                    _ => NOT_PUBLISHED,
                },
                _ => NOT_PUBLISHED,
            },
            _ => NOT_PUBLISHED,
        }
    }

    fn trend(&self) -> Option<&Trend> {
        match self {
            Found::Indicator(one) => one.trend.as_ref(),
            Found::Gap(gap) => gap.trend.as_ref(),
        }
    }

    /// The last break of the series.
    fn last_break(&self) -> Option<&SeriesBreak> {
        match self {
            Found::Indicator(one) => one.history.breaks.last(),
            Found::Gap(gap) => gap.breaks.last(),
        }
    }

    fn change_against_england(&self) -> Value {
        match self {
            Found::Indicator(one) => one.change_against_england,
            Found::Gap(gap) => match (&gap.trend, &gap.england_trend) {
                (Some(own), Some(england)) => Value::Number(own.change - england.change),
                _ => NOT_PUBLISHED,
            },
        }
    }

    /// 1 where higher is better, −1 where lower is: a gap is better when it is smaller.
    fn good_direction(&self) -> Option<f64> {
        match self {
            Found::Indicator(one) => match one.polarity {
                Polarity::High => Some(1.0),
                Polarity::Low => Some(-1.0),
                Polarity::Neither => None,
            },
            Found::Gap(_) => Some(-1.0),
        }
    }

    fn standing(&self, comparator: Comparator) -> Relation {
        match (self, comparator) {
            (Found::Indicator(one), Comparator::Neighbours) => one.against_neighbours,
            (Found::Indicator(one), Comparator::Region) => one.against_region,
            (Found::Indicator(one), Comparator::England) => one.against_england,
            (Found::Gap(gap), Comparator::England) => gap.against_england,
            _ => match (self.own().number(), self.elsewhere(comparator).number()) {
                (Some(own), Some(other)) => {
                    // Equal as far as the decimals shown tell.
                    let (own, other) = (self.shown(own), self.shown(other));
                    let (as_shown, other) =
                        (own.replace('−', "-").parse::<f64>(), other.replace('−', "-").parse::<f64>());
                    match (as_shown, other) {
                        (Ok(own), Ok(other)) if own > other => Relation::Higher,
                        (Ok(own), Ok(other)) if own < other => Relation::Lower,
                        (Ok(_), Ok(_)) => Relation::Similar,
                        _ => Relation::NotKnown,
                    }
                }
                _ => Relation::NotKnown,
            },
        }
    }
}

const NOT_PUBLISHED: Value = Value::missing(Missing::NotPublished);

fn missing(found: &Found<'_>, what: &str, value: Value) -> Reading {
    let why = value.reason().map_or("not published", Missing::in_words);
    let said = format!("{}: {what} is missing ({why})", found.name());
    match found.last_break().filter(|_| value.reason() == Some(Missing::NotComparable)) {
        Some(last) => Reading::no_number(format!("{said}. {}", last.reason)),
        None => Reading::no_number(said),
    }
}

pub(super) fn view(profile: &Profile, series: &SeriesRef, view: View) -> Reading {
    let found = match find(profile, series) {
        Ok(found) => found,
        Err(said) => return Reading::no_number(said),
    };
    let at_area = found.key(figures::own(profile));
    let at = |comparator: Option<Comparator>| match comparator {
        None => Some(at_area.clone()),
        Some(comparator) => found.place(profile, comparator).map(|place| at_area.in_place(place)),
    };
    let (value, said, key) = match view {
        View::Value(None) => (found.own(), format!("in {}", found.period()), at(None)),
        View::Value(Some(comparator)) => {
            let said = format!("in {} in {}", place(profile, comparator), found.period());
            (found.elsewhere(comparator), said, at(Some(comparator)))
        }
        View::Change(comparator) => {
            let where_ = comparator.map_or(String::new(), |one| format!(" in {}", place(profile, one)));
            let said = format!("change since the period before{where_}, to {}", found.period());
            let key = at(comparator).zip(found.period_before()).map(|(key, before)| key.change_since(before));
            (found.change(comparator), said, key)
        }
        View::ChangeOverYears => {
            let Some(trend) = found.trend() else {
                let reason = found.last_break().map_or(Missing::NotPublished, |_| Missing::NotComparable);
                return missing(&found, "its change over the years", Value::missing(reason));
            };
            let said = format!(
                "{}: {} (change from {} to {})",
                found.name(),
                found.signed(trend.change),
                trend.from.label,
                trend.to.label
            );
            return Reading::number(trend.change, said, found.change_over_years(profile, trend));
        }
        View::ChangeAgainstEngland => {
            let key = found.trend().map(|trend| {
                at_area
                    .in_period(&trend.to.label)
                    .change_since(&trend.from.label)
                    .difference_from(FigurePlace::England)
            });
            (found.change_against_england(), "change over the years, beyond England's".to_owned(), key)
        }
        View::Difference(comparator) | View::Advantage(comparator) => {
            return difference(profile, &found, view, comparator);
        }
    };
    match value {
        Value::Number(value) => {
            let is_value = matches!(view, View::Value(_));
            let shown = if is_value { found.shown(value) } else { found.signed(value) };
            let used = key.map(|key| FigureUsed::number(key, value, shown.clone()));
            Reading::number(value, format!("{}: {shown} ({said})", found.name()), used.into_iter().collect())
        }
        Value::Missing { .. } => missing(&found, &said, value),
    }
}

fn difference(profile: &Profile, found: &Found<'_>, view: View, comparator: Comparator) -> Reading {
    let other = place(profile, comparator);
    let (own, theirs) = (found.own(), found.elsewhere(comparator));
    let Some(a) = own.number() else {
        return missing(found, &format!("the value in {}", found.period()), own);
    };
    let Some(b) = theirs.number() else { return missing(found, &format!("the value in {other}"), theirs) };
    let compared = format!("{} against {} in {other}, {}", found.shown(a), found.shown(b), found.period());
    let mut used = found.both(profile, comparator);
    if let Some(theirs) = found.place(profile, comparator) {
        let key = found.key(figures::own(profile)).difference_from(theirs);
        used.push(found.used_signed(key, a - b));
    }
    if !matches!(view, View::Advantage(_)) {
        let said = format!("{}: {} ({compared})", found.name(), found.signed(a - b));
        return Reading::number(a - b, said, used);
    }
    let Some(direction) = found.good_direction() else {
        return Reading::no_number(format!(
            "{}: neither direction is good in itself ({compared})",
            found.name()
        ));
    };
    let advantage = (a - b) * direction;
    let word = if advantage >= 0.0 { "better" } else { "worse" };
    let said = format!("{}: {} {word} ({compared})", found.name(), found.shown(advantage.abs()));
    Reading::number(advantage, said, used)
}

/// A key of the latest period of an indicator with another subject.
fn subject(profile: &Profile, one: &IndicatorProfile, subject: FigureSubject) -> FigureKey {
    let key = Found::Indicator(one).key(figures::own(profile));
    FigureKey { subject, ..key }
}

pub(super) fn rank(profile: &Profile, series: &SeriesRef) -> Reading {
    match find(profile, series) {
        Ok(Found::Indicator(one)) => match one.rank {
            Some((rank, of)) => Reading::number(
                f64::from(rank),
                format!("{}: {rank} of {of} areas", one.name),
                vec![
                    figures::count(subject(profile, one, FigureSubject::Rank(one.indicator.clone())), rank),
                    figures::count(subject(profile, one, FigureSubject::Ranked(one.indicator.clone())), of),
                ],
            ),
            None => Reading::no_number(format!("{}: no rank", one.name)),
        },
        Ok(Found::Gap(_)) => Reading::no_number("gaps have no rank".to_owned()),
        Err(said) => Reading::no_number(said),
    }
}

pub(super) fn quartile(profile: &Profile, series: &SeriesRef) -> Reading {
    match find(profile, series) {
        Ok(Found::Indicator(one)) => match one.band.and_then(|band| "ABCD".find(band)) {
            Some(at) => {
                let quartile = at + 1;
                let said = format!("{}: quartile {quartile} of 4", one.name);
                let key = subject(profile, one, FigureSubject::Quartile(one.indicator.clone()));
                let used = FigureUsed::number(key, quartile as f64, quartile.to_string());
                Reading::number(quartile as f64, said, vec![used])
            }
            None => Reading::no_number(format!("{}: no quartile", one.name)),
        },
        Ok(Found::Gap(_)) => Reading::no_number("gaps have no quartile".to_owned()),
        Err(said) => Reading::no_number(said),
    }
}

pub(super) fn trend(profile: &Profile, series: &SeriesRef, ways: &[Way]) -> Reading {
    let found = match find(profile, series) {
        Ok(found) => found,
        Err(said) => return Reading::truth(Truth::NotKnown, said, Vec::new()),
    };
    let Some(trend) = found.trend() else {
        let since = found.last_break().map_or(String::new(), |last| {
            format!(" since the series breaks in {}. {}", last.from.label, last.reason)
        });
        let said = format!("{}: too few years for a trend{since}", found.name());
        return Reading::truth(Truth::NotKnown, said, Vec::new());
    };
    let way = match trend.direction {
        Direction::Rising => Way::Rising,
        Direction::Level => Way::Level,
        Direction::Falling => Way::Falling,
        Direction::Mixed => Way::Mixed,
    };
    let said = format!(
        "{}: {} from {} to {} ({})",
        found.name(),
        way.word(),
        trend.from.label,
        trend.to.label,
        found.signed(trend.change)
    );
    Reading::truth(Truth::from(ways.contains(&way)), said, found.change_over_years(profile, trend))
}

pub(super) fn against(
    profile: &Profile,
    series: &SeriesRef,
    beside: Beside,
    comparator: Comparator,
) -> Reading {
    let found = match find(profile, series) {
        Ok(found) => found,
        Err(said) => return Reading::truth(Truth::NotKnown, said, Vec::new()),
    };
    let standing = found.standing(comparator);
    let (own, theirs) = (found.own().number(), found.elsewhere(comparator).number());
    let (Some(own), Some(theirs)) = (own, theirs) else {
        let said = format!("{}: cannot be compared with {}", found.name(), place(profile, comparator));
        return Reading::truth(Truth::NotKnown, said, Vec::new());
    };
    let said = format!(
        "{}: {} against {} in {}, {}",
        found.name(),
        found.shown(own),
        found.shown(theirs),
        place(profile, comparator),
        found.period()
    );
    let wanted = match beside {
        Beside::Higher | Beside::Larger => Some(Relation::Higher),
        Beside::Lower | Beside::Smaller => Some(Relation::Lower),
        Beside::Similar => Some(Relation::Similar),
        Beside::Better => {
            found.good_direction().map(|up| if up > 0.0 { Relation::Higher } else { Relation::Lower })
        }
        Beside::Worse => {
            found.good_direction().map(|up| if up > 0.0 { Relation::Lower } else { Relation::Higher })
        }
    };
    let truth = match (wanted, standing) {
        (None, _) | (_, Relation::NotKnown) => Truth::NotKnown,
        (Some(wanted), standing) => Truth::from(wanted == standing),
    };
    Reading::truth(truth, said, found.both(profile, comparator))
}
