//! The iterators of a `FrozenMap`: those of its slice, with their items taken apart.

use alloc::vec;
use core::fmt;
use core::iter::FusedIterator;
use core::slice;

/// Declares an iterator that forwards to one over pairs and maps its items.
macro_rules! pairs {
    (
        $(#[$meta:meta])*
        pub struct $name:ident<$($lt:lifetime)?>($inner:ty), $Item:ty, $f:expr
    ) => {
        $(#[$meta])*
        #[must_use = "iterators are lazy and do nothing unless consumed"]
        pub struct $name<$($lt,)? K, V>(pub(super) $inner);

        impl<$($lt,)? K, V> Iterator for $name<$($lt,)? K, V> {
            type Item = $Item;

            #[inline]
            fn next(&mut self) -> Option<Self::Item> {
                self.0.next().map($f)
            }

            #[inline]
            fn nth(&mut self, n: usize) -> Option<Self::Item> {
                self.0.nth(n).map($f)
            }

            #[inline]
            fn size_hint(&self) -> (usize, Option<usize>) {
                self.0.size_hint()
            }

            fn count(self) -> usize {
                self.0.len()
            }

            fn last(mut self) -> Option<Self::Item> {
                self.next_back()
            }

            fn fold<B, F>(self, init: B, f: F) -> B
            where
                F: FnMut(B, Self::Item) -> B,
            {
                self.0.map($f).fold(init, f)
            }
        }

        impl<$($lt,)? K, V> DoubleEndedIterator for $name<$($lt,)? K, V> {
            #[inline]
            fn next_back(&mut self) -> Option<Self::Item> {
                self.0.next_back().map($f)
            }

            #[inline]
            fn nth_back(&mut self, n: usize) -> Option<Self::Item> {
                self.0.nth_back(n).map($f)
            }
        }

        impl<$($lt,)? K, V> ExactSizeIterator for $name<$($lt,)? K, V> {}
        impl<$($lt,)? K, V> FusedIterator for $name<$($lt,)? K, V> {}
    };
}

pairs! {
    /// An iterator over the pairs of a [`FrozenMap`](crate::multimap::FrozenMap).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::FrozenMap;
    ///
    /// let map = FrozenMap::from([("b", 2), ("a", 1)]);
    /// assert_eq!(map.iter().next_back(), Some((&"b", &2)));
    /// ```
    pub struct Iter<'a>(slice::Iter<'a, (K, V)>), (&'a K, &'a V), |(key, value)| (key, value)
}

pairs! {
    /// An iterator over the keys of a [`FrozenMap`](crate::multimap::FrozenMap).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::FrozenMap;
    ///
    /// let map = FrozenMap::from([("b", 2), ("a", 1)]);
    /// assert_eq!(map.keys().next_back(), Some(&"b"));
    /// ```
    pub struct Keys<'a>(slice::Iter<'a, (K, V)>), &'a K, |(key, _)| key
}

pairs! {
    /// An iterator over the values of a [`FrozenMap`](crate::multimap::FrozenMap).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::FrozenMap;
    ///
    /// let map = FrozenMap::from([("b", 2), ("a", 1)]);
    /// assert_eq!(map.values().sum::<i32>(), 3);
    /// ```
    pub struct Values<'a>(slice::Iter<'a, (K, V)>), &'a V, |(_, value)| value
}

pairs! {
    /// An iterator that owns the pairs of a [`FrozenMap`](crate::multimap::FrozenMap).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::FrozenMap;
    ///
    /// let map = FrozenMap::from([("b", 2), ("a", 1)]);
    /// assert_eq!(map.into_iter().collect::<Vec<_>>(), [("a", 1), ("b", 2)]);
    /// ```
    pub struct IntoIter<>(vec::IntoIter<(K, V)>), (K, V), |pair| pair
}

/// Implements `Clone` and `Debug` for what is left; `IntoIter` has `Debug` only.
macro_rules! shared {
    ($($name:ident, $($Shown:ident)+;)*) => {$(
        impl<K, V> Clone for $name<'_, K, V> {
            fn clone(&self) -> Self {
                Self(self.0.clone())
            }
        }

        impl<K, V> fmt::Debug for $name<'_, K, V>
        where
            $($Shown: fmt::Debug,)+
        {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_list().entries(self.clone()).finish()
            }
        }
    )*};
}

shared! {
    Iter, K V;
    Keys, K;
    Values, V;
}

impl<K: fmt::Debug, V: fmt::Debug> fmt::Debug for IntoIter<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.as_slice()).finish()
    }
}
