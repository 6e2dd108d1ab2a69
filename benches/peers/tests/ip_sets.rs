//! Sets and maps with the rivals as oracles, on a full routing table and at full width.

#![cfg(feature = "ip")]

use std::io::Read;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::ops::RangeInclusive;
use std::path::Path;

use boltons::ip::{
    FrozenPrefixMap, IpPrefix, Ipv4Prefix, Ipv4Set, Ipv6Set, Prefix, PrefixMap, Range, Set, V4, V6,
    aggregate,
};
use proptest::collection::vec;
use proptest::prelude::*;
use range_set_blaze::RangeSetBlaze;

type Table = (Vec<Prefix<V4>>, Vec<Prefix<V6>>);

fn table() -> Option<Table> {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/ip/bgp_full_table.txt.gz");
    let Ok(file) = std::fs::File::open(&path) else {
        println!("skipped: no routing table beside the repository");
        return None;
    };
    let mut text = String::new();
    flate2::read::GzDecoder::new(file).read_to_string(&mut text).unwrap();
    let (mut v4, mut v6) = (Vec::new(), Vec::new());
    for line in text.lines() {
        match line.parse().unwrap() {
            IpPrefix::V4(prefix) => v4.push(prefix),
            IpPrefix::V6(prefix) => v6.push(prefix),
        }
    }
    Some((v4, v6))
}

#[test]
fn full_table_as_prefix_trie_has_it() {
    let Some((v4, v6)) = table() else { return };
    let ours: PrefixMap<V4, u32> = v4.iter().copied().zip(0..).collect();
    let frozen: FrozenPrefixMap<V4, u32> = v4.iter().copied().zip(0..).collect();
    let trie: prefix_trie::PrefixMap<(u32, u8), u32> =
        v4.iter().map(|p| (p.first().to_bits(), p.prefix_len())).zip(0..).collect();
    for prefix in &v4 {
        let (first, last) = (prefix.first().to_bits(), prefix.last().to_bits());
        for bits in [first, last, first.wrapping_sub(1), last.wrapping_add(1)] {
            let expected = trie.get_lpm(&(bits, 32)).map(|e| *e.1);
            let addr = Ipv4Addr::from_bits(bits);
            assert_eq!(ours.lookup(addr).copied(), expected, "{addr}");
            assert_eq!(frozen.lookup(addr).copied(), expected, "{addr}");
        }
    }
    let ours: PrefixMap<V6, u32> = v6.iter().copied().zip(0..).collect();
    let frozen: FrozenPrefixMap<V6, u32> = v6.iter().copied().zip(0..).collect();
    let trie: prefix_trie::PrefixMap<(u128, u8), u32> =
        v6.iter().map(|p| (p.first().to_bits(), p.prefix_len())).zip(0..).collect();
    for prefix in &v6 {
        let (first, last) = (prefix.first().to_bits(), prefix.last().to_bits());
        for bits in [first, last, first.wrapping_sub(1), last.wrapping_add(1)] {
            let expected = trie.get_lpm(&(bits, 128)).map(|e| *e.1);
            let addr = Ipv6Addr::from_bits(bits);
            assert_eq!(ours.lookup(addr).copied(), expected, "{addr}");
            assert_eq!(frozen.lookup(addr).copied(), expected, "{addr}");
        }
    }
}

#[test]
fn full_table_aggregates_as_ipnet_and_range_set_blaze_do() {
    let Some((v4, _)) = table() else { return };
    let ours = aggregate(v4.iter().copied());
    let nets: Vec<ipnet::Ipv4Net> =
        v4.iter().map(|p| ipnet::Ipv4Net::new(p.first(), p.prefix_len()).unwrap()).collect();
    let theirs = ipnet::Ipv4Net::aggregate(&nets);
    assert!(
        ours.iter()
            .map(|p| (p.first(), p.prefix_len()))
            .eq(theirs.iter().map(|n| (n.addr(), n.prefix_len())))
    );
    let set: Ipv4Set = v4.iter().copied().collect();
    let blaze: RangeSetBlaze<u32> =
        v4.iter().map(|p| p.first().to_bits()..=p.last().to_bits()).collect();
    assert!(set.ranges().map(span4).eq(blaze.ranges()));
    assert!(set.prefixes().eq(ours.iter().copied()));
    let _: &[Ipv4Prefix] = &ours;
}

fn span4(range: Range<V4>) -> RangeInclusive<u32> {
    range.first().to_bits()..=range.last().to_bits()
}

fn span6(range: Range<V6>) -> RangeInclusive<u128> {
    range.first().to_bits()..=range.last().to_bits()
}

fn ends4() -> impl Strategy<Value = Vec<(u32, u32)>> {
    vec((any::<u32>(), 0..32_u32, any::<u32>()), 0..40).prop_map(|items| {
        let wide = |(a, shift, b): (u32, u32, u32)| (a, a.saturating_add(b >> shift));
        items.into_iter().map(wide).collect()
    })
}

fn ends6() -> impl Strategy<Value = Vec<(u128, u128)>> {
    vec((any::<u128>(), 0..128_u32, any::<u128>()), 0..40).prop_map(|items| {
        let wide = |(a, shift, b): (u128, u32, u128)| (a, a.saturating_add(b >> shift));
        items.into_iter().map(wide).collect()
    })
}

proptest! {
    #[test]
    fn v4_sets_are_range_sets(a in ends4(), b in ends4()) {
        let ours = |ends: &[(u32, u32)]| -> Set<V4> {
            let addr = Ipv4Addr::from_bits;
            ends.iter().map(|(x, y)| Range::new(addr(*x), addr(*y)).unwrap()).collect()
        };
        let theirs = |ends: &[(u32, u32)]| -> RangeSetBlaze<u32> {
            ends.iter().map(|(x, y)| *x..=*y).collect()
        };
        let (x, y, p, q) = (ours(&a), ours(&b), theirs(&a), theirs(&b));
        prop_assert!(x.ranges().map(span4).eq(p.ranges()));
        prop_assert!((&x | &y).ranges().map(span4).eq((&p | &q).ranges()));
        prop_assert!((&x & &y).ranges().map(span4).eq((&p & &q).ranges()));
        prop_assert!((&x - &y).ranges().map(span4).eq((&p - &q).ranges()));
        prop_assert!((&x ^ &y).ranges().map(span4).eq((&p ^ &q).ranges()));
        prop_assert!((!&x).ranges().map(span4).eq((!&p).ranges()));
        prop_assert_eq!(x.is_subset(&y), p.is_subset(&q));
        prop_assert_eq!(x.is_disjoint(&y), p.is_disjoint(&q));
    }

    #[test]
    fn v6_sets_are_range_sets(a in ends6(), b in ends6()) {
        let ours = |ends: &[(u128, u128)]| -> Ipv6Set {
            let addr = Ipv6Addr::from_bits;
            ends.iter().map(|(x, y)| Range::new(addr(*x), addr(*y)).unwrap()).collect()
        };
        let theirs = |ends: &[(u128, u128)]| -> RangeSetBlaze<u128> {
            ends.iter().map(|(x, y)| *x..=*y).collect()
        };
        let (x, y, p, q) = (ours(&a), ours(&b), theirs(&a), theirs(&b));
        prop_assert!(x.ranges().map(span6).eq(p.ranges()));
        prop_assert!((&x | &y).ranges().map(span6).eq((&p | &q).ranges()));
        prop_assert!((&x & &y).ranges().map(span6).eq((&p & &q).ranges()));
        prop_assert!((&x - &y).ranges().map(span6).eq((&p - &q).ranges()));
        prop_assert!((&x ^ &y).ranges().map(span6).eq((&p ^ &q).ranges()));
    }
}
