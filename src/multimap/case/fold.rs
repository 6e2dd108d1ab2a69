//! Hashing and comparing text with its ASCII letters folded.

use core::cmp::Ordering;
use core::hash::Hasher;

/// The number of bytes that are folded and hashed at once.
const CHUNK: usize = 64;

/// Hashes text with its ASCII letters in lower case, and an end mark.
#[inline]
pub(super) fn hash_folded<H: Hasher>(text: &str, state: &mut H) {
    let mut buffer = [0; CHUNK];
    for chunk in text.as_bytes().chunks(CHUNK) {
        let folded = &mut buffer[..chunk.len()];
        folded.copy_from_slice(chunk);
        folded.make_ascii_lowercase();
        state.write(folded);
    }
    // As `str` does: 0xff occurs in no text, so that no sequence of texts hashes as another.
    state.write_u8(0xff);
}

/// Compares text with ASCII letters in lower case.
pub(super) fn cmp_folded(a: &str, b: &str) -> Ordering {
    let fold = |byte: u8| byte.to_ascii_lowercase();
    a.bytes().map(fold).cmp(b.bytes().map(fold))
}
