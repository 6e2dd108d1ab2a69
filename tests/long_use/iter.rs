//! Adaptors with a buffer or a state, over sources without an end. An operation is an item.

use std::time::Duration;

use boltons::iter::backoff::Backoff;
use boltons::iter::{Guids, IterExt, Lookahead, SequentialGuids, SlidingWindows};

use crate::Subject;
use crate::random::Random;

/// Numbers without an end.
struct Numbers(Random);

impl Iterator for Numbers {
    type Item = u64;

    fn next(&mut self) -> Option<u64> {
        Some(self.0.below(64))
    }
}

fn numbers() -> Numbers {
    Numbers(Random::new(7))
}

/// The items of an iterator without an end.
fn items<I: Iterator + 'static>(name: &str, create: impl FnOnce() -> I + 'static) -> Subject {
    let step = |iter: &mut I, _: &mut Random| drop(iter.next().expect("no end"));
    Subject::new(format!("iter/{name}"), create, step, |_| {})
}

pub fn subjects() -> Vec<Subject> {
    vec![
        items("chunked", || numbers().chunked(7)),
        items("chunked_array", || numbers().chunked_array::<7>()),
        items("chunked_while", || numbers().chunked_while(|_, n| *n > 23)),
        items("split_on", || numbers().split_on(|n| *n < 24)),
        items("pairwise", || numbers().map(|n| n.to_string()).pairwise()),
        items("windowed", || numbers().map(|n| n.to_string()).windowed::<5>()),
        items("fold_runs_by_key", || {
            numbers().fold_runs_by_key(
                |n| n / 32,
                |_| Vec::new(),
                |all: &mut Vec<u64>, n| all.push(n),
            )
        }),
        items("trim_while", || numbers().trim_while(|n| *n < 40)),
        items("sorted_union", || (0_u64..).step_by(2).sorted_union((0_u64..).step_by(3))),
        items("sorted_symmetric_difference", || {
            (0_u64..).step_by(2).sorted_symmetric_difference((0_u64..).step_by(3))
        }),
        items("map_windows", || numbers().sliding_windows(9).map(<[u64]>::len)),
        sliding_windows(),
        lookahead(),
        items("guids", Guids::new),
        items("sequential_guids", SequentialGuids::new),
        items("backoff", || Backoff::exponential(Duration::from_millis(1)).seed(1).delays()),
    ]
}

fn sliding_windows() -> Subject {
    let create = || numbers().map(|n| n.to_string()).sliding_windows(9).step(2);
    let step = |windows: &mut SlidingWindows<_>, _: &mut Random| {
        assert_eq!(windows.next().map(<[String]>::len), Some(9));
    };
    Subject::new("iter/sliding_windows", create, step, SlidingWindows::check)
}

fn lookahead() -> Subject {
    let create = || numbers().map(|n| n.to_string()).lookahead::<8>();
    let step = |items: &mut Lookahead<_, 8>, random: &mut Random| {
        if random.below(2) == 0 {
            let ahead = items.peek(random.below(8) as usize).cloned();
            assert!(ahead.is_some());
        } else {
            drop(items.next());
        }
    };
    Subject::new("iter/lookahead", create, step, Lookahead::check)
}
