//! Integer lists that keep their order and their repetitions.

use super::parse::Item;
use super::set::{Builder, IntRanges};
use super::text::IntListFormat;
use crate::Error;
use crate::strings::util::display;
use alloc::vec::Vec;
use core::fmt::{self, Display};
use core::iter::FusedIterator;
use core::str::FromStr;

/// A list of integers that keeps the order and the repetitions in which it was written: `3,1,8-5`.
///
/// It is read like [`IntRanges`], but is not a set, as page pickers and playlists need it. A range
/// costs 24 bytes, however many integers it has, with a stride or without. It prints as it was
/// written, except for blanks, empty items and leading zeros.
///
/// # Examples
///
/// ```
/// use boltons::strings::IntList;
///
/// let list: IntList = "3, 1, 8-5, 3, 0-9:4".parse()?;
/// assert!(list.iter().eq([3, 1, 8, 7, 6, 5, 3, 0, 4, 8]));
/// assert_eq!(list.to_string(), "3,1,8-5,3,0-9:4");
/// assert_eq!(list.to_ranges().to_string(), "0-1,3-8");
/// # Ok::<(), boltons::Error>(())
/// ```
#[doc(alias = "parse_int_list")]
#[derive(Clone, Default, Eq, Hash, PartialEq)]
pub struct IntList {
    items: Vec<Item>,
}

impl IntList {
    /// Creates an empty list without allocating.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::IntList;
    /// assert_eq!(IntList::new().iter().next(), None);
    /// ```
    #[must_use]
    pub const fn new() -> Self {
        Self { items: Vec::new() }
    }

    pub(super) fn push(&mut self, item: Item) {
        self.items.push(item);
    }

    /// Returns the number of integers, repetitions included.
    ///
    /// Computes in **O(i)** time, where *i* is the number of items.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::IntList;
    /// assert_eq!("1-1000000,1".parse::<IntList>()?.count(), 1_000_001);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[doc(alias = "len")]
    #[must_use]
    pub fn count(&self) -> u128 {
        self.items.iter().map(|item| item.count()).sum()
    }

    /// Returns whether the list contains no integers.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::IntList;
    /// assert!(" , ".parse::<IntList>()?.is_empty());
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// Returns an iterator over the integers in their order.
    ///
    /// Nothing is computed in advance.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::IntList;
    /// assert!("2,1-3".parse::<IntList>()?.iter().eq([2, 1, 2, 3]));
    /// # Ok::<(), boltons::Error>(())
    /// ```
    pub fn iter(&self) -> IntListIter<'_> {
        IntListIter { items: self.items.iter(), item: None }
    }

    /// Converts the list to a set.
    ///
    /// Items with a stride above 1 cost one run per integer: check [`count`](Self::count) first
    /// where the text is untrusted.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::IntList;
    /// assert_eq!("3,1-2,3".parse::<IntList>()?.to_ranges().to_string(), "1-3");
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    pub fn to_ranges(&self) -> IntRanges {
        let mut runs = Builder::with_capacity(self.items.len());
        for item in &self.items {
            runs.item(*item);
        }
        runs.finish()
    }
}

impl fmt::Debug for IntList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "IntList({self})")
    }
}

/// The form `3,1,8-5,0-9:4`, which [`FromStr`] reads back.
impl Display for IntList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        display::padded(f, |out| {
            for (at, &Item { first, last, step }) in self.items.iter().enumerate() {
                if at > 0 {
                    out.write_char(',')?;
                }
                write!(out, "{first}")?;
                if first != last {
                    write!(out, "-{last}")?;
                    if step > 1 {
                        write!(out, ":{step}")?;
                    }
                }
            }
            Ok(())
        })
    }
}

/// The form `3,1,8-5`; see [`IntListFormat::parse_ordered`].
impl FromStr for IntList {
    type Err = Error;

    fn from_str(s: &str) -> Result<Self, Error> {
        IntListFormat::new().parse_ordered(s)
    }
}

/// Neighbours that follow one another, up or down, become ranges.
impl FromIterator<i64> for IntList {
    fn from_iter<T: IntoIterator<Item = i64>>(iter: T) -> Self {
        let mut list = Self::new();
        list.extend(iter);
        list
    }
}

/// Neighbours that follow one another, up or down, become ranges.
impl Extend<i64> for IntList {
    fn extend<T: IntoIterator<Item = i64>>(&mut self, iter: T) {
        for n in iter {
            let follows = |item: &Item| {
                let (up, down) = (item.first <= item.last, item.first >= item.last);
                item.step == 1
                    && ((up && item.last.checked_add(1) == Some(n))
                        || (down && item.last.checked_sub(1) == Some(n)))
            };
            match self.items.last_mut().filter(|item| follows(item)) {
                Some(item) => item.last = n,
                None => self.items.push(Item { first: n, last: n, step: 1 }),
            }
        }
    }
}

impl<'a> IntoIterator for &'a IntList {
    type Item = i64;
    type IntoIter = IntListIter<'a>;

    fn into_iter(self) -> IntListIter<'a> {
        self.iter()
    }
}

/// An iterator over the integers of an [`IntList`]; created by [`IntList::iter`].
#[derive(Clone, Debug)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct IntListIter<'a> {
    items: core::slice::Iter<'a, Item>,
    /// The item that is being read, and how many of its integers have been.
    item: Option<(Item, u128)>,
}

impl Iterator for IntListIter<'_> {
    type Item = i64;

    fn next(&mut self) -> Option<i64> {
        let (item, at) = match self.item.take() {
            Some(item) => item,
            None => (*self.items.next()?, 0),
        };
        if at + 1 < item.count() {
            self.item = Some((item, at + 1));
        }
        Some(item.nth(at))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let open = self.item.map_or(0, |(item, at)| item.count() - at);
        // Each item has at least one integer.
        let least = open.saturating_add(self.items.len() as u128);
        let least = usize::try_from(least).unwrap_or(usize::MAX);
        (least, if self.items.len() == 0 { usize::try_from(open).ok() } else { None })
    }
}

impl FusedIterator for IntListIter<'_> {}
