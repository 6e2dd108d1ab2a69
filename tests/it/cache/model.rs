//! Plain models of the policies and of the whole cache: vectors, no links, nothing clever.

#![allow(dead_code, reason = "the property tests use it too")]

use std::collections::BTreeMap;
use std::fmt::Debug;

use boltons::cache::{Cause, Lri, Lru, Policy, S3Fifo, Sieve, Stats};

pub type Key = u8;

/// Weights of the entries, for the rule that needs them.
pub type Weigh<'a> = &'a dyn Fn(Key) -> u64;

/// A policy by its definition. Vectors are newest first.
pub trait Rule: Clone + Debug {
    fn new(capacity: usize, max_weight: Option<u64>) -> Self;
    fn set_capacity(&mut self, _capacity: usize) {}
    fn admit(&mut self, key: Key);
    fn hit(&mut self, key: Key);
    fn wrote(&mut self, key: Key);
    fn remove(&mut self, key: Key);
    /// Removes and returns what goes next, but never `keep`.
    fn victim(&mut self, keep: Option<Key>, weigh: Weigh<'_>) -> Option<Key>;
    fn order(&self) -> Vec<Key>;
    fn clear(&mut self);
    /// Makes a key the newest or the oldest, where the policy allows that.
    fn rank(&mut self, _key: Key, _newest: bool) {}
}

/// The policies with their models.
pub trait Modelled: Policy {
    type Rule: Rule;
}

impl Modelled for Lru {
    type Rule = Queue<true>;
}

impl Modelled for Lri {
    type Rule = Queue<false>;
}

impl Modelled for Sieve {
    type Rule = Swept;
}

impl Modelled for S3Fifo {
    type Rule = TwoQueues;
}

/// LRU, where a hit renews, and LRI, where it doesn't.
#[derive(Clone, Debug)]
pub struct Queue<const RENEWS: bool>(Vec<Key>);

impl<const RENEWS: bool> Rule for Queue<RENEWS> {
    fn new(_: usize, _: Option<u64>) -> Self {
        Self(Vec::new())
    }

    fn admit(&mut self, key: Key) {
        self.0.insert(0, key);
    }

    fn hit(&mut self, key: Key) {
        if RENEWS {
            self.wrote(key);
        }
    }

    fn wrote(&mut self, key: Key) {
        self.remove(key);
        self.admit(key);
    }

    fn remove(&mut self, key: Key) {
        self.0.retain(|&k| k != key);
    }

    fn victim(&mut self, keep: Option<Key>, _: Weigh<'_>) -> Option<Key> {
        let at = self.0.iter().rposition(|&k| Some(k) != keep)?;
        Some(self.0.remove(at))
    }

    fn order(&self) -> Vec<Key> {
        self.0.clone()
    }

    fn clear(&mut self) {
        self.0.clear();
    }

    fn rank(&mut self, key: Key, newest: bool) {
        self.remove(key);
        self.0.insert(if newest { 0 } else { self.0.len() }, key);
    }
}

/// SIEVE: keys with their visited bits, and the key under the hand.
#[derive(Clone, Debug)]
pub struct Swept {
    queue: Vec<(Key, bool)>,
    hand: Option<Key>,
}

impl Swept {
    fn at(&self, key: Key) -> Option<usize> {
        self.queue.iter().position(|&(k, _)| k == key)
    }
}

impl Rule for Swept {
    fn new(_: usize, _: Option<u64>) -> Self {
        Self { queue: Vec::new(), hand: None }
    }

    fn admit(&mut self, key: Key) {
        self.queue.insert(0, (key, false));
    }

    fn hit(&mut self, key: Key) {
        let at = self.at(key).unwrap();
        self.queue[at].1 = true;
    }

    fn wrote(&mut self, key: Key) {
        self.hit(key);
    }

    fn remove(&mut self, key: Key) {
        let at = self.at(key).unwrap();
        if self.hand == Some(key) {
            self.hand = at.checked_sub(1).map(|newer| self.queue[newer].0);
        }
        self.queue.remove(at);
    }

    fn victim(&mut self, keep: Option<Key>, _: Weigh<'_>) -> Option<Key> {
        if self.queue.iter().all(|&(k, _)| Some(k) == keep) {
            return None;
        }
        let mut at = self.hand.map_or(self.queue.len() - 1, |hand| self.at(hand).unwrap());
        loop {
            let (key, visited) = self.queue[at];
            if Some(key) != keep {
                if !visited {
                    self.hand = Some(key);
                    self.remove(key);
                    return Some(key);
                }
                self.queue[at].1 = false;
            }
            at = at.checked_sub(1).unwrap_or(self.queue.len() - 1);
        }
    }

    fn order(&self) -> Vec<Key> {
        self.queue.iter().map(|&(key, _)| key).collect()
    }

    fn clear(&mut self) {
        *self = Self::new(0, None);
    }
}

/// S3-FIFO with an exact ghost.
#[derive(Clone, Debug)]
pub struct TwoQueues {
    main: Vec<Key>,
    small: Vec<Key>,
    frequency: BTreeMap<Key, u8>,
    ghost: Vec<Key>,
    capacity: u64,
    max_weight: Option<u64>,
}

impl TwoQueues {
    fn share(bound: u64) -> u64 {
        (bound / 5).max(1)
    }

    fn ghosts(&self) -> usize {
        let held = (self.main.len() + self.small.len()) as u64;
        let basis = if self.max_weight.is_some() { held.min(self.capacity) } else { self.capacity };
        (basis - basis / 10) as usize
    }

    fn oldest_of_main(&mut self, keep: Option<Key>) -> Option<Key> {
        loop {
            let key = self.main.pop()?;
            let frequency = self.frequency.get_mut(&key).unwrap();
            if *frequency == 0 && Some(key) != keep {
                self.frequency.remove(&key);
                return Some(key);
            }
            *frequency = frequency.saturating_sub(1);
            self.main.insert(0, key);
        }
    }
}

impl Rule for TwoQueues {
    fn new(capacity: usize, max_weight: Option<u64>) -> Self {
        Self {
            main: Vec::new(),
            small: Vec::new(),
            frequency: BTreeMap::new(),
            ghost: Vec::new(),
            capacity: capacity as u64,
            max_weight,
        }
    }

    fn set_capacity(&mut self, capacity: usize) {
        self.capacity = capacity as u64;
        self.ghost.truncate(self.ghosts());
    }

    fn admit(&mut self, key: Key) {
        self.frequency.insert(key, 0);
        if let Some(at) = self.ghost.iter().position(|&k| k == key) {
            self.ghost.remove(at);
            self.main.insert(0, key);
        } else {
            self.small.insert(0, key);
        }
    }

    fn hit(&mut self, key: Key) {
        let frequency = self.frequency.get_mut(&key).unwrap();
        *frequency = (*frequency + 1).min(3);
    }

    fn wrote(&mut self, key: Key) {
        self.hit(key);
    }

    fn remove(&mut self, key: Key) {
        self.main.retain(|&k| k != key);
        self.small.retain(|&k| k != key);
        self.frequency.remove(&key);
    }

    fn victim(&mut self, keep: Option<Key>, weigh: Weigh<'_>) -> Option<Key> {
        let sum = |keys: &[Key]| keys.iter().map(|&key| weigh(key)).sum::<u64>();
        loop {
            let main_has_other = self.main.iter().any(|&key| Some(key) != keep);
            let small_full = self.small.len() as u64 >= Self::share(self.capacity)
                || self.max_weight.is_some_and(|max| sum(&self.small) >= Self::share(max));
            if main_has_other && !small_full {
                return self.oldest_of_main(keep);
            }
            let Some(&key) = self.small.last() else {
                return if main_has_other { self.oldest_of_main(keep) } else { None };
            };
            if self.frequency[&key] <= 1 && Some(key) != keep {
                let ghosts = self.ghosts();
                self.ghost.insert(0, key);
                self.ghost.truncate(ghosts);
                self.remove(key);
                return Some(key);
            }
            self.small.pop();
            self.main.insert(0, key);
            self.frequency.insert(key, 0);
            let over = self.main.len() as u64
                > self.capacity.saturating_sub(Self::share(self.capacity))
                || self
                    .max_weight
                    .is_some_and(|max| sum(&self.main) > max.saturating_sub(Self::share(max)));
            let main_has_other = self.main.iter().any(|&key| Some(key) != keep);
            if over && main_has_other {
                return self.oldest_of_main(keep);
            }
        }
    }

    fn order(&self) -> Vec<Key> {
        [self.main.as_slice(), &self.small].concat()
    }

    fn clear(&mut self) {
        *self = Self::new(self.capacity as usize, self.max_weight);
    }
}

/// A value that says what it weighs and how long it lives.
#[derive(Clone, Copy, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub struct Value {
    pub id: u32,
    pub weight: u64,
    pub ttl: Option<u64>,
}

/// What bounds a cache; times in seconds.
#[derive(Clone, Copy, Debug)]
pub struct Config {
    pub capacity: usize,
    pub max_weight: Option<u64>,
    pub ttl: Option<u64>,
    pub tti: Option<u64>,
    pub ttl_by: bool,
}

#[derive(Clone, Copy, Debug)]
struct Item {
    value: Value,
    weight: u64,
    until: Option<u64>,
    used: u64,
}

/// What became of a write.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Wrote {
    Added,
    Replaced(Value),
    Refused(Option<Value>),
}

/// The whole cache.
#[derive(Clone, Debug)]
pub struct Model<R> {
    pub rule: R,
    pub config: Config,
    pub now: u64,
    pub stats: Stats,
    pub log: Vec<(Key, Value, Cause)>,
    pub guest: Option<(Key, Value)>,
    items: BTreeMap<Key, Item>,
}

impl<R: Rule> Model<R> {
    pub fn new(config: Config) -> Self {
        Self {
            rule: R::new(config.capacity, config.max_weight),
            config,
            now: 0,
            stats: Stats::default(),
            log: Vec::new(),
            guest: None,
            items: BTreeMap::new(),
        }
    }

    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// The sum of the weights, which may be too much for a moment.
    pub fn weight(&self) -> u128 {
        self.items.values().map(|item| u128::from(item.weight)).sum()
    }

    fn is_over(&self, without: u64, with: u64) -> bool {
        let max = self.config.max_weight.unwrap_or(u64::MAX);
        self.weight() - u128::from(without) + u128::from(with) > u128::from(max)
    }

    pub fn order(&self) -> Vec<(Key, Value)> {
        self.rule.order().iter().map(|&key| (key, self.items[&key].value)).collect()
    }

    fn is_dead(&self, key: Key) -> bool {
        let item = self.items[&key];
        item.until.is_some_and(|until| self.now >= until)
            || self.config.tti.is_some_and(|tti| self.now >= item.used + tti)
    }

    pub fn peek(&self, key: Key) -> Option<Value> {
        let item = self.items.get(&key)?;
        (!self.is_dead(key)).then_some(item.value)
    }

    pub fn set(&mut self, key: Key, value: Value) {
        self.items.get_mut(&key).unwrap().value = value;
    }

    pub fn get(&mut self, key: Key) -> Option<Value> {
        if let Some(value) = self.peek(key) {
            self.stats.hits += 1;
            self.items.get_mut(&key).unwrap().used = self.now;
            self.rule.hit(key);
            return Some(value);
        }
        self.stats.misses += 1;
        self.expire(key);
        None
    }

    /// Takes an entry out, dead or alive.
    pub fn take(&mut self, key: Key) -> Option<Value> {
        let item = self.items.remove(&key)?;
        self.rule.remove(key);
        Some(item.value)
    }

    fn expire(&mut self, key: Key) {
        if let Some(value) = self.take(key) {
            self.stats.expirations += 1;
            self.log.push((key, value, Cause::Expired));
        }
    }

    pub fn remove(&mut self, key: Key) -> Option<Value> {
        if self.items.contains_key(&key) && self.is_dead(key) {
            self.expire(key);
        }
        self.take(key)
    }

    pub fn evict(&mut self, keep: Option<Key>) -> Option<(Key, Value)> {
        let items = &self.items;
        let key = self.rule.victim(keep, &|key| items[&key].weight)?;
        self.stats.evictions += 1;
        self.stats.evicted_weight = self.stats.evicted_weight.wrapping_add(self.items[&key].weight);
        Some((key, self.items.remove(&key).unwrap().value))
    }

    fn shed(&mut self, keep: Option<Key>) {
        let (key, value) = self.evict(keep).expect("something to evict");
        self.log.push((key, value, Cause::Evicted));
    }

    pub fn purge(&mut self) -> usize {
        let dead: Vec<Key> = self.items.keys().copied().filter(|&key| self.is_dead(key)).collect();
        for &key in &dead {
            self.expire(key);
        }
        dead.len()
    }

    fn dismiss(&mut self) {
        if let Some((key, value)) = self.guest.take() {
            self.log.push((key, value, Cause::Rejected));
        }
    }

    fn weigh(&self, value: Value) -> u64 {
        if self.config.max_weight.is_some() { value.weight } else { 1 }
    }

    pub fn write(&mut self, key: Key, value: Value, ttl: Option<u64>, sweep: bool) -> Wrote {
        let weight = self.weigh(value);
        let own = if self.config.ttl_by { value.ttl } else { None };
        let ttl = ttl.or_else(|| [self.config.ttl, own].into_iter().flatten().min());
        let until = ttl.map(|ttl| self.now + ttl);
        self.dismiss();
        if sweep {
            self.purge();
        }
        let max = self.config.max_weight.unwrap_or(u64::MAX);
        if weight > max || self.config.capacity == 0 {
            self.stats.rejections += 1;
            return Wrote::Refused(self.take(key));
        }
        let item = Item { value, weight, until, used: self.now };
        if let Some(&old) = self.items.get(&key) {
            while self.is_over(old.weight, weight) {
                self.shed(Some(key));
            }
            self.items.insert(key, item);
            self.rule.wrote(key);
            return Wrote::Replaced(old.value);
        }
        while self.len() >= self.config.capacity || self.is_over(0, weight) {
            self.shed(None);
        }
        self.items.insert(key, item);
        self.rule.admit(key);
        self.stats.insertions += 1;
        Wrote::Added
    }

    pub fn insert(&mut self, key: Key, value: Value, ttl: Option<u64>) -> Option<Value> {
        match self.write(key, value, ttl, true) {
            Wrote::Added => None,
            Wrote::Replaced(old) => Some(old),
            Wrote::Refused(old) => {
                self.log.push((key, value, Cause::Rejected));
                old
            }
        }
    }

    pub fn push(&mut self, key: Key, value: Value) -> Option<(Key, Value)> {
        let evictions = self.stats.evictions;
        match self.write(key, value, None, true) {
            Wrote::Added if self.stats.evictions > evictions => {
                self.log.pop().map(|(key, value, _)| (key, value))
            }
            Wrote::Added => None,
            Wrote::Replaced(old) => Some((key, old)),
            Wrote::Refused(None) => Some((key, value)),
            Wrote::Refused(Some(old)) => {
                self.log.push((key, value, Cause::Rejected));
                Some((key, old))
            }
        }
    }

    /// Fills what a counted look-up did not find.
    pub fn fill(&mut self, key: Key, value: Value, soft: bool) {
        self.stats.soft_misses += u64::from(soft);
        if matches!(self.write(key, value, None, true), Wrote::Refused(_)) {
            self.guest = Some((key, value));
        }
    }

    /// Overwrites what a counted look-up has found.
    pub fn overwrite(&mut self, key: Key, value: Value) -> Value {
        match self.write(key, value, None, false) {
            Wrote::Replaced(old) => old,
            Wrote::Refused(Some(old)) => {
                self.guest = Some((key, value));
                old
            }
            other => panic!("{other:?} of an entry that is there"),
        }
    }

    pub fn reweigh(&mut self, key: Key) -> Option<u64> {
        let value = self.peek(key)?;
        let weight = self.weigh(value);
        let max = self.config.max_weight.unwrap_or(u64::MAX);
        if weight > max {
            self.take(key);
            self.stats.rejections += 1;
            self.log.push((key, value, Cause::Rejected));
        } else {
            let old = self.items[&key].weight;
            while self.is_over(old, weight) {
                self.shed(Some(key));
            }
            self.items.get_mut(&key).unwrap().weight = weight;
        }
        Some(weight)
    }

    pub fn set_capacity(&mut self, capacity: usize) {
        self.config.capacity = capacity;
        self.rule.set_capacity(capacity);
        while self.len() > capacity {
            self.shed(None);
        }
    }

    pub fn retain(&mut self, mut keep: impl FnMut(Key) -> bool) {
        for (key, value) in self.order() {
            if !keep(key) {
                self.take(key);
                self.log.push((key, value, Cause::Cleared));
            }
        }
    }

    pub fn clear(&mut self) {
        self.dismiss();
        for (key, value) in self.drain() {
            self.log.push((key, value, Cause::Cleared));
        }
    }

    pub fn drain(&mut self) -> Vec<(Key, Value)> {
        self.dismiss();
        let all = self.order();
        self.items.clear();
        self.rule.clear();
        all
    }
}
