//! Tests of `boltons::strings`.

mod size;
mod hidden;
mod layout;
mod lines;
mod visible;
