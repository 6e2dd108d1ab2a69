//! `BiMap`.

#[cfg(not(feature = "__audit"))]
use crate::unaudited::{SmallLimit as _, Unaudited as _};
use std::collections::HashSet;
use std::hash::{BuildHasher, Hash};

use boltons::multimap::{BiMap, OnDuplicate, Overwritten};

use super::crash::{
    Call, Constant, Dummy, Fickle, Moody, Steady, at_every_call, burn, dummy, spelled, steps,
};
use super::small_types::iterator_laws;

/// Limits of small mode under which everything must be alike.
const LIMITS: [usize; 3] = [0, 2, 16];

fn pairs<S>(map: &BiMap<u32, u32, S>) -> Vec<(u32, u32)> {
    map.iter().map(|(&left, &right)| (left, right)).collect()
}

#[test]
fn insert_says_what_it_overwrote() {
    for limit in LIMITS {
        let mut map = BiMap::with_small_limit(limit, Steady);
        assert_eq!(map.insert(1, 10), Overwritten::Neither);
        assert_eq!(map.insert(2, 20), Overwritten::Neither);
        assert_eq!(map.insert(3, 30), Overwritten::Neither);
        assert_eq!(map.insert(1, 11), Overwritten::Left(1, 10));
        assert_eq!(pairs(&map), [(1, 11), (2, 20), (3, 30)], "the left keeps its place");
        assert_eq!(map.insert(4, 11), Overwritten::Right(1, 11));
        assert_eq!(pairs(&map), [(2, 20), (3, 30), (4, 11)], "a new left goes to the end");
        assert_eq!(map.insert(3, 30), Overwritten::Pair(3, 30));
        assert_eq!(map.insert(3, 20), Overwritten::Both((3, 30), (2, 20)));
        assert_eq!(pairs(&map), [(3, 20), (4, 11)]);
        assert_eq!(map.insert(3, 11), Overwritten::Both((3, 20), (4, 11)));
        assert_eq!(pairs(&map), [(3, 11)]);
        assert_eq!(map.insert(5, 11), Overwritten::Right(3, 11));
        assert_eq!(pairs(&map), [(5, 11)], "the only pair was replaced");
        map.check();
    }
}

#[test]
fn insert_takes_the_new_spelling_and_returns_the_old() {
    for limit in LIMITS {
        let mut map = BiMap::with_small_limit(limit, Steady);
        map.insert(spelled(1, 1), spelled(10, 1));
        let Overwritten::Pair(left, right) = map.insert(spelled(1, 2), spelled(10, 3)) else {
            panic!("the pair was there");
        };
        assert_eq!((left.spelling, right.spelling), (1, 1));
        let spellings = map.iter().map(|(left, right)| (left.spelling, right.spelling));
        assert!(spellings.eq([(2, 3)]));
        map.check();
    }
}

#[test]
fn try_insert_gives_both_back() {
    let mut map = BiMap::from([(1, 'a'), (2, 'b')]);
    assert_eq!(map.try_insert(3, 'c'), Ok(()));
    assert_eq!(map.try_insert(1, 'd'), Err((1, 'd')));
    assert_eq!(map.try_insert(4, 'b'), Err((4, 'b')));
    assert_eq!(map.try_insert(1, 'a'), Err((1, 'a')));
    assert_eq!(map, BiMap::from([(1, 'a'), (2, 'b'), (3, 'c')]));
}

#[test]
fn a_drain_knows_how_many_are_left() {
    let mut map: BiMap<u32, u32> = (0..40).map(|n| (n, n)).collect();
    map.remove_by_left(&7);
    let mut drain = map.drain();
    for left in (0..39).rev() {
        assert!(if left % 2 == 0 { drain.next() } else { drain.next_back() }.is_some());
        assert_eq!((drain.len(), drain.size_hint()), (left, (left, Some(left))));
    }
    assert!(drain.next().is_none());
}

#[test]
fn only_a_new_pair_overwrites_neither() {
    let mut map = BiMap::from([(1, 'a'), (2, 'b')]);
    assert!(map.insert(3, 'c').is_neither());
    // On the left, on the right, the same pair, and two pairs at once.
    for (left, right) in [(1, 'd'), (4, 'b'), (3, 'c'), (1, 'c')] {
        assert!(!map.insert(left, right).is_neither(), "{left} {right}");
    }
}

#[test]
fn try_from_pairs_names_the_side_and_both_pairs() {
    let repeats_left = [(1, 'a'), (2, 'b'), (3, 'c'), (4, 'd'), (2, 'e')];
    let error = BiMap::<_, _>::try_from_pairs(repeats_left).unwrap_err();
    assert_eq!(error.to_string(), "left value of pair 4 repeats pair 1");
    assert!(error.is_conflict());
    assert_eq!(error.position(), Some(4));

    let error = BiMap::<_, _>::try_from_pairs([(1, 'a'), (2, 'b'), (3, 'a')]).unwrap_err();
    assert_eq!(error.to_string(), "right value of pair 2 repeats pair 0");
    assert!(error.is_conflict());
    assert_eq!(error.position(), Some(2));

    let error = BiMap::<_, _>::try_from_pairs([(1, 'a'), (1, 'a')]).unwrap_err();
    assert_eq!(error.to_string(), "left value of pair 1 repeats pair 0");

    let many = (0..100).map(|i| (i, i + 1000)).chain([(100, 1050)]);
    let error = BiMap::<_, _>::try_from_pairs(many).unwrap_err();
    assert_eq!(error.to_string(), "right value of pair 100 repeats pair 50");
    assert_eq!(error.position(), Some(100));

    let map = BiMap::<u8, u8>::try_from_pairs([]);
    assert!(map.is_ok_and(|map| map.is_empty()));
}

#[test]
fn bimap_extend_takes_one_shot_iterators() {
    let mut map = BiMap::from([(0, 0)]);
    let mut source = (1..4).map(|i| (i, i * 10));
    map.extend(&mut source);
    assert_eq!(pairs(&map), [(0, 0), (1, 10), (2, 20), (3, 30)]);
    assert_eq!(source.next(), None);
}

#[test]
fn bimap_from_iter_equals_sequential_inserts() {
    let source = [("a", 1), ("b", 2), ("a", 2)];
    let map = BiMap::from(source);
    assert!(map.iter().eq([(&"a", &2)]), "{map:?}");
    let mut in_turn = BiMap::new();
    for (left, right) in source {
        in_turn.insert(left, right);
    }
    assert_eq!(map, in_turn);
    map.check();
}

/// `n` pairs, some of which were removed again, so that there are holes.
fn with_holes(limit: usize, n: u32) -> BiMap<Dummy, Dummy, Steady> {
    let mut map = BiMap::with_small_limit(limit, Steady);
    for i in 0..n {
        map.insert(dummy(i), dummy(i + 100));
    }
    for i in (1..n).step_by(3) {
        map.remove_by_left(&dummy(i));
    }
    map
}

fn unharmed(map: &BiMap<Dummy, Dummy, Steady>) {
    map.check();
    assert_eq!(map.iter().count(), map.len());
    let lefts: HashSet<u32> = map.left_values().map(|left| left.id).collect();
    let rights: HashSet<u32> = map.right_values().map(|right| right.id).collect();
    assert_eq!((lefts.len(), rights.len()), (map.len(), map.len()), "each value once");
}

#[test]
fn bimap_insert_is_panic_safe() {
    let calls = [Call::Hash, Call::Eq, Call::Drop];
    for limit in LIMITS {
        for n in [0, 1, 3, 8, 16, 24] {
            let make = || with_holes(limit, n);
            // Of n pairs, number 1 is gone, 0 and 2 are there.
            for (left, right) in [(900, 900), (0, 900), (900, 102), (0, 102), (0, 100), (1, 101)] {
                let act = |map: &mut BiMap<Dummy, Dummy, Steady>| {
                    map.insert(dummy(left), dummy(right));
                };
                at_every_call(&calls, make, act, unharmed);
                let act = |map: &mut BiMap<Dummy, Dummy, Steady>| {
                    let _ = map.try_insert(dummy(left), dummy(right));
                };
                at_every_call(&calls, make, act, unharmed);
                for policy in [OnDuplicate::ReplaceLeft, OnDuplicate::ReplaceRight] {
                    let act = |map: &mut BiMap<Dummy, Dummy, Steady>| {
                        let _ = map.insert_with(dummy(left), dummy(right), policy);
                    };
                    at_every_call(&calls, make, act, unharmed);
                }
                let act = |map: &mut BiMap<Dummy, Dummy, Steady>| {
                    let _ = map.replace_left(&dummy(0), dummy(left));
                    let _ = map.replace_right(&dummy(102), dummy(right));
                };
                at_every_call(&calls, make, act, unharmed);
            }
            let act = |map: &mut BiMap<Dummy, Dummy, Steady>| {
                map.extend((0..30).map(|i| (dummy(i % 20), dummy(100 + i % 7))));
            };
            at_every_call(&calls, make, act, unharmed);
            let act = |map: &mut BiMap<Dummy, Dummy, Steady>| {
                map.try_extend((200..230).map(|i| (dummy(i), dummy(i)))).unwrap();
                map.sort_by(|l1, _, l2, _| l2.id.cmp(&l1.id));
                drop(map.pop_first());
            };
            at_every_call(&calls, make, act, unharmed);
            let calls = [Call::Hash, Call::Eq, Call::Drop, Call::Other];
            let act = |map: &mut BiMap<Dummy, Dummy, Steady>| {
                map.extract_if(|left, _| {
                    burn(Call::Other);
                    left.id % 2 == 0
                })
                .for_each(drop);
            };
            at_every_call(&calls, make, act, unharmed);
            let act = |map: &mut BiMap<Dummy, Dummy, Steady>| drop(map.drain().next());
            at_every_call(&calls, make, act, unharmed);
        }
    }
}

#[test]
fn a_failed_insert_changes_nothing() {
    for limit in LIMITS {
        for n in [3, 16, 24] {
            let make = || (with_holes(limit, n), with_holes(limit, n));
            for (left, right) in [(900, 900), (0, 900), (900, 102), (0, 102)] {
                at_every_call(
                    &[Call::Hash, Call::Eq],
                    make,
                    |(map, as_before)| {
                        let mut other = BiMap::with_small_limit(limit, Steady);
                        std::mem::swap(map, &mut other);
                        let failed = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
                            other.insert(dummy(left), dummy(right));
                        }));
                        std::mem::swap(map, &mut other);
                        if let Err(panic) = failed {
                            let ids = |map: &BiMap<Dummy, Dummy, Steady>| -> Vec<(u32, u32)> {
                                map.iter().map(|(left, right)| (left.id, right.id)).collect()
                            };
                            assert_eq!(ids(map), ids(as_before));
                            std::panic::resume_unwind(panic);
                        }
                    },
                    |(map, _)| unharmed(map),
                );
            }
        }
    }
}

#[test]
fn everything_else_is_panic_safe() {
    let calls = [Call::Hash, Call::Eq, Call::Clone, Call::Drop, Call::Other];
    type Act = fn(&mut BiMap<Dummy, Dummy, Steady>);
    let acts: [Act; 10] = [
        |map| drop(map.remove_by_left(&dummy(6))),
        |map| drop(map.remove_by_right(&dummy(106))),
        |map| drop(map.pop()),
        BiMap::clear,
        BiMap::shrink_to_fit,
        |map| {
            map.retain(|left, _| {
                burn(Call::Other);
                left.id % 2 == 0
            });
        },
        |map| map.clone().check(),
        |map| {
            let copy = map.clone();
            assert!(*map == copy);
        },
        |map| drop(std::mem::take(map).into_inverse()),
        |map| {
            let source = std::mem::take(map).into_iter().inspect(|_| {
                burn(Call::Other);
            });
            map.extend(source);
        },
    ];
    for limit in LIMITS {
        for n in [1, 8, 24] {
            for act in acts {
                at_every_call(&calls, || with_holes(limit, n), act, unharmed);
            }
        }
    }
}

/// The whole oracle: a list.
#[derive(Clone, Default)]
struct Model(Vec<(u32, u32)>);

impl Model {
    fn insert(&mut self, left: u32, right: u32) -> Overwritten<u32, u32> {
        let at_left = self.0.iter().position(|pair| pair.0 == left);
        let at_right = self.0.iter().position(|pair| pair.1 == right);
        match (at_left, at_right) {
            (None, None) => {
                self.0.push((left, right));
                Overwritten::Neither
            }
            (Some(i), None) => {
                let old = std::mem::replace(&mut self.0[i], (left, right));
                Overwritten::Left(old.0, old.1)
            }
            (None, Some(j)) => {
                let old = self.0.remove(j);
                self.0.push((left, right));
                Overwritten::Right(old.0, old.1)
            }
            (Some(i), Some(j)) if i == j => Overwritten::Pair(left, right),
            (Some(i), Some(j)) => {
                let old = std::mem::replace(&mut self.0[i], (left, right));
                Overwritten::Both(old, self.0.remove(j))
            }
        }
    }

    fn remove(&mut self, hit: impl Fn(&(u32, u32)) -> bool) -> Option<(u32, u32)> {
        let at = self.0.iter().position(hit)?;
        Some(self.0.remove(at))
    }
}

/// One of 16 operations over three lefts and three rights, on the map and on its model.
fn step<S: BuildHasher>(op: usize, map: &mut BiMap<u32, u32, S>, model: &mut Model) {
    let value = (op % 3) as u32;
    match op {
        0..9 => {
            let left = (op / 3) as u32;
            assert_eq!(map.insert(left, value), model.insert(left, value));
        }
        9..12 => assert_eq!(map.remove_by_left(&value), model.remove(|pair| pair.0 == value)),
        12..15 => assert_eq!(map.remove_by_right(&value), model.remove(|pair| pair.1 == value)),
        _ => assert_eq!(map.pop(), model.0.pop()),
    }
}

fn same<S: BuildHasher>(map: &BiMap<u32, u32, S>, model: &Model) {
    map.check();
    assert_eq!(map.len(), model.0.len());
    assert!(map.iter().map(|(&left, &right)| (left, right)).eq(model.0.iter().copied()));
    for value in 0..3 {
        let by_left = model.0.iter().find(|pair| pair.0 == value);
        let by_right = model.0.iter().find(|pair| pair.1 == value);
        assert_eq!(map.get_by_left(&value), by_left.map(|pair| &pair.1));
        assert_eq!(map.get_by_right(&value), by_right.map(|pair| &pair.0));
    }
}

#[test]
fn all_short_sequences_agree_with_a_list() {
    const DEPTH: u32 = 4;
    for limit in LIMITS {
        for code in 0..16_usize.pow(DEPTH) {
            let mut map = BiMap::with_small_limit(limit, Steady);
            let mut model = Model::default();
            let mut rest = code;
            for _ in 0..DEPTH {
                step(rest % 16, &mut map, &mut model);
                rest /= 16;
            }
            same(&map, &model);
        }
    }
}

#[test]
fn all_removals_from_twelve_pairs_keep_the_order() {
    for limit in LIMITS {
        for gone in 0_u32..1 << 12 {
            let mut map = BiMap::with_small_limit(limit, Steady);
            map.extend((0..12).map(|i| (i, i)));
            for i in (0..12).filter(|i| gone >> i & 1 == 1) {
                assert_eq!(map.remove_by_right(&i), Some((i, i)));
            }
            map.extend((20..24).map(|i| (i, i)));
            let left = (0..12).filter(|i| gone >> i & 1 == 0).chain(20..24);
            assert!(map.left_values().copied().eq(left));
            map.check();
        }
    }
}

#[test]
fn iterators_keep_their_laws() {
    for limit in [0, 16] {
        let mut map = BiMap::with_small_limit(limit, Steady);
        map.extend((0..8).map(|i| (i, i + 10)));
        for gone in [0, 3, 4] {
            map.remove_by_left(&gone);
        }
        iterator_laws(|| map.iter());
        iterator_laws(|| map.left_values());
        iterator_laws(|| map.right_values());
        iterator_laws(|| {
            let mut map = BiMap::with_small_limit(limit, Steady);
            map.extend((0..8).map(|i| (i, i + 10)));
            for gone in [0, 3, 4] {
                map.remove_by_left(&gone);
            }
            map.into_iter()
        });
        assert!((&map).into_iter().eq(map.iter()));
    }
    iterator_laws(|| BiMap::<u8, u8>::new().into_iter());
    // Each drain borrows a map of its own.
    for n in [5, 60] {
        iterator_laws(|| {
            let mut map: BiMap<u32, u32> = (0..n).map(|i| (i, i + 100)).collect();
            map.retain(|left, _| left % (n / 5) == 0 && *left != 0);
            Box::leak(Box::new(map)).drain()
        });
    }
}

#[test]
fn into_inverse_twice_is_the_map() {
    for limit in LIMITS {
        let mut map = BiMap::with_small_limit(limit, Steady);
        map.extend((0..40).map(|i| (i, i + 100)));
        map.retain(|left, _| left % 3 != 0);
        map.remove_by_left(&20);
        let inverse = map.clone().into_inverse();
        inverse.check();
        assert!(inverse.left_values().eq(map.right_values()));
        assert_eq!(inverse.get_by_left(&110), Some(&10));
        assert_eq!(inverse.get_by_left(&120), None);
        let again = inverse.into_inverse();
        again.check();
        assert!(again == map && again.iter().eq(map.iter()));
    }
}

#[test]
fn equality_ignores_order_and_hasher() {
    let a = BiMap::from([(1, 'a'), (2, 'b')]);
    let b: BiMap<_, _, Constant> = [(2, 'b'), (1, 'a')].into_iter().collect();
    assert_eq!(a, b);
    assert_eq!(b, a);
    assert!(a != BiMap::from([(1, 'b'), (2, 'a')]));
    assert!(a != BiMap::from([(1, 'a')]));
    assert!(BiMap::from([(1, 'a')]) != a);
}

#[test]
fn debug_is_a_map() {
    let map = BiMap::from([(2, "b"), (1, "a")]);
    assert_eq!(format!("{map:?}"), r#"{2: "b", 1: "a"}"#);
    assert_eq!(format!("{:?}", map.iter()), r#"[(2, "b"), (1, "a")]"#);
    assert_eq!(format!("{:?}", map.left_values()), "[2, 1]");
    assert_eq!(format!("{:?}", map.right_values()), r#"["b", "a"]"#);
    assert_eq!(format!("{:?}", map.into_iter()), r#"[(2, "b"), (1, "a")]"#);
}

#[test]
fn clear_and_pop_lead_back_to_an_empty_map() {
    for n in [0, 1, 16, 17, 40] {
        let mut map: BiMap<u32, u32> = (0..n).map(|i| (i, i)).collect();
        let capacity = map.capacity();
        map.clear();
        map.check();
        assert!(map.is_empty() && map.capacity() == capacity);
        map.extend((0..n).map(|i| (i, i)));
        for i in (0..n).rev() {
            assert_eq!(map.pop(), Some((i, i)));
            map.check();
        }
        assert_eq!(map.pop(), None);
    }
}

#[test]
fn capacity_is_kept_and_given_back() {
    let mut map: BiMap<u32, u32> = BiMap::with_capacity(100);
    let capacity = map.capacity();
    map.extend((0..100).map(|i| (i, i)));
    assert_eq!(map.capacity(), capacity);
    map.check();
    map.retain(|left, _| left % 10 == 0);
    map.check();
    map.shrink_to_fit();
    map.check();
    assert_eq!(map.capacity(), 10);
    map.reserve(1000);
    map.check();
    assert!(map.capacity() >= 1010);
    assert_eq!(map.get_by_right(&90), Some(&90));
}

#[test]
fn extend_trusts_no_hint_too_far() {
    struct Liar(u32);
    impl Iterator for Liar {
        type Item = (u32, u32);

        fn next(&mut self) -> Option<(u32, u32)> {
            self.0 = self.0.checked_sub(1)?;
            Some((self.0, self.0))
        }

        fn size_hint(&self) -> (usize, Option<usize>) {
            (usize::MAX, None)
        }
    }
    let map: BiMap<u32, u32> = Liar(20).collect();
    map.check();
    assert_eq!(map.len(), 20);
    assert!(map.capacity() <= 1 << 16);
    let map = BiMap::<u32, u32>::try_from_pairs(Liar(20));
    assert!(map.is_ok_and(|map| map.len() == 20));
}

#[test]
fn zero_sized_values_work() {
    let mut map = BiMap::from([((), 1)]);
    assert_eq!(map.insert((), 2), Overwritten::Left((), 1));
    let mut nothing = BiMap::from([((), ())]);
    assert_eq!(nothing.insert((), ()), Overwritten::Pair((), ()));
    assert_eq!(nothing.len(), 1);
    nothing.check();
}

#[test]
fn borrowed_queries_find_owned_values() {
    let map: BiMap<String, Vec<u8>> = (0..30).map(|i| (i.to_string(), vec![i])).collect();
    assert_eq!(map.get_by_left("7"), Some(&vec![7]));
    assert_eq!(map.get_by_right([8].as_slice()), Some(&String::from("8")));
    assert!(map.contains_left("29") && !map.contains_left("30"));
    assert!(map.contains_right([29].as_slice()) && !map.contains_right([30].as_slice()));
}

fn torture<T: Hash + Eq, S: BuildHasher + Default>(make: impl Fn(u32) -> T) {
    let mut map: BiMap<T, T, S> = BiMap::default();
    let mut state = 1_u32;
    for _ in 0..4000 {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let (a, b) = (state >> 8 & 63, state >> 16 & 63);
        match state >> 28 {
            0..9 => drop(map.insert(make(a), make(b))),
            9 | 10 => drop(map.remove_by_left(&make(a))),
            11 | 12 => drop(map.remove_by_right(&make(b))),
            13 => drop(map.try_insert(make(a), make(b))),
            14 => drop(map.pop()),
            _ if state & 255 == 0 => map.shrink_to_fit(),
            _ => assert!(map.iter().count() == map.len()),
        }
    }
    let len = map.len();
    assert!(len <= 4000);
    assert_eq!(map.into_inverse().into_iter().map(drop).fold(0, |n, ()| n + 1), len);
}

#[test]
fn lying_hash_and_eq_end_and_do_not_panic() {
    torture::<u32, Constant>(|id| id);
    torture::<u32, Fickle>(|id| id);
    torture::<Moody, Steady>(Moody);
    torture::<Moody, Fickle>(Moody);
}

#[test]
fn equal_hashes_cost_comparisons_only() {
    let mut map: BiMap<u32, u32, Constant> = (0..100).map(|i| (i, 99 - i)).collect();
    map.check();
    assert_eq!(map.insert(5, 5), Overwritten::Both((5, 94), (94, 5)));
    assert_eq!(map.remove_by_right(&7), Some((92, 7)));
    map.check();
}

#[test]
fn leaking_an_iterator_leaks_its_pairs_only() {
    let mut map: BiMap<u32, u32> = (0..30).map(|i| (i, i)).collect();
    std::mem::forget(std::mem::take(&mut map).into_iter());
    map.insert(1, 2);
    map.check();
    assert_eq!(map.len(), 1);
}

#[cfg(feature = "__audit")]
#[test]
fn queue_use_is_linear() {
    let cost = |n: u32| {
        let mut map = BiMap::with_hasher(Steady);
        for i in 0..50 {
            map.insert(dummy(i), dummy(i));
        }
        let cost = steps(|| {
            for i in 50..n {
                map.insert(dummy(i), dummy(i));
                map.remove_by_left(&dummy(i - 50));
            }
        });
        assert!(map.moved() <= 4 * n as usize, "{} moves", map.moved());
        assert!(map.capacity() <= 256, "holes in front are given up: {}", map.capacity());
        map.check();
        cost
    };
    let (once, tenfold) = (cost(1_000), cost(10_000));
    assert!(tenfold <= 11 * once, "{once} steps grew to {tenfold}");
}

#[cfg(feature = "__audit")]
#[test]
fn one_hole_per_append_is_linear() {
    let cost = |n: u32| {
        let mut map = BiMap::with_capacity_and_hasher(64, Steady);
        for i in 0..64 {
            map.insert(dummy(i), dummy(i));
        }
        let cost = steps(|| {
            for i in 64..n {
                // Not the first nor the last, so that a hole stays in the middle.
                map.remove_by_left(&dummy(i - 32));
                map.insert(dummy(i), dummy(i));
            }
        });
        assert!(map.moved() <= 4 * n as usize, "{} moves", map.moved());
        assert!(map.capacity() <= 512, "{}", map.capacity());
        cost
    };
    let (once, tenfold) = (cost(1_000), cost(10_000));
    assert!(tenfold <= 11 * once, "{once} steps grew to {tenfold}");
}
