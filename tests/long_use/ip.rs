//! Sets, maps and pools of both families.

use std::net::{Ipv4Addr, Ipv6Addr};

use boltons::ip::{Family, IpSet, Prefix, PrefixMap, PrefixPool, Range, Set, V4, V6};

use crate::Subject;
use crate::random::Random;

/// The addresses are 2¹⁴ in a row.
const ADDRS: u64 = 1 << 14;
const BITS: u8 = 14;

trait World: Family + 'static {
    const NAME: &'static str;
    fn addr(i: u64) -> Self::Addr;
}

impl World for V4 {
    const NAME: &'static str = "v4";
    fn addr(i: u64) -> Ipv4Addr {
        Ipv4Addr::from_bits(0x0A00_0000 + i as u32)
    }
}

impl World for V6 {
    const NAME: &'static str = "v6";
    fn addr(i: u64) -> Ipv6Addr {
        Ipv6Addr::from_bits((0x2001_0db8 << 96) + u128::from(i))
    }
}

fn prefix<F: World>(random: &mut Random) -> Prefix<F> {
    let len = F::BITS - random.skewed(BITS.into()) as u8;
    Prefix::truncated(F::addr(random.below(ADDRS)), len).unwrap()
}

/// A short range, so that a set of them has many.
fn range<F: World>(random: &mut Random) -> Range<F> {
    let first = random.below(ADDRS);
    Range::new(F::addr(first), F::addr((first + random.below(8)).min(ADDRS - 1))).unwrap()
}

pub fn subjects() -> Vec<Subject> {
    vec![
        set::<V4>(),
        set::<V6>(),
        ip_set(),
        prefix_map::<V4>(),
        prefix_map::<V6>(),
        pool::<V4>(),
        pool::<V6>(),
    ]
}

fn set<F: World>() -> Subject {
    let step = |set: &mut Set<F>, random: &mut Random| {
        if random.rarely() {
            let other: Set<F> = (0..100).map(|_| range::<F>(random)).collect();
            return match random.below(8) {
                0 => set.clear(),
                1 => set.shrink_to_fit(),
                2 => set.extend((0..100).map(|_| range::<F>(random))),
                3 => *set = set.union(&other).collect(),
                4 => *set = set.difference(&other).collect(),
                5 => *set = set.symmetric_difference(&other).collect(),
                6 => assert!(set.freeze().ranges().eq(set.ranges())),
                _ => *set = set.clone(),
            };
        }
        let range = range::<F>(random);
        match random.below(16) {
            0..6 => _ = set.insert(range),
            6..12 => _ = set.remove(range),
            12 => _ = set.pop_first(),
            13 => _ = set.pop_last(),
            14 => _ = set.overlaps(range),
            _ => _ = set.contains(range.first()),
        }
    };
    Subject::new(format!("ip/set/{}", F::NAME), Set::new, step, Set::check)
}

fn ip_set() -> Subject {
    let step = |set: &mut IpSet, random: &mut Random| {
        if random.rarely() {
            return match random.below(4) {
                0 => set.clear(),
                1 => set.shrink_to_fit(),
                2 => *set = set.to_canonical(),
                _ => *set = set.clone(),
            };
        }
        match random.below(4) {
            0 => _ = set.insert(range::<V4>(random)),
            1 => _ = set.insert(range::<V6>(random)),
            2 => _ = set.remove(range::<V4>(random)),
            _ => _ = set.remove(range::<V6>(random)),
        }
    };
    Subject::new("ip/ip_set", IpSet::new, step, IpSet::check)
}

fn prefix_map<F: World>() -> Subject {
    let step = |map: &mut PrefixMap<F, Box<[u8]>>, random: &mut Random| {
        if random.rarely() {
            return match random.below(8) {
                0 => map.clear(),
                1 => map.shrink_to_fit(),
                2 => map.retain(|prefix, _| prefix.prefix_len() % 2 == 0),
                3 => drop(map.extract_if(|prefix, _| prefix.prefix_len() % 2 == 1).nth(3)),
                4 => map.extend((0..100).map(|_| (prefix::<F>(random), random.bytes()))),
                5 => {
                    let other: Vec<_> =
                        (0..100).map(|_| (prefix::<F>(random), random.bytes())).collect();
                    map.merge_with(other, |value, other| *value = other);
                }
                6 => {
                    let len = map.len();
                    assert_eq!(std::mem::take(map).freeze().len(), len);
                }
                _ => *map = map.clone(),
            };
        }
        let prefix = prefix::<F>(random);
        match random.below(16) {
            0..5 => drop(map.insert(prefix, random.bytes())),
            5 => *map.entry(prefix).or_default() = random.bytes(),
            6..11 => drop(map.remove(prefix)),
            11 if prefix.prefix_len() > F::BITS - 6 => _ = map.remove_covered(prefix),
            12 => {
                if let Some(value) = map.lookup_mut(prefix.first()) {
                    *value = random.bytes();
                }
            }
            _ => _ = map.lookup_prefix(prefix.first()),
        }
    };
    Subject::new(format!("ip/prefix_map/{}", F::NAME), PrefixMap::new, step, PrefixMap::check)
}

fn pool<F: World>() -> Subject {
    type State<F> = (PrefixPool<F>, Vec<Prefix<F>>);
    let create = || {
        let all = Prefix::<F>::new(F::addr(0), F::BITS - BITS).unwrap();
        (PrefixPool::new(all), Vec::new())
    };
    let step = |(pool, taken): &mut State<F>, random: &mut Random| {
        match random.below(8) {
            0..4 => taken.extend(pool.allocate(F::BITS - random.skewed(10) as u8)),
            4 => {
                let prefix = prefix::<F>(random);
                taken.extend(pool.allocate_exact(prefix).is_ok().then_some(prefix));
            }
            _ => {}
        }
        if taken.len() as u64 > random.below(1_000) {
            let at = random.below(taken.len() as u64) as usize;
            pool.release(taken.swap_remove(at)).unwrap();
        }
    };
    Subject::new(format!("ip/prefix_pool/{}", F::NAME), create, step, |(pool, _)| pool.check())
}
