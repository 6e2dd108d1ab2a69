//! Set operations on two ascending sequences, as multisets (C++'s `set_union` and its kin).
//!
//! All four are one merge that looks at the two heads and takes the lesser, or both where they are
//! equal; they differ in what they yield of it. With m copies of an item on the left and n on the
//! right the result has max(m, n), min(m, n), m − n or |m − n| copies: equal heads are taken in
//! pairs, and what one side has more is taken alone.
//!
//! Every step takes an item from a side or ends, so that unsorted input yields each item at most
//! once, in finite time.

use core::cmp::Ordering;
use core::iter::{Fuse, FusedIterator};

use super::collect::{add_hint, sum_hints};

/// What a step of the merge takes.
enum Step<T> {
    Left(T),
    Right(T),
    /// Equal items of both sides; the left one is kept.
    Both(T),
}

/// The two sources with their heads, where those were looked at.
#[derive(Clone, Debug)]
struct Merge<L, R, T> {
    left: Fuse<L>,
    right: Fuse<R>,
    left_head: Option<T>,
    right_head: Option<T>,
}

impl<L, R, T: Ord> Merge<L, R, T>
where
    L: Iterator<Item = T>,
    R: Iterator<Item = T>,
{
    fn new(left: L, right: R) -> Self {
        Self { left: left.fuse(), right: right.fuse(), left_head: None, right_head: None }
    }

    /// Looks at the head of the left side, and tells whether there is one.
    #[inline]
    fn has_left(&mut self) -> bool {
        if self.left_head.is_none() {
            self.left_head = self.left.next();
        }
        self.left_head.is_some()
    }

    #[inline]
    fn has_right(&mut self) -> bool {
        if self.right_head.is_none() {
            self.right_head = self.right.next();
        }
        self.right_head.is_some()
    }

    #[inline]
    fn step(&mut self) -> Option<Step<T>> {
        let order = match (self.has_left(), self.has_right()) {
            (true, true) => self.left_head.cmp(&self.right_head),
            (true, false) => Ordering::Less,
            (false, _) => Ordering::Greater,
        };
        match order {
            Ordering::Less => self.left_head.take().map(Step::Left),
            Ordering::Greater => self.right_head.take().map(Step::Right),
            Ordering::Equal => {
                self.right_head = None;
                self.left_head.take().map(Step::Both)
            }
        }
    }

    /// The bounds of what is left on each side.
    fn hints(&self) -> [(usize, Option<usize>); 2] {
        [
            add_hint(self.left.size_hint(), usize::from(self.left_head.is_some())),
            add_hint(self.right.size_hint(), usize::from(self.right_head.is_some())),
        ]
    }
}

macro_rules! sorted_op {
    (
        $(#[$doc:meta])* $name:ident,
        next: |$merge:ident| $next:expr,
        hint: |$left:ident, $right:ident| $hint:expr
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug)]
        #[must_use = "iterators are lazy and do nothing unless consumed"]
        pub struct $name<L: Iterator, R>(Merge<L, R, L::Item>);

        impl<L, R> $name<L, R>
        where
            L: Iterator,
            R: Iterator<Item = L::Item>,
            L::Item: Ord,
        {
            pub(crate) fn new(left: L, right: R) -> Self {
                Self(Merge::new(left, right))
            }
        }

        impl<L, R> Iterator for $name<L, R>
        where
            L: Iterator,
            R: Iterator<Item = L::Item>,
            L::Item: Ord,
        {
            type Item = L::Item;

            #[inline]
            fn next(&mut self) -> Option<L::Item> {
                let $merge = &mut self.0;
                $next
            }

            fn size_hint(&self) -> (usize, Option<usize>) {
                let [$left, $right] = self.0.hints();
                $hint
            }
        }

        impl<L, R> FusedIterator for $name<L, R>
        where
            L: Iterator,
            R: Iterator<Item = L::Item>,
            L::Item: Ord,
        {
        }
    };
}

sorted_op! {
    /// An iterator over what either side has; see
    /// [`IterExt::sorted_union`](crate::iter::IterExt::sorted_union).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::IterExt;
    ///
    /// assert!([1, 3, 3].into_iter().sorted_union([2, 3]).eq([1, 2, 3, 3]));
    /// ```
    SortedUnion,
    next: |merge| merge.step().map(|(Step::Left(item) | Step::Right(item) | Step::Both(item))| item),
    hint: |left, right| (left.0.max(right.0), sum_hints(left, right).1)
}

sorted_op! {
    /// An iterator over what both sides have; see
    /// [`IterExt::sorted_intersection`](crate::iter::IterExt::sorted_intersection).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::IterExt;
    ///
    /// assert!([1, 3, 3].into_iter().sorted_intersection([2, 3]).eq([3]));
    /// ```
    SortedIntersection,
    next: |merge| loop {
        // Nothing more can come once a side has ended; the other is not read on.
        if !merge.has_left() || !merge.has_right() {
            break None;
        }
        if let Step::Both(item) = merge.step()? {
            break Some(item);
        }
    },
    hint: |left, right| (0, left.1.map_or(right.1, |l| Some(right.1.map_or(l, |r| r.min(l)))))
}

sorted_op! {
    /// An iterator over what the left side has and the right has not; see
    /// [`IterExt::sorted_difference`](crate::iter::IterExt::sorted_difference).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::IterExt;
    ///
    /// assert!([1, 3, 3].into_iter().sorted_difference([2, 3]).eq([1, 3]));
    /// ```
    SortedDifference,
    next: |merge| loop {
        if !merge.has_left() {
            break None;
        }
        if let Step::Left(item) = merge.step()? {
            break Some(item);
        }
    },
    hint: |left, right| (right.1.map_or(0, |right| left.0.saturating_sub(right)), left.1)
}

sorted_op! {
    /// An iterator over what one side has and the other has not; see
    /// [`IterExt::sorted_symmetric_difference`](crate::iter::IterExt::sorted_symmetric_difference).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::IterExt;
    ///
    /// assert!([1, 3, 3].into_iter().sorted_symmetric_difference([2, 3]).eq([1, 2, 3]));
    /// ```
    SortedSymmetricDifference,
    next: |merge| loop {
        match merge.step()? {
            Step::Left(item) | Step::Right(item) => break Some(item),
            Step::Both(_) => {}
        }
    },
    hint: |left, right| {
        let more = |a: (usize, _), b: (_, Option<usize>)| b.1.map_or(0, |b| a.0.saturating_sub(b));
        (more(left, right).max(more(right, left)), sum_hints(left, right).1)
    }
}
