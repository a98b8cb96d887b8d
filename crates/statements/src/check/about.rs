//! Whether a document is about the area and year of the profile.

use crate::facts::Facts;
use crate::lexicon::Grammar;
use crate::read::{BlockKind, Document};
use crate::recognise::{Names as NameTree, Word, words};
use evidence::{AreaNumber, Areas, Date};

/// A title has at most this many words; a longer block that names a year is text.
const TITLE_WORDS_MAX: usize = 16;

/// A letter is dated at most this many days after the cut-off date of its evidence.
const DAYS_TO_WRITE: i32 = 400;

/// The names of areas, to be found in text.
pub(super) struct Names<'a> {
    tree: NameTree<AreaNumber>,
    areas: Option<&'a Areas>,
    own: AreaNumber,
    own_name: String,
    grammar: &'a Grammar,
}

impl<'a> Names<'a> {
    pub fn of(areas: Option<&'a Areas>, facts: &Facts<'a>) -> Names<'a> {
        let mut tree = NameTree::new();
        for area in areas.map(Areas::list).unwrap_or_default() {
            // An area that ended long ago leaves its name to a county or an address: only living areas count.
            if area.closed.is_some() {
                continue;
            }
            tree.add(&area.name, area.number);
        }
        tree.add(&facts.profile.name, facts.profile.area);
        Names {
            tree,
            areas,
            own: facts.profile.area,
            own_name: facts.profile.name.clone(),
            grammar: &facts.lexicon.grammar,
        }
    }

    /// Areas named in a text, in order.
    fn named(&self, text: &str) -> Vec<AreaNumber> {
        let all = words(text);
        let mut found = Vec::new();
        let mut at = 0;
        while at < all.len() {
            let longest = all[at].capital.then(|| self.tree.longest(&all[at..])).flatten();
            let Some((used, numbers)) = longest else {
                at += 1;
                continue;
            };
            if self.is_meant(&all, at, used) {
                found.extend(numbers.first().copied());
            }
            at += used;
        }
        found
    }

    /// Names that are ordinary words count only within a sentence, after a word that leads to a place.
    fn is_meant(&self, all: &[Word], at: usize, used: usize) -> bool {
        let ordinary = used == 1
            && self
                .grammar
                .ordinary_names
                .iter()
                .any(|name| words(name).first().is_some_and(|word| word.text == all[at].text));
        if !ordinary {
            return true;
        }
        let before = at.checked_sub(1).map(|before| all[before].text.as_str()).unwrap_or_default();
        let after = all.get(at + used).map(|word| word.text.as_str()).unwrap_or_default();
        self.grammar.before_areas.has(before) || self.grammar.after_areas.has(after)
    }

    /// Says which other area a sentence is about, if it names one and not the profile's.
    pub fn another(&self, sentence: &str) -> Option<String> {
        let named = self.named(sentence);
        if named.is_empty() || named.contains(&self.own) {
            return None;
        }
        let other = self.areas?.get(*named.first()?)?;
        Some(format!("the sentence is about {}; the profile is of {}", other.name, self.own_name))
    }
}

/// Why a document does not belong to the profile.
pub(super) fn mismatches(document: &Document, names: &Names<'_>, facts: &Facts<'_>) -> Vec<String> {
    let mut found = Vec::new();
    found.extend(another_area(document, names));
    found.extend(another_year(document, facts));
    found
}

/// A document that names another area, and the profile's nowhere.
fn another_area(document: &Document, names: &Names<'_>) -> Option<String> {
    let areas = names.areas?;
    let mut others: Vec<(AreaNumber, usize)> = Vec::new();
    for block in &document.blocks {
        for number in names.named(document.block_text(block)) {
            if number == names.own {
                return None;
            }
            let weight = if block.kind == BlockKind::Heading { 3 } else { 1 };
            match others.iter_mut().find(|(known, _)| *known == number) {
                Some((_, count)) => *count += weight,
                None => others.push((number, weight)),
            }
        }
    }
    // The first named most often.
    let most = others.iter().map(|(_, count)| *count).max()?;
    let (number, _) = others.iter().find(|(_, count)| *count == most)?;
    let other = areas.get(*number)?;
    Some(format!(
        "The letter does not match the area: it is about {} and nowhere names {}, whose profile this is.",
        other.name, names.own_name
    ))
}

/// A document whose title names another year, or that is dated outside the time in which it could be written.
fn another_year(document: &Document, facts: &Facts<'_>) -> Option<String> {
    let as_at = facts.profile.as_at;
    let years = titled_years(document, facts);
    let in_words = evidence::date::in_words(as_at);
    if !years.is_empty() {
        return (!years.contains(&as_at.year())).then(|| {
            format!(
                "The letter does not match the year: it is an assessment of {}; the profile is as at {in_words}.",
                years[0]
            )
        });
    }
    let date =
        document.blocks.iter().take(60).find_map(|block| date_alone(document.block_text(block), facts))?;
    let latest = evidence::date::add_days(as_at, DAYS_TO_WRITE);
    (date < as_at || date > latest).then(|| {
        format!(
            "The letter does not match the year: it is dated {}; the profile is as at {in_words}.",
            evidence::date::in_words(date)
        )
    })
}

/// The years that titles name: "Children's services assessment 2011".
fn titled_years(document: &Document, facts: &Facts<'_>) -> Vec<i16> {
    let titles: Vec<String> = facts
        .lexicon
        .structure
        .titles
        .iter()
        .filter_map(|title| words(title).last().map(|word| word.text.clone()))
        .collect();
    let mut years = Vec::new();
    for block in &document.blocks {
        let all = words(document.block_text(block));
        // Sentences are not titles, nor are long lines.
        let sentence = document.block_text(block).trim_end().ends_with('.');
        if all.len() > TITLE_WORDS_MAX || sentence || !all.iter().any(|word| titles.contains(&word.text)) {
            continue;
        }
        years
            .extend(all.iter().filter_map(|word| {
                word.period.as_ref().map(super::super::period_name::PeriodName::end_year)
            }));
    }
    years
}

/// The date of a block that is nothing but a date.
fn date_alone(text: &str, facts: &Facts<'_>) -> Option<Date> {
    let all = words(text);
    let [day, month, year] = all.as_slice() else { return None };
    let day: i8 = day.text.parse().ok()?;
    let months = &facts.lexicon.structure.months;
    let month =
        months.iter().position(|name| words(name).first().is_some_and(|word| word.text == month.text))?;
    let year = year.period.as_ref()?.end_year();
    Date::new(year, i8::try_from(month + 1).ok()?, day).ok()
}
