//! Lists of items as in a sentence.

use crate::strings::util::display;
use core::fmt::{self, Display, Write};

/// Formats items as a list in a sentence: `a, b, and c`.
///
/// # Examples
///
/// ```
/// use boltons::strings::human_list;
///
/// assert_eq!(human_list(["a", "b", "c"]).to_string(), "a, b, and c");
/// assert_eq!(human_list([1, 2]).conjunction("or").to_string(), "1 or 2");
/// assert_eq!(human_list(["only"]).to_string(), "only");
/// assert_eq!(human_list([""; 0]).to_string(), "");
/// ```
#[doc(alias = "to_sentence")]
#[doc(alias = "join")]
#[doc(alias = "human_readable_list")]
#[doc(alias = "oxford_comma")]
#[inline]
pub fn human_list<I>(items: I) -> HumanList<'static, I::IntoIter>
where
    I: IntoIterator,
    I::IntoIter: Clone,
    I::Item: Display,
{
    HumanList {
        items: items.into_iter(),
        conjunction: "and",
        delimiter: ",",
        oxford: true,
        limit: None,
    }
}

/// Items formatted as a list in a sentence; created by [`human_list`].
///
/// Width, fill and alignment of the format string are honoured.
///
/// # Examples
///
/// ```
/// use boltons::strings::human_list;
///
/// let list = human_list(["a", "b", "c"]);
/// assert_eq!(list.clone().no_oxford().to_string(), "a, b and c");
/// assert_eq!(list.delimiter(";").conjunction("or").to_string(), "a; b; or c");
/// ```
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
#[must_use = "it does nothing until it is printed"]
pub struct HumanList<'a, I> {
    items: I,
    conjunction: &'a str,
    delimiter: &'a str,
    oxford: bool,
    limit: Option<usize>,
}

impl<'a, I> HumanList<'a, I> {
    /// Sets the word before the last item; `and` by default, and none if it is empty.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::human_list;
    ///
    /// assert_eq!(human_list(["a", "b"]).conjunction("or").to_string(), "a or b");
    /// ```
    pub fn conjunction<'b>(self, conjunction: &'b str) -> HumanList<'b, I>
    where
        'a: 'b,
    {
        HumanList { conjunction, ..self }
    }

    /// Sets the delimiter after the items of a list of three or more; a comma by default.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::human_list;
    ///
    /// assert_eq!(human_list(["a", "b", "c"]).delimiter(";").to_string(), "a; b; and c");
    /// ```
    pub fn delimiter<'b>(self, delimiter: &'b str) -> HumanList<'b, I>
    where
        'a: 'b,
    {
        HumanList { delimiter, ..self }
    }

    /// Omits the delimiter before the conjunction.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::human_list;
    ///
    /// assert_eq!(human_list(["a", "b", "c"]).no_oxford().to_string(), "a, b and c");
    /// ```
    #[doc(alias = "serial_comma")]
    pub fn no_oxford(self) -> Self {
        Self { oxford: false, ..self }
    }

    /// Shows at most `count` items (at least 1) and counts the rest: `a, b, and 3 others`.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::human_list;
    ///
    /// let names = ["Ann", "Bob", "Cid", "Dan", "Eve"];
    /// assert_eq!(human_list(names).limit(2).to_string(), "Ann, Bob, and 3 others");
    /// assert_eq!(human_list(names).limit(4).to_string(), "Ann, Bob, Cid, Dan, and 1 other");
    /// assert_eq!(human_list(names).limit(5).to_string(), "Ann, Bob, Cid, Dan, and Eve");
    /// ```
    pub fn limit(self, count: usize) -> Self {
        Self { limit: Some(count.max(1)), ..self }
    }
}

impl<I> Display for HumanList<'_, I>
where
    I: Iterator + Clone,
    I::Item: Display,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { conjunction, delimiter, oxford, .. } = *self;
        display::padded(f, |out| {
            let mut items = self.items.clone().fuse();
            let Some(first) = items.next() else { return Ok(()) };
            write!(out, "{first}")?;
            let join =
                |out: &mut dyn Write, two: bool| match (conjunction.is_empty(), two || !oxford) {
                    (true, _) => write!(out, "{delimiter} "),
                    (false, true) => write!(out, " {conjunction} "),
                    (false, false) => write!(out, "{delimiter} {conjunction} "),
                };
            let mut shown = 1;
            let mut next = items.next();
            while let Some(item) = next {
                if self.limit == Some(shown) {
                    let others = items.count() + 1;
                    join(out, shown == 1)?;
                    return write!(out, "{others} other{}", if others == 1 { "" } else { "s" });
                }
                next = items.next();
                if next.is_some() {
                    write!(out, "{delimiter} ")?;
                } else {
                    join(out, shown == 1)?;
                }
                write!(out, "{item}")?;
                shown += 1;
            }
            Ok(())
        })
    }
}
