//! Checks of the words for proportions and comparisons, of robustness and of the letter.

use super::Checker;
use crate::file::{LetterSectionFile, ProportionWordFile};
use crate::letter::LaterLegalNotice;
use crate::model::{Letter, LetterSection, Robustness};
use crate::words::Words;
use definitions::Mistake;
use profile::Proportions;
use profile::proportions::{Begins, Differences, Ladder, SmallGroups, Step};

/// More draws than this are refused: they would only cost time.
const MOST_DRAWS: u32 = 100_000;

impl Checker<'_> {
    pub(super) fn words(&mut self) -> Option<Words> {
        let file = &self.file.words;
        let builtin = Proportions::builtin();
        let ladder = match &file.proportions.ladder {
            Some(words) => self.ladder(words)?,
            None => builtin.ladder,
        };
        let always_count = file.small_groups.always_count.get_ref().clone();
        if !self.countings.iter().any(|counting| counting.id == always_count) {
            let valid: Vec<String> = self.countings.iter().map(|counting| counting.id.clone()).collect();
            let message = format!("there is no way of counting called `{always_count}`");
            let span = file.small_groups.always_count.span();
            self.wrong(
                Mistake::new("unknown-name", span, message, "not declared under `[[counting]]`")
                    .nearest(&always_count, valid.iter().map(String::as_str)),
            );
        }
        let c = &file.comparisons;
        for pair in [
            [&c.in_line_within, &c.slightly_up_to, &c.much_from],
            [&c.unchanged_within, &c.moved_slightly_up_to, &c.moved_sharply_from],
        ] {
            if !(0.0 <= **pair[0] && **pair[0] <= **pair[1] && **pair[1] < **pair[2]) {
                let message = "these three must grow: none, then slight, then much";
                self.wrong(Mistake::new("words", pair[2].span(), message, "not in order"));
            }
        }
        let mut limits = builtin.limits;
        limits.borderline_within = *c.borderline_within;
        limits.steady_steps = *c.steady_steps;
        Some(Words {
            thresholds: Proportions {
                ladder,
                small_groups: SmallGroups { up_to: *file.small_groups.up_to, always_count },
                points: Differences {
                    in_line_within: *c.in_line_within,
                    slightly_up_to: *c.slightly_up_to,
                    much_from: *c.much_from,
                    unchanged_within: *c.unchanged_within,
                    moved_slightly_up_to: *c.moved_slightly_up_to,
                    moved_sharply_from: *c.moved_sharply_from,
                },
                // Rates and money have no percentage points: their limits stay the program's.
                relative: builtin.relative,
                few: builtin.few,
                limits,
            },
            proportions_backing: backing!(file.proportions),
            small_groups_backing: backing!(file.small_groups),
            comparisons_backing: backing!(c),
        })
    }

    /// The framework's own words for shares; none where they have a mistake.
    fn ladder(&mut self, words: &[ProportionWordFile]) -> Option<Ladder> {
        let steps = self.steps(words);
        match (words.last(), steps.last()) {
            // Where a step is out of order, that is among the mistakes already.
            (Some(_), Some(last)) if last.begins.is_reached_by(0.0) => Ladder::new(steps).ok(),
            (last, _) => {
                let span = last.map_or(0..0, |last| last.word.span());
                let message =
                    "the lowest word for a share must begin `from = 0`, or some shares have no word";
                self.wrong(Mistake::new("words", span, message, "shares below this have no word"));
                None
            }
        }
    }

    /// The words of a ladder as far as they are sound, each lower than the one before.
    fn steps(&mut self, words: &[ProportionWordFile]) -> Vec<Step> {
        let mut steps: Vec<Step> = Vec::new();
        for word in words {
            let begins = match (&word.from, &word.above) {
                (Some(from), None) => Begins::From(**from),
                (None, Some(above)) => Begins::Above(**above),
                _ => {
                    let message =
                        format!("`{}` begins either `from` a share or `above` it", word.word.get_ref());
                    self.wrong(Mistake::new("words", word.word.span(), message, "say one of the two"));
                    continue;
                }
            };
            let share = begins.share();
            if !(0.0..=100.0).contains(&share) {
                let message =
                    format!("`{}` begins at {share} %, but shares are 0 to 100 %", word.word.get_ref());
                self.wrong(Mistake::new("words", word.word.span(), message, "out of range"));
            }
            // “above 50” stands over “from 50”.
            if steps.last().is_some_and(|last| !begins.is_below(last.begins)) {
                let message = format!("`{}` must begin lower than the word before it", word.word.get_ref());
                let label = "the ladder goes from the largest share to the smallest";
                self.wrong(Mistake::new("words", word.word.span(), message, label));
            }
            let also = word.also.iter().map(|also| also.get_ref().clone()).collect();
            steps.push(Step { word: word.word.get_ref().clone(), also, begins });
        }
        steps
    }

    pub(super) fn robustness(&mut self) -> Robustness {
        let file = &self.file.robustness;
        for step in [&file.step_percent, &file.step_points, &file.step_other] {
            if **step <= 0.0 {
                let message = "a step must be greater than zero";
                self.wrong(Mistake::new("robustness", step.span(), message, "not a step"));
            }
        }
        if *file.draws > MOST_DRAWS {
            let message = format!("at most {MOST_DRAWS} draws are made");
            self.wrong(Mistake::new("robustness", file.draws.span(), message, "too many"));
        }
        if !(0.0 <= *file.uncertain_below
            && *file.uncertain_below <= *file.robust_from
            && *file.robust_from <= 100.0)
        {
            let message =
                "`uncertain-below` may not be greater than `robust-from`, and both are shares in per cent";
            self.wrong(Mistake::new("robustness", file.robust_from.span(), message, "not in order"));
        }
        Robustness {
            step_percent: *file.step_percent,
            step_points: *file.step_points,
            step_other: *file.step_other,
            draws: *file.draws,
            seed: *file.seed,
            robust_from: *file.robust_from,
            uncertain_below: *file.uncertain_below,
            backing: backing!(file),
        }
    }

    /// The letter, whose texts may only name what stands for something in it.
    pub(super) fn letter(&mut self) -> Letter {
        let letter = &self.file.letter;
        let texts = [&letter.title, &letter.subject, &letter.legal_notice];
        let places = ["area", "year", "as_at"];
        let unknown: Vec<String> = texts
            .into_iter()
            .chain(letter.later_legal_notice.iter().map(|later| &later.text))
            .chain(&letter.how_reached)
            .chain(&letter.opening)
            .chain(&letter.reconstruction_notice)
            .flat_map(|text| places_of(text))
            .filter(|place| !places.contains(&place.as_str()))
            .collect();
        for place in unknown {
            let at = self.text.find(&format!("{{{place}}}")).unwrap_or(0);
            let message = format!("`{{{place}}}` stands for nothing in a letter");
            let span = at..at + place.len() + 2;
            self.wrong(Mistake::new("letter", span, message, "not known here").nearest(&place, places));
        }
        Letter {
            title: letter.title.clone(),
            subject: letter.subject.clone(),
            how_reached: letter.how_reached.clone(),
            opening: letter.opening.clone(),
            sections: letter.sections.iter().map(section).collect(),
            order: letter.order.clone(),
            reconstruction_notice: letter.reconstruction_notice.clone(),
            later_legal_notice: letter
                .later_legal_notice
                .as_ref()
                .map(|later| LaterLegalNotice { from: later.from, text: later.text.clone() }),
            legal_notice: letter.legal_notice.clone(),
        }
    }
}

fn section(file: &LetterSectionFile) -> LetterSection {
    LetterSection { kind: file.holds, title: file.title.clone(), introduction: file.introduction.clone() }
}

/// The names in braces of a text.
fn places_of(text: &str) -> Vec<String> {
    let parts = text.split('{').skip(1);
    parts.filter_map(|part| part.split_once('}')).map(|(place, _)| definitions::shortened(place)).collect()
}
