//! What is done with a file before it is stored, as far as that can be said as data.

use crate::problem::Problem;
use schemars::JsonSchema;
use serde::de::{DeserializeSeed, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Write};
use std::path::Path;

/// The most that a file may unpack to.
const LARGEST: u64 = 1_000_000_000;

/// What is done with a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Recipe {
    /// What kind of work.
    pub kind: Kind,
    /// The columns that are blanked, or kept.
    #[serde(default)]
    pub columns: Vec<String>,
    /// The file of the archive.
    pub member: Option<String>,
}

/// Kinds of recipes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A table (CSV) some columns of which are emptied below the heading; written again as CSV with line feeds.
    BlankColumns,
    /// A list of objects (JSON) in an archive (ZIP), some keys of which become the columns of a table (CSV).
    ObjectsInArchive,
}

impl Recipe {
    /// Why it cannot be followed, where that is so.
    pub(crate) fn problem(&self) -> Option<&'static str> {
        match (self.kind, &self.member) {
            _ if self.columns.is_empty() => Some("a recipe names the `columns` that it is about"),
            (Kind::ObjectsInArchive, None) => Some("a recipe for an archive names the `member` that is read"),
            (Kind::BlankColumns, Some(_)) => Some("only a recipe for an archive names a `member`"),
            _ => None,
        }
    }

    /// Follows the recipe: `from` stays, `to` is written.
    pub(crate) fn follow(&self, from: &Path, to: &Path) -> Result<(), Problem> {
        let made = match self.kind {
            Kind::BlankColumns => self.blank(from, to),
            Kind::ObjectsInArchive => self.unpack(from, to),
        };
        made.map_err(|problem| match problem {
            Broken::Write(error) => Problem::disk(to, &error),
            Broken::Content(why) => Problem::Recipe { why },
        })
    }

    fn blank(&self, from: &Path, to: &Path) -> Result<(), Broken> {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(BufReader::new(File::open(from).map_err(Broken::Write)?));
        let mut writer = csv::WriterBuilder::new()
            .flexible(true)
            .from_writer(BufWriter::new(File::create(to).map_err(Broken::Write)?));
        let mut record = csv::ByteRecord::new();
        let mut blanked: Option<Vec<bool>> = None;
        while reader.read_byte_record(&mut record).map_err(|error| Broken::content(&error))? {
            let Some(blanked) = &blanked else {
                blanked = Some(self.blanked(&record)?);
                writer.write_byte_record(&record).map_err(|error| Broken::content(&error))?;
                continue;
            };
            let cells = record.iter().zip(blanked.iter().chain(std::iter::repeat(&false)));
            for (cell, blank) in cells {
                writer
                    .write_field(if *blank { b"" } else { cell })
                    .map_err(|error| Broken::content(&error))?;
            }
            writer.write_record(None::<&[u8]>).map_err(|error| Broken::content(&error))?;
        }
        writer.flush().map_err(Broken::Write)
    }

    /// Which columns of a heading are blanked; all that the recipe names must be there, so that nothing stays that
    /// should have gone.
    fn blanked(&self, heading: &csv::ByteRecord) -> Result<Vec<bool>, Broken> {
        let names: Vec<&[u8]> = heading.iter().collect();
        match self.columns.iter().find(|column| !names.contains(&column.as_bytes())) {
            Some(missing) => Err(Broken::Content(format!("it has no column `{missing}`"))),
            None => {
                let named = |name: &&[u8]| self.columns.iter().any(|column| column.as_bytes() == *name);
                Ok(names.iter().map(named).collect())
            }
        }
    }

    fn unpack(&self, from: &Path, to: &Path) -> Result<(), Broken> {
        let member = self.member.as_deref().unwrap_or_default();
        let mut archive = zip::ZipArchive::new(BufReader::new(File::open(from).map_err(Broken::Write)?))
            .map_err(|error| Broken::content(&error))?;
        let packed =
            archive.by_name(member).map_err(|error| Broken::Content(format!("{member}: {error}")))?;
        let mut json = serde_json::Deserializer::from_reader(BufReader::new(packed.take(LARGEST)));
        let mut writer = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .from_writer(BufWriter::new(File::create(to).map_err(Broken::Write)?));
        writer.write_record(&self.columns).map_err(|error| Broken::content(&error))?;
        let rows = Rows { columns: &self.columns, writer: &mut writer };
        rows.deserialize(&mut json).map_err(|error| Broken::Content(format!("{member}: {error}")))?;
        json.end().map_err(|error| Broken::Content(format!("{member}: {error}")))?;
        writer.flush().map_err(Broken::Write)
    }
}

/// Why a recipe could not be followed.
enum Broken {
    /// A file could not be read or written.
    Write(std::io::Error),
    /// The content is not what the recipe is for.
    Content(String),
}

impl Broken {
    fn content(error: &dyn std::error::Error) -> Broken {
        Broken::Content(error.to_string())
    }
}

/// Writes a row for each object of a list as it is read: the whole list would take hundreds of megabytes.
struct Rows<'a, W: Write> {
    columns: &'a [String],
    writer: &'a mut csv::Writer<W>,
}

impl<'de, W: Write> DeserializeSeed<'de> for Rows<'_, W> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de, W: Write> Visitor<'de> for Rows<'_, W> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of objects")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let Rows { columns, writer } = self;
        while list.next_element_seed(Row { columns, writer })?.is_some() {}
        Ok(())
    }
}

/// Writes a row of an object.
struct Row<'a, W: Write> {
    columns: &'a [String],
    writer: &'a mut csv::Writer<W>,
}

impl<'de, W: Write> DeserializeSeed<'de> for Row<'_, W> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de, W: Write> Visitor<'de> for Row<'_, W> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<(), A::Error> {
        let mut cells = vec![String::new(); self.columns.len()];
        while let Some(key) = object.next_key::<String>()? {
            match self.columns.iter().position(|column| *column == key) {
                None => drop(object.next_value::<serde::de::IgnoredAny>()?),
                Some(at) => {
                    cells[at] = match object.next_value::<serde_json::Value>()? {
                        serde_json::Value::Null => String::new(),
                        serde_json::Value::String(text) => text,
                        other => other.to_string(),
                    }
                }
            }
        }
        self.writer.write_record(&cells).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn recipe(kind: Kind, columns: &[&str], member: Option<&str>) -> Recipe {
        Recipe {
            kind,
            columns: columns.iter().map(|&one| one.to_owned()).collect(),
            member: member.map(str::to_owned),
        }
    }

    fn followed(recipe: &Recipe, content: &[u8]) -> Result<String, String> {
        let folder = tempfile::tempdir().unwrap();
        let (from, to) = (folder.path().join("from"), folder.path().join("to"));
        std::fs::write(&from, content).unwrap();
        recipe.follow(&from, &to).map_err(|problem| problem.to_string())?;
        Ok(std::fs::read_to_string(to).unwrap())
    }

    #[test]
    fn named_columns_are_blanked_below_their_heading_and_nothing_else_is() {
        let blank = recipe(Kind::BlankColumns, &["Name", "Phone"], None);
        let table = b"\"URN\",\"Name\",\"Town\",\"Phone\"\r\n1,\"A, B\",\"X, Y\",07\r\n2,\"C \"\"D\"\"\",Z,08,more\r\n";
        assert_eq!(followed(&blank, table).unwrap(), "URN,Name,Town,Phone\n1,,\"X, Y\",\n2,,Z,,more\n");
        let refused = followed(&blank, b"URN,Name\n1,A\n").unwrap_err();
        assert!(refused.contains("no column `Phone`"), "{refused}");
    }

    #[test]
    fn objects_of_an_archive_become_rows_with_the_columns_in_order() {
        let mut packed = std::io::Cursor::new(Vec::new());
        let mut archive = zip::ZipWriter::new(&mut packed);
        archive.start_file("list.json", zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(br#"[{"b": 2, "a": "x, y", "c": {"d": []}}, {"a": null, "b": 2.5}]"#).unwrap();
        archive.finish().unwrap();
        let keep = recipe(Kind::ObjectsInArchive, &["a", "b"], Some("list.json"));
        assert_eq!(followed(&keep, packed.get_ref()).unwrap(), "a,b\r\n\"x, y\",2\r\n,2.5\r\n");
        let other = recipe(Kind::ObjectsInArchive, &["a"], Some("other.json"));
        assert!(followed(&other, packed.get_ref()).unwrap_err().contains("other.json"));
        assert!(followed(&keep, b"PK, but no archive").is_err());
    }
}
