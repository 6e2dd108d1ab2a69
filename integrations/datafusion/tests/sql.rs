//! The functions in SQL over CSV and Parquet, in one partition and in four, and in plans that are
//! sent elsewhere.

mod files;
#[path = "../examples/access_log_sql/log.rs"]
mod log;

use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;

use arrow::array::{Array, AsArray, RecordBatch};
use arrow::compute::{cast, concat_batches};
use arrow::datatypes::DataType;
use arrow::util::display::{ArrayFormatter, FormatOptions};
use boltons::ip::{self, IpPrefix, IpPrefixMap, IpRange, IpSet};
use boltons::strings;
use boltons_datafusion::IpTable;
use datafusion::prelude::*;
use datafusion_proto::bytes::{
    logical_plan_from_bytes, logical_plan_to_bytes, physical_plan_from_bytes,
    physical_plan_to_bytes,
};
use files::{EVERY_WAY, Kind, folder, session};

const SAMPLE: &[u8] = include_bytes!("../../../examples/access_log/src/sample.log");
const LIST: &str = "192.168.0.0/16, 10.0.0.0/8 2606:4700::/32";

/// The columns of a result as texts.
async fn rows(ctx: &SessionContext, query: &str) -> Vec<Vec<Option<String>>> {
    let batches = match ctx.sql(query).await {
        Ok(frame) => frame.collect().await,
        Err(error) => Err(error),
    };
    texts(&batches.unwrap_or_else(|error| panic!("{query}: {error}")))
}

fn texts(batches: &[RecordBatch]) -> Vec<Vec<Option<String>>> {
    let Some(first) = batches.first() else { return Vec::new() };
    let batch = concat_batches(&first.schema(), batches).expect("one schema");
    let options = FormatOptions::default();
    let columns: Vec<_> = batch
        .columns()
        .iter()
        .map(|column| {
            let column = match column.data_type() {
                DataType::Dictionary(..) => cast(column, &DataType::Utf8).expect("texts"),
                _ => column.clone(),
            };
            let shown = ArrayFormatter::try_new(&column, &options).expect("it can be shown");
            let show = |row| column.is_valid(row).then(|| shown.value(row).to_string());
            (0..column.len()).map(show).collect::<Vec<_>>()
        })
        .collect();
    (0..batch.num_rows())
        .map(|row| columns.iter().map(|column| column[row].clone()).collect())
        .collect()
}

fn table() -> RecordBatch {
    log::read(SAMPLE).expect("a table").0
}

/// The texts of a column, row by row.
fn column(table: &RecordBatch, name: &str) -> Vec<Option<String>> {
    let texts = table.column_by_name(name).expect("a column").as_string::<i32>();
    texts.iter().map(|text| text.map(String::from)).collect()
}

fn addr(text: &Option<String>) -> Option<IpAddr> {
    ip::parse_addr(text.as_deref()?).ok()
}

fn networks() -> Vec<(IpPrefix, &'static str)> {
    [("1.1.1.0/24", "resolver"), ("2606:4700::/32", "resolver"), ("192.168.0.0/16", "office")]
        .map(|(prefix, name)| (IpPrefix::literal(prefix), name))
        .into()
}

#[tokio::test]
async fn functions_of_a_column() {
    let table = table();
    let folder = folder("functions", &table);
    let clients = column(&table, "client");
    let agents = column(&table, "agent");
    let set: IpSet = LIST.parse().expect("a list");
    let map: IpPrefixMap<&str> = networks().into_iter().collect();
    let mut expected: Vec<Vec<Option<String>>> = clients
        .iter()
        .zip(&agents)
        .map(|(client, agent)| {
            let addr = addr(client);
            let prefix = |addr: IpAddr| {
                IpPrefix::truncated(addr, if addr.is_ipv4() { 24 } else { 48 }).expect("a length")
            };
            vec![
                client.clone(),
                agent.clone(),
                client.as_ref().map(|_| addr.is_some().to_string()),
                addr.map(|addr| if addr.is_ipv4() { "4" } else { "6" }.into()),
                addr.map(|addr| set.contains(addr).to_string()),
                addr.map(|addr| ip::is_public_unicast(addr).to_string()),
                addr.map(|addr| prefix(addr).to_string()),
                addr.and_then(ip::special).map(|block| block.name.into()),
                addr.map(ip::reverse_name),
                addr.and_then(|addr| map.lookup(addr)).map(ToString::to_string),
                addr.and_then(|addr| map.lookup(addr)).map(ToString::to_string),
                agent.as_deref().map(|agent| strings::strip_ansi(agent).into()),
                agent.as_deref().map(|agent| strings::escape_controls(agent).into()),
                agent.as_deref().map(|agent| strings::slugify(agent).into()),
            ]
        })
        .collect();
    expected.sort();
    let query = format!(
        "SELECT client, agent, is_ip(client), ip_version(client), ip_in(client, '{LIST}'),
           ip_is_public_unicast(client), ip_prefix(client, 24, 48), ip_special(client),
           ip_reverse_name(client), network(client), network_text(client), strip_ansi(agent),
           escape_controls(agent), slugify(agent)
         FROM log"
    );
    for (kind, partitions) in EVERY_WAY {
        let ctx = session(&folder, kind, partitions).await;
        let network = IpTable::new("network", "1", networks()).expect("a table");
        let text = IpTable::new("network_text", "1", networks()).expect("a table").plain();
        ctx.register_udf(network.into());
        ctx.register_udf(text.into());
        let mut found = rows(&ctx, &query).await;
        found.sort();
        assert_eq!(found, expected, "{kind:?} in {partitions} partitions");
    }
}

#[tokio::test]
async fn functions_in_filters_groups_and_joins() {
    let table = table();
    let folder = folder("groups", &table);
    let clients = column(&table, "client");
    let set: IpSet = LIST.parse().expect("a list");
    let outside = clients.iter().filter_map(addr).filter(|addr| !set.contains(*addr)).count();
    let bad = clients.iter().filter(|client| addr(client).is_none()).count();
    assert!(outside > 0 && bad > 0);
    let mut blocks: BTreeMap<Option<&str>, usize> = BTreeMap::new();
    let map: IpPrefixMap<&str> = networks().into_iter().collect();
    let mut names: BTreeMap<Option<&str>, usize> = BTreeMap::new();
    for client in &clients {
        let addr = addr(client);
        *blocks.entry(addr.and_then(ip::special).map(|block| block.name)).or_default() += 1;
        *names.entry(addr.and_then(|addr| map.lookup(addr).copied())).or_default() += 1;
    }
    let counted = |counts: &BTreeMap<Option<&str>, usize>| -> Vec<Vec<Option<String>>> {
        let row =
            |(name, n): (&Option<&str>, &usize)| vec![name.map(String::from), Some(n.to_string())];
        counts.iter().map(row).collect()
    };
    for (kind, partitions) in EVERY_WAY {
        let ctx = session(&folder, kind, partitions).await;
        ctx.register_udf(IpTable::new("network", "1", networks()).expect("a table").into());
        let count = |condition: String| {
            let query = format!("SELECT count(*) FROM log WHERE {condition}");
            let ctx = &ctx;
            async move { rows(ctx, &query).await }
        };
        let number = |n: usize| vec![vec![Some(n.to_string())]];
        let way = format!("{kind:?} in {partitions} partitions");
        assert_eq!(count(format!("NOT ip_in(client, '{LIST}')")).await, number(outside), "{way}");
        assert_eq!(count("NOT is_ip(client)".into()).await, number(bad), "{way}");
        assert_eq!(count("ip_prefix(client, 8, 8) IS NULL".into()).await, number(bad), "{way}");
        let none = names[&None];
        assert_eq!(count("network(client) IS NULL".into()).await, number(none), "{way}");
        // Nulls are counted as nulls in a dictionary, too.
        let counts =
            rows(&ctx, "SELECT count(ip_prefix(client, 8, 8)), count(network(client)) FROM log")
                .await;
        let all = clients.len();
        assert_eq!(counts, [[all - bad, all - none].map(|n| Some(n.to_string()))], "{way}");
        let query = "SELECT ip_special(client) AS name, count(*) FROM log GROUP BY name ORDER BY name NULLS FIRST";
        assert_eq!(rows(&ctx, query).await, counted(&blocks), "{way}");
        let query = "SELECT network(client) AS name, count(*) FROM log GROUP BY name ORDER BY name NULLS FIRST";
        assert_eq!(rows(&ctx, query).await, counted(&names), "{way}");
        // Each pair of rows whose clients have one name, twice.
        let pairs: usize =
            names.iter().filter(|(name, _)| name.is_some()).map(|(_, n)| n * n).sum();
        let query =
            "SELECT count(*) FROM log AS a JOIN log AS b ON network(a.client) = network(b.client)";
        assert_eq!(rows(&ctx, query).await, number(pairs), "{way}");
    }
}

#[tokio::test]
async fn aggregates() {
    let table = table();
    let folder = folder("aggregates", &table);
    let paths = column(&table, "path");
    let clients = column(&table, "client");
    let mut by_path: BTreeMap<&String, IpSet> = BTreeMap::new();
    for (path, client) in paths.iter().zip(&clients) {
        let Some(path) = path else { continue };
        let set = by_path.entry(path).or_default();
        if let Some(addr) = addr(client) {
            set.insert(IpRange::from(addr));
        }
    }
    let expected: Vec<Vec<Option<String>>> = by_path
        .iter()
        .map(|(path, set)| {
            let prefixes: Vec<String> = set.prefixes().map(|prefix| prefix.to_string()).collect();
            let list = (!prefixes.is_empty()).then(|| format!("[{}]", prefixes.join(", ")));
            vec![Some((*path).clone()), list]
        })
        .collect();
    let distinct = |texts: &[Option<String>]| texts.iter().flatten().collect::<BTreeSet<_>>().len();
    let (agents, path_count) = (distinct(&column(&table, "agent")), distinct(&paths));
    assert!(path_count > 10);
    for (kind, partitions) in EVERY_WAY {
        let ctx = session(&folder, kind, partitions).await;
        let way = format!("{kind:?} in {partitions} partitions");
        let query = "SELECT path, ip_aggregate(client) FROM log WHERE path IS NOT NULL GROUP BY path ORDER BY path";
        assert_eq!(rows(&ctx, query).await, expected, "{way}");
        // A set does not change by what is in it already.
        let query = query.replace("(client)", "(DISTINCT client)");
        assert_eq!(rows(&ctx, &query).await, expected, "{way}");
        // Exact, where there are as many counters as texts.
        let query = format!(
            "SELECT get_field(item, 'item'), get_field(item, 'at_least'), get_field(item, 'at_most')
             FROM (SELECT unnest(frequent_items(agent, {agents})) AS item FROM log)"
        );
        let mut frequent = rows(&ctx, &query).await;
        let mut exact = rows(
            &ctx,
            "SELECT agent, count(*), count(*) AS again FROM log WHERE agent IS NOT NULL GROUP BY agent",
        )
        .await;
        frequent.sort();
        exact.sort();
        assert_eq!(frequent, exact, "{way}");
        // Bounds, where there are fewer.
        let query = "SELECT count(*) FROM
               (SELECT unnest(frequent_items(path, 10)) AS item FROM log) AS frequent
               JOIN (SELECT path, count(*) AS n FROM log GROUP BY path) AS exact
               ON get_field(item, 'item') = path
             WHERE NOT (get_field(item, 'at_least') <= n AND n <= get_field(item, 'at_most'))";
        assert_eq!(rows(&ctx, query).await, [[Some("0".to_string())]], "{way}");
        let none =
            "SELECT ip_aggregate(client), frequent_items(agent, 3) FROM log WHERE status = 999";
        assert_eq!(rows(&ctx, none).await, [[None, None]], "{way}");
        // With a condition of its own, in a window, and in a view of groups.
        let filtered = "SELECT ip_aggregate(client) FILTER (WHERE client LIKE '1.1.1.%') FROM log";
        assert_eq!(
            rows(&ctx, filtered).await,
            [[Some("[1.1.1.7/32, 1.1.1.9/32]".to_string())]],
            "{way}"
        );
    }
}

#[tokio::test]
async fn bad_constants_are_errors_of_planning() {
    let table = table();
    let folder = folder("constants", &table);
    let ctx = session(&folder, Kind::Csv, 1).await;
    for (query, says) in [
        ("ip_in(client, '10.0.0.0/8, 10.0.0.256')", "octet 4 exceeds 255 while parsing"),
        (
            "ip_in(client, '10.0.0.256')",
            r#"ip_in: octet 4 exceeds 255 while parsing "10.0.0.256" at line 1, byte 7"#,
        ),
        ("ip_prefix(client, 33, 48)", "prefix length 33 exceeds 32"),
        ("ip_prefix(client, 24, -1)", "prefix length -1 is not from 0 to 128"),
        ("is_ip(status)", "is_ip takes a text, not UInt64"),
        ("ip_in(client)", "ip_in takes 2 arguments, not 1"),
        ("format_bytes(client)", "format_bytes takes an integer, not"),
        ("frequent_items(client, agent)", "frequent_items takes the counters as an integer"),
    ] {
        let query = format!("SELECT {query} FROM log");
        let error = match ctx.sql(&query).await {
            Ok(frame) => frame.create_physical_plan().await.map(drop),
            Err(error) => Err(error),
        };
        let error = error.expect_err(&query).to_string();
        assert!(error.contains(says), "{query}: {error}");
    }
    for (query, says) in [
        ("SELECT ip_in(client, path) FROM log", "the list must be constant"),
        ("SELECT ip_prefix(client, status, 48) FROM log", "the lengths must be constant"),
        ("SELECT frequent_items(client, 0) FROM log", "0 counters; there must be at least 1"),
        ("SELECT frequent_items(client, status) FROM log", "counters must be constant"),
        ("SELECT frequent_items(DISTINCT client, 3) FROM log", "DISTINCT"),
    ] {
        let error = match ctx.sql(query).await {
            Ok(frame) => frame.collect().await.map(drop),
            Err(error) => Err(error),
        };
        let error = error.expect_err(query).to_string();
        assert!(error.contains(says), "{query}: {error}");
    }
    // A constant that is an expression, and one of several lists.
    let query = "SELECT count(*) FROM log WHERE ip_in(client, '1.1.1.7' || '/32') OR ip_in(client, '8.8.4.4')";
    assert_eq!(rows(&ctx, query).await, [[Some("26".to_string())]]);
}

#[tokio::test]
async fn plans_name_the_functions() {
    let table = table();
    let folder = folder("plans", &table);
    let query = format!(
        "SELECT ip_prefix(client, 16, 32) AS net, network(client) AS name, count(*) AS n,
           ip_aggregate(client) AS clients, frequent_items(path, 100) AS paths,
           format_bytes(sum(bytes)) AS bytes
         FROM log
         WHERE NOT ip_in(client, '{LIST}')
         GROUP BY net, name
         ORDER BY net, name"
    );
    let register_table = |ctx: &SessionContext| {
        ctx.register_udf(IpTable::new("network", "1", networks()).expect("a table").into());
    };
    for (kind, partitions) in EVERY_WAY {
        let ctx = session(&folder, kind, partitions).await;
        register_table(&ctx);
        let expected = rows(&ctx, &query).await;
        assert!(expected.len() > 3);
        let frame = ctx.sql(&query).await.expect("a plan");
        let logical = logical_plan_to_bytes(frame.logical_plan()).expect("bytes");
        let physical = frame.create_physical_plan().await.expect("a plan");
        let physical = physical_plan_to_bytes(physical).expect("bytes");

        // Elsewhere, with the same functions.
        let elsewhere = session(&folder, kind, partitions).await;
        register_table(&elsewhere);
        let task = elsewhere.task_ctx();
        let plan = logical_plan_from_bytes(&logical, &task).expect("a plan");
        let found = elsewhere.execute_logical_plan(plan).await.expect("a frame");
        assert_eq!(texts(&found.collect().await.expect("rows")), expected, "{kind:?}");
        let plan = physical_plan_from_bytes(&physical, &task).expect("a plan");
        let found = datafusion::physical_plan::collect(plan, task).await.expect("rows");
        assert_eq!(texts(&found), expected, "{kind:?}");

        // And without them: the error names the first that is missing.
        let without = SessionContext::new().task_ctx();
        for error in [
            logical_plan_from_bytes(&logical, &without).map(drop),
            physical_plan_from_bytes(&physical, &without).map(drop),
        ] {
            let error = error.expect_err("no functions").to_string();
            let names =
                ["ip_prefix", "network", "ip_in", "ip_aggregate", "frequent_items", "format_bytes"];
            assert!(names.iter().any(|name| error.contains(name)), "{error}");
        }
    }
}

#[test]
fn functions_have_documentation() {
    for function in boltons_datafusion::scalar_functions() {
        let documentation = function.documentation().expect("documentation");
        assert!(documentation.syntax_example.starts_with(&format!("{}(", function.name())));
        assert!(!documentation.description.is_empty() && documentation.arguments.is_some());
    }
    for function in boltons_datafusion::aggregate_functions() {
        let documentation = function.documentation().expect("documentation");
        assert!(documentation.syntax_example.starts_with(&format!("{}(", function.name())));
    }
}
