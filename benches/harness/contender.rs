//! One implementation of a row's work, with its clock.

use std::hint::black_box;
use std::time::Duration;

use cpu_time::ThreadTime;

/// The time that one reading of the clock should span at least.
const BATCH: Duration = Duration::from_micros(50);

/// One implementation of a row's work.
pub struct Contender<'a> {
    pub(super) name: &'static str,
    pub(super) pass: Box<dyn FnMut(u32) -> (u64, Duration) + 'a>,
}

impl<'a> Contender<'a> {
    /// Work that needs no preparation. It returns a checksum of its result.
    pub fn new(name: &'static str, mut run: impl FnMut() -> u64 + 'a) -> Self {
        let pass = move |times| {
            let start = ThreadTime::now();
            let mut sum = 0;
            for _ in 0..times {
                sum = black_box(run());
            }
            (sum, start.elapsed())
        };
        Self { name, pass: Box::new(pass) }
    }

    /// Work on a value that `setup` creates for each run; neither creating nor dropping it is
    /// timed.
    pub fn with_setup<S>(
        name: &'static str,
        mut setup: impl FnMut() -> S + 'a,
        mut run: impl FnMut(&mut S) -> u64 + 'a,
    ) -> Self {
        // A few values at a time: of those for a whole pass, the last would have left the caches
        // before their turn comes, and more of them the faster the work is.
        let pass = move |times: u32| {
            let (mut sum, mut elapsed, mut left, mut batch) = (0, Duration::ZERO, times, 1);
            while left > 0 {
                batch = left.min(batch);
                let mut values: Vec<S> = (0..batch).map(|_| setup()).collect();
                let start = ThreadTime::now();
                for value in &mut values {
                    sum = black_box(run(black_box(value)));
                }
                let took = start.elapsed();
                elapsed += took;
                left -= batch;
                if took < BATCH {
                    batch *= 2;
                }
            }
            (sum, elapsed)
        };
        Self { name, pass: Box::new(pass) }
    }
}
