//! `parse_duration` and `format_duration`.

use boltons::strings::{format_duration, parse_duration};
use std::time::Duration;

fn durations() -> impl Iterator<Item = Duration> {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut random = move || {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 1) >> (state % 63)
    };
    let seconds = [0, 1, 59, 60, 61, 3599, 3600, 86_399, 86_400, 2_630_016, 31_557_600, u64::MAX];
    let nanos = [0, 1, 999, 1000, 999_999, 1_000_000, 999_999_999];
    let edges = seconds.into_iter().flat_map(move |s| nanos.map(|n| Duration::new(s, n)));
    edges.chain((0..20_000).map(move |_| Duration::new(random(), random() as u32 % 1_000_000_000)))
}

#[test]
fn every_duration_reads_back() {
    for duration in durations() {
        let format = format_duration(duration);
        for text in [format.to_string(), format.words().to_string(), format.no_space().to_string()]
        {
            assert_eq!(parse_duration(&text).unwrap(), duration, "{text}");
            // And whatever the case of the words.
            if text.contains(' ') && text.contains("ond") {
                assert_eq!(parse_duration(&text.to_uppercase()).unwrap(), duration, "{text}");
            }
        }
    }
    assert_eq!(
        format_duration(Duration::MAX).to_string(),
        "213503982334601d 7h 15s 999ms 999us 999ns",
    );
}

#[test]
fn units_of_systemd_and_humantime() {
    let seconds = |s: u64| Duration::from_secs(s);
    for (names, unit) in [
        ("ns nsec nanos nanosecond nanoseconds", Duration::from_nanos(1)),
        ("us µs μs usec µsec micros microsecond microseconds", Duration::from_micros(1)),
        ("ms msec millis millisecond milliseconds", Duration::from_millis(1)),
        ("s sec secs second seconds", seconds(1)),
        ("m min mins minute minutes", seconds(60)),
        ("h hr hrs hour hours", seconds(3600)),
        ("d day days", seconds(86_400)),
        ("w wk wks week weeks", seconds(604_800)),
        ("M month months", seconds(2_630_016)),
        ("y yr yrs year years", seconds(31_557_600)),
    ] {
        for name in names.split(' ') {
            for text in [format!("3{name}"), format!("3 {name}"), format!("\t1{name} 2 \t{name} ")]
            {
                assert_eq!(parse_duration(&text).unwrap(), 3 * unit, "{text}");
            }
        }
    }
    // The examples of systemd.time(7) with units, and of humantime's documentation.
    for (text, expected) in [
        ("2 h", seconds(7200)),
        ("2hours", seconds(7200)),
        ("48hr", seconds(172_800)),
        ("1y 12month", seconds(63_117_792)),
        ("55s500ms", Duration::from_millis(55_500)),
        ("300ms20s 5day", Duration::from_millis(432_020_300)),
        ("2h 37min", seconds(9420)),
        ("32ms", Duration::from_millis(32)),
        ("1.5h", seconds(5400)),
        ("0.5ns", Duration::from_nanos(1)),
        ("0.4ns", Duration::ZERO),
        ("0", Duration::ZERO),
        (" 000 ", Duration::ZERO),
        ("0s", Duration::ZERO),
    ] {
        assert_eq!(parse_duration(text).unwrap(), expected, "{text}");
    }
}

#[test]
fn refuses_other_text_at_its_place() {
    for (text, at) in [
        ("", 0),
        (" ", 1),
        ("5", 1),
        ("2h 30", 5),
        ("0 5s", 2),
        ("1h 0", 4),
        ("-5s", 0),
        ("+5s", 0),
        ("1e3s", 1),
        ("5 parsecs", 2),
        ("5H", 1),
        ("5S", 1),
        ("1.s", 2),
        ("1..5s", 2),
        (".5s", 0),
        ("1.5", 3),
        ("0.0", 3),
        ("1h, 5m", 2),
        ("1h and 5m", 3),
        ("1_000s", 1),
        ("infinity", 0),
        ("５s", 0),
        ("5s\n", 2),
        ("5sé", 1),
        ("1d5", 3),
    ] {
        let error = parse_duration(text).unwrap_err();
        assert!(error.is_syntax(), "{text}: {error}");
        assert_eq!(error.position(), Some(at), "{text}: {error}");
    }
    assert_eq!(
        parse_duration("5 parsecs").unwrap_err().to_string(),
        "unknown unit, expected one such as ms, s, m, h or d while parsing duration \"5 parsecs\" at byte 2",
    );
}

#[test]
fn the_range_is_checked() {
    let max = format!("{}s 999999999ns", u64::MAX);
    assert_eq!(parse_duration(&max).unwrap(), Duration::MAX);
    for (text, at) in [
        (format!("{}s 1000000000ns", u64::MAX), 22),
        (format!("{}s", u128::from(u64::MAX) + 1), 0),
        ("600000000000y".into(), 0),
        (format!("1s {}y", "9".repeat(10_000)), 3),
        (format!("{}.9999999999s", u64::MAX), 0),
    ] {
        let error = parse_duration(&text).unwrap_err();
        assert!(error.is_out_of_range(), "{error}");
        assert_eq!(error.position(), Some(at), "{error}");
    }
    // Long decimals are exact: half a nanosecond and a little.
    let half = format!("0.0000000005{}1s", "0".repeat(100_000));
    assert_eq!(parse_duration(&half).unwrap(), Duration::from_nanos(1));
    let less = format!("0.0000000004{}s", "9".repeat(100_000));
    assert_eq!(parse_duration(&less).unwrap(), Duration::ZERO);
}

#[test]
fn rounded_to_some_units() {
    let show =
        |nanos: u64, units| format_duration(Duration::from_nanos(nanos)).largest(units).to_string();
    assert_eq!(show(0, 1), "0s");
    assert_eq!(show(1, 1), "1ns");
    assert_eq!(show(1_499, 1), "1us");
    assert_eq!(show(1_500, 1), "2us");
    assert_eq!(show(1_500, 0), "2us");
    assert_eq!(show(999_999_999, 1), "1s");
    assert_eq!(show(999_999_999, 2), "1s");
    assert_eq!(show(999_999_999, 3), "999ms 999us 999ns");
    assert_eq!(show(86_399_500_000_000, 3), "1d");
    assert_eq!(show(86_399_500_000_000, 4), "23h 59m 59s 500ms");
    assert_eq!(show(3_600_000_000_001, 2), "1h");
    assert_eq!(
        show(u64::MAX, usize::MAX),
        format_duration(Duration::from_nanos(u64::MAX)).to_string()
    );
    let huge = format_duration(Duration::MAX).largest(1).to_string();
    assert_eq!(huge, "213503982334601d");
}

#[test]
fn phrases() {
    for (seconds, phrase) in [
        (0, "0 seconds"),
        (1, "1 second"),
        (59, "59 seconds"),
        (60, "1 minute"),
        (89, "1 minute"),
        (90, "2 minutes"),
        (3569, "59 minutes"),
        (3570, "1 hour"),
        (5400, "2 hours"),
        (86_400 - 1800, "1 day"),
        (86_400 - 1801, "23 hours"),
        (86_400 * 30, "30 days"),
        (86_400 * 31, "1 month"),
        (2_630_016 * 11, "11 months"),
        (31_557_599, "1 year"),
        (31_557_600 * 3 / 2, "2 years"),
    ] {
        let format = format_duration(Duration::from_secs(seconds));
        assert_eq!(format.phrase().to_string(), phrase, "{seconds}");
        if seconds > 0 {
            assert_eq!(format.ago().to_string(), format!("{phrase} ago"));
            assert_eq!(format.from_now().to_string(), format!("in {phrase}"));
        }
    }
    let short = format_duration(Duration::from_millis(499));
    assert_eq!(short.ago().to_string(), "just now");
    assert_eq!(short.from_now().to_string(), "now");
    assert_eq!(format_duration(Duration::from_millis(500)).ago().to_string(), "1 second ago");
    assert_eq!(format_duration(Duration::MAX).phrase().to_string(), "584542046091 years");
    assert_eq!(
        format!("[{:>14}]", format_duration(Duration::from_secs(60)).ago()),
        "[  1 minute ago]"
    );
    // The number never falls while time passes within a unit, and the units never do.
    let rank = |phrase: &str| {
        let (count, unit) = phrase.split_once(' ').unwrap();
        let units = ["second", "minute", "hour", "day", "month", "year"];
        let unit = units.iter().position(|name| unit.trim_end_matches('s') == *name).unwrap();
        (unit, count.parse::<u64>().unwrap())
    };
    let mut before = (0, 0);
    for step in 0..40_000_u64 {
        let now =
            rank(&format_duration(Duration::from_secs(step * step / 16)).phrase().to_string());
        assert!(now >= before, "{step}");
        before = now;
    }
}

#[cfg(feature = "serde")]
#[test]
fn durations_are_written_and_read_as_text() {
    use serde::de::IntoDeserializer;
    use serde::de::value::{Error, StrDeserializer};
    fn read(text: &str) -> Result<Duration, Error> {
        let from: StrDeserializer<'_, Error> = text.into_deserializer();
        boltons::strings::serde_duration::deserialize(from)
    }
    for duration in [Duration::ZERO, Duration::new(90, 5), Duration::MAX] {
        let mut text = Vec::new();
        let to = &mut serde_json::Serializer::new(&mut text);
        boltons::strings::serde_duration::serialize(&duration, to).unwrap();
        let text: String = serde_json::from_slice(&text).unwrap();
        assert_eq!(text, format_duration(duration).to_string());
        assert_eq!(read(&text), Ok(duration));
    }
    assert!(read("5 parsecs").unwrap_err().to_string().contains("parsecs"));
}

/// The error of another type of data says what was expected.
#[cfg(feature = "serde")]
#[test]
fn data_that_is_no_text_is_no_duration() {
    let error = boltons::strings::serde_duration::deserialize(serde_json::json!(90)).unwrap_err();
    let message = r#"invalid type: integer `90`, expected a duration, such as "2h 30m""#;
    assert_eq!(error.to_string(), message);
}
