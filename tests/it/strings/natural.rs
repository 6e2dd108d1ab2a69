//! `natural_cmp`.

use boltons::strings::natural_cmp;
use std::cmp::Ordering;

#[test]
fn sorts_as_people_do() {
    let sorted = [
        "",
        " 1",
        "-1",
        "0",
        "1",
        "01",
        "1a",
        "1a2",
        "1a10",
        "2",
        "10",
        "99999999999999999999999999999999",
        "100000000000000000000000000000000",
        "A1",
        "a",
        "a1b",
        "a1b1",
        "a1b02",
        "a10",
        "ab",
        "file",
        "file2",
        "file002x",
        "file10",
        "é9",
        "é10",
        "１",
    ];
    for (i, a) in sorted.iter().enumerate() {
        for (j, b) in sorted.iter().enumerate() {
            let expected = match (*a, *b) {
                // By bytes: `01` before `1`.
                ("01", "1") => Ordering::Less,
                ("1", "01") => Ordering::Greater,
                _ => i.cmp(&j),
            };
            assert_eq!(natural_cmp(a, b), expected, "{a} {b}");
        }
    }
}

#[test]
fn is_a_total_order_on_all_short_texts() {
    let mut all = vec![String::new()];
    let mut from = 0;
    for _ in 0..3 {
        let to = all.len();
        for i in from..to {
            for c in ['0', '1', '2', ' ', 'a'] {
                all.push(format!("{}{c}", all[i]));
            }
        }
        from = to;
    }
    for a in &all {
        for b in &all {
            assert_eq!(natural_cmp(a, b), natural_cmp(b, a).reverse());
            assert_eq!(natural_cmp(a, b) == Ordering::Equal, a == b, "{a:?} {b:?}");
        }
    }
    let mut sorted = all.clone();
    sorted.sort_by(|a, b| natural_cmp(a, b));
    // Transitivity: in a sorted sequence every pair is in order.
    for (i, a) in sorted.iter().enumerate() {
        for b in &sorted[i + 1..] {
            assert_eq!(natural_cmp(a, b), Ordering::Less, "{a:?} {b:?}");
        }
    }
}
