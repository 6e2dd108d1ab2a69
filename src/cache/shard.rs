//! What a shard of a cache for several threads needs of a [`Cache`] beyond its public methods.
//!
//! * The hash is computed once, outside the lock, and handed in.
//! * Hits under a read lock: [`Cache::get_shared`] marks the entry by `&self` and counts nothing;
//!   [`Cache::shares_hits`] says whether that is all that a hit needs.
//! * After [`Cache::defer`], whatever leaves stays in the side box until [`Cache::take_leaving`],
//!   so that drops and the listener run after the lock is released. A cache that needs no side box
//!   otherwise has none in between, so that its look-ups and insertions are the direct ones.
//! * Weights over shards: each shard takes what the whole budget takes; whoever has inserted asks
//!   [`Cache::shed_weight`] of one shard after the other for what is too much.

use alloc::collections::VecDeque;
use core::hash::{BuildHasher, Hash};

use super::core::{Write, Written};
use super::map::Cache;
use super::policy::{Bounds, Order, Policy, Sealed};
use super::stats::Cause;
use super::store::slab::NIL;
use crate::cache::Equivalent;

/// What a look-up under a read lock has found.
#[derive(Debug)]
pub(super) enum Shared<'a, V> {
    /// A live entry, which is marked as used.
    Hit(&'a V),
    Miss,
    /// A dead entry, which waits for somebody with a write lock.
    Dead,
}

/// What became of an insertion; all of it to be dropped without a lock.
#[derive(Debug)]
pub(super) struct Inserted<K, V> {
    /// Where the entry is, for [`Cache::shed_weight`]; [`NIL`] if it was refused.
    pub place: u32,
    /// The old value, with the key that was given and is not needed.
    pub old: Option<(Option<K>, V)>,
    /// What left for it, if that is not in the side box; it is the listener's.
    pub gone: Option<(K, V, Cause)>,
}

impl<K, V, P: Policy, S> Cache<K, V, P, S> {
    /// Whether a hit needs no more than a shared reference.
    pub(super) fn shares_hits(&self) -> bool {
        let idle = self.side.as_ref().and_then(|side| side.expiry.as_ref()).and_then(|e| e.tti);
        <P as Sealed>::Order::SHARED && idle.is_none()
    }

    /// What leaves waits for [`Cache::take_leaving`]: the next one, or each one where there is a
    /// side box for other reasons.
    pub(super) fn defer(&mut self) {
        self.side_mut().deferred = true;
    }

    /// What has left and whose turn it is to be dropped or handed to the listener.
    #[inline]
    pub(super) fn take_leaving(&mut self) -> VecDeque<(K, V, Cause)> {
        let Some(side) = &mut self.side else { return VecDeque::new() };
        let leaving = core::mem::take(&mut side.leaving);
        if !side.is_asked_for() {
            self.side = None;
        }
        leaving
    }

    /// Lets the policy think in a shard's share of the weights, while an entry may be as heavy as
    /// the whole.
    pub(super) fn share_weight(&mut self, share: u64) {
        self.order.set_bounds(Bounds { entries: self.capacity, weight: Some(share) });
    }

    /// Evicts, for the listener, until so much weight is gone or nothing but `keep` is left.
    /// Returns the weight that is gone.
    pub(super) fn shed_weight(&mut self, surplus: u64, keep: u32) -> u64 {
        let before = self.weight();
        let mut keep = keep;
        while before - self.weight() < surplus && self.shed(&mut keep) {}
        before - self.weight()
    }
}

impl<K: Hash + Eq, V, P: Policy, S: BuildHasher> Cache<K, V, P, S> {
    /// Looks a key up silently but marks the entry as used.
    pub(super) fn get_shared<Q>(&self, hash: u64, key: &Q) -> Shared<'_, V>
    where
        Q: ?Sized + Equivalent<K>,
    {
        let Some(i) = self.slab.find(hash, key) else { return Shared::Miss };
        if self.side.is_some() && self.is_dead(i, self.now()) {
            return Shared::Dead;
        }
        match self.slab.nodes.get(i as usize) {
            Some(node) => {
                self.order.mark(i);
                Shared::Hit(&node.value)
            }
            None => Shared::Miss,
        }
    }

    /// [`Cache::get_mut`] by a hash.
    pub(super) fn get_hashed<Q>(&mut self, hash: u64, key: &Q) -> Option<&mut V>
    where
        Q: ?Sized + Equivalent<K>,
    {
        let (found, _) = self.touch(self.slab.find(hash, key));
        self.slab.nodes.get_mut(found? as usize).map(|node| &mut node.value)
    }

    /// [`Cache::peek`] by a hash.
    pub(super) fn peek_hashed<Q>(&self, hash: u64, key: &Q) -> Option<&V>
    where
        Q: ?Sized + Equivalent<K>,
    {
        let i = self.slab.find(hash, key)?;
        let dead = self.side.is_some() && self.is_dead(i, self.now());
        self.slab.nodes.get(i as usize).filter(|_| !dead).map(|node| &node.value)
    }

    /// [`Cache::insert`] by a hash.
    #[inline]
    pub(super) fn insert_hashed(&mut self, hash: u64, key: K, value: V) -> Inserted<K, V> {
        if self.side.as_ref().is_some_and(|side| !side.is_plain()) {
            return self.insert_hashed_aside(hash, key, value);
        }
        let (place, old, gone) = self.replace(hash, key, value);
        let cause = if place == NIL { Cause::Rejected } else { Cause::Evicted };
        Inserted {
            place,
            old: old.map(|(key, old)| (Some(key), old)),
            gone: gone.map(|(key, value)| (key, value, cause)),
        }
    }

    #[cold]
    #[inline(never)]
    fn insert_hashed_aside(&mut self, hash: u64, key: K, value: V) -> Inserted<K, V> {
        let found = self.slab.find(hash, &key);
        let (at, now) = (found.unwrap_or(NIL), self.now());
        let written = self.write(Write { at, fresh: Some((hash, key)), value, ttl: None, now });
        let (place, old) = match written {
            Written::Added(i) => (i, None),
            Written::Replaced(i, key, old) => (i, Some((key, old))),
            Written::Refused(key, value, old) => {
                if let Some(key) = key {
                    self.side_mut().leaving.push_back((key, value, Cause::Rejected));
                }
                (NIL, old.map(|(key, old)| (Some(key), old)))
            }
        };
        self.flush();
        Inserted { place, old, gone: None }
    }

    /// [`Cache::remove_entry`] by a hash.
    pub(super) fn remove_hashed<Q>(&mut self, hash: u64, key: &Q) -> Option<(K, V)>
    where
        Q: ?Sized + Equivalent<K>,
    {
        let i = self.slab.find(hash, key)?;
        self.remove_at(i)
    }
}
