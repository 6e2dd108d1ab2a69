//! Serialization, on `serde_core`.
