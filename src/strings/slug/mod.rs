//! Slugs: texts as parts of URLs.

mod slugger;

mod unique;

mod write;

pub use slugger::{Slugger, slugify, slugify_into};
pub use unique::UniqueSlugs;
