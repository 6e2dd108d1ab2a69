//! Ranges against their definitions.

use boltons::iter::{chunk_ranges, even_ranges, frange, geomspace, linspace};
use proptest::prelude::*;

fn finite() -> impl Strategy<Value = f64> {
    prop_oneof![
        -100.0..100.0,
        prop::num::f64::NORMAL | prop::num::f64::SUBNORMAL | prop::num::f64::ZERO
    ]
}

proptest! {
    #[test]
    fn float_ranges(start in finite(), n in 1..1000u32, step in finite(), off in -0.5..0.5) {
        let end: f64 = start + (f64::from(n) + off) * step;
        prop_assume!(end.is_finite() && step != 0.0 && start + step != start);
        let range = frange(start..end, step).map_err(|e| TestCaseError::fail(e.to_string()))?;
        let reaches = |value: f64| if step > 0.0 { value >= end } else { value <= end };
        let len = range.len();
        prop_assert!(len < 1200, "{len} for about {n}");
        for (i, value) in range.enumerate() {
            prop_assert_eq!(value, start + i as f64 * step);
            prop_assert!(!reaches(value));
            prop_assert_eq!(range.get(i), Some(value));
        }
        // The next value is the end but for rounding, or no longer before it.
        let next = start + len as f64 * step;
        let near = 4.0 * f64::EPSILON * (start.abs() + end.abs() + (end - start).abs());
        prop_assert!(reaches(next) || (next - end).abs() <= near, "the next value would still fit");
        let mut reversed: Vec<u64> = range.rev().map(f64::to_bits).collect();
        reversed.reverse();
        prop_assert!(range.map(f64::to_bits).eq(reversed));
    }

    #[test]
    fn spaces(a in finite(), b in finite(), n in 0..200usize) {
        let closed = linspace(a..=b, n).map_err(|e| TestCaseError::fail(e.to_string()))?;
        let (low, high) = (a.min(b), a.max(b));
        prop_assert_eq!(closed.len(), n);
        prop_assert!(closed.clone().all(|value| low <= value && value <= high));
        let mut values: Vec<f64> = closed.collect();
        if a > b {
            values.reverse();
        }
        prop_assert!(values.is_sorted());
        let open = linspace(a..b, n).map_err(|e| TestCaseError::fail(e.to_string()))?;
        prop_assert!(a == b || open.clone().all(|value| value != b && low <= value && value <= high));
        if a != 0.0 && b != 0.0 && (a < 0.0) == (b < 0.0) {
            let geom = geomspace(a..=b, n).map_err(|e| TestCaseError::fail(e.to_string()))?;
            prop_assert_eq!(geom.len(), n);
            prop_assert!(geom.clone().all(|value| low <= value && value <= high));
        }
    }

    #[test]
    fn chunks_cover_the_range(
        start in any::<usize>(), len in 0..5000usize, size in 1..300usize,
        overlap in 0..300usize, aligned in any::<bool>(),
    ) {
        let range = start..start.saturating_add(len);
        let overlap = overlap % size;
        let mut chunks = chunk_ranges(range.clone(), size).overlap(overlap);
        if aligned {
            chunks = chunks.aligned();
        }
        let all: Vec<_> = chunks.clone().collect();
        prop_assert_eq!(chunks.len(), all.len());
        prop_assert_eq!(all.first().map(|c| c.start), (!range.is_empty()).then_some(range.start));
        prop_assert_eq!(all.last().map(|c| c.end), (!range.is_empty()).then_some(range.end));
        for chunk in &all {
            prop_assert!(!chunk.is_empty() && chunk.len() <= size);
        }
        for pair in all.windows(2) {
            prop_assert_eq!(pair[0].end - pair[1].start, overlap);
            prop_assert!(pair[0].end < range.end);
            prop_assert!(!aligned || pair[1].start % (size - overlap) == 0);
        }
        for (i, chunk) in all.iter().enumerate() {
            prop_assert_eq!(chunks.clone().nth(i), Some(chunk.clone()));
            prop_assert_eq!(chunks.clone().nth_back(all.len() - 1 - i), Some(chunk.clone()));
        }
    }

    #[test]
    fn even_parts(start in any::<usize>(), end in any::<usize>(), parts in 1..500usize) {
        let ranges = even_ranges(start..end, parts);
        let all: Vec<_> = ranges.collect();
        prop_assert_eq!(all.len(), parts);
        prop_assert_eq!(all[0].start, start);
        prop_assert_eq!(all[parts - 1].end, end.max(start));
        for pair in all.windows(2) {
            prop_assert_eq!(pair[0].end, pair[1].start);
            prop_assert!(pair[0].len() - pair[1].len() <= 1);
        }
    }
}
