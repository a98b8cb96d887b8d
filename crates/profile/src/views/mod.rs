//! Views of a few figures side by side: areas on one indicator, one indicator over time, a sparkline.

mod compare;
mod remit;
mod sparkline;
mod trend;

pub use compare::{Compared, ComparedArea, ComparedFigures, compare};
pub use remit::{ComparedOnRemit, FunnelArea, RemitOfArea, UnknownRemit, compare_on_remit};
pub use sparkline::sparkline;
pub use trend::{ControlChart, TrendPoint, TrendView, trend_view};

use evidence::{Evidence, Group, Indicator};

/// How many names a refusal lists.
const LISTED: usize = 8;

/// No indicator is meant by what was asked for, or several may be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.in_words())]
pub struct UnknownIndicator {
    /// What was asked for.
    pub asked: String,
    /// The names that come nearest, the nearest first.
    pub nearest: Vec<String>,
    /// How many indicators have every word that was asked for.
    pub matching: usize,
}

impl UnknownIndicator {
    fn in_words(&self) -> String {
        let UnknownIndicator { asked, nearest, matching } = self;
        let listed = nearest.join("; ");
        match (*matching, nearest.as_slice()) {
            (_, []) => format!("no indicator is called `{asked}`"),
            (0, _) => format!("no indicator is called `{asked}`; the nearest are: {listed}"),
            (matching, _) if matching > nearest.len() => {
                format!("`{asked}` may mean any of {matching} indicators, among them: {listed}")
            }
            _ => format!("`{asked}` may mean any of these: {listed}"),
        }
    }
}

/// An indicator is not published for the group that was asked for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{indicator} is not published for a group called `{asked}`{}", known_groups(.known))]
pub struct UnknownGroup {
    /// What was asked for.
    pub asked: String,
    /// The indicator's name.
    pub indicator: String,
    /// The groups that it is published for, the nearest first.
    pub known: Vec<Group>,
}

fn known_groups(known: &[Group]) -> String {
    let names: Vec<String> = known.iter().take(LISTED).map(|group| format!("`{}`", group.as_str())).collect();
    let more = known.len().saturating_sub(LISTED);
    match (names.as_slice(), more) {
        ([], _) => String::new(),
        (names, 0) => format!("; it is for {}", names.join(", ")),
        (names, more) => format!("; it is for {} and {more} more", names.join(", ")),
    }
}

/// Why a view cannot be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ViewError {
    /// The indicator is not known.
    #[error(transparent)]
    Indicator(#[from] UnknownIndicator),
    /// The group is not known.
    #[error(transparent)]
    Group(#[from] UnknownGroup),
}

/// The words of a name, in small letters: hyphens, brackets and case do not matter.
fn words(name: &str) -> Vec<String> {
    name.to_lowercase()
        .split(|one: char| !one.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The indicator that a person means: its stable name, the publisher's code, what people call it, or words that only
/// one indicator has.
///
/// # Errors
/// Where none is meant, or several may be.
pub fn find_indicator<'e>(evidence: &'e Evidence, asked: &str) -> Result<&'e Indicator, UnknownIndicator> {
    let wanted = asked.trim().to_lowercase();
    let list = &evidence.indicators;
    let by = |matches: &dyn Fn(&Indicator) -> bool| list.iter().find(|indicator| matches(indicator));
    let known = by(&|indicator| indicator.id.as_str() == asked.trim())
        .or_else(|| by(&|indicator| indicator.id.as_str().to_lowercase() == wanted))
        .or_else(|| by(&|indicator| indicator.name.to_lowercase() == wanted))
        .or_else(|| {
            // A publisher's code may stand for several measures: it only tells one apart where it is alone.
            let mut coded = list.iter().filter(|indicator| indicator.code.to_lowercase() == wanted);
            coded.next().filter(|_| coded.next().is_none())
        });
    if let Some(known) = known {
        return Ok(known);
    }
    let wanted_words = words(asked);
    let same: Vec<&Indicator> =
        list.iter().filter(|indicator| words(&indicator.name) == wanted_words).collect();
    if let [one] = same[..] {
        return Ok(one);
    }
    let mut matching: Vec<&Indicator> = list
        .iter()
        .filter(|indicator| !wanted_words.is_empty() && has_words(indicator, &wanted_words))
        .collect();
    if let [one] = matching[..] {
        return Ok(one);
    }
    if matching.is_empty() {
        return Err(UnknownIndicator {
            asked: asked.to_owned(),
            nearest: nearest(list, &wanted),
            matching: 0,
        });
    }
    // The fewer words a name has beside those that were asked for, the likelier it is meant.
    matching.sort_by_key(|indicator| (words(&indicator.name).len(), indicator.id.clone()));
    let listed = matching.iter().take(LISTED).map(|indicator| named(indicator)).collect();
    Err(UnknownIndicator { asked: asked.to_owned(), nearest: listed, matching: matching.len() })
}

/// Whether every word begins a word of the indicator's name or id.
fn has_words(indicator: &Indicator, wanted: &[String]) -> bool {
    let (name, id) = (words(&indicator.name), words(indicator.id.as_str()));
    wanted.iter().all(|wanted| name.iter().chain(&id).any(|word| word.starts_with(wanted.as_str())))
}

/// An indicator as lists name it.
fn named(indicator: &Indicator) -> String {
    format!("{} ({})", indicator.name, indicator.id)
}

/// The indicators whose names share most words with what was asked, then most letters in order.
fn nearest(list: &[Indicator], wanted: &str) -> Vec<String> {
    let wanted_words = words(wanted);
    let mut scored: Vec<(usize, f64, &Indicator)> = list
        .iter()
        .map(|indicator| {
            let name = indicator.name.to_lowercase();
            let id = indicator.id.as_str().to_lowercase();
            let shared =
                wanted_words.iter().filter(|word| name.contains(*word) || id.contains(*word)).count();
            let alike = definitions::likeness(wanted, &id).max(definitions::likeness(wanted, &name));
            (shared, alike, indicator)
        })
        .filter(|(shared, alike, _)| *shared > 0 || *alike > definitions::NEAR)
        .collect();
    scored.sort_by(|a, b| b.0.cmp(&a.0).then(b.1.total_cmp(&a.1)).then(a.2.id.cmp(&b.2.id)));
    scored.into_iter().take(LISTED).map(|(_, _, indicator)| named(indicator)).collect()
}

/// The group of an indicator that a text means: `all` is everybody, another is written as it is published, such as
/// `fsm=eligible; gender=female`, in whatever order and case.
///
/// # Errors
/// Where the indicator is not published for such a group: another group's figure is never given instead.
pub fn find_group(indicator: &Indicator, published: &[Group], asked: &str) -> Result<Group, UnknownGroup> {
    let wanted = characteristics(asked);
    if wanted.is_empty() || wanted == [("all".to_owned(), String::new())] {
        return Ok(Group::all());
    }
    if let Some(group) = published.iter().find(|group| characteristics(group.as_str()) == wanted) {
        return Ok(group.clone());
    }
    let mut known: Vec<(f64, &Group)> =
        published.iter().map(|group| (likeness(asked, group.as_str()), group)).collect();
    known.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    Err(UnknownGroup {
        asked: asked.to_owned(),
        indicator: indicator.name.clone(),
        known: known.into_iter().map(|(_, group)| group.clone()).collect(),
    })
}

/// How near a group is to what was asked for: by its words, or by the whole.
fn likeness(asked: &str, group: &str) -> f64 {
    let asked = asked.to_lowercase();
    let parts = words(group);
    let by_word = parts.iter().map(|word| definitions::likeness(&asked, word)).fold(0.0, f64::max);
    by_word.max(definitions::likeness(&asked, group))
}

/// Names and values of a group's characteristics in small letters, sorted; a text without `=` is a name alone.
fn characteristics(group: &str) -> Vec<(String, String)> {
    let mut parts: Vec<(String, String)> = group
        .split(';')
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(|part| {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            (name.trim().to_lowercase(), value.trim().to_lowercase())
        })
        .collect();
    parts.sort();
    parts
}
