//! The read-only sets, above the size from which there is an index.

#[cfg(not(feature = "__audit"))]
use crate::unaudited::Unaudited as _;
use std::net::Ipv4Addr;

use boltons::ip::{FrozenSet, Ipv4Set, Ipv6Set, Set, V4, V6};

use super::model::{World, range};
use super::support::Rng;

fn agrees<F: World>(set: &Set<F>, near: &[u128], rng: &mut Rng) {
    let frozen = set.freeze();
    frozen.check();
    assert_eq!(frozen.thaw(), *set);
    assert_eq!(FrozenSet::from(set.clone()), frozen);
    let mut addrs: Vec<F::Addr> = Vec::new();
    for &bits in near {
        for bits in [bits.wrapping_sub(1), bits, bits.wrapping_add(1)] {
            addrs.push(F::addr(bits & F::LAST));
        }
    }
    addrs.extend((0..5000).map(|_| F::addr(rng.u128() & F::LAST)));
    let mut out = vec![false; addrs.len()];
    frozen.contains_batch(&addrs, &mut out);
    for (addr, found) in addrs.iter().zip(out) {
        assert_eq!(found, set.contains(*addr), "{addr}");
        assert_eq!(found, frozen.contains(*addr), "{addr}");
    }
}

fn random<F: World>(rng: &mut Rng) {
    for count in [0, 1, 100, 511, 512, 3000] {
        let mut near = vec![0, F::LAST];
        let set: Set<F> = (0..count)
            .map(|_| {
                let first = rng.u128() & F::LAST;
                let last = first.saturating_add(rng.u128() & 0xf_ffff).min(F::LAST);
                near.extend([first, last]);
                range::<F>(first, last)
            })
            .collect();
        agrees(&set, &near, rng);
        agrees(&!&set, &near, rng);
    }
}

#[test]
fn random_sets() {
    random::<V4>(&mut Rng(1));
    random::<V6>(&mut Rng(2));
}

/// 65,536 cuts with the same top 16 bits, and a set that ends with the last address.
#[test]
fn one_full_bucket() {
    let set: Ipv4Set = (0..0x8000_u32).map(|i| Ipv4Addr::from_bits(0xffff_0001 + 2 * i)).collect();
    assert_eq!(set.range_count(), 0x8000);
    let frozen = set.freeze();
    frozen.check();
    for bits in 0xfffe_ff00..=u32::MAX {
        let addr = Ipv4Addr::from_bits(bits);
        assert_eq!(frozen.contains(addr), bits >= 0xffff_0000 && bits % 2 == 1);
    }
}

/// Both indexes: of ranges that start and end between /24s, of such that do so inside, and of some
/// of each, around the share that decides.
#[test]
fn aligned_and_unaligned_ranges() {
    let mut rng = Rng(3);
    for odd in [0, 1, 4, 5, 6, 9, 10] {
        let mut near = vec![0, V4::LAST];
        let set: Set<V4> = (0..4000)
            .map(|_| {
                let first = u128::from(rng.next() as u32 & 0xffff_ff00);
                let last = first | if rng.below(2) == 0 { 0xff } else { 0xffff };
                let inside = rng.below(10) < odd;
                let (first, last) = if inside { (first + 7, last - 3) } else { (first, last) };
                near.extend([first, last]);
                range::<V4>(first, last)
            })
            .collect();
        agrees(&set, &near, &mut rng);
        agrees(&!&set, &near, &mut rng);
    }
}

/// A range over many buckets, between many small ones.
#[test]
fn a_range_over_many_buckets() {
    let mut set: Ipv4Set = (0..2000_u32).map(|i| Ipv4Addr::from_bits(i * 4)).collect();
    set.insert(range::<V4>(0x1234_5678, 0xfedc_ba98));
    let frozen = set.freeze();
    frozen.check();
    for (bits, is) in [
        (0x1234_5677, false),
        (0x1234_5678, true),
        (0x8000_0000, true),
        (0xfedc_0000, true),
        (0xfedc_ba98, true),
        (0xfedc_ba99, false),
        (u32::MAX, false),
    ] {
        assert_eq!(frozen.contains(Ipv4Addr::from_bits(bits)), is, "{bits:x}");
    }
}

#[test]
#[should_panic(expected = "as many answers as addresses")]
fn a_batch_of_unequal_lengths_panics() {
    Ipv6Set::new().freeze().contains_batch(&[], &mut [false]);
}
