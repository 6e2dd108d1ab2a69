//! The direct children of a prefix in the read-only tables.

use core::fmt;
use core::iter::FusedIterator;

use super::entries::Entries;
use super::{FrozenIpPrefixMap, FrozenPrefixMap};
use crate::ip::both::either;
use crate::ip::{Family, IpPrefix, Prefix};

impl<F: Family, V> FrozenPrefixMap<F, V> {
    /// Iterates over the direct children of a prefix: the stored prefixes inside `of` that are not
    /// inside another of these, with their values, sorted.
    ///
    /// `of` is not among them, and need not be stored. See also
    /// [`PrefixMap::children`](crate::ip::PrefixMap::children).
    ///
    /// Computes in **O(children · log n)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{FrozenIpv4PrefixMap, Ipv4Prefix};
    ///
    /// let table: FrozenIpv4PrefixMap<_> = ["10.0.0.0/8", "10.1.0.0/16", "10.1.2.0/24"]
    ///     .map(|text| (Ipv4Prefix::literal(text), ()))
    ///     .into_iter()
    ///     .collect();
    /// assert_eq!(table.children(Ipv4Prefix::literal("10.0.0.0/8")).count(), 1);
    /// ```
    #[doc(alias = "subnets")]
    pub fn children(&self, of: impl Into<Prefix<F>>) -> FrozenChildren<'_, F, V> {
        let of = of.into();
        FrozenChildren { entries: &self.entries, of, after: of }
    }
}

impl<V> FrozenIpPrefixMap<V> {
    /// Iterates over the direct children of a prefix, as [`FrozenPrefixMap::children`] does.
    pub fn children(&self, of: impl Into<IpPrefix>) -> FrozenIpChildren<'_, V> {
        match of.into() {
            IpPrefix::V4(of) => FrozenIpChildren::V4(self.v4().children(of)),
            IpPrefix::V6(of) => FrozenIpChildren::V6(self.v6().children(of)),
        }
    }
}

/// An iterator over the direct children of a prefix, with their values, sorted. See
/// [`FrozenPrefixMap::children`].
#[must_use = "iterators are lazy"]
pub struct FrozenChildren<'a, F: Family, V> {
    entries: &'a Entries<F, V>,
    of: Prefix<F>,
    /// All children up to this prefix have been returned.
    after: Prefix<F>,
}

impl<'a, F: Family, V> Iterator for FrozenChildren<'a, F, V> {
    type Item = (Prefix<F>, &'a V);

    fn next(&mut self) -> Option<(Prefix<F>, &'a V)> {
        let (prefix, value) = self.entries.after(self.after)?;
        if !self.of.contains_prefix(prefix) {
            return None;
        }
        // The last of all prefixes inside the child.
        self.after = Prefix::host(prefix.last());
        Some((prefix, value))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (0, Some(self.entries.len()))
    }
}

impl<F: Family, V> FusedIterator for FrozenChildren<'_, F, V> {}

impl<F: Family, V> Clone for FrozenChildren<'_, F, V> {
    fn clone(&self) -> Self {
        Self { ..*self }
    }
}

impl<F: Family, V: fmt::Debug> fmt::Debug for FrozenChildren<'_, F, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.clone()).finish()
    }
}

either!(
    /// An iterator over the direct children of a prefix, with their values, sorted. See
    /// [`FrozenIpPrefixMap::children`].
    front FrozenIpChildren, FrozenChildren
);
