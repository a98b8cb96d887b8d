//! From clauses to claims.

use super::clauses::{Clause, Predicate, clauses};
use super::concepts::Concept;
use super::mentions::{Mention, Timed, Unit, What, bound_of, timed};
use super::subjects::{Context, Mentioned, figures, named, remember, unnamed};
use super::values::given;
use crate::claim::{
    Assertion, Bound, Claim, Comparator, Pace, Quantity, Relation, Size, Standard, Subject, Way, When,
};
use crate::facts::Facts;
use crate::number::Number;
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
        if mentions[clause.mentions.clone()].iter().any(|mention| mention.is(&Concept::Beyond)) {
            // What follows may go on about something that was not understood.
            context.same_sentence = false;
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
            context.when = claim.when.clone();
            if let Assertion::Level { standard, .. } = &claim.assertion {
                context.standard = Some(standard.clone());
            }
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
    /// Whether it speaks of last year's figures.
    stale: bool,
}

fn of_clause(clause: &Clause, mentions: &[Mention], context: &Context, facts: &Facts<'_>) -> Vec<Claim> {
    let parts = parts(clause, mentions);
    let named = named(&parts.subject, context.general.as_ref());
    match &clause.predicate {
        Predicate::Standard(standard) => {
            // "supports children well in staying safe" names the aspect with the standard.
            let aspect = mentions[clause.at]
                .find(|c| if let Concept::Aspect(id) = c { Some(id.clone()) } else { None });
            if names_them_after(clause, mentions) {
                return Vec::new();
            }
            let percent = percent_of_settings(clause, mentions);
            levels(aspect.as_ref(), standard, percent, &parts, &named, context, facts)
        }
        Predicate::Relation(relation, size) => {
            let subjects = about(&named, context, facts);
            let mut all = compared(*relation, size.or(parts.size), &parts, subjects.clone(), facts);
            all.extend(values(clause, mentions, &parts, &subjects, facts));
            all
        }
        Predicate::Move { way, size, steadily, denied } => {
            let way = (*way, size.or(parts.size), *steadily || parts.steadily, *denied);
            let mut all = moved(way, &parts, &named, context, facts);
            if !all.is_empty() && !named.inspection {
                let subjects: Vec<Subject> = all.iter().map(|claim| claim.subject.clone()).collect();
                all.extend(values(clause, mentions, &parts, &subjects, facts));
            }
            all
        }
        Predicate::Pace(way, pace) => {
            let mut parts = parts;
            // "Rose in 2011, but more slowly than nationally": the same time.
            if way.is_none() && parts.timed.when == When::Unsaid && context.same_sentence {
                parts.timed.when = context.when.clone();
            }
            paced(*way, *pace, &parts, about(&named, context, facts), facts)
        }
        Predicate::Value => values(clause, mentions, &parts, &about(&named, context, facts), facts),
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
        stale: false,
    };
    let mut rest: Vec<&Mention> = Vec::new();
    for at in clause.mentions.clone() {
        let mention = &mentions[at];
        let after = at > clause.at;
        if at == clause.at && !matches!(clause.predicate, Predicate::Value) {
            continue;
        }
        if let Some(comparator) = comparator(mentions, at) {
            if matches!(clause.predicate, Predicate::Value) {
                continue;
            }
            if compares && after {
                parts.with.push(comparator);
            } else if compares && comparator == Comparator::YearBefore {
                parts.stale = true;
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
        let flag = mention.find(|c| {
            matches!(c, Concept::Not | Concept::Neither | Concept::Size(_) | Concept::Steadily)
                .then(|| c.clone())
        });
        match flag {
            // "no special school": a quantity; "has not risen": a denial.
            Some(Concept::Not) if names_next(mentions, at, clause) => {
                rest.push(mention);
                continue;
            }
            Some(Concept::Not) => parts.denied = !parts.denied,
            // "Is neither wider than elsewhere nor growing."
            Some(Concept::Neither) if !matches!(clause.predicate, Predicate::Standard(_)) => {
                parts.denied = !parts.denied;
            }
            Some(Concept::Size(size)) => parts.size = Some(size),
            Some(Concept::Steadily) => parts.steadily = true,
            _ => {}
        }
        rest.push(mention);
    }
    let when = std::mem::take(&mut parts.timed.when);
    parts.timed = timed(&rest);
    // "5.3 points smaller", "rose 5%": by how much.
    let said = &mentions[clause.at].tokens;
    parts.timed.amount |= !matches!(clause.predicate, Predicate::Value | Predicate::Standard(_))
        && rest.iter().any(|mention| {
            matches!(mention.what, What::Figure { unit: Unit::Percent | Unit::Points, .. })
                && (mention.tokens.end == said.start || mention.tokens.start == said.end)
        });
    if parts.timed.when == When::Unsaid {
        parts.timed.when = when;
    }
    parts.subject = rest;
    parts
}

/// Whose figures a mention names. "Average" alone is England's, unless a place stands beside it ("the East of England
/// average", "the average in similar areas").
fn comparator(mentions: &[Mention], at: usize) -> Option<Comparator> {
    let mention = &mentions[at];
    let named = |mention: &Mention| {
        mention.find(|c| if let Concept::Comparator(one) = c { Some(one.clone()) } else { None })
    };
    if let Some(comparator) = named(mention) {
        return Some(comparator);
    }
    if !mention.is(&Concept::Average) {
        return None;
    }
    let before = at.checked_sub(1).map(|before| &mentions[before]);
    let beside =
        before.is_some_and(|before| before.tokens.end == mention.tokens.start && named(before).is_some());
    let next = mentions[at + 1..]
        .iter()
        .find(|next| !next.find(|c| matches!(c, Concept::Preposition(_)).then_some(())).is_some());
    let after = next.is_some_and(|next| next.tokens.start <= mention.tokens.end + 2 && named(next).is_some());
    (!beside && !after).then_some(Comparator::England)
}

/// "Teaching is good in most primary schools": said of something else that is in them.
fn names_them_after(clause: &Clause, mentions: &[Mention]) -> bool {
    let of = |at: usize, test: fn(&Concept) -> bool| mentions[at].find(|c| test(c).then_some(())).is_some();
    let settings = |c: &Concept| matches!(c, Concept::Remits(_));
    let Some(first) = clause.mentions.clone().find(|at| of(*at, settings)) else { return false };
    let described = mentions[first].tokens.start == mentions[clause.at].tokens.end;
    let aspect =
        clause.mentions.clone().any(|at| of(at, |c| matches!(c, Concept::Aspect(_) | Concept::InspectionOf)));
    let counted = clause.mentions.clone().take_while(|at| *at < clause.at).any(|at| {
        matches!(mentions[at].what, What::Count { .. })
            || of(at, |c| matches!(c, Concept::Quantity(_) | Concept::Both | Concept::Neither))
    });
    first > clause.at && !described && !aspect && !counted
}

/// "72% of primary schools are good": a figure before the settings whose share it is.
fn percent_of_settings(clause: &Clause, mentions: &[Mention]) -> Option<(Number, Option<Bound>)> {
    let figure = clause
        .mentions
        .clone()
        .take_while(|at| *at < clause.at)
        .find(|at| matches!(mentions[*at].what, What::Figure { unit: Unit::Percent, .. }))?;
    let What::Figure { number, .. } = &mentions[figure].what else { return None };
    let bound = figure.checked_sub(1).and_then(|before| bound_of(&mentions[before], &mentions[figure]));
    Some((*number, bound))
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
    let follows = |next: usize, test: fn(&Concept) -> bool| {
        mentions.get(next).is_some_and(|mention| {
            mention.tokens.start == mentions[next - 1].tokens.end
                && mention.find(|c| test(c).then_some(())).is_some()
        })
    };
    let settings = |c: &Concept| matches!(c, Concept::Remits(_));
    matches!(clause.predicate, Predicate::Standard(_))
        && (follows(at + 1, settings)
            || (follows(at + 1, |c| matches!(c, Concept::Standard(_))) && follows(at + 2, settings)))
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
            standard: named
                .standard
                .clone()
                .or_else(|| context.standard.clone())
                .unwrap_or(Standard::GoodOrBetter),
        }),
        Subject::Event { .. } => None,
        figure => Some(figure.clone()),
    };
    context.subjects.iter().filter_map(as_figure).collect()
}

fn levels(
    aspect: Option<&evidence::AspectId>,
    standard: &Standard,
    percent: Option<(Number, Option<Bound>)>,
    parts: &Parts<'_>,
    named: &Mentioned,
    context: &Context,
    facts: &Facts<'_>,
) -> Vec<Claim> {
    let when = parts.timed.when.clone();
    // "To be good by 2013" is a wish.
    if parts.timed.until.as_ref().is_some_and(|until| until.end_year() > facts.profile.as_at.year()) {
        return Vec::new();
    }
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
        if let (None, Some((number, bound))) = (&each.quantity, percent) {
            let subject = Subject::Share { settings, standard: standard.clone() };
            let claim = Claim::new(subject, Assertion::Value { number, bound });
            all.push(Claim { denied: parts.denied, ..claim.at(when.clone()) });
            continue;
        }
        // "26 of the 40 (65%)": the figure is said as well.
        if let Some((number, bound)) = percent.filter(|_| *standard == Standard::GoodOrBetter) {
            let subject = Subject::Share { settings: settings.clone(), standard: standard.clone() };
            let claim = Claim::new(subject, Assertion::Value { number, bound });
            all.push(Claim { denied: parts.denied, ..claim.at(when.clone()) });
        }
        // "Primary schools are good" says so of them in general.
        let quantity = each.quantity.clone().unwrap_or_else(|| Quantity::Band("in-general".to_owned()));
        let claim = Claim::new(
            Subject::Settings { settings },
            Assertion::Level { quantity, standard: standard.clone() },
        );
        all.push(Claim { denied: parts.denied, ..claim.at(when.clone()) });
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
    // "2.3 percentage points above" says how much: no claim holds that.
    if parts.with.is_empty() || parts.stale || parts.timed.amount {
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
    // "Rose by 5 points", "had risen by 2008": no claim holds that.
    let timed = &parts.timed;
    let until_before =
        timed.until.as_ref().is_some_and(|until| until.end_year() != facts.profile.as_at.year());
    if timed.amount || until_before {
        return Vec::new();
    }
    let subjects = about(named, context, facts);
    if subjects.len() > 1 && (timed.from.is_some() || timed.to.is_some()) {
        return Vec::new();
    }
    subjects
        .into_iter()
        .map(|subject| {
            let way = directed(way, &subject, facts);
            let (from, to) = (timed.from, timed.to);
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

/// The figures that a clause gives of its subjects.
fn values(
    clause: &Clause,
    mentions: &[Mention],
    parts: &Parts<'_>,
    subjects: &[Subject],
    facts: &Facts<'_>,
) -> Vec<Claim> {
    let given = given(clause, mentions, &parts.timed.others);
    // Figures of several subjects belong to one each: which, the words may leave open.
    if subjects.len() > 1 && given.len() > 1 {
        return Vec::new();
    }
    let lone = matches!(clause.predicate, Predicate::Value);
    let mut all = Vec::new();
    for subject in subjects {
        let percent = facts.measured(subject).is_none_or(|measured| measured.unit == evidence::Unit::Percent);
        for given in given.iter().filter(|given| given.with_unit || !percent) {
            let assertion = Assertion::Value { number: given.number, bound: given.bound };
            let when = if lone && given.when == When::Unsaid {
                parts.timed.when.clone()
            } else {
                given.when.clone()
            };
            let claim = Claim::new(subject.clone(), assertion).at(when);
            all.push(Claim { denied: lone && parts.denied, elsewhere: given.place.clone(), ..claim });
        }
    }
    all
}
