//! Which description a table fits, and where its columns are.

mod wanted;

use crate::description::{ColumnRule, Description, Descriptions, InspectionRule};
use crate::heading::{Headings, folded};
use crate::wide::said::{self, Said};
use crate::wide::stacked;
use crate::wide::stem::{Stem, Values};
use evidence::Areas;
use std::collections::BTreeMap;
use wanted::ColumnSpec;

/// The columns of an inspection block.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BlockColumns {
    /// Of the date.
    pub date: usize,
    /// Of the publication date.
    pub published: Option<usize>,
    /// Of the number.
    pub number: Option<usize>,
    /// Of the number of the setting inspected.
    pub inspected: Option<usize>,
    /// Of the kind of event.
    pub kind: Option<usize>,
    /// Of each judgement, in the order of the description.
    pub judgements: Vec<Option<usize>>,
}

/// Where a description's columns are in a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Columns {
    /// Those that the description names.
    pub named: BTreeMap<String, usize>,
    /// Those of each inspection block; `None` where the file has no such block.
    pub blocks: Vec<Option<BlockColumns>>,
    /// For each observation, its value's columns with the year in the heading, and numerator's and denominator's.
    pub observations: Vec<Vec<ObservationColumns>>,
    /// Headings taken for others that they differ from by slips: what stands there, and what it was taken for.
    pub slips: Vec<(String, String)>,
    /// Columns with a heading that the description does not name.
    pub unused: Vec<usize>,
}

/// The columns of one observation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ObservationColumns {
    /// Of the value.
    pub value: Option<usize>,
    /// Of the numerator.
    pub numerator: Option<usize>,
    /// Of the denominator.
    pub denominator: Option<usize>,
    /// The year that stands in the headings.
    pub year: Option<String>,
}

/// A table that fits a description.
#[derive(Debug, Clone)]
pub struct FormatMatch<'d> {
    /// The description.
    pub description: &'d Description,
    /// The number of the row of headings.
    pub heading_row: u32,
    /// The headings.
    pub headings: Headings,
    /// The columns.
    pub columns: Columns,
    /// Of a table whose headings stand in several rows, each column's heading without its period, and the period.
    pub said: Vec<(String, Option<Said>)>,
    /// How many required columns it found, and how many columns in all: the more, the better it fits.
    pub(crate) weight: (usize, usize),
}

/// How far a description is from fitting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NearMatch {
    /// The description's name.
    pub id: String,
    /// Its title.
    pub title: String,
    /// How many of the required columns are there.
    pub found: usize,
    /// How many are required.
    pub required: usize,
    /// The row that looked most like its headings.
    pub heading_row: u32,
    /// Required columns that are not there, each with the headings it is known by and the nearest heading here.
    pub missing: Vec<MissingColumn>,
}

/// A required column that is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingColumn {
    /// Its headings in the years known.
    pub names: Vec<String>,
    /// The nearest heading of the table, if one is near.
    pub nearest: Option<String>,
}

/// What came of comparing a table with all descriptions.
#[derive(Debug)]
pub enum MatchResult<'d> {
    /// One fits best.
    Fits(Box<FormatMatch<'d>>),
    /// Several fit equally.
    Ambiguous(Vec<String>),
    /// None fits: the nearest, nearest first.
    Unknown(Vec<NearMatch>),
}

/// How many of the nearest formats a refusal names.
const NEAREST: usize = 3;

/// The formats that a table comes nearest to, each once: those of which the largest share of the required columns was
/// found.
pub fn nearest_formats(mut misses: Vec<NearMatch>) -> Vec<NearMatch> {
    let share = |miss: &NearMatch| miss.found as f64 / miss.required.max(1) as f64;
    misses.sort_by(|a, b| {
        share(b).total_cmp(&share(a)).then(b.found.cmp(&a.found)).then_with(|| a.id.cmp(&b.id))
    });
    misses.dedup_by(|a, b| a.id == b.id);
    misses.truncate(NEAREST);
    misses
}

/// Descriptions made ready for comparing.
#[derive(Debug)]
pub struct Matcher<'d> {
    ready: Vec<(&'d Description, Vec<ColumnSpec>)>,
    areas: &'d Areas,
}

impl<'d> Matcher<'d> {
    /// Makes all descriptions ready.
    pub fn new(descriptions: &'d Descriptions, areas: &'d Areas) -> Matcher<'d> {
        let ready = descriptions.all().map(|description| (description, wanted(description))).collect();
        Matcher { ready, areas }
    }

    /// Compares a table's first rows with every description.
    pub fn compare(&self, head: &[(u32, Vec<String>)], file: &str, sheet: &str) -> MatchResult<'d> {
        let mut cache: BTreeMap<(usize, usize), Headings> = BTreeMap::new();
        let mut fits: Vec<FormatMatch<'d>> = Vec::new();
        let mut misses: Vec<NearMatch> = Vec::new();
        for (description, wanted) in &self.ready {
            if !allows(&description.table.sheets, sheet) || !allows(&description.table.files, file) {
                continue;
            }
            if let Some(stacked) = description.variables.as_ref().and_then(|rule| rule.stacked.as_ref()) {
                fits.extend(stacked::fit(description, stacked, head, self.areas));
                continue;
            }
            match best_row(description, wanted, head, &mut cache) {
                Ok(fit) => fits.push(fit),
                Err(Some(miss)) => misses.push(miss),
                Err(None) => {}
            }
        }
        fits.sort_by_key(|fit| std::cmp::Reverse(fit.weight));
        if let [first, second, ..] = fits.as_slice()
            && first.weight == second.weight
        {
            let equal = fits.iter().take_while(|fit| fit.weight == first.weight);
            return MatchResult::Ambiguous(equal.map(|fit| fit.description.id.get_ref().clone()).collect());
        }
        if let Some(best) = fits.into_iter().next() {
            return MatchResult::Fits(Box::new(best));
        }
        misses.retain(|miss| miss.found > 0);
        MatchResult::Unknown(
            nearest_formats(misses).into_iter().map(|miss| self.with_nearest(miss, head)).collect(),
        )
    }

    /// The same with the nearest heading for each missing column: likenesses are slow, so only refusals ask for them.
    fn with_nearest(&self, miss: NearMatch, head: &[(u32, Vec<String>)]) -> NearMatch {
        let of_miss = self.ready.iter().find(|(description, _)| *description.id.get_ref() == miss.id);
        let row = head.iter().position(|(row, _)| *row == miss.heading_row);
        let (Some((description, wanted)), Some(row)) = (of_miss, row) else { return miss };
        let headings = Headings::at(head, row, description.table.heading_rows);
        match fit_row(description, wanted, &headings, true) {
            Err(again) => NearMatch { heading_row: miss.heading_row, ..again },
            Ok(_) => miss,
        }
    }
}

/// Whether a name fits one of some patterns in which `*` stands for anything; no pattern is every name.
fn allows(patterns: &[String], name: &str) -> bool {
    let name = name.to_lowercase();
    patterns.is_empty() || patterns.iter().any(|pattern| fits_pattern(&pattern.to_lowercase(), &name))
}

fn fits_pattern(pattern: &str, name: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == name,
        Some((before, after)) => name.strip_prefix(before).is_some_and(|rest| {
            (0..=rest.len())
                .filter(|at| rest.is_char_boundary(*at))
                .any(|at| fits_pattern(after, &rest[at..]))
        }),
    }
}

/// A block's own rule for a column, or that of the block it is like.
pub fn inherited<'r, T>(
    rules: &'r [InspectionRule],
    rule: &'r InspectionRule,
    part: impl Fn(&'r InspectionRule) -> Option<T>,
) -> Option<T> {
    part(rule).or_else(|| {
        let like = rule.like.as_ref()?.get_ref();
        part(rules.iter().find(|other| other.block.get_ref() == like)?)
    })
}

/// A block's judgements, or those of the block it is like.
pub fn judgements_of<'r>(
    rules: &'r [InspectionRule],
    rule: &'r InspectionRule,
) -> &'r [crate::description::JudgementRule] {
    inherited(rules, rule, |rule| (!rule.judgements.is_empty()).then_some(rule.judgements.as_slice()))
        .unwrap_or_default()
}

/// The columns of a block, in a fixed order: date, published, number, inspected, kind, judgements.
fn block_rules<'r>(rules: &'r [InspectionRule], rule: &'r InspectionRule) -> [Option<&'r ColumnRule>; 5] {
    [
        inherited(rules, rule, |rule| rule.date.as_ref()),
        inherited(rules, rule, |rule| rule.published.as_ref()),
        inherited(rules, rule, |rule| rule.number.as_ref()),
        inherited(rules, rule, |rule| rule.inspected.as_ref()),
        inherited(rules, rule, |rule| rule.kind_column.as_ref()),
    ]
}

/// Every column that a description wants, in the order in which [`assembled`] takes them again.
fn wanted(description: &Description) -> Vec<ColumnSpec> {
    let mut all: Vec<ColumnSpec> =
        description.columns.values().map(|rule| ColumnSpec::new(rule, rule.required)).collect();
    let blocks = &description.inspections;
    for block in blocks {
        for (at, rule) in block_rules(blocks, block).into_iter().enumerate() {
            let empty = ColumnRule::default();
            // Without its date an inspection is nothing.
            let required = !block.optional && rule.is_some_and(|rule| at == 0 || rule.required);
            all.push(ColumnSpec::of_block(rule.unwrap_or(&empty), required, block));
        }
        for judgement in judgements_of(blocks, block) {
            let rule = ColumnRule { names: judgement.names.clone(), ..ColumnRule::default() };
            all.push(ColumnSpec::of_block(&rule, judgement.required && !block.optional, block));
        }
    }
    for observation in &description.observations {
        let parts =
            [Some(&observation.value), observation.numerator.as_ref(), observation.denominator.as_ref()];
        for rule in parts {
            let empty = ColumnRule::default();
            let rule = rule.unwrap_or(&empty);
            let patterned = rule.names.iter().any(|name| name.contains(YEAR));
            all.push(ColumnSpec::new(rule, !observation.optional && !patterned && !rule.names.is_empty()));
        }
    }
    all
}

/// Stands for a year in a heading.
const YEAR: &str = "{year}";

/// The row that fits a description as its headings, or the one that comes nearest.
fn best_row<'d>(
    description: &'d Description,
    wanted: &[ColumnSpec],
    head: &[(u32, Vec<String>)],
    cache: &mut BTreeMap<(usize, usize), Headings>,
) -> Result<FormatMatch<'d>, Option<NearMatch>> {
    let mut best: Option<FormatMatch<'d>> = None;
    let mut nearest: Option<NearMatch> = None;
    let rows = description.table.heading_rows;
    for at in 0..head.len().min(description.table.header_within) {
        if head[at].1.iter().filter(|cell| !cell.trim().is_empty()).count() < 2 {
            continue;
        }
        let headings = cache.entry((rows, at)).or_insert_with(|| Headings::at(head, at, rows));
        match fit_row(description, wanted, headings, false) {
            Ok((columns, weight)) => {
                if best.as_ref().is_none_or(|best| best.weight < weight) {
                    let headings = headings.clone();
                    let (heading_row, said) = (head[at].0, Vec::new());
                    best = Some(FormatMatch { description, heading_row, headings, columns, said, weight });
                }
            }
            Err(miss) => {
                if nearest.as_ref().is_none_or(|nearest| nearest.found < miss.found) {
                    nearest = Some(NearMatch { heading_row: head[at].0, ..miss });
                }
            }
        }
    }
    best.ok_or(nearest)
}

/// Finds the wanted columns among some headings: exact ones first, then, where most of what is required is there,
/// those that differ by slips.
fn fit_row(
    description: &Description,
    wanted: &[ColumnSpec],
    headings: &Headings,
    with_nearest: bool,
) -> Result<(Columns, (usize, usize)), NearMatch> {
    let mut used = vec![false; headings.len()];
    let mut taken = vec![false; headings.len()];
    let mut found: Vec<Option<usize>> = Vec::with_capacity(wanted.len());
    for want in wanted {
        let at = want.exact(headings, &taken);
        if let Some(at) = at {
            used[at] = true;
            taken[at] |= want.takes;
        }
        found.push(at);
    }
    let required = wanted.iter().filter(|want| want.required).count();
    let required_found = |found: &[Option<usize>]| {
        wanted.iter().zip(found).filter(|(want, at)| want.required && at.is_some()).count()
    };
    let mut slips = Vec::new();
    if required_found(&found) * 2 > required {
        for (want, at) in wanted.iter().zip(&mut found) {
            if at.is_none()
                && let Some(slipped) = want.slipped(headings, &used)
            {
                used[slipped] = true;
                slips
                    .push((headings.texts[slipped].clone(), want.names.first().cloned().unwrap_or_default()));
                *at = Some(slipped);
            }
        }
    }
    let observations = observation_columns(description, headings, &found, &mut used);
    let mut missing: Vec<MissingColumn> = wanted
        .iter()
        .zip(&found)
        .filter(|(want, at)| want.required && at.is_none())
        .map(|(want, _)| MissingColumn {
            names: want.names.clone(),
            nearest: if with_nearest { nearest_heading(want, headings, &used) } else { None },
        })
        .collect();
    for (rule, columns) in description.observations.iter().zip(&observations) {
        if columns.is_empty() && !rule.optional {
            missing.push(MissingColumn { names: rule.value.names.clone(), nearest: None });
        }
    }
    let needs = description.variables.as_ref().map(|rule| rule.needs.as_slice()).unwrap_or_default();
    let has_needed = needs.iter().any(|needed| has_stem(needed, headings));
    if !needs.is_empty() && !has_needed {
        let nearest = if with_nearest { nearest_stem(needs, headings, &used) } else { None };
        missing.push(MissingColumn { names: needs.to_vec(), nearest });
    }
    let some = found.iter().flatten().count() + observations.iter().map(Vec::len).sum::<usize>();
    if missing.is_empty() && required > 0 {
        let columns = assembled(description, headings, &found, observations, slips, &used);
        // One of the columns that tell a family from another counts as one more that was required.
        return Ok((columns, (required + usize::from(has_needed), some)));
    }
    Err(NearMatch {
        id: description.id.get_ref().clone(),
        title: description.title.clone(),
        found: required_found(&found),
        required,
        heading_row: 0,
        missing,
    })
}

/// Whether a heading without its period fits a pattern.
fn has_stem(pattern: &str, headings: &Headings) -> bool {
    let (pattern, values) = (Stem::new(pattern), Values::default());
    headings.texts.iter().any(|text| {
        let short = folded(&said::split(text, true).0);
        pattern.fits(&short, &values).is_some()
            || pattern.fits(&folded(&said::split(text, false).0), &values).is_some()
    })
}

/// The heading nearest to some patterns, among those that nothing else reads.
fn nearest_stem(patterns: &[String], headings: &Headings, used: &[bool]) -> Option<String> {
    let specs = patterns.iter().map(|pattern| {
        let names = vec![pattern.replace('*', "")];
        ColumnSpec::new(&ColumnRule { names, ..ColumnRule::default() }, true)
    });
    specs.into_iter().find_map(|spec| nearest_heading(&spec, headings, used))
}

/// The heading that a person would have meant, among those that nothing else reads.
fn nearest_heading(want: &ColumnSpec, headings: &Headings, used: &[bool]) -> Option<String> {
    (0..headings.len())
        .filter(|at| !used[*at] && !headings.folded[*at].is_empty())
        .flat_map(|at| want.folded.iter().chain(&want.prefixed).map(move |name| (at, name)))
        .map(|(at, name)| (definitions::likeness(name, &headings.folded[at]), at))
        .filter(|(likeness, _)| *likeness > definitions::NEAR)
        .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)))
        .map(|(_, at)| headings.texts[at].clone())
}

/// The columns of each observation; a heading with a year in it makes one set for each year.
fn observation_columns(
    description: &Description,
    headings: &Headings,
    found: &[Option<usize>],
    used: &mut [bool],
) -> Vec<Vec<ObservationColumns>> {
    let from = found.len() - description.observations.len() * 3;
    let mut all = Vec::new();
    for (rule, at) in description.observations.iter().zip(found[from..].chunks(3)) {
        let parts = [Some(&rule.value), rule.numerator.as_ref(), rule.denominator.as_ref()];
        let mut by_year: BTreeMap<String, [Option<usize>; 3]> = BTreeMap::new();
        for (part, column) in parts.iter().enumerate() {
            for (column, year) in column.iter().flat_map(|rule| with_years(rule, headings)) {
                by_year.entry(year).or_default()[part] = Some(column);
            }
        }
        let mut columns: Vec<ObservationColumns> = by_year
            .into_iter()
            .map(|(year, [value, numerator, denominator])| ObservationColumns {
                // A part without a year in its heading is the same for all years.
                value: value.or(at[0]),
                numerator: numerator.or(at[1]),
                denominator: denominator.or(at[2]),
                year: Some(year),
            })
            .collect();
        if columns.is_empty() {
            columns.push(ObservationColumns {
                value: at[0],
                numerator: at[1],
                denominator: at[2],
                year: None,
            });
        }
        let complete = |columns: &ObservationColumns| {
            (rule.value.names.is_empty() || columns.value.is_some())
                && (rule.numerator.is_none() || columns.numerator.is_some())
                && (rule.denominator.is_none() || columns.denominator.is_some())
        };
        columns.retain(complete);
        for at in columns
            .iter()
            .flat_map(|columns| [columns.value, columns.numerator, columns.denominator])
            .flatten()
        {
            used[at] = true;
        }
        all.push(columns);
    }
    all
}

/// The columns whose headings are one of a rule's names with a year in place of `{year}`.
fn with_years(rule: &ColumnRule, headings: &Headings) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for name in rule.names.iter().filter(|name| name.contains(YEAR)) {
        let (before, after) = name.split_once(YEAR).unwrap_or((name, ""));
        let (before, after) = (folded(before), folded(after));
        for (at, heading) in headings.folded.iter().enumerate() {
            let middle = heading.strip_prefix(&before).and_then(|rest| rest.strip_suffix(&after));
            if let Some(year) = middle.filter(|year| {
                matches!(year.len(), 4 | 6 | 8) && year.bytes().all(|byte| byte.is_ascii_digit())
            }) && !found.iter().any(|(known, _)| *known == at)
            {
                found.push((at, year.to_owned()));
            }
        }
    }
    found
}

/// Puts what was found where the rest of the crate looks for it.
fn assembled(
    description: &Description,
    headings: &Headings,
    found: &[Option<usize>],
    observations: Vec<Vec<ObservationColumns>>,
    slips: Vec<(String, String)>,
    used: &[bool],
) -> Columns {
    let mut found = found.iter().copied();
    let mut named = BTreeMap::new();
    for name in description.columns.keys() {
        if let Some(at) = found.next().flatten() {
            named.insert(name.clone(), at);
        }
    }
    let mut blocks = Vec::new();
    for block in &description.inspections {
        let mut next = || found.next().flatten();
        let (date, published, number, inspected, kind) = (next(), next(), next(), next(), next());
        let judgements = judgements_of(&description.inspections, block).iter().map(|_| next()).collect();
        blocks.push(date.map(|date| BlockColumns { date, published, number, inspected, kind, judgements }));
    }
    let unused = (0..headings.len()).filter(|at| !used[*at] && !headings.texts[*at].is_empty()).collect();
    Columns { named, blocks, observations, slips, unused }
}
