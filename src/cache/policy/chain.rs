//! The order of LRU and of LRI: one list, newest first, whose oldest node is evicted.
//!
//! A write moves a node to the front. Under LRU a use does so too (`RENEWS`); under LRI it changes
//! nothing, so that it can be noted under a shared reference. The links stand in the nodes.

use super::{Bounds, Order, Weights};
use crate::cache::store::list::{Edit, Has, Link, List};
use crate::cache::store::slab::NIL;

/// See the module.
#[derive(Clone, Debug)]
pub struct Chain<const RENEWS: bool>(List);

impl<const RENEWS: bool> Chain<RENEWS> {
    /// The node that goes last.
    pub(in crate::cache) fn newest(&self) -> u32 {
        self.0.head
    }

    /// Moves a node to the newest end, to be evicted last.
    #[inline]
    pub(in crate::cache) fn promote(&mut self, nodes: &mut [impl Has<Link>], i: u32) {
        self.0.move_to_front(nodes, i);
    }

    /// Moves a node to the oldest end, to be evicted first.
    pub(in crate::cache) fn demote(&mut self, nodes: &mut [impl Has<Link>], i: u32) {
        self.0.move_to_back(nodes, i);
    }
}

impl<const RENEWS: bool> Order for Chain<RENEWS> {
    const SHARES_HITS: bool = !RENEWS;

    type Tie = Link;

    fn new(_: Bounds) -> Self {
        Self(List::EMPTY)
    }

    fn reserve(&mut self, _: usize) {}

    fn shrink(&mut self) {}

    #[inline]
    fn push(&mut self, _: u64) {}

    #[inline]
    fn link(&mut self, nodes: &mut [impl Has<Link>], i: u32, _: u64) {
        self.0.push_front(nodes, i);
    }

    #[inline]
    fn on_hit(&mut self, nodes: &mut [impl Has<Link>], i: u32) {
        if RENEWS {
            self.promote(nodes, i);
        }
    }

    #[inline]
    fn on_write(&mut self, nodes: &mut [impl Has<Link>], i: u32) {
        self.promote(nodes, i);
    }

    #[inline]
    fn victim(&mut self, nodes: &mut [impl Has<Link>], _: Weights<'_>, keep: u32) -> Option<u32> {
        let List { head, tail, .. } = self.0;
        if tail != keep {
            return (tail != NIL).then_some(tail);
        }
        nodes.get(tail as usize).filter(|_| head != tail).map(|node| node.part().prev)
    }

    #[inline]
    fn evict_in_place(&mut self, nodes: &mut [impl Has<Link>]) -> Option<u32> {
        self.0.rotate(nodes)
    }

    #[inline]
    fn reuse(&mut self, _: u32, _: u64) {}

    #[inline]
    fn unlink(&mut self, nodes: &mut [impl Has<Link>], i: u32, _: u64) {
        self.0.unlink(nodes, i);
    }

    #[inline]
    fn swap_remove(&mut self, _: u32) {}

    #[inline]
    fn moved(&mut self, nodes: &mut [impl Has<Link>], i: u32) {
        self.0.filled(nodes, i);
    }

    fn clear(&mut self) {
        self.0 = List::EMPTY;
    }

    fn edit(&mut self, nodes: &mut [impl Has<Link>], list: &mut List, edit: Edit, i: u32) {
        list.edit(nodes, edit, i);
    }

    fn lists(&self) -> [List; 2] {
        [self.0, List::EMPTY]
    }
}
