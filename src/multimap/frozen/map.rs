//! [`FrozenMap`]: a sorted, boxed slice of pairs with binary search; up to [`SCANNED`] pairs are
//! searched from the front instead.
//!
//! Sorting instead of hashing makes `Eq`, `Ord` and `Hash` plain operations on sequences, needs no
//! hasher parameter, and lets maps of different origin be equal keys of another map. The price is a
//! lookup in O(log n) and the loss of the insertion order. The hash is not cached: that would be
//! interior mutability in a type that is meant as a key, and would need a separate hasher.
//!
//! Invariant: the keys are strictly ascending.

use alloc::boxed::Box;
use alloc::vec::Vec;
use core::borrow::Borrow;
use core::cmp::Ordering;
use core::fmt;
use core::mem;
use core::ops::Index;

use super::iter::{IntoIter, Iter, Keys, Values};

/// The maximum number of pairs that are searched from the front, by `==` alone. With a dozen text
/// keys that is twice as fast as binary search: equality compares lengths first, an order compares
/// bytes.
const SCANNED: usize = 16;

/// An immutable map that can be hashed, compared and ordered, and thus be a key itself.
///
/// Suited to sets of labels, options and parameters that identify something: the key of a cache, of
/// a group, of a deduplicated request. The pairs are sorted by key and stored without spare
/// capacity; a change creates another map ([`updated`](Self::updated)).
///
/// Equality, order and hash are those of the sorted sequence of pairs, regardless of the order in
/// which they were supplied.
///
/// # Examples
///
/// ```
/// use std::collections::HashMap;
/// use boltons::multimap::FrozenMap;
///
/// let mut hits: HashMap<FrozenMap<&str, &str>, u32> = HashMap::new();
/// for labels in [[("path", "/"), ("method", "GET")], [("method", "GET"), ("path", "/")]] {
///     *hits.entry(labels.into()).or_default() += 1;
/// }
/// let labels = FrozenMap::from([("method", "GET"), ("path", "/")]);
/// assert_eq!(labels["path"], "/");
/// assert_eq!(hits[&labels], 2);
/// ```
#[doc(alias("frozendict", "FrozenDict", "ImmutableMap"))]
#[derive(Clone, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct FrozenMap<K, V> {
    pairs: Box<[(K, V)]>,
}

impl<K, V> FrozenMap<K, V> {
    /// Returns the number of pairs.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::FrozenMap;
    ///
    /// assert_eq!(FrozenMap::from([("a", 1), ("b", 2), ("a", 3)]).len(), 2);
    /// ```
    #[doc(alias = "size")]
    #[must_use]
    pub fn len(&self) -> usize {
        self.pairs.len()
    }

    /// Returns whether the map contains no pairs.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::FrozenMap;
    ///
    /// assert!(FrozenMap::<u8, u8>::default().is_empty());
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }

    /// Returns the pairs as a slice, sorted by key.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::FrozenMap;
    ///
    /// assert_eq!(FrozenMap::from([("b", 2), ("a", 1)]).as_slice(), [("a", 1), ("b", 2)]);
    /// ```
    #[doc(alias = "items")]
    #[must_use]
    pub fn as_slice(&self) -> &[(K, V)] {
        &self.pairs
    }

    /// Returns an iterator over the pairs, in the order of their keys.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::FrozenMap;
    ///
    /// assert!(FrozenMap::from([("b", 2), ("a", 1)]).iter().eq([(&"a", &1), (&"b", &2)]));
    /// ```
    pub fn iter(&self) -> Iter<'_, K, V> {
        Iter(self.pairs.iter())
    }

    /// Returns an iterator over the keys, in their order.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::FrozenMap;
    ///
    /// assert!(FrozenMap::from([("b", 2), ("a", 1)]).keys().eq(&["a", "b"]));
    /// ```
    pub fn keys(&self) -> Keys<'_, K, V> {
        Keys(self.pairs.iter())
    }

    /// Returns an iterator over the values, in the order of their keys.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::FrozenMap;
    ///
    /// assert!(FrozenMap::from([("b", 2), ("a", 1)]).values().eq(&[1, 2]));
    /// ```
    pub fn values(&self) -> Values<'_, K, V> {
        Values(self.pairs.iter())
    }
}

/// Like [`Iterator::find`], four at a time, so that the end is tested a quarter as often: that takes
/// 0.94 times the time among twelve short texts.
#[inline]
fn scan<T>(items: &[T], mut test: impl FnMut(&T) -> bool) -> Option<&T> {
    let mut rest = items;
    while let [a, b, c, d, after @ ..] = rest {
        if test(a) {
            return Some(a);
        }
        if test(b) {
            return Some(b);
        }
        if test(c) {
            return Some(c);
        }
        if test(d) {
            return Some(d);
        }
        rest = after;
    }
    rest.iter().find(|item| test(item))
}

impl<K: Ord, V> FrozenMap<K, V> {
    fn find<Q>(&self, key: &Q) -> Option<&(K, V)>
    where
        K: Borrow<Q>,
        Q: ?Sized + Ord,
    {
        if self.pairs.len() <= SCANNED {
            return scan(&self.pairs, |pair| pair.0.borrow() == key);
        }
        let at = self.pairs.binary_search_by(|pair| pair.0.borrow().cmp(key)).ok()?;
        self.pairs.get(at)
    }

    /// Returns the value for a key.
    ///
    /// Computes in **O(log n)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::FrozenMap;
    ///
    /// let map = FrozenMap::from([(String::from("a"), 1)]);
    /// assert_eq!(map.get("a"), Some(&1));
    /// assert_eq!(map.get("b"), None);
    /// ```
    #[must_use]
    pub fn get<Q>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
        Q: ?Sized + Ord,
    {
        Some(&self.find(key)?.1)
    }

    /// Returns a key as it is stored in the map, and its value.
    ///
    /// Computes in **O(log n)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::FrozenMap;
    ///
    /// let map = FrozenMap::from([(String::from("a"), 1)]);
    /// assert_eq!(map.get_key_value("a"), Some((&String::from("a"), &1)));
    /// assert_eq!(map.get_key_value("b"), None);
    /// ```
    #[must_use]
    pub fn get_key_value<Q>(&self, key: &Q) -> Option<(&K, &V)>
    where
        K: Borrow<Q>,
        Q: ?Sized + Ord,
    {
        let (key, value) = self.find(key)?;
        Some((key, value))
    }

    /// Returns whether a key is present.
    ///
    /// Computes in **O(log n)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::FrozenMap;
    ///
    /// let map = FrozenMap::from([("a", 1)]);
    /// assert!(map.contains_key("a"));
    /// assert!(!map.contains_key("b"));
    /// ```
    #[must_use]
    pub fn contains_key<Q>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
        Q: ?Sized + Ord,
    {
        self.find(key).is_some()
    }

    /// Returns a copy of the map with the given pairs added, each replacing the pair with the same
    /// key, if any.
    ///
    /// If a key occurs more than once in `pairs`, its last pair counts. Keys and values that are
    /// replaced are not cloned.
    ///
    /// Computes in **O(n + m log m)** time for `n` pairs here and `m` in `pairs`.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::FrozenMap;
    ///
    /// let defaults = FrozenMap::from([("color", "auto"), ("pager", "less")]);
    /// let options = defaults.updated([("color", "never"), ("editor", "vi")]);
    /// assert_eq!(options["color"], "never");
    /// assert_eq!(options["pager"], "less");
    /// assert_eq!(defaults["color"], "auto");
    /// ```
    #[doc(alias("update", "merge", "union"))]
    #[must_use]
    pub fn updated<I>(&self, pairs: I) -> Self
    where
        I: IntoIterator<Item = (K, V)>,
        K: Clone,
        V: Clone,
    {
        let changes = Self::from_iter(pairs);
        let mut merged = Vec::with_capacity(self.len() + changes.len());
        let mut rest = &*self.pairs;
        for change in changes {
            let kept = rest.partition_point(|pair| pair.0 < change.0);
            merged.extend_from_slice(&rest[..kept]);
            rest = &rest[kept..];
            if let [same, after @ ..] = rest {
                if same.0 == change.0 {
                    rest = after;
                }
            }
            merged.push(change);
        }
        merged.extend_from_slice(rest);
        Self { pairs: merged.into_boxed_slice() }
    }

    /// Sorts pairs; if a key repeats, returns `None` with `reject`, else keeps its last pair.
    fn sorted(mut pairs: Vec<(K, V)>, reject: bool) -> Option<Self> {
        let ascends = |pairs: &[(K, V)]| pairs.windows(2).all(|pair| pair[0].0 < pair[1].0);
        if !ascends(&pairs) {
            // Stable, so that the last of equal keys is the last given.
            pairs.sort_by(|a, b| a.0.cmp(&b.0));
            let given = pairs.len();
            pairs.dedup_by(|later, kept| {
                let same = later.0.cmp(&kept.0) == Ordering::Equal;
                if same {
                    mem::swap(later, kept);
                }
                same
            });
            if reject && pairs.len() < given {
                return None;
            }
        }
        Some(Self { pairs: pairs.into_boxed_slice() })
    }

    /// Creates a map from pairs in which no key repeats.
    #[cfg(feature = "serde")]
    pub(super) fn without_repeats(pairs: Vec<(K, V)>) -> Option<Self> {
        Self::sorted(pairs, true)
    }

    /// Panics unless the keys are strictly ascending.
    #[cfg(feature = "__audit")]
    #[doc(hidden)]
    pub fn check(&self) {
        assert!(self.pairs.is_sorted_by(|a, b| a.0 < b.0), "the keys strictly ascend");
    }
}

impl<K, V> Default for FrozenMap<K, V> {
    fn default() -> Self {
        Self { pairs: Box::default() }
    }
}

impl<K: fmt::Debug, V: fmt::Debug> fmt::Debug for FrozenMap<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

impl<K, V, Q> Index<&Q> for FrozenMap<K, V>
where
    K: Ord + Borrow<Q>,
    Q: ?Sized + Ord,
{
    type Output = V;

    /// Returns the value for a key.
    ///
    /// # Panics
    ///
    /// Panics if the key is absent.
    #[track_caller]
    fn index(&self, key: &Q) -> &V {
        match self.get(key) {
            Some(value) => value,
            None => panic!("no entry found for key"),
        }
    }
}

/// If a key occurs more than once, its last pair counts.
impl<K: Ord, V> FromIterator<(K, V)> for FrozenMap<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(pairs: I) -> Self {
        Self::sorted(pairs.into_iter().collect(), false).unwrap_or_default()
    }
}

/// If a key occurs more than once, its last pair counts.
impl<K: Ord, V, const N: usize> From<[(K, V); N]> for FrozenMap<K, V> {
    fn from(pairs: [(K, V); N]) -> Self {
        Self::from_iter(pairs)
    }
}

impl<K, V> IntoIterator for FrozenMap<K, V> {
    type Item = (K, V);
    type IntoIter = IntoIter<K, V>;

    fn into_iter(self) -> IntoIter<K, V> {
        IntoIter(self.pairs.into_vec().into_iter())
    }
}

impl<'a, K, V> IntoIterator for &'a FrozenMap<K, V> {
    type Item = (&'a K, &'a V);
    type IntoIter = Iter<'a, K, V>;

    fn into_iter(self) -> Iter<'a, K, V> {
        self.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scan_finds_the_first() {
        for len in 0..14 {
            let items: Vec<(usize, usize)> = (0..len).map(|i| (i % 9, i)).collect();
            for wanted in 0..10 {
                let mut tested = 0;
                let found = scan(&items, |item| {
                    tested += 1;
                    item.0 == wanted
                });
                let place = items.iter().position(|item| item.0 == wanted);
                assert_eq!(found, place.map(|place| &items[place]), "{wanted} of {len}");
                assert_eq!(tested, place.map_or(len, |place| place + 1), "{wanted} of {len}");
            }
        }
    }
}
