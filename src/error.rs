//! The one error type of the crate.
//!
//! An [`Error`] is one word: a box with the kind, the message, and, where text was parsed, the
//! excerpt around the place that is wrong. The happy path of a fallible function therefore
//! returns as cheaply as one that returns an `Option`, and every constructor is `#[cold]`.
//!
//! Invariants:
//! * `Display` is one line without control, bidirectional or invisible characters: whatever comes
//!   from outside enters a message through [`excerpt`] or [`shown`], which escape it.
//! * A position in parsed text lies on a character boundary, at most at its end.
//! * All excerpts of one message together hold at most [`EXCERPT`] bytes.
//!
//! Modules create errors in two steps, `Error::new(kind, format_args!(…))` and then, where text was
//! parsed, `.parsing(what, text, at)`, or `.item(index)` where an item is wrong.

// A build with few modules, or a copy of one module, uses a part of the constructors.
#![allow(dead_code)]

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::string::{String, ToString};
use core::fmt::{self, Write};

/// The most bytes of input that one message shows, after escaping.
pub(crate) const EXCERPT: usize = 60;

/// Stands where an excerpt was cut.
const MARK: &str = "…";

/// Reports a fault of the crate itself, one that no input and no trait implementation of a caller
/// can cause: panics where debug assertions are on, and does nothing elsewhere, so that the
/// expression after it is the documented fallback.
#[allow(unused_macros)]
macro_rules! bug {
    ($($message:tt)+) => {
        if cfg!(debug_assertions) {
            panic!("bug in boltons: {}", format_args!($($message)+));
        }
    };
}
#[allow(unused_imports)]
pub(crate) use bug;

/// The error of every fallible function of the crate: one line that people can read and programs
/// can log.
///
/// It is one word wide, so that a `Result<u32, Error>` is two. It has no variants to match on; the
/// predicates tell the kinds apart, and exactly one of them returns true for each error.
///
/// The message names what happened and, where text was parsed, shows the text around the place
/// with control, bidirectional and invisible characters escaped: it can be logged unchanged. It
/// never ends in a full stop and never holds more than 60 bytes of the input.
#[cfg_attr(
    feature = "ip",
    doc = r##"
# Examples

```
use boltons::ip::Ipv4Prefix;

let error = "10.0.0.0/33".parse::<Ipv4Prefix>().unwrap_err();
assert_eq!(
    error.to_string(),
    r#"prefix length 33 exceeds 32 while parsing "10.0.0.0/33" at byte 9"#,
);
assert!(error.is_out_of_range());
assert_eq!(error.position(), Some(9));
```
"##
)]
#[derive(thiserror::Error)]
#[error("{0}")]
pub struct Error(Box<Inner>);

/// The kinds of [`Error`], one per predicate.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Kind {
    /// The text is not of the form that was asked for.
    Syntax,
    /// Well-formed, but beyond what the type or the bounds hold.
    OutOfRange,
    /// An argument that is not text.
    InvalidArgument,
    /// What must be there is not.
    NotFound,
    /// Two things that exclude one another.
    Conflict,
    /// The target form has no (safe) way to hold it.
    Unrepresentable,
    /// A limit that the caller set.
    LimitExceeded,
    /// A checksum or a framing does not hold.
    Corrupt,
    /// A guard says no.
    Denied,
}

#[derive(thiserror::Error)]
#[error("{message}{parsed}")]
struct Inner {
    kind: Kind,
    message: Cow<'static, str>,
    parsed: Parsed,
    position: Option<usize>,
}

/// The tail of a message about text: ` while parsing WHAT "excerpt" at byte N`, in a list
/// ` at line L, byte N`, or nothing.
struct Parsed(Option<Excerpt>);

struct Excerpt {
    what: &'static str,
    text: Box<str>,
    /// The line of a list, from 1, otherwise 0.
    line: usize,
    /// The byte in the text or in the line.
    at: usize,
}

impl Error {
    /// Creates an error of a kind with its message, which is complete where nothing was parsed.
    #[cold]
    #[inline(never)]
    pub(crate) fn new(kind: Kind, message: fmt::Arguments<'_>) -> Self {
        let message = match message.as_str() {
            Some(text) => Cow::Borrowed(text),
            None => Cow::Owned(message.to_string()),
        };
        Self(Box::new(Inner { kind, message, parsed: Parsed(None), position: None }))
    }

    /// Adds the text that was parsed and the byte at which it is wrong.
    ///
    /// `what` names the form that was expected (`integer list`), and is empty where the message
    /// says it already. A position inside a character is moved to that character's start.
    #[cold]
    #[inline(never)]
    pub(crate) fn parsing(mut self, what: &'static str, text: &str, at: usize) -> Self {
        let at = boundary(text, at);
        self.0.position = Some(at);
        let text = excerpt(text, at, EXCERPT).into();
        self.0.parsed = Parsed(Some(Excerpt { what, text, line: 0, at }));
        self
    }

    /// Adds the place in a list: its line, that line's text, and the byte in it. `position` is the
    /// same place in whatever was parsed. The bytes around need not be UTF-8.
    #[cold]
    #[inline(never)]
    pub(crate) fn in_line(mut self, text: &[u8], line: usize, at: usize, position: usize) -> Self {
        // More than is ever shown on either side; a line may be as long as the list.
        const WINDOW: usize = 4 * EXCERPT;
        let (before, after) = text.split_at(at.min(text.len()));
        let before = String::from_utf8_lossy(&before[before.len().saturating_sub(WINDOW)..]);
        let after = String::from_utf8_lossy(&after[..after.len().min(WINDOW)]);
        let start = before.len();
        let room = if line > 1 { EXCERPT - MARK.len() } else { EXCERPT };
        let mut shown = excerpt(&(before + &*after), start, room);
        if line > 1 && !shown.starts_with(MARK) {
            shown.insert_str(0, MARK);
        }
        self.0.position = Some(position);
        self.0.parsed = Parsed(Some(Excerpt { what: "", text: shown.into(), line, at }));
        self
    }

    /// Adds the index of the item that is wrong, where that is not a place in text.
    #[cold]
    #[inline(never)]
    pub(crate) fn item(mut self, index: usize) -> Self {
        self.0.position = Some(index);
        self
    }

    /// Returns whether the text does not have the expected form.
    #[must_use]
    pub fn is_syntax(&self) -> bool {
        self.0.kind == Kind::Syntax
    }

    /// Returns whether the input is well-formed, but outside the range of the type or the stated
    /// bounds.
    #[must_use]
    pub fn is_out_of_range(&self) -> bool {
        self.0.kind == Kind::OutOfRange
    }

    /// Returns whether an argument that is not text is invalid: NaN, a step of zero, a prefix
    /// length of 33.
    #[must_use]
    pub fn is_invalid_argument(&self) -> bool {
        self.0.kind == Kind::InvalidArgument
    }

    /// Returns whether a required path, item or block is missing.
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        self.0.kind == Kind::NotFound
    }

    /// Returns whether two things exclude each other: a repeated key, overlapping ranges,
    /// several items where one is allowed.
    #[must_use]
    pub fn is_conflict(&self) -> bool {
        self.0.kind == Kind::Conflict
    }

    /// Returns whether the input is well-formed, but cannot be represented (safely) in the target
    /// form: NUL in a shell word, a range that is not a prefix.
    #[must_use]
    pub fn is_unrepresentable(&self) -> bool {
        self.0.kind == Kind::Unrepresentable
    }

    /// Returns whether a limit that the caller set was exceeded: output bytes, values, depth.
    #[must_use]
    pub fn is_limit_exceeded(&self) -> bool {
        self.0.kind == Kind::LimitExceeded
    }

    /// Returns whether a checksum or a framing is wrong.
    #[must_use]
    pub fn is_corrupt(&self) -> bool {
        self.0.kind == Kind::Corrupt
    }

    /// Returns whether a guard denied access, as to an address that is not public unicast.
    #[must_use]
    pub fn is_denied(&self) -> bool {
        self.0.kind == Kind::Denied
    }

    /// Returns the byte offset in the parsed text, or the index of the item, that is wrong.
    ///
    /// Returns `None` if the error has no such position. An offset lies on a character boundary and
    /// is at most the text's length. Both count from 0.
    #[doc(alias = "offset")]
    #[must_use]
    pub fn position(&self) -> Option<usize> {
        self.0.position
    }
}

impl Error {
    /// Returns the number of the line that is wrong, counted from 1.
    ///
    /// Returns `None` unless the error is of a list that is read line by line.
    #[doc(alias = "line_number")]
    #[must_use]
    pub fn line(&self) -> Option<usize> {
        let excerpt = self.0.parsed.0.as_ref()?;
        (excerpt.line > 0).then_some(excerpt.line)
    }
}

/// The error can be retrieved by [`io::Error::get_ref`](std::io::Error::get_ref). The kind is
/// `PermissionDenied` if a guard denied access, `NotFound` and `InvalidData` for what is missing or
/// corrupt, `InvalidInput` for malformed text, numbers out of range and arguments, else `Other`.
#[cfg(feature = "std")]
impl From<Error> for std::io::Error {
    fn from(error: Error) -> Self {
        use std::io::ErrorKind;
        let kind = match error.0.kind {
            Kind::Denied => ErrorKind::PermissionDenied,
            Kind::NotFound => ErrorKind::NotFound,
            Kind::Corrupt => ErrorKind::InvalidData,
            Kind::Syntax | Kind::OutOfRange | Kind::InvalidArgument => ErrorKind::InvalidInput,
            Kind::Conflict | Kind::Unrepresentable | Kind::LimitExceeded => ErrorKind::Other,
        };
        Self::new(kind, error)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("kind", &self.0.kind)
            .field("message", &format_args!("{self}"))
            .field("position", &self.0.position)
            .finish()
    }
}

impl fmt::Debug for Inner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for Parsed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(Excerpt { what, text, line, at }) = &self.0 else { return Ok(()) };
        let space = if what.is_empty() { "" } else { " " };
        write!(f, " while parsing {what}{space}\"{text}\" at ")?;
        if *line > 0 {
            write!(f, "line {line}, ")?;
        }
        write!(f, "byte {at}")
    }
}

/// Returns the last character boundary of `text` at or before `at`.
fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// A character as a message shows it: itself, or its escape where it could not be seen, could
/// change the order of what is seen, or is `"` or `\`.
pub(crate) fn shown(c: char) -> Shown {
    Shown(c)
}

/// See [`shown`].
#[derive(Clone, Copy)]
pub(crate) struct Shown(char);

impl Shown {
    /// The bytes that `Display` writes; at most 10.
    fn len(self) -> usize {
        let mut count = Count(0);
        // Writing to a counter cannot fail.
        let _ = write!(count, "{self}");
        count.0
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            '\'' => f.write_char('\''),
            // Letters and a symbol that are drawn as nothing, which `escape_debug` lets pass.
            '\u{115f}' | '\u{1160}' | '\u{2800}' | '\u{3164}' | '\u{ffa0}' => {
                write!(f, "\\u{{{:x}}}", u32::from(self.0))
            }
            // std's own judgement: controls, formats, unassigned, separators, marks.
            c => write!(f, "{}", c.escape_debug()),
        }
    }
}

struct Count(usize);

impl Write for Count {
    fn write_str(&mut self, s: &str) -> fmt::Result {
        self.0 += s.len();
        Ok(())
    }
}

/// Returns the part of `text` around byte `at`, escaped, in at most `max` bytes (at least 30),
/// with `…` where it was cut.
///
/// Looks at no more than `max` characters on either side, however long the text is.
#[cold]
pub(crate) fn excerpt(text: &str, at: usize, max: usize) -> String {
    let at = boundary(text, at);
    let (before, after) = text.split_at(at);
    if text.len() <= max && text.chars().map(|c| shown(c).len()).sum::<usize>() <= max {
        return text.chars().map(shown).fold(String::new(), push);
    }
    let room = max.saturating_sub(2 * MARK.len());
    // A third of the room for what came before, so that most of it shows what is wrong.
    let (end, used) = take(after.chars(), room - room / 3);
    let (start, used_before) = take(before.chars().rev(), room - used);
    let (end, _) =
        if end < after.len() { take(after.chars(), room - used_before) } else { (end, 0) };
    let mut out = String::new();
    if start < before.len() {
        out.push_str(MARK);
    }
    out = text[at - start..at + end].chars().map(shown).fold(out, push);
    if end < after.len() {
        out.push_str(MARK);
    }
    out
}

fn push(mut out: String, c: Shown) -> String {
    let _ = write!(out, "{c}");
    out
}

/// Returns how many bytes of the characters fit into `room` once escaped, and what they take.
fn take(chars: impl Iterator<Item = char>, room: usize) -> (usize, usize) {
    let (mut bytes, mut used) = (0, 0);
    for c in chars {
        let len = shown(c).len();
        if used + len > room {
            break;
        }
        used += len;
        bytes += c.len_utf8();
    }
    (bytes, used)
}
