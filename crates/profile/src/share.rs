//! Shares: how many out of how many. A share always knows both numbers, and a share of nothing does not exist.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How many out of how many; the whole is never zero and never smaller than the part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "Parts")]
pub struct Share {
    /// How many.
    part: u32,
    /// Out of how many: at least one, and at least the part.
    whole: u32,
}

/// The two numbers of a share as they are read.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Share")]
struct Parts {
    /// How many.
    part: u32,
    /// Out of how many: at least one, and at least the part.
    #[schemars(range(min = 1))]
    whole: u32,
}

/// Two numbers that are no share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{0} of {1} is no share: the whole must be at least one and at least the part")]
pub struct NoShare(u32, u32);

impl TryFrom<Parts> for Share {
    type Error = NoShare;

    fn try_from(parts: Parts) -> Result<Share, NoShare> {
        Share::new(parts.part, parts.whole).ok_or(NoShare(parts.part, parts.whole))
    }
}

impl Share {
    /// A share, unless the whole is zero or smaller than the part.
    pub fn new(part: u32, whole: u32) -> Option<Share> {
        (whole > 0 && part <= whole).then_some(Share { part, whole })
    }

    /// How many.
    pub fn part(self) -> u32 {
        self.part
    }

    /// Out of how many.
    pub fn whole(self) -> u32 {
        self.whole
    }

    /// In per cent.
    pub fn percent(self) -> f64 {
        f64::from(self.part) * 100.0 / f64::from(self.whole)
    }
}

impl std::fmt::Display for Share {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} of {}", self.part, self.whole)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_of_nothing_does_not_exist() {
        assert_eq!(Share::new(0, 0), None);
        assert_eq!(Share::new(2, 1), None);
        assert_eq!(Share::new(1, 3).unwrap().to_string(), "1 of 3");
    }
}
