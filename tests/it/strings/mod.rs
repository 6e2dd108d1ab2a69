//! Tests of `boltons::strings`.

mod ansi;
mod case;
mod hidden;
mod layout;
mod lines;
mod size;
mod visible;
