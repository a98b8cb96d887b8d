//! The quick form of a snapshot: whatever becomes of the file, it is read as it was written or refused.

use evidence::snapshot::{Manifest, TableEntry, quick};
use evidence::{Evidence, Snapshot, SnapshotError, snapshot};
use proptest::prelude::*;
use sha2::{Digest, Sha256};
use std::path::Path;
use testkit::parts::{finished, part};

/// Length of the file's head, and of an entry of the directory behind it (`crates/evidence/README.md`).
const HEAD: usize = 24;
const ENTRY: usize = 48;

fn small() -> Evidence {
    finished([part(1, &[(0, Some(1.5)), (1, None)]), part(2, &[(0, Some(2.0))])])
}

/// A snapshot, and the bytes of its quick form.
fn written(evidence: &Evidence, folder: &Path) -> (Snapshot, Vec<u8>) {
    let place = folder.join("snapshot");
    snapshot::write(evidence, &place).unwrap();
    let bytes = std::fs::read(place.join(quick::FILE)).unwrap();
    (Snapshot::open(&place).unwrap(), bytes)
}

fn reread(snapshot: &Snapshot, bytes: &[u8]) -> Result<Evidence, SnapshotError> {
    std::fs::write(snapshot.folder().join(quick::FILE), bytes).unwrap();
    snapshot.evidence()
}

/// Where a section begins and how long it is, by its place in the directory.
fn section(bytes: &[u8], at: usize) -> (usize, usize) {
    let entry = &bytes[HEAD + at * ENTRY..];
    let number = |from: usize| u64::from_le_bytes(entry[from..from + 8].try_into().unwrap());
    (usize::try_from(number(24)).unwrap(), usize::try_from(number(32)).unwrap())
}

fn sections(bytes: &[u8]) -> usize {
    usize::try_from(u32::from_le_bytes(bytes[16..20].try_into().unwrap())).unwrap()
}

/// Makes all checksums fit what the file now holds, as somebody would who means it.
fn with_checksums(bytes: &mut [u8]) {
    let many = sections(bytes);
    for at in 0..many {
        let (from, length) = section(bytes, at);
        let checksum = crc32fast::hash(&bytes[from..from + length]);
        bytes[HEAD + at * ENTRY + 40..HEAD + at * ENTRY + 44].copy_from_slice(&checksum.to_le_bytes());
    }
    let checksum = crc32fast::hash(&bytes[HEAD..HEAD + many * ENTRY]);
    bytes[20..24].copy_from_slice(&checksum.to_le_bytes());
}

#[test]
fn a_file_that_was_cut_off_is_refused_wherever_it_was_cut() {
    let folder = tempfile::tempdir().unwrap();
    let (snapshot, bytes) = written(&small(), folder.path());
    for length in 0..bytes.len() {
        let read = reread(&snapshot, &bytes[..length]);
        assert!(matches!(read, Err(SnapshotError::Damaged { .. })), "cut to {length}: {read:?}");
    }
    assert_eq!(reread(&snapshot, &bytes).unwrap(), small());
    let longer = [bytes.as_slice(), b"x"].concat();
    assert!(reread(&snapshot, &longer).is_err());
}

#[test]
fn a_file_in_which_any_one_byte_changed_is_refused_or_says_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let (snapshot, bytes) = written(&small(), folder.path());
    let mut same = 0;
    for at in 0..bytes.len() {
        let mut changed = bytes.clone();
        changed[at] ^= 0x41;
        match reread(&snapshot, &changed) {
            Ok(read) => {
                assert_eq!(read, small(), "byte {at}");
                same += 1;
            }
            Err(error) => assert!(matches!(error, SnapshotError::Damaged { .. }), "byte {at}: {error}"),
        }
    }
    let gaps: usize = {
        let held: usize = (0..sections(&bytes)).map(|at| section(&bytes, at).1).sum();
        bytes.len() - held - HEAD - sections(&bytes) * ENTRY
    };
    assert_eq!(same, gaps, "only the bytes between sections may change unnoticed");
}

#[test]
fn a_quick_form_of_other_evidence_is_found_though_every_hash_fits() {
    let folder = tempfile::tempdir().unwrap();
    let (snapshot, _) = written(&small(), folder.path());
    let other = tempfile::tempdir().unwrap();
    let (_, foreign) = written(&finished([part(1, &[(0, Some(9.0))]), part(2, &[])]), other.path());
    std::fs::write(snapshot.folder().join(quick::FILE), &foreign).unwrap();
    assert!(snapshot.verify().unwrap_err().to_string().contains("SHA-256"));

    let mut tables = snapshot.manifest().tables.clone();
    for table in tables.iter_mut().filter(|table| table.file == quick::FILE) {
        table.sha256 = Sha256::digest(&foreign).iter().map(|byte| format!("{byte:02x}")).collect();
    }
    // Its directory is another, which is found whenever the file is opened.
    let opened = reread(&snapshot, &foreign).unwrap_err().to_string();
    assert!(opened.contains("not the one that the manifest lists"), "{opened}");
    let manifest = manifest_for(&snapshot, &foreign, tables);
    assert_ne!(&manifest.id, snapshot.id(), "the id covers the quick form");
    std::fs::write(snapshot.folder().join("manifest.json"), serde_json::to_vec(&manifest).unwrap()).unwrap();
    let found = Snapshot::open(snapshot.folder()).unwrap().verify().unwrap_err();
    assert!(found.to_string().contains("what the tables say"), "{found}");
}

/// A manifest that lists these tables and this quick form, with an id that fits.
fn manifest_for(snapshot: &Snapshot, quick: &[u8], tables: Vec<TableEntry>) -> Manifest {
    let directory = Sha256::digest(&quick[..HEAD + sections(quick) * ENTRY]);
    Manifest::new(tables, hex::encode(directory), snapshot.manifest().sources.clone()).unwrap()
}

#[test]
fn a_snapshot_without_its_quick_form_is_damaged() {
    let folder = tempfile::tempdir().unwrap();
    let (snapshot, _) = written(&small(), folder.path());
    std::fs::remove_file(snapshot.folder().join(quick::FILE)).unwrap();
    assert!(snapshot.evidence().is_err());
    assert_eq!(snapshot.evidence_of_tables().unwrap(), small());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// With every checksum made to fit: what passes the checks can be resolved to its last position.
    #[test]
    fn a_file_that_was_made_up_leads_to_no_panic(
        which in any::<prop::sample::Index>(), place in any::<prop::sample::Index>(), byte in any::<u8>(),
        longer in any::<bool>(),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let (snapshot, mut bytes) = written(&small(), folder.path());
        let at = which.index(sections(&bytes));
        let (from, length) = section(&bytes, at);
        if longer {
            // Another length, where the file has room for it before the next section.
            let new = (place.index(64) as u64).to_le_bytes();
            bytes[HEAD + at * ENTRY + 32..HEAD + at * ENTRY + 40].copy_from_slice(&new);
            prop_assume!(from + place.index(64) <= bytes.len());
        } else {
            prop_assume!(length > 0);
            bytes[from + place.index(length)] = byte;
        }
        with_checksums(&mut bytes);
        let manifest = manifest_for(&snapshot, &bytes, snapshot.manifest().tables.clone());
        let path = snapshot.folder().join("manifest.json");
        std::fs::write(path, serde_json::to_vec(&manifest).unwrap()).unwrap();
        let snapshot = Snapshot::open(snapshot.folder()).unwrap();
        if let Ok(evidence) = reread(&snapshot, &bytes) {
            // Writing follows every position to what it stands for.
            let _ = snapshot::write(&evidence, &folder.path().join("again"));
        }
    }
}
