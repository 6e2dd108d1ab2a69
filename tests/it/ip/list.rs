//! Lists of ranges, small and real.

#[cfg(not(feature = "__audit"))]
use crate::unaudited::Unaudited as _;
use std::io::Read;

use boltons::ip::{IpRange, IpSet, ParseOptions};

use super::support::{Of, fails, texts};

#[test]
fn separators_and_comments() {
    let options = ParseOptions::lenient();
    let expected: IpSet =
        ["10.0.0.0/8", "192.0.2.1"].iter().map(|s| s.parse::<IpRange>().unwrap()).collect();
    for list in [
        "10.0.0.0/8,192.0.2.1",
        "10.0.0.0/8, 192.0.2.1",
        "10.0.0.0/8 ,192.0.2.1",
        "10.0.0.0/8 192.0.2.1",
        "10.0.0.0/8\n192.0.2.1\n",
        "\r\n10.0.0.0/8\r\n\r\n\t192.0.2.1 \r\n",
        "# ours\n10.0.0.0/8 # all, of ten\n# not 11.0.0.0/8\n192.0.2.1#end",
        "10.0.0.0/8,\n192.0.2.1",
        "10.0.0.0/8,# and\n192.0.2.1",
    ] {
        assert_eq!(options.set(list).unwrap(), expected, "{list:?}");
    }
    for empty in ["", " \n", "# nothing", "#\n#\n"] {
        assert!(options.set(empty).unwrap().is_empty());
    }
}

/// The upper bound holds at every step, and is near: an item takes a byte and a separator.
#[test]
fn an_upper_bound_on_the_items_that_are_left() {
    let lists = ["", "1", "1 1", "::\n::", ",", "1,", ",,,", "::1,", "10.0.0.0/8 x\n# c\n:: y ;"];
    for list in lists.map(str::to_owned).into_iter().chain(["1 ".repeat(99), "::,".repeat(99)]) {
        let mut items = ParseOptions::lenient().items(&list);
        assert!(items.size_hint().1.unwrap() <= list.len() / 2 + 2, "{list:?}");
        loop {
            let (low, high) = items.size_hint();
            let left = items.clone().count();
            assert!(low <= left && left <= high.unwrap(), "{list:?}: {left} of {low}, {high:?}");
            if items.next().is_none() {
                break;
            }
        }
    }
}

#[test]
fn items_as_for_ranges() {
    let set = ParseOptions::new().set("10.0.0.1-10.0.0.3 10.0.1-2.* ::1 2001:db8::/32").unwrap();
    assert_eq!(
        texts(set.ranges()),
        [
            "10.0.0.1-10.0.0.3",
            "10.0.1.0-10.0.2.255",
            "::1",
            "2001:db8::-2001:db8:ffff:ffff:ffff:ffff:ffff:ffff"
        ]
    );
    assert!(ParseOptions::new().set("10.0.0.1/8").is_err());
    assert!(ParseOptions::lenient().set("10.0.0.1/8").is_ok());
}

#[test]
fn errors_name_the_place_in_the_whole_list() {
    let options = ParseOptions::lenient();
    for (list, message, at) in [
        ("10.0.0.0/8,,::1", "no item before ','", 11),
        ("10.0.0.0/8, ,::1", "no item before ','", 12),
        (",::1", "no item before ','", 0),
        ("::1,", "no item after ','", 3),
        ("::1 x", "unexpected character 'x' in octet 1", 4),
        ("::1;::2", "unexpected character ';' in group 1", 3),
        ("10.0.0.1- 10.0.0.9", "octet 4 is empty", 9),
    ] {
        let message = format!("{message} while parsing \"{list}\" at line 1, byte {at}");
        fails(options.set(list), &message, Of::Syntax(at));
    }
    let long = "10.0.0.0/8\n".repeat(10_000) + "10.0.0.0/33\n";
    let error = options.set(&long).unwrap_err();
    assert_eq!(error.position(), Some(110_009));
    assert!(error.is_out_of_range() && error.to_string().len() < 200, "{error}");
}

fn unpacked(name: &str) -> Option<String> {
    let file = std::fs::File::open(crate::shared::data(name)?).unwrap();
    let mut child = std::process::Command::new("gzip")
        .arg("-dc")
        .stdin(file)
        .stdout(std::process::Stdio::piped())
        .spawn()
        .ok()?;
    let mut text = String::new();
    child.stdout.take()?.read_to_string(&mut text).unwrap();
    child.wait().unwrap();
    Some(text)
}

/// Counts of a program of a few lines over the integers of Python's `ipaddress`.
#[test]
fn cloud_range_files_are_read_whole() {
    for (name, lines, ranges, size) in [
        ("ip/cloud_all_ipv4_merged.txt.gz", 7_728, 3_751, 223_450_256),
        (
            "ip/cloud_all_ipv6_merged.txt.gz",
            12_872,
            8_079,
            5_224_831_395_368_705_450_819_895_695_507_552,
        ),
    ] {
        let Some(text) = unpacked(name) else { continue };
        assert_eq!(text.lines().count(), lines);
        let set = ParseOptions::lenient().set(&text).unwrap();
        set.check();
        assert_eq!((set.range_count(), set.size()), (ranges, size), "{name}");
    }
}
