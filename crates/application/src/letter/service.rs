//! The use case of a letter: everything that every letter of a run is made with, read once.

use super::{LetterInput, LetterPhrases, LetterStatements, Recipients, SenderFile, content};
use crate::error::Error;
use crate::frameworks::FrameworkChoice;
use crate::judgement::{JudgedAssessment, Judgement};
use crate::made_from::{MadeFrom, hash_of, sha256};
use crate::workspace::{Comparing, Workspace};
use definitions::file::{TEXT_LIMIT, read_text, shown};
use document::Document;
use evidence::{AreaNumber, Date};
use framework::Framework;
use letter::LetterContent;
use letter::content::Recipient;
use profile::Profile;
use statements::{Facts, Lexicon, Selection, draft};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What every letter of a run needs.
#[derive(Debug, Clone)]
pub struct LettersRequest {
    /// The framework.
    pub framework: FrameworkChoice,
    /// The cut-off date.
    pub as_at: Date,
    /// How areas are compared.
    pub comparing: Comparing,
    /// The file of the sender, if there is one.
    pub sender: Option<PathBuf>,
    /// The table of recipients, if there is one.
    pub recipients: Option<PathBuf>,
}

/// What every letter of a run is made with.
#[derive(Debug)]
pub struct LetterService {
    workspace: Workspace,
    framework: Arc<Framework>,
    lexicon: Arc<Lexicon>,
    sender: Option<SenderFile>,
    recipients: Option<Recipients>,
    phrases: LetterPhrases,
    made_from: MadeFrom,
    request: LettersRequest,
}

/// A letter that can be rendered, and what it was made from.
#[derive(Debug)]
pub struct Letter {
    /// The document.
    pub document: Document,
    /// What it was made from.
    pub made_from: MadeFrom,
    /// What it holds: its statements, and every figure behind them.
    pub content: LetterContent,
}

impl LetterService {
    /// Reads what every letter needs.
    ///
    /// # Errors
    /// Where the framework, the words or the sender file cannot be read.
    pub fn open(workspace: Workspace, request: LettersRequest) -> Result<LetterService, Error> {
        let framework = workspace.framework(&request.framework, request.as_at)?;
        let lexicon = workspace.lexicon(Some(&framework))?;
        let sender = request.sender.as_deref().map(SenderFile::read).transpose()?;
        let areas = &workspace.evidence().areas;
        let recipients =
            request.recipients.as_deref().map(|path| Recipients::read(path, areas)).transpose()?;
        let phrases = LetterPhrases::built_in()?;
        let made_from = workspace.made_from(Some(request.as_at), &request.comparing)?;
        let made_from = made_from.by_framework(&framework).with(|made| {
            made.words = Some(hash_of(&(&*lexicon, &phrases.sha256)));
            made.sender = sender.as_ref().map(|sender| sender.sha256().to_owned());
        });
        Ok(LetterService { workspace, framework, lexicon, sender, recipients, phrases, made_from, request })
    }

    /// The workspace.
    pub fn workspace(&self) -> &Workspace {
        &self.workspace
    }

    /// The framework.
    pub fn framework(&self) -> &Framework {
        &self.framework
    }

    /// The title of an area's letter.
    ///
    /// # Errors
    /// Where the framework's phrase names what a letter does not have.
    pub fn title(&self, profile: &Profile) -> Result<String, Error> {
        super::input::title(&self.framework, profile)
    }

    /// What was asked for.
    pub fn request(&self) -> &LettersRequest {
        &self.request
    }

    /// What the letter of an area is made from: everything that changes it.
    pub fn made_from(
        &self,
        area: AreaNumber,
        statements: &LetterStatements,
        judgement: Option<&Judgement>,
    ) -> MadeFrom {
        let recipient = self.recipient(area).map(hash_of);
        self.made_from.clone().by_judgement(judgement).with(|made| {
            made.recipient = recipient;
            made.statements.clone_from(&statements.sha256);
        })
    }

    /// Who the letter of an area is written to: by the table of recipients or, without one, by the sender's file.
    fn recipient(&self, area: AreaNumber) -> Option<&Recipient> {
        match &self.recipients {
            Some(recipients) => recipients.of_area(area),
            None => self.sender.as_ref()?.recipient.as_ref(),
        }
    }

    /// Refuses a sender who may not send these letters, and a table of recipients that lacks one of the areas.
    ///
    /// # Errors
    /// Where that is so.
    pub fn refuse_sender_or_recipients<'a>(
        &self,
        judgement: Option<&Judgement>,
        areas: impl Iterator<Item = &'a Profile>,
    ) -> Result<(), Error> {
        if let (Some(sender), None) = (&self.sender, judgement) {
            sender.refuse_without_judgement(&self.phrases.bodies)?;
        }
        match &self.recipients {
            Some(recipients) => {
                recipients.refuse_missing(areas.map(|profile| (profile.area, profile.name.as_str())))
            }
            None => Ok(()),
        }
    }

    /// The profile that the letter of an area is made from.
    ///
    /// # Errors
    /// As [`Workspace::profile`].
    pub fn profile(&self, area: &str) -> Result<Profile, Error> {
        self.workspace.profile(area, self.request.as_at, &self.request.comparing)
    }

    /// The profiles of every area of which something is known.
    ///
    /// # Errors
    /// As [`Workspace::profiles`].
    pub fn profiles(&self) -> Result<Vec<Profile>, Error> {
        let mut profiles = self.workspace.profiles(self.request.as_at, &self.request.comparing)?;
        profiles.retain(crate::workspace::holds_anything);
        Ok(profiles)
    }

    /// The statements that the evidence supports.
    pub fn drafted(&self, profile: &Profile) -> LetterStatements {
        let facts = Facts::new(profile, &self.lexicon);
        LetterStatements::drafted(statements::statements(&facts, Selection::default()))
    }

    /// The statements of a draft that a person edited.
    ///
    /// # Errors
    /// Where the draft cannot be read, or the evidence contradicts a statement that nobody lets stand.
    pub fn accepted(&self, file: &Path, profile: &Profile) -> Result<LetterStatements, Error> {
        let text = read_text(file, TEXT_LIMIT)?;
        let facts = Facts::new(profile, &self.lexicon);
        let draft = draft::accept(&text, &facts)
            .map_err(|refused| Error::Draft { place: shown(file), problems: refused.problems })?;
        let mut statements = LetterStatements::accepted(&draft, &self.phrases)?;
        statements.sha256 = Some(sha256(text.as_bytes()));
        Ok(statements)
    }

    /// The letter of an area with these statements, and with what a person judged.
    ///
    /// # Errors
    /// Where the judgement cannot be recorded, or the letter cannot be put together.
    pub fn letter(
        &self,
        profile: &Profile,
        statements: &LetterStatements,
        judgement: Option<&Judgement>,
    ) -> Result<Letter, Error> {
        self.refuse_sender_or_recipients(judgement, std::iter::once(profile))?;
        let derived = framework::derive(&self.framework, profile);
        let assessment = JudgedAssessment::new(derived, &self.framework, judgement)?;
        let made_from = self.made_from(profile.area, statements, judgement);
        let prepared = self.workspace.prepared(profile.as_at, &self.request.comparing)?;
        let content = content(&LetterInput {
            prepared: &prepared,
            profile,
            framework: &self.framework,
            assessment: &assessment,
            statements,
            sender: self.sender.as_ref(),
            recipient: self.recipient(profile.area),
            made_from: &made_from,
            overlays: self.workspace.overlays(),
            phrases: &self.phrases,
            facts: &Facts::new(profile, &self.lexicon),
        })?;
        Ok(Letter { document: letter::compose(&content)?, made_from, content })
    }
}
