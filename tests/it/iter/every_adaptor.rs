//! What every adaptor promises, checked on every adaptor: the list is one macro, each promise is a
//! test that goes over it, and a test compares the list with what the module exports.

use std::any::type_name_of_val;
use std::collections::BTreeSet;
use std::fmt::Debug;
use std::iter::FusedIterator;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;
use std::time::Duration;

use boltons::iter::backoff::{Backoff, Jitter};
use boltons::iter::combin::{combinations, permutations, powerset, product};
use boltons::iter::tree::{Nested, TreePath, walk};
use boltons::iter::{IterExt, chunk_ranges, even_ranges, frange, geomspace, linspace, round_robin};

use super::hostile::{Tracked, World, drain};
use super::support::{Hint, Source, agrees, agrees_back, all, battery, sequences};

/// What the predicates look at, of numbers and of what counts its lives.
trait Item: Clone + Ord + Sized {
    fn value(&self) -> u8;

    /// What stands on the other side of a set operation.
    fn others() -> Vec<Self>;
}

impl Item for u8 {
    fn value(&self) -> u8 {
        *self
    }

    fn others() -> Vec<Self> {
        vec![4, 7]
    }
}

impl Item for Tracked {
    fn value(&self) -> u8 {
        self.value
    }

    fn others() -> Vec<Self> {
        Vec::new()
    }
}

fn others<T: Item>(_: &impl Iterator<Item = T>) -> Vec<T> {
    T::others()
}

fn zero(item: &impl Item) -> bool {
    item.value() == 0
}

/// Calls a macro for every adaptor: its type, how many items it may read beyond those that decide
/// what it gives (the one that ends a piece), and how it is made.
macro_rules! every_adaptor {
    ($property:ident) => {
        $property!(Chunked, 0, |source| source.chunked(1));
        $property!(Chunked, 0, |source| source.chunked(3));
        $property!(ChunkedArray, 0, |source| source.chunked_array::<1>());
        $property!(ChunkedArray, 0, |source| source.chunked_array::<3>());
        $property!(ChunkedWhile, 1, |source| source.chunked_while(|_, next| !zero(next)));
        $property!(Windowed, 0, |source| source.windowed::<1>());
        $property!(Windowed, 0, |source| source.windowed::<3>());
        $property!(Pairwise, 0, |source| source.pairwise());
        $property!(MapWindows, 0, |source| source.sliding_windows(1).map(<[_]>::to_vec));
        $property!(MapWindows, 0, |source| source.sliding_windows(3).map(<[_]>::to_vec));
        $property!(MapWindows, 0, |source| {
            source.sliding_windows(3).step(2).keep_partial().map(<[_]>::to_vec)
        });
        $property!(MapWindows, 0, |source| source.sliding_windows(1).step(3).map(<[_]>::to_vec));
        $property!(SplitOn, 1, |source| source.split_on(zero));
        $property!(SplitOn, 1, |source| source.split_on(zero).skip_empty());
        $property!(SplitOn, 1, |source| source.splitn_on(0, zero));
        $property!(SplitOn, 1, |source| source.splitn_on(2, zero));
        $property!(SplitOn, 1, |source| source.splitn_on(2, zero).skip_empty());
        $property!(TrimEndWhile, 0, |source| source.trim_end_while(zero));
        $property!(TrimWhile, 0, |source| source.trim_while(zero));
        $property!(FoldRunsByKey, 1, |source| {
            source.fold_runs_by_key(zero, |_| Vec::new(), Vec::push)
        });
        $property!(Lookahead, 0, |source| source.lookahead::<1>());
        $property!(Lookahead, 0, |source| source.lookahead::<3>());
        $property!(Lookahead, 0, |source| source.lookahead::<7>());
        $property!(RoundRobin, 0, |source| round_robin([source]));
        // These may give an item of the other side, and must know the head of this one to do so.
        $property!(SortedUnion, 1, |source| {
            let right = others(&source);
            source.sorted_union(right)
        });
        $property!(SortedSymmetricDifference, 1, |source| {
            let right = others(&source);
            source.sorted_symmetric_difference(right)
        });
        $property!(SortedIntersection, 0, |source| {
            let right = others(&source);
            source.sorted_intersection(right)
        });
        $property!(SortedDifference, 0, |source| {
            let right = others(&source);
            source.sorted_difference(right)
        });
    };
}

/// Short sources of all kinds, and one that fills several pieces.
fn samples() -> Vec<Vec<u8>> {
    let mut samples = sequences(2, 5);
    samples.push(vec![0, 0, 1, 1, 1, 2, 3, 0, 3, 3, 7, 8, 0]);
    samples
}

/// The adaptors that `adaptors/mod.rs` exports; `SlidingWindows` lends and is no iterator, its
/// `map` is.
#[test]
fn no_adaptor_is_forgotten() {
    let exports = include_str!("../../../src/iter/adaptors/mod.rs");
    let exported: BTreeSet<&str> = exports
        .split("pub use ")
        .skip(1)
        .flat_map(|line| line.split(|c: char| !c.is_alphanumeric()))
        .filter(|name| name.starts_with(char::is_uppercase) && *name != "SlidingWindows")
        .collect();
    let mut listed = BTreeSet::new();
    macro_rules! name {
        ($name:ident, $ahead:literal, |$source:ident| $make:expr) => {{
            let $source = Vec::<u8>::new().into_iter();
            let made = $make;
            assert!(type_name_of_val(&made).contains(concat!("::", stringify!($name), "<")));
            listed.insert(stringify!($name));
        }};
    }
    every_adaptor!(name);
    assert_eq!(listed, exported);
}

/// `next`, `fold`, `nth`, `count` and `last` give the same, after every number of `next`s; the
/// size hint brackets the truth; nothing is touched before the first `next`; an end is an end,
/// whatever the source does after its own; a hint that lies changes nothing.
#[test]
fn every_adaptor_is_consistent() {
    for items in samples() {
        macro_rules! consistent {
            ($name:ident, $ahead:literal, |$source:ident| $make:expr) => {{
                battery(&items, |$source| $make);
            }};
        }
        every_adaptor!(consistent);
    }
}

/// Checks that what an adaptor has read is no more than what decides the items that it gave, the
/// shortest beginning of its source that leads to the same ones, and `ahead` items.
fn reads_no_further<I>(items: &[u8], ahead: usize, make: impl Fn(Source<u8>) -> I)
where
    I: Iterator,
    I::Item: PartialEq + Debug,
{
    let from = |len: usize| all(make(Source::new(&items[..len], Hint::Exact)));
    let (truth, shorter) = (from(items.len()), (0..=items.len()).map(from).collect::<Vec<_>>());
    for hint in [Hint::Exact, Hint::Unknown, Hint::Lie(usize::MAX, None)] {
        let source = Source::new(items, hint);
        let read = Rc::clone(&source.read);
        let mut adaptor = make(source);
        let _ = adaptor.size_hint();
        assert_eq!(read.get(), 0, "lazy");
        for given in 1..=truth.len() {
            adaptor.next();
            let same = |short: &Vec<I::Item>| short.get(..given) == Some(&truth[..given]);
            let needed = shorter.iter().position(same).unwrap_or(items.len());
            assert!(
                read.get() <= needed + ahead,
                "{} of {items:?} read, {needed} needed for {:?}",
                read.get(),
                &truth[..given]
            );
        }
    }
}

#[test]
fn every_adaptor_reads_no_further_than_it_must() {
    for items in samples() {
        macro_rules! reads {
            ($name:ident, $ahead:literal, |$source:ident| $make:expr) => {{
                reads_no_further(&items, $ahead, |$source| $make);
            }};
        }
        every_adaptor!(reads);
    }
}

/// Runs an adaptor on a source that panics once, at every place, and then goes on.
fn survives<I: Iterator>(make: impl Fn(Source<Tracked>) -> I) {
    let world = Rc::new(World::default());
    {
        let items: Vec<Tracked> = (0..9).map(|i| Tracked::new(i / 2 * (i % 3), &world)).collect();
        for at in 0..=9 {
            let source = Source::panicking(&items, at);
            let armed = Rc::clone(&source.armed);
            let mut adaptor = make(source);
            let (panics, _) = drain(&mut adaptor);
            assert_eq!(panics, usize::from(!armed.get()), "at {at}");
            assert!(adaptor.next().is_none(), "the end stays the end");
            // And through fold.
            let source = Source::panicking(&items, at);
            let armed = Rc::clone(&source.armed);
            let folded = catch_unwind(AssertUnwindSafe(|| {
                make(source).fold(Vec::new(), |mut all, item| {
                    all.push(item);
                    all
                })
            }));
            assert_eq!(folded.is_err(), !armed.get());
        }
    }
    assert_eq!(world.live.get(), 0, "every item was dropped once");
}

#[test]
fn every_adaptor_survives_a_source_that_panics() {
    macro_rules! survive {
        ($name:ident, $ahead:literal, |$source:ident| $make:expr) => {{
            survives(|$source| $make);
        }};
    }
    every_adaptor!(survive);
}

#[test]
fn every_adaptor_can_be_sent_and_cloned_and_shown() {
    fn check<I>(adaptor: I)
    where
        I: Iterator<Item: PartialEq + Debug> + FusedIterator + Clone + Debug + Send + Sync + Unpin,
    {
        assert!(!format!("{adaptor:?}").is_empty());
        let expected = all(adaptor.clone());
        let sent = std::thread::scope(|scope| {
            // Only the adaptor travels, its items need not.
            scope.spawn(move || adaptor.count()).join().expect("no panic")
        });
        assert_eq!(sent, expected.len());
    }
    macro_rules! check {
        ($name:ident, $ahead:literal, |$source:ident| $make:expr) => {{
            let $source = vec![0u8, 1, 1, 0, 2, 3, 0].into_iter();
            check($make);
        }};
    }
    every_adaptor!(check);
}

#[test]
fn every_double_ended_iterator_agrees_from_both_ends() {
    agrees_back(|| frange(-1.0..1.0, 0.3).expect("valid"));
    agrees_back(|| linspace(2.0..=-1.0, 6).expect("valid"));
    agrees_back(|| geomspace(0.5..=9.0, 6).expect("valid"));
    agrees_back(|| chunk_ranges(3..18, 5).overlap(1));
    agrees_back(|| chunk_ranges(3..18, 5).overlap(1).aligned());
    agrees_back(|| even_ranges(3..18, 7));
    let groups = (0..20u32).groups_by(|n| n % 6);
    agrees_back(|| groups.iter());
    agrees_back(|| groups.keys());
    agrees_back(|| groups.clone().into_iter());
    // Not to be cloned: each run takes groups of its own.
    agrees_back(|| Box::leak(Box::new(groups.clone())).iter_mut().map(|(k, g)| (*k, g.len())));
    let path = TreePath::from_dotted("a.0.b.17.c");
    agrees_back(|| path.iter());
}

#[test]
fn every_other_iterator_agrees() {
    agrees(|| combinations(0..5, 2).map(<[_]>::to_vec));
    agrees(|| permutations(0..4, 2).map(<[_]>::to_vec));
    agrees(|| permutations(0..4, 4).map(<[_]>::to_vec));
    agrees(|| product([0..2, 0..3, 0..2]).map(<[_]>::to_vec));
    agrees(|| powerset(0..4).map(<[_]>::to_vec));
    let list = |items: Vec<Nested<u8>>| Nested::List(items);
    let leaf = |n: u8| Nested::Leaf(n);
    let tree = list(vec![leaf(1), list(vec![leaf(2), list(vec![]), leaf(3)]), leaf(4)]);
    agrees(|| walk(&tree).nodes());
    agrees(|| walk(&tree).post_order().nodes());
    agrees(|| walk(&tree).leaves());
    agrees(|| tree.clone().into_leaves());
    let second = Duration::from_secs(1);
    let policy = Backoff::exponential(second).seed(1).jitter(Jitter::Full);
    agrees(|| policy.clone().attempts(7).delays());
    agrees(|| policy.clone().max_total(second * 40).immediate_first().delays());
}
