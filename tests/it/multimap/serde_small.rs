//! serde of the small maps.

#[cfg(not(feature = "__audit"))]
use crate::unaudited::Unaudited as _;
use boltons::multimap::{BiMap, CaseInsensitive, FrozenMap, Relation};

#[test]
fn bimap_is_a_map_in_order() {
    let map = BiMap::from([("b", 2), ("a", 1)]);
    let json = serde_json::to_string(&map).unwrap();
    assert_eq!(json, r#"{"b":2,"a":1}"#);
    let back: BiMap<String, u32> = serde_json::from_str(&json).unwrap();
    back.check();
    assert!(back.iter().map(|(l, r)| (l.as_str(), *r)).eq([("b", 2), ("a", 1)]));
}

#[test]
fn bimap_refuses_repeats() {
    let parse = serde_json::from_str::<BiMap<String, u32>>;
    let error = parse(r#"{"a":1,"b":2,"a":3}"#).unwrap_err().to_string();
    assert!(error.starts_with("left value of pair 2 repeats pair 0"), "{error}");
    let error = parse(r#"{"a":1,"b":1}"#).unwrap_err().to_string();
    assert!(error.starts_with("right value of pair 1 repeats pair 0"), "{error}");
    let error = parse("[1]").unwrap_err().to_string();
    assert!(error.contains("expected a map in which no key and no value repeats"), "{error}");
}

#[test]
fn maps_with_holes_read_back_in_order() {
    // More than small mode holds, every third gone.
    let mut bimap: BiMap<u32, String> = (0..60).map(|i| (i, format!("v{i}"))).collect();
    bimap.retain(|left, _| left % 3 != 0);
    let json = serde_json::to_string(&bimap).unwrap();
    let back: BiMap<u32, String> = serde_json::from_str(&json).unwrap();
    back.check();
    assert_eq!(back, bimap);
    assert!(back.iter().eq(bimap.iter()), "in order, too");

    let mut relation: Relation<u32, u32> = (0..60).map(|i| (i % 7, i % 11)).collect();
    relation.remove_left(&3);
    relation.remove_right(&5);
    let json = serde_json::to_string(&relation).unwrap();
    let back: Relation<u32, u32> = serde_json::from_str(&json).unwrap();
    back.check();
    assert_eq!(back, relation);
    assert!(back.iter().eq(relation.iter()), "in order, too");
}

#[test]
fn empty_maps_read_back() {
    let bimap: BiMap<u8, u8> = serde_json::from_str("{}").unwrap();
    assert!(bimap.is_empty());
    assert_eq!(serde_json::to_string(&bimap).unwrap(), "{}");
    let frozen: FrozenMap<u8, u8> = serde_json::from_str("{}").unwrap();
    assert!(frozen.is_empty());
    assert_eq!(serde_json::to_string(&frozen).unwrap(), "{}");
    let relation: Relation<u8, u8> = serde_json::from_str("[]").unwrap();
    assert!(relation.is_empty());
    assert_eq!(serde_json::to_string(&relation).unwrap(), "[]");
}

#[test]
fn relation_is_a_sequence_of_pairs() {
    let relation = Relation::from([("b", 2), ("a", 1), ("b", 1)]);
    let json = serde_json::to_string(&relation).unwrap();
    assert_eq!(json, r#"[["b",2],["a",1],["b",1]]"#);
    let back: Relation<String, u32> = serde_json::from_str(&json).unwrap();
    back.check();
    assert_eq!(back.rights_of("b").len(), 2);
    assert_eq!(serde_json::to_string(&back).unwrap(), json);
    let repeated: Relation<u8, u8> = serde_json::from_str("[[1,2],[1,2]]").unwrap();
    assert_eq!(repeated.len(), 1, "a set");
    let error = serde_json::from_str::<Relation<u8, u8>>("{}").unwrap_err().to_string();
    assert!(error.contains("expected a sequence of pairs"), "{error}");
}

#[test]
fn frozen_map_is_a_map() {
    let map = FrozenMap::from([("b", 2), ("a", 1)]);
    let json = serde_json::to_string(&map).unwrap();
    assert_eq!(json, r#"{"a":1,"b":2}"#);
    let back: FrozenMap<String, u32> = serde_json::from_str(r#"{"b":2,"a":1}"#).unwrap();
    back.check();
    assert_eq!(serde_json::to_string(&back).unwrap(), json);
    for repeated in [r#"{"a":1,"a":2}"#, r#"{"b":1,"a":1,"b":1}"#] {
        let error = serde_json::from_str::<FrozenMap<String, u32>>(repeated).unwrap_err();
        assert!(error.to_string().starts_with("a key occurs twice"), "{error}");
    }
    let error = serde_json::from_str::<FrozenMap<String, u32>>("1").unwrap_err().to_string();
    assert!(error.contains("expected a map in which no key repeats"), "{error}");
}

#[test]
fn case_insensitive_is_its_text() {
    let name = CaseInsensitive::new(String::from("Host"));
    assert_eq!(serde_json::to_string(&name).unwrap(), r#""Host""#);
    let back: CaseInsensitive<String> = serde_json::from_str(r#""HOST""#).unwrap();
    assert_eq!((back.as_str(), &back), ("HOST", &name));
    // As a key of a map, too.
    let map: FrozenMap<CaseInsensitive<String>, u32> =
        serde_json::from_str(r#"{"Host":1,"Accept":2}"#).unwrap();
    assert_eq!(serde_json::to_string(&map).unwrap(), r#"{"Accept":2,"Host":1}"#);
    assert!(
        serde_json::from_str::<FrozenMap<CaseInsensitive<String>, u32>>(r#"{"Host":1,"HOST":2}"#)
            .is_err()
    );
}

#[test]
fn hints_are_not_trusted_with_memory() {
    use serde::de::value::MapDeserializer;

    struct Liar<I>(I);
    impl<I: Iterator> Iterator for Liar<I> {
        type Item = I::Item;

        fn next(&mut self) -> Option<I::Item> {
            self.0.next()
        }

        fn size_hint(&self) -> (usize, Option<usize>) {
            (usize::MAX, Some(usize::MAX))
        }
    }
    type Failure = serde::de::value::Error;
    let map = || MapDeserializer::<_, Failure>::new(Liar([(1_u32, 2_u32)].into_iter()));
    let bimap: BiMap<u32, u32> = serde::Deserialize::deserialize(map()).unwrap();
    assert!(bimap.len() == 1 && bimap.capacity() <= 4096);
    let frozen: FrozenMap<u32, u32> = serde::Deserialize::deserialize(map()).unwrap();
    assert_eq!(frozen.len(), 1);
    // This one is a sequence of pairs as well.
    let relation: Relation<u32, u32> = serde::Deserialize::deserialize(map()).unwrap();
    assert_eq!(relation.len(), 1);
}
