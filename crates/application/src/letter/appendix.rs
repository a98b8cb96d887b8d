//! The evidence of a letter: each figure once, with the arithmetic and the cells of the published files behind it.

use super::phrases::LetterPhrases;
use crate::error::Error;
use crate::figures::written_out;
use evidence::{Evidence, SourceIndex};
use letter::content::{EntryColumn, EntryFigure, EvidenceEntry, EvidenceNames, RowName, Source};
use profile::{CellFigure, FigureKey, FigurePlace, FigureUsed, PreparedDate, Profile};
use statements::Facts;
use statements::figure_names::{self, place_name};
use std::collections::{BTreeMap, BTreeSet};

/// Entries and sources as they are gathered; ids follow the order in which the letter first uses them.
pub struct Appendix<'a> {
    prepared: &'a PreparedDate,
    facts: &'a Facts<'a>,
    phrases: &'a LetterPhrases,
    entries: Vec<EvidenceEntry>,
    /// The entries by the figures that they hold, as they are written.
    known: BTreeMap<Vec<(FigureKey, String)>, usize>,
    sources: Vec<SourceIndex>,
    /// The names of the area's settings, by the rows of their judgements and of the lists that have them.
    settings: BTreeMap<(SourceIndex, u32), String>,
    /// The names of places that figures name by codes.
    places: BTreeMap<String, String>,
    /// The names of rows that figures cite.
    rows: BTreeSet<RowName>,
}

impl<'a> Appendix<'a> {
    /// An empty appendix.
    pub fn new(prepared: &'a PreparedDate, facts: &'a Facts<'a>, phrases: &'a LetterPhrases) -> Appendix<'a> {
        Appendix {
            prepared,
            facts,
            phrases,
            entries: Vec::new(),
            known: BTreeMap::new(),
            sources: Vec::new(),
            settings: names_of_settings(prepared.evidence(), facts.profile),
            places: BTreeMap::new(),
            rows: BTreeSet::new(),
        }
    }

    fn evidence(&self) -> &'a Evidence {
        self.prepared.evidence()
    }

    /// The ids of some figures, which are entered where they are new.
    ///
    /// # Errors
    /// Where a figure cannot be followed to its cells.
    pub fn entries(&mut self, figures: &[FigureUsed]) -> Result<Vec<String>, Error> {
        let mut ids: Vec<String> = Vec::new();
        for entry in figure_names::entries(figures, self.facts) {
            let own = (String::new(), entry.figure);
            let beside = entry.beside.into_iter().map(|beside| (beside.name, beside.figure));
            let figures: Vec<(String, FigureUsed)> = std::iter::once(own).chain(beside).collect();
            let id = self.enter(entry.what, figures)?;
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        Ok(ids)
    }

    /// The id of figures that stand in one entry, each with its name there.
    fn enter(&mut self, what: String, figures: Vec<(String, FigureUsed)>) -> Result<String, Error> {
        let keys = figures.iter().map(|(_, used)| (used.key.clone(), used.shown.clone())).collect();
        if let Some(known) = self.known.get(&keys) {
            return Ok(self.entries[*known].id.clone());
        }
        let figures = figures.into_iter().map(|(name, used)| self.figure(name, &used));
        let figures = figures.collect::<Result<_, _>>()?;
        let id = format!("E{}", self.entries.len() + 1);
        self.known.insert(keys, self.entries.len());
        self.entries.push(EvidenceEntry { id: id.clone(), what, figures });
        Ok(id)
    }

    /// A figure with its cells, in the column of the place that it is of.
    fn figure(&mut self, name: String, used: &FigureUsed) -> Result<EntryFigure, Error> {
        let own = used.key.place == FigurePlace::Area(self.facts.profile.area);
        let name = if own || !name.is_empty() { name } else { place_name(used.key.place, self.facts) };
        let figure = self.prepared.figure(&used.key)?;
        let files: BTreeSet<SourceIndex> = figure.cells().into_iter().map(|cell| cell.source()).collect();
        for file in files {
            if !self.sources.iter().any(|known| self.same_file(*known, file)) {
                self.sources.push(file);
            }
        }
        self.keep_names(&figure);
        Ok(EntryFigure {
            name,
            column: if own { EntryColumn::Area } else { EntryColumn::Beside },
            figure: written_out(figure, Some(&used.shown), self.evidence()),
        })
    }

    /// Keeps the names of the places and settings that a figure is made of.
    fn keep_names(&mut self, figure: &CellFigure) {
        let evidence = self.evidence();
        for (cell, part) in figure.cells_by_part() {
            if let Some(place) = part.key.place.published() {
                let name = evidence.areas.name(place);
                self.places.entry(part.key.place.to_string()).or_insert_with(|| name.to_owned());
            }
            if let Some(name) = self.settings.get(&(cell.source(), cell.row())) {
                let file = evidence.sources[cell.source().index()].file.clone();
                self.rows.insert(RowName { file, row: cell.row(), name: name.clone() });
            }
        }
    }

    /// Whether two sources are the same file: the sheets of a workbook are sources of their own.
    fn same_file(&self, one: SourceIndex, other: SourceIndex) -> bool {
        let file = |index: SourceIndex| {
            self.evidence().sources.get(index.index()).map(|source| (&source.file, &source.sha256))
        };
        one == other || file(one) == file(other)
    }

    /// The rows read of all sheets of a source's file.
    fn rows_of_file(&self, of: SourceIndex) -> u64 {
        let Some(file) = self.evidence().sources.get(of.index()) else { return 0 };
        let sheets = self.evidence().sources.iter();
        let sheets = sheets.filter(|one| one.file == file.file && one.sha256 == file.sha256);
        sheets.map(|sheet| sheet.rows_read).sum()
    }

    /// The entries, the files and the names, as the letter prints them.
    pub fn finish(self) -> (Vec<EvidenceEntry>, Vec<Source>, EvidenceNames) {
        let source = |(at, number): (&SourceIndex, usize)| {
            let source = self.prepared.evidence().sources.get(at.index())?;
            let licence = self.phrases.licences.get(&source.licence);
            Some(Source {
                id: format!("S{number}"),
                title: source.title.clone(),
                publisher: source.publisher.clone(),
                file: source.file.clone(),
                rows: self.rows_of_file(*at),
                sha256: source.sha256.clone(),
                licence: source.licence.clone(),
                licence_url: licence.map(|licence| licence.url.clone()),
                attribution: licence.map(|licence| licence.attribution.clone()),
                url: None,
            })
        };
        let sources = self.sources.iter().zip(1..).filter_map(source).collect();
        let names = EvidenceNames { places: self.places, rows: self.rows.into_iter().collect() };
        (self.entries, sources, names)
    }
}

/// The names of an area's settings: of the rows that list them, and of those with the judgements that stand.
fn names_of_settings(evidence: &Evidence, profile: &Profile) -> BTreeMap<(SourceIndex, u32), String> {
    let listings = &evidence.listings;
    let listed = (0..listings.len())
        .filter(|at| listings.area(*at) == Some(profile.area))
        .map(|at| ((listings.source[at], listings.row[at]), listings.name.get(at).to_owned()));
    let settings = profile.remits.iter().flat_map(|remit| &remit.settings);
    let judged = settings.filter_map(|setting| {
        let origin = setting.judgement.as_ref().ok()?.origin;
        Some(((origin.source, origin.row), setting.name.clone()))
    });
    listed.chain(judged).collect()
}
