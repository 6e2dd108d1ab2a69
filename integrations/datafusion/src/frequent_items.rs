//! `frequent_items`: the most frequent texts of a group.
//!
//! The state of a group is a byte for the format, 1, and the summary as JSON.

use std::cmp::Reverse;
use std::sync::Arc;

use arrow::array::{ArrayRef, RecordBatch, StringArray, StructArray, UInt64Array};
use arrow::datatypes::{DataType, Field, FieldRef, Fields};
use boltons::cache::FrequentItems;
use datafusion_common::utils::SingleRowListArrayBuilder;
use datafusion_common::{Result, ScalarValue, exec_err, plan_err};
use datafusion_expr::function::{AccumulatorArgs, StateFieldsArgs};
use datafusion_expr::utils::AggregateOrderSensitivity;
use datafusion_expr::{
    Accumulator, AggregateUDFImpl, ColumnarValue, Documentation, Signature, Volatility,
};

use crate::scalar::section;
use crate::state::{merge_states, one_binary};
use crate::text::{tally, text_type};

/// The first byte of a state.
const FORMAT: u8 = 1;

#[derive(Debug, Eq, Hash, PartialEq)]
pub(crate) struct FrequentItemsOf {
    signature: Signature,
    documentation: Documentation,
}

impl FrequentItemsOf {
    pub(crate) fn new() -> Self {
        let description = "The most frequent texts of the group, each with bounds of its count";
        Self {
            signature: Signature::user_defined(Volatility::Immutable),
            documentation: Documentation::builder(
                section("Text Functions"),
                description,
                "frequent_items(text, counters)",
            )
            .with_argument("text", "A text, or a dictionary of texts")
            .with_argument("counters", "How many texts at most, a constant of at least 1")
            .build(),
        }
    }
}

fn fields() -> Fields {
    Fields::from(vec![
        Field::new("item", DataType::Utf8, false),
        Field::new("at_least", DataType::UInt64, false),
        Field::new("at_most", DataType::UInt64, false),
    ])
}

fn list_of_items() -> DataType {
    DataType::List(Arc::new(Field::new_list_field(DataType::Struct(fields()), true)))
}

impl AggregateUDFImpl for FrequentItemsOf {
    fn name(&self) -> &'static str {
        "frequent_items"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn coerce_types(&self, given: &[DataType]) -> Result<Vec<DataType>> {
        match given {
            [text, counters] if counters.is_integer() => {
                Ok(vec![text_type("frequent_items", text)?, DataType::Int64])
            }
            [_, other] => plan_err!("frequent_items takes the counters as an integer, not {other}"),
            _ => plan_err!("frequent_items takes 2 arguments, not {}", given.len()),
        }
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(list_of_items())
    }

    fn accumulator(&self, args: AccumulatorArgs<'_>) -> Result<Box<dyn Accumulator>> {
        if args.is_distinct {
            return plan_err!("frequent_items counts repeated texts, which DISTINCT removes");
        }
        let [_, counters] = args.exprs else {
            return plan_err!("frequent_items takes 2 arguments, not {}", args.exprs.len());
        };
        // A constant needs no rows.
        let no_rows = RecordBatch::new_empty(Arc::new(args.schema.clone()));
        let ColumnarValue::Scalar(counters) = counters.evaluate(&no_rows)? else {
            return plan_err!("frequent_items: the number of counters must be constant");
        };
        match counters {
            ScalarValue::Int64(Some(counters @ 1..)) => {
                let counters = usize::try_from(counters).unwrap_or(usize::MAX);
                Ok(Box::new(Frequent { items: FrequentItems::new(counters), bytes: 0, unseen: 0 }))
            }
            other => plan_err!("frequent_items: {other} counters; there must be at least 1"),
        }
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

/// The counts of a group.
#[derive(Debug)]
struct Frequent {
    items: FrequentItems<String>,
    /// Of the texts that have a counter, when they were last measured.
    bytes: usize,
    /// The rows since.
    unseen: usize,
}

impl Frequent {
    /// Measures the texts again if as many rows were counted as there are counters in use.
    fn measure(&mut self, rows: usize) {
        self.unseen = self.unseen.saturating_add(rows);
        if self.unseen >= self.items.len() {
            self.bytes = self.items.iter().map(|(text, _)| text.capacity()).sum();
            self.unseen = 0;
        }
    }
}

impl Accumulator for Frequent {
    fn update_batch(&mut self, values: &[ArrayRef]) -> Result<()> {
        let [texts, ..] = values else { return exec_err!("frequent_items takes 2 arguments") };
        let items = &mut self.items;
        tally(texts, &mut |text, times| match times {
            1 => items.add_ref(text),
            _ => items.add_n(text.to_owned(), times),
        })?;
        self.measure(texts.len());
        Ok(())
    }

    fn merge_batch(&mut self, states: &[ArrayRef]) -> Result<()> {
        let items = &mut self.items;
        merge_states(states, |state| {
            let other: Option<FrequentItems<String>> = match state.split_first() {
                Some((&FORMAT, json)) => serde_json::from_slice(json).ok(),
                _ => None,
            };
            match other {
                Some(other) if other.counters() == items.counters() => items.merge(other),
                _ => return exec_err!("frequent_items: a damaged state"),
            }
            Ok(())
        })?;
        self.measure(usize::MAX);
        Ok(())
    }

    fn state(&mut self) -> Result<Vec<ScalarValue>> {
        if self.items.total() == 0 {
            return Ok(vec![ScalarValue::Binary(None)]);
        }
        let mut state = vec![FORMAT];
        match serde_json::to_writer(&mut state, &self.items) {
            Ok(()) => Ok(vec![ScalarValue::Binary(Some(state))]),
            Err(error) => exec_err!("frequent_items: {error}"),
        }
    }

    fn evaluate(&mut self) -> Result<ScalarValue> {
        if self.items.total() == 0 {
            return ScalarValue::try_new_null(&list_of_items());
        }
        let error = self.items.error();
        let mut items: Vec<(&String, u64)> = self.items.iter().collect();
        if items.iter().map(|(text, _)| text.len()).sum::<usize>() > i32::MAX as usize {
            return exec_err!("frequent_items: the texts exceed 2 GiB");
        }
        items.sort_unstable_by_key(|&(text, count)| (Reverse(count), text));
        let columns: Vec<ArrayRef> = vec![
            Arc::new(StringArray::from_iter_values(items.iter().map(|(text, _)| text))),
            Arc::new(UInt64Array::from_iter_values(items.iter().map(|&(_, count)| count))),
            Arc::new(UInt64Array::from_iter_values(items.iter().map(|&(_, count)| count + error))),
        ];
        let items = StructArray::try_new(fields(), columns, None)?;
        Ok(SingleRowListArrayBuilder::new(Arc::new(items)).build_list_scalar())
    }

    fn size(&self) -> usize {
        // A slot, its place in the index and its place among the least counts.
        size_of_val(self) + self.items.len() * (size_of::<(String, u64, u64)>() + 24) + self.bytes
    }
}
