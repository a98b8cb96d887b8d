//! From an assessment and its statements to what a letter holds. Every phrase comes from the framework or from
//! `words/letter/`.

use super::appendix::Appendix;
use super::phrases::LetterPhrases;
use super::sender::SenderFile;
use super::statements::LetterStatements;
use super::{charts, outcome};
use crate::error::Error;
use crate::judgement::JudgedAssessment;
use crate::made_from::MadeFrom;
use crate::overlay::Overlay;
use framework::Framework;
use framework::SectionKind;
use letter::LetterContent;
use letter::content::{Item, Recipient, Section, Statement as LetterStatement};
use profile::{PreparedDate, Profile};
use statements::{Facts, Section as Part, Statement};

/// Everything that a letter is made from.
pub struct LetterInput<'a> {
    /// The profile.
    pub profile: &'a Profile,
    /// The framework.
    pub framework: &'a Framework,
    /// What it derives.
    pub assessment: &'a JudgedAssessment,
    /// The statements, in the letter's order.
    pub statements: &'a LetterStatements,
    /// Who sends it.
    pub sender: Option<&'a SenderFile>,
    /// Who is written to.
    pub recipient: Option<&'a Recipient>,
    /// What it is made from.
    pub made_from: &'a MadeFrom,
    /// What was laid upon the snapshot.
    pub overlays: &'a [Overlay],
    /// The phrases.
    pub phrases: &'a LetterPhrases,
    /// What the profile was made by, from which its figures are followed to their cells.
    pub prepared: &'a PreparedDate,
    /// The profile with the words by which its figures are named.
    pub facts: &'a Facts<'a>,
}

/// The title of an area's letter.
pub fn title(framework: &Framework, profile: &Profile) -> Result<String, Error> {
    let year = year_of(framework, profile);
    let as_at = evidence::date::in_words(profile.as_at);
    let places = [("area", profile.name.as_str()), ("year", year.as_str()), ("as_at", as_at.as_str())];
    Ok(document::fill(&framework.letter.title, &places)?)
}

/// The last year that the framework is for or, where it names none, the year of the date.
fn year_of(framework: &Framework, profile: &Profile) -> String {
    framework.years.last().map_or_else(|| profile.as_at.year().to_string(), ToString::to_string)
}

/// What the letter holds.
pub fn content(input: &LetterInput<'_>) -> Result<LetterContent, Error> {
    let LetterInput { profile, framework, assessment, .. } = input;
    let year = year_of(framework, profile);
    let as_at = evidence::date::in_words(profile.as_at);
    let places = [("area", profile.name.as_str()), ("year", year.as_str()), ("as_at", as_at.as_str())];
    let filled = |phrase: &str| -> Result<String, Error> { Ok(document::fill(phrase, &places)?) };
    let all = |phrases: &[String]| phrases.iter().map(|phrase| filled(phrase)).collect::<Result<Vec<_>, _>>();

    let mut appendix = Appendix::new(input.prepared, input.facts, input.phrases);
    let mut summary = Vec::new();
    let mut sections = Vec::new();
    for section in &framework.letter.sections {
        let part = match section.kind {
            SectionKind::Summary => Part::Summary,
            SectionKind::Strengths => Part::Strengths,
            SectionKind::Improvements => Part::Improvement,
        };
        let items = items(input, part, &mut appendix)?;
        if part == Part::Summary {
            summary = items;
        } else {
            let introduction = section.introduction.as_deref().map(&filled).transpose()?;
            sections.push(Section { title: filled(&section.title)?, introduction, items });
        }
    }
    for (title, statements) in &input.statements.further {
        let all: Vec<&Statement> = statements.iter().collect();
        let items = grouped(&all, input, &mut appendix)?;
        sections.push(Section { title: title.clone(), introduction: None, items });
    }
    if let Some(opening) = &framework.letter.opening {
        let opening = LetterStatement { id: String::new(), text: filled(opening)?, evidence: Vec::new() };
        summary.insert(0, Item { lead: None, statements: vec![opening] });
    }
    let mut words = input.phrases.words.clone();
    if !framework.letter.reconstruction_notice.is_empty() {
        words.reconstruction.paragraphs = all(&framework.letter.reconstruction_notice)?;
    }
    let date = input.sender.and_then(|sender| sender.date).unwrap_or(profile.as_at);
    let letter = &framework.letter;
    let later = letter.later_legal_notice.as_ref().filter(|later| later.from <= date);
    let legal_notice = later.map_or(&letter.legal_notice, |later| &later.text);
    let outcome = outcome::outcome(input, &mut appendix)?;
    let (evidence, sources, names) = appendix.finish();
    Ok(LetterContent {
        title: title(framework, profile)?,
        subject: filled(&framework.letter.subject)?,
        language: "en-GB".to_owned(),
        area: profile.name.clone(),
        year: year.clone(),
        date,
        as_at: profile.as_at,
        words,
        sender: input.sender.map(|sender| sender.sender.clone()),
        issued_by_sender: assessment.judged.is_some() && input.sender.is_some_and(|sender| sender.issued),
        recipient: input.recipient.cloned(),
        method: all(&framework.letter.how_reached)?,
        scale: outcome::scale(framework),
        scale_notes: framework.scale.notes.clone(),
        outcome,
        summary,
        sections,
        legal_basis: Some(filled(legal_notice)?).filter(|text| !text.is_empty()),
        signatory: input.sender.and_then(|sender| sender.signatory.clone()),
        limits: limits(assessment, input.phrases)?,
        by_writer: input.statements.by_writer.clone(),
        charts: charts::charts(input)?,
        evidence,
        sources,
        names,
        made_from: made_from(input)?,
    })
}

/// The ids and digests by which the letter can be made again.
fn made_from(input: &LetterInput<'_>) -> Result<Vec<String>, Error> {
    let LetterInput { made_from, overlays, framework, .. } = input;
    let phrases = &input.phrases.made_from;
    let mut lines = Vec::new();
    if let Some(snapshot) = &made_from.snapshot {
        lines.push(document::fill(&phrases.snapshot, &[("snapshot", snapshot)])?);
    }
    for overlay in *overlays {
        let files: Vec<&str> = overlay.files.iter().map(|file| file.file.as_str()).collect();
        let (count, files) = (overlay.events.to_string(), files.join(", "));
        let places = [("count", count.as_str()), ("files", &files), ("overlay", &overlay.id)];
        lines.push(document::fill(&phrases.overlay, &places)?);
    }
    if let Some(evidence) = made_from.evidence.as_ref().filter(|_| !overlays.is_empty()) {
        lines.push(document::fill(&phrases.evidence, &[("evidence", evidence)])?);
    }
    let places = [("framework", framework.name.as_str()), ("sha256", &framework.sha256)];
    lines.push(document::fill(&phrases.framework, &places)?);
    lines.push(document::fill(&phrases.digest, &[("digest", made_from.digest())])?);
    Ok(lines)
}

/// The statements of a part. Drafted ones stand in the framework's order of stages; a person's stay as they are.
fn items(input: &LetterInput<'_>, part: Part, appendix: &mut Appendix<'_>) -> Result<Vec<Item>, Error> {
    let mut chosen: Vec<&Statement> =
        input.statements.statements.iter().filter(|statement| statement.section == Some(part)).collect();
    if !input.statements.by_a_person {
        let order = &input.framework.letter.order;
        let place = |stage: &str| order.iter().position(|known| known == stage).unwrap_or(usize::MAX);
        chosen.sort_by_key(|statement| place(&statement.stage));
    }
    let mut items = grouped(&chosen, input, appendix)?;
    if part == Part::Summary {
        items.iter_mut().for_each(|item| item.lead = None);
    }
    Ok(items)
}

/// Statements on one stage of life that follow each other are one item.
fn grouped(
    chosen: &[&Statement],
    input: &LetterInput<'_>,
    appendix: &mut Appendix<'_>,
) -> Result<Vec<Item>, Error> {
    let mut items = Vec::new();
    for group in chosen.chunk_by(|one, next| one.stage == next.stage) {
        let mut statements = Vec::new();
        for statement in group {
            statements.push(LetterStatement {
                id: statement.id.to_string(),
                text: statement.text.clone(),
                evidence: appendix.entries(&statement.figures)?,
            });
        }
        items.push(Item { lead: input.phrases.stage(&group[0].stage), statements });
    }
    Ok(items)
}

/// What the evidence lacks and what the framework did about it, each said once.
fn limits(assessment: &JudgedAssessment, phrases: &LetterPhrases) -> Result<Vec<String>, Error> {
    let mut limits: Vec<String> = Vec::new();
    for missing in &assessment.missing {
        let places =
            [("where", missing.where_.as_str()), ("what", &missing.what), ("effect", &missing.effect)];
        let said = document::fill(&phrases.limits.missing, &places)?;
        if !limits.contains(&said) {
            limits.push(said);
        }
    }
    limits.extend(assessment.notices.iter().cloned());
    Ok(limits)
}
