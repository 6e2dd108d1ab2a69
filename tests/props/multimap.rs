//! Properties of `boltons::multimap`.

mod bimap;
mod frozen;
mod relation;
