//! Auto traits, derived traits and sizes of the public types.

use std::fmt::Debug;
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::vec::IntoIter;

use boltons::iter::{
    ChunkRanges, Chunked, ChunkedArray, ChunkedWhile, EvenRanges, FloatRange, FoldRunsByKey,
    GeomSpace, Groups, Lookahead, MapWindows, Pairwise, RoundRobin, SlidingWindows,
    SortedDifference, SortedIntersection, SortedSymmetricDifference, SortedUnion, SplitOn,
    TrimEndWhile, TrimWhile, Windowed, groups,
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
    assert!(size_of::<FloatRange>() <= 7 * size_of::<usize>());
    assert!(size_of::<EvenRanges>() <= 5 * size_of::<usize>());
}
