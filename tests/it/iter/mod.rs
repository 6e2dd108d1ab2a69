//! Tests of `boltons::iter`.

mod auto_traits;
mod chunks;
mod cutting;
mod grouping;
mod hostile;
mod merging;
mod names;
mod ranges;
mod runs;
mod sorting;
mod support;
mod windows;
mod backoff;
mod combin;
mod ids;
