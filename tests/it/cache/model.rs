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
    fn set_max_weight(&mut self, _max: u64) {}
    /// Forgets what only removed keys have left.
    fn shrink(&mut self) {}
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

    fn set_max_weight(&mut self, max: u64) {
        self.max_weight = Some(max);
        self.ghost.truncate(self.ghosts());
    }

    fn shrink(&mut self) {
        self.ghost.clear();
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
    pub grace: u64,
    pub max_entry: u64,
}

#[derive(Clone, Copy, Debug)]
struct Item {
    value: Value,
    weight: u64,
    /// When it was written and the number of that write, unless its own time stands in place of it.
    written: Option<(u64, u64)>,
    /// When it was used, and the number of that use.
    used: (u64, u64),
    /// Its own deadline, and the number of that write.
    own: Option<(u64, u64)>,
}

/// Which values may have been changed in place.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Unweighed {
    Nothing,
    One(Key),
    All,
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
    /// Those of weight 0, newest first.
    pinned: Vec<Key>,
    unweighed: Unweighed,
    events: u64,
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
            pinned: Vec::new(),
            unweighed: Unweighed::Nothing,
            events: 0,
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
        let keys = [self.pinned.clone(), self.rule.order()].concat();
        keys.into_iter().map(|key| (key, self.items[&key].value)).collect()
    }

    fn event(&mut self) -> u64 {
        self.events += 1;
        self.events
    }

    /// When an entry dies.
    fn deadline(&self, key: Key) -> Option<u64> {
        let item = self.items[&key];
        let written = item.written.zip(self.config.ttl).map(|((at, _), ttl)| at + ttl);
        let used = self.config.tti.map(|tti| item.used.0 + tti);
        [written, used, item.own.map(|(at, _)| at)].into_iter().flatten().min()
    }

    fn is_dead(&self, key: Key) -> bool {
        self.deadline(key).is_some_and(|deadline| deadline <= self.now)
    }

    fn is_gone(&self, key: Key) -> bool {
        self.deadline(key).is_some_and(|deadline| deadline + self.config.grace <= self.now)
    }

    /// The entry that is dead at `until` and died first: by the time to live the one written first,
    /// by the time to idle the one used first, by its own time the earliest.
    fn first_dead(&self, until: u64) -> Option<Key> {
        let items = || self.items.iter();
        let written = self.config.ttl.and_then(|ttl| {
            let first = items().filter_map(|(&key, item)| Some((item.written?, key)));
            first.min_by_key(|&((_, event), _)| event).map(|((at, _), key)| (at + ttl, key))
        });
        let used = self.config.tti.and_then(|tti| {
            let first = items().min_by_key(|(_, item)| item.used.1);
            first.map(|(&key, item)| (item.used.0 + tti, key))
        });
        let own = items().filter_map(|(&key, item)| Some((item.own?, key))).min();
        let own = own.map(|((deadline, _), key)| (deadline, key));
        let first = [written, used, own].into_iter().flatten().min_by_key(|&(at, _)| at)?;
        (first.0 <= until).then_some(first.1)
    }

    fn gone_at(&self) -> Option<u64> {
        self.now.checked_sub(self.config.grace)
    }

    pub fn peek(&self, key: Key) -> Option<Value> {
        let item = self.items.get(&key)?;
        (!self.is_dead(key)).then_some(item.value)
    }

    pub fn peek_stale(&self, key: Key) -> Option<Value> {
        let item = self.items.get(&key)?;
        (!self.is_gone(key)).then_some(item.value)
    }

    /// `None` if it is absent; else what is left, if it is not for ever.
    pub fn expires_in(&self, key: Key) -> Option<Option<u64>> {
        self.peek(key)?;
        Some(self.deadline(key).map(|deadline| deadline - self.now))
    }

    /// Changes a value through a mutable reference.
    pub fn set(&mut self, key: Key, value: Value) {
        self.items.get_mut(&key).unwrap().value = value;
        self.lent(key);
    }

    /// A mutable reference to a value went out.
    pub fn lent(&mut self, key: Key) {
        if self.config.max_weight.is_some() {
            self.unweighed = Unweighed::One(key);
        }
    }

    /// Mutable references to all values went out, and one was changed.
    pub fn set_among_all(&mut self, key: Key, weight: u64) {
        if self.config.max_weight.is_some() {
            self.unweighed = Unweighed::All;
        }
        if let Some(item) = self.items.get_mut(&key) {
            item.value.weight = weight;
        }
    }

    /// What every method with `&mut self` does first.
    pub fn settle(&mut self) {
        match std::mem::replace(&mut self.unweighed, Unweighed::Nothing) {
            Unweighed::Nothing => {}
            Unweighed::One(key) => _ = self.weigh_again(key),
            Unweighed::All => {
                let keys: Vec<Key> = self.items.keys().copied().collect();
                for key in keys {
                    let weight = self.weigh(self.items[&key].value);
                    if self.takes(weight) {
                        self.set_weight(key, weight);
                    } else {
                        self.reject(key);
                    }
                }
                self.make_space(0, false, None);
            }
        }
    }

    pub fn get(&mut self, key: Key) -> Option<Value> {
        self.settle();
        if let Some(value) = self.peek(key) {
            self.stats.hits += 1;
            let used = (self.now, self.event());
            self.items.get_mut(&key).unwrap().used = used;
            if !self.pinned.contains(&key) {
                self.rule.hit(key);
            }
            return Some(value);
        }
        self.stats.misses += 1;
        if self.items.contains_key(&key) && self.is_gone(key) {
            self.expire(key);
        }
        None
    }

    /// Takes an entry out, dead or alive.
    pub fn take(&mut self, key: Key) -> Option<Value> {
        let item = self.items.remove(&key)?;
        if self.pinned.contains(&key) {
            self.pinned.retain(|&k| k != key);
        } else {
            self.rule.remove(key);
        }
        if self.unweighed == Unweighed::One(key) {
            self.unweighed = Unweighed::Nothing;
        }
        Some(item.value)
    }

    fn expire(&mut self, key: Key) {
        if let Some(value) = self.take(key) {
            self.stats.expirations += 1;
            self.log.push((key, value, Cause::Expired));
        }
    }

    fn reject(&mut self, key: Key) {
        self.stats.rejections += 1;
        let value = self.take(key).expect("an entry");
        self.log.push((key, value, Cause::Rejected));
    }

    pub fn remove(&mut self, key: Key) -> Option<Value> {
        self.settle();
        if self.items.contains_key(&key) && self.is_dead(key) {
            self.expire(key);
        }
        self.take(key)
    }

    /// Chooses and removes a victim from the policy, or from those without weight.
    fn victim(&mut self, keep: Option<Key>, weightless: bool) -> Option<(Key, Item)> {
        let items = &self.items;
        let key = match self.rule.victim(keep, &|key| items[&key].weight) {
            Some(key) => key,
            None if weightless => {
                let at = self.pinned.iter().rposition(|&key| Some(key) != keep)?;
                self.pinned.remove(at)
            }
            None => return None,
        };
        Some((key, self.items.remove(&key).unwrap()))
    }

    fn count_eviction(&mut self, item: Item) {
        self.stats.evictions += 1;
        self.stats.evicted_weight = self.stats.evicted_weight.wrapping_add(item.weight);
    }

    pub fn evict(&mut self) -> Option<(Key, Value)> {
        self.settle();
        loop {
            let before = self.clone();
            let (key, item) = self.victim(None, true)?;
            if !before.is_dead(key) {
                self.count_eviction(item);
                return Some((key, item.value));
            }
            self.stats.expirations += 1;
            self.log.push((key, item.value, Cause::Expired));
        }
    }

    /// Makes room for so much weight and, if need be, for one more entry: the dead go first.
    fn make_space(&mut self, weight: u64, enters: bool, keep: Option<Key>) {
        loop {
            let old = keep.map_or(0, |key| self.items[&key].weight);
            let too_many = self.len() + usize::from(enters) > self.config.capacity;
            if !too_many && !self.is_over(old, weight) {
                return;
            }
            if let Some(key) = self.first_dead(self.now).filter(|&key| Some(key) != keep) {
                self.expire(key);
                continue;
            }
            let (key, item) = self.victim(keep, too_many).expect("something to evict");
            self.count_eviction(item);
            self.log.push((key, item.value, Cause::Evicted));
        }
    }

    pub fn purge(&mut self, max: usize) -> usize {
        self.settle();
        self.sweep(max)
    }

    fn sweep(&mut self, max: usize) -> usize {
        for swept in 0..max {
            let Some(key) = self.gone_at().and_then(|until| self.first_dead(until)) else {
                return swept;
            };
            self.expire(key);
        }
        max
    }

    pub fn pop_expired(&mut self) -> Option<(Key, Value)> {
        self.settle();
        let key = self.first_dead(self.gone_at()?)?;
        self.stats.expirations += 1;
        self.take(key).map(|value| (key, value))
    }

    pub fn pop_newest(&mut self) -> Option<(Key, Value)> {
        self.settle();
        loop {
            let (key, value) = self.order().first().copied()?;
            if !self.is_dead(key) {
                self.take(key);
                return Some((key, value));
            }
            self.expire(key);
        }
    }

    pub fn rank(&mut self, key: Key, newest: bool) -> bool {
        self.settle();
        let alive = self.peek(key).is_some();
        if alive && self.pinned.contains(&key) {
            self.pinned.retain(|&k| k != key);
            self.pinned.insert(if newest { 0 } else { self.pinned.len() }, key);
        } else if alive {
            self.rule.rank(key, newest);
        }
        alive
    }

    pub fn renew(&mut self, key: Key, ttl: Option<u64>) -> bool {
        self.settle();
        if self.peek(key).is_none() {
            return false;
        }
        let (now, event) = (self.now, self.event());
        let item = self.items.get_mut(&key).unwrap();
        item.written = None;
        item.own = ttl.map(|ttl| (now + ttl, event));
        true
    }

    pub fn set_max_weight(&mut self, max: u64) -> Option<u64> {
        self.settle();
        let old = self.config.max_weight?;
        self.config.max_weight = Some(max);
        self.rule.set_max_weight(max);
        self.make_space(0, false, None);
        Some(old)
    }

    fn takes(&self, weight: u64) -> bool {
        let Some(max) = self.config.max_weight else { return true };
        weight <= max.min(self.config.max_entry)
    }

    fn set_weight(&mut self, key: Key, weight: u64) {
        let old = std::mem::replace(&mut self.items.get_mut(&key).unwrap().weight, weight);
        if old == 0 && weight > 0 {
            self.pinned.retain(|&k| k != key);
            self.rule.admit(key);
        } else if old > 0 && weight == 0 {
            self.rule.remove(key);
            self.pinned.insert(0, key);
        }
    }

    fn dismiss(&mut self) {
        if let Some((key, value)) = self.guest.take() {
            self.log.push((key, value, Cause::Rejected));
        }
    }

    fn weigh(&self, value: Value) -> u64 {
        if self.config.max_weight.is_some() { value.weight } else { 1 }
    }

    pub fn write(&mut self, key: Key, value: Value, ttl: Option<u64>, insertion: bool) -> Wrote {
        let weight = self.weigh(value);
        let by = if self.config.ttl_by { value.ttl } else { None };
        let event = self.event();
        let item = Item {
            value,
            weight,
            written: ttl.is_none().then_some((self.now, event)),
            used: (self.now, event),
            own: ttl.or(by).map(|ttl| (self.now + ttl, event)),
        };
        self.dismiss();
        if insertion {
            if self.items.contains_key(&key) && self.is_dead(key) {
                self.expire(key);
            }
            self.sweep(8);
        }
        if !self.takes(weight) || insertion && self.config.capacity == 0 {
            self.stats.rejections += 1;
            return Wrote::Refused(self.take(key));
        }
        if let Some(&old) = self.items.get(&key) {
            // Its times first, so that it is not among the dead.
            *self.items.get_mut(&key).unwrap() = Item { weight: old.weight, ..item };
            self.make_space(weight, false, Some(key));
            self.set_weight(key, weight);
            if self.config.max_weight.is_some() && weight == 0 {
                self.pinned.retain(|&k| k != key);
                self.pinned.insert(0, key);
            } else {
                self.rule.wrote(key);
            }
            return Wrote::Replaced(old.value);
        }
        self.make_space(weight, true, None);
        self.items.insert(key, item);
        if self.config.max_weight.is_some() && weight == 0 {
            self.pinned.insert(0, key);
        } else {
            self.rule.admit(key);
        }
        self.stats.insertions += 1;
        Wrote::Added
    }

    pub fn insert(&mut self, key: Key, value: Value, ttl: Option<u64>) -> Option<Value> {
        self.settle();
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
        self.settle();
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
        } else {
            // To the caller, who may change it; a `Memo` has to take that back.
            self.lent(key);
        }
    }

    /// No mutable reference went out.
    pub fn not_lent(&mut self) {
        self.unweighed = Unweighed::Nothing;
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
        self.peek(key)?;
        if self.unweighed != Unweighed::One(key) {
            self.settle();
        }
        self.peek(key)?;
        self.unweighed = Unweighed::Nothing;
        Some(self.weigh_again(key))
    }

    fn weigh_again(&mut self, key: Key) -> u64 {
        let (weight, old) = (self.weigh(self.items[&key].value), self.items[&key].weight);
        if self.config.max_weight.is_none() {
            return 1;
        }
        if self.takes(weight) {
            if weight > old {
                self.make_space(weight, false, Some(key));
            }
            self.set_weight(key, weight);
        } else {
            self.reject(key);
        }
        weight
    }

    pub fn set_capacity(&mut self, capacity: usize) {
        self.settle();
        self.config.capacity = capacity;
        self.rule.set_capacity(capacity);
        self.make_space(0, false, None);
    }

    pub fn retain(&mut self, mut keep: impl FnMut(Key) -> bool) {
        self.settle();
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
        self.pinned.clear();
        self.unweighed = Unweighed::Nothing;
        self.rule.clear();
        all
    }
}
