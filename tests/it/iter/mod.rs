//! Tests of `boltons::iter`.
mod backoff;
mod ids;
