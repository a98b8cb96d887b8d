//! The lists of settings that a table holds: one, or one for each year.

use super::cells::{Column, NamedColumns, Problem};
use crate::dates::{PeriodForm, month_and_day};
use crate::description::ListOfRule;
use crate::table::Row;
use evidence::{AreaNumber, Date, EvidenceBuilder, SourceIndex};
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// A list of settings that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadList {
    /// Its date.
    pub as_at: Option<Date>,
    /// Its source.
    pub source: SourceIndex,
    /// The areas that its settings stand in.
    pub areas: BTreeSet<AreaNumber>,
}

/// The lists of a table.
#[derive(Debug)]
pub struct Lists {
    rule: Option<Rule>,
    as_at: Option<Date>,
    source: SourceIndex,
    areas: BTreeSet<AreaNumber>,
    by_day: BTreeMap<Date, YearList>,
}

#[derive(Debug)]
struct Rule {
    column: Column,
    form: PeriodForm,
    month_and_day: (i8, i8),
    known: FxHashMap<String, Option<Date>>,
}

#[derive(Debug)]
struct YearList {
    source: SourceIndex,
    areas: BTreeSet<AreaNumber>,
    rows: u64,
}

impl Lists {
    /// The lists of a table, by a rule that may say which row belongs to which.
    pub fn new(
        rule: Option<&ListOfRule>,
        named: &NamedColumns,
        as_at: Option<Date>,
        source: SourceIndex,
    ) -> Lists {
        let rule = rule.and_then(|rule| {
            Some(Rule {
                column: named.get(&rule.column)?,
                form: PeriodForm::from_name(rule.form.get_ref())?,
                month_and_day: month_and_day(rule.day.get_ref())?,
                known: FxHashMap::default(),
            })
        });
        Lists { rule, as_at, source, areas: BTreeSet::new(), by_day: BTreeMap::new() }
    }

    /// The day of the list that a row belongs to, where rows say it.
    pub fn day(&mut self, row: &Row<'_>) -> Result<Option<Date>, Problem> {
        let Some(rule) = &mut self.rule else { return Ok(None) };
        let cell = row.cell(rule.column.at);
        let text = cell.text();
        if let Some(Some(day)) = rule.known.get(&*text) {
            return Ok(Some(*day));
        }
        let (month, day) = rule.month_and_day;
        let year = rule.form.read(&text).and_then(|period| period.end_year());
        let found = year.and_then(|year| Date::new(year, month, day).ok());
        rule.known.insert(text.into_owned(), found);
        found.map(Some).ok_or_else(|| Problem::at(rule.column.at, cell, "not the year of a list"))
    }

    /// The source of a list, to which one more setting of an area belongs.
    pub fn source(
        &mut self,
        day: Date,
        area: Option<AreaNumber>,
        builder: &mut EvidenceBuilder,
    ) -> SourceIndex {
        if self.rule.is_none() {
            self.areas.extend(area);
            return self.source;
        }
        let list = self.by_day.entry(day).or_insert_with(|| {
            let table = builder.source_at(self.source).clone();
            let source = builder.source(evidence::Source { as_at: Some(day), ..table });
            YearList { source, areas: BTreeSet::new(), rows: 0 }
        });
        list.areas.extend(area);
        list.rows += 1;
        list.source
    }

    /// The lists, each with its rows counted. Where rows say which list they belong to, the table's own source keeps
    /// the rows that belong to none.
    pub fn finish(self, builder: &mut EvidenceBuilder) -> Vec<ReadList> {
        if self.rule.is_none() {
            return vec![ReadList { as_at: self.as_at, source: self.source, areas: self.areas }];
        }
        let counted = |(day, list): (Date, YearList)| {
            builder.amend_source(list.source, |source| {
                source.rows_in_file = list.rows;
                source.rows_read = list.rows;
            });
            ReadList { as_at: Some(day), source: list.source, areas: list.areas }
        };
        self.by_day.into_iter().map(counted).collect()
    }
}
