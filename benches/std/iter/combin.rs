//! Index vectors, delays and ids against loops by hand.

use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::hint::black_box;
use std::time::Duration;

use boltons::iter::Guids;
use boltons::iter::backoff::Backoff;
use boltons::iter::combin::{combinations, product};

use crate::harness::{Contender, Harness};

fn ends(sum: u64, items: &[u64]) -> u64 {
    sum.wrapping_mul(3).wrapping_add(items[0] ^ items[items.len() - 1])
}

pub fn rows(h: &mut Harness) {
    let n: u64 = if h.timed() { 12 } else { 4 };
    h.compare(
        "iter/combin/product/5x12",
        &[],
        vec![
            Contender::new("boltons", || product((0..5).map(|_| 0..n)).fold(0, ends)),
            Contender::new("nested loops", || {
                let mut sum = 0;
                for a in 0..n {
                    for b in 0..n {
                        for c in 0..n {
                            for d in 0..n {
                                for e in 0..n {
                                    sum = ends(sum, black_box(&[a, b, c, d, e]));
                                }
                            }
                        }
                    }
                }
                sum
            }),
        ],
    );
    let n: u64 = if h.timed() { 26 } else { 7 };
    h.compare(
        "iter/combin/combinations/26 of 5",
        &[],
        vec![
            Contender::new("boltons", || combinations(0..n, 5).fold(0, ends)),
            Contender::new("nested loops", || {
                let mut sum = 0;
                for a in 0..n {
                    for b in a + 1..n {
                        for c in b + 1..n {
                            for d in c + 1..n {
                                for e in d + 1..n {
                                    sum = ends(sum, black_box(&[a, b, c, d, e]));
                                }
                            }
                        }
                    }
                }
                sum
            }),
        ],
    );
    let policy = Backoff::exponential(Duration::from_millis(1)).max_delay(Duration::from_secs(9));
    h.compare(
        "iter/backoff/no jitter/40",
        &[1.0],
        vec![
            Contender::new("boltons", || {
                let delays = policy.clone().attempts(40).delays();
                delays.fold(0, |sum, delay| sum + delay.subsec_nanos() as u64 + delay.as_secs())
            }),
            Contender::new("saturating_mul of Durations", || {
                let (mut delay, mut sum) = (Duration::from_millis(1), 0);
                for _ in 0..40 {
                    sum += u64::from(delay.subsec_nanos()) + delay.as_secs();
                    delay = delay.saturating_mul(2).min(Duration::from_secs(9));
                }
                sum
            }),
        ],
    );
    let ids = Guids::new();
    h.compare(
        "iter/ids/generate/1000",
        &[],
        vec![
            Contender::new("boltons", || {
                (0..1000).for_each(|_| {
                    black_box(ids.generate());
                });
                0
            }),
            Contender::new("two numbers of RandomState", || {
                (0..1000_u64).for_each(|i| {
                    let state = RandomState::new();
                    black_box([state.hash_one(i), state.hash_one(!i)]);
                });
                0
            }),
        ],
    );
}
