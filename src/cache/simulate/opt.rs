//! Belady's MIN: of what is in the cache, evict what is asked for again last.
//!
//! L. A. Belady, "A study of replacement algorithms for a virtual-storage computer", IBM Systems
//! Journal 5 (1966). Here with demand insertion: every miss enters, as it does in a
//! [`Cache`](crate::cache::Cache), so that a victim is needed even where the new key comes never
//! again.
//!
//! An entry is known by the time of its next request alone, which no other has. So request t is a
//! hit iff t is an expected time, and no key is looked up. The expected times are in a heap, the
//! last on top. Invariants: an expected time is in the heap; what else is in the heap has passed,
//! so that the top is expected whenever anything is. Entries that are not requested again have no
//! time: they are counted, and are evicted first.
//!
//! O(n log c) time for n requests and capacity c; the heap is rid of passed times when it holds
//! more than 2·c + 64. Memory: 4 bytes a request and one a distinct time.

use alloc::collections::BinaryHeap;
use alloc::vec;
use alloc::vec::Vec;

/// No next request.
const NEVER: u32 = u32::MAX;

/// For each request the time of the next one for the same key.
fn next_uses(ids: &[u32], distinct: usize) -> Vec<u32> {
    let mut next = vec![NEVER; ids.len()];
    let mut seen = vec![NEVER; distinct];
    for (t, (next, &id)) in next.iter_mut().zip(ids).enumerate().rev() {
        if let Some(seen) = seen.get_mut(id as usize) {
            *next = core::mem::replace(seen, t as u32);
        }
    }
    next
}

/// The hits that the best choice of victims makes.
pub(super) fn hits(ids: &[u32], distinct: usize, capacity: usize) -> usize {
    if capacity == 0 {
        return 0;
    }
    let capacity = capacity.min(distinct);
    let next = next_uses(ids, distinct);
    let mut expected = vec![false; ids.len()];
    let mut times = BinaryHeap::new();
    let (mut entries, mut unneeded, mut hits) = (0, 0, 0);
    for (t, &next) in (0..).zip(&next) {
        if expected.get(t as usize) == Some(&true) {
            hits += 1;
        } else if entries < capacity {
            entries += 1;
        } else if unneeded > 0 {
            unneeded -= 1;
        } else if let Some(last) = times.pop() {
            if let Some(place) = expected.get_mut(last as usize) {
                *place = false;
            }
        }
        match expected.get_mut(next as usize) {
            Some(place) => {
                *place = true;
                times.push(next);
                if times.len() / 2 > capacity + 32 {
                    times.retain(|&time| time > t);
                }
            }
            None => unneeded += 1,
        }
    }
    hits
}
