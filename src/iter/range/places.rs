//! An iterator whose i-th value is a function of i: everything but that function.

use core::ops::Range;

/// The places that are left; `Range<u64>`, but `Copy`. 64 bits on every platform: a file has more
/// than 2³² bytes on small ones too.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Places {
    front: u64,
    back: u64,
}

impl Places {
    pub(super) fn new(len: u64) -> Self {
        Self { front: 0, back: len }
    }

    /// The place of the `i`-th value of those that are left.
    #[inline]
    pub(super) fn get(self, i: usize) -> Option<u64> {
        ((i as u64) < self.back - self.front).then(|| self.front + i as u64)
    }

    /// Takes places with an operation of the range of those that are left.
    #[inline]
    pub(super) fn take<R>(&mut self, take: impl FnOnce(&mut Range<u64>) -> R) -> R {
        let mut range = self.range();
        let taken = take(&mut range);
        (self.front, self.back) = (range.start, range.end);
        taken
    }

    /// How many are left, as a size hint.
    #[inline]
    pub(super) fn size_hint(self) -> (usize, Option<usize>) {
        match usize::try_from(self.back - self.front) {
            Ok(len) => (len, Some(len)),
            Err(_) => (usize::MAX, None),
        }
    }

    #[inline]
    pub(super) fn range(self) -> Range<u64> {
        self.front..self.back
    }
}

/// Implements the iterator traits for a type with a field `places: Places` and a method
/// `value(&self, u64) -> Item`, and a method for the loop over what is left.
macro_rules! by_place {
    ($name:ty, $item:ty) => {
        by_place!($name, $item, |this, init, f| {
            this.places.range().fold(init, |folded, i| f(folded, this.value(i)))
        });

        impl ExactSizeIterator for $name {}
    };
    ($name:ty, $item:ty, |$this:ident, $init:ident, $f:ident| $fold:expr) => {
        impl Iterator for $name {
            type Item = $item;

            #[inline]
            fn next(&mut self) -> Option<$item> {
                self.places.take(Iterator::next).map(|i| self.value(i))
            }

            #[inline]
            fn size_hint(&self) -> (usize, Option<usize>) {
                self.places.size_hint()
            }

            #[inline]
            fn nth(&mut self, n: usize) -> Option<$item> {
                self.places.take(|places| places.nth(n)).map(|i| self.value(i))
            }

            fn count(self) -> usize {
                self.places.size_hint().0
            }

            fn last(mut self) -> Option<$item> {
                self.next_back()
            }

            fn fold<B, F: FnMut(B, $item) -> B>(self, $init: B, mut $f: F) -> B {
                let $this = self;
                $fold
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

        impl core::iter::FusedIterator for $name {}
    };
}

pub(super) use by_place;
