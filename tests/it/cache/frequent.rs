//! `FrequentItems`: edges, costs, panics. Its bounds over trees of merges are among the properties.

#[cfg(not(feature = "__audit"))]
use crate::unaudited::Unaudited as _;
use std::cell::Cell;
use std::hash::{BuildHasherDefault, DefaultHasher, Hash, Hasher};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;

use boltons::cache::{Equivalent, FrequentItems, ThresholdCounter, ToKey};

type Fixed = BuildHasherDefault<DefaultHasher>;

#[test]
fn it_is_empty_until_a_key_is_counted() {
    let mut summary = FrequentItems::new(2);
    assert!(summary.is_empty());
    summary.add("a");
    assert!(!summary.is_empty());
    summary.clear();
    assert!(summary.is_empty());
}

#[test]
fn no_counter_counts_the_total_alone() {
    let mut none = FrequentItems::new(0);
    none.add_n('a', 5);
    none.add('b');
    none.check();
    assert_eq!((none.len(), none.total(), none.error()), (0, 6, 6));
    assert_eq!((none.at_least(&'a'), none.at_most(&'a')), (0, 6));
    let mut one = FrequentItems::new(1);
    one.add_n('a', 5);
    one.merge(none);
    one.check();
    assert_eq!((one.counters(), one.total(), one.at_least(&'a')), (0, 11, 0));
    assert!(one.at_most(&'a') >= 10);
}

#[test]
fn the_greatest_numbers() {
    let mut summary = FrequentItems::new(usize::MAX);
    summary.add_n('a', u64::MAX - 1);
    summary.add_n('b', 5);
    summary.add('c');
    summary.check();
    assert_eq!((summary.total(), summary.at_least(&'b'), summary.at_least(&'c')), (u64::MAX, 1, 0));
    let mut other = FrequentItems::new(2);
    other.add_n('a', 7);
    summary.merge(other);
    summary.check();
    assert_eq!((summary.total(), summary.at_least(&'a')), (u64::MAX, u64::MAX - 1));
    summary.add_n('d', 0);
    summary.check();
}

#[test]
fn an_iterator_knows_how_many_are_left() {
    let mut summary = FrequentItems::new(9);
    for (key, n) in [('a', 3), ('b', 2), ('c', 1)] {
        summary.add_n(key, n);
    }
    let mut iter = summary.iter();
    for left in (0..3).rev() {
        assert!(iter.next().is_some());
        assert_eq!((iter.len(), iter.size_hint()), (left, (left, Some(left))));
    }
    assert!(iter.next().is_none());
}

#[test]
fn a_majority_is_found_by_one_counter() {
    let mut one = FrequentItems::new(1);
    for i in 0..1_000 {
        one.add(if i % 2 == 0 { 0 } else { i });
        one.add(0);
    }
    one.check();
    assert_eq!(one.most_common(9)[0].0, &0);
}

#[test]
fn every_key_above_its_share_is_kept() {
    let mut summary = FrequentItems::new(9);
    for i in 0..10_000_u32 {
        // Nine keys share all but a hundredth.
        summary.add(if i % 100 == 0 { 1_000 + i } else { i % 9 });
    }
    summary.check();
    let keys: Vec<u32> = summary.most_common(usize::MAX).iter().map(|(key, _)| **key).collect();
    assert!((0..9).all(|key| keys.contains(&key)), "{keys:?}");
}

/// What is counted does not depend on the hasher, whose seed differs in each of these.
#[test]
fn a_function_of_the_additions() {
    let count = || {
        let mut summary = FrequentItems::new(7);
        let mut state = 5_u32;
        for _ in 0..5_000 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            summary.add_n((state >> 24) % ((state >> 16) % 60 + 1), u64::from(state >> 30));
        }
        let pairs: Vec<(u32, u64)> = summary.iter().map(|(key, n)| (*key, n)).collect();
        (pairs, summary.error())
    };
    let first = count();
    assert!((0..8).all(|_| count() == first));
}

/// A key that counts how often it was hashed, compared and created.
struct Counted<'a>(u32, &'a Cell<[u32; 3]>);

impl Counted<'_> {
    fn note(&self, what: usize) {
        let mut counts = self.1.get();
        counts[what] += 1;
        self.1.set(counts);
    }
}

impl Hash for Counted<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.note(0);
        self.0.hash(state);
    }
}

impl Equivalent<u32> for Counted<'_> {
    fn equivalent(&self, key: &u32) -> bool {
        self.note(1);
        self.0 == *key
    }
}

impl ToKey<u32> for Counted<'_> {
    fn to_key(&self) -> u32 {
        self.note(2);
        self.0
    }
}

#[test]
fn a_borrowed_key_is_hashed_once_and_created_where_it_is_new() {
    let counts = Cell::new([0; 3]);
    let taken = || counts.replace([0; 3]);
    let mut summary = FrequentItems::with_hasher(2, Fixed::default());
    let mut counter = ThresholdCounter::with_hasher(0.1, Fixed::default()).unwrap();
    for (key, created) in [(1, 1), (1, 0), (2, 1), (1, 0), (2, 0)] {
        summary.add_ref(&Counted(key, &counts));
        let [hashes, equals, keys] = taken();
        assert_eq!((hashes, keys), (1, created));
        assert!(equals <= 1);
        counter.add_ref(&Counted(key, &counts));
        assert_eq!((taken()[0], counter.get(&key)), (1, summary.at_least(&key)));
    }
    // It finds no counter, and lowers the others.
    summary.add_ref(&Counted(3, &counts));
    assert_eq!(taken()[2], 0);
    assert_eq!((summary.at_least(&1), summary.at_least(&2), summary.error()), (2, 1, 1));
    // One addition is as one of the key itself, at the ends of buckets too.
    let mut borrowed = ThresholdCounter::with_hasher(0.34, Fixed::default()).unwrap();
    let mut owned = ThresholdCounter::with_hasher(0.34, Fixed::default()).unwrap();
    for i in 0..200_u32 {
        let key = i * i % 7;
        borrowed.add_ref(&Counted(key, &counts));
        owned.add(key);
        borrowed.check();
        assert!(borrowed.iter().eq(owned.iter()) && borrowed.total() == owned.total());
    }
}

/// Weighted keys that are always new: each finds all counters taken.
#[test]
fn a_new_key_with_a_weight_costs_few_steps() {
    let compared = |counters: usize| {
        let counts = Cell::new([0; 3]);
        let mut summary = FrequentItems::with_hasher(counters, Fixed::default());
        for i in 0..40_000_u32 {
            summary.add_n(i, u64::from(1_000 + i % 1_000));
        }
        summary.check();
        summary.add_ref(&Counted(50_000, &counts));
        counts.get()[1]
    };
    // Nothing is compared but what has its hash; the audit above saw each structure in order.
    assert!(compared(10) <= 1 && compared(10_000) <= 1);
}

#[test]
fn shrinking_keeps_all_that_counts() {
    let mut summary = FrequentItems::new(1_000);
    summary.extend(0..1_000);
    summary.add_n(2_000, 1);
    summary.add_n(7, 3);
    summary.check();
    let before: Vec<(i32, u64)> = summary.iter().map(|(key, n)| (*key, n)).collect();
    summary.shrink_to_fit();
    summary.check();
    assert!(summary.iter().map(|(key, n)| (*key, n)).eq(before));
    summary.extend(0..1_000);
    summary.check();
    summary.clear();
    summary.check();
    assert_eq!((summary.total(), summary.error(), summary.len()), (0, 0, 0));
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
        // Some collide, so that lookups compare.
        (self.0 % 2).hash(state);
    }
}

impl Drop for Touchy {
    fn drop(&mut self) {
        self.burn();
    }
}

#[test]
fn a_panicking_key_leaves_valid_summaries() {
    let fuse = Rc::new(Cell::new(0));
    for k in 1..150 {
        let mut summary = FrequentItems::new(3);
        let mut counter = ThresholdCounter::new(0.3).unwrap();
        fuse.set(k);
        for n in 0..24_u32 {
            let key = || Touchy(n * n % 7, fuse.clone());
            let _ = catch_unwind(AssertUnwindSafe(|| summary.add_n(key(), u64::from(n % 5))));
            let _ = catch_unwind(AssertUnwindSafe(|| counter.add_ref(&key())));
            if n % 6 == 5 {
                let (other, others) = (summary.clone(), counter.clone());
                let _ = catch_unwind(AssertUnwindSafe(|| summary.merge(other)));
                let _ = catch_unwind(AssertUnwindSafe(|| counter.merge(others)));
            }
            // The audit hashes and compares as well.
            let left = fuse.replace(0);
            summary.check();
            counter.check();
            fuse.set(left);
        }
        fuse.set(0);
    }
    // Each key was dropped once, or this count would differ.
    assert_eq!(Rc::strong_count(&fuse), 1);
}

/// c17: the parts' counts, added one by one, lose what a part has forgotten; a merge does not.
#[test]
fn c17_counters_of_several_threads_merge() {
    // Two buckets of four in each part; "x" comes four times in all and is forgotten everywhere.
    let part = || {
        let mut counter = ThresholdCounter::new(0.25).unwrap();
        counter.extend(["a", "b", "x", "c", "a", "b", "x", "c"]);
        counter
    };
    let mut merged = part();
    merged.merge(part());
    merged.check();
    assert!(merged.get("x") <= 4 && merged.upper_bound("x") >= 4);
    assert_eq!(merged.total(), 16);
    // Over 64 parts, in which every part has its own frequent keys: 64 times the keys, and right.
    let mut all = ThresholdCounter::new(0.01).unwrap();
    for i in 0..64_u32 {
        let mut counter = ThresholdCounter::new(0.01).unwrap();
        counter.extend((0..10_000_u32).map(|n| 1_000 * i + n % 50));
        all.merge(counter);
    }
    all.check();
    assert_eq!((all.total(), all.len()), (640_000, 64 * 50));
    assert!((0..64_000_u32).all(|key| {
        let truth = if key % 1_000 < 50 { 200 } else { 0 };
        all.get(&key) <= truth && truth <= all.upper_bound(&key)
    }));
    // What is added afterwards forgets them.
    all.add_n(u32::MAX, 64_000_000);
    all.check();
    assert_eq!(all.len(), 1);
}

#[cfg(feature = "serde")]
mod states {
    use super::*;
    use boltons::cache::Stats;
    use boltons::cache::simulate::{Comparison, Trace};

    #[test]
    fn what_is_read_counts_on() {
        let mut summary = FrequentItems::<String>::new(3);
        let mut counter = ThresholdCounter::<String>::new(0.1).unwrap();
        for word in "the cat and the dog and the cow and the pig".split(' ') {
            summary.add_ref(word);
            counter.add_ref(word);
        }
        let json = serde_json::to_string(&(&summary, &counter)).unwrap();
        let (mut read, mut counted): (FrequentItems<String>, ThresholdCounter<String>) =
            serde_json::from_str(&json).unwrap();
        assert_eq!(serde_json::to_string(&(&read, &counted)).unwrap(), json);
        for word in "the ox and the ass and the end".split(' ') {
            summary.add_ref(word);
            read.add_ref(word);
            counter.add_ref(word);
            counted.add_ref(word);
        }
        read.check();
        counted.check();
        assert_eq!((read.total(), read.error()), (summary.total(), summary.error()));
        for word in ["the", "and", "cat", "ox", "ass", "none"] {
            assert_eq!(counted.get(word), counter.get(word));
            assert_eq!(counted.upper_bound(word), counter.upper_bound(word));
        }
        assert_eq!(read.at_least("the"), summary.at_least("the"));
    }

    #[test]
    fn any_threshold_comes_back() {
        for threshold in
            [0.1, 0.7, 1.0 / 3.0, 1e-300, f64::MIN_POSITIVE, 5e-324, 1.0 - f64::EPSILON]
        {
            let mut counter = ThresholdCounter::new(threshold).unwrap();
            counter.extend([1_u8, 1, 1, 1, 2]);
            let json = serde_json::to_string(&counter).unwrap();
            let read: ThresholdCounter<u8> = serde_json::from_str(&json).unwrap();
            read.check();
            assert!(read.iter().eq(counter.iter()), "{threshold:e}");
        }
    }

    #[test]
    fn damaged_states_are_errors() {
        let frequent = |json: &str| serde_json::from_str::<FrequentItems<String>>(json).map(drop);
        let valid = r#"{"counters":2,"total":9,"error":1,"entries":[["a",4],["b",2]]}"#;
        assert!(frequent(valid).is_ok());
        assert!(frequent(&valid.replace(r#""total":9,"#, r#""later":[{}],"total":9,"#)).is_ok());
        for (from, to) in [
            (r#""total":9"#, r#""total":8"#),
            (r#""error":1"#, r#""error":18446744073709551615"#),
            (r#"["b",2]"#, r#"["a",2]"#),
            (r#"["b",2]"#, r#"["b",0]"#),
            (r#"["b",2]"#, r#"["b",1],["c",1]"#),
            (r#","error":1"#, ""),
            (r#""error":1"#, r#""error":1,"error":1"#),
        ] {
            let json = valid.replace(from, to);
            assert_ne!(json, valid);
            assert!(frequent(&json).is_err(), "{json}");
        }
        // The error alone is more than what was counted.
        let error = frequent(r#"{"counters":2,"total":8,"error":3,"entries":[]}"#).unwrap_err();
        let message = "state of frequent items: an error that its total does not bear";
        assert!(error.to_string().starts_with(message), "{error}");
        assert!(frequent(r#"{"counters":2,"total":9,"error":3,"entries":[]}"#).is_ok());
        let error = frequent(&valid.replace("[\"b\",2]", "[\"a\",2]")).unwrap_err().to_string();
        assert!(error.starts_with("state of frequent items: a key that is there twice"), "{error}");

        let threshold =
            |json: &str| serde_json::from_str::<ThresholdCounter<String>>(json).map(drop);
        let valid = r#"{"threshold":0.25,"width":4,"total":9,"entries":[["a",4,0],["b",2,1]]}"#;
        assert!(threshold(valid).is_ok());
        for (from, to) in [
            ("0.25", "1.25"),
            (r#""width":4"#, r#""width":6"#),
            (r#""width":4"#, r#""width":0"#),
            (r#"["b",2,1]"#, r#"["a",2,1]"#),
            (r#"["b",2,1]"#, r#"["b",2,0]"#),
            (r#"["b",2,1]"#, r#"["b",0,9]"#),
            (r#"["b",2,1]"#, r#"["b",6,1]"#),
            (r#"["b",2,1]"#, r#"["b",2,3]"#),
        ] {
            let json = valid.replace(from, to);
            assert_ne!(json, valid);
            assert!(threshold(&json).is_err(), "{json}");
        }
    }

    /// Each type that is read, as a JSON value, and what it is called in errors.
    type Kind = (&'static str, serde_json::Value, fn(&str) -> Result<(), serde_json::Error>);

    fn kinds() -> [Kind; 4] {
        fn read<T: serde::de::DeserializeOwned>(json: &str) -> Result<(), serde_json::Error> {
            serde_json::from_str::<T>(json).map(drop)
        }
        let json = |text: &str| serde_json::from_str(text).unwrap();
        let row = serde_json::to_value(Trace::new("abc".chars()).compare([2])[0]).unwrap();
        let (summary, counter) = (
            json(r#"{"counters":2,"total":9,"error":1,"entries":[["a",4]]}"#),
            json(r#"{"threshold":0.25,"width":4,"total":9,"entries":[["a",4,0]]}"#),
        );
        [
            (
                "the statistics of a cache",
                serde_json::to_value(Stats::default()).unwrap(),
                read::<Stats>,
            ),
            ("what the policies make of a trace", row, read::<Comparison>),
            ("the state of FrequentItems", summary, read::<FrequentItems<String>>),
            ("the state of a ThresholdCounter", counter, read::<ThresholdCounter<String>>),
        ]
    }

    #[test]
    fn a_field_that_is_there_twice_is_an_error() {
        for (name, value, read) in kinds() {
            read(&value.to_string()).unwrap_or_else(|error| panic!("{name}: {error}"));
            for (field, content) in value.as_object().unwrap() {
                let json =
                    value.to_string().replacen('{', &format!(r#"{{"{field}":{content},"#), 1);
                let error = read(&json).unwrap_err().to_string();
                assert!(error.starts_with(&format!("duplicate field `{field}`")), "{error}");
            }
        }
    }

    /// The error of another type of data says what was expected.
    #[test]
    fn other_types_of_data_are_errors() {
        use serde::Deserialize;
        use serde::de::value::{Error, MapDeserializer};
        for (name, _, read) in kinds() {
            let error = read("7").unwrap_err().to_string();
            let message = format!("invalid type: integer `7`, expected {name}");
            assert!(error.starts_with(&message), "{error}");
        }
        let fields = MapDeserializer::<_, Error>::new([(true, 7_u64)].into_iter());
        let error = Stats::deserialize(fields).unwrap_err().to_string();
        assert_eq!(error, "invalid type: boolean `true`, expected the name of a field");
    }

    /// A format may round the threshold by its last bit, up or down; the width is that of before.
    #[test]
    fn a_threshold_may_have_lost_its_last_bit() {
        for width in 2_u32..200 {
            let threshold = 1.0 / f64::from(width);
            let mut counter = ThresholdCounter::<u32>::new(threshold).unwrap();
            counter.extend(0..100);
            let read = |threshold: f64| {
                let mut value = serde_json::to_value(&counter).unwrap();
                value["threshold"] = threshold.into();
                serde_json::from_value::<ThresholdCounter<u32>>(value)
            };
            let near = |by: i64| f64::from_bits(threshold.to_bits().wrapping_add_signed(by));
            for by in [-1, 0, 1] {
                let read = read(near(by)).unwrap_or_else(|error| panic!("{width} {by}: {error}"));
                assert_eq!((read.total(), read.len()), (counter.total(), counter.len()));
                assert_eq!(read.threshold(), near(by));
            }
            for far in [threshold * 0.999, threshold * 1.001] {
                let same = (1.0 / far).ceil() == (1.0 / threshold).ceil();
                assert_eq!(read(far).is_ok(), same, "{width} {far}");
            }
        }
    }

    #[test]
    fn counts_and_comparisons_come_back() {
        let mut cache = boltons::cache::LruCache::new(1);
        cache.insert('a', 1);
        cache.insert('b', 2);
        cache.get(&'a');
        let json = serde_json::to_string(&cache.stats()).unwrap();
        assert!(json.starts_with(r#"{"hits":0,"misses":1,"#), "{json}");
        assert_eq!(serde_json::from_str::<Stats>(&json).unwrap(), cache.stats());
        // Each count is summed with its own.
        let names = serde_json::to_value(cache.stats()).unwrap();
        let numbered = |from: u64| {
            let fields = names.as_object().unwrap().keys().enumerate();
            let fields = fields.map(|(i, name)| (name.clone(), (from << i).into()));
            serde_json::Value::Object(fields.collect())
        };
        let read = |value| serde_json::from_value::<Stats>(value).unwrap();
        let mut sum = read(numbered(1)) + read(numbered(2));
        assert_eq!(serde_json::to_value(sum).unwrap(), numbered(3));
        sum += read(numbered(4));
        assert_eq!([read(numbered(3)), read(numbered(4))].into_iter().sum::<Stats>(), sum);
        assert_eq!(serde_json::to_value(sum).unwrap(), numbered(7));
        // What an earlier version wrote.
        let earlier: Stats = serde_json::from_str(r#"{"hits":3,"misses":1,"other":[1]}"#).unwrap();
        assert_eq!((earlier.hits, earlier.lookups(), earlier.loads), (3, 4, 0));
        assert!(serde_json::from_str::<Stats>(r#"{"hits":-3}"#).is_err());

        let rows = Trace::new("abcabcabc".chars()).compare([2, 3]);
        let json = serde_json::to_string(&rows).unwrap();
        assert_eq!(serde_json::from_str::<Vec<Comparison>>(&json).unwrap(), rows);
        let error = serde_json::from_str::<Comparison>(r#"{"capacity":1}"#).unwrap_err();
        assert!(error.to_string().contains("missing field `requests`"), "{error}");
    }
}
