//! Who sends a letter: a small TOML file that the user writes. `docs/letters.md` describes it, `examples/sender.toml` is
//! one to start from.

use crate::error::{Error, SignatureProblem};
use crate::made_from::hash_of;
use definitions::file::{read_bytes, shown};
use definitions::{Format, Loader};
use evidence::Date;
use ingest::dates::DateForm;
use letter::content::{Recipient, Sender, Signatory, Signature};
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer};
use std::path::{Path, PathBuf};

/// A picture larger than this is not a signature.
const LARGEST_SIGNATURE: u64 = 2 * 1024 * 1024;

/// A sender's file: nobody writes more than a page.
const FORMAT: Format = Format::new("sender", "a sender's file");

/// A sender as the user wrote it down.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct SenderText {
    /// The body or person.
    name: String,
    /// Address, telephone numbers: line by line.
    #[serde(default)]
    lines: Vec<String>,
    /// A mail address.
    email: Option<String>,
    /// A web address.
    website: Option<String>,
    /// The sender's own reference.
    reference: Option<String>,
    /// The date on the letter; without it, the date of the evidence.
    #[serde(default, deserialize_with = "date")]
    #[schemars(with = "Option<serde_json::Value>")]
    date: Option<Date>,
    /// Whether the sender issues the letter as its own, so that it no longer says it is a reconstruction.
    #[serde(default)]
    issued: bool,
    /// Who is written to.
    recipient: Option<RecipientText>,
    /// Who signs.
    signatory: Option<SignatoryText>,
}

/// Who is written to, as the user wrote it down.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RecipientText {
    /// Name, office and address, line by line.
    lines: Vec<String>,
    /// How the recipient is addressed after “Dear”.
    salutation: Option<String>,
}

/// Who signs, as the user wrote it down.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct SignatoryText {
    /// The name.
    name: String,
    /// The office held.
    role: String,
    /// A picture of the signature (PNG), beside the file.
    signature: Option<PathBuf>,
    /// What the picture shows, in words.
    signature_alternative: Option<String>,
}

/// A sender, with the picture of the signature read.
#[derive(Debug, Clone)]
pub struct SenderFile {
    /// The letterhead.
    pub sender: Sender,
    /// The date on the letter; without it, the date of the evidence.
    pub date: Option<Date>,
    /// Whether the sender issues the letter as its own, so that it no longer says it is a reconstruction. Only a letter
    /// with a recorded judgement can be issued.
    pub issued: bool,
    /// Who is written to.
    pub recipient: Option<Recipient>,
    /// Who signs.
    pub signatory: Option<Signatory>,
    place: String,
    sha256: String,
}

impl SenderFile {
    /// Reads the file and the picture of the signature; every mistake is shown at its place.
    ///
    /// # Errors
    /// Where the file or the picture cannot be read, or the file has mistakes.
    pub fn read(path: &Path) -> Result<SenderFile, Error> {
        let text = FORMAT.text_of(path).map_err(Error::Sender)?;
        let place = shown(path);
        let read = Loader::<SenderText>::new(FORMAT).read(&place, &text);
        let SenderText { name, lines, email, website, reference, date, issued, recipient, signatory } =
            read.map_err(|mistakes| Error::Sender(mistakes.into()))?;
        let folder = path.parent().unwrap_or(Path::new("."));
        let signatory = signatory.map(|signatory| signatory.with_picture(folder)).transpose()?;
        let picture = signatory.as_ref().and_then(|signatory| Some(&signatory.signature.as_ref()?.bytes));
        Ok(SenderFile {
            sha256: hash_of(&(&text, picture)),
            sender: Sender { name, lines, email, website, reference },
            date,
            issued,
            recipient: recipient.map(|to| Recipient { lines: to.lines, salutation: to.salutation }),
            signatory,
            place,
        })
    }

    /// SHA-256 of the file and of the picture of the signature.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// Refuses what only a letter with a recorded judgement may do: be issued, or go out in a public body's name.
    ///
    /// # Errors
    /// Where the sender says that it issues the letter, or names one of the bodies.
    pub fn refuse_without_judgement(&self, bodies: &[Vec<String>]) -> Result<(), Error> {
        let said = self.sender.lines.iter().chain(self.signatory.iter().map(|signatory| &signatory.role));
        let said: Vec<Vec<String>> =
            std::iter::once(&self.sender.name).chain(said).map(|text| words(text)).collect();
        let is_named = |body: &&String| {
            let body = words(body);
            said.iter().any(|text| text.windows(body.len()).any(|window| window == body))
        };
        let body = bodies.iter().flatten().find(is_named).cloned();
        if body.is_none() && !self.issued {
            return Ok(());
        }
        Err(Error::NotJudged { place: self.place.clone(), body })
    }
}

impl SignatoryText {
    fn with_picture(self, folder: &Path) -> Result<Signatory, Error> {
        let SignatoryText { name, role, signature, signature_alternative } = self;
        let signature = match signature {
            None => None,
            Some(file) => {
                let path = folder.join(file);
                let bytes = read_bytes(&path, LARGEST_SIGNATURE)?;
                let alternative = signature_alternative
                    .ok_or(Error::Signature { path, problem: SignatureProblem::NoAlternative })?;
                Some(Signature { bytes, alternative })
            }
        };
        Ok(Signatory { name, role, signature })
    }
}

/// The words of a text, whatever its case and signs.
fn words(text: &str) -> Vec<String> {
    let plain = text.to_lowercase().replace('’', "'");
    plain
        .split(|letter: char| !letter.is_alphanumeric() && letter != '\'')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// A date as TOML writes it, or as people do: `2011-11-08`, `8 November 2011`, `08/11/2011`.
fn date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Written {
        Text(String),
        Date(toml::value::Datetime),
    }
    let written = match Option::<Written>::deserialize(deserializer)? {
        None => return Ok(None),
        Some(Written::Text(text)) => text.trim().to_owned(),
        Some(Written::Date(date)) => date.to_string(),
    };
    let forms = [DateForm::Iso, DateForm::DaySlash, DateForm::DayDash, DateForm::Words];
    let read = forms.into_iter().find_map(|form| form.read(&written));
    read.map(Some).ok_or_else(|| {
        serde::de::Error::custom(format!(
            "`{written}` is no date; expected one such as 2011-11-08, 8 November 2011 or 08/11/2011"
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sender(text: &str) -> Result<SenderFile, Error> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sender.toml");
        std::fs::write(&path, text).unwrap();
        SenderFile::read(&path)
    }

    #[test]
    fn dates_are_read_as_toml_and_as_people_write_them() {
        let day = Date::constant(2011, 11, 8);
        for written in ["2011-11-08", "\"2011-11-08\"", "\"8 November 2011\"", "\"08/11/2011\""] {
            let sender = sender(&format!("name = \"A\"\ndate = {written}\n")).unwrap();
            assert_eq!(sender.date, Some(day), "{written}");
        }
        let refused = sender("name = \"A\"\ndate = \"soon\"\n").unwrap_err();
        let told: Vec<String> = refused.related().into_iter().map(|one| one.message).collect();
        assert!(told.iter().any(|message| message.contains("`soon` is no date")), "{told:?}");
    }

    #[test]
    fn every_mistake_is_reported_at_its_place() {
        let refused = sender("nam = \"A\"\naddress = [\"B\"]\n[signatory]\nname = 3\n").unwrap_err();
        assert_eq!(refused.code(), crate::Code::SenderMistakes);
        let places: Vec<String> = refused.related().into_iter().map(|one| one.place).collect();
        assert!(places.len() >= 4, "{places:?}");
        assert!(places.iter().any(|place| place.ends_with("sender.toml:2:1")), "{places:?}");
    }

    #[test]
    fn a_body_is_found_in_name_lines_and_office_as_whole_words() {
        let bodies = crate::letter::LetterPhrases::built_in().unwrap().bodies;
        let named = [
            "name = \"OFSTED\"",
            "name = \"The Department for Education\"",
            "name = \"A\"\nlines = [\"c/o DfE\"]",
            "name = \"A\"\nsignatory = { name = \"B\", role = \"Her Majesty’s Chief Inspector\" }",
            "name = \"A\"\nissued = true",
        ];
        for text in named {
            let refused = sender(text).unwrap().refuse_without_judgement(&bodies).unwrap_err();
            assert_eq!(refused.code(), crate::Code::NotJudged, "{text}");
        }
        for text in ["name = \"Example Alliance\"", "name = \"Ofstedian Society\""] {
            assert!(sender(text).unwrap().refuse_without_judgement(&bodies).is_ok(), "{text}");
        }
    }

    #[test]
    fn another_picture_is_another_sender() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sender.toml");
        let text = "name = \"A\"\n[signatory]\nname = \"B\"\nrole = \"C\"\nsignature = \"b.svg\"\nsignature_alternative = \"B\"\n";
        std::fs::write(&path, text).unwrap();
        let hash = |picture: &str| {
            std::fs::write(folder.path().join("b.svg"), picture).unwrap();
            SenderFile::read(&path).unwrap().sha256().to_owned()
        };
        assert_ne!(hash("<svg/>"), hash("<svg />"));
    }
}
