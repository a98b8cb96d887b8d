//! Who sends a letter: a small TOML file that the user writes.

use crate::error::{Error, SignatureProblem};
use definitions::file::{TEXT_LIMIT, read_bytes, read_text, shown};
use evidence::Date;
use letter::content::{Recipient, Sender, Signatory, Signature};
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// A picture larger than this is not a signature.
const LARGEST_SIGNATURE: u64 = 2 * 1024 * 1024;

/// A sender as the user wrote it down.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SenderFile {
    /// The body or person.
    pub name: String,
    /// Address, telephone numbers: line by line.
    #[serde(default)]
    pub lines: Vec<String>,
    /// A mail address.
    pub email: Option<String>,
    /// A web address.
    pub website: Option<String>,
    /// The sender's own reference.
    pub reference: Option<String>,
    /// The date on the letter; without it, the date of the evidence.
    pub date: Option<Date>,
    /// Whether the sender issues the letter as its own, so that it no longer says it is a reconstruction.
    #[serde(default)]
    pub issued: bool,
    /// Who is written to.
    pub recipient: Option<Recipient>,
    /// Who signs.
    pub signatory: Option<SignatoryFile>,
    #[serde(skip)]
    folder: PathBuf,
}

/// Who signs, as the user wrote it down.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignatoryFile {
    /// The name.
    pub name: String,
    /// The office held.
    pub role: String,
    /// A picture of the signature (PNG or SVG), beside the file.
    pub signature: Option<PathBuf>,
    /// What the picture shows, in words.
    pub signature_alternative: Option<String>,
}

impl SenderFile {
    /// Reads the file; a mistake is shown at its place.
    ///
    /// # Errors
    /// Where the file cannot be read or has a mistake.
    pub fn read(path: &Path) -> Result<SenderFile, Error> {
        let text = read_text(path, TEXT_LIMIT)?;
        let mut sender: SenderFile = toml::from_str(&text)
            .map_err(|error| Error::Sender { place: shown(path), message: error.to_string() })?;
        path.parent().unwrap_or(Path::new(".")).clone_into(&mut sender.folder);
        Ok(sender)
    }

    /// The sender for the letterhead.
    pub fn sender(&self) -> Sender {
        Sender {
            name: self.name.clone(),
            lines: self.lines.clone(),
            email: self.email.clone(),
            website: self.website.clone(),
            reference: self.reference.clone(),
        }
    }

    /// Who signs, with the picture read.
    pub fn signatory(&self) -> Result<Option<Signatory>, Error> {
        let Some(signatory) = &self.signatory else { return Ok(None) };
        let signature =
            signatory.signature.as_ref().map(|file| self.signature(signatory, file)).transpose()?;
        Ok(Some(Signatory { name: signatory.name.clone(), role: signatory.role.clone(), signature }))
    }

    fn signature(&self, signatory: &SignatoryFile, file: &Path) -> Result<Signature, Error> {
        let path = self.folder.join(file);
        let bytes = read_bytes(&path, LARGEST_SIGNATURE)?;
        let alternative = signatory
            .signature_alternative
            .clone()
            .ok_or(Error::Signature { path, problem: SignatureProblem::NoAlternative })?;
        Ok(Signature { bytes, alternative })
    }
}
