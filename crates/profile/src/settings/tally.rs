//! Counts of what some settings hold, kept apart by scale.

use super::{CurrentInspection, OpenSetting, SettingsIndex, Standing};
use crate::model::{ScaleTally, Tally, ValueCount};
use crate::share::Share;
use evidence::{AspectIndex, ScaleIndex, Vocabulary};

/// The aspect that is the headline of an inspection.
pub const OVERALL: &str = "overall-effectiveness";

/// How many of some settings hold each value of an aspect.
pub fn tally(
    index: &SettingsIndex,
    settings: &[(OpenSetting, Option<CurrentInspection>)],
    aspect: AspectIndex,
) -> Tally {
    let vocabulary = &index.evidence().vocabulary;
    let mut scales: Vec<ScaleTally> = Vec::new();
    let (mut judged, mut inspected_since) = (0, 0);
    let mut held: Vec<(ScaleIndex, u8)> = settings
        .iter()
        .filter_map(|(_, held)| match index.standing(*held, aspect) {
            Standing::Judged(judgement) => Some((judgement.scale, judgement.value.ok()?)),
            Standing::InspectedSince { .. } => {
                inspected_since += 1;
                None
            }
            Standing::NotJudged(_) => None,
        })
        .collect();
    held.sort_unstable();
    for of_scale in held.chunk_by(|a, b| a.0 == b.0) {
        let tally = scale_tally(vocabulary, of_scale[0].0, |code| {
            of_scale.iter().filter(|(_, held)| *held == code).count()
        });
        judged += tally.counts.iter().map(|count| count.count).sum::<u32>();
        scales.push(tally);
    }
    let settings = u32::try_from(settings.len()).unwrap_or(u32::MAX);
    Tally { settings, not_judged: settings - judged - inspected_since, inspected_since, scales }
}

fn scale_tally(vocabulary: &Vocabulary, scale: ScaleIndex, count: impl Fn(u8) -> usize) -> ScaleTally {
    let scale = &vocabulary.scales[scale.index()];
    let counts = scale
        .values
        .iter()
        .map(|value| ValueCount {
            code: value.code,
            label: value.label.clone(),
            good_or_better: value.good_or_better,
            inadequate: value.inadequate,
            count: u32::try_from(count(value.code)).unwrap_or(u32::MAX),
        })
        .collect();
    ScaleTally { scale: scale.id.clone(), counts }
}

impl ScaleTally {
    /// How many are judged on the scale.
    pub fn judged(&self) -> u32 {
        self.counts.iter().map(|value| value.count).sum()
    }

    /// Whether the inspectorate draws a line of "good or better" on the scale.
    pub fn draws_the_line(&self) -> bool {
        self.counts.iter().all(|value| value.good_or_better.is_some())
    }
}

impl Tally {
    /// Settings with a judgement.
    pub fn judged(&self) -> u32 {
        self.settings.saturating_sub(self.not_judged + self.inspected_since)
    }

    /// The share of good or better among the judged. None where nothing is judged, and none where some are judged on
    /// a scale that draws no such line: how those would count is for a framework to say.
    pub fn good_or_better(&self) -> Option<Share> {
        if !self.scales.iter().all(ScaleTally::draws_the_line) {
            return None;
        }
        let values = || self.scales.iter().flat_map(|scale| &scale.counts);
        let good = values().filter(|value| value.good_or_better == Some(true)).map(|value| value.count).sum();
        Share::new(good, self.judged())
    }

    /// How many hold a value of provision that fails.
    pub fn inadequate(&self) -> u32 {
        let values = self.scales.iter().flat_map(|scale| &scale.counts);
        values.filter(|value| value.inadequate).map(|value| value.count).sum()
    }
}
