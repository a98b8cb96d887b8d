//! Events of whole areas, from the small file that users keep.

use super::cells::{CellReader, Column, NamedColumns, Problem};
use super::forms::CellForms;
use super::places::PlaceFinder;
use crate::description::AreaEventRule;
use crate::table::Row;
use evidence::{AreaEvent, Areas, Date, EvidenceBuilder, SourceIndex};

/// Reads the event of each row.
#[derive(Debug)]
pub struct EventReader<'a> {
    area: Option<Column>,
    date: Option<Column>,
    known_from: Option<Column>,
    kind: Option<Column>,
    outcome: Option<Column>,
    note: Option<Column>,
    areas: &'a Areas,
    source: SourceIndex,
}

impl<'a> EventReader<'a> {
    /// The reader of a description for this table.
    pub fn new(
        rule: &AreaEventRule,
        named: &NamedColumns,
        areas: &'a Areas,
        _as_at: Option<Date>,
        source: SourceIndex,
    ) -> EventReader<'a> {
        EventReader {
            area: named.get(&rule.area),
            date: named.get(&rule.date),
            known_from: named.maybe(rule.known_from.as_ref()),
            kind: named.get(&rule.kind),
            outcome: named.get(&rule.outcome),
            note: named.maybe(rule.note.as_ref()),
            areas,
            source,
        }
    }

    /// Reads one event.
    pub fn read(
        &mut self,
        row: &Row<'_>,
        reader: &CellReader,
        forms: &mut CellForms<'_>,
        builder: &mut EvidenceBuilder,
    ) -> Result<(), Problem> {
        let (Some(area), Some(date)) = (&self.area, &self.date) else {
            return Err(Problem::of_row("a column of the event is missing"));
        };
        let day = reader
            .date(row, date)?
            .ok_or_else(|| Problem::at(date.at, row.cell(date.at), "an event needs the day it happened"))?;
        // The register of the day the event happened: a name may have passed from one council to another.
        let mut finder = PlaceFinder::new(self.areas, Some(day), false);
        let name = row.cell(area.at).text();
        let number = finder.area(&name).ok_or_else(|| {
            let nearest = finder.nearest(&name);
            Problem::at(area.at, row.cell(area.at), format!("not an area of the register{nearest}"))
        })?;
        let word = |column: &Option<Column>, what: &str| {
            let column =
                column.as_ref().ok_or_else(|| Problem::of_row(format!("no column of the {what}")))?;
            reader.text(row, column).map(std::borrow::Cow::into_owned).ok_or_else(|| {
                Problem::at(column.at, row.cell(column.at), format!("an event needs its {what}"))
            })
        };
        let event = AreaEvent {
            area: number,
            date: day,
            known_from: match &self.known_from {
                Some(column) => reader.date(row, column)?.unwrap_or(day),
                None => day,
            },
            kind: word(&self.kind, "kind")?,
            outcome: word(&self.outcome, "outcome")?,
            note: self
                .note
                .as_ref()
                .and_then(|column| reader.text(row, column))
                .map_or(String::new(), std::borrow::Cow::into_owned),
            source: self.source,
            row: row.number,
            form: match &self.outcome {
                Some(column) => forms.words(column.at, row.cell(column.at), builder),
                None => return Err(Problem::of_row("no column of the outcome")),
            },
        };
        builder.area_event(event);
        Ok(())
    }
}
