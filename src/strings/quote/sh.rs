//! Words of the POSIX shell: quoting, joining, splitting.
//!
//! **Quoting** keeps a word unchanged if it is not empty and all of `[A-Za-z0-9_@%+:,./-]`, which
//! no Bourne shell treats specially anywhere (`=` would be an assignment, or a path lookup in zsh;
//! `~` `{` `!` `^` are special in some). Everything else goes between single quotes, in which only
//! the single quote itself is special; it is written `'\''`. Nothing is cleverer than that: lists
//! of "special" characters are how other crates came to miss `{rm,-rf}` and U+00A0
//! (RUSTSEC-2024-0006).
//!
//! Both work on bytes, so that arguments that are not UTF-8, as file names may be, have separate
//! forms; what is special is ASCII, and no byte of a longer character is.
//!
//! **Splitting** walks from one special byte to the next; a word that is one piece of the input,
//! quoted or not, is borrowed. Each byte is looked at once.

use crate::error::{Error, Kind};
use crate::strings::util::cow::{Pieces, Sliced};
use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
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

/// Quotes a text as one word for POSIX `sh`, bash, dash, ksh and zsh.
///
/// The shell reads the result as exactly one word with the value `s`; what needs no quotes is
/// borrowed. Quoting does not change the meaning of a leading `-`: write `--` before arguments that
/// may start with one. Not for fish, csh, or `cmd.exe` ([`cmd_quote`](crate::strings::cmd_quote)).
///
/// Computes in **O(n)** time, where *n* is the length of the text.
///
/// # Errors
///
/// Unrepresentable if the text has a NUL, which no argument of a Unix program can hold. The error
/// does not show the text, which may be a secret.
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
#[doc(alias = "shell_escape")]
#[doc(alias = "shell_quote")]
#[doc(alias = "shlex")]
#[doc(alias = "escape_shell_args")]
#[doc(alias = "args2sh")]
pub fn sh_quote(s: &str) -> Result<Cow<'_, str>, Error> {
    quote(s)
}

/// Quotes a word that need not be UTF-8, as [`sh_quote`] does.
///
/// A path on Unix is `path.as_os_str().as_bytes()`, with `std::os::unix::ffi::OsStrExt`.
///
/// Computes in **O(n)** time, where *n* is the number of bytes.
///
/// # Errors
///
/// The same as for [`sh_quote`].
///
/// # Examples
///
/// ```
/// use boltons::strings::sh_quote_bytes;
///
/// assert_eq!(*sh_quote_bytes(b"caf\xe9.txt")?, *b"'caf\xe9.txt'");
/// assert!(sh_quote_bytes(b"\0").is_err());
/// # Ok::<(), boltons::Error>(())
/// ```
pub fn sh_quote_bytes(b: &[u8]) -> Result<Cow<'_, [u8]>, Error> {
    quote(b)
}

fn quote<T: Sliced + ?Sized>(s: &T) -> Result<Cow<'_, T>, Error> {
    if is_plain(s.bytes()) {
        return Ok(Cow::Borrowed(s));
    }
    let quotes = quotes(s.bytes()).map_err(|at| unrepresentable('\0', at, WORD))?;
    let mut out = T::with_capacity(quoted_len(s.bytes(), quotes));
    push_quoted(s, quotes, &mut out);
    Ok(Cow::Owned(out))
}

/// Appends to `out` what [`sh_quote`] returns.
///
/// Computes in **O(n)** time, where *n* is the length of the text.
///
/// # Errors
///
/// The same as for [`sh_quote`]; nothing is appended then.
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
    if is_plain(s.as_bytes()) {
        out.push_str(s);
        return Ok(());
    }
    let quotes = quotes(s.as_bytes()).map_err(|at| unrepresentable('\0', at, WORD))?;
    out.reserve(quoted_len(s.as_bytes(), quotes));
    push_quoted(s, quotes, out);
    Ok(())
}

/// Quotes arguments and joins them with spaces into a command line for a POSIX shell.
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
///     r"a shell word cannot hold '\0' (argument 2) at byte 1",
/// );
/// # Ok::<(), boltons::Error>(())
/// ```
#[doc(alias = "shlex")]
#[doc(alias = "shell_words")]
#[doc(alias = "escape_shell_args")]
#[doc(alias = "args2sh")]
pub fn sh_join<I>(args: I) -> Result<String, Error>
where
    I: IntoIterator,
    I::Item: AsRef<str>,
{
    join(args, push_word)
}

/// Quotes arguments that need not be UTF-8 and joins them with spaces, as [`sh_join`] does.
///
/// Computes in **O(n)** time, where *n* is the length of all arguments.
///
/// # Errors
///
/// The same as for [`sh_join`].
///
/// # Examples
///
/// ```
/// use boltons::strings::sh_join_bytes;
///
/// assert_eq!(sh_join_bytes([&b"rm"[..], b"--", b"\xff"])?, b"rm -- '\xff'");
/// # Ok::<(), boltons::Error>(())
/// ```
pub fn sh_join_bytes<I>(args: I) -> Result<Vec<u8>, Error>
where
    I: IntoIterator,
    I::Item: AsRef<[u8]>,
{
    join(args, push_word)
}

/// Appends a quoted word, or returns what it cannot hold and where that is.
fn push_word<T: Sliced + ?Sized>(arg: &T, out: &mut T::Owned) -> Result<(), Refused> {
    if is_plain(arg.bytes()) {
        arg.append_to(out);
        return Ok(());
    }
    let quotes = quotes(arg.bytes()).map_err(|at| ('\0', at, WORD))?;
    push_quoted(arg, quotes, out);
    Ok(())
}

const WORD: &str = "a shell word";

/// A character that cannot be quoted, the byte at which it stands, and what cannot hold it.
pub(crate) type Refused = (char, usize, &'static str);

/// Joins arguments with spaces; `push` appends one.
pub(crate) fn join<I, T>(
    args: I,
    mut push: impl FnMut(&T, &mut T::Owned) -> Result<(), Refused>,
) -> Result<T::Owned, Error>
where
    I: IntoIterator,
    I::Item: AsRef<T>,
    T: Sliced + ?Sized,
{
    let mut out = T::with_capacity(0);
    for (index, arg) in args.into_iter().enumerate() {
        if index > 0 {
            T::literal(" ").append_to(&mut out);
        }
        push(arg.as_ref(), &mut out).map_err(|refused| in_argument(refused, index))?;
    }
    Ok(out)
}

/// The error of an argument that cannot be quoted. It names the character and its place, but does
/// not show the argument, which may be a secret.
#[cold]
pub(crate) fn unrepresentable(c: char, at: usize, what: &str) -> Error {
    let c = crate::error::shown(c);
    Error::new(Kind::Unrepresentable, format_args!("{what} cannot hold '{c}' at byte {at}"))
        .item(at)
}

#[cold]
fn in_argument((c, at, what): Refused, index: usize) -> Error {
    let c = crate::error::shown(c);
    Error::new(
        Kind::Unrepresentable,
        format_args!("{what} cannot hold '{c}' (argument {}) at byte {at}", index + 1),
    )
    .item(at)
}

#[inline]
fn is_plain(bytes: &[u8]) -> bool {
    !bytes.is_empty() && bytes.iter().all(|&b| PLAIN[usize::from(b)])
}

/// Counts the single quotes, or returns where there is a NUL.
#[inline]
fn quotes(bytes: &[u8]) -> Result<usize, usize> {
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
const fn quoted_len(bytes: &[u8], quotes: usize) -> usize {
    bytes.len() + 3 * quotes + 2
}

/// Appends `s`, which has no NUL and so many single quotes, in single quotes.
fn push_quoted<T: Sliced + ?Sized>(s: &T, mut quotes: usize, out: &mut T::Owned) {
    T::literal("'").append_to(out);
    let mut from = 0;
    while quotes > 0 {
        let Some(len) = memchr(b'\'', &s.bytes()[from..]) else { break };
        s.part(from, from + len).append_to(out);
        T::literal("'\\''").append_to(out);
        from += len + 1;
        quotes -= 1;
    }
    s.part(from, s.bytes().len()).append_to(out);
    T::literal("'").append_to(out);
}

/// Splits a command line into words as POSIX shells do, without any expansion.
///
/// Words are separated by spaces, tabs and line feeds. Between single quotes everything is
/// literal; between double quotes a backslash is special before `$`, `` ` ``, `"`, `\` and a line
/// feed only; elsewhere it makes the next character literal. A backslash before a line feed
/// is removed with it. `$`, `*`, `~`, `;`, `|` and the like are ordinary characters: this reads
/// lists of arguments, it does not interpret commands. `#` is also ordinary, unless
/// [`comments`](ShSplit::comments) is set.
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
#[doc(alias = "shell_split")]
#[doc(alias = "shell_words")]
#[doc(alias = "shlex")]
#[inline]
pub fn sh_split(s: &str) -> ShSplit<'_> {
    ShSplit { inner: Split::new(s) }
}

/// Splits a command line that need not be UTF-8 into words, as [`sh_split`] does.
///
/// Computes in **O(n)** time for the whole line, where *n* is its length. A word that is one piece
/// of the line is borrowed.
///
/// # Errors
///
/// The same as for [`sh_split`]; the error does not show the line.
///
/// # Examples
///
/// ```
/// use boltons::strings::sh_split_bytes;
///
/// let words: Vec<_> = sh_split_bytes(b"rm 'caf\xe9' b").collect::<Result<_, _>>()?;
/// assert_eq!(words, [&b"rm"[..], b"caf\xe9", b"b"]);
/// # Ok::<(), boltons::Error>(())
/// ```
#[inline]
pub fn sh_split_bytes(b: &[u8]) -> ShSplitBytes<'_> {
    ShSplitBytes { inner: Split::new(b) }
}

/// An iterator over the words of a shell command line; created by [`sh_split`].
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
    inner: Split<'s, str>,
}

impl ShSplit<'_> {
    /// Treats `#` at the start of a word as the start of a comment that ends with the line.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::sh_split;
    ///
    /// assert_eq!(sh_split("a # b").comments().count(), 1);
    /// assert_eq!(sh_split("a # b").count(), 3);
    /// ```
    pub fn comments(mut self) -> Self {
        self.inner.comments = true;
        self
    }
}

impl<'s> Iterator for ShSplit<'s> {
    type Item = Result<Cow<'s, str>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let text = self.inner.text;
        self.inner.next().map(|word| {
            word.map_err(|(message, at)| {
                Error::new(Kind::Syntax, format_args!("{message}")).parsing("shell words", text, at)
            })
        })
    }
}

impl FusedIterator for ShSplit<'_> {}

/// An iterator over the words of a shell command line of bytes; created by [`sh_split_bytes`].
///
/// # Examples
///
/// ```
/// use boltons::strings::sh_split_bytes;
///
/// assert_eq!(sh_split_bytes(b"a \xff").count(), 2);
/// ```
#[derive(Clone, Debug)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct ShSplitBytes<'s> {
    inner: Split<'s, [u8]>,
}

impl ShSplitBytes<'_> {
    /// Treats `#` at the start of a word as the start of a comment that ends with the line.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::strings::sh_split_bytes;
    ///
    /// assert_eq!(sh_split_bytes(b"a # b").comments().count(), 1);
    /// ```
    pub fn comments(mut self) -> Self {
        self.inner.comments = true;
        self
    }
}

impl<'s> Iterator for ShSplitBytes<'s> {
    type Item = Result<Cow<'s, [u8]>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        self.inner.next().map(|word| {
            word.map_err(|(message, at)| {
                Error::new(Kind::Syntax, format_args!("{message} in shell words at byte {at}"))
                    .item(at)
            })
        })
    }
}

impl FusedIterator for ShSplitBytes<'_> {}

/// Which bytes are ordinary within a word.
static ORDINARY: [bool; 256] = {
    let mut word = [true; 256];
    let special = b" \t\n\\'\"";
    let mut i = 0;
    while i < special.len() {
        word[special[i] as usize] = false;
        i += 1;
    }
    word
};

/// The words of a line of text or of bytes.
#[derive(Debug)]
struct Split<'s, T: ?Sized> {
    text: &'s T,
    at: usize,
    comments: bool,
}

impl<T: ?Sized> Clone for Split<'_, T> {
    fn clone(&self) -> Self {
        Self { ..*self }
    }
}

/// What is wrong, and at which byte.
type Fault = (&'static str, usize);

impl<'s, T: Sliced + ?Sized> Split<'s, T> {
    fn new(text: &'s T) -> Self {
        Self { text, at: 0, comments: false }
    }

    #[cold]
    fn fail(&mut self, message: &'static str, at: usize) -> Option<Result<Cow<'s, T>, Fault>> {
        self.at = self.text.bytes().len();
        Some(Err((message, at)))
    }

    /// Goes to the start of the next word, if there is one.
    #[inline]
    fn skip_to_word(&mut self) -> bool {
        let bytes = self.text.bytes();
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

    #[inline]
    fn next(&mut self) -> Option<Result<Cow<'s, T>, Fault>> {
        if !self.skip_to_word() {
            return None;
        }
        let (text, bytes) = (self.text, self.text.bytes());
        let mut word = Pieces::Empty;
        loop {
            let start = self.at;
            let len = bytes[start..].iter().position(|&b| !ORDINARY[usize::from(b)]);
            let end = len.map_or(bytes.len(), |len| start + len);
            word.push(text.part(start, end));
            self.at = end;
            match bytes.get(end) {
                Some(b'\'') => match memchr(b'\'', &bytes[end + 1..]) {
                    Some(len) => {
                        word.push(text.part(end + 1, end + 1 + len));
                        self.at = end + 1 + len + 1;
                    }
                    None => return self.fail("quote is not closed", end),
                },
                Some(b'"') => match double_quoted(text, end + 1, &mut word) {
                    Some(after) => self.at = after,
                    None => return self.fail("quote is not closed", end),
                },
                Some(b'\\') if bytes.get(end + 1) == Some(&b'\n') => self.at = end + 2,
                Some(b'\\') => match text.len_at(end + 1) {
                    0 => return self.fail("nothing follows the backslash", end),
                    len => {
                        self.at = end + 1 + len;
                        word.push(text.part(end + 1, self.at));
                    }
                },
                // A separator, or the end.
                _ => return Some(Ok(word.finish())),
            }
        }
    }
}

/// Adds what stands between double quotes; returns the place after the closing one.
fn double_quoted<'s, T: Sliced + ?Sized>(
    text: &'s T,
    from: usize,
    word: &mut Pieces<'s, T>,
) -> Option<usize> {
    let bytes = text.bytes();
    let (mut start, mut at) = (from, from);
    loop {
        at += memchr2(b'"', b'\\', bytes.get(at..)?)?;
        if bytes[at] == b'"' {
            word.push(text.part(start, at));
            return Some(at + 1);
        }
        match bytes.get(at + 1)? {
            b'$' | b'`' | b'"' | b'\\' => {
                word.push(text.part(start, at));
                start = at + 1;
            }
            b'\n' => {
                word.push(text.part(start, at));
                start = at + 2;
            }
            _ => {}
        }
        at += 2;
        // A two-byte step may end inside a character, where no quote or backslash starts.
    }
}
