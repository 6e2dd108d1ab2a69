//! What keeps a state between calls: a set of numbers, and a filter of terminal escapes.

use boltons::strings::{AnsiStripper, IntRanges};

use crate::Subject;
use crate::random::Random;

pub fn subjects() -> Vec<Subject> {
    vec![int_ranges(), ansi_stripper()]
}

fn int_ranges() -> Subject {
    let step = |set: &mut IntRanges, random: &mut Random| {
        let first = random.below(4_096) as i64;
        let range = first..=first + random.below(6) as i64;
        match random.below(8) {
            _ if random.rarely() => {
                let other: IntRanges = (0..100).map(|_| random.below(4_096) as i64).collect();
                match random.below(4) {
                    0 => *set = set.union(&other),
                    1 => *set = set.difference(&other),
                    2 => *set = set.complement(0..=4_095),
                    _ => *set = set.clone(),
                }
            }
            0..2 => set.insert_range(range),
            2..4 => set.remove_range(range),
            4..6 => _ = set.insert(first),
            _ => _ = set.remove(first),
        }
    };
    Subject::new("strings/int_ranges", IntRanges::new, step, IntRanges::check)
}

fn ansi_stripper() -> Subject {
    let create = || (AnsiStripper::new(), Vec::new());
    let step = |(stripper, out): &mut (AnsiStripper, Vec<u8>), random: &mut Random| {
        // Also escapes that are cut, and strings that have no end.
        let chunks: [&[u8]; 8] = [
            b"plain text, ",
            b"\x1b[1;31mred\x1b[0m",
            b"\x1b[38;2;1",
            b";2;3m",
            b"\x1b]8;;https://example.com/",
            b"\x1b\\",
            b"\xc2",
            b"\x9b31m\xff",
        ];
        out.clear();
        stripper.push(chunks[random.below(8) as usize], out);
    };
    Subject::new("strings/ansi_stripper", create, step, |_| {})
}
