//! Grouping: one pass over the items, one look-up per item.

pub(crate) mod by_key;
mod fold_map;
#[cfg(feature = "std")]
pub mod groups;
pub(crate) mod one;
pub(crate) mod partition;
#[cfg(feature = "std")]
pub(crate) mod redundant;
mod shortcut;
#[cfg(feature = "std")]
pub(crate) mod tally;

pub use fold_map::FoldMap;
