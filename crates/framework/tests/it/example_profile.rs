//! Profiles written by hand, for tests that need to know every figure.
#![allow(dead_code, reason = "each test file uses what it needs")]

use evidence::{
    AreaNumber, AspectId, Date, Group, IndicatorId, Missing, Period, Polarity, RemitId, ScaleId, SettingId,
    SourceIndex, Unit, Value, Vocabulary,
};
use profile::settings::{Reach, YearKnown};
use profile::{
    AspectProfile, CurrentJudgement, Direction, Elsewhere, EventNoted, Figure, FigureStatus, GapPoint,
    GapProfile, IndicatorProfile, NeighbourFigures, NoJudgement, Origin, Profile, Relation, RemitProfile,
    ScaleTally, SeriesHistory, SettingJudged, Share, ShareElsewhere, Tally, Trend, Uncertainty, ValueCount,
    YearOfInspections,
};

pub fn vocabulary() -> Vocabulary {
    toml::from_str(include_str!("../../../../sources/vocabulary.toml")).unwrap()
}

pub fn framework(name: &str) -> framework::Framework {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../frameworks").join(name);
    let vocabulary = vocabulary();
    framework::Framework::load(&path, &framework::Names::of_vocabulary(&vocabulary))
        .unwrap_or_else(|error| panic!("{error}"))
}

/// A profile that a test puts together.
pub struct ProfileBuilder {
    profile: Profile,
    vocabulary: Vocabulary,
    rows: u32,
}

pub fn area(number: u16, name: &str, as_at: &str) -> ProfileBuilder {
    ProfileBuilder {
        profile: Profile {
            area: AreaNumber::new(number).unwrap(),
            name: name.to_owned(),
            region: "East of England".to_owned(),
            region_code: Some("E12000006".parse().unwrap()),
            as_at: as_at.parse().unwrap(),
            snapshot: "0".repeat(64),
            convention: "default".to_owned(),
            neighbours: None,
            remits: Vec::new(),
            elsewhere_only: Vec::new(),
            indicators: Vec::new(),
            without_value: Vec::new(),
            gaps: Vec::new(),
            events: Vec::new(),
            notices: Vec::new(),
        },
        vocabulary: vocabulary(),
        rows: 1,
    }
}

fn period(label: &str, end: &str) -> Period {
    Period { label: label.to_owned(), start: None, end: Some(end.parse().unwrap()) }
}

impl ProfileBuilder {
    pub fn done(self) -> Profile {
        self.profile
    }

    fn origin(&mut self) -> Origin {
        self.rows += 1;
        Origin { source: SourceIndex(0), row: self.rows }
    }

    /// A remit with so many settings at each value of a scale, best first, and so many not judged.
    pub fn remit(mut self, remit: &str, scale: &str, counts: &[u32], not_judged: u32) -> ProfileBuilder {
        let known = self.vocabulary.remit(remit).unwrap().1.clone();
        let scale = self.vocabulary.scale(scale).unwrap().1.clone();
        let inspected: Date = evidence::date::add_days(self.profile.as_at, -200);
        let mut settings = Vec::new();
        for (value, count) in scale.values.iter().zip(counts) {
            for _ in 0..*count {
                let origin = self.origin();
                settings.push(SettingJudged {
                    setting: SettingId(format!("urn:{}", origin.row)),
                    name: format!("Setting {}", origin.row),
                    judgement: Ok(CurrentJudgement {
                        scale: ScaleId(scale.id.0.clone()),
                        code: value.code,
                        label: value.label.clone(),
                        inadequate: value.inadequate,
                        inspected,
                        inherited_from: None,
                        origin,
                    }),
                });
            }
        }
        for at in 0..not_judged {
            settings.push(SettingJudged {
                setting: SettingId(format!("urn:none-{at}")),
                name: String::new(),
                judgement: Err(NoJudgement::Missing(Missing::NotJudged)),
            });
        }
        let tally = Tally {
            settings: counts.iter().sum::<u32>() + not_judged,
            not_judged,
            inspected_since: 0,
            scales: vec![ScaleTally {
                scale: scale.id.clone(),
                counts: scale
                    .values
                    .iter()
                    .zip(counts)
                    .map(|(value, count)| ValueCount {
                        code: value.code,
                        label: value.label.clone(),
                        good_or_better: value.good_or_better,
                        inadequate: value.inadequate,
                        count: *count,
                    })
                    .collect(),
            }],
        };
        let part = scale.values.iter().zip(counts).filter(|(value, _)| value.good_or_better == Some(true));
        let good = Share::new(part.map(|(_, count)| count).sum(), counts.iter().sum());
        self.profile.remits.push(RemitProfile {
            remit: RemitId(remit.to_owned()),
            singular: known.singular,
            plural: known.plural,
            life_stage: known.life_stage,
            singles_out: false,
            aspects: vec![AspectProfile {
                aspect: AspectId("overall-effectiveness".to_owned()),
                now: tally.clone(),
                year_before: tally,
                good_or_better: good,
                good_or_better_year_before: good,
                elsewhere: ShareElsewhere { england: Share::new(70, 100), ..ShareElsewhere::default() },
                elsewhere_year_before: ShareElsewhere::default(),
            }],
            inspected: YearOfInspections::default(),
            reach: Reach {
                inspected_until: Some(inspected),
                graded_until: Some(inspected),
                listed: None,
                inspected_in_year: 1000,
                graded_in_year: 1000,
                year: YearKnown::Known,
            },
            settings,
        });
        self
    }

    /// What the year's inspections of the last remit did.
    pub fn year(mut self, improved: u32, held: u32, declined: u32) -> ProfileBuilder {
        let inspected = improved + held + declined;
        self.profile.remits.last_mut().unwrap().inspected =
            YearOfInspections { inspected, improved, held, declined, ..YearOfInspections::default() };
        self
    }

    /// An aspect of the last remit, with one judgement, as inspections of authorities have them.
    pub fn aspect(mut self, aspect: &str, scale: &str, code: u8) -> ProfileBuilder {
        let scale = self.vocabulary.scale(scale).unwrap().1.clone();
        let counts = scale.values.iter().map(|value| ValueCount {
            code: value.code,
            label: value.label.clone(),
            good_or_better: value.good_or_better,
            inadequate: value.inadequate,
            count: u32::from(value.code == code),
        });
        let scales = vec![ScaleTally { scale: scale.id.clone(), counts: counts.collect() }];
        let now = Tally { settings: 1, not_judged: 0, inspected_since: 0, scales };
        self.profile.remits.last_mut().unwrap().aspects.push(AspectProfile {
            aspect: AspectId(aspect.to_owned()),
            now: now.clone(),
            year_before: now,
            good_or_better: None,
            good_or_better_year_before: None,
            elsewhere: ShareElsewhere::default(),
            elsewhere_year_before: ShareElsewhere::default(),
        });
        self
    }

    /// An indicator with its value, that of the neighbours and of England, and both changes over the years.
    pub fn indicator(
        mut self,
        id: &str,
        value: f64,
        neighbours: f64,
        england: f64,
        changes: (f64, f64),
    ) -> ProfileBuilder {
        let origin = self.origin();
        let latest = period("2010/11", "2011-08-31");
        let figure = Figure {
            period: latest.clone(),
            value: Value::Number(value),
            fraction: None,
            origin,
            status: FigureStatus::default(),
        };
        let elsewhere = |value: f64| Elsewhere {
            value: Value::Number(value),
            change: Value::missing(Missing::NotPublished),
            series: Vec::new(),
        };
        let trend = |change: f64| Trend {
            direction: if change > 0.0 { Direction::Rising } else { Direction::Falling },
            from: period("2005/06", "2006-08-31"),
            to: latest.clone(),
            change,
            points: 6,
            last_step: Direction::Rising,
        };
        let standing = |other: f64| if value > other { Relation::Higher } else { Relation::Lower };
        self.profile.indicators.push(IndicatorProfile {
            indicator: IndicatorId(id.to_owned()),
            name: id.to_owned(),
            code: String::new(),
            topic: String::new(),
            polarity: Polarity::High,
            unit: Unit::Percent,
            unit_label: "%".to_owned(),
            decimals: 1,
            group: Group::all(),
            latest: figure.clone(),
            series: vec![figure],
            change: Value::Number(1.5),
            rank: Some((80, 151)),
            band: Some('B'),
            neighbours: NeighbourFigures {
                mean: Value::Number(neighbours),
                median: Value::Number(neighbours),
                with_value: 10,
                used: elsewhere(neighbours),
            },
            region_used: "East of England".to_owned(),
            region_code: Some("E12000006".parse().unwrap()),
            region: elsewhere(england),
            england: elsewhere(england),
            elsewhere: Value::Number(england),
            uncertainty: Uncertainty::NonePublished,
            small_group: None,
            trend: Some(trend(changes.0)),
            england_trend: Some(trend(changes.1)),
            against_neighbours: standing(neighbours),
            against_region: standing(england),
            against_england: standing(england),
            change_against_england: Value::Number(changes.0 - changes.1),
            history: SeriesHistory::default(),
        });
        self
    }

    /// A gap with the area's and England's values of two years.
    pub fn gap(mut self, id: &str, own: [f64; 2], england: [f64; 2]) -> ProfileBuilder {
        let origin = self.origin();
        let points = |values: [f64; 2]| {
            let years = [period("2009", "2009-08-31"), period("2010", "2010-08-31")];
            let point = |(period, gap)| GapPoint {
                period,
                gap: Value::Number(gap),
                group: Value::Number(60.0),
                compared: Value::Number(60.0 + gap),
            };
            years.into_iter().zip(values).map(point).collect::<Vec<_>>()
        };
        self.profile.gaps.push(GapProfile {
            id: id.to_owned(),
            indicator: IndicatorId("level-2-at-19".to_owned()),
            name: "Level 2 at 19".to_owned(),
            decimals: 1,
            group: Group("fsm=eligible".to_owned()),
            compared: Group("fsm=not-eligible".to_owned()),
            compared_indicator: IndicatorId("level-2-at-19".to_owned()),
            series: points(own),
            england: points(england),
            neighbours_mean: Some((england[1], 10)),
            change: Value::Number(own[1] - own[0]),
            breaks: Vec::new(),
            trend: None,
            england_trend: None,
            against_england: if own[1] < england[1] { Relation::Lower } else { Relation::Higher },
            origins: vec![origin],
        });
        self
    }

    pub fn event(mut self, kind: &str, outcome: &str, date: &str) -> ProfileBuilder {
        let origin = self.origin();
        self.profile.events.push(EventNoted {
            kind: kind.to_owned(),
            outcome: outcome.to_owned(),
            date: date.parse().unwrap(),
            note: "entered by hand".to_owned(),
            origin,
        });
        self.profile.events.sort_by_key(|event| event.date);
        self
    }
}

/// An area of 2011 in the middle: schools somewhat better than most, attainment in line.
pub fn luton() -> ProfileBuilder {
    area(821, "Luton", "2011-08-31")
        .remit("primary-school", "four-point-satisfactory", &[8, 36, 13, 1], 2)
        .year(6, 10, 2)
        .remit("secondary-school", "four-point-satisfactory", &[3, 6, 3, 0], 0)
        .year(1, 4, 0)
        .remit("special-school", "four-point-satisfactory", &[1, 2, 0, 0], 0)
        .indicator("gcse-5-ac-english-maths", 56.7, 56.1, 59.0, (20.2, 13.4))
        .gap("level-2-low-income", [13.9, 14.8], [20.4, 20.1])
        .gap("level-3-low-income", [12.9, 12.2], [24.4, 24.1])
}
