//! An iterator whose i-th value is a function of i: everything but that function.

use core::ops::Range;

/// The places that are left; `Range<usize>`, but `Copy`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Places {
    front: usize,
    back: usize,
}

impl Places {
    pub(super) fn new(len: usize) -> Self {
        Self { front: 0, back: len }
    }

    /// The place of the `i`-th value of those that are left.
    #[inline]
    pub(super) fn get(self, i: usize) -> Option<usize> {
        (i < self.back - self.front).then(|| self.front + i)
    }

    /// Takes places with an operation of the range of those that are left.
    #[inline]
    pub(super) fn take<R>(&mut self, take: impl FnOnce(&mut Range<usize>) -> R) -> R {
        let mut range = self.range();
        let taken = take(&mut range);
        (self.front, self.back) = (range.start, range.end);
        taken
    }

    #[inline]
    pub(super) fn range(self) -> Range<usize> {
        self.front..self.back
    }
}

/// Implements the iterator traits for a type with a field `places: Places` and a method
/// `value(&self, usize) -> Item`.
macro_rules! by_place {
    ($name:ty, $item:ty) => {
        impl Iterator for $name {
            type Item = $item;

            #[inline]
            fn next(&mut self) -> Option<$item> {
                self.places.take(Iterator::next).map(|i| self.value(i))
            }

            #[inline]
            fn size_hint(&self) -> (usize, Option<usize>) {
                self.places.range().size_hint()
            }

            #[inline]
            fn nth(&mut self, n: usize) -> Option<$item> {
                self.places.take(|places| places.nth(n)).map(|i| self.value(i))
            }

            fn count(self) -> usize {
                self.places.range().len()
            }

            fn last(mut self) -> Option<$item> {
                self.next_back()
            }

            fn fold<B, F: FnMut(B, $item) -> B>(self, init: B, mut f: F) -> B {
                self.places.range().fold(init, |folded, i| f(folded, self.value(i)))
            }
        }

        impl DoubleEndedIterator for $name {
            #[inline]
            fn next_back(&mut self) -> Option<$item> {
                self.places.take(DoubleEndedIterator::next_back).map(|i| self.value(i))
            }

            #[inline]
            fn nth_back(&mut self, n: usize) -> Option<$item> {
                self.places.take(|places| places.nth_back(n)).map(|i| self.value(i))
            }

            fn rfold<B, F: FnMut(B, $item) -> B>(self, init: B, mut f: F) -> B {
                self.places.range().rfold(init, |folded, i| f(folded, self.value(i)))
            }
        }

        impl ExactSizeIterator for $name {}

        impl core::iter::FusedIterator for $name {}
    };
}

pub(super) use by_place;
