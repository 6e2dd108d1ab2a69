//! The figures, gathered batch by batch.

use std::collections::BTreeMap;
use std::net::IpAddr;

use boltons::ip::{IpPrefix, is_public_unicast};
use boltons::iter::{IndexMap, IterExt};
use boltons::strings::escape_controls_bytes;

use crate::line::{self, Reason, Request};
use crate::lines::LONGEST;
use crate::query;
use crate::replay::Replays;

/// How many rejected lines are shown, and how much of each.
const SHOWN: (u64, usize) = (3, 100);

/// What is known of the log so far.
pub struct Summary {
    pub requests: u64,
    pub rejected: u64,
    pub bytes: u64,
    /// Lines that did not parse, by reason.
    pub reasons: IndexMap<Reason, u64>,
    /// Requests of each client, in order of first appearance.
    pub clients: IndexMap<IpAddr, u64>,
    pub statuses: BTreeMap<u16, u64>,
    /// Occurrences of each query key, in order of first appearance.
    pub query_keys: IndexMap<String, u64>,
    pub repeated_query_requests: u64,
    pub replays: Replays,
    lines: u64,
}

impl Summary {
    pub fn new() -> Self {
        Self {
            requests: 0,
            rejected: 0,
            bytes: 0,
            reasons: IndexMap::new(),
            clients: IndexMap::new(),
            statuses: BTreeMap::new(),
            query_keys: IndexMap::new(),
            repeated_query_requests: 0,
            replays: Replays::new(),
            lines: 0,
        }
    }

    /// Counts a batch of lines.
    pub fn add(&mut self, batch: &[Vec<u8>]) {
        let mut requests = Vec::with_capacity(batch.len());
        for line in batch {
            self.lines += 1;
            let parsed =
                if line.len() > LONGEST { Err(Reason::TooLong) } else { line::parse(line) };
            match parsed {
                Ok(request) => requests.push(request),
                Err(reason) => self.reject(line, reason),
            }
        }
        self.count(&requests);
    }

    fn count(&mut self, requests: &[Request<'_>]) {
        let one = |n: &mut u64| *n += 1;
        self.requests += requests.len() as u64;
        self.bytes =
            requests.iter().fold(self.bytes, |sum, request| sum.saturating_add(request.size));
        // Each of these goes on counting in the map it is given.
        self.clients = requests.iter().fold_by_key_in(
            std::mem::take(&mut self.clients),
            |request| request.client,
            |_| 0,
            |n, _| one(n),
        );
        self.statuses = requests.iter().fold_by_key_in(
            std::mem::take(&mut self.statuses),
            |request| request.status,
            |_| 0,
            |n, _| one(n),
        );
        for request in requests {
            self.replays.request(request.target);
            let query = query::parse(request.target);
            if query.keys_len() < query.len() {
                self.repeated_query_requests += 1;
            }
            for key in query.keys() {
                // Only a key that was never seen is copied.
                match self.query_keys.get_mut(&**key) {
                    Some(n) => one(n),
                    None => drop(self.query_keys.insert(key.to_string(), 1)),
                }
            }
        }
    }

    fn reject(&mut self, line: &[u8], reason: Reason) {
        self.rejected += 1;
        *self.reasons.entry(reason).or_insert(0) += 1;
        if self.rejected <= SHOWN.0 {
            let shown = &line[..line.len().min(SHOWN.1)];
            let cut = if shown.len() < line.len() { "…" } else { "" };
            let shown = escape_controls_bytes(shown);
            eprintln!("rejected: line {} {}: {shown}{cut}", self.lines, reason.text());
        }
    }

    /// Requests of each /24, or /48 for IPv6, in order of first appearance.
    pub fn networks(&self) -> IndexMap<IpPrefix, u64> {
        self.clients.iter().fold_by_key(
            |(client, _)| network(**client),
            |_| 0,
            |sum: &mut u64, (_, requests)| *sum += requests,
        )
    }

    /// Requests from addresses that no host on the Internet can have.
    pub fn not_public(&self) -> u64 {
        self.clients.iter().filter(|(client, _)| !is_public_unicast(**client)).map(|(_, n)| n).sum()
    }
}

/// The network that an address is counted in.
fn network(client: IpAddr) -> IpPrefix {
    let len = if client.is_ipv4() { 24 } else { 48 };
    IpPrefix::truncated(client, len).unwrap_or_else(|_| IpPrefix::host(client))
}

/// The `k` entries with the greatest counts, the first to appear among equals.
pub fn top<K>(counts: &IndexMap<K, u64>, k: usize) -> Vec<(&K, u64)> {
    let mut entries: Vec<(&K, u64)> = counts.iter().map(|(key, n)| (key, *n)).collect();
    // The sort is stable, and the map is in order of first appearance.
    entries.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    entries.truncate(k);
    entries
}
