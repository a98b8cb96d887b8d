//! The language: what is printed reads back as the same, everything else is refused with its place.

use framework::language::ast::{
    Beside, By, Comparator, Comparison, Condition, Did, Differing, Figure, How, Name, Quantity, Series,
    Settings, Side, Span, Term, View, Way, When,
};
use framework::language::{condition, quantity};
use proptest::prelude::*;
use proptest::sample::select;

fn name() -> impl Strategy<Value = Name> {
    // Plain names, names with signs of their own, names that are words of the language.
    let texts = prop_oneof![
        "[a-z][a-z0-9-]{0,12}",
        "[A-Za-z][A-Za-z0-9:_./-]{0,10}",
        "[a-zA-Z0-9=; %+]{1,16}",
        select(vec![
            "of",
            "share",
            "or",
            "Good",
            "lait:RTA",
            "fsm=eligible; sen=ALL",
            "Not met",
            "within",
            "a"
        ])
        .prop_map(str::to_owned),
    ];
    texts.prop_map(|text| Name { text, span: 0..0 })
}

fn comparator() -> impl Strategy<Value = Comparator> {
    select(Comparator::ALL)
}

fn settings() -> impl Strategy<Value = Settings> {
    (prop::collection::vec(name(), 1..3), prop::option::of(name()))
        .prop_map(|(remits, aspect)| Settings { remits, aspect })
}

fn series() -> impl Strategy<Value = Series> {
    prop_oneof![
        (name(), prop::option::of(name())).prop_map(|(id, group)| Series::Indicator { id, group }),
        name().prop_map(|id| Series::Gap { id }),
    ]
}

fn when() -> impl Strategy<Value = When> {
    prop_oneof![(1..=50_u8).prop_map(When::Within), Just(When::AnyTime), name().prop_map(When::UntilNext)]
}

fn decimal() -> impl Strategy<Value = f64> {
    (0..2_000_000_u32).prop_map(|thousandths| f64::from(thousandths) / 1000.0)
}

fn view() -> impl Strategy<Value = View> {
    prop_oneof![
        prop::option::of(comparator()).prop_map(View::Value),
        prop::option::of(comparator()).prop_map(View::Change),
        Just(View::ChangeOverYears),
        Just(View::ChangeAgainstEngland),
        comparator().prop_map(View::Difference),
        comparator().prop_map(View::Advantage),
    ]
}

fn figure() -> impl Strategy<Value = Figure> {
    prop_oneof![
        (decimal(), any::<bool>(), any::<bool>()).prop_map(|(value, minus, percent)| Figure::Number {
            value: if minus && value > 0.0 { -value } else { value },
            percent,
            span: Span::default()
        }),
        (name(), settings(), any::<bool>(), prop::option::of(comparator())).prop_map(
            |(counting, of, year_before, elsewhere)| Figure::Share { counting, of, year_before, elsewhere }
        ),
        (prop::option::of(name()), settings(), any::<bool>())
            .prop_map(|(counting, of, year_before)| Figure::Count { counting, of, year_before }),
        (name(), settings(), any::<bool>()).prop_map(|(counting, of, year_before)| Figure::Average {
            counting,
            of,
            year_before
        }),
        (any::<bool>(), select(Did::ALL), prop::collection::vec(name(), 1..3))
            .prop_map(|(share, did, remits)| Figure::Inspections { share, did, remits }),
        (view(), series()).prop_map(|(view, series)| Figure::Indicator(view, series)),
        series().prop_map(Figure::Rank),
        series().prop_map(Figure::Quartile),
        (name(), when()).prop_map(|(kind, when)| Figure::EventPoints { kind, when }),
        name().prop_map(Figure::Block),
        name().prop_map(Figure::Measure),
        name().prop_map(Figure::PointsOf),
    ]
}

fn a_quantity() -> impl Strategy<Value = Quantity> {
    let by = (any::<bool>(), decimal()).prop_map(|(divides, number)| By {
        divides,
        number,
        span: Span::default(),
    });
    let term = (any::<bool>(), figure(), prop::option::of(by));
    prop::collection::vec(term, 1..4).prop_map(|terms| Quantity {
        terms: terms
            .into_iter()
            .enumerate()
            .map(|(at, (minus, what, by))| Term { minus: minus && at > 0, what, by })
            .collect(),
    })
}

fn a_condition() -> impl Strategy<Value = Condition> {
    let how = select(vec![How::AtLeast, How::AtMost, How::MoreThan, How::LessThan, How::Equal]);
    let leaf =
        prop_oneof![
            Just(Condition::Always),
            (a_quantity(), how, a_quantity()).prop_map(|(left, how, right)| {
                Condition::Compare(Comparison { left, how, right, span: Span::default() })
            }),
            a_quantity().prop_map(Condition::Known),
            (series(), prop::collection::vec(select(Way::ALL), 1..3))
                .prop_map(|(series, ways)| Condition::Trend(series, ways)),
            (series(), select(Beside::ALL), comparator())
                .prop_map(|(series, beside, comparator)| Condition::Against(series, beside, comparator)),
            (series(), prop::option::of(select(Side::ALL)))
                .prop_map(|(series, side)| Condition::Differs(Differing::Series(series), side)),
            (name(), settings(), prop::option::of(select(Side::ALL)))
                .prop_map(|(counting, of, side)| Condition::Differs(Differing::Share { counting, of }, side)),
            (name(), settings(), prop::option::of(1..=50_u8))
                .prop_map(|(counting, of, within)| Condition::Any { counting, of, within }),
            (settings(), prop::collection::vec(name(), 1..3))
                .prop_map(|(of, labels)| Condition::Judgement { of, labels }),
            (name(), prop::collection::vec(name(), 0..3), when())
                .prop_map(|(kind, outcomes, when)| Condition::Event { kind, outcomes, when }),
            name().prop_map(Condition::Rule),
        ];
    leaf.prop_recursive(4, 24, 3, |inner| {
        prop_oneof![
            inner.clone().prop_map(|one| Condition::Not(Box::new(one))),
            prop::collection::vec(inner.clone(), 2..4).prop_map(Condition::And),
            prop::collection::vec(inner, 2..4).prop_map(Condition::Or),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn a_printed_condition_reads_back_as_the_same(one in a_condition()) {
        let text = one.to_string();
        prop_assume!(text.len() <= framework::language::LONGEST);
        let read = condition(&text).map_err(|mistake| TestCaseError::fail(format!("{text}\n{mistake:?}")))?;
        prop_assert_eq!(&read, &one, "{}", text);
        prop_assert_eq!(read.to_string(), text);
    }

    #[test]
    fn a_printed_quantity_reads_back_as_the_same(one in a_quantity()) {
        let text = one.to_string();
        prop_assume!(text.len() <= framework::language::LONGEST);
        prop_assert_eq!(quantity(&text).map_err(|mistake| TestCaseError::fail(format!("{text}\n{mistake:?}")))?, one);
    }

    #[test]
    fn any_text_is_read_or_refused_at_a_place_within_it(text in "\\PC{0,80}") {
        if let Err(mistake) = condition(&text) {
            prop_assert!(mistake.span.end <= text.len());
            prop_assert!(text.is_char_boundary(mistake.span.start) && text.is_char_boundary(mistake.span.end));
        }
    }

    #[test]
    fn words_of_the_language_in_any_order_are_read_or_refused(
        words in prop::collection::vec(select(vec![
            "share", "good", "or", "better", "of", "primary-school", "is", "at", "least", "64.5", "%", "and", "not",
            "(", ")", "any", "in", "within", "the", "year", "trend", "indicator", "gcse", "rising", "-", "+", "*", "/",
            "0", "event", "with", "until", "next", "judgement", "Good", "'", "for", ",", "a", "before", "england",
        ]), 0..24)
    ) {
        let text = words.join(" ");
        if let Err(mistake) = condition(&text) {
            prop_assert!(mistake.span.end <= text.len());
            prop_assert!(!mistake.message.is_empty() && !mistake.label.is_empty());
        }
    }
}

#[test]
fn conditions_read_as_the_field_speaks() {
    for text in [
        "share good or better of primary-school >= 64.5 %",
        "indicator gcse-5-ac-english-maths is higher than neighbours",
        "trend of gap level-2-low-income is falling or level",
        "gap level-2-low-income is smaller than england",
        "any inadequate in childrens-home within the year",
        "event unannounced-inspection with priority-action within the year",
        "event safeguarding-inspection with inadequate until the next safeguarding-inspection",
        "block A at least 3 and not (block B is less than 2 or rule weak-schools)",
        "share inadequate of primary for 'sixth-form-provision' * 2 - 1 < 5",
        "judgement of local-authority-childrens-services for in-care is Good or Outstanding or block A > 2",
        "number of childminder is known",
    ] {
        let read = condition(text).unwrap_or_else(|mistake| panic!("{text}: {mistake:?}"));
        assert_eq!(condition(&read.to_string()).unwrap(), read);
    }
}

#[test]
fn what_cannot_be_read_says_what_was_expected() {
    for (text, place, expected) in [
        ("", 0, "expected a condition or a quantity"),
        ("share good or better primary-school is at least 3", 51, "expected `of`"),
        ("share good or better of primary-school is at leest 3", 45, "expected `least` or `most`"),
        ("trend of indicator x is climbing", 24, "expected one of `rising`"),
        ("(always", 7, "expected `)`"),
        ("always always", 7, "expected `and`, `or`, or the end"),
        ("block A is higher than england", 11, "compare with a number here"),
        ("block A / block B > 1", 10, "nothing else may divide"),
        ("event x within 51 years", 15, "up to 50"),
        ("rule 'a", 5, "expected ' at the end"),
        ("block A > 1e400", 11, "expected `and`"),
    ] {
        let mistake = condition(text).unwrap_err();
        assert!(mistake.label.contains(expected), "{text}: {mistake:?}");
        if !text.starts_with("share good or better primary") {
            assert_eq!(mistake.span.start, place, "{text}: {mistake:?}");
        }
    }
}

#[test]
fn nesting_has_an_end() {
    let nested = |depth: usize| format!("{}always{}", "(".repeat(depth), ")".repeat(depth));
    assert!(condition(&nested(32)).is_ok());
    assert!(condition(&nested(33)).unwrap_err().message.contains("nested too deeply"));
    assert!(condition(&"not ".repeat(33)).unwrap_err().message.contains("nested too deeply"));
}
