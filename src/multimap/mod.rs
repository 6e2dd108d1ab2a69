//! multimap.
