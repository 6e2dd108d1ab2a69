//! Builds the spans of a set from any list of spans: sort and merge.
//!
//! Only the firsts need to be in order; the merge takes the greatest last as it goes. A list that
//! is sorted already (most files are) is recognised in one pass. IPv4 lists of n items from
//! [`RADIX`] on are sorted by [radix](super::radix), O(n); shorter ones, and IPv6, by
//! `sort_unstable`, O(n log n). Either way the worst input costs what the best random one does.
//!
//! Which of two ranges touch is as good as random in real lists, and a wrong guess of the processor
//! costs more than the rest of a step: the merge writes in every step and moves on by a number.

use alloc::vec::Vec;

use super::{Span, radix};
use crate::ip::family::Word;

/// The length from which a radix sort of 32-bit words is faster, by measurement.
const RADIX: usize = 1024;

/// Converts any spans into sorted, disjoint and non-adjacent ones.
pub(in crate::ip) fn build<W: Word>(mut spans: Vec<Span<W>>) -> Vec<Span<W>> {
    if !spans.is_sorted_by(|a, b| a.0 <= b.0) {
        W::sort_by_firsts(&mut spans);
    }
    merge(&mut spans);
    spans
}

/// Sorts spans of IPv4 by their firsts.
pub(in crate::ip) fn sort_v4(spans: &mut [Span<u32>]) {
    if spans.len() >= RADIX {
        radix::sort(spans);
    } else {
        radix::sort_short(spans);
    }
}

/// Sorts spans of IPv6 by their firsts.
pub(in crate::ip) fn sort_v6(spans: &mut [Span<u128>]) {
    spans.sort_unstable_by_key(|span| span.0);
}

/// Takes the next span, in the order of firsts, into `current`; returns whether it starts a new
/// one, so that what `current` was is done.
#[inline]
pub(super) fn join<W: Word>(current: &mut Span<W>, next: Span<W>) -> bool {
    // An end at MAX saturates there, and then everything that follows overlaps it.
    let apart = current.1.saturating_add(W::ONE) < next.0;
    current.0 = if apart { next.0 } else { current.0 };
    // A separate span also ends later.
    current.1 = current.1.max(next.1);
    apart
}

/// Merges what overlaps or touches, in place; the firsts are sorted.
fn merge<W: Word>(spans: &mut Vec<Span<W>>) {
    let Some(&(mut current)) = spans.first() else { return };
    let mut kept = 0;
    for at in 1..spans.len() {
        let next = spans[at];
        // Never ahead of what is read: at most as many are kept as were read before.
        spans[kept] = current;
        kept += usize::from(join(&mut current, next));
    }
    spans[kept] = current;
    spans.truncate(kept + 1);
}
