//! The iterators over the values of one key, and over the distinct keys.

use core::fmt;
use core::hash::{BuildHasher, Hash};
use core::iter::FusedIterator;
use core::slice;

use super::OrderedMultiMap;
use super::inner::{Link, Ring, Slot, small_matches};

/// An iterator over all values of one key, in order, created by [`OrderedMultiMap::get_all`].
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct GetAll<'a, K, V> {
    slots: &'a [Slot<K, V>],
    ring: Ring<'a>,
}

impl<'a, K, V> GetAll<'a, K, V> {
    pub(super) fn new(slots: &'a [Slot<K, V>], ring: Ring<'a>) -> Self {
        Self { slots, ring }
    }

    fn value(&self, slot: usize) -> Option<&'a V> {
        self.slots[slot].as_ref().map(|(_, value)| value)
    }
}

impl<K, V> Clone for GetAll<'_, K, V> {
    fn clone(&self) -> Self {
        Self { ..*self }
    }
}

impl<K, V: fmt::Debug> fmt::Debug for GetAll<'_, K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.clone()).finish()
    }
}

impl<'a, K, V> Iterator for GetAll<'a, K, V> {
    type Item = &'a V;

    #[inline]
    fn next(&mut self) -> Option<&'a V> {
        let slot = self.ring.next()?;
        self.value(slot)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.ring.size_hint()
    }

    fn count(self) -> usize {
        self.ring.len()
    }

    fn last(self) -> Option<&'a V> {
        self.value(self.ring.last()?)
    }
}

impl<'a, K, V> DoubleEndedIterator for GetAll<'a, K, V> {
    #[inline]
    fn next_back(&mut self) -> Option<&'a V> {
        let slot = self.ring.next_back()?;
        self.value(slot)
    }
}

impl<K, V> FusedIterator for GetAll<'_, K, V> {}

/// An iterator over mutable references to all values of one key, in order, created by
/// [`OrderedMultiMap::get_all_mut`].
///
/// The slots ascend, so one mutable walk over the map's slots, jumping from one to the next,
/// visits them all: each step is O(1).
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct GetAllMut<'a, K, V> {
    slots: slice::IterMut<'a, Slot<K, V>>,
    /// The number of the first slot in `slots`.
    start: usize,
    ring: Ring<'a>,
}

impl<'a, K, V> GetAllMut<'a, K, V> {
    pub(super) fn new(slots: &'a mut [Slot<K, V>], ring: Ring<'a>) -> Self {
        Self { slots: slots.iter_mut(), start: 0, ring }
    }
}

impl<K, V: fmt::Debug> fmt::Debug for GetAllMut<'_, K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (slots, mut ring) = (self.slots.as_slice(), self.ring);
        let mut list = f.debug_list();
        while let Some(slot) = ring.next() {
            if let Some((_, value)) = &slots[slot - self.start] {
                list.entry(value);
            }
        }
        list.finish()
    }
}

impl<'a, K, V> Iterator for GetAllMut<'a, K, V> {
    type Item = &'a mut V;

    fn next(&mut self) -> Option<&'a mut V> {
        let slot = self.ring.next()?;
        let entry = self.slots.nth(slot - self.start)?;
        self.start = slot + 1;
        entry.as_mut().map(|(_, value)| value)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.ring.size_hint()
    }

    fn count(self) -> usize {
        self.ring.len()
    }

    fn last(mut self) -> Option<&'a mut V> {
        self.next_back()
    }
}

impl<'a, K, V> DoubleEndedIterator for GetAllMut<'a, K, V> {
    fn next_back(&mut self) -> Option<&'a mut V> {
        let slot = self.ring.next_back()?;
        let behind = self.start + self.slots.len() - 1 - slot;
        self.slots.nth_back(behind)?.as_mut().map(|(_, value)| value)
    }
}

impl<K, V> FusedIterator for GetAllMut<'_, K, V> {}

/// A walk over the first entries of the keys.
struct Heads<'a, K, V> {
    slots: &'a [Slot<K, V>],
    /// Empty when there is no index.
    links: &'a [Link],
    /// Without an index: the heads, one bit each.
    small: u32,
    /// The slots not yet visited.
    start: usize,
    end: usize,
    /// The heads among them.
    left: usize,
}

impl<K, V> Clone for Heads<'_, K, V> {
    fn clone(&self) -> Self {
        Self { ..*self }
    }
}

impl<'a, K, V> Heads<'a, K, V> {
    /// The key of a slot if it is a head.
    fn head(&self, slot: usize) -> Option<&'a K> {
        let (key, _) = self.slots[slot].as_ref()?;
        let is_head = match self.links.get(slot) {
            Some(link) => link.is_head(slot),
            None => self.small >> slot & 1 == 1,
        };
        is_head.then_some(key)
    }

    fn next(&mut self) -> Option<(usize, &'a K)> {
        while self.left > 0 && self.start < self.end {
            let slot = self.start;
            self.start += 1;
            if let Some(key) = self.head(slot) {
                self.left -= 1;
                return Some((slot, key));
            }
        }
        None
    }

    fn next_back(&mut self) -> Option<(usize, &'a K)> {
        while self.left > 0 && self.start < self.end {
            self.end -= 1;
            if let Some(key) = self.head(self.end) {
                self.left -= 1;
                return Some((self.end, key));
            }
        }
        None
    }

    /// All values of the key whose head is in `slot`.
    fn values(&self, slot: usize, key: &K) -> GetAll<'a, K, V>
    where
        K: Eq,
    {
        let ring = if self.links.is_empty() {
            Ring::small(small_matches(self.slots, slot, key))
        } else {
            Ring::indexed(self.links, slot)
        };
        GetAll::new(self.slots, ring)
    }
}

/// An iterator over the distinct keys, in order of first occurrence, created by
/// [`OrderedMultiMap::unique_keys`].
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct UniqueKeys<'a, K, V> {
    heads: Heads<'a, K, V>,
}

impl<K, V> Clone for UniqueKeys<'_, K, V> {
    fn clone(&self) -> Self {
        Self { heads: self.heads.clone() }
    }
}

impl<K: fmt::Debug, V> fmt::Debug for UniqueKeys<'_, K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.clone()).finish()
    }
}

impl<'a, K, V> Iterator for UniqueKeys<'a, K, V> {
    type Item = &'a K;

    fn next(&mut self) -> Option<&'a K> {
        self.heads.next().map(|(_, key)| key)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.heads.left, Some(self.heads.left))
    }

    fn count(self) -> usize {
        self.heads.left
    }

    fn last(mut self) -> Option<&'a K> {
        self.next_back()
    }
}

impl<'a, K, V> DoubleEndedIterator for UniqueKeys<'a, K, V> {
    fn next_back(&mut self) -> Option<&'a K> {
        self.heads.next_back().map(|(_, key)| key)
    }
}

impl<K, V> FusedIterator for UniqueKeys<'_, K, V> {}

/// An iterator over the distinct keys, in order of first occurrence, with all their values, created
/// by [`OrderedMultiMap::groups`].
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct Groups<'a, K, V> {
    heads: Heads<'a, K, V>,
}

impl<K, V> Clone for Groups<'_, K, V> {
    fn clone(&self) -> Self {
        Self { heads: self.heads.clone() }
    }
}

impl<K: fmt::Debug + Eq, V: fmt::Debug> fmt::Debug for Groups<'_, K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.clone()).finish()
    }
}

impl<'a, K: Eq, V> Iterator for Groups<'a, K, V> {
    type Item = (&'a K, GetAll<'a, K, V>);

    fn next(&mut self) -> Option<Self::Item> {
        let (slot, key) = self.heads.next()?;
        Some((key, self.heads.values(slot, key)))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.heads.left, Some(self.heads.left))
    }

    fn count(self) -> usize {
        self.heads.left
    }

    fn last(mut self) -> Option<Self::Item> {
        self.next_back()
    }
}

impl<K: Eq, V> DoubleEndedIterator for Groups<'_, K, V> {
    fn next_back(&mut self) -> Option<Self::Item> {
        let (slot, key) = self.heads.next_back()?;
        Some((key, self.heads.values(slot, key)))
    }
}

impl<K: Eq, V> FusedIterator for Groups<'_, K, V> {}

impl<K, V, S> OrderedMultiMap<K, V, S>
where
    K: Hash + Eq,
    S: BuildHasher,
{
    /// Returns an iterator over the distinct keys, in order and in the spelling of their first
    /// occurrence.
    ///
    /// Nothing is allocated and nothing is hashed.
    ///
    /// Computes in **O(1)** time (with at most 120 comparisons in a map that has never had more
    /// than 16 entries), and in O(slots) for all keys.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    ///
    /// let map = OrderedMultiMap::from([("b", 1), ("a", 2), ("b", 3)]);
    /// assert!(map.unique_keys().eq(&["b", "a"]));
    /// ```
    #[doc(alias = "distinct_keys")]
    pub fn unique_keys(&self) -> UniqueKeys<'_, K, V> {
        UniqueKeys { heads: self.heads() }
    }

    /// Returns an iterator over the distinct keys, as [`unique_keys`](Self::unique_keys), each with
    /// an iterator over its values.
    ///
    /// Computes in **O(1)** time, and in O(slots) for all keys and values (with at most 16
    /// comparisons per key in a map that has never had more than 16 entries).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    ///
    /// let map = OrderedMultiMap::from([("b", 1), ("a", 2), ("b", 3)]);
    /// let sums: Vec<_> = map.groups().map(|(key, values)| (*key, values.sum::<i32>())).collect();
    /// assert_eq!(sums, [("b", 4), ("a", 2)]);
    /// ```
    #[doc(alias("lists", "listvalues", "iter_all", "group_by"))]
    pub fn groups(&self) -> Groups<'_, K, V> {
        Groups { heads: self.heads() }
    }

    fn heads(&self) -> Heads<'_, K, V> {
        let slots = self.core.all_slots();
        let small = if self.core.is_small() { self.core.small_heads() } else { 0 };
        let left =
            if self.core.is_small() { small.count_ones() as usize } else { self.core.keys_len() };
        let start = slots.len() - self.core.slots().len();
        Heads { slots, links: self.core.links(), small, start, end: slots.len(), left }
    }
}
