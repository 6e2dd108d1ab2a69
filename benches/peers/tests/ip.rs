//! `ip` with the rivals as oracles.

#![cfg(feature = "ip")]

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use boltons::ip::{Ipv4Prefix, Ipv4Range, Ipv6Prefix, Ipv6Range, aggregate};
use ipnet::{Ipv4Net, Ipv6Net};

/// SplitMix64 (Steele, Lea and Flood, 2014).
struct Rng(u64);

impl Rng {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }

    fn u128(&mut self) -> u128 {
        u128::from(self.next()) << 64 | u128::from(self.next())
    }

    fn v4(&mut self) -> Ipv4Prefix {
        let len = self.below(33) as u8;
        Ipv4Prefix::truncated(Ipv4Addr::from_bits(self.next() as u32), len).unwrap()
    }

    fn v6(&mut self) -> Ipv6Prefix {
        let len = self.below(129) as u8;
        Ipv6Prefix::truncated(Ipv6Addr::from_bits(self.u128()), len).unwrap()
    }
}

/// Prefix parsing takes what ipnet takes, where host bits are zero, no length has a zero in front
/// and the address is one for std (ipnet lets `::` stand for no group), and refuses the rest.
#[test]
fn prefixes_parse_as_in_ipnet() {
    let mut rng = Rng(1);
    for i in 0..200_000 {
        let mut text = if i % 2 == 0 { rng.v4().to_string() } else { rng.v6().to_string() };
        if i % 3 > 0 {
            let at = rng.below(text.len() as u64) as usize;
            let with = b"0123456789abcdef.:/% -x"[rng.below(23) as usize];
            text.replace_range(at..=at, std::str::from_utf8(&[with]).unwrap());
        }
        let plain = text.split_once('/').is_some_and(|(addr, len)| {
            addr.parse::<IpAddr>().is_ok() && (len == "0" || !len.starts_with('0'))
        });
        let theirs = text.parse::<Ipv4Net>().ok().filter(|net| plain && net.trunc() == *net);
        let ours = text.parse::<Ipv4Prefix>().ok();
        assert_eq!(ours.map(|p| p.to_string()), theirs.map(|net| net.to_string()), "{text}");
        let theirs = text.parse::<Ipv6Net>().ok().filter(|net| plain && net.trunc() == *net);
        let ours = text.parse::<Ipv6Prefix>().ok();
        assert_eq!(ours.map(|p| p.to_string()), theirs.map(|net| net.to_string()), "{text}");
    }
}

#[test]
fn ranges_to_prefixes_as_in_ipnet() {
    let mut rng = Rng(2);
    for _ in 0..5_000 {
        let first = rng.next() as u32;
        let last = first.saturating_add(rng.next() as u32 >> rng.below(32));
        // Its iterator wraps at the last address (issue 70).
        if last < u32::MAX - 1 {
            let range = Ipv4Range::new(first.into(), last.into()).unwrap();
            let theirs = ipnet::Ipv4Subnets::new(first.into(), last.into(), 0);
            assert!(range.prefixes().map(|p| p.to_string()).eq(theirs.map(|net| net.to_string())));
        }
        let first = rng.u128();
        let last = first.saturating_add(rng.u128() >> rng.below(128));
        if last < u128::MAX - 1 {
            let range = Ipv6Range::new(first.into(), last.into()).unwrap();
            let theirs = ipnet::Ipv6Subnets::new(first.into(), last.into(), 0);
            assert!(range.prefixes().map(|p| p.to_string()).eq(theirs.map(|net| net.to_string())));
        }
    }
}

#[test]
fn aggregates_as_in_ipnet() {
    let mut rng = Rng(3);
    for _ in 0..300 {
        let prefixes: Vec<Ipv4Prefix> = (0..rng.below(60))
            .map(|_| {
                let bits = 0x0a00_0000 | rng.next() as u32 & 0xff;
                Ipv4Prefix::truncated(Ipv4Addr::from_bits(bits), 24 + rng.below(9) as u8).unwrap()
            })
            .collect();
        let nets: Vec<Ipv4Net> =
            prefixes.iter().map(|p| Ipv4Net::new_assert(p.first(), p.prefix_len())).collect();
        let mut theirs = Ipv4Net::aggregate(&nets);
        theirs.sort();
        let ours: Vec<String> = aggregate(prefixes).iter().map(ToString::to_string).collect();
        assert_eq!(ours, theirs.iter().map(ToString::to_string).collect::<Vec<_>>());
    }
}

#[test]
fn hosts_and_neighbours_as_in_ipnet() {
    let mut rng = Rng(4);
    for _ in 0..5_000 {
        let prefix = rng.v4();
        let net = Ipv4Net::new_assert(prefix.first(), prefix.prefix_len());
        assert_eq!(prefix.last(), net.broadcast());
        assert_eq!(prefix.netmask(), net.netmask());
        assert_eq!(prefix.hostmask(), net.hostmask());
        assert_eq!(prefix.hosts().next(), net.hosts().next());
        if prefix.prefix_len() > 16 {
            assert_eq!(prefix.hosts().last(), net.hosts().last());
        }
        assert_eq!(
            prefix.supernets().next().map(|p| p.to_string()),
            net.supernet().map(|net| net.to_string()),
        );
        let other = rng.v4();
        let other_net = Ipv4Net::new_assert(other.first(), other.prefix_len());
        assert_eq!(prefix.contains_prefix(other), net.contains(&other_net));
    }
}
