//! Who gets what has left, when and why.

#[cfg(not(feature = "__audit"))]
use crate::unaudited::Unaudited as _;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use boltons::cache::{Builder, Cause, Entry, Lru, LruCache, ManualClock};

type Events = Vec<(u32, u64, Cause)>;

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Events>>);

impl Log {
    fn listen<S>(&self, builder: Builder<u32, u64, Lru, S>) -> Builder<u32, u64, Lru, S> {
        let log = self.0.clone();
        builder.on_removal(move |key, value, cause| log.lock().unwrap().push((key, value, cause)))
    }

    #[track_caller]
    fn says(&self, events: &[(u32, u64, Cause)]) {
        assert_eq!(std::mem::take(&mut *self.0.lock().unwrap()), events);
    }
}

#[test]
fn each_entry_that_nobody_else_gets() {
    let (log, clock) = (Log::default(), ManualClock::new());
    let builder = LruCache::builder().capacity(3).clock(clock.clone()).ttl(Duration::from_secs(9));
    let mut cache = log.listen(builder.max_weight(9, |_, &weight| weight)).build();
    cache.extend([(1, 1), (2, 2), (3, 3)]);
    log.says(&[]);

    cache.insert(4, 4);
    log.says(&[(1, 1, Cause::Evicted)]);
    cache.insert(4, 9);
    log.says(&[(2, 2, Cause::Evicted), (3, 3, Cause::Evicted)]);
    cache.insert(5, 10);
    log.says(&[(5, 10, Cause::Rejected)]);
    assert_eq!(cache.insert(4, 11), Some(9));
    log.says(&[(4, 11, Cause::Rejected)]);

    // These go to the caller.
    cache.extend([(1, 1), (2, 2), (3, 3)]);
    assert_eq!(cache.remove(&2), Some(2));
    assert_eq!(cache.insert(3, 4), Some(3));
    assert_eq!(cache.evict(), Some((1, 1)));
    assert_eq!(cache.pop_newest(), Some((3, 4)));
    cache.extend([(1, 1), (2, 2)]);
    assert!(cache.drain().eq([(2, 2), (1, 1)]));
    log.says(&[]);

    cache.extend([(1, 1), (2, 2), (3, 3)]);
    cache.retain(|&key, _| key != 2);
    log.says(&[(2, 2, Cause::Cleared)]);
    cache.clear();
    log.says(&[(3, 3, Cause::Cleared), (1, 1, Cause::Cleared)]);

    cache.extend([(1, 1), (2, 2), (3, 3)]);
    clock.advance(Duration::from_secs(9));
    cache.insert(1, 4);
    log.says(&[(1, 1, Cause::Expired), (2, 2, Cause::Expired), (3, 3, Cause::Expired)]);
    clock.advance(Duration::from_secs(9));
    assert_eq!(cache.get(&1), None);
    log.says(&[(1, 4, Cause::Expired)]);

    cache.extend([(1, 1), (2, 2), (3, 3)]);
    cache.set_capacity(1);
    log.says(&[(1, 1, Cause::Evicted), (2, 2, Cause::Evicted)]);
    drop(cache);
    log.says(&[]);
}

#[test]
fn push_gives_the_last_one_and_the_listener_the_rest() {
    let log = Log::default();
    let mut cache = log.listen(LruCache::builder().max_weight(3, |_, &weight| weight)).build();
    cache.extend([(1, 1), (2, 1), (3, 1)]);
    assert_eq!(cache.push(4, 3), Some((3, 1)));
    log.says(&[(1, 1, Cause::Evicted), (2, 1, Cause::Evicted)]);
    assert_eq!(cache.push(5, 9), Some((5, 9)), "refused");
    log.says(&[]);
    assert_eq!(cache.push(4, 9), Some((4, 3)), "refused, and the old one is gone");
    log.says(&[(4, 9, Cause::Rejected)]);
    assert!(cache.is_empty());
}

#[test]
fn a_guest_leaves_at_the_next_insertion_clear_or_drain() {
    let log = Log::default();
    let new = || log.listen(LruCache::builder().capacity(0)).build();
    let mut cache = new();
    assert_eq!(cache.get_or_insert_with(1, || 1), &1);
    log.says(&[]);
    assert_eq!(cache.get_or_insert_with(2, || 2), &2);
    log.says(&[(1, 1, Cause::Rejected)]);
    cache.insert(3, 3);
    log.says(&[(2, 2, Cause::Rejected), (3, 3, Cause::Rejected)]);
    cache.entry(4).or_insert(4);
    cache.clear();
    log.says(&[(4, 4, Cause::Rejected)]);
    cache.entry(5).or_insert(5);
    drop(cache.drain());
    log.says(&[(5, 5, Cause::Rejected)]);
    cache.entry(6).or_insert(6);
    assert!(matches!(cache.entry(6), Entry::Vacant(_)));
    drop(cache);
    log.says(&[]);
    assert_eq!(new().stats().rejections, 0);
}

#[test]
fn a_panicking_listener_loses_only_the_entry_in_its_hands() {
    let log = Log::default();
    let inner = log.0.clone();
    let mut cache = LruCache::builder()
        .capacity(4)
        .on_removal(move |key: u32, value: u64, cause| {
            assert_ne!(key, 2, "the listener's own panic");
            inner.lock().unwrap().push((key, value, cause));
        })
        .build();
    cache.extend([(1, 1), (2, 2), (3, 3), (4, 4)]);
    let shrunk = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| cache.set_capacity(1)));
    assert!(shrunk.is_err());
    cache.check();
    assert_eq!((cache.len(), cache.stats().evictions), (1, 3));
    log.says(&[(1, 1, Cause::Evicted)]);
    // What was still waiting comes with the next change.
    cache.clear();
    log.says(&[(3, 3, Cause::Evicted), (4, 4, Cause::Cleared)]);
}
