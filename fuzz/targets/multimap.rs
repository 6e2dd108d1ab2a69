//! `OrderedMultiMap`, `BiMap` and `Relation` against lists of pairs, `FrozenMap` against a tree.

#![no_main]
#![allow(
    dead_code,
    unused_imports,
    reason = "the properties of tests/props, of which this runs a part"
)]

#[path = "../../tests/props/multimap/bimap.rs"]
mod bimap;
#[path = "../drive.rs"]
mod drive;
#[path = "../../tests/props/multimap/frozen.rs"]
mod frozen;
#[path = "../../tests/props/multimap/ordered/mod.rs"]
mod ordered;
#[path = "../../tests/props/multimap/relation.rs"]
mod relation;

use boltons::multimap::{CaseInsensitive, OrderedMultiMap};
use libfuzzer_sys::fuzz_target;

/// Names, one a byte, that are equal but for their case to half of the others.
fn names(data: &[u8]) {
    let name = |byte: u8| {
        format!(
            "x-{}{}",
            char::from(b'a' + byte % 5),
            ["Up", "uP", "é", "É"][usize::from(byte >> 6)]
        )
    };
    let mut headers = OrderedMultiMap::new();
    let mut model: Vec<(String, u8)> = Vec::new();
    for &byte in data.iter().take(60) {
        let name = name(byte);
        let same = |pair: &&(String, u8)| pair.0.eq_ignore_ascii_case(&name);
        let values: Vec<u8> = model.iter().filter(same).map(|pair| pair.1).collect();
        assert!(headers.get_all_ignore_case(&name).eq(&values));
        assert_eq!(headers.contains_ignore_case(&name), !values.is_empty());
        assert_eq!(headers.get_ignore_case(&name), values.first());
        if byte % 11 == 0 {
            assert!(headers.remove_all_ignore_case(&name).eq(values));
            model.retain(|pair| !pair.0.eq_ignore_ascii_case(&name));
        } else {
            headers.append(CaseInsensitive::new(name.clone()), byte);
            model.push((name, byte));
        }
    }
}

fuzz_target!(|data: &[u8]| {
    let (start, data) = drive::start(data);
    let keys = [3, 20, 300][usize::from(start.first().copied().unwrap_or(0)) % 3];
    if let Some(len) = drive::draw(start, &ordered::start()) {
        ordered::run(keys, len, &drive::draw_all(data, &ordered::op(keys)));
    }
    if let Some(start) = drive::draw(start, &bimap::starts()) {
        let ops = drive::draw_all(data, &bimap::ops(keys));
        bimap::run(start, keys, ops).expect("a list of pairs without repeats");
    }
    let ops = drive::draw_all(data, &relation::ops(keys));
    relation::run(keys, ops).expect("a list of pairs");
    let parts = data.chunks(data.len().div_ceil(3).max(1));
    let [pairs, changes, probes] = [0, 1, 2].map(|at| {
        let part = parts.clone().nth(at)?;
        drive::draw(&part[..part.len().min(4)], &frozen::pairs())
    });
    if let (Some(pairs), Some(changes), Some(probes)) = (pairs, changes, probes) {
        frozen::run(&pairs, changes, &probes).expect("a tree");
    }
    names(data);
});
