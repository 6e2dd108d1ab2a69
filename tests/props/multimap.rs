//! Properties of `boltons::multimap`.

mod bimap;
mod frozen;
mod ordered;
mod relation;
