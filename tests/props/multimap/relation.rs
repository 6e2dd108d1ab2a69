//! `Relation` against a list of pairs, step by step, and against a `BTreeSet` as a set.

#[cfg(not(feature = "__audit"))]
use crate::unaudited::Unaudited as _;
use std::collections::{BTreeMap, BTreeSet};

use boltons::multimap::Relation;
use proptest::prelude::*;

use super::bimap::{Word, domains, words};

#[derive(Clone, Debug)]
pub enum Op {
    Insert(Word, Word),
    Extend(Vec<(Word, Word)>),
    Remove(Word, Word),
    RemoveLeft(Word),
    RemoveRight(Word),
    ReplaceLeft(Word, Word),
    ReplaceRight(Word, Word),
    /// Keeps the pairs whose classes' sum has no such remainder.
    Retain(u16),
    PopFirst,
    PopLast,
    /// Takes out the pairs whose classes' sum has such a remainder, and stops after so many.
    ExtractIf(u16, u8),
    /// Takes so many from the front, then drops the iterator.
    Drain(u8),
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
        4 => prop::collection::vec(pair.clone(), 0..20).prop_map(Op::Extend),
        8 => pair.clone().prop_map(|(left, right)| Op::Remove(left, right)),
        2 => word.clone().prop_map(Op::RemoveLeft),
        2 => word.prop_map(Op::RemoveRight),
        3 => pair.clone().prop_map(|(old, new)| Op::ReplaceLeft(old, new)),
        3 => pair.prop_map(|(old, new)| Op::ReplaceRight(old, new)),
        1 => (0_u16..3).prop_map(Op::Retain),
        4 => prop_oneof![Just(Op::PopFirst), Just(Op::PopLast)],
        2 => (0_u16..3, 0..5_u8).prop_map(|(rest, most)| Op::ExtractIf(rest, most)),
        1 => (0..4_u8).prop_map(Op::Drain),
        1 => any::<u8>().prop_map(Op::Reserve),
        1 => Just(Op::ShrinkToFit),
        1 => Just(Op::Clone),
        1 => Just(Op::Invert),
        1 => Just(Op::Rebuild),
        1 => Just(Op::Clear),
    ]
}

/// Pairs of classes, and the spelling of each class on its side.
#[derive(Clone, Default)]
struct Model {
    pairs: Vec<(u16, u16)>,
    lefts: BTreeMap<u16, u8>,
    rights: BTreeMap<u16, u8>,
}

impl Model {
    fn insert(&mut self, left: Word, right: Word) -> bool {
        let new = !self.pairs.contains(&(left.class, right.class));
        if new {
            self.pairs.push((left.class, right.class));
            self.lefts.entry(left.class).or_insert(left.spelling);
            self.rights.entry(right.class).or_insert(right.spelling);
        }
        new
    }

    fn retain(&mut self, keep: impl Fn(u16, u16) -> bool) -> usize {
        let before = self.pairs.len();
        self.pairs.retain(|&(left, right)| keep(left, right));
        let Self { pairs, lefts, rights } = self;
        lefts.retain(|left, _| pairs.iter().any(|pair| pair.0 == *left));
        rights.retain(|right, _| pairs.iter().any(|pair| pair.1 == *right));
        before - pairs.len()
    }

    fn replace_left(&mut self, old: u16, new: Word) -> bool {
        if !self.lefts.contains_key(&old) {
            return false;
        }
        if old != new.class {
            let before = self.pairs.clone();
            self.pairs
                .retain(|&(left, right)| left != old || !before.contains(&(new.class, right)));
            for pair in self.pairs.iter_mut().filter(|pair| pair.0 == old) {
                pair.0 = new.class;
            }
            self.lefts.remove(&old);
        }
        self.lefts.insert(new.class, new.spelling);
        true
    }

    fn invert(&mut self) {
        std::mem::swap(&mut self.lefts, &mut self.rights);
        for pair in &mut self.pairs {
            *pair = (pair.1, pair.0);
        }
    }
}

type Rel = Relation<Word, Word>;

fn step(op: Op, relation: &mut Rel, model: &mut Model) -> Result<(), TestCaseError> {
    match op {
        Op::Insert(left, right) => {
            prop_assert_eq!(relation.insert(left, right), model.insert(left, right));
        }
        Op::Extend(pairs) => {
            for &(left, right) in &pairs {
                model.insert(left, right);
            }
            relation.extend(pairs);
        }
        Op::Remove(left, right) => {
            let gone = model.retain(|l, r| (l, r) != (left.class, right.class));
            prop_assert_eq!(relation.remove(&left, &right), gone == 1);
        }
        Op::RemoveLeft(left) => {
            prop_assert_eq!(relation.remove_left(&left), model.retain(|l, _| l != left.class));
        }
        Op::RemoveRight(right) => {
            prop_assert_eq!(relation.remove_right(&right), model.retain(|_, r| r != right.class));
        }
        Op::ReplaceLeft(old, new) => {
            prop_assert_eq!(relation.replace_left(&old, new), model.replace_left(old.class, new));
        }
        Op::ReplaceRight(old, new) => {
            model.invert();
            let there = model.replace_left(old.class, new);
            model.invert();
            prop_assert_eq!(relation.replace_right(&old, new), there);
        }
        Op::Retain(rest) => {
            relation.retain(|left, right| (left.class + right.class) % 3 != rest);
            model.retain(|left, right| (left + right) % 3 != rest);
        }
        Op::PopFirst | Op::PopLast => {
            let first = matches!(op, Op::PopFirst);
            let at = if first { 0 } else { model.pairs.len().saturating_sub(1) };
            let theirs = model.pairs.get(at).copied();
            let theirs = theirs.map(|(l, r)| ((l, model.lefts[&l]), (r, model.rights[&r])));
            let ours = if first { relation.pop_first() } else { relation.pop_last() };
            prop_assert_eq!(ours.map(|(l, r)| (l.parts(), r.parts())), theirs);
            if let Some(((left, _), (right, _))) = theirs {
                model.retain(|l, r| (l, r) != (left, right));
            }
        }
        Op::ExtractIf(rest, most) => {
            let goes = |left: u16, right: u16| (left + right) % 3 == rest;
            let gone = relation.extract_if(|left, right| goes(left.class, right.class));
            let gone: Vec<_> = gone.take(most.into()).map(|(l, r)| (l.class, r.class)).collect();
            let hits = model.pairs.iter().copied().filter(|&(l, r)| goes(l, r));
            let theirs: Vec<_> = hits.take(most.into()).collect();
            prop_assert_eq!(&gone, &theirs);
            model.retain(|left, right| !theirs.contains(&(left, right)));
        }
        Op::Drain(front) => {
            let gone: Vec<_> = relation.drain().take(front.into()).collect();
            let theirs = model.pairs.iter().take(front.into()).copied();
            prop_assert!(gone.into_iter().map(|(l, r)| (l.class, r.class)).eq(theirs));
            *model = Model::default();
        }
        Op::Reserve(room) => {
            relation.reserve(room.into());
            prop_assert!(relation.capacity() >= relation.len() + usize::from(room));
        }
        Op::ShrinkToFit => relation.shrink_to_fit(),
        Op::Clone => {
            let copy = relation.clone();
            prop_assert!(*relation == copy);
            *relation = copy;
        }
        Op::Invert => {
            *relation = std::mem::take(relation).into_inverse();
            model.invert();
        }
        Op::Rebuild => *relation = std::mem::take(relation).into_iter().collect(),
        Op::Clear => {
            relation.clear();
            *model = Model::default();
        }
    }
    Ok(())
}

fn compare(relation: &Rel, model: &Model, domain: u16) -> Result<(), TestCaseError> {
    relation.check();
    prop_assert_eq!(relation.len(), model.pairs.len());
    prop_assert_eq!(relation.is_empty(), model.pairs.is_empty());
    prop_assert_eq!(relation.left_len(), model.lefts.len());
    prop_assert_eq!(relation.right_len(), model.rights.len());
    let left = |class: u16| (class, model.lefts[&class]);
    let right = |class: u16| (class, model.rights[&class]);
    let theirs: Vec<_> = model.pairs.iter().map(|&(l, r)| (left(l), right(r))).collect();
    let parts = |(left, right): (&Word, &Word)| (left.parts(), right.parts());
    prop_assert_eq!(&relation.iter().map(parts).collect::<Vec<_>>(), &theirs);
    prop_assert!(relation.iter().rev().map(parts).eq(theirs.into_iter().rev()));
    let (mut lefts, mut rights) = (Vec::new(), Vec::new());
    let mut of_left: BTreeMap<u16, Vec<u16>> = BTreeMap::new();
    let mut of_right: BTreeMap<u16, Vec<u16>> = BTreeMap::new();
    for &(left, right) in &model.pairs {
        if !of_left.contains_key(&left) {
            lefts.push(left);
        }
        if !of_right.contains_key(&right) {
            rights.push(right);
        }
        of_left.entry(left).or_default().push(right);
        of_right.entry(right).or_default().push(left);
    }
    prop_assert!(relation.lefts().map(|word| word.class).eq(lefts.iter().copied()));
    prop_assert!(relation.rights().rev().map(|word| word.class).eq(rights.into_iter().rev()));
    for class in 0..domain {
        let word = Word { class, spelling: 0 };
        let partners = of_left.get(&class).into_iter().flatten().copied();
        prop_assert_eq!(relation.rights_of(&word).len(), partners.clone().count());
        prop_assert!(relation.rights_of(&word).map(|word| word.class).eq(partners));
        prop_assert_eq!(relation.contains_left(&word), of_left.contains_key(&class));
        let partners: Vec<u16> = of_right.get(&class).cloned().unwrap_or_default();
        prop_assert!(
            relation.lefts_of(&word).rev().map(|w| w.class).eq(partners.into_iter().rev())
        );
        prop_assert_eq!(relation.contains_right(&word), of_right.contains_key(&class));
    }
    Ok(())
}

/// A number of words, and operations on them.
pub fn sequences() -> impl Strategy<Value = (u16, Vec<Op>)> {
    domains().prop_flat_map(|domain| (Just(domain), prop::collection::vec(ops(domain), 1..60)))
}

pub fn run(domain: u16, ops: Vec<Op>) -> Result<(), TestCaseError> {
    let (mut relation, mut model) = (Rel::new(), Model::default());
    for op in ops {
        step(op, &mut relation, &mut model)?;
        compare(&relation, &model, domain)?;
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn behaves_as_a_list((domain, ops) in sequences()) {
        run(domain, ops)?;
    }

    #[test]
    fn is_a_set_of_pairs(
        pairs in prop::collection::vec((0_u8..12, 0_u8..12), 0..150),
        others in prop::collection::vec((0_u8..12, 0_u8..12), 0..150),
    ) {
        let relation: Relation<u8, u8> = pairs.iter().copied().collect();
        let set: BTreeSet<(u8, u8)> = pairs.iter().copied().collect();
        prop_assert_eq!(relation.iter().map(|(&l, &r)| (l, r)).collect::<BTreeSet<_>>(), set.clone());
        for left in 0..12 {
            for right in 0..12 {
                prop_assert_eq!(relation.contains(&left, &right), set.contains(&(left, right)));
            }
        }
        let other: Relation<u8, u8> = others.iter().copied().collect();
        prop_assert_eq!(relation == other, set == others.into_iter().collect());
        prop_assert!(relation.iter().rev().map(|(&l, &r)| (l, r)).collect::<Relation<_, _>>() == relation);
    }
}
