//! The words that statements are written and checked with: the program's, with a framework's own ladder of
//! proportions and its own limits between "in line with", "slightly higher" and "much higher".

use crate::error::Error;
use framework::Framework;
use framework::words::{ProportionWord, Words};
use statements::lexicon::{LadderStep, expansions};
use statements::{Ladder, Lexicon};

/// The words under a framework; without one, those that come with the program.
pub fn lexicon(framework: Option<&Framework>) -> Result<Lexicon, Error> {
    let mut lexicon = Lexicon::built_in()?;
    let Some(framework) = framework else { return Ok(lexicon) };
    let words = &framework.words;
    let comparisons = &words.comparisons;
    // Rates and money have no percentage points: their limits stay the program's.
    let points = &mut lexicon.tolerances.points;
    points.similar = comparisons.in_line_within;
    points.slight = comparisons.slightly_up_to;
    points.much = comparisons.much_from;
    points.level = comparisons.unchanged_within;
    points.moved_slight = comparisons.moved_slightly_up_to;
    points.moved_much = comparisons.moved_sharply_from;
    lexicon.tolerances.steady_from_steps = comparisons.steady_steps;
    let ladder = ladder(words, &lexicon.ladder);
    Ok(lexicon.with_ladder(ladder)?)
}

/// The framework's ladder, said in the program's ways where it knows the words.
fn ladder(words: &Words, known: &Ladder) -> Ladder {
    let steps: Vec<LadderStep> = words.proportions.iter().map(|word| step(word, words, known)).collect();
    let vague =
        known.vague.iter().filter(|vague| steps.iter().all(|step| step.id != vague.id)).cloned().collect();
    Ladder {
        counted_up_to: words.small_group_up_to,
        borderline: words.comparisons.borderline_within,
        steps,
        vague,
    }
}

fn step(word: &ProportionWord, words: &Words, known: &Ladder) -> LadderStep {
    let id = word.word.replace(' ', "-");
    let (mut say, mut hear) = match known.named(&id) {
        Some(step) => (step.say.clone(), step.hear.clone()),
        None => (vec![format!("{} of {{things}}", word.word)], vec![heard(&word.word)]),
    };
    let said = |hear: &[String], word: &String| {
        hear.iter().any(|pattern| expansions(pattern).is_ok_and(|ways| ways.contains(word)))
    };
    for also in &word.also {
        if !said(&hear, also) {
            hear.push(heard(also));
        }
    }
    // What the framework gives to another word is not this one any more: "most" may be a step of its own.
    let others: Vec<&str> = words
        .proportions
        .iter()
        .filter(|other| other.word != word.word)
        .flat_map(|other| std::iter::once(&other.word).chain(&other.also))
        .map(String::as_str)
        .collect();
    say.retain(|way| !others.contains(&way.trim_end_matches(" {things}").trim_end_matches(" of")));
    hear.retain(|pattern| {
        !expansions(pattern).is_ok_and(|ways| ways.iter().any(|way| others.contains(&way.as_str())))
    });
    LadderStep { id, from: word.begins, above: !word.inclusive, say, hear }
}

fn heard(word: &str) -> String {
    format!("{word}( of)?( the)?")
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
            for percent in [100.0, 97.0, 80.0, 65.0, 51.0, 50.0, 35.0, 20.0, 4.0, 0.5, 0.0] {
                let step = lexicon.ladder.step(percent).unwrap();
                assert_eq!(
                    step.id,
                    framework.words.proportion_of_percent(percent).word.word.replace(' ', "-")
                );
                assert!(!step.say.is_empty() && !step.hear.is_empty(), "{name}: {}", step.id);
            }
        }
    }

    #[test]
    fn a_ladder_of_other_words_takes_them_over() {
        let text = frameworks::built_in("england-2011").unwrap();
        let start = text.find("ladder = [").unwrap();
        let end = start + text[start..].find("\n]").unwrap() + 2;
        // Education Scotland's ladder: almost all above 90, most from 75, a majority from 50, less than half from 15.
        let scottish = r#"ladder = [
  { word = "all", from = 100 },
  { word = "almost all", above = 90 },
  { word = "most", from = 75 },
  { word = "majority", from = 50 },
  { word = "less than half", from = 15 },
  { word = "few", above = 0 },
  { word = "none", from = 0 },
]"#;
        let text = format!("{}{scottish}{}", &text[..start], &text[end..]);
        let vocabulary = ingest::vocabulary::builtin();
        let names = framework::Names::of_vocabulary(&vocabulary);
        let framework = Framework::check("scottish.toml", &text, &names).unwrap();
        let lexicon = lexicon(Some(&framework)).unwrap();
        assert_eq!(lexicon.ladder.step(80.0).unwrap().id, "most");
        assert_eq!(lexicon.ladder.step(30.0).unwrap().say, ["less than half of {things}"]);
        assert!(lexicon.ladder.vague.iter().all(|vague| vague.id != "less-than-half"));
    }
}
