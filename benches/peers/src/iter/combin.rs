//! Index vectors, delays, ids.

use std::hint::black_box;
use std::time::Duration;

use backon::{BackoffBuilder, ExponentialBuilder};
use boltons::iter::Guids;
use boltons::iter::backoff::{Backoff, Jitter};
use boltons::iter::combin::{combinations, permutations, powerset, product};
use itertools::Itertools;
use uuid::Uuid;

use crate::harness::{Contender, Harness};

fn ends(sum: u64, items: &[u64]) -> u64 {
    let ends = items.first().zip(items.last()).map_or(1, |(first, last)| first ^ last);
    sum.wrapping_mul(3).wrapping_add(ends)
}

/// How many delays there are, each of them looked at.
fn count(delays: impl Iterator<Item = Duration>) -> u64 {
    delays.fold(0, |count, delay| {
        black_box(delay);
        count + 1
    })
}

pub fn rows(h: &mut Harness) {
    let timed = h.timed();
    let size = |full: u64| if timed { full } else { full / 3 };
    let pools = || (0..5).map(|_| 0..size(12));
    h.compare(
        "iter/combin/product/5x12",
        &[7.0],
        vec![
            Contender::new("boltons", || product(pools()).fold(0, ends)),
            Contender::new("itertools multi_cartesian_product", || {
                pools().multi_cartesian_product().fold(0, |sum, items| ends(sum, &items))
            }),
        ],
    );
    h.compare(
        "iter/combin/combinations/26 of 5",
        &[8.0],
        vec![
            Contender::new("boltons", || combinations(0..size(26), 5).fold(0, ends)),
            Contender::new("itertools combinations", || {
                (0..size(26)).combinations(5).fold(0, |sum, items| ends(sum, &items))
            }),
        ],
    );
    h.compare(
        "iter/combin/permutations/9",
        &[7.0],
        vec![
            Contender::new("boltons", || permutations(0..size(9), size(9) as usize).fold(0, ends)),
            Contender::new("itertools permutations", || {
                let all = (0..size(9)).permutations(size(9) as usize);
                all.fold(0, |sum, items| ends(sum, &items))
            }),
        ],
    );
    h.compare(
        "iter/combin/powerset/16",
        &[3.5],
        vec![
            Contender::new("boltons", || powerset(0..size(16)).fold(0, ends)),
            Contender::new("itertools powerset", || {
                (0..size(16)).powerset().fold(0, |sum, items| ends(sum, &items))
            }),
        ],
    );

    // What is drawn differs, so that only the number of delays is compared.
    let ours = Backoff::exponential(Duration::from_millis(100))
        .max_delay(Duration::from_secs(60))
        .attempts(10)
        .jitter(Jitter::Full);
    let theirs = ExponentialBuilder::new()
        .with_min_delay(Duration::from_millis(100))
        .with_max_delay(Duration::from_secs(60))
        .with_factor(2.0)
        .with_max_times(10)
        .with_jitter();
    h.compare(
        "iter/backoff/ten delays, full jitter, seeded/10000",
        &[5.0],
        vec![
            Contender::new("boltons", || {
                (0..10_000).map(|seed| count(ours.clone().seed(seed).delays())).sum()
            }),
            Contender::new("backon", || {
                let delays = |seed| theirs.with_jitter_seed(seed).build();
                (0..10_000).map(|seed| count(delays(seed))).sum()
            }),
        ],
    );

    h.explain(
        "iter/ids/generate",
        "Three quarters of the time are the atomic addition that makes ids unique across threads; \
         the rest are three multiplications.",
    );
    h.explain(
        "iter/ids/blocks",
        "What is left is the permutation: three multiplications to 128 bits, one after the other. \
         In one run the iterator came to 3.9, a bare loop over the counts to 4.2, the same without \
         the big-endian bytes to 4.65, an array of 64 ids at once to 2.9; carrying the first \
         product from one count to the next came to 5.1, but changes the ids of a seed.",
    );
    h.explain(
        "iter/backoff/ten delays",
        "A sixteenth of the time creates the sequences; a delay is a multiplication for the growth, \
         two for the random number, one that draws with it, and a division by 10⁹.",
    );
    let ids = Guids::new();
    h.compare(
        "iter/ids/generate/1000",
        &[3.0],
        vec![
            Contender::new("boltons", || {
                (0..1000).fold(0, |count, _| {
                    black_box(ids.generate());
                    count + 1
                })
            }),
            Contender::new("uuid v4", || {
                (0..1000).fold(0, |count, _| {
                    black_box(Uuid::new_v4());
                    count + 1
                })
            }),
        ],
    );
    h.compare(
        "iter/ids/blocks/1000",
        &[5.0],
        vec![
            Contender::new("boltons", || {
                ids.blocks().take(1000).fold(0, |count, id| {
                    black_box(id);
                    count + 1
                })
            }),
            Contender::new("uuid v4", || {
                (0..1000).fold(0, |count, _| {
                    black_box(Uuid::new_v4());
                    count + 1
                })
            }),
        ],
    );
}
