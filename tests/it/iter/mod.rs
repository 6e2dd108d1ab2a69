//! Tests of `boltons::iter`.
mod backoff;
mod combin;
mod ids;
mod tree;
