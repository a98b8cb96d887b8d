//! The names nearest to one that leads nowhere: one measure of likeness for every "did you mean".

/// From this likeness on a name is near: the Jaro–Winkler similarity of the two names in small letters. A slip or
/// two in a name of ordinary length stays above it; two unrelated words rarely reach it.
pub const NEAR: f64 = 0.75;

/// Only so many characters of a name are compared: names are short, and a hostile one of a megabyte must not cost
/// seconds.
const COMPARED: usize = 60;
/// Where nothing is near, all valid names are listed if there are no more than this.
const FEW: usize = 12;

/// How alike two names are, from 0 to 1, whatever their case.
pub fn likeness(asked: &str, name: &str) -> f64 {
    let lowered = |text: &str| text.chars().take(COMPARED).flat_map(char::to_lowercase).collect::<String>();
    strsim::jaro_winkler(&lowered(asked), &lowered(name))
}

/// Whether a name is another one with a slip or two: a letter left out, doubled, changed, or two that changed places.
/// A short name may be another word altogether, so it is never taken for a slip.
pub fn is_slip(asked: &str, name: &str) -> bool {
    const SLIPS: usize = 2;
    const SHORTEST: usize = 8;
    let length = asked.chars().count();
    asked != name
        && (SHORTEST..=COMPARED).contains(&length)
        && length.abs_diff(name.chars().count()) <= SLIPS
        && strsim::osa_distance(&asked.to_lowercase(), &name.to_lowercase()) <= SLIPS
}

/// The names nearest to the one that was asked for, at most `most`, nearest first; none where none is near.
pub fn did_you_mean<'a>(
    asked: &str,
    candidates: impl IntoIterator<Item = &'a str>,
    most: usize,
) -> Vec<&'a str> {
    nearest_by(asked, candidates.into_iter().map(|name| (name, name)), most)
}

/// Like [`did_you_mean`], for candidates that are compared by another text than the one they are known by: an area
/// by its folded name, a column by any of its headings.
pub fn nearest_by<K: Ord, T: AsRef<str>>(
    asked: &str,
    candidates: impl IntoIterator<Item = (K, T)>,
    most: usize,
) -> Vec<K> {
    let mut scored: Vec<(f64, K)> = candidates
        .into_iter()
        .map(|(key, text)| (likeness(asked, text.as_ref()), key))
        .filter(|(likeness, _)| *likeness > NEAR)
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    let mut nearest: Vec<K> = Vec::new();
    for (_, key) in scored {
        if nearest.len() == most {
            break;
        }
        if !nearest.contains(&key) {
            nearest.push(key);
        }
    }
    nearest
}

/// “`x`, `y` or `z`”.
pub fn quoted_choice(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
    }
}

/// The advice for a name that leads nowhere: “did you mean `x` or `y`?”, or all valid names where nothing is near
/// and they are few; none where nothing is valid.
pub fn suggestion<'a>(asked: &str, valid: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let mut valid: Vec<&str> = valid.into_iter().collect();
    valid.sort_unstable();
    valid.dedup();
    let near = did_you_mean(asked, valid.iter().copied(), 3);
    if !near.is_empty() {
        return Some(format!("did you mean {}?", quoted_choice(&near)));
    }
    match valid.len() {
        0 => None,
        1..=FEW => {
            let quoted: Vec<String> = valid.iter().map(|name| format!("`{name}`")).collect();
            Some(format!("valid here: {}", quoted.join(", ")))
        }
        many => Some(format!("{many} names are valid here, none of them near this one")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_left_out_is_a_slip_and_another_word_is_none() {
        assert!(is_slip("unanounced-inspection", "unannounced-inspection"));
        assert!(is_slip("unannuonced-inspection", "unannounced-inspection"));
        assert!(!is_slip("unannounced-visit", "unannounced-inspection"));
        assert!(!is_slip("focused", "focussed"), "too short to be sure");
        assert!(!is_slip("unannounced-inspection", "unannounced-inspection"));
    }

    #[test]
    fn the_nearest_come_first_each_once_whatever_their_case() {
        let names = ["Luton", "Sutton", "Bolton", "Kent", "Luton"];
        assert_eq!(did_you_mean("lutton", names, 3), ["Luton", "Sutton", "Bolton"]);
        assert_eq!(did_you_mean("lutton", names, 1), ["Luton"]);
        assert!(did_you_mean("zzz", names, 3).is_empty());
    }

    #[test]
    fn equally_near_names_come_in_alphabetical_order() {
        assert_eq!(did_you_mean("pearc", ["pearb", "peara"], 2), ["peara", "pearb"]);
    }

    #[test]
    fn candidates_may_be_compared_by_another_text() {
        let areas = [(2, "kingston upon hull"), (1, "kingston upon thames"), (3, "leeds")];
        assert_eq!(nearest_by("kingston upon hul", areas, 1), [2]);
    }

    #[test]
    fn near_names_are_suggested_and_far_ones_listed_only_where_they_are_few() {
        let valid = ["primary-school", "secondary-school"];
        assert_eq!(suggestion("primary-shool", valid).unwrap(), "did you mean `primary-school`?");
        assert_eq!(suggestion("zzz", valid).unwrap(), "valid here: `primary-school`, `secondary-school`");
        assert_eq!(suggestion("zzz", []), None);
    }

    #[test]
    fn a_choice_reads_as_people_write_it() {
        assert_eq!(quoted_choice(&["a"]), "`a`");
        assert_eq!(quoted_choice(&["a", "b", "c"]), "`a`, `b` or `c`");
    }
}
