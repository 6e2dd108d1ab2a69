//! Iteration helpers that std and itertools do not have.
//!
//! Owned and const chunks, windows without `Clone`, grouping into ordered maps, combinations with
//! ranks, walks and rebuilds of nested data at any depth, float ranges that don't drift, retry
//! delays that keep their limits. This module complements [`core::iter`] and [`itertools`],
//! re-exports the latter, and repeats nothing that it does well.
//!
//! [`IterExt`] adds the helpers to every iterator, and most are also functions of this module that
//! take any `IntoIterator`. No method has the name of a method of [`Iterator`] or of `Itertools`,
//! so that both traits can be imported.
//!
//! # Examples
//!
//! Batches of at most 100 bytes, and the rows that don't fill a group of three:
//!
//! ```
//! use boltons::iter::IterExt;
//!
//! let sizes = [60, 30, 20, 250, 40];
//! let batches = sizes
//!     .into_iter()
//!     .chunked_while(|batch, next| batch.iter().sum::<u32>() + next <= 100);
//! assert!(batches.eq([vec![60, 30], vec![20], vec![250], vec![40]]));
//!
//! let mut rows = sizes.into_iter().chunked_array();
//! assert_eq!(rows.next(), Some([60, 30, 20]));
//! assert_eq!(rows.next(), None);
//! assert_eq!(rows.remainder(), [250, 40]);
//! ```
//!
//! # What there is
//!
//! | | helpers | instead of |
//! |---|---|---|
//! | chunks | [`chunked`], [`chunked_array`], [`chunked_while`] | `chunks` of `itertools`, whose chunks cannot be sent or kept; a slice has [`chunks`](slice::chunks) |
//! | windows | [`windowed`], [`pairwise`], [`sliding_windows`] | `array_windows` of `itertools`, which clones each window; a slice has [`windows`](slice::windows) |
//! | pieces | [`split_on`], [`splitn_on`], [`trim_while`], [`trim_end_while`](IterExt::trim_end_while) | collecting first; the front alone is [`skip_while`](Iterator::skip_while) |
//! | runs | [`fold_runs_by_key`](IterExt::fold_runs_by_key) | `chunk_by` of `itertools` |
//! | looking ahead | [`lookahead`](IterExt::lookahead) | `multipeek`, `peek_nth` of `itertools`; for one item [`peekable`](Iterator::peekable) |
//! | merging | [`round_robin`], [`sorted_union`](IterExt::sorted_union) and the other set operations | `merge_join_by` of `itertools`, which is better for joins |
//! | grouping | [`bucketize`], [`groups_by`], [`fold_by_key`], [`fold_by_key_in`](IterExt::fold_by_key_in), [`redundant_groups`], [`partition_n`] | `into_group_map_by`, `into_grouping_map_by` of `itertools`, without an order; for two parts [`partition`](Iterator::partition) |
//! | counting | [`tally`], [`most_common`], [`one`] | `counts`, `exactly_one` of `itertools` |
//! | ranges | [`frange`], [`linspace`], [`geomspace`], [`chunk_ranges`], [`even_ranges`] | adding a step again and again; [`step_by`](Iterator::step_by) for integers |
//! | choosing and arranging | [`combin`]: `combinations`, `permutations`, `product`, `powerset`, lent and with ranks; `next_permutation` | those of `itertools`, which create a `Vec` per item: better where each is kept |
//! | nested data | [`tree`]: `walk`, `research`, `get_path`, `set_path`, `retain`, `remap`, `merge`, `unflatten`, at any depth | recursion; for queries by expression a JSONPath crate |
//! | retrying | [`backoff`]: [`Backoff`](backoff::Backoff), [`retry_with`](backoff::retry_with) | a loop that doubles; with an asynchronous timer, loop over [`Delays`](backoff::Delays) |
//! | sorting | [`soft_sorted`], [`soft_sorted_by_key`], [`untyped_sorted`] | a custom key; floats have [`total_cmp`](f64::total_cmp) |
//! | ids | [`Guids`], [`SequentialGuids`] | a counter; `uuid` where others must not guess them |
//!
//! Every adaptor is lazy, fused whatever its source is, reads no further than it must, and is
//! correct even if a source's size hint is wrong.
//!
//! Maps are [`IndexMap`]s: keys in the order in which they first appear, and a table seeded by the
//! operating system, as std's are. What creates such a map needs the feature `std`, as do
//! [`geomspace`], ids, and waiting itself; [`fold_by_key_in`](IterExt::fold_by_key_in), which takes
//! an existing map, is always available.
//!
//! # What there is not
//!
//! Parallel iteration (rayon), random sampling (rand), async streams, arrays of numbers (ndarray),
//! queries of JSON by expression, ids that must not be guessed.

// Without `std` some rows of the table name items that are not there.
#![cfg_attr(not(feature = "std"), allow(rustdoc::broken_intra_doc_links))]

mod adaptors;
pub mod backoff;
pub mod combin;
mod ext;
mod free;
mod grouping;
#[cfg(feature = "std")]
mod ids;
mod range;
mod sort;
pub mod tree;

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
#[cfg(feature = "std")]
pub use ids::{Guid, GuidBlocks, Guids, SequentialGuids};
pub use range::{
    ChunkRanges, EvenRanges, FloatInterval, FloatRange, FloatRange32, RangeIndex, chunk_ranges,
    chunk_ranges_u64, even_ranges, even_ranges_u64, frange, frange_f32, linspace, linspace_f32,
};
#[cfg(feature = "std")]
pub use range::{GeomSpace, geomspace};
pub use sort::{soft_sorted, soft_sorted_by_key, untyped_sorted};

#[doc(inline)]
pub use indexmap::IndexMap;

/// The crate `itertools`, for one import of both.
///
/// A convenience, exempt from this crate's promises of stability: a minor release may re-export
/// another major version.
///
/// ```
/// use boltons::iter::IterExt;
/// use boltons::iter::itertools::Itertools;
///
/// let rows = (1..=6).chunked(3).map(|row| row.iter().join(" "));
/// assert_eq!(rows.collect_vec(), ["1 2 3", "4 5 6"]);
/// ```
#[doc(no_inline)]
pub use itertools;
