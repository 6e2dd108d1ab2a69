//! Missing parents, many removals, merges, flat forms, wildcards, and the texts of paths.

use std::collections::HashSet;

use boltons::iter::tree::{
    Deep, Nested, PathForm, Seg, SegBuf, TreeMut, TreePath, TreePattern, change_all, find_all,
    flatten, get_path, get_path_mut, merge, merge_with, remove_all, remove_path, remove_paths,
    research, set_path, set_path_with_parents, unflatten, unflatten_text, walk,
};

use super::{show, tree};

fn path(text: &str) -> TreePath {
    text.parse().unwrap()
}

fn leaf(n: i32) -> Nested<i32> {
    Nested::Leaf(n)
}

#[test]
fn i5_missing_parents_are_created() {
    for (before, at, after) in [
        ("{}", "/a", "{a:9}"),
        ("{}", "/a/b/c", "{a:{b:{c:9}}}"),
        ("{}", "/a/0/c", "{a:[{c:9}]}"),
        ("{}", "/a/-/c", "{a:[{c:9}]}"),
        ("{}", "/a/-", "{a:[9]}"),
        // No list can start at 5: a key of digits makes a map.
        ("{}", "/a/5", "{a:{5:9}}"),
        ("{a:[1 2]}", "/a/2/x", "{a:[1 2 {x:9}]}"),
        ("{a:[1 2]}", "/a/-/x", "{a:[1 2 {x:9}]}"),
        ("{a:[1 {x:1}]}", "/a/1/y", "{a:[1 {x:1 y:9}]}"),
        ("{a:{b:1}}", "/a/b", "{a:{b:9}}"),
        ("[]", "/0/0/0", "[[[9]]]"),
        ("[]", "", "9"),
    ] {
        let mut root = tree(before);
        set_path_with_parents(&mut root, &path(at), leaf(9), 0).unwrap();
        assert_eq!(show(&root), after, "{before} {at}");
    }
    let mut root = tree("{a:{b:1}}");
    assert_eq!(set_path_with_parents(&mut root, &path("/a/b"), leaf(2), 0).unwrap(), Some(leaf(1)));
}

#[test]
fn i5_refusals_change_nothing() {
    let before = "{a:1 l:[1] m:{}}";
    for (at, message, limit) in [
        ("/a/b/c", r#""a" is not a container at segment 0 of "/a/b/c""#, false),
        ("/l/k/c", r#"no key "k" at segment 1 of "/l/k/c""#, false),
        ("/l/9", "index 9 leaves 8 places empty, where at most 2 may be", true),
        ("/l/3", "index 3 leaves 2 places empty, and nothing can fill them", false),
    ] {
        let mut root = tree(before);
        let error = set_path_with_parents(&mut root, &path(at), leaf(9), 2).unwrap_err();
        assert_eq!(error.to_string(), message);
        assert_eq!(error.is_limit_exceeded(), limit);
        assert_eq!(error.is_not_found(), !limit);
        assert_eq!(show(&root), before);
    }
    // Indices in the part that is new.
    let mut root = tree(before);
    let far = [Seg::Key("m"), Seg::Key("new"), Seg::Index(usize::MAX), Seg::Key("x")];
    let error = set_path_with_parents(&mut root, far, leaf(9), 1000).unwrap_err();
    assert!(error.is_limit_exceeded());
    assert_eq!(error.position(), Some(2));
    assert_eq!(show(&root), before);
}

#[cfg(feature = "serde_json")]
#[test]
fn i5_null_counts_as_missing_and_fills_gaps() {
    use serde_json::{Value, json};

    let mut root = json!({"a": null, "l": [1]});
    set_path_with_parents(&mut root, &path("/a/b/0"), json!(9), 0).unwrap();
    set_path_with_parents(&mut root, &path("/l/3"), json!(4), 2).unwrap();
    set_path_with_parents(&mut root, &path("/n/2/x"), json!(5), 2).unwrap();
    assert_eq!(
        root,
        json!({"a": {"b": [9]}, "l": [1, null, null, 4], "n": [null, null, {"x": 5}]})
    );
    let mut null = Value::Null;
    set_path_with_parents(&mut null, &path("/x"), json!(1), 0).unwrap();
    assert_eq!(null, json!({"x": 1}));
    // A key fills nothing, nor does what is appended.
    let mut appended = json!({});
    for (at, value) in [("/l/-", 1), ("/l/-", 2), ("/m/k", 3)] {
        set_path_with_parents(&mut appended, &path(at), json!(value), 9).unwrap();
    }
    assert_eq!(appended, json!({"l": [1, 2], "m": {"k": 3}}));
    let error = set_path_with_parents(&mut root, &path("/l/9000"), json!(4), 2).unwrap_err();
    assert!(error.is_limit_exceeded());
}

#[test]
fn i6_many_paths_are_removed_in_any_order() {
    let original = tree("[10 20 30 40]");
    let found: Vec<TreePath> = research(&original, |_, node| matches!(node, Nested::Leaf(10 | 30)))
        .into_iter()
        .map(|(path, _)| path)
        .collect();
    let mut root = original.clone();
    assert_eq!(remove_paths(&mut root, &found).unwrap(), 2);
    assert_eq!(show(&root), "[20 40]");

    // Every subset of the nodes, in two orders, against marking them.
    let original = tree("{a:[1 {0:2 x:[3 4]} 5] b:6 10:[7 8]}");
    let all: Vec<TreePath> =
        research(&original, |path, _| !path.is_empty()).into_iter().map(|(path, _)| path).collect();
    assert_eq!(all.len(), 12);
    for subset in 0..1_usize << all.len() {
        let mut chosen: Vec<TreePath> = (0..all.len())
            .filter(|i| subset >> i & 1 == 1)
            .map(|i| all[i].to_string().parse().unwrap())
            .collect();
        if subset % 2 == 1 {
            let by = subset % chosen.len();
            chosen.rotate_left(by);
        }
        let mut expected = original.clone();
        boltons::iter::tree::retain(&mut expected, |path, seg, _| {
            let own: TreePath = path.iter().copied().chain([seg]).collect();
            !chosen.contains(&own)
        });
        let mut root = original.clone();
        assert_eq!(remove_paths(&mut root, &chosen).unwrap(), chosen.len());
        assert_eq!(show(&root), show(&expected), "{chosen:?}");
    }

    // Twice is once; what is missing, and the root, remove nothing.
    let mut root = original.clone();
    assert_eq!(remove_paths(&mut root, &[path("/b"), path("/b")]).unwrap(), 1);
    let before = show(&root);
    assert!(remove_paths(&mut root, &[path("/a/0"), path("/c")]).unwrap_err().is_not_found());
    assert!(remove_paths(&mut root, &[path("/a"), path("")]).unwrap_err().is_invalid_argument());
    assert_eq!(remove_paths(&mut root, &[]).unwrap(), 0);
    assert_eq!(show(&root), before);
}

#[test]
fn i7_maps_merge_at_any_depth() {
    for (base, patch, merged) in [
        ("{a:1}", "{b:2}", "{a:1 b:2}"),
        ("{a:1}", "{a:2}", "{a:2}"),
        ("{a:{b:1 c:2} d:3}", "{a:{c:9 e:{f:1}} d:[]}", "{a:{b:1 c:9 e:{f:1}} d:[]}"),
        ("{a:[1 2]}", "{a:[3]}", "{a:[3]}"),
        ("{a:1}", "{a:{b:2}}", "{a:{b:2}}"),
        ("{a:{b:2}}", "{a:{}}", "{a:{b:2}}"),
        ("[1]", "{a:1}", "{a:1}"),
        ("{a:1}", "7", "7"),
        ("{}", "{}", "{}"),
    ] {
        let mut root = tree(base);
        merge(&mut root, tree(patch));
        assert_eq!(show(&root), merged, "{base} {patch}");
    }
    // A rule for conflicts: the path, add or remove.
    let mut root = tree("{a:{x:1 y:2 z:3} b:4 c:5}");
    let mut seen = Vec::new();
    merge_with(&mut root, tree("{a:{x:10 y:0} b:0 d:1}"), |path, old, new| {
        seen.push(path.iter().cloned().collect::<TreePath>().to_string());
        match (old, new) {
            (Nested::Leaf(_), Nested::Leaf(0)) => None,
            (Nested::Leaf(old), Nested::Leaf(new)) => Some(leaf(old + new)),
            (_, new) => Some(new),
        }
    });
    assert_eq!(show(&root), "{a:{x:11 z:3} c:5 d:1}");
    assert_eq!(seen, ["/a/x", "/a/y", "/b"]);
}

#[cfg(feature = "serde_json")]
#[test]
fn i7_merge_patch_of_the_rfc() {
    use boltons::iter::tree::merge_patch;
    use serde_json::{Value, json};

    // RFC 7396, appendix A.
    let cases: [(Value, Value, Value); 15] = [
        (json!({"a": "b"}), json!({"a": "c"}), json!({"a": "c"})),
        (json!({"a": "b"}), json!({"b": "c"}), json!({"a": "b", "b": "c"})),
        (json!({"a": "b"}), json!({"a": null}), json!({})),
        (json!({"a": "b", "b": "c"}), json!({"a": null}), json!({"b": "c"})),
        (json!({"a": ["b"]}), json!({"a": "c"}), json!({"a": "c"})),
        (json!({"a": "c"}), json!({"a": ["b"]}), json!({"a": ["b"]})),
        (json!({"a": {"b": "c"}}), json!({"a": {"b": "d", "c": null}}), json!({"a": {"b": "d"}})),
        (json!({"a": [{"b": "c"}]}), json!({"a": [1]}), json!({"a": [1]})),
        (json!(["a", "b"]), json!(["c", "d"]), json!(["c", "d"])),
        (json!({"a": "b"}), json!(["c"]), json!(["c"])),
        (json!({"a": "foo"}), json!(null), json!(null)),
        (json!({"a": "foo"}), json!("bar"), json!("bar")),
        (json!({"e": null}), json!({"a": 1}), json!({"e": null, "a": 1})),
        (json!([1, 2]), json!({"a": "b", "c": null}), json!({"a": "b"})),
        (json!({}), json!({"a": {"bb": {"ccc": null}}}), json!({"a": {"bb": {}}})),
    ];
    for (base, patch, merged) in cases {
        let mut root = base.clone();
        merge_patch(&mut root, patch.clone());
        assert_eq!(root, merged, "{base} {patch}");
    }
}

#[test]
fn i8_flat_forms_lose_nothing() {
    for text in ["7", "[]", "{}", "{a:[1 [] {b:2 c:{}}] 0:3}", "{0:1 1:2}", "[[[4]]]", "{x:{0:[]}}"]
    {
        let root = tree(text);
        let mut flat: Vec<_> =
            flatten(&root).into_iter().map(|(path, node)| (path, node.clone())).collect();
        let leaves = walk(&root).leaves().count();
        assert_eq!(flat.iter().filter(|(_, node)| matches!(node, Nested::Leaf(_))).count(), leaves);
        assert_eq!(show(&unflatten(flat.clone()).unwrap()), text);
        // In any order: maps compare without order.
        flat.reverse();
        assert_eq!(unflatten(flat).unwrap(), root);
    }
    assert_eq!(show(&unflatten::<Nested<i32>>([]).unwrap()), "{}");

    let text = |form, pairs: &[(&str, i32)]| {
        unflatten_text(pairs.iter().map(|(path, n)| (*path, leaf(*n))), form)
    };
    let dotted = text(PathForm::Dotted, &[("a[1]", 1), ("a.0", 2), ("b.7", 3), (r"c\.d", 4)]);
    assert_eq!(show(&dotted.unwrap()), "{a:[2 1] b:{7:3} c.d:4}");
    let pointer = text(PathForm::Pointer, &[("/1", 1), ("/0/x", 2)]);
    assert_eq!(show(&pointer.unwrap()), "[{x:2} 1]");
    assert!(text(PathForm::Pointer, &[("a", 1)]).unwrap_err().is_syntax());

    for (pairs, place) in [
        (&[("/a", 1), ("/b", 2), ("/a", 3)][..], 2),
        (&[("/a", 1), ("/a/b", 2)], 1),
        (&[("/a/b", 1), ("/a", 2)], 1),
        (&[("", 1), ("/a", 2)], 1),
    ] {
        let error = text(PathForm::Pointer, pairs).unwrap_err();
        assert!(error.is_conflict(), "{error}");
        assert_eq!(error.position(), Some(place));
    }
    let segs = |segs: &[Seg<'_>]| segs.iter().copied().collect::<TreePath>();
    let mixed = [(segs(&[Seg::Index(0)]), leaf(1)), (segs(&[Seg::Key("a")]), leaf(2))];
    assert_eq!(
        unflatten(mixed).unwrap_err().to_string(),
        "an index and a key in one container at pair 1"
    );
    let both = [
        (segs(&[Seg::Index(0)]), leaf(1)),
        (segs(&[Seg::Key("a")]), leaf(2)),
        (segs(&[Seg::Key("b")]), leaf(3)),
    ];
    assert_eq!(unflatten(both).unwrap_err().position(), Some(1), "the first that does not fit");
    let gap = [(segs(&[Seg::Index(0)]), leaf(1)), (segs(&[Seg::Index(2)]), leaf(2))];
    let error = unflatten(gap).unwrap_err();
    assert!(error.is_not_found());
    assert_eq!(
        (error.to_string().as_str(), error.position()),
        ("index 2 without index 1", Some(1))
    );
}

#[test]
fn i9_a_minus_appends_when_written_and_is_never_read() {
    let mut root = tree("{a:[1] m:{}}");
    assert_eq!(set_path(&mut root, &path("/a/-"), leaf(2)).unwrap(), None);
    assert_eq!(show(&root), "{a:[1 2] m:{}}");
    assert!(get_path(&root, &path("/a/-")).unwrap_err().is_not_found());
    assert!(get_path_mut(&mut root, &path("/a/-")).unwrap_err().is_not_found());
    assert!(remove_path(&mut root, &path("/a/-")).unwrap_err().is_not_found());
    // In a map it is a key.
    set_path(&mut root, &path("/m/-"), leaf(3)).unwrap();
    assert_eq!(show(&root), "{a:[1 2] m:{-:3}}");
    assert_eq!(show(get_path(&root, &path("/m/-")).unwrap()), "3");
}

#[test]
fn i10_wildcards_of_one_step() {
    let text = "{items:[{id:1 x:[5]} {id:2} 3] other:{a:{id:4} *:{id:6}}}";
    let root = tree(text);
    for (pattern, expected) in [
        ("items.*.id", &["/items/0/id", "/items/1/id"][..]),
        ("items[*].id", &["/items/0/id", "/items/1/id"]),
        ("*.*.id", &["/items/0/id", "/items/1/id", "/other/a/id", "/other/*/id"]),
        (r"other.\*.id", &["/other/*/id"]),
        ("items[1]", &["/items/1"]),
        ("items.*.*.*", &["/items/0/x/0"]),
        ("*", &["/items", "/other"]),
        ("", &[""]),
        ("nothing.*", &[]),
        ("items.*.id.*", &[]),
    ] {
        let pattern: TreePattern = pattern.parse().unwrap();
        let found: Vec<String> =
            find_all(&root, &pattern).iter().map(|(path, _)| path.to_string()).collect();
        assert_eq!(found, expected, "{pattern}");
        // The same by testing every path.
        let tested = research(&root, |path, _| pattern.matches(&path.iter().copied().collect()));
        assert!(tested.iter().map(|(path, _)| path.to_string()).eq(found.iter().cloned()));
        assert_eq!(pattern.to_string().parse::<TreePattern>().unwrap(), pattern);

        let mut changed = root.clone();
        let mut at = Vec::new();
        let count = change_all(&mut changed, &pattern, |path, node| {
            at.push(path.iter().copied().collect::<TreePath>().to_string());
            *node = leaf(0);
        });
        assert_eq!((count, &at), (expected.len(), &found));
        for place in &at {
            assert_eq!(get_path(&changed, &path(place)).unwrap(), &leaf(0));
        }

        let mut removed = root.clone();
        let count = remove_all(&mut removed, &pattern);
        if found == [""] {
            assert_eq!((count, show(&removed)), (0, text.to_owned()));
            continue;
        }
        let mut expected = root.clone();
        let paths: Vec<TreePath> = found.iter().map(|text| path(text)).collect();
        assert_eq!(remove_paths(&mut expected, &paths).unwrap(), count);
        assert_eq!(show(&removed), show(&expected));
    }
    assert_eq!(TreePattern::from(path("/a/*")).to_string(), r"a.\*");
    assert!(!"a.*".parse::<TreePattern>().unwrap().matches(&path("/b/c")));
}

#[test]
fn i11_dotted_texts_with_brackets_and_escapes() {
    let key = |text: &str| SegBuf::Key(text.into());
    for (text, segs) in [
        ("a.b[0].c", vec![key("a"), key("b"), 0.into(), key("c")]),
        ("[0][12]", vec![0.into(), 12.into()]),
        ("a[0]b", vec![key("a[0]b")]),
        ("a[01].b[].c[-1]", vec![key("a[01]"), key("b[]"), key("c[-1]")]),
        ("a[", vec![key("a[")]),
        ("a]b", vec![key("a]b")]),
        (r"a\.b.c\[0]", vec![key("a.b"), key("c[0]")]),
        (r"a\\.b\x\", vec![key(r"a\"), key(r"b\x\")]),
        (r"\*", vec![key("*")]),
        (&format!("[{}]", usize::MAX), vec![usize::MAX.into()]),
        ("[18446744073709551616]", vec![key("[18446744073709551616]")]),
    ] {
        let parsed = TreePath::from_dotted(text);
        assert_eq!(parsed.as_slice(), segs, "{text}");
        let written = parsed.to_dotted().unwrap();
        assert_eq!(TreePath::from_dotted(&written), parsed, "{text} {written}");
    }
    // Never more than linear: no bracket is searched for its end in all of the rest.
    let brackets = "[".repeat(1 << 20);
    assert_eq!(TreePath::from_dotted(&brackets).as_slice(), [key(&brackets)]);
}

#[test]
fn i19_a_parsed_path_equals_the_one_that_was_found() {
    let root = tree("{a:[1 2] 0:3}");
    for (found, _) in research(&root, |_, _| true) {
        let parsed = path(&found.to_string());
        assert_eq!(parsed, found);
        assert_eq!(parsed.cmp(&found), std::cmp::Ordering::Equal);
        assert!(HashSet::from([found.clone()]).contains(&parsed));
    }
    assert_ne!(path("/00"), TreePath::from_iter([Seg::Index(0)]));
    // The segments themselves still tell what they are.
    assert_eq!(path("/0").as_slice(), [SegBuf::Key("0".into())]);
    assert!(path("/2") < path("/10"));
}

#[test]
fn i21_fragments_of_uris() {
    // RFC 6901, section 6.
    for (fragment, pointer) in [
        ("#", ""),
        ("#/foo", "/foo"),
        ("#/foo/0", "/foo/0"),
        ("#/", "/"),
        ("#/a~1b", "/a~1b"),
        ("#/c%25d", "/c%d"),
        ("#/e%5Ef", "/e^f"),
        ("#/g%7Ch", "/g|h"),
        ("#/i%5Cj", "/i\\j"),
        ("#/k%22l", "/k\"l"),
        ("#/%20", "/ "),
        ("#/m~0n", "/m~0n"),
        ("#/%C3%A9", "/é"),
    ] {
        let parsed = TreePath::from_uri_fragment(fragment).unwrap();
        assert_eq!(parsed.to_string(), pointer);
        assert_eq!(parsed.to_uri_fragment(), fragment);
    }
    for (text, at) in [
        ("", 0),
        ("/a", 0),
        ("#a", 1),
        ("#/%", 2),
        ("#/%4", 2),
        ("#/%zz", 2),
        ("#/a%20%ff", 6),
        ("#/%20~2", 5),
    ] {
        let error = TreePath::from_uri_fragment(text).unwrap_err();
        assert!(error.is_syntax());
        assert_eq!(error.position(), Some(at), "{text}: {error}");
    }
}

#[cfg(feature = "serde")]
#[test]
fn paths_are_serialized_as_pointers() {
    let found = TreePath::from_iter([Seg::Key("a/b"), Seg::Index(0)]);
    let text = serde_json::to_string(&found).unwrap();
    assert_eq!(text, r#""/a~1b/0""#);
    assert_eq!(serde_json::from_str::<TreePath>(&text).unwrap(), found);
    let error = serde_json::from_str::<TreePath>(r#""a""#).unwrap_err().to_string();
    assert!(error.starts_with("expected '/'"), "{error}");
    let error = serde_json::from_str::<TreePath>("7").unwrap_err().to_string();
    assert!(error.contains("a JSON pointer"), "{error}");
}

/// As deep as in `deep.rs`.
const DEPTH: usize = if cfg!(debug_assertions) { 20_000 } else { 1_000_000 };

#[test]
fn all_of_it_at_any_depth() {
    let run = || {
        let lists: TreePath = (0..DEPTH).map(|_| Seg::Index(0)).collect();
        let maps: TreePath = (0..DEPTH / 4).map(|_| Seg::Key("k")).collect();
        for at in [lists, maps] {
            let mut root =
                Deep::new(if at.as_slice()[0] == 0.into() { tree("[]") } else { tree("{}") });
            set_path_with_parents(&mut *root, &at, leaf(1), 0).unwrap();
            assert_eq!(get_path(&*root, &at).unwrap(), &leaf(1));
            let flat = flatten(&*root);
            assert!(flat.len() == 1 && flat[0].0 == at);
            let again = Deep::new(unflatten([(at.clone(), leaf(1))]).unwrap());
            assert!(again == root);
            let text = [(at.to_string(), leaf(1))];
            assert!(Deep::new(unflatten_text(text, PathForm::Pointer).unwrap()) == root);

            let pattern: TreePattern = at.to_dotted().unwrap().replace('k', "*").parse().unwrap();
            assert_eq!(find_all(&*root, &pattern).len(), 1);
            assert_eq!(change_all(&mut *root, &pattern, |_, node| *node = leaf(2)), 1);
            merge(&mut *root, again.clone().into_inner());
            assert_eq!(get_path(&*root, &at).unwrap(), &leaf(1));
            // Refused with the value as deep as everything else.
            let mut below = at.clone();
            below.push("below");
            let error = set_path_with_parents(&mut *root, &below, again.clone().into_inner(), 0);
            assert!(error.unwrap_err().is_not_found());

            let mut short = at.clone();
            short.pop();
            assert_eq!(remove_paths(&mut *root, &[short, at.clone()]).unwrap(), 2);
            assert_eq!(remove_all(&mut *root, &pattern), 0);
        }
    };
    std::thread::Builder::new().stack_size(256 << 10).spawn(run).unwrap().join().unwrap();
}

#[test]
fn a_type_with_the_pair_alone_has_everything() {
    use boltons::iter::tree::{Children, ChildrenMut, Rebuild, Tree, assert_laws};
    use std::collections::{BTreeMap, btree_map};

    #[derive(Clone, Debug, PartialEq)]
    enum Doc {
        Text(String),
        List(Vec<Self>),
        Map(BTreeMap<String, Self>),
    }

    impl Tree for Doc {
        type Children<'a> = Children<'a, Self, btree_map::Iter<'a, String, Self>>;
        fn children(&self) -> Option<Self::Children<'_>> {
            match self {
                Self::Text(_) => None,
                Self::List(items) => Some(Children::list(items)),
                Self::Map(entries) => Some(Children::map(entries.iter())),
            }
        }
    }

    impl TreeMut for Doc {
        type ChildrenMut<'a> = ChildrenMut<'a, Self, btree_map::IterMut<'a, String, Self>>;
        fn children_mut(&mut self) -> Option<Self::ChildrenMut<'_>> {
            match self {
                Self::Text(_) => None,
                Self::List(items) => Some(ChildrenMut::list(items)),
                Self::Map(entries) => Some(ChildrenMut::map(entries.iter_mut())),
            }
        }
        fn take_children(&mut self) -> Option<Vec<(SegBuf, Self)>> {
            Some(match self {
                Self::Text(_) => return None,
                Self::List(items) => {
                    items.drain(..).enumerate().map(|(i, item)| (i.into(), item)).collect()
                }
                Self::Map(entries) => {
                    std::mem::take(entries).into_iter().map(|(k, v)| (k.into(), v)).collect()
                }
            })
        }
        fn with_children(&self, new: Vec<(SegBuf, Self)>) -> Result<Self, Vec<(SegBuf, Self)>> {
            Ok(match self {
                Self::Text(_) => return Err(new),
                Self::List(_) => Self::List(new.into_iter().map(|(_, item)| item).collect()),
                Self::Map(_) => {
                    Self::Map(new.into_iter().map(|(seg, v)| (seg.to_string(), v)).collect())
                }
            })
        }
    }

    impl Rebuild for Doc {}

    let text = |text: &str| Doc::Text(text.into());
    let map = |entries: &[(&str, Doc)]| {
        Doc::Map(entries.iter().map(|(key, node)| ((*key).to_owned(), node.clone())).collect())
    };
    let mut root = map(&[
        ("a", Doc::List(vec![text("x"), Doc::List(vec![]), map(&[])])),
        ("b", map(&[("0", text("y"))])),
    ]);
    assert_laws(&root);
    // The defaults: appending, keys that an empty list refuses, the order of what stays.
    assert_eq!(set_path(&mut root, &path("/a/-"), text("z")).unwrap(), None);
    assert!(set_path(&mut root, &path("/a/1/key"), text("z")).unwrap_err().is_not_found());
    assert!(set_path(&mut root, &path("/a/1/7"), text("z")).unwrap_err().is_not_found());
    assert_eq!(set_path(&mut root, &path("/a/1/0"), text("z")).unwrap(), None);
    assert_eq!(set_path(&mut root, &path("/a/2/7"), text("z")).unwrap(), None);
    assert!(set_path(&mut root, [Seg::Key("b"), Seg::Index(7)], text("z")).is_err());
    assert_eq!(remove_path(&mut root, &path("/a/0")).unwrap(), text("x"));
    assert_eq!(
        root,
        map(&[
            ("a", Doc::List(vec![Doc::List(vec![text("z")]), map(&[("7", text("z"))]), text("z")])),
            ("b", map(&[("0", text("y"))])),
        ])
    );
    assert_eq!(remove_all(&mut root, &"*.*".parse().unwrap()), 4);
    assert_eq!(root, map(&[("a", Doc::List(vec![])), ("b", map(&[]))]));
    assert_laws(&root);
}
