//! The figures that a claim uses, by their keys: every point of a series names its own.

use super::measured::{Measured, MeasuredSubject, Point, with_unit};
use super::{Counted, Facts};
use crate::claim::{Comparator, Standard};
use crate::number::Number;
use evidence::{Group, IndicatorId, Unit, Value};
use profile::figure::{Counted as Counting, InspectionOutcome, figure_period};
use profile::{FigureKey, FigurePlace, FigureSubject, FigureUsed, Share};

/// Figures as a claim uses them, each once.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FiguresUsed(Vec<FigureUsed>);

impl FiguresUsed {
    /// Adds a figure, unless it is there.
    pub fn add(&mut self, figure: FigureUsed) {
        if self.0.iter().all(|known| known.key != figure.key) {
            self.0.push(figure);
        }
    }

    /// Adds several.
    pub fn extend(&mut self, figures: impl IntoIterator<Item = FigureUsed>) {
        figures.into_iter().for_each(|figure| self.add(figure));
    }

    /// The figures, in the order in which they were added.
    pub fn into_vec(self) -> Vec<FigureUsed> {
        self.0
    }
}

impl Facts<'_> {
    /// The place that a comparator speaks of; none for another time or group of the same area, and where the evidence
    /// knows of no region.
    pub fn place_of(&self, comparator: &Comparator) -> Option<FigurePlace> {
        let area = self.profile.area;
        match comparator {
            Comparator::Neighbours => Some(FigurePlace::NeighboursOf(area)),
            Comparator::Region => self.profile.region_code.map(FigurePlace::Region),
            Comparator::England => Some(FigurePlace::England),
            Comparator::Elsewhere => Some(FigurePlace::EnglandWithout(area)),
            Comparator::YearBefore | Comparator::Group(_) => None,
        }
    }

    fn here(&self) -> FigurePlace {
        FigurePlace::Area(self.profile.area)
    }

    /// A number of settings of the area as at the profile's date.
    fn settings_figure(&self, subject: FigureSubject, value: f64, shown: String) -> FigureUsed {
        FigureUsed::number(subject.at(figure_period(self.profile.as_at), self.here()), value, shown)
    }

    fn count_figure(&self, subject: FigureSubject, count: u32) -> FigureUsed {
        self.settings_figure(subject, f64::from(count), Number::whole(count).to_string())
    }

    fn share_figure(&self, subject: FigureSubject, share: Share) -> FigureUsed {
        let shown = Number::shown(share.percent(), SHARE_DECIMALS);
        let shown = shown.map_or_else(String::new, |number| with_unit(number, Unit::Percent, false));
        self.settings_figure(subject, share.percent(), shown)
    }

    /// The figures behind "26 of the 40 settings are of a standard": the share, its part, its whole and how many
    /// are open; none for standards that are not counted among open settings.
    pub fn figures_of_open(&self, counted: &Counted, standard: &Standard, share: Share) -> Vec<FigureUsed> {
        let Some((part, whole)) = counted_among_open(standard) else { return Vec::new() };
        let of = || counted.of.clone();
        vec![
            self.share_figure(of().share(part.clone(), whole.clone()), share),
            self.count_figure(of().count(part), share.part()),
            self.count_figure(of().count(whole), share.whole()),
            self.count_figure(of().count(Counting::Open), counted.open),
        ]
    }

    /// The figures behind what the inspections of a year came to: the share, its part and its whole, and how many
    /// settings are open and judged.
    pub fn figures_of_inspected(
        &self,
        counted: &Counted,
        (part, whole): (InspectionOutcome, InspectionOutcome),
        share: Share,
    ) -> Vec<FigureUsed> {
        let remits = || counted.of.remits.iter().cloned();
        vec![
            self.share_figure(FigureSubject::inspection_share(remits(), part, whole), share),
            self.count_figure(FigureSubject::inspections(remits(), part), share.part()),
            self.count_figure(FigureSubject::inspections(remits(), whole), share.whole()),
            self.count_figure(counted.of.clone().count(Counting::Judged), counted.judged),
            self.count_figure(counted.of.clone().count(Counting::Open), counted.open),
        ]
    }

    /// The figures of settings that carry a predecessor's judgement, by its label.
    pub fn figures_of_inherited(&self, counted: &Counted) -> Vec<FigureUsed> {
        let mut labels: Vec<&String> = counted.inherited.iter().collect();
        labels.sort();
        labels
            .chunk_by(|one, next| one == next)
            .map(|same| {
                let subject = counted.of.clone().count(Counting::Inherited(same[0].clone()));
                self.count_figure(subject, u32::try_from(same.len()).unwrap_or(u32::MAX))
            })
            .collect()
    }

    /// A judgement of one setting.
    pub fn judgement_figure(&self, held: &profile::SettingJudged, code: u8, label: &str) -> FigureUsed {
        let subject =
            FigureSubject::Judgement { setting: held.setting.clone(), aspect: crate::claim::OVERALL.into() };
        self.settings_figure(subject, f64::from(code), label.to_owned())
    }

    /// An event of the area: it has no number, its outcome is what is shown.
    pub fn event_figure(&self, event: &profile::EventNoted) -> FigureUsed {
        let subject = FigureSubject::Event { kind: event.kind.clone() };
        FigureUsed {
            key: subject.at(figure_period(event.date), self.here()),
            value: Value::missing(evidence::Missing::NotApplicable),
            shown: event.outcome.clone(),
        }
    }
}

/// Shares of settings are shown with this many decimal places.
const SHARE_DECIMALS: u8 = 1;

/// Which open settings are the part and the whole of a standard's share.
fn counted_among_open(standard: &Standard) -> Option<(Counting, Counting)> {
    match standard {
        Standard::GoodOrBetter => Some((Counting::GoodOrBetter, Counting::GradedGoodOrNot)),
        Standard::Inadequate => Some((Counting::Inadequate, Counting::Judged)),
        Standard::Value(label) => {
            Some((Counting::Label(label.clone()), Counting::OnScalesWith(label.clone())))
        }
        Standard::InspectedSince => Some((Counting::InspectedSince, Counting::Open)),
        Standard::Improved
        | Standard::Held
        | Standard::HeldOrImproved
        | Standard::Declined
        | Standard::Graded
        | Standard::BecameAcademies => None,
    }
}

/// What is counted of the inspections of a year for a standard, as part and whole; none for standards that inspections
/// of a year do not speak of.
pub(crate) fn outcomes_of(
    standard: &Standard,
    first: bool,
) -> Option<(InspectionOutcome, InspectionOutcome)> {
    match (standard, first) {
        (Standard::GoodOrBetter, true) => {
            Some((InspectionOutcome::FirstGoodOrBetter, InspectionOutcome::First))
        }
        (Standard::GoodOrBetter, false) => Some((InspectionOutcome::GoodOrBetter, InspectionOutcome::Graded)),
        (Standard::Improved, false) => Some((InspectionOutcome::Improved, InspectionOutcome::Comparable)),
        (Standard::Held, false) => Some((InspectionOutcome::Held, InspectionOutcome::Comparable)),
        (Standard::HeldOrImproved, false) => {
            Some((InspectionOutcome::HeldOrImproved, InspectionOutcome::Comparable))
        }
        (Standard::Declined, false) => Some((InspectionOutcome::Declined, InspectionOutcome::Comparable)),
        (Standard::Graded, false) => Some((InspectionOutcome::Graded, InspectionOutcome::Inspected)),
        (
            Standard::Value(_) | Standard::Inadequate | Standard::BecameAcademies | Standard::InspectedSince,
            false,
        )
        | (_, true) => None,
    }
}

impl Measured {
    /// The key of a figure: that of the area or a place, or of another group in the area.
    pub fn key(&self, of: Option<&Comparator>, point: &Point) -> FigureKey {
        let (subject, own_group) = match &self.subject {
            MeasuredSubject::Indicator { indicator, group } => {
                (FigureSubject::Indicator(indicator.clone()), group.clone())
            }
            MeasuredSubject::Gap { id, .. } => (FigureSubject::Gap(id.clone()), Group::all()),
            MeasuredSubject::Share { of } => (of.clone().good_or_better(), Group::all()),
        };
        let group = match of {
            Some(Comparator::Group(group)) => group.clone(),
            _ => own_group,
        };
        FigureKey { subject, group, period: period_of(point), place: point.place }
    }

    /// A figure as a claim uses it; of a gap, with its two sides where they are known.
    pub fn figures(&self, of: Option<&Comparator>, point: &Point) -> Vec<FigureUsed> {
        let mut figures =
            vec![FigureUsed::number(self.key(of, point), point.value, self.written(point.value))];
        if let (
            MeasuredSubject::Gap { indicator, group, compared, compared_indicator, .. },
            Some((theirs, own)),
        ) = (&self.subject, point.sides)
        {
            let side = |indicator: &IndicatorId, group: &Group, value: f64| {
                let subject = FigureSubject::Indicator(indicator.clone());
                let key =
                    FigureKey { subject, group: group.clone(), period: period_of(point), place: point.place };
                let shown = Number::shown(value, self.decimals)
                    .map_or_else(String::new, |number| with_unit(number, self.unit, false));
                FigureUsed::number(key, value, shown)
            };
            figures.push(side(compared_indicator, compared, theirs));
            figures.push(side(indicator, group, own));
        }
        figures
    }

    /// The change between two figures of one place, as a claim uses it.
    pub fn change_figure(
        &self,
        of: Option<&Comparator>,
        first: &Point,
        last: &Point,
        shown: String,
    ) -> FigureUsed {
        let key = self.key(of, last).change_since(&period_of(first));
        FigureUsed::number(key, last.value - first.value, shown)
    }
}

fn period_of(point: &Point) -> String {
    point.day.map_or_else(|| point.label.clone(), figure_period)
}
