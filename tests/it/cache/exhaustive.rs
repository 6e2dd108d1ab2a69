//! Every state that four operations over three keys can reach, from every capacity up to three.
//!
//! The states are those of the model together with the order in which the nodes lie, so that the
//! search ends, and covers sequences of every length.

#[cfg(not(feature = "__audit"))]
use crate::unaudited::Unaudited as _;
use std::collections::HashSet;
use std::hash::{BuildHasherDefault, DefaultHasher};

use boltons::cache::{Cache, Lri, Lru, S3Fifo, Sieve};

use super::model::{Config, Key, Model, Modelled, Value};

type Fixed = BuildHasherDefault<DefaultHasher>;
type Real<P> = Cache<Key, Value, P, Fixed>;

const KEYS: u8 = 3;

#[derive(Clone, Copy, Debug)]
enum Op {
    Get(Key),
    Insert(Key),
    Remove(Key),
    Evict,
}

fn operations() -> impl Iterator<Item = Op> {
    let keyed = (0..KEYS).flat_map(|key| [Op::Get(key), Op::Insert(key), Op::Remove(key)]);
    keyed.chain([Op::Evict])
}

fn value(key: Key) -> Value {
    Value { id: u32::from(key), ..Value::default() }
}

fn step<P: Modelled>(real: &mut Real<P>, model: &mut Model<P::Rule>, op: Op) {
    match op {
        Op::Get(key) => assert_eq!(real.get(&key).copied(), model.get(key)),
        Op::Insert(key) => {
            assert_eq!(real.insert(key, value(key)), model.insert(key, value(key), None));
        }
        Op::Remove(key) => assert_eq!(real.remove(&key), model.remove(key)),
        Op::Evict => assert_eq!(real.evict(), model.evict()),
    }
    real.check();
    real.check_keys();
    let order = real.iter().map(|(&key, &value)| (key, value));
    assert!(order.eq(model.order()), "the order after {op:?}");
    assert_eq!(real.take_stats(), std::mem::take(&mut model.stats));
    model.log.clear();
}

fn explore<P: Modelled>(prepare: fn(Real<P>) -> Real<P>) {
    for capacity in 0..=KEYS as usize {
        let config = Config {
            capacity,
            max_weight: None,
            ttl: None,
            tti: None,
            ttl_by: false,
            grace: 0,
            max_entry: u64::MAX,
        };
        let empty = prepare(Cache::with_hasher(capacity, Fixed::default()));
        let mut waiting = vec![(empty, Model::<P::Rule>::new(config))];
        let mut seen = HashSet::new();
        while let Some((real, model)) = waiting.pop() {
            for op in operations() {
                let (mut real, mut model) = (real.clone(), model.clone());
                step(&mut real, &mut model, op);
                let stored: Vec<Key> = real.iter_mut().map(|(&key, _)| key).collect();
                if seen.insert(format!("{stored:?} {:?}", model.rule)) {
                    waiting.push((real, model));
                }
            }
        }
        let least = [1, 4, 10, 30][capacity];
        assert!(seen.len() >= least, "only {} states at capacity {capacity}", seen.len());
    }
}

/// The length of the sequences: a million of them for each policy and capacity where the tests are
/// optimised.
const LENGTH: u32 = if cfg!(debug_assertions) { 4 } else { 6 };

/// Every sequence of so many operations, also where the model says the state is a known one.
fn all_sequences<P: Modelled>(prepare: fn(Real<P>) -> Real<P>) {
    fn extend<P: Modelled>(real: &Real<P>, model: &Model<P::Rule>, left: u32) {
        if left == 0 {
            return;
        }
        for op in operations() {
            let (mut real, mut model) = (real.clone(), model.clone());
            step(&mut real, &mut model, op);
            extend(&real, &model, left - 1);
        }
    }
    for capacity in 0..=KEYS as usize {
        let config = Config {
            capacity,
            max_weight: None,
            ttl: None,
            tti: None,
            ttl_by: false,
            grace: 0,
            max_entry: u64::MAX,
        };
        let empty = prepare(Cache::with_hasher(capacity, Fixed::default()));
        extend(&empty, &Model::<P::Rule>::new(config), LENGTH);
    }
}

#[test]
fn lru() {
    explore::<Lru>(|cache| cache);
    all_sequences::<Lru>(|cache| cache);
}

#[test]
fn lri() {
    explore::<Lri>(|cache| cache);
    all_sequences::<Lri>(|cache| cache);
}

#[test]
fn sieve() {
    explore::<Sieve>(|cache| cache);
    all_sequences::<Sieve>(|cache| cache);
}

#[cfg(feature = "__audit")]
#[test]
fn s3_fifo() {
    explore::<S3Fifo>(Real::with_exact_ghost);
    all_sequences::<S3Fifo>(Real::with_exact_ghost);
}
