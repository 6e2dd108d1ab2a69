//! Sorting and reversing. Orders are determined on numbers, and entries move when no user code
//! runs.

use alloc::vec::Vec;
use core::cmp::Ordering;

use super::{Core, NONE, Ring, spread};

impl<K, V> Core<K, V> {
    pub(crate) fn sort_by<F>(&mut self, mut cmp: F)
    where
        F: FnMut(&K, &V, &K, &V) -> Ordering,
    {
        self.squeeze();
        if self.is_small() {
            // Without links there is nothing to repair: std's sort keeps every entry.
            self.slots.sort_by(|a, b| match (a, b) {
                (Some((ka, va)), Some((kb, vb))) => cmp(ka, va, kb, vb),
                _ => Ordering::Equal,
            });
            return;
        }
        let mut order: Vec<u32> = (0..self.len() as u32).collect();
        order.sort_by(|&a, &b| match (&self.slots[a as usize], &self.slots[b as usize]) {
            (Some((ka, va)), Some((kb, vb))) => cmp(ka, va, kb, vb),
            _ => Ordering::Equal,
        });
        self.permute(order);
    }

    /// Moves the entry at position `order[i]` to position `i`, for all.
    pub(crate) fn reorder(&mut self, mut order: Vec<u32>) {
        self.squeeze();
        if self.is_small() {
            self.slots.permute(&mut order, |_, _| {});
        } else {
            self.permute(order);
        }
    }

    /// Moves the entry of slot `order[i]` to slot `i`, for all, and links the rings again.
    fn permute(&mut self, mut order: Vec<u32>) {
        // Until the end, `prev` names the ring: by the old slot of its head.
        for slot in 0..self.links.len() {
            let prev = self.links[slot].prev as usize;
            self.links[slot].prev = if prev >= slot { slot as u32 } else { self.links[prev].prev };
        }
        let links = &mut self.links;
        self.slots.permute(&mut order, |slot, from| links.swap(slot, from));
        // The ring's last entry so far, by its name.
        let mut tails = order;
        tails.fill(NONE);
        for slot in 0..self.links.len() {
            let at = slot as u32;
            let name = self.links[slot].prev as usize;
            let tail = tails[name];
            tails[name] = at;
            let (next, prev) = if tail == NONE {
                (at, at)
            } else {
                let head = self.links[tail as usize].next;
                self.links[tail as usize].next = at;
                self.links[head as usize].prev = at;
                (head, tail)
            };
            self.links[slot].next = next;
            self.links[slot].prev = prev;
        }
        self.table.clear();
        let links = &self.links;
        for (slot, link) in links.iter().enumerate() {
            if link.prev as usize >= slot {
                let hash = |&head: &u32| spread(links[head as usize].hash);
                self.table.insert_unique(spread(link.hash), slot as u32, hash);
            }
        }
    }

    pub(crate) fn sort_values_by<F>(&mut self, mut cmp: F)
    where
        K: Eq,
        F: FnMut(&V, &V) -> Ordering,
    {
        self.squeeze();
        // The slot whose value comes to each slot.
        let mut order: Vec<u32> = (0..self.len() as u32).collect();
        let mut places = Vec::new();
        let mut sort = |slots: &[_], mut ring: Ring<'_>| {
            places.clear();
            while let Some(slot) = ring.next() {
                places.push(slot as u32);
            }
            if places.len() < 2 {
                return;
            }
            let mut sorted = places.clone();
            sorted.sort_by(|&a, &b| match (&slots[a as usize], &slots[b as usize]) {
                (Some((_, va)), Some((_, vb))) => cmp(va, vb),
                _ => Ordering::Equal,
            });
            for (place, from) in places.iter().zip(sorted) {
                order[*place as usize] = from;
            }
        };
        if self.is_small() {
            // Each slot is on one ring, even if `Eq` is inconsistent.
            let mut left = !(u32::MAX << self.len());
            while left != 0 {
                let head = left.trailing_zeros() as usize;
                let ring = (self.small_ring_of_key(head) | 1 << head) & left;
                left &= !ring;
                sort(&self.slots, Ring::small(ring));
            }
        } else {
            for (slot, link) in self.links.iter().enumerate() {
                if link.prev as usize > slot {
                    sort(&self.slots, self.ring_of(slot));
                }
            }
        }
        for start in 0..order.len() {
            let mut slot = start;
            loop {
                let from = order[slot] as usize;
                order[slot] = slot as u32;
                if from == start {
                    break;
                }
                self.swap_values(slot, from);
                slot = from;
            }
        }
    }

    /// Swaps the values of two slots.
    fn swap_values(&mut self, a: usize, b: usize) {
        let (low, high) = self.slots.split_at_mut(a.max(b));
        if let (Some((_, low)), Some((_, high))) = (&mut low[a.min(b)], &mut high[0]) {
            core::mem::swap(low, high);
        }
    }

    pub(crate) fn reverse(&mut self) {
        self.squeeze();
        self.slots.reverse();
        if self.is_small() {
            return;
        }
        let last = self.len() as u32 - 1;
        let links = &mut self.links;
        self.table.iter_mut().for_each(|head| *head = last - links[*head as usize].prev);
        links.reverse();
        for link in links {
            (link.next, link.prev) = (last - link.prev, last - link.next);
        }
    }
}
