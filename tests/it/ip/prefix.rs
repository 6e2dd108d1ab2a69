//! Prefixes at 0, 32, 128, the first and the last address; and bugs of others, by name.

#[cfg(not(feature = "__audit"))]
use crate::unaudited::Unaudited as _;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use boltons::ip::{Family, IpPrefix, Ipv4Prefix, Ipv6Prefix, Prefix};

use super::support::{Of, fails, texts};

fn v4(s: &str) -> Ipv4Prefix {
    s.parse().unwrap()
}

fn v6(s: &str) -> Ipv6Prefix {
    s.parse().unwrap()
}

#[test]
fn new_and_its_errors() {
    let addr = Ipv4Addr::new(10, 0, 0, 1);
    fails(
        Ipv4Prefix::new(addr, 8),
        "host bits set: 10.0.0.1/8 (did you mean 10.0.0.0/8?)",
        Of::Argument,
    );
    fails(Ipv4Prefix::new(addr, 33), "prefix length 33 exceeds 32", Of::Argument);
    fails(Ipv4Prefix::truncated(addr, 255), "prefix length 255 exceeds 32", Of::Argument);
    fails(Ipv6Prefix::new(Ipv6Addr::LOCALHOST, 129), "prefix length 129 exceeds 128", Of::Argument);
    fails(IpPrefix::new(addr.into(), 64), "prefix length 64 exceeds 32", Of::Argument);
    fails(
        Ipv4Prefix::with_netmask(addr, Ipv4Addr::new(255, 0, 255, 0)),
        "netmask 255.0.255.0 is not contiguous",
        Of::Argument,
    );
    fails(
        Ipv4Prefix::with_netmask(addr, Ipv4Addr::new(255, 0, 0, 0)),
        "host bits set: 10.0.0.1/8 (did you mean 10.0.0.0/8?)",
        Of::Argument,
    );
    assert_eq!(Ipv4Prefix::new(addr, 32).unwrap(), Ipv4Prefix::host(addr));
}

fn ends<F: Family>()
where
    Prefix<F>: Copy,
{
    let all = Prefix::<F>::ALL;
    assert_eq!((all.first(), all.last()), (F::MIN, F::MAX));
    assert_eq!((all.netmask(), all.hostmask()), (F::MIN, F::MAX));
    assert!(all.is_full() && !all.is_host());
    assert!(all.contains(F::MIN) && all.contains(F::MAX));
    assert_eq!((all.sibling(), all.offset(1), all.offset(-1)), (None, None, None));
    assert_eq!(all.offset(0), Some(all));
    assert_eq!(all.offset(i128::MAX), None);
    assert_eq!(all.offset(i128::MIN), None);
    assert_eq!(all.supernets().next(), None);
    assert_eq!(all.supernet(0), Some(all));
    assert_eq!(all.supernet(1), None);
    for addr in [F::MIN, F::MAX] {
        let host = Prefix::<F>::host(addr);
        assert!(host.is_host() && !host.is_full());
        assert_eq!((host.first(), host.last(), host.size()), (addr, addr, 1));
        assert_eq!((host.netmask(), host.hostmask()), (F::MAX, F::MIN));
        assert_eq!(host.halves(), None);
        assert_eq!(host.supernets().count(), usize::from(F::BITS));
        assert_eq!(host.supernets().last(), Some(all));
        assert_eq!(host.common_supernet(host), host);
    }
    let (low, high) = (Prefix::<F>::host(F::MIN), Prefix::<F>::host(F::MAX));
    assert_eq!((low.offset(-1), high.offset(1)), (None, None));
    assert_eq!(low.common_supernet(high), all);
    // Every length, at both ends of the space.
    for len in 0..=F::BITS {
        let first = Prefix::<F>::truncated(F::MIN, len).unwrap();
        let last = Prefix::<F>::truncated(F::MAX, len).unwrap();
        first.check();
        last.check();
        assert_eq!((first.first(), last.last()), (F::MIN, F::MAX));
        assert_eq!(Prefix::<F>::netmask_len(first.netmask()), Some(len));
        assert_eq!(Prefix::<F>::hostmask_len(first.hostmask()), Some(len));
        assert_eq!(Prefix::with_netmask(F::MIN, first.netmask()).unwrap(), first);
        assert_eq!(first == last, len == 0);
        assert_eq!(first.overlaps(last), len == 0);
        assert_eq!(last.offset(1), None);
        assert_eq!(first.offset(-1), None);
        if len > 0 && len < 127 {
            assert_eq!(first.offset((1i128 << len) - 1), Some(last));
            assert_eq!(last.offset(1 - (1i128 << len)), Some(first));
        }
        assert_eq!(last.range().as_prefix(), Some(last));
        assert_eq!(last.nth(F::to_bits(last.hostmask())), Some(F::MAX));
        assert_eq!(first.nth(F::to_bits(F::MAX)), (len == 0).then_some(F::MAX));
        if let Some((low, high)) = last.halves() {
            assert_eq!((low.first(), high.last()), (last.first(), last.last()));
            assert_eq!(low.sibling(), Some(high));
            assert_eq!(high.sibling(), Some(low));
            assert_eq!(low.common_supernet(high), last);
            assert_eq!(low.offset(1), Some(high));
            assert!(low < high && last < high && (len == F::BITS || last < low));
        }
    }
}

#[test]
fn all_lengths_at_both_ends() {
    ends::<boltons::ip::V4>();
    ends::<boltons::ip::V6>();
}

#[test]
fn size_saturates_once() {
    assert_eq!(Ipv6Prefix::ALL.size(), u128::MAX);
    assert_eq!(v6("::/1").size(), 1 << 127);
    assert_eq!(Ipv4Prefix::ALL.size(), 1 << 32);
}

/// krisprice/ipnet#47: a mask of all ones or none overflowed on the way to its length.
#[test]
fn ipnet_47_masks_to_lengths() {
    assert_eq!(Ipv4Prefix::netmask_len(Ipv4Addr::BROADCAST), Some(32));
    assert_eq!(Ipv4Prefix::netmask_len(Ipv4Addr::UNSPECIFIED), Some(0));
    assert_eq!(Ipv4Prefix::hostmask_len(Ipv4Addr::BROADCAST), Some(0));
    assert_eq!(Ipv4Prefix::hostmask_len(Ipv4Addr::UNSPECIFIED), Some(32));
    assert_eq!(Ipv6Prefix::netmask_len(Ipv6Addr::from_bits(u128::MAX)), Some(128));
    assert_eq!(Ipv6Prefix::netmask_len(Ipv6Addr::UNSPECIFIED), Some(0));
    assert_eq!(Ipv4Prefix::netmask_len(Ipv4Addr::new(0, 255, 0, 0)), None);
    assert_eq!(Ipv4Prefix::netmask_len(Ipv4Addr::new(255, 255, 0, 1)), None);
}

/// krisprice/ipnet#70: subnets of what ends one before the last address included the last.
#[test]
fn ipnet_70_subnets_before_the_last_address() {
    let range: boltons::ip::Ipv4Range = "255.255.255.252-255.255.255.254".parse().unwrap();
    assert_eq!(texts(range.prefixes()), ["255.255.255.252/31", "255.255.255.254/32"]);
    let range: boltons::ip::Ipv6Range =
        format!("::-{}", Ipv6Addr::from_bits(u128::MAX - 1)).parse().unwrap();
    assert_eq!(range.prefixes().count(), 128);
    assert!(range.prefixes().all(|prefix| !prefix.contains(Ipv6Addr::from_bits(u128::MAX))));
}

/// achanda/ipnetwork#4, #5, #199: shifts by the whole width.
#[test]
fn ipnetwork_4_5_199_whole_width() {
    assert_eq!(v4("0.0.0.0/0").size(), 1 << 32);
    assert_eq!(v4("0.0.0.0/0").nth(u32::MAX), Some(Ipv4Addr::BROADCAST));
    assert_eq!(v6("::/0").nth(u128::MAX), Some(Ipv6Addr::from_bits(u128::MAX)));
    assert_eq!(v6("::/0").last(), Ipv6Addr::from_bits(u128::MAX));
}

#[test]
fn hosts_by_length() {
    let hosts = |s: &str| {
        let prefix: IpPrefix = s.parse().unwrap();
        let hosts = prefix.hosts();
        (hosts.clone().next().unwrap().to_string(), hosts.last().unwrap().to_string())
    };
    let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
    assert_eq!(hosts("0.0.0.0/0"), pair("0.0.0.1", "255.255.255.254"));
    assert_eq!(hosts("192.0.2.0/24"), pair("192.0.2.1", "192.0.2.254"));
    assert_eq!(hosts("192.0.2.0/30"), pair("192.0.2.1", "192.0.2.2"));
    assert_eq!(hosts("192.0.2.0/31"), pair("192.0.2.0", "192.0.2.1"));
    assert_eq!(hosts("255.255.255.254/31"), pair("255.255.255.254", "255.255.255.255"));
    assert_eq!(hosts("192.0.2.7/32"), pair("192.0.2.7", "192.0.2.7"));
    assert_eq!(hosts("2001:db8::/64"), pair("2001:db8::1", "2001:db8::ffff:ffff:ffff:ffff"));
    assert_eq!(hosts("2001:db8::/126"), pair("2001:db8::1", "2001:db8::3"));
    assert_eq!(hosts("2001:db8::/127"), pair("2001:db8::", "2001:db8::1"));
    assert_eq!(hosts("::1/128"), pair("::1", "::1"));
    assert_eq!(v6("::/0").hosts().count(), usize::MAX);
}

#[test]
fn broadcast_needs_three_bits() {
    assert_eq!(v4("10.0.0.0/30").broadcast(), Some(Ipv4Addr::new(10, 0, 0, 3)));
    assert_eq!(v4("10.0.0.0/31").broadcast(), None);
    assert_eq!(v4("10.0.0.0/32").broadcast(), None);
    assert_eq!(Ipv4Prefix::ALL.broadcast(), Some(Ipv4Addr::BROADCAST));
}

#[test]
fn subnets_and_their_errors() {
    let prefix = v4("192.0.2.0/24");
    fails(prefix.subnets(23), "192.0.2.0/24 has no subnets of length 23", Of::Argument);
    fails(prefix.subnets(33), "prefix length 33 exceeds 32", Of::Argument);
    assert_eq!(texts(prefix.subnets(24).unwrap()), ["192.0.2.0/24"]);
    assert_eq!(texts(prefix.subnets(25).unwrap()), ["192.0.2.0/25", "192.0.2.128/25"]);
    assert_eq!(
        texts(v4("255.255.255.254/31").subnets(32).unwrap().rev()),
        ["255.255.255.255/32", "255.255.255.254/32"]
    );
    // netaddr: IPNetwork('172.24.0.0/23').subnet(25)
    assert_eq!(
        texts(v4("172.24.0.0/23").subnets(25).unwrap()),
        ["172.24.0.0/25", "172.24.0.128/25", "172.24.1.0/25", "172.24.1.128/25"]
    );
    assert_eq!(v6("::/0").subnets(128).unwrap().count(), usize::MAX);
    assert_eq!(v6("::/0").subnets(0).unwrap().count(), 1);
    assert_eq!(Ipv4Prefix::ALL.subnets(32).unwrap().last(), Some(v4("255.255.255.255/32")));
}

#[test]
fn supernets_as_netaddr_lists_them() {
    // netaddr: IPNetwork('192.0.2.0/24').supernet(22)
    let supernets = v4("192.0.2.0/24").supernets().take(2);
    assert_eq!(texts(supernets), ["192.0.2.0/23", "192.0.0.0/22"]);
    assert_eq!(v4("192.0.2.0/24").supernets().len(), 24);
    assert_eq!(v4("192.0.2.0/24").supernets().next_back(), Some(Ipv4Prefix::ALL));
}

#[test]
fn exclude_and_partition() {
    // netaddr: cidr_exclude('192.0.2.1/32', '192.0.2.1/32'), ('192.0.2.0/31', '192.0.2.1/32'), …
    assert_eq!(v4("192.0.2.1/32").exclude(v4("192.0.2.1/32")).next(), None);
    assert_eq!(texts(v4("192.0.2.0/31").exclude(v4("192.0.2.1/32"))), ["192.0.2.0/32"]);
    assert_eq!(texts(v4("192.0.2.0/24").exclude(v4("192.0.2.128/25"))), ["192.0.2.0/25"],);
    assert_eq!(
        texts(v4("192.0.2.0/24").exclude(v4("192.0.2.128/27"))),
        ["192.0.2.0/25", "192.0.2.160/27", "192.0.2.192/26"]
    );
    assert_eq!(v4("192.0.2.1/32").exclude(v4("192.0.2.0/24")).next(), None);
    assert_eq!(texts(v4("192.0.2.0/28").exclude(v4("192.0.2.16/32"))), ["192.0.2.0/28"]);
    assert_eq!(Ipv4Prefix::ALL.exclude(v4("255.255.255.255/32")).len(), 32);
    assert_eq!(v6("::/0").exclude(v6("::/128")).len(), 128);

    let prefix = v4("10.0.0.0/30");
    let parts = prefix.partition(v4("9.0.0.0/8"));
    assert_eq!((parts.before.count(), parts.inside), (0, None));
    assert_eq!(texts(parts.after), ["10.0.0.0/30"]);
    let parts = prefix.partition(v4("11.0.0.0/8"));
    assert_eq!((parts.after.count(), parts.inside), (0, None));
    assert_eq!(texts(parts.before), ["10.0.0.0/30"]);
    for other in ["10.0.0.0/30", "10.0.0.0/8", "0.0.0.0/0"] {
        let parts = prefix.partition(v4(other));
        assert_eq!(parts.inside, Some(prefix));
        assert_eq!((parts.before.count(), parts.after.count()), (0, 0));
    }
    let parts = prefix.partition(v4("10.0.0.2/32"));
    assert_eq!(texts(parts.before), ["10.0.0.0/31"]);
    assert_eq!(parts.inside, Some(v4("10.0.0.2/32")));
    assert_eq!(texts(parts.after), ["10.0.0.3/32"]);
}

#[test]
fn order_puts_parents_before_children_and_ipv4_before_ipv6() {
    let mut sorted: Vec<IpPrefix> =
        ["::/0", "10.0.0.0/9", "0.0.0.0/0", "10.0.0.0/8", "11.0.0.0/8", "9.255.0.0/16", "::/1"]
            .iter()
            .map(|s| s.parse().unwrap())
            .collect();
    sorted.sort();
    assert_eq!(
        texts(&sorted),
        ["0.0.0.0/0", "9.255.0.0/16", "10.0.0.0/8", "10.0.0.0/9", "11.0.0.0/8", "::/0", "::/1"],
    );
}

#[test]
fn families_do_not_mix() {
    let (a, b) = (IpPrefix::from(Ipv4Prefix::ALL), IpPrefix::from(Ipv6Prefix::ALL));
    assert!(!a.contains_prefix(b) && !b.contains_prefix(a) && !a.overlaps(b) && !b.overlaps(a));
    let mapped: IpAddr = "::ffff:10.0.0.1".parse().unwrap();
    assert!(!a.contains(mapped) && b.contains(mapped));
    fails(Ipv4Prefix::try_from(b), "::/0 is not an IPv4 prefix", Of::Unrepresentable);
    fails(Ipv6Prefix::try_from(a), "0.0.0.0/0 is not an IPv6 prefix", Of::Unrepresentable);
    assert_eq!(Ipv4Prefix::try_from(a).unwrap(), Ipv4Prefix::ALL);
    assert_eq!((a.max_prefix_len(), b.max_prefix_len()), (32, 128));
    assert_eq!(IpPrefix::host(mapped).to_string(), "::ffff:10.0.0.1/128");
}

#[test]
fn display_pads() {
    assert_eq!(format!("[{:>12}]", v4("10.0.0.0/8")), "[  10.0.0.0/8]");
    assert_eq!(format!("{:?}", v4("10.0.0.0/8")), "10.0.0.0/8");
}
