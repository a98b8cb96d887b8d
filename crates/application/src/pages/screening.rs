//! What was read of published files.

use super::builder::PageBuilder;
use super::phrases::{PagePhrases, ScreeningPhrases};
use crate::error::Error;
use document::{Document, fill};
use ingest::screening::{FileScreening, Screening};

/// A page lists so many rejected rows of a file; the JSON has every one that was kept.
const REJECTIONS_LISTED: usize = 200;

/// What was read of each file, and each rejected row with its reason; files with something rejected come first.
///
/// # Errors
/// Where the page would be larger than a document may be.
pub fn screening_page(screening: &Screening) -> Result<Document, Error> {
    let phrases = PagePhrases::built_in()?.screening;
    let mut page = PageBuilder::new(&phrases.title, &phrases.subject);
    page.paragraph(&phrases.introduction);
    let rows = screening.files.iter().map(|file| {
        vec![
            file.path.clone(),
            file.format.clone().unwrap_or_else(|| phrases.passed_over.clone()),
            file.encoding.clone().unwrap_or_default(),
            file.as_at.map_or_else(String::new, |date| date.to_string()),
            file.rows_in_file.to_string(),
            file.rows_read.to_string(),
            file.rows_rejected.to_string(),
        ]
    });
    page.table(&phrases.files, &phrases.files_head, &[4, 5, 6], rows);
    let (rejected, noted): (Vec<&FileScreening>, Vec<&FileScreening>) = screening
        .files
        .iter()
        .filter(|file| !file.rejections.is_empty() || !file.notes.is_empty())
        .partition(|file| !file.rejections.is_empty());
    for one in rejected.into_iter().chain(noted) {
        file(&mut page, one, &phrases)?;
    }
    Ok(page.finish()?)
}

fn file(page: &mut PageBuilder, file: &FileScreening, phrases: &ScreeningPhrases) -> Result<(), Error> {
    page.heading(&file.path);
    page.list(&file.notes);
    let listed = file.rejections.iter().take(REJECTIONS_LISTED);
    let (count, all) = (listed.len().to_string(), file.rows_rejected.to_string());
    let caption = fill(&phrases.rejected, &[("listed", &count), ("all", &all)])?;
    let rows = listed
        .map(|one| vec![one.row.to_string(), one.column.clone(), one.value.clone(), one.reason.clone()]);
    page.table(&caption, &phrases.rejected_head, &[], rows);
    Ok(())
}
