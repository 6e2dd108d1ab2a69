//! Snippets of `boltons::iter` to copy, each of which checks itself: batches, moving averages, most
//! common words, grouping, byte ranges, redacting JSON, retries, and combinations by rank.
//!
//! `cargo run --example iter`

use std::collections::BTreeMap;
use std::time::Duration;

use boltons::iter::backoff::{Backoff, Jitter, retry_with};
use boltons::iter::combin::combinations;
use boltons::iter::{IterExt, linspace};

fn main() {
    batches_to_an_api_by_weight();
    a_moving_average();
    top_words();
    a_report_by_month();
    pages_of_a_download();
    #[cfg(feature = "serde_json")]
    secrets_out_of_a_document();
    a_call_that_is_tried_again();
    a_search_taken_up_again();
    println!("all snippets hold");
}

/// Batches for an API that accepts at most 1000 bytes and 3 messages per call; a larger message is
/// sent alone.
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

    // With the times of the readings, from 0 to 3 seconds.
    let times = linspace(0.0..=3.0, readings.len()).expect("finite bounds");
    assert!(times.skip(3).zip(smooth).eq([(1.5, 6.0), (2.0, 6.0), (2.5, 5.0), (3.0, 3.0)]));
}

/// The most common words of a text; among equally common ones, the first.
fn top_words() {
    let text = "It was the best of times, it was the worst of times, it was the age of wisdom";

    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let top = words.map(str::to_lowercase).most_common(4);

    let top: Vec<(&str, usize)> = top.iter().map(|(word, n)| (word.as_str(), *n)).collect();
    assert_eq!(top, [("it", 3), ("was", 3), ("the", 3), ("of", 3)]);
}

/// Sums per month in order of appearance, sums in order of the calendar, and the items per month.
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

/// `Range` headers that resume a download at byte 3000, cut at multiples of 4096.
fn pages_of_a_download() {
    let ranges = boltons::iter::chunk_ranges(3000..10_000, 4096).aligned();
    let headers = ranges.map(|range| format!("bytes={}-{}", range.start, range.end - 1));
    assert!(headers.eq(["bytes=3000-4095", "bytes=4096-8191", "bytes=8192-9999"]));
}

/// Redacts secrets in JSON at any depth, removes nulls, and logs the paths of the secrets.
#[cfg(feature = "serde_json")]
fn secrets_out_of_a_document() {
    use boltons::iter::tree::{Seg, TreePath, retain};
    use serde_json::{Value, json};

    let mut document = json!({
        "user": {"name": "Ada", "password": "hunter2", "nick": null},
        "servers": [null, {"host": "a/b", "auth": {"token": "t-1", "kind": "bearer"}}],
    });

    let mut log = Vec::new();
    retain(&mut document, |parent, own, node| {
        if matches!(own, Seg::Key("password" | "token")) {
            let path: TreePath = parent.iter().copied().chain([own]).collect();
            log.push(path.to_string());
            *node = Value::from("***");
        }
        !node.is_null()
    });

    let clean = json!({
        "user": {"name": "Ada", "password": "***"},
        "servers": [{"host": "a/b", "auth": {"token": "***", "kind": "bearer"}}],
    });
    assert_eq!(document, clean);
    // The path has the index that the server had in the original document.
    log.sort();
    assert_eq!(log, ["/servers/1/auth/token", "/user/password"]);
}

/// Retries with exponential backoff: the server is busy twice, then says how long to wait, and then
/// answers. In a program the last argument is `std::thread::sleep`; here the delays are recorded.
fn a_call_that_is_tried_again() {
    #[derive(Debug, PartialEq)]
    enum Failure {
        Busy { retry_after: Option<Duration> },
        Forbidden,
    }
    const POLICY: Backoff = Backoff::exponential(Duration::from_millis(100))
        .max_delay(Duration::from_secs(5))
        .max_total(Duration::from_secs(30))
        .attempts(6)
        .jitter(Jitter::Full);

    let call = |answers: Vec<Result<&'static str, Failure>>| {
        let (mut answers, mut slept) = (answers.into_iter(), Vec::new());
        let result = retry_with(
            // Seeded so that the delays are known; without a seed they differ every time.
            POLICY.seed(42),
            || answers.next().unwrap_or(Ok("nothing")),
            |failure, delay| match failure {
                Failure::Busy { retry_after } => Some(retry_after.unwrap_or(delay)),
                Failure::Forbidden => None,
            },
            |delay| slept.push(delay),
        );
        (result, slept)
    };

    let minute = Duration::from_secs(60);
    let busy = |retry_after| Err(Failure::Busy { retry_after });
    let (result, slept) = call(vec![busy(None), busy(None), busy(Some(minute)), Ok("page")]);
    assert_eq!(result, Ok("page"));
    let bounds = [Duration::from_millis(100), Duration::from_millis(200), minute];
    assert!(slept.iter().zip(bounds).all(|(slept, bound)| *slept <= bound));
    assert_eq!(slept[2], minute);

    let (result, slept) = call(vec![Err(Failure::Forbidden), Ok("not asked for")]);
    assert_eq!((result, slept.len()), (Err(Failure::Forbidden), 0));
}

/// A search through all hands of five cards: stopped at a rank, and resumed from that rank.
fn a_search_taken_up_again() {
    let sum = |hand: &[u32]| hand.iter().map(|card| card % 13 + 1).sum::<u32>();
    let good = |hand: &[u32]| sum(hand) == 65 - 4;

    let mut hands = combinations(0..52, 5);
    assert_eq!(hands.total(), Some(2_598_960));
    let mut found = 0;
    for _ in 0..1_000_000 {
        found += u32::from(hands.next().is_some_and(good));
    }
    let rank = hands.rank_of(hands.indices()).expect("the millionth hand was given");
    assert_eq!(rank, 999_999);

    let mut later = combinations(0..52, 5);
    assert!(later.seek(rank + 1));
    found = later.fold(found, |found, hand| found + u32::from(good(hand)));

    // Without the interruption it finds as many.
    assert_eq!(combinations(0..52, 5).fold(0, |n, hand| n + u32::from(good(hand))), found);
}
