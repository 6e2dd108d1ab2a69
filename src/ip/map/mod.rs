//! The mutable look-up tables: [`PrefixMap`], one a family, and [`IpPrefixMap`].

mod children;
mod entry;
mod ip_entry;
mod ip_iter;
mod ip_map;
mod iter;
mod len_set;
mod links;
mod node;
mod prefix_map;
mod trie;

pub(super) use ip_iter::{both_maps, either};
pub(super) use len_set::PrefixLenSet;

pub use children::{Children, IpChildren};
pub use entry::{Entry, OccupiedEntry, VacantEntry};
pub use ip_entry::IpEntry;
pub use ip_map::IpPrefixMap;
pub use iter::{
    Covered, Covering, IntoIter, IpCovered, IpCovering, IpIntoIter, IpIter, IpIterMut, IpKeys,
    IpValues, IpValuesMut, Iter, IterMut, Keys, Values, ValuesMut,
};
pub use prefix_map::{Ipv4PrefixMap, Ipv6PrefixMap, PrefixMap};
