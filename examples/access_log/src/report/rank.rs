//! Lists in order, for both reports.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::hash::Hash;
use std::net::IpAddr;

use boltons::ip::{IpRange, IpSet};
use boltons::iter::IterExt;

use crate::settings::Routes;
use crate::stream::{Pair, Stream};
use crate::summary::{Summary, Traffic};
use crate::table::{Sums, Table};

/// The keys of a table, the greatest counts first, keys in order among equals.
pub fn ranked<K: Hash + Eq + Ord, V: Sums>(table: &Table<K, V>) -> Vec<(&K, &V)> {
    ranked_by(table, V::count)
}

/// The keys of a table for which a sum is not 0, the greatest first.
pub fn ranked_by<K: Hash + Eq + Ord, V: Sums>(
    table: &Table<K, V>,
    by: impl Fn(&V) -> u64,
) -> Vec<(&K, &V)> {
    let mut all: Vec<(&K, &V)> = table.iter().filter(|(_, sums)| by(sums) > 0).collect();
    all.sort_unstable_by(|(a, x), (b, y)| by(y).cmp(&by(x)).then_with(|| a.cmp(b)));
    all
}

/// Requests by name, the greatest first.
pub fn blocks(summary: &Summary) -> Vec<(&'static str, u64)> {
    let mut blocks: Vec<_> = summary.not_public.iter().map(|(name, n)| (*name, *n)).collect();
    blocks.sort_by_key(|(name, n)| (Reverse(*n), *name));
    blocks
}

/// The ranges of a block list with their requests and clients, the greatest first.
pub fn denied(summary: &Summary, deny: &IpSet) -> Vec<(IpRange, u64, u64)> {
    let ranges: Vec<IpRange> = deny.ranges().collect();
    let sums = summary
        .clients
        .iter()
        .filter_map(|(addr, sums)| Some((range_of(&ranges, *addr)?, sums.requests)))
        .fold_by_key_in(
            HashMap::new(),
            |(range, _)| *range,
            |_| (0, 0),
            |(requests, clients), (_, n)| {
                *requests += n;
                *clients += 1;
            },
        );
    let mut sums: Vec<_> =
        sums.into_iter().map(|(at, (n, clients))| (ranges[at], n, clients)).collect();
    sums.sort_by_key(|(range, n, _)| (Reverse(*n), range.first()));
    sums
}

/// Which of the ranges, which are in order and apart, holds an address.
fn range_of(ranges: &[IpRange], addr: IpAddr) -> Option<usize> {
    let at = ranges.partition_point(|range| range.last() < addr);
    ranges.get(at).filter(|range| range.contains(addr)).map(|_| at)
}

/// A range as a prefix where it is one.
pub fn range_text(range: IpRange) -> String {
    match range.as_prefix() {
        Some(prefix) => prefix.to_string(),
        None => format!("{}-{}", range.first(), range.last()),
    }
}

/// Each route with its requests, bytes and clients, the greatest first.
pub fn routes<'a>(summary: &Summary, routes: &'a Routes) -> Vec<(&'a str, Traffic, u64)> {
    let mut clients = vec![0; routes.names().len()];
    for (addr, _) in summary.clients.iter() {
        if let Some(n) = routes.of(*addr).and_then(|route| clients.get_mut(route)) {
            *n += 1;
        }
    }
    let traffic = summary.routes.iter().copied().chain(std::iter::repeat(Traffic::default()));
    let names = routes.names().iter().map(String::as_str);
    let mut all: Vec<_> = names.zip(traffic).zip(clients).map(|((a, b), c)| (a, b, c)).collect();
    all.sort_by_key(|(name, traffic, _)| (Reverse(traffic.requests), *name));
    all
}

/// The pairs that are shown, the greatest first.
pub fn pairs(stream: &Stream) -> Vec<(&Pair, u64)> {
    let mut pairs = stream.pairs();
    pairs.sort_by(|(a, x), (b, y)| {
        y.cmp(x).then_with(|| a.client.cmp(&b.client)).then_with(|| a.path.cmp(&b.path))
    });
    pairs
}
