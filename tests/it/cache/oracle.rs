//! The `lru` crate as oracle of `LruCache`, and the papers' pseudo-code as that of the other
//! policies, request by request on random and on real streams.

#[cfg(not(feature = "__audit"))]
use crate::unaudited::Unaudited as _;
use std::collections::{HashMap, HashSet, VecDeque};
#[cfg(feature = "__audit")]
use std::hash::{BuildHasherDefault, DefaultHasher};
use std::num::NonZeroUsize;

use boltons::cache::{LriCache, LruCache, S3FifoCache, SieveCache};

use super::traces::web07;

/// SplitMix64 (Steele, Lea and Flood, 2014).
pub struct Rng(pub u64);

impl Rng {
    pub fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % bound
    }
}

#[test]
fn lru_agrees_with_the_lru_crate() {
    let mut rng = Rng(26);
    for keys in [1, 2, 3, 7, 15, 40] {
        let start = NonZeroUsize::new(1 + keys as usize / 2).unwrap();
        let mut ours = LruCache::new(start.get());
        let mut theirs = lru::LruCache::new(start);
        for step in 0..17_000u64 {
            let key = rng.below(keys);
            match rng.below(40) {
                0..8 => assert_eq!(ours.get(&key), theirs.get(&key)),
                8..10 => assert_eq!(ours.get_mut(&key), theirs.get_mut(&key)),
                10..20 => assert_eq!(ours.insert(key, step), theirs.put(key, step)),
                20..23 => assert_eq!(ours.push(key, step), theirs.push(key, step)),
                23 => assert_eq!(ours.peek(&key), theirs.peek(&key)),
                24 => assert_eq!(ours.contains_key(&key), theirs.contains(&key)),
                25 => assert_eq!(ours.remove(&key), theirs.pop(&key)),
                26 => assert_eq!(ours.remove_entry(&key), theirs.pop_entry(&key)),
                27 => assert_eq!(ours.evict(), theirs.pop_lru()),
                28 => assert_eq!(ours.pop_newest(), theirs.pop_mru()),
                29..31 => assert_eq!(ours.promote(&key), theirs.promote(&key)),
                31..33 => assert_eq!(ours.demote(&key), theirs.demote(&key)),
                33..37 => {
                    let value = theirs.get_or_insert_mut(key, || step);
                    assert_eq!(ours.get_or_insert_with(key, || step), value);
                }
                37 => {
                    let capacity = NonZeroUsize::new(1 + rng.below(20) as usize).unwrap();
                    ours.set_capacity(capacity.get());
                    theirs.resize(capacity);
                }
                38 => {
                    let odd = rng.below(3);
                    ours.retain(|key, _| key % 3 != odd);
                    theirs.retain(|key, _| key % 3 != odd);
                }
                _ => {
                    if rng.below(20) == 0 {
                        ours.clear();
                        theirs.clear();
                    }
                }
            }
            ours.check();
            assert!(ours.iter().eq(theirs.iter()), "the order after step {step}");
        }
    }
}

#[test]
fn lru_agrees_with_the_lru_crate_on_a_real_trace() {
    let Some(trace) = web07() else { return };
    let mut ours = LruCache::new(204);
    let mut theirs = lru::LruCache::new(NonZeroUsize::new(204).unwrap());
    for &key in &trace {
        let hit = ours.get(&key).is_some();
        assert_eq!(hit, theirs.get(&key).is_some());
        if !hit {
            assert_eq!(ours.push(key, ()), theirs.push(key, ()));
        }
    }
    assert!(ours.iter().eq(theirs.iter()));
}

/// A node of the list of the paper's algorithm 1.
struct Node {
    key: u32,
    visited: bool,
    prev: Option<usize>,
    next: Option<usize>,
}

/// Algorithm 1 of "SIEVE is Simpler than LRU" (NSDI 2024), line by line; the newest is the head,
/// and `prev` leads towards it. Nodes are never given back.
#[derive(Default)]
struct Paper {
    nodes: Vec<Node>,
    places: HashMap<u32, usize>,
    head: Option<usize>,
    tail: Option<usize>,
    hand: Option<usize>,
}

impl Paper {
    /// Returns whether it was a hit, and what was evicted.
    fn request(&mut self, key: u32, capacity: usize) -> (bool, Option<u32>) {
        if let Some(&at) = self.places.get(&key) {
            self.nodes[at].visited = true;
            return (true, None);
        }
        let mut evicted = None;
        if self.places.len() == capacity {
            let mut o = self.hand.or(self.tail).unwrap();
            while self.nodes[o].visited {
                self.nodes[o].visited = false;
                o = self.nodes[o].prev.or(self.tail).unwrap();
            }
            self.hand = self.nodes[o].prev;
            let (prev, next) = (self.nodes[o].prev, self.nodes[o].next);
            match prev {
                Some(prev) => self.nodes[prev].next = next,
                None => self.head = next,
            }
            match next {
                Some(next) => self.nodes[next].prev = prev,
                None => self.tail = prev,
            }
            evicted = Some(self.nodes[o].key);
            self.places.remove(&self.nodes[o].key);
        }
        let at = self.nodes.len();
        self.nodes.push(Node { key, visited: false, prev: None, next: self.head });
        match self.head {
            Some(head) => self.nodes[head].prev = Some(at),
            None => self.tail = Some(at),
        }
        self.head = Some(at);
        self.places.insert(key, at);
        (false, evicted)
    }
}

#[test]
fn sieve_agrees_with_the_paper() {
    let mut rng = Rng(7);
    let random: Vec<u32> = (0..30_000).map(|_| (rng.below(60) * rng.below(3)) as u32).collect();
    let traces = [Some(random), web07()];
    for trace in traces.into_iter().flatten() {
        for capacity in [1, 2, 13, 204] {
            let (mut ours, mut paper) = (SieveCache::new(capacity), Paper::default());
            for &key in &trace {
                let hit = ours.get(&key).is_some();
                let evicted = if hit { None } else { ours.push(key, ()).map(|(key, ())| key) };
                assert_eq!((hit, evicted), paper.request(key, capacity));
            }
            ours.check();
        }
    }
}

fn traces() -> Vec<Vec<u32>> {
    let mut rng = Rng(11);
    let random = (0..30_000).map(|_| (rng.below(60) * rng.below(3)) as u32).collect();
    std::iter::once(random).chain(web07()).collect()
}

#[test]
fn lri_agrees_with_a_queue() {
    for trace in traces() {
        for capacity in [1, 2, 13, 204] {
            let mut ours = LriCache::new(capacity);
            let (mut queue, mut held) = (VecDeque::new(), HashSet::new());
            for &key in &trace {
                let hit = ours.get(&key).is_some();
                assert_eq!(hit, held.contains(&key));
                if !hit {
                    let full = queue.len() == capacity;
                    let oldest = if full { queue.pop_back() } else { None };
                    oldest.inspect(|key| assert!(held.remove(key)));
                    queue.push_front(key);
                    held.insert(key);
                    assert_eq!(ours.push(key, ()).map(|(key, ())| key), oldest);
                }
            }
            assert!(ours.keys().eq(&queue));
            ours.check();
        }
    }
}

/// Algorithm 1 of "FIFO Queues are All You Need for Cache Eviction" (SOSP 2023), with the shares
/// and the thresholds of the module; queues are newest first.
#[derive(Default)]
struct TwoQueues {
    capacity: usize,
    small: VecDeque<u32>,
    main: VecDeque<u32>,
    ghost: VecDeque<u32>,
    frequency: HashMap<u32, u8>,
}

impl TwoQueues {
    /// Returns whether it was a hit, and what was evicted.
    fn request(&mut self, key: u32) -> (bool, Option<u32>) {
        if let Some(frequency) = self.frequency.get_mut(&key) {
            *frequency = (*frequency + 1).min(3);
            return (true, None);
        }
        let full = self.frequency.len() == self.capacity;
        let evicted = full.then(|| self.evict());
        if let Some(at) = self.ghost.iter().position(|&k| k == key) {
            self.ghost.remove(at);
            self.main.push_front(key);
        } else {
            self.small.push_front(key);
        }
        self.frequency.insert(key, 0);
        (false, evicted)
    }

    fn evict(&mut self) -> u32 {
        let share = (self.capacity / 5).max(1);
        while self.small.len() >= share || self.main.is_empty() {
            let key = self.small.pop_back().unwrap();
            if self.frequency[&key] <= 1 {
                self.frequency.remove(&key);
                self.ghost.push_front(key);
                self.ghost.truncate(self.capacity - self.capacity / 10);
                return key;
            }
            self.frequency.insert(key, 0);
            self.main.push_front(key);
            if self.main.len() > self.capacity - share {
                break;
            }
        }
        loop {
            let key = self.main.pop_back().unwrap();
            match self.frequency.get_mut(&key).unwrap() {
                0 => {
                    self.frequency.remove(&key);
                    return key;
                }
                frequency => *frequency -= 1,
            }
            self.main.push_front(key);
        }
    }
}

#[cfg(feature = "__audit")]
#[test]
fn s3_fifo_agrees_with_the_paper() {
    // The ghost remembers 32 bits of a key's hash: with a random state, two of these streams' keys
    // have the same ones about once in 300 runs.
    type Fixed = BuildHasherDefault<DefaultHasher>;
    for trace in traces() {
        for capacity in [1, 2, 13, 204] {
            let mut ours = S3FifoCache::with_hasher(capacity, Fixed::default()).with_exact_ghost();
            let mut paper = TwoQueues { capacity, ..TwoQueues::default() };
            for &key in &trace {
                let hit = ours.get(&key).is_some();
                let evicted = if hit { None } else { ours.push(key, ()).map(|(key, ())| key) };
                assert_eq!((hit, evicted), paper.request(key));
            }
            assert!(ours.keys().eq(paper.main.iter().chain(&paper.small)));
            ours.check();
        }
    }
}
