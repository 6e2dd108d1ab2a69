//! Least recently inserted: one list, only a write moves a node to its front.

use super::lru::oldest;
use super::{Bounds, Order, Policy, Ranked, Sealed, Weights};
use crate::cache::store::list::List;
use crate::cache::store::slab::Node;

/// Forgets what was written the longest time ago: first in, first out.
///
/// Overwriting renews an entry, reading does not.
///
/// # Examples
///
/// ```
/// use boltons::cache::LriCache;
///
/// let mut cache = LriCache::new(2);
/// cache.insert("a", 1);
/// cache.insert("b", 2);
/// cache.get("a");
/// cache.insert("c", 3);
/// assert_eq!(cache.peek("a"), None);
/// ```
#[derive(Clone, Copy, Debug)]
pub enum Lri {}

impl Sealed for Lri {
    type Order = Age;
}

impl Policy for Lri {}

/// One list, the most recently written node first.
#[derive(Clone, Debug)]
pub struct Age(List);

impl Order for Age {
    type Meta = ();

    const SHARED: bool = true;

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
    fn hit<K, V>(&mut self, _: &mut [Node<K, V, ()>], _: u32) {}

    #[inline]
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

impl Ranked for Age {
    fn list(&mut self) -> &mut List {
        &mut self.0
    }
}
