//! Whole queries, and the same without the functions.

use std::sync::Arc;
use std::time::Instant;

use arrow::array::{ArrayRef, AsArray, Int64Array, RecordBatch};
use arrow::datatypes::DataType;
use arrow::util::pretty::pretty_format_batches;
use boltons::ip::IpPrefix;
use boltons_datafusion::IpTable;
use datafusion::datasource::MemTable;
use datafusion::error::Result;
use datafusion::logical_expr::{ColumnarValue, Volatility, create_udf};
use datafusion::prelude::*;

use crate::by_hand::by_hand;
use crate::data::{
    BATCH, LIST, ROWS, agent, all_different, client, columns, mixed, prefixes, title,
};
use crate::{RUNS, shown};

/// The functions of a column that have a loop by hand, and what that returns.
const NAIVE: [(&str, DataType); 4] = [
    ("is_ip", DataType::Boolean),
    ("ip_in", DataType::Boolean),
    ("ip_prefix", DataType::Utf8View),
    ("slugify", DataType::Utf8View),
];

struct Query {
    name: &'static str,
    with: &'static str,
    /// The same with the functions of `NAIVE` or with what DataFusion has.
    without: Option<&'static str>,
    /// Whether the two have the same answer.
    same: bool,
}

fn queries() -> Vec<Query> {
    let query = |name, with, without| Query { name, with, without, same: true };
    let other = |name, with, without| Query { name, with, without: Some(without), same: false };
    vec![
        query(
            "is_ip",
            "SELECT count(*) FROM log WHERE is_ip(client)",
            Some("SELECT count(*) FROM log WHERE naive_is_ip(client)"),
        ),
        query(
            "ip_in",
            "SELECT count(*) FROM log WHERE ip_in(client, LIST)",
            Some("SELECT count(*) FROM log WHERE naive_ip_in(client)"),
        ),
        query(
            "ip_prefix, a group each",
            "SELECT ip_prefix(client, 24, 48) AS network, count(*) FROM log GROUP BY network",
            Some("SELECT naive_ip_prefix(client) AS network, count(*) FROM log GROUP BY network"),
        ),
        other(
            "slugify",
            "SELECT count(slugify(title)) FROM log",
            "SELECT count(naive_slugify(title)) FROM log",
        ),
        query("a table of 1,000,000 prefixes", "SELECT count(network(client)) FROM log", None),
        query(
            "the same table, plain, a group each",
            "SELECT network_text(client) AS name, count(*) FROM log GROUP BY name",
            None,
        ),
        other(
            "ip_aggregate",
            "SELECT ip_aggregate(client) FROM log",
            "SELECT count(DISTINCT client) FROM log",
        ),
        other(
            "ip_aggregate, each another",
            "SELECT ip_aggregate(client) FROM different",
            "SELECT count(DISTINCT client) FROM different",
        ),
        other(
            "frequent_items",
            "SELECT frequent_items(agent, 100) FROM log",
            "SELECT agent, count(*) AS n FROM log GROUP BY agent ORDER BY n DESC LIMIT 100",
        ),
        other(
            "frequent_items, each another",
            "SELECT frequent_items(client, 100) FROM different",
            "SELECT client, count(*) AS n FROM different GROUP BY client ORDER BY n DESC LIMIT 100",
        ),
    ]
}

/// Creates a table of columns in batches.
fn table(columns: &[(&str, Vec<ArrayRef>)]) -> Result<Arc<MemTable>> {
    let batch = |place: usize| {
        let columns = columns.iter().map(|(name, batches)| (*name, Arc::clone(&batches[place])));
        RecordBatch::try_from_iter(columns)
    };
    let batches = (0..columns[0].1.len()).map(batch).collect::<std::result::Result<Vec<_>, _>>()?;
    Ok(Arc::new(MemTable::try_new(batches[0].schema(), vec![batches])?))
}

/// Runs a query, and returns its result and the seconds.
async fn run(ctx: &SessionContext, query: &str) -> Result<(Vec<RecordBatch>, f64)> {
    let query = query.replace("LIST", &format!("'{LIST}'"));
    let start = Instant::now();
    let batches = ctx.sql(&query).await?.collect().await?;
    Ok((batches, start.elapsed().as_secs_f64()))
}

/// The rows of a result, sorted.
async fn rows(ctx: &SessionContext, query: &str) -> Result<Vec<String>> {
    let shown = pretty_format_batches(&run(ctx, query).await?.0)?.to_string();
    // Without the heading, which names the function, and without what the widths of it are.
    let mut rows: Vec<String> = shown.lines().skip(3).map(|line| line.replace(' ', "")).collect();
    rows.retain(|row| !row.starts_with('+'));
    rows.sort();
    Ok(rows)
}

/// Prints a line for each query whose name contains the text.
pub async fn print(filter: &str) -> Result<()> {
    let network = IpTable::new("network", "1", prefixes())?;
    let network_text = IpTable::new("network_text", "1", prefixes())?.plain();
    let session = |with_dictionaries: bool| -> Result<SessionContext> {
        let config = SessionConfig::new().with_target_partitions(1).with_batch_size(BATCH);
        let mut ctx = SessionContext::new_with_config(config);
        boltons_datafusion::register(&mut ctx)?;
        ctx.register_udf(network.clone().into());
        ctx.register_udf(network_text.clone().into());
        let log = [("client", client as fn(u64) -> String), ("agent", agent), ("title", title)];
        let log = log.map(|(name, of)| {
            let (plain, dictionaries) = columns(of);
            (name, if with_dictionaries { dictionaries } else { plain })
        });
        ctx.register_table("log", table(&log)?)?;
        Ok(ctx)
    };
    let (plain, dictionary) = (session(false)?, session(true)?);
    plain.register_table("different", table(&[("client", all_different(client))])?)?;
    for (name, returned) in NAIVE {
        let Some(f) = by_hand(name) else { continue };
        let f = move |args: &[ColumnarValue]| {
            let columns = ColumnarValue::values_to_arrays(args)?;
            Ok(ColumnarValue::Array(f(columns[0].as_string_view())))
        };
        let (text, kind) = (vec![DataType::Utf8View], Volatility::Immutable);
        plain.register_udf(create_udf(&format!("naive_{name}"), text, returned, kind, Arc::new(f)));
    }

    println!("| query | plain | dictionary | without |\n|---|--:|--:|--:|");
    for Query { name, with, without, same } in queries() {
        if !name.contains(filter) {
            continue;
        }
        let has_dictionary = !with.contains("different");
        if has_dictionary && same {
            let answer = rows(&plain, with).await?;
            assert_eq!(answer, rows(&dictionary, with).await?, "{name}");
            if let Some(without) = without {
                assert_eq!(answer, rows(&plain, without).await?, "{name}");
            }
        }
        let mut seconds: [Vec<f64>; 3] = Default::default();
        for _ in 0..RUNS {
            seconds[0].push(run(&plain, with).await?.1);
            if has_dictionary {
                seconds[1].push(run(&dictionary, with).await?.1);
            }
            if let Some(without) = without {
                seconds[2].push(run(&plain, without).await?.1);
            }
        }
        let [plain, dictionary, without] = seconds.map(shown);
        println!("| {name} | {plain} | {dictionary} | {without} |");
    }
    if "a join".contains(filter) {
        join(&plain).await?;
    }
    Ok(())
}

/// What a table takes without the function: a join of the rows, here numbers already, with 1,000
/// prefixes.
async fn join(ctx: &SessionContext) -> Result<()> {
    const PREFIXES: usize = 1_000;
    const PART: usize = ROWS >> 4;
    let numbers = |numbers: &mut dyn Iterator<Item = i64>| {
        vec![Arc::new(numbers.collect::<Int64Array>()) as ArrayRef]
    };
    let ends = |end: fn(&IpPrefix) -> i64| {
        numbers(&mut prefixes().take(PREFIXES).map(move |(prefix, _)| end(&prefix)))
    };
    let first = ends(|prefix| match prefix {
        IpPrefix::V4(prefix) => prefix.first().to_bits().into(),
        IpPrefix::V6(_) => -1,
    });
    let last = ends(|prefix| match prefix {
        IpPrefix::V4(prefix) => prefix.last().to_bits().into(),
        IpPrefix::V6(_) => -1,
    });
    ctx.register_table("prefixes", table(&[("first", first), ("last", last)])?)?;
    let addresses = numbers(&mut (0..PART).map(|n| i64::from(mixed(n as u64) as u32)));
    ctx.register_table("addresses", table(&[("address", addresses)])?)?;
    let query = "SELECT count(*) FROM addresses JOIN prefixes ON address BETWEEN first AND last";
    let mut seconds = Vec::new();
    for _ in 0..RUNS {
        // As long as all rows would take.
        seconds.push(run(ctx, query).await?.1 * (ROWS / PART) as f64);
    }
    println!("| a join with 1,000 prefixes | – | – | {} |", shown(seconds));
    Ok(())
}
