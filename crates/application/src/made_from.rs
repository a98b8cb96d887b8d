//! What a result was made from: everything that changes it, each named by a hash, and one digest of the whole.

use crate::error::Error;
use crate::judgement::Judgement;
use crate::workspace::{Comparing, Workspace};
use evidence::Date;
use framework::Framework;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// What a result was made from. The same digest means the same result, to the byte.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub struct MadeFrom {
    /// The version of the program.
    pub program: String,
    /// The id of the snapshot; none where published files were read directly.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub snapshot: Option<String>,
    /// The ids of what was laid upon the snapshot, such as events of areas.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub overlays: Vec<String>,
    /// The id of the evidence: the snapshot's where nothing was laid upon it, else one of both.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<String>,
    /// The cut-off date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub as_at: Option<Date>,
    /// The convention of comparing, with the gaps between groups, the series and their breaks that are declared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub convention: Option<Definition>,
    /// The set of statistical neighbours that was chosen; none where the convention says which.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub neighbours: Option<String>,
    /// The numbers of the areas that were chosen to compare with.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub compared_with: Vec<u16>,
    /// The framework's file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub framework: Option<Definition>,
    /// The file of the framework that another is compared with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub framework_before: Option<Definition>,
    /// SHA-256 of the words that statements and letters are written with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// SHA-256 of the sender's file and of the picture of the signature.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sender: Option<String>,
    /// SHA-256 of the recipient's name, address and salutation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recipient: Option<String>,
    /// SHA-256 of the edited statements.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statements: Option<String>,
    /// SHA-256 of the judgement: grade, who judged, grounds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub judgement: Option<String>,
    /// How often settings were resampled, where that was asked for and the framework does not say it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resamples: Option<u32>,
    /// SHA-256 of all of the above.
    digest: String,
}

/// A definition in a file: its name and its content's hash.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Definition {
    /// Its name.
    pub id: String,
    /// SHA-256 of its content.
    pub sha256: String,
}

impl MadeFrom {
    /// Nothing yet but this version of the program.
    pub fn program() -> MadeFrom {
        MadeFrom {
            program: env!("CARGO_PKG_VERSION").to_owned(),
            snapshot: None,
            overlays: Vec::new(),
            evidence: None,
            as_at: None,
            convention: None,
            neighbours: None,
            compared_with: Vec::new(),
            framework: None,
            framework_before: None,
            words: None,
            sender: None,
            recipient: None,
            statements: None,
            judgement: None,
            resamples: None,
            digest: String::new(),
        }
        .sealed()
    }

    /// SHA-256 of everything that is named here.
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// With some of it changed, and the digest made again.
    #[must_use]
    pub fn with(mut self, change: impl FnOnce(&mut MadeFrom)) -> MadeFrom {
        change(&mut self);
        self.sealed()
    }

    /// With a framework.
    #[must_use]
    pub fn by_framework(self, framework: &Framework) -> MadeFrom {
        let definition = Definition { id: framework.id.clone(), sha256: framework.sha256.clone() };
        self.with(|made| made.framework = Some(definition))
    }

    /// With what a person judged, if one has.
    #[must_use]
    pub fn by_judgement(self, judgement: Option<&Judgement>) -> MadeFrom {
        let hash = judgement.map(hash_of);
        self.with(|made| made.judgement = hash)
    }

    fn sealed(mut self) -> MadeFrom {
        self.digest = String::new();
        self.digest = hash_of(&self);
        self
    }
}

impl Workspace {
    /// What results of this workspace are made from.
    ///
    /// # Errors
    /// Where the convention or an area to compare with has no such name.
    pub fn made_from(&self, as_at: Option<Date>, comparing: &Comparing) -> Result<MadeFrom, Error> {
        let convention = self.convention(&comparing.convention)?;
        let mut compared_with = Vec::new();
        for asked in &comparing.areas {
            compared_with.push(self.area(asked)?.number.get());
        }
        Ok(MadeFrom::program().with(|made| {
            // Published files that were read directly are no snapshot.
            made.snapshot = Some(self.snapshot().0.clone()).filter(|id| !id.is_empty());
            made.overlays = self.overlays().iter().map(|overlay| overlay.id.clone()).collect();
            made.evidence = Some(self.evidence_id().to_owned()).filter(|id| !id.is_empty());
            made.as_at = as_at;
            made.convention = Some(Definition {
                id: convention.id.clone(),
                sha256: hash_of(&(convention, &self.gaps().gaps, self.series().text())),
            });
            made.neighbours.clone_from(&comparing.neighbours);
            made.compared_with = compared_with;
        }))
    }
}

/// SHA-256 of some bytes, in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

/// SHA-256 of a value's JSON. The values hashed here are plain data with fixed orders, which always can be written.
pub fn hash_of(value: &impl Serialize) -> String {
    sha256(&serde_json::to_vec(value).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anything_that_changes_changes_the_digest() {
        let plain = MadeFrom::program();
        let changes: [fn(&mut MadeFrom); 9] = [
            |made| made.snapshot = Some("1".to_owned()),
            |made| made.overlays = vec!["1".to_owned()],
            |made| made.as_at = Some(Date::constant(2011, 8, 31)),
            |made| made.neighbours = Some("dfe-2021-04".to_owned()),
            |made| made.compared_with = vec![821],
            |made| made.words = Some("1".to_owned()),
            |made| made.sender = Some("1".to_owned()),
            |made| made.statements = Some("1".to_owned()),
            |made| made.recipient = Some("1".to_owned()),
        ];
        let mut digests = vec![plain.digest().to_owned()];
        for change in changes {
            let changed = plain.clone().with(change);
            assert!(!digests.contains(&changed.digest().to_owned()), "{changed:?}");
            digests.push(changed.digest().to_owned());
        }
    }

    #[test]
    fn what_was_written_can_be_read_and_has_the_same_digest() {
        let made = MadeFrom::program().with(|made| made.snapshot = Some("f74d".to_owned()));
        let read: MadeFrom = serde_json::from_str(&serde_json::to_string(&made).unwrap()).unwrap();
        assert_eq!(read, made);
        assert_eq!(read.clone().with(|_| ()).digest(), read.digest());
    }
}
