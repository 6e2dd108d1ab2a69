//! [`Merge`]: two sorted lists of keys and values as one.

use alloc::vec;
use core::slice;

use crate::ip::{Family, Prefix};

/// An iterator over prefixes whose remaining ones can be read as a slice.
pub(super) trait Keys: ExactSizeIterator + DoubleEndedIterator {
    type Family: Family;
    fn left(&self) -> &[Prefix<Self::Family>];
}

impl<F: Family> Keys for slice::Iter<'_, Prefix<F>> {
    type Family = F;
    #[inline]
    fn left(&self) -> &[Prefix<F>] {
        self.as_slice()
    }
}

impl<F: Family> Keys for vec::IntoIter<Prefix<F>> {
    type Family = F;
    #[inline]
    fn left(&self) -> &[Prefix<F>] {
        self.as_slice()
    }
}

/// Two lists, each sorted by prefix, without common ones; a list is its keys and, equally long,
/// its values.
#[derive(Clone)]
pub(super) struct Merge<K, X>([(K, X); 2]);

impl<K: Keys, X: DoubleEndedIterator> Merge<K, X> {
    pub(super) fn new(a: (K, X), b: (K, X)) -> Self {
        Self([a, b])
    }

    /// The two lists.
    pub(super) fn parts(&self) -> &[(K, X); 2] {
        &self.0
    }
}

impl<K: Keys, X: DoubleEndedIterator> Iterator for Merge<K, X> {
    type Item = (Prefix<K::Family>, X::Item);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let [a, b] = &mut self.0;
        let (keys, values) = match (a.0.left().first(), b.0.left().first()) {
            (Some(first), Some(second)) if second < first => b,
            (None, _) => b,
            _ => a,
        };
        let key = *keys.left().first()?;
        keys.next();
        Some((key, values.next()?))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let len = self.0[0].0.len() + self.0[1].0.len();
        (len, Some(len))
    }
}

impl<K: Keys, X: DoubleEndedIterator> DoubleEndedIterator for Merge<K, X> {
    #[inline]
    fn next_back(&mut self) -> Option<Self::Item> {
        let [a, b] = &mut self.0;
        let (keys, values) = match (a.0.left().last(), b.0.left().last()) {
            (Some(first), Some(second)) if second > first => b,
            (None, _) => b,
            _ => a,
        };
        let key = *keys.left().last()?;
        keys.next_back();
        Some((key, values.next_back()?))
    }
}

impl<K: Keys, X: DoubleEndedIterator> ExactSizeIterator for Merge<K, X> {}
