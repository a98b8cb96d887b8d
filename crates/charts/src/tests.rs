use proptest::prelude::*;

use super::{Bar, Bars, Chart, ChartWords, Gap, Parts, Series, Trend, Value, written};
use document::Figure;

use document::text::said;

fn line(name: &str, values: &[Option<f64>]) -> Series {
    let value = |value: &Option<f64>| match value {
        Some(number) => Value::Number(*number),
        None => Value::Missing("confidential".to_owned()),
    };
    Series { name: name.to_owned(), values: values.iter().map(value).collect() }
}

fn periods(count: usize) -> Vec<String> {
    (0..count).map(|index| (2006 + index).to_string()).collect()
}

fn trend(series: Vec<Series>) -> Trend {
    let periods = periods(series[0].values.len());
    Trend {
        title: "A measure".to_owned(),
        unit: "per cent".to_owned(),
        decimals: 1,
        periods,
        breaks: Vec::new(),
        series,
    }
}

fn words() -> ChartWords {
    let words: toml::Table = toml::from_str(include_str!("../../../words/letter/words.toml")).unwrap();
    words["charts"].clone().try_into().unwrap()
}

fn figure(chart: &Chart) -> Figure {
    chart.figure(1, &words()).unwrap()
}

fn cells(figure: &Figure) -> Vec<Vec<String>> {
    figure
        .table
        .as_ref()
        .unwrap()
        .rows
        .iter()
        .map(|row| row.iter().map(|cell| said(cell)).collect())
        .collect()
}

#[test]
fn a_missing_value_is_a_gap_with_its_reason_and_never_nought() {
    let drawn = figure(&Chart::Trend(trend(vec![line(
        "Here",
        &[Some(50.0), Some(51.0), None, Some(53.0), Some(54.0)],
    )])));
    let markup = drawn.svg.markup();
    assert_eq!(markup.matches("<polyline").count(), 2, "a line before the gap and one after it");
    assert_eq!(markup.matches("<circle").count(), 4, "a mark for each value and none for the missing one");
    assert_eq!(cells(&drawn), [["Here", "50.0", "51.0", "confidential", "53.0", "54.0"]]);
    assert!(drawn.alternative.as_str().contains("No figure for 2008."), "{}", drawn.alternative);
}

#[test]
fn nought_is_a_value_and_is_drawn() {
    let drawn = figure(&Chart::Trend(trend(vec![line("Here", &[Some(0.0), Some(1.0)])])));
    assert_eq!(drawn.svg.markup().matches("<circle").count(), 2);
    assert_eq!(cells(&drawn), [["Here", "0.0", "1.0"]]);
}

#[test]
fn a_line_without_any_value_says_so() {
    let drawn = figure(&Chart::Trend(trend(vec![
        line("Here", &[None, None]),
        line("England", &[Some(1.0), Some(2.0)]),
    ])));
    assert!(drawn.svg.markup().contains("Here no figures"));
    assert!(drawn.alternative.as_str().contains("Here: no figures."));
    figure(&Chart::Trend(trend(vec![line("Here", &[None])])));
}

#[test]
fn many_periods_stand_below_one_another_in_the_table() {
    let drawn =
        figure(&Chart::Trend(trend(vec![line("Here", &[Some(1.0); 12]), line("England", &[Some(2.0); 12])])));
    assert_eq!(cells(&drawn).len(), 12);
    assert_eq!(cells(&drawn)[11], ["2017", "1.0", "2.0"]);
}

#[test]
fn the_difference_is_missing_where_either_group_is() {
    let gap = Gap {
        title: "A gap".to_owned(),
        unit: "per cent".to_owned(),
        difference_unit: "percentage points".to_owned(),
        decimals: 1,
        periods: periods(3),
        breaks: Vec::new(),
        upper: line("Others", &[Some(60.0), Some(61.0), Some(62.0)]),
        lower: line("Low income", &[Some(40.0), None, Some(43.5)]),
        comparators: vec![line("England", &[Some(25.0), Some(24.0), None])],
    };
    let drawn = figure(&Chart::Gap(gap));
    assert_eq!(cells(&drawn)[2], ["Difference", "20.0", "confidential", "18.5"]);
    assert!(
        drawn.alternative.as_str().contains("Difference: 20.0 in 2006, 18.5 in 2008. No figure for 2007.")
    );
}

#[test]
fn bars_tell_every_count_and_share_and_why_one_is_missing() {
    let bar = |name: &str, parts| Bar { name: name.to_owned(), parts };
    let bars = Bars {
        title: "Schools".to_owned(),
        grades: ["Good", "Inadequate"].map(str::to_owned).to_vec(),
        bars: vec![
            bar("Here", Parts::Counts(vec![1_199, 1])),
            bar("There", Parts::Missing("not collected".to_owned())),
            bar("Nowhere", Parts::Counts(vec![0, 0])),
        ],
    };
    let drawn = figure(&Chart::Bars(bars));
    assert_eq!(cells(&drawn)[0], ["Here", "1,199\u{a0}(100%)", "1\u{a0}(0%)", "1,200"]);
    assert_eq!(cells(&drawn)[1][1..], ["not collected", "not collected", "not collected"]);
    assert_eq!(cells(&drawn)[2], ["Nowhere", "0", "0", "0"]);
    assert!(
        drawn
            .alternative
            .as_str()
            .contains("Here: 1,199 Good and 1 Inadequate, of 1,200. There: not collected.")
    );
}

#[test]
fn what_cannot_be_drawn_is_refused_by_name() {
    let words = words();
    let mut unpaired = trend(vec![line("Here", &[Some(1.0), Some(2.0)])]);
    unpaired.periods.pop();
    let message = |trend: Trend| Chart::Trend(trend).figure(1, &words).unwrap_err().to_string();
    assert_eq!(message(unpaired), "the chart “A measure” cannot be drawn: “Here” has 2 values, expected 1");
    assert_eq!(
        message(trend(vec![line("Here", &[Some(f64::NAN)])])),
        "the chart “A measure” cannot be drawn: “Here” has a value that is not a number between −10⁹ and 10⁹"
    );
    let many = (0..6).map(|index| line(&index.to_string(), &[Some(1.0)])).collect();
    assert_eq!(
        message(trend(many)),
        "the chart “A measure” cannot be drawn: it has 6 lines, expected 1 to 5"
    );
}

#[test]
fn figures_have_fixed_decimals_a_true_minus_and_no_negative_nought() {
    assert_eq!(written(-2.35, 1), "\u{2212}2.4");
    assert_eq!(written(-0.04, 1), "0.0");
    assert_eq!(written(59.0, 1), "59.0");
    assert_eq!(written(17.0, 0), "17");
}

#[test]
fn the_drawing_of_a_trend_is_this() {
    let drawn = figure(&Chart::Trend(trend(vec![
        line("Here", &[Some(41.2), None, Some(57.9)]),
        line("England", &[Some(45.6), Some(47.6), Some(59.0)]),
    ])));
    insta::assert_snapshot!("trend", drawn.svg.markup());
}

proptest! {
    #[test]
    fn any_figures_are_drawn_within_the_frame(
        values in proptest::collection::vec(proptest::option::of(-1e9..1e9_f64), 1..40), names: [String; 3],
    ) {
        let series = names.iter().map(|name| line(name, &values)).collect();
        let drawn = figure(&Chart::Trend(trend(series)));
        let known = values.iter().flatten().count();
        prop_assert_eq!(drawn.svg.markup().matches("<circle").count(), known);
        for cy in drawn.svg.markup().split("cy=\"").skip(1) {
            let y: f64 = cy.split('"').next().unwrap().parse().unwrap();
            prop_assert!((35.0..=287.0).contains(&y), "{}", y);
        }
    }
}
