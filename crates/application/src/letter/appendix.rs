//! The evidence of a letter: each figure once, with the files and rows that it came from.

use super::phrases::LetterPhrases;
use evidence::{Evidence, SourceIndex};
use letter::content::{ComparatorFigure, EvidenceEntry, Origin, Source};
use profile::Origin as Row;
use statements::decide::EvidenceEntry as Figure;
use std::collections::{BTreeMap, BTreeSet};

/// Entries and sources as they are gathered; ids follow the order in which the letter first uses them.
pub struct Appendix<'a> {
    evidence: &'a Evidence,
    phrases: &'a LetterPhrases,
    entries: Vec<EvidenceEntry>,
    sources: Vec<SourceIndex>,
}

impl<'a> Appendix<'a> {
    /// An empty appendix.
    pub fn new(evidence: &'a Evidence, phrases: &'a LetterPhrases) -> Appendix<'a> {
        Appendix { evidence, phrases, entries: Vec::new(), sources: Vec::new() }
    }

    /// The ids of some figures, which are entered where they are new.
    pub fn entries(&mut self, figures: &[Figure]) -> Vec<String> {
        let mut ids: Vec<String> = Vec::new();
        for figure in figures {
            let comparators =
                figure.comparators.iter().map(|beside| (beside.name.clone(), beside.figure.clone()));
            let id = self.enter(&figure.what, &figure.figure, comparators.collect(), &figure.origins);
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        ids
    }

    /// The id of one figure.
    pub fn enter(&mut self, what: &str, figure: &str, beside: Vec<(String, String)>, rows: &[Row]) -> String {
        let comparators: Vec<ComparatorFigure> =
            beside.into_iter().map(|(name, figure)| ComparatorFigure { name, figure }).collect();
        let known = self
            .entries
            .iter()
            .find(|entry| entry.what == what && entry.figure == figure && entry.comparators == comparators);
        if let Some(entry) = known {
            return entry.id.clone();
        }
        let id = format!("E{}", self.entries.len() + 1);
        let origins = self.origins(rows);
        self.entries.push(EvidenceEntry {
            id: id.clone(),
            what: what.to_owned(),
            figure: figure.to_owned(),
            comparators,
            origins,
        });
        id
    }

    fn origins(&mut self, rows: &[Row]) -> Vec<Origin> {
        let mut by_source: BTreeMap<SourceIndex, BTreeSet<u32>> = BTreeMap::new();
        for row in rows {
            by_source.entry(row.source).or_default().insert(row.row);
        }
        by_source
            .into_iter()
            .map(|(source, rows)| Origin { source: self.source(source), rows: rows.len() as u64 })
            .collect()
    }

    fn source(&mut self, source: SourceIndex) -> String {
        let at = self.sources.iter().position(|known| *known == source).unwrap_or_else(|| {
            self.sources.push(source);
            self.sources.len() - 1
        });
        format!("S{}", at + 1)
    }

    /// The entries and the files, as the letter prints them.
    pub fn finish(self) -> (Vec<EvidenceEntry>, Vec<Source>) {
        let sources = self
            .sources
            .iter()
            .zip(1..)
            .filter_map(|(at, number)| {
                let source = self.evidence.sources.get(at.at())?;
                let licence = self.phrases.licences.get(&source.licence);
                let file = if source.sheet.is_empty() {
                    source.file.clone()
                } else {
                    format!("{}, {}", source.file, source.sheet)
                };
                Some(Source {
                    id: format!("S{number}"),
                    title: source.title.clone(),
                    publisher: source.publisher.clone(),
                    file,
                    rows: source.rows_read,
                    sha256: source.sha256.clone(),
                    licence: source.licence.clone(),
                    licence_url: licence.map(|licence| licence.url.clone()),
                    attribution: licence.map(|licence| licence.attribution.clone()),
                    url: None,
                })
            })
            .collect();
        (self.entries, sources)
    }
}
