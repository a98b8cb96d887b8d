//! A column that a description looks for, and how a heading is found to be it.

use crate::description::{ColumnRule, InspectionRule};
use crate::heading::{Headings, folded, near};

/// A column that is looked for.
#[derive(Debug)]
pub(super) struct ColumnSpec {
    /// Its headings in the years known.
    pub(super) names: Vec<String>,
    /// Those, folded.
    pub(super) folded: Vec<String>,
    /// Those with each word that may stand before them, folded.
    pub(super) prefixed: Vec<String>,
    /// The words that may stand before or above, folded.
    pub(super) prefixes: Vec<String>,
    /// Whether it must have such a word before it, in it or above it.
    pub(super) prefix_needed: bool,
    /// Whether a table without it does not fit.
    pub(super) required: bool,
    /// Whether the heading is taken by it, so that another column of the same heading goes to another block.
    pub(super) takes: bool,
}

impl ColumnSpec {
    pub(super) fn new(rule: &ColumnRule, required: bool) -> ColumnSpec {
        ColumnSpec {
            names: rule.names.clone(),
            folded: rule.names.iter().filter(|name| nth(name).is_none()).map(|name| folded(name)).collect(),
            prefixed: Vec::new(),
            prefixes: Vec::new(),
            prefix_needed: false,
            required,
            takes: false,
        }
    }

    pub(super) fn of_block(rule: &ColumnRule, required: bool, block: &InspectionRule) -> ColumnSpec {
        let mut wanted = ColumnSpec::new(rule, required);
        wanted.prefixes = block.prefixes.iter().map(|prefix| folded(prefix)).collect();
        wanted.prefixed = wanted
            .folded
            .iter()
            .flat_map(|name| wanted.prefixes.iter().map(move |prefix| format!("{prefix}{name}")))
            .collect();
        wanted.prefix_needed = block.prefix_needed;
        wanted.takes = true;
        wanted
    }

    /// The column of exactly such a heading: with a prefix in it, else with one above it, else without.
    pub(super) fn exact(&self, headings: &Headings, used: &[bool]) -> Option<usize> {
        let free = |at: &usize| !self.takes || !used[*at];
        let all = || (0..headings.len()).filter(free);
        let with_prefix =
            self.prefixed.iter().find_map(|name| all().find(|at| headings.folded[*at] == *name));
        let under_prefix = || {
            self.folded.iter().find_map(|name| {
                all().find(|at| {
                    headings.folded[*at] == *name
                        && self.prefixes.iter().any(|prefix| headings.above[*at].starts_with(prefix.as_str()))
                })
            })
        };
        let plain = || self.alone().find_map(|name| all().find(|at| headings.folded[*at] == *name));
        let by_place = || {
            let at = self.names.iter().find_map(|name| nth(name))?;
            headings.folded.get(at).is_some_and(String::is_empty).then_some(at)
        };
        with_prefix.or_else(under_prefix).or_else(plain).or_else(by_place)
    }

    /// The names that need no word before or above them: all, or those that have such a word in them (`URN at time of
    /// previous graded inspection`).
    fn alone(&self) -> impl Iterator<Item = &String> {
        self.folded.iter().filter(|name| {
            !self.prefix_needed || self.prefixes.iter().any(|prefix| name.contains(prefix.as_str()))
        })
    }

    /// The one column whose heading differs by slips, if only one does.
    pub(super) fn slipped(&self, headings: &Headings, used: &[bool]) -> Option<usize> {
        let plain = self.alone().filter(|_| !self.names.iter().any(|name| nth(name).is_some()));
        let names: Vec<&String> = self.prefixed.iter().chain(plain).collect();
        let mut fitting = (0..headings.len())
            .filter(|at| !used[*at] && names.iter().any(|name| near(name, &headings.folded[*at])));
        let first = fitting.next()?;
        fitting.next().is_none().then_some(first)
    }
}

/// The column that `#2` stands for: the second, where it has no heading.
fn nth(name: &str) -> Option<usize> {
    name.strip_prefix('#')?.parse::<usize>().ok()?.checked_sub(1)
}
