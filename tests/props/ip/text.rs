//! Text goes in and out unchanged, hostile text makes an error that can be logged, and prefixes
//! obey their laws.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use boltons::Error;
use boltons::ip::*;
use proptest::prelude::*;

fn addr() -> impl Strategy<Value = IpAddr> {
    prop_oneof![
        any::<u32>().prop_map(|bits| Ipv4Addr::from_bits(bits).into()),
        (any::<u128>(), 0..128u32).prop_map(|(bits, n)| Ipv6Addr::from_bits(bits >> n).into()),
    ]
}

fn prefix() -> impl Strategy<Value = IpPrefix> {
    (addr(), any::<u8>()).prop_map(|(addr, len)| {
        let max = if addr.is_ipv4() { 32 } else { 128 };
        IpPrefix::truncated(addr, len % (max + 1)).unwrap()
    })
}

/// Text that looks like what the parsers take, or like nothing.
fn hostile() -> impl Strategy<Value = String> {
    prop_oneof![
        "[0-9a-f:./*,\\-]{0,60}",
        "\\PC{0,30}",
        ".{0,200}",
        "(([0-9]{1,4}|\\*|[0-9]-[0-9])\\.){0,5}[0-9/]{0,4}(in-addr\\.arpa|ip6\\.arpa)?",
        "[\u{0}-\u{20}\u{7f}-\u{a0}\u{200b}-\u{202e}\u{2066}-\u{2069}0-9.:\"\\\\]{0,40}",
    ]
}

fn fit_to_log(text: &str, error: &Error) {
    let message = error.to_string();
    assert!(message.len() <= 200, "{message}");
    assert!(!message.chars().any(char::is_control), "{message:?}");
    assert!(!message.contains(['\u{202e}', '\u{2066}', '\u{200b}']));
    assert!(!message.ends_with('.') || text.ends_with('.'), "{message}");
    let at = error.position().unwrap();
    assert!(at <= text.len() && text.is_char_boundary(at));
    let kinds = [error.is_syntax(), error.is_out_of_range()];
    assert_eq!(kinds.into_iter().filter(|kind| *kind).count(), 1, "{message}");
}

proptest! {
    #[test]
    fn addresses_go_round(addr in addr()) {
        let text = text(addr);
        prop_assert_eq!(text.as_str(), addr.to_string());
        prop_assert_eq!(parse_addr(&text).unwrap(), addr);
        prop_assert_eq!(parse_reverse_name(&reverse_name(addr)).unwrap(), IpPrefix::host(addr));
        if let IpAddr::V6(addr) = addr {
            prop_assert_eq!(from_base85(&to_base85(addr)).unwrap(), addr);
        }
    }

    #[test]
    fn prefixes_go_round(prefix in prefix(), host in any::<u128>()) {
        let text = prefix.to_string();
        prop_assert_eq!(text.parse::<IpPrefix>().unwrap(), prefix);
        prop_assert_eq!(ParseOptions::lenient().prefix(&text).unwrap(), prefix);
        prop_assert_eq!(text.parse::<IpRange>().unwrap(), prefix.range());
        prop_assert_eq!(prefix.range().as_prefix(), Some(prefix));
        let masked = format!("{}/{}", prefix.first(), prefix.netmask());
        prop_assert_eq!(ParseOptions::new().netmask(true).prefix(&masked).unwrap(), prefix);
        let range = format!("{}-{}", prefix.first(), prefix.last());
        prop_assert_eq!(range.parse::<IpRange>().unwrap(), prefix.range());
        // An address inside, as an interface.
        let n = (host % prefix.size().min(1 << 40)) as usize;
        let inside = prefix.addrs().nth(n).unwrap();
        let interface = IpInterface::new(inside, prefix.prefix_len()).unwrap();
        prop_assert_eq!(interface.prefix(), prefix);
        prop_assert_eq!(interface.to_string().parse::<IpInterface>().unwrap(), interface);
        prop_assert_eq!(IpPrefix::new(inside, prefix.prefix_len()).is_ok(), inside == prefix.first());
    }

    #[test]
    fn ranges_go_round(a in addr(), b in addr()) {
        if a.is_ipv4() == b.is_ipv4() {
            let range = IpRange::new(a.min(b), a.max(b)).unwrap();
            prop_assert_eq!(range.to_string().parse::<IpRange>().unwrap(), range);
            let sizes = range.prefixes().map(IpPrefix::size);
            prop_assert_eq!(sizes.fold(0, u128::saturating_add), range.size());
            prop_assert_eq!(range.prefixes().count(), range.prefixes().fold(0, |n, _| n + 1));
            prop_assert!(range.spanning_prefix().range().contains_range(range));
        } else {
            prop_assert!(IpRange::new(a, b).unwrap_err().is_invalid_argument());
        }
    }

    #[test]
    fn errors_are_fit_to_log(text in hostile()) {
        macro_rules! all {
            ($($result:expr),*) => {
                $(if let Err(error) = $result { fit_to_log(&text, &error); })*
            };
        }
        let options = ParseOptions::lenient()
            .partial(true)
            .classful(true)
            .skip_zone(true)
            .leading_zeros(LeadingZeros::Octal);
        all!(
            parse_addr(&text), text.parse::<IpPrefix>(), text.parse::<Ipv4Prefix>(),
            text.parse::<Ipv6Prefix>(), text.parse::<IpInterface>(), text.parse::<IpRange>(),
            text.parse::<Ipv6Range>(), text.parse::<Glob>(), text.parse::<NmapPattern>(),
            text.parse::<MacAddr>(), text.parse::<Eui64>(), from_base85(&text),
            parse_reverse_name(&text), options.addr(&text), options.prefix(&text),
            options.interface(&text), options.range(&text), options.set(&text),
            options.inet_aton(true).addr(&text), options.inet_aton(true).set(&text)
        );
    }

    /// What the strict parsers take, every option takes with the same meaning.
    #[test]
    fn options_only_add(prefix in prefix(), bits in any::<u16>()) {
        let on = |place: u32| bits >> place & 1 == 1;
        let zeros = [LeadingZeros::Reject, LeadingZeros::Decimal, LeadingZeros::Octal];
        let options = ParseOptions::new()
            .trim(on(0))
            .bare_addr(on(1))
            .netmask(on(2))
            .hostmask(on(3))
            .partial(on(4))
            .classful(on(5))
            .inet_aton(on(6))
            .brackets(on(7))
            .skip_zone(on(8))
            .host_bits(if on(9) { HostBits::Truncate } else { HostBits::Reject })
            .leading_zeros(zeros[usize::from(bits >> 10) % 3]);
        let addr = prefix.last();
        // A list makes the slow parser run, which does not look at the fast one's answer.
        prop_assert_eq!(options.addr(&addr.to_string()).unwrap(), addr);
        prop_assert_eq!(options.prefix(&prefix.to_string()).unwrap(), prefix);
        prop_assert_eq!(options.range(&prefix.to_string()).unwrap(), prefix.range());
        // Classes supply a length to every method alike.
        let range = match on(5) && addr.is_ipv4() {
            true => options.prefix(&addr.to_string()).ok().map(IpPrefix::range),
            false => Some(addr.into()),
        };
        prop_assert_eq!(options.range(&addr.to_string()).ok(), range);
        // A range of one address is written as an address.
        let range = prefix.range();
        let text = format!("{}-{}", range.first(), range.last());
        prop_assert_eq!(options.range(&text).unwrap(), range);
    }

    #[test]
    fn partitions_add_up(a in prefix(), b in prefix(), len in any::<u8>()) {
        // Two prefixes at random seldom meet: the second may be one inside the first.
        let b = match (a, b) {
            (IpPrefix::V4(a), _) if len % 2 == 0 => {
                Ipv4Prefix::truncated(a.last(), a.prefix_len().max(len % 33)).unwrap().into()
            }
            (IpPrefix::V6(a), _) if len % 2 == 0 => {
                Ipv6Prefix::truncated(a.last(), a.prefix_len().max(len % 129)).unwrap().into()
            }
            _ => b,
        };
        match (a, b) {
            (IpPrefix::V4(a), IpPrefix::V4(b)) => partition(a, b)?,
            (IpPrefix::V6(a), IpPrefix::V6(b)) => partition(a, b)?,
            _ => {}
        }
    }
}

fn partition<F: Family>(a: Prefix<F>, b: Prefix<F>) -> Result<(), TestCaseError> {
    let parts = a.partition(b);
    prop_assert_eq!(parts.inside.is_some(), a.overlaps(b));
    let rest: Vec<Prefix<F>> = a.exclude(b).collect();
    prop_assert!(rest.iter().all(|part| a.contains_prefix(*part) && !part.overlaps(b)));
    let all = parts.before.chain(parts.inside).chain(parts.after);
    prop_assert_eq!(aggregate(all.clone()), vec![a]);
    let inside = usize::from(parts.inside.is_some());
    prop_assert_eq!(all.count(), rest.len() + inside);
    prop_assert_eq!(spanning([a, b]), Some(a.common_supernet(b)));
    Ok(())
}
