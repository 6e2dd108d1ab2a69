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
use boltons::iter::tree::Nested;
use libfuzzer_sys::fuzz_target;

/// Keys that pointers must escape and keys that look like indices.
const KEYS: [&str; 8] = ["", "a", "a/b", "~1", ".", "0", "01", "\u{0}"];

/// The tree that the bytes are in postfix notation: a leaf, or a list or a map of the last few.
fn tree_of(bytes: &[u8]) -> Nested<i32> {
    let mut done: Vec<Nested<i32>> = Vec::new();
    for &byte in &bytes[..bytes.len().min(200)] {
        let last = done.len() - usize::from(byte >> 2 & 7).min(done.len());
        let node = match byte & 3 {
            2 => Nested::List(done.split_off(last)),
            3 => {
                let keys = KEYS.iter().skip(usize::from(byte >> 5)).map(|key| (*key).to_owned());
                Nested::Map(keys.zip(done.split_off(last)).collect())
            }
            _ => Nested::Leaf(i32::from(byte >> 2)),
        };
        done.push(node);
    }
    Nested::List(done)
}

fuzz_target!(|data: &[u8]| {
    let (start, data) = drive::start(data);
    let [salt, size, step, ..] = *start else { return };
    tree::all(&tree_of(data), salt.into()).expect("walks, edits and paths of one tree");

    let items: Vec<u8> = data.iter().map(|byte| byte % 4).take(60).collect();
    let (size, step) = (usize::from(size % 12) + 1, usize::from(step % 12) + 1);
    let ops: Vec<_> = drive::draw_all(data, &adaptors::ops()).into_iter().flatten().collect();
    let model = items.windows(size).step_by(step).map(<[u8]>::to_vec).collect();
    let windows = items.iter().copied().sliding_windows(size).step(step);
    adaptors::same(windows.map(<[u8]>::to_vec), model, &ops);
    let model = items.chunks(size).map(<[u8]>::to_vec).collect();
    adaptors::same(items.iter().copied().chunked(size), model, &ops);
    let model = items.split(|item| *item == 0).map(<[u8]>::to_vec).collect();
    adaptors::same(items.iter().copied().split_on(|item| *item == 0), model, &ops);
});
