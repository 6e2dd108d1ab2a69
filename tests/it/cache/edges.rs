//! Capacities of zero and one, refused pairs, guests, overwriting, weights.

#[cfg(not(feature = "__audit"))]
use crate::unaudited::Unaudited as _;
use std::hash::{BuildHasherDefault, DefaultHasher};
use std::mem::ManuallyDrop;

use boltons::cache::{
    Cache, Entry, Lri, LriCache, Lru, LruCache, Memo, Policy, S3Fifo, S3FifoCache, Sieve,
    SieveCache,
};

fn capacity_zero<P: Policy>() {
    let mut cache = Cache::<u8, u8, P>::new(0);
    assert_eq!(cache.insert(1, 1), None);
    assert_eq!(cache.push(1, 2), Some((1, 2)));
    assert_eq!(cache.get(&1), None);
    assert_eq!((cache.evict(), cache.len(), cache.capacity()), (None, 0, 0));
    assert_eq!(cache.stats().rejections, 2);
    // There must be something to refer to.
    assert_eq!(cache.get_or_insert_with(1, || 7), &mut 7);
    assert_eq!(cache.entry_ref(&2).or_insert(8), &mut 8);
    let Entry::Vacant(entry) = cache.entry(3) else { unreachable!() };
    *entry.insert(9) += 1;
    assert_eq!((cache.len(), cache.weight(), cache.iter().next()), (0, 0, None));
    assert!(!cache.contains_key(&3));
    assert_eq!(cache.insert(1, 1), None);
    cache.check();
    let mut memo = Memo::new(cache, |key: &u8| key * 2);
    assert_eq!(memo.get(&4), &8);
    let mut cache = memo.into_parts().0;
    cache.set_capacity(1);
    cache.insert(5, 5);
    assert_eq!(cache.get(&5), Some(&5));
    cache.set_capacity(0);
    assert!(cache.is_empty());
    cache.set_capacity(200);
    for key in 0..=255 {
        cache.insert(key, key);
        cache.check();
    }
    assert_eq!(cache.len(), 200, "the ghost of S3-FIFO grows with the bound");
}

#[test]
fn capacity_of_zero_keeps_nothing() {
    capacity_zero::<Lru>();
    capacity_zero::<Lri>();
    capacity_zero::<Sieve>();
    capacity_zero::<S3Fifo>();
}

fn capacity_one<P: Policy>() {
    let mut cache = Cache::<u8, u8, P>::new(1);
    for key in 0..9 {
        assert_eq!(cache.push(key, key), key.checked_sub(1).map(|last| (last, last)));
        assert_eq!(cache.get(&key), Some(&key));
        assert_eq!(cache.insert(key, key), Some(key));
        cache.check();
    }
    assert_eq!(cache.evict(), Some((8, 8)));
    assert_eq!(cache.evict(), None);
}

#[test]
fn capacity_of_one_keeps_the_last() {
    capacity_one::<Lru>();
    capacity_one::<Lri>();
    capacity_one::<Sieve>();
    capacity_one::<S3Fifo>();
}

#[test]
fn enormous_capacities_cost_nothing() {
    const MAX: usize = LruCache::<u8, u8>::MAX_ENTRIES;
    assert_eq!(MAX, u32::MAX as usize - 1);
    for capacity in [MAX - 1, MAX, MAX + 1, usize::MAX] {
        let mut cache = S3FifoCache::new(capacity);
        assert_eq!(cache.capacity(), capacity.min(MAX));
        cache.extend((0..100).map(|i| (i, i)));
        assert_eq!((cache.len(), cache.evict()), (100, Some((0, 0))));
        cache.check();
    }
    let mut cache = LruCache::unbounded();
    cache.insert(1, 1);
    cache.set_capacity(usize::MAX);
    assert_eq!(cache.capacity(), MAX);
}

#[test]
fn overwriting_keeps_the_key_and_evicts_nothing() {
    /// Equal whatever the mark.
    #[derive(Debug)]
    struct Marked(u8, char);
    impl PartialEq for Marked {
        fn eq(&self, other: &Self) -> bool {
            self.0 == other.0
        }
    }
    impl Eq for Marked {}
    impl std::hash::Hash for Marked {
        fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
            self.0.hash(state);
        }
    }
    let mut cache = LruCache::new(2);
    cache.insert(Marked(1, 'a'), 1);
    cache.insert(Marked(2, 'a'), 2);
    assert_eq!(cache.insert(Marked(1, 'b'), 3), Some(1));
    let (key, value) = cache.get_key_value(&Marked(1, 'c')).unwrap();
    assert_eq!((key.1, value), ('a', &3));
    assert_eq!(cache.len(), 2);
    // What leaves for it is the key that was given.
    let (key, value) = cache.push(Marked(1, 'd'), 4).unwrap();
    assert_eq!((key.1, value), ('d', 3));
    assert_eq!(cache.stats().insertions, 2);
    assert_eq!(cache.stats().evictions, 0);
}

#[test]
fn what_renews_an_entry_is_up_to_the_policy() {
    let mut lru = LruCache::new(2);
    let mut lri = LriCache::new(2);
    lru.extend([(1, 1), (2, 2)]);
    lri.extend([(1, 1), (2, 2)]);
    assert_eq!((lru.get(&1), lri.get(&1)), (Some(&1), Some(&1)));
    assert_eq!((lru.push(3, 3), lri.push(3, 3)), (Some((2, 2)), Some((1, 1))));
    assert_eq!((lru.insert(1, 4), lri.insert(2, 4)), (Some(1), Some(2)));
    assert_eq!((lru.push(4, 4), lri.push(4, 4)), (Some((3, 3)), Some((3, 3))));
    // Peeking renews nothing.
    assert_eq!(lru.peek(&1), Some(&4));
    assert_eq!(lru.push(5, 5), Some((1, 4)));
}

#[test]
fn the_hand_of_sieve_survives_removals() {
    let mut cache = SieveCache::new(4);
    cache.extend([(1, ()), (2, ()), (3, ()), (4, ())]);
    for key in [1, 2] {
        cache.get(&key);
    }
    // The hand clears 1 and 2, takes 3 and stands on 4.
    assert_eq!(cache.push(5, ()), Some((3, ())));
    assert_eq!(cache.remove(&4), Some(()));
    // It has moved on to 5.
    assert_eq!(cache.evict(), Some((5, ())));
    assert_eq!(cache.evict(), Some((1, ())));
    assert_eq!(cache.evict(), Some((2, ())));
    cache.check();
}

#[test]
fn s3_fifo_promotes_what_was_hit_twice_and_remembers_what_left() {
    // The ghost knows a key by a part of its hash, which must not depend on a random seed here.
    let hasher = BuildHasherDefault::<DefaultHasher>::default();
    let mut cache = S3FifoCache::with_hasher(5, hasher);
    cache.extend([(1, ()), (2, ()), (3, ()), (4, ()), (5, ())]);
    for key in [1, 1, 2] {
        cache.get(&key);
    }
    // 1 goes to main; 2 was hit once only.
    assert_eq!(cache.push(6, ()), Some((2, ())));
    assert!(cache.keys().eq(&[1, 6, 5, 4, 3]));
    // The ghost knows 2, which enters main at once.
    assert_eq!(cache.push(2, ()), Some((3, ())));
    assert!(cache.keys().eq(&[2, 1, 6, 5, 4]));
    cache.check();
}

fn weights<P: Policy>() {
    let new =
        || Cache::<u32, u64, P>::builder().max_weight(10, |_, &weight| weight).capacity(5).build();
    let mut cache = new();
    assert_eq!(cache.max_weight(), Some(10));
    for key in 0..5 {
        cache.insert(key, 2);
    }
    assert_eq!((cache.len(), cache.weight()), (5, 10));
    cache.insert(9, 0);
    assert_eq!((cache.len(), cache.weight()), (5, 8), "weight 0 is an entry all the same");
    assert_eq!(cache.insert(9, 10), Some(0));
    assert_eq!((cache.len(), cache.weight()), (1, 10), "all others went for it");
    assert_eq!(cache.insert(9, 11), Some(10), "too heavy: refused, and the old one is gone");
    assert!(cache.is_empty());
    cache.check();

    // Heavier by a change in place.
    let mut cache = new();
    cache.extend([(1, 3), (2, 3), (3, 3)]);
    *cache.peek_mut(&2).unwrap() = 7;
    assert_eq!(cache.weight(), 9);
    assert_eq!(cache.reweigh(&2), Some(7));
    assert_eq!((cache.weight(), cache.peek(&2)), (10, Some(&7)));
    cache.check();
    *cache.peek_mut(&2).unwrap() = 11;
    assert_eq!(cache.reweigh(&2), Some(11));
    assert_eq!((cache.weight(), cache.contains_key(&2)), (3, false));
    assert_eq!(cache.reweigh(&2), None);
    cache.check();
}

#[test]
fn weights_are_bounded() {
    weights::<Lru>();
    weights::<Lri>();
    weights::<Sieve>();
    weights::<S3Fifo>();
}

#[test]
fn sums_of_weights_do_not_overflow() {
    let mut cache = LruCache::builder().max_weight(u64::MAX, |_: &u8, &w: &u64| w).build();
    for i in 0..6 {
        cache.insert(i, u64::MAX - u64::from(i));
        cache.check();
    }
    assert_eq!((cache.len(), cache.weight()), (1, u64::MAX - 5));
    cache.insert(9, 5);
    assert_eq!((cache.len(), cache.weight()), (2, u64::MAX));
    cache.insert(9, u64::MAX);
    assert_eq!((cache.len(), cache.weight()), (1, u64::MAX));
    cache.check();
}

#[test]
fn an_entry_that_grows_too_heavy_lives_on_as_a_guest() {
    let mut cache = LruCache::builder().max_weight(5, |_: &u8, &weight: &u64| weight).build();
    cache.insert(1, 5);
    let Entry::Occupied(mut entry) = cache.entry(1) else { unreachable!() };
    assert_eq!(entry.insert(6), 5);
    assert_eq!((entry.key(), entry.get()), (&1, &6));
    assert_eq!(entry.get_mut(), &mut 6);
    assert_eq!(entry.insert(7), 6);
    assert_eq!(entry.into_mut(), &mut 7);
    assert_eq!((cache.len(), cache.weight(), cache.peek(&1)), (0, 0, None));
    cache.check();
    cache.insert(1, 5);
    let Entry::Occupied(mut entry) = cache.entry(1) else { unreachable!() };
    entry.insert(8);
    assert_eq!(entry.remove_entry(), (1, 8));
    cache.check();
}

#[test]
fn counts_are_those_of_the_rules() {
    let mut cache = LruCache::new(2);
    cache.insert(1, 1);
    let quiet = cache.stats();
    cache.peek(&1);
    cache.peek_mut(&2);
    assert!(cache.contains_key(&1));
    cache.insert(1, 2);
    cache.push(1, 3);
    cache.remove(&1);
    cache.retain(|_, _| true);
    assert_eq!(cache.iter().count(), 0);
    assert_eq!(cache.stats(), quiet, "none of these is a look-up");
    assert_eq!(cache.get_or_try_insert_with(1, || Err("no")), Err("no"));
    assert_eq!((cache.stats().misses, cache.stats().soft_misses), (1, 0));
    cache.get_or_insert_with(1, || 1);
    cache.entry_ref(&1).or_insert(2);
    let _ = cache.entry(7);
    let stats = cache.stats();
    assert_eq!((stats.hits, stats.misses, stats.soft_misses, stats.insertions), (1, 3, 1, 2));
    cache.clear();
    assert_eq!(cache.stats(), stats, "statistics survive");
    assert_eq!(cache.clone().stats(), stats);
    assert_eq!(
        cache.take_stats().to_string(),
        "hits 1, misses 3 (25.0 % hits), soft misses 1, insertions 2, evictions 0, \
         expirations 0, rejections 0"
    );
    assert_eq!(
        cache.stats().to_string(),
        "hits 0, misses 0, soft misses 0, insertions 0, evictions 0, expirations 0, rejections 0"
    );
    assert_eq!(stats + cache.stats(), [stats].into_iter().sum());
}

#[test]
fn extend_trusts_no_size_hint() {
    /// Says it has more than there is memory, or less than nothing.
    struct Boast(std::ops::Range<u32>);
    impl Iterator for Boast {
        type Item = (u32, u32);
        fn next(&mut self) -> Option<(u32, u32)> {
            self.0.next().map(|i| (i, i))
        }
        fn size_hint(&self) -> (usize, Option<usize>) {
            (usize::MAX, Some(0))
        }
    }
    let mut cache = LruCache::unbounded();
    cache.extend(Boast(0..3));
    assert_eq!(cache.len(), 3);
    let mut cache = LruCache::new(2);
    cache.extend(Boast(0..3));
    assert!(cache.keys().eq(&[2, 1]));
    cache.extend([(&7, &7)]);
    assert!(cache.keys().eq(&[7, 2]));
}

#[test]
fn reserve_and_shrink_keep_everything() {
    let mut cache = S3FifoCache::new(1_000);
    cache.reserve(usize::MAX);
    cache.extend((0..900).map(|i| (i, i)));
    cache.get(&5);
    let before: Vec<_> = cache.clone().into_iter().collect();
    cache.shrink_to_fit();
    cache.check();
    cache.check_keys();
    cache.reserve(50);
    cache.check();
    assert_eq!(cache.into_iter().collect::<Vec<_>>(), before);
}

/// What the `lru` crate calls `peek_lru` and `find_and_promote`, and what others have serde for.
#[test]
fn the_order_shown_is_that_of_eviction_and_can_be_restored() {
    fn run<P: Policy>(mut cache: Cache<u32, u32, P>) {
        cache.extend((0..9).map(|i| (i, i)));
        for key in [7, 4, 4] {
            cache.get(&key);
        }
        let mut copy = Cache::<u32, u32, P>::new(5);
        copy.extend(cache.iter().rev());
        assert!(copy.iter().eq(cache.iter()));
        while let Some((&key, &value)) = cache.iter().next_back() {
            assert_eq!(cache.evict(), Some((key, value)));
        }
        assert_eq!(cache.evict(), None);
    }
    run(LruCache::new(5));
    run(LriCache::new(5));

    let mut cache = LruCache::new(3);
    cache.extend([(1, 'a'), (2, 'b'), (3, 'c')]);
    let found = cache.iter().find(|(_, value)| **value == 'a').map(|(key, _)| *key);
    assert!(found.is_some_and(|key| cache.promote(&key)));
    assert!(cache.keys().eq(&[1, 3, 2]));
}

#[test]
fn an_entry_counts_and_uses_at_the_call_and_may_be_forgotten() {
    let mut cache = LruCache::new(3);
    cache.extend([(1, 'a'), (2, 'b'), (3, 'c')]);
    let _ = ManuallyDrop::new(cache.entry(1));
    let _ = ManuallyDrop::new(cache.entry(4));
    let _ = ManuallyDrop::new(cache.entry_ref(&2));
    cache.check();
    assert!(cache.keys().eq(&[2, 1, 3]));
    let stats = cache.stats();
    assert_eq!((stats.hits, stats.misses, stats.soft_misses, stats.insertions), (2, 1, 0, 3));
}

#[test]
fn an_entry_that_is_there_is_not_tried_for() {
    let mut cache = LruCache::<String, u8>::new(2);
    assert_eq!(cache.entry_ref("1").or_try_insert_with_key(str::parse::<u8>), Ok(&mut 1));
    let there = cache.entry_ref("1").or_try_insert_with_key(|_| Err::<u8, _>("not called"));
    *there.unwrap() = 7;
    assert!(cache.entry_ref("2").or_try_insert_with_key(|_| Err(())).is_err());
    assert_eq!((cache.len(), cache.peek("1")), (1, Some(&7)));
    cache.check();
}

/// An entry that was changed in place is weighed before another is, and may take its room.
#[test]
fn what_waits_to_be_weighed_is_weighed_first() {
    let mut cache =
        LruCache::<u8, u64>::builder().max_weight(10, |_: &u8, weight: &u64| *weight).build();
    cache.extend([(1, 3), (2, 3), (3, 3)]);
    *cache.peek_mut(&1).unwrap() = 4;
    assert_eq!((cache.reweigh(&2), cache.weight()), (Some(3), 10));
    *cache.peek_mut(&1).unwrap() = 6;
    assert_eq!((cache.reweigh(&2), cache.weight()), (None, 9), "2 was the next to go");
    assert!(cache.keys().eq(&[3, 1]));
    cache.check();
}
