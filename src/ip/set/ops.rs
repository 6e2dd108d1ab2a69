//! Relations of two sets, the methods of the lazy operations, and the operators with owned results.

use alloc::vec;
use alloc::vec::Vec;
use core::ops::{
    BitAnd, BitAndAssign, BitOr, BitOrAssign, BitXor, BitXorAssign, Not, Sub, SubAssign,
};

use super::lazy::{self, Difference, Intersection, SymmetricDifference, Union};
use super::spans::{Span, find};
use super::{Set, build};
use crate::ip::Family;
use crate::ip::family::Word;

impl<F: Family> Set<F> {
    /// Returns whether every address of this set is in the other.
    ///
    /// Computes in **O(a + b)** time for a and b ranges, O(a · log b) where a is far smaller.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Prefix, Ipv4Set};
    ///
    /// let site = Ipv4Set::from("10.0.0.0/8".parse::<Ipv4Prefix>()?);
    /// let lan = Ipv4Set::from("10.1.0.0/16".parse::<Ipv4Prefix>()?);
    /// assert!(lan.is_subset(&site));
    /// assert!(!site.is_subset(&lan));
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    pub fn is_subset(&self, other: &Self) -> bool {
        let (a, b) = (self.spans(), other.spans());
        if lazy::gallops(a.len(), b.len()) && a.len() < b.len() {
            return a.iter().all(|span| find(b, span.0).is_some_and(|around| span.1 <= around.1));
        }
        lazy::difference(a, b).next().is_none()
    }

    /// Returns whether every address of the other set is in this one.
    ///
    /// Computes in **O(a + b)** time for a and b ranges, O(b · log a) where b is far smaller.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Prefix, Ipv4Set};
    ///
    /// let site = Ipv4Set::from("10.0.0.0/8".parse::<Ipv4Prefix>()?);
    /// let lan = Ipv4Set::from("10.1.0.0/16".parse::<Ipv4Prefix>()?);
    /// assert!(site.is_superset(&lan));
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    pub fn is_superset(&self, other: &Self) -> bool {
        other.is_subset(self)
    }

    /// Returns whether no address is in both sets.
    ///
    /// Computes in **O(a + b)** time for a and b ranges, O(b · log a) where b is far smaller.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Prefix, Ipv4Set};
    ///
    /// let ten = Ipv4Set::from("10.0.0.0/8".parse::<Ipv4Prefix>()?);
    /// let eleven = Ipv4Set::from("11.0.0.0/8".parse::<Ipv4Prefix>()?);
    /// assert!(ten.is_disjoint(&eleven));
    /// assert!(!ten.is_disjoint(&ten));
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    pub fn is_disjoint(&self, other: &Self) -> bool {
        lazy::intersection(self.spans(), other.spans()).next().is_none()
    }

    /// Iterates over the maximal ranges of the union of the two sets, in ascending order.
    ///
    /// The owned result is `&a | &b`. Computes in **O(a + b)** time in all, without allocating.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Prefix, Ipv4Set};
    ///
    /// let low = Ipv4Set::from("10.0.0.0/9".parse::<Ipv4Prefix>()?);
    /// let high = Ipv4Set::from("10.128.0.0/9".parse::<Ipv4Prefix>()?);
    /// assert_eq!(low.union(&high).collect::<Vec<_>>(), ["10.0.0.0/8".parse()?]);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[doc(alias = "merge")]
    pub fn union<'a>(&'a self, other: &'a Self) -> Union<'a, F> {
        Union(lazy::union(self.spans(), other.spans()))
    }

    /// Iterates over the maximal ranges of the intersection of the two sets, in ascending order.
    ///
    /// The owned result is `&a & &b`. Computes in **O(a + b)** time in all, without allocating,
    /// and in O(b · log a) where b is far smaller.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Range, Ipv4Set};
    ///
    /// let a = Ipv4Set::from("10.0.0.0-10.0.0.9".parse::<Ipv4Range>()?);
    /// let b = Ipv4Set::from("10.0.0.5-10.0.0.20".parse::<Ipv4Range>()?);
    /// assert_eq!(a.intersection(&b).collect::<Vec<_>>(), ["10.0.0.5-10.0.0.9".parse()?]);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[doc(alias = "intersect")]
    pub fn intersection<'a>(&'a self, other: &'a Self) -> Intersection<'a, F> {
        Intersection(lazy::intersection(self.spans(), other.spans()))
    }

    /// Iterates over the maximal ranges of the difference: the addresses in this set, but not in
    /// the other, in ascending order.
    ///
    /// The owned result is `&a - &b`. Computes in **O(a + b)** time in all, without allocating.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Range, Ipv4Set};
    ///
    /// let a = Ipv4Set::from("10.0.0.0-10.0.0.9".parse::<Ipv4Range>()?);
    /// let b = Ipv4Set::from("10.0.0.5-10.0.0.20".parse::<Ipv4Range>()?);
    /// assert_eq!(a.difference(&b).collect::<Vec<_>>(), ["10.0.0.0-10.0.0.4".parse()?]);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[doc(alias = "exclude")]
    #[doc(alias = "subtract")]
    pub fn difference<'a>(&'a self, other: &'a Self) -> Difference<'a, F> {
        Difference(lazy::difference(self.spans(), other.spans()))
    }

    /// Iterates over the maximal ranges of the symmetric difference: the addresses in one of the
    /// two sets, but not in both, in ascending order.
    ///
    /// The owned result is `&a ^ &b`. Computes in **O(a + b)** time in all, without allocating.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Range, Ipv4Set};
    ///
    /// let a = Ipv4Set::from("10.0.0.0-10.0.0.9".parse::<Ipv4Range>()?);
    /// let b = Ipv4Set::from("10.0.0.5-10.0.0.20".parse::<Ipv4Range>()?);
    /// assert_eq!(
    ///     a.symmetric_difference(&b).collect::<Vec<_>>(),
    ///     ["10.0.0.0-10.0.0.4".parse()?, "10.0.0.10-10.0.0.20".parse()?],
    /// );
    /// # Ok::<(), boltons::Error>(())
    /// ```
    pub fn symmetric_difference<'a>(&'a self, other: &'a Self) -> SymmetricDifference<'a, F> {
        SymmetricDifference(lazy::symmetric(self.spans(), other.spans()))
    }
}

/// Releases memory if there is more than twice what the result needs.
fn fitted<W: Word>(mut spans: Vec<Span<W>>) -> Vec<Span<W>> {
    if spans.capacity() / 2 > spans.len() {
        spans.shrink_to_fit();
    }
    spans
}

/// Collects the spans of a lazy operation.
fn collect<W: Word>(spans: impl Iterator<Item = Span<W>>) -> Vec<Span<W>> {
    let mut out = Vec::with_capacity(spans.size_hint().1.unwrap_or(0));
    spans.for_each(|span| out.push(span));
    fitted(out)
}

/// The union of two sets of spans: what the lazy operation yields, but without branches on which
/// list is next and on what touches, which are as good as random.
fn union<W: Word>(a: &[Span<W>], b: &[Span<W>]) -> Vec<Span<W>> {
    let (Some(first_a), Some(first_b)) = (a.first(), b.first()) else {
        return [a, b].concat();
    };
    let mut out = vec![(W::ZERO, W::ZERO); a.len() + b.len()];
    // The first span joins itself.
    let mut current = *first_a.min(first_b);
    let (mut i, mut j, mut len) = (0, 0, 0);
    while let (Some(&x), Some(&y)) = (a.get(i), b.get(j)) {
        let take_b = y.0 < x.0;
        let next = (if take_b { y.0 } else { x.0 }, if take_b { y.1 } else { x.1 });
        i += usize::from(!take_b);
        j += usize::from(take_b);
        out[len] = current;
        len += usize::from(build::join(&mut current, next));
    }
    for &next in a[i..].iter().chain(&b[j..]) {
        out[len] = current;
        len += usize::from(build::join(&mut current, next));
    }
    out[len] = current;
    out.truncate(len + 1);
    fitted(out)
}

/// The spans of both operands that are in both.
fn intersection<W: Word>(a: &[Span<W>], b: &[Span<W>]) -> Vec<Span<W>> {
    collect(lazy::intersection(a, b))
}

/// The first operand without the second.
fn difference<W: Word>(a: &[Span<W>], b: &[Span<W>]) -> Vec<Span<W>> {
    collect(lazy::difference(a, b))
}

/// What is in one operand only.
fn symmetric<W: Word>(a: &[Span<W>], b: &[Span<W>]) -> Vec<Span<W>> {
    collect(lazy::symmetric(a, b))
}

macro_rules! operator {
    ($trait:ident, $method:ident, $assign:ident, $assign_method:ident, $make:ident) => {
        impl<F: Family> $trait for &Set<F> {
            type Output = Set<F>;
            fn $method(self, other: Self) -> Set<F> {
                Set::from_spans($make(self.spans(), other.spans()))
            }
        }

        impl<F: Family> $assign<&Self> for Set<F> {
            fn $assign_method(&mut self, other: &Self) {
                *self = $trait::$method(&*self, other);
            }
        }
    };
}

operator!(BitAnd, bitand, BitAndAssign, bitand_assign, intersection);
operator!(BitXor, bitxor, BitXorAssign, bitxor_assign, symmetric);

impl<F: Family> BitOr for &Set<F> {
    type Output = Set<F>;
    fn bitor(self, other: Self) -> Set<F> {
        Set::from_spans(union(self.spans(), other.spans()))
    }
}

impl<F: Family> BitOrAssign<&Self> for Set<F> {
    fn bitor_assign(&mut self, other: &Self) {
        match (self.spans().last(), other.spans()) {
            (_, []) => {}
            (_, [span]) => {
                self.insert(super::range_of(*span));
            }
            // All of the other set comes after: nothing moves.
            (Some(end), [first, ..]) if end.1.saturating_add(F::Bits::ONE) < first.0 => {
                self.spans.extend_from_slice(other.spans());
            }
            _ => *self = &*self | other,
        }
    }
}

impl<F: Family> Sub for &Set<F> {
    type Output = Set<F>;
    fn sub(self, other: Self) -> Set<F> {
        Set::from_spans(difference(self.spans(), other.spans()))
    }
}

impl<F: Family> SubAssign<&Self> for Set<F> {
    fn sub_assign(&mut self, other: &Self) {
        if let [span] = other.spans() {
            self.remove(super::range_of(*span));
        } else if !other.is_empty() {
            *self = &*self - other;
        }
    }
}

impl<F: Family> Not for &Set<F> {
    type Output = Set<F>;
    fn not(self) -> Set<F> {
        Set::from_spans(self.gaps().map(super::span_of).collect())
    }
}
