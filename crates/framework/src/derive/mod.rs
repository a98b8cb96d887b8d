//! From a profile to an assessment: facts are read, everything is evaluated once in numbers, and the reasons are
//! written from that.

mod bootstrap;
pub(crate) mod evaluation;
pub(crate) mod figures;
mod margins;
pub(crate) mod reasons;
mod robustness;

use crate::assessment::{Assessment, FrameworkUsed, GradeNamed, OpenQuestion};
use crate::facts::{self, Known, Reading};
use crate::model::Framework;
use crate::range;
use evaluation::{Evaluation, Inputs, evaluate};
use profile::Profile;
use rayon::prelude::*;

/// A number as it is compared with thresholds: sums of decimal fractions such as 0.4 × 3 + 0.6 × 2 are a few units
/// of the sixteenth digit off, and a grade must not turn on that. Nine decimals are far beyond what is published.
pub(crate) fn exact(value: f64) -> f64 {
    (value * 1e9).round() / 1e9
}

/// Everything that is known when reasons are written.
pub(crate) struct Derivation<'a> {
    pub framework: &'a Framework,
    pub profile: &'a Profile,
    pub readings: Vec<Reading>,
    pub facts: Vec<Known>,
    pub thresholds: Vec<f64>,
    pub evaluation: Evaluation,
}

impl<'a> Derivation<'a> {
    pub fn new(framework: &'a Framework, profile: &'a Profile) -> Derivation<'a> {
        let readings = facts::read_all(framework, profile);
        let facts: Vec<Known> = readings.iter().map(|reading| reading.known).collect();
        let thresholds: Vec<f64> = framework.thresholds.iter().map(|threshold| threshold.value).collect();
        let inputs = Inputs { facts: &facts, thresholds: &thresholds, without_block: None, points_set: &[] };
        let evaluation = evaluate(framework, inputs);
        Derivation { framework, profile, readings, facts, thresholds, evaluation }
    }

    /// What it started from, to be changed in one point.
    pub fn inputs(&self) -> Inputs<'_> {
        Inputs { facts: &self.facts, thresholds: &self.thresholds, without_block: None, points_set: &[] }
    }
}

/// Derives the grade or the positions of an area, with every reason; without how robust they are.
pub fn derive(framework: &Framework, profile: &Profile) -> Assessment {
    assessment(&Derivation::new(framework, profile))
}

/// The same, and how robust the grade is.
pub fn derive_with_robustness(framework: &Framework, profile: &Profile) -> Assessment {
    let derivation = Derivation::new(framework, profile);
    let assessment = assessment(&derivation);
    Assessment { robustness: robustness::robustness(&derivation, assessment.range.as_ref()), ..assessment }
}

/// Many areas at once, on all cores; the results stand in the order of the profiles.
pub fn derive_all(framework: &Framework, profiles: &[Profile], with_robustness: bool) -> Vec<Assessment> {
    let one = if with_robustness { derive_with_robustness } else { derive };
    profiles.par_iter().map(|profile| one(framework, profile)).collect()
}

fn assessment(derivation: &Derivation<'_>) -> Assessment {
    let Derivation { framework, profile, .. } = derivation;
    let derived = reasons::derived(derivation);
    let (range, if_limited) = range::range(derivation);
    Assessment {
        framework: FrameworkUsed {
            id: framework.id.clone(),
            name: framework.name.clone(),
            sha256: framework.sha256.clone(),
        },
        area: profile.area,
        name: profile.name.clone(),
        region: profile.region.clone(),
        as_at: profile.as_at,
        snapshot: profile.snapshot.clone(),
        headline: range::headline(framework, &derived, range.as_ref(), if_limited.as_ref()),
        derived,
        range,
        if_limited,
        blocks: reasons::blocks(derivation),
        requirements: reasons::requirements(derivation),
        limits: reasons::limits(derivation),
        rules: reasons::rules(derivation),
        missing: reasons::missing(derivation),
        margins: margins::margins(derivation),
        single_changes: margins::single_changes(derivation),
        robustness: None,
        not_by_rule: framework
            .not_by_rule
            .iter()
            .map(|one| OpenQuestion {
                id: one.id.clone(),
                what: one.what.clone(),
                reason: one.backing.reason.clone(),
            })
            .collect(),
        notices: profile.notices.clone(),
    }
}

/// The grade at a position, with its name.
pub(crate) fn named(framework: &Framework, at: usize) -> GradeNamed {
    let grade = &framework.scale.grades[at];
    GradeNamed { number: grade.number, name: grade.name.clone(), meaning: grade.meaning.clone() }
}

impl Framework {
    /// The grade of a number, with its name and meaning; none where the scale has no such number.
    pub fn grade_named(&self, number: u8) -> Option<GradeNamed> {
        self.scale.grade_numbered(number).map(|at| named(self, at))
    }
}
