//! The read-only lookup tables: [`FrozenPrefixMap`], [`RangeMap`] and their forms for both
//! families, on one index.

mod prefix_map;

mod ip_map;

mod range_map;

mod ip_range_map;

mod children;

mod iter;

mod boundaries;
mod build;
mod entries;
mod index;
mod lanes;
mod merge;
mod poptrie;

pub(super) use entries::Gathered;

pub use children::{FrozenChildren, FrozenIpChildren};
pub use ip_map::FrozenIpPrefixMap;
pub use ip_range_map::IpRangeMap;
pub use iter::{
    FrozenCovered, FrozenCovering, FrozenIntoIter, FrozenIpCovered, FrozenIpCovering,
    FrozenIpIntoIter, FrozenIpIter, FrozenIpKeys, FrozenIpValues, FrozenIter, FrozenKeys,
    FrozenValues, IpRangeMapIter, RangeMapIter,
};
pub use prefix_map::{FrozenIpv4PrefixMap, FrozenIpv6PrefixMap, FrozenPrefixMap};
pub use range_map::{Ipv4RangeMap, Ipv6RangeMap, RangeMap};
