//! Successions of settings put together from all files.

use crate::{SettingIndex, SettingLink};
use rustc_hash::FxHashMap;

/// What a file knows a succession from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LinkBasis {
    /// A register says that one setting followed the other.
    Register,
    /// The inspectorate counts an inspection of the earlier setting as one of the later: whatever a register says,
    /// the later setting carries on that inspection.
    Inspection,
}

/// Each pair of settings once. Registers list a pair from both sides, and several files may: one carries on the other
/// only if all rows of registers say so, and, because a merger or a split carries on nothing, only if no register names
/// another setting at either end. Of several days the latest is that on which the later setting began: the side of the
/// earlier setting gives its closing.
pub(crate) fn joined(mut links: Vec<(SettingLink, LinkBasis)>) -> Vec<SettingLink> {
    links.sort();
    let pair = |link: &SettingLink| (link.successor, link.predecessor);
    let groups = || links.chunk_by(|(a, _), (b, _)| pair(a) == pair(b));
    let by_register = |group: &[(SettingLink, LinkBasis)]| {
        let mut rows = group.iter().filter(|(_, basis)| *basis == LinkBasis::Register).peekable();
        rows.peek()?;
        Some(rows.all(|(link, _)| link.inherits))
    };
    let mut successors: FxHashMap<SettingIndex, usize> = FxHashMap::default();
    let mut predecessors: FxHashMap<SettingIndex, usize> = FxHashMap::default();
    for group in groups().filter(|group| by_register(group).is_some()) {
        *successors.entry(group[0].0.successor).or_default() += 1;
        *predecessors.entry(group[0].0.predecessor).or_default() += 1;
    }
    let one = |group: &[(SettingLink, LinkBasis)]| {
        let (successor, predecessor) = pair(&group[0].0);
        let alone = successors.get(&successor) == Some(&1) && predecessors.get(&predecessor) == Some(&1);
        let inspected = group.iter().any(|(link, basis)| *basis == LinkBasis::Inspection && link.inherits);
        let kind = group.iter().min_by_key(|(link, basis)| (*basis, &link.kind))?.0.kind.clone();
        Some(SettingLink {
            successor,
            predecessor,
            from: group.iter().filter_map(|(link, _)| link.from).max(),
            kind,
            inherits: inspected || by_register(group) == Some(true) && alone,
        })
    };
    groups().filter_map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Date;

    fn link(successor: u32, predecessor: u32, kind: &str, inherits: bool, from: Option<&str>) -> SettingLink {
        SettingLink {
            successor: SettingIndex(successor),
            predecessor: SettingIndex(predecessor),
            from: from.map(|day| day.parse::<Date>().unwrap()),
            kind: kind.into(),
            inherits,
        }
    }

    fn register(links: Vec<SettingLink>) -> Vec<(SettingLink, LinkBasis)> {
        links.into_iter().map(|link| (link, LinkBasis::Register)).collect()
    }

    #[test]
    fn a_pair_that_two_registers_list_from_both_sides_is_one_conversion() {
        let mut links = register(vec![
            link(2, 1, "Successor", true, Some("2011-03-31")),
            link(2, 1, "Predecessor", true, Some("2011-04-01")),
            link(2, 1, "Child", true, None),
        ]);
        let expected = vec![link(2, 1, "Child", true, Some("2011-04-01"))];
        assert_eq!(joined(links.clone()), expected);
        links.reverse();
        assert_eq!(joined(links), expected);
    }

    #[test]
    fn mergers_splits_and_differences_of_opinion_carry_on_nothing() {
        let merged = register(vec![link(3, 1, "Successor", true, None), link(3, 2, "Successor", true, None)]);
        assert!(joined(merged).iter().all(|link| !link.inherits));
        let split = register(vec![link(2, 1, "Successor", true, None), link(3, 1, "Successor", true, None)]);
        assert!(joined(split).iter().all(|link| !link.inherits));
        let differ = register(vec![
            link(2, 1, "Successor", true, None),
            link(2, 1, "Successor - merged", false, None),
        ]);
        assert!(joined(differ).iter().all(|link| !link.inherits));
    }

    #[test]
    fn what_the_inspectorate_carries_on_counts_whatever_a_register_says() {
        let mut links = register(vec![
            link(3, 1, "Predecessor - merged", false, Some("2015-09-01")),
            link(3, 2, "Predecessor - merged", false, Some("2015-09-01")),
        ]);
        links.push((link(3, 1, "the school at the time", true, None), LinkBasis::Inspection));
        let joined = joined(links);
        assert_eq!(joined.iter().map(|link| link.inherits).collect::<Vec<_>>(), [true, false]);
        assert_eq!(joined[0].from, Some("2015-09-01".parse().unwrap()));
        assert_eq!(&*joined[0].kind, "Predecessor - merged");
    }

    #[test]
    fn an_inspection_of_a_predecessor_further_back_does_not_make_a_split() {
        let mut links =
            register(vec![link(2, 1, "Successor", true, None), link(3, 2, "Successor", true, None)]);
        links.push((link(3, 1, "the school at the time", true, None), LinkBasis::Inspection));
        assert!(joined(links).iter().all(|link| link.inherits));
    }
}
