//! Tests of `boltons::ip`.

mod algebra;
mod base85;
mod embed;
mod glob;
mod interface;
#[cfg(any(feature = "serde", feature = "ipnet"))]
mod interop;
mod iterators;
mod mac;
mod nmap;
mod options;
mod parse;
mod prefix;
mod public;
mod range;
mod reverse;
mod special;
mod support;
mod text;
mod types;
mod world;
