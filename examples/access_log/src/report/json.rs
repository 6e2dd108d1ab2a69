//! Everything, for a program: one object, the same bytes for the same input and options.

use std::hash::Hash;

use serde_core::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use super::rank;
use crate::line::Reason;
use crate::networks;
use crate::options::Options;
use crate::run::Log;
use crate::stream::{CAPACITIES, POLICIES};
use crate::summary::{HourSums, METHODS};
use crate::table::{Sums, Table};
use crate::time;

/// JSON whose objects keep their order.
enum Json {
    Null,
    Bool(bool),
    Number(u64),
    Text(String),
    List(Vec<Self>),
    Object(Vec<(String, Self)>),
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Number(value) => serializer.serialize_u64(*value),
            Self::Text(value) => serializer.serialize_str(value),
            Self::List(items) => {
                let mut list = serializer.serialize_seq(Some(items.len()))?;
                items.iter().try_for_each(|item| list.serialize_element(item))?;
                list.end()
            }
            Self::Object(entries) => {
                let mut object = serializer.serialize_map(Some(entries.len()))?;
                entries.iter().try_for_each(|(key, value)| object.serialize_entry(key, value))?;
                object.end()
            }
        }
    }
}

impl From<u64> for Json {
    fn from(value: u64) -> Self {
        Self::Number(value)
    }
}

impl From<&str> for Json {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

impl From<String> for Json {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

impl From<bool> for Json {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<Vec<Self>> for Json {
    fn from(items: Vec<Self>) -> Self {
        Self::List(items)
    }
}

impl<T: Into<Self>> From<Option<T>> for Json {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// An object of the keys and values given.
macro_rules! object {
    ($($key:expr => $value:expr),* $(,)?) => {
        Json::Object(vec![$(($key.to_string(), Json::from($value))),*])
    };
}

/// A list of the values given.
macro_rules! row {
    ($($value:expr),* $(,)?) => { Json::List(vec![$(Json::from($value)),*]) };
}

/// Writes the report as one JSON object, and a line feed.
pub fn json(log: &Log, options: &Options) -> String {
    let object = whole(log, options);
    // A tree of strings and numbers cannot fail to be written.
    let mut text = serde_json::to_string_pretty(&object).unwrap_or_default();
    text.push('\n');
    text
}

fn whole(log: &Log, options: &Options) -> Json {
    let (summary, stream, top) = (&log.summary, &log.stream, options.top);
    let files = log.files.iter().map(|file| {
        object! {
            "name" => &*file.name,
            "lines" => file.lines,
            "requests" => file.requests,
            "rejected" => file.rejected,
            "gzip" => file.gzip,
            "error" => file.error.clone(),
        }
    });
    let reasons = Reason::ALL.iter().zip(summary.reasons).filter(|(_, n)| *n > 0);
    let reasons = reasons.map(|(reason, n)| (reason.name().to_owned(), n.into()));
    let rejected_first = summary.rejected_first.iter().map(|rejected| {
        let name = log.files.get(rejected.file).map_or("", |file| &*file.name);
        row![name, rejected.line, rejected.byte as u64, rejected.reason.name()]
    });
    let methods = METHODS.iter().copied().chain(["other"]).zip(summary.methods);
    let methods = methods.filter(|(_, n)| *n > 0).map(|(name, n)| (name.to_owned(), n.into()));
    let statuses = summary.statuses.iter().map(|(status, n)| (status, n.into()));
    let classes =
        ["1xx", "2xx", "3xx", "4xx", "5xx", "other"].iter().zip(summary.statuses.classes());
    let classes = classes.map(|(class, n)| (String::from(*class), n.into()));
    let hour = |start: String, sums: &HourSums| {
        row![start, sums.requests, sums.bytes, sums.client_errors, sums.server_errors]
    };
    let earlier = summary.hours.earlier.iter().map(|sums| hour(String::from("earlier"), sums));
    let newest = summary.hours.newest.iter().map(|(start, sums)| hour(time::iso(*start), sums));
    let networks = networks::busy(summary).into_iter().take(top).map(|network| {
        row![network.prefix.to_string(), network.requests, network.clients, network.bytes]
    });
    let blocks = rank::blocks(summary);
    let pairs = rank::pairs(stream);
    let pairs =
        pairs.iter().take(top).map(|(pair, n)| row![pair.client.to_string(), &*pair.path, *n]);
    let paths = &summary.paths;
    let by_bytes = rank::ranked_by(paths, |sums| sums.bytes).into_iter().take(top);
    let not_found = rank::ranked_by(paths, |sums| sums.not_found).into_iter().take(top);
    let failed = rank::ranked_by(paths, |sums| sums.server_errors).into_iter().take(top);
    object! {
        "format" => 2,
        "files" => files.collect::<Vec<_>>(),
        "lines" => summary.lines,
        "requests" => summary.requests,
        "rejected" => summary.rejected(),
        "rejected_reasons" => Json::Object(reasons.collect()),
        "rejected_first" => rejected_first.collect::<Vec<_>>(),
        "outside" => summary.outside,
        "malformed" => summary.malformed,
        "first" => summary.first.map(time::iso),
        "last" => summary.last.map(time::iso),
        "bytes" => summary.bytes,
        "no_size" => summary.no_size,
        "methods" => Json::Object(methods.collect()),
        "statuses" => Json::Object(statuses.collect()),
        "classes" => Json::Object(classes.collect()),
        "hours" => earlier.chain(newest).collect::<Vec<_>>(),
        "clients" => table(&summary.clients, top, |addr, sums| {
            row![addr.to_string(), sums.requests, sums.bytes, sums.errors]
        }),
        "hosts" => counts(&summary.hosts, top),
        "proxied" => summary.proxied,
        "networks" => networks.collect::<Vec<_>>(),
        "not_public" => object! {
            "requests" => blocks.iter().map(|(_, n)| n).sum::<u64>(),
            "blocks" => blocks.iter().map(|(name, n)| row![*name, *n]).collect::<Vec<_>>(),
        },
        "denied" => denied(log, options),
        "routes" => routes(log, options),
        "vhosts" => counts(&summary.vhosts, top),
        "paths" => table(paths, top, |path, sums| {
            row![&**path, sums.requests, sums.bytes, sums.client_errors, sums.server_errors]
        }),
        "by_bytes" => by_bytes.map(|(path, sums)| row![&**path, sums.bytes, sums.requests]).collect::<Vec<_>>(),
        "not_found" => not_found.map(|(path, sums)| row![&**path, sums.not_found]).collect::<Vec<_>>(),
        "server_errors" => failed.map(|(path, sums)| row![&**path, sums.server_errors]).collect::<Vec<_>>(),
        "query_keys" => counts(&summary.query_keys, top),
        "repeated_query_requests" => summary.repeated_query,
        "referrers" => counts(&summary.referrers, top),
        "agents" => counts(&summary.agents, top),
        "pairs" => object! {
            "requests" => summary.requests - summary.malformed,
            "error" => stream.pairs_error(),
            "top" => pairs.collect::<Vec<_>>(),
        },
        "caches" => stream.hits().map(|hits| object! {
            "requests" => stream.replayed,
            "hits" => Json::Object(CAPACITIES.iter().zip(hits).map(|(capacity, hits)| {
                let hits = POLICIES.iter().zip(hits).map(|(name, n)| (String::from(*name), n.into()));
                (capacity.to_string(), Json::Object(hits.collect()))
            }).collect()),
        }),
    }
}

fn table<K: Hash + Eq + Ord, V: Sums>(
    table: &Table<K, V>,
    top: usize,
    row: impl Fn(&K, &V) -> Json,
) -> Json {
    let rows = rank::ranked(table).into_iter().take(top).map(|(key, sums)| row(key, sums));
    object! {
        "distinct" => table.distinct() as u64,
        "exact" => table.is_exact(),
        "error" => table.error(),
        "top" => rows.collect::<Vec<_>>(),
    }
}

fn counts<K: Hash + Eq + Ord + AsRef<str>>(counts: &Table<K, u64>, top: usize) -> Json {
    table(counts, top, |key, n| row![key.as_ref(), *n])
}

fn denied(log: &Log, options: &Options) -> Json {
    let Some(deny) = &options.deny else { return Json::Null };
    let ranges = rank::denied(&log.summary, deny);
    let top = ranges
        .iter()
        .take(options.top)
        .map(|(range, requests, clients)| row![rank::range_text(*range), *requests, *clients]);
    object! {
        "requests" => log.summary.denied.requests,
        "clients" => ranges.iter().map(|(_, _, clients)| clients).sum::<u64>(),
        "bytes" => log.summary.denied.bytes,
        "top" => top.collect::<Vec<_>>(),
    }
}

fn routes(log: &Log, options: &Options) -> Json {
    let Some(routes) = &options.settings.routes else { return Json::Null };
    let top = rank::routes(&log.summary, routes).into_iter().take(options.top);
    let top =
        top.map(|(name, traffic, clients)| row![name, traffic.requests, clients, traffic.bytes]);
    object! {
        "unrouted" => log.summary.unrouted.requests,
        "top" => top.collect::<Vec<_>>(),
    }
}
