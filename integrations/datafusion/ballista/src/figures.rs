//! The client: queries in the cluster, and the same figures in plain Rust.

use std::collections::BTreeMap;
use std::env;
use std::fs::{self, File};
use std::path::Path;

use access_log::{options, report, run};
use ballista::prelude::SessionContextExt;
use boltons::ip::{self, IpPrefixMap, IpRange, IpSet};
use datafusion::arrow::array::{AsArray, RecordBatch};
use datafusion::arrow::datatypes::UInt64Type;
use datafusion::parquet::arrow::ArrowWriter;
use datafusion::prelude::*;
use serde_json::{Value, json};

use crate::cluster;
use crate::{Result, log, queries};

/// The parts of the log, a file each.
const PARTS: usize = 4;

/// More counters than there are clients: nothing is counted roughly.
const MANY: u64 = 1_000_000;

/// Fewer.
const FEW: u64 = 8;

/// Runs all queries, prints whether each result is what plain Rust counts, and returns whether all are.
pub async fn compare(scheduler: u16, path: &str) -> Result<bool> {
    cluster::ready(scheduler).await?;
    let folder = env::temp_dir().join(format!("boltons-ballista-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    let equal = compare_in(&folder, scheduler, path).await;
    fs::remove_dir_all(&folder)?;
    equal
}

async fn compare_in(folder: &Path, scheduler: u16, path: &str) -> Result<bool> {
    let (table, _) = log::read(&fs::read(path)?)?;
    println!("{path}: {} requests in {PARTS} files", table.num_rows());
    for (place, part) in log::parts(&table, PARTS).iter().enumerate() {
        let file = File::create(folder.join(format!("{place}.parquet")))?;
        let mut writer = ArrowWriter::try_new(file, part.schema(), None)?;
        writer.write(part)?;
        writer.close()?;
    }

    let mut ctx = SessionContext::remote(&format!("df://127.0.0.1:{scheduler}")).await?;
    cluster::register(&mut ctx, cluster::network()?)?;
    ctx.register_parquet("log", folder.display().to_string(), Default::default()).await?;

    let mut all_equal = true;
    let mut say = |name: &str, rows: usize, equal: bool| {
        println!("{name}: {rows} rows, {}", if equal { "equal" } else { "NOT equal" });
        all_equal &= equal;
    };
    for (name, query, expected) in main_figures(path)?.into_iter().chain(of_the_crate(&table)?) {
        let rows = rows(&ctx, &query).await?;
        say(name, rows.len(), queries::equal(rows, expected));
    }
    let items = rows(&ctx, &frequent_items(FEW)).await?;
    say("frequent_items of few counters", items.len(), are_bounds(&items, &clients(&table)));
    Ok(all_equal)
}

async fn rows(ctx: &SessionContext, query: &str) -> Result<Vec<Value>> {
    let rows = async { queries::rows(&ctx.sql(query).await?.collect().await?) };
    rows.await.map_err(|error| format!("{query}\n{error}").into())
}

type Figure = (&'static str, String, Vec<Value>);

/// The queries of `access_log.sql`, each with the rows of the program.
fn main_figures(path: &str) -> Result<Vec<Figure>> {
    let arguments = ["--json", "--top", "1000", "--no-caches", path].map(Into::into);
    let options::Command::Run(options) = options::parse(arguments)? else {
        return Err("the program's options changed".into());
    };
    let program = report::json(&run::run(&options)?, &options);
    let program = serde_json::from_str(&program)?;
    let figure =
        |(name, query): (_, &str)| (name, String::from(query), queries::of_program(&program, name));
    Ok(queries::all().into_iter().map(figure).collect())
}

/// Queries that group by a table and that merge summaries, each with the rows that loops over the
/// columns give.
fn of_the_crate(table: &RecordBatch) -> Result<Vec<Figure>> {
    let networks: IpPrefixMap<String> = cluster::networks()?.into_iter().collect();
    let mut of_network: BTreeMap<Option<&str>, u64> = BTreeMap::new();
    let mut of_status: BTreeMap<Option<u64>, Vec<IpRange>> = BTreeMap::new();
    let clients = table["client"].as_string::<i32>();
    let statuses = table["status"].as_primitive::<UInt64Type>();
    for (client, status) in clients.iter().zip(statuses) {
        let client = client.unwrap_or_default();
        let network = ip::parse_addr(client).ok().and_then(|addr| networks.lookup(addr));
        *of_network.entry(network.map(String::as_str)).or_default() += 1;
        if let Ok(addr) = client.parse() {
            of_status.entry(status).or_default().push(addr);
        }
    }
    let of_network = of_network.iter().map(|(name, requests)| json!([name, requests])).collect();
    let mut of_all = IpSet::new();
    let mut by_status = Vec::new();
    for (status, addrs) in of_status {
        let addrs: IpSet = addrs.into_iter().collect();
        by_status.extend(addrs.prefixes().map(|prefix| json!([status, prefix.to_string()])));
        of_all |= &addrs;
    }
    let of_all = of_all.prefixes().map(|prefix| json!([prefix.to_string()])).collect();
    let counts = self::clients(table);
    let counts = counts.iter().map(|(client, n)| json!([client, n, n])).collect();
    Ok(vec![
        (
            "a table",
            "SELECT network(client) AS name, count(*) FROM log GROUP BY name".into(),
            of_network,
        ),
        ("ip_aggregate", "SELECT unnest(ip_aggregate(client)) FROM log".into(), of_all),
        (
            "ip_aggregate by status",
            "SELECT status, unnest(ip_aggregate(client)) FROM log GROUP BY status".into(),
            by_status,
        ),
        ("frequent_items", frequent_items(MANY), counts),
    ])
}

fn frequent_items(counters: u64) -> String {
    format!(
        "SELECT item['item'], item['at_least'], item['at_most']
         FROM (SELECT unnest(frequent_items(client, {counters})) AS item FROM log)"
    )
}

/// How often each client occurs.
fn clients(table: &RecordBatch) -> BTreeMap<&str, u64> {
    let mut counts = BTreeMap::new();
    for client in table["client"].as_string::<i32>().iter().flatten() {
        *counts.entry(client).or_default() += 1;
    }
    counts
}

/// Whether the counts lie between the bounds, and no client is missing that occurs more often than
/// the bounds are apart. The bounds themselves depend on the order in which the parts are merged.
fn are_bounds(items: &[Value], counts: &BTreeMap<&str, u64>) -> bool {
    let total: u64 = counts.values().sum();
    let mut error = 0;
    let mut missing = counts.clone();
    for item in items {
        let (Some(text), Some(at_least), Some(at_most)) =
            (item[0].as_str(), item[1].as_u64(), item[2].as_u64())
        else {
            return false;
        };
        match missing.remove(text) {
            Some(count) if (at_least..=at_most).contains(&count) => error = at_most - at_least,
            _ => return false,
        }
    }
    error <= total / (FEW + 1) && missing.values().all(|&count| count <= error)
}
