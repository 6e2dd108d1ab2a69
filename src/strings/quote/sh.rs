//! Words of the POSIX shell: quoting, joining, splitting.
//!
//! **Quoting** leaves a word alone if it is not empty and all of `[A-Za-z0-9_@%+:,./-]`, which no
//! Bourne shell treats specially anywhere (`=` would be an assignment, or a path look-up in zsh;
//! `~` `{` `!` `^` are special in some). All else goes between single quotes, in which only the
//! single quote itself is special; it is written `'\''`. Nothing is cleverer than that: lists of
//! "special" characters are how other crates came to leave `{rm,-rf}` and U+00A0 unquoted
//! (RUSTSEC-2024-0006).
//!
//! **Splitting** walks from one special byte to the next; a word that is one piece of the input,
//! quoted or not, is borrowed. Each byte is looked at once.

use crate::error::{Error, Kind};
use crate::strings::util::cow::Pieces;
use crate::strings::util::slice::{rest, slice};
use alloc::borrow::Cow;
use alloc::string::String;
use core::iter::FusedIterator;
use memchr::{memchr, memchr2};

/// Which bytes need no quotes.
static PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        plain[byte] = (byte as u8).is_ascii_alphanumeric()
            || matches!(byte as u8, b'_' | b'@' | b'%' | b'+' | b':' | b',' | b'.' | b'/' | b'-');
        byte += 1;
    }
    plain
};

/// Quotes a word for POSIX `sh`, bash, dash, ksh and zsh.
///
/// The shell reads the result as exactly one word with the value `s`; what needs no quotes is
/// borrowed. A leading `-` is no matter of quoting: write `--` before arguments that may start
/// with one. Not for fish, csh, or `cmd.exe` ([`cmd_quote`](crate::strings::cmd_quote)).
///
/// Computes in **O(n)** time, where *n* is the length of the text.
///
/// # Errors
///
/// Unrepresentable if the text has a NUL, which no argument of a Unix program can hold.
///
/// # Examples
///
/// ```
/// use boltons::strings::sh_quote;
///
/// assert_eq!(sh_quote("src/main.rs")?, "src/main.rs");
/// assert_eq!(sh_quote("two words")?, "'two words'");
/// assert_eq!(sh_quote("it's")?, r"'it'\''s'");
/// assert_eq!(sh_quote("")?, "''");
/// assert!(sh_quote("a\0b").unwrap_err().is_unrepresentable());
/// # Ok::<(), boltons::Error>(())
/// ```
pub fn sh_quote(s: &str) -> Result<Cow<'_, str>, Error> {
    if is_plain(s) {
        return Ok(Cow::Borrowed(s));
    }
    let quotes = quotes(s).map_err(|at| unrepresentable(s, at, "a shell word"))?;
    let mut out = String::with_capacity(quoted_len(s, quotes));
    quote(s, quotes, &mut out);
    Ok(Cow::Owned(out))
}

/// Appends what [`sh_quote`] returns.
///
/// Computes in **O(n)** time, where *n* is the length of the text.
///
/// # Errors
///
/// As [`sh_quote`]; nothing is appended then.
///
/// # Examples
///
/// ```
/// use boltons::strings::sh_quote_into;
///
/// let mut line = String::from("rm -- ");
/// sh_quote_into("my file", &mut line)?;
/// assert_eq!(line, "rm -- 'my file'");
/// assert!(sh_quote_into("\0", &mut line).is_err());
/// assert_eq!(line, "rm -- 'my file'");
/// # Ok::<(), boltons::Error>(())
/// ```
pub fn sh_quote_into(s: &str, out: &mut String) -> Result<(), Error> {
    if is_plain(s) {
        out.push_str(s);
        return Ok(());
    }
    let quotes = quotes(s).map_err(|at| unrepresentable(s, at, "a shell word"))?;
    out.reserve(quoted_len(s, quotes));
    quote(s, quotes, out);
    Ok(())
}

/// Quotes arguments and joins them with spaces to a command line for a POSIX shell.
///
/// Computes in **O(n)** time, where *n* is the length of all arguments.
///
/// # Errors
///
/// Unrepresentable if an argument has a NUL; the position is the byte in that argument.
///
/// # Examples
///
/// ```
/// use boltons::strings::{sh_join, sh_split};
///
/// let args = ["grep", "-e", "a b", "--", "it's"];
/// let line = sh_join(args)?;
/// assert_eq!(line, r"grep -e 'a b' -- 'it'\''s'");
/// assert!(sh_split(&line).map(Result::unwrap).eq(args));
/// assert_eq!(
///     sh_join(["ok", "a\0"]).unwrap_err().to_string(),
///     r#"a shell word cannot hold '\0' (argument 2) while parsing "a\0" at byte 1"#,
/// );
/// # Ok::<(), boltons::Error>(())
/// ```
pub fn sh_join<I>(args: I) -> Result<String, Error>
where
    I: IntoIterator,
    I::Item: AsRef<str>,
{
    join(args, |arg, out| {
        if is_plain(arg) {
            out.push_str(arg);
            return Ok(());
        }
        let quotes = quotes(arg).map_err(|at| (at, "a shell word"))?;
        quote(arg, quotes, out);
        Ok(())
    })
}

/// Joins arguments with spaces; `quote` appends one, or says at which byte it cannot and why.
pub(crate) fn join<I>(
    args: I,
    mut quote: impl FnMut(&str, &mut String) -> Result<(), (usize, &'static str)>,
) -> Result<String, Error>
where
    I: IntoIterator,
    I::Item: AsRef<str>,
{
    let mut out = String::new();
    for (index, arg) in args.into_iter().enumerate() {
        if index > 0 {
            out.push(' ');
        }
        let arg = arg.as_ref();
        quote(arg, &mut out).map_err(|(at, what)| {
            let c = crate::error::shown(rest(arg, at).chars().next().unwrap_or_default());
            Error::new(
                Kind::Unrepresentable,
                format_args!("{what} cannot hold '{c}' (argument {})", index + 1),
            )
            .parsing("", arg, at)
        })?;
    }
    Ok(out)
}

/// The error of text that cannot be quoted for the character at `at`.
#[cold]
pub(crate) fn unrepresentable(s: &str, at: usize, what: &str) -> Error {
    let c = crate::error::shown(rest(s, at).chars().next().unwrap_or_default());
    Error::new(Kind::Unrepresentable, format_args!("{what} cannot hold '{c}'")).parsing("", s, at)
}

#[inline]
fn is_plain(s: &str) -> bool {
    !s.is_empty() && s.bytes().all(|b| PLAIN[usize::from(b)])
}

/// Counts the single quotes, or returns where there is a NUL.
#[inline]
fn quotes(s: &str) -> Result<usize, usize> {
    let bytes = s.as_bytes();
    if bytes.len() > 32 {
        return match memchr(0, bytes) {
            Some(nul) => Err(nul),
            None => Ok(memchr::memchr_iter(b'\'', bytes).count()),
        };
    }
    // Most arguments are short, and a call would cost more than the look.
    let mut quotes = 0;
    for (at, &byte) in bytes.iter().enumerate() {
        if byte == 0 {
            return Err(at);
        }
        quotes += usize::from(byte == b'\'');
    }
    Ok(quotes)
}

/// How long a text with so many single quotes is when it is quoted.
const fn quoted_len(s: &str, quotes: usize) -> usize {
    s.len() + 3 * quotes + 2
}

/// Appends `s`, which has no NUL and so many single quotes, in single quotes.
fn quote(s: &str, mut quotes: usize, out: &mut String) {
    out.push('\'');
    let mut from = 0;
    while quotes > 0 {
        let Some(len) = memchr(b'\'', &s.as_bytes()[from..]) else { break };
        out.push_str(slice(s, from, from + len));
        out.push_str("'\\''");
        from += len + 1;
        quotes -= 1;
    }
    out.push_str(rest(s, from));
    out.push('\'');
}

/// Splits a line into words as POSIX shells do, without any expansion.
///
/// Words are separated by spaces, tabs and line feeds. Between single quotes everything is
/// literal; between double quotes a backslash is special before `$`, `` ` ``, `"`, `\` and a line
/// feed only; elsewhere it makes the next character literal. A backslash before a line feed
/// vanishes with it. `$`, `*`, `~`, `;`, `|` and the like are ordinary characters: this reads
/// lists of arguments, it does not interpret commands. `#` is ordinary, too, unless
/// [`comments`](ShSplit::comments) is asked for.
///
/// Computes in **O(n)** time for the whole text, where *n* is its length. A word that is one piece
/// of the text is borrowed.
///
/// # Errors
///
/// A quote that is not closed and a backslash at the very end are syntax errors at the place of
/// that quote or backslash; the iterator ends with them.
///
/// # Examples
///
/// ```
/// use boltons::strings::sh_split;
///
/// let words: Vec<_> = sh_split(r#"cp -- 'a b' c\ d "e'f""#).collect::<Result<_, _>>()?;
/// assert_eq!(words, ["cp", "--", "a b", "c d", "e'f"]);
///
/// let error = sh_split("echo 'oops").last().unwrap().unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     r#"quote is not closed while parsing shell words "echo 'oops" at byte 5"#,
/// );
/// # Ok::<(), boltons::Error>(())
/// ```
#[inline]
pub fn sh_split(s: &str) -> ShSplit<'_> {
    ShSplit { text: s, at: 0, comments: false }
}

/// The words of a shell line; made by [`sh_split`].
///
/// # Examples
///
/// ```
/// use boltons::strings::sh_split;
///
/// let line = "build # not this\n--release a#b";
/// let words: Vec<_> = sh_split(line).comments().collect::<Result<_, _>>()?;
/// assert_eq!(words, ["build", "--release", "a#b"]);
/// # Ok::<(), boltons::Error>(())
/// ```
#[derive(Clone, Debug)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct ShSplit<'s> {
    text: &'s str,
    at: usize,
    comments: bool,
}

/// Which bytes are ordinary within a word.
static WORD: [bool; 256] = {
    let mut word = [true; 256];
    let special = b" \t\n\\'\"";
    let mut i = 0;
    while i < special.len() {
        word[special[i] as usize] = false;
        i += 1;
    }
    word
};

impl<'s> ShSplit<'s> {
    /// Takes `#` at the start of a word as the start of a comment that ends with the line.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::sh_split;
    ///
    /// assert_eq!(sh_split("a # b").comments().count(), 1);
    /// assert_eq!(sh_split("a # b").count(), 3);
    /// ```
    pub fn comments(self) -> Self {
        Self { comments: true, ..self }
    }

    #[cold]
    fn fail(&mut self, message: &'static str, at: usize) -> Option<Result<Cow<'s, str>, Error>> {
        self.at = self.text.len();
        let error = Error::new(Kind::Syntax, format_args!("{message}"));
        Some(Err(error.parsing("shell words", self.text, at)))
    }

    /// Goes to the start of the next word, if there is one.
    #[inline]
    fn skip_to_word(&mut self) -> bool {
        let bytes = self.text.as_bytes();
        loop {
            match bytes.get(self.at) {
                None => return false,
                Some(b' ' | b'\t' | b'\n') => self.at += 1,
                Some(b'\\') if bytes.get(self.at + 1) == Some(&b'\n') => self.at += 2,
                Some(b'#') if self.comments => {
                    let end = memchr(b'\n', &bytes[self.at..]);
                    self.at = end.map_or(bytes.len(), |end| self.at + end);
                }
                Some(_) => return true,
            }
        }
    }
}

impl<'s> Iterator for ShSplit<'s> {
    type Item = Result<Cow<'s, str>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if !self.skip_to_word() {
            return None;
        }
        let (text, bytes) = (self.text, self.text.as_bytes());
        let mut word = Pieces::Empty;
        loop {
            let start = self.at;
            let len = bytes[start..].iter().position(|&b| !WORD[usize::from(b)]);
            let end = len.map_or(bytes.len(), |len| start + len);
            word.push(slice(text, start, end));
            self.at = end;
            match bytes.get(end) {
                Some(b'\'') => match memchr(b'\'', &bytes[end + 1..]) {
                    Some(len) => {
                        word.push(slice(text, end + 1, end + 1 + len));
                        self.at = end + 1 + len + 1;
                    }
                    None => return self.fail("quote is not closed", end),
                },
                Some(b'"') => match double_quoted(text, end + 1, &mut word) {
                    Some(after) => self.at = after,
                    None => return self.fail("quote is not closed", end),
                },
                Some(b'\\') => match rest(text, end + 1).chars().next() {
                    Some('\n') => self.at = end + 2,
                    Some(c) => {
                        self.at = end + 1 + c.len_utf8();
                        word.push(slice(text, end + 1, self.at));
                    }
                    None => return self.fail("nothing follows the backslash", end),
                },
                // A separator, or the end.
                _ => return Some(Ok(word.finish())),
            }
        }
    }
}

impl FusedIterator for ShSplit<'_> {}

/// Adds what stands between double quotes; returns the place after the closing one.
fn double_quoted<'s>(text: &'s str, from: usize, word: &mut Pieces<'s>) -> Option<usize> {
    let bytes = text.as_bytes();
    let (mut start, mut at) = (from, from);
    loop {
        at += memchr2(b'"', b'\\', &bytes[at..])?;
        if bytes[at] == b'"' {
            word.push(slice(text, start, at));
            return Some(at + 1);
        }
        match bytes.get(at + 1)? {
            b'$' | b'`' | b'"' | b'\\' => {
                word.push(slice(text, start, at));
                start = at + 1;
            }
            b'\n' => {
                word.push(slice(text, start, at));
                start = at + 2;
            }
            _ => {}
        }
        at += 2;
        // A two-byte step may end inside a character, where no quote or backslash starts.
    }
}
