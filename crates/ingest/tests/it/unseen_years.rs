//! Files of years that are not in the folder of published data: other headings, other rows for them, other encodings,
//! other containers. They load without a change of code or description, or are refused with what differs.

use crate::authored::{self, Rows, csv, import_one, rows, told};
use proptest::prelude::*;

/// A file as one of 2017 might be: headings in the second row, two inspections under group labels with the same headings.
fn with_groups() -> Rows {
    rows(&[
        &[
            "Provider information",
            "",
            "",
            "",
            "",
            "Latest Full Inspection",
            "",
            "",
            "",
            "Previous Full Inspection",
            "",
            "",
            "",
        ],
        &[
            "URN",
            "Provision type",
            "Registration status",
            "Local authority",
            "Places",
            "Event type",
            "Inspection date",
            "Overall effectiveness",
            "Leadership and management",
            "Event type",
            "Inspection date",
            "Overall effectiveness",
            "Leadership and management",
        ],
        &[
            "SC000001",
            "Children's home",
            "Active",
            "Luton",
            "6",
            "Full inspection",
            "14/02/2017",
            "Requires improvement",
            "Inadequate",
            "Full inspection",
            "20/01/2014",
            "Adequate",
            "Good",
        ],
        &[
            "SC000002",
            "Secure children's home",
            "Active",
            "Bedford",
            "12",
            "Full inspection",
            "01/03/2017",
            "Good",
            "Not judged",
            "",
            "",
            "",
            "",
        ],
    ])
}

#[test]
fn two_inspections_under_group_labels_are_told_apart() {
    let imported = import_one("providers_2017.csv", csv(&with_groups()).as_bytes()).unwrap();
    insta::assert_snapshot!(told(&imported.evidence, "social-care:SC000001").join("\n"), @r"
    2014-01-20 full overall-effectiveness=Adequate (four-point-adequate), leadership-and-management=Good (four-point-adequate)
    2017-02-14 full overall-effectiveness=Requires improvement (four-point-requires-improvement), leadership-and-management=Inadequate (four-point-requires-improvement)
    ");
    insta::assert_snapshot!(told(&imported.evidence, "social-care:SC000002").join("\n"), @"2017-03-01 full overall-effectiveness=Good (four-point-requires-improvement), leadership-and-management=not-judged");
}

#[test]
fn a_file_of_2014_speaks_of_adequate_and_names_no_date() {
    let file = rows(&[
        &[
            "Provider URN",
            "Provision Type",
            "Local Authority",
            "Inspection Date",
            "Publication Date",
            "Overall Effectiveness",
            "Quality of service",
            "Safeguarding children and young people",
        ],
        &[
            "SC010101",
            "Children's Home",
            "LUTON",
            "04/03/2014",
            "25/03/2014",
            "Adequate",
            "Good",
            "Inadequate",
        ],
        &[
            "SC010102",
            "Independent Fostering Agency",
            "Southend",
            "12/11/2013",
            "20/12/2013",
            "Good",
            "Outstanding",
            "Good",
        ],
    ]);
    let imported = import_one("csc.csv", csv(&file).as_bytes()).unwrap();
    let screening = &imported.screening.files[0];
    assert_eq!(screening.as_at.unwrap().to_string(), "2014-03-31");
    insta::assert_snapshot!(told(&imported.evidence, "social-care:SC010101").join("\n"));
    insta::assert_snapshot!(told(&imported.evidence, "social-care:SC010102").join("\n"));
    let known: Vec<String> = imported.evidence.inspections.iter().map(|i| i.known_from.to_string()).collect();
    assert_eq!(known, ["2014-03-25", "2013-12-20"]);
}

#[test]
fn the_same_table_gives_the_same_evidence_from_text_and_workbooks() {
    let table = with_groups();
    let listed = |name: &str, bytes: &[u8]| {
        let imported = import_one(name, bytes).unwrap();
        let file = &imported.screening.files[0];
        assert_eq!((file.rows_in_file, file.rows_read, file.rows_rejected), (2, 2, 0), "{name}: {file:?}");
        (told(&imported.evidence, "social-care:SC000001"), imported.evidence.listings.row[0])
    };
    let text = listed("providers 2017.csv", csv(&table).as_bytes());
    assert_eq!(text.1, 3, "rows are counted as a spreadsheet program counts them");
    assert_eq!(
        text,
        listed("providers 2017.xlsx", &authored::xlsx("Provider_level_at_31_March_2017", &table))
    );
    assert_eq!(text, listed("providers 2017.ods", &authored::ods("Provider level", &table)));
}

#[test]
fn an_unknown_grade_rejects_its_row_and_names_the_nearest() {
    let mut table = with_groups();
    table[2][7] = "Requires improvment".to_owned();
    let imported = import_one("p.csv", csv(&table).as_bytes()).unwrap();
    let file = &imported.screening.files[0];
    assert_eq!((file.rows_in_file, file.rows_read, file.rows_rejected), (2, 1, 1));
    insta::assert_json_snapshot!(file.rejections, @r#"
    [
      {
        "row": 3,
        "column": "Overall effectiveness",
        "value": "Requires improvment",
        "reason": "not a known value of this judgement; the nearest known is `Requires improvement`",
        "kind": "wrong"
      }
    ]
    "#);
    assert!(told(&imported.evidence, "social-care:SC000001").is_empty(), "a rejected row leaves nothing");
}

#[test]
fn an_unknown_kind_of_provider_rejects_its_row_and_names_the_nearest() {
    let mut table = with_groups();
    table[3][1] = "Secure childrens hme".to_owned();
    let imported = import_one("p.csv", csv(&table).as_bytes()).unwrap();
    let rejection = &imported.screening.files[0].rejections[0];
    assert_eq!(
        rejection.reason,
        "not a known kind of setting; the nearest known is `Secure children's home`"
    );
}

#[test]
fn notes_and_blank_rows_at_the_foot_are_rejected_as_such() {
    let mut table = with_groups();
    table.push(vec![]);
    table.push(vec!["1. Includes providers registered on 31 March.".to_owned()]);
    let imported = import_one("p.csv", csv(&table).as_bytes()).unwrap();
    let file = &imported.screening.files[0];
    let reasons: Vec<&str> = file.rejections.iter().map(|rejection| rejection.reason.as_str()).collect();
    assert_eq!(reasons, ["blank row", "note below the table"]);
    assert_eq!(file.rows_read + file.rows_rejected, file.rows_in_file);
    assert_eq!(file.rows_in_file, 4);
}

/// How a heading may be written: its letters and digits stay, case, spaces and punctuation do not.
fn written(heading: &str, style: u8) -> String {
    match style % 5 {
        0 => heading.to_owned(),
        1 => heading.to_uppercase(),
        2 => heading.to_lowercase().replace(' ', "_"),
        3 => format!(" {heading} "),
        _ => heading.replace(' ', "  ").replace('\'', "’"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever row the headings stand in, in whatever order and writing, with whatever else beside them, in each encoding.
    #[test]
    fn any_arrangement_of_the_known_columns_is_read(
        order in Just((0usize..8).collect::<Vec<_>>()).prop_shuffle(),
        style in any::<u8>(),
        titles in 0usize..20,
        extra in 0usize..5,
        encoding in 0usize..4,
        latest in any::<bool>(),
    ) {
        let prefix = if latest { "Latest full inspection " } else { "" };
        let headings = [
            "URN".to_owned(), "Provision type".to_owned(), "Local authority".to_owned(), "Registration status".to_owned(),
            format!("{prefix}event type"), if latest { format!("{prefix}date") } else { "Inspection date".to_owned() },
            format!("{prefix}overall experiences and progress of children and young people"),
            format!("{prefix}the effectiveness of leaders and managers"),
        ];
        let cells = ["SC123456", "Children's home", "Kingston upon Thames", "Active", "Full inspection", "14/05/2018", "Requires improvement to be good", "Good"];
        let mut table: Rows = (0..titles).map(|at| vec![format!("Line {at} – with “marks” and £{at} in it")]).collect();
        let mut head: Vec<String> = order.iter().map(|at| written(&headings[*at], style)).collect();
        let mut row: Vec<String> = order.iter().map(|at| cells[*at].to_owned()).collect();
        for at in 0..extra {
            head.push(format!("Newly added column {at}"));
            row.push("anything".to_owned());
        }
        table.push(head);
        table.push(row);
        let text = csv(&table);
        let bytes = match encoding {
            0 => text.into_bytes(),
            1 => [b"\xEF\xBB\xBF".as_slice(), text.as_bytes()].concat(),
            2 => encoding_rs::WINDOWS_1252.encode(&text).0.into_owned(),
            _ => encoding_rs::MACINTOSH.encode(&text).0.into_owned(),
        };
        let imported = import_one("any.csv", &bytes).unwrap();
        let file = &imported.screening.files[0];
        prop_assert_eq!((file.rows_in_file, file.rows_read), (1, 1), "{:?}", file);
        let told = told(&imported.evidence, "social-care:SC123456").join("\n");
        prop_assert_eq!(told, "2018-05-14 full overall-effectiveness=Requires improvement (four-point-requires-improvement), leadership-and-management=Good (four-point-requires-improvement)");
        let setting = imported.evidence.listings.get(0);
        prop_assert_eq!(setting.area.map(|area| area.get()), Some(314));
    }
}

#[test]
fn report_cards_of_schools_keep_their_own_scale() {
    let head = "URN,LAESTAB,School name,Ofsted phase,Type of education,Local authority,Inspection number of latest full inspection,Inspection start date,Publication date,URN at time of latest full inspection,Safeguarding standards,Inclusion,Curriculum and teaching,Achievement,Early years (where applicable),Inspection number of latest OEIF graded inspection,Inspection start date of latest OEIF graded inspection,Publication date of latest OEIF graded inspection,URN at time of latest OEIF graded inspection,Latest OEIF overall effectiveness,Latest OEIF quality of education,Latest OEIF  safeguarding is effective?,Latest OEIF sixth form provision (where applicable),Latest ungraded inspection number,Date of latest ungraded inspection,Ungraded inspection publication date,URN at time of the ungraded inspection,Ungraded inspection overall outcome";
    let text = format!(
        "{head}\n\
         150001,8212001,A School,Primary,Academy converter,Luton,10400001,18/11/2025,09/01/2026,150001,Met,Strong standard,Expected standard,Needs attention,Not applicable,10300001,12/06/2024,18/07/2024,109600,Not judged,2,Yes,9,NULL,NULL,NULL,NULL,NULL\n\
         150002,8212002,B School,Alternative provision,Pupil Referral Unit,Luton,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,10200002,03/10/2023,17/11/2023,150002,1,1,Yes,0,10390002,04/02/2025,11/03/2025,150002,Standards maintained\n"
    );
    let imported = import_one("mi_2026-02-28.csv", text.as_bytes()).unwrap();
    assert_eq!(imported.screening.files[0].format.as_deref(), Some("schools-report-cards"));
    assert_eq!(imported.screening.files[0].rows_rejected, 0, "{:?}", imported.screening.files[0].rejections);
    insta::assert_snapshot!(
        ["urn:150001", "urn:109600", "urn:150002"]
            .map(|id| format!("{id}\n{}", told(&imported.evidence, id).join("\n")))
            .join("\n")
    );
    let link = &imported.evidence.links[0];
    assert!(link.inherits, "the school at the time is the one that carried on");
}

#[test]
fn report_cards_of_childcare_stand_below_titles() {
    let text = "Childcare providers and inspections,,,,,,,,,,,,,,,,,\n\
        Management information as at 31 December 2025,,,,,,,,,,,,,,,,,\n\
        Web link,Provider URN,Provider type,Provider status,Local authority,EYR REIF: Most recent: Inspection date,EYR REIF: Most recent: Inspection number,EYR REIF: Most recent: Safeguarding standards met?,EYR REIF: Most recent: Inclusion,EYR REIF: Most recent: Achievement,\"EYR REIF: Most recent: Behaviour, attitudes and establishing routines\",EYR REIF: Most recent: Children's welfare and wellbeing,EYR OEIF/CIF: Most recent: Overall effectiveness,EYR OEIF: Most recent: Full inspection date,EYR OEIF: Most recent: Full inspection number,EYR OEIF: Most recent: Quality of education,EYR OEIF: Most recent: Safeguarding is effective?,CR: Inspection date\n\
        Web link,EY123456,Childcare on non-domestic premises,Active,Luton,20/11/2025,10410001,Met,Expected standard,Strong standard,Exceptional,Needs attention,2,14/09/2021,10200001,2,Yes,-\n\
        Web link,EY123457,Childminder,Active,Luton,-,-,-,-,-,-,-,3,02/10/2012,800001,-,-,-\n";
    let imported = import_one("childcare.csv", text.as_bytes()).unwrap();
    let file = &imported.screening.files[0];
    assert_eq!((file.format.as_deref(), file.rows_read), (Some("childcare-report-cards"), 2), "{file:?}");
    insta::assert_snapshot!(
        ["childcare:EY123456", "childcare:EY123457"]
            .map(|id| told(&imported.evidence, id).join("\n"))
            .join("\n")
    );
}
