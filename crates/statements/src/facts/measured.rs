//! A figure with its past and the same figure elsewhere.

use super::Facts;
use crate::claim::{Comparator, Settings};
use crate::number::Number;
use crate::period_name::PeriodName;
use evidence::{Date, Group, IndicatorId, Missing, Period, Polarity, Unit, Value};
use profile::figure::SettingsOf;
use profile::proportions::Differences;
use profile::{
    BreakKind, Figure, FigurePlace, GapPoint, GapProfile, IndicatorProfile, SeriesBreak, SeriesHistory,
    Share, ShareElsewhere,
};

/// A figure at one time.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// What a sentence calls the time, where it has such a name.
    pub name: Option<PeriodName>,
    /// The time as published.
    pub label: String,
    /// The day, where the figure is of a day and its key names it so.
    pub day: Option<Date>,
    /// Whose figure it is.
    pub place: FigurePlace,
    /// The figure.
    pub value: f64,
    /// Of a gap: the figure of those compared with and that of the group, where both are in the profile.
    pub sides: Option<(f64, f64)>,
    /// On which basis it stands: figures of different bases are not compared.
    pub basis: u32,
    /// Whether it is provisional: it is not compared with final figures.
    pub provisional: bool,
}

/// What is measured, as keys of figures have it.
#[derive(Debug, Clone, PartialEq)]
pub enum MeasuredSubject {
    /// An indicator of a group.
    Indicator {
        /// The indicator.
        indicator: IndicatorId,
        /// The group of people.
        group: Group,
    },
    /// A declared gap between two groups.
    Gap {
        /// Its declared name.
        id: String,
        /// The indicator.
        indicator: IndicatorId,
        /// The group that tends to be behind.
        group: Group,
        /// Those it is compared with.
        compared: Group,
        /// The indicator of those.
        compared_indicator: IndicatorId,
    },
    /// The share of settings that are good or better.
    Share {
        /// Of which settings.
        of: SettingsOf,
    },
}

/// A figure of the area, earliest time first, and the same elsewhere.
#[derive(Debug, Clone, PartialEq)]
pub struct Measured {
    /// What is measured, in words.
    pub what: String,
    /// What is measured, for the keys of its figures.
    pub subject: MeasuredSubject,
    /// What the figure counts.
    pub unit: Unit,
    /// Whether it is a difference of shares, in percentage points.
    pub points_of_difference: bool,
    /// Whether differences count in percentage points; otherwise as a part of the figure compared with.
    pub in_points: bool,
    /// Decimal places shown.
    pub decimals: u8,
    /// Which direction is good.
    pub polarity: Polarity,
    /// The area's figures.
    pub series: Vec<Point>,
    /// Why the latest period has no figure, where it has none.
    pub latest_missing: Option<(String, Missing)>,
    /// The same elsewhere.
    pub others: Vec<(Comparator, Vec<Point>)>,
    /// Where a comparison is too near to call, as the profile's own uncertainty has it.
    pub too_near: Vec<Comparator>,
    /// What a reader must know of these figures.
    pub notices: Vec<String>,
    /// Where the series breaks, earliest first.
    pub breaks: Vec<SeriesBreak>,
    /// Whether "elsewhere" is England as a whole, because nothing better is published.
    pub england_for_elsewhere: bool,
    /// The day up to which the evidence of settings reaches, where it ends long before the date of the profile.
    pub edge: Option<Date>,
}

impl Measured {
    /// An indicator of a group.
    pub(super) fn of_indicator(facts: &Facts<'_>, block: &IndicatorProfile) -> Measured {
        let area = facts.profile.area;
        let here = FigurePlace::Area(area);
        let marked = Marked { history: &block.history, series: &block.series };
        let point = |period: &Period, value: Value, place: FigurePlace| marked.point(period, value, place);
        let points = |series: &[(Period, Value)], place: FigurePlace| -> Vec<Point> {
            series.iter().filter_map(|(period, value)| marked.point(period, *value, place)).collect()
        };
        let series: Vec<Point> =
            block.series.iter().filter_map(|figure| point(&figure.period, figure.value, here)).collect();
        let england = || points(&block.england.series, FigurePlace::England);
        let mut others = vec![(
            Comparator::Neighbours,
            points(&block.neighbours.used.series, FigurePlace::NeighboursOf(area)),
        )];
        if let Some(code) = block.region_code {
            others.push((Comparator::Region, points(&block.region.series, FigurePlace::Region(code))));
        }
        others.push((Comparator::England, england()));
        let mut england_for_elsewhere = false;
        match point(&block.latest.period, block.elsewhere, FigurePlace::EnglandWithout(area)) {
            Some(latest) => {
                // Only the latest figure is published without the area; earlier ones are England's as a whole.
                let mut elsewhere = england();
                elsewhere.retain(|earlier| earlier.label != latest.label);
                elsewhere.push(latest);
                others.push((Comparator::Elsewhere, elsewhere));
            }
            None => {
                england_for_elsewhere = true;
                others.push((Comparator::Elsewhere, england()));
            }
        }
        if block.group != Group::all()
            && let Some(all) = facts.indicator(&block.indicator, &Group::all())
        {
            let same = all.series.iter().filter_map(|figure| point(&figure.period, figure.value, here));
            others.push((Comparator::Group(Group::all()), same.collect()));
        }
        let near = |relation: profile::Relation, comparator: Comparator| {
            (relation == profile::Relation::Similar).then_some(comparator)
        };
        Measured {
            what: what(facts, &block.name, &block.group),
            subject: MeasuredSubject::Indicator {
                indicator: block.indicator.clone(),
                group: block.group.clone(),
            },
            unit: block.unit,
            points_of_difference: false,
            in_points: true,
            decimals: block.decimals,
            polarity: block.polarity,
            latest_missing: block
                .latest
                .value
                .reason()
                .map(|reason| (block.latest.period.label.clone(), reason)),
            too_near: [
                near(block.against_neighbours, Comparator::Neighbours),
                near(block.against_region, Comparator::Region),
                near(block.against_england, Comparator::England),
            ]
            .into_iter()
            .flatten()
            .collect(),
            notices: marked.notices(&block.latest.period),
            series,
            others: others.into_iter().filter(|(_, points)| !points.is_empty()).collect(),
            breaks: block.history.breaks.clone(),
            england_for_elsewhere,
            edge: None,
        }
    }

    /// A gap between groups.
    pub(super) fn of_gap(facts: &Facts<'_>, gap: &GapProfile) -> Measured {
        let area = facts.profile.area;
        let history = SeriesHistory { breaks: gap.breaks.clone(), ..SeriesHistory::default() };
        let marked = Marked { history: &history, series: &[] };
        let gap_points = |points: &[GapPoint], place: FigurePlace| -> Vec<Point> {
            let sided = |at: &GapPoint| {
                let sides = at.compared.number().zip(at.group.number());
                marked.point(&at.period, at.gap, place).map(|point| Point { sides, ..point })
            };
            points.iter().filter_map(sided).collect()
        };
        let series = gap_points(&gap.series, FigurePlace::Area(area));
        let england = gap_points(&gap.england, FigurePlace::England);
        let mut others = vec![(Comparator::England, england.clone()), (Comparator::Elsewhere, england)];
        if let (Some((mean, _)), Some(latest)) = (gap.neighbours_mean, series.last()) {
            others.push((
                Comparator::Neighbours,
                vec![Point {
                    value: mean,
                    place: FigurePlace::NeighboursOf(area),
                    sides: None,
                    ..latest.clone()
                }],
            ));
        }
        let last = gap.series.last();
        let unit = facts.indicator(&gap.indicator, &gap.group).map_or(Unit::Percent, |block| block.unit);
        Measured {
            what: format!(
                "{}: gap between {} and {}",
                gap.name,
                group_in_words(facts, &gap.group),
                group_in_words(facts, &gap.compared)
            ),
            subject: MeasuredSubject::Gap {
                id: gap.id.clone(),
                indicator: gap.indicator.clone(),
                group: gap.group.clone(),
                compared: gap.compared.clone(),
                compared_indicator: gap.compared_indicator.clone(),
            },
            unit,
            points_of_difference: true,
            in_points: true,
            decimals: gap.decimals,
            polarity: Polarity::Low,
            latest_missing: last
                .and_then(|last| last.gap.reason().map(|reason| (last.period.label.clone(), reason))),
            too_near: Vec::new(),
            series,
            others: others.into_iter().filter(|(_, points)| !points.is_empty()).collect(),
            notices: Vec::new(),
            breaks: history.breaks,
            england_for_elsewhere: true,
            edge: None,
        }
    }

    /// The share of settings that are good or better; none where the share is not known.
    pub(super) fn of_share(facts: &Facts<'_>, settings: &Settings) -> Option<Measured> {
        let counted = facts.counted(settings)?;
        let now = counted.good_or_better?;
        let year = facts.profile.as_at.year();
        let area = facts.profile.area;
        let at = |share: Share, years_ago: i16, day: Date| Point {
            name: Some(PeriodName::year(year - years_ago)),
            label: evidence::date::in_words(day),
            day: Some(day),
            place: FigurePlace::Area(area),
            value: share.percent(),
            sides: None,
            basis: 0,
            provisional: false,
        };
        let (today, before) = (facts.profile.as_at, evidence::date::year_before(facts.profile.as_at));
        let mut series: Vec<Point> = Vec::new();
        series.extend(counted.good_or_better_year_before.map(|share| at(share, 1, before)));
        series.push(at(now, 0, today));
        let mut others: Vec<(Comparator, Vec<Point>)> = Vec::new();
        // Pooled shares of several remits would need all settings elsewhere: only single remits are compared.
        if let [remit] = facts.remits(settings).as_slice()
            && let Some(aspect) = remit.aspects.iter().find(|aspect| aspect.aspect == settings.aspect)
        {
            for comparator in
                [Comparator::Neighbours, Comparator::Region, Comparator::England, Comparator::Elsewhere]
            {
                let value = |of: &ShareElsewhere| share_elsewhere(of, &comparator);
                let Some(place) = facts.place_of(&comparator) else { continue };
                let mut points: Vec<Point> = Vec::new();
                if let Some(then) = value(&aspect.elsewhere_year_before) {
                    points.push(Point { value: then, place, ..at(now, 1, before) });
                }
                if let Some(here) = value(&aspect.elsewhere) {
                    points.push(Point { value: here, place, ..at(now, 0, today) });
                    others.push((comparator, points));
                }
            }
        }
        let mut notices = counted.notices;
        if now.whole() < counted.open {
            notices.push(format!(
                "{} of the {} open settings have a judgement in the evidence",
                now.whole(),
                counted.open
            ));
        }
        Some(Measured {
            what: counted.what,
            subject: MeasuredSubject::Share { of: counted.of },
            unit: Unit::Percent,
            points_of_difference: false,
            in_points: true,
            decimals: 1,
            polarity: Polarity::High,
            series,
            latest_missing: None,
            others,
            too_near: Vec::new(),
            notices,
            breaks: Vec::new(),
            england_for_elsewhere: false,
            edge: facts.edge(settings).map(|edge| edge.until),
        })
    }

    /// Says how differences count: shares and gaps in points, but small shares, such as rates of permanent exclusion,
    /// and everything else as a part of the figure compared with.
    pub(super) fn with_differences(mut self, facts: &Facts<'_>) -> Measured {
        let below = facts.lexicon.thresholds().limits.relative_below;
        let elsewhere = self.others.iter().flat_map(|(_, points)| points);
        let small = self.series.iter().chain(elsewhere).all(|point| point.value.abs() < below);
        self.in_points = self.unit == Unit::Percent && (self.points_of_difference || !small);
        self
    }

    /// Why two figures are not compared with each other; none where they may be.
    pub(crate) fn parted(&self, earlier: &Point, later: &Point) -> Option<String> {
        let (from, to) = (&earlier.label, &later.label);
        if earlier.basis != later.basis {
            // Breaks are in the order of their periods: the first beyond the earlier figure's basis.
            let mut bases: Vec<(u32, &SeriesBreak)> = Vec::new();
            for at in &self.breaks {
                let last = bases.last().map_or(0, |(basis, _)| *basis);
                let same = bases.last().is_some_and(|(_, known)| known.from == at.from);
                bases.push((if same { last } else { last + 1 }, at));
            }
            let between = |(basis, _): &&(u32, &SeriesBreak)| earlier.basis < *basis && *basis <= later.basis;
            // That something else is measured says more than that a year is missing.
            let changed = |(_, at): &&(u32, &SeriesBreak)| at.kind != BreakKind::Gap;
            let first = bases.iter().filter(between).find(changed).or_else(|| bases.iter().find(between));
            let reason = first.map_or("", |(_, at)| &at.reason);
            return Some(format!("figures for {from} and {to} are not compared ({}). {reason}", self.what));
        }
        let provisional = [earlier, later].into_iter().find(|point| point.provisional)?;
        (from != to).then(|| {
            format!(
                "the figure for {} is provisional, and is not compared with final ones ({})",
                provisional.label, self.what
            )
        })
    }

    /// The figures of the area since the last break, without provisional ones.
    pub(crate) fn since_break(&self) -> &[Point] {
        since_break(&self.series)
    }

    /// The latest figure.
    pub fn latest(&self) -> Option<&Point> {
        self.series.last()
    }

    /// The figures of somewhere else, or of the area itself.
    pub fn series_of(&self, place: Option<&Comparator>) -> Option<&[Point]> {
        match place {
            None => Some(&self.series),
            Some(place) => self
                .others
                .iter()
                .find(|(comparator, _)| comparator == place)
                .map(|(_, points)| points.as_slice()),
        }
    }

    /// The limits of "slightly" and "much" for these figures.
    pub fn tolerances(&self, facts: &Facts<'_>) -> Differences {
        let all = facts.lexicon.thresholds();
        if self.in_points { all.points } else { all.relative }
    }

    /// How great a difference is, in the terms of [`Measured::tolerances`].
    pub fn magnitude(&self, difference: f64, beside: f64) -> f64 {
        if self.in_points {
            difference.abs()
        } else if beside.abs() > f64::EPSILON {
            (difference / beside).abs()
        } else if difference.abs() > f64::EPSILON {
            f64::INFINITY
        } else {
            0.0
        }
    }

    /// A figure as it is written in a sentence.
    pub fn written(&self, value: f64) -> String {
        let Some(number) = Number::shown(value, self.decimals) else { return value.to_string() };
        with_unit(number, self.unit, self.points_of_difference)
    }
}

/// A number with its unit as sentences write it.
pub(crate) fn with_unit(number: Number, unit: Unit, difference: bool) -> String {
    match (unit, difference) {
        (Unit::Percent, false) => format!("{number}%"),
        (Unit::Percent, true) => format!("{number} percentage points"),
        (Unit::Pounds, _) => format!("£{number}"),
        _ => number.to_string(),
    }
}

fn what(facts: &Facts<'_>, name: &str, group: &Group) -> String {
    if *group == Group::all() { name.to_owned() } else { format!("{name}: {}", group_in_words(facts, group)) }
}

/// A group as an appendix names it.
pub(crate) fn group_in_words(facts: &Facts<'_>, group: &Group) -> String {
    if *group == Group::all() {
        return "all".to_owned();
    }
    let say = |part: &str| {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        facts
            .lexicon
            .groups
            .iter()
            .find(|words| words.characteristic == name && words.value == value)
            .map_or_else(|| format!("{name}: {value}"), |words| words.say.clone())
    };
    group.as_str().split("; ").map(say).collect::<Vec<_>>().join(", ")
}

/// The figures since the last break of some, without provisional ones.
pub(crate) fn since_break(series: &[Point]) -> &[Point] {
    let until = series.iter().rposition(|point| !point.provisional).map_or(0, |last| last + 1);
    let series = &series[..until];
    let Some(last) = series.last() else { return series };
    let from = series.iter().rposition(|point| point.basis != last.basis).map_or(0, |before| before + 1);
    &series[from..]
}

/// What the profile says of a series' periods.
struct Marked<'b> {
    history: &'b SeriesHistory,
    series: &'b [Figure],
}

impl Marked<'_> {
    fn point(&self, period: &Period, value: Value, place: FigurePlace) -> Option<Point> {
        let value = value.number()?;
        let (name, label) = (period_name(period), period.label.clone());
        let (basis, provisional) = (self.history.basis(period), self.is_provisional(period));
        Some(Point { name, label, day: None, place, value, sides: None, basis, provisional })
    }

    fn is_provisional(&self, period: &Period) -> bool {
        self.series.iter().any(|figure| figure.period == *period && figure.status.provisional)
    }

    fn notices(&self, latest: &Period) -> Vec<String> {
        let provisional = self.is_provisional(latest);
        provisional.then(|| format!("the figures for {} are provisional", latest.label)).into_iter().collect()
    }
}

/// What a sentence calls a period: its label if that names years, otherwise the year in which it ends.
pub(crate) fn period_name(period: &Period) -> Option<PeriodName> {
    PeriodName::of_label(&period.label).or_else(|| period.end_year().map(PeriodName::year))
}

/// A share of good or better elsewhere, in per cent.
fn share_elsewhere(of: &ShareElsewhere, comparator: &Comparator) -> Option<f64> {
    match comparator {
        Comparator::Neighbours => of.neighbours_used.map(|(used, _)| used),
        Comparator::Region => of.region.map(Share::percent),
        Comparator::England => of.england.map(Share::percent),
        Comparator::Elsewhere => of.elsewhere.map(Share::percent),
        Comparator::YearBefore | Comparator::Group(_) => None,
    }
}
