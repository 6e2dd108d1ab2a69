//! Parsing and formatting of addresses against std's `FromStr` and `Display`.

use std::hint::black_box;
use std::io::Write;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use boltons::ip;

use crate::harness::{Contender, Harness, Rng, mix};

/// Addresses as they stand in logs: a third in full, a third with a run of zeros in the middle, a
/// third with one at the end.
pub fn ipv6(rng: &mut Rng, count: usize) -> Vec<Ipv6Addr> {
    (0..count)
        .map(|i| {
            let (high, low) = (rng.next() >> 3 | 1 << 61, rng.next());
            let (high, low) = match i % 3 {
                0 => (high, low),
                1 => (high & !0xffff_ffff, low & 0xffff),
                _ => (high, 0),
            };
            Ipv6Addr::from_bits(u128::from(high) << 64 | u128::from(low))
        })
        .collect()
}

pub fn ipv4(rng: &mut Rng, count: usize) -> Vec<Ipv4Addr> {
    (0..count).map(|_| Ipv4Addr::from_bits(rng.next() as u32)).collect()
}

fn texts<A: ToString>(addrs: &[A]) -> Vec<String> {
    addrs.iter().map(ToString::to_string).collect()
}

fn sum4(sum: u64, addr: Option<Ipv4Addr>) -> u64 {
    mix(sum, addr.map_or(0, |addr| addr.to_bits().into()))
}

fn sum6(sum: u64, addr: Option<Ipv6Addr>) -> u64 {
    let bits = addr.map_or(0, Ipv6Addr::to_bits);
    mix(sum, (bits >> 64) as u64 ^ bits as u64)
}

fn parse(harness: &mut Harness, v4: &[String], v6: &[String], label: &str) {
    harness.explain(
        "ip/parse/v4",
        "about two wrong guesses (simulated) at how many digits an octet has. Measured: digit by \
         digit, as it is, 19.9 ns; an octet without branches 22.6; by arithmetic on a word of 16 \
         bytes 1.8 times as slow.",
    );
    harness.compare(
        &format!("ip/parse/v4/{label}"),
        &[1.3],
        vec![
            Contender::new("boltons", || {
                v4.iter().fold(0, |sum, s| sum4(sum, ip::parse_ipv4(black_box(s).as_bytes())))
            }),
            Contender::new("std", || {
                v4.iter().fold(0, |sum, s| sum4(sum, black_box(s).parse().ok()))
            }),
        ],
    );
    harness.compare(
        &format!("ip/parse/v6/{label}"),
        &[4.0],
        vec![
            Contender::new("boltons", || {
                v6.iter().fold(0, |sum, s| sum6(sum, ip::parse_ipv6(black_box(s).as_bytes())))
            }),
            Contender::new("std", || {
                v6.iter().fold(0, |sum, s| sum6(sum, black_box(s).parse().ok()))
            }),
        ],
    );
    let both: Vec<&String> = v4.iter().zip(v6).flat_map(|(a, b)| [a, b]).collect();
    let fold = |sum, addr: Option<IpAddr>| match addr {
        Some(IpAddr::V4(addr)) => sum4(sum, Some(addr)),
        Some(IpAddr::V6(addr)) => sum6(sum, Some(addr)),
        None => sum,
    };
    harness.compare(
        &format!("ip/parse/mixed/{label}"),
        &[],
        vec![
            Contender::new("boltons", || {
                both.iter().fold(0, |sum, s| fold(sum, ip::parse_addr(black_box(s)).ok()))
            }),
            Contender::new("std", || {
                both.iter().fold(0, |sum, s| fold(sum, black_box(s).parse().ok()))
            }),
        ],
    );
}

/// What the text of an address adds to the checksum, short of reading all of it.
fn sum_bytes(sum: u64, bytes: &[u8]) -> u64 {
    let bytes = black_box(bytes);
    mix(sum, bytes.len() as u64 ^ u64::from(bytes[bytes.len() - 1]) << 8)
}

/// std's `Display` into a buffer on the stack.
fn display(addr: impl std::fmt::Display, buffer: &mut [u8; 64]) -> usize {
    let mut rest = &mut buffer[..];
    let _ = write!(rest, "{addr}");
    64 - rest.len()
}

fn format<A>(harness: &mut Harness, addrs: &[A], id: &str, bytes: f64, string: f64)
where
    A: Copy + Into<IpAddr> + std::fmt::Display,
{
    let std_bytes = || {
        let mut buffer = [0; 64];
        addrs.iter().fold(0, |sum, addr| {
            let len = display(*black_box(addr), &mut buffer);
            sum_bytes(sum, &buffer[..len])
        })
    };
    harness.compare(
        &format!("ip/format/bytes/{id}"),
        &[bytes],
        vec![
            Contender::new("boltons", || {
                addrs
                    .iter()
                    .fold(0, |sum, addr| sum_bytes(sum, ip::text(*black_box(addr)).as_bytes()))
            }),
            Contender::new("std", std_bytes),
        ],
    );
    harness.compare(
        &format!("ip/format/str/{id}"),
        &[string],
        vec![
            Contender::new("boltons", || {
                addrs.iter().fold(0, |sum, addr| {
                    sum_bytes(sum, ip::text(*black_box(addr)).as_str().as_bytes())
                })
            }),
            Contender::new("std", std_bytes),
        ],
    );
}

pub fn rows(harness: &mut Harness) {
    if !harness.wants("ip/parse") && !harness.wants("ip/format") {
        return;
    }
    let (count, label) = if harness.timed() { (100_000, "100k") } else { (1_000, "1k") };
    let mut rng = Rng(1);
    let (v4, v6) = (ipv4(&mut rng, count), ipv6(&mut rng, count));
    parse(harness, &texts(&v4), &texts(&v6), label);
    format(harness, &v4, &format!("v4/{label}"), 12.0, 5.0);
    format(harness, &v6, &format!("v6/{label}"), 3.2, 2.5);
}
