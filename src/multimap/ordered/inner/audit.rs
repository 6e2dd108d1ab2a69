//! Checks of the invariants, one by one.

use alloc::vec;
use core::hash::{BuildHasher, Hash};

use super::{Core, hash_of, small_limit, spread};

impl<K, V> Core<K, V> {
    /// Checks what holds whatever `Hash` and `Eq` do.
    ///
    /// # Panics
    ///
    /// Panics if an invariant does not hold.
    pub(crate) fn check_links(&self) {
        self.slots.check();
        let live = self.len();
        if self.links.is_empty() {
            assert!(self.table.is_empty(), "no table in small mode");
            assert!(self.slots.len() <= small_limit(), "small mode is small");
            assert_eq!(live, self.slots.len(), "no holes in small mode");
            return;
        }
        assert_eq!(self.links.len(), self.slots.len(), "links are parallel to slots");
        let mut seen = vec![false; self.slots.len()];
        let mut heads = 0;
        for slot in 0..self.slots.len() {
            let link = self.links[slot];
            if self.slots[slot].is_none() || (link.prev as usize) < slot {
                continue;
            }
            heads += 1;
            let found = self.table.find(spread(link.hash), |&head| head as usize == slot);
            assert!(found.is_some(), "the head in slot {slot} is in the table");
            let mut at = slot;
            loop {
                let link = self.links[at];
                assert!(self.slots[at].is_some(), "slot {at} of a ring is live");
                assert!(!seen[at], "slot {at} is on one ring");
                seen[at] = true;
                assert_eq!(self.links[link.next as usize].prev as usize, at, "next of {at}");
                assert_eq!(self.links[link.prev as usize].next as usize, at, "prev of {at}");
                let next = link.next as usize;
                if next <= at {
                    assert_eq!(next, slot, "the ring is closed");
                    break;
                }
                at = next;
            }
        }
        assert_eq!(heads, self.table.len(), "the table holds the heads and nothing else");
        assert_eq!(seen.iter().filter(|&&seen| seen).count(), live, "every entry is on a ring");
    }

    /// Checks all invariants.
    ///
    /// # Panics
    ///
    /// Panics if an invariant does not hold.
    pub(crate) fn check<S>(&self, hasher: &S)
    where
        K: Hash + Eq,
        S: BuildHasher,
    {
        self.check_links();
        for (slot, entry) in self.slots.iter().enumerate() {
            let (Some((key, _)), Some(link)) = (entry, self.links.get(slot)) else { continue };
            assert_eq!(link.hash, hash_of(hasher, key), "the hash of slot {slot}");
            let head = self.find(hasher, key);
            assert!(head.is_some_and(|head| head <= slot), "the key of slot {slot} is found");
            let next = link.next as usize;
            let same = matches!(&self.slots[next], Some((other, _)) if other == key);
            assert!(same, "slots {slot} and {next} of one ring have one key");
            if link.prev as usize >= slot {
                assert_eq!(head, Some(slot), "no two rings have equal keys");
            }
        }
    }
}
