//! Case, slugs and ASCII.

use std::hint::black_box;

use boltons::strings::{self, Case};
use heck::{ToPascalCase, ToSnakeCase};

use crate::harness::{Contender, Harness, Rng};

/// Identifiers of one to four words, 14.5 bytes on average.
fn identifiers(join: fn(&[&str]) -> String) -> Vec<String> {
    let words = [
        "user", "name", "http", "server", "get", "set", "id", "request", "parse", "index", "value",
        "map", "to", "string", "buffer", "len", "max", "retry", "count", "url",
    ];
    let mut rng = Rng(3);
    let identifier = |_| {
        let parts: Vec<&str> =
            (0..2 + rng.below(3)).map(|_| words[rng.below(words.len() as u64) as usize]).collect();
        join(&parts)
    };
    (0..4_000).map(identifier).collect()
}

fn pascal(words: &[&str]) -> String {
    words.iter().map(|word| word[..1].to_uppercase() + &word[1..]).collect()
}

/// Titles of 61 bytes on average, with `accent` in some words.
fn titles(accent: &[&str], every: u64) -> Vec<String> {
    let words = [
        "The", "quick", "Guide", "to", "writing", "fast,", "safe", "&", "readable", "code",
        "(2024)", "in", "Rust:",
    ];
    let mut rng = Rng(5);
    let word = |_| {
        if !accent.is_empty() && rng.below(every) == 0 {
            accent[rng.below(accent.len() as u64) as usize]
        } else {
            words[rng.below(words.len() as u64) as usize]
        }
    };
    let all: Vec<&str> = (0..260 * 11).map(word).collect();
    all.chunks(11).map(|words| words.join(" ")).collect()
}

fn total<T: AsRef<str>>(items: &[T], convert: impl Fn(&str) -> usize) -> u64 {
    items.iter().map(|item| convert(black_box(item.as_ref())) as u64).sum()
}

const ACCENTED: [&str; 8] =
    ["Crème", "brûlée", "naïve", "Łódź", "Ångström", "señor", "Übergröße", "façade"];

pub fn rows(harness: &mut Harness) {
    if harness.wants("strings/to_snake_case")
        || harness.wants("strings/to_case_into")
        || harness.wants("strings/to_pascal_case")
    {
        let pascals = identifiers(pascal);
        let snakes = identifiers(|words| words.join("_"));
        harness.compare(
            "strings/to_snake_case/pascal/4000",
            &[4.0, 1.1],
            vec![
                Contender::new("boltons", || {
                    total(&pascals, |s| strings::to_snake_case(s).into_owned().len())
                }),
                Contender::new("heck", || total(&pascals, |s| s.to_snake_case().len())),
                Contender::new("stringcase", || {
                    total(&pascals, |s| stringcase::snake_case(s).len())
                }),
            ],
        );
        harness.compare(
            "strings/to_snake_case/already/4000",
            &[12.0, 3.0],
            vec![
                Contender::new("boltons", || total(&snakes, |s| strings::to_snake_case(s).len())),
                Contender::new("heck", || total(&snakes, |s| s.to_snake_case().len())),
                Contender::new("stringcase", || {
                    total(&snakes, |s| stringcase::snake_case(s).len())
                }),
            ],
        );
        let mut buffer = String::new();
        harness.compare(
            "strings/to_case_into/pascal/4000",
            &[6.0],
            vec![
                Contender::new("boltons", || {
                    pascals.iter().fold(0, |sum, s| {
                        buffer.clear();
                        strings::to_case_into(black_box(s), Case::Snake, &mut buffer);
                        sum + buffer.len() as u64
                    })
                }),
                Contender::new("heck", || total(&pascals, |s| s.to_snake_case().len())),
            ],
        );
        harness.compare(
            "strings/to_pascal_case/snake/4000",
            &[4.0],
            vec![
                Contender::new("boltons", || total(&snakes, |s| strings::to_pascal_case(s).len())),
                Contender::new("heck", || total(&snakes, |s| s.to_pascal_case().len())),
            ],
        );
    }
    if harness.wants("strings/slugify") {
        for (case, titles, target) in
            [("ascii", titles(&[], 1), 1.2), ("accented", titles(&ACCENTED, 3), 0.9)]
        {
            harness.compare(
                &format!("strings/slugify/{case}/260"),
                &[target],
                vec![
                    Contender::new("boltons", || total(&titles, |s| strings::slugify(s).len())),
                    Contender::new("slug", || total(&titles, |s| slug::slugify(s).len())),
                ],
            );
        }
    }
    if harness.wants("strings/asciify") {
        let ascii = titles(&[], 1);
        let prose = vec![titles(&ACCENTED, 5).join(" ").repeat(12)];
        let accented = vec!["éàüöñçšžåøłđ".repeat(2_000)];
        for (case, texts, target) in
            [("titles", ascii, 4.0), ("prose", prose, 6.0), ("accented", accented, 1.2)]
        {
            harness.compare(
                &format!("strings/asciify/{case}/{}", texts.concat().len()),
                &[target],
                vec![
                    Contender::new("boltons", || total(&texts, |s| strings::asciify(s).len())),
                    Contender::new("deunicode", || {
                        total(&texts, |s| deunicode::deunicode(s).len())
                    }),
                ],
            );
        }
    }
}
