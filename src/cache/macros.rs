//! `cached!`: a function and the cache of its results, as two items.
//!
//! The macro reads its input in steps, each an arm with its own name, so that what it cannot do
//! ends in a message of ours and not in "no rules expected":
//!
//! ```text
//! static …;         the cache itself
//!   └─▶ @clauses    `key`, `uncached`, `refresh`; plain, `try` or `async`
//!     └─▶ @head     lifetimes, what is returned, the body
//!       └─▶ @args   the arguments one by one: with `mut`, without, a receiver
//!         └─▶ @fn   the function, and those that the clauses name
//! ```
//!
//! The body is its own function, so that `return` and `?` in it leave the body and not the caching
//! around it. It lies inside the cached function unless a clause names it.

use core::hash::{BuildHasher, Hash};
use core::mem;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::inner::{Removed, Written};
use super::map::Cache;
use super::policy::Policy;
use super::stats::Cause;

/// Memoizes a function: its results are kept in a cache in its own static.
///
/// The static becomes a `LazyLock<Mutex<…>>` of the cache, through which the program reaches the
/// statistics or clears it; the function looks up the key there, runs its body on a miss, and keeps
/// the result. Attributes, docs and visibility of both items are kept. Arguments are plain names,
/// with or without `mut`; a function without a return type is run once per key. It may have
/// lifetimes but no other generic parameters, since a static cannot depend on them.
///
/// * **The key** is the argument, or the tuple of the arguments, cloned. A clause
///   `key = EXPRESSION;` between the two items computes another key from the arguments.
/// * **`try fn`** is for a body that returns an `Option` or a `Result`: only `Some(v)` and `Ok(v)`
///   are kept, and the cache holds `v`.
/// * **Bypassing the cache**: a clause `uncached = NAME;` names the body itself, a function with
///   the same arguments that neither reads nor writes the cache.
/// * **Refreshing a key**: after it, a clause `refresh = NAME;` names a function with the same
///   arguments that runs the body in any case and keeps the result in place of the old one. If a
///   `try fn` fails there, the old value stays.
/// * **The lock** is not held while the body runs, so the function may call itself, and a slow body
///   blocks no other thread; but two threads may compute the same value, each for itself. A
///   [`ShardedCache`](crate::cache::sync::ShardedCache) prevents that. `Hash`, `Eq`, the weigher
///   and the clone of a value run under the lock, and must not call the function; the listener of
///   the cache is called, and keys and values are dropped, after it is released. The listener also
///   gets a result that a later one has replaced
///   ([`Cause::Replaced`](crate::cache::Cause::Replaced)). A poisoned lock is entered: the cache is
///   in order.
///
/// Deep recursion uses the call stack. The cost over the body is that of a lookup, of an
/// uncontended lock, and on a miss of an insertion; a hit clones the value.
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
///     /// The n-th Fibonacci number.
///     pub fn fib(n: u64) -> u64 {
///         if n < 2 { n } else { fib(n - 1) + fib(n - 2) }
///     }
/// }
///
/// assert_eq!(fib(90), 2_880_067_194_370_816_120);
/// assert_eq!(FIB.lock().unwrap().stats().insertions, 91);
/// ```
///
/// With a custom key, and a function that may fail:
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
/// Bypassing the cache, and refreshing one key:
///
/// ```
/// use boltons::cache::{LruCache, cached};
/// use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
///
/// static RATE: AtomicU32 = AtomicU32::new(7);
///
/// cached! {
///     static RATES: LruCache<&'static str, u32> = LruCache::new(100);
///     uncached = ask_for_rate;
///     refresh = refresh_rate;
///     fn rate(_currency: &'static str) -> u32 {
///         RATE.load(Relaxed)
///     }
/// }
///
/// assert_eq!(rate("EUR"), 7);
/// RATE.store(8, Relaxed);
/// assert_eq!((rate("EUR"), ask_for_rate("EUR"), rate("EUR")), (7, 8, 7));
/// assert_eq!((refresh_rate("EUR"), rate("EUR")), (8, 8));
/// ```
///
/// In an `impl` block, where Rust allows no static, the macro goes into the method or beside the
/// block:
///
/// ```
/// use boltons::cache::{LruCache, cached};
///
/// struct Squares;
///
/// impl Squares {
///     fn of(n: u64) -> u64 {
///         cached! {
///             static SQUARES: LruCache<u64, u64> = LruCache::new(100);
///             fn square(n: u64) -> u64 { n * n }
///         }
///         square(n)
///     }
/// }
///
/// assert_eq!(Squares::of(9), 81);
/// ```
///
/// What it cannot do is a compile error with a message:
///
/// ```compile_fail
/// # use boltons::cache::{LruCache, cached};
/// cached! {
///     static SAME: LruCache<u64, u64> = LruCache::new(9);
///     fn same<T>(n: T) -> T { n } // `cached!` takes no generic function: …
/// }
/// ```
///
/// ```compile_fail
/// # use boltons::cache::{LruCache, cached};
/// cached! {
///     fn fib(n: u64) -> u64 { n } // `cached!` needs its cache first: …
/// }
/// ```
///
/// ```compile_fail
/// # use boltons::cache::{LruCache, cached};
/// cached! {
///     static PAGES: LruCache<u64, u64> = LruCache::new(9);
///     async fn page(n: u64) -> u64 { n } // `cached!` takes no `async fn`: …
/// }
/// ```
#[doc(alias = "memoize")]
#[doc(alias = "lru_cache")]
#[doc(alias = "cache")]
#[doc(alias = "memoized")]
#[macro_export]
macro_rules! cached {
    // The cache; what follows is read step by step.
    (
        $(#[$on_static:meta])*
        $static_vis:vis static $cache:ident: $type:ty = $init:expr;
        $($rest:tt)*
    ) => {
        $crate::cached!(@static $(#[$on_static])* $static_vis $cache $type, $init);
        $crate::cached!(@clauses $cache [] [] $($rest)*);
    };

    (@static $(#[$on_static:meta])* $vis:vis $cache:ident $type:ty, $init:expr) => {
        $(#[$on_static])*
        $vis static $cache: ::std::sync::LazyLock<::std::sync::Mutex<$type>> =
            ::std::sync::LazyLock::new(|| ::std::sync::Mutex::new($init));
    };

    // The clauses, and the function, which may fail.
    (@clauses $cache:ident [] [] key = $key:expr; $($rest:tt)*) => {
        $crate::cached!(@clauses $cache [$key] [] $($rest)*);
    };
    (@clauses $cache:ident $key:tt [] uncached = $body:ident; $($rest:tt)*) => {
        $crate::cached!(@clauses $cache $key [$body] $($rest)*);
    };
    (@clauses $cache:ident $key:tt [$body:ident] refresh = $refresh:ident; $($rest:tt)*) => {
        $crate::cached!(@clauses $cache $key [$body $refresh] $($rest)*);
    };
    (@clauses $cache:ident $key:tt $names:tt $clause:ident = $($rest:tt)*) => {
        ::core::compile_error!(
            "`cached!` reads its clauses once each and in this order: `key = …;`, \
             `uncached = NAME;`, `refresh = NAME;`, and `refresh` needs `uncached`"
        );
    };
    (
        @clauses $cache:ident $key:tt $names:tt
        $(#[$on_fn:meta])* $vis:vis fn $name:ident $($head:tt)*
    ) => {
        $crate::cached!(@head [plain $cache $vis $name [$(#[$on_fn])*] $key $names] $($head)*);
    };
    (
        @clauses $cache:ident $key:tt $names:tt
        $(#[$on_fn:meta])* $vis:vis try fn $name:ident $($head:tt)*
    ) => {
        $crate::cached!(@head [fallible $cache $vis $name [$(#[$on_fn])*] $key $names] $($head)*);
    };
    (
        @clauses $cache:ident $key:tt $names:tt $(#[$on_fn:meta])* $vis:vis async $($rest:tt)*
    ) => {
        ::core::compile_error!(
            "`cached!` takes no `async fn`: use `ShardedCache::get_or_insert_async`, with which \
             tasks that miss one key share its load"
        );
    };
    (@clauses $cache:ident $key:tt $names:tt $($rest:tt)*) => {
        ::core::compile_error!(
            "`cached!` expects `fn` or `try fn` after the cache and its clauses `key = …;`, \
             `uncached = NAME;`, `refresh = NAME;`"
        );
    };

    // Lifetimes, arguments, what is returned, the body.
    (@head $of:tt ($($args:tt)*) -> $output:ty $body:block) => {
        $crate::cached!(@args $of [] [$output] $body [] [] $($args)*);
    };
    (@head $of:tt ($($args:tt)*) $body:block) => {
        $crate::cached!(@args $of [] [()] $body [] [] $($args)*);
    };
    (
        @head $of:tt <$($life:lifetime $(: $bound:lifetime $(+ $more:lifetime)*)?),* $(,)?> ($($args:tt)*)
        -> $output:ty $body:block
    ) => {
        $crate::cached!(
            @args $of [<$($life $(: $bound $(+ $more)*)?),*>] [$output] $body [] [] $($args)*
        );
    };
    (
        @head $of:tt <$($life:lifetime $(: $bound:lifetime $(+ $more:lifetime)*)?),* $(,)?> ($($args:tt)*)
        $body:block
    ) => {
        $crate::cached!(@args $of [<$($life $(: $bound $(+ $more)*)?),*>] [()] $body [] [] $($args)*);
    };
    (@head $of:tt < $($rest:tt)*) => {
        ::core::compile_error!(
            "`cached!` takes no generic function: a static cannot depend on a type; write one \
             function per type, or use a `Memo` (lifetimes are allowed)"
        );
    };
    (@head $of:tt ($($args:tt)*) $(-> $output:ty)? where $($rest:tt)*) => {
        ::core::compile_error!("`cached!` takes no `where` clause");
    };
    (@head $of:tt $($rest:tt)*) => {
        ::core::compile_error!(
            "`cached!` expects `fn name(argument: Type, …) -> Type { … }` after the cache"
        );
    };

    // Each argument as the caller sees it and as the body does.
    (
        @args $of:tt $lives:tt $output:tt $body:block $seen:tt $taken:tt
        $(&)? $($life:lifetime)? $(mut)? self $($rest:tt)*
    ) => {
        ::core::compile_error!(
            "`cached!` takes no method: a static cannot depend on `self`; place the macro outside \
             the `impl` block, or inside the method, and pass what the result depends on"
        );
    };
    (
        @args $of:tt $lives:tt $output:tt $body:block [$($seen:tt)*] [$($taken:tt)*]
        mut $arg:ident: $type:ty $(, $($rest:tt)*)?
    ) => {
        $crate::cached!(
            @args $of $lives $output $body [$($seen)* ($arg: $type)] [$($taken)* (mut $arg: $type)]
            $($($rest)*)?
        );
    };
    (
        @args $of:tt $lives:tt $output:tt $body:block [$($seen:tt)*] [$($taken:tt)*]
        $arg:ident: $type:ty $(, $($rest:tt)*)?
    ) => {
        $crate::cached!(
            @args $of $lives $output $body [$($seen)* ($arg: $type)] [$($taken)* ($arg: $type)]
            $($($rest)*)?
        );
    };
    (@args $of:tt $lives:tt $output:tt $body:block $seen:tt $taken:tt) => {
        $crate::cached!(@fn $of $lives $output $body $seen $taken);
    };
    (@args $of:tt $lives:tt $output:tt $body:block $seen:tt $taken:tt $($rest:tt)+) => {
        ::core::compile_error!(
            "`cached!` takes arguments that are plain names, with or without `mut`: take a pattern \
             apart in the body"
        );
    };

    // The items: without a name for the body, with one, and with one to refresh.
    (
        @fn [$kind:ident $cache:ident $vis:vis $name:ident [$($on_fn:tt)*] $key:tt []]
        [$($lives:tt)*] [$output:ty] $body:block
        [$(($arg:ident: $type:ty))*] [$(($($taken:tt)*))*]
    ) => {
        $($on_fn)*
        $vis fn $name $($lives)* ($($arg: $type),*) -> $output {
            fn __boltons_cached_body $($lives)* ($($($taken)*),*) -> $output $body
            $crate::cached!(@$kind $cache $key __boltons_cached_body $($arg)*)
        }
    };
    (
        @fn [
            $kind:ident $cache:ident $vis:vis $name:ident [$($on_fn:tt)*] $key:tt
            [$body_name:ident $($refresh:ident)?]
        ]
        [$($lives:tt)*] [$output:ty] $body:block
        [$(($arg:ident: $type:ty))*] [$(($($taken:tt)*))*]
    ) => {
        $($on_fn)*
        $vis fn $name $($lives)* ($($arg: $type),*) -> $output {
            $crate::cached!(@$kind $cache $key $body_name $($arg)*)
        }

        #[doc = ::core::concat!("[`", ::core::stringify!($name), "`] past its cache.")]
        $vis fn $body_name $($lives)* ($($($taken)*),*) -> $output $body

        $crate::cached!(
            @refresh $kind [$($refresh)?] $cache $vis $name $key [$($lives)*] [$output] $body_name
            [$(($arg: $type))*]
        );
    };
    (
        @refresh $kind:ident [] $cache:ident $vis:vis $name:ident $key:tt $lives:tt $output:tt
        $body_name:ident $args:tt
    ) => {};
    (
        @refresh plain [$refresh:ident] $cache:ident $vis:vis $name:ident $key:tt [$($lives:tt)*]
        [$output:ty] $body_name:ident [$(($arg:ident: $type:ty))*]
    ) => {
        #[doc = ::core::concat!("[`", ::core::stringify!($name), "`], computed again and kept.")]
        $vis fn $refresh $($lives)* ($($arg: $type),*) -> $output {
            let key = $crate::cached!(@key $key $($arg)*);
            let value = $body_name($($arg),*);
            $crate::cache::__cached::keep(&$cache, key, ::core::clone::Clone::clone(&value));
            value
        }
    };
    (
        @refresh fallible [$refresh:ident] $cache:ident $vis:vis $name:ident $key:tt
        [$($lives:tt)*] [$output:ty] $body_name:ident [$(($arg:ident: $type:ty))*]
    ) => {
        #[doc = ::core::concat!("[`", ::core::stringify!($name), "`], computed again and kept.")]
        $vis fn $refresh $($lives)* ($($arg: $type),*) -> $output {
            let key = $crate::cached!(@key $key $($arg)*);
            let output: $output = $body_name($($arg),*);
            if let ::core::option::Option::Some(value) =
                $crate::cache::__cached::Fallible::success(&output)
            {
                $crate::cache::__cached::keep(&$cache, key, ::core::clone::Clone::clone(value));
            }
            output
        }
    };

    // What the cached function does.
    (@plain $cache:ident $key:tt $body:ident $($arg:ident)*) => {{
        let key = $crate::cached!(@key $key $($arg)*);
        if let ::core::option::Option::Some(value) = $crate::cache::__cached::kept(&$cache, &key) {
            return value;
        }
        let value = $body($($arg),*);
        $crate::cache::__cached::keep(&$cache, key, ::core::clone::Clone::clone(&value));
        value
    }};
    (@fallible $cache:ident $key:tt $body:ident $($arg:ident)*) => {{
        let key = $crate::cached!(@key $key $($arg)*);
        if let ::core::option::Option::Some(value) = $crate::cache::__cached::kept(&$cache, &key) {
            return $crate::cache::__cached::Fallible::of(value);
        }
        let output = $body($($arg),*);
        if let ::core::option::Option::Some(value) =
            $crate::cache::__cached::Fallible::success(&output)
        {
            $crate::cache::__cached::keep(&$cache, key, ::core::clone::Clone::clone(value));
        }
        output
    }};

    (@key [$key:expr] $($arg:ident)*) => { $key };
    (@key []) => { () };
    (@key [] $arg:ident) => { ::core::clone::Clone::clone(&$arg) };
    (@key [] $($arg:ident)+) => { ($(::core::clone::Clone::clone(&$arg)),+) };

    // No cache.
    ($(#[$meta:meta])* $vis:vis static $($rest:tt)*) => {
        ::core::compile_error!(
            "`cached!` expects its cache as `static NAME: LruCache<Key, Value> = LruCache::new(100);`"
        );
    };
    ($($rest:tt)*) => {
        ::core::compile_error!(
            "`cached!` needs its cache first: a line \
             `static NAME: LruCache<Key, Value> = LruCache::new(100);` before the function"
        );
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
    locked(cache, |cache| cache.get(key).cloned())
}

/// Keeps the result of a cached function. Not public: for the macro's own use.
pub fn keep<K, V, P, S>(cache: &Mutex<Cache<K, V, P, S>>, key: K, value: V)
where
    K: Hash + Eq,
    P: Policy,
    S: BuildHasher,
{
    // The caller of the function gets none of what is removed, so the listener gets all of it.
    locked(cache, |cache| {
        cache.inner.settle();
        let hash = cache.hasher.hash_one(&key);
        let Cache { inner, hasher, .. } = cache;
        match inner.store(hash, key, value, None, |key| hasher.hash_one(key)) {
            Written::Added { out, .. } => inner.discard(out, Cause::Evicted),
            Written::Replaced { key, old, .. } => {
                inner.discard(key.map(|key| (key, old)), Cause::Replaced);
            }
            Written::Refused { key, value, old } => {
                inner.discard(key.map(|key| (key, value)), Cause::Rejected);
                inner.discard(old, Cause::Replaced);
            }
        }
    });
}

fn enter<T>(cache: &Mutex<T>) -> MutexGuard<'_, T> {
    cache.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Calls `f` under the lock. What is removed meanwhile is dropped, or passed to the listener, after
/// the lock is released: either may take long, or call the function.
fn locked<K, V, P: Policy, S, R>(
    cache: &Mutex<Cache<K, V, P, S>>,
    f: impl FnOnce(&mut Cache<K, V, P, S>) -> R,
) -> R {
    let mut deferring = Deferring(enter(cache));
    deferring.0.inner.defer(true);
    let out = f(&mut deferring.0);
    let removed = deferring.0.inner.take_removed();
    drop(deferring);
    Unheard { cache, removed }.removed.notify();
    out
}

/// A locked cache that does not call its listener, until this is dropped.
struct Deferring<'a, K, V, P: Policy, S>(MutexGuard<'a, Cache<K, V, P, S>>);

impl<K, V, P: Policy, S> Drop for Deferring<'_, K, V, P, S> {
    fn drop(&mut self) {
        self.0.inner.defer(false);
    }
}

/// What the listener has not heard of yet. If it panics, the rest waits for the next call.
struct Unheard<'a, K, V, P: Policy, S> {
    cache: &'a Mutex<Cache<K, V, P, S>>,
    removed: Removed<K, V>,
}

impl<K, V, P: Policy, S> Drop for Unheard<'_, K, V, P, S> {
    fn drop(&mut self) {
        if !self.removed.queue.is_empty() {
            enter(self.cache).inner.requeue(mem::take(&mut self.removed.queue));
        }
    }
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
