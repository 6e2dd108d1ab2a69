//! The routing table and the queries that rows of sets and maps share.

use std::io::Read;
use std::net::{Ipv4Addr, Ipv6Addr};

use boltons::ip::{IpPrefix, Ipv4Prefix, Ipv6Prefix};

use crate::harness::{Rng, inputs, routes};

/// A full routing table, both families in order.
pub struct Table {
    pub v4: Vec<Ipv4Prefix>,
    pub v6: Vec<Ipv6Prefix>,
    /// Where they come from.
    pub source: &'static str,
}

impl Table {
    /// Reads the real table where its file is there, and makes one like it elsewhere; of a `part`th
    /// of the size.
    pub fn read(part: usize) -> Self {
        Self::real(part).unwrap_or_else(|| Self::made(part as u32))
    }

    fn made(part: u32) -> Self {
        let v4 = routes::v4(part).into_iter().map(|(bits, len)| {
            Ipv4Prefix::truncated(Ipv4Addr::from_bits(bits), len).expect("a length of IPv4")
        });
        let v6 = routes::v6(part).into_iter().map(|(bits, len)| {
            Ipv6Prefix::truncated(Ipv6Addr::from_bits(bits), len).expect("a length of IPv6")
        });
        let source = "generated: a routing table with the real numbers of each length";
        Self { v4: v4.collect(), v6: v6.collect(), source }
    }

    fn real(part: usize) -> Option<Self> {
        let file = std::fs::File::open(inputs::beside("ip/bgp_full_table.txt.gz")?).ok()?;
        let mut text = String::new();
        flate2::read::GzDecoder::new(file).read_to_string(&mut text).ok()?;
        let source = "real: a full routing table";
        let mut table = Self { v4: Vec::new(), v6: Vec::new(), source };
        for line in text.lines().step_by(part) {
            match line.parse().expect("the table has one prefix a line") {
                IpPrefix::V4(prefix) => table.v4.push(prefix),
                IpPrefix::V6(prefix) => table.v6.push(prefix),
            }
        }
        Some(table)
    }
}

/// As many queries as a pass has.
pub const QUERIES: usize = 400_000;

pub fn uniform_v4(seed: u64) -> Vec<u32> {
    let mut rng = Rng(seed);
    (0..QUERIES).map(|_| rng.next() as u32).collect()
}

/// A random stored prefix with random host bits.
pub fn stored_v4(prefixes: &[Ipv4Prefix], seed: u64) -> Vec<u32> {
    let mut rng = Rng(seed);
    let mut one = || {
        let prefix = prefixes[rng.below(prefixes.len() as u64) as usize];
        prefix.first().to_bits() | (rng.next() as u32 & prefix.hostmask().to_bits())
    };
    (0..QUERIES).map(|_| one()).collect()
}

pub fn stored_v6(prefixes: &[Ipv6Prefix], seed: u64) -> Vec<u128> {
    let mut rng = Rng(seed);
    let mut one = || {
        let prefix = prefixes[rng.below(prefixes.len() as u64) as usize];
        let host = u128::from(rng.next()) << 64 | u128::from(rng.next());
        prefix.first().to_bits() | (host & prefix.hostmask().to_bits())
    };
    (0..QUERIES).map(|_| one()).collect()
}

/// The first 2,048 queries, over and over.
pub fn hot<T: Copy>(queries: &[T]) -> Vec<T> {
    queries[..2048].iter().copied().cycle().take(QUERIES).collect()
}

pub fn a4(bits: u32) -> Ipv4Addr {
    Ipv4Addr::from_bits(bits)
}

pub fn a6(bits: u128) -> Ipv6Addr {
    Ipv6Addr::from_bits(bits)
}
