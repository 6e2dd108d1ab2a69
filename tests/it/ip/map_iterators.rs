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
