//! A guard against a model: lists of rules that are asked one by one.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use boltons::ip::{
    Guard, IpPrefix, Ipv4Prefix, Ipv6Prefix, embedded_ipv4, is_public_unicast, rfc6052_embed,
};
use proptest::collection::vec;
use proptest::prelude::*;

/// A call of a builder.
#[derive(Clone, Debug)]
pub enum Op {
    Allow(Rule),
    Deny(Rule),
    Ports(Vec<u16>),
    IgnoreClouds,
}

/// Few addresses, so that rules and questions meet: a byte for the block, one for the rest, and a
/// length.
pub type Rule = (u8, u8, u8);

const CLOUDS: [Ipv4Addr; 2] = [Ipv4Addr::new(169, 254, 169, 254), Ipv4Addr::new(168, 63, 129, 16)];

pub fn op() -> impl Strategy<Value = Op> {
    prop_oneof![
        4 => any::<Rule>().prop_map(Op::Allow),
        4 => any::<Rule>().prop_map(Op::Deny),
        1 => vec(prop_oneof![Just(80), Just(443), any::<u16>()], 0..4).prop_map(Op::Ports),
        1 => Just(Op::IgnoreClouds),
    ]
}

fn v4(block: u8, rest: u8) -> Ipv4Addr {
    match block % 8 {
        0 => Ipv4Addr::new(10, rest, 0, 1),
        1 => Ipv4Addr::new(127, 0, 0, rest),
        2 => CLOUDS[0],
        3 => CLOUDS[1],
        4 => Ipv4Addr::new(168, 63, 129, rest),
        5 => Ipv4Addr::new(100, 64 | rest, 0, 1),
        _ => Ipv4Addr::new(1, 1, 1, rest),
    }
}

fn v6(block: u8, rest: u8) -> Ipv6Addr {
    let rest = u128::from(rest);
    Ipv6Addr::from_bits(match block % 4 {
        0 => 0x2606_4700 << 96 | rest,
        1 => 0xfd00_0000 << 96 | rest,
        2 => rest,
        _ => 0x2001_0db8 << 96 | rest << 60,
    })
}

/// The prefix of a rule: of IPv4, in the form of IPv4 that IPv6 has, or of IPv6.
fn prefix((block, rest, len): Rule) -> IpPrefix {
    let addr = v4(block, rest);
    match len % 4 {
        0 | 1 => Ipv4Prefix::truncated(addr, len / 4 % 33).unwrap().into(),
        2 => Ipv6Prefix::truncated(addr.to_ipv6_mapped(), 96 + len / 4 % 33).unwrap().into(),
        _ => Ipv6Prefix::truncated(v6(block, rest), len / 2 % 129).unwrap().into(),
    }
}

#[derive(Default)]
struct Model {
    allow: Vec<IpPrefix>,
    deny: Vec<IpPrefix>,
    ports: Option<Vec<u16>>,
    ignore_clouds: bool,
}

impl Model {
    /// The five lines of the guard's documentation, for a guard without declared prefixes.
    fn allows(&self, addr: IpAddr, closed: bool) -> bool {
        let in_rules = |rules: &[IpPrefix]| rules.iter().any(|rule| rule.contains(addr));
        let clouds = CLOUDS.map(IpAddr::V4);
        if in_rules(&self.deny) || !self.ignore_clouds && clouds.contains(&addr) {
            return false;
        }
        let inner = match addr {
            IpAddr::V6(addr) => embedded_ipv4(addr),
            IpAddr::V4(_) => None,
        };
        if let IpAddr::V6(v6) = addr {
            let nat64 = rfc6052_embed("64:ff9b::/96".parse().unwrap(), Ipv4Addr::UNSPECIFIED);
            let is_nat64 = nat64.unwrap().to_bits() >> 32 == v6.to_bits() >> 32;
            if let Some(v4) = v6.to_ipv4_mapped() {
                return self.allows(v4.into(), closed);
            }
            if is_nat64 {
                return self.allows(Ipv4Addr::from_bits(v6.to_bits() as u32).into(), closed);
            }
        }
        if in_rules(&self.allow) {
            return inner.is_none_or(|(_, v4)| self.allows(v4.into(), closed));
        }
        // What the public rule says of a cloud's address is not asked for here.
        !closed && (is_public_unicast(addr) || self.ignore_clouds && addr == clouds[1])
    }
}

fn build(ops: &[Op], mut guard: Guard) -> Guard {
    for op in ops {
        guard = match op {
            Op::Allow(rule) => guard.allow(prefix(*rule)),
            Op::Deny(rule) => guard.deny(prefix(*rule)),
            Op::Ports(ports) => guard.ports(ports.iter().copied()),
            Op::IgnoreClouds => guard.ignore_cloud_endpoints(),
        };
    }
    guard
}

pub fn run(ops: &[Op]) {
    let mut model = Model::default();
    for op in ops {
        match op {
            Op::Allow(rule) => model.allow.push(prefix(*rule).to_canonical()),
            Op::Deny(rule) => model.deny.push(prefix(*rule).to_canonical()),
            Op::Ports(ports) => model.ports.get_or_insert_default().extend(ports),
            Op::IgnoreClouds => model.ignore_clouds = true,
        }
    }
    let reversed: Vec<Op> = ops.iter().rev().cloned().collect();
    for closed in [false, true] {
        let new = || if closed { Guard::closed() } else { Guard::new() };
        let guard = build(ops, new());
        assert_eq!(guard, build(&reversed, new()), "the order of calls does not matter");
        let ends = ops.iter().filter_map(|op| match op {
            Op::Allow(rule) | Op::Deny(rule) => Some(prefix(*rule)),
            _ => None,
        });
        let ends = ends.flat_map(|rule| [rule.first(), rule.last()]);
        let some = (0..8).flat_map(|block| {
            let addr = v4(block, 7);
            let nat64 = rfc6052_embed("64:ff9b::/96".parse().unwrap(), addr).unwrap();
            [addr.into(), addr.to_ipv6_mapped().into(), nat64.into(), v6(block, 9).into()]
        });
        for addr in some.chain(ends) {
            let allowed = guard.allows(addr);
            assert_eq!(allowed, model.allows(addr, closed), "{addr}, closed: {closed}");
            let error = guard.check(addr).err();
            assert_eq!(error.is_none(), allowed);
            assert!(error.is_none_or(|error| error.is_denied()));
            for port in [0, 80, 443, 25] {
                let open =
                    port == 0 || model.ports.as_ref().is_none_or(|ports| ports.contains(&port));
                let socket = SocketAddr::new(addr, port);
                assert_eq!(guard.check_socket(socket).is_ok(), allowed && open, "{socket}");
                assert_eq!(guard.check_all([socket]).is_ok(), allowed && open);
                assert_eq!(guard.check_any([socket]).is_ok(), allowed && open);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn guard_is_its_rules(ops in vec(op(), 0..12)) {
        run(&ops);
    }
}
