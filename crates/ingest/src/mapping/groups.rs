//! Groups of people, as columns of a row say them.

use super::cells::{Column, NamedColumns, Problem};
use crate::description::statistics::GroupRule;
use crate::heading::folded;
use crate::table::Row;
use evidence::{EvidenceBuilder, Group, GroupIndex};
use rustc_hash::FxHashMap;

/// A column of groups, ready for this table.
#[derive(Debug)]
struct ReadyGroup {
    name: String,
    column: Column,
    words: FxHashMap<String, String>,
    only: bool,
}

/// Reads the groups of each row.
#[derive(Debug)]
pub struct GroupReader {
    columns: Vec<ReadyGroup>,
}

impl GroupReader {
    /// The reader of a description's groups for this table.
    pub fn new(rules: &[GroupRule], named: &NamedColumns) -> GroupReader {
        let ready = |rule: &GroupRule| {
            Some(ReadyGroup {
                name: rule.name.clone(),
                column: named.get(&rule.column)?,
                words: rule.values.iter().map(|(word, value)| (folded(word), value.clone())).collect(),
                only: rule.only,
            })
        };
        GroupReader { columns: rules.iter().filter_map(ready).collect() }
    }

    /// The characteristics that a row's columns say, by name.
    pub fn read(&self, row: &Row<'_>) -> Result<Vec<(&str, String)>, Problem> {
        let mut parts = Vec::new();
        for group in &self.columns {
            let cell = row.cell(group.column.at);
            let word = folded(&cell.text());
            match group.words.get(&word) {
                Some(value) if value.is_empty() => {}
                Some(value) => parts.push((group.name.as_str(), value.clone())),
                None if cell.is_empty() => {}
                None if group.only => {
                    let near = crate::heading::nearest_known(&word, group.words.keys().map(String::as_str));
                    return Err(Problem::at(
                        group.column.at,
                        cell,
                        format!("not a known group of {}{near}", group.name),
                    ));
                }
                None => parts.push((group.name.as_str(), plain(&cell.text()))),
            }
        }
        Ok(parts)
    }

    /// The group of some characteristics, remembered.
    pub fn index(
        known: &mut FxHashMap<String, GroupIndex>,
        parts: &[(&str, String)],
        builder: &mut EvidenceBuilder,
    ) -> GroupIndex {
        let group = Group::of(parts.iter().map(|(name, value)| (*name, value.as_str())));
        if let Some(index) = known.get(group.as_str()) {
            return *index;
        }
        let text = group.as_str().to_owned();
        let index = builder.group(group);
        known.insert(text, index);
        index
    }
}

/// A word of a group as ours are written: small letters, words joined by hyphens.
pub fn plain(text: &str) -> String {
    let words: Vec<String> = text
        .to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    words.join("-")
}
