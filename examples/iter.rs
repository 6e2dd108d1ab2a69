//! A cookbook of `boltons::iter`: one function for each task, with the name that one searches for.
//! Each checks itself; helpers come after the tasks.
//!
//! `cargo run --example iter`
//!
//! | task | function |
//! |---|---|
//! | batches of a fixed size, and into arrays | `chunked_batches` |
//! | batches by weight, for an API with limits | `batches_by_weight` |
//! | windows and pairs of neighbours | `windowed_and_pairwise` |
//! | moving average | `moving_average` |
//! | evenly spaced floats | `float_ranges` |
//! | the most common items | `top_k` |
//! | group by, sum per key | `group_by_key` |
//! | duplicates | `find_duplicates` |
//! | pages and `Range` headers | `http_range_requests` |
//! | work for n threads | `split_work_for_threads` |
//! | unique ids across threads | `unique_ids` |
//! | retry with exponential backoff, jitter and `Retry-After` | `retry_with_backoff` |
//! | retry within a deadline, with a log | `retry_with_deadline` |
//! | combinations that resume from a rank | `resume_combinations` |
//! | redact secrets in JSON, remove nulls | `redact_json` |
//! | get, set and remove by path | `json_path_access` |
//! | JSON Merge Patch (RFC 7396), deep merge of settings | `merge_patch` |
//! | flatten JSON to dotted keys, and back | `flatten_json` |
//! | drop, clone and compare very deep JSON | `deep_json` |

use std::collections::BTreeMap;
use std::time::Duration;

use boltons::Error;
use boltons::iter::backoff::{Backoff, Jitter, retry_notify_with, retry_with, within_clock};
use boltons::iter::combin::combinations;
use boltons::iter::{
    Guids, IterExt, chunk_ranges, chunk_ranges_u64, even_ranges, frange, geomspace, linspace,
};

fn main() -> Result<(), Error> {
    chunked_batches();
    batches_by_weight();
    windowed_and_pairwise();
    moving_average()?;
    float_ranges()?;
    top_k();
    group_by_key();
    find_duplicates();
    http_range_requests();
    split_work_for_threads();
    unique_ids();
    retry_with_backoff();
    retry_with_deadline();
    resume_combinations();
    #[cfg(feature = "serde_json")]
    {
        json::redact_json();
        json::json_path_access()?;
        json::merge_patch();
        json::flatten_json()?;
        json::deep_json();
    }
    println!("all snippets hold");
    Ok(())
}

/// Rows in batches of 1000 for an `INSERT`; in arrays where the size is known, with what is left.
fn chunked_batches() {
    let sizes: Vec<usize> = (0..2500).chunked(1000).map(|batch| batch.len()).collect();
    assert_eq!(sizes, [1000, 1000, 500]);

    let mut pixels = [255, 0, 0, 0, 255, 0, 9].into_iter().chunked_array();
    let rgb: Vec<[u8; 3]> = pixels.by_ref().collect();
    assert_eq!(rgb, [[255, 0, 0], [0, 255, 0]]);
    assert_eq!(pixels.remainder(), [9]);
}

/// Batches for an API that accepts at most 1000 bytes and 3 messages per call; a larger message is
/// sent alone.
fn batches_by_weight() {
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

/// Differences of neighbours, and the places where three in a row rise.
fn windowed_and_pairwise() {
    let readings = [3, 5, 4, 6, 9];
    assert!(readings.into_iter().pairwise().map(|(a, b)| b - a).eq([2, -1, 2, 3]));

    let rising = readings.into_iter().windowed().map(|[a, b, c]| a < b && b < c);
    assert!(rising.eq([false, false, true]));
}

/// The mean of the last four readings, without keeping them all.
fn moving_average() -> Result<(), Error> {
    let readings = [4.0, 6.0, 8.0, 6.0, 4.0, 2.0, 0.0];

    let averages = readings.into_iter().sliding_windows(4).map(|w| w.iter().sum::<f64>() / 4.0);
    let smooth: Vec<f64> = averages.collect();
    assert_eq!(smooth, [6.0, 6.0, 5.0, 3.0]);

    // With the times of the readings, from 0 to 3 seconds.
    let times = linspace(0.0..=3.0, readings.len())?;
    assert!(times.skip(3).zip(smooth).eq([(1.5, 6.0), (2.0, 6.0), (2.5, 5.0), (3.0, 3.0)]));
    Ok(())
}

/// Steps of a tenth, n points of an interval, and points on a logarithmic scale.
fn float_ranges() -> Result<(), Error> {
    assert!(frange(0.0..1.0, 0.25)?.eq([0.0, 0.25, 0.5, 0.75]));
    // As many as the decimals mean, although 3 · 0.3 < 0.9 in binary.
    assert_eq!(frange(0.0..0.9, 0.3)?.count(), 3);
    assert!(linspace(0.0..1.0, 4)?.eq([0.0, 0.25, 0.5, 0.75]));
    assert!(geomspace(1.0..=16.0, 5)?.eq([1.0, 2.0, 4.0, 8.0, 16.0]));
    Ok(())
}

/// The most common words of a text; among equally common ones, the first.
fn top_k() {
    let text = "It was the best of times, it was the worst of times, it was the age of wisdom";

    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let top = words.map(str::to_lowercase).most_common(4);

    let top: Vec<(&str, usize)> = top.iter().map(|(word, n)| (word.as_str(), *n)).collect();
    assert_eq!(top, [("it", 3), ("was", 3), ("the", 3), ("of", 3)]);
}

/// Sums per month in order of appearance, sums in order of the calendar, and the items per month.
fn group_by_key() {
    let sales = [("2024-02", 20), ("2024-01", 5), ("2024-02", 7), ("2024-01", 1)];
    let add = |sum: &mut i32, sale: &(&str, i32)| *sum += sale.1;

    let as_they_came = sales.iter().fold_by_key(|sale| sale.0, |_| 0, add);
    assert!(as_they_came.into_iter().eq([("2024-02", 27), ("2024-01", 6)]));

    let by_date = sales.iter().fold_by_key_in(BTreeMap::new(), |sale| sale.0, |_| 0, add);
    assert!(by_date.into_iter().eq([("2024-01", 6), ("2024-02", 27)]));

    let groups = sales.iter().groups_by(|sale| sale.0);
    assert_eq!(groups.get("2024-01"), Some(&[&("2024-01", 5), &("2024-01", 1)][..]));
}

/// Files with the same content, by a digest of it.
fn find_duplicates() {
    let files = [("a.txt", 17), ("b.txt", 4), ("copy of a.txt", 17)];
    let same = files.into_iter().redundant_groups(|(_, digest)| *digest);
    assert_eq!(same, [[("a.txt", 17), ("copy of a.txt", 17)]]);
}

/// `Range` headers that resume a download at byte 3000, cut at multiples of 4096; of a file that
/// may be larger than the address space.
fn http_range_requests() {
    let ranges = chunk_ranges(3000..10_000, 4096).aligned();
    let headers = ranges.map(|range| format!("bytes={}-{}", range.start, range.end - 1));
    assert!(headers.eq(["bytes=3000-4095", "bytes=4096-8191", "bytes=8192-9999"]));

    let mut parts = chunk_ranges_u64(0..20 << 30, 8 << 20);
    assert_eq!(parts.next_back(), Some((20 << 30) - (8 << 20)..20 << 30));
    assert_eq!(parts.count(), 2559);
}

/// One slice of the input for each thread, none longer by more than one.
fn split_work_for_threads() {
    let numbers: Vec<u64> = (1..=100).collect();
    let sum = std::thread::scope(|scope| {
        let parts = even_ranges(0..numbers.len(), 3).map(|range| &numbers[range]);
        let threads: Vec<_> =
            parts.map(|part| scope.spawn(move || part.iter().sum::<u64>())).collect();
        threads.into_iter().map(|thread| thread.join().unwrap_or(0)).sum::<u64>()
    });
    assert_eq!(sum, 5050);
}

/// Ids that threads draw from one generator without a lock, and that never repeat.
fn unique_ids() {
    let generator = Guids::new();
    let mut ids: Vec<_> = std::thread::scope(|scope| {
        let draw = || generator.blocks().take(1000).collect::<Vec<_>>();
        let threads = [scope.spawn(draw), scope.spawn(draw)];
        threads.into_iter().flat_map(|thread| thread.join().unwrap_or_default()).collect()
    });
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 2000);
}

/// Retries with exponential backoff: the server is busy twice, then says how long to wait, and then
/// answers. In a program the last argument is `std::thread::sleep`; here the delays are recorded.
fn retry_with_backoff() {
    #[derive(Debug, PartialEq)]
    enum Failure {
        Busy { retry_after: Option<Duration> },
        Forbidden,
    }
    const POLICY: Backoff = Backoff::exponential(Duration::from_millis(100))
        .max_delay(Duration::from_secs(5))
        .max_total(Duration::from_secs(30))
        .retries(6)
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

/// At most ten seconds in all, the work included, and a log line for each failure. In a program
/// these are `within` and `retry_notify`; here the clock and the sleep are simulated.
fn retry_with_deadline() {
    let clock = std::cell::Cell::new(Duration::ZERO);
    let pass = |duration| clock.set(clock.get() + duration);
    let second = Duration::from_secs(1);

    let mut log = Vec::new();
    let delays = within_clock(10 * second, &Backoff::linear(second, second), || clock.get());
    let answer: Result<(), &str> = retry_notify_with(
        delays,
        || {
            pass(2 * second); // each call takes two seconds
            Err("no route")
        },
        |failure| log.push(format!("call {}: {}", failure.number, failure.error)),
        pass,
    );

    assert_eq!(answer, Err("no route"));
    assert_eq!(log, ["call 1: no route", "call 2: no route", "call 3: no route"]);
}

/// A search through all hands of five cards: stopped at a rank, and resumed from that rank.
fn resume_combinations() {
    let good = |hand: &[u32]| sum_of_ranks(hand) == 65 - 4;

    let mut hands = combinations(0..52, 5);
    assert_eq!(hands.total(), Some(2_598_960));
    let mut found = 0;
    for _ in 0..1_000_000 {
        found += u32::from(hands.next().is_some_and(good));
    }
    let rank = hands.rank_of(hands.indices());
    assert_eq!(rank, Some(999_999));

    let mut later = combinations(0..52, 5);
    assert!(later.seek(1_000_000));
    found = later.fold(found, |found, hand| found + u32::from(good(hand)));

    // Without the interruption it finds as many.
    assert_eq!(combinations(0..52, 5).fold(0, |n, hand| n + u32::from(good(hand))), found);
}

/// The ranks of the cards of a hand, from 1 for an ace to 13 for a king, added up.
fn sum_of_ranks(hand: &[u32]) -> u32 {
    hand.iter().map(|card| card % 13 + 1).sum()
}

/// Nested data.
#[cfg(feature = "serde_json")]
mod json {
    use boltons::Error;
    use boltons::iter::tree::{
        self, Deep, PathForm, Seg, TreePath, change_all, find_all, flatten, get_path, remove_paths,
        research, retain, set_path_with_parents, unflatten_text,
    };
    use serde_json::{Value, json};

    /// Redacts secrets at any depth, removes nulls, and logs the paths of the secrets.
    pub(super) fn redact_json() {
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

    /// Reads, writes and removes by pointer, by dotted path and with wildcards.
    pub(super) fn json_path_access() -> Result<(), Error> {
        let mut order = json!({"lines": [{"id": 7, "price": 3}, {"id": 9, "price": 5}]});

        let pointer: TreePath = "/lines/1/price".parse()?;
        assert_eq!(get_path(&order, &pointer)?, 5);
        assert_eq!(get_path(&order, &TreePath::from_dotted("lines[0].id"))?, 7);
        let missing = get_path(&order, &TreePath::from_dotted("lines.5.id")).unwrap_err();
        assert!(missing.is_not_found());

        // Missing parents are created; an index may lie at most ten beyond the end of its list.
        let city = TreePath::from_dotted("ship.to[0].city");
        set_path_with_parents(&mut order, &city, Value::from("Oslo"), 10)?;
        assert_eq!(order["ship"]["to"][0]["city"], "Oslo");

        change_all(&mut order, &"lines.*.price".parse()?, |_, price| *price = Value::from(1));
        let prices = find_all(&order, &"lines.*.price".parse()?);
        assert!(prices.iter().all(|(_, price)| **price == 1));

        // Many at once, in any order.
        let found = research(&order, |path, _| path.last() == Some(&Seg::Key("id")));
        let paths: Vec<TreePath> = found.into_iter().map(|(path, _)| path).collect();
        remove_paths(&mut order, &paths)?;
        assert_eq!(order["lines"], json!([{"price": 1}, {"price": 1}]));
        Ok(())
    }

    /// A patch that removes with null, and settings of a user over those of the system.
    pub(super) fn merge_patch() {
        let mut page =
            json!({"title": "Old", "author": {"name": "Ada", "mail": "ada@example.org"}});
        tree::merge_patch(&mut page, json!({"title": "New", "author": {"mail": null}}));
        assert_eq!(page, json!({"title": "New", "author": {"name": "Ada"}}));

        let mut settings = json!({"font": {"size": 11, "bold": false}, "tabs": [2, 4]});
        tree::merge(&mut settings, json!({"font": {"size": 13}, "tabs": [8]}));
        assert_eq!(settings, json!({"font": {"size": 13, "bold": false}, "tabs": [8]}));
    }

    /// To keys with dots, as environment variables or a table have them, and back.
    pub(super) fn flatten_json() -> Result<(), Error> {
        let document = json!({"db": {"hosts": ["a", "b"], "port": 5432}});

        let flat: Vec<(String, Value)> = flatten(&document)
            .into_iter()
            .map(|(path, leaf)| (path.to_dotted().unwrap_or_default(), leaf.clone()))
            .collect();
        let keys: Vec<&str> = flat.iter().map(|(key, _)| key.as_str()).collect();
        assert_eq!(keys, ["db.hosts.0", "db.hosts.1", "db.port"]);

        assert_eq!(unflatten_text(flat, PathForm::Dotted)?, document);
        Ok(())
    }

    /// A document that would overflow the stack where it is dropped, cloned or compared.
    pub(super) fn deep_json() {
        let deep = (0..100_000).fold(Value::Null, |inner, _| Value::Array(vec![inner]));
        let deep = Deep::new(deep);
        let copy = deep.clone();
        assert!(copy == deep);
        assert_eq!(tree::walk(&*copy).nodes().count(), 100_001);
    }
}
