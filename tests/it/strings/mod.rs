//! Tests of `boltons::strings`.

mod ansi;
mod case;
mod size;
mod hidden;
mod layout;
mod lines;
mod visible;
