//! Settings that rows list, and their successions.

use super::Context;
use super::cells::{CellReader, Column, NamedColumns, Problem, When};
use super::forms::CellForms;
use super::lists::{Lists, ReadList};
use super::places::PlaceFinder;
use crate::description::{Description, LinkRule, SettingRule};
use crate::heading::folded;
use crate::screening::{Counted, Tally};
use crate::table::Row;
use evidence::{
    AreaNumber, Date, EvidenceBuilder, LinkBasis, Listing, RemitIndex, SettingId, SettingIndex, SettingLink,
    SourceIndex,
};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeSet;

/// A setting as a row gives it, before it is kept.
#[derive(Debug)]
pub struct ReadSetting {
    /// Its number with its register.
    pub id: SettingId,
    /// The column that its number was read from.
    pub id_column: usize,
    /// Its remit, where the file lists settings.
    pub remit: Option<RemitIndex>,
    listing: Option<ListedRow>,
    /// Other numbers that it is known by.
    others: Vec<SettingId>,
    /// The day of the list that the row belongs to.
    listed_as_at: Date,
}

#[derive(Debug)]
struct ListedRow {
    name: String,
    kind: String,
    area: Option<AreaNumber>,
    opened: Option<Date>,
    closed: Option<Date>,
    active: bool,
    sector: String,
    places: Option<u32>,
    postcode: String,
}

/// Reads the setting of each row.
#[derive(Debug)]
pub struct SettingReader<'a> {
    scheme: &'a str,
    id: Vec<Column>,
    id_is_area: bool,
    listed: bool,
    repeats: bool,
    texts: [Option<Column>; 4],
    places: Option<Column>,
    area: Vec<Column>,
    opened: Option<Column>,
    closed: Option<Column>,
    active: Option<(Column, Vec<String>)>,
    remits: Vec<(When, RemitIndex)>,
    remit_columns: Vec<usize>,
    remit_known: FxHashMap<String, Option<RemitIndex>>,
    remit_words: Vec<&'a str>,
    finder: PlaceFinder<'a>,
    listed_as_at: Date,
    also: Vec<(&'a str, Vec<Column>)>,
    through_registers: bool,
    lists: Lists,
    seen: FxHashSet<SettingIndex>,
}

impl<'a> SettingReader<'a> {
    /// The reader of a description for this table.
    pub fn new(
        rule: &'a SettingRule,
        description: &'a Description,
        named: &NamedColumns,
        context: Context<'a>,
        as_at: Option<Date>,
        source: SourceIndex,
    ) -> SettingReader<'a> {
        let remits: Vec<(When, RemitIndex)> = description
            .remits
            .iter()
            .filter_map(|remit| {
                Some((When::new(&remit.when, named), context.vocabulary.remit(remit.remit.get_ref())?.0))
            })
            .collect();
        let columns: BTreeSet<usize> = remits.iter().flat_map(|(when, _)| when.columns()).collect();
        let mut words: Vec<&str> =
            description.remits.iter().flat_map(|remit| When::words(&remit.when)).collect();
        words.sort_unstable();
        words.dedup();
        SettingReader {
            scheme: &rule.scheme,
            id: named.all(&rule.id),
            id_is_area: rule.id_is_area,
            listed: rule.listed,
            repeats: rule.repeats,
            texts: [&rule.name, &rule.kind, &rule.sector, &rule.postcode]
                .map(|name| named.maybe(name.as_ref())),
            places: named.maybe(rule.places.as_ref()),
            area: named.all(&rule.area),
            opened: named.maybe(rule.opened.as_ref()),
            closed: named.maybe(rule.closed.as_ref()),
            active: rule.active.as_ref().and_then(|active| {
                let words = active.values.iter().map(|value| folded(value)).collect();
                Some((named.get(&active.column)?, words))
            }),
            remits,
            remit_columns: columns.into_iter().collect(),
            remit_known: FxHashMap::default(),
            remit_words: words,
            finder: PlaceFinder::new(context.areas, as_at, false),
            // A register without a date says when nothing began or ended; it counts as older than all others.
            listed_as_at: as_at.unwrap_or(Date::MIN),
            also: rule.also.iter().map(|other| (other.scheme.as_str(), named.all(&other.columns))).collect(),
            through_registers: rule.through_registers,
            lists: Lists::new(rule.list_of.as_ref(), named, as_at, source),
            seen: FxHashSet::default(),
        }
    }

    /// The setting of a row.
    pub fn read(
        &mut self,
        row: &Row<'_>,
        reader: &CellReader,
        tally: &mut Tally,
    ) -> Result<ReadSetting, Problem> {
        let (id, id_column) = self.id(row, reader)?;
        let others = self.others(row, reader);
        let listed_as_at = self.lists.day(row)?.unwrap_or(self.listed_as_at);
        if !self.listed {
            // The remit still helps to tell scales apart, where the file says it.
            let remit = self.remit(row).ok();
            return Ok(ReadSetting { id, id_column, remit, listing: None, others, listed_as_at });
        }
        let remit = self.remit(row)?;
        let [name, kind, sector, postcode] = [0, 1, 2, 3].map(|at| self.text(at, row, reader));
        let listing = ListedRow {
            name,
            kind,
            sector,
            postcode,
            area: self.area(row, reader, tally),
            opened: date(self.opened.as_ref(), row, reader)?,
            closed: date(self.closed.as_ref(), row, reader)?,
            active: self.active.as_ref().is_none_or(|(column, words)| {
                let text = folded(&row.cell(column.at).text());
                words.contains(&text)
            }),
            places: self.places(row, reader)?,
        };
        Ok(ReadSetting { id, id_column, remit: Some(remit), listing: Some(listing), others, listed_as_at })
    }

    /// The other numbers that a row gives its setting.
    fn others(&self, row: &Row<'_>, reader: &CellReader) -> Vec<SettingId> {
        let number = |(scheme, columns): &(&str, Vec<Column>)| {
            let parts: Option<Vec<_>> = columns.iter().map(|column| reader.text(row, column)).collect();
            setting_id(scheme, &parts?.concat())
        };
        self.also.iter().filter(|(_, columns)| !columns.is_empty()).filter_map(number).collect()
    }

    /// The setting's number and the column that says it.
    fn id(&mut self, row: &Row<'_>, reader: &CellReader) -> Result<(SettingId, usize), Problem> {
        for column in &self.id {
            let Some(text) = reader.text(row, column) else { continue };
            if self.id_is_area {
                if let Some(number) = self.finder.area(&text) {
                    return Ok((SettingId(format!("{}:{number}", self.scheme)), column.at));
                }
                continue;
            }
            return setting_id(self.scheme, &text)
                .map(|id| (id, column.at))
                .ok_or_else(|| Problem::at(column.at, row.cell(column.at), "not the number of a setting"));
        }
        let Some(column) = self.id.first() else {
            return Err(Problem::of_row("no column of the setting's number"));
        };
        let reason = if self.id_is_area {
            let nearest = self.finder.nearest(&row.cell(column.at).text());
            format!("not an area of the register{nearest}")
        } else {
            "no number of a setting".to_owned()
        };
        Err(Problem::at(column.at, row.cell(column.at), reason))
    }

    /// The first rule whose conditions hold; remembered by the cells that decide.
    fn remit(&mut self, row: &Row<'_>) -> Result<RemitIndex, Problem> {
        let mut key = String::new();
        for at in &self.remit_columns {
            key.push_str(&row.cell(*at).text());
            key.push('\u{1f}');
        }
        if let Some(known) = self.remit_known.get(&key) {
            return known.ok_or_else(|| self.no_remit(row));
        }
        let found = self.remits.iter().find(|(when, _)| when.holds(row)).map(|(_, remit)| *remit);
        self.remit_known.insert(key, found);
        found.ok_or_else(|| self.no_remit(row))
    }

    fn no_remit(&self, row: &Row<'_>) -> Problem {
        match self.remit_columns.first() {
            None => Problem::of_row("the description says no kind of setting"),
            Some(at) => {
                let cell = row.cell(*at);
                let near = crate::heading::nearest_known(&cell.text(), self.remit_words.iter().copied());
                Problem::at(*at, cell, format!("not a known kind of setting{near}"))
            }
        }
    }

    fn text(&self, at: usize, row: &Row<'_>, reader: &CellReader) -> String {
        let text = self.texts[at].as_ref().and_then(|column| reader.text(row, column));
        text.map_or(String::new(), std::borrow::Cow::into_owned)
    }

    fn area(&mut self, row: &Row<'_>, reader: &CellReader, tally: &mut Tally) -> Option<AreaNumber> {
        let mut unmatched = None;
        for column in &self.area {
            let Some(text) = reader.text(row, column) else { continue };
            if let Some(number) = self.finder.area(&text) {
                return Some(number);
            }
            unmatched = unmatched.or(Some(text));
        }
        if let Some(text) = unmatched {
            tally.count(Counted::UnmatchedArea, &text);
        }
        None
    }

    fn places(&self, row: &Row<'_>, reader: &CellReader) -> Result<Option<u32>, Problem> {
        let Some(column) = &self.places else { return Ok(None) };
        let Some(text) = reader.text(row, column) else { return Ok(None) };
        let plain = text.replace(',', "");
        let whole = plain.strip_suffix(".0").unwrap_or(&plain);
        whole
            .parse()
            .map(Some)
            .map_err(|_| Problem::at(column.at, row.cell(column.at), "not a number of places"))
    }

    /// Keeps a setting. One that an earlier row listed is counted and kept too, unless rows are of inspections.
    pub fn keep(
        &mut self,
        read: ReadSetting,
        row: &Row<'_>,
        forms: &mut CellForms<'_>,
        builder: &mut EvidenceBuilder,
        tally: &mut Tally,
    ) {
        if !read.others.is_empty() {
            let setting = builder.setting(read.id.clone());
            for number in read.others {
                builder.known_as(setting, number);
            }
        }
        let (Some(listing), Some(remit)) = (read.listing, read.remit) else { return };
        let mut setting = SettingIndex::default();
        if !self.through_registers {
            setting = builder.setting(read.id.clone());
            if !self.seen.insert(setting) {
                if self.repeats {
                    return;
                }
                tally.count(Counted::DuplicateSetting, read.id.as_str());
            }
        }
        let source = self.lists.source(read.listed_as_at, listing.area, builder);
        let form = forms.setting_number(read.id_column, row.cell(read.id_column), read.id.as_str(), builder);
        let listing = Listing {
            setting,
            name: listing.name,
            remit,
            kind: listing.kind,
            area: listing.area,
            opened: listing.opened,
            closed: listing.closed,
            active: listing.active,
            sector: listing.sector,
            places: listing.places,
            postcode: listing.postcode,
            listed_as_at: read.listed_as_at,
            source,
            row: row.number,
            form,
        };
        if self.through_registers {
            builder.add_listing_of_number(read.id, listing);
        } else {
            builder.add_listing(listing);
        }
    }

    /// The lists that were read, with the areas that their settings stood in.
    pub fn into_lists(self, builder: &mut EvidenceBuilder) -> Vec<ReadList> {
        self.lists.finish(builder)
    }
}

fn date(column: Option<&Column>, row: &Row<'_>, reader: &CellReader) -> Result<Option<Date>, Problem> {
    column.map_or(Ok(None), |column| reader.date(row, column))
}

/// The number of a setting with its register: `urn:103120` of `103120.0`, `urn:SC033189` of `sc033189`.
pub fn setting_id(scheme: &str, text: &str) -> Option<SettingId> {
    let number = text.strip_suffix(".0").unwrap_or(text);
    let fits = (1..=20).contains(&number.len())
        && number.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && number.bytes().any(|byte| byte.is_ascii_digit());
    fits.then(|| SettingId(format!("{scheme}:{}", number.to_ascii_uppercase())))
}

/// A succession as a row gives it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ReadLink {
    /// The later setting.
    pub successor: SettingId,
    /// The earlier one.
    pub predecessor: SettingId,
    /// Whether the later carries on the earlier, as far as this row says.
    pub inherits: bool,
    /// The day of the change.
    pub from: Option<Date>,
    /// The publisher's words.
    pub kind: String,
}

/// Reads successions.
#[derive(Debug)]
pub struct LinkReader {
    rules: Vec<ReadyLink>,
    kept: Vec<ReadLink>,
}

#[derive(Debug)]
struct ReadyLink {
    when: When,
    scheme: String,
    successor: Option<Column>,
    predecessor: Option<Column>,
    from: Option<Column>,
    kind: Option<Column>,
    inherits: bool,
}

impl LinkReader {
    /// The reader of a description's rules for this table.
    pub fn new(rules: &[LinkRule], named: &NamedColumns) -> LinkReader {
        let ready = |rule: &LinkRule| ReadyLink {
            when: When::new(&rule.when, named),
            scheme: rule.scheme.clone(),
            successor: named.get(&rule.successor),
            predecessor: named.get(&rule.predecessor),
            from: named.maybe(rule.from.as_ref()),
            kind: named.maybe(rule.kind.as_ref()),
            inherits: rule.inherits,
        };
        LinkReader { rules: rules.iter().map(ready).collect(), kept: Vec::new() }
    }

    /// Whether the description has no such rule.
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// The successions of a row. Where rules exist and none applies, the row is of no known kind.
    pub fn read(&self, row: &Row<'_>, reader: &CellReader) -> Result<Vec<ReadLink>, Problem> {
        let mut links = Vec::new();
        for rule in self.rules.iter().filter(|rule| rule.when.holds(row)) {
            let (Some(successor), Some(predecessor)) = (&rule.successor, &rule.predecessor) else { continue };
            let id = |column: &Column| match reader.text(row, column) {
                None => Ok(None),
                Some(text) => setting_id(&rule.scheme, &text).map(Some).ok_or_else(|| {
                    Problem::at(column.at, row.cell(column.at), "not the number of a setting")
                }),
            };
            if let (Some(successor), Some(predecessor)) = (id(successor)?, id(predecessor)?)
                && successor != predecessor
            {
                let kind = rule.kind.as_ref().and_then(|column| reader.text(row, column));
                links.push(ReadLink {
                    successor,
                    predecessor,
                    inherits: rule.inherits,
                    from: date(rule.from.as_ref(), row, reader)?,
                    kind: kind.map_or(String::new(), std::borrow::Cow::into_owned),
                });
            }
        }
        if links.is_empty() && !self.rules.is_empty() {
            return Err(Problem::of_row("not a succession of a known kind"));
        }
        Ok(links)
    }

    /// Keeps successions until the end of the table.
    pub fn keep(&mut self, links: Vec<ReadLink>) {
        self.kept.extend(links);
    }

    /// Hands over all successions; pairs are put together when all files are read.
    pub fn finish(self, inspected: Vec<ReadLink>, builder: &mut EvidenceBuilder) {
        let register = self.kept.into_iter().map(|link| (link, LinkBasis::Register));
        let inspected = inspected.into_iter().map(|link| (link, LinkBasis::Inspection));
        for (link, basis) in register.chain(inspected) {
            let (successor, predecessor) =
                (builder.setting(link.successor), builder.setting(link.predecessor));
            let (from, kind, inherits) = (link.from, link.kind.into(), link.inherits);
            builder.link(SettingLink { successor, predecessor, from, kind, inherits }, basis);
        }
    }
}
