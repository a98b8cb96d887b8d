//! What cannot be right is not evidence: it is rejected with its row, or left out and listed.

use crate::authored::import_one;
use ingest::screening::RejectionKind;
use ingest::{FileScreening, ImportError, Imported};

const HEAD: &str = "cohort_19_in,region,la_code_9,la_code_3,la_name,gender,fsm,sen,number_in_ss_cohort,l2_by19,\
    l2_by19_rate,l2_with_em_by19,l2_with_em_by19_rate,l3_by19,l3_by19_rate\n";

/// Attainment by 19 of Luton with a rate and its parts as given, and of Bedford as it should be.
fn attainment(whole: &str, part: &str, rate: &str) -> Imported {
    let text = format!(
        "{HEAD}2010,East of England,E06000032,821,Luton,ALL,ALL,ALL,{whole},{part},{rate},1000,43.3,1100,47.6\n\
         2010,East of England,E06000055,822,Bedford,ALL,ALL,ALL,1800,1400,77.8,800,44.4,900,50\n"
    );
    import_one("l2-l3-at-19.csv", text.as_bytes()).unwrap()
}

fn only(imported: &Imported) -> &FileScreening {
    let [file] = imported.screening.files.as_slice() else { panic!("{:?}", imported.screening) };
    assert_eq!(file.rows_read + file.rows_rejected, file.rows_in_file);
    file
}

#[test]
fn a_figure_that_cannot_be_right_is_rejected_with_its_row() {
    let good = attainment("2310", "1809", "78.3");
    assert_eq!((only(&good).rows_read, only(&good).is_wrong()), (2, false), "{:?}", only(&good).rejections);
    for (whole, part, rate, column, reason) in [
        ("2310", "1809", "\"78,316\"", "l2_by19_rate", "a percentage outside 0 to 100"),
        ("2310", "1809", "178.316", "l2_by19_rate", "a percentage outside 0 to 100"),
        ("2310", "1809", "-78.3", "l2_by19_rate", "a percentage outside 0 to 100"),
        ("2310", "1809", "1e308", "l2_by19_rate", "a percentage outside 0 to 100"),
        ("2310", "1809", "\"7,83\"", "l2_by19_rate", "a comma that does not stand between groups of three"),
        ("2310", "1809", "\"1,2,3\"", "l2_by19_rate", "a comma that does not stand between groups of three"),
        ("2310", "1809", "\"4,5\"", "l2_by19_rate", "a comma that does not stand between groups of three"),
        ("2310", "1809", "0x10", "l2_by19_rate", "neither a number nor a known symbol"),
        ("2310", "1809", "1_0", "l2_by19_rate", "neither a number nor a known symbol"),
        ("2310", "1809", "Infinity", "l2_by19_rate", "neither a number nor a known symbol"),
        ("2310", "1809", "68.3", "l2_by19_rate", "1809 of 2310 make 78.31 and not 68.3"),
        ("2310", "2809", "78.3", "l2_by19_rate", "2809 of 2310: the part is greater than the whole"),
        ("2310", "45%", "78.3", "l2_by19", "a figure in percentages, where numbers are given"),
        ("-2310", "1809", "78.3", "number_in_ss_cohort", "numbers are not negative here"),
        ("1e308", "1809", "78.3", "number_in_ss_cohort", "numbers outside 0 to 1000000000000"),
    ] {
        let imported = attainment(whole, part, rate);
        let file = only(&imported);
        assert_eq!((file.rows_read, file.rows_rejected, file.rows_wrong), (1, 1, 1), "{whole} {part} {rate}");
        let [rejection] = file.rejections.as_slice() else { panic!("{:?}", file.rejections) };
        assert_eq!((rejection.row, rejection.column.as_str()), (2, column), "{whole} {part} {rate}");
        assert!(rejection.reason.starts_with(reason), "{whole} {part} {rate}: {}", rejection.reason);
        // Nothing of the row is evidence.
        let luton = evidence::Place::from_code("821").unwrap();
        assert!(imported.evidence.place(luton).is_none(), "{whole} {part} {rate}");
    }
}

#[test]
fn rounding_is_no_contradiction() {
    for rate in ["78", "78.3", "78.31", "78.3117", "78.4"] {
        assert!(!only(&attainment("2310", "1809", rate)).is_wrong(), "{rate}");
    }
    assert!(only(&attainment("2310", "1809", "78.5")).is_wrong());
}

#[test]
fn notes_and_blank_rows_are_rejected_and_are_not_wrong() {
    let text = format!(
        "{HEAD}2010,East of England,E06000032,821,Luton,ALL,ALL,ALL,2310,1809,78.3,1000,43.3,1100,47.6\n\
         ,,,,,,,,,,,,,,\nSource: the Department,,,,,,,,,,,,,,\n"
    );
    let imported = import_one("l2-l3-at-19.csv", text.as_bytes()).unwrap();
    let file = only(&imported);
    assert_eq!((file.rows_rejected, file.rows_wrong), (2, 0), "{:?}", file.rejections);
    assert!(file.rejections.iter().all(|one| one.kind == RejectionKind::PassedOver));
}

#[test]
fn a_file_of_which_no_row_is_read_is_told_with_the_first_reason() {
    let text =
        format!("{HEAD}2010,East,E06000032,821,Luton,ALL,ALL,ALL,2310,1809,\"7,83\",1000,43.3,1100,47.6\n");
    let imported = import_one("l2-l3-at-19.csv", text.as_bytes()).unwrap();
    let [error @ ImportError::NothingRead { .. }] = imported.nothing_read.as_slice() else {
        panic!("{:?}", imported.nothing_read)
    };
    let told = error.to_string();
    assert!(told.contains("nothing was read of its one row; row 2, l2_by19_rate: `7,83`"), "{told}");
    assert!(imported.evidence.observations.is_empty());
}

#[test]
fn a_value_that_cannot_be_right_leaves_a_row_of_many_without_it() {
    let text = "geog_l,geog_c,geog_n,CINAt310311,CINRatePer10K,IAs1011,IAsWithin10wd1011,%IAsWithin10wd1011\n\
        National,921,England,\"382,400\",346.2,\"439,800\",\"339,700\",77.2\n\
        LA,821,Luton,\"2,401\",512.1,1200,958,79.9\n\
        LA,822,Bedford,\"1,2,3\",x,1300,1400,..\n\
        LA,823,Central Bedfordshire,1480,45%,900,600,166.7\n";
    let imported = import_one("osr26-2011ud.csv", text.as_bytes()).unwrap();
    let file = only(&imported);
    assert_eq!(
        (file.rows_read, file.rows_rejected, file.values_quarantined),
        (4, 0, 4),
        "{:?}",
        file.quarantined
    );
    let told: Vec<(u32, &str, &str)> = file
        .quarantined
        .iter()
        .map(|one| (one.row, one.column.as_str(), one.reason.split(':').next().unwrap()))
        .collect();
    for expected in [
        (
            4,
            "CINAt310311",
            "a comma that does not stand between groups of three digits; decimals are written with a point",
        ),
        (4, "%IAsWithin10wd1011", "1400 of 1300"),
        (5, "CINRatePer10K", "a figure in percentages, where rates are given"),
        (5, "%IAsWithin10wd1011", "a percentage outside 0 to 100"),
    ] {
        assert!(told.contains(&expected), "{expected:?} not in {told:?}");
    }
}
