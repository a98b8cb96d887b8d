//! The Department for Education's benchmarking tool: values in Parquet, a dictionary of what they are, and the
//! workbooks of statistical neighbours, read straight into evidence.
//!
//! These files have readers of their own because they are large, belong together, and are asked for at the command
//! line without a snapshot. What their columns are called and what their words mean is in `sources/formats/lait-*.toml`,
//! `sources/formats/neighbours.toml` and `sources/lait.toml`, as for every other format.
//!
//! The values name a measure by `Short Desc`, which is `Measure_short` in the dictionary, letter for letter. Twelve
//! short names stand in the dictionary twice under two names and topics, and the tool shows both: they become two
//! indicators of the same values. Should a measure, place and period ever come twice, the earlier row stands.

pub mod dictionary;
mod files;
pub mod periods;
mod releases;
pub mod rules;
pub mod values;

pub use files::{Pending, join, read, read_table};

use crate::calendar::Released;
use dictionary::{Dictionary, Measure};
use evidence::{
    CellForm, CellPlace, EvidenceBuilder, FormIndex, Group, Indicator, IndicatorId, IndicatorIndex,
    Observations, PeriodIndex, PlaceIndex, Polarity, PublishedValue, ReleaseIndex, SourceIndex, TextForm,
    Unit,
};
use rayon::prelude::*;
use releases::Releases;
use values::Part;

/// Adds what was read of the values to a part of the evidence. `column` is the heading that they stand under.
pub fn observe(
    parts: Vec<Part>,
    column: &str,
    dictionary: &Dictionary,
    source: SourceIndex,
    releases: &Releases<'_>,
    builder: &mut EvidenceBuilder,
) {
    let all = builder.group(Group::all());
    let parts: Vec<(Part, PartMeanings)> = parts
        .into_iter()
        .map(|part| {
            let meanings = PartMeanings::new(&part, column, dictionary, releases, builder);
            (part, meanings)
        })
        .collect();
    let gathered: Vec<Observations> = parts
        .into_par_iter()
        .map(|(part, meanings)| {
            let observations = Observations::with_capacity(part.rows.len());
            let mut gathered = Gathered { observations, all, source };
            gathered.take(&part, &meanings, 0);
            let most = meanings.measures.iter().map(|measure| measure.indicators.len()).max().unwrap_or(0);
            for nth in 1..most {
                gathered.take(&part, &meanings, nth);
            }
            gathered.observations
        })
        .collect();
    for observations in gathered {
        builder.observe_all(observations);
    }
}

/// What a short name of a part stands for in the evidence.
struct MeasureMeaning {
    /// Its indicators: one, or two where the dictionary names it twice.
    indicators: Vec<IndicatorIndex>,
    /// For each period of the part: its position, the day from which it was known, and how that is known.
    periods: Vec<(PeriodIndex, i32, ReleaseIndex)>,
}

/// What the positions of a part stand for in the evidence.
struct PartMeanings {
    measures: Vec<MeasureMeaning>,
    places: Vec<PlaceIndex>,
    forms: Vec<FormIndex>,
}

impl PartMeanings {
    fn new(
        part: &Part,
        column: &str,
        dictionary: &Dictionary,
        releases: &Releases<'_>,
        builder: &mut EvidenceBuilder,
    ) -> PartMeanings {
        let measures = part.measures.list.iter().map(|short| {
            let described = dictionary.measures.get(short).map(Vec::as_slice).unwrap_or_default();
            let year_type = described.first().and_then(|measure| measure.year_type);
            let mut periods = Vec::with_capacity(part.periods.list.len());
            let released = releases.of_measure(short, described.first());
            for label in &part.periods.list {
                let period = periods::read(label, year_type);
                let Released { day, release } = released.of(&period);
                periods.push((
                    builder.period(period),
                    evidence::date::to_days(day),
                    builder.release(release),
                ));
            }
            MeasureMeaning { indicators: indicators(short, described, builder), periods }
        });
        let measures = measures.collect();
        let form = |text: &TextForm| CellForm { column: column.to_owned(), text: text.clone() };
        PartMeanings {
            measures,
            places: part.places.list.iter().map(|place| builder.place(*place)).collect(),
            forms: part.forms.list.iter().map(|text| builder.cell_form(form(text))).collect(),
        }
    }
}

fn indicators(short: &str, described: &[Measure], builder: &mut EvidenceBuilder) -> Vec<IndicatorIndex> {
    if described.is_empty() {
        return vec![builder.indicator(undescribed(short))];
    }
    described.iter().map(|measure| builder.indicator(measure.indicator.clone())).collect()
}

/// A measure that the dictionary does not describe: nothing is known of it but its values.
fn undescribed(short: &str) -> Indicator {
    Indicator {
        id: IndicatorId(format!("{}{short}", dictionary::PREFIX)),
        name: short.to_owned(),
        code: String::new(),
        topic: String::new(),
        polarity: Polarity::Neither,
        unit: Unit::Score,
        unit_label: String::new(),
        decimals: 1,
        banded: true,
        current: false,
        order: u32::MAX,
    }
}

struct Gathered {
    observations: Observations,
    all: evidence::GroupIndex,
    source: SourceIndex,
}

impl Gathered {
    /// Adds the rows of a part whose measure has an `nth` indicator.
    fn take(&mut self, part: &Part, meanings: &PartMeanings, nth: usize) {
        for (at, (measure, period, place)) in part.keys.iter().enumerate() {
            let measure = &meanings.measures[usize::from(*measure)];
            let Some(indicator) = measure.indicators.get(nth) else { continue };
            let (period, known_from, release) = measure.periods[usize::from(*period)];
            self.observations.push_value(&PublishedValue {
                indicator: *indicator,
                place: meanings.places[usize::from(*place)],
                period,
                group: self.all,
                value: part.values[at],
                known_from,
                release,
                cell: CellPlace {
                    source: self.source,
                    row: part.rows[at],
                    form: meanings.forms[part.written[at] as usize],
                },
            });
        }
    }
}

#[cfg(test)]
mod tests;
