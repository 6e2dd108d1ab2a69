//! Reaching a node by its path.

use boltons::Error;
use boltons::iter::tree::{Nested, TreePath, get_path, get_path_mut, remove_path, set_path};

use super::{show, tree};

fn path(text: &str) -> TreePath {
    text.parse().unwrap()
}

fn refused(error: &Error, message: &str, position: usize) {
    assert_eq!(error.to_string(), message);
    assert!(error.is_not_found());
    assert_eq!(error.position(), Some(position));
}

#[test]
fn what_is_missing_is_named() {
    let root = tree("{a:{b:[1 2 3] c:4} 7:{}}");
    let fails = |text: &str| get_path(&root, &path(text)).unwrap_err();
    refused(&fails("/a/x/y"), r#"no key "x" at segment 1 of "/a/x/y""#, 1);
    refused(&fails("/a/b/7"), r#"index 7 out of range (len 3) at segment 2 of "/a/b/7""#, 2);
    refused(&fails("/a/b/k"), r#"no key "k" at segment 2 of "/a/b/k""#, 2);
    refused(&fails("/a/b/01"), r#"no key "01" at segment 2 of "/a/b/01""#, 2);
    refused(&fails("/a/c/0"), r#""c" is not a container at segment 1 of "/a/c/0""#, 1);
    refused(&fails("/7/k"), r#"no key "k" at segment 1 of "/7/k""#, 1);
    let leaf = Nested::Leaf(1);
    refused(
        &get_path(&leaf, ["x".into()]).unwrap_err(),
        r#"the root is not a container at segment 0 of "/x""#,
        0,
    );
    // An index does not find a key of digits; such a key does.
    assert!(get_path(&root, [7.into()]).is_err());
    assert_eq!(show(get_path(&root, &path("/7")).unwrap()), "{}");
    assert_eq!(show(get_path(&root, &path("/a/b/1")).unwrap()), "2");
    assert!(std::ptr::eq(get_path(&root, []).unwrap(), &root));
}

#[test]
fn messages_stay_short_and_clean() {
    let root = tree("{a:{}}");
    let hostile = "\u{202e}\n\"\\".repeat(100_000);
    let error = get_path(&root, ["a".into(), (&*hostile).into(), "z".into()]).unwrap_err();
    let message = error.to_string();
    assert!(message.len() <= 200, "{}", message.len());
    assert!(message.chars().all(|c| !c.is_control() && c != '\u{202e}'), "{message}");
    assert_eq!(error.position(), Some(1));
    let deep: Vec<_> = (0..100_000).map(|_| "key".into()).collect();
    assert!(get_path(&root, deep).unwrap_err().to_string().len() <= 200);
    // A path without an end.
    assert!(get_path(&root, std::iter::repeat("a".into())).is_err());
}

#[test]
fn set_puts_the_last_segment_only() {
    let mut root = tree("{a:[1 2]}");
    let mut set = |text: &str, n| {
        let result = set_path(&mut root, &path(text), Nested::Leaf(n));
        result.map(|old| old.as_ref().map(show)).map_err(|error| error.to_string())
    };
    assert_eq!(set("/a/0", 5), Ok(Some("1".into())));
    assert_eq!(set("/a/2", 3), Ok(None));
    assert_eq!(set("/b", 9), Ok(None));
    assert_eq!(set("/b", 8), Ok(Some("9".into())));
    let failure = |text: &str| Err(text.to_owned());
    assert_eq!(set("/x/y", 1), failure(r#"no key "x" at segment 0 of "/x/y""#));
    assert_eq!(set("/a/9", 1), failure(r#"index 9 out of range (len 3) at segment 1 of "/a/9""#));
    assert_eq!(set("/a/k", 1), failure(r#"no key "k" at segment 1 of "/a/k""#));
    assert_eq!(set("/b/0", 1), failure(r#""b" is not a container at segment 0 of "/b/0""#));
    assert_eq!(show(&root), "{a:[5 2 3] b:8}");
    let old = set_path(&mut root, [], Nested::Leaf(0)).unwrap();
    assert_eq!(old.as_ref().map(show).as_deref(), Some("{a:[5 2 3] b:8}"));
    assert_eq!(show(&root), "0");
}

#[test]
fn remove_keeps_the_order_of_the_others() {
    let mut root = tree("{a:[1 2 3] b:4 c:5 d:6}");
    assert_eq!(show(&remove_path(&mut root, &path("/b")).unwrap()), "4");
    assert_eq!(show(&remove_path(&mut root, &path("/a/0")).unwrap()), "1");
    assert_eq!(show(&root), "{a:[2 3] c:5 d:6}");
    assert!(remove_path(&mut root, &path("/b")).unwrap_err().is_not_found());
    assert!(remove_path(&mut root, &path("/a/2")).unwrap_err().is_not_found());
    let error = remove_path(&mut root, []).unwrap_err();
    assert!(error.is_invalid_argument());
    assert_eq!(error.to_string(), "the root cannot be removed");
}

#[test]
fn get_mut_finds_what_get_finds() {
    let mut root = tree("{a:[1 {b:2}]}");
    for text in ["", "/a", "/a/0", "/a/1", "/a/1/b"] {
        let found = show(get_path(&root, &path(text)).unwrap());
        assert_eq!(show(get_path_mut(&mut root, &path(text)).unwrap()), found);
    }
    for text in ["/x", "/a/2", "/a/0/0", "/a/1/c"] {
        let error = get_path(&root, &path(text)).unwrap_err().to_string();
        assert_eq!(get_path_mut(&mut root, &path(text)).unwrap_err().to_string(), error);
    }
}

#[cfg(feature = "serde_json")]
#[test]
fn json_is_reached_alike() {
    use serde_json::json;

    let mut root = json!({"a": [1, {"b": null}], "0": true});
    assert_eq!(get_path(&root, &path("/a/1/b")).unwrap(), &json!(null));
    assert_eq!(get_path(&root, &path("/0")).unwrap(), &json!(true));
    assert_eq!(set_path(&mut root, &path("/a/2"), json!("x")).unwrap(), None);
    assert_eq!(set_path(&mut root, &path("/a/0"), json!("y")).unwrap(), Some(json!(1)));
    assert_eq!(set_path(&mut root, &path("/n"), json!(3)).unwrap(), None);
    assert!(set_path(&mut root, &path("/a/7"), json!(3)).is_err());
    assert!(set_path(&mut root, [0.into()], json!(3)).is_err());
    *get_path_mut(&mut root, &path("/a/1/b")).unwrap() = json!(7);
    assert_eq!(remove_path(&mut root, &path("/0")).unwrap(), json!(true));
    assert_eq!(remove_path(&mut root, &path("/a/1")).unwrap(), json!({"b": 7}));
    assert_eq!(root, json!({"a": ["y", "x"], "n": 3}));
    assert!(remove_path(&mut root, &path("/n/x")).is_err());
    assert!(get_path_mut(&mut root, &path("/a/x")).is_err());
}
