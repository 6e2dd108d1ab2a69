//! Sizes, plurals, quoting, HTML, integer lists, checks and replacements.

use std::fmt::Write as _;
use std::hint::black_box;

use aho_corasick::{AhoCorasick, MatchKind};
use boltons::strings::{self, IntRanges, MultiReplace};
use bytesize::ByteSize;
use humansize::{BINARY, format_size};

use crate::harness::{Contender, Harness, Rng, inputs, mix};

fn total<T: AsRef<str>>(items: &[T], convert: impl Fn(&str) -> usize) -> u64 {
    items.iter().map(|item| convert(black_box(item.as_ref())) as u64).sum()
}

fn sizes(harness: &mut Harness) {
    let mut rng = Rng(3);
    let sizes: Vec<u64> = (0..4000)
        .map(|_| {
            let shift = rng.below(60);
            rng.next() >> shift
        })
        .collect();
    // The rivals round and pad in their own ways: what all agree on is the letter of the unit.
    let unit = |text: &str| {
        let letter = text.bytes().find(|b| b.is_ascii_uppercase());
        u64::from(letter.unwrap_or_default())
    };
    let count = |format: &dyn Fn(u64) -> u64| {
        sizes.iter().fold(0, |sum, &n| mix(sum, format(black_box(n))))
    };
    harness.compare(
        "strings/format_bytes/to_string/4000",
        &[3.5, 3.5, 3.5],
        vec![
            Contender::new("boltons", || count(&|n| unit(&strings::format_bytes(n).to_string()))),
            Contender::new("bytesize", || {
                count(&|n| unit(&ByteSize(n).display().iec().to_string()))
            }),
            Contender::new("humansize", || count(&|n| unit(&format_size(n, BINARY)))),
            Contender::new("humanize-bytes", || {
                count(&|n| unit(&humanize_bytes::humanize_bytes_binary!(n)))
            }),
        ],
    );
    harness.compare(
        "strings/format_bytes/write/4000",
        &[4.0],
        vec![
            Contender::new("boltons", || {
                let mut out = String::with_capacity(32);
                sizes.iter().fold(0, |sum, &n| {
                    out.clear();
                    write!(out, "{}", strings::format_bytes(black_box(n))).unwrap();
                    mix(sum, out.len() as u64)
                })
            }),
            Contender::new("bytesize", || {
                let mut out = String::with_capacity(32);
                sizes.iter().fold(0, |sum, &n| {
                    out.clear();
                    write!(out, "{}", ByteSize(black_box(n)).display().iec()).unwrap();
                    mix(sum, out.len() as u64)
                })
            }),
        ],
    );
}

fn plurals(harness: &mut Harness) {
    let table = inputs::plurals();
    let words: Vec<&str> = table
        .lines()
        .skip(1)
        .filter_map(|line| line.split('\t').nth(1))
        .filter(|word| word.is_ascii())
        .collect();
    // They differ in their answers: all that is common is that there are some. Ours are right.
    let right = table.lines().skip(1).filter(|line| {
        let cells: Vec<&str> = line.split('\t').collect();
        cells[0] == "singular" || strings::pluralize(cells[1]).eq_ignore_ascii_case(cells[2])
    });
    assert!(right.count() * 100 >= words.len() * 99);
    harness.compare(
        &format!("strings/pluralize/npm/{}", words.len()),
        &[10.0, 20.0],
        vec![
            Contender::new("boltons", || {
                total(&words, |word| usize::from(!strings::pluralize(word).is_empty()))
            }),
            Contender::new("pluralizer", || {
                total(&words, |word| usize::from(!pluralizer::pluralize(word, 2, false).is_empty()))
            }),
            Contender::new("cruet", || {
                total(&words, |word| {
                    usize::from(!cruet::string::pluralize::to_plural(word).is_empty())
                })
            }),
        ],
    );
}

fn shell(harness: &mut Harness) {
    let mut rng = Rng(9);
    let pieces =
        ["main", "-o", "src/a.rs", "it's", "a b", "$HOME", "x=1", "--all", "héllo", "100%"];
    let args: Vec<String> = (0..2402)
        .map(|_| {
            let first = pieces[rng.below(10) as usize];
            format!("{first}{}", ["", "x", "file", "_12"][rng.below(4) as usize])
        })
        .collect();
    // Each quotes in its own way, and rightly.
    for arg in &args {
        let read = |quoted: &str| shlex::split(quoted).unwrap();
        assert_eq!(read(&strings::sh_quote(arg).unwrap()), [arg.as_str()]);
        assert_eq!(read(&shell_escape::unix::escape(arg.into())), [arg.as_str()]);
    }
    let has_all = |quoted: &str, arg: &str| usize::from(quoted.len() >= arg.len());
    harness.compare(
        "strings/sh_quote/arguments/2402",
        &[2.0, 2.0, 2.0],
        vec![
            Contender::new("boltons", || {
                total(&args, |arg| has_all(&strings::sh_quote(arg).unwrap(), arg))
            }),
            Contender::new("shlex", || {
                total(&args, |arg| has_all(&shlex::try_quote(arg).unwrap(), arg))
            }),
            Contender::new("shell-words", || {
                total(&args, |arg| has_all(&shell_words::quote(arg), arg))
            }),
            Contender::new("shell-escape", || {
                total(&args, |arg| has_all(&shell_escape::unix::escape(arg.into()), arg))
            }),
        ],
    );
    let line = strings::sh_join(&args).unwrap();
    harness.compare(
        &format!("strings/sh_split/line/{}", line.len()),
        &[2.5, 2.5],
        vec![
            Contender::new("boltons", || {
                strings::sh_split(black_box(&line))
                    .fold(0, |sum, w| mix(sum, w.unwrap().len() as u64))
            }),
            Contender::new("shlex", || {
                let words = shlex::Shlex::new(black_box(&line));
                words.fold(0, |sum, word| mix(sum, word.len() as u64))
            }),
            Contender::new("shell-words", || {
                let words = shell_words::split(black_box(&line)).unwrap();
                words.iter().fold(0, |sum, word| mix(sum, word.len() as u64))
            }),
        ],
    );
}

/// Text of about 570 KB with one of `specials` in each `every` bytes.
fn page(specials: &[&str], every: u64) -> String {
    let mut rng = Rng(21);
    let mut text = String::new();
    while text.len() < 570_000 {
        let until = text.len() as u64 + every / 2 + rng.below(every);
        while (text.len() as u64) < until {
            text.push(char::from(b'a' + rng.below(26) as u8));
            if rng.below(6) == 0 {
                text.push(' ');
            }
        }
        text += specials[rng.below(specials.len() as u64) as usize];
    }
    text
}

fn html(harness: &mut Harness) {
    let raw = page(&["<", ">", "\"", "&", "'"], 20);
    let specials = AhoCorasick::new(["&", "<", ">", "\"", "'"]).unwrap();
    let forms = ["&amp;", "&lt;", "&gt;", "&quot;", "&#39;"];
    harness.compare(
        &format!("strings/html_escape/aho-corasick/{}", raw.len()),
        &[1.8],
        vec![
            Contender::new("boltons", || strings::html_escape(black_box(&raw)).len() as u64),
            Contender::new("aho-corasick", || {
                specials.replace_all(black_box(&raw), &forms).len() as u64
            }),
        ],
    );
    // It writes `&#x27;`, a byte more.
    let raw = raw.replace('\'', ">");
    harness.compare(
        &format!("strings/html_escape/html-escape/{}", raw.len()),
        &[1.0],
        vec![
            Contender::new("boltons", || strings::html_escape(black_box(&raw)).len() as u64),
            Contender::new("html-escape", || {
                html_escape::encode_quoted_attribute(black_box(&raw)).len() as u64
            }),
        ],
    );
    let names = ["&amp;", "&lt;", "&eacute;", "&nbsp;", "&#8364;", "&#x2014;", "&quot;", "&copy;"];
    let text = page(&names, 100);
    harness.compare(
        &format!("strings/html_unescape/page/{}", text.len()),
        &[1.5],
        vec![
            Contender::new("boltons", || strings::html_unescape(black_box(&text)).len() as u64),
            Contender::new("html-escape", || {
                html_escape::decode_html_entities(black_box(&text)).len() as u64
            }),
        ],
    );
}

fn ranges(harness: &mut Harness) {
    let mut rng = Rng(4);
    let (mut at, mut text) = (0, String::new());
    for _ in 0..2858 {
        let from = at + 2 + rng.below(9);
        at = from + rng.below(6);
        let _ = if from == at { write!(text, "{from},") } else { write!(text, "{from}-{at},") };
    }
    text.pop();
    harness.compare(
        "strings/int_ranges/parse/2858",
        &[2.0, 3.0],
        vec![
            Contender::new("boltons", || {
                black_box(&text).parse::<IntRanges>().unwrap().count() as u64
            }),
            Contender::new("range-parser", || {
                range_parser::parse::<i64>(black_box(&text)).unwrap().len() as u64
            }),
            Contender::new("rangemap", || {
                let mut set = rangemap::RangeInclusiveSet::new();
                for item in black_box(&text).split(',') {
                    let (from, to) = item.split_once('-').unwrap_or((item, item));
                    set.insert(from.parse::<i64>().unwrap()..=to.parse::<i64>().unwrap());
                }
                set.iter().map(|run| (run.end() - run.start() + 1) as u64).sum()
            }),
        ],
    );
}

fn uuids(harness: &mut Harness) {
    let mut rng = Rng(6);
    let uuids: Vec<String> = (0..2000)
        .map(|_| uuid::Uuid::from_u64_pair(rng.next(), rng.next()).hyphenated().to_string())
        .collect();
    harness.compare(
        "strings/is_uuid/hyphenated/2000",
        &[1.3],
        vec![
            Contender::new("boltons", || total(&uuids, |s| usize::from(strings::is_uuid(s)))),
            Contender::new("uuid", || {
                total(&uuids, |s| usize::from(uuid::Uuid::try_parse(s).is_ok()))
            }),
        ],
    );
}

fn replace(harness: &mut Harness) {
    let mut rng = Rng(8);
    let word = |rng: &mut Rng| -> String {
        let len = 3 + rng.below(6);
        (0..len).map(|_| char::from(b'a' + rng.below(12) as u8)).collect()
    };
    let vocabulary: Vec<String> = (0..3000).map(|_| word(&mut rng)).collect();
    let mut text = String::new();
    while text.len() < 2_800_000 {
        text += &vocabulary[rng.below(3000) as usize];
        text.push(if rng.below(16) == 0 { '\n' } else { ' ' });
    }
    for (case, keys) in [
        ("5", vocabulary[..5].to_vec()),
        ("55", vocabulary[..55].to_vec()),
        ("500", vocabulary[..500].to_vec()),
        ("no_match", vec!["ZEBRA".into(), "QUAGGA".into(), "OKAPI".into()]),
    ] {
        let values: Vec<String> = keys.iter().map(|key| key.to_uppercase() + "!").collect();
        let ours = MultiReplace::new(keys.iter().zip(&values)).unwrap();
        let theirs =
            AhoCorasick::builder().match_kind(MatchKind::LeftmostFirst).build(&keys).unwrap();
        harness.compare(
            &format!("strings/multi_replace/{case}/{}", text.len()),
            &[if case == "no_match" { 1.0 } else { 0.95 }],
            vec![
                Contender::new("boltons", || ours.replace(black_box(&text)).len() as u64),
                Contender::new("aho-corasick", || {
                    theirs.replace_all(black_box(&text), &values).len() as u64
                }),
            ],
        );
    }
}

pub fn rows(harness: &mut Harness) {
    for (prefixes, part) in [
        (&["strings/format_bytes"][..], sizes as fn(&mut Harness)),
        (&["strings/pluralize"], plurals),
        (&["strings/sh_quote", "strings/sh_split"], shell),
        (&["strings/html_escape", "strings/html_unescape"], html),
        (&["strings/int_ranges"], ranges),
        (&["strings/is_uuid"], uuids),
        (&["strings/multi_replace"], replace),
    ] {
        if prefixes.iter().any(|prefix| harness.wants(prefix)) {
            part(harness);
        }
    }
}
