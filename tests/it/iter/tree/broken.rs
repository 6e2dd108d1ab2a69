//! Implementations that contradict themselves: every operation on every one of them returns, and
//! the law check names each.

use std::cell::Cell;
use std::cmp::Ordering;
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
    /// `child` finds the first child under any segment.
    EagerChild,
    /// `child` finds the first child under a segment that no child has.
    StrayChild,
    /// So does `child_mut`.
    StrayMut,
    /// Children are there at every other look only.
    ComeAndGo,
    /// Children have other segments at every other look.
    Renames,
    /// All children have the same segment.
    SameSegment,
    /// The first child has an index, the others have keys.
    Mixed,
    /// Indices start at 7.
    Shifted,
    /// The first child comes again and again.
    Endless,
    /// The size hint is wrong.
    WrongHint,
    /// A leaf is a container at every other look.
    FickleLeaf,
    /// A leaf is its own child.
    LeafChild,
    /// A leaf has children that can be changed, if none.
    LeafMut,
    /// A leaf lets its children go, if none.
    LeafTake,
    /// A leaf lets a child go.
    LeafRemove,
    /// A leaf says that it inserted a child.
    LeafInsert,
    /// A leaf becomes a container as it refuses a child.
    LeafGrows,
    /// Leaves have a shell.
    LeafShell,
    /// Leaves open.
    LeavesOpen,
    /// `children_mut` leaves out the last child.
    ShyMut,
    /// `retain_children` asks for nothing.
    LazyRetain,
    /// `retain_children` drops the last child as well.
    RetainDrops,
    /// `retain_children` keeps everything.
    RetainKeeps,
    /// `insert_child` says that it inserted and did not.
    LyingInsert,
    /// `insert_child` keeps something of what it refuses.
    InsertKeeps,
    /// `insert_child` refuses what would be the last child.
    FullInsert,
    /// `insert_child` says that it inserted at the end and did not.
    LyingAppend,
    /// `insert_child` moves the old child on.
    InsertShifts,
    /// `insert_child` inserts two at the end.
    InsertTwice,
    /// `remove_child` finds nothing.
    BlindRemove,
    /// `remove_child` removes the last child as well.
    RemoveTwo,
    /// Containers do not open.
    NeverOpens,
    /// A frame never runs out of children.
    EndlessTake,
    /// `take` returns the children in reverse.
    Reversed,
    /// A frame forgets what is put into it.
    Forgets,
    /// Containers have no shell.
    NoShell,
    /// A shell has a child.
    FullShell,
    /// No shell is the same as another.
    NoSameShell,
    /// Shells with other numbers of children are not the same.
    NosySameShell,
    /// A shell forgets what is put into it.
    ShellForgets,
}

/// Every fault, with the law that names it.
const LAWS: &[(Fault, &str)] = &[
    (Fault::BlindMut, "`child_mut` finds what `child` finds"),
    (Fault::BlindChild, "`child` finds what `children` returns"),
    (Fault::EagerChild, "`child` finds what `children` returns"),
    (Fault::StrayChild, "`child` finds nothing under a segment that no child has"),
    (Fault::StrayMut, "`child_mut` finds nothing under a segment that no child has"),
    (Fault::ComeAndGo, "`children` returns the same children each time"),
    (Fault::Renames, "`children` returns the same children each time"),
    (Fault::SameSegment, "no two children have the same segment"),
    (Fault::Mixed, "all segments are keys, or all indices"),
    (Fault::Shifted, "indices count from 0 in order"),
    (Fault::Endless, "`child` finds what `children` returns"),
    (Fault::WrongHint, "the size hint of `children` is right"),
    (Fault::FickleLeaf, "a leaf stays a leaf"),
    (Fault::LeafChild, "`child` finds nothing in a leaf"),
    (Fault::LeafMut, "`children_mut` of a leaf is `None`"),
    (Fault::LeafTake, "`take_children` of a leaf is `None`"),
    (Fault::LeafRemove, "`remove_child` finds nothing in a leaf"),
    (Fault::LeafInsert, "`insert_child` into a leaf returns the value"),
    (Fault::LeafGrows, "a leaf is unchanged by what it refuses"),
    (Fault::LeafShell, "`shell` of a leaf is `None`"),
    (Fault::LeavesOpen, "`open` returns a leaf unchanged"),
    (Fault::ShyMut, "`children_mut` returns what `children` does"),
    (Fault::LazyRetain, "`retain_children` asks once for each child, in order"),
    (Fault::RetainDrops, "`retain_children` that keeps all changes nothing"),
    (Fault::RetainKeeps, "`retain_children` removes what is refused, and no more"),
    (Fault::LyingInsert, "`insert_child` returns a value for which there is no room"),
    (Fault::InsertKeeps, "a refused value changes nothing"),
    (Fault::FullInsert, "`insert_child` inserts what was removed"),
    (Fault::LyingAppend, "`insert_child` inserts where `child` finds it"),
    (Fault::InsertShifts, "`insert_child` returns the old child"),
    (Fault::InsertTwice, "`insert_child` adds at most one child"),
    (Fault::BlindRemove, "`remove_child` returns the child"),
    (Fault::RemoveTwo, "`remove_child` removes one child and keeps the order"),
    (Fault::NeverOpens, "`open` opens a container"),
    (Fault::EndlessTake, "`take` returns the children, and no more"),
    (Fault::Reversed, "`take` returns the children in order"),
    (Fault::Forgets, "a container whose children are put back is the same"),
    (Fault::NoShell, "`shell` of a container is a frame"),
    (Fault::FullShell, "an empty frame closes to an empty container"),
    (Fault::NoSameShell, "`same_shell` holds for a node and itself"),
    (Fault::NosySameShell, "`same_shell` does not look at the children"),
    (Fault::ShellForgets, "`clone_deep` creates an equal tree"),
];

/// No fault, and every one.
fn faults() -> impl Iterator<Item = Fault> {
    std::iter::once(Fault::Nothing).chain(LAWS.iter().map(|(fault, _)| *fault))
}

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

    /// Which child has a segment.
    fn place(&self, seg: Seg<'_>) -> Option<usize> {
        let wanted = seg.as_index()?;
        (0..self.children.as_ref()?.len()).find(|i| self.seg(*i) == wanted)
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
        self.looks.set(self.looks.get() + 1);
        let Some(children) = &self.children else {
            let container = self.fault == Fault::FickleLeaf && self.looks.get() % 2 == 0;
            return container.then(|| Box::new(std::iter::empty()) as _);
        };
        let shift = usize::from(self.fault == Fault::Renames && self.looks.get() % 2 == 0);
        let seg = move |i| match self.fault {
            Fault::Mixed if i > 0 => Seg::Key(["a", "b"][i % 2]),
            _ => Seg::Index(self.seg(i) + shift),
        };
        let all = children.iter().enumerate().map(move |(i, child)| (seg(i), child));
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
        if self.fault == Fault::LeafChild && self.children.is_none() {
            return Some(self);
        }
        // Finds by the segments that `children` has, in all but two.
        let children = self.children.as_ref()?;
        let first = children.first();
        match self.fault {
            Fault::EagerChild => first,
            Fault::StrayChild => self.place(seg).map_or(first, |place| children.get(place)),
            _ => children.get(self.place(seg)?),
        }
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
        let fault = self.fault;
        let Some(children) = &mut self.children else {
            return (fault == Fault::LeafMut).then(|| Box::new(std::iter::empty()) as _);
        };
        let seg = move |i| Seg::Index(if fault == Fault::SameSegment { 0 } else { i + shift });
        let shown = children.len() - usize::from(fault == Fault::ShyMut && !children.is_empty());
        let children = children.iter_mut().take(shown).enumerate();
        Some(Box::new(children.map(move |(i, child)| (seg(i), child))))
    }

    fn take_children(&mut self) -> Option<Vec<(SegBuf, Self)>> {
        (self.fault == Fault::LeafTake && self.children.is_none()).then(Vec::new)
    }

    fn child_mut(&mut self, seg: Seg<'_>) -> Option<&mut Self> {
        if self.fault == Fault::BlindMut {
            return None;
        }
        let place = match self.place(seg) {
            None if self.fault == Fault::StrayMut => 0,
            place => place?,
        };
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
                keep(Seg::Index(i - 1), child) || self.fault == Fault::RetainKeeps
            });
            if self.fault == Fault::RetainDrops {
                children.pop().iter().for_each(discard);
            }
        }
    }

    fn insert_child(&mut self, seg: Seg<'_>, value: Self) -> Result<Option<Self>, Self> {
        let (Some(children), Some(index)) = (&mut self.children, seg.as_index()) else {
            return match (self.fault, &self.children) {
                (Fault::LeafInsert, None) => {
                    discard(&value);
                    Ok(None)
                }
                (Fault::LeafGrows, None) => {
                    self.children = Some(vec![]);
                    Err(value)
                }
                _ => Err(value),
            };
        };
        match (self.fault, index.cmp(&children.len())) {
            (Fault::LyingInsert, _) | (Fault::LyingAppend, Ordering::Equal) => {
                discard(&value);
                Ok(None)
            }
            (Fault::FullInsert, Ordering::Equal) => Err(value),
            (Fault::InsertShifts, Ordering::Less) => {
                children.insert(index, value);
                Ok(None)
            }
            (Fault::InsertKeeps, Ordering::Greater) => {
                children.push(leaf(self.fault));
                Err(value)
            }
            (fault, Ordering::Equal) => {
                if fault == Fault::InsertTwice {
                    children.push(value.clone());
                }
                children.push(value);
                Ok(None)
            }
            (_, Ordering::Less) => Ok(Some(std::mem::replace(&mut children[index], value))),
            (_, Ordering::Greater) => Err(value),
        }
    }

    fn remove_child(&mut self, seg: Seg<'_>) -> Option<Self> {
        let Some(children) = &mut self.children else {
            return (self.fault == Fault::LeafRemove).then(|| leaf(self.fault));
        };
        let index = seg.as_index()?;
        if self.fault == Fault::BlindRemove || index >= children.len() {
            return None;
        }
        let removed = children.remove(index);
        if self.fault == Fault::RemoveTwo {
            children.pop().iter().for_each(discard);
        }
        Some(removed)
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
    /// Whether what is put is forgotten.
    forgets: bool,
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
                let (rest, forgets) = (children.into_iter(), self.fault == Fault::Forgets);
                Ok(Open { hull: self, rest, taken: 0, put: Vec::new(), forgets })
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
        if frame.forgets {
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
        let put = if self.fault == Fault::FullShell { vec![leaf(self.fault)] } else { vec![] };
        let forgets = matches!(self.fault, Fault::Forgets | Fault::ShellForgets);
        Some(Open { hull, rest: vec![].into_iter(), taken: 0, put, forgets })
    }

    fn same_shell(&self, other: &Self) -> bool {
        let len = |node: &Self| node.children.as_ref().map(Vec::len);
        match self.fault {
            Fault::NoSameShell => false,
            Fault::NosySameShell => len(self) == len(other),
            _ => len(self).is_some() == len(other).is_some(),
        }
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
        for fault in faults() {
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
        let before = count(tree) as isize;
        // Some find a child there.
        let refused = remove_paths(tree, [&missing]).is_err();
        assert!(refused || tree.fault != Fault::Nothing);
        if refused { 0 } else { before - count(tree) as isize }
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
        for fault in faults() {
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
    for &(fault, law) in LAWS {
        let broken = catch_unwind(AssertUnwindSafe(|| assert_laws(&sample(fault))));
        let message = broken.expect_err("a broken law");
        let message = message.downcast_ref::<String>().map_or("", String::as_str);
        assert!(message.starts_with("law of `tree` broken at \""), "{fault:?}: {message}");
        assert!(message.contains(&format!("\": {law}")), "{fault:?}: {message}");
    }
}

/// A type that is only walked has the same laws as far as they are about walking.
#[test]
fn the_law_check_of_walks_names_what_it_sees() {
    let walked = [
        Fault::BlindChild,
        Fault::EagerChild,
        Fault::StrayChild,
        Fault::ComeAndGo,
        Fault::Renames,
        Fault::SameSegment,
        Fault::Mixed,
        Fault::Shifted,
        Fault::Endless,
        Fault::WrongHint,
        Fault::FickleLeaf,
        Fault::LeafChild,
    ];
    for &(fault, law) in LAWS {
        let checked = catch_unwind(AssertUnwindSafe(|| assert_walk_laws(&sample(fault))));
        assert_eq!(checked.is_err(), walked.contains(&fault), "{fault:?}");
        if let Err(message) = checked {
            let message = message.downcast_ref::<String>().map_or("", String::as_str);
            assert!(message.starts_with("law of `tree` broken at \""), "{fault:?}: {message}");
            // Such a leaf may be taken for a container first.
            let named = message.contains(&format!("\": {law}")) || fault == Fault::FickleLeaf;
            assert!(named, "{fault:?}: {message}");
        }
    }
}

#[test]
fn a_list_that_refuses_what_fills_it_is_unchanged() {
    let mut tree = sample(Fault::FullInsert);
    let path: TreePath = "/1/4".parse().unwrap();
    let error = set_path_with_parents(&mut tree, &path, leaf(Fault::Nothing), 3).unwrap_err();
    assert!(error.is_not_found(), "{error}");
    assert_eq!(tree, sample(Fault::FullInsert));
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
