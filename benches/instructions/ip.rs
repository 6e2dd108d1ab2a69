//! Addresses and prefixes, 1,000 at a time.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use boltons::ip::{
    self, FrozenIpv4PrefixMap, Ipv4Prefix, Ipv4PrefixMap, Ipv4Set, Ipv6Prefix, Ipv6PrefixMap,
};

use crate::cases;
use crate::random::Rng;

fn v4() -> Vec<Ipv4Addr> {
    let mut rng = Rng(1);
    (0..1_000).map(|_| Ipv4Addr::from_bits(rng.next() as u32)).collect()
}

fn v6() -> Vec<Ipv6Addr> {
    let mut rng = Rng(2);
    let mut half = || u128::from(rng.next());
    (0..1_000).map(|_| Ipv6Addr::from_bits(half() << 64 | half())).collect()
}

fn texts(items: &[impl ToString]) -> Vec<String> {
    items.iter().map(ToString::to_string).collect()
}

fn prefixes() -> Vec<Ipv4Prefix> {
    let lens = [16, 20, 22, 24, 24, 24];
    let of = |(addr, len)| Ipv4Prefix::truncated(addr, len).expect("a length of IPv4");
    v4().into_iter().zip(lens.into_iter().cycle()).map(of).collect()
}

fn prefixes_v6() -> Vec<Ipv6Prefix> {
    let lens = [32, 40, 48, 48];
    let of = |(addr, len)| Ipv6Prefix::truncated(addr, len).expect("a length of IPv6");
    v6().into_iter().zip(lens.into_iter().cycle()).map(of).collect()
}

fn map() -> Ipv4PrefixMap<u32> {
    prefixes().into_iter().zip(0..).collect()
}

fn found<'a>(answers: impl Iterator<Item = Option<&'a u32>>) -> u64 {
    answers.flatten().map(|value| u64::from(*value)).sum()
}

cases! {
    parse_v4: texts(&v4()) => |texts: Vec<String>| {
        texts.iter().flat_map(|text| ip::parse_addr(text)).filter(IpAddr::is_ipv4).count() as u64
    };
    parse_v6: texts(&v6()) => |texts: Vec<String>| {
        texts.iter().flat_map(|text| ip::parse_addr(text)).filter(IpAddr::is_ipv6).count() as u64
    };
    format_v4: v4() => |addrs: Vec<Ipv4Addr>| {
        addrs.iter().map(|addr| ip::text(*addr).as_bytes().len() as u64).sum()
    };
    format_v6: v6() => |addrs: Vec<Ipv6Addr>| {
        addrs.iter().map(|addr| ip::text(*addr).as_bytes().len() as u64).sum()
    };
    parse_prefix: texts(&prefixes()) => |texts: Vec<String>| {
        texts.iter().filter_map(|text| text.parse::<Ipv4Prefix>().ok()).count() as u64
    };
    public_unicast: v4() => |addrs: Vec<Ipv4Addr>| {
        addrs.iter().filter(|addr| ip::is_public_unicast(**addr)).count() as u64
    };
    map_insert: prefixes() => |prefixes: Vec<Ipv4Prefix>| {
        prefixes.iter().copied().zip(0_u32..).collect::<Ipv4PrefixMap<u32>>().len() as u64
    };
    map_lookup: (map(), v4()) => |both: (Ipv4PrefixMap<u32>, Vec<Ipv4Addr>)| {
        found(both.1.iter().map(|addr| both.0.lookup(*addr)))
    };
    map_lookup_v6: (prefixes_v6().into_iter().zip(0..).collect(), v6())
        => |both: (Ipv6PrefixMap<u32>, Vec<Ipv6Addr>)| {
            found(both.1.iter().map(|addr| both.0.lookup(*addr)))
        };
    frozen_lookup: (map().freeze(), v4()) => |both: (FrozenIpv4PrefixMap<u32>, Vec<Ipv4Addr>)| {
        found(both.1.iter().map(|addr| both.0.lookup(*addr)))
    };
    set_build: prefixes() => |prefixes: Vec<Ipv4Prefix>| {
        prefixes.iter().copied().collect::<Ipv4Set>().range_count() as u64
    };
    set_contains: (prefixes().into_iter().collect(), v4()) => |both: (Ipv4Set, Vec<Ipv4Addr>)| {
        both.1.iter().filter(|addr| both.0.contains(**addr)).count() as u64
    };
    set_union: {
        let (a, b) = (prefixes(), prefixes());
        (a.into_iter().step_by(2).collect(), b.into_iter().skip(1).step_by(2).collect())
    } => |both: (Ipv4Set, Ipv4Set)| (&both.0 | &both.1).range_count() as u64;
    aggregate: prefixes() => |prefixes: Vec<Ipv4Prefix>| {
        ip::aggregate(prefixes.iter().copied()).len() as u64
    };
}
