//! The iterators over a cache.
//!
//! They don't name the policy, but have a variant for each place of the links: a function can take
//! an `Iter<'_, K, V>` of any cache.

use alloc::vec::Vec;
use core::fmt;
use core::iter::FusedIterator;
use core::marker::PhantomData;
use core::slice;

use super::policy::Order;
use super::store::list::{Link, Links, List};
use super::store::slab::{NIL, Node, Slab};

/// What a policy keeps in each node: its link, or nothing, and the links are beside the nodes. The
/// iterators have a variant for each.
#[allow(
    unreachable_pub,
    reason = "reached through the bounds of `Policy`, which Rust 1.85 does not count"
)]
pub trait Tie: Copy + Default + fmt::Debug + Send + Sync + Unpin + 'static {
    /// The link of a node.
    fn link<K, V>(nodes: &[Node<K, V, Self>], links: &[Link], i: u32) -> Option<Link>;

    fn nodes<'a, K, V>(nodes: &'a [Node<K, V, Self>], links: &'a [Link]) -> Nodes<'a, K, V>;

    fn nodes_mut<K, V>(nodes: &mut [Node<K, V, Self>]) -> NodesMut<'_, K, V>;

    fn removed<K, V>(nodes: Vec<Node<K, V, Self>>, links: Links) -> Removed<K, V>;

    /// [`List::check`], wherever the links are.
    #[cfg(feature = "__audit")]
    fn check<K, V>(list: List, nodes: &[Node<K, V, Self>], links: &[Link], seen: &mut [u8]);
}

impl Tie for Link {
    fn link<K, V>(nodes: &[Node<K, V, Self>], _: &[Link], i: u32) -> Option<Link> {
        nodes.get(i as usize).map(|node| node.tie)
    }

    fn nodes<'a, K, V>(nodes: &'a [Node<K, V, Self>], _: &'a [Link]) -> Nodes<'a, K, V> {
        Nodes::Linked(nodes)
    }

    fn nodes_mut<K, V>(nodes: &mut [Node<K, V, Self>]) -> NodesMut<'_, K, V> {
        NodesMut::Linked(nodes.iter_mut())
    }

    fn removed<K, V>(nodes: Vec<Node<K, V, Self>>, _: Links) -> Removed<K, V> {
        Removed::Linked(nodes)
    }

    #[cfg(feature = "__audit")]
    fn check<K, V>(list: List, nodes: &[Node<K, V, Self>], _: &[Link], seen: &mut [u8]) {
        list.check(nodes, seen);
    }
}

impl Tie for () {
    fn link<K, V>(_: &[Node<K, V, Self>], links: &[Link], i: u32) -> Option<Link> {
        links.get(i as usize).copied()
    }

    fn nodes<'a, K, V>(nodes: &'a [Node<K, V, Self>], links: &'a [Link]) -> Nodes<'a, K, V> {
        Nodes::Bare(nodes, links)
    }

    fn nodes_mut<K, V>(nodes: &mut [Node<K, V, Self>]) -> NodesMut<'_, K, V> {
        NodesMut::Bare(nodes.iter_mut())
    }

    fn removed<K, V>(nodes: Vec<Node<K, V, Self>>, links: Links) -> Removed<K, V> {
        Removed::Bare(nodes, links)
    }

    #[cfg(feature = "__audit")]
    fn check<K, V>(list: List, _: &[Node<K, V, Self>], links: &[Link], seen: &mut [u8]) {
        list.check(links, seen);
    }
}

/// The nodes of a cache and their links.
#[allow(
    unreachable_pub,
    reason = "reached through the bounds of `Policy`, which Rust 1.85 does not count"
)]
#[derive(Debug)]
pub enum Nodes<'a, K, V> {
    Linked(&'a [Node<K, V, Link>]),
    Bare(&'a [Node<K, V, ()>], &'a [Link]),
}

impl<K, V> Clone for Nodes<'_, K, V> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<K, V> Copy for Nodes<'_, K, V> {}

impl<'a, K, V> Nodes<'a, K, V> {
    /// A node and its link.
    #[inline]
    fn get(self, i: u32) -> Option<((&'a K, &'a V), Link)> {
        let i = i as usize;
        match self {
            Self::Linked(nodes) => nodes.get(i).map(|node| ((&node.key, &node.value), node.tie)),
            Self::Bare(nodes, links) => {
                nodes.get(i).map(|node| (&node.key, &node.value)).zip(links.get(i).copied())
            }
        }
    }
}

/// What remains of one list.
#[derive(Clone, Copy, Debug)]
struct Span {
    front: u32,
    back: u32,
    left: u32,
}

impl Span {
    /// Takes the node at the front.
    #[inline]
    fn next<'a, K, V>(&mut self, nodes: Nodes<'a, K, V>) -> Option<(&'a K, &'a V)> {
        let (entry, link) = nodes.get(self.front).filter(|_| self.left > 0)?;
        self.front = link.next;
        self.left -= 1;
        Some(entry)
    }

    /// Takes the node at the back.
    #[inline]
    fn next_back<'a, K, V>(&mut self, nodes: Nodes<'a, K, V>) -> Option<(&'a K, &'a V)> {
        let (entry, link) = nodes.get(self.back).filter(|_| self.left > 0)?;
        self.back = link.prev;
        self.left -= 1;
        Some(entry)
    }
}

/// The nodes of three lists, one after the other.
#[derive(Debug)]
pub(super) struct Walk<'a, K, V> {
    nodes: Nodes<'a, K, V>,
    spans: [Span; 3],
}

impl<'a, K, V> Walk<'a, K, V> {
    pub(super) fn new(nodes: Nodes<'a, K, V>, lists: [List; 3]) -> Self {
        let span = |list: List| Span { front: list.head, back: list.tail, left: list.len };
        Self { nodes, spans: lists.map(span) }
    }
}

impl<K, V> Clone for Walk<'_, K, V> {
    fn clone(&self) -> Self {
        Self { ..*self }
    }
}

impl<'a, K, V> Iterator for Walk<'a, K, V> {
    type Item = (&'a K, &'a V);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let nodes = self.nodes;
        self.spans.iter_mut().find_map(|span| span.next(nodes))
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.spans.iter().map(|span| span.left as usize).sum();
        (left, Some(left))
    }
}

impl<K, V> DoubleEndedIterator for Walk<'_, K, V> {
    #[inline]
    fn next_back(&mut self) -> Option<Self::Item> {
        let nodes = self.nodes;
        self.spans.iter_mut().rev().find_map(|span| span.next_back(nodes))
    }
}

impl<K, V> ExactSizeIterator for Walk<'_, K, V> {}

/// The nodes of a cache, whose values may be changed.
#[allow(
    unreachable_pub,
    reason = "reached through the bounds of `Policy`, which Rust 1.85 does not count"
)]
#[derive(Debug)]
pub enum NodesMut<'a, K, V> {
    Linked(slice::IterMut<'a, Node<K, V, Link>>),
    Bare(slice::IterMut<'a, Node<K, V, ()>>),
}

impl<'a, K, V> Iterator for NodesMut<'a, K, V> {
    type Item = (&'a K, &'a mut V);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        match self {
            Self::Linked(nodes) => nodes.next().map(|node| (&node.key, &mut node.value)),
            Self::Bare(nodes) => nodes.next().map(|node| (&node.key, &mut node.value)),
        }
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        match self {
            Self::Linked(nodes) => nodes.size_hint(),
            Self::Bare(nodes) => nodes.size_hint(),
        }
    }

    fn fold<R, F: FnMut(R, Self::Item) -> R>(self, init: R, mut f: F) -> R {
        match self {
            Self::Linked(nodes) => {
                nodes.fold(init, |sum, node| f(sum, (&node.key, &mut node.value)))
            }
            Self::Bare(nodes) => nodes.fold(init, |sum, node| f(sum, (&node.key, &mut node.value))),
        }
    }
}

impl<K, V> DoubleEndedIterator for NodesMut<'_, K, V> {
    #[inline]
    fn next_back(&mut self) -> Option<Self::Item> {
        match self {
            Self::Linked(nodes) => nodes.next_back().map(|node| (&node.key, &mut node.value)),
            Self::Bare(nodes) => nodes.next_back().map(|node| (&node.key, &mut node.value)),
        }
    }
}

impl<K, V> ExactSizeIterator for NodesMut<'_, K, V> {}

/// Nodes that were removed from their cache, and their links.
#[allow(
    unreachable_pub,
    reason = "reached through the bounds of `Policy`, which Rust 1.85 does not count"
)]
#[derive(Debug)]
pub enum Removed<K, V> {
    Linked(Vec<Node<K, V, Link>>),
    Bare(Vec<Node<K, V, ()>>, Links),
}

/// Nodes that were removed from their cache, in one list.
#[derive(Debug)]
pub(super) struct Taken<K, V> {
    nodes: Removed<K, V>,
    list: List,
}

impl<K, V> Taken<K, V> {
    /// Takes everything, `pinned` first; both are cleared then.
    pub(super) fn new<O: Order>(
        slab: &mut Slab<K, V, O::Tie>,
        order: &mut O,
        pinned: List,
    ) -> Self {
        let [first, second] = order.lists();
        let links = order.take_links();
        order.clear();
        let mut nodes = O::Tie::removed(slab.take_nodes(), links);
        let mut list = pinned;
        for other in [first, second] {
            match &mut nodes {
                Removed::Linked(nodes) => list.append(nodes, other),
                Removed::Bare(_, links) => list.append(links, other),
            }
        }
        Self { nodes, list }
    }

    fn take(&mut self, i: u32) -> Option<(K, V)> {
        if i == NIL {
            return None;
        }
        match &mut self.nodes {
            Removed::Linked(nodes) => {
                self.list.unlink(nodes, i);
                let node = nodes.swap_remove(i as usize);
                self.list.filled(nodes, i);
                Some((node.key, node.value))
            }
            Removed::Bare(nodes, links) => {
                self.list.unlink(links, i);
                links.swap_remove(i as usize);
                self.list.filled(links, i);
                let node = nodes.swap_remove(i as usize);
                Some((node.key, node.value))
            }
        }
    }
}

impl<K, V> Iterator for Taken<K, V> {
    type Item = (K, V);

    #[inline]
    fn next(&mut self) -> Option<(K, V)> {
        self.take(self.list.head)
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.list.len as usize, Some(self.list.len as usize))
    }
}

impl<K, V> DoubleEndedIterator for Taken<K, V> {
    #[inline]
    fn next_back(&mut self) -> Option<(K, V)> {
        self.take(self.list.tail)
    }
}

impl<K, V> ExactSizeIterator for Taken<K, V> {}

/// An iterator over the entries of a cache, hot to cold.
///
/// Created by [`Cache::iter`](super::Cache::iter).
///
/// # Examples
///
/// ```
/// use boltons::cache::{Iter, LruCache, SieveCache};
///
/// fn hottest<'a>(mut entries: Iter<'a, u32, char>) -> Option<(&'a u32, &'a char)> {
///     entries.next()
/// }
///
/// let (mut lru, mut sieve) = (LruCache::new(2), SieveCache::new(2));
/// lru.insert(1, 'a');
/// sieve.insert(1, 'a');
/// assert_eq!(hottest(lru.iter()), hottest(sieve.iter()));
/// ```
pub struct Iter<'a, K, V>(pub(super) Walk<'a, K, V>);

/// An iterator over the entries of a cache with mutable references to the values, in no special
/// order.
///
/// Created by [`Cache::iter_mut`](super::Cache::iter_mut).
///
/// # Examples
///
/// ```
/// let mut cache = boltons::cache::LruCache::new(2);
/// cache.insert("a", 1);
/// for (_, value) in cache.iter_mut() {
///     *value += 1;
/// }
/// assert_eq!(cache.get("a"), Some(&2));
/// ```
pub struct IterMut<'a, K, V>(pub(super) NodesMut<'a, K, V>);

/// An iterator over the keys of a cache, hot to cold.
///
/// Created by [`Cache::keys`](super::Cache::keys).
///
/// # Examples
///
/// ```
/// let mut cache = boltons::cache::LruCache::new(2);
/// cache.extend([("a", 1), ("b", 2)]);
/// assert!(cache.keys().eq(&["b", "a"]));
/// ```
pub struct Keys<'a, K, V>(pub(super) Iter<'a, K, V>);

/// An iterator over the values of a cache, hot to cold.
///
/// Created by [`Cache::values`](super::Cache::values).
///
/// # Examples
///
/// ```
/// let mut cache = boltons::cache::LruCache::new(2);
/// cache.extend([("a", 1), ("b", 2)]);
/// assert!(cache.values().eq(&[2, 1]));
/// ```
pub struct Values<'a, K, V>(pub(super) Iter<'a, K, V>);

/// An iterator over mutable references to the values of a cache, in no special order.
///
/// Created by [`Cache::values_mut`](super::Cache::values_mut).
///
/// # Examples
///
/// ```
/// let mut cache = boltons::cache::LruCache::new(2);
/// cache.extend([("a", 1), ("b", 2)]);
/// cache.values_mut().for_each(|value| *value *= 10);
/// assert!(cache.values().eq(&[20, 10]));
/// ```
pub struct ValuesMut<'a, K, V>(pub(super) IterMut<'a, K, V>);

/// An owning iterator over the entries of a cache, hot to cold.
///
/// Created by the `into_iter` of a [`Cache`](super::Cache).
///
/// # Examples
///
/// ```
/// let mut cache = boltons::cache::LruCache::new(2);
/// cache.extend([("a", 1), ("b", 2)]);
/// let entries: Vec<_> = cache.into_iter().collect();
/// assert_eq!(entries, [("b", 2), ("a", 1)]);
/// ```
pub struct IntoIter<K, V>(pub(super) Taken<K, V>);

/// A draining iterator over the entries of a cache, hot to cold.
///
/// Created by [`Cache::drain`](super::Cache::drain). The cache is empty from the start, whether the
/// iterator is used up, dropped or forgotten.
///
/// # Examples
///
/// ```
/// let mut cache = boltons::cache::LruCache::new(2);
/// cache.extend([("a", 1), ("b", 2)]);
/// assert_eq!(cache.drain().next(), Some(("b", 2)));
/// assert!(cache.is_empty());
/// ```
pub struct Drain<'a, K, V>(pub(super) Taken<K, V>, pub(super) PhantomData<&'a mut (K, V)>);

macro_rules! iterator {
    ($name:ident<$($life:lifetime)?>, $item:ty, $inner:ident => $map:expr) => {
        impl<$($life,)? K, V> Iterator for $name<$($life,)? K, V> {
            type Item = $item;

            #[inline]
            fn next(&mut self) -> Option<Self::Item> {
                self.0.next().map(|$inner| $map)
            }

            #[inline]
            fn size_hint(&self) -> (usize, Option<usize>) {
                self.0.size_hint()
            }

            fn fold<R, F: FnMut(R, Self::Item) -> R>(self, init: R, mut f: F) -> R {
                self.0.fold(init, |sum, $inner| f(sum, $map))
            }
        }

        impl<$($life,)? K, V> DoubleEndedIterator for $name<$($life,)? K, V> {
            #[inline]
            fn next_back(&mut self) -> Option<Self::Item> {
                self.0.next_back().map(|$inner| $map)
            }
        }

        impl<$($life,)? K, V> ExactSizeIterator for $name<$($life,)? K, V> {}

        impl<$($life,)? K, V> FusedIterator for $name<$($life,)? K, V> {}
    };
}

iterator!(Iter<'a>, (&'a K, &'a V), entry => entry);
iterator!(IterMut<'a>, (&'a K, &'a mut V), entry => entry);
iterator!(Keys<'a>, &'a K, entry => entry.0);
iterator!(Values<'a>, &'a V, entry => entry.1);
iterator!(ValuesMut<'a>, &'a mut V, entry => entry.1);
iterator!(IntoIter<>, (K, V), entry => entry);
iterator!(Drain<'a>, (K, V), entry => entry);

macro_rules! shown {
    ($($name:ident where $($bound:ident: $debug:path),+;)+) => {$(
        impl<K, V> Clone for $name<'_, K, V> {
            fn clone(&self) -> Self {
                Self(self.0.clone())
            }
        }

        /// Lists what is left.
        impl<K, V> fmt::Debug for $name<'_, K, V>
        where
            $($bound: $debug,)+
        {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_list().entries(self.clone()).finish()
            }
        }
    )+};
}

shown! {
    Iter where K: fmt::Debug, V: fmt::Debug;
    Keys where K: fmt::Debug;
    Values where V: fmt::Debug;
}

macro_rules! counted {
    ($($name:ty),+) => {$(
        /// Tells how many are left.
        impl<K, V> fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let name = stringify!($name).split('<').next().unwrap_or_default().trim_end();
                f.debug_struct(name).field("left", &self.len()).finish_non_exhaustive()
            }
        }
    )+};
}

counted!(IterMut<'_, K, V>, ValuesMut<'_, K, V>, IntoIter<K, V>, Drain<'_, K, V>);
