//! Up to when the evidence tells of settings: nothing is said of a time beyond it.

use super::Facts;
use crate::claim::Settings;
use evidence::{Date, date};
use profile::RemitProfile;
use profile::settings::YearKnown;

/// Where the evidence of some settings ends, before the year up to the date of the profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edge {
    /// The settings, in words.
    pub what: String,
    /// The day of the latest inspection of any such setting in the country.
    pub until: Date,
    /// Whether all the settings' evidence ends in one year.
    pub is_one: bool,
}

impl Edge {
    /// What a reader must know.
    pub fn notice(&self) -> String {
        format!("the latest inspection of {} in the evidence is of {}", self.what, date::in_words(self.until))
    }
}

impl Facts<'_> {
    /// Where the evidence of some settings ends, if that is more than a year before the date of the profile: of several
    /// remits the earliest end.
    pub fn edge(&self, settings: &Settings) -> Option<Edge> {
        let year_before = date::year_before(self.profile.as_at);
        let judged = self.remits_with_judgements(settings);
        let ends = || judged.iter().filter_map(|remit| Some((remit.reach.inspected_until?, remit)));
        let (until, remit) = ends().min_by_key(|(until, _)| *until)?;
        let latest = ends().map(|(until, _)| until).max()?;
        (until <= year_before).then(|| Edge {
            what: remit.plural.clone(),
            until,
            is_one: date::year_before(latest) <= until,
        })
    }

    /// What is missing for a movement of judgements over the year up to the date of the profile; none where the
    /// evidence can tell.
    pub fn year_not_told(&self, settings: &Settings) -> Option<String> {
        let judged = self.remits_with_judgements(settings);
        if let Some(remit) = judged.iter().find(|remit| remit.reach.year == YearKnown::NotKnown) {
            return Some(self.too_little_of_the_year(remit));
        }
        let none_here =
            !judged.is_empty() && judged.iter().all(|remit| remit.reach.year == YearKnown::NoneHere);
        none_here.then(|| {
            let plural: Vec<String> = judged.iter().map(|remit| remit.plural.clone()).collect();
            format!(
                "none of the {} was graded by an inspection in the year up to {}, so their judgements did not move",
                crate::text::listed(&plural),
                date::in_words(self.profile.as_at)
            )
        })
    }

    /// What is missing for the inspections of the year to be counted: none of such settings in the country is in the
    /// evidence.
    pub fn inspections_not_told(&self, settings: &Settings) -> Option<String> {
        let judged = self.remits_with_judgements(settings);
        let unknown = judged.iter().find(|remit| remit.reach.inspected_in_year == 0)?;
        Some(self.too_little_of_the_year(unknown))
    }

    fn too_little_of_the_year(&self, remit: &RemitProfile) -> String {
        let until = remit.reach.graded_until.map_or_else(
            || format!("the evidence holds no grade of {}", remit.plural),
            |until| {
                format!(
                    "the latest grade of {} in the evidence is of {}",
                    remit.plural,
                    date::in_words(until)
                )
            },
        );
        let year = date::in_words(self.profile.as_at);
        format!("{until}: it does not tell how judgements moved in the year up to {year}")
    }

    /// The remits of some settings of which any is or was judged.
    fn remits_with_judgements(&self, settings: &Settings) -> Vec<&RemitProfile> {
        let judged = |remit: &&RemitProfile| {
            let aspect = remit.aspects.iter().find(|aspect| aspect.aspect == settings.aspect);
            aspect.is_some_and(|aspect| aspect.now.judged() + aspect.year_before.judged() > 0)
        };
        self.remits(settings).into_iter().filter(judged).collect()
    }

    /// Whether a statement on some settings would single out one person: there are few of them, and some are mostly one
    /// person at home.
    pub fn singles_out(&self, settings: &Settings) -> bool {
        let remits = self.remits(settings);
        let all: usize = remits.iter().map(|remit| remit.settings.len()).sum();
        let few = all < self.lexicon.thresholds().few.one_person_from as usize;
        let mut alone = remits.iter().map(|remit| remit.singles_out);
        if few { alone.any(|alone| alone) } else { !remits.is_empty() && alone.all(|alone| alone) }
    }
}
