//! Reading: files, standard input and gzip, cut into units of whole lines.
//!
//! A reader yields *pieces*, whole lines of some 256 KiB together, and pieces are gathered into
//! *units* of 4 MiB. Where the cuts are is a function of the input alone, not of how much a read
//! happens to return. A line that is too long is a piece of its own, cut to what tells that it is.

use std::fs::File;
use std::io::{self, Read};

use boltons::iter::IterExt;
use memchr::{memchr, memrchr};

use crate::line::MAX_LINE;

/// The text of a unit, unless one line is longer.
const UNIT: usize = 4 << 20;

/// How much is read at a time.
const PIECE: usize = 256 << 10;

/// What is kept of a line: enough to tell that it is too long, also without a CR at its end.
const KEPT: usize = MAX_LINE + 2;

/// The log that is read where none is named: it has one of everything.
pub const SAMPLE: &[u8] = include_bytes!("sample.log");

/// Whole lines.
pub type Unit = Vec<Vec<u8>>;

/// An input, of which the beginning is known.
pub struct Input {
    source: Box<dyn Read + Send>,
    pub gzip: bool,
}

/// A file on its way in, or why it cannot be read.
pub fn open(name: &str, path: Option<&std::ffi::OsStr>) -> Result<Input, String> {
    let source: Box<dyn Read + Send> = match path {
        None => Box::new(SAMPLE),
        Some(path) if path == "-" => Box::new(io::stdin()),
        Some(path) => Box::new(File::open(path).map_err(|error| error.to_string())?),
    };
    Input::new(name, source)
}

impl Input {
    /// Looks at the first bytes of a source.
    fn new(name: &str, source: Box<dyn Read + Send>) -> Result<Self, String> {
        let (first, source) = peek(source)?;
        if !first.starts_with(&[0x1f, 0x8b]) {
            return Ok(Self { source: without_mark(&first, source)?, gzip: false });
        }
        let (first, source) = peek(gunzip(name, source)?)?;
        Ok(Self { source: without_mark(&first, source)?, gzip: true })
    }

    /// Hands over each unit, and tells how reading ended. Lines before an error are handed over.
    pub fn units(mut self, mut each: impl FnMut(Unit)) -> io::Result<()> {
        let mut pieces = Pieces { source: &mut self.source, rest: Vec::new(), end: None };
        let fits = |unit: &[Vec<u8>], next: &Vec<u8>| {
            unit.iter().map(Vec::len).sum::<usize>() + next.len() <= UNIT
        };
        pieces.by_ref().chunked_while(fits).for_each(&mut each);
        pieces.end.unwrap_or(Ok(()))
    }
}

/// The first bytes of a source, and all of it.
fn peek(mut source: Box<dyn Read + Send>) -> Result<(Vec<u8>, Box<dyn Read + Send>), String> {
    let mut first = Vec::new();
    source.by_ref().take(3).read_to_end(&mut first).map_err(|error| error.to_string())?;
    let source = Box::new(io::Cursor::new(first.clone()).chain(source));
    Ok((first, source))
}

/// Skips UTF-8's byte order mark, and refuses UTF-16's.
fn without_mark(
    first: &[u8],
    mut source: Box<dyn Read + Send>,
) -> Result<Box<dyn Read + Send>, String> {
    match first {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => return Err(String::from("looks like UTF-16")),
        [0xef, 0xbb, 0xbf] => source.read_exact(&mut [0; 3]).map_err(|error| error.to_string())?,
        _ => {}
    }
    Ok(source)
}

#[cfg(feature = "gzip")]
fn gunzip(_: &str, source: impl Read + Send + 'static) -> Result<Box<dyn Read + Send>, String> {
    let source = io::BufReader::with_capacity(PIECE, source);
    Ok(Box::new(flate2::bufread::MultiGzDecoder::new(source)))
}

#[cfg(not(feature = "gzip"))]
fn gunzip(name: &str, _: impl Read + Send + 'static) -> Result<Box<dyn Read + Send>, String> {
    Err(format!("looks gzipped: zcat {name} | access_log -, or build with --features gzip"))
}

/// The pieces of an input.
struct Pieces<'a> {
    source: &'a mut (dyn Read + Send),
    /// The beginning of a line that is not finished.
    rest: Vec<u8>,
    /// How reading ended, once it has.
    end: Option<io::Result<()>>,
}

impl Iterator for Pieces<'_> {
    type Item = Vec<u8>;

    fn next(&mut self) -> Option<Vec<u8>> {
        let mut piece = std::mem::take(&mut self.rest);
        let mut seen = 0;
        while self.end.is_none() {
            let target = (seen / PIECE + 1) * PIECE;
            self.fill(&mut piece, target);
            if let Some(last) = memrchr(b'\n', &piece[seen..]) {
                self.rest = piece.split_off(seen + last + 1);
                return Some(piece);
            }
            seen = piece.len();
            if seen >= KEPT {
                piece.truncate(KEPT);
                self.skip_line();
                return Some(piece);
            }
        }
        // An unfinished last line counts, but not where the input broke off.
        if !matches!(self.end, Some(Ok(()))) {
            let whole = memrchr(b'\n', &piece).map_or(0, |last| last + 1);
            piece.truncate(whole);
        }
        (!piece.is_empty()).then_some(piece)
    }
}

impl Pieces<'_> {
    /// Reads until the piece has so many bytes or the input ends.
    fn fill(&mut self, piece: &mut Vec<u8>, len: usize) {
        let missing = len.saturating_sub(piece.len());
        piece.reserve(missing);
        match self.source.take(missing as u64).read_to_end(piece) {
            Ok(read) if read < missing => self.end = Some(Ok(())),
            Ok(_) => {}
            Err(error) => self.end = Some(Err(error)),
        }
    }

    /// Skips the rest of a line, in constant memory.
    fn skip_line(&mut self) {
        let mut buffer = Vec::with_capacity(PIECE);
        while self.end.is_none() {
            buffer.clear();
            self.fill(&mut buffer, PIECE);
            if let Some(end) = memchr(b'\n', &buffer) {
                self.rest = buffer.split_off(end + 1);
                return;
            }
        }
    }
}
