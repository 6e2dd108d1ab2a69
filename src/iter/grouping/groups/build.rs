//! Building [`Groups`]: count, sum, scatter.
//!
//! Group numbers and counts are u32 as long as there are fewer than 2³² items, which halves what
//! the two passes move besides the items; from there on they are usize. The code is one for both,
//! and for u8, with which the tests see the change of width.

use alloc::vec::Vec;
use core::hash::{BuildHasher, Hash};
use core::iter;
use core::ops::{ControlFlow, Range};

use indexmap::IndexMap;

use super::Groups;
use crate::iter::grouping::shortcut::Shortcut;

/// The most items that room is made for on a size hint's word alone.
const RESERVE: usize = 1 << 16;

/// Where the groups end in the items.
#[derive(Clone, Debug)]
pub(super) enum Ends {
    Narrow(Vec<u32>),
    Wide(Vec<usize>),
}

impl Ends {
    #[cfg(feature = "__audit")]
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Narrow(ends) => ends.len(),
            Self::Wide(ends) => ends.len(),
        }
    }

    /// The items of the `i`-th group; there must be one.
    #[inline]
    pub(super) fn range(&self, i: usize) -> Range<usize> {
        let end = |i: usize| match self {
            Self::Narrow(ends) => ends[i].get(),
            Self::Wide(ends) => ends[i],
        };
        i.checked_sub(1).map_or(0, end)..end(i)
    }
}

impl Default for Ends {
    fn default() -> Self {
        Self::Narrow(Vec::new())
    }
}

/// A number of a group, or of items.
pub(super) trait Number: Copy {
    /// The greatest number that it can be.
    const MOST: usize;
    /// `n` is at most [`MOST`](Number::MOST).
    fn new(n: usize) -> Self;
    fn get(self) -> usize;
    fn ends(ends: Vec<Self>) -> Ends;
}

impl Number for u32 {
    // On a target of 16 bits a usize is what ends first.
    const MOST: usize = if usize::BITS < Self::BITS { usize::MAX } else { Self::MAX as usize };

    #[inline]
    fn new(n: usize) -> Self {
        n as Self
    }

    #[inline]
    fn get(self) -> usize {
        self as usize
    }

    fn ends(ends: Vec<Self>) -> Ends {
        Ends::Narrow(ends)
    }
}

impl Number for usize {
    const MOST: Self = Self::MAX;

    #[inline]
    fn new(n: usize) -> Self {
        n
    }

    #[inline]
    fn get(self) -> usize {
        self
    }

    fn ends(ends: Vec<Self>) -> Ends {
        Ends::Wide(ends)
    }
}

#[cfg(feature = "__audit")]
impl Number for u8 {
    const MOST: usize = Self::MAX as usize;

    fn new(n: usize) -> Self {
        n as Self
    }

    fn get(self) -> usize {
        self.into()
    }

    fn ends(ends: Vec<Self>) -> Ends {
        Ends::Narrow(ends.into_iter().map(u32::from).collect())
    }
}

/// What the first pass makes.
struct Counted<K, T, S, N> {
    index: IndexMap<K, (), S>,
    shortcut: Shortcut,
    items: Vec<T>,
    /// The group of each item.
    groups: Vec<N>,
    /// The number of items of each group.
    counts: Vec<N>,
}

/// Groups the pairs with numbers of type `N` if it can number them all.
pub(super) fn build<K, T, S, N>(
    mut pairs: impl Iterator<Item = (K, T)>,
    hasher: S,
) -> Groups<K, T, S>
where
    K: Hash + Eq,
    S: BuildHasher,
    N: Number,
{
    let index = IndexMap::with_hasher(hasher);
    let mut counted = Counted {
        index,
        shortcut: Shortcut::default(),
        items: Vec::new(),
        groups: Vec::new(),
        counts: Vec::<N>::new(),
    };
    match counted.read(&mut pairs) {
        None => counted.scatter(),
        Some(next) => {
            let mut counted = counted.widen();
            counted.read(&mut iter::once(next).chain(pairs));
            counted.scatter()
        }
    }
}

impl<K: Hash + Eq, T, S: BuildHasher, N: Number> Counted<K, T, S, N> {
    /// Takes in pairs; gives back the first for which the numbers do not suffice.
    fn read(&mut self, pairs: &mut impl Iterator<Item = (K, T)>) -> Option<(K, T)> {
        let mut room = RESERVE;
        loop {
            let promised = pairs.size_hint().0.min(room);
            self.items.reserve(promised);
            self.groups.reserve(promised);
            let end = self.items.len().saturating_add(room);
            let read = pairs.by_ref().take(room).try_for_each(|pair| self.push(pair));
            if let ControlFlow::Break(pair) = read {
                return Some(pair);
            }
            if self.items.len() < end {
                return None;
            }
            // It gave what it promised so far: trust it with more.
            room = room.saturating_mul(16);
        }
    }

    /// Takes in a pair, or gives it back if its numbers would not suffice.
    #[inline]
    fn push(&mut self, (key, item): (K, T)) -> ControlFlow<(K, T)> {
        if self.items.len() == N::MOST {
            return ControlFlow::Break((key, item));
        }
        let group = self.shortcut.place(&mut self.index, key, |_| ());
        if group == self.counts.len() {
            self.counts.push(N::new(0));
        }
        let count = &mut self.counts[group];
        *count = N::new(count.get() + 1);
        self.items.push(item);
        self.groups.push(N::new(group));
        ControlFlow::Continue(())
    }

    fn widen(self) -> Counted<K, T, S, usize> {
        let wide = |numbers: Vec<N>| numbers.into_iter().map(N::get).collect();
        let (groups, counts) = (wide(self.groups), wide(self.counts));
        Counted { index: self.index, shortcut: self.shortcut, items: self.items, groups, counts }
    }

    fn scatter(self) -> Groups<K, T, S> {
        let Self { mut index, items, groups, counts: mut next, .. } = self;
        index.shrink_to_fit();
        next.shrink_to_fit();
        // From the number of items of each group to where its next item goes.
        let mut sum = 0;
        for place in &mut next {
            let count = place.get();
            *place = N::new(sum);
            sum += count;
        }
        let mut places: Vec<Option<T>> = iter::repeat_with(|| None).take(items.len()).collect();
        for (item, group) in items.into_iter().zip(groups) {
            let place = &mut next[group.get()];
            places[place.get()] = Some(item);
            *place = N::new(place.get() + 1);
        }
        // Each group's next place is now its end. All places hold an item: the ranges of the groups
        // follow one another, and each was filled from its start to its end.
        let full =
            |place: Option<T>| place.unwrap_or_else(|| unreachable!("every place is filled"));
        let mut items: Vec<T> = places.into_iter().map(full).collect();
        items.shrink_to_fit();
        Groups { index, ends: N::ends(next), items }
    }
}
