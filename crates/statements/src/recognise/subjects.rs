//! What a clause is about: from the mentions of a clause, and from the clauses before where it names less.

use super::concepts::{Concept, RemitsMeant};
use super::links::Reach;
use super::mentions::{Mention, What};
use crate::claim::{Cohort, Quantity, Settings, Standard, Subject, When};
use evidence::{AspectId, Group, IndicatorId, RemitId};

/// What earlier clauses spoke of, for pronouns and ellipsis.
#[derive(Debug, Clone, Default)]
pub(crate) struct Context {
    /// The subjects of the last clause that claimed something.
    pub subjects: Vec<Subject>,
    /// Whether that clause stands in the same sentence.
    pub same_sentence: bool,
    /// The settings that general words ("provision", "settings") mean: those last named in the same block.
    pub general: Option<Settings>,
    /// The last measure named, as a position in the lexicon, or an indicator by name.
    pub measure: Option<Named>,
    /// The last group named.
    pub group: Option<Group>,
    /// The last age named.
    pub age: Option<u8>,
    /// The last settings named.
    pub settings: Option<Settings>,
    /// The time of the last claim.
    pub when: When,
    /// What they were last said to be.
    pub standard: Option<Standard>,
    /// The last event named.
    pub event: Option<String>,
}

/// A measure as it was named.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Named {
    /// By the lexicon's words.
    Words(usize),
    /// By its published name.
    Published(IndicatorId),
}

/// Settings with how many of them are meant.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Quantified {
    pub quantity: Option<Quantity>,
    pub of: SettingsMeant,
}

/// Which settings a quantity is of.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum SettingsMeant {
    /// Those that the clause names.
    Named(Settings),
    /// The clause names none: those of the clause before ("None is inadequate").
    Before,
}

impl Quantified {
    /// The settings, where the clause names them.
    pub fn named(&self) -> Option<&Settings> {
        match &self.of {
            SettingsMeant::Named(settings) => Some(settings),
            SettingsMeant::Before => None,
        }
    }

    fn named_mut(&mut self) -> Option<&mut Settings> {
        match &mut self.of {
            SettingsMeant::Named(settings) => Some(settings),
            SettingsMeant::Before => None,
        }
    }
}

/// What the mentions of a clause name.
#[expect(clippy::struct_excessive_bools, reason = "each says whether one word of its own is there")]
#[derive(Debug, Clone, Default)]
pub(crate) struct Mentioned {
    pub share: bool,
    pub gap: bool,
    pub assessment: bool,
    pub inspection: bool,
    pub pronoun: bool,
    pub event: Option<String>,
    pub measures: Vec<Named>,
    pub hints: Vec<usize>,
    pub age: Option<u8>,
    pub ages: Vec<u8>,
    pub groups: Vec<Group>,
    pub everyone: bool,
    pub peers: bool,
    pub standard: Option<Standard>,
    pub quantified: Vec<Quantified>,
    pub aspect: Option<AspectId>,
}

/// Collects what some mentions name; those that a comparison uses are left out by the caller. `general` are the
/// settings that "provision" means where the clause names none before it.
pub(crate) fn named(mentions: &[&Mention], general: Option<&Settings>) -> Mentioned {
    let mut collector = Collector {
        all: Mentioned::default(),
        state: State::Idle,
        general: general.cloned(),
        both_after: false,
    };
    for mention in mentions {
        collector.mention(mention, mentions);
    }
    collector.finish(mentions)
}

/// What the next settings or quantity would belong to.
#[derive(Debug, Clone, PartialEq)]
enum State {
    /// Nothing is open.
    Idle,
    /// A quantity waits for its settings; where it is a bare count, with the token after it.
    Counting { quantity: Quantity, counted_at: Option<usize> },
    /// Settings were just named, and more may be added to them: "nurseries and primary schools".
    Joining,
}

/// The mentions of a clause, collected one by one.
struct Collector {
    all: Mentioned,
    state: State,
    /// What general words mean: the settings last named.
    general: Option<Settings>,
    /// Whether "both" follows two kinds of settings.
    both_after: bool,
}

impl Collector {
    fn mention(&mut self, mention: &Mention, mentions: &[&Mention]) {
        match &mention.what {
            What::GroupWritten(group) => self.all.groups.push(group.clone()),
            What::Count { part, whole } => self.count(*part, *whole, mention),
            What::Phrase(concepts) => {
                if let Some(concept) = concepts.first() {
                    self.concept(concept, mention, mentions);
                }
                // Another mention of settings only joins them across "and" and commas.
                let between = mention.breaks() > 0 || is_remits(mention);
                if self.state == State::Joining && !between {
                    self.state = State::Idle;
                }
            }
            What::Figure { .. } | What::Period(_) => {}
        }
    }

    fn open(&mut self, quantity: Quantity) {
        self.state = State::Counting { quantity, counted_at: None };
    }

    fn quantity(&self) -> Option<&Quantity> {
        match &self.state {
            State::Counting { quantity, .. } => Some(quantity),
            State::Idle | State::Joining => None,
        }
    }

    fn count(&mut self, part: u32, whole: Option<u32>, mention: &Mention) {
        let exactly = |part: u32, whole: u32| Quantity::Count { part, whole: Some(whole) };
        match (self.quantity(), whole) {
            // "all six", "both", "none of the five".
            (Some(Quantity::Band(word)), None) if word == ALL => self.open(exactly(part, part)),
            (Some(Quantity::Band(word)), None) if word == NONE => self.open(exactly(0, part)),
            // "neither of the two".
            (Some(Quantity::Count { part: 0, whole: Some(2) }), None) => {}
            _ => {
                let whole = if whole.is_none() && part == 1 && mention.definite { Some(1) } else { whole };
                let counted_at = whole.is_none().then_some(mention.tokens.end);
                self.state = State::Counting { quantity: Quantity::Count { part, whole }, counted_at };
            }
        }
    }

    fn concept(&mut self, concept: &Concept, mention: &Mention, mentions: &[&Mention]) {
        match concept {
            Concept::Quantity(word) => self.band(word),
            Concept::Both if self.all.quantified.len() > 1 => self.both_after = true,
            // "Both primary and secondary schools": of two kinds, not of two schools.
            Concept::Both if several_kinds_next(mentions, mention) => {}
            Concept::Both => self.open(Quantity::Count { part: 2, whole: Some(2) }),
            Concept::Neither => self.open(Quantity::Count { part: 0, whole: Some(2) }),
            // "No special school is good."
            Concept::Not if self.quantity().is_none() => self.open(Quantity::Band(NONE.to_owned())),
            // "Leadership in secondary schools": spoken of are not the schools.
            Concept::Remits(meant) if mention.reach == Reach::Other => {
                if !meant.general {
                    self.general = Some(meant.settings());
                }
                if self.quantity().is_some() {
                    self.state = State::Idle;
                }
            }
            Concept::Remits(meant) => self.settings(meant, mention, mentions),
            other => self.all.take(other),
        }
    }

    /// A word of quantity: of settings to come, or of those just named ("are usually good").
    fn band(&mut self, word: &str) {
        let quantity = Quantity::Band(word.to_owned());
        let unquantified = self.all.quantified.last_mut().filter(|last| last.quantity.is_none());
        match unquantified.filter(|_| is_adverb(word)) {
            Some(last) => last.quantity = Some(quantity),
            None => self.open(quantity),
        }
    }

    fn settings(&mut self, meant: &RemitsMeant, mention: &Mention, mentions: &[&Mention]) {
        if let State::Counting { counted_at: Some(at), .. } = self.state
            && too_far(mentions, at, mention)
        {
            self.state = State::Idle;
        }
        let joins = self.state == State::Joining;
        let open = match std::mem::replace(&mut self.state, State::Joining) {
            State::Counting { quantity, .. } => Some(quantity),
            State::Idle | State::Joining => None,
        };
        self.all.add_remits(meant, mention, open, joins, self.general.as_ref());
        let last = self.all.quantified.last_mut().and_then(Quantified::named_mut);
        if let Some(last) = last {
            if mention.reach == Reach::Part {
                last.limit = Some(PART.to_owned());
            }
            if !meant.general {
                self.general = Some(last.clone());
            }
        }
    }

    fn finish(mut self, mentions: &[&Mention]) -> Mentioned {
        let mut open = match self.state {
            State::Counting { quantity, .. } => Some(quantity),
            State::Idle | State::Joining => None,
        };
        of_the(&mut self.all.quantified, &mut open);
        // A quantity that never found its settings is of those of the clause before: "none is inadequate".
        if let Some(quantity) = open.filter(|_| self.all.quantified.is_empty() && !counts_other(mentions)) {
            self.all.quantified.push(Quantified { quantity: Some(quantity), of: SettingsMeant::Before });
        }
        if let Some(aspect) = &self.all.aspect {
            for settings in self.all.quantified.iter_mut().filter_map(Quantified::named_mut) {
                settings.aspect = aspect.clone();
            }
        }
        merge_repeated(&mut self.all.quantified, self.both_after);
        self.all
    }
}

/// The words of the ladder that are exact, by their names in it.
const ALL: &str = "all";
const NONE: &str = "none";

/// The vague quantity that "a pupil referral unit" is, by its name among the lexicon's.
const SOME: &str = "some";

/// The limit of settings that the words single out and no published list does; the lexicon names it.
const PART: &str = "part";

/// A bare number counts settings that follow it at once: "two years ago, schools" counts none.
const TOKENS_TO_SETTINGS: usize = 3;

fn too_far(mentions: &[&Mention], counted: usize, settings: &Mention) -> bool {
    let standard = |m: &&&Mention| m.find(|c| matches!(c, Concept::Standard(_)).then_some(())).is_some();
    let between: usize = mentions
        .iter()
        .filter(|m| m.tokens.start >= counted && m.tokens.end <= settings.tokens.start)
        .filter(standard)
        .map(|m| m.tokens.len())
        .sum();
    let parted = mentions
        .iter()
        .any(|m| m.tokens.start >= counted && m.tokens.end <= settings.tokens.start && m.breaks() > 0);
    parted || settings.tokens.start > counted + TOKENS_TO_SETTINGS + between
}

/// Whether the last word of quantity counts something that is not known.
fn counts_other(mentions: &[&Mention]) -> bool {
    let counts = |m: &&&Mention| {
        matches!(m.what, What::Count { .. }) || m.find(|c| c.counts().then_some(())).is_some()
    };
    mentions.iter().rev().find(counts).is_some_and(|m| m.apart)
}

/// Whether the next settings after a mention are of several kinds named together.
fn several_kinds_next(mentions: &[&Mention], at: &Mention) -> bool {
    let next = mentions.iter().find(|m| m.tokens.start >= at.tokens.end && is_remits(m));
    next.is_some_and(|m| {
        m.tokens.start <= at.tokens.end + 1
            && m.find(|c| if let Concept::Remits(meant) = c { Some(meant.joined) } else { None })
                .unwrap_or_default()
    })
}

/// "Of the six centres inspected, four are good": a number or a word after the settings is of them.
fn of_the(quantified: &mut [Quantified], open: &mut Option<Quantity>) {
    let [only] = quantified else { return };
    let Some(Quantity::Count { part: whole, whole: None }) = only.quantity else { return };
    match open.take() {
        Some(Quantity::Count { part, whole: None }) if part <= whole => {
            only.quantity = Some(Quantity::Count { part, whole: Some(whole) });
        }
        Some(Quantity::Band(word)) if word == ALL => {
            only.quantity = Some(Quantity::Count { part: whole, whole: Some(whole) });
        }
        Some(Quantity::Band(word)) if word == NONE => {
            only.quantity = Some(Quantity::Count { part: 0, whole: Some(whole) });
        }
        Some(band @ Quantity::Band(_)) => only.quantity = Some(band),
        other => *open = other,
    }
}

fn is_remits(mention: &Mention) -> bool {
    mention.find(|c| matches!(c, Concept::Remits(_)).then_some(())).is_some()
}

fn is_adverb(word: &str) -> bool {
    word == "usually"
}

impl Mentioned {
    /// "… inspected during the year" is said of all settings named before.
    fn of_cohort(&mut self, cohort: Cohort) {
        for settings in self.quantified.iter_mut().filter_map(Quantified::named_mut) {
            settings.cohort = cohort;
        }
    }

    fn take(&mut self, concept: &Concept) {
        match concept {
            Concept::Limit(limit) => {
                if let Some(last) = self.quantified.last_mut().and_then(Quantified::named_mut) {
                    last.limit = Some(limit.clone());
                }
            }
            Concept::Judged => self.of_cohort(Cohort::Judged),
            Concept::Inspected => self.of_cohort(Cohort::Inspected),
            Concept::GradedInYear => self.of_cohort(Cohort::Graded),
            Concept::FirstInspected => self.of_cohort(Cohort::FirstInspected),
            Concept::Aspect(aspect) => self.aspect = Some(aspect.clone()),
            Concept::Standard(standard) => self.standard = Some(standard.clone()),
            Concept::Share => self.share = true,
            Concept::Gap => self.gap = true,
            Concept::Assessment => self.assessment = true,
            Concept::InspectionOf => self.inspection = true,
            Concept::Pronoun => self.pronoun = true,
            Concept::Event(kind) => self.event = Some(kind.clone()),
            Concept::Measure(at) => self.measures.push(Named::Words(*at)),
            Concept::Indicator(id) => self.measures.push(Named::Published(id.clone())),
            Concept::Hint(at) => self.hints.push(*at),
            Concept::Age(age) => {
                self.age = self.age.or(Some(*age));
                self.ages.push(*age);
            }
            Concept::Group(group) => self.groups.push(group.clone()),
            Concept::Everyone => self.everyone = true,
            Concept::Peers => self.peers = true,
            _ => {}
        }
    }

    /// Whether settings are named, not only a quantity of those named before.
    pub fn names_settings(&self) -> bool {
        self.quantified.iter().any(|each| each.named().is_some())
    }

    fn add_remits(
        &mut self,
        meant: &RemitsMeant,
        mention: &Mention,
        open: Option<Quantity>,
        joins: bool,
        general: Option<&Settings>,
    ) {
        let one = meant.countable && !mention.plural;
        let alone = one && (mention.definite || mention.indefinite) && open.is_none();
        let last = self.quantified.last_mut().and_then(Quantified::named_mut);
        if let Some(last) = last.filter(|_| open.is_none()) {
            // "the very large majority of provision in nurseries": what is more exact goes before what is general.
            if last.remits.is_empty() && !meant.general && !alone {
                last.remits.clone_from(&meant.remits);
                meant.set_aspect(last);
                return;
            }
            if meant.general {
                return;
            }
            if joins && !alone {
                last.remits.extend(meant.remits.iter().cloned());
                last.remits.sort();
                last.remits.dedup();
                return;
            }
        }
        let quantity = match open {
            Some(quantity) => Some(quantity),
            // "the sixth form college" is the only one; "a pupil referral unit" is some.
            None if alone && mention.definite => Some(Quantity::Count { part: 1, whole: Some(1) }),
            None if alone => Some(Quantity::Band(SOME.to_owned())),
            None => None,
        };
        // "Provision" and "settings" are those spoken of just before, where some were; otherwise all.
        let mut settings = match general.filter(|_| meant.general && meant.vague) {
            Some(before) => before.clone(),
            None => meant.settings(),
        };
        meant.set_aspect(&mut settings);
        self.quantified.push(Quantified { quantity, of: SettingsMeant::Named(settings) });
    }
}

impl RemitsMeant {
    /// All open settings of the remits, judged overall.
    fn settings(&self) -> Settings {
        let remits: Vec<&str> = self.remits.iter().map(RemitId::as_str).collect();
        Settings::of(&remits)
    }

    fn set_aspect(&self, settings: &mut Settings) {
        if let Some(aspect) = &self.aspect {
            settings.aspect = aspect.clone();
        }
    }
}

/// "The secondary sixth form and the special school sixth form are both good": two of two.
fn merge_repeated(quantified: &mut Vec<Quantified>, both: bool) {
    let one = Some(Quantity::Count { part: 1, whole: Some(1) });
    let same =
        |pair: &[Quantified]| pair[0].of == pair[1].of && pair[0].quantity == one && pair[1].quantity == one;
    if let [_, _] = quantified.as_slice()
        && same(quantified)
        && both
    {
        quantified.truncate(1);
        quantified[0].quantity = Some(Quantity::Count { part: 2, whole: Some(2) });
    }
}
