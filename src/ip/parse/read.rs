//! Lists from a reader, one line in memory at a time.

use std::io::{self, BufRead};
use std::vec::Vec;

use core::iter::FusedIterator;

use super::list::{HELD, Scan, find_line_end, open_comma};
use super::options::ParseOptions;
use super::span::Want;
use crate::error::Error;
use crate::ip::ip_range::IpRange;
use crate::ip::set::IpSet;

impl ParseOptions {
    /// Iterates over the ranges of a list from a reader, each with its line number.
    ///
    /// The grammar is that of [`items`](Self::items), and so is what follows an error. One line is
    /// in memory at a time, and nothing is read ahead of need; a line costs its length, so limit
    /// what untrusted readers yield with [`Read::take`](std::io::Read::take). Comments may be in
    /// any encoding; an item that is not UTF-8 is an error of its line.
    ///
    /// Errors of the list are [`io::Error`]s of kind `InvalidInput` with the
    /// [`Error`](crate::Error) inside, whose position counts from the start of the line. An error
    /// of the reader is returned once, after the items of the lines before it, and ends the
    /// iteration.
    ///
    /// Computes in **O(n)** time for all items.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::ParseOptions;
    ///
    /// let file = &b"10.0.0.0/8 # caf\xe9\n10.0.0.0/33\n::1\n"[..];
    /// let mut items = ParseOptions::lenient().read_items(file);
    /// assert_eq!(items.next().unwrap().1?, "10.0.0.0/8".parse()?);
    ///
    /// let (line, item) = items.next().unwrap();
    /// assert_eq!(line, 2);
    /// assert_eq!(
    ///     item.unwrap_err().to_string(),
    ///     r#"prefix length 33 exceeds 32 while parsing "…10.0.0.0/33" at line 2, byte 9"#,
    /// );
    /// assert_eq!(items.next().unwrap().1?, "::1".parse()?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[doc(alias = "lines")]
    pub fn read_items<R: BufRead>(&self, reader: R) -> ReadItems<R> {
        ReadItems {
            reader,
            scan: Scan::new(*self, Want::Either),
            line: Vec::new(),
            buffered: None,
            held: Vec::new(),
            comma: (0, 0),
            begun: false,
            after_cr: false,
            done: false,
        }
    }

    /// Reads a list of ranges into the set of their addresses, or returns the first error.
    ///
    /// The grammar is that of [`items`](Self::items). One line is in memory at a time.
    ///
    /// Computes in **O(n log n)** time in the items.
    ///
    /// # Errors
    ///
    /// What the reader returns, or an [`io::Error`] of kind `InvalidInput` with the
    /// [`Error`](crate::Error) inside, as [`set`](Self::set) returns it.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::ParseOptions;
    ///
    /// let set = ParseOptions::lenient().read_set(&b"10.0.0.0/8\r\n; ours\r\n::1\r\n"[..])?;
    /// assert_eq!(set.range_count(), 2);
    ///
    /// let error = ParseOptions::lenient().read_set(&b"10.0.0.0/8,"[..]).unwrap_err();
    /// assert_eq!(error.kind(), std::io::ErrorKind::InvalidInput);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    #[doc(alias = "blocklist")]
    pub fn read_set<R: BufRead>(&self, reader: R) -> io::Result<IpSet> {
        self.read_items(reader).map(|(_, item)| item).collect()
    }
}

/// An iterator over the ranges of a list from a reader with their line numbers; created by
/// [`ParseOptions::read_items`].
#[derive(Debug)]
#[must_use = "iterators are lazy"]
pub struct ReadItems<R> {
    reader: R,
    scan: Scan,
    /// The present line, without its end, if the reader's buffer has not the whole of it.
    line: Vec<u8>,
    /// The length of the present line, if the reader's buffer starts with it and its end.
    buffered: Option<usize>,
    /// The line of the open comma, if that is not the present one, and the comma's line and byte.
    held: Vec<u8>,
    comma: (usize, usize),
    /// Whether a line has been read.
    begun: bool,
    /// Whether the present line ends in `\r`, so that a `\n` after it belongs to its end.
    after_cr: bool,
    done: bool,
}

impl<R: BufRead> ReadItems<R> {
    /// Reads the next line; `false` at the end.
    fn next_line(&mut self) -> io::Result<bool> {
        let held = self.scan.comma < HELD;
        if held {
            self.comma = (self.scan.line, self.scan.comma);
            self.scan.comma = HELD;
            core::mem::swap(&mut self.line, &mut self.held);
        }
        if let Some(len) = self.buffered.take() {
            if held {
                // The buffer is not empty, so that nothing is read.
                look(&mut self.reader, |bytes| {
                    self.held.clear();
                    self.held.extend_from_slice(bytes.get(..len).unwrap_or_default());
                })?;
            }
            self.reader.consume(len + 1);
        }
        self.line.clear();
        self.scan.line += usize::from(self.begun);
        self.scan.at = 0;
        self.begun = true;
        loop {
            let bytes = match self.reader.fill_buf() {
                Ok(bytes) => bytes,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            if bytes.is_empty() {
                return Ok(!self.line.is_empty());
            }
            if core::mem::take(&mut self.after_cr) && bytes[0] == b'\n' {
                self.reader.consume(1);
                continue;
            }
            let Some(end) = find_line_end(bytes) else {
                self.line.extend_from_slice(bytes);
                let used = bytes.len();
                self.reader.consume(used);
                continue;
            };
            self.after_cr = bytes[end] == b'\r';
            if self.line.is_empty() {
                self.buffered = Some(end);
                return Ok(true);
            }
            self.line.extend_from_slice(&bytes[..end]);
            self.reader.consume(end + 1);
            return Ok(true);
        }
    }

    /// The next item or error of the present line.
    #[inline]
    fn step(&mut self) -> io::Result<Option<Result<IpRange, Error>>> {
        match self.buffered {
            // Mostly a line has one item and nothing after it.
            Some(len) if self.scan.at >= len => Ok(None),
            // The buffer is not empty, so that nothing is read.
            Some(len) => {
                look(&mut self.reader, |bytes| self.scan.step(bytes.get(..len).unwrap_or_default()))
            }
            None => Ok(self.scan.step(&self.line)),
        }
    }
}

/// Calls `f` with what the reader has, once it is not interrupted.
#[inline]
fn look<R: BufRead, T>(reader: &mut R, f: impl FnOnce(&[u8]) -> T) -> io::Result<T> {
    loop {
        match reader.fill_buf() {
            Ok(bytes) => return Ok(f(bytes)),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

impl<R: BufRead> Iterator for ReadItems<R> {
    type Item = (usize, io::Result<IpRange>);

    fn next(&mut self) -> Option<Self::Item> {
        while !self.done {
            let next = match self.step() {
                Ok(Some(item)) => return Some((self.scan.line, item.map_err(io::Error::from))),
                Ok(None) => self.next_line(),
                Err(error) => Err(error),
            };
            match next {
                Ok(true) => {}
                Ok(false) => {
                    self.done = true;
                    self.scan.take_comma()?;
                    let (line, at) = self.comma;
                    let error = open_comma(&self.held, 0, line, at);
                    return Some((line, Err(error.into())));
                }
                Err(error) => {
                    // What has been read of its line may end in half an item.
                    self.done = true;
                    self.line.clear();
                    return Some((self.scan.line, Err(error)));
                }
            }
        }
        None
    }
}

impl<R: BufRead> FusedIterator for ReadItems<R> {}
