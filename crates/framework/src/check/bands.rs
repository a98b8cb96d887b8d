//! Bands: sorted, without gap or overlap, from the least value that can occur to the greatest.

use super::Checker;
use crate::file::BandFile;
use crate::model::{Bands, Rounding, Threshold};
use definitions::{At, Mistake};
use std::ops::Range;

/// A band with its worth and its place in the file.
struct Banded<T> {
    from: Option<f64>,
    /// The first value that no longer belongs to it, where the file says so.
    end: Option<f64>,
    worth: T,
    /// “3 points” or “grade 3”.
    worth_in_words: String,
    span: Range<usize>,
}

/// What bands are checked against.
pub(super) struct BandsOf<'a> {
    /// The bands as written.
    pub bands: &'a [BandFile],
    /// How the value is rounded before.
    pub round: Option<Rounding>,
    /// The least and the greatest value that can occur, where that is known.
    pub range: Option<(f64, f64)>,
    /// What the bands are of, for messages and thresholds.
    pub what: String,
    /// The place to show when there is no band to show.
    pub at: Range<usize>,
    /// The step by which its edges are moved.
    pub step: f64,
    /// What kind of number is banded.
    pub kind: crate::model::Kind,
}

/// What a band is worth: the points of a measure, or the position of a grade in the framework's list.
pub(super) trait Worth: Copy {
    /// The key that says it.
    const KEY: &'static str;

    /// The worth of a band and how it is named: “3 points”, “grade 3”. The outer option is empty where the key is
    /// missing or another is there too; the inner one where its value leads nowhere, which was then reported.
    #[expect(clippy::option_option, reason = "each of the two says another thing")]
    fn of(band: &BandFile, checker: &mut Checker<'_>) -> Option<Option<(Self, String)>>;
}

impl Worth for f64 {
    const KEY: &'static str = "points";

    fn of(band: &BandFile, _: &mut Checker<'_>) -> Option<Option<(f64, String)>> {
        let points = **band.points.as_ref().filter(|_| band.grade.is_none())?;
        Some(Some((points, format!("{points} points"))))
    }
}

impl Worth for usize {
    const KEY: &'static str = "grade";

    fn of(band: &BandFile, checker: &mut Checker<'_>) -> Option<Option<(usize, String)>> {
        let grade = band.grade.as_ref().filter(|_| band.points.is_none())?;
        Some(checker.grade_called(grade).map(|at| (at, format!("grade {}", **grade))))
    }
}

impl Checker<'_> {
    /// The bands of a measure or of the grade.
    pub(super) fn bands<T: Worth>(&mut self, of: &BandsOf<'_>) -> Option<Bands<T>> {
        let mut banded: Vec<Banded<T>> = Vec::new();
        for band in of.bands {
            banded.push(self.band(band, of)?);
        }
        banded.sort_by(|a, b| {
            let key = |band: &Banded<T>| band.from.unwrap_or(f64::NEG_INFINITY);
            key(a).total_cmp(&key(b))
        });
        let found = self.mistakes.len();
        self.ends(&banded, of);
        for pair in banded.windows(2) {
            self.pair(&pair[0], &pair[1], of);
        }
        if found < self.mistakes.len() {
            return None;
        }
        let mut bands = Bands { edges: Vec::new(), worth: Vec::new() };
        for (at, band) in banded.iter().enumerate() {
            if let Some(from) = band.from.filter(|_| at > 0) {
                bands.edges.push(self.thresholds.len());
                self.thresholds.push(Threshold {
                    value: from,
                    step: of.round.map_or(of.step, |round| of.step.max(round.unit())),
                    kind: of.kind,
                    what: format!("{}: {} from {from}", of.what, band.worth_in_words),
                    span: band.span.clone(),
                });
            }
            bands.worth.push(band.worth);
        }
        Some(bands)
    }

    fn band<T: Worth>(&mut self, band: &BandFile, of: &BandsOf<'_>) -> Option<Banded<T>> {
        let place = [&band.from, &band.below, &band.to, &band.points].into_iter().flatten().map(At::span);
        let span = place.chain(band.grade.as_ref().map(At::span)).min_by_key(|span| span.start);
        let span = span.unwrap_or_else(|| of.at.clone());
        let Some(worth) = T::of(band, self) else {
            let key = T::KEY;
            let message = format!("a band of {} says what it is worth by `{key}`, and only by that", of.what);
            self.wrong(Mistake::new("bands", span, message, format!("expected `{key} = …`")));
            return None;
        };
        let (worth, worth_in_words) = worth?;
        let end = match (&band.below, &band.to, of.round) {
            (Some(_), Some(to), _) => {
                let message = "a band ends either `below` a value or `to` a value, not both";
                self.wrong(Mistake::new("bands", to.span(), message, "leave out one of the two"));
                return None;
            }
            (Some(below), None, _) => Some(**below),
            (None, Some(to), Some(round)) => Some(crate::derive::exact(**to + round.unit())),
            (None, Some(to), None) => {
                let message =
                    "`to` is for rounded values; values that are not rounded end `below` the next band";
                self.wrong(
                    Mistake::new("bands", to.span(), message, "say `below`, or say how it is rounded")
                        .help("`round = \"whole-half-up\"` rounds to whole numbers"),
                );
                return None;
            }
            (None, None, _) => None,
        };
        Some(Banded { from: band.from.as_ref().map(|from| **from), end, worth, worth_in_words, span })
    }

    /// The lowest band reaches down far enough, the highest up.
    fn ends<T>(&mut self, banded: &[Banded<T>], of: &BandsOf<'_>) {
        let (Some(lowest), Some(highest)) = (banded.first(), banded.last()) else {
            let message = format!("{} has no bands", of.what);
            self.wrong(Mistake::new("bands", of.at.clone(), message, "add `bands`"));
            return;
        };
        if let Some(from) = lowest.from
            && of.range.is_none_or(|(least, _)| from > least)
        {
            let message = format!("{}: values below {from} are in no band", of.what);
            let help = "leave out `from` in the lowest band";
            self.wrong(Mistake::new("gap", lowest.span.clone(), message, "the lowest band").help(help));
        }
        if let Some(end) = highest.end
            && of.range.is_none_or(|(_, greatest)| end <= greatest)
        {
            let message = format!("{}: values from {end} are in no band", of.what);
            let help = "leave out `below` or `to` in the highest band";
            self.wrong(Mistake::new("gap", highest.span.clone(), message, "the highest band").help(help));
        }
    }

    fn pair<T>(&mut self, lower: &Banded<T>, upper: &Banded<T>, of: &BandsOf<'_>) {
        let place = || upper.span.clone();
        let Some(from) = upper.from else {
            let message = format!("{}: two bands have no `from`, so they overlap", of.what);
            self.wrong(Mistake::new("overlap", place(), message, "say where this band begins"));
            return;
        };
        if lower.from.is_some_and(|lower| lower >= from) {
            let message = format!("{}: two bands begin at {from}", of.what);
            self.wrong(Mistake::new("overlap", place(), message, "begins where another does"));
            return;
        }
        if let Some(end) = lower.end {
            if end > from {
                let message = format!(
                    "{}: the bands of {} and {} overlap from {from} to {end}",
                    of.what, lower.worth_in_words, upper.worth_in_words
                );
                let label = format!("begins at {from}, before the band below it ends");
                self.wrong(Mistake::new("overlap", place(), message, label));
            } else if end < from {
                let message = format!("{}: values from {end} to below {from} are in no band", of.what);
                let label = format!("begins at {from}; the band below it ends at {end}");
                self.wrong(Mistake::new("gap", place(), message, label));
            }
        }
    }
}
