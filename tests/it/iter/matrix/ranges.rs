//! Ranges of indices and of floats, from both ends.

use boltons::iter::{
    chunk_ranges, chunk_ranges_u64, even_ranges, even_ranges_u64, frange, frange_f32, geomspace,
    linspace, linspace_f32,
};

use super::{Any, Of, Piece, Shown, consume};

/// An iterator with two ends.
pub trait Ends: Any {
    fn next_back(&mut self) -> Option<Piece>;
    fn nth_back(&mut self, n: usize) -> Option<Piece>;
    fn rfold(self: Box<Self>) -> Vec<Piece>;
    fn forward(self: Box<Self>) -> Box<dyn Any>;
}

impl<I: DoubleEndedIterator<Item: Shown> + 'static> Ends for Of<I> {
    fn next_back(&mut self) -> Option<Piece> {
        Some(self.0.next_back()?.shown())
    }

    fn nth_back(&mut self, n: usize) -> Option<Piece> {
        Some(self.0.nth_back(n)?.shown())
    }

    fn rfold(self: Box<Self>) -> Vec<Piece> {
        self.0.rfold(Vec::new(), |mut all, item| {
            all.push(item.shown());
            all
        })
    }

    fn forward(self: Box<Self>) -> Box<dyn Any> {
        self
    }
}

/// Where the indices start and end, and how long or how many the parts are.
#[derive(Clone, Copy, Debug)]
pub struct Case {
    start: u64,
    end: u64,
    n: u64,
}

/// A function's name, a call of it, and what must come.
pub type Line = (&'static str, fn(Case) -> Box<dyn Ends>, fn(Case) -> Vec<Piece>);

fn ends(items: impl DoubleEndedIterator<Item: Shown> + 'static) -> Box<dyn Ends> {
    Box::new(Of(items))
}

/// Chunks of `n` that share `overlap` with the next one; the first up to a multiple if `aligned`.
fn chunks(Case { start, end, n }: Case, overlap: u64, aligned: bool) -> Vec<Piece> {
    let (mut chunks, mut start) = (Vec::new(), start);
    let stride = n - overlap;
    while start < end {
        let past = if aligned { start % stride } else { 0 };
        let next = start.saturating_add(stride - past);
        let stop = next.saturating_add(overlap).min(end);
        chunks.push(vec![start, stop]);
        if stop == end {
            break;
        }
        start = next;
    }
    chunks
}

/// As many parts, the first ones longer by one.
fn even(Case { start, end, n }: Case) -> Vec<Piece> {
    let len = end.saturating_sub(start);
    let mut at = start;
    let part = |i| {
        let from = at;
        at += len / n + u64::from(i < len % n);
        vec![from, at]
    };
    (0..n).map(part).collect()
}

fn floats(Case { start, end, .. }: Case) -> (f64, f64) {
    (start as f64 / 8.0, end as f64 / 8.0)
}

/// Eighths, which floats hold exactly.
fn eighths(count: u64, value: impl Fn(u64) -> f64) -> Vec<Piece> {
    (0..count).map(|i| vec![value(i).to_bits()]).collect()
}

fn eighths_f32(count: u64, value: impl Fn(u64) -> f64) -> Vec<Piece> {
    (0..count).map(|i| vec![u64::from((value(i) as f32).to_bits())]).collect()
}

/// How many steps of `n` eighths there are before the end.
fn steps(case: Case) -> u64 {
    case.end.saturating_sub(case.start).div_ceil(case.n)
}

pub const LINES: &[Line] = &[
    (
        "chunk_ranges",
        |c| ends(chunk_ranges(c.start as usize..c.end as usize, c.n as usize)),
        |c| chunks(c, 0, false),
    ),
    (
        "chunk_ranges, ChunkRanges::overlap",
        |c| {
            ends(
                chunk_ranges(c.start as usize..c.end as usize, c.n as usize)
                    .overlap(c.n as usize / 2),
            )
        },
        |c| chunks(c, c.n / 2, false),
    ),
    (
        "chunk_ranges, ChunkRanges::aligned",
        |c| ends(chunk_ranges(c.start as usize..c.end as usize, c.n as usize).aligned()),
        |c| chunks(c, 0, true),
    ),
    (
        "chunk_ranges_u64, ChunkRanges::aligned and ChunkRanges::overlap",
        |c| ends(chunk_ranges_u64(c.start..c.end, c.n).aligned().overlap(c.n / 3)),
        |c| chunks(c, c.n / 3, true),
    ),
    ("even_ranges", |c| ends(even_ranges(c.start as usize..c.end as usize, c.n as usize)), even),
    ("even_ranges_u64", |c| ends(even_ranges_u64(c.start..c.end, c.n as usize)), even),
    (
        "frange, FloatRange::get",
        |c| {
            let (start, end) = floats(c);
            let range = frange(start..end, c.n as f64 / 8.0).unwrap();
            assert!((0..range.len() + 2).all(|i| range.get(i) == range.clone().nth(i)));
            ends(range)
        },
        |c| eighths(steps(c), |i| (c.start + i * c.n) as f64 / 8.0),
    ),
    (
        "frange_f32, FloatRange32::get",
        |c| {
            let (start, end) = floats(c);
            let range = frange_f32(start as f32..end as f32, c.n as f32 / 8.0).unwrap();
            assert!((0..range.len() + 2).all(|i| range.get(i) == range.clone().nth(i)));
            ends(range)
        },
        |c| eighths_f32(steps(c), |i| (c.start + i * c.n) as f64 / 8.0),
    ),
    (
        "linspace",
        // Both ends, so the last of n + 1 values.
        |c| ends(linspace(0.0..=(c.start * c.n) as f64, c.n as usize + 1).unwrap()),
        |c| eighths(c.n + 1, |i| (i * c.start) as f64),
    ),
    (
        "linspace_f32",
        |c| ends(linspace_f32(0.0..(c.start * c.n) as f32, c.n as usize).unwrap()),
        |c| eighths_f32(c.n, |i| (i * c.start) as f64),
    ),
    (
        "geomspace, GeomSpace::get",
        |c| {
            let range = geomspace(1.0..=2_f64.powi(c.n as i32), c.n as usize + 1).unwrap();
            assert!((0..range.len() + 2).all(|i| range.get(i) == range.clone().nth(i)));
            ends(range)
        },
        |c| eighths(c.n + 1, |i| 2_f64.powi(i as i32)),
    ),
];

fn cases() -> impl Iterator<Item = Case> {
    let starts = [0, 1, 3, 8];
    let lens = [0, 1, 2, 5, 12];
    let small = starts.into_iter().flat_map(move |start| {
        lens.into_iter()
            .flat_map(move |len| [1, 2, 3, 5, 12, 13].map(|n| Case { start, end: start + len, n }))
    });
    // Backwards is empty.
    small.chain([1, 4].map(|n| Case { start: 9, end: 2, n }))
}

#[test]
fn every_range_by_every_consumer_from_both_ends() {
    for (name, make, model) in LINES {
        for case in cases() {
            // Steps backwards need a negative step, which floats may have.
            if case.end < case.start && name.contains("frange") {
                continue;
            }
            let expected = model(case);
            let name = format!("{name} of {case:?}");
            let reversed: Vec<Piece> = expected.iter().rev().cloned().collect();
            assert_eq!(make(case).rfold(), reversed, "{name}");
            consume(&|| make(case).forward(), &expected, true, &name);
            for front in 0..=expected.len() {
                let mut items = make(case);
                (0..front).for_each(|_| _ = items.next());
                for (i, wanted) in expected.iter().enumerate().skip(front).rev() {
                    let left = i + 1 - front;
                    assert_eq!(items.size_hint(), (left, Some(left)), "{name}");
                    assert_eq!(items.next_back().as_ref(), Some(wanted), "{name}");
                }
                assert_eq!((items.next(), items.next_back()), (None, None));
                assert_eq!(items.size_hint(), (0, Some(0)));
            }
            for n in 0..expected.len() + 2 {
                let mut items = make(case);
                assert_eq!(items.nth_back(n).as_ref(), reversed.get(n), "{name}: nth_back({n})");
                let left = &expected[..expected.len().saturating_sub(n + 1)];
                assert_eq!(items.fold(), left, "{name}: after nth_back({n})");
            }
        }
    }
}

/// The greatest indices, where a sum would not fit.
#[test]
fn every_range_of_indices_at_their_limit() {
    let last = usize::MAX as u64;
    for (name, make, model) in LINES.iter().filter(|(name, ..)| name.contains("_ranges")) {
        for len in [0, 1, 7] {
            for n in [1, 3, 7, 8] {
                let case = Case { start: last - len, end: last, n };
                consume(
                    &|| make(case).forward(),
                    &model(case),
                    true,
                    &format!("{name} of {case:?}"),
                );
            }
        }
        let all = Case { start: 0, end: last, n: 1 };
        let mut parts = make(all);
        let (first, (left, _)) = (parts.next().unwrap(), parts.size_hint());
        assert_eq!(first[0], 0, "{name}");
        assert_eq!(left as u64, if name.starts_with("even") { 0 } else { last - 1 }, "{name}");
        let huge = Case { n: last, ..all };
        if name.starts_with("chunk") {
            assert!(make(huge).count() <= 3, "{name}");
        }
    }
}
