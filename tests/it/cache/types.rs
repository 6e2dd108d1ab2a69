//! Sizes and auto traits.

use std::panic::{RefUnwindSafe, UnwindSafe};
use std::rc::Rc;

use boltons::cache::simulate::{Comparison, Trace};
use boltons::cache::{
    Builder, Cache, Cause, Drain, Entry, EntryRef, IdPool, IntoIter, Iter, IterMut, Keys, Lri, Lru,
    LruCache, ManualClock, Memo, MinIdMap, OccupiedEntry, S3Fifo, Sieve, Stats, SystemClock,
    ThresholdCounter, VacantEntry, Values, ValuesMut, ids, threshold,
};

#[test]
fn a_cache_is_small() {
    assert!(size_of::<Cache<u64, u64, Lru, ()>>() <= 192);
    // A hand and a vector of marks more.
    assert!(size_of::<Cache<u64, u64, Sieve, ()>>() <= 216);
    assert_eq!(size_of::<Cache<u8, u8, Lru, ()>>(), size_of::<Cache<[u64; 9], u64, Lri, ()>>());
}

#[test]
fn threads_may_have_what_their_keys_and_values_may() {
    fn both<T: Send + Sync + UnwindSafe + RefUnwindSafe + Unpin>() {}
    fn sent<T: Send + Sync>() {}
    both::<Cache<String, u8, Lru>>();
    both::<Cache<String, u8, Lri>>();
    both::<Cache<String, u8, Sieve>>();
    both::<Cache<String, u8, S3Fifo>>();
    both::<Memo<fn(&u8) -> u8, u8, u8>>();
    both::<IntoIter<u8, u8>>();
    both::<Iter<'_, u8, u8>>();
    both::<(Stats, Cause, SystemClock, ManualClock)>();
    both::<(Keys<'_, u8, u8>, Values<'_, u8, u8>)>();
    both::<(Trace, Comparison)>();
    both::<ThresholdCounter<String>>();
    both::<(threshold::Iter<'_, u8>, threshold::Keys<'_, u8>, threshold::Counts<'_, u8>)>();
    both::<(IdPool, MinIdMap<String>, ids::Ids<'_>, ids::Iter<'_, u8>)>();
    sent::<IterMut<'_, u8, u8>>();
    sent::<ValuesMut<'_, u8, u8>>();
    sent::<Drain<'_, u8, u8>>();
    sent::<Builder<u8, u8, Lru, ()>>();
    sent::<Entry<'_, u8, u8, Lru, ()>>();
    sent::<OccupiedEntry<'_, u8, u8, Lru, ()>>();
    sent::<VacantEntry<'_, u8, u8, Lru, ()>>();
    sent::<EntryRef<'_, '_, u8, u8, u8, Lru, ()>>();
}

#[test]
fn keys_and_values_need_no_static_life() {
    let text = String::from("a b a");
    let mut cache = LruCache::new(2);
    for word in text.split(' ') {
        *cache.entry(word).or_insert(0) += 1;
    }
    assert_eq!(cache.peek("a"), Some(&2));
    let shared = Rc::new(());
    let mut cache = LruCache::<_, Rc<()>>::new(2);
    cache.insert(1, shared.clone());
    drop(cache);
    assert_eq!(Rc::strong_count(&shared), 1);
}

#[test]
fn equal_are_the_same_pairs() {
    let mut lru = Cache::<u8, char, Lru>::new(3);
    let mut fifo = Cache::<u8, char, S3Fifo>::new(9);
    assert_eq!(lru, fifo);
    lru.extend([(1, 'a'), (2, 'b')]);
    fifo.extend([(2, 'b'), (1, 'a')]);
    assert_eq!(lru, fifo);
    assert_eq!(lru.stats(), fifo.stats(), "comparing looked nothing up");
    fifo.insert(1, 'c');
    assert_ne!(lru, fifo);
    fifo.remove(&1);
    assert_ne!(lru, fifo);
    assert_ne!(fifo, lru);
}
