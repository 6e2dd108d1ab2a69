//! `format_bytes`: a number of bytes as a person reads it.

use std::fmt::{Display, Write};
use std::sync::Arc;

use arrow::array::{Array, ArrayRef, ArrowPrimitiveType, AsArray, PrimitiveArray, StringBuilder};
use arrow::datatypes::{DataType, Int64Type, UInt64Type};
use boltons::strings;
use datafusion_common::{Result, ScalarValue, internal_err, plan_err};
use datafusion_expr::{
    ColumnarValue, Documentation, ScalarFunctionArgs, ScalarUDFImpl, Signature, Volatility,
};

use crate::scalar::section;

#[derive(Debug, Eq, Hash, PartialEq)]
pub(crate) struct FormatBytes {
    signature: Signature,
    documentation: Documentation,
}

impl FormatBytes {
    pub(crate) fn new() -> Self {
        let description = "The number of bytes in the largest unit that fits";
        Self {
            signature: Signature::user_defined(Volatility::Immutable),
            documentation: Documentation::builder(
                section("Text Functions"),
                description,
                "format_bytes(bytes)",
            )
            .with_argument("bytes", "An integer")
            .build(),
        }
    }
}

/// A text of at most a dozen bytes per row: a batch of 2 GiB of it has 180 million rows.
fn format<T: ArrowPrimitiveType, D: Display>(
    numbers: &PrimitiveArray<T>,
    format: impl Fn(T::Native) -> D,
) -> Result<ArrayRef> {
    let mut texts = StringBuilder::with_capacity(numbers.len(), numbers.len() * 9);
    for number in numbers {
        match number {
            Some(number) => {
                write!(texts, "{}", format(number))?;
                texts.append_value("");
            }
            None => texts.append_null(),
        }
    }
    Ok(Arc::new(texts.finish()))
}

fn format_array(numbers: &ArrayRef) -> Result<ArrayRef> {
    match numbers.data_type() {
        DataType::UInt64 => format(numbers.as_primitive::<UInt64Type>(), strings::format_bytes),
        DataType::Int64 => format(numbers.as_primitive::<Int64Type>(), strings::format_bytes),
        other => internal_err!("{other} is not a 64-bit integer"),
    }
}

impl ScalarUDFImpl for FormatBytes {
    fn name(&self) -> &'static str {
        "format_bytes"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn coerce_types(&self, given: &[DataType]) -> Result<Vec<DataType>> {
        match given {
            [number] if number.is_signed_integer() => Ok(vec![DataType::Int64]),
            [number] if number.is_unsigned_integer() || number.is_null() => {
                Ok(vec![DataType::UInt64])
            }
            [other] => plan_err!("format_bytes takes an integer, not {other}"),
            _ => plan_err!("format_bytes takes 1 argument, not {}", given.len()),
        }
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(DataType::Utf8)
    }

    fn is_strict(&self) -> bool {
        true
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        Ok(match args.args.as_slice() {
            [ColumnarValue::Array(numbers)] => ColumnarValue::Array(format_array(numbers)?),
            [ColumnarValue::Scalar(number)] => {
                let text = format_array(&number.to_array()?)?;
                ColumnarValue::Scalar(ScalarValue::try_from_array(&text, 0)?)
            }
            other => return plan_err!("format_bytes takes 1 argument, not {}", other.len()),
        })
    }

    fn documentation(&self) -> Option<&Documentation> {
        Some(&self.documentation)
    }
}
