//! English: plurals, counts with their nouns, ordinals, lists and articles.

mod inflect;

mod inflector;

mod unit_len;

mod ordinal;

mod human_list;

mod article;

mod a10n;

mod head_word;
mod table;
mod word;

pub use a10n::{A10n, a10n};
pub use article::indefinite_article;
pub use human_list::{HumanList, human_list};
pub use inflect::{cardinalize, pluralize, singularize};
pub use inflector::Inflector;
pub use ordinal::{Ordinal, ordinal, ordinal_suffix};
pub use unit_len::{UnitLen, unit_len};
