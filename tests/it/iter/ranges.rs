//! `frange`, `linspace`, `geomspace`, `chunk_ranges`, `even_ranges`.

#![allow(clippy::single_range_in_vec_init, reason = "lists of ranges are what is tested")]

use std::ops::Range;

use boltons::iter::{chunk_ranges, even_ranges, frange, geomspace, linspace};

use super::support::{agrees_back, all};

#[test]
fn float_ranges_by_hand() {
    assert_eq!(all(frange(0.0..1.0, 0.25).expect("valid")), [0.0, 0.25, 0.5, 0.75]);
    assert_eq!(all(frange(1.0..0.0, -0.25).expect("valid")), [1.0, 0.75, 0.5, 0.25]);
    assert_eq!(all(frange(-1.0..1.0, 1.0).expect("valid")), [-1.0, 0.0]);
    for (start, end, step) in [(0.0, 1.0, -0.5), (1.0, 0.0, 0.5), (2.0, 2.0, 1.0), (2.0, 2.0, -1.0)]
    {
        assert_eq!(frange(start..end, step).expect("valid").len(), 0);
    }
    for (start, end, step) in [(0.0, 1.0, 0.1), (5.0, -5.0, -0.7), (1e10, 1e10 + 3.0, 0.3)] {
        agrees_back(|| frange(start..end, step).expect("valid"));
    }
    for n in 0..7 {
        agrees_back(|| linspace(-1.0..=2.0, n).expect("valid"));
        agrees_back(|| linspace(2.0..-1.0, n).expect("valid"));
        agrees_back(|| geomspace(0.5..=9.0, n).expect("valid"));
    }
}

/// boltons' `frange(0, 2.4000000000000004, 0.1)` ends on 2.400000000000001.
#[test]
fn boltons_frange_gives_no_value_behind_its_end() {
    let range = frange(0.0..2.400_000_000_000_000_4, 0.1).expect("valid");
    assert_eq!(range.len(), 24);
    assert!(range.last() < Some(2.400_000_000_000_000_4));
}

/// boltons adds the step again and again, and is off by 1.6e-4 at the end of this.
#[test]
fn frange_does_not_drift() {
    let range = frange(0.0..1e6, 0.1).expect("valid");
    assert_eq!(range.len(), 10_000_000);
    // 0.1 is 7205759403792794 · 2⁻⁵⁶, and every value from 0.1 on a multiple of 2⁻⁵⁶.
    let (step, unit) = (7_205_759_403_792_794_u128, 2f64.powi(56));
    let mut worst = 0.0f64;
    for i in (0..range.len()).step_by(97).chain([range.len() - 1]) {
        let value = range.get(i).expect("in the range");
        let off = ((value * unit) as u128).abs_diff(i as u128 * step) as f64 / unit;
        let ulp = f64::from_bits(value.to_bits() + 1) - value;
        assert!(off <= ulp, "{off} at {i}");
        worst = worst.max(off);
    }
    assert!(worst <= 1.2e-10, "{worst}");
}

#[test]
fn frange_refuses_what_makes_no_range() {
    let nan = f64::NAN;
    let cases = [
        (0.0..1.0, 0.0, "step is 0.0, where a finite number other than zero is expected"),
        (0.0..1.0, nan, "step is NaN, where a finite number other than zero is expected"),
        (0.0..1.0, f64::INFINITY, "step is inf, where a finite number other than zero is expected"),
        (nan..1.0, 1.0, "start is NaN, where a finite number is expected"),
        (0.0..f64::INFINITY, 1.0, "end is inf, where a finite number is expected"),
        (1e16..2e16, 1.0, "step 1.0 is too small to change 1e16"),
        (0.0..1e16, 1.0, "step 1.0 makes more than 9007199254740992 values from 0.0 to 1e16"),
    ];
    for (range, step, message) in cases {
        let error = frange(range, step).unwrap_err();
        assert!(error.is_invalid_argument());
        assert_eq!(error.position(), None);
        assert_eq!(error.to_string(), message);
    }
}

#[test]
fn the_longest_and_the_widest_ranges() {
    let longest = frange(0.0..9_007_199_254_740_992.0, 1.0).expect("2⁵³ values");
    assert_eq!(longest.len(), 1 << 53);
    assert_eq!(longest.last(), Some(9_007_199_254_740_991.0));
    let half = 2f64.powi(1023);
    let widest = frange(-half..half, half / 4.0).expect("valid");
    assert_eq!(all(widest), [-1.0, -0.75, -0.5, -0.25, 0.0, 0.25, 0.5, 0.75].map(|n| n * half));
    let max = f64::MAX;
    assert_eq!(all(linspace(-max..=max, 3).expect("valid")), [-max, 0.0, max]);
    assert_eq!(all(linspace(max..=-max, 2).expect("valid")), [max, -max]);
    assert!(linspace(-max..max, 1000).expect("valid").is_sorted());
    let tiny = f64::from_bits(1);
    assert_eq!(all(frange(0.0..4.0 * tiny, tiny).expect("valid")).len(), 4);
}

#[test]
fn linspace_stays_inside_and_ends_exactly() {
    let bounds =
        [0.0, 1.0, -1.0, 0.1, 1e300, -7e-300, f64::from_bits(1), f64::MAX, 1.0 + f64::EPSILON];
    for (a, b) in bounds.into_iter().flat_map(|a| bounds.into_iter().map(move |b| (a, b))) {
        for n in [1, 2, 3, 10, 1000] {
            let closed = linspace(a..=b, n).expect("valid");
            assert_eq!(closed.len(), n);
            assert_eq!(closed.get(0), Some(a));
            assert!(n == 1 || closed.last() == Some(b));
            let (low, high) = (a.min(b), a.max(b));
            let mut values = all(closed);
            assert!(values.iter().all(|value| (low..=high).contains(value)), "{a} {b} {n}");
            if a > b {
                values.reverse();
            }
            assert!(values.is_sorted());
            let open = linspace(a..b, n).expect("valid");
            assert_eq!((open.len(), open.get(0)), (n, Some(a)));
            assert!(
                a == b || open.clone().all(|value| value != b && (low..=high).contains(&value))
            );
        }
        assert_eq!(linspace(a..=b, 0).expect("valid").len(), 0);
    }
    let error = linspace(0.0..f64::NAN, 2).unwrap_err();
    assert!(error.is_invalid_argument());
    assert_eq!(error.to_string(), "end is NaN, where a finite number is expected");
    let error = linspace(0.0..=1.0, (1 << 53) + 1).unwrap_err();
    assert_eq!(error.to_string(), "length 9007199254740993 exceeds 9007199254740992");
}

#[test]
fn geomspace_keeps_its_ratio_and_its_ends() {
    for (a, b) in
        [(1.0, 1000.0), (1e-300, 1e300), (-2.0, -0.001), (7.0, 7.0), (f64::MIN_POSITIVE, f64::MAX)]
    {
        for n in [2, 3, 10, 100] {
            let space = geomspace(a..=b, n).expect("valid");
            assert_eq!((space.get(0), space.last(), space.len()), (Some(a), Some(b), n));
            let (low, high) = (f64::min(a, b), f64::max(a, b));
            let values = all(space);
            assert!(values.iter().all(|value| (low..=high).contains(value)));
            let step = (b.abs().ln() - a.abs().ln()) / (n - 1) as f64;
            for (i, value) in values.iter().enumerate() {
                let off = value.abs().ln() - (a.abs().ln() + i as f64 * step);
                assert!(off.abs() < 1e-12, "{off} at {i} of {a}..={b}");
            }
        }
        assert_eq!(all(geomspace(a..=b, 1).expect("valid")), [a]);
    }
    let cases = [
        (0.0, 1.0, "start is 0.0, where a number other than zero is expected"),
        (1.0, -0.0, "end is -0.0, where a number other than zero is expected"),
        (f64::NAN, 1.0, "start is NaN, where a finite number is expected"),
        (
            -1.0,
            2.0,
            "start -1.0 and end 2.0 differ in sign, so that no ratio leads from one to the other",
        ),
    ];
    for (a, b, message) in cases {
        let error = geomspace(a..=b, 3).unwrap_err();
        assert!(error.is_invalid_argument());
        assert_eq!(error.to_string(), message);
    }
}

/// The chunks one after another, as one would write them down.
fn naive_chunks(
    range: Range<usize>,
    size: usize,
    overlap: usize,
    aligned: bool,
) -> Vec<Range<usize>> {
    let mut chunks = Vec::new();
    let stride = size - overlap;
    let mut start = range.start;
    while start < range.end {
        let next = if aligned { (start / stride + 1) * stride } else { start + stride };
        let end = (next + overlap).min(range.end);
        chunks.push(start..end);
        if end == range.end {
            break;
        }
        start = next;
    }
    chunks
}

#[test]
fn chunk_ranges_exhaustively() {
    for start in 0..=12 {
        for len in 0..=12 {
            for size in 1..=12 {
                for overlap in 0..size {
                    let range = start..start + len;
                    let chunks = chunk_ranges(range.clone(), size).overlap(overlap);
                    assert_eq!(
                        all(chunks.clone()),
                        naive_chunks(range.clone(), size, overlap, false)
                    );
                    let aligned = chunks.clone().aligned();
                    assert_eq!(all(aligned.clone()), naive_chunks(range, size, overlap, true));
                    if len < 6 && size < 5 {
                        agrees_back(|| chunks.clone());
                        agrees_back(|| aligned.clone());
                    }
                }
            }
        }
    }
}

/// boltons: one empty chunk of an empty range with `align`, ZeroDivisionError or silence where the
/// overlap is not less than the size.
#[test]
fn boltons_chunk_ranges_of_nothing() {
    assert_eq!(all(chunk_ranges(5..5, 4).aligned()), [] as [Range<usize>; 0]);
    assert_eq!(all(chunk_ranges(Range { start: 9, end: 2 }, 4)), [] as [Range<usize>; 0]);
}

#[test]
#[should_panic(expected = "overlap must be less than the chunk size")]
fn chunk_ranges_overlap_all() {
    let _ = chunk_ranges(0..9, 3).overlap(3);
}

#[test]
#[should_panic(expected = "chunk size must not be zero")]
fn chunk_ranges_size_zero() {
    let _ = chunk_ranges(0..9, 0);
}

#[test]
fn index_ranges_at_the_greatest_index() {
    const MAX: usize = usize::MAX;
    assert_eq!(all(chunk_ranges(MAX - 5..MAX, 3)), [MAX - 5..MAX - 2, MAX - 2..MAX]);
    assert_eq!(all(chunk_ranges(0..MAX, MAX)), [0..MAX]);
    assert_eq!(chunk_ranges(0..MAX, 1).len(), MAX);
    assert_eq!(chunk_ranges(0..MAX, 1).last(), Some(MAX - 1..MAX));
    let chunks = chunk_ranges(0..MAX, MAX - 1).overlap(MAX - 2);
    assert_eq!(all(chunks), [0..MAX - 1, 1..MAX]);
    let aligned = chunk_ranges(MAX - 2..MAX, MAX).overlap(1).aligned();
    assert_eq!(all(aligned), [MAX - 2..MAX]);
    assert_eq!(all(even_ranges(0..MAX, 1)), [0..MAX]);
    assert_eq!(even_ranges(0..MAX, MAX).nth(MAX - 1), Some(MAX - 1..MAX));
    assert_eq!(even_ranges(MAX..MAX, MAX).last(), Some(MAX..MAX));
}

#[test]
fn even_ranges_exhaustively() {
    for start in [0, 3] {
        for len in 0..=12 {
            for parts in 0..=14 {
                let ranges = even_ranges(start..start + len, parts);
                agrees_back(|| ranges.clone());
                let lens: Vec<usize> = ranges.clone().map(|range| range.len()).collect();
                assert_eq!(lens.len(), parts);
                assert_eq!(lens.iter().sum::<usize>(), if parts == 0 { 0 } else { len });
                assert!(lens.is_sorted_by(|a, b| a >= b), "longer ones first");
                assert!(lens.first().zip(lens.last()).is_none_or(|(a, b)| a - b <= 1));
                let mut end = start;
                for range in ranges {
                    assert_eq!(range.start, end);
                    end = range.end;
                }
            }
        }
    }
    assert_eq!(all(even_ranges(Range { start: 9, end: 2 }, 2)), [9..9, 9..9]);
}
