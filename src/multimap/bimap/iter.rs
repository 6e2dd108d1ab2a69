//! The iterators of a `BiMap`: walks over the slots that skip holes.
//!
//! Both ends of the slots are live and the number of pairs is known, so that a length is exact and
//! no walk goes past the last remaining pair.

use alloc::vec;
use core::fmt;
use core::iter::FusedIterator;
use core::slice;

use super::inner::Core;

/// An iterator over the pairs of a [`BiMap`](crate::multimap::BiMap) in insertion order.
///
/// # Examples
///
/// ```
/// use boltons::multimap::BiMap;
///
/// let map = BiMap::from([(1, 'a'), (2, 'b')]);
/// let mut pairs = map.iter();
/// assert_eq!(pairs.next_back(), Some((&2, &'b')));
/// assert_eq!(pairs.len(), 1);
/// ```
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct Iter<'a, L, R> {
    slots: slice::Iter<'a, Option<(L, R)>>,
    left: usize,
}

impl<'a, L, R> Iter<'a, L, R> {
    pub(super) fn new(core: &'a Core<L, R>) -> Self {
        Self { slots: core.slots.occupied().iter(), left: core.slots.live() }
    }
}

impl<L, R> Clone for Iter<'_, L, R> {
    fn clone(&self) -> Self {
        Self { slots: self.slots.clone(), left: self.left }
    }
}

impl<L: fmt::Debug, R: fmt::Debug> fmt::Debug for Iter<'_, L, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.clone()).finish()
    }
}

impl<'a, L, R> Iterator for Iter<'a, L, R> {
    type Item = (&'a L, &'a R);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let (left, right) = self.slots.by_ref().flatten().next()?;
        self.left -= 1;
        Some((left, right))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }

    fn count(self) -> usize {
        self.left
    }

    fn last(mut self) -> Option<Self::Item> {
        self.next_back()
    }

    fn fold<B, F>(self, init: B, mut f: F) -> B
    where
        F: FnMut(B, Self::Item) -> B,
    {
        self.slots.flatten().fold(init, |acc, (left, right)| f(acc, (left, right)))
    }
}

impl<L, R> DoubleEndedIterator for Iter<'_, L, R> {
    #[inline]
    fn next_back(&mut self) -> Option<Self::Item> {
        let (left, right) = self.slots.by_ref().rev().flatten().next()?;
        self.left -= 1;
        Some((left, right))
    }
}

impl<L, R> ExactSizeIterator for Iter<'_, L, R> {}
impl<L, R> FusedIterator for Iter<'_, L, R> {}

/// Declares an iterator over one side.
macro_rules! side {
    ($(#[$meta:meta])* $name:ident, $T:ident, $field:tt) => {
        $(#[$meta])*
        #[must_use = "iterators are lazy and do nothing unless consumed"]
        pub struct $name<'a, L, R>(pub(super) Iter<'a, L, R>);

        impl<L, R> Clone for $name<'_, L, R> {
            fn clone(&self) -> Self {
                Self(self.0.clone())
            }
        }

        impl<L, R> fmt::Debug for $name<'_, L, R>
        where
            $T: fmt::Debug,
        {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_list().entries(self.clone()).finish()
            }
        }

        impl<'a, L, R> Iterator for $name<'a, L, R> {
            type Item = &'a $T;

            #[inline]
            fn next(&mut self) -> Option<Self::Item> {
                Some(self.0.next()?.$field)
            }

            fn size_hint(&self) -> (usize, Option<usize>) {
                self.0.size_hint()
            }

            fn count(self) -> usize {
                self.0.count()
            }

            fn last(mut self) -> Option<Self::Item> {
                self.next_back()
            }

            fn fold<B, F>(self, init: B, mut f: F) -> B
            where
                F: FnMut(B, Self::Item) -> B,
            {
                self.0.fold(init, |acc, pair| f(acc, pair.$field))
            }
        }

        impl<L, R> DoubleEndedIterator for $name<'_, L, R> {
            #[inline]
            fn next_back(&mut self) -> Option<Self::Item> {
                Some(self.0.next_back()?.$field)
            }
        }

        impl<L, R> ExactSizeIterator for $name<'_, L, R> {}
        impl<L, R> FusedIterator for $name<'_, L, R> {}
    };
}

side! {
    /// An iterator over the left values of a [`BiMap`](crate::multimap::BiMap) in insertion order.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::BiMap;
    ///
    /// let map = BiMap::from([(1, 'a'), (2, 'b')]);
    /// assert_eq!(map.left_values().sum::<i32>(), 3);
    /// ```
    LeftValues, L, 0
}

side! {
    /// An iterator over the right values of a [`BiMap`](crate::multimap::BiMap) in insertion order.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::BiMap;
    ///
    /// let map = BiMap::from([(1, 'a'), (2, 'b')]);
    /// assert_eq!(map.right_values().collect::<String>(), "ab");
    /// ```
    RightValues, R, 1
}

/// An iterator that owns the pairs of a [`BiMap`](crate::multimap::BiMap), in insertion order.
///
/// # Examples
///
/// ```
/// use boltons::multimap::BiMap;
///
/// let map = BiMap::from([(1, 'a'), (2, 'b')]);
/// assert_eq!(map.into_iter().rev().collect::<Vec<_>>(), [(2, 'b'), (1, 'a')]);
/// ```
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct IntoIter<L, R> {
    slots: vec::IntoIter<Option<(L, R)>>,
    left: usize,
}

impl<L, R> IntoIter<L, R> {
    pub(super) fn new(core: Core<L, R>) -> Self {
        let left = core.slots.live();
        Self { slots: core.slots.into_parts().0.into_iter(), left }
    }
}

impl<L: fmt::Debug, R: fmt::Debug> fmt::Debug for IntoIter<L, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.slots.as_slice().iter().flatten()).finish()
    }
}

impl<L, R> Iterator for IntoIter<L, R> {
    type Item = (L, R);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let pair = self.slots.by_ref().flatten().next()?;
        self.left -= 1;
        Some(pair)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }

    fn count(self) -> usize {
        self.left
    }

    fn fold<B, F>(self, init: B, f: F) -> B
    where
        F: FnMut(B, Self::Item) -> B,
    {
        self.slots.flatten().fold(init, f)
    }
}

impl<L, R> DoubleEndedIterator for IntoIter<L, R> {
    #[inline]
    fn next_back(&mut self) -> Option<Self::Item> {
        let pair = self.slots.by_ref().rev().flatten().next()?;
        self.left -= 1;
        Some(pair)
    }
}

impl<L, R> ExactSizeIterator for IntoIter<L, R> {}
impl<L, R> FusedIterator for IntoIter<L, R> {}
