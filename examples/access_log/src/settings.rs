//! What decides how lines are read and which of them count.

use std::hash::RandomState;
use std::net::IpAddr;

use boltons::ip::IpPrefix;
use boltons::ip::{FrozenIpPrefixMap, FrozenIpSet};
use boltons::multimap::OrderedMultiMap;

use crate::time::Seconds;

/// The keys that a table may hold unless told otherwise.
pub const MAX_DISTINCT: usize = 50_000;

/// How lines are read and which of them count.
#[derive(Debug)]
pub struct Settings {
    /// Host names are rejected.
    pub strict: bool,
    pub trusted_proxies: Option<FrozenIpSet>,
    /// Requests from this time on.
    pub since: Option<Seconds>,
    /// Requests before this time.
    pub until: Option<Seconds>,
    pub deny: Option<FrozenIpSet>,
    pub routes: Option<Routes>,
    /// The keys a table may hold; 0 is no bound.
    pub max_distinct: usize,
    /// Whether requests are replayed on caches.
    pub caches: bool,
    /// Seeds the hashes of pairs, which decide nothing but speed.
    pub seed: RandomState,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            strict: false,
            trusted_proxies: None,
            since: None,
            until: None,
            deny: None,
            routes: None,
            max_distinct: MAX_DISTINCT,
            caches: true,
            seed: RandomState::new(),
        }
    }
}

/// Names of networks, found by the longest prefix.
#[derive(Debug)]
pub struct Routes {
    /// Each name once, in the order of the file.
    names: Vec<String>,
    table: FrozenIpPrefixMap<u32>,
}

impl Routes {
    /// Builds the table from the prefixes of each name.
    pub fn new(by_name: &OrderedMultiMap<String, IpPrefix>) -> Self {
        let names: Vec<String> = by_name.unique_keys().cloned().collect();
        let prefixes = names
            .iter()
            .zip(0..)
            .flat_map(|(name, id)| by_name.get_all(name).map(move |prefix| (*prefix, id)));
        let table: boltons::ip::IpPrefixMap<u32> = prefixes.collect();
        Self { names, table: table.freeze() }
    }

    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Returns which of the names the address has.
    pub fn of(&self, addr: IpAddr) -> Option<usize> {
        self.table.lookup(addr).map(|id| *id as usize)
    }
}
