//! The iterators of the mutable maps.

use alloc::vec;
use alloc::vec::Vec;
use core::fmt;
use core::iter::FusedIterator;

use super::len_set::PrefixLenSet;
use super::trie::{Cursor, Loc, Trie};
use crate::ip::both::{both, either};
use crate::ip::{Family, IpPrefix, Prefix, V4, V6};

/// A walk over entries in order.
#[derive(Debug)]
struct Walk<'a, F: Family, V> {
    trie: &'a Trie<F, V>,
    cursor: Cursor,
}

impl<'a, F: Family, V> Walk<'a, F, V> {
    #[inline]
    fn next(&mut self) -> Option<(Prefix<F>, &'a V)> {
        let step = self.cursor.next(self.trie)?;
        let (prefix, loc) = self.trie.entry_at(step);
        Some((prefix, self.trie.value(loc)))
    }
}

impl<F: Family, V> Clone for Walk<'_, F, V> {
    fn clone(&self) -> Self {
        Self { trie: self.trie, cursor: self.cursor.clone() }
    }
}

/// Declares an iterator over all entries by reference.
macro_rules! over_all {
    ($(#[$doc:meta])* $name:ident, $item:ty, |$prefix:pat_param, $value:pat_param| $view:expr) => {
        $(#[$doc])*
        #[must_use = "iterators are lazy"]
        pub struct $name<'a, F: Family, V> {
            walk: Walk<'a, F, V>,
            left: usize,
        }

        impl<'a, F: Family, V> $name<'a, F, V> {
            pub(super) fn new(trie: &'a Trie<F, V>) -> Self {
                Self { walk: Walk { trie, cursor: Cursor::all(trie) }, left: trie.len() }
            }
        }

        impl<'a, F: Family, V> Iterator for $name<'a, F, V> {
            type Item = $item;
            #[inline]
            fn next(&mut self) -> Option<$item> {
                let ($prefix, $value) = self.walk.next()?;
                self.left -= 1;
                Some($view)
            }
            fn size_hint(&self) -> (usize, Option<usize>) {
                (self.left, Some(self.left))
            }
            fn count(self) -> usize {
                self.left
            }
        }

        impl<F: Family, V> ExactSizeIterator for $name<'_, F, V> {}
        impl<F: Family, V> FusedIterator for $name<'_, F, V> {}

        impl<F: Family, V> Clone for $name<'_, F, V> {
            fn clone(&self) -> Self {
                Self { walk: self.walk.clone(), left: self.left }
            }
        }

        impl<F: Family, V: fmt::Debug> fmt::Debug for $name<'_, F, V> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_list().entries(self.clone()).finish()
            }
        }
    };
}

over_all!(
    /// An iterator over prefixes and values, sorted. See
    /// [`PrefixMap::iter`](crate::ip::PrefixMap::iter).
    Iter, (Prefix<F>, &'a V), |prefix, value| (prefix, value)
);
over_all!(
    /// An iterator over the prefixes, sorted. See [`PrefixMap::keys`](crate::ip::PrefixMap::keys).
    Keys, Prefix<F>, |prefix, _| prefix
);
over_all!(
    /// An iterator over the values, sorted by prefix. See
    /// [`PrefixMap::values`](crate::ip::PrefixMap::values).
    Values, &'a V, |_, value| value
);

/// An iterator over the stored prefixes inside one, with their values, sorted. See
/// [`PrefixMap::covered`](crate::ip::PrefixMap::covered).
#[must_use = "iterators are lazy"]
pub struct Covered<'a, F: Family, V>(Walk<'a, F, V>);

impl<'a, F: Family, V> Covered<'a, F, V> {
    pub(super) fn new(trie: &'a Trie<F, V>, by: Prefix<F>) -> Self {
        Self(Walk { trie, cursor: Cursor::covered(trie, by) })
    }
}

impl<'a, F: Family, V> Iterator for Covered<'a, F, V> {
    type Item = (Prefix<F>, &'a V);
    fn next(&mut self) -> Option<(Prefix<F>, &'a V)> {
        self.0.next()
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        (0, Some(self.0.trie.len()))
    }
}

impl<F: Family, V> FusedIterator for Covered<'_, F, V> {}

impl<F: Family, V> Clone for Covered<'_, F, V> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<F: Family, V: fmt::Debug> fmt::Debug for Covered<'_, F, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.clone()).finish()
    }
}

/// An iterator over the stored prefixes that contain one, with their values, shortest first. See
/// [`PrefixMap::covering`](crate::ip::PrefixMap::covering).
#[must_use = "iterators are lazy"]
pub struct Covering<'a, F: Family, V> {
    trie: &'a Trie<F, V>,
    of: Prefix<F>,
    lens: PrefixLenSet,
}

impl<'a, F: Family, V> Covering<'a, F, V> {
    pub(super) fn new(trie: &'a Trie<F, V>, of: Prefix<F>) -> Self {
        Self { trie, of, lens: trie.covers(of) }
    }

    fn get(&self, len: u8) -> Option<(Prefix<F>, &'a V)> {
        let prefix = self.of.supernet(len)?;
        Some((prefix, self.trie.value(self.trie.find(prefix)?)))
    }
}

impl<'a, F: Family, V> Iterator for Covering<'a, F, V> {
    type Item = (Prefix<F>, &'a V);
    fn next(&mut self) -> Option<(Prefix<F>, &'a V)> {
        self.lens.pop_first().and_then(|len| self.get(len))
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.lens.len(), Some(self.lens.len()))
    }
    fn count(self) -> usize {
        self.lens.len()
    }
    fn last(mut self) -> Option<(Prefix<F>, &'a V)> {
        self.next_back()
    }
}

impl<F: Family, V> DoubleEndedIterator for Covering<'_, F, V> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.lens.pop_last().and_then(|len| self.get(len))
    }
}

impl<F: Family, V> ExactSizeIterator for Covering<'_, F, V> {}
impl<F: Family, V> FusedIterator for Covering<'_, F, V> {}

impl<F: Family, V> Clone for Covering<'_, F, V> {
    fn clone(&self) -> Self {
        Self { ..*self }
    }
}

impl<F: Family, V: fmt::Debug> fmt::Debug for Covering<'_, F, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.clone()).finish()
    }
}

/// An iterator over prefixes and mutable references to values, sorted. See
/// [`PrefixMap::iter_mut`](crate::ip::PrefixMap::iter_mut).
///
/// Holds a reference to every remaining value: O(n) memory.
#[must_use = "iterators are lazy"]
pub struct IterMut<'a, F: Family, V> {
    /// Prefixes in order, each with the place of its value.
    order: vec::IntoIter<(Prefix<F>, usize)>,
    values: Vec<Option<&'a mut V>>,
}

impl<'a, F: Family, V> IterMut<'a, F, V> {
    pub(super) fn new(trie: &'a mut Trie<F, V>) -> Self {
        // Values in the order of memory: node after node, then the leaves.
        let mut firsts = Vec::with_capacity(trie.nodes.len() + 1);
        let mut sum = 0;
        for node in &trie.nodes {
            firsts.push(sum);
            sum += node.values.len();
        }
        let mut order = Vec::with_capacity(trie.len());
        let mut cursor = Cursor::all(trie);
        while let Some(step) = cursor.next(trie) {
            let (prefix, loc) = trie.entry_at(step);
            let place = match loc {
                Loc::Node { node, rank } => firsts[node as usize] + rank as usize,
                Loc::Leaf(leaf) => sum + leaf as usize,
            };
            order.push((prefix, place));
        }
        let nodes = trie.nodes.iter_mut().flat_map(|node| &mut node.values);
        let leaves = trie.leaves.iter_mut().map(|leaf| &mut leaf.1);
        Self { order: order.into_iter(), values: nodes.chain(leaves).map(Some).collect() }
    }

    /// What has not been returned yet.
    fn left(&self) -> impl Iterator<Item = (Prefix<F>, &V)> {
        let order = self.order.as_slice().iter();
        order.filter_map(|&(prefix, place)| Some((prefix, self.values[place].as_deref()?)))
    }
}

impl<'a, F: Family, V> Iterator for IterMut<'a, F, V> {
    type Item = (Prefix<F>, &'a mut V);
    fn next(&mut self) -> Option<(Prefix<F>, &'a mut V)> {
        let (prefix, place) = self.order.next()?;
        Some((prefix, self.values[place].take()?))
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.order.size_hint()
    }
}

impl<F: Family, V> DoubleEndedIterator for IterMut<'_, F, V> {
    fn next_back(&mut self) -> Option<Self::Item> {
        let (prefix, place) = self.order.next_back()?;
        Some((prefix, self.values[place].take()?))
    }
}

impl<F: Family, V> ExactSizeIterator for IterMut<'_, F, V> {}
impl<F: Family, V> FusedIterator for IterMut<'_, F, V> {}

impl<F: Family, V: fmt::Debug> fmt::Debug for IterMut<'_, F, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.left()).finish()
    }
}

/// An iterator over mutable references to the values, sorted by prefix. See
/// [`PrefixMap::values_mut`](crate::ip::PrefixMap::values_mut).
///
/// Holds a reference to every remaining value: O(n) memory.
#[must_use = "iterators are lazy"]
pub struct ValuesMut<'a, F: Family, V>(IterMut<'a, F, V>);

impl<'a, F: Family, V> ValuesMut<'a, F, V> {
    pub(super) fn new(trie: &'a mut Trie<F, V>) -> Self {
        Self(IterMut::new(trie))
    }
}

impl<'a, F: Family, V> Iterator for ValuesMut<'a, F, V> {
    type Item = &'a mut V;
    fn next(&mut self) -> Option<&'a mut V> {
        self.0.next().map(|entry| entry.1)
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl<F: Family, V> DoubleEndedIterator for ValuesMut<'_, F, V> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.0.next_back().map(|entry| entry.1)
    }
}

impl<F: Family, V> ExactSizeIterator for ValuesMut<'_, F, V> {}
impl<F: Family, V> FusedIterator for ValuesMut<'_, F, V> {}

impl<F: Family, V: fmt::Debug> fmt::Debug for ValuesMut<'_, F, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.left().map(|entry| entry.1)).finish()
    }
}

/// An iterator over the entries by value, sorted.
#[derive(Clone)]
#[must_use = "iterators are lazy"]
pub struct IntoIter<F: Family, V>(vec::IntoIter<(Prefix<F>, V)>);

impl<F: Family, V> IntoIter<F, V> {
    pub(super) fn new(trie: Trie<F, V>) -> Self {
        Self(trie.into_entries().into_iter())
    }
}

impl<F: Family, V> Iterator for IntoIter<F, V> {
    type Item = (Prefix<F>, V);
    fn next(&mut self) -> Option<(Prefix<F>, V)> {
        self.0.next()
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl<F: Family, V> DoubleEndedIterator for IntoIter<F, V> {
    fn next_back(&mut self) -> Option<(Prefix<F>, V)> {
        self.0.next_back()
    }
}

impl<F: Family, V> ExactSizeIterator for IntoIter<F, V> {}
impl<F: Family, V> FusedIterator for IntoIter<F, V> {}

impl<F: Family, V: fmt::Debug> fmt::Debug for IntoIter<F, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.as_slice()).finish()
    }
}

both!(
    /// An iterator over prefixes and values of both families, IPv4 first, sorted. See
    /// [`IpPrefixMap::iter`](crate::ip::IpPrefixMap::iter).
    IpIter['a, V]: Iter<'a, V4, V>, Iter<'a, V6, V> => (IpPrefix, &'a V),
    |(prefix, value)| (prefix.into(), value), exact, clone
);
both!(
    /// An iterator over the prefixes of both families, IPv4 first, sorted. See
    /// [`IpPrefixMap::keys`](crate::ip::IpPrefixMap::keys).
    IpKeys['a, V]: Keys<'a, V4, V>, Keys<'a, V6, V> => IpPrefix,
    |prefix| prefix.into(), exact, clone
);
both!(
    /// An iterator over the values of both families, sorted by prefix. See
    /// [`IpPrefixMap::values`](crate::ip::IpPrefixMap::values).
    IpValues['a, V]: Values<'a, V4, V>, Values<'a, V6, V> => &'a V,
    |value| value, exact, clone
);
both!(
    /// An iterator over prefixes and mutable references to values of both families, IPv4 first,
    /// sorted. See [`IpPrefixMap::iter_mut`](crate::ip::IpPrefixMap::iter_mut).
    IpIterMut['a, V]: IterMut<'a, V4, V>, IterMut<'a, V6, V> => (IpPrefix, &'a mut V),
    |(prefix, value)| (prefix.into(), value), back, exact
);
both!(
    /// An iterator over mutable references to the values of both families, sorted by prefix. See
    /// [`IpPrefixMap::values_mut`](crate::ip::IpPrefixMap::values_mut).
    IpValuesMut['a, V]: ValuesMut<'a, V4, V>, ValuesMut<'a, V6, V> => &'a mut V,
    |value| value, back, exact
);
both!(
    /// An iterator over the entries of both families by value, IPv4 first, sorted.
    #[derive(Clone)]
    IpIntoIter[V]: IntoIter<V4, V>, IntoIter<V6, V> => (IpPrefix, V),
    |(prefix, value)| (prefix.into(), value), back, exact
);
either!(
    /// An iterator over the stored prefixes that contain one, shortest first. See
    /// [`IpPrefixMap::covering`](crate::ip::IpPrefixMap::covering).
    back IpCovering, Covering
);
either!(
    /// An iterator over the stored prefixes inside one, sorted. See
    /// [`IpPrefixMap::covered`](crate::ip::IpPrefixMap::covered).
    front IpCovered, Covered
);
