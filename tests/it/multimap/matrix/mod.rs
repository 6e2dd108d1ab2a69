//! Every operation on maps in every state, single and bulk, against a list of pairs; the calls of
//! `Hash` and the bytes are counted. Once more with keys that are spelled in another case at each
//! call, and once more with user code that panics at each of its calls.
//!
//! A new operation is a line in its map's list, a new state one in [`STATES`].

mod bi_map;
mod frozen;
mod ordered;
mod relation;

#[cfg(not(feature = "__audit"))]
use crate::unaudited::Unaudited as _;
use std::cell::Cell;
use std::hash::{BuildHasher, DefaultHasher, Hash};

use boltons::multimap::CaseInsensitive;

use super::crash::{Call, Dummy, at_some_calls, burn, dummy};
use crate::alloc::live_bytes;
#[cfg(feature = "serde")]
use crate::complete::{Others, assert_complete};

/// What stands for a number in a map, as a key and as a value.
trait Item: Clone + Default + Eq + Hash + Ord {
    /// The bytes of one beside the map.
    const HEAP: usize = 0;

    fn of(number: u32) -> Self;
    fn number(&self) -> u32;
}

impl Item for u32 {
    fn of(number: u32) -> Self {
        number
    }

    fn number(&self) -> u32 {
        *self
    }
}

thread_local! {
    static HASHES: Cell<usize> = const { Cell::new(0) };
    static SPELLINGS: Cell<usize> = const { Cell::new(0) };
}

/// A text that is spelled in another way each time it is made.
type Cased = CaseInsensitive<Box<str>>;

/// The text of a number, in one of eight ways.
fn spelled(number: u32) -> String {
    let spelling = SPELLINGS.get();
    SPELLINGS.set(spelling + 1);
    let letter = |(i, letter): (usize, char)| match spelling >> i & 1 {
        0 => letter,
        _ => letter.to_ascii_uppercase(),
    };
    let digits = format!("{number:06}");
    "key".chars().enumerate().map(letter).chain(digits.chars()).collect()
}

impl Item for Cased {
    const HEAP: usize = "key".len() + 6;

    fn of(number: u32) -> Self {
        Self::new(spelled(number).into())
    }

    fn number(&self) -> u32 {
        // The default is no text.
        self.as_str().get(3..).map_or(0, |number| number.parse().unwrap())
    }
}

impl Item for Dummy {
    fn of(number: u32) -> Self {
        dummy(number)
    }

    fn number(&self) -> u32 {
        self.id
    }
}

fn of<T: Item>(number: u32) -> T {
    T::of(number)
}

fn both<T: Item>((a, b): (u32, u32)) -> (T, T) {
    (of(a), of(b))
}

fn num<T: Item>(item: Option<T>) -> Option<u32> {
    item.map(|item| item.number())
}

fn nums<T: Item>(pair: Option<(T, T)>) -> Option<(u32, u32)> {
    pair.map(|(a, b)| (a.number(), b.number()))
}

/// A hasher that counts how often it is asked.
#[derive(Clone, Copy, Debug, Default)]
struct Counted;

impl BuildHasher for Counted {
    type Hasher = DefaultHasher;

    fn build_hasher(&self) -> DefaultHasher {
        HASHES.set(HASHES.get() + 1);
        DefaultHasher::new()
    }
}

type Pairs = Vec<(u32, u32)>;

/// What is done to a map: that many calls in a row, with their numbers.
struct Op<M> {
    name: &'static str,
    /// The calls of the hasher that one call makes at most, amortised; `ALL`: those of a new map.
    hashes: usize,
    run: fn(&mut M, &mut Pairs, u32),
}

const ALL: usize = usize::MAX;
const CALLS: u32 = 24;

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum State {
    Empty,
    /// No index.
    Small,
    /// No index, and one with the next entry.
    Limit,
    Indexed,
    /// A third of the entries was removed from the middle.
    Holes,
    /// Not one entry fits without growth.
    Full,
    /// Nearly all of very many entries were removed.
    OnceHuge,
}

const STATES: [State; 7] = [
    State::Empty,
    State::Small,
    State::Limit,
    State::Indexed,
    State::Holes,
    State::Full,
    State::OnceHuge,
];

impl State {
    /// How many entries are inserted, and fewer for what runs once for every call that may panic.
    fn entries(self, few: bool) -> u32 {
        match self {
            Self::Empty => 0,
            Self::Small => 10,
            Self::Limit => 16,
            Self::Indexed => [200, 24][usize::from(few)],
            Self::Holes => [300, 36][usize::from(few)],
            Self::Full => [256, 32][usize::from(few)],
            Self::OnceHuge => [4_000, 340][usize::from(few)],
        }
    }

    /// Whether the `i`-th of `n` entries was removed.
    fn pierced(self, i: u32, n: u32) -> bool {
        match self {
            Self::Holes => i % 3 == 1,
            Self::OnceHuge => i % (n / 17) != 5,
            _ => false,
        }
    }
}

trait Map: Default {
    /// The `i`-th of `n` pairs.
    fn pair(i: u32, n: u32) -> (u32, u32);
    fn new(pairs: &Pairs) -> Self;
    /// Removes these pairs and leaves holes.
    fn pierce(&mut self, pairs: impl Iterator<Item = (u32, u32)>);
    fn shrink(&mut self);
    fn pairs(&self) -> Pairs;
    /// The bytes of the items beside a map of these pairs.
    fn beside(pairs: &Pairs) -> usize;
    /// Checks the invariants, lookups among them.
    fn audit(&self);
}

/// A map in a state, and its pairs.
fn make<M: Map>(state: State, few: bool) -> (M, Pairs) {
    let n = state.entries(few);
    let mut pairs: Pairs = (0..n).map(|i| M::pair(i, n)).collect();
    let mut map = M::new(&pairs);
    map.pierce((0..n).filter(|&i| state.pierced(i, n)).map(|i| M::pair(i, n)));
    let mut i = 0..n;
    pairs.retain(|_| !i.next().is_some_and(|i| state.pierced(i, n)));
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
    let mut map = M::new(pairs);
    map.shrink();
    bytes(map)
}

/// Runs every operation in every state against the model.
fn run<M: Map>(ops: &[Op<M>]) {
    for state in STATES {
        for op in ops {
            let (mut map, mut model) = make::<M>(state, false);
            let mut allowed = 64;
            let (beside, mut longest) = (M::beside(&model), model.len());
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
            let before = bytes(make::<M>(state, false).0);
            // Within a call there may be two more.
            let n = longest as u32 + 2;
            let new = fresh::<M>(&(0..n).map(|i| M::pair(i, n)).collect());
            let more = M::beside(&model).saturating_sub(beside);
            let most = before.max(3 * new + 256) + more;
            let took = bytes(map);
            assert!(took <= most, "{name}: {took} bytes, {before} before, {most} allowed");
            if let "shrink_to_fit" | "clone" = op.name {
                let fresh = fresh::<M>(&model);
                assert!(4 * took <= 5 * fresh, "{name}: {took} bytes, a new one {fresh}");
            }
        }
    }
}

/// Runs every operation in every state with a panic at each call of user code, or at many: the map
/// keeps its invariants, and whatever was made is dropped once.
fn panics<M: Map>(ops: &[Op<M>]) {
    use Call::{Clone, Cmp, Drop, Eq, Hash, Other};
    for state in STATES {
        for op in ops {
            let act = |(map, model): &mut (M, Pairs)| (0..3).for_each(|i| (op.run)(map, model, i));
            let check = |(map, model): &(M, Pairs), fired: bool| {
                map.audit();
                let name = op.name;
                assert!(fired || map.pairs() == *model, "{name} of a map that is {state:?}");
            };
            let calls = [Hash, Eq, Cmp, Clone, Drop, Other];
            at_some_calls(&calls, || make::<M>(state, true), act, check);
        }
    }
}

/// The same from the front, from the back and from both ends.
fn ends<T: PartialEq + std::fmt::Debug>(
    items: impl DoubleEndedIterator<Item = T> + Clone,
    expected: impl IntoIterator<Item = T>,
) {
    let expected: Vec<T> = expected.into_iter().collect();
    assert_eq!(items.clone().collect::<Vec<T>>(), expected);
    let (least, most) = items.size_hint();
    assert!(least <= expected.len() && most.is_none_or(|most| most >= expected.len()));
    let mut back: Vec<T> = items.clone().rev().collect();
    back.reverse();
    assert_eq!(back, expected);
    let (mut middle, mut met, mut last) = (items, Vec::new(), Vec::new());
    while let Some(item) = middle.next() {
        met.push(item);
        last.extend(middle.next_back());
    }
    met.extend(last.into_iter().rev());
    assert_eq!(met, expected);
}

/// A pair that is present, or one that is not.
fn some_pair(model: &Pairs, call: u32) -> (u32, u32) {
    if model.is_empty() { (1, 1) } else { model[call as usize * 7 % model.len()] }
}

fn first_of(model: &Pairs, key: u32) -> Option<usize> {
    model.iter().position(|pair| pair.0 == key)
}

/// From a million entries (in the optimised run) to 17: both `shrink_to_fit` and `clone` cost what these need.
fn after_a_million<M: Map + Clone>() {
    let n = if cfg!(debug_assertions) { 100_000 } else { 1_000_000 };
    let mut map = M::new(&(0..n).map(|i| M::pair(i, n)).collect());
    let stays = |i: u32| i % (n / 17) == n / 34;
    map.pierce((0..n).filter(|&i| !stays(i)).map(|i| M::pair(i, n)));
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
#[cfg(feature = "serde")]
fn every_function_has_a_line() {
    fn named<M>(before: &'static str, ops: Vec<Op<M>>) -> Vec<(&'static str, &'static str)> {
        ops.into_iter().map(|op| (before, op.name)).collect()
    }
    let lines = [
        named("OrderedMultiMap::", ordered::ops::<u32>()),
        named("ordered::Entry::", ordered::entries::<u32>()),
        named("ordered::OccupiedEntry::", ordered::occupied::<u32>()),
        named("ordered::VacantEntry::", ordered::vacant::<u32>()),
        named("OrderedMultiMap::", ordered::ignore_case_ops()),
        named("", ordered::texts()),
        named("", ordered::filters::<u32>()),
        named("BiMap::", bi_map::ops::<u32>()),
        named("Relation::", relation::ops::<u32>()),
        named("FrozenMap::", frozen::ops::<u32>()),
    ];
    assert_complete("multimap", lines.into_iter().flatten(), OTHERS);
}

#[cfg(feature = "serde")]
const OTHERS: &[Others] = &[
    Others {
        reason: "an empty map is made, by itself",
        files: &[
            "it/multimap/ordered/edges.rs",
            "it/multimap/ordered/bugs.rs",
            "it/multimap/small_types.rs",
        ],
        functions: &["OrderedMultiMap::{new, with_capacity, with_hasher}"],
    },
    Others {
        reason: "an empty map is made, by itself",
        files: &[
            "it/multimap/bimap.rs",
            "it/multimap/memory.rs",
            "it/multimap/relation.rs",
            "it/multimap/small_types.rs",
        ],
        functions: &[
            "BiMap::{new, with_capacity, with_hasher}",
            "Relation::{new, with_capacity, with_hasher}",
        ],
    },
    Others {
        reason: "of a value, which `BiMap::insert` returns",
        files: &["it/multimap/bimap.rs"],
        functions: &["Overwritten::is_neither"],
    },
];
