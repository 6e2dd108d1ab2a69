//! The pairs that an insertion into a `BiMap` removed.

/// The pairs that [`BiMap::insert`](crate::multimap::BiMap::insert) removed, with their own
/// spelling of the values.
///
/// # Examples
///
/// ```
/// use boltons::multimap::{BiMap, Overwritten};
///
/// let mut ports = BiMap::from([("http", 80), ("https", 443)]);
/// assert_eq!(ports.insert("ssh", 22), Overwritten::Neither);
/// assert_eq!(ports.insert("http", 8080), Overwritten::Left("http", 80));
/// assert_eq!(ports.insert("sftp", 22), Overwritten::Right("ssh", 22));
/// assert_eq!(ports.insert("sftp", 22), Overwritten::Pair("sftp", 22));
/// assert_eq!(
///     ports.insert("http", 443),
///     Overwritten::Both(("http", 8080), ("https", 443)),
/// );
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Overwritten<L, R> {
    /// No pair: both values were new.
    Neither,
    /// The left value was present with another right value.
    Left(L, R),
    /// The right value was present with another left value.
    Right(L, R),
    /// The same pair was present.
    Pair(L, R),
    /// Both values were present in two pairs: first the one that held the left value, then the one
    /// that held the right value.
    Both((L, R), (L, R)),
}

impl<L, R> Overwritten<L, R> {
    /// Returns whether no pair was removed.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::multimap::BiMap;
    ///
    /// let mut ports = BiMap::new();
    /// assert!(ports.insert("http", 80).is_neither());
    /// assert!(!ports.insert("http", 8080).is_neither());
    /// ```
    #[must_use]
    pub fn is_neither(&self) -> bool {
        matches!(self, Self::Neither)
    }
}
