//! Sizes, grouped digits and lists of integers.

#[cfg(not(feature = "__audit"))]
use crate::unaudited::Unaudited as _;
use std::collections::BTreeSet;
use std::time::Duration;

use boltons::strings::{
    ByteSize, IntList, IntListFormat, IntRanges, NaturalKey, format_bytes, format_duration,
    group_digits, natural_cmp, natural_cmp_ignore_case, ordinal, ordinal_suffix, parse_bytes,
    parse_duration,
};
use proptest::prelude::*;

/// Integers of all magnitudes alike.
fn any_size() -> impl Strategy<Value = u64> {
    (any::<u64>(), 0_u32..64).prop_map(|(n, shift)| n >> shift)
}

/// One change of a set; the numbers are distances from a base.
#[derive(Clone, Debug)]
enum Op {
    Insert(i64),
    Remove(i64),
    InsertRange(i64, i64),
    RemoveRange(i64, i64),
}

fn op() -> impl Strategy<Value = Op> {
    let n = || -20_i64..=20;
    prop_oneof![
        n().prop_map(Op::Insert),
        n().prop_map(Op::Remove),
        (n(), n()).prop_map(|(a, b)| Op::InsertRange(a, b)),
        (n(), n()).prop_map(|(a, b)| Op::RemoveRange(a, b)),
    ]
}

fn audit(set: &IntRanges) {
    #[cfg(feature = "__audit")]
    set.check();
    // Without the audit there is still this to hold.
    assert_eq!(set.is_empty(), set.ranges().len() == 0);
}

/// A set with the numbers of a tree, made one by one in an order of no use.
fn set_of(tree: &BTreeSet<i64>) -> IntRanges {
    let set: IntRanges = tree.iter().rev().copied().collect();
    audit(&set);
    set
}

fn small_sets() -> impl Strategy<Value = (BTreeSet<i64>, BTreeSet<i64>)> {
    let set = || prop::collection::btree_set(-20_i64..=20, 0..30);
    (set(), set())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(super::CASES))]

    #[test]
    fn a_size_reads_back_within_half_a_unit_of_its_last_digit(
        n in any_size(),
        decimals in 0_u8..=9,
        decimal in any::<bool>(),
        short in any::<bool>(),
        trim in any::<bool>(),
    ) {
        let mut format = format_bytes(n).precision(decimals);
        if decimal {
            format = format.decimal();
        } else if short {
            format = format.short();
        }
        if trim {
            format = format.trim_zeros();
        }
        let text = format.to_string();
        let letter = text.chars().find(char::is_ascii_alphabetic).unwrap().to_ascii_uppercase();
        let base: u128 = if decimal { 1000 } else { 1024 };
        let power = "BKMGTPE".find(letter).unwrap() as u32;
        let unit = base.pow(power);
        let scale = 10_u128.pow(u32::from(decimals.min(8)));
        match parse_bytes(&text) {
            // Half a unit of the last digit, and what is lost because bytes are whole.
            Ok(back) => prop_assert!(
                2 * u128::from(back.abs_diff(n)) * scale <= unit + if power == 0 { 0 } else { scale },
                "{} is {} and then {}", n, text, back
            ),
            // Only where rounding up left the type.
            Err(error) => {
                prop_assert!(error.is_out_of_range());
                prop_assert!(u128::from(u64::MAX - n) * 2 * scale <= unit, "{} {}", n, text);
            }
        }
        prop_assert_eq!(format_bytes(i128::from(n)).to_string(), format_bytes(n).to_string());
        if n > 0 {
            let minus = format_bytes(-i128::from(n)).to_string();
            prop_assert_eq!(minus, format!("-{}", format_bytes(n)));
        }
    }

    #[test]
    fn size_parser_takes_any_text(s in "[0-9. kKiIbB\\t_+-]{0,12}|[ -~]{0,9}") {
        match parse_bytes(&s) {
            Ok(n) => prop_assert!(s.trim_start_matches([' ', '\t']).starts_with(|c: char| c.is_ascii_digit()), "{n}"),
            Err(e) => prop_assert!(e.is_syntax() || e.is_out_of_range()),
        }
    }

    #[test]
    fn groups_are_of_three(n in any::<i128>(), shift in 0_u32..127) {
        let n = n >> shift;
        let text = group_digits(n).to_string();
        prop_assert_eq!(text.replace(',', ""), n.to_string());
        let digits = text.trim_start_matches('-');
        let groups: Vec<&str> = digits.split(',').collect();
        prop_assert!((1..=3).contains(&groups[0].len()));
        prop_assert!(groups[1..].iter().all(|group| group.len() == 3));
        prop_assert_eq!(ordinal(n).to_string(), format!("{n}{}", ordinal_suffix(n)));
    }

    #[test]
    fn ranges_change_as_a_tree_does(
        ops in prop::collection::vec(op(), 0..40),
        base in prop::sample::select(vec![0, i64::MIN + 20, i64::MAX - 20]),
    ) {
        let (mut set, mut tree) = (IntRanges::new(), BTreeSet::new());
        for op in ops {
            match op {
                Op::Insert(n) => prop_assert_eq!(set.insert(base + n), tree.insert(base + n)),
                Op::Remove(n) => prop_assert_eq!(set.remove(base + n), tree.remove(&(base + n))),
                Op::InsertRange(a, b) => {
                    set.insert_range(base + a..=base + b);
                    tree.extend(base + a..=base + b);
                }
                Op::RemoveRange(a, b) => {
                    set.remove_range(base + a..=base + b);
                    tree.retain(|n| !(base + a..=base + b).contains(n));
                }
            }
            audit(&set);
            prop_assert!(set.iter().eq(tree.iter().copied()));
            prop_assert!(set.iter().rev().eq(tree.iter().rev().copied()));
            prop_assert_eq!(set.count(), tree.len() as u128);
            prop_assert_eq!((set.first(), set.last()), (tree.first().copied(), tree.last().copied()));
            for n in base - 20..=base + 20 {
                prop_assert_eq!(set.contains(n), tree.contains(&n));
            }
        }
        prop_assert_eq!(set.to_string().parse::<IntRanges>().unwrap(), set);
    }

    #[test]
    fn set_operations_are_those_of_trees((a, b) in small_sets()) {
        let (x, y) = (set_of(&a), set_of(&b));
        for (ours, tree) in [(&x | &y, &a | &b), (&x & &y, &a & &b), (&x - &y, &a - &b)] {
            audit(&ours);
            prop_assert!(ours.iter().eq(tree.iter().copied()), "{} {}", x, y);
        }
        let rest = x.complement(-25..=25);
        audit(&rest);
        prop_assert!(rest.iter().eq((-25..=25).filter(|n| !a.contains(n))));
        prop_assert_eq!(rest.complement(-25..=25), x.clone());
        prop_assert_eq!(x.cmp(&y) == std::cmp::Ordering::Equal, a == b);
    }

    #[test]
    fn both_ends_of_a_set_meet((a, _) in small_sets(), turns in prop::collection::vec(any::<bool>(), 0..45)) {
        let set = set_of(&a);
        let (mut ours, mut tree) = (set.iter(), a.iter().copied());
        for front in turns {
            let pair = if front {
                (ours.next(), tree.next())
            } else {
                (ours.next_back(), tree.next_back())
            };
            prop_assert_eq!(pair.0, pair.1);
        }
        prop_assert!(ours.eq(tree));
    }

    #[test]
    fn lists_read_back_in_every_format(
        (a, _) in small_sets(),
        spaced in any::<bool>(),
        min_run in 0_usize..6,
        (item, range) in prop::sample::select(vec![(',', '-'), (';', ':'), ('/', '…'), (' ', '-'), (',', '.')]),
    ) {
        let set = set_of(&a);
        let mut format = IntListFormat::new().delimiter(item).range_delimiter(range).min_run(min_run);
        if spaced {
            format = format.spaced();
        }
        let text = format.display(&set).to_string();
        prop_assert_eq!(format.parse(&text).unwrap(), set, "{:?}", text);
    }

    /// Items with strides and open ends, written down item by item.
    #[test]
    fn items_mean_what_they_say(
        items in prop::collection::vec((-30_i64..=30, -30_i64..=30, 1_u64..9), 0..8),
        bounds in (-40_i64..=-31, 31_i64..=40),
        open in any::<(bool, bool)>(),
    ) {
        let step = |(a, b, step): (i64, i64, u64)| -> Vec<i64> {
            let count = a.abs_diff(b) / step;
            let sign = if a <= b { 1 } else { -1 };
            (0..=count).map(|n| a + sign * (n * step) as i64).collect()
        };
        let mut texts: Vec<String> = items.iter().map(|(a, b, s)| format!("{a}..{b}:{s}")).collect();
        let mut all: Vec<i64> = items.iter().copied().flat_map(step).collect();
        if open.0 {
            texts.push("20..".to_owned());
            all.extend(20..=bounds.1);
        }
        if open.1 {
            texts.push("..-20:3".to_owned());
            all.extend((bounds.0..=-20).step_by(3));
        }
        let text = texts.join(";");
        let format = IntListFormat::new().delimiter(';').range_delimiter('…');
        let text = text.replace("..", "…");
        let format = format.within(bounds.0..=bounds.1);
        let list = format.parse_ordered(&text).unwrap();
        prop_assert_eq!(list.iter().collect::<Vec<_>>(), &*all);
        prop_assert_eq!(list.count(), all.len() as u128);
        prop_assert_eq!(list.to_string().parse::<IntList>().unwrap().iter().collect::<Vec<_>>(), &*all);
        let set: BTreeSet<i64> = all.into_iter().collect();
        for parsed in [format.parse(&text).unwrap(), list.to_ranges()] {
            audit(&parsed);
            prop_assert!(parsed.iter().eq(set.iter().copied()), "{}", text);
        }
    }

    #[test]
    fn sizes_and_durations_read_back(n in any_size(), nanos in 0_u32..1_000_000_000, secs in any_size()) {
        let size = ByteSize::new(n);
        prop_assert_eq!(size.to_string().parse::<ByteSize>().unwrap(), size);
        prop_assert_eq!(format!("{size:#}").parse::<ByteSize>().unwrap(), size);
        let duration = Duration::new(secs, nanos);
        let shown = format_duration(duration);
        prop_assert_eq!(parse_duration(&shown.to_string()).unwrap(), duration);
        prop_assert_eq!(parse_duration(&shown.words().to_string()).unwrap(), duration);
        prop_assert_eq!(parse_duration(&shown.no_space().to_string()).unwrap(), duration);
    }

    #[test]
    fn duration_parser_takes_any_text(s in "([0-9]{0,21}(\\.[0-9]{0,12})? ?(ns|us|ms|s|m|h|d|w|y|month|)){0,4}|[ -~é]{0,9}") {
        match parse_duration(&s) {
            Ok(duration) => {
                prop_assert_eq!(parse_duration(&format_duration(duration).to_string()).unwrap(), duration);
            }
            Err(error) => {
                prop_assert!(error.is_syntax() || error.is_out_of_range());
                prop_assert!(error.position().is_some_and(|at| s.is_char_boundary(at)));
            }
        }
    }

    #[test]
    fn natural_keys_order_as_the_comparison(a in "[aA0-3 é]{0,8}", b in "[aA0-3 é]{0,8}") {
        prop_assert_eq!(NaturalKey::new(&a).cmp(&NaturalKey::new(&b)), natural_cmp(&a, &b));
        let (x, y) = (NaturalKey::ignore_case(&a), NaturalKey::ignore_case(&b));
        prop_assert_eq!(x.cmp(&y), natural_cmp_ignore_case(&a, &b));
        prop_assert_eq!(natural_cmp(&a, &b), natural_cmp(&b, &a).reverse());
    }

    #[test]
    fn list_parser_takes_any_text(s in "[-0-9:, \\t+]{0,14}|[ -~é]{0,9}|-?[0-9]{17,20}(-[0-9]{18,20})?") {
        match s.parse::<IntRanges>() {
            Ok(set) => {
                audit(&set);
                prop_assert_eq!(set.to_string().parse::<IntRanges>().unwrap(), set);
            }
            Err(error) => {
                prop_assert!(error.is_syntax() || error.is_out_of_range());
                prop_assert!(error.position().is_some_and(|at| s.is_char_boundary(at)));
            }
        }
    }
}
