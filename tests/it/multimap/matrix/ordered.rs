//! [`OrderedMultiMap`], its entries, its lookups by text and the filters of pairs.

use boltons::multimap::ordered::Entry;
use boltons::multimap::{CaseInsensitive, OrderedMultiMap, ignore_case, only_keys, without_keys};

use super::*;

type Ordered<T> = OrderedMultiMap<T, T, Counted>;

impl<T: Item> Map for Ordered<T> {
    fn pair(i: u32, n: u32) -> (u32, u32) {
        (i % n.div_ceil(4).max(1), i)
    }

    fn new(pairs: &Pairs) -> Self {
        pairs.iter().copied().map(both).collect()
    }

    fn pierce(&mut self, pairs: impl Iterator<Item = (u32, u32)>) {
        for (key, value) in pairs {
            assert_eq!(self.retain_all(&of::<T>(key), |other| other.number() != value), 1);
        }
    }

    fn shrink(&mut self) {
        self.shrink_to_fit();
    }

    fn pairs(&self) -> Pairs {
        self.iter().map(|(key, value)| (key.number(), value.number())).collect()
    }

    fn beside(pairs: &Pairs) -> usize {
        2 * T::HEAP * pairs.len()
    }

    fn audit(&self) {
        self.check();
    }
}

/// The values of a key.
fn values(model: &Pairs, key: u32) -> Vec<u32> {
    model.iter().filter(|pair| pair.0 == key).map(|pair| pair.1).collect()
}

/// The values of a key, removed.
fn take(model: &mut Pairs, key: u32) -> Vec<u32> {
    let values = values(model, key);
    model.retain(|pair| pair.0 != key);
    values
}

/// A key that is present, as far as any is, another one at each call.
fn some_key(model: &Pairs, call: u32) -> u32 {
    if model.is_empty() { 0 } else { some_pair(model, call).0 }
}

/// Some key at even calls, an absent one at odd calls.
fn any_key(model: &Pairs, call: u32) -> u32 {
    if call % 2 == 0 { some_key(model, call) } else { 77_000 + call }
}

fn last_of(model: &Pairs, key: u32) -> Option<usize> {
    model.iter().rposition(|pair| pair.0 == key)
}

fn set(model: &mut Pairs, key: u32, values: &[u32]) {
    let at = first_of(model, key).unwrap_or(model.len());
    take(model, key);
    model.splice(at..at, values.iter().map(|&value| (key, value)));
}

/// The keys in the order of their first entries, each with its values.
fn grouped(model: &Pairs) -> Vec<(u32, Vec<u32>)> {
    let mut groups: Vec<(u32, Vec<u32>)> = Vec::new();
    for &(key, value) in model {
        match groups.iter_mut().find(|group| group.0 == key) {
            Some(group) => group.1.push(value),
            None => groups.push((key, vec![value])),
        }
    }
    groups
}

/// Adds to a value in place.
fn add<T: Item>(value: &mut T, more: u32) {
    let changed = of(value.number() + more);
    burn(Call::Other);
    *value = changed;
}

/// What adds to each value that an iterator yields, from the front or from the back, or to the
/// first and the last of them.
fn add_to<'a, T: Item + 'a>(mut values: impl DoubleEndedIterator<Item = &'a mut T>, call: u32) {
    match call % 3 {
        0 => values.for_each(|value| add(value, 1)),
        1 => values.rev().for_each(|value| add(value, 1)),
        _ => {
            values.next().into_iter().chain(values.next_back()).for_each(|value| add(value, 1));
        }
    }
}

/// The same on the values at these places of the model.
fn add_at(model: &mut Pairs, places: &[usize], call: u32) {
    let ends = [places.first(), places.last()];
    match call % 3 {
        0 | 1 => places.iter().for_each(|&at| model[at].1 += 1),
        _ if places.len() == 1 => model[places[0]].1 += 1,
        _ => ends.into_iter().flatten().for_each(|&at| model[at].1 += 1),
    }
}

fn places(model: &Pairs, key: u32) -> Vec<usize> {
    (0..model.len()).filter(|&at| model[at].0 == key).collect()
}

fn numbers<'a, T: Item + 'a>(items: impl Iterator<Item = &'a T>) -> Vec<u32> {
    items.map(T::number).collect()
}

pub(super) fn ops<T: Item>() -> Vec<Op<Ordered<T>>> {
    vec![
        Op {
            name: "append",
            hashes: 1,
            run: |map, model, i| {
                map.append(of(i % 5), of(900 + i));
                model.push((i % 5, 900 + i));
            },
        },
        Op {
            name: "append_all",
            hashes: 1,
            run: |map, model, i| {
                let values = [i, 8, 9].into_iter().inspect(|_| burn(Call::Other));
                map.append_all(of(7 + i), values.map(of));
                model.extend([i, 8, 9].map(|value| (7 + i, value)));
            },
        },
        Op {
            name: "extend",
            hashes: 3,
            run: |map, model, i| {
                let pairs = [(i, 1), (700 + i, 2), (i, 3)];
                map.extend(pairs.into_iter().inspect(|_| burn(Call::Other)).map(both));
                model.extend(pairs);
            },
        },
        Op {
            name: "extend by one, the first removed",
            hashes: 3,
            run: |map, model, i| {
                if !model.is_empty() {
                    let gone = model.remove(0);
                    assert_eq!(num(map.remove_first(&of::<T>(gone.0))), Some(gone.1));
                }
                map.extend([both((i, 1))]);
                model.push((i, 1));
            },
        },
        Op {
            name: "extend by one, one amid removed",
            hashes: 3,
            run: |map, model, i| {
                let key = some_key(model, i);
                if let Some(at) = first_of(model, key) {
                    assert_eq!(num(map.remove_first(&of::<T>(key))), Some(model.remove(at).1));
                }
                map.extend([both((i, 1))]);
                model.push((i, 1));
            },
        },
        Op {
            name: "insert",
            hashes: 2,
            run: |map, model, i| {
                let key = some_key(model, i);
                let old = first_of(model, key).map(|at| model[at].1);
                assert_eq!(num(map.insert(of(key), of(i))), old);
                set(model, key, &[i]);
                assert_eq!(num(map.insert(of(40_000 + i), of(i))), None);
                model.push((40_000 + i, i));
            },
        },
        Op {
            name: "insert_all",
            hashes: 4,
            run: |map, model, i| {
                let key = any_key(model, i);
                let new: Vec<u32> = (0..i % 5).collect();
                let source = new.iter().copied().inspect(|_| burn(Call::Other)).map(of);
                let old = map.insert_all(of(key), source);
                assert_eq!(numbers(old.iter()), values(model, key));
                set(model, key, &new);
            },
        },
        Op {
            name: "reinsert",
            hashes: 2,
            run: |map, model, i| {
                let key = any_key(model, i);
                let old = num(map.reinsert(of(key), of(i)));
                assert_eq!(old, take(model, key).first().copied());
                model.push((key, i));
            },
        },
        Op {
            name: "insert_at",
            hashes: 1,
            run: |map, model, i| {
                let at = i as usize * 5 % (model.len() + 1);
                map.insert_at(at, of(i % 9), of(i));
                model.insert(at, (i % 9, i));
            },
        },
        Op {
            name: "update",
            hashes: 3,
            run: |map, model, i| {
                let key = some_key(model, i);
                let pairs = [(key, 1), (500, 2), (key, 3)];
                map.update(pairs.into_iter().inspect(|_| burn(Call::Other)).map(both));
                take(model, key);
                take(model, 500);
                model.extend(pairs);
            },
        },
        Op {
            name: "entry",
            hashes: 1,
            run: |map, model, i| {
                let got = map.entry(of(i % 11)).or_insert(of(i)).number();
                match first_of(model, i % 11) {
                    Some(at) => assert_eq!(got, model[at].1),
                    None => model.push((i % 11, i)),
                }
            },
        },
        Op {
            name: "get, get_last, get_key_value, contains_key, count and index_of",
            hashes: 6,
            run: |map, model, i| {
                let (key, first) = (any_key(model, i), of::<T>);
                let of_key = values(model, key);
                assert_eq!(map.get(&first(key)).map(T::number), of_key.first().copied());
                assert_eq!(map.get_last(&first(key)).map(T::number), of_key.last().copied());
                let pair = map.get_key_value(&first(key)).map(|(k, v)| (k.number(), v.number()));
                assert_eq!(pair, of_key.first().map(|&value| (key, value)));
                assert_eq!(map.contains_key(&first(key)), !of_key.is_empty());
                assert_eq!(map.count(&first(key)), of_key.len());
                assert_eq!(map.index_of(&first(key)), first_of(model, key));
            },
        },
        Op {
            name: "get_only",
            hashes: 1,
            run: |map, model, i| {
                let key = any_key(model, i);
                let of_key = values(model, key);
                match map.get_only(&of::<T>(key)) {
                    Ok(only) => {
                        assert!(of_key.len() < 2);
                        assert_eq!(only.map(T::number), of_key.first().copied());
                    }
                    Err(error) => assert!(error.is_conflict() && of_key.len() > 1),
                }
            },
        },
        Op {
            name: "get_all",
            hashes: 1,
            run: |map, model, i| {
                let key = any_key(model, i);
                ends(map.get_all(&of::<T>(key)).map(T::number), values(model, key));
            },
        },
        Op {
            name: "get_mut and get_last_mut",
            hashes: 2,
            run: |map, model, i| {
                let key = any_key(model, i);
                let value = map.get_mut(&of::<T>(key));
                assert_eq!(value.is_some(), first_of(model, key).is_some());
                value.into_iter().for_each(|value| add(value, 1));
                first_of(model, key).into_iter().for_each(|at| model[at].1 += 1);
                let value = map.get_last_mut(&of::<T>(key));
                value.into_iter().for_each(|value| add(value, 5));
                last_of(model, key).into_iter().for_each(|at| model[at].1 += 5);
            },
        },
        Op {
            name: "get_all_mut",
            hashes: 1,
            run: |map, model, i| {
                let key = if i % 7 == 6 { 77_000 } else { some_key(model, i) };
                add_to(map.get_all_mut(&of::<T>(key)), i);
                let places = places(model, key);
                add_at(model, &places, i);
            },
        },
        Op {
            name: "iter, keys, values, len and is_empty",
            hashes: 0,
            run: |map, model, _| {
                let pairs = map.iter().map(|(key, value)| (key.number(), value.number()));
                ends(pairs, model.iter().copied());
                ends(map.keys().map(T::number), model.iter().map(|pair| pair.0));
                ends(map.values().map(T::number), model.iter().map(|pair| pair.1));
                assert_eq!((map.len(), map.iter().len()), (model.len(), model.len()));
                assert_eq!(map.is_empty(), model.is_empty());
            },
        },
        Op {
            name: "iter_mut",
            hashes: 0,
            run: |map, model, i| {
                let keys: Vec<u32> = map.iter_mut().map(|(key, _)| key.number()).collect();
                assert!(keys.iter().eq(model.iter().map(|pair| &pair.0)));
                add_to(map.iter_mut().map(|(_, value)| value), i);
                let places: Vec<usize> = (0..model.len()).collect();
                add_at(model, &places, i);
            },
        },
        Op {
            name: "values_mut",
            hashes: 0,
            run: |map, model, i| {
                assert_eq!(map.values_mut().len(), model.len());
                add_to(map.values_mut(), i);
                let places: Vec<usize> = (0..model.len()).collect();
                add_at(model, &places, i);
            },
        },
        Op {
            name: "first, last and get_index",
            hashes: 0,
            run: |map, model, i| {
                let shown = |pair: Option<(&T, &T)>| pair.map(|(k, v)| (k.number(), v.number()));
                assert_eq!(shown(map.first()), model.first().copied());
                assert_eq!(shown(map.last()), model.last().copied());
                let at = i as usize * 5 % (model.len() + 2);
                assert_eq!(shown(map.get_index(at)), model.get(at).copied());
            },
        },
        Op {
            name: "unique_keys and keys_len",
            hashes: 0,
            run: |map, model, _| {
                let groups = grouped(model);
                ends(map.unique_keys().map(T::number), groups.iter().map(|group| group.0));
                assert_eq!(map.keys_len(), groups.len());
            },
        },
        Op {
            name: "groups",
            hashes: 0,
            run: |map, model, _| {
                let shown = map.groups().map(|(key, values)| (key.number(), numbers(values)));
                ends(shown, grouped(model));
            },
        },
        Op {
            name: "counts",
            hashes: ALL,
            run: |map, model, _| {
                let counts = map.counts();
                let shown = counts.iter().map(|(key, &count)| (key.number(), count));
                assert!(shown.eq(grouped(model).iter().map(|group| (group.0, group.1.len()))));
            },
        },
        Op {
            name: "into_groups, and back",
            hashes: ALL,
            run: |map, model, _| {
                let groups = std::mem::take(map).into_groups();
                let expected = grouped(model);
                let shown =
                    groups.iter().map(|(key, values)| (key.number(), numbers(values.iter())));
                assert!(shown.eq(expected.iter().cloned()));
                for (key, values) in groups {
                    map.append_all(key, values);
                }
                let pairs =
                    |(key, values): (u32, Vec<u32>)| values.into_iter().map(move |v| (key, v));
                *model = expected.into_iter().flat_map(pairs).collect();
            },
        },
        Op {
            name: "eq_unordered",
            hashes: ALL,
            run: |map, model, i| {
                let mut other = map.clone();
                other.sort_by(|k1, _, k2, _| k2.cmp(k1));
                assert!(map.eq_unordered(&other) && other.eq_unordered(map));
                assert!(map.eq_unordered(map));
                // One value changed, moved among those of its key, or appended.
                let key = some_key(model, i);
                if let Some(value) = other.get_last_mut(&of::<T>(key)) {
                    add(value, 1);
                    assert!(!map.eq_unordered(&other) && !other.eq_unordered(map));
                }
                other.append(of(key), of(i));
                assert!(!map.eq_unordered(&other) && !other.eq_unordered(map));
            },
        },
        Op {
            name: "remove_first and remove_last",
            hashes: 2,
            run: |map, model, i| {
                let key = some_key(model, i);
                let gone = first_of(model, key).map(|at| model.remove(at).1);
                assert_eq!(num(map.remove_first(&of::<T>(key))), gone);
                let gone = last_of(model, key).map(|at| model.remove(at).1);
                assert_eq!(num(map.remove_last(&of::<T>(key))), gone);
            },
        },
        Op {
            name: "remove_all",
            hashes: 1,
            run: |map, model, i| {
                let key = any_key(model, i);
                let mut expected = take(model, key).into_iter();
                let mut gone = map.remove_all(&of::<T>(key));
                assert_eq!(gone.len(), expected.len());
                match i % 3 {
                    0 => assert!(gone.map(|value| value.number()).eq(expected)),
                    1 => assert!(gone.rev().map(|value| value.number()).eq(expected.rev())),
                    // The rest is dropped unseen.
                    _ => {
                        assert_eq!(num(gone.next_back()), expected.next_back());
                        assert_eq!(num(gone.next()), expected.next());
                    }
                }
            },
        },
        Op {
            name: "retain_all",
            hashes: 1,
            run: |map, model, i| {
                let key = some_key(model, i);
                let before = model.len();
                let gone = map.retain_all(&of::<T>(key), |value| {
                    add(value, 1);
                    value.number() % 2 == 0
                });
                for pair in model.iter_mut().filter(|pair| pair.0 == key) {
                    pair.1 += 1;
                }
                model.retain(|pair| pair.0 != key || pair.1 % 2 == 0);
                assert_eq!(gone, before - model.len());
            },
        },
        Op {
            name: "remove_index",
            hashes: 0,
            run: |map, model, i| {
                let at = i as usize * 5 % (model.len() + 1);
                let gone = (at < model.len()).then(|| model.remove(at));
                assert_eq!(nums(map.remove_index(at)), gone);
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
                map.retain(|_, value| {
                    add(value, 1);
                    value.number() % 24 != i
                });
                model.iter_mut().for_each(|pair| pair.1 += 1);
                model.retain(|pair| pair.1 % 24 != i);
            },
        },
        Op {
            name: "extract_if",
            hashes: 0,
            run: |map, model, i| {
                let gone: Vec<(T, T)> = map
                    .extract_if(|_, value| {
                        burn(Call::Other);
                        value.number() % 24 == i
                    })
                    .collect();
                let gone = gone.iter().map(|(key, value)| (key.number(), value.number()));
                let goes = |pair: &(u32, u32)| pair.1 % 24 == i;
                assert!(gone.eq(model.iter().copied().filter(goes)));
                model.retain(|pair| !goes(pair));
            },
        },
        Op {
            name: "drain",
            hashes: 8,
            run: |map, model, i| {
                assert!(map.drain().map(|(k, v)| (k.number(), v.number())).eq(model.drain(..)));
                map.extend([(i, 1), (i, 2)].map(both));
                drop(map.drain());
                assert!(map.is_empty());
                map.append(of(i), of(3));
                model.push((i, 3));
            },
        },
        Op {
            name: "replace_key, by one that is absent",
            hashes: 2,
            run: |map, model, i| {
                let key = some_key(model, i);
                assert_eq!(map.replace_key(&of::<T>(key), of(60_000 + i)), !model.is_empty());
                model.iter_mut().filter(|pair| pair.0 == key).for_each(|pair| pair.0 = 60_000 + i);
            },
        },
        Op {
            name: "replace_key, by one that exists",
            hashes: 2,
            run: |map, model, i| {
                let (key, other) = (some_key(model, i), some_key(model, 3 * i + 1));
                assert_eq!(map.replace_key(&of::<T>(key), of(other)), !model.is_empty());
                model.iter_mut().filter(|pair| pair.0 == key).for_each(|pair| pair.0 = other);
            },
        },
        Op {
            name: "move_to_back",
            hashes: 1,
            run: |map, model, i| {
                let key = some_key(model, i);
                assert_eq!(map.move_to_back(&of::<T>(key)), !model.is_empty());
                let values = take(model, key);
                model.extend(values.into_iter().map(|value| (key, value)));
            },
        },
        Op {
            name: "move_to_front",
            hashes: 1,
            run: |map, model, i| {
                let key = some_key(model, i);
                assert_eq!(map.move_to_front(&of::<T>(key)), !model.is_empty());
                let values = take(model, key);
                model.splice(0..0, values.into_iter().map(|value| (key, value)));
            },
        },
        Op {
            name: "move_index",
            hashes: 0,
            run: |map, model, i| {
                if !model.is_empty() {
                    let (from, to) = (i as usize * 5 % model.len(), i as usize * 3 % model.len());
                    map.move_index(from, to);
                    let entry = model.remove(from);
                    model.insert(to, entry);
                }
            },
        },
        Op {
            name: "swap_indices",
            hashes: 0,
            run: |map, model, i| {
                if !model.is_empty() {
                    let (a, b) = (i as usize * 5 % model.len(), i as usize * 11 % model.len());
                    map.swap_indices(a, b);
                    model.swap(a, b);
                }
            },
        },
        Op {
            name: "sort_keys",
            hashes: 0,
            run: |map, model, _| {
                map.sort_keys();
                model.sort_by_key(|pair| pair.0);
            },
        },
        Op {
            name: "sort_by",
            hashes: 0,
            run: |map, model, i| {
                map.sort_by(|_, v1, _, v2| {
                    burn(Call::Other);
                    (v1.number() % (i + 2)).cmp(&(v2.number() % (i + 2)))
                });
                model.sort_by_key(|pair| pair.1 % (i + 2));
            },
        },
        Op {
            name: "sort_values_by",
            hashes: 0,
            run: |map, model, i| {
                map.sort_values_by(|v1, v2| {
                    burn(Call::Other);
                    (v2.number() % (i + 2)).cmp(&(v1.number() % (i + 2)))
                });
                for (key, mut values) in grouped(model) {
                    values.sort_by_key(|value| std::cmp::Reverse(value % (i + 2)));
                    let places = model.iter_mut().filter(|pair| pair.0 == key);
                    places.zip(values).for_each(|(pair, value)| pair.1 = value);
                }
            },
        },
        Op {
            name: "reverse",
            hashes: 0,
            run: |map, model, _| {
                map.reverse();
                model.reverse();
            },
        },
        Op {
            name: "into_inverse, twice",
            hashes: ALL,
            run: |map, model, _| {
                *map = std::mem::take(map).into_inverse().into_inverse();
                assert_eq!(map.len(), model.len());
            },
        },
        Op {
            name: "reserve by one and capacity, the last removed",
            hashes: 1,
            run: |map, model, i| {
                map.reserve(1);
                assert!(map.capacity() > map.len());
                map.append(of(i), of(0));
                drop(map.pop());
                assert_eq!(map.len(), model.len());
            },
        },
        Op {
            name: "clear",
            hashes: 1,
            run: |map, model, i| {
                map.clear();
                map.append(of(i), of(i));
                *model = vec![(i, i)];
            },
        },
        Op { name: "shrink_to_fit", hashes: 0, run: |map, _, _| map.shrink_to_fit() },
        Op { name: "clone", hashes: 0, run: |map, _, _| *map = map.clone() },
        Op {
            name: "hasher and with_capacity_and_hasher",
            hashes: ALL,
            run: |map, model, _| {
                let pairs = std::mem::take(model);
                let hasher = *map.hasher();
                *map = OrderedMultiMap::with_capacity_and_hasher(pairs.len(), hasher);
                map.extend(pairs.iter().copied().map(both));
                *model = pairs;
            },
        },
    ]
}

pub(super) fn entries<T: Item>() -> Vec<Op<Ordered<T>>> {
    vec![
        Op {
            name: "key",
            hashes: 1,
            run: |map, model, i| {
                let key = any_key(model, i);
                assert_eq!(map.entry(of(key)).key().number(), key);
            },
        },
        Op {
            name: "or_insert_with and or_insert_with_key",
            hashes: 2,
            run: |map, model, i| {
                let key = any_key(model, i);
                let there = first_of(model, key);
                let value = map.entry(of(key)).or_insert_with(|| {
                    burn(Call::Other);
                    of(i)
                });
                assert_eq!(value.number(), there.map_or(i, |at| model[at].1));
                add(value, 1);
                match there {
                    Some(at) => model[at].1 += 1,
                    None => model.push((key, i + 1)),
                }
                let value = map.entry(of(66_000 + i)).or_insert_with_key(|key| {
                    burn(Call::Other);
                    of(key.number() + 1)
                });
                assert_eq!(value.number(), 66_001 + i);
                model.push((66_000 + i, 66_001 + i));
            },
        },
        Op {
            name: "or_insert, and_modify and or_default",
            hashes: 2,
            run: |map, model, i| {
                let key = any_key(model, i);
                let got = map.entry(of(key)).and_modify(|value| add(value, 3)).or_insert(of(i));
                let got = got.number();
                match first_of(model, key) {
                    Some(at) => {
                        model[at].1 += 3;
                        assert_eq!(got, model[at].1);
                    }
                    None => model.push((key, i)),
                }
                let got = map.entry(of(55_000 + i)).or_default().number();
                assert_eq!(got, 0);
                model.push((55_000 + i, 0));
            },
        },
        Op {
            name: "append",
            hashes: 1,
            run: |map, model, i| {
                let key = any_key(model, i);
                add(map.entry(of(key)).append(of(i)), 1);
                model.push((key, i + 1));
            },
        },
    ]
}

/// The entry of a key that is present, which there is in all states but the empty one.
fn occupied_entry<'m, T: Item>(
    map: &'m mut Ordered<T>,
    model: &Pairs,
    call: u32,
) -> Option<(boltons::multimap::ordered::OccupiedEntry<'m, T, T>, u32)> {
    let key = some_key(model, call);
    match map.entry(of(key)) {
        Entry::Occupied(entry) => Some((entry, key)),
        Entry::Vacant(_) => {
            assert!(model.is_empty());
            None
        }
    }
}

pub(super) fn occupied<T: Item>() -> Vec<Op<Ordered<T>>> {
    vec![
        Op {
            name: "key, get and get_all",
            hashes: 1,
            run: |map, model, i| {
                let Some((entry, key)) = occupied_entry(map, model, i) else { return };
                assert_eq!(entry.key().number(), key);
                assert_eq!(entry.get().number(), values(model, key)[0]);
                ends(entry.get_all().map(T::number), values(model, key));
            },
        },
        Op {
            name: "get_mut and into_mut",
            hashes: 1,
            run: |map, model, i| {
                let Some((mut entry, key)) = occupied_entry(map, model, i) else { return };
                add(entry.get_mut(), 1);
                add(entry.into_mut(), 3);
                first_of(model, key).into_iter().for_each(|at| model[at].1 += 4);
            },
        },
        Op {
            name: "get_all_mut",
            hashes: 1,
            run: |map, model, i| {
                let Some((mut entry, key)) = occupied_entry(map, model, i) else { return };
                add_to(entry.get_all_mut(), i);
                let places = places(model, key);
                add_at(model, &places, i);
            },
        },
        Op {
            name: "append",
            hashes: 1,
            run: |map, model, i| {
                let Some((entry, key)) = occupied_entry(map, model, i) else { return };
                add(entry.append(of(i)), 1);
                model.push((key, i + 1));
            },
        },
        Op {
            name: "insert, and once more",
            hashes: 1,
            run: |map, model, i| {
                let Some((mut entry, key)) = occupied_entry(map, model, i) else { return };
                assert_eq!(entry.insert(of(i)).number(), values(model, key)[0]);
                assert_eq!(entry.get_all().count(), 1);
                assert_eq!(entry.insert(of(i + 1)).number(), i);
                set(model, key, &[i + 1]);
            },
        },
        Op {
            name: "insert, then append",
            hashes: 1,
            run: |map, model, i| {
                let Some((mut entry, key)) = occupied_entry(map, model, i) else { return };
                drop(entry.insert(of(i)));
                add(entry.append(of(i)), 1);
                set(model, key, &[i]);
                model.push((key, i + 1));
            },
        },
        Op {
            name: "remove_all",
            hashes: 1,
            run: |map, model, i| {
                let Some((entry, key)) = occupied_entry(map, model, i) else { return };
                let mut gone = entry.remove_all();
                let mut expected = take(model, key).into_iter();
                match i % 3 {
                    0 => assert!(gone.map(|value| value.number()).eq(expected)),
                    1 => assert!(gone.rev().map(|value| value.number()).eq(expected.rev())),
                    _ => {
                        assert_eq!(num(gone.next_back()), expected.next_back());
                        assert_eq!(num(gone.next()), expected.next());
                    }
                }
            },
        },
        Op {
            name: "insert, then remove_all",
            hashes: 1,
            run: |map, model, i| {
                let Some((mut entry, key)) = occupied_entry(map, model, i) else { return };
                drop(entry.insert(of(i)));
                assert!(entry.remove_all().map(|value| value.number()).eq([i]));
                take(model, key);
            },
        },
    ]
}

pub(super) fn vacant<T: Item>() -> Vec<Op<Ordered<T>>> {
    vec![
        Op {
            name: "key and into_key",
            hashes: 1,
            run: |map, _, i| {
                let Entry::Vacant(entry) = map.entry(of(77_000 + i)) else { panic!("no such key") };
                assert_eq!(entry.key().number(), 77_000 + i);
                assert_eq!(entry.into_key().number(), 77_000 + i);
            },
        },
        Op {
            name: "insert",
            hashes: 1,
            run: |map, model, i| {
                let Entry::Vacant(entry) = map.entry(of(77_000 + i)) else { panic!("no such key") };
                add(entry.insert(of(i)), 1);
                model.push((77_000 + i, i + 1));
            },
        },
    ]
}

/// Lookups by text, which only keys without case have.
pub(super) fn ignore_case_ops() -> Vec<Op<Ordered<Cased>>> {
    vec![
        Op {
            name: "get_ignore_case and contains_ignore_case",
            hashes: 2,
            run: |map, model, i| {
                let key = any_key(model, i);
                let first = first_of(model, key).map(|at| model[at].1);
                assert_eq!(map.get_ignore_case(&spelled(key)).map(Cased::number), first);
                assert_eq!(map.contains_ignore_case(&spelled(key)), first.is_some());
                assert!(!map.contains_ignore_case(&format!("{} ", spelled(key))));
            },
        },
        Op {
            name: "get_all_ignore_case",
            hashes: 1,
            run: |map, model, i| {
                let key = any_key(model, i);
                ends(map.get_all_ignore_case(&spelled(key)).map(Cased::number), values(model, key));
            },
        },
        Op {
            name: "remove_all_ignore_case",
            hashes: 1,
            run: |map, model, i| {
                let key = any_key(model, i);
                let gone = map.remove_all_ignore_case(&spelled(key)).map(|value| value.number());
                assert!(gone.eq(take(model, key)));
            },
        },
    ]
}

/// Functions of texts without case, and the forms of a map with such keys.
pub(super) fn texts() -> Vec<Op<Ordered<Cased>>> {
    vec![
        Op {
            name: "ignore_case, as a key",
            hashes: 5,
            run: |map, model, i| {
                let (key, text) = (any_key(model, i), spelled(any_key(model, i)));
                assert_eq!(map.count(&ignore_case(&text)), values(model, key).len());
                assert_eq!(map.index_of(&ignore_case(&text)), first_of(model, key));
                assert_eq!(map.move_to_back(&ignore_case(&text)), first_of(model, key).is_some());
                let moved = take(model, key);
                model.extend(moved.into_iter().map(|value| (key, value)));
                let gone = map.remove_last(&ignore_case(&text));
                assert_eq!(num(gone), last_of(model, key).map(|at| model.remove(at).1));
                let new = of(44_000 + i);
                let there = first_of(model, key).is_some();
                assert_eq!(map.replace_key(&ignore_case(&text), new), there);
                model.iter_mut().filter(|pair| pair.0 == key).for_each(|pair| pair.0 = 44_000 + i);
            },
        },
        Op {
            name: "CaseInsensitive::new, CaseInsensitive::as_str and CaseInsensitive::into_inner",
            hashes: ALL,
            run: |map, _, _| {
                let shouted = |(key, value): (Cased, Cased)| {
                    let text = key.as_str().to_ascii_uppercase();
                    assert!(key.into_inner().eq_ignore_ascii_case(&text));
                    (CaseInsensitive::new(Box::from(text)), value)
                };
                let loud: Ordered<Cased> = map.clone().into_iter().map(shouted).collect();
                assert_eq!(loud, *map);
                assert!(loud.eq_unordered(map));
                *map = loud;
            },
        },
        #[cfg(feature = "serde")]
        Op {
            name: "serde_map::serialize and serde_map::deserialize",
            hashes: ALL,
            run: |map, _, _| {
                use boltons::multimap::serde_map::{deserialize, serialize};
                let mut out = Vec::new();
                serialize(map, &mut serde_json::Serializer::new(&mut out)).unwrap();
                *map = deserialize(&mut serde_json::Deserializer::from_slice(&out)).unwrap();
            },
        },
        #[cfg(feature = "serde")]
        Op {
            name: "serde_groups::serialize and serde_groups::deserialize",
            hashes: ALL,
            run: |map, model, _| {
                use boltons::multimap::serde_groups::{deserialize, serialize};
                let mut out = Vec::new();
                serialize(map, &mut serde_json::Serializer::new(&mut out)).unwrap();
                *map = deserialize(&mut serde_json::Deserializer::from_slice(&out)).unwrap();
                let pairs =
                    |(key, values): (u32, Vec<u32>)| values.into_iter().map(move |v| (key, v));
                *model = grouped(model).into_iter().flat_map(pairs).collect();
            },
        },
    ]
}

/// The filters of pairs, from a map to a map.
pub(super) fn filters<T: Item>() -> Vec<Op<Ordered<T>>> {
    vec![
        Op {
            name: "without_keys",
            hashes: ALL,
            run: |map, model, i| {
                let (gone, absent) = (of::<T>(some_key(model, i)), of(77_000));
                *map = without_keys(std::mem::take(map), [&gone, &absent, &gone]).collect();
                take(model, gone.number());
            },
        },
        Op {
            name: "only_keys",
            hashes: ALL,
            run: |map, model, i| {
                let there = grouped(model).into_iter().map(|group| group.0);
                let kept: Vec<u32> = there.filter(|key| key % 24 != i).chain([77_000]).collect();
                let keys: Vec<T> = kept.iter().copied().map(of).collect();
                let borrowed = only_keys(&*map, &keys.iter().collect::<Vec<_>>()).count();
                *map = only_keys(std::mem::take(map), &keys).collect();
                model.retain(|pair| kept.contains(&pair.0));
                assert_eq!(borrowed, model.len());
            },
        },
    ]
}

fn all<T: Item>() -> Vec<Op<Ordered<T>>> {
    let lists = [ops(), entries(), occupied(), vacant(), filters()];
    lists.into_iter().flatten().collect()
}

#[test]
fn ordered_multi_map() {
    run(&all::<u32>());
}

#[test]
fn ordered_multi_map_without_case() {
    let mut ops = all::<Cased>();
    ops.extend(ignore_case_ops());
    ops.extend(texts());
    run(&ops);
}

#[test]
fn ordered_multi_map_with_items_that_panic() {
    panics(&all::<Dummy>());
}

#[test]
fn an_ordered_multi_map_after_a_million() {
    after_a_million::<Ordered<u32>>();
}
