//! Tests of `boltons::strings`.

mod hidden;
mod layout;
mod lines;
mod visible;
