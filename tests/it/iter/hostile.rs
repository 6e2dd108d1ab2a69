//! Sources, closures and items that panic or lie.

#[cfg(not(feature = "__audit"))]
use crate::unaudited::Unaudited as _;
use std::cell::Cell;
use std::hash::{Hash, Hasher};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;

use boltons::iter::{Groups, IterExt};

use super::support::Source;

/// An item that counts how many of its kind live, and whose clone can panic.
#[derive(Debug)]
pub struct Tracked {
    pub value: u8,
    world: Rc<World>,
}

#[derive(Debug, Default)]
pub struct World {
    pub live: Cell<isize>,
    clones_until_panic: Cell<Option<u32>>,
}

impl Tracked {
    pub fn new(value: u8, world: &Rc<World>) -> Self {
        world.live.set(world.live.get() + 1);
        Self { value, world: Rc::clone(world) }
    }
}

impl Clone for Tracked {
    fn clone(&self) -> Self {
        if let Some(left) = self.world.clones_until_panic.get() {
            self.world.clones_until_panic.set(left.checked_sub(1));
            assert!(left > 0, "the clone panics");
        }
        Self::new(self.value, &self.world)
    }
}

impl Drop for Tracked {
    fn drop(&mut self) {
        self.world.live.set(self.world.live.get() - 1);
    }
}

impl PartialEq for Tracked {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl Eq for Tracked {}

impl PartialOrd for Tracked {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Tracked {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.value.cmp(&other.value)
    }
}

/// Calls `next` to the end however often it panics; returns how often it did and gave an item.
pub fn drain<I: Iterator>(items: &mut I) -> (usize, usize) {
    let (mut panics, mut given) = (0, 0);
    for _ in 0..100 {
        match catch_unwind(AssertUnwindSafe(|| items.next().is_some())) {
            Ok(true) => given += 1,
            Ok(false) => return (panics, given),
            Err(_) => panics += 1,
        }
    }
    panic!("no end");
}

#[test]
fn sliding_windows_keep_their_invariants_when_the_source_panics() {
    for (size, step) in [(1, 1), (3, 1), (3, 2), (2, 5)] {
        for at in 0..12 {
            let mut windows =
                Source::panicking(&[7u8; 12], at).sliding_windows(size).step(step).keep_partial();
            for _ in 0..14 {
                let _ = catch_unwind(AssertUnwindSafe(|| windows.next().map(<[u8]>::len)));
                windows.check();
            }
            assert_eq!(windows.next(), None);
        }
    }
    let mut kept = Source::panicking(&[0u8, 0, 1], 2).trim_end_while(|n| *n == 0);
    let mut ahead = Source::panicking(&[1u8, 2, 3], 1).lookahead::<3>();
    for _ in 0..5 {
        let _ = catch_unwind(AssertUnwindSafe(|| kept.next()));
        let _ = catch_unwind(AssertUnwindSafe(|| ahead.peek(2).copied()));
        kept.check();
        ahead.check();
    }
    assert!(ahead.eq([1, 2, 3]), "nothing is lost by a look that panics");
}

#[test]
fn windows_survive_a_clone_that_panics() {
    for at in 0..20 {
        let world = Rc::new(World::default());
        {
            let items: Vec<Tracked> = (0..6).map(|i| Tracked::new(i, &world)).collect();
            let mut windows = items.clone().into_iter().windowed::<3>();
            world.clones_until_panic.set(Some(at));
            let (panics, given) = drain(&mut windows);
            // Four windows of three clones each.
            assert_eq!((panics, given), if at < 12 { (1, 3) } else { (0, 4) });
            world.clones_until_panic.set(None);

            let mut pairs = items.clone().into_iter().pairwise();
            world.clones_until_panic.set(Some(at));
            let (panics, given) = drain(&mut pairs);
            assert_eq!((panics, given), if at < 5 { (1, 4) } else { (0, 5) });
            world.clones_until_panic.set(None);
        }
        assert_eq!(world.live.get(), 0);
    }
}

#[test]
fn grouping_drops_everything_when_a_closure_panics() {
    let world = Rc::new(World::default());
    for at in 0..6u8 {
        let items = || (0..6).map(|i| Tracked::new(i, &world)).collect::<Vec<_>>().into_iter();
        let key = |item: &Tracked| {
            assert!(item.value != at, "the key panics");
            item.value % 2
        };
        assert!(catch_unwind(AssertUnwindSafe(|| items().bucketize(key))).is_err());
        assert!(catch_unwind(AssertUnwindSafe(|| items().groups_by(key))).is_err());
        assert!(catch_unwind(AssertUnwindSafe(|| items().redundant_groups(key))).is_err());
        let which = |item: &Tracked| usize::from(key(item));
        assert!(catch_unwind(AssertUnwindSafe(|| items().partition_n::<2>(which))).is_err());
    }
    assert_eq!(world.live.get(), 0);
}

/// All keys in one bucket.
#[derive(Clone, Debug, Eq, PartialEq)]
struct Colliding(u32);

impl Hash for Colliding {
    fn hash<H: Hasher>(&self, state: &mut H) {
        0u8.hash(state);
    }
}

#[test]
fn colliding_hashes_are_slow_and_right() {
    let keys = || (0..300).map(|i| Colliding(i * 7 % 100));
    assert_eq!(keys().tally().len(), 100);
    assert!(keys().tally().into_values().all(|count| count == 3));
    let groups = keys().groups_by(Colliding::clone);
    groups.check();
    assert_eq!(groups.get(&Colliding(7)).map(<[_]>::len), Some(3));
    assert_eq!(groups.get(&Colliding(100)), None);
    assert_eq!(keys().redundant_groups(Colliding::clone).len(), 100);
}

/// Equal to nothing, or to everything, as it likes.
#[derive(Clone, Debug)]
struct Liar(u32, Rc<Cell<u32>>);

impl PartialEq for Liar {
    fn eq(&self, _: &Self) -> bool {
        self.1.set(self.1.get().wrapping_mul(1_664_525).wrapping_add(1_013_904_223));
        self.1.get() >> 31 == 1
    }
}

impl Eq for Liar {}

impl Hash for Liar {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.0 % 3).hash(state);
    }
}

#[test]
fn keys_that_lie_lose_no_item() {
    let seed = Rc::new(Cell::new(1));
    for n in 0..100 {
        let keys = || (0..n).map(|i| Liar(i, Rc::clone(&seed)));
        let groups: Groups<Liar, u32> = keys().zip(0..).collect();
        groups.check();
        let mut items = groups.into_vec();
        items.sort_unstable();
        assert!(items.into_iter().eq(0..n));
        assert_eq!(keys().tally().into_values().sum::<usize>(), n as usize);
        assert_eq!(keys().bucketize(Liar::clone).into_values().flatten().count(), n as usize);
    }
}
