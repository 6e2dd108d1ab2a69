//! Adding entries at the end, and removing them anywhere.

use alloc::vec::Vec;
use core::hash::{BuildHasher, Hash};
use core::mem;

use hashbrown::HashTable;
use hashbrown::hash_table::Entry;
use indexmap::Equivalent;

use super::{Core, Link, NONE, Ring, Slot, hash_of, small_limit, spread};
use crate::error::bug;
use crate::multimap::places::{Chain, successors};

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
        let mut mark = mark;
        if !self.has_room() {
            mark = self.make_room_slowly(mark);
            if self.takes_small() {
                self.push_small(key, value);
                return mark;
            }
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
        let Some(bucket) = bucket else {
            bug!("a key is not in the table");
            return;
        };
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
        let own = slots_of(self.ring(hasher, old));
        let Some(&head) = own.first() else { return false };
        let mut target = None;
        let mut hash = 0;
        if !self.is_small() {
            hash = hash_of(hasher, &new);
            let present =
                self.locate_hashed(hash, &new).filter(|place| place.slot != head as usize);
            target = present.map(|place| {
                let chain = KeyChain { core: self, head: place.slot, key: &new };
                (place, successors(&chain, &own))
            });
        }
        let mut keys: Vec<K> = own[1..].iter().map(|_| new.clone()).collect();
        keys.push(new);
        // From here on no user code runs until the old keys are dropped.
        if !self.is_small() {
            self.replace_head(Place::new(head as usize), None);
            match target {
                None => {
                    own.iter().for_each(|&slot| self.links[slot as usize].hash = hash);
                    self.enter_head(head);
                }
                Some((place, Some(places))) => self.link_at(&own, &places, place),
                Some((place, None)) => self.merge(own.clone(), place),
            }
        }
        for (slot, new) in own.into_iter().zip(&mut keys) {
            if let Some((key, _)) = &mut self.slots[slot as usize] {
                mem::swap(key, new);
            }
        }
        true
    }

    /// Enters a head in the table under its stored hash.
    fn enter_head(&mut self, head: u32) {
        let links = &self.links;
        let hash = |&head: &u32| spread(links[head as usize].hash);
        self.table.insert_unique(hash(&head), head, hash);
    }

    /// Links slots, which are on no ring, into the ring of `head`, each before its place.
    fn link_at(&mut self, slots: &[u32], places: &[u32], head: Place) {
        // From the last to the first: what follows a slot is its place, or the slot that was linked
        // right before.
        let mut later = NONE;
        for (&slot, &place) in slots.iter().zip(places).rev() {
            let next = match place.min(later) {
                NONE => head.slot as u32,
                next => next,
            };
            self.link_after(self.links[next as usize].prev, slot);
            later = slot;
        }
        if places.first() == Some(&(head.slot as u32)) {
            self.replace_head(head, Some(later));
        }
    }

    /// Links a slot, which is on no ring, after another; not into the table.
    fn link_after(&mut self, prev: u32, slot: u32) {
        // The ring's hash, see `link_last`.
        let Link { hash, next, .. } = self.links[prev as usize];
        self.links[slot as usize] = Link { hash, next, prev };
        self.links[prev as usize].next = slot;
        self.links[next as usize].prev = slot;
    }

    /// Links slots, which are on no ring, into the ring of `head` by sorting both.
    fn merge(&mut self, mut slots: Vec<u32>, head: Place) {
        slots.extend(slots_of(self.ring_of(head.slot)));
        slots.sort_unstable();
        let hash = self.links[head.slot].hash;
        let first = slots[0];
        self.links[first as usize] = Link { hash, next: first, prev: first };
        slots.windows(2).for_each(|pair| self.link_after(pair[0], pair[1]));
        self.replace_head(head, Some(first));
    }

    /// Moves the entries of a key to the end; returns whether there are any. There is an index.
    pub(crate) fn move_to_back<Q, S>(&mut self, hasher: &S, key: &Q) -> bool
    where
        Q: ?Sized + Hash + Equivalent<K>,
        S: BuildHasher,
    {
        let Some(head) = self.locate(hasher, key) else { return false };
        let count = self.ring_of(head.slot).len();
        // All entries have this key, or its entries are the last.
        if count == self.len() || self.slots.len() - head.slot == count {
            return true;
        }
        let hash = self.links[head.slot].hash;
        let mut ring = self.take_ring(head);
        let mut entries = Vec::with_capacity(count);
        while let Some(entry) = ring.next() {
            entries.push(entry);
        }
        drop(ring);
        self.reserve_entries(count);
        let first = self.slots.len() as u32;
        for entry in entries {
            if self.slots.len() == first as usize {
                self.link_first(hash);
            } else {
                link_last(&mut self.links, first);
            }
            self.slots.push(Some(entry));
        }
        self.settle();
        true
    }

    /// Swaps the entries of two live slots.
    pub(crate) fn swap(&mut self, a: usize, b: usize) {
        self.slots.swap(a, b);
        if self.is_small() || a == b {
            return;
        }
        let (low, high) = (a.min(b), a.max(b));
        // Where each belongs: after the last entry of its key before the other slot. If both have
        // one key, the first walk meets the other slot, and the ring stays as it is.
        let mut before_high = low;
        while let Some(next) = self.next_of(before_high).filter(|&next| next <= high) {
            before_high = next;
        }
        if before_high == high {
            return;
        }
        let mut after_low = high;
        while let Some(prev) = self.prev_of(after_low).filter(|&prev| prev > low) {
            after_low = prev;
        }
        let (of_low, of_high) = (self.links[low], self.links[high]);
        self.unlink(Place::new(low));
        self.unlink(Place::new(high));
        if of_low.next == low as u32 {
            self.link_alone(high as u32, of_low.hash);
        } else {
            let prev = if before_high == low { of_low.prev } else { before_high as u32 };
            self.link_into(prev, high as u32);
        }
        if of_high.next == high as u32 {
            self.link_alone(low as u32, of_high.hash);
        } else {
            let prev = if after_low == high { of_high.prev } else { self.links[after_low].prev };
            self.link_into(prev, low as u32);
        }
    }

    /// Begins a ring with the entry in a slot that is on none.
    fn link_alone(&mut self, slot: u32, hash: u32) {
        self.links[slot as usize] = Link { hash, next: slot, prev: slot };
        self.enter_head(slot);
    }

    /// Links a slot, which is on no ring, after another one of its key, or after the last if it
    /// becomes the first.
    fn link_into(&mut self, prev: u32, slot: u32) {
        let next = self.links[prev as usize].next;
        self.link_after(prev, slot);
        if prev > slot {
            self.replace_head(Place::new(next as usize), Some(slot));
        }
    }

    /// Whether `count` entries can take the places of a key's entries without moving others: from
    /// the first on there are only its entries and holes, or they are the last of the map.
    pub(crate) fn fits(&self, head: usize, count: usize) -> bool {
        self.room_at(head, count) == count || head + self.room_at(head, count) == self.slots.len()
    }

    /// The slots from `head` on, at most `count`, that are of its ring or holes.
    fn room_at(&self, head: usize, count: usize) -> usize {
        let mut ring = self.ring_of(head);
        let mut own = ring.next();
        let free = self.slots[head..].iter().zip(head..).take(count).take_while(|(slot, at)| {
            if own == Some(*at) {
                own = ring.next();
                return true;
            }
            slot.is_none()
        });
        free.count()
    }

    /// Replaces the entries of a key, into whose place the new ones [fit](Self::fits); returns the
    /// old ones. There is an index, and at least one new entry.
    pub(crate) fn set_all<S>(
        &mut self,
        hasher: &S,
        head: Place,
        entries: Vec<(K, V)>,
    ) -> Vec<(K, V)>
    where
        K: Hash + Eq,
        S: BuildHasher,
    {
        let head = head.slot;
        let room = self.room_at(head, entries.len());
        let own = slots_of(self.ring_of(head));
        let old = own.iter().filter_map(|&slot| self.slots.take(slot as usize)).collect();
        let mut entries = entries.into_iter();
        // The head keeps its slot, and the table its entry.
        let hash = self.links[head].hash;
        let first = head as u32;
        self.links[head] = Link { hash, next: first, prev: first };
        for (slot, entry) in (head..head + room).zip(entries.by_ref()) {
            self.slots.fill(slot, Some(entry));
            if slot > head {
                self.link_after(slot as u32 - 1, slot as u32);
            }
        }
        self.trim_ends();
        let mut head = Some(head);
        for (key, value) in entries {
            head = self.append_again(hasher, head, key, value);
        }
        self.settle();
        old
    }

    /// The next entry of the same key, unless `slot` is the last.
    pub(crate) fn next_of(&self, slot: usize) -> Option<usize> {
        let next = self.links[slot].next as usize;
        (next > slot).then_some(next)
    }

    /// The previous entry of the same key, unless `slot` is the first.
    fn prev_of(&self, slot: usize) -> Option<usize> {
        let prev = self.links[slot].prev as usize;
        (prev < slot).then_some(prev)
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
            match self.table.find_mut(spread(hash), |&first| first == head) {
                Some(first) => *first = at,
                None => bug!("a key is not in the table"),
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

/// The entries of one key, as a chain.
struct KeyChain<'a, K, V> {
    core: &'a Core<K, V>,
    head: usize,
    key: &'a K,
}

impl<K: Eq, V> Chain for KeyChain<'_, K, V> {
    fn ends(&self) -> (u32, u32) {
        (self.head as u32, self.core.links[self.head].prev)
    }

    fn next(&self, slot: u32) -> u32 {
        let next = self.core.links[slot as usize].next;
        if next > slot { next } else { NONE }
    }

    fn prev(&self, slot: u32) -> u32 {
        let prev = self.core.links[slot as usize].prev;
        if prev < slot { prev } else { NONE }
    }

    fn holds(&self, slot: u32) -> bool {
        let Core { slots, links, .. } = self.core;
        let Some(link) = links.get(slot as usize) else { return false };
        link.hash == links[self.head].hash && is_key(&slots[slot as usize], self.key)
    }

    fn slots(&self) -> usize {
        self.core.slots.len()
    }

    fn seed(&self) -> u64 {
        u64::from(self.core.links[self.head].hash)
    }
}

/// The slots of a ring, which fit in 32 bits.
fn slots_of(mut ring: Ring<'_>) -> Vec<u32> {
    let mut slots = Vec::new();
    while let Some(slot) = ring.next() {
        slots.push(slot as u32);
    }
    slots
}

/// Whether the slot holds an entry with the key.
fn is_key<K: Eq, V>(slot: &Slot<K, V>, key: &K) -> bool {
    matches!(slot, Some((own, _)) if own == key)
}
