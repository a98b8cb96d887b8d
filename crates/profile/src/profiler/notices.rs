//! What a reader must know before relying on a profile.

use super::PreparedDate;
use crate::figures::OWN_CHOICE;
use crate::model::{NeighboursUsed, RemitProfile};
use crate::settings::OpenSetting;
use evidence::{Area, AreaNumber, date};

impl PreparedDate {
    /// All notices of an area's profile.
    pub(super) fn notices(
        &self,
        area: AreaNumber,
        neighbours: Option<&NeighboursUsed>,
        remits: &[RemitProfile],
    ) -> Vec<String> {
        let mut notices = self.reorganisations(area);
        let fewer =
            |used: &NeighboursUsed| used.areas.len() < self.convention().minimum_of_neighbours.rule as usize;
        match neighbours {
            Some(used) if used.set == OWN_CHOICE && fewer(used) => notices.push(format!(
                "Similar areas are the {} of one's own choice, fewer than the {} that this convention asks of a \
                 published set.",
                used.areas.len(),
                self.convention().minimum_of_neighbours.rule
            )),
            Some(used) if used.is_substitute => notices.push(format!(
                "The statistical neighbours are those of {}, which stand in: no set in force on {} is in the evidence.",
                date::in_words(used.version),
                date::in_words(self.date)
            )),
            Some(_) => {}
            None => notices.push(
                "No statistical neighbours are in the evidence, so nothing is compared with them.".to_owned(),
            ),
        }
        notices.extend(self.stand_in_listings(area));
        notices.extend(self.unknown_openings(area, remits));
        notices.extend(remits.iter().filter_map(|remit| self.between_lists(area, remit)));
        notices.extend(Self::mixed_scales(remits));
        notices.extend(self.currency(remits));
        notices
    }

    fn reorganisations(&self, number: AreaNumber) -> Vec<String> {
        let areas = &self.evidence().areas;
        let Some(area) = areas.get(number) else { return Vec::new() };
        let names =
            |some: Vec<&Area>| some.iter().map(|area| area.name.as_str()).collect::<Vec<_>>().join(", ");
        let mut notices = Vec::new();
        if let Some(closed) = area.closed.filter(|closed| *closed < self.date) {
            let successors: Vec<&Area> =
                area.successors.iter().filter_map(|other| areas.get(*other)).collect();
            notices.push(format!(
                "{} ceased to exist on {}; its successors are {}.",
                area.name,
                date::in_words(closed),
                names(successors)
            ));
        }
        if let Some(opened) = area.opened.filter(|opened| *opened > self.date) {
            notices.push(format!("{} only came into being on {}.", area.name, date::in_words(opened)));
        }
        let predecessors: Vec<&Area> = areas
            .list()
            .iter()
            .filter(|other| other.successors.contains(&number))
            .filter(|other| other.closed.is_some_and(|closed| closed < self.date))
            .collect();
        if !predecessors.is_empty() {
            notices.push(format!(
                "{} took the place of {}. Their history is not added to its own; their profiles show it.",
                area.name,
                names(predecessors)
            ));
        }
        notices
    }

    fn stand_in_listings(&self, area: AreaNumber) -> Option<String> {
        let settings = self.now.of_area(area);
        let stand_ins: Vec<_> = settings.iter().filter(|(open, _)| open.is_substitute).collect();
        let listed = |open: &OpenSetting| self.evidence().listings.listed_as_at[open.listing as usize];
        let earliest = date::from_days(stand_ins.iter().map(|(open, _)| listed(open)).min()?)?;
        let latest = date::from_days(stand_ins.iter().map(|(open, _)| listed(open)).max()?)?;
        let of = if earliest == latest {
            format!("of {}", date::in_words(latest))
        } else {
            format!("of {} to {}", date::in_words(earliest), date::in_words(latest))
        };
        Some(format!(
            "For {} of {} settings no register of {} or before is in the evidence: registers {of} stand in. \
             Settings that had closed and left them by then are missing, and a setting is counted in the area \
             where they list it.",
            stand_ins.len(),
            settings.len(),
            date::in_words(self.date)
        ))
    }

    fn unknown_openings(&self, area: AreaNumber, remits: &[RemitProfile]) -> Option<String> {
        let unknown = |remit: &RemitProfile| {
            let (at, _) = self.evidence().vocabulary.remit(remit.remit.as_str())?;
            let settings = self.now.of_remit(area, at);
            let opened = &self.evidence().listings.opened;
            let many = settings
                .iter()
                .filter(|(open, held)| {
                    open.is_substitute && opened[open.listing as usize] == date::NO_DAY && held.is_none()
                })
                .count();
            (many > 0).then(|| {
                let noun = if many == 1 { &remit.singular } else { &remit.plural };
                format!("{many} {noun}")
            })
        };
        let some: Vec<String> = remits.iter().filter_map(unknown).collect();
        (!some.is_empty()).then(|| {
            format!(
                "Opening dates are not published for {}, which no inspection known by then speaks of: they are \
                 counted as open and not judged, though some may have opened later.",
                some.join(", ")
            )
        })
    }

    /// What the lists around the date leave open about how many settings there were.
    fn between_lists(&self, area: AreaNumber, remit: &RemitProfile) -> Option<String> {
        let (at, _) = self.evidence().vocabulary.remit(remit.remit.as_str())?;
        let changes = self.profiler.index().unknown_changes(area, at, self.date);
        let (earlier, later) = changes.between?;
        let left = (changes.closed > 0).then(|| format!("{} left", changes.closed));
        let joined = (changes.opened > 0).then(|| format!("{} joined", changes.opened));
        let what = [left, joined].into_iter().flatten().collect::<Vec<_>>().join(" and ");
        Some(format!(
            "Of {}, {what} between the lists of {} and {} on days that nothing published says: these changes are spread \
             evenly over the time between.",
            remit.plural,
            date::in_words(earlier),
            date::in_words(later)
        ))
    }

    fn mixed_scales(remits: &[RemitProfile]) -> Vec<String> {
        remits
            .iter()
            .filter_map(|remit| {
                let overall = remit.overall()?;
                let lineless = overall.now.scales.iter().any(|scale| !scale.draws_the_line());
                let lined = overall.now.scales.iter().any(crate::model::ScaleTally::draws_the_line);
                (lined && lineless).then(|| {
                    format!(
                        "Judgements of {} are on scales that cannot be added up, so no share of good or better is given.",
                        remit.plural
                    )
                })
            })
            .collect()
    }
}
