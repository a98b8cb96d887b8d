//! Figures of settings: numbers with a cell for each setting, shares, a framework's points, single judgements.

use super::{CellFigure, FigureError, count, indicator::missing, other_place, share, shown};
use crate::convention::NeighbourValue;
use crate::figure::{
    Arithmetic, Counted, Figure, FigureKey, FigurePlace, FigureSubject, MadeOf, Points, ScaleCode, SettingsOf,
};
use crate::profiler::PreparedDate;
use crate::settings::{CurrentInspection, OpenSetting, SettingsAsAt, Shares, Standing};
use evidence::{
    AreaNumber, AspectId, AspectIndex, CellRef, Judgement, Missing, RemitId, RemitIndex, Scale, SettingId,
    Value, date,
};

/// A setting with the inspection that stands for it.
pub(super) type HeldSetting = (OpenSetting, Option<CurrentInspection>);

/// Settings and shares as on a day of a profile.
pub(super) struct OnDay<'p> {
    pub(super) settings: &'p SettingsAsAt,
    pub(super) shares: &'p Shares,
    pub(super) year_before: bool,
}

impl PreparedDate {
    /// Settings are known as on the date and a year before.
    fn on_day(&self, key: &FigureKey) -> Result<OnDay<'_>, FigureError> {
        if key.period == self.date.to_string() {
            Ok(OnDay { settings: &self.now, shares: &self.shares_now, year_before: false })
        } else if key.period == date::year_before(self.date).to_string() {
            Ok(OnDay { settings: &self.before, shares: &self.shares_before, year_before: true })
        } else {
            Err(FigureError::OtherDay { period: key.period.clone(), date: self.date })
        }
    }

    /// The positions of remits; every one where none is named.
    pub(super) fn remits_of(&self, remits: &[RemitId]) -> Result<Vec<RemitIndex>, FigureError> {
        let vocabulary = &self.evidence().vocabulary;
        if remits.is_empty() {
            return Ok((0..=u8::MAX).map(RemitIndex).take(vocabulary.remits.len()).collect());
        }
        let mut found: Vec<RemitIndex> = remits
            .iter()
            .map(|remit| {
                let (at, _) = vocabulary
                    .remit(remit.as_str())
                    .ok_or_else(|| FigureError::Unknown { what: "remit", name: remit.to_string() })?;
                Ok(at)
            })
            .collect::<Result<_, FigureError>>()?;
        found.sort_unstable();
        Ok(found)
    }

    fn aspect_of(&self, aspect: &AspectId) -> Result<AspectIndex, FigureError> {
        let found = self.evidence().vocabulary.aspect(aspect.as_str());
        found
            .map(|(at, _)| at)
            .ok_or_else(|| FigureError::Unknown { what: "aspect", name: aspect.to_string() })
    }

    pub(super) fn number_of_settings(
        &self,
        key: &FigureKey,
        of: &SettingsOf,
        counted: &Counted,
    ) -> Result<CellFigure, FigureError> {
        if let FigurePlace::NeighboursOf(area) = key.place {
            let of = self.of_neighbours(key, area)?;
            let sum = of.iter().filter_map(|figure| figure.value.number()).sum();
            return Ok(Figure {
                key: key.clone(),
                value: Value::Number(sum),
                shown: shown(Value::Number(sum), 0),
                arithmetic: Arithmetic::Sum,
                made_of: MadeOf::Of(of),
            });
        }
        let (day, aspect) = (self.on_day(key)?, self.aspect_of(&of.aspect)?);
        let counting = Counting { prepared: self, aspect };
        let mut cells = Vec::new();
        for remit in self.remits_of(&of.remits)? {
            if let FigurePlace::Area(area) = key.place {
                let settings: Vec<&HeldSetting> = day.settings.of_remit(area, remit).iter().collect();
                counting.count(&settings, counted, &mut cells);
            } else if !self.count_in_larger_place(&day, key.place, remit, (&counting, counted), &mut cells) {
                return Ok(missing(key, Missing::NotPublished));
            }
        }
        Ok(count(key, cells))
    }

    /// The same figure of each neighbour, most alike first.
    fn of_neighbours(&self, key: &FigureKey, area: AreaNumber) -> Result<Vec<CellFigure>, FigureError> {
        let neighbours = self.comparators.neighbours_of(self.evidence(), area);
        let places = neighbours.into_iter().map(FigurePlace::Area);
        places.map(|place| self.figure(&key.in_place(place))).collect()
    }

    pub(super) fn share_of_settings(
        &self,
        key: &FigureKey,
        of: &SettingsOf,
        part: &Counted,
        whole: &Counted,
    ) -> Result<CellFigure, FigureError> {
        let FigurePlace::NeighboursOf(area) = key.place else {
            let number = |counted: &Counted| {
                let subject = of.clone().count(counted.clone());
                self.figure(&FigureKey { subject, ..key.clone() })
            };
            return Ok(share(key, number(part)?, number(whole)?));
        };
        let of = self.of_neighbours(key, area)?;
        let summary = self.comparators.summary();
        let shares: Vec<f64> = of.iter().filter_map(|figure| figure.value.number()).collect();
        let reason = if shares.is_empty() { Missing::NotPublished } else { Missing::NotAvailable };
        let value = summary.of(&shares).map_or(Value::missing(reason), Value::Number);
        let arithmetic = match summary.summed_up_by {
            NeighbourValue::Mean => Arithmetic::Mean,
            NeighbourValue::Median => Arithmetic::Median,
        };
        Ok(Figure { key: key.clone(), value, shown: shown(value, 1), arithmetic, made_of: MadeOf::Of(of) })
    }

    /// The mean of a framework's points, added up in the order of remits, scales and values.
    pub(super) fn mean_points(
        &self,
        key: &FigureKey,
        of: &SettingsOf,
        points: &[(ScaleCode, Points)],
    ) -> Result<CellFigure, FigureError> {
        let FigurePlace::Area(area) = key.place else { return Err(other_place(key)) };
        let (day, aspect) = (self.on_day(key)?, self.aspect_of(&of.aspect)?);
        let counting = Counting { prepared: self, aspect };
        let (mut cells, mut sum) = (Vec::new(), 0.0);
        for remit in self.remits_of(&of.remits)? {
            let settings = day.settings.of_remit(area, remit);
            for scale in crate::settings::tally(self.profiler.index(), settings, aspect).scales {
                for value in scale.counts {
                    let of_value = |(code, _): &&(ScaleCode, Points)| {
                        code.scale == scale.scale && code.code == value.code
                    };
                    if let Some((_, points)) = points.iter().find(of_value) {
                        sum += points.number() * f64::from(value.count);
                    }
                }
            }
            let values = points.iter().map(|(code, _)| code.clone()).collect();
            let settings: Vec<&HeldSetting> = settings.iter().collect();
            counting.count(&settings, &Counted::Values { values, after: None }, &mut cells);
        }
        if cells.is_empty() {
            return Ok(missing(key, Missing::NotPublished));
        }
        let value = Value::Number(sum / cells.len() as f64);
        let made_of = MadeOf::Origins(cells);
        Ok(Figure { key: key.clone(), value, shown: shown(value, 2), arithmetic: Arithmetic::Mean, made_of })
    }

    /// The judgement that stands for a setting on a day of the profile, or the one of its inspection on another day.
    pub(super) fn judgement(
        &self,
        key: &FigureKey,
        setting: &SettingId,
        aspect: &AspectId,
    ) -> Result<CellFigure, FigureError> {
        let unknown =
            |what, name: &dyn std::fmt::Display| FigureError::Unknown { what, name: name.to_string() };
        let at = self.evidence().setting(setting).ok_or_else(|| unknown("setting", setting))?;
        let aspect = self.aspect_of(aspect)?;
        let day = key.period.parse::<evidence::Date>().map_err(|_| unknown("day", &key.period))?;
        let index = self.profiler.index();
        let inspections = &self.evidence().inspections;
        let own = index.inspections(at).rev().find(|at| inspections.date(*at as usize) == day);
        let found = own.or_else(|| index.current(at, day).map(|current| current.inspection));
        let judgement = found.and_then(|at| Some((at, index.judgement(at, aspect)?)));
        let Some((inspection, judgement)) = judgement else { return Ok(missing(key, Missing::NotJudged)) };
        let cell = inspections.judgement_cell(inspection as usize, aspect);
        let label = self.scale(judgement).and_then(|scale| scale.value(judgement.value.ok()?));
        Ok(Figure {
            key: key.clone(),
            value: judgement.value.map_or_else(Value::missing, |code| Value::Number(f64::from(code))),
            shown: label.map_or(String::new(), |value| value.label.clone()),
            arithmetic: Arithmetic::Value,
            made_of: MadeOf::Origins(cell.into_iter().collect()),
        })
    }

    fn scale(&self, judgement: Judgement) -> Option<&Scale> {
        self.evidence().vocabulary.scales.get(judgement.scale.index())
    }
}

/// Counts settings by what was judged of one aspect.
pub(super) struct Counting<'p> {
    prepared: &'p PreparedDate,
    pub(super) aspect: AspectIndex,
}

impl Counting<'_> {
    /// Adds a cell for each setting of one remit that is counted.
    fn count(&self, settings: &[&HeldSetting], counted: &Counted, cells: &mut Vec<CellRef>) {
        if !(counted.needs_line() && self.is_any_without_line(settings)) {
            self.add(settings, counted, cells);
        }
    }

    /// The same, whatever scales they are judged on.
    pub(super) fn add(&self, settings: &[&HeldSetting], counted: &Counted, cells: &mut Vec<CellRef>) {
        let evidence = self.prepared.evidence();
        for setting in settings {
            let (open, current) = setting;
            let listed = || evidence.listings.cell(open.listing as usize);
            match (counted, self.prepared.profiler.index().standing(*current, self.aspect), current) {
                (Counted::Open, ..)
                | (Counted::NotJudged, Standing::NotJudged(_), _)
                | (Counted::InspectedSince, Standing::InspectedSince { .. }, _) => cells.push(listed()),
                (_, Standing::Judged(judgement), Some(current))
                    if judgement.value.is_ok_and(|code| self.counts(counted, *current, judgement, code)) =>
                {
                    cells.extend(evidence.inspections.judgement_cell(current.index(), self.aspect));
                }
                _ => {}
            }
        }
    }

    fn judgement(&self, (_, current): &HeldSetting) -> Option<(Judgement, u8)> {
        let judgement = self.prepared.profiler.index().value(*current, self.aspect).ok()?;
        Some((judgement, judgement.value.ok()?))
    }

    pub(super) fn is_any_without_line(&self, settings: &[&HeldSetting]) -> bool {
        settings.iter().any(|setting| self.is_without_line(setting))
    }

    /// Whether a setting is judged on a scale that does not say what is good or better.
    fn is_without_line(&self, setting: &HeldSetting) -> bool {
        let value = self
            .judgement(setting)
            .and_then(|(judgement, code)| self.prepared.scale(judgement).and_then(|scale| scale.value(code)));
        value.is_some_and(|value| value.good_or_better.is_none())
    }

    fn counts(&self, counted: &Counted, current: CurrentInspection, judgement: Judgement, code: u8) -> bool {
        let Some(scale) = self.prepared.scale(judgement) else { return false };
        let value = scale.value(code);
        let is = |label: &str| value.is_some_and(|value| value.label.to_lowercase() == label);
        match counted {
            Counted::Open | Counted::NotJudged | Counted::InspectedSince => false,
            Counted::Judged => value.is_some(),
            Counted::GoodOrBetter => value.is_some_and(|value| value.good_or_better == Some(true)),
            Counted::GradedGoodOrNot => value.is_some_and(|value| value.good_or_better.is_some()),
            Counted::Inadequate => value.is_some_and(|value| value.inadequate),
            Counted::Label(label) => is(label),
            Counted::OnScalesWith(label) => {
                scale.values.iter().any(|value| value.label.to_lowercase() == *label)
            }
            Counted::Inherited(label) => current.inherited_from.is_some() && is(label),
            Counted::Values { values, after } => {
                let listed = values.iter().any(|value| value.scale == scale.id && value.code == code);
                let inspected = self.prepared.evidence().inspections.date(current.index());
                listed && after.is_none_or(|after| inspected > after)
            }
        }
    }
}

impl Counted {
    /// Whether only remits count of which all are judged on scales that say what is good or better.
    pub(super) fn needs_line(&self) -> bool {
        matches!(self, Counted::GoodOrBetter | Counted::GradedGoodOrNot)
    }
}

impl FigureSubject {
    /// The remits that the subject is about, every one where none is named; none for a subject that is about no settings.
    pub fn remits(&self) -> Option<&[RemitId]> {
        match self {
            FigureSubject::Settings { of, .. }
            | FigureSubject::Share { of, .. }
            | FigureSubject::MeanPoints { of, .. } => Some(&of.remits),
            FigureSubject::Inspections { remits, .. } | FigureSubject::InspectionShare { remits, .. } => {
                Some(remits)
            }
            FigureSubject::Change { of, .. } | FigureSubject::Difference { of, .. } => of.remits(),
            _ => None,
        }
    }

    /// Whether the subject is about settings or inspections, whose periods are days.
    pub fn is_of_settings(&self) -> bool {
        match self {
            FigureSubject::Settings { .. }
            | FigureSubject::Share { .. }
            | FigureSubject::MeanPoints { .. }
            | FigureSubject::Inspections { .. }
            | FigureSubject::InspectionShare { .. }
            | FigureSubject::Judgement { .. } => true,
            FigureSubject::Change { of, .. } | FigureSubject::Difference { of, .. } => of.is_of_settings(),
            _ => false,
        }
    }
}
