//! Facts: what a profile holds of the subject of a claim, in one shape for indicators, gaps and shares.

mod figures;
mod measured;
mod reach;
mod settings;

pub use figures::FiguresUsed;
pub(crate) use figures::outcomes_of;
pub use measured::{Measured, MeasuredSubject, Point};
pub(crate) use measured::{group_in_words, since_break, with_unit};
pub use reach::Edge;
pub use settings::{Counted, InspectedCounts};

use crate::claim::{Settings, Standard, Subject};
use crate::lexicon::Lexicon;
use evidence::{Group, IndicatorId};
use profile::{GapProfile, IndicatorProfile, Profile, RemitProfile};
use rustc_hash::FxHashMap;

/// A profile with look-ups by what claims are about.
#[derive(Debug, Clone)]
pub struct Facts<'a> {
    /// The profile.
    pub profile: &'a Profile,
    /// The words that figures are judged by.
    pub lexicon: &'a Lexicon,
    indicators: FxHashMap<(&'a str, &'a str), usize>,
    remits: FxHashMap<&'a str, usize>,
    /// Published names that only one indicator has, so that they can be written without its id.
    names: FxHashMap<&'a str, Option<&'a str>>,
}

impl<'a> Facts<'a> {
    /// The facts of a profile.
    pub fn new(profile: &'a Profile, lexicon: &'a Lexicon) -> Facts<'a> {
        let mut names: FxHashMap<&str, Option<&str>> = FxHashMap::default();
        for indicator in &profile.indicators {
            let id = indicator.indicator.as_str();
            names
                .entry(indicator.name.as_str())
                .and_modify(|known| {
                    if *known != Some(id) {
                        *known = None;
                    }
                })
                .or_insert(Some(id));
        }
        let keyed = |(at, indicator): (usize, &'a IndicatorProfile)| {
            ((indicator.indicator.as_str(), indicator.group.as_str()), at)
        };
        let mut indicators: FxHashMap<(&str, &str), usize> =
            profile.indicators.iter().enumerate().map(keyed).collect();
        // A series is also found by the names of the publications that are not used.
        for (at, block) in profile.indicators.iter().enumerate() {
            for (member, group) in block.history.series.iter().flat_map(|series| &series.members) {
                indicators.entry((member.as_str(), group.as_str())).or_insert(at);
            }
        }
        Facts {
            profile,
            lexicon,
            indicators,
            remits: profile.remits.iter().enumerate().map(|(at, remit)| (remit.remit.as_str(), at)).collect(),
            names,
        }
    }

    /// The block of an indicator and group.
    pub fn indicator(&self, indicator: &IndicatorId, group: &Group) -> Option<&'a IndicatorProfile> {
        let at = self.indicators.get(&(indicator.as_str(), group.as_str()))?;
        self.profile.indicators.get(*at)
    }

    /// Whether any group of an indicator is in the profile.
    pub fn holds(&self, indicator: &IndicatorId) -> bool {
        match self.indicator(indicator, &Group::all()) {
            // A publication of a series that is not used is spoken of under the name of the one that is.
            Some(block) => block.indicator == *indicator,
            None => self.profile.indicators.iter().any(|block| block.indicator == *indicator),
        }
    }

    /// The name under which an indicator of the profile is written in quotation marks: its published name, with its
    /// id where another has the same name.
    pub fn published_name(&self, indicator: &IndicatorId) -> Option<String> {
        let block = self
            .profile
            .indicators
            .iter()
            .find(|block| block.indicator == *indicator)
            .or_else(|| self.indicator(indicator, &Group::all()))?;
        let name = crate::text::plain_spaces(&block.name.replace(['“', '”'], "'"));
        match self.names.get(block.name.as_str()) {
            Some(Some(_)) => Some(name),
            _ => Some(format!("{name} [{}]", block.indicator)),
        }
    }

    /// The gap between two groups in an indicator.
    pub fn gap(&self, indicator: &IndicatorId, group: &Group, compared: &Group) -> Option<&'a GapProfile> {
        self.gaps(indicator, group).find(|gap| gap.compared == *compared)
    }

    /// The gaps of a group in an indicator, in the order in which they are declared.
    pub fn gaps<'b>(
        &'b self,
        indicator: &'b IndicatorId,
        group: &'b Group,
    ) -> impl Iterator<Item = &'a GapProfile> + 'b {
        self.profile.gaps.iter().filter(move |gap| gap.indicator == *indicator && gap.group == *group)
    }

    /// The blocks of some remits; of all where none is named.
    pub fn remits(&self, settings: &Settings) -> Vec<&'a RemitProfile> {
        if settings.remits.is_empty() {
            return self.profile.remits.iter().collect();
        }
        settings
            .remits
            .iter()
            .filter_map(|remit| self.remits.get(remit.as_str()).and_then(|at| self.profile.remits.get(*at)))
            .collect()
    }

    /// The figures of a subject that can be measured; none for others, or where the profile holds nothing of it.
    pub fn measured(&self, subject: &Subject) -> Option<Measured> {
        let measured = match subject {
            Subject::Measure { indicator, group } => {
                self.indicator(indicator, group).map(|block| Measured::of_indicator(self, block))
            }
            Subject::Gap { indicator, group, compared } => self
                .gap(indicator, group, compared)
                .or_else(|| self.gaps(indicator, group).next())
                .map(|gap| Measured::of_gap(self, gap)),
            Subject::Share { settings, standard } if *standard == Standard::GoodOrBetter => {
                Measured::of_share(self, settings)
            }
            _ => None,
        };
        measured.map(|measured| measured.with_differences(self))
    }
}

/// A group's text in words.
pub(crate) fn group_text(facts: &Facts<'_>, group: &str) -> String {
    group_in_words(facts, &Group(group.to_owned()))
}
