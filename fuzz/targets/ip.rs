//! Sets against bit masks and maps against linear scans, in both families; a guard against its
//! rules, and lists against their items.

#![no_main]
#![allow(
    dead_code,
    unused_imports,
    reason = "the properties of tests/props, of which this runs a part"
)]

#[path = "../drive.rs"]
mod drive;
#[path = "../../tests/props/ip/guard.rs"]
mod guard;
#[path = "../../tests/props/ip/lists.rs"]
mod lists;
#[path = "../../tests/props/ip/maps.rs"]
mod maps;
#[path = "../../tests/props/ip/sets.rs"]
mod sets;

use boltons::ip::{V4, V6};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let ops = drive::draw_all(data, &sets::op());
    sets::run::<V4>(ops.clone());
    sets::run::<V6>(ops);
    let ops = drive::draw_all(data, &maps::op());
    maps::run::<V4>(ops.clone());
    maps::run::<V6>(ops);
    lists::run(drive::draw_all(data, &lists::op()));
    let mut ops = drive::draw_all(data, &guard::op());
    // Each rule is asked for at both ends.
    ops.truncate(16);
    guard::run(&ops);
});
