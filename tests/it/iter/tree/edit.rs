//! `retain` and `remap`.

use boltons::iter::tree::{
    Edit, Nested, Seg, SegBuf, TreeOwned, TreePath, remap, remap_with, retain, try_remap_with,
};

use super::{show, tree};

fn leaf(node: &Nested<i32>) -> Option<i32> {
    match node {
        Nested::Leaf(n) => Some(*n),
        _ => None,
    }
}

#[test]
fn keeping_everything_changes_nothing() {
    for source in ["1", "[]", "{a:1 b:[2 {c:3}] d:{} e:[[]]}", "[[[1]] 2 {x:{y:3}}]"] {
        let mut root = tree(source);
        retain(&mut root, |_, _, _| true);
        assert_eq!(show(&root), source);
        assert_eq!(show(&remap(root, |_, node| Edit::Keep(node))), source);
    }
}

#[test]
fn retain_and_remap_agree_on_predicates_of_the_node_alone() {
    for source in ["[1 -1 [2 -2 -3] {a:-4 b:[-5]} -6 7]", "[-1 -1 -1]", "{a:{b:{c:-1 d:1}}}"] {
        let mut retained = tree(source);
        retain(&mut retained, |_, _, node| leaf(node).is_none_or(|n| n > 0));
        let remapped = remap(tree(source), |_, node| {
            if leaf(&node).is_none_or(|n| n > 0) { Edit::Keep(node) } else { Edit::Drop }
        });
        assert_eq!(show(&retained), show(&remapped), "{source}");
    }
}

#[test]
fn paths_keep_the_original_indices() {
    let source = "[0 [10 [110 111] 12] 2 [30 31] 4]";
    // All ways of dropping some of the nodes.
    for dropped in 0_u32..1 << 12 {
        let drops = |place: usize| dropped >> place & 1 == 1;
        let mut seen = Vec::new();
        let mut root = tree(source);
        let mut count = 0;
        retain(&mut root, |path, own, node| {
            let whole: TreePath = path.iter().copied().chain([own]).collect();
            seen.push((whole.to_string(), show(node)));
            count += 1;
            !drops(count - 1)
        });
        let original = tree(source);
        for (path, node) in seen {
            let found =
                boltons::iter::tree::get_path(&original, &path.parse::<TreePath>().unwrap());
            // A node is seen before anything below it is gone.
            assert_eq!(show(found.unwrap()), node, "{path} of {dropped:b}");
        }
    }
    let mut seen = Vec::new();
    remap(tree(source), |path, node| {
        seen.push(path.iter().cloned().collect::<TreePath>().to_string());
        if leaf(&node).is_some_and(|n| n % 10 == 0) { Edit::Drop } else { Edit::Keep(node) }
    });
    assert_eq!(
        seen,
        ["/0", "/1/0", "/1/1/0", "/1/1/1", "/1/1", "/1/2", "/1", "/2", "/3/0", "/3/1", "/3", "/4"]
    );
}

#[test]
fn retain_changes_nodes_and_does_not_visit_what_it_dropped() {
    let mut root = tree("[1 [2 3] {a:4}]");
    let mut visited = 0;
    retain(&mut root, |_, own, node| {
        visited += 1;
        if let Nested::Leaf(n) = node {
            *n *= 10;
        }
        own != Seg::Index(1) || !matches!(node, Nested::List(_))
    });
    assert_eq!(show(&root), "[10 {a:40}]");
    assert_eq!(visited, 4);
}

#[test]
fn renaming_moves_and_the_last_put_wins() {
    let root = tree("{a:1 b:2 c:3}");
    let renamed = remap(root, |path, node| match path {
        [SegBuf::Key(key)] if key == "a" => Edit::Rename("z".into(), node),
        [SegBuf::Key(key)] if key == "c" => Edit::Rename("b".into(), node),
        _ => Edit::Keep(node),
    });
    assert_eq!(show(&renamed), "{z:1 b:3}");
    // An index into a map is a key of digits; a key into a list appends.
    let renamed = remap(tree("{a:[1 2]}"), |path, node| match path {
        [_, SegBuf::Index(0)] => Edit::Rename("first".into(), node),
        [SegBuf::Key(_)] => Edit::Rename(7.into(), node),
        _ => Edit::Keep(node),
    });
    assert_eq!(show(&renamed), "{7:[1 2]}");
}

#[test]
fn the_root_is_entered_but_not_visited() {
    let mut entered = Vec::new();
    let result = remap_with(
        tree("[1 [2]]"),
        |path, node| {
            entered.push((path.len(), show(node)));
            path.is_empty()
        },
        |path, node| {
            assert!(!path.is_empty());
            Edit::Keep(node)
        },
    );
    assert_eq!(show(&result), "[1 [2]]");
    let entered: Vec<_> = entered.iter().map(|(depth, node)| (*depth, node.as_str())).collect();
    assert_eq!(entered, [(0, "[1 [2]]"), (1, "1"), (1, "[2]")]);
    // Boltons raises on a leaf.
    assert_eq!(remap(Nested::Leaf(1), |_, _| -> Edit<_> { unreachable!() }), Nested::Leaf(1));
    let whole = remap_with(tree("[1]"), |_, _| false, |_, _| unreachable!("not the root"));
    assert_eq!(show(&whole), "[1]");
}

#[test]
fn an_error_stops_the_work() {
    let mut visits = 0;
    let result = try_remap_with(
        tree("[1 [2 3] 4]"),
        |_, _| true,
        |path, node| {
            visits += 1;
            if leaf(&node) == Some(3) { Err(path.len()) } else { Ok(Edit::Keep(node)) }
        },
    );
    assert_eq!((result, visits), (Err(2), 3));
}

#[cfg(feature = "serde_json")]
#[test]
fn json_keeps_what_python_boltons_keeps() {
    use serde_json::{Value, json};

    // remap(root, visit=lambda p, k, v: v is not None) of boltons 26.2.0.
    let root = json!({"a": [1, null, {"b": null, "c": []}], "d": null});
    let expected = json!({"a": [1, {"c": []}]});
    let mut retained = root.clone();
    retain(&mut retained, |_, _, node: &mut Value| !node.is_null());
    assert_eq!(retained, expected);
    let remapped =
        remap(root, |_, node: Value| if node.is_null() { Edit::Drop } else { Edit::Keep(node) });
    assert_eq!(remapped, expected);
}

/// Takes the first child without its segment and the others with it, puts those back under other
/// keys or their own, and closes.
fn taken_and_put<T: TreeOwned + std::fmt::Debug>(node: T, rename: bool) -> (T, Vec<SegBuf>, T) {
    let Ok(mut frame) = node.open() else { panic!("a container opens") };
    let first = T::take_node(&mut frame).unwrap();
    let mut segs = Vec::new();
    while let Some((seg, child)) = T::take(&mut frame) {
        segs.push(seg.clone());
        let seg = if rename && segs.len() == 2 { "new".into() } else { seg };
        T::put(&mut frame, seg, child);
    }
    assert!(T::take_node(&mut frame).is_none());
    (first, segs, T::close(frame))
}

#[test]
fn frames_give_children_with_and_without_their_segments() {
    let keys: [SegBuf; 3] = ["bb".into(), "".into(), "ccc".into()];
    let source = "{a:1 bb:[2] :3 ccc:4}";
    for (rename, left) in [(false, "{bb:[2] :3 ccc:4}"), (true, "{bb:[2] new:3 ccc:4}")] {
        let (first, segs, closed) = taken_and_put(tree(source), rename);
        assert_eq!((leaf(&first), &segs[..]), (Some(1), &keys[..]));
        assert_eq!(show(&closed), left);
    }
    let (first, segs, closed) = taken_and_put(tree("[1 2 [3]]"), true);
    assert_eq!((leaf(&first), show(&closed).as_str()), (Some(1), "[2 [3]]"));
    assert_eq!(segs, [1.into(), 2.into()]);

    // A child that was taken without its segment is put wherever it is said to belong.
    let Ok(mut frame) = tree("{a:1 b:2}").open() else { panic!("a map opens") };
    let one = Nested::take_node(&mut frame).unwrap();
    Nested::put(&mut frame, "".into(), one);
    assert_eq!(Nested::take(&mut frame).unwrap().0, "b".into());
    assert_eq!(show(&Nested::close(frame)), "{:1}");
}

#[cfg(feature = "serde_json")]
#[test]
fn frames_of_json_give_children_with_and_without_their_segments() {
    use serde_json::json;

    let map = json!({"a": 1, "b": [2], "c": 3});
    let (first, segs, closed) = taken_and_put(map.clone(), false);
    assert_eq!((first, closed), (json!(1), json!({"b": [2], "c": 3})));
    assert_eq!(segs, ["b".into(), "c".into()]);
    let (_, _, closed) = taken_and_put(map, true);
    assert_eq!(closed, json!({"b": [2], "new": 3}));
    let (first, _, closed) = taken_and_put(json!([1, 2, 3]), false);
    assert_eq!((first, closed), (json!(1), json!([2, 3])));
}
