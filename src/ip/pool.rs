//! [`PrefixPool`]: a buddy allocator of prefixes from free address space.
//!
//! Free space is kept as maximal blocks in two orders: by address (for overlaps and iteration) and
//! by (length, address) (for the best fit). Allocating takes the longest block that is long enough
//! and halves it on the way down; releasing merges a block with its sibling while that is free.
//!
//! `check()`: free blocks are disjoint, no two siblings are both free, both orders hold the same
//! blocks, and the size is their sum.

use alloc::collections::btree_map::{self, BTreeMap};
use alloc::collections::btree_set::BTreeSet;
use core::fmt;
use core::iter::FusedIterator;

use super::family::Word;
use super::{Family, Prefix, Set, V4, V6};
use crate::error::{Error, Kind};

/// An allocator of IPv4 prefixes: [`PrefixPool`] of [`V4`].
pub type Ipv4PrefixPool = PrefixPool<V4>;
/// An allocator of IPv6 prefixes: [`PrefixPool`] of [`V6`].
pub type Ipv6PrefixPool = PrefixPool<V6>;

/// An allocator of prefixes from the free address space of one family.
///
/// # Examples
///
/// ```
/// use boltons::ip::{Ipv4Prefix, Ipv4PrefixPool};
///
/// let mut pool = Ipv4PrefixPool::new(Ipv4Prefix::literal("10.0.0.0/16"));
/// pool.allocate_exact("10.0.0.0/24".parse()?)?;
/// assert_eq!(pool.allocate(24), Some("10.0.1.0/24".parse()?));
/// assert_eq!(pool.allocate(20), Some("10.0.16.0/20".parse()?));
/// assert_eq!(pool.allocate(16), None);
///
/// pool.release("10.0.0.0/24".parse()?)?;
/// assert_eq!(pool.allocate(24), Some("10.0.0.0/24".parse()?));
/// # Ok::<(), boltons::Error>(())
/// ```
#[derive(Clone, Eq, Hash, PartialEq)]
#[doc(alias = "ipam")]
#[doc(alias = "allocator")]
#[doc(alias = "buddy allocator")]
#[doc(alias = "subnet allocator")]
#[doc(alias = "SubnetSplitter")]
pub struct PrefixPool<F: Family> {
    /// The lengths of the free blocks, by their first addresses.
    by_addr: BTreeMap<F::Bits, u8>,
    by_len: BTreeSet<(u8, F::Bits)>,
    /// The number of free addresses, modulo 2¹²⁸.
    size: u128,
}

impl<F: Family> PrefixPool<F> {
    /// Creates a pool whose free space is a set, a range or a prefix.
    ///
    /// Computes in **O(n log n)** time for n prefixes that make the set.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4PrefixPool, Ipv4Range};
    ///
    /// let pool = Ipv4PrefixPool::new("10.0.0.0-10.0.2.255".parse::<Ipv4Range>()?);
    /// assert_eq!(pool.largest(), Some(23));
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    pub fn new(free: impl Into<Set<F>>) -> Self {
        let mut pool = Self { by_addr: BTreeMap::new(), by_len: BTreeSet::new(), size: 0 };
        // The fewest prefixes are maximal blocks.
        free.into().prefixes().for_each(|prefix| pool.add(prefix));
        pool
    }

    /// Allocates a prefix of a length from the free space, or returns `None` if no free block has
    /// room for one or the length exceeds that of an address.
    ///
    /// This is the best fit: the lowest prefix of the smallest free block with room for it, the
    /// lowest among equals. Computes in **O(BITS · log n)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Prefix, Ipv4PrefixPool};
    ///
    /// let mut pool = Ipv4PrefixPool::new(Ipv4Prefix::literal("10.0.0.0/30"));
    /// assert_eq!(pool.allocate(31), Some("10.0.0.0/31".parse()?));
    /// assert_eq!(pool.allocate(32), Some("10.0.0.2/32".parse()?));
    /// assert_eq!(pool.allocate(31), None);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[doc(alias = "alloc")]
    #[doc(alias = "next_subnet")]
    #[doc(alias = "extract_subnet")]
    #[doc(alias = "RemoveFreePrefix")]
    pub fn allocate(&mut self, len: u8) -> Option<Prefix<F>> {
        if len > F::BITS {
            return None;
        }
        let &(fit, _) = self.by_len.range(..=(len, F::Bits::MAX)).next_back()?;
        let &(_, first) = self.by_len.range((fit, F::Bits::ZERO)..).next()?;
        let taken = Prefix::of_bits(first, len);
        self.carve(Prefix::of_bits(first, fit), taken);
        Some(taken)
    }

    /// Allocates exactly the given prefix from the free space.
    ///
    /// Computes in **O(BITS · log n)** time.
    ///
    /// # Errors
    ///
    /// [`is_conflict`](Error::is_conflict) if it is not wholly free; the pool is then unchanged.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Prefix, Ipv4PrefixPool};
    ///
    /// let mut pool = Ipv4PrefixPool::new(Ipv4Prefix::literal("10.0.0.0/16"));
    /// pool.allocate_exact("10.0.7.0/24".parse()?)?;
    /// let error = pool.allocate_exact("10.0.0.0/20".parse()?).unwrap_err();
    /// assert_eq!(error.to_string(), "10.0.0.0/20 is not wholly free");
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[doc(alias = "reserve")]
    #[doc(alias = "remove_subnet")]
    pub fn allocate_exact(&mut self, prefix: Prefix<F>) -> Result<(), Error> {
        // Blocks are maximal, so what is wholly free lies in one.
        match self.before(prefix.bits()) {
            Some(block) if block.contains_prefix(prefix) => {
                self.carve(block, prefix);
                Ok(())
            }
            _ => Err(Error::new(Kind::Conflict, format_args!("{prefix} is not wholly free"))),
        }
    }

    /// Releases a prefix into the free space, in the size in which it was allocated or any other.
    ///
    /// Computes in **O(BITS · log n)** time.
    ///
    /// # Errors
    ///
    /// [`is_conflict`](Error::is_conflict) if any of it is free already; the pool is then
    /// unchanged.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Prefix, Ipv4PrefixPool};
    ///
    /// let mut pool = Ipv4PrefixPool::default();
    /// pool.release("10.0.0.0/24".parse()?)?;
    /// let error = pool.release("10.0.0.0/25".parse()?).unwrap_err();
    /// assert_eq!(error.to_string(), "10.0.0.0/25 overlaps free space");
    /// pool.release("10.0.1.0/24".parse()?)?;
    /// assert_eq!(pool.largest(), Some(23)); // the two are one block
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[doc(alias = "dealloc")]
    #[doc(alias = "deallocate")]
    pub fn release(&mut self, prefix: Prefix<F>) -> Result<(), Error> {
        // Of two prefixes that overlap one contains the other.
        let overlaps = |block: Prefix<F>| block.overlaps(prefix);
        if self.before(prefix.last_bits()).is_some_and(overlaps) {
            return Err(Error::new(Kind::Conflict, format_args!("{prefix} overlaps free space")));
        }
        self.put_back(prefix);
        Ok(())
    }

    /// Iterates over the free space as the fewest prefixes, in ascending order.
    ///
    /// Computes in **O(1)** time per prefix (amortized average).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Prefix, Ipv4PrefixPool};
    ///
    /// let mut pool = Ipv4PrefixPool::new(Ipv4Prefix::literal("10.0.0.0/24"));
    /// pool.allocate(26);
    /// let text: Vec<String> = pool.free().map(|prefix| prefix.to_string()).collect();
    /// assert_eq!(text, ["10.0.0.64/26", "10.0.0.128/25"]);
    /// ```
    #[doc(alias = "available_subnets")]
    pub fn free(&self) -> Free<'_, F> {
        Free(self.by_addr.iter())
    }

    /// Returns the number of free addresses, or [`u128::MAX`] for the 2¹²⁸ of all of IPv6.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Prefix, Ipv4PrefixPool};
    ///
    /// assert_eq!(Ipv4PrefixPool::new(Ipv4Prefix::ALL).free_size(), 1 << 32);
    /// ```
    #[must_use]
    #[doc(alias = "available")]
    #[doc(alias = "num_addresses")]
    pub fn free_size(&self) -> u128 {
        if self.size == 0 && !self.by_addr.is_empty() { u128::MAX } else { self.size }
    }

    /// Returns the prefix length of the largest free block: the shortest that can be allocated.
    ///
    /// Computes in **O(log n)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Ipv4Prefix, Ipv4PrefixPool};
    ///
    /// let mut pool = Ipv4PrefixPool::new(Ipv4Prefix::literal("10.0.0.0/24"));
    /// assert_eq!(pool.largest(), Some(24));
    /// pool.allocate(32);
    /// assert_eq!(pool.largest(), Some(25));
    /// ```
    #[must_use]
    pub fn largest(&self) -> Option<u8> {
        self.by_len.first().map(|block| block.0)
    }

    /// The last free block that starts at or before an address.
    fn before(&self, addr: F::Bits) -> Option<Prefix<F>> {
        let (first, len) = self.by_addr.range(..=addr).next_back()?;
        Some(Prefix::of_bits(*first, *len))
    }

    /// Adds a prefix of which nothing is free, merged with its siblings.
    fn put_back(&mut self, prefix: Prefix<F>) {
        let mut block = prefix;
        while let Some(sibling) = block.sibling() {
            if self.by_addr.get(&sibling.bits()) != Some(&sibling.prefix_len()) {
                break;
            }
            self.take(sibling);
            block = block.common_supernet(sibling);
        }
        self.add(block);
    }

    /// Removes a part of a free block.
    fn carve(&mut self, block: Prefix<F>, taken: Prefix<F>) {
        self.take(block);
        let mut part = taken;
        while part != block {
            // A part is longer than its block, so it has a sibling, and that lies in the block.
            let Some(sibling) = part.sibling() else { return };
            self.add(sibling);
            part = part.common_supernet(sibling);
        }
    }

    fn add(&mut self, block: Prefix<F>) {
        self.by_addr.insert(block.bits(), block.prefix_len());
        self.by_len.insert((block.prefix_len(), block.bits()));
        self.size = self.size.wrapping_add(size(block));
    }

    fn take(&mut self, block: Prefix<F>) {
        self.by_addr.remove(&block.bits());
        self.by_len.remove(&(block.prefix_len(), block.bits()));
        self.size = self.size.wrapping_sub(size(block));
    }

    /// Asserts the invariants.
    #[doc(hidden)]
    #[cfg(feature = "__audit")]
    pub fn check(&self) {
        let mut last = None;
        let mut sum = 0_u128;
        for block in self.free() {
            assert!(last < Some(block.bits()), "free blocks are disjoint");
            last = Some(block.last_bits());
            sum = sum.wrapping_add(size(block));
            assert!(self.by_len.contains(&(block.prefix_len(), block.bits())), "in both orders");
            if let Some(sibling) = block.sibling() {
                assert_ne!(
                    self.by_addr.get(&sibling.bits()),
                    Some(&sibling.prefix_len()),
                    "siblings are merged"
                );
            }
        }
        assert_eq!(self.by_len.len(), self.by_addr.len(), "in both orders");
        assert_eq!(self.size, sum, "the size is the sum of the blocks");
    }
}

/// The number of addresses of a block, modulo 2¹²⁸.
fn size<F: Family>(block: Prefix<F>) -> u128 {
    block.last_bits().wrapping_sub(block.bits()).to_u128().wrapping_add(1)
}

impl<F: Family> Default for PrefixPool<F> {
    /// Creates a pool without free space.
    fn default() -> Self {
        Self::new(Set::new())
    }
}

impl<F: Family> fmt::Debug for PrefixPool<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.free()).finish()
    }
}

impl<F: Family> From<Set<F>> for PrefixPool<F> {
    fn from(free: Set<F>) -> Self {
        Self::new(free)
    }
}

/// Creates a pool whose free space is all of the prefixes.
impl<F: Family> FromIterator<Prefix<F>> for PrefixPool<F> {
    fn from_iter<I: IntoIterator<Item = Prefix<F>>>(free: I) -> Self {
        Self::new(free.into_iter().collect::<Set<F>>())
    }
}

/// Adds free space; prefixes that are free already stay free.
impl<F: Family> Extend<Prefix<F>> for PrefixPool<F> {
    fn extend<I: IntoIterator<Item = Prefix<F>>>(&mut self, free: I) {
        'prefixes: for prefix in free {
            // Of two that overlap one contains the other: what is inside gives way to the whole.
            while let Some(block) = self.before(prefix.last_bits()).filter(|b| b.overlaps(prefix)) {
                if block.contains_prefix(prefix) {
                    continue 'prefixes;
                }
                self.take(block);
            }
            self.put_back(prefix);
        }
    }
}

impl<'a, F: Family> IntoIterator for &'a PrefixPool<F> {
    type Item = Prefix<F>;
    type IntoIter = Free<'a, F>;
    fn into_iter(self) -> Free<'a, F> {
        self.free()
    }
}

/// An iterator over the free space of a pool as the fewest prefixes, ascending. See
/// [`PrefixPool::free`].
#[derive(Clone, Debug)]
#[must_use = "iterators are lazy"]
pub struct Free<'a, F: Family>(btree_map::Iter<'a, F::Bits, u8>);

impl<F: Family> Iterator for Free<'_, F> {
    type Item = Prefix<F>;
    fn next(&mut self) -> Option<Prefix<F>> {
        self.0.next().map(|(first, len)| Prefix::of_bits(*first, *len))
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl<F: Family> DoubleEndedIterator for Free<'_, F> {
    fn next_back(&mut self) -> Option<Prefix<F>> {
        self.0.next_back().map(|(first, len)| Prefix::of_bits(*first, *len))
    }
}

impl<F: Family> ExactSizeIterator for Free<'_, F> {}
impl<F: Family> FusedIterator for Free<'_, F> {}
