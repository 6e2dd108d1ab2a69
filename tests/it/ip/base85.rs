//! RFC 1924.

use std::net::Ipv6Addr;

use boltons::ip::{from_base85, to_base85};

use super::support::{Of, Rng, fails};

#[test]
fn the_example_of_the_rfc_and_both_ends() {
    for (addr, text) in [
        ("1080::8:800:200c:417a", "4)+k&C#VzJ4br>0wv%Yp"),
        ("::", "00000000000000000000"),
        ("::1", "00000000000000000001"),
        ("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "=r54lj&NUUO~Hi%c2ym0"),
    ] {
        let addr: Ipv6Addr = addr.parse().unwrap();
        assert_eq!(to_base85(addr), text);
        assert_eq!(from_base85(text).unwrap(), addr);
    }
}

#[test]
fn errors() {
    fails(
        from_base85("=r54lj&NUUO~Hi%c2ym1"),
        r#"base 85 value exceeds 128 bits while parsing "=r54lj&NUUO~Hi%c2ym1" at byte 0"#,
        Of::OutOfRange(0),
    );
    assert!(from_base85("~~~~~~~~~~~~~~~~~~~~").unwrap_err().is_out_of_range());
    fails(
        from_base85(""),
        r#"expected 20 characters, found 0 while parsing "" at byte 0"#,
        Of::Syntax(0),
    );
    fails(
        from_base85("000000000000000000001"),
        r#"more than 20 characters while parsing "000000000000000000001" at byte 20"#,
        Of::Syntax(20),
    );
    // netaddr leaks a KeyError for characters outside the alphabet.
    fails(
        from_base85("0000000000000000000,"),
        r#"unexpected character ',' in base 85 while parsing "0000000000000000000," at byte 19"#,
        Of::Syntax(19),
    );
    for foreign in ["\"", "'", ".", "/", ":", "[", "\\", "]", " ", "é"] {
        assert!(from_base85(&foreign.repeat(20)).unwrap_err().is_syntax());
    }
}

#[test]
fn round_trips() {
    let mut rng = Rng(10);
    for _ in 0..5_000 {
        let addr = Ipv6Addr::from_bits(rng.u128() >> rng.below(128));
        assert_eq!(from_base85(&to_base85(addr)).unwrap(), addr);
    }
}
