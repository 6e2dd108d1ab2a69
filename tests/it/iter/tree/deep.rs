//! A million levels on a small stack, also when closures panic.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;

use boltons::iter::tree::{
    Deep, Edit, Nested, TreeMut, TreeOwned, clone_deep, drop_deep, eq_deep, remap, remap_with,
    research, retain, try_remap_with, walk,
};

/// A million; fewer, but far more than a recursion would survive, where nothing is optimised.
const DEPTH: usize = if cfg!(debug_assertions) { 40_000 } else { 1_000_000 };

/// Runs on a thread with a stack of 256 KiB.
fn on_small_stack(run: impl FnOnce() + Send + 'static) {
    std::thread::Builder::new().stack_size(256 << 10).spawn(run).unwrap().join().unwrap();
}

/// Chains of lists, of maps, and of both in turn.
fn chains() -> [Nested<u8>; 3] {
    let list = |inner| Nested::List(vec![inner]);
    let map = |inner| Nested::Map([("k".to_owned(), inner)].into_iter().collect());
    let chain = |link: &dyn Fn(usize, Nested<u8>) -> Nested<u8>, depth| {
        (0..depth).fold(Nested::Leaf(7), |inner, i| link(i, inner))
    };
    [
        chain(&|_, inner| list(inner), DEPTH),
        // A hash table a level is slow without optimisation.
        chain(&|_, inner| map(inner), DEPTH / 10),
        chain(&|i, inner| if i % 16 == 0 { map(inner) } else { list(inner) }, DEPTH),
    ]
}

/// Everything that can be done with a chain.
fn everything<T: TreeMut + TreeOwned + Clone + PartialEq>(chain: T) {
    let chain = Deep::new(chain);
    let nodes = walk(&*chain).nodes().count();
    assert!(nodes > DEPTH / 10);
    assert_eq!(walk(&*chain).post_order().nodes().count(), nodes);
    assert_eq!(research(&*chain, |_, node| node.children().is_none()).len(), 1);
    let mut copy = Deep::new(clone_deep::<T>(&chain));
    assert!(eq_deep::<T>(&chain, &copy));
    assert!(copy.clone() == chain);
    retain(&mut *copy, |_, _, _| true);
    assert!(copy == chain);
    let copy = Deep::new(remap(copy.into_inner(), |_, node| Edit::Keep(node)));
    assert!(copy == chain);

    // A closure drops the whole inside at half the depth.
    let mut half = copy.clone();
    retain(&mut *half, |path, _, _| path.len() < nodes / 2);
    assert_eq!(walk(&*half).nodes().count(), nodes / 2 + 1);
    let half = Deep::new(remap_with(
        copy.clone().into_inner(),
        |path, _| path.len() < nodes / 2,
        |path, node| {
            if path.len() < nodes / 2 {
                return Edit::Keep(node);
            }
            drop_deep(node);
            Edit::Drop
        },
    ));
    assert_eq!(walk(&*half).nodes().count(), nodes / 2);

    // Closures that stop half-way, on the way down and on the way up.
    let stopped = try_remap_with(
        copy.clone().into_inner(),
        |_, _| true,
        |path, node| {
            if path.len() > nodes / 2 {
                return Ok(Edit::Keep(node));
            }
            drop_deep(node);
            Err(path.len())
        },
    );
    assert!(stopped.is_err_and(|depth| depth == nodes / 2));
    for at in [1, nodes / 2, nodes - 1] {
        let tree = copy.clone().into_inner();
        let panic = catch_unwind(AssertUnwindSafe(|| {
            remap_with(
                tree,
                |path, _| if path.len() == at { panic!("enter") } else { true },
                |_, node| Edit::Keep(node),
            )
        }));
        assert!(panic.is_err());
        let tree = copy.clone().into_inner();
        let panic = catch_unwind(AssertUnwindSafe(|| {
            remap(tree, |path, node| {
                if path.len() == at {
                    drop_deep(node);
                    panic!("visit")
                }
                Edit::Keep(node)
            })
        }));
        assert!(panic.is_err());
        let mut tree = copy.clone();
        let panic = catch_unwind(AssertUnwindSafe(|| {
            retain(
                &mut *tree,
                |path, _, _| if path.len() + 1 == at { panic!("keep") } else { true },
            );
        }));
        assert!(panic.is_err());
        assert!(tree == chain);
    }
}

#[test]
fn nested_chains_of_a_million() {
    for which in 0..3 {
        on_small_stack(move || {
            let mut chains = Vec::from(chains().map(Deep::new));
            everything(chains.swap_remove(which).into_inner());
        });
    }
}

/// A container that is empty by then was closed together with the one around it, which dropped the
/// rest by recursion.
#[test]
fn what_stands_after_a_container_is_dropped_without_recursion() {
    on_small_stack(|| {
        let list = |items: &[&Nested<u8>]| {
            Nested::List(items.iter().map(|item| clone_deep(*item)).collect())
        };
        let leaf = Nested::Leaf(0);
        let chain = (0..20_000).fold(Nested::Leaf(7), |inner, _| Nested::List(vec![inner]));
        let chain = Deep::new(chain);
        let nested = list(&[&list(&[&leaf])]);
        let map = Nested::Map([("k".to_owned(), nested.clone())].into());
        for before in [&leaf, &list(&[]), &list(&[&leaf]), &nested, &list(&[&nested, &leaf]), &map]
        {
            let flat = Deep::new(list(&[before, &chain, before, &chain]));
            let inner = Deep::new(list(&[&flat, before, &flat]));
            for tree in [flat, inner] {
                drop_deep(clone_deep::<Nested<u8>>(&tree));
                drop(tree.clone());
                drop(tree.clone().into_inner().into_leaves());
                assert!(tree.clone().into_inner().into_leaves().take(2).count() == 2);
                for stop in [1, 3, 20_000] {
                    let mut visited = 0;
                    let panic = catch_unwind(AssertUnwindSafe(|| {
                        remap(tree.clone().into_inner(), |_, node| {
                            visited += 1;
                            let node = Deep::new(node);
                            assert!(visited < stop, "stopped");
                            Edit::Keep(node.into_inner())
                        })
                    }));
                    assert!(panic.is_err());
                }
            }
        }
    });
}

#[test]
fn into_leaves_reaches_and_abandons_the_depth() {
    on_small_stack(|| {
        let [list, map, both] = chains().map(Deep::new);
        for chain in [list, map, both] {
            assert!(chain.clone().into_inner().into_leaves().eq([7]));
            drop(chain.into_inner().into_leaves());
        }
    });
}

#[cfg(feature = "serde_json")]
#[test]
fn serde_json_chains_of_a_million() {
    use serde_json::Value;

    on_small_stack(|| {
        let lists = (0..DEPTH).fold(Value::Null, |inner, _| Value::Array(vec![inner]));
        everything(lists);
        let maps = (0..DEPTH / 4).fold(Value::Null, |inner, _| {
            Value::Object([("k".to_owned(), inner)].into_iter().collect())
        });
        everything(maps);
    });
}

/// A leaf that counts the living and may panic when dropped or cloned.
#[derive(Debug)]
struct Dummy(Rc<Cell<isize>>, Rc<Cell<u32>>);

impl Dummy {
    fn new(alive: &Rc<Cell<isize>>, fuse: &Rc<Cell<u32>>) -> Self {
        alive.set(alive.get() + 1);
        Self(alive.clone(), fuse.clone())
    }

    fn burn(&self) {
        match self.1.get() {
            0 => {}
            1 => {
                self.1.set(0);
                panic!("dummy");
            }
            n => self.1.set(n - 1),
        }
    }
}

impl Clone for Dummy {
    fn clone(&self) -> Self {
        self.burn();
        Self::new(&self.0, &self.1)
    }
}

impl Drop for Dummy {
    fn drop(&mut self) {
        self.0.set(self.0.get() - 1);
        self.burn();
    }
}

#[test]
fn every_leaf_is_dropped_once_whatever_panics() {
    let alive = Rc::new(Cell::new(0));
    let fuse = Rc::new(Cell::new(0));
    let make = || {
        let leaf = || Nested::Leaf(Dummy::new(&alive, &fuse));
        let inner = Nested::List(vec![leaf(), leaf()]);
        let map = [("a".to_owned(), leaf()), ("b".to_owned(), inner)].into_iter().collect();
        Nested::List(vec![leaf(), Nested::Map(map), leaf()])
    };
    for k in 0..8 {
        let run = |work: &dyn Fn(Nested<Dummy>)| {
            let tree = make();
            fuse.set(k);
            let _ = catch_unwind(AssertUnwindSafe(|| work(tree)));
            fuse.set(0);
            assert_eq!(alive.get(), 0, "after {k}");
        };
        run(&|tree| drop_deep(tree));
        run(&|tree| drop(Deep::new(tree).clone()));
        run(&|tree| drop(tree.into_leaves().nth(1)));
        run(&|tree| {
            drop(remap(
                tree,
                |path, node| if path.len() == 2 { Edit::Drop } else { Edit::Keep(node) },
            ));
        });
        run(&|mut tree| retain(&mut tree, |path, _, _| path.is_empty()));
        run(&|tree| {
            let _ = try_remap_with(
                tree,
                |_, _| true,
                |path, node| match path.len() {
                    3 => Ok(Edit::Keep(node)),
                    _ => Err(node),
                },
            );
        });
    }
}

#[test]
fn trees_that_differ_are_not_equal() {
    let tree = |text: &str| Deep::new(super::tree(text));
    let texts = ["1", "2", "[]", "{}", "[1]", "[2]", "[1 2]", "{a:1}", "{a:2}", "{b:1}", "[[]]"];
    for (i, a) in texts.iter().enumerate() {
        for (j, b) in texts.iter().enumerate() {
            assert_eq!(tree(a) == tree(b), i == j, "{a} {b}");
            assert_eq!(eq_deep(&*tree(a), &*tree(b)), i == j, "{a} {b}");
        }
    }
    // Maps compare without order, lists with it.
    assert!(tree("{a:1 b:[2]}") == tree("{b:[2] a:1}"));
    assert!(tree("[1 2]") != tree("[2 1]"));
    let mut changed = tree("{a:1}");
    *changed = super::tree("7");
    assert!(Deep::from(super::tree("7")) == changed);
    assert_eq!(format!("{changed:?}"), "Deep { .. }");
}

#[cfg(feature = "serde_json")]
#[test]
fn a_patch_replaces_a_deep_value() {
    use boltons::iter::tree::merge_patch;
    use serde_json::{Value, json};
    on_small_stack(|| {
        let mut tree = json!({"k": null});
        tree["k"] = (0..DEPTH).fold(Value::Null, |inner, _| Value::Array(vec![inner]));
        merge_patch(&mut tree, json!({"k": {"a": 1}}));
        assert_eq!(tree, json!({"k": {"a": 1}}));
    });
}
