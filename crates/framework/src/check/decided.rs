//! What conditions and bands decide: named rules, placings, the making of a grade, requirements, limits.

use super::Checker;
use super::bands::BandsOf;
use super::blocks::place_of_band;
use crate::file::{FrameworkFile, LimitFile, PlacingFile, RequirementFile, RuleFile};
use crate::model::{GradeRule, Kind, Limit, LimitEffect, NotByRule, PositionRule, Requirement, Rule};
use definitions::{At, Mistake};

impl Checker<'_> {
    pub(super) fn rule(&mut self, file: &RuleFile) -> Option<Rule> {
        self.within = format!("rule {}", file.id.get_ref());
        let (text, when) = self.condition(&file.when)?;
        Some(Rule { id: file.id.get_ref().clone(), text, when, backing: backing!(file) })
    }

    pub(super) fn placing(&mut self, file: &PlacingFile) -> Option<PositionRule> {
        self.within = format!("placing {}", file.id.get_ref());
        let block = self.block_called(&file.block);
        if let Some(at) = block
            && self.file.blocks[at].otherwise.is_none()
        {
            let message = format!("block `{}` has points and is not placed by rules", file.block.get_ref());
            self.wrong(Mistake::new("placing", file.block.span(), message, "not placed by rules"));
        }
        let position =
            self.scale.positions.iter().position(|position| position.id == *file.position.get_ref());
        if position.is_none() {
            let valid: Vec<String> = self.scale.positions.iter().map(|one| one.id.clone()).collect();
            let message =
                format!("there is no position called `{}`", definitions::shortened(file.position.get_ref()));
            let mistake = Mistake::new("unknown-name", file.position.span(), message, "no such position");
            self.wrong(mistake.nearest(file.position.get_ref(), valid.iter().map(String::as_str)));
        }
        let (text, when) = self.condition(&file.when)?;
        Some(PositionRule {
            id: file.id.get_ref().clone(),
            block: block?,
            position: position?,
            text,
            when,
            backing: backing!(file),
        })
    }

    pub(super) fn grade_rule(&mut self) -> Option<GradeRule> {
        let Some(file) = &self.file.grade else {
            if self.scale.overall {
                let message = "nothing says how the blocks make a grade, so no area would have one";
                self.wrong(Mistake::new("no-result", 0..0, message, "add `[grade]`"));
            }
            return None;
        };
        let place = file.bands.first().and_then(place_of_band).unwrap_or(0..0);
        let Some(when_not_known) = &file.when_not_known else {
            let message = "an area of which too little is known would get no grade: `when-not-known` is missing from `grade`";
            let mistake = Mistake::new("no-result", place, message, "add `when-not-known` to `[grade]`");
            self.wrong(mistake.help("`withheld` gives no grade and says why; `lowest` gives the lowest"));
            return None;
        };
        let (least, most) = self.scale.points();
        let (range, kind) = match file.from {
            crate::model::GradedBy::Points => ((least, most), Kind::Points),
            crate::model::GradedBy::PercentageOfMaximum => ((least * 100.0 / most, 100.0), Kind::Percent),
        };
        let step = self.step(kind).unwrap_or(*self.file.robustness.step_points);
        let of = BandsOf {
            bands: &file.bands,
            round: file.round,
            range: Some(range),
            what: "the grade".to_owned(),
            at: place,
            step,
            kind,
        };
        let bands = self.bands::<usize>(&of)?;
        for (at, grade) in self.scale.grades.clone().iter().enumerate() {
            if !bands.worth.contains(&at) {
                let message = format!("no band gives grade {} ({})", grade.number, grade.name);
                self.wrong(Mistake::new("bands", of.at.clone(), message, "a grade nobody could get"));
            }
        }
        if bands.worth.windows(2).any(|pair| pair[0] <= pair[1]) {
            let message = "more points must give a better grade, once for each grade";
            self.wrong(Mistake::new("bands", of.at.clone(), message, "not in order"));
        }
        Some(GradeRule {
            from: file.from,
            round: file.round,
            bands,
            when_not_known: **when_not_known,
            backing: backing!(file),
        })
    }

    pub(super) fn grade_called(&mut self, number: &At<u8>) -> Option<usize> {
        let found = self.scale.grade_numbered(**number);
        if found.is_none() {
            let numbers: Vec<String> =
                self.scale.grades.iter().map(|grade| grade.number.to_string()).collect();
            let message = format!("there is no grade {}", **number);
            let label = format!("grades are {}", numbers.join(", "));
            self.wrong(Mistake::new("unknown-grade", number.span(), message, label));
        }
        found
    }

    pub(super) fn requirement(&mut self, file: &RequirementFile) -> Option<Requirement> {
        self.within = format!("requirement {}", file.id.get_ref());
        let grade = self.grade_called(&file.grade);
        if grade.is_some_and(|at| at + 1 == self.scale.grades.len()) {
            let message = "the lowest grade needs nothing: there is none below it to give instead";
            self.wrong(Mistake::new("requirement", file.grade.span(), message, "the lowest grade"));
        }
        let (text, needs) = self.condition(&file.needs)?;
        Some(Requirement {
            id: file.id.get_ref().clone(),
            grade: grade?,
            text,
            needs,
            when_not_known: file.when_not_known,
            backing: backing!(file),
        })
    }

    pub(super) fn limit(&mut self, file: &LimitFile) -> Option<Limit> {
        self.within = format!("limit {}", file.id.get_ref());
        let effect = match (&file.cap, &file.minus) {
            (Some(cap), None) => self.grade_called(cap).map(LimitEffect::Cap),
            (None, Some(minus)) if **minus > 0 => Some(LimitEffect::Minus(**minus)),
            _ => {
                let message = format!("limit `{}` says either `cap` or `minus`", file.id.get_ref());
                self.wrong(Mistake::new("limit", file.id.span(), message, "say one of the two"));
                None
            }
        };
        let (text, when) = self.condition(&file.when)?;
        Some(Limit {
            id: file.id.get_ref().clone(),
            title: file.title.clone(),
            text,
            when,
            effect: effect?,
            when_not_known: file.when_not_known,
            in_words: file.in_words.clone(),
            backing: backing!(file),
        })
    }
}

/// What is left to people.
pub(super) fn not_by_rule(file: &FrameworkFile) -> Vec<NotByRule> {
    let made = |one: &crate::file::NotByRuleFile| NotByRule {
        id: one.id.get_ref().clone(),
        what: one.what.clone(),
        backing: backing!(one),
    };
    file.not_by_rule.iter().map(made).collect()
}
