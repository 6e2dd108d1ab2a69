//! Iterators over what a counter tracks.

use core::fmt;
use core::iter::FusedIterator;
use core::slice;

use super::Entry;

/// An iterator over the tracked keys with their counts, created by
/// [`ThresholdCounter::iter`](super::ThresholdCounter::iter).
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct Iter<'a, K>(pub(super) slice::Iter<'a, Entry<K>>);

/// An iterator over the tracked keys, created by
/// [`ThresholdCounter::keys`](super::ThresholdCounter::keys).
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct Keys<'a, K>(pub(super) Iter<'a, K>);

/// An iterator over the tracked keys' counts, created by
/// [`ThresholdCounter::counts`](super::ThresholdCounter::counts).
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct Counts<'a, K>(pub(super) Iter<'a, K>);

macro_rules! iterator {
    ($name:ident, $item:ty, $each:expr) => {
        impl<'a, K> Iterator for $name<'a, K> {
            type Item = $item;

            fn next(&mut self) -> Option<$item> {
                self.0.next().map($each)
            }

            fn size_hint(&self) -> (usize, Option<usize>) {
                self.0.size_hint()
            }
        }

        impl<K> DoubleEndedIterator for $name<'_, K> {
            fn next_back(&mut self) -> Option<Self::Item> {
                self.0.next_back().map($each)
            }
        }

        impl<K> ExactSizeIterator for $name<'_, K> {}
        impl<K> FusedIterator for $name<'_, K> {}

        impl<K> Clone for $name<'_, K> {
            fn clone(&self) -> Self {
                Self(self.0.clone())
            }
        }

        impl<K: fmt::Debug> fmt::Debug for $name<'_, K> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_list().entries(self.clone()).finish()
            }
        }
    };
}

iterator!(Iter, (&'a K, u64), |entry| (&entry.key, entry.count));
iterator!(Keys, &'a K, |(key, _)| key);
iterator!(Counts, u64, |(_, count)| count);
