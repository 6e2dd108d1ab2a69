//! Properties of `boltons::strings`.

mod fit;
mod numbers;
mod quoting;
mod text;

/// How many cases each property is tried with.
const CASES: u32 = 128;
