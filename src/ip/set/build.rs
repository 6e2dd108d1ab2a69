//! Sort and merge: from any list of spans to the spans of a set.
//!
//! Only the firsts need to be in order; the merge takes the greatest last as it goes. A list that
//! is sorted already (most files are) is recognised in one pass. IPv4 lists of n items from
//! [`RADIX`] on are sorted by least-significant-digit radix on the first address, three stable
//! passes of 11, 11 and 10 bits, O(n) with one buffer of the list's size; shorter ones, and IPv6,
//! by `sort_unstable`, O(n log n). Either way the worst input costs what the best random one does.

use alloc::vec;
use alloc::vec::Vec;

use super::Span;
use crate::ip::family::Word;

/// The length from which a radix sort of 32-bit words is faster, by measurement.
const RADIX: usize = 1024;

/// Makes any spans sorted, disjoint and non-adjacent.
pub(in crate::ip) fn build<W: Word>(mut spans: Vec<Span<W>>) -> Vec<Span<W>> {
    if !spans.is_sorted_by(|a, b| a.0 <= b.0) {
        sort(&mut spans);
    }
    merge(&mut spans);
    spans
}

/// Sorts spans by their firsts.
fn sort<W: Word>(spans: &mut Vec<Span<W>>) {
    if W::WIDTH == 32 && spans.len() >= RADIX {
        radix(spans);
    } else {
        spans.sort_unstable_by_key(|s| s.0);
    }
}

/// Sorts by the low 32 bits of the firsts.
fn radix<W: Word>(spans: &mut Vec<Span<W>>) {
    const BITS: [u32; 3] = [11, 11, 10];
    // One pass over the list counts the digits of all three.
    let mut counts = vec![[0_usize; 1 << 11]; BITS.len()];
    for span in spans.iter() {
        let mut key = span.0.low_u32();
        for (count, bits) in counts.iter_mut().zip(BITS) {
            count[(key & ((1 << bits) - 1)) as usize] += 1;
            key >>= bits;
        }
    }
    let mut from = core::mem::take(spans);
    let mut to = vec![(W::ZERO, W::ZERO); from.len()];
    let mut shift = 0;
    for (places, bits) in counts.iter_mut().zip(BITS) {
        let mut sum = 0;
        for place in places.iter_mut() {
            sum += core::mem::replace(place, sum);
        }
        for &span in &from {
            let digit = (span.0.low_u32() >> shift) & ((1 << bits) - 1);
            let place = &mut places[digit as usize];
            to[*place] = span;
            *place += 1;
        }
        core::mem::swap(&mut from, &mut to);
        shift += bits;
    }
    *spans = from;
}

/// Merges what overlaps or touches, in place; the firsts are sorted.
fn merge<W: Word>(spans: &mut Vec<Span<W>>) {
    let Some(&(mut current)) = spans.first() else { return };
    let mut kept = 0;
    for at in 1..spans.len() {
        let next = spans[at];
        // An end at MAX saturates there, and then everything that follows overlaps it.
        if next.0 <= current.1.saturating_add(W::ONE) {
            current.1 = current.1.max(next.1);
        } else {
            spans[kept] = current;
            kept += 1;
            current = next;
        }
    }
    spans[kept] = current;
    spans.truncate(kept + 1);
}
