//! Small integers as names: the smallest that is free, always.

mod min_id_map;
mod pool;

pub use min_id_map::{Iter, MinIdMap};
pub use pool::{IdPool, Ids};
