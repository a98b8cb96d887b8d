//! Snapshots as a whole: what goes in comes out, in whatever order it went in.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod made;

use evidence::{AspectIndex, EvidenceBuilder, Snapshot, SnapshotError, ValueCells, snapshot};
use made::{finished, part};
use proptest::prelude::*;

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
        let origin = evidence.origin(cell);
        assert_eq!((origin.file.as_str(), origin.sheet), ("file-7.csv", None));
        (origin.row, origin.column, origin.text)
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
    assert_eq!(told(evidence.settings.cell(0)), cell(2, "URN", "100007"));
    assert_eq!(told(evidence.area_events[0].cell()), cell(2, "outcome", "priority-action"));
}

#[test]
fn the_same_inspection_reported_twice_is_kept_once() {
    let mut builder = EvidenceBuilder::new();
    builder.absorb(part(1, &[]));
    let (evidence, repeated) = builder.finish(made::vocabulary(), made::areas()).unwrap();
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
