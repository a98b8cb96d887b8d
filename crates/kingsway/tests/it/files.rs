//! Files in and out, through the real program: what a result may take the place of, and what may be opened.

use crate::program::{example, example_snapshot, kingsway, printed, root, said};
use std::path::Path;
use std::process::{Command, Output};
use std::time::{Duration, Instant};

/// The example's letter, sent to a file.
fn letter<'a>(more: &[&'a str]) -> Vec<&'a str> {
    let mut words = vec!["letter", "Luton", "--evidence", example(), "--as-at", "2011-08-31"];
    if !more.contains(&"--framework") {
        words.extend(["--framework", "england-2011"]);
    }
    words.extend(more);
    words
}

fn text(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap()
}

/// A command line of the shell, with `kingsway` and the example's snapshot `$E` in reach.
fn shell(line: &str, folder: &Path) -> Output {
    Command::new("bash")
        .args(["-c", line])
        .current_dir(folder)
        .env("K", env!("CARGO_BIN_EXE_kingsway"))
        .env("E", example())
        .output()
        .unwrap()
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::os::unix::fs::{FileTypeExt, MetadataExt, PermissionsExt, symlink};

    fn mode(path: &Path) -> u32 {
        std::fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    fn pipe(path: &Path) {
        assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
    }

    /// Runs the program and fails where it does not end by itself.
    fn ends(words: &[&str]) -> Output {
        let mut child = Command::new(env!("CARGO_BIN_EXE_kingsway"))
            .args(words)
            .current_dir(root())
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        let started = Instant::now();
        while child.try_wait().unwrap().is_none() {
            assert!(started.elapsed() < Duration::from_secs(60), "kingsway {words:?} does not end");
            std::thread::sleep(Duration::from_millis(20));
        }
        child.wait_with_output().unwrap()
    }

    #[test]
    fn a_pipe_is_written_into_and_stays_a_pipe() {
        let folder = tempfile::tempdir().unwrap();
        pipe(&folder.path().join("p"));
        let line = r#"cat p > read.html & "$K" letter Luton --evidence "$E" --as-at 2011-08-31 --framework england-2011 -o p; code=$?; wait; exit $code"#;
        let output = shell(line, folder.path());
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        assert!(std::fs::metadata(folder.path().join("p")).unwrap().file_type().is_fifo());
        assert!(text(&folder.path().join("read.html")).contains("</html>"));
    }

    #[test]
    fn devices_are_written_into_and_a_full_one_is_a_failure() {
        let refused = said(&letter(&["-o", "/dev/full"]), 2);
        assert!(refused.contains("/dev/full") && refused.contains("No space left"), "{refused}");
        printed(&letter(&["-o", "/dev/null"]), 0);
        for device in ["/dev/full", "/dev/null"] {
            assert!(std::fs::metadata(device).unwrap().file_type().is_char_device(), "{device}");
        }
        let folder = tempfile::tempdir().unwrap();
        let line =
            r#"echo before > f; (echo first; "$K" areas --evidence "$E" -o /dev/stdout; echo last) >> f"#;
        assert!(shell(line, folder.path()).status.success());
        let written = text(&folder.path().join("f"));
        assert!(written.starts_with("before\nfirst\n") && written.ends_with("last\n"), "{written}");
        assert!(written.contains("Luton"));
    }

    #[test]
    fn a_link_stays_a_link_and_what_it_leads_to_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let (target, link) = (folder.path().join("target.html"), folder.path().join("l.html"));
        std::fs::write(&target, "before").unwrap();
        symlink("target.html", &link).unwrap();
        printed(&letter(&["-o", link.to_str().unwrap()]), 0);
        assert!(std::fs::symlink_metadata(&link).unwrap().is_symlink());
        assert!(text(&target).contains("</html>"));

        let (new, to_new) = (folder.path().join("new.html"), folder.path().join("to-new.html"));
        symlink("new.html", &to_new).unwrap();
        printed(&letter(&["-o", to_new.to_str().unwrap()]), 0);
        assert!(std::fs::symlink_metadata(&to_new).unwrap().is_symlink());
        assert!(text(&new).contains("</html>"));

        let circle = folder.path().join("circle.html");
        symlink("circle.html", &circle).unwrap();
        said(&letter(&["-o", circle.to_str().unwrap()]), 2);
    }

    #[test]
    fn an_existing_file_keeps_its_mode_and_a_new_one_has_the_users_umask() {
        let folder = tempfile::tempdir().unwrap();
        let secret = folder.path().join("s.html");
        std::fs::write(&secret, "").unwrap();
        for kept in [0o600, 0o664] {
            std::fs::set_permissions(&secret, std::fs::Permissions::from_mode(kept)).unwrap();
            printed(&letter(&["-o", secret.to_str().unwrap()]), 0);
            assert_eq!(mode(&secret), kept);
            assert!(std::fs::metadata(&secret).unwrap().len() > 0);
        }
        for (umask, expected) in [("077", 0o600), ("022", 0o644), ("002", 0o664)] {
            let line = format!(r#"umask {umask}; "$K" areas --evidence "$E" -o {umask}.txt"#);
            assert!(shell(&line, folder.path()).status.success());
            assert_eq!(mode(&folder.path().join(format!("{umask}.txt"))), expected, "umask {umask}");
        }
    }

    #[test]
    fn a_snapshot_is_for_those_whom_the_umask_allows() {
        let folder = tempfile::tempdir().unwrap();
        for (umask, of_folder, of_file) in [("077", 0o700, 0o600), ("022", 0o755, 0o644)] {
            let data = root().join("examples/luton-2011");
            let line = format!(r#"umask {umask}; "$K" import "{}" --into e{umask}"#, data.display());
            let output = shell(&line, folder.path());
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            let snapshot = folder.path().join(format!("e{umask}"));
            assert_eq!(mode(&snapshot), of_folder, "umask {umask}");
            assert_eq!(mode(&snapshot.join("manifest.json")), of_file, "umask {umask}");
        }
    }

    #[test]
    fn a_read_only_file_is_refused_and_stays() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("kept.html");
        std::fs::write(&file, "kept").unwrap();
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o444)).unwrap();
        let refused = said(&letter(&["-o", file.to_str().unwrap()]), 2);
        assert!(refused.contains("read-only"), "{refused}");
        assert_eq!(text(&file), "kept");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
    }

    #[test]
    fn a_hard_link_to_what_is_read_is_known_for_it() {
        let folder = tempfile::tempdir().unwrap();
        let (letter, link) = (folder.path().join("t.txt"), folder.path().join("other.txt"));
        std::fs::write(&letter, "All schools are good.\n").unwrap();
        std::fs::hard_link(&letter, &link).unwrap();
        let words = [
            "check",
            letter.to_str().unwrap(),
            "--area",
            "Luton",
            "--evidence",
            example(),
            "--as-at",
            "2011-08-31",
        ];
        let refused = said(&[&words[..], &["-o", link.to_str().unwrap()]].concat(), 2);
        assert!(refused.contains("the command reads this file"), "{refused}");
    }

    #[test]
    fn pipes_and_devices_are_not_opened_for_reading() {
        let folder = tempfile::tempdir().unwrap();
        let p = folder.path().join("pipe.csv");
        pipe(&p);
        let p = p.to_str().unwrap();
        let into = folder.path().join("e");
        let into = into.to_str().unwrap();
        let sender = folder.path().join("sender.toml");
        let signed = "name = \"A\"\n[signatory]\nname = \"B\"\nrole = \"C\"\nsignature_alternative = \"D\"\n";
        let endless: [&str; 2] = [p, "/dev/zero"];
        for file in endless {
            std::fs::write(&sender, format!("{signed}signature = \"{file}\"\n")).unwrap();
            let commands: [&[&str]; 8] = [
                &["import", file, "--into", into],
                &["screen", file],
                &["framework", "check", file],
                &letter(&["--statements", file]),
                &letter(&["--sender", file]),
                &letter(&["--events", file]),
                &letter(&["--framework", file]),
                &letter(&["--sender", sender.to_str().unwrap()]),
            ];
            for words in commands {
                let output = ends(words);
                let refused = String::from_utf8_lossy(&output.stderr).into_owned();
                assert_eq!(output.status.code(), Some(2), "{words:?}: {refused}");
                let kind = if file == p { "a pipe" } else { "a device" };
                assert!(refused.contains(kind), "{words:?}: {refused}");
            }
        }
        assert!(!Path::new(into).exists());
    }

    #[test]
    fn pipes_devices_and_circles_in_a_folder_are_passed_over() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("d");
        std::fs::create_dir(&data).unwrap();
        pipe(&data.join("x.csv"));
        symlink("/dev/zero", data.join("zero.csv")).unwrap();
        for link in 1..=6 {
            symlink(".", data.join(format!("l{link}"))).unwrap();
        }
        std::fs::copy(root().join("examples/luton-2011/inspections.csv"), data.join("inspections.csv"))
            .unwrap();
        let output = ends(&["screen", data.to_str().unwrap()]);
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        let screening = String::from_utf8(output.stdout).unwrap();
        assert!(screening.lines().count() < 60, "{screening}");
        assert!(screening.contains("a pipe or a device"), "{screening}");
        let into = folder.path().join("e");
        let output = ends(&["import", data.to_str().unwrap(), "--into", into.to_str().unwrap()]);
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));

        let formats = folder.path().join("formats");
        std::fs::create_dir(&formats).unwrap();
        pipe(&formats.join("own.toml"));
        let output = ends(&["screen", data.to_str().unwrap(), "--sources", formats.to_str().unwrap()]);
        assert_eq!(output.status.code(), Some(2));
        assert!(String::from_utf8_lossy(&output.stderr).contains("a pipe"));
    }

    #[test]
    fn standard_streams_that_are_closed_or_full_are_no_panic_and_no_silent_success() {
        let folder = tempfile::tempdir().unwrap();
        let code = |line: &str| shell(line, folder.path()).status.code();
        let areas = r#""$K" areas --evidence "$E""#;
        let nowhere = r#""$K" profile Nowhere --evidence "$E" --as-at 2011-08-31"#;
        for (line, expected) in [
            (format!("{areas} >&-"), 2),
            (format!("{areas} >/dev/full"), 2),
            (format!("{areas} >/dev/null"), 0),
            (format!("{areas} 1</dev/null"), 2),
            (format!("{areas} >&- -o a.txt"), 0),
            (r#""$K" --version >&-"#.to_owned(), 2),
            (r#""$K" --help >/dev/full"#.to_owned(), 2),
            (r#""$K" nonsense 2>/dev/full"#.to_owned(), 2),
            (format!("{nowhere} 2>/dev/full"), 2),
            (format!("{nowhere} 2>&-"), 2),
            (format!("{areas} >&- 2>&-"), 2),
            (format!("set -o pipefail; {areas} | head -1"), 0),
        ] {
            assert_eq!(code(&line), Some(expected), "{line}");
        }
        let told = shell(&format!("{areas} >&-"), folder.path());
        assert!(String::from_utf8_lossy(&told.stderr).contains("standard output is closed"));
        // A program that starts it with nothing to write to does not want the result.
        let quiet = Command::new("python3")
            .args(["-c", "import subprocess, sys; sys.exit(subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode)"])
            .args([env!("CARGO_BIN_EXE_kingsway"), "areas", "--evidence", example()])
            .status();
        assert!(quiet.is_ok_and(|ended| ended.success()));
    }

    #[test]
    fn names_with_control_characters_reach_the_terminal_escaped() {
        let folder = tempfile::tempdir().unwrap();
        let name = "a\u{1b}[31mred\nline.csv";
        let file = folder.path().join(name);
        std::fs::copy(root().join("examples/luton-2011/inspections.csv"), &file).unwrap();
        let snapshot = folder.path().join("e");
        let snapshot = snapshot.to_str().unwrap();
        let file = file.to_str().unwrap();
        for words in [
            vec!["screen", file],
            vec!["import", file, "--into", snapshot],
            vec!["snapshot", snapshot],
            vec!["screen", "no\u{1b}[2Jsuch.csv"],
            vec!["check", file, "--area", "Luton\u{1b}[2J", "--evidence", example(), "--as-at", "2011-08-31"],
            vec!["areas", "--evidence", "no\u{1b}[2Jsuch"],
            vec!["areas", "--evidence", example(), "-o", "no\u{1b}[2Jsuch/areas.txt"],
        ] {
            let output = kingsway(&words);
            for shown in [&output.stdout, &output.stderr] {
                let shown = String::from_utf8_lossy(shown);
                assert!(!shown.contains('\u{1b}'), "{words:?}: {shown:?}");
            }
        }
        let screening = printed(&["screen", file], 0);
        assert!(screening.contains("a\\u{1b}[31mred\\nline.csv"), "{screening}");
    }

    #[test]
    fn owners_and_links_of_a_file_that_is_replaced_stay() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.csv");
        std::fs::write(&file, "").unwrap();
        let before = std::fs::metadata(&file).unwrap();
        printed(&["areas", "--evidence", example(), "--format", "csv", "-o", file.to_str().unwrap()], 0);
        let after = std::fs::metadata(&file).unwrap();
        assert_eq!((before.uid(), before.gid()), (after.uid(), after.gid()));
    }
}

#[test]
fn a_result_is_never_written_over_what_is_read_or_into_a_snapshot() {
    let folder = tempfile::tempdir().unwrap();
    let evidence = example_snapshot(folder.path());
    let letter = folder.path().join("t.txt");
    std::fs::write(&letter, "All schools are good.\n").unwrap();
    let letter = letter.to_str().unwrap();
    let checked =
        ["check", letter, "--area", "Luton", "--evidence", &evidence, "--as-at", "2011-08-31", "-o", letter];
    let refused = said(&checked, 2);
    assert!(refused.contains("the command reads this file"), "{refused}");
    assert_eq!(text(Path::new(letter)), "All schools are good.\n");

    let manifest = format!("{evidence}/manifest.json");
    let before = text(Path::new(&manifest));
    let profile = ["profile", "Luton", "--evidence", &evidence, "--as-at", "2011-08-31", "--format", "json"];
    for place in [manifest.clone(), format!("{evidence}/own.json")] {
        let refused = said(&[&profile[..], &["-o", &place]].concat(), 2);
        assert!(refused.contains("inside the snapshot"), "{refused}");
    }
    let letters = ["letters", "--all", "--evidence", &evidence, "--as-at", "2011-08-31", "--format", "html"];
    let letters = [&letters[..], &["--framework", "england-2011", "-o"]].concat();
    for place in [evidence.clone(), format!("{evidence}/letters/new")] {
        let refused = said(&[&letters[..], &[&place]].concat(), 2);
        assert!(refused.contains("inside the snapshot"), "{refused}");
    }
    let inner = format!("{evidence}/inner");
    let refused = said(&["import", "examples/luton-2011", "--into", &inner], 2);
    assert!(refused.contains("inside the snapshot"), "{refused}");
    assert_eq!(text(Path::new(&manifest)), before);
    printed(&["import", "examples/luton-2011", "--into", &evidence], 0);
    printed(&["snapshot", &evidence], 0);
}

/// A copy of a snapshot to be altered.
fn copied(snapshot: &str, to: &Path) -> String {
    std::fs::create_dir(to).unwrap();
    for entry in std::fs::read_dir(snapshot).unwrap() {
        let entry = entry.unwrap();
        std::fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
    }
    to.display().to_string()
}

/// That neither `snapshot` nor `letter` takes the folder for what it says it is.
fn is_not_believed(altered: &str, forged: &str) {
    let letter = [
        "letter",
        "Luton",
        "--evidence",
        altered,
        "--as-at",
        "2011-08-31",
        "--format",
        "text",
        "--framework",
    ];
    for words in [&["snapshot", altered][..], &[&letter[..], &["england-2011"]].concat()] {
        let output = kingsway(words);
        let told = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(!output.status.success(), "{words:?} believes `{forged}`: {told}");
        assert!(!told.contains("as it was written"), "{words:?}: {told}");
    }
}

#[test]
fn forged_sources_of_a_snapshot_are_noticed_by_every_command() {
    let folder = tempfile::tempdir().unwrap();
    let manifest = text(&Path::new(example()).join("manifest.json"));
    let json: serde_json::Value = serde_json::from_str(&manifest).unwrap();
    let source = &json["sources"][0];
    for (at, key) in ["sha256", "file", "publisher", "title"].into_iter().enumerate() {
        let published = source[key].as_str().unwrap();
        let forged = match key {
            "sha256" => "0".repeat(64),
            _ => "forged".to_owned(),
        };
        let altered = copied(example(), &folder.path().join(at.to_string()));
        let changed = manifest.replace(&format!("\"{published}\""), &format!("\"{forged}\""));
        assert_ne!(changed, manifest, "{key}");
        std::fs::write(Path::new(&altered).join("manifest.json"), changed).unwrap();
        is_not_believed(&altered, &forged);
    }
}

#[test]
fn the_quick_form_of_another_snapshot_is_not_believed() {
    let folder = tempfile::tempdir().unwrap();
    let other = folder.path().join("other").display().to_string();
    let files = ["settings.csv", "inspections.csv", "gcse-2006-to-2011.csv"];
    let files: Vec<String> = files.iter().map(|name| format!("examples/luton-2011/{name}")).collect();
    let mut words = vec!["import"];
    words.extend(files.iter().map(String::as_str));
    words.extend(["--into", &other]);
    printed(&words, 0);
    let altered = copied(example(), &folder.path().join("altered"));
    let quick = std::fs::read(Path::new(&other).join("quick.bin")).unwrap();
    std::fs::write(Path::new(&altered).join("quick.bin"), quick).unwrap();
    is_not_believed(&altered, "quick.bin");
}

#[test]
fn two_imports_of_the_same_files_at_once_both_succeed_and_leave_nothing_beside() {
    let folder = tempfile::tempdir().unwrap();
    for round in 0..4 {
        let into = folder.path().join(format!("e{round}")).display().to_string();
        let start = || {
            Command::new(env!("CARGO_BIN_EXE_kingsway"))
                .args(["import", "examples/luton-2011", "--into", &into])
                .current_dir(root())
                .stdout(std::process::Stdio::piped())
                .stderr(std::process::Stdio::piped())
                .spawn()
                .unwrap()
        };
        let imports: Vec<_> = (0..3).map(|_| start()).collect();
        for import in imports {
            let output = import.wait_with_output().unwrap();
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        }
        printed(&["snapshot", &into], 0);
    }
    let left: Vec<_> =
        std::fs::read_dir(folder.path()).unwrap().flatten().map(|one| one.file_name()).collect();
    assert_eq!(left.len(), 4, "{left:?}");
}

#[test]
fn what_a_killed_import_left_is_removed_by_the_next() {
    let folder = tempfile::tempdir().unwrap();
    let left = folder.path().join(".kingsway-snapshot-killed");
    std::fs::create_dir(&left).unwrap();
    std::fs::write(left.join("observations.parquet"), "half").unwrap();
    example_snapshot(folder.path());
    assert!(!left.exists());
}

#[test]
fn a_table_in_a_folder_that_is_read_is_not_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    std::fs::create_dir(&data).unwrap();
    let table = data.join("inspections.csv");
    std::fs::copy(root().join("examples/luton-2011/inspections.csv"), &table).unwrap();
    let before = text(&table);
    let data = data.to_str().unwrap();
    let refused = said(&["indicators", "--from", data, "-o", table.to_str().unwrap()], 2);
    assert!(refused.contains("the command reads this file"), "{refused}");
    assert_eq!(text(&table), before);
    // What is no table there may be written: the report of a folder beside the folder's files.
    printed(&["screen", data, "--format", "json", "-o", &format!("{data}/screening.json")], 0);
}

#[test]
fn a_draft_that_is_no_text_is_refused_with_the_place() {
    let folder = tempfile::tempdir().unwrap();
    let draft = folder.path().join("draft.md");
    std::fs::write(&draft, b"## Strengths\n- Caf\xe9s are good.\n").unwrap();
    let refused = said(&letter(&["--statements", draft.to_str().unwrap()]), 2);
    assert!(refused.contains("line 2, column 6"), "{refused}");
}
