//! The two strings of the model that come from outside: running text and link targets.
//!
//! This is the only place where characters are taken out: whatever a renderer receives is already fit for
//! XML 1.0, HTML and PDF.

use serde::{Serialize, Serializer};

/// Running text, fit to be written into any of the formats.
///
/// Characters that XML 1.0 or HTML forbid (controls, noncharacters) become U+FFFD, so that a reader sees that
/// something stood there; line ends and tabs become a space; controls that change the direction of writing are
/// left out, because they can make a sentence show other words than it holds, and the direction of Hebrew or
/// Arabic letters follows from the letters themselves.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Text(String);

impl Text {
    /// Cleans `raw`; never fails, and cleaning twice changes nothing more.
    pub fn new(raw: impl AsRef<str>) -> Self {
        let mut clean = String::with_capacity(raw.as_ref().len());
        for character in raw.as_ref().chars() {
            match replacement(character) {
                Some(' ') if clean.ends_with(' ') => {}
                Some(kept) => clean.push(kept),
                None => {}
            }
        }
        Self(clean)
    }

    /// The clean text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether there is nothing to read or hear in it.
    pub fn is_blank(&self) -> bool {
        self.0.trim().is_empty()
    }
}

/// What a character becomes; `None` leaves it out.
fn replacement(character: char) -> Option<char> {
    match character {
        ' ' | '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        // Embeddings, overrides and isolates: see the type's documentation.
        // A byte order mark within text has no meaning and no width.
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => None,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fdd0}'..='\u{fdef}' => Some('\u{fffd}'),
        // The last two code points of every plane are noncharacters.
        other if u32::from(other) & 0xfffe == 0xfffe => Some('\u{fffd}'),
        other => Some(other),
    }
}

impl From<&str> for Text {
    fn from(raw: &str) -> Self {
        Self::new(raw)
    }
}

impl From<String> for Text {
    fn from(raw: String) -> Self {
        Self::new(raw)
    }
}

impl std::fmt::Display for Text {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

/// The target of a link: a web or mail address. Scripts and local files cannot be targets.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Url(String);

/// Longest address taken: what browsers and Word both accept.
const URL_LIMIT: usize = 2_000;

/// An address that cannot be linked to.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "“{address}” cannot be linked to: expected an address that begins with https://, http:// or mailto:, \
     without spaces, of at most {URL_LIMIT} characters"
)]
pub struct UrlError {
    /// What was given, shortened.
    pub address: String,
}

impl Url {
    /// Takes `https:`, `http:` and `mailto:` addresses without spaces or controls.
    pub fn new(raw: &str) -> Result<Self, UrlError> {
        let known_scheme = ["https://", "http://", "mailto:"].iter().any(|scheme| raw.starts_with(scheme));
        let printable =
            raw.chars().all(|c| c.is_ascii_graphic() && !matches!(c, '"' | '<' | '>' | '\\' | '`'));
        if known_scheme && printable && raw.len() <= URL_LIMIT {
            Ok(Self(raw.to_owned()))
        } else {
            Err(UrlError { address: Text::new(raw).as_str().chars().take(80).collect() })
        }
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Serialize for Url {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

/// The language a document is written in, as a BCP 47 tag of a language and perhaps a region: `en-GB`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Language {
    /// Two or three lower-case letters.
    language: String,
    /// Two upper-case letters.
    region: Option<String>,
}

/// A language tag that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{tag}” is not a language tag: expected a language and perhaps a region, such as en-GB or cy")]
pub struct LanguageError {
    /// What was given.
    pub tag: String,
}

impl Language {
    /// British English, in which letters are written unless told otherwise.
    pub fn british_english() -> Self {
        Self { language: "en".to_owned(), region: Some("GB".to_owned()) }
    }

    /// Reads a tag such as `en-GB` or `cy`.
    pub fn new(tag: &str) -> Result<Self, LanguageError> {
        let error = || LanguageError { tag: Text::new(tag).as_str().chars().take(40).collect() };
        let (language, region) = match tag.split_once('-') {
            Some((language, region)) => (language, Some(region)),
            None => (tag, None),
        };
        let language_reads =
            (2..=3).contains(&language.len()) && language.chars().all(|c| c.is_ascii_lowercase());
        let region_reads =
            region.is_none_or(|region| region.len() == 2 && region.chars().all(|c| c.is_ascii_uppercase()));
        if language_reads && region_reads {
            Ok(Self { language: language.to_owned(), region: region.map(str::to_owned) })
        } else {
            Err(error())
        }
    }

    /// The tag, as HTML, Word and PDF write it.
    pub fn tag(&self) -> String {
        match &self.region {
            Some(region) => format!("{}-{region}", self.language),
            None => self.language.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forbidden_characters_are_shown_as_replaced_and_line_ends_become_one_space() {
        assert_eq!(Text::new("a\u{0}b\r\n\tc\u{ffff}").as_str(), "a\u{fffd}b c\u{fffd}");
    }

    #[test]
    fn direction_controls_go_and_arabic_letters_stay() {
        assert_eq!(Text::new("\u{202e}evil\u{202c} مرحبا").as_str(), "evil مرحبا");
    }

    #[test]
    fn only_web_and_mail_addresses_are_links() {
        assert!(Url::new("https://example.org/?a=b&c").is_ok());
        assert!(Url::new("mailto:someone@example.org").is_ok());
        for refused in ["javascript:alert(1)", "file:///etc/passwd", "https://a b", "", "https://\"><script>"]
        {
            assert!(Url::new(refused).is_err(), "{refused}");
        }
    }

    #[test]
    fn language_tags_are_read_or_refused_by_name() {
        assert_eq!(Language::new("en-GB").unwrap(), Language::british_english());
        assert_eq!(Language::new("cy").unwrap().tag(), "cy");
        assert!(Language::new("English").unwrap_err().to_string().contains("“English”"));
    }

    proptest::proptest! {
        #[test]
        fn cleaning_twice_changes_nothing_more(raw: String) {
            let once = Text::new(raw);
            proptest::prop_assert_eq!(Text::new(once.as_str()), once);
        }
    }
}
