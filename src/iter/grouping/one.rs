//! `one`: the item of a sequence that must have exactly one.

use crate::error::{Error, Kind};

pub(crate) fn one<I: Iterator>(mut items: I) -> Result<I::Item, Error> {
    let Some(item) = items.next() else {
        return Err(Error::new(
            Kind::NotFound,
            format_args!("no item where exactly one is expected"),
        ));
    };
    if items.next().is_some() {
        return Err(Error::new(
            Kind::Conflict,
            format_args!("more than one item where exactly one is expected"),
        )
        .item(1));
    }
    Ok(item)
}
