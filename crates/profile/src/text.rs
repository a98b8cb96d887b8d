//! Writing fields of CSV and JSON: numbers in the shortest form that reads back to the same bits.

use std::borrow::Cow;
use std::io::Write;

/// A number: `4.1`, `5`, `-0.25`, `6.4e-18`. Whole numbers have no `.0`.
pub fn push_number(out: &mut Vec<u8>, number: f64) {
    if !number.is_finite() {
        return;
    }
    let mut buffer = zmij::Buffer::new();
    let text = buffer.format_finite(number);
    out.extend_from_slice(text.strip_suffix(".0").unwrap_or(text).as_bytes());
}

/// A text as a field of CSV, in quotes where it must be.
pub fn csv_field(text: &str) -> Cow<'_, str> {
    if text.contains(['"', ',', '\n', '\r']) {
        Cow::Owned(format!("\"{}\"", text.replace('"', "\"\"")))
    } else {
        Cow::Borrowed(text)
    }
}

/// A flat JSON object, written field by field in the order given.
pub struct Json(Vec<u8>);

impl Json {
    /// An object without fields.
    pub fn object() -> Json {
        Json(Vec::with_capacity(512))
    }

    fn name(&mut self, name: &str) {
        self.0.push(if self.0.is_empty() { b'{' } else { b',' });
        self.string(name);
        self.0.push(b':');
    }

    fn string(&mut self, text: &str) {
        // A text always has a JSON form, and writing to memory does not fail.
        let _ = serde_json::to_writer(&mut self.0, text);
    }

    /// A text.
    pub fn text(&mut self, name: &str, text: &str) {
        self.name(name);
        self.string(text);
    }

    /// A text, or null.
    pub fn optional_text(&mut self, name: &str, text: Option<&str>) {
        self.name(name);
        match text {
            Some(text) => self.string(text),
            None => self.0.extend_from_slice(b"null"),
        }
    }

    /// A number, or null.
    pub fn number(&mut self, name: &str, number: Option<f64>) {
        self.name(name);
        match number {
            Some(number) => push_number(&mut self.0, number),
            None => self.0.extend_from_slice(b"null"),
        }
    }

    /// A count.
    pub fn count(&mut self, name: &str, count: u32) {
        self.name(name);
        let _ = write!(self.0, "{count}");
    }

    /// The object's text.
    pub fn close(mut self) -> Vec<u8> {
        if self.0.is_empty() {
            self.0.push(b'{');
        }
        self.0.push(b'}');
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn written(number: f64) -> String {
        let mut out = Vec::new();
        push_number(&mut out, number);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn numbers_are_as_short_as_they_can_be() {
        assert_eq!(written(4.1), "4.1");
        assert_eq!(written(5.0), "5");
        assert_eq!(written(-0.010_000_000_000_000_53), "-0.01000000000000053");
        assert_eq!(written(1_234_567.0), "1234567");
    }

    #[test]
    fn a_field_with_a_comma_or_a_quote_is_quoted() {
        assert_eq!(csv_field("Bristol, City of"), "\"Bristol, City of\"");
        assert_eq!(csv_field("the \"large\" majority"), "\"the \"\"large\"\" majority\"");
        assert_eq!(csv_field("Luton"), "Luton");
    }

    proptest! {
        #[test]
        fn every_number_reads_back_to_the_same_bits(number in any::<f64>().prop_filter("finite", |n| n.is_finite())) {
            prop_assert_eq!(written(number).parse::<f64>().unwrap().to_bits(), number.to_bits());
        }
    }
}
