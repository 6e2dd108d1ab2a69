//! Each policy against its model, on sequences of all operations.

#![no_main]
#![allow(
    dead_code,
    unused_imports,
    reason = "the properties of tests/props, of which this runs a part"
)]

#[path = "../../tests/props/cache/core.rs"]
mod core;
#[path = "../drive.rs"]
mod drive;
#[path = "../../tests/it/cache/model.rs"]
mod model;

use boltons::cache::{Lri, Lru, S3Fifo, Sieve};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let (start, data) = drive::start(data);
    let Some(config) = drive::draw(start, &core::configs()) else { return };
    let ops = drive::draw_all(data, &core::operations());
    core::run::<Lru>(config, false, &ops);
    core::run::<Lri>(config, false, &ops);
    core::run::<Sieve>(config, false, &ops);
    core::run::<S3Fifo>(config, false, &ops);
});
