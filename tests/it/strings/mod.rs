//! Tests of `boltons::strings`.

mod ansi;
mod ascii;
mod case;
mod ellipsize;
mod ext;
mod check;
mod digits;
#[cfg(feature = "gzip")]
mod gzip;
mod hidden;
mod html;
mod layout;
mod lines;
mod size;
mod measure;
mod slug;
mod visible;
mod wrap;
mod natural;
mod ranges;
mod replace;
mod shell;
mod size;
mod visible;
mod windows;
