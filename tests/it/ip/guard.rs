//! The guard with rules, against its five lines written slowly.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use boltons::ip::{
    CLOUD_ENDPOINTS, CLOUD_ENDPOINTS_DATE, Embedding, Guard, Host, IpPrefix, IpRange, IpSet,
    Ipv6Prefix, SPECIAL_BLOCKS, check_public_unicast, embedded_ipv4, is_public_unicast,
};

use super::support::Rng;

fn ip(s: &str) -> IpAddr {
    s.parse().unwrap()
}

fn set(s: &str) -> IpSet {
    s.parse().unwrap()
}

/// Rules as a list.
#[derive(Clone, Debug)]
struct Rules {
    allow: Vec<IpRange>,
    deny: Vec<IpRange>,
    nat64: Vec<Ipv6Prefix>,
    cloud: bool,
    open: bool,
}

impl Rules {
    fn guard(&self) -> Guard {
        let mut guard = if self.open { Guard::new() } else { Guard::closed() };
        for range in &self.allow {
            guard = guard.allow(*range);
        }
        for range in &self.deny {
            guard = guard.deny(*range);
        }
        for prefix in &self.nat64 {
            guard = guard.nat64(*prefix).unwrap();
        }
        if self.cloud { guard } else { guard.ignore_cloud_endpoints() }
    }

    /// The five lines of the specification.
    fn allows(&self, addr: IpAddr) -> bool {
        if self.deny.iter().any(|range| range.contains(addr)) {
            return false;
        }
        if self.cloud && CLOUD_ENDPOINTS.iter().any(|row| row.prefix.contains(addr)) {
            return false;
        }
        let carried = match addr {
            IpAddr::V4(_) => None,
            IpAddr::V6(addr) => {
                let own: Vec<_> = self.nat64.iter().filter(|p| p.contains(addr)).collect();
                if !own.is_empty() {
                    return own.into_iter().all(|p| match extract(*p, addr) {
                        Some(inner) => self.allows(inner.into()),
                        None => false,
                    });
                }
                embedded_ipv4(addr)
            }
        };
        if let Some((Embedding::Mapped | Embedding::Nat64, inner)) = carried {
            return self.allows(inner.into());
        }
        let allowed = self.allow.iter().any(|range| range.contains(addr));
        let allowed = allowed || self.open && first_version(addr);
        allowed && carried.is_none_or(|(_, inner)| self.allows(inner.into()))
    }
}

/// RFC 6052, section 2.2, as a table of octets.
fn extract(prefix: Ipv6Prefix, addr: Ipv6Addr) -> Option<Ipv4Addr> {
    let o = addr.octets();
    let pick = |a: usize, b: usize, c: usize, d: usize| Ipv4Addr::new(o[a], o[b], o[c], o[d]);
    if o[8] != 0 {
        return None;
    }
    Some(match prefix.prefix_len() {
        32 => pick(4, 5, 6, 7),
        40 => pick(5, 6, 7, 9),
        48 => pick(6, 7, 9, 10),
        56 => pick(7, 9, 10, 11),
        64 => pick(9, 10, 11, 12),
        _ => pick(12, 13, 14, 15),
    })
}

/// The public rule of the first version, which knows no cloud.
fn first_version(addr: IpAddr) -> bool {
    let special = |addr: IpAddr| SPECIAL_BLOCKS.iter().any(|block| block.prefix.contains(addr));
    match addr {
        IpAddr::V4(v4) => !special(addr) && !v4.is_multicast(),
        IpAddr::V6(v6) => match embedded_ipv4(v6) {
            Some((Embedding::Mapped | Embedding::Nat64, inner)) => first_version(inner.into()),
            carried => {
                let isatap = match carried {
                    Some((Embedding::Isatap, inner)) => first_version(inner.into()),
                    _ => true,
                };
                v6.segments()[0] >> 13 == 1 && !special(addr) && isatap
            }
        },
    }
}

/// Every form of an IPv4 address.
fn forms(addr: Ipv4Addr, own: &[Ipv6Prefix]) -> Vec<IpAddr> {
    let bits = u128::from(addr.to_bits());
    let v6 = |bits: u128| IpAddr::V6(Ipv6Addr::from_bits(bits));
    let mut forms = vec![
        IpAddr::V4(addr),
        v6(0xffff << 32 | bits),
        v6(0x64_ff9b << 96 | bits),
        v6(bits),
        v6(0xffff << 48 | bits),
        v6(0x64_ff9b_0001 << 80 | bits),
        v6(0x2002 << 112 | bits << 80 | 7),
        v6(0x2001 << 112 | (!bits & 0xffff_ffff)),
        v6(0x2a00_0001 << 96 | 0x5efe << 32 | bits),
        v6(0x2a00_0001 << 96 | 0x0200_5efe << 32 | bits),
        v6(0xfe80 << 112 | 0x5efe << 32 | bits),
    ];
    for prefix in own {
        let mut octets = prefix.first().octets();
        let start = usize::from(prefix.prefix_len()) / 8;
        let mut places = (start..16).filter(|place| *place != 8);
        for octet in addr.octets() {
            octets[places.next().unwrap()] = octet;
        }
        forms.push(IpAddr::V6(octets.into()));
        // What is behind the address is ignored; bits 64 to 71 are not.
        let mut tail = octets;
        tail[15] |= if start == 12 { 0 } else { 1 };
        forms.push(IpAddr::V6(tail.into()));
        if start < 9 {
            octets[8] = 1;
            forms.push(IpAddr::V6(octets.into()));
        }
    }
    forms
}

/// An address and both its neighbours.
fn around(addr: IpAddr) -> [IpAddr; 3] {
    match addr {
        IpAddr::V4(addr) => [-1i32, 0, 1]
            .map(|step| IpAddr::V4(Ipv4Addr::from_bits(addr.to_bits().wrapping_add_signed(step)))),
        IpAddr::V6(addr) => [-1i128, 0, 1]
            .map(|step| IpAddr::V6(Ipv6Addr::from_bits(addr.to_bits().wrapping_add_signed(step)))),
    }
}

#[test]
fn matrix_of_forms_rules_and_guards() {
    let own: Vec<Ipv6Prefix> = [
        "2a00:32::/32",
        "2a00:40::/40",
        "2a00:48::/48",
        "2a00:56::/56",
        "2a00:64::/64",
        "2a00:96::/96",
        // One inside another: both are asked.
        "2a00:32:64::/96",
    ]
    .iter()
    .map(|s| s.parse().unwrap())
    .collect();
    let ranges = |s: &str| -> Vec<IpRange> { set(s).ranges().collect() };
    let allow = ranges(
        "10.0.0.0/8, 93.184.216.0/24, 100.64.0.0/10, 127.0.0.2, 168.63.129.0/24, 198.18.0.0/15, \
         2002::/16, 2001::/32, ::/96, fd00::/8, 2a00:1::/64",
    );
    let deny =
        ranges("10.66.0.0/16, 93.184.216.34-93.184.216.40, 8.8.8.8, 2a00:2::/32, 2a00:64::8:0:0");
    let mut v4 =
        vec![Ipv4Addr::new(8, 8, 8, 8), Ipv4Addr::new(1, 1, 1, 1), Ipv4Addr::new(10, 66, 1, 1)];
    let mut addrs = Vec::new();
    let edges = SPECIAL_BLOCKS
        .iter()
        .map(|block| block.prefix)
        .chain(CLOUD_ENDPOINTS.iter().map(|row| row.prefix));
    let edges = edges.map(IpRange::from).chain(allow.iter().copied()).chain(deny.iter().copied());
    for edge in edges {
        for addr in [edge.first(), edge.last()].into_iter().flat_map(around) {
            match addr {
                IpAddr::V4(addr) => v4.push(addr),
                IpAddr::V6(_) => addrs.push(addr),
            }
        }
    }
    v4.sort_unstable();
    v4.dedup();
    addrs.extend(v4.iter().flat_map(|addr| forms(*addr, &own)));
    let mut answers = [0; 2];
    for (rules_at, (allow, deny)) in
        [(&[][..], &[][..]), (&allow, &[]), (&[], &deny), (&allow, &deny)].into_iter().enumerate()
    {
        for nat64 in [&[][..], &own] {
            for (open, cloud) in [(true, true), (false, true), (true, false), (false, false)] {
                let rules = Rules {
                    allow: allow.to_vec(),
                    deny: deny.to_vec(),
                    nat64: nat64.to_vec(),
                    cloud,
                    open,
                };
                let guard = rules.guard();
                for &addr in &addrs {
                    let expected = rules.allows(addr);
                    answers[usize::from(expected)] += 1;
                    assert_eq!(guard.allows(addr), expected, "{addr} under {rules:?}");
                    match guard.check(addr) {
                        Ok(()) => assert!(expected),
                        Err(error) => {
                            assert!(!expected && error.is_denied());
                            let message = error.to_string();
                            let rest = message.strip_prefix(&addr.to_string()).unwrap();
                            assert!(
                                rest.starts_with(" is not public: ")
                                    || rest.starts_with(" is denied: "),
                                "{message}"
                            );
                            assert!(
                                !message.contains("  ") && !message.contains(": as "),
                                "{message}"
                            );
                        }
                    }
                    if rules_at == 0 && nat64.is_empty() && open {
                        if cloud {
                            assert_eq!(is_public_unicast(addr), expected);
                            let same = |e: boltons::Error| e.to_string();
                            assert_eq!(
                                check_public_unicast(addr).map_err(same),
                                guard.check(addr).map_err(same)
                            );
                        } else {
                            assert_eq!(first_version(addr), expected, "{addr}");
                        }
                    }
                }
            }
        }
    }
    assert!(answers[0] > 10_000 && answers[1] > 10_000, "{answers:?}");
}

#[test]
fn messages() {
    let rules = Guard::new()
        .allow(set("127.0.0.2"))
        .deny(set("93.184.216.0/24, 192.0.2.1-192.0.2.6, 2606:4700::/32"))
        .nat64("2001:db8:64::/96".parse().unwrap())
        .unwrap()
        .nat64("2001:db8:65::/64".parse().unwrap())
        .unwrap();
    for (addr, message) in [
        ("127.0.0.1", "is not public: inside 127.0.0.0/8 (Loopback, RFC 1122)"),
        ("168.63.129.16", "is not public: inside 168.63.129.16/32 (Azure WireServer and DNS)"),
        ("93.184.216.34", "is denied: inside 93.184.216.0/24 (deny rule)"),
        ("192.0.2.3", "is denied: inside 192.0.2.1-192.0.2.6 (deny rule)"),
        ("2606:4700::1", "is denied: inside 2606:4700::/32 (deny rule)"),
        ("64:ff9b::7f00:1", "is not public: carries 127.0.0.1 (Loopback, RFC 1122) as NAT64"),
        (
            "2001:db8:64::7f00:1",
            "is not public: carries 127.0.0.1 (Loopback, RFC 1122) as NAT64 of 2001:db8:64::/96",
        ),
        (
            "64:ff9b::5db8:d822",
            "is denied: carries 93.184.216.34 (deny rule 93.184.216.0/24) as NAT64",
        ),
        (
            "::ffff:168.63.129.16",
            "is not public: carries 168.63.129.16 (Azure WireServer and DNS) as IPv4-mapped",
        ),
        ("2001:db8:65:0:100::", "is not public: malformed under the NAT64 prefix 2001:db8:65::/64"),
        ("::8.8.8.8", "is not public: carries 8.8.8.8 as IPv4-compatible"),
        ("ff0e::1", "is not public: multicast"),
        ("4000::1", "is not public: outside 2000::/3"),
        ("fec0::1", "is not public: inside fec0::/10 (site-local, RFC 3879)"),
        ("::ffff:224.0.0.1", "is not public: carries 224.0.0.1 (multicast) as IPv4-mapped"),
    ] {
        let error = rules.check(ip(addr)).unwrap_err();
        assert_eq!(error.to_string(), format!("{} {message}", ip(addr)));
        assert!(error.is_denied() && error.position().is_none());
    }
    for (addr, message) in [
        ("8.8.8.8", "8.8.8.8 is denied: no allow rule holds it"),
        (
            "64:ff9b::808:808",
            "64:ff9b::808:808 is denied: carries 8.8.8.8 (no allow rule holds it) as NAT64",
        ),
    ] {
        assert_eq!(Guard::closed().check(ip(addr)).unwrap_err().to_string(), message);
    }
    let ports = Guard::new().ports([443]);
    assert_eq!(
        ports.check_socket("1.1.1.1:22".parse::<SocketAddr>().unwrap()).unwrap_err().to_string(),
        "1.1.1.1:22 is denied: port 22 is not among the ports allowed"
    );
    assert_eq!(
        ports
            .check_socket("[2606:4700::1]:22".parse::<SocketAddr>().unwrap())
            .unwrap_err()
            .to_string(),
        "[2606:4700::1]:22 is denied: port 22 is not among the ports allowed"
    );
    let error = ports.check_all([]).unwrap_err();
    assert!(error.is_not_found());
    assert_eq!(error.to_string(), "no address");
}

/// Order does not matter in a builder.
#[test]
fn any_order_of_calls_gives_an_equal_guard() {
    type Step = Box<dyn Fn(Guard) -> Guard>;
    let steps: Vec<Step> = vec![
        Box::new(|g| g.allow(set("10.0.0.0/9"))),
        Box::new(|g| g.allow(set("10.128.0.0/9, fd00::/8"))),
        Box::new(|g| g.allow(IpPrefix::literal("::ffff:11.0.0.0/104"))),
        Box::new(|g| g.deny(set("10.1.0.0/16"))),
        Box::new(|g| g.deny(ip("10.0.0.0"))),
        Box::new(|g| g.nat64("2a00:96::/96".parse().unwrap()).unwrap()),
        Box::new(|g| g.nat64("2a00:64::/64".parse().unwrap()).unwrap()),
        Box::new(|g| g.nat64("2a00:64::/64".parse().unwrap()).unwrap()),
        Box::new(|g| g.ports([443, 80])),
        Box::new(|g| g.ports([8443, 80])),
        Box::new(Guard::ignore_cloud_endpoints),
    ];
    let expected = steps.iter().fold(Guard::new(), |guard, step| step(guard));
    let mut rng = Rng(3);
    let mut order: Vec<usize> = (0..steps.len()).collect();
    for _ in 0..200 {
        for i in (1..order.len()).rev() {
            order.swap(i, rng.below(i + 1));
        }
        let guard = order.iter().fold(Guard::new(), |guard, &at| steps[at](guard));
        assert_eq!(guard, expected, "{order:?}");
    }
    assert_ne!(expected, Guard::new());
    assert_eq!(Guard::default(), Guard::new());
    // Rules are canonical before they are kept.
    let mapped = Guard::new().allow(IpPrefix::literal("::ffff:10.0.0.0/104"));
    assert_eq!(mapped, Guard::new().allow(IpPrefix::literal("10.0.0.0/8")));
}

/// A deny rule never allows, an allow rule never denies, and to ignore clouds opens only those.
#[test]
fn rules_are_monotone() {
    let mut rng = Rng(5);
    let own: Vec<Ipv6Prefix> = vec!["2a00:96::/96".parse().unwrap()];
    let base = Guard::new().nat64(own[0]).unwrap();
    for _ in 0..300 {
        let v4 = |rng: &mut Rng| Ipv4Addr::from_bits(rng.next() as u32);
        let prefix = |rng: &mut Rng| -> IpPrefix {
            if rng.below(3) == 0 {
                IpPrefix::truncated(Ipv6Addr::from_bits(rng.u128()).into(), rng.below(129) as u8)
                    .unwrap()
            } else {
                IpPrefix::truncated(v4(rng).into(), rng.below(33) as u8).unwrap()
            }
        };
        let guard = base.clone().allow(prefix(&mut rng)).deny(prefix(&mut rng));
        let more_deny = guard.clone().deny(prefix(&mut rng));
        let more_allow = guard.clone().allow(prefix(&mut rng));
        let no_cloud = guard.clone().ignore_cloud_endpoints();
        let clouds = CLOUD_ENDPOINTS.iter().map(|row| row.prefix.first());
        let mut addrs: Vec<IpAddr> = clouds.collect();
        for _ in 0..10 {
            addrs.extend(forms(v4(&mut rng), &own));
        }
        for addr in addrs {
            let before = guard.allows(addr);
            assert!(before || !more_deny.allows(addr), "{addr}");
            assert!(!before || more_allow.allows(addr), "{addr}");
            if no_cloud.allows(addr) != before {
                let inner = match addr {
                    IpAddr::V6(v6) => embedded_ipv4(v6).map_or(addr, |(_, inner)| inner.into()),
                    IpAddr::V4(_) => addr,
                };
                let is_cloud = CLOUD_ENDPOINTS.iter().any(|row| row.prefix.contains(inner));
                assert!(is_cloud, "{addr}");
            }
        }
    }
}

#[test]
fn an_ipv6_rule_never_opens_ipv4() {
    let guard = Guard::new().allow(IpPrefix::literal("::/0"));
    for denied in
        ["::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "::127.0.0.1", "fe80::5efe:7f00:1"]
    {
        assert!(!guard.allows(ip(denied)), "{denied}");
    }
    assert!(guard.allows(ip("fe80::1")) && guard.allows(ip("::ffff:8.8.8.8")));
}

/// semantic-kernel 14267, surfguard 6, agent-governance-toolkit 2358, pipelock 1064; PageSpace 834
/// and node9 312 (cloud before allow).
#[test]
fn g1_azure_wireserver_lies_in_public_space() {
    let azure = Ipv4Addr::new(168, 63, 129, 16);
    for neighbour in [Ipv4Addr::new(168, 63, 129, 15), Ipv4Addr::new(168, 63, 129, 17)] {
        assert!(is_public_unicast(neighbour));
    }
    for form in forms(azure, &[]) {
        assert!(!is_public_unicast(form), "{form}");
        assert!(!Guard::new().allow(azure).allows(form), "{form}");
    }
    assert!(Guard::new().ignore_cloud_endpoints().allows(azure));
    let broad =
        Guard::new().allow(set("100.64.0.0/10, fd00::/8, 169.254.0.0/16, fe80::/10, 192.0.0.0/24"));
    for row in CLOUD_ENDPOINTS {
        assert!(!broad.allows(row.prefix.first()), "{row:?}");
    }
    assert!(broad.allows(ip("100.100.100.199")) && broad.allows(ip("fd00:ec2::255")));
}

#[test]
fn the_table_of_clouds() {
    assert!(CLOUD_ENDPOINTS.is_sorted_by(|a, b| a.prefix < b.prefix));
    for row in CLOUD_ENDPOINTS {
        assert!(row.source.starts_with("https://") && !row.name.is_empty(), "{row:?}");
        let others = CLOUD_ENDPOINTS.iter().filter(|other| other.prefix.overlaps(row.prefix));
        assert_eq!(others.count(), 1, "{row:?}");
    }
    assert_eq!(CLOUD_ENDPOINTS_DATE.len(), 10);
}

#[test]
fn ports() {
    let open = Guard::new();
    let two = Guard::new().ports([443, 80]).ports([80]);
    let none = Guard::new().ports([]);
    for port in [0, 1, 22, 80, 443, 65535] {
        assert!(open.check_port(port).is_ok());
        assert_eq!(two.check_port(port).is_ok(), matches!(port, 0 | 80 | 443), "{port}");
        assert_eq!(none.check_port(port).is_ok(), port == 0, "{port}");
        let socket = SocketAddr::from(([1, 1, 1, 1], port));
        assert_eq!(two.check_socket(socket).is_ok(), two.check_port(port).is_ok());
    }
    // The address speaks first.
    let error = two.check_socket(SocketAddr::from(([127, 0, 0, 1], 22))).unwrap_err();
    assert!(error.to_string().starts_with("127.0.0.1 is not public"), "{error}");
}

#[test]
fn lists_of_addresses() {
    let good = |n| SocketAddr::from(([1, 1, 1, n], 443));
    let bad = |n| SocketAddr::from(([10, 0, 0, n], 443));
    let guard = Guard::new();
    assert_eq!(guard.check_all([good(2), good(1)]).unwrap(), [good(2), good(1)]);
    assert!(
        guard
            .check_all([good(1), bad(2), bad(3)])
            .unwrap_err()
            .to_string()
            .starts_with("10.0.0.2 ")
    );
    assert_eq!(guard.check_any([bad(1), good(2), bad(3), good(1)]).unwrap(), [good(2), good(1)]);
    assert!(guard.check_any([bad(2), bad(3)]).unwrap_err().to_string().starts_with("10.0.0.2 "));
    assert!(guard.check_any([]).unwrap_err().is_not_found());
}

#[test]
fn hosts() {
    let guard = Guard::new();
    assert_eq!(guard.check_host("Example.com.").unwrap(), Host::Name("Example.com"));
    assert_eq!(guard.check_host("1.1.1.1").unwrap(), Host::Addr(ip("1.1.1.1")));
    for denied in [
        "127.0.0.1",
        "[::1]",
        "[::ffff:7f00:1]",
        "169.254.169.254",
        "localhost",
        "LOCALHOST.",
        "a.b.localhost",
        "168.63.129.16",
    ] {
        assert!(guard.check_host(denied).unwrap_err().is_denied(), "{denied}");
    }
    for name in ["localhost.example.com", "notlocalhost", "a.computers", "localhos"] {
        assert_eq!(guard.check_host(name).unwrap(), Host::Name(name));
    }
    for malformed in ["0x7f.1", "127.1", "", "a b", "[::1", "user@host"] {
        assert!(guard.check_host(malformed).unwrap_err().is_syntax(), "{malformed}");
    }
    for rule in ["127.0.0.1", "::1"] {
        assert!(Guard::new().allow(set(rule)).check_host("localhost").is_ok());
    }
}

/// zeroclaw 10072 and n8n-mcp 792: declared prefixes, every one that holds the address, and the
/// layout of a /48 that is not the low 32 bits.
#[test]
fn declared_nat64_prefixes() {
    for len in [0, 31, 33, 41, 63, 95, 97, 128] {
        let prefix = Ipv6Prefix::truncated("2a00::".parse().unwrap(), len).unwrap();
        assert!(Guard::new().nat64(prefix).unwrap_err().is_invalid_argument());
    }
    assert!(Guard::new().nat64("2a00:0:0:0:100::/96".parse().unwrap()).is_err());
    let guard = Guard::new().nat64("2a00:1:2::/48".parse().unwrap()).unwrap();
    assert!(!guard.allows(ip("2a00:1:2:7f00:0:100::"))); // 127.0.0.1, low 32 bits are zero
    assert!(guard.allows(ip("2a00:1:2:808:8:800:7f00:1"))); // 8.8.8.8, low 32 bits are 127.0.0.1
    // Local NAT64, which the public rule denies, by its own layout.
    let guard = Guard::new().nat64("64:ff9b:1::/48".parse().unwrap()).unwrap();
    assert!(guard.allows(ip("64:ff9b:1:808:8:800::")));
    assert!(!guard.allows(ip("64:ff9b:1:7f00:0:100::")));
}

#[test]
fn a_guard_lives_in_a_static() {
    fn assert<T: Send + Sync + Clone + std::fmt::Debug + std::panic::UnwindSafe>(_: &T) {}
    static GUARD: Guard = Guard::new();
    static CLOSED: Guard = Guard::closed().ignore_cloud_endpoints();
    assert(&GUARD);
    assert!(!CLOSED.allows(ip("1.1.1.1")));
}

/// The network, on loopback only.
#[cfg(all(feature = "std", target_os = "linux"))]
mod net {
    use std::cell::Cell;
    use std::io::{self, ErrorKind};
    use std::net::{SocketAddr, TcpListener, TcpStream, ToSocketAddrs};
    use std::time::Duration;

    use boltons::ip::Guard;

    use super::{ip, set};

    /// Loopback answers at once; a machine however busy is no reason to fail.
    const AMPLE: Duration = Duration::from_secs(600);

    /// A server that does not wait.
    fn server(addr: &str) -> (TcpListener, SocketAddr) {
        let listener = TcpListener::bind((addr, 0)).unwrap();
        listener.set_nonblocking(true).unwrap();
        let addr = listener.local_addr().unwrap();
        (listener, addr)
    }

    #[track_caller]
    fn untouched(listener: &TcpListener) {
        assert_eq!(listener.accept().unwrap_err().kind(), ErrorKind::WouldBlock);
    }

    /// A resolver that changes its answer each time, as rebinding does.
    struct Rebinding<'a> {
        asked: &'a Cell<usize>,
        answers: &'a [Vec<SocketAddr>],
    }

    impl ToSocketAddrs for Rebinding<'_> {
        type Iter = std::vec::IntoIter<SocketAddr>;
        fn to_socket_addrs(&self) -> io::Result<Self::Iter> {
            let at = self.asked.replace(self.asked.get() + 1);
            Ok(self.answers[at].clone().into_iter())
        }
    }

    #[test]
    fn connects_to_what_was_checked() {
        let (inside, denied) = server("127.0.0.1");
        let (outside, allowed) = server("127.0.0.2");
        let guard = Guard::new().allow(set("127.0.0.2"));
        let asked = Cell::new(0);

        let stream = guard
            .connect_timeout(
                Rebinding { asked: &asked, answers: &[vec![allowed], vec![denied]] },
                AMPLE,
            )
            .unwrap();
        assert_eq!((stream.peer_addr().unwrap(), asked.get()), (allowed, 1));
        guard.check_peer(&stream).unwrap();
        assert!(outside.accept().is_ok());

        // A mixed answer is refused as a whole, and no connection is tried.
        for answer in [vec![allowed, denied], vec![denied, allowed], vec![denied]] {
            asked.set(0);
            let answers = [answer];
            let error = guard
                .connect_timeout(Rebinding { asked: &asked, answers: &answers }, AMPLE)
                .unwrap_err();
            assert_eq!((error.kind(), asked.get()), (ErrorKind::PermissionDenied, 1));
            let inner = error.get_ref().unwrap().downcast_ref::<boltons::Error>().unwrap();
            assert!(inner.is_denied());
        }
        untouched(&outside);
        untouched(&inside);

        asked.set(0);
        let mixed = [vec![denied, allowed]];
        assert_eq!(
            guard.resolve_any(Rebinding { asked: &asked, answers: &mixed }).unwrap(),
            [allowed]
        );
        untouched(&inside);

        // After the fact.
        let stream = TcpStream::connect(denied).unwrap();
        assert_eq!(guard.check_peer(&stream).unwrap_err().kind(), ErrorKind::PermissionDenied);
    }

    #[test]
    fn the_next_address_is_tried() {
        // A port that no server is given by chance, so that nobody listens.
        let closed = SocketAddr::from(([127, 0, 0, 2], 1));
        let (open, addr) = server("127.0.0.3");
        let guard = Guard::new().allow(set("127.0.0.2, 127.0.0.3"));
        let stream = guard.connect_timeout(&[closed, addr][..], AMPLE).unwrap();
        assert_eq!(stream.peer_addr().unwrap(), addr);
        assert!(open.accept().is_ok());
        let error = guard.connect_timeout(closed, AMPLE).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::ConnectionRefused);
        let error = guard.connect_timeout(addr, Duration::ZERO).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::TimedOut);
        assert!(guard.connect_timeout(addr, Duration::MAX).is_ok());
    }

    #[test]
    fn answers_of_resolvers() {
        let guard = Guard::new();
        let asked = Cell::new(0);
        let error = guard.resolve(Rebinding { asked: &asked, answers: &[vec![]] }).unwrap_err();
        assert!(error.is_not_found());
        for text in ["1.1.1.1", "no port", "a:b:c"] {
            assert!(guard.resolve(text).unwrap_err().is_syntax(), "{text}");
        }

        struct Failing;
        impl ToSocketAddrs for Failing {
            type Iter = std::vec::IntoIter<SocketAddr>;
            fn to_socket_addrs(&self) -> io::Result<Self::Iter> {
                Err(io::Error::other("the name\nis not \u{202e}known"))
            }
        }
        let error = guard.resolve(Failing).unwrap_err();
        assert!(error.is_not_found());
        assert_eq!(error.to_string(), r"lookup failed: the name\nis not \u{202e}known");
        let error = guard.connect_timeout(Failing, AMPLE).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::NotFound);
        assert_eq!(guard.resolve("1.1.1.1:443").unwrap(), [SocketAddr::new(ip("1.1.1.1"), 443)]);
        assert!(guard.resolve("127.0.0.1:80").unwrap_err().is_denied());
    }

    #[test]
    fn kinds_of_io_errors() {
        for (error, kind) in [
            (Guard::new().check(ip("::1")).unwrap_err(), ErrorKind::PermissionDenied),
            (Guard::new().check_all([]).unwrap_err(), ErrorKind::NotFound),
            ("x".parse::<boltons::ip::IpPrefix>().unwrap_err(), ErrorKind::InvalidInput),
            ("::/129".parse::<boltons::ip::IpPrefix>().unwrap_err(), ErrorKind::InvalidInput),
            (
                boltons::ip::Ipv4Prefix::truncated([0; 4].into(), 33).unwrap_err(),
                ErrorKind::InvalidInput,
            ),
        ] {
            let message = error.to_string();
            let error = io::Error::from(error);
            assert_eq!((error.kind(), error.to_string()), (kind, message));
            assert!(error.get_ref().unwrap().is::<boltons::Error>());
        }
    }
}
