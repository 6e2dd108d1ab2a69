//! Grouping: with std's hasher on both sides, and with foldhash on both sides.

use std::collections::HashMap;

use boltons::iter::{Groups, IndexMap, IterExt};
use foldhash::fast::RandomState;
use itertools::Itertools;

use super::numbers;
use crate::harness::alloc::live_bytes;
use crate::harness::{Contender, Harness};

/// A checksum that doesn't depend on the order of the groups.
fn groups<'a>(groups: impl Iterator<Item = (&'a u64, &'a [u64])>) -> u64 {
    groups.fold(0, |sum, (key, items)| {
        sum.wrapping_add(key.wrapping_mul(items.len() as u64) ^ items[0] ^ items[items.len() - 1])
    })
}

fn sums(sums: impl Iterator<Item = (u64, u64)>) -> u64 {
    sums.fold(0, |sum, (key, value)| sum.wrapping_add(value.wrapping_mul(2 * key + 1)))
}

fn slice<'a>((key, items): (&'a u64, &'a Vec<u64>)) -> (&'a u64, &'a [u64]) {
    (key, items)
}

/// Why rows fall short, where they do.
fn reasons(h: &mut Harness) {
    h.explain(
        "iter/groups_by/bytes",
        "The items alone are half of what the rival takes, so that two keys' worth of bookkeeping \
         is too much; ours has the table and the hash that an `IndexMap` keeps for each key.",
    );
    h.explain(
        "foldhash/40000",
        "What an `IndexMap` costs for its order: entries, and a table of their places, where a \
         `HashMap` has one table. A tally in one run: as it is 0.74; the map's own entries 0.72; \
         keys in slots and the map created at the end 0.86, but 0.28 instead of 0.44 where all \
         keys differ; the same, left where most keys are new, 0.76, but with std's hasher 0.69 \
         instead of 0.92; a `HashMap` of counts with places 0.83, one of places alone 0.67.",
    );
    h.explain(
        "iter/fold_by_key/sum, std hasher/40000",
        "Half of the time is making the 40,000 keys of an `IndexMap`, each of which is hashed \
         with std's hasher once and moved when its tables grow. In one run, on a busy machine: as \
         it is 2.3; the map's own entries 1.6; a `HashMap` of sums with places 1.8; keys in slots \
         and the map created at the end 2.9, which for a tally is slower where all keys differ.",
    );
    h.explain(
        "iter/fold_by_key/sum",
        "Two fifths of the time are the division with which the row makes its keys, the same on \
         both sides.",
    );
    h.explain(
        "iter/tally",
        "As in `fold_by_key`, the division with which the row makes its keys is the same on both \
         sides.",
    );
    h.explain(
        "iter/bucketize",
        "40,000 vectors are allocated and dropped on both sides, ours once each; `groups_by` \
         makes one. In one run, on a busy machine, with std's hasher: as it is 1.1; pushing into \
         the map's vectors 0.8; a `HashMap` of places and the map created at the end 0.7; \
         `groups_by`, then a copy of each group, 1.8.",
    );
    h.explain(
        "iter/groups_by/foldhash/64",
        "Pushing into a vector per group is what the rival does; to have all items in one slice \
         they are then copied once more. Count first and scatter second, the earlier design, came \
         to 0.31, and is faster with many keys; sorting by group is 2 to 2.5 times slower than \
         that, moving items in place along the cycles of the permutation 1.7 times.",
    );
    h.explain(
        "iter/groups_by",
        "Half of the time is finding the groups of the items, as in `fold_by_key`; the rest \
         writes each item twice, and without unsafe code the second time with a flag beside it.",
    );
}

pub fn rows(h: &mut Harness) {
    reasons(h);
    let numbers = numbers(h);
    for (keys, fold, bucket, flat) in
        [(64, [7.0, 7.0], [2.3, 0.9], [0.0, 1.0]), (40_000, [2.5, 2.0], [1.3, 1.0], [2.2, 1.5])]
    {
        let source = || numbers.iter().map(|n| n ^ 1);
        let key = |n: &u64| (n >> 20) % keys;
        let add = |sum: &mut u64, n: u64| *sum = sum.wrapping_add(n);
        let fast = RandomState::default;
        h.compare(
            &format!("iter/fold_by_key/sum, std hasher/{keys}"),
            &fold[..1],
            vec![
                Contender::new("boltons", || {
                    sums(source().fold_by_key(key, |_| 0, add).into_iter())
                }),
                Contender::new("itertools into_grouping_map_by", || {
                    let map = source().into_grouping_map_by(key);
                    sums(map.fold(0, |sum: u64, _, n| sum.wrapping_add(n)).into_iter())
                }),
            ],
        );
        h.compare(
            &format!("iter/fold_by_key/sum, foldhash/{keys}"),
            &fold[1..],
            vec![
                Contender::new("boltons", || {
                    let map = IndexMap::with_hasher(fast());
                    sums(source().fold_by_key_in(map, key, |_| 0, add).into_iter())
                }),
                Contender::new("itertools into_grouping_map_by", || {
                    let map = source().into_grouping_map_by_with_hasher(key, fast());
                    sums(map.fold(0, |sum: u64, _, n| sum.wrapping_add(n)).into_iter())
                }),
            ],
        );
        let targets = if keys == 64 { [3.0, 0.9] } else { [0.0, 1.0] };
        let total = |n: usize| n as u64;
        h.compare(
            &format!("iter/tally/std hasher/{keys}"),
            &targets[..1],
            vec![
                Contender::new("boltons", || {
                    let tally = source().map(|n| key(&n)).tally();
                    sums(tally.into_iter().map(|(key, n)| (key, total(n))))
                }),
                Contender::new("itertools counts", || {
                    let counts = source().map(|n| key(&n)).counts();
                    sums(counts.into_iter().map(|(key, n)| (key, total(n))))
                }),
            ],
        );
        h.compare(
            &format!("iter/tally/foldhash/{keys}"),
            &targets[1..],
            vec![
                Contender::new("boltons", || {
                    let map = IndexMap::with_hasher(fast());
                    let items = source().map(|n| key(&n));
                    let tally = items.fold_by_key_in(map, |n| *n, |_| 0, |n, _| *n += 1);
                    sums(tally.into_iter().map(|(key, n)| (key, total(n))))
                }),
                Contender::new("itertools counts", || {
                    let counts = source().map(|n| key(&n)).counts_with_hasher(fast());
                    sums(counts.into_iter().map(|(key, n)| (key, total(n))))
                }),
            ],
        );
        h.compare(
            &format!("iter/bucketize/std hasher/{keys}"),
            &bucket[..1],
            vec![
                Contender::new("boltons", || groups(source().bucketize(key).iter().map(slice))),
                Contender::new("itertools into_group_map_by", || {
                    groups(source().into_group_map_by(key).iter().map(slice))
                }),
            ],
        );
        h.compare(
            &format!("iter/bucketize/foldhash/{keys}"),
            &bucket[1..],
            vec![
                Contender::new("boltons", || {
                    let map = source().bucketize_with_hasher(key, fast());
                    groups(map.iter().map(slice))
                }),
                Contender::new("itertools into_group_map_by", || {
                    groups(source().into_group_map_by_with_hasher(key, fast()).iter().map(slice))
                }),
            ],
        );
        h.compare(
            &format!("iter/groups_by/std hasher/{keys}"),
            &flat[..1],
            vec![
                Contender::new("boltons", || groups(source().groups_by(key).iter())),
                Contender::new("itertools into_group_map_by", || {
                    groups(source().into_group_map_by(key).iter().map(slice))
                }),
            ],
        );
        h.compare(
            &format!("iter/groups_by/foldhash/{keys}"),
            &flat[1..],
            vec![
                Contender::new("boltons", || {
                    let pairs = source().map(|n| (key(&n), n));
                    groups(Groups::from_pairs_with_hasher(pairs, fast()).iter())
                }),
                Contender::new("itertools into_group_map_by", || {
                    groups(source().into_group_map_by_with_hasher(key, fast()).iter().map(slice))
                }),
            ],
        );
        // A source that cannot tell its length.
        let filtered = || source().filter(|n| *n != 0);
        h.compare(
            &format!("iter/groups_by/std hasher, no size hint/{keys}"),
            &[],
            vec![
                Contender::new("boltons", || groups(filtered().groups_by(key).iter())),
                Contender::new("itertools into_group_map_by", || {
                    groups(filtered().into_group_map_by(key).iter().map(slice))
                }),
            ],
        );
        if keys == 40_000 && h.wants("iter/groups_by/bytes") {
            let ours = live_bytes(|| source().groups_by(key)).1;
            let theirs: (HashMap<u64, Vec<u64>>, _) =
                live_bytes(|| source().into_group_map_by(key));
            h.figure(
                "iter/groups_by/bytes/40000",
                "bytes",
                ours as f64,
                Some(("HashMap<u64, Vec<u64>>", theirs.1 as f64)),
                2.0,
            );
        }
    }
}
