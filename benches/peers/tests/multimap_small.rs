//! The small maps of `multimap` against the crates that do the same, as oracles.
#![cfg(feature = "multimap")]

use std::collections::HashMap;

use bimap::BiHashMap;
use boltons::multimap::{BiMap, CaseInsensitive, IndexMap, Overwritten, ignore_case};
use proptest::prelude::*;
use unicase::Ascii;

/// The rival's answer in our words: the cases and the order within `Both` are the same.
fn ours<L, R>(theirs: bimap::Overwritten<L, R>) -> Overwritten<L, R> {
    match theirs {
        bimap::Overwritten::Neither => Overwritten::Neither,
        bimap::Overwritten::Left(l, r) => Overwritten::Left(l, r),
        bimap::Overwritten::Right(l, r) => Overwritten::Right(l, r),
        bimap::Overwritten::Pair(l, r) => Overwritten::Pair(l, r),
        bimap::Overwritten::Both(left, right) => Overwritten::Both(left, right),
    }
}

fn same(map: &BiMap<u8, u8>, theirs: &BiHashMap<u8, u8>) -> Result<(), TestCaseError> {
    prop_assert_eq!(map.len(), theirs.len());
    for value in 0..=u8::MAX {
        prop_assert_eq!(map.get_by_left(&value), theirs.get_by_left(&value));
        prop_assert_eq!(map.get_by_right(&value), theirs.get_by_right(&value));
    }
    Ok(())
}

#[test]
fn every_overwritten_case_is_as_in_bimap() {
    let mut seen = [false; 5];
    for code in 0..9_usize.pow(4) {
        let (mut map, mut theirs) = (BiMap::new(), BiHashMap::new());
        for step in 0..4 {
            let pair = code / 9_usize.pow(step) % 9;
            let (left, right) = (pair / 3, pair % 3);
            let overwritten = map.insert(left, right);
            assert_eq!(overwritten, ours(theirs.insert(left, right)));
            seen[match overwritten {
                Overwritten::Neither => 0,
                Overwritten::Left(..) => 1,
                Overwritten::Right(..) => 2,
                Overwritten::Pair(..) => 3,
                Overwritten::Both(..) => 4,
            }] = true;
        }
        let mut all: Vec<_> = map.into_iter().collect();
        let mut expected: Vec<_> = theirs.into_iter().collect();
        all.sort_unstable();
        expected.sort_unstable();
        assert_eq!(all, expected);
    }
    assert_eq!(seen, [true; 5]);
}

proptest! {
    #[test]
    fn bimap_behaves_as_bihashmap(
        domain in prop_oneof![Just(4_u8), Just(30), Just(200)],
        ops in prop::collection::vec((0_u8..7, any::<u8>(), any::<u8>()), 0..250),
    ) {
        let (mut map, mut theirs) = (BiMap::new(), BiHashMap::new());
        for (op, a, b) in ops {
            let (left, right) = (a % domain, b % domain);
            match op {
                0..3 => prop_assert_eq!(map.insert(left, right), ours(theirs.insert(left, right))),
                3 => prop_assert_eq!(
                    map.try_insert(left, right),
                    theirs.insert_no_overwrite(left, right)
                ),
                4 => prop_assert_eq!(map.remove_by_left(&left), theirs.remove_by_left(&left)),
                5 => prop_assert_eq!(map.remove_by_right(&right), theirs.remove_by_right(&right)),
                _ => {
                    let keep = |l: &u8, r: &u8| (l ^ r) & 7 != 0;
                    map.retain(keep);
                    theirs.retain(keep);
                }
            }
        }
        same(&map, &theirs)?;
        let mut inverse = BiHashMap::new();
        inverse.extend(theirs.iter().map(|(left, right)| (*right, *left)));
        same(&map.into_inverse(), &inverse)?;
    }

    #[test]
    fn keys_without_case_behave_as_unicase_ascii(
        texts in prop::collection::vec("[a-cA-CéÉ\u{212A}kK]{0,4}", 1..30),
    ) {
        let ours: IndexMap<CaseInsensitive<&str>, usize> =
            texts.iter().enumerate().map(|(i, text)| (CaseInsensitive::new(text.as_str()), i)).collect();
        let theirs: HashMap<Ascii<&str>, usize> =
            texts.iter().enumerate().map(|(i, text)| (Ascii::new(text.as_str()), i)).collect();
        prop_assert_eq!(ours.len(), theirs.len());
        for text in &texts {
            let swapped: String = text
                .chars()
                .map(|c| if c.is_ascii_lowercase() { c.to_ascii_uppercase() } else { c.to_ascii_lowercase() })
                .collect();
            let found = ours.get(&ignore_case(&swapped));
            prop_assert_eq!(found, theirs.get(&Ascii::new(swapped.as_str())));
            prop_assert!(found.is_some());
        }
        for a in &texts {
            for b in &texts {
                let order = CaseInsensitive::new(a.as_str()).cmp(&CaseInsensitive::new(b.as_str()));
                prop_assert_eq!(order, Ascii::new(a.as_str()).cmp(&Ascii::new(b.as_str())));
            }
        }
    }
}
