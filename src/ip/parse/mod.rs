//! Text to values: the strict parsers, and the lenient one with its options.

pub(super) mod addr;
