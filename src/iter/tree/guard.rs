//! What keeps an implementation that contradicts itself from holding the caller for ever.
//!
//! Two limits, both far above what a tree in memory has: the same node is met so often that the
//! iterator must be going round in circles, and more children are taken from a frame than the
//! container showed.

use super::Tree;

/// How often the same node may be met before its tree counts as endless.
///
/// Above any real number of references from one container to one shared node.
const MAX_MEETINGS: usize = 1 << 20;

/// How many more children may be taken from a frame than its container showed.
const MAX_SURPLUS: usize = 1 << 16;

/// Notices that a sequence of nodes repeats for ever (Brent's cycle detection, 1980): one node is
/// remembered, another one whenever the number of steps has doubled.
pub(super) struct Rounds<'a, T> {
    remembered: Option<&'a T>,
    steps: usize,
    /// The step at which the next node is remembered: a power of two.
    next: usize,
    met: usize,
}

impl<'a, T> Rounds<'a, T> {
    pub(super) const fn new() -> Self {
        Self { remembered: None, steps: 0, next: 1, met: 0 }
    }

    /// Whether the sequence, of which this is the next node, must be endless.
    #[inline]
    pub(super) fn is_endless(&mut self, node: &'a T) -> bool {
        if self.remembered.is_some_and(|remembered| core::ptr::eq(remembered, node)) {
            self.met += 1;
            if self.met > MAX_MEETINGS {
                return true;
            }
        }
        self.steps += 1;
        if self.steps == self.next {
            self.remembered = Some(node);
            self.next = self.next.saturating_mul(2);
        }
        false
    }
}

/// How many children may be taken from the frame of a container that has these.
#[inline]
pub(super) fn most_children<'a, T: Tree + 'a>(children: T::Children<'a>) -> usize {
    let shown = match children.size_hint().1 {
        Some(most) => most,
        None => count::<T>(children),
    };
    shown.saturating_add(MAX_SURPLUS)
}

/// Counts children, as far as they are not endless.
pub(super) fn count<'a, T: Tree + 'a>(children: T::Children<'a>) -> usize {
    match children.size_hint() {
        (least, Some(most)) if least == most => most,
        _ => {
            let mut rounds = Rounds::new();
            children.take_while(|(_, child)| !rounds.is_endless(*child)).count()
        }
    }
}
