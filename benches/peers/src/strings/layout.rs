//! Lines, wrapping and measuring.

use std::hint::black_box;

use boltons::strings::{self, Measure, Wrap};
use regex::Regex;
use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::harness::{Contender, Harness, Rng, mix};

/// Prose of about `len` bytes, a paragraph a line, with one of `accent` in each `every` words.
fn prose(len: usize, accent: &[&str], every: u64) -> String {
    let words = [
        "the",
        "of",
        "and",
        "wrapping",
        "a",
        "paragraph",
        "to",
        "measure",
        "in",
        "columns,",
        "is",
        "common.",
    ];
    let mut rng = Rng(11);
    let mut text = String::new();
    while text.len() < len {
        for _ in 0..80 + rng.below(80) {
            if !accent.is_empty() && rng.below(every) == 0 {
                text += accent[rng.below(accent.len() as u64) as usize];
            } else {
                text += words[rng.below(words.len() as u64) as usize];
            }
            text.push(' ');
        }
        text.pop();
        text.push('\n');
    }
    text.pop();
    text
}

/// Prose of ASCII alone, of at least `len` bytes but for its last line feed.
pub fn ascii_prose(len: usize) -> String {
    prose(len + 1, &[], 1)
}

const MIXED: [&str; 8] =
    ["crème", "naïve", "日本", "e\u{301}t\u{e9}", "Ελλάδα", "мир", "“so”", "👩\u{200d}🚀"];

fn sum<'a>(lines: impl Iterator<Item = &'a str>) -> u64 {
    lines.fold(0, |sum, line| mix(sum, line.len() as u64))
}

pub fn rows(harness: &mut Harness) {
    if harness.wants("strings/lines_unicode") {
        let text = prose(2_780_000, &[], 1).replace(". ", ".\n");
        let breaks = Regex::new("\r\n|[\n\x0b\x0c\r\u{85}\u{2028}\u{2029}]").unwrap();
        harness.compare(
            &format!("strings/lines_unicode/regex/{}", text.len()),
            &[2.0],
            vec![
                Contender::new("boltons", || sum(strings::lines_unicode(black_box(&text)))),
                Contender::new("regex", || sum(breaks.split(black_box(&text)))),
            ],
        );
    }
    if harness.wants("strings/wrap") {
        let options = Options::new(72)
            .wrap_algorithm(WrapAlgorithm::FirstFit)
            .word_separator(WordSeparator::AsciiSpace)
            .word_splitter(WordSplitter::NoHyphenation);
        let ascii = prose(96_000, &[], 1);
        harness.compare(
            "strings/wrap/ascii/96000",
            &[25.0],
            vec![
                Contender::new("boltons", || sum(strings::wrap(black_box(&ascii), 72))),
                Contender::new("textwrap", || {
                    let lines = textwrap::wrap(black_box(&ascii), &options);
                    lines.iter().fold(0, |sum, line| mix(sum, line.len() as u64))
                }),
            ],
        );
        // No family emoji here: textwrap counts each member.
        // And one ideograph a word: ours breaks between two, textwrap's spaces-only mode does not.
        let mixed = prose(182_000, &MIXED[..7], 6).replace("日本", "日");
        let columns = Wrap::new(72).measure(Measure::Columns);
        harness.compare(
            "strings/wrap/mixed_columns/182000",
            &[4.0],
            vec![
                Contender::new("boltons", || sum(columns.lines(black_box(&mixed)))),
                Contender::new("textwrap", || {
                    let lines = textwrap::wrap(black_box(&mixed), &options);
                    lines.iter().fold(0, |sum, line| mix(sum, line.len() as u64))
                }),
            ],
        );
    }
    if harness.wants("strings/display_width") {
        for (case, text, target) in [
            ("ascii", prose(182_000, &[], 1).replace('\n', " "), 15.0),
            ("mixed", prose(182_000, &MIXED, 6).replace('\n', " "), 2.5),
        ] {
            harness.compare(
                &format!("strings/display_width/{case}/{}", text.len()),
                &[target],
                vec![
                    Contender::new("boltons", || strings::display_width(black_box(&text)) as u64),
                    Contender::new("unicode-width", || black_box(&*text).width() as u64),
                ],
            );
        }
    }
    if harness.wants("strings/measure_graphemes") {
        for (case, accent, target) in [("ascii", &[][..], 20.0), ("mixed", &MIXED[..], 0.0)] {
            let text = prose(96_000, accent, 6);
            harness.compare(
                &format!("strings/measure_graphemes/{case}/{}", text.len()),
                &[target],
                vec![
                    Contender::new("boltons", || {
                        strings::measure(black_box(&text), Measure::Graphemes) as u64
                    }),
                    Contender::new("unicode-segmentation", || {
                        black_box(&*text).graphemes(true).count() as u64
                    }),
                ],
            );
        }
    }
}
