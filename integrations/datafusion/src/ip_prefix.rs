//! `ip_prefix`: the network of an address.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::Arc;

use arrow::datatypes::{DataType, Field, FieldRef};
use boltons::ip::IpPrefix;
use datafusion_common::{Result, ScalarValue, exec_err, plan_err};
use datafusion_expr::{
    ColumnarValue, Documentation, ReturnFieldArgs, ScalarFunctionArgs, ScalarUDFImpl, Signature,
    Volatility,
};

use crate::scalar::{addr, section};
use crate::text::{Each, Text, apply, text_type};

#[derive(Debug, Eq, Hash, PartialEq)]
pub(crate) struct IpPrefixOf {
    signature: Signature,
    documentation: Documentation,
}

impl IpPrefixOf {
    pub(crate) fn new() -> Self {
        let description = "The prefix of a given length that contains the address";
        Self {
            signature: Signature::user_defined(Volatility::Immutable),
            documentation: Documentation::builder(
                section("IP Address Functions"),
                description,
                "ip_prefix(text, v4_len, v6_len)",
            )
            .with_argument("text", "An address, or a dictionary of addresses")
            .with_argument("v4_len", "The length for IPv4, a constant from 0 to 32")
            .with_argument("v6_len", "The length for IPv6, a constant from 0 to 128")
            .build(),
        }
    }
}

/// The two addresses whose prefixes say whether a length is one.
const OF_EACH_FAMILY: [IpAddr; 2] =
    [IpAddr::V4(Ipv4Addr::UNSPECIFIED), IpAddr::V6(Ipv6Addr::UNSPECIFIED)];

/// Returns a length, `None` for null, or what is wrong with it.
fn length(of: IpAddr, given: &ScalarValue) -> Result<Option<u8>, String> {
    let &ScalarValue::Int64(Some(given)) = given else { return Ok(None) };
    let max = IpPrefix::host(of).prefix_len();
    let Ok(length) = u8::try_from(given) else {
        return Err(format!("ip_prefix: prefix length {given} is not from 0 to {max}"));
    };
    match IpPrefix::truncated(of, length) {
        Ok(_) => Ok(Some(length)),
        Err(error) => Err(format!("ip_prefix: {error}")),
    }
}

impl ScalarUDFImpl for IpPrefixOf {
    fn name(&self) -> &'static str {
        "ip_prefix"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn coerce_types(&self, given: &[DataType]) -> Result<Vec<DataType>> {
        let [text, lengths @ ..] = given else { return plan_err!("ip_prefix takes 3 arguments") };
        if lengths.len() != 2 {
            return plan_err!("ip_prefix takes 3 arguments, not {}", given.len());
        }
        if let Some(other) = lengths.iter().find(|given| !given.is_integer() && !given.is_null()) {
            return plan_err!("ip_prefix takes the lengths as integers, not {other}");
        }
        Ok(vec![text_type("ip_prefix", text)?, DataType::Int64, DataType::Int64])
    }

    fn return_type(&self, given: &[DataType]) -> Result<DataType> {
        match given {
            [text, ..] => Ok(text.clone()),
            [] => plan_err!("ip_prefix takes 3 arguments"),
        }
    }

    fn return_field_from_args(&self, args: ReturnFieldArgs<'_>) -> Result<FieldRef> {
        let [text, ..] = args.arg_fields else { return plan_err!("ip_prefix takes 3 arguments") };
        for (of, given) in OF_EACH_FAMILY.into_iter().zip(args.scalar_arguments.iter().skip(1)) {
            if let Some(given) = given
                && let Err(error) = length(of, given)
            {
                return plan_err!("{error}");
            }
        }
        Ok(Arc::new(Field::new("ip_prefix", text.data_type().clone(), true)))
    }

    fn is_strict(&self) -> bool {
        true
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let [texts, lengths @ ..] = args.args.as_slice() else {
            return plan_err!("ip_prefix takes 3 arguments");
        };
        let [ColumnarValue::Scalar(v4), ColumnarValue::Scalar(v6)] = lengths else {
            return exec_err!("ip_prefix: the lengths must be constant");
        };
        let [of_v4, of_v6] = OF_EACH_FAMILY;
        let (v4, v6) = match (length(of_v4, v4), length(of_v6, v6)) {
            (Ok(Some(v4)), Ok(Some(v6))) => (v4, v6),
            (Err(error), _) | (_, Err(error)) => return exec_err!("{error}"),
            _ => return Ok(ColumnarValue::Scalar(ScalarValue::try_new_null(&texts.data_type())?)),
        };
        let prefix = |addr: IpAddr| IpPrefix::truncated(addr, if addr.is_ipv4() { v4 } else { v6 });
        apply(texts, &Each::Text(&|text| Some(Text::Ip(prefix(addr(text)?).ok()?.text()))))
    }

    fn documentation(&self) -> Option<&Documentation> {
        Some(&self.documentation)
    }
}
