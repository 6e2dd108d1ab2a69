//! What std and itertools leave out.

mod ext;
mod free;
mod grouping;

pub use ext::IterExt;
#[cfg(feature = "std")]
pub use free::{bucketize, fold_by_key, most_common, redundant_groups, tally};
pub use free::{one, partition_n};
pub use grouping::FoldMap;
pub use indexmap::IndexMap;
pub mod backoff;
pub mod combin;
#[cfg(feature = "std")]
mod ids;
pub mod tree;
#[cfg(feature = "std")]
pub use ids::{Guid, Guids, SequentialGuids};
pub use itertools;
