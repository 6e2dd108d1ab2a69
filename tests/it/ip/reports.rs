//! What people reported about address libraries and lists, each with the right answer; tests in
//! other files whose names start with a letter and a number are of the same kind.

use boltons::ip::{Glob, IpPrefix, IpRange, IpSet, Ipv4Prefix, MacAddr, ParseOptions, parse_addr};

const NEW: ParseOptions = ParseOptions::new();
const LENIENT: ParseOptions = ParseOptions::lenient();

fn set(options: ParseOptions, text: &str) -> Option<String> {
    options.set(text).ok().map(|set| set.to_string())
}

/// The reasons of a list's bad lines.
fn mistakes(options: ParseOptions, text: &str) -> Vec<(usize, String)> {
    let bad = options.items(text).filter_map(|(line, item)| Some((line, item.err()?.to_string())));
    bad.collect()
}

/// DROP of Spamhaus; foomuuri 44, crowdsec-monitor-api 28, edgeos-bl-mgmt 1.
#[test]
fn l1_semicolons_after_an_item() {
    assert_eq!(set(LENIENT, "192.0.2.0/25 ; SBL1").as_deref(), Some("192.0.2.0/25"));
    let list = "; DROP\n192.0.2.0/25 ; SBL1\n198.51.100.0/24 ; SBL2\n; end";
    for options in [NEW, LENIENT] {
        assert_eq!(set(options, list).as_deref(), Some("192.0.2.0/25, 198.51.100.0/24"));
    }
}

/// The same reports.
#[test]
fn l2_slashes_before_a_comment() {
    let list = "// a list\n192.0.2.0/25 // a reason\n\t// 10.0.0.0/8\n::1//no comment";
    assert_eq!(set(LENIENT, list), None, "attached, they would hide a length");
    let list = list.replace("::1//no", "::1 //a");
    assert_eq!(set(LENIENT, &list).as_deref(), Some("192.0.2.0/25, ::1"));
}

/// FTL PR 2702.
#[test]
fn l3_byte_order_marks() {
    for options in [NEW, LENIENT] {
        assert_eq!(set(options, "\u{feff}192.0.2.0/25").as_deref(), Some("192.0.2.0/25"));
        assert_eq!(set(options, "\u{feff}").as_deref(), Some(""));
        assert_eq!(set(options, "\n\u{feff}192.0.2.0/25"), None);
    }
    #[cfg(feature = "std")]
    assert!(NEW.read_set("\u{feff}::1\r\n".as_bytes()).unwrap().contains("::1".parse().unwrap()));
}

/// ipaddressrange 44, nicinfo 14; `inetnum:` of RPSL, `NetRange:` of ARIN.
#[test]
fn l4_ranges_as_registries_print_them() {
    for (text, ends) in [
        ("192.0.2.0 - 192.0.2.255", "192.0.2.0-192.0.2.255"),
        (
            "2620:0:860:: - 2620:0:863:FFFF:FFFF:FFFF:FFFF:FFFF",
            "2620:0:860::-2620:0:863:ffff:ffff:ffff:ffff:ffff",
        ),
    ] {
        assert_eq!(LENIENT.range(text).unwrap().to_string(), ends);
        assert_eq!(LENIENT.set(text).unwrap().ranges().next().unwrap().to_string(), ends);
        assert!(NEW.range(text).is_err());
    }
    // Inside an address a blank stays an error, and so does half of the form.
    for text in ["192.0.2 .0 - 192.0.2.255", "192.0.2.0- 192.0.2.255", "192.0.2.0 -192.0.2.255"] {
        assert!(LENIENT.range(text).is_err(), "{text:?}");
        assert!(LENIENT.set(text).is_err(), "{text:?}");
    }
}

/// Both ends of the block that two services add to such guards by mistake; see also the guard's
/// own `g1`.
#[test]
fn g1_wireserver_and_its_neighbours() {
    let guard = boltons::ip::Guard::new();
    for (text, allowed) in [
        ("168.63.129.15", true),
        ("168.63.129.16", false),
        ("168.63.129.17", true),
        ("::ffff:168.63.129.16", false),
        ("64:ff9b::a83f:8110", false),
        ("2002:a83f:8110::1", false),
    ] {
        assert_eq!(guard.allows(parse_addr(text).unwrap()), allowed, "{text}");
    }
}

/// ufw-blocklist PR 19, ip-whitelister-old 48, fastnetmon 773; tincapp 28 wanted the line.
#[test]
fn l1b_one_bad_line() {
    let list = "192.0.2.0/25\n192.0.2.300 # typing error\n198.51.100.0/24\n";
    let good: IpSet = LENIENT.items(list).filter_map(|(_, item)| item.ok()).collect();
    assert_eq!(good.to_string(), "192.0.2.0/25, 198.51.100.0/24");
    let bad = mistakes(LENIENT, list);
    assert_eq!(bad.len(), 1);
    assert_eq!(bad[0].0, 2);
    assert!(bad[0].1.ends_with("at line 2, byte 8"), "{}", bad[0].1);
    assert_eq!(LENIENT.set(list).unwrap_err().line(), Some(2));
}

/// ciscoconfparse 221, openwrt 13029.
#[test]
fn l2b_columns_of_address_and_mask() {
    let text = "10.0.0.0 255.0.0.0";
    assert!(mistakes(LENIENT, text)[0].1.contains("looks like the mask"));
    assert_eq!(set(NEW, text), None);
    assert_eq!(set(LENIENT.mask_columns(true), text).as_deref(), Some("10.0.0.0/8"));
    assert_eq!(set(LENIENT, "10.0.0.0\n255.0.0.0").as_deref(), Some("10.0.0.0, 255.0.0.0"));
}

#[test]
fn l3b_comments_where_lines_end_in_cr() {
    assert_eq!(set(LENIENT, "# c\r1.2.3.4\r").as_deref(), Some("1.2.3.4"));
}

/// Exceptions are an error, never an address: a set is not an access list. libcorkipset 29.
#[test]
fn l4b_exceptions() {
    for options in [NEW, LENIENT] {
        assert_eq!(mistakes(options, "192.0.2.0/24\n!192.0.2.7\n")[0].0, 2);
    }
    // The documented way: two sets.
    let (all, not): (Vec<&str>, Vec<&str>) =
        ["192.0.2.0/30", "!192.0.2.1"].into_iter().partition(|line| !line.starts_with('!'));
    let read = |lines: Vec<&str>| LENIENT.set(&lines.join("\n").replace('!', "")).unwrap();
    assert_eq!((&read(all) - &read(not)).to_string(), "192.0.2.0, 192.0.2.2/31");
}

/// cidr-merger 1, scriptsafe 425, alyx 275.
#[test]
fn l5_octets_that_are_left_out() {
    let nets = LENIENT.partial_nets(true);
    let list = "10 172.20 192.168.2.";
    assert_eq!(set(nets, list).as_deref(), Some("10.0.0.0/8, 172.20.0.0/16, 192.168.2.0/24"));
    assert_eq!(set(LENIENT.partial(true), "10 172.20").as_deref(), Some("10.0.0.0, 172.20.0.0"));
    assert_eq!(set(LENIENT, list), None);
    // `classful` means the same in every method.
    let classful = LENIENT.classful(true);
    assert_eq!(classful.prefix("10.0.0.0").unwrap().to_string(), "10.0.0.0/8");
    assert_eq!(set(classful, "10.0.0.0").as_deref(), Some("10.0.0.0/8"));
    let range: IpRange = IpPrefix::literal("10.0.0.0/8").into();
    assert_eq!(classful.range("10.0.0.0").unwrap(), range);
}

/// As strict as `FromStr`, but that ranges may be globs, as the documentation says.
#[test]
fn d1_options_without_any_option() {
    assert_eq!(NEW.range("10.0.0.1-50").unwrap().to_string(), "10.0.0.1-10.0.0.50");
    assert!("10.0.0.1-50".parse::<IpRange>().is_err());
    assert!("10.0.0.1-50".parse::<Glob>().is_ok());
    for text in
        ["10.0.0.1/8", "10.1", " ::1", "010.0.0.1", "::1%eth0", "[::1]", "10.0.0.0/255.0.0.0"]
    {
        assert!(NEW.prefix(text).is_err(), "{text:?}");
        assert!(NEW.range(text).is_err(), "{text:?}");
    }
}

/// ipnet 33, ipnetwork 71.
#[cfg(feature = "serde")]
#[test]
fn s1_a_choice_for_configuration() {
    #[derive(serde::Deserialize)]
    struct Config {
        #[serde(with = "boltons::ip::lenient")]
        inside: IpPrefix,
    }
    for text in ["10.0.0.1/8", "10.0.0.1"] {
        assert!(serde_json::from_str::<IpPrefix>(&format!("{text:?}")).is_err());
        let config: Config = serde_json::from_str(&format!(r#"{{"inside":"{text}"}}"#)).unwrap();
        assert_eq!(config.inside, LENIENT.prefix(text).unwrap());
    }
}

/// InfiniBand's 20 octets are refused; go 66682.
#[test]
fn h3_twenty_octets() {
    let text = "80:00:00:48:fe:80:00:00:00:00:00:00:00:02:c9:03:00:00:11:75";
    assert!(text.parse::<MacAddr>().is_err());
    assert!(text.parse::<boltons::ip::Eui64>().is_err());
}

/// What `partition` returns can be compared and hashed, as the parts can.
#[test]
fn partitions_compare() {
    let site = Ipv4Prefix::literal("10.0.0.0/22");
    let (lab, other): (Ipv4Prefix, Ipv4Prefix) =
        ("10.0.1.0/24".parse().unwrap(), "10.0.2.0/24".parse().unwrap());
    assert_eq!(site.partition(lab), site.partition(lab));
    assert_ne!(site.partition(lab), site.partition(other));
    let parts = std::collections::HashSet::from([site.partition(lab), site.partition(other)]);
    assert!(parts.contains(&site.partition(other)) && parts.len() == 2);
}
