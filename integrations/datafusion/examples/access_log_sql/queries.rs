//! The queries of `access_log.sql`, and their results as the JSON of the program `access_log`.

use datafusion::arrow::array::{Array, AsArray, RecordBatch};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, UInt64Type};
use datafusion::error::Result;
use serde_json::{Value, json};

/// The name and the text of each query.
pub fn all() -> Vec<(&'static str, &'static str)> {
    let queries = include_str!("../access_log.sql").split(";\n");
    let queries = queries.filter(|query| !query.trim().is_empty()).map(|query| {
        // The comment before a query starts with its name.
        let start = query.rfind("-- ").map_or(query, |start| &query[start + 3..]);
        let (heading, text) = start.split_once('\n').unwrap_or((start, ""));
        (heading.split(':').next().unwrap_or(heading), text.trim())
    });
    queries.collect()
}

/// A result as a list of rows, numbers and texts.
pub fn rows(batches: &[RecordBatch]) -> Result<Vec<Value>> {
    let mut rows = Vec::new();
    for batch in batches {
        let mut columns = Vec::new();
        for column in batch.columns() {
            let column = if column.data_type().is_numeric() {
                let numbers = cast(column, &DataType::UInt64)?;
                let numbers = numbers.as_primitive::<UInt64Type>().iter().map(|n| json!(n));
                numbers.collect::<Vec<_>>()
            } else {
                let texts = cast(column, &DataType::Utf8)?;
                texts.as_string::<i32>().iter().map(|text| json!(text)).collect()
            };
            columns.push(column);
        }
        rows.extend(
            (0..batch.num_rows())
                .map(|row| columns.iter().map(|column| column[row].clone()).collect()),
        );
    }
    Ok(rows)
}

/// The part of the program's JSON that a query is to equal, as a list of rows.
pub fn of_program(report: &Value, query: &str) -> Vec<Value> {
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    match query {
        "totals" => vec![json!([
            report["requests"],
            report["bytes"],
            report["no_size"],
            report["malformed"]
        ])],
        "statuses" => {
            let statuses = report["statuses"].as_object().into_iter().flatten();
            statuses.map(|(status, requests)| json!([status, requests])).collect()
        }
        "networks" | "not_found" => list(&report[query]),
        "not_public" => list(&report[query]["blocks"]),
        "hours" => {
            let mut hours = list(&report[query]);
            for hour in &mut hours {
                let start = hour[0].as_str().and_then(access_log::time::read_bound);
                hour[0] = json!(start);
            }
            hours
        }
        table => list(&report[table]["top"]),
    }
}

/// The most rows of a list of the program.
pub const MAX_ROWS: usize = 1_000;

/// Whether the rows of a query are those of the program, in whatever order equal counts have.
///
/// Where the program's list was cut, its last count may stand in it for some of its rows only; the
/// rows of that count are left out.
pub fn equal(mut rows: Vec<Value>, mut program: Vec<Value>) -> bool {
    if program.len() == MAX_ROWS {
        let last = program.last().and_then(|row| row[1].as_u64());
        for list in [&mut rows, &mut program] {
            list.retain(|row| row[1].as_u64() > last);
        }
    }
    for list in [&mut rows, &mut program] {
        list.sort_by_cached_key(ToString::to_string);
    }
    rows == program
}
