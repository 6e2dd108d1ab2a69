//! The figures of a log, or of a part of it.
//!
//! A [`Summary`] is a commutative monoid: sums, a minimum, a maximum, tables of sums, the least
//! three rejected lines and the newest hours. While no table overflows, the parts of a log give the
//! same summary in whatever way it is split and in whatever order they are merged.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::ops::AddAssign;

use crate::line::Reason;
use crate::settings::Settings;
use crate::table::{Sums, Table};
use crate::time::{HOUR, Seconds};

/// The methods that have a count of their own: RFC 9110's, and PATCH of RFC 5789.
pub const METHODS: [&str; 9] =
    ["CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE"];

/// The hours that are kept apart.
const MAX_HOURS: usize = 10_000;

/// The rejected lines that are shown.
pub const SHOWN_REJECTED: usize = 3;

/// Requests, bytes and errors of a client.
#[derive(Clone, Copy, Debug, Default)]
pub struct ClientSums {
    pub requests: u64,
    pub bytes: u64,
    pub errors: u64,
}

impl Sums for ClientSums {
    fn count(&self) -> u64 {
        self.requests
    }

    fn add(&mut self, other: Self) {
        self.requests += other.requests;
        self.bytes = self.bytes.saturating_add(other.bytes);
        self.errors += other.errors;
    }
}

/// Requests, bytes and errors of a path.
#[derive(Clone, Copy, Debug, Default)]
pub struct PathSums {
    pub requests: u64,
    pub bytes: u64,
    pub client_errors: u64,
    pub server_errors: u64,
    /// Those with status 404.
    pub not_found: u64,
}

impl Sums for PathSums {
    fn count(&self) -> u64 {
        self.requests
    }

    fn add(&mut self, other: Self) {
        self.requests += other.requests;
        self.bytes = self.bytes.saturating_add(other.bytes);
        self.client_errors += other.client_errors;
        self.server_errors += other.server_errors;
        self.not_found += other.not_found;
    }
}

/// Requests and bytes.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Traffic {
    pub requests: u64,
    pub bytes: u64,
}

impl AddAssign for Traffic {
    fn add_assign(&mut self, other: Self) {
        self.requests += other.requests;
        self.bytes = self.bytes.saturating_add(other.bytes);
    }
}

/// What happened in an hour.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct HourSums {
    pub requests: u64,
    pub bytes: u64,
    pub client_errors: u64,
    pub server_errors: u64,
}

impl AddAssign for HourSums {
    fn add_assign(&mut self, other: Self) {
        self.requests += other.requests;
        self.bytes = self.bytes.saturating_add(other.bytes);
        self.client_errors += other.client_errors;
        self.server_errors += other.server_errors;
    }
}

/// The newest hours, each for itself, and all before them together.
///
/// An hour that so many newer ones have pushed out never comes back, so this does not depend on
/// the order of the lines.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Hours {
    pub newest: BTreeMap<Seconds, HourSums>,
    pub earlier: Option<HourSums>,
}

impl Hours {
    /// Adds to the hour that begins at `start`.
    pub fn add(&mut self, start: Seconds, sums: HourSums) {
        debug_assert_eq!(start.rem_euclid(HOUR), 0);
        *self.newest.entry(start).or_default() += sums;
        if self.newest.len() > MAX_HOURS {
            if let Some((_, oldest)) = self.newest.pop_first() {
                *self.earlier.get_or_insert_default() += oldest;
            }
        }
    }

    fn merge(&mut self, other: Self) {
        for (start, sums) in other.newest {
            self.add(start, sums);
        }
        if let Some(sums) = other.earlier {
            *self.earlier.get_or_insert_default() += sums;
        }
    }
}

/// Requests by status: 000 to 999, and those without.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Statuses(Box<[u64; 1001]>);

impl Default for Statuses {
    fn default() -> Self {
        Self(Box::new([0; 1001]))
    }
}

impl Statuses {
    const NONE: usize = 1000;

    pub fn count(&mut self, status: Option<u16>) {
        let at = status.map_or(Self::NONE, usize::from);
        if let Some(n) = self.0.get_mut(at) {
            *n += 1;
        }
    }

    /// Returns the statuses that occur, as the log writes them, with their requests.
    pub fn iter(&self) -> impl Iterator<Item = (String, u64)> {
        let some = self.0.iter().enumerate().filter(|(_, n)| **n > 0);
        some.map(|(status, n)| match status {
            Self::NONE => (String::from("-"), *n),
            _ => (format!("{status:03}"), *n),
        })
    }

    /// Returns the requests of 1xx to 5xx, and of all else.
    pub fn classes(&self) -> [u64; 6] {
        let mut classes = [0; 6];
        for (status, n) in self.0.iter().enumerate() {
            let class = if (100..600).contains(&status) { status / 100 - 1 } else { 5 };
            classes[class] += n;
        }
        classes
    }
}

/// One of the first rejected lines.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct RejectedLine {
    /// Which of the inputs, from 0.
    pub file: usize,
    /// Which of its lines, from 1.
    pub line: u64,
    /// The byte from 1 at which the field begins that does not fit.
    pub byte: usize,
    pub reason: Reason,
    /// What is wrong there, in words.
    pub message: String,
}

/// The figures of a log, or of a part of it; see the head of the file.
#[derive(Clone, Debug, Default)]
pub struct Summary {
    /// Lines read.
    pub lines: u64,
    /// Lines understood and inside the window.
    pub requests: u64,
    /// Lines understood and outside the window.
    pub outside: u64,
    /// Requests whose request line is malformed.
    pub malformed: u64,
    /// Requests whose client is one that a proxy named.
    pub proxied: u64,
    pub bytes: u64,
    /// Requests without a size.
    pub no_size: u64,
    pub first: Option<Seconds>,
    pub last: Option<Seconds>,
    pub reasons: [u64; Reason::ALL.len()],
    pub rejected_first: Vec<RejectedLine>,
    /// Rejected lines that begin with `{`.
    pub braces: u64,
    /// By place in [`METHODS`], and all others.
    pub methods: [u64; METHODS.len() + 1],
    pub statuses: Statuses,
    pub hours: Hours,
    pub clients: Table<IpAddr, ClientSums>,
    /// Requests from addresses.
    pub from_addresses: u64,
    pub hosts: Table<Box<str>, u64>,
    /// Requests from addresses that are not public, by the name of their block.
    pub not_public: BTreeMap<&'static str, u64>,
    pub denied: Traffic,
    /// By place in the names of the routes.
    pub routes: Vec<Traffic>,
    pub unrouted: Traffic,
    pub vhosts: Table<Box<str>, u64>,
    pub paths: Table<Box<str>, PathSums>,
    pub query_keys: Table<Box<str>, u64>,
    /// Requests in whose query a key occurs twice.
    pub repeated_query: u64,
    pub referrers: Table<Box<str>, u64>,
    pub agents: Table<Box<str>, u64>,
}

impl Summary {
    /// Creates a summary of nothing, whose tables hold as many keys as the settings say.
    pub fn new(settings: &Settings) -> Self {
        let limit = settings.max_distinct;
        Self {
            clients: Table::new(limit),
            hosts: Table::new(limit),
            vhosts: Table::new(limit),
            paths: Table::new(limit),
            query_keys: Table::new(limit),
            referrers: Table::new(limit),
            agents: Table::new(limit),
            ..Self::default()
        }
    }

    /// Returns the lines outside the grammar.
    pub fn rejected(&self) -> u64 {
        self.reasons.iter().sum()
    }

    /// Whether any line was understood.
    pub fn understood_any(&self) -> bool {
        self.requests + self.outside > 0
    }

    /// Notes the earliest and latest of the requests' times.
    pub fn note_time(&mut self, time: Seconds) {
        self.first = Some(self.first.map_or(time, |first| first.min(time)));
        self.last = Some(self.last.map_or(time, |last| last.max(time)));
    }

    /// Notes a rejected line, if it is among the first.
    pub fn note_rejected(&mut self, line: RejectedLine) {
        let at = self.rejected_first.partition_point(|other| *other < line);
        if at < SHOWN_REJECTED {
            self.rejected_first.insert(at, line);
            self.rejected_first.truncate(SHOWN_REJECTED);
        }
    }

    /// Adds all that is neither a table nor depends on the unit's place in the log.
    pub fn add_sums(&mut self, other: &mut Self) {
        self.lines += other.lines;
        self.requests += other.requests;
        self.outside += other.outside;
        self.malformed += other.malformed;
        self.proxied += other.proxied;
        self.bytes = self.bytes.saturating_add(other.bytes);
        self.no_size += other.no_size;
        other.first.into_iter().chain(other.last).for_each(|time| self.note_time(time));
        add_all(&mut self.reasons, &other.reasons);
        self.braces += other.braces;
        add_all(&mut self.methods, &other.methods);
        add_all(self.statuses.0.as_mut_slice(), other.statuses.0.as_slice());
        self.hours.merge(std::mem::take(&mut other.hours));
        self.from_addresses += other.from_addresses;
        for (name, requests) in &other.not_public {
            *self.not_public.entry(name).or_insert(0) += requests;
        }
        self.denied += other.denied;
        if self.routes.len() < other.routes.len() {
            self.routes.resize(other.routes.len(), Traffic::default());
        }
        self.routes.iter_mut().zip(&other.routes).for_each(|(sum, n)| *sum += *n);
        self.unrouted += other.unrouted;
        self.repeated_query += other.repeated_query;
    }
}

impl AddAssign for Summary {
    fn add_assign(&mut self, mut other: Self) {
        self.add_sums(&mut other);
        for line in other.rejected_first {
            self.note_rejected(line);
        }
        self.clients.merge(other.clients);
        self.hosts.merge(other.hosts);
        self.vhosts.merge(other.vhosts);
        self.paths.merge(other.paths);
        self.query_keys.merge(other.query_keys);
        self.referrers.merge(other.referrers);
        self.agents.merge(other.agents);
    }
}

fn add_all(sums: &mut [u64], other: &[u64]) {
    sums.iter_mut().zip(other).for_each(|(sum, n)| *sum += n);
}
