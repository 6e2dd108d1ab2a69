//! [`FrozenMap`], which never changes: an operation puts a new map in the place of the old one.

use boltons::multimap::FrozenMap;

use super::*;

type Frozen<T> = FrozenMap<T, T>;

impl<T: Item> Map for Frozen<T> {
    fn pair(i: u32, _: u32) -> (u32, u32) {
        (2 * i, i)
    }

    fn new(pairs: &Pairs) -> Self {
        pairs.iter().copied().map(both).collect()
    }

    /// There are no holes: what stays is collected.
    fn pierce(&mut self, pairs: impl Iterator<Item = (u32, u32)>) {
        let gone: Vec<u32> = pairs.map(|pair| pair.0).collect();
        let keeps = |pair: &(T, T)| gone.binary_search(&pair.0.number()).is_err();
        *self = std::mem::take(self).into_iter().filter(keeps).collect();
    }

    fn shrink(&mut self) {}

    fn pairs(&self) -> Pairs {
        self.iter().map(|(key, value)| (key.number(), value.number())).collect()
    }

    fn beside(pairs: &Pairs) -> usize {
        2 * T::HEAP * pairs.len()
    }

    fn audit(&self) {
        self.check();
        for (key, value) in self {
            assert!(self.get(key).is_some_and(|found| found.number() == value.number()));
        }
    }
}

/// The pairs of both, sorted; of one key the last.
fn merged(model: &Pairs, more: &[(u32, u32)]) -> Pairs {
    let map: std::collections::BTreeMap<u32, u32> = model.iter().chain(more).copied().collect();
    map.into_iter().collect()
}

/// A key that is present at even calls, as far as any is, and one beside it at odd calls.
fn near_key(model: &Pairs, call: u32) -> u32 {
    some_pair(model, call).0 + call % 2
}

pub(super) fn ops<T: Item>() -> Vec<Op<Frozen<T>>> {
    vec![
        Op {
            name: "get, get_key_value and contains_key",
            hashes: 0,
            run: |map, model, i| {
                let key = near_key(model, i);
                let value = first_of(model, key).map(|at| model[at].1);
                assert_eq!(map.get(&of::<T>(key)).map(T::number), value);
                let pair = map.get_key_value(&of::<T>(key)).map(|(k, v)| (k.number(), v.number()));
                assert_eq!(pair, value.map(|value| (key, value)));
                assert_eq!(map.contains_key(&of::<T>(key)), value.is_some());
            },
        },
        Op {
            name: "iter, keys, values, as_slice, len and is_empty",
            hashes: 0,
            run: |map, model, _| {
                let number = |(key, value): (&T, &T)| (key.number(), value.number());
                ends(map.iter().map(number), model.iter().copied());
                ends(map.keys().map(T::number), model.iter().map(|pair| pair.0));
                ends(map.values().map(T::number), model.iter().map(|pair| pair.1));
                let slice = map.as_slice().iter().map(|pair| number((&pair.0, &pair.1)));
                assert!(slice.eq(model.iter().copied()));
                assert_eq!((map.len(), map.is_empty()), (model.len(), model.is_empty()));
            },
        },
        Op {
            name: "updated, by a few",
            hashes: 0,
            run: |map, model, i| {
                let key = near_key(model, i);
                let new = [(key, 900 + i), (7 * i + 1, 5), (key, 901 + i)];
                *map = map.updated(new.into_iter().inspect(|_| burn(Call::Other)).map(both));
                *model = merged(model, &new);
            },
        },
        Op {
            name: "updated, by as many",
            hashes: 0,
            run: |map, model, i| {
                let n = model.len() as u32 + i;
                let new: Vec<_> = (0..n).rev().map(|j| (j / 2 * 3, i + j)).collect();
                let source = new.iter().copied().inspect(|_| burn(Call::Other)).map(both);
                let updated = map.updated(source);
                assert_eq!(updated.pairs(), merged(model, &new));
                // What it was made of is unchanged.
                assert_eq!(map.pairs(), *model);
            },
        },
        Op {
            name: "collect, in another order",
            hashes: 0,
            run: |map, model, i| {
                let mut pairs: Vec<(T, T)> = std::mem::take(map).into_iter().collect();
                let middle = (i as usize * 7 + 1) % (pairs.len() + 1);
                pairs.rotate_left(middle);
                pairs.insert(0, both((5, 1)));
                *map = pairs.into_iter().collect();
                let sooner = [(5, 1)];
                *model = merged(&sooner.to_vec(), model);
            },
        },
        Op {
            name: "clone",
            hashes: 0,
            run: |map, _, _| {
                let clone = map.clone();
                assert!(clone == *map && clone <= *map);
                *map = clone;
            },
        },
    ]
}

#[test]
fn frozen_map() {
    run(&ops::<u32>());
}

#[test]
fn frozen_map_without_case() {
    run(&ops::<Cased>());
}

#[test]
fn frozen_map_with_items_that_panic() {
    panics(&ops::<Dummy>());
}

/// What is made of it takes no more than its pairs, in every way.
#[test]
fn frozen_maps_take_what_their_pairs_take() {
    for n in [0, 1, 10, 200, 5_000] {
        let pairs: Pairs = (0..n).map(|i| (i, i)).collect();
        let (map, took) = live_bytes(|| Frozen::<u32>::new(&pairs));
        assert_eq!(took, 8 * n as usize);
        let (one, took) = live_bytes(|| map.updated([(3, 33)]));
        assert_eq!(took, 8 * one.len());
        let more: Vec<_> = (0..300).map(|i| (2 * i, 7)).collect();
        let (many, took) = live_bytes(|| map.updated(more.clone()));
        assert_eq!(took, 8 * many.len());
        assert_eq!(many.pairs(), merged(&pairs, &more));
        let (clone, took) = live_bytes(|| many.clone());
        assert_eq!((took, clone), (8 * many.len(), many));
    }
}
