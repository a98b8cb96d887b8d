//! From clauses to claims.

use super::clauses::{Clause, Predicate, clauses};
use super::concepts::Concept;
use super::figures::{figures, remember};
use super::mentions::Mention;
use super::parts::{Parts, names_them_after, parts, percent_of_settings};
use super::subjects::{Context, Mentioned, SettingsMeant, named};
use super::values::given;
use crate::claim::{Assertion, Bound, Claim, Pace, Quantity, Relation, Size, Standard, Subject, Way, When};
use crate::facts::Facts;
use crate::number::Number;
use evidence::Polarity;

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
            .filter_map(|each| each.named())
            .map(|settings| {
                let subject = Subject::Settings { settings: settings.clone() };
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
        let before = || context.general.as_ref().or(context.settings.as_ref()).cloned();
        let meant = match &each.of {
            SettingsMeant::Named(settings) => Some(settings.clone()),
            SettingsMeant::Before => before(),
        };
        let Some(mut settings) = meant else { continue };
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
            .filter_map(|each| each.named())
            .map(|settings| {
                let subject = Subject::Settings { settings: settings.clone() };
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
