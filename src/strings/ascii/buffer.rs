//! A buffer on the stack for ASCII text on its way to a `String`.
//!
//! A `String` takes single bytes only one check at a time; from here they go 64 to 128 at once.

use alloc::string::String;

/// Gathers ASCII characters before they go to a `String`.
pub(crate) struct Buffer<'o> {
    bytes: [u8; SIZE],
    len: usize,
    out: &'o mut String,
}

const SIZE: usize = 128;
/// What [`Buffer::room`] returns.
pub(crate) const ROOM: usize = SIZE / 2;

impl<'o> Buffer<'o> {
    pub(crate) fn new(out: &'o mut String) -> Self {
        Self { bytes: [0; SIZE], len: 0, out }
    }

    /// Appends one ASCII character.
    #[inline]
    pub(crate) fn byte(&mut self, byte: u8) {
        if self.len >= SIZE {
            self.flush();
        }
        self.bytes[self.len] = byte;
        self.len += 1;
    }

    /// Room for [`ROOM`] bytes of ASCII to be written.
    ///
    /// A loop that writes there keeps its place in a register; in a loop around
    /// [`byte`](Self::byte) it goes through memory, which takes longer than all else together.
    #[inline(always)]
    pub(crate) fn room(&mut self) -> &mut [u8] {
        if self.len > SIZE - ROOM {
            self.flush();
        }
        &mut self.bytes[self.len..self.len + ROOM]
    }

    /// Says how many bytes were written to the room.
    #[inline(always)]
    pub(crate) fn wrote(&mut self, len: usize) {
        self.len += len;
    }

    /// Appends any text.
    #[inline]
    pub(crate) fn text(&mut self, text: &str) {
        if text.len() <= ROOM && text.is_ascii() {
            self.room()[..text.len()].copy_from_slice(text.as_bytes());
            self.len += text.len();
        } else {
            self.flush();
            self.out.push_str(text);
        }
    }

    /// Gives the last bytes to the `String`.
    pub(crate) fn finish(mut self) {
        self.flush();
    }

    #[cold]
    fn flush(&mut self) {
        // All of it is ASCII.
        self.out.push_str(core::str::from_utf8(&self.bytes[..self.len]).unwrap_or_default());
        self.len = 0;
    }
}
