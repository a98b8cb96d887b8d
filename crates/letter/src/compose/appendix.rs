//! The letter's appendix: the evidence entry by entry, what is missing, the charts, the sources.

use std::collections::BTreeMap;

use super::{ComposeError, Composer, bullets, paragraph};
use crate::content::{EvidenceEntry, Origin, Source};
use document::thousands;
use document::{Block, Cell, ColumnKind, EvidenceId, Inline, Level, Table, Text, Url, plain};

/// An entry made from more files than these names them without their hashes.
const MOST_ORIGINS: usize = 2;

/// How many digits of a hash are enough to tell the files of one letter apart by eye.
const SHORT_HASH: usize = 8;

impl Composer<'_> {
    /// Everything that lets a reader follow the letter back to the published rows.
    pub(super) fn appendix(&self) -> Result<Vec<Block>, ComposeError> {
        let words = &self.content.words.appendix;
        let mut blocks =
            vec![self.heading(Level::One, &words.title)?, paragraph(&self.phrase(&words.introduction)?)];
        blocks.push(self.heading(Level::Two, &words.limits)?);
        if self.content.limits.is_empty() {
            blocks.push(paragraph(&self.phrase(&words.no_limits)?));
        } else {
            blocks.push(paragraph(&self.phrase(&words.limits_introduction)?));
            blocks.push(bullets(self.content.limits.iter().map(|limit| plain(limit.trim())).collect()));
        }
        if !self.content.by_writer.is_empty() {
            blocks.push(self.heading(Level::Two, &words.by_writer)?);
            blocks.push(paragraph(&self.phrase(&words.by_writer_introduction)?));
            blocks.push(bullets(self.content.by_writer.iter().map(|said| plain(said.trim())).collect()));
        }
        if !self.content.charts.is_empty() {
            blocks.push(self.heading(Level::Two, &words.charts)?);
            for (index, chart) in self.content.charts.iter().enumerate() {
                blocks.push(Block::Figure(chart.figure(index + 1, &self.content.words.charts)?));
            }
        }
        if !self.content.evidence.is_empty() {
            blocks.push(self.heading(Level::Two, &words.entries)?);
            blocks.push(self.entries()?);
        }
        if !self.content.sources.is_empty() {
            blocks.push(self.heading(Level::Two, &words.sources)?);
            blocks.push(self.sources()?);
        }
        if !self.content.made_from.is_empty() {
            blocks.push(self.heading(Level::Two, &words.made_from)?);
            blocks.push(bullets(self.content.made_from.iter().map(|line| plain(line.trim())).collect()));
        }
        Ok(blocks)
    }

    fn entries(&self) -> Result<Block, ComposeError> {
        let words = &self.content.words.appendix;
        let sources: BTreeMap<&str, &Source> =
            self.content.sources.iter().map(|source| (source.id.as_str(), source)).collect();
        let rows = self.content.evidence.iter().map(|entry| self.entry(entry, &sources));
        Ok(Block::Table(Table {
            caption: Text::new(self.phrase(&words.entries_caption)?),
            columns: vec![
                self.column(&words.id, ColumnKind::Words, 3)?,
                self.column(&words.what, ColumnKind::Words, 7)?,
                self.column(&words.figure, ColumnKind::Numbers, 4)?,
                self.column(&words.comparators, ColumnKind::Words, 6)?,
                self.column(&words.origin, ColumnKind::Words, 5)?,
            ],
            row_headers: true,
            rows: rows.collect::<Result<_, _>>()?,
        }))
    }

    fn entry(
        &self,
        entry: &EvidenceEntry,
        sources: &BTreeMap<&str, &Source>,
    ) -> Result<Vec<Cell>, ComposeError> {
        let words = &self.content.words.appendix;
        let mut beside = Vec::new();
        for comparator in &entry.comparators {
            let places = [("name", comparator.name.trim()), ("figure", comparator.figure.trim())];
            beside.push(self.phrase_with(&words.comparator, &places)?);
        }
        let beside = if beside.is_empty() { self.phrase(&words.no_comparator)? } else { beside.join("; ") };
        let mut origins = Vec::new();
        for origin in &entry.origins {
            let source = sources.get(origin.source.as_str()).ok_or_else(|| ComposeError::UnknownSource {
                entry: entry.id.clone(),
                source_id: origin.source.clone(),
            })?;
            origins.push(self.origin(origin, source)?);
        }
        if origins.len() > MOST_ORIGINS {
            origins = vec![self.many_origins(&entry.origins)?];
        }
        Ok(vec![
            vec![Inline::Entry(EvidenceId::new(&entry.id)?)],
            plain(entry.what.trim()),
            plain(entry.figure.trim()),
            plain(beside),
            plain(origins.join("; ")),
        ])
    }

    /// Many files in a few words: how many rows of which of them; their hashes stand with the sources.
    fn many_origins(&self, origins: &[Origin]) -> Result<String, ComposeError> {
        let rows = thousands(origins.iter().map(|origin| origin.rows).sum());
        let ids: Vec<&str> = origins.iter().map(|origin| origin.source.as_str()).collect();
        let places = [("rows", rows.as_str()), ("sources", &in_ranges(&ids))];
        Ok(self.phrase_with(&self.content.words.appendix.origin_many, &places)?)
    }

    fn origin(&self, origin: &Origin, source: &Source) -> Result<String, ComposeError> {
        let words = &self.content.words.appendix;
        let phrase = if origin.rows == 1 { &words.origin_row } else { &words.origin_rows };
        let hash: String = source.sha256.chars().take(SHORT_HASH).collect();
        let rows = thousands(origin.rows);
        let places = [("source", origin.source.as_str()), ("rows", &rows), ("hash", &hash)];
        Ok(self.phrase_with(phrase, &places)?)
    }

    fn sources(&self) -> Result<Block, ComposeError> {
        let words = &self.content.words.appendix;
        let rows = self.content.sources.iter().map(|source| self.source(source));
        Ok(Block::Table(Table {
            caption: Text::new(self.phrase(&words.sources_caption)?),
            columns: vec![
                self.column(&words.id, ColumnKind::Words, 2)?,
                self.column(&words.source, ColumnKind::Words, 7)?,
                self.column(&words.file, ColumnKind::Words, 5)?,
                self.column(&words.hash, ColumnKind::Words, 5)?,
                self.column(&words.licence, ColumnKind::Words, 6)?,
            ],
            row_headers: true,
            rows: rows.collect::<Result<_, _>>()?,
        }))
    }

    fn source(&self, source: &Source) -> Result<Vec<Cell>, ComposeError> {
        if source.sha256.len() != 64 || !source.sha256.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            let sha256 = Text::new(&source.sha256).as_str().chars().take(80).collect();
            return Err(ComposeError::Hash { file: source.file.clone(), sha256 });
        }
        let rows = thousands(source.rows);
        let rows = self.phrase_with(&self.content.words.appendix.file_rows, &[("rows", &rows)])?;
        let mut published = vec![linked(&source.title, source.url.as_deref())?];
        published.push(Inline::Text(Text::new(format!(", {}", source.publisher.trim()))));
        let mut licence = vec![linked(&source.licence, source.licence_url.as_deref())?];
        if let Some(attribution) = &source.attribution {
            licence.push(Inline::Text(Text::new(format!(". {}", attribution.trim()))));
        }
        Ok(vec![
            plain(source.id.trim()),
            published,
            vec![Inline::Code(Text::new(source.file.trim())), Inline::Text(Text::new(format!(", {rows}")))],
            vec![Inline::Code(Text::new(&source.sha256))],
            licence,
        ])
    }
}

/// `S1 S2 S3 S7` as “S1–S3, S7”.
fn in_ranges(ids: &[&str]) -> String {
    let number =
        |id: &str| id.trim_start_matches(|letter: char| !letter.is_ascii_digit()).parse::<u32>().ok();
    let follows = |one: &&str, next: &&str| {
        number(one).is_some_and(|one| one.checked_add(1).is_some_and(|one| number(next) == Some(one)))
    };
    let ranges = ids.chunk_by(follows).map(|run| match run {
        [first, .., last] => format!("{first}–{last}"),
        [one] => (*one).to_owned(),
        [] => String::new(),
    });
    ranges.collect::<Vec<_>>().join(", ")
}

/// Text, linked if there is somewhere to lead.
fn linked(text: &str, url: Option<&str>) -> Result<Inline, ComposeError> {
    let text = Text::new(text.trim());
    Ok(match url {
        Some(url) => Inline::Link { text, url: Url::new(url.trim())? },
        None => Inline::Text(text),
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn many_sources_are_named_in_ranges() {
        assert_eq!(super::in_ranges(&["S1", "S2", "S3", "S7", "S9", "S10"]), "S1–S3, S7, S9–S10");
        assert_eq!(super::in_ranges(&["S4"]), "S4");
    }
}
