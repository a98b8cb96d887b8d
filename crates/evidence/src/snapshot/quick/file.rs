//! The file as such: a directory, then sections, each a column of numbers of one width or some text.

use crate::snapshot::SnapshotError;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{ErrorKind, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

/// What the file begins with.
const MAGIC: &[u8; 16] = b"kingsway quick 1";
/// Room for a section's name in the directory.
const NAME: usize = 24;
/// Bytes of one entry of the directory: name, where it begins, how long it is, its checksum, and four unused.
const ENTRY: usize = NAME + 8 + 8 + 4 + 4;
/// More sections than any version of the file has: a damaged count is found before room is made for it.
const MOST_SECTIONS: usize = 512;
/// Sections begin at multiples of this.
const ALIGNED: usize = 64;
/// How many bytes are read at once: few enough to be still at hand when their checksum is taken.
const AT_ONCE: usize = 1 << 18;

/// A number as the file holds it: little-endian.
pub trait Raw: bytemuck::Pod + Default {
    /// Its bytes.
    fn bytes(self) -> impl AsRef<[u8]>;
    /// The number, read as if this machine were little-endian.
    fn as_read(self) -> Self;
}

macro_rules! raw {
    ($($number:ty),*) => {$(
        impl Raw for $number {
            fn bytes(self) -> impl AsRef<[u8]> {
                self.to_le_bytes()
            }
            fn as_read(self) -> Self {
                <$number>::from_le_bytes(self.to_ne_bytes())
            }
        }
    )*};
}
raw!(u8, u16, u32, i32, f64);

/// A file that is being put together.
#[derive(Default)]
pub struct Making {
    sections: Vec<(&'static str, Vec<u8>)>,
}

impl Making {
    /// Adds a column of numbers.
    pub fn column<T: Raw>(&mut self, name: &'static str, values: impl Iterator<Item = T>) {
        let mut bytes = Vec::with_capacity(values.size_hint().0 * size_of::<T>());
        values.for_each(|value| bytes.extend_from_slice(value.bytes().as_ref()));
        self.bytes(name, bytes);
    }

    /// Adds bytes as they are.
    pub fn bytes(&mut self, name: &'static str, bytes: Vec<u8>) {
        debug_assert!(name.len() <= NAME, "{name} has no room in the directory");
        self.sections.push((name, bytes));
    }

    /// The whole file, and the SHA-256 of its directory.
    pub fn finish(self) -> (Vec<u8>, String) {
        let start = |end: usize| end.next_multiple_of(ALIGNED);
        let mut end = MAGIC.len() + 8 + self.sections.len() * ENTRY;
        let mut directory = Vec::with_capacity(self.sections.len() * ENTRY);
        for (name, bytes) in &self.sections {
            let mut padded = [0; NAME];
            padded[..name.len()].copy_from_slice(name.as_bytes());
            directory.extend_from_slice(&padded);
            directory.extend_from_slice(&(start(end) as u64).to_le_bytes());
            directory.extend_from_slice(&(bytes.len() as u64).to_le_bytes());
            directory.extend_from_slice(&crc32fast::hash(bytes).to_le_bytes());
            directory.extend_from_slice(&[0; 4]);
            end = start(end) + bytes.len();
        }
        let mut file = Vec::with_capacity(end);
        file.extend_from_slice(MAGIC);
        let many = u32::try_from(self.sections.len()).unwrap_or(u32::MAX);
        file.extend_from_slice(&many.to_le_bytes());
        file.extend_from_slice(&crc32fast::hash(&directory).to_le_bytes());
        file.extend_from_slice(&directory);
        let hash = directory_hash(&file[..MAGIC.len() + 8], &directory);
        for (_, bytes) in self.sections {
            file.resize(start(file.len()), 0);
            file.extend_from_slice(&bytes);
        }
        (file, hash)
    }
}

#[derive(Debug)]
struct Section {
    name: [u8; NAME],
    from: u64,
    bytes: usize,
    checksum: u32,
}

/// A file that was opened: its directory was read and lies within the file.
#[derive(Debug)]
pub struct Sections {
    path: PathBuf,
    list: Vec<Section>,
}

impl Sections {
    /// Reads the directory. Nothing it says is believed before it was found to lie within the file.
    ///
    /// `expected` is the SHA-256 that the manifest has of the directory: a file of another snapshot, or one that was
    /// altered and given new checksums, is refused.
    pub fn open(path: &Path, expected: &str) -> Result<Sections, SnapshotError> {
        let damaged = |problem: &str| SnapshotError::damaged(path, problem);
        let mut file = File::open(path).map_err(SnapshotError::io(path))?;
        let length = file.metadata().map_err(SnapshotError::io(path))?.len();
        let mut head = [0; MAGIC.len() + 8];
        fill(&mut file, &mut head, path)?;
        if &head[..MAGIC.len()] != MAGIC {
            return Err(damaged("it does not begin as such a file does"));
        }
        let (many, checksum) = (number(&head[16..20]), number(&head[20..24]));
        let many = usize::try_from(many).ok().filter(|many| *many <= MOST_SECTIONS);
        let many = many.ok_or_else(|| damaged("its directory is too long"))?;
        let mut directory = vec![0; many * ENTRY];
        fill(&mut file, &mut directory, path)?;
        if u64::from(crc32fast::hash(&directory)) != checksum {
            return Err(damaged("the checksum of its directory is wrong"));
        }
        if directory_hash(&head, &directory) != expected {
            return Err(damaged("it is not the one that the manifest lists"));
        }
        let mut list = Vec::with_capacity(many);
        let mut end = (head.len() + directory.len()) as u64;
        for entry in directory.chunks_exact(ENTRY) {
            let from = number(&entry[NAME..NAME + 8]);
            let bytes = number(&entry[NAME + 8..NAME + 16]);
            if from < end {
                return Err(damaged("its sections overlap"));
            }
            end = from
                .checked_add(bytes)
                .filter(|end| *end <= length)
                .ok_or_else(|| damaged("it is too short"))?;
            let mut name = [0; NAME];
            name.copy_from_slice(&entry[..NAME]);
            let bytes =
                usize::try_from(bytes).map_err(|_| damaged("a section is too long for this machine"))?;
            let checksum = u32::try_from(number(&entry[NAME + 16..NAME + 20])).unwrap_or_default();
            list.push(Section { name, from, bytes, checksum });
        }
        if end != length {
            return Err(damaged("it is longer than its directory says"));
        }
        Ok(Sections { path: path.to_owned(), list })
    }

    /// An error of this file.
    pub fn damaged(&self, problem: impl std::fmt::Display) -> SnapshotError {
        SnapshotError::damaged(&self.path, problem)
    }

    /// How long a section is.
    pub fn bytes_of(&self, name: &str) -> Result<u64, SnapshotError> {
        Ok(self.section(name)?.bytes as u64)
    }

    fn section(&self, name: &str) -> Result<&Section, SnapshotError> {
        let padded = |known: &[u8; NAME]| {
            known.strip_prefix(name.as_bytes()).is_some_and(|rest| rest.iter().all(|byte| *byte == 0))
        };
        let section = self.list.iter().find(|section| padded(&section.name));
        section.ok_or_else(|| self.damaged(format!("there is no section `{name}`")))
    }

    /// A column of numbers, read straight to where it is to stay.
    pub fn column<T: Raw>(&self, name: &str) -> Result<Vec<T>, SnapshotError> {
        let section = self.section(name)?;
        if !section.bytes.is_multiple_of(size_of::<T>()) {
            return Err(self.damaged(format!("section `{name}` ends within a number")));
        }
        let mut values = vec![T::default(); section.bytes / size_of::<T>()];
        let mut file = File::open(&self.path).map_err(SnapshotError::io(&self.path))?;
        file.seek(SeekFrom::Start(section.from)).map_err(SnapshotError::io(&self.path))?;
        let mut checksum = crc32fast::Hasher::new();
        for part in bytemuck::cast_slice_mut::<T, u8>(&mut values).chunks_mut(AT_ONCE) {
            fill(&mut file, part, &self.path)?;
            checksum.update(part);
        }
        if checksum.finalize() != section.checksum {
            return Err(self.damaged(format!("the checksum of section `{name}` is wrong")));
        }
        if cfg!(target_endian = "big") {
            values.iter_mut().for_each(|value| *value = value.as_read());
        }
        Ok(values)
    }
}

/// SHA-256 of what stands before the sections.
fn directory_hash(head: &[u8], directory: &[u8]) -> String {
    hex::encode(Sha256::new().chain_update(head).chain_update(directory).finalize())
}

/// Up to eight bytes as a number.
fn number(bytes: &[u8]) -> u64 {
    bytes.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte))
}

fn fill(file: &mut File, bytes: &mut [u8], path: &Path) -> Result<(), SnapshotError> {
    file.read_exact(bytes).map_err(|error| match error.kind() {
        ErrorKind::UnexpectedEof => SnapshotError::damaged(path, "it is too short"),
        _ => SnapshotError::Io { path: path.to_owned(), error },
    })
}
