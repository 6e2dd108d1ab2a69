//! Lists in the spellings in which they are published, with lines of our own making.

use boltons::ip::{IpSet, LeadingZeros, ParseOptions};

const LENIENT: ParseOptions = ParseOptions::lenient();

#[track_caller]
fn is(options: ParseOptions, list: &str, lines: usize, expected: &str) {
    assert!(list.lines().count() >= lines, "{} lines", list.lines().count());
    let set = options.set(list).unwrap();
    let expected: IpSet = expected.parse().unwrap();
    assert_eq!(set, expected, "{set}");
    #[cfg(feature = "std")]
    assert_eq!(options.read_set(list.as_bytes()).unwrap(), expected);
}

/// IANA's four registries of blocks: special-purpose addresses of both families, the space of
/// IPv4 (`010/8`), and global unicast of IPv6 (`2001:0000::/23`).
#[test]
fn iana_registries() {
    let v4_special = "; Address Block\n0.0.0.0/8\n0.0.0.0/32\n10.0.0.0/8\n100.64.0.0/10\n\
        127.0.0.0/8\n169.254.0.0/16\n172.16.0.0/12\n192.0.0.0/24\n192.0.0.0/29\n192.0.0.8/32\n\
        192.0.0.170/32, 192.0.0.171/32\n192.0.2.0/24\n192.88.99.0/24 // terminated\n\
        192.168.0.0/16\n198.18.0.0/15\n198.51.100.0/24\n203.0.113.0/24\n240.0.0.0/4\n\
        255.255.255.255/32\n";
    is(
        ParseOptions::new(),
        v4_special,
        20,
        "0.0.0.0/8, 10.0.0.0/8, 100.64.0.0/10, 127.0.0.0/8, 169.254.0.0/16, 172.16.0.0/12, \
         192.0.0.0/24, 192.0.2.0/24, 192.88.99.0/24, 192.168.0.0/16, 198.18.0.0/15, \
         198.51.100.0/24, 203.0.113.0/24, 240.0.0.0/4",
    );
    let v6_special = "; Address Block\r\n::1/128\r\n::/128\r\n::ffff:0:0/96\r\n64:ff9b::/96\r\n\
        64:ff9b:1::/48\r\n100::/64\r\n100:0:0:1::/64\r\n2001::/23\r\n2001::/32\r\n2001:1::1/128\r\n\
        2001:1::2/128\r\n2001:2::/48\r\n2001:3::/32\r\n2001:db8::/32\r\n2002::/16\r\n\
        2620:4f:8000::/48\r\n3fff::/20\r\n5f00::/16\r\nfc00::/7\r\nfe80::/10\r\n";
    is(
        ParseOptions::new(),
        v6_special,
        20,
        "::/127, ::ffff:0:0/96, 64:ff9b::/96, 64:ff9b:1::/48, 100::/63, 2001::/23, \
         2001:db8::/32, 2002::/16, 2620:4f:8000::/48, 3fff::/20, 5f00::/16, fc00::/7, fe80::/10",
    );
    let v4_space: String = (0..=25)
        .map(|n| format!("{n:03}/8    # {}\n", if n == 10 { "Private" } else { "-" }))
        .collect();
    let options = ParseOptions::new().leading_zeros(LeadingZeros::Decimal).partial(true);
    is(options, &v4_space, 20, "0.0.0.0-25.255.255.255");
    let v6_space = "# Prefix\n2001:0000::/23\n2001:0200::/23\n2001:0400::/23\n2001:0600::/23\n\
        2001:0800::/22\n2001:0c00::/23\n2001:0e00::/23\n2001:1200::/23\n2001:1400::/22\n\
        2001:1800::/23\n2001:1a00::/23\n2001:1c00::/22\n2001:2000::/19\n2001:4000::/23\n\
        2001:4200::/23\n2001:4400::/23\n2001:4600::/23\n2001:4800::/23\n2001:4a00::/23\n\
        2002:0000::/16\n";
    is(
        ParseOptions::new(),
        v6_space,
        20,
        "2001::/20, 2001:1200::-2001:4bff:ffff:ffff:ffff:ffff:ffff:ffff, 2002::/16",
    );
}

/// As Spamhaus publishes DROP: `; SBL…` after each prefix.
#[test]
fn drop_list() {
    let mut list = "; Drop list of nobody\n; Last-Modified: never\n".to_owned();
    for n in 0..20 {
        list += &format!("198.18.{}.0/24 ; SBL{}\n", 2 * n, 100_000 + n);
    }
    let expected: Vec<String> = (0..20).map(|n| format!("198.18.{}.0/24", 2 * n)).collect();
    is(LENIENT, &list, 20, &expected.join(", "));
    is(ParseOptions::new(), &list, 20, &expected.join(", "));
}

/// The networks of `hosts.allow` and of httpd's `Require ip`, whose octets stop where the network
/// does.
#[test]
fn hosts_allow() {
    let list = "# hosts.allow, the part after the colon\n\n10.\n172.20.\n192.168.2.\n192.0.2.7\n\
        198.51.100.0/255.255.255.0\n[2001:db8::]/32\n# httpd\n11 172.21 192.168.3\n\n12.1/16\n\
        13.0.0.0/8, 14.\n15.0.0.1 15.0.0.2 15.0.0.3\n\n# end\n16.1.\n17.1.1.\n18\n\n19.1.1.1\n";
    is(
        LENIENT.partial_nets(true),
        list,
        20,
        "10.0.0.0-11.255.255.255, 12.1.0.0/16, 13.0.0.0-14.255.255.255, 15.0.0.1-15.0.0.3, \
         16.1.0.0/16, 17.1.1.0/24, 18.0.0.0/8, 19.1.1.1, 172.20.0.0/15, 192.0.2.7, \
         192.168.2.0/23, 198.51.100.0/24, 2001:db8::/32",
    );
}

/// The operands of a Cisco access list: address and wildcard mask in two columns.
#[test]
fn cisco_access_list() {
    let mut list = "! not a comment of ours: cut before\n".replace('!', "#");
    for n in 0..20 {
        list += &format!("10.{n}.0.0 0.0.255.255\n");
    }
    list += "192.0.2.7 0.0.0.0\n";
    let wildcard = ParseOptions::new().hostmask(true).mask_columns(true);
    is(wildcard, &list, 20, "10.0.0.0-10.19.255.255, 192.0.2.7");
    // With both kinds of masks the last line reads both ways.
    let error = LENIENT.mask_columns(true).set(&list).unwrap_err();
    assert_eq!(error.line(), Some(22));
    let routes: String = (0..20).map(|n| format!("10.{n}.0.0 255.255.0.0\n")).collect();
    is(LENIENT.mask_columns(true), &routes, 20, "10.0.0.0-10.19.255.255");
}

/// The values of RPSL's `inetnum:`, `route:` and `inet6num:`.
#[test]
fn rpsl() {
    let mut list = String::new();
    for n in 0..10 {
        list += &format!("192.0.2.{} - 192.0.2.{}   # inetnum\n", 10 * n, 10 * n + 9);
        list += &format!("2001:db8:{n}::/48\n");
    }
    let v6: Vec<String> = (0..10).map(|n| format!("2001:db8:{n}::/48")).collect();
    is(LENIENT, &list, 20, &format!("192.0.2.0-192.0.2.99, {}", v6.join(", ")));
}

/// nginx's `allow` and `deny`: the directives are cut off by two lines of code, since a set is not
/// an access list.
#[test]
fn nginx_allow_and_deny() {
    let mut config =
        "# access\ndeny 192.168.1.1;\nallow 192.168.1.0/24;\nallow 2001:db8::/32;\n".to_owned();
    for n in 0..18 {
        config += &format!("allow 10.1.{n}.0/24;  # {n}\n");
    }
    let [allowed, denied]: [IpSet; 2] = ["allow ", "deny "].map(|directive| {
        let lines = config.lines().filter_map(|line| line.trim().strip_prefix(directive));
        let list: Vec<&str> = lines.map(|line| line.split(';').next().unwrap()).collect();
        LENIENT.set(&list.join("\n")).unwrap()
    });
    assert_eq!(denied.to_string(), "192.168.1.1");
    assert_eq!(allowed.to_string(), "10.1.0.0-10.1.17.255, 192.168.1.0/24, 2001:db8::/32");
}

/// A list from an editor on Windows.
#[test]
fn windows_editor() {
    let list: String = (0..20).map(|n| format!("192.0.2.{n}\r\n")).collect();
    is(LENIENT, &format!("\u{feff}{list}"), 20, "192.0.2.0-192.0.2.19");
}
