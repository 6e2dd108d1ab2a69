//! A log split in any way and merged in any order gives the same summary.

use access_log::settings::Settings;
use access_log::summary::Summary;
use access_log::unit;
use proptest::prelude::*;

/// Lines that differ in everything that is counted, some of them rejected.
fn lines() -> impl Strategy<Value = Vec<String>> {
    let client = prop_oneof![
        (0..5_u8, 0..40_u8).prop_map(|(a, b)| format!("10.{a}.0.{b}")),
        (0..30_u8).prop_map(|a| format!("2001:db8::{a}")),
        (0..30_u8).prop_map(|a| format!("host-{a}.example")),
        Just(String::from("999.1.1.1")),
    ];
    let line = (client, 0..28_u8, 0..24_u8, 0..50_u16, 100..700_u16, 0..9_u8).prop_map(
        |(client, day, hour, path, status, agent)| {
            format!(
                "{client} - - [{:02}/Oct/2000:{hour:02}:55:36 +0000] \"GET /{path}?a=1&b{agent}=2 HTTP/1.1\" \
                 {status} {path} \"http://r{agent}.example/\" \"agent {agent}\"\n",
                day + 1
            )
        },
    );
    prop::collection::vec(line, 1..60)
}

fn summary(lines: &[String], before: usize, settings: &Settings) -> Summary {
    let mut summary = Summary::new(settings);
    let piece = lines.concat().into_bytes();
    unit::count(&[piece], settings).add_to(&mut summary, 0, before as u64);
    summary
}

/// Everything that is known, in an order that hashing does not decide.
fn told(summary: &Summary) -> String {
    fn table<
        K: std::hash::Hash + Eq + Ord + std::fmt::Debug,
        V: access_log::table::Sums + std::fmt::Debug,
    >(
        table: &access_log::table::Table<K, V>,
    ) -> String {
        let mut all: Vec<_> = table.iter().collect();
        all.sort_by(|a, b| a.0.cmp(b.0));
        format!("{all:?} {} {}", table.distinct(), table.error())
    }
    let mut rest = summary.clone();
    rest.clients = Default::default();
    rest.hosts = Default::default();
    rest.vhosts = Default::default();
    rest.paths = Default::default();
    rest.query_keys = Default::default();
    rest.referrers = Default::default();
    rest.agents = Default::default();
    [
        format!("{rest:?}"),
        table(&summary.clients),
        table(&summary.hosts),
        table(&summary.vhosts),
        table(&summary.paths),
        table(&summary.query_keys),
        table(&summary.referrers),
        table(&summary.agents),
    ]
    .join("\n")
}

proptest! {
    #[test]
    fn any_split_in_any_order(
        lines in lines(),
        cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..6),
        picks in prop::collection::vec(any::<prop::sample::Index>(), 16),
    ) {
        let settings = Settings { max_distinct: 1000, ..Settings::default() };
        let whole = summary(&lines, 0, &settings);
        let mut cuts: Vec<usize> = cuts.iter().map(|cut| cut.index(lines.len() + 1)).collect();
        cuts.extend([0, lines.len()]);
        cuts.sort_unstable();
        let parts = cuts.windows(2).map(|w| summary(&lines[w[0]..w[1]], w[0], &settings));
        let mut parts: Vec<Summary> = parts.collect();
        parts.push(Summary::default());
        let mut picks = picks.iter();
        while parts.len() > 1 {
            let part = parts.swap_remove(picks.next().unwrap().index(parts.len()));
            let into = picks.next().unwrap().index(parts.len());
            parts[into] += part;
        }
        prop_assert_eq!(told(&parts[0]), told(&whole));
    }

    #[test]
    fn after_an_overflow_any_split_keeps_the_bounds(
        lines in lines(),
        cut in any::<prop::sample::Index>(),
        limit in 1..20_usize,
    ) {
        let exact = summary(&lines, 0, &Settings { max_distinct: 0, ..Settings::default() });
        let settings = Settings { max_distinct: limit, ..Settings::default() };
        let cut = cut.index(lines.len() + 1);
        let mut bounded = summary(&lines[cut..], cut, &settings);
        bounded += summary(&lines[..cut], 0, &settings);
        prop_assert_eq!(bounded.requests, exact.requests);
        prop_assert_eq!(&bounded.rejected_first, &exact.rejected_first);
        prop_assert!(bounded.paths.error() <= 2 * exact.requests / limit as u64);
        for (path, sums) in exact.paths.iter() {
            match bounded.paths.get(path) {
                Some(shown) => prop_assert!(
                    shown.requests <= sums.requests
                        && sums.requests <= shown.requests + bounded.paths.error()
                ),
                None => prop_assert!(sums.requests <= bounded.paths.error()),
            }
        }
    }
}

#[test]
fn the_newest_hours_are_kept_whatever_the_order() {
    use access_log::summary::{HourSums, Hours};
    let one = HourSums { requests: 1, ..HourSums::default() };
    let hours = |order: &mut dyn Iterator<Item = i64>| {
        let mut hours = Hours::default();
        order.for_each(|hour| hours.add(hour * 3600, one));
        hours
    };
    let forward = hours(&mut (0..10_500));
    assert_eq!(forward, hours(&mut (0..10_500).rev()));
    // 7,919 has no divisor in common with 10,500.
    assert_eq!(forward, hours(&mut (0..10_500).map(|hour| hour * 7_919 % 10_500)));
    assert_eq!(forward.newest.len(), 10_000);
    assert_eq!(forward.earlier.map(|sums| sums.requests), Some(500));
}
