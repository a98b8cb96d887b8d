//! The unit that the name of a figure tells, from `sources/units.toml`.

use definitions::{Format, Loader};
use evidence::Unit;
use schemars::JsonSchema;
use serde::Deserialize;
use std::sync::LazyLock;

/// The file as it was when the program was built.
const BUILT_IN: &str = include_str!("../../../../sources/units.toml");

/// Words that tell units.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Rules {
    units: Vec<Rule>,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Rule {
    #[schemars(with = "String")]
    unit: Unit,
    words: Vec<String>,
}

static RULES: LazyLock<Rules> = LazyLock::new(|| {
    Loader::new(Format::new("units", "the words that tell units"))
        .read("sources/units.toml", BUILT_IN)
        .expect("the built-in rules are part of the program and read by its tests")
});

/// The unit of a figure of some name; `whole` says that all its numbers are whole. Of a name in parts, as headings in
/// several rows make one (`by placement: Percentages: Foster care`), the last part that tells a unit decides.
pub fn unit_of(name: &str, whole: bool) -> Unit {
    let told = name.rsplit(": ").find_map(told);
    told.unwrap_or(if whole { Unit::Number } else { Unit::Score })
}

fn told(part: &str) -> Option<Unit> {
    let words = format!(" {} ", words(part).join(" "));
    let fits = |rule: &&Rule| rule.words.iter().any(|word| words.contains(&format!(" {word} ")));
    RULES.units.iter().find(fits).map(|rule| rule.unit)
}

/// Whether a name has one of some words in it, or several that stand together.
pub fn has_any(name: &str, wanted: &[String]) -> bool {
    let words = format!(" {} ", words(name).join(" "));
    wanted.iter().any(|word| words.contains(&format!(" {} ", self::words(word).join(" "))))
}

/// The words of a name in small letters.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    let mut before: Option<char> = None;
    for c in name.chars() {
        let begins = match before {
            Some(before) => {
                (before.is_lowercase() && c.is_uppercase())
                    || (before.is_ascii_digit() != c.is_ascii_digit() && before.is_alphanumeric())
            }
            None => false,
        };
        if (begins || !c.is_alphanumeric()) && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if c == '%' {
            words.push("percent".to_owned());
        } else if c == '£' {
            words.push("pounds".to_owned());
        } else if c.is_alphanumeric() {
            word.extend(c.to_lowercase());
        }
        before = Some(c);
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_published_figures_tell_their_units() {
        for (name, unit) in [
            ("%CINAtDisabled", Unit::Percent),
            ("IAs%OfReferrals", Unit::Percent),
            ("CL_Act_EET17&18_pc", Unit::Percent),
            ("gld_percent", Unit::Percent),
            ("Percentage of children permanently excluded", Unit::Percent),
            ("CINAtRatePer10k", Unit::Rate),
            ("Anypoint_episodes_rate", Unit::Rate),
            ("Rate per 10,000 Children in Need", Unit::Rate),
            ("IAsMedian", Unit::Score),
            ("CPP25thPercentile", Unit::Score),
            ("Average score per child", Unit::Score),
            ("number_of_children", Unit::Number),
            ("CLA_Mar", Unit::Number),
            ("Children generated", Unit::Number),
            ("by placement, number and percentage: Percentages: Foster care", Unit::Percent),
            ("the number and percentage adopted: Number of children", Unit::Number),
            ("Other public provision (e.g. by a PCT etc)", Unit::Number),
        ] {
            assert_eq!(unit_of(name, true), unit, "{name}");
        }
        assert_eq!(unit_of("Overall", false), Unit::Score);
        assert!(has_any("CLA_NetGain ", &["net gain".to_owned()]));
        assert!(!has_any("Exchange", &["change".to_owned()]));
    }
}
