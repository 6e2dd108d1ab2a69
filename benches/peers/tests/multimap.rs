//! `OrderedMultiMap` with the rivals as oracles.

#![cfg(feature = "multimap")]

use boltons::multimap::{IndexMap, OrderedMultiMap};
use http::{HeaderMap, HeaderName};
use proptest::collection::vec;
use proptest::prelude::*;

/// Names in lower case, as `HeaderMap` wants them.
const NAMES: [&str; 5] = ["cookie", "host", "set-cookie", "via", "x-id"];

fn name(id: u8) -> HeaderName {
    HeaderName::from_static(NAMES[usize::from(id) % NAMES.len()])
}

proptest! {
    /// With distinct keys the map is an `IndexMap` whose removals shift.
    #[test]
    fn unique_keys_behave_as_an_index_map(ops in vec((0..8_u8, 0..24_u16, any::<u32>()), 0..200)) {
        let mut map: OrderedMultiMap<u16, u32> = OrderedMultiMap::new();
        let mut oracle: IndexMap<u16, u32> = IndexMap::new();
        for (op, key, value) in ops {
            match op {
                0..4 => prop_assert_eq!(map.insert(key, value), oracle.insert(key, value)),
                4 => prop_assert_eq!(map.remove_first(&key), oracle.shift_remove(&key)),
                5 => {
                    let index = usize::from(key);
                    prop_assert_eq!(map.remove_index(index), oracle.shift_remove_index(index));
                }
                6 => prop_assert_eq!(*map.entry(key).or_insert(value), *oracle.entry(key).or_insert(value)),
                _ => prop_assert_eq!(map.pop(), oracle.pop()),
            }
            prop_assert!(map.iter().eq(&oracle));
            prop_assert_eq!(map.index_of(&key), oracle.get_index_of(&key));
            prop_assert_eq!(map.keys_len(), oracle.len());
        }
        let groups = map.clone().into_groups();
        prop_assert!(groups.iter().map(|(key, values)| (key, &values[0])).eq(&oracle));
        prop_assert_eq!(OrderedMultiMap::from(oracle), map);
    }

    /// `HeaderMap` groups repeats and loses their place, but agrees key by key.
    #[test]
    fn headers_behave_as_a_header_map(ops in vec((0..6_u8, 0..5_u8, any::<u32>()), 0..120)) {
        let mut map: OrderedMultiMap<HeaderName, u32> = OrderedMultiMap::new();
        let mut oracle: HeaderMap<u32> = HeaderMap::default();
        for (op, id, value) in ops {
            let name = name(id);
            match op {
                0..3 => {
                    oracle.append(name.clone(), value);
                    map.append(name, value);
                }
                3 => prop_assert_eq!(map.insert(name.clone(), value), oracle.insert(name, value)),
                4 => {
                    let gone = map.remove_all(&name).next();
                    prop_assert_eq!(gone, oracle.remove(&name));
                }
                _ => prop_assert_eq!(map.get(&name), oracle.get(&name)),
            }
            prop_assert_eq!((map.len(), map.keys_len()), (oracle.len(), oracle.keys_len()));
            for id in 0..5 {
                let name = self::name(id);
                prop_assert!(map.get_all(&name).eq(oracle.get_all(&name)));
                prop_assert!(map.get_all(&name).rev().eq(oracle.get_all(&name).iter().rev()));
            }
        }
    }
}
