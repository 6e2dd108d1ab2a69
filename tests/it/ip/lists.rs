//! The grammar of lists, through every way to read one.

use boltons::ip::{IpSet, ParseOptions};

use super::support::Rng;

const NEW: ParseOptions = ParseOptions::new();
const LENIENT: ParseOptions = ParseOptions::lenient();

type Lines = Vec<(usize, Result<String, String>)>;

/// What every way to read a list yields, which must be the same.
#[track_caller]
fn read(options: ParseOptions, text: &str) -> Lines {
    let lines: Lines = options
        .items(text)
        .map(|(line, item)| {
            if let Err(error) = &item {
                assert_eq!(error.line(), Some(line), "{error}");
                assert!(error.position().unwrap() <= text.len());
            }
            (line, item.map(|range| range.to_string()).map_err(|error| error.to_string()))
        })
        .collect();
    let first_error = lines.iter().find_map(|(_, item)| item.clone().err());
    let set = options.set(text);
    assert_eq!(set.as_ref().err().map(ToString::to_string), first_error, "{text:?}");
    if let Ok(set) = set {
        let joined: IpSet = options.items(text).map(|(_, item)| item.unwrap()).collect();
        assert_eq!(set, joined);
    }
    #[cfg(feature = "std")]
    for capacity in [1, 2, 3, 8192] {
        let reader = std::io::BufReader::with_capacity(capacity, text.as_bytes());
        let read: Lines = options
            .read_items(reader)
            .map(|(line, item)| {
                (line, item.map(|range| range.to_string()).map_err(|error| error.to_string()))
            })
            .collect();
        assert_eq!(read, lines, "{text:?} by {capacity} bytes");
        let reader = std::io::BufReader::with_capacity(capacity, text.as_bytes());
        let set = options.read_set(reader);
        assert_eq!(set.err().map(|error| error.to_string()), first_error, "{text:?}");
    }
    lines
}

/// The items of a list without mistakes, with a space between.
#[track_caller]
fn good(options: ParseOptions, text: &str) -> String {
    let items = read(options, text).into_iter().map(|(_, item)| item.unwrap());
    items.collect::<Vec<_>>().join(" ")
}

/// The line and the message of the only mistake, up to the text.
#[track_caller]
fn bad(options: ParseOptions, text: &str) -> (usize, String, String) {
    let mut errors = read(options, text).into_iter().filter_map(|(n, item)| Some((n, item.err()?)));
    let (line, error) = errors.next().expect("an error");
    assert_eq!(errors.next(), None, "{text:?}");
    let (what, place) = error.split_once(" while parsing ").unwrap();
    (line, what.to_owned(), place.rsplit_once(" at ").unwrap().1.to_owned())
}

#[test]
fn comments() {
    let two = "10.0.0.1 10.0.0.2";
    for text in [
        "10.0.0.1 10.0.0.2",
        "10.0.0.1#c\n10.0.0.2",
        "10.0.0.1 ; SBL1\n10.0.0.2 // b",
        ";10.9.9.9\n10.0.0.1\n//10.9.9.9\n10.0.0.2",
        " ; c\n\t// c\n10.0.0.1,; c\n10.0.0.2",
        "10.0.0.1,// c, ,,\n10.0.0.2",
        "10.0.0.1 # a ; b // c é \u{2028} \u{a0}\n10.0.0.2",
        "\u{feff}10.0.0.1\n10.0.0.2\n",
        "\u{feff}; c\n10.0.0.1\n10.0.0.2\n",
        "10.0.0.1\r10.0.0.2",
        "# c\r10.0.0.1\r\r10.0.0.2\r",
        "; c\r10.0.0.1 // c\r10.0.0.2",
        "10.0.0.1\x0c10.0.0.2",
    ] {
        assert_eq!(good(NEW, text), two, "{text:?}");
        assert_eq!(good(LENIENT, text), two, "{text:?}");
    }
    // Attached, they are errors: half of the text would be lost without a word.
    for text in ["10.0.0.1;10.0.0.2", "10.0.0.0//8", "10.0.0.1; c", "10.0.0.1// c", "::1;"] {
        assert_eq!(bad(LENIENT, text).0, 1, "{text:?}");
    }
    for text in [
        "10.0.0.1 \u{feff}10.0.0.2",
        "\n\u{feff}10.0.0.1",
        "\u{feff}\u{feff}10.0.0.1",
        "\u{fb01}10.0.0.1",
    ] {
        assert!(LENIENT.set(text).is_err(), "{text:?}");
        assert!(LENIENT.read_set(text.as_bytes()).is_err(), "{text:?}");
    }
    for text in ["10.0.0.1\u{2028}10.0.0.2", "10.0.0.1\u{a0}10.0.0.2", "10.0.0.1\x0b", "\u{85}::1"]
    {
        assert!(LENIENT.set(text).is_err(), "{text:?}");
    }
}

#[test]
fn commas() {
    for text in ["1.1.1.1,2.2.2.2", "1.1.1.1 , 2.2.2.2", "1.1.1.1\n,2.2.2.2", "1.1.1.1,\n\n2.2.2.2"]
    {
        assert_eq!(good(NEW, text), "1.1.1.1 2.2.2.2");
    }
    for (text, line, what, place) in [
        ("1.1.1.1,,2.2.2.2", 1, "no item before ','", "line 1, byte 8"),
        ("1.1.1.1,\n ,2.2.2.2", 2, "no item before ','", "line 2, byte 1"),
        ("\n,1.1.1.1", 2, "no item before ','", "line 2, byte 0"),
        ("1.1.1.1,", 1, "no item after ','", "line 1, byte 7"),
        ("::\n1.1.1.1 , # c\n\n# end", 2, "no item after ','", "line 2, byte 8"),
        ("::\r\n1.1.1.1,\r\n\r\n", 2, "no item after ','", "line 2, byte 7"),
        ("::\r1.1.1.1,\r\r", 2, "no item after ','", "line 2, byte 7"),
        (",", 1, "no item before ','", "line 1, byte 0"),
    ] {
        assert_eq!(bad(NEW, text), (line, what.to_owned(), place.to_owned()), "{text:?}");
    }
    // As many errors as bad lines; a bad item counts as one for the comma after it.
    assert_eq!(read(NEW, ",\n,\n,\n").len(), 3);
    assert_eq!(read(NEW, "x,\n1.1.1.1").len(), 2);
    assert_eq!(read(NEW, "x\n,1.1.1.1").len(), 2);
}

#[test]
fn registry_ranges() {
    for text in [
        "192.0.2.0 - 192.0.2.255",
        "192.0.2.0\t-\t192.0.2.255",
        "192.0.2.0  -  192.0.2.255 # c",
        "192.0.2.0 - 192.0.2.255,\n",
    ] {
        let text = text.trim_end().trim_end_matches(',');
        assert_eq!(good(LENIENT, text), "192.0.2.0-192.0.2.255", "{text:?}");
        assert!(NEW.set(text).is_err());
    }
    assert_eq!(LENIENT.range(" 192.0.2.0 - 192.0.2.255 ").unwrap().size(), 256);
    assert_eq!(
        LENIENT.range("2620:0:860:: - 2620:0:863:FFFF::").unwrap().to_string(),
        "2620:0:860::-2620:0:863:ffff::"
    );
    assert_eq!(
        good(LENIENT, "10.0.0.1 - 10.0.0.2 10.0.0.9, ::1 - ::2"),
        "10.0.0.1-10.0.0.2 10.0.0.9 ::1-::2"
    );
    for (text, what) in [
        ("1.1.1.1- 1.1.1.9", "octet 4 is empty"),
        ("1.1.1.1 -1.1.1.9", "expected a blank after '-'"),
        ("1.1.1.1 -", "expected an address after '-'"),
        ("1.1.1.1 - # c", "expected an address after '-'"),
        ("1.1.1.1 -\n1.1.1.9", "expected an address after '-'"),
        ("- 1.1.1.9", "expected an IP address"),
        ("1.1.1.1 - 1.1.1.9 - 1.1.1.12", "expected an IP address"),
        ("1.1.1.1-1.1.1.2 - 1.1.1.9", "unexpected character ' ' in octet 4"),
        ("1.1.1.0/24 - 1.1.1.9", "unexpected character '/' in octet 4"),
        ("1.1.1.9 - 1.1.1.1", "range ends before it starts"),
        ("1.1.1.9 - ::1", "range of two families"),
    ] {
        let first = text.split('\n').next().unwrap();
        assert_eq!(bad(LENIENT, first).1, what, "{text:?}");
        // No item of a broken range is returned.
        assert!(read(LENIENT, text)[0].1.is_err(), "{text:?}");
    }
    for text in
        ["1.1.1.1- 1.1.1.9", "1.1.1.1 -1.1.1.9", "1.1.1.1 -\n 1.1.1.9", "1.1.1.1\n- 1.1.1.9"]
    {
        assert!(LENIENT.range(text).is_err(), "{text:?}");
    }
}

#[test]
fn columns() {
    let masks = NEW.netmask(true).mask_columns(true);
    let hosts = NEW.hostmask(true).mask_columns(true);
    let both = LENIENT.mask_columns(true);
    for (options, text, items) in [
        (masks, "10.0.0.0 255.0.0.0", "10.0.0.0-10.255.255.255"),
        (masks, "10.0.0.0\t255.0.0.0 11.0.0.0 255.255.255.255", "10.0.0.0-10.255.255.255 11.0.0.0"),
        (masks, "128.0.0.0 128.0.0.0", "128.0.0.0-255.255.255.255"),
        (masks, "0.0.0.0 0.0.0.0", "0.0.0.0-255.255.255.255"),
        (hosts, "10.0.0.0 0.255.255.255", "10.0.0.0-10.255.255.255"),
        (hosts, "10.0.0.1 0.0.0.0", "10.0.0.1"),
        (hosts, "0.0.0.0 127.255.255.255", "0.0.0.0-127.255.255.255"),
        (both, "10.1.2.3 255.0.0.0 # c", "10.0.0.0-10.255.255.255"),
        (both, "10.1.2.3 255.255.255.255", "10.1.2.3"),
        (both, "10.1.2.3 0.0.0.255, ::1", "10.1.2.0-10.1.2.255 ::1"),
        // Two items: on two lines, with a comma between, or no mask.
        (masks, "10.0.0.0\n255.0.0.0", "10.0.0.0 255.0.0.0"),
        (NEW, "10.0.0.0, 255.0.0.0", "10.0.0.0 255.0.0.0"),
        (NEW, "10.0.0.0 255.0.255.0", "10.0.0.0 255.0.255.0"),
        (NEW, "10.0.0.0 128.0.0.0", "10.0.0.0 128.0.0.0"),
        (NEW.mask_columns(true), "10.0.0.0 128.0.0.0", "10.0.0.0 128.0.0.0"),
        (masks, "10.0.0.0 127.255.255.255", "10.0.0.0 127.255.255.255"),
        (masks, "10.0.0.0 1.2.3.4", "10.0.0.0 1.2.3.4"),
        (NEW, "10.0.0.0/8 255.0.0.0", "10.0.0.0-10.255.255.255 255.0.0.0"),
        (NEW, "::1 255.0.0.0", "::1 255.0.0.0"),
        (NEW, "10.0.0.0 # 255.0.0.0", "10.0.0.0"),
        (NEW, "10.0.0.0 255.0.0.0/32", "10.0.0.0 255.0.0.0"),
    ] {
        assert_eq!(good(options, text), items, "{text:?}");
    }
    for (options, text, what, byte) in [
        (NEW, "10.0.0.0 255.0.0.0", "255.0.0.0 looks like the mask of 10.0.0.0", 9),
        (LENIENT, "10.0.0.0  0.0.0.255", "0.0.0.255 looks like the mask of 10.0.0.0", 10),
        (LENIENT, "10.0.0.0 0.0.0.0", "0.0.0.0 looks like the mask of 10.0.0.0", 9),
        (masks, "10.0.0.0 0.0.0.255", "0.0.0.255 looks like the mask of 10.0.0.0", 9),
        (
            NEW.mask_columns(true),
            "10.0.0.0 255.0.0.0",
            "255.0.0.0 looks like the mask of 10.0.0.0",
            9,
        ),
        (masks, "10.0.0.1 255.0.0.0", "host bits set (did you mean 10.0.0.0/8?)", 9),
        (
            both,
            "10.0.0.1 0.0.0.0",
            "mask 0.0.0.0 reads both ways (did you mean 10.0.0.1/32 or 0.0.0.0/0?)",
            9,
        ),
    ] {
        let place = format!("line 1, byte {byte}");
        assert_eq!(bad(options, text), (1, what.to_owned(), place), "{text:?}");
    }
}

/// `inputs.md`, A4: a line of a Cisco list for one host must not become the whole Internet.
#[test]
fn a4_masks_that_read_both_ways() {
    let only = |netmask, hostmask| LENIENT.netmask(netmask).hostmask(hostmask);
    // Text, both on, netmask only, hostmask only.
    for (text, both, net, host) in [
        ("10.0.0.1/0.0.0.0", None, Some("0.0.0.0/0"), Some("10.0.0.1/32")),
        ("10.0.0.0/0.0.0.0", None, Some("0.0.0.0/0"), Some("10.0.0.0/32")),
        ("0.0.0.0/0.0.0.0", Some("0.0.0.0/0"), Some("0.0.0.0/0"), Some("0.0.0.0/32")),
        ("0.0.0.0/255.255.255.255", None, Some("0.0.0.0/32"), Some("0.0.0.0/0")),
        ("10.0.0.1/255.255.255.255", Some("10.0.0.1/32"), Some("10.0.0.1/32"), Some("0.0.0.0/0")),
        ("10.0.0.1/255.0.0.0", Some("10.0.0.0/8"), Some("10.0.0.0/8"), None),
        ("10.0.0.1/0.255.255.255", Some("10.0.0.0/8"), None, Some("10.0.0.0/8")),
        ("::1/::", None, Some("::/0"), Some("::1/128")),
        ("::/::", Some("::/0"), Some("::/0"), Some("::/128")),
        (
            "::1/ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
            Some("::1/128"),
            Some("::1/128"),
            Some("::/0"),
        ),
        ("::/ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", None, Some("::/128"), Some("::/0")),
    ] {
        for (options, expected) in
            [(only(true, true), both), (only(true, false), net), (only(false, true), host)]
        {
            let expected = expected.map(str::to_owned);
            assert_eq!(options.prefix(text).ok().map(|p| p.to_string()), expected, "{text}");
            let range = options.range(text).ok().map(|r| r.as_prefix().unwrap().to_string());
            assert_eq!(range, expected, "{text}");
            let set = options.set(text).ok().map(|s| s.prefixes().next().unwrap().to_string());
            assert_eq!(set, expected, "{text}");
            let interface = options.interface(text).ok();
            assert_eq!(interface.map(|i| i.prefix().to_string()), expected, "{text}");
        }
    }
    let error = LENIENT.prefix("::1/::").unwrap_err();
    assert_eq!(
        error.to_string(),
        r#"mask :: reads both ways (did you mean ::1/128 or ::/0?) while parsing "::1/::" at byte 4"#
    );
}

/// A full stop may end a text of fewer than four octets.
#[test]
fn a_full_stop_after_four_octets_is_at_its_place() {
    let nets = NEW.partial_nets(true);
    let at = |text: &str, at| {
        let message = format!("unexpected character '.' in octet 4 while parsing \"{text}\"");
        let error = nets.range(text).unwrap_err();
        assert!(error.is_syntax() && error.to_string().starts_with(&message), "{error}");
        assert_eq!(error.position(), Some(at), "{error}");
    };
    at("1.2.3.4.", 7);
    at("1.2.3.40./8", 8);
    at("10.20.30.40.", 11);
}

/// One meaning of a text for every method.
#[test]
fn supplied_lengths_are_heeded_alike() {
    let partial = NEW.partial(true);
    let nets = NEW.partial_nets(true);
    let classful = NEW.classful(true);
    // Options, text, as a prefix, as a range.
    for (options, text, prefix, range) in [
        (partial, "10", None, Some("10.0.0.0")),
        (partial.bare_addr(true), "10", Some("10.0.0.0/32"), Some("10.0.0.0")),
        (partial.classful(true), "10", Some("10.0.0.0/8"), Some("10.0.0.0-10.255.255.255")),
        (partial.classful(true), "10.1", None, None),
        (nets, "10", Some("10.0.0.0/8"), Some("10.0.0.0-10.255.255.255")),
        (nets, "172.20", Some("172.20.0.0/16"), Some("172.20.0.0-172.20.255.255")),
        (nets, "192.168.2.", Some("192.168.2.0/24"), Some("192.168.2.0-192.168.2.255")),
        (nets, "10.", Some("10.0.0.0/8"), Some("10.0.0.0-10.255.255.255")),
        (nets, "10/16", Some("10.0.0.0/16"), Some("10.0.0.0-10.0.255.255")),
        (nets, "10..", None, None),
        (nets, ".", None, None),
        (nets, "1.2.3.4.", None, None),
        (nets, "1.2.3.4", None, Some("1.2.3.4")),
        (nets.bare_addr(true), "1.2.3.4", Some("1.2.3.4/32"), Some("1.2.3.4")),
        (nets.classful(true), "10.1", Some("10.1.0.0/16"), Some("10.1.0.0-10.1.255.255")),
        (nets.partial(true), "10.1", Some("10.1.0.0/16"), Some("10.1.0.0-10.1.255.255")),
        (nets.classful(true), "10.0.0.0", Some("10.0.0.0/8"), Some("10.0.0.0-10.255.255.255")),
        (classful, "10.0.0.0", Some("10.0.0.0/8"), Some("10.0.0.0-10.255.255.255")),
        (classful, "10.0.0.1", None, None),
        (classful, "240.0.0.1", Some("240.0.0.1/32"), Some("240.0.0.1")),
        (classful, "::1", None, Some("::1")),
        (classful, "10.0.0.0/9", Some("10.0.0.0/9"), Some("10.0.0.0-10.127.255.255")),
        // The ends of a range are addresses.
        (classful, "10.0.0.0-11.0.0.0", None, Some("10.0.0.0-11.0.0.0")),
        (nets, "10-11", None, None),
        (partial, "10-11", None, Some("10.0.0.0-11.0.0.0")),
        (nets.inet_aton(true), "127.1", None, Some("127.0.0.1")),
    ] {
        let found = options.prefix(text).ok().map(|p| p.to_string());
        assert_eq!(found.as_deref(), prefix, "{text:?} as a prefix");
        let interface = options.interface(text).ok().map(|i| i.prefix().to_string());
        if prefix.is_some() {
            assert_eq!(interface.as_deref(), prefix, "{text:?} as an interface");
        }
        let found = options.range(text).ok().map(|r| r.to_string());
        assert_eq!(found.as_deref(), range, "{text:?} as a range");
        let item = read(options, text).remove(0).1.ok();
        assert_eq!(item.as_deref(), range, "{text:?} in a list");
    }
    for text in ["10", "172.20", "192.168.2."] {
        assert!(nets.addr(text).is_err());
    }
}

#[test]
fn one_bad_line_of_thousands() {
    let mut text = String::new();
    for line in 1..=3000 {
        text += match line % 3 {
            0 => "1.1.1.1 2.2.2.999 3.3.3.3\n",
            1 => "4.4.4.0/24 ; c\n",
            _ => "\n",
        };
    }
    let lines = read(NEW, &text);
    let errors: Vec<_> = lines.iter().filter(|(_, item)| item.is_err()).collect();
    assert_eq!(errors.len(), 1000);
    assert!(errors.iter().all(|(line, _)| line % 3 == 0));
    // Before the mistake, but not after it.
    assert_eq!(lines.iter().filter(|(_, item)| item.as_deref() == Ok("1.1.1.1")).count(), 1000);
    assert_eq!(lines.iter().filter(|(_, item)| item.as_deref() == Ok("3.3.3.3")).count(), 0);
    assert_eq!(lines.iter().filter(|(line, _)| line % 3 == 1).count(), 1000);

    let error = NEW.set("1.1.1.1\n2.2.2.2\n3.3.999.3").unwrap_err();
    assert_eq!(
        error.to_string(),
        r#"octet 3 exceeds 255 while parsing "…3.3.999.3" at line 3, byte 4"#
    );
    assert_eq!((error.position(), error.line()), (Some(20), Some(3)));
    assert!(error.is_out_of_range());
    assert_eq!("::x".parse::<IpSet>().unwrap_err().line(), Some(1));
    assert_eq!("::x".parse::<boltons::ip::IpPrefix>().unwrap_err().line(), None);
}

/// A message holds little of a line, however long that is.
#[test]
fn long_lines_have_short_messages() {
    let text = format!("{}x{}", "1.1.1.1 ".repeat(100_000), " é".repeat(100_000));
    let error = NEW.set(&text).unwrap_err();
    assert_eq!(error.position(), Some(800_000));
    assert!(error.to_string().len() < 200, "{error}");
    assert!(error.to_string().contains("…"), "{error}");
}

/// Line ends do not matter, and a comment at the end of a line changes nothing.
#[test]
fn line_ends_and_comments_change_nothing() {
    const PIECES: [&str; 19] = [
        "10.0.0.0/8",
        "1.2.3.4",
        "::1",
        "2001:db8::/32",
        "1.1.1.1-1.1.1.9",
        "1.1.1.1 - 1.1.1.9",
        "10.0.0.0 255.0.0.0",
        "1.1.1.1 -2",
        "x",
        "10.0.0.0/33",
        ",",
        " ",
        "\t",
        "# c",
        "; c",
        "// c",
        "1.2.3.4;5",
        "10",
        "é",
    ];
    let mut rng = Rng(7);
    let all = LENIENT.mask_columns(true).partial_nets(true);
    for round in 0..3000 {
        let lines: Vec<String> = (0..rng.below(6))
            .map(|_| {
                (0..rng.below(4))
                    .map(|_| rng.pick(&PIECES))
                    .collect::<Vec<_>>()
                    .join(rng.pick(&[" ", "", ", "]))
            })
            .collect();
        let options = [NEW, LENIENT, all][round % 3];
        let text = lines.join("\n");
        let expected = read(options, &text);
        assert_eq!(read(options, &lines.join("\r\n")), expected, "{text:?}");
        assert_eq!(read(options, &lines.join("\r")), expected, "{text:?}");
        assert_eq!(read(options, &(text.clone() + "\n")), expected, "{text:?}");
        for comment in [" # x, y", " ; x -", " // x", "#x"] {
            let at = rng.below(lines.len().max(1));
            let mut lines = lines.clone();
            if let Some(line) = lines.get_mut(at) {
                line.push_str(comment);
            }
            // The excerpt of a message shows the comment as well.
            let place = |lines: Lines| -> Vec<_> {
                let what = |error: String| {
                    let (what, rest) = error.split_once(" while parsing ").unwrap();
                    (what.to_owned(), rest.rsplit_once(" at ").unwrap().1.to_owned())
                };
                lines.into_iter().map(|(line, item)| (line, item.map_err(what))).collect()
            };
            let found = read(options, &lines.join("\n"));
            assert_eq!(place(found), place(expected.clone()), "{text:?} with {comment:?} at {at}");
        }
    }
}

#[cfg(feature = "std")]
mod readers {
    use std::io::{self, BufRead, BufReader, Read};

    use super::{LENIENT, NEW};

    #[test]
    fn bytes_that_are_not_text() {
        let list = &b"1.1.1.1 # \xff\xfe\n\xff2.2.2.2\n3.3.3.3 4.4\xff\n5.5.5.5 ; \xe9"[..];
        let lines: Vec<_> = NEW.read_items(list).collect();
        let good: Vec<_> = lines
            .iter()
            .filter_map(|(line, item)| Some((*line, item.as_ref().ok()?.to_string())))
            .collect();
        assert_eq!(good, [(1, "1.1.1.1".into()), (3, "3.3.3.3".into()), (4, "5.5.5.5".into())]);
        let bad: Vec<_> =
            lines.iter().filter_map(|(_, item)| Some(item.as_ref().err()?.to_string())).collect();
        assert_eq!(
            bad,
            [
                "item is not UTF-8 while parsing \"…\u{fffd}2.2.2.2\" at line 2, byte 0",
                "item is not UTF-8 while parsing \"…3.3.3.3 4.4\u{fffd}\" at line 3, byte 11",
            ]
        );
        let error = lines[1].1.as_ref().unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::InvalidInput);
        let inner = error.get_ref().unwrap().downcast_ref::<boltons::Error>().unwrap();
        assert_eq!((inner.line(), inner.position()), (Some(2), Some(0)));
    }

    /// Fails after some bytes, once interrupted before that.
    struct Broken<'a>(&'a [u8], bool);

    impl Read for Broken<'_> {
        fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
            if !std::mem::replace(&mut self.1, true) {
                return Err(io::ErrorKind::Interrupted.into());
            }
            match self.0.read(buf)? {
                0 => Err(io::Error::other("the disk is gone")),
                n => Ok(n),
            }
        }
    }

    #[test]
    fn a_failure_comes_once_and_ends_it() {
        // What was read of the last line may be half of an item.
        let reader = BufReader::with_capacity(4, Broken(b"1.1.1.1\n2.2.2.2\n3.3.3", false));
        let mut items = LENIENT.read_items(reader);
        assert_eq!(items.next().unwrap().1.unwrap().to_string(), "1.1.1.1");
        assert_eq!(items.next().unwrap().1.unwrap().to_string(), "2.2.2.2");
        let (line, error) = items.next().unwrap();
        assert_eq!((line, error.unwrap_err().to_string().as_str()), (3, "the disk is gone"));
        assert!(items.next().is_none() && items.next().is_none());
    }

    /// Fails at one of the looks at its text.
    struct FailsAt<'a> {
        text: &'a [u8],
        looks: usize,
        kind: io::ErrorKind,
    }

    impl Read for FailsAt<'_> {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            unreachable!("read by lines only")
        }
    }

    impl BufRead for FailsAt<'_> {
        fn fill_buf(&mut self) -> io::Result<&[u8]> {
            self.looks = self.looks.wrapping_sub(1);
            if self.looks == 0 { Err(self.kind.into()) } else { Ok(self.text) }
        }
        fn consume(&mut self, n: usize) {
            self.text = &self.text[n..];
        }
    }

    /// Also where the reader fails on bytes that it has shown before; an interruption is none.
    #[test]
    fn a_failure_at_any_look_comes_once_and_ends_it() {
        let list = b"1.1.1.1 2.2.2.2,\n\n3.3.3.3\n";
        let whole = ["1.1.1.1", "2.2.2.2", "3.3.3.3"];
        let mut failures = 0;
        for looks in 1..30 {
            let read = |kind| {
                let items = LENIENT.read_items(FailsAt { text: list, looks, kind });
                items.map(|(_, item)| item.map(|range| range.to_string())).collect::<Vec<_>>()
            };
            let mut items = read(io::ErrorKind::TimedOut);
            if items.last().is_some_and(Result::is_err) {
                let error = items.pop().and_then(Result::err);
                assert_eq!(error.map(|error| error.kind()), Some(io::ErrorKind::TimedOut));
                failures += 1;
            } else {
                assert_eq!(items.len(), whole.len(), "{looks}");
            }
            assert!(items.iter().zip(whole).all(|(item, text)| item.as_ref().unwrap() == text));
            let items = read(io::ErrorKind::Interrupted).into_iter().map(Result::unwrap);
            assert!(items.eq(whole), "{looks}");
        }
        assert!((3..29).contains(&failures), "{failures}");
    }

    /// Panics when it is read beyond what is needed.
    struct Lazy<'a> {
        lines: &'a [&'a str],
        at: usize,
    }

    impl Read for Lazy<'_> {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            unreachable!("read by lines only")
        }
    }

    impl BufRead for Lazy<'_> {
        fn fill_buf(&mut self) -> io::Result<&[u8]> {
            let line = self.lines.first().expect("read too far");
            Ok(&line.as_bytes()[self.at..])
        }
        fn consume(&mut self, n: usize) {
            self.at += n;
            if self.at == self.lines[0].len() && n > 0 {
                self.lines = &self.lines[1..];
                self.at = 0;
            }
        }
    }

    #[test]
    fn nothing_is_read_ahead_of_need() {
        for end in ["\n", "\r\n", "\r"] {
            let lines = [format!("1.1.1.1{end}"), format!("2.2.2.2 3.3.3.3{end}")];
            let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
            let mut items = LENIENT.read_items(Lazy { lines: &lines, at: 0 });
            for expected in ["1.1.1.1", "2.2.2.2", "3.3.3.3"] {
                assert_eq!(items.next().unwrap().1.unwrap().to_string(), expected);
            }
        }
    }
    /// Shows another part of its text whenever it is asked, against what `BufRead` promises.
    struct Fickle<'a> {
        text: &'a [u8],
        asked: usize,
    }

    impl Read for Fickle<'_> {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            unreachable!("read by lines only")
        }
    }

    impl BufRead for Fickle<'_> {
        fn fill_buf(&mut self) -> io::Result<&[u8]> {
            self.asked += 1;
            if self.asked % 3 == 0 {
                return Err(io::ErrorKind::Interrupted.into());
            }
            Ok(&self.text[..self.text.len() * (self.asked % 7) / 6])
        }
        fn consume(&mut self, n: usize) {
            self.text = &self.text[n.min(self.text.len())..];
        }
    }

    #[test]
    fn a_reader_that_breaks_its_promises_ends() {
        let text = "1.1.1.1 2.2.2.2, 3.3.3.3,\r\n4.4.4.4\n\n# 5\n6.6.6.6,\n".repeat(20);
        for asked in 0..21 {
            let items = LENIENT.read_items(Fickle { text: text.as_bytes(), asked });
            assert!(items.take(10_000).count() < 10_000);
        }
    }

    /// An open comma is shown in its line, whether the buffer held that line or not.
    #[test]
    fn an_open_comma_is_shown_in_its_line() {
        for capacity in [1, 3, 16, 100] {
            for list in ["1.1.1.1\n2.2.2.2,\n\n# end\n", "1.1.1.1\r2.2.2.2,\r\r"] {
                let reader = BufReader::with_capacity(capacity, list.as_bytes());
                let error = LENIENT.read_set(reader).unwrap_err();
                assert_eq!(
                    error.to_string(),
                    r#"no item after ',' while parsing "…2.2.2.2," at line 2, byte 7"#,
                    "{capacity}"
                );
            }
        }
    }
}
