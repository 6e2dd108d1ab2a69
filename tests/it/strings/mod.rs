//! Tests of `boltons::strings`.

mod ansi;
mod ascii;
mod borrows;
mod borrows_table;
mod byte_size;
mod case;
mod digits;
mod duration;
mod ellipsize;
mod ext;
#[cfg(feature = "gzip")]
mod gzip;
mod hidden;
mod html;
mod inflect;
mod layout;
mod linear;
mod lines;
mod matrix;
mod measure;
mod natural;
mod phrase;
mod ranges;
mod recognize;
mod replace;
mod shell;
mod size;
mod slug;
mod tasks;
mod types;
mod vectors;
mod visible;
mod windows;
mod wrap;

/// Whether to try all there is to try, which takes minutes without optimisation.
pub fn is_exhaustive() -> bool {
    std::env::var_os("BOLTONS_EXHAUSTIVE").is_some()
}

/// Every character; unless all are asked for, the first 0x3100 and one in 61 of the others.
pub fn every_char() -> impl Iterator<Item = char> {
    let step = if is_exhaustive() { 1 } else { 61 };
    ('\0'..'\u{3100}').chain(('\u{3100}'..=char::MAX).step_by(step))
}
