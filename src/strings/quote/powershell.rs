//! String literals of PowerShell.

use super::sh::unrepresentable;
use crate::error::Error;
use alloc::string::String;

/// Quotes a text as a string literal of PowerShell, always in single quotes, with each quote inside
/// doubled.
///
/// PowerShell treats five characters as a single quote: `'`, `‘`, `’`, `‚` and `‛`. Nothing else
/// is special in such a literal: variables, escapes and commands are not interpreted.
///
/// This is the value of an expression or the argument of a cmdlet. Before version 7.3, PowerShell
/// does not pass `"` on to a *program* unharmed, whatever the quoting; start the program without a
/// shell then.
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
/// use boltons::strings::powershell_quote;
///
/// assert_eq!(powershell_quote("$env:PATH; it's")?, "'$env:PATH; it''s'");
/// assert_eq!(powershell_quote("")?, "''");
/// assert!(powershell_quote("a\0").unwrap_err().is_unrepresentable());
/// # Ok::<(), boltons::Error>(())
/// ```
#[doc(alias = "pwsh")]
pub fn powershell_quote(s: &str) -> Result<String, Error> {
    if let Some(at) = memchr::memchr(0, s.as_bytes()) {
        return Err(unrepresentable('\0', at, "a literal of PowerShell"));
    }
    let mut out = String::with_capacity(s.len() + 2);
    out.push('\'');
    for c in s.chars() {
        if matches!(c, '\'' | '\u{2018}'..='\u{201B}') {
            out.push(c);
        }
        out.push(c);
    }
    out.push('\'');
    Ok(out)
}
