//! Tests of `boltons::strings`.

mod size;
