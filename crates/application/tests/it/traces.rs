//! Everything that the program says leads to the rows of published files that made it.

use crate::{root, workspace};
use application::Comparing;
use application::check::StatementsRequest;
use application::frameworks::FrameworkChoice;
use application::trace::{TraceRequest, TracedKind};
use evidence::Date;
use letter::figures::{Arithmetic, Figure, MadeOf};

const AS_AT: Date = Date::constant(2011, 8, 31);

pub fn request(what: &str) -> TraceRequest {
    TraceRequest {
        area: "Luton".to_owned(),
        as_at: AS_AT,
        comparing: Comparing::default(),
        framework: FrameworkChoice::default(),
        what: what.to_owned(),
        group: None,
        period: None,
        place: None,
        files: Some(root().join("examples/luton-2011")),
    }
}

fn cells(figure: &Figure) -> usize {
    match &figure.made_of {
        MadeOf::Origins(origins) => origins.len(),
        MadeOf::Of(parts) => parts.iter().map(cells).sum(),
    }
}

#[test]
fn an_indicator_leads_to_the_published_cell_in_the_area_and_in_england() {
    let workspace = workspace();
    let of_luton = workspace.trace(&request("gcse-5-ac-english-maths")).unwrap();
    assert_eq!(of_luton.kind, TracedKind::Indicator);
    let [figure] = of_luton.figures.as_slice() else { panic!("{:?}", of_luton.figures) };
    assert_eq!((figure.value.number(), figure.arithmetic), (Some(56.7), Arithmetic::Value));
    let again = of_luton.read_again.as_ref().unwrap();
    assert!(again.problems.is_empty() && again.rows.iter().all(|row| row.holds), "{again:?}");
    assert!(again.rows[0].cells.contains(&"56.7".to_owned()), "{again:?}");

    let of_england = TraceRequest { place: Some("england".to_owned()), ..request("gcse-5-ac-english-maths") };
    assert_eq!(workspace.trace(&of_england).unwrap().figures[0].value.number(), Some(59.0));
    let mut earlier = of_england;
    earlier.period = Some("2005/06".to_owned());
    assert_eq!(workspace.trace(&earlier).unwrap().figures[0].value.number(), Some(45.6));
}

#[test]
fn statements_grades_and_remits_lead_to_rows_that_hold_what_is_cited() {
    let workspace = workspace();
    let drafted = workspace.draft(&StatementsRequest {
        area: "Luton".to_owned(),
        as_at: AS_AT,
        comparing: Comparing::default(),
        framework: FrameworkChoice::default(),
    });
    let mut asked: Vec<String> =
        drafted.unwrap().statements.iter().map(|statement| statement.id.to_string()).collect();
    assert!(asked.len() > 3);
    asked.extend(["grade", "special-school"].map(str::to_owned));
    for what in asked {
        let traced = workspace.trace(&request(&what)).unwrap();
        assert!(!traced.figures.is_empty(), "{what}: {}", traced.text);
        assert!(traced.figures.iter().any(|figure| cells(figure) > 0), "{what}: {}", traced.text);
        let again = traced.read_again.as_ref().unwrap();
        assert!(again.problems.is_empty(), "{what}: {:?}", again.problems);
        let differ: Vec<_> = again.rows.iter().filter(|row| !row.holds).collect();
        assert!(differ.is_empty(), "{what}: {differ:?}");
    }
}

#[test]
fn what_cannot_be_traced_is_refused_with_what_can() {
    let refused = workspace().trace(&request("gcse-5-ac-englsh-mths")).unwrap_err().report();
    assert_eq!(refused.code, application::Code::TraceUnknown);
    assert!(refused.message.contains("gcse-5-ac-english-maths") && refused.help.is_some(), "{refused:?}");
}

#[test]
fn a_file_that_was_changed_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let name = "gcse-2006-to-2011.csv";
    let text = std::fs::read_to_string(root().join("examples/luton-2011").join(name)).unwrap();
    std::fs::write(folder.path().join(name), format!("{text}\n")).unwrap();
    let request =
        TraceRequest { files: Some(folder.path().to_owned()), ..request("gcse-5-ac-english-maths") };
    let traced = workspace().trace(&request).unwrap();
    let again = traced.read_again.as_ref().unwrap();
    assert!(again.rows.is_empty() && again.problems[0].contains("another SHA-256"), "{again:?}");
}
