//! The text of paths.

use boltons::iter::tree::{Seg, SegBuf, TreePath};

fn parse(text: &str) -> TreePath {
    text.parse().unwrap()
}

#[test]
fn pointers_of_the_rfc() {
    // RFC 6901, section 5.
    let cases: [(&str, &[&str]); 12] = [
        ("", &[]),
        ("/foo", &["foo"]),
        ("/foo/0", &["foo", "0"]),
        ("/", &[""]),
        ("/a~1b", &["a/b"]),
        ("/c%d", &["c%d"]),
        ("/e^f", &["e^f"]),
        ("/g|h", &["g|h"]),
        ("/i\\j", &["i\\j"]),
        ("/k\"l", &["k\"l"]),
        ("/ ", &[" "]),
        ("/m~0n", &["m~n"]),
    ];
    for (text, keys) in cases {
        let path = parse(text);
        assert!(path.iter().eq(keys.iter().map(|key| Seg::Key(key))), "{text}");
        assert_eq!(path.to_string(), text);
    }
    assert_eq!(parse("/~01").as_slice(), [SegBuf::Key("~1".into())]);
    assert_eq!(parse("/~10~01~0~1").to_string(), "/~10~01~0~1");
}

#[test]
fn text_reads_back_for_all_short_keys() {
    let letters = ['a', '/', '~', '.', '0', '1', 'é', '[', ']', '\\', '*'];
    let mut keys = vec![String::new()];
    for length in 1..4 {
        let longer: Vec<String> = keys
            .iter()
            .filter(|key| key.chars().count() == length - 1)
            .flat_map(|key| letters.iter().map(move |c| format!("{key}{c}")))
            .collect();
        keys.extend(longer);
    }
    for key in &keys {
        for other in ["", "x", "~"] {
            let path: TreePath = [SegBuf::from(other), SegBuf::from(&**key)].into_iter().collect();
            assert_eq!(parse(&path.to_string()), path);
            let text = path.to_dotted().unwrap();
            assert_eq!(TreePath::from_dotted(&text), path);
        }
        let single: TreePath = [SegBuf::from(&**key)].into_iter().collect();
        assert_eq!(single.to_dotted().is_none(), key.is_empty(), "{key}");
    }
}

#[test]
fn bad_pointers_name_their_place() {
    let error = "a/b".parse::<TreePath>().unwrap_err();
    assert!(error.is_syntax());
    assert_eq!(error.to_string(), "expected '/' while parsing JSON pointer \"a/b\" at byte 0");
    for (text, at) in
        [("/~", 1), ("/a/b~", 4), ("/a~2b", 2), ("/~0~x", 3), ("/é~é", 3), ("/a~~0", 2), (" ", 0)]
    {
        let error = text.parse::<TreePath>().unwrap_err();
        assert_eq!(error.position(), Some(at), "{text}: {error}");
    }
}

#[test]
fn dotted_paths() {
    assert!(TreePath::from_dotted("").is_empty());
    assert_eq!(TreePath::default().to_dotted().as_deref(), Some(""));
    assert_eq!(TreePath::from_dotted(".").to_string(), "//");
    assert_eq!(TreePath::from_dotted("a..b").len(), 3);
}

#[test]
fn segments_convert_and_order() {
    let mut path = TreePath::default();
    path.push(3);
    path.push("k");
    path.push(String::from("s"));
    path.push(Seg::Index(0));
    assert_eq!(path.to_string(), "/3/k/s/0");
    assert_eq!(path.pop(), Some(SegBuf::Index(0)));
    assert!(path.iter().rev().eq([Seg::Key("s"), Seg::Key("k"), Seg::Index(3)]));
    assert_eq!(path.iter().len(), 3);
    assert_eq!((&path).into_iter().collect::<TreePath>(), path);
    assert!(Seg::Key("z") < Seg::Index(0));
    for (key, index) in [
        ("0", Some(0)),
        ("7", Some(7)),
        (&usize::MAX.to_string(), Some(usize::MAX)),
        ("18446744073709551616", None),
        ("00", None),
        ("01", None),
        ("+1", None),
        ("-1", None),
        ("", None),
        ("1a", None),
        ("１", None),
    ] {
        assert_eq!(Seg::Key(key).as_index(), index, "{key}");
    }
}
