//! Mistakes of publishers that are known: what they spoil is left out, and the file is not called wrong for it.

use super::cells::{NamedColumns, Problem, When};
use crate::description::SlipRule;
use crate::heading::folded;
use crate::screening::RejectionKind;
use crate::table::Row;

/// The known mistakes in files of a description.
#[derive(Debug)]
pub struct Slips(Vec<Slip>);

#[derive(Debug)]
struct Slip {
    when: When,
    columns: Vec<String>,
    reason: String,
}

impl Slips {
    /// Those of a description, for this table.
    pub fn new(rules: &[SlipRule], named: &NamedColumns) -> Slips {
        let ready = |rule: &SlipRule| Slip {
            when: When::new(&rule.when, named),
            columns: rule.columns.iter().map(|column| folded(column)).collect(),
            reason: rule.reason.clone(),
        };
        Slips(rules.iter().map(ready).collect())
    }

    /// The problem, passed over where it is a known mistake.
    pub fn excuse(&self, problem: Problem, row: &Row<'_>, headings: &[String]) -> Problem {
        let Some(heading) = problem.column.and_then(|at| headings.get(at)) else { return problem };
        let heading = folded(heading);
        match self.0.iter().find(|slip| slip.columns.contains(&heading) && slip.when.holds(row)) {
            Some(slip) => Problem {
                reason: format!("{}; known: {}", problem.reason, slip.reason),
                kind: RejectionKind::PassedOver,
                ..problem
            },
            None => problem,
        }
    }
}
