//! SplitMix64, the module's source of numbers that need not be secret.
//!
//! Guy L. Steele Jr., Doug Lea, Christine H. Flood: *Fast splittable pseudorandom number
//! generators*, OOPSLA 2014; constants of the version by Sebastiano Vigna (2015), whose output for
//! a seed is the reference.

#[derive(Clone, Debug)]
pub(in crate::iter) struct SplitMix64(u64);

impl SplitMix64 {
    pub(in crate::iter) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    #[inline]
    pub(in crate::iter) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        mix(self.0)
    }
}

/// The output function: a bijection of 64 bits in which every input bit reaches every output bit.
#[inline]
const fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// A number that the operating system seeded: another one at every call.
#[cfg(feature = "std")]
pub(in crate::iter) fn from_system() -> u64 {
    use std::hash::{BuildHasher, RandomState};

    // `RandomState` keeps keys from the system and changes them with every instance.
    RandomState::new().hash_one(0_u8)
}

/// Without std there is no such source.
#[cfg(not(feature = "std"))]
pub(in crate::iter) const fn from_system() -> u64 {
    0
}
