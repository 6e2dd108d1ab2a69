//! Lists against the items they were written from.

use boltons::ip::{IpPrefix, IpRange, IpSet, ParseOptions};
use proptest::collection::vec;
use proptest::prelude::*;

/// A piece of a list.
#[derive(Clone, Debug)]
pub enum Op {
    /// An item: family, bits, length, and in which form it is written.
    Item(bool, u32, u8, u8),
    /// An item that is none.
    Mistake(u8),
    /// What comes after the item before: a separator, perhaps with a comment before the line end.
    Then(u8, u8),
}

pub fn op() -> impl Strategy<Value = Op> {
    prop_oneof![
        6 => any::<(bool, u32, u8, u8)>().prop_map(|(v6, bits, len, form)| Op::Item(v6, bits, len, form)),
        1 => any::<u8>().prop_map(Op::Mistake),
        3 => any::<(u8, u8)>().prop_map(|(comment, end)| Op::Then(comment, end)),
    ]
}

/// An item's text, and what it stands for.
fn item(v6: bool, bits: u32, len: u8, form: u8) -> (String, IpRange) {
    let prefix: IpPrefix = if v6 {
        let addr = std::net::Ipv6Addr::from_bits(0x2001 << 112 | u128::from(bits) << 48);
        IpPrefix::truncated(addr.into(), len % 129).unwrap()
    } else {
        IpPrefix::truncated(std::net::Ipv4Addr::from_bits(bits).into(), len % 33).unwrap()
    };
    let (first, last) = (prefix.first(), prefix.last());
    match form % 5 {
        0 => (format!("{first}-{last}"), prefix.range()),
        1 => (format!("{first} - {last}"), prefix.range()),
        2 => (first.to_string(), first.into()),
        // Masks of all zeros or ones read both ways.
        3 if !v6 && (1..32).contains(&prefix.prefix_len()) => {
            (format!("{first}/{}", prefix.netmask()), prefix.range())
        }
        _ => (prefix.to_string(), prefix.range()),
    }
}

pub fn run(ops: Vec<Op>) {
    let options = ParseOptions::lenient();
    let mut text = String::new();
    // Each line's items, up to a mistake on it.
    let mut expected: Vec<(usize, Option<IpRange>)> = Vec::new();
    let (mut line, mut wrong) = (1, false);
    for op in ops {
        match op {
            Op::Item(v6, bits, len, form) => {
                let (written, range) = item(v6, bits, len, form);
                text += &written;
                // A line each, so that no two items are read as columns.
                text.push('\n');
                if !wrong {
                    expected.push((line, Some(range)));
                }
                (line, wrong) = (line + 1, false);
            }
            Op::Mistake(which) => {
                text += ["10.0.0.300 ", "x ", "!1.1.1.1 ", "1.1.1.1/33 ", "::1::2 "]
                    [usize::from(which % 5)];
                if !wrong {
                    expected.push((line, None));
                }
                wrong = true;
            }
            Op::Then(comment, end) => {
                text += ["", "# c ::1", "; c, 1", "// c"][usize::from(comment % 4)];
                // The blank keeps a line end from being half of another.
                text += ["\n", "\r\n", "\r "][usize::from(end % 3)];
                (line, wrong) = (line + 1, false);
            }
        }
    }
    let found: Vec<_> = options.items(&text).map(|(line, item)| (line, item.ok())).collect();
    assert_eq!(found, expected, "{text:?}");
    let good: IpSet = expected.iter().filter_map(|(_, range)| *range).collect();
    match options.set(&text) {
        Ok(set) => {
            assert_eq!(set, good);
            assert_eq!(expected.len(), found.iter().filter(|(_, item)| item.is_some()).count());
            // What a set is written as is read as the same set.
            assert_eq!(set.to_string().parse::<IpSet>().unwrap(), set);
        }
        Err(error) => {
            let first = expected.iter().find(|(_, range)| range.is_none());
            assert_eq!(error.line(), first.map(|(line, _)| *line));
        }
    }
    #[cfg(feature = "std")]
    {
        let reader = std::io::BufReader::with_capacity(3, text.as_bytes());
        let read: Vec<_> =
            options.read_items(reader).map(|(line, item)| (line, item.ok())).collect();
        assert_eq!(read, expected, "{text:?}");
    }
}

proptest! {
    #[test]
    fn a_list_is_its_items(ops in vec(op(), 0..30)) {
        run(ops);
    }
}
