//! From rows to evidence, as a description says.

pub mod as_at;
pub mod cells;
pub mod events;
pub mod forms;
pub mod inspections;
pub mod lists;
pub mod observations;
pub mod places;
pub mod settings;
pub mod tidy;
pub mod values;

use crate::description::{Description, Reader};
use crate::matching::FormatMatch;
use crate::screening::{Counted, Rejection, Tally};
use crate::table::{Row, Rows, Sheet, Unreadable};
use cells::{CellReader, NamedColumns, Problem, When};
use evidence::{Areas, Date, EvidenceBuilder, Source, SourceIndex, Vocabulary};
use forms::CellForms;
use inspections::Scores;
use lists::ReadList;
use std::ops::ControlFlow;

/// What every row may need.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// Scales, aspects and remits.
    pub vocabulary: &'a Vocabulary,
    /// The register of areas.
    pub areas: &'a Areas,
    /// Judgements that stood in files of their own.
    pub scores: &'a Scores,
}

/// What is known of the file that a table is in.
#[derive(Debug, Clone, Copy)]
pub struct FileFacts<'a> {
    /// Its name without folders.
    pub name: &'a str,
    /// Its path as imported: [`evidence::Source::file`].
    pub imported: &'a str,
    /// Its hash.
    pub sha256: &'a str,
    /// Its encoding, for text.
    pub encoding: &'a str,
}

/// What one table gave.
#[derive(Debug, Default)]
pub struct TableResult {
    /// The date that it speaks of.
    pub as_at: Option<Date>,
    /// Its rows' screening.
    pub tally: Tally,
    /// Judgements for inspections of other files.
    pub scores: Scores,
    /// What waits for other files.
    pub pending: crate::lait::Pending,
    /// The lists of settings that it holds.
    pub lists: Vec<ReadList>,
}

/// The parts that read a row, ready for this table.
struct Parts<'a> {
    forms: CellForms<'a>,
    settings: Option<settings::SettingReader<'a>>,
    inspections: inspections::InspectionReader,
    links: settings::LinkReader,
    scores: Option<inspections::ScoreReader>,
    event: Option<events::EventReader<'a>>,
    observations: Option<observations::ObservationReader<'a>>,
    tidy: Option<tidy::TidyReader<'a>>,
    named: Option<named::NamedReader<'a>>,
}

/// Reads a table into a part of the evidence.
pub fn read_table<'a>(
    fit: &'a FormatMatch<'a>,
    sheet: &Sheet<'_>,
    head: &[(u32, Vec<String>)],
    file: FileFacts<'_>,
    context: Context<'a>,
    builder: &mut EvidenceBuilder,
) -> Result<TableResult, Unreadable> {
    let description = fit.description;
    let reader = CellReader::new(description);
    let named = NamedColumns::new(description, &fit.columns);
    let as_at = as_at::find(fit, head, file.name, sheet, &reader, &named)?;
    let source = builder.source(source_of(description, sheet, file, as_at));
    let mut parts = Parts::new(fit, sheet, file, &reader, &named, context, as_at, builder, source)?;
    let ignored: Vec<(When, &str)> = description
        .ignored
        .iter()
        .map(|rule| (When::new(&rule.when, &named), rule.reason.as_str()))
        .collect();
    let keys: Vec<usize> = description
        .columns
        .iter()
        .filter(|(_, rule)| rule.required)
        .filter_map(|(name, _)| fit.columns.named.get(name))
        .copied()
        .collect();
    let mut result = TableResult { as_at, ..TableResult::default() };
    let mut last_row_cells = 0;
    sheet.each_row(|row| {
        if row.number <= fit.heading_row {
            return ControlFlow::Continue(());
        }
        last_row_cells = row.len();
        let read = whole(row, fit.headings.len(), &keys)
            .and_then(|()| match ignored.iter().find(|(when, _)| when.holds(row)) {
                Some((_, reason)) => Err(Problem::of_row(*reason)),
                None => Ok(()),
            })
            .and_then(|()| parts.read(row, &reader, builder, &mut result));
        match read {
            Ok(()) => result.tally.read(),
            Err(problem) => result.tally.reject(Rejection {
                row: row.number,
                column: problem.column.and_then(|at| fit.headings.texts.get(at).cloned()).unwrap_or_default(),
                value: problem.value,
                reason: problem.reason,
            }),
        }
        ControlFlow::Continue(())
    })?;
    if let Rows::Delimited(text) = &sheet.rows
        && let Some(why) = text.torn(fit.headings.len(), last_row_cells)
    {
        return Err(Unreadable(format!("the file is cut off: {why}")));
    }
    let found_in_the_file = parts.tidy.as_ref().map(tidy::TidyReader::columns).unwrap_or_default();
    result.lists = parts.finish(builder);
    let of_years = result.lists.iter().filter(|list| list.source != source);
    let in_lists: u64 = of_years.map(|list| builder.source_at(list.source).rows_read).sum();
    notes(fit, &found_in_the_file, &mut result);
    let (rows, rejected) = result.tally.rows();
    builder.amend_source(source, |source| {
        source.rows_in_file = rows - in_lists;
        source.rows_rejected = rejected;
        source.rows_read = rows - rejected - in_lists;
    });
    result.scores.come_from(builder.source_at(source));
    Ok(result)
}

/// Whether a row is one of the table: not blank, not a note for people, with a cell under every heading.
fn whole(row: &Row<'_>, headings: usize, keys: &[usize]) -> Result<(), Problem> {
    let filled = row.filled();
    let with_value = |at: usize, reason: String| {
        Err(Problem { value: Problem::at(at, row.cell(at), "").value, ..Problem::of_row(reason) })
    };
    if filled == 0 {
        return Err(Problem::of_row("blank row"));
    }
    // A note stands in one cell or two, and not in all of those that every row of the table has.
    if filled <= 2 && keys.iter().any(|at| row.cell(*at).is_empty()) {
        let at = (0..row.len()).find(|at| !row.cell(*at).is_empty()).unwrap_or_default();
        return with_value(at, "note below the table".to_owned());
    }
    if row.is_delimited() && row.len() < headings {
        return Err(Problem::of_row(format!("{} cells where the headings have {headings}", row.len())));
    }
    match (headings..row.len()).find(|at| !row.cell(*at).is_empty()) {
        Some(at) => {
            with_value(at, format!("a value in column {} where the headings end with {headings}", at + 1))
        }
        None => Ok(()),
    }
}

/// The source that a table is, before its rows are counted.
pub fn source_of(
    description: &Description,
    sheet: &Sheet<'_>,
    file: FileFacts<'_>,
    as_at: Option<Date>,
) -> Source {
    Source {
        sha256: file.sha256.to_owned(),
        file: file.imported.to_owned(),
        format: description.id.get_ref().clone(),
        sheet: sheet.name.clone(),
        title: description.title.clone(),
        publisher: description.publisher.clone(),
        licence: description.licence.clone(),
        as_at,
        encoding: file.encoding.to_owned(),
        known_from_basis: inspections::basis(description),
        // Filled in when all files of one date are read: one of fifteen parts is not complete alone.
        complete_for: Vec::new(),
        stands_days: None,
        rows_in_file: 0,
        rows_read: 0,
        rows_rejected: 0,
    }
}

/// Notes about the table as a whole. `read` are columns that are read although the description does not name them.
fn notes(fit: &FormatMatch<'_>, read: &[usize], result: &mut TableResult) {
    for (there, meant) in &fit.columns.slips {
        result.tally.note(format!("the heading `{there}` was taken for `{meant}`"));
    }
    let unused: Vec<&str> = fit
        .columns
        .unused
        .iter()
        .filter(|at| !read.contains(at))
        .map(|at| fit.headings.texts[*at].as_str())
        .collect();
    if !unused.is_empty() && fit.description.reader == Reader::Rows {
        result.tally.note(match unused.len() {
            1 => format!("1 column is not used: {}", unused[0]),
            many => format!("{many} columns are not used: {}", unused.join(", ")),
        });
    }
    if !fit.description.as_at.is_empty() && result.as_at.is_none() {
        result.tally.note("the file does not say of which date it speaks".to_owned());
    }
}

impl<'a> Parts<'a> {
    #[expect(clippy::too_many_arguments, reason = "called once; each is a different thing that rows need")]
    fn new(
        fit: &'a FormatMatch<'a>,
        sheet: &Sheet<'_>,
        file: FileFacts<'_>,
        reader: &CellReader,
        named: &NamedColumns,
        context: Context<'a>,
        as_at: Option<Date>,
        builder: &mut EvidenceBuilder,
        source: SourceIndex,
    ) -> Result<Parts<'a>, Unreadable> {
        let description = fit.description;
        let tidy = match &description.tidy {
            Some(rule) => Some(tidy::TidyReader::new(
                rule, fit, sheet, file.name, reader, named, context, as_at, builder, source,
            )?),
            None => None,
        };
        let named_rows = match &description.named {
            Some(rule) => {
                Some(named::NamedReader::new(rule, fit, sheet, reader, named, context, as_at, source)?)
            }
            None => None,
        };
        Ok(Parts {
            forms: CellForms::new(&fit.headings.published),
            settings: description
                .setting
                .as_ref()
                .map(|rule| settings::SettingReader::new(rule, description, named, context, as_at, source)),
            inspections: inspections::InspectionReader::new(fit, context, as_at, source),
            links: settings::LinkReader::new(&description.links, named),
            scores: description
                .scores
                .as_ref()
                .map(|rule| inspections::ScoreReader::new(rule, description, named, context.vocabulary)),
            event: description
                .area_event
                .as_ref()
                .map(|rule| events::EventReader::new(rule, named, context.areas, as_at, source)),
            observations: (!description.observations.is_empty())
                .then(|| observations::ObservationReader::new(fit, named, context, as_at, builder, source)),
            tidy,
            named: named_rows,
        })
    }

    /// Reads one row: first everything is understood, then everything is kept, so that a rejected row leaves nothing.
    fn read(
        &mut self,
        row: &Row<'_>,
        reader: &CellReader,
        builder: &mut EvidenceBuilder,
        result: &mut TableResult,
    ) -> Result<(), Problem> {
        if let Some(settings) = &mut self.settings {
            let setting = settings.read(row, reader, &mut result.tally)?;
            let inspections = self.inspections.read(row, reader, &setting, &mut result.tally)?;
            let links = self.links.read(row, reader)?;
            settings.keep(setting, row, &mut self.forms, builder, &mut result.tally);
            self.inspections.keep(inspections, row, &mut self.forms, builder);
            self.links.keep(links);
        } else if !self.links.is_empty() {
            let links = self.links.read(row, reader)?;
            self.links.keep(links);
        }
        if let Some(scores) = &self.scores {
            scores.read(row, reader, &self.forms, &mut result.scores)?;
        }
        if let Some(event) = &mut self.event {
            event.read(row, reader, &mut self.forms, builder)?;
        }
        if let Some(observations) = &mut self.observations {
            observations.read(row, reader, &mut self.forms, builder, &mut result.tally)?;
        }
        if let Some(tidy) = &mut self.tidy {
            tidy.read(row, reader, &mut self.forms, builder, &mut result.tally)?;
        }
        if let Some(named) = &mut self.named {
            named.read(row, reader, &mut self.forms, builder)?;
        }
        Ok(())
    }

    /// Keeps what could only be decided at the end; the lists of settings.
    fn finish(self, builder: &mut EvidenceBuilder) -> Vec<ReadList> {
        self.links.finish(self.inspections.links, builder);
        self.settings.map(|settings| settings.into_lists(builder)).unwrap_or_default()
    }
}

/// Counts a percentage that cannot be one.
pub(crate) fn check_percent(tally: &mut Tally, row: u32, number: f64) {
    if !(0.0..=100.0).contains(&number) {
        tally.count(Counted::OutOfRange, &format!("{number} in row {row}"));
    }
}
