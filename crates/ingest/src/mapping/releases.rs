//! When the figures of a table became public: by the rule of its description, else by the release calendar.

use crate::calendar::{Calendar, Released};
use crate::description::Description;
use evidence::{Date, EvidenceBuilder, KnownBy, Period, Release, SourceIndex};

/// What stands until the whole table is dated.
pub const NOT_DATED: Date = Date::MAX;

/// Why a figure was public on the file's own date at the latest.
const SEEN: &str = "the file that reports it is of that date";

/// Says of all observations of a table from when they were public.
pub fn date(
    description: &Description,
    as_at: Option<Date>,
    calendar: &Calendar,
    source: SourceIndex,
    builder: &mut EvidenceBuilder,
) {
    let rule = &description.known_from;
    let seen = as_at.filter(|_| rule.capped != Some(false));
    builder.date_observations(|indicator, period, of| {
        if of != source {
            return None;
        }
        let released = calendar.of(indicator, period);
        let released =
            released.map_or_else(|| undated(period, as_at), |released| released.no_later_than(seen, SEEN));
        Some((released.day, released.release))
    });
    // What the description itself dates says why.
    let own = Release { known_by: KnownBy::Calendar, reason: rule.reason.clone() };
    builder.explain_observations(source, own);
}

/// A period without days: known when the file was.
fn undated(period: &Period, as_at: Option<Date>) -> Released {
    let reason = "the period has no dates, so the file's own date counts".to_owned();
    let release = Release { known_by: KnownBy::Inferred, reason };
    Released { day: as_at.or(period.end).unwrap_or(Date::MAX), release }
}
