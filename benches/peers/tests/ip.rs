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

/// An address as the C library has it.
#[repr(C)]
#[derive(Clone, Copy)]
struct InAddr {
    s_addr: u32,
}

// Of the C library, which std links; the crate libc declares neither for every system.
unsafe extern "C" {
    fn inet_aton(text: *const std::ffi::c_char, addr: *mut InAddr) -> std::ffi::c_int;
    /// The number of a classful network.
    safe fn inet_netof(addr: InAddr) -> u32;
}

/// What the C library makes of a text.
fn libc_inet_aton(text: &str) -> Option<Ipv4Addr> {
    let text = std::ffi::CString::new(text).ok()?;
    let mut addr = InAddr { s_addr: 0 };
    // SAFETY: the text ends with a zero byte, and the address is written to a place of its type.
    let taken = unsafe { inet_aton(text.as_ptr(), &raw mut addr) };
    (taken != 0).then(|| Ipv4Addr::from(addr.s_addr.to_ne_bytes()))
}

/// One to five parts of digits of all bases, with what may go wrong.
fn numbers(rng: &mut Rng) -> String {
    let mut text = String::new();
    for part in 0..=rng.below(5) {
        if part > 0 {
            text.push('.');
        }
        let value = match rng.below(6) {
            0 => rng.below(1 << 33),
            1 => (1_u64 << (8 * (1 + rng.below(4)))) - rng.below(3),
            2 => 0,
            _ => rng.below(300),
        };
        text += &match rng.below(8) {
            0 | 1 => format!("0{value:o}"),
            2 => format!("0x{value:x}"),
            3 => format!("0X{value:X}"),
            4 => format!("00{value:o}"),
            _ => value.to_string(),
        };
        if rng.below(24) == 0 {
            text.push(['x', '8', 'f', '.', ' ', '-'][rng.below(6) as usize]);
        }
    }
    text
}

/// `inet_aton` reads what the C library reads, as the same address. White space, after which the
/// library ignores the rest, is an error here.
#[test]
fn inet_aton_as_in_the_c_library() {
    let options = boltons::ip::ParseOptions::new().inet_aton(true);
    let mut rng = Rng(5);
    let mut taken = 0;
    let forms = [
        "1",
        "1.2",
        "1.2.3",
        "1.2.3.4",
        "0",
        "0x",
        "0x.1",
        "1.",
        ".1",
        "",
        "1..2",
        "08",
        "0x7f.1",
        "017700000001",
        "0x7f000001",
        "2130706433",
        "4294967295",
        "4294967296",
        "1.16777215",
        "1.16777216",
        "1.2.65535",
        "1.2.65536",
        "1.2.3.255",
        "1.2.3.256",
        "256.1",
        "0377.1",
        "0400.1",
        "00000000000000000001",
        "0x00000000000000000001",
        "1.2.3.4.5",
        "+1",
        "-1",
    ];
    let random = std::iter::from_fn(|| Some(numbers(&mut rng))).take(300_000);
    for text in forms.into_iter().map(str::to_owned).chain(random) {
        if text.contains(' ') {
            assert!(options.addr(&text).is_err(), "{text:?}");
            continue;
        }
        let ours = options.addr(&text).ok();
        assert_eq!(ours, libc_inet_aton(&text).map(IpAddr::V4), "{text:?}");
        taken += usize::from(ours.is_some());
        // Where the library reads an address, no host is a name.
        if ours.is_some() {
            let name = matches!(boltons::ip::parse_host(&text), Ok(boltons::ip::Host::Name(_)));
            assert!(!name, "{text:?} is a name");
        }
    }
    assert!(taken > 50_000, "{taken} of them are addresses");
}

/// `classful` supplies the length of the network that the C library finds.
#[test]
fn classes_as_in_the_c_library() {
    let options =
        boltons::ip::ParseOptions::new().classful(true).host_bits(boltons::ip::HostBits::Truncate);
    let mut rng = Rng(6);
    for i in 0..100_000_u64 {
        let addr = Ipv4Addr::from_bits(((i % 256) as u32) << 24 | rng.next() as u32 >> 8);
        // Classes D and E have no networks.
        if addr.octets()[0] >= 224 {
            continue;
        }
        let network = inet_netof(InAddr { s_addr: u32::from_ne_bytes(addr.octets()) });
        let ours = options.prefix(&addr.to_string()).unwrap();
        let shift = 32 - u32::from(ours.prefix_len());
        let IpAddr::V4(first) = ours.first() else { panic!("it is of IPv4") };
        assert_eq!(first.to_bits() >> shift, network, "{addr} is in {ours}");
    }
}
