//! Reading a snapshot. The manifest is checked at once; evidence is read from the quick form, and from the tables to
//! prove that both say the same.

use super::columns::Batch;
use super::manifest::Manifest;
use super::read_settings::{read_inspections, read_judgements, read_links, read_settings};
use super::{SnapshotError, SnapshotId, quick};
use crate::inspection::Inspections;
use crate::observation::{COMPUTED, PartForms};
use crate::{
    AreaEvent, AreaNumber, Areas, CellForm, Evidence, FormIndex, Fraction, Group, GroupIndex, Indicator,
    IndicatorId, IndicatorIndex, Listings, Neighbour, NeighbourSet, Observations, Period, PeriodIndex, Place,
    PlaceIndex, Polarity, SettingLink, Source, SourceIndex, Sparse, StringColumn, TextForm, Unit, Vocabulary,
    missing::Missing,
};
use arrow_array::{Array, RecordBatch};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::path::{Path, PathBuf};

/// A snapshot that was opened.
#[derive(Debug, Clone)]
pub struct Snapshot {
    folder: PathBuf,
    manifest: Manifest,
}

impl Snapshot {
    /// Opens a folder and checks its manifest; tables are not read yet.
    pub fn open(folder: &Path) -> Result<Snapshot, SnapshotError> {
        let manifest = Manifest::read(folder)?;
        Ok(Snapshot { folder: folder.to_owned(), manifest })
    }

    /// The snapshot's name.
    pub fn id(&self) -> &SnapshotId {
        &self.manifest.id
    }

    /// What it holds.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// Its folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Checks every file against the hash in the manifest, that the quick form says what the tables say, and that the
    /// files listed in the manifest are those of `sources.parquet`.
    pub fn verify(&self) -> Result<(), SnapshotError> {
        self.manifest.tables.par_iter().try_for_each(|table| {
            let path = self.folder.join(&table.file);
            let bytes = std::fs::read(&path).map_err(SnapshotError::io(&path))?;
            if hex::encode(Sha256::digest(&bytes)) == table.sha256 {
                Ok(())
            } else {
                Err(SnapshotError::damaged(path, "its SHA-256 is not the one in the manifest"))
            }
        })?;
        if self.sources()? != self.manifest.sources {
            let path = self.folder.join("manifest.json");
            return Err(SnapshotError::damaged(path, "its list of files is not that of sources.parquet"));
        }
        if self.evidence()? == self.evidence_of_tables()? {
            Ok(())
        } else {
            Err(SnapshotError::damaged(self.folder.join(quick::FILE), "it does not say what the tables say"))
        }
    }

    /// The files it was made from, as `sources.parquet` lists them.
    fn sources(&self) -> Result<Vec<Source>, SnapshotError> {
        let (path, batches) = self.batches("sources.parquet")?;
        let mut list = Vec::new();
        for rows in &batches {
            let batch = Batch { rows, path: &path };
            let text = |name| batch.texts(name);
            let (files, sheets, hashes, formats) =
                (text("file")?, text("sheet")?, text("sha256")?, text("format")?);
            let (titles, publishers, licences) = (text("title")?, text("publisher")?, text("licence")?);
            let (encodings, bases, complete) =
                (text("encoding")?, text("known_from_basis")?, text("complete_for")?);
            let stands = batch.counts("stands_days")?;
            let (as_at, in_file) = (batch.dates("as_at")?, batch.large_counts("rows_in_file")?);
            let (read, rejected) = (batch.large_counts("rows_read")?, batch.large_counts("rows_rejected")?);
            for at in 0..rows.num_rows() {
                list.push(Source {
                    sha256: owned(hashes[at]),
                    file: owned(files[at]),
                    format: owned(formats[at]),
                    sheet: owned(sheets[at]),
                    title: owned(titles[at]),
                    publisher: owned(publishers[at]),
                    licence: owned(licences[at]),
                    as_at: as_at[at],
                    encoding: owned(encodings[at]),
                    known_from_basis: owned(bases[at]),
                    complete_for: owned(complete[at]).split_whitespace().map(str::to_owned).collect(),
                    stands_days: stands.is_valid(at).then(|| stands.value(at)),
                    rows_in_file: in_file.value(at),
                    rows_read: read.value(at),
                    rows_rejected: rejected.value(at),
                });
            }
        }
        Ok(list)
    }

    /// Reads everything, from the quick form. Checksums find what was damaged, and the manifest's hash of its directory
    /// a file that was put in its place; only [`Snapshot::verify`] hashes every byte.
    pub fn evidence(&self) -> Result<Evidence, SnapshotError> {
        let listed = self.manifest.tables.iter().any(|table| table.file == quick::FILE);
        let path = self.folder.join(quick::FILE);
        if !listed {
            return Err(SnapshotError::damaged(path, "the manifest does not list it"));
        }
        quick::read(&path, &self.manifest.quick_directory, self.manifest.sources.clone())
    }

    /// Reads every table: the same evidence from its open form, which takes ten times as long.
    pub fn evidence_of_tables(&self) -> Result<Evidence, SnapshotError> {
        let vocabulary: Vocabulary = self.json("vocabulary.json")?;
        let areas = self.areas()?;
        let ((numbers, settings), rest) = rayon::join(
            || rayon::join(|| self.figures(), || self.settings_and_inspections(&vocabulary)),
            || -> Result<_, SnapshotError> {
                Ok((self.neighbour_sets()?, self.area_events()?, self.cell_forms()?))
            },
        );
        let (indicators, places, periods, groups, observations) = numbers?;
        let (settings, listings, links, inspections) = settings?;
        let (neighbour_sets, area_events, cell_forms) = rest?;
        Ok(Evidence {
            vocabulary,
            areas,
            neighbour_sets,
            sources: self.manifest.sources.clone(),
            cell_forms,
            indicators,
            places,
            periods,
            groups,
            observations,
            settings,
            listings,
            links,
            inspections,
            area_events,
        })
    }

    /// Reads the register of areas alone.
    pub fn areas(&self) -> Result<Areas, SnapshotError> {
        let register: Register = self.json("areas.json")?;
        Ok(Areas::new(register.areas, register.regions))
    }

    fn json<T: serde::de::DeserializeOwned>(&self, file: &str) -> Result<T, SnapshotError> {
        let path = self.folder.join(file);
        let bytes = std::fs::read(&path).map_err(SnapshotError::io(&path))?;
        serde_json::from_slice(&bytes).map_err(|error| SnapshotError::damaged(path, error))
    }

    /// The row groups of a table, read on as many threads as there are.
    fn batches(&self, file: &str) -> Result<(PathBuf, Vec<RecordBatch>), SnapshotError> {
        let path = self.folder.join(file);
        let groups = row_groups(&path)?;
        let batches: Vec<Vec<RecordBatch>> = (0..groups)
            .into_par_iter()
            .map(|group| read_row_group(&path, group))
            .collect::<Result<_, SnapshotError>>()?;
        Ok((path, batches.into_iter().flatten().collect()))
    }

    #[expect(clippy::type_complexity, reason = "five tables that belong together, taken apart at once")]
    fn figures(
        &self,
    ) -> Result<(Vec<Indicator>, Vec<Place>, Vec<Period>, Vec<Group>, Observations), SnapshotError> {
        let indicators = self.indicators()?;
        let places = self.places()?;
        let periods = self.periods()?;
        let (path, batches) = self.batches("observations.parquet")?;
        let mut groups: Vec<Group> = Vec::new();
        for rows in &batches {
            let batch = Batch { rows, path: &path };
            groups.extend(batch.repeating("group")?.0.into_iter().map(|text| Group(text.to_owned())));
        }
        groups.sort();
        groups.dedup();
        let known = Known {
            indicators: positions(indicators.iter().map(|i| i.id.0.clone())),
            places: positions(places.iter().map(|p| p.code())),
            groups: positions(groups.iter().map(|g| g.0.clone())),
            periods: periods.len(),
        };
        let parts: Vec<Observations> = batches
            .par_iter()
            .map(|rows| known.observations(&Batch { rows, path: &path }))
            .collect::<Result<_, SnapshotError>>()?;
        let mut all = Observations::default();
        parts.into_iter().for_each(|part| all.append(part));
        Ok((indicators, places, periods, groups, all))
    }

    fn cell_forms(&self) -> Result<Vec<CellForm>, SnapshotError> {
        let (path, batches) = self.batches("cell_forms.parquet")?;
        let mut forms = Vec::new();
        for rows in &batches {
            let batch = Batch { rows, path: &path };
            let (columns, kinds, texts) =
                (batch.texts("column")?, batch.bytes("kind")?, batch.texts("text")?);
            for at in 0..rows.num_rows() {
                let text = TextForm::from_code(kinds.value(at), texts[at].unwrap_or_default());
                let text = text.ok_or_else(|| SnapshotError::damaged(&path, "an unknown kind of text"))?;
                forms.push(CellForm { column: owned(columns[at]), text });
            }
        }
        Ok(forms)
    }

    fn indicators(&self) -> Result<Vec<Indicator>, SnapshotError> {
        let (path, batches) = self.batches("indicators.parquet")?;
        let mut list = Vec::new();
        for rows in &batches {
            let batch = Batch { rows, path: &path };
            let (ids, names, codes) = (batch.texts("indicator")?, batch.texts("name")?, batch.texts("code")?);
            let (topics, labels) = (batch.texts("topic")?, batch.texts("unit_label")?);
            let (polarities, units) = (batch.texts("polarity")?, batch.texts("unit")?);
            let (decimals, positions) = (batch.bytes("decimals")?, batch.counts("position")?);
            let (banded, current) = (batch.flags("banded")?, batch.flags("current")?);
            for at in 0..rows.num_rows() {
                let wrong = |what: &str| SnapshotError::damaged(&path, format!("row {at}: {what}"));
                list.push(Indicator {
                    id: IndicatorId(owned(ids[at])),
                    name: owned(names[at]),
                    code: owned(codes[at]),
                    topic: owned(topics[at]),
                    polarity: polarities[at]
                        .and_then(Polarity::from_name)
                        .ok_or_else(|| wrong("polarity"))?,
                    unit: units[at].and_then(Unit::from_name).ok_or_else(|| wrong("unit"))?,
                    unit_label: owned(labels[at]),
                    decimals: decimals.value(at),
                    banded: banded[at],
                    current: current[at],
                    order: positions.value(at),
                });
            }
        }
        Ok(list)
    }

    fn places(&self) -> Result<Vec<Place>, SnapshotError> {
        let (path, batches) = self.batches("places.parquet")?;
        let mut places = Vec::new();
        for rows in &batches {
            for code in (Batch { rows, path: &path }).texts("place")? {
                let place = code.and_then(Place::from_code);
                places
                    .push(place.ok_or_else(|| SnapshotError::damaged(&path, "a code is that of no place"))?);
            }
        }
        Ok(places)
    }

    fn periods(&self) -> Result<Vec<Period>, SnapshotError> {
        let (path, batches) = self.batches("periods.parquet")?;
        let mut periods = Vec::new();
        for rows in &batches {
            let batch = Batch { rows, path: &path };
            let (labels, starts, ends) =
                (batch.texts("period")?, batch.dates("start_date")?, batch.dates("end_date")?);
            for at in 0..rows.num_rows() {
                periods.push(Period { label: owned(labels[at]), start: starts[at], end: ends[at] });
            }
        }
        Ok(periods)
    }

    fn settings_and_inspections(
        &self,
        vocabulary: &Vocabulary,
    ) -> Result<(StringColumn, Listings, Vec<SettingLink>, Inspections), SnapshotError> {
        let (settings_path, settings) = self.batches("settings.parquet")?;
        let (links_path, links) = self.batches("setting_links.parquet")?;
        let (inspections_path, inspections) = self.batches("inspections.parquet")?;
        let mut ids: Vec<&str> = Vec::new();
        for (path, batches, column) in [
            (&settings_path, &settings, "setting"),
            (&links_path, &links, "successor"),
            (&links_path, &links, "predecessor"),
            (&inspections_path, &inspections, "setting"),
        ] {
            for rows in batches {
                ids.extend(Batch { rows, path }.texts(column)?.into_iter().flatten());
            }
        }
        ids.par_sort_unstable();
        ids.dedup();
        let numbers: FxHashMap<&str, u32> = ids.iter().zip(0u32..).map(|(id, at)| (*id, at)).collect();
        let listings = read_settings(&settings_path, &settings, &numbers, vocabulary)?;
        let successions = read_links(&links_path, &links, &numbers)?;
        let (judgements_path, judgements) = self.batches("judgements.parquet")?;
        let judged = read_judgements(&judgements_path, &judgements, vocabulary)?;
        let events = read_inspections(&inspections_path, &inspections, &numbers, judged)?;
        Ok((ids.into_iter().collect(), listings, successions, events))
    }

    fn neighbour_sets(&self) -> Result<Vec<NeighbourSet>, SnapshotError> {
        let (path, batches) = self.batches("neighbours.parquet")?;
        let mut sets: Vec<NeighbourSet> = Vec::new();
        for rows in &batches {
            let batch = Batch { rows, path: &path };
            let (names, versions, closeness) =
                (batch.texts("set")?, batch.dates("version")?, batch.texts("closeness")?);
            let (areas, ranks, others) =
                (batch.shorts("area")?, batch.bytes("rank")?, batch.shorts("neighbour")?);
            for at in 0..rows.num_rows() {
                let id = owned(names[at]);
                if sets.last().is_none_or(|set| set.id != id) {
                    let version =
                        versions[at].ok_or_else(|| SnapshotError::damaged(&path, "a set has no version"))?;
                    sets.push(NeighbourSet { id, version, neighbours: Vec::new() });
                }
                let neighbour = Neighbour {
                    area: area(&path, areas.value(at))?,
                    rank: ranks.value(at),
                    neighbour: area(&path, others.value(at))?,
                    closeness: owned(closeness[at]),
                };
                if let Some(set) = sets.last_mut() {
                    set.neighbours.push(neighbour);
                }
            }
        }
        Ok(sets)
    }

    fn area_events(&self) -> Result<Vec<AreaEvent>, SnapshotError> {
        let (path, batches) = self.batches("area_events.parquet")?;
        let mut events = Vec::new();
        for rows in &batches {
            let batch = Batch { rows, path: &path };
            let (areas, dates, known) =
                (batch.shorts("area")?, batch.dates("date")?, batch.dates("known_from")?);
            let (kinds, outcomes, notes) =
                (batch.texts("kind")?, batch.texts("outcome")?, batch.texts("note")?);
            let (sources, lines, forms) =
                (batch.shorts("source")?, batch.counts("row")?, batch.counts("form")?);
            for at in 0..rows.num_rows() {
                let undated = || SnapshotError::damaged(&path, "an event has no date");
                events.push(AreaEvent {
                    area: area(&path, areas.value(at))?,
                    date: dates[at].ok_or_else(undated)?,
                    known_from: known[at].ok_or_else(undated)?,
                    kind: owned(kinds[at]),
                    outcome: owned(outcomes[at]),
                    note: owned(notes[at]),
                    source: SourceIndex(sources.value(at)),
                    row: lines.value(at),
                    form: FormIndex(forms.value(at)),
                });
            }
        }
        Ok(events)
    }
}

#[derive(serde::Deserialize)]
struct Register {
    areas: Vec<crate::Area>,
    regions: Vec<crate::Region>,
}

pub(super) fn owned(text: Option<&str>) -> String {
    text.unwrap_or_default().to_owned()
}

pub(super) fn area(path: &Path, number: u16) -> Result<AreaNumber, SnapshotError> {
    AreaNumber::new(number)
        .ok_or_else(|| SnapshotError::damaged(path, format!("{number} is the number of no area")))
}

pub(super) fn positions(texts: impl Iterator<Item = String>) -> FxHashMap<String, u32> {
    texts.zip(0u32..).collect()
}

fn row_groups(path: &Path) -> Result<usize, SnapshotError> {
    let file = File::open(path).map_err(SnapshotError::io(path))?;
    let reader =
        ParquetRecordBatchReaderBuilder::try_new(file).map_err(|e| SnapshotError::damaged(path, e))?;
    Ok(reader.metadata().num_row_groups())
}

fn read_row_group(path: &Path, group: usize) -> Result<Vec<RecordBatch>, SnapshotError> {
    let file = File::open(path).map_err(SnapshotError::io(path))?;
    ParquetRecordBatchReaderBuilder::try_new(file)
        .map_err(|error| SnapshotError::damaged(path, error))?
        .with_row_groups(vec![group])
        .with_batch_size(1 << 17)
        .build()
        .map_err(|error| SnapshotError::damaged(path, error))?
        .map(|batch| batch.map_err(|error| SnapshotError::damaged(path, error)))
        .collect()
}

/// What the texts of the observations' columns stand for.
struct Known {
    indicators: FxHashMap<String, u32>,
    places: FxHashMap<String, u32>,
    groups: FxHashMap<String, u32>,
    periods: usize,
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "positions in lists that were limited to 65,536 when written"
)]
impl Known {
    /// One batch of observations.
    fn observations(&self, batch: &Batch<'_>) -> Result<Observations, SnapshotError> {
        let periods = batch.shorts("period_position")?.values();
        if periods.iter().any(|at| usize::from(*at) >= self.periods) {
            return Err(SnapshotError::damaged(batch.path, "a period is not in periods.parquet"));
        }
        let values = batch.numbers("value")?;
        let (reasons, missing) = batch.repeating("missing")?;
        // The list of distinct texts may hold one that no row uses.
        let reasons: Vec<Option<Missing>> = reasons.into_iter().map(Missing::from_name).collect();
        let unknown = || SnapshotError::damaged(batch.path, "a value is missing for an unknown reason");
        let reason = |key: u32| reasons.get(key as usize).copied().flatten().ok_or_else(unknown);
        let missing = missing.iter().map(|key| key.map(reason).transpose()).collect::<Result<_, _>>()?;
        let mut part_forms = Sparse::default();
        let parts = batch.counts("numerator_form")?.iter().zip(batch.counts("denominator_form")?);
        for (row, (numerator, denominator)) in parts.enumerate() {
            if let (Some(numerator), Some(denominator)) = (numerator, denominator) {
                let (numerator, denominator) = (FormIndex(numerator), FormIndex(denominator));
                part_forms.push(row, PartForms { numerator, denominator });
            }
        }
        let mut fractions = Sparse::default();
        let parts = batch.numbers("numerator")?.iter().zip(batch.numbers("denominator")?);
        for (row, (numerator, denominator)) in parts.enumerate() {
            if let (Some(numerator), Some(denominator)) = (numerator, denominator) {
                fractions.push(row, Fraction { numerator, denominator });
            }
        }
        Ok(Observations {
            indicator: through(batch, "indicator", &self.indicators, IndicatorIndex)?,
            place: through(batch, "place", &self.places, |at| PlaceIndex(at as u16))?,
            period: periods.iter().map(|at| PeriodIndex(*at)).collect(),
            group: through(batch, "group", &self.groups, |at| GroupIndex(at as u16))?,
            number: values.iter().map(Option::unwrap_or_default).collect(),
            missing,
            fractions,
            known_from: batch.days("known_from")?.to_vec(),
            source: batch.shorts("source")?.values().iter().map(|at| SourceIndex(*at)).collect(),
            row: batch.counts("row")?.values().to_vec(),
            form: batch.counts("form")?.iter().map(|form| form.map_or(COMPUTED, FormIndex)).collect(),
            part_forms,
        })
    }
}

/// A column of repeating texts as positions in a list of known texts.
pub(super) fn through<T: Copy>(
    batch: &Batch<'_>,
    column: &str,
    known: &FxHashMap<String, u32>,
    position: impl Fn(u32) -> T,
) -> Result<Vec<T>, SnapshotError> {
    let (distinct, keys) = batch.repeating(column)?;
    let unknown =
        || SnapshotError::damaged(batch.path, format!("column `{column}` holds a text that is in no list"));
    let found: Vec<T> = distinct
        .iter()
        .map(|text| known.get(*text).map(|at| position(*at)).ok_or_else(unknown))
        .collect::<Result<_, _>>()?;
    keys.iter().map(|key| key.and_then(|key| found.get(key as usize)).copied().ok_or_else(unknown)).collect()
}
