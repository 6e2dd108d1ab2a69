//! The check that the author of an implementation runs in a test.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::{Seg, SegBuf, Tree, TreeMut, TreeOwned, clone_deep, eq_deep, walk};

/// How many children of a container, and how many nodes of a tree, are looked at.
const MAX_CHECKED: usize = 1 << 16;

/// Checks that a type's implementations of [`Tree`], [`TreeMut`] and [`TreeOwned`] agree with each
/// other on a sample.
///
/// Call it in a test with samples of every kind of node that the type has: leaves, empty
/// containers, nested ones. What it changes, it changes in copies. Looks at the first 65,536 nodes.
///
/// Computes in **O(nodes · children)** time, and clones the sample for each container.
///
/// # Panics
///
/// Panics with the name of the law, the method and the path where it is broken.
///
/// # Examples
///
/// ```
/// use boltons::iter::tree::{Nested, assert_laws};
///
/// assert_laws(&Nested::List(vec![Nested::Leaf(1), Nested::Map([].into())]));
/// ```
#[track_caller]
pub fn assert_laws<T: TreeMut + TreeOwned + Clone + PartialEq>(sample: &T) {
    if let Err(broken) = check(sample) {
        panic!("{broken}");
    }
}

/// As [`assert_laws`], for a type that implements [`Tree`] alone.
///
/// # Panics
///
/// Panics with the name of the law, the method and the path where it is broken.
///
/// # Examples
///
/// ```
/// use boltons::iter::tree::{Nested, assert_walk_laws};
///
/// assert_walk_laws(&Nested::List(vec![Nested::Leaf(1)]));
/// ```
#[track_caller]
pub fn assert_walk_laws<T: Tree>(sample: &T) {
    if let Err(broken) = check_walk(sample, |_, _| Ok(())) {
        panic!("{broken}");
    }
}

type Broken = Result<(), String>;

fn law(holds: bool, law: &str, path: &[Seg<'_>]) -> Broken {
    if holds {
        return Ok(());
    }
    let path: super::TreePath = path.iter().copied().collect();
    Err(format!("law of `tree` broken at \"{path}\": {law}"))
}

/// The segments of a node's children, as far as they are looked at.
fn segments<T: Tree>(node: &T) -> Option<Vec<SegBuf>> {
    let children = node.children()?;
    Some(children.take(MAX_CHECKED).map(|(seg, _)| seg.into()).collect())
}

fn check_walk<T: Tree>(sample: &T, mut more: impl FnMut(&[Seg<'_>], &T) -> Broken) -> Broken {
    let mut nodes = walk(sample);
    let mut looked_at = 0;
    while let Some(visit) = nodes.next() {
        let (path, node) = (visit.path, visit.node);
        looked_at += 1;
        if looked_at > MAX_CHECKED {
            return Ok(());
        }
        let Some(children) = node.children() else {
            law(node.children().is_none(), "a leaf stays a leaf", path)?;
            law(node.child(Seg::Index(0)).is_none(), "`child` finds nothing in a leaf", path)?;
            more(path, node)?;
            continue;
        };
        let (least, most) = children.size_hint();
        let segs: Vec<(Seg<'_>, &T)> = children.take(MAX_CHECKED).collect();
        let ended = segs.len() < MAX_CHECKED;
        law(
            !ended || least <= segs.len() && most.is_none_or(|most| segs.len() <= most),
            "the size hint of `children` is right",
            path,
        )?;
        let again = node.children().map(|children| children.take(MAX_CHECKED).collect());
        let same = |again: Vec<(Seg<'_>, &T)>| {
            again.len() == segs.len()
                && again.iter().zip(&segs).all(|(a, b)| a.0 == b.0 && core::ptr::eq(a.1, b.1))
        };
        law(again.is_some_and(same), "`children` returns the same children each time", path)?;
        let mut sorted: Vec<Seg<'_>> = segs.iter().map(|(seg, _)| *seg).collect();
        sorted.sort_unstable();
        let repeats = sorted.windows(2).any(|pair| pair[0] == pair[1]);
        law(!repeats, "no two children have the same segment", path)?;
        let indices = segs.iter().filter(|(seg, _)| matches!(seg, Seg::Index(_))).count();
        law(indices == 0 || indices == segs.len(), "all segments are keys, or all indices", path)?;
        let in_order = segs.iter().enumerate().all(|(i, (seg, _))| match seg {
            Seg::Index(index) => *index == i,
            Seg::Key(_) => true,
        });
        law(in_order, "indices count from 0 in order", path)?;
        for (seg, child) in &segs {
            let found = node.child(*seg).is_some_and(|found| core::ptr::eq(found, *child));
            law(found, "`child` finds what `children` returns", path)?;
        }
        let absent = absent_key(&sorted);
        law(
            node.child(Seg::Key(&absent)).is_none() && node.child(Seg::Index(segs.len())).is_none(),
            "`child` finds nothing under a segment that no child has",
            path,
        )?;
        more(path, node)?;
    }
    Ok(())
}

/// A key that is neither there nor a number.
fn absent_key(sorted: &[Seg<'_>]) -> String {
    let mut key = String::from("absent");
    while sorted.binary_search(&Seg::Key(&key)).is_ok() {
        key.push('_');
    }
    key
}

fn check<T: TreeMut + TreeOwned + Clone + PartialEq>(sample: &T) -> Broken {
    check_walk(sample, |path, node| {
        let Some(segs) = segments(node) else { return check_leaf(path, node) };
        if segs.len() < MAX_CHECKED {
            check_lookup(path, node, &segs)?;
            check_change(path, node, &segs)?;
            check_frames(path, node, &segs)?;
        }
        Ok(())
    })?;
    law(eq_deep(sample, sample), "a tree equals itself (`same_shell`)", &[])?;
    law(clone_deep(sample) == *sample, "`clone_deep` creates an equal tree (`shell`, `put`)", &[])
}

fn check_leaf<T: TreeMut + TreeOwned + Clone + PartialEq>(path: &[Seg<'_>], node: &T) -> Broken {
    let mut leaf = node.clone();
    law(leaf.children_mut().is_none(), "`children_mut` of a leaf is `None`", path)?;
    law(leaf.take_children().is_none(), "`take_children` of a leaf is `None`", path)?;
    law(
        leaf.remove_child(Seg::Index(0)).is_none(),
        "`remove_child` finds nothing in a leaf",
        path,
    )?;
    let refused = leaf.insert_child(Seg::Index(0), node.clone()).is_err();
    law(refused, "`insert_child` into a leaf returns the value", path)?;
    law(leaf == *node, "a leaf is unchanged by what it refuses", path)?;
    law(node.shell().is_none(), "`shell` of a leaf is `None`", path)?;
    let unopened = leaf.open().is_err_and(|leaf| leaf == *node);
    law(unopened, "`open` returns a leaf unchanged", path)
}

fn check_lookup<T: TreeMut + Clone + PartialEq>(
    path: &[Seg<'_>],
    node: &T,
    segs: &[SegBuf],
) -> Broken {
    let mut copy = node.clone();
    let seen = copy.children_mut().map(|children| {
        children.take(MAX_CHECKED).map(|(seg, _)| SegBuf::from(seg)).collect::<Vec<_>>()
    });
    law(seen.as_deref() == Some(segs), "`children_mut` returns what `children` does", path)?;
    for seg in segs {
        let found =
            copy.child_mut(seg.as_seg()).map(|child| core::ptr::from_mut(child).cast_const());
        let expected = copy.child(seg.as_seg()).map(core::ptr::from_ref);
        law(found.is_some() && found == expected, "`child_mut` finds what `child` finds", path)?;
    }
    let absent = absent_key(&sorted(segs));
    law(
        copy.child_mut(Seg::Key(&absent)).is_none(),
        "`child_mut` finds nothing under a segment that no child has",
        path,
    )
}

fn sorted(segs: &[SegBuf]) -> Vec<Seg<'_>> {
    let mut sorted: Vec<Seg<'_>> = segs.iter().map(SegBuf::as_seg).collect();
    sorted.sort_unstable();
    sorted
}

/// Removing, inserting and retaining; a type without the pair may refuse to insert and remove.
fn check_change<T: TreeMut + Clone + PartialEq>(
    path: &[Seg<'_>],
    node: &T,
    segs: &[SegBuf],
) -> Broken {
    let mut copy = node.clone();
    let mut asked = Vec::new();
    copy.retain_children(|seg, _| {
        asked.push(SegBuf::from(seg));
        true
    });
    law(asked == segs, "`retain_children` asks once for each child, in order", path)?;
    law(copy == *node, "`retain_children` that keeps all changes nothing", path)?;

    let refused =
        copy.insert_child(Seg::Index(segs.len().saturating_add(1)), node.clone()).is_err();
    law(refused, "`insert_child` returns a value for which there is no room", path)?;
    law(copy == *node, "a refused value changes nothing", path)?;

    for (i, seg) in segs.iter().enumerate() {
        let child = node.child(seg.as_seg()).cloned();
        let mut copy = node.clone();
        let removed = copy.remove_child(seg.as_seg());
        law(removed == child, "`remove_child` returns the child", path)?;
        let rest: Vec<&T> = copy.children().into_iter().flatten().map(|(_, child)| child).collect();
        let expected: Vec<&T> = node
            .children()
            .into_iter()
            .flatten()
            .enumerate()
            .filter(|(at, _)| *at != i)
            .map(|(_, (_, child))| child)
            .collect();
        law(rest == expected, "`remove_child` removes one child and keeps the order", path)?;

        let mut retained = node.clone();
        let mut at = 0;
        retained.retain_children(|_, _| {
            at += 1;
            at - 1 != i
        });
        law(retained == copy, "`retain_children` removes what is refused, and no more", path)?;

        let last = i + 1 == segs.len();
        if let (Some(child), true) = (child, last || matches!(seg, SegBuf::Key(_))) {
            let inserted =
                copy.insert_child(seg.as_seg(), child.clone()).is_ok_and(|old| old.is_none());
            law(inserted, "`insert_child` inserts what was removed", path)?;
            let found = copy.child(seg.as_seg()).is_some_and(|found| *found == child);
            law(found, "`insert_child` inserts where `child` finds it", path)?;
            let again = copy.insert_child(seg.as_seg(), child.clone());
            law(
                again.is_ok_and(|old| old == Some(child)),
                "`insert_child` returns the old child",
                path,
            )?;
            let count = copy.children().map_or(0, |children| children.take(MAX_CHECKED).count());
            law(count == segs.len(), "`insert_child` adds at most one child", path)?;
        }
    }
    Ok(())
}

fn check_frames<T: TreeOwned + Clone + PartialEq>(
    path: &[Seg<'_>],
    node: &T,
    segs: &[SegBuf],
) -> Broken {
    let Ok(mut frame) = node.clone().open() else {
        return law(false, "`open` opens a container", path);
    };
    let mut taken = Vec::new();
    while let Some((seg, child)) = T::take(&mut frame) {
        taken.push((seg, child));
        law(taken.len() <= segs.len(), "`take` returns the children, and no more", path)?;
    }
    let right = taken.len() == segs.len()
        && taken.iter().zip(segs).all(|((seg, child), own)| {
            seg == own && node.child(own.as_seg()).is_some_and(|own| own == child)
        });
    law(right, "`take` returns the children in order", path)?;
    for (seg, child) in taken {
        T::put(&mut frame, seg, child);
    }
    law(T::close(frame) == *node, "a container whose children are put back is the same", path)?;
    let Some(shell) = node.shell() else {
        return law(false, "`shell` of a container is a frame", path);
    };
    let empty = T::close(shell);
    let none_left = empty.children().is_some_and(|mut children| children.next().is_none());
    law(none_left, "an empty frame closes to an empty container", path)?;
    law(node.same_shell(node), "`same_shell` holds for a node and itself", path)?;
    law(node.same_shell(&empty), "`same_shell` does not look at the children", path)
}
