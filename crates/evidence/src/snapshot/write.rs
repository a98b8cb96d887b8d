//! Writing a snapshot: all tables into a new folder beside its place, then one rename, so that a half-written
//! snapshot is never seen.

use super::columns::{bytes, counts, dates, days, flags, numbers, repeating, shorts, some_days, texts};
use super::manifest::{Manifest, TableEntry};
use super::staging::Staging;
use super::{SnapshotError, SnapshotId, quick};
use crate::observation::COMPUTED;
use crate::{Evidence, date, missing::Missing};
use arrow_array::{ArrayRef, RecordBatch};
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::path::Path;

/// Rows of a row group: small enough to be read on two cores at once and to skip most of a table for one indicator.
const ROW_GROUP_ROWS: usize = 128 * 1024;

/// What writing a snapshot led to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The snapshot's name.
    pub id: SnapshotId,
    /// Whether the folder already held this very snapshot, so that nothing had to be written.
    pub already_there: bool,
}

/// Writes evidence as a snapshot into a folder, which must not exist, be empty, or hold this very snapshot.
pub fn write(evidence: &Evidence, folder: &Path) -> Result<Written, SnapshotError> {
    let existing = existing_snapshot(folder)?;
    let encoded: Vec<Encoded> = tables(evidence)
        .into_par_iter()
        .map(|table| encoded(evidence, table))
        .collect::<Result<_, SnapshotError>>()?;
    let entries = encoded
        .par_iter()
        .map(|table| TableEntry {
            file: table.file.to_owned(),
            rows: table.rows,
            sha256: hex::encode(Sha256::digest(&table.bytes)),
        })
        .collect();
    let directory = encoded.iter().find_map(|table| table.quick_directory.clone()).unwrap_or_default();
    let not_json = |error: serde_json::Error| SnapshotError::Manifest {
        path: folder.join("manifest.json"),
        problem: error.to_string(),
    };
    let manifest = Manifest::new(entries, directory, evidence.sources.clone()).map_err(not_json)?;
    let id = manifest.id.clone();
    if let Some(existing) = existing {
        return is_same(folder, &existing, id);
    }
    let mut text = serde_json::to_vec_pretty(&manifest).map_err(not_json)?;
    text.push(b'\n');
    let staging = Staging::beside(folder)?;
    for table in &encoded {
        staging.add(table.file, &table.bytes)?;
    }
    staging.add("manifest.json", &text)?;
    match staging.put_in_place(folder) {
        Ok(()) => Ok(Written { id, already_there: false }),
        // Another import may have been quicker: then the folder holds what was to be written.
        Err(error) => match existing_snapshot(folder) {
            Ok(Some(existing)) => is_same(folder, &existing, id),
            _ => Err(error),
        },
    }
}

/// Whether the snapshot that the folder holds is the one that was to be written.
fn is_same(folder: &Path, existing: &SnapshotId, id: SnapshotId) -> Result<Written, SnapshotError> {
    if *existing == id {
        return Ok(Written { id, already_there: true });
    }
    Err(SnapshotError::Occupied { folder: folder.to_owned(), existing: existing.short().to_owned() })
}

/// Looks before anything is computed: the snapshot that the folder holds, if any.
pub(crate) fn existing_snapshot(folder: &Path) -> Result<Option<SnapshotId>, SnapshotError> {
    match std::fs::read_dir(folder) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(SnapshotError::Io { path: folder.to_owned(), error }),
        Ok(mut entries) => {
            if entries.next().is_none() {
                return Ok(None);
            }
            match Manifest::read(folder) {
                Ok(manifest) => Ok(Some(manifest.id)),
                Err(SnapshotError::NotASnapshot(folder)) => Err(SnapshotError::NotEmpty(folder)),
                Err(error) => Err(error),
            }
        }
    }
}

/// A table on its way to Parquet: its file, its columns, or what it is when it is not a table of columns.
enum Table {
    Columns(&'static str, Vec<(&'static str, ArrayRef)>),
    Json(&'static str, serde_json::Value),
    Quick,
}

/// A file of a snapshot.
struct Encoded {
    file: &'static str,
    bytes: Vec<u8>,
    rows: u64,
    /// Of the quick form: the hash of its directory.
    quick_directory: Option<String>,
}

fn encoded(e: &Evidence, table: Table) -> Result<Encoded, SnapshotError> {
    match table {
        Table::Quick => {
            let (bytes, directory) = quick::bytes(e)?;
            Ok(Encoded { file: quick::FILE, bytes, rows: 0, quick_directory: Some(directory) })
        }
        Table::Json(file, value) => {
            let mut bytes = serde_json::to_vec_pretty(&value).map_err(|e| SnapshotError::damaged(file, e))?;
            bytes.push(b'\n');
            Ok(Encoded { file, bytes, rows: 0, quick_directory: None })
        }
        Table::Columns(file, columns) => {
            let batch = RecordBatch::try_from_iter_with_nullable(
                columns.into_iter().map(|(name, c)| (name, c, true)),
            )
            .map_err(|error| SnapshotError::damaged(file, error))?;
            let properties = WriterProperties::builder()
                .set_compression(Compression::SNAPPY)
                .set_statistics_enabled(EnabledStatistics::Chunk)
                .set_max_row_group_row_count(Some(ROW_GROUP_ROWS))
                .set_created_by("kingsway".to_owned())
                .build();
            let failed = |error: parquet::errors::ParquetError| SnapshotError::damaged(file, error);
            let mut writer =
                ArrowWriter::try_new(Vec::new(), batch.schema(), Some(properties)).map_err(failed)?;
            writer.write(&batch).map_err(failed)?;
            let bytes = writer.into_inner().map_err(failed)?;
            Ok(Encoded { file, bytes, rows: batch.num_rows() as u64, quick_directory: None })
        }
    }
}

fn tables(e: &Evidence) -> Vec<Table> {
    let mut tables = vec![
        Table::Quick,
        Table::Json("vocabulary.json", serde_json::json!(e.vocabulary)),
        Table::Json(
            "areas.json",
            serde_json::json!({ "areas": e.areas.list(), "regions": e.areas.regions() }),
        ),
        areas(e),
        cell_forms(e),
        indicators(e),
        places(e),
        periods(e),
        observations(e),
        settings(e),
        neighbours(e),
        area_events(e),
        sources(e),
        Table::Columns(
            "setting_links.parquet",
            vec![
                ("successor", texts(e.links.iter().map(|l| e.settings.get(l.successor.index())))),
                ("predecessor", texts(e.links.iter().map(|l| e.settings.get(l.predecessor.index())))),
                ("from_date", dates(e.links.iter().map(|l| l.from))),
                ("kind", repeating(e.links.iter().map(|l| Some(&*l.kind)))),
                ("inherits", flags(e.links.iter().map(|l| l.inherits))),
            ],
        ),
    ];
    tables.extend(inspections(e));
    tables
}

fn areas(e: &Evidence) -> Table {
    let list = e.areas.list();
    let successors: Vec<String> = list
        .iter()
        .map(|a| a.successors.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "))
        .collect();
    let region_name = |code| e.areas.region(code).map_or("", |region| region.name.as_str());
    Table::Columns(
        "areas.parquet",
        vec![
            ("area", shorts(list.iter().map(|a| Some(a.number.get())))),
            ("name", texts(list.iter().map(|a| a.name.as_str()))),
            ("gss_code", repeating(list.iter().map(|a| a.gss.last().map(|dated| dated.code.as_str())))),
            ("region_code", repeating(list.iter().map(|a| Some(a.region.as_str())))),
            ("region", repeating(list.iter().map(|a| Some(region_name(a.region))))),
            ("opened", dates(list.iter().map(|a| a.opened))),
            ("closed", dates(list.iter().map(|a| a.closed))),
            ("successors", texts(successors.iter().map(String::as_str))),
        ],
    )
}

fn cell_forms(e: &Evidence) -> Table {
    let list = &e.cell_forms;
    Table::Columns(
        "cell_forms.parquet",
        vec![
            ("form", counts((0..list.len()).map(|at| u32::try_from(at).ok()))),
            ("column", repeating(list.iter().map(|form| Some(form.column.as_str())))),
            ("kind", bytes(list.iter().map(|form| Some(form.text.code().0)))),
            ("text", repeating(list.iter().map(|form| form.text.code().1))),
        ],
    )
}

fn indicators(e: &Evidence) -> Table {
    let list = &e.indicators;
    Table::Columns(
        "indicators.parquet",
        vec![
            ("indicator", texts(list.iter().map(|i| i.id.as_str()))),
            ("name", texts(list.iter().map(|i| i.name.as_str()))),
            ("code", texts(list.iter().map(|i| i.code.as_str()))),
            ("topic", repeating(list.iter().map(|i| Some(i.topic.as_str())))),
            ("polarity", repeating(list.iter().map(|i| Some(i.polarity.name())))),
            ("unit", repeating(list.iter().map(|i| Some(i.unit.name())))),
            ("unit_label", texts(list.iter().map(|i| i.unit_label.as_str()))),
            ("decimals", bytes(list.iter().map(|i| Some(i.decimals)))),
            ("banded", flags(list.iter().map(|i| i.banded))),
            ("current", flags(list.iter().map(|i| i.current))),
            ("position", counts(list.iter().map(|i| Some(i.order)))),
        ],
    )
}

fn places(e: &Evidence) -> Table {
    let codes: Vec<String> = e.places.iter().map(|place| place.code()).collect();
    Table::Columns(
        "places.parquet",
        vec![
            ("place", texts(codes.iter().map(String::as_str))),
            ("kind", repeating(e.places.iter().map(|place| Some(place.kind())))),
            ("name", texts(e.places.iter().map(|place| e.areas.name(*place)))),
        ],
    )
}

fn periods(e: &Evidence) -> Table {
    Table::Columns(
        "periods.parquet",
        vec![
            ("period", texts(e.periods.iter().map(|p| p.label.as_str()))),
            ("start_date", dates(e.periods.iter().map(|p| p.start))),
            ("end_date", dates(e.periods.iter().map(|p| p.end))),
        ],
    )
}

fn observations(e: &Evidence) -> Table {
    let o = &e.observations;
    let codes: Vec<String> = e.places.iter().map(|place| place.code()).collect();
    let reason = |reason: &Option<Missing>| reason.map(Missing::name);
    let present = |at: usize| o.value(at).number();
    let parts = |at: usize| o.part_forms.get(at);
    Table::Columns(
        "observations.parquet",
        vec![
            ("indicator", repeating(o.indicator.iter().map(|i| Some(e.indicators[i.index()].id.as_str())))),
            ("group", repeating(o.group.iter().map(|g| Some(e.groups[g.index()].as_str())))),
            ("place", repeating(o.place.iter().map(|p| Some(codes[p.index()].as_str())))),
            // Periods are told apart by label and dates; the position in periods.parquet says which.
            ("period_position", shorts(o.period.iter().map(|p| Some(p.0)))),
            ("period", repeating(o.period.iter().map(|p| Some(e.periods[p.index()].label.as_str())))),
            ("value", numbers((0..o.len()).map(present))),
            ("missing", repeating(o.missing.iter().map(reason))),
            ("numerator", numbers((0..o.len()).map(|at| Some(o.fraction(at)?.numerator)))),
            ("denominator", numbers((0..o.len()).map(|at| Some(o.fraction(at)?.denominator)))),
            ("known_from", days(o.known_from.iter().copied())),
            ("source", shorts(o.source.iter().map(|s| Some(s.0)))),
            ("row", counts(o.row.iter().map(|row| Some(*row)))),
            ("form", counts(o.form.iter().map(|form| Some(form.0).filter(|_| *form != COMPUTED)))),
            ("numerator_form", counts((0..o.len()).map(|at| Some(parts(at)?.numerator.0)))),
            ("denominator_form", counts((0..o.len()).map(|at| Some(parts(at)?.denominator.0)))),
        ],
    )
}

fn settings(e: &Evidence) -> Table {
    let s = &e.listings;
    let remit = |at: usize| e.vocabulary.remits[at].id.as_str();
    let there = |places: u32| Some(places).filter(|places| *places != crate::listings::NO_PLACES);
    Table::Columns(
        "settings.parquet",
        vec![
            ("setting", texts(s.setting.iter().map(|setting| e.settings.get(setting.index())))),
            ("name", texts(s.name.iter())),
            ("remit", repeating(s.remit.iter().map(|at| Some(remit(at.index()))))),
            ("kind", repeating(s.kind.iter().map(Some))),
            ("area", shorts((0..s.len()).map(|at| s.area(at).map(crate::AreaNumber::get)))),
            ("opened", some_days(&s.opened)),
            ("closed", some_days(&s.closed)),
            ("active", flags(s.active.iter().copied())),
            ("sector", repeating(s.sector.iter().map(Some))),
            ("places", counts(s.places.iter().map(|places| there(*places)))),
            ("postcode", texts(s.postcode.iter())),
            ("listed_as_at", days(s.listed_as_at.iter().copied())),
            ("source", shorts(s.source.iter().map(|source| Some(source.0)))),
            ("row", counts(s.row.iter().map(|row| Some(*row)))),
            ("form", counts(s.form.iter().map(|form| Some(form.0)))),
        ],
    )
}

fn inspections(e: &Evidence) -> [Table; 2] {
    let i = &e.inspections;
    let inspection = Table::Columns(
        "inspections.parquet",
        vec![
            ("inspection", counts((0..i.len()).map(|at| u32::try_from(at).ok()))),
            ("setting", texts(i.setting.iter().map(|setting| e.settings.get(setting.index())))),
            ("number", texts(i.number.iter())),
            ("kind", repeating(i.kind.iter().map(Some))),
            ("date", days(i.date.iter().copied())),
            ("published", some_days(&i.published)),
            ("known_from", days(i.known_from.iter().copied())),
            ("source", shorts(i.source.iter().map(|source| Some(source.0)))),
            ("row", counts(i.row.iter().map(|row| Some(*row)))),
        ],
    );
    let made: Vec<(u32, &crate::Judgement)> = (0u32..)
        .zip(0..i.len())
        .flat_map(|(number, at)| i.judgements_of(at).iter().map(move |judgement| (number, judgement)))
        .collect();
    let cells = &i.judgement_cells;
    let label = |j: &crate::Judgement| {
        let scale = &e.vocabulary.scales[j.scale.index()];
        j.value.ok().and_then(|code| scale.value(code)).map(|value| value.label.as_str())
    };
    let judgement = Table::Columns(
        "judgements.parquet",
        vec![
            ("inspection", counts(made.iter().map(|(at, _)| Some(*at)))),
            (
                "aspect",
                repeating(made.iter().map(|(_, j)| Some(e.vocabulary.aspects[j.aspect.index()].id.as_str()))),
            ),
            (
                "scale",
                repeating(made.iter().map(|(_, j)| Some(e.vocabulary.scales[j.scale.index()].id.as_str()))),
            ),
            ("value", bytes(made.iter().map(|(_, j)| j.value.ok()))),
            ("label", repeating(made.iter().map(|(_, j)| label(j)))),
            ("missing", repeating(made.iter().map(|(_, j)| j.value.err().map(Missing::name)))),
            ("source", shorts(cells.iter().map(|cell| Some(cell.source.0)))),
            ("row", counts(cells.iter().map(|cell| Some(cell.row)))),
            ("form", counts(cells.iter().map(|cell| Some(cell.form.0)))),
        ],
    );
    [inspection, judgement]
}

fn neighbours(e: &Evidence) -> Table {
    let rows: Vec<_> =
        e.neighbour_sets.iter().flat_map(|set| set.neighbours.iter().map(move |n| (set, n))).collect();
    Table::Columns(
        "neighbours.parquet",
        vec![
            ("set", repeating(rows.iter().map(|(set, _)| Some(set.id.as_str())))),
            ("version", days(rows.iter().map(|(set, _)| date::to_days(set.version)))),
            ("area", shorts(rows.iter().map(|(_, n)| Some(n.area.get())))),
            ("rank", bytes(rows.iter().map(|(_, n)| Some(n.rank)))),
            ("neighbour", shorts(rows.iter().map(|(_, n)| Some(n.neighbour.get())))),
            ("closeness", repeating(rows.iter().map(|(_, n)| Some(n.closeness.as_str())))),
        ],
    )
}

fn area_events(e: &Evidence) -> Table {
    let list = &e.area_events;
    Table::Columns(
        "area_events.parquet",
        vec![
            ("area", shorts(list.iter().map(|event| Some(event.area.get())))),
            ("date", days(list.iter().map(|event| date::to_days(event.date)))),
            ("known_from", days(list.iter().map(|event| date::to_days(event.known_from)))),
            ("kind", repeating(list.iter().map(|event| Some(event.kind.as_str())))),
            ("outcome", repeating(list.iter().map(|event| Some(event.outcome.as_str())))),
            ("note", texts(list.iter().map(|event| event.note.as_str()))),
            ("source", shorts(list.iter().map(|event| Some(event.source.0)))),
            ("row", counts(list.iter().map(|event| Some(event.row)))),
            ("form", counts(list.iter().map(|event| Some(event.form.0)))),
        ],
    )
}

fn sources(e: &Evidence) -> Table {
    let list = &e.sources;
    let complete: Vec<String> = list.iter().map(|source| source.complete_for.join(" ")).collect();
    Table::Columns(
        "sources.parquet",
        vec![
            ("source", shorts((0..list.len()).map(|at| u16::try_from(at).ok()))),
            ("file", texts(list.iter().map(|s| s.file.as_str()))),
            ("sheet", texts(list.iter().map(|s| s.sheet.as_str()))),
            ("sha256", texts(list.iter().map(|s| s.sha256.as_str()))),
            ("format", texts(list.iter().map(|s| s.format.as_str()))),
            ("title", texts(list.iter().map(|s| s.title.as_str()))),
            ("publisher", texts(list.iter().map(|s| s.publisher.as_str()))),
            ("licence", texts(list.iter().map(|s| s.licence.as_str()))),
            ("as_at", dates(list.iter().map(|s| s.as_at))),
            ("encoding", texts(list.iter().map(|s| s.encoding.as_str()))),
            ("known_from_basis", texts(list.iter().map(|s| s.known_from_basis.as_str()))),
            ("complete_for", texts(complete.iter().map(String::as_str))),
            ("stands_days", counts(list.iter().map(|s| s.stands_days))),
            ("rows_in_file", super::columns::large_counts(list.iter().map(|s| s.rows_in_file))),
            ("rows_read", super::columns::large_counts(list.iter().map(|s| s.rows_read))),
            ("rows_rejected", super::columns::large_counts(list.iter().map(|s| s.rows_rejected))),
        ],
    )
}
