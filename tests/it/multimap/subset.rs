//! `only_keys` and `without_keys`.

use std::cell::Cell;

use boltons::multimap::{CaseInsensitive, FrozenMap, ignore_case, only_keys, without_keys};

const PAIRS: [(&str, u32); 5] = [("a", 1), ("b", 2), ("a", 3), ("c", 4), ("b", 5)];

#[test]
fn subset_keeps_repeated_keys() {
    assert!(only_keys(PAIRS, ["a", "c", "x"]).eq([("a", 1), ("a", 3), ("c", 4)]));
    assert!(without_keys(PAIRS, ["a", "c", "x"]).eq([("b", 2), ("b", 5)]));
}

#[test]
fn empty_lists_keep_nothing_and_drop_nothing() {
    assert_eq!(only_keys(PAIRS, [] as [&str; 0]).count(), 0);
    assert!(without_keys(PAIRS, [] as [&str; 0]).eq(PAIRS));
    assert_eq!(only_keys([] as [(&str, u32); 0], ["a"]).count(), 0);
}

#[test]
fn both_filters_compose() {
    let pairs = without_keys(only_keys(PAIRS, ["a", "b"]), ["b"]);
    assert!(pairs.eq([("a", 1), ("a", 3)]));
}

#[test]
fn owned_keys_are_listed_by_what_they_borrow_as() {
    let owned = PAIRS.map(|(key, value)| (key.to_owned(), value));
    let list = vec![String::from("b")];
    let from_strings: Vec<(String, u32)> =
        only_keys(owned.clone(), list.iter().map(String::as_str)).collect();
    assert_eq!(from_strings, [(String::from("b"), 2), (String::from("b"), 5)]);
    let by_string: Vec<(String, u32)> = only_keys(owned, &list).collect();
    assert_eq!(by_string, from_strings);
}

#[test]
fn borrowed_pairs_are_listed_by_references_to_keys() {
    let map: FrozenMap<String, u32> =
        PAIRS.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
    let list = [String::from("a"), String::from("c")];
    let kept: Vec<(&String, &u32)> = only_keys(&map, &list).collect();
    assert_eq!(kept, [(&list[0], &3), (&list[1], &4)]);
    let rest: FrozenMap<&String, &u32> = without_keys(map.iter(), &list).collect();
    assert_eq!(rest.len(), 1);
}

#[test]
fn keys_without_case_are_listed_by_queries() {
    let headers = [("Accept", 1), ("COOKIE", 2), ("cookie", 3)]
        .map(|(name, value)| (CaseInsensitive::new(name.to_owned()), value));
    let values = |pairs: Vec<(CaseInsensitive<String>, u32)>| -> Vec<u32> {
        pairs.into_iter().map(|pair| pair.1).collect()
    };
    let list = [ignore_case("Cookie")];
    assert_eq!(values(only_keys(headers.clone(), &list).collect()), [2, 3]);
    assert_eq!(values(without_keys(headers.clone(), &list).collect()), [1]);
    // A list of keys does as well.
    let list = [CaseInsensitive::new(String::from("cookie"))];
    assert_eq!(values(only_keys(headers, &list).collect()), [2, 3]);
}

#[test]
fn pairs_are_pulled_only_when_asked_for() {
    let pulled = Cell::new(0);
    let source = PAIRS.into_iter().inspect(|_| pulled.set(pulled.get() + 1));
    let mut kept = only_keys(source, ["a"]);
    assert_eq!(pulled.get(), 0);
    assert_eq!(kept.next(), Some(("a", 1)));
    assert_eq!(pulled.get(), 1);
    assert_eq!(kept.next(), Some(("a", 3)));
    assert_eq!(pulled.get(), 3);
}

#[test]
fn iterators_go_both_ways_and_state_bounds() {
    let kept = || only_keys(PAIRS, ["a", "b"]);
    assert_eq!(kept().size_hint(), (0, Some(5)));
    assert!(kept().rev().eq([("b", 5), ("a", 3), ("b", 2), ("a", 1)]));
    let mut both = kept();
    assert_eq!(both.next_back(), Some(("b", 5)));
    assert_eq!(both.next(), Some(("a", 1)));
    assert!(both.clone().eq([("b", 2), ("a", 3)]));
    let mut folded = Vec::new();
    both.for_each(|pair| folded.push(pair));
    assert_eq!(folded, [("b", 2), ("a", 3)]);
    let mut dropped = without_keys(PAIRS, ["a", "b"]);
    assert_eq!(dropped.next_back(), Some(("c", 4)));
    assert_eq!((dropped.next(), dropped.next_back(), dropped.next()), (None, None, None));
}

#[test]
fn a_list_may_repeat_and_lie_about_its_length() {
    struct Liar<I>(I);
    impl<I: Iterator> Iterator for Liar<I> {
        type Item = I::Item;

        fn next(&mut self) -> Option<I::Item> {
            self.0.next()
        }

        fn size_hint(&self) -> (usize, Option<usize>) {
            (usize::MAX, None)
        }
    }
    let list = Liar(std::iter::repeat_n("a", 1000));
    assert_eq!(only_keys(PAIRS, list).count(), 2);
}

#[test]
fn debug_shows_source_and_list() {
    let kept = only_keys([("a", 1)].into_iter().fuse().peekable(), ["a"]);
    let shown = format!("{kept:?}");
    assert!(shown.starts_with("OnlyKeys { pairs: ") && shown.ends_with(r#"keys: ["a"] }"#));
}
