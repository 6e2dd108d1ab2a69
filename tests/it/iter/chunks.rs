//! `chunked`, `chunked_array`, `chunked_while`.

use std::panic::catch_unwind;

use boltons::iter::{self, IterExt};

use super::support::{Hint, Source, agrees, all, battery, sequences};

#[test]
fn chunks_are_those_of_a_slice() {
    for len in 0..10u8 {
        let items: Vec<u8> = (0..len).collect();
        for size in 1..=10 {
            let naive: Vec<Vec<u8>> = items.chunks(size).map(<[u8]>::to_vec).collect();
            assert_eq!(battery(&items, |source| source.chunked(size)), naive);
            assert_eq!(iter::chunked(&items, size).len(), naive.len());
        }
        for size in [1 << 16, usize::MAX / 2 + 1, usize::MAX] {
            let naive: Vec<_> = Some(items.clone()).into_iter().filter(|c| !c.is_empty()).collect();
            assert_eq!(battery(&items, |source| source.chunked(size)), naive);
        }
    }
}

#[test]
fn chunks_longer_than_a_reserved_step() {
    let sizes = (0..200_000).chunked(150_000).map(|chunk| (chunk[0], chunk.len()));
    assert!(sizes.eq([(0, 150_000), (150_000, 50_000)]));
    let lie = Source::new(&vec![1u8; 200_000], Hint::Lie(usize::MAX, None));
    assert_eq!(lie.chunked(usize::MAX).next().map(|chunk| chunk.len()), Some(200_000));
}

#[test]
#[should_panic(expected = "chunk size must not be zero")]
fn chunk_size_zero() {
    let _ = iter::chunked([1], 0);
}

/// <https://github.com/rust-itertools/itertools/issues/1035>: a chunk of a borrowed iterator took
/// one item more than it gave.
#[test]
fn itertools_1035_chunks_read_no_item_ahead() {
    let mut source = 0..10;
    assert_eq!(source.by_ref().chunked(4).next(), Some(vec![0, 1, 2, 3]));
    assert_eq!(source.by_ref().chunked_array::<2>().next(), Some([4, 5]));
    assert_eq!(source.by_ref().windowed::<2>().next(), Some([6, 7]));
    assert_eq!(source.next(), Some(8));
}

/// <https://github.com/rust-itertools/itertools/issues/1068>: size hints near `usize::MAX`.
#[test]
fn itertools_1068_size_hints_do_not_overflow() {
    let endless = || std::iter::repeat(1u8).chain([2]);
    assert_eq!(endless().size_hint(), (usize::MAX, None));
    assert_eq!(endless().chunked(1).size_hint(), (usize::MAX, None));
    assert_eq!(endless().split_on(|_| false).size_hint(), (1, None));
    assert_eq!((0..usize::MAX).split_on(|_| false).size_hint(), (1, Some(usize::MAX)));
    let mut ahead = (0..usize::MAX).chain([1]).lookahead::<3>();
    assert_eq!(ahead.peek(2), Some(&2));
    assert_eq!(ahead.size_hint(), (usize::MAX, None));
    assert_eq!(iter::round_robin([0..usize::MAX, 0..2]).next(), Some(0));
    let mut turns = iter::round_robin([0..usize::MAX, 0..2]);
    assert_eq!(turns.size_hint(), (0, None));
    turns.by_ref().take(3).for_each(drop);
    assert_eq!(turns.size_hint(), (usize::MAX - 1, Some(usize::MAX - 1)));
    let ends = || 0..usize::MAX;
    assert_eq!(ends().sorted_union(ends()).size_hint(), (usize::MAX, None));
    assert_eq!(endless().sliding_windows(2).map(|_| ()).size_hint(), (usize::MAX - 1, None));
    assert_eq!(endless().trim_end_while(|_| true).size_hint(), (0, None));
    let mut chunks = endless().chunked_while(|_, _| false);
    chunks.next();
    assert_eq!(chunks.size_hint(), (1, None));
}

#[test]
fn array_chunks_leave_a_remainder() {
    fn check<const N: usize>() {
        for len in 0..10u8 {
            let items: Vec<u8> = (0..len).collect();
            let naive = items.chunks_exact(N);
            let rest = naive.remainder();
            let chunks: Vec<[u8; N]> = naive.map(|c| c.try_into().expect("N items")).collect();
            assert_eq!(battery(&items, Source::chunked_array::<N>), chunks);
            assert_eq!(iter::chunked_array::<_, N>(&items).len(), chunks.len());

            let mut ours = Source::new(&items, Hint::Unknown).chunked_array::<N>();
            for chunk in &chunks {
                assert!(ours.remainder().is_empty());
                assert_eq!(ours.next().as_ref(), Some(chunk));
            }
            assert!(ours.remainder().is_empty());
            for _ in 0..3 {
                assert_eq!(ours.next(), None);
                assert_eq!(ours.remainder(), rest, "kept when asked again");
            }
            assert_eq!(ours.clone().into_remainder(), rest);
            // And when the source was read through fold, nth, count.
            let mut ours = items.iter().copied().chunked_array::<N>();
            ours.by_ref().for_each(drop);
            assert_eq!(ours.into_remainder(), rest);
            let mut ours = items.iter().copied().chunked_array::<N>();
            assert_eq!(ours.nth(99), None);
            assert_eq!(ours.remainder(), rest);
        }
    }
    check::<1>();
    check::<2>();
    check::<3>();
    check::<4>();
    check::<9>();
}

fn naive_chunked_while(items: &[u8], belongs: impl Fn(&[u8], &u8) -> bool) -> Vec<Vec<u8>> {
    let mut chunks: Vec<Vec<u8>> = Vec::new();
    for item in items {
        match chunks.last_mut() {
            Some(chunk) if belongs(chunk, item) => chunk.push(*item),
            _ => chunks.push(vec![*item]),
        }
    }
    chunks
}

#[test]
fn chunks_while_exhaustively() {
    let rules: [fn(&[u8], &u8) -> bool; 5] = [
        |_, _| true,
        |_, _| false,
        |chunk, next| chunk.last() <= Some(next),
        |chunk, next| chunk.iter().sum::<u8>() + next <= 3,
        |chunk, next| chunk[0] == *next && chunk.len() < 2,
    ];
    for items in sequences(3, 6) {
        for belongs in rules {
            let naive = naive_chunked_while(&items, belongs);
            assert_eq!(battery(&items, |source| source.chunked_while(belongs)), naive);
        }
    }
}

#[test]
fn chunked_while_reads_the_one_item_that_ends_a_chunk() {
    let source = Source::new(&[1, 1, 2, 2, 3], Hint::Exact);
    let read = source.read.clone();
    let mut chunks = source.chunked_while(|chunk, next| chunk[0] == *next);
    assert_eq!(read.get(), 0);
    assert_eq!((chunks.next(), read.get()), (Some(vec![1, 1]), 3));
    assert_eq!((chunks.next(), read.get()), (Some(vec![2, 2]), 5));
    assert_eq!((chunks.next(), read.get()), (Some(vec![3]), 5));
    assert_eq!(chunks.next(), None);
}

#[test]
fn chunks_read_exactly_what_they_give() {
    let source = Source::new(&[0u8; 9], Hint::Lie(usize::MAX, None));
    let read = source.read.clone();
    let mut chunks = source.chunked(4);
    for expected in [4, 8, 9] {
        chunks.next();
        assert_eq!(read.get(), expected);
    }
    let source = Source::new(&[0u8; 9], Hint::Exact);
    let read = source.read.clone();
    let mut chunks = source.chunked(4);
    assert_eq!(chunks.nth(1).map(|chunk| chunk.len()), Some(4));
    assert_eq!(read.get(), 8, "nth passes items without reading on");
}

#[test]
fn a_chunk_takes_no_more_room_than_it_was_promised() {
    let chunk = (0..3u8).chunked(1000).next().expect("three items");
    assert!(chunk.capacity() < 100, "{}", chunk.capacity());
    let honest = (0..1000u16).chunked(64).next().expect("1000 items");
    assert_eq!(honest.capacity(), 64);
    let lie = Source::new(&[1u8], Hint::Lie(usize::MAX, None));
    let chunk = lie.chunked(usize::MAX).next().expect("one item");
    assert!(chunk.capacity() <= 1 << 18, "{}", chunk.capacity());
}

#[test]
fn a_panicking_rule_loses_its_chunk_and_no_more() {
    let mut calls = 0;
    let mut chunks = [1, 2, 3, 4, 5].into_iter().chunked_while(|_, _| {
        calls += 1;
        assert!(calls != 2, "the rule panics");
        true
    });
    let next = catch_unwind(std::panic::AssertUnwindSafe(|| chunks.next()));
    assert!(next.is_err());
    assert_eq!(chunks.next(), Some(vec![4, 5]));
    assert_eq!(chunks.next(), None);
}

#[test]
fn chunks_of_chunks() {
    agrees(|| (0..23).chunked(2).chunked(3).chunked_array::<2>());
    assert_eq!(all((0..8).chunked(2).chunked(2).flatten().flatten()), all(0..8));
}
