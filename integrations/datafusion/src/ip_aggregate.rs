//! `ip_aggregate`: the fewest prefixes that have the addresses of a group.
//!
//! The state of a group, in one `Binary`:
//!
//! ```text
//! 1 byte   format: 1
//! 8 bytes  number of IPv4 ranges, little-endian
//! 8 bytes  number of IPv6 ranges
//! 8 each   first and last address of the IPv4 ranges, in ascending order
//! 32 each  the same of the IPv6 ranges
//! ```

use std::mem;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::sync::Arc;

use arrow::array::{ArrayRef, StringBuilder};
use arrow::datatypes::{DataType, Field, FieldRef};
use boltons::ip::{IpRange, IpSet, Ipv4Range, Ipv6Range};
use datafusion_common::utils::SingleRowListArrayBuilder;
use datafusion_common::{Result, ScalarValue, exec_err, plan_err};
use datafusion_expr::function::{AccumulatorArgs, StateFieldsArgs};
use datafusion_expr::utils::AggregateOrderSensitivity;
use datafusion_expr::{Accumulator, AggregateUDFImpl, Documentation, Signature, Volatility};

use crate::scalar::{addr, section};
use crate::state::{merge_states, one_binary};
use crate::text::{tally, text_type};

/// The first byte of a state.
const FORMAT: u8 = 1;

#[derive(Debug, Eq, Hash, PartialEq)]
pub(crate) struct IpAggregate {
    signature: Signature,
    documentation: Documentation,
}

impl IpAggregate {
    pub(crate) fn new() -> Self {
        let description = "The fewest prefixes that have the addresses of the group and no others";
        Self {
            signature: Signature::user_defined(Volatility::Immutable),
            documentation: Documentation::builder(
                section("IP Address Functions"),
                description,
                "ip_aggregate(text)",
            )
            .with_argument("text", "Addresses, prefixes and ranges, or a dictionary of them")
            .build(),
        }
    }
}

/// The type of a list of texts.
fn list_of_texts() -> DataType {
    DataType::List(Arc::new(Field::new_list_field(DataType::Utf8, true)))
}

impl AggregateUDFImpl for IpAggregate {
    fn name(&self) -> &'static str {
        "ip_aggregate"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn coerce_types(&self, given: &[DataType]) -> Result<Vec<DataType>> {
        match given {
            [text] => Ok(vec![text_type("ip_aggregate", text)?]),
            _ => plan_err!("ip_aggregate takes 1 argument, not {}", given.len()),
        }
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(list_of_texts())
    }

    fn accumulator(&self, _: AccumulatorArgs<'_>) -> Result<Box<dyn Accumulator>> {
        Ok(Box::<Addresses>::default())
    }

    fn state_fields(&self, args: StateFieldsArgs<'_>) -> Result<Vec<FieldRef>> {
        Ok(one_binary(&args))
    }

    fn order_sensitivity(&self) -> AggregateOrderSensitivity {
        AggregateOrderSensitivity::Insensitive
    }

    fn documentation(&self) -> Option<&Documentation> {
        Some(&self.documentation)
    }
}

/// The addresses of a group: a set, and those that are still to be merged with it.
///
/// An insertion into a set of n ranges moves up to n of them, while a set of m ranges merges with
/// one of n in O(m + n). So ranges wait until there are as many of them as the set has.
#[derive(Debug, Default)]
struct Addresses {
    set: IpSet,
    waiting: Vec<IpRange>,
}

/// Fewer ranges than this wait for each other even if the set is small.
const MIN_WAITING: usize = 256;

impl Addresses {
    fn push(&mut self, range: IpRange) {
        self.waiting.push(range);
        if self.waiting.len() >= MIN_WAITING.max(self.set.range_count()) {
            self.merge_waiting();
        }
    }

    fn merge_waiting(&mut self) {
        if !self.waiting.is_empty() {
            self.set |= &self.waiting.drain(..).collect::<IpSet>();
        }
    }
}

fn to_bytes(set: &IpSet) -> Vec<u8> {
    let mut bytes = vec![FORMAT];
    bytes.extend((set.v4().range_count() as u64).to_le_bytes());
    bytes.extend((set.v6().range_count() as u64).to_le_bytes());
    for range in set.v4().ranges() {
        bytes.extend(range.first().octets());
        bytes.extend(range.last().octets());
    }
    for range in set.v6().ranges() {
        bytes.extend(range.first().octets());
        bytes.extend(range.last().octets());
    }
    bytes
}

/// Reads what [`to_bytes`] wrote; `None` if it is anything else.
fn from_bytes(state: &[u8]) -> Option<IpSet> {
    let (&[FORMAT], bytes) = state.split_first_chunk()? else { return None };
    let (count, bytes) = bytes.split_first_chunk()?;
    let (_, bytes) = bytes.split_first_chunk::<8>()?;
    let size = usize::try_from(u64::from_le_bytes(*count)).ok()?.checked_mul(8)?;
    let (v4, v6) = bytes.split_at_checked(size)?;
    let (v4, &[]) = v4.as_chunks::<4>() else { return None };
    let (v4, &[]) = v4.as_chunks::<2>() else { return None };
    let (v6, &[]) = v6.as_chunks::<16>() else { return None };
    let (v6, &[]) = v6.as_chunks::<2>() else { return None };
    let v4 = v4.iter().map(|&[first, last]| {
        Ipv4Range::new(Ipv4Addr::from(first), Ipv4Addr::from(last)).map(IpRange::from)
    });
    let v6 = v6.iter().map(|&[first, last]| {
        Ipv6Range::new(Ipv6Addr::from(first), Ipv6Addr::from(last)).map(IpRange::from)
    });
    let set: IpSet = v4.chain(v6).collect::<Result<_, _>>().ok()?;
    // Another number of ranges, another order, or ranges that touch: not written here.
    (to_bytes(&set) == state).then_some(set)
}

impl Accumulator for Addresses {
    fn update_batch(&mut self, values: &[ArrayRef]) -> Result<()> {
        let [texts] = values else { return exec_err!("ip_aggregate takes 1 argument") };
        tally(texts, &mut |text, _| match addr(text) {
            Some(addr) => self.push(addr.into()),
            None => _ = text.parse().map(|range| self.push(range)),
        })
    }

    fn merge_batch(&mut self, states: &[ArrayRef]) -> Result<()> {
        merge_states(states, |state| match from_bytes(state) {
            Some(set) => {
                set.ranges().for_each(|range| self.push(range));
                Ok(())
            }
            None => exec_err!("ip_aggregate: a damaged state"),
        })
    }

    fn state(&mut self) -> Result<Vec<ScalarValue>> {
        self.merge_waiting();
        let set = mem::take(&mut self.set);
        Ok(vec![ScalarValue::Binary((!set.is_empty()).then(|| to_bytes(&set)))])
    }

    fn evaluate(&mut self) -> Result<ScalarValue> {
        self.merge_waiting();
        if self.set.is_empty() {
            return ScalarValue::try_new_null(&list_of_texts());
        }
        let mut prefixes = StringBuilder::new();
        let mut left = i32::MAX as usize;
        for prefix in self.set.prefixes() {
            let text = prefix.text();
            left = match left.checked_sub(text.len()) {
                Some(left) => left,
                None => return exec_err!("ip_aggregate: the prefixes exceed 2 GiB"),
            };
            prefixes.append_value(&*text);
        }
        Ok(SingleRowListArrayBuilder::new(Arc::new(prefixes.finish())).build_list_scalar())
    }

    fn size(&self) -> usize {
        size_of_val(self)
            + self.waiting.capacity() * size_of::<IpRange>()
            + self.set.v4().range_count() * size_of::<Ipv4Range>()
            + self.set.v6().range_count() * size_of::<Ipv6Range>()
    }
}
