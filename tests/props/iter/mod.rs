//! Properties of `boltons::iter`.

mod adaptors;
mod grouping;
mod ranges;
