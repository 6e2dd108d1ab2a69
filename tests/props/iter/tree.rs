//! Random trees up to depth 8 against plain recursion, for `Nested` and `serde_json::Value`.

use std::fmt::Debug;

use boltons::iter::IndexMap;
use boltons::iter::tree::{
    Deep, Edit, Nested, PathForm, Seg, SegBuf, TreeBuild, TreeOwned, TreePath, TreePattern,
    assert_laws, change_all, clone_deep, eq_deep, find_all, flatten, get_path, get_path_mut, merge,
    merge_patch, remap, remap_with, remove_all, remove_path, remove_paths, research, retain,
    set_path, set_path_with_parents, try_remap_with, unflatten, unflatten_text, walk,
};
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;

/// Keys that pointers and dotted texts must escape or refuse, and keys that look like indices.
fn key() -> impl Strategy<Value = String> {
    let awkward = [
        "", "a", "b", "a/b", "~", "~1", "/", ".", "a.b", "0", "1", "01", "-", "é", "\u{0}", "*",
        "a[0]", "[1]", "\\", "%41",
    ];
    prop::sample::select(awkward.to_vec()).prop_map(str::to_owned)
}

pub fn nested() -> impl Strategy<Value = Nested<i32>> {
    (0..6).prop_map(Nested::Leaf).prop_recursive(8, 96, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Nested::List),
            prop::collection::vec((key(), inner), 0..5)
                .prop_map(|entries| Nested::Map(entries.into_iter().collect())),
        ]
    })
}

#[cfg(feature = "serde_json")]
fn json(tree: &Nested<i32>) -> serde_json::Value {
    match tree {
        Nested::Leaf(n) => (*n).into(),
        Nested::List(items) => items.iter().map(json).collect(),
        Nested::Map(entries) => entries.iter().map(|(k, v)| (k.clone(), json(v))).collect(),
    }
}

/// All that is asked of a tree here.
pub trait Sample: TreeBuild + TreeOwned + Clone + PartialEq + Debug {
    /// Something of the node itself, not of its children: a leaf's number, the kind of a container.
    fn own(&self) -> usize;
}

impl Sample for Nested<i32> {
    fn own(&self) -> usize {
        match self {
            Self::Leaf(n) => usize::try_from(*n).unwrap_or(0),
            Self::List(_) => 100,
            Self::Map(_) => 101,
        }
    }
}

#[cfg(feature = "serde_json")]
impl Sample for serde_json::Value {
    fn own(&self) -> usize {
        match self {
            Self::Array(_) => 100,
            Self::Object(_) => 101,
            leaf => leaf.as_u64().and_then(|n| usize::try_from(n).ok()).unwrap_or(0),
        }
    }
}

/// One visit: the path's text, and the node by its address.
type Seen<T> = Vec<(String, *const T)>;

fn pointer(path: &[Seg<'_>]) -> String {
    path.iter().copied().collect::<TreePath>().to_string()
}

/// The walk as recursion, in either order, down to a depth.
fn recurse<'a, T: Sample>(
    node: &'a T,
    path: &mut Vec<Seg<'a>>,
    post_order: bool,
    depth: usize,
    seen: &mut Seen<T>,
) {
    if !post_order {
        seen.push((pointer(path), node));
    }
    if depth > 0 {
        for (seg, child) in node.children().into_iter().flatten() {
            path.push(seg);
            recurse(child, path, post_order, depth - 1, seen);
            path.pop();
        }
    }
    if post_order {
        seen.push((pointer(path), node));
    }
}

fn walks_are_recursion<T: Sample>(tree: &T) -> TestCaseResult {
    for post_order in [false, true] {
        for depth in [0, 1, 2, 5, usize::MAX] {
            let mut expected = Seen::new();
            recurse(tree, &mut Vec::new(), post_order, depth, &mut expected);
            let start = || {
                let nodes = walk(tree).max_depth(depth);
                if post_order { nodes.post_order() } else { nodes }
            };
            let mut seen = Seen::new();
            start().for_each(|path, node| seen.push((pointer(path), node)));
            prop_assert_eq!(&seen, &expected);
            let mut nodes = start();
            let mut stepwise = Seen::new();
            while let Some(visit) = nodes.next() {
                stepwise.push((pointer(visit.path), visit.node));
            }
            prop_assert_eq!(&stepwise, &expected);
            prop_assert!(nodes.next().is_none(), "fused");

            let nodes = expected.iter().map(|(_, node)| *node);
            prop_assert!(start().nodes().map(std::ptr::from_ref).eq(nodes));
            // A container at the greatest depth is none of the leaves.
            let leaves = start().nodes().filter(|node| node.children().is_none());
            prop_assert!(
                start().leaves().map(std::ptr::from_ref).eq(leaves.map(std::ptr::from_ref))
            );
        }
    }
    Ok(())
}

/// Skipping the children of some containers leaves out exactly what is below them.
fn skipping_leaves_out_what_is_below<T: Sample>(tree: &T, salt: usize) -> TestCaseResult {
    let shut = |path: &[Seg<'_>]| (path.len() + salt) % 3 == 0;
    let mut expected = Vec::new();
    walk(tree).for_each(|path, _| {
        if (0..path.len()).all(|n| !shut(&path[..n])) {
            expected.push(pointer(path));
        }
    });
    let (mut nodes, mut seen) = (walk(tree), Vec::new());
    while let Some(visit) = nodes.next() {
        seen.push(pointer(visit.path));
        if shut(visit.path) {
            nodes.skip_children();
        }
    }
    prop_assert_eq!(seen, expected);
    Ok(())
}

fn paths_lead_back<T: Sample>(tree: &T) -> TestCaseResult {
    for (path, node) in research(tree, |_, _| true) {
        let same = |found: &T| std::ptr::eq(found, node);
        prop_assert!(get_path(tree, &path).is_ok_and(same), "{}", path);

        // The text gives indices back as keys, which lists read as indices.
        let text = path.to_string();
        let read: TreePath = text.parse().map_err(|e| TestCaseError::fail(format!("{e}")))?;
        prop_assert_eq!(read.to_string(), text);
        prop_assert_eq!(read.len(), path.len());
        prop_assert!(get_path(tree, &read).is_ok_and(same), "{}", path);
        prop_assert_eq!(&read, &path);
        match path.to_dotted() {
            Some(text) => {
                prop_assert!(get_path(tree, &TreePath::from_dotted(&text)).is_ok_and(same));
            }
            None => prop_assert!(path.iter().eq([Seg::Key("")])),
        }
        let fragment = path.to_uri_fragment();
        prop_assert_eq!(&TreePath::from_uri_fragment(&fragment).map_err(fail)?, &path);

        // No way leads through a leaf, nor to a key that is not there.
        let beyond = get_path(tree, path.iter().chain([Seg::Key("absent")]));
        prop_assert!(beyond.is_err_and(|error| error.is_not_found()));
    }
    Ok(())
}

fn edits_by_path<T: Sample>(tree: &T, pick: usize) -> TestCaseResult {
    let nodes = research(tree, |_, _| true);
    let (path, node) = &nodes[pick % nodes.len()];
    let whole = clone_deep(tree);

    let mut copy = tree.clone();
    let place = get_path_mut(&mut copy, path).map_err(|e| TestCaseError::fail(format!("{e}")))?;
    prop_assert_eq!(&*place, *node);
    let other = whole.clone();
    let old = set_path(&mut copy, path, other).map_err(|e| TestCaseError::fail(format!("{e}")))?;
    prop_assert_eq!(old.as_ref(), Some(*node));
    prop_assert_eq!(get_path(&copy, path).ok(), Some(&whole));
    let back = set_path(&mut copy, path, (*node).clone());
    prop_assert_eq!(back.ok().flatten(), Some(whole));
    prop_assert_eq!(&copy, tree);

    let removed = remove_path(&mut copy, path);
    if path.is_empty() {
        prop_assert!(removed.is_err_and(|error| error.is_invalid_argument()));
    } else {
        prop_assert_eq!(removed.as_ref().ok(), Some(*node));
        // As dropping that one node.
        let mut expected = tree.clone();
        retain(&mut expected, |above, own, _| {
            pointer(&[above, &[own]].concat()) != path.to_string()
        });
        prop_assert_eq!(copy, expected);
    }
    Ok(())
}

/// A number of a path and a node's own data.
fn lot(path: impl Iterator<Item = char>, own: usize) -> usize {
    path.fold(own.wrapping_mul(31), |sum, c| (sum ^ c as usize).wrapping_mul(0x0100_0193) >> 1)
}

fn text(path: &[SegBuf]) -> String {
    path.iter().cloned().collect::<TreePath>().to_string()
}

fn rebuilding<T: Sample>(tree: &T, salt: usize) -> TestCaseResult {
    prop_assert_eq!(&remap(tree.clone(), |_, node| Edit::Keep(node)), tree);
    prop_assert!(eq_deep(&clone_deep(tree), tree));
    prop_assert!(Deep::new(tree.clone()).clone() == Deep::new(tree.clone()));

    // Visited are all nodes but the root, children first, with their original paths and, as
    // nothing is changed, whole.
    let mut expected = Vec::new();
    walk(tree).post_order().for_each(|path, node| expected.push((pointer(path), node.clone())));
    expected.pop();
    let mut seen = Vec::new();
    let same = remap(tree.clone(), |path, node| {
        seen.push((text(path), node.clone()));
        Edit::Keep(node)
    });
    prop_assert_eq!(&same, tree);
    if tree.children().is_some() {
        prop_assert_eq!(seen, expected);
    }

    // Dropping by what a node is and where it stands, in place and by rebuilding.
    let keeps = |path: &str, node: &T| lot(path.chars(), node.own()) % (salt + 2) != 0;
    let mut kept = tree.clone();
    retain(&mut kept, |above, own, node| keeps(&pointer(&[above, &[own]].concat()), node));
    let rebuilt =
        remap(
            tree.clone(),
            |path, node| {
                if keeps(&text(path), &node) { Edit::Keep(node) } else { Edit::Drop }
            },
        );
    prop_assert_eq!(&kept, &rebuilt);
    // What is kept is what the walk of the original keeps with all that is above.
    let mut gone: Vec<String> = Vec::new();
    let mut left = 0;
    walk(tree).for_each(|path, node| {
        let above = (0..path.len()).any(|n| gone.contains(&pointer(&path[..n])));
        if above || !path.is_empty() && !keeps(&pointer(path), node) {
            gone.push(pointer(path));
        } else {
            left += 1;
        }
    });
    prop_assert_eq!(walk(&kept).nodes().count(), left);

    // Not entered is handed over whole, and what is not entered at all comes back.
    let shut = remap_with(
        tree.clone(),
        |path, _| path.is_empty(),
        |path, node| {
            assert_eq!(path.len(), 1);
            Edit::Keep(node)
        },
    );
    prop_assert_eq!(&shut, tree);
    prop_assert_eq!(&remap_with(tree.clone(), |_, _| false, |_, _| Edit::Drop), tree);

    // Stopping at the n-th visit: that error, and no visit after it.
    let mut visits = 0;
    let stopped = try_remap_with(
        tree.clone(),
        |_, _| true,
        |_, node| {
            visits += 1;
            if visits > salt { Err(visits) } else { Ok(Edit::Keep(node)) }
        },
    );
    match stopped {
        Ok(whole) => prop_assert_eq!(&whole, tree),
        Err(at) => prop_assert!(at == salt + 1 && visits == at),
    }
    Ok(())
}

#[allow(clippy::needless_pass_by_value, reason = "as `map_err` passes it")]
fn fail(error: boltons::Error) -> TestCaseError {
    TestCaseError::fail(error.to_string())
}

/// Flat and back, in typed paths and in both texts; and node by node with the parents.
fn flat_and_back<T: Sample>(tree: &T) -> TestCaseResult {
    let flat: Vec<(TreePath, T)> =
        flatten(tree).into_iter().map(|(path, node)| (path, node.clone())).collect();
    prop_assert_eq!(&unflatten(flat.clone()).map_err(fail)?, tree);
    // A map whose keys are 0, 1, … is a list in text; all texts say the same.
    let pointers = flat.iter().map(|(path, node)| (path.to_string(), node.clone()));
    let read = unflatten_text(pointers, PathForm::Pointer).map_err(fail)?;
    let dotted: Option<Vec<_>> =
        flat.iter().map(|(path, node)| Some((path.to_dotted()?, node.clone()))).collect();
    if let Some(dotted) = dotted {
        prop_assert_eq!(&unflatten_text(dotted, PathForm::Dotted).map_err(fail)?, &read);
    }
    prop_assert_eq!(flatten(&read).len(), flat.len());

    let typed = |path: &TreePath| path.iter().all(|seg| !matches!(seg, Seg::Key("0" | "-")));
    if tree.children().is_some() && flat.iter().all(|(path, _)| typed(path)) {
        let mut built = if tree.is_map() { T::new_map() } else { T::new_list() };
        for (path, node) in flat.iter().filter(|(path, _)| !path.is_empty()) {
            let old = set_path_with_parents(&mut built, path, node.clone(), 0).map_err(fail)?;
            prop_assert_eq!(old, None);
        }
        prop_assert_eq!(&built, tree);
    }
    Ok(())
}

/// Many removals at once, by path and by pattern, as one pass that leaves them out.
fn many_at_once<T: Sample>(tree: &T, salt: usize) -> TestCaseResult {
    let chosen: Vec<TreePath> = research(tree, |path, node| {
        !path.is_empty() && lot(pointer(path).chars(), node.own()) % (salt + 2) == 0
    })
    .into_iter()
    .rev()
    .map(|(path, _)| path)
    .collect();
    let mut removed = tree.clone();
    prop_assert_eq!(remove_paths(&mut removed, &chosen).map_err(fail)?, chosen.len());
    let mut expected = tree.clone();
    retain(&mut expected, |above, own, _| {
        !chosen.contains(&above.iter().copied().chain([own]).collect())
    });
    prop_assert_eq!(&removed, &expected);

    for text in ["*", "*.*", "*.a", "0.*", "*.*.*", "a.*.b", ""] {
        let pattern: TreePattern = text.parse().map_err(fail)?;
        let by_path = research(tree, |path, _| pattern.matches(&path.iter().copied().collect()));
        let found = find_all(tree, &pattern);
        prop_assert_eq!(found.len(), by_path.len());
        for (a, b) in found.iter().zip(&by_path) {
            prop_assert!(a.0 == b.0 && std::ptr::eq(a.1, b.1));
        }
        let mut changed = tree.clone();
        let mut seen = Vec::new();
        change_all(&mut changed, &pattern, |path, _| seen.push(pointer(path)));
        prop_assert!(
            seen.iter().eq(&by_path.iter().map(|(p, _)| p.to_string()).collect::<Vec<_>>())
        );
        prop_assert_eq!(&changed, tree);
        if !text.is_empty() {
            let paths: Vec<TreePath> = by_path.into_iter().map(|(path, _)| path).collect();
            let mut expected = tree.clone();
            remove_paths(&mut expected, &paths).map_err(fail)?;
            prop_assert_eq!(remove_all(&mut changed, &pattern), paths.len());
            prop_assert_eq!(changed, expected);
        }
    }
    Ok(())
}

/// The merge as recursion.
fn merged<T: Sample>(base: &T, patch: &T) -> T {
    if !base.is_map() || !patch.is_map() {
        return patch.clone();
    }
    let mut whole = base.clone();
    for (seg, new) in patch.children().into_iter().flatten() {
        let node = base.child(seg).map_or_else(|| new.clone(), |old| merged(old, new));
        assert!(whole.insert_child(seg, node).is_ok());
    }
    whole
}

fn merging<T: Sample>(tree: &T, salt: usize) -> TestCaseResult {
    let part = |odd: usize| {
        let mut part = tree.clone();
        retain(&mut part, |above, own, node| {
            lot(pointer(&[above, &[own]].concat()).chars(), node.own() + odd) % (salt + 3) != odd
        });
        part
    };
    let (a, b) = (part(0), part(1));
    let mut whole = a.clone();
    merge(&mut whole, b.clone());
    prop_assert_eq!(&whole, &merged(&a, &b));
    let mut twice = whole.clone();
    merge(&mut twice, b.clone());
    prop_assert_eq!(&twice, &whole);
    // Without nulls a merge patch is the same merge.
    if walk(&b).nodes().all(|node| !node.is_null()) {
        let mut patched = a.clone();
        merge_patch(&mut patched, b);
        prop_assert_eq!(&patched, &whole);
    }
    Ok(())
}

pub fn all<T: Sample>(tree: &T, salt: usize) -> TestCaseResult {
    assert_laws(tree);
    flat_and_back(tree)?;
    many_at_once(tree, salt % 8)?;
    merging(tree, salt % 8)?;
    walks_are_recursion(tree)?;
    skipping_leaves_out_what_is_below(tree, salt)?;
    paths_lead_back(tree)?;
    edits_by_path(tree, salt)?;
    rebuilding(tree, salt % 8)
}

proptest! {
    #[test]
    fn trees(tree in nested(), salt in 0..1000usize) {
        all(&tree, salt)?;
        #[cfg(feature = "serde_json")]
        all(&json(&tree), salt)?;

        let leaves: Vec<i32> = walk(&tree).leaves().map(|leaf| leaf.own() as i32).collect();
        prop_assert!(tree.into_leaves().eq(leaves));
    }

    #[test]
    fn equality_is_that_of_the_parts(a in nested(), b in nested()) {
        fn naive(a: &Nested<i32>, b: &Nested<i32>) -> bool {
            match (a, b) {
                (Nested::Leaf(a), Nested::Leaf(b)) => a == b,
                (Nested::List(a), Nested::List(b)) => {
                    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| naive(a, b))
                }
                (Nested::Map(a), Nested::Map(b)) => {
                    a.len() == b.len()
                        && a.iter().all(|(key, a)| b.get(key).is_some_and(|b| naive(a, b)))
                }
                _ => false,
            }
        }
        prop_assert_eq!(eq_deep(&a, &b), naive(&a, &b));
        // Maps in another order.
        let turned = remap(a.clone(), |_, node| Edit::Keep(match node {
            Nested::Map(entries) => Nested::Map(entries.into_iter().rev().collect()),
            other => other,
        }));
        prop_assert!(eq_deep(&a, &turned) && a == turned);
        #[cfg(feature = "serde_json")]
        prop_assert_eq!(eq_deep(&json(&a), &json(&b)), json(&a) == json(&b));
    }

    #[test]
    fn renaming_lets_the_last_one_win(keys in prop::collection::vec(key(), 0..6), to in key()) {
        let entries = keys.iter().enumerate().map(|(i, key)| (key.clone(), Nested::Leaf(i)));
        let tree = Nested::Map(entries.collect::<IndexMap<_, _>>());
        let last = tree.clone().into_leaves().last();
        let renamed = remap(tree, |_, node| Edit::Rename(SegBuf::from(to.as_str()), node));
        let Nested::Map(renamed) = renamed else { return Err(TestCaseError::fail("no map")) };
        prop_assert!(renamed.into_iter().eq(last.map(|n| (to, Nested::Leaf(n)))));
    }

    #[test]
    fn pointers_are_read_or_refused(text in "[/~01a.]{0,12}") {
        match text.parse::<TreePath>() {
            Ok(path) => {
                prop_assert_eq!(path.to_string(), text.as_str());
                prop_assert_eq!(path.len(), text.matches('/').count());
            }
            Err(error) => {
                let at = error.position().unwrap_or(usize::MAX);
                let bad = text.as_bytes().get(at).copied();
                prop_assert!(error.is_syntax());
                prop_assert!(
                    at == 0 && bad != Some(b'/')
                        || bad == Some(b'~')
                            && !matches!(text.as_bytes().get(at + 1), Some(b'0' | b'1'))
                );
                // What stands before it is in order.
                prop_assert!(text[..at].parse::<TreePath>().is_ok());
            }
        }
    }
}
