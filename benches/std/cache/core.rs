//! The cache against a map that never forgets, and against the usual queue beside a map.

use std::collections::{HashMap, VecDeque};

use boltons::cache::{Cache, LriCache, Lru, Policy, Sieve};

use crate::harness::{Contender, Harness, Rng};

const N: u64 = 50_000;

fn key(number: u64) -> u64 {
    Rng(number).next()
}

fn requests() -> Vec<u64> {
    let mut rng = Rng(1);
    (0..20_000).map(|_| key(rng.below(N))).collect()
}

fn look_up<'a, P: Policy + 'a>(keys: &'a [u64]) -> Contender<'a> {
    let mut cache = Cache::<u64, u64, P>::new(N as usize);
    cache.extend((0..N).map(|i| (key(i), i)));
    Contender::new("boltons", move || {
        keys.iter().map(|key| cache.get(key).copied().unwrap_or(0)).sum()
    })
}

pub fn rows(harness: &mut Harness) {
    if !harness.wants("cache/") {
        return;
    }
    harness.explain(
        "cache/lru/get-hit",
        "A `HashMap` has key and value in its table and moves nothing; a cache finds an index there \
         and then the entry, counts the hit and moves it to the front.",
    );
    harness.explain(
        "cache/sieve/get-hit",
        "A `HashMap` has key and value in its table; a cache finds an index there and then the \
         entry, counts the hit and looks at its mark.",
    );
    let keys = requests();
    let map: HashMap<u64, u64> = (0..N).map(|i| (key(i), i)).collect();
    let std = || Contender::new("HashMap", || keys.iter().filter_map(|key| map.get(key)).sum());
    harness.compare("cache/lru/get-hit/50k", &[0.5], vec![look_up::<Lru>(&keys), std()]);
    harness.compare("cache/sieve/get-hit/50k", &[0.6], vec![look_up::<Sieve>(&keys), std()]);
    harness.compare("cache/lri/put-evict/50k", &[0.0], vec![ours(), queue()]);
}

fn ours() -> Contender<'static> {
    let mut cache = LriCache::new(N as usize);
    let mut next = 0;
    Contender::new("boltons", move || {
        for _ in 0..20_000 {
            cache.insert(key(next), next);
            next += 1;
        }
        20_000
    })
}

/// A map and the order in which its keys came.
fn queue() -> Contender<'static> {
    let (mut map, mut order) = (HashMap::new(), VecDeque::new());
    let mut next = 0;
    Contender::new("HashMap and VecDeque", move || {
        for _ in 0..20_000 {
            if map.len() == N as usize {
                if let Some(oldest) = order.pop_front() {
                    map.remove(&oldest);
                }
            }
            if map.insert(key(next), next).is_none() {
                order.push_back(key(next));
            }
            next += 1;
        }
        20_000
    })
}
