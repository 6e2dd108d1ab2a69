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
use proptest::collection::vec;
use proptest::prelude::*;

fuzz_target!(|data: &[u8]| {
    let keys = prop_oneof![Just(3_u16), Just(20), Just(300)];
    let sequence = |ids: u16| (Just(ids), ordered::start(), vec(ordered::op(ids), 0..80));
    drive::drive(data, keys.prop_flat_map(sequence), |(ids, start, ops)| {
        ordered::run(ids, start, &ops);
    });
    drive::drive(data, (bimap::starts(), bimap::sequences()), |(start, (domain, ops))| {
        bimap::run(start, domain, ops).expect("a two-way map");
    });
    drive::drive(data, relation::sequences(), |(domain, ops)| {
        relation::run(domain, ops).expect("a relation");
    });
});
