//! A short cut to the place of a key that was seen before.
//!
//! Where few keys repeat often, most of a lookup in a table that withstands flooding is its
//! hasher. A small table in front of the [`IndexMap`] finds the place of most known keys by a hash
//! that costs one multiplication, and a comparison with the key that stands there. It answers only
//! "here" or "don't know", so that whatever keys collide in it, the map after it is authoritative:
//! keys chosen against it cost a bounded number of steps per item, and it is abandoned.
//!
//! ```text
//!   slots  [ . . tag|place . . tag|place . . ]   u32: 15 bits of the hash, 17 of the place + 1
//!                    │
//!   map    [ key key key … ]                     found when the key there is equal
//! ```
//!
//! States: *watching* (no slots) until so many keys came again that it pays, which keeps it out of
//! the way where all keys differ; *on*; *off* (no slots) for good when keys are more than
//! [`MAX_KEYS`], whose slots and entries would no longer stay in the processor's cache, or when it
//! has missed too often.
//!
//! Invariants: slots are none, or a power of two, at least [`MIN_SLOTS`], and at least twice as
//! many as the keys; a slot that is not 0 names a place below the number of keys.

use alloc::vec;
use alloc::vec::Vec;
use core::hash::{BuildHasher, Hash, Hasher};

use indexmap::IndexMap;
use indexmap::map::Entry;

/// The most keys that it is kept for.
const MAX_KEYS: usize = 1 << 16;

/// How many bits of a slot are the place + 1, which is at most [`MAX_KEYS`].
const PLACE_BITS: u32 = 17;

/// The least number of slots: with few keys, most stand in the first of their slots.
const MIN_SLOTS: usize = 1 << 10;

/// How many neighbouring slots are looked at.
const PROBES: usize = 8;

/// How many repeated keys must have been looked up in the map before it pays to make the slots.
const REPEATS: usize = 32;

/// How many known keys it may miss, beside four for each key there is.
const MISSES: usize = 1 << 12;

/// The short cut to the places of an `IndexMap`'s keys; always used with the same map, from which
/// no key is removed.
#[derive(Debug, Default)]
pub struct Shortcut {
    slots: Vec<u32>,
    /// How many known keys had to be looked up in the map.
    missed: usize,
    off: bool,
}

impl Shortcut {
    /// Returns the place of a key, which is inserted with what `init` makes if it is new.
    #[inline]
    pub(crate) fn place<K, V, S>(
        &mut self,
        map: &mut IndexMap<K, V, S>,
        key: K,
        init: impl FnOnce(&K) -> V,
    ) -> usize
    where
        K: Hash + Eq,
        S: BuildHasher,
    {
        if self.slots.is_empty() {
            return self.watch(map, key, init);
        }
        let hash = quick_hash(&key);
        match self.at(0, hash, map, &key) {
            Some(place) => place,
            None => self.further(map, key, hash, init),
        }
    }

    /// Returns the value of a key, which `init` makes if it is new.
    #[inline]
    pub(crate) fn value<'m, K, V, S>(
        &mut self,
        map: &'m mut IndexMap<K, V, S>,
        key: K,
        init: impl FnOnce(&K) -> V,
    ) -> &'m mut V
    where
        K: Hash + Eq,
        S: BuildHasher,
    {
        let place = self.place(map, key, init);
        match map.get_index_mut(place) {
            Some((_, value)) => value,
            None => unreachable!("a place is below the number of keys"),
        }
    }

    /// The place of a key if the `i`-th of its slots has it.
    #[inline]
    fn at<K: Eq, V, S>(
        &self,
        i: usize,
        hash: u64,
        map: &IndexMap<K, V, S>,
        key: &K,
    ) -> Option<usize> {
        // Empty, or of another tag, it becomes a place far after the last.
        let slot = self.slots[self.slot(i, hash)] ^ tag(hash);
        let place = (slot as usize).wrapping_sub(1);
        map.get_index(place).is_some_and(|(known, _)| known == key).then_some(place)
    }

    /// The `i`-th slot in which a key of this hash may be.
    #[inline]
    fn slot(&self, i: usize, hash: u64) -> usize {
        (hash as usize).wrapping_add(i) & (self.slots.len() - 1)
    }

    /// Looks up or inserts without slots, and makes them when keys come again often enough.
    #[inline]
    fn watch<K, V, S>(
        &mut self,
        map: &mut IndexMap<K, V, S>,
        key: K,
        init: impl FnOnce(&K) -> V,
    ) -> usize
    where
        K: Hash + Eq,
        S: BuildHasher,
    {
        let known = map.len();
        let place = lookup(map, key, init);
        if place < known && !self.off {
            self.missed += 1;
            if self.missed >= REPEATS && self.missed >= known / 4 {
                self.make(map);
            }
        }
        place
    }

    /// Goes on after the first slot; a key that is in none is looked up or inserted, and noted.
    #[inline(never)]
    fn further<K, V, S>(
        &mut self,
        map: &mut IndexMap<K, V, S>,
        key: K,
        hash: u64,
        init: impl FnOnce(&K) -> V,
    ) -> usize
    where
        K: Hash + Eq,
        S: BuildHasher,
    {
        for i in 1..PROBES {
            if let Some(place) = self.at(i, hash, map, &key) {
                return place;
            }
            if self.slots[self.slot(i, hash)] == 0 {
                break;
            }
        }
        let known = map.len();
        let place = lookup(map, key, init);
        if place < known {
            self.missed += 1;
            if self.missed > MISSES + 4 * known {
                self.give_up();
                return place;
            }
        } else if map.len() > MAX_KEYS.min(self.slots.len() / 2) {
            self.make(map);
            return place;
        }
        self.note(hash, place);
        place
    }

    /// Makes slots for the keys there are, at least four for each.
    fn make<K: Hash, V, S>(&mut self, map: &IndexMap<K, V, S>) {
        if map.len() > MAX_KEYS {
            return self.give_up();
        }
        self.slots = vec![0; (4 * map.len()).next_power_of_two().max(MIN_SLOTS)];
        self.missed = 0;
        for (place, key) in map.keys().enumerate() {
            self.note(quick_hash(key), place);
        }
    }

    /// Puts a place into the first free of its slots, or in place of another.
    fn note(&mut self, hash: u64, place: usize) {
        let free = (0..PROBES).map(|i| self.slot(i, hash)).find(|&at| self.slots[at] == 0);
        let at = free.unwrap_or_else(|| self.slot(0, hash));
        self.slots[at] = tag(hash) | (place as u32 + 1);
    }

    fn give_up(&mut self) {
        self.slots = Vec::new();
        self.off = true;
    }
}

/// The map's own lookup.
#[inline]
fn lookup<K, V, S>(map: &mut IndexMap<K, V, S>, key: K, init: impl FnOnce(&K) -> V) -> usize
where
    K: Hash + Eq,
    S: BuildHasher,
{
    match map.entry(key) {
        Entry::Occupied(entry) => entry.index(),
        Entry::Vacant(entry) => {
            let value = init(entry.key());
            entry.insert_entry(value).index()
        }
    }
}

/// The upper bits of the hash, where a slot has them.
#[inline]
fn tag(hash: u64) -> u32 {
    (hash >> 32) as u32 >> PLACE_BITS << PLACE_BITS
}

#[inline]
fn quick_hash<K: Hash>(key: &K) -> u64 {
    let mut hasher = QuickHasher(0x243F_6A88_85A3_08D3);
    key.hash(&mut hasher);
    hasher.0
}

/// A hasher that is quick and may be fooled: each word is folded in by one multiplication of 64 to
/// 128 bits, by 2⁶⁴ over the golden ratio. It starts at the digits of π.
struct QuickHasher(u64);

impl Hasher for QuickHasher {
    #[inline]
    fn write(&mut self, bytes: &[u8]) {
        let words = bytes.chunks_exact(8);
        let rest = words.remainder();
        for word in words {
            self.write_u64(word.try_into().map_or(0, u64::from_le_bytes));
        }
        let rest = rest.iter().fold(rest.len() as u64, |word, byte| word << 8 | u64::from(*byte));
        self.write_u64(rest);
    }

    #[inline]
    fn write_u8(&mut self, n: u8) {
        self.write_u64(n.into());
    }

    #[inline]
    fn write_u16(&mut self, n: u16) {
        self.write_u64(n.into());
    }

    #[inline]
    fn write_u32(&mut self, n: u32) {
        self.write_u64(n.into());
    }

    #[inline]
    fn write_u64(&mut self, n: u64) {
        let product = u128::from(self.0 ^ n) * 0x9E37_79B9_7F4A_7C15;
        self.0 = product as u64 ^ (product >> 64) as u64;
    }

    #[inline]
    fn write_u128(&mut self, n: u128) {
        self.write_u64(n as u64);
        self.write_u64((n >> 64) as u64);
    }

    #[inline]
    fn write_usize(&mut self, n: usize) {
        self.write_u64(n as u64);
    }

    #[inline]
    fn finish(&self) -> u64 {
        self.0
    }
}
