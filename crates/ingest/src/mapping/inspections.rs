//! Inspections that rows report, with their judgements.

use super::Context;
use super::cells::{CellReader, Column, NamedColumns, Problem, column};
use super::forms::CellForms;
use super::settings::{ReadLink, ReadSetting, setting_id};
use super::values::{Meaning, ValueReader};
use crate::description::{Description, KnownFromRule, ScoresRule};
use crate::heading::folded;
use crate::matching::{FormatMatch, inherited, judgements_of};
use crate::screening::{Counted, Tally};
use crate::table::Row;
use evidence::{
    AspectIndex, CellForm, CellPlace, Date, EvidenceBuilder, Inspection, Judged, Judgement, RemitIndex,
    ScaleIndex, SettingId, Source, SourceIndex, Vocabulary,
};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// An inspection as a row gives it, before it is kept.
#[derive(Debug)]
pub struct ReadInspection {
    setting: SettingId,
    number: String,
    kind: String,
    date: Date,
    published: Option<Date>,
    known_from: Date,
    judgements: Vec<(Judgement, ReadFrom)>,
}

/// The cell that a judgement was read from.
#[derive(Debug, Clone)]
enum ReadFrom {
    /// A column of the inspection's own row.
    Column(usize),
    /// A cell of a file of judgements.
    Score(Arc<ScoreCell>, Arc<Source>),
}

/// A cell of a file of judgements.
#[derive(Debug)]
struct ScoreCell {
    row: u32,
    form: CellForm,
}

/// Judgements that stood in files of their own, by the name of the description and the number of the inspection.
#[derive(Debug, Default)]
pub struct Scores {
    by_number: FxHashMap<(String, String), Vec<Score>>,
}

#[derive(Debug, Clone)]
struct Score {
    aspect: AspectIndex,
    meaning: Meaning,
    values: Arc<ValueReader>,
    cell: Arc<ScoreCell>,
    /// The file, once all of it is read.
    source: Option<Arc<Source>>,
}

impl Scores {
    /// Says which file those came from that were just read.
    pub fn come_from(&mut self, source: &Source) {
        if self.by_number.is_empty() {
            return;
        }
        let source = Arc::new(source.clone());
        for score in self.by_number.values_mut().flatten() {
            score.source.get_or_insert_with(|| Arc::clone(&source));
        }
    }

    /// Adds those of another file. The files are added in the order of their names.
    pub fn absorb(&mut self, other: Scores) {
        for (key, scores) in sorted(other.by_number) {
            self.by_number.entry(key).or_default().extend(scores);
        }
    }
}

fn sorted(map: FxHashMap<(String, String), Vec<Score>>) -> Vec<((String, String), Vec<Score>)> {
    let mut list: Vec<_> = map.into_iter().collect();
    list.sort_by(|a, b| a.0.cmp(&b.0));
    list
}

/// How a file's "known from" is worked out, in words.
pub fn basis(description: &Description) -> String {
    let rule = &description.known_from;
    let mut parts = Vec::new();
    if !description.inspections.is_empty() {
        if description.inspections.iter().any(|block| block.published.is_some()) {
            parts.push("the date of publication where the file gives one".to_owned());
        }
        match rule.lag_days {
            Some(days) => parts.push(format!(
                "{}{days} days after the inspection, no later than the file's own date",
                if parts.is_empty() { "" } else { "else " }
            )),
            None if parts.is_empty() => parts.push("the day of the inspection".to_owned()),
            None => parts.push("else the day of the inspection".to_owned()),
        }
    }
    if let Some(day) = &rule.day {
        let year = match rule.years_after {
            0 => "the year in which the period ends".to_owned(),
            1 => "the year after the period ends".to_owned(),
            years => format!("the {years}th year after the period ends"),
        };
        parts.push(format!("{} of {year}", day.get_ref()));
    }
    if let Some(days) = rule.days_after_period {
        parts.push(format!("{days} days after the end of the period"));
    }
    if parts.is_empty() {
        parts.push("the file's own date".to_owned());
    } else if rule.compilation {
        parts.push("for all of a file that of its latest period".to_owned());
    }
    let parts = parts.join(", ");
    if rule.reason.is_empty() { parts } else { format!("{parts} ({})", rule.reason) }
}

/// The day from which an inspection counts as public.
fn known_from(rule: &KnownFromRule, date: Date, published: Option<Date>, as_at: Option<Date>) -> Date {
    if let Some(published) = published {
        return published;
    }
    let public = evidence::date::add_days(date, i32::from(rule.lag_days.unwrap_or(0)));
    match as_at {
        // What a file of some date reports was known on that date.
        Some(as_at) if rule.capped != Some(false) && as_at >= date => public.min(as_at),
        _ => public,
    }
}

/// One block of inspections, ready for this table.
#[derive(Debug)]
struct Block {
    date: Column,
    published: Option<Column>,
    number: Option<Column>,
    inspected: Option<Column>,
    inspected_link: Option<String>,
    kind_column: Option<Column>,
    kinds: FxHashMap<String, String>,
    kind: String,
    not_kinds: Vec<String>,
    judgements: Vec<(usize, AspectIndex, Arc<ValueReader>)>,
}

/// Reads the inspections of each row.
#[derive(Debug)]
pub struct InspectionReader {
    blocks: Vec<Block>,
    scheme: String,
    known_from: KnownFromRule,
    as_at: Option<Date>,
    source: SourceIndex,
    scores: FxHashMap<String, Vec<Score>>,
    /// Successions that inspections of other settings imply.
    pub links: Vec<ReadLink>,
}

impl InspectionReader {
    /// The reader of a description for this table.
    pub fn new(
        fit: &FormatMatch<'_>,
        context: Context<'_>,
        as_at: Option<Date>,
        source: SourceIndex,
    ) -> InspectionReader {
        let description = fit.description;
        let values: FxHashMap<&str, Arc<ValueReader>> = description
            .values
            .iter()
            .map(|(name, rule)| (name.as_str(), Arc::new(ValueReader::new(rule, context.vocabulary))))
            .collect();
        let rules = &description.inspections;
        let mut blocks = Vec::new();
        for (rule, columns) in rules.iter().zip(&fit.columns.blocks) {
            let Some(columns) = columns else { continue };
            let at = |at: Option<usize>, part: Option<&crate::description::ColumnRule>| {
                at.map(|at| column(at, part))
            };
            let judgements = judgements_of(rules, rule)
                .iter()
                .zip(&columns.judgements)
                .filter_map(|(judgement, at)| {
                    let aspect = context.vocabulary.aspect(judgement.aspect.get_ref())?.0;
                    Some(((*at)?, aspect, Arc::clone(values.get(judgement.values.get_ref().as_str())?)))
                })
                .collect();
            let kinds = inherited(rules, rule, |rule| (!rule.kinds.is_empty()).then_some(&rule.kinds));
            blocks.push(Block {
                date: column(columns.date, inherited(rules, rule, |rule| rule.date.as_ref())),
                published: at(columns.published, inherited(rules, rule, |rule| rule.published.as_ref())),
                number: at(columns.number, inherited(rules, rule, |rule| rule.number.as_ref())),
                inspected: at(columns.inspected, inherited(rules, rule, |rule| rule.inspected.as_ref())),
                inspected_link: inherited(rules, rule, |rule| rule.inspected_link.clone()),
                kind_column: at(columns.kind, inherited(rules, rule, |rule| rule.kind_column.as_ref())),
                kinds: kinds.into_iter().flatten().map(|(word, kind)| (folded(word), kind.clone())).collect(),
                kind: inherited(rules, rule, |rule| (!rule.kind.is_empty()).then(|| rule.kind.clone()))
                    .unwrap_or_default(),
                not_kinds: inherited(rules, rule, |rule| {
                    (!rule.not_kinds.is_empty()).then_some(&rule.not_kinds)
                })
                .into_iter()
                .flatten()
                .map(|word| folded(word))
                .collect(),
                judgements,
            });
        }
        let scores = description.scores_from.as_ref().map_or_else(FxHashMap::default, |from| {
            let of = |(key, scores): (&(String, String), &Vec<Score>)| {
                (key.0 == *from.get_ref()).then(|| (key.1.clone(), scores.clone()))
            };
            context.scores.by_number.iter().filter_map(of).collect()
        });
        InspectionReader {
            blocks,
            scheme: description.setting.as_ref().map_or(String::new(), |setting| setting.scheme.clone()),
            known_from: description.known_from.clone(),
            as_at,
            source,
            scores,
            links: Vec::new(),
        }
    }

    /// The inspections of a row.
    pub fn read(
        &mut self,
        row: &Row<'_>,
        reader: &CellReader,
        setting: &ReadSetting,
        tally: &mut Tally,
    ) -> Result<Vec<ReadInspection>, Problem> {
        let mut read = Vec::new();
        for block in &self.blocks {
            if let Some((inspection, link)) = self.read_block(block, row, reader, setting, tally)? {
                read.push((inspection, link));
            }
        }
        // Only now, when all blocks are understood, are the successions kept.
        self.links.extend(read.iter().filter_map(|(_, link)| link.clone()));
        Ok(read.into_iter().map(|(inspection, _)| inspection).collect())
    }

    fn read_block(
        &self,
        block: &Block,
        row: &Row<'_>,
        reader: &CellReader,
        setting: &ReadSetting,
        tally: &mut Tally,
    ) -> Result<Option<(ReadInspection, Option<ReadLink>)>, Problem> {
        let Some(date) = reader.date(row, &block.date)? else { return Ok(None) };
        let kind_word = block.kind_column.as_ref().and_then(|column| reader.text(row, column));
        let kind_word = kind_word.as_deref().map(folded).unwrap_or_default();
        if block.not_kinds.contains(&kind_word) {
            return Ok(None);
        }
        let number = block.number.as_ref().and_then(|column| reader.text(row, column));
        let number =
            number.map_or(String::new(), |number| number.strip_suffix(".0").unwrap_or(&number).to_owned());
        let mut published = match &block.published {
            Some(column) => reader.date(row, column)?,
            None => None,
        };
        if published.is_some_and(|published| published < date) {
            tally.count(Counted::PublishedBefore, &format!("{date} in row {}", row.number));
            published = None;
        }
        if self.as_at.is_some_and(|as_at| as_at < date) {
            tally.count(Counted::DateAfterAsAt, &format!("{date} in row {}", row.number));
        }
        let judgements = self.judgements(block, row, date, setting.remit, &number, tally)?;
        let (inspected, link) = Self::inspected(block, row, reader, &self.scheme, setting)?;
        let inspection = ReadInspection {
            setting: inspected,
            number,
            kind: block.kinds.get(&kind_word).unwrap_or(&block.kind).clone(),
            date,
            published,
            known_from: known_from(&self.known_from, date, published, self.as_at),
            judgements,
        };
        Ok(Some((inspection, link)))
    }

    /// Whose inspection it was: the setting's own, or that of the one it followed.
    fn inspected(
        block: &Block,
        row: &Row<'_>,
        reader: &CellReader,
        scheme: &str,
        setting: &ReadSetting,
    ) -> Result<(SettingId, Option<ReadLink>), Problem> {
        let Some(column) = &block.inspected else { return Ok((setting.id.clone(), None)) };
        let Some(text) = reader.text(row, column) else { return Ok((setting.id.clone(), None)) };
        let inspected = setting_id(scheme, &text)
            .ok_or_else(|| Problem::at(column.at, row.cell(column.at), "not the number of a setting"))?;
        let link = block.inspected_link.as_ref().filter(|_| inspected != setting.id).map(|kind| ReadLink {
            successor: setting.id.clone(),
            predecessor: inspected.clone(),
            inherits: true,
            from: None,
            kind: kind.clone(),
        });
        Ok((inspected, link))
    }

    fn judgements(
        &self,
        block: &Block,
        row: &Row<'_>,
        date: Date,
        remit: Option<RemitIndex>,
        number: &str,
        tally: &mut Tally,
    ) -> Result<Vec<(Judgement, ReadFrom)>, Problem> {
        let mut understood: Vec<(AspectIndex, &Meaning, &ValueReader, ReadFrom)> =
            Vec::with_capacity(block.judgements.len());
        for (at, aspect, values) in &block.judgements {
            let cell = row.cell(*at);
            let meaning = if cell.is_empty() {
                // An empty cell says nothing, unless the description gives it a meaning.
                let Some(meaning) = values.meaning_of_empty() else { continue };
                meaning
            } else {
                values.meaning(&cell.text()).map_err(|reason| Problem::at(*at, cell, reason))?
            };
            understood.push((*aspect, meaning, values, ReadFrom::Column(*at)));
        }
        for score in self.scores.get(number).into_iter().flatten() {
            let Some(source) = &score.source else { continue };
            let from = ReadFrom::Score(Arc::clone(&score.cell), Arc::clone(source));
            understood.push((score.aspect, &score.meaning, &score.values, from));
        }
        let fixed: Option<ScaleIndex> =
            understood.iter().find_map(|(_, meaning, values, _)| values.fixed(meaning));
        let mut judgements = Vec::with_capacity(understood.len());
        for (aspect, meaning, values, from) in understood {
            let judgement = match meaning {
                Meaning::Missing(reason) => values.scale_on(date, remit, fixed).map(|scale| Judgement {
                    aspect,
                    scale,
                    value: Err(*reason),
                }),
                Meaning::Value(on) => values.resolve(on, date, remit, fixed).map(|resolved| {
                    if !resolved.in_time {
                        tally.count(Counted::ScaleOutOfTime, &format!("{date} in row {}", row.number));
                    }
                    Judgement { aspect, scale: resolved.scale, value: Ok(resolved.code) }
                }),
            };
            judgements.extend(judgement.map(|judgement| (judgement, from)));
        }
        Ok(judgements)
    }

    /// Keeps inspections.
    pub fn keep(
        &mut self,
        read: Vec<ReadInspection>,
        row: &Row<'_>,
        forms: &mut CellForms<'_>,
        builder: &mut EvidenceBuilder,
    ) {
        for one in read {
            let judged: Vec<Judged> = one
                .judgements
                .into_iter()
                .map(|(judgement, from)| {
                    let cell = match from {
                        ReadFrom::Column(at) => CellPlace {
                            source: self.source,
                            row: row.number,
                            form: forms.words(at, row.cell(at), builder),
                        },
                        ReadFrom::Score(score, source) => CellPlace {
                            source: builder.source((*source).clone()),
                            row: score.row,
                            form: builder.cell_form(score.form.clone()),
                        },
                    };
                    Judged { judgement, cell }
                })
                .collect();
            let setting = builder.setting(one.setting);
            let inspection = Inspection {
                setting,
                number: one.number,
                kind: one.kind,
                date: one.date,
                published: one.published,
                known_from: one.known_from,
                source: self.source,
                row: row.number,
            };
            builder.inspect(inspection, &judged);
        }
    }
}

/// Reads judgements that stand in a file of their own.
#[derive(Debug)]
pub struct ScoreReader {
    description: String,
    number: Option<Column>,
    about: Option<Column>,
    value: Option<Column>,
    aspects: FxHashMap<String, (AspectIndex, Arc<ValueReader>)>,
    words: Vec<String>,
}

impl ScoreReader {
    /// The reader of a description for this table.
    pub fn new(
        rule: &ScoresRule,
        description: &Description,
        named: &NamedColumns,
        vocabulary: &Vocabulary,
    ) -> ScoreReader {
        let mut aspects = FxHashMap::default();
        for (word, about) in &rule.aspects {
            let values = description.values.get(about.values.get_ref());
            if let (Some((aspect, _)), Some(values)) = (vocabulary.aspect(about.aspect.get_ref()), values) {
                aspects.insert(folded(word), (aspect, Arc::new(ValueReader::new(values, vocabulary))));
            }
        }
        ScoreReader {
            description: description.id.get_ref().clone(),
            number: named.get(&rule.number),
            about: named.get(&rule.about),
            value: named.get(&rule.value),
            aspects,
            words: rule.aspects.keys().cloned().collect(),
        }
    }

    /// Reads one judgement.
    pub fn read(
        &self,
        row: &Row<'_>,
        reader: &CellReader,
        forms: &CellForms<'_>,
        scores: &mut Scores,
    ) -> Result<(), Problem> {
        let (Some(number), Some(about), Some(value)) = (&self.number, &self.about, &self.value) else {
            return Err(Problem::of_row("a column of the judgement is missing"));
        };
        let Some(inspection) = reader.text(row, number) else {
            return Err(Problem::at(number.at, row.cell(number.at), "no number of an inspection"));
        };
        let word = row.cell(about.at).text();
        let Some((aspect, values)) = self.aspects.get(&folded(&word)) else {
            let near = crate::heading::nearest_known(&word, self.words.iter().map(String::as_str));
            return Err(Problem::at(about.at, row.cell(about.at), format!("not a known aspect{near}")));
        };
        let cell = row.cell(value.at);
        let meaning =
            values.meaning(&cell.text()).map_err(|reason| Problem::at(value.at, cell, reason))?.clone();
        let form = CellForm::written(forms.heading(value.at), &cell.text());
        let score = Score {
            aspect: *aspect,
            meaning,
            values: Arc::clone(values),
            cell: Arc::new(ScoreCell { row: row.number, form }),
            source: None,
        };
        let key = (self.description.clone(), inspection.strip_suffix(".0").unwrap_or(&inspection).to_owned());
        scores.by_number.entry(key).or_default().push(score);
        Ok(())
    }
}
