//! The iterators of a range: its addresses and its prefixes.
//!
//! [`Steps`] counts from a first to a last number, both included, from either end, in constant
//! time for each of its methods but `fold`. [`Addrs`] and [`Subnets`](super::Subnets) are views of
//! it. What is left is held as `Option<(first, last)>`, so that no step computes the number after
//! the last one.

use core::iter::FusedIterator;
use core::net::IpAddr;

use super::family::{Family, Word};
use super::ip_prefix::IpPrefix;
use super::ip_range::IpRange;
use super::prefix::Prefix;
use super::range::Range;

/// The numbers from a first to a last one.
#[derive(Clone, Debug)]
pub(super) struct Steps<W> {
    rest: Option<(W, W)>,
}

impl<W: Word> Steps<W> {
    /// From `first` to `last`; nothing if they are not in order.
    pub(super) fn new(first: W, last: W) -> Self {
        Self { rest: (first <= last).then_some((first, last)) }
    }

    /// How many are left, less one.
    fn more(&self) -> Option<u128> {
        self.rest.map(|(first, last)| last.wrapping_sub(first).to_u128())
    }

    /// Drops `n` from the front, and returns whether any are left.
    fn skip_front(&mut self, n: usize) -> bool {
        let Some((first, last)) = self.rest else { return false };
        self.rest = (n as u128 <= last.wrapping_sub(first).to_u128())
            .then(|| (first.wrapping_add(W::from_u128(n as u128)), last));
        self.rest.is_some()
    }

    /// Drops `n` from the back, and returns whether any are left.
    fn skip_back(&mut self, n: usize) -> bool {
        let Some((first, last)) = self.rest else { return false };
        self.rest = (n as u128 <= last.wrapping_sub(first).to_u128())
            .then(|| (first, last.wrapping_sub(W::from_u128(n as u128))));
        self.rest.is_some()
    }
}

/// The bounds of a count less one; exact where it fits.
pub(super) fn bounds(more: Option<u128>) -> (usize, Option<usize>) {
    let Some(more) = more else { return (0, Some(0)) };
    match usize::try_from(more).ok().and_then(|more| more.checked_add(1)) {
        Some(count) => (count, Some(count)),
        None => (usize::MAX, None),
    }
}

impl<W: Word> Iterator for Steps<W> {
    type Item = W;

    #[inline]
    fn next(&mut self) -> Option<W> {
        let (first, last) = self.rest?;
        self.rest = (first < last).then(|| (first.wrapping_add(W::ONE), last));
        Some(first)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        bounds(self.more())
    }

    fn count(self) -> usize {
        self.size_hint().0
    }

    fn last(self) -> Option<W> {
        self.rest.map(|(_, last)| last)
    }

    fn nth(&mut self, n: usize) -> Option<W> {
        if self.skip_front(n) { self.next() } else { None }
    }

    fn fold<B, G: FnMut(B, W) -> B>(self, init: B, mut fold: G) -> B {
        let Some((mut at, last)) = self.rest else { return init };
        let mut state = init;
        while at < last {
            state = fold(state, at);
            at = at.wrapping_add(W::ONE);
        }
        fold(state, last)
    }
}

impl<W: Word> DoubleEndedIterator for Steps<W> {
    #[inline]
    fn next_back(&mut self) -> Option<W> {
        let (first, last) = self.rest?;
        self.rest = (first < last).then(|| (first, last.wrapping_sub(W::ONE)));
        Some(last)
    }

    fn nth_back(&mut self, n: usize) -> Option<W> {
        if self.skip_back(n) { self.next_back() } else { None }
    }

    fn rfold<B, G: FnMut(B, W) -> B>(self, init: B, mut fold: G) -> B {
        let Some((first, mut at)) = self.rest else { return init };
        let mut state = init;
        while at > first {
            state = fold(state, at);
            at = at.wrapping_sub(W::ONE);
        }
        fold(state, first)
    }
}

/// Iterator traits for a type whose field `steps` counts, and whose method `item` converts a number
/// into an item.
macro_rules! view {
    ($type:ident, $item:ty) => {
        impl<F: Family> Iterator for $type<F> {
            type Item = $item;

            #[inline]
            fn next(&mut self) -> Option<$item> {
                let bits = self.steps.next()?;
                Some(self.item(bits))
            }

            fn size_hint(&self) -> (usize, Option<usize>) {
                self.steps.size_hint()
            }

            fn count(self) -> usize {
                self.steps.count()
            }

            fn last(mut self) -> Option<$item> {
                self.next_back()
            }

            fn nth(&mut self, n: usize) -> Option<$item> {
                let bits = self.steps.nth(n)?;
                Some(self.item(bits))
            }

            fn fold<B, G: FnMut(B, $item) -> B>(self, init: B, mut fold: G) -> B {
                self.steps.clone().fold(init, |state, bits| fold(state, self.item(bits)))
            }
        }

        impl<F: Family> DoubleEndedIterator for $type<F> {
            #[inline]
            fn next_back(&mut self) -> Option<$item> {
                let bits = self.steps.next_back()?;
                Some(self.item(bits))
            }

            fn nth_back(&mut self, n: usize) -> Option<$item> {
                let bits = self.steps.nth_back(n)?;
                Some(self.item(bits))
            }

            fn rfold<B, G: FnMut(B, $item) -> B>(self, init: B, mut fold: G) -> B {
                self.steps.clone().rfold(init, |state, bits| fold(state, self.item(bits)))
            }
        }

        impl<F: Family> FusedIterator for $type<F> {}
    };
}
pub(super) use view;

/// An iterator over the addresses of a range, in order; created by [`Range::addrs`],
/// [`Prefix::addrs`] and [`Prefix::hosts`].
///
/// `nth`, `nth_back`, `count` and `last` compute in **O(1)** time; `count` saturates.
#[derive(Clone, Debug)]
#[must_use = "iterators are lazy"]
pub struct Addrs<F: Family> {
    steps: Steps<F::Bits>,
}

impl<F: Family> Addrs<F> {
    pub(super) fn new(first: F::Bits, last: F::Bits) -> Self {
        Self { steps: Steps::new(first, last) }
    }

    #[inline]
    fn item(&self, bits: F::Bits) -> F::Addr {
        F::from_bits(bits)
    }
}

view!(Addrs, F::Addr);

impl<F: Family> Range<F> {
    /// Iterates over the addresses, in order.
    ///
    /// Each step computes in **O(1)** time, and so does `nth` from either end: for strides use
    /// `addrs().step_by(n)`.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::Ipv4Range;
    ///
    /// let range: Ipv4Range = "255.255.255.250-255.255.255.255".parse()?;
    /// let every_third: Vec<String> = range.addrs().step_by(3).map(|a| a.to_string()).collect();
    /// assert_eq!(every_third, ["255.255.255.250", "255.255.255.253"]);
    /// assert_eq!(range.addrs().rev().count(), 6);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[doc(alias = "iter_iprange")]
    pub fn addrs(self) -> Addrs<F> {
        let (first, last) = self.bits();
        Addrs::new(first, last)
    }

    /// Iterates over the fewest prefixes that cover exactly the range, in order.
    ///
    /// Each step computes in **O(1)** time; there are at most 62 for IPv4 and 254 for IPv6.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::Ipv4Range;
    ///
    /// let range: Ipv4Range = "10.0.0.1-10.0.0.8".parse()?;
    /// let prefixes: Vec<String> = range.prefixes().map(|p| p.to_string()).collect();
    /// assert_eq!(prefixes, ["10.0.0.1/32", "10.0.0.2/31", "10.0.0.4/30", "10.0.0.8/32"]);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[doc(alias = "cidrs")]
    #[doc(alias = "summarize_address_range")]
    #[doc(alias = "iprange_to_cidrs")]
    pub fn prefixes(self) -> Prefixes<F> {
        Prefixes { rest: Some(self.bits()) }
    }
}

/// An iterator over the fewest prefixes that cover exactly a range, in order; created by
/// [`Range::prefixes`].
///
/// `count` and `last` compute in **O(1)** time.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
#[must_use = "iterators are lazy"]
pub struct Prefixes<F: Family> {
    /// The first and last address of what is left. These prefixes are the greatest
    /// aligned blocks in a range, so taking one from an end does not change the others.
    rest: Option<(F::Bits, F::Bits)>,
}

impl<F: Family> Prefixes<F> {
    pub(super) const EMPTY: Self = Self { rest: None };

    /// The greatest mask of host bits that is at most `free`, which is a mask itself, and `more`.
    ///
    /// Without branches: which of the two decides is as good as random.
    #[inline]
    fn host_bits(free: F::Bits, more: F::Bits) -> F::Bits {
        // As many ones as `more` has digits: one too many unless they are all ones.
        let ones = F::Bits::MAX.shr(more.leading_zeros());
        let fits = ones.shr(u32::from(ones != more));
        free.min(fits)
    }
}

impl<F: Family> Iterator for Prefixes<F> {
    type Item = Prefix<F>;

    #[inline]
    fn next(&mut self) -> Option<Prefix<F>> {
        let (first, last) = self.rest?;
        // The zeros at the end of `first`, as ones.
        let free = !first & first.wrapping_sub(F::Bits::ONE);
        let host_bits = Self::host_bits(free, last.wrapping_sub(first));
        let end = first | host_bits;
        self.rest = (end < last).then(|| (end.wrapping_add(F::Bits::ONE), last));
        Some(Prefix::of_aligned(first, host_bits.leading_zeros() as u8))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let Some((first, last)) = self.rest else { return (0, Some(0)) };
        if Range::<F>::of_bits(first, last).as_prefix().is_some() {
            return (1, Some(1));
        }
        // The ends differ first in this bit: the range is the end of one half and the start of
        // the other, and each takes a block for each bit of its size.
        let half = (first ^ last).leading_zeros() as u8 + 1;
        let mask = F::Bits::hostmask(half);
        let below = (mask ^ (first & mask)).wrapping_add(F::Bits::ONE).count_ones();
        let above = (last & mask).wrapping_add(F::Bits::ONE).count_ones();
        let count = (below + above) as usize;
        (count, Some(count))
    }

    fn count(self) -> usize {
        self.size_hint().0
    }

    fn last(mut self) -> Option<Prefix<F>> {
        self.next_back()
    }

    fn fold<B, G: FnMut(B, Prefix<F>) -> B>(self, init: B, mut fold: G) -> B {
        let Some((mut first, last)) = self.rest else { return init };
        let mut state = init;
        loop {
            let free = !first & first.wrapping_sub(F::Bits::ONE);
            let host_bits = Self::host_bits(free, last.wrapping_sub(first));
            state = fold(state, Prefix::of_aligned(first, host_bits.leading_zeros() as u8));
            let end = first | host_bits;
            if end == last {
                return state;
            }
            first = end.wrapping_add(F::Bits::ONE);
        }
    }
}

impl<F: Family> DoubleEndedIterator for Prefixes<F> {
    #[inline]
    fn next_back(&mut self) -> Option<Prefix<F>> {
        let (first, last) = self.rest?;
        // The ones at its end.
        let free = last & !last.wrapping_add(F::Bits::ONE);
        let host_bits = Self::host_bits(free, last.wrapping_sub(first));
        let start = last & !host_bits;
        self.rest = (first < start).then(|| (first, start.wrapping_sub(F::Bits::ONE)));
        Some(Prefix::of_aligned(start, host_bits.leading_zeros() as u8))
    }
}

impl<F: Family> ExactSizeIterator for Prefixes<F> {}
impl<F: Family> FusedIterator for Prefixes<F> {}

/// The mixed twin of a family's iterator.
macro_rules! mixed_iter {
    ($(#[$doc:meta])* $name:ident, $one:ident, $item:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug)]
        #[must_use = "iterators are lazy"]
        pub struct $name {
            steps: super::range_iter::Either<$one<super::V4>, $one<super::V6>>,
        }

        impl From<$one<super::V4>> for $name {
            fn from(steps: $one<super::V4>) -> Self {
                Self { steps: super::range_iter::Either::V4(steps) }
            }
        }

        impl From<$one<super::V6>> for $name {
            fn from(steps: $one<super::V6>) -> Self {
                Self { steps: super::range_iter::Either::V6(steps) }
            }
        }

        impl Iterator for $name {
            type Item = $item;

            fn next(&mut self) -> Option<$item> {
                either!(&mut self.steps, steps => steps.next().map($item::from))
            }

            fn size_hint(&self) -> (usize, Option<usize>) {
                either!(&self.steps, steps => steps.size_hint())
            }

            fn count(self) -> usize {
                either!(self.steps, steps => steps.count())
            }

            fn last(self) -> Option<$item> {
                either!(self.steps, steps => steps.last().map($item::from))
            }

            fn nth(&mut self, n: usize) -> Option<$item> {
                either!(&mut self.steps, steps => steps.nth(n).map($item::from))
            }

            fn fold<B, G: FnMut(B, $item) -> B>(self, init: B, mut fold: G) -> B {
                either!(self.steps, steps => steps.fold(init, |state, item| fold(state, item.into())))
            }
        }

        impl DoubleEndedIterator for $name {
            fn next_back(&mut self) -> Option<$item> {
                either!(&mut self.steps, steps => steps.next_back().map($item::from))
            }

            fn nth_back(&mut self, n: usize) -> Option<$item> {
                either!(&mut self.steps, steps => steps.nth_back(n).map($item::from))
            }

            fn rfold<B, G: FnMut(B, $item) -> B>(self, init: B, mut fold: G) -> B {
                either!(self.steps, steps => steps.rfold(init, |state, item| fold(state, item.into())))
            }
        }

        impl FusedIterator for $name {}
    };
}
pub(super) use mixed_iter;

/// An iterator of one of the families.
#[derive(Clone, Debug)]
pub(super) enum Either<A, B> {
    V4(A),
    V6(B),
}

/// Does the same with the iterator of whichever family it is.
macro_rules! either {
    ($either:expr, $steps:ident => $do:expr) => {
        match $either {
            super::range_iter::Either::V4($steps) => $do,
            super::range_iter::Either::V6($steps) => $do,
        }
    };
}
pub(super) use either;

mixed_iter! {
    /// An iterator over the addresses of a range of either family, in order; created by
    /// [`IpRange::addrs`], [`IpPrefix::addrs`] and [`IpPrefix::hosts`].
    IpAddrs, Addrs, IpAddr
}

mixed_iter! {
    /// An iterator over the fewest prefixes that cover exactly a range of either family, in order;
    /// created by [`IpRange::prefixes`].
    IpPrefixes, Prefixes, IpPrefix
}

impl IpRange {
    /// Iterates over the addresses, in order.
    ///
    /// Each step computes in **O(1)** time, and so does `nth` from either end.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::IpRange;
    ///
    /// let range: IpRange = "::fffe-::1:1".parse()?;
    /// let addrs: Vec<String> = range.addrs().map(|addr| addr.to_string()).collect();
    /// assert_eq!(addrs, ["::fffe", "::ffff", "::1:0", "::1:1"]);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[doc(alias = "iter_iprange")]
    pub fn addrs(self) -> IpAddrs {
        match self {
            Self::V4(range) => range.addrs().into(),
            Self::V6(range) => range.addrs().into(),
        }
    }

    /// Iterates over the fewest prefixes that cover exactly the range, in order.
    ///
    /// Each step computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::IpRange;
    ///
    /// let range: IpRange = "10.0.0.1-10.0.0.3".parse()?;
    /// let prefixes: Vec<String> = range.prefixes().map(|p| p.to_string()).collect();
    /// assert_eq!(prefixes, ["10.0.0.1/32", "10.0.0.2/31"]);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[doc(alias = "cidrs")]
    #[doc(alias = "summarize_address_range")]
    #[doc(alias = "iprange_to_cidrs")]
    pub fn prefixes(self) -> IpPrefixes {
        match self {
            Self::V4(range) => range.prefixes().into(),
            Self::V6(range) => range.prefixes().into(),
        }
    }
}
