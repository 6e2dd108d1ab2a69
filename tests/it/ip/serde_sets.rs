//! The feature `serde` on sets and maps.

#[cfg(not(feature = "__audit"))]
use crate::unaudited::Unaudited as _;
use std::fmt::Debug;

use ::serde::Serialize;
use ::serde::de::DeserializeOwned;
use boltons::ip::*;

use super::binary::{from_bytes, to_bytes};

#[track_caller]
fn round<T: Serialize + DeserializeOwned + Debug>(value: &T, json: &str) {
    assert_eq!(serde_json::to_string(value).unwrap(), json);
    let back: T = serde_json::from_str(json).unwrap();
    assert_eq!(format!("{back:?}"), format!("{value:?}"));
    assert_eq!(serde_json::to_string(&back).unwrap(), json);
}

fn set(text: &[&str]) -> IpSet {
    text.iter().map(|t| t.parse::<IpRange>().unwrap()).collect()
}

#[test]
fn sets_are_sequences_of_ranges() {
    let both = set(&["10.0.0.0/8", "192.0.2.1", "::1-::9"]);
    let json = r#"["10.0.0.0-10.255.255.255","192.0.2.1","::1-::9"]"#;
    round(&both, json);
    round(&both.freeze(), json);
    round(both.v4(), r#"["10.0.0.0-10.255.255.255","192.0.2.1"]"#);
    round(&both.v4().freeze(), r#"["10.0.0.0-10.255.255.255","192.0.2.1"]"#);
    round(both.v6(), r#"["::1-::9"]"#);
    round(&both.v6().freeze(), r#"["::1-::9"]"#);
    round(&IpSet::new(), "[]");
}

#[test]
fn a_set_is_canonical_whatever_is_read() {
    let json = r#"["10.0.1.0/24","10.0.0.9-10.0.0.255","10.0.0.0-10.0.0.10","10.0.0.3"]"#;
    let read: Ipv4Set = serde_json::from_str(json).unwrap();
    read.check();
    assert_eq!(read, *set(&["10.0.0.0/23"]).v4());
    for json in [r#"["10.0.0.9-10.0.0.1"]"#, r#"["010.0.0.1"]"#, r#""10.0.0.1""#, "[1]", "{}"] {
        assert!(serde_json::from_str::<Ipv4Set>(json).is_err(), "{json}");
        assert!(serde_json::from_str::<FrozenIpSet>(json).is_err(), "{json}");
    }
}

#[test]
fn maps_are_sequences_of_pairs() {
    let map = IpPrefixMap::from_iter([
        (IpPrefix::literal("fc00::/7"), 6),
        (IpPrefix::literal("10.0.0.0/8"), 4),
    ]);
    let json = r#"[["10.0.0.0/8",4],["fc00::/7",6]]"#;
    round(&map, json);
    round(&map.clone().freeze(), json);
    round(map.v4(), r#"[["10.0.0.0/8",4]]"#);
    round(map.v6(), r#"[["fc00::/7",6]]"#);
    round(&map.v4().clone().freeze(), r#"[["10.0.0.0/8",4]]"#);
    round(&map.v6().clone().freeze(), r#"[["fc00::/7",6]]"#);
    let twice = r#"[["10.0.0.0/8",4],["10.0.0.0/8",5]]"#;
    let read: Ipv4PrefixMap<u8> = serde_json::from_str(twice).unwrap();
    assert_eq!(read.get("10.0.0.0/8".parse().unwrap()), Some(&5));
    assert!(serde_json::from_str::<Ipv4PrefixMap<u8>>(r#"[["10.0.0.1/8",4]]"#).is_err());
}

#[test]
fn range_maps_reject_overlaps() {
    let json = r#"[["10.0.0.0-10.0.0.9",1],["10.0.0.20",2]]"#;
    round(&serde_json::from_str::<Ipv4RangeMap<u8>>(json).unwrap(), json);
    round(&serde_json::from_str::<IpRangeMap<u8>>(json).unwrap(), json);
    round(&serde_json::from_str::<Ipv6RangeMap<u8>>(r#"[["::",1]]"#).unwrap(), r#"[["::",1]]"#);
    let json = r#"[["10.0.0.0-10.0.0.9",1],["10.0.0.9",2]]"#;
    let error = serde_json::from_str::<Ipv4RangeMap<u8>>(json).unwrap_err();
    assert!(error.to_string().starts_with("10.0.0.9 overlaps 10.0.0.0-10.0.0.9"), "{error}");
}

/// A sequence of ranges, a sequence of pairs: also where people do not read it.
#[test]
fn sequences_in_binary() {
    #[track_caller]
    fn round<T: Serialize + DeserializeOwned + Debug>(value: &T, bytes: &[u8]) {
        assert_eq!(to_bytes(value), bytes);
        let back: T = from_bytes(bytes).unwrap();
        assert_eq!(to_bytes(&back), bytes);
        assert_eq!(format!("{back:?}"), format!("{value:?}"));
    }
    let both = set(&["10.0.0.0/8", "::"]);
    let v4 = [1, 0, 0, 0, 10, 0, 0, 0, 10, 255, 255, 255];
    round(both.v4(), &v4);
    round(&both.v4().freeze(), &v4);
    round(both.v6(), &[&[1, 0, 0, 0][..], &[0; 32]].concat());
    let mixed =
        [&[2, 0, 0, 0, 0, 10, 0, 0, 0, 0, 10, 255, 255, 255][..], &[1], &[0; 16], &[1], &[0; 16]]
            .concat();
    round(&both, &mixed);
    round(&both.freeze(), &mixed);
    round(&Ipv4Set::new(), &[0; 4]);
    let map = Ipv4PrefixMap::from_iter([(Ipv4Prefix::literal("10.0.0.0/8"), 7_u8)]);
    round(&map, &[1, 0, 0, 0, 10, 0, 0, 0, 8, 7]);
    round(&map.freeze(), &[1, 0, 0, 0, 10, 0, 0, 0, 8, 7]);
    let ranges = Ipv4RangeMap::try_from_disjoint([("10.0.0.1".parse().unwrap(), 7_u8)]).unwrap();
    round(&ranges, &[1, 0, 0, 0, 10, 0, 0, 1, 10, 0, 0, 1, 7]);
    // Any order is taken, and made canonical; what is no range is not.
    let read: Ipv4Set =
        from_bytes(&[2, 0, 0, 0, 10, 0, 0, 5, 10, 0, 0, 9, 10, 0, 0, 0, 10, 0, 0, 6]).unwrap();
    read.check();
    assert_eq!(read, *set(&["10.0.0.0-10.0.0.9"]).v4());
    assert!(from_bytes::<Ipv4Set>(&[1, 0, 0, 0, 10, 0, 0, 9, 10, 0, 0, 5]).is_err());
    // A length that is not true costs no memory.
    assert!(from_bytes::<Ipv4Set>(&[255, 255, 255, 255, 10, 0, 0, 1, 10, 0, 0, 1]).is_err());
}
