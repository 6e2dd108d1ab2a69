//! What the adaptors share: collecting from a source that may lie, and arithmetic on size hints.

use alloc::vec::Vec;

use super::chunked_array::fill;

/// The most items to allocate for because a size hint says so.
pub(super) const RESERVE: usize = 1 << 16;

/// How many items are moved at once.
const BLOCK: usize = 8;

/// Appends at most `count` items, and reads no more than that.
///
/// `Vec::extend` trusts a size hint with as much as the hint says; in steps of [`RESERVE`] it
/// trusts it with no more than one step.
#[inline]
pub(super) fn extend_by<I: Iterator>(items: &mut Vec<I::Item>, source: &mut I, count: usize) {
    let end = items.len().saturating_add(count);
    while items.len() < end {
        let step = end.min(items.len() + RESERVE);
        let missing = step - items.len();
        if source.size_hint().0 >= missing {
            // The hint covers what is missing (slices, ranges): `extend` becomes a single loop.
            items.extend(source.by_ref().take(missing));
            if items.len() < step {
                return;
            }
            continue;
        }
        // The hint says nothing: one array at a time, with one check of the capacity per array,
        // which is twice as fast.
        while step - items.len() >= BLOCK {
            match fill::<_, BLOCK>(source) {
                Ok(block) => items.extend(block),
                Err(rest) => {
                    items.extend(rest.into_iter().flatten());
                    return;
                }
            }
        }
        while items.len() < step {
            let Some(item) = source.next() else { return };
            items.push(item);
        }
    }
}

/// Appends all items that are left.
pub(in crate::iter) fn extend_all<I: Iterator>(items: &mut Vec<I::Item>, source: &mut I) {
    items.reserve(source.size_hint().0.min(RESERVE));
    source.for_each(|item| items.push(item));
}

/// Maps the bounds of a size hint.
#[inline]
pub(super) fn map_hint(
    (lower, upper): (usize, Option<usize>),
    mut map: impl FnMut(usize) -> usize,
) -> (usize, Option<usize>) {
    (map(lower), upper.map(map))
}

/// Adds a number of items to a size hint; more than `usize::MAX` items have no upper bound.
#[inline]
pub(super) fn add_hint(
    (lower, upper): (usize, Option<usize>),
    more: usize,
) -> (usize, Option<usize>) {
    (lower.saturating_add(more), upper.and_then(|upper| upper.checked_add(more)))
}

/// Adds two size hints.
#[inline]
pub(super) fn sum_hints(
    a: (usize, Option<usize>),
    b: (usize, Option<usize>),
) -> (usize, Option<usize>) {
    let upper = a.1.zip(b.1).and_then(|(a, b)| a.checked_add(b));
    (a.0.saturating_add(b.0), upper)
}
