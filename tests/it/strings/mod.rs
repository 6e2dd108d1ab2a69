//! Tests of `boltons::strings`.

mod check;
mod digits;
#[cfg(feature = "gzip")]
mod gzip;
mod hidden;
mod html;
mod layout;
mod lines;
mod natural;
mod ranges;
mod replace;
mod shell;
mod size;
mod visible;
mod windows;
