//! `cached!`: a function and the cache of its results, as two items.

use core::hash::{BuildHasher, Hash};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::map::Cache;
use super::policy::Policy;

/// Memoizes a function in a cache that is a static of its own.
///
/// The static becomes a `LazyLock<Mutex<…>>` of the cache, through which the program reaches the
/// statistics or clears it; the function looks the key up there, runs its body on a miss, and
/// keeps the result. Attributes, docs and visibility of both items are kept. Arguments are plain
/// names; the function has no generic parameters, since a static cannot depend on them.
///
/// * **The key** is the argument, or the tuple of the arguments, cloned. A clause
///   `key = EXPRESSION;` between the two items makes another one of the arguments.
/// * **`try fn`** is for a body that gives an `Option` or a `Result`: only `Some(v)` and `Ok(v)`
///   are kept, and the cache holds `v`.
/// * **The lock** is not held while the body runs, so the function may call itself, and a slow
///   body blocks nobody; but two threads may compute the same value, each for itself.
///   A `ShardedCache` prevents that. A poisoned lock is entered: the cache is in order.
///
/// Deep recursion uses the call stack. The cost over the body is that of a look-up, of a lock
/// that nobody else holds, and on a miss of an insertion; a hit clones the value.
///
/// # Examples
///
/// ```
/// use boltons::cache::{LruCache, cached};
///
/// cached! {
///     /// What `fib` remembers.
///     static FIB: LruCache<u64, u64> = LruCache::new(1_000);
///
///     /// The n-th number of Fibonacci.
///     pub fn fib(n: u64) -> u64 {
///         if n < 2 { n } else { fib(n - 1) + fib(n - 2) }
///     }
/// }
///
/// assert_eq!(fib(90), 2_880_067_194_370_816_120);
/// assert_eq!(FIB.lock().unwrap().stats().insertions, 91);
/// ```
///
/// With a key of its own, and failing:
///
/// ```
/// use boltons::cache::{SieveCache, cached};
///
/// cached! {
///     static SIZES: SieveCache<(String, u32), u64> = SieveCache::new(256);
///     key = (path.to_owned(), depth);
///     try fn size(path: &str, depth: u32) -> std::io::Result<u64> {
///         Ok(std::fs::metadata(path)?.len() + u64::from(depth))
///     }
/// }
///
/// assert!(size("/no/such/file", 0).is_err());
/// assert!(size("/", 1).is_ok());
/// assert_eq!(SIZES.lock().unwrap().len(), 1);
/// SIZES.lock().unwrap().clear();
/// ```
///
/// A generic function is refused:
///
/// ```compile_fail
/// use boltons::cache::{LruCache, cached};
///
/// cached! {
///     static SAME: LruCache<u64, u64> = LruCache::new(9);
///     fn same<T>(n: T) -> T { n }
/// }
/// ```
#[macro_export]
macro_rules! cached {
    // The static and a function, which may fail, with the default key or with another one.
    (
        $(#[$on_static:meta])*
        $static_vis:vis static $cache:ident: $type:ty = $init:expr;
        $(#[$on_fn:meta])*
        $vis:vis fn $name:ident($($arg:ident: $of:ty),* $(,)?) -> $output:ty $body:block
    ) => {
        $crate::cached!(@static $(#[$on_static])* $static_vis $cache $type, $init);
        $crate::cached!(
            @fn $(#[$on_fn])* $vis $name ($($arg: $of),*) $output, $body, $cache,
            $crate::cached!(@key $($arg)*)
        );
    };
    (
        $(#[$on_static:meta])*
        $static_vis:vis static $cache:ident: $type:ty = $init:expr;
        key = $key:expr;
        $(#[$on_fn:meta])*
        $vis:vis fn $name:ident($($arg:ident: $of:ty),* $(,)?) -> $output:ty $body:block
    ) => {
        $crate::cached!(@static $(#[$on_static])* $static_vis $cache $type, $init);
        $crate::cached!(
            @fn $(#[$on_fn])* $vis $name ($($arg: $of),*) $output, $body, $cache, $key
        );
    };
    (
        $(#[$on_static:meta])*
        $static_vis:vis static $cache:ident: $type:ty = $init:expr;
        $(#[$on_fn:meta])*
        $vis:vis try fn $name:ident($($arg:ident: $of:ty),* $(,)?) -> $output:ty $body:block
    ) => {
        $crate::cached!(@static $(#[$on_static])* $static_vis $cache $type, $init);
        $crate::cached!(
            @try $(#[$on_fn])* $vis $name ($($arg: $of),*) $output, $body, $cache,
            $crate::cached!(@key $($arg)*)
        );
    };
    (
        $(#[$on_static:meta])*
        $static_vis:vis static $cache:ident: $type:ty = $init:expr;
        key = $key:expr;
        $(#[$on_fn:meta])*
        $vis:vis try fn $name:ident($($arg:ident: $of:ty),* $(,)?) -> $output:ty $body:block
    ) => {
        $crate::cached!(@static $(#[$on_static])* $static_vis $cache $type, $init);
        $crate::cached!(
            @try $(#[$on_fn])* $vis $name ($($arg: $of),*) $output, $body, $cache, $key
        );
    };
    (@static $(#[$on_static:meta])* $vis:vis $cache:ident $type:ty, $init:expr) => {
        $(#[$on_static])*
        $vis static $cache: ::std::sync::LazyLock<::std::sync::Mutex<$type>> =
            ::std::sync::LazyLock::new(|| ::std::sync::Mutex::new($init));
    };
    (@key) => { () };
    (@key $arg:ident) => { ::core::clone::Clone::clone(&$arg) };
    (@key $($arg:ident)+) => { ($(::core::clone::Clone::clone(&$arg)),+) };
    (
        @fn $(#[$on_fn:meta])* $vis:vis $name:ident ($($arg:ident: $of:ty),*) $output:ty,
        $body:block, $cache:ident, $key:expr
    ) => {
        $(#[$on_fn])*
        $vis fn $name($($arg: $of),*) -> $output {
            fn __boltons_cached_body($($arg: $of),*) -> $output $body
            let key = $key;
            if let ::core::option::Option::Some(value) = $crate::cache::__cached::kept(&$cache, &key) {
                return value;
            }
            let value = __boltons_cached_body($($arg),*);
            $crate::cache::__cached::keep(&$cache, key, ::core::clone::Clone::clone(&value));
            value
        }
    };
    (
        @try $(#[$on_fn:meta])* $vis:vis $name:ident ($($arg:ident: $of:ty),*) $output:ty,
        $body:block, $cache:ident, $key:expr
    ) => {
        $(#[$on_fn])*
        $vis fn $name($($arg: $of),*) -> $output {
            fn __boltons_cached_body($($arg: $of),*) -> $output $body
            let key = $key;
            if let ::core::option::Option::Some(value) = $crate::cache::__cached::kept(&$cache, &key) {
                return $crate::cache::__cached::Fallible::of(value);
            }
            let output: $output = __boltons_cached_body($($arg),*);
            if let ::core::option::Option::Some(value) =
                $crate::cache::__cached::Fallible::success(&output)
            {
                $crate::cache::__cached::keep(&$cache, key, ::core::clone::Clone::clone(value));
            }
            output
        }
    };
}

/// What a cached function has kept under a key. Not public: for the macro's own use.
pub fn kept<K, V, P, S>(cache: &Mutex<Cache<K, V, P, S>>, key: &K) -> Option<V>
where
    K: Hash + Eq,
    V: Clone,
    P: Policy,
    S: BuildHasher,
{
    enter(cache).get(key).cloned()
}

/// Keeps the result of a cached function. Not public: for the macro's own use.
pub fn keep<K, V, P, S>(cache: &Mutex<Cache<K, V, P, S>>, key: K, value: V)
where
    K: Hash + Eq,
    P: Policy,
    S: BuildHasher,
{
    let gone = enter(cache).push(key, value);
    // Not under the lock: dropping it may take long, or call the function.
    drop(gone);
}

fn enter<T>(cache: &Mutex<T>) -> MutexGuard<'_, T> {
    cache.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What a `try fn` returns. Not public: for the macro's own use.
pub trait Fallible {
    /// What is kept.
    type Value;

    /// The value to be kept, if there is one.
    fn success(&self) -> Option<&Self::Value>;

    /// The output that has this value.
    fn of(value: Self::Value) -> Self;
}

impl<T> Fallible for Option<T> {
    type Value = T;

    fn success(&self) -> Option<&T> {
        self.as_ref()
    }

    fn of(value: T) -> Self {
        Some(value)
    }
}

impl<T, E> Fallible for Result<T, E> {
    type Value = T;

    fn success(&self) -> Option<&T> {
        self.as_ref().ok()
    }

    fn of(value: T) -> Self {
        Ok(value)
    }
}
