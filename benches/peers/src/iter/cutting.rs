//! Chunks, windows, runs, looking ahead.

use std::iter;

use boltons::iter::IterExt;
use itermore::{IterArrayChunks, IterArrayWindows};
use itertools::Itertools;

use super::numbers;
use crate::harness::{Contender, Harness, Rng, mix};

/// Why rows fall short, where they do.
fn reasons(h: &mut Harness) {
    h.explain(
        "iter/windowed/max/3",
        "Nine instructions a window, most of them the row's own maximum and sum: nothing is left to \
         save.",
    );
    h.explain(
        "iter/sliding_windows/next",
        "`next` reads one item a window and never one ahead, so that the buffer's length and room \
         are loaded, checked and stored each time; `fold`, which may read ahead, does so once for \
         many.",
    );
    h.explain(
        "iter/sliding_windows/fold",
        "Each window copies an item into the buffer and checks both ends of a slice of it; the rest \
         is the row's own work.",
    );
    h.explain(
        "iter/lookahead/one",
        "An item is read when it is asked for, so that each call must find out what is there; \
         filling ahead would be faster, and would block on a live source.",
    );
}

pub fn rows(h: &mut Harness) {
    reasons(h);
    let numbers = numbers(h);
    let source = || numbers.iter().map(|n| n ^ 1);
    // What the compiler knows nothing of.
    let opaque = || {
        let mut numbers = numbers.iter();
        iter::from_fn(move || numbers.next().map(|n| n ^ 1))
    };
    let ends = |sum, chunk: &[u64]| mix(sum, chunk[0] ^ chunk[chunk.len() - 1]);

    h.compare(
        "iter/chunked/map/64",
        &[10.0],
        vec![
            Contender::new("boltons", || source().chunked(64).fold(0, |sum, c| ends(sum, &c))),
            Contender::new("itertools chunks", || {
                let chunks = source().chunks(64);
                chunks.into_iter().fold(0, |sum, chunk| ends(sum, &chunk.collect::<Vec<_>>()))
            }),
        ],
    );
    h.compare(
        "iter/chunked/opaque/64",
        &[5.0],
        vec![
            Contender::new("boltons", || opaque().chunked(64).fold(0, |sum, c| ends(sum, &c))),
            Contender::new("itertools chunks", || {
                let chunks = opaque().chunks(64);
                chunks.into_iter().fold(0, |sum, chunk| ends(sum, &chunk.collect::<Vec<_>>()))
            }),
        ],
    );

    let most = |sum: u64, chunk: [u64; 8]| sum.wrapping_add(chunk.into_iter().max().unwrap_or(0));
    h.compare(
        "iter/chunked_array/max/8",
        &[3.0, 0.95],
        vec![
            Contender::new("boltons", || {
                let mut sum = 0;
                for chunk in source().chunked_array::<8>() {
                    sum = most(sum, chunk);
                }
                sum
            }),
            Contender::new("itertools chunks", || {
                let chunks = source().chunks(8);
                chunks.into_iter().fold(0, |sum: u64, c| sum.wrapping_add(c.max().unwrap_or(0)))
            }),
            Contender::new("itermore array_chunks", || {
                let mut sum = 0;
                for chunk in IterArrayChunks::array_chunks::<8>(source()) {
                    sum = most(sum, chunk);
                }
                sum
            }),
        ],
    );

    windows::<3>(h, &numbers, &[7.0]);
    windows::<8>(h, &numbers, &[2.0]);
    windows::<16>(h, &numbers, &[1.1]);

    h.compare(
        "iter/sliding_windows/next/128",
        &[50.0],
        vec![
            Contender::new("boltons", || {
                let mut windows = source().sliding_windows(128);
                let mut sum = 0;
                while let Some(window) = windows.next() {
                    sum = xor(sum, window);
                }
                sum
            }),
            Contender::new("itertools array_windows", || {
                let windows = Itertools::array_windows::<128>(source());
                windows.fold(0, |sum, window| xor(sum, &window))
            }),
        ],
    );
    h.compare(
        "iter/sliding_windows/fold/128",
        &[150.0],
        vec![
            Contender::new("boltons", || source().sliding_windows(128).fold(0, xor)),
            Contender::new("itertools array_windows", || {
                let windows = Itertools::array_windows::<128>(source());
                windows.fold(0, |sum, window| xor(sum, &window))
            }),
        ],
    );
    let strings: Vec<String> = numbers.iter().take(100_000).map(u64::to_string).collect();
    h.compare(
        "iter/sliding_windows/strings/3",
        &[2.5],
        vec![
            Contender::with_setup(
                "boltons",
                || Some(strings.clone()),
                |strings| {
                    let strings = strings.take().unwrap_or_default().into_iter();
                    strings
                        .sliding_windows(3)
                        .fold(0, |sum, w| sum + w[0].len() as u64 * w[2].len() as u64)
                },
            ),
            Contender::with_setup(
                "itertools array_windows",
                || Some(strings.clone()),
                |strings| {
                    let strings = strings.take().unwrap_or_default().into_iter();
                    let windows = Itertools::array_windows::<3>(strings);
                    windows.fold(0, |sum, w| sum + w[0].len() as u64 * w[2].len() as u64)
                },
            ),
        ],
    );

    let mut rng = Rng(11);
    let mut runs = Vec::with_capacity(numbers.len());
    while runs.len() < numbers.len() {
        let key = rng.next();
        runs.extend(iter::repeat_n(key, 1 + rng.below(12) as usize));
    }
    h.compare(
        "iter/fold_runs_by_key/count/1-12",
        &[2.5],
        vec![
            Contender::new("boltons", || {
                let runs = runs.iter().map(|n| n ^ 1);
                let counts = runs.fold_runs_by_key(|n| *n, |_| 0, |count, _| *count += 1);
                counts.fold(0, |sum, (key, count)| mix(sum, key ^ count))
            }),
            Contender::new("itertools chunk_by", || {
                let runs = runs.iter().map(|n| n ^ 1).chunk_by(|n| *n);
                runs.into_iter().fold(0, |sum, (key, run)| mix(sum, key ^ run.count() as u64))
            }),
        ],
    );
    h.compare(
        "iter/lookahead/one/2",
        &[4.0],
        vec![
            Contender::new("boltons", || {
                let mut items = source().lookahead::<2>();
                let mut sum = 0u64;
                while let Some(item) = items.next() {
                    let ahead = items.peek(1).copied().unwrap_or(0);
                    sum = sum.wrapping_add(item ^ ahead);
                }
                sum
            }),
            Contender::new("itertools peek_nth", || {
                let mut items = itertools::peek_nth(source());
                let mut sum = 0u64;
                while let Some(item) = items.next() {
                    let ahead = items.peek_nth(1).copied().unwrap_or(0);
                    sum = sum.wrapping_add(item ^ ahead);
                }
                sum
            }),
        ],
    );
}

fn xor(sum: u64, window: &[u64]) -> u64 {
    sum.wrapping_add(window[0] ^ window[window.len() - 1])
}

fn windows<const N: usize>(h: &mut Harness, numbers: &[u64], targets: &[f64]) {
    let source = || numbers.iter().map(|n| n ^ 1);
    let largest =
        |sum: u64, window: [u64; N]| sum.wrapping_add(window.into_iter().max().unwrap_or(0));
    h.compare(
        &format!("iter/windowed/max/{N}"),
        targets,
        vec![
            Contender::new("boltons", || source().windowed::<N>().fold(0, largest)),
            Contender::new("itertools array_windows", || {
                Itertools::array_windows::<N>(source()).fold(0, largest)
            }),
            Contender::new("itermore array_windows", || {
                IterArrayWindows::array_windows::<N>(source()).fold(0, largest)
            }),
        ],
    );
}
