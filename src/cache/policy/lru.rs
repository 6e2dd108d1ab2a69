//! Exact least recently used: one list, every use moves the node to its front.

use super::{Bounds, Order, Policy, Ranked, Sealed, Weights};
use crate::cache::store::list::List;
use crate::cache::store::slab::{NIL, Node};

/// Forgets what was not used for the longest time, exactly.
///
/// A counted look-up or a write makes an entry the newest; the oldest one goes.
///
/// # Examples
///
/// ```
/// use boltons::cache::LruCache;
///
/// let mut cache = LruCache::new(2);
/// cache.insert("a", 1);
/// cache.insert("b", 2);
/// cache.get("a");
/// cache.insert("c", 3);
/// assert_eq!(cache.peek("b"), None);
/// assert_eq!(cache.peek("a"), Some(&1));
/// ```
#[derive(Clone, Copy, Debug)]
pub enum Lru {}

impl Sealed for Lru {
    type Order = Recency;
}

impl Policy for Lru {}

/// One list, the most recently used node first.
#[derive(Clone, Debug)]
pub struct Recency(List);

impl Order for Recency {
    type Meta = ();

    const SHARED: bool = false;

    fn new(_: Bounds) -> Self {
        Self(List::EMPTY)
    }

    fn set_bounds(&mut self, _: Bounds) {}

    #[inline]
    fn meta(_: u64) {}

    #[inline]
    fn admit<K, V>(&mut self, nodes: &mut [Node<K, V, ()>], i: u32, _: u64) {
        self.0.push_front(nodes, i);
    }

    #[inline]
    fn hit<K, V>(&mut self, nodes: &mut [Node<K, V, ()>], i: u32) {
        self.0.move_to_front(nodes, i);
    }

    fn mark((): &()) {}

    #[inline]
    fn wrote<K, V>(&mut self, nodes: &mut [Node<K, V, ()>], i: u32) {
        self.0.move_to_front(nodes, i);
    }

    #[inline]
    fn victim<K, V>(
        &mut self,
        nodes: &mut [Node<K, V, ()>],
        _: Weights<'_>,
        keep: u32,
    ) -> Option<u32> {
        oldest(&self.0, nodes, keep)
    }

    #[inline]
    fn vacate<K, V>(&mut self, nodes: &mut [Node<K, V, ()>]) -> Option<u32> {
        self.0.rotate(nodes)
    }

    #[inline]
    fn refill<K, V>(&mut self, _: &mut [Node<K, V, ()>], _: u32) {}

    #[inline]
    fn unlink<K, V>(&mut self, nodes: &mut [Node<K, V, ()>], i: u32, _: u64) {
        self.0.unlink(nodes, i);
    }

    #[inline]
    fn moved<K, V>(&mut self, nodes: &mut [Node<K, V, ()>], _: u32, to: u32) {
        self.0.moved(nodes, to);
    }

    fn clear(&mut self) {
        self.0 = List::EMPTY;
    }

    fn lists(&self) -> [List; 2] {
        [self.0, List::EMPTY]
    }

    #[cfg(feature = "__audit")]
    fn check<K, V>(&self, _: &[Node<K, V, ()>], _: Weights<'_>) {}
}

impl Ranked for Recency {
    fn list(&mut self) -> &mut List {
        &mut self.0
    }
}

/// The last node of a list but `keep`.
#[inline]
pub(super) fn oldest<K, V, M>(list: &List, nodes: &[Node<K, V, M>], keep: u32) -> Option<u32> {
    let mut i = list.tail;
    if i == keep {
        i = nodes.get(i as usize)?.prev;
    }
    (i != NIL).then_some(i)
}
