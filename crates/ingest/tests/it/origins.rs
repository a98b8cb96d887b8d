//! Every cell that the evidence names is where it says: re-read from the published files by other code.

use crate::authored::import_paths;
use evidence::{Evidence, Origin, Origins, SourceIndex, ValueCells};
use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use testkit::published::folder;

/// Cells re-read of each column of each table, spread over its rows.
const OF_A_COLUMN: usize = 40;

/// Formats of the published files of which no cell need be kept.
const WITHOUT_FIGURES: [&str; 3] = ["lait-dictionary", "neighbours", "schools-links"];

/// Cells by table and column, as many of each as are re-read.
#[derive(Default)]
struct Sample {
    seen: BTreeMap<(SourceIndex, String), (usize, Vec<Origin>)>,
}

impl Sample {
    /// Keeps the first cells of a column and then fewer and fewer, so that all of the table is looked at.
    fn add(&mut self, origins: &Origins<'_>, cell: evidence::CellRef) {
        let origin = origins.origin(cell);
        let (met, kept) = self.seen.entry((cell.source(), origin.column.to_string())).or_default();
        *met += 1;
        let gap = (kept.len() / 10 + 1).pow(4);
        if kept.len() < OF_A_COLUMN && *met % gap == 0 {
            kept.push(origin);
        }
    }
}

fn sample(evidence: &Evidence) -> Sample {
    let mut sample = Sample::default();
    let origins = Origins::of(evidence);
    let o = &evidence.observations;
    for at in 0..o.len() {
        match o.cells(at) {
            ValueCells::Published(cell) => sample.add(&origins, cell),
            ValueCells::Computed { numerator, denominator } => {
                sample.add(&origins, numerator);
                sample.add(&origins, denominator);
            }
        }
        if let Some((numerator, denominator)) = o.fraction_cells(at) {
            sample.add(&origins, numerator);
            sample.add(&origins, denominator);
        }
    }
    for at in 0..evidence.listings.len() {
        sample.add(&origins, evidence.listings.cell(at));
    }
    let inspections = &evidence.inspections;
    for at in 0..inspections.len() {
        for judgement in inspections.judgements_of(at) {
            sample.add(&origins, inspections.judgement_cell(at, judgement.aspect).unwrap());
        }
    }
    for event in &evidence.area_events {
        sample.add(&origins, event.cell());
    }
    sample
}

/// A Python that has what the script needs; none, outside of CI, skips the test.
fn python() -> Option<String> {
    let python = std::env::var("KINGSWAY_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let there = Command::new(&python)
        .args(["-c", "import pyarrow, openpyxl, xlrd"])
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success());
    assert!(there || std::env::var_os("CI").is_none(), "{python} has no pyarrow, openpyxl and xlrd");
    there.then_some(python)
}

#[test]
fn cells_of_every_published_file_hold_what_was_read_from_them() {
    let (Some(data), Some(python)) = (folder(), python()) else { return };
    let events = tempfile::tempdir().unwrap();
    let evidence = import_paths(&[&data]).unwrap().evidence;
    let sample = sample(&evidence);
    let tables: usize =
        sample.seen.keys().map(|(source, _)| source).collect::<std::collections::BTreeSet<_>>().len();
    // Dictionaries, sets of neighbours and successions hold no figures.
    let without: Vec<&str> = evidence
        .sources
        .iter()
        .enumerate()
        .filter(|(at, _)| !sample.seen.keys().any(|(source, _)| source.index() == *at))
        .map(|(_, source)| source.format.as_str())
        .filter(|format| !WITHOUT_FIGURES.contains(format))
        .collect();
    assert!(without.is_empty(), "no cell of a table of {without:?} ({tables} have some)");
    reread(&python, &data, sample);

    // Events are what a user writes: a file of them made here.
    let file = "area,date,known_from,kind,outcome,note\nLuton,2011-05-01,2011-06-01,visit, done ,\n";
    std::fs::write(events.path().join("events.csv"), file).unwrap();
    let evidence = import_paths(&[events.path()]).unwrap().evidence;
    let told = Origins::of(&evidence).origin(evidence.area_events[0].cell());
    assert_eq!((told.file.as_str(), told.row, told.column.as_str()), ("events.csv", 2, "outcome"));
    reread(&python, events.path(), self::sample(&evidence));
}

fn reread(python: &str, data: &Path, sample: Sample) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../checks/reread.py");
    let mut lines = Vec::new();
    for origin in sample.seen.into_values().flat_map(|(_, kept)| kept) {
        serde_json::to_writer(&mut lines, &origin).unwrap();
        lines.push(b'\n');
    }
    let mut child = Command::new(python)
        .arg(script)
        .args(["--origins", "--data"])
        .arg(data)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(&lines).unwrap();
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{said}");
    assert!(said.contains(" 0 exceptions"), "{said}");
    #[expect(clippy::print_stderr, reason = "how many cells were compared is worth knowing")]
    {
        eprintln!("{said}");
    }
}
