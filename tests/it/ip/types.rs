//! Sizes and traits of the public types.

use std::fmt::Debug;
use std::hash::Hash;
use std::panic::{RefUnwindSafe, UnwindSafe};

use boltons::ip::*;

#[test]
fn sizes() {
    assert_eq!(size_of::<Ipv4Prefix>(), 5);
    assert_eq!(size_of::<Ipv6Prefix>(), 17);
    assert_eq!(size_of::<IpPrefix>(), 18);
    assert_eq!(size_of::<Option<Ipv4Prefix>>(), 6);
    assert_eq!(size_of::<Ipv4Range>(), 8);
    assert_eq!(size_of::<Ipv6Range>(), 32);
    assert_eq!(size_of::<Ipv4Interface>(), 5);
    assert_eq!(size_of::<Ipv6Interface>(), 17);
    assert_eq!(size_of::<Text>(), 48);
    assert_eq!(size_of::<Glob>(), 8);
    assert_eq!(size_of::<NmapPattern>(), 128);
    assert_eq!(size_of::<MacAddr>(), 6);
    assert_eq!(size_of::<Eui64>(), 8);
}

#[test]
fn values_are_plain() {
    fn value<T>()
    where
        T: Copy + Eq + Hash + Debug + Send + Sync + Unpin + UnwindSafe + RefUnwindSafe + 'static,
    {
    }
    fn ordered<T: Ord>() {
        let _ = T::cmp;
    }
    value::<Ipv4Prefix>();
    value::<Ipv6Prefix>();
    value::<IpPrefix>();
    value::<Ipv4Interface>();
    value::<IpInterface>();
    value::<Ipv6Range>();
    value::<IpRange>();
    value::<Text>();
    value::<Ipv6Style>();
    value::<ParseOptions>();
    value::<Glob>();
    value::<NmapPattern>();
    value::<SpecialBlock>();
    value::<Embedding>();
    value::<MacAddr>();
    value::<Eui64>();
    value::<MacStyle>();
    ordered::<Ipv4Prefix>();
    ordered::<IpPrefix>();
    ordered::<IpInterface>();
    ordered::<IpRange>();
    ordered::<Text>();
    ordered::<Glob>();
    ordered::<MacAddr>();
}

#[test]
fn iterators_are_cloned_and_sent_but_not_copied() {
    fn iterator<T>()
    where
        T: Clone + Debug + DoubleEndedIterator + std::iter::FusedIterator + Send + Sync + 'static,
    {
    }
    iterator::<Addrs<V4>>();
    iterator::<Prefixes<V6>>();
    iterator::<Subnets<V4>>();
    iterator::<Supernets<V6>>();
    iterator::<Exclude<V4>>();
    iterator::<IpAddrs>();
    iterator::<IpPrefixes>();
    iterator::<IpSubnets>();
    iterator::<ReverseZones>();
}

#[test]
fn constants_are_checked_by_the_compiler() {
    static TABLE: [IpPrefix; 3] = [
        IpPrefix::literal("0.0.0.0/0"),
        IpPrefix::literal("2001:db8::/32"),
        IpPrefix::literal("255.255.255.255/32"),
    ];
    const HOST: Ipv6Interface = Ipv6Interface::literal("::ffff:10.0.0.1/128");
    assert_eq!(TABLE[0].size(), 1 << 32);
    assert_eq!(TABLE[2].prefix_len(), 32);
    assert_eq!(HOST.prefix_len(), 128);
}

#[test]
fn literals_of_run_time_panic() {
    for text in ["10.0.0.1/8", "10.0.0.0", "10.0.0.0/33", "::/0", "", "10.0.0.0/08"] {
        assert!(std::panic::catch_unwind(|| Ipv4Prefix::literal(text)).is_err(), "{text}");
    }
    for text in ["::1/127", "::", "::/129", "0.0.0.0/0", "1::/0"] {
        assert!(std::panic::catch_unwind(|| Ipv6Prefix::literal(text)).is_err(), "{text}");
        assert!(
            text.starts_with('0') || std::panic::catch_unwind(|| IpPrefix::literal(text)).is_err()
        );
    }
    // Anything with a colon was meant as IPv6.
    for (text, family) in [(":", 6), (":1/8", 6), ("1:/8", 6), ("x", 4), ("10.0.0.1/8x", 4)] {
        for (name, parse) in [
            ("prefix", (|text| _ = IpPrefix::literal(text)) as fn(&str)),
            ("interface", |text| _ = IpInterface::literal(text)),
        ] {
            let panic = std::panic::catch_unwind(|| parse(text)).unwrap_err();
            let message = format!("malformed literal of an IPv{family} {name}");
            assert_eq!(panic.downcast_ref::<&str>(), Some(&&*message), "{text}");
        }
    }
    assert!(std::panic::catch_unwind(|| Ipv4Interface::literal("10.0.0.1")).is_err());
    assert!(std::panic::catch_unwind(|| Ipv6Interface::literal("::1")).is_err());
}
