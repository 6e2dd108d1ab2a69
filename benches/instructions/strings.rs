//! Texts of some 6 KB.

use boltons::strings::{self, IntRanges};

use crate::cases;

fn log() -> String {
    "\x1b[2m12:00:01\x1b[0m \x1b[32m INFO\x1b[0m request handled by peer\n".repeat(100)
}

fn prose() -> String {
    "To measure, wrap and slugify a paragraph — crème brûlée — in columns is common. ".repeat(80)
}

fn names() -> Vec<String> {
    (0..100).map(|n| format!("XMLHttpRequest{n}ForName")).collect()
}

fn arguments() -> Vec<String> {
    ["main", "it's", "a b", "$HOME", "--all"]
        .map(String::from)
        .into_iter()
        .cycle()
        .take(100)
        .collect()
}

cases! {
    strip_ansi: log() => |text: String| strings::strip_ansi(text).len() as u64;
    snake_case: names() => |names: Vec<String>| {
        names.iter().map(|name| strings::to_snake_case(name).len() as u64).sum()
    };
    slugify: prose() => |text: String| strings::slugify(text).len() as u64;
    asciify: prose() => |text: String| strings::asciify(text).len() as u64;
    wrap: prose() => |text: String| strings::wrap(text, 72).map(|line| line.len() as u64).sum();
    lines: log() => |text: String| strings::lines_unicode(text).map(|line| line.len() as u64).sum();
    pluralize: ["analysis", "child", "box", "city", "request"].map(String::from).to_vec()
        => |words: Vec<String>| {
            words.iter().map(|word| strings::pluralize(word).len() as u64).sum()
        };
    format_bytes: (0..60).map(|shift| 3_u64 << shift).collect() => |sizes: Vec<u64>| {
        sizes.iter().map(|size| strings::format_bytes(*size).to_string().len() as u64).sum()
    };
    sh_quote: arguments() => |arguments: Vec<String>| {
        arguments.iter().filter_map(|text| strings::sh_quote(text).ok()).map(|q| q.len() as u64).sum()
    };
    sh_split: strings::sh_join(arguments()).expect("no NUL in them") => |line: String| {
        strings::sh_split(line).filter_map(Result::ok).map(|word| word.len() as u64).sum()
    };
    html_escape: prose().replace(',', "<") => |text: String| strings::html_escape(text).len() as u64;
    html_unescape: prose().replace(',', "&eacute;") => |text: String| {
        strings::html_unescape(text).len() as u64
    };
    int_ranges: (0..200).map(|n| format!("{}-{},", n * 10, n * 10 + 4)).collect::<String>() + "9999"
        => |text: String| text.parse::<IntRanges>().map_or(0, |set| set.count() as u64);
}
