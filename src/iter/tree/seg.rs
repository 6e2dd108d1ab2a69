//! One step of a path.

use alloc::borrow::ToOwned;
use alloc::string::String;
use core::fmt;

/// A step from a container to one of its children, borrowed from where the key stands.
///
/// # Examples
///
/// ```
/// use boltons::iter::tree::{Seg, SegBuf};
///
/// let seg = Seg::from("name");
/// assert_eq!(SegBuf::from(seg), SegBuf::Key("name".to_owned()));
/// assert_eq!(Seg::Index(3).to_string(), "3");
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Seg<'a> {
    /// The key of a map.
    Key(&'a str),
    /// The index in a list.
    Index(usize),
}

/// A [`Seg`] that owns its key.
///
/// # Examples
///
/// ```
/// use boltons::iter::tree::{Seg, SegBuf};
///
/// assert_eq!(SegBuf::from("name").as_seg(), Seg::Key("name"));
/// assert_eq!(SegBuf::from(3).as_seg(), Seg::Index(3));
/// ```
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum SegBuf {
    /// The key of a map.
    Key(String),
    /// The index in a list.
    Index(usize),
}

impl Seg<'_> {
    /// Returns the index that a list reads from this segment: an index, or a key that is a decimal
    /// number in canonical form (digits without sign and leading zero).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::tree::Seg;
    ///
    /// assert_eq!(Seg::Index(7).as_index(), Some(7));
    /// assert_eq!(Seg::Key("10").as_index(), Some(10));
    /// assert_eq!(Seg::Key("010").as_index(), None);
    /// assert_eq!(Seg::Key("-").as_index(), None);
    /// ```
    #[must_use]
    pub fn as_index(self) -> Option<usize> {
        match self {
            Self::Index(index) => Some(index),
            Self::Key("0") => Some(0),
            Self::Key(key) => match key.as_bytes() {
                [b'1'..=b'9', ..] => key.parse().ok(),
                _ => None,
            },
        }
    }

    /// Whether a lookup with `wanted` finds the child under this segment.
    pub(super) fn is_found_by(self, wanted: Seg<'_>) -> bool {
        match self {
            Self::Key(own) => matches!(wanted, Seg::Key(key) if key == own),
            Self::Index(own) => wanted.as_index() == Some(own),
        }
    }
}

impl Seg<'_> {
    /// The segment with a key of digits as the index that it reads as: what paths compare.
    #[inline]
    pub(super) fn canonical(self) -> Self {
        self.as_index().map_or(self, Self::Index)
    }
}

impl SegBuf {
    /// Borrows the segment.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::tree::{Seg, SegBuf};
    ///
    /// assert_eq!(SegBuf::Index(0).as_seg(), Seg::Index(0));
    /// ```
    #[must_use]
    pub fn as_seg(&self) -> Seg<'_> {
        match self {
            Self::Key(key) => Seg::Key(key),
            Self::Index(index) => Seg::Index(*index),
        }
    }

    /// The key under which a map keeps a child with this segment.
    #[cfg(any(feature = "std", feature = "serde_json"))]
    pub(super) fn into_key(self) -> String {
        match self {
            Self::Key(key) => key,
            Self::Index(index) => alloc::format!("{index}"),
        }
    }
}

/// The key unchanged, or the index in decimal.
impl fmt::Display for Seg<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Key(key) => fmt::Display::fmt(key, f),
            Self::Index(index) => fmt::Display::fmt(index, f),
        }
    }
}

/// The key unchanged, or the index in decimal.
impl fmt::Display for SegBuf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.as_seg(), f)
    }
}

impl<'a> From<&'a SegBuf> for Seg<'a> {
    fn from(seg: &'a SegBuf) -> Self {
        seg.as_seg()
    }
}

impl<'a> From<&'a str> for Seg<'a> {
    fn from(key: &'a str) -> Self {
        Self::Key(key)
    }
}

impl From<usize> for Seg<'_> {
    fn from(index: usize) -> Self {
        Self::Index(index)
    }
}

impl From<Seg<'_>> for SegBuf {
    fn from(seg: Seg<'_>) -> Self {
        match seg {
            Seg::Key(key) => Self::Key(key.to_owned()),
            Seg::Index(index) => Self::Index(index),
        }
    }
}

impl From<&str> for SegBuf {
    fn from(key: &str) -> Self {
        Self::Key(key.to_owned())
    }
}

impl From<String> for SegBuf {
    fn from(key: String) -> Self {
        Self::Key(key)
    }
}

impl From<usize> for SegBuf {
    fn from(index: usize) -> Self {
        Self::Index(index)
    }
}
