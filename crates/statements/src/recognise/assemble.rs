//! From clauses to claims.

use super::clauses::{Clause, Predicate, clauses};
use super::concepts::Concept;
use super::mentions::{Mention, Timed, What, timed};
use super::subjects::{Context, Mentioned, figures, named, remember, unnamed};
use crate::claim::{
    Assertion, Claim, Comparator, Pace, Quantity, Relation, Size, Standard, Subject, Way, When,
};
use crate::facts::Facts;
use evidence::{Group, Polarity};

/// The claims of a sentence, in the order in which it makes them.
pub(crate) fn claims(mentions: &[Mention], context: &mut Context, facts: &Facts<'_>) -> Vec<Claim> {
    if mentions.iter().any(|mention| mention.is(&Concept::NotAClaim)) {
        return Vec::new();
    }
    if let Some(age) =
        mentions.iter().find_map(|m| m.find(|c| if let Concept::Age(age) = c { Some(*age) } else { None }))
    {
        context.age = Some(age);
    }
    let mut all: Vec<Claim> = Vec::new();
    context.same_sentence = false;
    let mut of_one_service = false;
    for clause in clauses(mentions) {
        // "An inspection reported good improvement and improving outcomes": of the inspection, not of a figure.
        if of_one_service && matches!(clause.predicate, Predicate::Move { .. }) {
            continue;
        }
        let made = of_clause(&clause, mentions, context, facts);
        if !made.is_empty() {
            context.subjects = made.iter().map(|claim| claim.subject.clone()).collect();
            // What an inspection of one service found says nothing that a later clause could go on about.
            of_one_service = made.iter().any(|claim| matches!(claim.assertion, Assertion::Found { .. }));
            context.same_sentence = !of_one_service;
        }
        for claim in made {
            remember(&claim.subject, context, facts);
            let claim = claim.canonical();
            if !all.contains(&claim) {
                all.push(claim);
            }
        }
    }
    all
}

/// The parts of a clause: what it is about, what it compares with, where, when.
struct Parts<'a> {
    subject: Vec<&'a Mention>,
    with: Vec<Comparator>,
    place: Option<Comparator>,
    timed: Timed,
    denied: bool,
    size: Option<Size>,
    steadily: bool,
}

fn of_clause(clause: &Clause, mentions: &[Mention], context: &Context, facts: &Facts<'_>) -> Vec<Claim> {
    let parts = parts(clause, mentions);
    let named = named(&parts.subject, context.general.as_ref());
    match &clause.predicate {
        Predicate::Standard(standard) => {
            // "supports children well in staying safe" names the aspect with the standard.
            let aspect = mentions[clause.at]
                .find(|c| if let Concept::Aspect(id) = c { Some(id.clone()) } else { None });
            levels(aspect.as_ref(), standard, &parts, &named, context)
        }
        Predicate::Relation(relation, size) => {
            let subjects = about(&named, context, facts);
            compared(*relation, size.or(parts.size), &parts, subjects, facts)
        }
        Predicate::Move { way, size, steadily, denied } => {
            let way = (*way, size.or(parts.size), *steadily || parts.steadily, *denied);
            moved(way, &parts, &named, context, facts)
        }
        Predicate::Pace(way, pace) => paced(*way, *pace, &parts, about(&named, context, facts), facts),
        Predicate::Value => values(&parts, about(&named, context, facts)),
        Predicate::Outcome(kind, outcome) => {
            let subject = Subject::Event { kind: kind.clone() };
            let assertion = Assertion::CameOf { outcome: outcome.clone() };
            vec![Claim {
                denied: parts.denied,
                ..Claim::new(subject, assertion).at(parts.timed.when.clone())
            }]
        }
        Predicate::Grade(grade) => {
            let assertion = Assertion::Graded { grade: grade.clone() };
            vec![Claim::new(Subject::Assessment, assertion).at(parts.timed.when.clone())]
        }
    }
}

/// Sorts the mentions of a clause by what they do in it.
fn parts<'a>(clause: &Clause, mentions: &'a [Mention]) -> Parts<'a> {
    let compares = matches!(clause.predicate, Predicate::Relation(..) | Predicate::Pace(..));
    let mut parts = Parts {
        subject: Vec::new(),
        with: Vec::new(),
        place: None,
        timed: Timed::default(),
        denied: false,
        size: None,
        steadily: false,
    };
    let mut rest: Vec<&Mention> = Vec::new();
    for at in clause.mentions.clone() {
        let mention = &mentions[at];
        let after = at > clause.at;
        if at == clause.at && !matches!(clause.predicate, Predicate::Value) {
            continue;
        }
        let comparator =
            mention.find(|c| if let Concept::Comparator(one) = c { Some(one.clone()) } else { None });
        if let Some(comparator) = comparator {
            if compares && (after || comparator == Comparator::YearBefore) {
                parts.with.push(comparator);
            } else if compares && parts.place.is_none() && before_subject(clause, mentions, at) {
                parts.place = Some(comparator);
            } else if !compares && comparator != Comparator::YearBefore {
                parts.place = parts.place.or(Some(comparator));
            } else if comparator == Comparator::YearBefore {
                parts.timed.when = When::LastYear;
            }
            continue;
        }
        if let (true, Some(peers)) = (compares && after, peers_compared(clause, mentions, at)) {
            if !parts.with.contains(&peers) {
                parts.with.push(peers);
            }
            continue;
        }
        let flag = mention
            .find(|c| matches!(c, Concept::Not | Concept::Size(_) | Concept::Steadily).then(|| c.clone()));
        match flag {
            // "no special school": a quantity; "has not risen": a denial.
            Some(Concept::Not) if names_next(mentions, at, clause) => {
                rest.push(mention);
                continue;
            }
            Some(Concept::Not) => parts.denied = !parts.denied,
            Some(Concept::Size(size)) => parts.size = Some(size),
            Some(Concept::Steadily) => parts.steadily = true,
            _ => {}
        }
        rest.push(mention);
    }
    let when = std::mem::take(&mut parts.timed.when);
    parts.timed = timed(&rest);
    if parts.timed.when == When::Unsaid {
        parts.timed.when = when;
    }
    parts.subject = rest;
    parts
}

/// Whether no subject has been named before a mention: "In England, …".
fn before_subject(clause: &Clause, mentions: &[Mention], at: usize) -> bool {
    !mentions[clause.mentions.start..at].iter().any(|mention| {
        mention
            .find(|c| {
                matches!(
                    c,
                    Concept::Share
                        | Concept::Gap
                        | Concept::Measure(_)
                        | Concept::Remits(_)
                        | Concept::Indicator(_)
                )
                .then_some(())
            })
            .is_some()
    })
}

/// "no" directly before settings.
fn names_next(mentions: &[Mention], at: usize, clause: &Clause) -> bool {
    matches!(clause.predicate, Predicate::Standard(_))
        && mentions.get(at + 1).is_some_and(|next| {
            next.tokens.start == mentions[at].tokens.end
                && next.find(|c| matches!(c, Concept::Remits(_)).then_some(())).is_some()
        })
}

/// Another group of the same area after "than": "their peers", "all 19-year-olds", "those not from …".
fn peers_compared(clause: &Clause, mentions: &[Mention], at: usize) -> Option<Comparator> {
    // With a subject still to come ("a higher proportion of Black students …") groups belong to it.
    let named_before = mentions[clause.mentions.start..clause.at].iter().any(|mention| {
        matches!(mention.what, What::GroupWritten(_))
            || mention
                .find(|c| {
                    matches!(
                        c,
                        Concept::Measure(_)
                            | Concept::Indicator(_)
                            | Concept::Group(_)
                            | Concept::Gap
                            | Concept::Hint(_)
                            | Concept::Pronoun
                    )
                    .then_some(())
                })
                .is_some()
    });
    // "It is … and is lower than for everyone": the subject stands in the clause before.
    let inherited = clause.mentions.start > 0
        && !mentions[clause.mentions.start..clause.at].iter().any(|m| m.is(&Concept::Share));
    if let What::GroupWritten(group) = &mentions[at].what {
        return named_before.then(|| Comparator::Group(group.clone()));
    }
    mentions[at].find(|concept| match concept {
        Concept::Everyone | Concept::Peers => Some(Comparator::Group(Group::all())),
        Concept::Group(group) if named_before || inherited => Some(Comparator::Group(group.clone())),
        _ => None,
    })
}

/// What a clause is about, or what the clause before was.
fn about(named: &Mentioned, context: &Context, facts: &Facts<'_>) -> Vec<Subject> {
    if named.assessment && named.measures.is_empty() && !named.names_settings() {
        return vec![Subject::Assessment];
    }
    let found = figures(named, context, facts);
    if !found.is_empty() {
        return found;
    }
    let nothing_named = !named.names_settings() && named.measures.is_empty() && named.groups.is_empty();
    // A clause without a subject goes on about that of the clause before in its sentence; a pronoun or "the
    // proportion" alone reaches back to the sentence before.
    if !nothing_named || !(context.same_sentence || named.pronoun || named.share) {
        return Vec::new();
    }
    let as_figure = |subject: &Subject| match subject {
        Subject::Settings { settings } => Some(Subject::Share {
            settings: settings.clone(),
            standard: named.standard.clone().unwrap_or(Standard::GoodOrBetter),
        }),
        Subject::Event { .. } => None,
        figure => Some(figure.clone()),
    };
    context.subjects.iter().filter_map(as_figure).collect()
}

fn levels(
    aspect: Option<&evidence::AspectId>,
    standard: &Standard,
    parts: &Parts<'_>,
    named: &Mentioned,
    context: &Context,
) -> Vec<Claim> {
    let when = parts.timed.when.clone();
    if named.inspection {
        return named
            .quantified
            .iter()
            .map(|each| {
                let subject = Subject::Settings { settings: each.settings.clone() };
                let claim = Claim::new(subject, Assertion::Found { standard: standard.clone() });
                Claim { denied: parts.denied, ..claim.at(when.clone()) }
            })
            .collect();
    }
    let mut all = Vec::new();
    let some_counted = named.quantified.iter().any(|each| each.quantity.is_some());
    for each in &named.quantified {
        // Settings without a number beside others with one only set the scene.
        if some_counted && each.quantity.is_none() {
            continue;
        }
        let mut settings = if unnamed(&each.settings) {
            let Some(before) = context.general.as_ref().or(context.settings.as_ref()) else { continue };
            before.clone()
        } else {
            each.settings.clone()
        };
        if let Some(aspect) = aspect {
            settings.aspect = aspect.clone();
        }
        // "Primary schools are good" says so of all of them; "no primary school is good" of none.
        let none = parts.denied && each.quantity.is_none();
        let quantity = each.quantity.clone().unwrap_or_else(|| Quantity::Band("all".to_owned()));
        let claim = Claim::new(
            Subject::Settings { settings },
            Assertion::Level { quantity, standard: standard.clone() },
        );
        all.push(Claim { denied: parts.denied || none, ..claim.at(when.clone()) });
    }
    all
}

fn polarity(subject: &Subject, facts: &Facts<'_>) -> Polarity {
    if let Some(measured) = facts.measured(subject) {
        return measured.polarity;
    }
    match subject {
        Subject::Gap { .. } => Polarity::Low,
        Subject::Share { .. } | Subject::Assessment => Polarity::High,
        Subject::Measure { indicator, .. } => facts
            .lexicon
            .measures
            .iter()
            .find(|words| {
                words.indicators.contains(indicator) || words.by_group.values().any(|id| id == indicator)
            })
            .and_then(|words| words.polarity)
            .unwrap_or(Polarity::Neither),
        Subject::Settings { .. } | Subject::Event { .. } => Polarity::Neither,
    }
}

fn compared(
    relation: Relation,
    size: Option<Size>,
    parts: &Parts<'_>,
    subjects: Vec<Subject>,
    facts: &Facts<'_>,
) -> Vec<Claim> {
    if parts.with.is_empty() {
        return Vec::new();
    }
    subjects
        .into_iter()
        .map(|subject| {
            let relation = match (relation, polarity(&subject, facts)) {
                (Relation::Better, Polarity::High) | (Relation::Worse, Polarity::Low) => Relation::Higher,
                (Relation::Better, Polarity::Low) | (Relation::Worse, Polarity::High) => Relation::Lower,
                (plain, _) => plain,
            };
            let assertion = Assertion::Compared { relation, size, with: parts.with.clone() };
            let when = parts.timed.when.clone();
            Claim {
                denied: parts.denied,
                elsewhere: parts.place.clone(),
                ..Claim::new(subject, assertion).at(when)
            }
        })
        .collect()
}

fn directed(way: Way, subject: &Subject, facts: &Facts<'_>) -> Way {
    match (way, polarity(subject, facts)) {
        (Way::Improved, Polarity::High) | (Way::Worsened, Polarity::Low) => Way::Up,
        (Way::Improved, Polarity::Low) | (Way::Worsened, Polarity::High) => Way::Down,
        (plain, _) => plain,
    }
}

fn moved(
    (way, size, steadily, denied): (Way, Option<Size>, bool, bool),
    parts: &Parts<'_>,
    named: &Mentioned,
    context: &Context,
    facts: &Facts<'_>,
) -> Vec<Claim> {
    let denied = denied != parts.denied;
    // "An inspection of the fostering service reported good improvement."
    if named.inspection {
        let standard = match way {
            Way::Up | Way::Improved => Standard::Improved,
            Way::Level => Standard::Held,
            Way::Down | Way::Worsened => Standard::Declined,
        };
        return named
            .quantified
            .iter()
            .map(|each| {
                let subject = Subject::Settings { settings: each.settings.clone() };
                let claim = Claim::new(subject, Assertion::Found { standard: standard.clone() });
                Claim { denied, ..claim.at(parts.timed.when.clone()) }
            })
            .collect();
    }
    about(named, context, facts)
        .into_iter()
        .map(|subject| {
            let way = directed(way, &subject, facts);
            let (from, to) = (parts.timed.from, parts.timed.to);
            let assertion = Assertion::Moved { way, size, steadily, from, to };
            let claim = Claim::new(subject, assertion).at(parts.timed.when.clone());
            Claim { denied, elsewhere: parts.place.clone(), ..claim }
        })
        .collect()
}

fn paced(
    way: Option<Way>,
    pace: Pace,
    parts: &Parts<'_>,
    subjects: Vec<Subject>,
    facts: &Facts<'_>,
) -> Vec<Claim> {
    if parts.with.is_empty() {
        return Vec::new();
    }
    subjects
        .into_iter()
        .map(|subject| {
            let way = directed(way.unwrap_or(Way::Improved), &subject, facts);
            let assertion = Assertion::Paced { way, pace, than: parts.with.clone() };
            let claim = Claim::new(subject, assertion).at(parts.timed.when.clone());
            Claim { denied: parts.denied, elsewhere: parts.place.clone(), ..claim }
        })
        .collect()
}

fn values(parts: &Parts<'_>, subjects: Vec<Subject>) -> Vec<Claim> {
    let number = parts.timed.figures.first().or(parts.timed.to.as_ref()).or(parts.timed.from.as_ref());
    let Some(number) = number.copied() else { return Vec::new() };
    subjects
        .into_iter()
        .map(|subject| {
            let claim = Claim::new(subject, Assertion::Value { number }).at(parts.timed.when.clone());
            Claim { denied: parts.denied, elsewhere: parts.place.clone(), ..claim }
        })
        .collect()
}
