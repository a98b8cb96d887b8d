//! What a condition or quantity says, as read. Names keep their place for messages; two names are equal when
//! their texts are.

use std::ops::Range;

/// A name with its place in the condition's text.
#[derive(Debug, Clone, Eq)]
pub struct Name {
    /// The name.
    pub text: String,
    /// Its bytes.
    pub span: Range<usize>,
}

impl PartialEq for Name {
    fn eq(&self, other: &Name) -> bool {
        self.text == other.text
    }
}

/// Something that is true, false or not known.
#[derive(Debug, Clone, PartialEq)]
pub enum Condition {
    /// `always`
    Always,
    /// `not …`
    Not(Box<Condition>),
    /// `… and … and …`
    And(Vec<Condition>),
    /// `… or … or …`
    Or(Vec<Condition>),
    /// `… is at least …`
    Compare(Comparison),
    /// `… is known`
    Known(Quantity),
    /// `trend of … is rising`
    Trend(Series, Vec<Way>),
    /// `indicator … is higher than neighbours`
    Against(Series, Beside, Comparator),
    /// `indicator … differs from england`, `share good or better of … differs from england as worse`
    Differs(Differing, Option<Side>),
    /// `any inadequate in childrens-home within the year`
    Any {
        /// The way of counting.
        counting: Name,
        /// Whose.
        of: Settings,
        /// Only where inspected within this many years before the date.
        within: Option<u8>,
    },
    /// `judgement of local-authority-childrens-services for in-care is Good or Outstanding`
    Judgement {
        /// Whose.
        of: Settings,
        /// The labels, one of which it must be.
        labels: Vec<Name>,
    },
    /// `event unannounced-inspection with priority-action within the year`
    Event {
        /// Its kind.
        kind: Name,
        /// The outcomes, any of which counts; none means any outcome.
        outcomes: Vec<Name>,
        /// When.
        when: When,
    },
    /// `rule weak-schools`
    Rule(Name),
}

/// What may be told from England.
#[derive(Debug, Clone, PartialEq)]
pub enum Differing {
    /// An indicator.
    Series(Series),
    /// A share of settings as at the date.
    Share {
        /// The way of counting.
        counting: Name,
        /// Whose.
        of: Settings,
    },
}

/// Two quantities compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// The left one.
    pub left: Quantity,
    /// How.
    pub how: How,
    /// The right one.
    pub right: Quantity,
    /// The bytes of the whole.
    pub span: Span,
}

/// A place that does not count when things are compared.
#[derive(Debug, Clone, Default, Eq)]
pub struct Span(pub Range<usize>);

impl PartialEq for Span {
    fn eq(&self, _: &Span) -> bool {
        true
    }
}

/// How two quantities are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// `is at least`
    AtLeast,
    /// `is at most`
    AtMost,
    /// `is more than`
    MoreThan,
    /// `is less than`
    LessThan,
    /// `is equal to`
    Equal,
}

/// Terms added and taken away.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// At least one term; the first is always added.
    pub terms: Vec<Term>,
}

/// One term of a sum.
#[derive(Debug, Clone, PartialEq)]
pub struct Term {
    /// Whether it is taken away.
    pub minus: bool,
    /// What.
    pub what: Figure,
    /// Multiplied or divided by a written number.
    pub by: Option<By>,
}

/// Multiplied or divided by a written number.
#[derive(Debug, Clone, PartialEq)]
pub struct By {
    /// Whether it divides.
    pub divides: bool,
    /// The number.
    pub number: f64,
    /// Its place.
    pub span: Span,
}

/// A single figure.
#[derive(Debug, Clone, PartialEq)]
pub enum Figure {
    /// `64.5 %`
    Number {
        /// The number.
        value: f64,
        /// Whether `%` follows.
        percent: bool,
        /// Its place.
        span: Span,
    },
    /// `share good or better of primary-school for behaviour a year before in england`
    Share {
        /// The way of counting.
        counting: Name,
        /// Whose.
        of: Settings,
        /// A year before the cut-off date.
        year_before: bool,
        /// Elsewhere.
        elsewhere: Option<Comparator>,
    },
    /// `number inadequate of childrens-home`; without a way of counting: all that are open.
    Count {
        /// The way of counting.
        counting: Option<Name>,
        /// Whose.
        of: Settings,
        /// A year before the cut-off date.
        year_before: bool,
    },
    /// `average points of primary-school`
    Average {
        /// The way of counting, which must give points.
        counting: Name,
        /// Whose.
        of: Settings,
        /// A year before the cut-off date.
        year_before: bool,
    },
    /// `share of inspections that improved in primary-school`
    Inspections {
        /// As a share, in per cent, of the year's inspections; otherwise their number.
        share: bool,
        /// What they did.
        did: Did,
        /// Of which remits.
        remits: Vec<Name>,
    },
    /// `indicator gcse-5-ac in england`, `advantage of indicator … over neighbours`
    Indicator(View, Series),
    /// `rank of indicator …`
    Rank(Series),
    /// `quartile of indicator …`, 1 the best
    Quartile(Series),
    /// `points of event … at any time`
    EventPoints {
        /// The kind.
        kind: Name,
        /// When.
        when: When,
    },
    /// `block A`
    Block(Name),
    /// `measure primary-schools`
    Measure(Name),
    /// `points of measure primary-schools`
    PointsOf(Name),
}

/// Which number of a series is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    /// The latest value, of the area or elsewhere.
    Value(Option<Comparator>),
    /// Its change since the period before, of the area or elsewhere.
    Change(Option<Comparator>),
    /// Its change over all its years.
    ChangeOverYears,
    /// That change minus England's over the same years.
    ChangeAgainstEngland,
    /// The area minus the comparator.
    Difference(Comparator),
    /// The difference, turned so that positive is good.
    Advantage(Comparator),
}

/// An indicator of a group, or a gap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Series {
    /// `indicator ID for 'fsm=eligible'`
    Indicator {
        /// Its name.
        id: Name,
        /// Whose; everybody if not given.
        group: Option<Name>,
    },
    /// `gap ID`
    Gap {
        /// Its name.
        id: Name,
    },
}

/// Remits, and the aspect that is looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Remits, or stages of life that stand for all their remits.
    pub remits: Vec<Name>,
    /// The aspect; overall effectiveness if not said.
    pub aspect: Option<Name>,
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name { $($(#[$variant_doc])* $variant),* }

        impl $name {
            /// All of them.
            pub const ALL: &'static [$name] = &[$($name::$variant),*];

            /// The word for it.
            pub fn word(self) -> &'static str {
                match self { $($name::$variant => $word),* }
            }

            /// The one of a word.
            pub fn from_word(word: &str) -> Option<$name> {
                Self::ALL.iter().copied().find(|one| one.word() == word)
            }
        }
    };
}

words! {
    /// What an area is compared with.
    Comparator {
        /// Its statistical neighbours.
        Neighbours = "neighbours",
        /// Its region.
        Region = "region",
        /// England.
        England = "england",
        /// England without the area.
        Elsewhere = "elsewhere",
    }
}

words! {
    /// How an area stands to a comparator.
    Beside {
        /// The number is higher.
        Higher = "higher",
        /// The number is lower.
        Lower = "lower",
        /// The gap is larger.
        Larger = "larger",
        /// The gap is smaller.
        Smaller = "smaller",
        /// Equal as far as can be told.
        Similar = "similar",
        /// Higher or lower, whichever is good.
        Better = "better",
        /// Higher or lower, whichever is bad.
        Worse = "worse",
    }
}

words! {
    /// On which side of England an area must be.
    Side {
        /// The good one.
        Better = "better",
        /// The bad one.
        Worse = "worse",
    }
}

words! {
    /// Which way a series has gone.
    Way {
        /// Up.
        Rising = "rising",
        /// Neither.
        Level = "level",
        /// Down.
        Falling = "falling",
        /// Both.
        Mixed = "mixed",
    }
}

words! {
    /// What the year's inspections did.
    Did {
        /// Found better than before.
        Improved = "improved",
        /// Found the same.
        Held = "held",
        /// Found worse.
        Declined = "declined",
        /// Found good or better.
        GoodOrBetter = "good-or-better",
        /// Were the first of their settings.
        First = "first",
    }
}

/// When an event happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum When {
    /// `within the year`, `within 3 years` up to the cut-off date
    Within(u8),
    /// `at any time`
    AnyTime,
    /// `until the next KIND`: no later event of that kind has happened.
    UntilNext(Name),
}
