//! `split_on`, `splitn_on`, `trim_end_while`, `trim_while`.

#[cfg(not(feature = "__audit"))]
use crate::unaudited::Unaudited as _;
use boltons::iter::{self, IterExt};

use super::support::{Hint, Source, all, battery, sequences};

fn letters(items: &[u8]) -> String {
    items.iter().map(|item| char::from(b'a' + item)).collect()
}

#[test]
fn splits_as_str_does() {
    let is_sep = |item: &u8| *item == 0;
    for items in sequences(3, 6) {
        let text = letters(&items);
        let ours = battery(&items, |source| source.split_on(is_sep));
        assert!(ours.iter().map(|piece| letters(piece)).eq(text.split('a')), "{text}");
        for n in 0..=4 {
            let ours = battery(&items, |source| source.splitn_on(n, is_sep));
            assert!(ours.iter().map(|piece| letters(piece)).eq(text.splitn(n, 'a')), "{text} {n}");
        }
    }
}

/// Python's `str.split(None, n - 1)`, with the separator 'a'.
fn python_split(text: &str, n: usize) -> Vec<String> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while pieces.len() < n {
        rest = rest.trim_start_matches('a');
        if rest.is_empty() {
            break;
        }
        let end =
            if pieces.len() + 1 == n { rest.len() } else { rest.find('a').unwrap_or(rest.len()) };
        pieces.push(rest[..end].to_owned());
        rest = &rest[end..];
    }
    pieces
}

#[test]
fn splits_without_empty_pieces_as_python_does() {
    let is_sep = |item: &u8| *item == 0;
    for items in sequences(3, 6) {
        let text = letters(&items);
        let ours = battery(&items, |source| source.split_on(is_sep).skip_empty());
        assert!(ours.iter().map(|piece| letters(piece)).eq(python_split(&text, usize::MAX)));
        for n in 0..=4 {
            let ours = battery(&items, |source| source.splitn_on(n, is_sep).skip_empty());
            assert!(
                ours.iter().map(|piece| letters(piece)).eq(python_split(&text, n)),
                "{text} {n}: {ours:?}"
            );
        }
    }
}

#[test]
fn pieces_that_are_not_empty_are_at_most_half_of_the_items() {
    let pieces = iter::split_on([1, 0, 2, 0, 3], |n| *n == 0);
    assert_eq!(pieces.size_hint().1, Some(6));
    let pieces = pieces.skip_empty();
    assert_eq!(pieces.size_hint().1, Some(3));
    assert_eq!(pieces.count(), 3);
}

/// boltons' `split_iter` leaves the separators in front of the last piece in it.
#[test]
fn boltons_leading_separators_of_the_last_piece() {
    let pieces = iter::splitn_on([1, 0, 0, 2, 0, 0, 3, 0], 2, |n| *n == 0).skip_empty();
    assert_eq!(all(pieces), [vec![1], vec![2, 0, 0, 3, 0]]);
}

#[test]
fn a_split_reads_the_separator_and_no_further() {
    let source = Source::new(&[1, 0, 2, 3, 0, 4], Hint::Exact);
    let read = source.read.clone();
    let mut pieces = source.split_on(|n| *n == 0);
    for (piece, expected) in [(vec![1], 2), (vec![2, 3], 5), (vec![4], 6)] {
        assert_eq!((pieces.next(), read.get()), (Some(piece), expected));
    }
    // No item is read for a piece that may not be given.
    let source = Source::new(&[1, 0, 2], Hint::Exact);
    let read = source.read.clone();
    assert_eq!(source.splitn_on(0, |n| *n == 0).next(), None);
    assert_eq!(read.get(), 0);
}

#[test]
fn a_last_piece_of_a_lying_source() {
    let lie = Source::new(&[1u8, 2, 3], Hint::Lie(usize::MAX, None));
    assert_eq!(all(lie.splitn_on(1, |_| true)), [[1, 2, 3]]);
}

#[test]
fn trims_as_str_does() {
    let trims = |item: &u8| *item == 0;
    for items in sequences(3, 6) {
        let text = letters(&items);
        let ours = battery(&items, |source| source.trim_end_while(trims));
        assert_eq!(letters(&ours), text.trim_end_matches('a'));
        let ours = battery(&items, |source| source.trim_while(trims));
        assert_eq!(letters(&ours), text.trim_matches('a'));
        let ours = battery(&items, |source| source.skip_while(trims).trim_end_while(trims));
        assert_eq!(letters(&ours), text.trim_matches('a'));
    }
}

#[test]
fn an_endless_source_can_be_trimmed() {
    let mut kept = [1, 0, 0, 2].into_iter().cycle().trim_end_while(|n| *n == 0);
    for _ in 0..1000 {
        for expected in [1, 0, 0, 2] {
            assert_eq!(kept.next(), Some(expected));
            kept.check();
        }
    }
    assert_eq!(kept.size_hint(), (0, None));
}

#[test]
fn trimming_holds_no_more_than_a_run() {
    let source = Source::new(&[0, 0, 1, 0, 2, 0], Hint::Exact);
    let read = source.read.clone();
    let mut kept = source.trim_end_while(|n| *n == 0);
    for (item, expected) in [(0, 3), (0, 3), (1, 3), (0, 5), (2, 5)] {
        assert_eq!((kept.next(), read.get()), (Some(item), expected));
        kept.check();
    }
    assert_eq!((kept.next(), read.get()), (None, 6));
}
