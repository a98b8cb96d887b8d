//! What differs between two frameworks, in words, and which areas' grades it changes.

use crate::assessment::{Assessment, Derived};
use crate::describe::{Described, describe};
use crate::model::Framework;
use profile::Profile;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What differs between two frameworks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Difference {
    /// The first framework's short name.
    pub from: String,
    /// The second's.
    pub to: String,
    /// What was changed, in the order of the frameworks.
    pub changes: Vec<Change>,
    /// Areas whose result changes, by number; empty where no evidence was given.
    pub areas: Vec<AreaChange>,
    /// How many areas were compared.
    pub areas_compared: usize,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Change {
    /// The family of parts: “Measures”.
    pub family: String,
    /// The part: “primary-schools”.
    pub part: String,
    /// What of it: “3 points”; empty where the whole part is new or gone.
    pub what: String,
    /// As it was; none where it is new.
    pub before: Option<String>,
    /// As it is; none where it is gone.
    pub after: Option<String>,
}

/// An area whose result changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AreaChange {
    /// Its number.
    pub area: String,
    /// Its name.
    pub name: String,
    /// The result under the first framework.
    pub before: String,
    /// The result under the second.
    pub after: String,
}

/// What differs, and for which of the areas the result changes.
pub fn diff(from: &Framework, to: &Framework, profiles: &[Profile]) -> Difference {
    let before = crate::derive::derive_all(from, profiles, false);
    let after = crate::derive::derive_all(to, profiles, false);
    let areas = before.iter().zip(&after).filter_map(|(before, after)| {
        let (one, other) = (result(before), result(after));
        (one != other).then(|| AreaChange {
            area: before.area.to_string(),
            name: before.name.clone(),
            before: one,
            after: other,
        })
    });
    Difference {
        from: from.id.clone(),
        to: to.id.clone(),
        changes: changes(&describe(from), &describe(to)),
        areas: areas.collect(),
        areas_compared: profiles.len(),
    }
}

/// A result in a few words, for comparison.
fn result(assessment: &Assessment) -> String {
    match &assessment.derived {
        Derived::Grade { grade, .. } => grade.to_string(),
        Derived::Withheld { .. } => "no grade".to_owned(),
        Derived::NoOverall { .. } => {
            let blocks = assessment.blocks.iter().map(|block| {
                let position = block.position.as_ref().map_or("", |position| &position.name);
                format!("{} {position}", block.id)
            });
            blocks.collect::<Vec<_>>().join("; ")
        }
    }
}

fn changes(before: &[Described], after: &[Described]) -> Vec<Change> {
    let mut changes = Vec::new();
    let same = |one: &Described, other: &Described| {
        // The head of a framework is one part, whatever the framework is called.
        one.family == other.family && (one.id == other.id || one.family == "Framework")
    };
    for old in before {
        match after.iter().find(|new| same(old, new)) {
            Some(new) => part(&mut changes, old, new),
            None => changes.push(whole(old, true)),
        }
    }
    changes.extend(
        after.iter().filter(|new| !before.iter().any(|old| same(old, new))).map(|new| whole(new, false)),
    );
    changes
}

fn whole(part: &Described, gone: bool) -> Change {
    let said =
        part.says.iter().map(|(label, text)| format!("{label}: {text}")).collect::<Vec<_>>().join("; ");
    let said = Some(format!("{} ({said})", part.title));
    Change {
        family: part.family.to_owned(),
        part: part.id.clone(),
        what: String::new(),
        before: said.clone().filter(|_| gone),
        after: said.filter(|_| !gone),
    }
}

fn part(changes: &mut Vec<Change>, old: &Described, new: &Described) {
    let mut push = |what: &str, before: Option<&str>, after: Option<&str>| {
        changes.push(Change {
            family: old.family.to_owned(),
            part: old.id.clone(),
            what: what.to_owned(),
            before: before.map(str::to_owned),
            after: after.map(str::to_owned),
        });
    };
    if old.title != new.title {
        push("Title", Some(&old.title), Some(&new.title));
    }
    // A label may stand more than once (two notes): the nth is compared with the nth.
    let numbered = |says: &[(String, String)]| {
        let mut all: Vec<(String, usize, String)> = Vec::new();
        for (label, text) in says {
            let nth = all.iter().filter(|(known, ..)| known == label).count();
            all.push((label.clone(), nth, text.clone()));
        }
        all
    };
    let (before, after) = (numbered(&old.says), numbered(&new.says));
    for (label, nth, text) in &before {
        match after.iter().find(|(other, n, _)| other == label && n == nth) {
            Some((_, _, now)) if now == text => {}
            Some((_, _, now)) => push(label, Some(text), Some(now)),
            None => push(label, Some(text), None),
        }
    }
    for (label, nth, text) in &after {
        if !before.iter().any(|(other, n, _)| other == label && n == nth) {
            push(label, None, Some(text));
        }
    }
}

impl Change {
    /// The change as a line: “Measures, primary-schools, 3 points: was “64.5”, is “70””.
    pub fn in_words(&self) -> String {
        let subject = if self.what.is_empty() {
            format!("{}, {}", self.family, self.part)
        } else {
            format!("{}, {}, {}", self.family, self.part, self.what)
        };
        match (&self.before, &self.after) {
            (Some(before), Some(after)) => format!("{subject}: was “{before}”, is “{after}”"),
            (Some(before), None) => format!("{subject}: gone (was “{before}”)"),
            (None, Some(after)) => format!("{subject}: new: “{after}”"),
            (None, None) => subject,
        }
    }
}
