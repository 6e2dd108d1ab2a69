//! The report: text for a person, JSON for a program.

use std::fmt::{Display, Write};

use boltons::strings::{escape_controls, format_bytes, group_digits};
use serde_json::{Map, Value, json};

use crate::summary::{Summary, top};

/// How many entries the lists of the most frequent have.
const TOP: usize = 5;

/// One JSON object.
pub fn json(summary: &Summary) -> String {
    let mut ratios = Map::new();
    for (capacity, policy, hits) in summary.replays.hits() {
        let of_capacity = ratios.entry(capacity.to_string()).or_insert_with(|| json!({}));
        of_capacity[policy] = json!(ratio(hits, summary.requests));
    }
    let statuses: Map<String, Value> =
        summary.statuses.iter().map(|(status, n)| (format!("{status:03}"), json!(n))).collect();
    let clients: Vec<Value> = top(&summary.clients, TOP)
        .into_iter()
        .map(|(client, n)| json!([client.to_string(), n]))
        .collect();
    let object = json!({
        "requests": summary.requests,
        "rejected": summary.rejected,
        "clients": summary.clients.len(),
        "networks": summary.networks().len(),
        "not_public": summary.not_public(),
        "bytes": summary.bytes,
        "statuses": statuses,
        "top_clients": clients,
        "top_query_keys": top(&summary.query_keys, TOP),
        "repeated_query_requests": summary.repeated_query_requests,
        "hit_ratio": ratios,
    });
    format!("{object:#}\n")
}

/// Aligned columns.
pub fn text(summary: &Summary) -> String {
    let mut out = String::new();
    let networks = summary.networks();
    table(
        &mut out,
        "Requests",
        vec![
            row("served", group_digits(summary.requests)),
            row("rejected lines", group_digits(summary.rejected)),
            row("response bytes", format_bytes(summary.bytes)),
            row("clients", group_digits(summary.clients.len())),
            row("networks (/24, /48)", group_digits(networks.len())),
            row("not public", group_digits(summary.not_public())),
            row("with a repeated query key", group_digits(summary.repeated_query_requests)),
        ],
    );
    let counted =
        |key: String, n: u64| vec![key, group_digits(n).to_string(), percent(n, summary.requests)];
    table(
        &mut out,
        "Statuses",
        summary.statuses.iter().map(|(status, n)| counted(format!("{status:03}"), *n)).collect(),
    );
    let busiest = top(&summary.clients, TOP);
    table(
        &mut out,
        "Busiest clients",
        busiest.iter().map(|(c, n)| counted(c.to_string(), *n)).collect(),
    );
    let busiest = top(&networks, TOP);
    table(
        &mut out,
        "Busiest networks",
        busiest.iter().map(|(c, n)| counted(c.to_string(), *n)).collect(),
    );
    let keys = top(&summary.query_keys, TOP);
    table(
        &mut out,
        "Query keys",
        keys.iter().map(|(key, n)| row(&shown(key), group_digits(*n))).collect(),
    );
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut header = vec![String::from("entries")];
    let mut last = None;
    for (capacity, policy, hits) in summary.replays.hits() {
        if last != Some(capacity) {
            rows.push(vec![group_digits(capacity).to_string()]);
            last = Some(capacity);
        }
        if rows.len() == 1 {
            header.push(policy.to_owned());
        }
        if let Some(row) = rows.last_mut() {
            row.push(percent(hits, summary.requests));
        }
    }
    rows.insert(0, header);
    table(&mut out, "Hits of a cache of request targets", rows);
    let reasons = top(&summary.reasons, TOP);
    table(
        &mut out,
        "Rejected because the line",
        reasons.iter().map(|(reason, n)| row(reason.text(), group_digits(*n))).collect(),
    );
    out
}

fn row(name: &str, value: impl Display) -> Vec<String> {
    vec![name.to_owned(), value.to_string()]
}

/// Writes a title and rows: the first column to the left, the others to the right.
fn table(out: &mut String, title: &str, rows: Vec<Vec<String>>) {
    if rows.is_empty() {
        return;
    }
    let mut widths: Vec<usize> = Vec::new();
    for row in &rows {
        widths.resize(widths.len().max(row.len()), 0);
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{title}");
    for row in rows {
        let mut line = String::new();
        for (i, (width, cell)) in widths.iter().zip(&row).enumerate() {
            let _ = if i == 0 {
                write!(line, "  {cell:<width$}")
            } else {
                write!(line, "  {cell:>width$}")
            };
        }
        let _ = writeln!(out, "{}", line.trim_end());
    }
    out.push('\n');
}

/// A key of a stranger's making, safe to print and no wider than a column.
fn shown(key: &str) -> String {
    const WIDTH: usize = 40;
    let safe = escape_controls(key);
    boltons::strings::ellipsize(&safe, WIDTH).into_owned()
}

fn ratio(part: u64, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

fn percent(part: u64, whole: u64) -> String {
    format!("{:.1} %", 100.0 * ratio(part, whole))
}
