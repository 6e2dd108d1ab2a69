//! Stripping terminal escapes.

use std::hint::black_box;

use boltons::strings;

use crate::harness::{Contender, Harness, Rng, inputs};

/// How often a log has colours.
#[derive(Clone, Copy)]
enum Colours {
    Dense,
    Sparse,
    None,
}

/// A log in the style of tracing-subscriber: time, level, target, message, fields.
fn log(colours: Colours) -> String {
    let mut rng = Rng(7);
    let mut out = String::new();
    let levels = [("32", " INFO"), ("34", "DEBUG"), ("33", " WARN"), ("31", "ERROR")];
    let words =
        ["request", "handled", "connection", "closed", "by", "peer", "retrying", "with", "backoff"];
    for line in 0..18_811_u32 {
        let paint = |out: &mut String, code: &str, text: &str| match colours {
            Colours::Dense => {
                *out += "\x1b[";
                *out += code;
                out.push('m');
                *out += text;
                *out += "\x1b[0m";
            }
            _ => *out += text,
        };
        let (code, level) = levels[rng.below(4) as usize];
        paint(
            &mut out,
            "2",
            &format!(
                "2024-05-{:02}T12:{:02}:{:02}Z",
                1 + rng.below(28),
                rng.below(60),
                rng.below(60)
            ),
        );
        out.push(' ');
        if matches!(colours, Colours::Sparse) && line % 16 == 0 {
            out += &format!("\x1b[{code}m{level}\x1b[0m");
        } else {
            paint(&mut out, code, level);
        }
        out.push(' ');
        paint(&mut out, "2", "server::http:");
        for _ in 0..10 {
            out.push(' ');
            out += words[rng.below(words.len() as u64) as usize];
        }
        for key in ["peer", "bytes", "took", "span", "id"] {
            out.push(' ');
            paint(&mut out, "3", key);
            out.push('=');
            out += &rng.below(1_000_000).to_string();
        }
        out.push('\n');
    }
    out
}

/// A log in which every field has its colour.
pub fn dense_log() -> String {
    log(Colours::Dense)
}

pub fn rows(harness: &mut Harness) {
    if !harness.wants("strings/strip_ansi") {
        return;
    }
    for (case, colours, best, writer) in [
        ("dense", Colours::Dense, 2.0, 9.0),
        ("sparse", Colours::Sparse, 12.0, 100.0),
        ("plain", Colours::None, 10.0, 100.0),
    ] {
        let text = log(colours);
        harness.compare(
            &format!("strings/strip_ansi/{case}/{}", text.len()),
            &[best, best, best, writer],
            vec![
                Contender::new("boltons", || strings::strip_ansi(black_box(&text)).len() as u64),
                Contender::new("anstream", || {
                    anstream::adapter::strip_str(black_box(&text)).to_string().len() as u64
                }),
                Contender::new("fast-strip-ansi", || {
                    fast_strip_ansi::strip_ansi_string(black_box(&text)).len() as u64
                }),
                Contender::new("console", || {
                    console::strip_ansi_codes(black_box(&text)).len() as u64
                }),
                Contender::new("strip-ansi-escapes", || {
                    strip_ansi_escapes::strip_str(black_box(&text)).len() as u64
                }),
            ],
        );
    }
    // Line by line, into a buffer that is used again.
    let text = log(Colours::Dense);
    let lines: Vec<&str> = text.lines().take(4_000).collect();
    let mut buffer = String::new();
    harness.compare(
        "strings/strip_ansi_into/lines/4000",
        &[1.6, 1.6, 1.6, 9.0],
        vec![
            Contender::new("boltons", || {
                lines.iter().fold(0, |sum, line| {
                    buffer.clear();
                    strings::strip_ansi_into(black_box(line), &mut buffer);
                    sum + buffer.len() as u64
                })
            }),
            Contender::new("anstream", || {
                lines.iter().fold(0, |sum, line| {
                    sum + anstream::adapter::strip_str(black_box(line))
                        .map(|s| s.len() as u64)
                        .sum::<u64>()
                })
            }),
            Contender::new("fast-strip-ansi", || {
                lines.iter().fold(0, |sum, line| {
                    sum + fast_strip_ansi::strip_ansi_string(black_box(line)).len() as u64
                })
            }),
            Contender::new("console", || {
                lines.iter().fold(0, |sum, line| {
                    sum + console::strip_ansi_codes(black_box(line)).len() as u64
                })
            }),
            Contender::new("strip-ansi-escapes", || {
                lines.iter().fold(0, |sum, line| {
                    sum + strip_ansi_escapes::strip_str(black_box(line)).len() as u64
                })
            }),
        ],
    );
    let bytes = inputs::terminal();
    harness.input("recordings", "real: recordings of alacritty's tests");
    // The rivals agree neither with ours nor with one another on terminal recordings: only the time
    // is compared, and ours is what its own spans say.
    if let Ok(text) = std::str::from_utf8(bytes) {
        assert_eq!(strings::strip_ansi_bytes(bytes), strings::strip_ansi(text).as_bytes());
    }
    assert!(!strings::strip_ansi_bytes(bytes).contains(&0x1b));
    harness.compare(
        &format!("strings/strip_ansi_bytes/recordings/{}", bytes.len()),
        &[1.5, 1.5, 7.0],
        vec![
            Contender::new("boltons", || {
                black_box(strings::strip_ansi_bytes(black_box(bytes)).len());
                0
            }),
            Contender::new("anstream", || {
                black_box(anstream::adapter::strip_bytes(black_box(bytes)).into_vec().len());
                0
            }),
            Contender::new("fast-strip-ansi", || {
                black_box(fast_strip_ansi::strip_ansi_bytes(black_box(bytes)).len());
                0
            }),
            Contender::new("strip-ansi-escapes", || {
                black_box(strip_ansi_escapes::strip(black_box(bytes)).len());
                0
            }),
        ],
    );
}
