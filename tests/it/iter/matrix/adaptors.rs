//! What makes an iterator from an iterator.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use boltons::iter::{self, IterExt};

use super::{
    Any, CONSUMERS, Items, N, Piece, SOURCES, Source, any, assert_linear, consume, rest, texts,
    zero,
};

/// A function's name, a call of it, and what must come of a slice.
pub type Line = (&'static str, fn(Items) -> Box<dyn Any>, fn(&[u64]) -> Vec<Piece>);

fn pieces<'a>(pieces: impl Iterator<Item = &'a [u64]>) -> Vec<Piece> {
    pieces.map(<[u64]>::to_vec).collect()
}

fn singles(items: &[u64]) -> Vec<Piece> {
    items.iter().map(|n| vec![*n]).collect()
}

/// Chunks of at most three, none of which goes on with a zero.
fn belongs(chunk: &[N], next: &N) -> bool {
    chunk.len() < 3 && !zero(next)
}

fn belonging(items: &[u64]) -> Vec<Piece> {
    let mut chunks: Vec<Piece> = Vec::new();
    for n in items {
        match chunks.last_mut() {
            Some(chunk) if chunk.len() < 3 && *n != 0 => chunk.push(*n),
            _ => chunks.push(vec![*n]),
        }
    }
    chunks
}

/// Windows by their definition; the last one shorter if that is wanted and it has something new.
fn windows(items: &[u64], size: usize, step: usize, partial: bool) -> Vec<Piece> {
    let (mut windows, mut start, mut seen) = (Vec::new(), 0, 0);
    while let Some(window) = items.get(start..start + size) {
        windows.push(window.to_vec());
        seen = start + size;
        start += step;
    }
    if partial && items.len() > seen.max(start) {
        windows.push(items[start..].to_vec());
    }
    windows
}

/// Pieces of which empty ones are neither given nor counted.
fn split_nonempty(items: &[u64], at_most: usize) -> Vec<Piece> {
    let (mut pieces, mut rest) = (Vec::new(), items);
    while let Some(start) = rest.iter().position(|n| *n != 0) {
        rest = &rest[start..];
        let last = pieces.len() + 1 >= at_most;
        let end = rest.iter().position(|n| *n == 0 && !last).unwrap_or(rest.len());
        pieces.extend((at_most > 0).then(|| rest[..end].to_vec()));
        rest = &rest[end..];
    }
    pieces
}

fn trimmed(items: &[u64], at_start: bool) -> Vec<Piece> {
    let end = items.iter().rposition(|n| *n != 0).map_or(0, |last| last + 1);
    let start = items[..end].iter().position(|n| *n != 0).filter(|_| at_start);
    singles(&items[start.unwrap_or(0)..end])
}

/// The runs of items that are zero, or are not, each with its kind.
fn runs(items: &[u64]) -> Vec<Piece> {
    let runs = items.chunk_by(|a, b| (*a == 0) == (*b == 0));
    runs.map(|run| [&[u64::from(run[0] == 0)], run].concat()).collect()
}

fn key(n: &N) -> u64 {
    u64::from(zero(n))
}

const OTHER: [u64; 6] = [0, 1, 1, 2, 5, 9];

fn other() -> impl Iterator<Item = N> {
    OTHER.into_iter().map(N)
}

fn turns(items: &[u64]) -> Vec<Piece> {
    let sources = [items, &OTHER, &[], &OTHER[..2]];
    let turn = |i| sources.into_iter().filter_map(move |source: &[u64]| source.get(i));
    singles(&(0..items.len().max(OTHER.len())).flat_map(turn).copied().collect::<Vec<_>>())
}

/// What is left of each number that occurs so often here and so often there.
fn merged(items: &[u64], of: fn(usize, usize) -> usize) -> Vec<Piece> {
    let mut counts: BTreeMap<u64, [usize; 2]> = BTreeMap::new();
    items.iter().for_each(|n| counts.entry(*n).or_default()[0] += 1);
    OTHER.iter().for_each(|n| counts.entry(*n).or_default()[1] += 1);
    let times = |(n, [here, there]): (u64, [usize; 2])| vec![vec![n]; of(here, there)];
    counts.into_iter().flat_map(times).collect()
}

/// Methods of `IterExt` and of what they return.
pub const LINES: &[Line] = &[
    ("chunked", |s| any(s.chunked(1)), |v| pieces(v.chunks(1))),
    ("chunked", |s| any(s.chunked(3)), |v| pieces(v.chunks(3))),
    ("chunked_array", |s| any(s.chunked_array::<1>()), |v| pieces(v.chunks_exact(1))),
    ("chunked_array", |s| any(s.chunked_array::<3>()), |v| pieces(v.chunks_exact(3))),
    ("chunked_while", |s| any(s.chunked_while(belongs)), belonging),
    ("windowed", |s| any(s.windowed::<1>()), |v| pieces(v.windows(1))),
    ("windowed", |s| any(s.windowed::<4>()), |v| pieces(v.windows(4))),
    ("pairwise", |s| any(s.pairwise()), |v| pieces(v.windows(2))),
    ("sliding_windows", |s| any(s.sliding_windows(1).map(<[N]>::to_vec)), |v| pieces(v.windows(1))),
    ("sliding_windows", |s| any(s.sliding_windows(3).map(<[N]>::to_vec)), |v| pieces(v.windows(3))),
    (
        "sliding_windows by 2",
        |s| any(s.sliding_windows(3).step(2).map(<[N]>::to_vec)),
        |v| windows(v, 3, 2, false),
    ),
    (
        "sliding_windows by 2 with a shorter one",
        |s| any(s.sliding_windows(3).step(2).keep_partial().map(<[N]>::to_vec)),
        |v| windows(v, 3, 2, true),
    ),
    (
        "sliding_windows with gaps and a shorter one",
        |s| any(s.sliding_windows(2).step(5).keep_partial().map(<[N]>::to_vec)),
        |v| windows(v, 2, 5, true),
    ),
    ("split_on", |s| any(s.split_on(zero)), |v| pieces(v.split(|n| *n == 0))),
    ("split_on", |s| any(s.split_on(zero).skip_empty()), |v| split_nonempty(v, usize::MAX)),
    ("splitn_on", |s| any(s.splitn_on(0, zero)), |_| Vec::new()),
    ("splitn_on", |s| any(s.splitn_on(1, zero)), |v| vec![v.to_vec()]),
    ("splitn_on", |s| any(s.splitn_on(3, zero)), |v| pieces(v.splitn(3, |n| *n == 0))),
    ("splitn_on", |s| any(s.splitn_on(0, zero).skip_empty()), |_| Vec::new()),
    ("splitn_on", |s| any(s.splitn_on(2, zero).skip_empty()), |v| split_nonempty(v, 2)),
    ("trim_end_while", |s| any(s.trim_end_while(zero)), |v| trimmed(v, false)),
    ("trim_while", |s| any(s.trim_while(zero)), |v| trimmed(v, true)),
    ("fold_runs_by_key", |s| any(s.fold_runs_by_key(key, |_| Vec::new(), Vec::push)), runs),
    ("lookahead", |s| any(s.lookahead::<1>()), singles),
    ("lookahead", |s| any(s.lookahead::<7>()), singles),
    (
        "lookahead, looked at",
        |s| {
            let mut ahead = s.lookahead::<3>();
            let _ = ahead.peek(2);
            any(ahead)
        },
        singles,
    ),
];

/// Methods of sources in ascending order.
pub const SORTED: &[Line] = &[
    ("sorted_union", |s| any(s.sorted_union(other())), |v| merged(v, Ord::max)),
    ("sorted_intersection", |s| any(s.sorted_intersection(other())), |v| merged(v, Ord::min)),
    (
        "sorted_difference",
        |s| any(s.sorted_difference(other())),
        |v| merged(v, usize::saturating_sub),
    ),
    (
        "sorted_symmetric_difference",
        |s| any(s.sorted_symmetric_difference(other())),
        |v| merged(v, usize::abs_diff),
    ),
];

/// The functions of the module's root, and methods with a path of their own.
pub const FREE: &[Line] = &[
    ("chunked", |s| any(iter::chunked(s, 2)), |v| pieces(v.chunks(2))),
    ("chunked_array", |s| any(iter::chunked_array::<_, 2>(s)), |v| pieces(v.chunks_exact(2))),
    ("chunked_while", |s| any(iter::chunked_while(s, belongs)), belonging),
    ("windowed", |s| any(iter::windowed::<_, 2>(s)), |v| pieces(v.windows(2))),
    ("pairwise", |s| any(iter::pairwise(s)), |v| pieces(v.windows(2))),
    (
        "sliding_windows, SlidingWindows::map",
        |s| any(iter::sliding_windows(s, 2).map(<[N]>::to_vec)),
        |v| pieces(v.windows(2)),
    ),
    (
        "SlidingWindows::step and SlidingWindows::keep_partial",
        |s| any(iter::sliding_windows(s, 4).step(4).keep_partial().map(<[N]>::to_vec)),
        |v| pieces(v.chunks(4)),
    ),
    (
        "SlidingWindows::fold",
        |s| {
            let push = |mut all: Vec<Vec<N>>, window: &[N]| {
                all.push(window.to_vec());
                all
            };
            any(iter::sliding_windows(s, 3).step(2).fold(Vec::new(), push).into_iter())
        },
        |v| windows(v, 3, 2, false),
    ),
    ("split_on", |s| any(iter::split_on(s, zero)), |v| pieces(v.split(|n| *n == 0))),
    (
        "SplitOn::skip_empty",
        |s| any(iter::split_on(s, zero).skip_empty()),
        |v| split_nonempty(v, usize::MAX),
    ),
    ("splitn_on", |s| any(iter::splitn_on(s, 2, zero)), |v| pieces(v.splitn(2, |n| *n == 0))),
    ("trim_while", |s| any(iter::trim_while(s, zero)), |v| trimmed(v, true)),
    (
        "round_robin",
        |s| {
            let other: Items = Box::new(other());
            let few: Items = Box::new(self::other().take(2));
            any(iter::round_robin([s, other, Box::new(std::iter::empty()), few]))
        },
        turns,
    ),
    (
        "Lookahead::peek",
        |s| {
            // Every item is seen first as the last of five ahead, and comes later all the same.
            let mut ahead = s.lookahead::<5>();
            any(std::iter::from_fn(move || {
                let seen = (0..5).rev().find_map(|i| ahead.peek(i).map(|n| n.0));
                assert_eq!(seen.is_some(), ahead.peek(0).is_some());
                ahead.next()
            }))
        },
        singles,
    ),
    (
        "ChunkedArray::remainder and ChunkedArray::into_remainder",
        |s| {
            let mut chunks = s.chunked_array::<3>();
            assert!(chunks.remainder().is_empty());
            let mut whole: Vec<Vec<N>> = Vec::new();
            // `collect` would believe a hint that lies.
            chunks.by_ref().for_each(|chunk| whole.push(chunk.into()));
            assert_eq!(chunks.next(), None);
            let left = chunks.remainder().to_vec();
            assert_eq!(chunks.into_remainder(), left);
            any(whole.into_iter().chain([left]))
        },
        |v| [pieces(v.chunks_exact(3)), vec![v.chunks_exact(3).remainder().to_vec()]].concat(),
    ),
];

/// The lines with whether their sources are ascending.
fn lines() -> impl Iterator<Item = (&'static Line, bool)> {
    let unsorted = LINES.iter().chain(FREE).map(|line| (line, false));
    unsorted.chain(SORTED.iter().map(|line| (line, true)))
}

#[test]
fn every_adaptor_on_every_source_by_every_consumer() {
    for ((name, make, model), ascending) in lines() {
        for mut text in texts() {
            if ascending {
                text.sort_unstable();
            }
            let expected = model(&text);
            for (kind, honest, source) in SOURCES {
                let name = format!("{name} of {text:?} {kind}");
                consume(&|| make(source(&text)), &expected, *honest, &name);
            }
        }
    }
}

/// A piece as one number, zero for some.
fn code(piece: &Piece) -> u64 {
    piece.iter().sum::<u64>() % 3
}

/// The pieces of one adaptor as the source of another.
struct Coded(Box<dyn Any>);

impl Iterator for Coded {
    type Item = N;

    fn next(&mut self) -> Option<N> {
        self.0.next().map(|piece| N(code(&piece)))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

#[test]
fn every_adaptor_of_every_adaptor() {
    let texts: Vec<_> = texts().into_iter().rev().step_by(3).collect();
    for (inner_name, inner, inner_model) in LINES.iter().chain(FREE) {
        for (name, outer, outer_model) in LINES.iter().chain(FREE) {
            for text in &texts {
                let coded: Vec<u64> = inner_model(text).iter().map(code).collect();
                let expected = outer_model(&coded);
                let (_, _, source) = SOURCES[text.len() % SOURCES.len()];
                let honest = SOURCES[text.len() % SOURCES.len()].1;
                let make = || outer(Box::new(Coded(inner(source(text)))));
                let name = format!("{name} of {inner_name} of {text:?}");
                for (way, run) in CONSUMERS.iter().filter(|(_, _)| honest) {
                    let (got, wanted) = run(make(), &expected);
                    assert_eq!(got, wanted, "{name}, {way}");
                }
                assert_eq!(rest(&mut *make()), expected, "{name}");
            }
        }
    }
}

/// What came before the source panicked is right, and after it there is an end.
#[test]
fn every_adaptor_of_a_source_that_panics() {
    for ((name, make, model), ascending) in lines() {
        for mut text in texts().into_iter().rev().step_by(5) {
            if ascending {
                text.sort_unstable();
            }
            let expected = model(&text);
            for at in 0..=text.len() {
                let items: Vec<N> = text.iter().map(|n| N(*n)).collect();
                let source = Source::panicking(&items, at);
                let armed = source.armed.clone();
                // Some lines read their source at once.
                let made = catch_unwind(AssertUnwindSafe(|| make(Box::new(source))));
                let Ok(mut made) = made else { continue };
                let mut got = Vec::new();
                while let Ok(Some(piece)) = catch_unwind(AssertUnwindSafe(|| made.next())) {
                    got.push(piece);
                }
                assert!(expected.starts_with(&got), "{name} of {text:?} at {at}: {got:?}");
                assert!(
                    !armed.get() || got == expected,
                    "{name} of {text:?} at {at}: an early end"
                );
                let after = catch_unwind(AssertUnwindSafe(|| rest(&mut *made).len()));
                assert!(after.is_ok_and(|n| n <= 2 * text.len() + 10), "{name} at {at}: no end");
            }
        }
    }
}

#[test]
fn every_adaptor_costs_its_items() {
    for ((name, make, _), ascending) in lines() {
        let start = move |items: Items| {
            if !ascending {
                return make(items);
            }
            let mut items: Vec<N> = items.collect();
            items.sort_unstable();
            make(Box::new(items.into_iter()))
        };
        assert_linear(&format!("{name}, next"), &|items| _ = rest(&mut *start(items)));
        assert_linear(&format!("{name}, fold"), &|items| _ = start(items).fold());
        assert_linear(&format!("{name}, count"), &|items| _ = start(items).count());
        assert_linear(&format!("{name}, last"), &|items| _ = start(items).last());
        assert_linear(&format!("{name}, nth"), &|items| {
            let mut items = start(items);
            while items.nth(6).is_some() {}
        });
    }
}
