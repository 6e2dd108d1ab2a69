//! [`Relation`].

use boltons::multimap::Relation;
use std::collections::BTreeSet;

use super::*;

type Many<T> = Relation<T, T, Counted>;

impl<T: Item> Map for Many<T> {
    fn pair(i: u32, _: u32) -> (u32, u32) {
        (i / 4, i % 50)
    }

    fn new(pairs: &Pairs) -> Self {
        pairs.iter().copied().map(both).collect()
    }

    fn pierce(&mut self, pairs: impl Iterator<Item = (u32, u32)>) {
        for (left, right) in pairs {
            assert!(self.remove(&of::<T>(left), &of::<T>(right)));
        }
    }

    fn shrink(&mut self) {
        self.shrink_to_fit();
    }

    fn pairs(&self) -> Pairs {
        self.iter().map(|(left, right)| (left.number(), right.number())).collect()
    }

    fn beside(pairs: &Pairs) -> usize {
        let lefts: BTreeSet<u32> = pairs.iter().map(|pair| pair.0).collect();
        let rights: BTreeSet<u32> = pairs.iter().map(|pair| pair.1).collect();
        T::HEAP * (lefts.len() + rights.len())
    }

    fn audit(&self) {
        self.check();
    }
}

fn add(model: &mut Pairs, pair: (u32, u32)) -> bool {
    let new = !model.contains(&pair);
    if new {
        model.push(pair);
    }
    new
}

/// Renames by the side that `side` picks; where both have a partner, the pair of `new` stays.
fn merge(model: &mut Pairs, old: u32, new: u32, side: fn(&mut (u32, u32)) -> (&mut u32, u32)) {
    if old == new {
        return;
    }
    let kept: Vec<u32> = model
        .iter()
        .copied()
        .filter_map(|mut pair| {
            let (own, partner) = side(&mut pair);
            (*own == new).then_some(partner)
        })
        .collect();
    model.retain(|&pair| {
        let mut pair = pair;
        let (own, partner) = side(&mut pair);
        *own != old || !kept.contains(&partner)
    });
    for pair in model {
        let (own, _) = side(pair);
        if *own == old {
            *own = new;
        }
    }
}

fn left_side(pair: &mut (u32, u32)) -> (&mut u32, u32) {
    (&mut pair.0, pair.1)
}

fn right_side(pair: &mut (u32, u32)) -> (&mut u32, u32) {
    (&mut pair.1, pair.0)
}

pub(super) fn ops<T: Item>() -> Vec<Op<Many<T>>> {
    vec![
        Op {
            name: "insert",
            hashes: 4,
            run: |map, model, i| {
                for pair in [(i % 5, 900 + i), some_pair(model, i)] {
                    assert_eq!(map.insert(of(pair.0), of(pair.1)), add(model, pair));
                }
            },
        },
        Op {
            name: "extend",
            hashes: 6,
            run: |map, model, i| {
                let pairs = [(900 + i, 1), some_pair(model, i), (i, 900 + i)];
                map.extend(pairs.into_iter().inspect(|_| burn(Call::Other)).map(both));
                pairs.into_iter().for_each(|pair| {
                    add(model, pair);
                });
            },
        },
        Op {
            name: "extend by one, one removed",
            hashes: 4,
            run: |map, model, i| {
                if !model.is_empty() {
                    let gone = model.remove(i as usize * 5 % model.len());
                    assert!(map.remove(&of::<T>(gone.0), &of::<T>(gone.1)));
                }
                map.extend([(of(i), of(900 + i))]);
                model.push((i, 900 + i));
            },
        },
        Op {
            name: "remove",
            hashes: 4,
            run: |map, model, i| {
                let pair = some_pair(model, i);
                assert_eq!(map.remove(&of::<T>(pair.0), &of::<T>(pair.1)), !model.is_empty());
                assert!(!map.remove(&of::<T>(pair.0), &of::<T>(pair.1)));
                model.retain(|other| *other != pair);
            },
        },
        Op {
            name: "remove_left and remove_right",
            hashes: 2,
            run: |map, model, i| {
                let pair = some_pair(model, i);
                let before = model.len();
                model.retain(|other| other.0 != pair.0);
                assert_eq!(map.remove_left(&of::<T>(pair.0)), before - model.len());
                let before = model.len();
                model.retain(|other| other.1 != pair.1);
                assert_eq!(map.remove_right(&of::<T>(pair.1)), before - model.len());
            },
        },
        Op {
            name: "replace_left, by one that is absent and one that exists",
            hashes: 4,
            run: |map, model, i| {
                let (old, other) = (some_pair(model, i).0, some_pair(model, 3 * i + 1).0);
                assert_eq!(map.replace_left(&of::<T>(old), of(900 + i)), !model.is_empty());
                merge(model, old, 900 + i, left_side);
                let there = model.iter().any(|pair| pair.0 == other);
                assert_eq!(map.replace_left(&of::<T>(other), of(900 + i)), there);
                merge(model, other, 900 + i, left_side);
            },
        },
        Op {
            name: "replace_right, by one that is absent and one that exists",
            hashes: 4,
            run: |map, model, i| {
                let (old, other) = (some_pair(model, i).1, some_pair(model, 3 * i + 1).1);
                assert_eq!(map.replace_right(&of::<T>(old), of(900 + i)), !model.is_empty());
                merge(model, old, 900 + i, right_side);
                let there = model.iter().any(|pair| pair.1 == other);
                assert_eq!(map.replace_right(&of::<T>(other), of(900 + i)), there);
                merge(model, other, 900 + i, right_side);
            },
        },
        Op {
            name: "pop_first and pop_last",
            hashes: 0,
            run: |map, model, i| {
                if i % 2 == 0 {
                    let first = (!model.is_empty()).then(|| model.remove(0));
                    assert_eq!(nums(map.pop_first()), first);
                } else {
                    assert_eq!(nums(map.pop_last()), model.pop());
                }
            },
        },
        Op {
            name: "retain",
            hashes: 0,
            run: |map, model, i| {
                map.retain(|left, right| {
                    burn(Call::Other);
                    (left.number() + right.number()) % 24 != i
                });
                model.retain(|pair| (pair.0 + pair.1) % 24 != i);
            },
        },
        Op {
            name: "extract_if",
            hashes: 0,
            run: |map, model, i| {
                let goes = |left: &T, right: &T| {
                    burn(Call::Other);
                    (left.number() + right.number()) % 24 == i
                };
                let gone: Vec<(T, T)> = map.extract_if(goes).collect();
                let gone = gone.iter().map(|(left, right)| (left.number(), right.number()));
                let goes = |pair: &(u32, u32)| (pair.0 + pair.1) % 24 == i;
                assert!(gone.eq(model.iter().copied().filter(goes)));
                model.retain(|pair| (pair.0 + pair.1) % 24 != i);
            },
        },
        Op {
            name: "drain",
            hashes: 8,
            run: |map, model, i| {
                assert!(map.drain().map(|(l, r)| (l.number(), r.number())).eq(model.drain(..)));
                map.extend([(of(i), of(1)), (of(i), of(2))]);
                assert_eq!(nums(map.drain().next_back()), Some((i, 2)));
                assert!(map.is_empty());
                map.insert(of(i), of(i));
                model.push((i, i));
            },
        },
        Op {
            name: "into_inverse, twice",
            hashes: 0,
            run: |map, _, _| *map = std::mem::take(map).into_inverse().into_inverse(),
        },
        Op {
            name: "reserve by one and capacity, the last removed",
            hashes: 4,
            run: |map, _, i| {
                map.reserve(1);
                assert!(map.capacity() > map.len());
                map.insert(of(99_000 + i), of(99_000 + i));
                assert_eq!(nums(map.pop_last()), Some((99_000 + i, 99_000 + i)));
            },
        },
        Op {
            name: "clear",
            hashes: 3,
            run: |map, model, i| {
                map.clear();
                map.insert(of(i), of(i));
                *model = vec![(i, i)];
            },
        },
        Op {
            name: "contains, contains_left and contains_right",
            hashes: 12,
            run: |map, model, i| {
                let (left, right) = some_pair(model, i);
                for (left, right) in [(left, right), (left, right + 1), (77_000, right)] {
                    let there = model.contains(&(left, right));
                    assert_eq!(map.contains(&of::<T>(left), &of::<T>(right)), there);
                    let there = model.iter().any(|pair| pair.0 == left);
                    assert_eq!(map.contains_left(&of::<T>(left)), there);
                    let there = model.iter().any(|pair| pair.1 == right);
                    assert_eq!(map.contains_right(&of::<T>(right)), there);
                }
            },
        },
        Op {
            name: "rights_of and lefts_of",
            hashes: 4,
            run: |map, model, i| {
                for (left, right) in [some_pair(model, i), (77_000, 77_000)] {
                    let pairs = model.iter().filter(|pair| pair.0 == left);
                    ends(map.rights_of(&of::<T>(left)).map(T::number), pairs.map(|pair| pair.1));
                    let pairs = model.iter().filter(|pair| pair.1 == right);
                    ends(map.lefts_of(&of::<T>(right)).map(T::number), pairs.map(|pair| pair.0));
                }
            },
        },
        Op {
            name: "iter, lefts, rights, left_len, right_len, len and is_empty",
            hashes: 0,
            run: |map, model, _| {
                let pairs = map.iter().map(|(left, right)| (left.number(), right.number()));
                ends(pairs, model.iter().copied());
                let (mut lefts, mut rights) = (Vec::new(), Vec::new());
                for &(left, right) in &*model {
                    lefts.extend((!lefts.contains(&left)).then_some(left));
                    rights.extend((!rights.contains(&right)).then_some(right));
                }
                assert_eq!((map.left_len(), map.right_len()), (lefts.len(), rights.len()));
                ends(map.lefts().map(T::number), lefts);
                ends(map.rights().map(T::number), rights);
                assert_eq!((map.len(), map.iter().len()), (model.len(), model.len()));
                assert_eq!(map.is_empty(), model.is_empty());
            },
        },
        Op {
            name: "hasher and with_capacity_and_hasher",
            hashes: ALL,
            run: |map, model, _| {
                let hasher = *map.hasher();
                let mut new = Relation::with_capacity_and_hasher(model.len(), hasher);
                new.extend(std::mem::take(map));
                *map = new;
            },
        },
        Op { name: "shrink_to_fit", hashes: 0, run: |map, _, _| map.shrink_to_fit() },
        Op { name: "clone", hashes: 0, run: |map, _, _| *map = map.clone() },
    ]
}

#[test]
fn relation() {
    run(&ops::<u32>());
}

#[test]
fn relation_without_case() {
    run(&ops::<Cased>());
}

#[test]
fn relation_with_items_that_panic() {
    panics(&ops::<Dummy>());
}

#[test]
fn a_relation_after_a_million() {
    after_a_million::<Many<u32>>();
}
