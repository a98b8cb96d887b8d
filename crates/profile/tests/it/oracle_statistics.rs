//! The statistics against published expectations, row by row: `oracle/statistics` of the shared folder, whose README says
//! where each comes from and how it was verified.

use profile::statistics::interval::{Confidence, Interval};
use profile::statistics::{fingertips, phe, xmr};
use std::collections::BTreeMap;
use testkit::published;

/// A row of a table by its columns' names; an empty cell is missing.
struct Row(BTreeMap<String, String>);

impl Row {
    fn text(&self, column: &str) -> &str {
        self.0.get(column).unwrap_or_else(|| panic!("no column {column}"))
    }

    fn maybe(&self, column: &str) -> Option<f64> {
        let text = self.text(column);
        (!text.is_empty()).then(|| text.parse().unwrap_or_else(|_| panic!("{column}: {text}")))
    }

    fn number(&self, column: &str) -> f64 {
        self.maybe(column).unwrap_or_else(|| panic!("{column} is empty in {:?}", self.0))
    }

    /// The numbers of a cell, between semicolons.
    fn list(&self, column: &str) -> Vec<f64> {
        self.text(column).split(';').filter(|one| !one.is_empty()).map(|one| one.parse().unwrap()).collect()
    }

    fn name(&self) -> String {
        let of = |column: &str| self.0.get(column).map_or("", String::as_str).to_owned();
        format!("{} {} {}", of("function"), of("case"), of("source"))
    }

    /// Compares within a relative tolerance; missing is the right answer where the cell is empty.
    fn expect(&self, column: &str, got: Option<f64>, relative: f64) {
        match (self.maybe(column), got) {
            (None, None) => {}
            (Some(expected), Some(got)) => {
                // The tables allow 1e-15 where nought is expected.
                let allowed = (expected.abs() * relative).max(1e-15);
                let apart = (got - expected).abs();
                assert!(apart <= allowed, "{}: {column} is {got}, expected {expected}", self.name());
            }
            (expected, got) => panic!("{}: {column} is {got:?}, expected {expected:?}", self.name()),
        }
    }
}

/// The rows of a table; none where the published folder is absent.
fn rows(name: &str, expected: usize) -> Option<Vec<Row>> {
    let path = published::shared("oracle/statistics")?.join(name);
    let reader = csv::Reader::from_path(path).unwrap();
    let rows: Vec<Row> = reader.into_deserialize().map(|row| Row(row.unwrap())).collect();
    assert_eq!(rows.len(), expected, "{name}");
    Some(rows)
}

fn confidence(row: &Row) -> Confidence {
    phe::confidence(row.number("confidence")).unwrap()
}

#[test]
fn wilson_intervals_are_those_of_every_row() {
    let Some(rows) = rows("wilson.csv", 179) else { return };
    for row in &rows {
        let (part, whole) = (row.maybe("numerator"), row.maybe("denominator"));
        let made = phe::proportion(part, whole, confidence(row), row.number("multiplier")).unwrap();
        row.expect("value", made.map(|made| made.value), 1e-9);
        row.expect("lower", made.and_then(|made| made.low), 1e-9);
        row.expect("upper", made.and_then(|made| made.high), 1e-9);
    }
}

#[test]
fn byars_and_exact_limits_are_those_of_every_row() {
    let Some(rows) = rows("poisson.csv", 139) else { return };
    for row in &rows {
        let events = row.maybe("events");
        if row.text("function").starts_with("byars") {
            let (low, high) =
                events.map_or((None, None), |events| phe::byars(events, confidence(row)).unwrap());
            row.expect("lower", low, 1e-9);
            row.expect("upper", high, 1e-9);
            continue;
        }
        let made =
            phe::rate(events, row.maybe("denominator"), confidence(row), row.number("multiplier")).unwrap();
        row.expect("value", made.map(|made| made.value), 1e-9);
        row.expect("lower", made.and_then(|made| made.low), 1e-9);
        row.expect("upper", made.and_then(|made| made.high), 1e-9);
        let method = match phe::rate_method(events) {
            None => "",
            Some(phe::RateMethod::Exact) => "Exact",
            Some(phe::RateMethod::Byars) => "Byars",
        };
        assert_eq!(row.text("method"), method, "{}", row.name());
    }
}

#[test]
fn our_own_intervals_of_rates_and_great_groups_are_the_published_ones() {
    use profile::statistics::interval::{events, proportion};
    let Some(rates) = rows("poisson.csv", 139) else { return };
    for row in rates.iter().filter(|row| row.text("function").starts_with("phe_rate")) {
        let (Some(count), Some(people)) = (row.maybe("events"), row.maybe("denominator")) else { continue };
        let Some(own) = events(count, confidence(row)) else { continue };
        let own = own.times(row.number("multiplier") / people);
        row.expect("lower", Some(own.low), 1e-9);
        row.expect("upper", Some(own.high), 1e-9);
    }
    let Some(proportions) = rows("wilson.csv", 179) else { return };
    for row in &proportions {
        let (Some(part), Some(whole)) = (row.maybe("numerator"), row.maybe("denominator")) else { continue };
        if whole >= profile::statistics::interval::SMALL_GROUP {
            let own = proportion(part, whole, confidence(row)).unwrap().times(row.number("multiplier"));
            row.expect("lower", Some(own.low), 1e-9);
            row.expect("upper", Some(own.high), 1e-9);
        }
    }
}

#[test]
fn means_with_students_interval_are_those_of_every_row() {
    let Some(rows) = rows("mean.csv", 6) else { return };
    for row in &rows {
        let made = phe::mean(&row.list("values"), confidence(row)).unwrap();
        row.expect("sum", Some(made.sum), 1e-9);
        row.expect("count", Some(f64::from(made.count)), 0.0);
        row.expect("stdev", Some(made.deviation), 1e-9);
        row.expect("value", Some(made.mean), 1e-9);
        row.expect("lower", Some(made.interval.low), 1e-9);
        row.expect("upper", Some(made.interval.high), 1e-9);
    }
}

#[test]
fn quantile_groups_are_those_of_every_row() {
    let Some(rows) = rows("quantiles.csv", 3094) else { return };
    let mut groups: BTreeMap<(&str, &str), Vec<&Row>> = BTreeMap::new();
    for row in &rows {
        groups.entry((row.text("case"), row.text("group"))).or_default().push(row);
    }
    for of_group in groups.values() {
        let values: Vec<Option<f64>> = of_group.iter().map(|row| row.maybe("value")).collect();
        let (many, invert) = (of_group[0].number("nquantiles"), of_group[0].text("invert") == "true");
        let made = phe::quantile_groups(&values, many as u32, invert);
        for (row, made) in of_group.iter().zip(made) {
            row.expect("expected", made.map(f64::from), 0.0);
        }
    }
}

#[test]
fn funnel_limits_are_those_of_every_row() {
    let Some(rows) = rows("funnel_proportion_limits.csv", 200) else { return };
    for row in &rows {
        let per = row.number("multiplier");
        let [two, three] = phe::proportion_limits(row.number("population"), row.number("average"));
        for (name, limit) in
            [("lower_2s", two.low), ("upper_2s", two.high), ("lower_3s", three.low), ("upper_3s", three.high)]
        {
            row.expect(&format!("exact_{name}"), Some(limit * per), 1e-9);
            assert!((row.number(name) - limit * per).abs() < 1e-6, "{}: {name}", row.name());
        }
    }
    let Some(rows) = self::rows("funnel_ratio_limits.csv", 100) else { return };
    for row in &rows {
        let observed = row.number("observed");
        let [two, three] = phe::ratio_limits(observed);
        for (name, expected) in
            [("lower_2s", two.low), ("upper_2s", two.high), ("lower_3s", three.low), ("upper_3s", three.high)]
        {
            row.expect(&format!("exact_{name}_expected"), Some(expected), 1e-9);
            row.expect(&format!("{name}_expected"), Some(expected), 1e-4);
            row.expect(&format!("{name}_isr"), Some(observed / expected * 100.0), 1e-4);
            row.expect(&format!("{name}_ratio_minus_1"), Some(observed / expected - 1.0), 2e-4);
        }
    }
    let Some(rows) = self::rows("funnel_rate_limits.csv", 300) else { return };
    for row in &rows {
        let average = row.number("average_per_100000");
        let years = row.number("years_of_data");
        let [two, three] = phe::rate_limits(row.number("events"), average, 100_000.0, years);
        let limits = [
            ("lower_2s", two.0.low, two.1.low),
            ("upper_2s", two.0.high, two.1.high),
            ("lower_3s", three.0.low, three.1.low),
            ("upper_3s", three.0.high, three.1.high),
        ];
        for (name, population, rate) in limits {
            row.expect(&format!("exact_{name}_limit"), Some(rate), 1e-9);
            row.expect(&format!("{name}_limit"), Some(rate), 1e-4);
            row.expect(&format!("{name}_population_1_year"), Some(population), 1e-4);
        }
    }
}

#[test]
fn points_of_a_rate_funnel_are_those_of_every_row() {
    let Some(rows) = rows("funnel_rate_points.csv", 150) else { return };
    for row in &rows {
        let made = phe::rate_point(
            row.number("events"),
            row.number("rate"),
            row.maybe("denominator"),
            row.number("years_of_data"),
            row.number("multiplier"),
            row.text("case").starts_with("dsr"),
        );
        row.expect("rate_chart", made.map(|made| made.rate), 1e-8);
        row.expect("denominator_derived", made.map(|made| made.population), 1e-8);
    }
}

#[test]
fn significance_in_a_funnel_is_that_of_every_row() {
    use phe::Significance::{High, Low, NotSignificant, VeryHigh, VeryLow};
    let Some(rows) = rows("funnel_significance.csv", 879) else { return };
    for row in &rows {
        let (count, of) = (row.number("numerator_or_observed"), row.maybe("denominator_or_expected"));
        let function = row.text("function");
        let rate = |standardised| {
            let scale = (row.number("multiplier"), row.number("average"));
            phe::rate_significance(count, row.maybe("rate").unwrap_or(0.0), of, scale, standardised)
        };
        let made = match function {
            _ if function.contains("proportion") => {
                phe::proportion_significance(count, of.unwrap(), row.number("average"))
            }
            _ if function.contains("ratio)") => phe::ratio_significance(count, of.unwrap()),
            _ => rate(function.contains("dsr")),
        };
        let words = match made {
            None => "Not applicable for events less than 10 for dsrs",
            Some(VeryLow) => "Low (0.001)",
            Some(Low) => "Low (0.025)",
            Some(NotSignificant) => "Not significant",
            Some(High) => "High (0.025)",
            Some(VeryHigh) => "High (0.001)",
        };
        assert_eq!(row.text("expected"), words, "{} {}", row.name(), row.text("area"));
    }
}

#[test]
fn what_is_to_be_refused_is_refused_for_its_reason() {
    use phe::Refused;
    let Some(rows) = rows("refused.csv", 31) else { return };
    for row in &rows {
        let (counts, wholes, levels) =
            (row.list("numerators_or_events"), row.list("denominators"), row.list("confidence"));
        let expected = row.text("expected");
        let function = row.text("function");
        let levels = match phe::confidences(&levels) {
            Ok(levels) => levels,
            Err(refused) => {
                let words = ["confidence", "levels"].iter().any(|word| expected.contains(word));
                assert!(
                    words && matches!(refused, Refused::Level | Refused::Levels),
                    "{}: {refused}",
                    row.name()
                );
                continue;
            }
        };
        let one = |at: usize| -> Result<Option<Interval>, Refused> {
            Ok(match function {
                "byars_lower" | "byars_upper" => phe::byars(counts[at], levels[0]).map(|_| None)?,
                "phe_proportion" => {
                    phe::proportion(Some(counts[at]), Some(wholes[at]), levels[0], 1.0).map(|_| None)?
                }
                _ => Some(phe::wilson(counts[at], wholes[at], levels[0])?),
            })
        };
        let made: Vec<Result<Option<Interval>, Refused>> = (0..counts.len()).map(one).collect();
        let refused = made.iter().find_map(|one| one.err());
        match expected {
            "0 (confidence 1)" => made.iter().for_each(|one| assert_eq!(one.unwrap().unwrap().low, 0.0)),
            "1 (confidence 1)" => made.iter().for_each(|one| assert_eq!(one.unwrap().unwrap().high, 1.0)),
            _ => {
                let reason = match refused {
                    Some(Refused::NegativeCount) => "negative count negative numerator",
                    Some(Refused::NoDenominator) => "denominator",
                    Some(Refused::PartAboveWhole) => "a numerator above its denominator",
                    other => panic!("{}: {other:?}, expected {expected}", row.name()),
                };
                let said = expected.trim_start_matches("refused: a ").trim_start_matches("refused: ");
                let fits = reason.contains(said) || (reason == "denominator" && said.contains("denominator"));
                assert!(fits, "{}: {reason}, expected {expected}", row.name());
            }
        }
    }
}

fn polarity(text: &str) -> evidence::Polarity {
    match text {
        "High" | "High is good" => evidence::Polarity::High,
        "Low" | "Low is good" => evidence::Polarity::Low,
        _ => evidence::Polarity::Neither,
    }
}

#[test]
fn comparisons_with_a_benchmark_are_those_of_every_row() {
    use fingertips::Standing;
    let Some(rows) = rows("comparisons.csv", 51) else { return };
    for row in &rows {
        let interval =
            |low: &str, high: &str| Some(Interval { low: row.maybe(low)?, high: row.maybe(high)? });
        let good = polarity(row.text("polarity_good"));
        let benchmark = row.maybe("benchmark");
        let own = interval("lower_95", "upper_95").filter(|_| row.maybe("value").is_some());
        let counted = || (row.number("denominator"), row.number("unit"));
        let control = |of: fn(f64, f64, (f64, f64), f64, evidence::Polarity) -> Option<Standing>| {
            of(row.number("value"), row.number("benchmark"), counted(), row.number("z_or_tail"), good)
        };
        let made = match row.text("method") {
            "one interval against a value" => fingertips::against_value(own, benchmark, good),
            "two intervals against a value" => {
                let wide = interval("lower_99_8", "upper_99_8").unwrap();
                fingertips::against_value_in_two_levels(own.unwrap(), wide, benchmark.unwrap(), good)
            }
            "interval against interval" => {
                let theirs = interval("benchmark_lower_95", "benchmark_upper_95");
                fingertips::against_interval(own, theirs, good)
            }
            method if method.contains("proportion") => control(fingertips::proportion_against_limits),
            _ => control(fingertips::rate_against_limits),
        };
        let word = match made {
            None => "None",
            Some(Standing::Worst) => "Worst",
            Some(Standing::Worse) => "Worse",
            Some(Standing::Same) => "Same",
            Some(Standing::Better) => "Better",
            Some(Standing::Best) => "Best",
        };
        assert_eq!(row.text("expected"), word, "{} {}", row.text("method"), row.name());
    }
}

#[test]
fn recent_trends_are_those_of_every_case() {
    use fingertips::{Marker, ValueWithInterval, marker, trend_of_proportions, trend_of_values};
    let (Some(cases), Some(points)) = (rows("trend_cases.csv", 11), rows("trend_points.csv", 54)) else {
        return;
    };
    for case in &cases {
        let series: Vec<&Row> =
            points.iter().filter(|point| point.text("case") == case.text("case")).collect();
        let supported = ["Proportion", "Crude rate", "Directly standardised rate"];
        let trend = match case.text("method") {
            _ if !supported.contains(&case.text("value_type")) => None,
            "proportion" => {
                let counts: Vec<(f64, f64)> =
                    series.iter().map(|point| (point.number("count"), point.number("denominator"))).collect();
                trend_of_proportions(&counts)
            }
            _ => {
                let value = |point: &&Row| {
                    let interval = Interval { low: point.maybe("lower_95")?, high: point.maybe("upper_95")? };
                    Some(ValueWithInterval { value: point.number("value"), interval })
                };
                let valid: Vec<ValueWithInterval> = series.iter().filter_map(value).collect();
                trend_of_values(&valid)
            }
        };
        case.expect("exact_chi_square", trend.map(|trend| trend.chi_square), 1e-9);
        case.expect("exact_slope", trend.map(|trend| trend.slope), 1e-9);
        if let Some(published) = case.maybe("published_chi_square") {
            assert!((trend.unwrap().chi_square - published).abs() < 0.005, "{}", case.name());
        }
        let expected = match marker(trend, polarity(case.text("polarity"))) {
            // Without intervals the source answers "no change" by not-a-number: ours is the note's other answer.
            Marker::CannotBeCalculated if case.text("case") == "gp-population-over-65" => {
                assert!(case.text("note").contains("cannot be calculated"));
                "NoChange".to_owned()
            }
            other => format!("{other:?}"),
        };
        assert_eq!(case.text("marker"), expected, "{}", case.name());
    }
}

#[test]
fn charts_of_moving_ranges_are_those_of_every_point() {
    let Some(rows) = rows("xmr_points.csv", 1212) else { return };
    let key = |row: &Row| {
        ["case", "screen_outliers", "fix_after", "rebase_group"].map(|of| row.text(of).to_owned())
    };
    for series in rows.chunk_by(|one, next| key(one) == key(next)) {
        let settings = xmr::Settings {
            screened: series[0].text("screen_outliers") == "true",
            fixed_after: series[0].maybe("fix_after").map(|after| after as usize),
        };
        let values: Vec<f64> = series.iter().map(|row| row.number("y")).collect();
        let (limits, points) = xmr::chart(&values, settings);
        for (row, point) in series.iter().zip(points) {
            row.expect("lower_limit", limits.map(|of| of.limits.low), 1e-12);
            row.expect("upper_limit", limits.map(|of| of.limits.high), 1e-12);
            row.expect("mean", Some(xmr::middle(&values, settings)), 1e-12);
            row.expect("relative_to_mean", Some(f64::from(point.side)), 0.0);
            let flag = |flag: Option<bool>| flag.map_or(String::new(), |flag| flag.to_string());
            let what = format!("{} point {}", row.name(), row.text("index"));
            assert_eq!(row.text("outside_limits"), flag(point.outside), "{what}");
            assert_eq!(row.text("close_to_limits"), flag(point.near), "{what}");
            assert_eq!(row.text("special_cause_type"), cause_as_published(point.cause), "{what}");
            for (column, good) in [("increase", 1), ("decrease", -1)] {
                let kind = match point.cause.direction() * good {
                    0 => "common_cause",
                    1 => "special_cause_improvement",
                    _ => "special_cause_concern",
                };
                assert_eq!(row.text(&format!("point_type_{column}")), kind, "{what}");
            }
            let neutral = match point.cause.direction() {
                0 => "common_cause",
                1 => "special_cause_neutral_high",
                _ => "special_cause_neutral_low",
            };
            assert_eq!(row.text("point_type_neutral"), neutral, "{what}");
        }
    }
}

fn cause_as_published(cause: xmr::Cause) -> &'static str {
    match cause {
        xmr::Cause::Common => "Common Cause",
        xmr::Cause::AboveLimit => "Above UCL",
        xmr::Cause::BelowLimit => "Below LCL",
        xmr::Cause::Rising => "7 Point Trend (Increasing)",
        xmr::Cause::Falling => "7 Point Trend (Decreasing)",
        xmr::Cause::TwoOfThreeAbove => "2 in 3 Above CL",
        xmr::Cause::TwoOfThreeBelow => "2 in 3 Below CL",
        xmr::Cause::SevenAbove => "7 Points Above CL",
        xmr::Cause::SevenBelow => "7 Points Below CL",
    }
}

#[test]
fn each_rule_of_moving_range_charts_is_that_of_every_row() {
    let Some(rows) = rows("xmr_rules.csv", 36) else { return };
    for row in &rows {
        let values = row.list("values");
        let signs = |of: &[f64]| -> Vec<i8> { of.iter().map(|value| *value as i8).collect() };
        let near: Vec<bool> = values.iter().map(|value| *value != 0.0).collect();
        let sides = signs(&row.list("sides_of_mean"));
        let whole = |marks: Vec<i8>| marks.into_iter().map(f64::from).collect::<Vec<f64>>();
        let flags =
            |marks: Vec<bool>| marks.into_iter().map(|mark| f64::from(u8::from(mark))).collect::<Vec<f64>>();
        let made = match row.text("rule") {
            "seven_point_one_side_mean" => {
                // The published rule marks where a run ends and says the side elsewhere.
                whole(xmr::run_on_side(&signs(&values)).into_iter().map(i8::abs).collect())
            }
            "seven_point_trend" => whole(xmr::run_of_steps(&values)),
            "part_of_seven" => whole(xmr::spread_back(&signs(&values), 7).into_iter().map(i8::abs).collect()),
            "two_in_three" => flags(xmr::two_of_three(&near, &sides)),
            "part_of_two_in_three" => flags(xmr::part_of_two_of_three(&near, &sides)),
            other => panic!("{other}"),
        };
        assert_eq!(row.list("expected"), made, "{} {}", row.text("rule"), row.text("case"));
    }
}

#[test]
fn what_a_chart_says_of_a_target_is_that_of_every_row() {
    let Some(rows) = rows("xmr_assurance.csv", 13) else { return };
    for row in &rows {
        let limits = Interval { low: row.number("lower_limit"), high: row.number("upper_limit") };
        let improvement = match row.text("improvement_direction") {
            "increase" => xmr::Improvement::Increase,
            "decrease" => xmr::Improvement::Decrease,
            _ => xmr::Improvement::Neutral,
        };
        let word = match xmr::assurance(limits, row.maybe("target"), improvement) {
            None => "",
            Some(xmr::Assurance::ConsistentPass) => "consistent_pass",
            Some(xmr::Assurance::ConsistentFail) => "consistent_fail",
            Some(xmr::Assurance::Inconsistent) => "inconsistent",
        };
        assert_eq!(row.text("expected"), word, "{}", row.text("case"));
    }
}
