//! `ip_in`: whether an address is in a constant list.

use std::hash::{Hash, Hasher};
use std::sync::{Arc, Mutex, PoisonError};

use arrow::datatypes::{DataType, Field, FieldRef};
use boltons::ip::{FrozenIpSet, IpSet};
use datafusion_common::{Result, ScalarValue, exec_err, plan_err};
use datafusion_expr::{
    ColumnarValue, Documentation, ReturnFieldArgs, ScalarFunctionArgs, ScalarUDFImpl, Signature,
    Volatility,
};

use crate::scalar::{addr, section};
use crate::text::{Each, apply, text_type};

/// The most lists whose sets are kept.
const MAX_LISTS: usize = 16;

/// The sets of the lists that were used last, the latest first.
///
/// A function is called once per batch with the text of its list, by several threads and perhaps
/// for several lists. Texts are compared, not hashed: where there is one list, that is a comparison
/// of equal texts per batch, which the memory can do in the time of a copy.
#[derive(Debug, Default)]
struct Lists(Mutex<Vec<(String, Arc<FrozenIpSet>)>>);

impl Lists {
    fn get(&self, list: &str) -> Result<Arc<FrozenIpSet>, boltons::Error> {
        // Nothing below leaves the lists half changed.
        let mut lists = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let set = match lists.iter().position(|(text, _)| text == list) {
            Some(place) => {
                lists[..=place].rotate_right(1);
                Arc::clone(&lists[0].1)
            }
            None => {
                let set = Arc::new(list.parse::<IpSet>()?.freeze());
                lists.truncate(MAX_LISTS - 1);
                lists.insert(0, (list.into(), Arc::clone(&set)));
                set
            }
        };
        Ok(set)
    }
}

#[derive(Debug)]
pub(crate) struct IpIn {
    signature: Signature,
    documentation: Documentation,
    lists: Lists,
}

impl IpIn {
    pub(crate) fn new() -> Self {
        let description = "Whether the address is in the list";
        Self {
            signature: Signature::user_defined(Volatility::Immutable),
            documentation: Documentation::builder(
                section("IP Address Functions"),
                description,
                "ip_in(text, list)",
            )
            .with_argument("text", "An address, or a dictionary of addresses")
            .with_argument(
                "list",
                "A constant: addresses, prefixes and ranges, with commas or white space between",
            )
            .build(),
            lists: Lists::default(),
        }
    }
}

impl PartialEq for IpIn {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for IpIn {}

impl Hash for IpIn {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name().hash(state);
    }
}

impl ScalarUDFImpl for IpIn {
    fn name(&self) -> &'static str {
        "ip_in"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn coerce_types(&self, given: &[DataType]) -> Result<Vec<DataType>> {
        match given {
            [text, list] => Ok(vec![text_type("ip_in", text)?, text_type("ip_in", list)?]),
            _ => plan_err!("ip_in takes 2 arguments, not {}", given.len()),
        }
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(DataType::Boolean)
    }

    fn return_field_from_args(&self, args: ReturnFieldArgs<'_>) -> Result<FieldRef> {
        if let [_, Some(list)] = args.scalar_arguments
            && let Some(Some(list)) = list.try_as_str()
            && let Err(error) = self.lists.get(list)
        {
            return plan_err!("ip_in: {error}");
        }
        Ok(Arc::new(Field::new("ip_in", DataType::Boolean, true)))
    }

    fn is_strict(&self) -> bool {
        true
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let [texts, list] = args.args.as_slice() else {
            return plan_err!("ip_in takes 2 arguments, not {}", args.args.len());
        };
        let ColumnarValue::Scalar(list) = list else {
            return exec_err!("ip_in: the list must be constant");
        };
        let Some(list) = list.try_as_str().flatten() else {
            return Ok(ColumnarValue::Scalar(ScalarValue::Boolean(None)));
        };
        let set = match self.lists.get(list) {
            Ok(set) => set,
            Err(error) => return exec_err!("ip_in: {error}"),
        };
        apply(texts, &Each::Bool(&|text| Some(set.contains(addr(text)?))))
    }

    fn documentation(&self) -> Option<&Documentation> {
        Some(&self.documentation)
    }
}
