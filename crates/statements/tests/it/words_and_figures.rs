//! What people write about a small profile, and what the evidence says of it.

use proptest::prelude::*;
use rstest::rstest;
use statements::read::Format;
use statements::{CheckContext, Checked, Facts, Lexicon, Recogniser, Verdict, check, check_statement};
use statements::{findings, read, realise};
use std::sync::LazyLock;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::built_in().unwrap());

/// The verdicts on the claims of a text about the made Luton.
fn verdicts(text: &str) -> Vec<Verdict> {
    let profile = crate::made::luton();
    let facts = Facts::new(&profile, &LEXICON);
    let document = read::read(text.as_bytes(), Format::Text).unwrap();
    let report = check(&document, &facts, CheckContext::default());
    report.sentences.iter().map(|checked| checked.verdict).collect()
}

#[rstest]
// Levels, in words and counts.
#[case(
    "The large majority of secondary schools are good or better.",
    "Most secondary schools are inadequate."
)]
#[case(
    "Nine of the 12 secondary schools are good or better.",
    "Eight of the 12 secondary schools are good or better."
)]
#[case(
    "One of the three special schools is outstanding.",
    "Two of the three special schools are outstanding."
)]
#[case(
    "One of the local authority's three special schools is outstanding.",
    "None of the three special schools is outstanding."
)]
#[case(
    "Both further education colleges are outstanding.",
    "Neither of the two further education colleges is outstanding."
)]
#[case("All special schools are good or better.", "No special school is good or better.")]
#[case(
    "The large majority of primary and secondary schools are at least good.",
    "A minority of primary schools are at least good."
)]
#[case("One primary school is inadequate.", "No primary schools are inadequate.")]
// Comparisons.
#[case(
    "At the age of 16, attainment is below the national average but in line with similar areas.",
    "At the age of 16, attainment is above the national average."
)]
#[case(
    "GCSE results at the age of 16 are lower than nationally.",
    "GCSE results at the age of 16 are higher than nationally."
)]
#[case(
    "The proportion of 19-year-olds from low-income families with a level 2 qualification is well above average.",
    "The proportion of 19-year-olds from low-income families with a level 2 qualification is well below average."
)]
#[case(
    "Persistent absence is similar to the national average.",
    "Persistent absence is much higher than nationally."
)]
#[case(
    "The gap at level 2 for low-income students is much smaller than elsewhere.",
    "The gap at level 2 for low-income students is much larger than elsewhere."
)]
// Movement.
#[case(
    "The gap at level 2 for students from low-income families widened slightly in 2010.",
    "The gap at level 2 for students from low-income families narrowed in 2010."
)]
#[case(
    "The gap at level 3 for students eligible for free school meals has reduced over the past four years.",
    "The gap at level 3 for students eligible for free school meals has increased over the past four years."
)]
#[case(
    "The proportion of 16-year-olds achieving five good GCSEs including English and maths rose from 36.5% in 2006 to 56.7% in 2011.",
    "The proportion of 16-year-olds achieving five good GCSEs including English and maths rose from 36.5% in 2006 to 58.7% in 2011."
)]
#[case(
    "The proportion of good or better secondary schools has improved over the last year.",
    "The proportion of good or better secondary schools has declined over the last year."
)]
#[case("Persistent absence has improved.", "Persistent absence has worsened.")]
#[case("Persistent absence is falling steadily.", "Persistent absence is rising steadily.")]
#[case("Persistent absence has not risen.", "Persistent absence shows no improvement.")]
// Pace.
#[case(
    "At 16, the proportion reaching the expected level is rising more quickly than elsewhere.",
    "At 16, the proportion reaching the expected level is rising more slowly than elsewhere."
)]
// Events.
#[case(
    "The unannounced inspection identified no areas for priority action.",
    "The unannounced inspection identified areas for priority action."
)]
fn what_is_true_is_supported_and_its_opposite_contradicted(#[case] so: &str, #[case] opposite: &str) {
    assert!(verdicts(so).iter().all(|verdict| *verdict == Verdict::Supported), "{so}: {:?}", verdicts(so));
    assert!(verdicts(opposite).contains(&Verdict::Contradicted), "{opposite}: {:?}", verdicts(opposite));
}

#[rstest]
#[case("Four of the six children's centres inspected for the first time during the year are good or better.")]
#[case("Asian students attain better standards at 16 than their peers.")]
#[case("At the age of 16, attainment in 2015 is below the national average.")]
#[case("Children's services perform excellently.")]
#[case("The very large majority of children's homes commissioned by the local authority are good or better.")]
fn what_the_evidence_lacks_is_undecidable(#[case] text: &str) {
    assert_eq!(verdicts(text), [Verdict::Undecidable], "{text}");
}

#[rstest]
#[case("Thank you for your help during the year.")]
#[case("This assessment is provided in accordance with section 138 of the Act.")]
#[case("For example, an assessment of 'performs poorly' does not mean there is no good provision.")]
#[case("Yours sincerely")]
fn what_claims_nothing_is_not_a_claim(#[case] text: &str) {
    assert_eq!(verdicts(text), [Verdict::NotAClaim], "{text}");
}

#[test]
fn several_claims_in_a_sentence_are_each_judged() {
    let found = verdicts(
        "At level 3, the gap for low-income students is reducing, but it widened slightly at level 2 in 2010.",
    );
    assert_eq!(found, [Verdict::Supported, Verdict::Supported]);
    let found = verdicts(
        "The proportion of good or better primary schools has risen over the last year, but is higher than nationally.",
    );
    assert_eq!(found, [Verdict::Supported, Verdict::Contradicted]);
}

#[test]
fn a_pronoun_reaches_back_to_the_sentence_before() {
    let found = verdicts("Persistent absence has fallen. It is higher than nationally.");
    assert_eq!(found, [Verdict::Supported, Verdict::Contradicted]);
}

#[test]
fn a_contradiction_comes_with_the_sentence_that_would_be_right() {
    let profile = crate::made::luton();
    let facts = Facts::new(&profile, &LEXICON);
    let document = read::read(b"Two of the three special schools are outstanding.", Format::Text).unwrap();
    let report = check(&document, &facts, CheckContext::default());
    assert_eq!(
        report.sentences[0].suggestion.as_deref(),
        Some("One of the three special schools is outstanding.")
    );
    assert_eq!(report.sentences[0].because, "1 of 3 is outstanding (33.3%)");
}

#[test]
fn one_statement_is_checked_by_itself_and_kept_as_json() {
    let profile = crate::made::luton();
    let facts = Facts::new(&profile, &LEXICON);
    let checked = check_statement("Persistent absence fell from 9.0% in 2009 to 6.5% in 2011.", &facts);
    assert_eq!(checked.len(), 1);
    assert_eq!(checked[0].verdict, Verdict::Supported);
    let named: Vec<String> = checked[0]
        .figures
        .iter()
        .map(|figure| {
            format!("{} {} {}: {}", figure.key.subject, figure.key.period, figure.key.place, figure.shown)
        })
        .collect();
    assert_eq!(
        named,
        ["indicator lait:TotPerAbNew 2009 821: 9.0%", "indicator lait:TotPerAbNew 2011 821: 6.5%"]
    );
    let text = serde_json::to_string(&checked).unwrap();
    assert_eq!(serde_json::from_str::<Vec<Checked>>(&text).unwrap(), checked);
}

/// A single service judged on a scale of the vocabulary: its value, whether that is good or better, whether it fails.
fn judged(label: &str, good_or_better: Option<bool>, inadequate: bool) -> profile::Profile {
    let mut profile = crate::made::luton();
    let mut remit = crate::made::remit(
        "local-authority-fostering",
        "local authority fostering services",
        "looked-after",
        [1, 0, 0, 0, 0],
        [1, 0, 0, 0, 0],
        (80, 100),
    );
    let value = &mut remit.aspects[0].now.scales[0].counts[0];
    value.label = label.to_owned();
    value.good_or_better = good_or_better;
    value.inadequate = inadequate;
    remit.settings[0].judgement.as_mut().unwrap().label = label.to_owned();
    profile.remits.push(remit);
    profile
}

#[rstest]
#[case("Strong standard", None, false, "good or better", Verdict::Undecidable)]
#[case("Good", Some(true), false, "good or better", Verdict::Supported)]
#[case("Requires improvement", Some(false), false, "good or better", Verdict::Contradicted)]
#[case("Urgent improvement", None, true, "inadequate", Verdict::Supported)]
#[case("Strong standard", None, false, "inadequate", Verdict::Contradicted)]
fn what_a_judgement_counts_as_is_for_the_vocabulary_to_say(
    #[case] label: &str,
    #[case] good_or_better: Option<bool>,
    #[case] inadequate: bool,
    #[case] said: &str,
    #[case] verdict: Verdict,
) {
    let profile = judged(label, good_or_better, inadequate);
    let facts = Facts::new(&profile, &LEXICON);
    let text =
        format!("The inspection of the local authority fostering service in June 2011 judged it {said}.");
    let checked = check_statement(&text, &facts);
    assert_eq!(checked[0].verdict, verdict, "{}", checked[0].because);
}

#[test]
fn a_framework_decides_which_standard_is_always_counted() {
    let mut profile = crate::made::nothing();
    profile.remits = vec![crate::made::remit(
        "primary-school",
        "primary schools",
        "primary",
        [20, 20, 20, 20, 0],
        [20, 20, 20, 20, 0],
        (1, 2),
    )];
    let said = |way: &str| -> Vec<String> {
        let mut thresholds = profile::Proportions::builtin();
        thresholds.small_groups.always_count = way.to_owned();
        let lexicon = Lexicon::built_in().unwrap().with_proportions(thresholds).unwrap();
        let facts = Facts::new(&profile, &lexicon);
        findings(&facts).iter().map(|finding| realise(&finding.claim, &facts)).collect()
    };
    let counted = "20 of the 80 primary schools are inadequate.";
    let worded = "A small minority of primary schools are inadequate.";
    let lower = |text: &String| text.to_lowercase();
    let says = |way: &str, text: &str| said(way).iter().any(|one| lower(one) == text.to_lowercase());
    assert!(
        says("inadequate", "twenty of the 80 primary schools are inadequate.") || says("inadequate", counted)
    );
    assert!(says("good-or-better", worded), "{:?}", said("good-or-better"));
}

#[test]
fn a_report_reads_well_in_the_margin() {
    let profile = crate::made::luton();
    let facts = Facts::new(&profile, &LEXICON);
    let letter = "# Children's services assessment 2011\n\nDear reader\n\n- The large majority of secondary schools are good \
                  or better. Two of the three special schools are outstanding.\n- Asian students do better than their \
                  peers at the age of 16.\n";
    let document = read::read(letter.as_bytes(), Format::Markdown).unwrap();
    let report = check(&document, &facts, CheckContext::default());
    insta::assert_snapshot!("margin", report.text(100));
    insta::assert_snapshot!("json", serde_json::to_string_pretty(&report.sentences).unwrap());
}

#[test]
fn a_letter_of_another_year_is_said_to_be_one() {
    let profile = crate::made::luton();
    let facts = Facts::new(&profile, &LEXICON);
    let letter =
        "# Children's services assessment 2010\n\nTwo of the three special schools are outstanding.\n";
    let document = read::read(letter.as_bytes(), Format::Markdown).unwrap();
    let report = check(&document, &facts, CheckContext::default());
    assert!(report.mismatches[0].contains("does not match the year"), "{:?}", report.mismatches);
    assert_eq!(report.contradictions().count(), 0);
}

/// A made profile with figures of chance.
fn any_profile() -> impl Strategy<Value = profile::Profile> {
    let counts = prop::array::uniform5(0_u32..30);
    let points = prop::collection::vec(0.0_f64..100.0, 2..7);
    (
        prop::collection::vec((counts.clone(), counts, 0_u32..900), 3),
        prop::collection::vec((points.clone(), points), 4),
    )
        .prop_map(|(remits, figures)| {
            let mut profile = crate::made::nothing();
            let kinds = [
                ("primary-school", "primary schools", "primary"),
                ("special-school", "special schools", "special"),
                ("dance-and-drama-college", "dance and drama colleges", "post-16"),
            ];
            for ((id, plural, stage), (now, before, england)) in kinds.iter().zip(remits) {
                profile.remits.push(crate::made::remit(id, plural, stage, now, before, (england, 1000)));
            }
            let dated = |values: &[f64]| -> Vec<(i16, f64)> {
                values
                    .iter()
                    .enumerate()
                    .map(|(at, value)| (2003 + i16::try_from(at).unwrap(), *value))
                    .collect()
            };
            let names = [
                ("gcse-5-ac-english-maths", "GCSE", "all"),
                ("level-2-at-19", "Level 2", "ethnicity=asian; gender=female"),
                ("mine:odd", "Children (aged 5-7) who “rose”, or fell: 10% & more", "all"),
                ("mine:other", "Rate per 10,000 in England", "language=other; sen=any"),
            ];
            for ((id, name, group), (own, england)) in names.iter().zip(figures) {
                let (own, england) = (dated(&own), dated(&england));
                profile.indicators.push(crate::made::indicator(
                    id,
                    name,
                    group,
                    evidence::Polarity::High,
                    &own,
                    &england,
                    &england,
                ));
                profile.gaps.push(crate::made::gap(id, "fsm=eligible", "fsm=not-eligible", &own, &england));
            }
            profile
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_claim_that_can_be_made_is_read_back_from_its_words_and_supported(profile in any_profile()) {
        let facts = Facts::new(&profile, &LEXICON);
        let recogniser = Recogniser::new(&facts);
        for finding in findings(&facts) {
            let text = realise(&finding.claim, &facts);
            let back = recogniser.recognise(&text);
            prop_assert_eq!(&back, &vec![finding.claim.clone()], "{}", text);
            prop_assert_eq!(statements::decide(&back[0], &facts).ruling, statements::Ruling::Supported, "{}", text);
        }
    }

    #[test]
    fn no_text_makes_it_panic(text in "\\PC{0,200}") {
        let _ = verdicts(&format!("x {text}"));
    }

    #[test]
    fn no_heap_of_its_own_words_makes_it_panic(words in prop::collection::vec(
        prop::sample::select(vec![
            "the", "gap", "rose", "from", "to", "in", "2010", "56.7%", "(", ")", "“", "”", "secondary schools", "good or better",
            "not", "both", "four", "of", "six", "higher than", "nationally", "but", ",", "all", "it", "June", "widened", "level 2",
            "more quickly", "Asian students", "the proportion of", "no", "none", "inspected during the year", "since", "between", "and",
        ]), 0..30)) {
        let _ = verdicts(&format!("x {}", words.join(" ")));
    }
}
