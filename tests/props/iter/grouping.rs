//! Grouping and sorting against dumb models.

#[cfg(not(feature = "__audit"))]
use crate::unaudited::Unaudited as _;
use std::collections::BTreeMap;
use std::hash::RandomState;

use boltons::iter::{Groups, IterExt, soft_sorted, untyped_sorted};
use proptest::prelude::*;

/// The groups in order of first appearance, by linear search.
fn model(pairs: &[(u8, u32)]) -> Vec<(u8, Vec<u32>)> {
    let mut groups: Vec<(u8, Vec<u32>)> = Vec::new();
    for (key, item) in pairs {
        match groups.iter_mut().find(|(other, _)| other == key) {
            Some((_, group)) => group.push(*item),
            None => groups.push((*key, vec![*item])),
        }
    }
    groups
}

proptest! {
    #[test]
    fn groupings(keys in prop::collection::vec(any::<u8>(), 0..600), k in 0..20usize) {
        let pairs: Vec<(u8, u32)> = keys.iter().copied().zip(0..).collect();
        let model = model(&pairs);
        let groups: Groups<u8, u32> = pairs.iter().copied().collect();
        groups.check();
        prop_assert!(groups.iter().eq(model.iter().map(|(key, group)| (key, &group[..]))));
        #[cfg(feature = "__audit")]
        {
            let narrow = Groups::from_pairs_narrow(pairs.clone(), RandomState::new());
            narrow.check();
            prop_assert_eq!(&narrow, &groups);
        }
        for key in 0..=u8::MAX {
            let expected = model.iter().find(|(other, _)| *other == key);
            prop_assert_eq!(groups.get(&key), expected.map(|(_, group)| &group[..]));
        }
        prop_assert!(groups.into_map().into_iter().eq(model.clone()));
        let map = pairs.iter().copied().bucketize(|pair| pair.0);
        prop_assert!(map.keys().eq(model.iter().map(|(key, _)| key)));

        let tally = keys.iter().copied().tally();
        prop_assert!(tally.into_iter().eq(model.iter().map(|(key, group)| (*key, group.len()))));
        let mut top: Vec<(u8, usize)> =
            model.iter().map(|(key, group)| (*key, group.len())).collect();
        top.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        top.truncate(k);
        prop_assert_eq!(keys.iter().copied().most_common(k), top);

        let mut again: Vec<&Vec<u32>> =
            model.iter().map(|(_, group)| group).filter(|group| group.len() > 1).collect();
        again.sort_by_key(|group| group[1]);
        let ours = pairs.iter().redundant_groups(|pair| pair.0);
        let ours: Vec<Vec<u32>> =
            ours.into_iter().map(|group| group.iter().map(|pair| pair.1).collect()).collect();
        prop_assert!(ours.iter().eq(again));

        let sums = pairs.iter().fold_by_key_in(
            BTreeMap::new(), |pair| pair.0 % 16, |_| 0, |sum, pair| *sum += pair.1,
        );
        prop_assert_eq!(sums.values().sum::<u32>(), (0..keys.len() as u32).sum::<u32>());
        let parts = pairs.iter().partition_n::<4>(|pair| usize::from(pair.0));
        prop_assert_eq!(parts.iter().map(Vec::len).sum::<usize>(), pairs.len());
        prop_assert!(parts[3].iter().all(|pair| pair.0 >= 3));
        prop_assert!(parts.iter().all(|part| part.is_sorted_by_key(|pair| pair.1)));
    }

    #[test]
    fn soft_sorts(
        items in prop::collection::vec(0..30u8, 0..60),
        first in prop::collection::vec(0..30u8, 0..8),
        last in prop::collection::vec(0..30u8, 0..8),
    ) {
        let mut expected = items.clone();
        expected.sort_by_key(|item| {
            let place = |list: &[u8]| list.iter().position(|other| other == item);
            place(&first).map(|place| (0, place, 0))
                .or_else(|| place(&last).map(|place| (2, place, 0)))
                .unwrap_or((1, 0, *item))
        });
        prop_assert_eq!(soft_sorted(items, &first, &last), expected);
    }

    #[test]
    fn untyped_sorts(items in prop::collection::vec(prop::num::f64::ANY, 0..80), classes in 1..5u64) {
        let class = |item: &f64| item.to_bits() % classes;
        let mut expected = items.clone();
        expected.sort_by(|a, b| {
            class(a).cmp(&class(b)).then(a.is_nan().cmp(&b.is_nan())).then(
                a.partial_cmp(b).unwrap_or(std::cmp::Ordering::Equal),
            )
        });
        let sorted = untyped_sorted(items, class);
        prop_assert!(sorted.iter().map(|n| n.to_bits()).eq(expected.iter().map(|n| n.to_bits())));
    }
}
