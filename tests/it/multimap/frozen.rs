//! `FrozenMap`.

#[cfg(not(feature = "__audit"))]
use crate::unaudited::Unaudited as _;
use std::collections::{BTreeMap, HashMap};
use std::hash::BuildHasher;

use boltons::multimap::FrozenMap;

use super::crash::{Call, Dummy, Steady, at_every_call, dummy, spelled};
use super::small_types::iterator_laws;

#[test]
fn look_ups_find_what_was_given() {
    for n in 0..40_u32 {
        let map: FrozenMap<u32, u32> = (0..n).map(|i| (i * 41 % n * 2, i)).collect();
        map.check();
        assert_eq!(map.len(), n as usize);
        for i in 0..n {
            assert_eq!(map.get(&(i * 41 % n * 2)), Some(&i), "41 is prime, and above n");
        }
        for i in 0..=n {
            assert_eq!(map.get(&(2 * i + 1)), None);
        }
        assert_eq!(map.get(&u32::MAX), None);
    }
}

#[test]
fn the_last_pair_of_a_key_counts() {
    let map = FrozenMap::from([("a", 1), ("b", 2), ("a", 3), ("b", 4), ("a", 5)]);
    assert_eq!(map.as_slice(), [("a", 5), ("b", 4)]);
    let map: FrozenMap<Dummy, u32> = (0..4).map(|i| (spelled(1, i), i)).collect();
    let (key, value) = map.get_key_value(&dummy(1)).unwrap();
    assert_eq!((key.spelling, *value), (3, 3), "with its own spelling");
}

#[test]
fn updated_merges() {
    let map = FrozenMap::from([(1, 'a'), (3, 'c'), (5, 'e')]);
    let updated = map.updated([(6, 'x'), (3, 'y'), (0, 'z'), (3, 'w'), (4, 'v')]);
    updated.check();
    let all = [(0, 'z'), (1, 'a'), (3, 'w'), (4, 'v'), (5, 'e'), (6, 'x')];
    assert_eq!(updated.as_slice(), all);
    assert_eq!(map.as_slice(), [(1, 'a'), (3, 'c'), (5, 'e')], "the original stays");
    assert_eq!(map.updated([]), map);
    assert_eq!(FrozenMap::default().updated([(1, 'a')]), FrozenMap::from([(1, 'a')]));
}

#[test]
fn equality_order_and_hash_are_those_of_the_sorted_pairs() {
    let a = FrozenMap::from([(2, 'b'), (1, 'a')]);
    let b = FrozenMap::from([(1, 'a'), (2, 'b')]);
    assert_eq!(a, b);
    assert_eq!(Steady.hash_one(&a), Steady.hash_one(&b));
    assert_eq!(Steady.hash_one(&a), Steady.hash_one([(1, 'a'), (2, 'b')].as_slice()));
    assert!(a < FrozenMap::from([(1, 'a'), (3, 'a')]));
    assert!(a > FrozenMap::from([(1, 'a')]));
    assert!(FrozenMap::<u8, u8>::default() < FrozenMap::from([(0, 0)]));
    let counts = HashMap::from([(a, 1)]);
    assert_eq!(counts[&b], 1);
}

#[test]
fn hashes_of_neighbours_in_a_tuple_do_not_run_together() {
    let hash = |maps: (FrozenMap<u8, u8>, FrozenMap<u8, u8>)| Steady.hash_one(maps);
    let one = (FrozenMap::from([(1, 1)]), FrozenMap::default());
    let other = (FrozenMap::default(), FrozenMap::from([(1, 1)]));
    assert_ne!(hash(one), hash(other));
}

#[test]
#[should_panic(expected = "no entry found for key")]
fn index_panics_without_the_key() {
    let map = FrozenMap::from([("a", 1)]);
    assert_eq!(map["a"], 1);
    let _ = map["b"];
}

#[test]
fn debug_is_a_map() {
    let map = FrozenMap::from([(2, "b"), (1, "a")]);
    assert_eq!(format!("{map:?}"), r#"{1: "a", 2: "b"}"#);
    assert_eq!(format!("{:?}", map.iter()), r#"[(1, "a"), (2, "b")]"#);
    assert_eq!(format!("{:?}", map.keys()), "[1, 2]");
    assert_eq!(format!("{:?}", map.values()), r#"["a", "b"]"#);
    assert_eq!(format!("{:?}", map.into_iter()), r#"[(1, "a"), (2, "b")]"#);
}

#[test]
fn iterators_keep_their_laws() {
    let map: FrozenMap<u32, u32> = (0..5).map(|i| (i, i + 10)).collect();
    iterator_laws(|| map.iter());
    iterator_laws(|| map.keys());
    iterator_laws(|| map.values());
    iterator_laws(|| map.clone().into_iter());
    assert!((&map).into_iter().eq(map.iter()));
}

#[test]
fn agrees_with_btreemap_on_all_short_sources() {
    for code in 0..3_u32.pow(7) {
        let keys = (0..7).map(|i| code / 3_u32.pow(i) % 3);
        let pairs: Vec<(u32, u32)> = keys.zip(0..).collect();
        for n in 0..=7 {
            let map: FrozenMap<_, _> = pairs[..n].iter().copied().collect();
            let tree: BTreeMap<_, _> = pairs[..n].iter().copied().collect();
            assert!(map.iter().eq(&tree));
            let map = map.updated(pairs[n..].iter().copied());
            let tree: BTreeMap<_, _> = pairs.iter().copied().collect();
            assert!(map.iter().eq(&tree));
        }
    }
}

#[test]
fn panics_leave_every_value_dropped_once() {
    let calls = [Call::Cmp, Call::Eq, Call::Clone, Call::Drop, Call::Hash];
    let source = || (0..30).map(|i| (dummy(i * 7 % 23), dummy(i)));
    let make = || source().collect::<FrozenMap<_, _>>();
    at_every_call(&calls, make, |map| *map = source().collect(), FrozenMap::check);
    at_every_call(&calls, make, |map| *map = map.updated(source()), FrozenMap::check);
    at_every_call(&calls, make, |map| drop(map.clone()), FrozenMap::check);
    at_every_call(&calls, make, |map| assert!(*map == make()), FrozenMap::check);
    at_every_call(&calls, make, |map| assert!(map.get(&dummy(40)).is_none()), FrozenMap::check);
    at_every_call(&calls, make, |map| assert_ne!(Steady.hash_one(&*map), 0), FrozenMap::check);
}

#[test]
fn an_order_that_lies_ends_and_does_not_panic_in_a_look_up() {
    #[derive(Clone, Copy, Debug, Eq)]
    struct Dice(u32);
    impl Dice {
        fn throw(self, other: Self) -> u32 {
            self.0.wrapping_mul(2_654_435_761) ^ other.0.wrapping_mul(40_503) >> 3
        }
    }
    impl PartialEq for Dice {
        fn eq(&self, other: &Self) -> bool {
            self.throw(*other) % 5 == 0
        }
    }
    impl PartialOrd for Dice {
        fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
            Some(self.cmp(other))
        }
    }
    impl Ord for Dice {
        fn cmp(&self, other: &Self) -> std::cmp::Ordering {
            (self.throw(*other) % 3).cmp(&1)
        }
    }
    // std's sort may refuse such an order with a panic of its own, which is documented there.
    let made = std::panic::catch_unwind(|| (0..15).map(|i| (Dice(i), i)).collect());
    let map: FrozenMap<Dice, u32> = made.unwrap_or_default();
    for i in 0..100 {
        assert!(map.get(&Dice(i)).is_none_or(|value| *value < 15));
    }
    assert!(map.len() <= 15);
}
