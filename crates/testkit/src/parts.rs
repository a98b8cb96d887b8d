//! Parts of evidence as files give them: some figures and one inspected school each, to be joined in any order.

use crate::world::{LUTON, SLOUGH, areas, number, vocabulary};
use evidence::{
    AreaEvent, AspectIndex, CellForm, CellPlace, Evidence, EvidenceBuilder, Fraction, Group, Indicator,
    IndicatorId, Inspection, Judged, Judgement, LinkBasis, Listing, Missing, Neighbour, NeighbourSet,
    Observation, PartForms, Period, Place, Polarity, RemitIndex, ScaleIndex, SettingId, SettingLink, Source,
    TextForm, Unit, Value, ValueForms, date,
};

/// The source that a file is.
pub fn source(file: u16) -> Source {
    Source {
        sha256: format!("{file:064}"),
        file: format!("file-{file}.csv"),
        format: "by-hand".to_owned(),
        sheet: String::new(),
        title: String::new(),
        publisher: String::new(),
        licence: String::new(),
        as_at: date::from_days(15_000 + i32::from(file)),
        encoding: "utf-8".to_owned(),
        known_from_basis: String::new(),
        complete_for: vec![],
        stands_days: None,
        rows_in_file: 0,
        rows_read: 0,
        rows_rejected: 0,
    }
}

/// One file's part: some figures and one inspected school, all told apart by the file's number.
#[expect(clippy::too_many_lines, reason = "one value of each kind, written out")]
pub fn part(file: u16, figures: &[(u16, Option<f64>)]) -> EvidenceBuilder {
    let day = date::from_days(15_000 + i32::from(file)).unwrap();
    let mut part = EvidenceBuilder::new();
    let rows = figures.len() as u64;
    let source = part.source(Source { rows_in_file: rows, rows_read: rows, ..source(file) });
    for (row, (indicator, value)) in figures.iter().enumerate() {
        let indicator = part.indicator(Indicator {
            id: IndicatorId(format!("indicator-{indicator}")),
            name: format!("Indicator {indicator}"),
            code: String::new(),
            topic: "Tests".to_owned(),
            polarity: Polarity::High,
            unit: Unit::Percent,
            unit_label: String::new(),
            decimals: 1,
            banded: true,
            current: true,
            order: 0,
        });
        let place = part.place(Place::Area(number(LUTON)));
        let period = part.period(Period::labelled(&format!("{}", 2000 + row)));
        let group = part.group(Group::all());
        let value_form = part.cell_form(CellForm {
            column: "Value".to_owned(),
            text: value.map_or(TextForm::Written("c".to_owned()), |_| TextForm::Shortest),
        });
        let part_form = |column: &str, part: &mut EvidenceBuilder| {
            part.cell_form(CellForm { column: column.to_owned(), text: TextForm::Shortest })
        };
        // Every other figure is one that its file publishes as numerator and denominator only.
        let parts = PartForms {
            numerator: part_form("Numerator", &mut part),
            denominator: part_form("Denominator", &mut part),
        };
        let forms = match (value, row % 2) {
            (None, _) => ValueForms::Value(value_form),
            (Some(_), 0) => ValueForms::ValueAndParts(value_form, parts),
            (Some(_), _) => ValueForms::Parts(parts),
        };
        part.observe(&Observation {
            indicator,
            place,
            period,
            group,
            value: value.map_or(Value::missing(Missing::Confidential), Value::Number),
            fraction: value.map(|part| Fraction { numerator: part, denominator: 100.0 }),
            known_from: day,
            source,
            row: u32::try_from(row).unwrap() + 2,
            forms,
        });
    }
    let school = part.setting(SettingId(format!("urn:{}", 100_000 + u32::from(file))));
    let before = part.setting(SettingId(format!("urn:{}", 200_000 + u32::from(file))));
    let urn = part.cell_form(CellForm { column: "URN".to_owned(), text: TextForm::SettingNumber });
    part.add_listing(Listing {
        setting: school,
        name: "A school".to_owned(),
        remit: RemitIndex(0),
        kind: "Community school".to_owned(),
        area: Some(number(LUTON)),
        opened: None,
        closed: Some(day),
        active: true,
        sector: String::new(),
        places: Some(30),
        postcode: String::new(),
        listed_as_at: day,
        source,
        row: 2,
        form: urn,
    });
    part.link(
        SettingLink {
            successor: school,
            predecessor: before,
            from: Some(day),
            kind: "Predecessor".into(),
            inherits: true,
        },
        LinkBasis::Register,
    );
    let inspection = Inspection {
        setting: school,
        number: format!("{file}"),
        kind: "full".to_owned(),
        date: day,
        published: Some(day),
        known_from: day,
        source,
        row: 2,
    };
    let form = part.cell_form(CellForm::written("Overall effectiveness", "Good"));
    let judgement = Judged {
        judgement: Judgement { aspect: AspectIndex(0), scale: ScaleIndex(0), value: Ok(2) },
        cell: CellPlace { source, row: 2, form },
    };
    part.inspect(inspection.clone(), &[judgement]);
    // The same event, reported again without its number: to be joined.
    part.inspect(Inspection { number: String::new(), row: 3, ..inspection }, &[judgement]);
    let form = part.cell_form(CellForm::written("outcome", "priority-action"));
    part.area_event(AreaEvent {
        area: number(LUTON),
        date: day,
        known_from: day,
        kind: "unannounced-inspection".to_owned(),
        outcome: "priority-action".to_owned(),
        note: String::new(),
        source,
        row: 2,
        form,
    });
    part.neighbour_set(NeighbourSet {
        id: "set".to_owned(),
        version: day,
        neighbours: vec![Neighbour {
            area: number(LUTON),
            rank: 1,
            neighbour: number(SLOUGH),
            closeness: "Close".to_owned(),
        }],
    });
    part
}

/// Evidence of these parts, joined in their order.
pub fn finished(parts: impl IntoIterator<Item = EvidenceBuilder>) -> Evidence {
    let mut all = EvidenceBuilder::new();
    for part in parts {
        all.absorb(part);
    }
    all.finish(vocabulary(), areas()).unwrap().0
}
