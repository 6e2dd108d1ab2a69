//! Hide the override: every specialised method gives what the default one, made of `next`, gives.

use std::fmt::Debug;

use boltons::ip::*;

/// Compares the methods of an iterator of few items after `k` steps from the front and `j` from
/// the back with what its items say.
fn check<I>(iter: &I)
where
    I: DoubleEndedIterator + Clone,
    I::Item: Eq + Debug + Clone,
{
    let mut items = Vec::new();
    let mut walk = iter.clone();
    items.extend(walk.by_ref());
    assert_eq!(walk.next(), None);
    assert_eq!(walk.next_back(), None);
    let len = items.len();
    assert!(len < 100, "for few items");
    for front in 0..=len.min(4) {
        for back in 0..=(len - front).min(3) {
            let mut iter = iter.clone();
            for item in &items[..front] {
                assert_eq!(iter.next().as_ref(), Some(item));
            }
            for item in items[len - back..].iter().rev() {
                assert_eq!(iter.next_back().as_ref(), Some(item));
            }
            same(&iter, &items[front..len - back]);
        }
    }
    same(iter, &items);
}

fn same<I>(iter: &I, items: &[I::Item])
where
    I: DoubleEndedIterator + Clone,
    I::Item: Eq + Debug + Clone,
{
    let len = items.len();
    let (low, high) = iter.size_hint();
    assert!(low <= len && high.is_none_or(|high| high >= len));
    assert_eq!(iter.clone().count(), len);
    assert_eq!(iter.clone().last().as_ref(), items.last());
    let push = |mut all: Vec<I::Item>, item| {
        all.push(item);
        all
    };
    assert_eq!(iter.clone().fold(Vec::new(), push), items);
    let mut reversed = iter.clone().rfold(Vec::new(), push);
    reversed.reverse();
    assert_eq!(reversed, items);
    let mut reversed: Vec<_> = iter.clone().rev().collect();
    reversed.reverse();
    assert_eq!(reversed, items);
    for n in 0..=len + 1 {
        let mut walk = iter.clone();
        assert_eq!(walk.nth(n).as_ref(), items.get(n));
        assert_eq!(walk.next().as_ref(), items.get(n + 1));
        let mut walk = iter.clone();
        assert_eq!(walk.nth_back(n), items.iter().rev().nth(n).cloned());
        assert_eq!(walk.next_back(), items.iter().rev().nth(n + 1).cloned());
        let mut walk = iter.clone();
        walk.nth(n);
        assert_eq!(walk.next_back().is_some(), n + 1 < len);
    }
    let mut walk = iter.clone();
    assert_eq!(walk.nth(usize::MAX), None);
    assert_eq!(walk.next(), None);
}

fn exact<I>(iter: &I)
where
    I: DoubleEndedIterator + Clone,
    I::Item: Eq + Debug + Clone,
{
    let mut walk = iter.clone();
    loop {
        let len = walk.clone().fold(0, |n, _| n + 1);
        assert_eq!(walk.size_hint(), (len, Some(len)));
        if walk.next().is_none() {
            break;
        }
    }
    check(iter);
}

#[test]
fn of_ranges() {
    for text in [
        "0.0.0.0-0.0.0.12",
        "255.255.255.243-255.255.255.255",
        "255.255.255.255",
        "127.255.255.250-128.0.0.7",
        "10.0.0.1-10.0.0.2",
    ] {
        let range: Ipv4Range = text.parse().unwrap();
        exact(&range.addrs());
        exact(&range.prefixes());
        exact(&IpRange::from(range).addrs());
        exact(&IpRange::from(range).prefixes());
    }
    for text in [
        "::-::9",
        "ffff:ffff:ffff:ffff:ffff:ffff:ffff:fff1-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
    ] {
        let range: Ipv6Range = text.parse().unwrap();
        exact(&range.addrs());
        exact(&range.prefixes());
        exact(&IpRange::from(range).addrs());
    }
    exact(&"0.0.0.1-255.255.255.254".parse::<Ipv4Range>().unwrap().prefixes());
}

/// The bounds are those of the range with the most prefixes.
#[test]
fn of_the_prefixes_of_a_set_bounds_are_reached() {
    let most: Ipv4Set = "0.0.0.1-255.255.255.254".parse::<Ipv4Range>().unwrap().into();
    assert_eq!((most.prefixes().count(), most.prefixes().size_hint()), (62, (1, Some(62))));
    let most: Ipv6Set =
        Ipv6Range::new(V6::from_bits(1), V6::from_bits(u128::MAX - 1)).unwrap().into();
    assert_eq!((most.prefixes().count(), most.prefixes().size_hint()), (254, (1, Some(254))));
    let several: Ipv4Set = ["10.0.0.0/8", "12.0.0.1", "14.0.0.0/31"]
        .iter()
        .map(|text| text.parse::<Ipv4Range>().unwrap())
        .collect();
    let mut prefixes = several.prefixes();
    assert_eq!(prefixes.size_hint(), (3, Some(3 * 62)));
    prefixes.next();
    assert_eq!(prefixes.size_hint(), (2, Some(2 * 62)));
    prefixes.next_back();
    assert_eq!(prefixes.size_hint(), (1, Some(62)));
}

#[test]
fn of_prefixes() {
    for text in ["0.0.0.0/28", "255.255.255.240/28", "10.0.0.7/32", "10.0.0.6/31"] {
        let prefix: Ipv4Prefix = text.parse().unwrap();
        exact(&prefix.addrs());
        exact(&prefix.hosts());
        exact(&prefix.supernets());
        exact(&prefix.subnets(32).unwrap());
        exact(&IpPrefix::from(prefix).subnets(32).unwrap());
        exact(&prefix.supernet(8).unwrap().exclude(prefix));
        exact(&reverse_zones(prefix));
    }
    let last = Ipv6Prefix::host(V6::MAX);
    exact(&last.supernet(60).unwrap().subnets(64).unwrap());
    exact(&IpPrefix::from(last.supernet(60).unwrap()).subnets(64).unwrap());
    exact(&last.supernet(124).unwrap().subnets(127).unwrap());
    exact(&Ipv6Prefix::ALL.subnets(0).unwrap());
    exact(&Ipv6Prefix::ALL.subnets(4).unwrap());
    exact(&Ipv6Prefix::ALL.exclude(last.supernet(30).unwrap()));
}

/// Where the count does not fit, nothing loops and nothing wraps.
#[test]
fn of_whole_spaces() {
    let all = Ipv6Prefix::ALL;
    assert_eq!(all.addrs().size_hint(), (usize::MAX, None));
    assert_eq!(all.addrs().count(), usize::MAX);
    assert_eq!(all.addrs().last(), Some(V6::MAX));
    assert_eq!(all.addrs().nth(usize::MAX), Some(V6::from_bits(usize::MAX as u128)));
    assert_eq!(
        all.addrs().nth_back(usize::MAX),
        Some(V6::from_bits(u128::MAX - usize::MAX as u128))
    );
    let mut walk = all.addrs();
    assert_eq!(walk.nth_back(0), Some(V6::MAX));
    assert_eq!(walk.next_back(), Some(V6::from_bits(u128::MAX - 1)));
    assert_eq!(walk.size_hint(), (usize::MAX, None));
    let all = Ipv4Prefix::ALL;
    let count = usize::try_from(1_u64 << 32);
    assert_eq!(all.addrs().count(), count.unwrap_or(usize::MAX));
    assert_eq!(all.addrs().size_hint(), (count.unwrap_or(usize::MAX), count.ok()));
    let mut walk = all.addrs();
    assert_eq!(walk.nth(u32::MAX as usize), Some(V4::MAX));
    assert_eq!(walk.next(), None);
    assert_eq!(all.addrs().step_by(1 << 31).count(), 2);
}
