//! Twenty lines of each format that servers write, and what the report says of them.

use access_log::options::{self, Command};
use access_log::{report, run};

/// What the report says of a log, as JSON.
fn report(name: &str, log: &str) -> serde_json::Value {
    let dir = std::path::PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("formats");
    std::fs::create_dir_all(&dir).unwrap();
    let file = dir.join(name);
    std::fs::write(&file, log).unwrap();
    let Ok(Command::Run(options)) = options::parse([file.into_os_string()]) else {
        panic!("a file is no wrong argument");
    };
    let log = run::run(&options).unwrap();
    assert!(log.succeeded(), "{:?}", log.messages().collect::<Vec<_>>());
    serde_json::from_str(&report::json(&log, &options)).unwrap()
}

/// Twenty lines; the numbers from 0 to 19 stand for what differs.
fn twenty(line: impl Fn(usize) -> String) -> String {
    (0..20).map(|i| line(i) + "\n").collect()
}

/// What all formats below have in common: 20 requests by 5 clients for 4 paths, 10 bytes each, a
/// quarter of them 404s.
fn check(report: &serde_json::Value, clients: [&str; 5]) {
    assert_eq!(report["requests"], 20);
    assert_eq!(report["rejected"], 0);
    assert_eq!(report["bytes"], 200);
    assert_eq!(report["statuses"], serde_json::json!({"200": 15, "404": 5}));
    assert_eq!(report["not_found"], serde_json::json!([["/p3", 5]]));
    let list = if clients[0].contains(".example") { "hosts" } else { "clients" };
    let mut got: Vec<&str> = report[list]["top"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row[0].as_str().unwrap())
        .collect();
    got.sort_unstable();
    assert_eq!(got, clients);
    assert_eq!(report["paths"]["distinct"], 4);
    assert_eq!(report["first"], "2026-03-04T11:00:00Z");
    assert_eq!(report["last"], "2026-03-04T11:19:00Z");
}

fn status(i: usize) -> u16 {
    if i % 4 == 3 { 404 } else { 200 }
}

const FIVE: [&str; 5] = ["8.8.8.0", "8.8.8.1", "8.8.8.2", "8.8.8.3", "8.8.8.4"];

#[test]
fn common() {
    let log = twenty(|i| {
        format!(
            "8.8.8.{} - - [04/Mar/2026:12:{i:02}:00 +0100] \"GET /p{} HTTP/1.1\" {} 10",
            i % 5,
            i % 4,
            status(i)
        )
    });
    check(&report("common", &log), FIVE);
}

#[test]
fn combined() {
    let log = twenty(|i| {
        format!(
            "8.8.8.{} - u{i} [04/Mar/2026:12:{i:02}:00 +0100] \"GET /p{} HTTP/1.1\" {} 10 \"https://R{}.example/x?y\" \"Agent {}\"",
            i % 5,
            i % 4,
            status(i),
            i % 2,
            i % 3
        )
    });
    let report = report("combined", &log);
    check(&report, FIVE);
    assert_eq!(
        report["referrers"]["top"],
        serde_json::json!([["r0.example", 10], ["r1.example", 10]])
    );
    assert_eq!(
        report["agents"]["top"],
        serde_json::json!([["Agent 0", 7], ["Agent 1", 7], ["Agent 2", 6]])
    );
}

#[test]
fn nginx_main() {
    let log = twenty(|i| {
        format!(
            "8.8.8.{} - - [04/Mar/2026:12:{i:02}:00 +0100] \"GET /p{} HTTP/1.1\" {} 10 \"-\" \"Agent\" \"203.0.113.{i}\"",
            i % 5,
            i % 4,
            status(i)
        )
    });
    let report = report("nginx-main", &log);
    check(&report, FIVE);
    assert_eq!(report["agents"]["top"], serde_json::json!([["Agent", 20]]));
    assert_eq!(report["proxied"], 0, "nobody is trusted");
}

#[test]
fn vhost_combined() {
    let log = twenty(|i| {
        format!(
            "www{}.example.com:443 8.8.8.{} - - [04/Mar/2026:12:{i:02}:00 +0100] \"GET /p{} HTTP/1.1\" {} 10 \"-\" \"Agent\"",
            i % 2,
            i % 5,
            i % 4,
            status(i)
        )
    });
    let report = report("vhost-combined", &log);
    check(&report, FIVE);
    let hosts = serde_json::json!([["www0.example.com:443", 10], ["www1.example.com:443", 10]]);
    assert_eq!(report["vhosts"]["top"], hosts);
}

#[test]
fn ipv6_with_a_zone() {
    let log = twenty(|i| {
        format!(
            "fe80::{}%eth0 - - [04/Mar/2026:12:{i:02}:00 +0100] \"GET /p{} HTTP/1.1\" {} 10",
            1 + i % 5,
            i % 4,
            status(i)
        )
    });
    let report = report("zone", &log);
    check(&report, ["fe80::1", "fe80::2", "fe80::3", "fe80::4", "fe80::5"]);
    assert_eq!(report["not_public"]["blocks"], serde_json::json!([["Link-Local Unicast", 20]]));
}

#[test]
fn iso_times() {
    let log = twenty(|i| {
        format!(
            "8.8.8.{} - - [2026-03-04T12:{i:02}:00+01:00] \"GET /p{} HTTP/1.1\" {} 10 \"-\" \"Agent\"",
            i % 5,
            i % 4,
            status(i)
        )
    });
    check(&report("iso", &log), FIVE);
}

#[test]
fn escaped_quotes() {
    let log = twenty(|i| {
        format!(
            "8.8.8.{} - - [04/Mar/2026:12:{i:02}:00 +0100] \"GET /p{} HTTP/1.1\" {} 10 \"a \\\"quoted\\\" page\" \"say \\\"hi\\\" \\\\\"",
            i % 5,
            i % 4,
            status(i)
        )
    });
    let report = report("quotes", &log);
    check(&report, FIVE);
    assert_eq!(report["agents"]["top"], serde_json::json!([[r#"say \"hi\" \\"#, 20]]));
}

#[test]
fn crlf() {
    let log = twenty(|i| {
        format!(
            "8.8.8.{} - - [04/Mar/2026:12:{i:02}:00 +0100] \"GET /p{} HTTP/1.1\" {} 10 \"-\" \"Agent\"\r",
            i % 5,
            i % 4,
            status(i)
        )
    });
    let report = report("crlf", &log);
    check(&report, FIVE);
    assert_eq!(report["agents"]["top"], serde_json::json!([["Agent", 20]]));
}

#[test]
fn host_names_that_begin_like_addresses() {
    let log = twenty(|i| {
        format!(
            "92.118.161.{}.EXAMPLE - - [04/Mar/2026:12:{i:02}:00 +0100] \"GET /p{} HTTP/1.1\" {} 10",
            i % 5,
            i % 4,
            status(i)
        )
    });
    let names = [0, 1, 2, 3, 4].map(|i| format!("92.118.161.{i}.example"));
    check(&report("names", &log), names.each_ref().map(String::as_str));
}
