//! Adaptors against dumb models, read in random steps.

#[cfg(not(feature = "__audit"))]
use crate::unaudited::Unaudited as _;
use boltons::iter::{IterExt, round_robin};
use proptest::prelude::*;

/// A way of reading an iterator on.
#[derive(Clone, Debug)]
pub enum Op {
    Next,
    Nth(usize),
    Hint,
    Take(usize),
}

pub fn ops() -> impl Strategy<Value = Vec<Op>> {
    let op = prop_oneof![
        3 => Just(Op::Next),
        1 => (0..4usize).prop_map(Op::Nth),
        1 => Just(Op::Hint),
        1 => (0..4usize).prop_map(Op::Take),
    ];
    prop::collection::vec(op, 0..12)
}

/// Reads `ours` by the operations and then folds the rest, and `model` by `next` alone.
pub fn same<I>(mut ours: I, model: Vec<I::Item>, ops: &[Op])
where
    I: Iterator,
    I::Item: PartialEq + std::fmt::Debug,
{
    let mut model = model.into_iter();
    for op in ops {
        match *op {
            Op::Next => assert_eq!(ours.next(), model.next()),
            Op::Nth(n) => assert_eq!(ours.nth(n), model.nth(n)),
            Op::Hint => {
                let (lower, upper) = ours.size_hint();
                assert!(lower <= model.len() && upper.is_none_or(|upper| upper >= model.len()));
            }
            Op::Take(n) => {
                let taken: Vec<_> = ours.by_ref().take(n).collect();
                assert_eq!(taken, model.by_ref().take(n).collect::<Vec<_>>());
            }
        }
    }
    let rest = ours.fold(Vec::new(), |mut rest, item| {
        rest.push(item);
        rest
    });
    assert_eq!(rest, model.collect::<Vec<_>>());
}

pub fn items() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(0..4u8, 0..40)
}

proptest! {
    #[test]
    fn chunks(items in items(), size in 1..12usize, ops in ops()) {
        let model = items.chunks(size).map(<[u8]>::to_vec).collect();
        same(items.iter().copied().chunked(size), model, &ops);
        let model = items.chunks_exact(5).map(|chunk| chunk.try_into().unwrap_or_default()).collect();
        same(items.iter().copied().chunked_array::<5>(), model, &ops);
        let model = items.chunk_by(|a, b| a <= b).map(<[u8]>::to_vec).collect();
        let rising = |run: &[u8], next: &u8| run.last() <= Some(next);
        same(items.iter().copied().chunked_while(rising), model, &ops);
        let model =
            items.chunk_by(|a, b| a / 2 == b / 2).map(|run| (run[0] / 2, run.len())).collect();
        let runs = items.iter().fold_runs_by_key(|n| **n / 2, |_| 0, |count, _| *count += 1);
        same(runs, model, &ops);
    }

    #[test]
    fn windows(items in items(), size in 1..12usize, step in 1..12usize, ops in ops()) {
        let model = items.windows(size).step_by(step).map(<[u8]>::to_vec).collect();
        let windows = items.iter().copied().sliding_windows(size).step(step);
        same(windows.map(<[u8]>::to_vec), model, &ops);
        let model = items.windows(4).map(|w| w.try_into().unwrap_or_default()).collect();
        same(items.iter().copied().windowed::<4>(), model, &ops);
        let model = items.windows(2).map(|w| (w[0], w[1])).collect();
        same(items.iter().copied().pairwise(), model, &ops);
    }

    #[test]
    fn windows_of_long_sources(
        len in 0..2000u32, size in 1..400usize, step in 1..600usize, nexts in 0..20usize,
    ) {
        let items: Vec<u32> = (0..len).collect();
        let mut windows = items.iter().copied().sliding_windows(size).step(step);
        let mut model = items.windows(size).step_by(step);
        for _ in 0..nexts {
            prop_assert_eq!(windows.next(), model.next());
            windows.check();
        }
        windows.for_each(|window| assert_eq!(Some(window), model.next()));
        prop_assert_eq!(model.next(), None);
    }

    #[test]
    fn pieces(items in items(), n in 0..6usize, ops in ops()) {
        let is_sep = |item: &u8| *item == 0;
        let model = items.split(is_sep).map(<[u8]>::to_vec).collect();
        same(items.iter().copied().split_on(is_sep), model, &ops);
        let model = items.splitn(n, is_sep).map(<[u8]>::to_vec).collect();
        same(items.iter().copied().splitn_on(n, is_sep), model, &ops);
        let full = items.split(is_sep).filter(|piece| !piece.is_empty());
        let model = full.map(<[u8]>::to_vec).collect();
        same(items.iter().copied().split_on(is_sep).skip_empty(), model, &ops);
        let end = items.iter().rposition(|item| !is_sep(item)).map_or(0, |i| i + 1);
        let start = items.iter().position(|item| !is_sep(item)).unwrap_or(0);
        same(items.iter().copied().trim_end_while(is_sep), items[..end].to_vec(), &ops);
        same(items.iter().copied().trim_while(is_sep), items[start..end].to_vec(), &ops);
    }

    #[test]
    fn looking_ahead(items in items(), steps in prop::collection::vec(0..6usize, 0..60)) {
        let mut ahead = items.iter().lookahead::<5>();
        let mut at = 0;
        for step in steps {
            match step {
                5 => {
                    prop_assert_eq!(ahead.next(), items.get(at));
                    at = (at + 1).min(items.len());
                }
                i => prop_assert_eq!(ahead.peek(i).copied(), items.get(at + i)),
            }
            ahead.check();
            prop_assert_eq!(ahead.len(), items.len() - at);
        }
        prop_assert!(ahead.eq(&items[at..]));
    }

    #[test]
    fn turns(sources in prop::collection::vec(items(), 0..8), ops in ops()) {
        let longest = sources.iter().map(Vec::len).max().unwrap_or(0);
        let turn = |i: usize| sources.iter().filter_map(move |source| source.get(i).copied());
        let model = (0..longest).flat_map(turn).collect();
        same(round_robin(sources.clone()), model, &ops);
    }

    #[test]
    fn sorted_operations(mut left in items(), mut right in items(), ops in ops()) {
        left.sort_unstable();
        right.sort_unstable();
        let copies = |number: fn(usize, usize) -> usize| -> Vec<u8> {
            let of = |side: &[u8], item: u8| side.iter().filter(|other| **other == item).count();
            (0..4).flat_map(|item| vec![item; number(of(&left, item), of(&right, item))]).collect()
        };
        let (l, r) = (|| left.iter().copied(), || right.iter().copied());
        same(l().sorted_union(r()), copies(usize::max), &ops);
        same(l().sorted_intersection(r()), copies(usize::min), &ops);
        same(l().sorted_difference(r()), copies(usize::saturating_sub), &ops);
        same(l().sorted_symmetric_difference(r()), copies(usize::abs_diff), &ops);
    }
}
