//! Every figure that the profiles of all areas give, followed from its key to its cells on the real data.

use evidence::{AreaNumber, CellRef, Date, Evidence, Group, Missing, Value};
use profile::arithmetic::{mean, median};
use profile::figure::{Arithmetic, Counted, Figure, InspectionOutcome, MadeOf, SettingsOf};
use profile::{
    ComparedWith, Conventions, FigureKey, FigurePlace, FigureSubject, Gaps, NeighbourChoice, PreparedDate,
    Profile, Profiler,
};
use rayon::prelude::*;
use std::sync::Arc;

fn prepared(evidence: &Arc<Evidence>, convention: &str, date: &str) -> PreparedDate {
    let convention = Arc::new(Conventions::builtin().get(convention).unwrap().clone());
    let (choice, gaps) = (NeighbourChoice::ByConvention, Arc::new(Gaps::builtin()));
    let profiler = Profiler::new(evidence.clone(), "test", convention, &choice, gaps).unwrap();
    profiler.as_at(date.parse().unwrap())
}

/// What the figures it is made of come to; none for a figure that is a cell itself.
fn worked_out(figure: &Figure<CellRef>) -> Option<f64> {
    let of = match &figure.made_of {
        MadeOf::Origins(cells) => {
            return (figure.arithmetic == Arithmetic::Count).then_some(cells.len() as f64);
        }
        MadeOf::Of(of) => of,
    };
    let numbers: Vec<f64> = of.iter().filter_map(|part| part.value.number()).collect();
    match figure.arithmetic {
        Arithmetic::Mean => mean(&numbers),
        Arithmetic::Median => median(&numbers),
        Arithmetic::Sum => Some(numbers.iter().sum()),
        Arithmetic::Share => Some(numbers[0] * 100.0 / numbers[1]),
        Arithmetic::Difference => Some(numbers[0] - numbers[1]),
        Arithmetic::Count => Some(of.len() as f64),
        Arithmetic::Pooled => {
            if let [numerator, denominator] = numbers[..] {
                return Some(numerator / denominator);
            }
            let [england, all, of_all, own, of_own] = numbers.try_into().unwrap();
            Some((all - own) / (of_all - of_own) * (england * of_all / all))
        }
        Arithmetic::Value => panic!("a published value is made of no other figures"),
    }
}

/// What is wrong with a figure, its parts included.
fn wrong(figure: &Figure<CellRef>) -> Option<String> {
    let number = figure.value.number()?;
    let at = || format!("{} {:?}", figure.key.subject, figure.key.place);
    if figure.cells().is_empty() && !(figure.arithmetic == Arithmetic::Count && number == 0.0) {
        let none_to_count = figure.arithmetic == Arithmetic::Share && number == 0.0;
        if !none_to_count {
            return Some(format!("{}: no cells", at()));
        }
    }
    if let Some(worked_out) = worked_out(figure) {
        // What was worked out when the file was read was multiplied in another order, and a rate is per as many
        // people as its indicator says.
        let computed = matches!(figure.key.subject, FigureSubject::Indicator(_))
            && matches!(&figure.made_of, MadeOf::Of(of) if of.len() == 2);
        let same = if computed {
            let per: &[f64] =
                if figure.arithmetic == Arithmetic::Share { &[1.0] } else { &[1.0, 1e3, 1e4, 1e5] };
            per.iter().any(|per| (worked_out * per - number).abs() <= 1e-9 * number.abs().max(1.0))
        } else {
            worked_out.to_bits() == number.to_bits()
        };
        if !same {
            return Some(format!("{}: {:?} gives {worked_out}, not {number}", at(), figure.arithmetic));
        }
    }
    match &figure.made_of {
        MadeOf::Of(of) => of.iter().find_map(wrong),
        MadeOf::Origins(_) => None,
    }
}

/// The figures that a profile gives, each with its key.
fn figures(profile: &Profile, prepared: &PreparedDate) -> Vec<(FigureKey, Value)> {
    let mut all = Vec::new();
    indicators(profile, prepared, &mut all);
    gaps(profile, &mut all);
    settings(profile, &mut all);
    all
}

fn places(area: AreaNumber) -> (FigurePlace, FigurePlace) {
    (FigurePlace::Area(area), FigurePlace::NeighboursOf(area))
}

fn indicators(profile: &Profile, prepared: &PreparedDate, all: &mut Vec<(FigureKey, Value)>) {
    let (own, neighbours) = places(profile.area);
    for block in &profile.indicators {
        let label = block.latest.period.label.as_str();
        let key = |place| FigureKey::indicator(block.indicator.as_str(), block.group.as_str(), label, place);
        all.push((key(own), block.latest.value));
        // A number is published elsewhere too, but no profile sets one beside others.
        if block.unit == evidence::Unit::Number {
            assert_eq!((block.rank, block.band, block.england.value.number()), (None, None, None));
            continue;
        }
        all.push((key(neighbours), block.neighbours.used.value));
        all.push((key(FigurePlace::England), block.england.value));
        if block.elsewhere.number().is_some() {
            all.push((key(FigurePlace::EnglandWithout(profile.area)), block.elsewhere));
        }
        if let Some(evidence::Place::Region(code)) = prepared.evidence().areas.named(&block.region_used) {
            all.push((key(FigurePlace::Region(code)), block.region.value));
        }
        if let Some(trend) = &block.trend
            && block.latest.value.number().is_some()
        {
            all.push((key(own).change_since(&trend.from.label), Value::Number(trend.change)));
        }
        if let [.., before, _] = block.england.series.as_slice()
            && block.change.number().is_some()
        {
            all.push((key(own).change_since(&before.0.label), block.change));
            all.push((key(neighbours).change_since(&before.0.label), block.neighbours.used.change));
        }
        if let Some((rank, ranked)) = block.rank {
            let of = |subject: fn(evidence::IndicatorId) -> FigureSubject| FigureKey {
                subject: subject(block.indicator.clone()),
                ..key(own)
            };
            all.push((of(FigureSubject::Rank), Value::Number(f64::from(rank))));
            all.push((of(FigureSubject::Ranked), Value::Number(f64::from(ranked))));
        }
    }
}

fn gaps(profile: &Profile, all: &mut Vec<(FigureKey, Value)>) {
    let (own, neighbours) = places(profile.area);
    for gap in &profile.gaps {
        let key =
            |period: &evidence::Period, place| FigureSubject::Gap(gap.id.clone()).at(&period.label, place);
        all.extend(gap.series.iter().map(|point| (key(&point.period, own), point.gap)));
        all.extend(gap.england.iter().map(|point| (key(&point.period, FigurePlace::England), point.gap)));
        if let (Some((mean, _)), Some(last)) = (gap.neighbours_mean, gap.series.last()) {
            all.push((key(&last.period, neighbours), Value::Number(mean)));
        }
    }
}

fn settings(profile: &Profile, all: &mut Vec<(FigureKey, Value)>) {
    let (own, neighbours) = places(profile.area);
    let (now, before) = (profile.as_at.to_string(), evidence::date::year_before(profile.as_at).to_string());
    for remit in &profile.remits {
        for block in &remit.aspects {
            let of = || SettingsOf::new([remit.remit.clone()], block.aspect.clone());
            let counts = |counted: Counted, at: &str| of().count(counted).at(at, own);
            let number = |count: u32| Value::Number(f64::from(count));
            for (tally, at) in [(&block.now, &now), (&block.year_before, &before)] {
                all.push((counts(Counted::Open, at), number(tally.settings)));
                all.push((counts(Counted::Judged, at), number(tally.judged())));
                all.push((counts(Counted::NotJudged, at), number(tally.not_judged)));
                all.push((counts(Counted::InspectedSince, at), number(tally.inspected_since)));
                all.push((counts(Counted::Inadequate, at), number(tally.inadequate())));
            }
            let share = |at: &str, place| of().good_or_better().at(at, place);
            let with = |with, year_before| {
                let found = profile.share_elsewhere(
                    std::slice::from_ref(&remit.remit),
                    &block.aspect,
                    with,
                    year_before,
                );
                found.map_or(Value::missing(Missing::NotPublished), |found| Value::Number(found.percent()))
            };
            let percent = |share: Option<profile::Share>| {
                share.map_or(Value::missing(Missing::NotPublished), |share| Value::Number(share.percent()))
            };
            all.push((share(&now, own), percent(block.good_or_better)));
            all.push((share(&before, own), percent(block.good_or_better_year_before)));
            for (at, year_before) in [(&now, false), (&before, true)] {
                all.push((share(at, neighbours), with(ComparedWith::Neighbours, year_before)));
            }
        }
        let year = &remit.inspected;
        for (outcome, count) in [
            (InspectionOutcome::Inspected, year.inspected),
            (InspectionOutcome::NotGraded, year.not_graded),
            (InspectionOutcome::Improved, year.improved),
            (InspectionOutcome::Held, year.held),
            (InspectionOutcome::Declined, year.declined),
            (InspectionOutcome::First, year.first),
            (InspectionOutcome::GoodOrBetter, year.good_or_better),
        ] {
            let subject = FigureSubject::inspections([remit.remit.clone()], outcome);
            all.push((subject.at(&now, own), Value::Number(f64::from(count))));
        }
    }
}

fn differences(prepared: &PreparedDate, profile: &Profile) -> (usize, Vec<String>) {
    let all = figures(profile, prepared);
    let checked = all.len();
    let found = all.into_iter().filter_map(|(key, expected)| {
        let at = || format!("{} {} {} {}", key.subject, key.group.as_str(), key.period, key.place);
        match prepared.figure(&key) {
            Err(error) => Some(format!("{}: {error}", at())),
            Ok(figure) => match (figure.value, expected) {
                (Value::Number(a), Value::Number(b)) if a.to_bits() == b.to_bits() => wrong(&figure),
                (Value::Missing { .. }, Value::Missing { .. }) => None,
                (is, expected) => Some(format!("{}: {is:?} instead of {expected:?}", at())),
            },
        }
    });
    (checked, found.collect())
}

fn every_figure_leads_to_its_cells(convention: &str, date: &str) {
    let Some(evidence) = testkit::snapshot::evidence() else { return };
    let prepared = prepared(evidence, convention, date);
    let areas: Vec<AreaNumber> = evidence
        .areas
        .list()
        .iter()
        .filter(|area| area.exists_on(prepared.date()))
        .map(|area| area.number)
        .collect();
    let profiles = prepared.profiles(&areas);
    let found: Vec<(usize, Vec<String>)> =
        profiles.par_iter().map(|profile| differences(&prepared, profile)).collect();
    let checked: usize = found.iter().map(|(checked, _)| checked).sum();
    let wrong: Vec<&String> = found.iter().flat_map(|(_, wrong)| wrong).collect();
    assert!(
        wrong.is_empty(),
        "{} of {checked}, the first: {:#?}",
        wrong.len(),
        &wrong[..wrong.len().min(20)]
    );
    assert!(checked > 50_000, "only {checked} figures");
}

#[test]
fn every_figure_of_2011_leads_to_its_cells() {
    every_figure_leads_to_its_cells("default", "2011-08-31");
}

#[test]
fn every_figure_of_2026_leads_to_its_cells() {
    every_figure_leads_to_its_cells("default", "2026-06-30");
}

#[test]
fn medians_lead_to_their_cells_too() {
    every_figure_leads_to_its_cells("csc", "2026-06-30");
}

/// England, a region and England without the area, of every remit: the shares of one area suffice.
#[test]
fn shares_of_larger_places_have_a_cell_for_each_setting() {
    let Some(evidence) = testkit::snapshot::evidence() else { return };
    let prepared = prepared(evidence, "default", "2011-08-31");
    let luton = evidence.areas.find("Luton").unwrap();
    let profile = prepared.profiles(&[luton.number]).remove(0);
    for remit in &profile.remits {
        let block = remit.overall().unwrap();
        let key = |place| {
            SettingsOf::new([remit.remit.clone()], block.aspect.clone())
                .good_or_better()
                .at("2011-08-31", place)
        };
        for (place, share) in [
            (FigurePlace::England, block.elsewhere.england),
            (FigurePlace::Region(luton.region), block.elsewhere.region),
            (FigurePlace::EnglandWithout(luton.number), block.elsewhere.elsewhere),
        ] {
            let figure = prepared.figure(&key(place)).unwrap();
            assert_eq!(figure.value.number(), share.map(profile::Share::percent), "{} {place}", remit.remit);
            if share.is_some() {
                assert_eq!(wrong(&figure), None);
            }
        }
    }
}

#[test]
fn a_key_that_leads_nowhere_says_why() {
    let Some(evidence) = testkit::snapshot::evidence() else { return };
    let prepared = prepared(evidence, "default", "2011-08-31");
    let place = FigurePlace::Area(evidence.areas.find("Luton").unwrap().number);
    let said = |key: &FigureKey| prepared.figure(key).unwrap_err().to_string();
    let all = Group::all();
    assert_eq!(
        said(&FigureKey::indicator("no-such", all.as_str(), "2011", place)),
        "no figure of the indicator `no-such` for the group `all` was public on 2011-08-31"
    );
    let of = SettingsOf::new(["secondary-school".into()], "overall-effectiveness".into());
    let day: Date = "2009-01-01".parse().unwrap();
    assert_eq!(
        said(&of.good_or_better().at(day.to_string(), place)),
        "settings are known as on 2011-08-31 and a year before, not on `2009-01-01`"
    );
}
