//! `walk` and `research` against recursion.

use boltons::iter::tree::{Nested, Seg, TreePath, Visit, get_path, research, walk};

use super::{show, tree};

const TREES: [&str; 7] = [
    "1",
    "[]",
    "{}",
    "[1 2 3]",
    "[1 [2 [3]] 4]",
    "{a:1 b:[2 {c:3}] d:{} e:[[]]}",
    "[[[[1]]] {x:{y:{z:2}}} [] 5]",
];

/// Paths and nodes as recursion finds them.
fn model(
    node: &Nested<i32>,
    path: &str,
    post: bool,
    depth: usize,
    out: &mut Vec<(String, String)>,
) {
    if !post {
        out.push((path.to_owned(), show(node)));
    }
    if depth > 0 {
        let mut below = |seg: String, child| {
            model(child, &format!("{path}/{seg}"), post, depth - 1, out);
        };
        match node {
            Nested::Leaf(_) => {}
            Nested::List(items) => {
                items.iter().enumerate().for_each(|(i, child)| below(i.to_string(), child));
            }
            Nested::Map(entries) => {
                entries.iter().for_each(|(key, child)| below(key.clone(), child));
            }
        }
    }
    if post {
        out.push((path.to_owned(), show(node)));
    }
}

fn text(path: &[Seg<'_>]) -> String {
    path.iter().copied().collect::<TreePath>().to_string()
}

#[test]
fn order_and_paths_are_those_of_recursion() {
    for source in TREES {
        let root = tree(source);
        for post in [false, true] {
            for depth in [0, 1, 2, 3, usize::MAX] {
                let mut expected = Vec::new();
                model(&root, "", post, depth, &mut expected);
                let nodes = walk(&root).max_depth(depth);
                let mut nodes = if post { nodes.post_order() } else { nodes };
                let mut given = Vec::new();
                nodes.clone().for_each(|path, node| given.push((text(path), show(node))));
                assert_eq!(given, expected, "{source} post {post} depth {depth}");
                let same: Vec<String> = nodes.clone().nodes().map(show).collect();
                assert!(same.iter().eq(expected.iter().map(|(_, node)| node)));
                while nodes.next().is_some() {}
                assert!(nodes.next().is_none() && nodes.next().is_none());
            }
        }
    }
}

#[test]
fn leaves_are_the_nodes_that_are_no_containers() {
    for source in TREES {
        let root = tree(source);
        let leaves: Vec<i32> = walk(&root)
            .leaves()
            .map(|leaf| match leaf {
                Nested::Leaf(n) => *n,
                container => panic!("{} is no leaf", show(container)),
            })
            .collect();
        assert_eq!(leaves, root.into_leaves().collect::<Vec<_>>(), "{source}");
    }
}

#[test]
fn skip_children_leaves_out_what_is_below() {
    let root = tree("[[1 [2]] {a:[3]} 4]");
    let mut given = Vec::new();
    let mut nodes = walk(&root);
    while let Some(Visit { path, node }) = nodes.next() {
        given.push(text(path));
        if matches!((path, node), ([_], Nested::List(_))) {
            nodes.skip_children();
        }
    }
    assert_eq!(given, ["", "/0", "/1", "/1/a", "/1/a/0", "/2"]);
    // Before the first node there is nothing to skip.
    let mut nodes = walk(&root);
    nodes.skip_children();
    assert_eq!(nodes.nodes().count(), 9);
}

#[test]
fn research_gives_paths_that_get_path_follows_to_the_same_node() {
    for source in TREES {
        let root = tree(source);
        let all = research(&root, |_, _| true);
        assert_eq!(all.len(), walk(&root).nodes().count());
        assert!(all[0].0.is_empty(), "the root has the empty path");
        for (path, node) in &all {
            assert!(std::ptr::eq(get_path(&root, path).unwrap(), *node), "{path}");
            // Also when its text is read back, where indices have become keys.
            let read: TreePath = path.to_string().parse().unwrap();
            assert!(std::ptr::eq(get_path(&root, &read).unwrap(), *node), "{path}");
        }
    }
}

#[cfg(feature = "serde_json")]
#[test]
fn real_document_has_its_counts() {
    let Some(file) = crate::shared::data("iter/nested.json") else { return };
    let root: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    assert_eq!(walk(&root).nodes().count(), 1616);
    assert_eq!(walk(&root).leaves().filter(|leaf| leaf.is_null()).count(), 71);
    let ids = research(&root, |path, _| path.last() == Some(&Seg::Key("id")));
    assert_eq!(ids.len(), 60);
    let mut deepest = 0;
    walk(&root).for_each(|path, _| deepest = deepest.max(path.len()));
    assert_eq!(deepest + 1, 10);
    for (path, node) in research(&root, |_, _| true) {
        assert!(std::ptr::eq(get_path(&root, &path).unwrap(), node), "{path}");
        assert_eq!(root.pointer(&path.to_string()), Some(node));
    }
}
