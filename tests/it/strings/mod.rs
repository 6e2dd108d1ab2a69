//! Tests of `boltons::strings`.

mod ansi;
mod ascii;
mod case;
mod check;
mod digits;
mod ellipsize;
mod ext;
#[cfg(feature = "gzip")]
mod gzip;
mod hidden;
mod html;
mod layout;
mod lines;
mod measure;
mod natural;
mod ranges;
mod replace;
mod shell;
mod size;
mod slug;
mod visible;
mod windows;
mod wrap;
