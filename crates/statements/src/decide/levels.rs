//! "The large majority of secondary schools are good or better", "four of the six", "both", "none".

use super::{Decision, Ruling, Truth};
use crate::claim::{Assertion, Claim, Cohort, Quantity, Settings, Standard, When};
use crate::facts::{Counted, Facts, FiguresUsed, outcomes_of};
use profile::{CurrentJudgement, RemitProfile, SettingJudged, Share, ValueCount};

/// Rules on a level.
pub(super) fn level(
    claim: &Claim,
    settings: &Settings,
    quantity: &Quantity,
    standard: &Standard,
    facts: &Facts<'_>,
) -> Decision {
    if let Some(missing) = beyond(claim, settings, facts) {
        return Decision::undecidable(missing);
    }
    match settings.cohort {
        Cohort::Open | Cohort::Judged if *standard == Standard::BecameAcademies => {
            became_academies(settings, quantity, facts)
        }
        Cohort::Open | Cohort::Judged => open(claim, settings, quantity, standard, facts),
        Cohort::Inspected | Cohort::Graded | Cohort::FirstInspected => {
            inspected(claim, settings, quantity, standard, facts)
        }
    }
}

/// What the evidence cannot see although the remits are in it.
fn beyond(claim: &Claim, settings: &Settings, facts: &Facts<'_>) -> Option<String> {
    if let Some(limit) = &settings.limit {
        let words = facts.lexicon.limits.iter().find(|words| words.id == *limit);
        return Some(format!(
            "the evidence does not say {}",
            words.map_or(limit.as_str(), |words| &words.missing)
        ));
    }
    let as_at = facts.profile.as_at;
    match &claim.when {
        When::In(period) if period.end_year() != as_at.year() => Some(format!(
            "the profile is as at {}; it does not hold the judgements of {period}",
            evidence::date::in_words(as_at)
        )),
        When::Month { year, month } if !reaches((*year, *month), settings, facts) => Some(format!(
            "the profile is as at {}; it does not hold the judgements of {month}/{year}",
            evidence::date::in_words(as_at)
        )),
        When::LastYear if settings.cohort != Cohort::Open => None,
        When::Between { .. } | When::Since(_) | When::LastYear | When::LastYears(_) => {
            Some("a level is of one date; the words speak of a stretch of time".to_owned())
        }
        _ => claim
            .elsewhere
            .as_ref()
            .map(|_| "levels elsewhere are compared as shares, not counted".to_owned()),
    }
}

/// Whether the judgements that the profile holds are those of a month: that of its date, or any since the evidence ends.
fn reaches(month: (i16, i8), settings: &Settings, facts: &Facts<'_>) -> bool {
    let of = |day: evidence::Date| (day.year(), day.month());
    let until = of(facts.profile.as_at);
    let from = facts.edge(settings).map_or(until, |edge| of(edge.until));
    (from..=until).contains(&month)
}

/// What is missing where the profile has no such remit or aspect.
pub(super) fn missing(settings: &Settings, facts: &Facts<'_>) -> String {
    let remits = facts.remits(settings);
    let names = |list: &[String]| crate::text::listed(list);
    if remits.is_empty() {
        let asked: Vec<String> =
            settings.remits.iter().map(|remit| crate::realise::remit_in_words(remit, facts)).collect();
        return format!("the evidence holds no {} in the area", names(&asked));
    }
    let plural: Vec<String> = remits.iter().map(|remit| remit.plural.clone()).collect();
    if settings.aspect.as_str() == crate::claim::OVERALL {
        format!("the evidence holds no judgement of {}", names(&plural))
    } else {
        let aspect = settings.aspect.as_str().replace('-', " ");
        format!("the evidence holds no judgement of {aspect} for {}", names(&plural))
    }
}

fn open(
    claim: &Claim,
    settings: &Settings,
    quantity: &Quantity,
    standard: &Standard,
    facts: &Facts<'_>,
) -> Decision {
    let Some(counted) = facts.counted(settings) else {
        return Decision::undecidable(missing(settings, facts));
    };
    let Some(share) = counted.share(standard) else {
        return Decision::undecidable(if counted.judged == 0 {
            missing(settings, facts)
        } else {
            format!("no setting was judged on a scale that can say {}", standard_in_words(standard, facts))
        });
    };
    // "The college is good" where there are several: the words do not say which.
    if *quantity == (Quantity::Count { part: 1, whole: Some(1) })
        && share.whole() > 1
        && (1..share.whole()).contains(&share.part())
    {
        return Decision::undecidable(format!(
            "{} settings are meant by such words, and {share} {}: {}",
            share.whole(),
            words_after(standard, facts, share.part()),
            counted.what
        ));
    }
    let singular = *quantity == (Quantity::Count { part: 1, whole: Some(1) }) && share.whole() > 1;
    let every = Quantity::Band("all".to_owned());
    let quantity = if singular { &every } else { quantity };
    let judged_only = settings.cohort == Cohort::Judged;
    let mut truth = of_open(quantity, share, &counted, judged_only, facts);
    let (mut meant, mut meant_standard) = (share, standard);
    // "Good" is said of provision that is good or better too: either reading may be meant.
    if facts.lexicon.standard(standard).is_some_and(|words| words.or_better)
        && let Some(wider) = counted.share(&Standard::GoodOrBetter)
    {
        let other = of_open(quantity, wider, &counted, judged_only, facts);
        let better = matches!(other, Truth::Yes | Truth::JustYes(_)) && !matches!(truth, Truth::Yes);
        if better || (matches!(other, Truth::Unknown(_)) && matches!(truth, Truth::No)) {
            (truth, meant, meant_standard) = (other, wider, &Standard::GoodOrBetter);
        }
    }
    let truth = if claim.denied { truth.denied() } else { truth };
    let mut figures = FiguresUsed::default();
    figures.extend(facts.figures_of_open(&counted, meant_standard, meant));
    let because = format!("{meant} {} ({:.1}%)", words_after(standard, facts, meant.part()), meant.percent());
    Decision::of(&truth, because)
        .instead(Some(right(claim, settings, standard, share, facts)))
        .with(figures)
        .noting(counted.notices)
}

/// The claim with the quantity that would be right.
fn right(claim: &Claim, settings: &Settings, standard: &Standard, share: Share, facts: &Facts<'_>) -> Claim {
    let quantity = quantity_for(share, standard, facts);
    Claim {
        assertion: Assertion::Level { quantity, standard: standard.clone() },
        subject: crate::claim::Subject::Settings { settings: settings.clone() },
        denied: false,
        ..claim.clone()
    }
}

/// How a share is written: counted in small groups and where the framework has a standard always counted, by its word
/// otherwise.
pub(crate) fn quantity_for(share: Share, standard: &Standard, facts: &Facts<'_>) -> Quantity {
    let ladder = &facts.lexicon.ladder;
    let counted = share.whole() <= ladder.thresholds.small_groups.up_to;
    let always = ladder.always_count.as_ref() == Some(standard);
    if counted || (always && share.part() > 0) {
        return Quantity::Count { part: share.part(), whole: Some(share.whole()) };
    }
    let step = &ladder.step(share.percent()).step;
    if ladder.near(step, share.percent()) {
        // Where the next word would nearly be right too, the count says it better.
        Quantity::Count { part: share.part(), whole: Some(share.whole()) }
    } else {
        Quantity::Band(step.clone())
    }
}

/// Whether a quantity fits the open settings, of which some may have no judgement in the evidence.
fn of_open(
    quantity: &Quantity,
    share: Share,
    counted: &Counted,
    judged_only: bool,
    facts: &Facts<'_>,
) -> Truth {
    if judged_only {
        return holds(quantity, share, &[share.whole()], facts);
    }
    let as_judged = holds(quantity, share, &[share.whole(), counted.open], facts);
    let exact = matches!(quantity, Quantity::Count { whole: Some(_), .. }) && as_judged == Truth::Yes;
    let complete =
        f64::from(share.whole()) >= f64::from(counted.open) * facts.lexicon.thresholds().limits.complete;
    let so = matches!(as_judged, Truth::Yes | Truth::JustYes(_));
    // What most of them show may be said; only what the others could not change is contradicted.
    if exact || complete || (so && covers(share, counted.open, facts)) {
        return as_judged;
    }
    // Whatever the others are, from none of them to all: only what is the same throughout is decided.
    let others = counted.open.saturating_sub(share.whole());
    let (mut all_yes, mut all_no) = (true, true);
    for meeting in 0..=others {
        let Some(possible) = Share::new(share.part() + meeting, counted.open) else { continue };
        let fits =
            matches!(holds(quantity, possible, &[counted.open], facts), Truth::Yes | Truth::JustYes(_));
        all_yes &= fits;
        all_no &= !fits;
    }
    match (all_yes, all_no) {
        (true, _) => Truth::Yes,
        // "Half" of those judged may be half of all but for the last one: what fits the known is not refuted.
        (_, true) if as_judged == Truth::No => Truth::No,
        _ => Truth::Unknown(format!(
            "{others} of the {} open settings have no judgement in the evidence ({share} of the others meet this): {}",
            counted.open, counted.what
        )),
    }
}

/// Whether enough of the open settings have any judgement in the evidence for its inspections to be all there were.
pub(crate) fn well_judged(counted: &Counted, facts: &Facts<'_>) -> bool {
    // Of a setting inspected since its last grade, the inspection is known.
    let known = f64::from(counted.judged + counted.inspected_since);
    known >= f64::from(counted.open) * facts.lexicon.thresholds().limits.coverage
}

/// What is missing where a share's settings are too seldom judged for it to rise, fall or be compared.
pub(super) fn share_uncovered(settings: &Settings, facts: &Facts<'_>) -> Option<String> {
    if let Some(limit) = &settings.limit {
        let words = facts.lexicon.limits.iter().find(|words| words.id == *limit);
        let missing = words.map_or(limit.as_str(), |words| &words.missing);
        return Some(format!("the evidence does not say {missing}"));
    }
    match settings.cohort {
        Cohort::Judged => return None,
        Cohort::Inspected | Cohort::Graded | Cohort::FirstInspected => {
            return Some("the evidence does not compare the inspections of a year as a share".to_owned());
        }
        Cohort::Open => {}
    }
    let counted = facts.counted(settings)?;
    let share = counted.good_or_better?;
    let before = counted.good_or_better_year_before;
    (!covers(share, counted.open, facts)).then(|| {
        format!(
            "{} of the {} open settings have no judgement in the evidence ({share} of the others are good or better{}): {}",
            counted.open.saturating_sub(share.whole()),
            counted.open,
            before.map(|before| format!("; a year before, {before}")).unwrap_or_default(),
            counted.what
        )
    })
}

/// Whether enough of the open settings are judged to speak of a proportion of them.
pub(crate) fn covers(share: Share, open: u32, facts: &Facts<'_>) -> bool {
    f64::from(share.whole()) >= f64::from(open) * facts.lexicon.thresholds().limits.coverage
}

/// Whether a quantity fits a share; a whole may be stated as the settings judged or as those open.
fn holds(quantity: &Quantity, share: Share, wholes: &[u32], facts: &Facts<'_>) -> Truth {
    match quantity {
        Quantity::Count { part, whole } => {
            let whole_fits = whole.is_none_or(|whole| wholes.contains(&whole));
            if *part == share.part() && whole_fits { Truth::Yes } else { Truth::No }
        }
        Quantity::Band(word) => {
            let ladder = &facts.lexicon.ladder;
            let percent = share.percent();
            if ladder.range(word).is_none() {
                return Truth::Unknown(format!("the proportion words do not say what `{word}` means"));
            }
            let near = ladder.near(word, percent);
            let why = || {
                format!(
                    "{percent:.1}% is within {} points of the word's threshold",
                    ladder.thresholds.limits.borderline_within
                )
            };
            match (ladder.holds(word, percent), near) {
                (true, false) => Truth::Yes,
                (true, true) => Truth::JustYes(why()),
                (false, true) => Truth::JustNo(why()),
                (false, false) => Truth::No,
            }
        }
    }
}

fn inspected(
    claim: &Claim,
    settings: &Settings,
    quantity: &Quantity,
    standard: &Standard,
    facts: &Facts<'_>,
) -> Decision {
    let Some(year) = facts.inspected(settings) else {
        return Decision::undecidable(missing(settings, facts));
    };
    if let Some(missing) = facts.inspections_not_told(settings) {
        return Decision::undecidable(missing);
    }
    let first = settings.cohort == Cohort::FirstInspected;
    let pair = match (first, standard) {
        (true, Standard::GoodOrBetter) => Some((year.first_good_or_better, year.first)),
        (true, _) => None,
        (false, _) => year.share(standard),
    };
    let (Some((part, whole)), Some(outcomes)) = (pair, outcomes_of(standard, first)) else {
        return Decision::undecidable("the evidence does not count this for the inspections of a year");
    };
    let Some(share) = Share::new(part, whole) else {
        return Decision::undecidable("the evidence holds no such inspection in the year");
    };
    if settings.cohort == Cohort::Inspected && *standard != Standard::Graded && year.graded < year.inspected {
        return Decision::undecidable(format!(
            "{} were inspected in the year, of which {} were given an overall grade; {share} of those {}",
            year.inspected,
            year.graded,
            words_after(standard, facts, part)
        ));
    }
    let Some(counted) = facts.counted(settings) else {
        return Decision::undecidable(missing(settings, facts));
    };
    let truth = if well_judged(&counted, facts) {
        holds(quantity, share, &[whole], facts)
    } else {
        let known = counted.judged + counted.inspected_since;
        with_unknown(quantity, share, counted.open.saturating_sub(known))
    };
    let truth = if claim.denied { truth.denied() } else { truth };
    let because = format!("{share} {}", words_after(standard, facts, part));
    let mut figures = FiguresUsed::default();
    figures.extend(facts.figures_of_inspected(&counted, outcomes, share));
    Decision::of(&truth, because).instead(Some(right(claim, settings, standard, share, facts))).with(figures)
}

/// Inspections of settings that the evidence has lost may add to those it has: a count that these could make up is
/// neither shown nor refuted.
fn with_unknown(quantity: &Quantity, known: Share, unjudged: u32) -> Truth {
    let unknown = || {
        Truth::Unknown(format!(
            "{unjudged} open settings have no judgement in the evidence, so inspections of the year may be missing \
             ({known} are known)"
        ))
    };
    let Quantity::Count { part, whole: Some(whole) } = quantity else { return unknown() };
    let against = known.whole() - known.part();
    let possible = *part >= known.part()
        && whole.saturating_sub(*part) >= against
        && *whole <= known.whole() + unjudged
        && part <= whole;
    if possible { unknown() } else { Truth::No }
}

/// Schools that still carry a predecessor's judgement became something else; others cannot be told apart.
fn became_academies(settings: &Settings, quantity: &Quantity, facts: &Facts<'_>) -> Decision {
    let counted = facts.counted(settings);
    let inherited = counted.as_ref().map_or(0, |counted| counted.inherited.len());
    let mut figures = FiguresUsed::default();
    figures.extend(counted.iter().flat_map(|counted| facts.figures_of_inherited(counted)));
    let so = match quantity {
        Quantity::Count { part, .. } => usize::try_from(*part) == Ok(inherited),
        Quantity::Band(word) => word == SOME && inherited > 0,
    };
    let carry = format!("{inherited} carry the judgement of the school they followed");
    let decision = if so {
        Decision::of(&Truth::Yes, carry)
    } else {
        Decision::undecidable(format!(
            "the evidence does not list the schools that became academies; {carry}"
        ))
    };
    decision.with(figures)
}

/// The vague quantity of at least one, by its name among the lexicon's.
const SOME: &str = "some";

/// Rules on "the inspection of the fostering service in June 2011 judged it good".
pub(super) fn found(claim: &Claim, settings: &Settings, standard: &Standard, facts: &Facts<'_>) -> Decision {
    let remits = facts.remits(settings);
    let in_month = |judged: &SettingJudged| match (&claim.when, &judged.judgement) {
        (When::Month { year, month }, Ok(held)) => {
            (held.inspected.year(), held.inspected.month()) == (*year, *month)
        }
        (When::In(period), Ok(held)) => held.inspected.year() == period.end_year(),
        (_, Ok(_)) => true,
        (_, Err(_)) => false,
    };
    let candidates: Vec<(&RemitProfile, &SettingJudged)> = remits
        .iter()
        .flat_map(|remit| remit.settings.iter().map(move |setting| (*remit, setting)))
        .filter(|(_, setting)| in_month(setting))
        .collect();
    let [(remit, one)] = candidates.as_slice() else {
        return Decision::undecidable(if candidates.is_empty() {
            format!("no such inspection is in the evidence: {}", missing(settings, facts))
        } else {
            format!("{} settings were inspected then; the words do not say which is meant", candidates.len())
        });
    };
    let Ok(held) = &one.judgement else { return Decision::undecidable(missing(settings, facts)) };
    let label = held.label.to_lowercase();
    let truth = match standard {
        Standard::Value(value) => yes(*value == label),
        // What the inspectorate counts as either is in the vocabulary, value by value.
        Standard::Inadequate => {
            value_held(remit, held).map_or_else(unknown_value, |value| yes(value.inadequate))
        }
        Standard::GoodOrBetter => match value_held(remit, held) {
            Some(value) => value.good_or_better.map_or_else(
                || {
                    Truth::Unknown(format!(
                        "no line of good or better is drawn on the scale of “{}”",
                        held.label
                    ))
                },
                yes,
            ),
            None => unknown_value(),
        },
        Standard::Improved | Standard::Held | Standard::Declined => match facts.inspected(settings) {
            Some(year) if year.inspected == 1 => yes(year.share(standard).is_some_and(|(part, _)| part == 1)),
            _ => Truth::Unknown("the evidence does not hold the inspection before".to_owned()),
        },
        _ => Truth::Unknown("an inspection of one service does not say this".to_owned()),
    };
    let truth = if claim.denied { truth.denied() } else { truth };
    let date = evidence::date::in_words(held.inspected);
    let instead = Claim {
        assertion: Assertion::Found { standard: Standard::Value(label) },
        denied: false,
        ..claim.clone()
    };
    let mut figures = FiguresUsed::default();
    figures.add(facts.judgement_figure(one, held.code, &held.label));
    Decision::of(&truth, format!("judged {} on {date}", held.label)).instead(Some(instead)).with(figures)
}

/// The value of its scale that a judgement gave.
fn value_held<'a>(remit: &'a RemitProfile, held: &CurrentJudgement) -> Option<&'a ValueCount> {
    let scales = remit.aspects.iter().flat_map(|aspect| &aspect.now.scales);
    scales
        .filter(|scale| scale.scale == held.scale)
        .flat_map(|scale| &scale.counts)
        .find(|value| value.code == held.code)
}

fn unknown_value() -> Truth {
    Truth::Unknown("the evidence does not say how the inspectorate counts this value".to_owned())
}

fn yes(so: bool) -> Truth {
    if so { Truth::Yes } else { Truth::No }
}

fn standard_in_words(standard: &Standard, facts: &Facts<'_>) -> String {
    crate::realise::standard_words(standard, facts.lexicon)
}

fn words_after(standard: &Standard, facts: &Facts<'_>, part: u32) -> String {
    let words = standard_in_words(standard, facts);
    let verb = facts.lexicon.standards.iter().any(|known| known.standard == *standard && known.verb);
    match (verb, part) {
        (true, _) => words,
        (false, 1) => format!("is {words}"),
        (false, _) => format!("are {words}"),
    }
}

/// Whether a decision is a plain yes, without a doubt that a person should look at.
pub(crate) fn plainly(decision: &Decision) -> bool {
    decision.ruling == Ruling::Supported && decision.borderline.is_none()
}
