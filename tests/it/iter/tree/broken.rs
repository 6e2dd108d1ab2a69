//! Implementations that contradict themselves: every operation on every one of them returns, and
//! the law check names each.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

use boltons::iter::tree::{
    Deep, Edit, Rebuild, Seg, SegBuf, Tree, TreeBuild, TreeMut, TreeOwned, TreePath, assert_laws,
    assert_walk_laws, change_all, clone_deep, drop_deep, eq_deep, find_all, flatten, get_path,
    get_path_mut, merge, merge_patch, remap, remap_with, remove_all, remove_path, remove_paths,
    research, retain, set_path, set_path_with_parents, unflatten, walk,
};

/// What is wrong with a [`Node`].
#[derive(Clone, Copy, Debug, PartialEq)]
enum Fault {
    Nothing,
    /// `child_mut` never finds what `child` finds.
    BlindMut,
    /// `child` never finds what `children` returns.
    BlindChild,
    /// Children are there at every other look only.
    ComeAndGo,
    /// All children have the same segment.
    SameSegment,
    /// The first child comes again and again.
    Endless,
    /// A frame never runs out of children.
    EndlessTake,
    /// Containers do not open.
    NeverOpens,
    /// Leaves open.
    LeavesOpen,
    /// A frame forgets what is put into it.
    Forgets,
    /// `insert_child` says that it inserted and did not.
    LyingInsert,
    /// `remove_child` finds nothing.
    BlindRemove,
    /// `retain_children` keeps everything, or asks for nothing.
    LazyRetain,
    /// Containers have no shell.
    NoShell,
    /// Leaves have one.
    LeafShell,
    /// Indices start at 7.
    Shifted,
    /// The size hint is wrong.
    WrongHint,
    /// `take` returns the children in reverse.
    Reversed,
}

const FAULTS: [Fault; 17] = [
    Fault::BlindMut,
    Fault::BlindChild,
    Fault::ComeAndGo,
    Fault::SameSegment,
    Fault::Endless,
    Fault::EndlessTake,
    Fault::NeverOpens,
    Fault::LeavesOpen,
    Fault::Forgets,
    Fault::LyingInsert,
    Fault::BlindRemove,
    Fault::LazyRetain,
    Fault::NoShell,
    Fault::LeafShell,
    Fault::Shifted,
    Fault::WrongHint,
    Fault::Reversed,
];

#[derive(Clone, Debug)]
struct Node {
    fault: Fault,
    looks: Cell<usize>,
    children: Option<Vec<Self>>,
}

impl PartialEq for Node {
    fn eq(&self, other: &Self) -> bool {
        self.children == other.children
    }
}

fn leaf(fault: Fault) -> Node {
    Node { fault, looks: Cell::new(0), children: None }
}

fn list(fault: Fault, children: Vec<Node>) -> Node {
    Node { children: Some(children), ..leaf(fault) }
}

fn sample(fault: Fault) -> Node {
    let leaf = || leaf(fault);
    list(fault, vec![leaf(), list(fault, vec![leaf(), list(fault, vec![])]), leaf()])
}

impl Node {
    fn seg(&self, i: usize) -> usize {
        match self.fault {
            Fault::SameSegment => 0,
            Fault::Shifted => i + 7,
            _ => i,
        }
    }
}

thread_local! {
    /// How many nodes the implementation itself threw away.
    static DISCARDED: Cell<usize> = const { Cell::new(0) };
}

fn discard(node: &Node) {
    DISCARDED.set(DISCARDED.get() + count(node));
}

/// How many nodes there really are, whatever the implementation shows.
fn count(node: &Node) -> usize {
    1 + node.children.iter().flatten().map(count).sum::<usize>()
}

impl Tree for Node {
    type Children<'a> = Box<dyn Iterator<Item = (Seg<'a>, &'a Self)> + 'a>;

    fn children(&self) -> Option<Self::Children<'_>> {
        let children = self.children.as_ref()?;
        self.looks.set(self.looks.get() + 1);
        let all = children.iter().enumerate().map(|(i, child)| (self.seg(i).into(), child));
        Some(match self.fault {
            Fault::ComeAndGo if self.looks.get() % 2 == 0 => Box::new(std::iter::empty()),
            Fault::Endless if !children.is_empty() => {
                Box::new((0..).map(|i| (Seg::Index(i), &children[0])))
            }
            Fault::WrongHint => Box::new(all.chain(Lying(9, std::marker::PhantomData))),
            _ => Box::new(all),
        })
    }

    fn child(&self, seg: Seg<'_>) -> Option<&Self> {
        if self.fault == Fault::BlindChild {
            return None;
        }
        // Finds by the segments that `children` has, in all but one.
        let mut children = self.children.as_ref()?.iter().enumerate();
        let wanted = seg.as_index()?;
        children.find(|(i, _)| self.seg(*i) == wanted).map(|(_, child)| child)
    }
}

/// An iterator without items that promises some.
struct Lying<'a>(usize, std::marker::PhantomData<&'a Node>);

impl<'a> Iterator for Lying<'a> {
    type Item = (Seg<'a>, &'a Node);

    fn next(&mut self) -> Option<Self::Item> {
        None
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.0, Some(self.0))
    }
}

impl TreeMut for Node {
    type ChildrenMut<'a> = Box<dyn Iterator<Item = (Seg<'a>, &'a mut Self)> + 'a>;

    fn children_mut(&mut self) -> Option<Self::ChildrenMut<'_>> {
        let shift = self.seg(0);
        let same = self.fault == Fault::SameSegment;
        let children = self.children.as_mut()?;
        let seg = move |i| Seg::Index(if same { 0 } else { i + shift });
        Some(Box::new(children.iter_mut().enumerate().map(move |(i, child)| (seg(i), child))))
    }

    fn child_mut(&mut self, seg: Seg<'_>) -> Option<&mut Self> {
        if self.fault == Fault::BlindMut {
            return None;
        }
        let wanted = seg.as_index()?;
        let place = (0..self.children.as_ref()?.len()).find(|i| self.seg(*i) == wanted)?;
        self.children.as_mut()?.get_mut(place)
    }

    fn retain_children(&mut self, mut keep: impl FnMut(Seg<'_>, &mut Self) -> bool) {
        if self.fault == Fault::LazyRetain {
            return;
        }
        let mut i = 0;
        if let Some(children) = &mut self.children {
            children.retain_mut(|child| {
                i += 1;
                keep(Seg::Index(i - 1), child)
            });
        }
    }

    fn insert_child(&mut self, seg: Seg<'_>, value: Self) -> Result<Option<Self>, Self> {
        let (Some(children), Some(index)) = (&mut self.children, seg.as_index()) else {
            return Err(value);
        };
        if self.fault == Fault::LyingInsert {
            discard(&value);
            return Ok(None);
        }
        match index.cmp(&children.len()) {
            std::cmp::Ordering::Less => Ok(Some(std::mem::replace(&mut children[index], value))),
            std::cmp::Ordering::Equal => {
                children.push(value);
                Ok(None)
            }
            std::cmp::Ordering::Greater => Err(value),
        }
    }

    fn remove_child(&mut self, seg: Seg<'_>) -> Option<Self> {
        let children = self.children.as_mut()?;
        let index = seg.as_index()?;
        (self.fault != Fault::BlindRemove && index < children.len()).then(|| children.remove(index))
    }
}

impl TreeBuild for Node {
    fn new_list() -> Self {
        list(Fault::Nothing, vec![])
    }

    fn new_map() -> Self {
        list(Fault::Nothing, vec![])
    }

    fn is_map(&self) -> bool {
        false
    }

    fn null() -> Option<Self> {
        Some(leaf(Fault::Nothing))
    }
}

struct Open {
    hull: Node,
    rest: std::vec::IntoIter<Node>,
    taken: usize,
    put: Vec<Node>,
}

impl TreeOwned for Node {
    type Frame = Open;

    fn open(mut self) -> Result<Open, Self> {
        if self.fault == Fault::NeverOpens {
            return Err(self);
        }
        match self.children.take() {
            None if self.fault != Fault::LeavesOpen => Err(self),
            children => {
                let mut children = children.unwrap_or_default();
                if self.fault == Fault::Reversed {
                    children.reverse();
                }
                Ok(Open { hull: self, rest: children.into_iter(), taken: 0, put: Vec::new() })
            }
        }
    }

    fn take(frame: &mut Open) -> Option<(SegBuf, Self)> {
        let child = match frame.rest.next() {
            None if frame.hull.fault == Fault::EndlessTake => leaf(Fault::Nothing),
            child => child?,
        };
        frame.taken += 1;
        Some((frame.hull.seg(frame.taken - 1).into(), child))
    }

    fn put(frame: &mut Open, _: SegBuf, child: Self) {
        if frame.hull.fault == Fault::Forgets {
            discard(&child);
        } else {
            frame.put.push(child);
        }
    }

    fn close(frame: Open) -> Self {
        Self { children: Some(frame.put), ..frame.hull }
    }

    fn shell(&self) -> Option<Open> {
        match self.fault {
            Fault::NoShell => return None,
            Fault::LeafShell => {}
            _ => drop(self.children.as_ref()?),
        }
        let hull = leaf(self.fault);
        Some(Open { hull, rest: vec![].into_iter(), taken: 0, put: Vec::new() })
    }
}

type Operation = (&'static str, fn(Node));

const OPERATIONS: &[Operation] = &[
    ("walk", |tree| walk(&tree).max_depth(8).for_each_up_to()),
    ("research", |tree| drop(research(&tree, |path, _| path.len() < 2))),
    ("find_all", |tree| drop(find_all(&tree, &"*.*".parse().unwrap()))),
    ("flatten", |tree| drop(flatten(&tree))),
    ("get_path", |tree| {
        for path in paths() {
            let _ = get_path(&tree, &path);
        }
    }),
    ("get_path_mut", |mut tree| {
        for path in paths() {
            let _ = get_path_mut(&mut tree, &path);
        }
    }),
    ("set_path", |mut tree| {
        for path in paths() {
            let _ = set_path(&mut tree, &path, leaf(Fault::Nothing));
        }
    }),
    ("set_path_with_parents", |mut tree| {
        for path in paths() {
            let _ = set_path_with_parents(&mut tree, &path, leaf(Fault::Nothing), 3);
        }
    }),
    ("remove_path", |mut tree| {
        for path in paths() {
            let _ = remove_path(&mut tree, &path);
        }
    }),
    ("remove_paths", |mut tree| {
        let _ = remove_paths(&mut tree, &paths());
        let _ = remove_paths(&mut tree, &paths()[..3]);
    }),
    ("remove_all", |mut tree| {
        remove_all(&mut tree, &"*.0".parse().unwrap());
    }),
    ("change_all", |mut tree| {
        change_all(&mut tree, &"1.*".parse().unwrap(), |_, node| *node = leaf(Fault::Nothing));
    }),
    ("retain", |mut tree| {
        retain(&mut tree, |path, seg, _| path.is_empty() || seg != Seg::Index(0));
    }),
    ("remap", |tree| drop(remap(tree, |_, node| Edit::Keep(node)))),
    ("remap away", |tree| drop(remap(tree, |_, _| Edit::Drop))),
    ("merge", |mut tree| merge(&mut tree, sample(Fault::Nothing))),
    ("merge into", |tree| merge(&mut sample(Fault::Nothing), tree)),
    ("merge_patch", |mut tree| merge_patch(&mut tree, sample(Fault::Nothing))),
    ("unflatten", |tree| {
        let flat: Vec<_> = paths().into_iter().map(|path| (path, tree.clone())).collect();
        let _ = unflatten(flat);
    }),
    ("drop_deep", drop_deep),
    ("clone_deep", |tree| drop(clone_deep(&tree))),
    ("eq_deep", |tree| {
        let _ = eq_deep(&tree, &tree.clone());
        let _ = eq_deep(&tree, &sample(Fault::Nothing));
        let _ = eq_deep(&sample(Fault::Nothing), &tree);
    }),
    ("Deep", |tree| drop(Deep::new(tree).clone())),
];

trait UpTo {
    fn for_each_up_to(self);
}

impl UpTo for boltons::iter::tree::Walk<'_, Node> {
    /// A walk is lazy: of an endless tree it is endless.
    fn for_each_up_to(self) {
        assert!(self.nodes().take(10_000).count() > 0);
    }
}

fn paths() -> Vec<TreePath> {
    ["/1/1", "/1", "/0", "/9", "/1/x", "/1/1/0/0", "/-", "/1/-", "/7", "/1/1/-"]
        .map(|path| path.parse().unwrap())
        .into()
}

#[test]
fn every_operation_returns_on_every_broken_implementation() {
    for (name, run) in OPERATIONS {
        for fault in std::iter::once(Fault::Nothing).chain(FAULTS) {
            let returned = catch_unwind(AssertUnwindSafe(|| run(sample(fault)))).is_ok();
            assert!(returned, "{name} of {fault:?} panicked");
        }
    }
}

/// An operation that is to keep every node, and how many nodes it leaves in the tree, returns or
/// adds to those of the sample.
type Keeping = (&'static str, fn(&mut Node) -> isize);

const KEEPING: &[Keeping] = &[
    ("remap", |tree| {
        *tree = remap(tree.clone(), |_, node| Edit::Keep(node));
        0
    }),
    ("remap, children first", |tree| {
        *tree = remap(tree.clone(), |_, node| Edit::Rename(SegBuf::Index(0), node));
        0
    }),
    ("remap_with, nothing entered", |tree| {
        *tree = remap_with(tree.clone(), |_, _| false, |_, _| Edit::Drop);
        0
    }),
    ("retain", |tree| {
        retain(tree, |_, _, _| true);
        0
    }),
    ("change_all", |tree| {
        change_all(tree, &"*.*".parse().unwrap(), |_, _| {});
        0
    }),
    ("remove_all that matches nothing", |tree| remove_all(tree, &"x".parse().unwrap()) as isize),
    ("set_path", |tree| {
        let mut returned = 0;
        for path in paths() {
            if let Ok(old) = set_path(tree, &path, leaf(tree.fault)) {
                // One more is in the tree, or in place of what is returned.
                returned += old.map_or(0, |old| count(&old) as isize) - 1;
            }
        }
        returned
    }),
    ("remove_path", |tree| {
        let removed = paths().into_iter().filter_map(|path| remove_path(tree, &path).ok());
        removed.map(|node| count(&node) as isize).sum()
    }),
    ("remove_paths that are refused", |tree| {
        let missing = "/1/9".parse().unwrap();
        assert!(remove_paths(tree, [&missing]).is_err());
        0
    }),
    ("merge of nothing", |tree| {
        let patch = tree.clone();
        // A list replaces a list, with the same nodes.
        merge(tree, patch);
        0
    }),
];

#[test]
fn no_operation_loses_a_node_that_the_implementation_did_not_throw_away() {
    for (name, run) in KEEPING {
        for fault in std::iter::once(Fault::Nothing).chain(FAULTS) {
            let mut tree = sample(fault);
            let before = count(&tree) as isize;
            DISCARDED.set(0);
            let returned = run(&mut tree);
            let after = count(&tree) as isize + returned + DISCARDED.get() as isize;
            assert!(after >= before, "{name} of {fault:?}: {after} of {before} nodes");
            if fault == Fault::Nothing {
                assert_eq!(after, before, "{name}");
            }
        }
    }
}

#[test]
fn the_law_check_names_every_fault() {
    assert_laws(&sample(Fault::Nothing));
    assert_walk_laws(&sample(Fault::Nothing));
    for fault in FAULTS {
        let broken = catch_unwind(AssertUnwindSafe(|| assert_laws(&sample(fault))));
        let message = broken.expect_err("a broken law");
        let message = message.downcast_ref::<String>().map_or("", String::as_str);
        assert!(message.starts_with("law of `tree` broken at \""), "{fault:?}: {message}");
        if fault == Fault::Reversed {
            assert!(message.contains("`take` returns the children in order"), "{message}");
        }
    }
}

#[test]
fn a_child_that_cannot_be_changed_is_an_error() {
    let mut tree = sample(Fault::BlindMut);
    let path: TreePath = "/1/0".parse().unwrap();
    assert!(get_path(&tree, &path).is_ok());
    let error = get_path_mut(&mut tree, &path).unwrap_err();
    assert!(error.is_not_found());
    assert_eq!(error.to_string(), r#"no mutable child "1" at segment 0 of "/1/0""#);
    assert_eq!(error.position(), Some(0));
}

#[test]
fn nothing_is_lost_where_nothing_can_be_put_back() {
    /// A container that lets its children go and refuses to take any.
    #[derive(Clone, Debug, PartialEq)]
    struct OneWay(Option<Vec<Self>>);

    impl Tree for OneWay {
        type Children<'a> = boltons::iter::tree::Children<'a, Self>;

        fn children(&self) -> Option<Self::Children<'_>> {
            self.0.as_deref().map(boltons::iter::tree::Children::list)
        }
    }

    impl TreeMut for OneWay {
        type ChildrenMut<'a> = boltons::iter::tree::ChildrenMut<'a, Self>;

        fn children_mut(&mut self) -> Option<Self::ChildrenMut<'_>> {
            self.0.as_deref_mut().map(boltons::iter::tree::ChildrenMut::list)
        }

        fn take_children(&mut self) -> Option<Vec<(SegBuf, Self)>> {
            let children = std::mem::take(self.0.as_mut()?).into_iter().enumerate();
            Some(children.map(|(i, child)| (i.into(), child)).collect())
        }
    }

    impl Rebuild for OneWay {}

    let whole = OneWay(Some(vec![OneWay(None), OneWay(Some(vec![OneWay(None)]))]));
    let mut tree = whole.clone();
    assert!(tree.insert_child(Seg::Index(2), OneWay(None)).is_err());
    assert!(tree.remove_child(Seg::Index(0)).is_none());
    tree.retain_children(|_, _| false);
    assert!(remove_path(&mut tree, &"/0".parse::<TreePath>().unwrap()).is_err());
    assert_eq!(tree, whole);
    // A child that is there can be replaced all the same.
    assert_eq!(
        tree.insert_child(Seg::Index(1), OneWay(None)),
        Ok(whole.0.as_ref().map(|c| c[1].clone()))
    );
    // To the functions that rebuild it counts as a leaf.
    assert_eq!(remap(whole.clone(), |_, _| Edit::Drop), whole);
    assert!(whole.shell().is_none());
}

#[test]
fn a_type_whose_empty_containers_are_leaves_has_no_room_for_a_child() {
    /// A leaf, whatever is asked for.
    #[derive(Clone, Debug, PartialEq)]
    struct Flat(u8);

    impl Tree for Flat {
        type Children<'a> = boltons::iter::tree::Children<'a, Self>;

        fn children(&self) -> Option<Self::Children<'_>> {
            None
        }
    }

    impl TreeMut for Flat {
        type ChildrenMut<'a> = boltons::iter::tree::ChildrenMut<'a, Self>;

        fn children_mut(&mut self) -> Option<Self::ChildrenMut<'_>> {
            None
        }
    }

    impl Rebuild for Flat {}

    impl TreeBuild for Flat {
        fn new_list() -> Self {
            Self(1)
        }

        fn new_map() -> Self {
            Self(2)
        }

        fn is_map(&self) -> bool {
            false
        }
    }

    let path = |text: &str| text.parse::<TreePath>().unwrap();
    let none: [(TreePath, Flat); 0] = [];
    assert_eq!(unflatten(none).unwrap(), Flat(2));
    let error = unflatten([(path("/x"), Flat(0)), (path("/y"), Flat(0))]).unwrap_err();
    assert!(error.is_not_found());
    assert_eq!(error.to_string(), r#"no room for "x""#);
    assert_eq!(error.position(), Some(0));
}
