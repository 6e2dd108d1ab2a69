//! iter.
