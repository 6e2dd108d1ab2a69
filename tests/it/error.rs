//! Tests of `boltons::Error`: its size, its traits, its messages.

use std::error::Error as StdError;
use std::panic::{RefUnwindSafe, UnwindSafe};

use boltons::Error;

#[test]
fn is_one_word() {
    assert_eq!(size_of::<Error>(), size_of::<usize>());
    assert_eq!(size_of::<Option<Error>>(), size_of::<usize>());
    assert_eq!(size_of::<Result<u32, Error>>(), 2 * size_of::<usize>());
}

#[test]
fn travels_between_threads_and_through_unwinding() {
    fn check<T: StdError + Send + Sync + Unpin + UnwindSafe + RefUnwindSafe + 'static>() {}
    check::<Error>();
}

#[cfg(all(feature = "ip", feature = "std"))]
#[test]
fn has_a_line_only_where_there_are_lines() {
    let list = "192.0.2.0/24\n192.0.2.256\n".parse::<boltons::ip::IpSet>().unwrap_err();
    assert_eq!(list.line(), Some(2));
    let item = "192.0.2.256".parse::<boltons::ip::IpPrefix>().unwrap_err();
    assert_eq!((item.line(), item.position()), (None, Some(8)));
}

#[cfg(feature = "ip")]
#[test]
fn an_excerpt_is_cut_between_characters() {
    for before in ["", "a", "ab", "abc"] {
        for letter in ["é", "中", "😀"] {
            for long in [20, 61, 200] {
                for wrong in [0, 10, 20, 61, 200] {
                    let (left, right) = (wrong.min(long), long - wrong.min(long));
                    let text = format!("{before}{}/{}", letter.repeat(left), letter.repeat(right));
                    let message = text.parse::<boltons::ip::IpPrefix>().unwrap_err().to_string();
                    let shown = message.split('"').nth(1).unwrap();
                    assert!(shown.len() <= 60 + 2 * "…".len(), "{message}");
                    assert!(text.contains(shown.trim_matches('…')), "{message}");
                }
            }
        }
    }
}

#[cfg(all(feature = "ip", feature = "gzip"))]
#[test]
fn an_io_error_has_the_kind_that_std_has_for_it() {
    use boltons::ip::{Ipv4Prefix, Ipv4PrefixPool, parse_addr};
    use boltons::strings::{gunzip, gzip};
    use std::io::{self, ErrorKind};
    let taken = Ipv4PrefixPool::default().allocate_exact(Ipv4Prefix::ALL).unwrap_err();
    for (error, kind) in [
        (parse_addr("10.0.0").unwrap_err(), ErrorKind::InvalidInput),
        (gunzip(b"no gzip", 9).unwrap_err(), ErrorKind::InvalidData),
        (gunzip(&gzip(b"long", 6), 3).unwrap_err(), ErrorKind::Other),
        (taken, ErrorKind::Other),
    ] {
        let message = error.to_string();
        let error = io::Error::from(error);
        assert_eq!((error.kind(), error.to_string()), (kind, message));
        assert!(error.downcast::<Error>().is_ok());
    }
}
