//! Which characters the fonts can draw: PDF/A forbids any that they cannot.

use std::collections::BTreeSet;

use typst::text::Font;

/// What stands in the place of a character that cannot be drawn.
const REPLACEMENT: char = '\u{fffd}';

/// Where the fonts lack even the replacement.
const PLAIN_REPLACEMENT: char = '?';

/// The characters that some fonts can draw.
pub(crate) struct Coverage {
    /// Characters of any font.
    any: BTreeSet<char>,
    /// Characters of the first font, in which letters and their marks always meet.
    first: BTreeSet<char>,
}

impl Coverage {
    pub(crate) fn new(fonts: &[Font], first_family: &str) -> Self {
        let mut coverage = Self { any: BTreeSet::new(), first: BTreeSet::new() };
        for font in fonts {
            let own: BTreeSet<char> = characters(font);
            if font.info().family == first_family {
                // A character has to be in every face of the family: strong text needs it as well.
                if coverage.first.is_empty() {
                    coverage.first.clone_from(&own);
                } else {
                    coverage.first.retain(|character| own.contains(character));
                }
            }
            coverage.any.extend(own);
        }
        coverage
    }

    /// The text with what cannot be drawn replaced; invisible characters without effect on shape are left out.
    pub(crate) fn covered(&self, text: &str) -> String {
        self.replaced(text, |character| self.any.contains(&character) || joins(character))
    }

    /// The same with the first font alone, for marks that no font holds together with their letters.
    pub(crate) fn covered_by_first(&self, text: &str) -> String {
        self.replaced(text, |character| self.first.contains(&character))
    }

    /// The characters that cannot be drawn, each once, in order.
    pub(crate) fn uncovered(&self, text: &str) -> Vec<char> {
        let cannot = |character: &char| {
            !self.any.contains(character)
                && !joins(*character)
                && !is_invisible(*character)
                && *character != '\n'
        };
        text.chars().filter(cannot).collect::<BTreeSet<char>>().into_iter().collect()
    }

    fn replaced(&self, text: &str, drawable: impl Fn(char) -> bool) -> String {
        let replacement = if self.first.contains(&REPLACEMENT) { REPLACEMENT } else { PLAIN_REPLACEMENT };
        let replace = |character: char| match character {
            '\n' => Some('\n'),
            character if is_invisible(character) => None,
            character if drawable(character) => Some(character),
            _ => Some(replacement),
        };
        text.chars().filter_map(replace).collect()
    }
}

fn characters(font: &Font) -> BTreeSet<char> {
    font.info().coverage.iter().filter_map(char::from_u32).collect()
}

/// The joiners that scripts of India and Arabic need between letters.
fn joins(character: char) -> bool {
    matches!(character, '\u{200c}' | '\u{200d}')
}

/// Characters without a shape and without an effect that print could show.
fn is_invisible(character: char) -> bool {
    matches!(character,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}'..='\u{206f}'
        | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{ffa0}' | '\u{fff0}'..='\u{fff8}'
        | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}
