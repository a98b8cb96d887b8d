//! Profiles made by hand for tests: a few remits, indicators and gaps with figures that a test chooses.

use evidence::{
    AreaNumber, AspectId, Date, Group, IndicatorId, Period, Polarity, RemitId, ScaleId, SettingId,
    SourceIndex, Unit, Value,
};
use profile::convention::NeighbourValue;
use profile::settings::{Reach, YearKnown};
use profile::{
    AspectProfile, CurrentJudgement, Direction, Elsewhere, EventNoted, Figure, FigureStatus, GapPoint,
    GapProfile, IndicatorProfile, NeighbourFigures, NeighbourSummary, NeighboursUsed, Origin, Profile,
    Relation, RemitProfile, ScaleTally, SeriesHistory, SettingJudged, Share, ShareElsewhere, Tally, Trend,
    Uncertainty, ValueCount, YearOfInspections,
};

/// The day of every made profile.
pub const AS_AT: Date = Date::constant(2011, 8, 31);

/// Where every made figure is recorded.
pub const ORIGIN: Origin = Origin { source: SourceIndex(0), row: 7 };

/// How many settings hold outstanding, good, satisfactory, inadequate, and how many have no judgement.
pub type Counts = [u32; 5];

/// A profile of Luton with nothing in it.
pub fn nothing() -> Profile {
    Profile {
        area: AreaNumber::new(821).unwrap(),
        name: "Luton".to_owned(),
        region: "East of England".to_owned(),
        region_code: Some("E12000006".parse().unwrap()),
        as_at: AS_AT,
        snapshot: "0".repeat(64),
        convention: "default".to_owned(),
        neighbours: Some(NeighboursUsed {
            set: "dfe-2021-04".to_owned(),
            version: Date::constant(2021, 4, 1),
            is_substitute: true,
            summary: NeighbourSummary { summed_up_by: NeighbourValue::Mean, minimum: 5 },
            areas: vec![(AreaNumber::new(871).unwrap(), "Slough".to_owned())],
            none_because: None,
        }),
        remits: vec![],
        elsewhere_only: vec![],
        indicators: vec![],
        without_value: vec![],
        gaps: vec![],
        events: vec![],
        notices: vec![],
    }
}

fn tally(counts: Counts) -> Tally {
    let labels = [
        ("Outstanding", Some(true)),
        ("Good", Some(true)),
        ("Satisfactory", Some(false)),
        ("Inadequate", Some(false)),
    ];
    Tally {
        settings: counts.iter().sum(),
        not_judged: counts[4],
        inspected_since: 0,
        scales: vec![ScaleTally {
            scale: ScaleId::from("four-point-satisfactory"),
            counts: labels
                .iter()
                .enumerate()
                .map(|(at, (label, good_or_better))| ValueCount {
                    code: u8::try_from(at + 1).unwrap(),
                    label: (*label).to_owned(),
                    good_or_better: *good_or_better,
                    inadequate: at == 3,
                    count: counts[at],
                })
                .collect(),
        }],
    }
}

fn good(counts: Counts) -> Option<Share> {
    Share::new(counts[0] + counts[1], counts[..4].iter().sum())
}

/// A remit with its judgements now and a year before, and the share of good or better in England.
pub fn remit(
    id: &str,
    plural: &str,
    stage: &str,
    now: Counts,
    before: Counts,
    england: (u32, u32),
) -> RemitProfile {
    let elsewhere = |share: (u32, u32)| ShareElsewhere {
        neighbours_used: Share::new(share.0, share.1).map(|share| (share.percent(), 10)),
        england: Share::new(share.0, share.1),
        ..ShareElsewhere::default()
    };
    let labels = ["Outstanding", "Good", "Satisfactory", "Inadequate"];
    let settings = (0..4_u8)
        .flat_map(|code| (0..now[usize::from(code)]).map(move |number| (code, number)))
        .map(|(code, number)| SettingJudged {
            setting: SettingId(format!("urn:{code}{number:05}")),
            name: format!("Setting {code}{number}"),
            judgement: Ok(CurrentJudgement {
                scale: ScaleId::from("four-point-satisfactory"),
                code: code + 1,
                label: labels[usize::from(code)].to_owned(),
                inadequate: code == 3,
                inspected: Date::constant(2011, 6, 14),
                inherited_from: None,
                origin: ORIGIN,
            }),
        })
        .collect();
    RemitProfile {
        remit: RemitId::from(id),
        singular: plural.trim_end_matches('s').to_owned(),
        plural: plural.to_owned(),
        life_stage: stage.to_owned(),
        singles_out: false,
        aspects: vec![AspectProfile {
            aspect: AspectId::from("overall-effectiveness"),
            now: tally(now),
            year_before: tally(before),
            good_or_better: good(now),
            good_or_better_year_before: good(before),
            elsewhere: elsewhere(england),
            elsewhere_year_before: elsewhere(england),
        }],
        inspected: YearOfInspections::default(),
        reach: Reach {
            inspected_until: Some(Date::constant(2011, 7, 20)),
            graded_until: Some(Date::constant(2011, 7, 20)),
            listed: None,
            inspected_in_year: 1000,
            graded_in_year: 1000,
            year: YearKnown::Known,
        },
        settings,
    }
}

/// Years as plain periods.
pub fn year(year: i16) -> Period {
    Period {
        label: year.to_string(),
        start: Some(Date::constant(year, 1, 1)),
        end: Some(Date::constant(year, 12, 31)),
    }
}

fn series(values: &[(i16, f64)]) -> Vec<(Period, Value)> {
    values.iter().map(|(at, value)| (year(*at), Value::Number(*value))).collect()
}

fn elsewhere(values: &[(i16, f64)]) -> Elsewhere {
    let last = values
        .last()
        .map_or(Value::missing(evidence::Missing::NotPublished), |(_, value)| Value::Number(*value));
    Elsewhere { value: last, change: Value::missing(evidence::Missing::NotPublished), series: series(values) }
}

/// An indicator in percent with its figures, England's and the neighbours'.
pub fn indicator(
    id: &str,
    name: &str,
    group: &str,
    polarity: Polarity,
    own: &[(i16, f64)],
    england: &[(i16, f64)],
    neighbours: &[(i16, f64)],
) -> IndicatorProfile {
    let missing = Value::missing(evidence::Missing::NotPublished);
    let figures: Vec<Figure> = own
        .iter()
        .map(|(at, value)| Figure {
            period: year(*at),
            value: Value::Number(*value),
            fraction: None,
            origin: ORIGIN,
            status: FigureStatus::default(),
        })
        .collect();
    IndicatorProfile {
        indicator: IndicatorId(id.to_owned()),
        name: name.to_owned(),
        code: String::new(),
        topic: "Topic".to_owned(),
        polarity,
        unit: Unit::Percent,
        unit_label: String::new(),
        decimals: 1,
        group: Group(group.to_owned()),
        latest: figures.last().unwrap().clone(),
        series: figures,
        change: missing,
        rank: None,
        band: None,
        neighbours: NeighbourFigures {
            mean: missing,
            median: missing,
            with_value: 10,
            used: elsewhere(neighbours),
        },
        region_used: "East of England".to_owned(),
        region_code: Some("E12000006".parse().unwrap()),
        region: elsewhere(&[]),
        england: elsewhere(england),
        elsewhere: missing,
        uncertainty: Uncertainty::NonePublished,
        small_group: None,
        trend: None,
        england_trend: None,
        against_neighbours: Relation::NotKnown,
        against_region: Relation::NotKnown,
        against_england: Relation::NotKnown,
        change_against_england: missing,
        history: SeriesHistory::default(),
    }
}

/// A gap with its figures and England's.
pub fn gap(
    indicator: &str,
    group: &str,
    compared: &str,
    own: &[(i16, f64)],
    england: &[(i16, f64)],
) -> GapProfile {
    let missing = Value::missing(evidence::Missing::NotPublished);
    let points = |values: &[(i16, f64)]| {
        values
            .iter()
            .map(|(at, value)| GapPoint {
                period: year(*at),
                gap: Value::Number(*value),
                group: missing,
                compared: missing,
            })
            .collect()
    };
    GapProfile {
        id: format!("{indicator}-gap"),
        indicator: IndicatorId(indicator.to_owned()),
        name: indicator.to_owned(),
        decimals: 1,
        group: Group(group.to_owned()),
        compared: Group(compared.to_owned()),
        compared_indicator: IndicatorId(indicator.to_owned()),
        series: points(own),
        england: points(england),
        neighbours_mean: None,
        change: missing,
        breaks: Vec::new(),
        trend: Some(Trend {
            direction: Direction::Level,
            from: year(own[0].0),
            to: year(own[own.len() - 1].0),
            change: 0.0,
            points: 2,
            last_step: Direction::Level,
        }),
        england_trend: None,
        against_england: Relation::NotKnown,
        origins: vec![ORIGIN],
    }
}

/// An event.
pub fn event(kind: &str, outcome: &str) -> EventNoted {
    EventNoted {
        kind: kind.to_owned(),
        outcome: outcome.to_owned(),
        date: Date::constant(2011, 5, 18),
        note: "a report".to_owned(),
        origin: ORIGIN,
    }
}

/// The GCSE measure of Luton and England, 2006 to 2011, and both gaps at 19, as published.
pub fn luton() -> Profile {
    let mut profile = nothing();
    profile.remits = vec![
        remit(
            "primary-school",
            "primary schools",
            "primary",
            [9, 17, 11, 1, 5],
            [8, 16, 13, 1, 4],
            (12_000, 17_000),
        ),
        remit(
            "secondary-school",
            "secondary schools",
            "secondary",
            [3, 6, 3, 0, 0],
            [2, 6, 4, 0, 0],
            (2_000, 3_000),
        ),
        remit("special-school", "special schools", "special", [1, 2, 0, 0, 0], [1, 2, 0, 0, 0], (800, 1_000)),
        remit(
            "fe-college",
            "further education colleges",
            "post-16",
            [2, 0, 0, 0, 0],
            [1, 1, 0, 0, 0],
            (150, 220),
        ),
    ];
    profile.indicators = vec![
        indicator(
            "gcse-5-ac-english-maths",
            "Five or more GCSEs at A* to C including English and mathematics",
            "all",
            Polarity::High,
            &[(2006, 36.5), (2007, 38.1), (2008, 42.0), (2009, 45.3), (2010, 52.2), (2011, 56.7)],
            &[(2006, 45.6), (2007, 46.3), (2008, 47.6), (2009, 49.8), (2010, 53.5), (2011, 59.0)],
            &[(2006, 40.0), (2007, 42.0), (2008, 45.0), (2009, 48.0), (2010, 52.9), (2011, 56.2)],
        ),
        indicator(
            "level-2-at-19",
            "Level 2 by the age of 19",
            "fsm=eligible",
            Polarity::High,
            &[(2009, 63.6), (2010, 66.5)],
            &[(2009, 57.5), (2010, 61.4)],
            &[(2009, 60.0), (2010, 63.0)],
        ),
        indicator(
            "level-2-at-19",
            "Level 2 by the age of 19",
            "all",
            Polarity::High,
            &[(2009, 74.2), (2010, 78.3)],
            &[(2009, 76.4), (2010, 78.9)],
            &[(2009, 75.0), (2010, 78.0)],
        ),
        indicator(
            "lait:TotPerAbNew",
            "Total Persistent Absence (new definition)",
            "all",
            Polarity::Low,
            &[(2009, 9.0), (2010, 8.0), (2011, 6.5)],
            &[(2009, 7.0), (2010, 6.8), (2011, 6.6)],
            &[(2009, 7.5), (2010, 7.0), (2011, 6.9)],
        ),
    ];
    profile.gaps = vec![
        gap(
            "level-2-at-19",
            "fsm=eligible",
            "fsm=not-eligible",
            &[(2009, 13.9), (2010, 14.8)],
            &[(2009, 21.9), (2010, 20.1)],
        ),
        gap(
            "level-3-at-19",
            "fsm=eligible",
            "fsm=not-eligible",
            &[(2006, 16.4), (2007, 16.1), (2008, 12.6), (2009, 13.6), (2010, 12.2)],
            &[(2006, 26.3), (2007, 25.6), (2008, 25.1), (2009, 24.5), (2010, 24.2)],
        ),
    ];
    profile.events = vec![event("unannounced-inspection", "no-priority-action")];
    profile
}
