//! No claim newer than its evidence, on the letters of all areas.

use evidence::{Date, Evidence, RemitId, date};
use profile::{IndicatorProfile, Profile};
use rayon::prelude::*;
use rstest::rstest;
use statements::claim::{Assertion, Cohort, Comparator, Standard, Subject, When};
use statements::{Facts, Lexicon, Selection, Statement, Verdict, check_statement, statements};
use std::collections::BTreeMap;

/// Whether a claim's subject is about an indicator of a group.
fn subject_is_of(subject: &Subject, one: &IndicatorProfile) -> bool {
    matches!(subject, Subject::Measure { indicator, group } | Subject::Gap { indicator, group, .. }
        if *indicator == one.indicator && *group == one.group)
}

/// The drafted statements of all areas.
fn drafted(as_at: &str) -> Option<Vec<(Profile, Vec<Statement>)>> {
    let profiles = crate::real::profiles(crate::real::evidence()?, as_at);
    let lexicon = Lexicon::built_in().unwrap();
    let of = |profile: Profile| {
        let all = statements(&Facts::new(&profile, &lexicon), Selection::default());
        (profile, all)
    };
    Some(profiles.into_par_iter().map(of).collect())
}

/// How many inspections of each remit became public in the year up to a day, counted from the evidence itself.
fn inspections_of_the_year(evidence: &Evidence, as_at: Date) -> BTreeMap<RemitId, usize> {
    let (from, until) = (date::to_days(date::year_before(as_at)), date::to_days(as_at));
    let mut remit_of = vec![None; evidence.settings.len()];
    for at in 0..evidence.listings.len() {
        let listing = evidence.listings.get(at);
        remit_of[listing.setting.index()] = Some(listing.remit);
    }
    let mut counted = BTreeMap::new();
    for inspection in evidence.inspections.iter() {
        let public = date::to_days(inspection.known_from);
        let Some(remit) = remit_of[inspection.setting.index()] else { continue };
        if public > from && public <= until && inspection.kind == "full" {
            *counted.entry(evidence.vocabulary.remits[remit.index()].id.clone()).or_default() += 1;
        }
    }
    counted
}

#[rstest]
#[case("2011-08-31")]
#[case("2016-08-31")]
#[case("2019-08-31")]
#[case("2023-08-31")]
#[case("2026-06-30")]
fn no_drafted_sentence_speaks_of_change_over_a_year_of_which_the_evidence_holds_nothing(#[case] as_at: &str) {
    let Some(evidence) = crate::real::evidence() else { return };
    let held = inspections_of_the_year(evidence, as_at.parse().unwrap());
    let mut over_a_year = 0;
    for (profile, all) in drafted(as_at).unwrap() {
        for statement in &all {
            for claim in &statement.claims {
                let (Subject::Share { settings, .. }, Assertion::Moved { .. }) =
                    (&claim.subject, &claim.assertion)
                else {
                    continue;
                };
                over_a_year += 1;
                let judged = profile.remits.iter().filter(|remit| {
                    (settings.remits.is_empty() || settings.remits.contains(&remit.remit))
                        && remit.overall().is_some_and(|overall| overall.now.judged() > 0)
                });
                for remit in judged {
                    let some = held.get(&remit.remit).copied().unwrap_or_default();
                    assert!(some > 0, "{} {as_at}: {}", profile.name, statement.text);
                }
            }
        }
    }
    eprintln!("{as_at}: {over_a_year} movements over the year");
    // In 2026 the evidence of every remit but schools ends years before, and that of schools holds grades of three months.
    assert_eq!(over_a_year == 0, as_at == "2026-06-30", "{over_a_year}");
}

#[test]
fn sentences_of_evidence_that_ended_years_ago_name_the_month() {
    let Some(all) = drafted("2026-06-30") else { return };
    let childminders = |statement: &&Statement| {
        statement.claims.iter().any(|claim| {
            matches!(&claim.subject, Subject::Settings { settings } | Subject::Share { settings, .. }
                if settings.remits == [RemitId::from("childminder")])
        })
    };
    let mut found = 0;
    for (profile, statements) in &all {
        for statement in statements.iter().filter(childminders) {
            found += 1;
            let of_then =
                statement.claims.iter().all(|claim| claim.when == When::Month { year: 2021, month: 8 });
            assert!(of_then, "{}: {}", profile.name, statement.text);
        }
    }
    assert!(found > 100, "{found}");
}

#[rstest]
#[case("2011-08-31")]
#[case("2026-06-30")]
fn nobody_is_singled_out_and_small_groups_have_no_trend(#[case] as_at: &str) {
    let Some(all) = drafted(as_at) else { return };
    let one_person = ["childminder", "childcare-domestic", "home-childcarer"].map(RemitId::from);
    for (profile, statements) in &all {
        let open = |remit: &RemitId| {
            let found = profile.remits.iter().find(|one| one.remit == *remit);
            found.map_or(0, |one| one.settings.len())
        };
        for statement in statements {
            for claim in &statement.claims {
                match &claim.subject {
                    Subject::Settings { settings } | Subject::Share { settings, .. }
                        if !settings.remits.is_empty()
                            && settings.remits.iter().all(|remit| one_person.contains(remit)) =>
                    {
                        let many: usize = settings.remits.iter().map(open).sum();
                        assert!(many >= 5, "{}: {}", profile.name, statement.text);
                    }
                    Subject::Measure { .. } | Subject::Gap { .. } => {
                        let small = profile
                            .indicators
                            .iter()
                            .any(|one| one.small_group.is_some() && subject_is_of(&claim.subject, one));
                        assert!(!small, "{}: {}", profile.name, statement.text);
                    }
                    _ => {}
                }
            }
        }
    }
    for name in ["Isles Of Scilly", "City of London"] {
        let (_, statements) =
            all.iter().find(|(profile, _)| profile.name.eq_ignore_ascii_case(name)).unwrap();
        assert!(statements.iter().all(|one| !one.text.contains("one childminder")), "{name}");
    }
}

#[test]
fn schools_of_luton_that_were_inspected_since_are_not_called_inadequate() {
    let Some(all) = drafted("2026-06-30") else { return };
    let (profile, statements) = all.iter().find(|(profile, _)| profile.name == "Luton").unwrap();
    let schools = ["primary-school", "secondary-school"].map(RemitId::from);
    let inadequate = statements.iter().flat_map(|one| &one.claims).filter(|claim| {
        matches!(&claim.subject, Subject::Settings { settings }
            if settings.remits.iter().any(|remit| schools.contains(remit)))
            && matches!(&claim.assertion, Assertion::Level { standard: Standard::Inadequate, .. })
    });
    assert_eq!(inadequate.count(), 0);
    for name in ["Wenlock", "Lea Manor"] {
        assert!(profile.notices.iter().any(|notice| notice.contains(name)), "{name}");
    }
    let graded = statements.iter().flat_map(|one| &one.claims).filter(
        |claim| matches!(&claim.subject, Subject::Settings { settings } if settings.cohort == Cohort::Graded),
    );
    assert_eq!(graded.count(), 1);
    let lexicon = Lexicon::built_in().unwrap();
    let facts = Facts::new(profile, &lexicon);
    for (sentence, verdict) in [
        (
            "The proportion of childminders that are good or better has hardly changed over the last year.",
            Verdict::Undecidable,
        ),
        (
            "Both primary schools inspected during the year kept or improved their previous grade.",
            Verdict::Undecidable,
        ),
        (
            "Two of the six primary schools inspected during the year were given an overall grade.",
            Verdict::Supported,
        ),
    ] {
        let checked = check_statement(sentence, &facts);
        assert_eq!(checked.len(), 1, "{sentence}");
        assert_eq!(checked[0].verdict, verdict, "{sentence}: {}", checked[0].because);
    }
}

#[rstest]
#[case("2011-08-31")]
#[case("2026-06-30")]
fn numbers_of_children_are_set_beside_no_other_place(#[case] as_at: &str) {
    let Some(evidence) = crate::real::evidence() else { return };
    let lexicon = Lexicon::built_in().unwrap();
    for profile in crate::real::profiles(evidence, as_at) {
        let facts = Facts::new(&profile, &lexicon);
        for finding in statements::findings(&facts) {
            let Subject::Measure { indicator, group } = &finding.claim.subject else { continue };
            let counts =
                facts.indicator(indicator, group).is_some_and(|one| one.unit == evidence::Unit::Number);
            let with = match &finding.claim.assertion {
                Assertion::Compared { with, .. } => with.as_slice(),
                Assertion::Paced { than, .. } => than.as_slice(),
                _ => &[],
            };
            let elsewhere =
                with.iter().any(|one| !matches!(one, Comparator::YearBefore | Comparator::Group(_)));
            assert!(!counts || !(elsewhere || finding.claim.elsewhere.is_some()), "{:?}", finding.claim);
        }
    }
}
