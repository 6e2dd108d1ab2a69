//! Every function of `iter` with every kind of source and every way to consume, against plain
//! slices and vectors; what it costs is counted.
//!
//! A new function is a line in one of the lists, with the same written down for a slice; a new kind
//! of source is a line in [`SOURCES`], a new way to consume one in [`CONSUMERS`].

mod adaptors;
mod collected;
mod combin;
mod groups;
mod ranges;

use std::cell::Cell;
use std::cmp::Ordering;
use std::hash::{Hash, Hasher};
use std::ops::Range;

use super::support::{Hint, Source, sequences};
use crate::complete::{Others, assert_complete};

thread_local!(static STEPS: Cell<usize> = const { Cell::new(0) });

fn step() {
    STEPS.set(STEPS.get() + 1);
}

/// A number that counts each clone, comparison and hash.
#[derive(Debug)]
struct N(u64);

impl Clone for N {
    fn clone(&self) -> Self {
        step();
        Self(self.0)
    }
}

impl PartialEq for N {
    fn eq(&self, other: &Self) -> bool {
        step();
        self.0 == other.0
    }
}

impl Eq for N {}

impl PartialOrd for N {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for N {
    fn cmp(&self, other: &Self) -> Ordering {
        step();
        self.0.cmp(&other.0)
    }
}

impl Hash for N {
    fn hash<H: Hasher>(&self, state: &mut H) {
        step();
        self.0.hash(state);
    }
}

fn zero(n: &N) -> bool {
    n.0 == 0
}

/// Any item, as numbers.
type Piece = Vec<u64>;

type Items = Box<dyn Iterator<Item = N>>;

trait Shown {
    fn shown(self) -> Piece;
}

impl Shown for N {
    fn shown(self) -> Piece {
        vec![self.0]
    }
}

impl Shown for Vec<N> {
    fn shown(self) -> Piece {
        self.into_iter().map(|n| n.0).collect()
    }
}

impl<const K: usize> Shown for [N; K] {
    fn shown(self) -> Piece {
        self.map(|n| n.0).to_vec()
    }
}

impl Shown for (N, N) {
    fn shown(self) -> Piece {
        vec![self.0.0, self.1.0]
    }
}

impl Shown for (u64, Vec<N>) {
    fn shown(self) -> Piece {
        [vec![self.0], self.1.shown()].concat()
    }
}

impl Shown for (&N, &[N]) {
    fn shown(self) -> Piece {
        std::iter::once(self.0).chain(self.1).map(|n| n.0).collect()
    }
}

impl Shown for (&N, &mut [N]) {
    fn shown(self) -> Piece {
        (self.0, &*self.1).shown()
    }
}

impl Shown for &N {
    fn shown(self) -> Piece {
        vec![self.0]
    }
}

impl Shown for (N, Vec<N>) {
    fn shown(self) -> Piece {
        (self.0.0, self.1).shown()
    }
}

impl Shown for Range<usize> {
    fn shown(self) -> Piece {
        vec![self.start as u64, self.end as u64]
    }
}

impl Shown for Range<u64> {
    fn shown(self) -> Piece {
        vec![self.start, self.end]
    }
}

impl Shown for f64 {
    fn shown(self) -> Piece {
        vec![self.to_bits()]
    }
}

impl Shown for f32 {
    fn shown(self) -> Piece {
        vec![u64::from(self.to_bits())]
    }
}

/// An iterator of any type, with its own methods and not those that `next` provides.
trait Any {
    fn next(&mut self) -> Option<Piece>;
    fn nth(&mut self, n: usize) -> Option<Piece>;
    fn find(&mut self, found: &mut dyn FnMut() -> bool) -> Option<Piece>;
    fn size_hint(&self) -> (usize, Option<usize>);
    fn fold(self: Box<Self>) -> Vec<Piece>;
    fn count(self: Box<Self>) -> usize;
    fn last(self: Box<Self>) -> Option<Piece>;
}

struct Of<I>(I);

impl<I: Iterator<Item: Shown>> Any for Of<I> {
    fn next(&mut self) -> Option<Piece> {
        Some(self.0.next()?.shown())
    }

    fn nth(&mut self, n: usize) -> Option<Piece> {
        Some(self.0.nth(n)?.shown())
    }

    fn find(&mut self, found: &mut dyn FnMut() -> bool) -> Option<Piece> {
        Some(self.0.find(|_| found())?.shown())
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }

    fn fold(self: Box<Self>) -> Vec<Piece> {
        self.0.fold(Vec::new(), |mut all, item| {
            all.push(item.shown());
            all
        })
    }

    fn count(self: Box<Self>) -> usize {
        self.0.count()
    }

    fn last(self: Box<Self>) -> Option<Piece> {
        Some(self.0.last()?.shown())
    }
}

fn any<'a>(items: impl Iterator<Item: Shown> + 'a) -> Box<dyn Any + 'a> {
    Box::new(Of(items))
}

/// What is left, item by item.
fn rest(items: &mut dyn Any) -> Vec<Piece> {
    std::iter::from_fn(|| items.next()).collect()
}

/// A kind of source: its name, whether its size hint is true, and how it comes from numbers.
type Kind = (&'static str, bool, fn(&[u64]) -> Items);

fn source(numbers: &[u64], hint: Hint) -> Source<N> {
    Source::new(&numbers.iter().map(|n| N(*n)).collect::<Vec<_>>(), hint)
}

const SOURCES: &[Kind] = &[
    ("of known length", true, |v| Box::new(source(v, Hint::Exact))),
    ("of unknown length", true, |v| Box::new(source(v, Hint::Unknown))),
    ("of about that length", true, |v| Box::new(source(v, Hint::Loose))),
    ("that claims no end", false, |v| Box::new(source(v, Hint::Lie(usize::MAX, None)))),
    ("that claims no items", false, |v| Box::new(source(v, Hint::Lie(0, Some(0))))),
    ("that goes on after its end", true, |v| {
        let items: Vec<N> = v.iter().map(|n| N(*n)).collect();
        Box::new(Source::restarting(&items, Some(N(7))))
    }),
    ("in two parts", true, |v| {
        let (front, back) = v.split_at(v.len() / 2);
        Box::new(source(front, Hint::Exact).chain(source(back, Hint::Unknown)))
    }),
    ("with gaps", true, |v| {
        let doubled: Vec<u64> = v.iter().flat_map(|n| [*n, u64::MAX]).collect();
        Box::new(source(&doubled, Hint::Exact).filter(|n| n.0 != u64::MAX))
    }),
    ("begun before", true, |v| {
        let longer: Vec<u64> = [&[9, 0], v].concat();
        let mut source = source(&longer, Hint::Exact);
        source.nth(1);
        Box::new(source)
    }),
];

/// A way to consume: its name, and what comes of the items and of those that are to come.
type Consumer = (&'static str, fn(Box<dyn Any + '_>, &[Piece]) -> (Vec<Piece>, Vec<Piece>));

fn number(n: usize) -> Vec<Piece> {
    vec![vec![n as u64]]
}

const CONSUMERS: &[Consumer] = &[
    ("next", |mut items, to_come| (rest(&mut *items), to_come.to_vec())),
    ("fold", |items, to_come| (items.fold(), to_come.to_vec())),
    ("count", |items, to_come| (number(items.count()), number(to_come.len()))),
    ("last", |items, to_come| {
        (items.last().into_iter().collect(), to_come.last().cloned().into_iter().collect())
    }),
    ("nth(1) again and again", |mut items, to_come| {
        let got = std::iter::from_fn(|| items.nth(1)).collect();
        (got, to_come.iter().skip(1).step_by(2).cloned().collect())
    }),
    ("nth(2), then fold", |mut items, to_come| {
        let got = items.nth(2).into_iter().collect();
        ([got, items.fold()].concat(), to_come.iter().skip(2).cloned().collect())
    }),
    ("nth past the end", |mut items, to_come| {
        let mut got = Vec::from_iter(items.nth(to_come.len()));
        got.extend(items.next());
        got.extend(items.nth(0));
        (got, Vec::new())
    }),
    ("find, then fold", |mut items, to_come| {
        let mut left = 2_u8;
        let mut second = || {
            left -= 1;
            left == 0
        };
        let got = Vec::from_iter(items.find(&mut second));
        ([got, items.fold()].concat(), to_come.iter().skip(1).cloned().collect())
    }),
    ("next after the end", |mut items, to_come| {
        let got = rest(&mut *items);
        let after: Vec<Piece> = (0..3).filter_map(|_| items.next()).collect();
        ([got, after, items.fold()].concat(), to_come.to_vec())
    }),
    (HINT, |mut items, to_come| {
        for left in (0..=to_come.len()).rev() {
            let (lower, upper) = items.size_hint();
            if left < lower || upper.is_some_and(|upper| upper < left) {
                return (vec![vec![lower as u64, upper.unwrap_or(0) as u64]], number(left));
            }
            items.next();
        }
        (Vec::new(), Vec::new())
    }),
];

const HINT: &str = "size_hint at each step";

/// Every consumer, after every number of `next`s up to two after the end, of what `make` makes.
fn consume<'a>(make: &dyn Fn() -> Box<dyn Any + 'a>, expected: &[Piece], honest: bool, name: &str) {
    for skipped in 0..=(expected.len() + 2).min(9) {
        for (way, run) in CONSUMERS.iter().filter(|(way, _)| honest || *way != HINT) {
            let mut items = make();
            for i in 0..skipped {
                let item = items.next();
                assert_eq!(item.as_ref(), expected.get(i), "{name}, item {i}");
            }
            let (got, wanted) = run(items, expected.get(skipped..).unwrap_or_default());
            assert_eq!(got, wanted, "{name}, {way} after {skipped} items");
        }
    }
}

/// Short texts of zeros and ones, and longer ones with runs and without.
fn texts() -> Vec<Vec<u64>> {
    let short = sequences(2, 4).into_iter();
    let mut texts: Vec<Vec<u64>> =
        short.map(|text| text.into_iter().map(u64::from).collect()).collect();
    texts.push(vec![0, 0, 1, 1, 1, 2, 3, 0, 3, 3, 7, 8, 0]);
    texts.push((0..40).map(|i| i * i % 11 * (i % 3) % 7).collect());
    texts
}

/// Texts of `n` numbers, for what they cost.
fn long_texts(n: u64) -> [(&'static str, Vec<u64>); 5] {
    [
        ("zeros", vec![0; n as usize]),
        ("ones", vec![1; n as usize]),
        ("ascending numbers", (1..=n).collect()),
        ("every other a zero", (0..n).map(|i| i % 2 * i).collect()),
        ("runs", (0..n).map(|i| i / 64 % 3 * (i / 64)).collect()),
    ]
}

/// A source of which each item counts as a step.
fn counted(numbers: Vec<u64>) -> Items {
    Box::new(numbers.into_iter().map(|n| {
        step();
        N(n)
    }))
}

/// Asserts that twice the items take little more than twice the steps and allocations; a sort by
/// halves takes 2.2 times the comparisons.
fn assert_linear(name: &str, run: &dyn Fn(Items)) {
    let [small, middle, large] = [1000, 2000, 4000].map(|n| {
        long_texts(n).map(|(text, numbers)| {
            let items = counted(numbers);
            STEPS.set(0);
            let ((), allocations) = crate::alloc::allocations(|| run(items));
            (text, STEPS.get() + allocations)
        })
    });
    for (((text, small), (_, middle)), (_, large)) in small.into_iter().zip(middle).zip(large) {
        let counts = [small, middle, large];
        let grows = counts.windows(2).all(|pair| 2 * pair[1] <= 5 * pair[0] + 400);
        assert!(grows && small <= 64 * 1000, "{name} of {text}: {counts:?} steps");
    }
}

#[test]
fn every_function_has_a_line() {
    let lists =
        [("IterExt::", adaptors::LINES), ("IterExt::", adaptors::SORTED), ("", adaptors::FREE)];
    let lines = lists.iter().flat_map(|(before, lines)| lines.iter().map(move |l| (*before, l.0)));
    let lines = lines
        .chain(collected::LINES.iter().map(|line| ("", line.0)))
        .chain(combin::lines())
        .chain(groups::LINES.iter().map(|line| ("Groups::", line.0)))
        .chain(ranges::LINES.iter().map(|line| ("", line.0)));
    assert_complete("iter", lines, OTHERS);
}

const OTHERS: &[Others] = &[
    Others {
        reason: "lends its windows: as the line of `map` over every source",
        files: &["it/iter/windows.rs"],
        functions: &["SlidingWindows::next", "SlidingWindows::for_each"],
    },
    Others {
        reason: "in place, against all arrangements",
        files: &["it/iter/combin.rs"],
        functions: &["combin::{next_permutation, prev_permutation}"],
    },
    Others {
        reason: "on random trees of two types, against recursion",
        files: &["props/iter/tree.rs"],
        functions: &[
            "tree::{assert_laws, change_all, clone_deep, eq_deep, find_all, flatten, get_path}",
            "tree::{get_path_mut, merge, merge_patch, remap, remap_with, remove_all, remove_path}",
            "tree::{remove_paths, research, retain, set_path, set_path_with_parents}",
            "tree::{try_remap_with, unflatten, unflatten_text, walk}",
            "tree::Walk::*",
            "tree::Deep::new",
            "tree::Nested::into_leaves",
            "tree::TreePattern::matches",
            "tree::TreePath::{from_dotted, from_uri_fragment, is_empty, iter, len, to_dotted}",
            "tree::TreePath::to_uri_fragment",
        ],
    },
    Others {
        reason: "with user code that says which of two stays",
        files: &["it/iter/tree/many.rs"],
        functions: &["tree::merge_with"],
    },
    Others {
        reason: "on trees a million deep",
        files: &["it/iter/tree/deep.rs"],
        functions: &["tree::drop_deep", "tree::Deep::into_inner"],
    },
    Others {
        reason: "on types with every fault that they can have",
        files: &["it/iter/tree/broken.rs"],
        functions: &["tree::assert_walk_laws"],
    },
    Others {
        reason: "what a type implements: every walk and every edit calls it",
        files: &[],
        functions: &[
            "tree::Tree::*",
            "tree::TreeBuild::*",
            "tree::TreeMut::*",
            "tree::TreeOwned::*",
        ],
    },
    Others {
        reason: "data of a path, and the children that a type gives",
        files: &[],
        functions: &[
            "tree::TreePath::{as_slice, pop, push}",
            "tree::Seg::*",
            "tree::SegBuf::*",
            "tree::Children::*",
            "tree::ChildrenMut::*",
        ],
    },
    Others {
        reason: "settings and their limits, against the definition",
        files: &["it/iter/backoff.rs"],
        functions: &["backoff::*", "backoff::Backoff::*"],
    },
    Others {
        reason: "from seeds, and that none comes twice",
        files: &[],
        functions: &["Guid::*", "Guids::*", "SequentialGuids::*"],
    },
];
