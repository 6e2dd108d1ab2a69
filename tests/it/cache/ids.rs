//! `IdPool` and `MinIdMap` against sets.

#[cfg(not(feature = "__audit"))]
use crate::unaudited::Unaudited as _;
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{BuildHasherDefault, DefaultHasher};
use std::panic::{AssertUnwindSafe, catch_unwind};

use boltons::cache::{IdPool, MinIdMap};

/// SplitMix64.
fn random(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

#[test]
fn the_pool_equals_a_set() {
    // Around 64 and 64² live integers a level of the tree comes and goes.
    for (seed, most) in [(1, 3), (2, 70), (3, 200), (4, 4_200)] {
        let mut state = seed;
        let mut pool = IdPool::new();
        let mut taken = BTreeSet::new();
        let steps = if cfg!(debug_assertions) { 3_000 } else { 20_000 };
        for step in 0..steps.max(3 * most) {
            let r = random(&mut state);
            // Fill up and empty in waves.
            let fill = (step / (2 * most)) % 2 == 0;
            if taken.len() < most && (r % 4 < if fill { 3 } else { 1 }) {
                let id = pool.allocate();
                let least = (0..).find(|id| !taken.contains(id)).unwrap();
                assert_eq!(id, least);
                assert!(taken.insert(id));
            } else {
                let id = (r >> 8) as usize % (most + 2);
                assert_eq!(pool.release(id), taken.remove(&id));
            }
            assert_eq!(pool.len(), taken.len());
            if step % 97 == 0 {
                pool.check();
                assert!(pool.iter().eq(taken.iter().copied()));
                assert!((0..most + 70).all(|id| pool.contains(id) == taken.contains(&id)));
            }
        }
    }
}

#[test]
fn the_pool_counts_up_and_forgets() {
    let mut pool = IdPool::new();
    for id in 0..70_000 {
        assert_eq!(pool.allocate(), id);
    }
    pool.check();
    assert_eq!(pool.iter().len(), 70_000);
    for id in [69_999, 4_096, 4_095, 64, 63, 0] {
        assert!(pool.release(id));
        pool.check();
    }
    for id in [0, 63, 64, 4_095, 4_096, 69_999, 70_000] {
        assert_eq!(pool.allocate(), id);
    }
    assert!(!pool.release(70_001) && !pool.release(usize::MAX));
    pool.clear();
    assert!(pool.is_empty() && pool.iter().next().is_none());
    assert_eq!(pool.allocate(), 0);
}

/// What is left is known at every step, and to a clone.
#[test]
fn the_ids_of_a_pool_count_down() {
    let mut pool = IdPool::new();
    (0..200).for_each(|id| assert_eq!(pool.allocate(), id));
    (0..200).filter(|id| id % 3 == 1).for_each(|id| assert!(pool.release(id)));
    let mut ids = pool.iter();
    for left in (0..pool.len()).rev() {
        assert!(ids.next().is_some());
        assert_eq!((ids.len(), ids.size_hint()), (left, (left, Some(left))));
        assert_eq!(ids.clone().count(), left);
    }
    assert_eq!((ids.next(), ids.len()), (None, 0));
}

#[test]
fn a_map_takes_a_hasher() {
    let hasher = BuildHasherDefault::<DefaultHasher>::new();
    let mut map = MinIdMap::with_hasher(hasher);
    assert_eq!(["a", "b", "a"].map(|key| map.get_or_assign(key)), [0, 1, 0]);
    assert_eq!((map.remove("a"), map.get_or_assign("c")), (Some(0), 0));
    map.check();
}

#[test]
fn the_map_equals_two_maps() {
    let mut state = 9;
    let mut map = MinIdMap::new();
    let mut model: BTreeMap<usize, u64> = BTreeMap::new();
    for step in 0..20_000 {
        let key = random(&mut state) % 150;
        let held = model.iter().find(|(_, k)| **k == key).map(|(id, _)| *id);
        match random(&mut state) % 4 {
            0 | 1 => {
                let least = (0..).find(|id| !model.contains_key(id)).unwrap();
                let id = map.get_or_assign(key);
                assert_eq!(id, held.unwrap_or(least));
                model.insert(id, key);
            }
            2 => {
                assert_eq!(map.remove(&key), held);
                held.and_then(|id| model.remove(&id));
            }
            _ => {
                let id = key as usize;
                assert_eq!(map.remove_id(id), model.remove(&id));
            }
        }
        assert_eq!(map.len(), model.len());
        if step % 89 == 0 {
            map.check();
            assert!(map.iter().eq(model.iter().map(|(id, key)| (*id, key))));
            assert_eq!(map.iter().len(), model.len());
            for (id, key) in &model {
                assert_eq!((map.get(key), map.key(*id)), (Some(*id), Some(key)));
            }
        }
    }
    map.clear();
    map.check();
    assert!(map.is_empty());
}

/// A key whose `Hash` and `Eq` panic when the fuse is burnt.
#[derive(Clone, Debug)]
struct Touchy(u32, std::rc::Rc<Cell<u32>>);

impl Touchy {
    fn burn(&self) {
        match self.1.get() {
            0 => {}
            1 => {
                self.1.set(0);
                panic!("touchy");
            }
            n => self.1.set(n - 1),
        }
    }
}

impl PartialEq for Touchy {
    fn eq(&self, other: &Self) -> bool {
        self.burn();
        self.0 == other.0
    }
}

impl Eq for Touchy {}

impl std::hash::Hash for Touchy {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.burn();
        // All collide, so that each look-up compares.
        state.write_u8(0);
    }
}

#[test]
fn a_panicking_key_leaves_a_valid_map() {
    let fuse = std::rc::Rc::new(Cell::new(0));
    for k in 0..40 {
        let mut map = MinIdMap::new();
        fuse.set(k);
        for n in 0..8 {
            let key = Touchy(n % 5, fuse.clone());
            let _ = catch_unwind(AssertUnwindSafe(|| match n {
                6 => map.remove(&key),
                _ => Some(map.get_or_assign(key)),
            }));
        }
        fuse.set(0);
        map.check();
    }
}

#[test]
fn shrinking_keeps_every_key_and_its_number() {
    let mut map: MinIdMap<u32> = MinIdMap::new();
    for key in 0..100 {
        map.get_or_assign(key);
    }
    for key in (0..100).filter(|key| key % 10 != 3) {
        map.remove(&key);
    }
    map.shrink_to_fit();
    map.check();
    assert_eq!(map.len(), 10);
    assert!((0..10).all(|i| map.get(&(10 * i + 3)) == Some(10 * i as usize + 3)));
    assert_eq!(map.get_or_assign(1000), 0);
}

/// boltons: a `print` was left in `MinIDMap`.
#[test]
fn boltons_min_id_map_prints() {
    let sources = [
        include_str!("../../../src/cache/ids/min_id_map.rs"),
        include_str!("../../../src/cache/ids/pool.rs"),
    ];
    assert!(sources.iter().all(|source| !source.contains("print")));
}
