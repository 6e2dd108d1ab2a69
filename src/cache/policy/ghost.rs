//! The memory of S3-FIFO: which keys left the small queue of late.
//!
//! Fingerprints of 32 bits with the number of their arrival, in sets of eight slots; a set that is
//! full forgets its oldest. What arrived more than `limit` arrivals ago is forgotten wherever it
//! is. A slot is 8 B, and there are a quarter more slots than the limit, so that sets rarely
//! overflow. The table starts small and doubles as it fills: a bound that is never reached costs
//! nothing.
//!
//! Invariants: at most `limit` slots are alive (age below the limit); a fingerprint is alive in no
//! other set than its own.
//!
//! Rejected: an exact queue with a hash table (20 B and more a key); a Bloom filter of two
//! generations (cannot forget the key that came back).

#[cfg(feature = "__audit")]
use alloc::collections::VecDeque;
use alloc::vec::Vec;

/// Slots in a set: one or two cache lines.
const WAYS: usize = 8;
/// The least number of slots.
const LEAST: usize = 64;

#[derive(Clone, Copy, Debug)]
struct Slot {
    fingerprint: u32,
    /// The number of the arrival; 0 is an empty slot.
    arrival: u32,
}

const EMPTY: Slot = Slot { fingerprint: 0, arrival: 0 };

/// See the module.
#[derive(Clone, Debug)]
pub(super) struct Ghost {
    slots: Vec<Slot>,
    /// The number of the last arrival.
    now: u32,
    limit: u32,
    #[cfg(feature = "__audit")]
    exact: Option<VecDeque<u32>>,
}

impl Ghost {
    pub(super) const fn new() -> Self {
        Self {
            slots: Vec::new(),
            now: 0,
            limit: 0,
            #[cfg(feature = "__audit")]
            exact: None,
        }
    }

    /// Remembers a key, and no more than the last `limit`.
    pub(super) fn remember(&mut self, fingerprint: u32, limit: u32) {
        self.limit = limit;
        #[cfg(feature = "__audit")]
        if let Some(exact) = &mut self.exact {
            exact.push_front(fingerprint);
            exact.truncate(limit as usize);
            return;
        }
        if limit == 0 {
            return;
        }
        if self.now == u32::MAX {
            // Once in four milliards: what is remembered is of little use to what comes now.
            self.slots.fill(EMPTY);
            self.now = 0;
        }
        self.now += 1;
        if wanted(self.now.min(limit)) > self.slots.len() {
            self.grow(limit);
        }
        let slot = Slot { fingerprint, arrival: self.now };
        place(&mut self.slots, slot);
    }

    /// Forgets a key and tells whether it was remembered.
    #[inline]
    pub(super) fn recall(&mut self, fingerprint: u32) -> bool {
        #[cfg(feature = "__audit")]
        if let Some(exact) = &mut self.exact {
            let at = exact.iter().position(|&f| f == fingerprint);
            return at.is_some_and(|at| exact.remove(at).is_some());
        }
        let (now, limit) = (self.now, self.limit);
        for slot in set(&mut self.slots, fingerprint) {
            if slot.fingerprint == fingerprint && slot.arrival != 0 {
                let alive = now - slot.arrival < limit;
                *slot = EMPTY;
                if alive {
                    return true;
                }
            }
        }
        false
    }

    /// Forgets what is older than a new limit allows.
    pub(super) fn limit(&mut self, limit: u32) {
        self.limit = self.limit.min(limit);
        if wanted(limit) < self.slots.len() {
            self.resize(wanted(limit));
        }
        #[cfg(feature = "__audit")]
        if let Some(exact) = &mut self.exact {
            exact.truncate(limit as usize);
        }
    }

    /// Forgets all, and keeps the storage.
    pub(super) fn clear(&mut self) {
        self.slots.fill(EMPTY);
        self.now = 0;
        #[cfg(feature = "__audit")]
        if let Some(exact) = &mut self.exact {
            exact.clear();
        }
    }

    #[cold]
    fn grow(&mut self, limit: u32) {
        self.resize((self.slots.len() * 2).clamp(LEAST, wanted(limit).max(LEAST)));
    }

    fn resize(&mut self, slots: usize) {
        let mut old = core::mem::replace(&mut self.slots, alloc::vec![EMPTY; slots]);
        let (now, limit) = (self.now, self.limit);
        old.retain(|slot| slot.arrival != 0 && now - slot.arrival < limit);
        // Oldest first, so that the newest stay where a set overflows.
        old.sort_unstable_by_key(|slot| slot.arrival);
        for slot in old {
            place(&mut self.slots, slot);
        }
    }

    #[cfg(feature = "__audit")]
    pub(super) fn make_exact(&mut self) {
        self.exact = Some(VecDeque::new());
    }

    #[cfg(feature = "__audit")]
    pub(super) fn check(&self) {
        let alive = |slot: &&Slot| slot.arrival != 0 && self.now - slot.arrival < self.limit;
        let count = self.slots.iter().filter(alive).count();
        assert!(count <= self.limit as usize, "the ghost remembers too many");
        assert_eq!(self.slots.len() % WAYS, 0, "sets are whole");
        if let Some(exact) = &self.exact {
            assert!(exact.len() <= self.limit as usize, "the exact ghost remembers too many");
        }
    }
}

/// How many slots hold so many keys: a quarter more, in whole sets.
fn wanted(keys: u32) -> usize {
    let keys = keys as usize;
    (keys.saturating_add(keys / 4)).div_ceil(WAYS) * WAYS
}

/// The set of a fingerprint.
#[inline]
fn set(slots: &mut [Slot], fingerprint: u32) -> &mut [Slot] {
    let sets = slots.len() / WAYS;
    // Scales the fingerprint to the number of sets; less than it, so no cast loses anything.
    let at = ((u64::from(fingerprint) * sets as u64) >> 32) as usize * WAYS;
    slots.get_mut(at..at + WAYS).unwrap_or_default()
}

/// Puts a slot into its set, in the place of the oldest there.
fn place(slots: &mut [Slot], slot: Slot) {
    if let Some(oldest) = set(slots, slot.fingerprint).iter_mut().min_by_key(|s| s.arrival) {
        *oldest = slot;
    }
}
