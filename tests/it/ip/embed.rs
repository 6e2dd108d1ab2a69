//! IPv4 inside IPv6.

use std::net::{Ipv4Addr, Ipv6Addr};

use boltons::ip::{
    Embedding, Ipv6Prefix, embedded_ipv4, rfc6052_embed, rfc6052_extract, teredo_server,
};

use super::support::{Of, Rng, fails};

fn v6(s: &str) -> Ipv6Addr {
    s.parse().unwrap()
}

#[test]
fn each_embedding() {
    let addr = Ipv4Addr::new(192, 0, 2, 33);
    for (text, how) in [
        ("::ffff:192.0.2.33", Embedding::Mapped),
        ("::192.0.2.33", Embedding::Compatible),
        ("::ffff:0:192.0.2.33", Embedding::Translated),
        ("64:ff9b::192.0.2.33", Embedding::Nat64),
        ("64:ff9b:1::192.0.2.33", Embedding::Nat64Local),
        ("64:ff9b:1:ffff:ffff:ffff:192.0.2.33", Embedding::Nat64Local),
        ("2002:c000:221::", Embedding::SixToFour),
        ("2002:c000:221:ffff:ffff:ffff:ffff:ffff", Embedding::SixToFour),
        ("2001:0:4136:e378:8000:63bf:3fff:fdde", Embedding::Teredo),
        ("fe80::5efe:192.0.2.33", Embedding::Isatap),
        ("fe80::200:5efe:192.0.2.33", Embedding::Isatap),
        ("2001:db8:1:2:0:5efe:192.0.2.33", Embedding::Isatap),
    ] {
        assert_eq!(embedded_ipv4(v6(text)), Some((how, addr)), "{text}");
    }
}

#[test]
fn neighbours_of_embeddings_are_none() {
    for text in [
        "::",
        "::1",
        "::1:0:0",
        "::fffe:192.0.2.33",
        "::1:ffff:0:192.0.2.33",
        "64:ff9b:0:0:0:1:192.0.2.33",
        "64:ff9a::192.0.2.33",
        "64:ff9b:2::192.0.2.33",
        "2003::1",
        "2001:1::1",
        "fe80::100:5efe:192.0.2.33",
        "fe80::202:5efe:192.0.2.33",
        "fe80::5eff:192.0.2.33",
        "2606:4700:4700::1111",
        // ruby/ipaddr#106: a loose mask took this for an embedding.
        "2001:718:1404:c8:0:ffff:ac19:c80e",
    ] {
        assert_eq!(embedded_ipv4(v6(text)), None, "{text}");
    }
    assert_eq!(embedded_ipv4(v6("::2")).map(|(how, _)| how), Some(Embedding::Compatible));
    // Well-known prefixes come before the interface identifier.
    let both = embedded_ipv4(v6("2002:102:304:1:0:5efe:506:708"));
    assert_eq!(both, Some((Embedding::SixToFour, Ipv4Addr::new(1, 2, 3, 4))));
}

#[test]
fn teredo() {
    let addr = v6("2001:0:4136:e378:8000:63bf:3fff:fdd2");
    assert_eq!(teredo_server(addr), Some(Ipv4Addr::new(65, 54, 227, 120)));
    assert_eq!(embedded_ipv4(addr), Some((Embedding::Teredo, Ipv4Addr::new(192, 0, 2, 45))));
    assert_eq!(teredo_server(v6("2001:1::")), None);
}

/// The table of RFC 6052, section 2.4.
#[test]
fn rfc_6052_vectors() {
    let addr = Ipv4Addr::new(192, 0, 2, 33);
    for (prefix, text) in [
        ("2001:db8::/32", "2001:db8:c000:221::"),
        ("2001:db8:100::/40", "2001:db8:1c0:2:21::"),
        ("2001:db8:122::/48", "2001:db8:122:c000:2:2100::"),
        ("2001:db8:122:300::/56", "2001:db8:122:3c0:0:221::"),
        ("2001:db8:122:344::/64", "2001:db8:122:344:c0:2:2100::"),
        ("2001:db8:122:344::/96", "2001:db8:122:344::192.0.2.33"),
        ("64:ff9b::/96", "64:ff9b::192.0.2.33"),
    ] {
        let prefix: Ipv6Prefix = prefix.parse().unwrap();
        let made = rfc6052_embed(prefix, addr).unwrap();
        assert_eq!(made, v6(text));
        assert_eq!(rfc6052_extract(prefix, made), Some(addr));
        assert_eq!(rfc6052_extract(prefix, v6("2001:db9::")), None);
    }
}

#[test]
fn rfc_6052_lengths_and_the_reserved_octet() {
    let addr = Ipv4Addr::LOCALHOST;
    for len in 0..=128 {
        let prefix = Ipv6Prefix::truncated(v6("2001:db8::"), len).unwrap();
        let fits = [32, 40, 48, 56, 64, 96].contains(&len);
        assert_eq!(rfc6052_embed(prefix, addr).is_ok(), fits);
        assert_eq!(rfc6052_extract(prefix, v6("2001:db8::")).is_some(), fits);
    }
    fails(
        rfc6052_embed("2001:db8::/33".parse().unwrap(), addr),
        "2001:db8::/33 is no translation prefix: its length must be 32, 40, 48, 56, 64 or 96",
        Of::Argument,
    );
    fails(
        rfc6052_embed("2001:db8:0:0:100::/96".parse().unwrap(), addr),
        "2001:db8:0:0:100::/96 is no translation prefix: its bits 64 to 71 must be zero",
        Of::Argument,
    );
    assert_eq!(rfc6052_extract("2001:db8::/32".parse().unwrap(), v6("2001:db8:0:0:100::")), None);
    let mut rng = Rng(12);
    for _ in 0..2_000 {
        let addr = Ipv4Addr::from_bits(rng.next() as u32);
        let len = rng.pick(&[32, 40, 48, 56, 64]);
        let prefix = Ipv6Prefix::truncated(Ipv6Addr::from_bits(rng.u128()), len).unwrap();
        let made = rfc6052_embed(prefix, addr).unwrap();
        assert!(prefix.contains(made));
        assert_eq!(rfc6052_extract(prefix, made), Some(addr));
    }
}

#[test]
fn each_embedding_has_its_name() {
    for (how, name) in [
        (Embedding::Mapped, "IPv4-mapped"),
        (Embedding::Compatible, "IPv4-compatible"),
        (Embedding::Translated, "IPv4-translated"),
        (Embedding::Nat64, "NAT64"),
        (Embedding::Nat64Local, "local NAT64"),
        (Embedding::SixToFour, "6to4"),
        (Embedding::Teredo, "Teredo"),
        (Embedding::Isatap, "ISATAP"),
    ] {
        assert_eq!(how.to_string(), name);
        assert_eq!(format!("{how:>16}"), format!("{name:>16}"));
    }
}
