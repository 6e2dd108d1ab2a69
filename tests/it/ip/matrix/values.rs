//! Prefixes and ranges: every method on every pair, against numbers.

use std::cmp::{max, min};

use boltons::ip::{Prefix, Range, Set, V4, V6};

use super::super::model::{World, bits, prefix, range};
use super::{Ranges, Saying, blocks, combine, ranges_of, remove};

/// A method's name, and its call on a value and another, which are given as numbers, too.
type Line<T> = (&'static str, fn(T, T, (u128, u128), (u128, u128)));

fn ends<F: World>(range: Range<F>) -> (u128, u128) {
    (bits::<F>(range.first()), bits::<F>(range.last()))
}

/// The numbers that are as `of` says in the one and the other.
fn both<F: World>(a: (u128, u128), b: (u128, u128), of: fn(bool, bool) -> bool) -> Ranges {
    combine::<F>(&vec![a], &vec![b], of)
}

/// The addresses beside two ranges and in them.
fn near<F: World>(a: (u128, u128), b: (u128, u128)) -> Vec<u128> {
    let ends = [a.0, a.1, b.0, b.1];
    let beside = ends.map(|n| [n.saturating_sub(1), n, min(n.saturating_add(1), F::LAST)]);
    beside.into_iter().flatten().chain([0, F::LAST]).collect()
}

/// A number as large as an index can be.
fn index<F: World>(n: u128) -> F::Bits {
    F::to_bits(F::addr(n))
}

fn touch(a: (u128, u128), b: (u128, u128)) -> bool {
    a.1.checked_add(1) == Some(b.0) || b.1.checked_add(1) == Some(a.0)
}

pub fn ranges<F: World>() -> Vec<Line<Range<F>>> {
    vec![
        ("new, first and last", |range, _, a, b| {
            assert_eq!(Range::<F>::new(F::addr(a.0), F::addr(a.1)).ok(), Some(range));
            assert_eq!(ends(range), a);
            // Backwards is none.
            let crossed = Range::<F>::new(F::addr(a.1), F::addr(b.0));
            assert_eq!(crossed.is_ok(), a.1 <= b.0);
            assert!(crossed.err().is_none_or(|error| error.is_invalid_argument()));
        }),
        ("contains", |range, _, a, b| {
            for n in near::<F>(a, b) {
                assert_eq!(range.contains(F::addr(n)), a.0 <= n && n <= a.1, "{n}");
            }
        }),
        ("contains_range and overlaps", |range, other, a, b| {
            assert_eq!(range.contains_range(other), a.0 <= b.0 && b.1 <= a.1);
            assert_eq!(range.overlaps(other), a.0 <= b.1 && b.0 <= a.1);
        }),
        ("is_adjacent", |range, other, a, b| assert_eq!(range.is_adjacent(other), touch(a, b))),
        ("is_full", |range, _, a, _| assert_eq!(range.is_full(), a == (0, F::LAST))),
        ("size", |range, _, a, _| assert_eq!(range.size(), (a.1 - a.0).saturating_add(1))),
        ("intersection", |range, other, a, b| {
            let shared = both::<F>(a, b, |a, b| a && b);
            assert_eq!(ranges_of(range.intersection(other).into_iter()), shared);
        }),
        ("union", |range, other, a, b| {
            let all = both::<F>(a, b, |a, b| a || b);
            let one = if all.len() == 1 { all } else { Ranges::new() };
            assert_eq!(ranges_of(range.union(other).into_iter()), one);
        }),
        ("difference", |range, other, a, b| {
            let (low, high) = range.difference(other);
            assert_eq!(ranges_of([low, high].into_iter().flatten()), remove(&vec![a], b.0, b.1));
            assert!(low.is_none_or(|low| ends(low).1 < b.0));
        }),
        ("hull", |range, other, a, b| {
            assert_eq!(ends(range.hull(other)), (min(a.0, b.0), max(a.1, b.1)));
        }),
        ("nth", |range, _, a, b| {
            for n in near::<F>(a, b) {
                let inside = n <= a.1 - a.0;
                assert_eq!(range.nth(index::<F>(n)).map(bits::<F>), inside.then(|| a.0 + n));
            }
        }),
        ("addrs", |range, _, a, _| {
            let len = range.size();
            assert_eq!(range.addrs().next().map(bits::<F>), Some(a.0));
            assert_eq!(range.addrs().next_back().map(bits::<F>), Some(a.1));
            let n = min(len - 1, 1 << 30) as usize;
            assert_eq!(range.addrs().nth(n).map(bits::<F>), Some(a.0 + n as u128));
            if len < 300 {
                assert!(range.addrs().map(bits::<F>).eq(a.0..=a.1));
                assert!(range.addrs().rev().map(bits::<F>).eq((a.0..=a.1).rev()));
            }
        }),
        ("prefixes and as_prefix", |range, _, a, _| {
            let all = blocks::<F>(&vec![a]);
            let shown = |p: Prefix<F>| (bits::<F>(p.first()), p.prefix_len());
            assert!(range.prefixes().map(shown).eq(all.iter().copied()));
            assert!(range.prefixes().rev().map(shown).eq(all.iter().rev().copied()));
            assert_eq!(range.as_prefix().map(shown), (all.len() == 1).then(|| all[0]));
            assert_eq!(range.prefixes().collect::<Set<F>>(), Set::from(range));
        }),
        ("spanning_prefix", |range, _, a, _| {
            let same = (0..=F::BITS).rev().map(|len| prefix::<F>(a.0, len));
            let whole = same.into_iter().find(|p| p.contains(F::addr(a.1)));
            assert_eq!(Some(range.spanning_prefix()), whole);
        }),
    ]
}

pub fn prefixes<F: World>() -> Vec<Line<Prefix<F>>> {
    vec![
        ("new, truncated, first, last and prefix_len", |prefix, _, a, b| {
            let len = prefix.prefix_len();
            assert_eq!((bits::<F>(prefix.first()), bits::<F>(prefix.last())), a);
            assert_eq!(a.1 - a.0, F::LAST.checked_shr(len.into()).unwrap_or(0));
            let made = Prefix::<F>::new(F::addr(b.1), len);
            let cut = Prefix::<F>::truncated(F::addr(b.1), len).unwrap();
            assert_eq!(made.is_ok(), bits::<F>(cut.first()) == b.1);
            assert!(cut.contains(F::addr(b.1)) && cut.prefix_len() == len);
            for long in [F::BITS + 1, 255] {
                assert!(Prefix::<F>::truncated(F::addr(b.1), long).is_err());
                assert!(Prefix::<F>::new(F::addr(b.1), long).unwrap_err().is_invalid_argument());
            }
        }),
        ("host, is_host and is_full", |prefix, _, a, b| {
            assert_eq!(ends(Prefix::<F>::host(F::addr(b.1)).range()), (b.1, b.1));
            assert_eq!(prefix.is_host(), a.0 == a.1);
            assert_eq!(prefix.is_full(), a == (0, F::LAST));
        }),
        ("range and size", |prefix, _, a, _| {
            assert_eq!(ends(prefix.range()), a);
            assert_eq!(prefix.size(), (a.1 - a.0).saturating_add(1));
        }),
        ("netmask, hostmask, netmask_len, hostmask_len and with_netmask", |prefix, _, a, b| {
            let len = prefix.prefix_len();
            assert_eq!(bits::<F>(prefix.hostmask()), a.1 - a.0);
            assert_eq!(bits::<F>(prefix.netmask()), F::LAST - (a.1 - a.0));
            assert_eq!(Prefix::<F>::netmask_len(prefix.netmask()), Some(len));
            assert_eq!(Prefix::<F>::hostmask_len(prefix.hostmask()), Some(len));
            let whole = Prefix::<F>::with_netmask(F::addr(a.0), prefix.netmask());
            assert_eq!(whole.ok(), Some(prefix));
            // A mask is one run of ones: 2ⁿ less one, turned round.
            let hosts = F::LAST - b.1;
            let mask = hosts & hosts.wrapping_add(1) == 0;
            assert_eq!(Prefix::<F>::netmask_len(F::addr(b.1)).is_some(), mask);
        }),
        ("contains, contains_prefix and overlaps", |prefix, other, a, b| {
            for n in near::<F>(a, b) {
                assert_eq!(prefix.contains(F::addr(n)), a.0 <= n && n <= a.1, "{n}");
            }
            assert_eq!(prefix.contains_prefix(other), a.0 <= b.0 && b.1 <= a.1);
            assert_eq!(prefix.overlaps(other), a.0 <= b.1 && b.0 <= a.1);
        }),
        ("supernet and supernets", |prefix, _, a, _| {
            let len = prefix.prefix_len();
            let above = |len| Prefix::<F>::truncated(F::addr(a.0), len).unwrap();
            for l in 0..=255 {
                assert_eq!(prefix.supernet(l), (l <= len).then(|| above(l)), "{l}");
            }
            assert!(prefix.supernets().eq((0..len).rev().map(above)));
        }),
        ("halves and sibling", |prefix, _, a, _| {
            match prefix.halves() {
                Some((low, high)) => {
                    assert_eq!((ends(low.range()).0, ends(high.range()).1), a);
                    assert!(low.range().is_adjacent(high.range()) && low.size() == high.size());
                    assert_eq!((low.sibling(), high.sibling()), (Some(high), Some(low)));
                }
                None => assert!(prefix.is_host()),
            }
            assert_eq!(prefix.sibling().is_none(), prefix.is_full());
        }),
        ("offset", |prefix, _, a, _| {
            let size = (a.1 - a.0).checked_add(1);
            for n in [0, 1, -1, 2, -2, 5, -5, i128::MAX, i128::MIN] {
                // Of the whole of IPv6 even the size is too large.
                let by = size.and_then(|size| size.checked_mul(n.unsigned_abs()));
                let moved = match (n, by) {
                    (0, _) => Some(a.0),
                    (1.., Some(by)) => a.0.checked_add(by).filter(|n| *n <= F::LAST),
                    (_, Some(by)) => a.0.checked_sub(by),
                    (_, None) => None,
                };
                assert_eq!(prefix.offset(n).map(|p| bits::<F>(p.first())), moved, "{n}");
            }
        }),
        ("common_supernet", |prefix, other, a, b| {
            let lens = (0..=F::BITS).rev().map(|len| super::super::model::prefix::<F>(a.0, len));
            let holds = |p: &Prefix<F>| {
                let (first, last) = ends(p.range());
                first <= min(a.0, b.0) && max(a.1, b.1) <= last
            };
            assert_eq!(Some(prefix.common_supernet(other)), lens.into_iter().find(holds));
        }),
        ("exclude and partition", |prefix, other, a, b| {
            let rest = remove(&vec![a], b.0, b.1);
            let all = blocks::<F>(&rest);
            let shown = |p: Prefix<F>| (bits::<F>(p.first()), p.prefix_len());
            let mut excluded: Vec<_> = prefix.exclude(other).map(shown).collect();
            excluded.sort_unstable();
            assert_eq!(excluded, all);
            let parts = prefix.partition(other);
            let before = parts.before.map(shown).collect::<Vec<_>>();
            let after = parts.after.map(shown).collect::<Vec<_>>();
            assert!(before.iter().all(|p| p.0 < b.0) && after.iter().all(|p| p.0 > b.1));
            assert_eq!([before, after].concat(), all);
            let inside = parts.inside.map(|p| ends(p.range()));
            assert_eq!(Vec::from_iter(inside), both::<F>(a, b, |a, b| a && b));
        }),
        ("subnets", |prefix, _, a, _| {
            for len in 0..=F::BITS + 1 {
                let inside = prefix.prefix_len() <= len && len <= F::BITS;
                let Ok(subnets) = prefix.subnets(len) else {
                    assert!(!inside);
                    continue;
                };
                assert!(inside);
                let few: Vec<(u128, u128)> =
                    subnets.take(3).map(|subnet| ends(subnet.range())).collect();
                assert_eq!(
                    (few[0].0, prefix.subnets(len).unwrap().last().map(|p| ends(p.range()).1)),
                    (a.0, Some(a.1))
                );
                assert!(few.windows(2).all(|pair| touch(pair[0], pair[1])));
            }
        }),
        ("addrs and nth", |prefix, _, a, b| {
            for n in near::<F>(a, b) {
                let inside = n <= a.1 - a.0;
                assert_eq!(prefix.nth(index::<F>(n)).map(bits::<F>), inside.then(|| a.0 + n));
            }
            assert_eq!(prefix.addrs().next_back().map(bits::<F>), Some(a.1));
            assert!(prefix.addrs().map(bits::<F>).take(40).eq((a.0..=a.1).take(40)));
        }),
        ("hosts and len_for_hosts", |prefix, _, a, _| {
            // Without the two ends in IPv4, without the first address in IPv6.
            let (first, last) = match (F::BITS - prefix.prefix_len(), F::BITS) {
                (0 | 1, _) => a,
                (_, 32) => (a.0 + 1, a.1 - 1),
                _ => (a.0 + 1, a.1),
            };
            assert_eq!(prefix.hosts().next().map(bits::<F>), Some(first));
            assert_eq!(prefix.hosts().next_back().map(bits::<F>), Some(last));
            let hosts = (last - first).saturating_add(1);
            // Two have room in a prefix of two, which has no ends to leave out.
            let len = if hosts == 2 { F::BITS - 1 } else { prefix.prefix_len() };
            assert_eq!(Prefix::<F>::len_for_hosts(hosts), Some(len));
        }),
        ("text", |prefix, _, _, _| {
            assert_eq!(prefix.text().as_str(), prefix.to_string());
            assert_eq!(prefix.text().as_str().parse::<Prefix<F>>().ok(), Some(prefix));
        }),
    ]
}

fn every_pair<F: World>() {
    let last = F::LAST;
    let points = [0, 1, 2, 7, 8, 255, 256, last / 2, last / 2 + 1, last - 8, last - 1, last];
    let mut all: Vec<(u128, u128)> =
        points.iter().flat_map(|a| points.map(|b| (*a, b))).filter(|(a, b)| a <= b).collect();
    all.push((3, 3));
    for &a in &all {
        for &b in &all {
            for (name, check) in ranges::<F>() {
                let _saying = Saying(|| format!("{name} of {a:?} and {b:?}"));
                check(range::<F>(a.0, a.1), range::<F>(b.0, b.1), a, b);
            }
        }
    }
    let lens = [0, 1, 2, 7, 8, 9, F::BITS - 9, F::BITS - 8, F::BITS - 2, F::BITS - 1, F::BITS];
    let all: Vec<Prefix<F>> =
        [0, 5, last / 3, last].iter().flat_map(|n| lens.map(|len| prefix::<F>(*n, len))).collect();
    for &a in &all {
        for &b in &all {
            for (name, check) in prefixes::<F>() {
                let _saying = Saying(|| format!("{name} of {a} and {b}"));
                check(a, b, ends(a.range()), ends(b.range()));
            }
        }
    }
}

#[test]
fn every_method_of_every_pair_of_ipv4() {
    every_pair::<V4>();
}

#[test]
fn every_method_of_every_pair_of_ipv6() {
    every_pair::<V6>();
}
