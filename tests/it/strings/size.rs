//! `format_bytes` and `parse_bytes`.

use boltons::strings::{format_bytes, parse_bytes};

/// The same by school arithmetic: long division, digit by digit.
fn slow(negative: bool, n: u128, base: u128, decimals: u32) -> (String, usize) {
    let (mut unit, mut power) = (0, 1u128);
    while unit < 10 && n / power >= base {
        (unit, power) = (unit + 1, power * base);
    }
    loop {
        let mut digits = Vec::new();
        let mut rest = n % power;
        for _ in 0..if unit == 0 { 0 } else { decimals } {
            rest *= 10;
            digits.push((rest / power) as u8);
            rest %= power;
        }
        let mut whole = n / power;
        if rest >= power - rest {
            let mut place = digits.len();
            loop {
                if place == 0 {
                    whole += 1;
                    break;
                }
                place -= 1;
                if digits[place] < 9 {
                    digits[place] += 1;
                    break;
                }
                digits[place] = 0;
            }
        }
        if whole == base && unit < 10 {
            (unit, power) = (unit + 1, power * base);
            continue;
        }
        let sign = if negative { "-" } else { "" };
        let mut text = format!("{sign}{whole}");
        if !digits.is_empty() {
            text.push('.');
            text.extend(digits.iter().map(|d| char::from(b'0' + d)));
        }
        return (text, unit);
    }
}

fn interesting() -> Vec<u64> {
    let mut all = vec![0, u64::MAX];
    for k in 0..64 {
        for d in [0, 1, 512] {
            all.push((1u64 << k).saturating_add(d));
            all.push((1u64 << k).saturating_sub(d));
        }
    }
    for k in 0..20 {
        all.extend([10u64.pow(k), 10u64.pow(k) + 1, 10u64.pow(k) - 1]);
    }
    all
}

const BINARY: [&str; 11] =
    ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB", "ZiB", "YiB", "RiB", "QiB"];
const DECIMAL: [&str; 11] = ["B", "kB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB", "RB", "QB"];

#[test]
fn edges() {
    let cases = [
        (0, "0 B"),
        (1, "1 B"),
        (1023, "1023 B"),
        (1024, "1.0 KiB"),
        (1536, "1.5 KiB"),
        (1024 * 1024 - 1, "1.0 MiB"),
        (u64::MAX, "16.0 EiB"),
    ];
    for (n, text) in cases {
        assert_eq!(format_bytes(n).to_string(), text);
    }
    assert_eq!(format_bytes(i8::MIN).to_string(), "-128 B");
    assert_eq!(format_bytes(i64::MIN).to_string(), "-8.0 EiB");
    assert_eq!(format_bytes(u128::MAX).to_string(), "268435456.0 QiB");
    assert_eq!(format_bytes(u128::MAX).decimal().to_string(), "340282366.9 QB");
    assert_eq!(format_bytes(i128::MIN).precision(8).to_string(), "-134217728.00000000 QiB");
    assert_eq!(format_bytes(u64::MAX).short().to_string(), "16E");
}

#[test]
fn agrees_with_long_division() {
    for n in interesting() {
        for n in [u128::from(n), u128::from(n) << 60, u128::from(n) * u128::from(n)] {
            for decimals in 0..=8u8 {
                let (text, unit) = slow(false, n, 1024, decimals.into());
                assert_eq!(
                    format_bytes(n).precision(decimals).to_string(),
                    format!("{text} {}", BINARY[unit]),
                );
                let (text, unit) = slow(false, n, 1000, decimals.into());
                assert_eq!(
                    format_bytes(n).decimal().precision(decimals).to_string(),
                    format!("{text} {}", DECIMAL[unit]),
                );
            }
        }
    }
}

#[test]
fn never_shows_a_whole_next_unit() {
    // bytesize, humansize, human_bytes and uv #21136 print 1024.0 KiB.
    for power in 1..10u32 {
        let n = 1024u128.pow(power + 1) - 1;
        assert!(format_bytes(n).to_string().starts_with("1.0 "), "{n}");
        let letter = BINARY[power as usize + 1].get(..1).expect("a letter");
        // Nor 1024K.
        assert_eq!(format_bytes(n).short().to_string(), format!("1{letter}"));
        let n = 1000u128.pow(power + 1) - 1;
        assert!(format_bytes(n).decimal().to_string().starts_with("1.0 "), "{n}");
    }
    assert_eq!(format_bytes(1_048_524).to_string(), "1023.9 KiB");
    assert_eq!(format_bytes(1_048_525).to_string(), "1.0 MiB");
}

#[test]
fn rounds_half_away_from_zero() {
    assert_eq!(format_bytes(1024 + 256).precision(1).to_string(), "1.3 KiB");
    assert_eq!(format_bytes(-1024 - 256).precision(1).to_string(), "-1.3 KiB");
    assert_eq!(format_bytes(1536).precision(0).to_string(), "2 KiB");
    assert_eq!(format_bytes(2560).precision(0).to_string(), "3 KiB");
    assert_eq!(format_bytes(1250).decimal().to_string(), "1.3 kB");
}

#[test]
fn options() {
    assert_eq!(format_bytes(128_991).short().to_string(), "126K");
    assert_eq!(format_bytes(128_991).precision(2).short().to_string(), "125.97K");
    assert_eq!(format_bytes(1000).decimal().short().to_string(), "1K");
    assert_eq!(format_bytes(0).short().to_string(), "0B");
    assert_eq!(format_bytes(1 << 20).trim_zeros().precision(8).to_string(), "1 MiB");
    assert_eq!(format_bytes(1300).trim_zeros().precision(4).to_string(), "1.2695 KiB");
    assert_eq!(format_bytes(1_280).precision(3).trim_zeros().to_string(), "1.25 KiB");
    assert_eq!(format_bytes(5).no_space().to_string(), "5B");
    assert_eq!(format_bytes(1300).precision(9), format_bytes(1300).precision(9));
    assert_eq!(
        format_bytes(1300).precision(255).to_string(),
        format_bytes(1300).precision(8).to_string(),
    );
}

#[test]
fn honours_width_fill_and_precision() {
    let size = format_bytes(2048);
    assert_eq!(format!("{size:9}|"), "2.0 KiB  |");
    assert_eq!(format!("{size:>9}|"), "  2.0 KiB|");
    assert_eq!(format!("{size:*^10}|"), "*2.0 KiB**|");
    assert_eq!(format!("{size:3}|"), "2.0 KiB|");
    assert_eq!(format!("{size:>12.2}|"), "    2.00 KiB|");
    assert_eq!(format!("{size:.0}"), "2 KiB");
}

#[test]
fn parses_units_in_any_case() {
    let cases = [
        ("0", 0),
        ("10", 10),
        ("10B", 10),
        ("10 b", 10),
        ("1k", 1024),
        ("1Ki", 1024),
        ("1kib", 1024),
        ("1KB", 1000),
        ("1 kb", 1000),
        ("\t 2 \t MiB \t", 2 << 20),
        ("3GB", 3_000_000_000),
        ("1T", 1 << 40),
        ("1PiB", 1 << 50),
        ("1EB", 1_000_000_000_000_000_000),
        ("1E", 1 << 60),
        ("1.5K", 1536),
        ("0.5KB", 500),
        ("0.0004KB", 0),
        ("0.0005KB", 1),
        ("0.00049999999999999999999999999999999KB", 0),
        ("00000000000000000000000000000001", 1),
        ("18446744073709551615", u64::MAX),
        ("15.99999999999999999 EiB", u64::MAX - 11),
    ];
    for (text, n) in cases {
        let parsed = parse_bytes(text).unwrap_or_else(|e| panic!("{e}"));
        if text.starts_with("15.9") {
            // 16 - 10^-17 units of 2^60: 11.53 bytes below 2^64.
            assert_eq!(parsed, u64::MAX - 11);
        }
        assert_eq!(parsed, n, "{text}");
    }
}

#[test]
fn every_unit_in_all_its_forms() {
    assert_eq!(parse_bytes("3b").expect("well-formed"), 3);
    for (power, letter) in "KMGTPE".chars().enumerate() {
        let (binary, decimal) = (1024u64.pow(power as u32 + 1), 1000u64.pow(power as u32 + 1));
        for (suffix, unit) in [("", binary), ("i", binary), ("iB", binary), ("B", decimal)] {
            let text = format!("3{letter}{suffix}");
            for text in [&text, &text.to_lowercase(), &text.to_uppercase()] {
                assert_eq!(parse_bytes(text).expect("well-formed"), 3 * unit, "{text}");
            }
        }
    }
    // What is printed short is read in units of 1024, whatever it was printed in.
    let short = format_bytes(126_000).decimal().short().to_string();
    assert_eq!(short, "126K");
    assert_eq!(parse_bytes(&short).expect("well-formed"), 126 << 10);
}

#[test]
fn refuses_other_text() {
    let cases = [
        ("", 0),
        (" ", 1),
        ("x", 0),
        ("-1", 0),
        ("+1", 0),
        (".K", 1),
        ("1.K", 2),
        ("1.", 2),
        ("1.5", 1),
        ("0.1B", 1),
        ("1.0 B", 1),
        ("1e3", 2),
        ("1_000", 1),
        ("1,000", 1),
        ("1 K B", 4),
        ("1 KiBs", 2),
        ("1\n", 1),
        ("1 K x", 4),
        ("１", 0),
        ("1K\u{202e}", 2),
        ("1.5.5K", 3),
        ("0x10", 1),
        ("NaN", 0),
    ];
    for (text, at) in cases {
        let error = parse_bytes(text).expect_err(text);
        assert!(error.is_syntax(), "{text}: {error}");
        assert_eq!(error.position(), Some(at), "{text}: {error}");
    }
    assert_eq!(
        parse_bytes("-1K").unwrap_err().to_string(),
        r#"unexpected character '-', expected a digit while parsing byte size "-1K" at byte 0"#,
    );
}

#[test]
fn parse_never_saturates() {
    // bytesize gives u64::MAX for 20 EiB.
    for text in [
        "20 EiB",
        "16 EiB",
        "18446744073709551616",
        "18446744073709551615.5 K",
        "99999999999999999999999999999999999999999999 B",
        "15.9999999999999999999999999 EiB",
    ] {
        let error = parse_bytes(text).expect_err(text);
        assert!(error.is_out_of_range(), "{text}: {error}");
        assert_eq!(error.position(), Some(0));
    }
    assert_eq!(
        parse_bytes(" 20 EiB").unwrap_err().to_string(),
        r#"size exceeds 18446744073709551615 bytes while parsing byte size " 20 EiB" at byte 1"#,
    );
    assert!(parse_bytes(&format_bytes(u64::MAX).to_string()).unwrap_err().is_out_of_range());
}

#[test]
fn what_is_printed_parses_to_within_half_a_digit() {
    for n in interesting() {
        for decimals in 0..=8u8 {
            for decimal in [false, true] {
                let mut size = format_bytes(n).precision(decimals);
                if decimal {
                    size = size.decimal();
                }
                let text = size.to_string();
                let base = if decimal { 1000u128 } else { 1024 };
                let unit = text.split(' ').nth(1).expect("a unit");
                let place = if decimal { &DECIMAL } else { &BINARY }
                    .iter()
                    .position(|&u| u == unit)
                    .expect("one of ours");
                let parsed = match parse_bytes(&text) {
                    Ok(parsed) => u128::from(parsed),
                    Err(error) => {
                        assert!(error.is_out_of_range(), "{text}");
                        assert!(n > u64::MAX - (1 << 60), "{text}");
                        continue;
                    }
                };
                let digit = base.pow(place as u32);
                let scale = 10u128.pow(u32::from(decimals));
                // Twice the difference in last digits; the parser's own rounding adds half a byte.
                let difference = parsed.abs_diff(n.into());
                if place == 0 {
                    assert_eq!(difference, 0, "{text}");
                } else {
                    assert!(2 * difference * scale <= digit + scale, "{n} {text} {parsed}");
                }
            }
        }
    }
}

#[test]
fn long_fractions_are_exact() {
    let text = format!("0.{}5 KB", "0".repeat(100_000));
    assert_eq!(parse_bytes(&text).expect("well-formed"), 0);
    let text = format!("1.{} K", "9".repeat(100_000));
    assert_eq!(parse_bytes(&text).expect("well-formed"), 2048);
    // Half a byte, and a hair less.
    let half = "0.00048828125";
    assert_eq!(parse_bytes(&format!("{half}K")).expect("well-formed"), 1);
    let less = format!("0.00048828124{}K", "9".repeat(1000));
    assert_eq!(parse_bytes(&less).expect("well-formed"), 0);
}

#[test]
fn b03_names_of_units() {
    for (text, bytes) in [
        ("512 bytes", 512),
        ("1 byte", 1),
        ("0 Bytes", 0),
        ("3 kilobytes", 3000),
        ("3 kibibytes", 3072),
        ("1 Megabyte", 1_000_000),
        ("2 MiBytes", 2 << 20),
        ("2 MBytes", 2_000_000),
        ("1 gibibyte", 1 << 30),
        ("1 exbibyte", 1 << 60),
        ("1 kibyte", 1024),
    ] {
        assert_eq!(parse_bytes(text).unwrap(), bytes, "{text}");
    }
    for text in ["1 kilo", "1 kilob ytes", "1 bytess", "1 ibytes", "1 kilobits", "1 megakilobytes"]
    {
        assert!(parse_bytes(text).unwrap_err().is_syntax(), "{text}");
    }
}

#[test]
fn b04_no_break_and_thin_spaces() {
    for space in ['\u{a0}', '\u{202f}', '\u{2009}', '\u{2007}', ' ', '\t'] {
        assert_eq!(parse_bytes(&format!("10{space}MB")).unwrap(), 10_000_000, "{space:?}");
        assert_eq!(parse_bytes(&format!("{space}1{space}{space}k{space}")).unwrap(), 1024);
    }
    for other in ["10\nMB", "10\u{3000}MB", "10\u{200b}MB", "1\u{a0}0MB"] {
        assert!(parse_bytes(other).unwrap_err().is_syntax(), "{other:?}");
    }
}

#[test]
fn b05_no_digit_before_the_point() {
    assert_eq!(parse_bytes(".5G").unwrap(), 536_870_912);
    assert_eq!(parse_bytes(" .25 kB ").unwrap(), 250);
    for (text, at) in [(".", 1), (".G", 1), (". 5G", 1), ("..5G", 1), ("5.G", 2), (".5", 0)] {
        let error = parse_bytes(text).unwrap_err();
        assert!(error.is_syntax(), "{text}");
        assert_eq!(error.position(), Some(at), "{text}: {error}");
    }
}

#[test]
fn b06_large_units_are_a_matter_of_range() {
    for unit in ["ZiB", "ZB", "Z", "Yi", "YB", "RiB", "R", "QiB", "quettabytes", "zebibyte"] {
        assert!(parse_bytes(&format!("1.0 {unit}")).unwrap_err().is_out_of_range(), "{unit}");
        assert_eq!(parse_bytes(&format!("0 {unit}")).unwrap(), 0, "{unit}");
        let zeros = format!("{} {unit}", "0".repeat(400));
        assert_eq!(parse_bytes(&zeros).unwrap(), 0);
    }
    assert_eq!(parse_bytes("0.001 ZB").unwrap(), 1_000_000_000_000_000_000);
    // What is written reads as well-formed.
    for n in [1u128 << 70, 1 << 100, u128::MAX] {
        assert!(parse_bytes(&format_bytes(n).to_string()).unwrap_err().is_out_of_range());
    }
    assert!(parse_bytes(&"9".repeat(10_000)).unwrap_err().is_out_of_range());
}

#[test]
fn b07_the_base_is_to_choose() {
    use boltons::strings::ParseBytes;
    let [coreutils, binary, decimal] =
        [ParseBytes::new(), ParseBytes::new().binary(), ParseBytes::new().decimal()];
    for (text, expected) in [
        ("1K", [1024, 1024, 1000]),
        ("1KB", [1000, 1024, 1000]),
        ("1KiB", [1024, 1024, 1024]),
        ("1 kilobyte", [1000, 1024, 1000]),
        ("1 kibibyte", [1024, 1024, 1024]),
        ("2g", [2 << 30, 2 << 30, 2_000_000_000]),
        ("7", [7, 7, 7]),
        ("7 bytes", [7, 7, 7]),
    ] {
        assert_eq!(
            [coreutils, binary, decimal].map(|p| p.parse(text).unwrap()),
            expected,
            "{text}"
        );
    }
    assert_eq!(ParseBytes::default(), ParseBytes::new());
}

#[test]
fn b08_a_fixed_unit_and_bits() {
    use boltons::strings::ByteUnit;
    let mib = |n: u128| format_bytes(n).unit(ByteUnit::M).to_string();
    assert_eq!(mib(0), "0.0 MiB");
    assert_eq!(mib(1), "0.0 MiB");
    assert_eq!(mib(52_428), "0.0 MiB");
    assert_eq!(mib(52_429), "0.1 MiB");
    assert_eq!(mib(1 << 40), "1048576.0 MiB");
    assert_eq!(mib(u128::MAX), "324518553658426726783156020576256.0 MiB");
    assert_eq!(
        format_bytes(u128::MAX).unit(ByteUnit::B).to_string(),
        "340282366920938463463374607431768211455 B",
    );
    assert_eq!(
        format_bytes(i128::MIN).bits().unit(ByteUnit::B).to_string(),
        "-1361129467683753853853498429727072845824 bit",
    );
    assert_eq!(
        format_bytes(u128::MAX).bits().unit(ByteUnit::B).to_string(),
        "2722258935367507707706996859454145691640 bit",
    );
    assert_eq!(format_bytes(1_000_000).decimal().unit(ByteUnit::K).to_string(), "1000.0 kB");
    assert_eq!(format_bytes(999_960).decimal().unit(ByteUnit::M).to_string(), "1.0 MB");
    assert_eq!(format_bytes(3u8).unit(ByteUnit::Q).precision(8).to_string(), "0.00000000 QiB");
    assert_eq!(format_bytes(1536).unit(ByteUnit::K).short().to_string(), "2K");
    for (n, text, decimal) in [
        (0u64, "0 bit", "0 bit"),
        (1, "8 bit", "8 bit"),
        (124, "992 bit", "992 bit"),
        (125, "1000 bit", "1.0 kbit"),
        (127, "1016 bit", "1.0 kbit"),
        (128, "1.0 Kibit", "1.0 kbit"),
        (131_071, "1.0 Mibit", "1.0 Mbit"),
        (1_250_000, "9.5 Mibit", "10.0 Mbit"),
        (u64::MAX, "128.0 Eibit", "147.6 Ebit"),
    ] {
        assert_eq!(format_bytes(n).bits().to_string(), text, "{n}");
        assert_eq!(format_bytes(n).bits().decimal().to_string(), decimal, "{n}");
    }
    // With eight times as many bytes, bits read as bytes do.
    for n in interesting() {
        let eight = u128::from(n) * 8;
        for decimals in [0, 1, 3, 8] {
            let bits = format_bytes(n).bits().precision(decimals).to_string();
            let bytes = format_bytes(eight).precision(decimals).to_string();
            assert_eq!(bits.replace("bit", "B"), bytes, "{n}");
            let bits = format_bytes(n).decimal().bits().precision(decimals).to_string();
            let bytes = format_bytes(eight).decimal().precision(decimals).to_string();
            assert_eq!(bits.replace("bit", "B"), bytes, "{n}");
        }
    }
}
