//! The address and text functions of [boltons](https://docs.rs/boltons) as SQL functions of Apache
//! DataFusion.
//!
//! [`register`] adds them to a session. A text is `Utf8`, `LargeUtf8`, `Utf8View`, or a dictionary
//! of these; a dictionary is worked on once per value, not once per row.
//!
//! | function | result | what it is |
//! |---|---|---|
//! | `is_ip(text)` | `Boolean` | whether the text is an address ([`parse_addr`](boltons::ip::parse_addr)) |
//! | `ip_version(text)` | `UInt8` | 4 or 6 |
//! | `ip_in(text, list)` | `Boolean` | whether the address is in a constant list ([`IpSet`](boltons::ip::IpSet)'s grammar) |
//! | `ip_is_public_unicast(text)` | `Boolean` | [`is_public_unicast`](boltons::ip::is_public_unicast) |
//! | `ip_prefix(text, v4_len, v6_len)` | as the text | the network of the address ([`IpPrefix::truncated`](boltons::ip::IpPrefix::truncated)) |
//! | `ip_special(text)` | as the text | the name of the block of IANA's registries ([`special`](boltons::ip::special)), null for none |
//! | `ip_reverse_name(text)` | as the text | [`reverse_name`](boltons::ip::reverse_name) |
//! | `strip_ansi(text)` | as the text | [`strip_ansi`](boltons::strings::strip_ansi) |
//! | `escape_controls(text)` | as the text | [`escape_controls`](boltons::strings::escape_controls) |
//! | `slugify(text)` | as the text | [`slugify`](boltons::strings::slugify) |
//! | `parse_bytes(text)` | `UInt64` | [`parse_bytes`](boltons::strings::parse_bytes) |
//! | `format_bytes(integer)` | `Utf8` | [`format_bytes`](boltons::strings::format_bytes) |
//! | a table of yours | `Dictionary(UInt32, Utf8)` | the name of the longest prefix that contains the address ([`IpTable`]) |
//! | `ip_aggregate(text)` | `List<Utf8>` | aggregate: the fewest prefixes with the addresses of the group |
//! | `frequent_items(text, counters)` | `List<Struct>` | aggregate: the most frequent texts with bounds of their counts ([`FrequentItems`](boltons::cache::FrequentItems)) |
//!
//! # Null and bad values
//!
//! Null gives null. A value of a column that does not parse gives null as well, so that one bad line
//! does not end a job: `WHERE NOT ip_in(client, …)` drops the rows whose client is not an address,
//! and `WHERE NOT is_ip(client)` finds them. The aggregates skip both, and are null if nothing is
//! left.
//!
//! # Errors
//!
//! A constant that does not parse is an error that names the place, when the query is planned if the
//! constant is a literal, else when it runs: the list of `ip_in`, the lengths of `ip_prefix`, the
//! counters of `frequent_items`. A list or number that is not constant is an error as well.
//!
//! # Merging
//!
//! The aggregates count the parts of a table in any order and merge. `ip_aggregate` is the same in
//! every run; the bounds of `frequent_items` hold in every run, but the numbers depend on the order
//! in which the parts are merged.

#![forbid(unsafe_code)]
#![warn(missing_docs, unreachable_pub)]

mod format_bytes;
mod frequent_items;
mod ip_aggregate;
mod ip_in;
mod ip_prefix;
mod ip_table;
mod register;
mod scalar;
mod state;
mod text;

pub use ip_table::IpTable;
pub use register::{aggregate_functions, register, scalar_functions};

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
