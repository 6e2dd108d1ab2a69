//! Hashes of 32 bits, and the two forms of a struct with a hasher.
//!
//! **Hash.** Indexes hold slot numbers of 32 bits, so at most 2³² − 2 slots exist and 32 bits of
//! hash per value are enough: among 10⁷ values about 12,000 pairs share one, each of which costs
//! an extra comparison. They are kept, so that a table grows and shrinks without calling a user's
//! `Hash`, and spread to 64 bits again for the table, which takes its place and its tag from
//! different ends.

use alloc::vec::Vec;
use core::hash::{BuildHasher, Hash};

/// The maximum number of entries for which a source's size hint is trusted with an allocation.
pub(super) const TRUSTED_HINT: usize = 1 << 16;

/// The maximum number of entries for which a length that a deserializer's input states is trusted
/// with an allocation.
#[cfg(feature = "serde")]
pub(super) const INPUT_HINT: usize = 4096;

/// Hashes a value and folds the hash to 32 bits.
#[inline]
pub(super) fn hash_of<Q: ?Sized + Hash, S: BuildHasher>(hash_builder: &S, value: &Q) -> u32 {
    let hash = hash_builder.hash_one(value);
    (hash ^ (hash >> 32)) as u32
}

/// Spreads a folded hash over the 64 bits that a table needs.
#[inline]
pub(super) fn spread(hash: u32) -> u64 {
    u64::from(hash) << 32 | u64::from(hash)
}

/// Adds half as many places as there are, whether or not some are free.
///
/// `Vec` would double, and leave half of them empty at worst, a quarter on average; where items are
/// many and small that is most of what a map takes.
#[cold]
pub(super) fn grow_by_half<T>(items: &mut Vec<T>) {
    let capacity = items.capacity();
    items.reserve_exact(capacity - items.len() + (capacity / 2).max(4));
}

/// Declares a struct over two sides and a hasher, which has a default only with `std`.
macro_rules! with_default_hasher {
    ($(#[$meta:meta])* pub struct $name:ident<$L:ident, $R:ident, $S:ident> $body:tt) => {
        $(#[$meta])*
        #[cfg(feature = "std")]
        pub struct $name<$L, $R, $S = std::collections::hash_map::RandomState> $body

        $(#[$meta])*
        #[cfg(not(feature = "std"))]
        pub struct $name<$L, $R, $S> $body
    };
}
pub(super) use with_default_hasher;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spread_keeps_both_ends() {
        assert_eq!(spread(0x1234_5678), 0x1234_5678_1234_5678);
    }
}
