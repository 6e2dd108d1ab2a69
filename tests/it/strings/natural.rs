//! `natural_cmp`.

use boltons::strings::{NaturalKey, natural_cmp, natural_cmp_ignore_case};
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

#[test]
fn o04_case_may_be_ignored() {
    let sorted = [
        "", "10", "A1", "a1", "A01", "a02", "a2", "a10", "IMG2", "img03", "IMG10", "Video-1",
        "video-1", "Video-2", "video-10", "Ähre", "ähre", "ΣΑΣ1", "σας1", "σασ1", "σας2",
    ];
    for (i, a) in sorted.iter().enumerate() {
        for (j, b) in sorted.iter().enumerate() {
            let order = natural_cmp_ignore_case(a, b);
            let keys = NaturalKey::ignore_case(a).cmp(&NaturalKey::ignore_case(b));
            assert_eq!(order, keys, "{a} {b}");
            if !(a.starts_with(['A', 'a', 'σ', 'Σ']) && b.starts_with(['A', 'a', 'σ', 'Σ'])) {
                assert_eq!(order, i.cmp(&j), "{a} {b}");
            }
        }
    }
    let mut names = vec!["img12", "IMG10", "img2", "IMG1"];
    names.sort_by(|a, b| natural_cmp_ignore_case(a, b));
    assert_eq!(names, ["IMG1", "img2", "IMG10", "img12"]);
}

/// Both orders are total, equal means identical, and keys sort as the functions compare.
#[test]
fn keys_sort_as_the_functions_compare() {
    let mut all = vec![String::new()];
    let mut from = 0;
    for _ in 0..3 {
        let to = all.len();
        for i in from..to {
            for c in ['0', '1', '2', '/', ':', 'a', 'A', 'İ', 'i', 'é'] {
                all.push(format!("{}{c}", all[i]));
            }
        }
        from = to;
    }
    all.extend([254, 255, 256, 300].map(|len| format!("x{}y", "7".repeat(len))));
    all.retain(|text| text.len() != 3 || text.bytes().map(usize::from).sum::<usize>() % 3 == 0);
    let keys: Vec<_> =
        all.iter().map(|t| (NaturalKey::new(t), NaturalKey::ignore_case(t))).collect();
    for (a, x) in all.iter().zip(&keys) {
        assert_eq!(x.0.as_str(), a);
        for (b, y) in all.iter().zip(&keys) {
            assert_eq!(natural_cmp(a, b), x.0.cmp(&y.0), "{a} {b}");
            assert_eq!(natural_cmp_ignore_case(a, b), x.1.cmp(&y.1), "{a} {b}");
            assert_eq!(natural_cmp_ignore_case(a, b) == Ordering::Equal, a == b, "{a} {b}");
        }
    }
    let mut sorted = all.clone();
    sorted.sort_by(|a, b| natural_cmp_ignore_case(a, b));
    let mut cached = all.clone();
    cached.sort_by_cached_key(|text| NaturalKey::ignore_case(text));
    assert_eq!(sorted, cached);
}

#[test]
fn other_letters_decide_before_the_numbers_after_them() {
    for (less, more) in
        [("а10", "б2"), ("а10", "Б2"), ("А10", "б2"), ("é10", "ü2"), ("σ1", "ς2"), ("Σ1", "ς2")]
    {
        assert_eq!(natural_cmp_ignore_case(less, more), Ordering::Less, "{less} {more}");
        assert_eq!(natural_cmp_ignore_case(more, less), Ordering::Greater, "{more} {less}");
    }
}
