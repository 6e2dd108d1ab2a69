//! Auto traits, derived traits and sizes of the public types.

use std::fmt::Debug;
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::vec::IntoIter;

use boltons::iter::backoff::{Backoff, Delays, Jitter};
use boltons::iter::combin::{self, Combinations, Permutations, Powerset, Product};
use boltons::iter::tree::{
    Children, ChildrenMut, Deep, Edit, Frame, IntoLeaves, Leaves, Nested, Nodes, Seg, SegBuf,
    TreePath, Visit, Walk, tree_path,
};
use boltons::iter::{
    ChunkRanges, Chunked, ChunkedArray, ChunkedWhile, EvenRanges, FloatRange, FoldRunsByKey,
    GeomSpace, Groups, Guid, Guids, Lookahead, MapWindows, Pairwise, RoundRobin, SequentialGuids,
    SlidingWindows, SortedDifference, SortedIntersection, SortedSymmetricDifference, SortedUnion,
    SplitOn, TrimEndWhile, TrimWhile, Windowed, groups,
};

fn plain<T: Send + Sync + Unpin + UnwindSafe + RefUnwindSafe + Debug + Clone>() {}

fn fused<T: std::iter::FusedIterator>() {}

fn exact<T: ExactSizeIterator>() {}

type I = IntoIter<String>;
type P = fn(&String) -> bool;

#[test]
fn public_types_are_send_sync_and_clone() {
    plain::<Chunked<I>>();
    plain::<ChunkedArray<I, 3>>();
    plain::<ChunkedWhile<I, fn(&[String], &String) -> bool>>();
    plain::<Windowed<I, 3>>();
    plain::<Pairwise<I>>();
    plain::<SlidingWindows<I>>();
    plain::<MapWindows<I, fn(&[String]) -> usize>>();
    plain::<SplitOn<I, P>>();
    plain::<TrimEndWhile<I, P>>();
    plain::<TrimWhile<I, P>>();
    plain::<FoldRunsByKey<I, u8, fn(&String) -> u8, fn(&u8) -> u8, fn(&mut u8, String)>>();
    plain::<Lookahead<I, 3>>();
    plain::<RoundRobin<IntoIter<I>, I>>();
    plain::<SortedUnion<I, I>>();
    plain::<SortedIntersection<I, I>>();
    plain::<SortedDifference<I, I>>();
    plain::<SortedSymmetricDifference<I, I>>();
    plain::<Groups<String, Vec<u8>>>();
    plain::<groups::Iter<'_, String, u8>>();
    plain::<groups::Keys<'_, String>>();
    plain::<FloatRange>();
    plain::<GeomSpace>();
    plain::<ChunkRanges>();
    plain::<EvenRanges>();
    plain::<Combinations<String>>();
    plain::<Permutations<String>>();
    plain::<Product<String>>();
    plain::<Powerset<String>>();
    plain::<combin::Map<Combinations<String>, fn(&[String]) -> usize>>();
    plain::<Seg<'_>>();
    plain::<SegBuf>();
    plain::<TreePath>();
    plain::<tree_path::Iter<'_>>();
    plain::<Walk<'_, Nested<String>>>();
    plain::<Nodes<'_, Nested<String>>>();
    plain::<Leaves<'_, Nested<String>>>();
    plain::<Visit<'_, '_, Nested<String>>>();
    plain::<Children<'_, String, I>>();
    plain::<Edit<Nested<String>>>();
    plain::<Deep<Nested<String>>>();
    plain::<Nested<String>>();
    plain::<Backoff>();
    plain::<Delays>();
    plain::<Jitter>();
    plain::<Guid>();
}

/// What has a state of its own that a copy would share or repeat, or holds a unique reference.
#[test]
fn the_rest_is_send_and_sync() {
    fn sent<T: Send + Sync + Unpin + Debug>() {}
    sent::<Guids>();
    sent::<SequentialGuids>();
    sent::<IntoLeaves<String>>();
    sent::<ChildrenMut<'_, String, I>>();
    sent::<Frame<String, I>>();
    fn unwind_safe<T: UnwindSafe + RefUnwindSafe>() {}
    unwind_safe::<Guids>();
    unwind_safe::<SequentialGuids>();
    unwind_safe::<IntoLeaves<String>>();
    unwind_safe::<Frame<String, I>>();
}

#[test]
fn adaptors_are_fused_and_exact() {
    fused::<Chunked<I>>();
    fused::<ChunkedArray<I, 3>>();
    fused::<ChunkedWhile<I, fn(&[String], &String) -> bool>>();
    fused::<Windowed<I, 3>>();
    fused::<Pairwise<I>>();
    fused::<MapWindows<I, fn(&[String]) -> usize>>();
    fused::<SplitOn<I, P>>();
    fused::<TrimEndWhile<I, P>>();
    fused::<TrimWhile<I, P>>();
    fused::<FoldRunsByKey<I, u8, fn(&String) -> u8, fn(&u8) -> u8, fn(&mut u8, String)>>();
    fused::<Lookahead<I, 3>>();
    fused::<RoundRobin<IntoIter<I>, I>>();
    fused::<SortedUnion<I, I>>();
    exact::<Chunked<I>>();
    exact::<ChunkedArray<I, 3>>();
    exact::<Windowed<I, 3>>();
    exact::<Pairwise<I>>();
    exact::<MapWindows<I, fn(&[String]) -> usize>>();
    exact::<Lookahead<I, 3>>();
    exact::<FloatRange>();
    exact::<GeomSpace>();
    exact::<ChunkRanges>();
    exact::<EvenRanges>();
    exact::<groups::IntoIter<String, u8>>();
    exact::<groups::IterMut<'_, String, u8>>();
    exact::<tree_path::Iter<'_>>();
    fused::<combin::Map<Powerset<String>, fn(&[String]) -> usize>>();
    fused::<Nodes<'_, Nested<String>>>();
    fused::<Leaves<'_, Nested<String>>>();
    fused::<IntoLeaves<String>>();
    fused::<tree_path::Iter<'_>>();
    fused::<Delays>();
}

#[test]
fn debug_shows_the_source_and_no_closure() {
    use boltons::iter::IterExt;
    let mut runs = [1, 2].into_iter().chunked_while(|_, _| false);
    runs.next();
    let shown = format!("{runs:?}");
    assert!(shown.starts_with("ChunkedWhile {") && shown.contains("pending: Some(2)"), "{shown}");
    assert!(shown.ends_with(".. }"), "{shown}");
}

#[test]
fn sizes() {
    assert!(size_of::<FloatRange>() <= 56);
    assert!(size_of::<EvenRanges>() <= 40);
    assert!(size_of::<Delays>() <= 80);
    assert_eq!(size_of::<Guid>(), 16);
    assert_eq!(size_of::<TreePath>(), size_of::<Vec<SegBuf>>());
    assert_eq!(size_of::<Deep<Nested<u64>>>(), size_of::<Nested<u64>>());
}
