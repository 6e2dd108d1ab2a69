//! Creating the key that a cache stores from the one that a caller looks up with.
//!
//! `Q: ToOwned<Owned = K>` would name one owner per type: `str` has `String`, `(&str, u32)` has
//! itself, so that keys such as `Arc<str>`, `Box<str>` and `(String, u32)` were out, and it forces
//! `K: Borrow<Q>`, which voids [`Equivalent`](super::Equivalent). `&Q: Into<K>` fails for `u64`,
//! and a closure beside every method doubles the interface. Hence a trait.
//!
//! Rejected: an implementation for everything that implements `ToOwned`. It conflicts with every
//! further implementation, that of `str` for `Arc<str>` included.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::ffi::CString;
use alloc::rc::Rc;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::ffi::CStr;
#[cfg(feature = "std")]
use std::{
    ffi::{OsStr, OsString},
    path::{Path, PathBuf},
};

/// A borrowed form of a key, from which the key itself can be created.
///
/// The methods that insert on a miss take `&Q` and need a `K` only if they insert. They ask for it
/// at most once per call, and never on a hit.
///
/// Every type that is `Clone` is such a form of itself. The unsized types of std are forms of their
/// owners: `str` of `String`, `Box<str>`, `Arc<str>`, `Rc<str>` and `Cow<str>`; likewise `[T]`,
/// `CStr` and, with the feature `std`, `Path` and `OsStr`.
///
/// # Examples
///
/// A cache whose keys are shared strings is looked up by `&str`:
///
/// ```
/// # #[cfg(feature = "std")] {
/// use boltons::cache::LruCache;
/// use std::sync::Arc;
///
/// let mut lengths = LruCache::<Arc<str>, usize>::new(100);
/// assert_eq!(lengths.entry_ref("abc").or_insert_with(|| 3), &3);
/// # }
/// ```
///
/// For a pair with one borrowed half, define a type with the `Hash` of the tuple:
///
/// ```
/// # #[cfg(feature = "std")] {
/// use boltons::cache::{Equivalent, LruCache, ToKey};
///
/// #[derive(Hash)]
/// struct Version<'a>(&'a str, u32);
///
/// impl Equivalent<(String, u32)> for Version<'_> {
///     fn equivalent(&self, key: &(String, u32)) -> bool {
///         self.0 == key.0 && self.1 == key.1
///     }
/// }
///
/// impl ToKey<(String, u32)> for Version<'_> {
///     fn to_key(&self) -> (String, u32) {
///         (self.0.to_owned(), self.1)
///     }
/// }
///
/// let mut sizes = LruCache::<(String, u32), usize>::new(100);
/// assert_eq!(sizes.entry_ref(&Version("boltons", 1)).or_insert(7), &7);
/// assert_eq!(sizes.get(&Version("boltons", 1)), Some(&7));
/// # }
/// ```
#[doc(alias = "ToOwned")]
pub trait ToKey<K> {
    /// Creates the key.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::ToKey;
    ///
    /// let key: Box<str> = "a".to_key();
    /// assert_eq!(&*key, "a");
    /// ```
    fn to_key(&self) -> K;
}

impl<K: Clone> ToKey<K> for K {
    #[inline]
    fn to_key(&self) -> K {
        self.clone()
    }
}

/// Each unsized type, its owner, and the other containers it goes into by `From<&Q>`.
macro_rules! owners {
    ($($(#[$gate:meta])* $borrowed:ty => $owner:ty;)+) => {$(
        $(#[$gate])*
        impl ToKey<$owner> for $borrowed {
            #[inline]
            fn to_key(&self) -> $owner {
                alloc::borrow::ToOwned::to_owned(self)
            }
        }

        $(#[$gate])*
        impl ToKey<Box<$borrowed>> for $borrowed {
            #[inline]
            fn to_key(&self) -> Box<$borrowed> {
                self.into()
            }
        }

        $(#[$gate])*
        impl ToKey<Arc<$borrowed>> for $borrowed {
            #[inline]
            fn to_key(&self) -> Arc<$borrowed> {
                self.into()
            }
        }

        $(#[$gate])*
        impl ToKey<Rc<$borrowed>> for $borrowed {
            #[inline]
            fn to_key(&self) -> Rc<$borrowed> {
                self.into()
            }
        }

        $(#[$gate])*
        impl<'a> ToKey<Cow<'a, $borrowed>> for $borrowed {
            #[inline]
            fn to_key(&self) -> Cow<'a, $borrowed> {
                Cow::Owned(alloc::borrow::ToOwned::to_owned(self))
            }
        }
    )+};
}

owners! {
    str => String;
    CStr => CString;
    #[cfg(feature = "std")]
    Path => PathBuf;
    #[cfg(feature = "std")]
    OsStr => OsString;
}

impl<T: Clone> ToKey<Vec<T>> for [T] {
    #[inline]
    fn to_key(&self) -> Vec<T> {
        self.to_vec()
    }
}

impl<T: Clone> ToKey<Box<[T]>> for [T] {
    #[inline]
    fn to_key(&self) -> Box<[T]> {
        self.into()
    }
}

impl<T: Clone> ToKey<Arc<[T]>> for [T] {
    #[inline]
    fn to_key(&self) -> Arc<[T]> {
        self.into()
    }
}

impl<T: Clone> ToKey<Rc<[T]>> for [T] {
    #[inline]
    fn to_key(&self) -> Rc<[T]> {
        self.into()
    }
}
