//! The cells of a table as the evidence knows them: the published heading of a column with how the cell is written.

use crate::table::{Cell, Row};
use evidence::cell::{number_form, shortest};
use evidence::{CellForm, EvidenceBuilder, FormIndex, TextForm, Value};
use rustc_hash::FxHashMap;

/// Numbers with more decimals than this are looked up by their form; nearly all have fewer.
const USUAL_DECIMALS: usize = 20;

/// Hands out the forms of one table's cells, remembering those met before.
#[derive(Debug)]
pub struct CellForms<'a> {
    headings: &'a [String],
    columns: Vec<ColumnForms>,
}

#[derive(Debug, Default, Clone)]
struct ColumnForms {
    decimals: [Option<FormIndex>; USUAL_DECIMALS],
    others: FxHashMap<TextForm, FormIndex>,
}

impl<'a> CellForms<'a> {
    /// The forms of a table whose columns have these headings.
    pub fn new(headings: &'a [String]) -> CellForms<'a> {
        CellForms { headings, columns: vec![ColumnForms::default(); headings.len()] }
    }

    /// The heading of a column as published.
    pub fn heading(&self, column: usize) -> &'a str {
        self.headings.get(column).map_or("", String::as_str)
    }

    /// A cell from which a value was read.
    pub fn value(
        &mut self,
        column: usize,
        cell: Cell<'_>,
        value: Value,
        builder: &mut EvidenceBuilder,
    ) -> FormIndex {
        let form = match (value, cell) {
            (Value::Number(number), Cell::Number(_)) => number_form(&shortest(number), number),
            (Value::Number(number), cell) => number_form(&cell.text(), number),
            (Value::Missing { .. }, cell) => TextForm::Written(cell.text().into_owned()),
        };
        self.form(column, form, builder)
    }

    /// The cells of a number that is their sum; of one cell, that cell. Several are told by their headings and texts
    /// with `+` between them.
    pub fn sum(
        &mut self,
        columns: &[usize],
        row: &Row<'_>,
        number: Option<f64>,
        builder: &mut EvidenceBuilder,
    ) -> FormIndex {
        if let [column] = columns {
            let cell = row.cell(*column);
            return match number {
                Some(number) => self.value(*column, cell, Value::Number(number), builder),
                None => self.words(*column, cell, builder),
            };
        }
        let joined = |parts: Vec<String>| parts.join(" + ");
        let column = joined(columns.iter().map(|column| self.heading(*column).to_owned()).collect());
        let text = joined(columns.iter().map(|column| row.cell(*column).text().into_owned()).collect());
        builder.cell_form(CellForm { column, text: TextForm::Written(text) })
    }

    /// A cell whose text is kept as it is.
    pub fn words(&mut self, column: usize, cell: Cell<'_>, builder: &mut EvidenceBuilder) -> FormIndex {
        self.form(column, TextForm::Written(cell.text().into_owned()), builder)
    }

    /// The cell of a setting's number, which its id may give back.
    pub fn setting_number(
        &mut self,
        column: usize,
        cell: Cell<'_>,
        id: &str,
        builder: &mut EvidenceBuilder,
    ) -> FormIndex {
        let text = cell.text();
        let form = match id.split_once(':') {
            Some((_, number)) if number == text => TextForm::SettingNumber,
            _ => TextForm::Written(text.into_owned()),
        };
        self.form(column, form, builder)
    }

    fn form(&mut self, column: usize, form: TextForm, builder: &mut EvidenceBuilder) -> FormIndex {
        let heading = self.heading(column);
        if column >= self.columns.len() {
            self.columns.resize_with(column + 1, ColumnForms::default);
        }
        let known = &mut self.columns[column];
        let register = |form: TextForm, builder: &mut EvidenceBuilder| {
            builder.cell_form(CellForm { column: heading.to_owned(), text: form })
        };
        match form {
            TextForm::Decimals(decimals) if usize::from(decimals) < USUAL_DECIMALS => {
                *known.decimals[usize::from(decimals)].get_or_insert_with(|| register(form, builder))
            }
            form => match known.others.get(&form) {
                Some(index) => *index,
                None => {
                    let index = register(form.clone(), builder);
                    known.others.insert(form, index);
                    index
                }
            },
        }
    }
}
