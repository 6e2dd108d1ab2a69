//! Paths that own their segments, and what two of them have in common.
//!
//! Text cannot tell an index from a key of digits. So that a parsed path equals the one that
//! `research` returns for the same node, paths compare and hash their segments in canonical form
//! ([`Seg::canonical`]): two paths are equal exactly when their texts are.

use alloc::vec::Vec;
use core::cmp::Ordering;
use core::fmt;
use core::hash::{Hash, Hasher};

use super::{Seg, SegBuf};

/// The path from the root of a tree to one of its nodes.
///
/// Its text, in both directions, is a JSON Pointer (RFC 6901, 2013): `/` before each segment, `~1`
/// for `/` and `~0` for `~` in a key. There is also the dotted form, [`from_dotted`] and
/// [`to_dotted`], and the fragment of a URI, [`from_uri_fragment`] and [`to_uri_fragment`].
///
/// # Equality
///
/// Text cannot tell an index from a key of digits: a parsed `0` is a [`SegBuf::Key`], which a list
/// reads as an index. Therefore two paths are equal when their texts are, whether a segment is an
/// index or the key of the same digits; order and hash agree with that. A path that was parsed
/// equals the one that [`research`](super::research) returns for the same node.
///
/// With the feature `serde` a path is serialized as its pointer.
///
/// [`from_dotted`]: Self::from_dotted
/// [`to_dotted`]: Self::to_dotted
/// [`from_uri_fragment`]: Self::from_uri_fragment
/// [`to_uri_fragment`]: Self::to_uri_fragment
///
/// # Examples
///
/// ```
/// use boltons::iter::tree::{Seg, SegBuf, TreePath};
///
/// let path: TreePath = "/users/0/a~1b".parse()?;
/// assert_eq!(path.as_slice()[2], SegBuf::Key("a/b".to_owned()));
/// assert_eq!(path.to_string(), "/users/0/a~1b");
/// assert_eq!(path, TreePath::from_iter([Seg::Key("users"), Seg::Index(0), Seg::Key("a/b")]));
///
/// let error = "/a/~2".parse::<TreePath>().unwrap_err();
/// assert_eq!(error.position(), Some(3));
/// # Ok::<(), boltons::Error>(())
/// ```
#[doc(alias = "JsonPointer")]
#[derive(Clone, Debug, Default)]
pub struct TreePath(Vec<SegBuf>);

impl TreePath {
    /// Appends a segment.
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

    /// Returns the segments as a slice.
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

    /// The segments but the last; `None` for the root.
    pub(super) fn parent(&self) -> Option<Parent<'_>> {
        self.0.split_last().map(|(_, parent)| Parent(parent))
    }

    /// Compares the last segment with one of a node.
    pub(super) fn cmp_last(&self, seg: Seg<'_>) -> Ordering {
        self.iter().next_back().map(Seg::canonical).cmp(&Some(seg.canonical()))
    }
}

/// The segments above a node; equal as paths are.
#[derive(Clone, Copy)]
pub(super) struct Parent<'a>(&'a [SegBuf]);

impl<'a> Parent<'a> {
    pub(super) fn iter(self) -> core::slice::Iter<'a, SegBuf> {
        self.0.iter()
    }
}

impl PartialEq for Parent<'_> {
    fn eq(&self, other: &Self) -> bool {
        canonical(self.0).eq(canonical(other.0))
    }
}

fn canonical(segs: &[SegBuf]) -> impl Iterator<Item = Seg<'_>> {
    segs.iter().map(|seg| seg.as_seg().canonical())
}

impl PartialEq for TreePath {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && canonical(&self.0).eq(canonical(&other.0))
    }
}

impl Eq for TreePath {}

impl PartialOrd for TreePath {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for TreePath {
    fn cmp(&self, other: &Self) -> Ordering {
        canonical(&self.0).cmp(canonical(&other.0))
    }
}

impl Hash for TreePath {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_usize(self.len());
        canonical(&self.0).for_each(|seg| seg.hash(state));
    }
}

/// An iterator over the segments of a [`TreePath`], borrowed, from [`TreePath::iter`].
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

impl IntoIterator for TreePath {
    type Item = SegBuf;
    type IntoIter = alloc::vec::IntoIter<SegBuf>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
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

impl<S: Into<SegBuf>> Extend<S> for TreePath {
    fn extend<I: IntoIterator<Item = S>>(&mut self, segs: I) {
        self.0.extend(segs.into_iter().map(Into::into));
    }
}

impl fmt::Display for TreePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.iter().try_for_each(|seg| super::path_text::write_pointer(f, seg))
    }
}

#[cfg(feature = "serde")]
impl serde_core::Serialize for TreePath {
    fn serialize<S: serde_core::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(feature = "serde")]
impl<'de> serde_core::Deserialize<'de> for TreePath {
    fn deserialize<D: serde_core::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;

        impl serde_core::de::Visitor<'_> for Text {
            type Value = TreePath;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a JSON pointer")
            }

            fn visit_str<E: serde_core::de::Error>(self, text: &str) -> Result<TreePath, E> {
                text.parse().map_err(E::custom)
            }
        }

        deserializer.deserialize_str(Text)
    }
}
