//! How many settings hold which judgement, over one remit or several together.

use super::Facts;
use crate::claim::{Settings, Standard};
use evidence::{AspectId, RemitId};
use profile::figure::SettingsOf;
use profile::{AspectProfile, RemitProfile, Share, Tally, ValueCount, YearOfInspections};

/// Settings of some remits and their judgements of one aspect.
#[derive(Debug, Clone, PartialEq)]
pub struct Counted {
    /// What is counted, in words.
    pub what: String,
    /// What is counted, for the keys of its figures.
    pub of: SettingsOf,
    /// Open settings.
    pub open: u32,
    /// Of these, with a judgement of the aspect.
    pub judged: u32,
    /// Of these, inspected since their last grade, or for the first time, without being given one.
    pub inspected_since: u32,
    /// Good or better, of those judged on a scale that draws the line.
    pub good_or_better: Option<Share>,
    /// The same a year before.
    pub good_or_better_year_before: Option<Share>,
    /// How many hold each label, in lower case, with the settings judged on scales that have it.
    pub labels: Vec<LabelCount>,
    /// How many hold the value for provision that fails, on any scale.
    pub inadequate: u32,
    /// Settings whose judgement is a predecessor's, by label in lower case.
    pub inherited: Vec<String>,
    /// What a reader must know.
    pub notices: Vec<String>,
}

/// How many settings hold a label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabelCount {
    /// In lower case.
    pub label: String,
    /// How many.
    pub count: u32,
    /// Settings judged on a scale that has the label.
    pub of: u32,
}

/// What the year's inspections came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct InspectedCounts {
    /// Settings inspected, graded or not.
    pub inspected: u32,
    /// Of these: graded as a whole.
    pub graded: u32,
    /// Of these: with a judgement before on the same scale.
    pub comparable: u32,
    /// Of these: better than before, the same, worse.
    pub moved: (u32, u32, u32),
    /// Good or better now.
    pub good_or_better: u32,
    /// Inspected for the first time.
    pub first: u32,
    /// Of these: good or better.
    pub first_good_or_better: u32,
}

impl Facts<'_> {
    /// The settings of a claim, counted; none where the profile has no such remit or aspect.
    pub fn counted(&self, settings: &Settings) -> Option<Counted> {
        let mut all = Counted::none(self.settings_in_words(settings), settings);
        let (mut now, mut before) = ((0, 0), (0, 0));
        let mut counted: Vec<RemitId> = Vec::new();
        let remits = self.remits(settings);
        for remit in &remits {
            let Some(aspect) = remit.aspects.iter().find(|aspect| aspect.aspect == settings.aspect) else {
                continue;
            };
            counted.push(remit.remit.clone());
            all.add(aspect);
            add_share(&mut now, aspect.good_or_better);
            add_share(&mut before, aspect.good_or_better_year_before);
            if is_overall(&settings.aspect) {
                all.add_settings(remit);
            }
        }
        all.good_or_better = Share::new(now.0, now.1);
        all.good_or_better_year_before = Share::new(before.0, before.1);
        if counted.is_empty() {
            return None;
        }
        all.notices.extend(self.edge(settings).map(|edge| edge.notice()));
        // Every remit is said by naming none.
        let every = settings.remits.is_empty() && counted.len() == remits.len();
        all.of = SettingsOf::new(if every { Vec::new() } else { counted }, settings.aspect.clone());
        Some(all)
    }

    /// The values with a label, in lower case, on the scales by which the settings of a claim are judged, each with
    /// whether it is the best of its scale.
    pub fn values_called<'b>(
        &'b self,
        settings: &'b Settings,
        label: &'b str,
    ) -> impl Iterator<Item = (&'b ValueCount, bool)> {
        self.remits(settings)
            .into_iter()
            .flat_map(|remit| &remit.aspects)
            .filter(|aspect| aspect.aspect == settings.aspect)
            .flat_map(|aspect| &aspect.now.scales)
            .flat_map(|scale| scale.counts.iter().enumerate())
            .filter(move |(_, value)| value.label.to_lowercase() == *label)
            .map(|(at, value)| (value, at == 0))
    }

    /// The inspections of the year, over some remits.
    pub fn inspected(&self, settings: &Settings) -> Option<InspectedCounts> {
        let remits = self.remits(settings);
        if remits.is_empty() || !is_overall(&settings.aspect) {
            return None;
        }
        let mut all = InspectedCounts::default();
        for year in remits.iter().map(|remit| &remit.inspected) {
            all.add(year);
        }
        Some(all)
    }

    fn settings_in_words(&self, settings: &Settings) -> String {
        let remits = self.remits(settings);
        let named: Vec<&str> = remits.iter().map(|remit| remit.plural.as_str()).collect();
        let named = if settings.remits.is_empty() { "all settings".to_owned() } else { named.join(", ") };
        let aspect = if is_overall(&settings.aspect) {
            "overall effectiveness".to_owned()
        } else {
            settings.aspect.as_str().replace('-', " ")
        };
        format!("{}, {aspect}", crate::text::capitalised(&named))
    }
}

fn is_overall(aspect: &AspectId) -> bool {
    aspect.as_str() == crate::claim::OVERALL
}

fn add_share(sum: &mut (u32, u32), share: Option<Share>) {
    if let Some(share) = share {
        sum.0 += share.part();
        sum.1 += share.whole();
    }
}

impl InspectedCounts {
    fn add(&mut self, year: &YearOfInspections) {
        self.inspected += year.inspected;
        self.graded += year.inspected.saturating_sub(year.not_graded);
        self.comparable += year.improved + year.held + year.declined;
        self.moved.0 += year.improved;
        self.moved.1 += year.held;
        self.moved.2 += year.declined;
        self.good_or_better += year.good_or_better;
        self.first += year.first;
        self.first_good_or_better += year.first_good_or_better;
    }

    /// How many meet a standard, of how many; none for standards that inspections of a year do not speak of.
    pub fn share(&self, standard: &Standard) -> Option<(u32, u32)> {
        let (improved, held, declined) = self.moved;
        match standard {
            Standard::GoodOrBetter => Some((self.good_or_better, self.graded)),
            Standard::Graded => Some((self.graded, self.inspected)),
            // Only a setting with an earlier judgement on the same scale can keep it, improve on it or fall behind it.
            Standard::Improved => Some((improved, self.comparable)),
            Standard::Held => Some((held, self.comparable)),
            Standard::HeldOrImproved => Some((held + improved, self.comparable)),
            Standard::Declined => Some((declined, self.comparable)),
            Standard::Value(_)
            | Standard::Inadequate
            | Standard::BecameAcademies
            | Standard::InspectedSince => None,
        }
    }
}

impl Counted {
    fn none(what: String, settings: &Settings) -> Counted {
        Counted {
            what,
            of: SettingsOf::new(settings.remits.iter().cloned(), settings.aspect.clone()),
            open: 0,
            judged: 0,
            inspected_since: 0,
            good_or_better: None,
            good_or_better_year_before: None,
            labels: Vec::new(),
            inadequate: 0,
            inherited: Vec::new(),
            notices: Vec::new(),
        }
    }

    fn add(&mut self, aspect: &AspectProfile) {
        let tally: &Tally = &aspect.now;
        self.open += tally.settings;
        self.judged += tally.judged();
        self.inspected_since += tally.inspected_since;
        for scale in &tally.scales {
            let on_scale: u32 = scale.counts.iter().map(|value| value.count).sum();
            for value in &scale.counts {
                if value.inadequate {
                    self.inadequate += value.count;
                }
                let label = value.label.to_lowercase();
                match self.labels.iter_mut().find(|known| known.label == label) {
                    Some(known) => {
                        known.count += value.count;
                        known.of += on_scale;
                    }
                    None => self.labels.push(LabelCount { label, count: value.count, of: on_scale }),
                }
            }
        }
        if tally.scales.iter().filter(|scale| scale.counts.iter().any(|value| value.count > 0)).count() > 1 {
            self.notices.push("judgements on more than one scale are counted apart".to_owned());
        }
    }

    fn add_settings(&mut self, remit: &RemitProfile) {
        for held in remit.settings.iter().filter_map(|setting| setting.judgement.as_ref().ok()) {
            if held.inherited_from.is_some() {
                self.inherited.push(held.label.to_lowercase());
            }
        }
    }

    /// How many meet a standard, of how many judged on a scale that can say so.
    pub fn share(&self, standard: &Standard) -> Option<Share> {
        match standard {
            Standard::GoodOrBetter => self.good_or_better,
            Standard::Value(label) => {
                let found = self.labels.iter().find(|known| known.label == *label)?;
                Share::new(found.count, found.of)
            }
            Standard::Inadequate => Share::new(self.inadequate, self.judged),
            Standard::InspectedSince => Share::new(self.inspected_since, self.open),
            _ => None,
        }
    }
}
