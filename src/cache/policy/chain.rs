//! The order of LRU and of LRI: one list, newest first, whose oldest node goes.
//!
//! A write moves a node to the front. Under LRU a use does so too (`RENEWS`); under LRI it changes
//! nothing, so that it can be noted under a shared reference.

use super::{Bounds, Order, Weights};
use crate::cache::store::list::List;
use crate::cache::store::slab::{NIL, Node};

/// See the module.
#[derive(Clone, Debug)]
pub struct Chain<const RENEWS: bool>(pub(in crate::cache) List);

impl<const RENEWS: bool> Order for Chain<RENEWS> {
    const SHARED: bool = !RENEWS;

    fn new(_: Bounds) -> Self {
        Self(List::EMPTY)
    }

    #[inline]
    fn admit<K, V>(&mut self, nodes: &mut [Node<K, V>], i: u32, _: u64, _: u64) {
        self.0.push_front(nodes, i);
    }

    #[inline]
    fn hit<K, V>(&mut self, nodes: &mut [Node<K, V>], i: u32) {
        if RENEWS {
            self.0.move_to_front(nodes, i);
        }
    }

    #[inline]
    fn mark(&self, _: u32) {}

    #[inline]
    fn wrote<K, V>(&mut self, nodes: &mut [Node<K, V>], i: u32) {
        self.0.move_to_front(nodes, i);
    }

    #[inline]
    fn victim<K, V>(&mut self, nodes: &mut [Node<K, V>], _: Weights<'_>, keep: u32) -> Option<u32> {
        let tail = self.0.tail(nodes);
        if tail != keep {
            return (tail != NIL).then_some(tail);
        }
        nodes.get(tail as usize).map(|node| node.prev).filter(|&i| i != keep)
    }

    #[inline]
    fn vacate<K, V>(&mut self, nodes: &mut [Node<K, V>]) -> Option<u32> {
        self.0.rotate(nodes)
    }

    #[inline]
    fn refill<K, V>(&mut self, _: &mut [Node<K, V>], _: u32, _: u64) {}

    #[inline]
    fn unlink<K, V>(&mut self, nodes: &mut [Node<K, V>], i: u32, _: u64) {
        self.0.unlink(nodes, i);
    }

    #[inline]
    fn removed<K, V>(&mut self, nodes: &mut [Node<K, V>], i: u32) {
        self.0.filled(nodes, i);
    }

    fn clear(&mut self) {
        self.0 = List::EMPTY;
    }

    fn lists(&self) -> [List; 2] {
        [self.0, List::EMPTY]
    }
}
