//! Removing terminal escape sequences from a stream, however it is cut.
//!
//! The state between chunks is one small enum of the grammar. In text, memchr finds the next byte
//! that may start a sequence and what lies before it is copied whole; inside sequences the step
//! function reads byte by byte. The output does not depend on the cutting (but a held `C2` comes
//! with the next chunk).

use alloc::vec::Vec;
#[cfg(feature = "std")]
use std::io;

use super::grammar::{C2, ESC, State, step};

/// A filter that removes terminal escape sequences from bytes that come in chunks.
///
/// All chunks together yield what [`strip_ansi_bytes`](crate::strings::strip_ansi_bytes) returns
/// for the whole, wherever it is cut. The state is O(1): nothing of the input is kept but one byte,
/// a `C2` that may yet introduce a sequence.
///
/// # Examples
///
/// ```
/// use boltons::strings::AnsiStripper;
///
/// let mut stripper = AnsiStripper::new();
/// let mut out = Vec::new();
/// for chunk in ["a\x1b", "[3", "1mb\x1b]0;ti", "tle\x07c"] {
///     stripper.push(chunk.as_bytes(), &mut out);
/// }
/// stripper.finish(&mut out);
/// assert_eq!(out, b"abc");
/// ```
#[doc(alias = "StripBytes")]
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct AnsiStripper {
    state: State,
}

impl AnsiStripper {
    /// Creates a stripper at the start of a text.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::AnsiStripper;
    ///
    /// let mut out = Vec::new();
    /// AnsiStripper::new().push(b"\x1b[1mx", &mut out);
    /// assert_eq!(out, b"x");
    /// ```
    #[must_use]
    pub const fn new() -> Self {
        Self { state: State::Text }
    }

    /// Reads the next chunk and appends its text, without escape sequences, to `out`.
    ///
    /// Computes in **O(n)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::AnsiStripper;
    ///
    /// let (mut stripper, mut out) = (AnsiStripper::new(), Vec::new());
    /// stripper.push(b"\xc2", &mut out);
    /// assert_eq!(out, b"");
    /// stripper.push(b"\xb0C", &mut out);
    /// assert_eq!(out, "°C".as_bytes());
    /// ```
    pub fn push(&mut self, chunk: &[u8], out: &mut Vec<u8>) {
        let mut rest = chunk;
        while let Some((&byte, tail)) = rest.split_first() {
            if self.state == State::Text && byte != ESC && byte != C2 {
                let end = memchr::memchr2(ESC, C2, rest).unwrap_or(rest.len());
                out.extend_from_slice(&rest[..end]);
                rest = &rest[end..];
                continue;
            }
            let next = step(self.state, byte);
            if next.release {
                out.push(C2);
            }
            if next.text {
                out.push(byte);
            }
            self.state = next.state;
            rest = tail;
        }
    }

    /// Ends the text: appends a `C2` that was held back, and resets the stripper for another text.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::AnsiStripper;
    ///
    /// let (mut stripper, mut out) = (AnsiStripper::new(), Vec::new());
    /// stripper.push(b"\x1b]0;unfinished", &mut out);
    /// stripper.finish(&mut out);
    /// stripper.push(b"text", &mut out);
    /// assert_eq!(out, b"text");
    /// ```
    pub fn finish(&mut self, out: &mut Vec<u8>) {
        if self.state == State::Held {
            out.push(C2);
        }
        self.state = State::Text;
    }
}

/// A writer that removes terminal escape sequences and passes the rest to another writer.
///
/// What it removes does not depend on how the writes cut the text. A `C2` at the very end is held
/// until [`into_inner`](Self::into_inner); dropping the writer drops it. When the inner writer
/// fails, what it did not take is kept and written again with the next call, which then reports
/// the failure if it lasts.
///
/// # Examples
///
/// ```
/// use std::io::Write;
/// use boltons::strings::StripWriter;
///
/// let mut writer = StripWriter::new(Vec::new());
/// write!(writer, "\x1b[3")?;
/// write!(writer, "1mred\x1b[0m")?;
/// assert_eq!(writer.into_inner()?, b"red");
/// # Ok::<(), std::io::Error>(())
/// ```
#[doc(alias = "StripStream")]
#[cfg(feature = "std")]
#[cfg_attr(docsrs, doc(cfg(feature = "std")))]
#[derive(Clone, Debug)]
pub struct StripWriter<W> {
    inner: W,
    stripper: AnsiStripper,
    /// Stripped, and not yet accepted by the inner writer.
    pending: Vec<u8>,
}

#[cfg(feature = "std")]
impl<W> StripWriter<W> {
    /// Wraps a writer.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::StripWriter;
    ///
    /// let writer = StripWriter::new(Vec::<u8>::new());
    /// assert!(writer.get_ref().is_empty());
    /// ```
    pub const fn new(inner: W) -> Self {
        Self { inner, stripper: AnsiStripper::new(), pending: Vec::new() }
    }

    /// Returns the inner writer.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::io::Write;
    /// use boltons::strings::StripWriter;
    ///
    /// let mut writer = StripWriter::new(Vec::new());
    /// writer.write_all(b"a\x1bcb")?;
    /// assert_eq!(writer.get_ref(), b"ab");
    /// # Ok::<(), std::io::Error>(())
    /// ```
    #[must_use]
    pub const fn get_ref(&self) -> &W {
        &self.inner
    }
}

#[cfg(feature = "std")]
impl<W: io::Write> StripWriter<W> {
    /// Ends the text and returns the inner writer, which is not flushed.
    ///
    /// # Errors
    ///
    /// Fails if the pending bytes cannot be written; the inner writer is lost then.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::io::Write;
    /// use boltons::strings::StripWriter;
    ///
    /// let mut writer = StripWriter::new(Vec::new());
    /// writer.write_all(b"a\xc2")?;
    /// assert_eq!(writer.into_inner()?, b"a\xc2");
    ///
    /// let full: &mut [u8] = &mut [];
    /// let mut writer = StripWriter::new(full);
    /// writer.write_all(b"a")?;
    /// assert!(writer.into_inner().is_err());
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn into_inner(mut self) -> io::Result<W> {
        self.stripper.finish(&mut self.pending);
        self.drain()?;
        Ok(self.inner)
    }

    /// Writes what is pending; what the inner writer accepts is removed even if it then fails.
    fn drain(&mut self) -> io::Result<()> {
        let mut taken = 0;
        let result = loop {
            let rest = &self.pending[taken..];
            if rest.is_empty() {
                break Ok(());
            }
            match self.inner.write(rest) {
                Ok(0) => break Err(io::ErrorKind::WriteZero.into()),
                // A writer that claims more than it was given does not make this one panic.
                Ok(n) => taken += n.min(rest.len()),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => break Err(error),
            }
        };
        self.pending.drain(..taken);
        result
    }
}

#[cfg(feature = "std")]
impl<W: io::Write> io::Write for StripWriter<W> {
    fn write(&mut self, buf: &[u8]) -> io::Result<usize> {
        // Before anything of `buf` is read, so that an error means that nothing of it was.
        self.drain()?;
        self.stripper.push(buf, &mut self.pending);
        // From here on the bytes are ours to deliver: a failure shows with the next call.
        let _ = self.drain();
        Ok(buf.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.drain()?;
        self.inner.flush()
    }
}
