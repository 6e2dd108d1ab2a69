//! A walk over the entries of one key, from both ends.

use super::{Link, NONE};

/// The slots of one key's entries that have not been visited, in ascending order.
///
/// With an index, `front` and `back` are the next slots of either end, and `front == NONE` when
/// they have met. Without one there are no links, and `front` has a bit for each slot.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ring<'a> {
    links: &'a [Link],
    front: u32,
    back: u32,
}

impl<'a> Ring<'a> {
    /// The slots whose bits are set.
    pub(crate) fn small(slots: u32) -> Self {
        Self { links: &[], front: slots, back: 0 }
    }

    /// The ring of a head.
    pub(crate) fn indexed(links: &'a [Link], head: usize) -> Self {
        Self { links, front: head as u32, back: links[head].prev }
    }

    /// The number of slots left, by walking over them.
    pub(crate) fn len(mut self) -> usize {
        if self.links.is_empty() {
            return self.front.count_ones() as usize;
        }
        let mut len = 0;
        while self.next().is_some() {
            len += 1;
        }
        len
    }

    /// The last remaining slot.
    pub(crate) fn last(mut self) -> Option<usize> {
        self.next_back()
    }

    pub(crate) fn next(&mut self) -> Option<usize> {
        let slot = self.front;
        if self.links.is_empty() {
            if slot == 0 {
                return None;
            }
            self.front &= slot - 1;
            return Some(slot.trailing_zeros() as usize);
        }
        if slot == NONE {
            return None;
        }
        self.front = if slot == self.back { NONE } else { self.links[slot as usize].next };
        Some(slot as usize)
    }

    pub(crate) fn next_back(&mut self) -> Option<usize> {
        if self.links.is_empty() {
            let slot = self.front.checked_ilog2()?;
            self.front ^= 1 << slot;
            return Some(slot as usize);
        }
        if self.front == NONE {
            return None;
        }
        let slot = self.back;
        if slot == self.front {
            self.front = NONE;
        } else {
            self.back = self.links[slot as usize].prev;
        }
        Some(slot as usize)
    }

    /// Bounds on the number of remaining slots.
    pub(crate) fn size_hint(&self) -> (usize, Option<usize>) {
        if self.links.is_empty() {
            let left = self.front.count_ones() as usize;
            (left, Some(left))
        } else if self.front == NONE {
            (0, Some(0))
        } else if self.front == self.back {
            (1, Some(1))
        } else {
            (2, Some((self.back - self.front) as usize + 1))
        }
    }
}
