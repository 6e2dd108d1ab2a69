//! Tests of `boltons::iter`.

mod auto_traits;
mod backoff;
mod chunks;
mod combin;
mod cutting;
mod every_adaptor;
mod free;
mod grouping;
mod hostile;
mod ids;
mod matrix;
mod merging;
mod names;
mod ranges;
mod runs;
mod shown;
mod sorting;
mod support;
mod tree;
mod vectors;
mod windows;
