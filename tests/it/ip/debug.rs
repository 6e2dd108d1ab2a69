//! What `{:?}` shows: a value as its text, an iterator as what it has left.

#[cfg(not(feature = "__audit"))]
use crate::unaudited::Unaudited as _;
use boltons::ip::prefix_map::Entry;
use boltons::ip::{
    FrozenIpv4PrefixMap, Glob, Interface, IpPrefix, IpPrefixMap, Ipv4Prefix, Ipv4PrefixMap,
    Ipv4PrefixPool, Ipv4RangeMap, NmapPattern, V4,
};

fn p4(text: &str) -> Ipv4Prefix {
    text.parse().unwrap()
}

fn map() -> Ipv4PrefixMap<u8> {
    [("10.0.0.0/8", 8), ("10.1.0.0/16", 16), ("10.1.2.0/24", 24)]
        .map(|(text, value)| (p4(text), value))
        .into_iter()
        .collect()
}

const ALL: &str = "[(10.0.0.0/8, 8), (10.1.0.0/16, 16), (10.1.2.0/24, 24)]";
const LEFT: &str = "[(10.1.0.0/16, 16), (10.1.2.0/24, 24)]";

/// Asserts what an iterator over the three entries of [`map`] shows before and after a step.
#[track_caller]
fn shows<I: Iterator + std::fmt::Debug>(mut iter: I, all: &str, left: &str) {
    assert_eq!(format!("{iter:?}"), all);
    iter.next();
    assert_eq!(format!("{iter:?}"), left);
}

#[test]
fn values_are_shown_as_their_text() {
    let glob: Glob = "10.0.1-2.*".parse().unwrap();
    assert_eq!(format!("{glob:?}"), "10.0.1-2.*");
    let eth0: Interface<V4> = "10.1.2.3/8".parse().unwrap();
    assert_eq!(format!("{eth0:?}"), "10.1.2.3/8");
    let pattern: NmapPattern = "10.0.0-1.5".parse().unwrap();
    assert_eq!(format!("{pattern:?}"), "10.0.0-1.5");
}

#[test]
fn iterators_over_a_map_are_shown_as_what_is_left() {
    let mut map = map();
    let ten = p4("10.0.0.0/8");
    shows(map.covered(ten), ALL, LEFT);
    shows(map.covering(p4("10.1.2.0/25")), ALL, LEFT);
    shows(map.children(ten), "[(10.1.0.0/16, 16)]", "[]");
    shows(map.iter_mut(), ALL, LEFT);
    shows(map.values_mut(), "[8, 16, 24]", "[16, 24]");
    shows(map.clone().into_iter(), ALL, LEFT);
    let frozen = map.freeze();
    shows(frozen.iter(), ALL, LEFT);
    shows(frozen.covered(ten), ALL, LEFT);
    shows(frozen.covering(p4("10.1.2.0/25")), ALL, LEFT);
    shows(frozen.children(ten), "[(10.1.0.0/16, 16)]", "[]");
}

#[test]
fn iterators_over_one_of_both_families_are_shown_as_what_is_left() {
    let all = [("10.0.0.0/8", 8), ("10.1.0.0/16", 16), ("fc00::/7", 7), ("fd00::/8", 9)];
    let map: IpPrefixMap<u8> =
        all.map(|(text, value)| (IpPrefix::literal(text), value)).into_iter().collect();
    let (ten, local) = (IpPrefix::literal("10.0.0.0/8"), IpPrefix::literal("fc00::/7"));
    shows(map.covered(ten), "[(10.0.0.0/8, 8), (10.1.0.0/16, 16)]", "[(10.1.0.0/16, 16)]");
    shows(map.children(local), "[(fd00::/8, 9)]", "[]");
    let frozen = map.freeze();
    shows(frozen.covered(local), "[(fc00::/7, 7), (fd00::/8, 9)]", "[(fd00::/8, 9)]");
    shows(frozen.children(ten), "[(10.1.0.0/16, 16)]", "[]");
}

#[test]
fn ranges_of_a_map_are_shown_as_what_is_left() {
    let ranges = ["10.0.0.0-10.0.0.9", "10.0.1.0-10.0.1.9"].map(|text| text.parse().unwrap());
    let map: Ipv4RangeMap<u8> = ranges.into_iter().zip(1..).collect();
    assert!(!map.is_empty());
    shows(
        map.iter(),
        "[(10.0.0.0-10.0.0.9, 1), (10.0.1.0-10.0.1.9, 2)]",
        "[(10.0.1.0-10.0.1.9, 2)]",
    );
}

#[test]
fn entries_name_their_prefix() {
    let mut map = map();
    assert_eq!(
        format!("{:?} {:?}", map.clone().entry(p4("10.1.0.0/16")), map.entry(p4("10.9.0.0/16"))),
        "Entry(OccupiedEntry { key: 10.1.0.0/16, value: 16, .. }) Entry(VacantEntry(10.9.0.0/16))"
    );
    let Entry::Occupied(entry) = map.entry(p4("10.1.0.0/16")) else { panic!("it is stored") };
    assert_eq!(format!("{entry:?}"), "OccupiedEntry { key: 10.1.0.0/16, value: 16, .. }");
    assert_eq!(entry.remove(), 16);
    let Entry::Vacant(entry) = map.entry(p4("10.1.0.0/16")) else { panic!("it was removed") };
    assert_eq!(format!("{entry:?}"), "VacantEntry(10.1.0.0/16)");
    assert_eq!(entry.into_key(), p4("10.1.0.0/16"));
    assert_eq!(map.len(), 2, "an entry that is given up leaves nothing");
    map.check();
}

#[test]
fn a_pool_is_shown_as_its_free_blocks() {
    let mut pool = Ipv4PrefixPool::new(p4("10.0.0.0/8"));
    pool.allocate_exact(p4("10.0.0.0/9")).unwrap();
    assert_eq!(format!("{pool:?}"), "{10.128.0.0/9}");
}

#[test]
fn a_frozen_map_is_shown_as_a_map() {
    let map: FrozenIpv4PrefixMap<u8> = map().into();
    assert_eq!(format!("{map:?}"), "{10.0.0.0/8: 8, 10.1.0.0/16: 16, 10.1.2.0/24: 24}");
    let thawed: Ipv4PrefixMap<u8> = map.into();
    assert_eq!(format!("{thawed:?}"), "{10.0.0.0/8: 8, 10.1.0.0/16: 16, 10.1.2.0/24: 24}");
}
