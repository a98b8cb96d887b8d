//! Figures written out: from positions in the evidence to file, sheet, row, column and text.

use crate::error::Error;
use evidence::{CellRef, Origin, Origins};
use profile::{FigureKey, FigureUsed, PreparedDate, figure};
use std::collections::BTreeSet;

/// A figure down to the cells of published files, named in full.
pub type TracedFigure = figure::Figure<Origin>;

/// Some figures followed to their cells, each written as the sentence writes it.
///
/// # Errors
/// Where a key names nothing in the evidence.
pub fn traced(figures: &[FigureUsed], prepared: &PreparedDate) -> Result<Vec<TracedFigure>, Error> {
    let origins = Origins::of(prepared.evidence());
    let trace = |used: &FigureUsed| {
        let figure = prepared.figure(&used.key)?;
        let figure = figure::Figure { shown: used.shown.clone(), ..figure };
        Ok(figure.map(&|key| key, &|cell| origins.origin(cell)))
    };
    figures.iter().map(trace).collect()
}

/// Some figures followed to their cells, each once and as it is written by itself.
///
/// # Errors
/// Where a key names nothing in the evidence.
pub fn followed(keys: &[FigureKey], prepared: &PreparedDate) -> Result<Vec<TracedFigure>, Error> {
    let origins = Origins::of(prepared.evidence());
    let mut seen = BTreeSet::new();
    let each = keys.iter().filter(|key| seen.insert(*key));
    each.map(|key| Ok(prepared.figure(key)?.map(&|key| key, &|cell| origins.origin(cell)))).collect()
}

/// A figure with its key and cells in full. `shown` is how a sentence writes it, where one does.
pub fn written_out(
    figure: figure::Figure<CellRef>,
    shown: Option<&str>,
    origins: &Origins<'_>,
) -> letter::figures::Figure {
    let mut written = figure.map(&FigureKey::into, &|cell| origins.origin(cell));
    if let Some(shown) = shown {
        shown.clone_into(&mut written.shown);
    }
    written
}
