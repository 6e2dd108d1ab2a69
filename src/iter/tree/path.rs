//! Paths that own their segments, and their text.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::{self, Write};
use core::str::FromStr;

use super::{Seg, SegBuf};
use crate::Error;
use crate::error::Kind;

/// The way from a root to a node.
///
/// Its text, in both directions, is a JSON Pointer (RFC 6901, 2013): `/` before each segment, `~1`
/// for `/` and `~0` for `~` in a key. Text cannot tell an index from a key of digits: a parsed `0`
/// is a [`SegBuf::Key`], which a list reads as an index.
///
/// # Examples
///
/// ```
/// use boltons::iter::tree::{SegBuf, TreePath};
///
/// let path: TreePath = "/users/0/a~1b".parse()?;
/// assert_eq!(path.as_slice()[2], SegBuf::Key("a/b".to_owned()));
/// assert_eq!(path.to_string(), "/users/0/a~1b");
///
/// let error = "/a/~2".parse::<TreePath>().unwrap_err();
/// assert_eq!(error.position(), Some(3));
/// # Ok::<(), boltons::Error>(())
/// ```
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct TreePath(Vec<SegBuf>);

impl TreePath {
    /// Reads keys separated by dots; the empty text is the root.
    ///
    /// A key that holds a dot has no such form: use the pointer.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::tree::TreePath;
    ///
    /// assert_eq!(TreePath::from_dotted("users.0.name").to_string(), "/users/0/name");
    /// assert!(TreePath::from_dotted("").is_empty());
    /// ```
    #[must_use]
    pub fn from_dotted(text: &str) -> Self {
        if text.is_empty() {
            return Self::default();
        }
        Self(text.split('.').map(SegBuf::from).collect())
    }

    /// Returns the segments separated by dots; `None` where that would not read back: a key holds
    /// a dot, or the path is a single empty key.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::tree::TreePath;
    ///
    /// let path = TreePath::from_iter(["users".into(), 0.into()] as [boltons::iter::tree::Seg; 2]);
    /// assert_eq!(path.to_dotted().as_deref(), Some("users.0"));
    /// assert_eq!("/a.b".parse::<TreePath>()?.to_dotted(), None);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    pub fn to_dotted(&self) -> Option<String> {
        let mut text = String::new();
        for (i, seg) in self.iter().enumerate() {
            if matches!(seg, Seg::Key(key) if key.contains('.') || key.is_empty() && self.len() == 1)
            {
                return None;
            }
            // Writing to a string cannot fail.
            let _ = if i > 0 { write!(text, ".{seg}") } else { write!(text, "{seg}") };
        }
        Some(text)
    }

    /// Adds a segment at the end.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::tree::TreePath;
    ///
    /// let mut path = TreePath::default();
    /// path.push("users");
    /// path.push(0);
    /// assert_eq!(path.to_string(), "/users/0");
    /// ```
    pub fn push(&mut self, seg: impl Into<SegBuf>) {
        self.0.push(seg.into());
    }

    /// Removes and returns the last segment.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::tree::TreePath;
    ///
    /// let mut path = TreePath::from_dotted("a.b");
    /// assert_eq!(path.pop(), Some("b".into()));
    /// assert_eq!(path.to_string(), "/a");
    /// ```
    pub fn pop(&mut self) -> Option<SegBuf> {
        self.0.pop()
    }

    /// Returns the number of segments.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::tree::TreePath;
    ///
    /// assert_eq!(TreePath::from_dotted("a.b").len(), 2);
    /// ```
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Returns whether this is the path of the root.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::tree::TreePath;
    ///
    /// assert!("".parse::<TreePath>()?.is_empty());
    /// assert!(!"/".parse::<TreePath>()?.is_empty()); // the empty key
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the segments.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::tree::TreePath;
    ///
    /// assert_eq!(TreePath::from_dotted("a.b").as_slice()[0], "a".into());
    /// ```
    #[must_use]
    pub fn as_slice(&self) -> &[SegBuf] {
        &self.0
    }

    /// Returns an iterator over the segments.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::tree::{Seg, TreePath};
    ///
    /// let path = TreePath::from_dotted("a.b");
    /// assert!(path.iter().eq([Seg::Key("a"), Seg::Key("b")]));
    /// ```
    pub fn iter(&self) -> Iter<'_> {
        Iter(self.0.iter())
    }
}

/// The segments of a [`TreePath`], borrowed, from [`TreePath::iter`].
#[derive(Clone, Debug)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct Iter<'a>(core::slice::Iter<'a, SegBuf>);

impl<'a> Iterator for Iter<'a> {
    type Item = Seg<'a>;

    fn next(&mut self) -> Option<Seg<'a>> {
        self.0.next().map(SegBuf::as_seg)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl DoubleEndedIterator for Iter<'_> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.0.next_back().map(SegBuf::as_seg)
    }
}

impl ExactSizeIterator for Iter<'_> {}
impl core::iter::FusedIterator for Iter<'_> {}

impl<'a> IntoIterator for &'a TreePath {
    type Item = Seg<'a>;
    type IntoIter = Iter<'a>;

    fn into_iter(self) -> Iter<'a> {
        self.iter()
    }
}

impl<'a> FromIterator<Seg<'a>> for TreePath {
    fn from_iter<I: IntoIterator<Item = Seg<'a>>>(segs: I) -> Self {
        segs.into_iter().map(SegBuf::from).collect()
    }
}

impl FromIterator<SegBuf> for TreePath {
    fn from_iter<I: IntoIterator<Item = SegBuf>>(segs: I) -> Self {
        Self(segs.into_iter().collect())
    }
}

impl fmt::Display for TreePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.iter().try_for_each(|seg| write_pointer(f, seg))
    }
}

/// Writes one segment of a JSON Pointer.
pub(super) fn write_pointer(out: &mut dyn Write, seg: Seg<'_>) -> fmt::Result {
    let key = match seg {
        Seg::Index(index) => return write!(out, "/{index}"),
        Seg::Key(key) => key,
    };
    out.write_char('/')?;
    let mut rest = key;
    while let Some(at) = rest.find(['~', '/']) {
        let (before, after) = rest.split_at(at);
        out.write_str(before)?;
        out.write_str(if after.starts_with('~') { "~0" } else { "~1" })?;
        rest = &after[1..];
    }
    out.write_str(rest)
}

impl FromStr for TreePath {
    type Err = Error;

    /// Reads a JSON Pointer.
    ///
    /// Computes in **O(n)** time for n bytes.
    ///
    /// # Errors
    ///
    /// Returns an error for which [`Error::is_syntax`] holds when the text neither is empty nor
    /// starts with `/`, or a `~` is followed by anything but `0` or `1`.
    fn from_str(text: &str) -> Result<Self, Error> {
        let syntax = |message: fmt::Arguments<'_>, at| {
            Error::new(Kind::Syntax, message).parsing("JSON pointer", text, at)
        };
        if text.is_empty() {
            return Ok(Self::default());
        }
        let Some(keys) = text.strip_prefix('/') else {
            return Err(syntax(format_args!("expected '/'"), 0));
        };
        let mut at = 1;
        let mut path = Self::default();
        for raw in keys.split('/') {
            let mut key = String::with_capacity(raw.len());
            let mut parts = raw.split('~');
            key.push_str(parts.next().unwrap_or(""));
            let mut tilde = at + key.len();
            for part in parts {
                let (c, rest) = match part.as_bytes() {
                    [b'0', ..] => ('~', &part[1..]),
                    [b'1', ..] => ('/', &part[1..]),
                    _ => return Err(syntax(format_args!("expected 0 or 1 after '~'"), tilde)),
                };
                key.push(c);
                key.push_str(rest);
                tilde += 1 + part.len();
            }
            at += raw.len() + 1;
            path.push(key);
        }
        Ok(path)
    }
}
