//! Conditions and quantities with every comparison of like with like; names are resolved in `names.rs`.

use super::Checker;
use crate::language::ast::{
    By, Comparison, Condition, Differing, Figure, Name, Quantity, Series, Settings, Side,
};
use crate::model::{FactKind, Kind, SeriesRef, Sum, SumTerm, Test, Threshold};
use definitions::{At, Mistake};
use evidence::Unit;

/// A text with a condition, for the places of names in it.
pub(super) type Written<'f> = &'f At<String>;

impl Checker<'_> {
    /// A condition as written and resolved.
    pub(super) fn condition(&mut self, text: Written<'_>) -> Option<(Condition, Test)> {
        match crate::language::condition(text) {
            Ok(read) => {
                let test = self.test(text, &read);
                test.map(|test| (read, test))
            }
            Err(mistake) => self.in_text(text, mistake),
        }
    }

    /// A quantity as written and resolved, with its kind.
    pub(super) fn quantity(&mut self, text: Written<'_>) -> Option<(Quantity, Sum, Kind)> {
        match crate::language::quantity(text) {
            Ok(read) => {
                let resolved = self.sum(text, &read);
                resolved.map(|(sum, kind)| (read, sum, kind))
            }
            Err(mistake) => self.in_text(text, mistake),
        }
    }

    pub(super) fn in_text<T>(&mut self, text: Written<'_>, mut mistake: Mistake) -> Option<T> {
        mistake.span = self.inside(text, &mistake.span);
        self.wrong(mistake);
        None
    }

    pub(super) fn unknown<'v, T>(
        &mut self,
        text: Written<'_>,
        name: &Name,
        what: &str,
        valid: impl IntoIterator<Item = &'v str>,
    ) -> Option<T> {
        let shown = definitions::shortened(&name.text);
        let mistake = Mistake::new(
            "unknown-name",
            name.span.clone(),
            format!("there is no {what} called `{shown}`"),
            format!("no such {what}"),
        );
        self.in_text(text, mistake.nearest(&name.text, valid))
    }

    // ------------------------------------------------------------------ conditions

    fn test(&mut self, text: Written<'_>, condition: &Condition) -> Option<Test> {
        Some(match condition {
            Condition::Always => Test::Always,
            Condition::Not(inner) => Test::Not(Box::new(self.test(text, inner)?)),
            Condition::And(parts) => Test::And(self.tests(text, parts)?),
            Condition::Or(parts) => Test::Or(self.tests(text, parts)?),
            Condition::Compare(comparison) => self.comparison(text, comparison)?,
            Condition::Known(quantity) => Test::Known(self.sum(text, quantity)?.0),
            Condition::Trend(series, ways) => {
                let what = FactKind::Trend(self.series(text, series)?.0, ways.clone());
                Test::Fact(self.fact(text, condition.to_string(), what, Kind::Plain)?)
            }
            Condition::Against(series, beside, comparator) => {
                let what = FactKind::Against(self.series(text, series)?.0, *beside, *comparator);
                self.against(text, condition, what)?
            }
            Condition::Differs(differing, side) => {
                let what = self.differing(text, differing, *side)?;
                Test::Fact(self.fact(text, condition.to_string(), what, Kind::Plain)?)
            }
            Condition::Any { counting, of, within } => {
                if let (Some(aspect), Some(_)) = (&of.aspect, within) {
                    let message = "when settings were inspected is known only for overall effectiveness";
                    let label = "leave out the aspect, or the time";
                    let mistake = Mistake::new("condition", aspect.span.clone(), message, label);
                    return self.in_text(text, mistake);
                }
                let what = FactKind::Any {
                    counting: self.counting_called(text, counting)?,
                    of: self.settings(text, of)?,
                    within: *within,
                };
                Test::Fact(self.fact(text, condition.to_string(), what, Kind::Plain)?)
            }
            Condition::Judgement { of, labels } => {
                let of = self.settings(text, of)?;
                let labels = labels.iter().map(|label| self.label(text, label)).collect::<Option<_>>()?;
                let what = FactKind::Judgement { of, labels };
                Test::Fact(self.fact(text, condition.to_string(), what, Kind::Plain)?)
            }
            Condition::Event { kind, outcomes, when } => {
                let at = self.event_kind(text, kind)?;
                let outcomes: Option<Vec<String>> =
                    outcomes.iter().map(|outcome| self.outcome(text, at, outcome)).collect();
                let what =
                    FactKind::Event { kind: at, outcomes: outcomes?, when: self.event_window(text, when)? };
                Test::Fact(self.fact(text, condition.to_string(), what, Kind::Plain)?)
            }
            Condition::Rule(name) => {
                let file = self.file;
                match file.rules.iter().position(|rule| *rule.id.get_ref() == name.text) {
                    Some(at) => Test::Rule(at),
                    None => {
                        self.unknown(text, name, "rule", file.rules.iter().map(|rule| rule.id.as_str()))?
                    }
                }
            }
        })
    }

    fn differing(&mut self, text: Written<'_>, what: &Differing, side: Option<Side>) -> Option<FactKind> {
        Some(match what {
            Differing::Series(series) => FactKind::SeriesDiffers(self.indicator_only(text, series)?, side),
            Differing::Share { counting: name, of } => {
                let (counting, of) = (self.counting_called(text, name), self.settings(text, of));
                let (counting, of) = (counting?, of?);
                if self.countings[counting].id != "good or better" {
                    let message = "shares are told from England only for `good or better`";
                    let mistake =
                        Mistake::new("condition", name.span.clone(), message, "not known in England");
                    return self.in_text(text, mistake);
                }
                FactKind::ShareDiffers { counting, of, side }
            }
        })
    }

    /// All parts, so that the mistakes of each are found.
    fn tests(&mut self, text: Written<'_>, parts: &[Condition]) -> Option<Vec<Test>> {
        let tests: Vec<Option<Test>> = parts.iter().map(|part| self.test(text, part)).collect();
        tests.into_iter().collect()
    }

    fn against(&mut self, text: Written<'_>, condition: &Condition, what: FactKind) -> Option<Test> {
        if let (
            FactKind::Against(SeriesRef::Gap { .. }, _, comparator),
            Condition::Against(Series::Gap { id }, ..),
        ) = (&what, condition)
            && comparator.word() == "elsewhere"
        {
            let message = "a gap is compared with `england` or `neighbours`";
            let mistake = Mistake::new("condition", id.span.clone(), message, "not with `elsewhere`");
            return self.in_text(text, mistake);
        }
        Some(Test::Fact(self.fact(text, condition.to_string(), what, Kind::Plain)?))
    }

    fn comparison(&mut self, text: Written<'_>, comparison: &Comparison) -> Option<Test> {
        let from = self.thresholds.len();
        let left = self.sum(text, &comparison.left);
        let right = self.sum(text, &comparison.right);
        let ((left, left_kind), (right, right_kind)) = (left?, right?);
        let Some(kind) = alike(left_kind, right_kind) else {
            let message =
                format!("{} cannot be compared with {}", left_kind.in_words(), right_kind.in_words());
            let label = "compare like with like".to_owned();
            return self.in_text(text, Mistake::new("kinds", comparison.span.0.clone(), message, label));
        };
        let step = self.step(kind);
        for threshold in &mut self.thresholds[from..] {
            threshold.kind = kind;
            if let Some(step) = step {
                threshold.step = step;
            }
        }
        Some(Test::Compare(left, comparison.how, right))
    }

    /// The step for thresholds of a kind; nothing where it depends on the threshold itself.
    pub(super) fn step(&self, kind: Kind) -> Option<f64> {
        match kind {
            Kind::Percent | Kind::Indicator => Some(*self.file.robustness.step_percent),
            Kind::Points => Some(*self.file.robustness.step_points),
            Kind::Count => Some(1.0),
            Kind::Plain => None,
        }
    }

    // ------------------------------------------------------------------ quantities

    fn sum(&mut self, text: Written<'_>, quantity: &Quantity) -> Option<(Sum, Kind)> {
        let mut sum = Sum::default();
        let mut kind = Kind::Plain;
        let mut whole = true;
        for term in &quantity.terms {
            let factor = self.factor(text, term.minus, term.by.as_ref());
            let resolved = self.figure(text, &term.what);
            let (Some(factor), Some((term, its_kind))) = (factor, resolved) else {
                whole = false;
                continue;
            };
            let Some(both) = alike(kind, its_kind) else {
                let message = format!("{} cannot be added to {}", its_kind.in_words(), kind.in_words());
                let span = 0..text.len();
                return self.in_text(text, Mistake::new("kinds", span, message, "add like to like"));
            };
            kind = both;
            sum.terms.push((factor, term));
        }
        whole.then_some((sum, kind))
    }

    fn factor(&mut self, text: Written<'_>, minus: bool, by: Option<&By>) -> Option<f64> {
        let sign = if minus { -1.0 } else { 1.0 };
        let Some(by) = by else { return Some(sign) };
        if by.divides && by.number == 0.0 {
            let mistake = Mistake::new(
                "division-by-zero",
                by.span.0.clone(),
                "nothing can be divided by 0",
                "this is zero",
            );
            return self.in_text(text, mistake);
        }
        Some(if by.divides { sign / by.number } else { sign * by.number })
    }

    fn figure(&mut self, text: Written<'_>, figure: &Figure) -> Option<(SumTerm, Kind)> {
        let (what, kind) = match figure {
            Figure::Number { value, percent, span } => {
                let step = value.abs() * *self.file.robustness.step_other / 100.0;
                let what = format!("{}: {value}{}", self.within, if *percent { " %" } else { "" });
                let span = self.inside(text, &span.0);
                let kind = if *percent { Kind::Percent } else { Kind::Plain };
                self.thresholds.push(Threshold { value: *value, step, kind, what, span });
                return Some((SumTerm::Threshold(self.thresholds.len() - 1), kind));
            }
            Figure::Share { .. } | Figure::Count { .. } | Figure::Average { .. } => {
                self.of_settings(text, figure)?
            }
            Figure::Inspections { share, did, remits } => {
                let of = self.settings(text, &Settings { remits: remits.clone(), aspect: None })?;
                let kind = if *share { Kind::Percent } else { Kind::Count };
                (FactKind::Inspections { share: *share, did: *did, of }, kind)
            }
            Figure::Indicator(view, series) => {
                let (series, kind) = self.series(text, series)?;
                (FactKind::Series { view: *view, series }, kind)
            }
            Figure::Rank(series) => (FactKind::Rank(self.indicator_only(text, series)?), Kind::Count),
            Figure::Quartile(series) => (FactKind::Quartile(self.indicator_only(text, series)?), Kind::Count),
            Figure::EventPoints { kind, when } => {
                let at = self.event_kind(text, kind)?;
                if self.events[at].outcomes.iter().any(|outcome| outcome.points.is_none()) {
                    let message = format!("not every outcome of `{}` has points", kind.text);
                    let mistake = Mistake::new("condition", kind.span.clone(), message, "no points")
                        .help("give each outcome its `points` under `[[events]]`");
                    return self.in_text(text, mistake);
                }
                (FactKind::EventPoints { kind: at, when: self.event_window(text, when)? }, Kind::Points)
            }
            Figure::Block(_) | Figure::Measure(_) | Figure::PointsOf(_) => {
                return self.reference(text, figure);
            }
        };
        let at = self.fact(text, figure.to_string(), what, kind)?;
        Some((SumTerm::Fact(at), kind))
    }

    /// A share, number or average of settings.
    fn of_settings(&mut self, text: Written<'_>, figure: &Figure) -> Option<(FactKind, Kind)> {
        Some(match figure {
            Figure::Share { counting, of, year_before, elsewhere } => {
                let name = counting;
                let (counting, of) = (self.counting_called(text, counting), self.settings(text, of));
                let (counting, of) = (counting?, of?);
                if elsewhere.is_some() && self.countings[counting].id != "good or better" {
                    let message = "shares elsewhere are known only for `good or better`";
                    let mistake =
                        Mistake::new("condition", name.span.clone(), message, "not known elsewhere");
                    return self.in_text(text, mistake);
                }
                (
                    FactKind::Share { counting, of, year_before: *year_before, elsewhere: *elsewhere },
                    Kind::Percent,
                )
            }
            Figure::Count { counting, of, year_before } => {
                let counting = match counting {
                    Some(counting) => Some(self.counting_called(text, counting)?),
                    None => None,
                };
                (
                    FactKind::Count { counting, of: self.settings(text, of)?, year_before: *year_before },
                    Kind::Count,
                )
            }
            Figure::Average { counting, of, year_before } => {
                let (at, of) = (self.counting_called(text, counting), self.settings(text, of));
                let (at, of) = (at?, of?);
                if !self.countings[at].gives_points() {
                    let message =
                        format!("the way of counting `{}` gives no points to average", counting.text);
                    let mistake =
                        Mistake::new("condition", counting.span.clone(), message, "gives no points")
                            .help("give every value its `points` under `[[counting]]`");
                    return self.in_text(text, mistake);
                }
                (FactKind::Average { counting: at, of, year_before: *year_before }, Kind::Points)
            }
            _ => return None,
        })
    }

    /// A block or a measure of the framework itself.
    fn reference(&mut self, text: Written<'_>, figure: &Figure) -> Option<(SumTerm, Kind)> {
        let file = self.file;
        match figure {
            Figure::Block(name) => {
                let Some(at) = file.blocks.iter().position(|block| *block.id.get_ref() == name.text) else {
                    return self.unknown(
                        text,
                        name,
                        "block",
                        file.blocks.iter().map(|block| block.id.as_str()),
                    );
                };
                if file.blocks[at].otherwise.is_some() {
                    let message = format!("block `{}` is placed by rules and has no points", name.text);
                    let mistake = Mistake::new("kinds", name.span.clone(), message, "no points");
                    return self.in_text(text, mistake);
                }
                Some((SumTerm::Block(at), Kind::Points))
            }
            Figure::Measure(name) | Figure::PointsOf(name) => {
                let Some(at) = file.measures.iter().position(|measure| *measure.id.get_ref() == name.text)
                else {
                    let valid = file.measures.iter().map(|measure| measure.id.as_str());
                    return self.unknown(text, name, "measure", valid);
                };
                if matches!(figure, Figure::PointsOf(_)) {
                    return Some((SumTerm::PointsOf(at), Kind::Points));
                }
                Some((SumTerm::Measure(at), self.kind_of_measure(at, 0)))
            }
            _ => None,
        }
    }

    /// The kind of a measure's value, without checking it again. A measure that refers to itself is found by the
    /// order; the bound only ends the search.
    fn kind_of_measure(&self, at: usize, depth: usize) -> Kind {
        let Ok(read) = crate::language::quantity(&self.file.measures[at].value) else { return Kind::Plain };
        let Some(first) = read.terms.first() else { return Kind::Plain };
        match &first.what {
            Figure::Share { .. } | Figure::Inspections { share: true, .. } => Kind::Percent,
            Figure::Average { .. } | Figure::EventPoints { .. } | Figure::Block(_) | Figure::PointsOf(_) => {
                Kind::Points
            }
            Figure::Count { .. } | Figure::Inspections { .. } | Figure::Rank(_) | Figure::Quartile(_) => {
                Kind::Count
            }
            Figure::Indicator(_, Series::Indicator { id, .. }) => self.kind_of_indicator(&id.text),
            Figure::Indicator(_, Series::Gap { .. }) => Kind::Indicator,
            Figure::Number { percent, .. } => {
                if *percent {
                    Kind::Percent
                } else {
                    Kind::Plain
                }
            }
            Figure::Measure(name) if depth < 16 => {
                let next = self.file.measures.iter().position(|measure| *measure.id.get_ref() == name.text);
                next.map_or(Kind::Plain, |next| self.kind_of_measure(next, depth + 1))
            }
            Figure::Measure(_) => Kind::Plain,
        }
    }

    pub(super) fn kind_of_indicator(&self, id: &str) -> Kind {
        match self.names.indicators.as_ref().and_then(|indicators| indicators.get(id)) {
            Some(Unit::Percent) => Kind::Percent,
            _ => Kind::Indicator,
        }
    }
}

impl Kind {
    /// As messages say it.
    pub fn in_words(self) -> &'static str {
        match self {
            Kind::Percent => "a share in per cent",
            Kind::Points => "points",
            Kind::Count => "a number of settings or a rank",
            Kind::Indicator => "a value in an indicator's unit",
            Kind::Plain => "a plain number",
        }
    }
}

/// The kind of two things that may be added or compared, or nothing where they may not.
fn alike(a: Kind, b: Kind) -> Option<Kind> {
    match (a, b) {
        (Kind::Plain, other) | (other, Kind::Plain) => Some(other),
        (Kind::Percent, Kind::Indicator) | (Kind::Indicator, Kind::Percent) => Some(Kind::Percent),
        (a, b) => (a == b).then_some(a),
    }
}
