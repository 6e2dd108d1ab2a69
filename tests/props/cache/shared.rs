//! Random sequences of the operations of a shared cache against the models: with one shard it is
//! the cache of the model, and with several its bounds and its counts hold.

#[cfg(not(feature = "__audit"))]
use crate::unaudited::Unaudited as _;
use std::hash::{BuildHasherDefault, DefaultHasher};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use boltons::cache::sync::{Computed, Op, Origin, ShardedCache};
use boltons::cache::{Builder, Cache, Cause, Lri, Lru, ManualClock, S3Fifo, Sieve};
use proptest::prelude::*;

use super::core::{configs, keys, settled, values};
use super::model::{Config, Key, Model, Modelled, Rule, Value, Wrote};

type Fixed = BuildHasherDefault<DefaultHasher>;
type Log = Arc<Mutex<Vec<(Key, Value, Cause)>>>;

/// One call of a method.
#[derive(Clone, Debug)]
pub enum Call {
    Get(Key),
    Peek(Key),
    PeekStale(Key),
    ExpiresIn(Key),
    Insert(Key, Value),
    InsertWithTtl(Key, Value, u64),
    Update(Key, u64),
    Upsert(Key, Value, u64),
    /// Keeps, puts or removes.
    Compute(Key, Value, u8),
    GetOrInsert(Key, Value),
    GetOrTryInsert(Key, Value, bool),
    Load(Key, Value, bool),
    Renew(Key, Option<u64>),
    Remove(Key),
    Evict,
    PurgeSome(usize),
    Purge,
    SetCapacity(usize),
    SetMaxWeight(u64),
    SetTimes(u64, u64),
    Retain(Key),
    Clear,
    Shrink,
    TakeStats,
    Advance(u64),
}

fn secs(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

fn build<P: Modelled>(
    config: Config,
    clock: &ManualClock,
    log: &Log,
) -> Builder<Key, Value, P, Fixed> {
    let mut builder = Cache::builder_with_hasher(Fixed::default()).capacity(config.capacity);
    builder = builder.clock(clock.clone());
    if let Some(max) = config.max_weight {
        builder = builder.max_weight(max, |_, value: &Value| value.weight);
    }
    if let Some(ttl) = config.ttl {
        builder = builder.ttl(secs(ttl));
    }
    if let Some(tti) = config.tti {
        builder = builder.tti(secs(tti));
    }
    builder = builder.grace(secs(config.grace)).max_entry_weight(config.max_entry);
    if config.ttl_by {
        builder = builder.ttl_by(|_, value: &Value| value.ttl.map(secs));
    }
    let listener = log.clone();
    builder.on_removal(move |key, value, cause| listener.lock().unwrap().push((key, value, cause)))
}

/// One shard, beside the model.
pub fn run<P: Modelled>(config: Config, calls: &[Call]) {
    let (clock, log) = (ManualClock::new(), Log::default());
    let real: ShardedCache<Key, Value, P, Fixed> =
        build(config, &clock, &log).shards(1).build_sharded();
    let mut model = Model::<P::Rule>::new(config);
    for call in calls {
        match call.clone() {
            Call::Get(key) => assert_eq!(real.get(&key), model.get(key)),
            Call::Peek(key) => {
                assert_eq!(real.peek(&key), model.peek(key));
                assert_eq!(real.contains_key(&key), model.peek(key).is_some());
            }
            Call::PeekStale(key) => assert_eq!(real.peek_stale(&key), model.peek_stale(key)),
            Call::ExpiresIn(key) => {
                let left = model.expires_in(key).map(|left| left.map_or(Duration::MAX, secs));
                assert_eq!(real.expires_in(&key), left);
            }
            Call::Insert(key, value) => {
                assert_eq!(real.insert(key, value), model.insert(key, value, None));
            }
            Call::InsertWithTtl(key, value, ttl) => {
                let old = real.insert_with_ttl(key, value, secs(ttl));
                assert_eq!(old, model.insert(key, value, Some(ttl)));
            }
            Call::Update(key, weight) => {
                let found = model.get(key);
                let updated = real.update(&key, |value| {
                    let old = *value;
                    value.weight = weight;
                    old
                });
                assert_eq!(updated, found);
                grown(&mut model, key, found, weight);
            }
            Call::Upsert(key, value, weight) => {
                let found = model.get(key);
                let old = real.upsert(
                    &key,
                    || value,
                    |value| {
                        let old = *value;
                        value.weight = weight;
                        old
                    },
                );
                assert_eq!(old, found.unwrap_or(value));
                if found.is_none() {
                    model.stats.soft_misses += 1;
                    model.insert(key, Value { weight, ..value }, None);
                }
                grown(&mut model, key, found, weight);
            }
            Call::Compute(key, value, what) => {
                let found = model.get(key);
                let computed = real.compute(&key, |there| {
                    assert_eq!(there.copied(), found);
                    match what {
                        0 => Op::Keep,
                        1 => Op::Remove,
                        _ => Op::Put(value),
                    }
                });
                let expected = match (what, found) {
                    (0 | 1, None) => Computed::Absent,
                    (0, Some(_)) => Computed::Kept,
                    (1, Some(value)) => {
                        model.take(key);
                        Computed::Removed(value)
                    }
                    (_, None) => {
                        model.stats.soft_misses += 1;
                        let rejections = model.stats.rejections;
                        model.insert(key, value, None);
                        if model.stats.rejections > rejections {
                            Computed::Refused
                        } else {
                            Computed::Inserted
                        }
                    }
                    (_, Some(_)) => match model.write(key, value, None, false) {
                        Wrote::Replaced(old) => Computed::Replaced(old),
                        Wrote::Refused(old) => {
                            model.log.push((key, value, Cause::Rejected));
                            model.log.extend(old.map(|old| (key, old, Cause::Replaced)));
                            Computed::Refused
                        }
                        Wrote::Added => panic!("it was there"),
                    },
                };
                assert_eq!(computed, expected);
            }
            Call::GetOrInsert(key, value) => {
                let found = model.get(key);
                assert_eq!(real.get_or_insert_with(&key, || value), found.unwrap_or(value));
                if found.is_none() {
                    loaded(&mut model, key, value);
                }
            }
            Call::GetOrTryInsert(key, value, succeeds) => {
                let found = model.get(key);
                let made = || if succeeds { Ok(value) } else { Err(7) };
                let got = real.get_or_try_insert_with(&key, made);
                assert_eq!(got, found.map_or_else(made, Ok));
                match (found, succeeds) {
                    (None, true) => loaded(&mut model, key, value),
                    (None, false) => model.stats.failed_loads += 1,
                    _ => {}
                }
            }
            Call::Load(key, value, succeeds) => {
                let stale = model.peek_stale(key);
                let found = model.get(key);
                let made = || if succeeds { Ok(value) } else { Err(7) };
                let got = real.load(&key).try_run(made).map(|got| (got.value, got.origin));
                let expected = match (found, stale, succeeds) {
                    (Some(found), ..) => Ok((found, Origin::Cached)),
                    (None, _, true) => Ok((value, Origin::Computed)),
                    (None, Some(stale), false) => Ok((stale, Origin::Stale)),
                    (None, None, false) => Err(7),
                };
                assert_eq!(got, expected);
                match (found, succeeds) {
                    (None, true) => loaded(&mut model, key, value),
                    (None, false) => {
                        model.stats.failed_loads += 1;
                        model.stats.stale += u64::from(stale.is_some());
                    }
                    _ => {}
                }
            }
            Call::Renew(key, ttl) => {
                let renewed = real.renew(&key, ttl.map_or(Duration::MAX, secs));
                assert_eq!(renewed, model.renew(key, ttl));
            }
            Call::Remove(key) => assert_eq!(real.remove(&key), model.remove(key)),
            Call::Evict => {
                // The dead go first, those in their grace too.
                let grace = std::mem::take(&mut model.config.grace);
                model.purge(usize::MAX);
                model.config.grace = grace;
                assert_eq!(real.evict(), model.evict());
            }
            Call::PurgeSome(max) => assert_eq!(real.purge_expired_some(max), model.purge(max)),
            Call::Purge => assert_eq!(real.purge_expired(), model.purge(usize::MAX)),
            Call::SetCapacity(capacity) => {
                real.set_capacity(capacity);
                model.set_capacity(capacity);
            }
            Call::SetMaxWeight(max) => {
                assert_eq!(real.set_max_weight(max), model.set_max_weight(max));
            }
            Call::SetTimes(ttl, tti) => {
                // Where times are kept from the start: they are those of each entry's write.
                if model.config.ttl.is_some() {
                    real.set_ttl(Some(secs(ttl)));
                    model.config.ttl = Some(ttl);
                }
                if model.config.tti.is_some() {
                    real.set_tti(Some(secs(tti)));
                    model.config.tti = Some(tti);
                }
            }
            Call::Retain(mask) => {
                real.retain(|key, _| key & mask == 0);
                model.retain(|key| key & mask == 0);
            }
            Call::Clear => {
                real.clear();
                model.clear();
            }
            Call::Shrink => {
                real.shrink_to_fit();
                model.rule.shrink();
            }
            Call::TakeStats => {
                assert_eq!(real.take_stats(), std::mem::take(&mut model.stats));
            }
            Call::Advance(by) => {
                clock.advance(secs(by));
                model.now += by;
            }
        }
        real.check();
        let mut held = Vec::new();
        real.for_each(|&key, &value| held.push((key, value)));
        let mut expected = model.order();
        held.sort_unstable();
        expected.sort_unstable();
        assert_eq!(held, expected, "after {call:?}");
        assert_eq!(u128::from(real.weight()), model.weight());
        assert_eq!(real.stats(), model.stats, "the statistics after {call:?}");
        let told = settled(std::mem::take(&mut *log.lock().unwrap()), true);
        let expected = settled(std::mem::take(&mut model.log), true);
        assert_eq!(told, expected, "the listener after {call:?}");
    }
}

/// A value that was found was changed in place, and is weighed in the same call.
fn grown<R: Rule>(model: &mut Model<R>, key: Key, found: Option<Value>, weight: u64) {
    if let Some(value) = found {
        model.set(key, Value { weight, ..value });
        model.settle();
    }
}

/// A load after a counted miss has returned a value.
fn loaded<R: Rule>(model: &mut Model<R>, key: Key, value: Value) {
    model.stats.loads += 1;
    model.stats.soft_misses += 1;
    let log = model.log.len();
    if let Some(old) = model.insert(key, value, None) {
        // One in its grace, which only a load overwrites.
        model.log.insert(log, (key, old, Cause::Expired));
    }
}

/// Several shards: the bounds hold after every call, and each entry is heard of once or there.
pub fn storm<P: Modelled>(config: Config, calls: &[Call]) {
    let (clock, log) = (ManualClock::new(), Log::default());
    let real: ShardedCache<Key, Value, P, Fixed> =
        build(config, &clock, &log).shards(4).build_sharded();
    for call in calls {
        match call.clone() {
            Call::Get(key) => _ = real.get(&key),
            Call::Insert(key, value) => _ = real.insert(key, value),
            Call::InsertWithTtl(key, value, ttl) => _ = real.insert_with_ttl(key, value, secs(ttl)),
            Call::Update(key, weight) => _ = real.update(&key, |value| value.weight = weight),
            Call::Upsert(key, value, w) => real.upsert(&key, || value, |value| value.weight = w),
            Call::Compute(key, value, what) => {
                real.compute(&key, |_| match what {
                    0 => Op::Keep,
                    1 => Op::Remove,
                    _ => Op::Put(value),
                });
            }
            Call::GetOrInsert(key, value) => _ = real.get_or_insert_with(&key, || value),
            Call::Load(key, value, true) => _ = real.load(&key).run(|| value),
            Call::Renew(key, ttl) => _ = real.renew(&key, ttl.map_or(Duration::MAX, secs)),
            Call::Remove(key) => _ = real.remove(&key),
            Call::Evict => _ = real.evict(),
            Call::PurgeSome(max) => assert!(real.purge_expired_some(max) <= max),
            Call::SetCapacity(capacity) => real.set_capacity(capacity),
            Call::SetMaxWeight(max) => _ = real.set_max_weight(max),
            Call::SetTimes(ttl, tti) => {
                real.set_ttl(Some(secs(ttl)));
                real.set_tti(Some(secs(tti)));
            }
            Call::Retain(mask) => real.retain(|key, _| key & mask == 0),
            Call::Clear => {
                let (weight, freed) = (real.weight(), real.evict_weight(u64::MAX));
                assert_eq!((freed, real.weight()), (weight, 0));
            }
            Call::Shrink => real.shrink_to_fit(),
            Call::Advance(by) => clock.advance(secs(by)),
            _ => assert!(real.len() <= real.capacity()),
        }
        real.check();
        assert!(real.len() <= real.capacity());
        assert!(real.max_weight().is_none_or(|max| real.weight() <= max));
        log.lock().unwrap().clear();
    }
}

pub fn calls() -> impl Strategy<Value = Call> {
    let weight = || prop_oneof![8 => 0..8u64, 1 => 8..40u64];
    let ttl = || prop_oneof![1 => Just(None), 3 => (0..6u64).prop_map(Some)];
    prop_oneof![
        6 => keys().prop_map(Call::Get),
        10 => (keys(), values()).prop_map(|(k, v)| Call::Insert(k, v)),
        2 => (keys(), values(), 0..9u64).prop_map(|(k, v, t)| Call::InsertWithTtl(k, v, t)),
        3 => (keys(), weight()).prop_map(|(k, w)| Call::Update(k, w)),
        4 => (keys(), values(), weight()).prop_map(|(k, v, w)| Call::Upsert(k, v, w)),
        5 => (keys(), values(), 0..4u8).prop_map(|(k, v, w)| Call::Compute(k, v, w)),
        4 => (keys(), values()).prop_map(|(k, v)| Call::GetOrInsert(k, v)),
        2 => (keys(), values(), any::<bool>()).prop_map(|(k, v, b)| Call::GetOrTryInsert(k, v, b)),
        4 => (keys(), values(), any::<bool>()).prop_map(|(k, v, b)| Call::Load(k, v, b)),
        1 => keys().prop_map(Call::Peek),
        1 => keys().prop_map(Call::PeekStale),
        1 => keys().prop_map(Call::ExpiresIn),
        1 => (keys(), ttl()).prop_map(|(k, t)| Call::Renew(k, t)),
        3 => keys().prop_map(Call::Remove),
        2 => Just(Call::Evict),
        1 => (0..4usize).prop_map(Call::PurgeSome),
        1 => Just(Call::Purge),
        1 => (0..9usize).prop_map(Call::SetCapacity),
        1 => prop_oneof![4 => 0..24u64, 1 => Just(u64::MAX)].prop_map(Call::SetMaxWeight),
        1 => (0..8u64, 0..8u64).prop_map(|(a, b)| Call::SetTimes(a, b)),
        1 => keys().prop_map(Call::Retain),
        1 => Just(Call::Clear),
        1 => Just(Call::Shrink),
        1 => Just(Call::TakeStats),
        4 => (0..4u64).prop_map(Call::Advance),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn one_shard_agrees_with_the_model(
        config in configs(),
        calls in prop::collection::vec(calls(), 1..60),
    ) {
        run::<Lru>(config, &calls);
        run::<Lri>(config, &calls);
        run::<Sieve>(config, &calls);
    }

    #[test]
    fn the_bounds_of_four_shards_hold(
        config in configs(),
        calls in prop::collection::vec(calls(), 1..60),
    ) {
        storm::<Lru>(config, &calls);
        storm::<S3Fifo>(config, &calls);
    }
}
