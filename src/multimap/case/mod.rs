//! Keys that ignore ASCII case, for any map: HTTP and mail headers, INI keys, host names.
//!
//! [`CaseInsensitive`] is the owned key of a map, [`IgnoreCase`] the borrowed query. Both hash the
//! same folded bytes, and neither allocates. Only ASCII letters are folded, as the grammars of
//! those formats specify: folding all of Unicode is not what they mean, depends on a table that
//! changes, and makes U+212A (KELVIN SIGN) match `k`.

mod fold;
mod key;
mod query;
#[cfg(feature = "serde")]
mod serde;

pub use key::CaseInsensitive;
pub use query::{IgnoreCase, ignore_case};
