//! Lines: the runs of observations that are one series, and on which basis each of its periods stands.

use super::{Break, SeriesRules, members, year_of};
use crate::convention::{Convention, SeriesChoice};
use crate::figures::{Grid, Run, runs};
use crate::model::{SeriesBreak, SeriesUsed};
use evidence::{Evidence, GroupIndex, IndicatorIndex, Period};
use std::sync::Arc;

/// The observations that are one series: those of one indicator and group, or of all members of a declared series.
#[derive(Debug, Clone)]
pub struct Line {
    /// The runs; of those that reach to the same period the first is used.
    pub runs: Vec<Run>,
    /// The declared series, where it is one.
    pub(crate) series: Option<Arc<Declared>>,
    /// Where it breaks, by the indicator of each run.
    pub(crate) breaks: Vec<Arc<[Break]>>,
}

/// What a series is declared as.
#[derive(Debug)]
pub(crate) struct Declared {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) comparable: bool,
    pub(crate) reason: String,
}

impl Line {
    /// A run by itself.
    pub fn single(run: Run) -> Line {
        Line { runs: vec![run], series: None, breaks: vec![Arc::from([])] }
    }

    /// What a declared series was made of, and which member is used; none where the measure is published once.
    pub fn used(&self, evidence: &Evidence, grid: &Grid) -> Option<SeriesUsed> {
        let series = self.series.as_ref()?;
        let named = |run: &Run| {
            let indicator = &evidence.indicators[run.indicator.index()];
            (indicator.id.clone(), evidence.groups[run.group.index()].clone())
        };
        let last = &evidence.periods[grid.periods[grid.latest].index()].label;
        Some(SeriesUsed {
            id: series.id.clone(),
            title: series.title.clone(),
            used: named(&self.runs[grid.member]),
            members: self.runs.iter().map(named).collect(),
            because: format!(
                "Of the publications that were out, “{}” reaches furthest, to {last}. {}",
                evidence.indicators[grid.indicator.index()].name,
                series.reason
            ),
        })
    }

    /// Whether the line holds the figures of an indicator and group.
    pub fn holds(&self, indicator: IndicatorIndex, group: GroupIndex) -> bool {
        self.runs.iter().any(|run| run.indicator == indicator && run.group == group)
    }
}

/// All lines of some evidence under a convention, in the order of their first runs.
pub fn lines(evidence: &Evidence, convention: &Convention, rules: &SeriesRules) -> Vec<Line> {
    let mut lines: Vec<Line> = runs(evidence).into_iter().map(Line::single).collect();
    if convention.breaks.respected() {
        breaks(evidence, rules, &mut lines);
    }
    if convention.series.rule == SeriesChoice::Living {
        join(evidence, rules, &mut lines);
    }
    lines
}

/// Says of every line where it breaks.
fn breaks(evidence: &Evidence, rules: &SeriesRules, lines: &mut [Line]) {
    // Runs of one indicator stand together.
    let mut known: Option<(IndicatorIndex, Arc<[Break]>)> = None;
    for line in lines {
        let indicator = line.runs[0].indicator;
        let of_indicator = match &known {
            Some((at, breaks)) if *at == indicator => Arc::clone(breaks),
            _ => Arc::from(rules.breaks_of(&evidence.indicators[indicator.index()])),
        };
        line.breaks = vec![Arc::clone(&of_indicator)];
        known = Some((indicator, of_indicator));
    }
}

/// Makes one line of the members of each declared series, where the evidence holds at least two.
fn join(evidence: &Evidence, rules: &SeriesRules, lines: &mut Vec<Line>) {
    for rule in &rules.series {
        let mut taken: Vec<usize> = Vec::new();
        for member in &rule.members {
            let Some(group) = evidence.group(&evidence::Group(member.group.clone())) else { continue };
            for indicator in members(evidence, &member.indicator) {
                let at = lines.iter().position(|line| line.holds(indicator, group));
                taken.extend(at.filter(|at| !taken.contains(at)));
            }
        }
        if taken.len() < 2 {
            continue;
        }
        let series = Arc::new(Declared {
            id: rule.id.get_ref().clone(),
            title: rule.title.clone(),
            comparable: rule.comparable,
            reason: rule.reason.clone(),
        });
        let mut joined = Line { runs: Vec::new(), series: Some(series), breaks: Vec::new() };
        for at in &taken {
            joined.runs.extend(lines[*at].runs.clone());
            joined.breaks.extend(lines[*at].breaks.clone());
        }
        let first = taken[0];
        lines[first] = joined;
        let mut at = 0;
        lines.retain(|_| {
            at += 1;
            at - 1 == first || !taken.contains(&(at - 1))
        });
    }
}

/// On which basis each period of a line stands: figures of different bases are not compared.
#[derive(Debug, Clone, Default)]
pub struct Bases {
    /// For each period, counted from the first basis.
    pub of: Vec<u32>,
    /// Where the basis changes, and why.
    pub breaks: Vec<SeriesBreak>,
}

impl Bases {
    /// Those of periods in their order, each with the member (a position in the line's runs) that it is taken from.
    pub(crate) fn of(line: &Line, periods: &[(&Period, usize)]) -> Bases {
        let mut bases = Bases::default();
        let mut basis = 0;
        for (at, (period, member)) in periods.iter().enumerate() {
            if let Some((before, member_before)) = at.checked_sub(1).map(|at| periods[at]) {
                let found = bases.breaks.len();
                line.breaks_between((before, member_before), (period, *member), &mut bases.breaks);
                basis += u32::from(bases.breaks.len() > found);
            }
            bases.of.push(basis);
        }
        bases
    }
}

impl Line {
    fn breaks_between(
        &self,
        (earlier, member_before): (&Period, usize),
        (later, member): (&Period, usize),
        into: &mut Vec<SeriesBreak>,
    ) {
        if let Some(series) =
            self.series.as_ref().filter(|series| !series.comparable && member != member_before)
        {
            into.push(SeriesBreak {
                id: series.id.as_str().into(),
                kind: crate::model::BreakKind::NotComparable,
                from: later.clone(),
                reason: series.reason.as_str().into(),
                source: "sources/series.toml".into(),
            });
        }
        let years = year_of(earlier).zip(year_of(later));
        let found = self.breaks[member].iter().filter(|known| match years {
            Some((earlier, later)) => known.lies_between(earlier, later),
            None => known.kind == crate::model::BreakKind::CentredEachYear,
        });
        for known in found {
            into.push(known.at(later));
        }
    }
}
