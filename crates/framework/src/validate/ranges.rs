//! Whether the true grade lies in its range, and how wide the ranges are: a range that holds everything says nothing.

use super::known::{Given, KnownGrade};
use crate::assessment::Assessment;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How the ranges of grades stand to known grades.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RangesCompared {
    /// The known grades of all years together.
    pub all: RangeCoverage,
    /// Those of each year of assessment.
    pub years: Vec<RangeCoverageOfYear>,
    /// The ranges of all assessed areas, whether their grade is known or not.
    pub width_of_all_areas: RangeWidth,
    /// Areas whose known grade is neither in the range nor the one if limited.
    pub outside: Vec<OutsideRange>,
}

/// The same of one year.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RangeCoverageOfYear {
    /// The year of assessment.
    pub year: i16,
    /// Its known grades.
    pub coverage: RangeCoverage,
}

/// How many known grades the ranges hold.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RangeCoverage {
    /// Known grades of areas with a range; grades that were withheld are not among them.
    pub compared: usize,
    /// Of these, how many lie in the range.
    pub in_range: usize,
    /// Of the others, how many are the grade if limited.
    pub if_limited: usize,
    /// Known grades of areas without a range, because nothing can be said.
    pub without_range: usize,
    /// How wide these ranges are.
    pub width: RangeWidth,
}

impl RangeCoverage {
    /// The known grades that the ranges hold, or that are the one if limited.
    pub fn covered(&self) -> usize {
        self.in_range + self.if_limited
    }
}

/// How wide some ranges are.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RangeWidth {
    /// How many ranges.
    pub ranges: usize,
    /// The mean distance from the worst to the best grade; none where there is no range.
    pub mean_distance: Option<f64>,
    /// The mean number of grades in a range: one more than the distance.
    pub mean_grades: Option<f64>,
}

/// A known grade outside its range.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OutsideRange {
    /// The area.
    pub name: String,
    /// The year of assessment.
    pub year: i16,
    /// The known grade.
    pub known: u8,
    /// What is said of the area.
    pub headline: String,
}

/// A known grade with what is said of its area.
type Pair<'a> = (&'a KnownGrade, &'a Assessment);

pub(super) fn compare(pairs: &[Pair<'_>], assessments: &[Assessment]) -> RangesCompared {
    let mut years: Vec<i16> = pairs.iter().map(|(known, _)| known.year).collect();
    years.sort_unstable();
    years.dedup();
    let of_year = |year: i16| {
        let own: Vec<Pair<'_>> = pairs.iter().copied().filter(|(known, _)| known.year == year).collect();
        RangeCoverageOfYear { year, coverage: coverage(&own) }
    };
    let outside = pairs.iter().filter_map(|(known, assessment)| {
        let Given::Grade(number) = known.grade else { return None };
        let outside = assessment.range.is_some() && held(number, assessment) == Held::Outside;
        let (name, headline) = (known.name.clone(), assessment.headline.clone());
        outside.then_some(OutsideRange { name, year: known.year, known: number, headline })
    });
    RangesCompared {
        all: coverage(pairs),
        outside: outside.collect(),
        years: years.into_iter().map(of_year).collect(),
        width_of_all_areas: width(assessments.iter()),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Held {
    InRange,
    IfLimited,
    Outside,
}

fn held(number: u8, assessment: &Assessment) -> Held {
    let in_range =
        assessment.range.as_ref().is_some_and(|range| (range.worst..=range.best).contains(&number));
    match &assessment.if_limited {
        _ if in_range => Held::InRange,
        Some(limited) if limited.grade == number => Held::IfLimited,
        _ => Held::Outside,
    }
}

fn coverage(pairs: &[Pair<'_>]) -> RangeCoverage {
    let given = pairs.iter().filter_map(|(known, assessment)| Some((known.grade.number()?, *assessment)));
    let (with, without): (Vec<(u8, &Assessment)>, Vec<_>) =
        given.partition(|(_, assessment)| assessment.range.is_some());
    let count = |of: Held| with.iter().filter(|(number, one)| held(*number, one) == of).count();
    RangeCoverage {
        compared: with.len(),
        in_range: count(Held::InRange),
        if_limited: count(Held::IfLimited),
        without_range: without.len(),
        width: width(with.iter().map(|(_, assessment)| *assessment)),
    }
}

fn width<'a>(assessments: impl Iterator<Item = &'a Assessment>) -> RangeWidth {
    let widths: Vec<f64> = assessments
        .filter_map(|one| one.range.as_ref())
        .map(|range| f64::from(range.best) - f64::from(range.worst))
        .collect();
    let two_places =
        |value| crate::derive::evaluation::rounded(value, Some(crate::choices::Rounding::TwoDecimalsHalfUp));
    let mean = (!widths.is_empty()).then(|| widths.iter().sum::<f64>() / widths.len() as f64);
    RangeWidth {
        ranges: widths.len(),
        mean_distance: mean.map(two_places),
        mean_grades: mean.map(|mean| two_places(mean + 1.0)),
    }
}
