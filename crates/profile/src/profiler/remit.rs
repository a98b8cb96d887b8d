//! One remit in an area: its settings, what they hold, how others stand, what the year's inspections changed.

use super::PreparedDate;
use crate::model::{AspectProfile, CurrentJudgement, Origin, RemitProfile, SettingJudged};
use crate::settings::{CurrentInspection, OVERALL, OpenSetting, tally, year_of_inspections};
use evidence::{AreaNumber, AspectIndex, RemitIndex, SettingIndex};

impl PreparedDate {
    /// A block for each remit with an open setting in the area, now or a year before.
    pub(super) fn remits(&self, area: AreaNumber) -> Vec<RemitProfile> {
        let vocabulary = &self.evidence().vocabulary;
        let neighbours = self.comparators.neighbours_of(self.evidence(), area);
        (0..=u8::MAX)
            .map(RemitIndex)
            .take(vocabulary.remits.len())
            .filter(|remit| !self.now.of_remit(area, *remit).is_empty())
            .map(|remit| self.remit(area, remit, &neighbours))
            .collect()
    }

    fn remit(&self, area: AreaNumber, at: RemitIndex, neighbours: &[AreaNumber]) -> RemitProfile {
        let index = self.profiler.index();
        let vocabulary = &self.evidence().vocabulary;
        let remit = &vocabulary.remits[at.index()];
        let (now, before) = (self.now.of_remit(area, at), self.before.of_remit(area, at));
        let summary = self.comparators.summary();
        let overall = vocabulary.aspect(OVERALL).map(|(aspect, _)| aspect).unwrap_or_default();
        let aspects = self
            .aspects(now, before, overall)
            .into_iter()
            .map(|aspect| {
                let (now, before) = (tally(index, now, aspect), tally(index, before, aspect));
                let elsewhere = |shares: &crate::settings::Shares| {
                    shares.elsewhere(self.evidence(), summary, area, neighbours, at, aspect)
                };
                AspectProfile {
                    aspect: vocabulary.aspects[aspect.index()].id.clone(),
                    good_or_better: now.good_or_better(),
                    good_or_better_year_before: before.good_or_better(),
                    now,
                    year_before: before,
                    elsewhere: elsewhere(&self.shares_now),
                    elsewhere_year_before: elsewhere(&self.shares_before),
                }
            })
            .collect();
        let mut settings: Vec<SettingJudged> =
            now.iter().map(|(open, held)| self.setting(*open, *held, overall)).collect();
        settings.sort_by(|a, b| (&a.name, &a.setting).cmp(&(&b.name, &b.setting)));
        RemitProfile {
            remit: remit.id.clone(),
            singular: remit.singular.clone(),
            plural: remit.plural.clone(),
            life_stage: remit.life_stage.clone(),
            aspects,
            inspected: year_of_inspections(index, now, overall, self.date),
            settings,
        }
    }

    /// Overall effectiveness, then every other aspect that was judged of any of the settings.
    fn aspects(
        &self,
        now: &[(OpenSetting, Option<CurrentInspection>)],
        before: &[(OpenSetting, Option<CurrentInspection>)],
        overall: AspectIndex,
    ) -> Vec<AspectIndex> {
        let inspections = &self.evidence().inspections;
        let mut aspects: Vec<AspectIndex> = now
            .iter()
            .chain(before)
            .filter_map(|(_, held)| *held)
            .flat_map(|held| inspections.judgements_of(held.index()))
            .filter(|judgement| judgement.value.is_ok() && judgement.aspect != overall)
            .map(|judgement| judgement.aspect)
            .collect();
        aspects.sort_unstable();
        aspects.dedup();
        aspects.insert(0, overall);
        aspects
    }

    fn setting(
        &self,
        open: OpenSetting,
        held: Option<CurrentInspection>,
        overall: AspectIndex,
    ) -> SettingJudged {
        let evidence = self.evidence();
        let id = |setting: SettingIndex| evidence.setting_id(setting);
        let judgement = self.profiler.index().value(held, overall).and_then(|judgement| {
            let code = judgement.value?;
            let scale = &evidence.vocabulary.scales[judgement.scale.index()];
            let held = held.ok_or(evidence::Missing::NotPublished)?;
            let (inspections, at) = (&evidence.inspections, held.index());
            Ok(CurrentJudgement {
                scale: scale.id.clone(),
                code,
                label: scale.value(code).map_or(String::new(), |value| value.label.clone()),
                inspected: inspections.date(at),
                inherited_from: held.inherited_from.map(id),
                origin: Origin { source: inspections.source[at], row: inspections.row[at] },
            })
        });
        let name = evidence.listings.name.get(open.listing as usize).to_owned();
        SettingJudged { setting: id(open.setting), name, judgement }
    }
}
