//! Padding of text that a `Display` type has already made.
//!
//! `Formatter::pad` would do, but for one thing: it takes `{:.2}` as "at most two characters",
//! where a number's reader means two decimals.

use core::fmt::{self, Alignment, Write};

/// Writes `text` in the width, fill and alignment that `f` asks for; to the left by default.
pub(super) fn pad(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    let Some(width) = f.width() else { return f.write_str(text) };
    pad_with(f, width.saturating_sub(text.chars().count()), |f| f.write_str(text))
}

/// Writes what `body` writes with `missing` fill characters around it.
pub(super) fn pad_with(
    f: &mut fmt::Formatter<'_>,
    missing: usize,
    body: impl FnOnce(&mut fmt::Formatter<'_>) -> fmt::Result,
) -> fmt::Result {
    let fill = f.fill();
    let before = match f.align() {
        Some(Alignment::Right) => missing,
        Some(Alignment::Center) => missing / 2,
        Some(Alignment::Left) | None => 0,
    };
    for _ in 0..before {
        f.write_char(fill)?;
    }
    body(f)?;
    for _ in before..missing {
        f.write_char(fill)?;
    }
    Ok(())
}
