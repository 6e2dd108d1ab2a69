//! Every method of `Groups` on groups in every state.

use boltons::iter::Groups;

#[cfg(not(feature = "__audit"))]
use crate::unaudited::Unaudited as _;

use super::{N, Piece, Shown, any, consume};

type Model = Vec<(u64, Vec<u64>)>;

/// A method's name, and a call of it that is compared with the model.
pub type Line = (&'static str, fn(&mut Groups<N, N>, &mut Model));

/// All keys, and one that is not there.
fn keys(model: &Model) -> impl Iterator<Item = u64> + use<> {
    model.iter().map(|group| group.0).chain([u64::MAX]).collect::<Vec<_>>().into_iter()
}

fn found(model: &Model, key: u64) -> Option<&Vec<u64>> {
    Some(&model.iter().find(|group| group.0 == key)?.1)
}

fn pieces(model: &Model) -> Vec<Piece> {
    model.iter().map(|(key, items)| [vec![*key], items.clone()].concat()).collect()
}

fn numbers(items: &[N]) -> Vec<u64> {
    items.iter().map(|n| n.0).collect()
}

fn flat(model: &Model) -> Vec<u64> {
    model.iter().flat_map(|group| group.1.clone()).collect()
}

/// Puts pairs into the model.
fn add(model: &mut Model, pairs: impl Iterator<Item = (u64, u64)>) {
    for (key, item) in pairs {
        match model.iter_mut().find(|group| group.0 == key) {
            Some(group) => group.1.push(item),
            None => model.push((key, vec![item])),
        }
    }
}

fn groups_of(pairs: impl Iterator<Item = (u64, u64)>) -> Groups<N, N> {
    pairs.map(|(key, item)| (N(key), N(item))).collect()
}

/// Merges other groups: some keys are there and some are new.
fn merge(groups: &mut Groups<N, N>, model: &mut Model, keys: impl Iterator<Item = u64> + Clone) {
    let pairs = keys.zip(5000..);
    groups.merge(groups_of(pairs.clone()));
    // The other's groups come whole, one after the other.
    let mut other = Model::new();
    add(&mut other, pairs);
    for (key, items) in other {
        add(model, items.into_iter().map(|item| (key, item)));
    }
}

pub const LINES: &[Line] = &[
    ("len and is_empty", |groups, model| {
        assert_eq!(groups.len(), model.len());
        assert_eq!(groups.is_empty(), model.is_empty());
    }),
    ("get and contains_key", |groups, model| {
        for key in keys(model) {
            let items = groups.get(&N(key)).map(numbers);
            assert_eq!(items.as_ref(), found(model, key), "{key}");
            assert_eq!(groups.contains_key(&N(key)), items.is_some());
        }
    }),
    ("get_mut", |groups, model| {
        for key in keys(model) {
            let items = groups.get_mut(&N(key));
            assert_eq!(items.is_some(), found(model, key).is_some());
            items.into_iter().flatten().for_each(|n| n.0 += key);
        }
        model.iter_mut().for_each(|(key, items)| items.iter_mut().for_each(|n| *n += *key));
    }),
    ("get_index", |groups, model| {
        for i in 0..model.len() {
            assert_eq!(groups.get_index(i).map(Shown::shown), Some(pieces(model)[i].clone()));
        }
        assert!(groups.get_index(model.len()).is_none() && groups.get_index(usize::MAX).is_none());
    }),
    ("iter", |groups, model| {
        assert!(groups.iter().map(Shown::shown).eq(pieces(model)));
        assert!(groups.iter().rev().map(Shown::shown).eq(pieces(model).into_iter().rev()));
        if model.len() < 20 {
            consume(&|| any(groups.iter()), &pieces(model), true, "iter");
            consume(&|| any(groups.clone().into_iter()), &pieces(model), true, "into_iter");
        }
    }),
    ("keys", |groups, model| {
        assert!(groups.keys().map(|key| key.0).eq(model.iter().map(|group| group.0)));
        if model.len() < 20 {
            let keys: Vec<Piece> = model.iter().map(|group| vec![group.0]).collect();
            consume(&|| any(groups.keys()), &keys, true, "keys");
        }
    }),
    ("iter_mut", |groups, model| {
        assert!(groups.iter_mut().map(Shown::shown).eq(pieces(model)));
        groups.iter_mut().rev().for_each(|(_, items)| items.reverse());
        model.iter_mut().for_each(|(_, items)| items.reverse());
    }),
    ("as_slice", |groups, model| assert_eq!(numbers(groups.as_slice()), flat(model))),
    ("into_vec", |groups, model| {
        assert_eq!(numbers(&groups.clone().into_vec()), flat(model));
        assert_eq!(numbers(&std::mem::take(groups).into_vec()), flat(model));
        model.clear();
    }),
    ("into_map", |groups, model| {
        let map = std::mem::take(groups).into_map();
        assert!(map.iter().map(|(k, v)| (k, &v[..]).shown()).eq(pieces(model)));
        *groups =
            map.into_iter().flat_map(|(k, v)| v.into_iter().map(move |n| (k.clone(), n))).collect();
    }),
    ("clone", |groups, model| {
        let clone = groups.clone();
        clone.check();
        assert!(clone == *groups);
        *groups = clone;
        assert_eq!(groups.len(), model.len());
    }),
    ("merge with nothing", |groups, model| merge(groups, model, 0..0)),
    ("merge with one", |groups, model| merge(groups, model, [3, 3, 3].into_iter())),
    ("merge with others", |groups, model| {
        merge(groups, model, (0..40).chain(7000..7040).cycle().take(200));
    }),
    ("merge with very many", |groups, model| merge(groups, model, 0..700)),
];

/// A state's name, and the pairs of groups in it.
type State = (&'static str, fn() -> Vec<(u64, u64)>);

const STATES: &[State] = &[
    ("empty", Vec::new),
    ("of one", || vec![(3, 30)]),
    ("of one key", || (0..50).map(|i| (7, i)).collect()),
    ("few", || (0..40).map(|i| (i % 6, i)).collect()),
    ("each of one item", || (0..100).map(|i| (i, i)).collect()),
    // Above 512 keys groups have no vectors of their own while they are built.
    ("with 512 keys", || (0..2048).map(|i| (i % 512, i)).collect()),
    ("with 513 keys", || (0..2048).map(|i| (i % 513, i)).collect()),
    ("with very many keys", || (0..1500).map(|i| (i * 7 % 1000, i)).collect()),
];

#[test]
fn every_method_in_every_state() {
    for (state, pairs) in STATES {
        for (name, run) in LINES {
            let mut groups = groups_of(pairs().into_iter());
            let mut model = Model::new();
            add(&mut model, pairs().into_iter());
            // And of few groups, each of the others after it, on what it leaves.
            let few = model.len() < 200;
            for (after, then) in
                [(name, run)].into_iter().chain(LINES.iter().filter(|_| few).map(|l| (&l.0, &l.1)))
            {
                then(&mut groups, &mut model);
                groups.check();
                let given: Vec<Piece> = groups.iter().map(Shown::shown).collect();
                assert_eq!(given, pieces(&model), "{name}, then {after} of groups {state}");
            }
        }
    }
}

/// Groups keep no room that their items don't need.
#[test]
fn groups_take_their_items_and_keys() {
    for (state, pairs) in STATES {
        let (groups, bytes) = crate::alloc::live_bytes(|| groups_of(pairs().into_iter()));
        let items = groups.as_slice().len();
        // The item; and per group the key, the end and its place in the table.
        let most = 8 * items + 64 * groups.len().next_power_of_two() + 512;
        assert!(bytes <= most, "groups {state}: {bytes} bytes, {most} allowed");
        let (clone, cloned) = crate::alloc::live_bytes(|| groups.clone());
        assert!(cloned <= most, "groups {state}: the clone takes {cloned} bytes, {most} allowed");
        assert_eq!(clone, groups);
    }
}
