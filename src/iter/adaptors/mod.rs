//! Adaptors: lazy, one pass, fused whatever their source is.
//!
//! Each keeps its source in a `Fuse`, so that a source that starts again after its end is not
//! asked again, and touches it in `next` only. Where an adaptor collects, it goes by the source's
//! size hint only as far as 65,536 items, so that a hint that lies costs time, not memory.
//! When a closure or a source panics, what was being built is dropped and the adaptor goes on with
//! the next item.

mod chunked;
mod chunked_array;
mod chunked_while;
pub(super) mod collect;
mod lookahead;
mod map_windows;
mod round_robin;
mod runs;
mod sliding;
mod sorted_ops;
mod split;
mod trim;
mod windowed;

pub use chunked::Chunked;
pub use chunked_array::ChunkedArray;
pub use chunked_while::ChunkedWhile;
pub use lookahead::Lookahead;
pub use map_windows::MapWindows;
pub use round_robin::{RoundRobin, round_robin};
pub use runs::FoldRunsByKey;
pub use sliding::SlidingWindows;
pub use sorted_ops::{
    SortedDifference, SortedIntersection, SortedSymmetricDifference, SortedUnion,
};
pub use split::SplitOn;
pub use trim::{TrimEndWhile, TrimWhile};
pub use windowed::{Pairwise, Windowed};
