//! Statistical neighbours: ten areas like an area, as published with a version date.

use crate::{AreaNumber, Date};
use serde::{Deserialize, Serialize};

/// One neighbour.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Neighbour {
    /// The area whose neighbour it is.
    pub area: AreaNumber,
    /// Its place in the list, 1 for the most alike.
    pub rank: u8,
    /// The neighbour.
    pub neighbour: AreaNumber,
    /// The publisher's word for how alike they are ("Close"), or empty.
    pub closeness: String,
}

/// A published set of neighbours.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NeighbourSet {
    /// Its name: `dfe-2025-05`.
    pub id: String,
    /// The date of the version.
    pub version: Date,
    /// Sorted by area, then rank.
    pub neighbours: Vec<Neighbour>,
}

impl NeighbourSet {
    /// An area's neighbours, most alike first.
    pub fn of(&self, area: AreaNumber) -> impl Iterator<Item = &Neighbour> {
        let from = self.neighbours.partition_point(|n| n.area < area);
        self.neighbours[from..].iter().take_while(move |n| n.area == area)
    }
}
