//! What differs between two frameworks.

use super::builder::PageBuilder;
use super::phrases::PagePhrases;
use crate::error::Error;
use document::{Document, fill};
use framework::diff::Difference;

/// What was changed from one framework to another, and which areas' results change with it.
///
/// # Errors
/// Where the page would be larger than a document may be.
pub fn difference_page(difference: &Difference) -> Result<Document, Error> {
    let phrases = PagePhrases::built_in()?.difference;
    let title = fill(&phrases.title, &[("from", &difference.from), ("to", &difference.to)])?;
    let mut page = PageBuilder::new(title, &phrases.subject);
    page.heading(&phrases.changed);
    if difference.changes.is_empty() {
        page.paragraph(&phrases.nothing);
    }
    page.list(difference.changes.iter().map(framework::diff::Change::in_words));
    if difference.areas_compared > 0 {
        page.heading(&phrases.areas);
        let (areas, compared) = (difference.areas.len().to_string(), difference.areas_compared.to_string());
        page.paragraph(fill(&phrases.count, &[("areas", &areas), ("compared", &compared)])?);
        let rows = difference.areas.iter();
        let rows = rows.map(|one| vec![one.name.clone(), one.before.clone(), one.after.clone()]);
        page.table(&phrases.caption, &phrases.head, &[], rows);
    }
    Ok(page.finish()?)
}
