//! The keys of the figures that facts rest on: what a reason states can be followed to its rows by them.

use crate::language::ast::{Comparator, Did};
use crate::model::{CountingRule, Of};
use evidence::{Date, ScaleId};
use profile::figure::{
    Counted, FigurePlace, FigureSubject, InspectionOutcome, Points, ScaleCode, SettingsOf, figure_period,
};
use profile::{FigureKey, FigureUsed, Profile};

/// A whole number of settings, inspections or areas.
pub(super) fn count(key: FigureKey, count: u32) -> FigureUsed {
    FigureUsed::number(key, f64::from(count), count.to_string())
}

/// The area itself.
pub(super) fn own(profile: &Profile) -> FigurePlace {
    FigurePlace::Area(profile.area)
}

/// Where a comparator's figures are; none where the region has no code.
pub(super) fn elsewhere(profile: &Profile, comparator: Comparator) -> Option<FigurePlace> {
    Some(match comparator {
        Comparator::Neighbours => FigurePlace::NeighboursOf(profile.area),
        Comparator::Region => FigurePlace::Region(profile.region_code?),
        Comparator::England => FigurePlace::England,
        Comparator::Elsewhere => FigurePlace::EnglandWithout(profile.area),
    })
}

/// Settings and what was judged of them, on the day of the profile or a year before.
pub(super) struct SettingsFigures<'a> {
    profile: &'a Profile,
    of: &'a Of,
    day: Date,
}

impl<'a> SettingsFigures<'a> {
    pub(super) fn new(profile: &'a Profile, of: &'a Of, year_before: bool) -> SettingsFigures<'a> {
        let day = if year_before { evidence::date::year_before(profile.as_at) } else { profile.as_at };
        SettingsFigures { profile, of, day }
    }

    fn settings(&self) -> SettingsOf {
        SettingsOf::new(self.of.remits.iter().cloned(), self.of.aspect.clone())
    }

    fn at(&self, subject: FigureSubject, place: FigurePlace) -> FigureKey {
        subject.at(figure_period(self.day), place)
    }

    /// How many settings are counted in a way.
    pub(super) fn counted(&self, counted: Counted, number: u32) -> FigureUsed {
        count(self.at(self.settings().count(counted), own(self.profile)), number)
    }

    /// The share that one way of counting has of another, in per cent.
    pub(super) fn share(&self, part: Counted, whole: Counted, percent: f64, shown: String) -> FigureUsed {
        FigureUsed::number(self.at(self.settings().share(part, whole), own(self.profile)), percent, shown)
    }

    /// The mean of the points that a rule gives.
    pub(super) fn mean(&self, rule: &CountingRule, mean: f64, shown: String) -> FigureUsed {
        let points = rule.scales.iter().flat_map(|scale| {
            let of = |code| ScaleCode { scale: scale.scale.clone(), code };
            scale.values.iter().map(move |value| (of(value.code), Points::of(value.points.unwrap_or(0.0))))
        });
        let mut points: Vec<(ScaleCode, Points)> = points.collect();
        points.sort();
        let subject = FigureSubject::MeanPoints { of: self.settings(), points };
        FigureUsed::number(self.at(subject, own(self.profile)), mean, shown)
    }

    /// Good or better elsewhere: the share with its part and whole.
    pub(super) fn good_elsewhere(&self, place: FigurePlace, share: f64, shown: String) -> FigureUsed {
        FigureUsed::number(self.at(self.settings().good_or_better(), place), share, shown)
    }

    /// How many settings elsewhere are counted in a way.
    pub(super) fn counted_elsewhere(&self, place: FigurePlace, counted: Counted, number: u32) -> FigureUsed {
        count(self.at(self.settings().count(counted), place), number)
    }
}

/// The values that count under a rule, of settings inspected after a day where one is given.
pub(super) fn part(rule: &CountingRule, after: Option<Date>) -> Counted {
    values(rule, after, |value| value.counts)
}

/// The values of all scales that a rule lists.
pub(super) fn whole(rule: &CountingRule) -> Counted {
    values(rule, None, |_| true)
}

fn values(
    rule: &CountingRule,
    after: Option<Date>,
    counts: impl Fn(&crate::model::ValueCounts) -> bool,
) -> Counted {
    let listed = rule.scales.iter().flat_map(|scale| scale.values.iter().map(move |value| (scale, value)));
    let counting = listed.filter(|(_, value)| counts(value));
    codes(counting.map(|(scale, value)| (scale.scale.clone(), value.code)), after)
}

/// A list of values of scales.
pub(super) fn codes(values: impl Iterator<Item = (ScaleId, u8)>, after: Option<Date>) -> Counted {
    let mut values: Vec<ScaleCode> = values.map(|(scale, code)| ScaleCode { scale, code }).collect();
    values.sort();
    values.dedup();
    Counted::Values { values, after }
}

/// The year's inspections with an outcome, and those that it is a share of.
pub(super) fn outcomes(did: Did) -> (InspectionOutcome, InspectionOutcome) {
    match did {
        Did::Improved => (InspectionOutcome::Improved, InspectionOutcome::Comparable),
        Did::Held => (InspectionOutcome::Held, InspectionOutcome::Comparable),
        Did::Declined => (InspectionOutcome::Declined, InspectionOutcome::Comparable),
        Did::GoodOrBetter => (InspectionOutcome::GoodOrBetter, InspectionOutcome::Graded),
        Did::First => (InspectionOutcome::First, InspectionOutcome::Graded),
    }
}
