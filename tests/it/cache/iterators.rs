//! The laws of iterators, for each of them and each policy.

#[cfg(not(feature = "__audit"))]
use crate::unaudited::Unaudited as _;
use boltons::cache::{Cache, Lri, Lru, Policy, S3Fifo, Sieve};

type Entries = Vec<(u32, u32)>;

/// Checks that every method of an iterator says what `next` says, also after `k` steps.
fn laws<I>(make: impl Fn() -> I, expected: &[(u32, u32)])
where
    I: DoubleEndedIterator<Item = (u32, u32)> + ExactSizeIterator,
{
    let n = expected.len();
    for k in 0..=n {
        let after = || {
            let mut iter = make();
            let first: Entries = iter.by_ref().take(k).collect();
            assert_eq!(first, expected[..k]);
            iter
        };
        let rest = &expected[k..];
        assert_eq!(after().size_hint(), (n - k, Some(n - k)));
        assert_eq!(after().len(), n - k);
        assert_eq!(after().count(), n - k);
        assert_eq!(after().last(), rest.last().copied());
        assert_eq!(after().nth(1), rest.get(1).copied());
        assert_eq!(after().collect::<Entries>(), rest);
        let folded = after().fold(Vec::new(), |mut all, entry| {
            all.push(entry);
            all
        });
        assert_eq!(folded, rest);
        let mut back: Entries = after().rev().collect();
        back.reverse();
        assert_eq!(back, rest);
        let mut folded = after().rfold(Vec::new(), |mut all, entry| {
            all.push(entry);
            all
        });
        folded.reverse();
        assert_eq!(folded, rest);
    }
    // From both ends, until they meet, and after that.
    for pattern in 0..1_u32 << n.min(6) {
        let (mut iter, mut rest) = (make(), expected);
        for step in 0..n + 2 {
            let (got, wanted) = if pattern >> (step % 6) & 1 == 0 {
                (iter.next(), rest.first())
            } else {
                (iter.next_back(), rest.last())
            };
            assert_eq!(got, wanted.copied());
            rest = match (rest, pattern >> (step % 6) & 1) {
                ([], _) => rest,
                ([_, rest @ ..], 0) => rest,
                ([rest @ .., _], _) => rest,
            };
            assert_eq!(iter.len(), rest.len());
        }
    }
}

fn pair((&key, &value): (&u32, &u32)) -> (u32, u32) {
    (key, value)
}

fn all<P: Policy>() {
    for n in [0, 1, 2, 5, 6] {
        let mut cache = Cache::<u32, u32, P>::new(6);
        cache.extend((0..n + 3).map(|i| (i, 10 * i)));
        for key in [0, 4, 4, 5, 5] {
            cache.get(&key);
        }
        cache.extend((20..20 + n / 3).map(|i| (i, 10 * i)));
        while cache.len() > n as usize {
            cache.evict();
        }
        cache.check();
        let order: Entries = cache.iter().map(pair).collect();
        assert_eq!(order.len(), n as usize);
        laws(|| cache.iter().map(pair), &order);
        laws(|| (&cache).into_iter().map(pair), &order);
        laws(|| cache.keys().map(|&key| (key, 10 * key)), &order);
        laws(|| cache.values().map(|&value| (value / 10, value)), &order);
        laws(|| cache.clone().into_iter(), &order);
        let mut iter = cache.iter();
        iter.next();
        assert!(iter.clone().eq(iter));
        assert_eq!(format!("{:?}", cache.iter()), format!("{:?}", Vec::from_iter(cache.iter())));
        assert_eq!(format!("{:?}", cache.keys()), format!("{:?}", Vec::from_iter(cache.keys())));

        // What takes or changes the cache, in the order in which the nodes lie.
        let stored: Entries = cache.clone().iter_mut().map(|(&k, &mut v)| (k, v)).collect();
        let leak = |cache: &Cache<u32, u32, P>| Box::leak(Box::new(cache.clone()));
        laws(|| leak(&cache).iter_mut().map(|(&k, &mut v)| (k, v)), &stored);
        laws(|| leak(&cache).values_mut().map(|&mut v| (v / 10, v)), &stored);
        laws(|| leak(&cache).drain(), &order);
        assert_eq!(format!("{:?}", cache.iter_mut()), format!("IterMut {{ left: {n}, .. }}"));
        assert_eq!(format!("{:?}", cache.drain()), format!("Drain {{ left: {n}, .. }}"));
        assert!(cache.is_empty());
    }
}

#[test]
fn lru() {
    all::<Lru>();
}

#[test]
fn lri() {
    all::<Lri>();
}

#[test]
fn sieve() {
    all::<Sieve>();
}

#[test]
fn s3_fifo() {
    all::<S3Fifo>();
}

#[test]
fn a_drain_dropped_early_or_forgotten_empties_the_cache() {
    let mut cache = Cache::<_, _, S3Fifo>::new(9);
    for forget in [false, true] {
        cache.extend((0..9).map(|i| (i, vec![i])));
        let mut drain = cache.drain();
        assert_eq!(drain.next(), Some((8, vec![8])));
        if forget {
            std::mem::forget(drain);
        } else {
            drop(drain);
        }
        cache.check();
        assert!(cache.is_empty());
    }
    cache.insert(1, vec![]);
    // An entry has nothing to do when it is dropped.
    let _ = (cache.entry(2).key(), ());
    let _ = (cache.entry(1).key(), ());
    cache.check();
    assert_eq!(cache.len(), 1);
}
