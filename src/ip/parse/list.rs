//! The items of a list of ranges, as access lists and cloud range files have them.

use super::lenient::{Span, Want};
use super::options::ParseOptions;
use crate::error::Error;
use crate::ip::ip_range::IpRange;

impl ParseOptions {
    /// The ranges of a list: separated by one comma, white space or lines; `#` starts a comment
    /// that ends with the line. Gives an error once and then nothing more.
    pub(super) fn items<'a>(
        &'a self,
        text: &'a str,
    ) -> impl Iterator<Item = Result<IpRange, Error>> + 'a {
        let span = Span::of(text);
        let mut at = 0;
        // A comma stands before this place, with no item behind it yet; or the list starts here.
        let mut comma = None;
        let mut items = false;
        let mut failed = false;
        core::iter::from_fn(move || {
            let bytes = span.bytes();
            while !failed {
                match bytes.get(at) {
                    None => {
                        let open = comma.take()?;
                        failed = true;
                        return Some(Err(span.syntax(open, format_args!("no item after ','"))));
                    }
                    Some(b',') => {
                        if comma.is_some() || !items {
                            failed = true;
                            return Some(Err(span.syntax(at, format_args!("no item before ','"))));
                        }
                        comma = Some(at);
                        at += 1;
                    }
                    Some(b'#') => at += line(&bytes[at..]),
                    Some(b) if b.is_ascii_whitespace() => at += 1,
                    Some(_) => {
                        let end = at + bytes[at..].iter().take_while(|b| in_item(**b)).count();
                        let item = self.range_slow(span.sub(at, end), Want::Either);
                        failed = item.is_err();
                        at = end;
                        comma = None;
                        items = true;
                        return Some(item);
                    }
                }
            }
            None
        })
    }
}

/// How many bytes the rest of the line has.
fn line(bytes: &[u8]) -> usize {
    bytes.iter().position(|&b| b == b'\n').unwrap_or(bytes.len())
}

fn in_item(byte: u8) -> bool {
    !byte.is_ascii_whitespace() && !matches!(byte, b',' | b'#')
}
