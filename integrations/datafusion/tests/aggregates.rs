//! The aggregate functions in any tree of merges, their states, and what is wrong with them.

use std::collections::HashMap;
use std::fmt::Write;
use std::sync::Arc;

use arrow::array::{
    Array, ArrayRef, AsArray, BinaryArray, DictionaryArray, LargeStringArray, StringArray,
    StringViewArray,
};
use arrow::datatypes::{DataType, Field, Int32Type, Schema, UInt64Type};
use boltons::ip::{IpRange, IpSet};
use boltons_datafusion::aggregate_functions;
use datafusion::logical_expr::Accumulator;
use datafusion::physical_expr::PhysicalExpr;
use datafusion::physical_expr::aggregate::{AggregateExprBuilder, AggregateFunctionExpr};
use datafusion::physical_expr::expressions::{col, lit};
use datafusion_common::{Result, ScalarValue};

/// A generator of numbers that is good enough for a test, the same in each run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, n: usize) -> usize {
        // SplitMix64, Steele, Lea and Flood, 2014.
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % n as u64) as usize
    }
}

fn expr(
    name: &str,
    of: &DataType,
    constants: impl IntoIterator<Item = Arc<dyn PhysicalExpr>>,
) -> AggregateFunctionExpr {
    let all = aggregate_functions();
    let function = all.into_iter().find(|function| function.name() == name).expect("a function");
    let schema = Arc::new(Schema::new(vec![Field::new("text", of.clone(), true)]));
    let mut args = vec![col("text", &schema).expect("the column")];
    args.extend(constants);
    AggregateExprBuilder::new(function, args).schema(schema).alias("it").build().expect("planned")
}

fn ip_aggregate(of: &DataType) -> AggregateFunctionExpr {
    expr("ip_aggregate", of, [])
}

fn frequent_items(of: &DataType, counters: i64) -> AggregateFunctionExpr {
    expr("frequent_items", of, [lit(counters)])
}

/// The texts as one of five kinds of column.
fn column(texts: &[Option<String>], kind: usize) -> ArrayRef {
    let refs = || texts.iter().map(Option::as_deref);
    match kind {
        0 => Arc::new(refs().collect::<StringArray>()),
        1 => Arc::new(refs().collect::<LargeStringArray>()),
        2 => Arc::new(refs().collect::<StringViewArray>()),
        3 => Arc::new(refs().collect::<DictionaryArray<Int32Type>>()),
        _ => {
            // A part of a column, whose dictionary has more values than rows.
            let more = (0..texts.len() + 1).map(|n| Some(format!("203.0.113.{n}")));
            let all: Vec<Option<String>> = more.chain(texts.iter().cloned()).collect();
            let all: DictionaryArray<Int32Type> = all.iter().map(Option::as_deref).collect();
            assert!(all.values().len() > texts.len());
            Arc::new(all.slice(texts.len() + 1, texts.len()))
        }
    }
}

/// Aggregates in parts that are merged in a random tree, each part in batches of random sizes.
fn in_a_random_tree(
    rows: &[Option<String>],
    numbers: &mut Numbers,
    expr: impl Fn(&DataType) -> AggregateFunctionExpr,
) -> ScalarValue {
    let kind = numbers.below(5);
    let expr = expr(column(rows, kind).data_type());
    let fresh = || expr.create_accumulator().expect("an accumulator");
    let mut parts: Vec<Box<dyn Accumulator>> = Vec::new();
    let mut rest = rows;
    while !rest.is_empty() {
        let mut part = fresh();
        for _ in 0..numbers.below(4) {
            let (batch, left) = rest.split_at(numbers.below(rest.len() + 1).min(300));
            let mut args = vec![column(batch, kind)];
            // The constant arrives as a column.
            args.extend((expr.expressions().len() > 1).then(|| Arc::clone(&args[0])));
            part.update_batch(&args).expect("a batch");
            rest = left;
        }
        parts.push(part);
    }
    while parts.len() > 1 {
        let mut states = Vec::new();
        for _ in 0..(1 + numbers.below(4)).min(parts.len() - 1) {
            let place = numbers.below(parts.len());
            states.extend(parts.swap_remove(place).state().expect("a state"));
        }
        let states = ScalarValue::iter_to_array(states).expect("a column of states");
        assert_eq!(states.data_type(), &DataType::Binary);
        // With one that is already there, or with none.
        let place = numbers.below(parts.len() + 1);
        let mut into = if place == parts.len() { fresh() } else { parts.swap_remove(place) };
        into.merge_batch(&[states]).expect("states");
        assert!(into.size() >= size_of_val(&into));
        parts.push(into);
    }
    let mut whole = parts.pop().unwrap_or_else(fresh);
    let result = whole.evaluate().expect("a result");
    assert_eq!(whole.evaluate().expect("the same again"), result);
    assert_eq!(&result.data_type(), expr.field().data_type());
    result
}

fn prefixes(result: &ScalarValue) -> Option<Vec<String>> {
    let ScalarValue::List(list) = result else { panic!("{result:?}") };
    let list = list.iter().next().expect("one list")?;
    Some(list.as_string::<i32>().iter().flatten().map(String::from).collect())
}

/// The item, and the bounds of its count.
fn items(result: &ScalarValue) -> Option<Vec<(String, u64, u64)>> {
    let ScalarValue::List(list) = result else { panic!("{result:?}") };
    let list = list.iter().next().expect("one list")?;
    let of = |n: usize| list.as_struct().column(n);
    let (at_least, at_most) =
        (of(1).as_primitive::<UInt64Type>(), of(2).as_primitive::<UInt64Type>());
    let bounds = at_least.values().iter().zip(at_most.values());
    let texts = of(0).as_string::<i32>().iter().flatten();
    Some(texts.zip(bounds).map(|(text, (low, high))| (text.into(), *low, *high)).collect())
}

/// Addresses in clumps, prefixes, ranges, nulls and what is none of them.
fn addresses(numbers: &mut Numbers, count: usize) -> Vec<Option<String>> {
    (0..count)
        .map(|_| {
            let n = numbers.below(300);
            match numbers.below(20) {
                0 => None,
                1 => Some(format!("not an address {n}")),
                2 => Some(format!("198.51.{n}.0/25")),
                3 => Some(format!("192.0.2.{}-192.0.2.{}", n % 100, n % 100 + 50)),
                4..8 => Some(format!("2001:db8::{n:x}")),
                _ => Some(format!("10.{}.0.{}", n % 5, numbers.below(256))),
            }
        })
        .collect()
}

#[test]
fn ip_aggregate_in_any_tree_is_the_set_of_the_whole() {
    let mut numbers = Numbers(1);
    for count in [0, 1, 2, 10, 100, 1_000, 4_000].into_iter().cycle().take(70) {
        let rows = addresses(&mut numbers, count);
        let ranges = rows.iter().flatten().filter_map(|text| text.parse::<IpRange>().ok());
        let set: IpSet = ranges.collect();
        let expected: Vec<String> = set.prefixes().map(|prefix| prefix.to_string()).collect();
        let result = in_a_random_tree(&rows, &mut numbers, ip_aggregate);
        let expected = (!expected.is_empty()).then_some(expected);
        assert_eq!(prefixes(&result), expected, "{count} rows");
    }
}

#[test]
fn frequent_items_in_any_tree_have_right_bounds() {
    let mut numbers = Numbers(2);
    let mut lost = 0;
    for count in [0, 1, 2, 10, 100, 1_000, 4_000].into_iter().cycle().take(70) {
        let counters = [1, 3, 10, 1_000][numbers.below(4)];
        let rows: Vec<Option<String>> = (0..count)
            .map(|_| {
                // Small numbers are frequent.
                let n = numbers.below(1_000) * numbers.below(1_000) / 5_000;
                (n != 7).then(|| format!("item {n}, perhaps longer than what a view holds"))
            })
            .collect();
        let mut exact: HashMap<&str, u64> = HashMap::new();
        for text in rows.iter().flatten() {
            *exact.entry(text).or_default() += 1;
        }
        let total: u64 = exact.values().sum();
        let k = counters as u64;
        let expr = |of: &DataType| frequent_items(of, counters);
        let result = items(&in_a_random_tree(&rows, &mut numbers, expr));
        assert_eq!(result.is_none(), total == 0);
        let result = result.unwrap_or_default();
        assert!(result.len() <= counters as usize);
        assert!(result.is_sorted_by_key(|(_, low, _)| std::cmp::Reverse(*low)));
        for (text, low, high) in &result {
            let count = exact[text.as_str()];
            assert!(*low <= count && count <= *high, "{text}: {low} <= {count} <= {high}");
            assert!(high - low <= total / (k + 1), "{text}: {low}, {high} of {total}");
        }
        for (text, count) in &exact {
            if count * (k + 1) > total {
                assert!(result.iter().any(|(item, ..)| item == text), "{text}: {count} of {total}");
            }
        }
        if exact.len() <= counters as usize {
            assert!(
                result.iter().all(|(text, low, high)| low == high && *low == exact[text.as_str()])
            );
        } else {
            lost += 1;
        }
    }
    assert!(lost > 10, "{lost} runs had more items than counters");
}

/// The state of some rows.
fn state(expr: &AggregateFunctionExpr, rows: &[&str]) -> Vec<u8> {
    let mut accumulator = expr.create_accumulator().expect("an accumulator");
    let rows: Vec<Option<String>> = rows.iter().map(|text| Some((*text).into())).collect();
    accumulator.update_batch(&vec![column(&rows, 0); expr.expressions().len()]).expect("rows");
    match accumulator.state().expect("a state").as_slice() {
        [ScalarValue::Binary(Some(state))] => state.clone(),
        other => panic!("{other:?}"),
    }
}

fn merge(expr: &AggregateFunctionExpr, state: &[u8]) -> Result<ScalarValue> {
    let mut accumulator = expr.create_accumulator()?;
    accumulator.merge_batch(&[Arc::new(BinaryArray::from(vec![state]))])?;
    accumulator.evaluate()
}

#[test]
fn damaged_states_are_errors() {
    let ip = ip_aggregate(&DataType::Utf8);
    let ip_state = state(&ip, &["10.0.0.1", "192.0.2.0/24", "2001:db8::1", "fe80::/10"]);
    let frequent = frequent_items(&DataType::Utf8, 3);
    let frequent_state = state(&frequent, &["a", "b", "a", "c", "d"]);
    for (expr, state) in [(ip, ip_state), (frequent, frequent_state)] {
        assert!(merge(&expr, &state).is_ok());
        for len in 0..state.len() {
            let error = merge(&expr, &state[..len]).expect_err("a state that was cut");
            assert!(error.to_string().contains("damaged state"), "{error}");
        }
        let longer = [state.as_slice(), b"x"].concat();
        assert!(merge(&expr, &longer).is_err());
        let mut other_format = state.clone();
        other_format[0] = 2;
        assert!(merge(&expr, &other_format).is_err());
        // A bit that flipped is an error or another state, never more.
        let mut errors = 0;
        for bit in 8..state.len() * 8 {
            let mut flipped = state.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            errors += usize::from(merge(&expr, &flipped).is_err());
        }
        assert!(errors > 100, "{errors} errors");
        // Nor does a state promise memory that is not there.
        let mut large = state;
        large[1..9].fill(0xff);
        assert!(merge(&expr, &large).is_err());
    }
    // Of a query with another number of counters.
    let other = state(&frequent_items(&DataType::Utf8, 4), &["a"]);
    assert!(merge(&frequent_items(&DataType::Utf8, 3), &other).is_err());
}

#[test]
fn counters_are_a_positive_constant() {
    for (counters, says) in [(0, "0 counters"), (-1, "-1 counters")] {
        let error = frequent_items(&DataType::Utf8, counters).create_accumulator();
        let error = error.expect_err("no counters").to_string();
        assert!(error.contains(says), "{error}");
    }
    let schema = Schema::new(vec![Field::new("text", DataType::Utf8, true)]);
    let column = col("text", &schema).expect("the column");
    let function = aggregate_functions().into_iter().find(|f| f.name() == "frequent_items");
    let function = function.expect("the function");
    assert!(function.coerce_types(&[DataType::Utf8, DataType::Utf8]).is_err());
    let expr = AggregateExprBuilder::new(function, vec![Arc::clone(&column), column])
        .schema(Arc::new(schema))
        .alias("it")
        .build();
    let error = expr.and_then(|expr| expr.create_accumulator().map(drop));
    assert!(error.is_err());
}

#[test]
fn a_set_of_many_ranges() {
    let expr = ip_aggregate(&DataType::Utf8);
    let mut accumulator = expr.create_accumulator().expect("an accumulator");
    // None touches another, in an order that is the worst for insertion.
    let mut text = String::new();
    let count = 200_000_u32;
    for batch in (0..count).collect::<Vec<_>>().chunks(8_192) {
        let rows: Vec<Option<String>> = batch
            .iter()
            .map(|n| {
                text.clear();
                write!(text, "{}", std::net::Ipv4Addr::from(0x4000_0000 - n * 2))
                    .expect("a string");
                Some(text.clone())
            })
            .collect();
        accumulator.update_batch(&[column(&rows, 0)]).expect("rows");
    }
    let result = accumulator.evaluate().expect("a result");
    assert_eq!(prefixes(&result).map(|prefixes| prefixes.len()), Some(count as usize));
}
