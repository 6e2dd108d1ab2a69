//! `Relation` against two `HashMap`s of `HashSet`s.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, Hash};

use boltons::multimap::Relation;

use crate::harness::{Contender, Harness, Rng, alloc};

/// Both directions, each with its own copy of every value.
struct Two<T, S> {
    rights: HashMap<T, HashSet<T, S>, S>,
    lefts: HashMap<T, HashSet<T, S>, S>,
}

impl<T: Hash + Eq + Clone, S: BuildHasher + Default> Two<T, S> {
    fn new(pairs: Vec<(T, T)>) -> Self {
        let mut this = Self { rights: HashMap::default(), lefts: HashMap::default() };
        for (left, right) in pairs {
            this.rights.entry(left.clone()).or_default().insert(right.clone());
            this.lefts.entry(right).or_default().insert(left);
        }
        this
    }

    fn remove(&mut self, left: &T, right: &T) -> bool {
        let Some(rights) = self.rights.get_mut(left) else { return false };
        let there = rights.remove(right);
        if rights.is_empty() {
            self.rights.remove(left);
        }
        if let Some(lefts) = self.lefts.get_mut(right) {
            lefts.remove(left);
            if lefts.is_empty() {
                self.lefts.remove(right);
            }
        }
        there
    }

    /// Moves all rights of one left to another.
    fn merge(&mut self, old: &T, new: T) -> bool {
        let Some(rights) = self.rights.remove(old) else { return false };
        for right in &rights {
            if let Some(lefts) = self.lefts.get_mut(right) {
                lefts.remove(old);
                lefts.insert(new.clone());
            }
        }
        self.rights.entry(new).or_default().extend(rights);
        true
    }
}

fn ours<T: Hash + Eq, S: BuildHasher + Default>(pairs: Vec<(T, T)>) -> Relation<T, T, S> {
    let mut relation = Relation::default();
    for (left, right) in pairs {
        relation.insert(left, right);
    }
    relation
}

pub fn rows<S: BuildHasher + Default + Clone>(harness: &mut Harness) {
    if !harness.wants("multimap/relation") {
        return;
    }
    harness.explain(
        "relation/rights_of/",
        "pairs lie in the order of insertion, and a walk follows links from one to the next; a \
         HashSet reads on, and keeps no order. Walks alone, u64 and String: these links 0.48 and \
         0.82, links of 8 bytes for each side 1.01 and 1.27, linked blocks of four partners 1.10 \
         and 1.31, a list per value 1.22 and 1.31, a BTreeMap per value 0.93 and 1.01",
    );
    harness.explain(
        "relation/merge/u64",
        "each pair that moves is placed in the order of the other value's pairs, and enters the \
         table of pairs again; a set keeps no order. Measured: four searches in step 0.55 (as it \
         is), along the value's pairs only 0.48, binary search in a list of them 0.32",
    );
    harness.explain(
        "relation/bytes/u64",
        "a u64 stored once instead of five times saves no more than the links that keep the order \
         from both sides take; with values of a few words it does (the row of strings)",
    );
    harness.explain(
        "relation/remove/u64",
        "a removal takes the pair out of two chains that keep the order, and out of the table of \
         pairs; two sets that keep none have an entry each to erase",
    );
    harness.explain(
        "relation/insert/u64",
        "a pair is looked up, linked into the order of either side and entered in the table of \
         pairs; with a fast hasher and numbers for values that is most of what the sets do",
    );
    // Lefts and rights have four pairs each on average.
    let mut rng = Rng(4);
    let mut seen = HashSet::new();
    while seen.len() < 10_000 {
        seen.insert((rng.below(2_500), rng.below(2_500)));
    }
    let mut pairs: Vec<(u64, u64)> = seen.into_iter().collect();
    pairs.sort_unstable();
    rng.shuffle(&mut pairs);
    type_rows::<u64, S>(harness, "u64", &pairs, |value| value, |value| *value);
    type_rows::<String, S>(
        harness,
        "string",
        &pairs,
        |value| format!("key-{value:08x}"),
        |value| u64::from(value.as_bytes()[11]),
    );
}

fn type_rows<T: Hash + Eq + Clone, S: BuildHasher + Default + Clone>(
    harness: &mut Harness,
    name: &str,
    pairs: &[(u64, u64)],
    value: impl Fn(u64) -> T,
    number: impl Fn(&T) -> u64,
) {
    let source: Vec<(T, T)> = pairs.iter().map(|&(l, r)| (value(l), value(r))).collect();
    let case = format!("{name}-degree4/10000");
    harness.compare(
        &format!("multimap/relation/insert/{case}"),
        &[1.5],
        vec![
            Contender::with_setup(
                "boltons",
                || (source.clone(), None),
                |(pairs, made)| made.insert(ours::<T, S>(std::mem::take(pairs))).left_len() as u64,
            ),
            Contender::with_setup(
                "two HashMaps of HashSets",
                || (source.clone(), None),
                |(pairs, made)| {
                    made.insert(Two::<T, S>::new(std::mem::take(pairs))).rights.len() as u64
                },
            ),
        ],
    );
    let (relation, two) = (ours::<T, S>(source.clone()), Two::<T, S>::new(source.clone()));
    let mut lefts: Vec<T> = relation.lefts().cloned().collect();
    Rng(2).shuffle(&mut lefts);
    harness.compare(
        &format!("multimap/relation/rights_of/{case}"),
        &[1.0],
        vec![
            Contender::new("boltons", || {
                let all = lefts.iter().flat_map(|left| relation.rights_of(left));
                all.fold(0, |sum, right| sum + number(right))
            }),
            Contender::new("two HashMaps of HashSets", || {
                let all = lefts.iter().flat_map(|left| two.rights.get(left).into_iter().flatten());
                all.fold(0, |sum, right| sum + number(right))
            }),
        ],
    );
    let mut gone: Vec<(T, T)> = source.iter().step_by(2).cloned().collect();
    Rng(3).shuffle(&mut gone);
    harness.compare(
        &format!("multimap/relation/remove/{case}"),
        &[1.3],
        vec![
            Contender::with_setup(
                "boltons",
                || relation.clone(),
                |relation| {
                    let removed = |pair: &&(T, T)| relation.remove(&pair.0, &pair.1);
                    gone.iter().filter(removed).count() as u64
                },
            ),
            Contender::with_setup(
                "two HashMaps of HashSets",
                || Two { rights: two.rights.clone(), lefts: two.lefts.clone() },
                |two| {
                    let removed = |pair: &&(T, T)| two.remove(&pair.0, &pair.1);
                    gone.iter().filter(removed).count() as u64
                },
            ),
        ],
    );
    // Each left becomes one of fifty labels, in an order without pattern.
    let labels: Vec<T> = (0..50).map(|label| value(1 << 20 | label)).collect();
    harness.compare(
        &format!("multimap/relation/merge/{case}"),
        &[1.0],
        vec![
            Contender::with_setup(
                "boltons",
                || relation.clone(),
                |relation| {
                    let merged =
                        |(old, new): &(&T, &T)| relation.replace_left(*old, (*new).clone());
                    lefts.iter().zip(labels.iter().cycle()).filter(merged).count() as u64
                },
            ),
            Contender::with_setup(
                "two HashMaps of HashSets",
                || Two { rights: two.rights.clone(), lefts: two.lefts.clone() },
                |two| {
                    let merged = |(old, new): &(&T, &T)| two.merge(old, (*new).clone());
                    lefts.iter().zip(labels.iter().cycle()).filter(merged).count() as u64
                },
            ),
        ],
    );
    // The source is made within, so that values that move out of it count.
    let make = || pairs.iter().map(|&(l, r)| (value(l), value(r))).collect::<Vec<_>>();
    let (_own, own) = alloc::live_bytes(|| ours::<T, S>(make()));
    let (_other, other) = alloc::live_bytes(|| Two::<T, S>::new(make()));
    let n = pairs.len() as f64;
    harness.figure(
        &format!("multimap/relation/bytes/{case}"),
        "B/pair",
        own as f64 / n,
        Some(("two HashMaps of HashSets", other as f64 / n)),
        2.0,
    );
}
