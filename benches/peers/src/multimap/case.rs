//! `ignore_case` against `unicase::Ascii`.

use std::collections::HashMap;

use boltons::multimap::{BiMap, CaseInsensitive, IndexMap, ignore_case};
use foldhash::fast::FixedState;
use unicase::Ascii;

use crate::harness::{Contender, Harness, Rng, mix};

/// The names of an ordinary request, as they are written.
const NAMES: [&str; 12] = [
    "Host",
    "User-Agent",
    "Accept",
    "Accept-Language",
    "Accept-Encoding",
    "Referer",
    "Connection",
    "Cookie",
    "Upgrade-Insecure-Requests",
    "If-Modified-Since",
    "If-None-Match",
    "Cache-Control",
];

pub fn rows(harness: &mut Harness) {
    if !harness.wants("multimap/ignore_case") {
        return;
    }
    let names = || NAMES.into_iter().map(str::to_owned);
    let ours: IndexMap<CaseInsensitive<String>, u64, FixedState> =
        names().map(CaseInsensitive::new).zip(1..).collect();
    let small: BiMap<CaseInsensitive<String>, u64, FixedState> =
        names().map(CaseInsensitive::new).zip(1..).collect();
    let theirs: HashMap<Ascii<String>, u64, FixedState> =
        names().map(Ascii::new).zip(1..).collect();
    let mut rng = Rng(12);
    let queries: Vec<String> =
        (0..4_096).map(|_| NAMES[rng.below(12) as usize].to_ascii_lowercase()).collect();
    // unicase has no borrowed query for owned keys: its queries are made outside the clock.
    let owned: Vec<Ascii<String>> = queries.iter().cloned().map(Ascii::new).collect();
    let theirs = || {
        Contender::new("HashMap<unicase::Ascii>", || {
            let found = owned.iter().map(|name| theirs.get(name));
            found.fold(0, |sum, value| mix(sum, value.copied().unwrap_or(0)))
        })
    };
    harness.compare(
        "multimap/ignore_case/get/hashed/12",
        &[1.0],
        vec![
            Contender::new("boltons", || {
                let found = queries.iter().map(|name| ours.get(&ignore_case(name)));
                found.fold(0, |sum, value| mix(sum, value.copied().unwrap_or(0)))
            }),
            theirs(),
        ],
    );
    // Up to 16 entries the maps of this crate compare and do not hash.
    harness.compare(
        "multimap/ignore_case/get/compared/12",
        &[1.0],
        vec![
            Contender::new("boltons", || {
                let found = queries.iter().map(|name| small.get_by_left(&ignore_case(name)));
                found.fold(0, |sum, value| mix(sum, value.copied().unwrap_or(0)))
            }),
            theirs(),
        ],
    );
}
