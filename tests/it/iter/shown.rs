//! What `Debug` shows of iterators and frames, which is never a node (a node may be too deep to be
//! printed without recursion), that a copy goes on from the same place, and small trait
//! implementations.

use std::collections::HashSet;

use boltons::iter::combin::combinations;
use boltons::iter::tree::{
    Nested, SegBuf, Tree, TreeMut, TreeOwned, TreePath, TreePattern, Visit, walk,
};
use boltons::iter::{Guid, Guids, IterExt};

use super::tree::tree;

/// The names that stand for nodes.
fn shows_no_node(text: &str) {
    for name in ["Leaf", "List", "Map("] {
        assert!(!text.contains(name), "{text}");
    }
}

#[test]
fn walks_show_their_path_and_no_node() {
    let tree = tree("[1 [2 {a:3}] 4]");
    let mut visits = walk(&tree);
    for _ in 0..5 {
        let visit: Visit<'_, '_, _> = visits.next().unwrap();
        let text = format!("{visit:?}");
        assert!(text.starts_with("Visit"), "{text}");
        assert!(text.contains(&format!("{:?}", visit.path)), "{text}");
        shows_no_node(&text);
        #[allow(clippy::clone_on_copy, reason = "the implementation is what is tried")]
        let same = visit.clone();
        assert_eq!((same.path, same.node), (visit.path, visit.node));
    }
    let text = format!("{visits:?}");
    assert!(text.starts_with("Walk {"), "{text}");
    shows_no_node(&text);
}

#[test]
fn copies_of_walks_go_on_from_the_same_place() {
    let tree = tree("[1 [2 {a:3}] 4]");
    let mut nodes = walk(&tree).nodes();
    let mut leaves = walk(&tree).leaves();
    for left in (0..7).rev() {
        assert!(nodes.next().is_some());
        assert_eq!(nodes.clone().count(), left);
        assert!(nodes.clone().eq(nodes.clone()));
        let text = format!("{nodes:?}");
        assert!(text.starts_with("Nodes("), "{text}");
        shows_no_node(&text);
    }
    assert!(nodes.next().is_none());
    for left in (0..4).rev() {
        assert!(leaves.next().is_some());
        assert_eq!(leaves.clone().count(), left);
        let text = format!("{leaves:?}");
        assert!(text.starts_with("Leaves("), "{text}");
        shows_no_node(&text);
    }
    assert!(leaves.next().is_none());
}

#[test]
fn what_iterates_over_children_shows_its_name_only() {
    let mut tree = tree("[1 [2] {a:3}]");
    assert_eq!(format!("{:?}", Tree::children(&tree).unwrap()), "Children { .. }");
    assert_eq!(format!("{:?}", TreeMut::children_mut(&mut tree).unwrap()), "ChildrenMut { .. }");
    assert_eq!(format!("{:?}", tree.clone().into_leaves()), "IntoLeaves { .. }");
    assert_eq!(format!("{:?}", TreeOwned::open(tree).unwrap()), "Frame { .. }");
    let map = combinations(vec![1, 2, 3], 2).map(<[i32]>::len);
    let text = format!("{map:?}");
    assert!(text.starts_with("Map { source: ") && text.ends_with(", .. }"), "{text}");
}

/// An inserted child before those that were not taken yet goes between, as `put` says.
#[test]
fn a_frame_takes_more_than_it_gave() {
    let mut frame = TreeOwned::open(tree("[1 2]")).unwrap();
    for leaf in [7, 8, 9] {
        <Nested<i32> as TreeOwned>::put(&mut frame, SegBuf::from(0), Nested::Leaf(leaf));
    }
    let (_, first) = <Nested<i32> as TreeOwned>::take(&mut frame).unwrap();
    assert_eq!(first, Nested::Leaf(1));
    <Nested<i32> as TreeOwned>::put(&mut frame, SegBuf::from(0), first);
    let closed = <Nested<i32> as TreeOwned>::close(frame);
    assert_eq!(closed, tree("[7 8 9 1]"), "what was not taken is not put back");
}

#[test]
fn paths_grow_by_extend() {
    let mut path = TreePath::from_iter([SegBuf::from("a")]);
    path.extend(["b", "c.d"]);
    path.extend([0, 7]);
    assert_eq!(path.to_string(), "/a/b/c.d/0/7");
}

#[test]
fn equal_patterns_have_one_hash() {
    let texts = ["items.*.id", "items.0.id", "items.00.id", "*", ""];
    let patterns: Vec<TreePattern> = texts.iter().filter_map(|text| text.parse().ok()).collect();
    let set: HashSet<&TreePattern> = patterns.iter().chain(&patterns).collect();
    let distinct = patterns.iter().enumerate().filter(|(i, p)| !patterns[..*i].contains(p)).count();
    assert_eq!(set.len(), distinct);
    assert!(distinct >= 3);
}

#[test]
fn keys_of_every_width_are_counted() {
    fn counts<K: std::hash::Hash + Eq + Copy + std::fmt::Debug>(keys: [K; 3]) {
        let items: Vec<K> = (0..300).map(|i| keys[i * i % 3]).collect();
        let tally: Vec<(K, usize)> = items.iter().copied().tally().into_iter().collect();
        assert_eq!(tally, [(keys[0], 100), (keys[1], 200)]);
        assert_eq!(items.iter().copied().groups_by(|key| *key).len(), 2);
    }
    counts([1_u8, 2, 3]);
    counts([1_u16, 2, 3]);
    counts([1_u32, 2, 3]);
    counts([1_u64, 2, 3]);
    counts([1_u128, 1 << 100, 3]);
    counts([1_usize, 2, 3]);
    counts([1_i16, -2, 3]);
    counts(['a', 'b', 'c']);
    counts(["a", "a longer one", "c"]);
}

#[test]
fn ids_are_their_bytes() {
    for id in (&Guids::new()).take(5).chain([Guid::from_bytes([0xFF; 16])]) {
        assert_eq!(Guid::from_bytes(id.to_bytes()), id);
        assert_eq!(u128::from_be_bytes(id.to_bytes()), id.as_u128());
    }
}
