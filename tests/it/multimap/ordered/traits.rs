//! Traits, auto traits, variance and sizes.

use std::collections::HashMap;
use std::collections::hash_map::DefaultHasher;
use std::fmt::Debug;
use std::hash::{BuildHasher, BuildHasherDefault, RandomState};
use std::panic::{RefUnwindSafe, UnwindSafe};

use boltons::multimap::{IndexMap, OrderedMultiMap, ordered};

use crate::multimap::crash::Steady;

type Zero = BuildHasherDefault<DefaultHasher>;

fn plain<T: Send + Sync + Unpin + UnwindSafe + RefUnwindSafe + Debug>() {}
fn shared<T: Send + Sync + Unpin + Debug>() {}
fn cloned<T: Clone>() {}

#[test]
fn auto_traits_hold() {
    plain::<OrderedMultiMap<String, u32>>();
    plain::<ordered::Iter<'_, String, u32>>();
    plain::<ordered::Keys<'_, String, u32>>();
    plain::<ordered::Values<'_, String, u32>>();
    plain::<ordered::IntoIter<String, u32>>();
    plain::<ordered::GetAll<'_, String, u32>>();
    plain::<ordered::Groups<'_, String, u32>>();
    plain::<ordered::UniqueKeys<'_, String, u32>>();
    shared::<ordered::IterMut<'_, String, u32>>();
    shared::<ordered::ValuesMut<'_, String, u32>>();
    shared::<ordered::GetAllMut<'_, String, u32>>();
    shared::<ordered::RemoveAll<'_, String, u32>>();
    shared::<ordered::ExtractIf<'_, String, u32, fn(&String, &mut u32) -> bool>>();
    shared::<ordered::Entry<'_, String, u32>>();
    shared::<ordered::OccupiedEntry<'_, String, u32>>();
    shared::<ordered::VacantEntry<'_, String, u32>>();
}

#[test]
fn shared_iterators_are_clone_whatever_they_yield() {
    struct NotClone;
    cloned::<ordered::Iter<'_, NotClone, NotClone>>();
    cloned::<ordered::Keys<'_, NotClone, NotClone>>();
    cloned::<ordered::Values<'_, NotClone, NotClone>>();
    cloned::<ordered::GetAll<'_, NotClone, NotClone>>();
    cloned::<ordered::UniqueKeys<'_, NotClone, NotClone>>();
    cloned::<ordered::Groups<'_, NotClone, NotClone>>();
}

#[test]
fn the_map_is_covariant() {
    fn shorter<'a>(map: OrderedMultiMap<&'static str, u32>) -> OrderedMultiMap<&'a str, u32> {
        map
    }
    fn iter<'a>(iter: ordered::Iter<'a, &'static str, u32>) -> ordered::Iter<'a, &'a str, u32> {
        iter
    }
    let map = shorter(OrderedMultiMap::from([("a", 1)]));
    assert_eq!(map["a"], 1);
    assert_eq!(iter(OrderedMultiMap::from([("a", 1)]).iter()).len(), 1);
}

#[test]
fn sizes_are_small() {
    const WORD: usize = size_of::<usize>();
    // Numbers of 32 bits are half a word here, and a word elsewhere.
    #[cfg(target_pointer_width = "64")]
    {
        assert!(size_of::<OrderedMultiMap<u64, u64, Zero>>() <= 11 * WORD);
        assert!(size_of::<ordered::GetAll<'_, u64, u64>>() <= 5 * WORD);
    }
    assert_eq!(size_of::<ordered::Iter<'_, u64, u64>>(), 3 * WORD);
}

#[test]
fn construction_needs_no_bounds_and_no_std_hasher() {
    struct Nothing;
    const EMPTY: OrderedMultiMap<u8, u8, Zero> = OrderedMultiMap::with_hasher(Zero::new());
    let mut map = EMPTY;
    map.append(1, 2);
    assert_eq!(map[&1], 2);
    let map: OrderedMultiMap<Nothing, Nothing, ()> = OrderedMultiMap::with_hasher(());
    assert!(map.is_empty() && map.iter().next().is_none());
    let map: OrderedMultiMap<Nothing, Nothing, Zero> = OrderedMultiMap::default();
    assert_eq!(map.len(), 0);
}

#[test]
fn maps_of_any_hashers_are_equal_in_order() {
    let map = OrderedMultiMap::from([("a", 1), ("b", 2), ("a", 3)]);
    let mut other: OrderedMultiMap<&str, i32, Steady> = OrderedMultiMap::default();
    other.extend([("a", 1), ("b", 2)]);
    assert_ne!(map, other);
    other.append("a", 3);
    assert_eq!(map, other);
    assert_eq!(map, [("a", 1), ("b", 2), ("a", 3)]);
    assert_eq!(map, [("a", 1), ("b", 2), ("a", 3)][..]);
    assert_ne!(map, [("b", 2), ("a", 1), ("a", 3)]);
    assert!(map.eq_unordered(&OrderedMultiMap::from([("b", 2), ("a", 1), ("a", 3)])));
    let state = RandomState::new();
    assert_eq!(state.hash_one(&map), state.hash_one(&other));
    let nested = HashMap::from([(map, 1)]);
    assert_eq!(nested[&OrderedMultiMap::from([("a", 1), ("b", 2), ("a", 3)])], 1);
}

#[test]
fn hash_takes_the_length_first() {
    let state = RandomState::new();
    let one = (OrderedMultiMap::from([(1, 1)]), OrderedMultiMap::from([(2, 2), (3, 3)]));
    let two = (OrderedMultiMap::from([(1, 1), (2, 2)]), OrderedMultiMap::from([(3, 3)]));
    assert_ne!(state.hash_one(&one), state.hash_one(&two));
}

#[test]
fn debug_reads_like_the_array() {
    let map = OrderedMultiMap::from([("a", 1), ("b", 2), ("a", 3)]);
    assert_eq!(format!("{map:?}"), r#"[("a", 1), ("b", 2), ("a", 3)]"#);
    assert_eq!(format!("{:?}", OrderedMultiMap::<u8, u8>::new()), "[]");
}

#[test]
fn index_map_there_and_back() {
    let mut plain = IndexMap::new();
    plain.extend([("b", 1), ("a", 2)]);
    let map = OrderedMultiMap::from(plain.clone());
    assert_eq!(map, [("b", 1), ("a", 2)]);
    assert_eq!(map.into_iter().collect::<IndexMap<_, _>>(), plain);
    let map = OrderedMultiMap::from([("b", 1), ("a", 2), ("b", 3)]);
    assert!(map.counts().into_iter().eq([(&"b", 2), (&"a", 1)]));
    let groups = map.into_groups();
    assert!(groups.iter().map(|(k, v)| (*k, v.as_slice())).eq([("b", &[1, 3][..]), ("a", &[2])]));
}

#[test]
fn extend_takes_references_to_copies() {
    let source = OrderedMultiMap::from([(1, 'a'), (1, 'b')]);
    let mut map = OrderedMultiMap::new();
    map.extend(&source);
    map.extend(source.iter().rev());
    assert_eq!(map, [(1, 'a'), (1, 'b'), (1, 'b'), (1, 'a')]);
}

#[test]
fn borrowed_queries_find_owned_keys() {
    let map: OrderedMultiMap<String, u32> = (0..30).map(|n| (n.to_string(), n)).collect();
    assert_eq!(map.get("29"), Some(&29));
    assert_eq!(map["7"], 7);
    let values = {
        let query = String::from("5");
        map.get_all(query.as_str())
    };
    assert!(values.eq(&[5]), "the values outlive the query");
}

#[test]
fn floats_are_values() {
    let map = OrderedMultiMap::from([("a", f64::NAN)]);
    assert_ne!(map, map.clone());
    assert!(map["a"].is_nan());
}
