//! Removing by a predicate while the removed entries are returned.

use alloc::vec;
use alloc::vec::Vec;
use core::fmt;
use core::iter::FusedIterator;

use super::trie::Trie;
use crate::ip::{Family, IpPrefix, Prefix, V4, V6};

/// The prefixes that are still to be judged, in order; removing one moves the others in the tree,
/// so that they are found again one by one.
struct Judging<'a, F: Family, V> {
    trie: &'a mut Trie<F, V>,
    left: vec::IntoIter<Prefix<F>>,
}

impl<'a, F: Family, V> Judging<'a, F, V> {
    fn new(trie: &'a mut Trie<F, V>) -> Self {
        let keys: Vec<Prefix<F>> = super::iter::Keys::new(trie).collect();
        Self { trie, left: keys.into_iter() }
    }

    /// Removes the next entry for which the predicate returns `true`.
    fn next(
        &mut self,
        mut predicate: impl FnMut(Prefix<F>, &mut V) -> bool,
    ) -> Option<(Prefix<F>, V)> {
        for prefix in self.left.by_ref() {
            let loc = self.trie.find(prefix)?;
            if predicate(prefix, self.trie.value_mut(loc)) {
                return Some((prefix, self.trie.remove(prefix)?));
            }
        }
        None
    }
}

/// An iterator that removes the entries for which a predicate returns `true` and yields them,
/// sorted. See [`PrefixMap::extract_if`](crate::ip::PrefixMap::extract_if).
#[must_use = "iterators are lazy; to remove entries without using them, call `retain`"]
pub struct ExtractIf<'a, F: Family, V, P> {
    judging: Judging<'a, F, V>,
    predicate: P,
}

impl<'a, F: Family, V, P> ExtractIf<'a, F, V, P> {
    pub(super) fn new(trie: &'a mut Trie<F, V>, predicate: P) -> Self {
        Self { judging: Judging::new(trie), predicate }
    }
}

impl<F: Family, V, P: FnMut(Prefix<F>, &mut V) -> bool> Iterator for ExtractIf<'_, F, V, P> {
    type Item = (Prefix<F>, V);
    fn next(&mut self) -> Option<(Prefix<F>, V)> {
        self.judging.next(&mut self.predicate)
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        (0, Some(self.judging.left.len()))
    }
}

impl<F: Family, V, P: FnMut(Prefix<F>, &mut V) -> bool> FusedIterator for ExtractIf<'_, F, V, P> {}

impl<F: Family, V, P> fmt::Debug for ExtractIf<'_, F, V, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ExtractIf").field("left", &self.judging.left.len()).finish_non_exhaustive()
    }
}

/// An iterator that removes the entries of both families for which a predicate returns `true` and
/// yields them, IPv4 first, sorted. See
/// [`IpPrefixMap::extract_if`](crate::ip::IpPrefixMap::extract_if).
#[must_use = "iterators are lazy; to remove entries without using them, call `retain`"]
pub struct IpExtractIf<'a, V, P> {
    v4: Judging<'a, V4, V>,
    v6: Judging<'a, V6, V>,
    predicate: P,
}

impl<'a, V, P> IpExtractIf<'a, V, P> {
    pub(super) fn new(v4: &'a mut Trie<V4, V>, v6: &'a mut Trie<V6, V>, predicate: P) -> Self {
        Self { v4: Judging::new(v4), v6: Judging::new(v6), predicate }
    }
}

impl<V, P: FnMut(IpPrefix, &mut V) -> bool> Iterator for IpExtractIf<'_, V, P> {
    type Item = (IpPrefix, V);
    fn next(&mut self) -> Option<(IpPrefix, V)> {
        let predicate = &mut self.predicate;
        if let Some((prefix, value)) = self.v4.next(|prefix, value| predicate(prefix.into(), value))
        {
            return Some((prefix.into(), value));
        }
        let (prefix, value) = self.v6.next(|prefix, value| predicate(prefix.into(), value))?;
        Some((prefix.into(), value))
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        (0, self.v4.left.len().checked_add(self.v6.left.len()))
    }
}

impl<V, P: FnMut(IpPrefix, &mut V) -> bool> FusedIterator for IpExtractIf<'_, V, P> {}

impl<V, P> fmt::Debug for IpExtractIf<'_, V, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let left = self.v4.left.len() + self.v6.left.len();
        f.debug_struct("IpExtractIf").field("left", &left).finish_non_exhaustive()
    }
}
