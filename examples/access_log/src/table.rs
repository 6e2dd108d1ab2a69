//! Counting keys in bounded memory.
//!
//! Up to `limit` keys a table is exact. A new key that finds it full has it pruned: with *t* the
//! (n − limit/2)-th smallest of the n sums `count + delta`, every entry up to *t* goes, and `error`
//! becomes *t*; what comes later starts with `delta = error`. Merging gives a key that one side
//! lacks that side's error as a further delta.
//!
//! Hence for each key: `count ≤ true count ≤ count + error`, and no key is lost whose true count is
//! above `error`. `error` is at most 2 × total / limit: the sum over all entries of
//! `count + delta − error` is never negative, grows with what is added, and shrinks by more than
//! limit/2 with each step of `error`, as more than half of the entries stand at *t* or above.
//!
//! Rejected: Space-Saving (one step per request in a heap, while this costs nothing until the table
//! is full), and a sketch (it has no keys to show).

use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::Hash;

/// What is known of a key: sums, one of which orders the keys.
pub trait Sums: Default {
    /// The sum by which keys are kept and ranked.
    fn count(&self) -> u64;

    fn add(&mut self, other: Self);
}

impl Sums for u64 {
    fn count(&self) -> u64 {
        *self
    }

    fn add(&mut self, other: Self) {
        *self = self.saturating_add(other);
    }
}

#[derive(Clone, Debug)]
struct Entry<V> {
    sums: V,
    /// The most that this key can have had before it was entered.
    delta: u64,
}

/// A map of keys to sums that holds at most `limit` keys; see the head of the file.
#[derive(Clone, Debug)]
pub struct Table<K, V> {
    entries: HashMap<K, Entry<V>>,
    /// `None` takes the limit of the first table that is merged in; 0 is no bound.
    limit: Option<usize>,
    error: u64,
    most: usize,
}

impl<K, V> Default for Table<K, V> {
    fn default() -> Self {
        Self { entries: HashMap::new(), limit: None, error: 0, most: 0 }
    }
}

impl<K: Hash + Eq, V: Sums> Table<K, V> {
    /// Creates a table of at most `limit` keys; 0 is no bound.
    pub fn new(limit: usize) -> Self {
        Self { limit: Some(limit), ..Self::default() }
    }

    /// Adds to the sums of a key.
    pub fn add(&mut self, key: K, sums: V) {
        if let Some(entry) = self.entries.get_mut(&key) {
            entry.sums.add(sums);
            return;
        }
        if self.limit.is_some_and(|limit| limit > 0 && self.entries.len() >= limit) {
            self.prune();
        }
        self.entries.insert(key, Entry { sums, delta: self.error });
        self.most = self.most.max(self.entries.len());
    }

    /// Adds another table to this one.
    pub fn merge(&mut self, other: Self) {
        self.limit = self.limit.or(other.limit);
        let (ours, theirs) = (self.error, other.error);
        if theirs > 0 {
            for (key, entry) in &mut self.entries {
                if !other.entries.contains_key(key) {
                    entry.delta += theirs;
                }
            }
        }
        for (key, theirs) in other.entries {
            match self.entries.get_mut(&key) {
                Some(entry) => {
                    entry.sums.add(theirs.sums);
                    entry.delta += theirs.delta;
                }
                None => {
                    let delta = theirs.delta + ours;
                    self.entries.insert(key, Entry { sums: theirs.sums, delta });
                }
            }
        }
        self.error = ours + theirs;
        self.most = self.most.max(other.most).max(self.entries.len());
        while self.limit.is_some_and(|limit| limit > 0 && self.entries.len() > limit) {
            self.prune();
        }
    }

    /// Keeps the greatest, at most half of the limit.
    fn prune(&mut self) {
        let keep = self.limit.unwrap_or(0) / 2;
        let mut sums: Vec<u64> = self.entries.values().map(Entry::upper).collect();
        let Some(go) = sums.len().checked_sub(keep + 1) else { return };
        let (_, least, _) = sums.select_nth_unstable(go);
        let least = *least;
        // Not `retain`: what it removes leaves marks in the table, which would then grow to twice its
        // size before it is full.
        let kept: Vec<(K, Entry<V>)> =
            self.entries.drain().filter(|(_, entry)| entry.upper() > least).collect();
        self.entries.extend(kept);
        self.error = self.error.max(least);
    }

    /// Returns the sums of a key, if it is held.
    pub fn get<Q: ?Sized + Hash + Eq>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.entries.get(key).map(|entry| &entry.sums)
    }

    /// Returns the keys that are held with their sums, in no order.
    pub fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
        self.entries.iter().map(|(key, entry)| (key, &entry.sums))
    }

    /// Returns the most keys that were held at one time: all that there are as long as the table
    /// is exact.
    pub fn distinct(&self) -> usize {
        self.most
    }

    /// Returns by how much a count can be too low.
    pub fn error(&self) -> u64 {
        self.error
    }

    pub fn is_exact(&self) -> bool {
        self.error == 0
    }

    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

impl<V: Sums> Entry<V> {
    fn upper(&self) -> u64 {
        self.sums.count().saturating_add(self.delta)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(table: &Table<u16, u64>, exact: &HashMap<u16, u64>, limit: usize) {
        let total: u64 = exact.values().sum();
        assert!(table.entries.len() <= limit);
        assert!(table.error() <= 2 * total / limit as u64, "{} of {total}", table.error());
        for (key, truth) in exact {
            match table.get(key) {
                Some(count) => assert!(count <= truth && *truth <= count + table.error()),
                None => assert!(*truth <= table.error()),
            }
        }
        assert!(table.distinct() <= exact.len());
        if table.is_exact() {
            assert_eq!(table.distinct(), exact.len());
        }
    }

    proptest! {
        #[test]
        fn bounds_hold_in_any_split_and_any_tree_of_merges(
            parts in prop::collection::vec(prop::collection::vec((0..60_u16, 1..9_u64), 0..80), 1..9),
            limit in 1..40_usize,
            picks in prop::collection::vec(any::<prop::sample::Index>(), 16),
        ) {
            let mut exact = HashMap::new();
            let mut tables = Vec::new();
            for part in parts {
                let mut table = Table::new(limit);
                let mut own = HashMap::new();
                for (key, n) in part {
                    table.add(key, n);
                    *own.entry(key).or_insert(0) += n;
                    *exact.entry(key).or_insert(0) += n;
                    check(&table, &own, limit);
                }
                tables.push(table);
            }
            let mut picks = picks.iter();
            while tables.len() > 1 {
                let other = tables.swap_remove(picks.next().unwrap().index(tables.len()));
                let into = picks.next().unwrap().index(tables.len());
                tables[into].merge(other);
            }
            check(&tables[0], &exact, limit);
        }

        #[test]
        fn a_default_table_is_neutral(keys in prop::collection::vec(0..60_u16, 0..80)) {
            let mut table = Table::new(20);
            keys.iter().for_each(|key| table.add(*key, 1));
            let sorted = |table: &Table<u16, u64>| {
                let mut all: Vec<_> = table.iter().map(|(k, v)| (*k, *v)).collect();
                all.sort_unstable();
                (all, table.error(), table.distinct())
            };
            let (mut left, mut right) = (Table::default(), table.clone());
            left.merge(table.clone());
            right.merge(Table::default());
            prop_assert_eq!(sorted(&left), sorted(&table));
            prop_assert_eq!(sorted(&right), sorted(&table));
        }
    }

    /// `retain` would leave marks, and the table of 50,000 keys would grow to twice its size.
    #[test]
    fn a_flood_does_not_enlarge_a_full_table() {
        for limit in [50, 1_000, 50_000] {
            let mut full = Table::new(limit);
            (0..limit as u64).for_each(|key| full.add(key, 1_u64));
            let room = full.entries.capacity();
            let mut flood = Table::new(limit);
            (0..20 * limit as u64).for_each(|key| flood.add(key, 1_u64));
            assert_eq!(flood.entries.capacity(), room, "{limit}");
        }
    }

    #[test]
    fn without_a_bound_nothing_goes() {
        let mut table = Table::new(0);
        (0..100_000_u32).for_each(|key| table.add(key, 1_u64));
        assert_eq!((table.distinct(), table.error()), (100_000, 0));
    }
}
