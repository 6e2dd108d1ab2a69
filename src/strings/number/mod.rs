//! Numbers, sizes and durations as people write them.

mod bytes;

mod parse_bytes;

mod byte_size;

mod duration;

mod group_digits;

pub(crate) mod count;

#[cfg(feature = "serde")]
mod serde;
#[cfg(feature = "serde")]
pub use serde::serde_duration;

pub use byte_size::ByteSize;
pub use bytes::{ByteUnit, FormatBytes, format_bytes};
pub use count::Count;
pub use duration::{FormatDuration, format_duration, parse_duration};
pub use group_digits::{GroupDigits, group_digits};
pub use parse_bytes::{ParseBytes, parse_bytes};
