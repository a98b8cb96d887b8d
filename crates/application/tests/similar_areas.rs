//! "Similar areas" is one figure: in sentences, grades, tables and on the way down to its rows.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use application::profile::profile_rows;
use evidence::{AspectId, Evidence, RemitId};
use framework::{Framework, Names};
use profile::figure::SettingsOf;
use profile::{
    ComparedWith, Conventions, FigurePlace, Gaps, NeighbourChoice, PreparedDate, Profile, Profiler,
};
use statements::claim::{Comparator, Settings, Standard, Subject};
use statements::{Facts, Lexicon};
use std::path::{Path, PathBuf};
use std::sync::Arc;

const SECONDARY: &str = "secondary-school";
const OVERALL: &str = "overall-effectiveness";
const DAY: &str = "2011-08-31";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The schools of 2011 with the statistical neighbours; nothing where the published files are not at hand.
fn evidence() -> Option<Arc<Evidence>> {
    let data = root().join("../shared/data");
    if !data.is_dir() {
        #[expect(clippy::disallowed_methods, reason = "in CI the data must be there")]
        let in_ci = std::env::var("CI").is_ok_and(|value| value == "true");
        assert!(!in_ci, "{} is not there, and in CI it must be", data.display());
        eprintln!("skipped: {} is not there", data.display());
        return None;
    }
    let options = ingest::import::Options::builtin().unwrap();
    let files = [data.join("schools"), data.join("neighbours")];
    Some(Arc::new(ingest::import::import(&files, &options).unwrap().evidence))
}

fn prepared(evidence: &Arc<Evidence>, convention: &str) -> PreparedDate {
    let convention = Arc::new(Conventions::builtin().get(convention).unwrap().clone());
    let (choice, gaps) = (NeighbourChoice::ByConvention, Arc::new(Gaps::builtin()));
    let profiler = Profiler::new(evidence.clone(), "test", convention, &choice, gaps).unwrap();
    profiler.as_at(DAY.parse().unwrap())
}

/// What a sentence is decided by.
fn in_sentences(profile: &Profile) -> f64 {
    let lexicon = Lexicon::built_in().unwrap();
    let facts = Facts::new(profile, &lexicon);
    let subject = Subject::Share { settings: Settings::of(&[SECONDARY]), standard: Standard::GoodOrBetter };
    let measured = facts.measured(&subject).unwrap();
    measured.series_of(Some(&Comparator::Neighbours)).unwrap().last().unwrap().value
}

/// What a grade is made of, by a framework whose measure of secondary schools is the share in similar areas.
fn in_grades(profile: &Profile) -> f64 {
    let text = std::fs::read_to_string(root().join("frameworks/england-2011.toml")).unwrap();
    let measure = "value = \"average inspection points of secondary-school, all-through-school\"";
    assert!(text.contains(measure), "the framework measures secondary schools in another way");
    let share = "value = \"share good or better of secondary-school in neighbours\"";
    let vocabulary = ingest::vocabulary::builtin();
    let names =
        Names::of_vocabulary(&vocabulary).with_gaps(Gaps::builtin().gaps.into_iter().map(|gap| gap.id));
    let framework = Framework::check("changed.toml", &text.replace(measure, share), &names)
        .unwrap_or_else(|mistakes| panic!("{mistakes}"));
    let assessment = framework::derive(&framework, profile);
    let mut measures = assessment.blocks.iter().flat_map(|block| &block.measures);
    measures.find(|measure| measure.id == "secondary-schools").unwrap().value.unwrap()
}

#[test]
fn lutons_secondary_schools_have_one_figure_for_similar_areas() {
    let Some(evidence) = evidence() else { return };
    let luton = evidence.areas.find("Luton").unwrap().number;
    for convention in ["default", "lait", "csc"] {
        let prepared = prepared(&evidence, convention);
        let profile = prepared.profiles(&[luton]).remove(0);
        let (remit, aspect) = (RemitId::from(SECONDARY), AspectId::from(OVERALL));
        let used = profile
            .share_elsewhere(std::slice::from_ref(&remit), &aspect, ComparedWith::Neighbours, false)
            .unwrap()
            .percent();
        let key = SettingsOf::new([remit], aspect).good_or_better().at(DAY, FigurePlace::NeighboursOf(luton));
        let row_id = format!("{SECONDARY}/{OVERALL}");
        let rows = profile_rows(&profile, &evidence.sources);
        let in_csv = rows.iter().find(|row| row.indicator == row_id && row.neighbours_value.is_some());
        let in_csv = in_csv.unwrap().neighbours_value;
        assert_eq!(in_sentences(&profile), used, "{convention}: sentences");
        // A measure is written with nine decimals.
        assert!((in_grades(&profile) - used).abs() < 1e-9, "{convention}: grades");
        assert_eq!(in_csv, Some(used), "{convention}: CSV");
        assert_eq!(prepared.figure(&key).unwrap().value.number(), Some(used), "{convention}: the rows");
    }
}
