//! Checks of what is supposed of evidence that is not held.

use super::Checker;
use crate::file::MeasureFile;
use crate::model::RangeRule;
use definitions::Mistake;

impl Checker<'_> {
    /// How far what is not held may lie from what is held.
    pub(super) fn range(&mut self) -> Option<RangeRule> {
        let file = self.file.range.as_ref()?;
        if !self.scale.overall {
            let message = "there is no overall grade, so there is no range of one";
            let label = "take `[range]` out, or set `overall = true`";
            self.wrong(Mistake::new("scale", file.settings_points.span(), message, label));
        }
        let distances =
            [&file.settings_points, &file.settings_percent, &file.measure_points, &file.block_points];
        for distance in distances.into_iter().chain(&file.not_by_rule_points) {
            if !distance.is_finite() || **distance < 0.0 {
                let message = "what is not held lies within a distance of what is held: zero or more";
                self.wrong(Mistake::new("range", distance.span(), message, "not a distance"));
            }
        }
        Some(RangeRule {
            settings_points: *file.settings_points,
            settings_percent: *file.settings_percent,
            measure_points: *file.measure_points,
            block_points: *file.block_points,
            not_by_rule_points: file.not_by_rule_points.as_ref().map_or(0.0, |points| **points),
            backing: backing!(file),
        })
    }

    /// The points that a missing measure could have, where it says so itself.
    pub(super) fn could_be(&mut self, file: &MeasureFile) -> Option<(f64, f64)> {
        let could_be = file.could_be.as_ref()?;
        let (from, to) = (*could_be.from, *could_be.to);
        if file.weight.is_none() {
            let message = "a measure without weight moves no grade, whatever its points could be";
            self.wrong(Mistake::new("range", could_be.from.span(), message, "take `could-be` out"));
        }
        let (least, most) = self.scale.points();
        for (points, written) in [(from, &could_be.from), (to, &could_be.to)] {
            if !(least..=most).contains(&points) {
                let message = format!("points go from {least} to {most}, as the grades do");
                self.wrong(Mistake::new("range", written.span(), message, "outside the scale"));
            }
        }
        if from > to {
            let message = "`from` is the fewest points and `to` the most";
            self.wrong(Mistake::new("range", could_be.from.span(), message, "more than `to`"));
        }
        Some((from, to))
    }
}
