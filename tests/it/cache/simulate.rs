//! Replays, the optimum and the curve of LRU.

use std::collections::HashSet;

use boltons::cache::simulate::{Comparison, Trace};
use boltons::cache::{Lri, Lru, Policy, S3Fifo, Sieve};

use super::traces::web07;

/// Every way to choose victims, the best of which is the optimum.
fn best(ids: &[u8], held: &mut Vec<u8>, capacity: usize) -> usize {
    let Some((id, rest)) = ids.split_first() else { return 0 };
    if held.contains(id) {
        return 1 + best(rest, held, capacity);
    }
    if held.len() < capacity {
        held.push(*id);
        let hits = best(rest, held, capacity);
        held.pop();
        return hits;
    }
    let mut most = 0;
    for i in 0..held.len() {
        let victim = std::mem::replace(&mut held[i], *id);
        most = most.max(best(rest, held, capacity));
        held[i] = victim;
    }
    most
}

/// Stack distances by the definition.
fn curve(ids: &[u8]) -> Vec<usize> {
    let distinct = ids.iter().collect::<HashSet<_>>().len();
    let mut hits = vec![0; distinct + 1];
    for (t, id) in ids.iter().enumerate() {
        if let Some(last) = ids[..t].iter().rposition(|other| other == id) {
            let distance = ids[last..t].iter().collect::<HashSet<_>>().len();
            hits[distance..].iter_mut().for_each(|hits| *hits += 1);
        }
    }
    hits
}

#[test]
fn all_short_streams() {
    for len in 0..=6 {
        for code in 0..4_u32.pow(len) {
            let ids: Vec<u8> = (0..len).map(|i| (code >> (2 * i) & 3) as u8).collect();
            let trace = Trace::new(&ids);
            let lru = trace.lru_curve();
            assert_eq!(lru, curve(&ids), "{ids:?}");
            for capacity in 0..=trace.distinct() + 1 {
                let opt = trace.opt_hits(capacity);
                assert_eq!(opt, best(&ids, &mut Vec::new(), capacity), "{ids:?}, {capacity}");
                if code % 8 == 0 {
                    let row = trace.compare([capacity])[0];
                    assert!(row.rows().all(|(_, hits)| hits <= opt), "{ids:?}, {row:?}");
                    assert_eq!(row.lru, trace.hits::<Lru>(capacity), "{ids:?}, {row:?}");
                }
            }
        }
    }
}

#[test]
fn edges() {
    let none = Trace::new([0_u8; 0]);
    assert_eq!((none.len(), none.distinct(), none.is_empty()), (0, 0, true));
    assert_eq!((none.hits::<Lru>(9), none.opt_hits(9), none.lru_curve()), (0, 0, vec![0]));
    assert!(none.compare([]).is_empty());
    assert_eq!(none.compare([3])[0].best(), ("lru", 0));
    assert!(none.compare([3])[0].to_string().ends_with("  0.00 %"), "not a number of per cent");
    assert_eq!(none, Trace::default());

    let one: Trace = std::iter::repeat_n("a", 5).collect();
    assert_eq!((one.len(), one.distinct(), one.lru_curve()), (5, 1, vec![0, 4]));
    let row = one.compare([0, 1, usize::MAX]);
    assert!(row[0].rows().all(|(_, hits)| hits == 0));
    assert!(row[1..].iter().all(|row| row.rows().all(|(_, hits)| hits == 4)), "{row:?}");
    assert_eq!(format!("{one:?}"), "Trace { len: 5, distinct: 1, .. }");
}

/// The slots of the distances are packed many times over.
#[test]
fn the_curve_of_long_streams() {
    for keys in [1_u64, 2, 31, 32, 33, 63, 64, 65, 300] {
        let mut state = keys;
        let ids: Vec<u64> = (0..20_000)
            .map(|_| {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                let (a, b) = ((state >> 33) % keys, (state >> 50) % keys);
                a.min(b)
            })
            .collect();
        let trace = Trace::new(&ids);
        let curve = trace.lru_curve();
        assert_eq!(curve.len(), trace.distinct() + 1);
        assert!(curve.is_sorted());
        for c in [0, 1, 2, 3, 31, 32, 33, 62, 63, 64, 65, 100, 200, 299, 300] {
            let hits = trace.hits::<Lru>(c as usize);
            assert_eq!(*curve.get(c as usize).unwrap_or(&curve[curve.len() - 1]), hits, "{c}");
        }
    }
}

#[test]
fn a_source_that_lies_about_its_length() {
    struct Liar(u8);
    impl Iterator for Liar {
        type Item = u8;

        fn next(&mut self) -> Option<u8> {
            self.0 = self.0.checked_sub(1)?;
            Some(self.0 % 2)
        }

        fn size_hint(&self) -> (usize, Option<usize>) {
            (usize::MAX, None)
        }
    }
    assert_eq!(Trace::new(Liar(9)).len(), 9);
}

#[test]
fn the_row_as_text() {
    let trace = Trace::new((0..200).map(|i| i % 3));
    let row = trace.compare([2])[0];
    assert_eq!(row.best(), trace.compare([2])[0].best());
    assert_eq!(
        trace.compare([3])[0].to_string(),
        "         3  lru  98.50 %  lri  98.50 %  sieve  98.50 %  s3_fifo  98.50 %  opt  98.50 %"
    );
    let rows = trace.compare([1, 10, 1_000_000_000]);
    assert!(rows.iter().all(|row| row.to_string().len() == row.to_string().trim_end().len()));
    assert_eq!(rows[0].to_string().len(), rows[2].to_string().len());
}

#[test]
fn exact_hit_counts_on_web07() {
    let Some(keys) = web07() else { return };
    let trace = Trace::new(keys);
    assert_eq!((trace.len(), trace.distinct()), (76_118, 20_484));
    let rows = trace.compare([204, 2_048]);
    let counts = |row: &Comparison| (row.lru, row.lri, row.sieve, row.opt);
    assert_eq!(counts(&rows[0]), (29_797, 27_614, 32_214, 40_630));
    assert_eq!(counts(&rows[1]), (42_371, 40_432, 44_093, 51_830));
    for (row, percent) in rows.iter().zip([44.02, 58.20]) {
        let real = 100.0 * row.s3_fifo as f64 / row.requests as f64;
        assert!((real - percent).abs() <= 0.3, "{real} against the prototype's {percent}");
        assert_eq!(row.best(), ("s3_fifo", row.s3_fifo));
    }
    let curve = trace.lru_curve();
    for capacity in [1, 7, 204, 2_048, 20_000] {
        assert_eq!(curve[capacity], trace.hits::<Lru>(capacity));
    }
    assert_eq!(curve.last(), Some(&(76_118 - 20_484)));
}

/// The crate `caches` 0.3.0 panics in ARC on this stream; ours are all within the optimum.
#[test]
fn a_long_zipf_stream_on_all_policies() {
    let mut cumulated = Vec::new();
    let mut sum = 0.0;
    for rank in 1..=20_000 {
        sum += f64::from(rank).powf(-0.8);
        cumulated.push(sum);
    }
    let mut state = 7_u64;
    let ids = (0..100_000).map(|_| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let at = (state >> 11) as f64 / (1_u64 << 53) as f64 * sum;
        cumulated.partition_point(|&weight| weight < at)
    });
    let trace: Trace = ids.collect();
    fn hits<P: Policy>(trace: &Trace) -> usize {
        trace.hits::<P>(1_000)
    }
    let opt = trace.opt_hits(1_000);
    for hits in [hits::<Lru>, hits::<Lri>, hits::<Sieve>, hits::<S3Fifo>].map(|f| f(&trace)) {
        assert!(hits > trace.len() / 5 && hits <= opt, "{hits} of {opt}");
    }
}

/// S3-FIFO remembers what was evicted by a part of its hash: with a fixed hasher its decisions are
/// a function of the requests, and so are the replays and their reports.
#[test]
fn s3_fifo_is_a_function_of_the_requests_with_a_fixed_hasher() {
    use boltons::cache::Cache;
    use std::hash::{BuildHasherDefault, DefaultHasher};

    let requests: Vec<u32> = (0..60_000_u32).map(|i| (i / 3 * i) % 1_500 % (1 + i % 997)).collect();
    let replay = || {
        let hasher = BuildHasherDefault::<DefaultHasher>::default();
        let mut cache = Cache::<u32, u32, S3Fifo, _>::with_hasher(100, hasher);
        let hits: Vec<bool> = requests
            .iter()
            .map(|&key| {
                let hit = cache.get(&key).is_some();
                if !hit {
                    cache.insert(key, key);
                }
                hit
            })
            .collect();
        (hits, cache.keys().copied().collect::<Vec<_>>(), cache.stats())
    };
    let first = replay();
    assert!(first.2.evictions > 1_000 && first.2.hits > 1_000);
    assert_eq!(replay(), first);
    let trace = || Trace::new(requests.iter().copied());
    assert_eq!(trace().compare([10, 100]), trace().compare([10, 100]));
    assert_eq!(trace().hits::<S3Fifo>(100), trace().hits::<S3Fifo>(100));
}
