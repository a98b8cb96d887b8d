//! What `sources/series.toml` may say, and mistakes in it.

use crate::model::BreakKind;
use definitions::{At, Mistake, shortened};
use evidence::Which;
use schemars::JsonSchema;
use serde::Deserialize;

/// The file.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SeriesFile {
    /// Words of a period's label that say that its figures are provisional.
    pub provisional: Vec<String>,
    /// Measures that are published more than once, or that continue each other.
    #[serde(default)]
    pub series: Vec<SeriesRule>,
    /// Where series break.
    #[serde(default)]
    pub breaks: Vec<BreakRule>,
}

/// A measure that is published more than once.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SeriesRule {
    /// Its name: `permanent-exclusions`.
    pub id: At<String>,
    /// What people call it.
    pub title: String,
    /// Its members. Of members that reach to the same period the first is used.
    pub members: Vec<MemberRule>,
    /// Whether figures of different members may be compared; if not, the series breaks where the member changes.
    pub comparable: bool,
    /// Why they are one series and how far they agree, in a sentence.
    pub reason: String,
}

/// A measure as one publication has it.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct MemberRule {
    /// The indicator's stable name; `*` stands for any letters.
    pub indicator: At<String>,
    /// The group, where it is not everybody: `fsm=eligible`.
    #[serde(default = "everybody")]
    pub group: String,
}

fn everybody() -> String {
    "all".to_owned()
}

/// Where series break.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct BreakRule {
    /// Its name.
    pub id: At<String>,
    /// Of which indicators.
    pub of: At<Which>,
    /// What kind of break it is.
    pub kind: BreakKind,
    /// The year in which the first period after the break ends (2017 for 2016/17).
    pub from: Option<i16>,
    /// The year in which the last such period ends, where those from `from` on stand apart only until then.
    pub until: Option<i16>,
    /// Why nothing is compared across it, in plain words.
    pub reason: String,
    /// Who says so.
    pub source: String,
}

impl SeriesFile {
    /// What is wrong with what the file says.
    pub fn mistakes(&self) -> Vec<Mistake> {
        let mut mistakes = Vec::new();
        let ids = self.series.iter().map(|rule| &rule.id).chain(self.breaks.iter().map(|rule| &rule.id));
        let mut known: Vec<&str> = Vec::new();
        for id in ids {
            if known.contains(&id.as_str()) {
                let message = format!("two rules are called `{}`", shortened(id));
                mistakes.push(Mistake::new("twice", id.span(), message, "the name of another rule"));
            }
            known.push(id);
        }
        let mut members: Vec<(&str, &str)> = Vec::new();
        for member in self.series.iter().flat_map(|series| &series.members) {
            let this = (member.indicator.as_str(), member.group.as_str());
            if members.contains(&this) {
                let message = format!("`{}` belongs to two series", shortened(this.0));
                mistakes.push(Mistake::new("twice", member.indicator.span(), message, "a member already"));
            }
            members.push(this);
        }
        for series in self.series.iter().filter(|series| series.members.len() < 2) {
            let message = format!("the series `{}` has fewer than two members", shortened(&series.id));
            mistakes.push(Mistake::new("incomplete", series.id.span(), message, "two were expected"));
        }
        for rule in &self.breaks {
            mistakes.extend(rule.mistake());
        }
        mistakes
    }
}

impl BreakRule {
    fn mistake(&self) -> Option<Mistake> {
        let wrong =
            |message: String, label: &str| Some(Mistake::new("incomplete", self.id.span(), message, label));
        let id = shortened(&self.id);
        if self.of.is_empty() {
            return wrong(
                format!("`{id}` says of no figures that they break"),
                "`ids`, `topics` or `words` were expected",
            );
        }
        match (self.kind, self.from, self.until) {
            (BreakKind::CentredEachYear, None, None) => None,
            (BreakKind::CentredEachYear, _, _) => {
                wrong(format!("`{id}` holds for every year"), "neither `from` nor `until` belongs to it")
            }
            (_, None, _) => wrong(format!("`{id}` does not say from when"), "`from` was expected"),
            (BreakKind::Gap, Some(_), None) => {
                wrong(format!("`{id}` does not say how long the gap is"), "`until` was expected")
            }
            (_, Some(from), Some(until)) if until < from => {
                wrong(format!("`{id}` ends before it begins"), "`until` is earlier than `from`")
            }
            _ => None,
        }
    }
}
