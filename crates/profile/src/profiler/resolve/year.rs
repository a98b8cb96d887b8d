//! Figures of the year's inspections: a cell for each setting inspected; where a judgement moved, it and the one
//! before.

use super::{CellFigure, FigureError, count, difference, other_place, share};
use crate::figure::{Arithmetic, Figure, FigureKey, FigurePlace, FigureSubject, InspectionOutcome, MadeOf};
use crate::profiler::PreparedDate;
use crate::settings::{InspectedSetting, Movement, OVERALL, inspected_in_year};
use evidence::{AspectId, AspectIndex, CellRef, Date, RemitId, Value};

impl InspectionOutcome {
    fn counts(self, one: &InspectedSetting) -> bool {
        let comparable = matches!(one.movement, Movement::Improved | Movement::Held | Movement::Declined);
        match self {
            InspectionOutcome::Inspected => true,
            InspectionOutcome::Graded => one.movement != Movement::NotGraded,
            InspectionOutcome::NotGraded => one.movement == Movement::NotGraded,
            InspectionOutcome::Comparable => comparable,
            InspectionOutcome::NotComparable => one.movement == Movement::NotComparable,
            InspectionOutcome::Improved => one.movement == Movement::Improved,
            InspectionOutcome::Held => one.movement == Movement::Held,
            InspectionOutcome::HeldOrImproved => comparable && one.movement != Movement::Declined,
            InspectionOutcome::Declined => one.movement == Movement::Declined,
            InspectionOutcome::GoodOrBetter => one.good_or_better,
            InspectionOutcome::First => one.movement == Movement::First,
            InspectionOutcome::FirstGoodOrBetter => one.movement == Movement::First && one.good_or_better,
        }
    }

    /// Whether the outcome says how a judgement stands to the one before.
    fn is_a_movement(self) -> bool {
        matches!(
            self,
            InspectionOutcome::Comparable
                | InspectionOutcome::Improved
                | InspectionOutcome::Held
                | InspectionOutcome::HeldOrImproved
                | InspectionOutcome::Declined
        )
    }
}

impl PreparedDate {
    /// A number of settings inspected in the year up to the date.
    pub(super) fn inspections(
        &self,
        key: &FigureKey,
        remits: &[RemitId],
        outcome: InspectionOutcome,
    ) -> Result<CellFigure, FigureError> {
        let FigurePlace::Area(area) = key.place else { return Err(other_place(key)) };
        if key.period != self.date.to_string() {
            return Err(FigureError::OtherDay { period: key.period.clone(), date: self.date });
        }
        let overall = self.evidence().vocabulary.aspect(OVERALL).map(|(at, _)| at).unwrap_or_default();
        let mut found: Vec<InspectedSetting> = Vec::new();
        for remit in self.remits_of(remits)? {
            let settings = self.now.of_remit(area, remit);
            let inspected = inspected_in_year(self.profiler.index(), settings, overall, self.date);
            found.extend(inspected.filter(|one| outcome.counts(one)));
        }
        if !outcome.is_a_movement() {
            return Ok(count(
                key,
                found.iter().filter_map(|one| self.cell_of(one.inspection, overall)).collect(),
            ));
        }
        let of: Vec<CellFigure> = found.iter().map(|one| self.movement(key, one, overall)).collect();
        Ok(Figure {
            key: key.clone(),
            value: Value::Number(of.len() as f64),
            shown: of.len().to_string(),
            arithmetic: Arithmetic::Count,
            made_of: MadeOf::Of(of),
        })
    }

    /// The cell of what an inspection judged of an aspect, else of whatever it judged, else of the setting's number in
    /// the row that tells of it.
    fn cell_of(&self, inspection: u32, aspect: AspectIndex) -> Option<CellRef> {
        let (inspections, at) = (&self.evidence().inspections, inspection as usize);
        let any = || inspections.judgements_of(at).first().map(|judgement| judgement.aspect);
        let listed = || {
            let listings = &self.evidence().listings;
            let all = listings.of_setting(inspections.setting[at]);
            let row = (inspections.source[at], inspections.row[at]);
            let same = all.clone().find(|at| (listings.source[*at], listings.row[*at]) == row);
            same.or_else(|| all.last()).map(|at| listings.cell(at))
        };
        inspections
            .judgement_cell(at, aspect)
            .or_else(|| inspections.judgement_cell(at, any()?))
            .or_else(listed)
    }

    /// A setting's judgement minus the one before, as codes of their scale.
    fn movement(&self, key: &FigureKey, one: &InspectedSetting, overall: AspectIndex) -> CellFigure {
        let aspect = &self.evidence().vocabulary.aspects[overall.index()].id;
        let now = self.of_inspection(key, one.inspection, overall, aspect);
        let Some(before) = one.before.map(|at| self.of_inspection(key, at, overall, aspect)) else {
            return now;
        };
        let subject = now.key.subject.clone().change_since(before.key.period.clone());
        difference(&FigureKey { subject, ..now.key.clone() }, now, before)
    }

    fn of_inspection(
        &self,
        key: &FigureKey,
        inspection: u32,
        overall: AspectIndex,
        aspect: &AspectId,
    ) -> CellFigure {
        let (evidence, at) = (self.evidence(), inspection as usize);
        let setting = evidence.setting_id(evidence.inspections.setting[at]);
        let day: Date = evidence.inspections.date(at);
        let judgement = self.profiler.index().judgement(inspection, overall);
        let code = judgement.and_then(|judgement| judgement.value.ok());
        let label = judgement.zip(code).and_then(|(judgement, code)| {
            evidence.vocabulary.scales[judgement.scale.index()].value(code).map(|value| value.label.clone())
        });
        let missing = Value::missing(evidence::Missing::NotJudged);
        Figure {
            key: FigureKey {
                subject: FigureSubject::Judgement { setting, aspect: aspect.clone() },
                period: day.to_string(),
                ..key.clone()
            },
            value: code.map_or(missing, |code| Value::Number(f64::from(code))),
            shown: label.unwrap_or_default(),
            arithmetic: Arithmetic::Value,
            made_of: MadeOf::Origins(self.cell_of(inspection, overall).into_iter().collect()),
        }
    }

    pub(super) fn share_of_inspections(
        &self,
        key: &FigureKey,
        remits: &[RemitId],
        part: InspectionOutcome,
        whole: InspectionOutcome,
    ) -> Result<CellFigure, FigureError> {
        let number = |outcome| {
            let subject = FigureSubject::Inspections { remits: remits.to_vec(), outcome };
            self.figure(&FigureKey { subject, ..key.clone() })
        };
        Ok(share(key, number(part)?, number(whole)?))
    }
}
