//! The letter's appendix: the evidence entry by entry, what is missing, the charts, the sources.

use super::citations::Sources;
use super::{ComposeError, Composer, bullets, paragraph};
use crate::content::{EntryColumn, EntryFigure, EvidenceEntry, Source};
use document::thousands;
use document::{Block, Cell, ColumnKind, EvidenceId, Inline, Level, Table, Text, Url, plain};

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
        let sources = self.sources_by_file();
        let rows = self.content.evidence.iter().map(|entry| self.entry(entry, &sources));
        Ok(Block::Table(Table {
            caption: Text::new(self.phrase(&words.entries_caption)?),
            columns: vec![
                self.column(&words.id, ColumnKind::Words, 3)?,
                self.column(&words.what, ColumnKind::Words, 7)?,
                self.column(&words.figure, ColumnKind::Numbers, 4)?,
                self.column(&words.comparators, ColumnKind::Words, 6)?,
                self.column(&words.origin, ColumnKind::Words, 8)?,
            ],
            row_headers: true,
            rows: rows.collect::<Result<_, _>>()?,
        }))
    }

    fn entry(&self, entry: &EvidenceEntry, sources: &Sources<'_>) -> Result<Vec<Cell>, ComposeError> {
        let words = &self.content.words.appendix;
        let (own, beside): (Vec<&EntryFigure>, Vec<&EntryFigure>) =
            entry.figures.iter().partition(|placed| placed.column == EntryColumn::Area);
        let own = match own.as_slice() {
            [] => self.phrase(&words.no_figure)?,
            own => self.shown(own)?,
        };
        let mut lines = Vec::new();
        for of_one in in_order_by_name(&beside) {
            let figures = self.shown(&of_one)?;
            let name = of_one.first().map_or("", |placed| placed.name.trim());
            lines.push(self.phrase_with(&words.comparator, &[("name", name), ("figure", &figures)])?);
        }
        let beside = if lines.is_empty() { self.phrase(&words.no_comparator)? } else { lines.join("; ") };
        Ok(vec![
            vec![Inline::Entry(EvidenceId::new(&entry.id)?)],
            plain(entry.what.trim()),
            plain(own),
            plain(beside),
            self.citations(entry, sources)?,
        ])
    }

    /// The figures of one place as they are written; where they are of several periods each with its own.
    fn shown(&self, figures: &[&EntryFigure]) -> Result<String, ComposeError> {
        let period = |placed: &&EntryFigure| placed.figure.key.period.clone();
        let several = figures.iter().any(|placed| period(placed) != period(&figures[0]));
        let mut written = Vec::new();
        for placed in figures {
            let (shown, key) = (placed.figure.shown.trim(), &placed.figure.key);
            written.push(if several {
                let places = [("figure", shown), ("period", key.period.trim())];
                self.phrase_with(&self.content.words.appendix.dated, &places)?
            } else {
                shown.to_owned()
            });
        }
        Ok(written.join(", "))
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

/// The figures of each name together, names in the order in which they first stand.
fn in_order_by_name<'a>(figures: &[&'a EntryFigure]) -> Vec<Vec<&'a EntryFigure>> {
    let mut names: Vec<Vec<&EntryFigure>> = Vec::new();
    for figure in figures {
        match names.iter_mut().find(|known| known.first().is_some_and(|first| first.name == figure.name)) {
            Some(known) => known.push(figure),
            None => names.push(vec![figure]),
        }
    }
    names
}

/// Text, linked if there is somewhere to lead.
fn linked(text: &str, url: Option<&str>) -> Result<Inline, ComposeError> {
    let text = Text::new(text.trim());
    Ok(match url {
        Some(url) => Inline::Link { text, url: Url::new(url.trim())? },
        None => Inline::Text(text),
    })
}
