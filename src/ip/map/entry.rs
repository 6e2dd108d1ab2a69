//! [`Entry`]: a prefix's place in a map, taken or not.

use core::fmt;

use super::trie::{Loc, Trie};
use crate::ip::{Family, Prefix};

/// The entry of a prefix in a [`PrefixMap`](crate::ip::PrefixMap), occupied or vacant, like
/// [`btree_map::Entry`](alloc::collections::btree_map::Entry).
///
/// # Examples
///
/// ```
/// use boltons::ip::prefix_map::Entry;
/// use boltons::ip::{Ipv4Prefix, Ipv4PrefixMap};
///
/// let mut map: Ipv4PrefixMap<u32> = Ipv4PrefixMap::new();
/// *map.entry(Ipv4Prefix::literal("10.0.0.0/8")).or_insert(0) += 1;
/// match map.entry(Ipv4Prefix::literal("10.0.0.0/8")) {
///     Entry::Occupied(entry) => assert_eq!(entry.remove(), 1),
///     Entry::Vacant(_) => unreachable!(),
/// }
/// assert!(map.is_empty());
/// ```
pub enum Entry<'a, F: Family, V> {
    /// The prefix is stored.
    Occupied(OccupiedEntry<'a, F, V>),
    /// The prefix is not stored.
    Vacant(VacantEntry<'a, F, V>),
}

/// The entry of a stored prefix. See [`Entry`].
pub struct OccupiedEntry<'a, F: Family, V> {
    trie: &'a mut Trie<F, V>,
    prefix: Prefix<F>,
    loc: Loc,
}

/// The entry of a prefix that is not stored. See [`Entry`].
pub struct VacantEntry<'a, F: Family, V> {
    trie: &'a mut Trie<F, V>,
    prefix: Prefix<F>,
}

impl<'a, F: Family, V> Entry<'a, F, V> {
    pub(super) fn new(trie: &'a mut Trie<F, V>, prefix: Prefix<F>) -> Self {
        match trie.find(prefix) {
            Some(loc) => Self::Occupied(OccupiedEntry { trie, prefix, loc }),
            None => Self::Vacant(VacantEntry { trie, prefix }),
        }
    }

    /// Returns the prefix.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Prefix, Ipv4PrefixMap};
    ///
    /// let ten = Ipv4Prefix::literal("10.0.0.0/8");
    /// assert_eq!(Ipv4PrefixMap::<u8>::new().entry(ten).key(), ten);
    /// ```
    #[must_use]
    pub fn key(&self) -> Prefix<F> {
        match self {
            Self::Occupied(entry) => entry.key(),
            Self::Vacant(entry) => entry.key(),
        }
    }

    /// Inserts `default` if the entry is vacant, and returns a mutable reference to the value.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Prefix, Ipv4PrefixMap};
    ///
    /// let mut map = Ipv4PrefixMap::new();
    /// assert_eq!(*map.entry(Ipv4Prefix::ALL).or_insert(1), 1);
    /// assert_eq!(*map.entry(Ipv4Prefix::ALL).or_insert(2), 1);
    /// ```
    #[track_caller]
    pub fn or_insert(self, default: V) -> &'a mut V {
        self.or_insert_with(|| default)
    }

    /// Inserts the closure's value if the entry is vacant, and returns a mutable reference to the
    /// value.
    ///
    /// If the closure panics, the map is unchanged.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Prefix, Ipv4PrefixMap};
    ///
    /// let mut map: Ipv4PrefixMap<Vec<u8>> = Ipv4PrefixMap::new();
    /// map.entry(Ipv4Prefix::ALL).or_insert_with(Vec::new).push(1);
    /// assert_eq!(map.get(Ipv4Prefix::ALL), Some(&vec![1]));
    /// ```
    #[track_caller]
    pub fn or_insert_with(self, default: impl FnOnce() -> V) -> &'a mut V {
        self.or_insert_with_key(|_| default())
    }

    /// Inserts the closure's value for the prefix if the entry is vacant, and returns a mutable
    /// reference to the value.
    ///
    /// If the closure panics, the map is unchanged.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Prefix, Ipv4PrefixMap};
    ///
    /// let mut map: Ipv4PrefixMap<u8> = Ipv4PrefixMap::new();
    /// assert_eq!(*map.entry(Ipv4Prefix::ALL).or_insert_with_key(|p| p.prefix_len()), 0);
    /// ```
    #[track_caller]
    pub fn or_insert_with_key(self, default: impl FnOnce(Prefix<F>) -> V) -> &'a mut V {
        match self {
            Self::Occupied(entry) => entry.into_mut(),
            Self::Vacant(entry) => {
                let value = default(entry.prefix);
                entry.insert(value)
            }
        }
    }

    /// Inserts the default value if the entry is vacant, and returns a mutable reference to the
    /// value.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Prefix, Ipv4PrefixMap};
    ///
    /// let mut map: Ipv4PrefixMap<u8> = Ipv4PrefixMap::new();
    /// *map.entry(Ipv4Prefix::ALL).or_default() += 1;
    /// assert_eq!(map.get(Ipv4Prefix::ALL), Some(&1));
    /// ```
    #[track_caller]
    pub fn or_default(self) -> &'a mut V
    where
        V: Default,
    {
        self.or_insert_with(V::default)
    }

    /// Modifies the value with a closure if the entry is occupied.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Prefix, Ipv4PrefixMap};
    ///
    /// let mut map = Ipv4PrefixMap::new();
    /// map.entry(Ipv4Prefix::ALL).and_modify(|n| *n += 1).or_insert(1);
    /// map.entry(Ipv4Prefix::ALL).and_modify(|n| *n += 1).or_insert(1);
    /// assert_eq!(map.get(Ipv4Prefix::ALL), Some(&2));
    /// ```
    #[must_use = "or_insert and its like say what to do where there is no value"]
    pub fn and_modify(mut self, change: impl FnOnce(&mut V)) -> Self {
        if let Self::Occupied(entry) = &mut self {
            change(entry.get_mut());
        }
        self
    }

    /// Inserts or replaces the value, and returns the occupied entry.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Prefix, Ipv4PrefixMap};
    ///
    /// let mut map = Ipv4PrefixMap::new();
    /// assert_eq!(map.entry(Ipv4Prefix::ALL).insert_entry(1).remove(), 1);
    /// ```
    #[track_caller]
    pub fn insert_entry(self, value: V) -> OccupiedEntry<'a, F, V> {
        match self {
            Self::Occupied(mut entry) => {
                entry.insert(value);
                entry
            }
            Self::Vacant(entry) => entry.insert_entry(value),
        }
    }
}

impl<'a, F: Family, V> OccupiedEntry<'a, F, V> {
    /// Returns the prefix.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::prefix_map::Entry;
    /// use boltons::ip::{Ipv4Prefix, Ipv4PrefixMap};
    ///
    /// let mut map = Ipv4PrefixMap::from_iter([(Ipv4Prefix::ALL, 1)]);
    /// if let Entry::Occupied(entry) = map.entry(Ipv4Prefix::ALL) {
    ///     assert_eq!(entry.key(), Ipv4Prefix::ALL);
    /// }
    /// ```
    #[must_use]
    pub fn key(&self) -> Prefix<F> {
        self.prefix
    }

    /// Returns a reference to the value.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::prefix_map::Entry;
    /// use boltons::ip::{Ipv4Prefix, Ipv4PrefixMap};
    ///
    /// let mut map = Ipv4PrefixMap::from_iter([(Ipv4Prefix::ALL, 1)]);
    /// if let Entry::Occupied(entry) = map.entry(Ipv4Prefix::ALL) {
    ///     assert_eq!(entry.get(), &1);
    /// }
    /// ```
    #[must_use]
    pub fn get(&self) -> &V {
        self.trie.value(self.loc)
    }

    /// Returns a mutable reference to the value.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::prefix_map::Entry;
    /// use boltons::ip::{Ipv4Prefix, Ipv4PrefixMap};
    ///
    /// let mut map = Ipv4PrefixMap::from_iter([(Ipv4Prefix::ALL, 1)]);
    /// if let Entry::Occupied(mut entry) = map.entry(Ipv4Prefix::ALL) {
    ///     *entry.get_mut() += 1;
    ///     assert_eq!(entry.get(), &2);
    /// }
    /// ```
    #[must_use]
    pub fn get_mut(&mut self) -> &mut V {
        self.trie.value_mut(self.loc)
    }

    /// Converts the entry into a mutable reference to its value, for as long as the map is
    /// borrowed.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::prefix_map::Entry;
    /// use boltons::ip::{Ipv4Prefix, Ipv4PrefixMap};
    ///
    /// let mut map = Ipv4PrefixMap::from_iter([(Ipv4Prefix::ALL, 1)]);
    /// if let Entry::Occupied(entry) = map.entry(Ipv4Prefix::ALL) {
    ///     *entry.into_mut() += 1;
    /// }
    /// assert_eq!(map.get(Ipv4Prefix::ALL), Some(&2));
    /// ```
    #[must_use]
    pub fn into_mut(self) -> &'a mut V {
        self.trie.value_mut(self.loc)
    }

    /// Replaces the value, and returns the old one.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::prefix_map::Entry;
    /// use boltons::ip::{Ipv4Prefix, Ipv4PrefixMap};
    ///
    /// let mut map = Ipv4PrefixMap::from_iter([(Ipv4Prefix::ALL, 1)]);
    /// if let Entry::Occupied(mut entry) = map.entry(Ipv4Prefix::ALL) {
    ///     assert_eq!(entry.insert(2), 1);
    /// }
    /// ```
    pub fn insert(&mut self, value: V) -> V {
        core::mem::replace(self.get_mut(), value)
    }

    /// Removes the entry, and returns its value.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::prefix_map::Entry;
    /// use boltons::ip::{Ipv4Prefix, Ipv4PrefixMap};
    ///
    /// let mut map = Ipv4PrefixMap::from_iter([(Ipv4Prefix::ALL, 1)]);
    /// if let Entry::Occupied(entry) = map.entry(Ipv4Prefix::ALL) {
    ///     assert_eq!(entry.remove(), 1);
    /// }
    /// assert!(map.is_empty());
    /// ```
    pub fn remove(self) -> V {
        self.remove_entry().1
    }

    /// Removes the entry, and returns its prefix and value.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::prefix_map::Entry;
    /// use boltons::ip::{Ipv4Prefix, Ipv4PrefixMap};
    ///
    /// let mut map = Ipv4PrefixMap::from_iter([(Ipv4Prefix::ALL, 1)]);
    /// if let Entry::Occupied(entry) = map.entry(Ipv4Prefix::ALL) {
    ///     assert_eq!(entry.remove_entry(), (Ipv4Prefix::ALL, 1));
    /// }
    /// assert!(map.is_empty());
    /// ```
    pub fn remove_entry(self) -> (Prefix<F>, V) {
        let value = self.trie.remove(self.prefix);
        (self.prefix, value.expect("an occupied entry's prefix is stored"))
    }
}

impl<'a, F: Family, V> VacantEntry<'a, F, V> {
    /// Returns the prefix.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::prefix_map::Entry;
    /// use boltons::ip::{Ipv4Prefix, Ipv4PrefixMap};
    ///
    /// let mut map: Ipv4PrefixMap<u8> = Ipv4PrefixMap::new();
    /// if let Entry::Vacant(entry) = map.entry(Ipv4Prefix::ALL) {
    ///     assert_eq!(entry.key(), Ipv4Prefix::ALL);
    /// }
    /// ```
    #[must_use]
    pub fn key(&self) -> Prefix<F> {
        self.prefix
    }

    /// Returns the prefix; the same as [`key`](Self::key), since prefixes are `Copy`.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::prefix_map::Entry;
    /// use boltons::ip::{Ipv4Prefix, Ipv4PrefixMap};
    ///
    /// let mut map: Ipv4PrefixMap<u8> = Ipv4PrefixMap::new();
    /// if let Entry::Vacant(entry) = map.entry(Ipv4Prefix::ALL) {
    ///     assert_eq!(entry.into_key(), Ipv4Prefix::ALL);
    /// }
    /// ```
    #[must_use]
    pub fn into_key(self) -> Prefix<F> {
        self.prefix
    }

    /// Inserts a value, and returns a mutable reference to it.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::prefix_map::Entry;
    /// use boltons::ip::{Ipv4Prefix, Ipv4PrefixMap};
    ///
    /// let mut map: Ipv4PrefixMap<u8> = Ipv4PrefixMap::new();
    /// if let Entry::Vacant(entry) = map.entry(Ipv4Prefix::ALL) {
    ///     *entry.insert(1) += 1;
    /// }
    /// assert_eq!(map.get(Ipv4Prefix::ALL), Some(&2));
    /// ```
    #[track_caller]
    pub fn insert(self, value: V) -> &'a mut V {
        self.insert_entry(value).into_mut()
    }

    /// Inserts a value, and returns the occupied entry.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::prefix_map::Entry;
    /// use boltons::ip::{Ipv4Prefix, Ipv4PrefixMap};
    ///
    /// let mut map: Ipv4PrefixMap<u8> = Ipv4PrefixMap::new();
    /// if let Entry::Vacant(entry) = map.entry(Ipv4Prefix::ALL) {
    ///     assert_eq!(entry.insert_entry(1).get(), &1);
    /// }
    /// ```
    #[track_caller]
    pub fn insert_entry(self, value: V) -> OccupiedEntry<'a, F, V> {
        let (loc, _) = self.trie.insert(self.prefix, value);
        OccupiedEntry { trie: self.trie, prefix: self.prefix, loc }
    }
}

impl<F: Family, V: fmt::Debug> fmt::Debug for Entry<'_, F, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Occupied(entry) => f.debug_tuple("Entry").field(entry).finish(),
            Self::Vacant(entry) => f.debug_tuple("Entry").field(entry).finish(),
        }
    }
}

impl<F: Family, V: fmt::Debug> fmt::Debug for OccupiedEntry<'_, F, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OccupiedEntry")
            .field("key", &self.prefix)
            .field("value", self.get())
            .finish_non_exhaustive()
    }
}

impl<F: Family, V> fmt::Debug for VacantEntry<'_, F, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("VacantEntry").field(&self.prefix).finish()
    }
}
