//! serde over the family as a type parameter, and the lenient module.

use std::fmt::Debug;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use boltons::ip::{
    Family, FrozenPrefixMap, FrozenSet, Glob, Interface, IpInterface, IpPrefix, IpRange, IpSet,
    Ipv4Interface, Ipv4Prefix, Ipv4Range, Ipv4Set, Ipv6Interface, Ipv6Prefix, Ipv6Range, Ipv6Set,
    NmapPattern, Prefix, PrefixMap, PrefixPool, Range, RangeMap, Set, V4, V6,
};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::binary::{from_bytes, to_bytes};

/// What did not derive before: a structure over the family.
#[derive(Serialize, Deserialize, Debug)]
#[serde(bound = "")]
struct Site<F: Family> {
    prefix: Prefix<F>,
    interface: Interface<F>,
    range: Range<F>,
    set: Set<F>,
    frozen: FrozenSet<F>,
    map: PrefixMap<F, u8>,
    table: FrozenPrefixMap<F, u8>,
    ranges: RangeMap<F, u8>,
    pool: PrefixPool<F>,
}

fn round<T: Serialize + DeserializeOwned + Debug>(value: &T) {
    let json = serde_json::to_string(value).unwrap();
    let back: T = serde_json::from_str(&json).unwrap();
    assert_eq!(serde_json::to_string(&back).unwrap(), json);
    let bytes = to_bytes(value);
    let back: T = from_bytes(&bytes).unwrap();
    assert_eq!(to_bytes(&back), bytes);
}

/// Users.md, finding 9.
#[test]
fn s9_types_over_the_family() {
    fn site<F: Family>(prefix: Prefix<F>) -> Site<F> {
        let range = prefix.range();
        Site {
            prefix,
            interface: Interface::new(prefix.last(), prefix.prefix_len()).unwrap(),
            range,
            set: range.into(),
            frozen: Set::from(range).freeze(),
            map: PrefixMap::from_iter([(prefix, 1)]),
            table: FrozenPrefixMap::from_iter([(prefix, 2)]),
            ranges: RangeMap::try_from_disjoint([(range, 3)]).unwrap(),
            pool: PrefixPool::new(prefix),
        }
    }
    let v4 = site::<V4>(Ipv4Prefix::literal("10.0.0.0/8"));
    assert_eq!(
        serde_json::to_string(&v4).unwrap(),
        r#"{"prefix":"10.0.0.0/8","interface":"10.255.255.255/8","range":"10.0.0.0-10.255.255.255","set":["10.0.0.0-10.255.255.255"],"frozen":["10.0.0.0-10.255.255.255"],"map":[["10.0.0.0/8",1]],"table":[["10.0.0.0/8",2]],"ranges":[["10.0.0.0-10.255.255.255",3]],"pool":["10.0.0.0/8"]}"#
    );
    let json = serde_json::to_string(&v4).unwrap();
    let back: Site<V4> = serde_json::from_str(&json).unwrap();
    assert_eq!(serde_json::to_string(&back).unwrap(), json);
    let error = serde_json::from_str::<Site<V6>>(&json).unwrap_err().to_string();
    assert!(error.contains("expected an IPv6 address"), "{error}");
    round(&site::<V6>(Ipv6Prefix::literal("2001:db8::/32")).prefix);
    round(&site::<V6>(Ipv6Prefix::literal("2001:db8::/32")).set);
    round(&site::<V6>(Ipv6Prefix::literal("2001:db8::/32")).ranges);
    for (error, what) in [
        (serde_json::from_str::<Ipv4Prefix>("7").unwrap_err(), "expected an IPv4 prefix"),
        (serde_json::from_str::<Ipv6Prefix>("7").unwrap_err(), "expected an IPv6 prefix"),
        (serde_json::from_str::<Ipv6Range>("7").unwrap_err(), "expected an IPv6 range"),
        (serde_json::from_str::<Ipv4Interface>("7").unwrap_err(), "expected an IPv4 interface"),
    ] {
        assert!(error.to_string().contains(what), "{error}");
    }
    let glob: Glob = "10.0.1-3.*".parse().unwrap();
    assert_eq!(serde_json::to_string(&glob).unwrap(), r#""10.0.1-3.*""#);
    assert_eq!(serde_json::from_str::<Glob>(r#""10.0.1-3.*""#).unwrap(), glob);
    let pattern: NmapPattern = "10.0.0,2.1-7".parse().unwrap();
    let json = serde_json::to_string(&pattern).unwrap();
    assert_eq!(
        serde_json::from_str::<NmapPattern>(&json).unwrap().ranges().count(),
        pattern.ranges().count()
    );
}

macro_rules! lenient {
    ($($name:ident: $type:ty),*) => {
        /// A field of every type that the module serves.
        #[derive(Serialize, Deserialize, Debug, PartialEq)]
        struct All {$(
            #[serde(with = "boltons::ip::lenient")]
            $name: $type,
        )*}
    };
}

lenient! {
    addr: IpAddr, addr4: Ipv4Addr, addr6: Ipv6Addr,
    prefix: IpPrefix, prefix4: Ipv4Prefix, prefix6: Ipv6Prefix,
    interface: IpInterface, interface4: Ipv4Interface, interface6: Ipv6Interface,
    range: IpRange, range4: Ipv4Range, range6: Ipv6Range,
    set: IpSet, set4: Ipv4Set, set6: Ipv6Set,
    many: Vec<IpPrefix>, some: Option<Ipv4Prefix>, none: Option<IpSet>, sets: Vec<IpSet>
}

const ALL: &str = r#"{
    "addr": " [::1] ", "addr4": "10.0.0.1\n", "addr6": "[::1]",
    "prefix": "10.0.0.1/8", "prefix4": "10.0.0.1", "prefix6": "2001:db8::1/ffff:ffff::",
    "interface": "10.0.0.1/255.0.0.0", "interface4": "10.0.0.1", "interface6": "[::1]/64",
    "range": "10.0.0.1 - 10.0.0.9", "range4": "10.0.0.*", "range6": "2001:db8::1/32",
    "set": "10.0.0.1/8, ::1 ; c", "set4": ["10.0.0.1", "10.0.0.2 # c\n10.0.0.3"], "set6": "",
    "many": ["10.0.0.1/8", "::1"], "some": "10.0.0.1", "none": null, "sets": ["::1", ["::2", "::3"]]
}"#;

/// ipnet 33, ipnetwork 71: a configuration says `10.0.0.1/8` or `10.0.0.1` where a prefix is due.
#[test]
fn s1_lenient_fields() {
    let all: All = serde_json::from_str(ALL).unwrap();
    assert_eq!(
        serde_json::to_string(&all).unwrap(),
        concat!(
            r#"{"addr":"::1","addr4":"10.0.0.1","addr6":"::1","#,
            r#""prefix":"10.0.0.0/8","prefix4":"10.0.0.1/32","prefix6":"2001:db8::/32","#,
            r#""interface":"10.0.0.1/8","interface4":"10.0.0.1/32","interface6":"::1/64","#,
            r#""range":"10.0.0.1-10.0.0.9","range4":"10.0.0.0-10.0.0.255","#,
            r#""range6":"2001:db8::-2001:db8:ffff:ffff:ffff:ffff:ffff:ffff","#,
            r#""set":["10.0.0.0-10.255.255.255","::1"],"set4":["10.0.0.1-10.0.0.3"],"set6":[],"#,
            r#""many":["10.0.0.0/8","::1/128"],"some":"10.0.0.1/32","none":null,"sets":[["::1"],["::2-::3"]]}"#
        )
    );
    // What is written is read again, and binary formats are as always.
    let json = serde_json::to_string(&all).unwrap();
    assert_eq!(serde_json::from_str::<All>(&json).unwrap(), all);
    #[derive(Serialize, Deserialize, Debug)]
    #[serde(transparent)]
    struct One {
        #[serde(with = "boltons::ip::lenient")]
        set: IpSet,
    }
    let set: IpSet = "10.0.0.0/8, ::1".parse().unwrap();
    assert_eq!(to_bytes(&One { set: set.clone() }), to_bytes(&set));
    assert_eq!(from_bytes::<One>(&to_bytes(&set)).unwrap().set, set);
    for (field, text) in [
        ("addr4", r#""::1""#),
        ("prefix6", r#""10.0.0.1""#),
        ("prefix", r#""10.0.0.1/33""#),
        ("prefix", r#""10.0.0.1/0.0.0.0""#),
        ("range4", r#""::1-::2""#),
        ("set4", r#""10.0.0.1, ::1""#),
        ("set", r#"["10.0.0.1", 7]"#),
        ("many", r#""10.0.0.1""#),
    ] {
        let mut value: serde_json::Value = serde_json::from_str(ALL).unwrap();
        value[field] = serde_json::from_str(text).unwrap();
        let error = serde_json::from_value::<All>(value).unwrap_err();
        assert!(!error.to_string().is_empty(), "{field} {text}");
    }
}

/// The error of another type of data says what was expected.
#[test]
fn lenient_fields_name_what_they_expect() {
    for (field, expected) in [
        ("addr", "an IP address"),
        ("addr4", "an IPv4 address"),
        ("addr6", "an IPv6 address"),
        ("prefix", "an IP prefix"),
        ("prefix4", "an IP prefix"),
        ("prefix6", "an IP prefix"),
        ("interface", "an IP interface"),
        ("interface4", "an IP interface"),
        ("interface6", "an IP interface"),
        ("range", "an IP range"),
        ("range4", "an IP range"),
        ("range6", "an IP range"),
        ("set", "a list of IP ranges"),
        ("set4", "a list of IP ranges"),
        ("set6", "a list of IP ranges"),
        ("many", "a sequence"),
        ("some", "an IP prefix"),
        ("none", "a list of IP ranges"),
        ("sets", "a sequence"),
    ] {
        let mut value: serde_json::Value = serde_json::from_str(ALL).unwrap();
        value[field] = 7.into();
        let error = serde_json::from_value::<All>(value.clone()).unwrap_err().to_string();
        assert_eq!(error, format!("invalid type: integer `7`, expected {expected}"), "{field}");
        value[field] = serde_json::json!([[7]]);
        assert!(serde_json::from_value::<All>(value).is_err(), "{field}");
    }
    let mut value: serde_json::Value = serde_json::from_str(ALL).unwrap();
    value["set"] = serde_json::json!(["::1", 7]);
    let error = serde_json::from_value::<All>(value).unwrap_err().to_string();
    assert_eq!(error, "invalid type: integer `7`, expected a list of IP ranges");
}

/// In a binary format a lenient field is what it is without the attribute.
#[test]
fn lenient_fields_in_binary() {
    macro_rules! same {
        ($($type:ty: $text:literal),*) => {$({
            #[derive(Serialize, Deserialize)]
            #[serde(transparent)]
            struct One(#[serde(with = "boltons::ip::lenient")] $type);

            let value: $type = $text.parse().unwrap();
            let bytes = to_bytes(&One(value));
            assert_eq!(bytes, to_bytes(&value), "{value}");
            assert_eq!(from_bytes::<One>(&bytes).unwrap().0, value);
            assert!(from_bytes::<One>(&bytes[1..]).is_err(), "{value}");
        })*};
    }
    same! {
        IpAddr: "10.0.0.1", Ipv4Addr: "10.0.0.1", Ipv6Addr: "2001:db8::1",
        IpPrefix: "10.0.0.0/8", Ipv4Prefix: "10.0.0.0/8", Ipv6Prefix: "2001:db8::/32",
        IpInterface: "10.0.0.1/8", Ipv4Interface: "10.0.0.1/8", Ipv6Interface: "2001:db8::1/32",
        IpRange: "10.0.0.1-10.0.0.9", Ipv4Range: "10.0.0.1-10.0.0.9", Ipv6Range: "::1-::9"
    }
}

/// Joining sets one by one would be quadratic; the ranges of many texts are all there.
#[test]
fn many_texts_are_one_set() {
    #[derive(Deserialize)]
    #[serde(transparent)]
    struct One(#[serde(with = "boltons::ip::lenient")] Ipv4Set);
    let texts: Vec<String> =
        (0..5000u32).rev().map(|n| Ipv4Addr::from_bits(2 * n).to_string()).collect();
    let set: One = serde_json::from_value(texts.into()).unwrap();
    assert_eq!((set.0.range_count(), set.0.size()), (5000, 5000));
}
