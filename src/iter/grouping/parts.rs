//! What needs no map: `partition_n`, whose parts are chosen by an index, and `one`, the item of a
//! sequence that must have exactly one.

use alloc::vec::Vec;
use core::array;

use crate::error::{Error, Kind};

pub(crate) fn partition_n<I: Iterator, const N: usize>(
    items: I,
    mut which: impl FnMut(&I::Item) -> usize,
) -> [Vec<I::Item>; N] {
    const { assert!(N > 0, "partition_n needs at least one part") };
    let mut parts = array::from_fn(|_| Vec::new());
    items.for_each(|item| parts[which(&item).min(N - 1)].push(item));
    parts
}

pub(crate) fn one<I: Iterator>(mut items: I) -> Result<I::Item, Error> {
    let Some(item) = items.next() else {
        return Err(Error::new(
            Kind::NotFound,
            format_args!("no item where exactly one is expected"),
        ));
    };
    if items.next().is_some() {
        return Err(Error::new(
            Kind::Conflict,
            format_args!("more than one item where exactly one is expected"),
        )
        .item(1));
    }
    Ok(item)
}
