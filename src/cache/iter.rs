//! The iterators over a cache.
//!
//! They don't name the policy, since the nodes don't: a function can take an `Iter<'_, K, V>` of
//! any cache.

use alloc::vec::Vec;
use core::fmt;
use core::iter::FusedIterator;
use core::marker::PhantomData;
use core::slice;

use super::policy::Order;
use super::store::list::{Link, Links, List};
use super::store::slab::{NIL, Node, Slab};

/// What remains of one list.
#[derive(Clone, Copy, Debug)]
struct Span {
    front: u32,
    back: u32,
    left: u32,
}

impl Span {
    /// Takes the index at the front.
    #[inline]
    fn next(&mut self, links: &[Link]) -> Option<u32> {
        let i = self.front;
        self.front = links.get(i as usize).filter(|_| self.left > 0)?.next;
        self.left -= 1;
        Some(i)
    }

    /// Takes the index at the back.
    #[inline]
    fn next_back(&mut self, links: &[Link]) -> Option<u32> {
        let i = self.back;
        self.back = links.get(i as usize).filter(|_| self.left > 0)?.prev;
        self.left -= 1;
        Some(i)
    }
}

/// The nodes of three lists, one after the other.
#[derive(Debug)]
pub(super) struct Walk<'a, K, V> {
    nodes: &'a [Node<K, V>],
    links: &'a [Link],
    spans: [Span; 3],
}

impl<'a, K, V> Walk<'a, K, V> {
    pub(super) fn new(nodes: &'a [Node<K, V>], links: &'a [Link], lists: [List; 3]) -> Self {
        let span = |list: List| Span { front: list.head, back: list.tail, left: list.len };
        Self { nodes, links, spans: lists.map(span) }
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
        let links = self.links;
        let i = self.spans.iter_mut().find_map(|span| span.next(links))?;
        self.nodes.get(i as usize).map(|node| (&node.key, &node.value))
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
        let links = self.links;
        let i = self.spans.iter_mut().rev().find_map(|span| span.next_back(links))?;
        self.nodes.get(i as usize).map(|node| (&node.key, &node.value))
    }
}

impl<K, V> ExactSizeIterator for Walk<'_, K, V> {}

/// Nodes that were removed from their cache, in one list.
#[derive(Debug)]
pub(super) struct Taken<K, V> {
    nodes: Vec<Node<K, V>>,
    links: Links,
    list: List,
}

impl<K, V> Taken<K, V> {
    /// Takes everything, `pinned` first; both are cleared then.
    pub(super) fn new(slab: &mut Slab<K, V>, order: &mut impl Order, pinned: List) -> Self {
        let [first, second] = order.lists();
        let mut links = order.take_links();
        order.clear();
        let mut list = pinned;
        list.append(&mut links, first);
        list.append(&mut links, second);
        Self { nodes: slab.take_nodes(), links, list }
    }

    fn take(&mut self, i: u32) -> Option<(K, V)> {
        if i == NIL {
            return None;
        }
        self.list.unlink(&mut self.links, i);
        self.links.swap_remove(i as usize);
        self.list.filled(&mut self.links, i);
        let node = self.nodes.swap_remove(i as usize);
        Some((node.key, node.value))
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
        (self.nodes.len(), Some(self.nodes.len()))
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
pub struct IterMut<'a, K, V>(pub(super) slice::IterMut<'a, Node<K, V>>);

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
iterator!(IterMut<'a>, (&'a K, &'a mut V), node => (&node.key, &mut node.value));
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
