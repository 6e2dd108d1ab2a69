//! `windowed`, `pairwise`, `sliding_windows`.

#[cfg(not(feature = "__audit"))]
use crate::unaudited::Unaudited as _;
use boltons::iter::{self, IterExt, SlidingWindows};

use super::support::{Hint, Source, all, battery};

#[test]
fn const_windows_are_those_of_a_slice() {
    fn check<const N: usize>() {
        for len in 0..10u8 {
            let items: Vec<u8> = (0..len).collect();
            let naive: Vec<[u8; N]> =
                items.windows(N).map(|w| w.try_into().expect("N items")).collect();
            assert_eq!(battery(&items, Source::windowed::<N>), naive);
            assert_eq!(iter::windowed::<_, N>(items).len(), naive.len());
        }
    }
    check::<1>();
    check::<2>();
    check::<3>();
    check::<4>();
    check::<8>();
    check::<9>();
    check::<10>();
}

#[test]
fn pairs_are_windows_of_two() {
    for len in 0..10u8 {
        let items: Vec<u8> = (0..len).collect();
        let naive: Vec<(u8, u8)> = items.windows(2).map(|w| (w[0], w[1])).collect();
        assert_eq!(battery(&items, Source::pairwise), naive);
        assert_eq!(iter::pairwise(items).len(), naive.len());
    }
}

/// The windows by their definition: at 0, step, 2 · step, … and, if wanted, the first that is
/// shorter, if it holds items that no window before it holds.
fn naive(items: &[u8], size: usize, step: usize, partial: bool) -> Vec<Vec<u8>> {
    let mut windows = Vec::new();
    let (mut start, mut seen) = (0, 0);
    while start < items.len() {
        let end = (start + size).min(items.len());
        if end - start == size || (partial && end > seen.max(start)) {
            windows.push(items[start..end].to_vec());
        }
        if end - start < size {
            break;
        }
        seen = end;
        start += step;
    }
    windows
}

fn drive(mut windows: SlidingWindows<Source<u8>>, nexts: usize) -> Vec<Vec<u8>> {
    let mut all = Vec::new();
    for _ in 0..nexts {
        all.extend(windows.next().map(<[u8]>::to_vec));
        windows.check();
    }
    windows.for_each(|window| all.push(window.to_vec()));
    all
}

#[test]
fn sliding_windows_exhaustively() {
    for len in 0..10u8 {
        let items: Vec<u8> = (0..len).collect();
        for (size, step) in (1..=10).flat_map(|size| (1..=10).map(move |step| (size, step))) {
            for partial in [false, true] {
                let make = |source: Source<u8>| {
                    let windows = source.sliding_windows(size).step(step);
                    if partial { windows.keep_partial() } else { windows }
                };
                let expected = naive(&items, size, step, partial);
                let ours = battery(&items, |source| make(source).map(<[u8]>::to_vec));
                assert_eq!(ours, expected, "{size} {step} {partial} of {len}");
                let exact = make(Source::new(&items, Hint::Exact)).map(|_| ());
                assert_eq!(exact.len(), expected.len());
                for nexts in 0..=expected.len() + 2 {
                    assert_eq!(drive(make(Source::new(&items, Hint::Exact)), nexts), expected);
                }
            }
        }
    }
}

#[test]
fn windows_over_several_fillings_of_the_buffer() {
    let items: Vec<u8> = (0..3000u32).map(|i| (i * 7 % 251) as u8).collect();
    let steps = [1, 3, 256, 1000];
    for (size, step) in [1, 31, 32, 33, 256, 300]
        .into_iter()
        .flat_map(|size| steps.into_iter().map(move |step| (size, step)))
    {
        for partial in [false, true] {
            let make = || {
                let source = Source::new(&items, Hint::Exact);
                let windows = source.sliding_windows(size).step(step);
                if partial { windows.keep_partial() } else { windows }
            };
            let expected = naive(&items, size, step, partial);
            for nexts in [0, expected.len() / 2, expected.len() + 1] {
                assert_eq!(drive(make(), nexts), expected, "{size} {step} {nexts}");
            }
            let hint = make().map(|_| ()).size_hint();
            assert_eq!(hint, (expected.len(), Some(expected.len())));
        }
    }
}

#[test]
fn windows_read_no_item_ahead() {
    let source = Source::new(&[0u8; 20], Hint::Lie(usize::MAX, None));
    let read = source.read.clone();
    let mut windows = source.sliding_windows(3).step(5);
    for expected in [3, 8, 13, 18] {
        assert!(windows.next().is_some());
        assert_eq!(read.get(), expected);
    }
    assert!(windows.next().is_none());
}

#[test]
fn a_huge_window_takes_no_room_before_it_is_filled() {
    let mut windows = (0..100u8).sliding_windows(usize::MAX);
    assert_eq!(windows.next(), None);
    windows.check();
    let windows = (0..100u8).sliding_windows(usize::MAX).step(usize::MAX).keep_partial();
    assert_eq!(windows.map(<[u8]>::len).collect::<Vec<_>>(), [100]);
}

#[test]
fn a_step_may_change_between_windows() {
    let mut windows = (0..10).sliding_windows(2);
    assert_eq!(windows.next(), Some(&[0, 1][..]));
    let mut windows = windows.step(4);
    assert_eq!(windows.next(), Some(&[4, 5][..]));
    let windows = windows.step(3).keep_partial();
    assert_eq!(all(windows.map(<[_]>::to_vec)), [vec![7, 8]]);
}

#[test]
#[should_panic(expected = "window size must not be zero")]
fn window_size_zero() {
    let _ = iter::sliding_windows([1], 0);
}

#[test]
#[should_panic(expected = "window step must not be zero")]
fn window_step_zero() {
    let _ = iter::sliding_windows([1], 1).step(0);
}

/// Few places are shifted, many are a ring: both are the same queue.
#[test]
fn lookahead_of_few_and_of_many_places() {
    fn check<const N: usize>() {
        let items: Vec<u32> = (0..150).collect();
        let mut ahead = items.iter().copied().lookahead::<N>();
        for at in 0..items.len() {
            for i in [0, N / 2, N - 1, 1 % N] {
                assert_eq!(ahead.peek(i), items.get(at + i), "{N} places, {i} after {at}");
            }
            ahead.check();
            assert_eq!(ahead.len(), items.len() - at);
            assert_eq!(ahead.next(), Some(items[at]));
        }
        assert_eq!(ahead.peek(N - 1), None);
        assert_eq!(ahead.next(), None);
        // Without a look, and folded with some places filled.
        assert!(items.iter().copied().lookahead::<N>().eq(items.iter().copied()));
        let mut ahead = items.iter().copied().lookahead::<N>();
        ahead.peek(N - 1);
        ahead.next();
        assert!(
            ahead.fold(Vec::new(), |mut all, n| {
                all.push(n);
                all
            }) == items[1..]
        );
    }
    check::<1>();
    check::<2>();
    check::<8>();
    check::<9>();
    check::<17>();
    check::<64>();
}
