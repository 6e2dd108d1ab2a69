//! [`IpEntry`]: a prefix's place in a map of both families.

use super::entry::Entry;
use crate::ip::{IpPrefix, V4, V6};

/// The entry of a prefix in an [`IpPrefixMap`](crate::ip::IpPrefixMap): the [`Entry`] of its
/// family.
///
/// # Examples
///
/// ```
/// use boltons::ip::{IpPrefix, IpPrefixMap};
///
/// let mut hits: IpPrefixMap<u32> = IpPrefixMap::new();
/// *hits.entry("fc00::/7".parse()?).or_default() += 1;
/// assert_eq!(hits.get("fc00::/7".parse()?), Some(&1));
/// # Ok::<(), boltons::Error>(())
/// ```
#[derive(Debug)]
pub enum IpEntry<'a, V> {
    /// The entry of an IPv4 prefix.
    V4(Entry<'a, V4, V>),
    /// The entry of an IPv6 prefix.
    V6(Entry<'a, V6, V>),
}

impl<'a, V> IpEntry<'a, V> {
    /// Returns the prefix. See [`prefix_map::Entry::key`](crate::ip::prefix_map::Entry::key).
    #[must_use]
    pub fn key(&self) -> IpPrefix {
        match self {
            Self::V4(entry) => entry.key().into(),
            Self::V6(entry) => entry.key().into(),
        }
    }

    /// Inserts `default` if the entry is vacant, and returns a mutable reference to the value. See
    /// [`prefix_map::Entry::or_insert`](crate::ip::prefix_map::Entry::or_insert).
    #[track_caller]
    pub fn or_insert(self, default: V) -> &'a mut V {
        self.or_insert_with(|| default)
    }

    /// Inserts the closure's value if the entry is vacant, and returns a mutable reference to the
    /// value. See
    /// [`prefix_map::Entry::or_insert_with`](crate::ip::prefix_map::Entry::or_insert_with).
    #[track_caller]
    pub fn or_insert_with(self, default: impl FnOnce() -> V) -> &'a mut V {
        match self {
            Self::V4(entry) => entry.or_insert_with(default),
            Self::V6(entry) => entry.or_insert_with(default),
        }
    }

    /// Inserts the closure's value for the prefix if the entry is vacant, and returns a mutable
    /// reference to the value. See
    /// [`prefix_map::Entry::or_insert_with_key`](crate::ip::prefix_map::Entry::or_insert_with_key).
    #[track_caller]
    pub fn or_insert_with_key(self, default: impl FnOnce(IpPrefix) -> V) -> &'a mut V {
        match self {
            Self::V4(entry) => entry.or_insert_with_key(|key| default(key.into())),
            Self::V6(entry) => entry.or_insert_with_key(|key| default(key.into())),
        }
    }

    /// Inserts the default value if the entry is vacant, and returns a mutable reference to the
    /// value. See [`prefix_map::Entry::or_default`](crate::ip::prefix_map::Entry::or_default).
    #[track_caller]
    pub fn or_default(self) -> &'a mut V
    where
        V: Default,
    {
        self.or_insert_with(V::default)
    }

    /// Modifies the value with a closure if the entry is occupied. See
    /// [`prefix_map::Entry::and_modify`](crate::ip::prefix_map::Entry::and_modify).
    #[must_use = "or_insert and its like say what to do where there is no value"]
    pub fn and_modify(self, change: impl FnOnce(&mut V)) -> Self {
        match self {
            Self::V4(entry) => Self::V4(entry.and_modify(change)),
            Self::V6(entry) => Self::V6(entry.and_modify(change)),
        }
    }
}
