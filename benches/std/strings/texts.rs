//! Lines and measures against std's own.

use std::hint::black_box;

use boltons::strings;

use crate::harness::{Contender, Harness, Rng, mix};

/// Lines of `len` bytes on average, with `word` of each sixteen words.
fn lines(len: u64, word: &str) -> String {
    let mut rng = Rng(1);
    let mut text = String::new();
    for _ in 0..20_000 {
        let mut left = len / 2 + rng.below(len);
        while left > 8 {
            let letters = 1 + rng.below(7);
            left -= letters + 1;
            if rng.below(16) == 0 {
                text += word;
            } else {
                text.extend((0..letters).map(|_| char::from(b'a' + rng.below(26) as u8)));
            }
            text.push(' ');
        }
        text.push('\n');
    }
    text
}

fn sum<'a>(lines: impl Iterator<Item = &'a str>) -> u64 {
    lines.fold(0, |sum, line| mix(sum, line.len() as u64))
}

pub fn rows(harness: &mut Harness) {
    if !harness.wants("strings/lines_unicode") {
        return;
    }
    let is_break = |c| matches!(c, '\n'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}');
    for (case, text, targets) in [
        ("plain", lines(148, "word"), [1.2, 4.0]),
        ("short_accented", lines(45, "été"), [1.0, 3.5]),
    ] {
        harness.compare(
            &format!("strings/lines_unicode/{case}/{}", text.len()),
            &targets,
            vec![
                Contender::new("boltons", || sum(strings::lines_unicode(black_box(&text)))),
                Contender::new("str::lines", || sum(black_box(&text).lines())),
                Contender::new("str::split(closure)", || {
                    // A final break yields a last empty piece, which lines do not have.
                    sum(black_box(&text).strip_suffix('\n').unwrap_or(&text).split(is_break))
                }),
            ],
        );
    }
}
