//! Scales: the values a judgement may take. They changed over the years and are never converted into one another.

use crate::setting::Remit;
use crate::{AspectIndex, Date, RemitIndex, ScaleIndex};
use serde::{Deserialize, Serialize};

macro_rules! text_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            /// The name as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }
    };
}
pub(crate) use text_id;

text_id! {
    /// A scale's name, such as `four-point-satisfactory`.
    ScaleId
}
text_id! {
    /// What a judgement is about: `overall-effectiveness`, `behaviour`, `safeguarding`…
    AspectId
}

/// One value of a scale.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScaleValue {
    /// Its number on that scale (1 is the best of Ofsted's four points), unique within the scale.
    pub code: u8,
    /// Its name: "Requires improvement".
    pub label: String,
    /// Whether the inspectorate counts it as good or better. A scale that draws no such line says nothing.
    #[serde(default)]
    pub good_or_better: Option<bool>,
    /// Whether it is the value for provision that fails: always counted exactly in letters.
    #[serde(default)]
    pub inadequate: bool,
}

/// The values a judgement may take, best first, and when they were in use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scale {
    /// Its name.
    pub id: ScaleId,
    /// What people call it.
    pub name: String,
    /// Its values, best first.
    pub values: Vec<ScaleValue>,
    /// First day of use, where known.
    #[serde(default)]
    pub from: Option<Date>,
    /// Last day of use, where it has ended.
    #[serde(default)]
    pub until: Option<Date>,
}

impl Scale {
    /// The value of a code.
    pub fn value(&self, code: u8) -> Option<&ScaleValue> {
        self.values.iter().find(|value| value.code == code)
    }

    /// The position of a code, 0 for the best.
    pub fn position(&self, code: u8) -> Option<usize> {
        self.values.iter().position(|value| value.code == code)
    }
}

/// An aspect that inspections judge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aspect {
    /// Its name.
    pub id: AspectId,
    /// What people call it.
    pub name: String,
}

/// A kind of inspection, and what one of it does to the judgements that a setting holds from before it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InspectionKind {
    /// Its name, as the descriptions of formats give it: `full`, `monitoring`…
    pub id: String,
    /// One of them, in words: "monitoring visit".
    pub name: String,
    /// What it does to the judgements before it.
    pub bearing: Bearing,
    /// The first day from which it does so: on days before, judgements stand beside it.
    #[serde(default)]
    pub from: Option<Date>,
    /// Whether it grades the setting as a whole, unless it says otherwise.
    #[serde(default)]
    pub grades: bool,
    /// Scales, a value on which confirms the judgements before it.
    #[serde(default)]
    pub confirmed_by: Vec<ScaleId>,
}

/// What an inspection does to the judgements that a setting holds from before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Bearing {
    /// It has the last word on the setting as a whole: its own judgements stand, and where it made none, those of
    /// before are history.
    LastWord,
    /// Judgements of before stand beside it.
    Beside,
    /// It is of another register or of nobody's provision, and says nothing of the setting's judgements.
    Apart,
}

/// The field's own lists: scales, aspects and remits. Read from `sources/` and kept in every snapshot.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vocabulary {
    /// Scales, at most 256, in the order of the file.
    pub scales: Vec<Scale>,
    /// Aspects, at most 256, in the order of the file.
    pub aspects: Vec<Aspect>,
    /// Remits, at most 256, in life-stage order.
    pub remits: Vec<Remit>,
    /// Kinds of inspection; one that is not listed stands beside the judgements of before.
    #[serde(default)]
    pub inspection_kinds: Vec<InspectionKind>,
}

impl Vocabulary {
    /// The scale of a name, with its position.
    pub fn scale(&self, id: &str) -> Option<(ScaleIndex, &Scale)> {
        let at = self.scales.iter().position(|scale| scale.id.as_str() == id)?;
        Some((ScaleIndex(u8::try_from(at).ok()?), &self.scales[at]))
    }

    /// The remit of a name, with its position.
    pub fn remit(&self, id: &str) -> Option<(RemitIndex, &Remit)> {
        let at = self.remits.iter().position(|remit| remit.id.as_str() == id)?;
        Some((RemitIndex(u8::try_from(at).ok()?), &self.remits[at]))
    }

    /// The kind of inspection of a name.
    pub fn inspection_kind(&self, id: &str) -> Option<&InspectionKind> {
        self.inspection_kinds.iter().find(|kind| kind.id == id)
    }

    /// The aspect of a name, with its position.
    pub fn aspect(&self, id: &str) -> Option<(AspectIndex, &Aspect)> {
        let at = self.aspects.iter().position(|aspect| aspect.id.as_str() == id)?;
        Some((AspectIndex(u8::try_from(at).ok()?), &self.aspects[at]))
    }
}
