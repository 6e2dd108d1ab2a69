//! Counting a unit: some megabytes of lines, read by one thread and without knowledge of the rest.
//!
//! While a unit is counted its keys are borrowed from its text, so that a line costs its look at
//! each table and no allocation. What comes of it, a [`Counted`], owns its keys, each written once.

use std::borrow::Cow;
use std::collections::hash_map::DefaultHasher;
use std::hash::{BuildHasher, Hash, Hasher};
use std::net::IpAddr;

use boltons::ip;
use boltons::iter::IndexMap;
use memchr::{memchr, memchr3};

use crate::forwarded;
use crate::line::{Client, Line, LineReader, MAX_LINE, Reason, Rejected};
use crate::message;
use crate::query::{self, Query};
use crate::settings::Settings;
use crate::summary::{
    ClientSums, HourSums, METHODS, PathSums, RejectedLine, SHOWN_REJECTED, Summary, Traffic,
};
use crate::table::Sums;
use crate::time::HOUR;

/// Keys longer than this are cut.
const MAX_KEY: usize = 256;

/// What one unit holds.
#[derive(Debug)]
pub struct Counted {
    /// Everything that is not a table; its rejected lines are numbered from the unit's first.
    pub sums: Summary,
    /// Each client with the hash of its name.
    pub clients: Vec<(Client<'static>, u64, ClientSums)>,
    /// Each path with the hash of its text. A text may come twice.
    pub paths: Vec<(Box<str>, u64, PathSums)>,
    pub vhosts: Vec<(Box<str>, u64)>,
    pub query_keys: Vec<(Box<str>, u64)>,
    pub referrers: Vec<(Box<str>, u64)>,
    pub agents: Vec<(Box<str>, u64)>,
    /// The well-formed requests, in their order.
    pub stream: Vec<Item>,
}

/// A well-formed request, as far as the order of requests counts.
#[derive(Clone, Copy, Debug)]
pub struct Item {
    /// The place of the client in [`Counted::clients`].
    pub client: u32,
    /// The place of the path in [`Counted::paths`].
    pub path: u32,
    /// The hash of a target that caches would keep.
    pub target: Option<u64>,
}

impl Counted {
    /// Adds it to a summary.
    ///
    /// `file` says which input the unit is of, and `lines` how many lines of that came before.
    pub fn add_to(mut self, summary: &mut Summary, file: usize, lines: u64) {
        summary.add_sums(&mut self.sums);
        for rejected in std::mem::take(&mut self.sums.rejected_first) {
            summary.note_rejected(RejectedLine { file, line: rejected.line + lines, ..rejected });
        }
        for (client, _, sums) in self.clients {
            match client {
                Client::Addr(addr) => summary.clients.add(addr, sums),
                Client::Name(name) => summary.hosts.add(name.into(), sums.requests),
            }
        }
        for (path, _, sums) in self.paths {
            summary.paths.add(path, sums);
        }
        let all = [
            (self.vhosts, &mut summary.vhosts),
            (self.query_keys, &mut summary.query_keys),
            (self.referrers, &mut summary.referrers),
            (self.agents, &mut summary.agents),
        ];
        for (counts, table) in all {
            counts.into_iter().for_each(|(key, n)| table.add(key, n));
        }
    }
}

/// Counts pieces of whole lines.
pub fn count(pieces: &[Vec<u8>], settings: &Settings) -> Counted {
    let mut unit = Unit::new(settings);
    for piece in pieces {
        let mut rest = piece.as_slice();
        while !rest.is_empty() {
            let end = memchr(b'\n', rest).unwrap_or(rest.len());
            let line = &rest[..end];
            unit.line(line.strip_suffix(b"\r").unwrap_or(line));
            rest = rest.get(end + 1..).unwrap_or_default();
        }
    }
    unit.finish()
}

/// A client of the unit.
#[derive(Debug)]
struct ClientEntry {
    sums: ClientSums,
    /// The places of its last referring site and agent: mostly those of its next request, too.
    referrer: u32,
    agent: u32,
}

const NONE: u32 = u32::MAX;

/// A path of the unit.
#[derive(Debug, Default)]
struct PathEntry {
    sums: PathSums,
    /// The hash of the target that is nothing but this path.
    target: u64,
}

struct Unit<'u> {
    settings: &'u Settings,
    reader: LineReader,
    sums: Summary,
    clients: IndexMap<Client<'u>, ClientEntry>,
    paths: IndexMap<&'u [u8], PathEntry>,
    vhosts: IndexMap<&'u [u8], u64>,
    query_keys: IndexMap<Box<str>, u64>,
    /// By the whole referer; many have the same site.
    sites: IndexMap<&'u [u8], u64>,
    agents: IndexMap<&'u [u8], u64>,
    stream: Vec<Item>,
    query: Query<'u>,
    hour: (i64, HourSums),
}

impl<'u> Unit<'u> {
    fn new(settings: &'u Settings) -> Self {
        Self {
            settings,
            reader: LineReader::new(settings.strict),
            sums: Summary::default(),
            clients: IndexMap::new(),
            paths: IndexMap::new(),
            vhosts: IndexMap::new(),
            query_keys: IndexMap::new(),
            sites: IndexMap::new(),
            agents: IndexMap::new(),
            stream: Vec::new(),
            query: Query::new(),
            hour: (0, HourSums::default()),
        }
    }

    fn line(&mut self, text: &'u [u8]) {
        self.sums.lines += 1;
        match self.reader.read(text) {
            Ok(line) => {
                let after = self.settings.since.is_none_or(|since| line.time >= since);
                if after && self.settings.until.is_none_or(|until| line.time < until) {
                    self.request(line);
                } else {
                    self.sums.outside += 1;
                }
            }
            Err(rejected) => self.reject(text, rejected),
        }
    }

    fn request(&mut self, line: Line<'u>) {
        let sums = &mut self.sums;
        sums.requests += 1;
        sums.note_time(line.time);
        sums.statuses.count(line.status);
        sums.no_size += u64::from(line.size.is_none());
        let bytes = line.size.unwrap_or(0);
        sums.bytes = sums.bytes.saturating_add(bytes);
        let client_error = u64::from(matches!(line.status, Some(400..500)));
        let server_error = u64::from(matches!(line.status, Some(500..600)));

        let hour = line.time.div_euclid(HOUR) * HOUR;
        if hour != self.hour.0 && self.hour.1.requests > 0 {
            self.sums.hours.add(self.hour.0, self.hour.1);
            self.hour.1 = HourSums::default();
        }
        self.hour.0 = hour;
        let (client_errors, server_errors) = (client_error, server_error);
        self.hour.1 += HourSums { requests: 1, bytes, client_errors, server_errors };

        if let Some(vhost) = line.vhost {
            *self.vhosts.entry(vhost).or_insert(0) += 1;
        }
        let client = match (line.client, &self.settings.trusted_proxies) {
            (Client::Addr(peer), Some(trusted)) => {
                let addr = forwarded::client(peer, line.forwarded_for, trusted, &self.reader);
                self.sums.proxied += u64::from(addr != peer);
                Client::Addr(addr)
            }
            (client, _) => client,
        };
        let entry = self.clients.entry(client);
        let at = entry.index();
        let client = entry.or_insert_with(|| ClientEntry {
            sums: ClientSums::default(),
            referrer: NONE,
            agent: NONE,
        });
        client.sums.add(ClientSums { requests: 1, bytes, errors: client_error + server_error });
        if let Some(site) = site(line.referer) {
            count_again(&mut self.sites, site, &mut client.referrer);
        }
        if !matches!(line.agent, b"" | b"-") {
            count_again(&mut self.agents, line.agent, &mut client.agent);
        }

        let Some(request) = line.request else {
            self.sums.malformed += 1;
            return;
        };
        let method = METHODS.iter().position(|name| name.as_bytes() == request.method);
        self.sums.methods[method.unwrap_or(METHODS.len())] += 1;
        let (path, query) = query::split(request.target);
        let entry = self.paths.entry(path);
        let path_at = entry.index();
        let entry =
            entry.or_insert_with(|| PathEntry { target: fixed_hash(path), ..PathEntry::default() });
        entry.sums.add(PathSums {
            requests: 1,
            bytes,
            client_errors,
            server_errors,
            not_found: u64::from(line.status == Some(404)),
        });
        let cached = self.settings.caches && matches!(request.method, b"GET" | b"HEAD");
        let target = cached.then(|| {
            let bare = path.len() == request.target.len();
            if bare { entry.target } else { fixed_hash(request.target) }
        });
        if let Some(query) = query {
            self.query(query);
        }
        // A unit has fewer lines than it has bytes.
        self.stream.push(Item { client: at as u32, path: path_at as u32, target });
    }

    fn query(&mut self, text: &'u [u8]) {
        query::read(text, &mut self.query);
        self.sums.repeated_query += u64::from(self.query.keys_len() < self.query.len());
        for key in self.query.keys() {
            let key = cut(key);
            match self.query_keys.get_mut(&*key) {
                Some(n) => *n += 1,
                None => drop(self.query_keys.insert(key.into(), 1)),
            }
        }
        self.query.clear();
        // One query of megabytes does not keep its room.
        if self.query.capacity() > 1024 {
            self.query = Query::new();
        }
    }

    #[cold]
    fn reject(&mut self, line: &[u8], Rejected { reason, byte }: Rejected) {
        self.sums.reasons[reason as usize] += 1;
        self.sums.braces += u64::from(line.trim_ascii_start().starts_with(b"{"));
        if self.sums.rejected_first.len() < SHOWN_REJECTED {
            let why = (reason == Reason::Client)
                .then(|| self.reader.why_no_address(line, byte))
                .flatten();
            let message = message::rejected(line, reason, byte, why.as_deref());
            let line = self.sums.lines;
            self.sums.note_rejected(RejectedLine { file: 0, line, byte, reason, message });
        }
    }

    fn finish(mut self) -> Counted {
        if self.hour.1.requests > 0 {
            self.sums.hours.add(self.hour.0, self.hour.1);
        }
        if let Some(routes) = &self.settings.routes {
            self.sums.routes = vec![Traffic::default(); routes.names().len()];
        }
        let seed = &self.settings.seed;
        let mut clients = Vec::with_capacity(self.clients.len());
        for (client, entry) in self.clients {
            let traffic = Traffic { requests: entry.sums.requests, bytes: entry.sums.bytes };
            judge(&client, traffic, self.settings, &mut self.sums);
            let hash = seed.hash_one(&client);
            clients.push((client.into_owned(), hash, entry.sums));
        }
        let paths = self.paths.into_iter().map(|(path, entry)| {
            let text = text(path);
            let hash = seed.hash_one(&*text);
            (text.into(), hash, entry.sums)
        });
        // Sites are equal but for case only here, where there are few of them.
        let mut referrers: IndexMap<Cow<'_, str>, u64> = IndexMap::new();
        for (site, n) in self.sites {
            *referrers.entry(lower_case(text(site))).or_insert(0) += n;
        }
        let plain = |counts: IndexMap<&[u8], u64>| {
            counts.into_iter().map(|(key, n)| (text(key).into(), n)).collect()
        };
        Counted {
            clients,
            paths: paths.collect(),
            vhosts: plain(self.vhosts),
            query_keys: self.query_keys.into_iter().collect(),
            referrers: referrers.into_iter().map(|(site, n)| (site.into(), n)).collect(),
            agents: plain(self.agents),
            stream: self.stream,
            sums: self.sums,
        }
    }
}

/// Counts a key of which the last one of the same client is mostly the same.
fn count_again<'u>(counts: &mut IndexMap<&'u [u8], u64>, key: &'u [u8], last: &mut u32) {
    if let Some((same, n)) = counts.get_index_mut(*last as usize) {
        if *same == key {
            *n += 1;
            return;
        }
    }
    let entry = counts.entry(key);
    *last = entry.index() as u32;
    *entry.or_insert(0) += 1;
}

/// Adds what the settings ask of a client's requests.
fn judge(client: &Client<'_>, traffic: Traffic, settings: &Settings, sums: &mut Summary) {
    let addr = match client {
        Client::Addr(addr) => Some(*addr),
        Client::Name(_) => None,
    };
    let route = settings.routes.as_ref().and_then(|routes| routes.of(addr?));
    match route.and_then(|route| sums.routes.get_mut(route)) {
        Some(sum) => *sum += traffic,
        None => sums.unrouted += traffic,
    }
    let Some(addr) = addr else { return };
    sums.from_addresses += traffic.requests;
    if settings.deny.as_ref().is_some_and(|deny| deny.contains(addr)) {
        sums.denied += traffic;
    }
    if let Some(block) = not_public(addr) {
        *sums.not_public.entry(block).or_insert(0) += traffic.requests;
    }
}

/// The name of the block that makes an address not public.
fn not_public(addr: IpAddr) -> Option<&'static str> {
    (!ip::is_public_unicast(addr)).then(|| match ip::special(addr) {
        Some(block) => block.name,
        None if addr.is_multicast() => "Multicast",
        None => "Other",
    })
}

/// The host that a referer names, as it stands.
fn site(referer: &[u8]) -> Option<&[u8]> {
    let mut rest = referer;
    loop {
        rest = &rest[memchr(b':', rest)? + 1..];
        if let Some(host) = rest.strip_prefix(b"//") {
            let end = memchr3(b'/', b'?', b'#', host).unwrap_or(host.len());
            if end > 0 {
                return Some(&host[..end]);
            }
        }
    }
}

/// A key as text, at most 256 bytes of it.
fn text(raw: &[u8]) -> Cow<'_, str> {
    match raw.get(..MAX_KEY) {
        Some(start) if raw.len() > MAX_KEY => {
            let mut text = String::from_utf8_lossy(start).into_owned();
            text.push('…');
            text.into()
        }
        _ => String::from_utf8_lossy(raw),
    }
}

/// A key that is text, at most 256 bytes of it, cut at a character's end.
fn cut(key: &str) -> Cow<'_, str> {
    if key.len() <= MAX_KEY {
        return key.into();
    }
    let end = (0..=MAX_KEY).rev().find(|at| key.is_char_boundary(*at)).unwrap_or(0);
    format!("{}…", &key[..end]).into()
}

fn lower_case(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.bytes().any(|byte| byte.is_ascii_uppercase()) {
        text.to_ascii_lowercase().into()
    } else {
        text
    }
}

/// A hash that is the same in every run, so that the caches' figures are a function of the input.
fn fixed_hash(target: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    target.hash(&mut hasher);
    hasher.finish()
}

const _: () = assert!(MAX_LINE < u32::MAX as usize);
