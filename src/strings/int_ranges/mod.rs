//! The iterators of [`IntRanges`](crate::strings::IntRanges).

pub(super) mod set;

pub(super) mod text;

mod iter;

pub use iter::{IntoIter, Iter, Ranges};
