//! Where the entries are: nodes in a vector, found through a hash table of their indices, ordered
//! by links between them; and, apart, what only some caches have.

pub(super) mod expiry;
pub(super) mod extras;
pub(super) mod list;
pub(super) mod slab;
