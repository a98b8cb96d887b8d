//! What differs between two frameworks.

use super::builder::PageBuilder;
use crate::error::Error;
use document::Document;
use framework::diff::Difference;

/// What was changed from one framework to another, and which areas' results change with it.
///
/// # Errors
/// Where the page would be larger than a document may be.
pub fn difference_page(difference: &Difference) -> Result<Document, Error> {
    let title = format!("From {} to {}", difference.from, difference.to);
    let mut page = PageBuilder::new(title, "What differs between two frameworks");
    page.heading("What was changed");
    if difference.changes.is_empty() {
        page.paragraph("Nothing.");
    }
    page.list(difference.changes.iter().map(framework::diff::Change::in_words));
    if difference.areas_compared > 0 {
        page.heading("Areas whose result changes");
        page.paragraph(format!("{} of {} areas.", difference.areas.len(), difference.areas_compared));
        let rows = difference.areas.iter();
        let rows = rows.map(|one| vec![one.name.clone(), one.before.clone(), one.after.clone()]);
        page.table("Results before and after", &["Area", "Before", "After"], &[], rows);
    }
    Ok(page.finish()?)
}
