//! Small pieces of English: lists and numbers.

/// “a”, “a and b”, “a, b and c”.
pub fn listed<'a>(items: impl IntoIterator<Item = &'a str>) -> String {
    let items: Vec<&str> = items.into_iter().collect();
    match items.as_slice() {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// A number for people: at most this many decimals, without zeros at the end, a true minus sign.
pub fn number(value: f64, decimals: usize) -> String {
    // Beyond what floating point keeps to the unit, hundreds of digits would say nothing.
    if value.abs() >= 1e15 {
        return format!("{value:e}").replace('-', "−");
    }
    let mut text = format!("{value:.decimals$}");
    if text.contains('.') {
        text.truncate(text.trim_end_matches('0').trim_end_matches('.').len());
    }
    if text == "-0" { "0".to_owned() } else { text.replace('-', "−") }
}

/// “1 grade”, “2 grades”.
pub fn counted(many: usize, singular: &str, plural: &str) -> String {
    format!("{many} {}", if many == 1 { singular } else { plural })
}

/// “1 point”, “2.5 points”, with at most this many decimals.
pub fn points(value: f64, decimals: usize) -> String {
    format!("{} {}", number(value, decimals), if value == 1.0 { "point" } else { "points" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_and_numbers_read_as_people_write_them() {
        assert_eq!(listed([]), "");
        assert_eq!(listed(["a", "b", "c"]), "a, b and c");
        assert_eq!(number(56.7, 1), "56.7");
        assert_eq!(number(57.0, 1), "57");
        assert_eq!(number(-0.04, 1), "0");
        assert_eq!(number(-1.25, 2), "−1.25");
        assert_eq!(number(100.0, 0), "100");
        assert_eq!((points(1.0, 2), points(2.25, 2)), ("1 point".to_owned(), "2.25 points".to_owned()));
        assert_eq!(number(-1e308, 3), "−1e308");
    }
}
