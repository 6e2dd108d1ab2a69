//! How the cost per byte goes with the length of a text, and that of a set of integers with its
//! ranges.

use std::collections::BTreeMap;
use std::hint::black_box;

use boltons::strings::{self, IntRanges};
use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm};

use super::{ansi, layout};
use crate::harness::{Contender, Harness, Rng, mix};

const SIZES: [usize; 6] = [32, 100, 1_000, 10_000, 100_000, 1_000_000];
/// As many lookups as a run makes.
const STEP: usize = 20_000;

pub fn rows(harness: &mut Harness) {
    if !harness.wants("strings/sweep/") {
        return;
    }
    let log = ansi::dense_log();
    let prose = layout::ascii_prose(1_000_000);
    let page = log.replace('\x1b', "<").replace('\n', "\"&");
    for n in SIZES {
        if n > 1_000 && !harness.timed() {
            break;
        }
        texts(harness, &log[..n], &prose[..n], &page[..n]);
        ranges(harness, n);
    }
}

fn texts(harness: &mut Harness, log: &str, prose: &str, page: &str) {
    let n = log.len();
    harness.sweep(
        "strings/sweep/strip_ansi/byte",
        n,
        n,
        vec![
            Contender::new("boltons", || strings::strip_ansi(black_box(log)).len() as u64),
            Contender::new("anstream", || {
                anstream::adapter::strip_str(black_box(log)).to_string().len() as u64
            }),
            Contender::new("console", || console::strip_ansi_codes(black_box(log)).len() as u64),
        ],
    );
    let options = Options::new(72)
        .wrap_algorithm(WrapAlgorithm::FirstFit)
        .word_separator(WordSeparator::AsciiSpace)
        .word_splitter(WordSplitter::NoHyphenation);
    harness.sweep(
        "strings/sweep/wrap/byte",
        n,
        n,
        vec![
            Contender::new("boltons", || {
                strings::wrap(black_box(prose), 72).fold(0, |sum, line| mix(sum, line.len() as u64))
            }),
            Contender::new("textwrap", || {
                let lines = textwrap::wrap(black_box(prose), &options);
                lines.iter().fold(0, |sum, line| mix(sum, line.len() as u64))
            }),
        ],
    );
    harness.sweep(
        "strings/sweep/html_escape/byte",
        n,
        n,
        vec![
            Contender::new("boltons", || strings::html_escape(black_box(page)).len() as u64),
            Contender::new("html-escape", || {
                html_escape::encode_quoted_attribute(black_box(page)).len() as u64
            }),
        ],
    );
}

/// Lookups in a set of `n` ranges of three numbers each.
fn ranges(harness: &mut Harness, n: usize) {
    if !harness.wants("strings/sweep/int_ranges") {
        return;
    }
    let mut set = IntRanges::new();
    let mut map = BTreeMap::new();
    for i in 0..n as i64 {
        set.insert_range(7 * i..=7 * i + 2);
        map.insert(7 * i, 7 * i + 2);
    }
    let mut rng = Rng(5);
    let queries: Vec<i64> = (0..STEP).map(|_| rng.below(7 * n as u64) as i64).collect();
    let count = |found: &dyn Fn(i64) -> bool| queries.iter().filter(|n| found(**n)).count() as u64;
    harness.sweep(
        "strings/sweep/int_ranges/contains",
        n,
        STEP,
        vec![
            Contender::new("boltons", || count(&|n| set.contains(n))),
            Contender::new("BTreeMap of ranges", || {
                count(&|n| map.range(..=n).next_back().is_some_and(|(_, last)| n <= *last))
            }),
        ],
    );
}
