//! Sets of both families.

#[cfg(not(feature = "__audit"))]
use crate::unaudited::Unaudited as _;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use boltons::ip::{
    IpPrefix, IpRange, IpSet, Ipv4Prefix, Ipv4Range, Ipv4Set, Ipv6Prefix, Ipv6Range, Ipv6Set,
};

fn set(text: &[&str]) -> IpSet {
    text.iter().map(|t| t.parse::<IpRange>().unwrap()).collect()
}

#[test]
fn takes_all_nine_types() {
    let mut set = IpSet::new();
    assert!(set.insert(Ipv4Addr::new(1, 0, 0, 0)));
    assert!(set.insert(Ipv6Addr::LOCALHOST));
    assert!(set.insert(IpAddr::V4(Ipv4Addr::new(2, 0, 0, 0))));
    assert!(set.insert(Ipv4Prefix::literal("3.0.0.0/8")));
    assert!(set.insert(Ipv6Prefix::literal("fc00::/7")));
    assert!(set.insert(IpPrefix::literal("4.0.0.0/8")));
    assert!(set.insert("5.0.0.0-5.0.0.9".parse::<Ipv4Range>().unwrap()));
    assert!(set.insert("fe80::-fe80::9".parse::<Ipv6Range>().unwrap()));
    assert!(set.insert("6.0.0.0-6.0.0.9".parse::<IpRange>().unwrap()));
    set.check();
    assert_eq!(set.range_count(), 7);
    assert_eq!(set.v4().range_count(), 5 - 1, "3.0.0.0/8 and 4.0.0.0/8 are one");
    assert_eq!(set.first(), Some("1.0.0.0".parse().unwrap()));
    assert_eq!(set.last(), Some("fe80::9".parse().unwrap()));
}

/// Each type by itself is a set of its addresses.
#[test]
fn converts_from_all_nine_types() {
    let addr4 = Ipv4Addr::new(10, 0, 0, 0);
    let net4 = Ipv4Prefix::literal("10.0.0.0/8");
    let net6 = Ipv6Prefix::literal("fc00::/7");
    assert_eq!(IpSet::from(addr4), set(&["10.0.0.0"]));
    assert_eq!(IpSet::from(IpAddr::V4(addr4)), set(&["10.0.0.0"]));
    assert_eq!(IpSet::from(Ipv6Addr::LOCALHOST), set(&["::1"]));
    assert_eq!(IpSet::from(net4), set(&["10.0.0.0/8"]));
    assert_eq!(IpSet::from(net6), set(&["fc00::/7"]));
    assert_eq!(IpSet::from(IpPrefix::from(net6)), set(&["fc00::/7"]));
    assert_eq!(IpSet::from(Ipv4Range::from(net4)), set(&["10.0.0.0/8"]));
    assert_eq!(IpSet::from(Ipv6Range::from(net6)), set(&["fc00::/7"]));
    assert_eq!(IpSet::from(IpRange::from(net6)), set(&["fc00::/7"]));
    let both = set(&["10.0.0.0/8", "fc00::/7"]);
    assert_eq!(IpSet::from(&both), both);
}

#[test]
fn grows_by_extend_and_by_its_families_and_is_cleared() {
    let mut all = set(&["10.0.0.0/9"]);
    let more = ["fc00::/8", "10.128.0.0/9", "10.0.0.0/16"].map(IpPrefix::literal);
    all.extend(more);
    assert_eq!(all, set(&["10.0.0.0/8", "fc00::/8"]));
    assert!(all.v4_mut().insert(Ipv4Prefix::literal("11.0.0.0/8")));
    assert!(all.v6_mut().insert(Ipv6Prefix::literal("fd00::/8")));
    all.check();
    assert_eq!(all, set(&["10.0.0.0/7", "fc00::/7"]));
    let ranges: Vec<IpRange> = (&all).into_iter().collect();
    assert!(ranges.into_iter().eq(all.ranges()));
    all.clear();
    assert_eq!(all, IpSet::new());
}

#[test]
fn families_stay_apart() {
    let mut both = IpSet::full();
    assert!(both.is_full());
    assert_eq!(both.size(), u128::MAX);
    assert!(both.remove(IpPrefix::literal("0.0.0.0/0")));
    assert_eq!(both, IpSet::from(Ipv6Set::full()));
    assert!(!both.contains("10.0.0.1".parse().unwrap()));
    assert!(both.contains("::ffff:10.0.0.1".parse().unwrap()));
    assert_eq!(!&both, IpSet::from(Ipv4Set::full()));
    assert!(!both.overlaps(IpPrefix::literal("0.0.0.0/0")));
    assert!(!both.contains_range(IpPrefix::literal("0.0.0.0/0")));
    assert_eq!(both.find("1.2.3.4".parse().unwrap()), None);
}

#[test]
fn operations_go_by_family() {
    let a = set(&["10.0.0.0/8", "fc00::/8"]);
    let b = set(&["10.128.0.0/9", "fd00::/8"]);
    assert_eq!(&a | &b, set(&["10.0.0.0/8", "fc00::/7"]));
    assert_eq!(&a & &b, set(&["10.128.0.0/9"]));
    assert_eq!(&a - &b, set(&["10.0.0.0/9", "fc00::/8"]));
    assert_eq!(&a ^ &b, set(&["10.0.0.0/9", "fc00::/7"]));
    assert!(a.union(&b).eq((&a | &b).ranges()));
    assert!(a.intersection(&b).eq((&a & &b).ranges()));
    assert!(a.difference(&b).eq((&a - &b).ranges()));
    assert!(a.symmetric_difference(&b).eq((&a ^ &b).ranges()));
    let mut c = a.clone();
    c |= &b;
    c &= &a;
    c -= &b;
    c ^= &b;
    assert_eq!(c, &(&a - &b) ^ &b);
    assert!((&a & &b).is_subset(&a) && a.is_superset(&(&a & &b)));
    assert!(!a.is_disjoint(&b) && a.is_disjoint(&!&a));
    // Each family alone decides.
    let (v4, v6) = ("10.0.0.0-10.0.0.9", "::1-::9");
    let [four, six, both] = &[set(&[v4]), set(&[v6]), set(&[v4, v6])];
    let addr = |text: &str| text.parse().ok();
    assert_eq!((four.first(), four.last()), (addr("10.0.0.0"), addr("10.0.0.9")));
    assert_eq!((six.first(), six.last()), (addr("::1"), addr("::9")));
    assert_eq!((both.first(), both.last()), (addr("10.0.0.0"), addr("::9")));
    for (small, large, expected) in [
        (four, both, true),
        (six, both, true),
        (both, four, false),
        (both, six, false),
        (four, six, false),
    ] {
        assert_eq!(small.is_subset(large), expected, "{small} in {large}");
        assert_eq!(large.is_superset(small), expected, "{large} around {small}");
    }
}

#[test]
fn iterators_run_from_v4_to_v6_and_back() {
    let set = set(&["10.0.0.0-10.0.0.2", "::1-::2"]);
    let addrs: Vec<String> = set.addrs().map(|a| a.to_string()).collect();
    assert_eq!(addrs, ["10.0.0.0", "10.0.0.1", "10.0.0.2", "::1", "::2"]);
    assert!(set.addrs().rev().map(|a| a.to_string()).eq(addrs.iter().rev().cloned()));
    assert_eq!(set.addrs().size_hint(), (5, Some(5)));
    for (i, addr) in addrs.iter().enumerate() {
        assert_eq!(set.nth(i as u128).map(|a| a.to_string()).as_ref(), Some(addr));
    }
    assert_eq!(set.nth(5), None);
    assert_eq!(set.gaps().collect::<IpSet>(), !&set);
    assert_eq!(set.prefixes().rev().collect::<IpSet>(), set);
    assert_eq!(set.ranges().rev().count(), 2);
    let mut popped = set.clone();
    assert_eq!(popped.pop_first().map(|r| r.to_string()).as_deref(), Some("10.0.0.0-10.0.0.2"));
    assert_eq!(popped.pop_first().map(|r| r.to_string()).as_deref(), Some("::1-::2"));
    assert_eq!(popped.pop_first(), None);
}

#[test]
fn frozen_form_agrees() {
    let set = set(&["10.0.0.0/8", "fc00::/7"]);
    let frozen = set.freeze();
    frozen.check();
    assert_eq!(frozen.thaw(), set);
    assert!(frozen.ranges().eq(set.ranges()));
    let addrs = ["10.1.1.1", "11.1.1.1", "fd00::", "fe00::"].map(|a| a.parse().unwrap());
    let mut out = [false; 4];
    frozen.contains_batch(&addrs, &mut out);
    assert_eq!(out, [true, false, true, false]);
    assert_eq!(out, addrs.map(|a| set.contains(a)));
}

#[test]
fn order_is_v4_first() {
    let mut sets = [set(&["::/0"]), set(&["10.0.0.0/8"]), set(&[]), set(&["10.0.0.0/8", "::1"])];
    sets.sort();
    assert!(sets[0].is_empty());
    assert_eq!(sets[1], set(&["::/0"]), "no IPv4 address sorts first");
}
