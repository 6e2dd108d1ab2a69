//! What the `Display` types share: padding of finished text, and numbers shown with the options of
//! the format string.
//!
//! `Formatter::pad` would do for the padding, but for one thing: it takes `{:.2}` as "at most two
//! characters", where a number's reader means two decimals.

use core::fmt::{self, Alignment, Display, Write};

/// Writes `text` in the width, fill and alignment that `f` asks for; to the left by default.
#[inline]
pub(crate) fn pad(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    match f.width() {
        None => f.write_str(text),
        Some(_) => pad_with(f, Alignment::Left, text.chars().count(), |f| f.write_str(text)),
    }
}

/// Writes what `body` writes, `chars` characters, with fill around it up to the width.
pub(crate) fn pad_with(
    f: &mut fmt::Formatter<'_>,
    default: Alignment,
    chars: usize,
    body: impl FnOnce(&mut fmt::Formatter<'_>) -> fmt::Result,
) -> fmt::Result {
    let fill = f.fill();
    let missing = f.width().unwrap_or(0).saturating_sub(chars);
    let before = match f.align().unwrap_or(default) {
        Alignment::Right => missing,
        Alignment::Center => missing / 2,
        Alignment::Left => 0,
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

/// Writes `n` to `out` with the sign and the precision that `f` asks for.
pub(crate) fn number(
    out: &mut impl Write,
    f: &fmt::Formatter<'_>,
    n: &impl Display,
) -> fmt::Result {
    number_with(out, f.sign_plus(), f.precision(), n)
}

/// The same where the output is the formatter itself.
pub(crate) fn number_with(
    out: &mut impl Write,
    plus: bool,
    precision: Option<usize>,
    n: &impl Display,
) -> fmt::Result {
    match (plus, precision) {
        (false, None) => write!(out, "{n}"),
        (true, None) => write!(out, "{n:+}"),
        (false, Some(decimals)) => write!(out, "{n:.decimals$}"),
        (true, Some(decimals)) => write!(out, "{n:+.decimals$}"),
    }
}

/// A writer that counts characters and keeps nothing.
#[derive(Default)]
pub(crate) struct Chars(pub(crate) usize);

impl Write for Chars {
    fn write_str(&mut self, s: &str) -> fmt::Result {
        self.0 += s.chars().count();
        Ok(())
    }
}

/// Writes a text, which is formatted twice if its width must be known: once to be counted.
pub(crate) fn padded(
    f: &mut fmt::Formatter<'_>,
    write: impl Fn(&mut dyn Write) -> fmt::Result,
) -> fmt::Result {
    let mut chars = Chars::default();
    if f.width().is_some() {
        write(&mut chars)?;
    }
    pad_with(f, Alignment::Left, chars.0, |f| write(f))
}
