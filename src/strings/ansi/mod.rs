//! Terminal escape sequences: found, and removed from whole texts and from streams.

mod strip;

pub(crate) mod grammar;
mod stream;

pub use strip::{
    AnsiSpan, AnsiSpans, ansi_spans, has_ansi, strip_ansi, strip_ansi_bytes, strip_ansi_into,
};

pub use stream::AnsiStripper;
#[cfg(feature = "std")]
pub use stream::StripWriter;
