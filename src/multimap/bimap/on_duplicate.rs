//! What an insertion into a `BiMap` may replace.

/// What [`BiMap::insert_with`](crate::multimap::BiMap::insert_with) does where a value of the new
/// pair is present with another partner.
///
/// # Examples
///
/// ```
/// use boltons::multimap::{BiMap, OnDuplicate, Overwritten};
///
/// let mut names = BiMap::from([(1, "ada"), (2, "max")]);
/// // A number may get another name, a name keeps its number.
/// assert_eq!(names.insert_with(1, "eva", OnDuplicate::ReplaceLeft), Ok(Overwritten::Left(1, "ada")));
/// assert_eq!(names.insert_with(3, "max", OnDuplicate::ReplaceLeft), Err((3, "max")));
/// ```
#[doc(alias("OnDup", "DROP_OLD", "DROP_NEW", "RAISE", "policy"))]
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum OnDuplicate {
    /// Keep both present pairs and refuse the new one, as
    /// [`try_insert`](crate::multimap::BiMap::try_insert) does.
    Keep,
    /// Replace the pair that holds the left value; keep one that holds only the right value.
    ReplaceLeft,
    /// Replace the pair that holds the right value; keep one that holds only the left value.
    ReplaceRight,
    /// Replace both, as [`insert`](crate::multimap::BiMap::insert) does.
    Replace,
}
