//! gzip with the same bytes every time, and gunzip with a limit that holds.
//!
//! A gzip file ends with the length of its text modulo 2^32. That is used as a hint of how much to
//! allocate, but never believed: no more than the caller's limit, and no more than DEFLATE can
//! produce of the input (1032 bytes of one). The text is read straight into the output, so that
//! beyond it only the decoder's own state (some 45 KB) is allocated.

use crate::error::{Error, Kind};
use flate2::bufread::GzDecoder;
use flate2::{Compression, GzBuilder};
use std::io::{Read, Write};
use std::vec::Vec;

/// The most bytes that DEFLATE produces from one: a match of 258 in two bits.
const MOST_OF_ONE: usize = 1032;
/// How many bytes are requested from a reader at a time.
const CHUNK: usize = 16 << 10;

/// Compresses bytes into the gzip format.
///
/// The header holds neither name nor time, so that the same data and level yield the same bytes.
/// Levels go from 0 (stored) over 6 (usual) to 9 (smallest); a higher one counts as 9.
///
/// Computes in **O(n)** time, where *n* is the length of the data.
///
/// # Examples
///
/// ```
/// use boltons::strings::{gunzip, gzip};
///
/// let packed = gzip(b"hello hello hello hello", 6);
/// assert_eq!(packed, gzip(b"hello hello hello hello", 6));
/// assert_eq!(gunzip(&packed, 1 << 20)?, b"hello hello hello hello");
/// # Ok::<(), boltons::Error>(())
/// ```
#[doc(alias = "gzip_bytes")]
#[doc(alias = "compress")]
#[doc(alias = "GzEncoder")]
#[must_use]
pub fn gzip(data: &[u8], level: u8) -> Vec<u8> {
    let level = Compression::new(u32::from(level.min(9)));
    let out = Vec::with_capacity(data.len() / 4 + 64);
    let mut encoder = GzBuilder::new().mtime(0).operating_system(255).write(out, level);
    // The writer is a `Vec`, which takes everything.
    let written = encoder.write_all(data).and_then(|()| encoder.finish());
    written.expect("writing to memory does not fail")
}

/// Decompresses data in the gzip format: all members, one after the other, with their checksums
/// checked.
///
/// Zero bytes may follow the last member (tapes and some tools pad with them).
///
/// Computes in **O(n + m)** time, where *n* is the length of the data and *m* that of the result,
/// and allocates at most `max_len` and 64 KiB at any time, whatever the data claims.
///
/// # Errors
///
/// Corrupt if the data is not gzip, is cut short, has other bytes after it, or its checksum or
/// length do not hold; limit exceeded if the result would be longer than `max_len`.
///
/// # Examples
///
/// ```
/// use boltons::strings::{gunzip, gzip};
///
/// let bomb = gzip(&[0; 100_000], 9);
/// assert!(gunzip(&bomb, 4096).unwrap_err().is_limit_exceeded());
/// assert!(gunzip(&bomb[..20], 4096).unwrap_err().is_corrupt());
/// assert_eq!(gunzip(b"", 9).unwrap_err().to_string(), "gzip data is cut short");
/// ```
#[doc(alias = "gunzip_bytes")]
#[doc(alias = "decompress")]
#[doc(alias = "GzDecoder")]
pub fn gunzip(data: &[u8], max_len: usize) -> Result<Vec<u8>, Error> {
    let mut out = Vec::new();
    let mut rest = data;
    let mut first = true;
    while first || rest.iter().any(|&b| b != 0) {
        if !first && !rest.starts_with(&[0x1f, 0x8b]) {
            return Err(corrupt(format_args!("bytes follow the gzip data")));
        }
        rest = member(rest, &mut out, max_len)?;
        first = false;
    }
    Ok(out)
}

/// Appends the text of the first member, and returns what follows it.
fn member<'d>(data: &'d [u8], out: &mut Vec<u8>, max_len: usize) -> Result<&'d [u8], Error> {
    let hint = data.last_chunk().map_or(0, |len| u32::from_le_bytes(*len) as usize);
    let most = data.len().saturating_mul(MOST_OF_ONE).min(max_len - out.len());
    // Data that claims more than there is memory is read as far as it goes.
    _ = out.try_reserve_exact(hint.min(most));
    let mut decoder = GzDecoder::new(data);
    loop {
        let len = out.len();
        if len == max_len {
            // The end must come now; the checksum is checked with it.
            return match read(&mut decoder, &mut [0])? {
                0 => Ok(decoder.into_inner()),
                _ => Err(Error::new(
                    Kind::LimitExceeded,
                    format_args!("gzip data holds more than {max_len} bytes"),
                )),
            };
        }
        let room = CHUNK.min(max_len - len);
        if out.capacity() - len < room {
            // Doubles, but never beyond the limit.
            let more = len.max(CHUNK).min(max_len - len);
            out.reserve_exact(more);
        }
        out.resize(len + room, 0);
        let got = read(&mut decoder, &mut out[len..]);
        out.truncate(len + got.as_ref().map_or(0, |&got| got));
        if got? == 0 {
            return Ok(decoder.into_inner());
        }
    }
}

fn read(decoder: &mut GzDecoder<&[u8]>, into: &mut [u8]) -> Result<usize, Error> {
    decoder.read(into).map_err(|error| match error.kind() {
        std::io::ErrorKind::UnexpectedEof => corrupt(format_args!("gzip data is cut short")),
        _ => corrupt(format_args!("gzip data is not valid: {error}")),
    })
}

#[cold]
fn corrupt(message: core::fmt::Arguments<'_>) -> Error {
    Error::new(Kind::Corrupt, message)
}
