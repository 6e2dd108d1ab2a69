//! Adding entries at the end, and removing them anywhere.

use alloc::vec::Vec;
use core::hash::{BuildHasher, Hash};
use core::mem;

use hashbrown::HashTable;
use hashbrown::hash_table::Entry;
use indexmap::Equivalent;

use super::{Core, Link, Ring, Slot, hash_of, small_limit, spread};

/// Where an entry is: its slot, and the bucket of the table if it is a head that was found there.
/// Removing entries does not move buckets.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    pub(crate) slot: usize,
    bucket: Option<usize>,
}

impl Place {
    pub(crate) fn new(slot: usize) -> Self {
        Self { slot, bucket: None }
    }

    pub(super) fn in_bucket(slot: usize, bucket: usize) -> Self {
        Self { slot, bucket: Some(bucket) }
    }

    /// Another entry of the same key.
    pub(crate) fn with_slot(self, slot: usize) -> Self {
        Self { slot, ..self }
    }
}

impl<K, V> Core<K, V> {
    /// Appends an entry.
    #[inline]
    pub(crate) fn append<S>(&mut self, hasher: &S, key: K, value: V)
    where
        K: Hash + Eq,
        S: BuildHasher,
    {
        if self.takes_small() {
            self.push_small(key, value);
        } else {
            self.append_indexed(hasher, key, value);
        }
    }

    /// Separate from [`append`](Self::append), which would otherwise save as many registers for a
    /// small map as this needs.
    #[inline(never)]
    fn append_indexed<S>(&mut self, hasher: &S, key: K, value: V)
    where
        K: Hash + Eq,
        S: BuildHasher,
    {
        let hash = self.indexed_hash(hasher, &key);
        self.append_hashed(hash, key, value, 0);
    }

    /// Appends an entry, the hash of whose key is known; there is an index.
    ///
    /// Returns where the entry in slot `mark` is afterwards.
    fn append_hashed(&mut self, hash: u32, key: K, value: V, mark: usize) -> usize
    where
        K: Eq,
    {
        let mark = self.make_room(mark);
        if self.takes_small() {
            self.push_small(key, value);
            return mark;
        }
        // A second probe if the key is new costs less than an entry that can be either.
        let slots = &self.slots;
        let head = self.table.find(spread(hash), |&head| is_key(&slots[head as usize], &key));
        match head {
            Some(&head) => link_last(&mut self.links, head),
            None => self.link_first(hash),
        }
        self.slots.push(Some((key, value)));
        mark
    }

    /// Appends an entry; `head` is what the last call for the same key returned, so that the key is
    /// looked up only once.
    pub(crate) fn append_again<S>(
        &mut self,
        hasher: &S,
        head: Option<usize>,
        key: K,
        value: V,
    ) -> Option<usize>
    where
        K: Hash + Eq,
        S: BuildHasher,
    {
        match head {
            Some(head) => {
                self.append_to(head, key, value);
            }
            None => self.append(hasher, key, value),
        }
        self.links.last().map(|link| link.next as usize)
    }

    /// Appends an entry and removes those of its key that lie before slot `begin`.
    ///
    /// Returns where `begin` is afterwards.
    pub(crate) fn replace<S>(&mut self, hasher: &S, mut begin: usize, key: K, value: V) -> usize
    where
        K: Hash + Eq,
        S: BuildHasher,
    {
        let hash;
        if self.is_small() {
            let before = (1 << begin) - 1;
            let mut old = Ring::small(self.small_matches(0, &key) & before);
            while let Some(slot) = old.next_back() {
                begin -= 1;
                self.remove(Place::new(slot));
            }
            if self.takes_small() {
                self.push_small(key, value);
                return begin;
            }
            hash = self.indexed_hash(hasher, &key);
        } else {
            hash = hash_of(hasher, &key);
            let mut old = self.locate_hashed(hash, &key);
            while let Some(place) = old.filter(|place| place.slot < begin) {
                old = self.next_of(place.slot).map(|next| place.with_slot(next));
                self.remove(place);
                begin = begin.min(self.slots.len());
            }
            if self.takes_small() {
                self.push_small(key, value);
                return begin;
            }
        }
        self.append_hashed(hash, key, value, begin)
    }

    /// Sets the value of the key whose first entry is in slot `head`, and removes the others.
    ///
    /// Returns the old first value.
    pub(crate) fn set(&mut self, head: usize, value: V) -> Option<V>
    where
        K: Eq,
    {
        let mut rest = Ring::small(self.small_ring_of_key(head) & !(1 << (head & 31)));
        let old = mem::replace(self.value_mut(head)?, value);
        while let Some(slot) = rest.next_back() {
            self.remove(Place::new(slot));
        }
        while !self.is_small() && self.tail_of(head) != head {
            self.remove(Place::new(self.tail_of(head)));
        }
        Some(old)
    }

    /// Appends an entry whose key has entries, the first of them in slot `head`.
    ///
    /// In small mode `head` is not read.
    pub(crate) fn append_to(&mut self, head: usize, key: K, value: V) -> usize {
        let head = self.make_room(head);
        if self.takes_small() {
            return self.push_small(key, value);
        }
        link_last(&mut self.links, head as u32);
        self.slots.push(Some((key, value)));
        self.slots.len() - 1
    }

    /// Appends an entry whose key has no entries; returns its slot.
    ///
    /// The hash is read if [`takes_small`](Self::takes_small) does not hold.
    pub(crate) fn append_new(&mut self, hash: u32, key: K, value: V) -> usize {
        self.make_room(0);
        if self.takes_small() {
            return self.push_small(key, value);
        }
        let at = self.slots.len();
        self.link_first(hash);
        self.slots.push(Some((key, value)));
        at
    }

    /// Begins a ring with the entry that will be in the next slot.
    fn link_first(&mut self, hash: u32) {
        let at = self.links.len() as u32;
        let links = &self.links;
        self.table.insert_unique(spread(hash), at, |&head| spread(links[head as usize].hash));
        self.links.push(Link { hash, next: at, prev: at });
    }

    /// Whether the next entry can be added without an index.
    #[inline]
    pub(crate) fn takes_small(&self) -> bool {
        self.links.is_empty() && self.slots.len() < small_limit()
    }

    #[inline]
    fn push_small(&mut self, key: K, value: V) -> usize {
        self.slots.push(Some((key, value)));
        self.slots.len() - 1
    }

    /// Hashes a key to be added when [`takes_small`](Self::takes_small) does not hold, and builds
    /// the index if there is none.
    pub(crate) fn indexed_hash<S>(&mut self, hasher: &S, key: &K) -> u32
    where
        K: Hash + Eq,
        S: BuildHasher,
    {
        if self.links.is_empty() {
            self.build_index(hasher);
        }
        hash_of(hasher, key)
    }

    /// Ends small mode.
    #[cold]
    #[inline(never)]
    fn build_index<S>(&mut self, hasher: &S)
    where
        K: Hash + Eq,
        S: BuildHasher,
    {
        // The next append doubles a full vector; there is no need for links of the old size.
        let full = self.slots.len() == self.slots.capacity();
        let capacity = self.slots.capacity() << u32::from(full);
        // A panic drops these, and leaves the map in small mode.
        let mut links = mem::take(&mut self.links);
        let mut table = mem::take(&mut self.table);
        links.reserve_exact(capacity);
        table.reserve(self.slots.len() + 1, |_| 0);
        for (at, slot) in self.slots.iter().enumerate() {
            let Some((key, _)) = slot else { continue };
            let hash = hash_of(hasher, key);
            link_in(&mut links, &mut table, &self.slots, hash, at, key);
        }
        self.links = links;
        self.table = table;
    }

    /// Removes an entry; the place names a live slot.
    pub(crate) fn remove(&mut self, place: Place) -> Option<(K, V)> {
        if self.links.is_empty() {
            return self.slots.remove_shifting(place.slot);
        }
        let entry = self.take(place);
        self.trim(place.slot);
        entry
    }

    /// Like [`remove`](Self::remove), but returns the value only.
    pub(crate) fn remove_value(&mut self, place: Place) -> Option<V> {
        let (key, value) = self.remove(place)?;
        // While the value is a local of this function: if the key were dropped at its end, a panic
        // of that would leak what is being returned.
        drop(key);
        Some(value)
    }

    /// Removes an entry and leaves its hole, wherever that is; [`Settle`](super::Settle) follows.
    pub(crate) fn take(&mut self, place: Place) -> Option<(K, V)> {
        if !self.links.is_empty() {
            self.unlink(place);
        }
        self.slots.take(place.slot)
    }

    /// Removes all entries of a key, one after the other; there is an index.
    pub(crate) fn take_ring(&mut self, head: Place) -> TakeRing<'_, K, V> {
        self.replace_head(head, None);
        TakeRing { slot: Some(head.slot), tail: self.tail_of(head.slot), core: self }
    }

    /// Makes the table name another head in place of one, or none.
    fn replace_head(&mut self, Place { slot, bucket }: Place, next: Option<u32>) {
        let hash = spread(self.links[slot].hash);
        let bucket =
            bucket.or_else(|| self.table.find_bucket_index(hash, |&head| head as usize == slot));
        // A head is in the table.
        let Some(bucket) = bucket else { return };
        match next {
            Some(next) => {
                if let Some(head) = self.table.get_bucket_mut(bucket) {
                    *head = next;
                }
            }
            None => {
                if let Ok(entry) = self.table.get_bucket_entry(bucket) {
                    entry.remove();
                }
            }
        }
    }

    fn unlink(&mut self, place: Place) {
        let Link { next, prev, .. } = self.links[place.slot];
        let at = place.slot as u32;
        if next == at {
            self.replace_head(place, None);
            return;
        }
        if prev >= at {
            self.replace_head(place, Some(next));
        }
        self.links[prev as usize].next = next;
        self.links[next as usize].prev = prev;
    }

    /// Moves the entries of a key to another key, which may have entries; returns whether there
    /// were any.
    pub(crate) fn replace_key<Q, S>(&mut self, hasher: &S, old: &Q, new: K) -> bool
    where
        Q: ?Sized + Hash + Equivalent<K>,
        K: Hash + Eq + Clone,
        S: BuildHasher,
    {
        let mut ring = self.ring(hasher, old);
        let mut own = Vec::new();
        while let Some(slot) = ring.next() {
            own.push(slot);
        }
        let Some(&head) = own.first() else { return false };
        let mut merged = own.clone();
        let mut hash = 0;
        let mut present = None;
        if !self.is_small() {
            hash = hash_of(hasher, &new);
            present = self.locate_hashed(hash, &new).filter(|place| place.slot != head);
            if let Some(place) = present {
                let mut ring = self.ring_of(place.slot);
                while let Some(slot) = ring.next() {
                    merged.push(slot);
                }
                merged.sort_unstable();
            }
        }
        let mut keys: Vec<K> = own[1..].iter().map(|_| new.clone()).collect();
        keys.push(new);
        // From here on no user code runs until the old keys are dropped.
        if !self.is_small() {
            self.replace_head(Place::new(head), None);
            if let Some(place) = present {
                self.replace_head(place, None);
            }
            let links = &mut self.links;
            let (first, last) = (merged[0], merged[merged.len() - 1]);
            let mut prev = last;
            for (i, &slot) in merged.iter().enumerate() {
                let next = merged.get(i + 1).copied().unwrap_or(first);
                links[slot] = Link { hash, next: next as u32, prev: prev as u32 };
                prev = slot;
            }
            let hash = |&head: &u32| spread(links[head as usize].hash);
            self.table.insert_unique(hash(&(first as u32)), first as u32, hash);
        }
        for (slot, new) in own.into_iter().zip(&mut keys) {
            if let Some((key, _)) = &mut self.slots[slot] {
                mem::swap(key, new);
            }
        }
        true
    }

    /// The next entry of the same key, unless `slot` is the last.
    pub(crate) fn next_of(&self, slot: usize) -> Option<usize> {
        let next = self.links[slot].next as usize;
        (next > slot).then_some(next)
    }

    /// The last entry of the key whose first is in slot `head`.
    pub(crate) fn tail_of(&self, head: usize) -> usize {
        self.links[head].prev as usize
    }

    /// Builds the index of `clone`, whose slots are those of this map without its holes.
    ///
    /// Costs what the entries need: a table that is far too large for its keys is rebuilt.
    pub(super) fn copy_index_into(&self, clone: &mut Self) {
        let front = self.slots.front() as u32;
        // Where each entry will be. The places of holes are not read.
        let mut places = Vec::new();
        if self.slots.is_dense() {
            let links = &self.links[front as usize..];
            clone.links = if front == 0 {
                links.to_vec()
            } else {
                let moved = |link: &Link| Link {
                    hash: link.hash,
                    next: link.next - front,
                    prev: link.prev - front,
                };
                links.iter().map(moved).collect()
            };
        } else {
            let mut place = 0;
            places.extend(self.slots.occupied().iter().map(|slot| {
                let here = place;
                place += u32::from(slot.is_some());
                here
            }));
            let mut links = Vec::with_capacity(self.len());
            let live = self.links[front as usize..].iter().zip(self.slots.occupied());
            links.extend(live.filter(|(_, slot)| slot.is_some()).map(|(link, _)| Link {
                hash: link.hash,
                next: places[(link.next - front) as usize],
                prev: places[(link.prev - front) as usize],
            }));
            clone.links = links;
        }
        if self.table.capacity() / 4 > self.table.len() {
            let links = &clone.links;
            clone.table = HashTable::with_capacity(self.table.len());
            for (slot, link) in links.iter().enumerate().filter(|(slot, link)| link.is_head(*slot))
            {
                let hash = |&head: &u32| spread(links[head as usize].hash);
                clone.table.insert_unique(spread(link.hash), slot as u32, hash);
            }
        } else {
            clone.table = self.table.clone();
            if !places.is_empty() {
                clone.table.iter_mut().for_each(|head| *head = places[(*head - front) as usize]);
            } else if front != 0 {
                clone.table.iter_mut().for_each(|head| *head -= front);
            }
        }
    }

    /// Adds an entry before a position, which is at most the length.
    pub(crate) fn insert_at<S>(&mut self, hasher: &S, index: usize, key: K, value: V)
    where
        K: Hash + Eq,
        S: BuildHasher,
    {
        if index == self.len() {
            return self.append(hasher, key, value);
        }
        if self.takes_small() {
            self.slots.insert_shifting(index, Some((key, value)));
            return;
        }
        let hash = self.indexed_hash(hasher, &key);
        let slots = &self.slots;
        let head = self.table.find(spread(hash), |&head| is_key(&slots[head as usize], &key));
        let head = head.map(|&head| head as usize);
        // From here on no user code runs.
        let head = match head {
            Some(head) => Some(self.make_dense_room(head)),
            None => {
                self.make_dense_room(0);
                None
            }
        };
        if self.takes_small() {
            self.slots.insert_shifting(index, Some((key, value)));
            return;
        }
        let at = index as u32;
        let shifted = |slot: u32| slot + u32::from(slot >= at);
        for link in &mut self.links {
            link.next = shifted(link.next);
            link.prev = shifted(link.prev);
        }
        self.table.iter_mut().for_each(|head| *head = shifted(*head));
        self.slots.insert_shifting(index, Some((key, value)));
        self.links.insert(index, Link { hash, next: at, prev: at });
        let links = &mut self.links;
        let Some(head) = head.map(|head| shifted(head as u32)) else {
            self.table.insert_unique(spread(hash), at, |&head| spread(links[head as usize].hash));
            return;
        };
        let tail = links[head as usize].prev;
        let next = if at < head {
            let hash = links[head as usize].hash;
            if let Some(first) = self.table.find_mut(spread(hash), |&first| first == head) {
                *first = at;
            }
            head
        } else {
            // The entry that follows, or the head if the new one is the last.
            let mut slot = tail;
            let mut next = head;
            while slot > at {
                next = slot;
                slot = links[slot as usize].prev;
            }
            next
        };
        let Link { hash, prev, .. } = links[next as usize];
        links[index] = Link { hash, next, prev };
        links[prev as usize].next = at;
        links[next as usize].prev = at;
    }
}

/// Removes the entries of one ring, which is out of the table for that time: nothing is relinked
/// from one entry to the next. Entries that are left when this is dropped are removed, even when
/// user code panicked between two steps.
pub(crate) struct TakeRing<'a, K, V> {
    core: &'a mut Core<K, V>,
    slot: Option<usize>,
    tail: usize,
}

impl<K, V> TakeRing<'_, K, V> {
    pub(crate) fn next(&mut self) -> Option<(K, V)> {
        let slot = self.slot?;
        self.slot = (slot != self.tail).then(|| self.core.links[slot].next as usize);
        self.core.slots.take(slot)
    }
}

impl<K, V> Drop for TakeRing<'_, K, V> {
    fn drop(&mut self) {
        /// Continues after an entry whose `Drop` panics.
        struct Rest<'a, 'b, K, V>(&'a mut TakeRing<'b, K, V>);

        impl<K, V> Drop for Rest<'_, '_, K, V> {
            fn drop(&mut self) {
                while let Some(entry) = self.0.next() {
                    drop(entry);
                }
                self.0.core.trim_ends();
            }
        }

        let rest = Rest(self);
        while let Some(entry) = rest.0.next() {
            drop(entry);
        }
    }
}

/// Links the entry in the next slot after the last of a ring.
///
/// It stores the ring's hash, not its own: they are the same unless `Eq` is inconsistent, and then
/// the ring must still be found from any of its entries.
fn link_last(links: &mut Vec<Link>, head: u32) {
    let at = links.len() as u32;
    let Link { hash, prev: tail, .. } = links[head as usize];
    links[head as usize].prev = at;
    links[tail as usize].next = at;
    links.push(Link { hash, next: head, prev: tail });
}

/// Finds the ring of a key, or begins one, and links the entry in slot `at`, the next.
fn link_in<K: Eq, V>(
    links: &mut Vec<Link>,
    table: &mut HashTable<u32>,
    slots: &[Slot<K, V>],
    hash: u32,
    at: usize,
    key: &K,
) {
    let at = at as u32;
    let entry = table.entry(
        spread(hash),
        |&head| is_key(&slots[head as usize], key),
        |&head| spread(links[head as usize].hash),
    );
    match entry {
        Entry::Occupied(entry) => link_last(links, *entry.get()),
        Entry::Vacant(entry) => {
            entry.insert(at);
            links.push(Link { hash, next: at, prev: at });
        }
    }
}

/// Whether the slot holds an entry with the key.
fn is_key<K: Eq, V>(slot: &Slot<K, V>, key: &K) -> bool {
    matches!(slot, Some((own, _)) if own == key)
}
