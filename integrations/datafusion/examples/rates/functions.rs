//! The scalar functions alone, called as the engine calls them.

use std::hint::black_box;
use std::sync::Arc;
use std::time::Instant;

use arrow::array::{Array, ArrayRef, AsArray};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Field, FieldRef};
use boltons_datafusion::{IpTable, scalar_functions};
use datafusion_common::config::ConfigOptions;
use datafusion_common::{Result, ScalarValue, exec_err};
use datafusion_expr::{ColumnarValue, ScalarFunctionArgs, ScalarUDF};

use crate::by_hand::{ByHand, by_hand};
use crate::data::{LIST, agent, client, columns, numbers, prefixes, size, title};
use crate::{RUNS, shown};

fn field(of: &DataType) -> FieldRef {
    Arc::new(Field::new("argument", of.clone(), true))
}

/// Calls a function as the engine does.
fn call(function: &ScalarUDF, column: &ArrayRef, constants: &[ScalarValue]) -> Result<ArrayRef> {
    let mut args = vec![ColumnarValue::Array(Arc::clone(column))];
    args.extend(constants.iter().cloned().map(ColumnarValue::Scalar));
    let types: Vec<DataType> = args.iter().map(ColumnarValue::data_type).collect();
    let result = function.invoke_with_args(ScalarFunctionArgs {
        args,
        arg_fields: types.iter().map(field).collect(),
        number_rows: column.len(),
        return_field: field(&function.return_type(&types)?),
        config_options: Arc::new(ConfigOptions::default()),
    })?;
    match result {
        ColumnarValue::Array(array) => Ok(array),
        ColumnarValue::Scalar(_) => exec_err!("a constant of a column"),
    }
}

fn timed(batches: &[ArrayRef], f: impl Fn(&ArrayRef) -> Result<ArrayRef>) -> Result<f64> {
    let start = Instant::now();
    for batch in batches {
        black_box(f(black_box(batch))?);
    }
    Ok(start.elapsed().as_secs_f64())
}

/// Prints a line for each function whose name contains the text.
pub fn print(filter: &str) -> Result<()> {
    let table = |name| IpTable::new(name, "1", prefixes());
    let mut functions = scalar_functions();
    if "a table of prefixes".contains(filter) {
        functions.push(Arc::new(table("a table of 1,000,000 prefixes")?.into()));
        functions.push(Arc::new(table("the same table, plain")?.plain().into()));
    }
    let columns = [client, agent, title, size].map(columns);
    let numbers = numbers();
    println!("| function | plain | dictionary | by hand |\n|---|---|---|---|");
    for function in functions {
        let name = function.name();
        if !name.contains(filter) {
            continue;
        }
        let (plain, dictionary) = match name {
            "strip_ansi" | "escape_controls" => &columns[1],
            "slugify" => &columns[2],
            "parse_bytes" => &columns[3],
            "format_bytes" => &(numbers.clone(), Vec::new()),
            _ => &columns[0],
        };
        let constants = match name {
            "ip_in" => vec![ScalarValue::from(LIST)],
            "ip_prefix" => vec![ScalarValue::Int64(Some(24)), ScalarValue::Int64(Some(48))],
            _ => Vec::new(),
        };
        let ours = |batch: &ArrayRef| call(&function, batch, &constants);
        let by_hand = by_hand(name);
        let theirs =
            |f: &ByHand, batch: &ArrayRef| -> Result<ArrayRef> { Ok(f(batch.as_string_view())) };

        // The same answers, but for slugs, which the loop leaves without their letters.
        let text = |array: ArrayRef| cast(&array, &DataType::Utf8);
        for (plain, dictionary) in plain.iter().zip(dictionary) {
            let answer = text(ours(plain)?)?;
            assert_eq!(&answer, &text(ours(dictionary)?)?, "{name}");
            if let Some(f) = by_hand.as_ref().filter(|_| name != "slugify") {
                assert_eq!(&answer, &text(theirs(f, plain)?)?, "{name}");
            }
        }

        let mut seconds: [Vec<f64>; 3] = Default::default();
        for _ in 0..RUNS {
            seconds[0].push(timed(plain, ours)?);
            if !dictionary.is_empty() {
                seconds[1].push(timed(dictionary, ours)?);
            }
            if let Some(f) = &by_hand {
                seconds[2].push(timed(plain, |batch| theirs(f, batch))?);
            }
        }
        let [plain, dictionary, by_hand] = seconds.map(shown);
        println!("| `{name}` | {plain} | {dictionary} | {by_hand} |");
    }
    Ok(())
}
