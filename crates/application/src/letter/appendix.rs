//! The evidence of a letter: each figure once, with the arithmetic and the cells of the published files behind it.

use super::phrases::LetterPhrases;
use crate::error::Error;
use crate::figures::written_out;
use evidence::{Evidence, SourceIndex};
use letter::content::{EntryColumn, EntryFigure, EvidenceEntry, Source};
use profile::{FigureKey, FigurePlace, FigureUsed, PreparedDate};
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
        Ok(EntryFigure {
            name,
            column: if own { EntryColumn::Area } else { EntryColumn::Beside },
            figure: written_out(figure, Some(&used.shown), self.evidence()),
        })
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

    /// The entries and the files, as the letter prints them.
    pub fn finish(self) -> (Vec<EvidenceEntry>, Vec<Source>) {
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
        (self.entries, sources)
    }
}
