//! Properties of `boltons::iter`.

mod adaptors;
mod backoff;
mod combin;
mod grouping;
mod ranges;
mod tree;
