//! Whether an area can be told from England: by the 95 % interval of its own figure, or by how far its distance from
//! England moves from one period to the next, as the profile has it.

use super::Reading;
use super::series::{Found, find};
use super::settings;
use crate::language::Truth;
use crate::language::ast::{Comparator, Side};
use crate::model::{CountingRule, Of, SeriesRef};
use crate::text::number;
use profile::figures::of_share;
use profile::{ComparedWith, EnglandBand, EnglandBasis, Profile};

pub(super) fn series(profile: &Profile, series: &SeriesRef, side: Option<Side>) -> Reading {
    let found = match find(profile, series) {
        Ok(found) => found,
        Err(said) => return Reading::truth(Truth::NotKnown, said, Vec::new()),
    };
    let Found::Indicator(one) = &found else {
        return Reading::truth(Truth::NotKnown, "gaps are not told from England".to_owned(), Vec::new());
    };
    let band = one.beside_england.band;
    let latest = one
        .refused
        .iter()
        .find(|refused| refused.place != one.region_used && refused.period == one.latest.period.label);
    let by = match (one.beside_england.by, latest) {
        (Some(EnglandBasis::Interval), _) => "by the 95 % interval of the area's figure".to_owned(),
        (Some(EnglandBasis::MovingRange), _) => {
            "by how far its distance from England moves from one period to the next".to_owned()
        }
        (Some(EnglandBasis::TrialMovingRange), _) => {
            "by how far its distance from England moves from one period to the next, of fewer than twelve periods"
                .to_owned()
        }
        (None, Some(refused)) => refused.because.clone(),
        (None, None) => "no numerator and denominator are published, and too few periods".to_owned(),
    };
    let own = one.latest.value.number().map_or("no figure".to_owned(), |own| found.shown(own));
    let theirs = one.england.value.number().map_or("no figure".to_owned(), |theirs| found.shown(theirs));
    let said = format!(
        "{}: {own} against {theirs} in England, {}: {} ({by})",
        found.name(),
        found.period(),
        in_words(band)
    );
    Reading::truth(truth(band, side), said, found.both(profile, Comparator::England))
}

pub(super) fn share(counting: &CountingRule, profile: &Profile, of: &Of, side: Option<Side>) -> Reading {
    let own = settings::share(counting, profile, of, false);
    let england = profile.share_elsewhere(&of.remits, &of.aspect, ComparedWith::England, false);
    let counted = settings::found(counting, profile, of, false);
    let interval = of_share(f64::from(counted.part), f64::from(counted.whole)).interval();
    let (Some(percent), Some(england), Some(interval)) = (counted.percent(), england, interval) else {
        let said = format!("{}: cannot be told from England", own.said);
        return Reading::truth(Truth::NotKnown, said, own.figures);
    };
    let theirs = england.percent();
    let band = if interval.holds(theirs) {
        EnglandBand::CannotBeTold
    } else {
        EnglandBand::of_side(percent > theirs, evidence::Polarity::High)
    };
    let said = format!(
        "{}, against {} % in England: {} (95 % interval {} to {} %)",
        own.said,
        number(theirs, 1),
        in_words(band),
        number(interval.low, 1),
        number(interval.high, 1)
    );
    let elsewhere = settings::share_elsewhere(counting, profile, of, false, Comparator::England);
    let figures = own.figures.into_iter().chain(elsewhere.figures).collect();
    Reading::truth(truth(band, side), said, figures)
}

fn in_words(band: EnglandBand) -> &'static str {
    match band {
        EnglandBand::Better => "better",
        EnglandBand::Worse => "worse",
        EnglandBand::Higher => "higher",
        EnglandBand::Lower => "lower",
        EnglandBand::CannotBeTold => "cannot be told from England",
        EnglandBand::NotKnown => "whether it can be told from England is not known",
    }
}

fn truth(band: EnglandBand, side: Option<Side>) -> Truth {
    match (band, side) {
        // Where neither direction is good, it is not known whether another is better or worse.
        (EnglandBand::NotKnown, _) | (EnglandBand::Higher | EnglandBand::Lower, Some(_)) => Truth::NotKnown,
        (EnglandBand::CannotBeTold, _) => Truth::False,
        (_, None) => Truth::True,
        (band, Some(Side::Better)) => Truth::from(band == EnglandBand::Better),
        (band, Some(Side::Worse)) => Truth::from(band == EnglandBand::Worse),
    }
}
