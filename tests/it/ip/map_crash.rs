//! Values that panic in `Clone`, `Drop` and `PartialEq`: what remains passes its audit, and each
//! value is dropped exactly once.

#[cfg(not(feature = "__audit"))]
use crate::unaudited::Unaudited as _;
use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::rc::Rc;

use boltons::ip::{
    FrozenIpv4PrefixMap, IpPrefix, IpPrefixMap, IpRange, IpRangeMap, Ipv4Prefix, Ipv4PrefixMap,
    Ipv4Range, Ipv4RangeMap,
};

use crate::alloc::live_bytes;

/// How many values there are; which of them, or which clone, panics.
#[derive(Debug, Default)]
struct World {
    /// The drops of each value.
    drops: Vec<u32>,
    drop_of: Option<usize>,
    /// So many clones work.
    clones: Option<usize>,
    comparisons: Option<usize>,
}

type Shared = Rc<RefCell<World>>;

/// A value that counts its drop and panics on demand.
#[derive(Debug)]
struct Dummy {
    id: usize,
    world: Shared,
}

impl Dummy {
    fn new(world: &Shared) -> Self {
        let mut inner = world.borrow_mut();
        inner.drops.push(0);
        Self { id: inner.drops.len() - 1, world: world.clone() }
    }
}

impl Drop for Dummy {
    fn drop(&mut self) {
        let mut world = self.world.borrow_mut();
        world.drops[self.id] += 1;
        let now = world.drop_of == Some(self.id);
        drop(world);
        assert!(!now || std::thread::panicking(), "on demand");
    }
}

/// Counts one down and says whether there was none left.
fn spent(left: &mut Option<usize>) -> bool {
    match left {
        Some(0) => true,
        Some(n) => {
            *n -= 1;
            false
        }
        None => false,
    }
}

impl Clone for Dummy {
    fn clone(&self) -> Self {
        assert!(!spent(&mut self.world.borrow_mut().clones), "on demand");
        Self::new(&self.world)
    }
}

impl PartialEq for Dummy {
    fn eq(&self, other: &Self) -> bool {
        assert!(!spent(&mut self.world.borrow_mut().comparisons), "on demand");
        self.id / 2 == other.id / 2
    }
}

fn panics<T>(run: impl FnOnce() -> T) -> bool {
    catch_unwind(AssertUnwindSafe(|| drop(run()))).is_err()
}

/// The number of entries of the maps below.
const COUNT: usize = 24;

/// Prefixes with nodes, leaves, nested ones and outer ones among them.
fn prefixes() -> Vec<Ipv4Prefix> {
    let all = (0..COUNT as u32).map(|i| {
        let bits = (i / 4) << 29 | (i % 4 / 2) << 13;
        Ipv4Prefix::truncated(bits.into(), [3, 19, 20, 32][i as usize % 4]).unwrap()
    });
    let all: Vec<_> = all.collect();
    assert!(all.iter().enumerate().all(|(i, p)| !all[..i].contains(p)), "without repeats");
    all
}

fn entries(world: &Shared) -> impl Iterator<Item = (Ipv4Prefix, Dummy)> {
    prefixes().into_iter().map(|prefix| (prefix, Dummy::new(world)))
}

/// Asserts that all values but so many were dropped, and none twice.
#[track_caller]
fn left(world: &Shared, count: usize) {
    let world = world.borrow();
    assert!(world.drops.iter().all(|drops| *drops <= 1), "dropped twice: {:?}", world.drops);
    assert_eq!(world.drops.iter().filter(|drops| **drops == 0).count(), count, "not dropped");
}

#[test]
fn clones_that_panic() {
    for at in 0..=COUNT {
        let world = Shared::default();
        let map: Ipv4PrefixMap<Dummy> = entries(&world).collect();
        world.borrow_mut().clones = Some(at);
        assert_eq!(panics(|| map.clone()), at < COUNT);
        map.check();
        left(&world, COUNT);
        let frozen = map.freeze();
        world.borrow_mut().clones = Some(at);
        assert_eq!(panics(|| frozen.clone()), at < COUNT);
        frozen.check();
        left(&world, COUNT);
        drop(frozen);
        left(&world, 0);
    }
    for at in 0..=3 {
        let world = Shared::default();
        let map: Ipv4RangeMap<Dummy> =
            entries(&world).filter(|e| e.0.prefix_len() == 3).map(|(p, v)| (p.into(), v)).collect();
        let len = map.len();
        world.borrow_mut().clones = Some(at);
        assert_eq!(panics(|| map.clone()), at < len);
        map.check();
        left(&world, len);
        drop(map);
        left(&world, 0);
    }
}

/// Whatever ends, ends whole.
#[test]
fn drops_that_panic_when_a_map_ends() {
    for id in 0..COUNT {
        let end = |run: &dyn Fn(&Shared)| {
            let world = Shared::default();
            world.borrow_mut().drop_of = Some(id);
            assert!(panics(|| run(&world)));
            left(&world, 0);
        };
        end(&|world| drop(entries(world).collect::<Ipv4PrefixMap<_>>()));
        end(&|world| drop(entries(world).collect::<FrozenIpv4PrefixMap<_>>()));
        end(&|world| drop(entries(world).collect::<Ipv4PrefixMap<_>>().freeze()));
        end(&|world| drop(entries(world).collect::<Ipv4PrefixMap<_>>().into_iter()));
        end(&|world| {
            let mut iter = entries(world).collect::<Ipv4PrefixMap<_>>().into_iter();
            drop((iter.next(), iter.next_back(), iter));
        });
        end(&|world| {
            let mut iter = entries(world).collect::<FrozenIpv4PrefixMap<_>>().into_iter();
            drop((iter.next(), iter.next_back(), iter));
        });
        end(&|world| {
            let both = entries(world).map(|(p, v)| (IpPrefix::from(p), v));
            drop(both.collect::<IpPrefixMap<_>>());
        });
    }
}

#[test]
fn drops_that_panic_while_a_map_lives_on() {
    let all = prefixes();
    for id in 0..COUNT {
        // Values that are taken out.
        let world = Shared::default();
        let mut map: Ipv4PrefixMap<Dummy> = entries(&world).collect();
        world.borrow_mut().drop_of = Some(id);
        assert!(panics(|| map.remove_covered(Ipv4Prefix::ALL)));
        map.check();
        left(&world, map.len());
        assert_eq!(map.get(all[id]).map(|v| v.id), None, "it is out");
        drop(map);
        left(&world, 0);

        let world = Shared::default();
        let mut map: Ipv4PrefixMap<Dummy> = entries(&world).collect();
        world.borrow_mut().drop_of = Some(id);
        assert_eq!(panics(|| map.retain(|_, value| value.id % 2 == 0)), id % 2 == 1);
        map.check();
        left(&world, map.len());
        assert!((0..COUNT).step_by(2).all(|i| map.contains_key(all[i])), "kept ones stay");
        world.borrow_mut().drop_of = None;
        drop(map);
        left(&world, 0);

        let world = Shared::default();
        let mut map: Ipv4PrefixMap<Dummy> = entries(&world).collect();
        world.borrow_mut().drop_of = Some(id);
        assert!(panics(|| map.clear()));
        map.check();
        assert!(map.is_empty());
        left(&world, 0);

        // Values that are replaced, up to the one whose drop panics.
        let world = Shared::default();
        let mut map: Ipv4PrefixMap<Dummy> = entries(&world).collect();
        world.borrow_mut().drop_of = Some(id);
        assert!(panics(|| map.extend(entries(&world))));
        map.check();
        left(&world, COUNT);
        assert!(map.iter().all(|(p, v)| p == all[v.id % COUNT]));
        assert_eq!(map.values().filter(|v| v.id >= COUNT).count(), id + 1);
        drop(map);
        left(&world, 0);

        // Repeats that are dropped on the way.
        let world = Shared::default();
        world.borrow_mut().drop_of = Some(id);
        assert!(panics(|| -> FrozenIpv4PrefixMap<Dummy> {
            entries(&world).chain(entries(&world)).collect()
        }));
        left(&world, 0);
    }
}

#[test]
fn sources_that_panic_leave_a_map_of_what_came_before() {
    for stop in 0..COUNT {
        let world = Shared::default();
        let mut map = Ipv4PrefixMap::new();
        let source = entries(&world).inspect(|(_, value)| assert!(value.id < stop, "on demand"));
        assert!(panics(|| map.extend(source)));
        map.check();
        assert_eq!(map.len(), stop);
        left(&world, stop);
    }
}

#[test]
fn range_maps_of_values_that_panic() {
    let ranges: Vec<Ipv4Range> = (0..10_u32)
        .map(|i| Ipv4Range::new((10 * i).into(), (10 * i + 9).into()).unwrap())
        .collect();
    let items = |world: &Shared| {
        let values: Vec<_> = ranges.iter().map(|range| (*range, Dummy::new(world))).collect();
        values
    };
    for id in 0..10 {
        // All but the last, which covers all of them, are cut away.
        let world = Shared::default();
        world.borrow_mut().drop_of = Some(id);
        let all = (Ipv4Range::new(0.into(), 99.into()).unwrap(), Dummy::new(&Shared::default()));
        assert!(panics(|| -> Ipv4RangeMap<Dummy> {
            items(&world).into_iter().chain([all]).collect()
        }));
        left(&world, 0);
        // Neighbours that are joined, two each.
        let world = Shared::default();
        let map: Ipv4RangeMap<Dummy> = items(&world).into_iter().collect();
        world.borrow_mut().drop_of = (id % 2 == 1).then_some(id);
        assert_eq!(panics(|| map.coalesce()), id % 2 == 1);
        left(&world, 0);
        let world = Shared::default();
        let map: Ipv4RangeMap<Dummy> = items(&world).into_iter().collect();
        world.borrow_mut().comparisons = Some(id);
        assert_eq!(panics(|| map.coalesce()), id < 9);
        left(&world, 0);
        // Overlaps are an error, and nothing stays behind.
        let world = Shared::default();
        world.borrow_mut().drop_of = Some(id);
        assert!(panics(|| {
            let twice = items(&world).into_iter().chain(items(&world));
            Ipv4RangeMap::try_from_disjoint(twice).map(|_| ()).unwrap_err()
        }));
        left(&world, 0);
    }
}

/// AddressSanitizer: the error that was to be returned leaked where the drop of a value panicked.
#[test]
fn an_error_does_not_leak_where_a_drop_panics() {
    struct Unlucky;
    impl Drop for Unlucky {
        fn drop(&mut self) {
            if !std::thread::panicking() {
                // Without the hook, which would print.
                resume_unwind(Box::new("on demand"));
            }
        }
    }
    let entry = |text: &str| (text.parse::<IpRange>().unwrap(), Unlucky);
    // The overlap is that of IPv4 or that of IPv6, and the other family has values or none.
    for texts in [
        &["1.0.0.0/8", "1.0.0.0/8"][..],
        &["1.0.0.0/8", "1.0.0.0/8", "::/8"],
        &["::/8", "::/8"],
        &["::/8", "1.0.0.0/8", "::/8"],
    ] {
        let both = || drop(IpRangeMap::try_from_disjoint(texts.iter().map(|text| entry(text))));
        let (ended, bytes) = live_bytes(|| catch_unwind(both).is_err());
        assert_eq!((ended, bytes), (true, 0), "{texts:?}");
    }
    let range: Ipv4Range = "1.0.0.0/8".parse().unwrap();
    let one = || drop(Ipv4RangeMap::try_from_disjoint([(range, Unlucky), (range, Unlucky)]));
    let (ended, bytes) = live_bytes(|| catch_unwind(one).is_err());
    assert_eq!((ended, bytes), (true, 0));
}
