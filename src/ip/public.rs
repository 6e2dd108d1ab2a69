//! [`is_public_unicast`]: the public rule, which [`Guard`] applies when no other rule does.
//!
//! It denies by default. IPv4 is public outside special blocks and multicast; IPv6 is public only
//! inside `2000::/3`, and there outside special blocks. IPv4-mapped and well-known NAT64 addresses
//! are judged by the IPv4 address they embed. Every other embedding lies in a special block or
//! outside `2000::/3` and is denied, except ISATAP, which must pass both checks.

use core::fmt;
use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::guard::Guard;
use super::prefix::{Ipv4Prefix, Ipv6Prefix};
use super::special::{SpecialBlock, special};
use crate::error::Error;

/// IPv4 multicast (RFC 5771), which the registry of special-purpose addresses does not list.
const MULTICAST_V4: Ipv4Prefix = Ipv4Prefix::literal("224.0.0.0/4");
/// IPv6 multicast (RFC 4291).
const MULTICAST_V6: Ipv6Prefix = Ipv6Prefix::literal("ff00::/8");
/// IPv6 site-local unicast (deprecated by RFC 3879).
const SITE_LOCAL: Ipv6Prefix = Ipv6Prefix::literal("fec0::/10");
/// The space that IANA has assigned as global unicast (RFC 4291, registry of IPv6 address space).
const GLOBAL_UNICAST: Ipv6Prefix = Ipv6Prefix::literal("2000::/3");

/// The block for which an address is not public.
#[derive(Clone, Copy)]
pub(super) enum Block {
    Special(&'static SpecialBlock),
    Multicast,
    SiteLocal,
    /// Outside the space that IANA has assigned.
    Unassigned,
}

/// The block for which an IPv4 address is not public.
#[inline]
pub(super) fn block_v4(addr: Ipv4Addr) -> Option<Block> {
    if MULTICAST_V4.contains(addr) {
        return Some(Block::Multicast);
    }
    special(addr).map(Block::Special)
}

/// The block for which an IPv6 address is not public, whatever it carries.
#[inline]
pub(super) fn block_v6(addr: Ipv6Addr) -> Option<Block> {
    if let Some(block) = special(addr) {
        return Some(Block::Special(block));
    }
    if GLOBAL_UNICAST.contains(addr) {
        return None;
    }
    Some(if MULTICAST_V6.contains(addr) {
        Block::Multicast
    } else if SITE_LOCAL.contains(addr) {
        Block::SiteLocal
    } else {
        Block::Unassigned
    })
}

/// The guard without rules.
static OPEN: Guard = Guard::new();

/// Returns whether a server may connect to an address on behalf of an untrusted client: the guard
/// against server-side request forgery (SSRF), without rules.
///
/// The answer is that of [`Guard::new`]`().allows(addr)`. [`Guard`] also takes rules and judges
/// hosts, sockets and resolved names.
///
/// It denies by default. It returns `true` for ordinary unicast addresses of the Internet and no
/// others: no private, loopback, link-local, shared, documentation, benchmarking or reserved
/// address, no anycast address of a local gateway, no multicast, nothing outside `2000::/3`, no
/// [cloud endpoint](super::CLOUD_ENDPOINTS), and no IPv6 address that carries an IPv4 address for
/// which the answer is no. An IPv4-mapped or NAT64 (`64:ff9b::/96`) address is judged by the IPv4
/// address it carries; 6to4, Teredo and the other embeddings are denied whatever they carry.
///
/// It judges an address, not a name. The caller must
///
/// * check the address that it then connects to, not one that it resolved before: a name may
///   resolve to something else the next time (DNS rebinding);
/// * check each hop of a redirection;
/// * take the NAT64 prefix of the site, if it has one, into account: see [`Guard::nat64`].
///
/// Unassigned space inside `2000::/3` is not tracked.
///
/// Computes in **O(b)** time, with b the blocks of [`SPECIAL_BLOCKS`](super::SPECIAL_BLOCKS).
///
/// # Examples
///
/// ```
/// use boltons::ip::{is_public_unicast, parse_addr};
///
/// for allowed in ["1.1.1.1", "2606:4700:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"] {
///     assert!(is_public_unicast(parse_addr(allowed)?));
/// }
/// for denied in ["127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "::ffff:127.0.0.1"] {
///     assert!(!is_public_unicast(parse_addr(denied)?));
/// }
/// for denied in ["::127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "ff0e::1", "224.0.0.1"] {
///     assert!(!is_public_unicast(parse_addr(denied)?));
/// }
/// # Ok::<(), boltons::Error>(())
/// ```
#[must_use]
#[doc(alias = "ssrf")]
#[doc(alias = "is_private")]
pub fn is_public_unicast(addr: impl Into<IpAddr>) -> bool {
    OPEN.allows(addr)
}

/// Checks that an address passes [`is_public_unicast`], and returns the reason as an error if not.
///
/// Computes in **O(b)** time, with b the blocks of [`SPECIAL_BLOCKS`](super::SPECIAL_BLOCKS).
///
/// # Errors
///
/// `is_denied` if the address is not public.
///
/// # Examples
///
/// ```
/// use boltons::ip::{check_public_unicast, parse_addr};
///
/// check_public_unicast(parse_addr("1.1.1.1")?)?;
///
/// let error = check_public_unicast(parse_addr("64:ff9b::7f00:1")?).unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "64:ff9b::7f00:1 is not public: carries 127.0.0.1 (Loopback, RFC 1122) as NAT64",
/// );
/// assert!(error.is_denied());
/// # Ok::<(), boltons::Error>(())
/// ```
#[doc(alias = "ssrf")]
pub fn check_public_unicast(addr: impl Into<IpAddr>) -> Result<(), Error> {
    OPEN.check(addr)
}

impl fmt::Display for Block {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Special(SpecialBlock { prefix, name, rfc, .. }) => {
                write!(f, "inside {prefix} ({name}, {rfc})")
            }
            Self::Multicast => f.write_str("multicast"),
            Self::SiteLocal => write!(f, "inside {SITE_LOCAL} (site-local, RFC 3879)"),
            Self::Unassigned => write!(f, "outside {GLOBAL_UNICAST}"),
        }
    }
}
