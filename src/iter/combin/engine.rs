//! What the four have in common: the walk from one index vector to the next, and the buffer of
//! items that follows it.
//!
//! Invariants:
//! * In the state `Given` the buffer holds `pool[place(i, indices[i])]` for every position i.
//! * A step sets the state to `Ready` before it clones: when a clone panics, the next call returns
//!   the item that was interrupted.

use alloc::vec::Vec;

/// How index vectors follow one another.
pub(super) trait Order {
    /// Sets the first vector; false when there is none.
    fn first(&mut self) -> bool;
    /// Goes to the next vector and returns the first position that changed; at the last one
    /// returns `None` and changes nothing.
    fn advance(&mut self) -> Option<usize>;
    /// The current vector.
    fn indices(&self) -> &[usize];
    /// Goes through the vectors after the current one that differ from it in the last places only,
    /// as far as this can be done on the buffer alone: changes the buffer, calls the closure, and
    /// leaves the vector at the last of them.
    ///
    /// This is where a fold spends its time; the general step is taken once per run.
    fn run<T: Clone, B>(
        &mut self,
        pool: &[T],
        items: &mut [T],
        value: B,
        f: impl FnMut(B, &[T]) -> B,
    ) -> B;
    /// Where in the flat pool an index of a position stands.
    fn place(&self, position: usize, index: usize) -> usize;
    /// How many vectors there are; `None`: more than `u128` holds.
    fn total(&self) -> Option<u128>;
    /// Sets the vector of a rank; false, with the vector unspecified, past the end.
    fn unrank(&mut self, rank: u128) -> bool;
    /// The rank of a vector; `None` when it is not one of these, or does not fit.
    fn rank(&self, indices: &[usize]) -> Option<u128>;
}

/// How far the walk is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum State {
    /// The first vector is still to be set.
    Start,
    /// The vector is set, its item not yet returned.
    Ready,
    /// The item of the vector was returned.
    Given,
    /// The last item was returned.
    Done,
    /// Sought past the end.
    Lost,
}

/// The walk and its buffer.
#[derive(Clone, Debug)]
pub(super) struct Engine<T, O> {
    pool: Vec<T>,
    items: Vec<T>,
    order: O,
    state: State,
}

impl<T: Clone, O: Order> Engine<T, O> {
    pub(super) fn new(pool: Vec<T>, order: O) -> Self {
        Self { pool, items: Vec::new(), order, state: State::Start }
    }

    #[inline]
    pub(super) fn next(&mut self) -> Option<&[T]> {
        let from = match self.state {
            State::Given => match self.order.advance() {
                Some(from) => from,
                None => {
                    self.state = State::Done;
                    return None;
                }
            },
            State::Ready => 0,
            State::Start if self.order.first() => 0,
            State::Start => {
                self.state = State::Lost;
                return None;
            }
            State::Done | State::Lost => return None,
        };
        self.state = State::Ready;
        self.fill(from);
        self.state = State::Given;
        Some(&self.items)
    }

    /// Brings the buffer up to date from a position on.
    #[inline]
    fn fill(&mut self, from: usize) {
        let indices = self.order.indices();
        if self.items.len() == indices.len() {
            // Keeps what the old items have allocated.
            let changed = self.items.iter_mut().zip(indices).enumerate().skip(from);
            for (position, (old, &index)) in changed {
                let Some(item) = self.pool.get(self.order.place(position, index)) else { return };
                old.clone_from(item);
            }
            return;
        }
        self.items.truncate(indices.len());
        for (position, &index) in indices.iter().enumerate().skip(from) {
            let Some(item) = self.pool.get(self.order.place(position, index)) else { return };
            match self.items.get_mut(position) {
                Some(old) => old.clone_from(item),
                None => self.items.push(item.clone()),
            }
        }
    }

    #[inline]
    pub(super) fn fold<B>(mut self, init: B, mut f: impl FnMut(B, &[T]) -> B) -> B {
        let mut value = init;
        while let Some(items) = self.next() {
            value = f(value, items);
            value = self.order.run(&self.pool, &mut self.items, value, &mut f);
        }
        value
    }

    pub(super) fn indices(&self) -> &[usize] {
        match self.state {
            State::Given | State::Done => self.order.indices(),
            State::Start | State::Ready | State::Lost => &[],
        }
    }

    pub(super) fn total(&self) -> Option<u128> {
        self.order.total()
    }

    pub(super) fn seek(&mut self, rank: u128) -> bool {
        let found = self.order.unrank(rank);
        self.state = if found { State::Ready } else { State::Lost };
        found
    }

    pub(super) fn rank_of(&self, indices: &[usize]) -> Option<u128> {
        self.order.rank(indices)
    }

    /// How many items are still to come, where that fits.
    pub(super) fn left(&self) -> Option<u128> {
        let rank = || self.order.rank(self.order.indices());
        match self.state {
            State::Start => self.order.total(),
            State::Ready => Some(self.order.total()? - rank()?),
            State::Given => Some(self.order.total()? - rank()? - 1),
            State::Done | State::Lost => Some(0),
        }
    }
}

/// What lends slices: the four iterators.
pub trait Lend {
    type Item;
    fn lend(&mut self) -> Option<&[Self::Item]>;
    /// How many are still to come, where that fits.
    fn left(&self) -> Option<u128>;
    fn fold_lent<B>(self, init: B, f: impl FnMut(B, &[Self::Item]) -> B) -> B;
}

/// The runs of combinations and products: the last place takes each of these items of the pool.
#[inline]
pub(super) fn run_last<T: Clone, B>(
    rest: &[T],
    items: &mut [T],
    init: B,
    mut f: impl FnMut(B, &[T]) -> B,
) -> B {
    let mut value = init;
    for item in rest {
        let Some(last) = items.last_mut() else { break };
        last.clone_from(item);
        value = f(value, items);
    }
    value
}

/// An ordinary iterator over what a closure returns for each slice, from the `map` of
/// [`Combinations`](super::Combinations), [`Permutations`](super::Permutations),
/// [`Product`](super::Product) and [`Powerset`](super::Powerset).
#[derive(Clone)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct Map<I, F> {
    source: I,
    f: F,
    left: Option<u128>,
}

impl<I: Lend, F> Map<I, F> {
    pub(super) fn new(source: I, f: F) -> Self {
        let left = source.left();
        Self { source, f, left }
    }
}

impl<I: core::fmt::Debug, F> core::fmt::Debug for Map<I, F> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Map").field("source", &self.source).finish_non_exhaustive()
    }
}

impl<I: Lend, B, F: FnMut(&[I::Item]) -> B> Iterator for Map<I, F> {
    type Item = B;

    #[inline]
    fn next(&mut self) -> Option<B> {
        let value = (self.f)(self.source.lend()?);
        self.left = self.left.map(|left| left.saturating_sub(1));
        Some(value)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        match self.left.map(usize::try_from) {
            Some(Ok(left)) => (left, Some(left)),
            _ => (usize::MAX, None),
        }
    }

    fn fold<A, G: FnMut(A, B) -> A>(self, init: A, mut g: G) -> A {
        let mut f = self.f;
        self.source.fold_lent(init, |value, items| g(value, f(items)))
    }
}

impl<I: Lend, B, F: FnMut(&[I::Item]) -> B> core::iter::FusedIterator for Map<I, F> {}

/// Collects without trusting the size that the source claims.
pub(super) fn gather<T>(items: impl IntoIterator<Item = T>) -> Vec<T> {
    let items = items.into_iter();
    let mut all = Vec::with_capacity(items.size_hint().0.min(1 << 16));
    items.for_each(|item| all.push(item));
    all
}

/// The methods that the four share, as pinned for each of them.
macro_rules! lending {
    ($name:ident, $example:literal, $rank_cost:literal) => {
        impl<T: Clone> $name<T> {
            /// Returns the next item, which lives until the next call.
            ///
            /// Computes in **O(1)** time (amortized) and allocates nothing after the first item,
            /// but what the items' own clones allocate.
            ///
            /// # Examples
            ///
            /// ```
            #[doc = $example]
            /// let first = items.next().map(<[_]>::to_vec);
            /// assert_eq!(first.map(|item| item.len()), Some(items.indices().len()));
            /// ```
            #[allow(clippy::should_implement_trait, reason = "a lending iterator")]
            #[inline]
            pub fn next(&mut self) -> Option<&[T]> {
                self.0.next()
            }

            /// Calls a closure on each remaining item.
            ///
            /// # Examples
            ///
            /// ```
            #[doc = $example]
            /// let mut count = 0;
            /// let total = items.total();
            /// items.for_each(|_| count += 1);
            /// assert_eq!(Some(count), total);
            /// ```
            #[inline]
            pub fn for_each(self, mut f: impl FnMut(&[T])) {
                self.fold((), |(), items| f(items));
            }

            /// Folds the remaining items into one value.
            ///
            /// # Examples
            ///
            /// ```
            #[doc = $example]
            /// let total = items.total();
            /// assert_eq!(Some(items.fold(0, |count, _| count + 1)), total);
            /// ```
            #[inline]
            pub fn fold<B>(self, init: B, f: impl FnMut(B, &[T]) -> B) -> B {
                self.0.fold(init, f)
            }

            /// Creates an ordinary iterator over what a closure returns for each item.
            ///
            /// # Examples
            ///
            /// ```
            #[doc = $example]
            /// let owned: Vec<Vec<_>> = items.map(<[_]>::to_vec).collect();
            /// assert!(owned.len() > 1);
            /// ```
            #[inline]
            pub fn map<B, F: FnMut(&[T]) -> B>(self, f: F) -> Map<Self, F> {
                Map::new(self, f)
            }

            /// Returns the indices into the pool of the item last returned; empty before the first,
            /// and after [`seek`](Self::seek).
            ///
            /// # Examples
            ///
            /// ```
            #[doc = $example]
            /// assert!(items.indices().is_empty());
            /// ```
            #[must_use]
            pub fn indices(&self) -> &[usize] {
                self.0.indices()
            }

            /// Returns the total number of items, those already returned included, or `None` if it
            /// exceeds a `u128`.
            ///
            /// # Examples
            ///
            /// ```
            #[doc = $example]
            /// assert!(items.total().is_some_and(|total| total > 1));
            /// ```
            #[must_use]
            pub fn total(&self) -> Option<u128> {
                self.0.total()
            }

            /// Moves to a rank, counted from 0: [`next`](Self::next) then returns that item.
            ///
            /// Returns false, and the iterator ends, if there are at most `rank` items. Another
            /// `seek` can go back.
            ///
            #[doc = $rank_cost]
            ///
            /// # Examples
            ///
            /// ```
            #[doc = $example]
            /// assert!(items.seek(1));
            /// items.next();
            /// assert_eq!(items.rank_of(items.indices()), Some(1));
            /// assert!(!items.seek(u128::MAX));
            /// assert!(items.next().is_none());
            /// ```
            pub fn seek(&mut self, rank: u128) -> bool {
                self.0.seek(rank)
            }

            /// Returns the rank of the item with these indices, or `None` if there is no such item
            /// or its rank exceeds a `u128`.
            ///
            #[doc = $rank_cost]
            ///
            /// # Examples
            ///
            /// ```
            #[doc = $example]
            /// items.next();
            /// assert_eq!(items.rank_of(items.indices()), Some(0));
            /// assert_eq!(items.rank_of(&[99, 99]), None);
            /// ```
            #[must_use]
            pub fn rank_of(&self, indices: &[usize]) -> Option<u128> {
                self.0.rank_of(indices)
            }
        }

        impl<T: Clone> Lend for $name<T> {
            type Item = T;

            #[inline]
            fn lend(&mut self) -> Option<&[T]> {
                self.next()
            }

            fn left(&self) -> Option<u128> {
                self.0.left()
            }

            #[inline]
            fn fold_lent<B>(self, init: B, f: impl FnMut(B, &[T]) -> B) -> B {
                self.fold(init, f)
            }
        }
    };
}

pub(super) use lending;
