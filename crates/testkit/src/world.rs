//! A small England made by hand: three areas, two regions, and what a test puts into it.

use evidence::area::DatedCode;
use evidence::{
    Area, AreaNumber, Areas, Aspect, Bearing, CellForm, CellPlace, Date, Evidence, EvidenceBuilder, Fraction,
    Group, GssCode, Indicator, IndicatorId, Inspection, InspectionKind, Judged, Judgement, LinkBasis,
    Listing, Missing, Neighbour, NeighbourSet, Observation, Period, Place, Polarity, Region, Remit, Scale,
    ScaleValue, SettingId, SettingLink, Source, SourceIndex, TextForm, Unit, Value, ValueForms, Vocabulary,
};

/// A day.
pub fn day(year: i16, month: i8, day: i8) -> Date {
    Date::new(year, month, day).unwrap()
}

/// An area by its number.
pub fn number(number: u16) -> AreaNumber {
    AreaNumber::new(number).unwrap()
}

/// Luton, in the East of England.
pub const LUTON: u16 = 821;
/// Slough, in the South East.
pub const SLOUGH: u16 = 871;
/// Oldshire, in the South East until it became part of Slough on 31 March 2019.
pub const OLDSHIRE: u16 = 835;

/// The register of the three areas.
pub fn areas() -> Areas {
    let code = |text: &str| text.parse::<GssCode>().unwrap();
    let region =
        |gss: &str, name: &str| Region { code: code(gss), name: name.into(), names: vec![], within: None };
    let area = |at: u16, name: &str, gss: &str, region: &str| Area {
        number: number(at),
        name: name.into(),
        names: vec![],
        gss: vec![DatedCode { code: code(gss), from: None, until: None }],
        snac: None,
        region: code(region),
        london: None,
        opened: None,
        closed: None,
        successors: vec![],
        label: None,
    };
    let mut oldshire = area(OLDSHIRE, "Oldshire", "E10000009", "E12000008");
    oldshire.closed = Some(day(2019, 3, 31));
    oldshire.successors = vec![number(SLOUGH)];
    Areas::new(
        vec![
            area(LUTON, "Luton", "E06000032", "E12000006"),
            area(SLOUGH, "Slough", "E06000039", "E12000008"),
            oldshire,
        ],
        vec![region("E12000006", "East of England"), region("E12000008", "South East")],
    )
}

/// Three scales, two aspects, two remits.
pub fn vocabulary() -> Vocabulary {
    let value = |code, label: &str, good: Option<bool>| ScaleValue {
        code,
        label: label.into(),
        good_or_better: good,
        inadequate: label == "Inadequate" || label == "Urgent improvement",
    };
    let four = |id: &str, third: &str| Scale {
        id: id.into(),
        name: id.into(),
        values: vec![
            value(1, "Outstanding", Some(true)),
            value(2, "Good", Some(true)),
            value(3, third, Some(false)),
            value(4, "Inadequate", Some(false)),
        ],
        from: None,
        until: None,
    };
    let aspect = |id: &str| Aspect { id: id.into(), name: id.into() };
    let remit = |id: &str, singular: &str, plural: &str| Remit {
        id: id.into(),
        singular: singular.into(),
        plural: plural.into(),
        life_stage: "school".into(),
        is_one_person: false,
    };
    let kind = |id: &str, bearing, grades| InspectionKind {
        id: id.into(),
        name: id.replace('-', " "),
        bearing,
        from: None,
        grades,
        confirmed_by: Vec::new(),
    };
    Vocabulary {
        scales: vec![
            four("four-point-satisfactory", "Satisfactory"),
            four("four-point-requires-improvement", "Requires improvement"),
            Scale {
                id: "report-card".into(),
                name: "Report card".into(),
                values: vec![value(1, "Exceptional", None), value(5, "Urgent improvement", None)],
                from: None,
                until: None,
            },
        ],
        aspects: vec![aspect("overall-effectiveness"), aspect("behaviour-and-attitudes")],
        remits: vec![
            remit("primary-school", "primary school", "primary schools"),
            remit("special-school", "special school", "special schools"),
        ],
        inspection_kinds: vec![
            kind("full", Bearing::LastWord, true),
            kind("report-card", Bearing::LastWord, false),
            kind("not-graded-overall", Bearing::LastWord, false),
            kind("focused-visit", Bearing::Beside, false),
        ],
    }
}

/// A file of figures entered by hand; a complete list of some remits where it is said to be.
pub fn source(file: &str, as_at: Option<Date>, complete_for: &[&str]) -> Source {
    Source {
        sha256: file.into(),
        file: file.into(),
        format: "by-hand".into(),
        sheet: String::new(),
        title: file.into(),
        publisher: "by hand".into(),
        licence: "none".into(),
        as_at,
        encoding: "UTF-8".into(),
        known_from_basis: String::new(),
        complete_for: complete_for.iter().map(|remit| (*remit).to_owned()).collect(),
        stands_days: None,
        rows_in_file: 0,
        rows_read: 0,
        rows_rejected: 0,
    }
}

/// Builds evidence in few words.
#[derive(Debug, Default)]
pub struct World {
    /// What the evidence is made with, for what has no shorter form here.
    pub builder: EvidenceBuilder,
    row: u32,
}

impl World {
    /// Nothing yet.
    pub fn new() -> World {
        World::default()
    }

    fn next_row(&mut self) -> u32 {
        self.row += 1;
        self.row
    }

    /// A further source.
    pub fn source(&mut self, file: &str, as_at: Option<Date>, complete_for: &[&str]) -> SourceIndex {
        self.builder.source(source(file, as_at, complete_for))
    }

    /// Lists an open setting as at a day; `change` may change the listing before it is added.
    pub fn list(
        &mut self,
        id: &str,
        remit: &str,
        area: u16,
        from: (SourceIndex, Date),
        change: impl FnOnce(&mut Listing),
    ) {
        let (remit, _) = vocabulary().remit(remit).unwrap();
        let mut setting = Listing {
            setting: self.builder.setting(SettingId::from(id)),
            name: format!("School {id}"),
            remit,
            kind: String::new(),
            area: Some(number(area)),
            opened: None,
            closed: None,
            active: true,
            sector: String::new(),
            places: None,
            postcode: String::new(),
            listed_as_at: from.1,
            source: from.0,
            row: self.next_row(),
            form: self
                .builder
                .cell_form(CellForm { column: "URN".to_owned(), text: TextForm::SettingNumber }),
        };
        change(&mut setting);
        self.builder.add_listing(setting);
    }

    /// A full inspection with one judgement of overall effectiveness, known a month later.
    pub fn inspect(&mut self, id: &str, source: SourceIndex, date: Date, scale: &str, code: u8) {
        let vocabulary = vocabulary();
        let inspection = Inspection {
            setting: self.builder.setting(SettingId::from(id)),
            number: String::new(),
            kind: "full".into(),
            date,
            published: None,
            known_from: evidence::date::add_days(date, 30),
            source,
            row: self.next_row(),
        };
        let judgement = Judgement {
            aspect: vocabulary.aspect("overall-effectiveness").unwrap().0,
            scale: vocabulary.scale(scale).unwrap().0,
            value: Ok(code),
        };
        let form = self.builder.cell_form(CellForm::written("Overall effectiveness", &code.to_string()));
        let cell = CellPlace { source, row: inspection.row, form };
        self.builder.inspect(inspection, &[Judged { judgement, cell }]);
    }

    /// An inspection of some kind that gave no judgement, public thirty days later.
    pub fn inspect_without_grade(&mut self, id: &str, source: SourceIndex, date: Date, kind: &str) {
        let inspection = Inspection {
            setting: self.builder.setting(SettingId::from(id)),
            number: String::new(),
            kind: kind.into(),
            date,
            published: None,
            known_from: evidence::date::add_days(date, 30),
            source,
            row: self.next_row(),
        };
        self.builder.inspect(inspection, &[]);
    }

    /// Makes one setting the successor of another.
    pub fn follow(&mut self, successor: &str, predecessor: &str, from: Option<Date>, inherits: bool) {
        let link = SettingLink {
            successor: self.builder.setting(SettingId::from(successor)),
            predecessor: self.builder.setting(SettingId::from(predecessor)),
            from,
            kind: "Predecessor".into(),
            inherits,
        };
        self.builder.link(link, LinkBasis::Register);
    }

    /// An indicator in per cent.
    pub fn indicator(&mut self, id: &str, polarity: Polarity) -> evidence::IndicatorIndex {
        self.builder.indicator(Indicator {
            id: IndicatorId(id.into()),
            name: format!("Measure {id}"),
            code: String::new(),
            topic: "Attainment".into(),
            polarity,
            unit: Unit::Percent,
            unit_label: "%".into(),
            decimals: 1,
            banded: true,
            current: true,
            order: 0,
        })
    }

    /// One figure of a school year; none is a confidential one.
    #[expect(clippy::too_many_arguments, reason = "one argument for each part of an observation")]
    pub fn observe(
        &mut self,
        indicator: evidence::IndicatorIndex,
        source: SourceIndex,
        place: Place,
        year: i16,
        group: &Group,
        value: Option<f64>,
        fraction: Option<(f64, f64)>,
        known_from: Date,
    ) {
        let period = Period {
            label: format!("{}/{:02}", year - 1, year % 100),
            start: Some(day(year - 1, 9, 1)),
            end: Some(day(year, 8, 31)),
        };
        let form = self.builder.cell_form(CellForm {
            column: "Value".to_owned(),
            text: value.map_or(TextForm::Written("c".to_owned()), |_| TextForm::Shortest),
        });
        let observation = Observation {
            indicator,
            place: self.builder.place(place),
            period: self.builder.period(period),
            group: self.builder.group(group.clone()),
            value: value.map_or(Value::missing(Missing::Confidential), Value::Number),
            fraction: fraction.map(|(numerator, denominator)| Fraction { numerator, denominator }),
            known_from,
            source,
            row: self.next_row(),
            forms: ValueForms::Value(form),
        };
        self.builder.observe(&observation);
    }

    /// Luton's only neighbour is Slough, and Oldshire while it lasts.
    pub fn neighbours(&mut self, version: Date) {
        let neighbour = |rank, other| Neighbour {
            area: number(LUTON),
            rank,
            neighbour: number(other),
            closeness: "Close".into(),
        };
        self.builder.neighbour_set(NeighbourSet {
            id: format!("set-{}", version.year()),
            version,
            neighbours: vec![neighbour(1, SLOUGH), neighbour(2, OLDSHIRE)],
        });
    }

    /// The evidence.
    pub fn finish(self) -> Evidence {
        self.builder.finish(vocabulary(), areas()).unwrap().0
    }
}
