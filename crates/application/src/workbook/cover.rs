//! The covers of tables that people ask for by a command.

use super::{Cover, CoverLine, TableSheet, table_words, write};
use crate::error::Error;
use crate::workspace::{Comparing, Workspace};
use document::fill;
use evidence::Date;
use evidence::date::in_words;

/// What a table is of, for its cover and the name of its sheet.
#[derive(Debug, Clone, Copy)]
pub struct TableOf<'a> {
    /// Which kind: a key of `titles` in `words/tables.toml`.
    pub title: &'a str,
    /// A key of `sheets` there.
    pub sheet: &'a str,
    /// The area or areas.
    pub area: &'a str,
    /// The indicator.
    pub indicator: &'a str,
}

impl Workspace {
    /// A table as a workbook.
    ///
    /// # Errors
    /// Where the convention or an area to compare with has no such name, or the table cannot be written.
    pub fn workbook(
        &self,
        of: TableOf<'_>,
        csv: Vec<u8>,
        as_at: Option<Date>,
        comparing: &Comparing,
    ) -> Result<Vec<u8>, Error> {
        let words = table_words();
        let unknown =
            || Error::Unwritable { format: "XLSX", reason: format!("no words for a table of {}", of.title) };
        let title = fill(
            words.titles.get(of.title).ok_or_else(unknown)?,
            &[("area", of.area), ("indicator", of.indicator)],
        )?;
        let name = words.sheets.get(of.sheet).ok_or_else(unknown)?.clone();
        let date = as_at.unwrap_or_else(|| self.last_known());
        let cover =
            Cover { sheet: words.about.sheet.clone(), title, lines: self.facts(as_at, comparing)?, date };
        write(&cover, &[TableSheet { name, csv }])
    }

    /// What a table was made from, as its cover says it.
    fn facts(&self, as_at: Option<Date>, comparing: &Comparing) -> Result<Vec<CoverLine>, Error> {
        let words = &table_words().about;
        let made_from = self.made_from(as_at, comparing)?;
        let line = |term: &str, detail: String| CoverLine { term: term.to_owned(), detail };
        let mut lines = vec![line(&words.as_at, as_at.map_or_else(|| words.everything.clone(), in_words))];
        let convention = self.convention(&comparing.convention)?;
        lines.push(line(&words.convention, format!("{} ({})", convention.name, convention.id)));
        let chosen = match (&comparing.neighbours, comparing.areas.as_slice()) {
            (_, [_, ..]) => Some(comparing.areas.join(", ")),
            (set, []) => set.clone(),
        };
        lines.extend(chosen.map(|chosen| line(&words.neighbours, chosen)));
        lines.extend(made_from.evidence.as_ref().map(|id| line(&words.evidence, id.clone())));
        lines.push(line(&words.program, format!("Kingsway {}", made_from.program)));
        lines.push(line(&words.digest, made_from.digest().to_owned()));
        if self.evidence().indicators.iter().any(|indicator| indicator.id.is_local()) {
            lines.push(line(&words.own, words.local.clone()));
        }
        for source in &self.evidence().sources {
            let licence = line(&words.licence, fill(&words.attribution, &[("licence", &source.licence)])?);
            // An authority's own figures are under no licence of a publisher.
            if source.licence.starts_with("Open Government") && !lines.contains(&licence) {
                lines.push(licence);
            }
        }
        Ok(lines)
    }
}
