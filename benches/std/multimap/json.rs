//! `OrderedMultiMap` to JSON and back, in its default shape, against a list of pairs.

use std::hash::BuildHasher;

use boltons::multimap::OrderedMultiMap;

use crate::harness::{Contender, Harness, inputs, mix};

pub fn rows<S: BuildHasher + Default>(harness: &mut Harness) {
    let id = "multimap/ordered/serde_json/headers-string/12";
    if !harness.wants(id) {
        return;
    }
    harness.input("/headers-", inputs::HEADERS);
    let entries = |line: &str| -> Vec<(String, String)> {
        line.split('\t').map(|name| (name.to_owned(), name.to_owned())).collect()
    };
    let lists: Vec<Vec<(String, String)>> = inputs::headers().into_iter().map(entries).collect();
    let maps: Vec<OrderedMultiMap<String, String, S>> =
        lists.iter().map(|list| list.iter().cloned().collect()).collect();
    fn round_trip<T: serde::Serialize + serde::de::DeserializeOwned>(all: &[T]) -> u64 {
        let mut sum = 0;
        for one in all {
            let json = serde_json::to_string(one).expect("strings are JSON");
            let back: T = serde_json::from_str(&json).expect("what was just written");
            sum = mix(sum, json.len() as u64);
            drop(back);
        }
        sum
    }
    harness.compare(
        id,
        &[0.75],
        vec![
            Contender::new("boltons", || round_trip(&maps)),
            Contender::new("Vec", || round_trip(&lists)),
        ],
    );
}
