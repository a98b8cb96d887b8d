//! Figures written out: from positions in the evidence to file, sheet, row, column and text.

use crate::error::Error;
use evidence::{CellRef, Evidence, Value};
use letter::figures::{Arithmetic, Figure, FigureKey, MadeOf, Origin};
use profile::{FigureUsed, PreparedDate, figure};

/// A figure down to the cells of published files, named in full.
pub type TracedFigure = figure::Figure<evidence::Origin>;

/// Some figures followed to their cells, each written as the sentence writes it.
///
/// # Errors
/// Where a key names nothing in the evidence.
pub fn traced(figures: &[FigureUsed], prepared: &PreparedDate) -> Result<Vec<TracedFigure>, Error> {
    let evidence = prepared.evidence();
    let trace = |used: &FigureUsed| {
        let figure = prepared.figure(&used.key)?;
        let figure = figure::Figure { shown: used.shown.clone(), ..figure };
        Ok(figure.map(&|cell| evidence.origin(cell)))
    };
    figures.iter().map(trace).collect()
}

/// A figure with its cells in full. `shown` is how a sentence writes it, where one does.
pub fn written_out(figure: figure::Figure<CellRef>, shown: Option<&str>, evidence: &Evidence) -> Figure {
    let figure::Figure { key, value, shown: plain, arithmetic, made_of } = figure;
    Figure {
        key: FigureKey {
            subject: key.subject.to_string(),
            group: key.group.to_string(),
            period: key.period,
            place: key.place.to_string(),
        },
        value: value.number(),
        missing: Value::reason(value).map(|reason| reason.name().to_owned()),
        shown: shown.map_or(plain, str::to_owned),
        arithmetic: named(arithmetic),
        made_of: match made_of {
            figure::MadeOf::Origins(cells) => {
                MadeOf::Origins(cells.into_iter().map(|cell| origin(cell, evidence)).collect())
            }
            figure::MadeOf::Of(parts) => {
                MadeOf::Of(parts.into_iter().map(|part| written_out(part, None, evidence)).collect())
            }
        },
    }
}

fn origin(cell: CellRef, evidence: &Evidence) -> Origin {
    let evidence::Origin { file, sha256, sheet, row, column, text } = evidence.origin(cell);
    Origin { file, sha256, sheet, row: row.into(), column, text }
}

fn named(arithmetic: figure::Arithmetic) -> Arithmetic {
    match arithmetic {
        figure::Arithmetic::Value => Arithmetic::Value,
        figure::Arithmetic::Mean => Arithmetic::Mean,
        figure::Arithmetic::Median => Arithmetic::Median,
        figure::Arithmetic::Sum => Arithmetic::Sum,
        figure::Arithmetic::Share => Arithmetic::Share,
        figure::Arithmetic::Difference => Arithmetic::Difference,
        figure::Arithmetic::Count => Arithmetic::Count,
        figure::Arithmetic::Pooled => Arithmetic::Pooled,
    }
}
