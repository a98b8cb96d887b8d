//! The figures behind statements, with the cells of the published files that they were made from.

pub use evidence::{Arithmetic, KeyText, MadeOf, Origin};

/// A figure with its arithmetic down to the published cells.
pub type Figure = evidence::Figure<KeyText, Origin>;

/// The cells that a figure rests on, each once, sorted by file, sheet and row; with each the figure that names it
/// directly: one of the areas of a mean, say.
pub fn cells(figure: &Figure) -> Vec<(&Origin, &Figure)> {
    let mut cells = figure.cells_by_part();
    // Stable: of two figures with one cell, the one that comes first names it.
    cells.sort_by_key(|(origin, _)| *origin);
    cells.dedup_by_key(|(origin, _)| *origin);
    cells
}
