//! Every parser of the crate, on random and hostile text: what an error may look like.

use boltons::Error;
use proptest::prelude::*;

/// A parser by its name; the value it gives does not matter here.
type Parser = (&'static str, fn(&str) -> Result<(), Error>);

/// A type's strict parser.
#[cfg(any(feature = "ip", feature = "iter", feature = "strings"))]
fn read<T: std::str::FromStr<Err = Error>>(text: &str) -> Result<(), Error> {
    text.parse::<T>().map(drop)
}

fn parsers() -> Vec<Parser> {
    #[allow(unused_mut, reason = "a build with few modules has no parser")]
    let mut all: Vec<Parser> = Vec::new();
    #[cfg(feature = "ip")]
    {
        use boltons::ip::*;

        all.push(("address", |s| parse_addr(s).map(drop)));
        all.push(("IPv4 prefix", read::<Ipv4Prefix>));
        all.push(("IPv6 prefix", read::<Ipv6Prefix>));
        all.push(("prefix", read::<IpPrefix>));
        all.push(("interface", read::<IpInterface>));
        all.push(("range", read::<IpRange>));
        all.push(("IPv4 range", read::<Ipv4Range>));
        all.push(("glob", read::<Glob>));
        all.push(("pattern", read::<NmapPattern>));
        all.push(("MAC", read::<MacAddr>));
        all.push(("EUI-64", read::<Eui64>));
        all.push(("base 85", |s| from_base85(s).map(drop)));
        all.push(("reverse name", |s| parse_reverse_name(s).map(drop)));
        all.push(("lenient address", |s| ParseOptions::lenient().addr(s).map(drop)));
        all.push(("lenient prefix", |s| ParseOptions::lenient().prefix(s).map(drop)));
        all.push(("lenient interface", |s| ParseOptions::lenient().interface(s).map(drop)));
        all.push(("lenient range", |s| ParseOptions::lenient().range(s).map(drop)));
        all.push(("host", |s| parse_host(s).map(drop)));
        all.push(("guarded host", |s| Guard::new().check_host(s).map(drop)));
        all.push(("set", |s| ParseOptions::lenient().set(s).map(drop)));
        all.push(("everything allowed", |s| {
            let options = ParseOptions::lenient().partial(true).classful(true).inet_aton(true);
            options.skip_zone(true).prefix(s).map(drop)
        }));
    }
    #[cfg(feature = "iter")]
    {
        all.push(("pointer", read::<boltons::iter::tree::TreePath>));
        all.push(("pattern of pointers", read::<boltons::iter::tree::TreePattern>));
        #[cfg(feature = "std")]
        all.push(("id", read::<boltons::iter::Guid>));
    }
    #[cfg(feature = "strings")]
    {
        use boltons::strings::*;

        all.push(("bytes", |s| parse_bytes(s).map(drop)));
        all.push(("integers", read::<IntRanges>));
        all.push(("other integers", |s| {
            IntListFormat::new().delimiter(';').range_delimiter(':').parse(s).map(drop)
        }));
        all.push(("integers in order", read::<IntList>));
        all.push(("size", read::<ByteSize>));
        all.push(("duration", |s| parse_duration(s).map(drop)));
        all.push(("case", read::<Case>));
        all.push(("escapes", |s| unescape_controls(s).map(drop)));
        all.push(("words", |s| sh_split(s).try_for_each(|word| word.map(drop))));
        all.push(("sh", |s| sh_quote(s).map(drop)));
        all.push(("windows", |s| windows_quote(s).map(drop)));
        all.push(("cmd", |s| cmd_quote(s).map(drop)));
    }
    all
}

/// The predicates of an error, of which exactly one holds.
fn kinds(error: &Error) -> usize {
    [
        error.is_syntax(),
        error.is_out_of_range(),
        error.is_invalid_argument(),
        error.is_not_found(),
        error.is_conflict(),
        error.is_unrepresentable(),
        error.is_limit_exceeded(),
        error.is_corrupt(),
        error.is_denied(),
    ]
    .into_iter()
    .filter(|holds| *holds)
    .count()
}

/// What a person must not meet in a log.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}')
        || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
        || matches!(c, '\u{115f}' | '\u{1160}' | '\u{2800}' | '\u{3164}' | '\u{ffa0}')
        || matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0000}'..='\u{e01ef}')
}

pub fn holds(text: &str) {
    for (name, parse) in parsers() {
        let Err(error) = parse(text) else { continue };
        let message = error.to_string();
        assert!(message.len() <= 200, "{name}: {} bytes: {message}", message.len());
        assert!(!message.is_empty() && !message.ends_with('.'), "{name}: {message}");
        assert!(!message.chars().any(is_hidden), "{name}: {message:?}");
        assert_eq!(kinds(&error), 1, "{name}: {message}");
        let at = error.position().unwrap_or(0);
        assert!(text.is_char_boundary(at), "{name}: {at} in {text:?}: {message}");
    }
}

/// Pieces that parsers know, and some that nobody should print.
const PIECES: [&str; 44] = [
    "0",
    "1",
    "9",
    "10",
    "255",
    "256",
    "00",
    "99999999999999999999",
    ".",
    ":",
    "::",
    "/",
    "-",
    ",",
    " ",
    "\t",
    "\n",
    "\r",
    "*",
    "#",
    "%",
    "[",
    "]",
    "x",
    "a",
    "f",
    "KiB",
    "\"",
    "'",
    "\\",
    "~",
    "\0",
    "\u{1b}[31m",
    "\u{7f}",
    "\u{85}",
    "\u{202e}",
    "\u{2066}",
    "\u{200b}",
    "\u{feff}",
    "\u{3164}",
    "é",
    "１",
    "\u{301}",
    "👨\u{200d}👩",
];

proptest! {
    #[test]
    fn errors_on_random_text_are_fit_to_print(text in any::<String>()) {
        holds(&text);
    }

    #[test]
    fn errors_on_mixed_pieces_are_fit_to_print(
        pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..40),
    ) {
        holds(&pieces.concat());
    }

    #[test]
    fn errors_on_good_text_with_one_fault_are_fit_to_print(
        good in prop::sample::select(&[
            "10.0.0.0/8", "2001:db8::/32", "192.0.2.1-192.0.2.9", "1.2.3.*", "00:1b:77:49:54:fd",
            "4.3.2.1.in-addr.arpa", "www.example.com.", "[2001:db8::1]", "1-3,5,8-9", "1.5 KiB",
            "/a/b~1c", "a 'b c' \"d\"", "a\\nb",
            "10.0.0.0/8, 192.0.2.0/24 # comment\n2001:db8::/32",
        ][..]),
        at in 0_usize..60,
        fault in prop::sample::select(&PIECES[..]),
    ) {
        let at = at.min(good.len());
        let (before, after) = good.split_at(at);
        holds(&format!("{before}{fault}{after}"));
        holds(&format!("{before}{}{after}", fault.repeat(300)));
    }
}

#[test]
fn errors_on_long_hostile_text_stay_short() {
    for piece in PIECES {
        holds(&piece.repeat(20_000));
        holds(&format!("1.2.3.4/{}", piece.repeat(5_000)));
        holds(&format!("{}é", piece.repeat(59)));
    }
}
