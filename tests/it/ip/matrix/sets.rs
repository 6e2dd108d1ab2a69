//! Sets of one family in every state.

use boltons::ip::{PrefixPool, Set, V4, V6};

#[cfg(not(feature = "__audit"))]
use crate::unaudited::Unaudited as _;

use super::super::model::{World, bits, prefix, range};
use super::{
    Op, Ranges, STATES, State, blocks, bytes, combine, holds, insert, numbers, of_ranges, probes,
    ranges_of, remove, run,
};

fn same<F: World>(set: &Set<F>, model: &Ranges, name: &str) {
    set.check();
    assert_eq!(&ranges_of(set.ranges()), model, "{name}");
}

/// Some of the model's ranges as a part of them, or a piece of them and what is around.
fn some<F: World>(model: &Ranges, i: u128) -> (u128, u128) {
    match model.get(i as usize * 7 % model.len().max(1)) {
        Some(&(first, last)) if i % 3 == 0 => (first, last),
        Some(&(first, last)) if i % 3 == 1 => {
            (first.saturating_sub(i), last.saturating_add(i).min(F::LAST))
        }
        Some(&(first, last)) => (first + (last - first) / 2, last),
        None => (i, 2 * i),
    }
}

/// Every method of a set, and the traits that change one.
pub fn set_ops<F: World>() -> Vec<Op<Set<F>, Ranges>> {
    vec![
        ("insert", |set, model, i| {
            let new = (i * i * 5, i * i * 5 + i % 4);
            for (first, last) in [new, some::<F>(model, i)] {
                let old = model.clone();
                *model = insert(&old, first, last);
                assert_eq!(set.insert(range::<F>(first, last)), *model != old);
            }
        }),
        ("insert at the end", |set, model, i| {
            let at = F::LAST - 100 + 2 * i;
            set.insert(range::<F>(at, at));
            *model = insert(model, at, at);
        }),
        ("remove", |set, model, i| {
            let (first, last) = some::<F>(model, i);
            let old = model.clone();
            *model = remove(&old, first, last);
            assert_eq!(set.remove(range::<F>(first, last)), *model != old);
            assert!(!set.remove(range::<F>(first, last)));
        }),
        ("extend", |set, model, i| {
            let new = [(9 * i + 40, 9 * i + 44), some::<F>(model, i), (3, 3)];
            set.extend(new.map(|(first, last)| range::<F>(first, last)));
            new.iter().for_each(|(first, last)| *model = insert(model, *first, *last));
        }),
        ("extend by one, the last removed", |set, model, i| {
            let gone = model.pop();
            assert_eq!(set.pop_last(), gone.map(|(first, last)| range::<F>(first, last)));
            set.extend([range::<F>(7 * i, 7 * i + 1)]);
            *model = insert(model, 7 * i, 7 * i + 1);
        }),
        ("pop_first", |set, model, _| {
            let gone = if model.is_empty() { None } else { Some(model.remove(0)) };
            assert_eq!(set.pop_first(), gone.map(|(first, last)| range::<F>(first, last)));
        }),
        ("pop_last", |set, model, _| {
            let gone = model.pop();
            assert_eq!(set.pop_last(), gone.map(|(first, last)| range::<F>(first, last)));
        }),
        ("clear", |set, model, i| {
            set.clear();
            assert!(set.is_empty());
            set.insert(range::<F>(i, i));
            *model = vec![(i, i)];
        }),
        ("shrink_to_fit", |set, _, _| set.shrink_to_fit()),
        ("clone", |set, _, _| *set = set.clone()),
        ("new, with_capacity and capacity", |set, model, i| {
            assert_eq!(Set::<F>::new(), Set::with_capacity(9));
            *set = Set::with_capacity(model.len());
            assert!(set.capacity() >= model.len());
            for &(first, last) in &*model {
                set.insert(range::<F>(first, last));
            }
            assert_eq!(set.contains(F::addr(i)), holds(model, i));
        }),
        ("full", |set, model, i| {
            if i == 1 {
                *set = Set::full();
                *model = vec![(0, F::LAST)];
            }
            assert_eq!(set.is_full(), *model == [(0, F::LAST)]);
        }),
        ("contains", |set, model, _| {
            for addr in probes::<F>(model) {
                assert_eq!(set.contains(F::addr(addr)), holds(model, addr), "{addr}");
            }
        }),
        ("contains_range and overlaps", |set, model, i| {
            for first in probes::<F>(model) {
                let last = first.saturating_add(i % 5).min(F::LAST);
                let asked = range::<F>(first, last);
                let inside = model.iter().any(|r| r.0 <= first && last <= r.1);
                assert_eq!(set.contains_range(asked), inside, "{first}-{last}");
                let met = model.iter().any(|r| r.0 <= last && first <= r.1);
                assert_eq!(set.overlaps(asked), met, "{first}-{last}");
            }
        }),
        ("find", |set, model, _| {
            for addr in probes::<F>(model) {
                let found = model.iter().find(|r| r.0 <= addr && addr <= r.1);
                let found = found.map(|&(first, last)| range::<F>(first, last));
                assert_eq!(set.find(F::addr(addr)), found, "{addr}");
            }
        }),
        ("is_empty, is_full and range_count", |set, model, _| {
            assert_eq!(set.is_empty(), model.is_empty());
            assert_eq!(set.is_full(), *model == [(0, F::LAST)]);
            assert_eq!(set.range_count(), model.len());
        }),
        ("size", |set, model, _| assert_eq!(set.size(), numbers(model))),
        ("first, last and hull", |set, model, _| {
            let (first, last) = (model.first().map(|r| r.0), model.last().map(|r| r.1));
            assert_eq!(set.first().map(bits::<F>), first);
            assert_eq!(set.last().map(bits::<F>), last);
            assert_eq!(set.hull(), first.zip(last).map(|(first, last)| range::<F>(first, last)));
        }),
        ("nth", |set, model, i| {
            let mut index = i * i;
            let wanted = model.iter().find_map(|&(first, last)| {
                let (inside, all) = (index <= last - first, last - first);
                let at = inside.then(|| first + index);
                index = index.saturating_sub(all).saturating_sub(1);
                at
            });
            assert_eq!(set.nth(i * i).map(bits::<F>), wanted, "{i}");
            assert!(set.is_full() || set.nth(numbers(model)).is_none());
        }),
        ("iter and ranges", |set, model, i| {
            let skip = (i as usize).min(model.len());
            assert_eq!(ranges_of(set.iter().skip(skip)), model[skip..]);
            let mut back = ranges_of(set.ranges().rev());
            back.reverse();
            assert_eq!(&back, model);
            assert_eq!(set.ranges().len(), model.len());
        }),
        ("gaps", |set, model, _| {
            let gaps = combine::<F>(model, &vec![], |here, _| !here);
            assert_eq!(ranges_of(set.gaps()), gaps);
        }),
        ("prefixes", |set, model, _| {
            let all: Vec<(u128, u8)> =
                set.prefixes().map(|p| (bits::<F>(p.first()), p.prefix_len())).collect();
            assert_eq!(all, blocks::<F>(model));
            let mut back: Vec<_> = set.prefixes().rev().collect();
            back.reverse();
            assert!(set.prefixes().eq(back));
        }),
        ("addrs", |set, model, i| {
            let numbers = model.iter().flat_map(|r| (r.0..=r.1).take(200)).take(100);
            if model.iter().all(|r| r.1 - r.0 < 200) {
                assert!(set.addrs().map(bits::<F>).take(100).eq(numbers));
            }
            assert_eq!(set.addrs().next(), set.first());
            assert_eq!(set.addrs().next_back(), set.last());
            assert_eq!(set.addrs().nth(i as usize), set.nth(i));
        }),
        ("freeze", |set, model, _| {
            let frozen = set.freeze();
            frozen.check();
            let addrs: Vec<F::Addr> = probes::<F>(model).into_iter().map(F::addr).collect();
            assert!(addrs.iter().all(|a| frozen.contains(*a) == holds(model, bits::<F>(*a))));
            let mut batch = vec![true; addrs.len()];
            frozen.contains_batch(&addrs, &mut batch);
            assert!(addrs.iter().map(|a| holds(model, bits::<F>(*a))).eq(batch));
            assert_eq!(&ranges_of(frozen.ranges()), model);
            *set = frozen.thaw();
        }),
    ]
}

/// Two sets in one, in every way.
type Both<F> = (&'static str, fn(&Set<F>, &Set<F>) -> Set<F>, fn(bool, bool) -> bool);

pub fn set_algebra<F: World>() -> Vec<Both<F>> {
    vec![
        ("union", |a, b| a.union(b).collect(), |a, b| a || b),
        ("intersection", |a, b| a.intersection(b).collect(), |a, b| a && b),
        ("difference", |a, b| a.difference(b).collect(), |a, b| a && !b),
        ("symmetric_difference", |a, b| a.symmetric_difference(b).collect(), |a, b| a != b),
        ("is_subset", |a, b| if a.is_subset(b) { Set::new() } else { a - b }, |a, b| a && !b),
        ("is_superset", |a, b| if a.is_superset(b) { Set::new() } else { b - a }, |a, b| b && !a),
        ("is_disjoint", |a, b| if a.is_disjoint(b) { Set::new() } else { a & b }, |a, b| a && b),
        (
            "union by extend",
            |a, b| {
                let mut both = a.clone();
                both.extend(b.ranges());
                both
            },
            |a, b| a || b,
        ),
        (
            "union and so on, assigned",
            |a, b| {
                let mut both = a.clone();
                both |= b;
                both &= b;
                both ^= a;
                both -= a;
                both
            },
            |a, b| b && !a,
        ),
        ("union of operators", |a, b| &(&(a | b) ^ &(a & b)) | &(a & b), |a, b| a || b),
    ]
}

fn every_method<F: World>() {
    let ops = set_ops::<F>();
    for (state, ranges) in STATES {
        for op in &ops {
            let model = ranges(F::LAST);
            let mut set = of_ranges::<F>(&model, *state);
            let name = run(op, *state, &mut set, model, |set, model, name| same(set, model, name));
            // What the ranges need, and what growth doubles; and room for the largest before it.
            let took = bytes(set);
            let most =
                2 * bytes(of_ranges::<F>(&ranges(F::LAST), *state)) + 64 * 2 * size_of::<F::Addr>();
            assert!(took <= most, "{name}: {took} bytes, {most} allowed");
        }
    }
}

#[test]
fn every_method_in_every_state() {
    every_method::<V4>();
    every_method::<V6>();
}

fn every_pair<F: World>() {
    for (left, first) in STATES {
        for (right, second) in STATES {
            let models = [first(F::LAST), second(F::LAST)];
            let a = of_ranges::<F>(&models[0], *left);
            let b = of_ranges::<F>(&models[1], *right);
            for (name, run, of) in set_algebra::<F>() {
                let name = format!("{name} of {left:?} and {right:?}");
                same(&run(&a, &b), &combine::<F>(&models[0], &models[1], of), &name);
            }
            assert_eq!(a == b, models[0] == models[1]);
            assert_eq!(a.cmp(&b) == std::cmp::Ordering::Equal, a == b);
        }
    }
}

#[test]
fn every_pair_of_sets() {
    every_pair::<V4>();
    every_pair::<V6>();
}

fn after_very_many<F: World>() {
    let n: u128 = if cfg!(debug_assertions) { 50_000 } else { 500_000 };
    let mut set: Set<F> = (0..n).map(|i| range::<F>(3 * i, 3 * i + 1)).collect();
    set.remove(range::<F>(30, 3 * n));
    let model: Ranges = (0..10).map(|i| (3 * i, 3 * i + 1)).collect();
    same(&set, &model, "once huge");
    let fresh = bytes(of_ranges::<F>(&model, State::Many));
    let clone = bytes(set.clone());
    set.shrink_to_fit();
    let shrunk = bytes(set);
    assert!(clone <= fresh && shrunk <= fresh, "{clone} and {shrunk} bytes, {fresh} when new");
}

#[test]
fn once_very_many_ranges() {
    after_very_many::<V4>();
    after_very_many::<V6>();
}

/// Each method of a pool, against the ranges that are free.
pub fn pool_ops<F: World>() -> Vec<Op<PrefixPool<F>, Ranges>> {
    vec![
        ("allocate", |pool, free, i| {
            let len = F::BITS - (i % 9) as u8;
            // The smallest block with room, the lowest of these.
            let fits = blocks::<F>(free).into_iter().filter(|block| block.1 <= len);
            let best = fits.min_by_key(|block| (std::cmp::Reverse(block.1), block.0));
            let got = pool.allocate(len);
            assert_eq!(got, best.map(|block| prefix::<F>(block.0, len)), "/{len}");
            if let Some(got) = got {
                *free = remove(free, bits::<F>(got.first()), bits::<F>(got.last()));
            }
        }),
        ("allocate_exact", |pool, free, i| {
            let (first, _) = some::<F>(free, i);
            let wanted = prefix::<F>(first, F::BITS - (i % 4) as u8);
            let (first, last) = (bits::<F>(wanted.first()), bits::<F>(wanted.last()));
            let whole = free.iter().any(|r| r.0 <= first && last <= r.1);
            assert_eq!(pool.allocate_exact(wanted).is_ok(), whole);
            if whole {
                *free = remove(free, first, last);
            }
        }),
        ("release", |pool, free, i| {
            let back = prefix::<F>(i * i * 3, F::BITS - (i % 4) as u8);
            let (first, last) = (bits::<F>(back.first()), bits::<F>(back.last()));
            let taken = !free.iter().any(|r| r.0 <= last && first <= r.1);
            assert_eq!(pool.release(back).is_ok(), taken);
            if taken {
                *free = insert(free, first, last);
            }
        }),
        ("extend", |pool, free, i| {
            let new = [prefix::<F>(i, F::BITS), prefix::<F>(40 * i, F::BITS - 3)];
            pool.extend(new);
            for new in new {
                *free = insert(free, bits::<F>(new.first()), bits::<F>(new.last()));
            }
        }),
        ("new", |pool, free, _| {
            *pool = PrefixPool::new(free.iter().map(|r| range::<F>(r.0, r.1)).collect::<Set<F>>());
        }),
        ("clone", |pool, _, _| *pool = pool.clone()),
        ("free", |pool, free, _| {
            let all = pool.free().map(|p| (bits::<F>(p.first()), p.prefix_len()));
            assert!(all.eq(blocks::<F>(free)));
        }),
        ("free_size", |pool, free, _| assert_eq!(pool.free_size(), numbers(free))),
        ("largest", |pool, free, _| {
            assert_eq!(pool.largest(), blocks::<F>(free).iter().map(|block| block.1).min());
        }),
    ]
}

fn every_pool<F: World>() {
    for (state, ranges) in STATES {
        for op in &pool_ops::<F>() {
            let model = ranges(F::LAST);
            let mut pool = PrefixPool::<F>::new(of_ranges::<F>(&model, *state));
            run(op, *state, &mut pool, model, |pool, free, name| {
                pool.check();
                let all = pool.free().map(|p| (bits::<F>(p.first()), p.prefix_len()));
                assert!(all.eq(blocks::<F>(free)), "{name}");
            });
        }
    }
}

#[test]
fn every_method_of_a_pool_in_every_state() {
    every_pool::<V4>();
    every_pool::<V6>();
}
