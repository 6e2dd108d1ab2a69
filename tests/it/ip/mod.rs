//! Tests of `boltons::ip`.

mod algebra;
mod base85;
#[cfg(feature = "serde")]
pub(crate) mod binary;
mod both;
mod children;
mod conversions;
mod debug;
mod embed;
mod frozen_map;
mod frozen_set;
mod glob;
mod guard;
mod host;
mod interface;
#[cfg(any(feature = "serde", feature = "ipnet"))]
mod interop;
mod ip_set;
mod iterators;
mod list;
mod lists;
mod mac;
mod map;
mod map_crash;
mod map_iterators;
mod matrix;
mod model;
mod nmap;
mod options;
mod parse;
mod parse_edits;
mod pool;
mod prefix;
mod public;
mod range;
mod range_map;
mod real_lists;
mod reports;
mod reverse;
#[cfg(feature = "serde")]
mod serde_family;
#[cfg(feature = "serde")]
mod serde_sets;
mod set;
mod special;
mod support;
mod table;
mod text;
mod types;
mod vectors;
mod world;
