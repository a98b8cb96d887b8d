//! Profiles that differ in everything a framework asks for: enough of them that every band, every truth and every
//! kind of missing evidence occurs.

use crate::example_profile::{ProfileBuilder, area};
use evidence::{Missing, Value};
use framework::Framework;
use framework::model::{FactKind, Of, SeriesRef};
use profile::{Profile, Share};
use std::collections::{BTreeMap, BTreeSet};

/// The linear congruential generator of Knuth's MMIX: the same numbers on every machine.
pub struct Numbers(pub u64);

impl Numbers {
    pub fn below(&mut self, bound: u32) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u32::try_from((self.0 >> 33) % u64::from(bound)).unwrap()
    }

    pub fn between(&mut self, least: f64, most: f64) -> f64 {
        let tenths = ((most - least) * 10.0) as u32;
        least + f64::from(self.below(tenths + 1)) / 10.0
    }

    pub fn one_of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(u32::try_from(all.len()).unwrap()) as usize]
    }
}

/// What a framework asks for.
#[derive(Default)]
struct Asked {
    remits: BTreeSet<String>,
    aspects: BTreeMap<String, BTreeSet<String>>,
    indicators: BTreeSet<String>,
    gaps: BTreeSet<String>,
}

impl Asked {
    fn by(framework: &Framework) -> Asked {
        let mut asked = Asked::default();
        for fact in &framework.facts {
            fact.what.settings().into_iter().for_each(|of| asked.settings(of));
            fact.what.series().into_iter().for_each(|series| asked.series(series));
        }
        asked
    }

    fn settings(&mut self, of: &Of) {
        for remit in &of.remits {
            self.remits.insert(remit.0.clone());
            if of.aspect.as_str() != "overall-effectiveness" {
                self.aspects.entry(remit.0.clone()).or_default().insert(of.aspect.0.clone());
            }
        }
    }

    fn series(&mut self, series: &SeriesRef) {
        match series {
            SeriesRef::Indicator { id, .. } => self.indicators.insert(id.clone()),
            SeriesRef::Gap { id } => self.gaps.insert(id.clone()),
        };
    }
}

/// As many profiles as asked for, each different.
pub fn varied(framework: &Framework, how_many: u16) -> Vec<Profile> {
    let asked = Asked::by(framework);
    (0..how_many).map(|at| one(framework, &asked, at)).collect()
}

fn one(framework: &Framework, asked: &Asked, at: u16) -> Profile {
    let mut numbers = Numbers(u64::from(at) + 1);
    // After the first forty, whose evidence is much like that of real areas, more and more of it is missing.
    let lacking = |numbers: &mut Numbers, usual: u32| match at {
        0..40 => numbers.below(usual) == 0,
        40..100 => numbers.below(3) == 0,
        _ => numbers.below(3) > 0,
    };
    let as_at = framework.as_at.map_or_else(|| "2025-06-30".to_owned(), |date| date.to_string());
    let vocabulary = crate::example_profile::vocabulary();
    let scales: Vec<String> =
        framework.countings.iter().flat_map(|rule| &rule.scales).map(|scale| scale.scale.0.clone()).collect();
    let mut made: ProfileBuilder = area(301 + at, &format!("Area {at}"), &as_at);
    for remit in &asked.remits {
        if lacking(&mut numbers, 8) {
            continue;
        }
        let scale = if scales.is_empty() { "four-point-satisfactory" } else { numbers.one_of(&scales) };
        let values = vocabulary.scale(scale).unwrap().1.values.len();
        let most = numbers.below(60) + 1;
        // Usually most are good; after the first forty any value may be the commonest.
        let commonest = if at < 40 { 0..2 } else { numbers.below(4) as usize..4 };
        let counts: Vec<u32> = (0..values)
            .map(|value| numbers.below(if commonest.contains(&value) { most } else { most / 6 + 1 }))
            .collect();
        let not_judged = numbers.below(3);
        made = made.remit(remit, scale, &counts, not_judged);
        let (improved, same, declined) = (numbers.below(9), numbers.below(9), numbers.below(9));
        made = made.year(improved, same, declined);
        for aspect in asked.aspects.get(remit).into_iter().flatten() {
            let labels = scales_of_labels(framework, &vocabulary, aspect);
            let scale = if labels.is_empty() { scale.to_owned() } else { numbers.one_of(&labels).clone() };
            let values = &vocabulary.scale(&scale).unwrap().1.values;
            made = made.aspect(aspect, &scale, numbers.one_of(values).code);
        }
    }
    for indicator in &asked.indicators {
        if !lacking(&mut numbers, 8) {
            let (own, similar) = (numbers.between(40.0, 70.0), numbers.between(45.0, 65.0));
            let england = numbers.between(45.0, 65.0);
            let changes = (numbers.between(-10.0, 25.0), numbers.between(-5.0, 20.0));
            made = made.indicator(indicator, own, similar, england, changes);
        }
    }
    for gap in &asked.gaps {
        if !lacking(&mut numbers, 8) {
            let mut pair = || [numbers.between(5.0, 30.0), numbers.between(5.0, 30.0)];
            made = made.gap(gap, pair(), pair());
        }
    }
    for event in &framework.events {
        if !lacking(&mut numbers, 4) && !event.outcomes.is_empty() {
            let outcome = numbers.one_of(&event.outcomes).id.clone();
            let days = i32::try_from(numbers.below(1_500)).unwrap();
            let date = evidence::date::add_days(as_at.parse().unwrap(), -days).to_string();
            made = made.event(&event.kind, &outcome, &date);
        }
    }
    let mut profile = made.done();
    vary_the_rest(&mut profile, &mut numbers);
    profile
}

/// The scales that hold a label which a judgement of this aspect is asked for.
fn scales_of_labels(framework: &Framework, vocabulary: &evidence::Vocabulary, aspect: &str) -> Vec<String> {
    let labels = framework.facts.iter().filter_map(|fact| match &fact.what {
        FactKind::Judgement { of, labels } if of.aspect.as_str() == aspect => Some(labels),
        _ => None,
    });
    let labels: Vec<&String> = labels.flatten().collect();
    let holds = |scale: &&evidence::Scale| {
        labels.iter().all(|label| scale.values.iter().any(|value| value.label == **label))
            && !labels.is_empty()
    };
    vocabulary.scales.iter().filter(holds).map(|scale| scale.id.0.clone()).collect()
}

fn vary_the_rest(profile: &mut Profile, numbers: &mut Numbers) {
    for aspect in profile.remits.iter_mut().flat_map(|remit| &mut remit.aspects) {
        for share in [
            &mut aspect.elsewhere.england,
            &mut aspect.elsewhere.region,
            &mut aspect.elsewhere.neighbours_pooled,
            &mut aspect.elsewhere.elsewhere,
        ] {
            *share = Share::new(50 + numbers.below(51), 100);
        }
    }
    for indicator in &mut profile.indicators {
        indicator.rank = Some((1 + numbers.below(150), 151));
        indicator.band = ['A', 'B', 'C', 'D'].get(numbers.below(5) as usize).copied();
        if numbers.below(10) == 0 {
            indicator.latest.value = Value::missing(Missing::Confidential);
        }
    }
}
