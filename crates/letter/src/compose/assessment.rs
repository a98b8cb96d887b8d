//! The letter's body: how the assessment was reached, the outcome, the summary, the sections.

use super::{ComposeError, Composer, bullets, item, paragraph, sentences};
use crate::content::{GradeName, Outcome, Position, PreviousGrade, Statement};
use document::{Block, ColumnKind, Fact, Facts, Inline, Level, Paragraph, Table, Text, plain};

impl Composer<'_> {
    /// How the assessment was reached, and the scale.
    pub(super) fn method(&self) -> Result<Vec<Block>, ComposeError> {
        let content = self.content;
        let mut blocks: Vec<Block> = Vec::new();
        for text in &content.method {
            blocks.push(paragraph(&self.phrase(text)?));
        }
        if !content.scale.is_empty() {
            let words = &content.words.scale;
            let row = |grade: &crate::content::ScaleGrade| {
                vec![plain(grade.grade.trim()), plain(grade.name.trim()), plain(grade.meaning.trim())]
            };
            blocks.push(Block::Table(Table {
                caption: Text::new(self.phrase(&words.caption)?),
                columns: vec![
                    self.column(&words.grade, ColumnKind::Words, 2)?,
                    self.column(&words.name, ColumnKind::Words, 6)?,
                    self.column(&words.meaning, ColumnKind::Words, 12)?,
                ],
                row_headers: true,
                rows: content.scale.iter().map(row).collect(),
            }));
        }
        for text in &content.scale_notes {
            blocks.push(paragraph(&self.phrase(text)?));
        }
        Ok(blocks)
    }

    /// The outcome, the summary and the sections.
    pub(super) fn assessment(&self) -> Result<Vec<Block>, ComposeError> {
        let content = self.content;
        let mut blocks = vec![self.heading(Level::One, &content.words.outcome.title)?];
        blocks.extend(self.outcome()?);
        for part in &content.summary {
            blocks.push(Block::Paragraph(Paragraph { content: item(part)? }));
        }
        for section in &content.sections {
            blocks.push(self.heading(Level::Two, &section.title)?);
            if let Some(introduction) = &section.introduction {
                blocks.push(paragraph(&self.phrase(introduction)?));
            }
            if section.items.is_empty() {
                blocks.push(paragraph(&self.phrase(&content.words.letter.nothing_stated)?));
            } else {
                blocks.push(bullets(section.items.iter().map(item).collect::<Result<_, _>>()?));
            }
        }
        Ok(blocks)
    }

    fn outcome(&self) -> Result<Vec<Block>, ComposeError> {
        match &self.content.outcome {
            Outcome::Grade { judged, judged_by, derived, range, grounds, previous, notes } => {
                let facts = self.grade_facts(
                    (judged.as_ref(), judged_by.as_deref()),
                    (derived.as_ref(), range.as_deref()),
                    grounds,
                    previous.as_ref(),
                )?;
                let mut blocks = vec![facts];
                blocks.extend(statement_paragraph(notes)?);
                Ok(blocks)
            }
            Outcome::Positions { positions } => Ok(vec![self.evidence_facts()?, self.positions(positions)?]),
            Outcome::Withheld { reason } => {
                let words = &self.content.words.outcome;
                let mut facts = vec![
                    self.fact(&words.assessment, &self.phrase(&words.withheld)?)?,
                    self.fact(&words.withheld_reason, reason)?,
                ];
                facts.extend(self.as_at_fact()?);
                Ok(vec![Block::Facts(Facts { facts })])
            }
        }
    }

    fn grade_facts(
        &self,
        (judged, judged_by): (Option<&GradeName>, Option<&str>),
        (derived, range): (Option<&GradeName>, Option<&str>),
        grounds: &[String],
        previous: Option<&PreviousGrade>,
    ) -> Result<Block, ComposeError> {
        let words = &self.content.words.outcome;
        let shown = judged.or(derived).ok_or(ComposeError::NoGrade)?;
        let mut facts = vec![Fact {
            term: Text::new(self.phrase(&words.assessment)?),
            detail: vec![Inline::Strong(Text::new(self.grade(shown)?))],
        }];
        // A semicolon follows the grade at once.
        let beyond = range.map_or_else(String::new, |range| {
            if range.starts_with(';') { range.to_owned() } else { format!(" {range}") }
        });
        if judged.is_none() && !beyond.is_empty() {
            facts[0].detail.push(Inline::Text(Text::new(beyond.as_str())));
        }
        match (judged, derived) {
            (None, _) => {
                facts.push(self.fact(&words.not_judged.term, &self.phrase(&words.not_judged.detail)?)?);
            }
            (Some(_), Some(derived)) => {
                facts.push(self.fact(&words.derived, &format!("{}{beyond}", self.grade(derived)?))?);
            }
            (Some(_), None) => {}
        }
        if let Some(by) = judged_by {
            facts.push(self.fact(&words.judged_by, by)?);
        }
        if !grounds.is_empty() {
            facts.push(self.fact(&words.grounds, &grounds.join(" "))?);
        }
        if let Some(PreviousGrade { year, grade }) = previous {
            let term = self.phrase_with(&words.previous, &[("previous_year", year)])?;
            facts.push(Fact { term: Text::new(term), detail: plain(self.grade(grade)?) });
        }
        facts.extend(self.as_at_fact()?);
        Ok(Block::Facts(Facts { facts }))
    }

    fn grade(&self, grade: &GradeName) -> Result<String, ComposeError> {
        let places = [("name", grade.name.trim()), ("grade", grade.grade.trim())];
        Ok(self.phrase_with(&self.content.words.outcome.grade, &places)?)
    }

    fn fact(&self, term: &str, detail: &str) -> Result<Fact, ComposeError> {
        Ok(Fact { term: Text::new(self.phrase(term)?), detail: plain(detail.trim()) })
    }

    fn as_at_fact(&self) -> Result<Option<Fact>, ComposeError> {
        let words = &self.content.words.outcome.evidence;
        self.fact(&words.term, &self.phrase(&words.detail)?).map(Some)
    }

    fn evidence_facts(&self) -> Result<Block, ComposeError> {
        Ok(Block::Facts(Facts { facts: self.as_at_fact()?.into_iter().collect() }))
    }

    fn positions(&self, positions: &[Position]) -> Result<Block, ComposeError> {
        let words = &self.content.words.outcome;
        let mut rows = Vec::new();
        for position in positions {
            let reasons = sentences(&position.reasons)?;
            rows.push(vec![plain(position.block.trim()), plain(position.position.trim()), reasons]);
        }
        Ok(Block::Table(Table {
            caption: Text::new(self.phrase(&words.positions)?),
            columns: vec![
                self.column(&words.block, ColumnKind::Words, 5)?,
                self.column(&words.position, ColumnKind::Words, 5)?,
                self.column(&words.reasons, ColumnKind::Words, 10)?,
            ],
            row_headers: true,
            rows,
        }))
    }
}

/// Statements as a paragraph, if there are any.
fn statement_paragraph(statements: &[Statement]) -> Result<Option<Block>, ComposeError> {
    if statements.is_empty() {
        return Ok(None);
    }
    Ok(Some(Block::Paragraph(Paragraph { content: sentences(statements)? })))
}
