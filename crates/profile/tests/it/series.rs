//! Series on a small England made by hand: what is used, what is not compared, and areas that end.

use evidence::{Date, Evidence, Group, Missing, Place, Polarity, Value};
use profile::views::trend_view;
use profile::{
    Conventions, FigureKey, FigurePlace, Gaps, IndicatorProfile, NeighbourChoice, PreparedDate, Profiler,
    SeriesRules,
};
use std::sync::Arc;
use testkit::world::{LUTON, OLDSHIRE, SLOUGH, World, day, number};

const RULES: &str = r#"
provisional = ["prov"]

[[series]]
id = "widgets"
title = "Widgets"
members = [{ indicator = "living" }, { indicator = "ended" }]
comparable = true
reason = "Both count widgets."

[[series]]
id = "gadgets"
title = "Gadgets"
members = [{ indicator = "living-gadgets" }, { indicator = "ended-gadgets" }]
comparable = false
reason = "One counts gadgets, the other gizmos too."

[[breaks]]
id = "new-widgets"
of = { words = ["living", "ended"], not = ["gadgets"] }
kind = "not-comparable"
from = 2014
reason = "Widgets are new."
source = "the maker"
"#;

fn england() -> Evidence {
    let mut made = World::new();
    let source = made.source("statistics", None, &[]);
    for (id, years) in [
        ("ended", 2010..=2013),
        ("living", 2012..=2016),
        ("ended-gadgets", 2010..=2012),
        ("living-gadgets", 2012..=2014),
    ] {
        let indicator = made.indicator(id, Polarity::High);
        for year in years {
            let steps = f64::from(year - 2010);
            for (place, from) in [
                (Place::Area(number(LUTON)), 50.0),
                (Place::Area(number(SLOUGH)), 60.0),
                (Place::England, 55.0),
            ] {
                let value = from + steps + f64::from(u8::from(id.starts_with("living")));
                made.observe(
                    indicator,
                    source,
                    place,
                    year,
                    &Group::all(),
                    Some(value),
                    None,
                    day(year, 10, 31),
                );
            }
        }
    }
    made.neighbours(day(2021, 4, 1));
    made.finish()
}

fn prepared(evidence: &Evidence, convention: &str, date: Date) -> PreparedDate {
    let convention = Arc::new(Conventions::builtin().get(convention).unwrap().clone());
    let rules = Arc::new(SeriesRules::parse("mine.toml", RULES).unwrap());
    let (choice, gaps) = (NeighbourChoice::ByConvention, Arc::new(Gaps::builtin()));
    Profiler::with_series(Arc::new(evidence.clone()), "x", convention, &choice, gaps, rules)
        .unwrap()
        .as_at(date)
}

fn block(prepared: &PreparedDate, asked: &str) -> IndicatorProfile {
    let profile = prepared.profiles(&[number(LUTON)]).remove(0);
    profile.indicator(asked, "all").unwrap().clone()
}

#[test]
fn the_publication_that_goes_on_is_used_and_earlier_years_come_from_the_one_that_ended() {
    let evidence = england();
    let now = prepared(&evidence, "default", day(2017, 1, 1));
    let used = block(&now, "ended");
    assert_eq!(used.indicator.as_str(), "living");
    let series: Vec<(&str, Option<f64>)> =
        used.series.iter().map(|figure| (figure.period.label.as_str(), figure.value.number())).collect();
    assert_eq!(series[0], ("2009/10", Some(50.0)));
    assert_eq!(series[2], ("2011/12", Some(53.0)), "the living one says 53, the ended one 52");
    assert_eq!(series.len(), 7);
    let said = used.history.series.unwrap();
    assert_eq!(said.id, "widgets");
    assert!(
        said.because.contains("2015/16") && said.because.contains("Both count widgets."),
        "{}",
        said.because
    );
    // One block for the two publications.
    let profile = now.profiles(&[number(LUTON)]).remove(0);
    assert_eq!(profile.indicators.len(), 2);

    // Before the living one began, the file that then existed is used.
    let then = prepared(&evidence, "default", day(2011, 11, 30));
    let used = block(&then, "living");
    assert_eq!((used.indicator.as_str(), used.latest.period.label.as_str()), ("ended", "2010/11"));
}

#[test]
fn the_cells_of_a_series_are_those_of_the_publication_that_each_year_is_from() {
    let evidence = england();
    let now = prepared(&evidence, "default", day(2017, 1, 1));
    let place = FigurePlace::Area(number(LUTON));
    for (id, period, value) in
        [("living", "2009/10", 50.0), ("ended", "2015/16", 57.0), ("ended", "2011/12", 53.0)]
    {
        let figure = now.figure(&FigureKey::indicator(id, "all", period, place)).unwrap();
        assert_eq!(figure.value, Value::Number(value), "{id} {period}");
        assert_eq!(figure.cells().len(), 1);
    }
}

#[test]
fn nothing_is_compared_across_a_break() {
    let evidence = england();
    let at_the_break = prepared(&evidence, "default", day(2014, 11, 30));
    let first_after = block(&at_the_break, "living");
    assert_eq!(first_after.latest.period.label, "2013/14");
    assert_eq!(first_after.change, Value::missing(Missing::NotComparable));
    assert_eq!(first_after.england.change, Value::missing(Missing::NotComparable));
    assert_eq!((first_after.trend, first_after.england_trend), (None, None));
    assert_eq!(&*first_after.history.breaks[0].reason, "Widgets are new.");

    let now = prepared(&evidence, "default", day(2017, 1, 1));
    let later = block(&now, "living");
    assert_eq!(later.change, Value::Number(1.0));
    assert_eq!(later.trend.unwrap().from.label, "2013/14");
    assert_eq!(later.england_trend.unwrap().from.label, "2013/14");
    let view = trend_view(&now, number(LUTON), "ended", "all").unwrap().unwrap();
    let bases: Vec<u32> = view.points.iter().map(|point| point.status.basis).collect();
    assert_eq!(bases, [0, 0, 0, 0, 1, 1, 1]);

    // The published tools know of no breaks and of no series.
    let lait = prepared(&evidence, "lait", day(2014, 11, 30));
    assert_eq!(block(&lait, "living").change, Value::Number(1.0));
    assert_eq!(block(&lait, "ended").indicator.as_str(), "ended");
}

#[test]
fn where_members_differ_the_series_breaks_at_the_change_of_member() {
    let evidence = england();
    let block = block(&prepared(&evidence, "default", day(2017, 1, 1)), "ended-gadgets");
    assert_eq!(block.indicator.as_str(), "living-gadgets");
    assert_eq!(block.history.breaks.len(), 1);
    assert_eq!(block.history.breaks[0].from.label, "2011/12");
    assert_eq!(block.trend.unwrap().from.label, "2011/12");
}

#[test]
fn a_figure_says_since_when_it_was_public() {
    let evidence = england();
    let block = block(&prepared(&evidence, "default", day(2017, 1, 1)), "living");
    assert_eq!(block.latest.status.public_from, Some(day(2016, 10, 31)));
    assert!(block.latest.status.known_by.is_some());
}

#[test]
fn an_area_that_ended_is_nobodys_neighbour_and_one_without_neighbours_says_so() {
    let evidence = england();
    let of = |date: Date, area: u16| prepared(&evidence, "default", date).profiles(&[number(area)]).remove(0);
    let names = |profile: &profile::Profile| -> Vec<u16> {
        profile.neighbours.as_ref().unwrap().areas.iter().map(|(area, _)| area.get()).collect()
    };
    assert!(names(&of(day(2019, 3, 31), LUTON)).contains(&OLDSHIRE));
    assert!(!names(&of(day(2019, 4, 1), LUTON)).contains(&OLDSHIRE));
    let slough = of(day(2019, 4, 1), SLOUGH);
    assert_eq!(
        slough.neighbours.as_ref().unwrap().none_because.as_deref(),
        Some("no neighbours published for this area")
    );
    let block = slough.indicator("living", "all").unwrap();
    assert_eq!(block.neighbours.used.value, Value::missing(Missing::NoNeighbours));
    assert!(
        slough.notices.iter().any(|notice| notice.contains("no neighbours published")),
        "{:?}",
        slough.notices
    );
    // A change that is to come is said before it comes.
    let oldshire = of(day(2018, 1, 1), OLDSHIRE);
    assert!(
        oldshire.notices.iter().any(|notice| notice.contains("ends on 31 March 2019")),
        "{:?}",
        oldshire.notices
    );
}
