//! Reading a list of prefixes into a set, against a loop over its lines with the peers' types: 200,000
//! lines, of which one in fifty is a comment. Against the loop with our own: `benches/std`.

use boltons::ip::{Ipv4Prefix, ParseOptions};
use ipnet::Ipv4Net;

use crate::harness::{Contender, Harness, Rng};

const OPTIONS: ParseOptions = ParseOptions::lenient();

/// The lines of a list of IPv4 prefixes that overlap a little.
fn list(lines: usize) -> String {
    let mut rng = Rng(7);
    let mut text = String::new();
    for line in 0..lines {
        if line % 50 == 49 {
            text += "# a comment\n";
            continue;
        }
        let bits = rng.next() as u32;
        let len = [24, 24, 24, 22, 20, 32, 27, 16][rng.below(8) as usize];
        let prefix = Ipv4Prefix::truncated(bits.into(), len).expect("a length of IPv4");
        text += &format!("{prefix}\n");
    }
    text
}

/// The items of a list by a loop over its lines.
fn loop_over(text: &str) -> impl Iterator<Item = &str> {
    let code = |line| match str::split_once(line, '#') {
        Some((code, _)) => code,
        None => line,
    };
    text.lines().map(code).map(str::trim).filter(|item| !item.is_empty())
}

fn nets(text: &str) -> impl Iterator<Item = Ipv4Net> {
    loop_over(text).map(|item| item.parse().expect("the list has no mistakes"))
}

/// The addresses of disjoint blocks.
fn size_of(nets: &[Ipv4Net]) -> u64 {
    nets.iter().map(|net| 1_u64 << (32 - net.prefix_len())).sum()
}

pub fn rows(harness: &mut Harness) {
    if !harness.wants("ip/list_peers") {
        return;
    }
    let (lines, label) = if harness.timed() { (200_000, "200k") } else { (2_000, "2k") };
    harness.explain(
        "list_peers",
        "about 390 instructions a line, 135 of them for the address and 60 to sort it, and two wrong \
         guesses (simulated) at how many digits an octet has; see `parse_prefix/v4`.",
    );
    let text = &list(lines);
    harness.compare(
        &format!("ip/list_peers/set/{label}"),
        &[2.5, 8.0],
        vec![
            Contender::new("boltons", || {
                OPTIONS.set(text).expect("the list has no mistakes").size() as u64
            }),
            Contender::new("a loop with ipnet, aggregate", || {
                size_of(&Ipv4Net::aggregate(&nets(text).collect()))
            }),
            Contender::new("a loop with iprange, simplify", || {
                let mut range: iprange::IpRange<Ipv4Net> = iprange::IpRange::new();
                nets(text).for_each(|net| {
                    range.add(net);
                });
                range.simplify();
                size_of(&range.iter().collect::<Vec<_>>())
            }),
        ],
    );
}
