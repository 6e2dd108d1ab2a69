//! `Groups`: all items in one allocation, group after group.
//!
//! ```text
//!   index  { "b": (), "a": () }              keys in order of first appearance
//!   ends   [ 3, 5 ]                          group i is items[ends[i − 1]..ends[i]]
//!   items  [ b0 b1 b2 | a0 a1 ]              in order of arrival inside a group
//! ```
//!
//! With few keys each group is collected in its own vector and these are appended; with more,
//! a first pass pushes each item and the number of its group and counts the groups' items, and a
//! second scatters the items to where the sums of the counts say (see `build`). The scattering pays
//! for many small groups, whose items a map of vectors allocates one by one.
//!
//! Invariants: one end per key, ascending, each more than the one before, the last = items.len().
//!
//! Rejected: sorting by group (stable sort, 2–2.5 times slower), moving the items in place along
//! the cycles of the permutation (1.7 times slower), lists linked through the items (as fast to
//! build, but they have no slices).

mod build;

mod iter;

#[cfg(feature = "serde")]
mod serde;

use alloc::vec::Vec;
use core::fmt;
use core::hash::{BuildHasher, Hash};
use core::iter as core_iter;
use core::ops::Range;
use std::hash::RandomState;

use indexmap::{Equivalent, IndexMap};

pub use self::iter::{IntoIter, Iter, IterMut, Keys};
use build::Ends;

/// Items grouped by key, all in one allocation, group after group.
///
/// Created by [`groups_by`](crate::iter::IterExt::groups_by), or collected from pairs. Keys are in
/// the order in which they first appear, the items of a group in the order of the source.
/// Groups grow only as a whole, by [`merge`](Groups::merge); to add single items turn them into a
/// map of vectors with [`into_map`](Groups::into_map). `S` is the hasher of the lookups.
///
/// With the feature `serde` it is serialized as a map of keys to sequences of items, in order. When
/// it is deserialized, a key without items does not become a group, and the items of a repeated key
/// become one group.
///
/// Two `Groups` are equal when they have the same keys in the same order with the same items in the
/// same order.
///
/// # Examples
///
/// ```
/// use boltons::iter::Groups;
///
/// let pairs = [("fruit", "fig"), ("root", "beet"), ("fruit", "plum")];
/// let groups = pairs.into_iter().collect::<Groups<_, _>>();
/// assert_eq!(groups.get("fruit"), Some(&["fig", "plum"][..]));
/// assert_eq!(groups.get("leaf"), None);
/// assert_eq!(groups.as_slice(), ["fig", "plum", "beet"]);
/// ```
#[derive(Clone)]
pub struct Groups<K, T, S = RandomState> {
    index: IndexMap<K, (), S>,
    ends: Ends,
    items: Vec<T>,
}

impl<K, T, S> Groups<K, T, S> {
    /// Returns the number of groups.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::IterExt;
    ///
    /// let groups = (0..10).groups_by(|n| n % 3);
    /// assert_eq!(groups.len(), 3);
    /// assert_eq!(groups.as_slice().len(), 10);
    /// ```
    #[must_use]
    pub fn len(&self) -> usize {
        self.index.len()
    }

    /// Returns whether there are no groups.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::groups_by;
    ///
    /// assert!(groups_by("".chars(), |c| *c).is_empty());
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.index.is_empty()
    }

    /// Returns the `i`-th key and its items.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::IterExt;
    ///
    /// let groups = (1..6).groups_by(|n| n % 2 == 0);
    /// assert_eq!(groups.get_index(1), Some((&true, &[2, 4][..])));
    /// assert_eq!(groups.get_index(2), None);
    /// ```
    #[must_use]
    pub fn get_index(&self, i: usize) -> Option<(&K, &[T])> {
        let (key, ()) = self.index.get_index(i)?;
        Some((key, &self.items[self.ends.range(i)]))
    }

    /// Returns an iterator over the keys.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::IterExt;
    ///
    /// let groups = "misty".chars().groups_by(|c| "aeiouy".contains(*c));
    /// assert!(groups.keys().eq(&[false, true]));
    /// ```
    pub fn keys(&self) -> Keys<'_, K> {
        Keys::new(&self.index)
    }

    /// Returns an iterator over the keys and their items.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::IterExt;
    ///
    /// let groups = [5, 2, 3].into_iter().groups_by(|n| n % 2);
    /// assert!(groups.iter().eq([(&1, &[5, 3][..]), (&0, &[2][..])]));
    /// ```
    pub fn iter(&self) -> Iter<'_, K, T> {
        Iter::new(&self.index, &self.ends, &self.items)
    }

    /// Returns an iterator over the keys and mutable references to their items.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::IterExt;
    ///
    /// let mut groups = [5, 2, 3].into_iter().groups_by(|n| n % 2);
    /// for (_, items) in groups.iter_mut() {
    ///     items.sort();
    /// }
    /// assert_eq!(groups.as_slice(), [3, 5, 2]);
    /// ```
    pub fn iter_mut(&mut self) -> IterMut<'_, K, T> {
        IterMut::new(&self.index, &self.ends, &mut self.items)
    }

    /// Returns all items, group after group.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::IterExt;
    ///
    /// let groups = [5, 2, 3].into_iter().groups_by(|n| n % 2);
    /// assert_eq!(groups.as_slice(), [5, 3, 2]);
    /// ```
    #[must_use]
    pub fn as_slice(&self) -> &[T] {
        &self.items
    }

    /// Returns all items, group after group, owned.
    ///
    /// Computes in **O(1)** time, besides dropping the keys.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::IterExt;
    ///
    /// let groups = [5, 2, 3].into_iter().groups_by(|n| n % 2);
    /// assert_eq!(groups.into_vec(), vec![5, 3, 2]);
    /// ```
    #[must_use]
    pub fn into_vec(self) -> Vec<T> {
        self.items
    }

    /// Returns the groups as a map of vectors, with the same keys in the same order.
    ///
    /// Computes in **O(n)** time for n items (average).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::IterExt;
    ///
    /// let mut map = [5, 2, 3].into_iter().groups_by(|n| n % 2).into_map();
    /// map.entry(1).or_default().push(7);
    /// assert_eq!(map[&1], [5, 3, 7]);
    /// ```
    #[must_use]
    pub fn into_map(self) -> IndexMap<K, Vec<T>>
    where
        K: Hash + Eq,
    {
        self.into_iter().collect()
    }

    /// Checks the invariants, for the tests.
    #[cfg(feature = "__audit")]
    #[doc(hidden)]
    pub fn check(&self) {
        assert_eq!(self.ends.len(), self.index.len());
        let mut end = 0;
        for i in 0..self.ends.len() {
            let range = self.ends.range(i);
            assert!(range.start == end && range.end > end, "group {i} is {range:?}");
            end = range.end;
        }
        assert_eq!(end, self.items.len());
    }
}

impl<K, T, S: BuildHasher> Groups<K, T, S> {
    /// Returns the items of a key, or `None` if there is no such key.
    ///
    /// Computes in **O(1)** time (average).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::IterExt;
    ///
    /// let groups = ["fig", "plum", "kiwi"].into_iter().groups_by(|word| word.len());
    /// assert_eq!(groups.get(&4), Some(&["plum", "kiwi"][..]));
    /// assert_eq!(groups.get(&5), None);
    /// ```
    #[must_use]
    pub fn get<Q: ?Sized + Hash + Equivalent<K>>(&self, key: &Q) -> Option<&[T]> {
        self.find(key).map(|range| &self.items[range])
    }

    /// Returns a mutable slice of the items of a key, or `None` if there is no such key.
    ///
    /// Computes in **O(1)** time (average).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::IterExt;
    ///
    /// let mut groups = [30, 5, 10].into_iter().groups_by(|n| n % 10 == 0);
    /// if let Some(tens) = groups.get_mut(&true) {
    ///     tens.sort();
    /// }
    /// assert_eq!(groups.as_slice(), [10, 30, 5]);
    /// ```
    #[must_use]
    pub fn get_mut<Q: ?Sized + Hash + Equivalent<K>>(&mut self, key: &Q) -> Option<&mut [T]> {
        self.find(key).map(|range| &mut self.items[range])
    }

    /// Returns whether there is a group with this key.
    ///
    /// Computes in **O(1)** time (average).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::IterExt;
    ///
    /// let groups = ["fig", "plum"].into_iter().groups_by(|word| word.len());
    /// assert!(groups.contains_key(&3) && !groups.contains_key(&5));
    /// ```
    #[must_use]
    pub fn contains_key<Q: ?Sized + Hash + Equivalent<K>>(&self, key: &Q) -> bool {
        self.index.contains_key(key)
    }

    /// Appends the groups of `other`: its items follow those of the same key here, and its new keys
    /// follow the keys here.
    ///
    /// The groups of parts, merged in the order of the parts, are the groups of the whole.
    ///
    /// Computes in **O(n + m)** time for n and m items (average).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::IterExt;
    ///
    /// let numbers = [5, 2, 3, 7, 4];
    /// let mut groups = numbers[..3].iter().groups_by(|n| *n % 2);
    /// groups.merge(numbers[3..].iter().groups_by(|n| *n % 2));
    /// assert_eq!(groups, numbers.iter().groups_by(|n| *n % 2));
    /// ```
    #[doc(alias = "extend")]
    #[doc(alias = "append")]
    pub fn merge<Z>(&mut self, other: Groups<K, T, Z>)
    where
        K: Hash + Eq,
    {
        let known = self.index.len();
        let mut index = Grown { index: &mut self.index, keep: known };
        let mut groups = Vec::with_capacity(self.items.len() + other.items.len());
        for group in 0..known {
            groups.extend(core_iter::repeat_n(group, self.ends.range(group).len()));
        }
        for (theirs, (key, ())) in other.index.into_iter().enumerate() {
            let (group, _) = index.index.insert_full(key, ());
            groups.extend(core_iter::repeat_n(group, other.ends.range(theirs).len()));
        }
        index.keep = index.index.len();
        let count = index.keep;
        drop(index);
        let mut items = core::mem::take(&mut self.items);
        items.extend(other.items);
        (self.ends, self.items) = build::arrange(items, groups, count);
    }

    /// Groups pairs with a custom hasher; for the benches.
    #[doc(hidden)]
    pub fn from_pairs_with_hasher(pairs: impl IntoIterator<Item = (K, T)>, hasher: S) -> Self
    where
        K: Hash + Eq,
    {
        build::build::<K, T, S, u32>(pairs.into_iter(), hasher)
    }

    /// Groups pairs with group numbers of one byte until the items are too many for that; for the
    /// tests.
    #[cfg(feature = "__audit")]
    #[doc(hidden)]
    pub fn from_pairs_narrow(pairs: impl IntoIterator<Item = (K, T)>, hasher: S) -> Self
    where
        K: Hash + Eq,
    {
        build::build::<K, T, S, u8>(pairs.into_iter(), hasher)
    }

    fn find<Q: ?Sized + Hash + Equivalent<K>>(&self, key: &Q) -> Option<Range<usize>> {
        self.index.get_index_of(key).map(|i| self.ends.range(i))
    }
}

/// An index that is growing; a key whose `Hash` or `Eq` panics leaves it as it was.
struct Grown<'g, K, S> {
    index: &'g mut IndexMap<K, (), S>,
    keep: usize,
}

impl<K, S> Drop for Grown<'_, K, S> {
    fn drop(&mut self) {
        self.index.truncate(self.keep);
    }
}

impl<K, T, S: Default> Default for Groups<K, T, S> {
    fn default() -> Self {
        Self { index: IndexMap::default(), ends: Ends::default(), items: Vec::new() }
    }
}

impl<K: Hash + Eq, T, S: BuildHasher + Default> FromIterator<(K, T)> for Groups<K, T, S> {
    fn from_iter<I: IntoIterator<Item = (K, T)>>(pairs: I) -> Self {
        Self::from_pairs_with_hasher(pairs, S::default())
    }
}

impl<K: PartialEq, T: PartialEq, S, Z> PartialEq<Groups<K, T, Z>> for Groups<K, T, S> {
    fn eq(&self, other: &Groups<K, T, Z>) -> bool {
        self.iter().eq(other.iter())
    }
}

impl<K: Eq, T: Eq, S> Eq for Groups<K, T, S> {}

impl<K: fmt::Debug, T: fmt::Debug, S> fmt::Debug for Groups<K, T, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

impl<K, T, S> IntoIterator for Groups<K, T, S> {
    type Item = (K, Vec<T>);
    type IntoIter = IntoIter<K, T>;

    fn into_iter(self) -> IntoIter<K, T> {
        IntoIter::new(self.index.into_iter(), self.ends, self.items)
    }
}

impl<'a, K, T, S> IntoIterator for &'a Groups<K, T, S> {
    type Item = (&'a K, &'a [T]);
    type IntoIter = Iter<'a, K, T>;

    fn into_iter(self) -> Iter<'a, K, T> {
        self.iter()
    }
}

impl<'a, K, T, S> IntoIterator for &'a mut Groups<K, T, S> {
    type Item = (&'a K, &'a mut [T]);
    type IntoIter = IterMut<'a, K, T>;

    fn into_iter(self) -> IterMut<'a, K, T> {
        self.iter_mut()
    }
}
