//! Tests of `boltons::strings`.

mod ansi;
mod ascii;
mod case;
mod ellipsize;
mod ext;
mod hidden;
mod layout;
mod lines;
mod size;
mod measure;
mod slug;
mod visible;
mod wrap;
