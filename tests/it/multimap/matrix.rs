//! Every operation on maps in every state, single and bulk, against a list of pairs; the calls of
//! `Hash` and the bytes are counted.
//!
//! A new operation is a line in its map's list, a new state one in [`STATES`].

#[cfg(not(feature = "__audit"))]
use crate::unaudited::Unaudited as _;
use std::cell::Cell;
use std::hash::{Hash, Hasher};

use boltons::multimap::{BiMap, FrozenMap, OnDuplicate, OrderedMultiMap, Relation};

use crate::alloc::live_bytes;

thread_local!(static HASHES: Cell<usize> = const { Cell::new(0) });

/// A number that counts how often it is hashed.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
struct N(u32);

impl Hash for N {
    fn hash<H: Hasher>(&self, state: &mut H) {
        HASHES.set(HASHES.get() + 1);
        self.0.hash(state);
    }
}

type Pairs = Vec<(u32, u32)>;

/// What is done to a map: that many calls in a row, with their numbers.
struct Op<M> {
    name: &'static str,
    /// The calls of `Hash` that one call makes at most, amortised; `ALL`: those of a new map.
    hashes: usize,
    run: fn(&mut M, &mut Pairs, u32),
}

const ALL: usize = usize::MAX;
const CALLS: u32 = 24;

#[derive(Clone, Copy, Debug)]
enum State {
    /// No index.
    Small,
    Indexed,
    /// A third of the entries was removed from the middle.
    Holes,
    /// Not one entry fits without growth.
    Full,
    /// Nearly all of very many entries were removed.
    OnceHuge,
}

const STATES: [State; 5] =
    [State::Small, State::Indexed, State::Holes, State::Full, State::OnceHuge];

trait Map: Sized {
    /// The `i`-th of `n` pairs.
    fn pair(i: u32, n: u32) -> (u32, u32);
    fn new(pairs: Pairs) -> Self;
    /// Removes a pair and leaves a hole.
    fn pierce(&mut self, pair: (u32, u32));
    fn shrink(&mut self);
    fn pairs(&self) -> Pairs;
    /// Checks the invariants, lookups among them.
    fn audit(&self);
}

/// A map in a state, and its pairs.
fn make<M: Map>(state: State) -> (M, Pairs) {
    let n = match state {
        State::Small => 10,
        State::Indexed => 200,
        State::Holes => 300,
        State::Full => 256,
        State::OnceHuge => 4_000,
    };
    let mut pairs: Pairs = (0..n).map(|i| M::pair(i, n)).collect();
    let mut map = M::new(pairs.clone());
    let goes = |i: u32| match state {
        State::Holes => i % 3 == 1,
        State::OnceHuge => i % 235 != 5,
        _ => false,
    };
    (0..n).filter(|&i| goes(i)).for_each(|i| map.pierce(M::pair(i, n)));
    let mut i = 0..n;
    pairs.retain(|_| !i.next().is_some_and(goes));
    if let State::Full = state {
        map.shrink();
    }
    (map, pairs)
}

/// The bytes of a map.
fn bytes<M>(map: M) -> usize {
    const ROOM: usize = 1 << 28;
    // Counted from above, since the counter is that of bytes more than before.
    let (_room, left) = live_bytes(|| {
        let room = Vec::<u8>::with_capacity(ROOM);
        drop(map);
        room
    });
    ROOM - left
}

/// The bytes of a new map of these pairs that was shrunk.
fn fresh<M: Map>(pairs: &Pairs) -> usize {
    let mut map = M::new(pairs.clone());
    map.shrink();
    bytes(map)
}

fn run<M: Map>(ops: &[Op<M>]) {
    for state in STATES {
        for op in ops {
            let (mut map, mut model) = make::<M>(state);
            let mut allowed = 64;
            let mut longest = model.len();
            HASHES.set(0);
            for call in 0..CALLS {
                let before = model.len();
                (op.run)(&mut map, &mut model, call);
                longest = longest.max(model.len());
                allowed += match op.hashes {
                    ALL => 4 * (before + model.len()),
                    hashes => hashes,
                };
            }
            let hashes = HASHES.get();
            let name = format!("{} of a map that is {state:?}", op.name);
            assert!(hashes <= allowed, "{name}: {hashes} calls of Hash, {allowed} allowed");
            map.audit();
            assert_eq!(map.pairs(), model, "{name}");
            // Room that was there stays until it is asked for; what grows doubles.
            let before = bytes(make::<M>(state).0);
            let n = longest as u32;
            let new = fresh::<M>(&(0..n).map(|i| M::pair(i, n)).collect());
            let most = before.max(3 * new + 256);
            let took = bytes(map);
            assert!(took <= most, "{name}: {took} bytes, {before} before, {most} allowed");
            if let "shrink_to_fit" | "clone" = op.name {
                let fresh = fresh::<M>(&model);
                assert!(4 * took <= 5 * fresh, "{name}: {took} bytes, a new one {fresh}");
            }
        }
    }
}

type Ordered = OrderedMultiMap<N, u32>;

impl Map for Ordered {
    fn pair(i: u32, n: u32) -> (u32, u32) {
        (i % n.div_ceil(4).max(1), i)
    }

    fn new(pairs: Pairs) -> Self {
        pairs.into_iter().map(|(key, value)| (N(key), value)).collect()
    }

    fn pierce(&mut self, (key, value): (u32, u32)) {
        assert_eq!(self.retain_all(&N(key), |other| *other != value), 1);
    }

    fn shrink(&mut self) {
        self.shrink_to_fit();
    }

    fn pairs(&self) -> Pairs {
        self.iter().map(|(key, value)| (key.0, *value)).collect()
    }

    fn audit(&self) {
        self.check();
    }
}

/// The values of a key, removed.
fn take(model: &mut Pairs, key: u32) -> Vec<u32> {
    let values = model.iter().filter(|pair| pair.0 == key).map(|pair| pair.1).collect();
    model.retain(|pair| pair.0 != key);
    values
}

/// A key that is present, as far as any is, another one at each call.
fn some_key(model: &Pairs, call: u32) -> u32 {
    if model.is_empty() { 0 } else { model[call as usize * 7 % model.len()].0 }
}

fn first_of(model: &Pairs, key: u32) -> Option<usize> {
    model.iter().position(|pair| pair.0 == key)
}

fn set(model: &mut Pairs, key: u32, values: &[u32]) {
    let at = first_of(model, key).unwrap_or(model.len());
    take(model, key);
    model.splice(at..at, values.iter().map(|&value| (key, value)));
}

const ORDERED: &[Op<Ordered>] = &[
    Op {
        name: "append",
        hashes: 1,
        run: |map, model, i| {
            map.append(N(i % 5), 900 + i);
            model.push((i % 5, 900 + i));
        },
    },
    Op {
        name: "append_all",
        hashes: 1,
        run: |map, model, i| {
            map.append_all(N(7 + i), [i, 8, 9]);
            model.extend([i, 8, 9].map(|value| (7 + i, value)));
        },
    },
    Op {
        name: "extend",
        hashes: 3,
        run: |map, model, i| {
            map.extend([(N(i), 1), (N(700 + i), 2), (N(i), 3)]);
            model.extend([(i, 1), (700 + i, 2), (i, 3)]);
        },
    },
    Op {
        name: "extend by one, the first removed",
        hashes: 3,
        run: |map, model, i| {
            if !model.is_empty() {
                let gone = model.remove(0);
                assert_eq!(map.remove_first(&N(gone.0)), Some(gone.1));
            }
            map.extend([(N(i), 1)]);
            model.push((i, 1));
        },
    },
    Op {
        name: "extend by one, one amid removed",
        hashes: 3,
        run: |map, model, i| {
            let key = some_key(model, i);
            if let Some(at) = first_of(model, key) {
                assert_eq!(map.remove_first(&N(key)), Some(model.remove(at).1));
            }
            map.extend([(N(i), 1)]);
            model.push((i, 1));
        },
    },
    Op {
        name: "insert",
        hashes: 2,
        run: |map, model, i| {
            let key = some_key(model, i);
            assert_eq!(map.insert(N(key), i), first_of(model, key).map(|at| model[at].1));
            set(model, key, &[i]);
            assert_eq!(map.insert(N(40_000 + i), i), None);
            model.push((40_000 + i, i));
        },
    },
    Op {
        name: "insert_all",
        hashes: 4,
        run: |map, model, i| {
            let key = some_key(model, i);
            let values: Vec<u32> = (0..i % 5).collect();
            let old = map.insert_all(N(key), values.iter().copied());
            assert!(old.iter().eq(model.iter().filter(|p| p.0 == key).map(|p| &p.1)));
            set(model, key, &values);
        },
    },
    Op {
        name: "reinsert",
        hashes: 2,
        run: |map, model, i| {
            let key = some_key(model, i);
            let old = map.reinsert(N(key), i);
            assert_eq!(old, take(model, key).first().copied());
            model.push((key, i));
        },
    },
    Op {
        name: "insert_at",
        hashes: 1,
        run: |map, model, i| {
            let at = i as usize * 5 % (model.len() + 1);
            map.insert_at(at, N(i % 9), i);
            model.insert(at, (i % 9, i));
        },
    },
    Op {
        name: "update",
        hashes: 3,
        run: |map, model, i| {
            let key = some_key(model, i);
            map.update([(N(key), 1), (N(500), 2), (N(key), 3)]);
            take(model, key);
            take(model, 500);
            model.extend([(key, 1), (500, 2), (key, 3)]);
        },
    },
    Op {
        name: "entry",
        hashes: 1,
        run: |map, model, i| {
            let got = *map.entry(N(i % 11)).or_insert(i);
            match first_of(model, i % 11) {
                Some(at) => assert_eq!(got, model[at].1),
                None => model.push((i % 11, i)),
            }
        },
    },
    Op {
        name: "remove_first and remove_last",
        hashes: 2,
        run: |map, model, i| {
            let key = some_key(model, i);
            let gone = first_of(model, key).map(|at| model.remove(at).1);
            assert_eq!(map.remove_first(&N(key)), gone);
            let gone = model.iter().rposition(|p| p.0 == key).map(|at| model.remove(at).1);
            assert_eq!(map.remove_last(&N(key)), gone);
        },
    },
    Op {
        name: "remove_all",
        hashes: 1,
        run: |map, model, i| {
            let key = some_key(model, i);
            assert!(map.remove_all(&N(key)).eq(take(model, key)));
        },
    },
    Op {
        name: "retain_all",
        hashes: 1,
        run: |map, model, i| {
            let key = some_key(model, i);
            map.retain_all(&N(key), |value| *value % 2 == 0);
            model.retain(|pair| pair.0 != key || pair.1 % 2 == 0);
        },
    },
    Op {
        name: "remove_index",
        hashes: 0,
        run: |map, model, i| {
            if model.is_empty() {
                return assert_eq!(map.remove_index(0), None);
            }
            let at = i as usize * 5 % model.len();
            let (key, value) = model.remove(at);
            assert_eq!(map.remove_index(at), Some((N(key), value)));
        },
    },
    Op {
        name: "pop, pop_last and pop_first",
        hashes: 0,
        run: |map, model, i| {
            let show = |pair: Option<(u32, u32)>| pair.map(|(key, value)| (N(key), value));
            match i % 3 {
                0 => assert_eq!(map.pop(), show(model.pop())),
                1 => assert_eq!(map.pop_last(), show(model.pop())),
                _ => {
                    let first = (!model.is_empty()).then(|| model.remove(0));
                    assert_eq!(map.pop_first(), show(first));
                }
            }
        },
    },
    Op {
        name: "retain",
        hashes: 0,
        run: |map, model, i| {
            map.retain(|_, value| *value % 24 != i);
            model.retain(|pair| pair.1 % 24 != i);
        },
    },
    Op {
        name: "extract_if",
        hashes: 0,
        run: |map, model, i| {
            let gone: Vec<_> = map.extract_if(|_, value| *value % 24 == i).collect();
            let goes = |pair: &&(u32, u32)| pair.1 % 24 == i;
            assert!(gone.into_iter().map(|(k, v)| (k.0, v)).eq(model.iter().filter(goes).copied()));
            model.retain(|pair| pair.1 % 24 != i);
        },
    },
    Op {
        name: "drain",
        hashes: 8,
        run: |map, model, i| {
            assert!(map.drain().map(|(k, v)| (k.0, v)).eq(model.drain(..)));
            map.extend([(N(i), 1), (N(i), 2)]);
            drop(map.drain());
            assert!(map.is_empty());
            map.append(N(i), 3);
            model.push((i, 3));
        },
    },
    Op {
        name: "replace_key, by a new one",
        hashes: 2,
        run: |map, model, i| {
            let key = some_key(model, i);
            assert_eq!(map.replace_key(&N(key), N(60_000 + i)), !model.is_empty());
            model.iter_mut().filter(|pair| pair.0 == key).for_each(|pair| pair.0 = 60_000 + i);
        },
    },
    Op {
        name: "replace_key, by one that exists",
        hashes: 2,
        run: |map, model, i| {
            let (key, other) = (some_key(model, i), some_key(model, 3 * i + 1));
            assert_eq!(map.replace_key(&N(key), N(other)), !model.is_empty());
            model.iter_mut().filter(|pair| pair.0 == key).for_each(|pair| pair.0 = other);
        },
    },
    Op {
        name: "move_to_back",
        hashes: 1,
        run: |map, model, i| {
            let key = some_key(model, i);
            assert_eq!(map.move_to_back(&N(key)), !model.is_empty());
            let values = take(model, key);
            model.extend(values.into_iter().map(|value| (key, value)));
        },
    },
    Op {
        name: "move_to_front",
        hashes: 1,
        run: |map, model, i| {
            let key = some_key(model, i);
            assert_eq!(map.move_to_front(&N(key)), !model.is_empty());
            let values = take(model, key);
            model.splice(0..0, values.into_iter().map(|value| (key, value)));
        },
    },
    Op {
        name: "move_index",
        hashes: 0,
        run: |map, model, i| {
            let (from, to) = (i as usize * 5 % model.len(), i as usize * 3 % model.len());
            map.move_index(from, to);
            let entry = model.remove(from);
            model.insert(to, entry);
        },
    },
    Op {
        name: "swap_indices",
        hashes: 0,
        run: |map, model, i| {
            let (a, b) = (i as usize * 5 % model.len(), i as usize * 11 % model.len());
            map.swap_indices(a, b);
            model.swap(a, b);
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
            map.sort_by(|_, v1, _, v2| (v1 % (i + 2)).cmp(&(v2 % (i + 2))));
            model.sort_by_key(|pair| pair.1 % (i + 2));
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
        name: "reserve by one, the last removed",
        hashes: 1,
        run: |map, model, i| {
            map.reserve(1);
            assert!(map.capacity() > map.len());
            map.append(N(i), 0);
            map.pop();
            assert_eq!(map.len(), model.len());
        },
    },
    Op {
        name: "clear",
        hashes: 1,
        run: |map, model, i| {
            map.clear();
            map.append(N(i), i);
            *model = vec![(i, i)];
        },
    },
    Op { name: "shrink_to_fit", hashes: 0, run: |map, _, _| map.shrink_to_fit() },
    Op { name: "clone", hashes: 0, run: |map, _, _| *map = map.clone() },
];

#[test]
fn ordered_multi_map() {
    run(ORDERED);
}

type Two = BiMap<N, N>;

impl Map for Two {
    fn pair(i: u32, _: u32) -> (u32, u32) {
        (i, 3 * i)
    }

    fn new(pairs: Pairs) -> Self {
        pairs.into_iter().map(|(left, right)| (N(left), N(right))).collect()
    }

    fn pierce(&mut self, (left, right): (u32, u32)) {
        assert_eq!(self.remove_by_left(&N(left)), Some((N(left), N(right))));
    }

    fn shrink(&mut self) {
        self.shrink_to_fit();
    }

    fn pairs(&self) -> Pairs {
        self.iter().map(|(left, right)| (left.0, right.0)).collect()
    }

    fn audit(&self) {
        self.check();
    }
}

fn both((left, right): (u32, u32)) -> (N, N) {
    (N(left), N(right))
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

/// A pair that is present, or one that is not.
fn some_pair(model: &Pairs, call: u32) -> (u32, u32) {
    if model.is_empty() { (1, 1) } else { model[call as usize * 7 % model.len()] }
}

const TWO: &[Op<Two>] = &[
    Op {
        name: "insert",
        hashes: 4,
        run: |map, model, i| {
            // A new pair; the left of one pair with the right of another.
            for (left, right) in
                [(90_000 + i, 90_000 + i), (some_pair(model, i).0, some_pair(model, i + 1).1)]
            {
                map.insert(N(left), N(right));
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
                let outcome = map.insert_with(N(left), N(right), policy);
                assert_eq!(outcome.is_ok(), pair_up(model, left, right, policy), "{policy:?}");
            }
        },
    },
    Op {
        name: "try_insert",
        hashes: 4,
        run: |map, model, i| {
            let (left, right) = some_pair(model, i);
            assert_eq!(map.try_insert(N(left), N(i)).is_err(), !model.is_empty());
            assert_eq!(map.try_insert(N(70_000 + i), N(right)).is_err(), !model.is_empty());
        },
    },
    Op {
        name: "extend",
        hashes: 6,
        run: |map, model, i| {
            let (left, right) = some_pair(model, i);
            let pairs = [(left, 80_000 + i), (80_000 + i, right), (80_001 + i, 70_000 + i)];
            map.extend(pairs.map(both));
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
                assert_eq!(map.remove_by_right(&N(gone.1)), Some(both(gone)));
            }
            map.extend([(N(80_000 + i), N(80_000 + i))]);
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
            let clash = some_pair(model, i).1;
            let error = map.try_extend([(N(60_000), N(60_000)), (N(60_001), N(clash))]);
            assert_eq!(error.unwrap_err().position(), Some(1));
        },
    },
    Op {
        name: "replace_left and replace_right",
        hashes: 4,
        run: |map, model, i| {
            let (left, right) = some_pair(model, i);
            assert_eq!(map.replace_left(&N(left), N(50_000 + i)), Ok(N(left)));
            assert_eq!(map.replace_right(&N(right), N(50_000 + i)), Ok(N(right)));
            let at = model.iter().position(|pair| pair.0 == left).unwrap();
            model[at] = (50_000 + i, 50_000 + i);
        },
    },
    Op {
        name: "remove_by_left and remove_by_right",
        hashes: 2,
        run: |map, model, i| {
            let pair = some_pair(model, i);
            let gone = first_of(model, pair.0).map(|at| both(model.remove(at)));
            assert_eq!(map.remove_by_left(&N(pair.0)), gone);
            assert_eq!(map.remove_by_right(&N(pair.1)), None);
        },
    },
    Op {
        name: "pop, pop_last and pop_first",
        hashes: 0,
        run: |map, model, i| match i % 3 {
            0 => assert_eq!(map.pop(), model.pop().map(both)),
            1 => assert_eq!(map.pop_last(), model.pop().map(both)),
            _ => {
                let first = (!model.is_empty()).then(|| both(model.remove(0)));
                assert_eq!(map.pop_first(), first);
            }
        },
    },
    Op {
        name: "retain",
        hashes: 0,
        run: |map, model, i| {
            map.retain(|left, _| left.0 % 24 != i);
            model.retain(|pair| pair.0 % 24 != i);
        },
    },
    Op {
        name: "extract_if",
        hashes: 0,
        run: |map, model, i| {
            let gone: Vec<_> = map.extract_if(|left, _| left.0 % 24 == i).collect();
            let goes = |pair: &(u32, u32)| pair.0 % 24 == i;
            assert!(gone.into_iter().eq(model.iter().copied().filter(goes).map(both)));
            model.retain(|pair| pair.0 % 24 != i);
        },
    },
    Op {
        name: "drain",
        hashes: 4,
        run: |map, model, i| {
            assert!(map.drain().eq(model.drain(..).map(both)));
            map.insert(N(i), N(i));
            drop(map.drain());
            assert!(map.is_empty());
            map.insert(N(i), N(i));
            model.push((i, i));
        },
    },
    Op {
        name: "sort_by",
        hashes: 0,
        run: |map, model, i| {
            map.sort_by(|l1, _, l2, _| (l1.0 % (i + 2)).cmp(&(l2.0 % (i + 2))));
            model.sort_by_key(|pair| pair.0 % (i + 2));
        },
    },
    Op {
        name: "into_inverse, twice",
        hashes: 0,
        run: |map, _, _| *map = std::mem::take(map).into_inverse().into_inverse(),
    },
    Op {
        name: "reserve by one, the last removed",
        hashes: 2,
        run: |map, _, i| {
            map.reserve(1);
            assert!(map.capacity() > map.len());
            assert!(map.insert(N(99_000 + i), N(99_000 + i)).is_neither());
            map.pop();
        },
    },
    Op {
        name: "clear",
        hashes: 2,
        run: |map, model, i| {
            map.clear();
            map.insert(N(i), N(i));
            *model = vec![(i, i)];
        },
    },
    Op { name: "shrink_to_fit", hashes: 0, run: |map, _, _| map.shrink_to_fit() },
    Op { name: "clone", hashes: 0, run: |map, _, _| *map = map.clone() },
];

#[test]
fn bi_map() {
    run(TWO);
}

type Many = Relation<N, N>;

impl Map for Many {
    fn pair(i: u32, _: u32) -> (u32, u32) {
        (i / 4, i % 50)
    }

    fn new(pairs: Pairs) -> Self {
        pairs.into_iter().map(both).collect()
    }

    fn pierce(&mut self, (left, right): (u32, u32)) {
        assert!(self.remove(&N(left), &N(right)));
    }

    fn shrink(&mut self) {
        self.shrink_to_fit();
    }

    fn pairs(&self) -> Pairs {
        self.iter().map(|(left, right)| (left.0, right.0)).collect()
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

const MANY: &[Op<Many>] = &[
    Op {
        name: "insert",
        hashes: 4,
        run: |map, model, i| {
            for pair in [(i % 5, 900 + i), some_pair(model, i)] {
                assert_eq!(map.insert(N(pair.0), N(pair.1)), add(model, pair));
            }
        },
    },
    Op {
        name: "extend",
        hashes: 6,
        run: |map, model, i| {
            let pairs = [(900 + i, 1), some_pair(model, i), (i, 900 + i)];
            map.extend(pairs.map(both));
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
                assert!(map.remove(&N(gone.0), &N(gone.1)));
            }
            map.extend([(N(i), N(900 + i))]);
            model.push((i, 900 + i));
        },
    },
    Op {
        name: "remove",
        hashes: 4,
        run: |map, model, i| {
            let pair = some_pair(model, i);
            assert_eq!(map.remove(&N(pair.0), &N(pair.1)), !model.is_empty());
            assert!(!map.remove(&N(pair.0), &N(pair.1)));
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
            assert_eq!(map.remove_left(&N(pair.0)), before - model.len());
            let before = model.len();
            model.retain(|other| other.1 != pair.1);
            assert_eq!(map.remove_right(&N(pair.1)), before - model.len());
        },
    },
    Op {
        name: "replace_left, by a new one and one that exists",
        hashes: 4,
        run: |map, model, i| {
            let (old, other) = (some_pair(model, i).0, some_pair(model, 3 * i + 1).0);
            assert!(map.replace_left(&N(old), N(900 + i)));
            merge(model, old, 900 + i, left_side);
            let there = model.iter().any(|pair| pair.0 == other);
            assert_eq!(map.replace_left(&N(other), N(900 + i)), there);
            merge(model, other, 900 + i, left_side);
        },
    },
    Op {
        name: "replace_right, by a new one and one that exists",
        hashes: 4,
        run: |map, model, i| {
            let (old, other) = (some_pair(model, i).1, some_pair(model, 3 * i + 1).1);
            assert!(map.replace_right(&N(old), N(900 + i)));
            merge(model, old, 900 + i, right_side);
            let there = model.iter().any(|pair| pair.1 == other);
            assert_eq!(map.replace_right(&N(other), N(900 + i)), there);
            merge(model, other, 900 + i, right_side);
        },
    },
    Op {
        name: "pop_first and pop_last",
        hashes: 0,
        run: |map, model, i| {
            if i % 2 == 0 {
                let first = (!model.is_empty()).then(|| both(model.remove(0)));
                assert_eq!(map.pop_first(), first);
            } else {
                assert_eq!(map.pop_last(), model.pop().map(both));
            }
        },
    },
    Op {
        name: "retain",
        hashes: 0,
        run: |map, model, i| {
            map.retain(|left, right| (left.0 + right.0) % 24 != i);
            model.retain(|pair| (pair.0 + pair.1) % 24 != i);
        },
    },
    Op {
        name: "extract_if",
        hashes: 0,
        run: |map, model, i| {
            let gone: Vec<_> = map.extract_if(|l, r| (l.0 + r.0) % 24 == i).collect();
            let goes = |pair: &(u32, u32)| (pair.0 + pair.1) % 24 == i;
            assert!(gone.into_iter().eq(model.iter().copied().filter(goes).map(both)));
            model.retain(|pair| (pair.0 + pair.1) % 24 != i);
        },
    },
    Op {
        name: "drain",
        hashes: 8,
        run: |map, model, i| {
            assert!(map.drain().eq(model.drain(..).map(both)));
            map.extend([(N(i), N(1)), (N(i), N(2))]);
            assert_eq!(map.drain().next_back(), Some((N(i), N(2))));
            assert!(map.is_empty());
            map.insert(N(i), N(i));
            model.push((i, i));
        },
    },
    Op {
        name: "into_inverse, twice",
        hashes: 0,
        run: |map, _, _| *map = std::mem::take(map).into_inverse().into_inverse(),
    },
    Op {
        name: "reserve by one, the last removed",
        hashes: 4,
        run: |map, _, i| {
            map.reserve(1);
            assert!(map.capacity() > map.len());
            map.insert(N(99_000 + i), N(99_000 + i));
            assert_eq!(map.pop_last(), Some((N(99_000 + i), N(99_000 + i))));
        },
    },
    Op {
        name: "clear",
        hashes: 3,
        run: |map, model, i| {
            map.clear();
            map.insert(N(i), N(i));
            *model = vec![(i, i)];
        },
    },
    Op { name: "shrink_to_fit", hashes: 0, run: |map, _, _| map.shrink_to_fit() },
    Op { name: "clone", hashes: 0, run: |map, _, _| *map = map.clone() },
];

#[test]
fn relation() {
    run(MANY);
}

type Frozen = FrozenMap<N, u32>;

impl Map for Frozen {
    fn pair(i: u32, _: u32) -> (u32, u32) {
        (i, i)
    }

    fn new(pairs: Pairs) -> Self {
        pairs.into_iter().map(|(key, value)| (N(key), value)).collect()
    }

    /// There are no holes: what stays is collected.
    fn pierce(&mut self, (key, _): (u32, u32)) {
        let keeps = |pair: &(N, u32)| pair.0.0 != key;
        *self = std::mem::take(self).into_iter().filter(keeps).collect();
    }

    fn shrink(&mut self) {}

    fn pairs(&self) -> Pairs {
        self.iter().map(|(key, value)| (key.0, *value)).collect()
    }

    fn audit(&self) {
        self.check();
    }
}

/// It never changes: what is made of it takes no more than its pairs, in every way.
#[test]
fn frozen_map() {
    for n in [0, 1, 10, 200, 5_000] {
        let (map, took) = live_bytes(|| Frozen::new((0..n).map(|i| (i, i)).collect()));
        assert_eq!(took, 8 * n as usize);
        let (one, took) = live_bytes(|| map.updated([(N(3), 33)]));
        assert_eq!(took, 8 * one.len());
        let more = (0..300).map(|i| (N(2 * i), 7));
        let (many, took) = live_bytes(|| map.updated(more.clone()));
        assert_eq!(took, 8 * many.len());
        for map in [&map, &one, &many] {
            map.check();
        }
        let mut model: Pairs = (0..n).filter(|i| i % 2 == 1 || *i >= 600).map(|i| (i, i)).collect();
        model.extend(more.map(|(key, value)| (key.0, value)));
        model.sort_unstable();
        assert_eq!(many.pairs(), model);
        let (clone, took) = live_bytes(|| many.clone());
        assert_eq!((took, clone), (8 * many.len(), many));
    }
    assert_eq!(HASHES.get(), 0, "it hashes nothing");
}

/// From a million entries (in the optimised run) to 17: both `shrink_to_fit` and `clone` cost what these need.
fn after_a_million<M: Map + Clone>() {
    let n = if cfg!(debug_assertions) { 100_000 } else { 1_000_000 };
    let mut map = M::new((0..n).map(|i| M::pair(i, n)).collect());
    let stays = |i: u32| i % (n / 17) == n / 34;
    (0..n).filter(|&i| !stays(i)).for_each(|i| map.pierce(M::pair(i, n)));
    let pairs: Pairs = (0..n).filter(|&i| stays(i)).map(|i| M::pair(i, n)).collect();
    let fresh = fresh::<M>(&pairs);
    let (clone, cloned) = live_bytes(|| map.clone());
    clone.audit();
    assert!(4 * cloned <= 5 * fresh, "the clone takes {cloned} bytes, a new one {fresh}");
    map.shrink();
    map.audit();
    assert_eq!((map.pairs(), clone.pairs()), (pairs.clone(), pairs));
    let shrunk = bytes(map);
    assert!(4 * shrunk <= 5 * fresh, "it takes {shrunk} bytes, a new one {fresh}");
}

#[test]
fn an_ordered_multi_map_after_a_million() {
    after_a_million::<Ordered>();
}

#[test]
fn a_bi_map_after_a_million() {
    after_a_million::<Two>();
}

#[test]
fn a_relation_after_a_million() {
    after_a_million::<Many>();
}
