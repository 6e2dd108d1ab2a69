//! `fold_runs_by_key`, `lookahead`.

#[cfg(not(feature = "__audit"))]
use crate::unaudited::Unaudited as _;
use boltons::iter::IterExt;

use super::support::{Hint, Source, all, battery, sequences};

#[test]
fn runs_exhaustively() {
    for items in sequences(3, 6) {
        let mut naive: Vec<(u8, Vec<u8>)> = Vec::new();
        for item in &items {
            match naive.last_mut() {
                Some((key, run)) if *key == item / 2 => run.push(*item),
                _ => naive.push((item / 2, vec![*item])),
            }
        }
        let ours = battery(&items, |source| {
            source.fold_runs_by_key(|item| item / 2, |_| Vec::new(), Vec::push)
        });
        assert_eq!(ours, naive);
    }
}

#[test]
fn a_run_sees_its_key_and_reads_one_item_ahead() {
    let source = Source::new(&[7, 7, 8, 9], Hint::Exact);
    let read = source.read.clone();
    let mut runs = source.fold_runs_by_key(|n| *n, |key| key * 10, |sum, n| *sum += n);
    for (run, expected) in [((7, 84), 3), ((8, 88), 4), ((9, 99), 4)] {
        assert_eq!((runs.next(), read.get()), (Some(run), expected));
    }
    assert_eq!(runs.next(), None);
}

#[test]
fn a_key_unequal_to_itself_is_a_run_of_its_own() {
    let runs = [f64::NAN, f64::NAN, 1.0, 1.0].into_iter();
    let counts = runs.fold_runs_by_key(|n| *n, |_| 0, |count, _| *count += 1);
    assert!(counts.map(|(_, count)| count).eq([1, 1, 2]));
}

#[test]
fn lookahead_gives_the_items_of_its_source() {
    for len in 0..10u8 {
        let items: Vec<u8> = (0..len).collect();
        assert_eq!(battery(&items, Source::lookahead::<1>), items);
        assert_eq!(battery(&items, Source::lookahead::<3>), items);
        assert_eq!(battery(&items, Source::lookahead::<6>), items);
        held_ahead::<4>(&items);
        held_ahead::<7>(&items);
        assert_eq!(items.iter().lookahead::<2>().len(), items.len());
    }
}

/// With items held ahead from the start, and again after `k` of them.
fn held_ahead<const N: usize>(items: &[u8]) {
    for k in 0..=items.len() {
        super::support::agrees(|| {
            let mut items = Source::new(items, Hint::Exact).lookahead::<N>();
            items.peek(2);
            items.by_ref().take(k).for_each(drop);
            items.peek(3);
            items
        });
    }
}

/// Few places are shifted, many are a ring.
#[test]
fn peeks_are_what_comes() {
    all_ways::<3>();
    all_ways::<6>();
}

/// All ways of 6 steps: next, or a look at one of three places.
fn all_ways<const N: usize>() {
    let items = [1u8, 2, 3, 4];
    for ways in 0..4usize.pow(6) {
        let source = Source::new(&items, Hint::Unknown);
        let read = source.read.clone();
        let mut ahead = source.lookahead::<N>();
        let (mut given, mut furthest) = (0, 0);
        for step in 0..6 {
            match ways / 4usize.pow(step) % 4 {
                3 => {
                    assert_eq!(ahead.next(), items.get(given).copied());
                    given = (given + 1).min(4);
                    furthest = furthest.max(given);
                }
                i => {
                    assert_eq!(ahead.peek(i), items.get(given + i));
                    furthest = furthest.max((given + i + 1).min(4));
                }
            }
            ahead.check();
            assert_eq!(read.get(), furthest, "reads no further than asked");
        }
    }
}

#[test]
fn peek_after_the_end_of_a_source_that_starts_again() {
    let mut ahead = Source::restarting(&[1], Some(9)).lookahead::<2>();
    assert_eq!(ahead.peek(1), None);
    assert_eq!(ahead.peek(1), None);
    assert_eq!(ahead.peek(0), Some(&1));
    assert_eq!(all(ahead), [1]);
}

#[test]
#[should_panic(expected = "the index must be less than N")]
fn peek_too_far() {
    let mut ahead = (0..9).lookahead::<2>();
    let _ = ahead.peek(2);
}
