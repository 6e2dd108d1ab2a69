//! `CaseInsensitive` and `ignore_case`.

#[cfg(not(feature = "__audit"))]
use crate::unaudited::Unaudited as _;
use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap};
use std::hash::BuildHasher;

use boltons::multimap::{BiMap, CaseInsensitive, Equivalent, IndexMap, Relation, ignore_case};

use super::crash::Steady;

fn key(text: &str) -> CaseInsensitive<&str> {
    CaseInsensitive::new(text)
}

#[test]
fn only_ascii_letters_are_folded() {
    assert_eq!(key("Content-TYPE"), key("content-type"));
    for (a, b) in [
        ("é", "É"),
        ("ß", "SS"),
        // KELVIN SIGN and LATIN CAPITAL LETTER I WITH DOT ABOVE fold to k and i in Unicode.
        ("\u{212A}", "k"),
        ("\u{212A}", "K"),
        ("\u{130}", "i"),
        ("\u{130}", "I"),
        // LATIN SMALL LETTER LONG S and LATIN SMALL LETTER DOTLESS I.
        ("\u{17F}", "s"),
        ("\u{131}", "i"),
        // The neighbours of the letters.
        ("@", "`"),
        ("[", "{"),
        ("a", "ab"),
        ("", "\0"),
    ] {
        assert_ne!(key(a), key(b));
        assert_ne!(ignore_case(a), ignore_case(b));
        assert!(!ignore_case(a).equivalent(&key(b)));
        assert_ne!(key(a).cmp(&key(b)), Ordering::Equal);
        assert_ne!(Steady.hash_one(key(a)), Steady.hash_one(key(b)));
    }
}

#[test]
fn equal_means_equal_hashes_and_order_for_every_length() {
    for n in 0..200 {
        let lower: String = (0..n).map(|i| char::from(b'a' + (i % 26) as u8)).collect();
        let mixed: String = lower
            .chars()
            .enumerate()
            .map(|(i, c)| if i % 3 == 0 { c.to_ascii_uppercase() } else { c })
            .collect();
        let (a, b) = (CaseInsensitive::new(lower.clone()), key(&mixed));
        assert_eq!(a, b);
        assert_eq!(b, a);
        assert_eq!(a.partial_cmp(&b), Some(Ordering::Equal));
        assert_eq!(Steady.hash_one(&a), Steady.hash_one(b));
        assert_eq!(Steady.hash_one(&a), Steady.hash_one(ignore_case(&mixed)));
        assert!(ignore_case(&mixed).equivalent(&a));
        assert_eq!(ignore_case(&mixed).cmp(&ignore_case(&lower)), Ordering::Equal);
        assert_eq!(ignore_case(&mixed).partial_cmp(&ignore_case(&lower)), Some(Ordering::Equal));
        if n > 0 {
            let shorter = key(&mixed[..n - 1]);
            assert!(a != shorter && b > shorter);
            assert_ne!(Steady.hash_one(&a), Steady.hash_one(shorter));
        }
    }
}

#[test]
fn order_is_that_of_the_folded_text() {
    let words = ["", "A", "aa", "AB", "b", "_", "Z", "é", "É", "z", "[", "@"];
    for a in words {
        for b in words {
            let folded = a.to_ascii_lowercase().cmp(&b.to_ascii_lowercase());
            assert_eq!(key(a).cmp(&key(b)), folded, "{a} and {b}");
            assert_eq!(ignore_case(a).cmp(&ignore_case(b)), folded);
            assert_eq!(key(a) == key(b), folded == Ordering::Equal);
        }
    }
}

#[test]
fn hashes_of_neighbours_do_not_run_together() {
    assert_ne!(Steady.hash_one((key("ab"), key("c"))), Steady.hash_one((key("a"), key("bc"))));
    let long = "x".repeat(64);
    let longer = "x".repeat(65);
    let one = (key(&long), key("xx"));
    let other = (key(&longer), key("x"));
    assert_ne!(Steady.hash_one(one), Steady.hash_one(other));
}

#[test]
fn texts_of_different_types_compare() {
    let owned = CaseInsensitive::new(String::from("Host"));
    assert!(owned == key("HOST") && key("host") == owned);
    assert!(CaseInsensitive::new(Cow::Borrowed("host")) == owned);
    assert!(CaseInsensitive::<Box<str>>::new("host".into()) == owned);
    assert!(owned < key("hosts"));
}

#[test]
fn spelling_is_kept() {
    let name = CaseInsensitive::from(String::from("X-Request-ID"));
    assert_eq!(name.as_str(), "X-Request-ID");
    assert_eq!(format!("{name:>14}|"), "  X-Request-ID|");
    assert_eq!(name.into_inner(), "X-Request-ID");
    assert_eq!(CaseInsensitive::<String>::default().as_str(), "");
    const NAME: CaseInsensitive<&str> = CaseInsensitive::new("a");
    assert_eq!(NAME, key("A"));
}

#[test]
fn queries_work_with_every_map() {
    let owned = || CaseInsensitive::new(String::from("Content-Type"));
    let index = IndexMap::from([(owned(), 1)]);
    assert_eq!(index.get(&ignore_case("content-TYPE")), Some(&1));
    let table: HashMap<_, _> = HashMap::from([(key("Content-Type"), 1)]);
    assert_eq!(table.get(&key("content-type")), Some(&1));
    let tree = BTreeMap::from([(key("Content-Type"), 1)]);
    assert_eq!(tree.get(&key("content-type")), Some(&1));
    let bimap = BiMap::from([(owned(), owned())]);
    assert!(bimap.contains_left(&ignore_case("CONTENT-type")));
    assert!(!bimap.contains_right(&ignore_case("CONTENT_type")));
    let relation = Relation::from([(owned(), 1)]);
    assert!(relation.contains(&ignore_case("content-type"), &1));
}

#[test]
fn large_bimaps_find_by_ignore_case() {
    let map: BiMap<CaseInsensitive<String>, u32> =
        (0..100).map(|i| (CaseInsensitive::new(format!("X-Header-{i}")), i)).collect();
    map.check();
    for i in 0..100 {
        assert_eq!(map.get_by_left(&ignore_case(&format!("x-HEADER-{i}"))), Some(&i));
    }
    assert_eq!(map.get_by_left(&ignore_case("x-header-100")), None);
}
