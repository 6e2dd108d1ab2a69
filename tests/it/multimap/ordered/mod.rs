//! `OrderedMultiMap`.

mod bugs;
mod edges;
mod exhaustive;
mod headers;
mod iterators;
mod panics;
#[cfg(feature = "serde")]
mod serde;
mod steps;
mod traits;
mod vectors;

use boltons::multimap::OrderedMultiMap;

/// The limits of small mode under which the tests run.
const LIMITS: [usize; 3] = [0, 2, 16];

/// The entries, copied.
fn pairs<K: Copy, V: Copy, S>(map: &OrderedMultiMap<K, V, S>) -> Vec<(K, V)> {
    map.iter().map(|(key, value)| (*key, *value)).collect()
}
