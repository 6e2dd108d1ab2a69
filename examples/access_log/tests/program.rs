//! The program from outside: exit codes, messages, inputs of every kind, the same bytes in any number of threads.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A folder of its own for each test.
fn folder(name: &str) -> PathBuf {
    let dir = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&dir);
    fs::create_dir_all(&dir).unwrap();
    dir
}

fn run_in(dir: &Path, args: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_access_log"))
        .args(args)
        .current_dir(dir)
        .env_remove("NO_COLOR")
        .env_remove("COLUMNS")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that does not read closes the pipe.
    let _ = child.stdin.take().unwrap().write_all(input);
    child.wait_with_output().unwrap()
}

fn run(args: &[&str], input: &[u8]) -> Output {
    run_in(Path::new(env!("CARGO_TARGET_TMPDIR")), args, input)
}

fn out(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

fn err(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

fn json(output: &Output) -> serde_json::Value {
    serde_json::from_slice(&output.stdout).unwrap()
}

/// A line by a client for a path.
fn line(client: &str, path: &str) -> String {
    format!(
        "{client} - - [10/Oct/2000:13:55:36 +0000] \"GET {path} HTTP/1.1\" 200 10 \"-\" \"x\"\n"
    )
}

#[test]
fn the_samples_reports_are_the_golden_ones() {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    for (args, name) in [
        (&["--json"][..], "sample.json"),
        (&["--width", "80"], "sample.txt"),
        (&["--width", "40", "--top", "3"], "sample-40.txt"),
        (&["--width", "200", "--top", "3"], "sample-200.txt"),
    ] {
        let got = run(args, b"");
        assert_eq!(got.status.code(), Some(0));
        let file = golden.join(name);
        if std::env::var_os("BLESS").is_some() {
            fs::write(&file, &got.stdout).unwrap();
        }
        assert_eq!(out(&got), fs::read_to_string(&file).unwrap(), "{name}: BLESS=1 writes it");
    }
}

#[test]
fn the_sample_has_one_of_everything() {
    let dir = folder("everything");
    fs::write(dir.join("deny.txt"), "140.82.0.0/16 # noisy\n1.1.1.0-1.1.1.8\n").unwrap();
    fs::write(
        dir.join("routes.txt"),
        "8.8.0.0/16 Resolver\n2606:4700::/32 Edge\n1.1.1.0/24 Edge\n",
    )
    .unwrap();
    let args =
        ["--json", "--deny", "deny.txt", "--routes=routes.txt", "--trusted-proxies", "10.0.0.0/8"];
    let report = json(&run_in(&dir, &args, b""));
    let empty = |value: &serde_json::Value| match value {
        serde_json::Value::Null => true,
        serde_json::Value::Number(n) => n.as_u64() == Some(0),
        serde_json::Value::Array(items) => items.is_empty(),
        serde_json::Value::Object(map) => {
            map.is_empty() || map.get("top").is_some_and(|top| top.as_array().unwrap().is_empty())
        }
        _ => false,
    };
    let missing: Vec<&String> =
        report.as_object().unwrap().iter().filter(|(_, v)| empty(v)).map(|(k, _)| k).collect();
    assert_eq!(missing, ["outside"], "nothing of these");
    assert_eq!(report["proxied"], 1);
    assert_eq!(report["routes"]["top"][0][0], "Edge");
}

#[test]
fn any_number_of_jobs_prints_the_same_bytes_also_after_an_overflow() {
    let dir = folder("jobs");
    let mut log = String::new();
    let agent = "y".repeat(900);
    for i in 0..9_000_u32 {
        let client = format!("1.{}.{}.{}", i % 7, i % 251, i % 13);
        let path = format!("/{}?k{}=1", i % 991, i % 60);
        log += &line(&client, &path).replace("\"x\"", &format!("\"{} {agent}\"", i % 70));
    }
    assert!(log.len() > 8 << 20, "three units");
    fs::write(dir.join("log"), log).unwrap();
    for extra in [&["--json"][..], &["--json", "--max-distinct", "50"], &["--width=100"]] {
        let with = |jobs: &str| {
            let args: Vec<&str> = extra.iter().copied().chain(["--jobs", jobs, "log"]).collect();
            run_in(&dir, &args, b"").stdout
        };
        let one = with("1");
        for jobs in ["2", "3", "7"] {
            assert!(with(jobs) == one, "{extra:?} with {jobs} jobs");
        }
    }
}

#[test]
fn ten_runs_print_the_same_bytes() {
    let first = run(&["--json"], b"").stdout;
    for _ in 0..9 {
        assert!(run(&["--json"], b"").stdout == first);
    }
}

#[test]
fn wrong_arguments_exit_with_2_and_print_nothing() {
    let dir = folder("arguments");
    fs::write(dir.join("bad-deny"), "10.0.0.0/8\nnonsense\n").unwrap();
    fs::write(dir.join("bad-routes"), "10.0.0.0/8 A\n10.0.0.0/8 B\n").unwrap();
    fs::write(dir.join("no-name"), "10.0.0.0/8\n").unwrap();
    for (args, said) in [
        (&["--nonsense"][..], "--nonsense"),
        (&["--json=1"], "--json"),
        (&["--top"], "--top needs a number"),
        (&["--top", "0"], "from 1 to 1000, not 0"),
        (&["--top=1001"], "from 1 to 1000, not 1001"),
        (&["--width=39"], "from 40"),
        (&["--jobs=0"], "from 1"),
        (&["--color=blue"], "blue"),
        (&["--since=yesterday"], "yesterday"),
        (&["--until", "2015-02-29"], "2015-02-29"),
        (&["--trusted-proxies", "10.0.0.0/33"], "33 exceeds 32"),
        (&["--deny", "no-such-file"], "no-such-file: "),
        (&["--deny", "bad-deny"], "bad-deny:2: "),
        (&["--routes", "bad-routes"], "bad-routes:2: 10.0.0.0/8 is on line 1"),
        (&["--routes", "no-name"], "no-name:1: expected a name"),
    ] {
        let got = run_in(&dir, args, b"");
        assert_eq!(got.status.code(), Some(2), "{args:?}");
        assert_eq!(out(&got), "", "{args:?}");
        assert!(err(&got).contains(said), "{args:?}: {}", err(&got));
    }
}

#[test]
fn help_and_version_are_printed() {
    let got = run(&["--help"], b"");
    assert!(got.status.success() && out(&got).starts_with("usage: access_log"));
    assert!(out(&got).lines().all(|line| line.chars().count() <= 80));
    assert!(out(&run(&["--version"], b"")).starts_with("access_log "));
}

#[test]
fn a_log_of_which_nothing_is_understood_exits_with_1() {
    for garbage in [&b""[..], b"\n\n", b"nonsense\nmore of it\n"] {
        let got = run(&["-"], garbage);
        assert_eq!(got.status.code(), Some(1));
        assert!(out(&got).lines().count() == 1, "{}", out(&got));
        let got = run(&["--json", "-"], garbage);
        assert_eq!(got.status.code(), Some(1));
        assert_eq!(json(&got)["requests"], 0);
    }
    let got = run(&["-"], b"{\"time\":1}\n{\"time\":2}\n");
    assert!(out(&got).contains("look like JSON"), "{}", out(&got));
}

#[test]
fn requests_outside_the_window_are_no_failure() {
    let log = line("1.2.3.4", "/");
    let got = run(&["--json", "--since", "2001-01-01", "-"], log.as_bytes());
    assert_eq!(got.status.code(), Some(0));
    assert_eq!((&json(&got)["outside"], &json(&got)["requests"]), (&1.into(), &0.into()));
    assert!(run(&["--since", "2001-01-01", "-"], log.as_bytes()).status.success());
    let inside =
        run(&["--json", "--since=2000-10-10T13:55", "--until=2000-10-11", "-"], log.as_bytes());
    assert_eq!(json(&inside)["requests"], 1);
    let until = run(&["--json", "--until=2000-10-10T13:55:36", "-"], log.as_bytes());
    assert_eq!(json(&until)["requests"], 0);
}

#[test]
fn a_file_that_fails_costs_its_own_lines() {
    let dir = folder("files");
    fs::write(dir.join("good"), line("1.2.3.4", "/")).unwrap();
    fs::write(dir.join("utf16"), b"\xff\xfe1\0.\0").unwrap();
    fs::write(dir.join("bom"), [b"\xef\xbb\xbf", line("1.2.3.4", "/bom").as_bytes()].concat())
        .unwrap();
    let got = run_in(&dir, &["--json", "missing", "good", "utf16", "bom", "."], b"");
    assert_eq!(got.status.code(), Some(1));
    assert_eq!(json(&got)["requests"], 2);
    for said in ["missing: ", "utf16: looks like UTF-16", ".: "] {
        assert!(err(&got).contains(said), "{}", err(&got));
    }
    assert_eq!(json(&got)["files"][3]["error"], serde_json::Value::Null);
    let names: Vec<_> =
        json(&got)["files"].as_array().unwrap().iter().map(|f| f["name"].clone()).collect();
    assert_eq!(names, ["missing", "good", "utf16", "bom", "."]);
    // The same on standard input.
    let got = run(&["-"], b"\xfe\xff\0a");
    assert!(got.status.code() == Some(1) && err(&got).contains("-: looks like UTF-16"));
    // A file whose name looks like an option.
    fs::write(dir.join("--json"), line("1.2.3.4", "/")).unwrap();
    assert!(out(&run_in(&dir, &["--", "--json"], b"")).starts_with("--json: 1 request"));
}

#[cfg(not(feature = "gzip"))]
#[test]
fn gzip_without_the_feature_says_what_to_do() {
    let got = run(&["-"], b"\x1f\x8b\x08\0");
    assert_eq!(got.status.code(), Some(1));
    assert!(err(&got).contains("looks gzipped: zcat - | access_log -"), "{}", err(&got));
}

#[cfg(feature = "gzip")]
#[test]
fn gzip_is_read_member_by_member_and_a_truncated_one_keeps_its_lines() {
    let pack = |text: &str| {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(text.as_bytes()).unwrap();
        encoder.finish().unwrap()
    };
    let mut log = pack(&line("1.2.3.4", "/a"));
    log.extend(pack(&line("1.2.3.5", "/b")));
    let got = run(&["--json", "-"], &log);
    assert!(got.status.success());
    assert_eq!(
        (&json(&got)["requests"], &json(&got)["files"][0]["gzip"]),
        (&2.into(), &true.into())
    );
    let lines: String = (0..2000).map(|i| line("1.2.3.4", &format!("/{}", i * 7919))).collect();
    let whole = pack(&lines);
    let got = run(&["--json", "-"], &whole[..whole.len() / 2]);
    assert_eq!(got.status.code(), Some(1));
    let requests = json(&got)["requests"].as_u64().unwrap();
    assert!(requests > 100 && requests < 2000, "{requests}");
    assert_eq!(json(&got)["rejected"], 0, "the line it broke off in does not count");
}

#[test]
fn lines_of_every_length_and_break() {
    let dir = folder("breaks");
    let mut log = line("1.2.3.4", "/a").replace('\n', "\r\n").into_bytes();
    log.extend(vec![b'x'; (4 << 20) + 1]);
    log.extend(b"\r\n");
    log.extend(line("1.2.3.5", "/b").trim_end().as_bytes());
    fs::write(dir.join("log"), &log).unwrap();
    let got = run_in(&dir, &["--json", "log"], b"");
    let report = json(&got);
    assert_eq!((&report["lines"], &report["requests"]), (&3.into(), &2.into()));
    assert_eq!(
        report["rejected_first"],
        serde_json::json!([["log", 2, (4 << 20) + 1, "too_long"]])
    );
    assert!(err(&got).starts_with("log:2:4194305: expected at most 4 MiB: \"…"), "{}", err(&got));
}

#[test]
fn rejected_lines_are_shown_three_of_them_with_controls_escaped() {
    let log = "\x1b[2J x\nsecond\n\n999.1.1.1 - -\nfifth\n".to_owned() + &line("1.2.3.4", "/");
    let got = run(&["-"], log.as_bytes());
    let said: Vec<&str> = err(&got).lines().collect();
    assert_eq!(said.len(), 4, "{}", err(&got));
    assert!(said[0].starts_with("-:1:1: expected an IP address or a host name: "));
    assert!(!err(&got).contains('\x1b'));
    assert!(said[2].starts_with("-:3:1: expected a request"));
    assert_eq!(said[3], "and 2 more");
}

#[test]
fn the_text_is_as_narrow_as_asked_for_on_hostile_names() {
    let mut log = String::new();
    for (i, name) in [
        "日本語".repeat(60),
        "e\u{301}".repeat(99),
        "\u{202e}x\u{1b}[31m".repeat(30),
        "👩‍👩‍👧".repeat(40),
        "a".repeat(900),
    ]
    .iter()
    .enumerate()
    {
        log += &line(
            &format!("2001:db8:ffff:ffff:ffff:ffff:ffff:{i}"),
            &format!("/{name}?{name}={name}"),
        );
        log += &format!(
            "{0}.example:65535 very-long-host-name-{0}.example - - [10/Oct/2000:13:55:36 +0000] \"GET /{name} HTTP/1.1\" 599 18446744073709551615 \"http://{name}/\" \"{name}\"\n",
            "h".repeat(60)
        );
    }
    for width in [40, 41, 57, 80, 200] {
        let got = run(&["--width", &width.to_string(), "-"], log.as_bytes());
        assert!(got.status.success());
        for shown in out(&got).lines() {
            let columns = boltons::strings::display_width(shown);
            assert!(columns <= width, "{columns} of {width}: {shown}");
            assert!(!shown.chars().any(|c| c.is_control() || c == '\u{202e}'), "{shown:?}");
        }
    }
}

#[test]
fn colours_are_asked_for() {
    let log = line("1.2.3.4", "/").replace(" 200 ", " 500 ");
    let plain = run(&["-"], log.as_bytes());
    assert!(!out(&plain).contains('\x1b'));
    let coloured = run(&["--color=always", "-"], log.as_bytes());
    assert!(out(&coloured).contains("\x1b[31m") && out(&coloured).contains("\x1b[1mPaths"));
    assert_eq!(boltons::strings::strip_ansi(out(&coloured)), out(&plain));
}

#[test]
fn names_that_are_equal_as_text_are_one_key() {
    let mut log = Vec::new();
    for byte in [0xff, 0xfe] {
        log.extend(b"1.2.3.4 - - [10/Oct/2000:13:55:36 +0000] \"GET /");
        log.push(byte);
        log.extend(b" HTTP/1.1\" 200 10 \"http://A.example/\" \"x\"\n");
    }
    let report = json(&run(&["--json", "-"], &log));
    assert_eq!(report["paths"]["top"], serde_json::json!([["/\u{fffd}", 2, 20, 0, 0]]));
    assert_eq!(report["referrers"]["top"], serde_json::json!([["a.example", 2]]));
    assert_eq!(report["pairs"]["top"], serde_json::json!([["1.2.3.4", "/\u{fffd}", 2]]));
}

#[test]
fn long_keys_are_cut() {
    let log = line("1.2.3.4", &format!("/{}?{}=1", "p".repeat(300), "é".repeat(200)));
    let report = json(&run(&["--json", "-"], log.as_bytes()));
    let path = report["paths"]["top"][0][0].as_str().unwrap();
    assert_eq!(path, format!("/{}…", "p".repeat(255)));
    let key = report["query_keys"]["top"][0][0].as_str().unwrap();
    assert_eq!(key, format!("{}…", "é".repeat(128)));
}
