//! Globs, in the vectors of netaddr and where this crate is stricter.

use boltons::ip::{Glob, Ipv4Range};

use super::support::{Of, fails, texts};

#[test]
fn vectors_of_netaddr() {
    for (glob, range) in [
        ("*.*.*.*", "0.0.0.0-255.255.255.255"),
        ("192.0.*.*", "192.0.0.0-192.0.255.255"),
        ("192.0.2.*", "192.0.2.0-192.0.2.255"),
        ("192.0.2.245", "192.0.2.245"),
        ("192.0.2.1-5", "192.0.2.1-192.0.2.5"),
        ("192.0.0-5.*", "192.0.0.0-192.0.5.255"),
        ("10-11.*.*.*", "10.0.0.0-11.255.255.255"),
    ] {
        let glob_of: Glob = glob.parse().unwrap();
        let range: Ipv4Range = range.parse().unwrap();
        assert_eq!(Ipv4Range::from(glob_of), range);
        assert_eq!(Glob::try_from(range).unwrap(), glob_of);
        assert_eq!(glob_of.to_string(), glob);
    }
    // netaddr: iprange_to_globs('192.0.2.1', '192.0.2.15') and cidr_to_glob.
    let globs = |text: &str| texts(text.parse::<Ipv4Range>().unwrap().globs());
    assert_eq!(globs("192.0.2.1-192.0.2.15"), ["192.0.2.1-15"]);
    assert_eq!(globs("10.0.0.1/32"), ["10.0.0.1"]);
    assert_eq!(globs("192.0.2.0/24"), ["192.0.2.*"]);
    assert_eq!(globs("172.16.0.0/12"), ["172.16-31.*.*"]);
    assert_eq!(globs("0.0.0.0/0"), ["*.*.*.*"]);
}

#[test]
fn display_writes_the_whole_octet_as_a_star() {
    assert_eq!("10.0.0.0-255".parse::<Glob>().unwrap().to_string(), "10.0.0.*");
    assert_eq!("0-255.*.*.*".parse::<Glob>().unwrap().to_string(), "*.*.*.*");
}

#[test]
fn what_is_no_glob() {
    for (text, message, at) in [
        ("1.2.3", "expected 4 octets, found 3", 5),
        ("1.2.3.4.5", "more than 4 octets", 8),
        ("1.*.3.4", "octet 3 must be '*', as one before it is a range", 4),
        ("1.2-3.4.*", "octet 3 must be '*', as one before it is a range", 6),
        ("1.2-3.4-5.*", "octet 3 must be '*', as one before it is a range", 6),
        ("*.1-2.*.*", "octet 2 must be '*', as one before it is a range", 2),
        ("1.2.3.5-5", "octet 4 ends before it starts or where it starts", 8),
        ("1.2.3.5-4", "octet 4 ends before it starts or where it starts", 8),
        ("1.2.3.255-4", "octet 4 ends before it starts or where it starts", 10),
        ("255-255.*.*.*", "octet 1 ends before it starts or where it starts", 4),
        ("1.2.3.-4", "octet 4 is empty", 6),
        ("1.2.3.4-", "octet 4 is empty", 8),
        ("1.2.3.+4", "unexpected character '+' in octet 4", 6),
        ("1.2.3. 4", "unexpected character ' ' in octet 4", 6),
        ("1.2.3.04", "leading zero in octet 4", 6),
        ("1.2.3.1-2-3", "unexpected character '-' in octet 4", 9),
        ("1.2.3.**", "unexpected character '*' in octet 4", 6),
        ("", "octet 1 is empty", 0),
    ] {
        let message = format!("{message} while parsing \"{text}\" at byte {at}");
        fails(text.parse::<Glob>(), &message, Of::Syntax(at));
    }
    for (text, at) in [("1.2.3.4-256", 8), ("1.2.3.256-4", 6), ("1.2.3.256", 6)] {
        let message = format!("octet 4 exceeds 255 while parsing \"{text}\" at byte {at}");
        fails(text.parse::<Glob>(), &message, Of::OutOfRange(at));
    }
}

/// Over many ranges: globs are exact, in order, and no more than the prefixes.
#[test]
fn globs_cover_their_range() {
    let mut rng = super::support::Rng(7);
    for _ in 0..20_000 {
        let span = rng.next() as u32 >> rng.below(32);
        let first = rng.next() as u32 & (u32::MAX << rng.below(32));
        let last = first.saturating_add(span);
        let range = Ipv4Range::new(first.into(), last.into()).unwrap();
        let globs: Vec<Glob> = range.globs().collect();
        assert!(globs.len() <= range.prefixes().count() && globs.len() <= 7);
        let (low, high) = range.globs().size_hint();
        assert_eq!(low, 1);
        assert!(high.is_some_and(|high| globs.len() <= high));
        let mut rest = range.globs();
        rest.by_ref().for_each(drop);
        assert_eq!(rest.size_hint(), (0, Some(0)));
        let mut next = Some(range.first());
        for glob in &globs {
            let part = Ipv4Range::from(*glob);
            assert_eq!(Some(part.first()), next);
            assert_eq!(glob.to_string().parse::<Glob>().unwrap(), *glob);
            assert_eq!(Glob::try_from(part).unwrap(), *glob);
            next = u32::from(part.last()).checked_add(1).map(Into::into);
        }
        assert_eq!(globs.last().map(|glob| Ipv4Range::from(*glob).last()), Some(range.last()));
        assert_eq!(Glob::try_from(range).is_ok(), globs.len() == 1);
    }
}

#[test]
fn converts_from_an_address_and_to_a_range() {
    let glob = Glob::from(std::net::Ipv4Addr::new(192, 0, 2, 1));
    assert_eq!(glob.to_string(), "192.0.2.1");
    assert_eq!(Ipv4Range::from(glob).size(), 1);
}
