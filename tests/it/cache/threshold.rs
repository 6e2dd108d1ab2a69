//! `ThresholdCounter` against exact counts and the definition.

#[cfg(not(feature = "__audit"))]
use crate::unaudited::Unaudited as _;
use std::cell::Cell;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, DefaultHasher, Hash, Hasher};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;

use boltons::cache::ThresholdCounter;

/// Lossy Counting as the paper says it: key, count, delta, in order of arrival.
struct Model {
    entries: Vec<(u8, u64, u64)>,
    total: u64,
    width: u64,
}

impl Model {
    fn add(&mut self, key: u8) {
        let bucket = self.total / self.width + 1;
        match self.entries.iter_mut().find(|entry| entry.0 == key) {
            Some(entry) => entry.1 += 1,
            None => self.entries.push((key, 1, bucket - 1)),
        }
        self.total += 1;
        if self.total % self.width == 0 {
            self.entries.retain(|(_, count, delta)| count + delta > bucket);
        }
    }
}

/// All streams of up to `length` keys out of three.
fn streams(length: usize) -> Vec<Vec<u8>> {
    let mut all = vec![vec![]];
    let mut last = all.clone();
    for _ in 0..length {
        last = last
            .iter()
            .flat_map(|s| (0..3).map(move |key| s.iter().copied().chain([key]).collect()))
            .collect();
        all.extend(last.iter().cloned());
    }
    all
}

#[test]
fn all_short_streams_keep_the_promise() {
    let length = if cfg!(debug_assertions) { 6 } else { 8 };
    for (threshold, width) in [(0.5, 2), (0.7, 2), (0.34, 3), (0.26, 4), (0.25, 4)] {
        for stream in streams(length) {
            let mut counter = ThresholdCounter::new(threshold).unwrap();
            let mut model = Model { entries: vec![], total: 0, width };
            let mut exact = [0_u64; 3];
            for &key in &stream {
                counter.add(key);
                model.add(key);
                exact[usize::from(key)] += 1;
            }
            counter.check();
            assert!(counter.iter().eq(model.entries.iter().map(|(k, n, _)| (k, *n))), "{stream:?}");
            for (key, &truth) in (0..).zip(&exact) {
                assert_eq!(counter.contains_key(&key), model.entries.iter().any(|e| e.0 == key));
                let (low, high) = (counter.get(&key), counter.upper_bound(&key));
                assert!(low <= truth && truth <= high, "{stream:?} {key}");
                assert!((truth - low) as f64 <= threshold * counter.total() as f64 + 1e-9);
            }
        }
    }
}

#[test]
fn add_n_is_add_n_times() {
    for width in [2_u32, 3, 5] {
        for stream in streams(4) {
            for n in 1..20 {
                let threshold = 1.0 / f64::from(width);
                let mut once = ThresholdCounter::new(threshold).unwrap();
                let mut many = ThresholdCounter::new(threshold).unwrap();
                for (i, &key) in stream.iter().enumerate() {
                    let n = if i % 2 == 0 { n } else { 1 };
                    once.add_n(key, n);
                    (0..n).for_each(|_| many.add(key));
                    once.check();
                    assert!(once.iter().eq(many.iter()), "{stream:?} {n}");
                    assert!((0..3).all(|k| once.upper_bound(&k) == many.upper_bound(&k)));
                    assert_eq!(once.total(), many.total());
                }
                once.add_n(9, 0);
                assert_eq!(once.total(), many.total());
            }
        }
    }
}

#[test]
fn counters_with_a_hasher_merge_borrow_and_shrink() {
    let hasher = BuildHasherDefault::<DefaultHasher>::new();
    let mut counter = ThresholdCounter::with_hasher(0.25, hasher).unwrap();
    assert_eq!((counter.threshold(), counter.is_empty()), (0.25, true));
    for word in ["a", "b", "a", "c", "a", "a", "d"] {
        counter.add_ref(word);
    }
    let mut same = ThresholdCounter::<String>::new(0.25).unwrap();
    ["a", "b", "a", "c", "a", "a", "d"].iter().for_each(|word| same.add(word.to_string()));
    assert!(counter.iter().eq(same.iter()));
    counter.shrink_to_fit();
    counter.check();
    assert!(counter.iter().eq(same.iter()));
    assert!(counter.contains_key("a") && !counter.contains_key("x"));
    counter.merge(same);
    counter.check();
    assert_eq!((counter.total(), counter.get("a"), counter.upper_bound("a")), (14, 8, 8));
}

#[test]
fn thresholds_that_are_none() {
    for threshold in [0.0, -0.0, 1.0, -1.0, 2.0, f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let error = ThresholdCounter::<u8>::new(threshold).unwrap_err();
        assert!(error.is_invalid_argument());
        assert_eq!(error.to_string(), format!("threshold {threshold:?} is not between 0 and 1"));
        assert_eq!(error.position(), None);
    }
    // The least and the greatest that there are.
    let mut least = ThresholdCounter::new(f64::MIN_POSITIVE).unwrap();
    let mut greatest = ThresholdCounter::new(1.0 - f64::EPSILON / 2.0).unwrap();
    for key in 0..100 {
        least.add(key);
        greatest.add(key);
    }
    assert_eq!((least.len(), greatest.len()), (100, 0));
}

#[test]
fn boltons_rounds_the_width_down_and_loses_every_key_at_seven_tenths() {
    let mut counter = ThresholdCounter::new(0.7).unwrap();
    counter.extend(["a"; 100]);
    assert_eq!(counter.get("a"), 100);
}

#[test]
fn boltons_commonality_of_an_empty_counter_divides_by_zero() {
    let counter = ThresholdCounter::<u8>::new(0.1).unwrap();
    assert_eq!(counter.commonality(), None);
    assert_eq!((counter.common_count(), counter.uncommon_count(), counter.total()), (0, 0, 0));
    let mut counter = ThresholdCounter::new(0.1).unwrap();
    counter.add('a');
    assert_eq!(counter.commonality(), Some(1.0));
    assert_eq!(format!("{:?} {:?}", counter.iter(), counter.keys()), "[('a', 1)] ['a']");
}

#[test]
fn boltons_most_common_without_n_gives_nothing() {
    let mut counter = ThresholdCounter::new(0.01).unwrap();
    counter.extend("abracadabra".chars());
    let all = [('a', 5), ('b', 2), ('r', 2), ('c', 1), ('d', 1)];
    let given = counter.most_common(usize::MAX);
    assert!(given.iter().map(|(key, n)| (**key, *n)).eq(all));
    assert!(counter.most_common(0).is_empty());
}

#[test]
fn boltons_update_with_counts_ignores_the_counts() {
    let mut counter = ThresholdCounter::new(0.01).unwrap();
    for (key, count) in [("a", 3), ("b", 4)] {
        counter.add_n(key, count);
    }
    assert!(counter.elements().eq(["a", "a", "a", "b", "b", "b", "b"].iter()));
}

#[test]
fn heavy_hitters_hold_all_that_are_and_none_that_are_far_from_it() {
    let mut state = 7_u64;
    let mut counter = ThresholdCounter::new(0.01).unwrap();
    let mut exact: HashMap<u64, u64> = HashMap::new();
    for _ in 0..20_000 {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let unit = (state >> 11) as f64 / (1_u64 << 53) as f64;
        let key = (1.0 / (unit + 0.001)) as u64;
        counter.add(key);
        *exact.entry(key).or_default() += 1;
    }
    counter.check();
    let total = counter.total() as f64;
    for support in [0.02, 0.05, 0.1, 0.5, 1.0] {
        let hitters = counter.heavy_hitters(support);
        assert!(hitters.is_sorted_by(|a, b| a.1 >= b.1));
        for (key, &truth) in &exact {
            let found = hitters.iter().any(|(k, _)| *k == key);
            let share = truth as f64 / total;
            assert!(found || share < support, "{key} is missing at {support}");
            assert!(!found || share >= support - 0.01, "{key} is too much at {support}");
        }
    }
    let keys = |hitters: Vec<(&u64, u64)>| hitters.len();
    assert_eq!(keys(counter.heavy_hitters(f64::NAN)), keys(counter.heavy_hitters(1.0)));
    assert_eq!(keys(counter.heavy_hitters(7.0)), keys(counter.heavy_hitters(1.0)));
    assert_eq!(counter.heavy_hitters(-3.0).len(), counter.len());
    // The bound of the paper: (1/ε)·log(ε·total) keys.
    assert!(counter.len() as f64 <= 100.0 * (0.01 * total).ln());
}

#[test]
fn totals_saturate() {
    let mut counter = ThresholdCounter::new(0.5).unwrap();
    for _ in 0..3 {
        counter.add_n('a', u64::MAX);
        counter.add_n('b', u64::MAX / 2);
    }
    assert_eq!((counter.total(), counter.get(&'a')), (u64::MAX, u64::MAX));
    assert_eq!(counter.common_count(), u64::MAX);
    assert_eq!(counter.uncommon_count(), 0);
}

#[test]
fn iterators_keep_their_laws() {
    let mut counter = ThresholdCounter::new(0.01).unwrap();
    counter.extend("bcab".chars());
    assert_eq!(counter.iter().len(), 3);
    assert!(counter.keys().rev().eq(&['a', 'c', 'b']));
    assert!(counter.counts().eq([2, 1, 1]));
    assert!((&counter).into_iter().eq(counter.iter()));
    assert_eq!(format!("{counter:?}"), "{'b': 2, 'c': 1, 'a': 1}");
    let copy = counter.clone();
    counter.add('z');
    assert_eq!((copy.total(), counter.total()), (4, 5));
}

/// A key whose `Hash`, `Eq` or `Drop` panics once, when the fuse is burnt.
#[derive(Clone, Debug)]
struct Touchy(u32, Rc<Cell<u32>>);

impl Touchy {
    fn burn(&self) {
        let left = self.1.get();
        if left > 0 && !std::thread::panicking() {
            self.1.set(left - 1);
            assert_ne!(left, 1, "touchy");
        }
    }
}

impl PartialEq for Touchy {
    fn eq(&self, other: &Self) -> bool {
        self.burn();
        self.0 == other.0
    }
}

impl Eq for Touchy {}

impl Hash for Touchy {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.burn();
        // Some collide, so that look-ups compare.
        (self.0 % 2).hash(state);
    }
}

impl Drop for Touchy {
    fn drop(&mut self) {
        self.burn();
    }
}

#[test]
fn a_panicking_key_leaves_a_valid_counter() {
    let fuse = Rc::new(Cell::new(0));
    for (k, threshold) in (1..120).flat_map(|k| [0.25, 0.34, 0.5].map(|threshold| (k, threshold))) {
        let mut counter = ThresholdCounter::new(threshold).unwrap();
        fuse.set(k);
        for n in 0..30_u32 {
            let key = Touchy(n * n % 7, fuse.clone());
            let _ = catch_unwind(AssertUnwindSafe(|| counter.add_n(key, u64::from(n % 5))));
            // The audit hashes and compares, too.
            let left = fuse.replace(0);
            counter.check();
            fuse.set(left);
        }
        fuse.set(0);
        assert!((0..7).all(|n| counter.get(&Touchy(n, fuse.clone())) <= counter.total()));
    }
    // The fuse is common to all, so that each key was dropped once or this count would differ.
    assert_eq!(Rc::strong_count(&fuse), 1);
}
