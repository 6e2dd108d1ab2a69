//! The order of LRU and of LRI: one list, newest first, whose oldest node is evicted.
//!
//! A write moves a node to the front. Under LRU a use does so too (`RENEWS`); under LRI it changes
//! nothing, so that it can be noted under a shared reference.

use core::mem;

use super::{Bounds, Order, Weights, reserve};
use crate::cache::store::list::{Link, Links, List};
use crate::cache::store::slab::NIL;

/// See the module.
#[derive(Clone, Debug)]
pub struct Chain<const RENEWS: bool> {
    list: List,
    links: Links,
}

impl<const RENEWS: bool> Chain<RENEWS> {
    /// The node that goes last.
    pub(in crate::cache) fn newest(&self) -> u32 {
        self.list.head
    }

    /// Moves a node to the newest end, to be evicted last.
    #[inline]
    pub(in crate::cache) fn promote(&mut self, i: u32) {
        self.list.move_to_front(&mut self.links, i);
    }

    /// Moves a node to the oldest end, to be evicted first.
    pub(in crate::cache) fn demote(&mut self, i: u32) {
        self.list.move_to_back(&mut self.links, i);
    }
}

impl<const RENEWS: bool> Order for Chain<RENEWS> {
    const SHARES_HITS: bool = !RENEWS;

    fn new(_: Bounds) -> Self {
        Self { list: List::EMPTY, links: Links::new() }
    }

    fn reserve(&mut self, nodes: usize) {
        reserve(&mut self.links, nodes);
    }

    fn shrink(&mut self) {
        self.links.shrink_to_fit();
    }

    #[inline]
    fn push(&mut self, _: u64) {
        self.links.push(Link::LOOSE);
    }

    #[inline]
    fn link(&mut self, i: u32, _: u64) {
        self.list.push_front(&mut self.links, i);
    }

    #[inline]
    fn on_hit(&mut self, i: u32) {
        if RENEWS {
            self.promote(i);
        }
    }

    #[inline]
    fn on_hit_shared(&self, _: u32) {}

    #[inline]
    fn on_write(&mut self, i: u32) {
        self.promote(i);
    }

    #[inline]
    fn victim(&mut self, _: Weights<'_>, keep: u32) -> Option<u32> {
        let List { head, tail, .. } = self.list;
        if tail != keep {
            return (tail != NIL).then_some(tail);
        }
        self.links.get(tail as usize).filter(|_| head != tail).map(|link| link.prev)
    }

    #[inline]
    fn evict_in_place(&mut self) -> Option<u32> {
        self.list.rotate(&mut self.links)
    }

    #[inline]
    fn reuse(&mut self, _: u32, _: u64) {}

    #[inline]
    fn unlink(&mut self, i: u32, _: u64) {
        self.list.unlink(&mut self.links, i);
    }

    #[inline]
    fn swap_remove(&mut self, i: u32) {
        if (i as usize) < self.links.len() {
            self.links.swap_remove(i as usize);
        }
    }

    #[inline]
    fn moved(&mut self, i: u32) {
        self.list.filled(&mut self.links, i);
    }

    fn clear(&mut self) {
        self.list = List::EMPTY;
        self.links.clear();
    }

    fn links(&self) -> &Links {
        &self.links
    }

    fn links_mut(&mut self) -> &mut Links {
        &mut self.links
    }

    fn take_links(&mut self) -> Links {
        mem::take(&mut self.links)
    }

    fn lists(&self) -> [List; 2] {
        [self.list, List::EMPTY]
    }
}
