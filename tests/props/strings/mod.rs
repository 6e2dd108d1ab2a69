//! Properties of `boltons::strings`.

mod fit;
mod text;

/// How many cases each property is tried with; the optimised run has time for more.
const CASES: u32 = if cfg!(debug_assertions) { 100 } else { 2_000 };
