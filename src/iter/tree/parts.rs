//! The frame of types that are taken apart by a pair of methods.

use alloc::vec::{self, Vec};
use core::fmt;

use super::{SegBuf, TreeMut};

/// An opened container of a type that implements [`Rebuild`](super::Rebuild).
///
/// Invariant: `with_children` of the container accepted children when it was opened.
pub struct Parts<T> {
    /// The container without its children.
    hull: T,
    rest: vec::IntoIter<(SegBuf, T)>,
    finished: Vec<(SegBuf, T)>,
}

impl<T: TreeMut> Parts<T> {
    pub(super) fn open(mut node: T) -> Result<Self, T> {
        // Asked before anything is taken: what cannot be rebuilt is not taken apart.
        if node.children().is_none() || node.with_children(Vec::new()).is_err() {
            return Err(node);
        }
        match node.take_children() {
            Some(children) => {
                Ok(Self { hull: node, rest: children.into_iter(), finished: Vec::new() })
            }
            None => Err(node),
        }
    }

    pub(super) fn shell(node: &T) -> Option<Self> {
        let _ = node.children()?;
        let hull = node.with_children(Vec::new()).ok()?;
        Some(Self { hull, rest: Vec::new().into_iter(), finished: Vec::new() })
    }

    pub(super) fn take(&mut self) -> Option<(SegBuf, T)> {
        self.rest.next()
    }

    pub(super) fn put(&mut self, seg: SegBuf, child: T) {
        if self.finished.is_empty() {
            self.finished.reserve(self.rest.len().saturating_add(1));
        }
        self.finished.push((seg, child));
    }

    pub(super) fn close(self) -> T {
        let Self { hull, finished, .. } = self;
        // An error contradicts the answer at `open`; its children are what it refused.
        hull.with_children(finished).unwrap_or(hull)
    }
}

impl<T> fmt::Debug for Parts<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Parts").finish_non_exhaustive()
    }
}
