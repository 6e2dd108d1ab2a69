//! Which entry goes when there is no more room.
//!
//! A policy is a type without values. Behind it stands an [`Order`]: the lists through the nodes
//! and whatever else it needs to choose a victim. The cache tells it of every entry that comes, is
//! used, is overwritten, goes, or changes its index.

mod ghost;
mod lri;
mod lru;
mod s3_fifo;
mod sieve;

use core::fmt::Debug;

pub use self::lri::Lri;
pub use self::lru::Lru;
pub use self::s3_fifo::S3Fifo;
pub(super) use self::sealed::Sealed;
pub use self::sieve::Sieve;
use super::iter::{Any, Slots, Taken, Walk};
use super::store::list::List;
use super::store::slab::{NIL, Node};

/// How a [`Cache`](super::Cache) chooses what to forget.
///
/// Implemented by the four types [`Lru`], [`Lri`], [`Sieve`] and [`S3Fifo`], and sealed, so that
/// another one can be added. The table of the [module](super) says which one when.
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
pub trait Policy: Sealed {}

mod sealed {
    /// Ties a policy to its machinery.
    pub trait Sealed {
        type Order: super::Order;
    }
}

/// The meta data of a policy's nodes.
pub(super) type MetaOf<P> = <<P as Sealed>::Order as Order>::Meta;

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

/// The lists and the judgement of a policy.
///
/// Invariant: between two calls of the cache every node is in exactly one of [`Order::lists`].
pub trait Order: Clone + Debug + Send + Sync + 'static {
    /// What the policy keeps with each node.
    type Meta: Meta;

    /// Whether a use changes nothing but the node's own meta data, so that
    /// [`Order::mark`] does for it.
    const SHARED: bool;

    fn new(bounds: Bounds) -> Self;

    /// The bounds changed.
    fn set_bounds(&mut self, bounds: Bounds);

    /// The meta data of a new entry.
    fn meta(hash: u64) -> Self::Meta;

    /// Links a new node.
    fn admit<K, V>(&mut self, nodes: &mut [Node<K, V, Self::Meta>], i: u32, weight: u64);

    /// Notes a counted use.
    fn hit<K, V>(&mut self, nodes: &mut [Node<K, V, Self::Meta>], i: u32);

    /// Notes a counted use under a shared reference, if [`Order::SHARED`].
    fn mark(meta: &Self::Meta);

    /// Notes that the value was overwritten.
    fn wrote<K, V>(&mut self, nodes: &mut [Node<K, V, Self::Meta>], i: u32);

    /// Chooses the node that goes next, which stays linked until [`Order::unlink`]; never `keep`.
    fn victim<K, V>(
        &mut self,
        nodes: &mut [Node<K, V, Self::Meta>],
        weights: Weights<'_>,
        keep: u32,
    ) -> Option<u32>;

    /// Chooses the node that goes next, for another entry to take its place: what follows is
    /// that entry's arrival in the node and [`Order::refill`]. Every weight is 1.
    #[inline]
    fn vacate<K, V>(&mut self, nodes: &mut [Node<K, V, Self::Meta>]) -> Option<u32> {
        let i = self.victim(nodes, Weights::UNIT, NIL)?;
        self.unlink(nodes, i, 1);
        Some(i)
    }

    /// Links the node that [`Order::vacate`] chose, which holds a new entry now.
    #[inline]
    fn refill<K, V>(&mut self, nodes: &mut [Node<K, V, Self::Meta>], i: u32) {
        self.admit(nodes, i, 1);
    }

    /// Takes a node out.
    fn unlink<K, V>(&mut self, nodes: &mut [Node<K, V, Self::Meta>], i: u32, weight: u64);

    /// Repairs what pointed to the node that was at `from` and is now at `to`.
    fn moved<K, V>(&mut self, nodes: &mut [Node<K, V, Self::Meta>], from: u32, to: u32);

    /// The weight of a node changed.
    fn reweighed(&mut self, _meta: &Self::Meta, _old: u64, _new: u64) {}

    /// All nodes are gone.
    fn clear(&mut self);

    /// The lists, the hotter one first.
    fn lists(&self) -> [List; 2];

    /// Sees to it that the policy's own invariants hold.
    #[cfg(feature = "__audit")]
    fn check<K, V>(&self, nodes: &[Node<K, V, Self::Meta>], weights: Weights<'_>);
}

/// An order that is one list whose ends anybody may move an entry to.
pub(super) trait Ranked: Order {
    fn list(&mut self) -> &mut List;
}

/// What a policy keeps with each node, and the hooks by which iterators forget which one it is.
pub trait Meta: Sized + Debug + Send + Sync + 'static {
    fn copy(&self) -> Self;

    fn walk<K, V>(walk: Walk<'_, K, V, Self>) -> AnyWalk<'_, K, V>;
    fn slice<K, V>(nodes: &mut [Node<K, V, Self>]) -> AnySlice<'_, K, V>;
    fn taken<K, V>(taken: Taken<K, V, Self>) -> AnyTaken<K, V>;
}

type Visited = sieve::Visited;
type Counted = s3_fifo::Counted;

/// The three layouts of nodes that there are, in list order.
pub(crate) type AnyWalk<'a, K, V> =
    Any<Walk<'a, K, V, ()>, Walk<'a, K, V, Visited>, Walk<'a, K, V, Counted>>;
/// The same, as slices.
pub(crate) type AnySlice<'a, K, V> =
    Any<Slots<'a, K, V, ()>, Slots<'a, K, V, Visited>, Slots<'a, K, V, Counted>>;
/// The same, owned.
pub(crate) type AnyTaken<K, V> = Any<Taken<K, V, ()>, Taken<K, V, Visited>, Taken<K, V, Counted>>;

macro_rules! meta {
    ($meta:ty, $variant:ident, $copy:expr) => {
        impl Meta for $meta {
            #[inline]
            fn copy(&self) -> Self {
                let copy: fn(&Self) -> Self = $copy;
                copy(self)
            }

            fn walk<K, V>(walk: Walk<'_, K, V, Self>) -> AnyWalk<'_, K, V> {
                Any::$variant(walk)
            }

            fn slice<K, V>(nodes: &mut [Node<K, V, Self>]) -> AnySlice<'_, K, V> {
                Any::$variant(Slots(nodes.iter_mut()))
            }

            fn taken<K, V>(taken: Taken<K, V, Self>) -> AnyTaken<K, V> {
                Any::$variant(taken)
            }
        }
    };
}

meta!((), Plain, |()| ());
meta!(Visited, Visited, Visited::copied);
meta!(Counted, Counted, Counted::copied);
