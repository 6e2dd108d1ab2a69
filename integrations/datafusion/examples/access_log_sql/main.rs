//! The main figures of the program `access_log` in SQL, over a log in partitions.
//!
//! ```sh
//! cargo run --release --example access_log_sql                     # its sample
//! cargo run --release --example access_log_sql -- access.log       # the first rows of each query
//! ```
//!
//! Each query is compared with what the program counts; the exit code is 1 if a figure differs.

mod log;
mod queries;

use std::fs;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;

use access_log::options::{self, Command};
use access_log::{report, run};
use datafusion::arrow::util::pretty::pretty_format_batches;
use datafusion::datasource::MemTable;
use datafusion::error::{DataFusionError, Result};
use datafusion::prelude::*;

/// How many rows of each result are shown.
const SHOWN: usize = 10;

#[tokio::main]
async fn main() -> Result<ExitCode> {
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/access_log/src/sample.log");
    let path = std::env::args().nth(1).unwrap_or_else(|| sample.into());
    let (table, rejected) = log::read(&fs::read(&path)?)?;
    println!("{path}: {} requests, {rejected} lines rejected", table.num_rows());

    let mut ctx = SessionContext::new();
    boltons_datafusion::register(&mut ctx)?;
    let partitions = std::thread::available_parallelism().map_or(1, usize::from);
    let parts = log::parts(&table, partitions).into_iter().map(|part| vec![part]).collect();
    ctx.register_table("log", Arc::new(MemTable::try_new(log::schema(), parts)?))?;

    let options = ["--json", "--top", "1000", "--no-caches", &path].map(Into::into);
    let Ok(Command::Run(options)) = options::parse(options) else {
        return Err(DataFusionError::Execution("the program's options changed".into()));
    };
    let counted = run::run(&options).map_err(|error| DataFusionError::External(error.into()))?;
    let program = serde_json::from_str(&report::json(&counted, &options))
        .map_err(|error| DataFusionError::External(error.into()))?;

    let mut all_equal = true;
    for (name, query) in queries::all() {
        let start = Instant::now();
        let batches = ctx.sql(query).await?.collect().await?;
        let took = start.elapsed();
        let equal = queries::equal(queries::rows(&batches)?, queries::of_program(&program, name));
        all_equal &= equal;
        let verdict = if equal { "as the program" } else { "NOT as the program" };
        println!("\n{name}: {verdict}, {took:.1?}");
        let rows = batches.iter().map(|batch| batch.slice(0, batch.num_rows().min(SHOWN)));
        println!("{}", pretty_format_batches(&rows.collect::<Vec<_>>())?);
    }
    Ok(if all_equal { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
