//! How many rows a second the functions do, on one core.
//!
//! ```sh
//! cargo run --release --example rates -- functions          # the scalar functions alone
//! cargo run --release --example rates -- queries            # whole queries, the aggregates among them
//! cargo run --release --example rates -- functions ip_in    # those whose name contains a text
//! ```
//!
//! Each line is of 2^21 rows in memory, in batches of 8,192: `plain` for `Utf8View`, as DataFusion
//! reads Parquet; `dictionary` for dictionaries of 1,000 texts; and what one writes in place of the
//! function, for `Utf8View`. The three alternate; shown are the medians of seven runs in million
//! rows a second, with the least and the greatest. The answers are compared first.

mod by_hand;
mod data;
mod functions;
mod queries;

use datafusion::error::{DataFusionError, Result};

const RUNS: usize = 7;

/// The median, the least and the greatest rate in million rows a second.
fn shown(mut seconds: Vec<f64>) -> String {
    seconds.sort_by(f64::total_cmp);
    let rate = |seconds: f64| data::ROWS as f64 / seconds / 1e6;
    match *seconds {
        [least, .., most] => {
            let median = rate(seconds[seconds.len() / 2]);
            format!("{median:.1} ({:.1}–{:.1})", rate(most), rate(least))
        }
        _ => "–".into(),
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let filter = arguments.get(1).map_or("", String::as_str);
    match arguments.first().map(String::as_str) {
        Some("functions") => functions::print(filter),
        Some("queries") => queries::print(filter).await,
        _ => Err(DataFusionError::Execution("functions or queries, and a text".into())),
    }
}
