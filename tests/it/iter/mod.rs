//! Tests of `boltons::iter`.
