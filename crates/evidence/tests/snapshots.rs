//! Snapshots as a whole: what goes in comes out, in whatever order it went in.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use evidence::{
    Area, AreaNumber, Areas, Aspect, AspectIndex, Evidence, EvidenceBuilder, Fraction, Group, Indicator,
    IndicatorId, Inspection, Judgement, Missing, Neighbour, NeighbourSet, Observation, Period, Place,
    Polarity, Region, Remit, RemitIndex, Scale, ScaleIndex, ScaleValue, Setting, SettingId, SettingLink,
    Snapshot, SnapshotError, Source, Unit, Value, Vocabulary, date, snapshot,
};
use proptest::prelude::*;

fn vocabulary() -> Vocabulary {
    let value = |code, label: &str| ScaleValue {
        code,
        label: label.to_owned(),
        good_or_better: Some(code < 3),
        inadequate: code == 4,
    };
    Vocabulary {
        scales: vec![Scale {
            id: "four-point".into(),
            name: "Four points".to_owned(),
            values: vec![
                value(1, "Outstanding"),
                value(2, "Good"),
                value(3, "Satisfactory"),
                value(4, "Inadequate"),
            ],
            from: None,
            until: None,
        }],
        aspects: vec![Aspect {
            id: "overall-effectiveness".into(),
            name: "Overall effectiveness".to_owned(),
        }],
        remits: vec![Remit {
            id: "primary-school".into(),
            singular: "primary school".to_owned(),
            plural: "primary schools".to_owned(),
            life_stage: "primary".to_owned(),
        }],
    }
}

fn areas() -> Areas {
    let region = "E12000006".parse().unwrap();
    let area = |number, name: &str| Area {
        number: AreaNumber::new(number).unwrap(),
        name: name.to_owned(),
        names: vec![],
        gss: vec![],
        snac: None,
        region,
        london: None,
        opened: None,
        closed: None,
        successors: vec![],
        label: None,
    };
    Areas::new(
        vec![area(821, "Luton"), area(822, "Bedford")],
        vec![Region { code: region, name: "East of England".to_owned(), names: vec![], within: None }],
    )
}

/// One file's part: some figures and one inspected school, all told apart by the file's number.
fn part(file: u16, figures: &[(u16, Option<f64>)]) -> EvidenceBuilder {
    let day = date::from_days(15_000 + i32::from(file)).unwrap();
    let mut part = EvidenceBuilder::new();
    let source = part.source(Source {
        sha256: format!("{file:064}"),
        file: format!("file-{file}.csv"),
        format: "by-hand".to_owned(),
        sheet: String::new(),
        title: String::new(),
        publisher: String::new(),
        licence: String::new(),
        as_at: Some(day),
        encoding: "utf-8".to_owned(),
        known_from_basis: String::new(),
        complete_for: vec![],
        rows_in_file: figures.len() as u64,
        rows_read: figures.len() as u64,
        rows_rejected: 0,
    });
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
        let place = part.place(Place::Area(AreaNumber::new(821).unwrap()));
        let period = part.period(Period::labelled(&format!("{}", 2000 + row)));
        let group = part.group(Group::all());
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
        });
    }
    let school = part.setting(SettingId(format!("urn:{}", 100_000 + u32::from(file))));
    let before = part.setting(SettingId(format!("urn:{}", 200_000 + u32::from(file))));
    part.list_setting(Setting {
        setting: school,
        name: "A school".to_owned(),
        remit: RemitIndex(0),
        kind: "Community school".to_owned(),
        area: AreaNumber::new(821),
        opened: None,
        closed: Some(day),
        active: true,
        sector: String::new(),
        places: Some(30),
        postcode: String::new(),
        listed_as_at: day,
        source,
        row: 2,
    });
    part.link(SettingLink {
        successor: school,
        predecessor: before,
        from: Some(day),
        kind: "Predecessor".to_owned(),
        inherits: true,
    });
    let inspection = Inspection {
        setting: school,
        number: format!("{file}"),
        kind: "full".to_owned(),
        date: day,
        published: Some(day),
        known_from: day,
        source,
        row: 2,
        judged: 0..0,
    };
    let judgement = Judgement { aspect: AspectIndex(0), scale: ScaleIndex(0), value: Ok(2) };
    part.inspect(inspection.clone(), &[judgement]);
    // The same event, reported again without its number: to be joined.
    part.inspect(Inspection { number: String::new(), row: 3, ..inspection }, &[judgement]);
    part.neighbour_set(NeighbourSet {
        id: "set".to_owned(),
        version: day,
        neighbours: vec![Neighbour {
            area: AreaNumber::new(821).unwrap(),
            rank: 1,
            neighbour: AreaNumber::new(822).unwrap(),
            closeness: "Close".to_owned(),
        }],
    });
    part
}

fn finished(parts: impl IntoIterator<Item = EvidenceBuilder>) -> Evidence {
    let mut all = EvidenceBuilder::new();
    for part in parts {
        all.absorb(part);
    }
    all.finish(vocabulary(), areas()).unwrap().0
}

/// Everything that equality can compare; absent fractions are NaN inside and are compared through `get`.
fn comparable(evidence: &Evidence) -> (Evidence, Vec<Observation>) {
    let observations = (0..evidence.observations.len()).map(|at| evidence.observations.get(at)).collect();
    (Evidence { observations: evidence::Observations::default(), ..evidence.clone() }, observations)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_snapshot_gives_back_what_was_written_and_its_id_knows_no_order(
        files in prop::collection::vec(
            prop::collection::vec((0u16..5, prop::option::of(-1e6f64..1e6)), 0..8), 1..4),
    ) {
        let parts = || files.iter().zip(1u16..).map(|(figures, file)| part(file, figures));
        let forwards = finished(parts());
        let backwards = finished(parts().collect::<Vec<_>>().into_iter().rev());
        prop_assert_eq!(comparable(&forwards), comparable(&backwards));

        let folder = tempfile::tempdir().unwrap();
        let (one, other) = (folder.path().join("one"), folder.path().join("other"));
        let first = snapshot::write(&forwards, &one).unwrap();
        let second = snapshot::write(&backwards, &other).unwrap();
        prop_assert_eq!(&first.id, &second.id);
        let opened = Snapshot::open(&one).unwrap();
        opened.verify().unwrap();
        prop_assert_eq!(comparable(&opened.evidence().unwrap()), comparable(&forwards));
    }
}

#[test]
fn the_same_inspection_reported_twice_is_kept_once() {
    let mut builder = EvidenceBuilder::new();
    builder.absorb(part(1, &[]));
    let (evidence, repeated) = builder.finish(vocabulary(), areas()).unwrap();
    assert_eq!(evidence.inspections.list.len(), 1);
    assert_eq!(repeated.inspections, 1);
    assert_eq!(evidence.inspections.list[0].number, "1");
}

#[test]
fn writing_the_same_snapshot_again_changes_nothing_and_another_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("snapshot");
    assert!(!snapshot::write(&finished([part(1, &[])]), &place).unwrap().already_there);
    assert!(snapshot::write(&finished([part(1, &[])]), &place).unwrap().already_there);
    let refused = snapshot::write(&finished([part(2, &[])]), &place);
    assert!(matches!(refused, Err(SnapshotError::Occupied { .. })), "{refused:?}");
}

#[test]
fn a_folder_with_other_things_in_it_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("letter.txt"), "keep me").unwrap();
    let refused = snapshot::write(&finished([part(1, &[])]), folder.path());
    assert!(matches!(refused, Err(SnapshotError::NotEmpty(_))), "{refused:?}");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn an_altered_table_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("snapshot");
    snapshot::write(&finished([part(1, &[(0, Some(1.0))])]), &place).unwrap();
    let table = place.join("observations.parquet");
    let mut bytes = std::fs::read(&table).unwrap();
    bytes[100] ^= 1;
    std::fs::write(&table, bytes).unwrap();
    let found = Snapshot::open(&place).unwrap().verify();
    assert!(matches!(found, Err(SnapshotError::Damaged { .. })), "{found:?}");
}

#[test]
fn a_folder_without_a_manifest_is_no_snapshot_and_the_message_says_how_to_make_one() {
    let folder = tempfile::tempdir().unwrap();
    let message = Snapshot::open(folder.path()).unwrap_err().to_string();
    assert!(message.contains("kingsway import"), "{message}");
}
