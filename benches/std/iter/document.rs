//! The document of the tree rows, here and in `benches/peers`.

use serde_json::{Value, json};

use crate::harness::Rng;

/// Records of about 20 nodes each: numbers, texts, nulls, lists and maps down to depth 5. About
/// `nodes` nodes.
pub fn document(nodes: usize) -> Value {
    let mut rng = Rng(3);
    let mut records = Vec::with_capacity(nodes / 20);
    for id in 0..nodes / 20 {
        let tags: Vec<String> = (0..rng.below(6)).map(|i| format!("tag {i}")).collect();
        let lines: Vec<Value> = (0..rng.below(4))
            .map(|line| json!({"id": line, "price": rng.next() >> 40, "note": null}))
            .collect();
        records.push(json!({
            "id": id,
            "name": format!("record {id}"),
            "parent": if rng.below(2) == 0 { Value::Null } else { json!({"id": rng.below(1000)}) },
            "tags": tags,
            "order": {"lines": lines, "paid": rng.below(2) == 0, "sent": null},
            "scores": [rng.next() >> 50, null, rng.next() >> 50],
        }));
    }
    json!({"records": records, "total": nodes})
}
