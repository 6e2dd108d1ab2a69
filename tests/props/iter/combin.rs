//! Index vectors against recursion; ranks and seeking, also where nobody can count that far.

use std::collections::BTreeSet;

use boltons::iter::combin::{
    combinations, next_permutation, permutations, powerset, prev_permutation, product,
};
use proptest::prelude::*;

/// All vectors of `k` places whose place p takes one of `choices(vector so far)`.
fn naive(k: usize, choices: &dyn Fn(&[usize]) -> Vec<usize>) -> Vec<Vec<usize>> {
    fn grow(
        k: usize,
        choices: &dyn Fn(&[usize]) -> Vec<usize>,
        vector: &mut Vec<usize>,
        all: &mut Vec<Vec<usize>>,
    ) {
        if vector.len() == k {
            all.push(vector.clone());
            return;
        }
        for choice in choices(vector) {
            vector.push(choice);
            grow(k, choices, vector, all);
            vector.pop();
        }
    }
    let mut all = Vec::new();
    grow(k, choices, &mut Vec::new(), &mut all);
    all
}

fn chosen(n: usize, k: usize) -> Vec<Vec<usize>> {
    naive(k, &|vector| (vector.last().map_or(0, |last| last + 1)..n).collect())
}

/// The pool's item with an index: owned, and no two alike.
fn item(index: usize) -> String {
    format!("item {index}")
}

/// Checks one kind of iterator against the index vectors that it must give, in that order.
macro_rules! check {
    ($make:expr, $expected:expr, $rank:expr, $item:expr) => {{
        let (expected, rank, item) = ($expected, $rank, $item);
        let owned = |vector: &Vec<usize>| -> Vec<String> {
            vector.iter().enumerate().map(|(p, i)| item(p, *i)).collect()
        };
        let items: Vec<Vec<String>> = expected.iter().map(owned).collect();
        let total = expected.len() as u128;
        prop_assert_eq!($make.total(), Some(total));

        let mut iter = $make;
        prop_assert!(iter.indices().is_empty());
        for (r, (vector, items)) in expected.iter().zip(&items).enumerate() {
            prop_assert_eq!(iter.next(), Some(items.as_slice()));
            prop_assert_eq!(iter.indices(), vector.as_slice());
            prop_assert_eq!(iter.rank_of(vector), Some(r as u128));
        }
        prop_assert!(iter.next().is_none() && iter.next().is_none());

        // From any rank on: by next, by fold, by for_each, by map.
        let rank = rank as usize % (expected.len() + 2);
        let from = || {
            let mut iter = $make;
            prop_assert_eq!(iter.seek(rank as u128), rank < expected.len());
            prop_assert!(iter.indices().is_empty());
            Ok(iter)
        };
        let rest = items.get(rank..).unwrap_or(&[]);
        let mut iter = from()?;
        for items in rest {
            prop_assert_eq!(iter.next(), Some(items.as_slice()));
        }
        prop_assert!(iter.next().is_none());
        let collect = |mut all: Vec<Vec<String>>, items: &[String]| {
            all.push(items.to_vec());
            all
        };
        prop_assert_eq!(&from()?.fold(Vec::new(), collect), rest);
        // Also when the first was taken before.
        let mut iter = from()?;
        iter.next();
        prop_assert_eq!(&iter.fold(Vec::new(), collect), rest.get(1..).unwrap_or(&[]));
        let mut count = 0;
        from()?.for_each(|_| count += 1);
        prop_assert_eq!(count, rest.len());
        let mapped = from()?.map(<[String]>::to_vec);
        prop_assert_eq!(mapped.size_hint(), (rest.len(), Some(rest.len())));
        prop_assert_eq!(&mapped.fold(Vec::new(), |all, items| collect(all, &items)), rest);
        prop_assert!(from()?.map(<[String]>::to_vec).eq(rest.iter().cloned()));
    }};
}

proptest! {
    #[test]
    fn combinations_are_ascending_vectors(n in 0..8usize, k in 0..9usize, rank: u16) {
        let pool = || (0..n).map(item);
        check!(combinations(pool(), k), chosen(n, k), rank, |_, i| item(i));
    }

    #[test]
    fn permutations_are_vectors_without_repeats(n in 0..6usize, k in 0..7usize, rank: u16) {
        let pool = || (0..n).map(item);
        let expected = naive(k, &|vector| (0..n).filter(|i| !vector.contains(i)).collect());
        check!(permutations(pool(), k), expected, rank, |_, i| item(i));
    }

    #[test]
    fn products_are_all_vectors(lens in prop::collection::vec(0..4usize, 0..6), rank: u16) {
        let own = |p: usize, i: usize| item(10 * p + i);
        let pools = || lens.iter().enumerate().map(|(p, len)| (0..*len).map(move |i| own(p, i)));
        let expected = naive(lens.len(), &|vector| (0..lens[vector.len()]).collect());
        check!(product(pools()), expected, rank, own);
    }

    #[test]
    fn powersets_are_combinations_of_all_sizes(n in 0..8usize, rank: u16) {
        let pool = || (0..n).map(item);
        let expected: Vec<Vec<usize>> = (0..=n).flat_map(|k| chosen(n, k)).collect();
        check!(powerset(pool()), expected, rank, |_, i| item(i));
    }

    #[test]
    fn ranks_of_large_combinations(n in 0..160usize, k in 0..160usize, part: u128) {
        let mut iter = combinations(0..n, k);
        let Some(total) = iter.total() else {
            // Iteration works all the same, and the first ranks are found.
            prop_assert!(iter.seek(12345) && iter.next().is_some());
            prop_assert_eq!(iter.rank_of(iter.indices()), Some(12345));
            return Ok(());
        };
        prop_assert_eq!(total == 0, k > n);
        prop_assert!(!iter.seek(total) && iter.next().is_none());
        if total > 0 {
            let rank = part % total;
            prop_assert!(iter.seek(rank));
            prop_assert!(iter.next().is_some_and(|items| items.is_sorted_by(|a, b| a < b)));
            prop_assert_eq!(iter.rank_of(iter.indices()), Some(rank));
            let after = iter.next().is_some().then(|| iter.indices().to_vec());
            prop_assert_eq!(after.and_then(|i| iter.rank_of(&i)), (rank + 1 < total).then_some(rank + 1));
        }
    }

    #[test]
    fn ranks_of_large_permutations(n in 0..40usize, k in 0..40usize, part: u128) {
        let mut iter = permutations(0..n, k);
        let Some(total) = iter.total() else {
            prop_assert!(iter.seek(12345) && iter.next().is_some());
            prop_assert_eq!(iter.rank_of(iter.indices()), Some(12345));
            return Ok(());
        };
        prop_assert!(!iter.seek(total) && iter.next().is_none());
        if total > 0 {
            let rank = part % total;
            prop_assert!(iter.seek(rank));
            let first = iter.next().map(<[usize]>::to_vec).unwrap_or_default();
            prop_assert_eq!(first.iter().collect::<BTreeSet<_>>().len(), k);
            prop_assert_eq!(iter.rank_of(&first), Some(rank));
            let after = iter.next().is_some().then(|| iter.indices().to_vec());
            prop_assert!(after.as_ref().is_none_or(|after| *after > first), "in order");
            prop_assert_eq!(after.and_then(|i| iter.rank_of(&i)), (rank + 1 < total).then_some(rank + 1));
        }
    }

    #[test]
    fn ranks_of_large_products(lens in prop::collection::vec(1..50usize, 0..20), part: u128) {
        let mut iter = product(lens.iter().map(|len| 0..*len));
        let rank = iter.total().map_or(12345, |total| part % total);
        prop_assert!(iter.seek(rank));
        let items = iter.next().map(<[usize]>::to_vec).unwrap_or_default();
        let value = items.iter().zip(&lens).fold(0_u128, |value, (i, len)| value * *len as u128 + *i as u128);
        prop_assert_eq!(value, rank);
        prop_assert_eq!(iter.rank_of(&items), Some(rank));
    }

    #[test]
    fn ranks_of_large_powersets(n in 0..140usize, part: u128) {
        let mut iter = powerset(0..n);
        prop_assert_eq!(iter.total(), (n < 128).then(|| 1_u128 << n));
        let rank = iter.total().map_or(part, |total| part % total);
        if iter.seek(rank) {
            prop_assert!(iter.next().is_some_and(|items| items.is_sorted_by(|a, b| a < b)));
            prop_assert_eq!(iter.rank_of(iter.indices()), Some(rank));
        } else {
            prop_assert!(n < 128);
        }
    }

    #[test]
    fn next_permutation_goes_round(items in prop::collection::vec(0..4u8, 0..7)) {
        let mut sorted = items.clone();
        sorted.sort_unstable();
        // All arrangements, each once, in order.
        let all: BTreeSet<Vec<u8>> =
            permutations(items.iter().copied(), items.len()).map(<[u8]>::to_vec).collect();
        let mut current = sorted.clone();
        for (i, expected) in all.iter().enumerate() {
            prop_assert_eq!(&current, expected);
            let mut back = current.clone();
            prop_assert_eq!(next_permutation(&mut current), i + 1 < all.len());
            if i + 1 < all.len() {
                let mut previous = current.clone();
                prop_assert!(prev_permutation(&mut previous));
                prop_assert_eq!(&previous, &back);
            }
            prop_assert_eq!(prev_permutation(&mut back), i > 0);
        }
        prop_assert_eq!(current, sorted, "ascending again after the last");
    }
}
