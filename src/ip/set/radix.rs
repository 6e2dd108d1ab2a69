//! A radix sort of IPv4 spans by their firsts.
//!
//! The list is split in place by the topmost eight bits in which the firsts differ, so that the
//! parts of most lists fit a cache; each part is then sorted by least-significant octets, a stable
//! pass for each octet that varies in it, with one buffer as long as the longest part. O(n),
//! whatever the input.
//!
//! Rejected: three passes over the whole list with digits of 11, 11 and 10 bits. Twice as slow on a
//! routing table: 2,048 places to write at are more than the nearest cache and the address
//! translation hold, and half of the time went into fresh pages for a second list.

use alloc::vec;

type Span = super::Span<u32>;

/// The length up to which a comparison sort of a part is faster.
const SHORT: usize = 64;

/// Sorts by the firsts.
pub(super) fn sort(spans: &mut [Span]) {
    // Above the topmost octet that varies all bits are equal.
    let shift = varying(spans).checked_ilog2().unwrap_or(0).saturating_sub(7);
    let ends = split(spans, shift);
    let (mut longest, mut start) = (0, 0);
    for end in ends {
        longest = longest.max(end - start);
        start = end;
    }
    let mut buffer = vec![(0, 0); longest];
    let mut rest = spans;
    start = 0;
    for end in ends {
        let (part, after) = core::mem::take(&mut rest).split_at_mut(end - start);
        sort_part(part, &mut buffer);
        (rest, start) = (after, end);
    }
}

/// The eight bits of a first from `shift` on.
#[inline]
fn digit(span: Span, shift: u32) -> usize {
    usize::from((span.0 >> shift) as u8)
}

/// The bits in which the firsts differ.
fn varying(spans: &[Span]) -> u32 {
    let Some(one) = spans.first() else { return 0 };
    spans.iter().fold(0, |bits, span| bits | span.0 ^ one.0)
}

/// Counts each digit, and returns where it ends in order.
fn ends(spans: &[Span], shift: u32) -> [usize; 256] {
    let mut ends = [0; 256];
    for span in spans {
        ends[digit(*span, shift)] += 1;
    }
    let mut sum = 0;
    for end in &mut ends {
        sum += *end;
        *end = sum;
    }
    ends
}

/// Where each digit starts.
fn starts(ends: &[usize; 256]) -> [usize; 256] {
    let mut starts = [0; 256];
    starts[1..].copy_from_slice(&ends[..255]);
    starts
}

/// Sorts the spans by a digit, in place, and returns where each digit ends.
///
/// Every step moves one span to its place. A round visits what each digit has left; what it moves
/// into digits that come later it need not visit, so that it settles at least half of what was
/// left.
fn split(spans: &mut [Span], shift: u32) -> [usize; 256] {
    let ends = ends(spans, shift);
    let mut places = starts(&ends);
    loop {
        let mut settled = true;
        for this in 0..256 {
            for at in places[this]..ends[this] {
                settled = false;
                // The place of the digit `this` itself is never beyond `at`.
                let place = &mut places[digit(spans[at], shift)];
                spans.swap(at, *place);
                *place += 1;
            }
        }
        if settled {
            return ends;
        }
    }
}

/// Sorts a short list by comparisons.
#[inline(never)]
pub(super) fn sort_short(spans: &mut [Span]) {
    spans.sort_unstable_by_key(|span| span.0);
}

/// Sorts a part, with a buffer that is at least as long.
fn sort_part(part: &mut [Span], buffer: &mut [Span]) {
    if part.len() <= SHORT {
        sort_short(part);
        return;
    }
    let varying = varying(part);
    let buffer = &mut buffer[..part.len()];
    let (mut from, mut to) = (part, buffer);
    let mut swapped = false;
    for shift in [0, 8, 16, 24] {
        if varying >> shift & 255 == 0 {
            continue;
        }
        let mut places = starts(&ends(from, shift));
        for &span in &*from {
            let place = &mut places[digit(span, shift)];
            to[*place] = span;
            *place += 1;
        }
        (from, to) = (to, from);
        swapped = !swapped;
    }
    if swapped {
        to.copy_from_slice(from);
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use super::{SHORT, sort};

    /// Lists of many lengths whose firsts differ in many places, with some that repeat.
    #[test]
    fn sorts_as_a_stable_sort_does_by_firsts() {
        let mut state = 1_u64;
        let mut random = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (state >> 32) as u32
        };
        for len in [0, 1, 2, SHORT, SHORT + 1, 1000, 5000] {
            for mask in [u32::MAX, 0xffff_ff00, 0xff, 0x00ff_0000, 0x8000_0001, 0x0100_0000, 0] {
                let mut spans: Vec<(u32, u32)> =
                    (0..len).map(|_| (0x0a00_0000 ^ random() & mask, random())).collect();
                let mut expected = spans.clone();
                expected.sort_unstable();
                sort(&mut spans);
                assert!(spans.is_sorted_by_key(|span| span.0), "{len} {mask:x}");
                spans.sort_unstable();
                assert_eq!(spans, expected);
            }
        }
    }
}
