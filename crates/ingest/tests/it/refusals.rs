//! Files that cannot be read, and what is said of them.

use crate::authored::{archive, folder, import_one, import_paths};
use ingest::{ImportError, Options, import, screen};

/// What a person sees of an error.
pub fn shown(error: ImportError) -> String {
    let mut text = String::new();
    miette::GraphicalReportHandler::new_themed(miette::GraphicalTheme::unicode_nocolor())
        .with_width(120)
        .render_report(&mut text, &error)
        .unwrap();
    text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

/// What a person sees when one file is refused; the folder of the test is not part of it.
fn refused(name: &str, bytes: &[u8]) -> String {
    let folder = folder(&[(name, bytes)]);
    let path = folder.path().join(name);
    let error = import(&[path], &Options::builtin().unwrap()).map(|_| ()).unwrap_err();
    shown(without_folder(error, folder.path()))
}

/// The error with the test's own folder taken out of its paths.
fn without_folder(error: ImportError, folder: &std::path::Path) -> ImportError {
    let bare = |path: String| path.replace(&format!("{}/", folder.display()), "");
    match error {
        ImportError::Unreadable { path, why } => ImportError::Unreadable { path: bare(path), why },
        ImportError::UnknownFormat { path, nearest } => {
            ImportError::UnknownFormat { path: bare(path), nearest }
        }
        ImportError::Ambiguous { path, formats } => ImportError::Ambiguous { path: bare(path), formats },
        other => other,
    }
}

#[test]
fn an_unknown_file_is_refused_with_the_nearest_formats_and_what_differs() {
    let text = "Reference,Provision type,Local authority,Inspection date,Overal grade\nSC1,Children's home,Luton,01/02/2019,Good\n";
    insta::assert_snapshot!(refused("mystery.csv", text.as_bytes()));
}

#[test]
fn a_file_that_shares_nothing_says_so() {
    insta::assert_snapshot!(refused("cats.csv", b"breed,colour\nManx,black\n"));
}

#[test]
fn an_empty_file_is_refused_with_its_name() {
    insta::assert_snapshot!(refused("empty.csv", b""));
}

#[test]
fn a_file_of_empty_lines_holds_no_rows() {
    insta::assert_snapshot!(refused("lines.csv", b"\n\n\n"));
}

#[test]
fn a_file_that_ends_within_a_row_is_refused_as_cut_off() {
    let text = "URN,Rating,Inspection Date\n100000,Good,20130418\n100001,Outstandi";
    insta::assert_snapshot!(refused("cut.csv", text.as_bytes()));
}

#[test]
fn a_picture_with_the_wrong_name_is_refused_as_no_text() {
    insta::assert_snapshot!(refused("picture.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"));
}

#[test]
fn a_path_that_leads_nowhere_is_named() {
    let error = import_paths(&[std::path::Path::new("no/such/folder")]).unwrap_err();
    insta::assert_snapshot!(shown(error));
}

#[test]
fn a_folder_without_published_files_is_refused() {
    let folder = folder(&[("README.md", b"# notes"), ("cats.csv", b"breed,colour\nManx,black\n")]);
    let error = import_paths(&[folder.path()]).unwrap_err();
    assert!(matches!(error, ImportError::Nothing { .. }), "{error}");
}

#[test]
fn in_a_folder_an_unknown_file_is_reported_and_does_not_stop_the_rest() {
    let ratings = b"URN,Rating,Inspection Date\n100000,Good,20130418\n";
    let folder = folder(&[
        ("README.md", b"# notes"),
        ("cats.csv", b"breed,colour\nManx,black\n"),
        ("ratings.csv", ratings),
    ]);
    let imported = import_paths(&[folder.path()]).unwrap();
    let told: Vec<String> = imported
        .screening
        .files
        .iter()
        .map(|file| {
            format!("{}: {:?} {}", file.path.rsplit('/').next().unwrap(), file.format, file.notes.join("; "))
        })
        .collect();
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn several_named_files_that_cannot_be_read_are_all_told() {
    let folder = folder(&[("a.csv", b""), ("b.csv", b"breed,colour\nManx,black\n")]);
    let paths = [folder.path().join("a.csv"), folder.path().join("b.csv")];
    let error = import(&paths, &Options::builtin().unwrap()).map(|_| ()).unwrap_err();
    assert!(matches!(&error, ImportError::Several { errors } if errors.len() == 2), "{error}");
    let (screening, errors) = screen(&paths, &Options::builtin().unwrap());
    assert_eq!((screening.files.len(), errors.len()), (0, 2));
}

#[test]
fn an_archive_is_read_and_the_same_bytes_twice_are_read_once() {
    let ratings: &[u8] = b"URN,Rating,Inspection Date\n100000,Good,20130418\n";
    let bytes = archive(&[("a/ratings.csv", ratings), ("b/again.csv", ratings), ("README.txt", b"notes")]);
    let imported = import_one("all.zip", &bytes).unwrap();
    let told: Vec<String> = imported
        .screening
        .files
        .iter()
        .map(|file| {
            format!(
                "{} {} {}",
                file.path.split("all.zip").last().unwrap(),
                file.rows_read,
                file.notes.join("; ").rsplit('/').next().unwrap()
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            "/README.txt 0 passed over: documentation, not a table",
            "/a/ratings.csv 1 ",
            "/b/again.csv 0 ratings.csv, which is read",
        ]
    );
    assert_eq!(imported.evidence.inspections.len(), 1);
}
