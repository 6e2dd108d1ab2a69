//! `partition_n`: as many `Vec`s as you say, chosen by an index.

use alloc::vec::Vec;
use core::array;

pub(crate) fn partition_n<I: Iterator, const N: usize>(
    items: I,
    mut which: impl FnMut(&I::Item) -> usize,
) -> [Vec<I::Item>; N] {
    const { assert!(N > 0, "partition_n needs at least one part") };
    let mut parts = array::from_fn(|_| Vec::new());
    items.for_each(|item| parts[which(&item).min(N - 1)].push(item));
    parts
}
