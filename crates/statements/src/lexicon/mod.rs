//! The lexicon: every word that claims are written with and recognised by, read from files that people edit.

mod file;
mod grammar;
mod ladder;
mod pattern;

pub use file::{
    AgeWords, AspectWords, ComparatorWords, EventWords, FigureNames, GradeWords, GroupWords, Hint,
    LimitWords, MeasureWords, MoveWords, OutcomeWords, PaceWords, RelationWords, RemitWords, Sentences, Span,
    SpanWords, StandardWords, Structure,
};
pub use grammar::{Grammar, Preposition, WordList};
pub use ladder::{Ladder, ProportionWords, StepWords, VagueQuantity};
pub use pattern::{PatternError, expansions};

use crate::claim::Standard;
use definitions::{Format, Loader, Mistakes};
use file::LexiconFile;
use profile::Proportions;
use serde::Serialize;

/// All words, merged from all files.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Lexicon {
    /// The proportion words, with the thresholds of words for shares, differences and movements.
    pub ladder: Ladder,
    /// How proportion words are said and heard, for other ladders.
    pub proportions: ProportionWords,
    /// Cardinal numbers in words, from zero.
    pub numbers: Vec<String>,
    /// Tens in words, from twenty, to be heard before the numbers below ten.
    pub tens: Vec<String>,
    /// Words that hold sentences together.
    pub structure: Structure,
    /// Single words by which the grammar tells what belongs to what.
    pub grammar: Grammar,
    /// How two numbers stand to each other.
    pub relations: Vec<RelationWords>,
    /// How numbers move.
    pub moves: Vec<MoveWords>,
    /// How fast beside others.
    pub paces: Vec<PaceWords>,
    /// What is compared with.
    pub comparators: Vec<ComparatorWords>,
    /// Stretches of time.
    pub spans: Vec<SpanWords>,
    /// Kinds of setting.
    pub remits: Vec<RemitWords>,
    /// Limits that words set to settings.
    pub limits: Vec<LimitWords>,
    /// What judgements are about.
    pub aspects: Vec<AspectWords>,
    /// What settings are said to be.
    pub standards: Vec<StandardWords>,
    /// Indicators.
    pub measures: Vec<MeasureWords>,
    /// Ages, by which weak names of measures are told apart.
    pub ages: Vec<AgeWords>,
    /// Groups of people.
    pub groups: Vec<GroupWords>,
    /// Events of areas.
    pub events: Vec<EventWords>,
    /// Grades of the annual assessment.
    pub grades: Vec<GradeWords>,
    /// How sentences are made.
    pub sentences: Sentences,
    /// How figures are named.
    pub figures: FigureNames,
    /// Stages of life in the order of a letter, as the vocabulary has them.
    pub stages: Vec<String>,
}

/// What is wrong with files of words; everything at once.
#[derive(Debug, Clone, thiserror::Error)]
pub enum LexiconError {
    /// Some files are not what was expected.
    #[error("{}", lines_of(.0))]
    Files(Vec<Mistakes>),
    /// The files can be read, but not all of their words can be used.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Words(Vec<WordsProblem>),
}

/// A problem of words that stand in files of the right form.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WordsProblem {
    /// A phrase cannot be read.
    #[error("{of}: the phrase `{phrase}` {problem}")]
    Phrase {
        /// Which entry it belongs to.
        of: String,
        /// The phrase.
        phrase: String,
        /// What is wrong.
        problem: PatternError,
    },
    /// Something that must be there is not.
    #[error("the lexicon has no {what}; {hint}")]
    Missing {
        /// What.
        what: String,
        /// What to do.
        hint: String,
    },
}

fn lines_of(files: &[Mistakes]) -> String {
    files.iter().flat_map(Mistakes::lines).collect::<Vec<_>>().join("\n")
}

/// A file of words; all shipped ones together have 60 kB.
const FORMAT: Format = Format::new("words", "a file of words");

/// The files shipped with the program, by name.
const BUILT_IN: [(&str, &str); 6] = [
    ("words.toml", include_str!("../../../../words/words.toml")),
    ("sentences.toml", include_str!("../../../../words/sentences.toml")),
    ("settings.toml", include_str!("../../../../words/settings.toml")),
    ("measures.toml", include_str!("../../../../words/measures.toml")),
    ("measures-unpublished.toml", include_str!("../../../../words/measures-unpublished.toml")),
    ("groups.toml", include_str!("../../../../words/groups.toml")),
];

/// The field's own lists, of which the stages of life are read here.
const VOCABULARY: &str = include_str!("../../../../sources/vocabulary.toml");

/// The stages of life in the vocabulary's order.
fn life_stages() -> Vec<String> {
    #[derive(serde::Deserialize)]
    struct Stages {
        life_stages: Vec<String>,
    }
    toml::from_str::<Stages>(VOCABULARY).map(|stages| stages.life_stages).unwrap_or_default()
}

impl Lexicon {
    /// The words shipped with the program.
    pub fn built_in() -> Result<Lexicon, LexiconError> {
        Lexicon::read(&BUILT_IN)
    }

    /// Reads files of words, each a name and its text. Lists add up; single values of later files win.
    pub fn read(files: &[(&str, &str)]) -> Result<Lexicon, LexiconError> {
        let mut lexicon = Lexicon::empty();
        let mut wrong: Vec<Mistakes> = Vec::new();
        for (name, text) in files {
            // Files without a mistake need no second look.
            match toml::from_str::<LexiconFile>(text) {
                Ok(file) => lexicon.take(file),
                Err(_) => match Loader::new(FORMAT).read(name, text) {
                    Ok(file) => lexicon.take(file),
                    Err(mistakes) => wrong.push(mistakes),
                },
            }
        }
        if wrong.is_empty() { lexicon.checked() } else { Err(LexiconError::Files(wrong)) }
    }

    /// The same with other thresholds, such as those that a framework declares.
    pub fn with_proportions(mut self, thresholds: Proportions) -> Result<Lexicon, LexiconError> {
        self.ladder = Ladder::new(thresholds, &self.proportions);
        self.checked()
    }

    /// The thresholds of words for shares, differences and movements.
    pub fn thresholds(&self) -> &Proportions {
        &self.ladder.thresholds
    }

    /// No words, with the thresholds that come with the program.
    fn empty() -> Lexicon {
        let proportions = ProportionWords::default();
        Lexicon {
            ladder: Ladder::new(Proportions::builtin(), &proportions),
            proportions,
            numbers: Vec::new(),
            tens: Vec::new(),
            structure: Structure::default(),
            grammar: Grammar::default(),
            relations: Vec::new(),
            moves: Vec::new(),
            paces: Vec::new(),
            comparators: Vec::new(),
            spans: Vec::new(),
            remits: Vec::new(),
            limits: Vec::new(),
            aspects: Vec::new(),
            standards: Vec::new(),
            measures: Vec::new(),
            ages: Vec::new(),
            groups: Vec::new(),
            events: Vec::new(),
            grades: Vec::new(),
            sentences: Sentences::default(),
            figures: FigureNames::default(),
            stages: life_stages(),
        }
    }

    fn take(&mut self, file: LexiconFile) {
        if let Some(proportions) = file.proportions {
            self.proportions = proportions;
            self.ladder = Ladder::new(self.ladder.thresholds.clone(), &self.proportions);
        }
        if let Some(structure) = file.structure {
            self.structure = structure;
        }
        if let Some(grammar) = file.grammar {
            self.grammar = grammar;
        }
        if let Some(sentences) = file.sentences {
            self.sentences = sentences;
        }
        if let Some(figures) = file.figures {
            self.figures = figures;
        }
        if !file.numbers.is_empty() {
            self.numbers = file.numbers;
        }
        if !file.tens.is_empty() {
            self.tens = file.tens;
        }
        self.relations.extend(file.relations);
        self.moves.extend(file.moves);
        self.paces.extend(file.paces);
        self.comparators.extend(file.comparators);
        self.spans.extend(file.spans);
        self.remits.extend(file.remits);
        self.limits.extend(file.limits);
        self.aspects.extend(file.aspects);
        self.standards.extend(file.standards);
        self.measures.extend(file.measures);
        self.ages.extend(file.ages);
        self.groups.extend(file.groups);
        self.events.extend(file.events);
        self.grades.extend(file.grades);
    }

    fn checked(mut self) -> Result<Lexicon, LexiconError> {
        let needed = [
            ("numbers", self.numbers.len() > 20, "list the numbers in words from zero to at least twenty"),
            ("relations", !self.relations.is_empty(), "declare [[relations]]"),
            ("moves", !self.moves.is_empty(), "declare [[moves]]"),
            ("comparators", !self.comparators.is_empty(), "declare [[comparators]]"),
            ("standards", !self.standards.is_empty(), "declare [[standards]]"),
        ];
        let mut problems: Vec<WordsProblem> = needed
            .into_iter()
            .filter(|(_, there, _)| !there)
            .map(|(what, _, hint)| WordsProblem::Missing { what: what.to_owned(), hint: hint.to_owned() })
            .collect();
        for remits in &mut self.remits {
            remits.remits.sort();
        }
        problems.extend(self.phrases().into_iter().filter_map(|(of, phrase)| {
            let problem = expansions(phrase).err()?;
            Some(WordsProblem::Phrase { of, phrase: phrase.to_owned(), problem })
        }));
        if problems.is_empty() { Ok(self) } else { Err(LexiconError::Words(problems)) }
    }

    /// Every phrase that is listened for, with the entry it belongs to.
    fn phrases(&self) -> Vec<(String, &str)> {
        let mut all: Vec<(String, &str)> = Vec::new();
        let add = |of: String, phrases: &'_ [String]| -> Vec<(String, usize)> {
            (0..phrases.len()).map(|at| (of.clone(), at)).collect()
        };
        macro_rules! each {
            ($list:expr, $kind:literal, $name:expr) => {
                for entry in &$list {
                    let of = format!("{} {}", $kind, $name(entry));
                    for (of, at) in add(of, &entry.hear) {
                        all.push((of, entry.hear[at].as_str()));
                    }
                }
            };
        }
        for step in &self.ladder.steps {
            all.extend(step.hear.iter().map(|phrase| (format!("proportion {}", step.step), phrase.as_str())));
        }
        for vague in &self.ladder.vague {
            all.extend(vague.hear.iter().map(|phrase| (format!("proportion {}", vague.id), phrase.as_str())));
        }
        each!(self.relations, "relation", |entry: &RelationWords| format!("{:?}", entry.relation));
        each!(self.moves, "movement", |entry: &MoveWords| format!("{:?}", entry.way));
        each!(self.paces, "pace", |entry: &PaceWords| format!("{:?}", entry.pace));
        each!(self.comparators, "comparator", |entry: &ComparatorWords| format!("{:?}", entry.comparator));
        each!(self.remits, "remits", |entry: &RemitWords| entry.say.clone());
        each!(self.limits, "limit", |entry: &LimitWords| entry.id.clone());
        each!(self.aspects, "aspect", |entry: &AspectWords| entry.id.to_string());
        each!(self.standards, "standard", |entry: &StandardWords| entry.say.clone());
        each!(self.measures, "measure", |entry: &MeasureWords| entry.id.clone());
        each!(self.ages, "age", |entry: &AgeWords| entry.age.to_string());
        each!(self.groups, "group", |entry: &GroupWords| format!("{}={}", entry.characteristic, entry.value));
        each!(self.events, "event", |entry: &EventWords| entry.kind.clone());
        each!(self.grades, "grade", |entry: &GradeWords| entry.label.clone());
        all
    }

    /// The words for what settings are said to be.
    pub fn standard(&self, standard: &Standard) -> Option<&StandardWords> {
        self.standards.iter().find(|words| words.standard == *standard)
    }

    /// A count in words as far as the lexicon has them, and in digits beyond.
    pub fn count_in_words(&self, count: u32) -> String {
        usize::try_from(count)
            .ok()
            .and_then(|at| self.numbers.get(at))
            .cloned()
            .unwrap_or_else(|| crate::number::Number::whole(count).to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_shipped_with_the_program_can_be_read() {
        let lexicon = Lexicon::built_in().unwrap_or_else(|error| panic!("{error}"));
        assert!(lexicon.phrases().len() > 300);
        assert_eq!(lexicon.count_in_words(4), "four");
        assert_eq!(lexicon.count_in_words(1234), "1,234");
    }

    #[test]
    fn every_stage_of_life_that_words_name_is_one_of_the_vocabulary() {
        let lexicon = Lexicon::built_in().unwrap();
        let of_remits = lexicon.remits.iter().filter_map(|words| words.stage.as_ref());
        let of_measures = lexicon.measures.iter().filter_map(|words| words.stage.as_ref());
        let of_groups = lexicon.groups.iter().filter_map(|words| words.stage.as_ref());
        let named = of_remits.chain(of_measures).chain(of_groups);
        let unknown: Vec<&String> = named.filter(|stage| !lexicon.stages.contains(stage)).collect();
        assert!(unknown.is_empty(), "{unknown:?}");
        assert!(lexicon.stages.len() > 15);
    }

    #[test]
    fn a_mistake_in_a_file_is_shown_at_its_place() {
        let error = Lexicon::read(&[("mine.toml", "numbers = [\"zero\"]\nrelatons = []\n")]).unwrap_err();
        let text = error.to_string();
        assert!(text.contains("mine.toml:2:1") && text.contains("did you mean `relations`"), "{text}");
    }
}
