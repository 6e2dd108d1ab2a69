//! A full routing table, where the data is there: all forms agree on it.

#[cfg(not(feature = "__audit"))]
use crate::unaudited::Unaudited as _;
use std::process::Command;

use boltons::ip::{
    Family, FrozenPrefixMap, IpPrefix, IpSet, Prefix, PrefixMap, Set, V4, V6, aggregate,
};

use super::model::World;
use super::support::Rng;
use crate::shared::data;

/// Uncompressed lines of a file of the data.
fn lines(name: &str) -> Option<String> {
    let path = data(name)?;
    let output = Command::new("gzip").arg("-dc").arg(&path).output().ok()?;
    if !output.status.success() {
        println!("skipped: gzip cannot read {}", path.display());
        return None;
    }
    Some(String::from_utf8(output.stdout).unwrap())
}

type Table = (Vec<Prefix<V4>>, Vec<Prefix<V6>>);

fn table() -> Option<Table> {
    let text = lines("ip/bgp_full_table.txt.gz")?;
    let (mut v4, mut v6) = (Vec::new(), Vec::new());
    for line in text.lines() {
        match line.parse().unwrap() {
            IpPrefix::V4(prefix) => v4.push(prefix),
            IpPrefix::V6(prefix) => v6.push(prefix),
        }
    }
    Some((v4, v6))
}

/// One in so many prefixes is in the tables.
const PART: usize = if cfg!(debug_assertions) { 8 } else { 1 };
/// One in so many of them is looked up.
const STEP: usize = if cfg!(debug_assertions) { 17 } else { 1 };
/// One in so many look-ups is compared with a scan of the table.
const SCANNED: usize = if cfg!(debug_assertions) { 1000 } else { 20_000 };

fn maps<F: World>(prefixes: &[Prefix<F>], seed: u64) {
    let entries = || prefixes.iter().copied().zip(0_u32..);
    let mutable: PrefixMap<F, u32> = entries().collect();
    let frozen: FrozenPrefixMap<F, u32> = entries().collect();
    assert_eq!((mutable.len(), frozen.len()), (prefixes.len(), prefixes.len()));
    assert!(mutable.iter().eq(frozen.iter()));
    let mut rng = Rng(seed);
    let mut addrs: Vec<F::Addr> =
        (0..400_000 / STEP).map(|_| F::addr(rng.u128() & F::LAST)).collect();
    for prefix in prefixes.iter().step_by(STEP) {
        let (first, last): (u128, u128) =
            (F::to_bits(prefix.first()).into(), F::to_bits(prefix.last()).into());
        let near = [first, last, first.wrapping_sub(1) & F::LAST, last.wrapping_add(1) & F::LAST];
        addrs.extend(near.map(F::addr));
    }
    let mut batch = vec![None; addrs.len()];
    frozen.lookup_batch(&addrs, &mut batch);
    for (i, &addr) in addrs.iter().enumerate() {
        let found = frozen.lookup_prefix(addr);
        assert_eq!(found, mutable.lookup_prefix(addr), "{addr}");
        assert_eq!(found.map(|e| e.1), batch[i], "{addr}");
        if i % SCANNED == 0 {
            let longest = prefixes.iter().filter(|p| p.contains(addr)).max();
            assert_eq!(found.map(|e| e.0).as_ref(), longest, "{addr}");
        }
    }
    assert_eq!(mutable.key_set(), frozen.key_set());
    mutable.check();
    frozen.check();
    let again = mutable.freeze();
    assert_eq!(again, frozen);
}

fn sets<F: World>(prefixes: &[Prefix<F>], seed: u64) {
    let mut rng = Rng(seed);
    let table: Set<F> = prefixes.iter().copied().collect();
    table.check();
    let (mut a, mut b) = (Vec::new(), Vec::new());
    let mut shuffled = prefixes.to_vec();
    for i in (1..shuffled.len()).rev() {
        shuffled.swap(i, rng.below(i + 1));
    }
    for (i, prefix) in shuffled.iter().enumerate() {
        if i % 2 == 0 { a.push(*prefix) } else { b.push(*prefix) }
    }
    let (a, b): (Set<F>, Set<F>) = (a.into_iter().collect(), b.into_iter().collect());
    let (union, both, only) = (&a | &b, &a & &b, &a - &b);
    for set in [&a, &b, &union, &both, &only] {
        set.check();
    }
    assert_eq!(union, table);
    assert_eq!(&only | &both, a);
    assert_eq!(union.size() + both.size(), a.size() + b.size());
    assert_eq!(&a ^ &b, &union - &both);
    assert_eq!(!&!&a, a);
    assert!(a.is_subset(&table) && both.is_subset(&b) && only.is_disjoint(&b));
    let prefixes = aggregate(shuffled);
    assert!(table.prefixes().eq(prefixes.iter().copied()));
    let frozen = table.freeze();
    for prefix in prefixes.iter().step_by(STEP) {
        for end in [prefix.first(), prefix.last()] {
            let bits: u128 = F::to_bits(end).into();
            for bits in [bits, bits.wrapping_sub(1) & F::LAST, bits.wrapping_add(1) & F::LAST] {
                assert_eq!(frozen.contains(F::addr(bits)), table.contains(F::addr(bits)));
            }
        }
    }
}

#[test]
fn full_routing_table() {
    let Some((v4, v6)) = table() else { return };
    assert_eq!((v4.len(), v6.len()), (901_899, 160_147));
    // Every eighth in a debug build, so that it is done in seconds; all in the optimised suite.
    let v4: Vec<_> = v4.into_iter().step_by(PART).collect();
    let v6: Vec<_> = v6.into_iter().step_by(PART).collect();
    maps(&v4, 1);
    maps(&v6, 2);
    sets(&v4, 3);
    sets(&v6, 4);
}

#[test]
fn cloud_ranges() {
    for (name, entries) in
        [("ip/cloud_all_ipv4_merged.txt.gz", 7_728), ("ip/cloud_all_ipv6_merged.txt.gz", 12_872)]
    {
        let Some(text) = lines(name) else { return };
        let prefixes: Vec<IpPrefix> = text.lines().map(|line| line.parse().unwrap()).collect();
        assert_eq!(prefixes.len(), entries);
        let set: IpSet = prefixes.iter().copied().collect();
        set.check();
        let mut one_by_one = IpSet::new();
        for prefix in &prefixes {
            one_by_one.insert(*prefix);
        }
        assert_eq!(set, one_by_one);
        assert!(prefixes.iter().all(|prefix| set.contains_range(*prefix)));
        assert_eq!(set.v4().is_empty(), name.contains("ipv6"));
        assert_eq!(V4::BITS, 32);
    }
}
