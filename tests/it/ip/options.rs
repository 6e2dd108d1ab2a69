//! Every lenient form, with what it does not let in.

use boltons::ip::{HostBits, LeadingZeros, ParseOptions};

use super::support::{Of, fails};

const NEW: ParseOptions = ParseOptions::new();

fn addr(options: ParseOptions, text: &str) -> Option<String> {
    options.addr(text).ok().map(|addr| addr.to_string())
}

fn prefix(options: ParseOptions, text: &str) -> Option<String> {
    options.prefix(text).ok().map(|prefix| prefix.to_string())
}

fn range(options: ParseOptions, text: &str) -> Option<String> {
    options.range(text).ok().map(|range| range.to_string())
}

fn is(text: &str) -> Option<String> {
    Some(text.to_owned())
}

#[test]
fn default_is_new() {
    assert_eq!(ParseOptions::default(), NEW);
}

#[test]
fn trim() {
    let options = NEW.trim(true);
    assert_eq!(addr(options, " \t\r\n1.2.3.4\n "), is("1.2.3.4"));
    assert_eq!(addr(options, "\u{a0}1.2.3.4"), None);
    assert_eq!(prefix(options, " ::/0 "), is("::/0"));
    assert_eq!(prefix(options, "::/ 0"), None);
    fails(
        options.addr("  "),
        r#"expected an IP address while parsing "  " at byte 2"#,
        Of::Syntax(2),
    );
    fails(
        options.addr(" 1.2.3.4x "),
        r#"unexpected character 'x' in octet 4 while parsing " 1.2.3.4x " at byte 8"#,
        Of::Syntax(8),
    );
}

#[test]
fn host_bits() {
    let options = NEW.host_bits(HostBits::Truncate);
    assert_eq!(prefix(options, "10.1.2.3/8"), is("10.0.0.0/8"));
    assert_eq!(prefix(options, "10.1.2.3"), None);
    assert_eq!(prefix(options, "255.255.255.255/0"), is("0.0.0.0/0"));
    assert_eq!(range(options, "10.1.2.3/31"), is("10.1.2.2-10.1.2.3"));
    assert_eq!(range(NEW, "10.1.2.3/31"), None);
}

#[test]
fn bare_addr_and_classful() {
    let options = NEW.bare_addr(true);
    assert_eq!(prefix(options, "10.1.2.3"), is("10.1.2.3/32"));
    assert_eq!(prefix(options, "::1"), is("::1/128"));
    let options = NEW.classful(true).host_bits(HostBits::Truncate);
    for (text, prefix) in [
        ("127.1.2.3", "127.0.0.0/8"),
        ("128.1.2.3", "128.1.0.0/16"),
        ("191.1.2.3", "191.1.0.0/16"),
        ("192.1.2.3", "192.1.2.0/24"),
        ("223.1.2.3", "223.1.2.0/24"),
        ("224.1.2.3", "224.0.0.0/4"),
        ("239.1.2.3", "224.0.0.0/4"),
        ("240.1.2.3", "240.1.2.3/32"),
        ("255.255.255.255", "255.255.255.255/32"),
        ("10.1.2.3/16", "10.1.0.0/16"),
    ] {
        assert_eq!(self::prefix(options.bare_addr(true), text), is(prefix));
    }
    assert_eq!(prefix(options, "::1"), None);
    assert_eq!(prefix(options.bare_addr(true), "::1"), is("::1/128"));
}

/// netaddr's `cidr_abbrev_to_verbose` and `expand_partial_ipv4_address`.
#[test]
fn partial() {
    let options = NEW.partial(true);
    assert_eq!(prefix(options, "10.1/16"), is("10.1.0.0/16"));
    assert_eq!(addr(options, "10"), is("10.0.0.0"));
    assert_eq!(addr(options, "192.168.15"), is("192.168.15.0"));
    assert_eq!(addr(options, "10."), None);
    assert_eq!(addr(options, ""), None);
    assert_eq!(addr(options, "1.2.3.4.5"), None);
    assert_eq!(addr(options, "256"), None);
    assert_eq!(addr(options, "::ffff:10.1"), None);
    let options = options.classful(true);
    for (text, verbose) in [
        ("10", "10.0.0.0/8"),
        ("172.16", "172.16.0.0/16"),
        ("192.168", "192.168.0.0/24"),
        ("192.168.0.0/16", "192.168.0.0/16"),
        ("0", "0.0.0.0/8"),
        ("0/0", "0.0.0.0/0"),
        ("10.0.0.0", "10.0.0.0/8"),
        ("224", "224.0.0.0/4"),
        ("240.1.2.3", "240.1.2.3/32"),
    ] {
        assert_eq!(prefix(options, text), is(verbose), "{text}");
    }
}

#[test]
fn masks() {
    let both = NEW.netmask(true).hostmask(true);
    assert_eq!(prefix(NEW.netmask(true), "10.0.0.0/255.0.0.0"), is("10.0.0.0/8"));
    assert_eq!(prefix(NEW.netmask(true), "10.0.0.0/0.255.255.255"), None);
    assert_eq!(prefix(NEW.hostmask(true), "10.0.0.0/0.255.255.255"), is("10.0.0.0/8"));
    assert_eq!(prefix(NEW.hostmask(true), "10.0.0.0/255.0.0.0"), None);
    assert_eq!(prefix(both, "10.0.0.0/0.255.255.255"), is("10.0.0.0/8"));
    // What is both is what the address agrees with.
    assert_eq!(prefix(both, "0.0.0.0/0.0.0.0"), is("0.0.0.0/0"));
    assert_eq!(prefix(NEW.hostmask(true), "0.0.0.0/0.0.0.0"), is("0.0.0.0/32"));
    assert_eq!(prefix(both, "10.0.0.1/255.255.255.255"), is("10.0.0.1/32"));
    assert_eq!(prefix(NEW.hostmask(true), "0.0.0.0/255.255.255.255"), is("0.0.0.0/0"));
    assert_eq!(prefix(both, "2001:db8::/ffff:ffff::"), is("2001:db8::/32"));
    assert_eq!(prefix(both, "2001:db8::/::ffff:ffff:ffff:ffff:ffff:ffff"), is("2001:db8::/32"));
    assert_eq!(prefix(both, "::/255.0.0.0"), None);
    assert_eq!(prefix(both, "10.0.0.0/ff00::"), None);
    assert_eq!(prefix(both, "10.0.0.0/255"), None);
    fails(
        both.prefix("10.0.0.0/255.0.255.0"),
        r#"mask 255.0.255.0 is not contiguous while parsing "10.0.0.0/255.0.255.0" at byte 9"#,
        Of::Syntax(9),
    );
    assert_eq!(both.interface("192.0.2.7/255.255.255.0").unwrap().to_string(), "192.0.2.7/24");
}

#[test]
fn leading_zeros() {
    let decimal = NEW.leading_zeros(LeadingZeros::Decimal);
    assert_eq!(addr(decimal, "010.001.000.007"), is("10.1.0.7"));
    assert_eq!(addr(decimal, "0000000000000010.0.0.1"), is("10.0.0.1"));
    assert_eq!(addr(decimal, "0256.0.0.1"), None);
    // netaddr leaks a ValueError here.
    fails(
        decimal.addr("0x7f.1"),
        r#"unexpected character 'x' in octet 1 while parsing "0x7f.1" at byte 1"#,
        Of::Syntax(1),
    );
    assert_eq!(prefix(decimal, "010.0.0.0/08"), None);
    let octal = NEW.leading_zeros(LeadingZeros::Octal);
    assert_eq!(addr(octal, "0177.010.0.1"), is("127.8.0.1"));
    assert_eq!(addr(octal, "0377.0.0.0"), is("255.0.0.0"));
    assert_eq!(addr(octal, "0400.0.0.0"), None);
    assert_eq!(addr(octal, "08.0.0.0"), None);
    assert_eq!(addr(octal, "8.0.0.0"), is("8.0.0.0"));
}

#[test]
fn inet_aton() {
    let options = NEW.inet_aton(true);
    for (text, expected) in [
        ("127.1", "127.0.0.1"),
        ("0x7f.1", "127.0.0.1"),
        ("2130706433", "127.0.0.1"),
        ("0177.0.0.1", "127.0.0.1"),
        ("1", "0.0.0.1"),
        ("0", "0.0.0.0"),
        ("4294967295", "255.255.255.255"),
        ("0xFFFFFFFF", "255.255.255.255"),
        ("1.65535", "1.0.255.255"),
        ("1.16777215", "1.255.255.255"),
        ("1.2.65535", "1.2.255.255"),
        ("1.2.3.4", "1.2.3.4"),
        ("::1", "::1"),
    ] {
        assert_eq!(addr(options, text), is(expected), "{text}");
    }
    for text in [
        "4294967296",
        "1.16777216",
        "1.2.65536",
        "256.1",
        "1.2.3.256",
        "1.2.3.4.5",
        "",
        ".",
        "1.",
        "0x",
        "0xg",
        "08",
        "1.2.3.4 ",
        "0x100000000",
        "-1",
        "0x1ffffffffffffffffffffff",
    ] {
        assert_eq!(addr(options, text), None, "{text}");
    }
    assert_eq!(options.addr("0x").unwrap_err().position(), Some(2));
    let decimal = options.leading_zeros(LeadingZeros::Decimal);
    assert_eq!(addr(decimal, "0177.0.0.1"), is("177.0.0.1"));
    assert_eq!(addr(options.partial(true), "10.1"), is("10.0.0.1"));
    fails(
        options.addr("1.2.65536"),
        r#"part 3 exceeds 65535 while parsing "1.2.65536" at byte 4"#,
        Of::OutOfRange(4),
    );
}

#[test]
fn brackets_and_zones() {
    let options = NEW.brackets(true);
    assert_eq!(addr(options, "[::1]"), is("::1"));
    assert_eq!(prefix(options, "[2001:db8::]/32"), is("2001:db8::/32"));
    assert_eq!(range(options, "[::1]-[::2]"), is("::1-::2"));
    for text in ["[]", "[", "]", "[::1", "::1]", "[[::1]]", "[1.2.3.4]", "[::1]x", "[fe80::1%a]"] {
        assert_eq!(addr(options, text), None, "{text}");
    }
    fails(options.addr("[::1"), r#"expected ']' while parsing "[::1" at byte 4"#, Of::Syntax(4));
    let options = options.skip_zone(true);
    assert_eq!(addr(options, "fe80::1%eth0"), is("fe80::1"));
    assert_eq!(addr(options, "[fe80::1%25]"), is("fe80::1"));
    assert_eq!(addr(options, "fe80::1%é"), is("fe80::1"));
    assert_eq!(prefix(options.host_bits(HostBits::Truncate), "fe80::1%br-lan/64"), is("fe80::/64"));
    for text in ["fe80::1%", "fe80::1%a%b", "fe80::1%a b", "1.2.3.4%eth0", "%eth0", "fe80::1%a:b"] {
        assert_eq!(addr(options, text), None, "{text}");
    }
    for text in [
        "fe80::1-fe80::2",
        "fe80::1%br-lan-fe80::2",
        "fe80::1-fe80::2%br-lan",
        "fe80::1%br-lan-fe80::2%br-lan",
        "fe80::1%a-fe80::2%b",
    ] {
        assert_eq!(range(options, text), is("fe80::1-fe80::2"), "{text}");
    }
    assert_eq!(range(options, "fe80::1%br-lan"), is("fe80::1"));
    assert_eq!(range(options, "::1%br-lan-::5"), is("::1-::5"));
}

#[test]
fn ranges_and_globs() {
    for (text, expected) in [
        ("10.0.0.1-10.0.0.9", "10.0.0.1-10.0.0.9"),
        ("10.0.0.1", "10.0.0.1"),
        ("10.0.0.0/30", "10.0.0.0-10.0.0.3"),
        ("10.0.0.*", "10.0.0.0-10.0.0.255"),
        ("10.0.1-3.*", "10.0.1.0-10.0.3.255"),
        ("*.*.*.*", "0.0.0.0-255.255.255.255"),
        ("10.0.0.5-9", "10.0.0.5-10.0.0.9"),
        ("::1-::2", "::1-::2"),
    ] {
        assert_eq!(range(NEW, text), is(expected), "{text}");
    }
    for text in [
        "10.0.0.9-5",
        "*",
        "10.*",
        "::*",
        "10.0.0.1-",
        "-10.0.0.1",
        "10.0.0.1--10.0.0.2",
        "a-b",
        "10.0.0.0/30-10.0.0.9",
    ] {
        assert_eq!(range(NEW, text), None, "{text}");
    }
    assert_eq!(
        range(ParseOptions::lenient(), " 10.1.2.3/255.255.255.254\n"),
        is("10.1.2.2-10.1.2.3")
    );
}

#[test]
fn lenient_is_what_it_says() {
    let named = NEW
        .trim(true)
        .host_bits(HostBits::Truncate)
        .bare_addr(true)
        .netmask(true)
        .hostmask(true)
        .brackets(true);
    assert_eq!(ParseOptions::lenient(), named);
    for text in ["010.0.0.1", "10", "10.1/16", "0x7f.0.0.1", "fe80::1%eth0", "１.2.3.4"] {
        assert_eq!(prefix(ParseOptions::lenient(), text), None, "{text}");
    }
}
