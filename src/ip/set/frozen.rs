//! The read-only set: a [`Set`] and, for large IPv4 sets, an [index](super::index) over it.

use core::fmt;
use core::hash::{Hash, Hasher};

use super::index::Index;
use super::spans::find;
use super::{Ranges, Set};
use crate::ip::Family;
use crate::ip::family::Word;

/// The number of ranges from which the index is built.
const INDEXED: usize = 512;

/// A read-only set of addresses of one family, for very many lookups.
///
/// Created by [`Set::freeze`]. A large IPv4 set answers [`contains`](Self::contains) several times
/// faster than [`Set::contains`], for 256 KiB of memory more, and either 4 bytes per range or,
/// where most ranges start and end at multiples of 256, 96 bytes for each /16 in which one does;
/// small sets and IPv6 sets search their ranges as before.
///
/// Unlike the frozen maps, a set compares numbers instead of counting bits for almost all
/// addresses: the instruction that counts bits (`-C target-cpu=x86-64-v3`) changes little here.
///
/// # Examples
///
/// ```
/// use boltons::ip::{Ipv4Prefix, Ipv4Set};
/// use std::net::Ipv4Addr;
///
/// let blocked = Ipv4Set::from("192.0.2.0/24".parse::<Ipv4Prefix>()?).freeze();
/// assert!(blocked.contains(Ipv4Addr::new(192, 0, 2, 200)));
/// assert!(!blocked.contains(Ipv4Addr::new(192, 0, 3, 0)));
/// # Ok::<(), boltons::Error>(())
/// ```
#[derive(Clone, Eq, PartialEq)]
#[doc(alias = "blocklist")]
#[doc(alias = "IPSet")]
pub struct FrozenSet<F: Family> {
    set: Set<F>,
    index: Option<Index>,
}

impl<F: Family> FrozenSet<F> {
    pub(super) fn new(mut set: Set<F>) -> Self {
        set.shrink_to_fit();
        let indexed = F::BITS == 32 && set.range_count() >= INDEXED;
        let index = indexed.then(|| Index::new(set.spans()));
        Self { set, index }
    }

    /// Returns whether the address is in the set.
    ///
    /// Computes in **O(log k)** time for the k ranges that share the address's top 16 bits where
    /// there is an index, in O(log ranges) otherwise.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::Ipv4Set;
    ///
    /// assert!(Ipv4Set::full().freeze().contains("255.255.255.255".parse()?));
    /// assert!(!Ipv4Set::new().freeze().contains("0.0.0.0".parse()?));
    /// # Ok::<(), std::net::AddrParseError>(())
    /// ```
    #[inline]
    #[must_use]
    pub fn contains(&self, addr: F::Addr) -> bool {
        let bits = F::to_bits(addr);
        match &self.index {
            Some(index) => index.contains(bits.low_u32()),
            None => find(self.set.spans(), bits).is_some(),
        }
    }

    /// Looks up many addresses at once, and writes for each whether it is in the set.
    ///
    /// Computes in the time of as many [`contains`](Self::contains).
    ///
    /// # Panics
    ///
    /// Panics if the slices differ in length.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Prefix, Ipv4Set};
    ///
    /// let set = Ipv4Set::from("10.0.0.0/8".parse::<Ipv4Prefix>()?).freeze();
    /// let mut found = [false; 2];
    /// set.contains_batch(&["10.0.0.1".parse()?, "11.0.0.1".parse()?], &mut found);
    /// assert_eq!(found, [true, false]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[track_caller]
    pub fn contains_batch(&self, addrs: &[F::Addr], out: &mut [bool]) {
        assert_eq!(addrs.len(), out.len(), "as many answers as addresses");
        for (&addr, out) in addrs.iter().zip(out) {
            *out = self.contains(addr);
        }
    }

    /// Iterates over the maximal ranges, ascending.
    ///
    /// Computes in **O(1)** time per range.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::Ipv4Set;
    ///
    /// assert_eq!(Ipv4Set::full().freeze().ranges().count(), 1);
    /// ```
    pub fn ranges(&self) -> Ranges<'_, F> {
        self.set.ranges()
    }

    /// Creates a mutable copy of the set.
    ///
    /// Computes in **O(ranges)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::Ipv4Set;
    ///
    /// assert_eq!(Ipv4Set::full().freeze().thaw(), Ipv4Set::full());
    /// ```
    #[must_use]
    #[doc(alias = "unfreeze")]
    pub fn thaw(&self) -> Set<F> {
        self.set.clone()
    }

    /// Asserts the invariants.
    #[doc(hidden)]
    #[cfg(feature = "__audit")]
    pub fn check(&self) {
        self.set.check();
        let Some(index) = &self.index else { return };
        index.check();
        for span in self.set.spans() {
            for end in [span.0, span.1] {
                assert!(index.contains(end.low_u32()), "the ends of each range are in the set");
            }
        }
        for gap in self.set.gaps() {
            for end in [gap.first(), gap.last()] {
                assert!(!self.contains(end), "the ends of each gap are not");
            }
        }
    }
}

impl<F: Family> Default for FrozenSet<F> {
    fn default() -> Self {
        Self::new(Set::new())
    }
}

/// Hashes like the set that was frozen.
impl<F: Family> Hash for FrozenSet<F> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.set.hash(state);
    }
}

impl<F: Family> fmt::Debug for FrozenSet<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.set, f)
    }
}

impl<F: Family> From<Set<F>> for FrozenSet<F> {
    fn from(set: Set<F>) -> Self {
        Self::new(set)
    }
}
