//! Tests of `boltons::multimap`.
