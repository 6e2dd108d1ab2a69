//! The direct children of a prefix: what lies inside it with no stored prefix between.

use core::fmt;
use core::iter::FusedIterator;

use super::trie::{Cursor, Trie};
use super::{IpPrefixMap, PrefixMap};
use crate::ip::both::either;
use crate::ip::{Family, IpPrefix, Prefix};

impl<F: Family, V> PrefixMap<F, V> {
    /// Iterates over the direct children of a prefix: the stored prefixes inside `of` that are not
    /// inside another of these, with their values, sorted.
    ///
    /// `of` is not among them, and need not be stored. Unlike [`covered`](Self::covered), this
    /// iterator jumps over the grandchildren.
    ///
    /// Computes in **O(children · BITS)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Prefix, Ipv4PrefixMap};
    ///
    /// let map: Ipv4PrefixMap<_> = ["10.0.0.0/8", "10.1.0.0/16", "10.1.2.0/24", "10.2.0.0/16"]
    ///     .map(|text| (Ipv4Prefix::literal(text), ()))
    ///     .into_iter()
    ///     .collect();
    /// let children = map.children(Ipv4Prefix::literal("10.0.0.0/8"));
    /// let children: Vec<String> = children.map(|(prefix, _)| prefix.to_string()).collect();
    /// assert_eq!(children, ["10.1.0.0/16", "10.2.0.0/16"]);
    /// ```
    #[doc(alias = "subnets")]
    pub fn children(&self, of: impl Into<Prefix<F>>) -> Children<'_, F, V> {
        Children::new(&self.trie, of.into())
    }
}

impl<V> IpPrefixMap<V> {
    /// Iterates over the direct children of a prefix, as [`PrefixMap::children`] does.
    pub fn children(&self, of: impl Into<IpPrefix>) -> IpChildren<'_, V> {
        match of.into() {
            IpPrefix::V4(of) => IpChildren::V4(self.v4().children(of)),
            IpPrefix::V6(of) => IpChildren::V6(self.v6().children(of)),
        }
    }
}

/// An iterator over the direct children of a prefix, with their values, sorted. See
/// [`PrefixMap::children`](crate::ip::PrefixMap::children).
#[must_use = "iterators are lazy"]
pub struct Children<'a, F: Family, V> {
    trie: &'a Trie<F, V>,
    cursor: Cursor,
    of: Prefix<F>,
}

impl<'a, F: Family, V> Children<'a, F, V> {
    fn new(trie: &'a Trie<F, V>, of: Prefix<F>) -> Self {
        Self { trie, cursor: Cursor::covered(trie, of), of }
    }

    /// The steps that the walk has taken.
    #[doc(hidden)]
    #[cfg(feature = "__audit")]
    #[must_use]
    pub fn steps(&self) -> usize {
        self.cursor.steps()
    }
}

impl<'a, F: Family, V> Iterator for Children<'a, F, V> {
    type Item = (Prefix<F>, &'a V);

    fn next(&mut self) -> Option<(Prefix<F>, &'a V)> {
        loop {
            let step = self.cursor.next(self.trie)?;
            let (prefix, loc) = self.trie.entry_at(step);
            // The prefix itself, if it is stored, comes first.
            if prefix != self.of {
                self.cursor.skip_inside(self.trie, step);
                return Some((prefix, self.trie.value(loc)));
            }
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (0, Some(self.trie.len()))
    }
}

impl<F: Family, V> FusedIterator for Children<'_, F, V> {}

impl<F: Family, V> Clone for Children<'_, F, V> {
    fn clone(&self) -> Self {
        Self { trie: self.trie, cursor: self.cursor.clone(), of: self.of }
    }
}

impl<F: Family, V: fmt::Debug> fmt::Debug for Children<'_, F, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.clone()).finish()
    }
}

either!(
    /// An iterator over the direct children of a prefix, with their values, sorted. See
    /// [`IpPrefixMap::children`](crate::ip::IpPrefixMap::children).
    front IpChildren, Children
);
