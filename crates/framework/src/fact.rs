//! What a framework asks of a profile, with every name resolved.

use crate::language::ast::{Beside, Comparator, Did, Side, View, Way};
use evidence::{AspectId, RemitId};

/// Something read from a profile.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// As written, in the canonical spelling.
    pub text: String,
    /// What it is.
    pub what: FactKind,
}

/// What a fact is. Ways of counting and kinds of events are positions in the framework's lists.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the fields are those of the language's own forms, documented there")]
pub enum FactKind {
    /// A share of judged settings, in per cent.
    Share { counting: usize, of: Of, year_before: bool, elsewhere: Option<Comparator> },
    /// How many settings; without a way of counting, all that are open.
    Count { counting: Option<usize>, of: Of, year_before: bool },
    /// The mean of the points of judged settings.
    Average { counting: usize, of: Of, year_before: bool },
    /// How many of the year's inspections, or what share.
    Inspections { share: bool, did: Did, of: Of },
    /// A number of a series.
    Series { view: View, series: SeriesRef },
    /// The rank of an indicator.
    Rank(SeriesRef),
    /// The quartile of an indicator, 1 the best.
    Quartile(SeriesRef),
    /// The points of the latest event of a kind.
    EventPoints { kind: usize, when: EventWindow },
    /// Which way a series has gone.
    Trend(SeriesRef, Vec<Way>),
    /// How a series stands to a comparator.
    Against(SeriesRef, Beside, Comparator),
    /// Whether a series can be told from England.
    SeriesDiffers(SeriesRef, Option<Side>),
    /// Whether a share of settings can be told from England.
    ShareDiffers { counting: usize, of: Of, side: Option<Side> },
    /// Whether any setting counts.
    Any { counting: usize, of: Of, within: Option<u8> },
    /// Whether a judgement has one of some labels.
    Judgement { of: Of, labels: Vec<String> },
    /// Whether an event happened.
    Event { kind: usize, outcomes: Vec<String>, when: EventWindow },
}

impl FactKind {
    /// The settings that it is about, where it is about settings.
    pub fn settings(&self) -> Option<&Of> {
        match self {
            FactKind::Share { of, .. }
            | FactKind::Count { of, .. }
            | FactKind::Average { of, .. }
            | FactKind::Inspections { of, .. }
            | FactKind::Any { of, .. }
            | FactKind::ShareDiffers { of, .. }
            | FactKind::Judgement { of, .. } => Some(of),
            _ => None,
        }
    }

    /// The series that it is about, where it is about one.
    pub fn series(&self) -> Option<&SeriesRef> {
        match self {
            FactKind::Series { series, .. }
            | FactKind::Rank(series)
            | FactKind::Quartile(series)
            | FactKind::Trend(series, _)
            | FactKind::SeriesDiffers(series, _)
            | FactKind::Against(series, ..) => Some(series),
            _ => None,
        }
    }
}

/// Which settings, and which aspect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Of {
    /// Remits, in the order of the vocabulary.
    pub remits: Vec<RemitId>,
    /// The remits in words: “primary schools and nursery schools”.
    pub plural: String,
    /// The aspect.
    pub aspect: AspectId,
    /// The aspect in words; empty for overall effectiveness.
    pub aspect_name: String,
}

/// An indicator of a group, or a gap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SeriesRef {
    /// An indicator.
    Indicator {
        /// Its name.
        id: String,
        /// Whose: `all`, or a group.
        group: String,
    },
    /// A gap.
    Gap {
        /// Its name.
        id: String,
    },
}

/// When an event counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventWindow {
    /// Within this many years before the date.
    Within(u8),
    /// At any time.
    AnyTime,
    /// Unless a later event of that kind has followed.
    UntilNext(usize),
}
