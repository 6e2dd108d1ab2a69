//! Dumb models of sets and maps, and small worlds for them.

use boltons::ip::{Family, Prefix, Range, Set, V4, V6};
use std::net::{Ipv4Addr, Ipv6Addr};

/// A family whose addresses tests can count with.
pub trait World: Family {
    /// The number of the last address.
    const LAST: u128;
    fn addr(bits: u128) -> Self::Addr;
}

impl World for V4 {
    const LAST: u128 = u32::MAX as u128;
    fn addr(bits: u128) -> Ipv4Addr {
        Ipv4Addr::from_bits(bits as u32)
    }
}

impl World for V6 {
    const LAST: u128 = u128::MAX;
    fn addr(bits: u128) -> Ipv6Addr {
        Ipv6Addr::from_bits(bits)
    }
}

pub fn bits<F: World>(addr: F::Addr) -> u128 {
    F::to_bits(addr).into()
}

pub fn range<F: World>(first: u128, last: u128) -> Range<F> {
    Range::new(F::addr(first), F::addr(last)).unwrap()
}

pub fn prefix<F: World>(first: u128, len: u8) -> Prefix<F> {
    Prefix::truncated(F::addr(first), len).unwrap()
}

/// The runs of ones of a mask, as ranges of a space of `width` addresses from `base` on.
pub fn runs(mask: u64, width: u32) -> Vec<(u32, u32)> {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for i in 0..width {
        if mask >> i & 1 == 0 {
            continue;
        }
        match runs.last_mut() {
            Some(run) if run.1 + 1 == i => run.1 = i,
            _ => runs.push((i, i)),
        }
    }
    runs
}

/// The set of a mask over 16 addresses, made of single addresses out of order.
pub fn set_of<F: World>(base: u128, mask: u16) -> Set<F> {
    let order = (0..16_u128).map(|i| (7 * i + 3) % 16).filter(|i| mask >> i & 1 != 0);
    order.map(|i| range::<F>(base + i, base + i)).collect()
}

/// The mask of a set over 16 addresses.
pub fn mask_of<F: World>(base: u128, set: &Set<F>) -> u16 {
    (0..16).filter(|i| set.contains(F::addr(base + i))).fold(0, |mask, i| mask | 1 << i)
}
