//! A key that does nothing is a promise not kept: every key of every framework that comes with the program is changed,
//! and a result must change with it, or the tables of `keys_without_result` say why none does, and that is tried too.
//!
//! All 3,300 take some minutes. Without `KINGSWAY_EVERY_KEY=all` one key of each kind in each file is tried, another one on
//! each day, so that all of them have their turn.

use crate::example_profile::vocabulary;
use crate::keys_without_result::{ELSEWHERE, NO_RESULT, PROSE, REFUSED};
use crate::variations::{Step, key, paths, variations};
use crate::varied_profiles::varied;
use framework::assessment::{Assessment, FrameworkUsed, RuleResult};
use framework::{Framework, Names};
use profile::Profile;
use rayon::prelude::*;
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;
use toml::Table;

const FILES: [&str; 6] = [
    "cqc-local-authority-2024.toml",
    "england-2009.toml",
    "england-2010.toml",
    "england-2011.toml",
    "england-2026.toml",
    "example.toml",
];

/// The framework, or the codes of its mistakes.
fn load(text: &str) -> Result<Framework, Vec<&'static str>> {
    let vocabulary = vocabulary();
    Framework::check("mine.toml", text, &Names::of_vocabulary(&vocabulary))
        .map_err(|mistakes| mistakes.list().iter().map(|one| one.code).collect())
}

/// What is decided about an area, in numbers: no text of the framework is in it but what counts and how.
fn decided(assessment: &Assessment) -> Json {
    let rule = |one: &RuleResult| json!([one.truth, one.fired]);
    let blocks = assessment.blocks.iter().map(|block| {
        let measures: Vec<Json> = block.measures.iter().map(|one| json!([one.value, one.points])).collect();
        let placings: Vec<Json> = block.placings.iter().map(rule).collect();
        json!([block.points, block.position.as_ref().map(|one| &one.id), measures, placings])
    });
    let limits = assessment.limits.iter().map(|one| json!([rule(&one.rule), one.lowered.is_some()]));
    let robustness = assessment.robustness.as_ref().map(|one| {
        let moved = (one.threshold_changes.len(), one.without_block.len(), one.missing_at_extremes.len());
        json!([one.level, one.draws, one.resampled_grades, moved])
    });
    let limited = assessment.if_limited.as_ref();
    json!([
        assessment.derived.grade().map(|grade| grade.number),
        assessment.derived.because(),
        blocks.collect::<Vec<_>>(),
        assessment.requirements.iter().map(rule).collect::<Vec<_>>(),
        limits.collect::<Vec<_>>(),
        assessment.rules.iter().map(rule).collect::<Vec<_>>(),
        assessment.margins.iter().map(|one| one.by).collect::<Vec<_>>(),
        assessment.single_changes.len(),
        assessment.range,
        limited.map(|one| (one.grade, one.limits.iter().map(|limit| limit.grade).collect::<Vec<_>>())),
        assessment.not_by_rule.len(),
        robustness,
    ])
}

/// Everything that is written about an area, and the explanation of the framework.
fn written(framework: &Framework, profiles: &[Profile]) -> String {
    let each = profiles.iter().map(|profile| {
        let made = framework::derive(framework, profile);
        let framework = FrameworkUsed { sha256: String::new(), ..made.framework.clone() };
        Assessment { framework, ..made }.json()
    });
    let explained = explained(framework);
    format!("{}{explained}", each.collect::<String>())
}

/// What `framework explain` shows.
fn explained(framework: &Framework) -> String {
    format!("{:?}", framework::describe::describe(framework))
}

/// Whether a key is one of a table: as a whole, as an entry of its list, or below a key that ends in a dot.
fn is(key: &str, listed: &str) -> bool {
    key == listed
        || key.strip_suffix("[]") == Some(listed)
        || (listed.ends_with('.') && key.starts_with(listed))
}

struct Shipped {
    name: &'static str,
    file: Table,
    profiles: Vec<Profile>,
    decided: Vec<Json>,
    robust: Vec<Json>,
    written: String,
    explained: String,
}

/// What came of changing one key.
enum Found {
    Acts,
    ActsElsewhere,
    Stated,
    Refused,
    Idle(String),
}

impl Shipped {
    fn of(name: &'static str) -> Shipped {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../frameworks").join(name);
        let text = std::fs::read_to_string(path).unwrap();
        let framework = load(&text).unwrap();
        let profiles = varied(&framework, 160);
        Shipped {
            name,
            file: text.parse().unwrap(),
            decided: profiles.iter().map(|one| decided(&framework::derive(&framework, one))).collect(),
            robust: robust(&framework, &profiles),
            written: written(&framework, &profiles[..3]),
            explained: explained(&framework),
            profiles,
        }
    }

    /// Whether a changed file gives another result.
    fn differs(&self, key: &str, after: &Framework) -> bool {
        if key.starts_with("robustness.") && robust(after, &self.profiles) != self.robust {
            return true;
        }
        let is_prose = PROSE.iter().any(|prose| key == *prose || key.ends_with(&format!(".{prose}")));
        if is_prose && written(after, &self.profiles[..3]) != self.written {
            return true;
        }
        let mut each = self.profiles.iter().zip(&self.decided);
        each.any(|(profile, before)| decided(&framework::derive(after, profile)) != *before)
    }

    fn tried(&self, path: &[Step]) -> Found {
        let key = key(path);
        let elsewhere = ELSEWHERE.iter().any(|(listed, _)| is(&key, listed));
        let (mut refused, mut valid) = (Vec::new(), 0);
        for changed in variations(&self.file, path) {
            match load(&toml::to_string(&changed).unwrap()) {
                Err(codes) => refused.push(codes),
                Ok(after) if elsewhere && explained(&after) != self.explained => return Found::ActsElsewhere,
                Ok(after) if !elsewhere && self.differs(&key, &after) => return Found::Acts,
                Ok(_) => valid += 1,
            }
            if valid >= 8 {
                break;
            }
        }
        let here = |file: &str| file.is_empty() || self.name.starts_with(file);
        if NO_RESULT.iter().any(|(listed, file, _)| is(&key, listed) && here(file)) {
            return Found::Stated;
        }
        // A key without another value acts by what the check says of every other: a mistake of the kind that is stated.
        let stated = REFUSED.iter().find(|(listed, ..)| key == *listed);
        match stated {
            Some((_, code, _)) if valid == 0 && refused.iter().any(|codes| codes.contains(code)) => {
                Found::Refused
            }
            _ if valid == 0 => Found::Idle(format!("no other valid value: {key} {refused:?}")),
            _ => Found::Idle(key),
        }
    }
}

/// Robustness is tried on some of the areas that have settings enough.
fn robust(framework: &Framework, profiles: &[Profile]) -> Vec<Json> {
    let mut framework = framework.clone();
    framework.robustness.draws = framework.robustness.draws.min(60);
    let few = profiles[..40].iter().step_by(2);
    few.map(|one| decided(&framework::derive_with_robustness(&framework, one))).collect()
}

/// All of a file's keys, or of each kind the one whose turn it is.
fn in_turn(file: &Table) -> Vec<Vec<Step>> {
    let all = paths(file);
    #[expect(
        clippy::disallowed_methods,
        reason = "a test may be told to try all keys, and takes turns by the day"
    )]
    let (whole, today) = {
        let day =
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() / 86_400;
        (std::env::var("KINGSWAY_EVERY_KEY").is_ok_and(|which| which == "all"), day as usize)
    };
    if whole {
        return all;
    }
    let mut kinds: BTreeMap<String, Vec<Vec<Step>>> = BTreeMap::new();
    for path in all {
        kinds.entry(key(&path)).or_default().push(path);
    }
    kinds.into_values().map(|paths| paths[today % paths.len()].clone()).collect()
}

#[test]
fn every_key_of_every_framework_changes_a_result_or_says_why_not() {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut idle: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for name in FILES {
        let shipped = Shipped::of(name);
        let turn = in_turn(&shipped.file);
        let found: Vec<Found> = turn.par_iter().map(|path| shipped.tried(path)).collect();
        for (path, found) in turn.iter().zip(found) {
            let kind = match found {
                Found::Acts => "changes a result",
                Found::ActsElsewhere => "acts outside the derivation, and in the explanation",
                Found::Stated => "has a stated reason",
                Found::Refused => "has no other value, as stated",
                Found::Idle(key) => {
                    idle.entry(key).or_default().push(format!("{name} {path:?}"));
                    "does nothing"
                }
            };
            *counts.entry(kind).or_default() += 1;
        }
    }
    println!("{counts:?}");
    let listed: Vec<String> = idle
        .iter()
        .map(|(key, where_)| format!("{key}: {} times, first {}", where_.len(), where_.join("; ")))
        .collect();
    assert!(listed.is_empty(), "{counts:?}\n{}", listed.join("\n"));
}
