//! Snippets of `boltons::ip` to copy, each of which checks itself: a guard against server-side
//! request forgery (SSRF), a block list, a route lookup, an allocator of free subnets.
//!
//! `cargo run --example ip`

use std::error::Error;
use std::net::{IpAddr, SocketAddr};

use boltons::ip::{self, IpPrefix, IpPrefixMap, IpSet, Ipv4Prefix, Ipv4PrefixPool, ParseOptions};

fn main() -> Result<(), Box<dyn Error>> {
    guard()?;
    block_list()?;
    routes()?;
    subnets()?;
    println!("all snippets hold");
    Ok(())
}

/// Returns the first address that may be connected to, of those to which an untrusted host name
/// resolved.
///
/// Connect to the address that this returns, not to the name: the name may resolve to something
/// else the next time. Do the same for each hop of a redirection.
fn reachable(resolved: &[SocketAddr]) -> Result<SocketAddr, Box<dyn Error>> {
    let mut refused = None;
    for addr in resolved {
        match ip::check_public_unicast(addr.ip()) {
            Ok(()) => return Ok(*addr),
            Err(error) => refused = Some(error),
        }
    }
    Err(refused.map_or_else(|| "no address".into(), Into::into))
}

fn guard() -> Result<(), Box<dyn Error>> {
    let metadata = "[::ffff:169.254.169.254]:80".parse()?;
    let public = "[2606:4700:4700::1111]:443".parse()?;
    assert_eq!(reachable(&[metadata, public])?, public);

    let error = reachable(&[metadata]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "::ffff:169.254.169.254 is not public: carries 169.254.169.254 (instance metadata of \
         AWS, Azure, Google Cloud, Oracle, OpenStack and others) as IPv4-mapped",
    );
    Ok(())
}

fn block_list() -> Result<(), Box<dyn Error>> {
    let list = "
        10.1.2.3/8                  # host bits are cut off
        192.0.2.0/255.255.255.0     # a netmask will do
        198.51.100.7-198.51.100.99  # or a range
        2001:db8::/32, 203.0.113.*
    ";
    let mut blocked: IpSet = ParseOptions::lenient().set(list)?;
    blocked.remove("10.20.0.0/16".parse::<IpPrefix>()?);

    // For many lookups.
    let blocked = blocked.freeze();
    let is_blocked = |text: &str| -> Result<bool, boltons::Error> {
        // An IPv4 client of a dual-stack socket has an IPv4-mapped address.
        Ok(blocked.contains(ip::parse_addr(text)?.to_canonical()))
    };
    assert!(is_blocked("10.9.8.7")?);
    assert!(!is_blocked("10.20.8.7")?);
    assert!(is_blocked("::ffff:198.51.100.8")?);
    assert!(is_blocked("2001:db8::1")?);
    assert!(!is_blocked("8.8.8.8")?);
    Ok(())
}

fn routes() -> Result<(), Box<dyn Error>> {
    let mut routes = IpPrefixMap::new();
    for (prefix, gateway) in [
        ("0.0.0.0/0", "upstream"),
        ("10.0.0.0/8", "office"),
        ("10.1.0.0/16", "lab"),
        ("2001:db8::/32", "tunnel"),
    ] {
        routes.insert(prefix.parse::<IpPrefix>()?, gateway);
    }
    let gateway = |text: &str| -> Result<Option<&str>, boltons::Error> {
        Ok(routes.lookup(ip::parse_addr(text)?).copied())
    };
    assert_eq!(gateway("10.1.2.3")?, Some("lab"));
    assert_eq!(gateway("10.2.3.4")?, Some("office"));
    assert_eq!(gateway("8.8.8.8")?, Some("upstream"));
    assert_eq!(gateway("2001:db8::1")?, Some("tunnel"));
    assert_eq!(gateway("2001:db9::1")?, None);

    // All that match, the shortest first.
    let addr = IpAddr::from([10, 1, 2, 3]);
    let all: Vec<String> = routes.covering(addr).map(|(prefix, _)| prefix.to_string()).collect();
    assert_eq!(all, ["0.0.0.0/0", "10.0.0.0/8", "10.1.0.0/16"]);
    Ok(())
}

fn subnets() -> Result<(), Box<dyn Error>> {
    const SITE: Ipv4Prefix = Ipv4Prefix::literal("10.0.0.0/16");
    let mut pool: Ipv4PrefixPool = [SITE].into_iter().collect();

    // The subnets that are already in use.
    pool.allocate_exact("10.0.0.0/24".parse()?)?;
    assert!(pool.allocate_exact("10.0.0.128/25".parse()?).unwrap_err().is_conflict());

    let servers = pool.allocate(22).ok_or("the site is full")?;
    let link = pool.allocate(31).ok_or("the site is full")?;
    assert_eq!(servers.to_string(), "10.0.4.0/22");
    assert_eq!(link.to_string(), "10.0.1.0/31");
    assert!(pool.allocate(15).is_none());

    pool.release(servers)?;
    pool.release(link)?;
    pool.release("10.0.0.0/24".parse()?)?;
    assert_eq!(pool.largest(), Some(16));
    Ok(())
}
