//! `BiMap` against `bimap::BiHashMap`.

use bimap::BiHashMap;
use boltons::multimap::BiMap;
use foldhash::fast::FixedState;

use crate::harness::{Contender, Harness, Rng, alloc, mix};

type Ours = BiMap<u64, String, FixedState>;
type Theirs = BiHashMap<u64, String, FixedState, FixedState>;

pub fn rows(harness: &mut Harness) {
    if !harness.wants("multimap/bimap") {
        return;
    }
    for (n, maps) in [(1_000, 100), (100_000, 1)] {
        size(harness, n, maps);
    }
}

fn pairs(n: u64) -> Vec<(u64, String)> {
    let mut rng = Rng(n);
    (0..n).map(|i| (rng.next(), format!("key-{i:08x}"))).collect()
}

fn ours(pairs: Vec<(u64, String)>) -> Ours {
    let mut map = Ours::default();
    for (left, right) in pairs {
        map.insert(left, right);
    }
    map
}

fn theirs(pairs: Vec<(u64, String)>) -> Theirs {
    let mut map = Theirs::with_hashers(FixedState::default(), FixedState::default());
    for (left, right) in pairs {
        map.insert(left, right);
    }
    map
}

fn size(harness: &mut Harness, n: u64, maps: usize) {
    let source = pairs(n);
    let setup = || vec![source.clone(); maps];
    harness.compare(
        &format!("multimap/bimap/insert/u64-string/{n}"),
        &[1.2],
        vec![
            Contender::with_setup(
                "boltons",
                || (setup(), Vec::with_capacity(maps)),
                |(sources, made)| {
                    made.extend(sources.drain(..).map(ours));
                    made.iter().map(|map| map.len() as u64).sum()
                },
            ),
            Contender::with_setup(
                "bimap",
                || (setup(), Vec::with_capacity(maps)),
                |(sources, made)| {
                    made.extend(sources.drain(..).map(theirs));
                    made.iter().map(|map| map.len() as u64).sum()
                },
            ),
        ],
    );
    // As many maps as were built, so that small ones are not all in the nearest cache.
    let all_ours: Vec<Ours> = (0..maps).map(|_| ours(source.clone())).collect();
    let all_theirs: Vec<Theirs> = (0..maps).map(|_| theirs(source.clone())).collect();
    let mut order = source.clone();
    Rng(1).shuffle(&mut order);
    let len = |text: Option<&String>| text.map_or(0, |text| text.len() as u64);
    harness.compare(
        &format!("multimap/bimap/get_by_left/u64-string/{n}"),
        &[1.0],
        vec![
            Contender::new("boltons", || {
                all_ours.iter().fold(0, |sum, map| {
                    order.iter().fold(sum, |sum, pair| mix(sum, len(map.get_by_left(&pair.0))))
                })
            }),
            Contender::new("bimap", || {
                all_theirs.iter().fold(0, |sum, map| {
                    order.iter().fold(sum, |sum, pair| mix(sum, len(map.get_by_left(&pair.0))))
                })
            }),
        ],
    );
    let number = |left: Option<&u64>| left.copied().unwrap_or(0);
    harness.compare(
        &format!("multimap/bimap/get_by_right/u64-string/{n}"),
        &[1.0],
        vec![
            Contender::new("boltons", || {
                all_ours.iter().fold(0, |sum, map| {
                    order.iter().fold(sum, |sum, (_, right)| {
                        mix(sum, number(map.get_by_right(right.as_str())))
                    })
                })
            }),
            Contender::new("bimap", || {
                all_theirs.iter().fold(0, |sum, map| {
                    order.iter().fold(sum, |sum, (_, right)| {
                        mix(sum, number(map.get_by_right(right.as_str())))
                    })
                })
            }),
        ],
    );
    // The source is made within, so that texts that move out of it count.
    let (_own, own) = alloc::live_bytes(|| ours(pairs(n)));
    let (_other, other) = alloc::live_bytes(|| theirs(pairs(n)));
    harness.figure(
        &format!("multimap/bimap/bytes/u64-string/{n}"),
        "B/pair",
        (own + size_of::<Ours>()) as f64 / n as f64,
        Some(("bimap", (other + size_of::<Theirs>()) as f64 / n as f64)),
        1.3,
    );
}
