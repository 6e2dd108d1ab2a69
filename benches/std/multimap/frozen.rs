//! `FrozenMap` against `HashMap` (lookups) and `BTreeMap` (hashing).

use std::collections::{BTreeMap, HashMap};
use std::hash::BuildHasher;

use boltons::multimap::FrozenMap;

use crate::harness::{Contender, Harness, Rng, mix};

/// The names of an ordinary request.
const NAMES: [&str; 12] = [
    "host",
    "user-agent",
    "accept",
    "accept-language",
    "accept-encoding",
    "referer",
    "connection",
    "cookie",
    "upgrade-insecure-requests",
    "if-modified-since",
    "if-none-match",
    "cache-control",
];

pub fn rows<S: BuildHasher + Default + Clone>(harness: &mut Harness) {
    if !harness.wants("multimap/frozen_map") {
        return;
    }
    harness.explain(
        "frozen_map/get/",
        "a fast hash of a name takes less time than comparing it with half of twelve keys; against \
         std's own hasher the map wins. Measured: keys one by one 0.81, four at a time 0.85 (as it \
         is), one halving first 0.70, halving down to four keys 0.52, binary search 0.15",
    );
    let pairs = || NAMES.into_iter().zip(1_u64..);
    let frozen: FrozenMap<&str, u64> = pairs().collect();
    let hashed: HashMap<&str, u64, S> = pairs().collect();
    let tree: BTreeMap<&str, u64> = pairs().collect();
    // Owned copies, so that no pointer is equal; in an order that no predictor knows by heart.
    let mut rng = Rng(12);
    let queries: Vec<String> =
        (0..4_096).map(|_| NAMES[rng.below(12) as usize].to_owned()).collect();
    harness.compare(
        "multimap/frozen_map/get/str/12",
        &[1.0],
        vec![
            Contender::new("boltons", || {
                let found = queries.iter().map(|name| frozen.get(name.as_str()));
                found.fold(0, |sum, value| mix(sum, value.copied().unwrap_or(0)))
            }),
            Contender::new("HashMap", || {
                let found = queries.iter().map(|name| hashed.get(name.as_str()));
                found.fold(0, |sum, value| mix(sum, value.copied().unwrap_or(0)))
            }),
            Contender::new("BTreeMap", || {
                let found = queries.iter().map(|name| tree.get(name.as_str()));
                found.fold(0, |sum, value| mix(sum, value.copied().unwrap_or(0)))
            }),
        ],
    );
    let hasher = S::default();
    harness.compare(
        "multimap/frozen_map/hash/str/12",
        &[1.0],
        vec![
            Contender::new("boltons", || hasher.hash_one(&frozen)),
            Contender::new("BTreeMap", || hasher.hash_one(&tree)),
        ],
    );
}
