//! Lists of prefixes, against the loop over lines that one would write.

use std::hint::black_box;
use std::net::Ipv4Addr;

use boltons::ip::{IpSet, Ipv4Prefix, Ipv4Set, ParseOptions};

use crate::harness::{Contender, Harness, Rng};

/// A block list: a prefix a line, and a comment every fifty lines.
fn list(lines: usize) -> String {
    let mut rng = Rng(3);
    let mut text = String::new();
    for line in 0..lines {
        if line % 50 == 0 {
            text += "# what follows was seen lately\n";
        }
        let len = 16 + rng.below(17) as u8;
        let prefix = Ipv4Prefix::truncated(Ipv4Addr::from_bits(rng.next() as u32), len);
        if let Ok(prefix) = prefix {
            text += &prefix.to_string();
            text.push('\n');
        }
    }
    text
}

const OPTIONS: ParseOptions = ParseOptions::lenient();

fn set(text: &str) -> u64 {
    OPTIONS.set(black_box(text)).map_or(0, |set| set.range_count() as u64)
}

/// The loop with the strict parser.
fn by_lines(text: &str) -> u64 {
    let lines = black_box(text).lines().map(|line| line.split('#').next().unwrap_or("").trim());
    let prefixes = lines.filter(|line| !line.is_empty()).map(str::parse::<Ipv4Prefix>);
    prefixes.collect::<Result<Ipv4Set, _>>().map_or(0, |set| set.range_count() as u64)
}

fn items(text: &str) -> u64 {
    let good = OPTIONS.items(black_box(text)).filter_map(|(_, item)| item.ok());
    good.collect::<IpSet>().range_count() as u64
}

fn read_set(text: &str) -> u64 {
    OPTIONS.read_set(black_box(text).as_bytes()).map_or(0, |set| set.range_count() as u64)
}

/// What the documentation warns of: a set per line, joined.
fn joined(text: &str) -> u64 {
    let mut all = IpSet::new();
    for line in black_box(text).lines() {
        if let Ok(set) = OPTIONS.set(line) {
            all |= &set;
        }
    }
    all.range_count() as u64
}

pub fn rows(harness: &mut Harness) {
    if !harness.wants("ip/list") {
        return;
    }
    let (count, label) = if harness.timed() { (200_000, "200k") } else { (1_000, "1k") };
    let text = list(count);
    let few = list(count / 50);
    harness.explain(
        "ip/list/items",
        "each item is handed over with its line number, as a result that may be an error.",
    );
    harness.explain(
        "ip/list/read_set",
        "the end of each line is searched before the line is read, which a text in memory does not \
         need. Measured: lines copied, byte by byte searched 10.7 ms; read in the reader's buffer, \
         eight bytes at a time searched, 9.8; without a look at what follows the last item, as it \
         is, 9.4.",
    );
    harness.compare(
        &format!("ip/list/set/{label}"),
        &[1.0],
        vec![
            Contender::new("boltons", || set(&text)),
            Contender::new("lines and FromStr", || by_lines(&text)),
        ],
    );
    harness.compare(
        &format!("ip/list/items/{label}"),
        &[0.9],
        vec![Contender::new("boltons", || items(&text)), Contender::new("set", || set(&text))],
    );
    harness.compare(
        &format!("ip/list/read_set/{label}"),
        &[0.77],
        vec![Contender::new("boltons", || read_set(&text)), Contender::new("set", || set(&text))],
    );
    harness.compare(
        "ip/list/joined",
        &[5.0],
        vec![
            Contender::new("boltons", || items(&few)),
            Contender::new("a set per line", || joined(&few)),
        ],
    );
}
