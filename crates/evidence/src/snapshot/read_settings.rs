//! Reading the tables of settings, their successions, inspections and judgements.

use super::SnapshotError;
use super::columns::Batch;
use super::read::{area, owned, positions, through};
use crate::inspection::Inspections;
use crate::{
    AspectIndex, CellPlace, FormIndex, Inspection, Judged, Judgement, Listing, Listings, ScaleIndex,
    SettingIndex, SettingLink, SourceIndex, Vocabulary, date::Date, missing::Missing,
};
use arrow_array::{Array, RecordBatch};
use rustc_hash::FxHashMap;
use std::path::Path;

fn numbered(
    path: &Path,
    numbers: &FxHashMap<&str, u32>,
    id: Option<&str>,
) -> Result<SettingIndex, SnapshotError> {
    id.and_then(|id| numbers.get(id))
        .map(|at| SettingIndex(*at))
        .ok_or_else(|| SnapshotError::damaged(path, "a setting has no number"))
}

/// The listings of settings.
pub(super) fn read_settings(
    path: &Path,
    batches: &[RecordBatch],
    numbers: &FxHashMap<&str, u32>,
    vocabulary: &Vocabulary,
) -> Result<Listings, SnapshotError> {
    let mut list = Listings::default();
    for rows in batches {
        let batch = Batch { rows, path };
        let (ids, names, remits) = (batch.texts("setting")?, batch.texts("name")?, batch.texts("remit")?);
        let (kinds, sectors, postcodes) =
            (batch.texts("kind")?, batch.texts("sector")?, batch.texts("postcode")?);
        let (areas, places) = (batch.shorts("area")?, batch.counts("places")?);
        let (opened, closed, listed) =
            (batch.dates("opened")?, batch.dates("closed")?, batch.dates("listed_as_at")?);
        let (active, sources, lines) =
            (batch.flags("active")?, batch.shorts("source")?, batch.counts("row")?);
        let forms = batch.counts("form")?;
        for at in 0..rows.num_rows() {
            let remit = remits[at].and_then(|id| vocabulary.remit(id)).map(|(remit, _)| remit);
            list.push(&Listing {
                setting: numbered(path, numbers, ids[at])?,
                name: owned(names[at]),
                remit: remit
                    .ok_or_else(|| SnapshotError::damaged(path, "a remit is not in vocabulary.json"))?,
                kind: owned(kinds[at]),
                area: areas.is_valid(at).then(|| area(path, areas.value(at))).transpose()?,
                opened: opened[at],
                closed: closed[at],
                active: active[at],
                sector: owned(sectors[at]),
                places: places.is_valid(at).then(|| places.value(at)),
                postcode: owned(postcodes[at]),
                listed_as_at: listed[at].unwrap_or(Date::MIN),
                source: SourceIndex(sources.value(at)),
                row: lines.value(at),
                form: FormIndex(forms.value(at)),
            });
        }
    }
    Ok(list)
}

/// The successions of settings.
pub(super) fn read_links(
    path: &Path,
    batches: &[RecordBatch],
    numbers: &FxHashMap<&str, u32>,
) -> Result<Vec<SettingLink>, SnapshotError> {
    let mut list = Vec::new();
    for rows in batches {
        let batch = Batch { rows, path };
        let (later, earlier, kinds) =
            (batch.texts("successor")?, batch.texts("predecessor")?, batch.texts("kind")?);
        let (from, inherits) = (batch.dates("from_date")?, batch.flags("inherits")?);
        for at in 0..rows.num_rows() {
            list.push(SettingLink {
                successor: numbered(path, numbers, later[at])?,
                predecessor: numbered(path, numbers, earlier[at])?,
                from: from[at],
                kind: kinds[at].unwrap_or_default().into(),
                inherits: inherits[at],
            });
        }
    }
    Ok(list)
}

/// The judgements with the position of the inspection that made each.
pub(super) fn read_judgements(
    path: &Path,
    batches: &[RecordBatch],
    vocabulary: &Vocabulary,
) -> Result<Vec<(u32, Judged)>, SnapshotError> {
    let aspects: FxHashMap<String, u32> =
        positions(vocabulary.aspects.iter().map(|aspect| aspect.id.0.clone()));
    let scales: FxHashMap<String, u32> = positions(vocabulary.scales.iter().map(|scale| scale.id.0.clone()));
    let byte = |at: u32| u8::try_from(at).unwrap_or(u8::MAX);
    let mut list = Vec::new();
    for rows in batches {
        let batch = Batch { rows, path };
        let (inspections, values) = (batch.counts("inspection")?, batch.bytes("value")?);
        let aspect = through(&batch, "aspect", &aspects, |at| AspectIndex(byte(at)))?;
        let scale = through(&batch, "scale", &scales, |at| ScaleIndex(byte(at)))?;
        let missing = batch.texts("missing")?;
        let (sources, lines, forms) = (batch.shorts("source")?, batch.counts("row")?, batch.counts("form")?);
        for at in 0..rows.num_rows() {
            let value = if values.is_valid(at) {
                Ok(values.value(at))
            } else {
                let reason = missing[at].and_then(Missing::from_name);
                Err(reason
                    .ok_or_else(|| SnapshotError::damaged(path, "a judgement without value or reason"))?)
            };
            let cell = CellPlace {
                source: SourceIndex(sources.value(at)),
                row: lines.value(at),
                form: FormIndex(forms.value(at)),
            };
            let judgement = Judgement { aspect: aspect[at], scale: scale[at], value };
            list.push((inspections.value(at), Judged { judgement, cell }));
        }
    }
    Ok(list)
}

/// The inspections, each with its judgements.
pub(super) fn read_inspections(
    path: &Path,
    batches: &[RecordBatch],
    numbers: &FxHashMap<&str, u32>,
    judged: Vec<(u32, Judged)>,
) -> Result<Inspections, SnapshotError> {
    let mut all = Inspections::default();
    let mut judged = judged.into_iter().peekable();
    let mut own = Vec::new();
    for rows in batches {
        let batch = Batch { rows, path };
        let (ids, event_numbers, kinds) =
            (batch.texts("setting")?, batch.texts("number")?, batch.texts("kind")?);
        let (dates, published, known) =
            (batch.dates("date")?, batch.dates("published")?, batch.dates("known_from")?);
        let (positions, sources, lines) =
            (batch.counts("inspection")?, batch.shorts("source")?, batch.counts("row")?);
        for at in 0..rows.num_rows() {
            own.clear();
            while let Some((_, judged)) = judged.next_if(|(inspection, _)| *inspection == positions.value(at))
            {
                own.push(judged);
            }
            let undated = || SnapshotError::damaged(path, "an inspection has no date");
            let inspection = Inspection {
                setting: numbered(path, numbers, ids[at])?,
                number: owned(event_numbers[at]),
                kind: owned(kinds[at]),
                date: dates[at].ok_or_else(undated)?,
                published: published[at],
                known_from: known[at].ok_or_else(undated)?,
                source: SourceIndex(sources.value(at)),
                row: lines.value(at),
            };
            all.push(&inspection, own.iter().copied());
        }
    }
    if judged.next().is_some() {
        return Err(SnapshotError::damaged(path, "a judgement belongs to no inspection"));
    }
    Ok(all)
}
