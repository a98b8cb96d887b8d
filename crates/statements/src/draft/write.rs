//! Writing a draft.

use crate::facts::Facts;
use crate::statement::{Section, Statement};
use std::fmt::Write as _;

/// A draft of some statements, for a person to edit.
pub fn draft(statements: &[Statement], facts: &Facts<'_>) -> String {
    let profile = facts.profile;
    let as_at = evidence::date::in_words(profile.as_at);
    let mut text = format!("# {}: draft statements as at {as_at}\n\n", profile.name);
    let _ = writeln!(
        text,
        "<!-- kingsway draft 1; area {}; as at {}; evidence {} -->\n",
        profile.area, profile.as_at, profile.snapshot
    );
    text.push_str(GUIDE);
    let mut section = None;
    for statement in statements {
        if let Some(of) = statement.section.filter(|of| section != Some(*of)) {
            section = Some(of);
            let _ = write!(text, "\n## {}\n\n", title(of));
        }
        let _ = writeln!(text, "- {} [{}]", statement.text, statement.id);
    }
    text
}

/// What a person must know to edit a draft; an HTML comment, so that it is not part of the statements.
const GUIDE: &str = "<!--\n\
Edit freely: change, move, remove and add statements, each an item of a list under a heading of the second level.\n\
The id in square brackets shows what Kingsway said; it may stay or go.\n\
A statement that the evidence contradicts is refused unless a quotation below it says who lets it stand and why:\n\
\n\
- All primary schools are good or better.\n\
  > Acknowledged by A. Example: two schools were inspected after the cut-off date; reports seen on 3 October.\n\
-->\n";

/// The heading of a section.
pub(super) fn title(section: Section) -> &'static str {
    match section {
        Section::Summary => "Summary",
        Section::Strengths => "Strengths",
        Section::Improvement => "Areas for further improvement",
    }
}
