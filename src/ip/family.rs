//! The two address families, and the arithmetic that code over both needs.
//!
//! [`Family`] is sealed: [`V4`] and [`V6`] are its only types. What a family computes with is
//! [`Family::Bits`], a `u32` or `u128`; its bound `Word` cannot be named from outside and carries
//! the arithmetic. Every operation of `Word` is defined at both ends: a shift by 0 or by the whole
//! width has the expected result, and a mask exists for each length from 0 to the width. That keeps
//! in one place the class of bug that all address libraries share.

use core::fmt::{Debug, Display};
use core::hash::Hash;
use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use core::ops::{BitAnd, BitOr, BitXor, Not};
use core::str::FromStr;

use super::parse::addr;
use super::set;
use super::text::Text;

/// IPv4, as a type parameter. There are no values of this type.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum V4 {}

/// IPv6, as a type parameter. There are no values of this type.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum V6 {}

/// Seals [`Family`] and [`Word`].
pub trait Sealed {}

impl Sealed for V4 {}
impl Sealed for V6 {}
impl Sealed for u32 {}
impl Sealed for u128 {}

/// An address family: [`V4`] or [`V6`].
///
/// Library code for either family is generic over this trait. Users of one family use the aliases
/// ([`Ipv4Prefix`](super::Ipv4Prefix) and so on), users of both the types whose names start with
/// `Ip`. The trait is sealed, as there is not a third family.
///
/// # Examples
///
/// ```
/// use boltons::ip::{Family, Prefix, V4, V6};
///
/// /// The number of hosts' worth of address bits.
/// fn host_bits<F: Family>(prefix: Prefix<F>) -> u8 {
///     F::BITS - prefix.prefix_len()
/// }
///
/// assert_eq!(host_bits::<V4>("10.0.0.0/8".parse()?), 24);
/// assert_eq!(host_bits::<V6>("2001:db8::/32".parse()?), 96);
/// # Ok::<(), boltons::Error>(())
/// ```
pub trait Family: Sealed + Copy + Ord + Hash + Debug + Send + Sync + 'static {
    /// The address type of the family: [`Ipv4Addr`] or [`Ipv6Addr`].
    type Addr: Copy + Ord + Hash + Debug + Display + FromStr + Into<IpAddr> + Send + Sync + 'static;
    /// The integer type with the width of an address: `u32` or `u128`.
    type Bits: Word + Copy + Ord + Hash + Debug + Display + Into<u128> + Send + Sync + 'static;
    /// The width of an address in bits: 32 or 128.
    const BITS: u8;
    /// The first address, all bits zero.
    const MIN: Self::Addr;
    /// The last address, all bits one.
    const MAX: Self::Addr;
    /// Converts an address into a number whose most significant octet is the first.
    ///
    /// Computes in **O(1)** time.
    fn to_bits(addr: Self::Addr) -> Self::Bits;
    /// Converts a number into an address: the inverse of [`to_bits`](Self::to_bits).
    ///
    /// Computes in **O(1)** time.
    fn from_bits(bits: Self::Bits) -> Self::Addr;
}

impl Family for V4 {
    type Addr = Ipv4Addr;
    type Bits = u32;
    const BITS: u8 = 32;
    const MIN: Ipv4Addr = Ipv4Addr::UNSPECIFIED;
    const MAX: Ipv4Addr = Ipv4Addr::BROADCAST;
    #[inline]
    fn to_bits(addr: Ipv4Addr) -> u32 {
        addr.to_bits()
    }
    #[inline]
    fn from_bits(bits: u32) -> Ipv4Addr {
        Ipv4Addr::from_bits(bits)
    }
}

impl Family for V6 {
    type Addr = Ipv6Addr;
    type Bits = u128;
    const BITS: u8 = 128;
    const MIN: Ipv6Addr = Ipv6Addr::UNSPECIFIED;
    const MAX: Ipv6Addr = Ipv6Addr::from_bits(u128::MAX);
    #[inline]
    fn to_bits(addr: Ipv6Addr) -> u128 {
        addr.to_bits()
    }
    #[inline]
    fn from_bits(bits: u128) -> Ipv6Addr {
        Ipv6Addr::from_bits(bits)
    }
}

/// The arithmetic of `u32` and `u128` that the module computes with.
///
/// Not nameable from outside; nothing here is part of the public interface.
#[allow(unreachable_pub, reason = "the bound of `Family::Bits`, which Rust 1.85 does not count")]
pub trait Word:
    Sealed
    + Copy
    + Ord
    + Hash
    + Debug
    + BitAnd<Output = Self>
    + BitOr<Output = Self>
    + BitXor<Output = Self>
    + Not<Output = Self>
    + Into<u128>
{
    #[doc(hidden)]
    const ZERO: Self;
    #[doc(hidden)]
    const ONE: Self;
    #[doc(hidden)]
    const MAX: Self;
    /// 32 or 128.
    #[doc(hidden)]
    const WIDTH: u32;
    /// Without a size: aligns what holds `[Line; 0]` as a node of the mutable map wants to be.
    #[doc(hidden)]
    type Line: Copy + Debug + Send + Sync + 'static;

    #[doc(hidden)]
    fn checked_add(self, other: Self) -> Option<Self>;
    #[doc(hidden)]
    fn checked_sub(self, other: Self) -> Option<Self>;
    #[doc(hidden)]
    fn wrapping_add(self, other: Self) -> Self;
    #[doc(hidden)]
    fn wrapping_sub(self, other: Self) -> Self;
    #[doc(hidden)]
    fn saturating_add(self, other: Self) -> Self;
    /// Shifts to the left; a shift by the whole width or more returns zero.
    #[doc(hidden)]
    fn shl(self, bits: u32) -> Self;
    /// Shifts to the right; a shift by the whole width or more returns zero.
    #[doc(hidden)]
    fn shr(self, bits: u32) -> Self;
    #[doc(hidden)]
    fn leading_zeros(self) -> u32;
    #[doc(hidden)]
    fn leading_ones(self) -> u32;
    #[doc(hidden)]
    fn trailing_zeros(self) -> u32;
    #[doc(hidden)]
    fn count_ones(self) -> u32;
    /// Returns the low bits of a number.
    #[doc(hidden)]
    fn from_u128(value: u128) -> Self;
    #[doc(hidden)]
    fn to_u128(self) -> u128;
    /// The low 32 bits.
    #[doc(hidden)]
    fn low_u32(self) -> u32;
    /// The upper half of an IPv6 address; zero for IPv4.
    #[doc(hidden)]
    fn high_u64(self) -> u64;

    /// The netmask of a prefix length of at most the width: that many ones from the top.
    #[doc(hidden)]
    #[inline]
    fn netmask(len: u8) -> Self {
        !Self::hostmask(len)
    }
    /// The complement of the netmask: ones where the host bits are.
    #[doc(hidden)]
    #[inline]
    fn hostmask(len: u8) -> Self {
        Self::MAX.shr(u32::from(len))
    }
    /// `count` bits (at most 32, at least 1) from the bit `place` on, counted from the top; zeros
    /// stand for the bits past the end.
    #[doc(hidden)]
    #[inline]
    fn chunk(self, place: u32, count: u32) -> u32 {
        self.shl(place).shr(Self::WIDTH - count).low_u32()
    }

    /// Sorts pairs by their first numbers.
    #[doc(hidden)]
    fn sort_by_firsts(pairs: &mut [(Self, Self)]);
    /// The strict parser of the family.
    #[doc(hidden)]
    fn parse(text: &[u8]) -> Option<Self>;
    /// The strict parser of the family for `address/length`, with the host bits unchanged.
    #[doc(hidden)]
    fn parse_with_len(text: &[u8]) -> Option<(Self, u8)>;
    /// Appends the address in text.
    #[doc(hidden)]
    fn push(self, text: &mut Text);
}

/// A cache line of most machines.
#[allow(unreachable_pub, reason = "as with `Word`")]
#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
pub struct Line;

macro_rules! word {
    ($type:ty, $line:ty, $sort:ident, $parse:ident, $parse_with_len:ident, $push:ident) => {
        impl Word for $type {
            const ZERO: Self = 0;
            const ONE: Self = 1;
            const MAX: Self = <$type>::MAX;
            const WIDTH: u32 = <$type>::BITS;
            type Line = $line;

            #[inline]
            fn checked_add(self, other: Self) -> Option<Self> {
                self.checked_add(other)
            }
            #[inline]
            fn checked_sub(self, other: Self) -> Option<Self> {
                self.checked_sub(other)
            }
            #[inline]
            fn wrapping_add(self, other: Self) -> Self {
                self.wrapping_add(other)
            }
            #[inline]
            fn wrapping_sub(self, other: Self) -> Self {
                self.wrapping_sub(other)
            }
            #[inline]
            fn saturating_add(self, other: Self) -> Self {
                self.saturating_add(other)
            }
            #[inline]
            fn shl(self, bits: u32) -> Self {
                self.checked_shl(bits).unwrap_or(0)
            }
            #[inline]
            fn shr(self, bits: u32) -> Self {
                self.checked_shr(bits).unwrap_or(0)
            }
            #[inline]
            fn leading_zeros(self) -> u32 {
                self.leading_zeros()
            }
            #[inline]
            fn leading_ones(self) -> u32 {
                self.leading_ones()
            }
            #[inline]
            fn trailing_zeros(self) -> u32 {
                self.trailing_zeros()
            }
            #[inline]
            fn count_ones(self) -> u32 {
                self.count_ones()
            }
            #[inline]
            fn from_u128(value: u128) -> Self {
                value as $type
            }
            #[inline]
            fn to_u128(self) -> u128 {
                self.into()
            }
            #[inline]
            fn low_u32(self) -> u32 {
                self as u32
            }
            #[inline]
            fn high_u64(self) -> u64 {
                (self.to_u128() >> 64) as u64
            }
            #[inline]
            fn sort_by_firsts(pairs: &mut [(Self, Self)]) {
                set::$sort(pairs);
            }
            fn parse(text: &[u8]) -> Option<Self> {
                addr::$parse(text)
            }
            #[inline]
            fn parse_with_len(text: &[u8]) -> Option<(Self, u8)> {
                addr::$parse_with_len(text)
            }
            #[inline]
            fn push(self, text: &mut Text) {
                text.$push(self);
            }
        }
    };
}

word!(u32, Line, sort_v4, v4, v4_with_len, push_v4);
word!(u128, u128, sort_v6, v6, v6_with_len, push_v6);

#[cfg(test)]
mod tests {
    use super::Word;

    fn ends<W: Word>() {
        let width = W::WIDTH as u8;
        assert_eq!(W::netmask(0), W::ZERO);
        assert_eq!(W::hostmask(0), W::MAX);
        assert_eq!(W::netmask(width), W::MAX);
        assert_eq!(W::hostmask(width), W::ZERO);
        for len in 0..=width {
            assert_eq!(W::netmask(len).leading_ones(), u32::from(len));
            assert_eq!(W::netmask(len).count_ones(), u32::from(len));
            assert_eq!(W::hostmask(len).count_ones(), u32::from(width - len));
        }
        assert_eq!(W::MAX.shl(W::WIDTH), W::ZERO);
        assert_eq!(W::MAX.shr(W::WIDTH), W::ZERO);
        assert_eq!(W::MAX.chunk(W::WIDTH - 4, 6), 0b11_1100);
        assert_eq!(W::MAX.chunk(0, 32), u32::MAX);
        assert_eq!(W::from_u128(u128::MAX).to_u128(), W::MAX.into());
    }

    #[test]
    fn words_are_right_at_both_ends() {
        ends::<u32>();
        ends::<u128>();
    }
}
