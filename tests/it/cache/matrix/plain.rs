//! A cache of one thread, its entries, and what only some policies have.

use boltons::cache::{Cache, Entry, EntryRef, OccupiedEntry, VacantEntry};
use std::hash::BuildHasher;

use super::*;

pub(super) type Plain<P> = Cache<u64, Value, P, Fixed>;

/// A key that is there, mostly.
fn some_key<P: Policy>(cache: &Plain<P>, step: &mut Step<'_>) -> u64 {
    let some = step.key();
    match step.rng.below(5) {
        0 => some,
        n => cache.keys().nth(n as usize - 1).copied().unwrap_or(some),
    }
}

/// Every entry has the time left that it should.
fn check_times<P: Policy>(cache: &Plain<P>, world: &World) {
    for (key, value) in cache {
        assert_eq!(cache.expires_in(key), world.left(&value.token), "{value:?}");
    }
}

pub(super) fn operations<P: Policy>() -> Vec<Operation<Plain<P>>> {
    vec![
        ("get", |cache, step| {
            if let Some(value) = cache.get(&step.key()) {
                step.world.used(value);
            }
        }),
        ("get_mut", |cache, step| {
            let weight = step.weight();
            if let Some(value) = cache.get_mut(&step.key()) {
                step.world.used(value);
                value.weight = weight;
            }
        }),
        ("get_key_value", |cache, step| {
            if let Some((_, value)) = cache.get_key_value(&step.key()) {
                step.world.used(value);
            }
        }),
        ("peek, contains_key and expires_in", |cache, step| {
            let key = some_key(cache, step);
            assert_eq!(cache.peek(&key).is_some(), cache.contains_key(&key));
            let live = cache.iter().find(|entry| *entry.0 == key).map(|entry| &entry.1.token);
            let left = live.and_then(|token| step.world.left(token));
            assert_eq!(cache.expires_in(&key), left);
            assert_eq!(cache.contains_key(&key), left.is_some());
            if let Some(value) = cache.peek(&key) {
                step.world.seen(value);
            }
        }),
        ("peek_stale", |cache, step| {
            let key = some_key(cache, step);
            let there = cache.iter().find(|entry| *entry.0 == key).map(|entry| &entry.1.token);
            let there = there.filter(|token| !step.world.is_gone(token)).map(|token| token.id);
            assert_eq!(cache.peek_stale(&key).map(|value| value.token.id), there);
            if there.is_some() && cache.peek(&key).is_none() {
                step.world.note("seen in its grace");
            }
        }),
        ("insert_with_ttl", |cache, step| {
            let (key, value, ttl) = (step.key(), step.value(), step.ttl());
            step.world.own(&value.token, ttl);
            let old = cache.insert_with_ttl(key, value, ttl);
            step.got(old);
            check_times(cache, step.world);
        }),
        ("renew", |cache, step| {
            let (key, ttl) = (some_key(cache, step), step.ttl());
            let token = cache.peek(&key).map(|value| value.token.clone());
            assert_eq!(cache.renew(&key, ttl), token.is_some());
            token.into_iter().for_each(|token| step.world.own(&token, ttl));
            check_times(cache, step.world);
        }),
        ("set_ttl", |cache, step| {
            let ttl = step.bound(step.world.config.ttl());
            cache.set_ttl(ttl.map(|seconds| SECOND * seconds as u32));
            step.world.set_ttl(ttl);
            check_times(cache, step.world);
        }),
        ("set_tti", |cache, step| {
            let tti = step.bound(step.world.config.tti());
            cache.set_tti(tti.map(|seconds| SECOND * seconds as u32));
            step.world.set_tti(tti);
            check_times(cache, step.world);
        }),
        ("take_stats and stats", |cache, step| {
            let stats = cache.stats();
            assert_eq!(cache.take_stats(), stats);
            assert_eq!(cache.stats(), Stats::default());
            *lock(&step.world.taken) += stats;
        }),
        ("iter, keys and values", |cache, _| {
            let all: Vec<_> = cache.iter().map(|(key, value)| (*key, value.token.id)).collect();
            assert!(cache.keys().copied().eq(all.iter().map(|entry| entry.0)));
            assert!(cache.values().map(|value| value.token.id).eq(all.iter().map(|e| e.1)));
            assert_eq!((cache.len(), cache.iter().len()), (all.len(), all.len()));
        }),
        ("len, is_empty, weight and hasher", |cache, step| {
            assert_eq!(cache.len(), cache.values().count());
            assert_eq!(cache.is_empty(), cache.values().next().is_none());
            let weights: u64 = cache.values().map(|value| value.weight).sum();
            let weighs = step.world.config.bound != Bound::Count;
            assert_eq!(cache.weight(), if weighs { weights } else { cache.len() as u64 });
            assert_eq!(cache.hasher().hash_one(7), Fixed::default().hash_one(7));
        }),
        ("peek_mut", |cache, step| {
            let weight = step.weight();
            if let Some(value) = cache.peek_mut(&step.key()) {
                step.world.seen(value);
                value.weight += weight;
            }
        }),
        ("insert", |cache, step| {
            let old = cache.insert(step.key(), step.value());
            step.got(old);
        }),
        ("insert again", |cache, step| {
            let old = cache.insert(step.key() % 4, step.value());
            step.got(old);
        }),
        ("push", |cache, step| {
            let value = step.value();
            let out = cache.push(step.key(), value);
            step.got(out.map(|(_, value)| value));
        }),
        ("remove", |cache, step| {
            let removed = cache.remove(&step.key());
            removed.iter().for_each(|value| step.world.seen(value));
            step.got(removed);
        }),
        ("remove_entry", |cache, step| {
            let removed = cache.remove_entry(&step.key()).map(|(_, value)| value);
            removed.iter().for_each(|value| step.world.seen(value));
            step.got(removed);
        }),
        ("evict", |cache, step| {
            let evicted = cache.evict().map(|(_, value)| value);
            evicted.iter().for_each(|value| step.world.seen(value));
            step.got(evicted);
        }),
        ("get_or_insert_with", |cache, step| {
            let (key, seconds, weight) = (step.key(), step.rng.below(9), step.weight());
            let world = step.world;
            let value = cache.get_or_insert_with(key, || world.load(seconds, weight));
            world.used(value);
            // It was stored when the loader had returned, so it can be found now.
            let id = value.token.id;
            let keeps = weight <= step.world.limit(cache.max_weight());
            let found = cache.peek(&key).map(|value| value.token.id);
            assert!(found == Some(id) || !keeps || cache.capacity() == 0);
        }),
        ("get_or_try_insert_with", |cache, step| {
            let (key, seconds, weight) = (step.key(), step.rng.below(9), step.weight());
            let world = step.world;
            let made = || if seconds % 2 == 0 { Ok(world.load(seconds, weight)) } else { Err(()) };
            if let Ok(value) = cache.get_or_try_insert_with(key, made) {
                world.used(value);
                value.weight += 3;
            }
        }),
        ("occupied entry", |cache, step| {
            let (key, value, more) = (step.key(), step.value(), step.value());
            match cache.entry(key) {
                Entry::Occupied(mut entry) => {
                    step.world.used(entry.get());
                    let mut old = vec![entry.insert(value)];
                    if step.rng.below(2) == 0 {
                        old.push(entry.insert(more));
                    } else {
                        old.push(more);
                    }
                    if step.rng.below(3) == 0 {
                        old.push(entry.remove());
                    }
                    step.returned.extend(old);
                }
                Entry::Vacant(entry) => {
                    entry.insert(value).weight += 1;
                    step.returned.push(more);
                }
            }
        }),
        ("entry_ref", |cache, step| {
            let (key, seconds, weight) = (step.key(), step.rng.below(9), step.weight());
            let world = step.world;
            let entry = cache.entry_ref(&key);
            world.used(entry.or_insert_with(|| world.load(seconds, weight)));
        }),
        ("iter_mut", |cache, step| {
            let weight = step.weight();
            cache.iter_mut().for_each(|(_, value)| value.weight = value.weight.max(weight / 4));
        }),
        ("values_mut", |cache, step| {
            let weight = step.weight();
            cache.values_mut().take(3).for_each(|value| value.weight += weight);
        }),
        ("retain", |cache, step| {
            let (mask, weight, world) = (step.rng.below(8), step.weight(), step.world);
            let all = step.rng.below(4) > 0;
            cache.retain(|key, value| {
                value.weight = value.weight.max(weight);
                world.burn(Fuse::Closure);
                all || key & mask == 0
            });
        }),
        ("reweigh", |cache, step| {
            let key = step.key();
            if let Some(value) = cache.peek_mut(&key) {
                value.weight += 2;
            }
            cache.reweigh(&key);
        }),
        ("set_capacity and capacity", |cache, step| {
            let full = if step.world.config.bound == Bound::Weight { usize::MAX } else { CAPACITY };
            let small = step.rng.below(6) as usize;
            cache.set_capacity(small);
            assert!(cache.len() <= small);
            cache.set_capacity(full);
            assert_eq!(cache.capacity(), full.min(u32::MAX as usize - 1));
        }),
        ("set_max_weight and max_weight", |cache, step| {
            let (known, max) = (cache.max_weight(), step.rng.below(MAX_WEIGHT));
            assert_eq!(cache.set_max_weight(max), known);
            assert_eq!(cache.set_max_weight(MAX_WEIGHT), known.map(|_| max));
        }),
        ("purge_expired and purge_expired_some", |cache, step| {
            let gone = |cache: &Plain<P>| {
                cache.values().filter(|value| step.world.is_gone(&value.token)).count()
            };
            let (before, most) = (gone(cache), step.rng.below(4) as usize);
            assert_eq!(cache.purge_expired_some(most), before.min(most));
            assert_eq!(cache.purge_expired(), before.saturating_sub(most));
            assert_eq!(gone(cache), 0);
        }),
        ("pop_expired", |cache, step| {
            let popped = cache.pop_expired().map(|(_, value)| value);
            popped.iter().for_each(|value| assert!(step.world.is_gone(&value.token)));
            step.got(popped);
        }),
        ("clear", |cache, step| {
            if step.rng.below(4) == 0 {
                cache.clear();
                assert!(cache.is_empty());
            }
        }),
        ("drain", |cache, step| {
            if step.rng.below(4) == 0 {
                step.returned.extend(cache.drain().map(|(_, value)| value));
            }
        }),
        ("extend", |cache, step| {
            // The caller gets no old value: the keys are new.
            let keys = (0..3).map(|_| step.key()).filter(|key| !cache.iter().any(|e| e.0 == key));
            let keys: BTreeSet<u64> = keys.collect::<Vec<_>>().into_iter().collect();
            let pairs: Vec<_> = keys.into_iter().map(|key| (key, step.value())).collect();
            cache.extend(pairs);
        }),
        ("reserve", |cache, step| cache.reserve(step.rng.below(40) as usize)),
        ("shrink_to_fit", |cache, step| {
            cache.shrink_to_fit();
            step.world.shrunk();
            check_times(cache, step.world);
        }),
        ("clone", |cache, step| {
            // The copy hears nothing: it shares the listener, so it is taken apart.
            let copy: Vec<_> = cache.clone().into_iter().collect();
            assert_eq!(copy.len(), cache.len());
            let _ = step;
        }),
    ]
}

/// The operations of entries by value and by reference, which have the same methods.
macro_rules! entry_operations {
    ($entry:ident) => {
        vec![
            ("and_modify and or_insert_with", |cache, step| {
                let (key, weight, value) = (some_key(cache, step), step.weight(), step.value());
                let world = step.world;
                let entry = $entry(cache, &key).and_modify(|value| {
                    world.used(value);
                    value.weight = weight;
                    world.burn(Fuse::Closure);
                });
                let mut spare = Some(value);
                entry.or_insert_with(|| spare.take().expect("asked once"));
                step.got(spare);
            }),
            ("key and or_default", |cache, step| {
                let (key, world) = (some_key(cache, step), step.world);
                let entry = $entry(cache, &key);
                assert_eq!(*entry.key(), key);
                let value = entry.or_default();
                world.used(value);
                value.weight += 1;
            }),
            ("or_insert", |cache, step| {
                let (key, value, world) = (some_key(cache, step), step.value(), step.world);
                let spare = value.clone();
                // It is a use also where the drop of a value that is not needed panics.
                cache.peek(&key).into_iter().for_each(|value| world.used(value));
                let stored = $entry(cache, &key).or_insert(value);
                world.used(stored);
                if stored.token.id != spare.token.id {
                    step.got(Some(spare));
                }
            }),
            ("or_insert_with_key", |cache, step| {
                let (key, world) = (some_key(cache, step), step.world);
                let (seconds, weight) = (step.rng.below(9), step.weight());
                let value = $entry(cache, &key).or_insert_with_key(|known| {
                    assert_eq!(*known, key);
                    world.load(seconds, weight)
                });
                world.used(value);
            }),
            ("or_try_insert_with", |cache, step| {
                let (key, world) = (some_key(cache, step), step.world);
                let (seconds, weight) = (step.rng.below(9), step.weight());
                let made =
                    || if seconds % 2 == 0 { Ok(world.load(seconds, weight)) } else { Err(()) };
                if let Ok(value) = $entry(cache, &key).or_try_insert_with(made) {
                    world.used(value);
                    value.weight += 3;
                }
            }),
            ("or_try_insert_with_key", |cache, step| {
                let (key, world) = (some_key(cache, step), step.world);
                let (seconds, weight) = (step.rng.below(9), step.weight());
                let value = $entry(cache, &key).or_try_insert_with_key(|known| {
                    assert_eq!(*known, key);
                    if seconds % 2 == 0 { Ok(world.load(seconds, weight)) } else { Err(()) }
                });
                value.into_iter().for_each(|value| world.used(value));
            }),
        ]
    };
}

fn entry<'c, P: Policy>(cache: &'c mut Plain<P>, key: &u64) -> Entry<'c, u64, Value, P, Fixed> {
    cache.entry(*key)
}

fn entry_by_ref<'c, 'q, P: Policy>(
    cache: &'c mut Plain<P>,
    key: &'q u64,
) -> EntryRef<'c, 'q, u64, u64, Value, P, Fixed> {
    cache.entry_ref(key)
}

pub(super) fn entries<P: Policy>() -> Vec<Operation<Plain<P>>> {
    entry_operations!(entry)
}

pub(super) fn entries_by_ref<P: Policy>() -> Vec<Operation<Plain<P>>> {
    entry_operations!(entry_by_ref)
}

/// The entry of a key that is there, if any is, which is used by that.
fn occupied_entry<'c, P: Policy>(
    cache: &'c mut Plain<P>,
    step: &mut Step<'_>,
) -> Option<(OccupiedEntry<'c, u64, Value, P, Fixed>, u64)> {
    let key = some_key(cache, step);
    match cache.entry(key) {
        Entry::Occupied(entry) => {
            step.world.used(entry.get());
            Some((entry, key))
        }
        Entry::Vacant(_) => None,
    }
}

pub(super) fn occupied<P: Policy>() -> Vec<Operation<Plain<P>>> {
    vec![
        ("key, get and expires_in", |cache, step| {
            let world = step.world;
            let Some((entry, key)) = occupied_entry(cache, step) else { return };
            assert_eq!(*entry.key(), key);
            assert_eq!(Some(entry.expires_in()), world.left(&entry.get().token));
        }),
        ("get_mut and into_mut", |cache, step| {
            let (weight, more) = (step.weight(), step.weight());
            let Some((mut entry, _)) = occupied_entry(cache, step) else { return };
            entry.get_mut().weight = weight;
            entry.into_mut().weight += more;
        }),
        ("insert and remove", |cache, step| {
            let (value, removes) = (step.value(), step.rng.below(2) == 0);
            let Some((mut entry, _)) = occupied_entry(cache, step) else {
                return step.got(Some(value));
            };
            let mut old = vec![entry.insert(value)];
            if removes {
                old.push(entry.remove());
            }
            step.returned.extend(old);
        }),
        ("insert_with_ttl and remove_entry", |cache, step| {
            let (value, ttl, removes) = (step.value(), step.ttl(), step.rng.below(2) == 0);
            let (world, limit) = (step.world, step.world.limit(cache.max_weight()));
            let Some((mut entry, key)) = occupied_entry(cache, step) else {
                return step.got(Some(value));
            };
            world.own(&value.token, ttl);
            let (id, keeps) = (value.token.id, value.weight <= limit);
            let mut old = vec![entry.insert_with_ttl(value, ttl)];
            assert_eq!((*entry.key(), entry.get().token.id), (key, id));
            if keeps {
                let left = world.left(&entry.get().token).unwrap_or_default();
                assert_eq!(entry.expires_in(), left);
            }
            if removes {
                let (removed, value) = entry.remove_entry();
                assert_eq!(removed, key);
                old.push(value);
            }
            step.returned.extend(old);
        }),
        ("remove_entry", |cache, step| {
            let Some((entry, key)) = occupied_entry(cache, step) else { return };
            let (removed, value) = entry.remove_entry();
            assert_eq!(removed, key);
            step.got(Some(value));
        }),
    ]
}

/// The entry of a key that is not there, among a few.
fn vacant_entry<'c, P: Policy>(
    cache: &'c mut Plain<P>,
    step: &mut Step<'_>,
) -> Option<(VacantEntry<'c, u64, Value, P, Fixed>, u64)> {
    let key = step.key();
    match cache.entry(key) {
        Entry::Vacant(entry) => Some((entry, key)),
        Entry::Occupied(entry) => {
            step.world.used(entry.get());
            None
        }
    }
}

pub(super) fn vacant<P: Policy>() -> Vec<Operation<Plain<P>>> {
    vec![
        ("key and into_key", |cache, step| {
            let Some((entry, key)) = vacant_entry(cache, step) else { return };
            assert_eq!(*entry.key(), key);
            assert_eq!(entry.into_key(), key);
        }),
        ("insert", |cache, step| {
            let value = step.value();
            match vacant_entry(cache, step) {
                Some((entry, _)) => entry.insert(value).weight += 1,
                None => step.got(Some(value)),
            }
        }),
        ("insert_with_ttl", |cache, step| {
            let (value, ttl, world) = (step.value(), step.ttl(), step.world);
            let Some((entry, _)) = vacant_entry(cache, step) else {
                return step.got(Some(value));
            };
            world.own(&value.token, ttl);
            entry.insert_with_ttl(value, ttl).weight += 1;
            check_times(cache, world);
        }),
    ]
}

/// The operations of a policy that has one list, whose order callers may change.
pub(super) trait Ranks: Policy + Sized {
    fn ranked() -> Vec<Operation<Plain<Self>>> {
        Vec::new()
    }
}

impl Ranks for Sieve {}
impl Ranks for S3Fifo {}

/// Calls a method that moves an entry; it is neither a use nor counted.
fn ranked<P: Policy>(
    cache: &mut Plain<P>,
    step: &mut Step<'_>,
    moves: fn(&mut Plain<P>, &u64) -> bool,
    at_end: fn(&Plain<P>) -> Option<u64>,
) {
    let key = some_key(cache, step);
    let (left, stats) = (cache.expires_in(&key), cache.stats());
    assert_eq!(moves(cache, &key), left.is_some());
    assert_eq!((cache.expires_in(&key), cache.stats()), (left, stats));
    // Those without weight are in a list of their own.
    let weighs = step.world.config.bound != Bound::Count;
    if left.is_some() && (!weighs || cache.values().all(|value| value.weight > 0)) {
        assert_eq!(at_end(cache), Some(key));
    }
}

macro_rules! ranks {
    ($($policy:ident),+) => {$(
        impl Ranks for $policy {
            fn ranked() -> Vec<Operation<Plain<Self>>> {
                vec![
                    ("promote", |cache, step| {
                        let newest = |cache: &Plain<Self>| cache.keys().next().copied();
                        ranked(cache, step, |cache, key| cache.promote(key), newest);
                    }),
                    ("demote", |cache, step| {
                        let oldest = |cache: &Plain<Self>| cache.keys().last().copied();
                        ranked(cache, step, |cache, key| cache.demote(key), oldest);
                    }),
                    ("pop_newest", |cache, step| {
                        let live = |value: &&Value| !step.world.is_dead(&value.token);
                        let newest = cache.values().find(live).map(|value| value.token.id);
                        let popped = cache.pop_newest().map(|(_, value)| value);
                        assert_eq!(popped.as_ref().map(|value| value.token.id), newest);
                        step.got(popped);
                    }),
                ]
            }
        }
    )+};
}

ranks!(Lru, Lri);

impl<P: Ranks> Target for Plain<P> {
    fn operations() -> Vec<Operation<Self>> {
        let lists = [operations(), entries(), entries_by_ref(), occupied(), vacant(), P::ranked()];
        lists.into_iter().flatten().collect()
    }

    fn poke(&mut self) {
        self.remove(&u64::MAX);
    }

    fn audit(&self) {
        self.check();
        self.check_keys();
    }

    fn present(&self) -> Vec<Value> {
        self.values().cloned().collect()
    }

    fn stats(&self) -> Stats {
        self.stats()
    }

    fn capacity(&self) -> usize {
        self.capacity()
    }

    fn max_weight(&self) -> Option<u64> {
        self.max_weight()
    }

    fn is_whole(&self) -> bool {
        true
    }
}
