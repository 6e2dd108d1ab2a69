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
    #[cfg(feature = "__audit")]
    bare::rows(harness);
}

/// What statistics and the question for a side box cost: against the same code without. Its time
/// may be at most 4 % less. `cargo bench --features __audit -- cache/lru/bare`.
#[cfg(feature = "__audit")]
mod bare {
    use std::hash::{BuildHasherDefault, Hasher};

    use boltons::cache::LruCache;

    use super::key;
    use crate::harness::{Contender, Harness, Rng};

    const N: u64 = 1_000;
    const LEAST: f64 = 0.96;

    /// Keys are mixed already. What hashing takes would hide what is measured.
    #[derive(Default)]
    struct Mixed(u64);

    impl Hasher for Mixed {
        fn finish(&self) -> u64 {
            self.0
        }

        fn write(&mut self, _: &[u8]) {
            unreachable!("keys are numbers");
        }

        fn write_u64(&mut self, number: u64) {
            self.0 = number;
        }
    }

    type Lru = LruCache<u64, u64, BuildHasherDefault<Mixed>>;

    fn full() -> Lru {
        let mut cache = Lru::with_hasher(N as usize, BuildHasherDefault::default());
        cache.extend((0..3 * N).map(|i| (key(i), i)));
        cache
    }

    // Calls, since in a loop that it is inlined into the bare form would keep the cache's fields in
    // registers.

    #[inline(never)]
    fn get(cache: &mut Lru, key: &u64) -> Option<u64> {
        cache.get(key).copied()
    }

    #[inline(never)]
    fn get_bare(cache: &mut Lru, key: &u64) -> Option<u64> {
        cache.get_bare(key).copied()
    }

    #[inline(never)]
    fn put(cache: &mut Lru, key: u64, value: u64) -> Option<u64> {
        cache.insert(key, value)
    }

    #[inline(never)]
    fn put_bare(cache: &mut Lru, key: u64, value: u64) -> Option<u64> {
        cache.insert_bare(key, value)
    }

    fn gets<'a>(
        name: &'static str,
        keys: &'a [u64],
        get: fn(&mut Lru, &u64) -> Option<u64>,
    ) -> Contender<'a> {
        let mut cache = full();
        Contender::new(name, move || keys.iter().filter_map(|key| get(&mut cache, key)).sum())
    }

    fn puts(name: &'static str, put: fn(&mut Lru, u64, u64) -> Option<u64>) -> Contender<'static> {
        let (mut cache, mut next) = (full(), 3 * N);
        Contender::new(name, move || {
            for _ in 0..20_000 {
                put(&mut cache, key(next), next);
                next += 1;
            }
            20_000
        })
    }

    pub(super) fn rows(harness: &mut Harness) {
        let mut rng = Rng(1);
        let keys: Vec<u64> = (0..20_000).map(|_| key(2 * N + rng.below(N))).collect();
        harness.explain(
            "cache/lru/bare-get-hit",
            "Three instructions of 76 a hit: a comparison, a jump and an addition.",
        );
        let ours = gets("boltons", &keys, get);
        let bare = gets("bare", &keys, get_bare);
        harness.compare("cache/lru/bare-get-hit/1k", &[LEAST], vec![ours, bare]);
        let (ours, bare) = (puts("boltons", put), puts("bare", put_bare));
        harness.compare("cache/lru/bare-put-evict/1k", &[LEAST], vec![ours, bare]);
    }
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
