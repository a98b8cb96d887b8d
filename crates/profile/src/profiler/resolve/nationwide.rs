//! The settings of England that are counted, by area, worked out once for a date: the figures of regions, of England
//! and of England without an area are parts of one list, and every letter of a date asks for the same.

use super::settings::{Counting, HeldSetting, OnDay};
use crate::figure::{Counted, FigurePlace};
use crate::profiler::PreparedDate;
use evidence::{AreaNumber, AspectIndex, CellRef, RemitIndex};
use rustc_hash::FxHashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// What is counted: the remit, the aspect, which of the settings, and whether a year before.
type Key = (RemitIndex, AspectIndex, Counted, bool);

/// The lists that were asked for so far.
#[derive(Debug, Default)]
pub(in crate::profiler) struct Nationwide(Mutex<FxHashMap<Key, Arc<Vec<OfArea>>>>);

/// The settings of one area.
#[derive(Debug)]
struct OfArea {
    /// The area; none where no listing says it.
    area: Option<AreaNumber>,
    /// A cell for each setting that is counted.
    cells: Vec<CellRef>,
    /// Whether any of them is judged on a scale that does not say what is good or better.
    without_line: bool,
}

impl PreparedDate {
    /// Adds the cells of a remit's settings in a region or in England, with or without an area; `false` where the
    /// evidence does not cover the place.
    pub(super) fn count_in_larger_place(
        &self,
        day: &OnDay<'_>,
        place: FigurePlace,
        remit: RemitIndex,
        (counting, counted): (&Counting<'_>, &Counted),
        cells: &mut Vec<CellRef>,
    ) -> bool {
        let evidence = self.evidence();
        let region = |area: Option<AreaNumber>| Some(evidence.areas.get(area?)?.region);
        let covered = match place {
            FigurePlace::Region(code) => day.shares.covers(evidence, |other| other == code),
            FigurePlace::England | FigurePlace::EnglandWithout(_) => day.shares.covers(evidence, |_| true),
            FigurePlace::Area(_) | FigurePlace::NeighboursOf(_) => false,
        };
        if !covered {
            return false;
        }
        let belongs = |of_area: &&OfArea| match place {
            FigurePlace::Region(code) => region(of_area.area) == Some(code),
            FigurePlace::EnglandWithout(without) => of_area.area != Some(without),
            _ => true,
        };
        let all = self.nationwide(day, remit, counting, counted);
        // A remit of which some are judged on a scale without the line is left out as a whole.
        if !(counted.needs_line() && all.iter().filter(belongs).any(|of_area| of_area.without_line)) {
            all.iter().filter(belongs).for_each(|of_area| cells.extend_from_slice(&of_area.cells));
        }
        true
    }

    fn nationwide(
        &self,
        day: &OnDay<'_>,
        remit: RemitIndex,
        counting: &Counting<'_>,
        counted: &Counted,
    ) -> Arc<Vec<OfArea>> {
        let key = (remit, counting.aspect, counted.clone(), day.year_before);
        // A list is put in whole or not at all, so one that another thread failed over is still good.
        let known =
            |lists: &Nationwide| lists.0.lock().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
        if let Some(list) = known(&self.nationwide) {
            return list;
        }
        let areas = day.settings.open.chunk_by(|(a, _), (b, _)| (a.area, a.remit) == (b.area, b.remit));
        let of_remit = areas.filter(|settings| settings[0].0.remit == remit);
        let list: Vec<OfArea> = of_remit
            .map(|settings| {
                let settings: Vec<&HeldSetting> = settings.iter().collect();
                let mut cells = Vec::new();
                counting.add(&settings, counted, &mut cells);
                OfArea {
                    area: settings[0].0.area,
                    cells,
                    without_line: counted.needs_line() && counting.is_any_without_line(&settings),
                }
            })
            .collect();
        let list = Arc::new(list);
        let mut lists = self.nationwide.0.lock().unwrap_or_else(PoisonError::into_inner);
        lists.entry(key.clone()).or_insert(list).clone()
    }
}
