//! Trees against recursion, and windows and chunks against slices, read in any steps.

#![no_main]
#![allow(
    dead_code,
    unused_imports,
    reason = "the properties of tests/props, of which this runs a part"
)]

#[path = "../../tests/props/iter/adaptors.rs"]
mod adaptors;
#[path = "../drive.rs"]
mod drive;
#[path = "../../tests/props/iter/tree.rs"]
mod tree;

use boltons::iter::IterExt;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    drive::drive(data, (tree::nested(), 0..1000_usize), |(nested, salt)| {
        tree::all(&nested, salt).expect("walks, edits and paths of one tree");
    });
    let input = (adaptors::items(), 1..12_usize, 1..12_usize, adaptors::ops());
    drive::drive(data, input, |(items, size, step, ops)| {
        let model = items.windows(size).step_by(step).map(<[u8]>::to_vec).collect();
        let windows = items.iter().copied().sliding_windows(size).step(step);
        adaptors::same(windows.map(<[u8]>::to_vec), model, &ops);
        let model = items.chunks(size).map(<[u8]>::to_vec).collect();
        adaptors::same(items.iter().copied().chunked(size), model, &ops);
        let model = items.split(|item| *item == 0).map(<[u8]>::to_vec).collect();
        adaptors::same(items.iter().copied().split_on(|item| *item == 0), model, &ops);
    });
});
