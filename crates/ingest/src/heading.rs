//! Headings compared as people compare them: case, spaces and punctuation do not matter.

/// A heading without what publishers write differently: letters and digits only, with `%`, `£` and `+` in words.
pub fn folded(heading: &str) -> String {
    let mut out = String::with_capacity(heading.len());
    for c in heading.chars() {
        match c {
            '%' => out.push_str("percent"),
            '£' => out.push_str("pounds"),
            '+' => out.push_str("plus"),
            '&' => out.push_str("and"),
            c if c.is_alphanumeric() => out.extend(c.to_lowercase()),
            _ => {}
        }
    }
    out
}

/// The headings of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Headings {
    /// As the file has them.
    pub texts: Vec<String>,
    /// For each column the one cell of the head that tells it best, as published: that of the heading row, else the
    /// nearest above it, else the one that spans it. This is what a reader looks for to find the column again.
    pub published: Vec<String>,
    /// Folded.
    pub folded: Vec<String>,
    /// What stands above each, carried to the right over the columns it spans; folded.
    pub above: Vec<String>,
}

impl Headings {
    /// The headings of the rows up to and including one. `rows` of them are joined.
    pub fn at(head: &[(u32, Vec<String>)], last: usize, rows: usize) -> Headings {
        let width = head[last].1.len();
        let first = (last + 1).saturating_sub(rows.max(1));
        let mut texts = vec![String::new(); width];
        for (at, (_, row)) in head.iter().enumerate().take(last + 1).skip(first) {
            let cells = if at == last { row.clone() } else { carried(row, width) };
            for (text, cell) in texts.iter_mut().zip(cells) {
                if !cell.trim().is_empty() {
                    if !text.is_empty() {
                        text.push(' ');
                    }
                    text.push_str(cell.trim());
                }
            }
        }
        let above = match first.checked_sub(1).map(|at| &head[at].1) {
            Some(row) if spans(row, width) => carried(row, width).iter().map(|text| folded(text)).collect(),
            _ => vec![String::new(); width],
        };
        let folded = texts.iter().map(|text| folded(text)).collect();
        let published = (0..width).map(|column| published(&head[..=last], column)).collect();
        Headings { texts, published, folded, above }
    }

    /// How many columns there are.
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }
}

/// The cell of the head that tells a column best.
fn published(head: &[(u32, Vec<String>)], column: usize) -> String {
    fn filled(cell: &str) -> Option<&str> {
        Some(cell.trim()).filter(|cell| !cell.is_empty())
    }
    let in_column = head.iter().rev().find_map(|(_, row)| filled(row.get(column)?));
    let spanning = || {
        let to_the_left = |row: &Vec<String>| {
            let until = row.len().min(column);
            row[..until].iter().rev().find_map(|cell| filled(cell)).map(str::to_owned)
        };
        head.iter().rev().skip(1).find_map(|(_, row)| to_the_left(row))
    };
    in_column.map(str::to_owned).or_else(spanning).unwrap_or_default()
}

/// Whether a row above the headings names groups of columns: at least two texts, with gaps, none a sentence.
fn spans(row: &[String], width: usize) -> bool {
    let filled: Vec<&String> = row.iter().filter(|cell| !cell.trim().is_empty()).collect();
    filled.len() >= 2 && filled.len() * 2 <= width && filled.iter().all(|cell| cell.len() <= 80)
}

/// Each text carried to the right until the next.
fn carried(row: &[String], width: usize) -> Vec<String> {
    let mut last = String::new();
    (0..width)
        .map(|at| {
            if let Some(cell) = row.get(at).filter(|cell| !cell.trim().is_empty()) {
                last.clone_from(cell);
            }
            last.clone()
        })
        .collect()
}

/// Whether two folded headings differ by no more than slips of the keyboard: one for every ten letters, at most
/// three, and never in a digit, because `Address 1` is not a slip for `Address 2`.
pub fn near(one: &str, other: &str) -> bool {
    if one.len() < 8 || other.len() < 8 || one.len().abs_diff(other.len()) > 3 {
        return false;
    }
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let allowed = (one.len().max(other.len()) / 10).clamp(1, 3);
    digits(one) == digits(other) && strsim::osa_distance(one, other) <= allowed
}

/// "; the nearest known is `x`", for the nearest of some words, if one is near.
pub fn nearest_known<'a>(asked: &str, words: impl IntoIterator<Item = &'a str>) -> String {
    let nearest = definitions::did_you_mean(asked, words, 1);
    nearest.first().map_or(String::new(), |word| format!("; the nearest known is `{word}`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_spacing_and_punctuation_do_not_matter() {
        for spelling in [
            "Short-break-only children's home",
            "SHORT BREAK ONLY CHILDREN’S HOME",
            " short_break only childrens home",
        ] {
            assert_eq!(folded(spelling), "shortbreakonlychildrenshome");
        }
        assert_eq!(folded("% of £ & more+"), "percentofpoundsandmoreplus");
    }

    #[test]
    fn a_slip_is_near_and_another_column_is_not() {
        assert!(near(
            &folded("Latest full inspectio health services"),
            &folded("Latest full inspection health services")
        ));
        assert!(!near(&folded("Address line 1"), &folded("Address line 2")));
        assert!(!near(&folded("Quality of care"), &folded("Quality of education")));
        assert!(!near("urn", "ukprn"));
    }

    #[test]
    fn what_stands_above_is_carried_over_the_columns_it_spans() {
        let row = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
        let head = vec![
            (1, row(&["Provider information", "", "", "Latest inspection", ""])),
            (2, row(&["URN", "Name", "Sector", "Date", "Grade"])),
        ];
        let headings = Headings::at(&head, 1, 1);
        assert_eq!(headings.texts[3], "Date");
        assert_eq!(headings.above[4], "latestinspection");
        let joined = Headings::at(&head, 1, 2);
        assert_eq!(joined.texts[4], "Latest inspection Grade");
        assert_eq!(joined.published, ["URN", "Name", "Sector", "Date", "Grade"]);
    }
    #[test]
    fn a_column_is_told_by_one_cell_of_the_head_and_never_by_an_invented_text() {
        let row = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
        let head = vec![
            (1, row(&["Title of the table"])),
            (2, row(&["Area", "5+ A*-C", "", "Pupils", ""])),
            (3, row(&["", "2005/06", "2006/07", "", ""])),
        ];
        let headings = Headings::at(&head, 2, 2);
        assert_eq!(headings.texts[2], "5+ A*-C 2006/07");
        assert_eq!(headings.published, ["Area", "2005/06", "2006/07", "Pupils", "Pupils"]);
    }
}
