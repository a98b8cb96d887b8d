//! The figures behind statements, with the cells of the published files that they were made from.
//!
//! The types have the shape that Kingsway's JSON gives a figure and an origin, and are plain data: whoever knows the
//! evidence fills them.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

/// Which figure: what, of whom, when and where. Two figures are the same when their keys are.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FigureKey {
    /// The indicator, or what is counted of which settings.
    pub subject: String,
    /// The group of children.
    pub group: String,
    /// The period or date.
    pub period: String,
    /// The area, region, nation or set of areas.
    pub place: String,
}

/// How a value follows from what it is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Arithmetic {
    /// The published cell itself.
    Value,
    /// The mean of other figures.
    Mean,
    /// The median of other figures.
    Median,
    /// The sum of other figures.
    Sum,
    /// The first figure as a part of the second.
    Share,
    /// The first figure less the last.
    Difference,
    /// The number of cells.
    Count,
    /// Several areas taken as one.
    Pooled,
}

impl Arithmetic {
    /// The name by which files and phrases know it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Value => "value",
            Self::Mean => "mean",
            Self::Median => "median",
            Self::Sum => "sum",
            Self::Share => "share",
            Self::Difference => "difference",
            Self::Count => "count",
            Self::Pooled => "pooled",
        }
    }
}

/// A cell of a published file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Origin {
    /// The file as imported; `archive.zip/inner.csv` for a file within an archive.
    pub file: String,
    /// The SHA-256 of the file: 64 hexadecimal digits.
    pub sha256: String,
    /// The sheet of a workbook.
    #[serde(default)]
    pub sheet: Option<String>,
    /// The row as a spreadsheet numbers it, headings counted; in Parquet the number of the record, from 1.
    pub row: u64,
    /// The heading of the column as published.
    pub column: String,
    /// The cell as published.
    pub text: String,
}

/// A figure with its arithmetic down to the published cells.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// Which figure.
    pub key: FigureKey,
    /// The value; none where it is missing.
    #[serde(default)]
    pub value: Option<f64>,
    /// Why there is no value.
    #[serde(default)]
    pub missing: Option<String>,
    /// The value as it is written.
    pub shown: String,
    /// How the value follows from what it is made of.
    pub arithmetic: Arithmetic,
    /// What it is made of.
    #[serde(flatten)]
    pub made_of: MadeOf,
}

/// What a figure is made of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MadeOf {
    /// Cells of published files.
    Origins(Vec<Origin>),
    /// Other figures.
    Of(Vec<Figure>),
}

impl Figure {
    /// The cells that the figure rests on, each once, sorted by file, sheet and row; with each the figure that names it
    /// directly: one of the areas of a mean, say.
    pub fn cells(&self) -> Vec<(&Origin, &Figure)> {
        let mut cells = Vec::new();
        self.collect(&mut cells);
        let mut seen = BTreeSet::new();
        cells.retain(|(origin, _)| seen.insert(*origin));
        cells.sort_by_key(|(origin, _)| *origin);
        cells
    }

    fn collect<'a>(&'a self, cells: &mut Vec<(&'a Origin, &'a Figure)>) {
        match &self.made_of {
            MadeOf::Origins(origins) => cells.extend(origins.iter().map(|origin| (origin, self))),
            MadeOf::Of(figures) => figures.iter().for_each(|figure| figure.collect(cells)),
        }
    }

    /// How many figures it is made of; zero for a figure that is made of cells.
    pub fn parts(&self) -> usize {
        match &self.made_of {
            MadeOf::Origins(_) => 0,
            MadeOf::Of(figures) => figures.len(),
        }
    }
}
