//! The bolt-ons that std lacks: bounded caches, iterator helpers, text tools, IP prefixes and
//! sets, and ordered multimaps.
//!
//! The five modules are independent of each other and share one small [`Error`]. Use the whole
//! crate, or one module by its feature, or copy a module's folder and `error.rs` into your project.
//!
//! | module | what it has | when something else is better |
//! |---|---|---|
//! | [`cache`] | bounded maps that evict by LRU, FIFO, SIEVE or S3-FIFO, memoization, a sharded cache for threads, replay of traces | one lazy value: [`LazyLock`](https://doc.rust-lang.org/std/sync/struct.LazyLock.html); no bound: `HashMap` |
//! | [`iter`] | owned chunks and windows, ordered grouping, ranked combinatorics, walks of nested data, retry delays | what itertools has; it is re-exported as `iter::itertools` |
//! | [`strings`] | case, slugs, terminal escapes, wrapping, plurals, sizes, shell and HTML quoting | patterns: the regex crate |
//! | [`ip`] | prefixes, ranges, sets and longest-prefix maps over IPv4 and IPv6, a guard against server-side request forgery (SSRF) | single addresses: [`core::net`] |
//! | [`multimap`] | maps with several values per key that keep the order of all entries, two-way maps, relations | one value per key: indexmap |
//!
#![cfg_attr(
    all(doc, feature = "full"),
    doc = "Two pages list everything: [what you want to do, and the path that does it](_documentation::tasks),\n\
           and [the names of std, itertools, more-itertools, Boltons, lru, ipnet and netaddr](_documentation::coming_from)\n\
           beside the names here. A third says [how work is split over threads and machines](_documentation::splitting_work)."
)]
//!
//! # Examples
//!
//! An LRU cache with statistics:
//!
//! ```
//! use boltons::cache::LruCache;
//!
//! let mut squares: LruCache<u64, u64> = LruCache::new(2);
//! for n in [1, 2, 1, 3, 1] {
//!     squares.get_or_insert_with(n, || n * n);
//! }
//! assert_eq!(squares.peek(&1), Some(&1));
//! assert_eq!(squares.peek(&2), None);
//! assert_eq!(squares.stats().hits, 2);
//! ```
//!
//! An SSRF guard: whether a server may connect to an address from untrusted input:
//!
//! ```
//! use boltons::ip::{is_public_unicast, parse_addr};
//!
//! assert!(is_public_unicast(parse_addr("8.8.8.8")?));
//! // The metadata service of a cloud, behind a NAT64 prefix.
//! assert!(!is_public_unicast(parse_addr("64:ff9b::a9fe:a9fe")?));
//! # Ok::<(), boltons::Error>(())
//! ```
//!
//! An ordered multimap: headers that keep their order and their repetitions:
//!
//! ```
//! use boltons::multimap::OrderedMultiMap;
//!
//! let mut headers = OrderedMultiMap::new();
//! headers.append("set-cookie", "a=1");
//! headers.append("content-type", "text/html");
//! headers.append("set-cookie", "b=2");
//! assert!(headers.get_all("set-cookie").eq(["a=1", "b=2"].iter()));
//! assert_eq!(headers.last(), Some((&"set-cookie", &"b=2")));
//! ```
//!
//! The most common words, and a readable size:
//!
//! ```
//! use boltons::iter::IterExt;
//! use boltons::strings::format_bytes;
//!
//! let top = "the cat and the dog and the bird".split(' ').most_common(2);
//! assert_eq!(top, [("the", 3), ("and", 2)]);
//! assert_eq!(format_bytes(1_572_864_u64).to_string(), "1.5 MiB");
//! ```
//!
//! # Features
//!
//! * **std** (default): hash tables seeded by the operating system, clocks, locks, the vector
//!   instructions that memchr and aho-corasick choose at run time. Without it the modules need
//!   `alloc` only; hash tables then take the hasher that you pass, and whatever creates a table
//!   with a default hasher or reads the system clock is not available. Where it is missing, the
//!   compiler says that the type alias [`LruCache`](cache::LruCache) "takes 3 generic arguments",
//!   or that no function `new` or no method `most_common` is found: enable the feature `std`.
//! * **cache**, **iter**, **strings**, **ip**, **multimap** (default): the modules. Each brings in
//!   only its own dependencies.
//! * **foldhash**: `cache::fast`, the caches with a faster hasher for keys that nobody hostile
//!   chooses; implies `cache`.
//! * **serde**: `Serialize` and `Deserialize` for types of `ip` and `multimap`, for values of
//!   `strings` such as `IntRanges`, for `iter::Groups` and `iter::tree::TreePath`, and for the
//!   statistics and summaries of `cache`; implies no module.
//! * **serde_json**: `iter::tree` over `serde_json::Value`; implies `iter`.
//! * **unicode**: graphemes and terminal columns in `strings`, which it implies.
//! * **replace**: `strings::MultiReplace`, on aho-corasick; implies `strings`.
//! * **gzip**: `strings::gzip` and `strings::gunzip`, on flate2; implies `strings` and `std`.
//! * **ipnet**: conversions between `ip` and the ipnet crate; implies `ip`.
//! * **full**: all of the above.
//!
//! # Equality
//!
//! | type | two values are equal when |
//! |---|---|
//! | [`multimap::OrderedMultiMap`], [`iter::Groups`] | they hold the same entries in the same order |
//! | [`cache::Cache`], [`multimap::BiMap`], [`multimap::Relation`], [`multimap::FrozenMap`], [`IndexMap`](multimap::IndexMap) | they hold the same entries, in any order |
//! | [`ip::Set`], [`ip::IpSet`], [`strings::IntRanges`] | they hold the same values; each set of values has one representation |
//!
//! # Names that occur twice
//!
//! | name | here | and here |
//! |---|---|---|
//! | `update` | [`OrderedMultiMap::update`](multimap::OrderedMultiMap::update): the pairs replace what their keys had | [`ShardedCache::update`](cache::sync::ShardedCache::update): changes one value in place |
//! | `counts` | [`OrderedMultiMap::counts`](multimap::OrderedMultiMap::counts): entries of each key | [`ThresholdCounter::counts`](cache::ThresholdCounter::counts): the counters' values |
//! | `Groups` | [`iter::Groups`]: items by key in one allocation | [`multimap::ordered::Groups`]: the iterator of `OrderedMultiMap::groups` |
//! | `freeze`, `FrozenMap` | [`PrefixMap::freeze`](ip::PrefixMap::freeze): the read-only form for fast lookups | [`multimap::FrozenMap`]: an immutable map that can be a key |
//!
//! # What it is not for
//!
//! Async runtimes and streams, persistence, parallel iteration, regular expressions, full Unicode
//! normalisation, HTML sanitising, sockets and name resolution.

#![no_std]
#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]
// Without some of the features this page names items that are not there.
#![cfg_attr(not(feature = "full"), allow(rustdoc::broken_intra_doc_links))]

extern crate alloc;
#[cfg(feature = "std")]
extern crate std;

mod error;

#[cfg(feature = "cache")]
pub mod cache;
#[cfg(feature = "ip")]
pub mod ip;
#[cfg(feature = "iter")]
pub mod iter;
#[cfg(feature = "multimap")]
pub mod multimap;
#[cfg(feature = "strings")]
pub mod strings;

pub use error::Error;

/// Pages that list what is where.
#[cfg(all(doc, feature = "full"))]
pub mod _documentation {
    pub mod tasks {
        #![doc = include_str!("docs/tasks.md")]
        #[allow(unused_imports)] // the links are relative to these
        use crate::{cache, ip, iter, multimap, strings};
    }

    pub mod splitting_work {
        #![doc = include_str!("docs/splitting_work.md")]
        #[allow(unused_imports)]
        use crate::{cache, ip, iter, multimap, strings};
    }

    pub mod coming_from {
        #![doc = include_str!("docs/coming_from.md")]
        #[allow(unused_imports)]
        use crate::{cache, ip, iter, multimap, strings};
    }
}

/// The snippets of the README, compiled and run.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

/// The snippets of the comparison, compiled and run.
#[cfg(all(doctest, feature = "std"))]
#[doc = include_str!("../COMPARE.md")]
struct Compare;
