//! Every method of ours is called with `IterExt` and `Itertools` both imported: a name that both
//! have, or that `Iterator` has, does not compile here.
//!
//! `Iterator`'s unstable methods are those of the compiler at hand, so this is to be compiled by a
//! nightly one, too: `cargo +nightly check --test it --no-default-features --features std,iter`.

#![deny(unstable_name_collisions)]

use std::time::Duration;

use boltons::iter::backoff::{Backoff, retry_with};
use boltons::iter::combin::{combinations, permutations, powerset, product};
use boltons::iter::itertools::Itertools;
use boltons::iter::tree::{Nested, Seg, TreePath, research, walk};
use boltons::iter::{
    Guids, IndexMap, IterExt, SequentialGuids, chunk_ranges, even_ranges, frange, geomspace,
    linspace, round_robin,
};

fn items() -> impl Iterator<Item = u32> + Clone {
    [3, 1, 2, 2].into_iter()
}

#[test]
fn all_methods_beside_itertools() {
    // One of theirs, to see that both are there.
    assert_eq!(items().sorted().collect_vec(), [1, 2, 2, 3]);

    assert_eq!(items().chunked(3).count(), 2);
    assert_eq!(items().chunked_array::<3>().count(), 1);
    assert_eq!(items().chunked_while(|_, _| false).count(), 4);
    assert_eq!(items().windowed::<3>().count(), 2);
    assert_eq!(items().pairwise().count(), 3);
    assert_eq!(items().sliding_windows(3).map(<[u32]>::len).count(), 2);
    assert_eq!(items().split_on(|n| *n == 1).count(), 2);
    assert_eq!(items().splitn_on(1, |n| *n == 1).count(), 1);
    assert_eq!(items().trim_end_while(|n| *n == 2).count(), 2);
    assert_eq!(items().trim_while(|n| *n > 1).count(), 1);
    assert_eq!(items().fold_runs_by_key(|n| *n, |_| 0, |sum, n| *sum += n).count(), 3);
    assert_eq!(items().lookahead::<1>().count(), 4);
    assert_eq!(items().sorted_union([1]).count(), 5);
    assert_eq!(items().sorted_intersection([3]).count(), 1);
    assert_eq!(items().sorted_difference([3]).count(), 3);
    assert_eq!(items().sorted_symmetric_difference([3]).count(), 3);
    assert_eq!(items().bucketize(|n| *n).len(), 3);
    let hasher = std::hash::RandomState::new();
    assert_eq!(items().bucketize_with_hasher(|n| *n, hasher).len(), 3);
    assert_eq!(items().fold_by_key(|n| *n, |_| 0, |sum, n| *sum += n).len(), 3);
    let map: IndexMap<u32, u32> = IndexMap::new();
    assert_eq!(items().fold_by_key_in(map, |n| *n, |_| 0, |sum, n| *sum += n).len(), 3);
    assert_eq!(items().groups_by(|n| *n).len(), 3);
    assert_eq!(items().tally().len(), 3);
    assert_eq!(items().most_common(2).len(), 2);
    assert_eq!(items().redundant_groups(|n| *n).len(), 1);
    assert_eq!(items().partition_n::<2>(|n| usize::from(*n > 1)).len(), 2);
    assert!(items().one().is_err());
}

#[test]
fn all_methods_of_our_iterators_beside_itertools() {
    let mut chunks = items().chunked_array::<3>();
    chunks.next();
    chunks.next();
    assert_eq!(chunks.remainder(), [2]);
    assert_eq!(chunks.into_remainder(), [2]);
    assert_eq!(items().split_on(|n| *n == 3).skip_empty().count(), 1);
    assert_eq!(items().lookahead::<1>().peek(0), Some(&3));
    assert_eq!(chunk_ranges(0..9, 4).overlap(1).aligned().count(), 3);
    assert_eq!(even_ranges(0..9, 4).count(), 4);
    let range = frange(0.0..1.0, 0.5).expect("valid");
    assert_eq!(range.get(1), Some(0.5));
    let range = linspace(0.0..=1.0, 3).expect("valid");
    assert_eq!(range.get(1), Some(0.5));
    let range = geomspace(1.0..=4.0, 3).expect("valid");
    assert_eq!(range.get(2), Some(4.0));
    assert_eq!(round_robin([items()]).count(), 4);
}

/// They lend, so that they are no iterators, but `map` is one.
#[test]
fn all_methods_of_the_lending_iterators_beside_itertools() {
    macro_rules! all {
        ($make:expr, $total:expr) => {{
            let mut iter = $make;
            assert_eq!(iter.total(), Some($total));
            assert!(iter.seek(1) && iter.next().is_some());
            assert_eq!(iter.rank_of(iter.indices()), Some(1));
            assert_eq!(iter.fold(2, |n, _| n + 1), $total);
            let mut count = 0;
            $make.for_each(|_| count += 1);
            assert_eq!(count, $total);
            assert_eq!($make.map(<[u32]>::len).count() as u128, $total);
        }};
    }
    all!(combinations(items(), 2), 6);
    all!(permutations(items(), 2), 12);
    all!(product([items(), items()]), 16);
    all!(powerset(items()), 16);

    let mut windows = items().sliding_windows(2).step(2).keep_partial();
    assert_eq!(windows.next(), Some([3, 1].as_slice()));
    assert_eq!(windows.fold(0, |n, _| n + 1), 1);
    let mut count = 0;
    items().sliding_windows(2).for_each(|_| count += 1);
    assert_eq!(count, 3);
}

#[test]
fn all_iterators_of_trees_delays_and_ids_beside_itertools() {
    let tree = Nested::List(vec![Nested::Leaf(1), Nested::List(vec![Nested::Leaf(2)])]);
    let mut nodes = walk(&tree).post_order().max_depth(1);
    assert!(nodes.next().is_some_and(|visit| visit.path == [Seg::Index(0)]));
    nodes.skip_children();
    assert_eq!(nodes.nodes().count(), 2);
    assert_eq!(walk(&tree).leaves().count(), 2);
    let mut depths = Vec::new();
    walk(&tree).for_each(|path, _| depths.push(path.len()));
    assert_eq!(depths, [0, 1, 1, 2]);
    let found = research(&tree, |_, node| matches!(node, Nested::Leaf(2)));
    assert_eq!(found[0].0.iter().rev().collect_vec(), [Seg::Index(0), Seg::Index(1)]);
    assert_eq!(tree.into_leaves().collect_vec(), [1, 2]);

    let mut path = TreePath::from_dotted("a.b");
    path.push(0);
    assert_eq!((path.len(), path.is_empty(), path.as_slice().len()), (3, false, 3));
    assert_eq!(path.to_dotted().as_deref(), Some("a.b.0"));
    assert_eq!(path.pop(), Some(0.into()));

    let policy = Backoff::constant(Duration::from_millis(1)).attempts(2);
    assert_eq!(policy.delays().count(), 2);
    let failed = retry_with(policy, || Err::<(), _>(7), |_, delay| Some(delay), |_| ());
    assert_eq!(failed, Err(7));

    assert!(Guids::new().take(9).all_unique());
    assert!(SequentialGuids::new().take(9).is_sorted());
    assert_ne!(Guids::new().generate().as_u128(), SequentialGuids::new().generate().as_u128());
}
