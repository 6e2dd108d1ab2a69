//! Summaries of parts, merged in whatever tree, against exact counts of the whole.

#[cfg(not(feature = "__audit"))]
use crate::unaudited::Unaudited as _;
use std::collections::BTreeMap;

use boltons::cache::{FrequentItems, ThresholdCounter};
use proptest::collection::vec;
use proptest::prelude::*;

/// One step of a stack machine: a leaf is pushed, or the two on top are merged. What is left on the
/// stack at the end is merged from the top, so that every tree can come out.
#[derive(Clone, Debug)]
pub enum Step {
    Leaf(Vec<(u8, u64)>),
    Merge,
    /// The top goes through its written state.
    Write,
}

pub fn steps() -> impl Strategy<Value = Vec<Step>> {
    let weight = prop_oneof![8 => Just(1_u64), 3 => 1_u64..50, 1 => 1_u64..100_000];
    // Few keys come often.
    let key = prop_oneof![3 => 0_u8..4, 2 => 0_u8..40];
    let step = prop_oneof![
        3 => vec((key, weight), 0..60).prop_map(Step::Leaf),
        2 => Just(Step::Merge),
        1 => Just(Step::Write),
    ];
    vec(step, 1..24)
}

/// What was counted, and a summary of it.
struct Part<T> {
    exact: BTreeMap<u8, u64>,
    summary: T,
}

fn merged<T>(
    steps: &[Step],
    leaf: impl Fn(usize, &[(u8, u64)]) -> T,
    merge: impl Fn(&mut T, T),
    write: impl Fn(T) -> T,
    check: impl Fn(&T, &BTreeMap<u8, u64>),
) {
    let mut stack: Vec<Part<T>> = Vec::new();
    let join = |stack: &mut Vec<Part<T>>| {
        let (Some(top), Some(mut below)) = (stack.pop(), stack.pop()) else { return };
        merge(&mut below.summary, top.summary);
        for (key, n) in top.exact {
            *below.exact.entry(key).or_default() += n;
        }
        check(&below.summary, &below.exact);
        stack.push(below);
    };
    for (i, step) in steps.iter().enumerate() {
        match step {
            Step::Leaf(pairs) => {
                let mut exact = BTreeMap::new();
                pairs.iter().for_each(|(key, n)| *exact.entry(*key).or_default() += n);
                let summary = leaf(i, pairs);
                check(&summary, &exact);
                stack.push(Part { exact, summary });
            }
            Step::Merge if stack.len() > 1 => join(&mut stack),
            Step::Merge => {}
            Step::Write => {
                if let Some(Part { exact, summary }) = stack.pop() {
                    let summary = write(summary);
                    check(&summary, &exact);
                    stack.push(Part { exact, summary });
                }
            }
        }
    }
    while stack.len() > 1 {
        join(&mut stack);
    }
}

#[cfg(feature = "serde")]
#[allow(clippy::needless_pass_by_value, reason = "another takes its place")]
fn through_json<T: serde::Serialize + serde::de::DeserializeOwned>(value: T) -> T {
    let json = serde_json::to_string(&value).expect("it can be written");
    serde_json::from_str(&json).expect("what was written can be read")
}

#[cfg(not(feature = "serde"))]
fn through_json<T>(value: T) -> T {
    value
}

/// Frequent items; the leaves have so many counters, or up to `more` beyond.
pub fn frequent_items(steps: &[Step], counters: usize, more: usize) {
    let leaf = |i: usize, pairs: &[(u8, u64)]| {
        // Of different sizes: the smaller holds.
        let mut summary = FrequentItems::new(counters + i % (more + 1));
        pairs.iter().for_each(|(key, n)| summary.add_n(*key, *n));
        summary
    };
    let check = |summary: &FrequentItems<u8>, exact: &BTreeMap<u8, u64>| {
        summary.check();
        let total: u64 = exact.values().sum();
        assert_eq!(summary.total(), total);
        let sum: u64 = summary.iter().map(|(_, n)| n).sum();
        let k = summary.counters() as u64;
        assert!(summary.len() as u64 <= k);
        assert!(summary.error() <= (total - sum) / (k + 1), "the error");
        for key in 0..=u8::MAX {
            let truth = exact.get(&key).copied().unwrap_or(0);
            assert!(summary.at_least(&key) <= truth, "{key} is above");
            assert!(summary.at_most(&key) >= truth, "{key} is below");
            assert!(summary.at_most(&key) - summary.at_least(&key) <= summary.error());
        }
    };
    merged(steps, leaf, FrequentItems::merge, through_json, check);
}

/// Counters with a threshold of one part in `width`, or in up to `more` beyond.
pub fn threshold_counters(steps: &[Step], width: u32, more: u32) {
    let leaf = |i: usize, pairs: &[(u8, u64)]| {
        let width = width + i as u32 % (more + 1);
        let mut counter = ThresholdCounter::new(1.0 / f64::from(width)).expect("a threshold");
        pairs.iter().for_each(|(key, n)| counter.add_n(*key, *n));
        counter
    };
    let check = |counter: &ThresholdCounter<u8>, exact: &BTreeMap<u8, u64>| {
        counter.check();
        let total: u64 = exact.values().sum();
        assert_eq!(counter.total(), total);
        for key in 0..=u8::MAX {
            let truth = exact.get(&key).copied().unwrap_or(0);
            let (low, high) = (counter.get(&key), counter.upper_bound(&key));
            assert!(low <= truth && truth <= high, "{key}: {low} <= {truth} <= {high}");
            assert!((high - low) as f64 <= counter.threshold() * total as f64 + 1e-6);
        }
    };
    merged(steps, leaf, ThresholdCounter::merge, through_json, check);
}

proptest! {
    #[test]
    fn frequent_items_merge_in_any_tree(steps in steps(), counters in 0_usize..9, more in 0_usize..3) {
        frequent_items(&steps, counters, more);
    }

    #[test]
    fn threshold_counters_merge_in_any_tree(steps in steps(), width in 2_u32..12, more in 0_u32..3) {
        threshold_counters(&steps, width, more);
    }
}
