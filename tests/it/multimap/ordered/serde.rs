//! The three shapes.

#[cfg(not(feature = "__audit"))]
use crate::unaudited::Unaudited as _;
use boltons::multimap::{AsGroups, AsMap, OrderedMultiMap, serde_groups, serde_map};
use serde::de::value::{Error, MapDeserializer};
use serde::{Deserialize, Serialize};

#[derive(Debug, Deserialize, PartialEq, Serialize)]
struct Shapes {
    pairs: OrderedMultiMap<String, u32>,
    #[serde(with = "serde_map")]
    map: OrderedMultiMap<String, u32>,
    #[serde(with = "serde_groups")]
    groups: OrderedMultiMap<String, u32>,
}

fn map() -> OrderedMultiMap<String, u32> {
    [("a", 1), ("b", 2), ("a", 3)].map(|(key, value)| (key.to_owned(), value)).into()
}

#[test]
fn each_shape_is_as_documented() {
    let shapes = Shapes { pairs: map(), map: map(), groups: map() };
    let json = serde_json::to_string(&shapes).unwrap();
    assert_eq!(
        json,
        r#"{"pairs":[["a",1],["b",2],["a",3]],"map":{"a":1,"b":2,"a":3},"groups":{"a":[1,3],"b":[2]}}"#
    );
    let back: Shapes = serde_json::from_str(&json).unwrap();
    assert_eq!((&back.pairs, &back.map), (&shapes.pairs, &shapes.map));
    assert_ne!(back.groups, shapes.groups, "grouped");
    assert!(back.groups.eq_unordered(&shapes.groups));
    back.pairs.check();
    back.map.check();
    back.groups.check();
}

/// The other shapes where there is no field to put an attribute on.
#[test]
fn wrappers_have_the_shapes_of_the_attributes() {
    type Map = OrderedMultiMap<String, u32>;
    let json = r#"{"a":1,"b":2,"a":3}"#;
    assert_eq!(serde_json::to_string(&AsMap(&map())).unwrap(), json);
    assert_eq!(serde_json::to_string(&AsMap::from(map())).unwrap(), json);
    let AsMap(back) = serde_json::from_str::<AsMap<Map>>(json).unwrap();
    back.check();
    assert_eq!(back, map());

    let json = r#"{"a":[1,3],"b":[2]}"#;
    assert_eq!(serde_json::to_string(&AsGroups(&map())).unwrap(), json);
    assert_eq!(serde_json::to_string(&AsGroups::from(map())).unwrap(), json);
    let many: Vec<Option<AsGroups<Map>>> = serde_json::from_str(&format!("[{json},null]")).unwrap();
    let [Some(AsGroups(back)), None] = &many[..] else { panic!("{many:?}") };
    back.check();
    assert!(back.eq_unordered(&map()));

    let error = serde_json::from_str::<AsMap<Map>>("[]").unwrap_err().to_string();
    assert!(error.contains("expected a map"), "{error}");
    let error = serde_json::from_str::<AsGroups<Map>>(r#"{"a":1}"#).unwrap_err().to_string();
    assert!(error.contains("expected a sequence"), "{error}");
}

#[test]
fn a_json_object_with_repeated_keys_is_unchanged() {
    let json = r#"{"x":[1],"y":null,"x":"twice","":{"z":0},"x":{}}"#;
    let mut input = serde_json::Deserializer::from_str(json);
    let map: OrderedMultiMap<String, serde_json::Value> =
        serde_map::deserialize(&mut input).unwrap();
    assert_eq!(map.count("x"), 3);
    let mut output = Vec::new();
    serde_map::serialize(&map, &mut serde_json::Serializer::new(&mut output)).unwrap();
    assert_eq!(output, json.as_bytes());
}

#[test]
fn empty_lists_vanish() {
    let mut input = serde_json::Deserializer::from_str(r#"{"a":[],"b":[1,2],"b":[3]}"#);
    let map: OrderedMultiMap<String, u32> = serde_groups::deserialize(&mut input).unwrap();
    assert!(!map.contains_key("a"));
    assert!(map.get_all("b").eq(&[1, 2, 3]));
}

#[test]
fn other_shapes_are_refused_with_the_expectation() {
    let pairs = |json| serde_json::from_str::<OrderedMultiMap<String, u32>>(json).unwrap_err();
    assert!(pairs("{}").to_string().contains("expected a sequence of pairs"));
    assert!(pairs(r#"[["a"]]"#).to_string().contains("expected a tuple of size 2"));
    type Empty = OrderedMultiMap<String, u32>;
    let mut input = serde_json::Deserializer::from_str("[]");
    let result: Result<Empty, _> = serde_map::deserialize(&mut input);
    assert!(result.unwrap_err().to_string().contains("expected a map"));
    let mut input = serde_json::Deserializer::from_str("[]");
    let result: Result<Empty, _> = serde_groups::deserialize(&mut input);
    assert!(result.unwrap_err().to_string().contains("expected a map of lists"));
}

#[test]
fn hints_are_not_trusted_with_memory() {
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
    let pairs = [(1_u32, 2_u32), (1, 3)];
    // This one is a sequence of pairs as well.
    let input = MapDeserializer::<_, Error>::new(Liar(pairs.into_iter()));
    let map: OrderedMultiMap<u32, u32> = OrderedMultiMap::deserialize(input).unwrap();
    assert!(map == pairs && map.capacity() <= 4096);
    let input = MapDeserializer::<_, Error>::new(Liar(pairs.into_iter()));
    let map: OrderedMultiMap<u32, u32> = serde_map::deserialize(input).unwrap();
    assert!(map == pairs && map.capacity() <= 4096);
}
