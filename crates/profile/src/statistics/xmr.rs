//! Charts of individual values and their moving range (XmR), as the NHS's "Making Data Count" plots them with
//! `NHSRplotthedots`: a mean, limits at 2.66 mean moving ranges, and the rules that call a point more than noise.
//!
//! W. A. Shewhart, "Economic control of quality of manufactured product" (1931); D. J. Wheeler, "Understanding
//! variation" (1993), for the factors 2.66 and 3.267.

use crate::statistics::interval::Interval;

/// Limits of single values stand this many mean moving ranges from the mean: three standard deviations, each of which is
/// the mean range of two divided by 1.128.
pub const LIMIT: f64 = 2.66;

/// A moving range beyond this many mean moving ranges is more than noise; of two values it is D4.
pub const RANGE_LIMIT: f64 = 3.267;

/// Points in a row on one side, or rising, or falling, that are more than noise.
const RUN: usize = 7;

/// Fewer comparable points than this settle no limits.
pub const ENOUGH_POINTS: usize = 12;

/// How the mean and the limits are worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// Whether moving ranges of 3.267 mean ranges and more are left out, once.
    pub screened: bool,
    /// Mean and limits are those of the first so many points; of all, where none is said.
    pub fixed_after: Option<usize>,
}

impl Settings {
    /// What `NHSRplotthedots` does unless it is told otherwise.
    pub const USUAL: Settings = Settings { screened: true, fixed_after: None };

    /// The values that fix mean and limits.
    fn fixing(self, values: &[f64]) -> &[f64] {
        &values[..self.fixed_after.unwrap_or(values.len()).min(values.len())]
    }
}

/// The mean about which a chart is drawn, which it has also where it has no limits.
pub fn middle(values: &[f64], settings: Settings) -> f64 {
    mean(settings.fixing(values))
}

/// Mean and limits of a series.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// The mean.
    pub mean: f64,
    /// The mean moving range that the limits rest on.
    pub mean_range: f64,
    /// The lower and upper limit of single values.
    pub limits: Interval,
}

/// The mean of a series.
fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// The mean of the ranges between neighbouring values; none of a single value, and none where screening leaves no range
/// (as in a series that never moves).
pub fn mean_range(values: &[f64], screened: bool) -> Option<f64> {
    let ranges: Vec<f64> = values.windows(2).map(|pair| (pair[1] - pair[0]).abs()).collect();
    if ranges.is_empty() {
        return None;
    }
    let all = mean(&ranges);
    if !screened {
        return Some(all);
    }
    let kept: Vec<f64> = ranges.into_iter().filter(|range| *range < RANGE_LIMIT * all).collect();
    (!kept.is_empty()).then(|| mean(&kept))
}

/// Mean and limits of a series; none where it has no range to make them of.
pub fn limits(values: &[f64], settings: Settings) -> Option<Limits> {
    let mean_range = mean_range(settings.fixing(values), settings.screened)?;
    let mean = middle(values, settings);
    let reach = LIMIT * mean_range;
    Some(Limits { mean, mean_range, limits: Interval { low: mean - reach, high: mean + reach } })
}

/// Why a point is more than noise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Cause {
    /// It is not.
    Common,
    /// Above the upper limit.
    AboveLimit,
    /// Below the lower limit.
    BelowLimit,
    /// One of seven and more that rise.
    Rising,
    /// One of seven and more that fall.
    Falling,
    /// One of two of three near the upper limit, all three above the mean.
    TwoOfThreeAbove,
    /// One of two of three near the lower limit, all three below the mean.
    TwoOfThreeBelow,
    /// One of seven and more above the mean.
    SevenAbove,
    /// One of seven and more below the mean.
    SevenBelow,
}

impl Cause {
    /// The cause's name in files.
    pub fn name(self) -> &'static str {
        match self {
            Cause::Common => "common",
            Cause::AboveLimit => "above-limit",
            Cause::BelowLimit => "below-limit",
            Cause::Rising => "rising",
            Cause::Falling => "falling",
            Cause::TwoOfThreeAbove => "two-of-three-above",
            Cause::TwoOfThreeBelow => "two-of-three-below",
            Cause::SevenAbove => "seven-above",
            Cause::SevenBelow => "seven-below",
        }
    }

    /// Whether the values are higher (1), lower (−1) or neither (0) than noise would have them.
    pub fn direction(self) -> i8 {
        match self {
            Cause::Common => 0,
            Cause::AboveLimit | Cause::Rising | Cause::TwoOfThreeAbove | Cause::SevenAbove => 1,
            Cause::BelowLimit | Cause::Falling | Cause::TwoOfThreeBelow | Cause::SevenBelow => -1,
        }
    }
}

/// A point of a chart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// Above the mean (1), below it (−1) or on it (0).
    pub side: i8,
    /// Whether it lies outside the limits; none without limits.
    pub outside: Option<bool>,
    /// Whether it lies within them, beyond two thirds of the way from the mean.
    pub near: Option<bool>,
    /// Why it is more than noise.
    pub cause: Cause,
}

/// The chart of one series; where it was started afresh, each part has a chart of its own.
pub fn chart(values: &[f64], settings: Settings) -> (Option<Limits>, Vec<Point>) {
    let limits = limits(values, settings);
    let middle = middle(values, settings);
    let sides: Vec<i8> = values.iter().map(|value| sign(value - middle)).collect();
    let outside = |value: f64| limits.map(|of| !of.limits.holds(value));
    let near = |value: f64| {
        limits.map(|of| of.limits.holds(value) && (value - of.mean).abs() > of.mean_range * LIMIT * 2.0 / 3.0)
    };
    let nearness: Vec<bool> = values.iter().map(|value| near(*value).unwrap_or(false)).collect();
    let trend = spread_back(&run_of_steps(values), RUN);
    let on_side = spread_back(&run_on_side(&sides), RUN);
    let two_of_three = part_of_two_of_three(&nearness, &sides);
    let points = values.iter().enumerate().map(|(at, value)| {
        let cause = match (outside(*value), trend[at], two_of_three[at], on_side[at], sides[at]) {
            (Some(true), _, _, _, side) => {
                if side > 0 {
                    Cause::AboveLimit
                } else {
                    Cause::BelowLimit
                }
            }
            (_, step, _, _, _) if step != 0 => {
                if step > 0 {
                    Cause::Rising
                } else {
                    Cause::Falling
                }
            }
            (_, _, true, _, side) => {
                if side > 0 {
                    Cause::TwoOfThreeAbove
                } else {
                    Cause::TwoOfThreeBelow
                }
            }
            (_, _, _, run, _) if run != 0 => {
                if run > 0 {
                    Cause::SevenAbove
                } else {
                    Cause::SevenBelow
                }
            }
            _ => Cause::Common,
        };
        Point { side: sides[at], outside: outside(*value), near: near(*value), cause }
    });
    (limits, points.collect())
}

fn sign(value: f64) -> i8 {
    if value > 0.0 {
        1
    } else if value < 0.0 {
        -1
    } else {
        0
    }
}

/// `seven_point_one_side_mean`: 1 (−1) at a point where it and the six before it lie above (below) the mean.
pub fn run_on_side(sides: &[i8]) -> Vec<i8> {
    let ends = |at: usize| {
        let run = (at + 1).checked_sub(RUN).and_then(|from| sides.get(from..=at));
        run.filter(|run| sides[at] != 0 && run.iter().all(|side| *side == sides[at])).map_or(0, |_| sides[at])
    };
    (0..sides.len()).map(ends).collect()
}

/// `seven_point_trend`: 1 (−1) at a point up to which seven values rise (fall), each beyond the one before.
pub fn run_of_steps(values: &[f64]) -> Vec<i8> {
    let steps: Vec<i8> = values.windows(2).map(|pair| sign(pair[1] - pair[0])).collect();
    let ends = |at: usize| {
        let Some(from) = (at + 1).checked_sub(RUN) else { return 0 };
        let run = &steps[from..at];
        let first = run.first().copied().unwrap_or(0);
        if run.iter().all(|step| *step == first) { first } else { 0 }
    };
    (0..values.len()).map(ends).collect()
}

/// `part_of_seven`: marks the six points before each mark as well; where two runs meet, the later one's direction stands.
pub fn spread_back(marks: &[i8], run: usize) -> Vec<i8> {
    let mut spread = vec![0; marks.len()];
    for (at, mark) in marks.iter().enumerate().filter(|(_, mark)| **mark != 0) {
        let from = (at + 1).saturating_sub(run);
        spread[from..=at].fill(*mark);
    }
    spread
}

/// `two_in_three`: each point of three neighbours on one side of the mean of which two lie near a limit.
pub fn two_of_three(near: &[bool], sides: &[i8]) -> Vec<bool> {
    let mut marked = vec![false; near.len()];
    for from in 0..near.len().saturating_sub(2) {
        let three = from..from + 3;
        let close = near[three.clone()].iter().filter(|near| **near).count();
        let side = sides[from];
        if close >= 2 && side != 0 && sides[three.clone()].iter().all(|other| *other == side) {
            marked[three].fill(true);
        }
    }
    marked
}

/// `part_of_two_in_three`: of these, the points that lie near a limit themselves.
pub fn part_of_two_of_three(near: &[bool], sides: &[i8]) -> Vec<bool> {
    two_of_three(near, sides).into_iter().zip(near).map(|(marked, near)| marked && *near).collect()
}

/// Which way is an improvement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Improvement {
    /// Up.
    Increase,
    /// Down.
    Decrease,
    /// Neither.
    Neutral,
}

/// What a chart says of a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Assurance {
    /// The limits lie wholly on the good side: it will be met.
    ConsistentPass,
    /// Wholly on the bad side: it will be missed.
    ConsistentFail,
    /// It lies between them: it may be met or missed.
    Inconsistent,
}

/// A target against the limits; none without a target, or where neither way is an improvement.
pub fn assurance(limits: Interval, target: Option<f64>, improvement: Improvement) -> Option<Assurance> {
    let target = target?;
    let (above, below) = (target > limits.high, target < limits.low);
    match improvement {
        Improvement::Neutral => None,
        _ if !above && !below => Some(Assurance::Inconsistent),
        Improvement::Increase => {
            Some(if below { Assurance::ConsistentPass } else { Assurance::ConsistentFail })
        }
        Improvement::Decrease => {
            Some(if above { Assurance::ConsistentPass } else { Assurance::ConsistentFail })
        }
    }
}
