//! What std and itertools leave out.

mod adaptors;
mod ext;
mod free;
mod grouping;
mod range;
mod sort;

pub use adaptors::{
    Chunked, ChunkedArray, ChunkedWhile, FoldRunsByKey, Lookahead, MapWindows, Pairwise,
    RoundRobin, SlidingWindows, SortedDifference, SortedIntersection, SortedSymmetricDifference,
    SortedUnion, SplitOn, TrimEndWhile, TrimWhile, Windowed, round_robin,
};
pub use ext::IterExt;
#[cfg(feature = "std")]
pub use free::{bucketize, fold_by_key, groups_by, most_common, redundant_groups, tally};
pub use free::{
    chunked, chunked_array, chunked_while, one, pairwise, partition_n, sliding_windows, split_on,
    splitn_on, trim_while, windowed,
};
pub use grouping::FoldMap;
#[cfg(feature = "std")]
pub use grouping::groups::{self, Groups};
pub use indexmap::IndexMap;
pub use itertools;
pub use range::{
    ChunkRanges, EvenRanges, FloatInterval, FloatRange, chunk_ranges, even_ranges, frange, linspace,
};
#[cfg(feature = "std")]
pub use range::{GeomSpace, geomspace};
pub use sort::{soft_sorted, soft_sorted_by_key, untyped_sorted};
pub mod backoff;
pub mod combin;
#[cfg(feature = "std")]
mod ids;
pub mod tree;
#[cfg(feature = "std")]
pub use ids::{Guid, Guids, SequentialGuids};
