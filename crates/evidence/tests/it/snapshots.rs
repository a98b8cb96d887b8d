//! Snapshots as a whole: what goes in comes out, in whatever order it went in.

use evidence::{
    AreaEvent, AreaNumber, AspectIndex, CellForm, Date, Evidence, EvidenceBuilder, Group, Indicator,
    IndicatorId, Observation, Overlay, Period, Place, Polarity, Snapshot, SnapshotError, SnapshotId,
    TextForm, Unit, Value, ValueCells, ValueForms, snapshot,
};
use proptest::prelude::*;
use testkit::parts::{finished, part};
use testkit::world;

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
        prop_assert_eq!(&forwards, &backwards);

        let folder = tempfile::tempdir().unwrap();
        let (one, other) = (folder.path().join("one"), folder.path().join("other"));
        let first = snapshot::write(&forwards, &one).unwrap();
        let second = snapshot::write(&backwards, &other).unwrap();
        prop_assert_eq!(&first.id, &second.id);
        let opened = Snapshot::open(&one).unwrap();
        opened.verify().unwrap();
        prop_assert_eq!(&opened.evidence().unwrap(), &forwards);
        prop_assert_eq!(&opened.evidence_of_tables().unwrap(), &forwards);
    }
}

#[test]
fn every_figure_judgement_listing_and_event_knows_its_cell() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("snapshot");
    snapshot::write(&finished([part(7, &[(0, Some(12.5)), (1, Some(3.0)), (2, None)])]), &place).unwrap();
    let evidence = Snapshot::open(&place).unwrap().evidence().unwrap();
    let told = |cell| {
        let origin = evidence::Origins::of(&evidence).origin(cell);
        assert_eq!((origin.file.as_str(), origin.sheet), ("file-7.csv", None));
        (origin.row, origin.column.to_string(), origin.text.to_string())
    };
    let cell = |row, column: &str, text: &str| (row, column.to_owned(), text.to_owned());
    let o = &evidence.observations;
    assert_eq!(o.len(), 3);
    for at in 0..3 {
        match (o.cells(at), o.rows()[at]) {
            (ValueCells::Published(value), 2) => assert_eq!(told(value), cell(2, "Value", "12.5")),
            (ValueCells::Computed { numerator, denominator }, 3) => {
                assert_eq!(told(numerator), cell(3, "Numerator", "3"));
                assert_eq!(told(denominator), cell(3, "Denominator", "100"));
            }
            (ValueCells::Published(value), 4) => assert_eq!(told(value), cell(4, "Value", "c")),
            other => panic!("{other:?}"),
        }
    }
    let judged = evidence.inspections.judgement_cell(0, AspectIndex(0)).unwrap();
    assert_eq!(told(judged), cell(2, "Overall effectiveness", "Good"));
    assert_eq!(told(evidence.listings.cell(0)), cell(2, "URN", "100007"));
    assert_eq!(told(evidence.area_events[0].cell()), cell(2, "outcome", "priority-action"));
}

#[test]
fn the_same_inspection_reported_twice_is_kept_once() {
    let mut builder = EvidenceBuilder::new();
    builder.absorb(part(1, &[]));
    let (evidence, repeated) = builder.finish(world::vocabulary(), world::areas()).unwrap();
    assert_eq!(evidence.inspections.len(), 1);
    assert_eq!(repeated.inspections, 1);
    assert_eq!(evidence.inspections.get(0).number, "1");
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

/// A file of events and nothing else.
fn events(file: u16) -> Evidence {
    let mut part = EvidenceBuilder::new();
    let source = part.source(testkit::parts::source(file));
    let form = part.cell_form(CellForm::written("outcome", "priority-action"));
    part.area_event(AreaEvent {
        area: AreaNumber::new(821).unwrap(),
        date: jiff::civil::date(2009, 5, 1),
        known_from: jiff::civil::date(2009, 6, 1),
        kind: "unannounced-inspection".to_owned(),
        outcome: "priority-action".to_owned(),
        note: String::new(),
        source,
        row: 2,
        form,
    });
    part.finish(world::vocabulary(), world::areas()).unwrap().0
}

#[test]
fn an_overlay_adds_events_under_an_id_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let (base, over) = (folder.path().join("base"), folder.path().join("over"));
    let written = snapshot::write(&finished([part(1, &[(0, Some(1.0))])]), &base).unwrap();
    let evidence = Snapshot::open(&base).unwrap().evidence().unwrap();

    let overlay = Overlay::new(&written.id, events(9)).unwrap();
    assert_ne!(overlay.id(), &written.id);
    assert_eq!(overlay.id(), Overlay::new(&written.id, events(9)).unwrap().id());
    assert_ne!(overlay.id(), Overlay::new(&written.id, events(8)).unwrap().id());
    assert_ne!(overlay.id(), Overlay::new(overlay.id(), events(9)).unwrap().id(), "upon another base");

    let joined = overlay.joined(evidence.clone()).unwrap();
    assert_eq!(joined.area_events.len(), evidence.area_events.len() + 1);
    let origins = evidence::Origins::of(&joined);
    let files: Vec<_> = joined.area_events.iter().map(|event| origins.origin(event.cell()).file).collect();
    assert_eq!(files, ["file-9.csv", "file-1.csv"]);
    assert_eq!(joined.observations, evidence.observations);

    overlay.write(&over).unwrap();
    assert_eq!(Overlay::open(&over).unwrap(), overlay);
    let path = over.join("overlay.json");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replace("file-9.csv", "forged.csv")).unwrap();
    assert!(Overlay::open(&over).unwrap_err().to_string().contains("not the hash"));
}

/// Figures that an authority counts itself: of one indicator, with values of two areas in a period of their own.
fn local(name: &str, values: &[(u16, f64)]) -> Evidence {
    let mut part = EvidenceBuilder::new();
    let source = part.source(world::source(&format!("local-{name}.csv"), None, &[]));
    let form = part.cell_form(CellForm { column: "value".to_owned(), text: TextForm::Decimals(1) });
    let indicator = part.indicator(Indicator {
        id: IndicatorId(format!("local:{name}")),
        name: format!("{name} (local)"),
        code: name.to_owned(),
        topic: "Local".to_owned(),
        polarity: Polarity::High,
        unit: Unit::Rate,
        unit_label: String::new(),
        decimals: 1,
        banded: false,
        current: true,
        order: 0,
    });
    let (period, group) = (part.period(Period::labelled("2001/02 Q1")), part.group(Group::all()));
    for (row, (area, value)) in (2..).zip(values) {
        let place = part.place(Place::Area(AreaNumber::new(*area).unwrap()));
        part.observe(&Observation {
            indicator,
            place,
            period,
            group,
            value: Value::Number(*value),
            fraction: None,
            known_from: Date::constant(2010, 1, 1),
            release: evidence::ReleaseIndex::default(),
            source,
            row,
            forms: ValueForms::Value(form),
        });
    }
    part.finish(world::vocabulary(), world::areas()).unwrap().0
}

#[test]
fn an_overlay_adds_figures_of_an_authority_beside_those_of_the_snapshot() {
    let evidence = finished([part(1, &[(0, Some(1.0)), (1, Some(2.0)), (2, None)])]);
    let id = SnapshotId("0".repeat(64));
    let areas: Vec<u16> = evidence.areas.list().iter().map(|area| area.number.get()).collect();
    let overlay = Overlay::new(&id, local("visits", &[(areas[0], 7.5), (areas[1], 8.0)])).unwrap();
    assert_eq!(overlay.observations(), 2);
    let folder = tempfile::tempdir().unwrap();
    let over = folder.path().join("over");
    overlay.write(&over).unwrap();
    assert_eq!(Overlay::open(&over).unwrap(), overlay);

    let joined = overlay.joined(evidence.clone()).unwrap();
    let figures = |evidence: &Evidence, only: &dyn Fn(&str) -> bool| -> Vec<String> {
        let o = &evidence.observations;
        (0..o.len())
            .map(|at| o.get(at))
            .zip(0..)
            .filter(|(one, _)| only(evidence.indicators[one.indicator.index()].id.as_str()))
            .map(|(one, at)| {
                let ValueCells::Published(cell) = o.cells(at) else { return "worked out".to_owned() };
                let cell = evidence::Origins::of(evidence).origin(cell);
                format!(
                    "{} {:?} {} {} {:?} {} {}",
                    evidence.indicators[one.indicator.index()].id,
                    evidence.places[one.place.index()],
                    evidence.periods[one.period.index()].label,
                    evidence.groups[one.group.index()],
                    one.value,
                    cell.file,
                    cell.row
                )
            })
            .collect()
    };
    let published = |id: &str| !id.starts_with("local:");
    assert_eq!(figures(&joined, &published), figures(&evidence, &|_| true), "nothing published changed");
    let own = figures(&joined, &|id| id.starts_with("local:"));
    assert_eq!(own.len(), 2);
    assert!(own[0].contains("7.5") && own[0].contains("local-visits.csv 2"), "{own:?}");
    for lists in [joined.periods.is_sorted(), joined.places.is_sorted(), joined.groups.is_sorted()] {
        assert!(lists);
    }
    assert!(joined.indicators.is_sorted_by(|one, other| one.id < other.id));
    // A second overlay upon the first, and one that repeats an indicator.
    let second = Overlay::new(overlay.id(), local("calls", &[(areas[0], 1.0)])).unwrap();
    assert_eq!(second.joined(joined.clone()).unwrap().observations.len(), joined.observations.len() + 1);
    let again = Overlay::new(overlay.id(), local("visits", &[(areas[0], 1.0)])).unwrap();
    assert!(again.joined(joined).unwrap_err().to_string().contains("local:visits"));
}

#[test]
fn nothing_published_is_added_to_a_snapshot() {
    let id = SnapshotId("0".repeat(64));
    let refused = Overlay::new(&id, finished([part(1, &[(0, Some(1.0))])])).unwrap_err();
    assert!(refused.to_string().contains("hold published figures"), "{refused}");
    let refused = Overlay::new(&id, finished([])).unwrap_err();
    assert!(refused.to_string().contains("neither events"), "{refused}");
}

#[test]
fn no_file_of_the_manifest_can_be_altered_unnoticed() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("snapshot");
    snapshot::write(&finished([part(1, &[(0, Some(1.0))])]), &place).unwrap();
    let path = place.join("manifest.json");
    let text = std::fs::read_to_string(&path).unwrap();
    for (from, to) in
        [("file-1.csv", "forged.csv"), ("by-hand", "forged"), ("\"rows_read\": 1", "\"rows_read\": 7")]
    {
        let forged = text.replace(from, to);
        assert_ne!(forged, text, "{from}");
        std::fs::write(&path, forged).unwrap();
        let refused = Snapshot::open(&place).unwrap_err().to_string();
        assert!(refused.contains("not the hash"), "{from}: {refused}");
    }
    // Somebody who also makes the id fit is found by what the tables say.
    let manifest: snapshot::Manifest =
        serde_json::from_str(&text.replace("file-1.csv", "forged.csv")).unwrap();
    let again = snapshot::Manifest::new(manifest.tables, manifest.quick_directory, manifest.sources).unwrap();
    std::fs::write(&path, serde_json::to_vec(&again).unwrap()).unwrap();
    let found = Snapshot::open(&place).unwrap().verify().unwrap_err().to_string();
    assert!(found.contains("sources.parquet"), "{found}");
}

#[test]
fn two_imports_of_the_same_files_into_one_folder_both_succeed() {
    for _ in 0..20 {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("snapshot");
        let evidence = finished([part(1, &[(0, Some(1.0))])]);
        let written = std::thread::scope(|scope| {
            let imports: Vec<_> =
                (0..4).map(|_| scope.spawn(|| snapshot::write(&evidence, &place).unwrap())).collect();
            imports.into_iter().map(|import| import.join().unwrap()).collect::<Vec<_>>()
        });
        assert!(written.iter().all(|one| one.id == written[0].id));
        assert_eq!(written.iter().filter(|one| !one.already_there).count(), 1);
        let left: Vec<_> =
            std::fs::read_dir(folder.path()).unwrap().flatten().map(|e| e.file_name()).collect();
        assert_eq!(left, ["snapshot"]);
    }
}

#[test]
fn what_a_killed_import_left_is_removed_and_what_is_being_written_stays() {
    let folder = tempfile::tempdir().unwrap();
    let left = folder.path().join(".kingsway-snapshot-killed");
    let written = folder.path().join(".kingsway-snapshot-living");
    for place in [&left, &written] {
        std::fs::create_dir(place).unwrap();
        std::fs::write(place.join("quick.bin"), "half").unwrap();
    }
    let lock = std::fs::File::open(&written).unwrap();
    lock.try_lock().unwrap();
    snapshot::write(&finished([part(1, &[])]), &folder.path().join("snapshot")).unwrap();
    assert!(!left.exists() && written.exists());
}

#[cfg(unix)]
#[test]
fn a_snapshot_is_for_everybody_whom_the_umask_allows() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("snapshot");
    let plain = folder.path().join("plain");
    std::fs::create_dir(&plain).unwrap();
    std::fs::write(plain.join("file"), "").unwrap();
    snapshot::write(&finished([part(1, &[])]), &place).unwrap();
    let mode = |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    // As any other folder and file that this process makes.
    assert_eq!(mode(&place), mode(&plain));
    for entry in std::fs::read_dir(&place).unwrap().flatten() {
        assert_eq!(mode(&entry.path()), mode(&plain.join("file")), "{:?}", entry.file_name());
    }
}
