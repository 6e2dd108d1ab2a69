//! Items as a sentence lists them.

use crate::strings::util::display;
use core::fmt::{self, Display};

/// Returns items as a list in a sentence: `a, b, and c`.
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
#[inline]
pub fn human_list<I>(items: I) -> HumanList<'static, I::IntoIter>
where
    I: IntoIterator,
    I::IntoIter: Clone,
    I::Item: Display,
{
    HumanList { items: items.into_iter(), conjunction: "and", delimiter: ",", oxford: true }
}

/// Items as a list in a sentence; made by [`human_list`].
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

    /// Sets what stands after items of a list of three and more; a comma by default.
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

    /// Leaves out the delimiter before the conjunction.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::human_list;
    ///
    /// assert_eq!(human_list(["a", "b", "c"]).no_oxford().to_string(), "a, b and c");
    /// ```
    pub fn no_oxford(self) -> Self {
        Self { oxford: false, ..self }
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
            let mut next = items.next();
            let mut two = true;
            while let Some(item) = next {
                next = items.next();
                if next.is_some() {
                    two = false;
                    write!(out, "{delimiter} {item}")?;
                } else if conjunction.is_empty() {
                    write!(out, "{delimiter} {item}")?;
                } else if two || !oxford {
                    write!(out, " {conjunction} {item}")?;
                } else {
                    write!(out, "{delimiter} {conjunction} {item}")?;
                }
            }
            Ok(())
        })
    }
}
