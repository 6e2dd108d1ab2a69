//! Which entry is evicted when there is no more room.
//!
//! A policy is a type without values. Its [`Order`] holds the lists through the nodes and whatever
//! else it needs to choose a victim. The cache tells it of every entry that is inserted, used,
//! overwritten or removed, or that changes its index.

#![allow(
    unreachable_pub,
    reason = "reached through the bounds of `Policy`, which Rust 1.85 does not count"
)]

mod chain;
mod ghost;
mod lri;
mod lru;
mod s3_fifo;
mod sieve;

use alloc::vec::Vec;
use core::fmt::Debug;

pub(super) use self::chain::Chain;
pub use self::lri::Lri;
pub use self::lru::Lru;
pub use self::s3_fifo::S3Fifo;
pub(super) use self::sealed::Sealed;
pub use self::sieve::Sieve;
use super::iter::Tie;
use super::store::list::{Edit, Has, Link, Links, List};

/// Makes room for so many items in all.
fn reserve<T>(items: &mut Vec<T>, count: usize) {
    items.reserve_exact(count.saturating_sub(items.len()));
}

/// A policy: how a [`Cache`](super::Cache) chooses the entries to evict.
///
/// Implemented by the four types [`Lru`], [`Lri`], [`Sieve`] and [`S3Fifo`], and sealed, so that
/// others can be added. The table of the [module](super) says when to use which.
///
/// # Examples
///
/// ```
/// use boltons::cache::{Cache, Policy, Sieve};
///
/// fn filled<P: Policy>() -> Cache<u32, u32, P> {
///     let mut cache = Cache::new(2);
///     cache.extend([(1, 1), (2, 4), (3, 9)]);
///     cache
/// }
///
/// assert_eq!(filled::<Sieve>().len(), 2);
/// ```
#[doc(alias = "EvictionPolicy")]
pub trait Policy: Sealed {}

/// The machinery of a policy.
pub(super) type OrderOf<P> = <P as Sealed>::Order;

mod sealed {
    /// Ties a policy to its machinery.
    pub trait Sealed {
        type Order: super::Order;
    }
}

/// The weights of the nodes: 1 each, where there is no weigher.
#[derive(Clone, Copy, Debug)]
pub struct Weights<'a>(pub Option<&'a [u64]>);

impl Weights<'_> {
    pub const UNIT: Self = Self(None);

    #[inline]
    pub fn of(self, i: u32) -> u64 {
        self.0.map_or(1, |weights| weights.get(i as usize).copied().unwrap_or(0))
    }
}

/// What a cache is bounded by.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    pub entries: u32,
    pub weight: Option<u64>,
}

/// The lists and the judgement of a policy, and what it keeps of each node, by the node's index.
///
/// Invariant: between two calls of the cache each node has a link, and it is in exactly
/// one of [`Order::lists`], or in the list of the entries without weight, which is the cache's.
pub trait Order: Clone + Debug + Send + Sync + 'static {
    /// Whether a use changes no links, so that [`Order::on_hit_shared`] does for it. Otherwise a
    /// use that is found with a shared reference is queued for [`Order::on_hit`].
    const SHARES_HITS: bool;

    /// What stands in each node: its link, if a use moves the node, and so finds the link in a
    /// line of memory that it has just read; otherwise nothing, so that a hit reads fewer lines.
    type Tie: Tie;

    fn new(bounds: Bounds) -> Self;

    /// The bounds changed.
    fn set_bounds(&mut self, _: Bounds) {}

    /// Makes room for so many nodes in all.
    fn reserve(&mut self, nodes: usize);

    /// Frees what the nodes don't need, the memory of removed keys included.
    fn shrink(&mut self);

    /// A node was added at the end; it is in no list yet.
    fn push(&mut self, hash: u64);

    /// Inserts a node that is in no list, with this weight.
    fn link(&mut self, nodes: &mut [impl Has<Self::Tie>], i: u32, weight: u64);

    /// Node `i` of this weight was added at the end.
    #[inline]
    fn on_insert(&mut self, nodes: &mut [impl Has<Self::Tie>], i: u32, hash: u64, weight: u64) {
        self.push(hash);
        self.link(nodes, i, weight);
    }

    /// Notes a counted use.
    fn on_hit(&mut self, nodes: &mut [impl Has<Self::Tie>], i: u32);

    /// Notes a counted use, if [`Order::SHARES_HITS`].
    fn on_hit_unlinked(&mut self, _: u32) {}

    /// Notes a counted use under a shared reference, if [`Order::SHARES_HITS`].
    fn on_hit_shared(&self, _: u32) {}

    /// Notes that the value was overwritten.
    fn on_write(&mut self, nodes: &mut [impl Has<Self::Tie>], i: u32);

    /// Chooses the node to evict next, which stays until it is removed; never `keep`.
    fn victim(
        &mut self,
        nodes: &mut [impl Has<Self::Tie>],
        weights: Weights<'_>,
        keep: u32,
    ) -> Option<u32>;

    /// Chooses the node to evict next, for another entry to take its place: what follows is
    /// that entry's arrival in the node and [`Order::reuse`]. Every weight is 1.
    fn evict_in_place(&mut self, nodes: &mut [impl Has<Self::Tie>]) -> Option<u32>;

    /// The node that [`Order::evict_in_place`] chose holds a new entry now.
    fn reuse(&mut self, i: u32, hash: u64);

    /// Removes a node of this weight from its list; it stays where it is.
    fn unlink(&mut self, nodes: &mut [impl Has<Self::Tie>], i: u32, weight: u64);

    /// A node that is in no list is removed; the last one takes its index.
    fn swap_remove(&mut self, i: u32);

    /// Repairs what pointed to the last node, which is in a list and has taken index `i`.
    fn moved(&mut self, nodes: &mut [impl Has<Self::Tie>], i: u32);

    /// The weight of a node changed.
    fn on_reweigh(&mut self, _i: u32, _old: u64, _new: u64) {}

    /// All nodes are gone.
    fn clear(&mut self);

    /// The links, where the nodes have none.
    fn links(&self) -> &[Link] {
        &[]
    }

    /// Returns those by value; what follows is [`Order::clear`].
    fn take_links(&mut self) -> Links {
        Links::new()
    }

    /// Changes a list of nodes that are in none of this policy's.
    fn edit(&mut self, nodes: &mut [impl Has<Self::Tie>], list: &mut List, edit: Edit, i: u32);

    /// The lists, the hotter one first.
    fn lists(&self) -> [List; 2];

    /// Sees to it that the policy's own invariants hold for so many nodes.
    #[cfg(feature = "__audit")]
    fn check(&self, _len: usize, _weights: Weights<'_>) {}
}
