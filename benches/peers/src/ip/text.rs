//! Parsing of prefixes, and the guard.

use std::hint::black_box;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

use boltons::ip::{self, Ipv4Prefix, Ipv6Prefix};

use crate::harness::{Contender, Harness, Rng, mix};

fn sum(sum: u64, bits: u128, len: u8) -> u64 {
    mix(sum, (bits >> 64) as u64 ^ bits as u64 ^ u64::from(len))
}

/// Runs a parser over all texts.
fn over<'a, T: FromStr>(
    name: &'static str,
    texts: &'a [String],
    parts: impl Fn(&T) -> (u128, u8) + 'a,
) -> Contender<'a> {
    Contender::new(name, move || {
        texts.iter().fold(0, |state, text| match black_box(text).parse::<T>() {
            Ok(value) => {
                let (bits, len) = parts(&value);
                sum(state, bits, len)
            }
            Err(_) => state,
        })
    })
}

fn prefixes(harness: &mut Harness) {
    let (count, label) = if harness.timed() { (100_000, "100k") } else { (1_000, "1k") };
    let mut rng = Rng(2);
    let v4: Vec<String> = (0..count)
        .map(|_| {
            let len = 8 + rng.below(25) as u8;
            let addr = Ipv4Addr::from_bits(rng.next() as u32);
            Ipv4Prefix::truncated(addr, len).map_or(String::new(), |prefix| prefix.to_string())
        })
        .collect();
    let v6: Vec<String> = (0..count)
        .map(|_| {
            let len = 16 + rng.below(113) as u8;
            let bits = u128::from(rng.next() >> 3 | 1 << 61) << 64 | u128::from(rng.next());
            let prefix = Ipv6Prefix::truncated(Ipv6Addr::from_bits(bits), len);
            prefix.map_or(String::new(), |prefix| prefix.to_string())
        })
        .collect();
    harness.explain(
        "parse_prefix/v4",
        "about two wrong guesses (simulated) at how many digits an octet has. Measured, \
         prefixes and plain addresses: the length split off first 21.3 and 19.9 ns; one pass, as it \
         is, 20.8 and 19.7; digits of an octet without branches 20.3 and 22.6.",
    );
    harness.compare(
        &format!("ip/parse_prefix/v4/{label}"),
        &[1.4; 4],
        vec![
            over("boltons", &v4, |p: &Ipv4Prefix| (p.first().to_bits().into(), p.prefix_len())),
            over("ipnet", &v4, |p: &ipnet::Ipv4Net| (p.addr().to_bits().into(), p.prefix_len())),
            over("cidr", &v4, |p: &cidr::Ipv4Cidr| {
                (p.first_address().to_bits().into(), p.network_length())
            }),
            over("ipnetwork", &v4, |p: &ipnetwork::Ipv4Network| {
                (p.ip().to_bits().into(), p.prefix())
            }),
            over("ip_network", &v4, |p: &ip_network::Ipv4Network| {
                (p.network_address().to_bits().into(), p.netmask())
            }),
        ],
    );
    harness.compare(
        &format!("ip/parse_prefix/v6/{label}"),
        &[3.0; 4],
        vec![
            over("boltons", &v6, |p: &Ipv6Prefix| (p.first().to_bits(), p.prefix_len())),
            over("ipnet", &v6, |p: &ipnet::Ipv6Net| (p.addr().to_bits(), p.prefix_len())),
            over("cidr", &v6, |p: &cidr::Ipv6Cidr| {
                (p.first_address().to_bits(), p.network_length())
            }),
            over("ipnetwork", &v6, |p: &ipnetwork::Ipv6Network| (p.ip().to_bits(), p.prefix())),
            over("ip_network", &v6, |p: &ip_network::Ipv6Network| {
                (p.network_address().to_bits(), p.netmask())
            }),
        ],
    );
}

/// The vectors of the guard with the answer that is right.
pub const VECTORS: [(&str, bool); 24] = [
    ("::127.0.0.1", false),
    ("64:ff9b::127.0.0.1", false),
    ("64:ff9b::169.254.169.254", false),
    ("64:ff9b:1::127.0.0.1", false),
    ("::ffff:0:127.0.0.1", false),
    ("100:0:0:1::1", false),
    ("224.0.0.1", false),
    ("ff0e::1", false),
    ("fec0::1", false),
    ("5f00::1", false),
    ("::ffff:127.0.0.1", false),
    ("2002:7f00:1::", false),
    ("2001:1::3", false),
    ("2001::1", false),
    ("192.88.99.1", false),
    ("192.0.0.9", false),
    ("2001:db8:1:2:0:5efe:10.0.0.1", false),
    ("2606:4700::200:5efe:10.0.0.1", false),
    ("1.1.1.1", true),
    ("8.8.8.8", true),
    ("2606:4700:4700::1111", true),
    ("2001:718:1404:c8:0:ffff:ac19:c80e", true),
    ("::ffff:8.8.8.8", true),
    ("64:ff9b::808:808", true),
];

fn guard(harness: &mut Harness) {
    let right = |judge: &dyn Fn(IpAddr) -> bool| {
        let all = VECTORS.iter().filter_map(|(text, public)| Some((text.parse().ok()?, *public)));
        all.filter(|&(addr, public)| judge(addr) == public).count() as f64
    };
    let ours = right(&|addr| ip::is_public_unicast(addr));
    assert!((ours - 24.0).abs() < 0.5, "the guard is wrong");
    let rival = right(&|addr| match ip_network::IpNetwork::new(
        addr,
        if addr.is_ipv4() { 32 } else { 128 },
    ) {
        Ok(network) => network.is_global(),
        Err(_) => false,
    });
    harness.figure("ip/guard/right/24", "right", ours, Some(("ip_network", rival)), 0.0);
}

pub fn rows(harness: &mut Harness) {
    if harness.wants("ip/parse_prefix") {
        prefixes(harness);
    }
    if harness.wants("ip/guard") {
        guard(harness);
    }
}
