//! Chunks, windows, runs and ranges against the loops that one writes by hand.

use std::collections::{BTreeSet, VecDeque};

use boltons::iter::{IterExt, frange};

use super::numbers;
use crate::harness::{Contender, Harness, mix};

fn ends(sum: u64, items: &[u64]) -> u64 {
    mix(sum, items[0] ^ items[items.len() - 1])
}

pub fn rows(h: &mut Harness) {
    let numbers = numbers(h);
    let source = || numbers.iter().map(|n| n ^ 1);

    h.explain(
        "iter/fold_runs_by_key",
        "An adaptor keeps the run that is open beside its source, which the loop has in \
         registers.",
    );
    h.explain(
        "iter/chunked/map/64",
        "Each chunk is a vector of its own, as with `collect` of `take`; slices of one vector \
         allocate once. Against slices, in one run: this 0.69; without reading the first item \
         apart 0.71; item by item with `push` 0.73; eight items at a time 0.27; with the source \
         moved out of the adaptor for each chunk 0.80, but lost when it panics.",
    );
    h.compare(
        "iter/chunked/map/64",
        &[0.95, 1.0],
        vec![
            Contender::new("boltons", || source().chunked(64).fold(0, |sum, c| ends(sum, &c))),
            Contender::new("collect of take", || {
                let (mut source, mut sum) = (source(), 0);
                loop {
                    let chunk: Vec<u64> = source.by_ref().take(64).collect();
                    if chunk.is_empty() {
                        break sum;
                    }
                    sum = ends(sum, &chunk);
                }
            }),
            Contender::new("collect all, slice chunks", || {
                let all: Vec<u64> = source().collect();
                all.chunks(64).fold(0, ends)
            }),
        ],
    );
    h.compare(
        "iter/chunked_array/max/8",
        &[],
        vec![
            Contender::new("boltons", || {
                let chunks = source().chunked_array::<8>();
                chunks.fold(0u64, |sum, c| sum.wrapping_add(c.into_iter().max().unwrap_or(0)))
            }),
            Contender::new("fill an array", || {
                let (mut chunk, mut at, mut sum) = ([0; 8], 0, 0u64);
                for item in source() {
                    chunk[at] = item;
                    at += 1;
                    if at == 8 {
                        sum = sum.wrapping_add(chunk.into_iter().max().unwrap_or(0));
                        at = 0;
                    }
                }
                sum
            }),
        ],
    );
    h.compare(
        "iter/windowed/ends/3",
        &[],
        vec![
            Contender::new("boltons", || source().windowed::<3>().fold(0, |sum, w| ends(sum, &w))),
            Contender::new("collect all, slice windows", || {
                source().collect::<Vec<u64>>().windows(3).fold(0, ends)
            }),
        ],
    );
    h.compare(
        "iter/sliding_windows/ends/128",
        &[],
        vec![
            Contender::new("boltons", || source().sliding_windows(128).fold(0, ends)),
            Contender::new("collect all, slice windows", || {
                source().collect::<Vec<u64>>().windows(128).fold(0, ends)
            }),
            Contender::new("VecDeque", || {
                let (mut window, mut sum) = (VecDeque::with_capacity(128), 0);
                for item in source() {
                    if window.len() == 128 {
                        window.pop_front();
                    }
                    window.push_back(item);
                    if window.len() == 128 {
                        sum = mix(sum, window[0] ^ window[127]);
                    }
                }
                sum
            }),
        ],
    );
    h.compare(
        "iter/fold_runs_by_key/count/top bit",
        &[],
        vec![
            Contender::new("boltons", || {
                let runs = source().fold_runs_by_key(|n| n >> 63, |_| 0u64, |n, _| *n += 1);
                runs.fold(0, |sum, (key, count)| mix(sum, key ^ count))
            }),
            Contender::new("loop", || {
                let (mut run, mut sum) = (None, 0);
                for item in source() {
                    let key = item >> 63;
                    match &mut run {
                        Some((last, count)) if *last == key => *count += 1,
                        _ => {
                            if let Some((key, count)) = run.replace((key, 1u64)) {
                                sum = mix(sum, key ^ count);
                            }
                        }
                    }
                }
                run.map_or(sum, |(key, count)| mix(sum, key ^ count))
            }),
        ],
    );
    h.compare(
        "iter/lookahead/one/1",
        &[],
        vec![
            Contender::new("boltons", || {
                let (mut items, mut sum) = (source().lookahead::<1>(), 0u64);
                while let Some(item) = items.next() {
                    sum = sum.wrapping_add(item ^ items.peek(0).copied().unwrap_or(0));
                }
                sum
            }),
            Contender::new("peekable", || {
                let (mut items, mut sum) = (source().peekable(), 0u64);
                while let Some(item) = items.next() {
                    sum = sum.wrapping_add(item ^ items.peek().copied().unwrap_or(0));
                }
                sum
            }),
        ],
    );

    let mut left: Vec<u64> = numbers.iter().map(|n| n >> 44).collect();
    left.sort_unstable();
    left.dedup();
    let right: Vec<u64> =
        left.iter().map(|n| n + n % 3).collect::<BTreeSet<_>>().into_iter().collect();
    let sets = (left.iter().copied().collect(), right.iter().copied().collect());
    let (left_set, right_set): (BTreeSet<u64>, BTreeSet<u64>) = sets;
    h.compare(
        "iter/sorted_union/half shared/300000",
        &[],
        vec![
            Contender::new("boltons", || {
                left.iter().sorted_union(&right).fold(0, |sum, n| mix(sum, *n))
            }),
            Contender::new("BTreeSet::union", || {
                left_set.union(&right_set).fold(0, |sum, n| mix(sum, *n))
            }),
        ],
    );
    h.compare(
        "iter/frange/sum/400000",
        &[1.0],
        vec![
            Contender::new("boltons", || {
                frange(0.0..40_000.0, 0.1).map_or(0, |range| range.sum::<f64>().to_bits())
            }),
            Contender::new("multiply in a loop", || {
                (0..400_000).map(|i| f64::from(i) * 0.1).sum::<f64>().to_bits()
            }),
        ],
    );
}
