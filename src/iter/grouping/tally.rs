//! `most_common`: the top of a tally.
//!
//! The distinct items, u of them, are split at the k-th place by selection and only the k before
//! it are sorted: O(u + k log k), where a heap of k costs O(u log k). An item's place of first
//! appearance takes part in the comparison, so that the order of ties is defined although neither
//! step is stable.

use alloc::vec::Vec;
use core::cmp::Reverse;
use core::hash::Hash;

use indexmap::IndexMap;

use super::shortcut::Shortcut;

pub(crate) fn tally<I>(items: I) -> IndexMap<I::Item, usize>
where
    I: Iterator,
    I::Item: Hash + Eq,
{
    let (mut counts, mut shortcut) = (IndexMap::new(), Shortcut::default());
    items.for_each(|item| {
        *shortcut.value(&mut counts, item, |_| 0) += 1;
    });
    counts
}

pub(crate) fn most_common<I>(items: I, k: usize) -> Vec<(I::Item, usize)>
where
    I: Iterator,
    I::Item: Hash + Eq,
{
    let rank = |&(_, count, place): &(I::Item, usize, usize)| (Reverse(count), place);
    let counts = tally(items).into_iter().enumerate();
    let mut counts: Vec<_> = counts.map(|(place, (item, count))| (item, count, place)).collect();
    if k < counts.len() {
        counts.select_nth_unstable_by_key(k, rank);
        counts.truncate(k);
    }
    counts.sort_unstable_by_key(rank);
    counts.into_iter().map(|(item, count, _)| (item, count)).collect()
}
