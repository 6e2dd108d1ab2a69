//! `FrozenMap` against `BTreeMap`.

#[cfg(not(feature = "__audit"))]
use crate::unaudited::Unaudited as _;
use std::collections::BTreeMap;
use std::hash::{BuildHasher, RandomState};
use std::ops::Bound;

use boltons::multimap::FrozenMap;
use proptest::prelude::*;

pub fn pairs() -> impl Strategy<Value = Vec<(String, u8)>> {
    prop::collection::vec(("[ab]{0,3}", any::<u8>()), 0..60)
}

/// Builds a map and updates it, and looks up what is there and what is not.
pub fn run(
    pairs: &[(String, u8)],
    changes: Vec<(String, u8)>,
    probes: &[(String, u8)],
) -> Result<(), TestCaseError> {
    let map: FrozenMap<String, u8> = pairs.iter().cloned().collect();
    let mut tree: BTreeMap<String, u8> = pairs.iter().cloned().collect();
    map.check();
    prop_assert_eq!((map.len(), map.is_empty()), (tree.len(), tree.is_empty()));
    prop_assert!(map.iter().eq(&tree));
    prop_assert!(map.iter().rev().eq(tree.iter().rev()));
    prop_assert!(map.keys().eq(tree.keys()) && map.values().eq(tree.values()));
    for (probe, _) in pairs.iter().chain(probes) {
        prop_assert_eq!(map.get(probe.as_str()), tree.get(probe));
        prop_assert_eq!(map.get_key_value(probe.as_str()), tree.get_key_value(probe));
        prop_assert_eq!(map.contains_key(probe.as_str()), tree.contains_key(probe));
    }
    let updated = map.updated(changes.iter().cloned());
    updated.check();
    tree.extend(changes);
    prop_assert!(updated.iter().eq(&tree));
    prop_assert!(updated.into_iter().eq(tree));
    Ok(())
}

proptest! {
    #[test]
    fn behaves_as_a_btreemap(pairs in pairs(), changes in pairs(), probes in pairs()) {
        run(&pairs, changes, &probes)?;
    }

    #[test]
    fn equality_order_and_hash_agree_with_btreemap(a in pairs(), b in pairs()) {
        let maps = [&a, &b].map(|pairs| pairs.iter().cloned().collect::<FrozenMap<_, _>>());
        let trees = [&a, &b].map(|pairs| pairs.iter().cloned().collect::<BTreeMap<_, _>>());
        prop_assert_eq!(maps[0] == maps[1], trees[0] == trees[1]);
        prop_assert_eq!(maps[0].cmp(&maps[1]), trees[0].cmp(&trees[1]));
        let hasher = RandomState::new();
        prop_assert_eq!(hasher.hash_one(&maps[0]), hasher.hash_one(&trees[0]));
        // The order in which unequal keys are given does not count.
        let again: FrozenMap<_, _> = trees[0].clone().into_iter().rev().collect();
        prop_assert_eq!(&again, &maps[0]);
        prop_assert_eq!(hasher.hash_one(&again), hasher.hash_one(&maps[0]));
    }

    #[test]
    fn the_slice_is_sorted_and_without_repeats(pairs in pairs(), from in "[ab]{0,3}") {
        let map: FrozenMap<String, u8> = pairs.iter().cloned().collect();
        let tree: BTreeMap<String, u8> = pairs.into_iter().collect();
        let at = map.as_slice().partition_point(|pair| pair.0 < from);
        let rest = tree.range::<str, _>((Bound::Included(from.as_str()), Bound::Unbounded));
        prop_assert!(map.as_slice()[at..].iter().map(|(key, value)| (key, value)).eq(rest));
    }
}
