//! Up to when the evidence tells of each remit, as at a date: nothing is said of a time beyond it, and a movement over
//! a year needs evidence of that year.

use super::bearing::Effect;
use super::open::SettingsIndex;
use super::year::first_day;
use crate::model::YearOfInspections;
use crate::proportions::Limits;
use evidence::date::{from_days, to_days};
use evidence::{Date, RemitIndex, SettingIndex};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Up to when the evidence tells of a remit, and what it can tell of the year up to the date.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Reach {
    /// The day of the latest inspection of any such setting in the country that was public by the date.
    #[schemars(with = "Option<String>")]
    pub inspected_until: Option<Date>,
    /// The day of the latest that graded one as a whole.
    #[schemars(with = "Option<String>")]
    pub graded_until: Option<Date>,
    /// The date of the latest complete list of such settings, of the date or before.
    #[schemars(with = "Option<String>")]
    pub listed: Option<Date>,
    /// Such settings in the country that were inspected in the year, graded or not, as far as the evidence holds it.
    pub inspected_in_year: u32,
    /// Inspections of the year that graded one.
    pub graded_in_year: u32,
    /// What the evidence can tell of the year in the area.
    pub year: YearKnown,
}

/// What the evidence can tell of how judgements moved in the year.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum YearKnown {
    /// It holds inspections of the year, some of them here.
    Known,
    /// It holds inspections of the year, and none that graded a setting here.
    NoneHere,
    /// It holds too little of the year to tell.
    #[default]
    NotKnown,
}

/// The reach of the evidence by remit.
#[derive(Debug)]
pub struct Reaches(Vec<Reach>);

impl Reaches {
    /// Looks through all inspections that were public by a date.
    pub fn of(index: &SettingsIndex, date: Date, limits: &Limits) -> Reaches {
        let evidence = index.evidence();
        let (from, until) = (to_days(first_day(date)), to_days(date));
        let mut found = vec![Found::default(); evidence.vocabulary.remits.len()];
        for setting in (0..).map(SettingIndex).take(evidence.settings.len()) {
            let Some(remit) = index.remit_on(setting, until) else { continue };
            let found = &mut found[remit.index()];
            let mut in_year = false;
            let known = |at: &u32| index.is_known(*at, until) && index.is_of_the_whole(*at);
            for at in index.inspections(setting).filter(known) {
                let inspections = &evidence.inspections;
                let (day, public) =
                    (inspections.date[at as usize], inspections.known_from[at as usize] >= from);
                found.inspected = found.inspected.max(Some(day));
                in_year |= public;
                if index.effect(at, until) == Effect::Judges && index.judges_overall(at) {
                    found.graded = found.graded.max(Some(day));
                    found.graded_in_year += u32::from(public);
                }
            }
            found.inspected_in_year += u32::from(in_year);
        }
        let reaches = found.iter().enumerate().map(|(at, found)| {
            let listed = index.complete_lists_of(at).iter().rev().find(|listed| **listed <= until);
            // The evidence must reach over so much of the year that what it lacks of it would not turn what it shows.
            let reached = found.graded.map_or(0, |graded| graded - from + 1);
            let enough = f64::from(reached) >= limits.year_covered * f64::from(until - from + 1);
            Reach {
                inspected_until: found.inspected.and_then(from_days),
                graded_until: found.graded.and_then(from_days),
                listed: listed.copied().and_then(from_days),
                inspected_in_year: found.inspected_in_year,
                graded_in_year: found.graded_in_year,
                year: if enough && found.graded_in_year > 0 { YearKnown::Known } else { YearKnown::NotKnown },
            }
        });
        Reaches(reaches.collect())
    }

    /// The reach for a remit, whatever the area.
    pub fn of_remit(&self, remit: RemitIndex) -> Option<&Reach> {
        self.0.get(remit.index())
    }

    /// The reach for a remit of an area in which the year's inspections came to this.
    pub fn here(&self, remit: RemitIndex, year: &YearOfInspections) -> Reach {
        let mut reach = self.0.get(remit.index()).cloned().unwrap_or_default();
        if reach.year == YearKnown::Known && year.inspected == year.not_graded {
            reach.year = YearKnown::NoneHere;
        }
        reach
    }
}

/// What was found of a remit; dates as days.
#[derive(Debug, Clone, Copy, Default)]
struct Found {
    inspected: Option<i32>,
    graded: Option<i32>,
    inspected_in_year: u32,
    graded_in_year: u32,
}
