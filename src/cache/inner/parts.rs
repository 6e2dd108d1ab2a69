//! What the cache and the shards ask of the engine's parts, so that none of them reads its fields.

#[cfg(feature = "std")]
use alloc::collections::VecDeque;

use hashbrown::Equivalent;

#[cfg(feature = "std")]
use super::At;
use super::Inner;
use crate::cache::builder::expiry_of;
use crate::cache::iter::{NodesMut, Tie as _};
use crate::cache::policy::Order;
#[cfg(feature = "std")]
use crate::cache::stats::Cause;
use crate::cache::store::expiry::Expiry;
#[cfg(any(feature = "std", feature = "__audit"))]
use crate::cache::store::slab::Node;

impl<K, V, O: Order> Inner<K, V, O> {
    #[inline]
    pub(in crate::cache) fn len(&self) -> usize {
        self.slab.len()
    }

    pub(in crate::cache) fn capacity(&self) -> usize {
        self.capacity as usize
    }

    /// Whether there are weights, times, a listener, or something that waits.
    #[inline]
    pub(in crate::cache) fn has_extras(&self) -> bool {
        self.extras.is_some()
    }

    /// Looks up a key, counts that and notes the use, in a cache without extras.
    #[inline]
    pub(in crate::cache) fn get_plain<Q>(&mut self, hash: u64, key: &Q) -> Option<&V>
    where
        Q: ?Sized + Equivalent<K>,
    {
        let Self { slab, order, stats, .. } = self;
        if O::SHARES_HITS {
            // Nothing in the node changes, so that one look at it is enough.
            let Some((i, node)) = slab.find_node(hash, key) else {
                stats.misses += 1;
                return None;
            };
            stats.hits += 1;
            order.on_hit_unlinked(i);
            return Some(&node.value);
        }
        let Some(i) = slab.find(hash, key) else {
            stats.misses += 1;
            return None;
        };
        stats.hits += 1;
        order.on_hit(&mut slab.nodes, i);
        slab.nodes.get(i as usize).map(|node| &node.value)
    }

    /// The place of an entry whose key has this hash, if `same` says that it is the one.
    #[cfg(feature = "std")]
    pub(in crate::cache) fn find_by(&self, hash: u64, same: impl Fn(&K) -> bool) -> Option<At> {
        self.slab.find_by(hash, same).map(At)
    }

    /// All entries, in no special order: that of their places.
    #[cfg(any(feature = "std", feature = "__audit"))]
    pub(in crate::cache) fn nodes(&self) -> &[Node<K, V, O::Tie>] {
        &self.slab.nodes
    }

    pub(in crate::cache) fn each_mut(&mut self) -> NodesMut<'_, K, V> {
        O::Tie::nodes_mut(&mut self.slab.nodes)
    }

    #[inline]
    pub(in crate::cache) fn count_soft_miss(&mut self) {
        self.stats.soft_misses += 1;
    }

    pub(in crate::cache) fn evictions(&self) -> u64 {
        self.stats.evictions
    }

    /// Makes sure that the cache keeps times, by the clock of the system if it has none yet.
    #[track_caller]
    pub(in crate::cache) fn keep_times(&mut self) -> &mut Expiry<K, V> {
        let len = self.slab.len();
        expiry_of(self.extras_mut(), len)
    }

    /// The bounds in time, if there ever was one.
    pub(in crate::cache) fn expiry_mut(&mut self) -> Option<&mut Expiry<K, V>> {
        self.extras.as_mut().and_then(|extras| extras.expiry.as_mut())
    }

    /// Keeps a pair that was refused, for a caller who gets a reference to it.
    pub(in crate::cache) fn set_rejected(&mut self, pair: Option<(K, V)>) {
        self.extras_mut().rejected = pair;
    }

    pub(in crate::cache) fn take_rejected(&mut self) -> Option<(K, V)> {
        self.extras.as_mut().and_then(|extras| extras.rejected.take())
    }

    /// Hands the pair that was refused on to the listener.
    pub(in crate::cache) fn dismiss_rejected(&mut self) {
        if let Some(extras) = &mut self.extras {
            extras.dismiss_rejected();
        }
    }

    /// Takes what was removed last and waits for the listener.
    pub(in crate::cache) fn pop_removed(&mut self) -> Option<(K, V)> {
        let extras = self.extras.as_mut()?;
        extras.removed.pop_back().map(|(key, value, _)| (key, value))
    }

    /// Lets what the listener has not got wait, before all that was removed since.
    #[cfg(feature = "std")]
    pub(in crate::cache) fn requeue(&mut self, mut unheard: VecDeque<(K, V, Cause)>) {
        let waiting = &mut self.extras_mut().removed;
        unheard.append(waiting);
        *waiting = unheard;
    }
}

#[cfg(feature = "__audit")]
impl<K, V, O: Order> Inner<K, V, O> {
    /// The policy's part, for its own hooks.
    pub(in crate::cache) fn order_mut(&mut self) -> &mut O {
        &mut self.order
    }
}
