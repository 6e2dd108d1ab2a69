//! The memory of S3-FIFO: the keys that were removed from the small queue recently.
//!
//! ```text
//! set (one cache line):  7 fingerprints of 32 bits | the place to write next | 7 numbers of arrival
//! ```
//!
//! A fingerprint's upper bits choose its set. A set is a ring: the newest overwrites the oldest.
//! What arrived more than `limit` arrivals ago is forgotten wherever it is. There is a quarter more
//! room than the limit, so that sets seldom forget too early: 11 B per key. The table starts small
//! and doubles as it fills: a bound that is never reached costs nothing.
//!
//! Invariants: at most `limit` arrivals are alive (their age is below the limit); number 0 is that
//! of an empty place.
//!
//! Rejected: an exact queue with a hash table (20 B and more per key); a Bloom filter of two
//! generations (cannot forget the key that came back); a search for the oldest of eight places
//! (more instructions per eviction, and the hit ratio is the same).

#[cfg(feature = "__audit")]
use alloc::collections::VecDeque;
use alloc::vec::Vec;

/// Places in a set.
const WAYS: usize = 7;
/// The minimum number of sets.
const LEAST: usize = 8;

#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
struct Set {
    fingerprints: [u32; WAYS],
    next: u32,
    arrivals: [u32; WAYS],
}

const EMPTY: Set = Set { fingerprints: [0; WAYS], next: 0, arrivals: [0; WAYS] };

impl Set {
    #[inline]
    fn write(&mut self, fingerprint: u32, arrival: u32) {
        let at = self.next as usize;
        if let (Some(f), Some(a)) = (self.fingerprints.get_mut(at), self.arrivals.get_mut(at)) {
            *f = fingerprint;
            *a = arrival;
        }
        self.next = if at + 1 < WAYS { self.next + 1 } else { 0 };
    }
}

/// See the module.
#[derive(Clone, Debug)]
pub(super) struct Ghost {
    sets: Vec<Set>,
    /// How many keys the sets are made for.
    room: u32,
    /// The number of the last arrival.
    now: u32,
    limit: u32,
    #[cfg(feature = "__audit")]
    exact: Option<VecDeque<u32>>,
}

impl Ghost {
    pub(super) const fn new() -> Self {
        Self {
            sets: Vec::new(),
            room: 0,
            now: 0,
            limit: 0,
            #[cfg(feature = "__audit")]
            exact: None,
        }
    }

    /// Remembers a key, and no more than the last `limit`.
    #[inline]
    pub(super) fn remember(&mut self, fingerprint: u32, limit: u32) {
        self.limit = limit;
        #[cfg(feature = "__audit")]
        if let Some(exact) = &mut self.exact {
            exact.push_front(fingerprint);
            exact.truncate(limit as usize);
            return;
        }
        if self.now == u32::MAX {
            self.start_anew();
        }
        self.now += 1;
        let now = self.now;
        if now.min(limit) > self.room {
            self.resize((self.sets.len() * 2).max(LEAST).min(sets_for(limit)));
        }
        if let Some(set) = set(&mut self.sets, fingerprint) {
            set.write(fingerprint, now);
        }
    }

    /// Forgets a key and returns whether it was remembered.
    #[inline]
    pub(super) fn recall(&mut self, fingerprint: u32) -> bool {
        #[cfg(feature = "__audit")]
        if let Some(exact) = &mut self.exact {
            let at = exact.iter().position(|&f| f == fingerprint);
            return at.is_some_and(|at| exact.remove(at).is_some());
        }
        let Some(set) = set(&mut self.sets, fingerprint) else { return false };
        // All at once, without a branch for each.
        let same = set.fingerprints.iter().fold(false, |same, &f| same | (f == fingerprint));
        same && forget(set, fingerprint, self.now, self.limit)
    }

    /// Forgets what is older than a new limit allows.
    pub(super) fn limit(&mut self, limit: u32) {
        self.limit = self.limit.min(limit);
        if sets_for(limit) < self.sets.len() {
            self.resize(sets_for(limit));
        }
        #[cfg(feature = "__audit")]
        if let Some(exact) = &mut self.exact {
            exact.truncate(limit as usize);
        }
    }

    /// Forgets everything and frees the storage.
    pub(super) fn reset(&mut self) {
        self.clear();
        self.sets = Vec::new();
        self.room = 0;
    }

    /// Forgets everything and keeps the storage.
    pub(super) fn clear(&mut self) {
        self.sets.fill(EMPTY);
        self.now = 0;
        #[cfg(feature = "__audit")]
        if let Some(exact) = &mut self.exact {
            exact.clear();
        }
    }

    /// Once in four billion arrivals: what is remembered is of little use to what comes then.
    #[cold]
    fn start_anew(&mut self) {
        self.sets.fill(EMPTY);
        self.now = 0;
    }

    #[cold]
    #[inline(never)]
    fn resize(&mut self, sets: usize) {
        let old = core::mem::replace(&mut self.sets, alloc::vec![EMPTY; sets]);
        // The inverse of `sets_for`: no less than the keys asked for.
        self.room = u32::try_from((sets * WAYS) as u64 * 4 / 5).unwrap_or(u32::MAX);
        let (now, limit) = (self.now, self.limit);
        let mut alive: Vec<(u32, u32)> = old
            .iter()
            .flat_map(|set| set.arrivals.into_iter().zip(set.fingerprints))
            .filter(|&(arrival, _)| arrival != 0 && now - arrival < limit)
            .collect();
        // Oldest first, so that the newest stay where a set overflows.
        alive.sort_unstable();
        for (arrival, fingerprint) in alive {
            if let Some(set) = set(&mut self.sets, fingerprint) {
                set.write(fingerprint, arrival);
            }
        }
    }

    /// Sets the number of the last arrival near its end, for a test of what comes then.
    #[cfg(feature = "__audit")]
    pub(super) fn hurry(&mut self) {
        self.now = u32::MAX - 100;
    }

    #[cfg(feature = "__audit")]
    pub(super) fn make_exact(&mut self) {
        self.exact = Some(VecDeque::new());
    }

    #[cfg(feature = "__audit")]
    pub(super) fn check(&self) {
        let alive = |arrival: &u32| *arrival != 0 && self.now - *arrival < self.limit;
        let count = self.sets.iter().flat_map(|set| set.arrivals).filter(alive).count();
        assert!(count <= self.limit as usize, "the ghost remembers too many");
        assert!(self.sets.iter().all(|set| (set.next as usize) < WAYS), "a ring is broken");
        if let Some(exact) = &self.exact {
            assert!(exact.len() <= self.limit as usize, "the exact ghost remembers too many");
        }
    }
}

/// How many sets hold so many keys, with a quarter more room.
fn sets_for(keys: u32) -> usize {
    // At most a fifth of 2^32, so the cast loses nothing.
    (u64::from(keys) * 5).div_ceil(4 * WAYS as u64) as usize
}

/// The set of a fingerprint.
#[inline]
fn set(sets: &mut [Set], fingerprint: u32) -> Option<&mut Set> {
    // Scales the fingerprint to the number of sets; less than it, so the cast loses nothing.
    let at = (u64::from(fingerprint) * sets.len() as u64) >> 32;
    sets.get_mut(at as usize)
}

/// Forgets a fingerprint of a set, and returns whether it was alive.
#[cold]
fn forget(set: &mut Set, fingerprint: u32, now: u32, limit: u32) -> bool {
    let mut known = false;
    for (f, arrival) in set.fingerprints.iter().zip(&mut set.arrivals) {
        if *f == fingerprint && *arrival != 0 {
            known |= now - *arrival < limit;
            *arrival = 0;
        }
    }
    known
}
