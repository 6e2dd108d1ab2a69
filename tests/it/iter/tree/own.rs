//! A tree type as users write their own, with the least they have to write.

use boltons::iter::tree::{
    Edit, Seg, SegBuf, Tree, TreeOwned, clone_deep, eq_deep, get_path, remap, walk,
};

#[derive(Clone, Debug, PartialEq)]
enum Markup {
    Text(String),
    Element { name: String, children: Vec<Self> },
}

impl Tree for Markup {
    type Children<'a> = Box<dyn Iterator<Item = (Seg<'a>, &'a Self)> + 'a>;

    fn children(&self) -> Option<Self::Children<'_>> {
        match self {
            Self::Text(_) => None,
            Self::Element { children, .. } => {
                Some(Box::new(children.iter().enumerate().map(|(i, child)| (Seg::Index(i), child))))
            }
        }
    }
}

impl TreeOwned for Markup {
    /// The name, the rest of the old children, the new ones.
    type Frame = (String, std::iter::Enumerate<std::vec::IntoIter<Self>>, Vec<Self>);

    fn open(self) -> Result<Self::Frame, Self> {
        match self {
            Self::Element { name, children } => {
                Ok((name, children.into_iter().enumerate(), Vec::new()))
            }
            text => Err(text),
        }
    }

    fn take(frame: &mut Self::Frame) -> Option<(SegBuf, Self)> {
        frame.1.next().map(|(i, child)| (i.into(), child))
    }

    fn put(frame: &mut Self::Frame, _: SegBuf, child: Self) {
        frame.2.push(child);
    }

    fn close((name, _, children): Self::Frame) -> Self {
        Self::Element { name, children }
    }

    fn shell(&self) -> Option<Self::Frame> {
        match self {
            Self::Text(_) => None,
            Self::Element { name, .. } => {
                Some((name.clone(), Vec::new().into_iter().enumerate(), Vec::new()))
            }
        }
    }

    fn same_shell(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Element { name: a, .. }, Self::Element { name: b, .. }) => a == b,
            (a, b) => a == b,
        }
    }
}

fn element(name: &str, children: Vec<Markup>) -> Markup {
    Markup::Element { name: name.into(), children }
}

fn page() -> Markup {
    let text = |text: &str| Markup::Text(text.into());
    element("p", vec![text("a"), element("b", vec![text("c"), text("")]), text("d")])
}

#[test]
fn walks_and_finds() {
    let page = page();
    assert_eq!(walk(&page).nodes().count(), 6);
    // `child` by its default: a scan.
    let found = get_path(&page, ["1".into(), 0.into()]).unwrap();
    assert_eq!(found, &Markup::Text("c".into()));
    assert_eq!(
        get_path(&page, [1.into(), 9.into()]).unwrap_err().to_string(),
        r#"index 9 out of range (len 2) at segment 1 of "/1/9""#
    );
}

#[test]
fn clones_compares_and_rebuilds() {
    let original = page();
    assert_eq!(clone_deep(&original), original);
    assert!(eq_deep(&original, &page()));
    let mut renamed = page();
    if let Markup::Element { children, .. } = &mut renamed {
        children[1] = element("i", vec![Markup::Text("c".into()), Markup::Text(String::new())]);
    }
    assert!(!eq_deep(&original, &renamed));
    let cleaned = remap(original, |_, node| match node {
        Markup::Text(text) if text.is_empty() => Edit::Drop,
        Markup::Text(text) => Edit::Keep(Markup::Text(text.to_uppercase())),
        element => Edit::Keep(element),
    });
    let text = |text: &str| Markup::Text(text.into());
    assert_eq!(cleaned, element("p", vec![text("A"), element("b", vec![text("C")]), text("D")]));
}

#[cfg(feature = "serde_json")]
#[test]
fn what_the_traits_provide_agrees_for_json() {
    use boltons::iter::tree::{TreeBuild, TreeMut};
    use serde_json::{Value, json};
    let tree = json!({"a": [1, {"b": null}], "c": "d"});
    for node in [&tree, &tree["a"], &tree["a"][1]] {
        let mut count = 0;
        for (seg, child) in node.children().unwrap() {
            let seg = SegBuf::from(seg);
            assert_eq!(node.clone().child_mut(seg.as_seg()), Some(&mut child.clone()));
            count += 1;
        }
        assert!(count > 0 && node.same_shell(node) && !node.same_shell(&Value::Null));
        // Its own methods do without the pair.
        assert_eq!(node.clone().take_children(), None);
    }
    assert!(json!([1]).same_shell(&json!([])) && !json!([1]).same_shell(&json!({})));
    assert!(json!(7).same_shell(&json!(7)) && !json!(7).same_shell(&json!("7")));
    assert_eq!(json!(7).with_children(Vec::new()), Err(Vec::new()));
    // The law check looks for a key that is not there, whatever the keys are.
    boltons::iter::tree::assert_laws(
        &json!({"absent": {"absent_": 1}, "absent_": [], "absent__": 2}),
    );
    assert_eq!(<Value as TreeBuild>::null(), Some(Value::Null));
}

#[test]
fn a_list_that_is_rebuilt_takes_the_next_index_and_no_other() {
    use boltons::iter::tree::{Children, ChildrenMut, TreeMut};

    /// A list with what the default of `insert_child` asks for.
    #[derive(Clone, Debug, PartialEq)]
    struct List(Option<Vec<Self>>);

    impl Tree for List {
        type Children<'a> = Children<'a, Self>;

        fn children(&self) -> Option<Self::Children<'_>> {
            self.0.as_deref().map(Children::list)
        }
    }

    impl TreeMut for List {
        type ChildrenMut<'a> = ChildrenMut<'a, Self>;

        fn children_mut(&mut self) -> Option<Self::ChildrenMut<'_>> {
            self.0.as_deref_mut().map(ChildrenMut::list)
        }

        fn take_children(&mut self) -> Option<Vec<(SegBuf, Self)>> {
            let children = std::mem::take(self.0.as_mut()?).into_iter().enumerate();
            Some(children.map(|(i, child)| (i.into(), child)).collect())
        }

        fn with_children(
            &self,
            children: Vec<(SegBuf, Self)>,
        ) -> Result<Self, Vec<(SegBuf, Self)>> {
            match self.0 {
                Some(_) => Ok(Self(Some(children.into_iter().map(|(_, child)| child).collect()))),
                None => Err(children),
            }
        }
    }

    let (leaf, empty) = (List(None), List(Some(Vec::new())));
    let mut list = empty.clone();
    assert_eq!(list.insert_child(Seg::Index(1), leaf.clone()), Err(leaf.clone()));
    assert_eq!(list.insert_child(Seg::Key("a"), leaf.clone()), Err(leaf.clone()));
    assert_eq!(list, empty);
    assert_eq!(list.insert_child(Seg::Index(0), leaf.clone()), Ok(None));
    assert_eq!(list.insert_child(Seg::Index(2), leaf.clone()), Err(leaf.clone()));
    assert_eq!(list.insert_child(Seg::Index(1), empty.clone()), Ok(None));
    assert_eq!(list.insert_child(Seg::Index(0), empty.clone()), Ok(Some(leaf.clone())));
    assert_eq!(list, List(Some(vec![empty.clone(), empty])));
    assert_eq!(leaf.clone().insert_child(Seg::Index(0), leaf.clone()), Err(leaf));
}

/// What is refused only when it is put together goes out again, and what was there comes back.
#[test]
fn a_container_that_refuses_a_child_late_keeps_the_others() {
    use boltons::iter::tree::{Children, ChildrenMut, TreeMut};

    /// A list of at most two.
    #[derive(Clone, Debug, PartialEq)]
    struct Few(Vec<Self>);

    impl Tree for Few {
        type Children<'a> = Children<'a, Self>;

        fn children(&self) -> Option<Self::Children<'_>> {
            Some(Children::list(&self.0))
        }
    }

    impl TreeMut for Few {
        type ChildrenMut<'a> = ChildrenMut<'a, Self>;

        fn children_mut(&mut self) -> Option<Self::ChildrenMut<'_>> {
            Some(ChildrenMut::list(&mut self.0))
        }

        fn take_children(&mut self) -> Option<Vec<(SegBuf, Self)>> {
            let children = std::mem::take(&mut self.0).into_iter().enumerate();
            Some(children.map(|(i, child)| (i.into(), child)).collect())
        }

        fn with_children(
            &self,
            children: Vec<(SegBuf, Self)>,
        ) -> Result<Self, Vec<(SegBuf, Self)>> {
            if children.len() > 2 {
                return Err(children);
            }
            Ok(Self(children.into_iter().map(|(_, child)| child).collect()))
        }
    }

    let (empty, one) = (Few(vec![]), Few(vec![Few(vec![])]));
    let mut list = empty.clone();
    assert_eq!(list.insert_child(Seg::Key("a"), one.clone()), Err(one.clone()), "no index");
    assert_eq!(list, empty);
    assert_eq!(list.insert_child(Seg::Index(0), empty.clone()), Ok(None));
    assert_eq!(list.insert_child(Seg::Index(1), one.clone()), Ok(None));
    assert_eq!(list.insert_child(Seg::Index(2), one.clone()), Err(one.clone()));
    assert_eq!(list, Few(vec![empty, one]));
}

/// A type without lists keeps what is under an index under its decimal text.
#[test]
fn an_index_in_a_type_without_lists_is_a_key() {
    use boltons::iter::tree::{
        Children, ChildrenMut, Rebuild, TreeBuild, TreeMut, TreePath, set_path_with_parents,
    };
    use std::collections::BTreeMap;

    #[derive(Clone, Debug, PartialEq)]
    enum Config {
        Value(u32),
        Section(BTreeMap<String, Self>),
    }

    type Entries<'a> = std::collections::btree_map::Iter<'a, String, Config>;
    type EntriesMut<'a> = std::collections::btree_map::IterMut<'a, String, Config>;

    impl Tree for Config {
        type Children<'a> = Children<'a, Self, Entries<'a>>;

        fn children(&self) -> Option<Self::Children<'_>> {
            match self {
                Self::Value(_) => None,
                Self::Section(entries) => Some(Children::map(entries.iter())),
            }
        }
    }

    impl TreeMut for Config {
        type ChildrenMut<'a> = ChildrenMut<'a, Self, EntriesMut<'a>>;

        fn children_mut(&mut self) -> Option<Self::ChildrenMut<'_>> {
            match self {
                Self::Value(_) => None,
                Self::Section(entries) => Some(ChildrenMut::map(entries.iter_mut())),
            }
        }

        fn insert_child(&mut self, seg: Seg<'_>, value: Self) -> Result<Option<Self>, Self> {
            match (self, seg) {
                (Self::Section(entries), Seg::Key(key)) => Ok(entries.insert(key.into(), value)),
                _ => Err(value),
            }
        }

        fn take_children(&mut self) -> Option<Vec<(SegBuf, Self)>> {
            match self {
                Self::Value(_) => None,
                Self::Section(entries) => {
                    let entries = std::mem::take(entries).into_iter();
                    Some(entries.map(|(key, child)| (SegBuf::Key(key), child)).collect())
                }
            }
        }
    }

    impl Rebuild for Config {}

    impl TreeBuild for Config {
        fn new_list() -> Self {
            Self::new_map()
        }

        fn new_map() -> Self {
            Self::Section(BTreeMap::new())
        }

        fn is_map(&self) -> bool {
            matches!(self, Self::Section(_))
        }
    }

    let section = |entries: &[(&str, Config)]| {
        let entries = entries.iter().map(|(key, child)| ((*key).to_owned(), child.clone()));
        Config::Section(entries.collect())
    };
    let path = |text: &str| text.parse::<TreePath>().unwrap();
    let mut tree = Config::new_map();
    for (at, value) in [("/a/7", 1), ("/a/8", 2), ("/a/7", 3), ("/0", 4)] {
        set_path_with_parents(&mut tree, &path(at), Config::Value(value), 0).unwrap();
    }
    let inner = section(&[("7", Config::Value(3)), ("8", Config::Value(2))]);
    let expected = section(&[("0", Config::Value(4)), ("a", inner)]);
    assert_eq!(tree, expected);
    // The same where the segments are indices and not texts that look like one.
    let mut tree = Config::new_map();
    for (at, value) in [([0, 7], 1), ([0, 8], 2), ([1, 0], 3)] {
        let at = at.map(Seg::Index);
        set_path_with_parents(&mut tree, at, Config::Value(value), 0).unwrap();
    }
    let inner = section(&[("7", Config::Value(1)), ("8", Config::Value(2))]);
    let expected = section(&[("0", inner), ("1", section(&[("0", Config::Value(3))]))]);
    assert_eq!(tree, expected);
}

/// What is under the key of an index is not replaced by a new parent.
#[test]
fn an_index_in_a_map_is_the_key_that_is_there() {
    use boltons::iter::tree::{Nested, set_path_with_parents};
    let map = |entries: &[(&str, Nested<u32>)]| {
        let entries = entries.iter().map(|(key, child)| ((*key).to_owned(), child.clone()));
        Nested::Map(entries.collect())
    };
    let mut tree = map(&[("0", map(&[("a", Nested::Leaf(1))])), ("1", Nested::Leaf(2))]);
    let path = [Seg::Index(0), Seg::Key("b")];
    assert_eq!(set_path_with_parents(&mut tree, path, Nested::Leaf(3), 0).unwrap(), None);
    let path = [Seg::Index(0), Seg::Index(7), Seg::Key("c")];
    assert_eq!(set_path_with_parents(&mut tree, path, Nested::Leaf(4), 0).unwrap(), None);
    let path = [Seg::Index(1)];
    let old = set_path_with_parents(&mut tree, path, Nested::Leaf(5), 0);
    assert_eq!(old.unwrap(), Some(Nested::Leaf(2)));
    let below = map(&[
        ("a", Nested::Leaf(1)),
        ("b", Nested::Leaf(3)),
        ("7", map(&[("c", Nested::Leaf(4))])),
    ]);
    assert_eq!(tree, map(&[("0", below), ("1", Nested::Leaf(5))]));
    let error =
        set_path_with_parents(&mut tree, [Seg::Index(1), Seg::Key("x")], Nested::Leaf(6), 0);
    assert!(error.unwrap_err().is_not_found());
}

/// Both kinds of children know how many they are.
#[test]
fn children_to_change_know_their_number() {
    use boltons::iter::tree::{Nested, TreeMut};
    let leaf = Nested::Leaf(1);
    let list = Nested::List(vec![leaf.clone(); 3]);
    let map = Nested::Map([("a".to_owned(), leaf.clone()), ("b".to_owned(), leaf)].into());
    for (mut tree, len) in [(list, 3), (map, 2)] {
        let mut children = tree.children_mut().unwrap();
        for left in (0..=len).rev() {
            assert_eq!(children.size_hint(), (left, Some(left)));
            assert_eq!(children.next().is_some(), left > 0);
        }
        let mut children = tree.children().unwrap();
        for left in (0..=len).rev() {
            assert_eq!(children.size_hint(), (left, Some(left)));
            assert_eq!(children.next().is_some(), left > 0);
        }
    }
}

/// Looking for a child ends where the children do not.
#[test]
fn a_child_is_looked_for_among_children_without_end() {
    /// Its only child stands under every index.
    struct Ring(Option<Box<Self>>);

    impl Tree for Ring {
        type Children<'a> = Box<dyn Iterator<Item = (Seg<'a>, &'a Self)> + 'a>;

        fn children(&self) -> Option<Self::Children<'_>> {
            let child = self.0.as_deref()?;
            Some(Box::new((0..).map(move |i| (Seg::Index(i), child))))
        }
    }

    let ring = Ring(Some(Box::new(Ring(None))));
    assert!(ring.child(Seg::Index(1000)).is_some());
    assert!(ring.child(Seg::Key("a")).is_none());
}

/// Types whose pair of methods does not do what it says get results, and no panic.
mod pairs {
    use boltons::iter::tree::{
        Edit, Rebuild, Seg, SegBuf, Tree, TreeBuild, TreeMut, TreeOwned, merge, remap,
    };

    #[derive(Clone, Copy, Debug, PartialEq)]
    enum Pair {
        Works,
        /// `take_children` lets none go.
        TakesNone,
        /// `with_children` does not return what it refuses.
        Loses,
    }

    /// A map with room for one child, or a leaf.
    #[derive(Clone, Debug, PartialEq)]
    struct Small(Pair, Option<Vec<(String, Self)>>);

    impl Tree for Small {
        type Children<'a> = Box<dyn Iterator<Item = (Seg<'a>, &'a Self)> + 'a>;

        fn children(&self) -> Option<Self::Children<'_>> {
            let children = self.1.as_ref()?.iter();
            Some(Box::new(children.map(|(key, child)| (Seg::Key(key), child))))
        }
    }

    impl TreeMut for Small {
        type ChildrenMut<'a> = Box<dyn Iterator<Item = (Seg<'a>, &'a mut Self)> + 'a>;

        fn children_mut(&mut self) -> Option<Self::ChildrenMut<'_>> {
            let children = self.1.as_mut()?.iter_mut();
            Some(Box::new(children.map(|(key, child)| (Seg::Key(key), child))))
        }

        fn take_children(&mut self) -> Option<Vec<(SegBuf, Self)>> {
            let children = self.1.as_mut().filter(|_| self.0 != Pair::TakesNone)?;
            Some(children.drain(..).map(|(key, child)| (SegBuf::Key(key), child)).collect())
        }

        fn with_children(
            &self,
            mut children: Vec<(SegBuf, Self)>,
        ) -> Result<Self, Vec<(SegBuf, Self)>> {
            if self.1.is_none() || children.len() > 1 {
                if self.0 == Pair::Loses {
                    children.clear();
                }
                return Err(children);
            }
            let children = children.into_iter().map(|(seg, child)| match seg {
                SegBuf::Key(key) => (key, child),
                SegBuf::Index(index) => (index.to_string(), child),
            });
            Ok(Self(self.0, Some(children.collect())))
        }
    }

    impl Rebuild for Small {}

    impl TreeBuild for Small {
        fn new_list() -> Self {
            Self::new_map()
        }

        fn new_map() -> Self {
            Self(Pair::Works, Some(Vec::new()))
        }

        fn is_map(&self) -> bool {
            self.1.is_some()
        }
    }

    const LEAF: Small = Small(Pair::Works, None);

    fn map(pair: Pair, key: &str, child: Small) -> Small {
        Small(pair, Some(vec![(key.to_owned(), child)]))
    }

    #[test]
    fn shells_are_compared_without_children() {
        let [a, b] = ["a", "b"].map(|key| map(Pair::Works, key, LEAF));
        assert!(a.same_shell(&b) && a.same_shell(&Small::new_map()));
        assert!(LEAF.same_shell(&LEAF) && !LEAF.same_shell(&a) && !a.same_shell(&LEAF));
        assert!(!LEAF.same_shell(&Small(Pair::Loses, None)));
    }

    #[test]
    fn a_map_that_lets_no_child_go_is_a_leaf_to_what_rebuilds() {
        let closed = map(Pair::TakesNone, "a", LEAF);
        assert_eq!(closed.clone().open().err(), Some(closed.clone()));
        let root = map(Pair::Works, "b", closed.clone());
        assert_eq!(remap(root.clone(), |_, node| Edit::Keep(node)), root);
        assert_eq!(remap(closed.clone(), |_, _| Edit::Drop), closed);
        // It has nothing to merge, at the root and below it.
        for key in ["a", "b"] {
            let mut base = map(Pair::Works, key, map(Pair::Works, "c", LEAF));
            let before = base.clone();
            merge(&mut base, closed.clone());
            assert_eq!(base, before);
            merge(&mut base, map(Pair::Works, key, closed.clone()));
            assert_eq!(base, before);
        }
    }

    #[test]
    fn a_merge_leaves_out_what_the_map_refuses() {
        let mut base = map(Pair::Works, "a", LEAF);
        merge(&mut base, map(Pair::Works, "b", LEAF));
        assert_eq!(base, map(Pair::Works, "a", LEAF));
        merge(&mut base, map(Pair::Works, "a", Small::new_map()));
        assert_eq!(base, map(Pair::Works, "a", Small::new_map()));
    }

    #[test]
    fn what_a_map_loses_as_it_refuses_a_child_is_not_returned() {
        let mut full = map(Pair::Loses, "a", LEAF);
        assert_eq!(full.insert_child(Seg::Key("b"), LEAF), Ok(None));
        assert_eq!(full, Small(Pair::Loses, Some(Vec::new())));
        let mut full = map(Pair::Works, "a", LEAF);
        assert_eq!(full.insert_child(Seg::Key("b"), LEAF), Err(LEAF));
        assert_eq!(full, map(Pair::Works, "a", LEAF));
    }
}
