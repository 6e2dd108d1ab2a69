//! strings.

mod emit;
mod size;

pub use size::{Count, FormatBytes, format_bytes, parse_bytes};
