//! [`BiMap`].

use boltons::multimap::{BiMap, OnDuplicate};

use super::*;

type Two<T> = BiMap<T, T, Counted>;

impl<T: Item> Map for Two<T> {
    fn pair(i: u32, _: u32) -> (u32, u32) {
        (i, 3 * i)
    }

    fn new(pairs: &Pairs) -> Self {
        pairs.iter().copied().map(both).collect()
    }

    fn pierce(&mut self, pairs: impl Iterator<Item = (u32, u32)>) {
        for pair in pairs {
            assert_eq!(nums(self.remove_by_left(&of::<T>(pair.0))), Some(pair));
        }
    }

    fn shrink(&mut self) {
        self.shrink_to_fit();
    }

    fn pairs(&self) -> Pairs {
        self.iter().map(|(left, right)| (left.number(), right.number())).collect()
    }

    fn beside(pairs: &Pairs) -> usize {
        2 * T::HEAP * pairs.len()
    }

    fn audit(&self) {
        self.check();
    }
}

/// Inserts as `BiMap::insert` says; does nothing and returns false where the policy refuses.
fn pair_up(model: &mut Pairs, left: u32, right: u32, policy: OnDuplicate) -> bool {
    let at_left = model.iter().position(|pair| pair.0 == left);
    let at_right = model.iter().position(|pair| pair.1 == right);
    let same = at_left == at_right;
    let refused = match policy {
        OnDuplicate::Keep => at_left.is_some() || at_right.is_some(),
        OnDuplicate::ReplaceLeft => at_right.is_some() && !same,
        OnDuplicate::ReplaceRight => at_left.is_some() && !same,
        OnDuplicate::Replace => false,
    };
    if !refused {
        match (at_left, at_right) {
            (Some(i), other) => {
                model[i] = (left, right);
                if let Some(j) = other.filter(|_| !same) {
                    model.remove(j);
                }
            }
            (None, other) => {
                if let Some(j) = other {
                    model.remove(j);
                }
                model.push((left, right));
            }
        }
    }
    !refused
}

pub(super) fn ops<T: Item>() -> Vec<Op<Two<T>>> {
    vec![
        Op {
            name: "insert",
            hashes: 4,
            run: |map, model, i| {
                // A new pair; the left of one pair with the right of another.
                for (left, right) in
                    [(90_000 + i, 90_000 + i), (some_pair(model, i).0, some_pair(model, i + 1).1)]
                {
                    map.insert(of(left), of(right));
                    pair_up(model, left, right, OnDuplicate::Replace);
                }
            },
        },
        Op {
            name: "insert_with",
            hashes: 8,
            run: |map, model, i| {
                use OnDuplicate::{Keep, Replace, ReplaceLeft, ReplaceRight};
                for policy in [Keep, ReplaceLeft, ReplaceRight, Replace] {
                    let left = if i % 2 == 0 { some_pair(model, i).0 } else { 90_000 + i };
                    let right = if i % 3 == 0 { 90_000 + i } else { some_pair(model, i / 2).1 };
                    let outcome = map.insert_with(of(left), of(right), policy);
                    assert_eq!(outcome.is_ok(), pair_up(model, left, right, policy), "{policy:?}");
                }
            },
        },
        Op {
            name: "try_insert",
            hashes: 6,
            run: |map, model, i| {
                let (left, right) = some_pair(model, i);
                for pair in [(left, i), (70_000 + i, right), (71_000 + i, 72_000 + i)] {
                    let new = pair_up(model, pair.0, pair.1, OnDuplicate::Keep);
                    assert_eq!(
                        nums(map.try_insert(of(pair.0), of(pair.1)).err()),
                        (!new).then_some(pair)
                    );
                }
            },
        },
        Op {
            name: "extend",
            hashes: 6,
            run: |map, model, i| {
                let (left, right) = some_pair(model, i);
                let pairs = [(left, 80_000 + i), (80_000 + i, right), (80_001 + i, 70_000 + i)];
                map.extend(pairs.into_iter().inspect(|_| burn(Call::Other)).map(both));
                pairs.into_iter().for_each(|(l, r)| {
                    pair_up(model, l, r, OnDuplicate::Replace);
                });
            },
        },
        Op {
            name: "extend by one, one removed",
            hashes: 3,
            run: |map, model, i| {
                if !model.is_empty() {
                    let gone = model.remove(i as usize * 5 % model.len());
                    assert_eq!(nums(map.remove_by_right(&of::<T>(gone.1))), Some(gone));
                }
                map.extend([(of(80_000 + i), of(80_000 + i))]);
                model.push((80_000 + i, 80_000 + i));
            },
        },
        Op {
            name: "try_extend",
            hashes: 12,
            run: |map, model, i| {
                let new = [(80_000 + i, 80_000 + i), (70_000 + i, 70_000 + i)];
                map.try_extend(new.map(both)).unwrap();
                model.extend(new);
                // With a clash nothing is inserted.
                let clash = some_pair(model, i).1;
                let source = [(60_000, 60_000), (60_001, clash)].into_iter();
                let error = map.try_extend(source.inspect(|_| burn(Call::Other)).map(both));
                assert_eq!(error.unwrap_err().position(), Some(1));
            },
        },
        Op {
            name: "replace_left and replace_right",
            hashes: 4,
            run: |map, model, i| {
                let ((left, right), new) = (some_pair(model, i), 50_000 + i);
                let at = first_of(model, left);
                // Where there is none, the new one is returned.
                let old = |old| Some(if at.is_some() { old } else { new });
                let replaced = map.replace_left(&of::<T>(left), of(new));
                assert_eq!(replaced.is_ok(), at.is_some());
                assert_eq!(num(replaced.ok()).or(Some(new)), old(left));
                let replaced = map.replace_right(&of::<T>(right), of(new));
                assert_eq!(replaced.is_ok(), at.is_some());
                assert_eq!(num(replaced.ok()).or(Some(new)), old(right));
                at.into_iter().for_each(|at| model[at] = (new, new));
                // One that another pair has is refused.
                if let [.., (other, _), (last, _)] = model[..] {
                    assert_eq!(num(map.replace_left(&of::<T>(other), of(last)).err()), Some(last));
                }
            },
        },
        Op {
            name: "remove_by_left and remove_by_right",
            hashes: 2,
            run: |map, model, i| {
                let pair = some_pair(model, i);
                let gone = first_of(model, pair.0).map(|at| model.remove(at));
                assert_eq!(nums(map.remove_by_left(&of::<T>(pair.0))), gone);
                assert_eq!(nums(map.remove_by_right(&of::<T>(pair.1))), None);
                let pair = some_pair(model, i);
                let gone = first_of(model, pair.0).map(|at| model.remove(at));
                assert_eq!(nums(map.remove_by_right(&of::<T>(pair.1))), gone);
            },
        },
        Op {
            name: "pop, pop_last and pop_first",
            hashes: 0,
            run: |map, model, i| match i % 3 {
                0 => assert_eq!(nums(map.pop()), model.pop()),
                1 => assert_eq!(nums(map.pop_last()), model.pop()),
                _ => {
                    let first = (!model.is_empty()).then(|| model.remove(0));
                    assert_eq!(nums(map.pop_first()), first);
                }
            },
        },
        Op {
            name: "retain",
            hashes: 0,
            run: |map, model, i| {
                map.retain(|left, _| {
                    burn(Call::Other);
                    left.number() % 24 != i
                });
                model.retain(|pair| pair.0 % 24 != i);
            },
        },
        Op {
            name: "extract_if",
            hashes: 0,
            run: |map, model, i| {
                let goes = |left: &T, _: &T| {
                    burn(Call::Other);
                    left.number() % 24 == i
                };
                let gone: Vec<(T, T)> = map.extract_if(goes).collect();
                let gone = gone.iter().map(|(left, right)| (left.number(), right.number()));
                let goes = |pair: &(u32, u32)| pair.0 % 24 == i;
                assert!(gone.eq(model.iter().copied().filter(goes)));
                model.retain(|pair| pair.0 % 24 != i);
            },
        },
        Op {
            name: "drain",
            hashes: 4,
            run: |map, model, i| {
                assert!(map.drain().map(|(l, r)| (l.number(), r.number())).eq(model.drain(..)));
                map.insert(of(i), of(i));
                drop(map.drain());
                assert!(map.is_empty());
                map.insert(of(i), of(i));
                model.push((i, i));
            },
        },
        Op {
            name: "sort_by",
            hashes: 0,
            run: |map, model, i| {
                map.sort_by(|l1, _, l2, _| {
                    burn(Call::Other);
                    (l1.number() % (i + 2)).cmp(&(l2.number() % (i + 2)))
                });
                model.sort_by_key(|pair| pair.0 % (i + 2));
            },
        },
        Op {
            name: "into_inverse, twice",
            hashes: 0,
            run: |map, _, _| *map = std::mem::take(map).into_inverse().into_inverse(),
        },
        Op {
            name: "reserve by one and capacity, the last removed",
            hashes: 2,
            run: |map, _, i| {
                map.reserve(1);
                assert!(map.capacity() > map.len());
                assert!(map.insert(of(99_000 + i), of(99_000 + i)).is_neither());
                drop(map.pop());
            },
        },
        Op {
            name: "clear",
            hashes: 2,
            run: |map, model, i| {
                map.clear();
                map.insert(of(i), of(i));
                *model = vec![(i, i)];
            },
        },
        Op {
            name: "get_by_left, get_by_right, contains_left and contains_right",
            hashes: 8,
            run: |map, model, i| {
                for (left, right) in [some_pair(model, i), (77_000, 77_000)] {
                    let there = first_of(model, left);
                    let by_left = there.map(|at| model[at].1);
                    assert_eq!(map.get_by_left(&of::<T>(left)).map(T::number), by_left);
                    let by_right = there.map(|at| model[at].0);
                    assert_eq!(map.get_by_right(&of::<T>(right)).map(T::number), by_right);
                    assert_eq!(map.contains_left(&of::<T>(left)), there.is_some());
                    assert_eq!(map.contains_right(&of::<T>(right)), there.is_some());
                }
            },
        },
        Op {
            name: "iter, left_values, right_values, len and is_empty",
            hashes: 0,
            run: |map, model, _| {
                let pairs = map.iter().map(|(left, right)| (left.number(), right.number()));
                ends(pairs, model.iter().copied());
                ends(map.left_values().map(T::number), model.iter().map(|pair| pair.0));
                ends(map.right_values().map(T::number), model.iter().map(|pair| pair.1));
                assert_eq!((map.len(), map.iter().len()), (model.len(), model.len()));
                assert_eq!(map.is_empty(), model.is_empty());
            },
        },
        Op {
            name: "try_from_pairs, hasher and with_capacity_and_hasher",
            hashes: ALL,
            run: |map, model, i| {
                let copy: Two<T> = BiMap::try_from_pairs(model.iter().copied().map(both)).unwrap();
                assert!(copy == *map);
                let (left, _) = some_pair(model, i);
                let pairs = model.iter().copied().chain([(left, 77_000)]).map(both);
                let clash: Result<Two<T>, _> = BiMap::try_from_pairs(pairs);
                match clash {
                    Ok(_) => assert!(model.is_empty()),
                    Err(error) => assert_eq!(error.position(), Some(model.len())),
                }
                let hasher = *map.hasher();
                let mut new = BiMap::with_capacity_and_hasher(model.len(), hasher);
                new.extend(std::mem::take(map));
                *map = new;
            },
        },
        Op { name: "shrink_to_fit", hashes: 0, run: |map, _, _| map.shrink_to_fit() },
        Op { name: "clone", hashes: 0, run: |map, _, _| *map = map.clone() },
    ]
}

#[test]
fn bi_map() {
    run(&ops::<u32>());
}

#[test]
fn bi_map_without_case() {
    run(&ops::<Cased>());
}

#[test]
fn bi_map_with_items_that_panic() {
    panics(&ops::<Dummy>());
}

#[test]
fn a_bi_map_after_a_million() {
    after_a_million::<Two<u32>>();
}
