//! Random sequences of all operations against the models, for the four policies.

#[cfg(not(feature = "__audit"))]
use crate::unaudited::Unaudited as _;
use std::hash::{BuildHasherDefault, DefaultHasher};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use boltons::cache::{Cache, Cause, Entry, Lri, Lru, ManualClock, Memo, S3Fifo, Sieve};
use proptest::prelude::*;

use super::model::{Config, Key, Model, Modelled, Rule, Value};

type Fixed = BuildHasherDefault<DefaultHasher>;
type Real<P> = Cache<Key, Value, P, Fixed>;
type Log = Arc<Mutex<Vec<(Key, Value, Cause)>>>;

/// One call of a method.
#[derive(Clone, Debug)]
pub enum Op {
    Get(Key),
    GetMut(Key, u64),
    GetKeyValue(Key),
    Peek(Key),
    PeekMut(Key, u64),
    Insert(Key, Value),
    InsertWithTtl(Key, Value, u64),
    Push(Key, Value),
    Remove(Key),
    RemoveEntry(Key),
    Evict,
    GetOrInsert(Key, Value),
    GetOrTryInsert(Key, Value, bool),
    EntryInsert(Key, Value, Value),
    EntryRemove(Key, Value),
    EntryModify(Key, Value),
    EntryRef(Key, Value),
    Memo(Key, Value),
    Retain(Key),
    SetCapacity(usize),
    Clear,
    Drain(usize),
    Extend(Vec<(Key, Value)>),
    Purge,
    PurgeSome(usize),
    PopExpired,
    PeekStale(Key),
    ExpiresIn(Key),
    Renew(Key, Option<u64>),
    SetTimes(u64, u64),
    SetMaxWeight(u64),
    IterMut(Key, u64),
    Advance(u64),
    Reweigh(Key, u64),
    PopNewest,
    Rank(Key, bool),
    Clone,
    Reserve(usize),
    Shrink,
    TakeStats,
    IntoIter,
}

/// What only some policies have.
pub trait Ranked: Modelled {
    fn prepare(cache: Real<Self>) -> Real<Self>
    where
        Self: Sized,
    {
        cache
    }

    fn pop_newest(_: &mut Real<Self>) -> Option<Option<(Key, Value)>>
    where
        Self: Sized,
    {
        None
    }

    fn rank(_: &mut Real<Self>, _key: Key, _newest: bool) -> Option<bool>
    where
        Self: Sized,
    {
        None
    }
}

macro_rules! ranked {
    ($($policy:ident),+) => {$(
        impl Ranked for $policy {
            fn pop_newest(cache: &mut Real<Self>) -> Option<Option<(Key, Value)>> {
                Some(cache.pop_newest())
            }

            fn rank(cache: &mut Real<Self>, key: Key, newest: bool) -> Option<bool> {
                Some(if newest { cache.promote(&key) } else { cache.demote(&key) })
            }
        }
    )+};
}

ranked!(Lru, Lri);

impl Ranked for Sieve {}

impl Ranked for S3Fifo {
    #[cfg(feature = "__audit")]
    fn prepare(cache: Real<Self>) -> Real<Self> {
        cache.with_exact_ghost()
    }
}

fn secs(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

fn build<P: Ranked>(config: Config, plain: bool) -> (Real<P>, ManualClock, Log) {
    let (clock, log) = (ManualClock::new(), Log::default());
    if plain {
        let cache = Cache::with_hasher(config.capacity, Fixed::default());
        return (P::prepare(cache), clock, log);
    }
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
    builder = builder.on_removal(move |key, value, cause| {
        listener.lock().unwrap().push((key, value, cause));
    });
    (P::prepare(builder.build()), clock, log)
}

/// Entries that `retain` rejects leave in no special order, and so do those that have become too
/// heavy together.
pub fn settled(mut log: Vec<(Key, Value, Cause)>, retained: bool) -> Vec<(Key, Value, Cause)> {
    let free = |cause| cause == Cause::Rejected || retained && cause == Cause::Cleared;
    for run in log.chunk_by_mut(|a, b| a.2 == b.2) {
        if free(run[0].2) {
            run.sort_unstable_by_key(|&(key, value, _)| (key, value));
        }
    }
    log
}

pub fn run<P: Ranked>(config: Config, plain: bool, ops: &[Op]) {
    let (mut real, clock, log) = build::<P>(config, plain);
    let mut model = Model::<P::Rule>::new(config);
    for op in ops {
        match op.clone() {
            Op::Get(key) => assert_eq!(real.get(&key).copied(), model.get(key)),
            Op::GetMut(key, weight) => {
                let value = real.get_mut(&key);
                assert_eq!(value.as_deref().copied(), model.get(key));
                if let Some(value) = value {
                    value.weight = weight;
                    model.set(key, *value);
                }
            }
            Op::GetKeyValue(key) => {
                let found = real.get_key_value(&key).map(|(&key, &value)| (key, value));
                assert_eq!(found, model.get(key).map(|value| (key, value)));
            }
            Op::Peek(key) => {
                assert_eq!(real.peek(&key).copied(), model.peek(key));
                assert_eq!(real.contains_key(&key), model.peek(key).is_some());
            }
            Op::PeekMut(key, weight) => {
                model.settle();
                let value = real.peek_mut(&key);
                assert_eq!(value.as_deref().copied(), model.peek(key));
                if let Some(value) = value {
                    value.weight = weight;
                    model.set(key, *value);
                }
            }
            Op::Insert(key, value) => {
                assert_eq!(real.insert(key, value), model.insert(key, value, None));
            }
            Op::InsertWithTtl(key, value, ttl) => {
                if !plain {
                    let old = real.insert_with_ttl(key, value, secs(ttl));
                    assert_eq!(old, model.insert(key, value, Some(ttl)));
                }
            }
            Op::Push(key, value) => assert_eq!(real.push(key, value), model.push(key, value)),
            Op::Remove(key) => assert_eq!(real.remove(&key), model.remove(key)),
            Op::RemoveEntry(key) => {
                let removed = model.remove(key).map(|value| (key, value));
                assert_eq!(real.remove_entry(&key), removed);
            }
            Op::Evict => assert_eq!(real.evict(), model.evict()),
            Op::GetOrInsert(key, value) => {
                let got = *real.get_or_insert_with(key, || value);
                let expected = model.get(key);
                if expected.is_none() {
                    model.fill(key, value, true);
                } else {
                    model.lent(key);
                }
                assert_eq!(got, expected.unwrap_or(value));
            }
            Op::GetOrTryInsert(key, value, succeeds) => {
                let made = || if succeeds { Ok(value) } else { Err(7) };
                let got = real.get_or_try_insert_with(key, made).copied();
                let expected = model.get(key);
                if expected.is_some() {
                    model.lent(key);
                } else if succeeds {
                    model.fill(key, value, true);
                }
                assert_eq!(got, expected.map_or_else(made, Ok));
            }
            Op::EntryInsert(key, value, second) => match real.entry(key) {
                Entry::Occupied(mut entry) => {
                    assert_eq!(entry.key(), &key);
                    assert_eq!(model.get(key), Some(*entry.get()));
                    assert_eq!(entry.insert(value), model.overwrite(key, value));
                    assert_eq!(entry.get(), &value);
                    // Again, now perhaps as a guest.
                    assert_eq!(entry.insert(second), value);
                    if let Some((_, guest)) = &mut model.guest {
                        *guest = second;
                    } else {
                        model.overwrite(key, second);
                    }
                    if model.guest.is_none() {
                        model.lent(key);
                    }
                    assert_eq!(entry.into_mut(), &second);
                }
                Entry::Vacant(entry) => {
                    assert_eq!(model.get(key), None);
                    assert_eq!(entry.key(), &key);
                    assert_eq!(entry.insert(value), &value);
                    model.fill(key, value, true);
                }
            },
            Op::EntryRemove(key, value) => match real.entry(key) {
                Entry::Occupied(mut entry) => {
                    model.get(key);
                    entry.insert(value);
                    model.overwrite(key, value);
                    assert_eq!(entry.remove_entry(), (key, value));
                    if model.guest.take().is_none() {
                        assert_eq!(model.take(key), Some(value));
                    }
                }
                Entry::Vacant(entry) => {
                    assert_eq!(model.get(key), None);
                    assert_eq!(entry.into_key(), key);
                }
            },
            Op::EntryModify(key, value) => {
                let got = *real.entry(key).and_modify(|v| v.id += 1).or_insert(value);
                if let Some(mut old) = model.get(key) {
                    old.id += 1;
                    model.set(key, old);
                    assert_eq!(got, old);
                } else {
                    model.fill(key, value, true);
                    assert_eq!(got, value);
                }
            }
            Op::EntryRef(key, value) => {
                let got = *real.entry_ref(&key).and_modify(|v| v.id += 1).or_insert(value);
                if let Some(mut old) = model.get(key) {
                    old.id += 1;
                    model.set(key, old);
                    assert_eq!(got, old);
                } else {
                    model.fill(key, value, true);
                    assert_eq!(got, value);
                }
            }
            Op::Memo(key, value) => {
                let mut memo = Memo::new(real, |_: &Key| value);
                let expected = model.get(key);
                if expected.is_none() {
                    model.fill(key, value, false);
                    model.not_lent();
                }
                assert_eq!(*memo.get(&key), expected.unwrap_or(value));
                real = memo.into_parts().0;
            }
            Op::Retain(mask) => {
                real.retain(|key, _| key & mask == 0);
                model.retain(|key| key & mask == 0);
            }
            Op::SetCapacity(capacity) => {
                real.set_capacity(capacity);
                model.set_capacity(capacity);
            }
            Op::Clear => {
                real.clear();
                model.clear();
            }
            Op::Drain(taken) => {
                let drained: Vec<_> = real.drain().take(taken).collect();
                assert_eq!(drained, model.drain()[..drained.len()]);
            }
            Op::Extend(pairs) => {
                real.extend(pairs.iter().copied());
                for (key, value) in pairs {
                    model.insert(key, value, None);
                }
            }
            Op::Purge => assert_eq!(real.purge_expired(), model.purge(usize::MAX)),
            Op::PurgeSome(max) => assert_eq!(real.purge_expired_some(max), model.purge(max)),
            Op::PopExpired => assert_eq!(real.pop_expired(), model.pop_expired()),
            Op::PeekStale(key) => {
                assert_eq!(real.peek_stale(&key).copied(), model.peek_stale(key));
            }
            Op::ExpiresIn(key) => {
                let left = model.expires_in(key).map(|left| left.map_or(Duration::MAX, secs));
                assert_eq!(real.expires_in(&key), left);
            }
            Op::Renew(key, ttl) => {
                if !plain {
                    let renewed = real.renew(&key, ttl.map_or(Duration::MAX, secs));
                    assert_eq!(renewed, model.renew(key, ttl));
                }
            }
            Op::SetTimes(ttl, tti) => {
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
            Op::SetMaxWeight(max) => {
                assert_eq!(real.set_max_weight(max), model.set_max_weight(max));
            }
            Op::IterMut(key, weight) => {
                model.settle();
                for (found, value) in &mut real {
                    if *found == key {
                        value.weight = weight;
                    }
                }
                model.set_among_all(key, weight);
            }
            Op::Advance(by) => {
                clock.advance(secs(by));
                model.now += by;
            }
            Op::Reweigh(key, weight) => {
                model.settle();
                if let Some(mut value) = model.peek(key) {
                    value.weight = weight;
                    *real.peek_mut(&key).unwrap() = value;
                    model.set(key, value);
                } else {
                    assert_eq!(real.peek_mut(&key), None);
                }
                assert_eq!(real.reweigh(&key), model.reweigh(key));
            }
            Op::PopNewest => {
                if let Some(popped) = P::pop_newest(&mut real) {
                    let newest = model.pop_newest();
                    assert_eq!(popped, newest);
                }
            }
            Op::Rank(key, newest) => {
                if let Some(ranked) = P::rank(&mut real, key, newest) {
                    assert_eq!(ranked, model.rank(key, newest));
                }
            }
            Op::Clone => {
                let copy = real.clone();
                assert_eq!(copy, real);
                real = copy;
                model.guest = None;
            }
            Op::Reserve(additional) => real.reserve(additional),
            Op::Shrink => {
                real.shrink_to_fit();
                model.rule.shrink();
            }
            Op::TakeStats => {
                assert_eq!(real.take_stats(), std::mem::take(&mut model.stats));
            }
            Op::IntoIter => {
                let copy: Vec<_> = real.clone().into_iter().collect();
                assert_eq!(copy, model.order());
                let mut back: Vec<_> = real.clone().into_iter().rev().collect();
                back.reverse();
                assert_eq!(back, model.order());
            }
        }
        real.check();
        real.check_keys();
        let order: Vec<_> = real.iter().map(|(&key, &value)| (key, value)).collect();
        assert_eq!(order, model.order(), "the order after {op:?}");
        assert_eq!(real.len(), model.len());
        assert_eq!(u128::from(real.weight()), model.weight());
        assert_eq!(real.stats(), model.stats, "the statistics after {op:?}");
        assert!(real.len() <= real.capacity());
        if !plain {
            let retained = matches!(op, Op::Retain(_));
            let told = settled(std::mem::take(&mut *log.lock().unwrap()), retained);
            let expected = settled(std::mem::take(&mut model.log), retained);
            assert_eq!(told, expected, "the listener after {op:?}");
        }
    }
}

// More than the dead that an insertion removes.
pub fn keys() -> impl Strategy<Value = Key> {
    0..12u8
}

pub fn values() -> impl Strategy<Value = Value> {
    let ttl = prop_oneof![2 => Just(None), 1 => (0..6u64).prop_map(Some)];
    let weight = prop_oneof![8 => 0..6u64, 1 => 6..40u64, 1 => Just(u64::MAX)];
    (0..1000u32, weight, ttl).prop_map(|(id, weight, ttl)| Value { id, weight, ttl })
}

pub fn operations() -> impl Strategy<Value = Op> {
    let weight = || prop_oneof![8 => 0..8u64, 1 => 8..40u64];
    prop_oneof![
        8 => keys().prop_map(Op::Get),
        12 => (keys(), values()).prop_map(|(k, v)| Op::Insert(k, v)),
        4 => (keys(), values()).prop_map(|(k, v)| Op::Push(k, v)),
        4 => (keys(), values()).prop_map(|(k, v)| Op::GetOrInsert(k, v)),
        2 => (keys(), values(), any::<bool>()).prop_map(|(k, v, b)| Op::GetOrTryInsert(k, v, b)),
        3 => (keys(), values(), values()).prop_map(|(k, v, w)| Op::EntryInsert(k, v, w)),
        2 => (keys(), values()).prop_map(|(k, v)| Op::EntryRemove(k, v)),
        2 => (keys(), values()).prop_map(|(k, v)| Op::EntryModify(k, v)),
        2 => (keys(), values()).prop_map(|(k, v)| Op::EntryRef(k, v)),
        1 => (keys(), values()).prop_map(|(k, v)| Op::Memo(k, v)),
        2 => (keys(), values(), 0..9u64).prop_map(|(k, v, t)| Op::InsertWithTtl(k, v, t)),
        1 => (keys(), weight()).prop_map(|(k, w)| Op::GetMut(k, w)),
        1 => keys().prop_map(Op::GetKeyValue),
        1 => keys().prop_map(Op::Peek),
        1 => (keys(), weight()).prop_map(|(k, w)| Op::PeekMut(k, w)),
        3 => keys().prop_map(Op::Remove),
        1 => keys().prop_map(Op::RemoveEntry),
        3 => Just(Op::Evict),
        1 => keys().prop_map(Op::Retain),
        1 => (0..9usize).prop_map(Op::SetCapacity),
        1 => Just(Op::Clear),
        1 => (0..9usize).prop_map(Op::Drain),
        1 => prop::collection::vec((keys(), values()), 0..5).prop_map(Op::Extend),
        1 => Just(Op::Purge),
        1 => (0..4usize).prop_map(Op::PurgeSome),
        1 => Just(Op::PopExpired),
        1 => keys().prop_map(Op::PeekStale),
        1 => keys().prop_map(Op::ExpiresIn),
        1 => (keys(), prop_oneof![1 => Just(None), 3 => (0..6u64).prop_map(Some)])
            .prop_map(|(k, t)| Op::Renew(k, t)),
        1 => (0..8u64, 0..8u64).prop_map(|(a, b)| Op::SetTimes(a, b)),
        1 => prop_oneof![4 => 0..24u64, 1 => Just(u64::MAX)].prop_map(Op::SetMaxWeight),
        1 => (keys(), weight()).prop_map(|(k, w)| Op::IterMut(k, w)),
        4 => (0..4u64).prop_map(Op::Advance),
        3 => (keys(), weight()).prop_map(|(k, w)| Op::Reweigh(k, w)),
        1 => Just(Op::PopNewest),
        2 => (keys(), any::<bool>()).prop_map(|(k, b)| Op::Rank(k, b)),
        1 => Just(Op::Clone),
        1 => (0..30usize).prop_map(Op::Reserve),
        1 => Just(Op::Shrink),
        1 => Just(Op::TakeStats),
        1 => Just(Op::IntoIter),
    ]
}

pub fn configs() -> impl Strategy<Value = Config> {
    let time = || prop_oneof![2 => Just(None), 1 => (0..8u64).prop_map(Some)];
    let capacity = prop_oneof![6 => 0..9usize, 1 => Just(usize::from(u8::MAX))];
    let max_weight =
        prop_oneof![2 => Just(None), 2 => (0..24u64).prop_map(Some), 1 => Just(Some(u64::MAX))];
    let grace = prop_oneof![2 => Just(0), 1 => 1..4u64];
    let max_entry = prop_oneof![3 => Just(u64::MAX), 1 => 0..12u64];
    let times = (time(), time(), any::<bool>(), grace);
    (capacity, max_weight, times, max_entry).prop_map(
        |(capacity, max_weight, (ttl, tti, ttl_by, grace), max_entry)| Config {
            capacity,
            max_weight,
            ttl,
            tti,
            ttl_by,
            grace,
            max_entry,
        },
    )
}

pub fn plain_configs() -> impl Strategy<Value = Config> {
    (0..9usize).prop_map(|capacity| Config {
        capacity,
        max_weight: None,
        ttl: None,
        tti: None,
        ttl_by: false,
        grace: 0,
        max_entry: u64::MAX,
    })
}

pub fn sequences() -> impl Strategy<Value = Vec<Op>> {
    prop::collection::vec(operations(), 1..60)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn lru_agrees_with_its_model(config in configs(), ops in sequences()) {
        run::<Lru>(config, false, &ops);
    }

    #[test]
    fn lri_agrees_with_its_model(config in configs(), ops in sequences()) {
        run::<Lri>(config, false, &ops);
    }

    #[test]
    fn sieve_agrees_with_its_model(config in configs(), ops in sequences()) {
        run::<Sieve>(config, false, &ops);
    }

    // What ships knows keys that it evicted by a part of their hash, the model by themselves.
    #[cfg(feature = "__audit")]
    #[test]
    fn s3_fifo_agrees_with_its_model(config in configs(), ops in sequences()) {
        run::<S3Fifo>(config, false, &ops);
    }

    #[test]
    fn plain_caches_agree_with_their_models(config in plain_configs(), ops in sequences()) {
        run::<Lru>(config, true, &ops);
        run::<Lri>(config, true, &ops);
        run::<Sieve>(config, true, &ops);
        #[cfg(feature = "__audit")]
        run::<S3Fifo>(config, true, &ops);
    }
}
