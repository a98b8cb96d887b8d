//! Keys of figures: what, of whom, when, where.

use evidence::{
    AreaNumber, AspectId, Date, Group, GssCode, IndicatorId, KeyText, Place, RemitId, ScaleId, SettingId,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Which figure: what is measured, of whom, when and where. Its JSON form is four strings.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(into = "KeyText", try_from = "KeyText")]
pub struct FigureKey {
    /// What is measured or counted.
    pub subject: FigureSubject,
    /// Of whom; everybody for settings and inspections.
    pub group: Group,
    /// When: the period's label as published; for settings the day (`2011-08-31`); for the inspections of a year its
    /// last day; for an event its day.
    pub period: String,
    /// Where.
    pub place: FigurePlace,
}

impl From<FigureKey> for KeyText {
    fn from(key: FigureKey) -> KeyText {
        KeyText {
            subject: key.subject.to_string(),
            group: key.group.0,
            period: key.period,
            place: key.place.to_string(),
        }
    }
}

impl TryFrom<KeyText> for FigureKey {
    type Error = super::NotAKey;

    fn try_from(form: KeyText) -> Result<FigureKey, super::NotAKey> {
        Ok(FigureKey {
            subject: form.subject.parse()?,
            group: Group(form.group),
            period: form.period,
            place: form.place.parse()?,
        })
    }
}

/// What is measured or counted.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FigureSubject {
    /// An indicator, in its own unit.
    Indicator(IndicatorId),
    /// The numerator of an indicator's value, where published.
    Numerator(IndicatorId),
    /// The denominator of an indicator's value, where published.
    Denominator(IndicatorId),
    /// An area's rank in an indicator, 1 the best: the number of ranked areas that are better, and itself.
    Rank(IndicatorId),
    /// How many areas are ranked in an indicator.
    Ranked(IndicatorId),
    /// An area's quartile in an indicator, 1 the best.
    Quartile(IndicatorId),
    /// A declared gap between two groups: those compared with, minus the group.
    Gap(String),
    /// A number of settings.
    Settings {
        /// Of which settings.
        of: SettingsOf,
        /// Which of them are counted.
        counted: Counted,
    },
    /// A share of settings, in per cent.
    Share {
        /// Of which settings.
        of: SettingsOf,
        /// The part.
        part: Counted,
        /// The whole.
        whole: Counted,
    },
    /// The mean of the points that a framework gives to the values of scales.
    MeanPoints {
        /// Of which settings.
        of: SettingsOf,
        /// The points of each value that counts.
        points: Vec<(ScaleCode, Points)>,
    },
    /// A number of settings inspected in the year up to the period's day.
    Inspections {
        /// The remits, sorted; empty for every remit.
        remits: Vec<RemitId>,
        /// Which of them are counted.
        outcome: InspectionOutcome,
    },
    /// A share of the settings inspected in the year up to the period's day, in per cent.
    InspectionShare {
        /// The remits, sorted; empty for every remit.
        remits: Vec<RemitId>,
        /// The part.
        part: InspectionOutcome,
        /// The whole.
        whole: InspectionOutcome,
    },
    /// The judgement that stands for one setting, as the code of its scale.
    Judgement {
        /// The setting.
        setting: SettingId,
        /// What was judged.
        aspect: AspectId,
    },
    /// An event of the area as a whole on the period's day. It has no number: its outcome is what is shown.
    Event {
        /// Its kind, as the evidence names it.
        kind: String,
    },
    /// The change of another figure since an earlier period: the later minus the earlier.
    Change {
        /// Of what.
        of: Box<FigureSubject>,
        /// Since which period.
        since: String,
    },
    /// Another figure minus the same figure of another place.
    Difference {
        /// Of what.
        of: Box<FigureSubject>,
        /// The place whose figure is taken away.
        from: FigurePlace,
    },
}

/// Settings of some remits and what was judged of them.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SettingsOf {
    /// The remits, sorted; empty for every remit.
    pub remits: Vec<RemitId>,
    /// What was judged.
    pub aspect: AspectId,
}

/// Which open settings are counted.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Counted {
    /// All that are open.
    Open,
    /// Those with a judgement of the aspect.
    Judged,
    /// Those without one.
    NotJudged,
    /// Good or better. A remit of which some are judged on a scale that draws no such line is left out.
    GoodOrBetter,
    /// Judged on a scale that says what is good or better; the same remits are left out.
    GradedGoodOrNot,
    /// The value of provision that fails, on whatever scale.
    Inadequate,
    /// A value by its label in lower case, on whatever scale.
    Label(String),
    /// Judged on a scale that has a value of this label.
    OnScalesWith(String),
    /// A predecessor's judgement of this label in lower case, which the setting still carries.
    Inherited(String),
    /// A framework's own list of values, sorted; those inspected after a day only, where one is given.
    Values {
        /// The values.
        values: Vec<ScaleCode>,
        /// The day after which they were inspected.
        after: Option<Date>,
    },
}

/// A value of a scale.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ScaleCode {
    /// The scale.
    pub scale: ScaleId,
    /// The value's code on it.
    pub code: u8,
}

/// Points of a framework, in millionths, so that keys can be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Points(i64);

impl Points {
    const PER_POINT: f64 = 1e6;

    /// Points to six decimals.
    #[expect(clippy::cast_possible_truncation, reason = "points of a framework are small; `as` saturates")]
    pub fn of(points: f64) -> Points {
        Points((points * Points::PER_POINT).round() as i64)
    }

    pub(super) fn millionths(self) -> i64 {
        self.0
    }

    pub(super) fn of_millionths(millionths: i64) -> Points {
        Points(millionths)
    }

    /// As a number.
    pub fn number(self) -> f64 {
        self.0 as f64 / Points::PER_POINT
    }
}

/// What came of the settings inspected in a year, in overall effectiveness.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum InspectionOutcome {
    /// Inspected at all.
    Inspected,
    /// With a judgement before on the same scale.
    Comparable,
    /// Without a headline, or on another scale than before.
    NotComparable,
    /// Better than before.
    Improved,
    /// The same as before.
    Held,
    /// The same or better.
    HeldOrImproved,
    /// Worse than before.
    Declined,
    /// Good or better now.
    GoodOrBetter,
    /// Inspected for the first time.
    First,
    /// Inspected for the first time, and good or better.
    FirstGoodOrBetter,
}

/// Where a figure is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FigurePlace {
    /// An area.
    Area(AreaNumber),
    /// A region, by its GSS code.
    Region(GssCode),
    /// England.
    England,
    /// England without an area.
    EnglandWithout(AreaNumber),
    /// The statistical neighbours of an area, summed up as the convention says.
    NeighboursOf(AreaNumber),
}

impl FigurePlace {
    /// The place as evidence names it; none for what is worked out and stands in no file.
    pub fn published(self) -> Option<Place> {
        match self {
            FigurePlace::Area(area) => Some(Place::Area(area)),
            FigurePlace::Region(code) => Some(Place::Region(code)),
            FigurePlace::England => Some(Place::England),
            FigurePlace::EnglandWithout(_) | FigurePlace::NeighboursOf(_) => None,
        }
    }
}

impl SettingsOf {
    /// Settings of some remits; of every remit where none is given.
    pub fn new(remits: impl IntoIterator<Item = RemitId>, aspect: AspectId) -> SettingsOf {
        SettingsOf { remits: sorted(remits), aspect }
    }

    /// How many of the settings are counted.
    pub fn count(self, counted: Counted) -> FigureSubject {
        FigureSubject::Settings { of: self, counted }
    }

    /// The share that some of the settings have of others.
    pub fn share(self, part: Counted, whole: Counted) -> FigureSubject {
        FigureSubject::Share { of: self, part, whole }
    }

    /// The share of good or better.
    pub fn good_or_better(self) -> FigureSubject {
        self.share(Counted::GoodOrBetter, Counted::GradedGoodOrNot)
    }
}

impl FigureSubject {
    /// The settings inspected in a year, of some remits; of every remit where none is given.
    pub fn inspections(
        remits: impl IntoIterator<Item = RemitId>,
        outcome: InspectionOutcome,
    ) -> FigureSubject {
        FigureSubject::Inspections { remits: sorted(remits), outcome }
    }

    /// The share that some outcomes have of the settings inspected in a year.
    pub fn inspection_share(
        remits: impl IntoIterator<Item = RemitId>,
        part: InspectionOutcome,
        whole: InspectionOutcome,
    ) -> FigureSubject {
        FigureSubject::InspectionShare { remits: sorted(remits), part, whole }
    }

    /// The change of this figure since an earlier period.
    #[must_use]
    pub fn change_since(self, since: impl Into<String>) -> FigureSubject {
        FigureSubject::Change { of: Box::new(self), since: since.into() }
    }

    /// This figure minus that of another place.
    #[must_use]
    pub fn difference_from(self, from: FigurePlace) -> FigureSubject {
        FigureSubject::Difference { of: Box::new(self), from }
    }

    /// The figure of everybody in a period, at a place.
    pub fn at(self, period: impl Into<String>, place: FigurePlace) -> FigureKey {
        FigureKey { subject: self, group: Group::all(), period: period.into(), place }
    }
}

impl FigureKey {
    /// An indicator of a group in a period.
    pub fn indicator(indicator: &str, group: &str, period: &str, place: FigurePlace) -> FigureKey {
        FigureKey {
            subject: FigureSubject::Indicator(IndicatorId(indicator.to_owned())),
            group: Group(group.to_owned()),
            period: period.to_owned(),
            place,
        }
    }

    /// The same figure of another place.
    #[must_use]
    pub fn in_place(&self, place: FigurePlace) -> FigureKey {
        FigureKey { place, ..self.clone() }
    }

    /// The same figure in another period.
    #[must_use]
    pub fn in_period(&self, period: &str) -> FigureKey {
        FigureKey { period: period.to_owned(), ..self.clone() }
    }

    /// The figure's change since an earlier period.
    #[must_use]
    pub fn change_since(&self, since: &str) -> FigureKey {
        FigureKey { subject: self.subject.clone().change_since(since), ..self.clone() }
    }

    /// The figure minus that of another place.
    #[must_use]
    pub fn difference_from(&self, from: FigurePlace) -> FigureKey {
        FigureKey { subject: self.subject.clone().difference_from(from), ..self.clone() }
    }
}

/// The period of figures of settings as on a day.
pub fn figure_period(day: Date) -> String {
    day.to_string()
}

fn sorted(remits: impl IntoIterator<Item = RemitId>) -> Vec<RemitId> {
    let mut remits: Vec<RemitId> = remits.into_iter().collect();
    remits.sort();
    remits.dedup();
    remits
}
