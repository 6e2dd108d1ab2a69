//! `group_digits`.

use boltons::strings::group_digits;

#[test]
fn groups_every_length() {
    let mut n = String::new();
    for i in 0..40 {
        n.push(char::from(b'1' + i % 9));
        let mut expected = String::new();
        for (place, c) in n.chars().enumerate() {
            if place > 0 && (n.len() - place) % 3 == 0 {
                expected.push(',');
            }
            expected.push(c);
        }
        assert_eq!(group_digits(&n).to_string(), expected);
        assert_eq!(group_digits(format!("-{n}.{n}")).to_string(), format!("-{expected}.{n}"));
    }
}

#[test]
fn every_length_is_padded() {
    for n in [1_u32, 12, 123, 1234, 12_345, 123_456, 1_234_567] {
        let text = group_digits(n).to_string();
        for width in 0..14 {
            assert_eq!(format!("{:>width$}", group_digits(n)), format!("{text:>width$}"));
        }
    }
}

#[test]
fn edges() {
    assert_eq!(group_digits(0).to_string(), "0");
    assert_eq!(group_digits(-1000).to_string(), "-1,000");
    assert_eq!(
        group_digits(u128::MAX).to_string(),
        "340,282,366,920,938,463,463,374,607,431,768,211,455"
    );
    assert_eq!(group_digits(i64::MIN).to_string(), "-9,223,372,036,854,775,808");
    assert_eq!(group_digits(1234567.89).to_string(), "1,234,567.89");
    assert_eq!(group_digits(f64::INFINITY).to_string(), "inf");
    assert_eq!(group_digits("").to_string(), "");
    assert_eq!(group_digits("v12345 of 67890").to_string(), "v12,345 of 67890");
    assert_eq!(group_digits("é1234é5678").to_string(), "é1,234é5678");
    assert_eq!(group_digits(1_000_000).separator("").to_string(), "1000000");
}

#[test]
fn digits_that_come_in_pieces() {
    struct Pieces;
    impl std::fmt::Display for Pieces {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            for piece in ["€", "1", "23", "", "4567", "8", ".5", "678"] {
                f.write_str(piece)?;
            }
            Ok(())
        }
    }
    assert_eq!(group_digits(Pieces).to_string(), "€12,345,678.5678");
}

#[test]
fn a_number_that_changes_between_calls_does_no_harm() {
    struct Fickle(std::cell::Cell<u64>);
    impl std::fmt::Display for Fickle {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            let n = self.0.get();
            self.0.set(n.wrapping_mul(1_000_003));
            write!(f, "{n}")
        }
    }
    let text = group_digits(Fickle(std::cell::Cell::new(12))).to_string();
    assert_eq!(text.replace(',', ""), "12000036");
}

#[test]
fn honours_the_format_string() {
    assert_eq!(format!("[{:9}]", group_digits(1234)), "[    1,234]");
    assert_eq!(format!("[{:<9}]", group_digits(1234)), "[1,234    ]");
    assert_eq!(format!("[{:_^9}]", group_digits(1234)), "[__1,234__]");
    assert_eq!(format!("[{:+.2}]", group_digits(1234.5)), "[+1,234.50]");
    assert_eq!(format!("[{:8}]", group_digits(1234).separator("·")), "[   1·234]");
}

#[test]
fn n06_the_decimal_mark_is_to_choose() {
    let german = |n: f64| group_digits(n).separator(".").decimal_mark(",");
    assert_eq!(german(1_234_567.89).to_string(), "1.234.567,89");
    assert_eq!(german(-0.5).to_string(), "-0,5");
    assert_eq!(german(1e15).to_string(), "1.000.000.000.000.000");
    assert_eq!(german(f64::NAN).to_string(), "NaN");
    assert_eq!(format!("{:>12.2}|", german(1234.5)), "    1.234,50|");
    let swiss = group_digits(1234.5).separator("’").decimal_mark("  ");
    assert_eq!(format!("{swiss:>10}|"), "  1’234  5|");
    // Only the point after the first digits is one.
    assert_eq!(group_digits("v1234.5.6").decimal_mark(",").to_string(), "v1,234,5.6");
    assert_eq!(group_digits(".5").decimal_mark(",").to_string(), ".5");
    assert_eq!(group_digits("1234.").decimal_mark("").to_string(), "1,234");
}
