//! Replays against plain models.

use boltons::cache::simulate::Trace;
use boltons::cache::{Lri, Lru, S3Fifo, Sieve};
use proptest::prelude::*;

/// Belady's MIN by looking ahead.
fn opt(ids: &[u8], capacity: usize) -> usize {
    let mut held: Vec<u8> = Vec::new();
    let mut hits = 0;
    for (t, id) in ids.iter().enumerate() {
        if held.contains(id) {
            hits += 1;
            continue;
        }
        if held.len() == capacity {
            let next = |id: &u8| ids[t..].iter().position(|other| other == id);
            let Some(last) =
                (0..held.len()).max_by_key(|&i| next(&held[i]).map_or(usize::MAX, |next| next))
            else {
                continue;
            };
            held.swap_remove(last);
        }
        held.push(*id);
    }
    hits
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_optimum_is_beladys(ids in prop::collection::vec(0_u8..20, 0..300), capacity in 0_usize..25) {
        let trace = Trace::new(&ids);
        let best = trace.opt_hits(capacity);
        prop_assert_eq!(best, opt(&ids, capacity));
        let row = trace.compare([capacity])[0];
        prop_assert!(row.rows().all(|(_, hits)| hits <= best), "{:?}", row);
        prop_assert_eq!(row.best().1, row.lru.max(row.lri).max(row.sieve).max(row.s3_fifo));
        prop_assert_eq!(
            (row.lri, row.sieve, row.s3_fifo),
            (trace.hits::<Lri>(capacity), trace.hits::<Sieve>(capacity), trace.hits::<S3Fifo>(capacity))
        );
    }

    #[test]
    fn the_curve_is_that_of_lru(ids in prop::collection::vec(0_u16..80, 0..400)) {
        let trace = Trace::new(&ids);
        let curve = trace.lru_curve();
        prop_assert_eq!(curve.len(), trace.distinct() + 1);
        prop_assert!(curve.is_sorted());
        for (capacity, &hits) in curve.iter().enumerate() {
            prop_assert_eq!(hits, trace.hits::<Lru>(capacity), "at {}", capacity);
        }
        prop_assert_eq!(curve.last().copied(), Some(trace.len() - trace.distinct()));
    }
}
