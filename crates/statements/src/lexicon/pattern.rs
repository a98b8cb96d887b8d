//! Phrases with alternatives: `five (or more)? gcses at (grades|grade)? a* to c` stands for all it can become.

/// A phrase may stand for at most this many; a dozen optional words would already be thousands.
const EXPANSIONS_MAX: usize = 512;

/// Brackets may be nested at most this deep.
const DEPTH_MAX: usize = 4;

/// Why a phrase cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PatternError {
    /// A bracket is missing.
    #[error("has a bracket without its partner")]
    Unbalanced,
    /// Too many.
    #[error("stands for more than {EXPANSIONS_MAX} phrases; split it")]
    TooMany,
    /// Too deep.
    #[error("nests brackets more than {DEPTH_MAX} deep")]
    TooDeep,
    /// Nothing left.
    #[error("can be empty")]
    Empty,
}

/// All phrases that a pattern stands for. `(a|b)` is a choice, `(a)?` and a letter before `?` may be left out.
pub fn expansions(pattern: &str) -> Result<Vec<String>, PatternError> {
    let chars: Vec<char> = pattern.chars().collect();
    let (found, end) = alternatives(&chars, 0, 0)?;
    if end != chars.len() {
        return Err(PatternError::Unbalanced);
    }
    let mut phrases: Vec<String> =
        found.iter().map(|text| text.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    phrases.sort();
    phrases.dedup();
    if phrases.iter().any(String::is_empty) {
        return Err(PatternError::Empty);
    }
    Ok(phrases)
}

/// Reads `a|b|c` up to a closing bracket or the end.
fn alternatives(chars: &[char], mut at: usize, depth: usize) -> Result<(Vec<String>, usize), PatternError> {
    if depth > DEPTH_MAX {
        return Err(PatternError::TooDeep);
    }
    let mut all: Vec<String> = Vec::new();
    let mut current: Vec<String> = vec![String::new()];
    while at < chars.len() {
        match chars[at] {
            '(' => {
                let (mut inner, end) = alternatives(chars, at + 1, depth + 1)?;
                if chars.get(end) != Some(&')') {
                    return Err(PatternError::Unbalanced);
                }
                at = end + 1;
                if chars.get(at) == Some(&'?') {
                    inner.push(String::new());
                    at += 1;
                }
                current = joined(&current, &inner)?;
            }
            ')' if depth == 0 => return Err(PatternError::Unbalanced),
            ')' => break,
            '|' => {
                all.append(&mut current);
                current = vec![String::new()];
                at += 1;
            }
            letter if chars.get(at + 1) == Some(&'?') => {
                current = joined(&current, &[letter.to_string(), String::new()])?;
                at += 2;
            }
            letter => {
                current.iter_mut().for_each(|text| text.push(letter));
                at += 1;
            }
        }
    }
    all.append(&mut current);
    if all.len() > EXPANSIONS_MAX { Err(PatternError::TooMany) } else { Ok((all, at)) }
}

/// Every beginning with every ending.
fn joined(beginnings: &[String], endings: &[String]) -> Result<Vec<String>, PatternError> {
    if beginnings.len() * endings.len() > EXPANSIONS_MAX {
        return Err(PatternError::TooMany);
    }
    Ok(beginnings.iter().flat_map(|a| endings.iter().map(move |b| format!("{a}{b}"))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn alternatives_and_options_are_written_out() {
        assert_eq!(expansions("a (b|c)? d").unwrap(), ["a b d", "a c d", "a d"]);
        assert_eq!(expansions("(x|y (z)?)").unwrap(), ["x", "y", "y z"]);
        assert_eq!(expansions("homes?").unwrap(), ["home", "homes"]);
    }

    #[test]
    fn a_phrase_that_is_wrong_says_how() {
        assert_eq!(expansions("a (b"), Err(PatternError::Unbalanced));
        assert_eq!(expansions("a b)"), Err(PatternError::Unbalanced));
        assert_eq!(expansions("(a)?"), Err(PatternError::Empty));
        assert_eq!(expansions(&"(a|b)".repeat(12)), Err(PatternError::TooMany));
        assert_eq!(expansions("((((((a))))))"), Err(PatternError::TooDeep));
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "[a-c()|? ]{0,40}") {
            let _ = expansions(&text);
        }
    }
}
