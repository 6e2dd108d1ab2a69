//! The laws of iterators: both ends in every order, hints, fusing, specialised methods.

#[cfg(not(feature = "__audit"))]
use crate::unaudited::{Unaudited as _, with_small_limit};
use std::fmt::Debug;

use boltons::multimap::ordered::Entry;
#[cfg(feature = "__audit")]
use boltons::multimap::ordered::with_small_limit;
use boltons::multimap::{OrderedMultiMap, ordered};

use super::LIMITS;
use crate::multimap::small_types::iterator_laws;

/// Five live entries among holes: (0, 0), (1, 1), (0, 3), (2, 5), (0, 6).
fn five() -> OrderedMultiMap<u32, u32> {
    let mut map = OrderedMultiMap::from([
        (9, 9),
        (0, 0),
        (1, 1),
        (9, 9),
        (0, 3),
        (9, 9),
        (9, 9),
        (2, 5),
        (0, 6),
        (9, 9),
    ]);
    map.remove_all(&9);
    map
}

fn in_each_mode(run: impl Fn()) {
    for limit in LIMITS {
        with_small_limit(limit, &run);
    }
}

#[test]
fn iterators_over_entries_keep_their_laws() {
    in_each_mode(|| {
        let map = five();
        map.check();
        iterator_laws(|| map.iter());
        iterator_laws(|| map.keys());
        iterator_laws(|| map.values());
        iterator_laws(|| (&map).into_iter());
        iterator_laws(|| map.clone().into_iter());
        iterator_laws(|| five().into_iter());
        assert!(map.values().eq(&[0, 1, 3, 5, 6]));
        // Mutable ones borrow what they walk over, so each gets a map of its own.
        iterator_laws(|| Box::leak(Box::new(five())).iter_mut());
        iterator_laws(|| Box::leak(Box::new(five())).values_mut());
        iterator_laws(|| Box::leak(Box::new(five())).drain());
        let mut empty: OrderedMultiMap<u32, u32> = OrderedMultiMap::new();
        iterator_laws(|| empty.iter());
        assert!(empty.iter_mut().next().is_none() && empty.into_iter().next().is_none());
    });
}

#[test]
fn remove_all_keeps_the_laws() {
    in_each_mode(|| {
        iterator_laws(|| Box::leak(Box::new(five())).remove_all(&0));
        iterator_laws(|| Box::leak(Box::new(five())).remove_all(&1));
        iterator_laws(|| Box::leak(Box::new(five())).remove_all(&7));
        iterator_laws(|| {
            let map: &'static mut OrderedMultiMap<u32, u32> = Box::leak(Box::new(five()));
            let Entry::Occupied(entry) = map.entry(0) else { panic!("0 has values") };
            entry.remove_all()
        });
    });
}

/// As [`iterator_laws`], for iterators that don't know their length.
fn unsized_laws<I>(make: impl Fn() -> I, want: &[I::Item])
where
    I: DoubleEndedIterator,
    I::Item: PartialEq + Debug,
{
    let n = want.len();
    for steps in 0..=n + 2 {
        for sides in 0_u32..1 << steps {
            let started = || {
                let (mut iter, mut front, mut back) = (make(), 0, n);
                for step in 0..steps {
                    let there = front < back;
                    if sides >> step & 1 == 1 {
                        back -= usize::from(there);
                        assert_eq!(iter.next_back().as_ref(), there.then(|| &want[back]));
                    } else {
                        assert_eq!(iter.next().as_ref(), there.then(|| &want[front]));
                        front += usize::from(there);
                    }
                    let (low, high) = iter.size_hint();
                    assert!(low <= back - front && high.is_some_and(|high| back - front <= high));
                }
                (iter, &want[front..back])
            };
            let (iter, rest) = started();
            assert_eq!(iter.count(), rest.len());
            let (iter, rest) = started();
            assert_eq!(iter.last().as_ref(), rest.last());
            let (iter, rest) = started();
            assert!(iter.collect::<Vec<_>>().iter().eq(rest));
            let (iter, rest) = started();
            assert!(iter.rev().collect::<Vec<_>>().iter().eq(rest.iter().rev()));
            for k in 0..=rest.len() {
                let (mut iter, rest) = started();
                assert_eq!(iter.nth(k).as_ref(), rest.get(k));
                let (mut iter, rest) = started();
                assert_eq!(iter.nth_back(k).as_ref(), rest.iter().rev().nth(k));
            }
        }
    }
}

#[test]
fn iterators_of_keys_and_values_keep_their_laws() {
    in_each_mode(|| {
        let map = five();
        unsized_laws(|| map.get_all(&0), &[&0, &3, &6]);
        unsized_laws(|| map.get_all(&1), &[&1]);
        unsized_laws(|| map.get_all(&7), &[]);
        unsized_laws(|| map.unique_keys(), &[&0, &1, &2]);
        unsized_laws(
            || map.groups().map(|(key, values)| (*key, values.copied().collect::<Vec<_>>())),
            &[(0, vec![0, 3, 6]), (1, vec![1]), (2, vec![5])],
        );
        let all_mut = |key: u32| {
            move || {
                let map: &'static mut OrderedMultiMap<u32, u32> = Box::leak(Box::new(five()));
                map.get_all_mut(&key).map(|value| *value)
            }
        };
        unsized_laws(all_mut(0), &[0, 3, 6]);
        unsized_laws(all_mut(2), &[5]);
        unsized_laws(all_mut(7), &[]);
    });
}

/// How many are extracted, the closure decides.
#[test]
fn bounds_on_what_is_extracted() {
    in_each_mode(|| {
        for keep in [true, false] {
            let mut map = five();
            let mut extracted = map.extract_if(|_, _| !keep);
            for left in (0..=5).rev() {
                assert_eq!(extracted.size_hint().0, 0);
                assert!(extracted.size_hint().1.unwrap() >= if keep { 0 } else { left });
                assert_eq!(extracted.next().is_some(), !keep && left > 0);
            }
            assert_eq!(extracted.size_hint(), (0, Some(0)));
        }
    });
}

/// The bounds on what is left of a key's values are those of the slots that they lie in.
#[test]
fn bounds_on_the_values_of_a_key() {
    let map: OrderedMultiMap<u32, u32> = (0..60).map(|i| (i % 3, i)).collect();
    let mut values = map.get_all(&1);
    assert_eq!(values.size_hint(), (2, Some(58)), "the first and the last of 58 slots");
    values.next();
    assert_eq!(values.size_hint(), (2, Some(55)));
    values.next_back();
    assert_eq!(values.size_hint(), (2, Some(52)));
    let mut last = values.clone();
    while last.size_hint().0 > 1 {
        last.next();
    }
    assert_eq!((last.size_hint(), last.next(), last.next()), ((1, Some(1)), Some(&55), None));
    assert_eq!(last.size_hint(), (0, Some(0)));
    let single: OrderedMultiMap<u32, u32> = (0..60).map(|i| (i, i)).collect();
    assert_eq!(single.get_all(&7).size_hint(), (1, Some(1)));
    assert_eq!(single.get_all(&99).size_hint(), (0, Some(0)));
}

#[test]
fn get_all_mut_gives_each_value_once() {
    in_each_mode(|| {
        let mut map = five();
        let mut values: Vec<&mut u32> = map.get_all_mut(&0).collect();
        for (i, value) in values.iter_mut().enumerate() {
            **value = 100 + i as u32;
        }
        assert!(map.values().eq(&[100, 1, 101, 5, 102]));
    });
}

#[test]
fn extract_if_is_lazy_and_fused() {
    in_each_mode(|| {
        for stop in 0..5 {
            let mut map = five();
            let mut seen = Vec::new();
            let mut iter = map.extract_if(|_, value| {
                seen.push(*value);
                *value != 1
            });
            assert!(iter.size_hint().1.is_some_and(|high| high >= 4));
            let taken = iter.by_ref().take(stop).count();
            assert_eq!(taken, stop.min(4));
            if stop == 4 {
                assert!(iter.next().is_none() && iter.next().is_none());
            }
            drop(iter);
            let reached = [0, 1, 3, 4, 5][stop];
            assert_eq!(seen, [0, 1, 3, 5, 6][..reached]);
            map.check();
            assert_eq!(map.len(), 5 - taken);
        }
    });
}

#[test]
fn leaked_guards_leave_a_whole_map() {
    in_each_mode(|| {
        let mut map = five();
        let mut all = map.remove_all(&0);
        assert_eq!(all.next(), Some(0));
        std::mem::forget(all);
        map.check();
        assert!(map.get_all(&0).eq(&[3, 6]), "what was not yielded is still there");
        // What `extract_if` leaves is whole, if perhaps with many holes.
        let mut odd = map.extract_if(|_, value| *value % 2 == 1);
        assert_eq!(odd.next(), Some((1, 1)));
        std::mem::forget(odd);
        // The other guards have nothing to repair, so that leaking one is dropping it.
        assert!(!std::mem::needs_drop::<ordered::Entry<'_, u32, u32>>());
        assert!(!std::mem::needs_drop::<ordered::GetAllMut<'_, u32, u32>>());
        map.check();
        assert!(map.values().eq(&[3, 5, 6]));
        std::mem::forget(map.into_iter());
    });
}

#[test]
fn iterators_show_what_is_left() {
    in_each_mode(|| {
        let mut map = five();
        let mut iter = map.iter();
        iter.next();
        assert_eq!(format!("{iter:?}"), "[(1, 1), (0, 3), (2, 5), (0, 6)]");
        assert_eq!(format!("{:?}", map.keys()), "[0, 1, 0, 2, 0]");
        assert_eq!(format!("{:?}", map.values()), "[0, 1, 3, 5, 6]");
        assert_eq!(format!("{:?}", map.get_all(&0)), "[0, 3, 6]");
        assert_eq!(format!("{:?}", map.unique_keys()), "[0, 1, 2]");
        let last = map.groups().last().map(|(key, values)| (*key, values.copied().collect()));
        assert_eq!(last, Some((2, vec![5])));
        assert_eq!(format!("{:?}", map.groups()), "[(0, [0, 3, 6]), (1, [1]), (2, [5])]");
        let mut all = map.get_all_mut(&0);
        all.next_back();
        all.next();
        assert_eq!(format!("{all:?}"), "[3]");
        assert_eq!(format!("{:?}", map.iter_mut()), "[(0, 0), (1, 1), (0, 3), (2, 5), (0, 6)]");
        assert_eq!(format!("{:?}", map.values_mut()), "[0, 1, 3, 5, 6]");
        assert_eq!(format!("{:?}", map.entry(0)), "Entry(OccupiedEntry { key: 0, value: 0 })");
        assert_eq!(format!("{:?}", map.entry(7)), "Entry(VacantEntry(7))");
        let mut all = map.remove_all(&0);
        all.next();
        assert_eq!(format!("{all:?}"), "[3, 6]");
        drop(all);
        let mut taken = map.extract_if(|_, _| true);
        taken.next();
        assert_eq!(format!("{taken:?}"), "[(2, 5)]");
        drop(taken);
        assert_eq!(format!("{:?}", map.into_iter()), "[(2, 5)]");
    });
}
