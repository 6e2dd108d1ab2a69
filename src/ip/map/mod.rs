//! The mutable lookup tables: [`PrefixMap`], one per family, and [`IpPrefixMap`].

mod prefix_map;

mod ip_map;

mod children;

mod extract;

mod entry;

mod ip_entry;

mod iter;

mod len_set;
mod links;
mod node;
mod trie;

pub(super) use len_set::PrefixLenSet;

pub use children::{Children, IpChildren};
pub use entry::{Entry, OccupiedEntry, VacantEntry};
pub use extract::{ExtractIf, IpExtractIf};
pub use ip_entry::IpEntry;
pub use ip_map::IpPrefixMap;
pub use iter::{
    Covered, Covering, IntoIter, IpCovered, IpCovering, IpIntoIter, IpIter, IpIterMut, IpKeys,
    IpValues, IpValuesMut, Iter, IterMut, Keys, Values, ValuesMut,
};
pub use prefix_map::{Ipv4PrefixMap, Ipv6PrefixMap, PrefixMap};
