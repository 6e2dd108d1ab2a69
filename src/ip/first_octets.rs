//! [`FirstOctets`]: the octets with which the prefixes of a table start.

use core::net::IpAddr;

use super::ip_prefix::IpPrefix;

/// The first octets of the addresses in some prefixes, by family: most addresses start with none of
/// them, so that a table of prefixes need not be searched.
pub(super) struct FirstOctets {
    v4: [bool; 256],
    v6: [bool; 256],
}

impl FirstOctets {
    pub(super) const fn new() -> Self {
        Self { v4: [false; 256], v6: [false; 256] }
    }

    /// Adds the octets of a prefix.
    pub(super) const fn with(mut self, prefix: IpPrefix) -> Self {
        let (octet, len) = match prefix {
            IpPrefix::V4(prefix) => (prefix.first().octets()[0], prefix.prefix_len()),
            IpPrefix::V6(prefix) => (prefix.first().octets()[0], prefix.prefix_len()),
        };
        // A prefix shorter than an octet has several.
        let count = if len < 8 { 1 << (8 - len) } else { 1 };
        let mut i = octet as usize;
        while i < octet as usize + count {
            match prefix {
                IpPrefix::V4(_) => self.v4[i] = true,
                IpPrefix::V6(_) => self.v6[i] = true,
            }
            i += 1;
        }
        self
    }

    /// Whether a prefix may hold the address; if not, none does.
    #[inline]
    pub(super) fn may_hold(&self, addr: IpAddr) -> bool {
        match addr {
            IpAddr::V4(addr) => self.v4[usize::from(addr.octets()[0])],
            IpAddr::V6(addr) => self.v6[usize::from(addr.octets()[0])],
        }
    }
}
