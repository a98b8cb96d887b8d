//! The words that statements are written and checked with: the program's, with a framework's own thresholds.

use crate::error::Error;
use evidence::Evidence;
use framework::Framework;
use statements::Lexicon;
use statements::lexicon::MeasureWords;
use std::collections::BTreeMap;

/// The words under a framework; without one, those that come with the program.
pub fn lexicon(framework: Option<&Framework>) -> Result<Lexicon, Error> {
    let lexicon = Lexicon::built_in()?;
    match framework {
        Some(framework) => Ok(lexicon.with_proportions(framework.words.thresholds.clone())?),
        None => Ok(lexicon),
    }
}

/// How much a series of the authority's own matters in a letter: it was added because somebody wants to speak of it.
const OWN_WEIGHT: u8 = 6;

/// The words with names for the series that an authority counts itself, which no file of words can know: each is said and
/// heard as a local figure, so that nobody takes it for a published one.
pub fn with_own(mut lexicon: Lexicon, evidence: &Evidence) -> Lexicon {
    for indicator in evidence.indicators.iter().filter(|indicator| indicator.id.is_local()) {
        let title = spoken(&indicator.name);
        let heard: String = indicator
            .name
            .rsplit_once(" (")
            .map_or(indicator.name.as_str(), |(title, _)| title)
            .chars()
            .map(|one| if one.is_alphanumeric() { one } else { ' ' })
            .collect();
        let heard = heard.split_whitespace().collect::<Vec<_>>().join(" ");
        if heard.is_empty() {
            continue;
        }
        lexicon.measures.push(MeasureWords {
            id: indicator.id.as_str().to_owned(),
            indicators: vec![indicator.id.clone()],
            by_group: BTreeMap::default(),
            of_group: None,
            people: None,
            does: None,
            noun: Some(format!("the local figure for {title}")),
            age: None,
            polarity: Some(indicator.polarity),
            stage: None,
            weight: OWN_WEIGHT,
            hear: vec![format!("local figure for {heard}"), heard],
            hints: Vec::new(),
        });
    }
    lexicon
}

/// A title within a sentence: without its mark, its first letter small unless it begins with a name or an abbreviation.
fn spoken(name: &str) -> String {
    let title = name.rsplit_once(" (").map_or(name, |(title, _)| title);
    let mut letters = title.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if first.is_uppercase() && second.is_lowercase() => {
            first.to_lowercase().chain(title.chars().skip(1)).collect()
        }
        _ => title.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frameworks;

    #[test]
    fn every_shipped_framework_gives_words_that_reach_from_all_to_none() {
        for name in frameworks::built_in_names() {
            let framework = frameworks::load(&name, None).unwrap();
            let lexicon = lexicon(Some(&framework)).unwrap();
            for step in &lexicon.ladder.steps {
                assert!(!step.say.is_empty() && !step.hear.is_empty(), "{name}: {}", step.step);
            }
        }
    }
}
