//! The integer types that a count or a size may have.

/// An integer type that [`format_bytes`](crate::strings::format_bytes) and
/// [`cardinalize`](crate::strings::cardinalize) accept.
///
/// All integer types of Rust implement it, and no other type can.
pub trait Count: sealed::Sealed {}

pub(crate) mod sealed {
    /// What the functions need of a count.
    pub trait Sealed: Copy {
        /// Whether it is below zero, and how far it is from zero.
        fn sign_and_magnitude(self) -> (bool, u128);
    }
}

macro_rules! counts {
    ($($unsigned:ty, $signed:ty;)*) => {$(
        impl Count for $unsigned {}
        impl sealed::Sealed for $unsigned {
            #[inline]
            fn sign_and_magnitude(self) -> (bool, u128) {
                (false, self as u128)
            }
        }
        impl Count for $signed {}
        impl sealed::Sealed for $signed {
            #[inline]
            fn sign_and_magnitude(self) -> (bool, u128) {
                (self < 0, self.unsigned_abs() as u128)
            }
        }
    )*};
}
counts! { u8, i8; u16, i16; u32, i32; u64, i64; u128, i128; usize, isize; }
