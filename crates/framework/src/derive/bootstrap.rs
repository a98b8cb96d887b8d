//! Settings resampled: how much of a grade is the accident of which settings happen to be there. Each remit's
//! settings are drawn with replacement, as many as there are, and what is counted of them is counted again. The
//! year's inspections, indicators, gaps and events stay as they are.

use crate::facts::Known;
use crate::language::Truth;
use crate::model::{CountingRule, FactKind, Framework, Of};
use evidence::{RemitId, ScaleId};
use profile::Profile;

/// The aspect of which profiles list each setting with its judgement.
const OVERALL: &str = "overall-effectiveness";

/// Sebastiano Vigna's splitmix64: a few lines, a full period, the same numbers on every machine.
struct SplitMix64(u64);

impl SplitMix64 {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A whole number below `below`, by the high half of the product.
    fn below(&mut self, below: usize) -> usize {
        let product = u128::from(self.next()) * below as u128;
        usize::try_from(product >> 64).unwrap_or(0)
    }
}

/// The settings of one remit, each by the class of its judgement; class 0 is not judged.
struct Pool {
    settings: Vec<u8>,
    drawn: Vec<u32>,
}

/// What a class of judgement counts in one fact.
#[derive(Clone, Copy, Default)]
struct Counts {
    whole: bool,
    part: bool,
    points: f64,
}

/// A fact that changes with the settings: what each class of each of its pools counts.
struct Resampled {
    fact: usize,
    pools: Vec<(usize, Vec<Counts>)>,
}

/// Everything needed to draw the settings of an area.
pub(super) struct Bootstrap<'a> {
    framework: &'a Framework,
    random: SplitMix64,
    pools: Vec<Pool>,
    resampled: Vec<Resampled>,
}

impl<'a> Bootstrap<'a> {
    pub fn new(framework: &'a Framework, profile: &Profile) -> Bootstrap<'a> {
        let mut remits: Vec<RemitId> = Vec::new();
        let mut pools: Vec<Pool> = Vec::new();
        let mut classes: Vec<Vec<Option<(ScaleId, u8)>>> = Vec::new();
        let mut resampled = Vec::new();
        for (fact, one) in framework.facts.iter().enumerate() {
            let Some((counting, of)) = resampled_by(&one.what) else { continue };
            let mut of_pools = Vec::new();
            let found = |id: &RemitId| profile.remits.iter().find(|remit| remit.remit == *id);
            for remit in of.remits.iter().filter_map(found) {
                let at = remits.iter().position(|known| *known == remit.remit).unwrap_or_else(|| {
                    let (pool, its_classes) = pool_of(remit);
                    remits.push(remit.remit.clone());
                    pools.push(pool);
                    classes.push(its_classes);
                    remits.len() - 1
                });
                let counting = counting.map(|at| &framework.countings[at]);
                of_pools
                    .push((at, classes[at].iter().map(|class| counts(counting, class.as_ref())).collect()));
            }
            resampled.push(Resampled { fact, pools: of_pools });
        }
        let random = SplitMix64(framework.robustness.seed);
        Bootstrap { framework, random, pools, resampled }
    }

    /// Whether there is anything to draw.
    pub fn is_empty(&self) -> bool {
        self.resampled.iter().all(|one| one.pools.is_empty())
    }

    /// Resamples all settings and puts what is then counted into the facts.
    pub fn draw(&mut self, facts: &mut [Known]) {
        for pool in &mut self.pools {
            pool.drawn.fill(0);
            for _ in 0..pool.settings.len() {
                let setting = self.random.below(pool.settings.len());
                pool.drawn[usize::from(pool.settings[setting])] += 1;
            }
        }
        for one in self.resampled.iter().filter(|one| !one.pools.is_empty()) {
            let (mut whole, mut part, mut open, mut points) = (0, 0, 0, 0.0);
            for (pool, counts) in &one.pools {
                for (drawn, counts) in self.pools[*pool].drawn.iter().zip(counts) {
                    open += drawn;
                    whole += if counts.whole { *drawn } else { 0 };
                    part += if counts.part { *drawn } else { 0 };
                    points += counts.points * f64::from(*drawn);
                }
            }
            let judged = |value: f64| Known::Number((whole > 0).then_some(value));
            facts[one.fact] = match self.framework.facts[one.fact].what {
                FactKind::Share { .. } => judged(f64::from(part) * 100.0 / f64::from(whole.max(1))),
                FactKind::Average { .. } => judged(points / f64::from(whole.max(1))),
                FactKind::Count { counting: None, .. } => Known::Number(Some(f64::from(open))),
                FactKind::Count { .. } => judged(f64::from(part)),
                _ if whole == 0 => Known::Truth(Truth::NotKnown),
                _ => Known::Truth(Truth::from(part > 0)),
            };
        }
    }
}

/// The way of counting and the settings of a fact that changes when settings are drawn.
fn resampled_by(fact: &FactKind) -> Option<(Option<usize>, &Of)> {
    let (counting, of) = match fact {
        FactKind::Share { counting, of, year_before: false, elsewhere: None }
        | FactKind::Average { counting, of, year_before: false }
        | FactKind::Any { counting, of, within: None } => (Some(*counting), of),
        FactKind::Count { counting, of, year_before: false } => (*counting, of),
        _ => return None,
    };
    (of.aspect.as_str() == OVERALL).then_some((counting, of))
}

/// The settings in the order of their judgements, so that the draws do not depend on the order or the names of settings.
fn pool_of(remit: &profile::RemitProfile) -> (Pool, Vec<Option<(ScaleId, u8)>>) {
    let mut each: Vec<Option<(ScaleId, u8)>> = Vec::with_capacity(remit.settings.len());
    for setting in &remit.settings {
        each.push(setting.judgement.as_ref().ok().map(|held| (held.scale.clone(), held.code)));
    }
    each.sort();
    let mut classes = vec![None];
    classes.extend(each.iter().filter(|class| class.is_some()).cloned());
    classes.dedup();
    // More than 255 distinct judgements do not exist; what would be beyond counts as not judged.
    let at = |class| classes.iter().position(|known| known == class).and_then(|at| u8::try_from(at).ok());
    let settings = each.iter().map(|class| at(class).unwrap_or(0)).collect();
    (Pool { settings, drawn: vec![0; classes.len()] }, classes)
}

fn counts(counting: Option<&CountingRule>, class: Option<&(ScaleId, u8)>) -> Counts {
    let value = counting.zip(class).and_then(|(counting, (scale, code))| counting.of(scale, *code));
    value.map_or(Counts::default(), |value| Counts {
        whole: true,
        part: value.counts,
        points: value.points.unwrap_or(0.0),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chance_is_the_published_sequence() {
        // The first numbers of splitmix64 seeded with 1234567, as its reference implementation gives them.
        let mut random = SplitMix64(1_234_567);
        assert_eq!([random.next(), random.next()], [6_457_827_717_110_365_317, 3_203_168_211_198_807_973]);
    }

    #[test]
    fn numbers_below_a_bound_reach_every_value_and_no_other() {
        let mut random = SplitMix64(1);
        let mut met = [0_u32; 5];
        for _ in 0..5_000 {
            met[random.below(5)] += 1;
        }
        assert!(met.iter().all(|count| (850..1150).contains(count)), "{met:?}");
    }
}
