//! Tests of `boltons::strings`.

mod ansi;
mod hidden;
mod layout;
mod lines;
mod visible;
