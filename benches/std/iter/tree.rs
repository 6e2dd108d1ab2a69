//! Trees against recursion by hand, which is as fast as it gets and ends at some thousand levels.

use boltons::iter::tree::{Edit, Seg, clone_deep, drop_deep, eq_deep, remap, retain, walk};
use serde_json::Value;

use super::document::document;
use crate::harness::{Contender, Harness, mix};

/// Something of a path: its length and its last segment.
fn sign(path: &[Seg<'_>]) -> u64 {
    let last = match path.last() {
        Some(Seg::Key(key)) => key.len(),
        Some(Seg::Index(index)) => *index,
        None => 7,
    };
    (path.len() << 32 ^ last) as u64
}

fn by_hand<'a>(
    node: &'a Value,
    path: &mut Vec<Seg<'a>>,
    f: &mut impl FnMut(&[Seg<'a>], &'a Value),
) {
    f(path, node);
    match node {
        Value::Array(items) => {
            for (i, item) in items.iter().enumerate() {
                path.push(Seg::Index(i));
                by_hand(item, path, f);
                path.pop();
            }
        }
        Value::Object(entries) => {
            for (key, value) in entries {
                path.push(Seg::Key(key));
                by_hand(value, path, f);
                path.pop();
            }
        }
        _ => {}
    }
}

fn strip(node: &mut Value) {
    match node {
        Value::Array(items) => {
            items.retain(|item| !item.is_null());
            items.iter_mut().for_each(strip);
        }
        Value::Object(entries) => {
            entries.retain(|_, value| !value.is_null());
            entries.values_mut().for_each(strip);
        }
        _ => {}
    }
}

fn rebuild(node: Value) -> Value {
    match node {
        Value::Array(items) => {
            items.into_iter().filter(|item| !item.is_null()).map(rebuild).collect()
        }
        Value::Object(entries) => {
            let kept = entries.into_iter().filter(|(_, value)| !value.is_null());
            kept.map(|(key, value)| (key, rebuild(value))).collect()
        }
        leaf => leaf,
    }
}

/// A copy by recursion, without paths.
fn copy(node: &Value) -> Value {
    match node {
        Value::Array(items) => items.iter().map(copy).collect(),
        Value::Object(entries) => {
            entries.iter().map(|(key, value)| (key.clone(), copy(value))).collect()
        }
        leaf => leaf.clone(),
    }
}

/// What tells results apart, cheap beside the work.
fn size(node: &Value) -> u64 {
    node["records"].as_array().map_or(0, |records| records.len() as u64)
        + node["records"][1].as_object().map_or(0, |record| record.len() as u64)
}

pub fn rows(h: &mut Harness) {
    if !h.wants("iter/tree/") {
        return;
    }
    h.explain(
        "iter/tree/walk",
        "The recursion has its stack from the processor; ours is on the heap, so that no depth \
         overflows it.",
    );
    h.explain(
        "iter/tree/retain",
        "The recursion keeps no path, and its stack is the processor's; ours is on the heap, so \
         that no depth overflows it. In one run: this 0.95, without any path 0.93, recursion for \
         the first 64 levels 0.91, all within its noise; a path and a second look for every node, \
         the first design, 0.83.",
    );
    h.explain(
        "iter/tree/remap",
        "A closure that owns the node may put anything in its place, so that each map is taken \
         apart and built again, and each path kept; recursion in place does neither. Against \
         recursion in place this comes to 0.43 to 0.56; leaving the keys in the map, with values \
         taken out and put back, came to 0.25; a list of all containers, put together from the \
         last to the first, to 0.28.",
    );
    h.explain(
        "iter/tree/clone",
        "A container whose children are all leaves is cloned by its own `Clone`, which no depth \
         makes recursive; the others are created from their entries, as the recursion does. \
         Without that distinction this came to 0.69.",
    );
    let document = document(if h.timed() { 200_000 } else { 2_000 });
    h.compare(
        "iter/tree/walk with paths/200000",
        &[0.9],
        vec![
            Contender::new("boltons", || {
                let mut sum = 0;
                walk(&document).for_each(|path, node| {
                    sum = mix(sum, sign(path) ^ u64::from(node.is_string()));
                });
                sum
            }),
            Contender::new("recursion", || {
                let mut sum = 0;
                by_hand(&document, &mut Vec::new(), &mut |path, node| {
                    sum = mix(sum, sign(path) ^ u64::from(node.is_string()));
                });
                sum
            }),
        ],
    );
    h.compare(
        "iter/tree/retain not null/200000",
        &[1.0],
        vec![
            Contender::with_setup(
                "boltons",
                || document.clone(),
                |tree| {
                    retain(tree, |_, _, node| !node.is_null());
                    size(tree)
                },
            ),
            Contender::with_setup(
                "recursion without paths",
                || document.clone(),
                |tree| {
                    strip(tree);
                    size(tree)
                },
            ),
        ],
    );
    h.compare(
        "iter/tree/remap not null/200000",
        &[0.6, 0.75],
        vec![
            Contender::with_setup(
                "boltons",
                || document.clone(),
                |tree| {
                    *tree = remap(tree.take(), |_, node| {
                        if node.is_null() { Edit::Drop } else { Edit::Keep(node) }
                    });
                    size(tree)
                },
            ),
            Contender::with_setup(
                "recursion in place without paths",
                || document.clone(),
                |tree| {
                    strip(tree);
                    size(tree)
                },
            ),
            Contender::with_setup(
                "recursive rebuild without paths",
                || document.clone(),
                |tree| {
                    *tree = rebuild(tree.take());
                    size(tree)
                },
            ),
        ],
    );
    h.compare(
        "iter/tree/clone/200000",
        &[0.8],
        vec![
            Contender::new("boltons", || size(&clone_deep(&document))),
            Contender::new("recursion without paths", || size(&copy(&document))),
            Contender::new("Clone", || size(&document.clone())),
        ],
    );
    let other = document.clone();
    h.compare(
        "iter/tree/eq/200000",
        &[],
        vec![
            Contender::new("boltons", || u64::from(eq_deep(&document, &other))),
            Contender::new("PartialEq", || u64::from(document == other)),
        ],
    );
    h.compare(
        "iter/tree/drop/200000",
        &[],
        vec![
            Contender::with_setup(
                "boltons",
                || document.clone(),
                |tree| {
                    drop_deep(tree.take());
                    0
                },
            ),
            Contender::with_setup(
                "Drop",
                || document.clone(),
                |tree| {
                    drop(tree.take());
                    0
                },
            ),
        ],
    );
}
