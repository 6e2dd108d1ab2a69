//! `ByteSize`.

use boltons::strings::{ByteSize, parse_bytes};

fn sizes() -> impl Iterator<Item = u64> {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let random = (0..20_000).map(move |_| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        state >> (state % 64)
    });
    let near = (0..64).flat_map(|k| {
        [0, 1, 512]
            .into_iter()
            .flat_map(move |d| [(1u64 << k).saturating_add(d), (1u64 << k).saturating_sub(d)])
    });
    let tens = (0..20).flat_map(|k| (1..=9).filter_map(move |m| 10u64.pow(k).checked_mul(m)));
    let halves = (0..60).map(|k| 3u64 << k);
    (0..3000).chain([u64::MAX]).chain(random).chain(near).chain(tens).chain(halves)
}

#[test]
fn every_size_reads_back() {
    for n in sizes() {
        let size = ByteSize::new(n);
        for text in [size.to_string(), format!("{size:#}")] {
            assert_eq!(text.parse::<ByteSize>().unwrap(), size, "{text}");
            assert_eq!(parse_bytes(&text).unwrap(), n);
            // Never longer than the plain number.
            let digits = text.bytes().filter(u8::is_ascii_digit).count();
            assert!(digits <= n.to_string().len(), "{text}");
        }
        assert!(!format!("{size:#}").contains('i'));
    }
}

#[test]
fn what_people_write_comes_back() {
    for text in [
        "0 B",
        "1 B",
        "1023 B",
        "1 KiB",
        "64 KiB",
        "1.5 KiB",
        "1 MiB",
        "10 GB",
        "2.5 GB",
        "1 kB",
        "1.5 kB",
        "4 GiB",
        "0.5 GiB",
        "16 MB",
        "1025 B",
        "1000 KiB",
        "18446744073709551615 B",
    ] {
        let size: ByteSize = text.parse().unwrap();
        let expected = if text == "0.5 GiB" { "512 MiB" } else { text };
        assert_eq!(size.to_string(), expected);
    }
    assert_eq!(format!("{:#}", ByteSize::kib(1)), "1024 B");
    assert_eq!(format!("{:#}", ByteSize::new(1_500_000)), "1.5 MB");
    assert_eq!(format!("[{:>9}]", ByteSize::kib(1)), "[    1 KiB]");
    assert_eq!(format!("[{:*^9.1}]", ByteSize::kib(1)), "[**1 KiB**]");
}

#[test]
fn arithmetic_stops_at_the_ends_or_tells() {
    let (one, max) = (ByteSize::new(1), ByteSize::MAX);
    assert_eq!(max + one, max);
    assert_eq!(ByteSize::ZERO - one, ByteSize::ZERO);
    assert_eq!(max * 2, max);
    assert_eq!(max.checked_add(one), None);
    assert_eq!(ByteSize::ZERO.checked_sub(one), None);
    assert_eq!(max.checked_sub(max), Some(ByteSize::ZERO));
    assert_eq!(ByteSize::new(7).checked_sub(one), Some(ByteSize::new(6)));
    assert_eq!(max.checked_mul(2), None);
    assert_eq!(one.checked_add(one).and_then(|two| two.checked_mul(3)), Some(ByteSize::new(6)));
    let mut size = ByteSize::mib(1);
    size += ByteSize::kib(1);
    size -= one;
    size *= 2;
    assert_eq!(size.as_u64(), 2 * ((1 << 20) + 1023));
    assert_eq!([one, max, one].into_iter().sum::<ByteSize>(), max);
    assert_eq!((u64::from(one), u128::from(max)), (1, u128::from(u64::MAX)));
    assert_eq!(ByteSize::from(7u32), ByteSize::from(7u64));
    assert_eq!(ByteSize::gib(1 << 34), max);
    assert!(ByteSize::kib(1) < ByteSize::mib(1) && ByteSize::default() == ByteSize::ZERO);
}

#[test]
fn refuses_what_parse_bytes_refuses() {
    for text in ["", "x", "-1", "1.5", "1 parsec", "20 EiB", "1e3"] {
        let ours = text.parse::<ByteSize>().unwrap_err();
        assert_eq!(ours.to_string(), parse_bytes(text).unwrap_err().to_string());
    }
}

#[cfg(feature = "serde")]
#[test]
fn text_for_people_and_numbers_for_machines() {
    #[derive(Debug, PartialEq, serde::Deserialize, serde::Serialize)]
    struct Config {
        limit: ByteSize,
    }
    let read = |json: &str| serde_json::from_str::<Config>(json);
    let config = read(r#"{"limit":"1.5 KiB"}"#).unwrap();
    assert_eq!(config.limit, ByteSize::new(1536));
    assert_eq!(serde_json::to_string(&config).unwrap(), r#"{"limit":"1.5 KiB"}"#);
    assert_eq!(read(r#"{"limit":1536}"#).unwrap(), config);
    #[cfg(feature = "ip")]
    {
        use crate::ip::binary::{from_bytes, to_bytes};
        assert_eq!(to_bytes(&config.limit), 1536_u64.to_le_bytes());
        assert_eq!(from_bytes::<ByteSize>(&1536_u64.to_le_bytes()).unwrap(), config.limit);
    }
    assert!(read(r#"{"limit":-1}"#).is_err());
    assert!(read(r#"{"limit":1.5}"#).is_err());
    assert!(read(r#"{"limit":"20 EiB"}"#).unwrap_err().to_string().contains("size exceeds"));
}

#[test]
fn sums_and_products_stop_at_the_limits() {
    let (one, most) = (ByteSize::new(1), ByteSize::MAX);
    for n in [0, 1, 2, 1 << 32, u64::MAX - 1, u64::MAX] {
        for m in [0, 1, 3, 1 << 32, u64::MAX] {
            let size = ByteSize::new(n);
            assert_eq!(size.saturating_mul(m).as_u64(), n.saturating_mul(m));
            assert_eq!(size.checked_mul(m).map(ByteSize::as_u64), n.checked_mul(m));
            assert_eq!(size.saturating_add(ByteSize::new(m)).as_u64(), n.saturating_add(m));
            assert_eq!(size.saturating_sub(ByteSize::new(m)).as_u64(), n.saturating_sub(m));
        }
    }
    assert_eq!((most.checked_add(one), ByteSize::ZERO.checked_sub(one)), (None, None));
}
