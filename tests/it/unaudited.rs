//! What stands in for the audits where the crate is built as it ships.

/// A type's own audit, where it has one, comes before this.
#[allow(dead_code, reason = "a build with few modules audits little")]
pub trait Unaudited {
    fn check(&self) {}
    fn check_keys(&self) {}
    fn check_links(&self) {}
}

impl<T: ?Sized> Unaudited for T {}

/// Maps keep the limit that ships.
#[allow(dead_code, reason = "for the tests of `multimap`")]
pub fn with_small_limit<T>(_: usize, run: impl FnOnce() -> T) -> T {
    run()
}

/// The same of two-way maps.
#[cfg(feature = "multimap")]
pub trait SmallLimit<S> {
    fn with_small_limit(_: usize, hasher: S) -> Self;
}

#[cfg(feature = "multimap")]
impl<L, R, S> SmallLimit<S> for boltons::multimap::BiMap<L, R, S> {
    fn with_small_limit(_: usize, hasher: S) -> Self {
        Self::with_hasher(hasher)
    }
}
