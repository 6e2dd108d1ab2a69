//! How the instructions of `ip` grow with n: each task at n, 2n and 4n.
//!
//! Each passes over n items, or asks a structure of n items n times, so that twice the items may
//! take a little more than twice the instructions, for a logarithm; `tools/instructions.py` compares.
//! The inputs are the worst that are known: chains of nested prefixes, ranges that all overlap,
//! lists from the back.

use boltons::ip::{
    self, Family, FrozenPrefixMap, FrozenSet, IpPrefix, IpPrefixMap, IpRange, IpRangeMap, IpSet,
    ParseOptions, Prefix, PrefixMap, PrefixPool, Range, RangeMap, Set, V4, V6,
};

use crate::random::Rng;

/// Above the sizes at which sets and maps change how they work.
const ITEMS: usize = 4_000;

/// Defines tasks: the input of n items is made by the first expression and lent to the second. Each
/// becomes a function per size, which is never inlined nor, by its name, like another.
macro_rules! grows {
    ($($name:ident: |$n:ident| $input:expr => |$lent:ident: $type:ty| $run:expr;)+) => {
        $(
            mod $name {
                use super::*;

                fn input($n: usize) -> $type {
                    $input
                }

                #[inline(never)]
                #[allow(clippy::ptr_arg, reason = "the input is made as it is")]
                fn task($lent: &mut $type) -> u64 {
                    let result = $run;
                    result as u64
                }

                #[inline(never)]
                fn once(input: &mut $type) -> u64 {
                    std::hint::black_box(concat!(stringify!($name), "::once"));
                    task(input)
                }

                #[inline(never)]
                fn twice(input: &mut $type) -> u64 {
                    std::hint::black_box(concat!(stringify!($name), "::twice"));
                    task(input)
                }

                #[inline(never)]
                fn four_times(input: &mut $type) -> u64 {
                    std::hint::black_box(concat!(stringify!($name), "::four_times"));
                    task(input)
                }

                pub fn run() {
                    let sum = once(std::hint::black_box(&mut input(ITEMS)));
                    println!("{}: {sum}", concat!(module_path!(), "::once"));
                    let sum = twice(std::hint::black_box(&mut input(2 * ITEMS)));
                    println!("{}: {sum}", concat!(module_path!(), "::twice"));
                    let sum = four_times(std::hint::black_box(&mut input(4 * ITEMS)));
                    println!("{}: {sum}", concat!(module_path!(), "::four_times"));
                }
            }
        )+

        pub fn run() {
            $($name::run();)+
        }
    };
}

/// A family whose addresses are made of numbers.
trait World: Family {
    fn addr(bits: u32) -> Self::Addr;
}

impl World for V4 {
    fn addr(bits: u32) -> Self::Addr {
        bits.into()
    }
}

impl World for V6 {
    /// In the upper half.
    fn addr(bits: u32) -> Self::Addr {
        (u128::from(bits) << 72).into()
    }
}

fn random<F: World>(n: usize) -> Vec<F::Addr> {
    let mut rng = Rng(1);
    (0..n).map(|_| F::addr(rng.next() as u32)).collect()
}

fn prefix<F: World>(addr: F::Addr, len: usize) -> Prefix<F> {
    Prefix::truncated(addr, len as u8).expect("a length of the family")
}

/// Of many lengths, anywhere.
fn prefixes<F: World>(n: usize) -> Vec<Prefix<F>> {
    let lens = (0..n).map(|i| usize::from(F::BITS) - i % 20);
    random::<F>(n).into_iter().zip(lens).map(|(addr, len)| prefix(addr, len)).collect()
}

/// In chains, each within the one before, from the innermost on.
fn nested<F: World>(n: usize) -> Vec<Prefix<F>> {
    let depth = usize::from(F::BITS) - 7;
    let of = |(i, addr)| prefix(addr, 8 + (n - i) % depth);
    let bases = random::<F>(n / depth + 1);
    (0..n).map(|i| (i, bases[i / depth])).map(of).collect()
}

/// Ascending, and apart.
fn ranges<F: World>(n: usize) -> Vec<Range<F>> {
    let of = |i| Range::new(F::addr(1_000 * i), F::addr(1_000 * i + 1 + i % 300));
    (0..n as u32).map(|i| of(i).expect("ascending")).collect()
}

/// Each within the one before.
fn overlapping<F: World>(n: usize) -> Vec<Range<F>> {
    let of = |i| Range::new(F::addr(7 * i), F::addr(u32::MAX - 5 * i));
    (0..n as u32).map(|i| of(i).expect("ascending")).collect()
}

fn set<F: World>(n: usize) -> Set<F> {
    ranges::<F>(n).into_iter().collect()
}

/// With room for one more range: whether a list that grows is moved is up to the allocator.
fn roomy<F: World>(n: usize) -> Set<F> {
    let mut set = set(n);
    let one = Range::new(F::addr(990), F::addr(990)).expect("ascending");
    set.insert(one);
    set.remove(one);
    set
}

/// Its ranges overlap those of the other.
fn other_set<F: World>(n: usize) -> Set<F> {
    let of = |i| Range::new(F::addr(1_000 * i + 200), F::addr(1_000 * i + 900));
    (0..n as u32).map(|i| of(i).expect("ascending")).collect()
}

fn map<F: World>(n: usize) -> PrefixMap<F, u32> {
    nested::<F>(n).into_iter().chain(prefixes(n)).zip(0..).collect()
}

/// Addresses within the prefixes.
fn asked<F: World>(n: usize) -> Vec<F::Addr> {
    nested::<F>(n).into_iter().map(Prefix::first).collect()
}

fn pool<F: World>(n: usize) -> PrefixPool<F> {
    PrefixPool::new(set(n))
}

macro_rules! of_family {
    ($module:ident: $family:ident) => {
        mod $module {
            use super::*;

            type F = $family;
            type Addr = <F as Family>::Addr;
            type Map = PrefixMap<F, u32>;
            type Ranges = RangeMap<F, u32>;

            fn root() -> Prefix<F> {
                prefix(F::addr(0), 0)
            }

            grows! {
                aggregate: |n| prefixes(n) => |all: Vec<Prefix<F>>| {
                    ip::aggregate(all.iter().copied()).len()
                };
                aggregate_nested: |n| nested(n) => |all: Vec<Prefix<F>>| {
                    ip::aggregate(all.iter().copied()).len()
                };
                spanning: |n| prefixes(n) => |all: Vec<Prefix<F>>| {
                    ip::spanning(all.iter().copied()).map_or(0, |prefix| prefix.prefix_len())
                };
                set_of_prefixes: |n| prefixes(n) => |all: Vec<Prefix<F>>| {
                    all.iter().copied().collect::<Set<F>>().range_count()
                };
                set_of_nested: |n| nested(n) => |all: Vec<Prefix<F>>| {
                    all.iter().copied().collect::<Set<F>>().range_count()
                };
                set_of_overlapping: |n| overlapping(n) => |all: Vec<Range<F>>| {
                    all.iter().copied().collect::<Set<F>>().range_count()
                };
                set_from_the_back: |n| ranges(n) => |all: Vec<Range<F>>| {
                    all.iter().rev().copied().collect::<Set<F>>().range_count()
                };
                set_extend: |n| (set(n), prefixes(n)) => |both: (Set<F>, Vec<Prefix<F>>)| {
                    both.0.extend(both.1.iter().copied());
                    both.0.range_count()
                };
                set_insert_at_the_end: |n| ranges(n) => |all: Vec<Range<F>>| {
                    let mut set = Set::<F>::new();
                    all.iter().filter(|range| set.insert(**range)).count()
                };
                set_insert_one: |n| roomy(n) => |set: Set<F>| set.insert(F::addr(990)) as u8;
                set_remove_one: |n| set(n) => |set: Set<F>| set.remove(F::addr(1_000)) as u8;
                set_pop_last: |n| set(n) => |set: Set<F>| {
                    std::iter::from_fn(|| set.pop_last()).count()
                };
                set_contains: |n| (set(n), random::<F>(n)) => |both: (Set<F>, Vec<Addr>)| {
                    both.1.iter().filter(|addr| both.0.contains(**addr)).count()
                };
                set_find: |n| (set(n), random::<F>(n)) => |both: (Set<F>, Vec<Addr>)| {
                    both.1.iter().filter_map(|addr| both.0.find(*addr)).count()
                };
                set_contains_range: |n| (set(n), ranges(n)) => |both: (Set<F>, Vec<Range<F>>)| {
                    both.1.iter().filter(|range| both.0.contains_range(**range)).count()
                };
                set_overlaps: |n| (set(n), overlapping(n)) => |both: (Set<F>, Vec<Range<F>>)| {
                    both.1.iter().filter(|range| both.0.overlaps(**range)).count()
                };
                set_or: |n| (set(n), other_set(n)) => |both: (Set<F>, Set<F>)| {
                    (&both.0 | &both.1).range_count()
                };
                set_and: |n| (set(n), other_set(n)) => |both: (Set<F>, Set<F>)| {
                    (&both.0 & &both.1).range_count()
                };
                set_minus: |n| (set(n), other_set(n)) => |both: (Set<F>, Set<F>)| {
                    (&both.0 - &both.1).range_count()
                };
                set_xor: |n| (set(n), other_set(n)) => |both: (Set<F>, Set<F>)| {
                    (&both.0 ^ &both.1).range_count()
                };
                set_lazily: |n| (set(n), other_set(n)) => |both: (Set<F>, Set<F>)| {
                    let (a, b) = (&both.0, &both.1);
                    a.union(b).count() + a.intersection(b).count() + a.difference(b).count()
                        + a.symmetric_difference(b).count()
                };
                set_relations: |n| (set(n), other_set(n)) => |both: (Set<F>, Set<F>)| {
                    let (a, b) = (&both.0, &both.1);
                    a.is_subset(b) as u8 + a.is_disjoint(b) as u8 + a.clone().is_superset(a) as u8
                };
                set_iterators: |n| set(n) => |set: Set<F>| {
                    set.gaps().count() + set.prefixes().count() + set.ranges().rev().count()
                };
                set_nth_and_size: |n| set(n) => |set: Set<F>| {
                    set.size() as u64 + set.nth(set.size() / 2).is_some() as u64
                };
                set_freeze_and_thaw: |n| set(n) => |set: Set<F>| {
                    std::mem::take(set).freeze().thaw().range_count()
                };
                frozen_set_contains: |n| (set(n).freeze(), random::<F>(n))
                    => |both: (FrozenSet<F>, Vec<Addr>)| {
                        let mut out = vec![false; both.1.len()];
                        both.0.contains_batch(&both.1, &mut out);
                        both.1.iter().filter(|addr| both.0.contains(**addr)).count()
                    };
                map_collect: |n| prefixes(n) => |all: Vec<Prefix<F>>| {
                    all.iter().copied().zip(0..).collect::<Map>().len()
                };
                map_collect_nested: |n| nested(n) => |all: Vec<Prefix<F>>| {
                    all.iter().copied().zip(0..).collect::<Map>().len()
                };
                map_insert: |n| (map(n), prefixes(n)) => |both: (Map, Vec<Prefix<F>>)| {
                    both.1.iter().filter_map(|prefix| both.0.insert(*prefix, 7)).count()
                };
                map_entry: |n| (map(n), nested(n)) => |both: (Map, Vec<Prefix<F>>)| {
                    both.1.iter().for_each(|prefix| *both.0.entry(*prefix).or_insert(1) += 1);
                    both.0.len()
                };
                map_get: |n| (map(n), nested(n)) => |both: (Map, Vec<Prefix<F>>)| {
                    both.1.iter().filter_map(|prefix| both.0.get(*prefix)).count()
                };
                map_lookup: |n| (map(n), asked::<F>(n)) => |both: (Map, Vec<Addr>)| {
                    both.1.iter().filter_map(|addr| both.0.lookup(*addr)).count()
                };
                map_covering: |n| (map(n), nested(n)) => |both: (Map, Vec<Prefix<F>>)| {
                    both.1.iter().map(|prefix| both.0.covering(*prefix).count()).sum::<usize>()
                };
                map_overlaps: |n| (map(n), nested(n)) => |both: (Map, Vec<Prefix<F>>)| {
                    both.1.iter().filter(|prefix| both.0.overlaps(**prefix)).count()
                };
                map_iterators: |n| map(n) => |map: Map| {
                    map.iter().count() + map.covered(root()).count() + map.children(root()).count()
                };
                map_key_set: |n| map(n) => |map: Map| map.key_set().range_count();
                map_remove: |n| (map(n), nested(n)) => |both: (Map, Vec<Prefix<F>>)| {
                    both.1.iter().filter_map(|prefix| both.0.remove(*prefix)).count()
                };
                map_remove_covered: |n| map(n) => |map: Map| map.remove_covered(root());
                map_retain: |n| map(n) => |map: Map| {
                    map.retain(|_, value| *value % 2 == 0);
                    map.len()
                };
                map_extract_if: |n| map(n) => |map: Map| {
                    map.extract_if(|_, value| *value % 2 == 0).count()
                };
                map_merge_with: |n| (map(n), prefixes(n)) => |both: (Map, Vec<Prefix<F>>)| {
                    let others = both.1.iter().copied().zip(0..);
                    both.0.merge_with(others, |value, more| *value = value.wrapping_add(more));
                    both.0.len()
                };
                map_clone_and_shrink: |n| map(n) => |map: Map| {
                    let mut clone = map.clone();
                    clone.shrink_to_fit();
                    clone.len()
                };
                map_freeze_and_thaw: |n| map(n) => |map: Map| {
                    std::mem::take(map).freeze().thaw().len()
                };
                frozen_collect: |n| nested(n) => |all: Vec<Prefix<F>>| {
                    all.iter().copied().zip(0..).collect::<FrozenPrefixMap<F, u32>>().len()
                };
                frozen_lookup: |n| (map(n).freeze(), asked::<F>(n))
                    => |both: (FrozenPrefixMap<F, u32>, Vec<Addr>)| {
                        let mut out = vec![None; both.1.len()];
                        both.0.lookup_batch(&both.1, &mut out);
                        both.1.iter().filter_map(|addr| both.0.lookup_prefix(*addr)).count()
                    };
                frozen_covering: |n| (map(n).freeze(), nested(n))
                    => |both: (FrozenPrefixMap<F, u32>, Vec<Prefix<F>>)| {
                        both.1.iter().map(|prefix| both.0.covering(*prefix).count()).sum::<usize>()
                    };
                frozen_iterators: |n| map(n).freeze() => |map: FrozenPrefixMap<F, u32>| {
                    map.iter().count() + map.covered(root()).count() + map.children(root()).count()
                        + map.key_set().range_count()
                };
                range_map_overlapping: |n| overlapping(n) => |all: Vec<Range<F>>| {
                    all.iter().copied().zip(0..).collect::<Ranges>().len()
                        + all.iter().rev().copied().zip(0..).collect::<Ranges>().len()
                };
                range_map_disjoint: |n| ranges(n) => |all: Vec<Range<F>>| {
                    Ranges::try_from_disjoint(all.iter().rev().copied().zip(0..)).map_or(0, |m| m.len())
                };
                range_map_coalesce: |n| overlapping(n).into_iter().map(|range| (range, 7)).collect()
                    => |map: Ranges| std::mem::take(map).coalesce().len();
                range_map_lookup: |n| (overlapping(n).into_iter().zip(0..).collect(), random::<F>(n))
                    => |both: (Ranges, Vec<Addr>)| {
                        let mut out = vec![None; both.1.len()];
                        both.0.lookup_batch(&both.1, &mut out);
                        both.1.iter().filter_map(|addr| both.0.lookup_range(*addr)).count()
                    };
                pool_collect: |n| nested(n) => |all: Vec<Prefix<F>>| {
                    all.iter().copied().collect::<PrefixPool<F>>().free_size() as u64
                };
                pool_allocate_and_release: |n| (pool(n), n) => |both: (PrefixPool<F>, usize)| {
                    let taken: Vec<_> = (0..both.1).map_while(|_| both.0.allocate(F::BITS)).collect();
                    taken.iter().rev().filter(|prefix| both.0.release(**prefix).is_ok()).count()
                };
                pool_allocate_exact: |n| {
                    let all: Vec<Prefix<F>> = set(n).prefixes().step_by(3).collect();
                    (pool(n), all)
                } => |both: (PrefixPool<F>, Vec<Prefix<F>>)| {
                    both.1.iter().filter(|prefix| both.0.allocate_exact(**prefix).is_ok()).count()
                };
                pool_free: |n| pool(n) => |pool: PrefixPool<F>| {
                    pool.free().count() + usize::from(pool.largest().unwrap_or(0))
                };
            }
        }
    };
}

of_family!(v4: V4);
of_family!(v6: V6);

/// Addresses, prefixes and ranges of both families.
fn items(n: usize) -> Vec<IpRange> {
    let v4 = prefixes::<V4>(n / 2).into_iter().map(IpPrefix::from).map(IpRange::from);
    let v6 = overlapping::<V6>(n / 2).into_iter().map(IpRange::from);
    v4.zip(v6).flat_map(|(a, b)| [a, b]).collect()
}

fn ip_prefixes(n: usize) -> Vec<IpPrefix> {
    let v4 = prefixes::<V4>(n / 2).into_iter().map(IpPrefix::from);
    let v6 = nested::<V6>(n / 2).into_iter().map(IpPrefix::from);
    v4.zip(v6).flat_map(|(a, b)| [a, b]).collect()
}

fn lines(n: usize) -> String {
    let mut text = String::new();
    for (i, item) in items(n).iter().rev().enumerate() {
        text += &format!("{item}{}", [" # a comment\n", ", ", " ", "\n"][i % 4]);
    }
    text
}

mod both {
    use super::*;

    grows! {
        set_collect: |n| items(n) => |all: Vec<IpRange>| {
            all.iter().copied().collect::<IpSet>().range_count()
        };
        set_algebra: |n| {
            let (a, b): (Vec<_>, Vec<_>) = items(n).into_iter().partition(|range| range.is_ipv4());
            (a.into_iter().collect(), b.into_iter().collect())
        } => |both: (IpSet, IpSet)| {
            let (a, b) = (&both.0, &both.1);
            (a | b).range_count() + (a & b).range_count() + (a - b).range_count()
                + (a ^ b).to_canonical().range_count()
        };
        map_collect: |n| ip_prefixes(n) => |all: Vec<IpPrefix>| {
            let map: IpPrefixMap<u32> = all.iter().copied().zip(0..).collect();
            all.iter().filter_map(|prefix| map.get(*prefix)).count() + map.freeze().len()
        };
        range_map_collect: |n| items(n) => |all: Vec<IpRange>| {
            all.iter().copied().zip(0..).collect::<IpRangeMap<u32>>().len()
        };
        read_set: |n| lines(n) => |text: String| {
            ParseOptions::new().read_set(text.as_bytes()).expect("a list").range_count()
        };
        read_items: |n| lines(n) => |text: String| {
            ParseOptions::new().read_items(text.as_bytes()).filter(|item| item.1.is_ok()).count()
        };
        list_of_text: |n| lines(n) => |text: String| {
            ParseOptions::new().items(text).filter(|item| item.1.is_ok()).count()
        };
        list_of_one_item: |n| "1".repeat(10 * n) => |text: String| {
            ParseOptions::new().items(text).count()
                + ParseOptions::new().read_items(text.as_bytes()).count()
        };
        list_of_commas: |n| ",".repeat(10 * n) => |text: String| {
            ParseOptions::new().items(text).count()
                + ParseOptions::new().read_items(text.as_bytes()).count()
        };
        list_of_comments: |n| "#".repeat(10 * n) + &"\n#".repeat(n) => |text: String| {
            ParseOptions::new().items(text).count()
                + ParseOptions::new().read_items(text.as_bytes()).count()
        };
        set_of_text: |n| lines(n) => |text: String| {
            ParseOptions::new().set(text).expect("a list").range_count()
        };
        // What the comparison must find.
        control: |n| (0..n).collect() => |numbers: Vec<usize>| {
            let above = |a: &usize| numbers.iter().filter(|b| *b > std::hint::black_box(a)).count();
            numbers.iter().map(above).sum::<usize>()
        };
    }
}

/// Runs all tasks at each size.
pub fn run() {
    v4::run();
    v6::run();
    both::run();
}
