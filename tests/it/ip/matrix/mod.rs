//! Every function of `ip` on structures in every state and on every kind of text, for both
//! families, against lists of numbers.
//!
//! A new function is a line in one of the lists, a new state a line in its module's states.

mod maps;
mod sets;
mod texts;
mod values;

use boltons::ip::{Range, Set};

use super::model::{World, bits, range};
use crate::alloc::live_bytes;
use crate::complete::{Others, assert_complete};

/// A method's name, and a call of it with its number that is compared with a model.
type Op<T, M> = (&'static str, fn(&mut T, &mut M, u128));

/// Ascending ranges of addresses, none of which touch.
type Ranges = Vec<(u128, u128)>;

const CALLS: u128 = 24;

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum State {
    Empty,
    One,
    Full,
    FullButOne,
    BothEnds,
    Adjacent,
    EveryOther,
    /// Above the sizes at which sets are sorted and frozen in another way.
    Many,
    OnceHuge,
}

/// The ranges in a state, of which the last address is given.
const STATES: &[(State, fn(u128) -> Ranges)] = &[
    (State::Empty, |_| vec![]),
    (State::One, |_| vec![(9, 9)]),
    (State::Full, |last| vec![(0, last)]),
    (State::FullButOne, |last| vec![(0, 499), (501, last)]),
    (State::BothEnds, |last| vec![(0, 2), (last - 2, last)]),
    // Made of pieces that touch.
    (State::Adjacent, |_| vec![(100, 355), (400, 420)]),
    (State::EveryOther, |_| (0..40).map(|i| (2 * i, 2 * i)).collect()),
    (State::Many, |last| {
        let mut many: Ranges = (0..1200).map(|i| (1000 * i, 1000 * i + i % 300)).collect();
        many.push((last, last));
        many
    }),
    (State::OnceHuge, |_| (0..17).map(|i| (700 * i + 7, 700 * i + 9)).collect()),
];

/// A set of these ranges that came there as its state says.
fn of_ranges<F: World>(ranges: &Ranges, state: State) -> Set<F> {
    let all = ranges.iter().map(|r| range::<F>(r.0, r.1));
    match state {
        State::Adjacent => {
            let mut set = Set::new();
            for (first, last) in ranges {
                for piece in (*first..=*last).rev().step_by(2).chain(*first..=*last) {
                    set.insert(range::<F>(piece, piece));
                }
            }
            set
        }
        State::OnceHuge => {
            let more = (0..3000).map(|i| range::<F>(100_000 + 2 * i, 100_000 + 2 * i));
            let mut set: Set<F> = all.chain(more).collect();
            assert!(set.remove(range::<F>(100_000, 200_000)));
            set
        }
        _ => all.collect(),
    }
}

fn ranges_of<F: World>(ranges: impl Iterator<Item = Range<F>>) -> Ranges {
    ranges.map(|r| (bits::<F>(r.first()), bits::<F>(r.last()))).collect()
}

/// How many numbers there are, `u128::MAX` for one more than that.
fn numbers(ranges: &Ranges) -> u128 {
    ranges.iter().fold(0, |sum: u128, r| sum.saturating_add((r.1 - r.0).saturating_add(1)))
}

fn holds(ranges: &Ranges, addr: u128) -> bool {
    ranges.iter().any(|r| r.0 <= addr && addr <= r.1)
}

/// Adds a range, and joins what touches it.
fn insert(ranges: &Ranges, first: u128, last: u128) -> Ranges {
    let (mut first, mut last) = (first, last);
    let mut kept = Ranges::new();
    for &(a, b) in ranges {
        if b.saturating_add(1) < first || last.saturating_add(1) < a {
            kept.push((a, b));
        } else {
            (first, last) = (first.min(a), last.max(b));
        }
    }
    kept.push((first, last));
    kept.sort_unstable();
    kept
}

fn remove(ranges: &Ranges, first: u128, last: u128) -> Ranges {
    let mut kept = Ranges::new();
    for &(a, b) in ranges {
        if b < first || last < a {
            kept.push((a, b));
            continue;
        }
        kept.extend((a < first).then(|| (a, first - 1)));
        kept.extend((last < b).then(|| (last + 1, b)));
    }
    kept
}

/// The numbers of which `of` says so, by whether they are here and there.
fn combine<F: World>(here: &Ranges, there: &Ranges, of: fn(bool, bool) -> bool) -> Ranges {
    // Between two cuts all numbers are alike.
    let mut cuts = vec![0];
    for &(first, last) in here.iter().chain(there) {
        cuts.push(first);
        cuts.extend((last < F::LAST).then(|| last + 1));
    }
    cuts.sort_unstable();
    cuts.dedup();
    let inside = |ranges: &Ranges, at: u128| {
        let next = ranges.partition_point(|r| r.1 < at);
        ranges.get(next).is_some_and(|r| r.0 <= at)
    };
    let mut all = Ranges::new();
    for (i, &first) in cuts.iter().enumerate() {
        let last = cuts.get(i + 1).map_or(F::LAST, |next| next - 1);
        if !of(inside(here, first), inside(there, first)) {
            continue;
        }
        match all.last_mut() {
            Some(range) if range.1 + 1 == first => range.1 = last,
            _ => all.push((first, last)),
        }
    }
    all
}

/// The fewest prefixes of ranges: first address and length.
fn blocks<F: World>(ranges: &Ranges) -> Vec<(u128, u8)> {
    let mut blocks = Vec::new();
    for &(first, last) in ranges {
        let mut at = first;
        loop {
            let fits = |size: u32| match 1_u128.checked_shl(size) {
                Some(all) => all - 1 <= last - at,
                None => last == u128::MAX,
            };
            let aligned = at.trailing_zeros().min(u32::from(F::BITS));
            let size = (0..=aligned).rev().find(|size| fits(*size)).unwrap();
            blocks.push((at, F::BITS - size as u8));
            match at.checked_add(1_u128.checked_shl(size).unwrap_or(0)) {
                Some(next) if next > at && next <= last => at = next,
                _ => break,
            }
        }
    }
    blocks
}

/// Addresses at both ends of the family and of some ranges, and beside them.
fn probes<F: World>(ranges: &Ranges) -> Vec<u128> {
    let mut probes = vec![0, 1, 77, F::LAST / 2, F::LAST - 1, F::LAST];
    for &(first, last) in ranges.iter().step_by(1 + ranges.len() / 20) {
        probes.extend([first.saturating_sub(1), first, first + (last - first) / 2, last]);
        probes.extend((last < F::LAST).then(|| last + 1));
    }
    probes
}

/// The bytes of a structure, counted as it is dropped.
fn bytes<T>(structure: T) -> usize {
    const ROOM: usize = 1 << 28;
    let (_room, left) = live_bytes(|| {
        let room = Vec::<u8>::with_capacity(ROOM);
        drop(structure);
        room
    });
    ROOM - left
}

/// Says what was run when a check fails.
struct Saying<F: Fn() -> String>(F);

impl<F: Fn() -> String> Drop for Saying<F> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            println!("in {}", (self.0)());
        }
    }
}

/// An operation that many times, checked after each or some; returns what was done.
fn run<T, M>(
    (name, op): &Op<T, M>,
    state: State,
    structure: &mut T,
    mut model: M,
    check: impl Fn(&T, &M, &str),
) -> String {
    let name = format!("{name} in the state {state:?}");
    check(structure, &model, &name);
    for call in 0..CALLS {
        op(structure, &mut model, call);
        // The model of many ranges is slow.
        if state != State::Many || call % 6 == 5 {
            check(structure, &model, &name);
        }
    }
    name
}

#[test]
fn every_function_has_a_line() {
    use boltons::ip::V4;
    let mut lines = Vec::new();
    lines.extend(sets::set_ops::<V4>().iter().map(|op| ("Set::", op.0)));
    lines.extend(sets::set_algebra::<V4>().iter().map(|op| ("Set::", op.0)));
    lines.extend(sets::pool_ops::<V4>().iter().map(|op| ("PrefixPool::", op.0)));
    lines.extend(maps::map_ops::<V4>().iter().map(|op| ("PrefixMap::", op.0)));
    lines.extend(maps::map_lookups::<V4>().iter().map(|op| ("PrefixMap::", op.0)));
    lines.extend(maps::frozen_lookups::<V4>().iter().map(|op| ("FrozenPrefixMap::", op.0)));
    lines.extend(maps::range_lookups::<V4>().iter().map(|op| ("RangeMap::", op.0)));
    lines.extend(values::ranges::<V4>().iter().map(|line| ("Range::", line.0)));
    lines.extend(values::prefixes::<V4>().iter().map(|line| ("Prefix::", line.0)));
    lines.extend(texts::PARSERS.iter().map(|line| ("", line.0)));
    assert_complete("ip", lines, OTHERS);
}

const OTHERS: &[Others] = &[
    Others {
        reason: "in the line of `Set::freeze`",
        files: &["it/ip/matrix/sets.rs"],
        functions: &["FrozenSet::*"],
    },
    Others {
        reason: "each method of both families against that of its part",
        files: &[
            "it/ip/both.rs",
            "it/ip/conversions.rs",
            "it/ip/children.rs",
            "it/ip/frozen_set.rs",
            "it/ip/ip_set.rs",
            "it/ip/map_iterators.rs",
            "it/ip/map.rs",
            "it/ip/set.rs",
            "it/ip/prefix.rs",
            "it/ip/range.rs",
            "it/ip/interface.rs",
        ],
        functions: &[
            "FrozenIpPrefixMap::*",
            "FrozenIpSet::*",
            "IpInterface::*",
            "IpPrefix::*",
            "IpPrefixMap::*",
            "IpRange::*",
            "IpRangeMap::*",
            "IpSet::*",
            "prefix_map::IpEntry::*",
        ],
    },
    Others {
        reason: "in the line of `PrefixMap::entry`, and each by itself",
        files: &["it/ip/matrix/maps.rs", "it/ip/map.rs", "it/ip/both.rs", "it/ip/debug.rs"],
        functions: &[
            "prefix_map::Entry::*",
            "prefix_map::OccupiedEntry::*",
            "prefix_map::VacantEntry::*",
        ],
    },
    Others {
        reason: "every rule of the guard with every kind of address",
        files: &["it/ip/guard.rs", "props/ip/guard.rs"],
        functions: &["Guard::*"],
    },
    Others {
        reason: "every option by itself, and what it must not read",
        files: &["it/ip/options.rs", "it/ip/lists.rs", "it/ip/parse.rs"],
        functions: &["ParseOptions::*"],
    },
    Others {
        reason: "of every address block, against the registries",
        files: &["it/ip/special.rs", "it/ip/public.rs", "it/ip/embed.rs"],
        functions: &[
            "check_public_unicast",
            "embedded_ipv4",
            "is_global",
            "is_public_unicast",
            "rfc6052_embed",
            "rfc6052_extract",
            "special",
            "teredo_server",
        ],
    },
    Others {
        reason: "bits of one value",
        files: &["it/ip/mac.rs", "it/ip/interface.rs", "it/ip/prefix.rs", "it/ip/nmap.rs"],
        functions: &[
            "Eui64::*",
            "Interface::*",
            "MacAddr::*",
            "NmapPattern::*",
            "Prefix::broadcast",
            "Prefix::literal",
        ],
    },
    Others {
        reason: "texts of one value, and the names made of them",
        files: &["it/ip/text.rs", "it/ip/reverse.rs", "it/ip/glob.rs", "it/ip/conversions.rs"],
        functions: &[
            "Range::globs",
            "Text::*",
            "ipv6_text",
            "reverse_name",
            "reverse_zones",
            "rfc2317_zone",
            "text",
        ],
    },
    Others {
        reason: "of many prefixes, against a set",
        files: &["it/ip/algebra.rs"],
        functions: &["aggregate", "spanning"],
    },
    Others {
        reason: "named in an attribute, or in the model of these tests",
        files: &[],
        functions: &["Family::*", "lenient::*"],
    },
];
