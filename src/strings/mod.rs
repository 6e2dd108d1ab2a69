//! strings.
