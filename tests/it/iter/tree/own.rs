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
