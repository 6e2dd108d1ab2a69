//! `Relation`.

#[cfg(not(feature = "__audit"))]
use crate::unaudited::Unaudited as _;
use std::collections::BTreeSet;
use std::hash::{BuildHasher, Hash};

use boltons::multimap::Relation;

use super::crash::{
    Call, Constant, Dummy, Fickle, Moody, Steady, at_every_call, burn, dummy, spelled, steps,
};
use super::small_types::iterator_laws;

fn pairs<S>(relation: &Relation<u32, u32, S>) -> Vec<(u32, u32)> {
    relation.iter().map(|(&left, &right)| (left, right)).collect()
}

#[test]
fn pairs_are_found_from_both_sides() {
    let relation = Relation::from([(1, 10), (2, 10), (1, 20), (1, 10)]);
    relation.check();
    assert_eq!(pairs(&relation), [(1, 10), (2, 10), (1, 20)]);
    assert_eq!((relation.len(), relation.left_len(), relation.right_len()), (3, 2, 2));
    assert!(relation.rights_of(&1).eq(&[10, 20]));
    assert!(relation.lefts_of(&10).eq(&[1, 2]));
    assert!(relation.rights_of(&3).next().is_none());
    assert!(relation.lefts().eq(&[1, 2]));
    assert!(relation.rights().eq(&[10, 20]));
    assert!(relation.contains(&1, &20) && !relation.contains(&2, &20));
}

#[test]
fn a_value_without_pairs_does_not_exist() {
    let mut relation = Relation::from([(1, 10), (2, 10)]);
    assert!(relation.remove(&1, &10));
    assert!(!relation.remove(&1, &10) && !relation.remove(&2, &11) && !relation.remove(&3, &10));
    assert!(!relation.contains_left(&1) && relation.contains_right(&10));
    assert!(relation.remove(&2, &10));
    assert!(relation.is_empty() && !relation.contains_right(&10));
    assert_eq!((relation.left_len(), relation.right_len()), (0, 0));
    relation.check();
    assert!(relation.insert(1, 10));
    relation.check();
}

#[test]
fn remove_left_and_right_count_pairs() {
    let mut relation = Relation::from([(1, 10), (2, 10), (1, 20), (3, 20), (1, 30)]);
    assert_eq!(relation.remove_left(&1), 3);
    relation.check();
    assert_eq!(pairs(&relation), [(2, 10), (3, 20)]);
    assert!(!relation.contains_right(&30));
    assert_eq!(relation.remove_right(&20), 1);
    relation.check();
    assert_eq!((relation.remove_right(&20), relation.remove_left(&1)), (0, 0));
    assert_eq!(pairs(&relation), [(2, 10)]);
}

#[test]
fn relation_replace_left_merges() {
    let mut relation = Relation::from([(1, 10), (2, 10), (1, 20), (2, 30), (3, 30), (1, 30)]);
    assert!(relation.replace_left(&1, 2));
    relation.check();
    // (1, 10) and (1, 30) repeat what 2 has; (1, 20) is renamed where it is.
    assert_eq!(pairs(&relation), [(2, 10), (2, 20), (2, 30), (3, 30)]);
    assert!(relation.rights_of(&2).eq(&[10, 20, 30]));
    assert!(relation.lefts_of(&20).eq(&[2]), "the other side knows");
    assert!(relation.lefts_of(&30).eq(&[2, 3]));
    assert!(!relation.contains_left(&1));
    assert!(!relation.replace_left(&1, 5));
}

#[test]
fn replace_left_renames() {
    let mut relation = Relation::from([(1, 10), (2, 10), (1, 20)]);
    assert!(relation.replace_left(&1, 7));
    relation.check();
    assert_eq!(pairs(&relation), [(7, 10), (2, 10), (7, 20)]);
    assert!(relation.contains(&7, &20) && !relation.contains(&1, &20));
    assert!(!relation.replace_left(&1, 8));
}

#[test]
fn replace_right_mirrors_replace_left() {
    let source = [(1, 10), (2, 10), (1, 20), (2, 30), (3, 30), (1, 30)];
    for (old, new) in [(10, 30), (30, 10), (20, 40), (10, 10), (50, 10)] {
        let mut relation = Relation::from(source);
        let mut inverse = Relation::from(source).into_inverse();
        assert_eq!(relation.replace_right(&old, new), inverse.replace_left(&old, new));
        relation.check();
        inverse.check();
        assert_eq!(pairs(&relation), pairs(&inverse.into_inverse()));
    }
}

#[test]
fn replace_by_an_equal_value_takes_the_new_spelling() {
    let mut relation = Relation::with_hasher(Steady);
    for (left, right) in [(1, 10), (2, 10), (1, 20)] {
        relation.insert(dummy(left), dummy(right));
    }
    assert!(relation.replace_left(&dummy(1), spelled(1, 5)));
    assert!(relation.replace_right(&dummy(20), spelled(10, 6)));
    relation.check();
    let all = relation.iter().map(|(l, r)| (l.id, l.spelling, r.id, r.spelling));
    assert!(all.eq([(1, 5, 10, 6), (2, 0, 10, 6)]));
}

#[test]
fn relation_clone_is_independent() {
    let mut relation = Relation::from([(1, 10), (1, 20)]);
    let copy = relation.clone();
    relation.insert(1, 30);
    relation.remove(&1, &10);
    assert_eq!(pairs(&copy), [(1, 10), (1, 20)]);
    assert_eq!(pairs(&relation), [(1, 20), (1, 30)]);
    let mut other = Relation::new();
    other.extend(copy.iter().map(|(&left, &right)| (left, right)));
    other.insert(2, 20);
    assert_eq!(copy.len(), 2);
    copy.check();
}

#[test]
fn into_inverse_twice_is_the_relation() {
    let mut relation: Relation<u32, u32> = (0..100).map(|i| (i % 13, i % 7 + 50)).collect();
    relation.remove_left(&5);
    let mut inverse = relation.clone().into_inverse();
    inverse.check();
    for right in relation.rights() {
        assert!(inverse.rights_of(right).eq(relation.lefts_of(right)));
    }
    assert!(inverse.lefts().eq(relation.rights()));
    assert!(inverse.insert(50, 99) && inverse.remove(&50, &99) && !inverse.remove(&99, &50));
    inverse.check();
    let again = inverse.into_inverse();
    again.check();
    assert!(again == relation && again.iter().eq(relation.iter()));
}

#[test]
fn values_of_one_type_on_both_sides_do_not_mix() {
    let mut relation = Relation::from([(1, 2), (2, 1), (1, 1), (2, 2)]);
    relation.check();
    assert!(relation.remove(&1, &2));
    assert!(relation.contains(&2, &1) && !relation.contains(&1, &2));
    assert_eq!(pairs(&relation), [(2, 1), (1, 1), (2, 2)]);
    relation.check();
}

#[test]
fn equality_ignores_order_and_hasher() {
    let a = Relation::from([(1, 'a'), (1, 'b'), (2, 'b')]);
    let b: Relation<_, _, Constant> = [(2, 'b'), (1, 'b'), (1, 'a')].into_iter().collect();
    assert_eq!(a, b);
    assert_eq!(b, a);
    assert!(a != Relation::from([(1, 'a'), (2, 'a'), (2, 'b')]));
    assert!(a != Relation::from([(1, 'a')]));
}

#[test]
fn debug_is_a_list_of_pairs() {
    let relation = Relation::from([(2, "b"), (1, "b")]);
    assert_eq!(format!("{relation:?}"), r#"[(2, "b"), (1, "b")]"#);
    assert_eq!(format!("{:?}", relation.iter()), r#"[(2, "b"), (1, "b")]"#);
    assert_eq!(format!("{:?}", relation.rights_of(&2)), r#"["b"]"#);
    assert_eq!(format!("{:?}", relation.lefts_of("b")), "[2, 1]");
    assert_eq!(format!("{:?}", relation.lefts()), "[2, 1]");
    assert_eq!(format!("{:?}", relation.rights()), r#"["b"]"#);
    let mut rest = relation.into_iter();
    assert_eq!(rest.next(), Some((2, "b")));
    assert_eq!(format!("{rest:?}"), r#"[(1, "b")]"#);
}

#[test]
fn retain_leaves_a_dense_relation() {
    let mut relation: Relation<u32, u32> = (0..60).map(|i| (i / 4, i % 10)).collect();
    relation.retain(|left, right| (left + right) % 3 == 0);
    relation.check();
    let kept = (0..60).map(|i| (i / 4, i % 10)).filter(|(l, r)| (l + r) % 3 == 0);
    assert!(pairs(&relation).into_iter().eq(kept));
    relation.retain(|_, _| false);
    relation.check();
    assert!(relation.is_empty() && !relation.contains_left(&0));
}

#[test]
fn iterators_keep_their_laws() {
    let make = || {
        let mut relation = Relation::with_hasher(Steady);
        let source = [(9, 9), (1, 10), (2, 10), (1, 20), (9, 10), (2, 20), (1, 30), (9, 30)];
        relation.extend(source);
        relation.remove_left(&9);
        relation.check();
        relation
    };
    let relation = make();
    iterator_laws(|| relation.iter());
    iterator_laws(|| relation.rights_of(&1));
    iterator_laws(|| relation.lefts_of(&10));
    iterator_laws(|| relation.lefts_of(&11));
    iterator_laws(|| relation.lefts());
    iterator_laws(|| relation.rights());
    iterator_laws(|| make().into_iter());
    // Each drain borrows a relation of its own.
    iterator_laws(|| Box::leak(Box::new(make())).drain());
    assert!((&relation).into_iter().eq(relation.iter()));
    iterator_laws(|| Relation::<u8, u8>::new().into_iter());
}

#[test]
fn owned_iteration_clones_no_more_than_it_must() {
    // 4 pairs of 2 lefts and 3 rights: 2 clones of lefts, 1 of a right.
    let make = || {
        let mut relation = Relation::with_hasher(Steady);
        for (left, right) in [(1, 10), (1, 20), (2, 20), (2, 30)] {
            relation.insert(dummy(left), dummy(right));
        }
        relation
    };
    let calls = std::cell::Cell::new(0);
    at_every_call(
        &[Call::Clone],
        make,
        |relation| {
            calls.set(calls.get() + 1);
            let all = std::mem::take(relation).into_iter().map(|(left, right)| (left.id, right.id));
            assert!(all.eq([(1, 10), (1, 20), (2, 20), (2, 30)]));
        },
        Relation::check,
    );
    assert_eq!(calls.get(), 3 + 1, "one run for each clone, and one without a panic");
}

/// Pairs some of which were removed again, so that there are holes and free numbers.
fn with_holes(n: u32) -> Relation<Dummy, Dummy, Steady> {
    let mut relation = Relation::with_hasher(Steady);
    for i in 0..n {
        relation.insert(dummy(i / 3), dummy(i % 5));
    }
    relation.remove_left(&dummy(1));
    relation.remove(&dummy(2), &dummy(7 % 5));
    relation
}

fn unharmed(relation: &Relation<Dummy, Dummy, Steady>) {
    relation.check();
    let all: BTreeSet<(u32, u32)> =
        relation.iter().map(|(left, right)| (left.id, right.id)).collect();
    assert_eq!(all.len(), relation.len(), "each pair once");
}

#[test]
fn everything_is_panic_safe() {
    let calls = [Call::Hash, Call::Eq, Call::Clone, Call::Drop, Call::Other];
    type Act = fn(&mut Relation<Dummy, Dummy, Steady>);
    let acts: [Act; 22] = [
        |r| {
            r.insert(dummy(90), dummy(90));
        },
        |r| {
            r.insert(dummy(0), dummy(90));
        },
        |r| {
            r.insert(dummy(90), dummy(0));
        },
        |r| {
            r.insert(dummy(0), dummy(4));
        },
        |r| {
            r.insert(dummy(0), dummy(0));
        },
        |r| {
            r.remove(&dummy(0), &dummy(0));
        },
        |r| {
            r.remove_left(&dummy(2));
        },
        |r| {
            r.remove_right(&dummy(2));
        },
        |r| {
            r.replace_left(&dummy(0), spelled(0, 1));
        },
        |r| {
            r.replace_left(&dummy(0), spelled(2, 1));
        },
        |r| {
            r.replace_right(&dummy(0), spelled(1, 1));
        },
        |r| {
            r.replace_right(&dummy(0), spelled(90, 1));
        },
        |r| {
            r.replace_left(&dummy(77), spelled(90, 1));
        },
        Relation::clear,
        Relation::shrink_to_fit,
        |r| {
            r.retain(|left, right| {
                burn(Call::Other);
                (left.id + right.id) % 2 == 0
            });
        },
        |r| {
            let copy = r.clone();
            copy.check();
            assert!(*r == copy);
        },
        |r| {
            let source = std::mem::take(r).into_iter().inspect(|_| {
                burn(Call::Other);
            });
            r.extend(source);
        },
        |r| *r = std::mem::take(r).into_inverse(),
        |r| {
            drop(r.pop_first());
            drop(r.pop_last());
        },
        |r| {
            r.extract_if(|left, right| {
                burn(Call::Other);
                (left.id + right.id) % 2 == 0
            })
            .for_each(drop);
        },
        |r| {
            let mut drain = r.drain();
            drop(drain.next());
            drop(drain.next_back());
        },
    ];
    for n in [1, 4, 16, 40] {
        for act in acts {
            at_every_call(&calls, || with_holes(n), act, unharmed);
        }
    }
}

/// One of 33 operations over three lefts and three rights, on the relation and on a list.
fn step<S: BuildHasher>(op: usize, relation: &mut Relation<u32, u32, S>, model: &mut Model) {
    let (a, b) = ((op / 3 % 3) as u32, (op % 3) as u32);
    match op {
        0..9 => {
            let new = !model.contains(&(a, b));
            assert_eq!(relation.insert(a, b), new);
            if new {
                model.push((a, b));
            }
        }
        9..18 => {
            assert_eq!(relation.remove(&a, &b), model.contains(&(a, b)));
            model.retain(|&pair| pair != (a, b));
        }
        18..24 => {
            let hit = |pair: &(u32, u32)| if op < 21 { pair.0 == b } else { pair.1 == b };
            let gone = model.iter().filter(|pair| hit(pair)).count();
            let removed =
                if op < 21 { relation.remove_left(&b) } else { relation.remove_right(&b) };
            assert_eq!(removed, gone);
            model.retain(|pair| !hit(pair));
        }
        _ => {
            let there = model.iter().any(|pair| pair.0 == a);
            assert_eq!(relation.replace_left(&a, b), there);
            if a != b {
                let others = model.clone();
                model.retain(|&(left, right)| left != a || !others.contains(&(b, right)));
                for pair in model.iter_mut().filter(|pair| pair.0 == a) {
                    pair.0 = b;
                }
            }
        }
    }
}

type Model = Vec<(u32, u32)>;

fn same<S: BuildHasher>(relation: &Relation<u32, u32, S>, model: &Model) {
    relation.check();
    assert_eq!(relation.len(), model.len());
    assert!(pairs(relation) == *model);
    for value in 0..3 {
        let rights = model.iter().filter(|pair| pair.0 == value).map(|pair| &pair.1);
        assert!(relation.rights_of(&value).eq(rights));
        let lefts = model.iter().filter(|pair| pair.1 == value).map(|pair| &pair.0);
        assert!(relation.lefts_of(&value).eq(lefts));
    }
}

#[test]
fn all_short_sequences_agree_with_a_list() {
    const OPS: usize = 33;
    const DEPTH: u32 = 3;
    // An empty relation, and one that is nearly full.
    let starts = [vec![], vec![(0, 0), (1, 0), (0, 1), (1, 2), (2, 1), (2, 0)]];
    for start in starts {
        for code in 0..OPS.pow(DEPTH) {
            let mut relation = Relation::with_hasher(Steady);
            relation.extend(start.iter().copied());
            let mut model = start.clone();
            let mut rest = code;
            for _ in 0..DEPTH {
                step(rest % OPS, &mut relation, &mut model);
                rest /= OPS;
            }
            same(&relation, &model);
        }
    }
}

#[test]
fn all_removals_from_twelve_pairs_keep_the_order() {
    let all: Model = (0..12).map(|i| (i % 3, i / 3)).collect();
    for gone in 0_u32..1 << 12 {
        let mut relation = Relation::with_hasher(Steady);
        relation.extend(all.iter().copied());
        let mut model = Vec::new();
        for (i, pair) in all.iter().enumerate() {
            if gone >> i & 1 == 1 {
                assert!(relation.remove(&pair.0, &pair.1));
            } else {
                model.push(*pair);
            }
        }
        for i in 20..25 {
            relation.insert(i, i);
            model.push((i, i));
        }
        assert_eq!(pairs(&relation), model);
        relation.check();
    }
}

fn torture<T: Hash + Eq + Clone, S: BuildHasher + Default>(make: impl Fn(u32) -> T) {
    let mut relation: Relation<T, T, S> = Relation::default();
    let mut state = 1_u32;
    for _ in 0..3000 {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let (a, b) = (state >> 8 & 15, state >> 16 & 15);
        match state >> 28 {
            0..8 => {
                relation.insert(make(a), make(b));
            }
            8 | 9 => {
                relation.remove(&make(a), &make(b));
            }
            10 => {
                relation.remove_left(&make(a));
            }
            11 => {
                relation.remove_right(&make(b));
            }
            12 => {
                relation.replace_left(&make(a), make(b));
            }
            13 => {
                relation.replace_right(&make(a), make(b));
            }
            14 => assert!(relation.rights_of(&make(a)).count() <= relation.len()),
            _ if state & 3 == 0 => relation.shrink_to_fit(),
            _ => assert_eq!(relation.lefts().fold(0, |n, _| n + 1), relation.left_len()),
        }
    }
    let len = relation.len();
    assert_eq!(relation.iter().fold(0, |n, _| n + 1), len);
    assert!(len <= 3000);
    assert_eq!(relation.into_inverse().into_iter().fold(0, |n, _| n + 1), len);
}

#[test]
fn lying_hash_and_eq_end_and_do_not_panic() {
    torture::<u32, Constant>(|id| id);
    torture::<u32, Fickle>(|id| id);
    torture::<Moody, Steady>(Moody);
    torture::<Moody, Fickle>(Moody);
}

#[test]
fn leaking_an_iterator_leaks_its_pairs_only() {
    let mut relation: Relation<u32, u32> = (0..30).map(|i| (i, i / 2)).collect();
    std::mem::forget(std::mem::take(&mut relation).into_iter());
    relation.insert(1, 2);
    relation.check();
    assert_eq!(relation.len(), 1);
}

#[test]
fn one_value_with_many_pairs_is_linear() {
    let cost = |n: u32| {
        let mut relation = Relation::with_hasher(Steady);
        let built = steps(|| {
            for i in 0..n {
                relation.insert(dummy(0), dummy(i));
            }
        });
        let searched = steps(|| {
            for i in 0..n {
                assert!(relation.remove(&dummy(0), &dummy(i * 7 % n)));
            }
        });
        assert!(relation.is_empty());
        built + searched
    };
    let (once, tenfold) = (cost(1_000), cost(10_000));
    assert!(tenfold <= 11 * once, "{once} steps grew to {tenfold}");
}

#[cfg(feature = "__audit")]
#[test]
fn one_hole_per_append_is_linear() {
    let mut relation: Relation<u32, u32> = (0..64).map(|i| (i, i % 8)).collect();
    for i in 64..10_000 {
        // Not the first nor the last, so that a hole stays in the middle.
        assert_eq!(relation.remove_left(&(i - 32)), 1);
        relation.insert(i, i % 8);
    }
    relation.check();
    assert!(relation.moved() <= 40_000, "{} moves", relation.moved());
    // One removal and one append in turn at whatever capacity there is.
    for n in 1..200 {
        let mut relation: Relation<u32, u32> = (0..n).map(|i| (i, 0)).collect();
        for i in n..n + 400 {
            relation.insert(i, 0);
            assert!(relation.remove(&(i - n / 2), &0));
        }
        assert!(relation.moved() <= 4 * 400 + 1600, "{n}: {} moves", relation.moved());
    }
}

#[cfg(feature = "__audit")]
#[test]
fn queue_use_is_linear() {
    let cost = |n: u32| {
        let mut relation = Relation::with_hasher(Steady);
        let cost = steps(|| {
            for i in 0..n {
                relation.insert(dummy(i), dummy(i % 10));
                if i >= 50 {
                    assert_eq!(relation.remove_left(&dummy(i - 50)), 1);
                }
            }
        });
        relation.check();
        assert!(relation.moved() <= 4 * n as usize, "{} moves", relation.moved());
        cost
    };
    let (once, tenfold) = (cost(1_000), cost(10_000));
    assert!(tenfold <= 11 * once, "{once} steps grew to {tenfold}");
}

#[test]
fn extract_if_promises_no_pair() {
    let mut relation = Relation::from([(1, 'a'), (1, 'b'), (2, 'a')]);
    let mut extracted = relation.extract_if(|_, right| *right == 'b');
    assert_eq!(extracted.size_hint(), (0, Some(3)));
    assert_eq!(extracted.next(), Some((1, 'b')));
    assert_eq!(extracted.next(), None);
    assert_eq!(extracted.size_hint(), (0, Some(0)));
}
