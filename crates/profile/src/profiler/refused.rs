//! Which comparators of an area are not used, and why.

use super::indicator::Context;
use crate::figures::{Because, Refusal};
use crate::model::RefusedComparator;
use evidence::Place;

/// The comparators of an area that are not used, by period: England and the area's region.
pub(super) fn refused_comparators(context: &Context<'_>, region: Option<Place>) -> Vec<RefusedComparator> {
    let evidence = context.evidence;
    let mut refused = Vec::new();
    for slot in context.slots() {
        for refusal in context.comparison.refused(evidence, slot) {
            let place = evidence.places[refusal.place.index()];
            if place == Place::England || Some(place) == region {
                refused.push(written(context, slot, place, refusal));
            }
        }
    }
    refused
}

fn written(context: &Context<'_>, slot: usize, place: Place, refusal: &Refusal) -> RefusedComparator {
    let decimals = usize::from(context.indicator().decimals);
    let shown = |value: f64| format!("{value:.decimals$}");
    let (name, period) = (context.evidence.areas.name(place), &context.period(slot).label);
    let range = refusal.range;
    let between = format!("{} to {}", shown(range.lowest), shown(range.highest));
    let against = match (refusal.because, place) {
        (Because::OutsideRegions, _) => format!("the range of its {} regions ({between})", range.count),
        (Because::OutsideAreas, Place::England) => {
            format!("the range of the {} areas with a figure ({between})", range.count)
        }
        (Because::OutsideAreas, _) if range.count == 1 => {
            format!("the figure of its only area with one ({})", shown(range.lowest))
        }
        (Because::OutsideAreas, _) => {
            format!("the range of its {} areas with a figure ({between})", range.count)
        }
        (Because::AsOtherRegions, _) => {
            return RefusedComparator {
                because: format!(
                    "{name}'s figure for {period}, {}, is not used: most regions' figures of that period lie outside the \
                     range of their areas, so none is what it is called",
                    shown(refusal.published)
                ),
                ..bare(name, period, refusal)
            };
        }
    };
    RefusedComparator {
        because: format!(
            "{name}'s figure for {period}, {}, is not used: it lies outside {against}, so it cannot be what it is called",
            shown(refusal.published)
        ),
        ..bare(name, period, refusal)
    }
}

fn bare(name: &str, period: &str, refusal: &Refusal) -> RefusedComparator {
    RefusedComparator {
        place: name.to_owned(),
        period: period.to_owned(),
        published: refusal.published,
        lowest: refusal.range.lowest,
        highest: refusal.range.highest,
        because: String::new(),
    }
}
