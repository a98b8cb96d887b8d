//! "Has risen", "widened slightly in 2010", "is falling steadily", "rising more quickly than elsewhere".

use super::comparisons::{a_year_apart, find, notices, sized};
use super::{Decision, Truth};
use crate::claim::{Assertion, Claim, Comparator, Pace, Size, Way, When};
use crate::facts::{Facts, FiguresUsed, Measured, Point, since_break};
use crate::number::{Number, rounded};
use evidence::Polarity;

/// Rules on a movement.
pub(super) fn decide(claim: &Claim, measured: &Measured, facts: &Facts<'_>) -> Decision {
    let Some(series) = measured.series_of(claim.elsewhere.as_ref()) else {
        return Decision::undecidable("the evidence holds no such figures elsewhere");
    };
    let stretch = match stretch_of(&claim.when, series, measured) {
        Ok(stretch) => stretch,
        Err(missing) => return Decision::undecidable(missing),
    };
    match &claim.assertion {
        Assertion::Moved { way, size, steadily, from, to } => {
            let said = Said { way: *way, size: *size, steadily: *steadily, from: *from, to: *to };
            moved(claim, &said, stretch, measured, facts)
        }
        Assertion::Paced { way, pace, than } => paced(claim, (*way, *pace), than, stretch, measured, facts),
        _ => Decision::undecidable("not a movement"),
    }
}

/// What is said of a movement.
struct Said {
    way: Way,
    size: Option<Size>,
    steadily: bool,
    from: Option<Number>,
    to: Option<Number>,
}

/// The points of a series that a claim speaks of, two at least.
fn stretch_of<'b>(when: &When, series: &'b [Point], measured: &Measured) -> Result<&'b [Point], String> {
    let what = &measured.what;
    let no_figure = |period: &crate::period_name::PeriodName| {
        format!("the evidence holds no figure for {period}: {what}")
    };
    if series.len() < 2 {
        return Err(format!("the evidence holds only one year's figure: {what}"));
    }
    if let Some((label, reason)) = measured.latest_missing.as_ref().filter(|_| to_the_latest(when)) {
        return Err(format!("the figure for {label} is {reason}: {what}"));
    }
    let last = series.len() - 1;
    let since = since_break(series);
    let (from, to) = match when {
        When::Unsaid | When::Month { .. } if since.len() < 2 => (last - 1, last),
        When::Unsaid | When::Month { .. } => return Ok(since),
        When::LastYear => (last - 1, last),
        When::In(period) => {
            let to = find(series, period).ok_or_else(|| no_figure(period))?;
            (to.checked_sub(1).ok_or_else(|| format!("the evidence begins in {period}: {what}"))?, to)
        }
        When::Between { from, to } => (
            find(series, from).ok_or_else(|| no_figure(from))?,
            find(series, to).ok_or_else(|| no_figure(to))?,
        ),
        When::Since(from) => (find(series, from).ok_or_else(|| no_figure(from))?, last),
        When::LastYears(years) => {
            let end =
                series[last].name.as_ref().ok_or_else(|| format!("its periods have no years: {what}"))?;
            let start = end.end_year() - i16::from(*years);
            let at = series
                .iter()
                .position(|point| point.name.as_ref().is_some_and(|name| name.end_year() == start));
            (at.ok_or_else(|| format!("the evidence holds no figure for {start}: {what}"))?, last)
        }
    };
    if from >= to {
        return Err("the words name no stretch of time that the evidence holds".to_owned());
    }
    if let Some(parted) = measured.parted(&series[from], &series[to]) {
        return Err(parted);
    }
    if matches!(when, When::LastYear | When::In(_)) && !a_year_apart(&series[from], &series[to]) {
        return Err(format!("the evidence holds no figure for the year before {}: {what}", series[to].label));
    }
    Ok(&series[from..=to])
}

fn to_the_latest(when: &When) -> bool {
    matches!(when, When::Unsaid | When::LastYear | When::LastYears(_) | When::Since(_))
}

fn moved(claim: &Claim, said: &Said, stretch: &[Point], measured: &Measured, facts: &Facts<'_>) -> Decision {
    let (Some(first), Some(last)) = (stretch.first(), stretch.last()) else {
        return Decision::undecidable("the evidence holds no such figures");
    };
    let Some(way) = directed(said.way, measured.polarity) else {
        return Decision::undecidable(format!("neither direction of “{}” is called good", measured.what));
    };
    let limits = measured.tolerances(facts);
    let (change, magnitude) = change(first, last, measured);
    let mut truth = goes(way, change, magnitude, limits.unchanged_within);
    if claim.when == When::Unsaid && stretch.len() > 2 {
        truth = with_last_step(truth, way, stretch, measured, facts);
    }
    truth = truth.and(sized(said.size, magnitude, limits.moved_slightly_up_to, limits.moved_sharply_from));
    if said.steadily {
        truth = truth.and(steady(way, stretch, measured, facts));
    }
    for (stated, point) in [(said.from, first), (said.to, last)] {
        if stated.is_some_and(|stated| (stated.value() - point.value).abs() > stated.half_a_place() + 1e-9) {
            truth = truth.and(Truth::No);
        }
    }
    let truth = if claim.denied { truth.denied() } else { truth };
    let because = format!(
        "from {} in {} to {} in {}",
        measured.written(first.value),
        first.label,
        measured.written(last.value),
        last.label
    );
    Decision::of(&truth, because)
        .instead(Some(right(claim, said, stretch, measured, facts)))
        .with(figures_of(claim, said, stretch, measured))
        .noting(notices(measured, facts))
}

/// The claim with the movement that would be right.
fn right(claim: &Claim, said: &Said, stretch: &[Point], measured: &Measured, facts: &Facts<'_>) -> Claim {
    let (first, last) = (&stretch[0], &stretch[stretch.len() - 1]);
    let (way, size) = way_for(first, last, measured, facts);
    let number = |stated: Option<Number>, point: &Point| {
        stated.and_then(|_| Number::shown(point.value, measured.decimals))
    };
    let assertion = Assertion::Moved {
        way,
        size,
        steadily: false,
        from: number(said.from, first),
        to: number(said.to, last),
    };
    Claim { assertion, denied: false, ..claim.clone() }
}

/// The movement that is true between two points, with its size where it is slight or much.
pub(crate) fn way_for(
    first: &Point,
    last: &Point,
    measured: &Measured,
    facts: &Facts<'_>,
) -> (Way, Option<Size>) {
    let limits = measured.tolerances(facts);
    let (change, magnitude) = change(first, last, measured);
    if magnitude <= limits.unchanged_within {
        return (Way::Level, None);
    }
    let way = if change > 0.0 { Way::Up } else { Way::Down };
    let size = if magnitude >= limits.moved_sharply_from {
        Some(Size::Much)
    } else if magnitude <= limits.moved_slightly_up_to {
        Some(Size::Slight)
    } else {
        None
    };
    (way, size)
}

/// The change between two points as shown, and how great it is.
pub(crate) fn change(first: &Point, last: &Point, measured: &Measured) -> (f64, f64) {
    let change = rounded(last.value, measured.decimals) - rounded(first.value, measured.decimals);
    (change, rounded(measured.magnitude(change, first.value), 6))
}

fn directed(way: Way, polarity: Polarity) -> Option<Way> {
    match (way, polarity) {
        (Way::Improved, Polarity::High) | (Way::Worsened, Polarity::Low) => Some(Way::Up),
        (Way::Improved, Polarity::Low) | (Way::Worsened, Polarity::High) => Some(Way::Down),
        (Way::Improved | Way::Worsened, Polarity::Neither) => None,
        (plain, _) => Some(plain),
    }
}

fn goes(way: Way, change: f64, magnitude: f64, level: f64) -> Truth {
    let hardly = magnitude <= level;
    let as_said = match way {
        Way::Up => change > 0.0,
        Way::Down => change < 0.0,
        _ if hardly => return Truth::Yes,
        _ if magnitude <= level * 2.0 => {
            return Truth::JustYes("it moved a little more than “little changed” allows".to_owned());
        }
        _ => return Truth::No,
    };
    match (as_said, hardly) {
        (true, false) => Truth::Yes,
        (true, true) => Truth::JustYes("it moved so little that it may be called unchanged".to_owned()),
        (false, _) => Truth::No,
    }
}

/// Words that name no years speak of the whole series and of its last step: where these differ, a person decides.
fn with_last_step(
    whole: Truth,
    way: Way,
    stretch: &[Point],
    measured: &Measured,
    facts: &Facts<'_>,
) -> Truth {
    let [.., before, last] = stretch else { return whole };
    let limits = measured.tolerances(facts);
    let (last_change, last_magnitude) = change(before, last, measured);
    let step = goes(way, last_change, last_magnitude, limits.unchanged_within);
    let yes = |truth: &Truth| matches!(truth, Truth::Yes | Truth::JustYes(_));
    let against = last_magnitude > limits.unchanged_within;
    match (yes(&whole), yes(&step)) {
        (true, false) if against => Truth::JustYes(format!(
            "so it is since {}, but not from {} to {}",
            stretch[0].label, before.label, last.label
        )),
        (false, true) if against => Truth::JustNo(format!(
            "so it is from {} to {}, but not since {}",
            before.label, last.label, stretch[0].label
        )),
        _ => whole,
    }
}

/// "Steadily": most steps go that way, the last one among them.
fn steady(way: Way, stretch: &[Point], measured: &Measured, facts: &Facts<'_>) -> Truth {
    let part = steady_part(way, stretch, measured);
    if is_steady(way, stretch, measured, facts) {
        Truth::Yes
    } else if part >= 0.5 {
        Truth::JustYes("it went that way over all, but not in every year".to_owned())
    } else {
        Truth::No
    }
}

/// Whether a movement may be called steady: long enough, and nearly every step goes its way.
pub(crate) fn is_steady(way: Way, stretch: &[Point], measured: &Measured, facts: &Facts<'_>) -> bool {
    let needed = &facts.lexicon.thresholds().limits;
    stretch.len() > needed.steady_steps as usize && steady_part(way, stretch, measured) >= needed.steady_part
}

/// The part of the steps that go a way; zero where the last one does not.
fn steady_part(way: Way, stretch: &[Point], measured: &Measured) -> f64 {
    let goes_on = |pair: &[Point]| {
        let (change, _) = change(&pair[0], &pair[1], measured);
        match way {
            Way::Up => change > 0.0,
            Way::Down => change < 0.0,
            _ => change.abs() < f64::EPSILON,
        }
    };
    let steps: Vec<bool> = stretch.windows(2).map(goes_on).collect();
    match steps.last() {
        Some(true) => steps.iter().filter(|step| **step).count() as f64 / steps.len() as f64,
        _ => 0.0,
    }
}

fn paced(
    claim: &Claim,
    (way, pace): (Way, Pace),
    than: &[Comparator],
    stretch: &[Point],
    measured: &Measured,
    facts: &Facts<'_>,
) -> Decision {
    let (first, last) = (&stretch[0], &stretch[stretch.len() - 1]);
    let (own, magnitude) = change(first, last, measured);
    let limits = measured.tolerances(facts);
    let Some(way) = directed(way, measured.polarity) else {
        return Decision::undecidable(format!("neither direction of “{}” is called good", measured.what));
    };
    let mut truth = goes(way, own, magnitude, limits.unchanged_within);
    let mut because = vec![format!("a change of {}", signed(own, measured))];
    let mut figures = FiguresUsed::default();
    add_change(&mut figures, claim.elsewhere.as_ref(), (first, last), measured);
    let mut wrong: Vec<(Comparator, Pace)> = Vec::new();
    for comparator in than {
        let Some((their_first, their_last)) = ends_beside(comparator, stretch, measured) else {
            let words = crate::realise::place_words(comparator, facts);
            truth = truth.and(Truth::Unknown(format!(
                "the evidence holds no figures {words} for {} and {}: {}",
                first.label, last.label, measured.what
            )));
            continue;
        };
        let words = crate::realise::place_words(comparator, facts);
        let (theirs, _) = change(their_first, their_last, measured);
        because.push(format!("{} {words}", signed(theirs, measured)));
        add_change(&mut figures, Some(comparator), (their_first, their_last), measured);
        let true_pace = pace_for(
            way,
            own,
            theirs,
            limits.unchanged_within,
            measured.magnitude(own - theirs, first.value),
        );
        if true_pace != pace {
            wrong.push((comparator.clone(), true_pace));
            truth = truth.and(Truth::No);
        }
    }
    if than.is_empty() {
        truth = Truth::Unknown("the words do not say what the pace is compared with".to_owned());
    }
    let truth = if claim.denied { truth.denied() } else { truth };
    let (right_way, _) = way_for(first, last, measured, facts);
    let right_pace = wrong.first().map_or(pace, |(_, pace)| *pace);
    let instead = Claim {
        assertion: Assertion::Paced {
            way: right_way,
            pace: right_pace,
            than: match wrong.as_slice() {
                [] => than.to_vec(),
                wrong => wrong.iter().filter(|(_, p)| *p == right_pace).map(|(c, _)| c.clone()).collect(),
            },
        },
        denied: false,
        ..claim.clone()
    };
    let instead = (right_way != Way::Level && right_way == way).then_some(instead);
    Decision::of(&truth, format!("{} from {} to {}", because.join(", against "), first.label, last.label))
        .instead(instead)
        .with(figures)
        .noting(notices(measured, facts))
}

/// How fast one change is beside another, going the same way.
pub(crate) fn pace_for(way: Way, own: f64, theirs: f64, level: f64, apart: f64) -> Pace {
    let ahead = if way == Way::Down { theirs - own } else { own - theirs };
    if apart <= level {
        Pace::Same
    } else if ahead > 0.0 {
        Pace::Faster
    } else {
        Pace::Slower
    }
}

/// The change of a comparator's figure over the same periods.
pub(crate) fn change_beside(comparator: &Comparator, stretch: &[Point], measured: &Measured) -> Option<f64> {
    let (first, last) = ends_beside(comparator, stretch, measured)?;
    Some(change(first, last, measured).0)
}

/// The first and last figure of a comparator over the same periods.
fn ends_beside<'b>(
    comparator: &Comparator,
    stretch: &[Point],
    measured: &'b Measured,
) -> Option<(&'b Point, &'b Point)> {
    let series = measured.series_of(Some(comparator))?;
    let at = |point: &Point| series.iter().find(|known| known.label == point.label);
    Some((at(stretch.first()?)?, at(stretch.last()?)?))
}

fn signed(change: f64, measured: &Measured) -> String {
    let Some(number) = Number::shown(change, measured.decimals) else { return change.to_string() };
    let sign = if change > 0.0 { "+" } else { "" };
    let difference = measured.unit == evidence::Unit::Percent;
    format!("{sign}{}", crate::facts::with_unit(number, measured.unit, difference))
}

/// The figures of a movement: both ends; every step where it is said to be steady, and the last one where that decides.
fn figures_of(claim: &Claim, said: &Said, stretch: &[Point], measured: &Measured) -> FiguresUsed {
    let place = claim.elsewhere.as_ref();
    let mut figures = FiguresUsed::default();
    let last_step = claim.when == When::Unsaid;
    for (at, point) in stretch.iter().enumerate() {
        let end = at == 0 || at + 1 == stretch.len();
        if end || said.steadily || (last_step && at + 2 == stretch.len()) {
            figures.extend(measured.figures(place, point));
        }
    }
    figures
}

/// Adds a change and both its ends.
fn add_change(
    figures: &mut FiguresUsed,
    of: Option<&Comparator>,
    (first, last): (&Point, &Point),
    measured: &Measured,
) {
    let shown = signed(last.value - first.value, measured);
    figures.add(measured.change_figure(of, first, last, shown));
    figures.extend(measured.figures(of, first));
    figures.extend(measured.figures(of, last));
}
