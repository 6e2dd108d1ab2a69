//! What takes all items at once.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::hash::RandomState;
use std::panic::{AssertUnwindSafe, catch_unwind};

use boltons::Error;
use boltons::iter::{self, IndexMap, IterExt};

use super::{Items, N, Piece, SOURCES, Shown, Source, assert_linear, texts};

/// A function's name, a call of it, and what must come of a slice.
pub type Line = (&'static str, fn(Items) -> Vec<Piece>, fn(&[u64]) -> Vec<Piece>);

/// Some items share a key.
fn key(n: &N) -> N {
    N(n.0 / 2)
}

fn grouped(items: &[u64]) -> Vec<(u64, Vec<u64>)> {
    let mut groups: Vec<(u64, Vec<u64>)> = Vec::new();
    for n in items {
        match groups.iter_mut().find(|group| group.0 == n / 2) {
            Some(group) => group.1.push(*n),
            None => groups.push((n / 2, vec![*n])),
        }
    }
    groups
}

/// The groups, each with its key in front.
fn buckets(items: &[u64]) -> Vec<Piece> {
    grouped(items).into_iter().map(|(key, group)| [vec![key], group].concat()).collect()
}

/// One more than the sum of each key.
fn sums(items: &[u64]) -> Vec<Piece> {
    let sum = |(key, group): (u64, Vec<u64>)| vec![key, 1 + group.iter().sum::<u64>()];
    grouped(items).into_iter().map(sum).collect()
}

#[allow(clippy::needless_pass_by_value, reason = "as folds pass it")]
fn add(sum: &mut u64, n: N) {
    *sum += n.0;
}

fn counts(items: &[u64]) -> Vec<Piece> {
    let mut counts: Vec<Piece> = Vec::new();
    for n in items {
        match counts.iter_mut().find(|count| count[0] == *n) {
            Some(count) => count[1] += 1,
            None => counts.push(vec![*n, 1]),
        }
    }
    counts
}

fn most(items: &[u64], k: usize) -> Vec<Piece> {
    let mut counts = counts(items);
    counts.sort_by_key(|count| Reverse(count[1]));
    counts.truncate(k);
    counts
}

/// The groups of two and more, by the place of their second item.
fn repeated(items: &[u64]) -> Vec<Piece> {
    let mut groups: Vec<Piece> = grouped(items).into_iter().map(|group| group.1).collect();
    groups.retain(|group| group.len() > 1);
    let places = |key: u64| items.iter().enumerate().filter(move |(_, n)| **n / 2 == key);
    groups.sort_by_key(|group| places(group[0] / 2).nth(1).map(|(place, _)| place));
    groups
}

fn parts(items: &[u64]) -> Vec<Piece> {
    let part = |i: u64| items.iter().copied().filter(|n| (*n).min(2) == i).collect();
    (0..3).map(part).collect()
}

fn which(n: &N) -> usize {
    n.0 as usize
}

/// An item, or a sign for the error.
fn only(one: Result<N, Error>) -> Vec<Piece> {
    match one {
        Ok(n) => vec![vec![n.0]],
        Err(error) if error.is_not_found() => vec![],
        Err(error) => {
            assert!(error.is_conflict());
            vec![vec![], vec![]]
        }
    }
}

fn one(items: &[u64]) -> Vec<Piece> {
    match items {
        [] => vec![],
        [n] => vec![vec![*n]],
        _ => vec![vec![], vec![]],
    }
}

const FIRST: [u64; 3] = [2, 0, 2];
const LAST: [u64; 3] = [1, 7, 0];

fn softly(items: &[u64]) -> Vec<Piece> {
    let place = |list: [u64; 3], n| list.iter().position(|other| *other == n);
    let mut sorted = items.to_vec();
    sorted.sort_by_key(|n| match (place(FIRST, *n), place(LAST, *n)) {
        (Some(place), _) => (0, place, 0),
        (None, Some(place)) => (2, place, 0),
        (None, None) => (1, 0, *n),
    });
    sorted.into_iter().map(|n| vec![n]).collect()
}

fn by_class(items: &[u64]) -> Vec<Piece> {
    let mut sorted = items.to_vec();
    sorted.sort_by_key(|n| (*n % 2, *n));
    sorted.into_iter().map(|n| vec![n]).collect()
}

fn groups(groups: impl IntoIterator<Item = (N, Vec<N>)>) -> Vec<Piece> {
    groups.into_iter().map(Shown::shown).collect()
}

fn pairs<T>(pairs: impl IntoIterator<Item = (N, T)>, number: fn(T) -> u64) -> Vec<Piece> {
    pairs.into_iter().map(|(key, value)| vec![key.0, number(value)]).collect()
}

fn vectors(vectors: impl IntoIterator<Item = Vec<N>>) -> Vec<Piece> {
    vectors.into_iter().map(Shown::shown).collect()
}

fn items(items: Vec<N>) -> Vec<Piece> {
    items.into_iter().map(Shown::shown).collect()
}

fn same(n: u64) -> u64 {
    n
}

fn wide(n: usize) -> u64 {
    n as u64
}

pub const LINES: &[Line] = &[
    ("IterExt::bucketize", |s| groups(s.bucketize(key)), buckets),
    ("bucketize", |s| groups(iter::bucketize(s, key)), buckets),
    (
        "IterExt::bucketize_with_hasher",
        |s| groups(s.bucketize_with_hasher(key, RandomState::new())),
        buckets,
    ),
    ("IterExt::fold_by_key", |s| pairs(s.fold_by_key(key, |_| 1, add), same), sums),
    ("fold_by_key", |s| pairs(iter::fold_by_key(s, key, |_| 1, add), same), sums),
    (
        "IterExt::fold_by_key_in a map of the same kind",
        |s| pairs(s.fold_by_key_in(IndexMap::<N, u64>::new(), key, |_| 1, add), same),
        sums,
    ),
    (
        "IterExt::fold_by_key_in an ordered map with entries",
        |s| {
            let map = BTreeMap::from([(N(0), 3), (N(99), 4)]);
            pairs(s.fold_by_key_in(map, key, |_| 1, add), same)
        },
        |v| {
            let mut sums: BTreeMap<u64, u64> = sums(v).into_iter().map(|s| (s[0], s[1])).collect();
            // There before, so not begun with 1.
            sums.entry(0).and_modify(|sum| *sum += 2).or_insert(3);
            sums.insert(99, 4);
            sums.into_iter().map(|(key, sum)| vec![key, sum]).collect()
        },
    ),
    ("IterExt::groups_by", |s| groups(s.groups_by(key)), buckets),
    ("groups_by", |s| groups(iter::groups_by(s, key)), buckets),
    ("IterExt::tally", |s| pairs(s.tally(), wide), counts),
    ("tally", |s| pairs(iter::tally(s), wide), counts),
    ("IterExt::most_common", |s| pairs(s.most_common(2), wide), |v| most(v, 2)),
    ("IterExt::most_common", |s| pairs(s.most_common(0), wide), |_| vec![]),
    ("most_common", |s| pairs(iter::most_common(s, usize::MAX), wide), |v| most(v, usize::MAX)),
    ("IterExt::redundant_groups", |s| vectors(s.redundant_groups(key)), repeated),
    ("redundant_groups", |s| vectors(iter::redundant_groups(s, key)), repeated),
    ("IterExt::partition_n", |s| vectors(s.partition_n::<3>(which)), parts),
    ("partition_n", |s| vectors(iter::partition_n::<_, 3>(s, which)), parts),
    ("IterExt::one", |s| only(s.one()), one),
    ("one", |s| only(iter::one(s)), one),
    ("soft_sorted", |s| items(iter::soft_sorted(s, &FIRST.map(N), &LAST.map(N))), softly),
    ("soft_sorted_by_key", |s| items(iter::soft_sorted_by_key(s, &FIRST, &LAST, |n| n.0)), softly),
    ("untyped_sorted", |s| items(iter::untyped_sorted(s, |n| n.0 % 2)), by_class),
];

#[test]
fn every_function_on_every_source() {
    for (name, run, model) in LINES {
        for text in texts() {
            let expected = model(&text);
            for (kind, _, source) in SOURCES {
                assert_eq!(run(source(&text)), expected, "{name} of {text:?} {kind}");
            }
        }
    }
}

#[test]
fn every_function_of_a_source_that_panics() {
    for (name, run, _) in LINES {
        for at in 0..=7 {
            let items: Vec<N> = [3, 1, 0, 3, 2, 3, 0].map(N).into();
            let source = Source::panicking(&items, at);
            let armed = source.armed.clone();
            let result = catch_unwind(AssertUnwindSafe(|| run(Box::new(source))));
            // What stops before the place of the panic does not meet it.
            assert_eq!(result.is_err(), !armed.get(), "{name} at {at}");
        }
    }
}

#[test]
fn every_function_costs_its_items() {
    for (name, run, _) in LINES {
        assert_linear(name, &|items| _ = run(items));
    }
}
