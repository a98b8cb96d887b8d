//! Workspaces: shared between threads, with an id for what was laid upon the snapshot.

use crate::{example, workspace};
use application::frameworks::FrameworkChoice;
use application::{Code, Comparing, StatementsRequest, Workspace};
use evidence::Date;
use statements::{Section, Verdict};
use std::sync::Arc;

const AS_AT: Date = Date::constant(2011, 8, 31);

#[test]
fn a_workspace_can_be_cloned_and_shared_between_threads() {
    fn shareable<T: Clone + Send + Sync + 'static>(_: &T) {}
    let workspace = workspace();
    shareable(&workspace);
    let profiles: Vec<_> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4)
            .map(|_| {
                let workspace = workspace.clone();
                scope.spawn(move || workspace.profile("Luton", AS_AT, &Comparing::default()).unwrap())
            })
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert!(profiles.iter().all(|profile| profile == &profiles[0]));
}

#[test]
fn a_second_profile_of_a_date_prepares_nothing_again() {
    let workspace = workspace();
    let default = Comparing::default();
    let first = workspace.prepared(AS_AT, &default).unwrap();
    assert!(Arc::ptr_eq(&first, &workspace.clone().prepared(AS_AT, &default).unwrap()));
    let other = Comparing { convention: "lait".to_owned(), ..default.clone() };
    assert!(!Arc::ptr_eq(&first, &workspace.prepared(AS_AT, &other).unwrap()));
    let day_before = workspace.prepared(Date::constant(2011, 8, 30), &default).unwrap();
    assert!(!Arc::ptr_eq(&first, &day_before));
}

#[test]
fn events_change_the_id_of_the_evidence_and_not_that_of_the_snapshot() {
    let folder = tempfile::tempdir().unwrap();
    let snapshot = example(folder.path());
    let file = folder.path().join("events.csv");
    let open = |outcome: &str| {
        let text = format!(
            "area,date,known_from,kind,outcome,note\nLuton,2011-03-01,2011-04-01,unannounced-inspection,{outcome},\n"
        );
        std::fs::write(&file, text).unwrap();
        Workspace::open(&snapshot, std::slice::from_ref(&file)).unwrap()
    };
    let plain = Workspace::open(&snapshot, &[]).unwrap();
    assert_eq!(plain.evidence_id(), plain.snapshot().0);
    let (one, same, other) = (open("priority-action"), open("priority-action"), open("no-priority-action"));
    assert_eq!(one.snapshot(), plain.snapshot());
    assert_eq!(one.evidence_id(), same.evidence_id());
    assert_ne!(one.evidence_id(), plain.evidence_id());
    assert_ne!(one.evidence_id(), other.evidence_id());
    let profile = one.profile("Luton", AS_AT, &Comparing::default()).unwrap();
    assert_eq!(profile.snapshot, one.evidence_id());
    let made_from = one.made_from(Some(AS_AT), &Comparing::default()).unwrap();
    assert_eq!(made_from.overlays, [one.overlays()[0].id.clone()]);
    // An event leads to its own cell, also beside the events and cells of the snapshot.
    let events = &one.evidence().area_events;
    let told: Vec<_> =
        events.iter().map(|event| evidence::Origins::of(one.evidence()).origin(event.cell())).collect();
    let own = told.iter().find(|origin| origin.file == "events.csv").unwrap();
    assert_eq!((own.row, own.column.as_str(), own.text.as_str()), (2, "outcome", "priority-action"));
    assert_ne!(made_from.digest(), other.made_from(Some(AS_AT), &Comparing::default()).unwrap().digest());
}

#[test]
fn refusals_have_stable_codes_and_help() {
    let workspace = workspace();
    let default = Comparing::default();
    let refused = |area: &str, as_at: Date, comparing: &Comparing| {
        workspace.profile(area, as_at, comparing).unwrap_err().report()
    };
    let unknown = refused("Lutn", AS_AT, &default);
    assert_eq!(unknown.code, Code::AreaUnknown);
    assert!(unknown.message.contains("did you mean Luton") && unknown.help.is_some());
    assert_eq!(refused("Luton", Date::constant(1999, 1, 1), &default).code, Code::DateBeforeEvidence);
    assert_eq!(refused("Kent", AS_AT, &default).code, Code::AreaNoEvidence);
    assert_eq!(refused("Cumberland", AS_AT, &default).code, Code::AreaNotOpen);
    let convention = Comparing { convention: "other".to_owned(), ..default.clone() };
    assert_eq!(refused("Luton", AS_AT, &convention).code, Code::ConventionUnknown);
    let neighbours = Comparing { neighbours: Some("dfe-1999".to_owned()), ..default };
    assert_eq!(refused("Luton", AS_AT, &neighbours).code, Code::NeighboursUnknown);
}

#[test]
fn a_statement_keeps_its_id_while_it_claims_the_same() {
    let workspace = workspace();
    let request = StatementsRequest {
        area: "Luton".to_owned(),
        as_at: AS_AT,
        comparing: Comparing::default(),
        framework: FrameworkChoice::default(),
    };
    let check =
        |text: &str, section: Option<Section>| workspace.check_statement(text, section, &request).unwrap();
    let strengths = Some(Section::Strengths);
    let one = check("One of the three special schools is outstanding.", strengths);
    assert_eq!(one.verdict, Verdict::Supported);
    let reworded = check("Of the three special schools, one is outstanding.", strengths);
    assert_eq!(reworded.verdict, Verdict::Supported, "{reworded:?}");
    assert_eq!(one.id, reworded.id);
    assert_ne!(one.id, check("One of the three special schools is outstanding.", None).id);
    assert_eq!(check("All special schools are outstanding.", strengths).verdict, Verdict::Contradicted);
    assert_eq!(check("We thank everybody.", None).verdict, Verdict::NotAClaim);

    let drafted = workspace.draft(&request).unwrap();
    let mut ids: Vec<&str> = drafted.statements.iter().map(|statement| statement.id.as_str()).collect();
    assert!(ids.len() > 3);
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), drafted.statements.len(), "each statement has an id of its own");
}
