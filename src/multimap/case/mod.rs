//! Keys that ignore ASCII case, for any map: HTTP and mail headers, INI keys, host names.
//!
//! [`CaseInsensitive`] is the key that a map owns, [`IgnoreCase`] the query that borrows. Both hash
//! the same folded bytes, and neither allocates. Only ASCII letters are folded, as the grammars of
//! those formats have it: folding all of Unicode is not what they mean, depends on a table that
//! changes, and makes U+212A (KELVIN SIGN) match `k`.

mod key;
mod query;
#[cfg(feature = "serde")]
mod serde;

use core::cmp::Ordering;
use core::hash::Hasher;

pub use key::CaseInsensitive;
pub use query::{IgnoreCase, ignore_case};

/// Bytes that are folded and hashed at once.
const CHUNK: usize = 64;

/// Hashes text with its ASCII letters in lower case, and an end mark.
#[inline]
fn hash_folded<H: Hasher>(text: &str, state: &mut H) {
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
fn cmp_folded(a: &str, b: &str) -> Ordering {
    let fold = |byte: u8| byte.to_ascii_lowercase();
    a.bytes().map(fold).cmp(b.bytes().map(fold))
}
