//! A cookbook of `boltons::ip`: functions to copy, each of which does one task and checks itself.
//! `cargo run --example ip`
//!
//! | Task | Function |
//! |---|---|
//! | Is this address in a CIDR block? | [`ip_in_cidr`] |
//! | Network, broadcast, netmask, hosts of a block | [`network_and_broadcast`] |
//! | Split a block into subnets, find its supernet | [`subnets`] |
//! | The smallest subnet for n hosts | [`subnet_for_hosts`] |
//! | Merge adjacent and overlapping blocks | [`cidr_merge`] |
//! | First and last address to CIDR blocks | [`range_to_cidrs`] |
//! | One block minus another | [`cidr_exclude`] |
//! | A block list from a text, for many lookups | [`block_list`] |
//! | A list with mistakes: the good lines, and the numbers of the bad ones | [`lines_with_mistakes`] |
//! | Two lists: union, what is in one only | [`set_operations`] |
//! | A routing table: the longest matching prefix | [`longest_prefix_match`] |
//! | Which blocks of a table contain this one, or lie inside it? | [`covering_and_covered`] |
//! | Country or provider of an address | [`ip_to_country`] |
//! | Free subnets, allocated and released | [`allocate_subnets`] |
//! | May the server connect there? (SSRF) | [`ssrf_guard`] |
//! | Private, loopback, link-local: what is this block? | [`is_private`] |
//! | IPv4-mapped addresses of dual-stack sockets | [`ipv4_mapped`] |
//! | Names of reverse DNS (PTR) and their zones | [`reverse_dns`] |
//! | Loose input: `10.1`, leading zeros, masks | [`loose_input`] |
//! | `192.168.1.0/24` written as wildcards or for nmap | [`wildcards`] |
//! | MAC addresses in all spellings, and their IPv6 addresses | [`mac_address`] |

use std::error::Error;
use std::net::{IpAddr, SocketAddr};

use boltons::ip::{
    self, Glob, Guard, IpPrefix, IpPrefixMap, IpRange, IpRangeMap, IpSet, Ipv4Prefix,
    Ipv4PrefixPool, Ipv4Range, MacAddr, MacStyle, NmapPattern, ParseOptions,
};

type Outcome = Result<(), Box<dyn Error>>;

fn main() -> Outcome {
    ip_in_cidr()?;
    network_and_broadcast()?;
    subnets()?;
    subnet_for_hosts();
    cidr_merge()?;
    range_to_cidrs()?;
    cidr_exclude()?;
    block_list()?;
    lines_with_mistakes();
    set_operations()?;
    longest_prefix_match()?;
    covering_and_covered()?;
    ip_to_country()?;
    allocate_subnets()?;
    ssrf_guard()?;
    is_private()?;
    ipv4_mapped()?;
    reverse_dns()?;
    loose_input()?;
    wildcards()?;
    mac_address()?;
    println!("all snippets hold");
    Ok(())
}

/// Parses an address.
fn addr(text: &str) -> Result<IpAddr, boltons::Error> {
    ip::parse_addr(text)
}

/// The texts of some values.
fn texts<T: ToString>(items: impl IntoIterator<Item = T>) -> Vec<String> {
    items.into_iter().map(|item| item.to_string()).collect()
}

/// Tells whether an address lies in a block; either family.
fn ip_in_cidr() -> Outcome {
    let block: IpPrefix = "10.0.0.0/8".parse()?;
    assert!(block.contains("10.1.2.3".parse()?));
    assert!(!block.contains("11.1.2.3".parse()?));
    assert!(!block.contains("::1".parse()?));

    // Strict: host bits after the length are an error, since they are mostly a mistake.
    let error = "10.1.2.3/8".parse::<IpPrefix>().unwrap_err();
    assert!(error.to_string().contains("10.0.0.0/8"));
    assert_eq!(IpPrefix::truncated("10.1.2.3".parse()?, 8)?, block);
    Ok(())
}

/// Reads the parts of a block.
fn network_and_broadcast() -> Outcome {
    let block: Ipv4Prefix = "192.0.2.64/26".parse()?;
    assert_eq!(block.first().to_string(), "192.0.2.64");
    assert_eq!(block.last().to_string(), "192.0.2.127");
    assert_eq!(block.netmask().to_string(), "255.255.255.192");
    assert_eq!(block.size(), 64);
    assert_eq!(block.hosts().count(), 62);
    Ok(())
}

/// Splits a block, and walks up from it.
fn subnets() -> Outcome {
    let site = Ipv4Prefix::literal("10.0.0.0/22");
    assert_eq!(
        texts(site.subnets(24)?),
        ["10.0.0.0/24", "10.0.1.0/24", "10.0.2.0/24", "10.0.3.0/24"],
    );
    assert_eq!(site.supernet(16), Some(Ipv4Prefix::literal("10.0.0.0/16")));
    Ok(())
}

/// Finds the length of the smallest subnet that has so many hosts.
fn subnet_for_hosts() {
    assert_eq!(Ipv4Prefix::len_for_hosts(10), Some(28));
    assert_eq!(Ipv4Prefix::len_for_hosts(2), Some(31)); // RFC 3021
    assert_eq!(Ipv4Prefix::len_for_hosts(1 << 32), None);
}

/// Joins blocks into the fewest that cover the same addresses.
fn cidr_merge() -> Outcome {
    let blocks: Vec<Ipv4Prefix> = ["10.0.0.0/25", "10.0.0.128/25", "10.0.0.7/32", "10.0.1.0/24"]
        .into_iter()
        .map(str::parse)
        .collect::<Result<_, _>>()?;
    assert_eq!(texts(ip::aggregate(blocks)), ["10.0.0.0/23"]);
    Ok(())
}

/// Converts first and last address into blocks.
fn range_to_cidrs() -> Outcome {
    let range: IpRange = "192.0.2.5-192.0.2.10".parse()?;
    assert_eq!(
        texts(range.prefixes()),
        ["192.0.2.5/32", "192.0.2.6/31", "192.0.2.8/31", "192.0.2.10/32"]
    );
    Ok(())
}

/// Cuts one block out of another.
fn cidr_exclude() -> Outcome {
    let site = Ipv4Prefix::literal("10.0.0.0/22");
    let lab: Ipv4Prefix = "10.0.1.0/24".parse()?;
    assert_eq!(texts(site.exclude(lab)), ["10.0.0.0/24", "10.0.2.0/23"]);
    Ok(())
}

/// Reads a block list as people write it, and looks addresses up.
fn block_list() -> Outcome {
    let list = "
        ; comments of all kinds
        10.1.2.3/8                    # host bits are cut off
        192.0.2.0/255.255.255.0       # a netmask
        198.51.100.7 - 198.51.100.99  // a range as registries print it
        2001:db8::/32, 203.0.113.*
    ";
    let mut blocked: IpSet = ParseOptions::lenient().set(list)?;
    blocked.remove("10.20.0.0/16".parse::<IpPrefix>()?);

    // For many lookups.
    let blocked = blocked.freeze();
    let is_blocked = |text: &str| -> Result<bool, boltons::Error> {
        // An IPv4 client of a dual-stack socket has an IPv4-mapped address.
        Ok(blocked.contains(addr(text)?.to_canonical()))
    };
    assert!(is_blocked("10.9.8.7")?);
    assert!(!is_blocked("10.20.8.7")?);
    assert!(is_blocked("::ffff:198.51.100.8")?);
    assert!(is_blocked("2001:db8::1")?);
    assert!(!is_blocked("8.8.8.8")?);
    Ok(())
}

/// Keeps the good items of a list and reports the lines of the others.
fn lines_with_mistakes() {
    let list = "192.0.2.0/25 ; SBL1\n192.0.2.300\n2001:db8::/32\n";
    let mut mistakes = Vec::new();
    let good: IpSet = ParseOptions::lenient()
        .items(list)
        .filter_map(|(line, item)| item.map_err(|error| mistakes.push((line, error))).ok())
        .collect();
    assert_eq!(good.range_count(), 2);
    assert_eq!(mistakes[0].0, 2);
    assert!(mistakes[0].1.to_string().starts_with("octet 4 exceeds 255"));
}

/// Compares two lists.
fn set_operations() -> Outcome {
    let old: IpSet = "10.0.0.0/8, 192.0.2.0/24".parse()?;
    let new: IpSet = "10.0.0.0/9, 192.0.2.0/24, ::1".parse()?;
    assert_eq!((&new - &old).to_string(), "::1");
    assert_eq!((&old - &new).to_string(), "10.128.0.0/9");
    assert_eq!((&old | &new).range_count(), 3);
    assert!((&old & &new).contains("192.0.2.1".parse()?));
    Ok(())
}

/// Finds the route of an address: the longest prefix that contains it.
fn longest_prefix_match() -> Outcome {
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
        Ok(routes.lookup(addr(text)?).copied())
    };
    assert_eq!(gateway("10.1.2.3")?, Some("lab"));
    assert_eq!(gateway("10.2.3.4")?, Some("office"));
    assert_eq!(gateway("8.8.8.8")?, Some("upstream"));
    assert_eq!(gateway("2001:db8::1")?, Some("tunnel"));
    assert_eq!(gateway("2001:db9::1")?, None);

    // A table that no longer changes is smaller and faster.
    let routes = routes.freeze();
    assert_eq!(routes.lookup(IpAddr::from([10, 1, 2, 3])), Some(&"lab"));
    Ok(())
}

/// Finds the stored blocks around another, inside it, and directly below it.
fn covering_and_covered() -> Outcome {
    let table: IpPrefixMap<()> = ["10.0.0.0/8", "10.1.0.0/16", "10.1.2.0/24", "10.2.0.0/16"]
        .into_iter()
        .map(|text| Ok((text.parse()?, ())))
        .collect::<Result<_, boltons::Error>>()?;
    let of: IpPrefix = "10.1.2.0/24".parse()?;
    let around = table.covering(of).map(|(prefix, ())| prefix);
    assert_eq!(texts(around), ["10.0.0.0/8", "10.1.0.0/16", "10.1.2.0/24"]);

    let by: IpPrefix = "10.1.0.0/16".parse()?;
    let inside = table.covered(by).map(|(prefix, ())| prefix);
    assert_eq!(texts(inside), ["10.1.0.0/16", "10.1.2.0/24"]);

    let by: IpPrefix = "10.0.0.0/8".parse()?;
    let children = table.children(by).map(|(prefix, ())| prefix);
    assert_eq!(texts(children), ["10.1.0.0/16", "10.2.0.0/16"]);
    Ok(())
}

/// Looks up a table of first address, last address and value, as GeoIP data comes.
fn ip_to_country() -> Outcome {
    let csv = "192.0.2.0,192.0.2.127,AA\n192.0.2.128,192.0.2.255,BB\n2001:db8::,2001:db8::ff,AA\n";
    let mut rows = Vec::new();
    for line in csv.lines() {
        let [first, last, country] = line.split(',').collect::<Vec<_>>()[..] else {
            return Err("three columns are expected".into());
        };
        rows.push((IpRange::new(first.parse()?, last.parse()?)?, country));
    }
    // Ranges that overlap are an error here; `collect` lets later ones win.
    let countries = IpRangeMap::try_from_disjoint(rows)?;
    assert_eq!(countries.lookup("192.0.2.200".parse()?), Some(&"BB"));
    assert_eq!(countries.lookup("2001:db8::1".parse()?), Some(&"AA"));
    assert_eq!(countries.lookup("198.51.100.1".parse()?), None);
    Ok(())
}

/// Allocates subnets of a site, and releases them.
fn allocate_subnets() -> Outcome {
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

/// Judges the addresses to which an untrusted host name resolved. `examples/guard.rs` connects.
fn ssrf_guard() -> Outcome {
    let guard = Guard::new().ports([80, 443]);
    let public: SocketAddr = "[2606:4700:4700::1111]:443".parse()?;
    let metadata: SocketAddr = "[::ffff:169.254.169.254]:80".parse()?;
    assert_eq!(guard.check_all([public])?, [public]);
    // One denied address denies the answer: it is the mark of DNS rebinding.
    let error = guard.check_all([public, metadata]).unwrap_err();
    assert!(error.is_denied());
    assert!(error.to_string().contains("carries 169.254.169.254"));

    // Hosts of URLs: literals never reach a resolver, and numbers in disguise are errors.
    assert!(guard.check_host("[::1]").is_err());
    assert!(guard.check_host("0x7f.1").is_err());
    assert!(guard.check_host("example.com").is_ok());
    Ok(())
}

/// Asks IANA's registries of special-purpose addresses.
fn is_private() -> Outcome {
    let block = ip::special(addr("172.20.1.2")?).ok_or("it is in the registry")?;
    assert_eq!(block.name, "Private-Use");
    assert_eq!(block.prefix.to_string(), "172.16.0.0/12");
    assert!(ip::special(addr("8.8.8.8")?).is_none());
    assert!(ip::is_global(addr("8.8.8.8")?));
    assert!(!ip::is_global(addr("fe80::1")?));
    Ok(())
}

/// Makes rules and addresses comparable where IPv4 comes as `::ffff:a.b.c.d`.
fn ipv4_mapped() -> Outcome {
    let rules: IpSet = "::ffff:10.0.0.0/104".parse()?;
    let peer: IpAddr = "::ffff:10.1.2.3".parse()?;
    assert!(rules.to_canonical().contains(peer.to_canonical()));
    assert_eq!(peer.to_canonical().to_string(), "10.1.2.3");
    Ok(())
}

/// Converts addresses into PTR names and back, and blocks into the zones to delegate.
fn reverse_dns() -> Outcome {
    let name = ip::reverse_name(addr("192.0.2.5")?);
    assert_eq!(name.as_str(), "5.2.0.192.in-addr.arpa");
    assert_eq!(ip::parse_reverse_name(&name)?.to_string(), "192.0.2.5/32");
    let zones = ip::reverse_zones("192.0.2.0/23".parse::<IpPrefix>()?);
    assert_eq!(texts(zones), ["2.0.192.in-addr.arpa", "3.0.192.in-addr.arpa"]);
    // Less than a /24: RFC 2317.
    let zone = ip::rfc2317_zone("192.0.2.64/26".parse()?);
    assert_eq!(zone.as_deref(), Some("64/26.2.0.192.in-addr.arpa"));
    Ok(())
}

/// Reads what people type, with a switch for each liberty.
fn loose_input() -> Outcome {
    let lenient = ParseOptions::lenient();
    assert_eq!(lenient.prefix(" 10.1.2.3/255.0.0.0 ")?.to_string(), "10.0.0.0/8");
    assert_eq!(lenient.prefix("10.1.2.3")?.to_string(), "10.1.2.3/32");
    assert_eq!(lenient.partial_nets(true).prefix("172.20")?.to_string(), "172.20.0.0/16");
    // What C libraries take: octal, hexadecimal, fewer parts.
    assert_eq!(ParseOptions::new().inet_aton(true).addr("0x7f.1")?.to_string(), "127.0.0.1");
    // Strict otherwise: is 010 eight or ten?
    assert!(ip::parse_addr("010.0.0.1").is_err());
    Ok(())
}

/// Reads patterns over octets.
fn wildcards() -> Outcome {
    let glob: Glob = "192.168.0-1.*".parse()?;
    assert_eq!(Ipv4Range::from(glob).to_string(), "192.168.0.0-192.168.1.255");
    let targets: NmapPattern = "192.168.0,1.1-3".parse()?;
    assert_eq!(targets.addrs().count(), 6);
    Ok(())
}

/// Reads and writes hardware addresses, and the IPv6 addresses made from them.
fn mac_address() -> Outcome {
    let addr: MacAddr = "00-1B-77-49-54-FD".parse()?;
    for text in ["00:1b:77:49:54:fd", "001b.7749.54fd", "001b-7749-54fd", "001B774954FD"] {
        assert_eq!(text.parse::<MacAddr>()?, addr);
    }
    assert_eq!(addr.format(MacStyle::Dot).to_string(), "001b.7749.54fd");
    let interface = addr.slaac("2001:db8::/64".parse()?)?;
    assert_eq!(interface.to_string(), "2001:db8::21b:77ff:fe49:54fd");
    assert_eq!(MacAddr::from_ipv6(interface), Some(addr));
    Ok(())
}
