//! [`Guard`]: the guard against server-side request forgery (SSRF), with rules.
//!
//! A verdict is found in this order, and the first line that applies decides:
//!
//! 1. a *deny* rule contains the address: denied;
//! 2. it is a *cloud endpoint*, unless those are ignored: denied;
//! 3. it stands for an IPv4 address (declared NAT64 prefix, IPv4-mapped, `64:ff9b::/96`): the
//!    verdict on that one, from 1. Every declared prefix that contains the address is checked and
//!    all must pass; if there is one, the well-known embeddings are not checked;
//! 4. an *allow* rule contains it: allowed; otherwise a closed guard denies, and an open one
//!    applies the public rule of [`public`](super::public);
//! 5. an address allowed by 4 that carries an IPv4 address in another way passes only if that
//!    address passes as well.
//!
//! So an IPv4 rule covers every form of that address, and an IPv6 rule never opens an IPv4 address.
//! Deny always wins over allow, because the order must not matter in a builder that several
//! modules add to; exceptions are subtracted with set operators. Cloud endpoints come before
//! allow because the usual way in is a broad allow rule, not a missing row.
//!
//! A verdict is a [`No`] on the stack. The [`Error`] is created on denial only, by
//! [`Guard::check`]; [`Guard::allows`] creates none.

use alloc::vec::Vec;
use core::fmt;
use core::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use super::cloud::{CloudEndpoint, cloud_endpoint};
use super::embed::{Embedding, embedded_ipv4, rfc6052_embed, rfc6052_extract};
use super::host::{Host, parse_host};
use super::ip_range::IpRange;
use super::prefix::Ipv6Prefix;
use super::public::{self, Block};
use super::set::IpSet;
use crate::error::{Error, Kind};

/// A guard against server-side request forgery (SSRF): rules for the addresses to which a server
/// may connect on behalf of an untrusted client.
///
/// Without rules it allows ordinary unicast addresses of the Internet and no others: no private,
/// loopback, link-local, shared, documentation, benchmarking or reserved address, no multicast,
/// nothing outside `2000::/3`, no [cloud endpoint](super::CLOUD_ENDPOINTS), and no IPv6 address
/// that carries an IPv4 address for which the answer is no. [`allow`](Self::allow) and
/// [`deny`](Self::deny) add rules; a deny rule always wins, whatever the order of the calls.
///
/// It checks the addresses of a connection where the connection is made:
/// [`connect_timeout`](Self::connect_timeout) resolves a name, checks, and connects to exactly the
/// addresses that it checked; [`check_all`](Self::check_all) does the middle step for other
/// resolvers. The module's documentation has recipes for tokio, reqwest, ureq and hyper-util and
/// the list of what a guard cannot do: see [SSRF checklist](super#ssrf-checklist).
///
/// Messages name addresses inside your network. Log them, and do not send them to the client.
///
/// # Examples
///
/// ```
/// use std::net::Ipv4Addr;
/// use boltons::ip::{Guard, IpPrefix};
///
/// static PUBLIC: Guard = Guard::new();
/// assert!(PUBLIC.allows(Ipv4Addr::new(1, 1, 1, 1)));
/// assert!(!PUBLIC.allows(Ipv4Addr::new(169, 254, 169, 254)));
///
/// // Our own services may be reached, but for one subnet.
/// let guard = Guard::new()
///     .allow(IpPrefix::literal("10.0.0.0/8"))
///     .deny(IpPrefix::literal("10.66.0.0/16"));
/// assert!(guard.allows(Ipv4Addr::new(10, 1, 2, 3)));
///
/// let error = guard.check(Ipv4Addr::new(10, 66, 0, 1)).unwrap_err();
/// assert_eq!(error.to_string(), "10.66.0.1 is denied: inside 10.66.0.0/16 (deny rule)");
/// assert!(error.is_denied());
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
#[doc(alias = "ssrf")]
#[doc(alias = "firewall")]
#[doc(alias = "access list")]
pub struct Guard {
    /// Both sets are canonical.
    allow: IpSet,
    deny: IpSet,
    /// Sorted, without repetition; each is a translation prefix of RFC 6052.
    nat64: Vec<Ipv6Prefix>,
    /// Sorted, without repetition; `None` allows all.
    ports: Option<Vec<u16>>,
    /// Whether cloud endpoints are denied.
    cloud: bool,
    /// Whether public addresses need no allow rule.
    open: bool,
}

/// Why an address is denied.
struct No {
    why: Why,
    /// The IPv4 address that is the reason, and how it is carried.
    carried: Option<(How, Ipv4Addr)>,
}

/// How an IPv6 address carries an IPv4 address.
#[derive(Clone, Copy)]
enum How {
    WellKnown(Embedding),
    /// Under a translation prefix that was declared to the guard.
    Own(Ipv6Prefix),
}

enum Why {
    /// A deny rule: the maximal range around the address.
    Rule(IpRange),
    Cloud(&'static CloudEndpoint),
    /// The public rule.
    Block(Block),
    /// The public rule, which denies not the IPv4 address that is carried, but the way of
    /// carrying it.
    Embedding,
    /// No allow rule of a closed guard.
    Unlisted,
    /// Bits 64 to 71 under a declared translation prefix are not zero.
    Malformed(Ipv6Prefix),
}

impl Guard {
    /// Creates a guard that allows public unicast addresses, as
    /// [`is_public_unicast`](super::is_public_unicast) does, and every port.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Guard, parse_addr};
    ///
    /// static GUARD: Guard = Guard::new();
    /// assert!(GUARD.allows(parse_addr("2606:4700:4700::1111")?));
    /// assert!(!GUARD.allows(parse_addr("::ffff:127.0.0.1")?));
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    pub const fn new() -> Self {
        Self {
            allow: IpSet::new(),
            deny: IpSet::new(),
            nat64: Vec::new(),
            ports: None,
            cloud: true,
            open: true,
        }
    }

    /// Creates a guard that allows only the addresses added by [`allow`](Self::allow).
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Guard, IpPrefix, parse_addr};
    ///
    /// let guard = Guard::closed().allow(IpPrefix::literal("192.0.2.0/24"));
    /// assert!(guard.allows(parse_addr("192.0.2.7")?));
    ///
    /// let error = guard.check(parse_addr("8.8.8.8")?).unwrap_err();
    /// assert_eq!(error.to_string(), "8.8.8.8 is denied: no allow rule holds it");
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    pub const fn closed() -> Self {
        let mut this = Self::new();
        this.open = false;
        this
    }

    /// Allows addresses, prefixes, ranges or sets of either family, even if they are not public.
    ///
    /// An IPv4 rule covers the address in every form (IPv4-mapped, NAT64, your own NAT64); an IPv6
    /// rule never opens an IPv4 address, so that `allow(::/0)` does not let `::ffff:127.0.0.1`
    /// through. Deny rules and cloud endpoints come first.
    ///
    /// Computes in **O(ranges)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Guard, IpPrefix, parse_addr};
    ///
    /// let guard = Guard::new().allow(IpPrefix::literal("100.64.0.0/10"));
    /// assert!(guard.allows(parse_addr("100.64.0.1")?));
    /// assert!(!guard.allows(parse_addr("100.100.100.200")?)); // Alibaba Cloud's metadata
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    #[doc(alias = "allowlist")]
    #[doc(alias = "whitelist")]
    pub fn allow(mut self, addrs: impl Into<IpSet>) -> Self {
        self.allow |= &addrs.into().to_canonical();
        self
    }

    /// Denies addresses, prefixes, ranges or sets of either family.
    ///
    /// A deny rule wins over every allow rule, including narrower ones. For an exception inside a
    /// denied block, subtract it: `guard.deny(&block - &exception)`.
    ///
    /// Computes in **O(ranges)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Guard, IpSet, parse_addr};
    ///
    /// let block: IpSet = "93.184.216.0/24".parse()?;
    /// let exception: IpSet = "93.184.216.7".parse()?;
    /// let guard = Guard::new().deny(&block - &exception);
    /// assert!(guard.allows(parse_addr("93.184.216.7")?));
    /// assert!(!guard.allows(parse_addr("::ffff:93.184.216.34")?));
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    #[doc(alias = "denylist")]
    #[doc(alias = "blocklist")]
    #[doc(alias = "blacklist")]
    pub fn deny(mut self, addrs: impl Into<IpSet>) -> Self {
        self.deny |= &addrs.into().to_canonical();
        self
    }

    /// Declares a NAT64 prefix of your network
    /// ([RFC 6052](https://www.rfc-editor.org/rfc/rfc6052)): an address in it is checked as the
    /// IPv4 address that it stands for.
    ///
    /// A translation prefix that is not declared looks like any public address, and leads to all of
    /// IPv4. To discover it, resolve `ipv4only.arpa` (RFC 7050).
    ///
    /// Computes in **O(n)** time in the prefixes added before.
    ///
    /// # Errors
    ///
    /// `is_invalid_argument` if the prefix is not a translation prefix, as
    /// [`rfc6052_embed`] has it.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Guard, Ipv6Prefix, parse_addr};
    ///
    /// let guard = Guard::new().nat64(Ipv6Prefix::literal("2a00:64::/96"))?;
    /// assert!(guard.allows(parse_addr("2a00:64::808:808")?));
    ///
    /// let error = guard.check(parse_addr("2a00:64::7f00:1")?).unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     "2a00:64::7f00:1 is not public: \
    ///      carries 127.0.0.1 (Loopback, RFC 1122) as NAT64 of 2a00:64::/96",
    /// );
    /// assert!(Guard::new().nat64(Ipv6Prefix::literal("2a00:64::/33")).is_err());
    /// # Ok::<(), boltons::Error>(())
    /// ```
    pub fn nat64(mut self, prefix: Ipv6Prefix) -> Result<Self, Error> {
        rfc6052_embed(prefix, Ipv4Addr::UNSPECIFIED)?;
        if let Err(at) = self.nat64.binary_search(&prefix) {
            self.nat64.insert(at, prefix);
        }
        Ok(self)
    }

    /// Allows only these ports, in addition to those of earlier calls; without a call, all ports
    /// are allowed.
    ///
    /// A server that may reach any public host on port 25 sends mail in your name. Port 0 stands
    /// for "not known yet" and always passes, as the resolvers of HTTP clients return it: check
    /// the port of the URL with [`check_port`](Self::check_port) there.
    ///
    /// Computes in **O(n log n)** time in the ports.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::net::SocketAddr;
    /// use boltons::ip::Guard;
    ///
    /// let guard = Guard::new().ports([80, 443]);
    /// guard.check_socket(SocketAddr::from(([1, 1, 1, 1], 443)))?;
    ///
    /// let error = guard.check_socket(SocketAddr::from(([1, 1, 1, 1], 22))).unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     "1.1.1.1:22 is denied: port 22 is not among the ports allowed",
    /// );
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    pub fn ports(mut self, ports: impl IntoIterator<Item = u16>) -> Self {
        let all = self.ports.get_or_insert_default();
        all.extend(ports);
        all.sort_unstable();
        all.dedup();
        self
    }

    /// Treats [cloud endpoints](super::CLOUD_ENDPOINTS) like any other address.
    ///
    /// Those in special blocks are then still denied unless a rule allows them; 168.63.129.16,
    /// which lies in public space, is allowed.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::net::Ipv4Addr;
    /// use boltons::ip::Guard;
    ///
    /// let azure = Ipv4Addr::new(168, 63, 129, 16);
    /// assert!(!Guard::new().allows(azure));
    /// assert!(Guard::new().ignore_cloud_endpoints().allows(azure));
    /// ```
    #[must_use]
    pub const fn ignore_cloud_endpoints(mut self) -> Self {
        self.cloud = false;
        self
    }

    /// Returns whether a server may connect to an address.
    ///
    /// Computes in **O(log ranges + b)** time, with b the blocks of
    /// [`SPECIAL_BLOCKS`](super::SPECIAL_BLOCKS).
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Guard, parse_addr};
    ///
    /// assert!(Guard::new().allows(parse_addr("64:ff9b::808:808")?));
    /// assert!(!Guard::new().allows(parse_addr("64:ff9b::7f00:1")?));
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    #[doc(alias = "is_private")]
    pub fn allows(&self, addr: impl Into<IpAddr>) -> bool {
        self.verdict(addr.into()).is_none()
    }

    /// Checks that a server may connect to an address, and returns the reason as an error if not.
    ///
    /// Computes in **O(log ranges + b)** time, with b the blocks of
    /// [`SPECIAL_BLOCKS`](super::SPECIAL_BLOCKS).
    ///
    /// # Errors
    ///
    /// `is_denied`, naming the address, the reason and the block.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Guard, parse_addr};
    ///
    /// Guard::new().check(parse_addr("1.1.1.1")?)?;
    ///
    /// let error = Guard::new().check(parse_addr("127.0.0.1")?).unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     "127.0.0.1 is not public: inside 127.0.0.0/8 (Loopback, RFC 1122)",
    /// );
    /// # Ok::<(), boltons::Error>(())
    /// ```
    pub fn check(&self, addr: impl Into<IpAddr>) -> Result<(), Error> {
        let addr = addr.into();
        match self.verdict(addr) {
            None => Ok(()),
            Some(no) => Err(denied(format_args!("{addr} {no}"))),
        }
    }

    /// Checks that a port is among those that [`ports`](Self::ports) allows; port 0 always passes.
    ///
    /// Computes in **O(log n)** time in the ports.
    ///
    /// # Errors
    ///
    /// `is_denied` if the port is not allowed.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::Guard;
    ///
    /// let guard = Guard::new().ports([443]);
    /// guard.check_port(443)?;
    ///
    /// let error = guard.check_port(22).unwrap_err();
    /// assert_eq!(error.to_string(), "port 22 is not among the ports allowed");
    /// # Ok::<(), boltons::Error>(())
    /// ```
    pub fn check_port(&self, port: u16) -> Result<(), Error> {
        if self.allows_port(port) {
            return Ok(());
        }
        Err(denied(format_args!("port {port} is not among the ports allowed")))
    }

    fn allows_port(&self, port: u16) -> bool {
        let Some(ports) = &self.ports else { return true };
        port == 0 || ports.binary_search(&port).is_ok()
    }

    /// Checks the address of a socket, then its port.
    ///
    /// Scope identifiers and flow labels are ignored. For the peer of a connection this check comes
    /// after the handshake, so it is a second line of defence.
    ///
    /// Computes in **O(log ranges + b)** time, with b the blocks of
    /// [`SPECIAL_BLOCKS`](super::SPECIAL_BLOCKS).
    ///
    /// # Errors
    ///
    /// `is_denied` if the address or the port is denied.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::net::SocketAddr;
    /// use boltons::ip::Guard;
    ///
    /// let guard = Guard::new().ports([443]);
    /// guard.check_socket(SocketAddr::from(([1, 1, 1, 1], 443)))?;
    /// assert!(guard.check_socket(SocketAddr::from(([127, 0, 0, 1], 443))).is_err());
    /// # Ok::<(), boltons::Error>(())
    /// ```
    pub fn check_socket(&self, addr: impl Into<SocketAddr>) -> Result<(), Error> {
        let addr = addr.into();
        self.check(addr.ip())?;
        let port = addr.port();
        if self.allows_port(port) {
            return Ok(());
        }
        let addr = SocketAddr::new(addr.ip(), port);
        Err(denied(format_args!("{addr} is denied: port {port} is not among the ports allowed")))
    }

    /// Checks the addresses to which a name resolved, all of which must pass, and returns them in
    /// the same order.
    ///
    /// Connect to these and do not resolve the name again. A public and a private address in one
    /// answer are the mark of DNS rebinding and hardly ever honest. If availability counts for
    /// more, see [`check_any`](Self::check_any).
    ///
    /// Computes in **O(n · (log ranges + b))** time, with b the blocks of
    /// [`SPECIAL_BLOCKS`](super::SPECIAL_BLOCKS).
    ///
    /// # Errors
    ///
    /// `is_denied` if an address or its port is denied, `is_not_found` if there is no address.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::net::SocketAddr;
    /// use boltons::ip::Guard;
    ///
    /// let good = SocketAddr::from(([1, 1, 1, 1], 443));
    /// let bad = SocketAddr::from(([10, 0, 0, 1], 443));
    /// assert_eq!(Guard::new().check_all([good])?, [good]);
    /// assert!(Guard::new().check_all([good, bad]).unwrap_err().is_denied());
    /// assert!(Guard::new().check_all([]).unwrap_err().is_not_found());
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[doc(alias = "dns rebinding")]
    pub fn check_all(
        &self,
        addrs: impl IntoIterator<Item = SocketAddr>,
    ) -> Result<Vec<SocketAddr>, Error> {
        let pass = |addr| self.check_socket(addr).map(|()| addr);
        let passed: Vec<_> = addrs.into_iter().map(pass).collect::<Result<_, _>>()?;
        if passed.is_empty() { Err(no_address()) } else { Ok(passed) }
    }

    /// Checks the addresses to which a name resolved, and returns those that pass, in the same
    /// order.
    ///
    /// This is as safe for the connection as [`check_all`](Self::check_all), but does not report
    /// that an answer also has denied addresses.
    ///
    /// Computes in **O(n · (log ranges + b))** time, with b the blocks of
    /// [`SPECIAL_BLOCKS`](super::SPECIAL_BLOCKS).
    ///
    /// # Errors
    ///
    /// If none passes, `is_denied` for the first, or `is_not_found` if there is no address.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::net::SocketAddr;
    /// use boltons::ip::Guard;
    ///
    /// let good = SocketAddr::from(([1, 1, 1, 1], 443));
    /// let bad = SocketAddr::from(([10, 0, 0, 1], 443));
    /// assert_eq!(Guard::new().check_any([bad, good])?, [good]);
    /// assert!(Guard::new().check_any([bad]).unwrap_err().is_denied());
    /// # Ok::<(), boltons::Error>(())
    /// ```
    pub fn check_any(
        &self,
        addrs: impl IntoIterator<Item = SocketAddr>,
    ) -> Result<Vec<SocketAddr>, Error> {
        let mut first = None;
        let mut passed = Vec::new();
        for addr in addrs {
            match self.check_socket(addr) {
                Ok(()) => passed.push(addr),
                Err(error) => first = first.or(Some(error)),
            }
        }
        if passed.is_empty() { Err(first.unwrap_or_else(no_address)) } else { Ok(passed) }
    }

    /// Parses the host of a URL as [`parse_host`] does, and checks it if it is an address.
    ///
    /// HTTP clients connect to literal addresses without asking their resolver, so a resolver that
    /// checks is not enough: call this with the host of each URL, redirects included. A name is
    /// checked after resolving, except `localhost` and names in it, which are denied unless a
    /// rule allows the loopback.
    ///
    /// Computes in **O(n)** time.
    ///
    /// # Errors
    ///
    /// `is_denied` if the host is an address that is denied, `is_syntax` if it is not a host.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{Guard, Host};
    ///
    /// let guard = Guard::new();
    /// assert_eq!(guard.check_host("example.com")?, Host::Name("example.com"));
    /// assert!(guard.check_host("[::ffff:7f00:1]").unwrap_err().is_denied());
    /// assert!(guard.check_host("0x7f.1").unwrap_err().is_syntax());
    ///
    /// let error = guard.check_host("localhost").unwrap_err();
    /// assert_eq!(error.to_string(), "localhost is not public: a name of the loopback (RFC 6761)");
    /// # Ok::<(), boltons::Error>(())
    /// ```
    pub fn check_host<'a>(&self, host: &'a str) -> Result<Host<'a>, Error> {
        let host = parse_host(host)?;
        match host {
            Host::Addr(addr) => self.check(addr)?,
            Host::Name(name) => {
                let may = self.allows(Ipv4Addr::LOCALHOST) || self.allows(Ipv6Addr::LOCALHOST);
                if !may && is_localhost(name) {
                    return Err(denied(format_args!(
                        "{name} is not public: a name of the loopback (RFC 6761)"
                    )));
                }
            }
        }
        Ok(host)
    }

    fn verdict(&self, addr: IpAddr) -> Option<No> {
        match addr {
            IpAddr::V4(addr) => self.verdict_v4(addr).map(|why| No { why, carried: None }),
            IpAddr::V6(addr) => self.verdict_v6(addr),
        }
    }

    /// Lines 1 and 2 of the order in the module's head.
    #[inline]
    fn always_denied(&self, addr: IpAddr) -> Option<Why> {
        if self.deny.contains(addr) {
            return self.deny.find(addr).map(Why::Rule);
        }
        if self.cloud { cloud_endpoint(addr).map(Why::Cloud) } else { None }
    }

    #[inline]
    fn verdict_v4(&self, addr: Ipv4Addr) -> Option<Why> {
        if let Some(why) = self.always_denied(addr.into()) {
            return Some(why);
        }
        if self.allow.contains(addr.into()) {
            return None;
        }
        if !self.open {
            return Some(Why::Unlisted);
        }
        public::block_v4(addr).map(Why::Block)
    }

    fn verdict_v6(&self, addr: Ipv6Addr) -> Option<No> {
        if let Some(why) = self.always_denied(addr.into()) {
            return Some(No { why, carried: None });
        }
        let carried = match self.by_own_prefixes(addr) {
            Some(verdict) => return verdict,
            None => embedded_ipv4(addr),
        };
        let judged = |(how, addr)| {
            self.verdict_v4(addr).map(|why| No { why, carried: Some((How::WellKnown(how), addr)) })
        };
        if let Some(pair @ (Embedding::Mapped | Embedding::Nat64, _)) = carried {
            return judged(pair);
        }
        if !self.allow.contains(addr.into()) {
            if !self.open {
                return Some(No { why: Why::Unlisted, carried: None });
            }
            if let Some(no) = public_v6(addr, carried) {
                return Some(no);
            }
        }
        carried.and_then(judged)
    }

    /// The verdict of the declared translation prefixes, if one contains the address.
    fn by_own_prefixes(&self, addr: Ipv6Addr) -> Option<Option<No>> {
        let mut held = false;
        for &prefix in self.nat64.iter().filter(|prefix| prefix.contains(addr)) {
            held = true;
            let Some(carried) = rfc6052_extract(prefix, addr) else {
                return Some(Some(No { why: Why::Malformed(prefix), carried: None }));
            };
            if let Some(why) = self.verdict_v4(carried) {
                return Some(Some(No { why, carried: Some((How::Own(prefix), carried)) }));
            }
        }
        held.then_some(None)
    }
}

/// The public rule for an address that does not lead to an IPv4 address by itself.
fn public_v6(addr: Ipv6Addr, carried: Option<(Embedding, Ipv4Addr)>) -> Option<No> {
    let block = public::block_v6(addr);
    if let Some(Block::Special(_)) = block {
        return block.map(|block| No { why: Why::Block(block), carried: None });
    }
    let Some((how, inner)) = carried else {
        return block.map(|block| No { why: Why::Block(block), carried: None });
    };
    // Of an embedding outside all special blocks the message names what is carried. In public
    // space that is ISATAP, which must pass both checks.
    let why = match (public::block_v4(inner), block) {
        (Some(inner), _) => Why::Block(inner),
        (None, Some(_)) => Why::Embedding,
        (None, None) => return None,
    };
    Some(No { why, carried: Some((How::WellKnown(how), inner)) })
}

/// Whether a name is that of the loopback, by RFC 6761.
fn is_localhost(name: &str) -> bool {
    const LOCALHOST: &[u8] = b"localhost";
    let Some(at) = name.len().checked_sub(LOCALHOST.len()) else { return false };
    let (labels, last) = name.as_bytes().split_at(at);
    last.eq_ignore_ascii_case(LOCALHOST) && matches!(labels, [] | [.., b'.'])
}

#[cold]
fn denied(what: fmt::Arguments<'_>) -> Error {
    Error::new(Kind::Denied, what)
}

#[cold]
fn no_address() -> Error {
    Error::new(Kind::NotFound, format_args!("no address"))
}

impl Default for Guard {
    /// The guard of [`new`](Self::new).
    fn default() -> Self {
        Self::new()
    }
}

/// The text after the address in a message.
impl fmt::Display for No {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.why {
            Why::Rule(_) | Why::Unlisted => "is denied: ",
            _ => "is not public: ",
        })?;
        let Some((how, addr)) = self.carried else {
            return match self.why {
                Why::Rule(range) => write!(f, "inside {} (deny rule)", Shortest(range)),
                Why::Cloud(CloudEndpoint { prefix, name, .. }) => {
                    write!(f, "inside {prefix} ({name})")
                }
                Why::Block(block) => write!(f, "{block}"),
                Why::Unlisted => f.write_str("no allow rule holds it"),
                Why::Malformed(prefix) => {
                    write!(f, "malformed under the NAT64 prefix {prefix}")
                }
                Why::Embedding => Ok(()),
            };
        };
        write!(f, "carries {addr} ")?;
        match self.why {
            Why::Rule(range) => write!(f, "(deny rule {}) ", Shortest(range))?,
            Why::Cloud(endpoint) => write!(f, "({}) ", endpoint.name)?,
            Why::Block(Block::Special(block)) => write!(f, "({}, {}) ", block.name, block.rfc)?,
            Why::Block(Block::Multicast) => f.write_str("(multicast) ")?,
            Why::Unlisted => f.write_str("(no allow rule holds it) ")?,
            Why::Block(Block::SiteLocal | Block::Unassigned)
            | Why::Malformed(_)
            | Why::Embedding => {}
        }
        match how {
            How::WellKnown(how) => write!(f, "as {how}"),
            How::Own(prefix) => write!(f, "as NAT64 of {prefix}"),
        }
    }
}

/// A range that prints as a prefix if it is one.
struct Shortest(IpRange);

impl fmt::Display for Shortest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.as_prefix() {
            Some(prefix) => write!(f, "{prefix}"),
            None => write!(f, "{}", self.0),
        }
    }
}
