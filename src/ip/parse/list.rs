//! The grammar of lists: access lists, block lists and cloud range files as people write them.
//!
//! ```text
//! list    = [BOM] line { ("\r\n" | "\n" | "\r") line }
//! line    = { blank | "," | item }  [ comment ]         blank: space, tab, form feed
//! comment = "#" …  |  (at the start of a line, or after a blank or a comma) ( ";" | "//" ) …
//! item    = range  |  (trim) addr blank "-" blank addr  |  (mask_columns) IPv4 blank mask
//! ```
//!
//! One comma may stand between two items, also across lines; none is first or last, and no two
//! follow one another.
//!
//! [`Scan::step`] is the one function that knows this. [`ListItems`] calls it with the whole text,
//! `ReadItems` with one line after another, so the two cannot differ. Each item is tried with
//! the fast parsers first; the slow one has the errors and the rarer forms.
//!
//! After an error the scan continues at the next line, because what follows a mistake on its line
//! cannot be trusted. So each bad line is one error, and the cost stays O(bytes).

use core::iter::FusedIterator;

use super::options::ParseOptions;
use super::quick;
use super::slow::is_blank;
use super::span::{LeadingZeros, Span, Want};
use crate::error::{Error, Kind};
use crate::ip::ip_range::IpRange;
use crate::ip::set::IpSet;

impl ParseOptions {
    /// Iterates over the ranges of a list, each with its line number, counted from 1.
    ///
    /// An item is what [`range`](Self::range) accepts. Items are separated by blanks, lines or one
    /// comma. A comment runs to the end of its line: `#` starts one anywhere, `;` and `//` at the
    /// start of a line or after a blank or a comma. A byte order mark at the start is skipped, and
    /// lines end in `\n`, `\r\n` or `\r`. Under [`trim`](Self::trim) `first - last` is one item;
    /// under [`mask_columns`](Self::mask_columns) an address and a mask in the next column are.
    ///
    /// After an error the iterator continues at the next line, so that one bad line does not lose
    /// the others. Items before the mistake have been returned by then, with the same line number.
    /// To build one set of the good items, collect them: joining a set per line is quadratic.
    ///
    /// Computes in **O(n)** time for all items.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{IpSet, ParseOptions};
    ///
    /// let list = "192.0.2.0/25 ; SBL1\n192.0.2.300\n2001:db8:: - 2001:db8::ff\n";
    /// let mut bad = Vec::new();
    /// let good: IpSet = ParseOptions::lenient()
    ///     .items(list)
    ///     .filter_map(|(line, item)| item.map_err(|error| bad.push((line, error))).ok())
    ///     .collect();
    ///
    /// assert_eq!(good.range_count(), 2);
    /// assert_eq!(bad[0].0, 2);
    /// assert_eq!(
    ///     bad[0].1.to_string(),
    ///     r#"octet 4 exceeds 255 while parsing "…192.0.2.300" at line 2, byte 8"#,
    /// );
    /// ```
    #[doc(alias = "lines")]
    pub fn items<'a>(&self, text: &'a str) -> ListItems<'a> {
        self.items_of(text, Want::Either)
    }

    /// The items of a list of one family or both.
    pub(in crate::ip) fn items_of<'a>(&self, text: &'a str, want: Want) -> ListItems<'a> {
        ListItems { text, scan: Scan::new(*self, want) }
    }

    /// Parses a list of ranges into the set of their addresses, or returns the first error.
    ///
    /// The grammar is that of [`items`](Self::items), which continues after an error.
    ///
    /// Computes in **O(n log n)** time in the items.
    ///
    /// # Errors
    ///
    /// `is_out_of_range` if a number exceeds what its place holds, otherwise `is_syntax`: an item
    /// is malformed, or a comma has no item before or after it. [`Error::line`] names the line.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::ParseOptions;
    ///
    /// let list = "10.0.0.0/8, 192.0.2.1-192.0.2.9 # ours\n::1 2001:db8::/32";
    /// let set = ParseOptions::lenient().set(list)?;
    /// assert_eq!(set.range_count(), 4);
    ///
    /// let error = ParseOptions::lenient().set("10.0.0.0/8,,::1").unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     r#"no item before ',' while parsing "10.0.0.0/8,,::1" at line 1, byte 11"#,
    /// );
    /// assert_eq!(error.line(), Some(1));
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[doc(alias = "IPSet")]
    #[doc(alias = "blocklist")]
    #[doc(alias = "read_list")]
    pub fn set(&self, s: &str) -> Result<IpSet, Error> {
        self.items(s).map(|(_, item)| item).collect()
    }
}

/// An iterator over the ranges of a list with their line numbers; created by
/// [`ParseOptions::items`].
#[derive(Clone, Debug)]
#[must_use = "iterators are lazy"]
pub struct ListItems<'a> {
    text: &'a str,
    scan: Scan,
}

impl Iterator for ListItems<'_> {
    type Item = (usize, Result<IpRange, Error>);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let bytes = self.text.as_bytes();
        match self.scan.step(bytes) {
            Some(item) => Some((self.scan.line, item)),
            None => {
                let comma = self.scan.take_comma()?;
                // The line of the comma, which is rarely asked for.
                let start = line_start(bytes, comma);
                let after = count_lines(bytes.get(comma..).unwrap_or_default());
                let line = self.scan.line - after;
                Some((line, Err(open_comma(bytes, start, line, comma))))
            }
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        // An item or an error takes a byte and a separator, but for the last; and there may be the
        // error of an open comma.
        let rest = self.text.len() - self.scan.at;
        (0, Some(rest / 2 + 2))
    }
}

impl FusedIterator for ListItems<'_> {}

/// Stands for "no comma is open".
const NONE: usize = usize::MAX;

/// The open comma stands in a line that is not in memory any more.
#[cfg(feature = "std")]
pub(super) const HELD: usize = usize::MAX - 1;

/// Where a list is read.
#[derive(Clone, Debug)]
pub(super) struct Scan {
    /// The byte from which on nothing has been read.
    pub(super) at: usize,
    /// The line of `at`, from 1, and the byte where it starts.
    pub(super) line: usize,
    pub(super) line_start: usize,
    /// Where a comma stands that has no item after it yet, or [`NONE`].
    pub(super) comma: usize,
    options: ParseOptions,
    want: Want,
    /// Whether there has been an item, so that a comma may follow.
    started: bool,
}

impl Scan {
    pub(super) fn new(options: ParseOptions, want: Want) -> Self {
        Self { at: 0, line: 1, line_start: 0, comma: NONE, options, want, started: false }
    }

    /// The place of the open comma, which is then no longer open.
    pub(super) fn take_comma(&mut self) -> Option<usize> {
        let comma = core::mem::replace(&mut self.comma, NONE);
        (comma != NONE).then_some(comma)
    }

    /// The next item or error of the text, `None` at its end.
    #[inline]
    pub(super) fn step(&mut self, bytes: &[u8]) -> Option<Result<IpRange, Error>> {
        loop {
            match *bytes.get(self.at)? {
                b' ' | b'\t' | b'\x0c' => self.at += 1,
                b'\n' => self.end_line(1),
                b'\r' => self.end_line(1 + usize::from(bytes.get(self.at + 1) == Some(&b'\n'))),
                b',' => {
                    if self.comma != NONE || !self.started {
                        return Some(Err(self.fail(bytes, self.at, "no item before ','")));
                    }
                    self.comma = self.at;
                    self.at += 1;
                }
                b'#' | b';' => self.at = line_end(bytes, self.at),
                b'/' if bytes.get(self.at + 1) == Some(&b'/') => {
                    self.at = line_end(bytes, self.at);
                }
                0xef if self.at == 0 && self.line == 1 && bytes.starts_with(BOM) => self.at = 3,
                _ => return Some(self.item(bytes)),
            }
        }
    }

    fn end_line(&mut self, bytes: usize) {
        self.at += bytes;
        self.line += 1;
        self.line_start = self.at;
    }

    /// The item that starts here.
    #[inline]
    fn item(&mut self, bytes: &[u8]) -> Result<IpRange, Error> {
        let start = self.at;
        self.started = true;
        self.comma = NONE;
        // The commonest items are read once: where they end is seen when they are parsed.
        if self.want.admits(true) {
            let rest = bytes.get(start..).unwrap_or_default();
            if let Some((range, len)) = quick::start_v4(rest, !self.options.classful) {
                match rest.get(len) {
                    None | Some(b'\n' | b'\r' | b',' | b'#') => {
                        self.at = start + len;
                        return Ok(IpRange::V4(range));
                    }
                    Some(byte) if is_blank(byte) => {
                        return self.before_blank(bytes, start, start + len);
                    }
                    Some(_) => {}
                }
            }
        }
        let end = item_end(bytes, start);
        if !bytes.get(end).is_some_and(is_blank) {
            return self.one(bytes, start, end);
        }
        self.before_blank(bytes, start, end)
    }

    /// An item with a blank after it: perhaps the first of two columns, or the start of a range.
    fn before_blank(
        &mut self,
        bytes: &[u8],
        start: usize,
        mut end: usize,
    ) -> Result<IpRange, Error> {
        let mut next = skip_blanks(bytes, end);
        if bytes.get(next) == Some(&b'-') && self.options.trim && starts_blank(bytes, next + 1) {
            let last = skip_blanks(bytes, next + 1);
            end = item_end(bytes, last);
            if end == last {
                return Err(self.fail(bytes, next, "expected an address after '-'"));
            }
            next = skip_blanks(bytes, end);
        }
        match bytes.get(next) {
            Some(b'-') => {
                let what = match self.options.trim && !starts_blank(bytes, next + 1) {
                    true => "expected a blank after '-'",
                    false => "expected an IP address",
                };
                Err(self.fail(bytes, next, what))
            }
            Some(digit) if digit.is_ascii_digit() && self.may_be_mask(bytes, next) => {
                let second_end = item_end(bytes, next);
                match self.columns(bytes, (start, end), (next, second_end)) {
                    Some(Ok(range)) => {
                        self.at = second_end;
                        Ok(range)
                    }
                    Some(Err(error)) => Err(error),
                    None => self.one(bytes, start, end),
                }
            }
            _ => self.one(bytes, start, end),
        }
    }

    /// Whether what starts here can be a mask beside an address, by its first digits.
    fn may_be_mask(&self, bytes: &[u8], at: usize) -> bool {
        self.options.mask_columns
            || self.options.leading_zeros != LeadingZeros::Reject
            || bytes[at..].starts_with(b"255.")
            || bytes[at..].starts_with(b"0.")
    }

    #[cold]
    fn columns(
        &mut self,
        bytes: &[u8],
        first: (usize, usize),
        second: (usize, usize),
    ) -> Option<Result<IpRange, Error>> {
        let text = core::str::from_utf8(bytes.get(first.0..second.1)?).ok()?;
        let ends = (first.1 - first.0, second.0 - first.0);
        let prefix = self.options.columns(Span::of(text), ends, self.want)?;
        Some(match prefix {
            Ok(prefix) => Ok(prefix.into()),
            Err(error) => Err(self.place(bytes, first.0, error)),
        })
    }

    /// The item between two bytes.
    #[inline]
    fn one(&mut self, bytes: &[u8], start: usize, end: usize) -> Result<IpRange, Error> {
        self.at = end;
        let item = &bytes[start..end];
        match quick::item(item, !self.options.classful) {
            Some(range) if self.want.admits(range.is_ipv4()) => Ok(range),
            _ => self.slow(bytes, start, item),
        }
    }

    fn slow(&mut self, bytes: &[u8], start: usize, item: &[u8]) -> Result<IpRange, Error> {
        match core::str::from_utf8(item) {
            Ok(text) => self
                .options
                .range_slow(Span::of(text), self.want)
                .map_err(|error| self.place(bytes, start, error)),
            Err(error) => Err(self.fail(bytes, start + error.valid_up_to(), "item is not UTF-8")),
        }
    }

    /// An error at a byte of the text; the scan continues at the next line.
    #[cold]
    fn fail(&mut self, bytes: &[u8], at: usize, what: &'static str) -> Error {
        let error = Error::new(Kind::Syntax, format_args!("{what}"));
        self.at = line_end(bytes, at);
        self.comma = NONE;
        in_line(error, bytes, self.line_start, self.line, at)
    }

    /// Adds the place in the list to the error of an item; the scan continues at the next line.
    #[cold]
    fn place(&mut self, bytes: &[u8], start: usize, error: Error) -> Error {
        let at = start + error.position().unwrap_or(0);
        self.at = line_end(bytes, at);
        in_line(error, bytes, self.line_start, self.line, at)
    }
}

const BOM: &[u8] = b"\xef\xbb\xbf";

/// The error of a comma with no item after it.
#[cold]
pub(super) fn open_comma(bytes: &[u8], line_start: usize, line: usize, at: usize) -> Error {
    let error = Error::new(Kind::Syntax, format_args!("no item after ','"));
    in_line(error, bytes, line_start, line, at)
}

/// Adds its place to an error: the byte `at` of a text, in the line that starts at another.
#[cold]
fn in_line(error: Error, bytes: &[u8], line_start: usize, line: usize, at: usize) -> Error {
    let text = bytes.get(line_start..line_end(bytes, at)).unwrap_or_default();
    error.in_line(text, line, at - line_start, at)
}

/// Where the line of a byte ends.
fn line_end(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    at + find_line_end(rest).unwrap_or(rest.len())
}

/// The first `\n` or `\r`, eight bytes at a time.
#[inline]
pub(super) fn find_line_end(bytes: &[u8]) -> Option<usize> {
    const ONES: u64 = u64::MAX / 255;
    // The high bit of each byte that is zero, and perhaps of bytes after the first of them.
    let zeros = |word: u64| word.wrapping_sub(ONES) & !word & (ONES << 7);
    let mut at = 0;
    while let Some(chunk) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
        let word = u64::from_le_bytes(*chunk);
        let ends = zeros(word ^ (ONES * 0x0a)) | zeros(word ^ (ONES * 0x0d));
        if ends != 0 {
            return Some(at + ends.trailing_zeros() as usize / 8);
        }
        at += 8;
    }
    let end = bytes.get(at..)?.iter().position(|byte| matches!(byte, b'\n' | b'\r'))?;
    Some(at + end)
}

/// Where the line of a byte starts.
fn line_start(bytes: &[u8], at: usize) -> usize {
    let before = bytes.get(..at).unwrap_or_default();
    before.iter().rposition(|b| matches!(b, b'\n' | b'\r')).map_or(0, |end| end + 1)
}

/// How many line ends there are.
fn count_lines(bytes: &[u8]) -> usize {
    let alone = |pair: &[u8]| pair[0] == b'\r' && pair[1] != b'\n';
    let lines = bytes.iter().filter(|&&b| b == b'\n').count();
    let last = usize::from(bytes.ends_with(b"\r"));
    lines + bytes.windows(2).filter(|pair| alone(pair)).count() + last
}

fn skip_blanks(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest.iter().take_while(|b| is_blank(b)).count()
}

fn starts_blank(bytes: &[u8], at: usize) -> bool {
    bytes.get(at).is_none_or(|b| is_blank(b) || matches!(b, b'\n' | b'\r'))
}

/// The bytes at which an item ends.
const ENDS: [bool; 256] = {
    let mut ends = [false; 256];
    let mut i = 0;
    while i < 7 {
        ends[b" \t\x0c\r\n,#"[i] as usize] = true;
        i += 1;
    }
    ends
};

#[inline]
fn item_end(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest.iter().position(|b| ENDS[usize::from(*b)]).unwrap_or(rest.len())
}

#[cfg(test)]
mod tests {
    use super::find_line_end;

    /// Also among bytes that differ from a line end by a bit or a carry.
    #[test]
    fn the_first_line_end_is_found_at_every_place() {
        for other in [0, 0x09, 0x0b, 0x0c, 0x0e, 0x8a, 0x8d, 0xff] {
            for len in 0..40 {
                let mut bytes = [other; 40];
                assert_eq!(find_line_end(&bytes[..len]), None);
                for at in (0..len).rev() {
                    bytes[at] = [b'\n', b'\r'][at % 2];
                    assert_eq!(find_line_end(&bytes[..len]), Some(at), "{other} {len}");
                }
            }
        }
    }
}
