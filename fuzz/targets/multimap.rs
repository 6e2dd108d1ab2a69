//! `OrderedMultiMap`, `BiMap` and `Relation` against lists of pairs.

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
#[path = "../../tests/props/multimap/ordered/mod.rs"]
mod ordered;
#[path = "../../tests/props/multimap/relation.rs"]
mod relation;

use libfuzzer_sys::fuzz_target;

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
});
