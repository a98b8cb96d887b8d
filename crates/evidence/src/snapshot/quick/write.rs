//! Evidence as the bytes of `quick.bin`.

use super::Lists;
use super::file::Making;
use crate::snapshot::SnapshotError;
use crate::{AreaNumber, DictionaryColumn, Evidence, Missing, StringColumn, date::optional_days};

/// The whole file, and the SHA-256 of its directory.
pub fn bytes(e: &Evidence) -> Result<(Vec<u8>, String), SnapshotError> {
    let mut closeness = DictionaryColumn::default();
    let mut link_kinds = DictionaryColumn::default();
    let mut columns = DictionaryColumn::default();
    let mut making = Making::default();
    cell_forms(&mut making, e, &mut columns);
    observations(&mut making, e);
    settings(&mut making, e);
    links(&mut making, e, &mut link_kinds);
    inspections(&mut making, e);
    neighbours(&mut making, e, &mut closeness);
    let distinct =
        |column: &DictionaryColumn| column.distinct().iter().map(|text| (**text).to_owned()).collect();
    let lists = Lists {
        vocabulary: e.vocabulary.clone(),
        areas: e.areas.list().to_vec(),
        regions: e.areas.regions().to_vec(),
        indicators: e.indicators.clone(),
        places: e.places.iter().map(|place| place.code()).collect(),
        periods: e.periods.clone(),
        groups: e.groups.clone(),
        releases: e.releases.clone(),
        neighbour_sets: e.neighbour_sets.iter().map(|set| (set.id.clone(), set.version)).collect(),
        area_events: e.area_events.clone(),
        setting_kinds: distinct(&e.listings.kind),
        sectors: distinct(&e.listings.sector),
        link_kinds: distinct(&link_kinds),
        inspection_kinds: distinct(&e.inspections.kind),
        closeness: distinct(&closeness),
        cell_columns: distinct(&columns),
    };
    let lists = serde_json::to_vec(&lists).map_err(|error| SnapshotError::damaged(super::FILE, error))?;
    making.bytes("lists", lists);
    Ok(making.finish())
}

fn texts(making: &mut Making, names: [&'static str; 2], texts: &StringColumn) {
    making.bytes(names[0], texts.all.clone().into_bytes());
    making.column(names[1], texts.ends.iter().copied());
}

fn cell_forms(making: &mut Making, e: &Evidence, columns: &mut DictionaryColumn) {
    e.cell_forms.iter().for_each(|form| columns.push(&form.column));
    making.column("cell_form.column", columns.codes.iter().copied());
    making.column("cell_form.kind", e.cell_forms.iter().map(|form| form.text.code().0));
    let written = e.cell_forms.iter().map(|form| form.text.code().1.unwrap_or_default()).collect();
    texts(making, ["cell_form.texts", "cell_form.ends"], &written);
}

/// Indicators and groups stand in runs, of which only the ends are kept.
fn observations(making: &mut Making, e: &Evidence) {
    let o = &e.observations;
    let begins =
        |at: usize| at == 0 || (o.indicator[at - 1], o.group[at - 1]) != (o.indicator[at], o.group[at]);
    let runs: Vec<usize> = (0..o.len()).filter(|at| begins(*at)).collect();
    let ends = runs.iter().skip(1).copied().chain((!runs.is_empty()).then_some(o.len()));
    making.column("run.indicator", runs.iter().map(|at| o.indicator[*at].0));
    making.column("run.group", runs.iter().map(|at| o.group[*at].0));
    making.column("run.until", ends.map(|end| u32::try_from(end).unwrap_or(u32::MAX)));
    making.column("observation.place", o.place.iter().map(|place| place.0));
    making.column("observation.period", o.period.iter().map(|period| period.0));
    making.column("observation.number", o.number.iter().copied());
    making.column("observation.missing", o.missing.iter().map(|reason| reason.map_or(0, Missing::code)));
    making.column("observation.known_from", o.known_from.iter().copied());
    making.column("observation.release", o.release.iter().map(|release| release.0));
    making.column("observation.source", o.source.iter().map(|source| source.0));
    making.column("observation.row", o.row.iter().copied());
    making.column("observation.form", o.form.iter().map(|form| form.0));
    let part = |(row, _)| u32::try_from(row).unwrap_or(u32::MAX);
    making.column("part.observation", o.part_forms.iter().map(part));
    making.column("part.numerator", o.part_forms.iter().map(|(_, parts)| parts.numerator.0));
    making.column("part.denominator", o.part_forms.iter().map(|(_, parts)| parts.denominator.0));
    let row = |(row, _)| u32::try_from(row).unwrap_or(u32::MAX);
    making.column("fraction.observation", o.fractions.iter().map(row));
    making.column("fraction.numerator", o.fractions.iter().map(|(_, fraction)| fraction.numerator));
    making.column("fraction.denominator", o.fractions.iter().map(|(_, fraction)| fraction.denominator));
}

fn settings(making: &mut Making, e: &Evidence) {
    let s = &e.listings;
    texts(making, ["setting_id.texts", "setting_id.ends"], &e.settings);
    making.column("setting.setting", s.setting.iter().map(|setting| setting.0));
    texts(making, ["setting.name.texts", "setting.name.ends"], &s.name);
    making.column("setting.remit", s.remit.iter().map(|remit| remit.0));
    making.column("setting.kind", s.kind.codes.iter().copied());
    making.column("setting.area", s.area.iter().copied());
    making.column("setting.opened", s.opened.iter().copied());
    making.column("setting.closed", s.closed.iter().copied());
    making.column("setting.active", s.active.iter().map(|active| u8::from(*active)));
    making.column("setting.sector", s.sector.codes.iter().copied());
    making.column("setting.places", s.places.iter().copied());
    texts(making, ["setting.postcode.texts", "setting.postcode.ends"], &s.postcode);
    making.column("setting.listed_as_at", s.listed_as_at.iter().copied());
    making.column("setting.source", s.source.iter().map(|source| source.0));
    making.column("setting.row", s.row.iter().copied());
    making.column("setting.form", s.form.iter().map(|form| form.0));
}

fn links(making: &mut Making, e: &Evidence, kinds: &mut DictionaryColumn) {
    e.links.iter().for_each(|link| kinds.push(&link.kind));
    making.column("link.successor", e.links.iter().map(|link| link.successor.0));
    making.column("link.predecessor", e.links.iter().map(|link| link.predecessor.0));
    making.column("link.from", e.links.iter().map(|link| optional_days(link.from)));
    making.column("link.kind", kinds.codes.iter().copied());
    making.column("link.inherits", e.links.iter().map(|link| u8::from(link.inherits)));
}

fn inspections(making: &mut Making, e: &Evidence) {
    let i = &e.inspections;
    making.column("inspection.setting", i.setting.iter().map(|setting| setting.0));
    texts(making, ["inspection.number.texts", "inspection.number.ends"], &i.number);
    making.column("inspection.kind", i.kind.codes.iter().copied());
    making.column("inspection.date", i.date.iter().copied());
    making.column("inspection.published", i.published.iter().copied());
    making.column("inspection.known_from", i.known_from.iter().copied());
    making.column("inspection.source", i.source.iter().map(|source| source.0));
    making.column("inspection.row", i.row.iter().copied());
    making.column("inspection.judged_until", i.judged_until.iter().copied());
    let all = &i.judgements;
    making.column("judgement.aspect", all.iter().map(|judgement| judgement.aspect.0));
    making.column("judgement.scale", all.iter().map(|judgement| judgement.scale.0));
    making.column("judgement.value", all.iter().map(|judgement| judgement.value.unwrap_or(0)));
    let missing = |judgement: &crate::Judgement| judgement.value.err().map_or(0, Missing::code);
    making.column("judgement.missing", all.iter().map(missing));
    making.column("judgement.source", i.judgement_cells.iter().map(|cell| cell.source.0));
    making.column("judgement.row", i.judgement_cells.iter().map(|cell| cell.row));
    making.column("judgement.form", i.judgement_cells.iter().map(|cell| cell.form.0));
}

fn neighbours(making: &mut Making, e: &Evidence, closeness: &mut DictionaryColumn) {
    let sets = || (0_u16..).zip(&e.neighbour_sets);
    let all = || sets().flat_map(|(at, set)| set.neighbours.iter().map(move |one| (at, one)));
    all().for_each(|(_, one)| closeness.push(&one.closeness));
    making.column("neighbour.set", all().map(|(at, _)| at));
    making.column("neighbour.area", all().map(|(_, one)| AreaNumber::get(one.area)));
    making.column("neighbour.rank", all().map(|(_, one)| one.rank));
    making.column("neighbour.neighbour", all().map(|(_, one)| AreaNumber::get(one.neighbour)));
    making.column("neighbour.closeness", closeness.codes.iter().copied());
}
