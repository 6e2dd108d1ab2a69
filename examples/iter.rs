//! Snippets of `boltons::iter` to copy, each checked by itself: `cargo run --example iter`.

use std::collections::BTreeMap;

use boltons::iter::{IterExt, linspace};

fn main() {
    batches_to_an_api_by_weight();
    a_moving_average();
    top_words();
    a_report_by_month();
    pages_of_a_download();
    println!("all snippets hold");
}

/// An API takes at most 1000 bytes and 3 messages a call; one large message goes alone.
fn batches_to_an_api_by_weight() {
    let messages = [300, 400, 200, 200, 150, 150, 2000, 10].map(|len| "x".repeat(len));
    let mut calls = Vec::new();

    let batches = messages.into_iter().chunked_while(|batch, next| {
        let bytes: usize = batch.iter().map(String::len).sum();
        batch.len() < 3 && bytes + next.len() <= 1000
    });
    for batch in batches {
        calls.push(batch.iter().map(String::len).collect::<Vec<_>>());
    }

    assert_eq!(calls, [vec![300, 400, 200], vec![200, 150, 150], vec![2000], vec![10]]);
}

/// The mean of the last four readings, without keeping them all.
fn a_moving_average() {
    let readings = [4.0, 6.0, 8.0, 6.0, 4.0, 2.0, 0.0];

    let averages = readings.into_iter().sliding_windows(4).map(|w| w.iter().sum::<f64>() / 4.0);
    let smooth: Vec<f64> = averages.collect();
    assert_eq!(smooth, [6.0, 6.0, 5.0, 3.0]);

    // With the times at which they were taken, from 0 to 3 seconds.
    let times = linspace(0.0..=3.0, readings.len()).expect("finite bounds");
    assert!(times.skip(3).zip(smooth).eq([(1.5, 6.0), (2.0, 6.0), (2.5, 5.0), (3.0, 3.0)]));
}

/// The most frequent words of a text; of equally frequent ones the first.
fn top_words() {
    let text = "It was the best of times, it was the worst of times, it was the age of wisdom";

    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let top = words.map(str::to_lowercase).most_common(4);

    let top: Vec<(&str, usize)> = top.iter().map(|(word, n)| (word.as_str(), *n)).collect();
    assert_eq!(top, [("it", 3), ("was", 3), ("the", 3), ("of", 3)]);
}

/// Sums by month: in order of appearance, in order of the calendar, and with the items kept.
fn a_report_by_month() {
    let sales = [("2024-02", 20), ("2024-01", 5), ("2024-02", 7), ("2024-01", 1)];
    let add = |sum: &mut i32, sale: &(&str, i32)| *sum += sale.1;

    let as_they_came = sales.iter().fold_by_key(|sale| sale.0, |_| 0, add);
    assert!(as_they_came.into_iter().eq([("2024-02", 27), ("2024-01", 6)]));

    let by_date = sales.iter().fold_by_key_in(BTreeMap::new(), |sale| sale.0, |_| 0, add);
    assert!(by_date.into_iter().eq([("2024-01", 6), ("2024-02", 27)]));

    let groups = sales.iter().groups_by(|sale| sale.0);
    assert_eq!(groups.get("2024-01"), Some(&[&("2024-01", 5), &("2024-01", 1)][..]));
}

/// Byte ranges of a download that was broken off at byte 3000, at multiples of 4096 from there on.
fn pages_of_a_download() {
    let ranges = boltons::iter::chunk_ranges(3000..10_000, 4096).aligned();
    let headers = ranges.map(|range| format!("bytes={}-{}", range.start, range.end - 1));
    assert!(headers.eq(["bytes=3000-4095", "bytes=4096-8191", "bytes=8192-9999"]));
}
