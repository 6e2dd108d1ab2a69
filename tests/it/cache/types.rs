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

/// Where there is room for a part only, that part is written and the failure handed on.
#[test]
fn statistics_are_written_as_far_as_there_is_room() {
    use std::fmt::{self, Write};

    struct Room(String, usize);

    impl Write for Room {
        fn write_str(&mut self, text: &str) -> fmt::Result {
            if self.0.len() + text.len() > self.1 {
                return Err(fmt::Error);
            }
            self.0.push_str(text);
            Ok(())
        }
    }

    let mut cache = LruCache::builder().max_weight(3, |_: &u8, _: &u8| 2).build();
    cache.extend([(1, 1), (2, 2)]);
    cache.get(&2);
    let whole = cache.stats().to_string();
    assert!(
        whole.ends_with("evictions 1, expirations 0, rejections 0, evicted weight 2"),
        "{whole}"
    );
    for len in 0..=whole.len() {
        let mut room = Room(String::new(), len);
        assert_eq!(write!(room, "{}", cache.stats()).is_ok(), len == whole.len());
        assert!(whole.starts_with(&room.0), "{}", room.0);
    }
}
