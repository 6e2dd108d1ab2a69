//! The iterators over the values of a `Relation`: the partners of one value, and the distinct
//! values of a side.
//!
//! [`Chain`] follows one value's chain of pairs; [`Heads`] walks the pairs and stops at each that
//! is the first of its value. Both serve either side.

use core::fmt;
use core::iter::FusedIterator;
use core::marker::PhantomData;
use core::ops::Range;

use super::inner::{Core, NONE, Pair};
use super::side::Side;
use crate::multimap::slots::Slot;

/// The values of one side that are the partners of a value of the other.
struct Chain<'a, T> {
    slots: &'a [Pair],
    partners: &'a Side<T>,
    /// The next slots from the front and from the back.
    front: u32,
    back: u32,
    left: u32,
}

impl<'a, T> Chain<'a, T> {
    #[inline]
    fn new<U>(slots: &'a [Pair], of: &Side<U>, id: Option<u32>, partners: &'a Side<T>) -> Self {
        let (front, back, left) = id.map_or((NONE, NONE, 0), |id| {
            let node = of.node(id);
            (node.head, node.tail, node.degree)
        });
        Self { slots, partners, front, back, left }
    }

    #[inline]
    fn next(&mut self) -> Option<&'a T> {
        self.left = self.left.checked_sub(1)?;
        let pair = &self.slots[self.front as usize];
        let half = self.partners.half & 1;
        self.front = pair[half ^ 1].next;
        self.partners.nodes[pair[half].id as usize].value.as_ref()
    }

    #[inline]
    fn next_back(&mut self) -> Option<&'a T> {
        self.left = self.left.checked_sub(1)?;
        let pair = &self.slots[self.back as usize];
        let half = self.partners.half & 1;
        self.back = pair[half ^ 1].prev;
        self.partners.nodes[pair[half].id as usize].value.as_ref()
    }

    #[inline]
    fn fold<B>(self, init: B, mut f: impl FnMut(B, &'a T) -> B) -> B {
        let half = self.partners.half & 1;
        let (mut p, mut acc) = (self.front, init);
        for _ in 0..self.left {
            let pair = &self.slots[p as usize];
            p = pair[half ^ 1].next;
            if let Some(value) = &self.partners.nodes[pair[half].id as usize].value {
                acc = f(acc, value);
            }
        }
        acc
    }

    fn len(&self) -> usize {
        self.left as usize
    }
}

impl<T> Clone for Chain<'_, T> {
    fn clone(&self) -> Self {
        let Self { slots, partners, front, back, left } = *self;
        Self { slots, partners, front, back, left }
    }
}

/// The distinct values of a side, in the order of their first pairs.
struct Heads<'a, T> {
    slots: &'a [Pair],
    side: &'a Side<T>,
    range: Range<usize>,
    left: usize,
}

impl<'a, T> Heads<'a, T> {
    fn new<L, R>(core: &'a Core<L, R>, side: &'a Side<T>) -> Self {
        let slots = &core.pairs.slots;
        Self { slots, side, range: slots.front()..slots.len(), left: side.len() }
    }

    /// The value whose first pair is in slot `p`.
    #[inline]
    fn head(&self, p: usize) -> Option<&'a T> {
        let pair = &self.slots[p];
        let half = pair[self.side.half & 1];
        if !pair.is_live() || half.prev != NONE {
            return None;
        }
        self.side.nodes[half.id as usize].value.as_ref()
    }

    #[inline]
    fn next(&mut self) -> Option<&'a T> {
        self.left = self.left.checked_sub(1)?;
        let mut range = self.range.clone();
        let value = range.find_map(|p| self.head(p));
        self.range = range;
        value
    }

    #[inline]
    fn next_back(&mut self) -> Option<&'a T> {
        self.left = self.left.checked_sub(1)?;
        let mut range = self.range.clone();
        let value = range.by_ref().rev().find_map(|p| self.head(p));
        self.range = range;
        value
    }

    fn fold<B>(self, init: B, f: impl FnMut(B, &'a T) -> B) -> B {
        self.range.clone().filter_map(|p| self.head(p)).fold(init, f)
    }

    fn len(&self) -> usize {
        self.left
    }
}

impl<T> Clone for Heads<'_, T> {
    fn clone(&self) -> Self {
        let Self { slots, side, ref range, left } = *self;
        Self { slots, side, range: range.clone(), left }
    }
}

/// Declares a public iterator over values of one side.
macro_rules! values {
    ($(#[$meta:meta])* $name:ident, $walk:ident, $T:ident, $Other:ident) => {
        $(#[$meta])*
        #[must_use = "iterators are lazy and do nothing unless consumed"]
        pub struct $name<'a, L, R> {
            walk: $walk<'a, $T>,
            relation: PhantomData<&'a $Other>,
        }

        impl<L, R> Clone for $name<'_, L, R> {
            fn clone(&self) -> Self {
                Self { walk: self.walk.clone(), relation: PhantomData }
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
                self.walk.next()
            }

            fn size_hint(&self) -> (usize, Option<usize>) {
                (self.walk.len(), Some(self.walk.len()))
            }

            fn count(self) -> usize {
                self.walk.len()
            }

            fn last(mut self) -> Option<Self::Item> {
                self.walk.next_back()
            }

            #[inline]
            fn fold<B, F>(self, init: B, f: F) -> B
            where
                F: FnMut(B, Self::Item) -> B,
            {
                self.walk.fold(init, f)
            }
        }

        impl<L, R> DoubleEndedIterator for $name<'_, L, R> {
            #[inline]
            fn next_back(&mut self) -> Option<Self::Item> {
                self.walk.next_back()
            }
        }

        impl<L, R> ExactSizeIterator for $name<'_, L, R> {}
        impl<L, R> FusedIterator for $name<'_, L, R> {}
    };
}

values! {
    /// An iterator over the right values of one left value, in the order in which their pairs were
    /// inserted.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::Relation;
    ///
    /// let tags = Relation::from([("post", "rust"), ("note", "rust"), ("post", "maps")]);
    /// let mut rights = tags.rights_of("post");
    /// assert_eq!(rights.len(), 2);
    /// assert_eq!(rights.next_back(), Some(&"maps"));
    /// assert_eq!(rights.next(), Some(&"rust"));
    /// assert_eq!(rights.next(), None);
    /// ```
    RightsOf, Chain, R, L
}

values! {
    /// An iterator over the left values of one right value, in the order in which their pairs were
    /// inserted.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::Relation;
    ///
    /// let tags = Relation::from([("post", "rust"), ("note", "rust"), ("post", "maps")]);
    /// assert!(tags.lefts_of("rust").eq(&["post", "note"]));
    /// ```
    LeftsOf, Chain, L, R
}

values! {
    /// An iterator over the distinct left values, in the order of their first pairs.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::Relation;
    ///
    /// let tags = Relation::from([("post", "rust"), ("note", "rust"), ("post", "maps")]);
    /// assert!(tags.lefts().eq(&["post", "note"]));
    /// ```
    Lefts, Heads, L, R
}

values! {
    /// An iterator over the distinct right values, in the order of their first pairs.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::Relation;
    ///
    /// let tags = Relation::from([("post", "rust"), ("note", "rust"), ("post", "maps")]);
    /// assert!(tags.rights().rev().eq(&["maps", "rust"]));
    /// ```
    Rights, Heads, R, L
}

impl<'a, L, R> RightsOf<'a, L, R> {
    #[inline]
    pub(super) fn new(core: &'a Core<L, R>, left: Option<u32>) -> Self {
        let walk = Chain::new(&core.pairs.slots, &core.left, left, &core.right);
        Self { walk, relation: PhantomData }
    }
}

impl<'a, L, R> LeftsOf<'a, L, R> {
    #[inline]
    pub(super) fn new(core: &'a Core<L, R>, right: Option<u32>) -> Self {
        let walk = Chain::new(&core.pairs.slots, &core.right, right, &core.left);
        Self { walk, relation: PhantomData }
    }
}

impl<'a, L, R> Lefts<'a, L, R> {
    pub(super) fn new(core: &'a Core<L, R>) -> Self {
        Self { walk: Heads::new(core, &core.left), relation: PhantomData }
    }
}

impl<'a, L, R> Rights<'a, L, R> {
    pub(super) fn new(core: &'a Core<L, R>) -> Self {
        Self { walk: Heads::new(core, &core.right), relation: PhantomData }
    }
}
