//! Views of a few figures side by side: areas on one indicator, one indicator over time, a sparkline.

mod compare;
mod sparkline;
mod trend;

pub use compare::{Compared, ComparedArea, compare};
pub use sparkline::sparkline;
pub use trend::{TrendPoint, TrendView, trend_view};

use evidence::{Evidence, Group, Indicator};

/// No indicator is meant by what was asked for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no indicator is called `{asked}`{}", nearest_in_words(.nearest))]
pub struct UnknownIndicator {
    /// What was asked for.
    pub asked: String,
    /// The nearest names, the nearest first.
    pub nearest: Vec<String>,
}

fn nearest_in_words(nearest: &[String]) -> String {
    match nearest {
        [] => String::new(),
        names => format!("; the nearest are: {}", names.join("; ")),
    }
}

/// The indicator that a person means: its stable name, the publisher's code, or what people call it.
pub fn find_indicator<'e>(evidence: &'e Evidence, asked: &str) -> Result<&'e Indicator, UnknownIndicator> {
    let wanted = asked.trim().to_lowercase();
    let list = &evidence.indicators;
    let by = |matches: &dyn Fn(&Indicator) -> bool| list.iter().find(|indicator| matches(indicator));
    by(&|indicator| indicator.id.as_str() == asked.trim())
        .or_else(|| by(&|indicator| indicator.id.as_str().to_lowercase() == wanted))
        .or_else(|| by(&|indicator| indicator.name.to_lowercase() == wanted))
        .or_else(|| {
            // A publisher's code may stand for several measures: it only tells one apart where it is alone.
            let mut coded = list.iter().filter(|indicator| indicator.code.to_lowercase() == wanted);
            coded.next().filter(|_| coded.next().is_none())
        })
        .ok_or_else(|| UnknownIndicator { asked: asked.to_owned(), nearest: nearest(list, &wanted) })
}

/// The five indicators whose names share most words with what was asked, then most letters in order.
fn nearest(list: &[Indicator], wanted: &str) -> Vec<String> {
    let words: Vec<&str> = wanted.split_whitespace().collect();
    let mut scored: Vec<(usize, f64, &Indicator)> = list
        .iter()
        .map(|indicator| {
            let name = indicator.name.to_lowercase();
            let id = indicator.id.as_str().to_lowercase();
            let shared = words.iter().filter(|word| name.contains(**word) || id.contains(**word)).count();
            let alike = definitions::likeness(wanted, &id).max(definitions::likeness(wanted, &name));
            (shared, alike, indicator)
        })
        .filter(|(shared, alike, _)| *shared > 0 || *alike > definitions::NEAR)
        .collect();
    scored.sort_by(|a, b| b.0.cmp(&a.0).then(b.1.total_cmp(&a.1)).then(a.2.id.cmp(&b.2.id)));
    let shown = |indicator: &Indicator| format!("{} ({})", indicator.name, indicator.id);
    scored.into_iter().take(5).map(|(_, _, indicator)| shown(indicator)).collect()
}

/// The group that is meant by a text: everybody where none is given.
pub fn group_of(asked: Option<&str>) -> Group {
    asked.map_or_else(Group::all, |text| {
        let parts = text.split(';').map(str::trim).filter(|part| !part.is_empty());
        Group::of(
            parts.filter_map(|part| part.split_once('=')).map(|(name, value)| (name.trim(), value.trim())),
        )
    })
}
