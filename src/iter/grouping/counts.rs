//! Items that come more than once: `tally`, `most_common`, `redundant_groups`.
//!
//! For `most_common` the distinct items, u of them, are split at the k-th place by selection and
//! only the k before it are sorted: O(u + k log k), where a heap of k costs O(u log k). An item's
//! place of first appearance takes part in the comparison, so that the order of ties is defined
//! although neither step is stable.

use alloc::vec;
use alloc::vec::Vec;
use core::cmp::Reverse;
use core::hash::Hash;
use core::mem;

use indexmap::IndexMap;

use super::fold::fold_by_key_in;
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

/// What is known of a key.
enum Seen<T> {
    /// Not even the item that made it, yet.
    New,
    /// One item, kept until another comes.
    Once(T),
    /// A group, by its place in the result.
    Group(usize),
}

pub(crate) fn redundant_groups<I, K>(items: I, key: impl FnMut(&I::Item) -> K) -> Vec<Vec<I::Item>>
where
    I: Iterator,
    K: Hash + Eq,
{
    let mut groups = Vec::new();
    let add = |seen: &mut Seen<I::Item>, item| match seen {
        Seen::New => *seen = Seen::Once(item),
        Seen::Once(_) => {
            if let Seen::Once(first) = mem::replace(seen, Seen::Group(groups.len())) {
                groups.push(vec![first, item]);
            }
        }
        Seen::Group(place) => groups[*place].push(item),
    };
    fold_by_key_in(items, IndexMap::<K, _>::new(), key, |_| Seen::New, add);
    groups
}
