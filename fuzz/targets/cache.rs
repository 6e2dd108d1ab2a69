//! Each policy against its model, on sequences of all operations, and the shared cache.

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
#[path = "../../tests/props/cache/shared.rs"]
mod shared;

use boltons::cache::{Lri, Lru, S3Fifo, Sieve};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let (start, data) = drive::start(data);
    let Some(config) = drive::draw(start, &core::configs()) else { return };
    // The first byte of the operations says which cache they are for.
    if data.first().is_some_and(|byte| byte % 4 == 3) {
        let calls = drive::draw_all(data, &shared::calls());
        shared::run::<Lru>(config, &calls);
        shared::run::<Lri>(config, &calls);
        shared::run::<Sieve>(config, &calls);
        shared::storm::<S3Fifo>(config, &calls);
        return;
    }
    let ops = drive::draw_all(data, &core::operations());
    core::run::<Lru>(config, false, &ops);
    core::run::<Lri>(config, false, &ops);
    core::run::<Sieve>(config, false, &ops);
    core::run::<S3Fifo>(config, false, &ops);
});
