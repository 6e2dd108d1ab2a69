//! `redundant_groups`: the items whose key occurs more than once.

use alloc::vec;
use alloc::vec::Vec;
use core::hash::Hash;
use core::mem;

use indexmap::IndexMap;

use super::by_key::fold_by_key_in;

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
