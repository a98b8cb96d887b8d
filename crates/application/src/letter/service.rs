//! The use case of a letter: everything that every letter of a run is made with, read once.

use super::{LetterInput, LetterPhrases, LetterStatements, SenderFile, content};
use crate::assess::{Judgement, judged};
use crate::error::Error;
use crate::frameworks::FrameworkChoice;
use crate::words;
use crate::workspace::{Comparing, Workspace};
use definitions::file::{TEXT_LIMIT, read_text, shown};
use document::Document;
use evidence::Date;
use framework::Framework;
use profile::Profile;
use serde_json::Value;
use statements::{Facts, Lexicon, Selection, draft};
use std::path::{Path, PathBuf};

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
}

/// What every letter of a run is made with.
#[derive(Debug)]
pub struct LetterService {
    workspace: Workspace,
    framework: Framework,
    lexicon: Lexicon,
    sender: Option<SenderFile>,
    phrases: LetterPhrases,
    request: LettersRequest,
}

impl LetterService {
    /// Reads what every letter needs.
    ///
    /// # Errors
    /// Where the framework, the words or the sender file cannot be read.
    pub fn open(workspace: Workspace, request: LettersRequest) -> Result<LetterService, Error> {
        let framework = request.framework.load(request.as_at)?;
        Ok(LetterService {
            lexicon: words::lexicon(Some(&framework))?,
            framework,
            workspace,
            sender: request.sender.as_deref().map(SenderFile::read).transpose()?,
            phrases: LetterPhrases::built_in()?,
            request,
        })
    }

    /// The workspace.
    pub fn workspace(&self) -> &Workspace {
        &self.workspace
    }

    /// What was asked for.
    pub fn request(&self) -> &LettersRequest {
        &self.request
    }

    /// What tells one run of letters from another: everything that the letters depend on.
    ///
    /// # Errors
    /// Where the sender file cannot be read.
    pub fn run(&self, program: &str) -> Result<Value, Error> {
        let sender = match &self.request.sender {
            Some(path) => Some(read_text(path, TEXT_LIMIT)?),
            None => None,
        };
        Ok(serde_json::json!({
            "format": "kingsway-letters-1",
            "program": program,
            "snapshot": self.workspace.snapshot(),
            "framework": self.framework.sha256,
            "as_at": self.request.as_at,
            "convention": self.request.comparing.convention,
            "neighbours": self.request.comparing.neighbours,
            "beside": self.request.comparing.areas,
            "events": self.workspace.evidence().area_events.len(),
            "sender": sender,
        }))
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
        LetterStatements::accepted(&draft, &self.phrases)
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
    ) -> Result<Document, Error> {
        let derived = framework::derive(&self.framework, profile);
        let assessment = judged(derived, &self.framework, judgement)?;
        let content = content(&LetterInput {
            evidence: self.workspace.evidence(),
            profile,
            framework: &self.framework,
            assessment: &assessment,
            statements,
            sender: self.sender.as_ref(),
            phrases: &self.phrases,
            facts: &Facts::new(profile, &self.lexicon),
        })?;
        Ok(letter::compose(&content)?)
    }
}
