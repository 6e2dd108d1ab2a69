//! Hide the override, for the iterators of maps: `nth`, `last`, `count`, `size_hint`, `fold` and
//! their twins from the back give what a loop over `next` gives, also from the middle.
//!
//! Items are compared as text, so that those by value, by reference and to change are one case.

use boltons::ip::{
    FrozenIpPrefixMap, FrozenPrefixMap, IpPrefix, IpPrefixMap, IpRange, IpRangeMap, PrefixMap,
    RangeMap, V4, V6,
};

use super::model::{World, prefix, range};

fn text<T: std::fmt::Debug>(item: T) -> String {
    format!("{item:?}")
}

fn texts<T: std::fmt::Debug>(items: impl IntoIterator<Item = T>) -> Vec<String> {
    let mut iter = items.into_iter();
    // A `for` loop calls `next` and nothing else.
    let mut texts = Vec::new();
    for item in iter.by_ref() {
        texts.push(text(item));
    }
    assert!(iter.next().is_none() && iter.next().is_none(), "nothing comes after the end");
    texts
}

fn push<T: std::fmt::Debug>(mut all: Vec<String>, item: T) -> Vec<String> {
    all.push(text(item));
    all
}

/// Checks what goes forward. The expression makes a new iterator each time.
macro_rules! forward {
    ($make:expr) => {{
        let all = texts($make);
        for k in 0..=all.len().min(5) {
            let items = &all[k..];
            macro_rules! after_k {
                () => {{
                    let mut iter = $make;
                    for item in &all[..k] {
                        assert_eq!(iter.next().map(text).as_ref(), Some(item));
                    }
                    iter
                }};
            }
            let (low, high) = after_k!().size_hint();
            assert!(low <= items.len() && high.is_none_or(|high| high >= items.len()));
            assert_eq!(after_k!().count(), items.len());
            assert_eq!(after_k!().last().map(text).as_ref(), items.last());
            assert_eq!(after_k!().fold(Vec::new(), push), items);
            for n in 0..=items.len() + 1 {
                let mut iter = after_k!();
                assert_eq!(iter.nth(n).map(text).as_ref(), items.get(n));
                assert_eq!(iter.next().map(text).as_ref(), items.get(n + 1));
                assert_eq!(texts(iter), items[items.len().min(n + 2)..]);
            }
            assert!(after_k!().nth(usize::MAX).is_none());
        }
        all
    }};
}

/// Checks that the length is known all the way.
macro_rules! exact {
    ($make:expr) => {{
        let all = forward!($make);
        let mut iter = $make;
        for left in (0..=all.len()).rev() {
            assert_eq!(iter.size_hint(), (left, Some(left)));
            assert_eq!(iter.next().is_some(), left > 0);
        }
        all
    }};
}

/// Checks what goes both ways, too.
macro_rules! both_ways {
    ($make:expr) => {{
        let all = exact!($make);
        for (front, back) in [(0, 0), (1, 0), (0, 1), (3, 2), (2, 5)] {
            if front + back > all.len() {
                continue;
            }
            let items = &all[front..all.len() - back];
            macro_rules! inside {
                () => {{
                    let mut iter = $make;
                    for item in &all[..front] {
                        assert_eq!(iter.next().map(text).as_ref(), Some(item));
                    }
                    for item in all[all.len() - back..].iter().rev() {
                        assert_eq!(iter.next_back().map(text).as_ref(), Some(item));
                    }
                    iter
                }};
            }
            assert_eq!(inside!().size_hint(), (items.len(), Some(items.len())));
            assert_eq!(inside!().count(), items.len());
            assert_eq!(inside!().last().map(text).as_ref(), items.last());
            assert_eq!(inside!().fold(Vec::new(), push), items);
            let mut reversed = inside!().rfold(Vec::new(), push);
            reversed.reverse();
            assert_eq!(reversed, items);
            let mut reversed = texts(inside!().rev());
            reversed.reverse();
            assert_eq!(reversed, items);
            for n in 0..=items.len() + 1 {
                let mut iter = inside!();
                assert_eq!(iter.nth_back(n).map(text), items.iter().rev().nth(n).cloned());
                assert_eq!(iter.next_back().map(text), items.iter().rev().nth(n + 1).cloned());
                assert_eq!(texts(iter), items[..items.len().saturating_sub(n + 2)]);
            }
            assert!(inside!().nth_back(usize::MAX).is_none());
        }
        all
    }};
}

/// Prefixes in leaves and nodes, nested ones, and some that start where longer ones start.
fn entries<F: World>() -> Vec<(boltons::ip::Prefix<F>, u32)> {
    let width = u32::from(F::BITS);
    let top = |i: u128| i << (width - 8);
    let mut entries = Vec::new();
    for (i, (bits, len)) in (0..).zip([
        (0, 0),
        (top(10), 8),
        (top(10), 9),
        (top(10), 14),
        (top(10) | 1, F::BITS),
        (top(10) | 2 << 5, F::BITS - 5),
        (top(10) | 2 << 5 | 7, F::BITS),
        (top(11), 8),
        (top(192), 16),
        (F::LAST, F::BITS - 1),
        (F::LAST, F::BITS),
    ]) {
        entries.push((prefix(bits, len), i));
    }
    entries
}

fn one_family<F: World>() {
    for entries in [entries::<F>(), entries()[..1].to_vec(), Vec::new()] {
        let mut map: PrefixMap<F, u32> = entries.iter().copied().collect();
        let sorted = texts(&entries);
        assert_eq!(exact!(map.iter()), sorted);
        assert_eq!(exact!((&map).into_iter()), sorted);
        assert_eq!(exact!(map.keys()), texts(entries.iter().map(|e| e.0)));
        assert_eq!(exact!(map.values()), texts(entries.iter().map(|e| e.1)));
        assert_eq!(both_ways!(map.iter_mut()), sorted);
        assert_eq!(both_ways!(map.values_mut()), texts(entries.iter().map(|e| e.1)));
        assert_eq!(both_ways!(map.clone().into_iter()), sorted);
        let frozen: FrozenPrefixMap<F, u32> = entries.iter().copied().collect();
        assert_eq!(both_ways!(frozen.iter()), sorted);
        assert_eq!(both_ways!((&frozen).into_iter()), sorted);
        assert_eq!(both_ways!(frozen.keys()), texts(entries.iter().map(|e| e.0)));
        assert_eq!(both_ways!(frozen.values()), texts(entries.iter().map(|e| e.1)));
        assert_eq!(both_ways!(frozen.clone().into_iter()), sorted);
        for (of, _) in &entries {
            let covering = texts(entries.iter().filter(|(p, _)| p.contains_prefix(*of)));
            assert_eq!(both_ways!(map.covering(*of)), covering);
            assert_eq!(both_ways!(frozen.covering(*of)), covering);
            let covered = texts(entries.iter().filter(|(p, _)| of.contains_prefix(*p)));
            assert_eq!(forward!(map.covered(*of)), covered);
            assert_eq!(both_ways!(frozen.covered(*of)), covered);
        }
        // Clones and what `Debug` shows are what is left.
        let mut iter = map.iter();
        iter.next();
        assert_eq!(texts(iter.clone()), sorted[1.min(sorted.len())..]);
        assert_eq!(text(&iter), text(iter.clone().collect::<Vec<_>>()));
        let mut iter = frozen.clone().into_iter();
        iter.next_back();
        assert_eq!(text(&iter), text(iter.clone().collect::<Vec<_>>()));
        let mut iter = map.iter_mut();
        iter.next_back();
        assert_eq!(text(&iter).matches('/').count(), sorted.len().saturating_sub(1));
    }
}

#[test]
fn of_one_family() {
    one_family::<V4>();
    one_family::<V6>();
}

#[test]
fn of_both_families() {
    let v4 = entries::<V4>().into_iter().map(|(p, v)| (IpPrefix::V4(p), v));
    let v6 = entries::<V6>().into_iter().map(|(p, v)| (IpPrefix::V6(p), v + 100));
    let both: Vec<(IpPrefix, u32)> = v4.clone().chain(v6.clone()).collect();
    for entries in [both, v4.collect(), v6.collect(), Vec::new()] {
        let sorted = texts(&entries);
        let (keys, values) =
            (texts(entries.iter().map(|e| e.0)), texts(entries.iter().map(|e| e.1)));
        let mut map: IpPrefixMap<u32> = entries.iter().copied().collect();
        assert_eq!(exact!(map.iter()), sorted);
        assert_eq!(exact!(map.keys()), keys);
        assert_eq!(exact!(map.values()), values);
        assert_eq!(both_ways!(map.iter_mut()), sorted);
        assert_eq!(both_ways!(map.values_mut()), values);
        assert_eq!(both_ways!(map.clone().into_iter()), sorted);
        let frozen: FrozenIpPrefixMap<u32> = entries.iter().copied().collect();
        assert_eq!(both_ways!(frozen.iter()), sorted);
        assert_eq!(both_ways!(frozen.keys()), keys);
        assert_eq!(both_ways!(frozen.values()), values);
        assert_eq!(both_ways!(frozen.clone().into_iter()), sorted);
        for (of, _) in &entries {
            let covering = texts(entries.iter().filter(|(p, _)| p.contains_prefix(*of)));
            assert_eq!(both_ways!(map.covering(*of)), covering);
            assert_eq!(both_ways!(frozen.covering(*of)), covering);
            let covered = texts(entries.iter().filter(|(p, _)| of.contains_prefix(*p)));
            assert_eq!(forward!(map.covered(*of)), covered);
            assert_eq!(both_ways!(frozen.covered(*of)), covered);
        }
    }
}

#[test]
fn of_range_maps() {
    let v4 = [(0, 9), (10, 10), (12, 20), (u128::from(u32::MAX), u128::from(u32::MAX))];
    let v6 = [(5, 5), (1 << 64, 1 << 65), (u128::MAX - 1, u128::MAX)];
    let one: RangeMap<V4, usize> =
        v4.iter().enumerate().map(|(i, (a, b))| (range::<V4>(*a, *b), i)).collect();
    let ranges = texts(v4.iter().enumerate().map(|(i, (a, b))| (range::<V4>(*a, *b), i)));
    assert_eq!(both_ways!(one.iter()), ranges);
    assert_eq!(both_ways!((&one).into_iter()), ranges);
    // A value of two segments.
    let cut: RangeMap<V4, char> = [(range(0, 9), 'a'), (range(3, 4), 'b')].into_iter().collect();
    assert_eq!(both_ways!(cut.iter()).len(), 3);
    let both: IpRangeMap<usize> = v6
        .iter()
        .map(|(a, b)| (IpRange::V6(range(*a, *b)), 7))
        .chain(v4.iter().map(|(a, b)| (IpRange::V4(range(*a, *b)), 4)))
        .collect();
    assert_eq!(both_ways!(both.iter()).len(), v4.len() + v6.len());
    let none = IpRangeMap::<u8>::default();
    assert_eq!(both_ways!(none.iter()).len(), 0);
}

/// What one twin has the other has: `Clone` on every iterator that shares, equality and hashes on
/// every container.
#[test]
fn twins_have_the_traits_of_each_other() {
    use std::hash::{Hash, Hasher};

    use boltons::ip::{FrozenIpSet, FrozenSet, IpSet, Set};

    fn cloned<T: Clone + ExactSizeIterator>(mut iter: T)
    where
        T::Item: std::fmt::Debug,
    {
        let whole = iter.clone();
        assert_eq!(whole.len(), iter.len());
        iter.next();
        assert_eq!(texts(whole)[1..], texts(iter)[..]);
    }
    fn hash<T: Eq + Hash>(value: &T) -> u64 {
        let mut hasher = std::hash::DefaultHasher::new();
        value.hash(&mut hasher);
        hasher.finish()
    }
    fn equal<T: Eq + Hash>(a: &T, b: &T, other: &T) {
        assert!(a == b && hash(a) == hash(b));
        assert!(a != other && hash(a) != hash(other));
    }

    let v4 = entries::<V4>().into_iter().map(|(p, v)| (IpPrefix::V4(p), v));
    let v6 = entries::<V6>().into_iter().map(|(p, v)| (IpPrefix::V6(p), v));
    let all: Vec<(IpPrefix, u32)> = v4.chain(v6).collect();
    let map: IpPrefixMap<u32> = all.iter().copied().collect();
    let frozen = map.clone().freeze();
    cloned(map.iter());
    cloned(map.keys());
    cloned(map.values());
    cloned(map.clone().into_iter());
    cloned(frozen.iter());
    cloned(frozen.keys());
    cloned(frozen.values());
    cloned(frozen.clone().into_iter());
    cloned(map.covering(all[4].0));
    cloned(frozen.covering(all[4].0));
    let ranges: IpRangeMap<u8> =
        [(all[1].0.range(), 1), (all[12].0.range(), 2)].into_iter().collect();
    cloned(ranges.iter());

    // In another order, and with something that was there meanwhile.
    let mut again: IpPrefixMap<u32> = all.iter().rev().copied().collect();
    again.insert(IpPrefix::literal("1.2.3.4/32"), 0);
    again.remove(IpPrefix::literal("1.2.3.4/32"));
    let mut other = again.clone();
    other.insert(all[3].0, 1000);
    equal(&map, &again, &other);
    equal(map.v4(), again.v4(), other.v4());
    let (frozen_again, frozen_other) = (again.freeze(), other.freeze());
    equal(&frozen, &frozen_again, &frozen_other);
    equal(frozen.v4(), frozen_again.v4(), frozen_other.v4());

    // A range map is its segments: how they came about does not matter.
    let cut = [(range::<V4>(0, 9), 1), (range(3, 4), 2)];
    let whole = [(range::<V4>(0, 2), 1), (range(3, 4), 2), (range(5, 9), 1)];
    let cut: RangeMap<V4, i32> = cut.into_iter().collect();
    let whole: RangeMap<V4, i32> = whole.into_iter().collect();
    let other: RangeMap<V4, i32> = [(range(0, 9), 1)].into_iter().collect();
    equal(&cut, &whole, &other);
    let both = |v4: &RangeMap<V4, i32>| IpRangeMap::from_parts(v4.clone(), RangeMap::default());
    equal(&both(&cut), &both(&whole), &both(&other));

    let set: Set<V4> = [range::<V4>(0, 9), range(20, 29)].into_iter().collect();
    let mut popped: Set<V4> =
        [range::<V4>(0, 9), range(20, 29), range(40, 49)].into_iter().collect();
    assert_eq!(popped.pop_last(), Some(range(40, 49)));
    equal(&set, &popped, &Set::new());
    equal::<FrozenSet<V4>>(&set.freeze(), &popped.freeze(), &Set::new().freeze());
    let ip = |set: &Set<V4>| IpSet::from(set.clone());
    equal::<FrozenIpSet>(&ip(&set).freeze(), &ip(&popped).freeze(), &IpSet::new().freeze());
}

/// `nth` of the addresses of a set of both families goes by ranges, too: a loop would not end.
#[test]
fn nth_of_both_families_does_not_loop() {
    let all = boltons::ip::IpSet::full();
    let mut addrs = all.addrs();
    assert_eq!(addrs.nth(u32::MAX as usize), Some([255; 4].into()));
    let far = usize::try_from(1_u64 << 40).unwrap_or(usize::MAX);
    assert_eq!(addrs.nth(far), Some(std::net::Ipv6Addr::from_bits(far as u128).into()));
    let mut addrs = all.addrs();
    assert_eq!(addrs.nth(u32::MAX as usize), Some([255; 4].into()));
    assert_eq!(addrs.next(), Some(std::net::Ipv6Addr::UNSPECIFIED.into()));
}
