//! The words that statements are written and checked with: the program's, with a framework's own thresholds.

use crate::error::Error;
use framework::Framework;
use statements::Lexicon;

/// The words under a framework; without one, those that come with the program.
pub fn lexicon(framework: Option<&Framework>) -> Result<Lexicon, Error> {
    let lexicon = Lexicon::built_in()?;
    match framework {
        Some(framework) => Ok(lexicon.with_proportions(framework.words.thresholds.clone())?),
        None => Ok(lexicon),
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
