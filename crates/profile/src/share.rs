//! Shares: so many of so many. A share always knows both numbers, and a share of nothing does not exist.

use serde::Serialize;

/// So many of so many; the whole is never nought and never smaller than the part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct Share {
    part: u32,
    whole: u32,
}

impl Share {
    /// A share, unless the whole is nought or smaller than the part.
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
