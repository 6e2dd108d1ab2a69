//! Ranges: of floats without drift, and of indices cut into chunks or even parts.

mod float;

#[cfg(feature = "std")]
mod geom;

mod chunk_ranges;

mod even_ranges;

mod index;

mod places;

pub use chunk_ranges::{ChunkRanges, chunk_ranges, chunk_ranges_u64};
pub use even_ranges::{EvenRanges, even_ranges, even_ranges_u64};
pub use float::{
    FloatInterval, FloatRange, FloatRange32, frange, frange_f32, linspace, linspace_f32,
};
#[cfg(feature = "std")]
pub use geom::{GeomSpace, geomspace};
pub use index::RangeIndex;
