//! Which way a series goes.

use crate::figures::Measured;
use crate::model::{Direction, Trend};
use crate::statistics::movement::{End, Movement, movement};
use evidence::Period;

/// The trend of a series of comparable figures, earliest first; none where fewer than two periods have a value.
pub fn trend<'a>(series: impl IntoIterator<Item = (&'a Period, Measured)>, decimals: u8) -> Option<Trend> {
    let points: Vec<(&Period, End)> =
        series.into_iter().filter_map(|(period, measured)| Some((period, end(measured)?))).collect();
    let [(from, first), .., (to, last)] = points.as_slice() else { return None };
    let change = last.value - first.value;
    let steps: Vec<Direction> =
        points.windows(2).map(|pair| step(pair[1].1.value - pair[0].1.value, decimals)).collect();
    let values: Vec<f64> = points.iter().map(|(_, end)| end.value).collect();
    Some(Trend {
        direction: direction(step(change, decimals), &steps),
        from: (*from).clone(),
        to: (*to).clone(),
        change,
        points: u32::try_from(points.len()).unwrap_or(u32::MAX),
        last_step: steps.last().copied().unwrap_or(Direction::Mixed),
        movement: movement(&values, *first, *last),
    })
}

/// Whether the change between two figures of a series of comparable ones is more than noise; none where either has no
/// value. The series is earliest first, and figures without a value are left out.
pub fn movement_between<'a>(
    series: impl IntoIterator<Item = &'a Measured>,
    from: Measured,
    to: Measured,
) -> Option<Movement> {
    let values: Vec<f64> = series.into_iter().filter_map(|measured| measured.value.number()).collect();
    Some(movement(&values, end(from)?, end(to)?))
}

fn end(measured: Measured) -> Option<End> {
    Some(End { value: measured.value.number()?, interval: measured.uncertainty.interval() })
}

/// A step counts when it is more than one unit of the last shown decimal; a hair over one is how doubles write one.
fn step(step: f64, decimals: u8) -> Direction {
    let unit = 10_f64.powi(-i32::from(decimals)) * 1.000_001;
    if step > unit {
        Direction::Rising
    } else if step < -unit {
        Direction::Falling
    } else {
        Direction::Level
    }
}

fn direction(over_all: Direction, steps: &[Direction]) -> Direction {
    let against = match over_all {
        Direction::Rising => Direction::Falling,
        Direction::Falling => Direction::Rising,
        level => return level,
    };
    let with = steps.iter().filter(|step| **step == over_all).count();
    let opposed = steps.iter().filter(|step| **step == against).count();
    // Small steps may add up to a movement that no single step shows.
    let mostly = with > opposed || (with == 0 && opposed == 0);
    if mostly && steps.last() != Some(&against) { over_all } else { Direction::Mixed }
}

#[cfg(test)]
mod tests {
    use super::*;
    use evidence::{Missing, Value};

    fn direction_of(values: &[f64]) -> Direction {
        let period = Period::labelled("x");
        let points = values.iter().map(|value| (&period, Measured::bare(Value::Number(*value))));
        trend(points, 1).unwrap().direction
    }

    #[test]
    fn a_gap_that_fell_over_the_years_is_falling_and_one_that_widened_last_is_mixed() {
        // Luton's gaps at 19 between those eligible for free school meals and others, cohorts 2005 to 2010.
        assert_eq!(direction_of(&[14.1, 16.4, 16.1, 12.6, 13.6, 12.2]), Direction::Falling);
        assert_eq!(direction_of(&[15.1, 18.0, 15.6, 12.5, 13.9, 14.8]), Direction::Mixed);
        assert_eq!(direction_of(&[18.0, 15.6, 12.5, 13.9, 14.8]), Direction::Mixed);
    }

    #[test]
    fn a_step_of_one_shown_decimal_is_no_movement() {
        assert_eq!(direction_of(&[36.5, 36.6]), Direction::Level);
        assert_eq!(direction_of(&[36.5, 36.7]), Direction::Rising);
    }

    #[test]
    fn one_point_is_no_trend_and_missing_ones_do_not_count() {
        let period = Period::labelled("x");
        let series = [Value::Number(1.0), Value::missing(Missing::Confidential)];
        assert_eq!(trend(series.iter().map(|value| (&period, Measured::bare(*value))), 0), None);
    }
}
