//! Interfaces: the type that keeps host bits.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use boltons::ip::{IpInterface, IpPrefix, Ipv4Interface, Ipv4Prefix, Ipv6Interface};

use super::support::{Of, fails, texts};

#[test]
fn parts_of_an_interface() {
    let eth0: Ipv4Interface = "192.0.2.7/24".parse().unwrap();
    assert_eq!((eth0.addr(), eth0.prefix_len()), (Ipv4Addr::new(192, 0, 2, 7), 24));
    assert_eq!(eth0.prefix().to_string(), "192.0.2.0/24");
    assert_eq!(eth0.netmask(), Ipv4Addr::new(255, 255, 255, 0));
    assert_eq!(eth0.hostmask(), Ipv4Addr::new(0, 0, 0, 255));
    assert_eq!(eth0.text(), "192.0.2.7/24");
    let mixed = IpInterface::from(eth0);
    assert_eq!((mixed.addr(), mixed.prefix_len()), (IpAddr::from([192, 0, 2, 7]), 24));
    assert_eq!(mixed.prefix(), "192.0.2.0/24".parse().unwrap());
    assert_eq!(mixed.netmask(), IpAddr::from([255, 255, 255, 0]));
    assert!(mixed.is_ipv4() && !mixed.is_ipv6());
}

#[test]
fn lengths_at_the_ends() {
    let host: Ipv6Interface = Ipv6Addr::LOCALHOST.into();
    assert_eq!(host.to_string(), "::1/128");
    let all: Ipv4Interface = "255.255.255.255/0".parse().unwrap();
    assert_eq!(all.prefix(), Ipv4Prefix::ALL);
    assert_eq!(all.to_string(), "255.255.255.255/0");
    fails(Ipv4Interface::new(Ipv4Addr::LOCALHOST, 33), "prefix length 33 exceeds 32", Of::Argument);
    fails(
        IpInterface::new(Ipv6Addr::LOCALHOST.into(), 129),
        "prefix length 129 exceeds 128",
        Of::Argument,
    );
    fails(
        "192.0.2.7".parse::<Ipv4Interface>(),
        r#"missing prefix length (did you mean 192.0.2.7/32?) while parsing "192.0.2.7" at byte 9"#,
        Of::Syntax(9),
    );
    fails(
        "::1/129".parse::<IpInterface>(),
        r#"prefix length 129 exceeds 128 while parsing "::1/129" at byte 4"#,
        Of::OutOfRange(4),
    );
}

#[test]
fn sorts_by_prefix_then_address() {
    let mut all: Vec<IpInterface> = ["10.0.0.9/8", "::1/64", "10.0.0.1/24", "10.0.0.1/8"]
        .iter()
        .map(|s| s.parse().unwrap())
        .collect();
    all.sort();
    assert_eq!(texts(&all), ["10.0.0.1/8", "10.0.0.9/8", "10.0.0.1/24", "::1/64"]);
}

#[test]
fn conversions() {
    let prefix: IpPrefix = "10.0.0.0/8".parse().unwrap();
    let interface = IpInterface::from(prefix);
    assert_eq!(interface.to_string(), "10.0.0.0/8");
    assert_eq!(
        Ipv4Interface::try_from(interface).unwrap().prefix(),
        Ipv4Prefix::literal("10.0.0.0/8")
    );
    fails(
        Ipv6Interface::try_from(interface),
        "10.0.0.0/8 is not an IPv6 interface",
        Of::Unrepresentable,
    );
    assert_eq!(IpInterface::from(IpAddr::from([1, 2, 3, 4])).to_string(), "1.2.3.4/32");
}

#[test]
fn a_prefix_is_the_interface_of_its_first_address() {
    let net6: boltons::ip::Ipv6Prefix = "2001:db8::/32".parse().unwrap();
    for prefix in [IpPrefix::literal("192.0.2.0/24"), IpPrefix::from(net6)] {
        let interface = IpInterface::from(prefix);
        assert_eq!((interface.addr(), interface.prefix()), (prefix.first(), prefix));
    }
    assert_eq!(IpInterface::from(net6), IpInterface::from(IpPrefix::from(net6)));
}
