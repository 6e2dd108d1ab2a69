//! What caches of different policies and sizes would have kept of the stream of requests.

use boltons::cache::{Cache, Lri, Lru, Policy, S3Fifo, Sieve};

/// The capacities, in entries, that the report compares.
const CAPACITIES: [usize; 2] = [100, 1000];

/// One cache for each policy and capacity, all fed in one pass.
pub struct Replays(Vec<(usize, &'static str, Box<dyn Replay>)>);

/// A cache whose policy is known at run time only.
trait Replay {
    fn request(&mut self, target: &[u8]);
    fn hits(&self) -> u64;
}

impl<P: Policy> Replay for Cache<Box<[u8]>, (), P> {
    fn request(&mut self, target: &[u8]) {
        if self.get(target).is_none() {
            self.insert(target.into(), ());
        }
    }

    fn hits(&self) -> u64 {
        self.stats().hits
    }
}

impl Replays {
    pub fn new() -> Self {
        fn cache<P: Policy + 'static>(capacity: usize) -> Box<dyn Replay> {
            Box::new(Cache::<Box<[u8]>, (), P>::new(capacity))
        }
        let caches = CAPACITIES.into_iter().flat_map(|capacity| {
            [
                (capacity, "lru", cache::<Lru>(capacity)),
                (capacity, "lri", cache::<Lri>(capacity)),
                (capacity, "sieve", cache::<Sieve>(capacity)),
                (capacity, "s3_fifo", cache::<S3Fifo>(capacity)),
            ]
        });
        Self(caches.collect())
    }

    /// Feeds a request to each of the caches.
    pub fn request(&mut self, target: &[u8]) {
        for (_, _, cache) in &mut self.0 {
            cache.request(target);
        }
    }

    /// Capacity, policy and hits of each cache.
    pub fn hits(&self) -> impl Iterator<Item = (usize, &'static str, u64)> + '_ {
        self.0.iter().map(|(capacity, policy, cache)| (*capacity, *policy, cache.hits()))
    }
}
