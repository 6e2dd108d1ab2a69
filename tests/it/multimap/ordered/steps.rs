//! Growth of cost, in counted calls of `Hash` and `Eq` and in entries that are moved.

#[cfg(not(feature = "__audit"))]
use crate::unaudited::Unaudited as _;
use boltons::multimap::OrderedMultiMap;

use crate::multimap::crash::{Dummy, Steady, dummy, steps};

type Map = OrderedMultiMap<Dummy, u32, Steady>;

fn grows_at_most_linearly(cost: impl Fn(u32) -> usize, n: u32) {
    let (once, tenfold) = (cost(n), cost(10 * n));
    assert!(tenfold <= 11 * once, "{once} steps grew to {tenfold}");
}

/// Counts the entries that operations on a map move, at most: all of them whenever one that was
/// there before and after lies elsewhere in memory.
struct Moves<K> {
    count: usize,
    watched: Option<(K, *const K)>,
}

impl<K: Copy + std::hash::Hash + Eq> Moves<K> {
    fn new() -> Self {
        Self { count: 0, watched: None }
    }

    /// Looks at the map after an operation.
    fn see<V>(&mut self, map: &OrderedMultiMap<K, V>) {
        let place = |(key, _): (&K, &V)| (*key, std::ptr::from_ref(key));
        if let Some((key, before)) = self.watched {
            match map.get_key_value(&key).map(place) {
                Some((_, now)) if now == before => return,
                Some(_) => self.count += map.len(),
                // It is gone; from here on another one is watched.
                None => {}
            }
        }
        // The last one stays the longest.
        self.watched =
            map.last().map(|(key, _)| *key).and_then(|key| map.get_key_value(&key).map(place));
    }
}

/// multidict PR 1466: adding a value walks over those that are there.
#[test]
fn million_values_under_one_key_is_linear() {
    let cost = |n: u32| {
        let mut map = Map::with_hasher(Steady);
        let mut capacity = map.capacity();
        let mut moved = 0;
        let called = steps(|| {
            for i in 0..n {
                map.append(dummy(1), i);
                if map.capacity() != capacity {
                    capacity = map.capacity();
                    moved += map.len();
                }
            }
        });
        assert_eq!((map.len(), map.get_last(&dummy(1))), (n as usize, Some(&(n - 1))));
        assert!(called <= 2 * n as usize + 200, "a hash and a comparison each");
        assert!(moved <= 2 * n as usize, "growth doubles");
        called + moved
    };
    grows_at_most_linearly(cost, 100_000);
}

/// As a queue, and with one hole an append: passes over all entries must be few.
#[test]
fn entries_are_moved_a_few_times_each() {
    for size in [20, 64, 1000] {
        for lag in [0, size / 2, size - 2] {
            let mut map: OrderedMultiMap<u32, u32> = (0..size).map(|i| (i, i)).collect();
            let mut moves = Moves::new();
            let n = 40 * size;
            for i in size..n {
                // The oldest, one amid, or the newest but one goes.
                assert!(map.remove_first(&(i - size + lag)).is_some());
                moves.see(&map);
                map.append(i, i);
                moves.see(&map);
            }
            assert_eq!(map.len(), size as usize);
            let most = 4 * n as usize;
            assert!(moves.count <= most, "{} moves of {size} entries, lag {lag}", moves.count);
            assert!(moves.count > 0, "holes are closed now and then");
            map.check();
        }
    }
}

#[test]
fn queue_use_is_linear() {
    let cost = |n: u32| {
        let mut map = Map::with_hasher(Steady);
        (0..50).for_each(|i| map.append(dummy(i), i));
        let cost = steps(|| {
            for i in 50..n {
                map.append(dummy(i), i);
                assert_eq!(map.pop_first().map(|(key, _)| key.id), Some(i - 50));
            }
        });
        assert!(map.capacity() <= 256, "holes in front are used again: {}", map.capacity());
        map.check();
        cost
    };
    grows_at_most_linearly(cost, 10_000);
}

#[test]
fn one_hole_per_append_is_linear() {
    let cost = |n: u32| {
        let mut map = Map::with_capacity_and_hasher(64, Steady);
        (0..64).for_each(|i| map.append(dummy(i), i));
        let cost = steps(|| {
            for i in 64..n {
                // Neither the first nor the last, so that a hole stays in the middle.
                map.remove_first(&dummy(i - 32));
                map.append(dummy(i), i);
            }
        });
        assert!(map.capacity() <= 512, "{}", map.capacity());
        map.check();
        cost
    };
    grows_at_most_linearly(cost, 10_000);
}

/// `extend` with one pair at a time asks for room each time.
#[test]
fn one_hole_per_extend_does_not_grow_the_map() {
    let mut map = Map::with_capacity_and_hasher(64, Steady);
    (0..64).for_each(|i| map.append(dummy(i), i));
    let mut moved = 0;
    let mut place = map.get_index(40).map(|(key, _)| std::ptr::from_ref(key));
    for i in 64..20_000 {
        map.remove_first(&dummy(i - 32));
        map.extend([(dummy(i), i)]);
        let now = map.get_index(20).map(|(key, _)| std::ptr::from_ref(key));
        moved += u32::from(now != place);
        place = now;
    }
    assert!(map.capacity() <= 512, "{}", map.capacity());
    assert!(moved > 0, "the holes were closed now and then");
    map.check();
}

#[test]
fn update_with_the_own_clone_is_linear() {
    let cost = |n: u32| {
        let mut map: Map = (0..n).map(|i| (dummy(i % 100), i)).collect();
        let clone: Vec<(Dummy, u32)> =
            map.iter().map(|(key, value)| (dummy(key.id), *value)).collect();
        let cost = steps(|| map.update(clone));
        assert_eq!(map.len(), n as usize);
        map.check();
        cost
    };
    grows_at_most_linearly(cost, 2_000);
}

/// A small map, which has no table, compares every key with those before it, and once.
#[test]
fn keys_of_a_small_map_are_compared_as_often_as_documented() {
    let map: Map = (0..16).map(|i| (dummy(i), i)).collect();
    assert!(steps(|| assert_eq!(map.unique_keys().count(), 16)) <= 120);
    let groups = || map.groups().for_each(|(_, values)| assert_eq!(values.count(), 1));
    assert!(steps(groups) <= 16 * 16);
}

#[test]
fn whole_map_operations_hash_no_key_or_each_once() {
    let n = 3_000;
    let make = || -> Map { (0..n).map(|i| (dummy(i % 700), i)).collect() };
    let mut map = make();
    assert_eq!(steps(|| map.reverse()), 0);
    assert_eq!(steps(|| map.sort_by(|_, v1, _, v2| v1.cmp(v2))), 0);
    assert_eq!(steps(|| map.sort_values_by(|v1, v2| v2.cmp(v1))), 0);
    assert_eq!(steps(|| map.retain(|_, value| *value % 2 == 0)), 0);
    assert_eq!(steps(|| map.shrink_to_fit()), 0);
    assert_eq!(steps(|| map.reserve(10_000)), 0);
    assert_eq!(steps(|| assert_eq!(map.unique_keys().count(), 350)), 0);
    assert_eq!(steps(|| while map.pop().is_some() {}), 0);
    let map = make();
    assert_eq!(steps(|| assert_eq!(map.groups().count(), 700)), 0);
    let mut map = make();
    assert!(steps(|| map.append_all(dummy(5), 0..500)) <= 3, "one look-up for all values");
}
