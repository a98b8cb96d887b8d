//! Indicators and gaps: values, changes, differences, trends, ranks.

use super::Reading;
use super::settings::place;
use crate::language::Truth;
use crate::language::ast::{Beside, View, Way, Whom};
use crate::model::SeriesIs;
use crate::text::number;
use evidence::{Polarity, Value};
use profile::{Direction, GapProfile, IndicatorProfile, Origin, Profile, Relation, Trend};

/// A series of the profile.
enum Found<'p> {
    Indicator(&'p IndicatorProfile),
    Gap(&'p GapProfile),
}

fn find<'p>(profile: &'p Profile, series: &SeriesIs) -> Result<Found<'p>, String> {
    match series {
        SeriesIs::Indicator { id, group } => profile
            .indicators
            .iter()
            .find(|one| one.indicator.as_str() == id && one.group.as_str() == group)
            .map(Found::Indicator)
            .ok_or_else(|| {
                let of = if group == "all" { String::new() } else { format!(" for {group}") };
                format!("no figure of the indicator {id}{of} for this area in the evidence")
            }),
        SeriesIs::Gap { id } => profile
            .gaps
            .iter()
            .find(|gap| gap.id == *id)
            .map(Found::Gap)
            .ok_or_else(|| format!("no figures of the gap {id} for this area in the evidence")),
    }
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

    fn origins(&self) -> Vec<Origin> {
        match self {
            Found::Indicator(one) => vec![one.latest.origin],
            Found::Gap(gap) => gap.origins.clone(),
        }
    }

    fn own(&self) -> Value {
        match self {
            Found::Indicator(one) => one.latest.value,
            Found::Gap(gap) => gap.series.last().map_or(NOT_PUBLISHED, |point| point.gap),
        }
    }

    fn elsewhere(&self, whom: Whom) -> Value {
        match (self, whom) {
            (Found::Indicator(one), Whom::Neighbours) => one.neighbours.used.value,
            (Found::Indicator(one), Whom::Region) => one.region.value,
            (Found::Indicator(one), Whom::England) => one.england.value,
            (Found::Indicator(one), Whom::Elsewhere) => one.elsewhere,
            (Found::Gap(gap), Whom::England) => {
                let label = gap.series.last().map(|point| &point.period.label);
                let same = gap.england.iter().find(|point| Some(&point.period.label) == label);
                same.map_or(NOT_PUBLISHED, |point| point.gap)
            }
            (Found::Gap(gap), Whom::Neighbours) => {
                gap.neighbours_mean.map_or(NOT_PUBLISHED, |(mean, _)| Value::Number(mean))
            }
            (Found::Gap(_), Whom::Region | Whom::Elsewhere) => NOT_PUBLISHED,
        }
    }

    fn change(&self, whom: Option<Whom>) -> Value {
        match (self, whom) {
            (Found::Indicator(one), None) => one.change,
            (Found::Indicator(one), Some(Whom::Neighbours)) => one.neighbours.used.change,
            (Found::Indicator(one), Some(Whom::Region)) => one.region.change,
            (Found::Indicator(one), Some(Whom::England)) => one.england.change,
            (Found::Gap(gap), None) => gap.change,
            (Found::Gap(gap), Some(Whom::England)) => match gap.england.as_slice() {
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

    fn standing(&self, whom: Whom) -> Relation {
        match (self, whom) {
            (Found::Indicator(one), Whom::Neighbours) => one.against_neighbours,
            (Found::Indicator(one), Whom::Region) => one.against_region,
            (Found::Indicator(one), Whom::England) => one.against_england,
            (Found::Gap(gap), Whom::England) => gap.against_england,
            _ => match (self.own().number(), self.elsewhere(whom).number()) {
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

const NOT_PUBLISHED: Value = Value::missing(evidence::Missing::NotPublished);

fn missing(found: &Found<'_>, what: &str, value: Value) -> Reading {
    let why = value.reason().map_or("not published", evidence::Missing::in_words);
    Reading::no_number(format!("{}: {what} is missing ({why})", found.name()))
}

pub(super) fn view(profile: &Profile, series: &SeriesIs, view: View) -> Reading {
    let found = match find(profile, series) {
        Ok(found) => found,
        Err(said) => return Reading::no_number(said),
    };
    let (value, said) = match view {
        View::Value(None) => (found.own(), format!("in {}", found.period())),
        View::Value(Some(whom)) => {
            (found.elsewhere(whom), format!("in {} in {}", place(profile, whom), found.period()))
        }
        View::Change(whom) => {
            let where_ = whom.map_or(String::new(), |whom| format!(" in {}", place(profile, whom)));
            (found.change(whom), format!("change since the period before{where_}, to {}", found.period()))
        }
        View::ChangeOverYears => {
            let Some(trend) = found.trend() else {
                return missing(&found, "its change over the years", NOT_PUBLISHED);
            };
            (Value::Number(trend.change), format!("change from {} to {}", trend.from.label, trend.to.label))
        }
        View::ChangeAgainstEngland => {
            (found.change_against_england(), "change over the years, beyond England's".to_owned())
        }
        View::Difference(whom) | View::Advantage(whom) => return difference(profile, &found, view, whom),
    };
    match value {
        Value::Number(value) => {
            let shown = if matches!(view, View::Value(_)) { found.shown(value) } else { found.signed(value) };
            Reading::number(value, format!("{}: {shown} ({said})", found.name()), found.origins())
        }
        Value::Missing { .. } => missing(&found, &said, value),
    }
}

fn difference(profile: &Profile, found: &Found<'_>, view: View, whom: Whom) -> Reading {
    let other = place(profile, whom);
    let (own, theirs) = (found.own(), found.elsewhere(whom));
    let Some(a) = own.number() else {
        return missing(found, &format!("the value in {}", found.period()), own);
    };
    let Some(b) = theirs.number() else { return missing(found, &format!("the value in {other}"), theirs) };
    let figures = format!("{} against {} in {other}, {}", found.shown(a), found.shown(b), found.period());
    if !matches!(view, View::Advantage(_)) {
        let said = format!("{}: {} ({figures})", found.name(), found.signed(a - b));
        return Reading::number(a - b, said, found.origins());
    }
    let Some(direction) = found.good_direction() else {
        return Reading::no_number(format!(
            "{}: neither direction is good in itself ({figures})",
            found.name()
        ));
    };
    let advantage = (a - b) * direction;
    let word = if advantage >= 0.0 { "better" } else { "worse" };
    let said = format!("{}: {} {word} ({figures})", found.name(), found.shown(advantage.abs()));
    Reading::number(advantage, said, found.origins())
}

pub(super) fn rank(profile: &Profile, series: &SeriesIs) -> Reading {
    match find(profile, series) {
        Ok(Found::Indicator(one)) => match one.rank {
            Some((rank, of)) => Reading::number(
                f64::from(rank),
                format!("{}: {rank} of {of} areas", one.name),
                vec![one.latest.origin],
            ),
            None => Reading::no_number(format!("{}: no rank", one.name)),
        },
        Ok(Found::Gap(_)) => Reading::no_number("gaps have no rank".to_owned()),
        Err(said) => Reading::no_number(said),
    }
}

pub(super) fn quartile(profile: &Profile, series: &SeriesIs) -> Reading {
    match find(profile, series) {
        Ok(Found::Indicator(one)) => match one.band.and_then(|band| "ABCD".find(band)) {
            Some(at) => {
                let quartile = at + 1;
                let said = format!("{}: quartile {quartile} of 4", one.name);
                Reading::number(quartile as f64, said, vec![one.latest.origin])
            }
            None => Reading::no_number(format!("{}: no quartile", one.name)),
        },
        Ok(Found::Gap(_)) => Reading::no_number("gaps have no quartile".to_owned()),
        Err(said) => Reading::no_number(said),
    }
}

pub(super) fn trend(profile: &Profile, series: &SeriesIs, ways: &[Way]) -> Reading {
    let found = match find(profile, series) {
        Ok(found) => found,
        Err(said) => return Reading::truth(Truth::NotKnown, said, Vec::new()),
    };
    let Some(trend) = found.trend() else {
        let said = format!("{}: too few years for a trend", found.name());
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
    Reading::truth(Truth::from(ways.contains(&way)), said, found.origins())
}

pub(super) fn against(profile: &Profile, series: &SeriesIs, beside: Beside, whom: Whom) -> Reading {
    let found = match find(profile, series) {
        Ok(found) => found,
        Err(said) => return Reading::truth(Truth::NotKnown, said, Vec::new()),
    };
    let standing = found.standing(whom);
    let (own, theirs) = (found.own().number(), found.elsewhere(whom).number());
    let (Some(own), Some(theirs)) = (own, theirs) else {
        let said = format!("{}: cannot be compared with {}", found.name(), place(profile, whom));
        return Reading::truth(Truth::NotKnown, said, Vec::new());
    };
    let said = format!(
        "{}: {} against {} in {}, {}",
        found.name(),
        found.shown(own),
        found.shown(theirs),
        place(profile, whom),
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
    Reading::truth(truth, said, found.origins())
}
