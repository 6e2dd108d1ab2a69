//! Grouping: one pass over the items, one lookup per item.

mod fold;

#[cfg(feature = "std")]
pub mod groups;

#[cfg(feature = "std")]
mod counts;

mod parts;

mod shortcut;

#[cfg(feature = "std")]
pub(crate) use counts::{most_common, redundant_groups, tally};
pub use fold::FoldMap;
pub(crate) use fold::{bucketize, fold_by_key_in};
pub(crate) use parts::{one, partition_n};
