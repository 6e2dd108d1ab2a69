//! `BiMap` against a list of pairs, step by step.

#[cfg(not(feature = "__audit"))]
use crate::unaudited::{SmallLimit as _, Unaudited as _};
use boltons::multimap::{BiMap, OnDuplicate, Overwritten};
use proptest::prelude::*;

/// A value that is equal by its class and has a spelling beside it.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    pub class: u16,
    pub spelling: u8,
}

impl PartialEq for Word {
    fn eq(&self, other: &Self) -> bool {
        self.class == other.class
    }
}

impl Eq for Word {}

impl std::hash::Hash for Word {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.class.hash(state);
    }
}

impl Word {
    /// What must be alike in the map and in its model, spelling included.
    pub fn parts(self) -> (u16, u8) {
        (self.class, self.spelling)
    }
}

/// Words of one of three domains: nearly everything repeats, some does, hardly anything does.
pub fn words(domain: u16) -> impl Strategy<Value = Word> + Clone {
    (0..domain, any::<u8>()).prop_map(|(class, spelling)| Word { class, spelling })
}

pub fn domains() -> impl Strategy<Value = u16> {
    prop_oneof![Just(3), Just(20), Just(300)]
}

#[derive(Clone, Debug)]
pub enum Op {
    Insert(Word, Word),
    TryInsert(Word, Word),
    InsertWith(Word, Word, OnDuplicate),
    Extend(Vec<(Word, Word)>),
    TryExtend(Vec<(Word, Word)>),
    ReplaceLeft(Word, Word),
    ReplaceRight(Word, Word),
    RemoveByLeft(Word),
    RemoveByRight(Word),
    Pop,
    PopLast,
    PopFirst,
    /// Sorts by the classes' sum with this remainder.
    SortBy(u16),
    /// Takes out the pairs whose classes' sum has such a remainder, and stops after so many.
    ExtractIf(u16, u8),
    /// Takes so many from the front, then drops the iterator.
    Drain(u8),
    /// Keeps the pairs whose classes' sum has no such remainder.
    Retain(u16),
    Reserve(u8),
    ShrinkToFit,
    Clone,
    Invert,
    Rebuild,
    Clear,
}

pub fn ops(domain: u16) -> impl Strategy<Value = Op> {
    let word = words(domain);
    let pair = (word.clone(), word.clone());
    prop_oneof![
        16 => pair.clone().prop_map(|(left, right)| Op::Insert(left, right)),
        4 => pair.clone().prop_map(|(left, right)| Op::TryInsert(left, right)),
        6 => (pair.clone(), policies())
            .prop_map(|((left, right), policy)| Op::InsertWith(left, right, policy)),
        4 => prop::collection::vec(pair.clone(), 0..20).prop_map(Op::Extend),
        2 => prop::collection::vec(pair.clone(), 0..4).prop_map(Op::TryExtend),
        4 => pair.clone().prop_map(|(old, new)| Op::ReplaceLeft(old, new)),
        4 => pair.prop_map(|(old, new)| Op::ReplaceRight(old, new)),
        8 => word.clone().prop_map(Op::RemoveByLeft),
        8 => word.prop_map(Op::RemoveByRight),
        3 => prop_oneof![Just(Op::Pop), Just(Op::PopLast), Just(Op::PopFirst)],
        1 => (1_u16..5).prop_map(Op::SortBy),
        2 => (0_u16..3, 0..5_u8).prop_map(|(rest, most)| Op::ExtractIf(rest, most)),
        1 => (0..4_u8).prop_map(Op::Drain),
        1 => (0_u16..3).prop_map(Op::Retain),
        1 => any::<u8>().prop_map(Op::Reserve),
        1 => Just(Op::ShrinkToFit),
        1 => Just(Op::Clone),
        1 => Just(Op::Invert),
        1 => Just(Op::Rebuild),
        1 => Just(Op::Clear),
    ]
}

fn policies() -> impl Strategy<Value = OnDuplicate> {
    prop_oneof![
        Just(OnDuplicate::Keep),
        Just(OnDuplicate::ReplaceLeft),
        Just(OnDuplicate::ReplaceRight),
        Just(OnDuplicate::Replace),
    ]
}

type Map = BiMap<Word, Word>;
type Model = Vec<(Word, Word)>;

fn insert(model: &mut Model, left: Word, right: Word) -> Overwritten<Word, Word> {
    let at_left = model.iter().position(|pair| pair.0 == left);
    let at_right = model.iter().position(|pair| pair.1 == right);
    match (at_left, at_right) {
        (None, None) => {
            model.push((left, right));
            Overwritten::Neither
        }
        (None, Some(j)) => {
            let (l, r) = model.remove(j);
            model.push((left, right));
            Overwritten::Right(l, r)
        }
        (Some(i), other) => {
            let (l, r) = std::mem::replace(&mut model[i], (left, right));
            match other {
                None => Overwritten::Left(l, r),
                Some(j) if j == i => Overwritten::Pair(l, r),
                Some(j) => Overwritten::Both((l, r), model.remove(j)),
            }
        }
    }
}

fn remove(model: &mut Model, hit: impl Fn(&(Word, Word)) -> bool) -> Option<(Word, Word)> {
    let at = model.iter().position(hit)?;
    Some(model.remove(at))
}

fn step(op: Op, map: &mut Map, model: &mut Model) -> Result<(), TestCaseError> {
    match op {
        Op::Insert(left, right) => {
            let (ours, theirs) = (map.insert(left, right), insert(model, left, right));
            prop_assert_eq!(format!("{ours:?}"), format!("{theirs:?}"), "with spellings");
        }
        Op::TryInsert(left, right) => {
            let clash = model.iter().any(|pair| pair.0 == left || pair.1 == right);
            prop_assert_eq!(map.try_insert(left, right).is_err(), clash);
            if !clash {
                model.push((left, right));
            }
        }
        Op::InsertWith(left, right, policy) => {
            let at_left = model.iter().position(|pair| pair.0 == left);
            let at_right = model.iter().position(|pair| pair.1 == right);
            let other = at_left != at_right;
            let refused = match policy {
                OnDuplicate::Keep => at_left.is_some() || at_right.is_some(),
                OnDuplicate::ReplaceLeft => at_right.is_some() && other,
                OnDuplicate::ReplaceRight => at_left.is_some() && other,
                OnDuplicate::Replace => false,
            };
            let theirs = if refused { Err((left, right)) } else { Ok(insert(model, left, right)) };
            let ours = map.insert_with(left, right, policy);
            prop_assert_eq!(format!("{ours:?}"), format!("{theirs:?}"), "with spellings");
        }
        Op::TryExtend(pairs) => {
            let clash = |i: usize| {
                let all = model.iter().chain(&pairs[..i]);
                all.into_iter().any(|pair| pair.0 == pairs[i].0 || pair.1 == pairs[i].1)
            };
            let first = (0..pairs.len()).find(|&i| clash(i));
            let outcome = map.try_extend(pairs.iter().copied());
            prop_assert_eq!(outcome.err().and_then(|error| error.position()), first);
            if first.is_none() {
                model.extend(pairs);
            }
        }
        Op::ReplaceLeft(old, new) => {
            let at = model.iter().position(|pair| pair.0 == old);
            let free = model.iter().all(|pair| pair.0 != new || pair.0 == old);
            let theirs = match at.filter(|_| free) {
                Some(at) => Ok(std::mem::replace(&mut model[at].0, new)),
                None => Err(new),
            };
            let ours = map.replace_left(&old, new);
            prop_assert_eq!(format!("{ours:?}"), format!("{theirs:?}"), "with spellings");
        }
        Op::ReplaceRight(old, new) => {
            let at = model.iter().position(|pair| pair.1 == old);
            let free = model.iter().all(|pair| pair.1 != new || pair.1 == old);
            let theirs = match at.filter(|_| free) {
                Some(at) => Ok(std::mem::replace(&mut model[at].1, new)),
                None => Err(new),
            };
            let ours = map.replace_right(&old, new);
            prop_assert_eq!(format!("{ours:?}"), format!("{theirs:?}"), "with spellings");
        }
        Op::PopLast => prop_assert_eq!(map.pop_last(), model.pop()),
        Op::PopFirst => {
            let first = (!model.is_empty()).then(|| model.remove(0));
            prop_assert_eq!(map.pop_first(), first);
        }
        Op::SortBy(modulus) => {
            let sum = |left: &Word, right: &Word| (left.class + right.class) % modulus;
            map.sort_by(|l1, r1, l2, r2| sum(l1, r1).cmp(&sum(l2, r2)));
            model.sort_by_key(|(left, right)| sum(left, right));
        }
        Op::ExtractIf(rest, most) => {
            let goes = |left: &Word, right: &Word| (left.class + right.class) % 3 == rest;
            let gone: Vec<_> = map.extract_if(goes).take(most.into()).collect();
            let mut theirs = Vec::new();
            model.retain(|&(left, right)| {
                let hit = goes(&left, &right) && theirs.len() < usize::from(most);
                if hit {
                    theirs.push((left, right));
                }
                !hit
            });
            prop_assert_eq!(gone, theirs);
        }
        Op::Drain(front) => {
            let gone: Vec<_> = map.drain().take(front.into()).collect();
            prop_assert!(gone.iter().eq(model.iter().take(front.into())));
            model.clear();
        }
        Op::Extend(pairs) => {
            for &(left, right) in &pairs {
                insert(model, left, right);
            }
            map.extend(pairs);
        }
        Op::RemoveByLeft(left) => {
            prop_assert_eq!(map.remove_by_left(&left), remove(model, |pair| pair.0 == left));
        }
        Op::RemoveByRight(right) => {
            prop_assert_eq!(map.remove_by_right(&right), remove(model, |pair| pair.1 == right));
        }
        Op::Pop => prop_assert_eq!(map.pop(), model.pop()),
        Op::Retain(rest) => {
            let keep = |left: &Word, right: &Word| (left.class + right.class) % 3 != rest;
            map.retain(keep);
            model.retain(|(left, right)| keep(left, right));
        }
        Op::Reserve(room) => {
            map.reserve(room.into());
            prop_assert!(map.capacity() >= map.len() + usize::from(room));
        }
        Op::ShrinkToFit => map.shrink_to_fit(),
        Op::Clone => {
            let copy = map.clone();
            prop_assert!(*map == copy);
            *map = copy;
        }
        Op::Invert => {
            *map = std::mem::take(map).into_inverse();
            for pair in model {
                *pair = (pair.1, pair.0);
            }
        }
        Op::Rebuild => *map = std::mem::take(map).into_iter().collect(),
        Op::Clear => {
            map.clear();
            model.clear();
        }
    }
    Ok(())
}

fn compare(map: &Map, model: &Model, domain: u16) -> Result<(), TestCaseError> {
    map.check();
    prop_assert_eq!((map.len(), map.is_empty()), (model.len(), model.is_empty()));
    let parts = |(left, right): (&Word, &Word)| (left.parts(), right.parts());
    let ours: Vec<_> = map.iter().map(parts).collect();
    let theirs: Vec<_> = model.iter().map(|(left, right)| parts((left, right))).collect();
    prop_assert_eq!(&ours, &theirs);
    prop_assert!(map.iter().rev().map(parts).eq(theirs.into_iter().rev()));
    prop_assert!(map.left_values().eq(model.iter().map(|pair| &pair.0)));
    prop_assert!(map.right_values().eq(model.iter().map(|pair| &pair.1)));
    let mut rights = vec![None; domain.into()];
    let mut lefts = vec![None; domain.into()];
    for (left, right) in model {
        rights[usize::from(left.class)] = Some(right);
        lefts[usize::from(right.class)] = Some(left);
    }
    for class in 0..domain {
        let word = Word { class, spelling: 0 };
        prop_assert_eq!(map.get_by_left(&word), rights[usize::from(class)]);
        prop_assert_eq!(map.get_by_right(&word), lefts[usize::from(class)]);
        prop_assert_eq!(map.contains_left(&word), rights[usize::from(class)].is_some());
        prop_assert_eq!(map.contains_right(&word), lefts[usize::from(class)].is_some());
    }
    Ok(())
}

/// A number of words, and operations on them.
pub fn sequences() -> impl Strategy<Value = (u16, Vec<Op>)> {
    domains().prop_flat_map(|domain| (Just(domain), prop::collection::vec(ops(domain), 1..60)))
}

/// Limits of small mode, and how many pairs there are at first.
pub fn starts() -> impl Strategy<Value = (usize, u16)> {
    let limit = prop_oneof![Just(0_usize), Just(2), Just(16)];
    (limit, prop_oneof![Just(0_u16), 13..20_u16, 27..36_u16])
}

pub fn run((limit, start): (usize, u16), domain: u16, ops: Vec<Op>) -> Result<(), TestCaseError> {
    let mut map = Map::with_small_limit(limit, Default::default());
    let mut model = Model::new();
    for class in 0..start.min(domain) {
        let word = Word { class, spelling: 0 };
        map.insert(word, word);
        model.push((word, word));
    }
    for op in ops {
        step(op, &mut map, &mut model)?;
        compare(&map, &model, domain)?;
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn behaves_as_a_list((domain, ops) in sequences(), start in starts()) {
        run(start, domain, ops)?;
    }

    #[test]
    fn try_from_pairs_finds_the_first_repeat(
        pairs in prop::collection::vec((0_u8..30, 0_u8..30), 0..24),
    ) {
        let repeats = |i: &usize| {
            pairs[..*i].iter().any(|pair| pair.0 == pairs[*i].0 || pair.1 == pairs[*i].1)
        };
        let first = (0..pairs.len()).find(repeats);
        match BiMap::<u8, u8>::try_from_pairs(pairs.iter().copied()) {
            Ok(map) => {
                prop_assert_eq!(first, None);
                prop_assert!(map.iter().map(|(&l, &r)| (l, r)).eq(pairs));
            }
            Err(error) => {
                prop_assert_eq!(error.position(), first);
                prop_assert!(error.is_conflict());
            }
        }
    }
}
