//! Sets of one family.

#[cfg(not(feature = "__audit"))]
use crate::unaudited::Unaudited as _;
use std::collections::BTreeSet;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::net::Ipv4Addr;

use boltons::ip::{Family, Ipv4Prefix, Ipv4Range, Ipv4Set, Ipv6Range, Prefix, Range, Set, V4, V6};

use super::model::{World, bits, mask_of, prefix, range, runs, set_of};
use super::support::Rng;

fn set4(text: &[&str]) -> Ipv4Set {
    text.iter().map(|t| t.parse::<Ipv4Range>().unwrap()).collect()
}

fn hash(value: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

fn ends<F: World>() {
    let mut set = Set::<F>::new();
    assert!(set.is_empty() && !set.is_full() && set.hull().is_none() && set.nth(0).is_none());
    assert_eq!((set.size(), set.range_count(), set.first(), set.last()), (0, 0, None, None));
    assert_eq!(set.gaps().collect::<Vec<_>>(), [Range::<F>::ALL]);
    assert!(!set.remove(Range::<F>::ALL));

    // The last address, then the first, then all between: never an overflow.
    assert!(set.insert(range::<F>(F::LAST, F::LAST)));
    assert!(!set.insert(range::<F>(F::LAST, F::LAST)));
    assert!(set.insert(range::<F>(0, 0)));
    set.check();
    assert_eq!(set.range_count(), 2);
    assert_eq!(set.gaps().collect::<Vec<_>>(), [range::<F>(1, F::LAST - 1)]);
    assert_eq!(set.hull(), Some(Range::ALL));
    assert_eq!(set.nth(1), Some(F::MAX));
    assert!(set.insert(range::<F>(1, F::LAST - 1)));
    set.check();
    assert!(set.is_full());
    assert_eq!(set, Set::full());
    assert_eq!(set.size(), F::LAST.saturating_add(1));
    assert_eq!(set.gaps().next(), None);
    assert_eq!(set.nth(F::LAST), Some(F::MAX));
    assert_eq!(set.prefixes().collect::<Vec<_>>(), [Prefix::<F>::ALL]);

    assert!(set.remove(range::<F>(F::LAST, F::LAST)));
    assert!(set.remove(range::<F>(0, 0)));
    set.check();
    assert_eq!(set.ranges().collect::<Vec<_>>(), [range::<F>(1, F::LAST - 1)]);
    assert!(set.remove(range::<F>(7, 7)));
    assert_eq!(set.range_count(), 2);
    assert!(!set.contains(F::addr(7)) && set.contains(F::addr(8)) && set.contains(F::addr(6)));
    assert!(set.remove(Range::<F>::ALL));
    assert!(set.is_empty());
    assert_eq!(!&set, Set::full());
    assert_eq!(!&Set::<F>::full(), set);

    // Adjacent to MAX, inserted downwards.
    assert!(set.insert(range::<F>(F::LAST - 1, F::LAST - 1)));
    assert!(set.insert(range::<F>(F::LAST, F::LAST)));
    assert_eq!(set.range_count(), 1);
    assert!(set.contains_range(range::<F>(F::LAST - 1, F::LAST)));
    assert!(!set.contains_range(range::<F>(F::LAST - 2, F::LAST)));
    assert!(set.overlaps(range::<F>(0, F::LAST - 1)));
    assert!(!set.overlaps(range::<F>(0, F::LAST - 2)));
    assert_eq!(set.find(F::MAX), Some(range::<F>(F::LAST - 1, F::LAST)));
    assert_eq!(set.find(F::MIN), None);
    set.clear();
    assert_eq!(set, Set::default());
}

/// Addresses that differ in one bit of each byte, more of them than are sorted by comparison.
#[test]
fn sorting_looks_at_every_bit() {
    for bit in 0..8 {
        let of = |n: u32| (0..4).map(|byte| (n >> byte & 1) << (8 * byte + bit)).sum::<u32>();
        for step in [1, 3, 7] {
            let addrs = (0..400_u32).rev().map(|n| of(n * step));
            let set: Ipv4Set =
                addrs.map(|bits| Ipv4Range::from(Ipv4Addr::from_bits(bits))).collect();
            let mut expected: Vec<u32> = (0..16).map(of).collect();
            expected.sort_unstable();
            assert!(set.addrs().map(Ipv4Addr::to_bits).eq(expected), "bit {bit}, step {step}");
        }
    }
}

#[test]
fn both_ends_of_both_families() {
    ends::<V4>();
    ends::<V6>();
}

/// Everything one can ask of a set, against a mask of 16 addresses.
fn agrees<F: World>(base: u128, mask: u16) {
    let set = set_of::<F>(base, mask);
    set.check();
    let at = |i: u32| F::addr(base + u128::from(i));
    let runs = runs(u64::from(mask), 16);
    let ranges: Vec<Range<F>> =
        runs.iter().map(|r| range::<F>(base + u128::from(r.0), base + u128::from(r.1))).collect();
    assert_eq!(set.ranges().collect::<Vec<_>>(), ranges);
    assert_eq!(set.range_count(), ranges.len());
    assert_eq!(mask_of(base, &set), mask);
    assert_eq!(set.size(), u128::from(mask.count_ones()));
    let addrs: Vec<F::Addr> = (0..16).filter(|i| mask >> i & 1 != 0).map(at).collect();
    assert_eq!(set.addrs().collect::<Vec<_>>(), addrs);
    for i in 0..=16 {
        assert_eq!(set.nth(i as u128), addrs.get(i).copied());
    }
    let union: Set<F> = set.prefixes().collect();
    assert_eq!(union, set);
    let prefixes: Vec<Prefix<F>> = set.prefixes().collect();
    assert!(prefixes.windows(2).all(|p| p[0] < p[1]));
    assert!(prefixes.windows(2).all(|p| p[0].sibling() != Some(p[1])), "minimal");
    assert!(set.prefixes().rev().eq(prefixes.iter().rev().copied()));
    assert_eq!(set.gaps().collect::<Set<F>>(), !&set);
    assert_eq!(!&!&set, set);
    assert!(set.is_subset(&Set::full()));
    let frozen = set.freeze();
    frozen.check();
    for i in 0..16 {
        assert_eq!(frozen.contains(at(i)), mask >> i & 1 != 0);
        let around = runs.iter().position(|r| r.0 <= i && i <= r.1);
        assert_eq!(set.find(at(i)), around.map(|r| ranges[r]));
    }
}

/// All sets of up to four ranges of 16 addresses: 39,203 of them, each at one of six places, in an
/// optimised build at all.
#[test]
fn all_small_sets() {
    let masks: Vec<u16> = (0..=u16::MAX).filter(|m| runs(u64::from(*m), 16).len() <= 4).collect();
    assert_eq!(masks.len(), 39_203);
    let places: [fn(u16); 6] = [
        |mask| agrees::<V4>(0, mask),
        |mask| agrees::<V4>(V4::LAST - 15, mask),
        |mask| agrees::<V6>(0, mask),
        |mask| agrees::<V6>(V6::LAST - 15, mask),
        |mask| agrees::<V4>(0x0a00_0000, mask),
        |mask| agrees::<V6>((1 << 64) - 8, mask),
    ];
    for (i, &mask) in masks.iter().enumerate() {
        if cfg!(debug_assertions) {
            places[i % places.len()](mask);
        } else {
            places.iter().for_each(|agrees| agrees(mask));
        }
    }
}

fn pairs<F: World>(base: u128, rng: &mut Rng) {
    for _ in 0..1500 {
        let (a, b) = (rng.next() as u16, (rng.next() & rng.next()) as u16);
        let (x, y) = (set_of::<F>(base, a), set_of::<F>(base, b));
        let results = [&x | &y, &x & &y, &x - &y, &x ^ &y];
        for (set, mask) in results.iter().zip([a | b, a & b, a & !b, a ^ b]) {
            set.check();
            assert_eq!(*set, set_of(base, mask), "{a:b} {b:b}");
        }
        assert!(x.union(&y).eq(results[0].ranges()));
        assert!(x.intersection(&y).eq(results[1].ranges()));
        assert!(x.difference(&y).eq(results[2].ranges()));
        assert!(x.symmetric_difference(&y).eq(results[3].ranges()));
        let mut assigned = [x.clone(), x.clone(), x.clone(), x.clone()];
        assigned[0] |= &y;
        assigned[1] &= &y;
        assigned[2] -= &y;
        assigned[3] ^= &y;
        assert_eq!(assigned, results);
        assert_eq!(x.is_subset(&y), a & !b == 0);
        assert_eq!(x.is_superset(&y), b & !a == 0);
        assert_eq!(x.is_disjoint(&y), a & b == 0);
        assert_eq!(x.cmp(&y).is_eq(), a == b);
        for run in runs(u64::from(b), 16) {
            let run = range::<F>(base + u128::from(run.0), base + u128::from(run.1));
            let inside = Set::from(run);
            assert_eq!(x.contains_range(run), inside.is_subset(&x));
            assert_eq!(x.overlaps(run), !inside.is_disjoint(&x));
        }
    }
}

#[test]
fn operations_on_small_sets() {
    let mut rng = Rng(1);
    pairs::<V4>(0, &mut rng);
    pairs::<V4>(V4::LAST - 15, &mut rng);
    pairs::<V6>(V6::LAST - 15, &mut rng);
}

/// Sets of very different sizes take the searching ways through the operations.
fn lopsided<F: World>(rng: &mut Rng) {
    let big: BTreeSet<u128> = (0..900).map(|_| u128::from(rng.below(1 << 13) as u32)).collect();
    let large: Set<F> = big.iter().map(|a| range::<F>(F::LAST - a, F::LAST - a)).collect();
    for size in [0, 1, 5, 40] {
        for reach in [0, 3, 600] {
            let small: Set<F> = (0..size)
                .map(|_| u128::from(rng.below(1 << 13) as u32))
                .map(|a| range::<F>(F::LAST - a - reach, F::LAST - a))
                .collect();
            let model = |keep: &dyn Fn(bool, bool) -> bool| -> Set<F> {
                (0..(1 << 13) + 600)
                    .map(|a| F::addr(F::LAST - a))
                    .filter(|a| keep(large.contains(*a), small.contains(*a)))
                    .map(|a| range::<F>(bits::<F>(a), bits::<F>(a)))
                    .collect()
            };
            assert_eq!(&large & &small, model(&|a, b| a && b));
            assert_eq!(&small & &large, model(&|a, b| a && b));
            assert_eq!(&large - &small, model(&|a, b| a && !b));
            assert_eq!(&small - &large, model(&|a, b| !a && b));
            assert_eq!(&small | &large, model(&|a, b| a || b));
            assert_eq!(&small ^ &large, model(&|a, b| a != b));
            assert_eq!(small.is_subset(&large), (&small - &large).is_empty());
            assert_eq!(large.is_subset(&small), (&large - &small).is_empty());
            assert_eq!(large.is_disjoint(&small), (&small & &large).is_empty());
            assert!((&small & &large).is_subset(&large));
        }
    }
}

#[test]
fn sets_of_very_different_sizes() {
    lopsided::<V4>(&mut Rng(2));
    lopsided::<V6>(&mut Rng(3));
}

/// Single insertions and removals against a bitmap, with the audit after each.
fn steps<F: World>(base: u128, rng: &mut Rng) {
    const WIDTH: usize = 64;
    let mut set = Set::<F>::new();
    let mut model = [false; WIDTH];
    for step in 0..2000 {
        let a = rng.below(WIDTH);
        let b = (a + rng.below(9)).min(WIDTH - 1);
        let what = range::<F>(base + a as u128, base + b as u128);
        match rng.below(20) {
            0 => {
                let popped = set.pop_first();
                let first = model.iter().position(|x| *x);
                assert_eq!(popped.map(|r| bits::<F>(r.first()) - base), first.map(|i| i as u128));
                for is in model.iter_mut().skip(first.unwrap_or(WIDTH)) {
                    if !std::mem::take(is) {
                        break;
                    }
                }
            }
            n if n < 10 => {
                let grows = model[a..=b].contains(&false);
                assert_eq!(set.insert(what), grows, "step {step}");
                model[a..=b].fill(true);
            }
            _ => {
                let shrinks = model[a..=b].contains(&true);
                assert_eq!(set.remove(what), shrinks, "step {step}");
                model[a..=b].fill(false);
            }
        }
        set.check();
        for (i, is) in model.iter().enumerate() {
            assert_eq!(set.contains(F::addr(base + i as u128)), *is);
        }
    }
}

#[test]
fn insert_remove_and_pop() {
    let mut rng = Rng(4);
    steps::<V4>(0, &mut rng);
    steps::<V4>(V4::LAST - 63, &mut rng);
    steps::<V6>(V6::LAST - 63, &mut rng);
}

/// Popping every range is linear, and a set that was popped from is like any other.
#[test]
fn pop_first_leaves_no_trace() {
    let all: Ipv4Set = (0..200_000_u32).map(|i| Ipv4Addr::from_bits(2 * i)).collect();
    let mut set = all.clone();
    for i in 0..199_990_u32 {
        assert_eq!(set.pop_first(), Some(Ipv4Addr::from_bits(2 * i).into()));
    }
    set.check();
    let rest: Ipv4Set = (199_990..200_000_u32).map(|i| Ipv4Addr::from_bits(2 * i)).collect();
    assert_eq!(set, rest);
    assert_eq!(hash(&set), hash(&rest));
    assert_eq!(set.cmp(&rest), std::cmp::Ordering::Equal);
    let mut few = Ipv4Set::from_iter([1, 3, 5, 7].map(Ipv4Addr::from_bits));
    few.pop_first();
    assert!(few.insert(Ipv4Addr::from_bits(4)));
    assert!(few.remove(Ipv4Addr::from_bits(7)));
    assert_eq!(few, set4(&["0.0.0.3-0.0.0.5"]));
    few.check();
}

/// Radix and comparison sort, sorted and not, give the same set.
#[test]
fn builds_are_independent_of_order() {
    let mut rng = Rng(5);
    for count in [10, 1023, 1024, 5000] {
        let mut ranges: Vec<Ipv4Range> = (0..count)
            .map(|_| {
                let first = rng.next() as u32;
                let last = first.saturating_add(rng.below(1 << 20) as u32);
                range::<V4>(first.into(), last.into())
            })
            .collect();
        let mixed: Ipv4Set = ranges.iter().copied().collect();
        mixed.check();
        ranges.sort();
        let sorted: Ipv4Set = ranges.iter().copied().collect();
        ranges.reverse();
        let mut extended = Ipv4Set::new();
        extended.extend(ranges.iter().copied());
        let mut inserted = Ipv4Set::new();
        for range in &ranges {
            inserted.insert(*range);
        }
        assert_eq!(mixed, sorted);
        assert_eq!(mixed, extended);
        assert_eq!(mixed, inserted);
    }
}

/// netaddr#9 and #152: sets of hundreds of thousands of entries took more than a minute, because
/// each insertion compacted the whole set.
#[test]
fn netaddr_9_and_152_large_sets_are_fast() {
    let mut rng = Rng(6);
    let mut addrs: Vec<Ipv4Addr> =
        (0..850_000_u32).map(|i| Ipv4Addr::from_bits(i.wrapping_mul(4))).collect();
    for i in (1..addrs.len()).rev() {
        addrs.swap(i, rng.below(i + 1));
    }
    let set: Ipv4Set = addrs.iter().copied().collect();
    assert_eq!((set.range_count(), set.size()), (850_000, 850_000));
    let mut appended = Ipv4Set::new();
    addrs.sort();
    for addr in addrs {
        assert!(appended.insert(addr));
    }
    assert_eq!(appended, set);
}

/// netaddr#94 and #63: the size of a great set, and emptiness, must not overflow `len()`.
#[test]
fn netaddr_94_and_63_sizes_do_not_overflow() {
    let all = Set::<V6>::full();
    assert_eq!(all.size(), u128::MAX);
    assert!(!all.is_empty());
    let half = Set::<V6>::from(prefix::<V6>(0, 1));
    assert_eq!(half.size(), 1 << 127);
    assert_eq!(all.addrs().size_hint(), (usize::MAX, None));
    assert_eq!(all.addrs().count(), usize::MAX);
    assert_eq!(all.addrs().nth_back(1), Some(V6::addr(V6::LAST - 1)));
}

/// netaddr#171 and cpython#96302: merging many prefixes was quadratic; every bulk operation here
/// is a sort and a sweep, also on input that all overlaps.
#[test]
fn netaddr_171_and_cpython_96302_merging_is_not_quadratic() {
    let nested: Ipv4Set =
        (0..400_000_u32).map(|i| range::<V4>(u128::from(i), u128::from(u32::MAX - i))).collect();
    assert!(nested.is_full());
    let chain: Ipv4Set =
        (0..400_000_u32).rev().map(|i| range::<V4>(u128::from(i), u128::from(i) + 1)).collect();
    assert_eq!(chain.ranges().collect::<Vec<_>>(), [range::<V4>(0, 400_000)]);
}

/// mapcidr#473: what was taken out came back when the rest was aggregated.
#[test]
fn mapcidr_473_what_was_removed_stays_out() {
    let mut set = Ipv4Set::from(Ipv4Prefix::literal("10.0.0.0/30"));
    set.remove(Ipv4Addr::new(10, 0, 0, 1));
    let text: Vec<String> = set.prefixes().map(|p| p.to_string()).collect();
    assert_eq!(text, ["10.0.0.0/32", "10.0.0.2/31"]);
    assert_eq!(set.prefixes().collect::<Ipv4Set>(), set);
}

/// ipinfo/cli#218: ranges among prefixes and addresses were skipped.
#[test]
fn ipinfo_cli_218_ranges_are_not_skipped() {
    let set = set4(&[
        "5.136.147.75",
        "5.136.147.76",
        "144.92.111.0/32",
        "150.10.171.250-150.10.171.252",
        "87.71.106.118-87.71.106.200",
    ]);
    assert_eq!(set.size(), 2 + 1 + 3 + 83);
    assert_eq!(
        format!("{set:?}"),
        "{5.136.147.75-5.136.147.76, 87.71.106.118-87.71.106.200, 144.92.111.0, \
         150.10.171.250-150.10.171.252}",
    );
}

#[test]
fn adjacent_prefixes_are_one_range() {
    let set = set4(&["10.0.1.0/24", "10.0.0.0/24"]);
    assert_eq!(set.range_count(), 1);
    assert_eq!(set, set4(&["10.0.0.0/23"]));
    assert_eq!(hash(&set), hash(set4(&["10.0.0.0/23"])));
}

/// Every specialised iterator method gives what `next` alone would, from either end.
fn iterators<I>(make: impl Fn() -> I)
where
    I: DoubleEndedIterator + Clone,
    I::Item: PartialEq + std::fmt::Debug,
{
    let all: Vec<I::Item> = {
        let mut iter = make();
        std::iter::from_fn(|| iter.next()).collect()
    };
    let len = all.len();
    for skip in [0, 1, 2, len / 2, len] {
        for back in [0, 1, 2] {
            let mut iter = make();
            for _ in 0..skip {
                iter.next();
            }
            for _ in 0..back {
                iter.next_back();
            }
            let rest = &all[skip.min(len)..(len - back.min(len)).max(skip.min(len))];
            let (low, high) = iter.size_hint();
            assert!(low <= rest.len() && high.is_none_or(|high| high >= rest.len()));
            assert!(iter.clone().eq(rest.iter().map(|x| {
                let at = all.iter().position(|y| y == x).unwrap();
                make().nth(at).unwrap()
            })));
            assert_eq!(iter.clone().count(), rest.len());
            assert_eq!(iter.clone().last().as_ref(), rest.last());
            assert_eq!(iter.clone().fold(0, |n, _| n + 1), rest.len());
            assert!(
                iter.clone()
                    .rev()
                    .map(Some)
                    .eq(rest.iter().rev().map(|x| { make().find(|y| y == x) }))
            );
            for n in [0, 1, 3, rest.len()] {
                let (mut a, mut b) = (iter.clone(), iter.clone());
                assert_eq!(a.nth(n).as_ref(), rest.get(n));
                assert_eq!(a.next().as_ref(), rest.get(n + 1));
                assert_eq!(b.nth_back(n).as_ref(), rest.iter().rev().nth(n));
                assert_eq!(b.next_back().as_ref(), rest.iter().rev().nth(n + 1));
            }
            iter.by_ref().for_each(drop);
            assert_eq!(iter.next(), None);
            assert_eq!(iter.next_back(), None);
        }
    }
}

#[test]
fn iterators_agree_with_next() {
    let sets = [
        set4(&[
            "0.0.0.0-0.0.0.6",
            "0.0.0.9",
            "10.0.0.3-10.0.0.9",
            "255.255.255.250-255.255.255.255",
        ]),
        set4(&["0.0.0.1-0.0.0.1"]),
        Ipv4Set::new(),
    ];
    for set in &sets {
        iterators(|| set.ranges());
        iterators(|| set.gaps());
        iterators(|| set.prefixes());
        iterators(|| set.addrs());
        let exact = set.addrs().size_hint();
        assert_eq!(exact, (set.size() as usize, Some(set.size() as usize)));
    }
}

#[test]
fn types_are_shareable() {
    fn is<T: Send + Sync + Clone + std::fmt::Debug + 'static>() {}
    is::<Set<V4>>();
    is::<Set<V6>>();
    is::<boltons::ip::FrozenIpSet>();
    is::<boltons::ip::PrefixMap<V6, u8>>();
    is::<boltons::ip::FrozenIpPrefixMap<u8>>();
    is::<boltons::ip::IpRangeMap<u8>>();
    is::<boltons::ip::Ipv4PrefixPool>();
}

#[test]
fn into_accepts_all_one_family_types() {
    let mut set = Ipv4Set::new();
    set.insert(Ipv4Addr::LOCALHOST);
    set.insert(Ipv4Prefix::literal("10.0.0.0/8"));
    set.insert("11.0.0.0-11.0.0.9".parse::<Ipv4Range>().unwrap());
    assert_eq!(set.range_count(), 2);
    assert_eq!(V4::to_bits(set.first().unwrap()), 10 << 24);
    let again: Ipv4Set = (&set).into_iter().collect();
    assert_eq!(again, set);
}

/// Both ends of a set, taken off in turn, against the list of its ranges.
#[test]
fn popping_at_both_ends() {
    fn run<F: World>() {
        for n in 0..9_u128 {
            for pattern in 0..1_u32 << n {
                let mut set: Set<F> = (0..n).map(|i| range::<F>(10 * i, 10 * i + 3)).collect();
                let mut ranges: std::collections::VecDeque<_> = set.ranges().collect();
                for i in 0..n {
                    let (popped, expected) = match pattern >> i & 1 {
                        0 => (set.pop_first(), ranges.pop_front()),
                        _ => (set.pop_last(), ranges.pop_back()),
                    };
                    assert_eq!(popped, expected);
                    set.check();
                    assert!(set.ranges().eq(ranges.iter().copied()));
                    assert_eq!(
                        (set.first(), set.hull().is_some()),
                        (ranges.front().map(|r| r.first()), !ranges.is_empty())
                    );
                }
                assert_eq!((set.pop_first(), set.pop_last()), (None, None));
                assert!(set.is_empty());
                set.insert(range::<F>(5, 6));
                assert_eq!(set.ranges().collect::<Vec<_>>(), [range::<F>(5, 6)]);
            }
        }
    }
    run::<V4>();
    run::<V6>();
    let mut both = boltons::ip::IpSet::full();
    assert_eq!(both.pop_last().unwrap().to_string(), Ipv6Range::ALL.to_string());
    assert_eq!(both.pop_last().unwrap().to_string(), Ipv4Range::ALL.to_string());
    assert_eq!(both.pop_last(), None);
}

/// Memory follows what is there: after the many are gone, room for the few is left.
#[test]
fn sets_give_memory_back() {
    let many = || (0..10_000_u128).map(|i| range::<V4>(16 * i, 16 * i + 3));
    let mut set: Set<V4> = many().collect();
    for _ in 0..9_990 {
        set.pop_first();
    }
    set.shrink_to_fit();
    set.check();
    assert_eq!((set.range_count(), set.capacity()), (10, 10));
    let mut set: Set<V4> = many().collect();
    assert_eq!((0..4_990).filter_map(|_| set.pop_first()).count(), 4_990);
    assert!(set.capacity() >= 10_000, "popping at the front keeps the memory");
    set.shrink_to_fit();
    assert_eq!((set.range_count(), set.capacity()), (5_010, 5_010));
    set.clear();
    set.shrink_to_fit();
    assert_eq!(set.capacity(), 0);
    assert!(Set::<V4>::with_capacity(7).capacity() >= 7);
}

/// What a lazy operation says is left, at every step, and nothing that it cannot know.
#[test]
fn hints_of_lazy_operations_hold_at_every_step() {
    #[track_caller]
    fn holds<I: Iterator + Clone>(mut ranges: I) {
        loop {
            let (low, high) = ranges.size_hint();
            let left = ranges.clone().count();
            assert!(low <= left && high.is_some_and(|high| left <= high), "{low} {left} {high:?}");
            if ranges.next().is_none() {
                return;
            }
        }
    }
    let mut rng = Rng(11);
    for _ in 0..200 {
        let mut set = || -> Ipv4Set {
            let range = |rng: &mut Rng| {
                let first = rng.below(64) as u32;
                let last = first + rng.below(6) as u32;
                boltons::ip::Ipv4Range::new(first.into(), last.into()).unwrap()
            };
            (0..rng.below(8)).map(|_| range(&mut rng)).collect()
        };
        let (a, b) = (set(), set());
        holds(a.union(&b));
        holds(a.intersection(&b));
        holds(a.difference(&b));
        holds(a.symmetric_difference(&b));
    }
}

/// Of two sets without common ground nothing is promised.
#[test]
fn an_intersection_with_an_empty_set_promises_nothing() {
    let (some, none) = (set4(&["10.0.0.1-10.0.0.9", "10.0.1.0/24"]), Ipv4Set::new());
    for (a, b) in [(&some, &none), (&none, &some), (&none, &none)] {
        assert_eq!(a.intersection(b).size_hint(), (0, Some(0)));
    }
    let mut twice = some.intersection(&some);
    assert_eq!(twice.by_ref().count(), 2);
    assert_eq!(twice.size_hint(), (0, Some(0)));
}

/// Long lists in any order, of a few parts whose addresses differ in one octet to three, so that the
/// sort takes each number of passes.
#[test]
fn sets_of_shuffled_addresses_are_in_order() {
    let mut rng = Rng(3);
    for mask in [0x81fe, 0x81_fe00, 0x81_fffe, 0x0402_fffe, 0x81ff_fffe, u32::MAX - 1] {
        let addrs: Vec<u32> = (0..8_000).map(|_| 0x0a00_0000 ^ rng.next() as u32 & mask).collect();
        let set: Ipv4Set = addrs.iter().map(|&bits| Ipv4Addr::from_bits(bits)).collect();
        set.check();
        let sorted: BTreeSet<u32> = addrs.into_iter().collect();
        assert!(sorted.len() > 500, "{mask:x}");
        let firsts = set.ranges().map(|range| range.first().to_bits());
        assert!(firsts.eq(sorted), "{mask:x}");
    }
}

#[test]
fn a_set_is_cleared_after_its_front_was_popped() {
    let mut set: Ipv4Set = (0..40).map(|i| Ipv4Addr::from_bits(2 * i)).collect();
    for _ in 0..5 {
        set.pop_first();
    }
    set.clear();
    set.check();
    assert!(set.is_empty() && set.ranges().next().is_none());
    assert!(set.insert(Ipv4Addr::from_bits(7)));
    set.check();
    assert_eq!(set.pop_first(), Some(Ipv4Addr::from_bits(7).into()));
    assert_eq!(set.pop_first(), None);
}
