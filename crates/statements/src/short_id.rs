//! Short names that stay the same as long as what they name does: sixteen hexadecimal digits of a hash.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// FNV-1a over bytes, 64 bits: short, stable and good enough to tell some thousand claims or statements apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ShortId(u64);

/// A text that is not such a name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not sixteen hexadecimal digits")]
pub struct NotAnId(String);

impl ShortId {
    /// The name of some bytes.
    pub fn of(bytes: &[u8]) -> ShortId {
        ShortId(bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
        }))
    }

    /// A number below another, evenly over all names.
    pub fn choice(self, of: usize) -> usize {
        // FNV's low bits follow the last bytes closely; the high half mixes better.
        usize::try_from((self.0 >> 32) ^ self.0).unwrap_or(0) % of.max(1)
    }

    /// Reads sixteen hexadecimal digits.
    pub fn read(text: &str) -> Option<ShortId> {
        (text.len() == 16).then(|| u64::from_str_radix(text, 16).ok().map(ShortId)).flatten()
    }
}

impl fmt::Display for ShortId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl From<ShortId> for String {
    fn from(id: ShortId) -> String {
        id.to_string()
    }
}

impl TryFrom<String> for ShortId {
    type Error = NotAnId;

    fn try_from(text: String) -> Result<ShortId, NotAnId> {
        ShortId::read(&text).ok_or(NotAnId(text))
    }
}

impl JsonSchema for ShortId {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "ShortId".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^[0-9a-f]{16}$" })
    }
}
