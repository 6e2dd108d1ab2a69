//! `BiMap` against two `HashMap`s, each with its own copy of both values.

use std::collections::HashMap;
use std::hash::BuildHasher;

use boltons::multimap::BiMap;

use crate::harness::{Contender, Harness, Rng, alloc, mix};

pub fn rows<S: BuildHasher + Default + Clone>(harness: &mut Harness) {
    if !harness.wants("multimap/bimap") {
        return;
    }
    harness.explain(
        "multimap/bimap/get_by",
        "Lefts and rights are stored once, and found through a table of their places; the two \
         maps each have both beside their table, so that a lookup is one step.",
    );
    for (n, maps) in [(1_000, 100), (100_000, 1)] {
        size::<S>(harness, n, maps);
    }
}

fn pairs(n: u64) -> Vec<(u64, String)> {
    let mut rng = Rng(n);
    (0..n).map(|i| (rng.next(), format!("key-{i:08x}"))).collect()
}

fn size<S: BuildHasher + Default + Clone>(harness: &mut Harness, n: u64, maps: usize) {
    type Two<S> = (HashMap<u64, String, S>, HashMap<String, u64, S>);
    let ours = |pairs: Vec<(u64, String)>| {
        let mut map: BiMap<u64, String, S> = BiMap::default();
        for (left, right) in pairs {
            map.insert(left, right);
        }
        map
    };
    // As one writes it by hand: whoever held either side must go, from both maps.
    let theirs = |pairs: Vec<(u64, String)>| {
        let (mut lefts, mut rights) = Two::<S>::default();
        for (left, right) in pairs {
            if let Some(old) = lefts.insert(left, right.clone()) {
                rights.remove(&old);
            }
            if let Some(old) = rights.insert(right, left).filter(|old| *old != left) {
                lefts.remove(&old);
            }
        }
        (lefts, rights)
    };
    let source = pairs(n);
    let setup = || vec![source.clone(); maps];
    harness.compare(
        &format!("multimap/bimap/insert/u64-string/{n}"),
        &[],
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
                "two HashMaps",
                || (setup(), Vec::with_capacity(maps)),
                |(sources, made)| {
                    made.extend(sources.drain(..).map(theirs));
                    made.iter().map(|map| map.0.len() as u64).sum()
                },
            ),
        ],
    );
    let (map, two) = (ours(source.clone()), theirs(source.clone()));
    let mut order = source.clone();
    Rng(1).shuffle(&mut order);
    harness.compare(
        &format!("multimap/bimap/get_by_left/u64-string/{n}"),
        &[],
        vec![
            Contender::new("boltons", || {
                order.iter().fold(0, |sum, pair| mix(sum, len(map.get_by_left(&pair.0))))
            }),
            Contender::new("two HashMaps", || {
                order.iter().fold(0, |sum, pair| mix(sum, len(two.0.get(&pair.0))))
            }),
        ],
    );
    harness.compare(
        &format!("multimap/bimap/get_by_right/u64-string/{n}"),
        &[],
        vec![
            Contender::new("boltons", || {
                order.iter().fold(0, |sum, (_, right)| {
                    mix(sum, map.get_by_right(right.as_str()).map_or(0, |left| *left))
                })
            }),
            Contender::new("two HashMaps", || {
                order.iter().fold(0, |sum, (_, right)| {
                    mix(sum, two.1.get(right.as_str()).map_or(0, |left| *left))
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
        own as f64 / n as f64,
        Some(("two HashMaps", other as f64 / n as f64)),
        0.0,
    );
}

fn len(text: Option<&String>) -> u64 {
    text.map_or(0, |text| text.len() as u64)
}
