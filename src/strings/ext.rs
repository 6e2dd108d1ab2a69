//! The most used functions as methods of `str`.

#![deny(clippy::string_slice)]

use alloc::borrow::Cow;

use crate::strings::layout::lines::LinesUnicode;
use crate::strings::layout::wrap::Wrapped;

mod sealed {
    pub trait Sealed {}

    impl Sealed for str {}
}

macro_rules! methods {
    ($($(#[$doc:meta])* fn $name:ident(&$this:ident $(, $arg:ident: $type:ty)*) -> $out:ty;)*) => {
        /// The most used functions of this module as methods of `str`.
        ///
        /// Each calls the function of the same name. The trait is sealed: only `str` has it.
        ///
        /// # Examples
        ///
        /// ```
        /// use boltons::strings::StrExt;
        ///
        /// assert_eq!("fooBar".to_snake_case(), "foo_bar");
        /// assert_eq!("\x1b[1mbold\x1b[0m".strip_ansi().slugify(), "bold");
        /// ```
        pub trait StrExt: sealed::Sealed {
            $($(#[$doc])*
            fn $name(&self $(, $arg: $type)*) -> $out;)*
        }

        impl StrExt for str {
            $(#[inline]
            fn $name(&$this $(, $arg: $type)*) -> $out {
                super::$name($this $(, $arg)*)
            })*
        }
    };
}

methods! {
    /// Converts to `snake_case`; see [`to_snake_case`](crate::strings::to_snake_case).
    #[must_use]
    fn to_snake_case(&self) -> Cow<'_, str>;
    /// Converts to `kebab-case`; see [`to_kebab_case`](crate::strings::to_kebab_case).
    #[must_use]
    fn to_kebab_case(&self) -> Cow<'_, str>;
    /// Converts to `camelCase`; see [`to_camel_case`](crate::strings::to_camel_case).
    #[must_use]
    fn to_camel_case(&self) -> Cow<'_, str>;
    /// Converts to `PascalCase`; see [`to_pascal_case`](crate::strings::to_pascal_case).
    #[must_use]
    fn to_pascal_case(&self) -> Cow<'_, str>;
    /// Converts to a slug; see [`slugify`](crate::strings::slugify).
    #[must_use]
    fn slugify(&self) -> Cow<'_, str>;
    /// Converts to ASCII; see [`asciify`](crate::strings::asciify).
    #[must_use]
    fn asciify(&self) -> Cow<'_, str>;
    /// Removes escape sequences; see [`strip_ansi`](crate::strings::strip_ansi).
    #[must_use]
    fn strip_ansi(&self) -> Cow<'_, str>;
    /// Escapes control and hidden characters; see
    /// [`escape_controls`](crate::strings::escape_controls).
    #[must_use]
    fn escape_controls(&self) -> Cow<'_, str>;
    /// Splits at Unicode line breaks; see [`lines_unicode`](crate::strings::lines_unicode).
    fn lines_unicode(&self) -> LinesUnicode<'_>;
    /// Removes the common indent of the lines; see [`dedent`](crate::strings::dedent).
    #[must_use]
    fn dedent(&self) -> Cow<'_, str>;
    /// Shortens to a number of characters; see [`ellipsize`](crate::strings::ellipsize).
    #[must_use]
    fn ellipsize(&self, max: usize) -> Cow<'_, str>;
    /// Wraps at a number of characters; see [`wrap`](crate::strings::wrap).
    fn wrap(&self, width: usize) -> Wrapped<'_>;
    /// Escapes for HTML; see [`html_escape`](crate::strings::html_escape).
    #[must_use]
    fn html_escape(&self) -> Cow<'_, str>;
    /// Decodes character references of HTML; see [`html_unescape`](crate::strings::html_unescape).
    #[must_use]
    fn html_unescape(&self) -> Cow<'_, str>;
}
