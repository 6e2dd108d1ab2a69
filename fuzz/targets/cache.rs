//! Each policy against its model, on sequences of all operations, and the shared cache; summaries of
//! streams against exact counts, and pools of integers against sets.

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
#[path = "../../tests/props/cache/frequent.rs"]
mod frequent;
#[path = "../../tests/it/cache/model.rs"]
mod model;
#[path = "../../tests/props/cache/shared.rs"]
mod shared;

use std::collections::BTreeMap;

use boltons::cache::{IdPool, Lri, Lru, MinIdMap, S3Fifo, Sieve};
use libfuzzer_sys::fuzz_target;

/// Two pools, one of integers and one of keys with integers; each byte assigns or releases.
fn ids(data: &[u8]) {
    let (mut pool, mut map) = (IdPool::new(), MinIdMap::new());
    let mut model: BTreeMap<usize, u8> = BTreeMap::new();
    for &byte in data {
        let key = byte >> 1;
        let held = model.iter().find(|(_, k)| **k == key).map(|(id, _)| *id);
        match held {
            Some(id) if byte % 2 == 1 => {
                assert_eq!(map.remove(&key), Some(id));
                assert!(pool.release(id));
                model.remove(&id);
            }
            Some(id) => assert_eq!(map.get_or_assign(key), id),
            None => {
                let least = (0..).find(|id| !model.contains_key(id)).expect("more than are taken");
                assert_eq!((pool.allocate(), map.get_or_assign(key)), (least, least));
                model.insert(least, key);
            }
        }
    }
    pool.check();
    map.check();
    assert!(pool.iter().eq(model.keys().copied()));
    assert!(map.iter().eq(model.iter().map(|(id, key)| (*id, key))));
}

fuzz_target!(|data: &[u8]| {
    let (start, data) = drive::start(data);
    let Some(config) = drive::draw(start, &core::configs()) else { return };
    // The first byte of the operations says what they are for.
    if data.first().is_some_and(|byte| byte % 8 == 6) {
        ids(data);
        let [counters, more, ..] = *start else { return };
        if let Some(steps) = drive::draw(&data[..data.len().min(4)], &frequent::steps()) {
            frequent::frequent_items(&steps, usize::from(counters % 9), usize::from(more % 3));
            frequent::threshold_counters(&steps, 2 + u32::from(counters % 10), u32::from(more % 3));
        }
        return;
    }
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
