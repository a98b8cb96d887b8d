//! One remit in an area: its settings, what they hold, how others stand, what the year's inspections changed.

use super::PreparedDate;
use crate::model::{
    AspectElsewhere, AspectProfile, CurrentJudgement, InspectedSince, NoJudgement, Origin, RemitElsewhere,
    RemitProfile, SettingJudged,
};
use crate::settings::{
    CurrentInspection, OVERALL, OpenSetting, Shares, Standing, tally, year_of_inspections,
};
use evidence::{AreaNumber, AspectIndex, Judgement, RemitIndex, SettingIndex};

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

    /// The shares elsewhere of the remits that the area has no setting of, and of aspects that were judged of none of
    /// its settings.
    pub(super) fn elsewhere_only(&self, area: AreaNumber, here: &[RemitProfile]) -> Vec<RemitElsewhere> {
        let vocabulary = &self.evidence().vocabulary;
        let neighbours = self.comparators.neighbours_of(self.evidence(), area);
        let remits = (0..=u8::MAX).map(RemitIndex).zip(&vocabulary.remits);
        remits
            .filter_map(|(at, remit)| {
                let own = here.iter().find(|own| own.remit == remit.id);
                self.remit_elsewhere(area, at, &neighbours, own)
            })
            .collect()
    }

    fn remit_elsewhere(
        &self,
        area: AreaNumber,
        at: RemitIndex,
        neighbours: &[AreaNumber],
        own: Option<&RemitProfile>,
    ) -> Option<RemitElsewhere> {
        let vocabulary = &self.evidence().vocabulary;
        let summary = self.comparators.summary();
        let of = |shares: &Shares, aspect| {
            shares.elsewhere(self.evidence(), summary, area, neighbours, at, aspect)
        };
        let aspects: Vec<AspectElsewhere> = (0..=u8::MAX)
            .map(AspectIndex)
            .zip(&vocabulary.aspects)
            .filter(|(_, aspect)| {
                own.is_none_or(|own| own.aspects.iter().all(|known| known.aspect != aspect.id))
            })
            .map(|(aspect, known)| AspectElsewhere {
                aspect: known.id.clone(),
                elsewhere: of(&self.shares_now, aspect),
                elsewhere_year_before: of(&self.shares_before, aspect),
            })
            .filter(|one| one.elsewhere.england.is_some() || one.elsewhere_year_before.england.is_some())
            .collect();
        let remit = &vocabulary.remits[at.index()];
        (!aspects.is_empty()).then(|| RemitElsewhere {
            remit: remit.id.clone(),
            plural: remit.plural.clone(),
            aspects,
        })
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
                let elsewhere = |shares: &Shares| {
                    shares.elsewhere(self.evidence(), summary, area, neighbours, at, aspect)
                };
                let share_before = before.good_or_better();
                let statistics = now
                    .good_or_better()
                    .map(|share| self.standings(at, aspect).statistics(area, share, share_before));
                AspectProfile {
                    aspect: vocabulary.aspects[aspect.index()].id.clone(),
                    good_or_better: now.good_or_better(),
                    good_or_better_year_before: share_before,
                    statistics,
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
        let inspected = year_of_inspections(index, now, overall, self.date);
        RemitProfile {
            remit: remit.id.clone(),
            singular: remit.singular.clone(),
            plural: remit.plural.clone(),
            life_stage: remit.life_stage.clone(),
            singles_out: remit.is_one_person
                && now.len() < self.profiler.0.proportions.few.one_person_from as usize,
            aspects,
            reach: self.reaches.here(at, &inspected),
            inspected,
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
            .filter_map(|(_, held)| held.filter(|held| held.since.is_none()))
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
        let judgement = match (self.profiler.index().standing(held, overall), held) {
            (Standing::Judged(judgement), Some(held)) => {
                Ok(self.judged(held.inspection, held.inherited_from, judgement))
            }
            (Standing::InspectedSince { by, before }, Some(held)) => {
                let last = before.map(|(at, judgement)| {
                    // The predecessor is that of the inspection that stands, where it is the one of before.
                    let from = held.inherited_from.filter(|_| at == held.inspection);
                    self.judged(at, from, judgement)
                });
                Err(NoJudgement::InspectedSince(self.inspected_since(by, last)))
            }
            (Standing::NotJudged(reason), _) => Err(NoJudgement::Missing(reason)),
            (_, None) => Err(NoJudgement::Missing(evidence::Missing::NotPublished)),
        };
        let name = evidence.listings.name.get(open.listing as usize).to_owned();
        SettingJudged { setting: evidence.setting_id(open.setting), name, judgement }
    }

    fn judged(
        &self,
        inspection: u32,
        inherited_from: Option<SettingIndex>,
        judgement: Judgement,
    ) -> CurrentJudgement {
        let evidence = self.evidence();
        let scale = &evidence.vocabulary.scales[judgement.scale.index()];
        let code = judgement.value.unwrap_or_default();
        CurrentJudgement {
            scale: scale.id.clone(),
            code,
            label: scale.value(code).map_or(String::new(), |value| value.label.clone()),
            inadequate: scale.value(code).is_some_and(|value| value.inadequate),
            inspected: evidence.inspections.date(inspection as usize),
            inherited_from: inherited_from.map(|setting| evidence.setting_id(setting)),
            origin: self.origin_of(inspection),
        }
    }

    fn inspected_since(&self, by: u32, last: Option<CurrentJudgement>) -> InspectedSince {
        let evidence = self.evidence();
        let kind = evidence.inspections.kind.get(by as usize);
        let known = evidence.vocabulary.inspection_kind(kind);
        InspectedSince {
            by: known.map_or_else(|| kind.replace('-', " "), |kind| kind.name.clone()),
            inspected: evidence.inspections.date(by as usize),
            origin: self.origin_of(by),
            last,
        }
    }

    fn origin_of(&self, inspection: u32) -> Origin {
        let (inspections, at) = (&self.evidence().inspections, inspection as usize);
        Origin { source: inspections.source[at], row: inspections.row[at] }
    }
}
