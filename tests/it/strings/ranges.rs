//! `IntRanges` and `IntListFormat`.

#[cfg(not(feature = "__audit"))]
use crate::unaudited::Unaudited as _;
use boltons::strings::{IntList, IntListFormat, IntRanges};
use std::collections::BTreeSet;

fn set(text: &str) -> IntRanges {
    text.parse().unwrap_or_else(|e| panic!("{e}"))
}

#[test]
fn edges_of_i64() {
    let all: IntRanges = [i64::MIN..=i64::MAX].into_iter().collect();
    assert_eq!(all.count(), 1 << 64);
    assert_eq!(all.to_string(), "-9223372036854775808-9223372036854775807");
    assert_eq!(set(&all.to_string()), all);
    let mut ends = IntRanges::new();
    for n in [i64::MAX, i64::MIN, i64::MAX - 1, i64::MIN + 1] {
        assert!(ends.insert(n));
        ends.check();
    }
    assert_eq!(ends.ranges().len(), 2);
    assert_eq!(ends.complement(i64::MIN..=i64::MAX).count(), (1 << 64) - 4);
    assert_eq!(&all - &ends, ends.complement(i64::MIN..=i64::MAX));
    assert_eq!(&ends | &all, all);
    let mut hole = all.clone();
    hole.remove_range(i64::MIN..=i64::MAX - 1);
    assert_eq!(hole.to_string(), "9223372036854775807");
    assert!(hole.remove(i64::MAX) && hole.is_empty());
    assert_eq!(all.iter().next(), Some(i64::MIN));
    assert_eq!(all.iter().next_back(), Some(i64::MAX));
    let far = i64::MIN.wrapping_add_unsigned(usize::MAX as u64);
    assert_eq!(all.iter().nth(usize::MAX), Some(far));
    assert_eq!(all.iter().size_hint(), (1, None));
    let list: IntList = "1-3,5,9".parse().expect("valid");
    let mut iter = list.iter();
    for expected in [(3, None), (4, None), (3, None), (2, None), (1, None), (0, Some(0))] {
        assert_eq!(iter.size_hint(), expected);
        iter.next();
    }
}

#[test]
fn a_huge_range_costs_one_run() {
    // range-parser runs out of memory, Python takes minutes.
    let huge = set("1-99999999999");
    assert_eq!(huge.ranges().len(), 1);
    assert_eq!(huge.count(), 99_999_999_999);
    #[cfg(target_pointer_width = "64")]
    assert_eq!(huge.iter().nth(99_999_999_998), Some(99_999_999_999));
    assert_eq!(huge.iter().nth(3_999_999_999), Some(4_000_000_000));
}

#[test]
fn insert_and_remove_against_a_tree() {
    // Every sequence of two range operations over a small universe.
    let ranges: Vec<(i64, i64)> =
        (-3..=3).flat_map(|lo| (lo - 1..=3).map(move |hi| (lo, hi))).collect();
    for &(a, b) in &ranges {
        for &(c, d) in &ranges {
            for &(e, f) in &[(-2, -2), (0, 1), (3, 3), (2, 1)] {
                let mut ours: IntRanges = [-3..=-3, 1..=2].into_iter().collect();
                let mut model: BTreeSet<i64> = [-3, 1, 2].into();
                ours.insert_range(a..=b);
                model.extend(a..=b);
                ours.check();
                ours.remove_range(c..=d);
                model.retain(|n| !(c..=d).contains(n));
                ours.check();
                ours.extend([e..=f]);
                model.extend(e..=f);
                ours.check();
                assert!(ours.iter().eq(model.iter().copied()), "{a}..={b} {c}..={d} {e}..={f}");
                assert_eq!(ours.count(), model.len() as u128);
                assert_eq!(ours.first(), model.first().copied());
                assert_eq!(ours.last(), model.last().copied());
            }
        }
    }
}

#[test]
fn a_reversed_range_inserts_and_removes_nothing() {
    let mut ours = set("1-3");
    #[expect(clippy::reversed_empty_ranges, reason = "it is what is tested")]
    {
        ours.insert_range(9..=5);
        ours.remove_range(3..=1);
        assert!(ours.complement(5..=1).is_empty());
        assert_eq!([9..=5].into_iter().collect::<IntRanges>(), IntRanges::new());
        ours.extend([9..=5]);
    }
    assert_eq!(ours, set("1-3"));
}

#[test]
fn set_operations_on_all_subsets() {
    let sets: Vec<(IntRanges, BTreeSet<i64>)> = (0..128u32)
        .map(|bits| {
            let model: BTreeSet<i64> = (0..7).filter(|i| bits >> i & 1 == 1).collect();
            (model.iter().copied().collect(), model)
        })
        .collect();
    for (a, x) in &sets {
        assert!(a.complement(1..=8).iter().eq((1..=8).filter(|n| !x.contains(n))));
        for (b, y) in &sets {
            let (or, and, not) = (a | b, a & b, a - b);
            or.check();
            and.check();
            not.check();
            assert!(or.iter().eq(x.union(y).copied()), "{a} | {b}");
            assert!(and.iter().eq(x.intersection(y).copied()), "{a} & {b}");
            assert!(not.iter().eq(x.difference(y).copied()), "{a} - {b}");
            let mut grown = a.clone();
            grown.extend(b);
            grown.check();
            assert_eq!(grown, or);
        }
    }
}

#[test]
fn iterators_from_both_ends() {
    let ours = set("1-3,7,10-12");
    let all = [1, 2, 3, 7, 10, 11, 12];
    for front in 0..=all.len() {
        for back in 0..=all.len() - front {
            let mut iter = ours.iter();
            let mut owned = ours.clone().into_iter();
            for &n in &all[..front] {
                assert_eq!((iter.next(), owned.next()), (Some(n), Some(n)));
            }
            for i in 0..back {
                let expected = Some(all[all.len() - 1 - i]);
                assert_eq!((iter.next_back(), owned.next_back()), (expected, expected));
            }
            let rest = &all[front..all.len() - back];
            assert!(iter.clone().eq(rest.iter().copied()));
            assert!(iter.clone().rev().eq(rest.iter().rev().copied()));
            assert!(owned.eq(rest.iter().copied()));
            let folded = iter.clone().fold(Vec::new(), |mut all, n| {
                all.push(n);
                all
            });
            assert_eq!(folded, rest);
            let (low, high) = iter.size_hint();
            assert!(low <= rest.len() && high.is_none_or(|high| high == rest.len()));
            for n in 0..rest.len() + 2 {
                let mut by_nth = iter.clone();
                assert_eq!(by_nth.nth(n), rest.get(n).copied());
                assert!(by_nth.eq(rest.iter().skip(n + 1).copied()));
            }
            let mut spent = iter;
            while spent.next().is_some() {}
            assert_eq!((spent.next(), spent.next_back()), (None, None));
        }
    }
    assert!(ours.ranges().rev().eq([10..=12, 7..=7, 1..=3]));
}

/// Runs of all magnitudes, their neighbours merged in integers that cannot overflow.
#[test]
fn wide_runs_against_wider_integers() {
    let mut n = 11u64;
    let mut random = || {
        n = n.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (n ^ n >> 29) as i64 >> (n >> 58)
    };
    for _ in 0..300 {
        let runs: Vec<(i64, i64)> = (0..9).map(|_| (random(), random())).collect();
        let ours: IntRanges = runs.iter().map(|&(a, b)| a.min(b)..=a.max(b)).collect();
        ours.check();
        let mut wide: Vec<(i128, i128)> =
            runs.iter().map(|&(a, b)| (a.min(b).into(), a.max(b).into())).collect();
        wide.sort_unstable();
        let mut merged: Vec<(i128, i128)> = Vec::new();
        for (lo, hi) in wide {
            match merged.last_mut() {
                Some(last) if lo <= last.1 + 1 => last.1 = last.1.max(hi),
                _ => merged.push((lo, hi)),
            }
        }
        let found = ours.ranges().map(|run| ((*run.start()).into(), (*run.end()).into()));
        assert!(found.eq(merged.iter().copied()));
        let count: i128 = merged.iter().map(|(lo, hi)| hi - lo + 1).sum();
        assert_eq!(ours.count(), count as u128);
        let rest = ours.complement(i64::MIN..=i64::MAX);
        rest.check();
        assert_eq!(rest.count() + ours.count(), 1 << 64);
        assert_eq!(&ours & &rest, IntRanges::new());
        assert_eq!((&ours | &rest).count(), 1 << 64);
        assert_eq!(set(&ours.to_string()), ours);
    }
}

#[test]
fn parses_signs_orders_and_blanks() {
    let cases = [
        ("", ""),
        (",, ,\t,", ""),
        ("1", "1"),
        ("-3--1", "-3--1"),
        ("-2-1", "-2-1"),
        ("1--3", "-3-1"),
        ("8-5", "5-8"),
        (" 1 - 3 , 5", "1-3,5"),
        ("1 --3", "-3-1"),
        ("5,4,3,3-9,1", "1,3-9"),
        ("007", "7"),
        ("-0", "0"),
        ("0000000000000000000000000000000001", "1"),
        ("9223372036854775807,-9223372036854775808", "-9223372036854775808,9223372036854775807"),
        ("1,2,3", "1-3"),
    ];
    for (text, expected) in cases {
        let parsed = set(text);
        parsed.check();
        assert_eq!(parsed.to_string(), expected, "{text}");
        assert_eq!(set(&parsed.to_string()), parsed);
    }
}

#[test]
fn refuses_other_text() {
    let cases = [
        ("x", 0),
        ("1-", 2),
        ("1- ", 3),
        ("-", 1),
        ("--1", 1),
        ("1-3-7", 3),
        ("+1", 0),
        ("1_000", 1),
        ("1 2", 2),
        ("１", 0),
        ("1,\u{661}", 2),
        ("1;2", 1),
        ("1 \n 2", 2),
        ("1-3,x", 4),
        ("1,é", 2),
        ("1.5", 1),
    ];
    for (text, at) in cases {
        let error = text.parse::<IntRanges>().expect_err(text);
        assert!(error.is_syntax(), "{text}: {error}");
        assert_eq!(error.position(), Some(at), "{text}: {error}");
    }
    assert_eq!(
        "1-3,x".parse::<IntRanges>().unwrap_err().to_string(),
        r#"unexpected character 'x' while parsing integer list "1-3,x" at byte 4"#,
    );
    assert_eq!(
        "1-".parse::<IntRanges>().unwrap_err().to_string(),
        r#"expected a number while parsing integer list "1-" at byte 2"#,
    );
    for (text, at) in [
        ("1,9223372036854775808", 2),
        ("-9223372036854775809", 0),
        ("0-99999999999999999999999999", 2),
    ] {
        let error = text.parse::<IntRanges>().expect_err(text);
        assert!(error.is_out_of_range(), "{error}");
        assert_eq!(error.position(), Some(at));
    }
}

#[test]
fn formats() {
    let ours = set("-3--1,5,7-8,10-12");
    let show = |format: IntListFormat| format.display(&ours).to_string();
    assert_eq!(show(IntListFormat::new()), "-3--1,5,7-8,10-12");
    assert_eq!(show(IntListFormat::new().spaced()), "-3--1, 5, 7-8, 10-12");
    assert_eq!(show(IntListFormat::new().min_run(3)), "-3--1,5,7,8,10-12");
    assert_eq!(show(IntListFormat::new().min_run(4)), "-3,-2,-1,5,7,8,10,11,12");
    assert_eq!(show(IntListFormat::new().min_run(0)), show(IntListFormat::new()));
    let odd = IntListFormat::new().delimiter('→').range_delimiter('…').spaced();
    assert_eq!(show(odd), "-3…-1→ 5→ 7…8→ 10…12");
    assert_eq!(odd.parse(&show(odd)).expect("well-formed"), ours);
    assert_eq!(format!("[{:>12}]", set("1-3")), "[         1-3]");
    assert_eq!(format!("{:?}", set("1-3,5")), "{1..=3, 5..=5}");
    // A blank as delimiter.
    for blank in [' ', '\t', '\n'] {
        let lines = IntListFormat::new().delimiter(blank);
        let text = format!("{blank}1{blank}{blank}3-4{blank}");
        assert_eq!(lines.parse(&text).expect("well-formed"), set("1,3-4"));
    }
    let error = IntListFormat::new().delimiter(' ').parse("1 - 3").unwrap_err();
    assert_eq!(error.position(), Some(3));
    // A letter as a delimiter of ranges.
    let hex = IntListFormat::new().range_delimiter('x');
    assert_eq!(hex.parse("1x-3").expect("well-formed"), set("-3-1"));
}

#[test]
fn bounds() {
    let ports = IntListFormat::new().within(1..=65535);
    assert_eq!(ports.parse("1-65535").expect("inside").count(), 65535);
    let error = ports.parse("80, 443-70000").unwrap_err();
    assert!(error.is_out_of_range());
    assert_eq!(
        error.to_string(),
        "number is not within 1 to 65535 while parsing integer list \"80, 443-70000\" at byte 8",
    );
    #[expect(clippy::reversed_empty_ranges, reason = "it is what is tested")]
    let none = IntListFormat::new().within(5..=1);
    assert!(none.parse("3").unwrap_err().is_out_of_range());
    assert!(none.parse("").expect("no number").is_empty());
}

#[test]
fn formats_that_cannot_be_parsed_with() {
    let new = IntListFormat::new;
    for format in [
        new().delimiter('0'),
        new().range_delimiter('9'),
        new().delimiter('-').range_delimiter(':'),
        new().range_delimiter(' '),
        new().range_delimiter('\u{a0}'),
        new().delimiter('x').range_delimiter('x'),
    ] {
        let error = format.parse("1").unwrap_err();
        assert!(error.is_invalid_argument(), "{error}");
        assert_eq!(error.position(), None);
        assert!(!format.display(&set("1-3,5")).to_string().is_empty());
    }
    assert_eq!(
        new().delimiter('7').parse("1").unwrap_err().to_string(),
        "a digit cannot be a delimiter of an integer list",
    );
}

#[test]
fn collecting_sorts_and_merges() {
    let mut n = 1u64;
    let mut values = Vec::new();
    for _ in 0..2000 {
        n = n.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        values.push((n >> 54) as i64);
    }
    let ours: IntRanges = values.iter().copied().collect();
    ours.check();
    assert!(ours.iter().eq(values.iter().copied().collect::<BTreeSet<_>>()));
    let mut one_by_one = IntRanges::new();
    let mut model = BTreeSet::new();
    for &value in &values {
        assert_eq!(one_by_one.insert(value), model.insert(value));
    }
    assert_eq!(one_by_one, ours);
    assert!((1..=9).collect::<IntRanges>().ranges().eq([1..=9]));
    assert!(set("1-3") < set("2") && IntRanges::new() < set("1"));
}

#[test]
fn r04_strides() {
    for (text, expected) in [
        ("0-10:2", "0,2,4,6,8,10"),
        ("0-11:2", "0,2,4,6,8,10"),
        ("10-0:5", "0,5,10"),
        ("11-0:5", "1,6,11"),
        ("0-3:1", "0-3"),
        ("5-5:9", "5"),
        ("0-9:100", "0"),
        ("0-9:99999999999999999999999", "0"),
        (" 0 - 8 : 4 , 3", "0,3-4,8"),
        ("-4-4:4", "-4,0,4"),
        ("0-6:2,1-7:2", "0-7"),
        (
            "-9223372036854775808-9223372036854775807:18446744073709551615",
            "-9223372036854775808,9223372036854775807",
        ),
    ] {
        let parsed = set(text);
        parsed.check();
        assert_eq!(parsed.to_string(), expected, "{text}");
    }
    for (text, at) in
        [("1:2", 1), ("1-9:", 4), ("1-9:x", 4), ("1-9:-2", 4), ("1-9:2:3", 5), (":2", 0)]
    {
        let error = text.parse::<IntRanges>().unwrap_err();
        assert!(error.is_syntax(), "{text}: {error}");
        assert_eq!(error.position(), Some(at), "{text}");
    }
    let error = "3,1-9:0".parse::<IntRanges>().unwrap_err();
    assert!(error.is_out_of_range());
    assert_eq!(error.position(), Some(6));
    // A short text never takes much memory.
    let error = "0-1,0-99999999999:2".parse::<IntRanges>().unwrap_err();
    assert!(error.is_limit_exceeded());
    assert_eq!(error.position(), Some(4));
    assert_eq!(set("0-131070:2").ranges().len(), 65_536);
    assert!("0-131070:2,0-2:2".parse::<IntRanges>().unwrap_err().is_limit_exceeded());
    assert_eq!(set("0-99999999999:1").ranges().len(), 1);
    // Where the colon is something else, there are no strides.
    assert_eq!(IntListFormat::new().range_delimiter(':').parse("0:10").unwrap(), set("0-10"));
    assert!(IntListFormat::new().range_delimiter(':').parse("0:10:2").unwrap_err().is_syntax());
    assert_eq!(IntListFormat::new().delimiter(':').parse("0-3:2").unwrap(), set("0-3"));
    let cron = IntListFormat::new().stride_delimiter('/');
    assert_eq!(cron.parse("0-59/20").unwrap(), set("0,20,40"));
    let strides = IntListFormat::new().strides();
    for (list, expected) in [
        ("0,2,4,6", "0-6:2"),
        ("0,2", "0,2"),
        ("0,2,4", "0-4:2"),
        ("0,2,4-5,7,9,11,14", "0,2,4-5,7-11:2,14"),
        ("-9,-5,-1,3,5,7", "-9-3:4,5,7"),
        ("1-3,5,7,9", "1-3,5-9:2"),
        // A stride starts with a number of its own, not with the first of a run.
        ("1-2,5,9,13", "1-2,5-13:4"),
        (
            "-9223372036854775808,0,9223372036854775807",
            "-9223372036854775808,0,9223372036854775807",
        ),
    ] {
        let shown = strides.display(&set(list)).to_string();
        assert_eq!(shown, expected);
        assert_eq!(set(&shown), set(list));
    }
    let many: IntRanges = (0..70_000).map(|n| 2 * n).chain([200_001, 200_003, 200_005]).collect();
    assert_eq!(set(&strides.display(&many).to_string()), many);
    assert_eq!(strides.display(&many).to_string(), many.to_string());
    let most: IntRanges = (0..65_536).map(|n| 3 * n).collect();
    assert_eq!(strides.display(&most).to_string(), "0-196605:3");
    assert_eq!(cron.strides().display(&set("0-59:15")).to_string(), "0-45/15");
    for stride in [' ', '1', '\u{a0}'] {
        let format = IntListFormat::new().stride_delimiter(stride);
        assert!(format.parse("1").unwrap_err().is_invalid_argument());
    }
}

#[test]
fn r05_open_ends_where_the_bounds_are_known() {
    let pages = IntListFormat::new().within(1..=9);
    for (text, expected) in [
        ("2-", "2-9"),
        ("2-,4", "2-9"),
        ("7- , 1", "1,7-9"),
        ("-3", "1-3"),
        ("-3,8-", "1-3,8-9"),
        ("3-:2", "3,5,7,9"),
        ("-4:2", "1,3"),
        ("9-", "9"),
        ("-1", "1"),
    ] {
        assert_eq!(pages.parse(text).unwrap().to_string(), expected, "{text}");
    }
    for (text, at) in [("-", 1), ("2--", 3), ("2-x", 2), ("-,2", 1), ("2-3-", 3)] {
        let error = pages.parse(text).unwrap_err();
        assert!(error.is_syntax(), "{text}: {error}");
        assert_eq!(error.position(), Some(at), "{text}: {error}");
    }
    for text in ["10-", "0-", "-10", "-0"] {
        assert!(pages.parse(text).unwrap_err().is_out_of_range(), "{text}");
    }
    // A leading hyphen is a sign where there may be one.
    let signed = IntListFormat::new().within(-9..=9);
    assert_eq!(signed.parse("-3").unwrap(), set("-3"));
    assert_eq!(signed.parse("-3-").unwrap(), set("-3-9"));
    let dots = IntListFormat::new().range_delimiter('…').within(-9..=9);
    assert_eq!(dots.parse("…-3,5…").unwrap(), set("-9--3,5-9"));
    // Without bounds there is no end to take.
    assert!("2-".parse::<IntRanges>().unwrap_err().is_syntax());
}

#[test]
fn r06_zeros_before_numbers() {
    let text = "001-010";
    let format = IntListFormat::new().zero_pad_as(text);
    assert_eq!(format.display(&format.parse(text).unwrap()).to_string(), text);
    for (text, shown) in [
        ("08,9-12", "08-12"),
        ("1-10", "1-10"),
        ("0", "0"),
        ("00", "00"),
        ("-05-5", "-05-05"),
        ("0001,10", "0001,0010"),
        ("100-0200", "0100-0200"),
    ] {
        let format = IntListFormat::new().zero_pad_as(text);
        let set = format.parse(text).unwrap();
        assert_eq!(format.display(&set).to_string(), shown, "{text}");
        assert_eq!(format.parse(shown).unwrap(), set);
    }
    assert_eq!(IntListFormat::new().zero_pad(0).display(&set("0-3")).to_string(), "0-3");
}

#[test]
fn r07_white_space_around_is_ignored() {
    for text in ["0-3\n", "\r\n0-3\r\n", "\u{a0}0-3\u{3000}", " \t\n0-3"] {
        assert_eq!(set(text), set("0-3"), "{text:?}");
    }
    for text in ["", "\n", " \n\t"] {
        assert!(set(text).is_empty());
    }
    // Places count from the start of the whole text.
    assert_eq!("\n 1,x\n".parse::<IntRanges>().unwrap_err().position(), Some(4));
    assert_eq!("\n1-\n".parse::<IntRanges>().unwrap_err().position(), Some(4));
    let lines = IntListFormat::new().delimiter('\n');
    assert_eq!(lines.parse("1\n2\n").unwrap(), set("1-2"));
}

#[test]
fn r08_lists_keep_their_order() {
    for (text, values) in [
        ("3,1,2", &[3, 1, 2][..]),
        ("2,2,2", &[2, 2, 2]),
        ("3-1,1-3", &[3, 2, 1, 1, 2, 3]),
        ("9-0:4", &[9, 5, 1]),
        ("", &[]),
        ("-1--3", &[-1, -2, -3]),
    ] {
        let list: IntList = text.parse().unwrap();
        assert!(list.iter().eq(values.iter().copied()), "{text}");
        assert_eq!(list.count(), values.len() as u128);
        assert_eq!(list.is_empty(), values.is_empty());
        assert_eq!(list.to_string(), text);
        assert_eq!(list.to_ranges(), values.iter().copied().collect::<IntRanges>());
        let collected: IntList = values.iter().copied().collect();
        assert!(collected.iter().eq(values.iter().copied()));
        assert_eq!(collected.to_string().parse::<IntList>().unwrap(), collected);
        let mut iter = list.iter();
        loop {
            let (least, most) = iter.size_hint();
            let left = iter.clone().count();
            assert!(least <= left && most.is_none_or(|most| left <= most));
            if iter.next().is_none() {
                break;
            }
        }
    }
    let huge: IntList = "0-99999999999:2,1".parse().unwrap();
    assert_eq!(huge.count(), 50_000_000_001);
    assert_eq!(huge.iter().nth(3), Some(6));
    let all: IntList = "9223372036854775807--9223372036854775808".parse().unwrap();
    assert_eq!(all.count(), 1 << 64);
    assert_eq!(all.iter().next(), Some(i64::MAX));
    assert_eq!(IntList::default(), IntList::new());
    assert_eq!(format!("{:?}", "1-3,5".parse::<IntList>().unwrap()), "IntList(1-3,5)");
    assert_eq!([i64::MAX, i64::MIN].into_iter().collect::<IntList>().count(), 2);
}

#[test]
fn operators_that_assign() {
    let mut ours = set("1-9");
    ours |= &set("12");
    ours &= &set("2-20");
    ours -= &set("4-5");
    assert_eq!(ours, set("2-3,6-9,12"));
}

#[cfg(feature = "serde")]
#[test]
fn lists_are_text_in_json() {
    let set = set("1-5,9");
    let json = serde_json::to_string(&set).unwrap();
    assert_eq!(json, r#""1-5,9""#);
    assert_eq!(serde_json::from_str::<IntRanges>(&json).unwrap(), set);
    assert!(serde_json::from_str::<IntRanges>(r#""1-x""#).is_err());
    let error = serde_json::from_str::<IntRanges>("1").unwrap_err().to_string();
    assert!(error.contains(r#"expected an integer list, such as "1-3,7""#), "{error}");
    let list: IntList = serde_json::from_str(r#""3,1-2""#).unwrap();
    assert_eq!(serde_json::to_string(&list).unwrap(), r#""3,1-2""#);
    assert_eq!(serde_json::to_string(&boltons::strings::Case::Snake).unwrap(), r#""snake_case""#);
    let case: boltons::strings::Case = serde_json::from_str(r#""pascal""#).unwrap();
    assert_eq!(case, boltons::strings::Case::Pascal);
    let error = serde_json::from_str::<boltons::strings::Case>("1").unwrap_err().to_string();
    assert!(error.contains(r#"expected the name of a case, such as "snake_case""#), "{error}");
}
