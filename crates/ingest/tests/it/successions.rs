//! Which school carries on which, and whose an inspection was, in the published files.

use evidence::{Evidence, SettingIndex};
use ingest::{Imported, Options, import};
use testkit::published;

fn read(file: &str) -> Option<Imported> {
    let paths = [published::folder()?.join(file)];
    let options = Options::builtin().unwrap_or_else(|error| panic!("{:?}", miette::Report::new(error)));
    Some(import(&paths, &options).unwrap_or_else(|error| panic!("{:?}", miette::Report::new(error))))
}

fn setting(evidence: &Evidence, id: &str) -> SettingIndex {
    let at = (0..evidence.settings.len()).find(|at| evidence.settings.get(*at) == id).unwrap();
    SettingIndex(u32::try_from(at).unwrap())
}

#[test]
fn a_plain_successor_carries_on_and_a_merged_one_does_not() {
    let Some(imported) = read("schools/school-links.csv") else { return };
    let links = &imported.evidence.links;
    // Recounted with pandas: pairs with `Successor` or `Predecessor` alone on every row, at whose ends no other pair is.
    assert_eq!(links.len(), 15_229);
    assert_eq!(links.iter().filter(|link| link.inherits).count(), 10_445);
    let richmond_hill = setting(&imported.evidence, "urn:145178");
    let conversion = links.iter().find(|link| link.successor == richmond_hill).unwrap();
    assert!(conversion.inherits && conversion.from.unwrap().to_string() >= "2017-08-31".to_owned());
    assert!(links.iter().filter(|link| link.kind.contains(" - ")).all(|link| !link.inherits));
}

#[test]
fn every_inspection_of_the_west_midlands_is_of_the_school_that_it_was_of() {
    let Some(imported) = read("schools/mi_west_midlands_2023-08-31.csv") else { return };
    let evidence = &imported.evidence;
    let notes = imported.screening.files[0].notes.join("\n");
    assert!(!notes.contains("URN at time of previous"), "{notes}");
    // Lightwoods Primary Academy: the inspection before last was of the school that became this academy.
    let inspected = |id: &str| {
        let of = evidence.inspections.of_setting(setting(evidence, id));
        of.map(|at| evidence.inspections.date(at).to_string()).collect::<Vec<_>>()
    };
    assert!(!inspected("urn:148333").contains(&"2014-01-28".to_owned()));
    assert!(inspected("urn:103947").contains(&"2014-01-28".to_owned()));
    let remit = |id: &str| evidence.vocabulary.remit(id).unwrap().0;
    let many = |id: &str| evidence.listings.remit.iter().filter(|one| **one == remit(id)).count();
    assert_eq!(
        (many("all-through-school"), many("secondary-school"), many("primary-school")),
        (14, 404, 1774)
    );
}
