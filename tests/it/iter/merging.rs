//! `round_robin` and the set operations on sorted sequences.

#[cfg(not(feature = "__audit"))]
use crate::unaudited::Unaudited as _;
use std::collections::BTreeMap;

use boltons::iter::{IterExt, round_robin};

use super::support::{Hint, Source, agrees, all, battery, sequences};

fn naive_turns(sources: &[Vec<u8>]) -> Vec<u8> {
    let longest = sources.iter().map(Vec::len).max().unwrap_or(0);
    (0..longest).flat_map(|i| sources.iter().filter_map(move |s| s.get(i).copied())).collect()
}

#[test]
fn turns_are_columns() {
    let sources = sequences(2, 3);
    for (a, b) in sources.iter().flat_map(|a| sources.iter().map(move |b| (a, b))) {
        for c in sources.iter().step_by(4) {
            let all_three = [a.clone(), b.clone(), c.clone()];
            let expected = naive_turns(&all_three);
            assert_eq!(all(round_robin(all_three.clone())), expected);
            if a.len() + b.len() + c.len() > 5 {
                agrees(|| round_robin(all_three.clone()));
            }
        }
    }
}

#[test]
fn turns_with_many_sources_that_run_dry_at_different_times() {
    let sources: Vec<Vec<u8>> = (0..40).map(|i| vec![i; usize::from(i) * 7 % 11]).collect();
    let mut turns = round_robin(sources.clone());
    let mut ours = Vec::new();
    while let Some(item) = turns.next() {
        turns.check();
        ours.push(item);
    }
    assert_eq!(ours, naive_turns(&sources));
    assert_eq!(turns.next(), None);
}

#[test]
fn endlessly_many_sources_can_be_begun() {
    let mut turns = round_robin((0..).map(|i| [i, -1]));
    assert!(turns.by_ref().take(100).eq(0..100));
    assert_eq!(turns.size_hint(), (100, None));
}

#[test]
fn a_dry_source_is_not_asked_again() {
    let sources = || [[1, 2].as_slice(), &[3], &[]].map(|items| Source::restarting(items, Some(9)));
    assert_eq!(all(round_robin(sources())), [1, 3, 2]);
    agrees(|| round_robin(sources()));
}

fn counts(items: &[u8]) -> BTreeMap<u8, usize> {
    items.iter().fold(BTreeMap::new(), |mut counts, item| {
        *counts.entry(*item).or_default() += 1;
        counts
    })
}

#[test]
fn sorted_operations_exhaustively() {
    let sorted: Vec<Vec<u8>> =
        sequences(3, 5).into_iter().filter(|items| items.is_sorted()).collect();
    for (left, right) in sorted.iter().flat_map(|l| sorted.iter().map(move |r| (l, r))) {
        let (m, n) = (counts(left), counts(right));
        let expected = |number: fn(usize, usize) -> usize| {
            let copies = |key: u8| {
                let of = |counts: &BTreeMap<u8, usize>| counts.get(&key).copied().unwrap_or(0);
                vec![key; number(of(&m), of(&n))]
            };
            (0..3).flat_map(copies).collect::<Vec<u8>>()
        };
        let other = |i: usize| match i % 3 {
            0 => Source::new(right, Hint::Exact),
            1 => Source::new(right, Hint::Loose),
            _ => Source::restarting(right, Some(0)),
        };
        let i = left.len() + right.len();
        let union = battery(left, |source| source.sorted_union(other(i)));
        assert_eq!(union, expected(usize::max));
        let both = battery(left, |source| source.sorted_intersection(other(i)));
        assert_eq!(both, expected(usize::min));
        let less = battery(left, |source| source.sorted_difference(other(i)));
        assert_eq!(less, expected(usize::saturating_sub));
        let either = battery(left, |source| source.sorted_symmetric_difference(other(i)));
        assert_eq!(either, expected(usize::abs_diff));
    }
}

#[test]
fn unsorted_input_gives_each_item_at_most_once() {
    let some: Vec<Vec<u8>> = sequences(3, 4);
    for (left, right) in some.iter().flat_map(|l| some.iter().step_by(7).map(move |r| (l, r))) {
        let sides = left.iter().chain(right).copied().collect::<Vec<_>>();
        let within = |ours: Vec<u8>, most: &[u8]| {
            let most = counts(most);
            counts(&ours).iter().all(|(key, n)| most.get(key).is_some_and(|most| n <= most))
        };
        let (l, r) = (|| left.iter().copied(), || right.iter().copied());
        assert!(within(all(l().sorted_union(r())), &sides));
        assert!(within(all(l().sorted_intersection(r())), left));
        assert!(within(all(l().sorted_difference(r())), left));
        assert!(within(all(l().sorted_symmetric_difference(r())), &sides));
        agrees(|| l().sorted_union(r()));
        agrees(|| l().sorted_difference(r()));
        agrees(|| l().sorted_symmetric_difference(r()));
    }
}

#[test]
fn equal_items_come_from_the_left() {
    #[derive(Debug)]
    struct Item(u8, char);
    impl PartialEq for Item {
        fn eq(&self, other: &Self) -> bool {
            self.0 == other.0
        }
    }
    impl Eq for Item {}
    impl PartialOrd for Item {
        fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
            Some(self.cmp(other))
        }
    }
    impl Ord for Item {
        fn cmp(&self, other: &Self) -> std::cmp::Ordering {
            self.0.cmp(&other.0)
        }
    }
    let left = || [Item(1, 'l'), Item(2, 'l')].into_iter();
    let right = || [Item(2, 'r'), Item(3, 'r')];
    assert!(left().sorted_union(right()).map(|item| item.1).eq("llr".chars()));
    assert!(left().sorted_intersection(right()).map(|item| item.1).eq("l".chars()));
}

#[test]
fn an_intersection_ends_with_the_side_that_ends_first() {
    let source = Source::new(&[5, 6, 7, 8], Hint::Exact);
    let read = source.read.clone();
    let mut both = [1, 5].into_iter().sorted_intersection(source);
    assert_eq!(both.next(), Some(5));
    assert_eq!(both.next(), None);
    assert_eq!(read.get(), 1);
    // Endless on one side.
    assert_eq!((0..).sorted_intersection([3, 4]).collect::<Vec<_>>(), [3, 4]);
}
