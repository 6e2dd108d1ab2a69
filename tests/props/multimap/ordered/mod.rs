//! Properties of `OrderedMultiMap`.

mod model;

#[cfg(not(feature = "__audit"))]
use crate::unaudited::{Unaudited as _, with_small_limit};
use boltons::multimap::OrderedMultiMap;
#[cfg(feature = "__audit")]
use boltons::multimap::ordered::with_small_limit;
use proptest::collection::vec;
use proptest::prelude::*;

use model::{Both, Op};

/// The limits of small mode under which everything is tested.
const LIMITS: [usize; 3] = [0, 2, 16];

pub fn op(ids: u16) -> impl Strategy<Value = Op> {
    let id = 0..ids;
    let few = 0..4_u8;
    prop_oneof![
        // Building.
        20 => id.clone().prop_map(Op::Append),
        2 => (id.clone(), 0..6_u8).prop_map(|(id, n)| Op::AppendAll(id, n)),
        2 => vec(id.clone(), 0..20).prop_map(Op::Extend),
        3 => id.clone().prop_map(Op::Insert),
        2 => id.clone().prop_map(Op::Reinsert),
        2 => (any::<u16>(), id.clone()).prop_map(|(index, id)| Op::InsertAt(index, id)),
        2 => vec(id.clone(), 0..12).prop_map(Op::Update),
        3 => (id.clone(), 0..6_u8).prop_map(|(id, n)| Op::InsertAll(id, n)),
        1 => prop_oneof![Just(Op::UpdateOwnClone), Just(Op::ExtendOwnClone)],
        // One key.
        2 => id.clone().prop_map(Op::EntryOrInsert),
        2 => id.clone().prop_map(Op::EntryAppend),
        2 => id.clone().prop_map(Op::EntryInsert),
        1 => (id.clone(), few.clone(), few.clone())
            .prop_map(|(id, front, back)| Op::EntryRemoveAll(id, front, back)),
        1 => id.clone().prop_map(Op::EntryLeave),
        1 => id.clone().prop_map(Op::GetMut),
        1 => id.clone().prop_map(Op::GetLastMut),
        1 => id.clone().prop_map(Op::GetAllMut),
        1 => prop_oneof![Just(Op::IterMut), Just(Op::ValuesMut)],
        // Moving.
        4 => (id.clone(), id.clone()).prop_map(|(old, new)| Op::ReplaceKey(old, new)),
        3 => id.clone().prop_map(Op::MoveToBack),
        2 => id.clone().prop_map(Op::MoveToFront),
        2 => (any::<u16>(), any::<u16>()).prop_map(|(from, to)| Op::MoveIndex(from, to)),
        3 => (any::<u16>(), any::<u16>()).prop_map(|(a, b)| Op::SwapIndices(a, b)),
        // Removing.
        5 => id.clone().prop_map(Op::RemoveFirst),
        5 => id.clone().prop_map(Op::RemoveLast),
        3 => (id.clone(), few.clone(), few)
            .prop_map(|(id, front, back)| Op::RemoveAll(id, front, back)),
        6 => any::<u16>().prop_map(Op::RemoveIndex),
        3 => prop_oneof![Just(Op::Pop), Just(Op::PopLast)],
        3 => Just(Op::PopFirst),
        1 => any::<u8>().prop_map(Op::Retain),
        1 => (id, any::<u8>()).prop_map(|(id, rest)| Op::RetainAll(id, rest)),
        1 => (any::<u8>(), 0..5_u8).prop_map(|(rest, most)| Op::ExtractIf(rest, most)),
        // The whole map.
        2 => prop_oneof![
            Just(Op::SortKeys), Just(Op::SortBy), Just(Op::SortValuesBy), Just(Op::Reverse),
            Just(Op::Clone), Just(Op::Collect), Just(Op::Shrink), any::<u8>().prop_map(Op::Reserve),
        ],
        1 => prop_oneof![Just(Op::Clear), (few_ends(), few_ends()).prop_map(|(a, b)| Op::Drain(a, b))],
    ]
}

/// How many entries are taken from an end.
fn few_ends() -> impl Strategy<Value = u8> {
    0..4_u8
}

/// Starts around the switch of modes and around capacities.
pub fn start() -> impl Strategy<Value = usize> {
    prop_oneof![Just(0_usize), 1..4_usize, 15..19_usize, 31..34_usize, 63..66_usize, 127..130_usize,]
}

pub fn run(ids: u16, start: usize, ops: &[Op]) {
    for limit in LIMITS {
        with_small_limit(limit, || {
            let mut both = Both::new();
            for i in 0..start {
                both.run(&Op::Append((i % usize::from(ids)) as u16));
            }
            both.compare(ids);
            for op in ops {
                both.run(op);
                both.compare(ids);
            }
        });
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn three_keys_behave_as_a_list(start in start(), ops in vec(op(3), 0..60)) {
        run(3, start, &ops);
    }

    #[test]
    fn twenty_keys_behave_as_a_list(start in start(), ops in vec(op(20), 0..80)) {
        run(20, start, &ops);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, ..ProptestConfig::default() })]

    #[test]
    fn three_hundred_keys_behave_as_a_list(start in start(), ops in vec(op(300), 0..80)) {
        run(300, start, &ops);
    }
}

/// Runs a law with each limit of small mode.
fn in_each_mode(law: impl Fn() -> Result<(), TestCaseError>) -> Result<(), TestCaseError> {
    LIMITS.into_iter().try_for_each(|limit| with_small_limit(limit, &law))
}

fn pairs() -> impl Strategy<Value = Vec<(u8, u8)>> {
    vec((0..12_u8, 0..4_u8), 0..50)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn inverting_twice_changes_nothing(pairs in pairs()) {
        in_each_mode(|| {
        let map: OrderedMultiMap<u8, u8> = pairs.iter().copied().collect();
        let inverse = map.clone().into_inverse();
        inverse.check();
        prop_assert!(inverse.iter().eq(map.iter().map(|(key, value)| (value, key))));
        prop_assert_eq!(inverse.into_inverse(), map);
            Ok(())
        })?;
    }

    #[test]
    fn groups_flattened_are_a_permutation(pairs in pairs()) {
        in_each_mode(|| {
        let map: OrderedMultiMap<u8, u8> = pairs.iter().copied().collect();
        let mut flat: Vec<(u8, u8)> =
            map.groups().flat_map(|(key, values)| values.map(move |value| (*key, *value))).collect();
        let regrouped: OrderedMultiMap<u8, u8> = flat.iter().copied().collect();
        prop_assert!(regrouped.eq_unordered(&map));
        let groups = map.clone().into_groups();
        prop_assert!(groups.keys().eq(map.unique_keys()));
        for (key, values) in &groups {
            prop_assert!(map.get_all(key).eq(values));
            prop_assert_eq!(map.counts()[key], values.len());
        }
        let mut sorted = pairs.clone();
        sorted.sort_unstable();
        flat.sort_unstable();
        prop_assert_eq!(flat, sorted);
            Ok(())
        })?;
    }

    #[test]
    fn equal_maps_are_equal_in_every_sense(one in pairs(), other in pairs()) {
        in_each_mode(|| {
        use std::hash::{BuildHasher, RandomState};

        let (map, others): (OrderedMultiMap<u8, u8>, OrderedMultiMap<u8, u8>) =
            (one.iter().copied().collect(), other.iter().copied().collect());
        prop_assert_eq!(map == others, one == other);
        let by_key = |pairs: &[(u8, u8)]| {
            let mut pairs = pairs.to_vec();
            pairs.sort_by_key(|(key, _)| *key);
            pairs
        };
        prop_assert_eq!(map.eq_unordered(&others), by_key(&one) == by_key(&other));
        let same: OrderedMultiMap<u8, u8> = one.iter().copied().collect();
        let state = RandomState::new();
        prop_assert!(map == same && map.eq_unordered(&same));
        prop_assert_eq!(state.hash_one(&map), state.hash_one(&same));
            Ok(())
        })?;
    }

    #[test]
    fn update_shows_the_values_of_its_source(pairs in pairs(), new in pairs()) {
        in_each_mode(|| {
        let mut map: OrderedMultiMap<u8, u8> = pairs.iter().copied().collect();
        let source: OrderedMultiMap<u8, u8> = new.iter().copied().collect();
        map.update(new.iter().copied());
        map.check();
        for (key, values) in source.groups() {
            prop_assert!(map.get_all(key).eq(values));
        }
        let kept = pairs.iter().filter(|(key, _)| !source.contains_key(key));
        prop_assert!(map.iter().map(|(k, v)| (*k, *v)).eq(kept.copied().chain(new.iter().copied())));
            Ok(())
        })?;
    }

    #[test]
    fn sorted_maps_are_sorted(pairs in pairs()) {
        in_each_mode(|| {
        let mut map: OrderedMultiMap<u8, u8> = pairs.iter().copied().collect();
        map.sort_values_by(Ord::cmp);
        prop_assert!(map.groups().all(|(_, values)| values.is_sorted()));
        map.sort_keys();
        prop_assert!(map.keys().is_sorted());
        let mut sorted = pairs.clone();
        sorted.sort_unstable();
        prop_assert!(map == sorted[..]);
            Ok(())
        })?;
    }

    #[cfg(feature = "serde")]
    #[test]
    fn serde_keeps_what_its_shape_can(pairs in pairs()) {
        in_each_mode(|| {
        use boltons::multimap::{serde_groups, serde_map};

        type Map = OrderedMultiMap<String, u8>;
        let map: Map = pairs.iter().map(|(key, value)| (key.to_string(), *value)).collect();
        let json = serde_json::to_string(&map).unwrap();
        prop_assert_eq!(&serde_json::from_str::<Map>(&json).unwrap(), &map);

        let mut json = Vec::new();
        serde_map::serialize(&map, &mut serde_json::Serializer::new(&mut json)).unwrap();
        let back: Map =
            serde_map::deserialize(&mut serde_json::Deserializer::from_slice(&json)).unwrap();
        prop_assert_eq!(&back, &map);

        let mut json = Vec::new();
        serde_groups::serialize(&map, &mut serde_json::Serializer::new(&mut json)).unwrap();
        let back: Map =
            serde_groups::deserialize(&mut serde_json::Deserializer::from_slice(&json)).unwrap();
        prop_assert!(back.eq_unordered(&map));
            Ok(())
        })?;
    }
}
