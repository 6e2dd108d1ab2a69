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
