//! Ranges: of floats without drift, and of indices cut into chunks or even parts.

mod chunk_ranges;
mod even_ranges;
mod float;
#[cfg(feature = "std")]
mod geom;
mod places;

pub use chunk_ranges::{ChunkRanges, chunk_ranges};
pub use even_ranges::{EvenRanges, even_ranges};
pub use float::{FloatInterval, FloatRange, frange, linspace};
#[cfg(feature = "std")]
pub use geom::{GeomSpace, geomspace};
