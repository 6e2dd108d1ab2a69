//! The allocator of prefixes.

#[cfg(not(feature = "__audit"))]
use crate::unaudited::Unaudited as _;
use boltons::ip::{Ipv4Prefix, Ipv4PrefixPool, Prefix, PrefixPool, Set, V4, V6};

use super::model::{World, prefix};
use super::support::Rng;

fn p4(text: &str) -> Ipv4Prefix {
    text.parse().unwrap()
}

/// Against the set of what is free.
fn steps<F: World>(base: u128, seed: u64) {
    let mut rng = Rng(seed);
    let low = F::BITS - 8;
    let mut pool = PrefixPool::<F>::new(prefix::<F>(base, low));
    let mut free = Set::<F>::from(prefix::<F>(base, low));
    let mut taken: Vec<Prefix<F>> = Vec::new();
    for _ in 0..800 {
        let len = low + rng.below(9) as u8;
        match rng.below(4) {
            0 | 1 => {
                // The best fit: the longest block that holds it, the lowest of these.
                let block = free
                    .prefixes()
                    .filter(|block| block.prefix_len() <= len)
                    .max_by_key(|b| (b.prefix_len(), std::cmp::Reverse(b.first())));
                let got = pool.allocate(len);
                assert_eq!(got, block.map(|b| prefix::<F>(F::to_bits(b.first()).into(), len)));
                if let Some(got) = got {
                    assert!(free.remove(got));
                    taken.push(got);
                }
            }
            2 => {
                let what = prefix::<F>(base + rng.below(256) as u128, len);
                let whole = free.contains_range(what);
                assert_eq!(pool.allocate_exact(what).is_ok(), whole);
                if whole {
                    free.remove(what);
                    taken.push(what);
                }
            }
            _ if !taken.is_empty() => {
                let what = taken.swap_remove(rng.below(taken.len()));
                pool.release(what).unwrap();
                assert!(pool.release(what).is_err());
                free.insert(what);
            }
            _ => {}
        }
        pool.check();
        assert!(pool.free().eq(free.prefixes()));
        assert_eq!(pool.free_size(), free.size());
        assert_eq!(pool.largest(), free.prefixes().map(Prefix::prefix_len).min());
    }
}

#[test]
fn steps_against_a_set() {
    steps::<V4>(0x0a00_0000, 1);
    steps::<V4>(V4::LAST - 255, 2);
    steps::<V6>(0, 3);
    steps::<V6>(V6::LAST - 255, 4);
}

#[test]
fn whole_families() {
    let mut pool = PrefixPool::<V6>::new(Set::full());
    assert_eq!(pool.free_size(), u128::MAX);
    assert_eq!(pool.allocate(128), Some(prefix(0, 128)));
    assert_eq!(pool.free().len(), 128);
    assert_eq!(pool.free_size(), u128::MAX, "all but one");
    assert_eq!(pool.allocate(129), None);
    assert_eq!(pool.allocate(0), None);
    pool.allocate_exact(prefix(V6::LAST, 128)).unwrap();
    pool.release(prefix(V6::LAST, 128)).unwrap();
    pool.release(prefix(0, 128)).unwrap();
    pool.check();
    assert_eq!(pool, PrefixPool::from_iter([Prefix::ALL]));
    assert_eq!(pool.allocate(0), Some(Prefix::ALL));
    assert_eq!((pool.free_size(), pool.largest(), pool.free().next()), (0, None, None));
}

#[test]
fn errors_say_what_and_change_nothing() {
    let mut pool = Ipv4PrefixPool::new(p4("10.0.0.0/24"));
    let before = pool.clone();
    let error = pool.allocate_exact(p4("10.0.0.0/23")).unwrap_err();
    assert_eq!(error.to_string(), "10.0.0.0/23 is not wholly free");
    assert!(error.is_conflict() && error.position().is_none());
    for inside in ["10.0.0.0/23", "10.0.0.128/25", "10.0.0.0/24", "0.0.0.0/0"] {
        let error = pool.release(p4(inside)).unwrap_err();
        assert_eq!(error.to_string(), format!("{inside} overlaps free space"));
        assert!(error.is_conflict() && error.position().is_none());
    }
    assert_eq!(pool, before);
    assert_eq!(format!("{pool:?}"), "{10.0.0.0/24}");
}

/// What `SubnetSplitter` of netaddr does: cut a block into some of several sizes, see what is left.
#[test]
fn netaddr_subnet_splitter() {
    let mut pool = Ipv4PrefixPool::new(p4("172.24.0.0/16"));
    let first: Vec<String> =
        (0..5).filter_map(|_| pool.allocate(23)).map(|p| p.to_string()).collect();
    assert_eq!(
        first,
        ["172.24.0.0/23", "172.24.2.0/23", "172.24.4.0/23", "172.24.6.0/23", "172.24.8.0/23"]
    );
    let left: Vec<String> = pool.free().map(|p| p.to_string()).collect();
    assert_eq!(
        left,
        [
            "172.24.10.0/23",
            "172.24.12.0/22",
            "172.24.16.0/20",
            "172.24.32.0/19",
            "172.24.64.0/18",
            "172.24.128.0/17"
        ]
    );
    assert!(pool.free().rev().map(|p| p.to_string()).eq(left.iter().rev().cloned()));
}

#[test]
fn free_space_comes_from_prefixes_and_sets_and_is_added_to() {
    assert_eq!(Ipv4PrefixPool::default().allocate(32), None);
    let (low, high) = (p4("10.0.0.0/9"), p4("10.128.0.0/9"));
    let mut pool: Ipv4PrefixPool = [low].into_iter().collect();
    assert_eq!(pool.allocate(8), None);
    // What is free already stays free.
    pool.extend([high, low]);
    assert!((&pool).into_iter().eq([p4("10.0.0.0/8")]));
    assert_eq!(pool.allocate(8), Some(p4("10.0.0.0/8")));
    assert!((&pool).into_iter().eq([]));
    let mut pool = Ipv4PrefixPool::from(Set::<V4>::from(high));
    assert_eq!(pool.allocate(9), Some(high));
}

/// One prefix at a time costs what it costs by itself, however much is free already.
#[test]
fn space_added_one_by_one_is_not_built_anew() {
    let host = |i: u128| prefix::<V4>(2 * i, 32);
    let mut pool: Ipv4PrefixPool = (0..1_000).map(host).collect();
    let ((), allocations) = crate::alloc::allocations(|| {
        (1_000..2_000).for_each(|i| pool.extend([host(i)]));
    });
    assert!(allocations < 1_000, "{allocations} allocations");
    assert_eq!(pool.free().count(), 2_000);
    // What is inside gives way to the whole, and what is free already changes nothing.
    pool.extend([prefix::<V4>(0, 22), host(3), prefix::<V4>(1 << 10, 22), prefix::<V4>(0, 24)]);
    pool.check();
    assert_eq!(pool.free().next(), Some(prefix::<V4>(0, 21)));
    assert_eq!(pool.free().count(), 1 + 2_000 - 1_024);
    pool.extend([Prefix::ALL]);
    pool.check();
    assert!(pool.free().eq([Prefix::ALL]));
}
