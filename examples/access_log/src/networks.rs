//! Networks: each address is counted in the smallest that has a share of the requests.

use std::net::IpAddr;

use boltons::ip::IpPrefix;
use boltons::iter::IterExt;

use crate::summary::{ClientSums, Summary};
use crate::table::Sums;

/// The prefix lengths of IPv4 and IPv6, the smallest networks first.
const LENGTHS: [(u8, u8); 3] = [(32, 64), (24, 48), (16, 32)];

/// A network that has at least 1 % of the requests of all addresses.
#[derive(Clone, Copy, Debug)]
pub struct Network {
    pub prefix: IpPrefix,
    pub requests: u64,
    pub clients: u64,
    pub bytes: u64,
}

/// Finds the networks, the busiest first.
///
/// Each address counts in one of them at most, so their shares add up, and a busy address, a busy
/// /24 and a crawler's /16 are each seen once.
pub fn busy(summary: &Summary) -> Vec<Network> {
    let least = summary.from_addresses.div_ceil(100).max(2);
    let mut rest: Vec<(IpAddr, ClientSums)> =
        summary.clients.iter().map(|(addr, sums)| (*addr, *sums)).collect();
    let mut busy = Vec::new();
    for (v4, v6) in LENGTHS {
        let network = |addr: IpAddr| {
            let len = if addr.is_ipv4() { v4 } else { v6 };
            // The lengths are those of the family.
            IpPrefix::truncated(addr, len).unwrap_or_else(|_| IpPrefix::host(addr))
        };
        let sums = rest.iter().fold_by_key_in(
            std::collections::HashMap::new(),
            |(addr, _)| network(*addr),
            |_| (0, ClientSums::default()),
            |(clients, sum), (_, sums)| {
                *clients += 1;
                sum.add(*sums);
            },
        );
        rest.retain(|(addr, _)| {
            sums.get(&network(*addr)).is_none_or(|(_, sum)| sum.requests < least)
        });
        let found = sums.into_iter().filter(|(_, (_, sum))| sum.requests >= least);
        busy.extend(found.map(|(prefix, (clients, sum))| Network {
            prefix,
            requests: sum.requests,
            clients,
            bytes: sum.bytes,
        }));
    }
    busy.sort_by_key(|network| (std::cmp::Reverse(network.requests), network.prefix));
    busy
}
