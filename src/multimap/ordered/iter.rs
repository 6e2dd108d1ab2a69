//! The iterators over all entries.
//!
//! Each wraps [`Live`], a walk over slots that skips holes and knows how many of them are left, and
//! thus how many entries. Holes are counted, not entries, so that a step over an entry updates no
//! counter. If no hole is left, `nth` is a jump.

use alloc::vec;
use core::fmt;
use core::iter::FusedIterator;
use core::slice;

use super::OrderedMultiMap;
use super::inner::{Core, Slot};

/// What a walk over slots yields: an entry or a hole.
trait MaybeEntry {
    type Entry;
    fn entry(self) -> Option<Self::Entry>;
}

impl<'a, K, V> MaybeEntry for &'a Slot<K, V> {
    type Entry = (&'a K, &'a V);

    #[inline]
    fn entry(self) -> Option<Self::Entry> {
        match self {
            Some((key, value)) => Some((key, value)),
            None => None,
        }
    }
}

impl<'a, K, V> MaybeEntry for &'a mut Slot<K, V> {
    type Entry = (&'a K, &'a mut V);

    #[inline]
    fn entry(self) -> Option<Self::Entry> {
        match self {
            Some((key, value)) => Some((key, value)),
            None => None,
        }
    }
}

impl<K, V> MaybeEntry for Slot<K, V> {
    type Entry = (K, V);

    #[inline]
    fn entry(self) -> Option<Self::Entry> {
        self
    }
}

/// The entry that a walk over slots yields.
type Entry<I> = <<I as Iterator>::Item as MaybeEntry>::Entry;

/// A walk over slots that skips holes.
#[derive(Clone)]
struct Live<I> {
    slots: I,
    /// The holes among them.
    holes: usize,
}

/// The methods of an iterator, each with a closure that converts an entry into its item: a `map`
/// over what they return would cost a second test per item, which the compiler does not remove.
impl<I> Live<I>
where
    I: DoubleEndedIterator<Item: MaybeEntry> + ExactSizeIterator,
{
    #[inline]
    fn len(&self) -> usize {
        self.slots.len() - self.holes
    }

    #[inline]
    fn next<T>(&mut self, show: impl FnOnce(Entry<I>) -> T) -> Option<T> {
        loop {
            if let Some(entry) = self.slots.next()?.entry() {
                return Some(show(entry));
            }
            self.holes -= 1;
        }
    }

    #[inline]
    fn next_back<T>(&mut self, show: impl FnOnce(Entry<I>) -> T) -> Option<T> {
        loop {
            if let Some(entry) = self.slots.next_back()?.entry() {
                return Some(show(entry));
            }
            self.holes -= 1;
        }
    }

    fn nth<T>(&mut self, n: usize, show: impl FnOnce(Entry<I>) -> T) -> Option<T> {
        if self.holes == 0 {
            return self.slots.nth(n)?.entry().map(show);
        }
        for _ in 0..n {
            self.next(drop)?;
        }
        self.next(show)
    }

    fn nth_back<T>(&mut self, n: usize, show: impl FnOnce(Entry<I>) -> T) -> Option<T> {
        if self.holes == 0 {
            return self.slots.nth_back(n)?.entry().map(show);
        }
        for _ in 0..n {
            self.next_back(drop)?;
        }
        self.next_back(show)
    }

    #[inline]
    fn fold<B>(self, init: B, mut f: impl FnMut(B, Entry<I>) -> B) -> B {
        self.slots.fold(init, |acc, slot| match slot.entry() {
            Some(entry) => f(acc, entry),
            None => acc,
        })
    }

    #[inline]
    fn rfold<B>(self, init: B, mut f: impl FnMut(B, Entry<I>) -> B) -> B {
        self.slots.rfold(init, |acc, slot| match slot.entry() {
            Some(entry) => f(acc, entry),
            None => acc,
        })
    }
}

/// Defines an iterator that shows each entry of a [`Live`] in its own form.
macro_rules! over_entries {
    (
        $(#[$meta:meta])*
        $name:ident<$($life:lifetime,)? K, V>, $slots:ty, $item:ty, $show:expr, $debug:expr
    ) => {
        $(#[$meta])*
        pub struct $name<$($life,)? K, V> {
            live: Live<$slots>,
        }

        impl<$($life,)? K, V> Iterator for $name<$($life,)? K, V> {
            type Item = $item;

            #[inline]
            fn next(&mut self) -> Option<Self::Item> {
                self.live.next($show)
            }

            #[inline]
            fn size_hint(&self) -> (usize, Option<usize>) {
                (self.live.len(), Some(self.live.len()))
            }

            #[inline]
            fn count(self) -> usize {
                self.live.len()
            }

            #[inline]
            fn last(mut self) -> Option<Self::Item> {
                self.next_back()
            }

            #[inline]
            fn nth(&mut self, n: usize) -> Option<Self::Item> {
                self.live.nth(n, $show)
            }

            #[inline]
            fn fold<B, F: FnMut(B, Self::Item) -> B>(self, init: B, mut f: F) -> B {
                let show = $show;
                self.live.fold(init, |acc, entry| f(acc, show(entry)))
            }
        }

        impl<$($life,)? K, V> DoubleEndedIterator for $name<$($life,)? K, V> {
            #[inline]
            fn next_back(&mut self) -> Option<Self::Item> {
                self.live.next_back($show)
            }

            #[inline]
            fn nth_back(&mut self, n: usize) -> Option<Self::Item> {
                self.live.nth_back(n, $show)
            }

            #[inline]
            fn rfold<B, F: FnMut(B, Self::Item) -> B>(self, init: B, mut f: F) -> B {
                let show = $show;
                self.live.rfold(init, |acc, entry| f(acc, show(entry)))
            }
        }

        impl<$($life,)? K, V> ExactSizeIterator for $name<$($life,)? K, V> {}

        impl<$($life,)? K, V> FusedIterator for $name<$($life,)? K, V> {}

        impl<$($life,)? K: fmt::Debug, V: fmt::Debug> fmt::Debug for $name<$($life,)? K, V> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let left = self.live.slots.as_slice().iter().flatten();
                f.debug_list().entries(left.map($debug)).finish()
            }
        }
    };
}

/// Implements `Clone` for shared iterators, without a bound on the entries.
macro_rules! clone_shared {
    ($($name:ident),*) => {$(
        impl<K, V> Clone for $name<'_, K, V> {
            fn clone(&self) -> Self {
                Self { live: self.live.clone() }
            }
        }
    )*};
}

over_entries! {
    /// An iterator over the entries of a map in order, created by [`OrderedMultiMap::iter`].
    #[must_use = "iterators are lazy and do nothing unless consumed"]
    Iter<'a, K, V>, slice::Iter<'a, Slot<K, V>>, (&'a K, &'a V), |entry| entry, |(k, v)| (k, v)
}

over_entries! {
    /// An iterator over the entries of a map in order, with mutable references to the values,
    /// created by [`OrderedMultiMap::iter_mut`].
    #[must_use = "iterators are lazy and do nothing unless consumed"]
    IterMut<'a, K, V>, slice::IterMut<'a, Slot<K, V>>, (&'a K, &'a mut V), |entry| entry,
    |(k, v)| (k, v)
}

over_entries! {
    /// An iterator that owns the entries of a map, in order, created by its `into_iter`.
    IntoIter<K, V>, vec::IntoIter<Slot<K, V>>, (K, V), |entry| entry, |(k, v)| (k, v)
}

over_entries! {
    /// An iterator that removes all entries of a map and yields them in order, created by
    /// [`OrderedMultiMap::drain`].
    ///
    /// Dropping it removes the entries that it did not yield.
    Drain<'a, K, V>, vec::Drain<'a, Slot<K, V>>, (K, V), |entry| entry, |(k, v)| (k, v)
}

impl<'a, K, V> Drain<'a, K, V> {
    pub(super) fn new(core: &'a mut Core<K, V>) -> Self {
        let (len, front) = (core.len(), core.all_slots().len() - core.slots().len());
        let mut slots = core.drain();
        if front > 0 {
            // Holes only: this moves to the first entry.
            slots.nth(front - 1);
        }
        Self { live: Live { holes: slots.len() - len, slots } }
    }
}

over_entries! {
    /// An iterator over the keys of all entries, in order, created by [`OrderedMultiMap::keys`].
    #[must_use = "iterators are lazy and do nothing unless consumed"]
    Keys<'a, K, V>, slice::Iter<'a, Slot<K, V>>, &'a K, |(key, _)| key, |(k, _)| k
}

over_entries! {
    /// An iterator over the values of all entries, in order, created by
    /// [`OrderedMultiMap::values`].
    #[must_use = "iterators are lazy and do nothing unless consumed"]
    Values<'a, K, V>, slice::Iter<'a, Slot<K, V>>, &'a V, |(_, value)| value, |(_, v)| v
}

over_entries! {
    /// An iterator over mutable references to the values of all entries, in order, created by
    /// [`OrderedMultiMap::values_mut`].
    #[must_use = "iterators are lazy and do nothing unless consumed"]
    ValuesMut<'a, K, V>, slice::IterMut<'a, Slot<K, V>>, &'a mut V, |(_, value)| value, |(_, v)| v
}

clone_shared!(Iter, Keys, Values);

impl<K, V, S> OrderedMultiMap<K, V, S> {
    /// Returns an iterator over all entries, in order.
    ///
    /// Computes in **O(1)** time, and O(1) per entry. Holes that removals left are skipped: all
    /// entries together take O(slots), where there are at most as many slots as there were entries
    /// since the map was last without holes (see the [type](OrderedMultiMap#positions-and-holes)).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    ///
    /// let map = OrderedMultiMap::from([("b", 1), ("a", 2), ("b", 3)]);
    /// let entries: Vec<_> = map.iter().collect();
    /// assert_eq!(entries, [(&"b", &1), (&"a", &2), (&"b", &3)]);
    /// ```
    #[doc(alias("items", "iteritems"))]
    #[inline]
    pub fn iter(&self) -> Iter<'_, K, V> {
        let slots = self.core.slots();
        Iter { live: Live { slots: slots.iter(), holes: slots.len() - self.core.len() } }
    }

    /// Returns an iterator over all entries, in order, with mutable references to the values.
    ///
    /// Computes in **O(1)** time, and per entry as [`iter`](Self::iter).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    ///
    /// let mut map = OrderedMultiMap::from([("b", 1), ("a", 2)]);
    /// for (key, value) in map.iter_mut() {
    ///     if *key == "a" {
    ///         *value = 20;
    ///     }
    /// }
    /// assert_eq!(map, [("b", 1), ("a", 20)]);
    /// ```
    #[inline]
    pub fn iter_mut(&mut self) -> IterMut<'_, K, V> {
        let len = self.core.len();
        let slots = self.core.slots_mut();
        IterMut { live: Live { holes: slots.len() - len, slots: slots.iter_mut() } }
    }

    /// Returns an iterator over the key of every entry, in order: repeated keys repeat.
    ///
    /// See [`unique_keys`](Self::unique_keys), which yields each key once.
    ///
    /// Computes in **O(1)** time, and per key as [`iter`](Self::iter).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    ///
    /// let map = OrderedMultiMap::from([("b", 1), ("a", 2), ("b", 3)]);
    /// assert!(map.keys().eq(&["b", "a", "b"]));
    /// ```
    #[inline]
    pub fn keys(&self) -> Keys<'_, K, V> {
        Keys { live: self.iter().live }
    }

    /// Returns an iterator over the value of every entry, in order.
    ///
    /// Computes in **O(1)** time, and per value as [`iter`](Self::iter).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    ///
    /// let map = OrderedMultiMap::from([("b", 1), ("a", 2), ("b", 3)]);
    /// assert!(map.values().eq(&[1, 2, 3]));
    /// ```
    #[inline]
    pub fn values(&self) -> Values<'_, K, V> {
        Values { live: self.iter().live }
    }

    /// Returns an iterator over mutable references to the value of every entry, in order.
    ///
    /// Computes in **O(1)** time, and per value as [`iter`](Self::iter).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::OrderedMultiMap;
    ///
    /// let mut map = OrderedMultiMap::from([("b", 1), ("a", 2)]);
    /// map.values_mut().for_each(|value| *value *= 10);
    /// assert_eq!(map, [("b", 10), ("a", 20)]);
    /// ```
    #[inline]
    pub fn values_mut(&mut self) -> ValuesMut<'_, K, V> {
        ValuesMut { live: self.iter_mut().live }
    }
}

impl<'a, K, V, S> IntoIterator for &'a OrderedMultiMap<K, V, S> {
    type Item = (&'a K, &'a V);
    type IntoIter = Iter<'a, K, V>;

    #[inline]
    fn into_iter(self) -> Iter<'a, K, V> {
        self.iter()
    }
}

impl<'a, K, V, S> IntoIterator for &'a mut OrderedMultiMap<K, V, S> {
    type Item = (&'a K, &'a mut V);
    type IntoIter = IterMut<'a, K, V>;

    #[inline]
    fn into_iter(self) -> IterMut<'a, K, V> {
        self.iter_mut()
    }
}

impl<K, V, S> IntoIterator for OrderedMultiMap<K, V, S> {
    type Item = (K, V);
    type IntoIter = IntoIter<K, V>;

    fn into_iter(self) -> IntoIter<K, V> {
        let len = self.core.len();
        let (slots, front) = self.core.into_slots();
        let mut slots = slots.into_iter();
        if front > 0 {
            // Holes only: this moves to the first entry.
            slots.nth(front - 1);
        }
        IntoIter { live: Live { holes: slots.len() - len, slots } }
    }
}
