//! `frange`, `linspace`, `geomspace`, `chunk_ranges`, `even_ranges`.

#![allow(clippy::single_range_in_vec_init, reason = "lists of ranges are what is tested")]

use std::ops::Range;

use boltons::iter::{
    chunk_ranges, chunk_ranges_u64, even_ranges, even_ranges_u64, frange, frange_f32, geomspace,
    linspace, linspace_f32,
};

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

/// Two epsilon of the quotient, or of the sum of the ends by the step, where that is more: also
/// where the sum is no float any more, and exactly.
#[test]
fn frange_tolerates_the_rounding_of_its_bounds() {
    for (start, end, step, len) in [
        (1e308, 1.08e308, 8e305, 10),
        (1e308, 1.08e308, 2e305, 40),
        (1e308, 1.168e308, 4e305, 42),
        (-1e308, -1.08e308, -8e305, 10),
        (1e308, 1.168e308, 6e305, 28),
    ] {
        assert_eq!(frange(start..end, step).expect("valid").len(), len, "{start} {end} {step}");
    }
    let small = 2_f64.powi(-50);
    let len = |end| frange(1.5 - small..end, 1.0).expect("valid").len();
    assert_eq!(len(2.5 + small), 1, "at the tolerance");
    assert_eq!(len(2.5 + small * 1.5), 2, "beyond it");
}

#[test]
fn frange_refuses_what_makes_no_range() {
    let nan = f64::NAN;
    let most = usize::try_from(1_u64 << 53).unwrap_or(usize::MAX);
    let too_many = format!("step 1.0 makes more than {most} values from 0.0 to 1e16");
    let cases = [
        (0.0..1.0, 0.0, "step is 0.0, where a finite number other than zero is expected"),
        (0.0..1.0, nan, "step is NaN, where a finite number other than zero is expected"),
        (0.0..1.0, f64::INFINITY, "step is inf, where a finite number other than zero is expected"),
        (nan..1.0, 1.0, "start is NaN, where a finite number is expected"),
        (0.0..f64::INFINITY, 1.0, "end is inf, where a finite number is expected"),
        (1e16..2e16, 1.0, "step 1.0 is too small to change 1e16"),
        (0.0..1e16, 1.0, too_many.as_str()),
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
    // 2⁵³ values, or as many as a `usize` counts.
    let most = usize::try_from(1_u64 << 53).unwrap_or(usize::MAX);
    let longest = frange(0.0..most as f64, 1.0).expect("valid");
    assert_eq!(longest.len(), most);
    assert_eq!(longest.last(), Some((most - 1) as f64));
    assert!(frange(0.0..most as f64 + 2.0, 1.0).is_err());
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
    #[cfg(target_pointer_width = "64")]
    {
        let error = linspace(0.0..=1.0, (1 << 53) + 1).unwrap_err();
        assert_eq!(error.to_string(), "length 9007199254740993 exceeds 9007199254740992");
    }
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
    #[cfg(target_pointer_width = "64")]
    assert!(geomspace(1.0..=2.0, usize::MAX).unwrap_err().is_invalid_argument());
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
            for parts in 1..=14 {
                let ranges = even_ranges(start..start + len, parts);
                agrees_back(|| ranges.clone());
                let lens: Vec<usize> = ranges.clone().map(|range| range.len()).collect();
                assert_eq!(lens.len(), parts);
                assert_eq!(lens.iter().sum::<usize>(), len);
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

#[test]
fn i3_decimal_grids_have_the_count_that_is_meant() {
    for grid in [10.0, 100.0, 1000.0] {
        for start in 0..40_u32 {
            for step in 1..10_u32 {
                for count in 1..40_u32 {
                    let decimal = |n: u32| f64::from(n) / grid;
                    let (from, to) = (decimal(start), decimal(start + count * step));
                    let range = frange(from..to, decimal(step)).expect("valid");
                    assert_eq!(range.len(), count as usize, "{from}..{to} by {}", decimal(step));
                    assert!(range.last() < Some(to));
                    let down = frange(to..from, -decimal(step)).expect("valid");
                    assert_eq!(down.len(), count as usize, "{to}..{from} by -{}", decimal(step));
                    assert!(down.last() > Some(from));
                    let single = |n: f64| n as f32;
                    let range = frange_f32(single(from)..single(to), single(decimal(step)));
                    let range = range.expect("valid");
                    assert_eq!(range.len(), count as usize, "{from}..{to} in f32");
                    assert!(range.last() < Some(single(to)));
                }
            }
        }
    }
    assert_eq!(all(frange(0.0..0.9, 0.3).expect("valid")), [0.0, 0.3, 0.6]);
    assert_eq!(all(frange(0.1..0.8, 0.7).expect("valid")), [0.1]);
    // The tolerance is no rounding: half a step more is a value more, and where steps are as
    // small as the numbers are exact, every one counts.
    assert_eq!(frange(0.0..0.90001, 0.3).expect("valid").len(), 4);
    assert_eq!(frange(1e15..1e15 + 3.0, 0.5).expect("valid").len(), 6);
    #[cfg(target_pointer_width = "64")]
    assert_eq!(frange(0.0..9_007_199_254_740_991.0, 1.0).expect("valid").len(), (1 << 53) - 1);
}

#[test]
fn frange_wider_than_the_greatest_float() {
    // The width is infinite; the range is not.
    let range = frange(-1.7e308..1.7e308, 0.9e308).expect("valid");
    // In halves, where nothing overflows.
    let value = |i: f64| 2.0 * (-0.85e308 + i * 0.45e308);
    assert_eq!(all(range), [0.0, 1.0, 2.0, 3.0].map(value));
    let down = frange(1.7e308..-1.7e308, -1.7e308).expect("valid");
    assert_eq!(all(down), [1.7e308, 0.0]);
    assert_eq!(frange(1.5e308..1.7e308, 0.1e308).expect("valid").len(), 2);
}

#[test]
fn i4_steps_that_round_to_zero() {
    let unit = f64::from_bits(1);
    for (units, n) in [(5_u64, 10_usize), (2, 5), (7, 100), (1, 3), (1000, 7), (3, 3)] {
        for sign in [1.0, -1.0] {
            let nearest = |i: usize, steps: usize| {
                // i · units / steps, to the nearest, halves to even.
                let (all, steps) = (i as u64 * units, steps as u64);
                let (down, rest) = (all / steps, all % steps * 2);
                sign * unit
                    * (down + u64::from(rest > steps || rest == steps && down % 2 == 1)) as f64
            };
            let end = sign * unit * units as f64;
            let open = linspace(0.0..end, n).expect("valid");
            for (i, value) in all(open).into_iter().enumerate() {
                // The end itself is not a value of this range.
                let right = nearest(i, n);
                let right = if right == end { sign * unit * (units - 1) as f64 } else { right };
                assert_eq!(value, right, "{i} of {units} units in {n}");
            }
            let closed = linspace(0.0..=end, n).expect("valid");
            for (i, value) in all(closed).into_iter().enumerate() {
                assert_eq!(value, nearest(i, n - 1), "{i} of {units} units in {n}, closed");
            }
        }
    }
}

#[test]
fn i12_ranges_of_files_above_4_gib() {
    let file = 5_u64 << 32;
    let chunks = chunk_ranges_u64(1..file, 1 << 32);
    assert_eq!(chunks.size_hint(), (5, Some(5)));
    assert_eq!(chunks.clone().last(), Some((4 << 32) + 1..file));
    let aligned = chunks.aligned();
    assert_eq!(aligned.clone().next(), Some(1..1 << 32));
    assert_eq!(all(aligned.overlap(1 << 31)).len(), 9);
    let far = usize::try_from(1_u64 << 40).unwrap_or(usize::MAX);
    let chunk = far as u64..far as u64 + 1;
    assert_eq!(chunk_ranges_u64(0..u64::MAX, 1).nth(far), Some(chunk));
    let parts = even_ranges_u64(0..file + 1, 2);
    assert_eq!(all(parts), [0..(5 << 31) + 1, (5 << 31) + 1..file + 1]);
    // As those of `usize`.
    for (start, end, size) in [(0, 0, 1), (3, 50, 7), (9, 2, 4), (0, 49, 7)] {
        let wide = |range: Range<usize>| range.start as u64..range.end as u64;
        let chunks = chunk_ranges_u64(start as u64..end as u64, size as u64);
        assert_eq!(all(chunks), chunk_ranges(start..end, size).map(wide).collect::<Vec<_>>());
        let parts = even_ranges_u64(start as u64..end as u64, size);
        assert_eq!(all(parts), even_ranges(start..end, size).map(wide).collect::<Vec<_>>());
    }
    agrees_back(|| even_ranges_u64(3..50, 7));
    let cut = || chunk_ranges_u64(3..50, 7);
    assert!(cut().rev().eq(all(cut()).into_iter().rev()));
    assert_eq!((cut().count(), cut().nth_back(1)), (7, Some(38..45)));
}

#[test]
fn i16_ranges_of_f32() {
    agrees_back(|| frange_f32(0.0..1.0, 0.1).expect("valid"));
    agrees_back(|| linspace_f32(0.0..=1.0, 7).expect("valid"));
    assert_eq!(all(frange_f32(1.0..-1.0, -0.5).expect("valid")), [1.0, 0.5, 0.0, -0.5]);
    let long = frange_f32(0.0..1000.0, 0.1).expect("valid");
    assert_eq!(long.len(), 10_000);
    // Rounded once: 0.1 in f32 is 0.100000001490116, times 9,999 the nearest f32.
    assert_eq!(long.last(), Some((9999.0 * f64::from(0.1_f32)) as f32));
    assert!(frange_f32(16_777_216.0..16_777_300.0, 1.0).unwrap_err().is_invalid_argument());
    for n in [1, 2, 3, 10] {
        let closed = linspace_f32(0.1..=0.7, n).expect("valid");
        assert_eq!((closed.get(0), closed.len()), (Some(0.1), n));
        assert!(n == 1 || closed.last() == Some(0.7));
        let open = linspace_f32(-1.0..f32::from_bits(1), n).expect("valid");
        assert!(open.clone().all(|value| (-1.0..f32::from_bits(1)).contains(&value)));
        let down = linspace_f32(1.0..0.0, n).expect("valid");
        assert!(down.clone().all(|value| value > 0.0 && value <= 1.0));
        let up = linspace_f32(-1.0..0.0, n).expect("valid");
        assert!(up.clone().all(|value| (-1.0..0.0).contains(&value)));
    }
    // Between neighbours each value is the start, on either side of 0 and in either direction.
    for one in [1.0_f32, -1.0] {
        let other = f32::from_bits(one.to_bits() + 1);
        for (start, end) in [(one, other), (other, one)] {
            assert_eq!(all(linspace_f32(start..end, 5).expect("valid")), [start; 5]);
        }
    }
    for least in [f32::from_bits(1), -f32::from_bits(1)] {
        assert_eq!(all(linspace_f32(least..0.0, 5).expect("valid")), [least; 5]);
    }
    assert_eq!(all(linspace_f32(2.0..2.0, 2).expect("valid")), [2.0, 2.0]);
    let units = linspace_f32(0.0..=f32::from_bits(4), 5).expect("valid");
    assert!(units.eq((0..5).map(f32::from_bits)));
    assert!(linspace_f32(.., 3).unwrap_err().is_invalid_argument());
    assert!(linspace_f32(0.0.., 3).unwrap_err().is_invalid_argument());
    assert!(linspace_f32(0.0..f32::NAN, 3).unwrap_err().is_invalid_argument());
}

#[test]
fn i18_integer_powers_are_exact() {
    for (ratio, most) in [(2_u32, 52_u32), (3, 33), (4, 26), (5, 22), (7, 18), (10, 15)] {
        for first in [1.0, 2.0, 3.0, 0.5, -1.0] {
            for count in 2..=most {
                let power = |i: u32| first * f64::from(ratio).powi(i as i32);
                let up: Vec<f64> = (0..count).map(power).collect();
                let mut down = geomspace(power(count - 1)..=first, count as usize).expect("valid");
                assert_eq!(
                    all(geomspace(first..=power(count - 1), count as usize).expect("valid")),
                    up
                );
                assert!(down.by_ref().rev().eq(up), "down to {first} by {ratio}");
            }
        }
    }
    assert_eq!(all(geomspace(1.0..=16.0, 5).expect("valid")), [1.0, 2.0, 4.0, 8.0, 16.0]);
    assert_eq!(all(geomspace(16.0..=81.0, 5).expect("valid")), [16.0, 24.0, 36.0, 54.0, 81.0]);
    assert_eq!(all(geomspace(0.125..=8.0, 4).expect("valid")), [0.125, 0.5, 2.0, 8.0]);
}

#[test]
#[should_panic(expected = "the number of parts must not be zero")]
fn i20_no_parts_are_no_way_to_lose_items() {
    let _ = even_ranges(0..10, 0);
}
