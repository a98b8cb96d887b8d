//! The rules a convention may choose from, each with the name that files and reports use.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A rule with its effect in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Declared<T> {
    /// What the program does.
    pub rule: T,
    /// What that means for a reader.
    pub effect: String,
}

macro_rules! rules {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
        pub enum $name {
            $($(#[$variant_doc])* #[serde(rename = $text)] $variant),+
        }

        impl $name {
            /// The name in files and reports.
            pub fn name(self) -> &'static str {
                match self { $($name::$variant => $text),+ }
            }
        }
    };
}

rules! {
    /// In which order periods stand.
    PeriodOrder {
        /// By the first four characters of the label as a year, then by the label.
        FirstYearOfLabel = "first-year-of-label",
        /// By the day they end; where that is not published, by the year that the label begins with.
        EndDate = "end-date",
    }
}
rules! {
    /// Which period is the latest of an indicator.
    Latest {
        /// The one whose label sorts last as text.
        GreatestLabel = "greatest-label",
        /// The last in the order of periods.
        LastInOrder = "last-in-order",
    }
}
rules! {
    /// Between which periods a change is taken.
    Change {
        /// The last two published, whatever lies between them.
        LastTwoPeriods = "last-two-periods",
        /// A period and the one a year before it.
        ConsecutivePeriods = "consecutive-periods",
    }
}
rules! {
    /// Which set of neighbours is used.
    NeighbourSetRule {
        /// The newest in the evidence.
        Newest = "newest",
        /// The newest that existed at the date, else the earliest as a stand-in.
        AsAt = "as-at",
    }
}
rules! {
    /// How neighbours are summed up.
    NeighbourValue {
        /// Their plain mean.
        Mean = "mean",
        /// Their median.
        Median = "median",
    }
}
rules! {
    /// Which areas take part.
    Scope {
        /// All that the file lists, abolished ones included.
        AllListed = "all-listed",
        /// Those that exist at the date.
        LiveOnly = "live-only",
    }
}
rules! {
    /// To which band a value on a cut point belongs.
    CutPoint {
        /// To the interval below the cut point.
        LowerInterval = "lower-interval",
        /// To the better of the two bands.
        BetterBand = "better-band",
    }
}
rules! {
    /// The region of London boroughs.
    London {
        /// Inner or Outer London where it has a value in the latest period, else London.
        InnerOrOuter = "inner-or-outer",
        /// London.
        London = "london",
    }
}
rules! {
    /// Whether breaks in series are respected.
    Breaks {
        /// Figures are compared over the years as they are published.
        Ignored = "ignored",
        /// Nothing is compared across a break, or from a final figure to a provisional one.
        Respected = "respected",
    }
}
rules! {
    /// What stands for a measure that is published more than once.
    SeriesChoice {
        /// Each publication by itself.
        AsPublished = "as-published",
        /// One series, of the publication that goes on.
        Living = "living",
    }
}
rules! {
    /// When two values are similar.
    Similar {
        /// When they are equal.
        EqualNumbers = "equal-numbers",
        /// When they are equal at the decimals shown, or when the interval of either holds the other.
        DecimalsOrInterval = "decimals-or-interval",
    }
}
rules! {
    /// Whether numbers of people or things are set beside those of other places.
    Counts {
        /// They are, whatever the sizes of the places.
        Compared = "compared",
        /// They are not: a number follows the size of its place, and only a rate can be compared.
        NotCompared = "not-compared",
    }
}
