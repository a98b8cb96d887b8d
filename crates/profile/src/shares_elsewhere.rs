//! What the share of settings that are good or better is in similar areas, the region and England: one answer for
//! sentences, grades, tables and screens.

use crate::model::{Profile, ShareElsewhere};
use crate::share::Share;
use evidence::{AreaNumber, AspectId, RemitId};

/// With what a share is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ComparedWith {
    /// The statistical neighbours: "similar areas".
    Neighbours,
    /// The region.
    Region,
    /// England, the area included.
    England,
    /// England without the area.
    Elsewhere,
}

/// A share elsewhere.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ShareFound {
    /// All settings of the place together.
    Together(Share),
    /// The summary of the neighbours' own shares.
    Summary {
        /// In per cent.
        percent: f64,
        /// How many neighbours have a share.
        areas: u32,
    },
}

impl ShareFound {
    /// In per cent.
    pub fn percent(self) -> f64 {
        match self {
            ShareFound::Together(share) => share.percent(),
            ShareFound::Summary { percent, .. } => percent,
        }
    }
}

impl Profile {
    /// The share of good or better elsewhere, of the settings of some remits together, as at the date or a year
    /// before: of all of these remits, whichever of them the area has. Of neighbours it is the convention's summary of
    /// their own shares.
    pub fn share_elsewhere(
        &self,
        remits: &[RemitId],
        aspect: &AspectId,
        with: ComparedWith,
        year_before: bool,
    ) -> Option<ShareFound> {
        let here = self.remits.iter().filter(|remit| remits.contains(&remit.remit)).filter_map(|remit| {
            let one = remit.aspects.iter().find(|one| one.aspect == *aspect)?;
            Some((&one.elsewhere, &one.elsewhere_year_before))
        });
        let only =
            self.elsewhere_only.iter().filter(|remit| remits.contains(&remit.remit)).filter_map(|remit| {
                let one = remit.aspects.iter().find(|one| one.aspect == *aspect)?;
                Some((&one.elsewhere, &one.elsewhere_year_before))
            });
        let elsewhere: Vec<&ShareElsewhere> =
            here.chain(only).map(|(now, before)| if year_before { before } else { now }).collect();
        let together = |share: fn(&ShareElsewhere) -> Option<Share>| {
            added_up(elsewhere.iter().filter_map(|one| share(one))).map(ShareFound::Together)
        };
        match with {
            ComparedWith::Neighbours => self.share_of_neighbours(&elsewhere),
            ComparedWith::Region => together(|one| one.region),
            ComparedWith::England => together(|one| one.england),
            ComparedWith::Elsewhere => together(|one| one.elsewhere),
        }
    }

    fn share_of_neighbours(&self, elsewhere: &[&ShareElsewhere]) -> Option<ShareFound> {
        if let [one] = elsewhere {
            return one.neighbours_used.map(|(percent, areas)| ShareFound::Summary { percent, areas });
        }
        let used = self.neighbours.as_ref()?;
        let own_share = |area: AreaNumber| {
            let of_area = |one: &&ShareElsewhere| {
                one.neighbours.iter().find(|(other, _)| *other == area).map(|(_, share)| *share)
            };
            added_up(elsewhere.iter().filter_map(of_area))
        };
        let shares: Vec<f64> =
            used.areas.iter().filter_map(|(area, _)| own_share(*area)).map(Share::percent).collect();
        let areas = u32::try_from(shares.len()).unwrap_or(u32::MAX);
        used.summary.of(&shares).map(|percent| ShareFound::Summary { percent, areas })
    }
}

/// Shares of different settings together.
fn added_up(shares: impl Iterator<Item = Share>) -> Option<Share> {
    let (part, whole) =
        shares.fold((0, 0), |(part, whole), share| (part + share.part(), whole + share.whole()));
    Share::new(part, whole)
}
