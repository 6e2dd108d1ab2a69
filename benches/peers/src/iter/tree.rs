//! Searching a document, with the paths of what is found.

use boltons::iter::tree::{Seg, research};
use jsonpath_rust::JsonPath as _;
use serde_json::Value;
use serde_json_path::JsonPath;

use super::document::document;
use crate::harness::{Contender, Harness, mix};

/// A checksum that doesn't depend on the order: RFC 9535 leaves it open.
fn sum(nodes: impl Iterator<Item = (usize, Option<u64>)>) -> u64 {
    nodes.fold(0, |sum, (depth, id)| sum.wrapping_add(mix(depth as u64, id.unwrap_or(0))))
}

pub fn rows(h: &mut Harness) {
    if !h.wants("iter/tree/") {
        return;
    }
    h.explain(
        "iter/tree/research",
        "Half of the time is the walk over the document, which is as fast as recursion by hand; most \
         of the rest makes and drops the 30,000 paths found, whose keys are owned strings.",
    );
    let document = document(if h.timed() { 200_000 } else { 2_000 });
    let query = JsonPath::parse("$..id").expect("a valid query");
    h.compare(
        "iter/tree/research id with paths/200000",
        &[4.0, 9.0],
        vec![
            Contender::new("boltons", || {
                let found = research(&document, |path, _| path.last() == Some(&Seg::Key("id")));
                sum(found.iter().map(|(path, node)| (path.len(), node.as_u64())))
            }),
            Contender::new("serde_json_path", || {
                let found = query.query_located(&document);
                sum(found.iter().map(|found| (found.location().len(), found.node().as_u64())))
            }),
            Contender::new("jsonpath-rust", || {
                let found = document.query_with_path("$..id").unwrap_or_default();
                // Its path is a text: `$['records'][3]['id']`.
                sum(found.into_iter().map(|found| {
                    let node: &Value = found.clone().val();
                    (found.path().matches('[').count(), node.as_u64())
                }))
            }),
        ],
    );
}
