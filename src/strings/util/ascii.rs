//! ASCII text that is put together in pieces on the stack.
//!
//! `core::str::from_utf8` checks 16 bytes at once where they are aligned to words, and those after
//! the last 16 one by one, which for a name takes as long as writing it. So the bytes here are
//! aligned, all of them are ASCII from the start, and what is checked always ends with a whole block.
//!
//! For texts that are written byte by byte (sizes, slugs) this is slower, as measured: reading words
//! must wait until the single bytes have been stored.

use super::slice::slice;

/// How many bytes are checked at once.
const BLOCK: usize = 16;

/// Bytes of which all are ASCII, also those that nothing was written to. Their number is a multiple
/// of 16.
#[repr(align(16))]
pub(crate) struct Ascii<const N: usize>(pub(crate) [u8; N]);

impl<const N: usize> Ascii<N> {
    /// Creates a buffer of zeros.
    #[inline(always)]
    pub(crate) const fn new() -> Self {
        const { assert!(N % BLOCK == 0) };
        Self([0; N])
    }

    /// The first `len` bytes as text.
    #[inline(always)]
    pub(crate) fn text(&self, len: usize) -> &str {
        let blocks = self.0.get(..len.next_multiple_of(BLOCK)).unwrap_or(&self.0);
        slice(core::str::from_utf8(blocks).unwrap_or_default(), 0, len)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_every_length_are_returned() {
        let mut buffer = Ascii::<48>::new();
        for (at, byte) in buffer.0.iter_mut().enumerate() {
            *byte = b'0' + at as u8;
        }
        for len in 0..=48 {
            assert_eq!(buffer.text(len).as_bytes(), &buffer.0[..len]);
        }
        assert_eq!(Ascii::<16>::new().text(3), "\0\0\0");
    }
}
