//! Every number, proportion word, comparison and movement of every drafted sentence has its figures among those that the
//! statement names, with values that the sentence says.

use profile::figure::{Counted, InspectionOutcome};
use profile::{FigurePlace, FigureSubject, FigureUsed, PreparedDate};
use rayon::prelude::*;
use rstest::rstest;
use statements::claim::{Assertion, Claim, Comparator, Quantity, Relation, Standard, Subject, Way};
use statements::number::{Number, rounded};
use statements::{Facts, Lexicon, Selection, Statement, statements};

/// What was found of the statements of some areas.
#[derive(Default)]
struct Found {
    statements: usize,
    figures: usize,
    claims: usize,
    numbers: usize,
    wrong: Vec<String>,
}

impl Found {
    fn plus(mut self, other: Found) -> Found {
        self.statements += other.statements;
        self.figures += other.figures;
        self.claims += other.claims;
        self.numbers += other.numbers;
        self.wrong.extend(other.wrong);
        self
    }
}

/// The figures of one statement, looked up.
struct Named<'a> {
    facts: &'a Facts<'a>,
    figures: &'a [FigureUsed],
}

impl Named<'_> {
    fn value(&self, wanted: impl Fn(&FigureUsed) -> bool) -> Vec<f64> {
        self.figures
            .iter()
            .filter(|figure| wanted(figure))
            .filter_map(|figure| figure.value.number())
            .collect()
    }

    /// The figures of a claim's subject at a place, or of another group, in the order of the statement.
    fn of(&self, claim: &Claim, of: Option<&Comparator>) -> Vec<&FigureUsed> {
        let area = FigurePlace::Area(self.facts.profile.area);
        let group_of = |group: &evidence::Group| match of {
            Some(Comparator::Group(other)) => other.clone(),
            _ => group.clone(),
        };
        let place = |figure: &FigureUsed| match of {
            None | Some(Comparator::Group(_) | Comparator::YearBefore) => figure.key.place == area,
            Some(Comparator::Region) => matches!(figure.key.place, FigurePlace::Region(_)),
            // What is published of elsewhere may be England as a whole.
            Some(Comparator::Elsewhere) => {
                matches!(figure.key.place, FigurePlace::EnglandWithout(_) | FigurePlace::England)
            }
            Some(other) => Some(figure.key.place) == self.facts.place_of(other),
        };
        let subject = |figure: &FigureUsed| match (&claim.subject, &figure.key.subject) {
            (Subject::Measure { indicator, group }, FigureSubject::Indicator(id)) => {
                id == indicator && figure.key.group == group_of(group)
            }
            (Subject::Gap { indicator, group, .. }, FigureSubject::Gap(id)) => self
                .facts
                .profile
                .gaps
                .iter()
                .any(|gap| gap.id == *id && gap.indicator == *indicator && gap.group == *group),
            (Subject::Share { settings, .. }, FigureSubject::Share { of, part, .. }) => {
                *part == Counted::GoodOrBetter && of.aspect == settings.aspect
            }
            _ => false,
        };
        self.figures.iter().filter(|figure| subject(figure) && place(figure)).collect()
    }

    /// Whether the figures bear a claim out; otherwise what is missing.
    fn bears(&self, claim: &Claim) -> Result<(), String> {
        let decimals = self.facts.measured(&claim.subject).map_or(1, |measured| measured.decimals);
        let shown = |figure: &FigureUsed| figure.value.number().map(|value| rounded(value, decimals));
        let has = |numbers: &[Option<f64>], stated: &Option<Number>| {
            stated.is_none_or(|stated| {
                numbers.iter().flatten().any(|number| (number - stated.value()).abs() < 1e-9)
            })
        };
        let own = self.of(claim, claim.elsewhere.as_ref());
        let values: Vec<Option<f64>> = own.iter().map(|figure| shown(figure)).collect();
        match &claim.assertion {
            Assertion::Value { number, .. } if has(&values, &Some(*number)) => Ok(()),
            Assertion::Value { .. } => Err("the value is not among them".to_owned()),
            Assertion::Compared { relation, with, .. } => {
                for comparator in with {
                    let pair = self.of(claim, Some(comparator)).into_iter().find_map(|other| {
                        let mine = own.iter().find(|mine| mine.key.period == other.key.period)?;
                        Some((shown(mine)?, shown(other)?))
                    });
                    let Some((mine, theirs)) = pair else { return Err(format!("nothing of {comparator:?}")) };
                    let so = match relation {
                        Relation::Higher => mine > theirs,
                        Relation::Lower => mine < theirs,
                        _ => true,
                    };
                    if !so {
                        return Err(format!("{mine} against {theirs} is not {relation:?}"));
                    }
                }
                Ok(())
            }
            Assertion::Moved { way, from, to, .. } => {
                if !has(&values, from) || !has(&values, to) {
                    return Err("an end that is stated is not among them".to_owned());
                }
                let mut dated: Vec<(&str, f64)> = own
                    .iter()
                    .filter_map(|figure| Some((figure.key.period.as_str(), shown(figure)?)))
                    .collect();
                dated.sort_by(|a, b| a.0.cmp(b.0));
                let moves = dated.iter().enumerate().any(|(at, (_, first))| {
                    dated[at + 1..].iter().any(|(_, last)| match way {
                        Way::Up => last > first,
                        Way::Down => last < first,
                        _ => true,
                    })
                });
                if moves { Ok(()) } else { Err(format!("no two figures move {way:?}: {dated:?}")) }
            }
            Assertion::Paced { than, .. } => {
                let changes = |place: Option<FigurePlace>| {
                    self.figures.iter().any(|figure| {
                        matches!(figure.key.subject, FigureSubject::Change { .. })
                            && place.is_none_or(|place| figure.key.place == place)
                    })
                };
                let all = than
                    .iter()
                    .all(|other| changes(self.facts.place_of(other)) || changes(Some(FigurePlace::England)));
                let ends = own.len() >= 2;
                if all && ends { Ok(()) } else { Err("a change or an end is missing".to_owned()) }
            }
            Assertion::Level { quantity, standard } => self.level(claim, quantity, standard),
            Assertion::Found { .. } | Assertion::CameOf { .. } | Assertion::Graded { .. } => {
                if self.figures.is_empty() { Err("there is none".to_owned()) } else { Ok(()) }
            }
        }
    }

    fn level(&self, claim: &Claim, quantity: &Quantity, standard: &Standard) -> Result<(), String> {
        let part = |counted: &Counted| match standard {
            Standard::GoodOrBetter => *counted == Counted::GoodOrBetter,
            Standard::Inadequate => *counted == Counted::Inadequate,
            Standard::Value(label) => *counted == Counted::Label(label.clone()),
            _ => false,
        };
        let outcome = |outcome: InspectionOutcome| outcome != InspectionOutcome::Inspected;
        let shares = self.value(|figure| match &figure.key.subject {
            FigureSubject::Share { part: counted, .. } => part(counted),
            FigureSubject::InspectionShare { part, .. } => outcome(*part),
            _ => false,
        });
        match quantity {
            Quantity::Band(word) => {
                let ladder = &self.facts.lexicon.ladder;
                let said = shares.iter().any(|share| ladder.step(*share).step == *word);
                if said { Ok(()) } else { Err(format!("no share of them is {word}: {shares:?}")) }
            }
            Quantity::Count { part: stated, whole } => {
                let counts = self.value(|figure| {
                    matches!(
                        figure.key.subject,
                        FigureSubject::Settings { .. } | FigureSubject::Inspections { .. }
                    )
                });
                let counted = |count: u32| counts.iter().any(|known| (known - f64::from(count)).abs() < 1e-9);
                if counted(*stated) && whole.is_none_or(counted) {
                    Ok(())
                } else {
                    Err(format!("{stated} of {whole:?} is not among {counts:?} of {:?}", claim.subject))
                }
            }
        }
    }
}

/// Whether a figure's key leads to rows that make its value.
fn is_led_to_rows(figure: &FigureUsed, prepared: &PreparedDate) -> Result<(), String> {
    let found = prepared.figure(&figure.key).map_err(|error| error.to_string())?;
    let same = match (figure.value.number(), found.value.number()) {
        (Some(stated), Some(found)) => (stated - found).abs() < 1e-9,
        (stated, found) => stated == found,
    };
    if !same {
        return Err(format!("{:?} is stated, {:?} found", figure.value, found.value));
    }
    // Nothing that is counted has no row.
    let none = figure.value.number() == Some(0.0);
    if found.cells().is_empty() && !none { Err("there is no row".to_owned()) } else { Ok(()) }
}

/// Numbers in a text that have a unit, as they are written there.
fn numbers(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for unit in ["%", " percentage points"] {
        for (at, _) in text.match_indices(unit) {
            let start = text[..at]
                .rfind(|c: char| !(c.is_ascii_digit() || c == '.' || c == ','))
                .map_or(0, |before| before + text[before..].chars().next().map_or(1, char::len_utf8));
            if start < at {
                found.push(format!("{}{unit}", &text[start..at]));
            }
        }
    }
    found
}

fn looked_at(statement: &Statement, facts: &Facts<'_>, prepared: &PreparedDate) -> Found {
    let named = Named { facts, figures: &statement.figures };
    let numbers = numbers(&statement.text);
    let mut wrong = Vec::new();
    let mut complain =
        |what: String| wrong.push(format!("{}: {}: {what}", facts.profile.name, statement.text));
    for claim in &statement.claims {
        if let Err(missing) = named.bears(claim) {
            complain(missing);
        }
    }
    // Names in quotation marks may hold numbers of their own.
    for number in numbers.iter().filter(|_| !statement.text.contains('“')) {
        if statement.figures.iter().all(|figure| figure.shown != *number) {
            complain(format!("{number} is not among {:?}", statement.figures));
        }
    }
    for figure in &statement.figures {
        if let Err(why) = is_led_to_rows(figure, prepared) {
            complain(format!("{}: {why}", serde_json::to_string(&figure.key).unwrap()));
        }
    }
    for (at, figure) in statement.figures.iter().enumerate() {
        if statement.figures[..at].iter().any(|known| known.key == figure.key) {
            complain(format!("{:?} is there twice", figure.key));
        }
    }
    Found {
        statements: 1,
        figures: statement.figures.len(),
        claims: statement.claims.len(),
        numbers: numbers.len(),
        wrong,
    }
}

#[rstest]
#[case("2011-08-31", 1_500)]
#[case("2026-06-30", 1_500)]
fn every_figure_of_every_drafted_sentence_is_named(#[case] as_at: &str, #[case] at_least: usize) {
    let Some(evidence) = crate::real::evidence() else { return };
    let (prepared, profiles) = crate::real::prepared(evidence, as_at);
    let lexicon = Lexicon::built_in().unwrap();
    let found = profiles
        .par_iter()
        .map(|profile| {
            let facts = Facts::new(profile, &lexicon);
            let all = statements(&facts, Selection::default());
            let mut ids: Vec<_> = all.iter().map(|statement| statement.id).collect();
            ids.sort_unstable();
            ids.dedup();
            assert_eq!(ids.len(), all.len(), "{}: two statements have one id", profile.name);
            all.iter()
                .map(|statement| looked_at(statement, &facts, &prepared))
                .fold(Found::default(), Found::plus)
        })
        .reduce(Found::default, Found::plus);
    eprintln!(
        "{as_at}: {} statements of {} areas, {} claims, {} numbers, {} figures, {} wrong",
        found.statements,
        profiles.len(),
        found.claims,
        found.numbers,
        found.figures,
        found.wrong.len()
    );
    assert!(found.wrong.is_empty(), "{}", found.wrong[..found.wrong.len().min(20)].join("\n"));
    assert!(found.statements > at_least, "only {} statements", found.statements);
}
