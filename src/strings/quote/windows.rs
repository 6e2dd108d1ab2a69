//! Arguments on Windows, where a program gets one string and splits it itself.
//!
//! The rules are those of Microsoft's C runtime (since 2008; "Parsing C command-line arguments"):
//! blanks separate; quotes group; 2n backslashes before a quote stand for n of them, 2n + 1 for n
//! and a literal quote; other backslashes are literal; `""` within quotes is a literal quote.
//! `cmd.exe` parses the same string before, by its own rules, and cannot be quoted for in general:
//! [`cmd_quote`] rejects what it cannot make safe.

use super::sh::{join, unrepresentable};
use crate::error::Error;
use crate::strings::util::cow::Pieces;
use crate::strings::util::slice::{skip, slice};
use alloc::borrow::Cow;
use alloc::string::String;
use core::iter::FusedIterator;

const ARGUMENT: &str = "a Windows argument";
const CMD: &str = "an argument of cmd.exe";

/// Quotes a command-line argument for Windows programs that use Microsoft's C runtime.
///
/// Not for `cmd.exe`, nor for batch files, which `cmd.exe` runs: see
/// [`cmd_quote`](crate::strings::cmd_quote). An argument that is not empty and has no space, tab or
/// quote is borrowed.
///
/// A program that asks for its arguments in an 8-bit code page (`main` rather than `wmain`) gets
/// them through Windows' best-fit tables, which turn some characters into `"`, `\` or a space that
/// no quoting here can detect: U+02BA, U+030E and U+FF02 into `"`, U+2216 and U+FF3C into `\`,
/// U+2000 to U+2006 and U+3000 into a space in `bestfit1252.txt`, others in other tables.
/// `cmd_quote` rejects the first two kinds; arguments from untrusted sources for such a program
/// must be checked likewise.
///
/// Computes in **O(n)** time, where *n* is the length of the text.
///
/// # Errors
///
/// Unrepresentable if the text has a NUL. The error does not show the text, which may be a secret.
///
/// # Examples
///
/// ```
/// use boltons::strings::windows_quote;
///
/// assert_eq!(windows_quote(r"C:\Temp\")?, r"C:\Temp\");
/// assert_eq!(windows_quote(r"C:\My Files\")?, r#""C:\My Files\\""#);
/// assert_eq!(windows_quote(r#"say "hi""#)?, r#""say \"hi\"""#);
/// assert!(windows_quote("\0").unwrap_err().is_unrepresentable());
/// # Ok::<(), boltons::Error>(())
/// ```
#[doc(alias = "list2cmdline")]
#[doc(alias = "args2cmd")]
pub fn windows_quote(s: &str) -> Result<Cow<'_, str>, Error> {
    if needs_no_quotes(s) {
        return Ok(Cow::Borrowed(s));
    }
    let mut out = String::new();
    quote(s, &mut out).map_err(|at| unrepresentable('\0', at, ARGUMENT))?;
    Ok(Cow::Owned(out))
}

/// Quotes arguments and joins them with spaces, for Windows programs that use Microsoft's C
/// runtime.
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
/// use boltons::strings::{windows_join, windows_split};
///
/// let args = ["copy", r"C:\My Files\", "", r#"a"b"#];
/// let line = windows_join(args)?;
/// assert_eq!(line, r#"copy "C:\My Files\\" "" a\"b"#);
/// assert!(windows_split(&line).eq(args));
/// # Ok::<(), boltons::Error>(())
/// ```
#[doc(alias = "list2cmdline")]
#[doc(alias = "args2cmd")]
pub fn windows_join<I>(args: I) -> Result<String, Error>
where
    I: IntoIterator,
    I::Item: AsRef<str>,
{
    join(args, |arg: &str, out| quote(arg, out).map_err(|at| ('\0', at, ARGUMENT)))
}

fn needs_no_quotes(s: &str) -> bool {
    !s.is_empty() && !s.bytes().any(|b| matches!(b, b' ' | b'\t' | b'"' | 0))
}

/// Appends `s` as an argument, or returns where it has a NUL.
fn quote(s: &str, out: &mut String) -> Result<(), usize> {
    if let Some(nul) = s.bytes().position(|b| b == 0) {
        return Err(nul);
    }
    let quotes = s.is_empty() || s.bytes().any(|b| matches!(b, b' ' | b'\t'));
    out.reserve(s.len() + 4);
    if quotes {
        out.push('"');
    }
    double_backslashes(s, "\\\"", quotes, out);
    if quotes {
        out.push('"');
    }
    Ok(())
}

/// Appends `s` with `literal` for each quote, and the backslashes before a quote (and at the end,
/// if a quote follows there) doubled.
fn double_backslashes(s: &str, literal: &str, at_end: bool, out: &mut String) {
    // Where the run of backslashes that ends here began.
    let (mut from, mut slashes) = (0, 0);
    for (at, byte) in s.bytes().enumerate() {
        match byte {
            b'\\' => continue,
            b'"' => {
                out.push_str(slice(s, from, at));
                out.push_str(slice(s, slashes, at));
                out.push_str(literal);
                from = at + 1;
            }
            _ => {}
        }
        slashes = at + 1;
    }
    out.push_str(slice(s, from, s.len()));
    if at_end {
        out.push_str(slice(s, slashes, s.len()));
    }
}

/// Splits a command line into arguments as Microsoft's C runtime does.
///
/// For arguments only: the program's name, with which a Windows command line starts, follows other
/// rules. Every text splits; a quote that is not closed ends with the text.
///
/// Computes in **O(n)** time for the whole text, where *n* is its length. An argument that is one
/// piece of the text is borrowed.
///
/// # Examples
///
/// ```
/// use boltons::strings::windows_split;
///
/// let line = r#"a\\b "c d\\" \"e "f""g" ""#;
/// assert!(windows_split(line).eq([r"a\\b", r"c d\", "\"e", "f\"g", ""]));
/// ```
#[doc(alias = "CommandLineToArgvW")]
#[inline]
pub fn windows_split(s: &str) -> WindowsSplit<'_> {
    WindowsSplit { text: s, at: 0 }
}

/// An iterator over the arguments of a Windows command line; created by [`windows_split`].
///
/// # Examples
///
/// ```
/// use boltons::strings::windows_split;
///
/// assert_eq!(windows_split(r#"a "b c""#).last().unwrap(), "b c");
/// ```
#[derive(Clone, Debug)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct WindowsSplit<'s> {
    text: &'s str,
    at: usize,
}

impl<'s> Iterator for WindowsSplit<'s> {
    type Item = Cow<'s, str>;

    fn next(&mut self) -> Option<Cow<'s, str>> {
        let (text, bytes) = (self.text, self.text.as_bytes());
        let blank = |b: &u8| matches!(b, b' ' | b'\t');
        self.at = skip(bytes, self.at, |b| blank(&b));
        bytes.get(self.at)?;
        let (mut argument, mut quoted) = (Pieces::Empty, false);
        // The first byte not yet in `argument`.
        let (mut from, mut at) = (self.at, self.at);
        while let Some(b) = bytes.get(at) {
            match b {
                b'\\' => {
                    let end = skip(bytes, at, |b| b == b'\\');
                    let count = end - at;
                    if bytes.get(end) == Some(&b'"') {
                        argument.push(slice(text, from, at + count / 2));
                        // An odd one makes the quote literal; else it is looked at next.
                        from = end;
                        at = end + count % 2;
                    } else {
                        at = end;
                    }
                }
                b'"' => {
                    argument.push(slice(text, from, at));
                    if quoted && bytes.get(at + 1) == Some(&b'"') {
                        from = at + 1;
                        at += 2;
                    } else {
                        quoted = !quoted;
                        at += 1;
                        from = at;
                    }
                }
                b if !quoted && blank(b) => break,
                _ => at += 1,
            }
        }
        argument.push(slice(text, from, at));
        self.at = at;
        Some(argument.finish())
    }
}

impl FusedIterator for WindowsSplit<'_> {}

/// Quotes an argument for a program that is started through `cmd.exe`.
///
/// The result is safe in one place only: within the quotes of
///
/// ```text
/// cmd.exe /d /e:on /v:off /s /c "PROGRAM ARGUMENT ARGUMENT …"
/// ```
///
/// passed to the system unchanged (`CommandExt::raw_arg`), not through another layer of quoting.
/// `/v:off` is what makes `!` harmless. The program then splits its arguments by the rules of
/// [`windows_split`]. A batch file that uses `%~1` or `%1` inside `for`, `call` or `if` has its
/// arguments parsed once more, and undoes any quoting: nothing that calls it can make that safe.
///
/// Always in double quotes, unless all of it is letters, digits and `#$*+./:?@\_-`.
///
/// Computes in **O(n)** time, where *n* is the length of the text.
///
/// # Errors
///
/// Unrepresentable if the text has a character that quotes do not protect from `cmd.exe`: `%`
/// (variables are expanded in quotes as well), a control character below U+0020 other than tab; or
/// one that Windows' conversion to an 8-bit code page turns into a quote or a backslash, if the
/// program asks for its arguments so. These are, by the best-fit tables that Microsoft gave to
/// Unicode (`WindowsBestFit/bestfit1252.txt`) and IIS' `unicode.map`:
///
/// | becomes | in table 1252 | in tables of other code pages, or of the same kind |
/// |---|---|---|
/// | `"` | U+02BA, 030E, FF02 | U+201C–201F, 05F4, 2033, 2036, 301D–301F |
/// | `\` | U+2216, FF3C | U+00A5 (932), 20A9 (949) |
///
/// The error names the character, and does not show the text, which may be a secret.
///
/// # Examples
///
/// ```
/// use boltons::strings::cmd_quote;
///
/// assert_eq!(cmd_quote("report.txt")?, "report.txt");
/// assert_eq!(cmd_quote("a & b")?, r#""a & b""#);
/// assert_eq!(cmd_quote(r#""&calc.exe"#)?, r#""""&calc.exe""#);
/// assert_eq!(
///     cmd_quote("100%").unwrap_err().to_string(),
///     "an argument of cmd.exe cannot hold '%' at byte 3",
/// );
/// # Ok::<(), boltons::Error>(())
/// ```
#[doc(alias = "escape_cmd")]
#[doc(alias = "BatBadBut")]
pub fn cmd_quote(s: &str) -> Result<Cow<'_, str>, Error> {
    let plain = |b: u8| {
        b.is_ascii_alphanumeric()
            || matches!(b, b'#' | b'$' | b'*' | b'+' | b'.' | b'/' | b':' | b'?' | b'@' | b'\\')
            || matches!(b, b'_' | b'-')
    };
    if !s.is_empty() && s.bytes().all(plain) {
        return Ok(Cow::Borrowed(s));
    }
    if let Some((at, c)) = s.char_indices().find(|&(_, c)| is_unsafe_in_cmd(c)) {
        return Err(unrepresentable(c, at, CMD));
    }
    let mut out = String::with_capacity(s.len() + 4);
    out.push('"');
    double_backslashes(s, "\"\"", true, &mut out);
    out.push('"');
    Ok(Cow::Owned(out))
}

/// Whether `cmd.exe` acts on a character within quotes, or a conversion makes it one that ends
/// them.
fn is_unsafe_in_cmd(c: char) -> bool {
    match c {
        '\t' => false,
        '\0'..='\x1F' | '%' => true,
        // Best fit for `"`.
        '\u{2BA}' | '\u{30E}' | '\u{5F4}' | '\u{201C}'..='\u{201F}' => true,
        '\u{2033}' | '\u{2036}' | '\u{301D}'..='\u{301F}' | '\u{FF02}' => true,
        // For `\`.
        '\u{A5}' | '\u{20A9}' | '\u{2216}' | '\u{FF3C}' => true,
        _ => false,
    }
}
