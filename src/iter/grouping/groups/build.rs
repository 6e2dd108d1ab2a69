//! Building [`Groups`]: buckets while keys are few, then count, sum, scatter.
//!
//! Up to [`MAX_BUCKETS`] keys each group has its own vector, all of whose ends stay in the
//! processor's cache; at the end they are appended one to the other. More keys than that would be
//! as many allocations and as many places to write to: then items are kept in the order of
//! arrival, with the number of their group beside each, and scattered at the end in one pass.
//!
//! Group numbers and counts are u32 as long as there are fewer than 2³² items, which halves what
//! the two passes move besides the items; from there on they are usize. The code is one for both,
//! and for u8, with which the tests see the change of width.

use alloc::vec;
use alloc::vec::Vec;
use core::hash::{BuildHasher, Hash};
use core::iter;
use core::ops::{ControlFlow, Range};

use indexmap::IndexMap;

use super::Groups;
use crate::iter::grouping::shortcut::Shortcut;

/// The most items that room is made for on a size hint's word alone.
const RESERVE: usize = 1 << 16;

/// The most keys whose items are kept in a vector per group.
const MAX_BUCKETS: usize = 1 << 9;

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
    const MAX_ITEMS: usize;
    /// `n` is at most [`MAX_ITEMS`](Number::MAX_ITEMS).
    fn new(n: usize) -> Self;
    fn get(self) -> usize;
    fn ends(ends: Vec<Self>) -> Ends;
}

impl Number for u32 {
    // On a target of 16 bits a usize is what ends first.
    const MAX_ITEMS: usize = if usize::BITS < Self::BITS { usize::MAX } else { Self::MAX as usize };

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
    const MAX_ITEMS: Self = Self::MAX;

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
    const MAX_ITEMS: usize = Self::MAX as usize;

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

/// What the first pass collects. Either all items are in `buckets`, or all in `items`.
struct Counted<K, T, S, N> {
    index: IndexMap<K, (), S>,
    shortcut: Shortcut,
    /// The items of each group, in groups of their own as long as they are few.
    buckets: Vec<Vec<T>>,
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
        buckets: Vec::new(),
        items: Vec::new(),
        groups: Vec::new(),
        counts: Vec::<N>::new(),
    };
    let mut next = match counted.fill_buckets(&mut pairs) {
        Filled::All => return counted.append(),
        Filled::Group(item) => {
            let group = counted.leave_buckets();
            counted.counts.push(N::new(1));
            counted.groups.push(N::new(group));
            counted.items.push(item);
            None
        }
        Filled::Numbers(pair) => {
            counted.leave_buckets();
            Some(pair)
        }
    };
    if next.is_none() {
        next = counted.read(&mut pairs);
    }
    match next {
        None => counted.scatter(),
        Some(next) => {
            let mut counted = counted.widen();
            counted.read(&mut iter::once(next).chain(pairs));
            counted.scatter()
        }
    }
}

/// Why no more goes into the buckets.
enum Filled<K, T> {
    /// There is no more.
    All,
    /// This item is the first of one group too many, whose key is in the index.
    Group(T),
    /// The numbers do not suffice for this pair.
    Numbers((K, T)),
}

impl<K: Hash + Eq, T, S: BuildHasher, N: Number> Counted<K, T, S, N> {
    /// Collects pairs while keys are few.
    fn fill_buckets(&mut self, pairs: &mut impl Iterator<Item = (K, T)>) -> Filled<K, T> {
        let filled = pairs.by_ref().take(N::MAX_ITEMS).try_for_each(|(key, item)| {
            let group = self.shortcut.place(&mut self.index, key, |_| ());
            if let Some(bucket) = self.buckets.get_mut(group) {
                bucket.push(item);
            } else if group < MAX_BUCKETS {
                self.buckets.push(vec![item]);
            } else {
                return ControlFlow::Break(item);
            }
            ControlFlow::Continue(())
        });
        match filled {
            ControlFlow::Break(item) => Filled::Group(item),
            // The end, or all that can be numbered.
            ControlFlow::Continue(()) => {
                let count: usize = self.buckets.iter().map(Vec::len).sum();
                let next = if count == N::MAX_ITEMS { pairs.next() } else { None };
                next.map_or(Filled::All, Filled::Numbers)
            }
        }
    }

    /// Moves the items of the buckets to where all items are kept when keys are many; returns the
    /// number of groups.
    fn leave_buckets(&mut self) -> usize {
        for (group, bucket) in core::mem::take(&mut self.buckets).into_iter().enumerate() {
            self.counts.push(N::new(bucket.len()));
            self.groups.extend(iter::repeat_n(N::new(group), bucket.len()));
            self.items.extend(bucket);
        }
        self.counts.len()
    }

    /// Appends the buckets one to the other.
    fn append(self) -> Groups<K, T, S> {
        let Self { mut index, buckets, .. } = self;
        index.shrink_to_fit();
        let mut items = Vec::with_capacity(buckets.iter().map(Vec::len).sum());
        let mut ends = Vec::with_capacity(buckets.len());
        for mut bucket in buckets {
            items.append(&mut bucket);
            ends.push(N::new(items.len()));
        }
        Groups { index, ends: N::ends(ends), items }
    }

    /// Collects pairs; returns the first for which the numbers do not suffice.
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

    /// Collects a pair, or returns it if its numbers would not suffice.
    #[inline]
    fn push(&mut self, (key, item): (K, T)) -> ControlFlow<(K, T)> {
        if self.items.len() == N::MAX_ITEMS {
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
        Counted {
            index: self.index,
            shortcut: self.shortcut,
            buckets: self.buckets,
            items: self.items,
            groups,
            counts,
        }
    }

    fn scatter(self) -> Groups<K, T, S> {
        let Self { mut index, items, groups, counts, .. } = self;
        index.shrink_to_fit();
        let (ends, items) = scatter(items, groups, counts);
        Groups { index, ends, items }
    }
}

/// Puts items in the order of their groups; `counts` are the numbers of items of each group.
fn scatter<T, N: Number>(items: Vec<T>, groups: Vec<N>, counts: Vec<N>) -> (Ends, Vec<T>) {
    let mut next = counts;
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
    let full = |place: Option<T>| place.unwrap_or_else(|| unreachable!("every place is filled"));
    let mut items: Vec<T> = places.into_iter().map(full).collect();
    items.shrink_to_fit();
    (N::ends(next), items)
}

/// Puts items in the order of their groups, of which there are `count`; the index names the
/// groups.
pub(super) fn arrange<T>(items: Vec<T>, groups: Vec<usize>, count: usize) -> (Ends, Vec<T>) {
    fn arrange<T, N: Number>(items: Vec<T>, groups: Vec<usize>, count: usize) -> (Ends, Vec<T>) {
        let mut counts = vec![0; count];
        groups.iter().for_each(|group| counts[*group] += 1);
        let groups = groups.into_iter().map(N::new).collect();
        scatter(items, groups, counts.into_iter().map(N::new).collect())
    }
    if items.len() <= <u32 as Number>::MAX_ITEMS {
        arrange::<T, u32>(items, groups, count)
    } else {
        arrange::<T, usize>(items, groups, count)
    }
}
