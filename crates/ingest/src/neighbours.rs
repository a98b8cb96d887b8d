//! Workbooks of statistical neighbours: ten areas like each area, nearest first, with how near they are.
//!
//! Areas that had already ended stand in a list of their own below the others ("Old SNs:"), and the Department's
//! tool goes on comparing them. They are kept in the set like all others; a note says which they are, and each
//! convention decides what becomes of abolished areas.

use crate::register;
use crate::screening::{Rejection, RejectionKind, Tally};
use crate::table::{Cell, Row, Sheet, Unreadable};
use evidence::{AreaNumber, Areas, Date, Missing, Neighbour, NeighbourSet};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

/// What the names of the columns of neighbours begin with in the description.
const NEIGHBOUR: &str = "neighbour_";

/// Reads a workbook's sheet as the set of one version.
pub fn read(
    sheet: &Sheet<'_>,
    heading_row: u32,
    columns: &BTreeMap<String, usize>,
    symbols: &BTreeMap<String, Missing>,
    areas: &Areas,
    version: Date,
    tally: &mut Tally,
) -> Result<NeighbourSet, Unreadable> {
    let mut ranked: Vec<(u8, usize)> = columns
        .iter()
        .filter_map(|(name, at)| Some((name.strip_prefix(NEIGHBOUR)?.parse().ok()?, *at)))
        .collect();
    ranked.sort_unstable();
    let reader = Reader { area: columns.get("area").copied().unwrap_or(0), ranked, symbols, areas };
    let mut set = NeighbourSet {
        id: format!("dfe-{}-{:02}", version.year(), version.month()),
        version,
        neighbours: Vec::new(),
    };
    let mut listed = BTreeSet::new();
    let mut without = Vec::new();
    sheet.each_row(|row| {
        if row.number > heading_row {
            match reader.row(row, &mut listed) {
                Ok((area, neighbours)) if neighbours.is_empty() => {
                    without.push(area);
                    tally.read();
                }
                Ok((_, neighbours)) => {
                    set.neighbours.extend(neighbours);
                    tally.read();
                }
                Err(rejection) => tally.reject(rejection),
            }
        }
        ControlFlow::Continue(())
    })?;
    set.neighbours.sort_by_key(|neighbour| (neighbour.area, neighbour.rank));
    tell(&set, &without, areas, tally);
    Ok(set)
}

/// Notes what a reader of the set should know.
fn tell(set: &NeighbourSet, without: &[AreaNumber], areas: &Areas, tally: &mut Tally) {
    let names = |list: &mut dyn Iterator<Item = AreaNumber>| {
        list.filter_map(|number| areas.get(number))
            .map(|area| area.name.as_str())
            .collect::<Vec<_>>()
            .join(", ")
    };
    if !without.is_empty() {
        tally.note(format!("no neighbours are given for {}", names(&mut without.iter().copied())));
    }
    let have: BTreeSet<AreaNumber> = set.neighbours.iter().map(|neighbour| neighbour.area).collect();
    let ended = |number: &AreaNumber| areas.get(*number).is_some_and(|area| !area.exists_on(set.version));
    let old = names(&mut have.into_iter().filter(ended));
    if !old.is_empty() {
        tally.note(format!(
            "areas that had ended by then are kept in the set, as the workbook lists them: {old}"
        ));
    }
}

struct Reader<'a> {
    area: usize,
    ranked: Vec<(u8, usize)>,
    symbols: &'a BTreeMap<String, Missing>,
    areas: &'a Areas,
}

impl Reader<'_> {
    fn row(
        &self,
        row: &Row<'_>,
        listed: &mut BTreeSet<AreaNumber>,
    ) -> Result<(AreaNumber, Vec<Neighbour>), Rejection> {
        let reject = |cell: Cell<'_>, reason: &str| Rejection {
            row: row.number,
            column: String::new(),
            value: cell.text().into_owned(),
            reason: reason.to_owned(),
            kind: if cell.is_empty() { RejectionKind::PassedOver } else { RejectionKind::Wrong },
        };
        let cell = row.cell(self.area);
        if cell.is_empty() {
            return Err(reject(cell, "the row names no area: a blank line or a heading within the table"));
        }
        let Some(area) = self.known(cell) else {
            return Err(reject(cell, "this is not the number of an area"));
        };
        if !listed.insert(area) {
            return Err(reject(cell, "an earlier row lists this area; the first stands"));
        }
        let mut neighbours = Vec::with_capacity(self.ranked.len());
        for (rank, at) in &self.ranked {
            let cell = row.cell(*at);
            if cell.is_empty() || self.symbols.contains_key(cell.text().as_ref()) {
                continue;
            }
            let Some(neighbour) = self.known(cell) else {
                return Err(reject(cell, &format!("neighbour {rank} is not the number of an area")));
            };
            let closeness = in_one_case(&row.cell(at + 1).text());
            neighbours.push(Neighbour { area, rank: *rank, neighbour, closeness });
        }
        Ok((area, neighbours))
    }

    fn known(&self, cell: Cell<'_>) -> Option<AreaNumber> {
        register::numbered(&cell.text()).filter(|number| self.areas.get(*number).is_some())
    }
}

/// "Very Close" and "Very close" are one word.
fn in_one_case(closeness: &str) -> String {
    let mut letters = closeness.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters.flat_map(char::to_lowercase)).collect()
    })
}
