//! A person's judgement beside the derived grade, and results that are stored and read back.

use crate::workspace;
use application::frameworks::FrameworkChoice;
use application::judgement::JudgedAssessment;
use application::letter::{LetterData, LetterService, LettersRequest};
use application::{AssessRequest, Comparing, Error, Judgement, Made};
use evidence::Date;
use serde::Serialize;
use serde::de::DeserializeOwned;

fn request(framework: &str) -> AssessRequest {
    AssessRequest {
        framework: FrameworkChoice { framework: Some(framework.to_owned()), any_year: true },
        as_at: Date::constant(2011, 8, 31),
        comparing: Comparing::default(),
        robustness: true,
        draws: Some(20),
    }
}

fn judged(grade: u8, by: &str, grounds: Option<&str>) -> Result<Made<JudgedAssessment>, Error> {
    let judgement = Judgement { grade, by: by.to_owned(), grounds: grounds.map(str::to_owned) };
    workspace().assess("Luton", &request("england-2011"), Some(&judgement))
}

#[test]
fn a_departure_from_the_derived_grade_needs_grounds() {
    let derived = workspace().assess("Luton", &request("england-2011"), None).unwrap();
    assert_eq!(derived.grade(), derived.derived.grade());
    let number = derived.derived.grade().unwrap().number;
    let other = if number == 4 { 3 } else { 4 };
    let agreed = judged(number, "A. Moderator", Some("agreed")).unwrap();
    assert!(!agreed.departs());
    assert_eq!(agreed.judged.as_ref().unwrap().grounds.as_deref(), Some("agreed"));
    for short in [None, Some("  better ")] {
        let refused = judged(other, "A. Moderator", short).unwrap_err().to_string();
        assert!(refused.contains("departs from the derived"), "{refused}");
        assert!(refused.contains("write the grounds, in at least 20 characters"), "{refused}");
    }
    let grounds = "The fostering inspection of June 2011 is not in the evidence and was good.";
    let departed = judged(other, " A. Moderator ", Some(grounds)).unwrap();
    assert!(departed.departs());
    assert_eq!(departed.judged.as_ref().unwrap().by, "A. Moderator");
    assert_eq!(departed.grade().unwrap().number, other);
    assert_eq!(departed.derived.grade().unwrap().number, number);
    assert!(judged(5, "A. Moderator", Some(grounds)).unwrap_err().to_string().contains("no grade 5"));
    assert!(judged(number, " ", None).is_err());
}

/// Writes a result as it is stored, reads it back, and expects the same.
fn read_back<T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(result: &T) {
    let written = serde_json::to_string(result).unwrap();
    let read: T = serde_json::from_str(&written).unwrap();
    assert!(read == *result, "what was read back differs");
    assert_eq!(serde_json::to_string(&read).unwrap(), written);
}

#[test]
fn assessments_statements_and_letters_read_back_as_they_were_stored() {
    for framework in ["england-2011", "england-2026", "example"] {
        read_back(&workspace().assess("Luton", &request(framework), None).unwrap());
    }
    let grounds = "The fostering inspection of June 2011 is not in the evidence.";
    read_back(&judged(4, "A. Person", Some(grounds)).unwrap());
    read_back(&workspace().assess_all(&request("england-2011")).unwrap().0);
    let AssessRequest { framework, as_at, comparing, .. } = request("england-2011");
    let letters = LettersRequest { framework, as_at, comparing, sender: None, recipients: None };
    let service = LetterService::open(workspace(), letters).unwrap();
    let profile = service.profile("Luton").unwrap();
    let drafted = service.drafted(&profile);
    assert!(!drafted.statements.is_empty());
    read_back(&drafted.statements);
    let data: Made<LetterData> = service.data(&profile, &drafted, None).unwrap();
    assert!(data.statements.iter().any(|statement| !statement.figures.is_empty()));
    read_back(&data);
}
