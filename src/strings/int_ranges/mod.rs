//! The iterators of [`IntRanges`](crate::strings::IntRanges).

pub(super) mod set;

pub(super) mod text;

pub(super) mod list;

mod iter;
mod parse;
#[cfg(feature = "serde")]
mod serde;

pub use iter::{IntoIter, Iter, Ranges};
