//! Phrases with places in braces, filled with values: titles, labels and captions come from data files.

/// A phrase that could not be filled.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WordsError {
    /// A place nothing is known for.
    #[error("the phrase “{phrase}” has a place {{{place}}} that is not known here; known are {known}")]
    UnknownPlace {
        /// The phrase, shortened.
        phrase: String,
        /// The place.
        place: String,
        /// The places known here.
        known: String,
    },
    /// A brace without its partner.
    #[error("the phrase “{phrase}” has an opening brace without a closing one")]
    OpenBrace {
        /// The phrase, shortened.
        phrase: String,
    },
}

/// Puts the values into the places of a phrase. What is put in is never read for places again.
pub fn fill(phrase: &str, values: &[(&str, &str)]) -> Result<String, WordsError> {
    let short = || phrase.chars().take(80).collect::<String>();
    let mut filled = String::with_capacity(phrase.len() + 16);
    let mut rest = phrase;
    while let Some((before, after)) = rest.split_once('{') {
        let (place, after) =
            after.split_once('}').ok_or_else(|| WordsError::OpenBrace { phrase: short() })?;
        let Some((_, value)) = values.iter().find(|(name, _)| *name == place) else {
            let known = values.iter().map(|(name, _)| format!("{{{name}}}")).collect::<Vec<_>>().join(", ");
            let place = place.chars().take(40).collect();
            return Err(WordsError::UnknownPlace { phrase: short(), place, known });
        };
        filled.push_str(before);
        filled.push_str(value);
        rest = after;
    }
    filled.push_str(rest);
    Ok(filled)
}

/// A count with commas between its thousands: 641,070.
pub fn thousands(count: u64) -> String {
    let digits = count.to_string();
    let mut written = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            written.push(',');
        }
        written.push(digit);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_go_into_their_places_and_are_not_read_again() {
        let filled = fill("{a} and {b}", &[("a", "{b}"), ("b", "two")]).unwrap();
        assert_eq!(filled, "{b} and two");
    }

    #[test]
    fn counts_are_written_with_commas_between_thousands() {
        assert_eq!([0, 999, 1_000, 641_070].map(thousands), ["0", "999", "1,000", "641,070"]);
    }

    #[test]
    fn an_unknown_place_is_named_with_the_known_ones() {
        let message = fill("In {aera}", &[("area", "x"), ("year", "y")]).unwrap_err().to_string();
        assert_eq!(
            message,
            "the phrase “In {aera}” has a place {aera} that is not known here; known are {area}, {year}"
        );
        assert!(fill("In {area", &[("area", "x")]).is_err());
    }
}
