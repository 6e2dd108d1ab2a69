//! Address sets and their iterators: [`Set`] for one family, [`IpSet`] for both, and their
//! read-only forms.
//!
//! # Representation
//!
//! A [`Set`] holds its r maximal ranges as pairs of numbers (first, last), both ends included, in
//! one `Vec`, ascending. Between two of them at least one address is missing, so that every value
//! has exactly one representation: equality, order and hash are those of the vector. Ends are
//! inclusive because the last address plus one does not fit the word; no operation computes it.
//!
//! `pop_first` keeps its ranges in place and moves the index of the first live one, so that a loop
//! over it is linear; it removes the dead part when that is the greater half.
//!
//! # Costs
//!
//! Lookups are binary searches, O(log r). One insertion moves what lies after it, O(r), and
//! O(1) amortised at the end; bulk operations (`FromIterator`, `Extend`) sort once,
//! O(n log n). Operations on two sets are one sweep over both, O(a + b).
//!
//! # Rejected
//!
//! A `BTreeMap` from first to last makes a single insertion O(log r), but sweeps, lookups and
//! builds of large sets are several times slower, and these are what block lists need.

mod address_set;

mod ops;

mod ip_set;

mod frozen;

mod frozen_ip;

mod iter;

mod build;
mod index;
mod lazy;
mod radix;
mod spans;
mod text;

use super::{V4, V6};

pub use address_set::Set;
pub use frozen::FrozenSet;
pub use frozen_ip::FrozenIpSet;
pub use ip_set::IpSet;
pub use iter::{Gaps, IpGaps, IpRanges, IpSetAddrs, IpSetPrefixes, Ranges, SetAddrs, SetPrefixes};
pub use lazy::{
    Difference, Intersection, IpDifference, IpIntersection, IpSymmetricDifference, IpUnion,
    SymmetricDifference, Union,
};

pub(super) use build::{build, sort_v4, sort_v6};
pub(super) use spans::{Span, range_of, span_of};

/// A set of IPv4 addresses: [`Set`] of [`V4`].
#[doc(alias = "IPSet")]
pub type Ipv4Set = Set<V4>;
/// A set of IPv6 addresses: [`Set`] of [`V6`].
#[doc(alias = "IPSet")]
pub type Ipv6Set = Set<V6>;
/// A read-only set of IPv4 addresses: [`FrozenSet`] of [`V4`].
pub type FrozenIpv4Set = FrozenSet<V4>;
/// A read-only set of IPv6 addresses: [`FrozenSet`] of [`V6`].
pub type FrozenIpv6Set = FrozenSet<V6>;
